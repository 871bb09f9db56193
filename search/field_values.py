"""What a field can have for its value: from what is typed to its canonical spelling.

What a field cannot have is told with what it can, the nearest first.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from corpus.language_names import language_named
from corpus.model import Kind
from corpus.symbols import is_symbol_query, organ_named, parse_symbol
from search.query import FieldName, Range

_KINDS = {
    **{kind.value: kind for kind in Kind},
    "op": Kind.OPERATIVE,
    "pp": Kind.PREAMBULAR,
    "preamble": Kind.PREAMBULAR,
    "标题": Kind.TITLE,
    "序言": Kind.PREAMBULAR,
    "序言部分": Kind.PREAMBULAR,
    "执行": Kind.OPERATIVE,
    "执行部分": Kind.OPERATIVE,
    "小标题": Kind.HEADING,
    "附件": Kind.ANNEX,
    "脚注": Kind.FOOTNOTE,
    "制定用语": Kind.FORMULA,
    "结尾": Kind.CLOSING,
    "未分类": Kind.UNCLASSIFIED,
}

_EXPECTED = {
    FieldName.SYMBOL: "the symbol of a document, as in A/RES/75/196",
    FieldName.VERB: "the opening words of a paragraph, as in 敦促",
    FieldName.ORGAN: "GA, SC, ECOSOC or another organ",
    FieldName.YEAR: "a year or a range of years, as in 2015..2023, 2020.. or ..2019",
    FieldName.SESSION: "a session or a range of them, as in 78, 70..75, S-32 or 第七十八届",
    FieldName.SUBJECT: "a subject heading",
    FieldName.AGENDA: "the number of an agenda item, as in 107 or 19 (c), or words of its name",
    FieldName.CITES: "the symbol of a document, as in A/RES/55/25",
    FieldName.LANG: "zh, en, fr, es, ru, ar or a name of one of these languages",
    FieldName.TITLE: "words of a title",
}

NOUNS = {name: name.value for name in FieldName} | {FieldName.CITES: "symbol"}

_RANGE = re.compile(r"(\d{0,4})\s*(?:\.\.|…|-|–|—|~|至)\s*(\d{0,4})")
_SESSION = re.compile(
    r"第?(?P<number>\d{1,4}|[零〇一二三四五六七八九十百]+)(?:届(?:会议)?|st|nd|rd|th)?"
)
_AGENDA_NUMBER = re.compile(
    r"(?:(?:agenda )?items?\s*|(?:议程)?(?:项目)?)?(?P<number>\d{1,3})"
    r"\s*(?:\(?(?P<letter>[a-z]{1,2})\)?)?"
)


def field_value(name: FieldName, text: str) -> str | Range | None:
    """The value in its canonical spelling, or None where the field cannot have it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    match name:
        case FieldName.YEAR:
            return _number_range(plain) or (plain if re.fullmatch(r"\d{4}", plain) else None)
        case FieldName.SESSION:
            return _number_range(plain) or _session(plain)
        case FieldName.KIND:
            kind = _KINDS.get(plain.casefold())
            return kind.value if kind else None
        case FieldName.ACTION:
            # Its words are read when they are asked for: few queries have an action.
            from corpus.actions import action_named  # noqa: PLC0415

            action = action_named(plain)
            return action.value if action else None
        case FieldName.LANG:
            language = language_named(plain)
            return language.value if language else None
        case FieldName.ORGAN:
            return organ_named(plain) or plain.upper()
        case FieldName.SYMBOL | FieldName.CITES:
            return str(parse_symbol(plain)) if is_symbol_query(plain) else None
        case _:
            return text.strip()


def expected(name: FieldName, typed: str) -> str:
    """What the field takes, for whoever typed something else; names of a few by their likeness.

    >>> expected(FieldName.KIND, "anex").split(", ")[0]
    'one of annex'
    """
    match name:
        case FieldName.KIND:
            return "one of " + ", ".join(nearest_first(typed, Kind))
        case FieldName.ACTION:
            from corpus.actions import Action  # noqa: PLC0415  (few queries have an action)

            actions = ", ".join(nearest_first(typed, Action))
            return f"a phrase that does it, as in 大力鼓励, or one of {actions}"
        case _:
            return _EXPECTED[name]


def nearest_first(typed: str, names: Iterable[str]) -> list[str]:
    """The names by their likeness to what was typed; what is no more like than others stays put."""
    plain = unicodedata.normalize("NFKC", typed).strip().casefold()
    return sorted(names, key=lambda name: -likeness(plain, name))


def likeness(typed: str, name: str) -> float:
    """How much of two names is the same: 1 for the same name, 0 where nothing is.

    >>> likeness("prizons", "prisons") > likeness("prizons", "poisons") > 0.5
    True
    """
    return SequenceMatcher(None, typed, name, autojunk=False).ratio()


def is_reversed(name: FieldName, text: str) -> bool:
    """Whether the text is a range that ends before it begins: 2030..2020."""
    match = _RANGE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None or name not in (FieldName.YEAR, FieldName.SESSION) or not all(match.groups()):
        return False
    return int(match[1]) > int(match[2])


def _number_range(text: str) -> Range | None:
    """`2015..2023`, `2020..`, `..2019`; a range that ends before it begins is none."""
    match = _RANGE.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    low, high = (int(end) if end else None for end in match.groups())
    if low is not None and high is not None and low > high:
        return None
    return Range(low, high)


def _session(text: str) -> str | None:
    """The session as symbols spell it: 78 for 78th, 第78届 and 第七十八届; S-32 and ES-11."""
    if special := re.fullmatch(r"(E?S)-?(\d+|[IVXLC]+)", text.upper()):
        return f"{special[1]}-{special[2]}"
    match = _SESSION.fullmatch(text.casefold())
    if match is None:
        return None
    number = numeral_value(match["number"])
    return None if number is None else str(number)


def agenda_number(text: str) -> str | None:
    """The number of an agenda item as the corpus spells it, None for a name.

    >>> agenda_number("19c"), agenda_number("Item 19 (C)"), agenda_number("议程项目107")
    ('19 (c)', '19 (c)', '107')
    >>> agenda_number("crime prevention")
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    match = _AGENDA_NUMBER.fullmatch(plain.strip())
    if match is None:
        return None
    return f"{match['number']} ({match['letter']})" if match["letter"] else match["number"]


_DIGITS = {"零": 0, "〇": 0, **{digit: n for n, digit in enumerate("一二三四五六七八九", start=1)}}


def numeral_value(text: str) -> int | None:
    """The number that Chinese or Arabic numerals below one thousand write, or None.

    >>> numeral_value("六十八"), numeral_value("一百零三"), numeral_value("十"), numeral_value("68")
    (68, 103, 10, 68)
    """
    if text.isdecimal():
        return int(text)
    if not set(text) <= set(_DIGITS) | set("百十"):
        return None
    total = digit = 0
    for character in text:
        if character in "百十":
            total += (digit or 1) * (100 if character == "百" else 10)
            digit = 0
        elif digit:
            return None  # 六八: digits read out one by one are no session
        else:
            digit = _DIGITS[character]
    return total + digit
