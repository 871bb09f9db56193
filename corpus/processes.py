"""Worker processes that leave Ctrl-C to the process that started them."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor


def worker_pool(count: int, initializer: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """A pool of `count` processes, all started by now, that ignore interrupts.

    They are spawned, not forked: a fork would inherit the open catalogue. A process that is
    interrupted while it starts prints a traceback, so they inherit that interrupts are ignored.
    """
    with _interrupts_ignored():
        pool = ProcessPoolExecutor(
            count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(initializer,),
        )
        for _ in range(count):
            pool.submit(_nothing)
    return pool


def _begin(initializer: Callable[[], None] | None) -> None:
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # as in the command itself
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if initializer is not None:
        initializer()


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers, and they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _nothing() -> None:
    """Make a process start."""


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread: interrupts do not arrive here
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
