"""Which values a condition could have had, where nothing meets the one that was asked for."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from corpus.model import Language
from indexer.normalise import HAN
from search.field_values import likeness
from search.headings import headings
from search.language import LATIN, language_of
from search.lookup import key_of
from search.match import Matcher
from search.query import Field, FieldName
from search.reader import IndexReader

_ALL_HAN = re.compile(f"[{HAN}]+")

_SHOWN = 4

_NEAR = 0.65
"""Names that have less in common are not near."""

_SLIP = 0.75
"""Words that have more in common differ by a slip or an ending."""

_SHORT = 3
"""Words of so few letters hold names together."""

_BY_PARTS = 0.9
"""What a name that has the same parts is worth beside one that is spelled nearly so."""

_MANY = 20
"""So many sessions or organs are named."""


def values_instead(conditions: Sequence[Field], readers: Sequence[IndexReader]) -> Iterator[str]:
    """For each condition that no paragraph held meets, what is held instead; a sentence each."""
    for name in dict.fromkeys(field.name for field in conditions):
        same = [field for field in conditions if field.name is name]
        if readers and not any(Matcher(reader).meeting(same) for reader in readers):
            for field in same:
                yield from _instead(field, readers)


def _instead(field: Field, readers: Sequence[IndexReader]) -> Iterator[str]:
    typed = str(field.value)
    match field.name:
        case FieldName.ORGAN | FieldName.SESSION | FieldName.YEAR | FieldName.KIND:
            if held := sorted(_terms(field.name, readers), key=_natural):
                more = f" and {len(held) - _MANY} more" if len(held) > _MANY else ""
                yield f"Held are the {field.name}s {', '.join(held[:_MANY])}{more}."
        case FieldName.VERB:
            yield from _near(typed, "opening phrases", _each_as_it_is("verb", readers))
        case FieldName.SUBJECT:
            yield from _near(typed, "subject headings", _subjects(readers))
        case FieldName.AGENDA:
            yield from _near(typed, "agenda items", _each_as_it_is("agenda", readers))
        case FieldName.CITES:
            yield f"Nothing that is held cites {typed}."
        case FieldName.SYMBOL:
            yield f"{typed} is not held in what was searched."
        case _:
            return


def _terms(name: FieldName, readers: Iterable[IndexReader]) -> set[str]:
    if name is not FieldName.YEAR:
        return {term for reader in readers for term in reader.terms(name.value)}
    days = (reader.date(number) for reader in readers for number in reader.paragraphs)
    return {str(day // 10000) for day in days if day}


def _natural(text: str) -> tuple[bool, int, str]:
    return (not text.isdecimal(), int(text) if text.isdecimal() else 0, text)


_Named = dict[str, tuple[tuple[Language, str], ...]]
"""What may be asked for, each with the names that it has in one language or another."""


def _each_as_it_is(field: str, readers: Iterable[IndexReader]) -> tuple[_Named, Counter[str]]:
    named: _Named = {}
    counts: Counter[str] = Counter()
    for reader in readers:
        for term in reader.terms(field):
            named[term] = ((reader.language, term),)
            counts[term] += len(reader.postings(field, term))
    return named, counts


def _subjects(readers: Iterable[IndexReader]) -> tuple[_Named, Counter[str]]:
    """The headings of the catalogue with their names in six languages."""
    named: _Named = {}
    counts: Counter[str] = Counter()
    for reader in readers:
        for label in reader.terms("subject"):
            named[label] = ((Language.EN, label), *headings(label))
            counts[label] += len(reader.postings("subject", label))
    return named, counts


def _near(typed: str, what: str, held: tuple[_Named, Counter[str]]) -> Iterator[str]:
    """The values whose names are near to what was typed, in its language, else the commonest."""
    named, counts = held
    likely = language_of(typed) or Language.EN
    scored = _scored(typed, named, (likely,))
    if not scored and likely in LATIN:
        scored = _scored(typed, named, LATIN)
    best = sorted(scored, key=lambda value: (-scored[value][0], -counts[value]))[:_SHOWN]
    if best:
        shown = ", ".join(f"{scored[value][1]} ({_paragraphs(counts[value])})" for value in best)
        yield f"Nearest {what} to {typed}: {shown}."
    elif counts:
        common = [value for value, _ in counts.most_common(_SHOWN)]
        names = ", ".join(dict(named[value]).get(likely, value) for value in common)
        yield f"Nothing held is near to {typed}; the commonest {what}: {names}."


def _scored(
    typed: str, named: _Named, languages: Collection[Language]
) -> dict[str, tuple[float, str]]:
    """The values with a name in these languages that is near, how near, and that name."""
    keys = {language: key_of(typed, language) for language in languages}
    scored: dict[str, tuple[float, str]] = {}
    for value, names in named.items():
        for language, name in names:
            if language in keys:
                score = _nearness(keys[language], key_of(name, language))
                if score > scored.get(value, (0.0, ""))[0]:
                    scored[value] = score, name
    return scored


def _nearness(typed: str, name: str) -> float:
    """How much two keys have in common: letters or, of several words, words that are nearly so."""
    alike = likeness(typed, name)
    if not _ALL_HAN.fullmatch(typed):
        words = [word for word in typed.split() if len(word) > _SHORT]
        near = [any(likeness(word, other) >= _SLIP for other in name.split()) for word in words]
        shared = sum(near) / len(near) if len(near) > 1 else 0.0
    else:
        shared = len(set(typed) & set(name)) / max(len(typed), len(name))
    return max(alike if alike >= _NEAR else 0.0, _BY_PARTS * shared if shared >= 0.5 else 0.0)


def _paragraphs(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"
