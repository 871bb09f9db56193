"""The printed lines that belong to the pages of a PDF file, and not to its text.

Running heads stand above the top rule, or at the same height on several pages; page and job numbers
stand at the foot. What a head says, the first page says too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.pdf_lines import PageLines, Printed, Row
from corpus.pdf_page import Page
from corpus.text_front import FULL_SYMBOL
from corpus.text_lines import compact, is_furniture

_HEAD = 0.88  # running heads stand above this part of the page's height,
_LONG_HEAD = 0.6  # and above this one where they say nothing that is not said elsewhere
_FOOT = 0.12  # job and page numbers stand below it
_COUNTER = (
    r"[-–—\s]*(?:page\s|p\.\s?|página\s|стр\.\s?|страница\s|第\s?|الصفحة\s)?{0}(?:\s?(?:/|of|de|sur|из|من)\s?\d{{1,3}})?\s?页?"
    r"[-–—\s]*|\d{{1,3}}\s?/\s?{0}"
)
_HALVES = re.compile(r"(\d{5})-(\d\d)")
_WIDE_RULE = 0.4  # of the page's width

_Key = tuple[int, str]


def without_furniture(pages: Sequence[PageLines]) -> list[tuple[Row, ...]]:
    """The lines of each page without running heads, page numbers and job numbers."""
    repeated = _repeated(pages)
    opening = [lines for lines in pages if not lines.page.number]
    first = compact("".join(part.text for page in opening for row in page.rows for part in row))
    kept: list[tuple[Row, ...]] = []
    for lines in pages:
        rows = lines.rows[_end_of_head(lines, repeated, first) if lines.page.number else 0 :]
        kept.append(tuple(row for row in rows if not _is_foot(row, lines.page, repeated)))
    return kept


def _repeated(pages: Sequence[PageLines]) -> frozenset[_Key]:
    """What stands at the same height on two pages or more, but for the page's number."""
    counts = Counter(
        key
        for page in pages
        for key in {_key(part, page.page) for row in page.rows for part in row}
        if page.page.number
    )
    return frozenset(key for key, count in counts.items() if count > 1)


def _key(part: Printed, page: Page) -> _Key:
    """Height from the nearer edge of the page, in steps that forgive rounding, and wording."""
    height = part.baseline if part.baseline < page.height / 2 else part.baseline - page.height
    return round(height / 2), re.sub(rf"(?<!\d){page.number + 1}(?!\d)", "#", compact(part.text))


def _end_of_head(lines: PageLines, repeated: frozenset[_Key], first: str) -> int:
    """The place of the first line below the running head."""
    page = lines.page
    for rule in _wide_rules(page):
        above = [row for row in lines.rows if row[0].baseline > rule]
        known = all(
            compact(part.text) in first or _key(part, page) in repeated
            for row in above
            for part in row
        )
        if rule > _HEAD * page.height or (rule > _LONG_HEAD * page.height and above and known):
            return len(above)
    end = 0
    while end < len(lines.rows) and (
        _is_repeated(lines.rows[end], page, repeated) or _is_corner(lines.rows[end], page)
    ):
        end += 1
    return end


def _wide_rules(page: Page) -> Iterator[float]:
    """The heights of rules across much of the page, from the top; a rule may come in pieces."""
    widths: Counter[int] = Counter()
    for rule in page.rules:
        widths[round(rule.height)] += round(rule.right - rule.left)
    for height in sorted(widths, reverse=True):
        if widths[height] > _WIDE_RULE * page.width:
            yield height


def _is_repeated(row: Row, page: Page, repeated: frozenset[_Key]) -> bool:
    high = row[0].baseline > _HEAD * page.height
    return high and all(_key(part, page) in repeated for part in row)


def _is_corner(row: Row, page: Page) -> bool:
    """Whether a line at the top holds nothing but the symbol, or the page as in "Page 2"."""
    return row[0].baseline > _HEAD * page.height and all(
        FULL_SYMBOL.fullmatch(part.text)
        or re.fullmatch(_COUNTER.format(page.number + 1), part.text, re.IGNORECASE)
        for part in row
    )


def _is_foot(row: Row, page: Page, repeated: frozenset[_Key]) -> bool:
    """Whether a line at the foot holds nothing but page and job numbers and the like."""
    low = row[0].baseline < _FOOT * page.height
    return low and all(
        is_furniture(part.text)
        or is_furniture(_HALVES.sub(r"\2-\1", part.text))  # in lines from right to left
        or re.fullmatch(_COUNTER.format(page.number + 1), part.text, re.IGNORECASE)
        or (page.number and _is_no_note(part) and _key(part, page) in repeated)
        for part in row
    )


def _is_no_note(part: Printed) -> bool:
    """Whether a line is neither a note with its mark nor the rule above notes."""
    return not part.marks and any(map(str.isalnum, part.text))
