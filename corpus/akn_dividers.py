"""Headings that only name a division by its number: "Chapter I", "Article 5", "第三编".

What the division is called stands behind the number in one file and in a line of its own in
another.
"""

import re

from corpus.model import Language

_ROMAN_OR_DIGITS = r"(?:\d{1,3}(?:[A-Z]| (?:ألف|باء|جيم|دال|هاء|واو|زاي))?|(?-i:[IVXL]{1,7}))"
_ORDINALS = {
    Language.EN: r"(?:one|two|three|four|five|six|seven|eight|nine|ten)",
    Language.FR: r"(?:premi(?:er|ère)|deuxième|troisième|quatrième|cinquième|sixième|septième|"
    r"huitième|neuvième|dixième)",
    Language.ES: r"(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|séptim[oa]|"
    r"octav[oa]|noven[oa]|décim[oa])",
    Language.RU: r"(?:перв|втор|треть|четв[её]рт|пят|шест|седьм|восьм|девят|десят)"
    r"(?:ый|ой|ая|я|ий|ое|е)",
    Language.AR: r"(?:الأولى?|الثانية?|الثالثة?|الرابعة?|الخامسة?|السادسة?|السابعة?|الثامنة?|"
    r"التاسعة?|العاشرة?|(?:الحادية?|الثانية?|الثالثة?|الرابعة?|الخامسة?) عشرة?)",
}
_CHINESE_NUMERAL = r"[一二三四五六七八九十百零\d]{1,5}"
_OF_A_BUDGET = r"(?: (?:des recettes|de ingresos|сметы поступлений))?"
_WORDS = r"[^\W\d_]{3,14}(?: [^\W\d_]{3,12})?"
_SHAPES = {
    **{
        language: rf"{_WORDS} (?:{_ROMAN_OR_DIGITS}{_OF_A_BUDGET}|{ordinal})"
        rf"|{ordinal} [^\W\d_]{{4,12}}"
        for language, ordinal in _ORDINALS.items()
    },
    Language.ZH: rf"[^\W\d_]{{0,4}}第\s?{_CHINESE_NUMERAL}\s?[A-Z]?\s?"
    rf"(?:编|章|节|条|款|篇|卷|部分|类|项)|[一-鿿]{{1,4}}\s?\d{{1,3}}",
}
_DIVIDER = {
    language: re.compile(rf"(?:{shape})\s?[.:：．]?", re.IGNORECASE)
    for language, shape in _SHAPES.items()
}
# Ordinals alone do not tell: "Twenty-first session" begins with words and an ordinal in Russian.
_BEGINNING = {
    **{
        language: re.compile(rf"{_WORDS} {_ROMAN_OR_DIGITS}(?=[\s.:]|$)", re.IGNORECASE)
        for language in _ORDINALS
    },
    Language.ZH: re.compile(rf"(?:{_SHAPES[Language.ZH]})(?=[\s.:：．]|$)"),
}


# Headings that open an annex: the word alone, with a number or letter, or with what it is annexed
# to ("Annex to resolution 75/1").
_ANNEX = {
    Language.EN: r"annex(?:es)?(?: (?:[ivxlc]+|[a-z]|\d+))?(?: to .+)?",
    Language.FR: r"annexes?(?: (?:[ivxlc]+|[a-z]|\d+))?(?: (?:à|de) .+)?",
    Language.ES: r"anexos?(?: (?:[ivxlc]+|[a-z]|\d+))?(?: (?:de|a) .+)?",
    Language.RU: r"приложени[ея](?: (?:[ivxlc]+|[a-zавс]|\d+))?(?: к .+)?",
    Language.ZH: r"(?:第.{1,20}决议)?附件\s?(?:[一二三四五六七八九十]+|[a-z]|\d+)?",
    Language.AR: r"(?:ال)?مرفق(?:ات)?(?: (?:ال\w+|\w{3,4}|\d+))?",
}
# Its title may follow in the same line: "Annex A – Items".
_ANNEX_HEADING = {
    language: re.compile(rf"{pattern}(?:\s*[.:：–—-]\s*.+)?", re.IGNORECASE)
    for language, pattern in _ANNEX.items()
}

_LONGEST_ANNEX_HEADING = 90


def is_divider(text: str, language: Language) -> bool:
    """Whether a heading is nothing but a division's kind and number.

    >>> is_divider("Income section 3", Language.EN), is_divider("第一编", Language.ZH)
    (True, True)
    >>> is_divider("Chapter I General provisions", Language.EN), is_divider("2030", Language.EN)
    (False, False)
    """
    return bool(_DIVIDER[language].fullmatch(text.strip()))


def begins_with_divider(text: str, language: Language) -> bool:
    """Whether a heading begins with a division's kind and number, whatever it is called.

    >>> begins_with_divider("Article 5 Use of terms", Language.EN)
    True
    """
    return bool(_BEGINNING[language].match(text.strip()))


def opens_annex(text: str, language: Language) -> bool:
    """Whether a line is the word that an annex begins with, with its number, letter or title.

    >>> opens_annex("Annex II", Language.EN), opens_annex("The annex", Language.EN)
    (True, False)
    """
    return len(text) < _LONGEST_ANNEX_HEADING and bool(_ANNEX_HEADING[language].fullmatch(text))
