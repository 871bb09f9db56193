"""The order of a PDF file's pages, by the numbers that are printed on them.

Pages that say "3/7" are put in their order, and one that stands twice is read once; what is missing
is told. The first page of a UN document has no number. Where pages that say different things have
one number, numbers tell nothing: some files have "2/12" at the foot of every even page.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.pdf_lines import printed_lines
from corpus.pdf_page import Page

_FOOT = 0.12  # of the page's height: the number stands below
_COUNTER = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})")
_FEWEST = 0.5  # of the pages have a number, where numbers are to tell anything


def in_order(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages as their numbers have it, and what was wrong with their order, for people."""
    numbers, last = _printed_numbers(pages)
    if sum(number is not None for number in numbers) < _FEWEST * (len(pages) - 1):
        return list(pages), []
    unnumbered = {_text(page) for page, n in zip(pages, numbers, strict=True) if n is None}
    if len(unnumbered) > 1 or not last:
        return list(pages), []
    known = [1 if number is None else number for number in numbers]
    order = sorted(range(len(pages)), key=lambda place: known[place])
    kept = [place for rank, place in enumerate(order) if not _is_copy(pages, order, rank)]
    if len({known[place] for place in kept}) < len(kept):
        return list(pages), []
    warnings = []
    if order != list(range(len(pages))):
        warnings.append("Its pages stand out of order: they were read as they are numbered.")
    if len(kept) < len(order):
        twice = sorted({known[place] for place in order if place not in kept})
        warnings.append(f"Pages that stand twice were read once: {_listed(twice)}.")
    missing = sorted(set(range(1, last + 1)) - set(known))
    if missing:
        warnings.append(f"Of its {last} pages, these are missing: {_listed(missing)}.")
    return [pages[place] for place in kept], warnings


def _printed_numbers(pages: Sequence[Page]) -> tuple[list[int | None], int]:
    """The number at the foot of each page, and of how many; 0 where pages do not agree on that."""
    found: list[tuple[int, int] | None] = []
    for page in pages:
        low = tuple(g for g in page.glyphs if g.baseline < _FOOT * page.height)
        parts = (part for row in printed_lines(replace(page, glyphs=low), 0).rows for part in row)
        counters = [match for part in parts if (match := _COUNTER.fullmatch(part.text))]
        found.append((int(counters[-1][1]), int(counters[-1][2])) if counters else None)
    totals = Counter(one[1] for one in found if one)
    if len(totals) != 1:
        return [None] * len(pages), 0
    (last,) = totals
    return [one[0] if one and one[0] <= last else None for one in found], last


def _is_copy(pages: Sequence[Page], order: Sequence[int], rank: int) -> bool:
    """Whether the page at this rank says what the one before it says."""
    return rank > 0 and _text(pages[order[rank]]) == _text(pages[order[rank - 1]])


def _text(page: Page) -> str:
    return "".join(glyph.char for glyph in page.glyphs)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
