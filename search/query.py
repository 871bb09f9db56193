"""What a query means: a tree of frozen values whose `str()` is the canonical spelling.

Pure: `grammar.parse` builds the tree from text, `compile` turns it into something an index can
answer. `parse(str(tree)).tree == tree` holds for every tree that `parse` returns.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class FieldName(StrEnum):
    """What can stand before a colon; the values are the canonical spellings."""

    SYMBOL = "symbol"  # paragraphs of this document
    KIND = "kind"  # part of the resolution: operative, preambular, title …
    VERB = "verb"  # opening phrase: 敦促, Urges
    ACTION = "action"  # what the phrase does, in any language: urge, encourage-strongly
    ORGAN = "organ"  # GA, SC, ECOSOC …
    YEAR = "year"  # year of adoption, or a range
    SESSION = "session"  # session of the organ, or a range
    SUBJECT = "subject"  # subject heading
    AGENDA = "agenda"  # number or name of the agenda item
    CITES = "cites"  # paragraphs that cite this document
    LANG = "lang"  # language of the paragraph
    TITLE = "title"  # words of the resolution's title


FIELD_NAMES = {
    **{name.value: name for name in FieldName},
    "文号": FieldName.SYMBOL,
    "部分": FieldName.KIND,
    "动词": FieldName.VERB,
    "行动": FieldName.ACTION,
    "机构": FieldName.ORGAN,
    "年份": FieldName.YEAR,
    "届会": FieldName.SESSION,
    "主题": FieldName.SUBJECT,
    "议程": FieldName.AGENDA,
    "议程项目": FieldName.AGENDA,
    "援引": FieldName.CITES,
    "语言": FieldName.LANG,
    "标题": FieldName.TITLE,
}
"""Every accepted field name, English and Chinese."""

# One family opens and closes with any of its marks: keyboards and word processors mix them.
DOUBLE_QUOTES = '"“”„‟＂'
PAIRED_QUOTES = {"「": "」", "『": "』", "«": "»"}
QUOTES = DOUBLE_QUOTES + "".join(PAIRED_QUOTES) + "".join(PAIRED_QUOTES.values())
OPENING, CLOSING = "(（", ")）"
COLONS = ":："
MINUS = "-－−"
STARS = "*＊"
OPERATOR = re.compile(r"AND|OR|NOT|NEAR/[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Word:
    """A run typed without quotation marks: what spaces, quotes and operators separate."""

    text: str

    def __str__(self) -> str:
        return _escaped_word(self.text)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A run in quotation marks: these characters and no others."""

    text: str

    def __str__(self) -> str:
        return _quoted(self.text)


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word: `crimin*`."""

    text: str

    def __str__(self) -> str:
        return _escaped_word(self.text) + "*"


Run: TypeAlias = Word | Quoted | Prefix


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None leaves a side open."""

    low: int | None
    high: int | None

    def __str__(self) -> str:
        low, high = ("" if end is None else str(end) for end in (self.low, self.high))
        return f"{low}..{high}"


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on what is known about a paragraph: `kind:operative`, `year:2015..2023`."""

    name: FieldName
    value: str | Range

    def __str__(self) -> str:
        bare = isinstance(self.value, Range) or (
            re.fullmatch(r"[\w./-]+", self.value) and ".." not in self.value
        )
        return f"{self.name}:{self.value if bare else _quoted(str(self.value))}"


@dataclass(frozen=True, slots=True)
class Near:
    """Both runs, in either order, with at most `distance` words between them."""

    left: Run
    right: Run
    distance: int

    def __str__(self) -> str:
        return f"{self.left} NEAR/{self.distance} {self.right}"


@dataclass(frozen=True, slots=True)
class Not:
    """Paragraphs that the child does not match."""

    child: "Node"

    def __str__(self) -> str:
        return f"NOT {_grouped(self.child, Best, And, Or, Near)}"


@dataclass(frozen=True, slots=True)
class Best:
    """Words side by side: the more of them a paragraph has, the better it answers."""

    children: tuple["Node", ...]

    def __str__(self) -> str:
        return " ".join(_grouped(child, Best, And, Or) for child in self.children)


@dataclass(frozen=True, slots=True)
class And:
    """Every child."""

    children: tuple["Node", ...]

    def __str__(self) -> str:
        return " AND ".join(_grouped(child, And, Or) for child in self.children)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one child."""

    children: tuple["Node", ...]

    def __str__(self) -> str:
        return " OR ".join(_grouped(child, Or) for child in self.children)


Node: TypeAlias = Word | Quoted | Prefix | Field | Near | Not | Best | And | Or


def is_operator(text: str) -> bool:
    """Whether the word is an operator: AND, OR, NOT or NEAR/n, full-width letters alike."""
    return OPERATOR.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def field_name(text: str) -> FieldName | None:
    """The field that a name stands for, in any case and width, or None."""
    return FIELD_NAMES.get(unicodedata.normalize("NFKC", text).casefold())


def _grouped(child: Node, *kinds: type) -> str:
    """The child's spelling, in parentheses where it binds less tightly than its parent."""
    return f"({child})" if isinstance(child, kinds) else str(child)


def _quoted(text: str) -> str:
    return '"' + re.sub(f"([\\\\{DOUBLE_QUOTES}])", r"\\\1", text) + '"'


def _escaped_word(text: str) -> str:
    """The text with a backslash before every character that the grammar would not read as text."""
    special = set("\\" + QUOTES)
    if not _parentheses_attach(text):
        special |= set(OPENING + CLOSING)
    spelled = [f"\\{c}" if c in special or c.isspace() else c for c in text]
    if text[0] in MINUS or is_operator(text):
        spelled[0] = "\\" + text[0]
    if text[-1] in STARS:
        spelled[-1] = "\\" + text[-1]
    colon = next((i for i, c in enumerate(text) if c in COLONS), None)
    if colon is not None and field_name(text[:colon]):
        spelled[colon] = "\\" + text[colon]
    return "".join(spelled)


def _parentheses_attach(text: str) -> bool:
    """Whether parentheses belong to the word as in `S/RES/1373(2001)`: closed, not at its head."""
    head = re.split(f"[{OPENING}]", text, maxsplit=1)[0]
    if not head or is_operator(head) or set(head) <= set(MINUS):
        return False
    if head[-1] in COLONS and field_name(head[:-1]):
        return False
    depth = 0
    for character in text:
        depth += (character in OPENING) - (character in CLOSING)
        if depth < 0 or (depth and (character.isspace() or character in QUOTES)):
            return False
    return depth == 0
