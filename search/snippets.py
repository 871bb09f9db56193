"""A part of a paragraph that shows what was found, cut where a sentence or clause ends."""

import re
from dataclasses import dataclass

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.normalise import HAN, normalise
from search.terminal import columns

Span = tuple[int, int]

ELLIPSIS = "…"

_HAN = re.compile(f"[{HAN}]")

# Best first: the end of a sentence or of a part of an enumeration, of a clause, of a smaller part.
_SENTENCE_END = re.compile(r"[。！？；](?=.)|[.!?؟;؛](?=\s)", re.DOTALL)
_CLAUSE_END = re.compile(r"，(?=.)|[,،](?=\s)", re.DOTALL)
_PART_END = re.compile(r"[：、](?=.)|:(?=\s)", re.DOTALL)
# Last the end of a word: in Chinese of any character that is not within one (`_within_words`).
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
    what is left out. A text that fits is returned whole. Where Chinese words end is known only
    while a dictionary is in use (`indexer.segment`), as it is behind a search in Chinese.

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
    sentences, clauses, parts, words = _boundaries(text)
    best: tuple[int, int, int] | None = None
    window = (0, 0)
    for start in sorted(words):
        end = _last_fitting(start, widths, room)
        cut = _cut(start, end, len(text), sentences, clauses, parts, words)
        covered = sum(1 for low, high in highlights if start <= low and high <= cut)
        quality = sum(start in boundaries for boundaries in (sentences, clauses, parts))
        rank = (covered, quality, -start)
        if best is None or rank > best:
            best, window = rank, (start, cut)
    return window


def _boundaries(text: str) -> tuple[set[int], set[int], set[int], set[int]]:
    """Where sentences, clauses, smaller parts and words may be parted; each has the one before."""
    sentences = {0, len(text)} | {match.end() for match in _SENTENCE_END.finditer(text)}
    clauses = sentences | {match.end() for match in _CLAUSE_END.finditer(text)}
    parts = clauses | {match.end() for match in _PART_END.finditer(text)}
    words = {match.start() for match in _WORD_END.finditer(text)} - _within_words(text)
    return sentences, clauses, parts, parts | words


def _within_words(text: str) -> set[int]:
    """The places inside Chinese words, as far as they are known."""
    if not _HAN.search(text):
        return set()
    normalised = normalise(text)
    within: set[int] = set()
    try:
        for token in analyse(normalised.text, Language.ZH, Mode.QUERY):
            start, end = normalised.original_span(token.start, token.end)
            within.update(range(start + 1, end))
    except RuntimeError:  # no dictionary is in use
        return set()
    return within


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
    for positions, earliest in zip(boundaries, (half, half, half, start + 1), strict=True):
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
