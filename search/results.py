"""What a search gives: values for rendering, for JSON and for export."""

from collections.abc import Mapping, Sequence
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
    `text`, in order and apart. `also` has the ids of paragraphs with the same text, newest first,
    `similar` those of paragraphs with nearly the same.
    `date` is ISO 8601, None where it is not known; `withdrawn` is the time since when the source of
    the document no longer has it, None while it has.
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
    action: str | None
    text: str
    match: Match
    score: float
    highlights: tuple[Span, ...]
    url: str
    sample: bool
    withdrawn: str | None = None
    also: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    before: tuple[Neighbour, ...] = ()
    after: tuple[Neighbour, ...] = ()
    explanation: Explanation | None = None


class FacetName(StrEnum):
    """What hits are counted by."""

    ORGAN = "organ"
    YEAR = "year"
    SESSION = "session"
    KIND = "kind"
    VERB = "verb"  # the opening phrase as the index has it, in lower case
    ACTION = "action"  # what the phrase does, in any language
    SUBJECT = "subject"  # heading of the resolution in the library's catalogue, in lower case
    TOPIC = "topic"  # what a program sorts the resolution under, in lower case
    SERIES = "series"  # the newest title of it (`indexer.series`)
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Count:
    """A value and how many hits have it."""

    value: str
    count: int


Facets = Mapping[FacetName, Sequence[Count]]
"""The counts of each facet, the most frequent first; of equals, in the order of the values."""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of hits and how the query was read.

    `total` counts the hits of all pages. `understood` is False where the query says nothing that
    could be searched for; `notes` then say why. `facets` are there where they
    were asked for. `took_ms` is the time in milliseconds.
    """

    query: str
    read_as: str = ""
    languages: tuple[Language, ...] = ()
    total: int = 0
    hits: tuple[Hit, ...] = ()
    understood: bool = True
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    facets: Facets | None = None
    took_ms: float = 0.0
