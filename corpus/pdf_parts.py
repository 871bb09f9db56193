"""The lines of a PDF file parted into text and notes, in the order in which they are read.

What stands below a short rule in small print is a note; columns are read one after the other, each
with notes of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.pdf_furniture import without_furniture
from corpus.pdf_lines import PageLines, Printed, Row, Run, find_gutters, printed_lines
from corpus.pdf_page import Page, Rule
from corpus.pdf_rtl import mirrored

_NOTE_RULE = re.compile(r"[_＿]{4,}")
_TYPED_NOTE = re.compile(r"(?:\d{1,3}|\*{1,4})/\s")  # in type as large as the text's
_SHORT_RULE = 0.35  # of the page's width: the rule above notes
_AT_EDGE = 0.1  # of the page's width: so near to an edge of the text it begins
_SUNK = 0.35  # of the size of a note's type
_SMALL_PRINT = 0.95  # of the size of the text


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page by what they are; heads, feet and rules are left out.

    `after_gap`: what stands before them is missing.
    """

    body: tuple[Row, ...]
    notes: tuple[Printed, ...]
    after_gap: bool = False


def read_text_of(pages: Sequence[Page], *, from_right: bool) -> list[PageText]:
    """Text and notes of each page, in reading order; `from_right` as `runs_from_right` says."""
    pages = [mirrored(page) for page in pages] if from_right else pages
    printed = [
        printed_lines(page, number, gutter=gutter, from_right=from_right)
        for number, (page, gutter) in enumerate(zip(pages, find_gutters(pages), strict=True))
    ]
    size = _size(row for lines in printed for row in lines.rows)
    texts: list[PageText] = []
    for lines, rows in zip(printed, without_furniture(printed), strict=True):
        carried = bool(texts and texts[-1].notes) or lines.page.after_gap
        texts.append(_parted(lines, rows, size, carried=carried))
    return texts


def _parted(lines: PageLines, rows: Sequence[Row], size: float, *, carried: bool) -> PageText:
    body: list[Row] = []
    notes: list[Printed] = []
    margin = _margin(rows if lines.gutter is None else _left_of(rows, lines.gutter))
    for area in _areas(rows, lines.gutter):
        place = _start_of_notes(area, lines.page, size, carried=carried)
        in_right = lines.gutter is not None and area[0][0].left >= lines.gutter
        shift = _margin(area) - margin if in_right else 0.0
        body += [
            _shifted(row, shift) for row in area[:place] if not _NOTE_RULE.fullmatch(row[0].text)
        ]
        notes += [_as_one(row) for row in area[place:] if not _NOTE_RULE.fullmatch(row[0].text)]
    return PageText(tuple(body), tuple(notes), lines.page.after_gap)


def _size(rows: Iterator[Row]) -> float:
    """The size of type that most of the lines have."""
    found = Counter(round(row[0].size, 1) for row in rows).most_common(1)
    return found[0][0] if found else 0.0


def _areas(rows: Sequence[Row], gutter: float | None) -> list[list[Row]]:
    """The lines as they are read: where text runs in two columns, the left one first."""
    if gutter is None:
        return [list(rows)]
    areas: list[list[Row]] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if any(part.left < gutter < part.right for part in row):
            areas += [left, right, [row]]
            left, right = [], []
            continue
        left += [(part,) for part in row if part.right <= gutter]
        right += [(part,) for part in row if part.left >= gutter]
    return [area for area in (*areas, left, right) if area]


def _left_of(rows: Sequence[Row], gutter: float) -> list[Row]:
    return [row for row in rows if row[0].right <= gutter]


def _margin(rows: Sequence[Row]) -> float:
    """Where most lines begin."""
    found = Counter(round(row[0].left) for row in rows).most_common(1)
    return float(found[0][0]) if found else 0.0


def _shifted(row: Row, shift: float) -> Row:
    """A line of the right column moved below the left one, so that both have one margin."""
    if not shift:
        return row
    return tuple(replace(p, left=p.left - shift, right=p.right - shift) for p in row)


def _start_of_notes(rows: Sequence[Row], page: Page, size: float, *, carried: bool) -> int:
    """The place of the first line of the notes: below the last short rule, and in small print.

    Notes that are `carried` over from the page before may stand below a rule of any length. On a
    page that is full to the last point, the rule may run a little below the head of the first note.
    """
    found, into = (
        next(
            (
                place + bool(_NOTE_RULE.fullmatch(rows[place][0].text))
                for place in reversed(range(len(rows)))
                if _are_notes(rows, place, page, size, carried=carried, sunk=sunk)
            ),
            len(rows),
        )
        for sunk in (0.0, _SUNK)
    )
    begins_with_mark = found < len(rows) and rows[found][0].marks
    return found if begins_with_mark else min(found, into)


def _are_notes(
    rows: Sequence[Row], place: int, page: Page, size: float, *, carried: bool, sunk: float
) -> bool:
    """Whether the notes begin at a line; a rule may stand in it, `sunk` by so much of its type."""
    ruled = bool(_NOTE_RULE.fullmatch(rows[place][0].text))
    below = rows[place + ruled :]
    if not below:
        return False
    small = below[0][0].size < size
    goes_on = carried and all(part.size < _SMALL_PRINT * size for r in below for part in r)
    rules = [r for r in _rules_above(rows, place, page, sunk) if _is_at_edge(r, rows, page)]
    if not ruled and not any(goes_on or _is_short(rule, page) for rule in rules):
        return False
    marked = bool(below[0][0].marks)
    if sunk and not marked:
        return False
    return small or marked or bool(_TYPED_NOTE.match(below[0][0].text))


def _rules_above(rows: Sequence[Row], place: int, page: Page, sunk: float) -> Iterator[Rule]:
    """The drawn rules between a line and the one before it, beside these lines' column."""
    above = rows[place - 1][0].baseline if place else page.height
    lowest = rows[place][0].baseline - sunk * rows[place][0].size
    left, right = _edges(rows)
    for rule in page.rules:
        if lowest < rule.height < above and left < rule.right and rule.left < right:
            yield rule


def _is_at_edge(rule: Rule, rows: Sequence[Row], page: Page) -> bool:
    """Whether a rule begins at an edge of the text: that at the end of a document does not."""
    left, right = _edges(rows)
    reach = _AT_EDGE * page.width
    return rule.left < left + reach or rule.right > right - reach


def _is_short(rule: Rule, page: Page) -> bool:
    return rule.right - rule.left < _SHORT_RULE * page.width


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    return min(row[0].left for row in rows), max(row[-1].right for row in rows)


def _as_one(row: Row) -> Printed:
    runs = list(row[0].runs)
    for part in row[1:]:
        runs += [Run(" ", raised=False), *part.runs]
    return replace(row[0], runs=tuple(runs), right=row[-1].right)
