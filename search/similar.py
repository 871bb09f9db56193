"""Which paragraphs say nearly the same: the yearly text of a series with its numbers moved on.

Two paragraphs are near where their resolutions are of one series (`search.series`) and

- nothing is left to tell them apart without numbers, dates, ordinals and symbols, or
- of the runs of four letters that is left of the one with more of them, nine in ten stand in both
  (Broder, "On the Resemblance and Containment of Documents", 1997).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Language
from search.series import uncounted

SHARE = 0.9
"""So much of the longer text has to stand in both."""

_SHINGLE = 4

_SHORTEST = 12
"""Of fewer letters what is left says too little."""

_NUMBERED = re.compile(r"[^\s\u2e80-\u9fff]*\d[^\s\u2e80-\u9fff]*")
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a text says without what moves on from year to year."""

    letters: str
    shingles: frozenset[str]

    @classmethod
    def of(cls, text: str, language: Language) -> "Gist":
        """The gist of a normalised text."""
        letters = _NO_LETTERS.sub("", uncounted(_NUMBERED.sub(" ", text), language))
        starts = range(max(len(letters) - _SHINGLE + 1, 1))
        return cls(letters, frozenset(letters[start : start + _SHINGLE] for start in starts))

    def is_near(self, other: "Gist") -> bool:
        """Whether the texts say nearly the same.

        >>> first = Gist.of("requests a report at its seventy-fifth session", Language.EN)
        >>> first.is_near(Gist.of("requests a report at its seventy-sixth session", Language.EN))
        True
        """
        if min(len(self.letters), len(other.letters)) < _SHORTEST:
            return False
        most = max(len(self.shingles), len(other.shingles))
        if min(len(self.shingles), len(other.shingles)) < SHARE * most:
            return False
        return self.letters == other.letters or (
            len(self.shingles & other.shingles) >= SHARE * most
        )


def clusters(gists: Sequence[Gist]) -> Iterator[list[int]]:
    """The places of the texts that are near to the first of their cluster, in their order."""
    heads: list[list[int]] = []
    for place, gist in enumerate(gists):
        for cluster in heads:
            if gists[cluster[0]].is_near(gist):
                cluster.append(place)
                break
        else:
            heads.append([place])
    yield from heads
