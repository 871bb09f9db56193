"""Worker processes that leave Ctrl-C and the end of a run to the process that started them."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier


class WorkerPool(ProcessPoolExecutor):
    """A pool of `count` processes, all started by now, that no interrupt reaches.

    They are spawned, not forked: a fork would inherit the open catalogue. A process that is
    interrupted while it starts prints a traceback, so none ever is. Left by an error or an
    interrupt, the pool does not wait for what they are doing.
    """

    def __init__(self, count: int, initializer: Callable[[], None] | None = None) -> None:
        others = multiprocessing.active_children()
        context = multiprocessing.get_context("spawn")
        with _interrupts_withheld():
            all_started = context.Barrier(count)
            super().__init__(
                count,
                mp_context=context,
                initializer=_begin,
                initargs=(initializer, all_started),
            )
            try:
                for _ in range(count):
                    self.submit(_nothing)
            except OSError:  # no process to be had
                all_started.abort()
                raise
        self._workers: list[BaseProcess] = [
            one for one in multiprocessing.active_children() if one not in others
        ]

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.shutdown()
        else:
            self.end()

    def end(self) -> None:
        """End the processes, whatever they are doing."""
        self.shutdown(wait=False, cancel_futures=True)
        for one in self._workers:
            one.kill()


def _begin(initializer: Callable[[], None] | None, all_started: Barrier) -> None:
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # as in the command itself
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # A pool starts no further process while one is idle: none is before all are there.
    all_started.wait()
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
def _interrupts_withheld() -> Iterator[None]:
    """Processes started meanwhile never get them; this one gets what came meanwhile, afterwards.

    Service managers tell every process of a service to end: the first one sees to the others.
    """
    if not hasattr(signal, "pthread_sigmask"):  # not on every platform
        yield
        return
    # Started now, as it lets interrupts in again when it starts.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(
        signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    )
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
