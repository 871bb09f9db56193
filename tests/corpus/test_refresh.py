"""One refresh, end to end, and the next; whatever the source, this machine or the clock does."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from corpus import store
from corpus.errors import LockHeldError, UnresError
from corpus.ingest import ingest, writing
from corpus.journal import Journal
from corpus.layout import CATALOGUE, RAW_FOLDER
from corpus.model import Language
from corpus.read import Hints
from corpus.refresh_report import NEXT_REFRESH, WHEN_CHANGED, DocumentName
from corpus.review import accept, waiting
from corpus.scope import symbols_scope
from tests.corpus.refreshing import CRIME, EVERYTHING, World, world
from tests.standin import replies
from tests.standin.documents import CRIME_ITEM, document, list_of, path_of
from tests.standin.github import API, RAW
from tests.standin.scenarios import GITHUB, Scenario
from tests.standin.server import Reply

EN, ZH, FR = Language.EN, Language.ZH, Language.FR
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def unxml(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as found:
        yield found


# Scope


def test_crime_by_list_and_by_cover(unxml: World) -> None:
    report = unxml.refresh(CRIME)
    assert unxml.held() == {("A/RES/91/1", EN), ("A/RES/91/1", ZH), ("E/RES/2031/4", EN)}
    assert (report.discovered, report.added) == (3, 3)
    # what the list says is of another subject is not even fetched
    assert not any("91_2" in path for path in unxml.files_fetched())


def test_what_no_list_tells_is_looked_at_once_in_one_language(unxml: World) -> None:
    unxml.add("E/RES/2031/5", EN, ZH, FR, item="Sports")
    unxml.add("E/RES/2031/6", EN, ZH, FR)
    unxml.refresh(CRIME)
    looked_at = [path for path in unxml.files_fetched() if "2031_5" in path]
    assert looked_at == [f"/UNxml/ECOSOCresolutions/main/{path_of('E/RES/2031/5')}"]
    assert {("E/RES/2031/6", one) for one in (EN, ZH, FR)} <= unxml.held()
    unxml.refresh(CRIME)
    assert unxml.files_fetched() == []


def test_what_cannot_be_looked_at_in_english_is_looked_at_in_another_language(
    unxml: World,
) -> None:
    unxml.add("E/RES/2031/6", EN, ZH)
    unxml.github.repositories["ECOSOCresolutions"][path_of("E/RES/2031/6")] = b"<akomaNtoso"
    report = unxml.refresh(CRIME)
    assert ("E/RES/2031/6", ZH) in unxml.held()
    assert [failure.symbol for failure in report.failed] == ["E/RES/2031/6"]


def test_what_even_its_cover_does_not_tell_is_looked_at_once(unxml: World) -> None:
    path = path_of("E/RES/2031/7")
    files = unxml.github.repositories["ECOSOCresolutions"]
    files[path] = document("E/RES/2031/7", item=None)
    unxml.refresh(CRIME)
    assert ("E/RES/2031/7", EN) not in unxml.held()
    unxml.refresh(CRIME)
    assert unxml.files_fetched() == []
    files[path] = document("E/RES/2031/7")
    assert unxml.refresh(CRIME).added == 1


def test_a_list_that_changes_changes_the_scope(unxml: World) -> None:
    unxml.refresh(CRIME)
    unxml.assembly["data_extract/91.json"] = list_of(["A/RES/91/1", "A/RES/91/2"])
    report = unxml.refresh(CRIME)
    assert ("A/RES/91/2", EN) in unxml.held()
    assert report.added == 1


def test_languages(unxml: World) -> None:
    unxml.refresh(EVERYTHING, ZH)
    assert unxml.held() == {("A/RES/91/1", ZH)}
    unxml.refresh(EVERYTHING, ZH, EN)
    assert len(unxml.held()) == 4


def test_symbols_from_a_file(unxml: World, tmp_path: Path) -> None:
    path = tmp_path / "symbols.txt"
    path.write_text("91/2\n", "utf-8")
    unxml.refresh(symbols_scope(path))
    assert unxml.held() == {("A/RES/91/2", EN)}
    assert len(unxml.files_fetched()) == 2  # the list, and the document


def test_citations_are_followed_one_step(unxml: World) -> None:
    unxml.add("A/RES/91/1", EN, text="Recalls its resolution 91/2 of 16 December 2036;")
    unxml.add("A/RES/91/2", EN, text="Recalls its resolution 91/3 of 16 December 2036;")
    unxml.add("A/RES/91/3", EN)
    unxml.assembly["data_extract/91.json"] += b"\n" + list_of(["A/RES/91/3"], item="Sports")
    report = unxml.refresh(CRIME, EN, follow_citations=True)
    assert ("A/RES/91/2", EN) in unxml.held()
    assert ("A/RES/91/3", EN) not in unxml.held()
    assert report.discovered == 3


# The next run


def test_only_what_changed_is_fetched(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    unxml.add("A/RES/91/1", EN, text="Decides otherwise;")
    unxml.add("A/RES/91/7", EN)
    report = unxml.refresh(EVERYTHING)
    assert sorted(path.rpartition("/")[2] for path in unxml.files_fetched()) == [
        "A_RES_91_1-9912345E.xml",
        "A_RES_91_7-9912345E.xml",
    ]
    assert (report.added, report.updated, report.unchanged) == (1, 1, 3)
    assert unxml.text_of("A/RES/91/1") == "Decides otherwise;"


def test_what_the_source_goes_back_to_is_held_again(unxml: World) -> None:
    path = path_of("A/RES/91/2")
    first = unxml.assembly[path]
    unxml.refresh(EVERYTHING)
    unxml.assembly[path] = document("A/RES/91/2", text="Decides otherwise, by mistake;")
    assert unxml.refresh(EVERYTHING).updated == 1
    unxml.assembly[path] = first
    report = unxml.refresh(EVERYTHING)
    assert (report.updated, report.fetched, report.exit_code) == (1, 0, 0)
    assert unxml.text_of("A/RES/91/2") != "Decides otherwise, by mistake;"
    assert unxml.refresh(EVERYTHING).updated == 0


def test_the_next_best_file_is_held_where_the_best_is_gone(unxml: World) -> None:
    older = path_of("A/RES/91/2", job="9900001")
    unxml.assembly[older] = document("A/RES/91/2", text="Older wording;")
    unxml.refresh(EVERYTHING)
    assert unxml.text_of("A/RES/91/2") != "Older wording;"
    del unxml.assembly[path_of("A/RES/91/2")]
    assert unxml.refresh(EVERYTHING).updated == 1
    assert unxml.text_of("A/RES/91/2") == "Older wording;"
    assert unxml.refresh(EVERYTHING).updated == 0


def test_what_the_user_added_is_not_taken_back_by_a_refresh(unxml: World, tmp_path: Path) -> None:
    unxml.refresh(EVERYTHING)
    own = tmp_path / "own.xml"
    own.write_bytes(document("A/RES/91/2", text="Decides what its owner corrected;"))
    with Journal(unxml.folder, create=True) as journal:
        ingest(journal, (own,), Hints(), lambda *_: None, workers=1)
    assert unxml.refresh(EVERYTHING).updated == 0
    assert unxml.text_of("A/RES/91/2") == "Decides what its owner corrected;"


def test_the_same_text_in_other_bytes_is_not_read_again_each_time(
    unxml: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path_of("A/RES/91/2")
    first = unxml.assembly[path]
    unxml.refresh(EVERYTHING)
    unxml.assembly[path] = first + b"\n"
    unxml.refresh(EVERYTHING)
    unxml.assembly[path] = first
    unxml.refresh(EVERYTHING)
    with Journal(unxml.folder) as journal:
        held = journal.resolution("A/RES/91/2", EN)
    assert held
    assert held.source
    assert held.source.sha256 == hashlib.sha256(first).hexdigest()
    monkeypatch.setattr("corpus.reading.read_document", None)  # nothing is read
    assert unxml.refresh(EVERYTHING).exit_code == 0


def test_a_renamed_file_is_not_fetched_again(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    old = path_of("A/RES/91/2")
    unxml.assembly[old.replace("-9912345E", "_E")] = unxml.assembly.pop(old)
    report = unxml.refresh(EVERYTHING)
    assert unxml.files_fetched() == []
    assert report.withdrawn == ()


def test_a_file_renamed_and_rewritten_is_not_withdrawn_before_it_came(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    del unxml.assembly[path_of("A/RES/91/2")]
    new = path_of("A/RES/91/2", job="9999999")
    unxml.assembly[new] = document("A/RES/91/2", text="Decides otherwise;")
    unxml.goes_wrong(replies.status(500), part="9999999")
    report = unxml.refresh(EVERYTHING)
    assert (report.withdrawn, report.exit_code) == ((), 5)
    unxml.heal()
    assert unxml.refresh(EVERYTHING).updated == 1
    assert unxml.text_of("A/RES/91/2") == "Decides otherwise;"


def test_what_a_source_withdraws_is_kept_and_marked(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    held = unxml.held()
    gone = unxml.assembly.pop(path_of("A/RES/91/2"))
    report = unxml.refresh(EVERYTHING)
    assert report.withdrawn == (("A/RES/91/2", EN),)
    assert unxml.held() == held
    with Journal(unxml.folder) as journal:
        (mark,) = journal.withdrawals()
        assert mark.symbol == "A/RES/91/2"
        assert mark.at
    assert unxml.refresh(EVERYTHING).withdrawn == ()  # told once
    unxml.assembly[path_of("A/RES/91/2")] = gone
    unxml.refresh(EVERYTHING)
    with Journal(unxml.folder) as journal:
        assert journal.withdrawals() == ()


def withdrawn(unxml: World) -> set[tuple[str, Language]]:
    with Journal(unxml.folder) as journal:
        return {(mark.symbol, mark.language) for mark in journal.withdrawals()}


def test_a_document_whose_file_becomes_another_document_is_withdrawn(unxml: World) -> None:
    unxml.assembly[path_of("A/RES/91/8")] = document("A/RES/91/8", FR)
    unxml.assembly["91session/English/Resolution of a made-up kind.xml"] = document("A/RES/91/9")
    unxml.refresh(EVERYTHING)
    unxml.assembly[path_of("A/RES/91/8")] = document("A/RES/91/8", EN)
    unxml.assembly["91session/English/Resolution of a made-up kind.xml"] = document("A/RES/91/10")
    report = unxml.refresh(EVERYTHING)
    assert set(report.withdrawn) == {("A/RES/91/8", FR), ("A/RES/91/9", EN)}
    assert {("A/RES/91/8", EN), ("A/RES/91/10", EN), *report.withdrawn} <= unxml.held()
    assert unxml.refresh(EVERYTHING).withdrawn == ()
    assert withdrawn(unxml) == set(report.withdrawn)
    unxml.add("A/RES/91/9")
    unxml.refresh(EVERYTHING)
    assert withdrawn(unxml) == {("A/RES/91/8", FR)}


def test_a_document_whose_file_becomes_one_out_of_scope_is_withdrawn(unxml: World) -> None:
    unxml.refresh(CRIME)
    unxml.assembly[path_of("A/RES/91/1")] = document("A/RES/91/2", item="Sports")
    assert unxml.refresh(CRIME).withdrawn == (("A/RES/91/1", EN),)
    assert unxml.refresh(CRIME).withdrawn == ()


def test_a_file_that_is_rewritten_and_cannot_be_read_withdraws_nothing(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    unxml.assembly[path_of("A/RES/91/2")] = b"<akomaNtoso><broken"
    assert unxml.refresh(EVERYTHING).withdrawn == ()
    del unxml.assembly[path_of("A/RES/91/2")]
    assert unxml.refresh(EVERYTHING).withdrawn == (("A/RES/91/2", EN),)


def test_a_file_that_comes_whole_and_says_less_does_not_replace_what_is_held(
    unxml: World,
) -> None:
    whole = document("A/RES/91/2").replace(
        b"</paragraph>", b"</paragraph><paragraph><num>2.</num><content><p>Decides to go on;</p>"
        b"</content></paragraph>"
    )  # fmt: skip
    unxml.assembly[path_of("A/RES/91/2")] = whole
    unxml.refresh(EVERYTHING)
    unxml.assembly[path_of("A/RES/91/2")] = document("A/RES/91/2")
    report = unxml.refresh(EVERYTHING)
    assert (report.updated, report.exit_code) == (0, 4)
    (failure,) = report.failed
    assert (failure.symbol, failure.language) == ("A/RES/91/2", EN)
    assert "has only a part of what is held" in failure.reason
    assert "`unres review A/RES/91/2`" in failure.reason
    with Journal(unxml.folder) as journal:
        held = journal.resolution("A/RES/91/2", EN)
    assert held
    assert held.paragraph("op2")
    again = unxml.refresh(EVERYTHING)
    assert (again.fetched, again.withdrawn, again.exit_code) == (0, (), 0)  # told once
    with Journal(unxml.folder) as journal:
        assert [one.symbol for one in journal.held_back()] == ["A/RES/91/2"]
    unxml.assembly[path_of("A/RES/91/2")] = whole
    assert unxml.refresh(EVERYTHING).exit_code == 0
    with Journal(unxml.folder) as journal:
        assert journal.held_back() == ()  # the source has mended it


def test_a_version_that_waits_can_be_taken_and_stays(unxml: World) -> None:
    path = path_of("A/RES/91/2")
    unxml.assembly[path] = document("A/RES/91/2").replace(
        b"</paragraph>", b"</paragraph><paragraph><num>2.</num><content><p>Decides to go on;</p>"
        b"</content></paragraph>"
    )  # fmt: skip
    unxml.refresh(EVERYTHING)
    unxml.assembly[path] = document("A/RES/91/2")
    unxml.refresh(EVERYTHING)
    with Journal(unxml.folder, create=True) as journal:
        (one,) = waiting(journal, ["A/RES/91/2"], [EN])
        assert (len(one.held.paragraphs), len(one.new.paragraphs)) == (3, 2)
        accept(journal, one)
        held = journal.resolution("A/RES/91/2", EN)
    assert held
    assert held.paragraph("op2") is None
    report = unxml.refresh(EVERYTHING)
    assert (report.exit_code, report.updated, report.withdrawn) == (0, 0, ())
    assert waiting_of(unxml) == []


def waiting_of(unxml: World) -> list[str]:
    with Journal(unxml.folder) as journal:
        return [one.symbol for one in journal.held_back()]


def test_a_version_that_its_source_has_taken_back_waits_no_longer(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    path = path_of("A/RES/91/2")
    whole = unxml.assembly[path]
    unxml.assembly[path] = whole[: whole.index(b"a stand-in")]
    unxml.refresh(EVERYTHING)
    assert waiting_of(unxml) == ["A/RES/91/2"]
    del unxml.assembly[path]
    unxml.refresh(EVERYTHING)
    assert waiting_of(unxml) == []


def test_a_whole_file_in_the_worse_place_goes_before_a_part_in_the_better(unxml: World) -> None:
    whole = unxml.assembly[path_of("A/RES/91/2")]
    cut = whole[: whole.index(b"a stand-in")]
    unxml.assembly[path_of("A/RES/91/2")] = cut
    unxml.assembly[path_of("A/RES/91/2", job="9900001")] = whole
    unxml.refresh(EVERYTHING)
    assert unxml.text_of("A/RES/91/2").endswith("as the real one does;")
    report = unxml.refresh(EVERYTHING)
    assert (report.updated, report.exit_code) == (0, 0)


def test_a_file_that_is_cut_off_does_not_replace_what_is_held(unxml: World) -> None:
    whole = unxml.assembly[path_of("A/RES/91/2")]
    cut = whole[: whole.index(b"a stand-in")]
    unxml.assembly[path_of("A/RES/91/5")] = cut.replace(b"91/2", b"91/5")
    unxml.refresh(EVERYTHING)
    held = unxml.text_of("A/RES/91/2")
    unxml.assembly[path_of("A/RES/91/2")] = cut
    report = unxml.refresh(EVERYTHING)
    assert unxml.text_of("A/RES/91/2") == held
    assert [one.symbol for one in report.failed] == ["A/RES/91/2"]
    assert "is damaged, and what is held is whole" in report.failed[0].reason
    # What never came whole is held as it came, until it does.
    unxml.assembly[path_of("A/RES/91/5")] = whole.replace(b"91/2", b"91/5")
    assert unxml.refresh(EVERYTHING).updated == 1
    assert unxml.text_of("A/RES/91/5") == held


def test_doubles_of_a_document_do_not_take_turns(unxml: World) -> None:
    unxml.assembly[path_of("A/RES/91/2", job="9900001")] = document("A/RES/91/2", text="Older;")
    report = unxml.refresh(EVERYTHING)
    assert (report.discovered, report.added, report.updated) == (4, 4, 0)
    newest = unxml.text_of("A/RES/91/2")
    assert newest != "Older;"
    unxml.assembly[path_of("A/RES/91/2", job="9900001")] = document("A/RES/91/2", text="Oldest;")
    assert unxml.refresh(EVERYTHING).updated == 0
    assert unxml.text_of("A/RES/91/2") == newest


def test_a_file_in_the_wrong_place_is_filed_by_its_content_and_told(unxml: World) -> None:
    unxml.assembly[path_of("A/RES/91/8")] = document("A/RES/91/8", FR)
    report = unxml.refresh(EVERYTHING)
    assert ("A/RES/91/8", FR) in unxml.held()
    assert ("A/RES/91/8", EN) not in unxml.held()
    assert any("is A/RES/91/8 in fr" in note for note in report.notes)
    assert not any("filed as" in note for note in unxml.refresh(EVERYTHING).notes)


def test_a_file_in_the_wrong_place_does_not_replace_the_one_in_the_right_place(
    unxml: World,
) -> None:
    right = unxml.assembly[path_of("A/RES/91/2")]
    unxml.refresh(EVERYTHING)
    unxml.assembly[path_of("A/RES/91/8")] = document("A/RES/91/2", text="Stray;")
    report = unxml.refresh(EVERYTHING)
    assert b"Stray" not in right
    assert unxml.text_of("A/RES/91/2") != "Stray;"
    assert report.updated == 0


def test_a_stray_of_another_subject_stays_out_of_scope(unxml: World) -> None:
    unxml.assembly[path_of("A/RES/91/1")] = document("A/RES/91/2", item="Sports")
    unxml.refresh(CRIME)
    assert ("A/RES/91/2", EN) not in unxml.held()
    unxml.refresh(EVERYTHING)
    assert ("A/RES/91/2", EN) in unxml.held()


def test_the_same_bytes_at_two_addresses_are_fetched_once(unxml: World) -> None:
    first = path_of("A/RES/91/2")
    second = f"Emergency sessions/{first}"
    unxml.assembly[second] = unxml.assembly[first]
    report = unxml.refresh(EVERYTHING)
    assert sum("91_2-" in path for path in unxml.files_fetched()) == 1
    assert (report.added, report.exit_code) == (4, 0)
    assert unxml.refresh(EVERYTHING).fetched == 0


def test_of_two_addresses_of_the_same_bytes_one_is_enough(unxml: World) -> None:
    first = path_of("A/RES/91/2")
    unxml.assembly[f"Emergency sessions/{first}"] = unxml.assembly[first]
    unxml.goes_wrong(replies.status(404), part=f"main/{first}")
    report = unxml.refresh(EVERYTHING)
    assert ("A/RES/91/2", EN) in unxml.held()
    assert report.exit_code == 0


# What goes wrong at the source


def test_what_cannot_be_read_is_told_once_and_read_again_when_it_changes(unxml: World) -> None:
    path = path_of("A/RES/91/8")
    unxml.assembly[path] = b"<akomaNtoso><broken"
    report = unxml.refresh(EVERYTHING)
    (failure,) = report.failed
    assert (failure.symbol, failure.language, failure.retry) == ("A/RES/91/8", EN, WHEN_CHANGED)
    assert report.exit_code == 4
    again = unxml.refresh(EVERYTHING)
    assert (again.exit_code, again.failed) == (0, ())
    assert any("could not be read" in note for note in again.notes)
    unxml.assembly[path] = document("A/RES/91/8")
    assert unxml.refresh(EVERYTHING).added == 1


@pytest.mark.parametrize(
    "reply",
    [
        replies.page(),
        replies.page(content_type="application/xml"),
        replies.empty,
        replies.status(200, b"<akomaNtoso>other bytes</akomaNtoso>" * 200),
        replies.status(404, b"404: Not Found"),
        replies.cut_off,
        replies.bomb,
        replies.challenge,
    ],
    ids=["page", "xml-page", "empty", "other", "gone", "cut-off", "bomb", "challenge"],
)
def test_rubbish_does_not_replace_what_is_held(unxml: World, reply: Reply) -> None:
    unxml.refresh(EVERYTHING)
    before = unxml.text_of("A/RES/91/1")
    unxml.add("A/RES/91/1", EN, text="Decides otherwise;")
    unxml.add("A/RES/91/7", EN)
    unxml.goes_wrong(reply, part="91_1-")
    report = unxml.refresh(EVERYTHING)
    assert unxml.text_of("A/RES/91/1") == before
    assert ("A/RES/91/7", EN) in unxml.held()
    (failure,) = report.failed
    assert (failure.symbol, failure.retry) == ("A/RES/91/1", NEXT_REFRESH)
    assert report.exit_code == 4
    unxml.heal()
    assert unxml.refresh(EVERYTHING).updated == 1
    assert unxml.text_of("A/RES/91/1") == "Decides otherwise;"


def test_a_source_that_gives_nothing_has_refused(unxml: World) -> None:
    unxml.goes_wrong(replies.status(403), part="/UNxml")
    report = unxml.refresh(EVERYTHING)
    assert report.exit_code == 5
    assert report.refusal
    assert "403" in report.refusal.problem


def test_when_a_source_names_a_time_it_is_told(unxml: World) -> None:
    unxml.goes_wrong(replies.too_many("3600"), part="91_7")
    unxml.add("A/RES/91/7", EN)
    report = unxml.refresh(EVERYTHING)
    times = {failure.retry for failure in report.failed}
    assert any(retry.startswith("20") and retry.endswith("Z") for retry in times)


def test_a_pause_that_a_source_asked_for_holds_for_the_next_run(unxml: World) -> None:
    unxml.goes_wrong(replies.rate_limited(1800), part="trees")
    assert unxml.refresh(EVERYTHING).exit_code == 5
    unxml.heal()
    report = unxml.refresh(EVERYTHING)
    assert report.exit_code == 5
    assert report.refusal
    assert "left alone" in report.refusal.problem
    assert unxml.standin.seen == []
    unxml.clock.wall -= timedelta(days=400)  # a clock that is set right does not prolong it
    assert unxml.refresh(EVERYTHING).exit_code == 0


def test_the_requests_of_an_hour_count_across_runs(unxml: World) -> None:
    runs = [unxml.refresh(EVERYTHING) for _ in range(30)]
    asked = sum(report.requests for report in runs if report.exit_code == 0)
    assert 0 < asked < 30 * 4
    report = runs[-1]
    assert report.exit_code == 5
    assert report.refusal
    assert "Earlier runs" in report.refusal.problem
    unxml.clock.sleep(3601)
    assert unxml.refresh(EVERYTHING).exit_code == 0


def test_what_failed_last_time_is_asked_for_last(unxml: World) -> None:
    """A row of files that the source cannot serve does not keep the others from coming."""
    for number in range(10, 50):
        unxml.add(f"A/RES/91/{number}", EN)
    for number in range(10, 30):
        unxml.goes_wrong(replies.status(500), part=f"A_RES_91_{number}-")
    for _ in range(3):
        unxml.refresh(EVERYTHING)
    held = {symbol for symbol, _ in unxml.held()}
    assert {f"A/RES/91/{number}" for number in range(30, 50)} <= held


def test_a_limit_that_is_reached_is_not_waited_for(unxml: World) -> None:
    for number in range(10, 60):
        unxml.add(f"A/RES/91/{number}", EN)
    unxml.refresh(EVERYTHING, max_requests=9)
    assert sum(unxml.clock.slept) < 10


def test_a_limit_that_is_reached_while_listing_is_no_failure(unxml: World) -> None:
    report = unxml.refresh(EVERYTHING, max_requests=2)  # robots.txt, and one repository
    assert (report.exit_code, report.failed) == (0, ())
    assert any("ECOSOCresolutions was not looked at" in note for note in report.notes)
    assert unxml.refresh(EVERYTHING).added == 4


def test_limits_leave_the_rest_for_the_next_run(unxml: World) -> None:
    report = unxml.refresh(EVERYTHING, max_requests=9)
    assert len(unxml.standin.seen) == 9
    assert report.postponed > 0
    assert (report.failed, report.exit_code) == ((), 0)
    assert any("limit of 9 requests" in note for note in report.notes)
    first = unxml.files_fetched()
    unxml.refresh(EVERYTHING)
    assert not set(first) & set(unxml.files_fetched())
    assert len(unxml.held()) == 4


@pytest.mark.parametrize("scenario", GITHUB, ids=lambda scenario: scenario.name)
def test_every_scenario_ends_and_is_recovered_from(
    unxml: World, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus import crawl
    from corpus.manners import RunLimits

    monkeypatch.setattr(crawl, "RunLimits", lambda **given: RunLimits(**given, request_timeout=4))
    unxml.standin.faults.append(scenario.begin())
    report = unxml.refresh(EVERYTHING)
    assert report.exit_code in (0, 4, 5)
    assert report.exit_code == 0 or report.failed or report.refusal
    unxml.heal()
    unxml.clock.sleep(7200)
    assert unxml.refresh(EVERYTHING).exit_code == 0
    assert len(unxml.held()) == 4


# What goes wrong on this machine


def test_a_full_disk_loses_nothing_that_was_finished(
    unxml: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written = store.write_atomically, 0

    def full(path: Path, data: bytes) -> None:
        nonlocal written
        written += 1
        if written > 3:
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(store, "write_atomically", full)
    with pytest.raises(UnresError, match="No space left"):
        unxml.refresh(EVERYTHING)
    monkeypatch.setattr(store, "write_atomically", write)
    first = Counter(unxml.files_fetched())
    with Journal(unxml.folder) as journal:
        assert "No space left" in (journal.runs()[0].interrupted or "")
    unxml.refresh(EVERYTHING)
    repeated = first + Counter(unxml.files_fetched())
    assert max(repeated.values()) <= 2
    assert sum(count > 1 for count in repeated.values()) == 1  # the one that found no room
    assert len(unxml.held()) == 4


def test_bytes_that_were_damaged_on_this_disk_are_fetched_again(unxml: World) -> None:
    unxml.refresh(CRIME)
    unxml.refresh(CRIME)
    with Journal(unxml.folder, create=True) as journal:
        blobs = journal.blobs().values()
        for blob in blobs:
            journal.raw_path(blob.sha256).write_bytes(b"damaged")
        with journal._transaction() as db:  # as if a new version of the readers had come
            db.execute("DELETE FROM reading")
    unxml.refresh(CRIME)
    with Journal(unxml.folder) as journal:
        assert len(journal.documents()) == 3
        for blob in journal.blobs().values():
            journal.raw_bytes(blob.sha256)


def test_bytes_that_are_gone_from_this_disk_are_fetched_again(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    with Journal(unxml.folder) as journal:
        (_, _, source) = next(journal.sources())
        journal.raw_path(source.sha256).unlink()
    report = unxml.refresh(EVERYTHING)
    assert (report.fetched, report.added, report.updated, report.unchanged) == (1, 0, 0, 4)
    with Journal(unxml.folder) as journal:
        journal.raw_bytes(source.sha256)


def test_the_clock_may_be_set_back(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    unxml.clock.wall -= timedelta(days=400)
    unxml.add("A/RES/91/7", EN)
    report = unxml.refresh(EVERYTHING)
    assert report.added == 1
    assert report.started <= report.finished


def test_half_written_files_of_a_killed_run_are_removed(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    (folder, *_) = (unxml.folder / RAW_FOLDER).iterdir()
    (folder / ".abc.gz.x1y2").write_bytes(b"half")
    unxml.refresh(EVERYTHING)
    assert not list(folder.glob(".*"))


def test_a_dry_run_names_exactly_what_a_run_then_fetches(unxml: World) -> None:
    plan = unxml.refresh(EVERYTHING, dry_run=True)
    assert not unxml.folder.exists()
    unxml.refresh(EVERYTHING)
    base = unxml.standin.url(RAW)
    assert sorted(unxml.files_fetched()) == sorted(
        file.url.removeprefix(base) for file in plan.wanted
    )
    unxml.add("A/RES/91/7", EN)
    before = sorted(unxml.folder.rglob("*"))
    with Journal(unxml.folder) as journal:
        runs = len(journal.runs())
    plan = unxml.refresh(EVERYTHING, dry_run=True)
    assert [file.symbol for file in plan.wanted] == ["A/RES/91/7"]
    assert [file.language for file in plan.wanted] == [EN]
    with Journal(unxml.folder) as journal:
        assert len(journal.runs()) == runs
    assert set(unxml.folder.rglob("*.gz")) == {p for p in before if p.suffix == ".gz"}


def test_a_dry_run_says_what_has_to_be_looked_at(unxml: World) -> None:
    plan = unxml.refresh(CRIME, dry_run=True)
    assert "E/RES/2031/4" in {file.symbol for file in plan.wanted}
    assert any("to be looked at" in note for note in plan.notes)


def test_a_corpus_of_an_earlier_version_can_be_read_and_is_not_changed_by_it(
    unxml: World,
) -> None:
    unxml.refresh(EVERYTHING)
    with Journal(unxml.folder, create=True) as journal, journal._transaction() as db:
        for table in ("pause", "opened", "replaced"):
            db.execute(f"DROP TABLE {table}")
    before = (unxml.folder / CATALOGUE).read_bytes()
    assert unxml.refresh(EVERYTHING, dry_run=True).wanted == ()
    with Journal(unxml.folder) as journal:
        assert len(journal.runs()) == 1
        with pytest.raises(UnresError):
            journal.note_withdrawals([DocumentName("A/RES/91/1", EN)])  # it is still read alone
    assert (unxml.folder / CATALOGUE).read_bytes() == before
    assert unxml.refresh(EVERYTHING).unchanged == 4


def test_runs_are_remembered(unxml: World) -> None:
    first = unxml.refresh(EVERYTHING)
    second = unxml.refresh(EVERYTHING)
    with Journal(unxml.folder) as journal:
        assert journal.runs() == (second, first)
        rows = journal._rows("SELECT * FROM exchange")
    assert len(rows) == first.requests + second.requests
    assert all(row["at"] and row["url"] and row["outcome"] for row in rows)


def test_where_each_document_came_from_is_kept(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    with Journal(unxml.folder) as journal:
        for symbol, language, source in journal.sources():
            assert source.url == unxml.standin.url(RAW) + "/UNxml/" + (
                "GAresolutions" if symbol[0] == "A" else "ECOSOCresolutions"
            ) + "/main/" + path_of(symbol, language)
            assert source.retrieved


# Processes

RUN = """
import sys
from pathlib import Path
from corpus.crawl import crawl, exclusively
from corpus.errors import LockHeldError
from corpus.refresh import Order
from corpus.refresh_settings import RefreshSettings
from corpus.scope import load_scope
folder, api, raw = sys.argv[1:]
order = Order(load_scope("all"))
settings = RefreshSettings(api_url=api, raw_url=raw, interval=0.01)
try:
    with exclusively(Path(folder), order):
        report = crawl(Path(folder), "unxml", order, settings, lambda *_: None)
except LockHeldError as error:
    print(error)
    sys.exit(6)
sys.exit(report.exit_code)
"""


def start(unxml: World) -> subprocess.Popen[str]:
    urls = (unxml.standin.url(API), unxml.standin.url(RAW))
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(unxml.folder), *urls],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for(unxml: World, files: int) -> None:
    """Wait until so many files were asked for."""
    end = time.monotonic() + 30
    while len(unxml.files_fetched()) < files and time.monotonic() < end:
        time.sleep(0.005)


def test_killed_at_any_moment_and_again(unxml: World) -> None:
    for number in range(10, 40):
        unxml.add(f"A/RES/91/{number}", EN)
    kills = (1, 9, 20, 33)
    for files in kills:
        run = start(unxml)
        wait_for(unxml, files)
        run.send_signal(signal.SIGKILL)
        run.wait()
        if run.stdout:
            run.stdout.close()
    last = start(unxml)
    assert last.wait(60) == 0
    if last.stdout:
        last.stdout.close()
    assert len(unxml.held()) == 34
    asked = Counter(unxml.files_fetched())
    assert len(asked) == 35
    # at most the one file that was under way at each kill is asked for again
    assert sum(asked.values()) - len(asked) <= len(kills)
    with Journal(unxml.folder) as journal:
        assert journal.damage() == ()


def test_of_two_refreshes_at_once_one_is_told_who_is_at_work(unxml: World) -> None:
    for number in range(10, 40):
        unxml.add(f"A/RES/91/{number}", EN)
    first = start(unxml)
    wait_for(unxml, 1)
    second = start(unxml)
    out, _ = second.communicate(timeout=60)
    assert second.returncode == 6
    assert f"process {first.pid}" in out
    assert first.wait(60) == 0
    if first.stdout:
        first.stdout.close()
    assert max(Counter(unxml.files_fetched()).values()) == 1
    assert len(unxml.held()) == 34


def test_the_lock_of_a_killed_run_holds_nobody_up(unxml: World) -> None:
    run = start(unxml)
    wait_for(unxml, 1)
    run.kill()
    run.wait()
    if run.stdout:
        run.stdout.close()
    told = pytest.raises(LockHeldError, match=f"process {os.getpid()}")
    with writing(unxml.folder), told, writing(unxml.folder):
        pass


HOLD = """
import sys, time
from pathlib import Path
from corpus.ingest import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "{pid} 2020-01-01T00:00:00Z",
            r"process \d+ since 2020-01-01T00:00:00Z \(\d+ h \d+ min ago\)",
        ),
        ("{pid} 2999-01-01T00:00:00Z", r"process \d+ since 2999-01-01T00:00:00Z\."),
        ("999999999 2020-01-01T00:00:00Z", "has not said its name"),  # left by one that was killed
        ("rubbish", "has not said its name"),
        ("", "has not said its name"),
    ],
)
def test_who_holds_the_lock_is_told_with_its_age(tmp_path: Path, written: str, told: str) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        (tmp_path / "lock.holder").write_text(written.format(pid=holder.pid), "utf-8")
        with pytest.raises(LockHeldError, match=told), writing(tmp_path):
            pass
        holder.kill()
    with writing(tmp_path):  # whatever it says there, the lock is free
        pass


def test_the_item_is_the_shipped_one() -> None:
    assert CRIME_ITEM.casefold() in CRIME.agenda_items
