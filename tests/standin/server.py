"""Hosts by name on the loopback, a port each, with a log of every request."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

Reply = Callable[[Request], Response]


class Host(Protocol):
    """A host of the internet as the stand-in plays it."""

    def answer(self, request: Request) -> Response:
        """What it answers to a request."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that arrived. `at` is in seconds of the stand-in's clock."""

    at: float
    host: str
    path: str
    headers: Mapping[str, str]

    @property
    def user_agent(self) -> str:
        """How the client named itself."""
        return self.headers.get("User-Agent", "")


@dataclass(slots=True)
class Fault:
    """Answers `reply` in place of the host's own answer to requests whose path has `part` in it.

    `times` counts down; None means always. `after` lets so many matching requests through first.
    """

    reply: Reply
    part: str = ""
    host: str | None = None
    times: int | None = None
    after: int = 0

    def applies(self, host: str, path: str) -> bool:
        """Whether this request is to go wrong; counted."""
        if self.part not in path or self.host not in (None, host) or self.times == 0:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Our own log is enough."""


@dataclass(slots=True)
class Standin:
    """The hosts, each reachable at `url(name)` while the stand-in is open.

    A first path element that names a host leads to it as well (`/api.github.com/repos/…`), and so
    does a `Host` header: for trying it by hand with one address, or as a proxy.
    """

    hosts: Mapping[str, Host]
    first_port: int = 0  # 0: whatever is free
    monotonic: Callable[[], float] = time.monotonic
    seen: list[Seen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _servers: dict[str, BaseWSGIServer] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        for number, name in enumerate(self.hosts):
            port = self.first_port + number if self.first_port else 0
            server = make_server(
                "127.0.0.1", port, self._app(name), threaded=True, request_handler=_Quiet
            )
            server.daemon_threads = True  # type: ignore[attr-defined]
            self._servers[name] = server
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
        self._servers.clear()

    def url(self, host: str) -> str:
        """Where a host is reached."""
        return f"http://127.0.0.1:{self._servers[host].server_port}"

    def paths(self, host: str | None = None) -> list[str]:
        """The paths that were asked for, in order."""
        return [one.path for one in self.seen if host in (None, one.host)]

    def forget(self) -> None:
        """Begin the log anew."""
        self.seen.clear()

    def _app(self, own: str) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
        def app(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            request = Request(environ)
            name = self._named(request, own)
            with self._lock:
                path = request.full_path.rstrip("?")
                headers = dict(request.headers)
                self.seen.append(Seen(self.monotonic(), name, path, headers))
                fault = next((f for f in self.faults if f.applies(name, request.path)), None)
            reply = fault.reply if fault else self.hosts[name].answer
            return reply(request)(environ, start)

        return app

    def _named(self, request: Request, own: str) -> str:
        first, _, rest = request.path.removeprefix("/").partition("/")
        if first in self.hosts:
            request.environ["PATH_INFO"] = request.path = f"/{rest}"
            return first
        return request.host if request.host in self.hosts else own
