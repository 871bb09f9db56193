"""Where known wordings stand in a text, in a moment.

A search pays for what is made ready before it, so little is: wordings are sorted by their first
letters, and compared only where a word of the text begins so. In Chinese a wording may stand
anywhere; in the other languages it is made of whole words, compared without accents and without
endings of number and case.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from corpus.model import Language
from indexer.normalise import normalise_text


class Unit(NamedTuple):
    """What wordings are made of: a character in Chinese, else a word without its ending."""

    key: str
    start: int
    end: int


class Place(NamedTuple):
    """Where a wording was found: which of the lines given has it, and as which of its cells."""

    line: int
    cell: int


class _Beginning(NamedTuple):
    """The wordings that begin alike, by key, and how many units those of a first unit have."""

    places: dict[str, list[Place]]
    lengths: dict[str, list[int]]


class Lookup:
    """Lines of wordings in one language, to be found in texts.

    Lines are parted by line feeds and their wordings by tabs. Wordings must be normalised but for
    their case, and begin with a letter or a digit.
    """

    def __init__(self, lines: str, language: Language) -> None:
        self._language = language
        # All at once, because one by one it takes ten times as long.
        self._text = without_accents(f"\n{lines}\n".casefold())
        self._ready: dict[str, _Beginning] = {}

    def whole(self, text: str) -> list[Place]:
        """The places of the wording that all of `text` is; it need not be normalised."""
        keys = _keys(without_accents(normalise_text(text)), self._language)
        if not keys:
            return []
        found = (
            self._beginning(first).places.get(_join((first, *keys[1:]), self._language))
            for first in _readings(keys[0], self._language)
        )
        return next((places for places in found if places), [])

    def at(self, units: Sequence[Unit], position: int) -> Iterator[tuple[int, list[Place]]]:
        """The wordings that begin at a unit: how many units each has, and its places.

        The longest come first.
        """
        for first in _readings(units[position].key, self._language):
            known = self._beginning(first)
            for count in known.lengths.get(first, ()):
                if count > len(units) - position:
                    continue
                rest = (unit.key for unit in units[position + 1 : position + count])
                if places := known.places.get(_join((first, *rest), self._language)):
                    yield count, places

    def _beginning(self, first: str) -> _Beginning:
        beginning = first[:1] if self._language is Language.ZH else first[:2]
        if beginning not in self._ready:
            self._ready[beginning] = self._made_ready(beginning)
        return self._ready[beginning]

    def _made_ready(self, beginning: str) -> _Beginning:
        places: dict[str, list[Place]] = {}
        lengths: dict[str, set[int]] = {}
        for start in sorted(self._starts(beginning)) if beginning else ():
            keys = _keys(_CELL.match(self._text, start)[0], self._language)  # type: ignore[index]
            places.setdefault(_join(keys, self._language), []).append(self._place(start))
            lengths.setdefault(keys[0], set()).add(len(keys))
        return _Beginning(places, {key: sorted(n, reverse=True) for key, n in lengths.items()})

    def _starts(self, beginning: str) -> Iterator[int]:
        """Where the wordings stand that begin so: in the text, which to cut up takes longer."""
        pattern = _beginning_pattern(beginning, self._language)
        if self._language is Language.AR:
            yield from (match.start() + 1 for match in pattern.finditer(self._text))
            return
        for parted in "\n\t":
            at = self._text.find(parted + beginning)
            while at >= 0:
                if pattern.match(self._text, at):
                    yield at + 1
                at = self._text.find(parted + beginning, at + 1)

    def _place(self, start: int) -> Place:
        line = bisect_right(self._line_ends, start) - 1
        return Place(line, self._text.count("\t", self._line_ends[line], start))

    @cached_property
    def _line_ends(self) -> Sequence[int]:
        """Where the line feeds stand, that before the first line included."""
        return [match.start() for match in re.finditer("\n", self._text)]


def units_of(text: str, language: Language) -> list[Unit]:
    """The units of a normalised text."""
    if language is Language.ZH:
        return [Unit(character, i, i + 1) for i, character in enumerate(text)]
    words = _WORD.finditer(text)
    return [Unit(without_ending(without_accents(m[0]), language), *m.span()) for m in words]


def cuts_latin_word(text: str, span: tuple[int, int]) -> bool:
    """Whether a word or number in Latin letters goes on where a part of a text begins or ends.

    >>> cuts_latin_word("tipster", (0, 3)), cuts_latin_word("反tip", (1, 4))
    (True, False)
    """
    around = (text[max(end - 1, 0) : end + 1] for end in span if end < len(text))
    return any(len(pair) == 2 and pair.isascii() and pair.isalnum() for pair in around)


def key_of(text: str, language: Language) -> str:
    """What two spellings of a wording have in common; the text need not be normalised."""
    return _join(_keys(without_accents(normalise_text(text)), language), language)


def _keys(bare: str, language: Language) -> Sequence[str]:
    """The keys of the units of a normalised text without accents."""
    if language is Language.ZH:
        return bare
    return [without_ending(word, language) for word in _WORD.findall(bare)]


def _join(keys: Sequence[str], language: Language) -> str:
    return ("" if language is Language.ZH else " ").join(keys)


_CELL = re.compile(r"[^\t\n]+")
_WORD = re.compile(r"(?:\w|[\u0300-\u036f\u064b-\u065f\u0670])+")

# With the article and what is written before it.
_ARABIC_ARTICLE = r"(?:[وف]?[بك]?ال|[وف]?لل)(?=\w{3})"


@lru_cache(maxsize=512)
def _beginning_pattern(beginning: str, language: Language) -> re.Pattern[str]:
    """Wordings that begin so, with what parts them from those before them.

    Of a first word, only so much is given as no ending changes: two letters, or all of one letter.
    """
    article = f"(?:{_ARABIC_ARTICLE})?" if language is Language.AR else ""
    is_all = r"(?!\w)" if len(beginning) == 1 and language is not Language.ZH else ""
    return re.compile(rf"[\n\t]{article}{re.escape(beginning)}{is_all}")


@cache
def _endings(language: Language) -> Sequence[tuple[re.Pattern[str], str]]:
    """Endings of number and, in Russian, of case, with what stands for them in keys.

    In Arabic also the article. They are not stems: prisons and prisoners are different things.
    """
    patterns = {
        Language.EN: (
            (r"(?<=\w{2})ies$", "y"),
            (r"(?<=\w)(?:(?<=[sxz])es|(?<=[cs]h)es|(?<![su])s)$", ""),
        ),
        Language.FR: ((r"(?<=\w{2})(?<!e)aux$", "al"), (r"(?<=\w{2})[sx]$", "")),
        Language.ES: ((r"(?<=\w{2})ces$", "z"), (r"(?<=\w{2})(?:es|[es])$", "")),
        Language.RU: (
            (
                r"(?<=\w{2})(?:иями|ями|ами|ьми|иях|иям|ием|ией|[оеыи]го|[оеыи]му|[ыи]ми|[аяу]я"
                r"|[оеую]ю|[оеыи][ейхм]|[ая][мх]|[ое]в|и[еюяи]|ью|[аяоеуюыиьй])$",
                "",
            ),
        ),
        Language.AR: ((rf"^{_ARABIC_ARTICLE}", ""), (r"(?<=\w{3})(?:ات|ون|ين|ه)$", "")),
    }
    return [(re.compile(ending), key) for ending, key in patterns[language]]


@cache
def without_ending(word: str, language: Language) -> str:
    """A word in lower case without accents, without the ending of its number and case.

    >>> [without_ending(word, Language.EN) for word in ("prisons", "prisoners", "authorities")]
    ['prison', 'prisoner', 'authority']
    >>> without_ending("торговлей", Language.RU) == without_ending("торговля", Language.RU)
    True
    """
    for ending, key in _endings(language):
        word = ending.sub(key, word)
    return word


_ARABIC_CONJUNCTIONS = "وفبلك"


def _readings(key: str, language: Language) -> tuple[str, ...]:
    """The ways to read the first word of a term: in Arabic, one letter may be a conjunction."""
    if language is Language.AR and len(key) > 4 and key[0] in _ARABIC_CONJUNCTIONS:
        return key, key[1:]
    return (key,)


_LETTERS = tuple(
    zip("ёأإآٱؤئىة\u0640", ("е", "ا", "ا", "ا", "ا", "و", "ي", "ي", "ه", ""), strict=True)
)
# Letters with an accent and accents by themselves: whole columns of Chinese and Russian have none.
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]")
_ACCENTS = re.compile("[\u0300-\u0305\u0307-\u036f\u0610-\u061a\u064b-\u065f\u0670]")


def without_accents(text: str) -> str:
    """`text` without accents and vowel signs; й stays a letter of its own.

    >>> without_accents("prévention"), without_accents("ещё чей")
    ('prevention', 'еще чей')
    """
    if text.isascii():
        return text
    for spelling, letter in _LETTERS:  # five times as fast as str.translate on a whole column
        text = text.replace(spelling, letter)
    if not _ACCENTED.search(text):
        return text
    letters = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", letters)
