"""What a refresh needs of a source: what it has, by name and content hash, and the bytes."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from corpus.errors import UnresError
from corpus.model import Language


class FileKind(Enum):
    """What a listed file is, by its place and name."""

    DOCUMENT = auto()
    ARCHIVE = auto()  # documents of one language in a zip file
    LIST = auto()  # what the source says of its documents


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file that a source lists.

    `sha1` is git's hash of the bytes, which tells whether they changed; a source that does not know
    the bytes before they come gives a name that stands for them for good. `symbol` and `languages`
    are what name and folder say, which need not be true; empty where they say nothing. `session`
    is the folder that an archive stands for ("74").
    """

    repository: str
    path: str
    url: str
    sha1: str
    size: int
    kind: FileKind
    symbol: str | None = None
    languages: tuple[Language, ...] = ()
    session: str | None = None

    @property
    def name(self) -> str:
        """The file as messages name it."""
        return f"{self.repository}/{self.path}"


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything a repository has. `complete` is false where parts of it could not be listed."""

    repository: str
    files: tuple[ListedFile, ...]
    complete: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotListed:
    """A repository or a folder of it that could not be listed, and why."""

    repository: str
    url: str
    error: UnresError


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file with its bytes, or the reason why they did not come."""

    file: ListedFile
    data: bytes
    error: UnresError | None = None


class Origin(Protocol):
    """A source of documents."""

    @property
    def name(self) -> str:
        """The source as the report names it."""

    @property
    def requests(self) -> int:
        """How many requests it has cost so far."""

    def listings(self, organs: frozenset[str]) -> Iterator[Listing | NotListed]:
        """What it has of these organs, a repository at a time; of all where none is named."""

    def deliver(self, files: Iterable[ListedFile]) -> Iterator[Delivery]:
        """The bytes of these files, in an order that suits the source."""


def git_sha1(data: bytes) -> str:
    """The name that git gives to these bytes as a blob.

    >>> git_sha1(b"")
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    header = b"blob %d\x00" % len(data)
    return hashlib.sha1(header + data, usedforsecurity=False).hexdigest()
