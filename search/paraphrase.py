"""What else official texts say for words that people type, a language at a time.

The vocabulary (`search.vocabulary`) has concepts: names in six languages. Here is what is no name:
everyday words (蛇头, shell companies, coyotes), older words, and turns of phrase, which differ from
language to language. A line of `data/paraphrases_<language>.txt` is

    a = b = c      each of them is also looked for in the wording of the others
    a | b > c | d  who types a or b also looks for c and d, but not the other way

and the texts are compared as those of the vocabulary are.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.model import Language
from search.lookup import Lookup, Place, cuts_latin_word, units_of

_DATA = Path(__file__).parent / "data"

_NO_LINES = re.compile(r"(?m)^(?:#.*)?\n")  # remarks and empty lines
_SAID = re.compile(r" > .*")  # what a line leads to


class Paraphrase(NamedTuple):
    """Part of a text, as a half-open span of code points, and other wordings of it.

    `is_loose` where they say more or less than the part does, so that words within it may be worth
    looking at by themselves.
    """

    span: tuple[int, int]
    wordings: tuple[str, ...]
    is_loose: bool = False


def paraphrases(text: str, language: Language) -> tuple[Paraphrase, ...]:
    """Other wordings of what stands in a normalised text, from left to right, the longest first.

    They can overlap: which of them count is for `search.expansion` to say.

    >>> [found.span for found in paraphrases("蛇头贩毒", Language.ZH)]
    [(0, 2), (2, 4)]
    >>> paraphrases("Shell companies".lower(), Language.EN)[0].wordings[0]
    'beneficial ownership'
    """
    return tuple(_found(text, language))


def _found(text: str, language: Language) -> Iterator[Paraphrase]:
    table = _table(language)
    units = units_of(text, language)
    for position, unit in enumerate(units):
        for count, places in table.lookup.at(units, position):
            span = unit.start, units[position + count - 1].end
            if language is Language.ZH and cuts_latin_word(text, span):
                continue
            typed = text[slice(*span)]
            meant = [place for place in places if not table.abbreviates_more(place, typed)]
            wordings = dict.fromkeys(other for place in meant for other in table.others(place))
            if wordings:
                is_loose = any(map(table.leads_one_way, meant))
                yield Paraphrase(span, tuple(wordings), is_loose)


class _Table:
    """The lines of a language."""

    def __init__(self, language: Language) -> None:
        path = _DATA / f"paraphrases_{language}.txt"
        text = _NO_LINES.sub("", path.read_text(encoding="utf-8"))
        self._lines = text.split("\n")
        typed = _SAID.sub("", text).replace(" = ", "\t").replace(" | ", "\t")
        self.lookup = Lookup(typed, language)

    def leads_one_way(self, place: Place) -> bool:
        """Whether what is said for a wording does not lead back to it."""
        return " > " in self._lines[place.line]

    def abbreviates_more(self, place: Place, typed: str) -> bool:
        """Whether a wording is an abbreviation whose last letter is no ending: "at" is not ATS."""
        same, _ = self._sides(place.line)
        wording = same[place.cell]
        return wording.isupper() and not typed.startswith(wording.casefold())

    def others(self, place: Place) -> Iterator[str]:
        """What is said for a wording, without itself."""
        same, said = self._sides(place.line)
        for other in said or same:
            if other != same[place.cell]:
                yield other

    def _sides(self, line: int) -> tuple[list[str], list[str]]:
        """The wordings of a line that are typed, and those it leads to, if it leads one way."""
        typed, leads, said = self._lines[line].partition(" > ")
        return typed.replace(" = ", " | ").split(" | "), said.split(" | ") if leads else []


@cache
def _table(language: Language) -> _Table:
    return _Table(language)
