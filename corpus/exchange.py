"""What is remembered of a request to a source. Pure values: no network."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
