"""Printed numbers of paragraphs in six scripts, as Latin letters and digits.

The same paragraph is numbered "(b)" in English and Chinese, "b)" in French, Spanish and Russian
and "(ب)" in Arabic; "(ii)" is "㈡" in Chinese and "’2‘" in Arabic. A label is what they have in
common: its style and its place in its series. Some printed labels can be read in two ways, "i" as
the ninth letter or the Roman one: every reading is kept, and who knows the series chooses.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from corpus.model import Language


class Style(Enum):
    """How a label is set, which tells levels of numbering apart."""

    NUMBER = "1."
    BRACKETED = "(1)"
    DOTTED = "1.1"
    LETTER = "(a)"
    ROMAN = "(i)"
    CAPITAL = "A."
    CAPITAL_ROMAN = "I."


@dataclass(frozen=True, slots=True)
class Label:
    """One reading of a printed label: its style, its place in its series, its Latin form."""

    style: Style
    value: int
    text: str


# Numbers by letters in Arabic follow the abjad order; the 26th is ض, as z in Latin.
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
# Cyrillic letters typed for Latin ones: Russian lists are lettered a, b, c.
_LOOKALIKES = dict(zip("асеорхуікмтнв", "aceopxyikmthb", strict=True))
# Series by which older Chinese texts letter: 甲乙丙 for capitals, 子丑寅 for small letters.
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE_DIGITS = {c: value for value, c in enumerate("零一二三四五六七八九")}
_ARABIC_LETTER_NAMES = [
    "ألف",
    "باء",
    "جيم",
    "دال",
    "هاء",
    "واو",
    "زاي",
    "حاء",
    "طاء",
    "ياء",
    "كاف",
    "لام",
    "ميم",
    "نون",
    "سين",
    "عين",
    "فاء",
    "صاد",
    "قاف",
    "راء",
    "شين",
    "تاء",
]
_ARABIC_ORDINALS = [
    "أولا",
    "ثانيا",
    "ثالثا",
    "رابعا",
    "خامسا",
    "سادسا",
    "سابعا",
    "ثامنا",
    "تاسعا",
    "عاشرا",
]
_ARABIC_UNITS = ["حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع"]
_ARABIC_TENS = {"عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30}
_ARABIC_ADJECTIVES = [
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
]

_ROMAN_VALUES = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LONGEST_SERIES = 120


def roman(value: int) -> str:
    """The number as a small Roman numeral.

    >>> roman(4), roman(49)
    ('iv', 'xlix')
    """
    letters = ""
    for worth, letter in _ROMAN_VALUES:
        count, value = divmod(value, worth)
        letters += letter * count
    return letters


_FROM_ROMAN = {roman(value): value for value in range(1, _LONGEST_SERIES)}


def letters(value: int) -> str:
    """The label at this place of a lettered series: a to z, then aa, bb and so on.

    >>> letters(2), letters(27)
    ('b', 'aa')
    """
    doubled, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (doubled + 1)


_FROM_LETTERS = {letters(value): value for value in range(1, 79)}


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals write, None where they write none.

    >>> chinese_number("二十一"), chinese_number("十"), chinese_number("一百零三")
    (21, 10, 103)
    """
    total = 0
    digit: int | None = None
    for c in text:
        if c in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[c]
        elif c in "十百":
            total += (1 if digit is None else digit) * (10 if c == "十" else 100)
            digit = None
        else:
            return None
    return total + (digit or 0) or None


_CHINESE_NUMERAL = "[零一二三四五六七八九十百]{1,5}"
_SMALL = "[a-zà-яі]{1,8}"
_ARABIC_LETTERS = "[أإآابجدهوزحطيىكلمنسعفصقرشتثخذضظغ]"
# One alternative a way of setting a label. Each is tried at the head of the text.
_SET = re.compile(
    rf"""
      (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}})+)\.?(?=[\s\D]|$)
    | (?P<number>\d{{1,3}})\s?(?:[.．、](?!\d)|[-–—‑−](?!\s?\d))
    | \((?P<bracketed>\d{{1,3}})\) | (?P<half>\d{{1,2}})\)
    | [’‘'‛](?P<quoted>\d{{1,3}})[‘’'‛]
    | \((?P<small>{_SMALL})\) | (?P<halfsmall>{_SMALL})\)
    | \((?P<abjad>{_ARABIC_LETTERS})(?:\s?(?P<twice>{_ARABIC_LETTERS}))?\)
    | \((?P<ideograph>{_CHINESE_NUMERAL})\) | \((?P<branch>[{_BRANCHES}])\)
    | (?P<chinese>{_CHINESE_NUMERAL})、
    | (?P<stopped>[a-z]|[ivxl]{{1,6}})\.(?=\s|$)
    """,
    re.VERBOSE,
)
# Labels of headings: "I", "II.", "A.", "一", "二.", "أولا -", "باء"; never a word's beginning.
_HEADING = re.compile(
    rf"""
      (?P<roman>[IVXL]{{1,7}})(?=[.．、]|\s|$)
    | (?P<capital>[A-ZАВСЕ])(?=[.．、]|$|\s+[A-ZÀ-ÝА-Я])
    | (?P<chinese>{_CHINESE_NUMERAL})(?=[、.．]|\s|$)
    | (?P<stem>[{_STEMS}])(?=[、.．]|\s|$)
    | (?P<ordinal>(?:{"|".join(_ARABIC_UNITS)})ا?\s(?:عشر|و(?:ال)?(?:{"|".join(_ARABIC_TENS)}))
      |{"|".join((*_ARABIC_ORDINALS, *_ARABIC_TENS))})(?=\s|$)
    | (?P<letter>{"|".join(_ARABIC_LETTER_NAMES)})(?=\s*[-–.]|$)
    """,
    re.VERBOSE,
)
_FIRST = frozenset(("premier", "première", "primero", "primera", "первая", "الأولى"))
_BEHIND_LABEL = re.compile(r"[\s.．、:\u200e\u200f]*(?:[-–—]\s+)?\s*")
_BULLET = re.compile(r"\s*[-–—•·▪■●○\*]+(?=\s|$)")
# Forms of characters that labels are set in, and what they stand for.
_PLAIN = {
    **{chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)},
    **{chr(0x3220 + place): f"({c})" for place, c in enumerate("一二三四五六七八九十")},
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069", ""),
    "\u0640": "",  # tatweel, which lengthens the line between two letters
    "\u064b": "",  # tanwin: ثانياً is printed for ثانيا as well
    "ﻫ": "ه",
    "\xa0": " ",
    "．": ".",
}


def is_bullet(printed: str) -> bool:
    """Whether this is a dash or dot that marks a list item without numbering it."""
    return bool(_BULLET.fullmatch(printed))


def begins_with_bullet(text: str) -> bool:
    """Whether the text begins with a dash or dot that marks a list item."""
    return bool(_BULLET.match(text))


@lru_cache(maxsize=4096)
def read_label(printed: str, language: Language) -> tuple[Label, ...]:
    """Every reading of a label that stands alone; () where it is none.

    >>> [label.text for label in read_label("(ب)", Language.AR)]
    ['b']
    >>> [label.text for label in read_label("㈣", Language.ZH)]
    ['iv']
    >>> [label.style.name for label in read_label("i)", Language.FR)]
    ['LETTER', 'ROMAN']
    """
    folded = _fold(printed).strip()
    match = _SET.match(folded)
    if match and not folded[match.end() :].strip(" .-–—)"):
        return _readings(match)
    label = heading_label(printed, language)
    if label and not folded[len(folded) :]:
        return (label,)
    if folded.rstrip(".").isdigit() and len(folded) <= 4:
        number = int(folded.rstrip("."))
        return (Label(Style.NUMBER, number, str(number)),)
    if folded in _FROM_LETTERS or folded in _FROM_ROMAN:
        return _small(folded)
    return ()


def split_label(text: str, language: Language) -> tuple[str, int]:
    """The label that stands at the head of a text, and where the text goes on; ("", 0) if none.

    >>> split_label("1 - تحيط علما", Language.AR)
    ('1 -', 4)
    >>> split_label("(a) To review", Language.EN)
    ('(a)', 4)
    >>> split_label("(as amended)", Language.EN)
    ('', 0)
    """
    folded, places = _fold_in_place(text[:24])
    match = _SET.match(folded, len(folded) - len(folded.lstrip(" ")))
    if not match or not _readings(match):
        return "", 0
    if match["number"] and language is not Language.AR and match[0][-1] in "-–—‑−":
        return "", 0  # only Arabic sets a dash behind the number of a paragraph
    end = places[match.end()]
    label = text[:end].strip()
    while end < len(text) and (text[end].isspace() or not _PLAIN.get(text[end], "x")):
        end += 1
    return label, end


def heading_label(text: str, language: Language) -> Label | None:
    """The label at the head of a heading, None where it has none.

    >>> heading_label("II. Follow-up", Language.EN).text
    'ii'
    >>> heading_label("ثالثا - المكتب", Language.AR).value
    3
    """
    return _heading(_fold(text[:40]).lstrip(), language)[0]


def split_heading(text: str, language: Language) -> tuple[Label | None, int]:
    """The label at the head of a heading, and where the words begin: (None, 0) without a label."""
    folded, places = _fold_in_place(text)
    label, end = _heading(folded, language)
    return label, places[end] if label else 0


def _heading(folded: str, language: Language) -> tuple[Label | None, int]:
    match = _HEADING.match(folded)
    if not match:
        return None, 0
    behind = _BEHIND_LABEL.match(folded, match.end())
    end = behind.end() if behind else match.end()
    match match.lastgroup:
        case "roman" if value := _FROM_ROMAN.get(match[0].lower()):
            label = Label(Style.CAPITAL_ROMAN, value, roman(value))
        case "capital":
            if language is Language.EN and folded[match.end() : match.end() + 1] == " ":
                return None, 0  # the article: "A Global Compact"
            letter = match[0].lower()
            letter = _LOOKALIKES.get(letter, letter)
            label = Label(Style.CAPITAL, _FROM_LETTERS[letter], letter)
        case "chinese" if language is Language.ZH and (value := chinese_number(match[0]) or 0):
            label = Label(Style.CAPITAL_ROMAN, value, roman(value))
        case "stem":
            value = _STEMS.index(match[0]) + 1
            label = Label(Style.CAPITAL, value, letters(value))
        case "ordinal":
            value = _arabic_ordinal(match[0])
            label = Label(Style.CAPITAL_ROMAN, value, roman(value))
        case "letter":
            value = _ARABIC_LETTER_NAMES.index(match[0]) + 1
            label = Label(Style.CAPITAL, value, letters(value))
        case _:
            return None, 0
    return label, end


def _arabic_ordinal(words: str) -> int:
    """The number of an ordinal: أولا is 1, ثاني عشر is 12, ثالث وعشرون is 23."""
    first, _, second = words.partition(" ")
    if not second:
        return _ARABIC_TENS.get(first) or _ARABIC_ORDINALS.index(first) + 1
    ten = _ARABIC_TENS.get(second.removeprefix("و").removeprefix("ال"), 10)
    return _ARABIC_UNITS.index(first.removesuffix("ا")) + 1 + ten


def printed_number(text: str) -> int | None:
    """The number that a heading's word for it writes: "5", "V", "五", "الخامس"; None for others."""
    text = text.strip().lower()
    if text in _FIRST:
        return 1
    if text.isdigit():
        return int(text)
    if text in _FROM_ROMAN:
        return _FROM_ROMAN[text]
    if text in _ARABIC_ADJECTIVES:
        return _ARABIC_ADJECTIVES.index(text) + 1
    return chinese_number(text)


def _fold_in_place(text: str) -> tuple[str, list[int]]:
    """Full-width and enclosed forms in ASCII, marks of direction dropped; and from where each is.

    The list gives, for every folded character and for the end, its place in `text`.
    """
    if text.isascii():
        return text, list(range(len(text) + 1))
    folded: list[str] = []
    places: list[int] = []
    for place, c in enumerate(text):
        plain = _PLAIN.get(c, c)
        folded.append(plain)
        places.extend([place] * len(plain))
    # What is dropped at the end belongs to what stands before it.
    return "".join(folded), [*places, len(text)]


def _fold(text: str) -> str:
    return _fold_in_place(text)[0]


def _readings(match: re.Match[str]) -> tuple[Label, ...]:
    found = match.group(match.lastgroup or 0)
    match match.lastgroup:
        case "dotted":
            return (Label(Style.DOTTED, int(found.rpartition(".")[2]), found),)
        case "number":
            return (Label(Style.NUMBER, int(found), str(int(found))),)
        case "bracketed" | "half":
            return (Label(Style.BRACKETED, int(found), str(int(found))),)
        case "quoted":
            # Arabic has no Roman numerals: the third level is set in quotation marks.
            value = int(found)
            return (Label(Style.ROMAN, value, roman(value)),) if value else ()
        case "ideograph":
            number = chinese_number(found)
            return (Label(Style.ROMAN, number, roman(number)),) if number else ()
        case "branch":
            value = _BRANCHES.index(found) + 1
            return (Label(Style.LETTER, value, letters(value)),)
        case "chinese":
            number = chinese_number(found)
            return (Label(Style.NUMBER, number, str(number)),) if number else ()
        case "abjad" | "twice":
            return _abjad(match["abjad"], match["twice"])
        case _:
            return _small(found)


def _abjad(letter: str, twice: str | None) -> tuple[Label, ...]:
    letter = {"ا": "أ", "إ": "أ", "آ": "أ", "ى": "ي"}.get(letter, letter)
    value = _ABJAD.find(letter) + 1
    if not value:
        return ()
    if twice:
        value += 26
    return (Label(Style.LETTER, value, letters(value)),)


@lru_cache(maxsize=1024)
def _small(printed: str) -> tuple[Label, ...]:
    """The readings of small letters, Latin, Roman or Cyrillic: "b", "iv", "aa", "б"."""
    found: list[Label] = []
    latin = "".join(_LOOKALIKES.get(c, c) for c in printed)
    if value := _FROM_LETTERS.get(latin):
        found.append(Label(Style.LETTER, value, latin))
    if value := _FROM_ROMAN.get(latin):
        found.append(Label(Style.ROMAN, value, latin))
    if printed in _CYRILLIC:
        value = _CYRILLIC.index(printed) + 1
        found.append(Label(Style.LETTER, value, letters(value)))
    return tuple(found)
