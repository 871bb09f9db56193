"""What a search gives: values for rendering, for JSON and for export."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Kind, Language
from search.ranking import Explanation

Span = tuple[int, int]


class Match(StrEnum):
    """Why a paragraph is in the result."""

    EXACT = "exact"  # every run of the query stands in it as typed
    WORDS = "words"  # it has enough of the words, in whatever form and order


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paragraph before or after a hit."""

    id: str
    kind: Kind
    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One paragraph of the result.

    `rank` counts from 1 through all pages. `highlights` are half-open spans in code points of
    `text`, in order and apart. `also` has the ids of paragraphs with the same text, newest first.
    `date` is ISO 8601, None where it is not known.
    """

    rank: int
    id: str
    symbol: str
    language: Language
    kind: Kind
    number: str | None
    title: str
    date: str | None
    organ: str
    session: str
    verb: str | None
    text: str
    match: Match
    score: float
    highlights: tuple[Span, ...]
    url: str
    sample: bool
    also: tuple[str, ...] = ()
    before: tuple[Neighbour, ...] = ()
    after: tuple[Neighbour, ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of hits and how the query was read.

    `total` counts the hits of all pages. `understood` is False where the query says nothing that
    could be searched for; `notes` then say why. `took_ms` is the time in milliseconds.
    """

    query: str
    read_as: str = ""
    languages: tuple[Language, ...] = ()
    total: int = 0
    hits: tuple[Hit, ...] = ()
    understood: bool = True
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    took_ms: float = 0.0
