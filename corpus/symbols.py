"""What a document symbol is, and how every spelling of it is read and written.

`parse_symbol` reads any spelling and `str(symbol)` is the canonical form: no space before `(`,
one space before a part letter, the session numeral in brackets where the symbol has one:

    A/RES/67/186    A/RES/75/251 B    A/RES/217(III) A    A/RES/3201(S-VI)    A/RES/ES-11/1
    E/RES/2004/25   E/RES/155(VII) C  S/RES/1373(2001)    S/PRST/2002/36      A/HRC/RES/57/18
    A/67/458        A/C.3/78/L.8/Rev.1                    A/CONF.157/24(Part I)

The forms and where they were seen are listed in docs/symbols.md.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote

from corpus.council_numbers import year_of_council_number
from corpus.errors import UsageError
from corpus.model import Language

# ---------------------------------------------------------------------------------------------
# Roman numerals
# ---------------------------------------------------------------------------------------------

_ROMAN_DIGITS = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """Return `number` as a Roman numeral.

    >>> roman(15), roman(29)
    ('XV', 'XXIX')
    """
    if number < 1:
        raise ValueError(f"no Roman numeral for {number}")
    letters = []
    for value, letter in _ROMAN_DIGITS:
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


# ECOSOC's 63rd session (1977) is the last that was numbered in Roman.
_ROMAN_VALUES = {roman(number): number for number in range(1, 64)}


# ---------------------------------------------------------------------------------------------
# The value
# ---------------------------------------------------------------------------------------------

# Organs in the order in which lists show them; every other body follows, by name.
_ORGANS = ("GA", "ECOSOC", "SC", "HRC")

_ORDINARY, _SPECIAL, _EMERGENCY = range(3)

NaturalKey = tuple[tuple[int, int, str], ...]
SortKey = tuple[int, str, int, int, int, int, NaturalKey]


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol of a United Nations document; `str()` gives its canonical form.

    `organ` is "GA", "ECOSOC", "SC", "HRC" or, for any other body, the first element of the symbol
    ("UNEP"). `session` is the session as the symbol has it ("67", "S-32", "XV"), the year for
    ECOSOC since 1978 and the Security Council, and empty where the symbol has none. `number` is
    what follows it ("186", "243 A", "L.8/Rev.1"). Build it with `parse_symbol`.
    """

    text: str
    organ: str = field(compare=False)
    session: str = field(compare=False)
    number: str = field(compare=False)
    is_resolution: bool = field(compare=False)

    def __str__(self) -> str:
        return self.text

    @property
    def parent(self) -> "Symbol":
        """The resolution that this one is a lettered part of; itself where it is no part.

        >>> str(parse_symbol("217 A (III)").parent), str(parse_symbol("67/186").parent)
        ('A/RES/217(III)', 'A/RES/67/186')
        """
        if not self.is_resolution or " " not in self.number:
            return self
        return parse_symbol(self.text.rpartition(" ")[0])

    @property
    def sort_key(self) -> SortKey:
        """Orders by organ, session and number: A/RES/1514(XV), A/RES/67/9, A/RES/67/186."""
        in_order = self.organ in _ORGANS
        rank = _ORGANS.index(self.organ) if in_order else len(_ORGANS)
        sequence, session = _session_order(self.session)
        leading = re.match(r"\d+", self.number)
        number = int(leading[0]) if leading else 0
        kind = 0 if self.is_resolution else 1
        return (rank, self.organ, kind, sequence, session, number, _natural(self.text))


def _session_order(session: str) -> tuple[int, int]:
    sequence = _ORDINARY
    if session.startswith("ES-"):
        sequence = _EMERGENCY
    elif session.startswith("S-"):
        sequence = _SPECIAL
    ordinal = session.rpartition("-")[2]
    return sequence, _ROMAN_VALUES.get(ordinal) or (int(ordinal) if ordinal.isdigit() else 0)


def _natural(text: str) -> NaturalKey:
    """Return a key under which "L.9" stands before "L.10"."""
    return tuple(
        (0, int(run), "") if run.isdecimal() else (1, 0, run)
        for run in re.findall(r"\d+|\D+", text)
    )


# ---------------------------------------------------------------------------------------------
# From a printed spelling to compact Latin capitals: "第2200 A (ХХI)号决议" -> "2200A(XXI)"
# ---------------------------------------------------------------------------------------------

_LONGEST = 300  # no symbol is longer, an address hardly; longer text is not looked at

# Cyrillic capitals that are typed for the Latin ones they look like: "А/RES/67/186".
_LOOKALIKES = str.maketrans("АВСЕНКМОРТУХІ", "ABCEHKMOPTYXI")

# Dashes, slashes and brackets that NFKC leaves alone; "_" is the slash of file names. White
# space, marks of writing direction, soft hyphens and tatweel are no part of a symbol.
_MARKS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−﹘", "-"),
        **dict.fromkeys("⁄∕_", "/"),
        "〔": "(",
        "〕": ")",
        **dict.fromkeys("\"'‘’“”„«»《》「」『』", None),
        "[": None,  # the Digital Library writes parts as A/RES/50/204[A]
        "]": None,
        **dict.fromkeys("\u00ad\u061c\u0640\u200b\u200c\u200d\u200e\u200f\ufeff", None),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", None),
    }
)

# The words around a bare number: "resolution 67/186", "第67/186号决议", "القرار 67/186".
_BEFORE_NUMBER = (
    r"(?:(?:the |la |el )?(?:resolutions?|résolutions?|resoluci(?:ón|ones)|res\b\.?"
    r"|резолюци[а-я]{1,3}|[وفبكل]?(?:ال)?قرار(?:ات|ين?)?ه?ا?|决议|決議))?\s*(?:no\.?|n°|第)?\s*"
)
_BEFORE = re.compile(_BEFORE_NUMBER, re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:[号號]\s*(?:决议|決議)?|决议|決議)?[\s.,;:。、]*\Z")

# The bodies that a number is named with, by the series of their resolutions. Apostrophes are gone
# by then: "de lAssemblée générale".
_BODIES = {
    "A/HRC": "human rights council|unhrc|hrc|人权理事会|人權理事會|conseil des droits de lhomme|"
    "consejo de derechos humanos|совет[а-я]* по правам человека|مجلس حقوق الإنسان",
    "E": "economic and social council|ecosoc|esc|(?:经济及社会|经社)理事会|"
    "(?:經濟及社會|經社)理事會|"
    "conseil économique et social|consejo económico y social|"
    "экономическ[а-я]+ и социальн[а-я]+ совет[а-я]*|экосос|المجلس الاقتصادي والاجتماعي",
    "S": "security council|unscr?|sc|安全理事会|安理会|安全理事會|安理會|conseil de sécurité|"
    "consejo de seguridad|совет[а-я]* безопасности|مجلس الأمن",
    "A": "general assembly|unga|ga|大会|联大|大會|聯大|assemblée générale|asamblea general|"
    "генеральн[а-я]+ ассамбле[а-я]+|الجمعية العامة",
}
_OF_UN = r"(?:united nations |un |联合国|聯合國)?"
_OF_THE_UN = r"(?:s| of the united nations)?"


def _named_with_number(names: str) -> re.Pattern[str]:
    """What names the body before the number, or behind it."""
    before = rf"(?:the )?(?:{_BEFORE_NUMBER})??(?:the )?{_OF_UN}(?:{names})s?(?![a-zа-яé])[ ,]*"
    behind = rf"[ ,]+(?:of the |de la |de l|del |du )?{_OF_UN}(?:{names})"
    return re.compile(rf"\A{before}|{behind}\Z".replace(" ", r"\s+"), re.IGNORECASE)


_WHOLE_NAME = {
    series: re.compile(
        rf"(?:the |l|la |el )?{_OF_UN}(?:{names}){_OF_THE_UN}".replace(" ", r"\s+"), re.IGNORECASE
    )
    for series, names in _BODIES.items()
}
_NAMED = {series: _named_with_number(names) for series, names in _BODIES.items()}
_NUMBER_AHEAD = re.compile(r"\d|E?S-\d", re.IGNORECASE)


def organ_named(text: str) -> str | None:
    """Return the organ that all of `text` names in one of the six languages, as `Symbol.organ`.

    >>> organ_named("经社理事会"), organ_named("Assemblée générale"), organ_named("the Council")
    ('ECOSOC', 'GA', None)
    """
    name = unicodedata.normalize("NFKC", text).translate(_MARKS).strip()
    series = (series for series, names in _WHOLE_NAME.items() if names.fullmatch(name))
    return next(({"S": "SC", **_ORGAN_OF_SERIES}[one] for one in series), None)


def _in_series(text: str) -> str:
    """Return the number with the series of the body that is named beside it: E/RES/2004/25."""
    for series, named in _NAMED.items():
        number, found = named.subn("", text, count=1)
        number = number[_opening(number) :]
        if found:
            return f"{series}/RES/{number}" if _NUMBER_AHEAD.match(number) else number
    return text[_opening(text) :]


def _opening(text: str) -> int:
    """Return where the words before a number end."""
    opening = _BEFORE.match(text)
    return opening.end() if opening else 0


# Spaces or dashes in place of slashes, the body in place of its series: "A RES 67 186",
# "a-res-67-186", "GA/RES/67/186".
_SERIES_OF = {"GA": "A", "UNGA": "A", "ECOSOC": "E", "SC": "S", "UNSC": "S", "HRC": "A/HRC"}
_SPACED = re.compile(
    rf"\A(A[\s/-]+HRC|[AES]|{'|'.join(_SERIES_OF)})[\s/-]+RES[\s/-]+((?:E?S-)?\d+)(?:([\s/-]+)(?=\d)|(?=\s*(?:\(|\Z)))",
    re.IGNORECASE,
)


def _with_slashes(match: re.Match[str]) -> str:
    series = re.sub(r"[\s-]+", "/", match[1]).upper()
    series = _SERIES_OF.get(series, series)
    return f"{series}/RES/{match[2]}" + ("/" if match[3] else "")


# Arabic counts parts by the letters' names and sessions in digits: "217 ألف (د-3)", "دإط-10/15".
ARABIC_PARTS = (
    *("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف"),
    *("لام", "ميم", "نون", "سين", "عين", "فاء", "صاد", "قاف", "راء", "شين", "تاء"),
)
_LATIN_PARTS = {name: chr(ord("A") + place) for place, name in enumerate(ARABIC_PARTS)}
_ARABIC_PART = re.compile(rf"(و)?({'|'.join(ARABIC_PARTS)})")
_ARABIC_SESSION = re.compile(
    r"د(?P<special>[إاأ]?(?P<emergency>ط)?)-?(?P<number>\d{1,2})(?P<end>/?)"
)


def _arabic_part(match: re.Match[str]) -> str:
    return ("-" if match[1] else "") + _LATIN_PARTS[match[2]]


def _arabic_session(match: re.Match[str]) -> str:
    prefix = "ES-" if match["emergency"] else "S-" if match["special"] else ""
    # Before a slash the numeral is Arabic in every language (S-10/2), in brackets it is Roman.
    number = match["number"] if match["end"] else roman(int(match["number"]) or 1)
    return prefix + number + match["end"]


# As lawyers cite: "G.A. Res. 67/186", "U.N. Doc. A/RES/67/186 (Dec. 20, 2012)".
_INITIALS = re.compile(r"(?<![\w/.])(?:[A-Z]\.\s?){2,5}(?=\s|\Z)")
_UN_DOCUMENT = re.compile(
    r"\A(?:.*[,;(]\s*)?(?:UN\s+)?Doc(?:ument)?s?\b\.?\s+(?:No\.?\s+)?(?=[A-Z]{1,6}/)", re.IGNORECASE
)
_DATED = re.compile(
    r"(?P<number>\d/\d{1,3}(?:\s?[A-Z])?)\s*\((?:[^()]*\D)?(?:19|20)\d\d\)\Z", re.IGNORECASE
)

# "第六十七届会议第186号决议", "联大67届186号决议": the session in words before the number.
_CHINESE_SESSION = re.compile(
    r"第?(?P<session>\d{1,3}|[零〇一二三四五六七八九十百]{1,7})[届屆](?:会议|會議|常会|常會)?第?(?P<number>\d{1,3})(?=[号號])"
)


def _with_session(match: re.Match[str]) -> str:
    # Imported late: few symbols are written so.
    from corpus.akn_labels import chinese_number  # noqa: PLC0415

    session = match["session"]
    value = int(session) if session.isdecimal() else chinese_number(session)
    return f"{value}/{match['number']}" if value else match[0]


def _as_lawyers_cite(text: str) -> str:
    """Return the citation without the dots, the words and the date that go with it."""
    text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
    return _DATED.sub(r"\g<number>", _UN_DOCUMENT.sub("", text))


def _compact(text: str) -> str:
    """Return the symbol in `text` in capitals without spaces, stripped of the words around it."""
    if len(text) > _LONGEST:
        return ""
    text = _symbol_of_address(text.strip())
    text = unicodedata.normalize("NFKC", text).translate(_MARKS).strip()
    text = _CHINESE_SESSION.sub(_with_session, _as_lawyers_cite(text))
    text = _SPACED.sub(_with_slashes, text)
    text = _AFTER.sub("", _in_series(text), count=1)
    # A space between digits parts two numbers; any other is only typography.
    text = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text)
    if not text.isascii():
        text = re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), text)
        text = _ARABIC_SESSION.sub(_arabic_session, _ARABIC_PART.sub(_arabic_part, text))
    return text.upper().translate(_LOOKALIKES)


# ---------------------------------------------------------------------------------------------
# Resolutions
# ---------------------------------------------------------------------------------------------

# "B", "A-B", "A and B" in the six languages; parts named together are one symbol with a range.
# A series with more than 26 parts goes on with AA (53/77 AA).
_LETTER = r"(?:[A-Z]|AA|BB|CC|DD)"
_JOINER = r"(?:-|,|&|AND|TO|ET|Y|И|和|及|与|與|至)"
_PART = rf"(?P<part>{_LETTER}(?:{_JOINER}{_LETTER})?)?"

_MODERN = re.compile(
    rf"(?:(?P<series>A|E|A/HRC)/RES/)?(?P<session>\d{{1,4}}|E?S-\d{{1,2}})/(?P<number>[1-9]\d{{0,2}}){_PART}"
)
_OLD = re.compile(
    rf"(?:(?P<series>A|E)/RES/)?(?P<number>[1-9]\d{{0,3}}){_PART}"
    rf"\((?P<session>(?:E?S-)?[IVXL]+)\)(?P<late_part>{_LETTER}(?:{_JOINER}{_LETTER})?)?"
)
_SECURITY_COUNCIL = re.compile(r"(?:S/RES/)?(?P<number>[1-9]\d{0,3})\((?P<year>\d{4})\)")
_WITHOUT_YEAR = re.compile(r"S/RES/(?P<number>[1-9]\d{2,3})")  # S/RES/1373
_STATEMENT = re.compile(r"S/PRST/(?P<year>\d{4})/(?P<number>[1-9]\d{0,2})")

_ORGAN_OF_SERIES = {"A": "GA", "E": "ECOSOC", "A/HRC": "HRC"}
_SERIES_OF_ORGAN = {organ: series for series, organ in _ORGAN_OF_SERIES.items()}

_FIRST_YEAR, _LAST_YEAR = 1946, 2100
_FIRST_NUMBERED_SESSION = 31  # GA 31/1; until the 30th the session stood in brackets: 3367 A (XXX)
_FIRST_NUMBERED_SPECIAL = 8  # GA S-8/1; before it 3201 (S-VI)
_FIRST_NUMBERED_EMERGENCY = 6  # GA ES-6/1; before it 2252 (ES-V)
_LAST_ROMAN_GA = 30
_FIRST_HRC_DECISION = 101  # HRC 2/105 is a decision; its resolutions of a session stay below 100


def _part_range(part: str | None) -> str:
    """Return " B" for a part, " A-B" for several in a row, "" for none."""
    return " " + re.sub(rf"(?<=[A-Z]){_JOINER}(?=[A-Z])", "-", part) if part else ""


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def _modern_session_exists(organ: str, session: str) -> bool:
    sequence, number = _session_order(session)
    if organ == "ECOSOC":
        return _is_year(session)
    if session.startswith("0") or number > 999:
        return False
    if organ == "HRC":
        return number >= 1 and sequence != _EMERGENCY
    first = {
        _ORDINARY: _FIRST_NUMBERED_SESSION,
        _SPECIAL: _FIRST_NUMBERED_SPECIAL,
        _EMERGENCY: _FIRST_NUMBERED_EMERGENCY,
    }
    return number >= first[sequence]


def _old_session_exists(organ: str, session: str) -> bool:
    ordinal = _ROMAN_VALUES.get(session.rpartition("-")[2])
    if ordinal is None:
        return False
    sequence, _ = _session_order(session)
    if organ == "ECOSOC":
        return sequence == _ORDINARY
    last = {
        _ORDINARY: _LAST_ROMAN_GA,
        _SPECIAL: _FIRST_NUMBERED_SPECIAL - 1,
        _EMERGENCY: _FIRST_NUMBERED_EMERGENCY - 1,
    }
    return ordinal <= last[sequence]


def _resolutions(compact: str) -> Iterator[Symbol]:
    """Yield every resolution that `compact` can mean, the usual one first."""
    if match := _MODERN.fullmatch(compact):
        series = match["series"]
        organs = [_ORGAN_OF_SERIES[series]] if series else ["ECOSOC", "GA", "HRC"]
        number = match["number"] + _part_range(match["part"])
        for organ in organs:
            if not _modern_session_exists(organ, match["session"]):
                continue
            if organ == "HRC" and int(match["number"]) >= _FIRST_HRC_DECISION:
                continue
            text = f"{_SERIES_OF_ORGAN[organ]}/RES/{match['session']}/{number}"
            yield Symbol(text, organ, match["session"], number, is_resolution=True)
    elif match := _OLD.fullmatch(compact):
        if match["part"] and match["late_part"]:
            return
        series, part = match["series"], _part_range(match["part"] or match["late_part"])
        for organ in [_ORGAN_OF_SERIES[series]] if series else ["GA", "ECOSOC"]:
            if not _old_session_exists(organ, match["session"]):
                continue
            text = f"{_SERIES_OF_ORGAN[organ]}/RES/{match['number']}({match['session']}){part}"
            number = match["number"] + part
            yield Symbol(text, organ, match["session"], number, is_resolution=True)
    elif (match := _SECURITY_COUNCIL.fullmatch(compact)) and _is_year(match["year"]):
        number, year = match["number"], match["year"]
        yield Symbol(f"S/RES/{number}({year})", "SC", year, number, is_resolution=True)
    elif (match := _WITHOUT_YEAR.fullmatch(compact)) and (
        found := year_of_council_number(int(match["number"]))
    ):
        number, year = match["number"], str(found)
        yield Symbol(f"S/RES/{number}({year})", "SC", year, number, is_resolution=True)


# ---------------------------------------------------------------------------------------------
# Every other document
# ---------------------------------------------------------------------------------------------

# First elements of symbols: those that UNxml links to, and others of the same bodies. Anything else
# with a slash is no symbol ("HIV/AIDS", "TCP/IP").
_SERIES_BY_FIELD = (
    "A E S T ST DP TD JIU CEB UNA AT AG UNW UNFPA ICEF PBC",  # organs, secretariat, funds
    "CCPR CAT CED CEDAW CERD CESCR CMW CRC CRPD SPT HRI HRC HR",  # human rights
    "CTOC CAC UNODC INCB",  # crime and drugs
    "CD CCD ENDC DC CCW BWC NPT TPNW APLC CCM",  # disarmament
    "FCCC ICCD CBD IPBES UNEP UNFF HSP SPLOS CLCS ISBA LOS",  # environment and the sea
    "ECE ECA ESCWA ESCAP LC TRADE TRANS ENERGY EB ITC IDB GC UNCTAD UNITAR PCNICC ICC",  # others
)
SERIES = frozenset(name for names in _SERIES_BY_FIELD for name in names.split())

_ELEMENT = r"[A-Z0-9][A-Z0-9.&+-]*(?:\([A-Z0-9И和及.,&-]+\))*"
_DOCUMENT = re.compile(rf"(?P<series>[A-Z]+)(?:\.\d+)?(?:/{_ELEMENT})+")
_RESOLUTION_SERIES = re.compile(r"(?:A|E|S|A/HRC)/RES/")
_SUPPLEMENT = re.compile(r"(?:ADD|CORR|REV|AMEND)\.\d+")
_SUPPLEMENTED = re.compile(rf"(?P<base>.+?)(?P<tail>(?:/{_SUPPLEMENT.pattern})+)")
_GLUED_SUPPLEMENT = re.compile(rf"(?<=[\d)])(?={_SUPPLEMENT.pattern})")
# ODS marks the printed volume of a report so: A/64/38(SUPP). The document does not.
_OFFICIAL_RECORDS = re.compile(r"\(SUPP\)")

_DOCUMENT_SESSION = re.compile(r"\d{1,3}|E?S-\d{1,2}")

# The UN prints these words in small letters; the rest of a symbol is capitals.
_SMALL_WORD = re.compile(
    r"\b(?:CORRIGENDUM|INTRODUCTION|(?:ADD|CORR|REV|AMEND|SECT|VOL|PARTS?)(?=\b|[IVX\d]))|(?:RES|DEC)(?=\.)"
)
_BRACKETED = re.compile(r"\((?P<word>Parts?|Sect\.?|Vol\.?)(?P<numerals>[IVX0-9][^)]*)\)")


def _bracketed(match: re.Match[str]) -> str:
    """Set "(PARTSIANDII)" as it is printed: "(Parts I and II)"."""
    numerals = re.sub(r"AND|ET|Y|И|和|及", " and ", match["numerals"])
    return f"({match['word']} {numerals})"


def _as_printed(compact: str) -> str:
    text = _SMALL_WORD.sub(lambda match: match[0].capitalize(), compact)
    return _BRACKETED.sub(_bracketed, text) if "(" in text else text


def _session_and_number(elements: list[str]) -> tuple[str, str]:
    """Split the elements behind the series: ["C.3", "78", "L.8"] -> ("78", "L.8")."""
    own = len(elements)  # without Add.1, Corr.1: they belong to the number before them
    while own > 1 and _SUPPLEMENT.fullmatch(elements[own - 1].upper()):
        own -= 1
    for place, element in enumerate(elements[: own - 1]):
        if _DOCUMENT_SESSION.fullmatch(element) or _is_year(element):
            return element, "/".join(elements[place + 1 :])
    return "", "/".join(elements[own - 1 :])


def _document(compact: str) -> Symbol | None:
    """Return the document that `compact` names, None where it is no symbol."""
    compact = _GLUED_SUPPLEMENT.sub("/", _OFFICIAL_RECORDS.sub("", compact))
    match = _DOCUMENT.fullmatch(compact)
    if not match or match["series"] not in SERIES or not re.search(r"\d", compact):
        return None
    if _RESOLUTION_SERIES.match(compact):
        return _supplement_to_resolution(compact)
    text = _as_printed(compact)
    series, *elements = text.split("/")
    if len(elements) > 1 and f"{series}/{elements[0]}" == "A/HRC":
        organ, elements = "HRC", elements[1:]
    else:
        organ = {"A": "GA", "E": "ECOSOC", "S": "SC"}.get(series, series)
    session, number = _session_and_number(elements)
    return Symbol(text, organ, session, number, is_resolution=False)


def _supplement_to_resolution(compact: str) -> Symbol | None:
    match = _SUPPLEMENTED.fullmatch(compact)
    base = next(_resolutions(match["base"]), None) if match else None
    if not match or not base:
        return None
    tail = _as_printed(match["tail"])
    return Symbol(base.text + tail, base.organ, base.session, base.number + tail, False)


# ---------------------------------------------------------------------------------------------
# Addresses
# ---------------------------------------------------------------------------------------------

_ADDRESS = re.compile(
    r"""(?:https?:)?/*(?:www\.)?(?P<host>undocs\.org|docs\.un\.org|documents\.un\.org|un\.org)(?::\d+)?/+
        (?:(?:en|fr|es|sp|ch|zh|ru|ar|de)/+)?(?P<path>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ASKED_SYMBOL = re.compile(r"[?&](?:FinalSymbol|symbol|s)=([^&]+)", re.IGNORECASE)


def _symbol_of_address(text: str) -> str:
    """Return what stands for the symbol in an address of undocs.org or docs.un.org, else `text`."""
    match = _ADDRESS.match(text)
    if not match:
        return text
    path = match["path"]
    if asked := _ASKED_SYMBOL.search(path):
        return unquote(unquote(asked[1]))  # some are escaped twice: A%2FRES%2F57%2F270%2520B
    # "#" is part of no symbol: what follows is a place in the page.
    return unquote(path.partition("?")[0].partition("#")[0]).strip("/ \t\n")


def undocs_url(symbol: Symbol, language: Language) -> str:
    """Return the address where the UN shows the document in this language.

    Parts of the old sessions have no page of their own: theirs is their parent's.

    >>> undocs_url(parse_symbol("67/186"), Language.ZH)
    'https://undocs.org/zh/A/RES/67/186'
    >>> undocs_url(parse_symbol("217 A (III)"), Language.EN)
    'https://undocs.org/en/A/RES/217(III)'
    """
    shown = symbol.parent if ")" in symbol.text else symbol
    return f"https://undocs.org/{language}/{quote(shown.text, safe='/()')}"


# ---------------------------------------------------------------------------------------------
# Reading
# ---------------------------------------------------------------------------------------------


def readings(text: str) -> tuple[Symbol, ...]:
    """Return every symbol that `text` can mean, the usual one first; () where it is none.

    A bare number names no body. 67/186 is first of all the General Assembly's, 22/7 cannot be (its
    sessions are written so only since the 31st) and may belong to a body whose resolutions have no
    symbol.

    >>> [str(symbol) for symbol in readings("42/22")]
    ['A/RES/42/22', 'A/HRC/RES/42/22']
    >>> [str(symbol) for symbol in readings("22/7")]
    ['A/HRC/RES/22/7']
    >>> [str(symbol) for symbol in readings("663 C (XXIV)")]
    ['A/RES/663(XXIV) C', 'E/RES/663(XXIV) C']
    >>> readings("24 December 2024")
    ()
    """
    return _readings(_compact(text))


def _readings(compact: str) -> tuple[Symbol, ...]:
    if found := tuple(_resolutions(compact)):
        return found
    if match := _STATEMENT.fullmatch(compact):
        return (Symbol(compact, "SC", match["year"], match["number"], is_resolution=False),)
    document = _document(compact)
    return (document,) if document else ()


@lru_cache(maxsize=8192)  # a corpus links to the same few thousand documents again and again
def parse_symbol(text: str) -> Symbol:
    """Return the symbol that `text` spells, in whatever spelling.

    A bare 67/186 is the General Assembly's, a bare 2004/25 ECOSOC's and a bare 1373 (2001) the
    Security Council's; a bare 22/7 is refused, since only its body would say what it means.

    >>> for spelling in "a_res_67_186", "第67/186号决议", "2004/25", "1373 (2001)", "3201 (دإ-6)":
    ...     print(parse_symbol(spelling))
    A/RES/67/186
    A/RES/67/186
    E/RES/2004/25
    S/RES/1373(2001)
    A/RES/3201(S-VI)

    Raises:
        UsageError: `text` is no symbol, or a number that no body goes with.

    """
    compact = _compact(text)
    found = _readings(compact)
    if not found:
        raise UsageError(
            f"“{text[:80]}” is not the symbol of a UN document.",
            "Write it like A/RES/67/186, E/RES/2004/25, S/RES/1373(2001) or 第67/186号决议.",
        )
    if found[0].organ == "HRC" and not compact.startswith("A/HRC/"):
        raise UsageError(
            f"“{text[:80]}” does not say which body it belongs to.",
            f"Write {found[0]} for the Human Rights Council; resolutions of the Commission on Crime"
            " Prevention and of conferences of parties have no symbol: name the report, E/2013/30.",
        )
    return found[0]


def is_symbol_query(text: str) -> bool:
    """Say whether the whole of `text` is one symbol.

    >>> is_symbol_query("55/25"), is_symbol_query("1/2"), is_symbol_query("第60/1号决议 附件")
    (True, False, False)
    """
    try:
        parse_symbol(text)
    except UsageError:
        return False
    return True


# ---------------------------------------------------------------------------------------------
# Names of files
# ---------------------------------------------------------------------------------------------

_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
_LIBRARY_SUFFIX = re.compile(r"-(?:AR|ZH|EN|FR|RU|ES)\Z")
# The Digital Library's own escapes: brackets are "^", and so on; "_" is a slash or a space.
_LIBRARY_ESCAPES = str.maketrans({"^": None, "!": "*", "#": ":", "%": ";"})
# UNxml adds a job number, a language letter and sometimes "reissue": A_RES_80_226-2520943C,
# 75_251_B_A, A_RES_76_16_reissue_S, S_RES_2504 (2020)-2000407C. In "77_256 A-B" B is a part.
_REISSUE = r"(?:[-_]reiss?ue)?"
_PRODUCTION_MARKS = re.compile(
    rf"{_REISSUE}(?:[-_]N?\d{{6,8}}[ACEFRSG]?|(?:_|(?<! [A-Z])-)[ACEFRSG])?{_REISSUE}\Z",
    re.IGNORECASE,
)
_COUNCIL_NAME = re.compile(r"SC_(\d{1,4})_(\d{4})\Z")  # SC_2578_2021
_EMPTY_VERSIONS = re.compile(r"(?<=\d)(?:_0)+\Z")  # S_PRST_2007_38_0
_BARE_NAME = re.compile(r"\d{2,3}_\d{1,3}(?!\d)")  # 75_229: UNxml leaves the series out
_GLUED_PARTS = re.compile(r"(?<=\d[A-Z])(?=[A-Z]\Z)")  # A_RES_78_80AB: parts A and B
_PART_ELEMENT = re.compile(r"_(?=[A-Z](?:-[A-Z])?(?:\Z|_?\())|_(?=\()")


def symbol_of_filename(name: str) -> Symbol | None:
    """Return the symbol that a file's name gives, None where it gives none.

    Known are the names of UNxml and those of the Digital Library.

    >>> print(symbol_of_filename("A_RES_80_226-2520943C.xml"))
    A/RES/80/226
    >>> print(symbol_of_filename("75_251_B_A.xml"))
    A/RES/75/251 B
    >>> print(symbol_of_filename("S_RES_2504 (2020)-2000407C.xml"))
    S/RES/2504(2020)
    >>> print(symbol_of_filename("A_RES_78_225-ZH.pdf"))
    A/RES/78/225
    >>> print(symbol_of_filename("A_RES_50_204^A^-EN.pdf"))
    A/RES/50/204 A
    >>> print(symbol_of_filename("A_67_PV.60--A_RES_67_186-ZH.pdf"))
    A/RES/67/186
    >>> print(symbol_of_filename("N2427222.pdf"))
    None
    """
    stem = _EXTENSION.sub("", re.split(r"[/\\]", name)[-1].strip())
    library = _LIBRARY_SUFFIX.sub("", stem)
    if library == stem:
        return _spelled_by_file(_without_production_marks(stem))
    # Several symbols on one document are joined by "--": of those the resolution's, else the first.
    joined = [_spelled_by_file(part.translate(_LIBRARY_ESCAPES)) for part in library.split("--")]
    found = [symbol for symbol in joined if symbol]
    return next((one for one in found if "/RES/" in str(one)), found[0] if found else None)


def _spelled_by_file(spelled: str) -> Symbol | None:
    if not spelled[:1].isalpha() and not _BARE_NAME.match(spelled):
        return None
    spelled = _GLUED_PARTS.sub("-", _PART_ELEMENT.sub("", spelled))
    try:
        return parse_symbol(spelled)
    except UsageError:
        return None


def language_of_filename(name: str) -> Language | None:
    """Return the language that a file's name gives the Digital Library's way, None if none.

    >>> language_of_filename("A_RES_78_225-ZH.pdf")
    <Language.ZH: 'zh'>
    >>> print(language_of_filename("A_RES_78_225.pdf"))
    None
    """
    stem = _EXTENSION.sub("", re.split(r"[/\\]", name)[-1].strip())
    suffix = _LIBRARY_SUFFIX.search(stem)
    return Language(suffix[0][1:].lower()) if suffix else None


def _without_production_marks(stem: str) -> str:
    stem = _PRODUCTION_MARKS.sub("", stem, count=1)
    stem = _COUNCIL_NAME.sub(r"S_RES_\1(\2)", _EMPTY_VERSIONS.sub("", stem))
    if stem.upper().startswith("A_HRC_RES_"):
        stem = stem.rstrip("ACEFRS")  # A_HRC_RES_57_29F: its resolutions have no parts
    return stem
