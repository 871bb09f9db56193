"""Documents from this machine brought into the corpus: read, compared with what is held, saved."""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import DocumentError, LockHeldError, TwoLanguagesError
from corpus.layout import LOCK
from corpus.marc import is_marc, read_marc
from corpus.metadata import read_data_extract
from corpus.model import Format, Kind, Language, Resolution, Source
from corpus.read import READER_VERSION, Hints
from corpus.reading import ReadFile, read_files
from corpus.sources.local import LocalFile, LocalFiles
from corpus.store import Outcome, Store, now

Progress = Callable[[int, int, str], None]  # done, total (in bytes), what is under way


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read or saved: what is wrong and what to do."""

    name: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What was odd about a document that was saved all the same."""

    symbol: str
    language: Language
    name: str
    warning: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the files. Counts are documents (a symbol in a language).

    `superseded` were left because a better copy is held: from a better source, or fuller.
    `metadata` counts symbols of which a list or a catalogue says something new, and `notes` say
    what of those could not be used.
    """

    added: int
    updated: int
    unchanged: int
    superseded: int
    metadata: int
    failed: tuple[Failure, ...]
    warned: tuple[Warned, ...]
    skipped: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """How many documents were understood, whatever became of them."""
        return self.added + self.updated + self.unchanged + self.superseded


@dataclass(slots=True)
class _Tally:
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    metadata: int = 0
    failed: list[Failure] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def ingest(
    store: Store,
    paths: Sequence[Path],
    hints: Hints,
    progress: Progress,
    *,
    workers: int | None = None,
) -> IngestReport:
    """What became of every file below `paths`: folders, archives and single documents.

    Errors in one document are in the report; what was saved before an interrupt stays saved.
    Raises UsageError for a path that does not exist.
    """
    files = LocalFiles(tuple(paths))
    tally = _Tally()
    documents = _new_documents(store, files, hints, tally, progress)
    for read in read_files(documents, hints, workers=workers):
        for part in _parts(read, hints):
            _save(store, part, tally)
        progress(files.done, files.total, read.file.name)
    return IngestReport(
        added=tally.outcomes[Outcome.ADDED],
        updated=tally.outcomes[Outcome.UPDATED],
        unchanged=tally.outcomes[Outcome.UNCHANGED],
        superseded=tally.outcomes[Outcome.SUPERSEDED] + tally.outcomes[Outcome.HELD_BACK],
        metadata=tally.metadata,
        failed=tuple(tally.failed),
        warned=tuple(tally.warned),
        skipped=tuple(files.skipped),
        notes=tuple(tally.notes),
    )


def _new_documents(
    store: Store, files: LocalFiles, hints: Hints, tally: _Tally, progress: Progress
) -> Iterator[LocalFile]:
    """The files that have to be read; lists of metadata and bytes known already are dealt with."""
    for file in files:
        progress(files.done, files.total, file.name)
        if file.error is None and (file.name.lower().endswith(".json") or is_marc(file.data)):
            _take_metadata(store, file, tally)
            continue
        # What the user says of a document may differ from what was said the last time.
        known = hints == Hints() and store.was_read(_sha256(file.data), reader=READER_VERSION)
        if file.error is None and known:
            store.mend_bytes(file.data, known.sha256)
            tally.outcomes[Outcome.UNCHANGED] += 1
            continue
        yield file


def _take_metadata(store: Store, file: LocalFile, tally: _Tally) -> None:
    try:
        if is_marc(file.data):
            found = read_marc(file.data, file.label)
            records = found.metadata
            tally.notes.extend(found.notes)
        else:
            records = read_data_extract(file.data, file.label)
        tally.metadata += store.save_metadata(records, file.name)
    except DocumentError as error:
        tally.failed.append(Failure(file.label, error.problem, error.remedy))


def _parts(read: ReadFile, hints: Hints) -> Iterator[ReadFile]:
    """What was read; of a file in two languages both, if each of them is there as a whole."""
    if not isinstance(read.result, TwoLanguagesError) or hints.language:
        yield read
        return
    parts = [
        part
        for language in read.result.languages
        for part in read_files([read.file], replace(hints, language=Language(language)), workers=1)
    ]
    numbers = {_numbers(part) for part in parts}
    yield from parts if len(numbers) == 1 and all(map(len, numbers)) else [read]


def _numbers(part: ReadFile) -> frozenset[str]:
    """The operative paragraphs, which are the same in all languages of a document."""
    if isinstance(part.result, DocumentError):
        return frozenset()
    paragraphs = part.result[0].paragraphs
    found = {p.path for p in paragraphs if p.kind is Kind.OPERATIVE and p.number}
    return frozenset(f"{part.result[0].symbol}#{path}" for path in found)


def _save(store: Store, read: ReadFile, tally: _Tally) -> None:
    file, sha256 = read.file, _sha256(read.file.data)
    if isinstance(read.result, DocumentError):
        error = read.result
        store.record_failure(sha256, file.url, error.problem, reader=READER_VERSION)
        tally.failed.append(Failure(file.label, error.problem, error.remedy))
        return
    resolution = _with_source(*read.result, file)
    outcome = store.save(resolution, file.data, reader=READER_VERSION)
    tally.outcomes[outcome] += 1
    waiting = store.held_back_of(resolution.symbol, resolution.language)
    if outcome is Outcome.HELD_BACK and waiting:
        symbol, language = resolution.symbol, resolution.language
        told = f"{symbol} in {language} {waiting.reason}, and does not replace it."
        remedy = f"`unres review {symbol}` shows the difference, and can take it all the same."
        tally.notes.append(f"{file.label}: {told} {remedy}")
    tally.warned.extend(
        Warned(resolution.symbol, resolution.language, file.label, warning)
        for warning in read.result[0].warnings
    )


def _with_source(resolution: Resolution, fmt: Format, file: LocalFile) -> Resolution:
    """The resolution as it is kept.

    Its warnings name the file as `source` does, whatever archive it came in, so that its bytes read
    again give the same.
    """
    return replace(
        resolution,
        warnings=tuple(one.replace(file.label, file.name) for one in resolution.warnings),
        source=Source(
            url=file.url,
            retrieved=now(),
            sha256=_sha256(file.data),
            format=fmt,
            name=file.name,
        ),
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of a data directory: one run writes at a time.

    The operating system gives the lock back when its holder ends, however it ends. Raises
    LockHeldError naming the process that holds it and since when.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415  (40 ms that readers need not pay)

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK
    holder = folder / f"{LOCK}.holder"
    try:
        with FileLock(path, timeout=0):
            holder.write_text(f"{os.getpid()} {now()}\n", encoding="utf-8")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except Timeout as error:
        raise LockHeldError(
            f"Another run is writing to {folder}: {_who(holder)}.", "Wait until it has ended."
        ) from error


def _who(holder: Path) -> str:
    """Who holds a lock, and for how long. It may be about to write that down."""
    for _ in range(20):
        with suppress(OSError, ValueError):
            process, since = holder.read_text(encoding="utf-8").split()
            if _is_alive(int(process)):  # else it was written by one that was killed
                return f"process {process} since {since}{_age(since)}"
        time.sleep(0.05)
    return "a process that has not said its name"


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # where asking would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # of another user
        return True
    return True


def _age(since: str) -> str:
    """How long ago that was, in words; nothing where a clock that was set back makes it future.

    >>> _age("2999-01-01T00:00:00Z")
    ''
    """
    seconds = (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds()
    if seconds < 0:
        return ""
    minutes = int(seconds // 60)
    hours, minutes = divmod(minutes, 60)
    return f" ({hours} h {minutes} min ago)" if hours else f" ({minutes} min ago)"
