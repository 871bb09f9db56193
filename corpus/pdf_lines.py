"""From characters on a page to printed lines, and from those to text, notes and what is neither.

Everything is told by place and size, as a reader's eye does: a line is what shares a baseline, a
raised small digit is a footnote's mark, what stands above the top rule is the running head, what
stands below a short rule in small print is a note.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.pdf_page import Glyph, Page, Rule
from corpus.text_lines import clean_characters, is_furniture

# In parts of the size of the type ("em").
_SAME_BASELINE = 0.12
_BLANK = 0.16  # measured in UN files: between words from 0.17 on, within words up to 0.15
_COLUMN = 3.0  # between a number and its text it is up to 1.6
_RAISED = (0.15, 0.65)
_SMALL = 0.8  # a mark is set in at most this part of the type beside it

_HEAD = 0.88  # running heads stand above this part of the page's height
_FOOT = 0.12  # job and page numbers stand below it
_NOTE_RULE = re.compile(r"[_＿]{4,}")
_SHORT_RULE = 0.35  # of the page's width: the rule above notes
_MARKS = re.compile(r"[\s()]*(?:\d{1,3}|\*{1,4})(?:[\s,()]+\d{1,3})*[\s()]*")
_ONE_MARK = re.compile(r"\d{1,3}|\*{1,4}")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of a line; `raised` says that they are set small and high."""

    text: str
    raised: bool
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line, or one column's part of it; places in points as in `Glyph`."""

    runs: tuple[Run, ...]
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    page: int

    @property
    def text(self) -> str:
        """The line's characters, marks included, without outer white space."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def marks(self) -> tuple[str, ...]:
        """The footnote marks that open the line."""
        return marks_in(self.runs[0]) if self.runs else ()


def marks_in(run: Run) -> tuple[str, ...]:
    """The marks in a raised run: "3", "1, 2", "*"; none where it is something else."""
    if not run.raised or not _MARKS.fullmatch(run.text):
        return ()
    return tuple(_ONE_MARK.findall(run.text))


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page by what they are; heads, feet and rules are left out."""

    body: tuple[tuple[Printed, ...], ...]  # each line with its columns from left to right
    notes: tuple[Printed, ...]


def read_page(page: Page, number: int) -> PageText:
    """Part the lines of a page; `number` counts pages from 0."""
    lines = _lines(page.glyphs)
    gutter = _gutter(lines)
    rows = [row for row in _rows(lines, number, gutter) if not _is_foot(row, page, number)]
    if number:
        head = max((r.height for r in page.rules if r.height > _HEAD * page.height), default=None)
        rows = [row for row in rows if head is None or row[0].baseline < head]
    place = _start_of_notes(rows, page)
    body = [row for row in rows[:place] if not _NOTE_RULE.fullmatch(row[0].text)]
    notes = [_as_one(row) for row in rows[place:] if not _NOTE_RULE.fullmatch(row[0].text)]
    return PageText(tuple(_in_reading_order(body, gutter)), tuple(notes))


# --- Lines ---------------------------------------------------------------------------------------


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters line by line from the top, each line from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.baseline):
        if rows and rows[-1][-1].baseline - glyph.baseline <= _SAME_BASELINE * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(line, key=lambda g: g.left) for line in _with_raised_joined(rows)]


def _rows(
    lines: Sequence[Sequence[Glyph]], page: int, gutter: float | None
) -> Iterator[tuple[Printed, ...]]:
    """The lines, each parted at wide gaps and at the gutter between columns."""
    for line in lines:
        size = _size(line)
        parts: list[list[Glyph]] = []
        for glyph in line:
            end = parts[-1][-1].right if parts else 0.0
            in_gutter = gutter is not None and end <= gutter <= glyph.left
            if parts and glyph.left - end <= _COLUMN * size and not in_gutter:
                parts[-1].append(glyph)
            else:
                parts.append([glyph])
        printed = tuple(part for part in (_printed(part, page) for part in parts) if part.text)
        if printed:
            yield printed


def _with_raised_joined(rows: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Small type a little above or below a line's baseline belongs to that line."""
    joined: list[list[Glyph]] = []
    waiting: list[Glyph] = []
    for row in rows:
        if waiting:
            size = _size(row)
            rise = (waiting[0].baseline - row[0].baseline) / size
            if _size(waiting) <= _SMALL * size and rise <= _RAISED[1]:
                joined.append([*waiting, *row])
                waiting = []
                continue
            if joined and _is_lowered(waiting, joined[-1]):
                joined[-1] = [*joined[-1], *waiting]
            else:
                joined.append(waiting)
        waiting = row
    if waiting:
        joined.append(waiting)
    return joined


def _is_lowered(row: Sequence[Glyph], above: Sequence[Glyph]) -> bool:
    size = _size(above)
    base = min(g.baseline for g in above)
    return _size(row) <= _SMALL * size and base - row[0].baseline <= 0.3 * size


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size that most of them have."""
    return Counter(round(g.size, 1) for g in glyphs).most_common(1)[0][0] or 1.0


def _printed(glyphs: Sequence[Glyph], page: int) -> Printed:
    size = _size(glyphs)
    base = median(g.baseline for g in glyphs if g.size > _SMALL * size)
    left, right = glyphs[0].left, max(g.right for g in glyphs)
    if sum(bool(_RTL.match(g.char)) for g in glyphs) > 0.3 * len(glyphs):
        glyphs = sorted(glyphs, key=lambda g: g.order)
    runs: list[tuple[list[str], bool, bool]] = []
    before: Glyph | None = None
    for glyph in glyphs:
        raised = glyph.size <= _SMALL * size and glyph.baseline > base + _RAISED[0] * size
        blank = before is not None and (
            glyph.after_blank or glyph.left - before.right > _BLANK * size
        )
        italic = glyph.italic and not raised
        if not runs or runs[-1][1:] != (raised, italic):
            runs.append(([], raised, italic))
        runs[-1][0].append((" " if blank else "") + glyph.char)
        before = glyph
    return Printed(
        runs=tuple(
            Run(clean_characters("".join(chars)), raised, italic) for chars, raised, italic in runs
        ),
        left=left,
        right=right,
        baseline=base,
        size=size,
        bold=all(g.bold for g in glyphs),
        page=page,
    )


# --- What a line is ------------------------------------------------------------------------------


def _is_foot(row: Sequence[Printed], page: Page, number: int) -> bool:
    """Whether a line at the foot holds nothing but page and job numbers and the like."""
    low = row[0].baseline < _FOOT * page.height
    return low and all(
        is_furniture(part.text) or re.fullmatch(rf"{number + 1}\s?/\s?\d{{1,3}}", part.text)
        for part in row
    )


def _start_of_notes(rows: Sequence[Sequence[Printed]], page: Page) -> int:
    """The place of the first line of the notes: below the last short rule, and in small print."""
    body = Counter(round(row[0].size, 1) for row in rows).most_common(1)
    size = body[0][0] if body else 0.0
    for place, row in reversed(list(enumerate(rows))):
        ruled = bool(_NOTE_RULE.fullmatch(row[0].text))
        start = place + ruled
        if not ruled and not any(_is_note_rule(r, rows, place, page) for r in page.rules):
            continue
        below = rows[start:]
        if below and (below[0][0].size < size or below[0][0].marks):
            return start
    return len(rows)


def _is_note_rule(rule: Rule, rows: Sequence[Sequence[Printed]], place: int, page: Page) -> bool:
    """Whether a drawn rule stands right above the line, short and at the left of the page."""
    above = rows[place - 1][0].baseline if place else page.height
    short = rule.right - rule.left < _SHORT_RULE * page.width and rule.left < 0.3 * page.width
    return short and rows[place][0].baseline < rule.height < above


def _as_one(row: Sequence[Printed]) -> Printed:
    runs = list(row[0].runs)
    for part in row[1:]:
        runs += [Run(" ", raised=False), *part.runs]
    return replace(row[0], runs=tuple(runs), right=row[-1].right)


def _in_reading_order(
    rows: Sequence[tuple[Printed, ...]], gutter: float | None
) -> list[tuple[Printed, ...]]:
    """The lines as they are read: where text runs in two columns, the left one first."""
    if gutter is None:
        return list(rows)
    ordered: list[tuple[Printed, ...]] = []
    left: list[tuple[Printed, ...]] = []
    right: list[tuple[Printed, ...]] = []
    for row in rows:
        if any(part.left < gutter < part.right for part in row):
            ordered += [*left, *right, row]
            left, right = [], []
            continue
        left += [(part,) for part in row if part.right <= gutter]
        right += [(part,) for part in row if part.left >= gutter]
    return [*ordered, *left, *right]


_FEWEST_LINES_IN_COLUMNS = 12
_NARROWEST_GUTTER = 1.2  # em
_FILLED = 4.0  # times the gutter's width: a table's cells are shorter


def _gutter(lines: Sequence[Sequence[Glyph]]) -> float | None:
    """Where the white between two columns of text runs down the page; None without columns.

    In a table cells are short; columns of text are filled on both sides in most of the lines.
    """
    gaps = []
    for line in lines:
        for before, after in pairwise(line):
            gap = after.left - before.right
            sides = before.right - line[0].left, line[-1].right - after.left
            if gap > _NARROWEST_GUTTER * after.size and min(sides) > _FILLED * gap:
                gaps.append((before.right, after.left))
    if len(gaps) < _FEWEST_LINES_IN_COLUMNS:
        return None
    middle = median((left + right) / 2 for left, right in gaps)
    through = sum(left < middle < right for left, right in gaps)
    enough = max(_FEWEST_LINES_IN_COLUMNS, 0.4 * len(lines))
    return middle if through >= enough else None
