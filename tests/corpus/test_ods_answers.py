"""What is made of ODS's answers in shapes that its own do not have every day."""

import hashlib
from urllib.parse import urlsplit

import pytest

from corpus.journal import Journal
from corpus.manifest import Standing
from corpus.model import Language
from tests.corpus.ods_world import ABSENT, EN, FIRST, SECOND, World
from tests.standin import replies
from tests.standin.digital_library import LIBRARY
from tests.standin.ods import ERROR_PAGE, ODS
from tests.standin.samples import pdf
from tests.standin.server import Fault, Reply

FR, RU = Language.FR, Language.RU
NOTHING = replies.redirect(f"https://{ODS}/error")


def held(ods: World) -> tuple[tuple[str, Language], ...]:
    with Journal(ods.folder) as journal:
        return journal.documents()


# Places


@pytest.mark.parametrize("origin", [f"https://{ODS}", f"https://{ODS}:443", f"//{ODS}", "own"])
def test_a_place_may_be_absolute(ods: World, origin: str) -> None:
    ods.ods.origin = ods.standin.url(ODS) if origin == "own" else origin
    ods.refresh()
    assert ods.bytes_of() == pdf(FIRST, EN)
    assert ods.seen[-1].path == ods.ods.place(FIRST, EN).lower()


def test_a_file_that_moved_on_its_host_is_found(ods: World) -> None:
    place = ods.ods.place(FIRST, EN)
    moved = [
        Fault(replies.redirect(f"{place}?OpenElement"), "/api", ODS, times=1),
        Fault(replies.redirect("/doc/UNDOC/Elsewhere.PDF"), "/doc/", ODS, times=1),
        Fault(replies.redirect(f"https://{ODS}{place}"), "/elsewhere", ODS, times=1),
    ]
    ods.standin.faults = moved
    ods.refresh()
    assert [one.path for one in ods.seen[1:]] == [
        f"{place.lower()}?OpenElement",
        "/doc/undoc/elsewhere.pdf",
        place.lower(),
    ]
    assert ods.bytes_of() == pdf(FIRST, EN)


def test_files_that_lead_to_each_other_are_left(ods: World) -> None:
    place = ods.ods.place(FIRST, EN)
    ods.standin.faults = [Fault(replies.redirect(place), "/doc/", ODS)]
    report = ods.refresh()
    assert ods.standing() is Standing.ERROR
    assert "circle" in report.failed[0].reason
    assert len(ods.seen) == 2


@pytest.mark.parametrize("part", ["/api", "/doc/"])
@pytest.mark.parametrize(
    "reply",
    [
        NOTHING,
        replies.redirect("/error"),
        replies.redirect("/Error/"),
        replies.status(404, ERROR_PAGE),
        replies.page(ERROR_PAGE),
        replies.page(ERROR_PAGE, "application/pdf"),
        replies.page(b"\n\n  <HTML><body>no</body>"),
        replies.empty,
        replies.redirect(""),
    ],
)
def test_nothing_given_at_either_step_is_looked_for_another_day(
    ods: World, part: str, reply: Reply
) -> None:
    ods.standin.faults = [Fault(reply, part, ODS, times=1)]
    report = ods.refresh([FIRST, SECOND])
    assert (ods.standing(FIRST), ods.standing(SECOND)) == (Standing.MISSING, Standing.SAVED)
    assert "heck again later" in report.failed[0].reason
    assert report.exit_code == 4
    assert ods.everything_kept() == [pdf(SECOND, EN)]
    ods.another_day()
    assert ods.refresh([FIRST, SECOND]).exit_code == 0
    assert ods.questions() == [FIRST]
    assert len(ods.everything_kept()) == 2


# Bytes


def test_the_type_that_is_said_proves_nothing(ods: World) -> None:
    body = pdf(FIRST, EN)
    ods.standin.faults = [Fault(replies.page(body, "text/html"), "/doc/", ODS)]
    ods.refresh()
    assert ods.bytes_of() == body


def test_a_file_that_is_given_at_once_is_taken(ods: World) -> None:
    ods.standin.faults = [Fault(replies.page(pdf(FIRST, EN), "application/pdf"), "/api", ODS)]
    ods.refresh()
    assert ods.bytes_of() == pdf(FIRST, EN)
    assert len(ods.seen) == 1


def test_a_page_behind_the_beginning_of_a_pdf_is_no_document(ods: World) -> None:
    body = b"%PDF-1.7\n<!DOCTYPE html><html><body>Sign in</body></html>"
    ods.standin.faults = [Fault(replies.page(body, "application/pdf"), "/doc/", ODS)]
    report = ods.refresh([FIRST])
    assert ods.standing() is Standing.ERROR
    assert ods.everything_kept() == []
    assert len(ods.seen) == 2
    assert "page" in report.failed[0].reason


def test_what_comes_twice_without_its_end_is_what_ods_has(ods: World) -> None:
    half = pdf(FIRST, EN)[:-40]
    ods.standin.faults = [Fault(replies.status(200, half), "/doc/", ODS)]
    ods.refresh()
    assert ods.bytes_of() == half
    assert len(ods.seen) == 3


def test_an_end_in_the_middle_is_no_end(ods: World) -> None:
    """A PDF that is made for the web has such a mark near its beginning as well."""
    whole = pdf(FIRST, EN)
    half = b"%PDF-1.4\n%%EOF\n" + b"%" * 5000
    ods.standin.faults = [Fault(replies.status(200, half), "/doc/", ODS, times=1)]
    ods.refresh()
    assert ods.bytes_of() == whole


@pytest.mark.parametrize("reply", [replies.endless, replies.bomb])
def test_a_file_that_is_too_large_is_not_kept(
    ods: World, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.sources.ods.FILE_BYTES", 2_000_000)
    ods.standin.faults = [Fault(reply, "/doc/", ODS, times=1)]
    report = ods.refresh([FIRST, SECOND])
    assert "larger than" in report.failed[0].reason
    assert (ods.standing(FIRST), ods.standing(SECOND)) == (Standing.ERROR, Standing.SAVED)
    assert ods.everything_kept() == [pdf(SECOND, EN)]
    assert ods.refresh([FIRST, SECOND]).exit_code == 0


# Languages


@pytest.mark.parametrize("name", ["ods-wrong-language", "direct"])
def test_another_language_than_asked_for_is_neither_kept_nor_called_saved(
    ods: World, name: str
) -> None:
    if name == "direct":
        ods.standin.faults = [Fault(replies.page(pdf(FIRST, EN)), "/api", ODS)]
    else:
        ods.turn_on(name)
    report = ods.refresh(FIRST, RU)
    assert held(ods) == ()
    assert ods.everything_kept() == []
    assert ods.standing(FIRST, RU) is Standing.MISSING
    assert "in en when asked for it in ru" in report.failed[0].reason
    assert report.exit_code == 4
    # The day on which there is one in that language it is found.
    ods.standin.faults = []
    ods.ods.english_only.clear()
    ods.another_day()
    ods.refresh(FIRST, RU)
    assert held(ods) == ((FIRST, RU),)
    assert ods.standing(FIRST, RU) is Standing.SAVED


# What is remembered


def test_what_was_not_asked_for_keeps_its_line(ods: World) -> None:
    ods.refresh(ABSENT)
    ods.another_day()
    ods.refresh(ABSENT)
    before = ods.line(ABSENT)
    assert before
    assert before.looks == 2
    ods.another_day()
    ods.standin.faults = [Fault(replies.too_many("7200"), "/api", ODS, times=1)]
    report = ods.refresh([FIRST, ABSENT])  # which asks to be left alone before ABSENT comes
    assert ods.questions() == [FIRST]
    assert ods.line(ABSENT) == before
    assert report.exit_code == 5


def test_an_error_forgets_no_look(ods: World) -> None:
    ods.refresh(ABSENT)
    ods.another_day()
    ods.standin.faults = [Fault(replies.status(500), "/api", ODS, times=1)]
    ods.refresh(ABSENT)
    assert ods.standing(ABSENT) is Standing.ERROR
    ods.refresh(ABSENT)
    line = ods.line(ABSENT)
    assert line
    assert (line.standing, line.looks) == (Standing.MISSING, 2)


def test_a_run_that_is_stopped_while_it_rests_remembers_what_was_not_given(
    ods: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    symbols = [f"A/RES/93/{number}" for number in range(101, 131)]

    def sleep(seconds: float) -> None:
        if seconds >= 900:
            raise KeyboardInterrupt
        type(ods.clock).sleep(ods.clock, seconds)

    with monkeypatch.context() as patch:
        patch.setattr(ods.clock, "sleep", sleep)
        with pytest.raises(KeyboardInterrupt):
            ods.refresh(symbols)
    assert ods.questions() == symbols[:8]
    assert [ods.standing(symbol) for symbol in symbols[:9]] == [Standing.MISSING] * 8 + [None]
    # What was begun is gone on with: first the rest that was cut short, then the next ones.
    for symbol in symbols:
        ods.ods.add(symbol, EN)
    slept = len(ods.clock.slept)
    ods.refresh(symbols)
    assert sum(ods.clock.slept[slept : slept + 2]) >= 800
    assert ods.questions()[0] == symbols[8]
    assert all(ods.standing(symbol) is Standing.SAVED for symbol in symbols[8:])
    ods.another_day()
    ods.refresh(symbols)
    assert ods.questions() == symbols[:8]
    assert len({hashlib.sha256(one).digest() for one in ods.everything_kept()}) == 30


# Where it is


def test_the_robots_of_a_host_below_another_are_its_own(ods: World) -> None:
    ods.address = f"{ods.standin.url(LIBRARY)}/{ODS}"
    report = ods.refresh(FIRST, permitted=False)
    assert report.exit_code == 5
    assert report.refusal
    assert "robots.txt disallows" in report.refusal.problem
    assert [(one.host, one.path) for one in ods.standin.seen] == [
        (ODS, "/robots.txt"),
        (LIBRARY, "/robots.txt"),
    ]
    ods.clock.sleep(3600)
    ods.refresh(FIRST)
    assert ods.bytes_of() == pdf(FIRST, EN)


def test_a_place_below_another_address_may_name_that(ods: World) -> None:
    ods.address = f"{ods.standin.url(LIBRARY)}/{ODS}"
    ods.ods.origin = f"/{ODS}"
    ods.refresh()
    assert ods.bytes_of() == pdf(FIRST, EN)


def test_hosts_can_be_reached_by_their_names_through_a_proxy(
    ods: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = ods.standin.url(LIBRARY)
    assert urlsplit(proxy).port
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, proxy)
    ods.address = f"http://{ODS}"
    ods.refresh()
    assert {one.host for one in ods.standin.seen} == {ODS}
    assert ods.bytes_of() == pdf(FIRST, EN)
