"""Worker processes: whoever leaves them does not wait for what they are doing."""

import multiprocessing
import os
import time
from concurrent.futures import Future
from multiprocessing.process import BaseProcess
from typing import Any

import pytest

from corpus.processes import WorkerPool

LONG = 600  # seconds: longer than any test may take


def interrupted() -> None:
    with WorkerPool(2) as pool:
        for _ in range(6):
            pool.submit(time.sleep, LONG)
        raise KeyboardInterrupt


def test_a_pool_that_is_left_by_an_interrupt_ends_at_once() -> None:
    others = set(multiprocessing.active_children())
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    for one in set(multiprocessing.active_children()) - others:
        assert is_gone_within(60, one)
    assert time.monotonic() - began < LONG / 2


def is_gone_within(seconds: float, process: BaseProcess) -> bool:
    """Asked of the system: `is_alive` errs while the pool's own thread waits for the process."""
    assert process.pid is not None
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


class SlowlyFilled(WorkerPool):
    """Gives its first processes time to be idle before it is asked for more."""

    def submit(self, *work: Any, **named: Any) -> Future[Any]:
        submitted = super().submit(*work, **named)
        time.sleep(1)
        return submitted


def test_all_of_a_pool_is_started_however_quick_the_first_are() -> None:
    others = set(multiprocessing.active_children())
    with SlowlyFilled(2):
        assert len(set(multiprocessing.active_children()) - others) == 2


def test_a_pool_that_is_left_in_order_has_done_its_work() -> None:
    with WorkerPool(2) as pool:
        found = [pool.submit(pow, 3, number) for number in range(6)]
    assert [one.result() for one in found] == [3**number for number in range(6)]
