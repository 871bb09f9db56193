"""Refreshes of a source that changes by chance, through a network that fails by chance.

`python -m tests.bench.chaos` does the same for longer, with the command as users run it, killed at
any moment and starved of disk as well, and `python -m tests.bench.storm` in a world of its own.
"""

import random
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from corpus.akn import read_akn
from corpus.model import Language
from tests.corpus.changing import Changing, Name, Text
from tests.corpus.judging import Faults, assert_nothing_lost, held, still_there, withdrawn
from tests.corpus.refreshing import EVERYTHING, world
from tests.corpus.storms import storm
from tests.standin.documents import document
from tests.standin.github import packed_session, read_repositories


@settings(max_examples=4, deadline=None, phases=[Phase.generate])
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


@settings(max_examples=2, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 10**9))
def test_the_second_world_is_held_through_storms(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    held_at_the_end, _ = storm(seed, 3, tmp_path_factory.mktemp("storm") / "data")
    assert held_at_the_end


@pytest.mark.shared
@settings(max_examples=1, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 10**9))
def test_real_documents_come_through_whatever_fails(
    tmp_path_factory: pytest.TempPathFactory, shared: Path, seed: int
) -> None:
    chance = random.Random(seed)
    archive = read_repositories(shared / "crime-167.tar.xz")["GAresolutions"]
    documents = sorted(path for path in archive if path.startswith(("74session/", "79session/")))
    files = {path: archive[path] for path in chance.sample(documents, 24)}
    expected = {
        (read.symbol, read.language)
        for path, data in files.items()
        for read in [read_akn(data, path)]
    }
    lists = {path: data for path, data in archive.items() if path.endswith(("74.json", "79.json"))}
    with world(tmp_path_factory.mktemp("world")) as unxml:
        unxml.github.repositories = {
            "GAresolutions": packed_session(files | lists, "74session"),
            "ECOSOCresolutions": {
                "2031/English/E_RES_2031_4-9912345E.xml": document("E/RES/2031/4")
            },
        }
        faults = Faults(chance, unxml.github)
        before: set[Name] = set()
        for _ in range(3):
            unxml.standin.faults = faults.some()
            unxml.refresh(EVERYTHING)
            now = set(held(unxml.folder))
            assert before <= now
            before = now
            unxml.clock.sleep(3601)
        unxml.heal()
        for _ in range(2):
            report = unxml.refresh(EVERYTHING)
            unxml.clock.sleep(3601)
        assert unxml.held() == expected | {("E/RES/2031/4", Language.EN)}
        assert report.exit_code == 0
