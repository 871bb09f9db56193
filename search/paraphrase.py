"""What else official texts say for words that people type, a language at a time.

The vocabulary (`search.vocabulary`) has concepts: names in six languages. Here is what is no name:
everyday words (蛇头, shell companies, coyotes), older words, and turns of phrase, which differ from
language to language. A line of `data/paraphrases_<language>.txt` is

    a = b = c      each of them is also looked for in the wording of the others
    a | b > c | d  who types a or b also looks for c and d, but not the other way

and the texts are compared as those of the vocabulary are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.model import Language
from search.vocabulary import Unit, units_of

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """Part of a text, as a half-open span of code points, and other wordings of it."""

    span: tuple[int, int]
    wordings: tuple[str, ...]


def paraphrases(text: str, language: Language) -> tuple[Paraphrase, ...]:
    """Other wordings of what stands in a normalised text, from left to right, the longest first.

    >>> [found.span for found in paraphrases("打击蛇头", Language.ZH)]
    [(0, 2), (2, 4)]
    >>> paraphrases("Shell companies".lower(), Language.EN)[0].wordings[0]
    'beneficial ownership'
    """
    return tuple(_found(units_of(text, language), _table(language)))


class _Table:
    """The wordings that lead to others, by the keys of their units."""

    def __init__(self, language: Language) -> None:
        self.longest = 0
        self._wordings: dict[tuple[str, ...], dict[str, None]] = {}
        for typed, said in _groups(language):
            for wording in typed:
                keys = _keys(wording.casefold(), language)
                self.longest = max(self.longest, len(keys))
                others = self._wordings.setdefault(keys, {})
                others.update((other, None) for other in said if other != wording)

    def wordings(self, run: Sequence[Unit]) -> tuple[str, ...]:
        return tuple(self._wordings.get(tuple(unit.key for unit in run), ()))


def _keys(normalised: str, language: Language) -> tuple[str, ...]:
    if language is Language.ZH:
        return tuple(normalised)  # the same as of the units, and ten times as fast
    return tuple(unit.key for unit in units_of(normalised, language))


def _found(text: Sequence[Unit], table: _Table) -> Iterator[Paraphrase]:
    start = 0
    while start < len(text):
        for end in range(min(start + table.longest, len(text)), start, -1):
            if wordings := table.wordings(text[start:end]):
                yield Paraphrase((text[start].start, text[end - 1].end), wordings)
                start = end - 1
                break
        start += 1


@cache
def _table(language: Language) -> _Table:
    return _Table(language)


def _groups(language: Language) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What is typed and what is said for it, line by line."""
    path = _DATA / f"paraphrases_{language}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            typed, leads, said = line.partition(" > ")
            if leads:
                yield typed.split(" | "), said.split(" | ")
            else:
                yield (same := typed.split(" = ")), same
