"""What became of each document that was asked for by name, one by one. Pure values: no network."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from corpus.model import Language


class Standing(StrEnum):
    """What became of a document when it was last asked for."""

    SAVED = "saved"
    MISSING = "missing"  # nothing was given, which may not be the last word
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document in a language and a kind of file, as a user names it."""

    symbol: str
    language: Language
    form: str


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """What became of it. `at` is ISO 8601 in UTC.

    `looks` is on how many days in a row nothing was given for it; `sha256` is that of what was.
    """

    standing: Standing
    at: str
    looks: int = 0
    sha256: str | None = None
    reason: str | None = None


class Manifest(Protocol):
    """Remembers what became of each document."""

    def line(self, wanted: Wanted) -> ManifestLine | None:
        """What became of it; None where it was never asked for."""

    def write_line(self, wanted: Wanted, line: ManifestLine) -> None:
        """Remember what became of it, in place of what was remembered before."""

    def note_pause(self, host: str, at: datetime, until: datetime) -> None:
        """Let no run ask this host before `until`, whatever becomes of the one that noted it."""
