"""The order of a PDF file's pages, by the numbers that are printed on them.

Pages that are counted are put in their order, one that stands twice is read once, and what is
missing is told: by the counts ("3/7"), or because a page has nothing that can be read. The first
page of a UN document has no number. Where pages that say different things have one number, numbers
tell nothing: some files have "2/12" at the foot of every even page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.pdf_lines import printed_lines
from corpus.pdf_page import Page

_FOOT = 0.12  # of the page's height: numbers stand below,
_HEAD = 0.88  # or above
_OF_PAGES = re.compile(r"(\d{1,3})\s?(?:/|of|de|sur|из|من)\s?(\d{1,3})", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:[-–—]\s?)?(?:page\s|p\.\s?|página\s|стр\.\s?|第\s?)?(\d{1,3})\s?页?(?:\s?[-–—])?",
    re.IGNORECASE,
)
_FEWEST = 0.5  # of the pages have a number, where numbers are to tell anything
_FEWEST_COUNTED = 3  # pages, where their numbers do not say of how many
_COPY = 200  # characters that a page has at least which stands twice by mistake


@dataclass(frozen=True, slots=True)
class _Count:
    """What is printed on each page as its number, and of how many; 0 where that is not said."""

    numbers: tuple[int | None, ...]
    last: int = 0

    @property
    def tells(self) -> bool:
        known = sum(number is not None for number in self.numbers)
        return known > 0 and known >= _FEWEST * (len(self.numbers) - 1)


def in_order(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages as their numbers have it, and what is wrong with them, for people.

    Pages without any text are left out. `number` and `after_gap` are those of the document.
    """
    written = [page for page in pages if page.glyphs]
    for count in (_counted_of_all(written), _counted(written)):
        if count.tells and (found := _by_number(written, count)):
            kept, warnings = found
            return kept, [*warnings, *_empty(pages)]
    kept, warnings = _as_they_stand(pages)
    return kept, [*warnings, *_empty(pages)]


def _empty(pages: Sequence[Page]) -> list[str]:
    """What is told of pages without text; behind the last page with text they mean nothing."""
    last = max((place for place, page in enumerate(pages) if page.glyphs), default=0)
    empty = [place + 1 for place, page in enumerate(pages[:last]) if not page.glyphs]
    if not empty:
        return []
    return [f"Pages of the file without text, which may be pictures: {_listed(empty)}."]


def _by_number(pages: Sequence[Page], count: _Count) -> tuple[list[Page], list[str]] | None:
    """The pages in the order of their numbers; None where these contradict each other."""
    if len({_text(page) for page, n in zip(pages, count.numbers, strict=True) if n is None}) > 1:
        return None
    first = min(n for n in count.numbers if n is not None)
    begins = 1 if count.last else max(1, first - 1)
    known = [begins if number is None else number for number in count.numbers]
    order = sorted(range(len(pages)), key=lambda place: known[place])
    kept = [place for rank, place in enumerate(order) if not _is_copy(pages, order, rank)]
    if len({known[place] for place in kept}) < len(kept):
        return None
    end = count.last or max(known)
    if end - begins >= 2 * len(pages) and not count.last:
        return None
    warnings = []
    if order != list(range(len(pages))):
        warnings.append("Its pages stand out of order: they were read as they are numbered.")
    if len(kept) < len(order):
        twice = sorted({known[place] for place in order if place not in kept})
        warnings.append(f"Pages that stand twice were read once: {_listed(twice)}.")
    missing = sorted(set(range(begins, end + 1)) - set(known))
    if missing:
        of = f"Of its {count.last} pages" if count.last else "Of its pages"
        warnings.append(f"{of}, these are missing: {_listed(missing)}.")
    result = []
    before = begins - 1
    for place in kept:
        gap = known[place] > before + 1
        result.append(replace(pages[place], number=known[place] - 1, after_gap=gap))
        before = known[place]
    return result, warnings


def _as_they_stand(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages with text, each once."""
    kept: list[Page] = []
    twice: list[int] = []
    seen: set[str] = set()
    gap = False
    for page in pages:
        text = _text(page)
        if len(text) >= _COPY and text in seen:
            twice.append(page.number + 1)
        elif text:
            kept.append(replace(page, after_gap=gap))
        seen.add(text)
        gap = not text
    if not twice:
        return kept, []
    return kept, [f"Pages of the file that say what an earlier one says: {_listed(twice)}."]


# --- The numbers ---------------------------------------------------------------------------------


def _counted_of_all(pages: Sequence[Page]) -> _Count:
    """The numbers at the feet that also say how many pages there are: "3/7"."""
    found: list[tuple[int, int] | None] = []
    for page in pages:
        counters = [match for text in _at_foot(page) if (match := _OF_PAGES.fullmatch(text))]
        found.append((int(counters[-1][1]), int(counters[-1][2])) if counters else None)
    totals = {one[1] for one in found if one}
    if len(totals) != 1:
        return _Count((None,) * len(pages))
    (last,) = totals
    return _Count(tuple(one[0] if one and one[0] <= last else None for one in found), last)


def _counted(pages: Sequence[Page]) -> _Count:
    """The numbers that stand alone at the feet, where all pages but one have such a number."""
    found = [[m for text in _at_foot(page) if (m := _PLAIN.fullmatch(text))] for page in pages]
    numbers = tuple(int(matches[-1][1]) if matches else None for matches in found)
    if sum(number is None for number in numbers) > 1 or len(numbers) < _FEWEST_COUNTED:
        return _Count((None,) * len(pages))
    return _Count(numbers)


def _at_foot(page: Page) -> list[str]:
    low = tuple(g for g in page.glyphs if g.baseline < _FOOT * page.height)
    rows = printed_lines(replace(page, glyphs=low), 0).rows
    return [part.text for row in rows for part in row]


def _is_copy(pages: Sequence[Page], order: Sequence[int], rank: int) -> bool:
    """Whether the page at this rank says what the one before it says."""
    return rank > 0 and _text(pages[order[rank]]) == _text(pages[order[rank - 1]])


def _text(page: Page) -> str:
    return "".join(glyph.char for glyph in page.glyphs)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
