"""Where an index lies on disk, and how it is opened.

`<folder>/<language>/CURRENT` names the generation in use; each generation is a folder beside it
with the files of a Whoosh index and `manifest.json`, which says what the index was made from and
how long each file must be. A generation is complete before CURRENT names it and never changes
afterwards, so readers meet whole indexes only. The dictionary lies in `<folder>`, for all.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from corpus.errors import DamagedError, UnresError
from corpus.model import Language
from indexer.dictionary import dictionary_path, fingerprint
from indexer.schema import SCHEMA_VERSION, schema
from indexer.segment import use_dictionary

MANIFEST = "manifest.json"
REMEDY = "Run `unres index rebuild`."
CURRENT = "CURRENT"


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of an index: its name, its size in bytes, and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from, and its files.

    `revision` is the revision of the corpus it has seen, `dictionary` the fingerprint of the
    dictionary it was cut with. `documents` counts resolutions with at least one paragraph.
    """

    language: Language
    schema_version: int
    dictionary: str
    revision: int
    documents: int
    paragraphs: int
    files: tuple[IndexFile, ...]

    def to_json(self) -> bytes:
        """The manifest as it is written."""
        return (json.dumps(asdict(self), indent=1) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Manifest":
        """The manifest that `to_json` wrote.

        Raises:
            ValueError, TypeError, KeyError: it is not one.
        """
        values = json.loads(data)
        files = tuple(IndexFile(**file) for file in values.pop("files"))
        language = Language(values.pop("language"))
        return cls(language=language, files=files, **values)


def language_folder(folder: Path, language: Language) -> Path:
    """Where the generations of one language are."""
    return folder / language.value


def generations(home: Path) -> list[Path]:
    """The generations in a language's folder, whole or not."""
    return [path for path in home.iterdir() if path.name.isdecimal()]


def current_generation(folder: Path, language: Language) -> Path | None:
    """The generation in use, or None where none has been built.

    Raises:
        DamagedError: CURRENT names no generation.
    """
    home = language_folder(folder, language)
    try:
        name = (home / CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise _damaged(language, f"{CURRENT} cannot be read ({error})") from error
    if not name.isdecimal():
        raise _damaged(language, f"{CURRENT} names no generation")
    return home / name


def index_state(folder: Path, language: Language) -> Manifest:
    """What the index in use was made from.

    Raises:
        DamagedError: there is no index, its manifest is unreadable, or it is of another version.
    """
    return _manifest(existing_generation(folder, language), language)


def open_index(folder: Path, language: Language) -> Any:
    """The Whoosh index in use; from now on texts are cut with its dictionary.

    Files are compared with the manifest by size only: hashes are for `check_index`.

    Raises:
        DamagedError: there is no index, a file is missing or cut short, or it was made by another
            version of the schema or with another dictionary.
    """
    generation = existing_generation(folder, language)
    try:
        return open_generation(folder, generation, language)
    except DamagedError:
        # A writer may have switched twice meanwhile and removed what CURRENT named before.
        newer = existing_generation(folder, language)
        if newer == generation:
            raise
        return open_generation(folder, newer, language)


def open_generation(folder: Path, generation: Path, language: Language) -> Any:
    """The Whoosh index of one generation, as `open_index` does."""
    manifest = _manifest(generation, language)
    for file in manifest.files:
        _check_size(generation / file.name, file.size, language)
    if language is Language.ZH:
        use_dictionary(dictionary_path(folder))
    with damage_reported(language):
        return FileIndex(FileStorage(str(generation), readonly=True), schema=schema(language))


@contextmanager
def damage_reported(language: Language) -> Iterator[None]:
    """Turn what Whoosh raises over damaged files, or over a disk that fails, into DamagedError.

    A byte that has changed shows as whatever then goes wrong: EOFError, zlib.error, KeyError, or a
    bare Exception. So nothing but reading an index belongs within.
    """
    try:
        yield
    except UnresError:
        raise
    except OSError as error:
        raise disk_failed(language, error) from error
    except Exception as error:
        raise _damaged(language, f"{type(error).__name__}: {error}") from error


def disk_failed(language: Language, error: OSError) -> DamagedError:
    """The error to raise where the operating system refuses to read or write an index."""
    return DamagedError(
        f"The index for {language.value} cannot be read or written: {error}.",
        f"Check the disk and its permissions, then: {REMEDY}",
    )


def existing_generation(folder: Path, language: Language) -> Path:
    """The generation in use.

    Raises:
        DamagedError: there is none.
    """
    generation = current_generation(folder, language)
    if generation is None:
        raise DamagedError(f"There is no index for {language.value} in {folder}.", REMEDY)
    return generation


def _manifest(generation: Path, language: Language) -> Manifest:
    try:
        manifest = Manifest.from_json((generation / MANIFEST).read_bytes())
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise _damaged(language, f"its manifest cannot be read ({error})") from error
    if manifest.language is not language:
        raise _damaged(language, f"it is an index of {manifest.language.value}")
    if manifest.schema_version != SCHEMA_VERSION:
        raise _other(language, f"schema {manifest.schema_version}, needed is {SCHEMA_VERSION}")
    if language is Language.ZH and manifest.dictionary != fingerprint():
        raise _other(language, "its words were cut with another dictionary")
    return manifest


def _check_size(path: Path, expected: int, language: Language) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _damaged(language, f"{path.name} is missing") from error
    if size != expected:
        raise _damaged(language, f"{path.name} has {size} bytes instead of {expected}")


def _damaged(language: Language, what: str) -> DamagedError:
    return DamagedError(f"The index for {language.value} is damaged: {what}.", REMEDY)


def _other(language: Language, what: str) -> DamagedError:
    return DamagedError(f"The index for {language.value} is of another version: {what}.", REMEDY)
