"""Polite HTTP: one request at a time, robots.txt first, and bytes that are what was asked for.

The only user of httpx. What an answer means is decided here from its status and headers; whether
its bytes are the document is for the source to say (`check`), before anything is counted a success.
"""

import hashlib
import math
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from corpus.errors import SourceError
from corpus.exchange import Exchange, ExchangeOutcome, Recent, Validator, authority
from corpus.manners import (
    LONGEST_PAUSE,
    Breaker,
    Clock,
    HostRules,
    Pace,
    RunBudget,
    RunLimits,
    backoff,
    http_date,
    rate_limit_reset,
    retry_after,
)
from corpus.source_errors import (
    ChallengeError,
    DisallowedError,
    GoneError,
    RefusedError,
    TryLaterError,
    UnexpectedError,
)

ROBOT_NAME = "unres"
ROBOTS_BYTES = 512 * 1024  # RFC 9309, section 2.5: at least 500 KiB must be read
_LONGEST_CRAWL_DELAY = 60.0
_ROBOTS_SECONDS = 30.0
_SILENT_ATTEMPTS = 2  # each costs as long as an answer may take

_RETRIED = (429, 502, 503, 504)
_OK, _ACCEPTED, _NOT_MODIFIED, _TOO_MANY = 200, 202, 304, 429
_REDIRECTS = (301, 302, 303, 307, 308)
_FORBIDDEN = (401, 403, 451)
_GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A good answer. `url` is where the bytes came from, after redirects.

    `not_modified` says that what the validator stands for is still current; `body` is then empty.
    `location` is where an answer points that was to be returned and not followed.
    """

    url: str
    status: int
    content_type: str
    body: bytes
    validator: Validator
    location: str | None = None

    @property
    def not_modified(self) -> bool:
        """Whether the source has nothing newer than what the validator stands for."""
        return self.status == _NOT_MODIFIED


def accept_anything(_body: bytes) -> None:
    """A check that every body passes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for. `check` raises a SourceError where the bytes are not that.

    `answers` are statuses besides 200 that tell something: they are returned as they come, a
    redirect among them is not followed, and `check` does not see their bodies. `body_bytes` and
    `seconds` are the most that the answer may have and take, where that is less than the limits.
    """

    accept: str = "*/*"
    validator: Validator | None = None
    body_bytes: int | None = None
    seconds: float | None = None
    check: Callable[[bytes], None] = accept_anything
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    url: str
    status: int
    headers: httpx.Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class _Redirect:
    url: str


class _TooLargeError(UnexpectedError):
    """The body is larger than what was asked for can be."""


class _SilentError(TryLaterError):
    """The host did not answer, or not to the end, in the time it was given."""


class _BrokenOffError(TryLaterError):
    """The host closed the connection before its answer was complete."""


@dataclass(frozen=True, slots=True)
class _Robots:
    """A robots.txt, for what lies below this path of its host."""

    below: str
    rules: Protego

    def allow(self, url: str) -> bool:
        """Whether we may fetch this address."""
        start, found, rest = url.partition(f"{self.below}/") if self.below else (url, "", "")
        return bool(self.rules.can_fetch(f"{start}/{rest}" if found else url, ROBOT_NAME))


@dataclass(slots=True)
class _Host:
    """What is known of one host during a run."""

    name: str
    pace: Pace
    breaker: Breaker
    robots: "tuple[_Robots, ...]" = ()  # () before they were read
    free_at: float = -math.inf  # monotonic: when it may be asked again, if it said so


def _host(name: str, rules: HostRules, clock: Clock, recent: Recent) -> _Host:
    host = _Host(name, Pace(rules, clock, earlier=_ages(recent.asked, clock)), Breaker(name))
    if recent.left_alone_until:
        pause = (recent.left_alone_until - clock.now()).total_seconds()
        host.free_at = clock.monotonic() + min(pause, LONGEST_PAUSE)
    return host


def _ages(moments: Iterable[datetime], clock: Clock) -> list[float]:
    """How many seconds ago these moments were, without those that lie in the future by now."""
    ages = ((clock.now() - moment).total_seconds() for moment in moments)
    return [age for age in ages if age >= 0]


def user_agent(version: str, contact: str | None = None) -> str:
    """How we name ourselves: who we are and whom to write to.

    >>> user_agent("1.0", "library@example.org")
    'unres/1.0 (+mailto:library@example.org)'
    """
    if not contact:
        return f"{ROBOT_NAME}/{version}"
    contact = re.sub(r"[^\x21-\x7e]", "", contact)
    address = f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
    return f"{ROBOT_NAME}/{version} (+{address})"


class Fetcher(AbstractContextManager["Fetcher"]):
    """Fetches from the hosts it is given rules for, and from no other.

    `log` gets a record of every request, whatever becomes of it. What earlier runs asked of these
    hosts (`recent`, by name) counts as if this one had. Everything that goes wrong is a SourceError
    of corpus.source_errors.
    """

    def __init__(
        self,
        hosts: Mapping[str, HostRules],
        limits: RunLimits,
        clock: Clock,
        agent: str,
        log: Callable[[Exchange], None],
        recent: Mapping[str, Recent] | None = None,
    ) -> None:
        self.budget = RunBudget(limits, clock)
        self._limits = limits
        self._clock = clock
        self._log = log
        self._hosts = {
            name: _host(name, rules, clock, (recent or {}).get(name, Recent()))
            for name, rules in hosts.items()
        }
        self._connections = _Connections()
        self._client = httpx.Client(
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout),
            follow_redirects=False,
            # One connection a host; an idle one is not kept for long.
            limits=httpx.Limits(max_connections=len(self._hosts), keepalive_expiry=15),
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, url: str, asked: Asked | None = None) -> Fetched:
        """What the source has at this address, its bytes checked.

        Waits as pace, robots.txt and the host itself demand; tries again where that can help.
        """
        asked = asked or Asked()
        host = self._host(url)
        before = self.budget.requests
        try:
            self._obey_robots(host, url)
            fetched = self._try_repeatedly(url, asked)
        except SourceError as error:
            # A request that pace, pause or limit kept from being made says nothing of the host.
            if self.budget.requests > before and not _is_limit(error):
                host.breaker.failed(
                    for_good=isinstance(error, RefusedError | UnexpectedError),
                    silent=isinstance(error, _SilentError),
                )
            raise
        host.breaker.succeeded()
        return fetched

    def rest(self, seconds: float) -> None:
        """Ask nobody for so long. Raises TryLaterError where the run would be over by then."""
        self._sleep(seconds)

    def _try_repeatedly(self, url: str, asked: Asked) -> Fetched:
        attempt = 1
        while True:
            try:
                return self._follow(url, asked)
            except TryLaterError as error:
                attempts = (
                    _SILENT_ATTEMPTS if isinstance(error, _SilentError) else self._limits.attempts
                )
                if not error.again or attempt >= attempts:
                    raise
                wait = max(backoff(attempt, self._limits), error.wait or 0.0)
                if wait > self._limits.patience:
                    raise
                self._sleep(wait)
                attempt += 1

    def _follow(self, url: str, asked: Asked) -> Fetched:
        """Where the redirects lead, as long as they stay on hosts we have rules for."""
        start, seen = url, {url}
        while True:
            result = self._request(url, asked)
            if isinstance(result, Fetched):
                return result
            url = result.url
            if url in seen or len(seen) > self._limits.redirects:
                raise UnexpectedError(
                    f"{start} redirects in a circle or more than {self._limits.redirects} times.",
                    "Check the address; it is tried again at the next refresh.",
                )
            seen.add(url)

    def _request(self, url: str, asked: Asked) -> Fetched | _Redirect:
        """One request, logged, from the wait before it to the check of its bytes."""
        host = self._host(url)
        self._wait_for(host)
        self.budget.spend()
        host.pace.start()
        at, began = self._clock.now(), self._clock.monotonic()
        answer: _Answer | None = None
        outcome, reason = ExchangeOutcome.INTERRUPTED, None
        try:
            answer = self._send(url, asked)
            result = self._judge(host, answer, asked)
            outcome = _outcome(result)
        except SourceError as error:
            outcome, reason = _outcome_of_error(error), error.problem
            if _turned_away(error, answer):
                rested = self._clock.monotonic() + host.pace.rules.after_refusal
                host.free_at = max(host.free_at, rested)
            raise
        finally:
            self._log(
                Exchange(
                    url=url,
                    at=at,
                    status=answer.status if answer else None,
                    size=len(answer.body) if answer else 0,
                    seconds=self._clock.monotonic() - began,
                    outcome=outcome,
                    etag=_sendable(answer, "ETag") if answer else None,
                    sha256=_sha256(answer) if answer else None,
                    reason=reason,
                    left_alone_until=self._left_alone_until(host),
                )
            )
        return result

    def _left_alone_until(self, host: _Host) -> datetime | None:
        pause = host.free_at - self._clock.monotonic()
        return self._clock.now() + timedelta(seconds=pause) if pause > 0 else None

    # Waiting

    def _host(self, url: str) -> _Host:
        host = self._hosts.get(authority(url))
        if host is None or urlsplit(url).scheme not in ("http", "https"):
            raise RefusedError(
                f"{url} is on no host of this source, so it is not fetched.",
                "If the source has moved, name its new base address.",
            )
        return host

    def _wait_for(self, host: _Host) -> None:
        self.budget.allow()
        pause = host.free_at - self._clock.monotonic()
        if pause > min(self._limits.patience, self.budget.seconds_left):
            raise TryLaterError(
                f"{host.name} asks to be left alone for another {pause:.0f} seconds.",
                "Run it again after that; it goes on where it stopped.",
                wait=pause,
            )
        turn = host.pace.wait()
        if turn > self._limits.patience and host.pace.is_used_up_by_earlier_runs:
            raise TryLaterError(
                f"Earlier runs have asked {host.name} as often as is allowed within an hour.",
                f"Run it again in {turn / 60:.0f} minutes: it goes on where it stopped.",
                wait=turn,
                is_limit=True,
            )
        self._sleep(max(host.breaker.rest(), pause, turn))

    def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.budget.allow(seconds)
            self._clock.sleep(seconds)

    # robots.txt (RFC 9309)

    def _obey_robots(self, host: _Host, url: str) -> None:
        if not host.robots:
            # A mirror has a robots.txt of its own, above that of the host it mirrors.
            places = dict.fromkeys((host.pace.rules.below, ""))
            host.robots = tuple(_Robots(one, self._read_robots(host, url, one)) for one in places)
            delays = (one.rules.crawl_delay(ROBOT_NAME) or 0.0 for one in host.robots)
            host.pace.crawl_delay = min(float(max(delays)), _LONGEST_CRAWL_DELAY)
        if not all(one.allow(url) for one in host.robots) and not host.pace.rules.permitted:
            raise DisallowedError(
                f"{host.name}/robots.txt disallows {url}.",
                "It is not fetched. Fetch it by hand, or ask the host for permission.",
            )

    def _read_robots(self, host: _Host, url: str, below: str) -> Protego:
        address = urljoin(url, f"{below}/robots.txt")
        try:
            asked = Asked(body_bytes=ROBOTS_BYTES, seconds=_ROBOTS_SECONDS)
            body = self._try_repeatedly(address, asked).body
        except TryLaterError as error:
            kind = _SilentError if isinstance(error, _SilentError) else TryLaterError
            raise kind(
                f"{host.name} may not be asked before its robots.txt is read. {error.problem}",
                error.remedy,
                wait=error.wait,
                is_limit=error.is_limit,
            ) from error
        except _TooLargeError:
            raise
        except SourceError:
            body = b""  # section 2.3.1.3: where there is none, nothing is disallowed
        if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            body = b""  # a page for people, which some hosts answer to any address
        return Protego.parse(body.decode("utf-8", "replace"))

    # The wire

    def _send(self, url: str, asked: Asked) -> _Answer:
        headers = {"Accept": asked.accept}
        if asked.validator:
            headers |= asked.validator.headers()
        limit = min(asked.body_bytes or math.inf, self._limits.body_bytes)
        name = authority(url)
        seconds = min(asked.seconds or math.inf, self._limits.request_timeout)
        left = self.budget.seconds_left
        with self._connections.limited(min(seconds, left)) as deadline:
            try:
                with self._client.stream(
                    "GET", url, headers=headers, extensions={"trace": self._connections.trace}
                ) as response:
                    return _Answer(
                        str(response.url), response.status_code, response.headers,
                        _read_body(response, url, limit),
                    )  # fmt: skip
            except httpx.InvalidURL as error:
                raise UnexpectedError(
                    f"{url} is no address: {error}.", "Check the base address."
                ) from error
            except httpx.HTTPError as error:
                if deadline.is_over:
                    if left < seconds:
                        raise self.budget.out_of_time() from error
                    raise _SilentError(
                        f"{name} took more than {seconds:.0f} seconds for {url}.",
                        "It is tried again at the next refresh.",
                    ) from error
                raise _connection_error(name, error) from error
            finally:
                # Cookies would make one visitor of many requests; nothing here needs them.
                self._client.cookies.clear()

    def _judge(self, host: _Host, answer: _Answer, asked: Asked) -> Fetched | _Redirect:
        """What an answer means. Raises the SourceError that says what can be done about it."""
        status, url = answer.status, answer.url
        if _is_challenge(answer):
            raise ChallengeError(
                f"{host.name} answers with a challenge that only a browser can pass.",
                "Trying again does not help: download the files by hand and `unres add` them.",
            )
        if status in asked.answers or (status == _NOT_MODIFIED and asked.validator):
            return _fetched(answer)
        if status == _OK:
            asked.check(answer.body)
            return _fetched(answer)
        if status in _REDIRECTS:
            return self._redirect(answer)
        if status in _GONE:
            raise GoneError(
                f"There is nothing at {url} ({status}).", "It is asked for at the next refresh."
            )
        wait = self._asked_to_wait(host, answer)
        if status in _FORBIDDEN and wait is None:
            raise RefusedError(
                f"{host.name} refuses {url} ({status}).",
                "Wait a day before trying again; a mirror or a downloaded copy may serve instead.",
            )
        if status in _RETRIED or status in _FORBIDDEN or status >= 500:
            raise TryLaterError(
                f"{host.name} cannot serve {url} now ({status}).",
                "It is tried again at the next refresh.",
                wait=wait,
                again=status in _RETRIED,
            )
        raise UnexpectedError(
            f"{url} answered with status {status}, which means nothing here.",
            "It is tried again at the next refresh.",
        )

    def _asked_to_wait(self, host: _Host, answer: _Answer) -> float | None:
        """The seconds that the host asks to be left alone; it then is, for all requests."""
        headers = answer.headers
        # The server's own clock, so that a wrong one here does no harm.
        now = http_date(headers.get("Date")) or self._clock.now()
        wait = retry_after(headers.get("Retry-After"), now)
        if wait is None:
            wait = rate_limit_reset(
                headers.get("X-RateLimit-Remaining"), headers.get("X-RateLimit-Reset"), now
            )
        if wait is not None:
            host.free_at = self._clock.monotonic() + wait
        return wait

    def _redirect(self, answer: _Answer) -> _Redirect:
        location = answer.headers.get("Location", "")
        try:
            target = urljoin(answer.url, location)
            is_ours = bool(location) and authority(target) in self._hosts
        except ValueError:  # no address at all
            is_ours = False
        if not is_ours:
            raise RefusedError(
                f"{answer.url} redirects to {location or 'nowhere'}, which is not of this source.",
                "If the source has moved, name its new base address.",
            )
        if answer.url.startswith("https:") and not target.startswith("https:"):
            raise RefusedError(
                f"{answer.url} redirects to {target}, which is not encrypted.",
                "Name that address yourself if you trust it.",
            )
        return _Redirect(target)


class _Deadline:
    """Whether the time for one exchange ran out."""

    def __init__(self) -> None:
        self.is_over = False


class _Connections:
    """The open connections of a client, so that an exchange that drags on can be ended.

    httpx limits each single read. A host that sends a byte a second never exceeds that.
    """

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Note a connection that was opened; httpcore calls this at each step of a request."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            opened = info["return_value"].get_extra_info("socket")
            self._sockets = [one for one in self._sockets if one.fileno() >= 0] + [opened]

    def limited(self, seconds: float) -> "_Limited":
        """End what happens inside `with` after so many seconds."""
        return _Limited(self, seconds)

    def shut(self, deadline: _Deadline) -> None:
        """Break off whatever is under way."""
        deadline.is_over = True
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


class _Limited(AbstractContextManager[_Deadline]):
    def __init__(self, connections: _Connections, seconds: float) -> None:
        self._deadline = _Deadline()
        self._timer = threading.Timer(seconds, connections.shut, (self._deadline,))
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self._deadline

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()


def _read_body(response: httpx.Response, url: str, limit: float) -> bytes:
    """The body, decompressed; reading stops where it is larger than it may be."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", ""):
        # Packed twice, a few bytes could fill all memory before they are counted.
        raise UnexpectedError(
            f"{url} came packed as {encoding}, which was not asked for.",
            "It is not kept; check the base address and any proxy in between.",
        )
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > limit:
            raise _TooLargeError(
                f"{url} is larger than {limit / 2**20:.1f} MB, more than it can rightly be.",
                "It is not kept; check the source.",
            )
    return bytes(body)


def _fetched(answer: _Answer) -> Fetched:
    return Fetched(
        url=answer.url,
        status=answer.status,
        content_type=answer.headers.get("Content-Type", ""),
        body=b"" if answer.status == _NOT_MODIFIED else answer.body,
        validator=Validator(_sendable(answer, "ETag"), _sendable(answer, "Last-Modified")),
        location=answer.headers.get("Location"),
    )


def _sha256(answer: _Answer) -> str | None:
    return hashlib.sha256(answer.body).hexdigest() if answer.status == _OK else None


def _sendable(answer: _Answer, name: str) -> str | None:
    """A header of the answer as far as it can be sent back."""
    value: str | None = answer.headers.get(name)
    return value if value and value.isascii() and value.isprintable() else None


def _is_challenge(answer: _Answer) -> bool:
    """Whether a firewall wants a browser to prove itself: AWS WAF's challenge or captcha."""
    action = answer.headers.get("x-amzn-waf-action", "").lower()
    if action in ("challenge", "captcha"):
        return True
    return answer.status in (_OK, _ACCEPTED, 405) and b"gokuProps" in answer.body[:65536]


def _is_limit(error: SourceError) -> bool:
    return isinstance(error, TryLaterError) and error.is_limit


def _turned_away(error: SourceError, answer: _Answer | None) -> bool:
    """Whether the host itself refused: by its answer, or by closing the connection."""
    if answer is None:
        return isinstance(error, _BrokenOffError)
    return isinstance(error, RefusedError) or answer.status == _TOO_MANY


def _connection_error(name: str, error: httpx.HTTPError) -> SourceError:
    """What a failure below HTTP means. Names the host, and what the user can do next."""
    reason = str(error) or type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return _SilentError(
            f"{name} did not answer in time.",
            "Try again later; behind a slow line, a mirror or a downloaded copy may serve.",
            again=True,
        )
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return TryLaterError(
                f"No secure connection to {name}: {reason}.",
                "Check this machine's date, its certificates and any proxy in between.",
            )
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return TryLaterError(
            f"{name} cannot be reached: {reason}.",
            "Check the connection and the base address; or use `--source` with a downloaded copy.",
            again=True,
        )
    if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return UnexpectedError(f"{name} cannot be asked: {reason}.", "Check the base address.")
    return _BrokenOffError(
        f"{name} broke off its answer: {reason}.",
        "It is tried again at the next refresh.",
        again=True,
    )


def _outcome(result: Fetched | _Redirect) -> ExchangeOutcome:
    if isinstance(result, _Redirect) or result.status in _REDIRECTS:
        return ExchangeOutcome.REDIRECTED
    return ExchangeOutcome.NOT_MODIFIED if result.not_modified else ExchangeOutcome.OK


def _outcome_of_error(error: SourceError) -> ExchangeOutcome:
    outcomes = {
        TryLaterError: ExchangeOutcome.TRY_LATER,
        RefusedError: ExchangeOutcome.REFUSED,
        GoneError: ExchangeOutcome.GONE,
    }
    return next(
        (outcome for kind, outcome in outcomes.items() if isinstance(error, kind)),
        ExchangeOutcome.UNEXPECTED,
    )
