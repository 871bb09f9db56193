"""What a whole result is made of: how many hits each organ, year, verb or series has.

A value counts the hits that would be left if it were asked for: `--year 2021` leaves as many as the
facet says, and a hit with equal paragraphs folded under it counts once for each year they are of.
So the counts of a facet can add up to more than the total.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from corpus.model import Language
from indexer.documents import year_of
from indexer.series import series_stem
from search.folding import Candidate
from search.reader import IndexReader
from search.results import Count, FacetName, Facets


def count_facets(groups: Iterable[Sequence[Candidate]]) -> Facets:
    """The facets of a whole result, in groups of paragraphs that are a hit each."""
    members = [[(each.answer.reader, each.found.number) for each in group] for group in groups]
    found: dict[IndexReader, set[int]] = {}
    for group in members:
        for reader, number in group:
            found.setdefault(reader, set()).add(number)
    known = {reader: _Known(reader, numbers) for reader, numbers in found.items()}
    facets: dict[FacetName, Sequence[Count]] = {}
    for names, key in _BY_KEY:
        # Many hits are of one document, or open alike: those are counted together.
        alike = Counter(
            frozenset((reader, key(known[reader], number)) for reader, number in group)
            for group in members
        )
        for name in names:
            facets[name] = _counts(name, alike, known)
    return {name: facets[name] for name in FacetName}


def _counts(
    name: FacetName,
    alike: Mapping[frozenset[tuple[IndexReader, Any]], int],
    known: Mapping[IndexReader, "_Known"],
) -> Sequence[Count]:
    counter: Counter[str] = Counter()
    for keys, count in alike.items():
        for value in {value for reader, key in keys for value in known[reader].of(name, key)}:
            counter[value] += count
    by_value = sorted(counter.items())
    return tuple(Count(*item) for item in sorted(by_value, key=itemgetter(1), reverse=True))


class _Known:
    """What one index knows of the paragraphs found in it."""

    def __init__(self, reader: IndexReader, numbers: Set[int]) -> None:
        self._reader = reader
        self._numbers = numbers

    def document(self, number: int) -> int:
        """The number of the first paragraph of its document."""
        return self._reader.document(number)

    def verbs(self, number: int) -> Sequence[str]:
        """How the paragraph opens."""
        return self._verbs.get(number, ())

    def actions(self, number: int) -> Sequence[str]:
        """What that does."""
        return self._actions.get(number, ())

    def kinds(self, number: int) -> Sequence[str]:
        """What the paragraph is."""
        return self._kinds.get(number, ())

    def of(self, name: FacetName, key: Any) -> Sequence[str]:
        """The values of a facet: for a document those of all its paragraphs, else the key."""
        match name:
            case FacetName.SUBJECT:
                return self._subjects.get(key, ())
            case FacetName.TOPIC:
                return self._topics.get(key, ())
            case FacetName.SERIES:
                return self._series.get(key, ())
            case FacetName.LANGUAGE:
                return (self._reader.language,)
            case FacetName.ORGAN:
                return self._facts[key].organ
            case FacetName.SESSION:
                return self._facts[key].session
            case FacetName.YEAR:
                return self._facts[key].year
            case _:
                values: Sequence[str] = key
                return values

    @cached_property
    def _facts(self) -> Mapping[int, "_Facts"]:
        documents = {self._reader.document(number) for number in self._numbers}
        return {document: _facts(self._reader, document) for document in documents}

    @cached_property
    def _series(self) -> Mapping[int, Sequence[str]]:
        """The series of each document, by its newest title among those found."""
        newest: dict[str, _Facts] = {}
        for facts in self._facts.values():
            known = newest.get(facts.stem)
            if known is None or (facts.date, facts.symbol) > (known.date, known.symbol):
                newest[facts.stem] = facts
        return {
            document: (newest[facts.stem].title,)
            for document, facts in self._facts.items()
            if facts.stem
        }

    @cached_property
    def _subjects(self) -> Mapping[int, Sequence[str]]:
        return self._inverted("about", self._facts.keys())

    @cached_property
    def _topics(self) -> Mapping[int, Sequence[str]]:
        return self._inverted("topic", self._facts.keys())

    @cached_property
    def _verbs(self) -> Mapping[int, Sequence[str]]:
        return self._inverted("verb", self._numbers)

    @cached_property
    def _actions(self) -> Mapping[int, Sequence[str]]:
        return self._inverted("action", self._numbers)

    @cached_property
    def _kinds(self) -> Mapping[int, Sequence[str]]:
        return self._inverted("kind", self._numbers)

    def _inverted(self, field: str, wanted: Set[int]) -> Mapping[int, Sequence[str]]:
        """The terms of the field that each paragraph has."""
        having: dict[int, tuple[str, ...]] = {}
        for term in sorted(self._reader.terms(field)):
            for number in self._reader.postings(field, term).keys() & wanted:
                having[number] = (*having.get(number, ()), term)
        return having


@dataclass(frozen=True, slots=True)
class _Facts:
    """What holds for all paragraphs of a document; what is not known has no value."""

    symbol: str
    title: str
    stem: str
    date: str
    organ: Sequence[str]
    session: Sequence[str]
    year: Sequence[str]


def _facts(reader: IndexReader, number: int) -> _Facts:
    stored = reader.stored(number)
    year = year_of(stored.date, stored.session)
    return _Facts(
        symbol=stored.symbol,
        title=stored.title,
        stem=series_stem(stored.title, Language(stored.language)),
        date=stored.date or "",
        organ=(stored.organ,) if stored.organ else (),
        session=(stored.session,) if stored.session else (),
        year=(str(year),) if year else (),
    )


_BY_KEY: tuple[tuple[Sequence[FacetName], Callable[[_Known, int], Any]], ...] = (
    ((FacetName.KIND,), _Known.kinds),
    ((FacetName.VERB,), _Known.verbs),
    ((FacetName.ACTION,), _Known.actions),
    (
        (
            FacetName.ORGAN,
            FacetName.YEAR,
            FacetName.SESSION,
            FacetName.SUBJECT,
            FacetName.TOPIC,
            FacetName.SERIES,
            FacetName.LANGUAGE,
        ),
        _Known.document,
    ),
)
"""What of a paragraph decides its values of which facets."""
