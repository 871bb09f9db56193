"""How often, how fast and how long a host may be asked: rules and clocks, no network.

Durations are seconds of the monotonic clock: the wall clock may be set back while a run goes on.
"""

import random
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol

from corpus.source_errors import TryLaterError

LONGEST_PAUSE = timedelta(days=1).total_seconds()  # a host that asks for more is not believed
_HOUR = 3600.0


class Clock(Protocol):
    """Time as a run sees it; tests bring their own."""

    def monotonic(self) -> float:
        """Seconds that only ever go forward."""

    def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""

    def now(self) -> datetime:
        """The time in UTC as the machine believes it to be."""


class SystemClock:
    """The clock of this machine."""

    def monotonic(self) -> float:
        """Seconds that only ever go forward."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        time.sleep(seconds)

    def now(self) -> datetime:
        """The time in UTC as the machine believes it to be."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class HostRules:
    """How one host is to be treated. `interval` is in seconds, from one request to the next.

    `jitter` makes the interval vary by that share of it, so that requests do not march in step.
    `permitted` says that the user answers for a fetch that robots.txt disallows. After each
    `rest_every` requests (0: never) the host has a rest of between `rest` seconds, and after a
    refusal or a connection that it broke off, one of `after_refusal` seconds. `below` is the path
    under which a mirror has all of the host ("/documents.un.org"): the host's own robots.txt lies
    there, and speaks of paths without it.
    """

    interval: float = 0.5
    jitter: float = 0.3
    per_hour: int = 5000
    permitted: bool = False
    rest_every: int = 0
    rest: tuple[float, float] = (0.0, 0.0)
    after_refusal: float = 0.0
    below: str = ""


@dataclass(frozen=True, slots=True)
class RunLimits:
    """What one run may cost, in requests and seconds; and how patient a single request is."""

    requests: int = 50_000
    seconds: float = 6 * _HOUR
    attempts: int = 4
    first_backoff: float = 1.0
    longest_backoff: float = 30.0
    patience: float = 120.0  # the longest wait that a host may ask for within a run
    connect_timeout: float = 20.0
    read_timeout: float = 30.0
    request_timeout: float = 300.0
    body_bytes: int = 128 * 1024 * 1024  # session 74 comes in archives of some MB a language
    redirects: int = 5


class RunBudget:
    """The requests and the time that a run has left."""

    def __init__(self, limits: RunLimits, clock: Clock) -> None:
        self.requests = 0
        self._limits = limits
        self._clock = clock
        self._end = clock.monotonic() + limits.seconds

    def spend(self) -> None:
        """Count a request."""
        self.requests += 1

    @property
    def seconds_left(self) -> float:
        """How long the run may still go on."""
        return max(self._end - self._clock.monotonic(), 0.0)

    def allow(self, seconds: float = 0.0) -> None:
        """Raise TryLaterError where a request after so many seconds would be one too many."""
        if self.requests >= self._limits.requests:
            raise TryLaterError(
                f"The limit of {self._limits.requests} requests for this run is reached.",
                "Run it again: it goes on where it stopped.",
                is_limit=True,
            )
        if self._clock.monotonic() + seconds >= self._end:
            raise self.out_of_time()

    def out_of_time(self) -> TryLaterError:
        """The error that says that the time of the run is over."""
        return TryLaterError(
            f"The time limit of {self._limits.seconds / 60:g} minutes for this run is reached.",
            "Run it again: it goes on where it stopped.",
            is_limit=True,
        )


@dataclass(slots=True)
class Pace:
    """When the next request to one host may start.

    `earlier` tells how many seconds ago earlier runs made theirs, the longest ago first.
    """

    rules: HostRules
    clock: Clock
    crawl_delay: float = 0.0  # from its robots.txt
    earlier: InitVar[Sequence[float]] = ()
    _started: deque[float] = field(default_factory=deque)
    _earlier: int = 0  # how many of these were made by earlier runs
    _count: int = 0

    def __post_init__(self, earlier: Sequence[float]) -> None:
        now = self.clock.monotonic()
        self._started.extend(now - age for age in earlier if age < _HOUR)
        self._earlier = self._count = len(self._started)

    @property
    def is_used_up_by_earlier_runs(self) -> bool:
        """Whether an hour's requests are used up, and some of them were made by earlier runs."""
        return len(self._started) >= self.rules.per_hour and self._earlier > 0

    def wait(self) -> float:
        """How many seconds from now the next request may start."""
        now = self.clock.monotonic()
        while self._started and now - self._started[0] >= _HOUR:
            self._started.popleft()
            self._earlier = max(self._earlier - 1, 0)
        if not self._started:
            return 0.0
        interval = max(self.rules.interval, self.crawl_delay)
        # Never less than robots.txt asks; otherwise a little more or less than the interval.
        spread = random.uniform(-self.rules.jitter, self.rules.jitter)  # noqa: S311
        interval = max(interval * (1 + spread), self.crawl_delay)
        if self.rules.rest_every and self._count % self.rules.rest_every == 0:
            interval = max(interval, random.uniform(*self.rules.rest))  # noqa: S311
        # A clock that is tampered with may go back after all: never wait for more than the rule.
        wait = min(self._started[-1] + interval - now, interval)
        if len(self._started) >= self.rules.per_hour:
            wait = max(wait, min(self._started[-self.rules.per_hour] + _HOUR - now, _HOUR))
        return max(wait, 0.0)

    def start(self) -> None:
        """Remember that a request starts now."""
        self._started.append(self.clock.monotonic())
        self._count += 1


@dataclass(slots=True)
class Breaker:
    """Leaves a host alone that only fails.

    After `threshold` failures in a row it rests the host, longer each time, then lets a single
    request try; after `rests` rests in a row without a success it gives the host up for this run.
    A host that only refuses, or sends what was not asked for, is given up at once: a rest would not
    change its mind. One that does not even answer takes so much time that it counts twice.
    """

    host: str
    threshold: int = 8
    first_rest: float = 30.0
    rests: int = 3
    _failures: int = 0
    _refusals: int = 0
    _rested: int = 0
    _since_rest: bool = True  # whether it failed since its last rest

    def rest(self) -> float:
        """How many seconds to wait before the next request. Raises TryLaterError when given up."""
        if self._failures < self.threshold or not self._since_rest:
            return 0.0
        if self._rested >= self.rests or self._refusals == self._failures:
            raise TryLaterError(
                f"{self.host} failed {self._failures} times in a row and is left alone for now.",
                "Run it again later; if it goes on, check the address and the connection.",
            )
        self._rested += 1
        self._since_rest = False
        rest: float = self.first_rest * 2 ** (self._rested - 1)
        return rest

    def succeeded(self) -> None:
        """Trust the host again."""
        self._failures = self._refusals = self._rested = 0

    def failed(self, *, for_good: bool = False, silent: bool = False) -> None:
        """Count a failure: whether it will be the same later, and whether no answer came at all."""
        self._failures += 2 if silent else 1
        self._refusals += for_good
        self._since_rest = True


def backoff(attempt: int, limits: RunLimits) -> float:
    """A random wait before attempt number `attempt` (from 1), up to a bound that doubles.

    Full jitter: Marc Brooker, "Exponential Backoff And Jitter", 2015.
    """
    bound = min(limits.longest_backoff, limits.first_backoff * 2 ** (attempt - 1))
    return random.uniform(0, bound)  # noqa: S311


def retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for; None where it says nothing usable.

    Both forms of RFC 9110, section 10.2.3. `now` should be the time of the answer (its `Date`).

    >>> now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    >>> retry_after("7", now), retry_after("Mon, 23 Nov 2026 12:01:00 GMT", now)
    (7.0, 60.0)
    >>> [retry_after(text, now) for text in (None, "soon", "-5", "Mon, 23 Nov 2020 12:00:00 GMT")]
    [None, None, None, None]
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:12])
    else:
        moment = http_date(text)
        if moment is None:
            return None
        seconds = (moment - now).total_seconds()
        if seconds < 0:
            return None
    return min(seconds, LONGEST_PAUSE)


def rate_limit_reset(remaining: str | None, reset: str | None, now: datetime) -> float | None:
    """The seconds until GitHub counts anew; None where the limit is not what refused us.

    GitHub, "Rate limits for the REST API": 403 or 429 with `x-ratelimit-remaining: 0`, and
    `x-ratelimit-reset` in seconds of the epoch.
    """
    if (remaining or "").strip() != "0":
        return None
    text = (reset or "").strip()
    seconds = int(text[:12]) - now.timestamp() if text.isascii() and text.isdigit() else _HOUR
    return min(max(seconds, 1.0), _HOUR)


def http_date(text: str | None) -> datetime | None:
    """The moment that an HTTP date names, in UTC; None where it is none."""
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
