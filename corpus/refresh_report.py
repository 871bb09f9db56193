"""What became of a refresh. Pure values: kept as history, rendered by `search/render_refresh`."""

from dataclasses import dataclass
from typing import NamedTuple

from corpus.model import Language

NEXT_REFRESH = "next refresh"
WHEN_CHANGED = "when changed"


class DocumentName(NamedTuple):
    """A resolution in one language."""

    symbol: str
    language: Language


@dataclass(frozen=True, slots=True)
class RefreshFailure:
    """What could not be had or read; what is held of it stays as it was.

    `retry` is when it will be tried again: NEXT_REFRESH, WHEN_CHANGED (the bytes came, but are no
    document that can be read), or the ISO 8601 time before which the source wants no request.
    """

    url: str
    reason: str
    retry: str
    symbol: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing at all could be had: one sentence, and one of what to do."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file that would be fetched, with its size in bytes."""

    url: str
    size: int
    symbol: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What became of a refresh. Counts are documents (a resolution in a language).

    `discovered` are in scope at the source, and `unchanged` of these had been read before.
    `fetched` are files that came from the source, lists and archives included. `postponed`
    files are left for the next run by the limits of this one; `kept` came and are in a format that
    is not read yet, so that they are held and cannot be searched. `started` and `finished` are ISO
    8601 times in UTC. `interrupted` says why a run did not reach its end.
    """

    source: str
    scope: str
    started: str
    finished: str
    discovered: int = 0
    fetched: int = 0
    unchanged: int = 0
    added: int = 0
    updated: int = 0
    postponed: int = 0
    kept: int = 0
    requests: int = 0
    withdrawn: tuple[DocumentName, ...] = ()
    failed: tuple[RefreshFailure, ...] = ()
    notes: tuple[str, ...] = ()
    wanted: tuple[WantedFile, ...] = ()
    dry_run: bool = False
    refusal: Refusal | None = None
    interrupted: str | None = None

    @property
    def changed(self) -> bool:
        """Whether anything is different now."""
        return bool(self.added or self.updated or self.kept or self.withdrawn)

    @property
    def exit_code(self) -> int:
        """By the contract: 5 where the source gave nothing, 4 where some failed, else 0."""
        return 5 if self.refusal else 4 if self.failed else 0
