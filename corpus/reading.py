"""Many documents read side by side in worker processes, in the order they came.

A document that hangs or kills its reader is reported like any other that cannot be read, and the
run goes on with the next.
"""

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from types import FrameType

from corpus.errors import DocumentError
from corpus.model import Format, Resolution
from corpus.processes import WorkerPool
from corpus.read import Hints, is_pdf, read_document
from corpus.sources.local import LocalFile

MAX_SECONDS = 120  # the longest resolution known takes under two seconds
MAX_MEMORY_BYTES = 4 * 1024**3
FEW = 8  # up to so many documents are read before starting processes would pay

Result = tuple[Resolution, Format] | DocumentError


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file with what was read from it: a resolution and its format, or the error."""

    file: LocalFile
    result: Result


def read_files(
    files: Iterable[LocalFile], hints: Hints, *, workers: int | None = None
) -> Iterator[ReadFile]:
    """Each file with its resolution or the reason why it has none, in the order given."""
    count = workers or os.cpu_count() or 1
    waiting = iter(files)
    first = list(islice(waiting, FEW))
    following = next(waiting, None)
    if count == 1 or following is None:
        for file in chain(first, [following] if following else [], waiting):
            # PDF is read by native code, which no exception handler stops: never in this process.
            alone = file.error is None and is_pdf(file.data)
            yield ReadFile(file, _read_alone(file, hints) if alone else _read(file, hints))
        return
    yield from _read_in_processes(chain(first, [following], waiting), hints, count)


def _read_in_processes(
    files: Iterable[LocalFile], hints: Hints, workers: int
) -> Iterator[ReadFile]:
    pool = WorkerPool(workers, _limit_process)
    under_way: deque[tuple[LocalFile, Future[Result]]] = deque()
    try:
        waiting = iter(files)
        while True:
            for file in islice(waiting, 4 * workers - len(under_way)):
                under_way.append((file, _submit(pool, file, hints)))
            if not under_way:
                return
            file, future = under_way[0]
            try:
                result = future.result()
            except BrokenProcessPool:
                # One of those under way killed its process: each gets a process of its own now.
                pool.end()
                suspects = [file for file, _ in under_way]
                under_way.clear()
                yield from (ReadFile(file, _read_alone(file, hints)) for file in suspects)
                pool = WorkerPool(workers, _limit_process)
                continue
            under_way.popleft()
            yield ReadFile(file, result)
    finally:
        pool.end()


def _submit(pool: WorkerPool, file: LocalFile, hints: Hints) -> Future[Result]:
    try:
        return pool.submit(_read, file, hints)
    except BrokenProcessPool as error:  # broken since the last result: as if it were one
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


def _read_alone(file: LocalFile, hints: Hints) -> Result:
    with WorkerPool(1, _limit_process) as pool:
        try:
            return pool.submit(_read, file, hints).result()
        except BrokenProcessPool:
            return DocumentError(
                f"{file.label} made its reader fail or use too much memory.",
                "Check what it is; it is left out.",
            )


def _limit_process() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  (not on every platform)

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _time_is_up)


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"reading took more than {MAX_SECONDS} seconds")


def _read(file: LocalFile, hints: Hints) -> Result:
    if file.error is not None:
        return file.error
    # Only a worker process has its own alarm; a handful of files is read without one.
    limited = multiprocessing.parent_process() is not None and hasattr(signal, "alarm")
    if limited:
        signal.alarm(MAX_SECONDS)
    try:
        return read_document(file.data, file.label, hints)
    except DocumentError as error:
        return error
    except (TimeoutError, MemoryError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        return DocumentError(f"{file.label} cannot be read: {reason}.", "It is left out.")
    except Exception as error:
        # The last wall between a document that nobody foresaw and the thousands behind it.
        return DocumentError(
            f"{file.label} made its reader fail: {type(error).__name__}: {error}.",
            "It is left out; please report it with the file.",
        )
    finally:
        if limited:
            signal.alarm(0)
