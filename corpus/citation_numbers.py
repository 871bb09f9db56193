"""Numbers shaped like a resolution's and full symbols, as they stand in running text.

A number alone says nothing yet: `corpus.citations` decides by the words around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.akn_labels import chinese_number
from corpus.errors import UsageError
from corpus.model import Citation, Language
from corpus.symbols import ARABIC_PARTS, SERIES, parse_symbol, roman

_HYPHEN = "[-‐‑–]"
_ARABIC_LETTERS = "|".join(ARABIC_PARTS)
# One part, "B" or the rare "AA" of a long series. Cyrillic capitals are typed for Latin ones.
_LETTER = rf"(?:(?:AA|BB|CC|[A-ZАВСЕНКМОРТХ])(?![A-Za-z0-9а-яА-Я'’])|(?:{_ARABIC_LETTERS})(?!\w))"
# Several parts: "A-B", "A and B", "A和B", "ألف وباء".
_PARTS = (
    rf"{_LETTER}(?:(?:\s?(?:{_HYPHEN}|和|及|与|至)\s?|\s(?:and|et|y|e|и|to)\s|\sو\s?){_LETTER})?"
)
# "S-32", "ES-11"; in Arabic "دإ-32" and "دإط-11".
_NAMED_SESSION = rf"(?:E?S|د\s?[إاأ]\s?ط?)\s?{_HYPHEN}\s?"
_MODERN = rf"(?:{_NAMED_SESSION}\d{{1,2}}|\d{{1,4}})\s?/\s?[1-9]\d{{0,2}}(?:\s?{_PARTS})?"
# "1514 (XV)", "2200 A (XXI)", "3201 (S-VI)", "1514 (د-15)"; brackets may be mirrored in Arabic.
_ROMAN = rf"(?:E?S(?:{_HYPHEN}|\s))?[IVXLХ]+"
_ARABIC_SESSION = rf"د\s?[إاأ]?\s?ط?\s?{_HYPHEN}\s?\d{{1,2}}"
_OLD = rf"[1-9]\d{{0,3}}(?:\s?{_PARTS})?\s?\(\s?(?:{_ROMAN}|{_ARABIC_SESSION})\s?[)(]"
_COUNCIL = r"[1-9]\d{0,3}\s?\(\s?(?:19|20)\d\d\s?[)(]"

# Not inside an address, a longer number, a date or a name ("I-24/7"),
# nor behind the short name of another organization's series ("Assembly/AU/Decl. 8 (XXXII)").
_NOT_BEFORE = rf"(?<![A-Za-z0-9/.:])(?<![A-Za-z0-9]{_HYPHEN})(?<!Decl\. )(?<!Dec\. )"
_NOT_BEHIND = rf"(?![\d/]|\.\d|{_HYPHEN}\d)"
_NUMBER = re.compile(rf"{_NOT_BEFORE}(?:(?P<modern>{_MODERN})|{_OLD}|{_COUNCIL}){_NOT_BEHIND}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number shaped like a resolution's, before anything says that it is one."""

    start: int
    end: int
    text: str
    modern: bool  # n/m, which may also be a fraction, a date or a financial year
    read_as: str  # as it is meant: Arabic texts have numbers whose halves changed places
    turned: str | None = None  # with its halves exchanged, where that may be what is meant


def bare_numbers(text: str, language: Language) -> Iterator[Number]:
    """Yield each number that has the shape, in order."""
    if language is Language.ZH:
        yield from _in_chinese_numerals(text)
    if "/" not in text and "(" not in text and ")" not in text:
        return
    for match in _NUMBER.finditer(text):
        modern = match["modern"] is not None
        read_as, turned = match[0], _turned(match[0]) if language is Language.AR else None
        if turned and not may_be_session(match[0]):
            read_as, turned = turned, None
        yield Number(match.start(), match.end(), match[0], modern, read_as, turned)


# "第一㈠号", "第二六二五(二十五)号": numbers of the first sessions are now and then printed so.
_CHINESE_DIGITS = "〇一二三四五六七八九"
_CHINESE_NUMERALS = re.compile(
    rf"(?<=第)(?P<number>[{_CHINESE_DIGITS}○零]{{1,4}})\s?"
    rf"(?:(?P<single>[㈠-㈩])|[(（](?P<session>[一二三四五六七八九十]{{1,3}})[)）])(?=\s?号)"
)


def _in_chinese_numerals(text: str) -> Iterator[Number]:
    for match in _CHINESE_NUMERALS.finditer(text):
        plain = match["number"].replace("○", "〇").replace("零", "〇")
        digits = "".join(str(_CHINESE_DIGITS.index(digit)) for digit in plain)
        session = ord(match["single"]) - ord("㈠") + 1 if match["single"] else None
        session = session or chinese_number(match["session"])
        if session and not digits.startswith("0"):
            read_as = f"{digits} ({roman(session)})"
            yield Number(match.start(), match.end(), match[0], False, read_as)


# No organ has met so often yet; from 901 on there are the sessions of model texts.
_NO_SESSION = range(101, 900)


def may_be_session(number: str) -> bool:
    """Say whether an organ may have met as often as the number says before its slash."""
    session = number.partition("/")[0].strip()
    return not (session.isdigit() and int(session) in _NO_SESSION)


def _turned(number: str) -> str | None:
    """Return 71/187 for the 187/71 of a text whose direction was lost, None where it cannot be."""
    match = re.fullmatch(r"([1-9]\d{0,2})/(\d{2})", number)
    return f"{match[2]}/{match[1]}" if match and int(match[2]) >= 31 else None


def spelled(number: str) -> str:
    """Return the number as `readings` takes it: brackets and the hyphen of "S IV" set right."""
    closed = number[:-1] + ")" if number.endswith("(") else number
    return _PARTED_SESSION.sub(r"\1-", closed)


_PARTED_SESSION = re.compile(r"(?<=\()(E?S)\s(?=[IVX])")


# --- Full symbols -------------------------------------------------------------------------------

_CAPITAL = "A-ZАВСЕНКМОРТХ"
_SERIES_NAME = "|".join(sorted(SERIES, key=len, reverse=True)) + "|[АЕ]|С(?=/)"
# A hyphen belongs to the element unless it joins a second symbol: A/63/855-S/2009/250.
_JOINED = rf"{_HYPHEN}(?!(?:{_SERIES_NAME})[./])"
_SUPPLEMENT = r"(?:Add|Corr|Rev|Amend|Res)\.\s?\d+"
_ELEMENT = rf"(?:{_SUPPLEMENT}|[{_CAPITAL}a-z0-9]+(?:(?:[.&+]|{_JOINED})[{_CAPITAL}a-z0-9]+)*)"
# "A/74/6 (Sect. 3)", "A/CONF.157/24 (Part I)", "ICCD/COP(14)"
_OF_BOOK = r"(?:[Pp]arts?|PARTS?|[Ss]ect|[Vv]ol|[Ss]upp|Introduction)(?![a-z])"
_BRACKETED = rf"(?:\s?\({_OF_BOOK}[^()]{{0,20}}\)|\(\d{{1,3}}\))"
_SYMBOL = re.compile(
    rf"(?<![A-Za-z0-9/.])(?:"
    rf"(?:[AАEЕ]|A/HRC)/(?:RES|res|Res)/(?:{_OLD}|{_MODERN})"
    rf"|S/(?:RES|res|Res)/{_COUNCIL}"
    rf"|(?:{_SERIES_NAME})(?:\.\d+)?(?:/{_ELEMENT}{_BRACKETED}?)+"
    rf"(?:(?<=S/PRST)/\s(?:19|20)\d\d/\d+)?"
    rf")"
)
# "PRST/2009/24": the Security Council's own texts may leave its letter out.
_STATEMENT = re.compile(r"(?<![A-Za-z0-9/])PRST/(?:19|20)\d\d/\d{1,3}(?![\d/])")
# "A/60/88 and Corr.1": a supplement of the document just named.
_ELIDED_SUPPLEMENT = re.compile(r"[\s,]*(?:and|et|y|и|和|及|و)\s?(?P<tail>(?:Corr|Add|Rev)\.\d+)")


def full_symbols(text: str) -> Iterator[Citation]:
    """Yield each full symbol, and the supplements that are named without repeating it."""
    if "/" not in text:
        return
    for match in _SYMBOL.finditer(text):
        if not re.search(r"\d", match[0]):
            continue
        base = citation_of_symbol(match.start(), match[0])
        yield base
        more = _ELIDED_SUPPLEMENT.match(text, match.end())
        while base.symbol and more:
            tail = more["tail"]
            yield Citation(more.span("tail"), tail, f"{base.symbol}/{tail}")
            more = _ELIDED_SUPPLEMENT.match(text, more.end())
    for match in _STATEMENT.finditer(text) if "PRST/" in text else ():
        yield citation_of_symbol(match.start(), match[0], series="S/")


def citation_of_symbol(start: int, printed: str, series: str = "") -> Citation:
    """Return the citation for a symbol that is printed at `start`, without symbol if it is none."""
    span = (start, start + len(printed))
    try:
        return Citation(span, printed, str(parse_symbol(series + spelled(printed))))
    except UsageError as error:
        return Citation(span, printed, None, error.problem)


# --- Decisions of the parties to the conventions of Rio -------------------------------------------

DECISION = "a decision: it has no document of its own"
# "1/CP.21", "2/CMA.4", "3/COP.14"; in Arabic "1/م أ-21".
_OF_PARTIES = re.compile(
    r"(?<![A-Za-z0-9/.])(?P<number>\d{1,2})/(?:(?P<body>CP|CMP|CMA|COP)\.|م\s?أ\s?[-‑–]\s?)"
    r"(?P<session>\d{1,2})(?!\d)"
)


def decisions_of_parties(text: str) -> Iterator[Citation]:
    """Yield each decision of the parties to the conventions on climate and on desertification.

    They are the ones whose numbers say whose they are; their conventions' other numbers do not.
    """
    for match in _OF_PARTIES.finditer(text) if "/" in text else ():
        body = match["body"] or _body_of_document(text[: match.start()])
        convention = "UNCCD" if body == "COP" else "UNFCCC"
        name = f"{convention} {match['number']}/{body}.{match['session']}" if body else None
        yield Citation(match.span(), match[0], None, DECISION, name=name)


def _body_of_document(before: str) -> str | None:
    """Return whose parties' the Arabic letters are: the document that has the decision tells."""
    document = re.findall(r"(FCCC|ICCD)/", before)
    return {"FCCC": "CP", "ICCD": "COP"}[document[-1]] if document else None
