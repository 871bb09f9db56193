"""Indexes that catch up with the corpus, a language at a time, side by side on every core."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DamagedError, UnresError
from corpus.layout import BEHIND, INDEX_FOLDER
from corpus.model import Language
from corpus.processes import WorkerPool
from corpus.store import Store
from indexer.build import BuildReport, index_state, rebuild, update

Progress = Callable[[int, int, str], None]  # done, total (in resolutions), what is under way

# With more than this share of changed documents, building anew is faster and leaves no waste.
_REBUILD_SHARE = 0.3
# Fewer changed documents than this are indexed faster than processes start.
_FEW = 24


@dataclass(frozen=True, slots=True)
class Indexed:
    """The index of one language that was changed: what was written, and what it now holds."""

    language: Language
    written: int
    documents: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class _Work:
    """One language that is behind; `since` is None where its index is to be built anew."""

    language: Language
    since: int | None
    documents: int


def follow(folder: Path, progress: Progress, *, workers: int | None = None) -> tuple[Indexed, ...]:
    """Bring every index that is behind the corpus in `folder` up to date.

    Takes time by the size of the change. An index that cannot be used is built anew. Raises
    DamagedError where the corpus cannot be read.
    """
    with Store(folder) as store:
        work = [found for x in store.languages() for found in _behind(store, folder, x)]
    return _caught_up(folder, _run(folder, work, progress, workers))


def rebuild_all(
    folder: Path, progress: Progress, *, workers: int | None = None
) -> tuple[Indexed, ...]:
    """Build the index of every language anew, whatever state it is in."""
    with Store(folder) as store:
        work = [_Work(x, None, store.count(x)) for x in store.languages()]
    return _caught_up(folder, _run(folder, work, progress, workers))


def _caught_up(folder: Path, indexed: tuple[Indexed, ...]) -> tuple[Indexed, ...]:
    (folder / BEHIND).unlink(missing_ok=True)
    return indexed


def _behind(store: Store, folder: Path, language: Language) -> Iterator[_Work]:
    try:
        seen = index_state(folder / INDEX_FOLDER, language).revision
    except DamagedError:
        yield _Work(language, None, store.count(language))
        return
    if seen == store.revision(language):
        return
    # A corpus that was restored from a backup may be older than its index.
    changed = store.count(language, since=seen)
    if seen > store.revision(language) or changed > _REBUILD_SHARE * store.count(language):
        yield _Work(language, None, store.count(language))
    else:
        yield _Work(language, seen, changed)


def _run(
    folder: Path, work: Sequence[_Work], progress: Progress, workers: int | None
) -> tuple[Indexed, ...]:
    total = sum(one.documents for one in work)
    count = workers or os.cpu_count() or 1
    if count == 1 or len(work) < 2 or total < _FEW:
        return tuple(_counting(folder, work, progress, total))
    done, indexed = 0, []
    # The biggest first, so that no core waits for one language at the end.
    queue = sorted(work, key=lambda one: -one.documents)
    with WorkerPool(min(count, len(work))) as pool:
        futures = {pool.submit(_bring, folder, one): one for one in queue}
        progress(0, total, " ".join(one.language for one in queue))
        for future in as_completed(futures):
            try:
                indexed.append(future.result())
            except BrokenProcessPool as error:
                raise UnresError(
                    "A process that was building an index was ended from outside.",
                    "The last good index is in use; run `unres index rebuild`.",
                ) from error
            done += futures[future].documents
            progress(done, total, futures[future].language)
    return tuple(sorted(indexed, key=lambda one: list(Language).index(one.language)))


def _counting(
    folder: Path, work: Sequence[_Work], progress: Progress, total: int
) -> Iterator[Indexed]:
    done = 0

    def advance(symbol: str) -> None:
        nonlocal done
        done += 1
        progress(min(done, total), total, symbol)

    for one in work:
        yield _bring(folder, one, advance)


def _bring(folder: Path, work: _Work, progress: Callable[[str], None] | None = None) -> Indexed:
    """Index one language; runs in a process of its own, so it opens the corpus itself."""
    with Store(folder) as store:
        report = _build(store, folder, work, progress or (lambda _: None))
    return Indexed(
        language=work.language,
        written=report.written,
        documents=report.documents,
        paragraphs=report.paragraphs,
    )


def _build(store: Store, folder: Path, work: _Work, progress: Callable[[str], None]) -> BuildReport:
    indexes, language = folder / INDEX_FOLDER, work.language
    revision = store.revision(language)
    if work.since is not None:
        changed = store.resolutions(language, since=work.since)
        try:
            return update(language, changed, (), indexes, revision, progress)
        except DamagedError:
            pass  # what was in use cannot be built upon
    return rebuild(language, store.resolutions(language), indexes, revision, progress)
