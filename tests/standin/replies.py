"""Answers that go wrong as those of real servers do."""

import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from tests.standin.server import Reply

HTML = (
    b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>" + b" " * 1200 + b"</body>"
)


def status(code: int, body: bytes = b"", **headers: str) -> Reply:
    """This status with these headers; `_` in a header's name stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def reply(_request: Request) -> Response:
        return Response(body, code, named)

    return reply


def page(body: bytes = HTML, content_type: str = "text/html") -> Reply:
    """A good answer that is a page for people."""
    return status(200, body, Content_Type=content_type)


def empty(_request: Request) -> Response:
    """A good answer without a body."""
    return Response(b"", 200)


def too_many(retry_after: str | None = "7") -> Reply:
    """429, with Retry-After in seconds, as a date, as nonsense, or without."""
    return status(429, b"slow down", **({"Retry_After": retry_after} if retry_after else {}))


def too_many_until(seconds: float) -> Reply:
    """429 with Retry-After as a date so far from now."""

    def reply(request: Request) -> Response:
        moment = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
        return too_many(moment)(request)

    return reply


def rate_limited(seconds: int) -> Reply:
    """GitHub's 403 when the calls of an hour are used up."""

    def reply(_request: Request) -> Response:
        reset = str(int(time.time()) + seconds)
        headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
        return Response(b'{"message": "API rate limit exceeded"}', 403, headers)

    return reply


def redirect(location: str) -> Reply:
    """302 to an address."""
    return status(302, b"Found", Location=location)


def written(answer: bytes) -> Reply:
    """These bytes, whatever they are."""
    return lambda request: _raw(request, answer, b"")


def to_itself(request: Request) -> Response:
    """302 to the same address, without end."""
    return Response(b"", 302, {"Location": request.url})


def challenge(_request: Request) -> Response:
    """The firewall that wants a browser: 202, a header, and nothing else."""
    return Response(b"", 202, {"Server": "awselb/2.0", "x-amzn-waf-action": "challenge"})


def endless(request: Request) -> Response:
    """A body that does not end."""
    return _raw(
        request, b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n", b"x" * 65536, 100_000
    )


def cut_off(request: Request) -> Response:
    """200,000 bytes promised, 50,000 sent, then the connection closes."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n"
    return _raw(request, head, b"x" * 50_000)


def cut_off_chunked(request: Request) -> Response:
    """A chunked body without its last chunk."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return _raw(request, head, b"5\r\nhello\r\n")


def reset(request: Request) -> Response:
    """The connection closes before any header."""
    return _raw(request, b"", b"")


def dripping(request: Request) -> Response:
    """Headers at once, then a byte now and then, without end."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    return _raw(request, head, b"x", 1000, pause=0.05)


def dripping_headers(request: Request) -> Response:
    """Not even the headers come to an end."""
    return _raw(request, b"HTTP/1.1 200 OK\r\nX-Long: ", b"x", 1000, pause=0.05)


def silent(request: Request) -> Response:
    """The connection stays open and nothing comes."""
    time.sleep(2)
    return _raw(request, b"", b"")


def bomb(_request: Request) -> Response:
    """A small body that unpacks to a large one."""
    import gzip

    return Response(gzip.compress(b"\0" * 50_000_000), 200, {"Content-Encoding": "gzip"})


def closed_port() -> str:
    """An address at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return f"http://127.0.0.1:{port}"


def other_host(url: str) -> str:
    """The same server under another name."""
    return f"http://localhost:{urlsplit(url).port}"


def _raw(
    request: Request, head: bytes, piece: bytes, count: int = 1, pause: float = 0.0
) -> Response:
    """Write to the connection itself and close it, past all rules of HTTP."""
    connection: socket.socket = request.environ["werkzeug.socket"]
    try:
        connection.sendall(head)
        for _ in range(count):
            connection.sendall(piece)
            if pause:
                time.sleep(pause)
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # the client has had enough
    raise ConnectionAbortedError("closed on purpose")
