"""Options before environment before file; and nonsense named where it stands."""

import math
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.refresh_settings import RefreshSettings, below, load_settings


def test_options_before_environment_before_file(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        '[refresh]\ncontact = "file"\nraw_url = "https://file.example/"\ninterval = 3\n'
        "[something.else]\nx = 1\n"
    )
    environment = {"UNRES_CONTACT": "environment", "UNRES_MAX_MINUTES": "2.5", "PATH": "/bin"}
    settings = load_settings(RefreshSettings(interval=0.0), environment, tmp_path)
    assert settings == RefreshSettings(
        contact="environment", raw_url="https://file.example", interval=0.0, max_minutes=2.5
    )


def test_nothing_set_is_nothing_set(tmp_path: Path) -> None:
    assert load_settings(RefreshSettings(), {}, tmp_path) == RefreshSettings()


def test_a_mirror_has_the_hosts_below_it() -> None:
    assert below("https://mirror.example/x") == RefreshSettings(
        api_url="https://mirror.example/x/api.github.com",
        raw_url="https://mirror.example/x/raw.githubusercontent.com",
        ods_url="https://mirror.example/x/documents.un.org",
    )


@pytest.mark.parametrize(
    ("options", "environment", "file", "problem"),
    [
        (RefreshSettings(api_url="mirror"), {}, "", "mirror is no base address"),
        (RefreshSettings(api_url="file:///etc"), {}, "", "is no base address"),
        (RefreshSettings(api_url="https://a:port"), {}, "", "is no base address"),
        (RefreshSettings(interval=-1.0), {}, "", "is no limit"),
        (RefreshSettings(interval=math.nan), {}, "", "is no limit"),
        (RefreshSettings(), {"UNRES_MAX_MINUTES": "1e999"}, "", "UNRES"),
        (RefreshSettings(max_minutes=math.inf), {}, "", "is no limit"),
        (RefreshSettings(), {"UNRES_INTERVAL": "soon"}, "", "UNRES_"),
        (RefreshSettings(), {}, "[refresh", r"config\.toml"),
        (RefreshSettings(), {}, "[refresh]\ncontakt = 'x'", "contakt"),
        (RefreshSettings(), {}, "[refresh]\ninterval = 'x'", r"config\.toml"),
    ],
)
def test_nonsense_is_named(
    tmp_path: Path, options: RefreshSettings, environment: dict[str, str], file: str, problem: str
) -> None:
    (tmp_path / "config.toml").write_text(file)
    with pytest.raises(UsageError, match=problem):
        load_settings(options, environment, tmp_path)
