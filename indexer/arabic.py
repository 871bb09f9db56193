"""What an Arabic word is without what is written onto it: its light stem.

Conjunction, prepositions before an article, and the article go; plurals that change within the
word (أطفال) become their singular; then endings go, each once and in this order. After Larkey,
Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007), whose light10
this is but for plurals and for words that only begin as if something were written onto them
(وكالة, التزام). Snowball's stemmer makes two words of السجون and سجون, and leaves و on والأطفال.
"""

import re
from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"

_CONJUNCTION = re.compile(r"^و(?=\w{3})")
_ARTICLE = re.compile(r"^(?:[فبك]?ال|لل)(?=\w{2})")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LEAST = 3
"""So many letters are left of a word at least."""


def light_stem(word: str) -> str:
    """The stem of a word that is written without signs, with one spelling of alef, yaa and taa.

    >>> [light_stem(word) for word in ("السجون", "وسجن", "للسجن")]
    ['سجن', 'سجن', 'سجن']
    >>> light_stem("وكاله") == light_stem("والوكالات")
    True
    """
    if (entire := _without_ending(word)) in _entire():
        return entire
    bare = _CONJUNCTION.sub("", word)
    if (entire := _without_ending(bare)) in _entire():
        return entire
    return _without_ending(_ARTICLE.sub("", bare))


def _without_ending(word: str) -> str:
    stem = _singulars().get(word, word)
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= _LEAST:
            stem = stem.removesuffix(ending)
    return stem


@cache
def _singulars() -> Mapping[str, str]:
    """The singular of each plural that changes within the word."""
    return dict(line.split() for line in _lines("arabic_plurals.txt"))


@cache
def _entire() -> Set[str]:
    """The stems that begin as if something were written onto them."""
    return frozenset(_lines("arabic_entire.txt"))


def _lines(name: str) -> list[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
