"""The words of the field: which wordings, in six languages, name the same thing.

A translator types 监狱人满为患 where a resolution says 监狱过于拥挤, a diplomat 毒罪办 where it
says 联合国毒品和犯罪问题办公室. The vocabulary leads from what is typed to what the texts say, and
from one language to another. Each `<kind>.tsv` of `search/data` holds the concepts of one kind
(`docs/vocabulary.md` describes the lines); a language is read when it is first asked for.

Typed words are compared in the form that `indexer.normalise` gives them. In Chinese a wording may
stand anywhere; in the other languages it is made of whole words, compared without accents and
without endings of number and case.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.model import Language
from indexer.normalise import normalise, normalise_text

_DATA = Path(__file__).parent / "data"


class Kind(StrEnum):
    """What a concept is; `<kind>.tsv` holds the concepts of a kind."""

    BODY = "body"  # 联合国毒品和犯罪问题办公室
    INSTRUMENT = "instrument"  # conventions, protocols, declarations, programmes, standing reports
    STANDARD = "standard"  # standards and norms: the Nelson Mandela Rules
    TERM = "term"  # trafficking in persons
    SUBJECT = "subject"  # a subject of the UNBIS thesaurus that is none of the above


class Role(StrEnum):
    """What a wording is to its concept; the values are the marks in the files."""

    NAME = ""  # what the texts call it, in full
    SHORT = "*"  # its short name or nickname
    VARIANT = "~"  # other words or another order, found in the texts
    NEIGHBOUR = "+"  # names another thing that is often meant with it; does not lead to the concept
    TYPED = "?"  # leads to the concept, but the texts do not say it: everyday words, other names


class Relation(StrEnum):
    """What a wording is to the one that was typed."""

    FULL_NAME = "full name"
    SHORT_NAME = "short name"
    VARIANT = "variant"  # both stand in the texts
    SYNONYM = "synonym"  # the texts say this one instead
    NEIGHBOUR = "neighbour"  # another thing that is often meant with it


WEIGHTS = {
    Relation.FULL_NAME: 0.9,
    Relation.SHORT_NAME: 0.9,
    Relation.SYNONYM: 0.9,
    Relation.VARIANT: 0.8,
    Relation.NEIGHBOUR: 0.3,
}
"""How much a wording counts against the typed one: set by hand, to be tuned on judged queries."""

AMBIGUOUS = 0.5
"""What the weight is multiplied by where the typed wording names several concepts."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to name a concept; `ambiguous` where the same words name another concept too."""

    text: str
    language: Language
    role: Role
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing and its wordings, the first of each language being the one to show.

    `sources` says where the facts come from: symbols of the documents that adopted or founded it
    ("A/RES/70/175"), ids of the UNBIS thesaurus ("UNBIS 1006622"). Empty where only the wording of
    the resolutions themselves is behind it.
    """

    id: str
    kind: Kind
    sources: tuple[str, ...]
    wordings: tuple[Wording, ...]

    def in_language(self, language: Language) -> tuple[Wording, ...]:
        """The wordings in one language."""
        return tuple(wording for wording in self.wordings if wording.language is language)


@dataclass(frozen=True, slots=True)
class Related:
    """A wording to search for beside the typed one; `weight` is above 0 and at most 1."""

    text: str
    relation: Relation
    concept: str
    weight: float


@dataclass(frozen=True, slots=True)
class Term:
    """A wording found inside a text; `span` is half-open, in code points of the text given.

    `concepts` are the ids of what it names: several where it is ambiguous.
    """

    span: tuple[int, int]
    concepts: tuple[str, ...]


def related(text: str, language: Language) -> tuple[Related, ...]:
    """What else the texts say for `text`, a whole term as typed; the weightiest first.

    Empty where the vocabulary does not know it. The wording that was typed is left out.

    >>> [wording.text for wording in related("毒罪办", Language.ZH)]
    ['联合国毒品和犯罪问题办公室', '毒品和犯罪问题办公室']
    >>> related("Bangkok Rules", Language.EN)[0].relation
    <Relation.FULL_NAME: 'full name'>
    """
    typed = _key(text, language)
    found: dict[str, Related] = {}
    for match in _lookup(text, language):
        for wording in _names(match.concept, language) + _neighbours(match.concept, language):
            key = _key(wording.text, language)
            relation = _relation(match, wording.role)
            weight = WEIGHTS[relation] * (AMBIGUOUS if match.ambiguous else 1)
            best = found.get(key)
            if key != typed and (best is None or best.weight < weight):
                found[key] = Related(wording.text, relation, match.concept, weight)
    return tuple(sorted(found.values(), key=lambda wording: -wording.weight))


def find_terms(text: str, language: Language) -> tuple[Term, ...]:
    """The wordings inside `text`, from left to right, the longest first where several begin.

    They do not overlap. Abbreviations of up to three letters count only in capitals: who and cat
    are words.

    >>> [term.concepts for term in find_terms("监狱人满为患问题", Language.ZH)]
    [('prison-overcrowding',)]
    >>> find_terms("smuggling of migrants by sea", Language.EN)[0].span
    (0, 21)
    """
    normalised = normalise(text)
    units = units_of(normalised.text, language)
    terms: list[Term] = []
    position = 0
    while position < len(units):
        length = 1
        for count, found in _runs(units, position, language):
            run = units[position : position + count]
            span = normalised.original_span(run[0].start, run[-1].end)
            if matches := _allowed(found, text, span, language):
                terms.append(Term(span, tuple(dict.fromkeys(match.concept for match in matches))))
                length = count
                break
        position += length
    return tuple(terms)


def translations(text: str, source: Language, target: Language) -> tuple[str, ...]:
    """What the texts in `target` say for `text`, a whole term in `source`; the name first.

    Where they never name it, the name that it has elsewhere. Empty where the term is not known.

    >>> translations("restorative justice", Language.EN, Language.ZH)[0]
    '恢复性司法'
    """
    found: dict[str, None] = {}
    for match in _lookup(text, source):
        found.update((wording.text, None) for wording in _names(match.concept, target))
    return tuple(found)


def concepts() -> tuple[Concept, ...]:
    """Every concept, in the order of the files. Reads all languages: for listing, not searching."""
    return tuple(
        Concept(
            id,
            kind,
            tuple(_column("source").get(id, ())),
            tuple(wording for language in Language for wording in _wordings(id, language)),
        )
        for id, kind in _kinds().items()
    )


# Reading the files


_MARKS = {role.value: role for role in Role if role.value}


@cache
def _texts() -> tuple[tuple[Kind, str], ...]:
    return tuple((kind, (_DATA / f"{kind}.tsv").read_text(encoding="utf-8")) for kind in Kind)


@cache
def _column(name: str) -> dict[str, list[str]]:
    """The cells of every concept that has this column: a language, or `source`."""
    line = re.compile(rf"^([^\t\n#]+)\t{name}\t(.+)$", re.MULTILINE)
    found = (line.findall(text) for _, text in _texts())
    return {id: cells.split("\t") for lines in found for id, cells in lines}


@cache
def _kinds() -> dict[str, Kind]:
    first = re.compile(r"^([^\t\n#]+)\t", re.MULTILINE)
    return {id: kind for kind, text in _texts() for id in first.findall(text)}


def _marks(cell: str) -> tuple[str, Role, bool]:
    """A wording, its role, and whether it is ambiguous, from a cell of a file."""
    ambiguous = cell[0] == "!"
    text = cell[1:] if ambiguous else cell
    role = _MARKS.get(text[0])
    return (text[1:], role, ambiguous) if role else (text, Role.NAME, ambiguous)


def _wordings(concept: str, language: Language) -> tuple[Wording, ...]:
    parts = map(_marks, _column(language).get(concept, ()))
    return tuple(Wording(text, language, role, ambiguous) for text, role, ambiguous in parts)


def _names(concept: str, language: Language) -> tuple[Wording, ...]:
    """What the texts call a concept; where they never do, the first wording there is."""
    wordings = _wordings(concept, language)
    named = tuple(w for w in wordings if w.role not in (Role.TYPED, Role.NEIGHBOUR))
    return named or wordings[:1]


def _neighbours(concept: str, language: Language) -> tuple[Wording, ...]:
    return tuple(w for w in _wordings(concept, language) if w.role is Role.NEIGHBOUR)


# Finding a wording


class _Match(NamedTuple):
    """What a wording leads to."""

    concept: str
    role: Role
    ambiguous: bool
    capitals: bool  # counts only when typed in capitals


class _Table(NamedTuple):
    """The wordings of a language by key, and how many units those have that begin with a unit."""

    matches: dict[str, tuple[_Match, ...]]
    lengths: dict[str, list[int]]


class Unit(NamedTuple):
    """What wordings are made of: a character in Chinese, else a word without its ending."""

    key: str
    start: int
    end: int


@cache
def _table(language: Language) -> _Table:
    column = _column(language)
    # The files hold normalised text but for its case, which a test keeps true; accents are removed
    # from all at once because that takes a third of the time.
    bare = _without_accents("\n".join("\t".join(cells) for cells in column.values()).casefold())
    matches: dict[str, tuple[_Match, ...]] = {}
    lengths: dict[str, set[int]] = {}
    for (concept, cells), line in zip(column.items(), bare.split("\n"), strict=True):
        for cell, bare_cell in zip(cells, line.split("\t"), strict=True):
            text, role, ambiguous = _marks(cell)
            if role is Role.NEIGHBOUR:
                continue
            keys = _bare_keys(_marks(bare_cell)[0], language)
            key = _join(keys, language)
            match = _Match(concept, role, ambiguous, len(text) <= 3 and text.isupper())
            matches[key] = (*matches[key], match) if key in matches else (match,)
            lengths.setdefault(keys[0], set()).add(len(keys))
    return _Table(matches, {key: sorted(n, reverse=True) for key, n in lengths.items()})


def _lookup(text: str, language: Language) -> tuple[_Match, ...]:
    """What the whole of `text` names."""
    typed = text.strip()
    keys = _keys(typed, language)
    if not keys:
        return ()
    matches = _table(language).matches
    readings = (_join((first, *keys[1:]), language) for first in _readings(keys[0], language))
    found = next((matches[reading] for reading in readings if reading in matches), ())
    return _allowed(found, typed, (0, len(typed)), language)


def _runs(
    units: Sequence[Unit], position: int, language: Language
) -> Iterator[tuple[int, tuple[_Match, ...]]]:
    """The wordings that begin at a unit, as counts of units, the longest first."""
    table = _table(language)
    for first in _readings(units[position].key, language):
        for count in table.lengths.get(first, ()):
            rest = (unit.key for unit in units[position + 1 : position + count])
            if found := table.matches.get(_join((first, *rest), language)):
                yield count, found


def _relation(typed: _Match, role: Role) -> Relation:
    if role is Role.NEIGHBOUR:
        return Relation.NEIGHBOUR
    if role is Role.SHORT:
        return Relation.SHORT_NAME
    named = _kinds()[typed.concept] in (Kind.BODY, Kind.INSTRUMENT, Kind.STANDARD)
    if role is Role.NAME and (named or typed.role is Role.SHORT):
        return Relation.FULL_NAME
    return Relation.SYNONYM if typed.role is Role.TYPED else Relation.VARIANT


def _allowed(
    matches: tuple[_Match, ...], text: str, span: tuple[int, int], language: Language
) -> tuple[_Match, ...]:
    """`matches` without abbreviations that are not in capitals, and without parts of words."""
    if language is Language.ZH and any(map(_is_inside_latin_word, (text, text), span)):
        return ()
    capitals = text[slice(*span)].isupper()
    return tuple(match for match in matches if capitals or not match.capitals)


def _is_inside_latin_word(text: str, position: int) -> bool:
    around = text[max(position - 1, 0) : position + 1]
    return 0 < position < len(text) and around.isascii() and around.isalnum()


# What two spellings of a wording have in common

_WORD = re.compile(r"(?:\w|[\u0300-\u036f\u064b-\u065f\u0670])+")

# Endings of number and, in Russian, of case, with what stands for them in keys; in Arabic also the
# article and what is written before it. Not stems: prisons and prisoners are different things.
_ENDINGS = {
    Language.EN: (
        (re.compile(r"(?<=\w{2})ies$"), "y"),
        (re.compile(r"(?<=\w)(?:(?<=[sxz])es|(?<=[cs]h)es|(?<![su])s)$"), ""),
    ),
    Language.FR: (
        (re.compile(r"(?<=\w{2})(?<!e)aux$"), "al"),
        (re.compile(r"(?<=\w{2})[sx]$"), ""),
    ),
    Language.ES: (
        (re.compile(r"(?<=\w{2})ces$"), "z"),
        (re.compile(r"(?<=\w{2})(?:es|[es])$"), ""),
    ),
    Language.RU: (
        (
            re.compile(
                r"(?<=\w{2})(?:иями|ями|ами|ьми|иях|иям|ием|ией|[оеыи]го|[оеыи]му|[ыи]ми|[аяу]я"
                r"|[оеую]ю|[оеыи][ейхм]|[ая][мх]|[ое]в|и[еюяи]|ью|[аяоеуюыиьй])$"
            ),
            "",
        ),
    ),
    Language.AR: (
        (re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل)(?=\w{3})"), ""),
        (re.compile(r"(?<=\w{3})(?:ات|ون|ين|ه)$"), ""),
    ),
}
_ARABIC_CONJUNCTIONS = "وفبلك"

_LETTERS = tuple(zip("ёأإآٱىة\u0640", ("е", "ا", "ا", "ا", "ا", "ي", "ه", ""), strict=True))
_ACCENTS = re.compile("[\u0300-\u0305\u0307-\u036f\u0610-\u061a\u064b-\u065f\u0670]")


def units_of(text: str, language: Language) -> list[Unit]:
    """The units of a normalised text."""
    if language is Language.ZH:
        return [Unit(character, i, i + 1) for i, character in enumerate(text)]
    words = _WORD.finditer(text)
    return [Unit(_without_ending(_without_accents(m[0]), language), *m.span()) for m in words]


def _keys(text: str, language: Language) -> Sequence[str]:
    """The keys of the units of any text."""
    return _bare_keys(_without_accents(normalise_text(text)), language)


def _bare_keys(text: str, language: Language) -> Sequence[str]:
    """The keys of the units of a normalised text without accents."""
    if language is Language.ZH:
        return text
    return [_without_ending(word, language) for word in _WORD.findall(text)]


def _key(text: str, language: Language) -> str:
    return _join(_keys(text, language), language)


def _join(keys: Sequence[str], language: Language) -> str:
    return ("" if language is Language.ZH else " ").join(keys)


@cache
def _without_ending(word: str, language: Language) -> str:
    """A word in lower case without accents, without the ending of its number and case.

    >>> [_without_ending(word, Language.EN) for word in ("prisons", "prisoners", "authorities")]
    ['prison', 'prisoner', 'authority']
    >>> _without_ending("торговлей", Language.RU) == _without_ending("торговля", Language.RU)
    True
    """
    for ending, replacement in _ENDINGS[language]:
        word = ending.sub(replacement, word)
    return word


def _without_accents(text: str) -> str:
    """`text` without accents and vowel signs; й stays a letter of its own.

    >>> _without_accents("prévention"), _without_accents("ещё чей")
    ('prevention', 'еще чей')
    """
    if text.isascii():
        return text
    for spelling, letter in _LETTERS:  # five times as fast as str.translate on a whole column
        text = text.replace(spelling, letter)
    letters = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", letters)


def _readings(key: str, language: Language) -> tuple[str, ...]:
    """The ways to read the first word of a term: in Arabic, one letter may be a conjunction."""
    if language is Language.AR and len(key) > 4 and key[0] in _ARABIC_CONJUNCTIONS:
        return key, key[1:]
    return (key,)
