"""Which words of the corpus are spelled nearly like one that it does not have.

In Chinese a slip is another character, one too many, one too few, or two that changed places: what
is left of the run stands in the corpus, before the slip or behind it, and is looked for there. In
the other languages the words of the index are compared by the share of letters that they have in
common in the same order (Ratcliff and Metzener, "Pattern Matching: The Gestalt Approach", 1988).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from corpus.model import Language
from indexer.analysis import EXACT
from indexer.normalise import normalise_text
from search.exact import whole_run
from search.reader import IndexReader

_SHOWN = 3

_SHORTEST = 3
"""Of fewer characters or letters too little is left without one."""

_LONGEST = 20
"""A longer Chinese run is a sentence: its words say what is missing."""

_ALIKE = 0.8
"""The share of letters in common from which a word is near another: traficking, trafficking."""

_OFF = 2
"""By so many letters a word may be longer or shorter."""

_LOOKED_AT = 400
"""So many paragraphs that have one half of a Chinese run are looked at."""


class Nearest(NamedTuple):
    """A word of the corpus, and how many paragraphs have it."""

    text: str
    paragraphs: int


def nearest(typed: str, reader: IndexReader) -> Sequence[Nearest]:
    """The words or, in Chinese, runs that were probably meant; the most frequent first.

    Empty for what is too short to tell, and where nothing is near.
    """
    text = normalise_text(typed)
    if len(text) < _SHORTEST:
        return ()
    is_chinese = reader.language is Language.ZH
    found = _runs(text, reader) if is_chinese else _words(text, reader)
    held = (Nearest(near, _count(near, reader)) for near in dict.fromkeys(found))
    in_order = sorted((each for each in held if each.paragraphs), key=lambda each: -each.paragraphs)
    # What is but a part of another: 恢复性司 of 恢复性司法.
    texts = [each.text for each in in_order]
    whole = [each for each in in_order if not any(each.text in t != each.text for t in texts)]
    return whole[:_SHOWN]


def _count(text: str, reader: IndexReader) -> int:
    return len(reader.standing(whole_run(text, reader.language)))


def _words(word: str, reader: IndexReader) -> Iterator[str]:
    """The words of the index that are spelled nearly alike and begin with the same letter."""
    known = (term.removeprefix(EXACT) for term in reader.terms("words", EXACT + word[0]))
    alike = [term for term in known if abs(len(term) - len(word)) <= _OFF]
    yield from get_close_matches(word, alike, _SHOWN, _ALIKE)


def _runs(run: str, reader: IndexReader) -> Iterator[str]:
    """The runs of the texts that differ from this one by a slip, the most frequent first."""
    if len(run) > _LONGEST or not run.isalpha():
        return
    half = len(run) // 2
    counts: Counter[str] = Counter()
    for part, start in ((run[:half], 0), (run[half:], half)):
        standing = sorted(reader.standing(whole_run(part, Language.ZH)))
        for number in standing[:: max(1, len(standing) // _LOOKED_AT)]:
            counts.update(set(_near(reader.text(number), part, start, run)))
    yield from (text for text, _ in counts.most_common(_SHOWN))


def _near(text: str, part: str, start: int, run: str) -> Iterator[str]:
    """What stands in the text around its part and differs from the run by one slip."""
    at = text.find(part)
    while at >= 0:
        for length in (len(run), len(run) - 1, len(run) + 1):
            # A part at the end of the run ends where the run does, whatever was lost before it.
            begin = at if start == 0 else at + len(part) - length
            other = text[max(begin, 0) : max(begin, 0) + length]
            if other.isalpha() and _is_a_slip(other, run):
                yield other
        at = text.find(part, at + 1)


def _is_a_slip(some: str, other: str) -> bool:
    """Whether two texts differ by one character, or by two neighbours that changed places."""
    if some == other or abs(len(some) - len(other)) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(some, other, strict=False)) if a != b), None)
    if first is None:
        return True  # one is the other with a character behind it
    if len(some) == len(other):
        swapped = some[first : first + 2] == other[first : first + 2][::-1]
        return some[first + 1 :] == other[first + 1 :] or (
            swapped and some[first + 2 :] == other[first + 2 :]
        )
    shorter, longer = sorted((some, other), key=len)
    return shorter[first:] == longer[first + 1 :]
