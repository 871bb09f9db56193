"""Documents that running text cites of organizations outside the United Nations' own symbols.

They are told by their shape: the IAEA's GC(63)/RES/13, the World Health Assembly's WHA73.1, the
WTO's WT/L/508/Add.1. The shapes are those that UNxml's resolutions print, in six languages. They
have no United Nations symbol, so each citation says whose it is and is named in one way. Beside
them stand what has a number of its own but no symbol beside it: decisions of conferences of parties
(XII/11) and the general comments of treaty bodies.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Citation

_SUPPLEMENTS = r"(?:/(?:(?:Add|Corr|Rev|Mod)\.|Revision)\s?\d+)*"
_NOT_BEFORE = r"(?<![A-Za-z0-9/.])"
_NOT_BEHIND = r"(?![\d/])"


@dataclass(frozen=True, slots=True)
class _Organization:
    """An organization: how it is called, what its names begin with, the shape of its symbols."""

    title: str
    short: str
    shapes: str


_ORGANIZATIONS = (
    _Organization(
        "the International Atomic Energy Agency",
        "IAEA",
        rf"GC\s?\((?:\d{{1,2}}|[IVXL]+)\)(?:/[A-Z]+(?:\.\d+)?)?/\d+[A-Z]?{_SUPPLEMENTS}"
        rf"|GOV/(?:INF/)?\d{{4}}/\d+{_SUPPLEMENTS}"
        rf"|INFCIRC/\d+{_SUPPLEMENTS}(?:/Part\.?\s?\d)?",
    ),
    _Organization(
        "the World Health Organization",
        "WHO",
        r"WHA\s?\d{1,2}\.\d{1,2}|(?:WHA|EB)\d{1,3}/\d{4}/REC/\d|EB\d{2,3}\.R\d+|EB\s?\d{2,3}/\d+"
        r"|ج\s?ص\s?ع\s?\d{1,2}\s?[-/.]\s?\d{1,2}",
    ),
    _Organization(
        "the United Nations Educational, Scientific and Cultural Organization",
        "UNESCO",
        r"\d{2}\s?(?:C|م)/(?:(?:Res\.|[Rr][eé]sol\w+|[Рр]езолюция|القرار)\s?)?\d{1,3}"
        r"|\d{3}\s?(?:EX|م\s?ت)/(?:(?:Dec\.|[Dd][eé]cisi\w+|[Рр]ешение|القرار)\s?)?\d{1,3}",
    ),
    _Organization(
        "the World Trade Organization",
        "WTO",
        rf"WT/[A-Z]+(?:\s?\(\d\d\))?(?:/[A-Z]+)*/\d+{_SUPPLEMENTS}",
    ),
    _Organization(
        "the Food and Agriculture Organization of the United Nations",
        "FAO",
        r"CL\s\d{2,3}/(?:\d+|REP)|[CС][\s/](?:19|20)\d\d/(?:\d+|REP)"
        rf"|COFI/(?:19|20)\d\d/\d+(?:\.\d+)?{_SUPPLEMENTS}",
    ),
    _Organization(
        "the International Maritime Organization",
        "IMO",
        r"(?:[AА]|MSC|MEPC|LEG|FAL)\.\d{1,4}\s?\(\d{1,3}\)"
        rf"|(?:MSC|MEPC|LEG|FAL)\s\d{{2,3}}/\d+(?:/\d+)?{_SUPPLEMENTS}"
        r"|LEG/CONF\.\d+/\d+",
    ),
    _Organization("the International Civil Aviation Organization", "ICAO", r"A[34]\d-\d{1,2}"),
    _Organization(
        "the Organisation for the Prohibition of Chemical Weapons",
        "OPCW",
        r"(?:EC(?:-M)?|C(?:-SS)?)-\d{1,3}/(?:DEC|NAT)\.\d+",
    ),
    _Organization(
        "the African Union",
        "AU",
        r"(?:Ext/)?Assembly/AU/(?:Decl?|Res)\.?\s?\d+\s?\([IVXLC]+\)"
        r"|EX\.CL/Dec\.?\s?\d+\s?\([IVXLC]+\)"
        r"|PSC/[A-Z]+/[A-Z]+\.?\s?(?:\d+(?:\.\d+)?(?:\s?\([IVXLCDM]+\))?|\([IVXLCDM]+\))",
    ),
)
_SHAPES = re.compile(
    rf"{_NOT_BEFORE}(?:"
    + "|".join(f"(?P<{one.short}>{one.shapes})" for one in _ORGANIZATIONS)
    + f"){_NOT_BEHIND}"
)
_BY_SHORT = {one.short: one for one in _ORGANIZATIONS}


def documents_of_others(text: str) -> Iterator[Citation]:
    """Yield each document of another organization, in order: without symbol, named, with reason.

    >>> [one] = documents_of_others("resolution WHA73.1 of 19 May 2020")
    >>> one.name, one.reason
    ('WHO WHA73.1', 'a document of the World Health Organization: it has no UN symbol')
    """
    for match in _SHAPES.finditer(text):
        organization = _BY_SHORT[match.lastgroup or ""]
        reason = f"a document of {organization.title}: it has no UN symbol"
        name = f"{organization.short} {_in_latin(match[0])}"
        yield Citation(match.span(), match[0], None, reason, name=name)


# What the languages print in their own letters, and the spaces that they set as they please.
_LATIN = (
    (re.compile(r"ج\s?ص\s?ع\s?(\d+)\s?[-/.]\s?(\d+)"), r"WHA\1.\2"),
    (re.compile(r"WHA\s(?=\d)"), "WHA"),
    (re.compile(r"(?<=\d)\s?م\s?ت/"), " EX/"),
    (re.compile(r"(?<=\d)\s?م/"), " C/"),
    (re.compile(r"(?<=/)(?:Res\.|[Rr][eé]sol\w+|[Рр]езолюция|القرار)\s?(?=\d)"), "Resolution "),
    (re.compile(r"(?<=EX/)(?:Dec\.|[Dd][eé]cisi\w+|[Рр]ешение|القرار)\s?(?=\d)"), "Decision "),
    (re.compile(r"А(?=\.\d)"), "A"),
    (re.compile(r"\A[CС][\s/](?=\d)"), "C "),
    (re.compile(r"\s(?=\()"), ""),
    (re.compile(r"(?<=\.)\s(?=\d)"), ""),
)


def _in_latin(printed: str) -> str:
    for pattern, latin in _LATIN:
        printed = pattern.sub(latin, printed)
    return printed


# --- Numbers that say what they are, and not whose ------------------------------------------------

# "decision XII/11", "решение SS.VI/1", "第XII/11号决定".
_ROMAN_DECISION = re.compile(rf"{_NOT_BEFORE}(?<!-)(?:SS\.)?[IVX]{{1,6}}/\d{{1,2}}(?!\.?\d|/)")
_DECISION_WORD = re.compile(r"[Dd][eé]cisi|[Рр]ешени|مقرر|决定")
_AROUND = 40  # code points on either side in which the word for decisions stands
ROMAN_DECISION = "a decision of a conference of parties or governing body: it has no document"

# "general comment No. 24 (2019)", "第24(2019)号一般性意见"
_GENERAL_COMMENT = re.compile(
    r"(?:[Gg]eneral (?:comment|recommendation)s?|(?:[Oo]bservation|[Rr]ecommandation)s? générales?"
    r"|(?:[Oo]bservaci|[Rr]ecomendaci)(?:ón|ones) general(?:es)?|общ[а-я]+ рекомендаци[а-я]+"
    r"|[Зз]амечани[а-я]+ общего порядка"
    r"|(?:ال)?(?:تعليق|توصية)\w* العامة?|تعليق\w* (?:اللجنة )?العام)"
    r"[\s,،]*(?P<number>(?:[Nn][oº°]s?|[Nn]úms?|№|رقم)\.?\s?\d{1,2}(?!\d)(?:\s?\((?:19|20)\d\d\))?)"
    r"|第?(?P<chinese>\d{1,2}(?:\s?\((?:19|20)\d\d\))?)号一般性?(?:意见|建议|评论)"
)
GENERAL_COMMENT = "a general comment or recommendation of a treaty body: its symbol is not printed"


def numbers_without_symbol(text: str) -> Iterator[Citation]:
    """Yield decisions with a Roman numeral and general comments of treaty bodies, in any order."""
    for match in _ROMAN_DECISION.finditer(text) if "/" in text else ():
        start, end = match.span()
        if _DECISION_WORD.search(text, max(0, start - _AROUND), end + _AROUND):
            yield Citation((start, end), match[0], None, ROMAN_DECISION)
    for match in _GENERAL_COMMENT.finditer(text):
        group = "number" if match["number"] else "chinese"
        yield Citation(match.span(group), match[group], None, GENERAL_COMMENT)
