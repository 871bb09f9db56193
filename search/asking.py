"""Which words of a question only ask: 谁, 怎么, who, quels, how.

People ask in sentences, resolutions answer in others: 哪些 and *who* are rare in the texts, so
their rarity would say that they matter most. `data/asking.txt` lists what holds a question together
and is no part of what it is about: interrogatives, auxiliaries, pronouns, prepositions; never a
negation. They are left out of the evidence where a query has other words, and are found like any
where they stand as typed. Nouns that only frame a subject (问题, 规定) are not among them: they
were measured to help more often than they mislead.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus.model import Language
from indexer.analysis import EXACT

_DATA = Path(__file__).parent / "data"


def only_asks(word: Sequence[str], language: Language) -> bool:
    """Whether a word, given as its terms, is one that only asks.

    >>> only_asks(("who", "=who"), Language.EN), only_asks(("怎么",), Language.ZH)
    (True, True)
    >>> only_asks(("prison", "=prison"), Language.EN)
    False
    """
    return word[-1].removeprefix(EXACT) in asking_words(language)


@cache
def asking_words(language: Language) -> frozenset[str]:
    """The words of a language that only ask, in the exact form that the analysis gives words."""
    lines = (_DATA / "asking.txt").read_text(encoding="utf-8").splitlines()
    own = (line.removeprefix(f"{language}: ") for line in lines if line.startswith(f"{language}:"))
    return frozenset(word for words in own for word in words.split())
