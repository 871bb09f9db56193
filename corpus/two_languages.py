"""Which parts of a text that stands in two languages, piece by piece, are in which of them.

Translators lay two languages out side by side, in the columns of a table or paragraph by
paragraph. Each paragraph is in one of them; what is in neither (numbers, symbols) belongs to both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.language import language_shares
from corpus.model import Language
from corpus.text_lines import Line
from corpus.text_notes import MARK_TOKEN

# Above this share a second language is no citation or cover line: the text is in two languages.
_BILINGUAL_SHARE = 0.25

_LATIN = "A-Za-zÀ-ÖØ-öø-ÿœŒ"
_LETTERS = {
    Language.ZH: re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]"),
    Language.RU: re.compile("[\u0400-\u04ff]"),
    Language.AR: re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdfb\ufe70-\ufefc]"),
}
_LATIN_LETTERS = re.compile(f"[{_LATIN}]")
_WEIGHT_OF_HAN = 3  # as in `language`
_SYMBOL = re.compile(r"\b[AES]/[A-Z\d/.-]+(?:\s?\([A-Z\d-]+\))?")
# Words in Latin letters that stand together, with their number; fewer are a name in another text.
_STRETCH = re.compile(
    rf"(?:\(?\d{{1,3}}[.)]\s*)?[“\"(\[]?[{_LATIN}]+(?:[\s,.;:’'“”\"()\[\]/\d-]+[{_LATIN}]+){{2,}}"
    r"[\s,.;:”\")\]\d]*"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two languages that a text is in, the more frequent one first."""

    first: Language
    second: Language

    def __contains__(self, language: Language) -> bool:
        return language in (self.first, self.second)

    def other(self, language: Language | None) -> Language:
        """The other one of the two."""
        return self.second if language is self.first else self.first

    @property
    def is_of_one_script(self) -> bool:
        """Whether words have to tell the two apart, and not letters."""
        return self.first not in _LETTERS and self.second not in _LETTERS


def languages_of(text: str) -> Pair | None:
    """The two languages that the text is in; None where it is in one, or in none of the six."""
    shares = language_shares(text)
    if len(shares) > 1 and shares[1].share > _BILINGUAL_SHARE:
        return Pair(shares[0].language, shares[1].language)
    return None


def lines_in(lines: Sequence[Line], language: Language, pair: Pair) -> list[Line]:
    """The lines, or parts of them, that are in one of the two languages or in neither."""
    units = [unit for block in _blocks(lines) for unit in _units(block, pair)]
    texts = [" ".join(line.text for line in unit) for unit in units]
    worded = [place for place, text in enumerate(texts) if _has_words(text)]
    said = _filled([_language(texts[place], pair) for place in worded], pair)
    known = dict(zip(worded, said, strict=True))
    kept = (unit for place, unit in enumerate(units) if known.get(place, language) is language)
    return [line for unit in kept for line in unit]


def _units(block: list[Line], pair: Pair) -> Iterator[list[Line]]:
    """The parts of a block of which each is in one language."""
    if len(block) > 1:
        yield block
    else:
        yield from ([part] for line in block for part in _parts(line, pair))


def _filled(said: Sequence[Language | None], pair: Pair) -> list[Language]:
    """The languages; where nothing tells, by turns or as before, as it is with the others."""
    neighbours = [(a, b) for a, b in pairwise(said) if a and b]
    by_turns = 2 * sum(a is not b for a, b in neighbours) > len(neighbours)
    first = next((place for place, one in enumerate(said) if one), 0)
    last = (said[first] if said else None) or pair.first
    if by_turns and first % 2:
        last = pair.other(last)
    filled: list[Language] = []
    for place, one in enumerate(said):
        last = one or (pair.other(last) if by_turns and place else last)
        filled.append(last)
    return filled


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between two empty ones, if they are in one language; else each by itself."""
    block: list[Line] = []
    for line in [*lines, None]:
        if line and block and not (line.after_blank or line.opens or line.cells):
            block.append(line)
            continue
        alone = len(block) > 1 and languages_of(" ".join(one.text for one in block))
        yield from [[one] for one in block] if alone else [block] if block else []
        block = [line] if line else []


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, _SYMBOL.sub("", MARK_TOKEN.sub("", text))))


def _language(text: str, pair: Pair) -> Language | None:
    """In which of the two the text is; None where nothing tells."""
    text = _SYMBOL.sub("", MARK_TOKEN.sub("", text))
    if pair.is_of_one_script:
        weights = {part.language: part.share for part in language_shares(text)}
    else:
        weights = {one: float(_count(text, one)) for one in (pair.first, pair.second)}
    known = {one: weights.get(one, 0.0) for one in (pair.first, pair.second)}
    best = max(known, key=known.__getitem__)
    return best if len(set(known.values())) > 1 else None


def _count(text: str, language: Language) -> int:
    letters = len(_LETTERS.get(language, _LATIN_LETTERS).findall(text))
    return _WEIGHT_OF_HAN * letters if language is Language.ZH else letters


def _parts(line: Line, pair: Pair) -> Iterator[Line]:
    """A table's cells, if they are in both; a line, cut where one script meets the other."""
    if line.cells:
        in_both = len({_language(cell.text, pair) for cell in line.cells} - {None}) > 1
        yield from line.cells if in_both else (line,)
        return
    cuts = set() if pair.is_of_one_script else _cuts(line.text)
    places = [0, *sorted(cuts - {0, len(line.text)}), len(line.text)]
    if len(places) == 2:
        yield line
        return
    texts = [line.text[a:b].strip() for a, b in pairwise(places)]
    for number, text in enumerate(filter(None, texts)):
        if number:
            yield Line(text, line.indent, after_blank=True, opens=True)
        else:
            yield replace(line, text=text)


def _cuts(text: str) -> set[int]:
    if not any(letters.search(text) for letters in _LETTERS.values()):
        return set()
    return {place for found in _STRETCH.finditer(text) for place in found.span()}
