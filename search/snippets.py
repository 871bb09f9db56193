"""A part of a paragraph that shows what was found, cut where a sentence or clause ends."""

import re
from dataclasses import dataclass

from search.terminal import columns

Span = tuple[int, int]

ELLIPSIS = "…"

# Best first: the end of a sentence, of a clause, of a word. In Chinese any character ends a word.
_SENTENCE_END = re.compile(r"[。！？](?=.)|[.!?؟](?=\s)", re.DOTALL)
_CLAUSE_END = re.compile(r"[，；：、](?=.)|[,;:،؛](?=\s)", re.DOTALL)
_WORD_END = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af])(?=[\w(（《“「])"
    r"|(?<=\S)(?=[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af])(?<![(（《“「])|(?=\s)"
)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text; `highlights` are half-open spans in code points of this `text`."""

    text: str
    highlights: tuple[Span, ...]


def snippet(text: str, highlights: tuple[Span, ...], width: int) -> Snippet:
    """The part of `text` with most highlights that fits into `width` columns.

    It begins and ends where a sentence, else a clause, else a word does; an ellipsis stands for
    what is left out. A text that fits is returned whole.

    >>> snippet("吁请会员国合作。决定审议本决议。", ((10, 12),), 18)
    Snippet(text='…决定审议本决议。', highlights=((3, 5),))
    """
    if columns(text) <= width:
        return Snippet(text, highlights)
    widths = [0]
    for character in text:
        widths.append(widths[-1] + columns(character))
    room = max(width - 2 * columns(ELLIPSIS), 1)
    start, end = _window(text, highlights, widths, room)
    start, end = _trimmed(text, start, end)
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    inside = tuple(
        (max(low, start) + shift, min(high, end) + shift)
        for low, high in highlights
        if low < end and high > start
    )
    return Snippet(before + text[start:end] + after, inside)


def _window(text: str, highlights: tuple[Span, ...], widths: list[int], room: int) -> Span:
    """Of all parts that begin at a boundary, the one with most highlights; the best cut decides."""
    sentences, clauses, words = _boundaries(text)
    best: tuple[int, int, int] | None = None
    window = (0, 0)
    for start in sorted(words):
        end = _last_fitting(start, widths, room)
        cut = _cut(start, end, len(text), sentences, clauses, words)
        covered = sum(1 for low, high in highlights if start <= low and high <= cut)
        quality = 2 if start in sentences else 1 if start in clauses else 0
        rank = (covered, quality, -start)
        if best is None or rank > best:
            best, window = rank, (start, cut)
    return window


def _boundaries(text: str) -> tuple[set[int], set[int], set[int]]:
    """Where sentences, clauses and words may be parted; each set holds the one before it."""
    sentences = {0, len(text)} | {match.end() for match in _SENTENCE_END.finditer(text)}
    clauses = sentences | {match.end() for match in _CLAUSE_END.finditer(text)}
    words = clauses | {match.start() for match in _WORD_END.finditer(text)}
    return sentences, clauses, words


def _last_fitting(start: int, widths: list[int], room: int) -> int:
    """The last position up to which `room` columns reach, at least one character on."""
    low, high = start, len(widths) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if widths[middle] - widths[start] <= room:
            low = middle
        else:
            high = middle - 1
    return max(low, min(start + 1, len(widths) - 1))


def _cut(start: int, end: int, length: int, *boundaries: set[int]) -> int:
    """Where to end: at a sentence or clause in the second half, else at a word, else anywhere."""
    if end >= length:
        return length
    half = start + (end - start) // 2
    for positions, earliest in zip(boundaries, (half, half, start + 1), strict=True):
        for position in range(end, earliest - 1, -1):
            if position in positions:
                return position
    return end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
