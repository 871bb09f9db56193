"""Headings that only name a division by its number: "Chapter I", "Article 5", "第三编".

What the division is called stands behind the number in one file and in a line of its own in
another.
"""

import re

from corpus.akn_labels import printed_number
from corpus.model import Language

_ROMAN_OR_DIGITS = r"(?:\d{1,3}(?:[A-Z]| (?:ألف|باء|جيم|دال|هاء|واو|زاي))?|(?-i:[IVXL]{1,7}))"
# From the first to the tenth, in whichever gender.
_ORDINAL_WORDS = {
    Language.EN: "one two three four five six seven eight nine ten",
    Language.FR: "premi(?:er|ère) deuxième troisième quatrième cinquième sixième septième huitième "
    "neuvième dixième",
    Language.ES: "primer[oa]? segund[oa] tercer[oa]? cuart[oa] quint[oa] sext[oa] séptim[oa] "
    "octav[oa] noven[oa] décim[oa]",
    Language.RU: "перв(?:ый|ая|ое) втор(?:ой|ая|ое) треть?(?:ий|я|е) четв[её]рт(?:ый|ая|ое) "
    "пят(?:ый|ая|ое) шест(?:ой|ая|ое) седьм(?:ой|ая|ое) восьм(?:ой|ая|ое) девят(?:ый|ая|ое) "
    "десят(?:ый|ая|ое)",
    Language.AR: "الأولى? الثانية? الثالثة? الرابعة? الخامسة? السادسة? السابعة? الثامنة? التاسعة? "
    "العاشرة?",
}
_TEEN = ("عشر", "عشرة")  # الثاني عشر is the twelfth
_ORDINALS = {
    language: rf"(?:{'|'.join(words.split())})" for language, words in _ORDINAL_WORDS.items()
} | {
    Language.AR: rf"(?:(?:{'|'.join(_ORDINAL_WORDS[Language.AR].split())}|الحادية?)(?: عشرة?)?)",
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
_NO_OTHER = r"(?!\s(?:and|et|y|и|و))"  # "Articles 23 and 35" is about both and opens neither
# Ordinals alone do not tell: "Twenty-first session" begins with words and an ordinal in Russian.
_BEGINNING = {
    **{
        language: re.compile(rf"{_WORDS} {_ROMAN_OR_DIGITS}(?=[\s.:]|$){_NO_OTHER}", re.IGNORECASE)
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


def division_number(text: str, language: Language) -> int | None:
    """The number of the division that a heading begins with, None where it begins with none.

    >>> division_number("Part II Piers", Language.EN)
    2
    >>> division_number("الجزء الثاني عشر", Language.AR)
    12
    """
    match = _DIVIDER[language].fullmatch(text.strip()) or _BEGINNING[language].match(text.strip())
    if not match:
        return None
    words = match[0].strip(" .:：．").split()
    for word in words:
        for value, pattern in enumerate(_ORDINAL_WORDS.get(language, "").split(), start=1):
            if re.fullmatch(pattern, word, re.IGNORECASE):
                return value + 10 if words[-1] in _TEEN else value
    if words[-1] in _TEEN:
        return 11
    found = re.search(r"\d{1,3}|[一二三四五六七八九十百零]+|\b[IVXL]+\b", match[0])
    return printed_number(found[0]) if found else None


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
