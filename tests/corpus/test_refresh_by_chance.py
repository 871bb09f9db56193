"""Refreshes of a source that changes by chance, through a network that fails by chance.

`python -m tests.bench.chaos` does the same for longer, with the command as users run it, killed at
any moment and starved of disk as well.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.changing import Changing, Name, Text
from tests.corpus.judging import Faults, assert_nothing_lost, held, still_there, withdrawn
from tests.corpus.refreshing import EVERYTHING, world


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_whatever_happens_what_is_served_is_held_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    with world(tmp_path_factory.mktemp("world")) as unxml:
        source = Changing(chance, unxml.github)
        faults = Faults(chance, unxml.github)
        for _ in range(10):
            source.step()
        before: dict[Name, Text] = {}
        for _ in range(5):
            unxml.standin.faults = faults.some()
            for _ in range(chance.randrange(8)):
                source.step()
            unxml.github.truncated = set(chance.sample(["GAresolutions"], chance.randrange(2)))
            report = unxml.refresh(EVERYTHING, max_requests=chance.choice((None, None, 9, 20)))
            now = held(unxml.folder)
            assert report.added == len(set(now) - set(before))
            assert report.exit_code in (0, 4, 5)
            assert_nothing_lost(source, before, now)
            before = now
            unxml.clock.sleep(3601)
        unxml.heal()
        for _ in range(3):  # what failed for long is asked for again, and then nothing is left
            report = unxml.refresh(EVERYTHING)
            unxml.clock.sleep(3601)
        now = held(unxml.folder)
        assert_nothing_lost(source, before, now)
        assert {name: now.get(name) for name in source.listed()} == source.listed()
        assert withdrawn(unxml.folder) == set(now) - still_there(source)
        assert (report.exit_code, report.added, report.updated, report.failed) == (0, 0, 0, ())
        assert unxml.files_fetched() == []
