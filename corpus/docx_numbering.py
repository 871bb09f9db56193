"""The numbers that Word computes for paragraphs and notes and does not store as text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from lxml.etree import _Element

from corpus.akn_labels import _ABJAD, _BRANCHES, _CYRILLIC, _STEMS, letters, roman
from corpus.docx_package import W

_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_DIGITS = "〇一二三四五六七八九"
_SIGNS = "*†‡§"
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–", "\uf06f": "○", "o": "○", "": "•"}
_LARGEST = 32_767  # Word's own limit
_LEVELS = 9


def chinese(value: int) -> str:
    """The number in Chinese numerals.

    >>> [chinese(value) for value in (3, 10, 12, 21, 105, 110)]
    ['三', '十', '十二', '二十一', '一百零五', '一百一十']
    """
    if not 0 < value < 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "")


def _repeated(series: str, value: int) -> str:
    """The sign at this place; behind the last one they are doubled, then trebled.

    Word separates nothing: the 27th small Latin letter is "aa".
    """
    times, place = divmod(value - 1, len(series))
    return series[place] * (times + 1)


def _roman(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    return "c" * hundreds + roman(rest)


def _ideographs(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _enclosed(first: int, value: int) -> str:
    return chr(first + value - 1) if value <= 20 else str(value)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "arabicAbjad": partial(_repeated, _ABJAD),
    "arabicAlpha": partial(_repeated, _ALPHABET),
    "russianLower": partial(_repeated, _CYRILLIC),
    "russianUpper": lambda value: _repeated(_CYRILLIC, value).upper(),
    "chicago": partial(_repeated, _SIGNS),
    "ideographDigital": _ideographs,
    "japaneseDigitalTenThousand": _ideographs,
    "taiwaneseDigital": _ideographs,
    "ideographTraditional": partial(_repeated, _STEMS),
    "ideographZodiac": partial(_repeated, _BRANCHES),
    "decimalFullWidth": lambda value: "".join(chr(ord(d) + 0xFEE0) for d in str(value)),
    "decimalEnclosedCircle": partial(_enclosed, 0x2460),
    "decimalEnclosedParen": partial(_enclosed, 0x2474),
    "numberInDash": lambda value: f"- {value} -",
    "none": lambda _: "",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
}


def formatted(value: int, form: str) -> str:
    """The number as Word prints it in this format; a format that is not known is decimal.

    >>> formatted(3, "lowerRoman"), formatted(2, "arabicAbjad"), formatted(28, "lowerLetter")
    ('iii', 'ب', 'bb')
    """
    return _FORMATS.get(form, str)(value) if 0 < value <= 999 else str(value)


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list.

    `restart` is the level, counted from 1, up to which a paragraph of an outer level makes this one
    begin anew; 0 for none.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int = _LEVELS
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list: what its levels look like, and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """A list as paragraphs name it: some levels may look or start otherwise."""

    used: _List
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the paragraphs of each list, in the order in which they are asked for."""

    def __init__(self, root: _Element | None, list_of_style: Callable[[str], str]) -> None:
        self._uses: dict[str, _Use] = {}
        if root is None:
            return
        lists: dict[str, _List] = {}
        links: dict[str, str] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            number = abstract.get(f"{W}abstractNumId", "")
            lists[number] = _List(_levels(abstract))
            links[number] = _value(abstract, "numStyleLink")
        abstract_of = {
            num.get(f"{W}numId", ""): _value(num, "abstractNumId")
            for num in root.iterfind(f"{W}num")
        }
        for num in root.iterfind(f"{W}num"):
            abstract_id = abstract_of[num.get(f"{W}numId", "")]
            if links.get(abstract_id):  # the list is that of a style
                abstract_id = abstract_of.get(list_of_style(links[abstract_id]), abstract_id)
            if abstract_id not in lists:
                continue
            levels, starts = dict(lists[abstract_id].levels), {}
            for override in num.iterfind(f"{W}lvlOverride"):
                place = _number(override.get(f"{W}ilvl"), 0)
                levels.update(_levels(override))
                if override.find(f"{W}startOverride") is not None:
                    starts[place] = _number(_value(override, "startOverride"), 1)
            self._uses[num.get(f"{W}numId", "")] = _Use(lists[abstract_id], levels, starts)

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a list gives to the paragraphs of a style."""
        use = self._uses.get(number)
        levels = use.levels if use else {}
        return next((place for place, level in levels.items() if level.style == style), 0)

    def label(self, number: str, place: int) -> str:
        """The number of the next paragraph of this list and level, "" where there is none."""
        use = self._uses.get(number)
        if use is None or not 0 <= place < _LEVELS:
            return ""
        level, counts = use.levels.get(place, _Level()), use.used.counts
        if place in use.starts:  # the list begins anew where this use of it begins
            counts[place] = use.starts.pop(place)
        else:
            counts[place] = counts[place] + 1 if place in counts else level.start
        for deeper in [deeper for deeper in counts if deeper > place]:
            if place < use.levels.get(deeper, _Level()).restart:
                del counts[deeper]
        if level.form == "bullet":
            return _BULLETS.get(level.text, level.text)
        text = level.text
        for other in range(_LEVELS):
            if f"%{other + 1}" not in text:
                continue
            shown = use.levels.get(other, _Level())
            form = "decimal" if level.legal and other != place else shown.form
            text = text.replace(f"%{other + 1}", formatted(counts.get(other, shown.start), form))
        return text.strip()


def _levels(parent: _Element) -> dict[int, _Level]:
    return {
        _number(level.get(f"{W}ilvl"), 0): _Level(
            start=_number(_value(level, "start"), 1),
            form=_form(level),
            text=_value(level, "lvlText"),
            restart=_number(_value(level, "lvlRestart"), _LEVELS),
            legal=level.find(f"{W}isLgl") is not None,
            style=_value(level, "pStyle"),
        )
        for level in parent.iterfind(f"{W}lvl")
    }


def _form(level: _Element) -> str:
    """The format; a newer one stands in an alternative that older programs pass over."""
    found = next(level.iter(f"{W}numFmt"), None)
    return "decimal" if found is None else found.get(f"{W}val", "decimal")


def _value(parent: _Element, child: str) -> str:
    found = parent.find(f"{W}{child}")
    return "" if found is None else found.get(f"{W}val", "")


def _number(text: str | None, otherwise: int) -> int:
    if text and text.isascii() and text.isdigit() and len(text) < 6:
        return min(int(text), _LARGEST)
    return otherwise
