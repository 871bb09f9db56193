"""What several tests of the corpus need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.ods_world import World, ods_world


@pytest.fixture
def ods(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """ODS and the hosts around it; our own PDFs need no process each to be read in."""
    monkeypatch.setattr("corpus.reading.is_pdf", lambda _data: False)
    with ods_world(tmp_path / "data") as world:
        yield world
