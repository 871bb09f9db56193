"""What is asked for, and how it is understood before any index is opened."""

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from corpus.errors import UsageError
from corpus.model import Language
from corpus.symbols import Symbol, is_symbol_query, readings
from search.compile import wanted_runs
from search.grammar import parse
from search.language import language_of
from search.query import Best, Field, FieldName, Node, Quoted
from search.selection import paragraph_in_words, parse_id
from search.translate import Step


class Sort(StrEnum):
    """The order of a result."""

    SCORE = "score"  # what stands exactly first, then by score
    DATE = "date"  # newest first
    OLDEST = "oldest"  # oldest first: since when something has been said


class Fold(StrEnum):
    """Which paragraphs are one hit: the newest, with the others under it."""

    SIMILAR = "similar"  # of a series, with nearly the same text (`search.similar`)
    EQUAL = "equal"  # with the same text
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked for.

    `languages` None lets the query's script and words decide. `filters` narrow the result; values
    of the same field are alternatives (`grammar.parse_field` makes them from text). `fold` puts
    paragraphs with the same text under the newest; True and False are EQUAL and NONE. `context` is
    how many paragraphs before and after each hit are wanted. `expand` also looks for
    other wordings of unquoted words. `facets` counts the whole result by organ, year and
    so on. `translate` asks every language in its own words, those of the query in another.
    """

    query: str
    languages: tuple[Language, ...] | None = None
    filters: tuple[Field, ...] = ()
    limit: int = 10
    offset: int = 0
    fold: Fold | bool = Fold.EQUAL
    sort: Sort = Sort.SCORE
    explain: bool = False
    context: int = 0
    expand: bool = True
    facets: bool = False
    translate: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A request as it is understood.

    `tree` is None where only conditions are given. `symbols` are the readings of a query that is
    the symbol of a document, spelled as `typed`; `literally` where it stands in quotation marks.
    `path` is that of a paragraph of it, where the query is an id or says one in words.
    `conditions` stand in the query itself, `filters` beside it. `languages` is None where nothing
    names one, `detected` what the query looks like. `steps` say how the tree was translated, where
    it was (`translate.translate`).
    """

    typed: str
    tree: Node | None
    symbols: tuple[Symbol, ...]
    literally: bool
    conditions: tuple[Field, ...]
    filters: tuple[Field, ...]
    languages: tuple[Language, ...] | None
    detected: Language | None
    expand: bool
    translate: bool
    problems: tuple[str, ...]
    path: str | None = None
    steps: tuple[Step, ...] = ()

    @property
    def is_id(self) -> bool:
        """Whether the query is the id of a paragraph, which nothing else answers."""
        return self.path is not None and "#" in normalize("NFKC", self.typed)

    @property
    def says_something(self) -> bool:
        """Whether there is anything to search for."""
        return self.tree is not None or bool(self.conditions or self.filters)


def understand(request: SearchRequest) -> Question:
    """The request with its query parsed, its conditions apart, symbols and language recognised."""
    parsed = parse(request.query)
    tree, conditions = _without_conditions(parsed.tree)
    literally = isinstance(tree, Quoted)
    typed = tree.text if isinstance(tree, Quoted) else request.query.strip()
    symbol, path = _named(typed, literally=literally)
    return Question(
        typed=typed,
        tree=tree,
        symbols=readings(symbol) if symbol else (),
        path=path,
        literally=literally,
        conditions=conditions,
        filters=request.filters,
        languages=request.languages or _named_languages((*conditions, *request.filters)),
        detected=language_of(_wanted_text(tree) or request.query),
        expand=request.expand,
        translate=request.translate,
        problems=tuple(problem.message for problem in parsed.problems),
    )


def _named(typed: str, *, literally: bool) -> tuple[str | None, str | None]:
    """The symbol that a query is, and the path of a paragraph of it; None where it is no such."""
    if "#" not in normalize("NFKC", typed):
        if is_symbol_query(typed):
            return typed, None
        paragraph = None if literally else paragraph_in_words(typed)
        return (paragraph.symbol, paragraph.path) if paragraph else (None, None)
    try:
        named = parse_id(typed)
    except UsageError:
        return None, None
    return named.symbol, named.path


def _without_conditions(tree: Node | None) -> tuple[Node | None, tuple[Field, ...]]:
    """The tree without the fields at its top, which restrict all of it, and these fields."""
    match tree:
        case Field():
            return None, (tree,)
        case Best(children):
            others = tuple(child for child in children if not isinstance(child, Field))
            fields = tuple(child for child in children if isinstance(child, Field))
            rest = others[0] if len(others) == 1 else Best(others)
            return (rest if others else None), fields
        case _:
            return tree, ()


def _wanted_text(tree: Node | None) -> str:
    """The words of the query, without the names of fields, which say nothing of its language."""
    return " ".join(run.text for run in wanted_runs(tree)) if tree else ""


def _named_languages(fields: tuple[Field, ...]) -> tuple[Language, ...] | None:
    named = [Language(str(field.value)) for field in fields if field.name is FieldName.LANG]
    return tuple(dict.fromkeys(named)) or None
