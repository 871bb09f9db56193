"""A table of a document as aligned columns of a terminal. No I/O."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from search.terminal import columns, line_spans, printable

_GUTTER = "  "
_NARROWEST = 6  # columns of a terminal that a column of the table has at least
_NUMBER = re.compile(r"[(\[+–-]?\d[\d\s.,]*[)\]%]{0,2}|[–—-]")


def is_table(text: str) -> bool:
    """Whether a paragraph's text is a table: rows are lines, cells stand between tabs."""
    return "\t" in text and "\n" in text


def table_lines(text: str, width: int) -> list[str]:
    r"""The table in lines of at most `width` columns; long cells go on below themselves.

    A table that has no room for its columns has its cells side by side, a row a line.

    >>> table_lines("Harbour\tLamps\nNorth\t12\nSouth pier\t7", 40)
    ['Harbour     Lamps', 'North          12', 'South pier      7']
    """
    rows = [[printable(cell.strip()) for cell in row.split("\t")] for row in text.split("\n")]
    count = max(map(len, rows))
    rows = [row + [""] * (count - len(row)) for row in rows]
    room = width - len(_GUTTER) * (count - 1)
    if room < _NARROWEST * count:
        lines = (_GUTTER.join(filter(None, row)) for row in rows)
        return [line[a:b] for line in lines for a, b in line_spans(line, width)]
    widths = _widths(rows, room)
    return [line for row in rows for line in _row_lines(row, widths)]


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """As wide as the cells are; where that is too much, the widest columns give way."""
    natural = [max(1, *(columns(row[i]) for row in rows)) for i in range(len(rows[0]))]
    widths = [0] * len(natural)
    waiting = sorted(range(len(natural)), key=lambda i: natural[i])
    for done, column in enumerate(waiting):
        share = max(_NARROWEST, room // (len(waiting) - done))
        widths[column] = min(natural[column], share)
        room -= widths[column]
    return widths


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [
        [cell[start:end] for start, end in line_spans(cell, width)]
        for cell, width in zip(row, widths, strict=True)
    ]
    lines = []
    for parts in zip_longest(*cells, fillvalue=""):
        placed = (
            _aligned(part, width, is_number=bool(_NUMBER.fullmatch(cell)))
            for part, width, cell in zip(parts, widths, row, strict=True)
        )
        lines.append(_GUTTER.join(placed).rstrip())
    return lines


def _aligned(text: str, width: int, *, is_number: bool) -> str:
    padding = " " * (width - columns(text))
    return padding + text if is_number else text + padding
