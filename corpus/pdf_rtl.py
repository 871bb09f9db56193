"""The order in which lines are read that run from right to left.

The characters of a page are mirrored, so that all that asks for left and right asks for the start
and the end of a line; then only numbers and Latin words, which run from left to right within such
lines, are put in their order. What PDFium gives as the logical order is not used: it parts numbers
at their slashes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.pdf_page import Glyph, Page, Rule

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_SEPARATORS = ".,/:"  # between digits they belong to the number: classes CS of the bidi rules
_APART = 0.2  # em: a wider gap than this parts words
_PAIRS = ("()", "[]", "{}", "«»", "”“", "’‘")  # as they open and close in Arabic
_BRACKETS = frozenset("()[]{}")


def runs_from_right(pages: Iterable[Page]) -> bool:
    """Whether most letters on these pages belong to a script that runs from right to left."""
    letters = [g.char for page in pages for g in page.glyphs if g.char.isalpha()]
    return sum(bool(_RTL.match(char)) for char in letters) > 0.5 * len(letters)


def mirrored(page: Page) -> Page:
    """The page as in a mirror: its lines begin at the left."""
    glyphs = tuple(
        replace(g, left=page.width - g.right, right=page.width - g.left) for g in page.glyphs
    )
    rules = tuple(Rule(page.width - r.right, page.width - r.left, r.height) for r in page.rules)
    return replace(page, glyphs=glyphs, rules=rules)


def in_reading_order(line: Sequence[Glyph]) -> Iterator[tuple[Glyph, float]]:
    """The characters of a mirrored line as they are read, each with the gap before it in points."""
    end = line[0].left if line else 0.0
    for run, back in _runs(_with_ligatures_in_order(sorted(line, key=_place))):
        before: Glyph | None = None
        for glyph in reversed(run) if back else run:
            if _is_over(glyph):
                yield glyph, 0.0
                continue
            if before is None:
                gap = run[0].left - end
            elif back:
                gap = before.left - glyph.right
            else:
                gap = glyph.left - before.right
            yield glyph, gap
            before = glyph
        end = max(end, *(glyph.right for glyph in run))


def _with_ligatures_in_order(line: list[Glyph]) -> list[Glyph]:
    """The line with the letters of a ligature, which share a place, in the order of the file."""
    for place in range(1, len(line)):
        before, glyph = line[place - 1], line[place]
        shared = min(before.right, glyph.right) - max(before.left, glyph.left)
        narrower = min(before.right - before.left, glyph.right - glyph.left)
        over = _is_over(before) or _is_over(glyph)
        if shared > 0.5 * narrower and glyph.order < before.order and not over:
            line[place - 1], line[place] = glyph, before
    return line


def _place(glyph: Glyph) -> tuple[float, int]:
    """Where a character stands in its line; a sign set over a letter is read behind it."""
    middle = (glyph.left + glyph.right) / 2
    return (middle if _is_over(glyph) else glyph.left), glyph.order


def _is_over(glyph: Glyph) -> bool:
    return unicodedata.combining(glyph.char) > 0


def _runs(line: Sequence[Glyph]) -> Iterator[tuple[list[Glyph], bool]]:
    """The line in pieces, and whether a piece is read against the line's direction."""
    place = 0
    while place < len(line):
        end = _end_of_back_run(line, place)
        yield list(line[place : end or place + 1]), end is not None
        place = end or place + 1


def _end_of_back_run(line: Sequence[Glyph], start: int) -> int | None:
    """The end of the Latin words or the number that begin at `start`; None where none does.

    A number behind Latin words runs with them, one before them does not, as in the bidirectional
    algorithm of Unicode.
    """
    if line[start].char in _BRACKETS and start + 1 < len(line):
        end = _end_of_back_run(line, start + 1)
        inside = [glyph for glyph in line[start + 1 : end] if glyph.char in _BRACKETS]
        return end if end and len(inside) % 2 else None
    if not (line[start].char.isdecimal() or _is_latin(line[start].char)):
        return None
    end = start + 1
    while end < len(line) and _may_run(line, start, end):
        end += 1
    latin = [place for place in range(start, end) if _is_latin(line[place].char)]
    return latin[-1] + 1 if latin else _end_of_number(line, start, end)


def _end_of_number(line: Sequence[Glyph], start: int, limit: int) -> int:
    end = start + 1
    for place in range(start + 1, limit):
        before, glyph = line[place - 1], line[place]
        if glyph.left - before.right > _APART * glyph.size:
            break
        if glyph.char.isdecimal():
            end = place + 1
        elif glyph.char not in _SEPARATORS or not before.char.isdecimal():
            break
    return end


def _may_run(line: Sequence[Glyph], start: int, place: int) -> bool:
    """Whether a character may stand among Latin words: no mark of a note, nothing Arabic."""
    glyph, first = line[place], line[start]
    if _RTL.match(glyph.char) or abs(glyph.size - first.size) > 0.1 * first.size:
        return False
    if glyph.char not in _BRACKETS:
        return True
    close = glyph.left - line[place - 1].right <= _APART * glyph.size
    return close or any(_is_latin(one.char) for one in line[start:place])


def _is_latin(char: str) -> bool:
    return char.isalpha() and not _RTL.match(char)


def with_brackets_facing(text: str) -> str:
    """The text with brackets and quotation marks open and closed as they must be.

    PDFium mirrors some of them, not all. Where they fit as they are, or all the other way round,
    that is taken, else they open and close in turn.
    """
    chars = list(text)
    for pair in _PAIRS:
        places = [place for place, char in enumerate(text) if char in pair]
        found = "".join(text[place] for place in places)
        turned = found.translate({ord(pair[0]): pair[1], ord(pair[1]): pair[0]})
        in_turn = (pair * len(found))[: len(found)]
        best = next((one for one in (found, turned) if _is_balanced(one, pair)), in_turn)
        for place, char in zip(places, best, strict=True):
            chars[place] = char
    return "".join(chars)


def _is_balanced(brackets: str, pair: str) -> bool:
    before = None
    while before != brackets:
        before, brackets = brackets, brackets.replace(pair, "")
    return not brackets
