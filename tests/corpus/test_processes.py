"""Worker processes: whoever leaves them does not wait for what they are doing."""

import multiprocessing
import time

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
        one.join(60)
        assert not one.is_alive()
    assert time.monotonic() - began < LONG / 2


def test_a_pool_that_is_left_in_order_has_done_its_work() -> None:
    with WorkerPool(2) as pool:
        found = [pool.submit(pow, 3, number) for number in range(6)]
    assert [one.result() for one in found] == [3**number for number in range(6)]
