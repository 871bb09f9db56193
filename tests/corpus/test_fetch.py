"""Polite HTTP, against a real server on the loopback."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from werkzeug.wrappers import Request, Response

from corpus import fetch
from corpus.errors import SourceError
from corpus.exchange import Exchange, ExchangeOutcome, Recent, Validator, authority
from corpus.fetch import Asked, Fetched, Fetcher, user_agent
from corpus.manners import HostRules, RunLimits
from corpus.source_errors import GoneError, RefusedError, TryLaterError, UnexpectedError
from tests.standin import replies
from tests.standin.clock import FakeClock
from tests.standin.server import Fault, Reply, Standin

LIMITS = RunLimits(connect_timeout=2, read_timeout=2, request_timeout=10)


@dataclass(slots=True)
class Shop:
    """A host with a few files and a robots.txt."""

    robots: str | None = None
    files: dict[str, bytes] = field(default_factory=lambda: {"/a.xml": b"<a/>", "/b.xml": b"<b/>"})

    def answer(self, request: Request) -> Response:
        if request.path == "/robots.txt":
            return Response(self.robots, 200) if self.robots is not None else Response("", 404)
        data = self.files.get(request.path)
        if data is None:
            return Response(b"404: Not Found", 404)
        if request.headers.get("If-None-Match") == '"1"':
            return Response(b"", 304, {"ETag": '"1"'})
        return Response(data, 200, {"ETag": '"1"', "Content-Type": "text/xml"})


@dataclass(slots=True)
class World:
    """A fetcher and the server it talks to."""

    standin: Standin
    shop: Shop
    fetcher: Fetcher
    clock: FakeClock
    log: list[Exchange]

    def get(self, path: str = "/a.xml", asked: Asked | None = None) -> Fetched:
        return self.fetcher.get(self.standin.url("shop") + path, asked)

    def goes_wrong(self, reply: object, part: str = ".xml", times: int | None = None) -> None:
        self.standin.faults.append(Fault(reply, part, times=times))  # type: ignore[arg-type]

    def files_asked_for(self) -> list[str]:
        return [path for path in self.standin.paths() if path != "/robots.txt"]


@contextmanager
def world(
    limits: RunLimits = LIMITS,
    rules: HostRules | None = None,
    robots: str | None = None,
    recent: Recent | None = None,
) -> Iterator[World]:
    shop, clock, log = Shop(robots), FakeClock(), list[Exchange]()
    with Standin({"shop": shop}) as standin:
        hosts = {authority(standin.url("shop")): rules or HostRules()}
        agent = user_agent("1.0", "library@example.org")
        known = dict.fromkeys(hosts, recent or Recent())
        with Fetcher(hosts, limits, clock, agent, log.append, known) as fetcher:
            yield World(standin, shop, fetcher, clock, log)


@pytest.fixture
def shop() -> Iterator[World]:
    with world() as found:
        yield found


def test_bytes_validator_and_record(shop: World) -> None:
    fetched = shop.get()
    assert (fetched.body, fetched.status, fetched.content_type) == (b"<a/>", 200, "text/xml")
    assert fetched.validator.etag == '"1"'
    assert [(one.status, one.outcome) for one in shop.log] == [
        (404, ExchangeOutcome.GONE),
        (200, ExchangeOutcome.OK),
    ]
    assert shop.log[-1].size == 4


def test_it_says_who_it_is_and_reads_robots_first(shop: World) -> None:
    shop.get()
    shop.get("/b.xml")
    assert shop.standin.paths() == ["/robots.txt", "/a.xml", "/b.xml"]
    agents = {one.user_agent for one in shop.standin.seen}
    assert agents == {"unres/1.0 (+mailto:library@example.org)"}


def test_a_conditional_request_costs_no_body(shop: World) -> None:
    fetched = shop.get(asked=Asked(validator=Validator(etag='"1"')))
    assert fetched.not_modified
    assert fetched.body == b""


def test_a_validator_that_cannot_be_sent_back_is_left(shop: World) -> None:
    shop.goes_wrong(replies.status(200, b"<a/>", ETag='"\u00e9"'))
    assert shop.get().validator == Validator()


def test_304_to_a_question_that_was_not_asked(shop: World) -> None:
    shop.goes_wrong(replies.status(304))
    with pytest.raises(UnexpectedError):
        shop.get()


# What can be tried again, and what cannot


@pytest.mark.parametrize(
    "reply",
    [
        replies.status(502, b"x" * 552),
        replies.status(503),
        replies.status(504),
        replies.too_many("7"),
        replies.too_many(None),
        replies.too_many("0"),
        replies.too_many("soon"),
        replies.too_many("-3"),
        replies.too_many_until(5),
        replies.cut_off,
        replies.cut_off_chunked,
        replies.reset,
    ],
    ids=lambda reply: getattr(reply, "__name__", ""),
)
def test_a_retry_helps(shop: World, reply: object) -> None:
    shop.goes_wrong(reply, times=2)
    assert shop.get().body == b"<a/>"
    assert shop.files_asked_for() == ["/a.xml"] * 3


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (replies.status(500), TryLaterError),
        (replies.status(400), UnexpectedError),
        (replies.status(204), UnexpectedError),
        (replies.status(401), RefusedError),
        (replies.status(403), RefusedError),
        (replies.status(404), GoneError),
        (replies.status(410), GoneError),
        (replies.challenge, RefusedError),
        (replies.page(b"<html><script>var gokuProps = {}</script></html>"), RefusedError),
        (replies.to_itself, UnexpectedError),
        (replies.redirect("https://elsewhere.example/a.xml"), RefusedError),
        (replies.redirect("file:///etc/passwd"), RefusedError),
        (replies.status(302), RefusedError),
        (replies.status(200, b"x", Content_Encoding="gzip, gzip"), UnexpectedError),
        (replies.status(200, b"x", Content_Encoding="br"), UnexpectedError),
        (replies.rate_limited(1800), TryLaterError),
        (replies.too_many("3600"), TryLaterError),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_retry_would_not_help(shop: World, reply: object, kind: type[SourceError]) -> None:
    shop.goes_wrong(reply)
    with pytest.raises(kind):
        shop.get()
    assert len(set(shop.files_asked_for())) == len(shop.files_asked_for())


@pytest.mark.parametrize(
    "location", [b"http://[no", b"http://a:b/", b"//", b"\xff\xfe", b"?" * 9999]
)
def test_redirects_to_what_is_no_address(shop: World, location: bytes) -> None:
    shop.goes_wrong(replies.written(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\n\r\n"))
    with pytest.raises(SourceError):
        shop.get()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0" * 100,
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
    ],
)
def test_answers_that_are_no_http(shop: World, answer: bytes) -> None:
    shop.goes_wrong(replies.written(answer))
    with pytest.raises(SourceError):
        shop.get()


def test_attempts_come_to_an_end_with_growing_waits(shop: World) -> None:
    shop.goes_wrong(replies.status(503))
    with pytest.raises(TryLaterError, match="503"):
        shop.get()
    assert len(shop.files_asked_for()) == LIMITS.attempts


def test_retry_after_is_waited_for(shop: World) -> None:
    shop.goes_wrong(replies.too_many("7"), times=1)
    shop.get()
    assert sum(shop.clock.slept) >= 7


def test_a_host_that_asks_for_a_long_pause_is_left_alone(shop: World) -> None:
    shop.goes_wrong(replies.too_many("3600"), times=1)
    with pytest.raises(TryLaterError) as first:
        shop.get()
    assert first.value.wait == 3600
    with pytest.raises(TryLaterError, match="left alone"):
        shop.get("/b.xml")
    assert shop.files_asked_for() == ["/a.xml"]
    shop.clock.sleep(3601)
    assert shop.get("/b.xml").body == b"<b/>"


def test_a_check_that_fails_counts_as_a_failure(shop: World) -> None:
    def check(_body: bytes) -> None:
        raise UnexpectedError("Not that.", "Something else.")

    with pytest.raises(UnexpectedError, match="Not that"):
        shop.get(asked=Asked(check=check))
    assert shop.log[-1].outcome is ExchangeOutcome.UNEXPECTED


# Sizes and times


def test_a_body_without_end_is_not_read_to_the_end() -> None:
    with world(replace(LIMITS, body_bytes=1_000_000)) as shop:
        shop.goes_wrong(replies.endless)
        with pytest.raises(UnexpectedError, match=r"larger than 1\.0 MB"):
            shop.get()


def test_what_a_small_body_unpacks_to_is_limited() -> None:
    with world(replace(LIMITS, body_bytes=1_000_000)) as shop:
        shop.goes_wrong(replies.bomb)
        with pytest.raises(UnexpectedError, match="larger than"):
            shop.get()


def test_a_packed_body_is_unpacked(shop: World) -> None:
    shop.goes_wrong(replies.status(200, gzip.compress(b"<z/>"), Content_Encoding="gzip"))
    assert shop.get().body == b"<z/>"


def test_a_packed_body_that_is_broken(shop: World) -> None:
    shop.goes_wrong(replies.status(200, b"no gzip", Content_Encoding="gzip"), times=1)
    assert shop.get().body == b"<a/>"


@pytest.mark.parametrize("reply", [replies.dripping, replies.dripping_headers])
def test_a_host_that_drips_is_given_up(reply: object) -> None:
    with world(replace(LIMITS, request_timeout=0.5)) as shop:
        shop.goes_wrong(reply)
        with pytest.raises(TryLaterError, match="took more than"):
            shop.get()
        shop.standin.faults.clear()
        assert shop.get().body == b"<a/>"  # on a new connection


def test_silence_is_not_waited_out() -> None:
    with world(replace(LIMITS, read_timeout=0.2, attempts=1)) as shop:
        shop.goes_wrong(replies.silent)
        with pytest.raises(TryLaterError, match="did not answer in time"):
            shop.get()


def test_silence_is_tried_twice_and_soon_believed() -> None:
    with world(replace(LIMITS, read_timeout=0.05)) as shop:
        shop.get()
        shop.goes_wrong(replies.silent)
        for _ in range(12):
            with pytest.raises(TryLaterError):
                shop.get()
        # four in vain and a rest, then one and a longer rest, and so on three times
        assert len(shop.files_asked_for()) == 1 + 2 * (4 + 3)
        assert [wait for wait in shop.clock.slept if wait > 20] == [30, 60, 120]


def test_a_single_request_may_be_given_less_time() -> None:
    with world() as shop:
        shop.goes_wrong(replies.dripping)
        with pytest.raises(TryLaterError, match="took more than 0 seconds") as error:
            shop.get(asked=Asked(seconds=0.3))
        assert not error.value.is_limit


def test_the_end_of_a_run_cuts_an_answer_that_drags_on() -> None:
    with world(replace(LIMITS, seconds=1)) as shop:
        shop.goes_wrong(replies.dripping)
        shop.clock.elapsed += 0.1
        with pytest.raises(TryLaterError, match="time limit") as error:
            shop.get()
        assert error.value.is_limit


def test_a_limit_of_requests_ends_the_run() -> None:
    with world(replace(LIMITS, requests=2)) as shop:
        shop.get()
        with pytest.raises(TryLaterError) as error:
            shop.get("/b.xml")
        assert error.value.is_limit
        assert shop.standin.paths() == ["/robots.txt", "/a.xml"]


def test_a_limit_of_time_ends_the_run() -> None:
    with world(replace(LIMITS, seconds=60)) as shop:
        shop.get()
        shop.clock.sleep(61)
        with pytest.raises(TryLaterError) as error:
            shop.get("/b.xml")
        assert error.value.is_limit


# Pace


def test_requests_keep_their_distance() -> None:
    with world(rules=HostRules(interval=3, jitter=0.3)) as shop:
        for _ in range(20):
            shop.get()
        waits = shop.clock.slept
        assert len(waits) == 20
        assert all(2.1 <= wait <= 3.9 for wait in waits)
        assert len(set(waits)) > 10


def test_an_hour_has_so_many_requests_and_no_more() -> None:
    with world(rules=HostRules(interval=1, per_hour=10)) as shop:
        started = []
        for _ in range(25):
            shop.get()
            started.append(shop.clock.elapsed)
        assert all(
            later - earlier >= 3599.999
            for earlier, later in zip(started, started[10:], strict=False)
        )


NOON = FakeClock().wall


def minutes_ago(*minutes: float) -> Recent:
    return Recent(tuple(NOON - timedelta(minutes=minute) for minute in minutes))


def test_what_an_earlier_run_asked_counts_as_well() -> None:
    rules = HostRules(interval=1, jitter=0, per_hour=4)
    with world(rules=rules, recent=minutes_ago(90, 59, 40, 20)) as shop:
        shop.get()  # robots.txt; then the one from 59 minutes ago is waited out
        assert shop.clock.slept == [60.0]
        with pytest.raises(TryLaterError, match="Earlier runs") as error:
            shop.get("/b.xml")
        assert error.value.is_limit
        assert error.value.wait == 19 * 60
        assert shop.files_asked_for() == ["/a.xml"]


def test_the_distance_to_the_last_request_of_an_earlier_run_is_kept() -> None:
    with world(rules=HostRules(interval=90, jitter=0), recent=minutes_ago(1)) as shop:
        shop.get()
        assert shop.clock.slept == [30.0, 90.0]


def test_requests_of_the_future_do_not_count() -> None:
    with world(rules=HostRules(interval=1, per_hour=2), recent=minutes_ago(-1, -2, -9999)) as shop:
        shop.get()
        assert sum(shop.clock.slept) < 2


def test_a_host_that_asked_an_earlier_run_for_a_pause_has_it() -> None:
    asked_for = Recent(left_alone_until=NOON + timedelta(minutes=30))
    with world(recent=asked_for) as shop:
        with pytest.raises(TryLaterError, match="left alone for another 1800 seconds"):
            shop.get()
        shop.clock.sleep(1801)
        shop.get()


def test_a_pause_that_outlasts_the_run_is_the_hosts_not_the_runs() -> None:
    asked_for = Recent(left_alone_until=NOON + timedelta(seconds=90))
    with world(replace(LIMITS, seconds=60), recent=asked_for) as shop:
        with pytest.raises(TryLaterError, match="left alone for another 90 seconds") as error:
            shop.get()
        assert not error.value.is_limit
        assert error.value.wait == 90


def test_the_record_says_how_long_a_host_wants_to_be_left_alone(shop: World) -> None:
    shop.goes_wrong(replies.too_many("1800"))
    with pytest.raises(TryLaterError):
        shop.get()
    assert shop.log[0].left_alone_until is None
    assert shop.log[-1].left_alone_until == shop.clock.wall + timedelta(minutes=30)


def test_the_wall_clock_may_go_backwards() -> None:
    with world(rules=HostRules(interval=1, jitter=0)) as shop:
        for _ in range(3):
            shop.get()
            shop.clock.wall = shop.clock.wall.replace(year=shop.clock.wall.year - 1)
        assert shop.clock.slept == [1.0] * 3


def test_even_a_clock_that_goes_back_within_a_run_is_not_waited_for() -> None:
    with world(rules=HostRules(interval=1, jitter=0, per_hour=9)) as shop:
        shop.get()
        shop.clock.elapsed -= 86_400
        shop.get()
        assert shop.clock.slept == [1.0, 1.0]


def test_a_host_whose_robots_drip_is_soon_given_up(
    shop: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "_ROBOTS_SECONDS", 0.1)
    shop.goes_wrong(replies.dripping, part="robots.txt")
    for _ in range(12):
        with pytest.raises(TryLaterError, match=r"before its robots\.txt is read"):
            shop.get()
    assert len(shop.standin.paths()) == 4 + 3


def test_a_host_that_only_fails_is_rested_and_then_given_up(shop: World) -> None:
    shop.goes_wrong(replies.status(500))
    for _ in range(40):
        with pytest.raises(TryLaterError):
            shop.get()
    assert len(shop.files_asked_for()) == 11
    assert [wait for wait in shop.clock.slept if wait > 20] == [30, 60, 120]


@pytest.mark.parametrize("reply", [replies.status(403), replies.page()], ids=["403", "page"])
def test_a_host_that_only_refuses_is_given_up_at_once(shop: World, reply: Reply) -> None:
    shop.goes_wrong(reply)
    for _ in range(40):
        with pytest.raises(SourceError):
            shop.get(asked=Asked(check=_no_page))
    assert len(shop.files_asked_for()) == 8
    assert max(shop.clock.slept) < 20


def _no_page(body: bytes) -> None:
    if body.startswith(b"<!DOCTYPE html>"):
        raise UnexpectedError("A page came.", "It is not kept.")


def test_one_success_and_a_host_is_trusted_again(shop: World) -> None:
    shop.goes_wrong(replies.status(500), part="a.xml")
    for _ in range(30):
        with pytest.raises(TryLaterError):
            shop.get("/a.xml")
        assert shop.get("/b.xml").body == b"<b/>"
    assert max(shop.clock.slept) < 20


# robots.txt


def test_what_robots_disallow_is_not_fetched() -> None:
    with world(robots="User-agent: *\nDisallow: /a") as shop:
        with pytest.raises(RefusedError, match=r"robots\.txt disallows"):
            shop.get("/a.xml")
        assert shop.get("/b.xml").body == b"<b/>"
        assert shop.standin.paths() == ["/robots.txt", "/b.xml"]


def test_rules_for_us_go_before_rules_for_all() -> None:
    with world(robots="User-agent: *\nDisallow: /\n\nUser-agent: unres\nAllow: /") as shop:
        assert shop.get().body == b"<a/>"


def test_who_holds_permission_may_fetch_it_and_robots_are_read_all_the_same() -> None:
    with world(robots="User-agent: *\nDisallow: /a", rules=HostRules(permitted=True)) as shop:
        assert shop.get("/a.xml").body == b"<a/>"
        assert shop.standin.paths()[0] == "/robots.txt"


def test_crawl_delay_is_kept() -> None:
    with world(robots="User-agent: *\nCrawl-delay: 5") as shop:
        for _ in range(5):
            shop.get()
        assert all(wait > 4.999 for wait in shop.clock.slept[1:])  # sums of fractions are rounded


@pytest.mark.parametrize(
    "reply",
    [replies.page(), replies.status(404), replies.status(403), replies.empty, replies.to_itself],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_no_robots_no_rules(shop: World, reply: object) -> None:
    shop.goes_wrong(reply, part="robots.txt")
    assert shop.get().body == b"<a/>"


@pytest.mark.parametrize("reply", [replies.status(503), replies.status(500), replies.reset])
def test_robots_that_fail_mean_not_now(shop: World, reply: object) -> None:
    shop.goes_wrong(reply, part="robots.txt")
    with pytest.raises(TryLaterError, match=r"before its robots\.txt is read"):
        shop.get()
    assert shop.files_asked_for() == []


def test_robots_without_end_are_not_taken_for_none(shop: World) -> None:
    shop.goes_wrong(replies.endless, part="robots.txt")
    with pytest.raises(UnexpectedError):
        shop.get()
    assert shop.files_asked_for() == []


# Addresses


def test_hosts_without_rules_are_not_asked(shop: World) -> None:
    for url in ("http://elsewhere.example/a.xml", "ftp://127.0.0.1/a.xml", "nonsense"):
        with pytest.raises(RefusedError, match="no host of this source"):
            shop.fetcher.get(url)


def test_redirects_within_the_host_are_followed(shop: World) -> None:
    shop.goes_wrong(replies.redirect("/b.xml"), part="/a.xml")
    fetched = shop.get()
    assert fetched.body == b"<b/>"
    assert fetched.url.endswith("/b.xml")


def test_nobody_at_home_is_named() -> None:
    url, clock = replies.closed_port(), FakeClock()
    with (
        Fetcher({authority(url): HostRules()}, LIMITS, clock, "unres/1", lambda _: None) as fetcher,
        pytest.raises(TryLaterError, match=authority(url)) as error,
    ):
        fetcher.get(f"{url}/a.xml")
    assert "--source" in error.value.remedy


def test_a_name_that_does_not_exist_is_named() -> None:
    host, clock = "nowhere.invalid", FakeClock()
    with (
        Fetcher({host: HostRules()}, LIMITS, clock, "unres/1", lambda _: None) as fetcher,
        pytest.raises(TryLaterError, match=r"nowhere\.invalid"),
    ):
        fetcher.get(f"https://{host}/a.xml")


def test_no_encryption_where_it_was_asked_for(shop: World) -> None:
    url = shop.standin.url("shop").replace("http:", "https:")
    hosts = {authority(url): HostRules()}
    with (
        Fetcher(hosts, LIMITS, FakeClock(), "unres/1", lambda _: None) as fetcher,
        pytest.raises(TryLaterError, match="secure connection"),
    ):
        fetcher.get(f"{url}/a.xml")
