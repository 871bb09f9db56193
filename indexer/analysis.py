"""From normalised text to the terms of the words view, in six languages, for any search engine.

Positions count words, one a token; a token that says the same as its neighbour in another way (a
part of a Chinese word, a stem, a part of a symbol) shares its position. So phrases and distances
come out right, which they do not where sub-words or character offsets count.

What each language makes of a text:

=========  ========================================================================================
every      symbols (`a/res/55/25`, `68/193`, `1373(2001)`) and numbers (`1,5`) are one token each;
           when indexing, the parts of a symbol share its position
zh         the words of the segmenter; when indexing, with their parts. Session numbers (第六十八届,
           第68届) become one term, whichever way they are written
en fr es   the stem, and the word itself behind `EXACT`, both without accents
ru         the same, with ё as е
ar         a light stem (`indexer.arabic`), and the word itself behind `EXACT`, both without vowel
           signs and with the spellings of alef, yaa and taa marbuta as one
=========  ========================================================================================

A stem is taken of the word as printed, because accents decide endings (Spanish -ción), and then
loses its accents. A word typed without accents is found by its exact form.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.model import Language
from indexer.arabic import light_stem
from indexer.normalise import HAN
from indexer.segment import segmenter

EXACT = "="
"""What the exact form of a word begins with, to tell it from a stem; no stem begins with it."""


class Mode(StrEnum):
    """What the tokens are for.

    A query asks for its words. A ranking may add the parts that INDEX gives of them. With BM25 on
    the 16 judged Chinese topics that raised recall@50 (0.34 without, 0.39 to 0.41 with parts) and
    made no difference to nDCG@10 that so few topics could show.
    """

    INDEX = "index"  # everything a paragraph can be found by
    QUERY = "query"  # only what was asked for: no parts of words, no parts of symbols


class Token(NamedTuple):
    """A term at a word position; `start` and `end` are half-open code points of the text."""

    text: str
    position: int
    start: int
    end: int


_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"

# Parts are limited in length and number so that no text takes time beyond its length.
_SYMBOL_PART = r"[a-z0-9]{1,12}(?:[.\-][a-z0-9]{1,12}){0,3}"
_SYMBOL = rf"""
    (?<![a-z0-9/])
    (?: (?=[a-z/.\-]{{0,60}}\d)                 # and/or is no symbol
        {_SYMBOL_PART} (?:/{_SYMBOL_PART}){{1,6}}
        (?: \ ?\([a-z0-9\-]{{1,12}}\) | (?![a-z0-9/]) )  # s/res/1373 (2001), a/res/3201(s-vi)
      | \d{{1,4}}\ ?\((?:19|20)\d\d\)           # 1373 (2001)
    )
"""
_SESSION_NUMBER = r"(?:\d{1,3}|[〇零一二三四五六七八九十百]{1,7})"
# The Han characters that the segmenter knows, without the one that may begin a session number.
_HAN_BUT_DI = "\u4e00-\u7b2b\u7b2d-\u9fd5"

_TOKEN = re.compile(
    rf"""
      第 (?P<session> {_SESSION_NUMBER} ) 届
    | (?P<symbol> {_SYMBOL} )
    | (?P<han> (?: [{_HAN_BUT_DI}]+ | 第 (?! {_SESSION_NUMBER} 届 ) )+ )
    | (?P<number> \d+ (?:[.,]\d+)+ )
    | (?P<word> (?: [^\W_{HAN}] | [{_MARKS}] )+ ) (?:'s (?![^\W_]))?   # the State's: State
    | (?P<other> [{HAN}] )
    """,
    re.VERBOSE,
)


def analyse(text: str, language: Language, mode: Mode) -> Iterator[Token]:
    """The tokens of `text`, which has been normalised, in the order of their positions.

    >>> [token.text for token in analyse("the state's crimes", Language.EN, Mode.INDEX)]
    ['the', '=the', 'state', '=state', 'crime', '=crimes']
    >>> [tuple(token) for token in analyse("résolution 68/193", Language.FR, Mode.QUERY)]
    [('resolu', 0, 0, 10), ('=resolution', 0, 0, 10), ('68/193', 1, 11, 17)]

    Raises:
        RuntimeError: the text has Chinese words, and no dictionary is in use (`use_dictionary`).
    """
    indexing = mode is Mode.INDEX
    position = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            start, end = match.span("word")
            for term in _forms(match["word"], language):
                yield Token(term, position, start, end)
            position += 1
        elif kind == "han":
            for token in _chinese(match["han"], language, indexing, position, match.start()):
                position = token.position + 1
                yield token
        elif kind == "symbol":
            for term in _symbol_forms(match[0]) if indexing else (_closed_up(match[0]),):
                yield Token(term, position, match.start(), match.end())
            position += 1
        elif kind == "session":
            start, end = match.span()
            yield Token(_session_term(match["session"]), position, start, end)
            if indexing:
                for offset, part in _pieces(match[0]):
                    yield Token(part, position, start + offset, start + offset + len(part))
            position += 1
        else:
            yield Token(_ascii_digits(match[0]), position, match.start(), match.end())
            position += 1


def _chinese(
    run: str, language: Language, indexing: bool, position: int, start: int
) -> Iterator[Token]:
    """The words of a run of Han characters; outside Chinese texts, its characters."""
    if language is not Language.ZH:
        for offset, character in enumerate(run):
            yield Token(character, position + offset, start + offset, start + offset + 1)
        return
    cut = segmenter()
    for word in cut.words(run):
        if indexing:
            for offset, part in cut.parts(word):
                begin = start + offset
                yield Token(part, position, begin, begin + len(part))
        yield Token(word, position, start, start + len(word))
        start += len(word)
        position += 1


def _pieces(session: str) -> Iterator[tuple[int, str]]:
    """第, the number as written, 届: so that a session is also found by its words."""
    yield 0, session[0]
    yield 1, session[1:-1]
    yield len(session) - 1, session[-1]


def _session_term(number: str) -> str:
    """One spelling for a session number.

    >>> _session_term("六十八"), _session_term("68"), _session_term("一百零二")
    ('第68届', '第68届', '第102届')
    """
    value = int(number) if number.isdecimal() else _numeral(number)
    return f"第{value}届"


def _numeral(number: str) -> int:
    """The value of a Chinese numeral below a thousand, or of digits in a row (七八)."""
    digits = {character: value for value, character in enumerate("零一二三四五六七八九")}
    digits["〇"] = 0
    if not {"十", "百"} & set(number):
        return int("".join(str(digits[character]) for character in number))
    total, digit = 0, None
    for character in number:
        if character in digits:
            digit = digits[character]
        else:
            unit = 10 if character == "十" else 100
            total += (1 if digit is None else digit) * unit
            digit = None
    return total + (digit or 0)


@lru_cache(maxsize=4096)
def _symbol_forms(printed: str) -> tuple[str, ...]:
    """A symbol, the number at its end (`68/193` in `a/res/68/193`), and its parts.

    >>> _symbol_forms("a/res/68/193")
    ('a/res/68/193', '68/193', 'a', 'res', '68', '193')
    """
    symbol = _closed_up(printed)
    forms = [symbol]
    if tail := re.search(r"\d+(?:/\d+|\(\d+\))$", symbol):
        forms.append(tail[0])
    forms.extend(re.findall(r"[a-z0-9]+", symbol))
    return tuple(dict.fromkeys(forms))


def _closed_up(symbol: str) -> str:
    return symbol.replace(" ", "")


@lru_cache(maxsize=65536)
def _forms(word: str, language: Language) -> tuple[str, ...]:
    """The terms of a word: of a number only itself, of a word in a Chinese text its exact form."""
    word = _ascii_digits(word)
    if not any(character.isalpha() for character in word):
        return (word,)
    fold = _FOLD[language]
    if language is Language.ZH:
        return (fold(word),)
    if language is Language.AR:
        return light_stem(fold(word)), EXACT + fold(word)
    return fold(_stem(language)(word)), EXACT + fold(word)


def _ascii_digits(number: str) -> str:
    """Arabic texts write some numbers in Arabic-Indic digits, others not."""
    if number.isascii():
        return number
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in number)


@cache
def _stem(language: Language) -> Callable[[str], str]:
    # Imported late because a search in Chinese does without it.
    import Stemmer  # noqa: PLC0415

    stem: Callable[[str], str] = Stemmer.Stemmer(_STEMMERS[language]).stemWord
    return stem


_STEMMERS: Mapping[Language, str] = {
    Language.EN: "english",
    Language.FR: "french",
    Language.ES: "spanish",
    Language.RU: "russian",
}

_ARABIC_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_LETTERS = str.maketrans("أإآٱىة", "اااايه")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
# ё is written е as often as not, and a stress mark is a reader's aid; й is a letter of its own.
_RUSSIAN_MARKS = re.compile("[\u0300\u0301\u0308]")


def _bare(word: str) -> str:
    """`word` without Arabic vowel signs and tatweel, which stemmers stumble over."""
    return word if word.isascii() else _ARABIC_SIGNS.sub("", word) or word


def _fold_latin(word: str) -> str:
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word.translate(_LIGATURES))
    return "".join(c for c in letters if not unicodedata.combining(c)) or word


def _fold_russian(word: str) -> str:
    letters = _RUSSIAN_MARKS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", letters) or word


def _fold_arabic(word: str) -> str:
    return _bare(word).translate(_ARABIC_LETTERS)


_FOLD: Mapping[Language, Callable[[str], str]] = {
    Language.ZH: _fold_latin,
    Language.EN: _fold_latin,
    Language.FR: _fold_latin,
    Language.ES: _fold_latin,
    Language.RU: _fold_russian,
    Language.AR: _fold_arabic,
}
