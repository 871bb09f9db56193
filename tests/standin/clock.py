"""A clock that tests move: nobody waits, and the wall clock can be set back."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Sleeping moves time on at once; `slept` remembers for how long."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.slept: list[float] = []
        self.wall = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.elapsed

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.slept.append(seconds)
        self.elapsed += seconds
        self.wall += timedelta(seconds=seconds)

    def now(self) -> datetime:
        return self.wall
