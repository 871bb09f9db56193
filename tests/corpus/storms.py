"""Runs against the second world, through faults by chance, and what must hold after each."""

import gzip
import os
import random
import socket
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType

from werkzeug.wrappers import Request, Response

from corpus.crawl import crawl
from corpus.journal import Journal
from corpus.model import Language
from corpus.refresh import Order
from corpus.refresh_report import RefreshReport
from corpus.refresh_settings import RefreshSettings
from corpus.review import waiting
from corpus.scope import Scope
from tests.corpus.judging import held, withdrawn
from tests.corpus.refreshing import CRIME, EVERYTHING
from tests.standin import replies
from tests.standin.clock import FakeClock
from tests.standin.github import API, RAW
from tests.standin.newer import File, Name, Newer, Text, content
from tests.standin.server import Fault, Reply, Standin


def _in_pieces(data: bytes, promised: int, sent: int) -> Reply:
    """So many bytes promised, so many sent a few at a time, then the end."""

    def reply(request: Request) -> Response:
        connection: socket.socket = request.environ["werkzeug.socket"]
        try:
            connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {promised}\r\n\r\n".encode())
            for at in range(0, sent, 500):
                connection.sendall(data[at : min(at + 500, sent)])
                time.sleep(0.002)
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        raise ConnectionAbortedError("closed on purpose")

    return reply


_STRANGER = content(File(("A/RES/78/7", Language.EN), ("Decides that this is something else;",)))
_EMPTY_TREE = b'{"sha": "main", "tree": [], "truncated": false}'
_REPLIES: tuple[Reply, ...] = (
    replies.status(403, b"secondary rate limit", Retry_After="3"),
    replies.status(403, b"abuse detection", Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"),
    replies.status(403, b"", Retry_After="86400"),
    replies.status(429, b"", Retry_After="1"),
    replies.too_many_until(2),
    replies.rate_limited(3600),
    replies.status(304),  # to a question that nobody asked
    replies.status(304, b"", ETag='"the same as ever"'),
    replies.status(200, _STRANGER),
    replies.status(200, _STRANGER, Content_Encoding="gzip"),  # which it is not
    replies.status(200, gzip.compress(gzip.compress(_STRANGER)), Content_Encoding="gzip"),
    replies.status(200, gzip.compress(_STRANGER)[:60], Content_Encoding="gzip"),
    replies.status(200, gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip"),
    replies.status(200, _EMPTY_TREE),
    replies.status(200, b'{"tree": null}'),
    replies.status(200, b"\xff\xfe{}"),
    replies.status(204),
    replies.status(206, _STRANGER[:100], Content_Range="bytes 0-99/9999"),
    replies.status(301, b"", Location="https://elsewhere.example/"),
    replies.status(301, b"", Location="//"),
    replies.status(451, b"for legal reasons"),
    replies.status(500),
    replies.page(b"<!DOCTYPE html><html><body>Please sign in</body></html>"),
    replies.empty,
    replies.reset,
    replies.challenge,
    _in_pieces(_STRANGER, len(_STRANGER), len(_STRANGER) // 2),
    _in_pieces(_STRANGER, len(_STRANGER) + 50, len(_STRANGER)),
    _in_pieces(_STRANGER, 100, len(_STRANGER)),
)
_PARTS = (".xml", ".xml", ".xml", "trees", "trees/main", "Chinese", ".json", "robots", "E_RES", "/")


class _UnsteadyClock(FakeClock):
    """A wall clock that is set back, or forward, whenever it likes."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        if self._chance.random() < 0.05:
            self.wall += timedelta(hours=self._chance.choice((-100, -2, -0.1, 0.5, 30)))


@dataclass(slots=True)
class Storm:
    """A world and a data directory; `wrong_first` are documents whose first version was wrong."""

    chance: random.Random
    folder: Path
    world: Newer
    standin: Standin
    scope: Scope = EVERYTHING
    clock: FakeClock = field(init=False)
    held: dict[Name, Text] = field(default_factory=dict)
    wrong_first: int = 0

    def __post_init__(self) -> None:
        self.clock = _UnsteadyClock(self.chance)

    def run(self) -> None:
        """Some changes, some faults, one run that may be killed; and what must hold after it."""
        for _ in range(self.chance.randrange(1, 9)):
            self.world.step()
        if self.chance.random() < 0.4:
            self.world.hub()
        self.world.lying = self.chance.random() < 0.1
        self.standin.faults = [
            Fault(
                self.chance.choice(_REPLIES),
                self.chance.choice(_PARTS),
                times=self.chance.choice((1, 1, 2, 9, None)),
                after=self.chance.choice((0, 0, 1, 4, 15)),
            )
            for _ in range(self.chance.choice((0, 1, 2, 3, 6)))
        ]
        how = self.chance.random()
        if how < 0.35:
            self._killed(int(10 ** self.chance.uniform(3, 6)))
        else:
            limit = 7 if how < 0.45 else None
            self._judge(self._refresh(max_requests=limit))
        self.clock.sleep(3601)

    def end(self) -> None:
        """Heal everything: what is served is held, what is gone is marked, and all is done."""
        self.standin.faults = []
        self.world.lying = False
        self.world.publish()
        for _ in range(3):
            self.clock.sleep(90_000)
            report = self._refresh()
            self._judge(report)
        assert (report.exit_code, report.added, report.updated) == (0, 0, 0), report
        served = self.world.served()
        with Journal(self.folder) as journal:
            waits = {
                (one.version.symbol, one.version.language): one for one in waiting(journal, (), ())
            }
        for name, text in served.items():
            if self.held.get(name) == text:
                continue
            # What was wrong before anything right came, nobody can tell from what is right: it
            # is the right version that waits, and a person who decides.
            assert name in waits, (name, self.held.get(name), text)
            assert self.held[name] not in self.world.versions[name], name
            new = waits[name].new.paragraphs
            assert tuple(one.text for one in new if one.path.startswith("op")) == text
            self.wrong_first += 1
        there = {file.name for file in self.world.files.values()}
        assert withdrawn(self.folder) == set(self.held) - there

    def _judge(self, report: RefreshReport | None = None) -> None:
        now = held(self.folder)
        assert set(self.held) <= set(now), set(self.held) - set(now)
        if report is not None:
            assert report.added == len(set(now) - set(self.held))
        for name, text in now.items():
            good, before = self.world.versions[name], self.held.get(name)
            if before in good:
                kinds = [file.kind for file in self.world.files.values() if file.name == name]
                assert text in good, (name, "was whole, and is not any more", kinds)
                oldest = good.index(before)
                newest = max(n for n, one in enumerate(good) if one == text)
                assert oldest <= newest, (name, "is older than what was held")
        self.held = now

    def _refresh(self, max_requests: int | None = None) -> RefreshReport:
        settings = RefreshSettings(
            api_url=self.standin.url(API), raw_url=self.standin.url(RAW), max_requests=max_requests
        )
        order = Order(self.scope)
        return crawl(
            self.folder, "unxml", order, settings, lambda *_: None, clock=self.clock, workers=1
        )

    def _killed(self, calls: int) -> None:
        """A run in a process of its own that ends without a word after so many calls."""
        child = os.fork()
        if child == 0:
            left = calls

            def count(_frame: FrameType, _event: str, _argument: object) -> None:
                nonlocal left
                left -= 1
                if left <= 0:
                    os._exit(9)

            try:
                sys.setprofile(count)
                self._refresh()
            except BaseException as error:  # the parent has to know, and nothing else may run
                sys.setprofile(None)
                os.write(2, f"{error!r}\n".encode())
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) in (0, 9), status
        self._judge()


def storm(seed: int, runs: int, folder: Path) -> tuple[int, int]:
    """How many documents one world had at its end, and how many of them were wrong first."""
    chance = random.Random(seed)
    world = Newer(chance)
    with Standin(world.hosts()) as standin:
        scope = chance.choice((EVERYTHING, CRIME))
        one = Storm(chance, folder, world, standin, scope)
        for _ in range(6):
            world.step()
        for _ in range(runs):
            one.run()
        one.end()
        return len(one.held), one.wrong_first
