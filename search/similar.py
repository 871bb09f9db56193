"""Which paragraphs say nearly the same: the yearly text of a series with its numbers moved on.

Two paragraphs are near where their resolutions are of one series (`indexer.series`) and, of the
runs of four letters of the gist with more of them, nine in ten stand in both gists (Broder, "On the
Resemblance and Containment of Documents", 1997). Where only numbers, dates, ordinals and symbols
differ, the gists are one, and the index says so without looking at the texts.
"""

from collections.abc import Iterator, Sequence

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
    heads: list[tuple[int, Shingles, list[int]]] = []
    for place, shingles in enumerate(gists):
        size = len(shingles)
        least, most = SHARE * size, size / SHARE
        for size_of_head, head, cluster in heads:
            # Sizes are compared here because most pairs differ in them, and calls take time.
            if least <= size_of_head <= most and are_near(head, shingles):
                cluster.append(place)
                break
        else:
            heads.append((size, shingles, [place]))
    yield from (cluster for _, _, cluster in heads)
