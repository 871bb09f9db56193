"""The dictionary, built once for all tests that cut Chinese."""

from pathlib import Path

import pytest

from indexer import segment
from indexer.dictionary import ensure_dictionary


@pytest.fixture(scope="session")
def dictionary_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mapped dictionary of this version."""
    return ensure_dictionary(tmp_path_factory.mktemp("dictionary"))


@pytest.fixture(scope="session")
def chinese(dictionary_file: Path) -> segment.Segmenter:
    """The segmenter over the dictionary, which is now in use."""
    segment.use_dictionary(dictionary_file)
    return segment.segmenter()
