"""What is remembered of a request to a source. Pure values: no network."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Validator:
    """What a source gave us to ask "has it changed?" with."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The request headers that ask for the body only if it changed."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


class ExchangeOutcome(StrEnum):
    """What became of one request."""

    OK = "ok"
    NOT_MODIFIED = "not modified"
    REDIRECTED = "redirected"
    TRY_LATER = "try later"
    REFUSED = "refused"
    GONE = "gone"
    UNEXPECTED = "unexpected"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, for the record. `size` is in bytes after decompression.

    `status` is None where no answer came; `reason` says what was wrong, if anything was.
    `left_alone_until` is the time before which the host is not to be asked again, if it said so.
    """

    url: str
    at: datetime
    status: int | None
    size: int
    seconds: float
    outcome: ExchangeOutcome
    etag: str | None = None
    sha256: str | None = None
    reason: str | None = None
    left_alone_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recent:
    """What earlier runs asked of a host: when, oldest first, and until when it wants to rest."""

    asked: tuple[datetime, ...] = ()
    left_alone_until: datetime | None = None


def authority(url: str) -> str:
    """Host and port of an address; the port is left out where it is the scheme's own.

    >>> authority("https://API.GitHub.com:443/repos"), authority("http://127.0.0.1:8000/x")
    ('api.github.com', '127.0.0.1:8000')
    """
    parts = urlsplit(url)
    own = {"https": 443, "http": 80}.get(parts.scheme)
    host = (parts.hostname or "").lower()
    return host if parts.port in (None, own) else f"{host}:{parts.port}"
