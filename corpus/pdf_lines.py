"""From characters on a page to printed lines.

Everything is told by place and size, as a reader's eye does: a line is what shares a baseline, a
blank is a gap, a raised small digit is a footnote's mark, the white down a page parts its columns.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import ceil
from statistics import median

from corpus.pdf_page import Glyph, Page
from corpus.pdf_rtl import in_reading_order
from corpus.text_lines import clean_characters

# In parts of the size of the type ("em").
_SAME_BASELINE = 0.12
_BLANK = 0.16  # measured in UN files: between words from 0.17 on, within words up to 0.15
_BLANK_BEFORE_HYPHEN = 0.22  # it may come from another font, set apart
_HYPHENS = frozenset("-\u2011")
_COLUMN = 3.0  # between a number and its text it is up to 1.6
_FEWEST_GAPS = 3
_HANGING = 6.0  # the most between a number and its text
_RAISED = (0.15, 0.65)
_SMALL = 0.8  # a mark is set in at most this part of the type beside it
_LONGEST_MARK = 3  # characters
_HOLE = 0.3  # between characters of one piece, unless a blank fills it: others may be set there
_BESIDE = 1.0  # of the mark's own size: between it and the text that it stands at

_MARKS = re.compile(r"[\s()]*(?:\d{1,3}|\*{1,4})(?:[\s,()]+\d{1,3})*[\s()]*")
LABEL_ALONE = re.compile(r"\d{1,3}\s?(?:[.．、]|[-–])|[(（)]?\w{1,4}[)）(]")
_ONE_MARK = re.compile(r"\d{1,3}|\*{1,4}")


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
    def text_alone(self) -> str:
        """The line's characters without the marks in it."""
        return "".join(run.text for run in self.runs if not marks_in(run)).strip()

    @property
    def marks(self) -> tuple[str, ...]:
        """The footnote marks that open the line."""
        return marks_in(self.runs[0]) if self.runs else ()


def marks_in(run: Run) -> tuple[str, ...]:
    """The marks in a raised run: "3", "1, 2", "*"; none where it is something else."""
    if not run.raised or not _MARKS.fullmatch(run.text):
        return ()
    return tuple(_ONE_MARK.findall(run.text))


Row = tuple[Printed, ...]  # a line's columns from left to right


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page from the top; `gutter` is where the white between two columns runs."""

    page: Page
    rows: tuple[Row, ...]
    gutter: float | None


def printed_lines(
    page: Page, number: int, *, gutter: float | None = None, from_right: bool = False
) -> PageLines:
    """Everything that is printed on a page, line by line; `number` counts pages from 0.

    `gutter` as `find_gutters` says. `from_right`: the page is mirrored, its lines run from right to
    left (`pdf_rtl`).
    """
    common = _size(page.glyphs)
    rows = [
        row
        for column in _columns(page.glyphs, gutter)
        for row in _rows(
            _lines(column, from_right=from_right), number, common, from_right=from_right
        )
    ]
    rows.sort(key=lambda row: -row[0].baseline)
    return PageLines(page, tuple(rows), gutter)


# --- Lines ---------------------------------------------------------------------------------------


def _lines(glyphs: Sequence[Glyph], *, from_right: bool) -> list[list[Glyph]]:
    """The characters line by line from the top, each line from left to right."""
    glyphs = _without_doubled_signs(glyphs)
    over = [glyph for glyph in glyphs if unicodedata.combining(glyph.char)]
    rows = _with_raised_joined(
        _on_baselines([glyph for glyph in glyphs if not unicodedata.combining(glyph.char)])
    )
    for sign in over:  # each is set at a height of its own
        if rows:
            min(rows, key=lambda row: abs(row[-1].baseline - sign.baseline)).append(sign)
    return [_from_left(line, from_right=from_right) for line in rows]


def _without_doubled_signs(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The characters without letters that a sign above them names once more.

    LibreOffice sets the sign by itself, at a height of its own, and names the letter with it.
    """
    seen: dict[tuple[str, str, int], float] = {}
    doubled: set[int] = set()
    for letter, sign in sorted(pairwise(glyphs), key=lambda pair: pair[0].baseline):
        if not unicodedata.combining(sign.char) or unicodedata.combining(letter.char):
            continue
        for near in (-1, 0, 1):
            below = seen.get((letter.char, sign.char, round(letter.left) + near))
            if below is not None and 0 < letter.baseline - below < letter.size:
                doubled |= {letter.order, sign.order}
        seen[letter.char, sign.char, round(letter.left)] = letter.baseline
    return [glyph for glyph in glyphs if glyph.order not in doubled] if doubled else glyphs


def _from_left(line: Sequence[Glyph], *, from_right: bool) -> list[Glyph]:
    """The characters of a line in their order: by place, but none into the middle of a piece.

    Where a file does not say how wide its characters are, pieces of text that follow each other
    seem to lie on each other. (Lines from right to left are put in order in `pdf_rtl`.)
    """
    if from_right:
        return sorted(line, key=lambda g: g.left)
    pieces: list[list[Glyph]] = []
    for glyph in sorted(line, key=lambda g: g.order):
        last = pieces[-1][-1] if pieces else None
        hole = _COLUMN if glyph.after_blank else _HOLE
        if last and last.left <= glyph.left <= last.right + hole * last.size:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return [glyph for piece in sorted(pieces, key=lambda p: p[0].left) for glyph in piece]


def _on_baselines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.baseline):
        if rows and rows[-1][-1].baseline - glyph.baseline <= _SAME_BASELINE * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _rows(
    lines: Sequence[Sequence[Glyph]], page: int, common: float, *, from_right: bool
) -> Iterator[Row]:
    """The lines, each parted at wide gaps; `common` is the size of most type on the page."""
    for line in lines:
        size = _size(line)
        parts = _segments(line, _COLUMN * size)
        if _is_stretched(parts):
            parts = [list(line)]
        alone = size <= _SMALL * common and bool(_MARKS.fullmatch("".join(g.char for g in line)))
        all_printed = (
            _printed(part, page, from_right=from_right, raised_alone=alone) for part in parts
        )
        printed = _with_label_joined(tuple(part for part in all_printed if part.text))
        if printed:
            yield printed


def _is_stretched(parts: Sequence[Sequence[Glyph]]) -> bool:
    """Whether a line is set to the full width by wide gaps, all alike, between its words."""
    gaps = [right[0].left - left[-1].right for left, right in pairwise(parts)]
    return len(gaps) >= _FEWEST_GAPS and max(gaps) < 1.2 * min(gaps)


def _with_label_joined(row: Row) -> Row:
    """A line whose number hangs far out in the margin is one line all the same."""
    if len(row) != 2 or not LABEL_ALONE.fullmatch(row[0].text):
        return row
    label, text = row
    if text.left - label.right > _HANGING * text.size:
        return row
    runs = (*label.runs, Run(" ", raised=False), *text.runs)
    return (replace(text, runs=runs, left=label.left),)


def _with_raised_joined(rows: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Small type a little above or below a line's baseline belongs to that line."""
    joined: list[list[Glyph]] = []
    waiting: list[Glyph] = []
    for row in rows:
        if waiting:
            size = _size(row)
            rise = (waiting[0].baseline - row[0].baseline) / size
            small = _size(waiting) <= _SMALL * size
            if small and rise <= _RAISED[1] and _is_beside(waiting, row):
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
    low = _size(row) <= _SMALL * size and base - row[0].baseline <= 0.3 * size
    return low and _is_beside(row, above)


def _is_beside(small: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    """Whether each run of small type is a mark or touches the line's; a second column does not."""
    reach = _BESIDE * _size(small)
    edges = [edge for glyph in line for edge in (glyph.left, glyph.right)]
    runs: list[list[Glyph]] = []
    for glyph in sorted(small, key=lambda g: g.left):
        if runs and glyph.left - runs[-1][-1].right <= reach:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return all(
        len(run) <= _LONGEST_MARK
        or any(run[0].left - reach <= edge <= run[-1].right + reach for edge in edges)
        for run in runs
    )


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size that most of them have."""
    found = Counter(round(g.size, 1) for g in glyphs).most_common(1)
    return found[0][0] if found and found[0][0] else 1.0


def _printed(
    glyphs: Sequence[Glyph], page: int, *, from_right: bool, raised_alone: bool
) -> Printed:
    """A line; `raised_alone`: it is nothing but marks, which stand first in a line without text."""
    size = _size(glyphs)
    base = median(g.baseline for g in glyphs if g.size > _SMALL * size)
    left, right = glyphs[0].left, max(g.right for g in glyphs)
    runs: list[tuple[list[str], bool, bool]] = []
    before: Glyph | None = None
    for glyph, gap in _with_gaps(glyphs, from_right=from_right):
        high = glyph.size <= _SMALL * size and glyph.baseline > base + _RAISED[0] * size
        raised = high or raised_alone
        apart = glyph.char in _HYPHENS and not from_right
        least = _BLANK_BEFORE_HYPHEN if apart else _BLANK
        in_file = glyph.after_blank and not from_right  # where PDFium's order may be wrong
        blank = before is not None and (
            in_file or gap > least * size or (not from_right and _is_next_piece(before, glyph, gap))
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


def _is_next_piece(before: Glyph, glyph: Glyph, gap: float) -> bool:
    """Whether a word begins the next piece of a line whose characters are wrongly said to be wide.

    Where pieces seem to lie on each other, the blank between them cannot be measured.
    """
    return gap < -_HOLE * glyph.size and before.char.isalnum() and glyph.char.isalnum()


def _with_gaps(line: Sequence[Glyph], *, from_right: bool) -> Iterator[tuple[Glyph, float]]:
    """The characters as they are read, each with the gap before it."""
    if from_right:
        yield from in_reading_order(line)
        return
    end = line[0].left
    for glyph in line:
        yield glyph, glyph.left - end
        end = glyph.right


# --- Columns -------------------------------------------------------------------------------------

_NARROWEST_GUTTER = 0.8  # em
_FEWEST_LINES_IN_COLUMNS = 12
_FULL_COLUMN = 30  # lines of a column, where the other one may have but a few,
_FEWEST_FULL = 2  # of which so many are full
_FILLED = 0.6  # of a column's width: the cells of a table are shorter
_MOST_ACROSS = 0.1  # of the lines: headings and notes
_MIDDLE = (0.35, 0.65)  # of the page's width


def _segments(line: Sequence[Glyph], widest: float) -> list[list[Glyph]]:
    """The line parted at gaps that are wider."""
    parts: list[list[Glyph]] = []
    for glyph in line:
        if parts and glyph.left - parts[-1][-1].right <= widest:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def find_gutters(pages: Sequence[Page]) -> list[float | None]:
    """Where on each page the white between two columns of text runs; None where there is none.

    On pages that are not full it runs where it does on the others.
    """
    own = [_gutter(page) for page in pages]
    known = [gutter for gutter in own if gutter is not None]
    if not known:
        return own
    usual = median(known)
    return [
        gutter if gutter is not None or not _is_free(page, usual) else usual
        for page, gutter in zip(pages, own, strict=True)
    ]


def _is_free(page: Page, gutter: float) -> bool:
    """Whether nearly no line of a page crosses the gutter that others have."""
    rows = _on_baselines(page.glyphs)
    crossed = sum(any(g.left < gutter < g.right for g in row) for row in rows)
    return crossed <= _MOST_ACROSS * len(rows)


def _gutter(page: Page) -> float | None:
    """Where the white between two columns of text runs down the page.

    In a table cells are short; columns of text are filled on both sides in most of the lines. On a
    last page the left one is, the right one has a line or two that are.
    """
    rows = [sorted(row, key=lambda g: g.left) for row in _on_baselines(page.glyphs)]
    rows = [row for row in rows if len(row) > _LONGEST_MARK]
    middle = _white_strip(rows, page)
    if middle is None:
        return None
    left = [s[-1].right - s[0].left for row in rows if (s := [g for g in row if g.right <= middle])]
    right = [s[-1].right - s[0].left for row in rows if (s := [g for g in row if g.left >= middle])]
    if len(left) < _FEWEST_LINES_IN_COLUMNS or not right:
        return None
    wide = _FILLED * max(*left, *right)
    full = sum(width > wide for width in right)
    both = 2 * full > len(right) >= _FEWEST_LINES_IN_COLUMNS
    last = full >= _FEWEST_FULL and len(left) > _FULL_COLUMN
    return middle if median(left) > wide and (both or last) else None


def _white_strip(rows: Sequence[Sequence[Glyph]], page: Page) -> float | None:
    """The middle of the widest strip down the middle of the page that few lines cross."""
    places = range(*(int(part * page.width) for part in _MIDDLE))
    crossed: Counter[int] = Counter()
    for row in rows:
        crossed.update({x for g in row for x in range(ceil(g.left), ceil(g.right)) if x in places})
    strips = groupby(places, lambda x: crossed[x] <= _MOST_ACROSS * len(rows))
    strip = max((list(strip) for white, strip in strips if white), key=len, default=[])
    if len(strip) < _NARROWEST_GUTTER * _size(page.glyphs):
        return None
    fewest = min(crossed[x] for x in strip)
    clear = [x for x in strip if crossed[x] == fewest]
    return float(clear[len(clear) // 2])


def _columns(glyphs: Sequence[Glyph], gutter: float | None) -> list[list[Glyph]]:
    """The characters of the left column, of the right one, and of lines across both."""
    if gutter is None:
        return [list(glyphs)]
    left: list[Glyph] = []
    right: list[Glyph] = []
    across: list[Glyph] = []
    for row in _on_baselines(glyphs):
        before = [glyph for glyph in row if glyph.right <= gutter]
        behind = [glyph for glyph in row if glyph.left >= gutter]
        edge = max((glyph.right for glyph in before), default=0.0)
        begin = min((glyph.left for glyph in behind), default=gutter * 2)
        if len(before) + len(behind) < len(row) or begin - edge < _NARROWEST_GUTTER * _size(row):
            across += row
        else:
            left += before
            right += behind
    return [left, right, across]
