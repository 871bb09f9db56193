"""Text for a terminal: safe characters, display columns, line breaks and colour. No I/O.

Width is counted in columns: Chinese takes two, combining marks none (UAX #11 and the general
category). Lines break at spaces and between ideographs, never before closing punctuation nor after
opening punctuation, as Chinese typesetting asks (GB/T 15834).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

# C0 and C1 controls but tab and newline, line and paragraph separators, lone surrogates, and the
# bidirectional controls that reorder what stands around them (the plain marks LRM and RLM do not).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_BREAK_BEFORE = frozenset("。，、；：？！）》」』】〉”’％,.;:?!)]}%")
_NO_BREAK_AFTER = frozenset("（《「『【〈“‘([{")


def printable(text: str) -> str:
    """The text with everything that could steer a terminal shown as U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def escape_json(document: str) -> str:
    """A JSON document in which characters that could steer a terminal are escaped."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", document)


def spreadsheet_cell(value: object) -> object:
    """A value that a spreadsheet does not take for a formula."""
    if isinstance(value, str):
        text = printable(value)
        return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
    return value


def columns(text: str) -> int:
    """How many terminal columns the text takes.

    >>> columns("监狱 prison")
    11
    """
    if text.isascii():
        return len(text)
    return sum(map(_char_columns, text))


def _char_columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return True
    if after == " " or after in _NO_BREAK_BEFORE or before in _NO_BREAK_AFTER:
        return False
    return _is_wide(before) or _is_wide(after)


def line_spans(text: str, width: int) -> Iterator[Span]:
    """Half-open spans of `text`, a line of at most `width` columns each.

    Spaces at a break belong to no line. A word longer than a line is cut. A newline in the text
    ends a line.
    """
    start = 0
    for part in text.split("\n"):
        yield from _paragraph_spans(text, start, start + len(part), max(width, 2))
        start += len(part) + 1


def _paragraph_spans(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    if start == end:
        yield start, end
        return
    while start < end:
        stop, used, break_at = start, 0, start
        while stop < end:
            used += _char_columns(text[stop])
            if used > width and text[stop] != " ":
                break
            stop += 1
            if stop < end and _may_break(text[stop - 1], text[stop]):
                break_at = stop
        if stop < end and break_at > start:
            stop = break_at
        line_end = stop
        while line_end > start and text[line_end - 1] == " ":
            line_end -= 1
        yield start, line_end
        while stop < end and text[stop] == " ":
            stop += 1
        start = stop


@dataclass(frozen=True, slots=True)
class Style:
    """Colour and emphasis, or plain text where `colour` is off."""

    colour: bool

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def strong(self, text: str) -> str:
        """Bold: ids and numbers."""
        return self._paint(text, "1")

    def faint(self, text: str) -> str:
        """Dim: what is there to be looked up, not read."""
        return self._paint(text, "2")

    def verb(self, text: str) -> str:
        """Italic and green: the opening phrase, which the United Nations prints in italics."""
        return self._paint(text, "3;32")

    def link(self, text: str) -> str:
        """Underlined: another document that the text cites."""
        return self._paint(text, "4")

    def match(self, text: str) -> str:
        """Bold and red, as grep does: what was searched for."""
        return self._paint(text, "1;31")


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open span of a text and how it is painted. Marks of one text do not overlap."""

    start: int
    end: int
    paint: Callable[[str], str]


def painted(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """The part of `text` within `span`, printable, with the marks that fall into it painted."""
    at, end = span
    parts: list[str] = []
    for mark in marks:
        left, right = max(mark.start, at), min(mark.end, end)
        if left < right:
            parts += [printable(text[at:left]), mark.paint(printable(text[left:right]))]
            at = right
    return "".join([*parts, printable(text[at:end])])


def block(text: str, width: int, *, indent: str = "", marks: Sequence[Mark] = ()) -> list[str]:
    """Lines of at most `width` columns, each behind `indent`, with marks painted."""
    room = width - columns(indent)
    return [indent + painted(text, span, marks) for span in line_spans(text, room)]
