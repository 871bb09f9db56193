"""Which series a resolution belongs to: the same matter, taken up again session after session.

Nothing in the documents names a series; it is derived from titles. Two resolutions are of one
series where their titles have the same stem: the normalised letters of the title without

- what counts the occasion: digits, Roman numerals, ordinals in words (Thirteenth, 第十四届,
  quatorzième, четырнадцатый, الرابع عشر);
- the theme of the year behind a colon (…: the digital environment), where enough stands before it.

So a follow-up to the Thirteenth Congress and one to the Fourteenth are one series, and so are two
reviews of one strategy. A series that changed its words (Crimea, "temporarily occupied") is two:
the rule reads letters, not matters. Stems compare within one language.

The gist of a text is likewise what it says without what moves on from year to year.
"""

import re
from functools import lru_cache

from corpus.model import Language
from indexer.normalise import HAN, normalise_text

_HAN_NUMERAL = "[0-9零〇一二三四五六七八九十百]+"

_ENGLISH = """(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y-\\w+|ieth)|first|second|third
    |fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\\w+teenth"""
_FRENCH = """(?:(?:vingt|trente|quarante|cinquante|soixante)[ -](?:et[ -])?)?\\w{2,}i[eè]mes?
    |premi(?:er|[eè]re)s?|seconde?s?"""
_SPANISH = """primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s[eé]ptim[oa]
    |octav[oa]|noven[oa]|d[eé]cim[oa]|(?:un|duo)d[eé]cim[oa]|decimo\\w+|vig[eé]sim[oa]"""
_RUSSIAN = """перв|втор|трет[ьи]|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\\w+надцат
    |двадцат|тридцат"""
_ARABIC = """[وفبلك]*ال(?:أولى?|اولى?|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حادي)ة?
    (?:\\sعشرة?)?"""

_COUNTED = {
    Language.ZH: re.compile(f"第{_HAN_NUMERAL}[届次个]|{_HAN_NUMERAL}周年|[0-9]+年?"),
    Language.EN: re.compile(f"\\b(?:{_ENGLISH})\\b|[0-9]+(?:st|nd|rd|th)?", re.VERBOSE),
    Language.FR: re.compile(f"\\b(?:{_FRENCH})\\b|[0-9]+(?:ers?|e)?\\b", re.VERBOSE),
    Language.ES: re.compile(f"\\b(?:{_SPANISH})\\b|[0-9]+[ºªoa]?", re.VERBOSE),
    Language.RU: re.compile(
        f"\\b(?:{_RUSSIAN})(?:[ыо]й|[оае]го|[оае]му|[ыи]м|ом|ая|ой|ую|ое|ий|ья|ье|ьей|ьего)\\b"
        "|[0-9]+(?:-\\w+)?",
        re.VERBOSE,
    ),
    Language.AR: re.compile(f"(?<!\\w)(?:{_ARABIC})(?!\\w)|[0-9٠-٩]+", re.VERBOSE),
}
_ROMAN = re.compile(r"\b[ivxlc]+\b")
_NO_LETTERS = re.compile(r"[\W_]+")

_ENOUGH = 12
"""So many columns of a title, a Han character counting two, say what it is about."""


@lru_cache(maxsize=4096)
def series_stem(title: str, language: Language) -> str:
    """What the titles of a series have in common; "" where nothing is left.

    >>> one = series_stem("Follow-up to the Thirteenth Congress on Crime Prevention", Language.EN)
    >>> one == series_stem("Follow-up to the Fourteenth Congress on crime prevention", Language.EN)
    True
    >>> series_stem("第十四届预防犯罪大会的后续行动", Language.ZH)
    '预防犯罪大会的后续行动'
    >>> series_stem("International strategy against crime: seventh review", Language.EN)
    'international strategy against crime'
    """
    normalised = normalise_text(title)
    head, colon, _ = normalised.partition(":")
    text = head if colon and _columns(head) >= _ENOUGH else normalised
    plain = uncounted(text, language)
    return _NO_LETTERS.sub("" if language is Language.ZH else " ", plain).strip()


def uncounted(text: str, language: Language) -> str:
    """A normalised text without what counts: numbers, ordinals, sessions, Roman numerals."""
    plain = _COUNTED[language].sub(" ", text)
    return plain if language in (Language.RU, Language.AR) else _ROMAN.sub(" ", plain)


# Only looked for where a word begins: from within each word it takes several times as long.
_NUMBERED = re.compile(r"(?<![^\s\u2e80-\u9fff])[^\s\d\u2e80-\u9fff]*+\d[^\s\u2e80-\u9fff]*")


def gist(text: str, language: Language) -> str:
    """The letters of a normalised text without numbers, dates, ordinals and symbols.

    >>> gist("report at its seventy-fifth session, a/res/74/1", Language.EN)
    'reportatitssession'
    """
    return "".join(filter(str.isalnum, uncounted(_NUMBERED.sub(" ", text), language)))


def _columns(text: str) -> int:
    return len(text) + len(re.findall(f"[{HAN}]", text))
