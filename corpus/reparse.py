"""Everything held read again from the bytes that were kept, without the network."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from corpus.errors import DamagedError, DocumentError
from corpus.ingest import Failure, Progress
from corpus.model import Format, Language, Resolution, Source
from corpus.read import READER_VERSION, Hints
from corpus.reading import ReadFile, read_files
from corpus.sources.local import LocalFile
from corpus.store import Outcome, Store


@dataclass(frozen=True, slots=True)
class Differences:
    """How a document reads otherwise.

    `added` and `removed` are paths of paragraphs; of those that stayed, `texts`, `kinds`, `verbs`,
    `footnotes` and `citations` count how many changed in this. `facts` names what else changed:
    "title", "vote".
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    texts: int = 0
    kinds: int = 0
    verbs: int = 0
    footnotes: int = 0
    citations: int = 0
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A document that now reads otherwise: how many paragraphs it had and has, what differs."""

    symbol: str
    language: Language
    before: int
    after: int
    differences: Differences


@dataclass(frozen=True, slots=True)
class ReparseReport:
    """What reading everything again changed. What could not be read stays as it was."""

    unchanged: int
    changed: tuple[Change, ...]
    failed: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    symbol: str
    language: Language
    source: Source


def reparse(store: Store, progress: Progress, *, workers: int | None = None) -> ReparseReport:
    """What became of every document held when its kept bytes were read by the readers of today."""
    held = [_Held(*found) for found in store.sources()]
    by_file = {(one.source.url, one.source.sha256): one for one in held}
    changed: list[Change] = []
    failed: list[Failure] = []
    done = unchanged = 0
    for read in _read_again(store, held, failed, workers):
        done += 1
        was = by_file[read.file.url, hashlib.sha256(read.file.data).hexdigest()]
        progress(done, len(held), was.symbol)
        if isinstance(read.result, DocumentError):
            failed.append(Failure(read.file.name, read.result.problem, read.result.remedy))
            continue
        resolution = replace(read.result[0], source=was.source)
        before = store.resolution(resolution.symbol, resolution.language)
        outcome = store.save(resolution, read.file.data, reader=READER_VERSION)
        if outcome is Outcome.UNCHANGED:
            unchanged += 1
        else:
            changed.append(_change(before, resolution))
    return ReparseReport(unchanged, tuple(changed), tuple(failed))


def _change(before: Resolution | None, after: Resolution) -> Change:
    count = len(before.paragraphs) if before else 0
    differences = compare(before, after) if before else Differences()
    return Change(after.symbol, after.language, count, len(after.paragraphs), differences)


def compare(before: Resolution, after: Resolution) -> Differences:
    """How two readings of one document differ."""
    was = {p.path: p for p in before.paragraphs}
    now = {p.path: p for p in after.paragraphs}
    stayed = [(was[path], now[path]) for path in now if path in was]
    return Differences(
        added=tuple(path for path in now if path not in was),
        removed=tuple(path for path in was if path not in now),
        texts=sum(a.text != b.text for a, b in stayed),
        kinds=sum(a.kind is not b.kind for a, b in stayed),
        verbs=sum(a.verb != b.verb for a, b in stayed),
        footnotes=sum(a.footnotes != b.footnotes for a, b in stayed),
        citations=sum(a.citations != b.citations for a, b in stayed),
        facts=tuple(
            field.name
            for field in fields(Resolution)
            if field.compare
            and field.name != "paragraphs"
            and getattr(before, field.name) != getattr(after, field.name)
        ),
    )


def _read_again(
    store: Store, held: Sequence[_Held], failed: list[Failure], workers: int | None
) -> Iterator[ReadFile]:
    """Each document. Text may have to be told what it is, so it is read one by one."""
    told = [one for one in held if one.source.format is not Format.AKN]
    plain = [one for one in held if one.source.format is Format.AKN]
    yield from read_files(_files(store, plain, failed), Hints(), workers=workers)
    for one in told:
        hints = Hints(one.symbol, one.language)
        yield from read_files(_files(store, [one], failed), hints, workers=1)


def _files(store: Store, held: Sequence[_Held], failed: list[Failure]) -> Iterator[LocalFile]:
    for one in held:
        source = one.source
        try:
            yield LocalFile(source.name, source.url, store.raw_bytes(source.sha256))
        except DamagedError as error:
            name = f"{one.symbol} in {one.language}"
            failed.append(Failure(name, error.problem, error.remedy))
