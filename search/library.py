"""Which corpus and index a reading command uses: the user's, or the built-in sample."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DamagedError
from corpus.layout import BEHIND, INDEX_FOLDER, STORE_VERSION, has_corpus
from corpus.model import Language

if TYPE_CHECKING:
    from corpus.store import Store

DATA_DIR_VARIABLE = "UNRES_DATA_DIR"


@dataclass(frozen=True, slots=True)
class Library:
    """A data directory that holds a corpus and its index."""

    folder: Path
    is_sample: bool

    @property
    def index_folder(self) -> Path:
        """Where the indexes are, a folder a language."""
        return self.folder / INDEX_FOLDER

    def store(self) -> "Store":
        """The corpus, opened for reading."""
        from corpus.store import Store  # noqa: PLC0415  (a search does without: 35 ms)

        return Store(self.folder)

    def indexed_languages(self) -> tuple[Language, ...]:
        """The languages that have an index. Raises DamagedError where none has."""
        found = tuple(x for x in Language if (self.index_folder / x / "CURRENT").is_file())
        if not found:
            raise DamagedError(
                f"The corpus in {self.folder} has no index.", "Run `unres index rebuild`."
            )
        return found


def data_dir(given: Path | None) -> Path:
    """The data directory: as given, else $UNRES_DATA_DIR, else the platform's."""
    if given is not None:
        return given
    from_environment = os.environ.get(DATA_DIR_VARIABLE)
    if from_environment:
        return Path(from_environment)
    from platformdirs import user_data_path  # noqa: PLC0415  (15 ms, seldom needed)

    return user_data_path("unres", appauthor=False)


def open_library(folder: Path, announce: Callable[[str], None]) -> Library:
    """The library in `folder` or, where no corpus is there yet, the built-in sample.

    `announce` is told, in one line, when it is the sample, and how to get real documents.
    """
    if has_corpus(folder):
        if (folder / BEHIND).exists():
            announce(
                "The index has not seen all of the corpus: a run is under way or was interrupted."
                " `unres index rebuild` brings it up to date."
            )
        return Library(folder, is_sample=False)
    if (folder / INDEX_FOLDER).is_dir():
        raise DamagedError(
            f"The catalogue in {folder} is gone, though there is an index.",
            "Restore corpus.sqlite3 from a backup, or move the folder away and add again.",
        )
    announce(
        f"No corpus in {folder}: this is the built-in sample, which is no UN document."
        " Real documents: `unres refresh`, or `unres add PATH…`."
    )
    return _sample_library(announce)


def _sample_library(announce: Callable[[str], None]) -> Library:
    """The sample, read and indexed once into the platform's cache directory."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    from corpus.sample import SAMPLE_ROOT  # noqa: PLC0415

    name = f"sample-{_fingerprint(SAMPLE_ROOT)}"
    caches = (user_cache_path("unres", appauthor=False), Path(tempfile.gettempdir()) / "unres")
    for parent in caches:
        target = parent / name
        if (target / "complete").is_file():
            return Library(target, is_sample=True)
        try:
            parent.mkdir(parents=True, exist_ok=True)
            building = Path(tempfile.mkdtemp(dir=parent, prefix=f".{name}."))
        except OSError:
            continue  # a read-only home: the temporary folder serves
        announce("Building the index of the sample, once …")
        _build_sample(building, SAMPLE_ROOT)
        return Library(_put_in_place(building, target), is_sample=True)
    raise DamagedError(
        "The index of the built-in sample can be written nowhere.",
        "Make the platform's cache directory or the temporary directory writable.",
    )


def _build_sample(folder: Path, root: Path) -> None:
    from corpus.ingest import ingest  # noqa: PLC0415  (only when the sample is built)
    from corpus.read import Hints  # noqa: PLC0415
    from corpus.store import Store  # noqa: PLC0415
    from indexer.follow import follow  # noqa: PLC0415

    with Store(folder, create=True) as corpus:
        ingest(corpus, (root,), Hints(), lambda *_: None, workers=1)
    follow(folder, lambda *_: None, workers=1)
    (folder / "complete").touch()


def _put_in_place(building: Path, target: Path) -> Path:
    try:
        building.rename(target)
    except OSError:
        # Another command was faster, or left a half-written one.
        if not (target / "complete").is_file():
            return building
        shutil.rmtree(building, ignore_errors=True)
    return target


def _fingerprint(root: Path) -> str:
    """Changes when the sample, the readers or the form of the index change."""
    from corpus.read import READER_VERSION  # noqa: PLC0415
    from indexer.schema import SCHEMA_VERSION  # noqa: PLC0415

    digest = hashlib.sha256(f"{STORE_VERSION} {READER_VERSION} {SCHEMA_VERSION}".encode())
    for path in sorted(root.rglob("*.xml")):
        status = path.stat()
        digest.update(f"{path.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
