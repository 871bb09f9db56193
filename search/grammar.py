"""From what a user types to a syntax tree, with a list of what had to be guessed.

    query   := any ("OR" any)*              OR binds least
    any     := all ("AND" all)*
    all     := item+                        side by side: the more of them the better
    item    := ("-" | "NOT") item | run ("NEAR/n" run)* | field | "(" query ")"
    run     := word | "prefix*" | quotation
    field   := name ":" (value | low ".." high)
    quotation := “…” "…" 「…」 『…』 «…»

A backslash makes the next character text. Full-width signs count as their half-width ones.
`parse` reads every input: what fits nothing is text, and a problem says so. docs/query-language.md
is the user's page.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from corpus.errors import UsageError
from search.field_values import NOUNS, expected, field_value, is_reversed
from search.query import (
    CLOSING,
    COLONS,
    DOUBLE_QUOTES,
    MINUS,
    OPENING,
    PAIRED_QUOTES,
    STARS,
    And,
    Best,
    Field,
    FieldName,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Quoted,
    Word,
    field_name,
    is_operator,
)

MAX_LENGTH = 20_000
"""Characters of a query that are read: longer than any paragraph, short enough to answer."""

MAX_DEPTH = 40
"""Parentheses inside one another that are read; far below what Python can recurse into."""


MAX_RUNS = 200
"""Words and quotations of a query that are read: a long paragraph has as many."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was guessed: where it begins in the query (a code point), how it was read."""

    position: int
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, None where the query says nothing, and what had to be guessed on the way."""

    tree: Node | None
    problems: tuple[Problem, ...] = ()


def parse(text: str) -> Parsed:
    """The syntax tree of a query. Never raises; every doubt is a problem.

    >>> parse("女囚 -少年").tree
    Best(children=(Word(text='女囚'), Not(child=Word(text='少年'))))
    >>> str(parse("部分：执行 年份:2015..2020 “人口贩运”").tree)
    'kind:operative year:2015..2020 "人口贩运"'
    >>> parse("colour:red").problems[0].message
    "'colour' is not a field: 'colour:red' was read as text."
    """
    problems: list[Problem] = []
    # A lone surrogate (undecodable bytes of a command line) cannot be in any document.
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) > MAX_LENGTH:
        problems.append(
            Problem(MAX_LENGTH, f"The query is very long: its first {MAX_LENGTH} characters count.")
        )
        text = text[:MAX_LENGTH]
    tree = _Tree(problems).build(_Lexer(text, problems).tokens())
    if tree is None and text.strip() and not problems:
        problems.append(Problem(0, "The query has no words."))
    return Parsed(tree, tuple(sorted(problems, key=lambda problem: problem.position)))


def parse_field(name: FieldName, text: str) -> Field:
    """The condition that a command-line option states.

    >>> str(parse_field(FieldName.SESSION, "第七十八届"))
    'session:78'

    Raises:
        UsageError: the value cannot be one of this field.
    """
    value = field_value(name, text.strip())
    if value is None:
        wrong = "ends before it begins" if is_reversed(name, text) else f"is no {NOUNS[name]}"
        raise UsageError(f"{text!r} {wrong}.", f"Give {expected(name, text)}.")
    return Field(name, value)


# --- characters to tokens -------------------------------------------------------------------


class _Sign(Enum):
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class _Nearness:
    distance: int


@dataclass(frozen=True, slots=True)
class _Token:
    position: int
    value: "_Sign | _Nearness | Node"


@dataclass(frozen=True, slots=True)
class _Letter:
    """One character of a word; an escaped one has no special meaning."""

    character: str
    escaped: bool


class _Lexer:
    """Cuts a query into tokens, in one pass and without recursion."""

    def __init__(self, text: str, problems: list[Problem]) -> None:
        self._text = text
        self._problems = problems
        self._closed_by: dict[int, int] = {}  # position of "(" → position of its ")"
        self._breaks: list[int] = []  # white space and quotation marks up to each position
        self._survey()
        self._closing = set(self._closed_by.values())

    def tokens(self) -> Iterator[_Token]:
        at = 0
        while at < len(self._text):
            character = self._text[at]
            if character.isspace():
                at += 1
            elif self._is_opening_quote(character):
                token, at = self._quotation(at)
                if token:
                    yield token
            elif at in self._closed_by:
                yield _Token(at, _Sign.OPEN)
                at += 1
            elif at in self._closing:
                yield _Token(at, _Sign.CLOSE)
                at += 1
            elif self._is_exclusion(at):
                yield _Token(at, _Sign.NOT)
                at += 1
            else:
                token, at = self._word(at)
                if token:
                    yield token

    def _survey(self) -> None:
        """Pairs the parentheses outside quotations and counts what can break a word."""
        open_ones: list[int] = []
        at = count = 0
        while at < len(self._text):
            character = self._text[at]
            end = at + 1
            if character == "\\":
                end = at + 2
            elif self._is_opening_quote(character):
                end = self._end_of_quotation(at)
                count += 1
            elif character.isspace():
                count += 1
            elif character in OPENING:
                open_ones.append(at)
            elif character in CLOSING:
                if open_ones:
                    self._closed_by[open_ones.pop()] = at
                else:
                    self._note_parenthesis(at)
            self._breaks.extend([count] * (end - at))
            at = end
        if open_ones:
            self._note_parenthesis(open_ones[0])

    def _note_parenthesis(self, at: int) -> None:
        self._note(at, "A parenthesis has no partner: it was read as a character of the text.")

    def _is_opening_quote(self, character: str) -> bool:
        return character in DOUBLE_QUOTES or character in PAIRED_QUOTES

    def _is_exclusion(self, at: int) -> bool:
        """A minus sign directly before something to exclude; `--` and a lone `-` are text."""
        following = self._text[at + 1 : at + 2]
        return (
            self._text[at] in MINUS
            and bool(following)
            and not following.isspace()
            and following not in MINUS
        )

    def _end_of_quotation(self, at: int) -> int:
        """The position behind the closing mark, or behind the text where there is none."""
        closers = PAIRED_QUOTES.get(self._text[at], DOUBLE_QUOTES)
        at += 1
        while at < len(self._text):
            if self._text[at] == "\\":
                at += 1
            elif self._text[at] in closers:
                return at + 1
            at += 1
        return len(self._text)

    def _quotation(self, at: int) -> tuple[_Token | None, int]:
        end = self._end_of_quotation(at)
        closers = PAIRED_QUOTES.get(self._text[at], DOUBLE_QUOTES)
        letters = list(_letters(self._text[at + 1 : end]))
        if letters and not letters[-1].escaped and letters[-1].character in closers:
            letters.pop()
        else:
            self._note(at, "A quotation mark is not closed: the quotation goes to the end.")
        content = "".join(letter.character for letter in letters).strip()
        if not content:
            self._note(at, "An empty quotation says nothing: it was left out.")
            return None, end
        return _Token(at, Quoted(content)), end

    def _word(self, start: int) -> tuple[_Token | None, int]:
        end = self._end_of_word(start)
        letters = tuple(_letters(self._text[start:end]))
        if all(not letter.escaped for letter in letters):
            operator = _operator(self._text[start:end])
            if operator is not None:
                return _Token(start, operator), end
        colon = _field_colon(letters)
        if colon is not None:
            return self._field(start, end, letters, colon)
        return _Token(start, _plain_run(letters)), end

    def _end_of_word(self, start: int) -> int:
        at = start
        while at < len(self._text):
            character = self._text[at]
            if character == "\\":
                at += 2
            elif character.isspace() or self._is_opening_quote(character) or at in self._closing:
                break
            elif at in self._closed_by:
                if not self._attaches(start, at):
                    break
                at = self._closed_by[at] + 1
            else:
                at += 1
        return min(at, len(self._text))

    def _attaches(self, start: int, at: int) -> bool:
        """Whether the parenthesis belongs to the word before it, as in `S/RES/1373(2001)`."""
        head = self._text[start:at]
        if not head or is_operator(head) or set(head) <= set(MINUS):
            return False
        if head[-1] in COLONS and field_name(head[:-1]):
            return False
        return self._breaks[at] == self._breaks[self._closed_by[at]]

    def _field(
        self, start: int, end: int, letters: tuple[_Letter, ...], colon: int
    ) -> tuple[_Token | None, int]:
        head = "".join(letter.character for letter in letters[:colon])
        raw = "".join(letter.character for letter in letters)
        name = field_name(head)
        if name is None:
            if _looks_like_field(head, raw[colon + 1 :]):
                self._note(start, f"{head!r} is not a field: {raw!r} was read as text.")
            return _Token(start, _plain_run(letters)), end
        if colon + 1 < len(letters):
            value = field_value(name, raw[colon + 1 :])
        elif end < len(self._text) and self._is_opening_quote(self._text[end]):
            token, end = self._quotation(end)
            quoted = token.value.text if token and isinstance(token.value, Quoted) else ""
            value = field_value(name, quoted)
            raw += quoted
        else:
            value = None
        if value is None:
            typed = raw[colon + 1 :]
            wrong = "it ends before it begins, and " if is_reversed(name, typed) else ""
            takes = f"{name}: takes {expected(name, typed)}"
            self._note(start, f"{raw!r} was read as text: {wrong}{takes}.")
            return _Token(start, Word(raw)), end
        return _Token(start, Field(name, value)), end

    def _note(self, position: int, message: str) -> None:
        _note(self._problems, position, message)


def _note(problems: list[Problem], position: int, message: str) -> None:
    """Adds a problem, each message once: a query of a thousand open quotations has one problem."""
    if all(problem.message != message for problem in problems):
        problems.append(Problem(position, message))


def _letters(text: str) -> Iterator[_Letter]:
    characters = iter(text)
    for character in characters:
        if character == "\\":
            # A backslash at the very end has nothing to escape: it is itself.
            yield _Letter(next(characters, "\\"), escaped=True)
        else:
            yield _Letter(character, escaped=False)


def _operator(raw: str) -> _Sign | _Nearness | None:
    if not is_operator(raw):
        return None
    name = unicodedata.normalize("NFKC", raw)
    if name.startswith("NEAR/"):
        return _Nearness(int(name.removeprefix("NEAR/")))
    return _Sign[name]


def _field_colon(letters: tuple[_Letter, ...]) -> int | None:
    return next(
        (
            index
            for index, letter in enumerate(letters)
            if index and letter.character in COLONS and not letter.escaped
        ),
        None,
    )


def _looks_like_field(head: str, rest: str) -> bool:
    """Tells `colour:red` from a colon in a text, a time, an address: `24:7`, `https://…`."""
    return head.isalpha() and len(head) <= 16 and bool(rest) and not rest.startswith("//")


def _plain_run(letters: tuple[_Letter, ...]) -> Word | Prefix:
    kept = len(letters)
    while kept and letters[kept - 1].character in STARS and not letters[kept - 1].escaped:
        kept -= 1
    whole = "".join(letter.character for letter in letters)
    return Prefix(whole[:kept]) if 0 < kept < len(letters) else Word(whole)


# --- tokens to a tree -----------------------------------------------------------------------


@dataclass(slots=True)
class _Level:
    """What stands between one pair of parentheses: alternatives of conjunctions of items."""

    position: int
    negated: bool
    alternatives: list[list[list[Node]]] = field(default_factory=lambda: [[[]]])

    @property
    def items(self) -> list[Node]:
        return self.alternatives[-1][-1]


class _Tree:
    """Builds the tree with a stack of its own, so that no query can exhaust Python's."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._levels = [_Level(0, negated=False)]
        self._negate = False
        self._near: _Nearness | None = None
        self._too_deep = 0
        self._runs = 0

    def build(self, tokens: Iterator[_Token]) -> Node | None:
        for token in tokens:
            match token.value:
                case _Sign.NOT:
                    self._negate = not self._negate
                case _Sign.AND | _Sign.OR:
                    self._operator(token)
                case _Nearness():
                    self._nearness(token, token.value)
                case _Sign.OPEN:
                    self._open(token)
                case _Sign.CLOSE:
                    self._close()
                case node if self._runs < MAX_RUNS:
                    self._runs += 1
                    self._add(node, token.position)
                case _:
                    self._note(
                        token.position, f"The query is long: its first {MAX_RUNS} words count."
                    )
        self._drop_pending()
        return self._finish(self._levels[0])

    def _operator(self, token: _Token) -> None:
        self._drop_pending()
        level = self._levels[-1]
        if not level.items:
            self._note(token.position, "AND and OR stand between two things: one was left out.")
        elif token.value is _Sign.AND:
            level.alternatives[-1].append([])
        else:
            level.alternatives.append([[]])

    def _nearness(self, token: _Token, nearness: _Nearness) -> None:
        items = self._levels[-1].items
        if items and not self._negate and isinstance(items[-1], Word | Quoted | Prefix | Near):
            self._near = nearness
        else:
            self._note_near(token.position)

    def _open(self, token: _Token) -> None:
        if self._near:
            self._near = None
            self._note_near(token.position)
        if len(self._levels) > MAX_DEPTH:
            self._too_deep += 1
            self._note(
                token.position,
                f"Parentheses are read {MAX_DEPTH} deep: those inside were left out.",
            )
            return
        self._levels.append(_Level(token.position, self._negate))
        self._negate = False

    def _close(self) -> None:
        self._drop_pending()
        if self._too_deep:
            self._too_deep -= 1
            return
        level = self._levels.pop()
        node = self._finish(level)
        if node is None:
            self._note(level.position, "Empty parentheses say nothing: they were left out.")
        else:
            self._negate = level.negated
            self._add(node, level.position)

    def _add(self, node: Node, position: int) -> None:
        items = self._levels[-1].items
        if self._near and not self._negate and isinstance(node, Word | Quoted | Prefix):
            self._join_near(items, node, self._near.distance)
        else:
            if self._near:
                self._note_near(position)
            items.append(_negation(node) if self._negate else node)
        self._near = None
        self._negate = False

    def _join_near(self, items: list[Node], right: Word | Quoted | Prefix, distance: int) -> None:
        left = items[-1]
        if isinstance(left, Near):  # a NEAR/5 b NEAR/5 c: both pairs
            items.append(Near(left.right, right, distance))
        elif isinstance(left, Word | Quoted | Prefix):
            items[-1] = Near(left, right, distance)

    def _finish(self, level: _Level) -> Node | None:
        if not level.items and level.alternatives != [[[]]]:
            self._note(level.position, "AND and OR stand between two things: one was left out.")
        alternatives: list[Node] = []
        for conjunction in level.alternatives:
            parts = [_joined(Best, items) for items in conjunction if items]
            if parts:
                alternatives.append(_joined(And, parts))
        return _joined(Or, alternatives) if alternatives else None

    def _drop_pending(self) -> None:
        if self._negate:
            self._note(0, "NOT excludes what follows it: nothing did, and it was left out.")
        if self._near:
            self._note_near(0)
        self._negate = False
        self._near = None

    def _note_near(self, position: int) -> None:
        self._note(position, "NEAR/n joins two words or quotations: one was left out.")

    def _note(self, position: int, message: str) -> None:
        _note(self._problems, position, message)


def _joined(kind: type[Best] | type[And] | type[Or], nodes: list[Node]) -> Node:
    """The nodes under one parent; a single one needs none, and equal parents merge."""
    if len(nodes) == 1:
        return nodes[0]
    children: list[Node] = []
    for node in nodes:
        if kind is not Best and isinstance(node, kind):
            children.extend(node.children)
        else:
            children.append(node)
    return kind(tuple(children))


def _negation(node: Node) -> Node:
    return node.child if isinstance(node, Not) else Not(node)
