"""What lies where in a data directory."""

from pathlib import Path

STORE_VERSION = 1  # of the catalogue's tables

CATALOGUE = "corpus.sqlite3"  # what is held: the truth, with RAW_FOLDER
RAW_FOLDER = "raw"  # the bytes that documents were read from
INDEX_FOLDER = "index"  # derived; can always be made again
BEHIND = "index.behind"  # there while the corpus holds changes that the index has not seen
LOCK = "lock"  # held by the one run that writes


def has_corpus(folder: Path) -> bool:
    """Whether this data directory holds a corpus; a file without content is none yet."""
    path = folder / CATALOGUE
    return path.is_file() and path.stat().st_size > 0
