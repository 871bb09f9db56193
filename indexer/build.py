"""Building an index: anew from all resolutions, or from the index in use and what has changed.

Either way the result is a new generation that is written, verified and put on disk before CURRENT
names it; a run that is killed leaves the index in use as it was, and what it left behind is removed
by the next. One writer a language at a time is the caller's business (`corpus.ingest.writing`).

A change costs time by its size: files that stay are linked, not copied, and a segment is written
anew only with as much to add, or when many of its paragraphs are gone.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from corpus.errors import DamagedError
from corpus.model import Language, Resolution
from corpus.store import write_atomically
from indexer.dictionary import ensure_dictionary, fingerprint, remove_other_dictionaries
from indexer.documents import TITLE, IndexDocument, paragraph_documents
from indexer.generation import (
    CURRENT,
    MANIFEST,
    REMEDY,
    IndexFile,
    Manifest,
    current_generation,
    damage_reported,
    disk_failed,
    existing_generation,
    generations,
    index_state,
    language_folder,
    open_generation,
    open_index,
)
from indexer.postings import TermPool, WholePostingsCodec
from indexer.schema import SCHEMA_VERSION, schema
from indexer.segment import use_dictionary

__all__ = ["BuildReport", "Progress", "index_state", "open_index", "rebuild", "update"]

Progress = Callable[[str], None]
"""Told the symbol of each resolution when it has been indexed."""

# What is gathered in memory at a time: more makes fewer segments, which a search has to go through
# one by one. 14,000 paragraphs took 0.3 GB.
_PARAGRAPHS_A_SEGMENT = 20_000
# With more than this share of its paragraphs deleted, a segment is written anew.
_MOST_DELETED = 0.25


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: the resolutions it wrote, and how much the index holds now."""

    language: Language
    revision: int
    written: int
    documents: int
    paragraphs: int


def rebuild(
    language: Language,
    resolutions: Iterable[Resolution],
    folder: Path,
    revision: int,
    progress: Progress = lambda _: None,
) -> BuildReport:
    """Build the index of one language anew from all its resolutions, whatever is there now.

    `folder` holds the indexes of all languages; `revision` is that of the corpus.

    Raises:
        DamagedError: the index cannot be written.
    """
    with _new_generation(folder, language) as generation:
        if language is Language.ZH:
            use_dictionary(ensure_dictionary(folder))
        index = FileStorage(str(generation)).create_index(schema(language))
        writing = _Writing(index, language, progress)
        writing.write(resolutions)
        return _put_in_use(folder, generation, writing.report(revision), known=())


def update(
    language: Language,
    changed: Iterable[Resolution],
    removed_symbols: Iterable[str],
    folder: Path,
    revision: int,
    progress: Progress = lambda _: None,
) -> BuildReport:
    """Bring the index of one language up to `revision`.

    `changed` are the resolutions that are new or differ from what is indexed, `removed_symbols` the
    symbols that are no longer held.

    Raises:
        DamagedError: there is no index to start from, or it cannot be used: `rebuild` it.
    """
    before = index_state(folder, language)
    current = existing_generation(folder, language)
    open_generation(folder, current, language).close()
    with _new_generation(folder, language) as generation:
        _link_files(before.files, current, generation)
        index = FileIndex(FileStorage(str(generation)), schema=schema(language))
        writing = _Writing(index, language, progress)
        writing.remove(removed_symbols)
        writing.write(changed)
        return _put_in_use(folder, generation, writing.report(revision, before), before.files)


# --- writing --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Writing:
    """One build under way: where it writes, and what has come and gone so far."""

    index: Any
    language: Language
    progress: Progress
    written: int = 0
    paragraphs: int = 0
    gone: int = 0
    paragraphs_gone: int = 0

    def write(self, resolutions: Iterable[Resolution]) -> None:
        """Write resolutions in place of those of the same symbols, a segment at a time."""
        for batch in _batches(resolutions):
            self._segment(batch, dict.fromkeys(resolution.symbol for resolution in batch))

    def remove(self, symbols: Iterable[str]) -> None:
        """Remove the resolutions with these symbols."""
        if gone := dict.fromkeys(symbols):
            self._segment((), gone)

    def report(self, revision: int, before: Manifest | None = None) -> BuildReport:
        """What was done, on top of what was there before."""
        documents = before.documents if before else 0
        paragraphs = before.paragraphs if before else 0
        return BuildReport(
            language=self.language,
            revision=revision,
            written=self.written,
            documents=documents + self.written - self.gone,
            paragraphs=paragraphs + self.paragraphs - self.paragraphs_gone,
        )

    def _segment(self, resolutions: Iterable[Resolution], symbols_gone: Iterable[str]) -> None:
        writer = self.index.writer(compound=False, codec=WholePostingsCodec())
        writer.pool = TermPool()
        try:
            for resolution in resolutions:
                for document in paragraph_documents(resolution):
                    writer.add_document(**_fields(document))
                    self.paragraphs += 1
                self.written += 1
                self.progress(resolution.symbol)
            with damage_reported(self.language):
                # Only what earlier segments hold is deleted, not what has just been added.
                self._delete(writer, symbols_gone)
                writer.commit(mergetype=_merge)
        except BaseException:
            # The files are thrown away with the generation; Whoosh only has to let go of them.
            with suppress(Exception):
                writer.cancel()
            raise

    def _delete(self, writer: Any, symbols: Iterable[str]) -> None:
        with writer.reader() as reader:
            for symbol in symbols:
                if ("symbol", symbol) in reader:
                    numbers = list(reader.postings("symbol", symbol).all_ids())
                    self.gone += bool(numbers)
                    self.paragraphs_gone += len(numbers)
                    for number in numbers:
                        writer.delete_document(number)


def _batches(resolutions: Iterable[Resolution]) -> Iterator[list[Resolution]]:
    """The resolutions in portions that make a segment each."""
    batch: list[Resolution] = []
    paragraphs = 0
    for resolution in resolutions:
        batch.append(resolution)
        paragraphs += len(resolution.paragraphs)
        if paragraphs >= _PARAGRAPHS_A_SEGMENT:
            yield batch
            batch, paragraphs = [], 0
    if batch:
        yield batch


def _fields(document: IndexDocument) -> dict[str, Any]:
    """The document as `schema` has it; fields without a value are left out."""
    fields: dict[str, Any] = {
        "key": (document.key,),
        "symbol": (document.symbol,),
        "words": document.text,
        "title_words": document.title,
        "heading_words": document.heading,
        "lead_words": document.lead,
        "exact": document.text.encode(),
        "text_key": document.text_key,
        "gist_key": document.gist_key,
        "series_key": document.series_key,
        "kind": (document.kind,),
        "quotes": (TITLE,) if document.quotes_title else (),
        "verb": (document.verb,) if document.verb else (),
        "action": (document.action,) if document.action else (),
        "organ": (document.organ,),
        "session": (document.session,),
        "number": (document.number,) if document.number else (),
        "subject": document.subjects,
        "about": document.subjects if document.place == 1 else (),
        "topic": document.topics if document.place == 1 else (),
        "agenda": document.agenda,
        "cites": document.cites,
        "year": document.year,
        "place": document.place,
        "date": document.date,
        "record": document.record,
    }
    return {name: value for name, value in fields.items() if value not in ("", ())}


def _merge(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Write small segments into the new one; those that are not are returned.

    A segment is written anew when the new one has become as big as it is, so a paragraph is written
    again a number of times that grows with the logarithm of the corpus.
    """
    kept = []
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        living, size = segment.doc_count(), writer.doc_count()
        small = living <= size and living + size <= _PARAGRAPHS_A_SEGMENT
        if small or segment.deleted_count() > _MOST_DELETED * segment.doc_count_all():
            if living:
                reader = SegmentReader(writer.storage, writer.schema, segment)
                writer.add_reader(reader)
                reader.close()
        else:
            kept.append(segment)
    return kept


# --- generations ----------------------------------------------------------------------------------


@contextmanager
def _new_generation(folder: Path, language: Language) -> Iterator[Path]:
    """An empty folder for a generation; it is removed again if anything goes wrong."""
    home = language_folder(folder, language)
    with _disk_watched(language):
        if home.exists() and not home.is_dir():
            home.unlink()
        home.mkdir(parents=True, exist_ok=True)
        current = _usable_current(folder, language)
        numbers = {int(path.name): path for path in generations(home)}
        in_use = int(current.name) if current else 0
        for number, path in numbers.items():
            if number > in_use:  # left behind by a build that was killed
                shutil.rmtree(path, ignore_errors=True)
        generation = home / f"{max(numbers, default=0) + 1:06d}"
        generation.mkdir()
    try:
        with _disk_watched(language):
            yield generation
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise


@contextmanager
def _disk_watched(language: Language) -> Iterator[None]:
    """Report a full or failing disk; what else goes wrong is not damage but a fault of ours."""
    try:
        yield
    except OSError as error:
        raise disk_failed(language, error) from error


def _usable_current(folder: Path, language: Language) -> Path | None:
    """The generation in use; None also where CURRENT is damaged, which a rebuild mends."""
    try:
        return current_generation(folder, language)
    except DamagedError:
        return None


def _link_files(files: Iterable[IndexFile], source: Path, target: Path) -> None:
    for file in files:
        try:
            os.link(source / file.name, target / file.name)
        except OSError:  # a file system without links
            shutil.copy2(source / file.name, target / file.name)


def _put_in_use(
    folder: Path, generation: Path, report: BuildReport, known: Iterable[IndexFile]
) -> BuildReport:
    """Verify the generation, make sure that it is on disk, and let CURRENT name it."""
    language = report.language
    manifest = Manifest(
        language=language,
        schema_version=SCHEMA_VERSION,
        dictionary=fingerprint(),
        revision=report.revision,
        documents=report.documents,
        paragraphs=report.paragraphs,
        files=_index_files(generation, known),
    )
    write_atomically(generation / MANIFEST, manifest.to_json())
    with damage_reported(language):
        index = open_generation(folder, generation, language)
        held = index.doc_count()
        index.reader().close()
    if held != report.paragraphs:
        raise DamagedError(
            f"The new index for {language.value} has {held} paragraphs instead of"
            f" {report.paragraphs}.",
            REMEDY,
        )
    home = generation.parent
    before = _usable_current(folder, language)
    _sync_folder(generation)
    _sync_folder(home)
    write_atomically(home / CURRENT, f"{generation.name}\n".encode())
    _sync_folder(home)
    for path in generations(home):
        if path not in (generation, before):  # what was in use stays for those who opened it
            shutil.rmtree(path, ignore_errors=True)
    if language is Language.ZH:
        remove_other_dictionaries(folder)
    return report


def _index_files(generation: Path, known: Iterable[IndexFile]) -> tuple[IndexFile, ...]:
    """The files of the generation, with hashes; new ones are put on disk, `known` ones are there.

    Whoosh never writes to a file a second time and never uses a name again.
    """
    hashes = {(file.name, file.size): file.sha256 for file in known}
    files = []
    for path in sorted(generation.iterdir()):
        if path.name.endswith("_WRITELOCK"):
            path.unlink()
            continue
        size = path.stat().st_size
        sha256 = hashes.get((path.name, size)) or _synced_hash(path)
        files.append(IndexFile(path.name, size, sha256))
    return tuple(files)


def _synced_hash(path: Path) -> str:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return file_digest(file, "sha256").hexdigest()


def _sync_folder(path: Path) -> None:
    if os.name == "nt":  # where a folder cannot be opened, and renaming is on disk when it returns
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
