"""The words of the field: which wordings, in six languages, name the same thing.

A translator types 监狱人满为患 where a resolution says 监狱过于拥挤, a diplomat 毒罪办 where it
says 联合国毒品和犯罪问题办公室. The vocabulary leads from what is typed to what the texts say, and
from one language to another. Each `<kind>.tsv` of `search/data` holds the concepts of one kind
(`docs/vocabulary.md` describes the lines); a language is read when it is first asked for.

Typed words are found as `search.lookup` says. The values are named tuples, because to define a data
class takes eight times as long, and every search waits for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.model import Language
from indexer.normalise import Normalised, normalise
from search.lookup import Lookup, Place, cuts_latin_word, key_of, units_of

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


class Wording(NamedTuple):
    """One way to name a concept; `ambiguous` where the same words name another concept too."""

    text: str
    language: Language
    role: Role
    ambiguous: bool = False


class Concept(NamedTuple):
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


class Related(NamedTuple):
    """A wording to search for beside the typed one; `weight` is above 0 and at most 1."""

    text: str
    relation: Relation
    concept: str
    weight: float


class Term(NamedTuple):
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
    typed = key_of(text, language)
    found: dict[str, Related] = {}
    for match in _whole(text, language):
        for wording in _names(match.concept, language) + _neighbours(match.concept, language):
            key = key_of(wording.text, language)
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
    return tuple(term for _, term in terms_in(text, normalise(text), language))


def terms_in(
    text: str, normalised: Normalised, language: Language
) -> Iterator[tuple[tuple[int, int], Term]]:
    """The same, each with the span of the normalised text in which it was found."""
    units = units_of(normalised.text, language)
    position = 0
    while position < len(units):
        length = 1
        for count, places in _table(language).lookup.at(units, position):
            run = units[position : position + count]
            found = run[0].start, run[-1].end
            span = normalised.original_span(*found)
            if matches := _allowed(_matches(places, language), text, span, language):
                concepts = tuple(dict.fromkeys(match.concept for match in matches))
                yield found, Term(span, concepts)
                length = count
                break
        position += length


def translations(text: str, source: Language, target: Language) -> tuple[str, ...]:
    """What the texts in `target` say for `text`, a whole term in `source`; the name first.

    Where they never name it, the name that it has elsewhere. Empty where the term is not known.

    >>> translations("restorative justice", Language.EN, Language.ZH)[0]
    '恢复性司法'
    """
    found: dict[str, None] = {}
    for match in _whole(text, source):
        found.update((wording.text, None) for wording in _names(match.concept, target))
    return tuple(found)


def concepts() -> tuple[Concept, ...]:
    """Every concept, in the order of the files. Reads all languages: for listing, not searching."""
    return tuple(
        Concept(
            id,
            _kind(id),
            tuple(_column("source").get(id, ())),
            tuple(wording for language in Language for wording in _wordings(id, language)),
        )
        for id in _column(Language.ZH)  # every concept has wordings in all languages
    )


# Reading the files


_MARKS = {role.value: role for role in Role if role.value}
_EVERY_MARK = "!" + "".join(_MARKS)


@cache
def _texts() -> tuple[tuple[Kind, str], ...]:
    return tuple((kind, (_DATA / f"{kind}.tsv").read_text(encoding="utf-8")) for kind in Kind)


@cache
def _column(name: str) -> dict[str, list[str]]:
    """The cells of every concept that has this column: a language, or `source`."""
    column: dict[str, list[str]] = {}
    for _, text in _texts():
        # Cutting the text at the name of the column takes a tenth of the time that a pattern does.
        before, *parts = text.split(f"\t{name}\t")
        for part in parts:
            cells, _, rest = part.partition("\n")
            column[before.rpartition("\n")[2]] = cells.split("\t")
            before = rest
    return column


@cache
def _kind(concept: str) -> Kind:
    return next(kind for kind, text in _texts() if f"\n{concept}\t" in text)


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
    """The wordings of a language that lead to concepts, as cells of the files, and their lookup."""

    concepts: Sequence[str]
    cells: Sequence[Sequence[str]]
    lookup: Lookup


@cache
def _table(language: Language) -> _Table:
    column = _column(language)
    cells = [[cell for cell in line if Role.NEIGHBOUR not in cell[:2]] for line in column.values()]
    bare = "\n".join("\t".join(cell.lstrip(_EVERY_MARK) for cell in line) for line in cells)
    return _Table(list(column), cells, Lookup(bare, language))


def _matches(places: Iterable[Place], language: Language) -> tuple[_Match, ...]:
    table = _table(language)
    return tuple(_match(table.concepts[line], table.cells[line][cell]) for line, cell in places)


def _match(concept: str, cell: str) -> _Match:
    text, role, ambiguous = _marks(cell)
    return _Match(concept, role, ambiguous, len(text) <= 3 and text.isupper())


def _whole(text: str, language: Language) -> tuple[_Match, ...]:
    """What the whole of `text` names."""
    typed = text.strip()
    found = _matches(_table(language).lookup.whole(typed), language)
    return _allowed(found, typed, (0, len(typed)), language)


def _relation(typed: _Match, role: Role) -> Relation:
    if role is Role.NEIGHBOUR:
        return Relation.NEIGHBOUR
    if role is Role.SHORT:
        return Relation.SHORT_NAME
    named = _kind(typed.concept) in (Kind.BODY, Kind.INSTRUMENT, Kind.STANDARD)
    if role is Role.NAME and (named or typed.role is Role.SHORT):
        return Relation.FULL_NAME
    return Relation.SYNONYM if typed.role is Role.TYPED else Relation.VARIANT


def _allowed(
    matches: tuple[_Match, ...], text: str, span: tuple[int, int], language: Language
) -> tuple[_Match, ...]:
    """`matches` without abbreviations that are not in capitals, and without parts of words."""
    if language is Language.ZH and cuts_latin_word(text, span):
        return ()
    capitals = text[slice(*span)].isupper()
    return tuple(match for match in matches if capitals or not match.capitals)
