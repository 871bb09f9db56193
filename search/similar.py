"""Which paragraphs say nearly the same: the yearly text of a series with its numbers moved on.

Two paragraphs are near where their resolutions are of one series (`indexer.series`) and, of the
runs of four letters of the gist with more of them, nine in ten stand in both gists (Broder, "On the
Resemblance and Containment of Documents", 1997). Where only numbers, dates, ordinals and symbols
differ, the gists are one, and the index says so without looking at the texts.

Not every two gists are compared. Two that share nine runs in ten of the larger also share one of
the first tenth of their runs, in whatever order all runs are put ("prefix filtering": Bayardo, Ma
and Srikant, "Scaling Up All Pairs Similarity Search", 2007): only those that do are looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil

from corpus.model import Language
from indexer.series import gist

SHARE = 0.9
"""So much of the longer text has to stand in both."""

_SHINGLE = 4

Shingles = frozenset[str]
"""The runs of four letters of a gist."""


def shingles_of(text: str, language: Language) -> Shingles:
    """The runs of four letters of the gist of a normalised text."""
    letters = gist(text, language)
    return frozenset(
        [letters[start : start + _SHINGLE] for start in range(max(len(letters) - _SHINGLE + 1, 1))]
    )


def are_near(one: Shingles, other: Shingles) -> bool:
    """Whether the texts say nearly the same.

    >>> first = shingles_of("requests a report at its seventy-fifth session", Language.EN)
    >>> are_near(first, shingles_of("requests a report at its tenth session", Language.EN))
    True
    """
    wanted = SHARE * max(len(one), len(other))
    return min(len(one), len(other)) >= wanted and len(one & other) >= wanted


def clusters(gists: Sequence[Shingles]) -> Iterator[list[int]]:
    """The places of the texts that are near to the first of their cluster, in their order."""
    heads: list[list[int]] = []
    beginning: dict[str, list[int]] = defaultdict(list)
    # In the order of their rarity, runs of letters lead to few texts that are not near.
    commonest = Counter(chain.from_iterable(gists)).most_common()
    rank = {shingle: -place for place, (shingle, _) in enumerate(commonest)}
    for place, shingles in enumerate(gists):
        count = len(shingles) - ceil(SHARE * len(shingles)) + 1
        first = sorted(shingles, key=rank.__getitem__)[:count]
        likely = sorted({head for shingle in first for head in beginning[shingle]})
        for head in likely:
            if are_near(gists[heads[head][0]], shingles):
                heads[head].append(place)
                break
        else:
            for shingle in first:
                beginning[shingle].append(len(heads))
            heads.append([place])
    yield from heads
