"""Fixtures every test can use: the real documents, which are not part of the project."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, not whether the program is right.
settings.register_profile(
    "busy machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy machine")

_COSTLY = "crime_folder"
"""A fixture that takes a minute to make: where tests run side by side, only one worker does."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of one file, and all that need what is costly, run in one process."""
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        costly = isinstance(item, pytest.Function) and _COSTLY in item.fixturenames
        item.add_marker(pytest.mark.xdist_group(_COSTLY if costly else str(item.path)))


SHARED = Path(__file__).resolve().parents[2] / "shared"


def _shared(part: str) -> Path:
    folder = SHARED / part
    if not folder.is_dir():
        reason = f"the real documents are not here: no {part} beside the checkout"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; without it the test skips, and in CI it fails."""
    return _shared("data/un")


@pytest.fixture(scope="session")
def shared_eval() -> Path:
    """The folder of judged topics and search cases; without it the test skips, in CI it fails."""
    return _shared("eval")


@pytest.fixture(scope="session")
def shared_docs() -> Path:
    """The folder of facts that were measured; without it the test skips, and in CI it fails."""
    return _shared("docs")
