"""Documents of ODS, named one by one: what is asked, how fast, and what is made of each answer."""

import itertools
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from corpus import crawl as crawling
from corpus.crawl import crawl
from corpus.errors import UsageError
from corpus.exchange import authority
from corpus.fetch import Fetcher, user_agent
from corpus.journal import Journal
from corpus.manifest import Standing
from corpus.manners import HostRules, Pace, RunLimits
from corpus.model import Language
from corpus.read import READER_VERSION
from corpus.refresh import Order
from corpus.refresh_report import NEXT_REFRESH
from corpus.refresh_settings import RefreshSettings
from corpus.scope import load_scope
from corpus.source_errors import RefusedError, TryLaterError
from corpus.sources.ods import ODS_RULES, Form
from tests.corpus.ods_world import ABSENT, EN, FIRST, SECOND, World
from tests.standin import replies
from tests.standin.cases import CASES, library_of
from tests.standin.clock import FakeClock
from tests.standin.digital_library import KEY, LIBRARY, marcxml
from tests.standin.network import NETWORK, Unreachable
from tests.standin.ods import ODS
from tests.standin.samples import docx, pdf
from tests.standin.server import Fault, Standin
from tests.standin.undocs import DOCS, UNDOCS

ZH, FR, RU = Language.ZH, Language.FR, Language.RU


def test_every_case_of_the_table_can_be_called_by_name() -> None:
    numbered = (re.search(r"\(([\d, ]+)\)\Z", one.what) for one in CASES)
    numbers = {int(n) for match in numbered if match for n in match[1].split(",")}
    assert numbers == set(range(1, 32))
    assert len({one.name for one in CASES}) == len(CASES)


# What is asked


def test_a_symbol_is_resolved_and_its_file_fetched_at_the_path_in_small_letters(ods: World) -> None:
    report = ods.refresh(FIRST, EN)  # 1, 2
    assert [one.path for one in ods.standin.seen] == [
        "/robots.txt",
        "/api/symbol/access?s=A/RES/91/1&l=en&t=pdf",
        ods.ods.place(FIRST, EN).lower(),
    ]
    assert ods.bytes_of() == pdf(FIRST, EN)
    assert (report.fetched, report.requests, report.failed) == (1, 3, ())
    agents = {one.user_agent for one in ods.standin.seen}
    assert len(agents) == 1
    assert re.fullmatch(r"unres/\S+ \(\+mailto:library@example\.org\)", agents.pop())
    assert all("Cookie" not in one.headers for one in ods.standin.seen)
    assert ods.seen[0].headers["Accept"] == "application/pdf, */*"


@pytest.mark.parametrize("name", ["ods-capitals", "ods-capitals-page"])
def test_the_path_in_capitals_is_never_asked_for(ods: World, name: str) -> None:
    ods.turn_on(name)  # 3
    ods.refresh()
    assert ods.standing() is Standing.SAVED
    assert not any("/UNDOC/" in one.path for one in ods.seen)


def test_what_comes_is_read_and_held_in_every_language(ods: World) -> None:
    report = ods.refresh(FIRST, *Language)
    assert (report.added, report.failed, report.notes, report.exit_code) == (6, (), (), 0)
    with Journal(ods.folder) as journal:
        held = journal.documents()
        resolution = journal.resolution(FIRST, ZH)
    assert set(held) == {(FIRST, one) for one in Language}
    assert resolution
    assert resolution.source
    assert resolution.source.url.endswith("/api/symbol/access?s=A/RES/91/1&l=zh&t=pdf")


def test_slashes_and_brackets_are_asked_for_as_they_are(ods: World) -> None:
    ods.ods.add("S/RES/9001(2031)", EN)
    ods.ods.add("A/RES/91/4 B", EN)
    ods.refresh(["S/RES/9001 (2031)", "A/RES/91/4 B"])
    assert sorted(ods.questions()) == ["A/RES/91/4%20B", "S/RES/9001(2031)"]
    assert ods.standing("A/RES/91/4 B") is Standing.SAVED


def test_a_part_without_a_file_of_its_own_is_had_with_its_resolution(ods: World) -> None:
    ods.ods.add("A/RES/9001(XV)", EN)
    ods.refresh([f"{FIRST} A", "9001 C (XV)"])
    assert sorted(ods.questions()) == ["A/RES/9001(XV)", FIRST, f"{FIRST}%20A"]
    assert ods.standing(f"{FIRST} A") is Standing.SAVED
    assert ods.standing("A/RES/9001(XV) C") is Standing.SAVED


def test_only_the_six_codes_are_asked_for_and_english_first(ods: World) -> None:
    ods.refresh(FIRST, *Language)  # 9
    codes = [match[1] for one in ods.seen if (match := re.search(r"&l=(\w+)", one.path))]
    assert codes[0] == "en"
    assert sorted(codes) == sorted(Language)
    assert ods.ods.documents[FIRST][EN]["pdf"] == ods.bytes_of(FIRST, EN)


def test_nothing_is_asked_twice_after_it_was_saved(ods: World) -> None:
    ods.refresh([FIRST, SECOND], EN, ZH)
    report = ods.refresh([FIRST, SECOND], EN, ZH)
    assert ods.standin.seen == []
    assert (report.unchanged, report.fetched, report.exit_code) == (4, 0, 0)


def test_a_dry_run_lists_and_asks_nothing(ods: World) -> None:
    report = ods.refresh([FIRST, SECOND], EN, ZH, dry_run=True)
    assert [(file.symbol, file.language) for file in report.wanted] == [
        (FIRST, EN),
        (FIRST, ZH),
        (SECOND, EN),
        (SECOND, ZH),
    ]
    assert ods.standin.seen == []
    assert not ods.folder.exists()


def test_there_is_no_list_to_choose_from(ods: World) -> None:
    order = Order(load_scope("crime"), permitted=True)
    with pytest.raises(UsageError, match="no list"):
        crawl(ods.folder, "ods", order, RefreshSettings(), lambda *_: None, clock=ods.clock)
    with pytest.raises(UsageError):
        ods.refresh(FIRST, follow_citations=True)
    assert ods.standin.seen == []


# robots.txt


def test_robots_are_read_first_and_obeyed(ods: World) -> None:
    report = ods.refresh([FIRST, SECOND], permitted=False)  # 21
    assert [one.path for one in ods.standin.seen] == ["/robots.txt"]
    assert report.exit_code == 5
    assert report.refusal
    assert "robots.txt disallows" in report.refusal.problem
    assert "--ods-permitted" in report.refusal.remedy
    assert ods.standing() is None
    assert ods.everything_kept() == []


def test_robots_are_read_first_also_by_who_holds_permission(ods: World) -> None:
    ods.refresh(FIRST)
    assert ods.standin.seen[0].path == "/robots.txt"


def test_what_robots_allow_needs_no_permission(ods: World) -> None:
    ods.turn_on("ods-open")  # 21
    ods.refresh(FIRST, permitted=False)
    assert ods.standing() is Standing.SAVED


def test_a_place_that_robots_disallow_is_not_gone_to(ods: World) -> None:
    ods.ods.robots_text = "User-agent: *\nDisallow: /doc\n"
    report = ods.refresh(FIRST, permitted=False)
    assert [one.path.partition("?")[0] for one in ods.seen] == ["/api/symbol/access"]
    assert report.refusal


# What is not given


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("ods-missing", ABSENT),  # 4, 5
        ("ods-unpublished", FIRST),  # 6
        ("ods-legacy", ABSENT),  # 7
        ("ods-page", FIRST),  # 11
    ],
)
def test_what_is_not_given_is_never_called_absent(ods: World, name: str, symbol: str) -> None:
    ods.turn_on(name)
    report = ods.refresh([symbol, SECOND])
    assert ods.standing(symbol) is Standing.MISSING
    assert ods.standing(SECOND) is Standing.SAVED
    assert ods.everything_kept() == [pdf(SECOND, EN)]
    (failure,) = report.failed
    assert "asked too fast" in failure.reason
    assert failure.retry.endswith("Z")
    assert (failure.symbol, report.exit_code) == (symbol, 4)


def test_the_page_of_what_is_missing_is_not_even_asked_for(ods: World) -> None:
    ods.refresh(ABSENT)  # 5
    assert not any(one.path == "/error" for one in ods.seen)


def test_what_was_missing_is_looked_for_again_another_day(ods: World) -> None:
    ods.refresh(ABSENT)
    report = ods.refresh(ABSENT)
    assert ods.standin.seen == []
    assert any("looked for again after" in note for note in report.notes)
    ods.another_day()
    ods.refresh(ABSENT)
    assert ods.questions() == [ABSENT]
    line = ods.line(ABSENT)
    assert line
    assert line.looks == 2
    ods.another_day()
    ods.ods.add(ABSENT)
    ods.refresh(ABSENT)
    assert ods.standing(ABSENT) is Standing.SAVED


def test_a_clock_that_was_set_back_puts_nothing_off(ods: World) -> None:
    ods.refresh(ABSENT)
    ods.clock.wall -= timedelta(days=900)
    ods.refresh(ABSENT)
    assert ods.questions() == [ABSENT]


def test_a_block_is_waited_out_and_everything_comes(ods: World) -> None:
    ods.turn_on("ods-block")  # 8
    ods.ods.block_at = 20
    symbols = [f"A/RES/92/{number}" for number in range(101, 141)]
    for symbol in symbols:
        ods.ods.add(symbol, EN, origin="wpd")
    ods.refresh(symbols, form=Form.DOC)  # which takes no time to read
    assert all(ods.bytes_of(symbol, form=Form.DOC) for symbol in symbols)
    # Eight questions went unanswered; after a quarter of an hour the same were asked again.
    asked = ods.questions()
    assert asked == symbols[:27] + symbols[19:]
    assert ods.clock.slept.count(15 * 60) == 1
    files = [one.path for one in ods.seen if one.path.startswith("/doc/")]
    assert len(files) == len(set(files)) == 40


def test_each_row_of_misses_begins_with_the_short_rest(ods: World) -> None:
    nothing = replies.redirect(f"https://{ODS}/error")
    ods.standin.faults = [
        Fault(nothing, "/api", ODS, times=8),
        Fault(nothing, "/api", ODS, times=8, after=10),
    ]
    symbols = [f"A/RES/96/{number}" for number in range(101, 131)]
    for symbol in symbols:
        ods.ods.add(symbol, EN, origin="wpd")
    ods.refresh(symbols, form=Form.DOC)
    assert all(ods.bytes_of(symbol, form=Form.DOC) for symbol in symbols)
    assert [wait for wait in ods.clock.slept if wait >= 600] == [15 * 60] * 2


def test_when_nothing_comes_after_rests_either_the_run_ends(ods: World) -> None:
    symbols = [f"A/RES/93/{number}" for number in range(101, 131)]
    report = ods.refresh(symbols)
    assert ods.questions() == symbols[:8] * 3
    assert [wait for wait in ods.clock.slept if wait >= 600] == [15 * 60, 60 * 60]
    assert (len(report.failed), report.postponed) == (8, 22)
    assert any("8 times in a row" in note for note in report.notes)
    assert ods.standing(symbols[0]) is Standing.MISSING
    assert ods.standing(symbols[8]) is None
    # The next run goes on where this one stopped.
    ods.ods.add(symbols[8])
    ods.refresh(symbols)
    assert ods.questions()[0] == symbols[8]
    assert ods.standing(symbols[8]) is Standing.SAVED


def test_a_rest_that_is_longer_than_the_run_ends_it(ods: World) -> None:
    report = ods.refresh([f"A/RES/93/{number}" for number in range(101, 131)], max_minutes=10)
    assert ods.clock.elapsed < 600
    assert (len(report.failed), report.postponed) == (8, 22)


# What is given


def test_the_english_file_in_place_of_another_language_is_noticed(ods: World) -> None:
    ods.turn_on("ods-wrong-language")  # 9, 10
    report = ods.refresh(FIRST, RU, EN)
    assert ods.standing(FIRST, EN) is Standing.SAVED
    assert ods.standing(FIRST, RU) is Standing.MISSING
    assert "in en when asked for it in ru" in report.failed[0].reason
    assert ods.everything_kept() == [pdf(FIRST, EN)]


def test_the_english_file_of_an_earlier_run_is_noticed_by_its_bytes(ods: World) -> None:
    ods.turn_on("ods-wrong-language")
    ods.refresh(FIRST, EN)
    ods.refresh(FIRST, FR)
    assert ods.standing(FIRST, FR) is Standing.MISSING
    assert len(ods.everything_kept()) == 1


def test_the_language_of_a_word_file_is_that_of_its_text(ods: World) -> None:
    ods.turn_on("ods-wrong-language")
    ods.refresh(FIRST, RU, form=Form.DOCX)
    assert ods.everything_kept() == []
    ods.refresh(SECOND, *Language, form=Form.DOCX)
    for language in Language:
        assert ods.bytes_of(SECOND, language, Form.DOCX) == docx(language)


@pytest.mark.parametrize(
    ("symbol", "start"),
    [
        ("A/RES/50/1", b"\xffWPC"),
        ("A/RES/60/1", b"\xd0\xcf\x11\xe0"),
        (FIRST, b"PK"),
        ("A/RES/35/1", None),
    ],
)
def test_originals_are_what_they_are(ods: World, symbol: str, start: bytes | None) -> None:
    ods.refresh(symbol, form=Form.DOCX)  # 12
    held = ods.bytes_of(symbol, form=Form.DOCX)
    assert held is None if start is None else held and held.startswith(start)
    line = ods.line(symbol, form=Form.DOCX)
    assert line
    assert line.standing is (Standing.SAVED if start else Standing.MISSING)


def test_what_no_reader_knows_yet_is_held_and_said_to_be(ods: World) -> None:
    report = ods.refresh("A/RES/50/1", form=Form.DOCX)
    assert (report.kept, report.failed, report.exit_code) == (1, (), 0)
    assert any("cannot be searched" in note for note in report.notes)
    again = ods.refresh("A/RES/50/1", form=Form.DOCX)
    assert (again.kept, again.unchanged) == (0, 1)
    assert any("cannot be searched" in note for note in again.notes)


def test_a_later_reader_needs_no_network(ods: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ods.refresh("A/RES/50/1", form=Form.DOCX)
    monkeypatch.setattr("corpus.refresh.READER_VERSION", READER_VERSION + 1)
    report = ods.refresh("A/RES/50/1", form=Form.DOCX)
    assert ods.standin.seen == []
    assert report.kept == 1  # it was read again


def test_bytes_that_are_no_document_are_not_kept(ods: World) -> None:
    for body in (b"\x89PNG and so on", b"Sorry", b'{"error": 1}'):
        ods.standin.faults = [Fault(replies.status(200, body), "/doc/", ODS)]
        ods.refresh()
        assert ods.standing() is Standing.ERROR
    assert ods.everything_kept() == []


def test_a_document_without_its_end_is_asked_for_again(ods: World) -> None:
    half = pdf(FIRST, EN)[:-40]
    ods.standin.faults = [Fault(replies.status(200, half), "/doc/", ODS, times=1)]
    ods.refresh()
    assert ods.bytes_of() == pdf(FIRST, EN)


# Pace


def test_requests_keep_their_distance_on_one_connection(ods: World) -> None:
    symbols = [f"A/RES/94/{number}" for number in range(101, 121)]
    for symbol in symbols:
        ods.ods.add(symbol, EN, origin="wpd")
    ods.refresh(symbols, form=Form.DOC)
    times = [one.at for one in ods.standin.seen]
    assert len(times) == 41
    assert all(2 < later - earlier < 4 for earlier, later in itertools.pairwise(times))
    assert ods.ods.most_at_once == 1  # 13


def test_the_pace_of_a_long_run() -> None:
    clock = FakeClock()
    pace = Pace(ODS_RULES, clock)
    times = []
    for _ in range(2000):
        clock.sleep(pace.wait())
        pace.start()
        times.append(clock.elapsed)
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    rests = [place for place, gap in enumerate(gaps, start=1) if gap > 4]
    assert rests == list(range(150, 2000, 150))
    assert all(179 < gaps[place - 1] < 301 for place in rests)
    assert all(2 < gap < 4 for place, gap in enumerate(gaps, start=1) if place not in rests)
    assert all(times[place + 1200] - times[place] >= 3600 for place in range(800))


def test_a_shorter_interval_is_not_to_be_had(ods: World) -> None:
    ods.refresh([FIRST, SECOND], interval=0.1)
    times = [one.at for one in ods.standin.seen]
    assert all(later - earlier >= 2 for earlier, later in itertools.pairwise(times))


TEN_MINUTES = pytest.mark.parametrize(
    "name",
    [
        *("ods-rate-limit", "ods-rate-limit-date", "ods-rate-limit-bare"),  # 15
        *("ods-rate-limit-zero", "ods-rate-limit-text"),  # 15
        "ods-refusal",  # 16
        *("ods-cut-off", "ods-cut-off-chunked"),  # 18
        "ods-reset",  # 19
    ],
)


@TEN_MINUTES
def test_after_a_refusal_or_a_broken_connection_there_are_ten_minutes_of_rest(
    ods: World, name: str
) -> None:
    ods.turn_on(name)
    ods.refresh([FIRST, SECOND])
    times = [one.at for one in ods.standin.seen]
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert sum(599 < gap < 660 for gap in gaps) == 1
    assert ods.standing(SECOND) is Standing.SAVED
    # A refusal is believed, for this run; everything else is tried again.
    refused = name == "ods-refusal"
    assert ods.standing(FIRST) is (Standing.ERROR if refused else Standing.SAVED)
    ods.refresh([FIRST, SECOND])
    assert ods.standing(FIRST) is Standing.SAVED


@pytest.mark.parametrize("name", ["ods-overloaded", "ods-gateway"])
def test_a_gateway_that_fails_for_a_moment_is_asked_again(ods: World, name: str) -> None:
    ods.turn_on(name)  # 13, 14
    ods.refresh()
    assert ods.standing() is Standing.SAVED
    assert max(ods.clock.slept) < 600


@pytest.mark.parametrize("name", ["ods-circle", "ods-stranger"])
def test_redirects_that_lead_nowhere_are_not_followed(ods: World, name: str) -> None:
    ods.turn_on(name)  # 20
    report = ods.refresh()
    assert ods.standing() is Standing.ERROR
    assert len(ods.seen) == 1
    assert report.failed[0].retry == NEXT_REFRESH
    ods.refresh()
    assert ods.standing() is Standing.SAVED


@pytest.mark.parametrize("location", ["http://[no", "//", "", "http://a:b/", "?" * 3000])
def test_redirects_to_what_is_no_place(ods: World, location: str) -> None:
    reply = replies.status(302, b"Found", Location=location)
    ods.standin.faults = [Fault(reply, "/api", ODS, times=1)]
    ods.refresh([FIRST, SECOND])
    assert ods.standing(FIRST) is not Standing.SAVED
    assert ods.standing(SECOND) is Standing.SAVED


def test_slow_answers_are_waited_for(ods: World) -> None:
    ods.turn_on("ods-slow")  # 17
    ods.turn_on("ods-drip")
    ods.ods.delay, ods.ods.drip = ods.ods.delay / 155, ods.ods.drip / 1000  # scaled down
    ods.refresh()
    assert ods.standing() is Standing.SAVED


def test_no_answer_in_time_is_another_try(ods: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "READ_TIMEOUT", 0.1)
    ods.standin.faults = [Fault(replies.silent, "/api", ODS, times=1)]
    ods.refresh()
    assert ods.standing() is Standing.SAVED


@pytest.mark.parametrize("case", NETWORK, ids=lambda case: case.name)
def test_whoever_cannot_be_reached_is_named_with_what_to_do(
    ods: World, case: Unreachable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawling, "READ_TIMEOUT", 0.05)  # 31
    ods.address = case.address(ods.standin, ODS)
    report = ods.refresh([FIRST, SECOND])
    assert report.exit_code == 5
    assert report.refusal
    assert authority(ods.address) in report.refusal.problem
    assert report.refusal.remedy
    assert ods.everything_kept() == []


def test_a_mirror_below_another_address(ods: World) -> None:
    ods.address = f"{ods.standin.url(LIBRARY)}/{ODS}"
    ods.ods.robots_text = ""
    ods.refresh(FIRST, permitted=False)
    assert ods.standing() is Standing.SAVED


def test_a_run_that_was_stopped_is_gone_on_with(ods: World) -> None:
    symbols = [f"A/RES/95/{number}" for number in range(1, 11)]
    for symbol in symbols:
        ods.ods.add(symbol, EN, origin="wpd")
    report = ods.refresh(symbols, form=Form.DOC, max_requests=8)
    assert report.postponed > 0
    first = [one.path for one in ods.seen if one.path.startswith("/doc/")]
    ods.refresh(symbols, form=Form.DOC)
    second = [one.path for one in ods.seen if one.path.startswith("/doc/")]
    assert len(first) == 3
    assert not set(first) & set(second)
    assert all(ods.bytes_of(symbol, form=Form.DOC) for symbol in symbols)


# The hosts around it


@dataclass(slots=True)
class Visit:
    """Requests to one of the hosts around ODS, as the crawler would make them."""

    fetcher: Fetcher
    standin: Standin
    host: str

    def get(self, path: str) -> bytes:
        return self.fetcher.get(f"{self.standin.url(self.host)}{path}").body


def visit(world: World, host: str) -> Visit:
    hosts = {authority(world.standin.url(host)): HostRules()}
    limits = RunLimits(read_timeout=2)
    fetcher = Fetcher(hosts, limits, world.clock, user_agent("1.0"), lambda _: None)
    return Visit(fetcher, world.standin, host)


def test_short_addresses_are_not_followed_to_another_host(ods: World) -> None:
    with pytest.raises(RefusedError, match=r"docs\.un\.org:443"):  # 22
        visit(ods, UNDOCS).get("/zh/A/RES/67/186")


def test_the_page_around_a_document_is_never_stored(ods: World) -> None:
    viewer = visit(ods, DOCS).get("/zh/A/RES/91/1")  # 23: its robots.txt is a page as well
    assert 4000 < len(viewer) < 4500
    ods.standin.faults = [Fault(replies.page(viewer), "/doc/", ODS)]
    ods.refresh(FIRST, ZH)
    assert ods.standing(FIRST, ZH) is Standing.MISSING
    assert ods.everything_kept() == []
    assert ods.standin.paths(DOCS) == ods.standin.paths(UNDOCS) == []


@pytest.mark.parametrize("name", ["library", "library-page"])
@pytest.mark.parametrize("path", ["/record/4022179", "/record/9000001/files/A_RES_91_1-ZH.pdf"])
def test_the_librarys_challenge_is_recognised_and_explained(
    ods: World, name: str, path: str
) -> None:
    ods.turn_on(name)  # 24
    with pytest.raises(RefusedError, match="challenge") as error:
        visit(ods, LIBRARY).get(path)
    assert "unres add" in error.value.remedy
    assert ods.standin.paths(LIBRARY).count(path) == 1


@pytest.mark.parametrize(
    "reply", [replies.challenge, replies.page(b"<html><script>gokuProps</script></html>")]
)
@pytest.mark.parametrize("part", ["/api", "/doc/"])
def test_a_challenge_in_front_of_ods_is_recognised_too(
    ods: World, reply: object, part: str
) -> None:
    ods.standin.faults = [Fault(reply, part, ODS)]  # type: ignore[arg-type]
    report = ods.refresh([FIRST, SECOND])
    assert ods.questions() == [FIRST]  # asking again would not help
    assert report.refusal
    assert "challenge" in report.refusal.problem
    assert "unres add" in report.refusal.remedy
    assert ods.everything_kept() == []


def test_the_librarys_search_needs_a_key_and_is_asked_once(ods: World) -> None:
    with pytest.raises(RefusedError, match="403"):  # 25
        visit(ods, LIBRARY).get("/api/v1/search?p=x")
    assert ods.standin.paths(LIBRARY) == ["/robots.txt", "/api/v1/search?p=x"]


def test_the_librarys_search_with_a_key(ods: World) -> None:
    import httpx

    url = f"{ods.standin.url(LIBRARY)}/api/v1/search"
    headers = {"Authorization": f"Token {KEY}"}
    assert httpx.get(url, headers=headers).status_code == 429
    pages = [
        httpx.get(url, headers=headers, params={"search_id": f"s-{page}"}).text for page in range(3)
    ]
    assert [page.count("<record") for page in pages] == [1, 1, 0]


def test_the_librarys_harvest(ods: World) -> None:
    library = visit(ods, LIBRARY)  # 26
    window = "/oai2d?verb=ListRecords&metadataPrefix=marcxml"
    page = library.get(f"{window}&from=2026-01-01&until=2026-01-02").decode()
    assert page.count('status="deleted"') == 1
    assert "resumptionToken" in page
    last = library.get(f"{window}&resumptionToken=t-1").decode()
    assert "resumptionToken" not in last
    assert "noRecordsMatch" in library.get(f"{window}&from=2030-01-01&until=2030-01-02").decode()
    with pytest.raises(TryLaterError, match="503"):
        library.get(f"{window}&from=2020-01-01&until=2026-01-02")
    ods.turn_on("library-harvest-page")
    with pytest.raises(RefusedError, match="challenge"):
        library.get(f"{window}&from=2026-01-01&until=2026-01-02")


def test_the_librarys_robots_are_obeyed(ods: World) -> None:
    library = visit(ods, LIBRARY)  # 27
    with pytest.raises(RefusedError, match=r"robots\.txt disallows"):
        library.get("/search?p=crime")
    for _ in range(3):
        library.get("/oai2d?verb=ListRecords&from=2026-01-01&until=2026-01-02")
    seen = [one.at for one in ods.standin.seen]
    assert [later - earlier > 4.99 for earlier, later in itertools.pairwise(seen)] == [True] * 3, (
        seen
    )
    assert library_of(ods.standin).records


def test_records_of_the_library_are_no_documents(ods: World, tmp_path: Path) -> None:
    from corpus.ingest import ingest
    from corpus.read import Hints
    from corpus.store import Store

    data = marcxml([(9000001, FIRST)])  # 28
    assert data.startswith(b"<!--")
    names = ("العربية", "中文", "English", "Français", "Русский", "Español")
    assert all(name.encode() in data for name in names)
    path = tmp_path / "records.xml"
    path.write_bytes(data)
    with Store(ods.folder, create=True) as store:
        report = ingest(store, [path], Hints(), lambda *_: None, workers=1)
        assert store.documents() == ()  # they say something of documents, and are none
    assert report.failed == ()
    assert report.metadata == 1
