"""Resolutions printed as plain text, in the two manners in which such texts come.

`SPACED` is how text copied from a Chinese PDF looks: a blank line behind every line, paragraphs
indented by a blank, marks of footnotes in lines of their own. `DENSE` is how an English one looks:
no blank lines and no indentation, but running heads and job numbers where pages end. In both the
notes of a page stand at its end below a rule, in the middle of whatever sentence is cut there.
"""

import random
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from corpus.akn_labels import _ABJAD, _FROM_LETTERS, _FROM_ROMAN
from corpus.model import Footnote, Kind, Language, Paragraph, Resolution


class Manner(Enum):
    """How the text looks on its page."""

    SPACED = auto()
    DENSE = auto()


_ROMAN_IN_CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_LINES_ON_A_PAGE = 44
_COLUMNS = {Language.ZH: 36, Language.AR: 80}
_MARK = "\x01"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line, and the notes whose marks stand in it."""

    text: str
    notes: tuple[Footnote, ...] = ()
    ends_line: bool = True  # what follows may begin a page


def printed(resolution: Resolution, manner: Manner, seed: int = 1) -> str:
    """The text of a resolution without annexes, drafts or tables, as a page shows it."""
    chance = random.Random(f"{resolution.symbol}{resolution.language}{seed}")
    job = f"{chance.randint(10, 25)}-{chance.randint(10000, 99999)}"
    lines: list[str] = list(_front(resolution))
    pending: list[Footnote] = []
    count = len(lines)
    given: set[str] = set()
    for line in _body(resolution, manner):
        lines.append(line.text)
        pending.extend(note for note in line.notes if note.mark not in given)
        given |= {note.mark for note in line.notes}
        count += 1
        if line.ends_line and count + 2 * len(pending) >= _LINES_ON_A_PAGE:
            lines.extend(_foot(pending, resolution, manner, job))
            pending, count = [], 0
    lines.extend(_foot(pending, resolution, manner, job, last=True))
    separator = "\n\n" if manner is Manner.SPACED else "\n"
    return separator.join(lines) + "\n"


def _front(resolution: Resolution) -> Iterator[str]:
    yield resolution.symbol
    width = _COLUMNS.get(resolution.language, 70)
    head = f"{resolution.session}/{resolution.number}. {resolution.title}"
    yield from _wrapped(head, width, resolution.language)


def _foot(
    notes: list[Footnote], resolution: Resolution, manner: Manner, job: str, *, last: bool = False
) -> Iterator[str]:
    """What stands at the end of a page, and the running head of the next."""
    width = _COLUMNS.get(resolution.language, 78)
    if notes:
        yield "_______________"
    for note in notes:
        if manner is Manner.SPACED:
            yield note.mark
            yield from (f" {line}" for line in _wrapped(note.text, width, resolution.language))
        else:
            yield from _wrapped(f"{note.mark} {note.text}", width, resolution.language)
    if not last and manner is Manner.DENSE:
        yield job
        yield from _wrapped(resolution.title, width - 8, resolution.language)
        yield resolution.symbol


def _body(resolution: Resolution, manner: Manner) -> Iterator[_Printed]:
    width = _COLUMNS.get(resolution.language, 86)
    for paragraph in resolution.paragraphs:
        if paragraph.kind in (Kind.TITLE, Kind.FOOTNOTE):
            continue
        indent = " " if manner is Manner.SPACED and paragraph.kind is not Kind.CLOSING else ""
        for part in paragraph.text.split("\n"):
            yield from _lines(paragraph, part, width, indent, resolution.language, manner)


def _lines(
    paragraph: Paragraph, part: str, width: int, indent: str, language: Language, manner: Manner
) -> Iterator[_Printed]:
    label = _label(paragraph, language)
    notes = {note.offset: note for note in paragraph.footnotes}
    text = "".join(
        (_MARK if place in notes else "") + c for place, c in enumerate(f"{part} ")
    ).rstrip(" ")
    waiting = list(paragraph.footnotes)
    wrapped = _wrapped(f"{label} {text}".strip(), width, language)
    for number, line in enumerate(wrapped):
        pieces = line.split(_MARK)
        before = indent if not number else ""
        if len(pieces) == 1:
            yield _Printed(before + line)
            continue
        here = tuple(waiting[: len(pieces) - 1])
        del waiting[: len(here)]
        if manner is Manner.DENSE:
            marked = pieces[0] + "".join(
                f"{_beside(note.mark, left, right)}{right}"
                for note, left, right in zip(here, pieces, pieces[1:], strict=False)
            )
            yield _Printed(before + marked, here)
            continue
        yield _Printed(before + pieces[0], ends_line=False)
        for note, right in zip(here, pieces[1:], strict=False):
            yield _Printed(note.mark, (note,), ends_line=False)
            if right.strip():
                yield _Printed(right.strip(), ends_line=note is here[-1])


def _beside(mark: str, left: str, right: str) -> str:
    """The mark between two pieces: PDF text glues it to a word and sets a blank behind a stop."""
    before = "" if left[-1:].isalpha() else " "
    return f"{before}{mark}" + (" " if right[:1].isalnum() else "")


def is_roman(paragraph: Paragraph) -> bool:
    """Whether its number is a Roman one: in a list within a list, whatever that stands in."""
    own = re.sub(r"^(?:(?:annex|draft|part|art|h|s)\d*[a-z]*\.)*", "", paragraph.path)
    return own.count(".") > 1 and paragraph.number in _FROM_ROMAN


def _label(paragraph: Paragraph, language: Language) -> str:
    """The printed number of a paragraph, as its language sets it."""
    number = paragraph.number
    if number is None or paragraph.kind is Kind.HEADING:
        return f"{number.upper()}." if number else ""
    if number.isdigit():
        return f"{number} -" if language is Language.AR else f"{number}."
    roman = is_roman(paragraph)
    if language is Language.AR:
        if roman:
            return f"’{_FROM_ROMAN[number]}‘"
        value = _FROM_LETTERS[number]
        letter = _ABJAD[(value - 1) % 26]
        return f"({letter})" if value <= 26 else f"({letter} {letter})"
    if language is Language.ZH and roman and _FROM_ROMAN[number] <= 10:
        return _ROMAN_IN_CHINESE[_FROM_ROMAN[number] - 1]
    return f"{number})" if language in (Language.FR, Language.ES, Language.RU) else f"({number})"


_NOT_AT_HEAD = "，。；：、）》”’,.;:)"


def _wrapped(text: str, width: int, language: Language) -> list[str]:
    """Lines of at most so many characters; Chinese breaks anywhere but before a stop."""
    if language is not Language.ZH:
        return textwrap.wrap(text, width, break_long_words=False) or [""]
    lines: list[str] = []
    rest = text
    while len(rest) > width:
        cut = width
        while cut > 1 and (rest[cut] in _NOT_AT_HEAD + _MARK or _in_word(rest, cut)):
            cut -= 1
        lines.append(rest[:cut])
        rest = rest[cut:].lstrip(" ")
    return [*lines, rest]


def _in_word(text: str, cut: int) -> bool:
    return text[cut].isascii() and text[cut - 1].isascii() and text[cut - 1] not in " "
