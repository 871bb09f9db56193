"""What stands in the texts where nearly that was typed: 恢复性司法 for 恢复性司发.

A word is looked for among the terms of the index: those with the same beginning, and those that one
edit of the beginning leads to, so that a small part of the terms is read. A Chinese run, which has
no words to go by, is looked for in the text: what lies before the edit and what lies behind it
stands there, and between the two whatever is meant. An edit puts a character
in, leaves one out, changes one or swaps two.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import islice
from typing import NamedTuple

from corpus.model import Language
from indexer.analysis import EXACT, Mode, Token, analyse
from indexer.normalise import HAN, normalise_text
from search.compile import CompiledRun, words_of
from search.exact import whole_run
from search.query import Prefix, Quoted
from search.reader import IndexReader

_SHOWN = 3
"""So many words that are near to one are named."""

_SELDOM = 20
"""A word that fewer paragraphs have than one in so many of the likeliest is hardly meant."""

_TRIED = 6
"""So many near runs are looked up, those that stand next to a half most often."""

_SHORTEST = 4
"""A shorter word is near to too many others."""

_LONG = 7
"""A word of so many letters may have two of them wrong."""

_SHORTEST_HAN = 3
_LONGEST_HAN = 16
"""Chinese runs of other lengths are near to anything, or pasted."""

_PART = 4
"""So many characters, of which some three stand nowhere, are looked at by themselves."""

_OCCURRENCES = 4000
"""So many places where a part of a run stands are looked at."""

_OFTENER = 5
"""A word that only its stem finds may be a slip for what so many times as many paragraphs have."""

_ALL_HAN = re.compile(f"[{HAN}]+")

_BEGINNING = 3
_ARTICLE = "ال"

_LETTERS = {
    Language.RU: "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    Language.AR: "ابتثجحخدذرزسشصضطظعغفقكلمنهويءئؤ",
}
_LATIN = "abcdefghijklmnopqrstuvwxyz"


class Nearby(NamedTuple):
    """A wording of the texts, what it is near to, and how many paragraphs are `having` it."""

    typed: str
    text: str
    having: int


def nearest(run: CompiledRun, reader: IndexReader, allowed: Set[int]) -> tuple[Nearby, ...]:
    """What is near to the parts of a run that no paragraph has; `allowed` are those that count."""
    if isinstance(run.run, Prefix):
        return ()
    typed = normalise_text(run.run.text)
    literally = isinstance(run.run, Quoted)
    if reader.language is Language.ZH:
        near = _near_han(typed, reader, allowed, literally=literally)
        return tuple(islice(near, _SHOWN))
    unknown = _unknown(typed, reader, literally=literally)
    return tuple(near for word in unknown for near in _near(word, reader, allowed))


# --- words ------------------------------------------------------------------------------------


class _Unknown(NamedTuple):
    """A word that stands nowhere; of its stem, if that is what finds it, so many paragraphs."""

    typed: str
    plain: str  # as the index has its words: without accents
    by_stem: int


def _unknown(text: str, reader: IndexReader, *, literally: bool) -> Iterator[_Unknown]:
    """The words of a text that the index does not have; `literally` no stem stands for them."""
    tokens = tuple(analyse(text, reader.language, Mode.QUERY))
    known, stems = set(), {}
    for token in tokens:
        if frequency := reader.frequency((token.text,)):
            if _is_stem(token, reader.language):
                stems[token.position] = 0 if literally else frequency
            else:
                known.add(token.position)
    for token in tokens:
        plain = token.text.removeprefix(EXACT)
        if token.position not in known and token.text != plain and plain.isalpha():
            by_stem = stems.get(token.position, 0)
            yield _Unknown(text[token.start : token.end], plain, by_stem)


def _is_stem(token: Token, language: Language) -> bool:
    return language is not Language.ZH and token.text.isalpha()


def _near(word: _Unknown, reader: IndexReader, allowed: Set[int]) -> Iterator[Nearby]:
    """The nearest words of the texts; where a stem finds the word, only what is hardly else meant.

    That is one edit off, of another stem, and much more frequent: trafficing finds traffic.
    """
    if len(word.plain) < _SHORTEST:
        return
    most_edits = 2 if len(word.plain) >= _LONG and not word.by_stem else 1
    distances = {
        term: distance
        for term in _candidates(word.plain, reader)
        if (distance := edits(word.plain, term, most_edits))
        and not (word.by_stem and _share_a_stem(word.plain, term, reader.language))
    }
    closest = min(distances.values(), default=0)
    counted = (
        (term, reader.postings("words", EXACT + term).keys() & allowed)
        for term, distance in distances.items()
        if distance == closest
    )
    holders = sorted(
        (each for each in counted if each[1]), key=lambda each: (-len(each[1]), each[0])
    )
    most = len(holders[0][1]) if holders else 0
    least = max(most / _SELDOM, word.by_stem * _OFTENER)
    for term, having in holders[:_SHOWN]:
        if len(having) < least:
            break
        yield Nearby(word.typed, _spelled(term, min(having), reader), len(having))


def _share_a_stem(one: str, other: str, language: Language) -> bool:
    return words_of(one, language)[0][0] == words_of(other, language)[0][0]


def _candidates(word: str, reader: IndexReader) -> set[str]:
    """The words of the index that begin as this one does, or would but for one edit there."""
    length = _BEGINNING + (len(_ARTICLE) if word.startswith(_ARTICLE) else 0)
    beginning = reader.terms("words", EXACT + word[:length])
    alphabet = _LETTERS.get(reader.language, _LATIN)
    others = (
        other
        for other in _one_edit_of_the_beginning(word, length, alphabet)
        if reader.frequency((EXACT + other,))
    )
    return {term.removeprefix(EXACT) for term in beginning}.union(others)


def _one_edit_of_the_beginning(word: str, length: int, alphabet: str) -> set[str]:
    found = set()
    for place in range(length):
        before, after = word[:place], word[place:]
        found.add(before + after[1:])
        found.add(before + after[1::-1] + after[2:])
        for letter in alphabet:
            found.update((before + letter + after, before + letter + after[1:]))
    return found


def _spelled(term: str, number: int, reader: IndexReader) -> str:
    """The word with its accents, as a paragraph that has it prints it in lower case."""
    text = reader.text(number)
    for token in analyse(text, reader.language, Mode.INDEX):
        if token.text == EXACT + term:
            return text[token.start : token.end]
    return term


def edits(one: str, other: str, most: int) -> int:
    """How many edits lead from one text to the other; 0 where they are the same or too many.

    >>> edits("traficking", "trafficking", 2), edits("form", "from", 1), edits("abc", "xyz", 2)
    (1, 1, 0)
    """
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        following = [i]
        for j, counterpart in enumerate(other, start=1):
            cost = min(row[j] + 1, following[-1] + 1, row[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and counterpart == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > most:
            return 0
        before, row = row, following
    return row[-1] if row[-1] <= most else 0


# --- Chinese ----------------------------------------------------------------------------------


def _near_han(
    text: str, reader: IndexReader, allowed: Set[int], *, literally: bool
) -> Iterator[Nearby]:
    """What is near to the whole run or, where nothing is, to the parts of it that are odd.

    Words of the texts that only never stand side by side are odd where they are asked for
    `literally`.
    """
    if reader.occurrences(text):
        return
    if not (_SHORTEST_HAN <= len(text) <= _LONGEST_HAN and _ALL_HAN.fullmatch(text)):
        return
    words_stand = _is_clean(text) and all(map(reader.having_word, words_of(text, Language.ZH)))
    if words_stand and not literally:
        return
    found = _standing_near(text, reader, allowed)
    if not found and not words_stand and len(text) > _PART:
        parts = islice(_odd_parts(text, reader), _TRIED)
        found = next(filter(None, (_standing_near(part, reader, allowed) for part in parts)), ())
    yield from found


def _odd_parts(text: str, reader: IndexReader) -> Iterator[str]:
    """The parts around three characters that stand together nowhere, each once."""
    parts: dict[str, None] = {}
    for start in range(len(text) - 2):
        if not reader.occurrences(text[start : start + 3]):
            for first in (start - 1, start, start - 2):
                if 0 <= first <= len(text) - _PART:
                    parts.setdefault(text[first : first + _PART])
    yield from parts


def _standing_near(text: str, reader: IndexReader, allowed: Set[int]) -> Sequence[Nearby]:
    """What stands and differs by one edit; likeliest is one typed twice, then a wrong one."""
    places = _one_edit_off(text, reader)
    near = [each for each in places if each != text and _ALL_HAN.fullmatch(each)]
    twice = {text[:at] + text[at + 1 :] for at in range(1, len(text)) if text[at - 1] == text[at]}
    near.sort(key=lambda n: (n not in twice, len(n) != len(text), -places[n], n))
    clean = islice(filter(_is_clean, near), _TRIED)
    counted = ((each, reader.standing(whole_run(each, Language.ZH)) & allowed) for each in clean)
    return [Nearby(text, each, len(having)) for each, having in counted if having]


def _one_edit_off(text: str, reader: IndexReader) -> Counter[str]:
    """The runs of the texts that one edit of `text` gives, and how often they were met.

    What lies before the edit and what lies behind it stands in the texts as well, which few places
    in a mistyped run leave possible.
    """
    length = len(text)
    reach, last = 0, length
    while reach < length and reader.occurrences(text[: reach + 1]):
        reach += 1
    while last and reader.occurrences(text[last - 1 :]):
        last -= 1
    found: Counter[str] = Counter()
    for place in range(reach + 1):
        before = text[:place]
        if last <= place and 0 < place < length:  # a character is missing
            found.update(_with_one_between(before, text[place:], reader))
        if last <= place + 1 <= length:  # another one stands here, or none
            after = text[place + 1 :]
            found.update(_with_one_between(before, after, reader))
            if 0 < place < length - 1 or text[place] in (before[-1:], after[:1]):
                found[before + after] += reader.occurrences(before + after)
        if last <= place + 2 <= length:  # two are swapped
            swapped = before + text[place + 1] + text[place] + text[place + 2 :]
            found[swapped] += reader.occurrences(swapped)
    return +found


def _with_one_between(before: str, after: str, reader: IndexReader) -> Iterator[str]:
    """Every place where one character stands between the two."""
    if reader.occurrences(before) < reader.occurrences(after) or not after:
        places = islice(reader.around(before, 0, 1 + len(after)), _OCCURRENCES)
        beside = (behind for _, behind in places)
        yield from (before + each for each in beside if each and each[1:] == after)
    else:
        places = islice(reader.around(after, 1 + len(before), 0), _OCCURRENCES)
        beside = (ahead for ahead, _ in places)
        yield from (each + after for each in beside if each and each[:-1] == before)


def _is_clean(text: str) -> bool:
    """Whether it is made of words: what single characters are in begins or ends within a word.

    Of a long run that is said of its ends: 打击跨国有组织犯罪 has a word of one character.
    """
    words = [token.text for token in analyse(text, Language.ZH, Mode.QUERY)]
    return all(len(word) > 1 for word in (words if len(text) <= _LONG else (words[0], words[-1])))
