"""Which other documents a piece of running text mentions, in the six languages.

`find_citations` reads what is printed: full symbols anywhere (A/67/458), and bare numbers where the
words around them say that they are resolutions or decisions (第78/273和78/274号决议, resolutions
78/219 of … and 79/1, قرارها 77/81). Hyperlinks that a source adds are a second witness. The forms
were counted in the resolutions that UNxml publishes; docs/symbols.md lists them.

The stages, each below under its own heading: numbers, words and bodies of each language, printed
mentions, links, and the two brought together.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from corpus.errors import UsageError
from corpus.model import Citation, Language
from corpus.pinpoints import with_pinpoints
from corpus.symbols import ARABIC_PARTS, SERIES, Symbol, parse_symbol, readings
from corpus.treaties import find_treaties


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: where it stands in the text (half-open, code points) and where it leads."""

    span: tuple[int, int]
    href: str


def find_citations(
    text: str, language: Language, *, organ: str, links: Sequence[Link] = ()
) -> tuple[Citation, ...]:
    """Return every mention of another document in `text`, in reading order, without overlaps.

    `organ` is the organ of the document the text is from: its "resolution 42/23" is its own where
    the organ is the Human Rights Council and the General Assembly's elsewhere. A span covers the
    printed number or symbol alone. A mention without a symbol says why: decisions and the
    resolutions of many bodies have none.

    >>> for citation in find_citations("第78/273和78/274号决议", Language.ZH, organ="GA"):
    ...     print(citation.span, citation.text, citation.symbol)
    (1, 7) 78/273 A/RES/78/273
    (8, 14) 78/274 A/RES/78/274
    >>> [citation] = find_citations("See resolution 22/7.", Language.EN, organ="GA")
    >>> citation.symbol, citation.reason
    (None, 'the number does not say which body it belongs to')
    """
    numbers = list(_bare_numbers(text, language))
    mentions = _printed_mentions(text, language, organ, numbers)
    documents = _with_links(text, mentions, numbers, document_links(text, links))
    treaties = sorted(find_treaties(text, language), key=lambda one: one.span)
    if treaties:
        documents = _merged(documents, _named_alone(text, treaties, language))
    return with_pinpoints(text, documents, language)


def _named_alone(text: str, treaties: list[Citation], language: Language) -> list[Citation]:
    """Return the treaties that are no part of the name of a conference of their parties."""
    bodies = [match.span() for match in _body_pattern(language).finditer(text)]
    return [treaty for treaty in treaties if not _overlapping(bodies, treaty.span)]


def _merged(documents: tuple[Citation, ...], treaties: list[Citation]) -> tuple[Citation, ...]:
    """Return both in reading order; a treaty that overlaps what is there already is left out."""
    spans = [citation.span for citation in documents]
    free = [one for one in treaties if not _overlapping(spans, one.span)]
    return tuple(sorted([*documents, *_without_overlaps(free)], key=lambda one: one.span))


# ---------------------------------------------------------------------------------------------
# Numbers
# ---------------------------------------------------------------------------------------------

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
_ROMAN = rf"(?:E?S{_HYPHEN})?[IVXLХ]+"
_ARABIC_SESSION = rf"د\s?[إاأ]?\s?ط?\s?{_HYPHEN}\s?\d{{1,2}}"
_OLD = rf"[1-9]\d{{0,3}}(?:\s?{_PARTS})?\s?\(\s?(?:{_ROMAN}|{_ARABIC_SESSION})\s?[)(]"
_COUNCIL = r"[1-9]\d{0,3}\s?\(\s?(?:19|20)\d\d\s?[)(]"

# Not inside an address, a longer number, a date or a name ("I-24/7").
_NOT_BEFORE = rf"(?<![A-Za-z0-9/.:])(?<![A-Za-z0-9]{_HYPHEN})"
_NOT_BEHIND = rf"(?![\d/]|\.\d|{_HYPHEN}\d)"
_NUMBER = re.compile(rf"{_NOT_BEFORE}(?:(?P<modern>{_MODERN})|{_OLD}|{_COUNCIL}){_NOT_BEHIND}")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number shaped like a resolution's, before anything says that it is one."""

    start: int
    end: int
    text: str
    modern: bool  # n/m, which may also be a fraction, a date or a financial year
    read_as: str  # as it is meant: Arabic texts have numbers whose halves changed places
    turned: str | None = None  # with its halves exchanged, where that may be what is meant


def _bare_numbers(text: str, language: Language) -> Iterator[_Number]:
    for match in _NUMBER.finditer(text):
        modern = match["modern"] is not None
        read_as, turned = match[0], _turned(match[0]) if language is Language.AR else None
        if turned and not _may_be_session(match[0]):
            read_as, turned = turned, None
        yield _Number(match.start(), match.end(), match[0], modern, read_as, turned)


# No organ has met so often yet; from 901 on there are the sessions of model texts.
_NO_SESSION = range(101, 900)


def _may_be_session(number: str) -> bool:
    session = number.partition("/")[0].strip()
    return not (session.isdigit() and int(session) in _NO_SESSION)


def _turned(number: str) -> str | None:
    """Return 71/187 for the 187/71 of a text whose direction was lost, None where it cannot be."""
    match = re.fullmatch(r"([1-9]\d{0,2})/(\d{2})", number)
    return f"{match[2]}/{match[1]}" if match and int(match[2]) >= 31 else None


def _spelled(number: str) -> str:
    """Return the number as `readings` takes it: a mirrored Arabic bracket is set right."""
    return number[:-1] + ")" if number.endswith("(") else number


# ---------------------------------------------------------------------------------------------
# Full symbols
# ---------------------------------------------------------------------------------------------

_CAPITAL = "A-ZАВСЕНКМОРТХ"
_SERIES_NAME = "|".join(sorted(SERIES, key=len, reverse=True)) + "|[АЕ]|С(?=/)"
# A hyphen belongs to the element unless it joins a second symbol: A/63/855-S/2009/250.
_JOINED = rf"{_HYPHEN}(?!(?:{_SERIES_NAME})[./])"
_SUPPLEMENT = r"(?:Add|Corr|Rev|Amend|Res)\.\s?\d+"
_ELEMENT = rf"(?:{_SUPPLEMENT}|[{_CAPITAL}a-z0-9]+(?:(?:[.&+]|{_JOINED})[{_CAPITAL}a-z0-9]+)*)"
# "A/74/6 (Sect. 3)", "A/CONF.157/24 (Part I)", "ICCD/COP(14)"
_BRACKETED = r"(?:\s?\((?:[Pp]arts?|[Ss]ect|[Vv]ol|[Ss]upp|Introduction)[^()]{0,20}\)|\(\d{1,3}\))"
_SYMBOL = re.compile(
    rf"(?<![A-Za-z0-9/.])(?:"
    rf"(?:[AАEЕ]|A/HRC)/(?:RES|res|Res)/(?:{_OLD}|{_MODERN})"
    rf"|S/(?:RES|res|Res)/{_COUNCIL}"
    rf"|(?:{_SERIES_NAME})(?:\.\d+)?(?:/{_ELEMENT}{_BRACKETED}?)+"
    rf")"
)
# "A/60/88 and Corr.1": a supplement of the document just named.
_ELIDED_SUPPLEMENT = re.compile(r"[\s,]*(?:and|et|y|и|和|及|و)\s?(?P<tail>(?:Corr|Add|Rev)\.\d+)")


def _full_symbols(text: str) -> Iterator[Citation]:
    for match in _SYMBOL.finditer(text):
        if not re.search(r"\d", match[0]):
            continue
        base = _citation_of_symbol(match.start(), match[0])
        yield base
        more = _ELIDED_SUPPLEMENT.match(text, match.end())
        while base.symbol and more:
            tail = more["tail"]
            yield Citation(more.span("tail"), tail, f"{base.symbol}/{tail}")
            more = _ELIDED_SUPPLEMENT.match(text, more.end())


def _citation_of_symbol(start: int, printed: str, series: str = "") -> Citation:
    span = (start, start + len(printed))
    try:
        return Citation(span, printed, str(parse_symbol(series + _spelled(printed))))
    except UsageError as error:
        return Citation(span, printed, None, error.problem)


# ---------------------------------------------------------------------------------------------
# Words and bodies, by language
# ---------------------------------------------------------------------------------------------


class _Body(Enum):
    """A body that adopts resolutions; the value is its organ's code or, without one, its name."""

    ASSEMBLY = "GA"
    SECURITY_COUNCIL = "SC"
    ECOSOC = "ECOSOC"
    HUMAN_RIGHTS_COUNCIL = "HRC"
    COMMISSION_ON_HUMAN_RIGHTS = "the Commission on Human Rights"
    CRIME_COMMISSION = "the Commission on Crime Prevention and Criminal Justice"
    DRUGS_COMMISSION = "the Commission on Narcotic Drugs"
    ORGANIZED_CRIME_CONFERENCE = "the Conference of the Parties to the Organized Crime Convention"
    CORRUPTION_CONFERENCE = "the Conference of the States Parties to the Corruption Convention"
    ENVIRONMENT_ASSEMBLY = "the United Nations Environment Assembly"
    HABITAT_ASSEMBLY = "the United Nations Habitat Assembly"
    PARTIES = "a conference of parties"
    COMMISSION = "commissions"
    OTHER = "that body"
    COUNCIL = "the Council"  # whichever council was named before, or is speaking


_ORGANS = frozenset(
    {_Body.ASSEMBLY, _Body.SECURITY_COUNCIL, _Body.ECOSOC, _Body.HUMAN_RIGHTS_COUNCIL}
)
_COUNCILS = frozenset({_Body.SECURITY_COUNCIL, _Body.ECOSOC, _Body.HUMAN_RIGHTS_COUNCIL})
# Bodies that number their resolutions by session and have had few sessions yet: 5/1, 27/6.
_BY_SHORT_SESSION = frozenset(_Body) - {
    _Body.ASSEMBLY,
    _Body.SECURITY_COUNCIL,
    _Body.ECOSOC,
    _Body.COUNCIL,
    _Body.COMMISSION_ON_HUMAN_RIGHTS,
}
# Bodies that number theirs by year, like ECOSOC: Commission on Human Rights 2005/80.
_BY_YEAR = frozenset(
    {_Body.ECOSOC, _Body.COMMISSION_ON_HUMAN_RIGHTS, _Body.COMMISSION, _Body.OTHER}
)
# Named with a number, these are meant even if the Human Rights Council met in the year of its date.
_NAMED_ELSEWHERE = _BY_SHORT_SESSION - {_Body.HUMAN_RIGHTS_COUNCIL, _Body.COMMISSION, _Body.OTHER}
# What their resolutions are called where no symbol can be given.
_SHORT_NAMES = {
    _Body.CRIME_COMMISSION: "CCPCJ",
    _Body.DRUGS_COMMISSION: "CND",
    _Body.ORGANIZED_CRIME_CONFERENCE: "UNTOC COP",
    _Body.CORRUPTION_CONFERENCE: "UNCAC COSP",
    _Body.COMMISSION_ON_HUMAN_RIGHTS: "CHR",
}
# These two print the symbol that the bare number leads to: UNEP/EA.4/Res.10.
_SYMBOL_OF_NUMBER = {
    _Body.ENVIRONMENT_ASSEMBLY: "UNEP/EA.{}/Res.{}",
    _Body.HABITAT_ASSEMBLY: "HSP/HA.{}/Res.{}",
}

# Longer names first: what "联合国环境大会" takes is no longer there for "大会".
_NAMES: dict[Language, dict[_Body, str]] = {
    Language.ZH: {
        _Body.ENVIRONMENT_ASSEMBLY: "联合国环境大会|环境大会",
        _Body.HABITAT_ASSEMBLY: "(?:联合国)?人居大会",
        _Body.OTHER: "世界卫生大会|环境规划署理事会|缔约国大会|粮农组织大会|世界气象大会",
        _Body.HUMAN_RIGHTS_COUNCIL: "人权理事会",
        _Body.ECOSOC: "经济及社会理事会|经社理事会",
        _Body.SECURITY_COUNCIL: "安全理事会|安理会",
        _Body.COMMISSION_ON_HUMAN_RIGHTS: "人权委员会",
        _Body.CRIME_COMMISSION: "预防犯罪和刑事司法委员会",
        _Body.DRUGS_COMMISSION: "麻醉药品委员会",
        _Body.ORGANIZED_CRIME_CONFERENCE: "跨国有组织犯罪公约》?(?:第.{1,3}次)?缔约方(?:大会|会议)",
        _Body.CORRUPTION_CONFERENCE: "反腐败公约》?(?:第.{1,3}次)?缔约国会议|公约》?缔约国会议",
        _Body.PARTIES: "缔约方大会|缔约方会议|缔约国会议",
        _Body.COMMISSION: "委员会",
        _Body.ASSEMBLY: "联合国大会|联大|大会",
        _Body.COUNCIL: "理事会",
    },
    Language.EN: {
        _Body.ENVIRONMENT_ASSEMBLY: "(?:United Nations )?Environment Assembly",
        _Body.HABITAT_ASSEMBLY: "(?:UN-|United Nations )?Habitat Assembly",
        _Body.OTHER: "(?:World Health|Parliamentary) Assembly|Governing Council|Assembly of States",
        _Body.HUMAN_RIGHTS_COUNCIL: "Human Rights Council",
        _Body.ECOSOC: "Economic and Social Council",
        _Body.SECURITY_COUNCIL: "Security Council",
        _Body.COMMISSION_ON_HUMAN_RIGHTS: "Commission on Human Rights",
        _Body.CRIME_COMMISSION: "Commission on Crime Prevention and Criminal Justice",
        _Body.DRUGS_COMMISSION: "Commission on Narcotic Drugs",
        _Body.ORGANIZED_CRIME_CONFERENCE: "Conference of the Parties to the (?:United Nations )?"
        "Convention against Transnational Organized Crime",
        _Body.CORRUPTION_CONFERENCE: "Conference of the States Parties(?: to the "
        "(?:United Nations )?Convention against Corruption)?",
        _Body.PARTIES: "Conference of (?:the )?(?:States )?Parties|Meeting of (?:the )?Parties",
        _Body.COMMISSION: "Commission on the Status of Women|Economic (?:and Social )?Commission "
        "for (?:Asia and the Pacific|Western Asia|Africa|Europe|Latin America)|Commission",
        _Body.ASSEMBLY: "(?:General )?Assembly",
        _Body.COUNCIL: "Council",
    },
    Language.FR: {
        _Body.ENVIRONMENT_ASSEMBLY: "Assemblée des Nations Unies pour l['’]environnement",
        _Body.HABITAT_ASSEMBLY: "Assemblée (?:du Programme )?des Nations Unies pour "
        "(?:l['’]habitat|les établissements humains)|"
        "Assemblée d['’]ONU-Habitat",
        _Body.OTHER: "Assemblée mondiale de la [Ss]anté|Conseil d['’]administration|"
        "Assemblée des États",
        _Body.HUMAN_RIGHTS_COUNCIL: "Conseil des droits de l['’]homme",
        _Body.ECOSOC: "Conseil économique et social",
        _Body.SECURITY_COUNCIL: "Conseil de sécurité",
        _Body.COMMISSION_ON_HUMAN_RIGHTS: "Commission des droits de l['’]homme",
        _Body.CRIME_COMMISSION: "Commission pour la prévention du crime et la justice pénale",
        _Body.DRUGS_COMMISSION: "Commission des stupéfiants",
        _Body.ORGANIZED_CRIME_CONFERENCE: "Conférence des Parties à la Convention (?:des Nations "
        "Unies )?contre la criminalité transnationale organisée",
        _Body.CORRUPTION_CONFERENCE: "Conférence des États [Pp]arties(?: à la Convention "
        "(?:des Nations Unies )?contre la corruption)?",
        _Body.PARTIES: "Conférence des (?:États )?[Pp]arties|Réunion des Parties",
        _Body.COMMISSION: "Commission(?: de la condition de la femme)?",
        _Body.ASSEMBLY: "Assemblée(?: générale)?",
        _Body.COUNCIL: "Conseil",
    },
    Language.ES: {
        _Body.ENVIRONMENT_ASSEMBLY: "Asamblea de las Naciones Unidas sobre el Medio Ambiente",
        _Body.HABITAT_ASSEMBLY: "Asamblea (?:de ONU-Hábitat|del Programa de las Naciones Unidas "
        "para los Asentamientos|de las Naciones Unidas sobre los "
        "Asentamientos)",
        _Body.OTHER: "Asamblea Mundial de la Salud|Consejo de Administración|"
        "Asamblea de los Estados",
        _Body.HUMAN_RIGHTS_COUNCIL: "Consejo de Derechos Humanos",
        _Body.ECOSOC: "Consejo Económico y Social",
        _Body.SECURITY_COUNCIL: "Consejo de Seguridad",
        _Body.COMMISSION_ON_HUMAN_RIGHTS: "Comisión de Derechos Humanos",
        _Body.CRIME_COMMISSION: "Comisión de Prevención del Delito y Justicia Penal",
        _Body.DRUGS_COMMISSION: "Comisión de Estupefacientes",
        _Body.ORGANIZED_CRIME_CONFERENCE: "Conferencia de las Partes en la Convención (?:de las "
        "Naciones Unidas )?contra la Delincuencia Organizada Transnacional",
        _Body.CORRUPTION_CONFERENCE: "Conferencia de los Estados [Pp]artes(?: en la Convención "
        "(?:de las Naciones Unidas )?contra la Corrupción)?",
        _Body.PARTIES: "Conferencia de (?:las|los Estados) [Pp]artes|Reunión de las Partes",
        _Body.COMMISSION: "Comisión(?: de la Condición Jurídica y Social de la Mujer)?",
        _Body.ASSEMBLY: "Asamblea(?: General)?",
        _Body.COUNCIL: "Consejo",
    },
    Language.RU: {
        _Body.ENVIRONMENT_ASSEMBLY: "Ассамбле[яиюей]+ Организации Объединенных Наций по "
        "окружающей среде",
        _Body.HABITAT_ASSEMBLY: "Ассамбле[яиюей]+ (?:(?:ООН-)?Хабитат|Организации Объединенных "
        "Наций по населенным пунктам)",
        _Body.OTHER: "Всемирн[а-я]+ ассамбле[яиюей]+ здравоохранения|Совет[а-я]* управляющих|"
        "Ассамбле[яиюей]+ государств",
        _Body.HUMAN_RIGHTS_COUNCIL: "Совет[а-я]* по правам человека",
        _Body.ECOSOC: "Экономическ[а-я]+ и Социальн[а-я]+ Совет[а-я]*",
        _Body.SECURITY_COUNCIL: "Совет[а-я]* Безопасности",
        _Body.COMMISSION_ON_HUMAN_RIGHTS: "Комисси[а-я]+ по правам человека",
        _Body.CRIME_COMMISSION: "Комисси[а-я]+ по предупреждению преступности и уголовному "
        "правосудию",
        _Body.DRUGS_COMMISSION: "Комисси[а-я]+ по наркотическим средствам",
        _Body.ORGANIZED_CRIME_CONFERENCE: "Конференци[а-я]+ (?:[Уу]частников|[Сс]торон) Конвенции "
        "(?:Организации Объединенных Наций )?против транснациональной организованной преступности",
        _Body.CORRUPTION_CONFERENCE: "Конференци[а-я]+ государств\\s?[-—–]\\s?участников"
        "(?: Конвенции (?:Организации Объединенных Наций )?против коррупции)?",
        _Body.PARTIES: "Конференци[а-я]+ (?:[Сс]торон|[Уу]частников)|Совещани[а-я]+ [Сс]торон",
        _Body.COMMISSION: "(?:Экономическ[а-я]+ (?:и социальн[а-я]+ )?к|К)омисси[а-я]+"
        "(?: по положению женщин| для (?:Азии и Тихого океана|Западной Азии|Африки))?",
        _Body.ASSEMBLY: "(?:Генеральн[а-я]+ )?Ассамбле[яиюей]+",
        _Body.COUNCIL: "Совет[а-я]*",
    },
    Language.AR: {
        _Body.ENVIRONMENT_ASSEMBLY: "جمعية الأمم المتحدة للبيئة",
        _Body.HABITAT_ASSEMBLY: "جمعية (?:الأمم المتحدة للموئل|موئل الأمم المتحدة)",
        _Body.OTHER: "جمعية الصحة العالمية|مجلس (?:ال)?إدارة|جمعية الدول الأطراف",
        _Body.HUMAN_RIGHTS_COUNCIL: "مجلس حقوق الإنسان",
        _Body.ECOSOC: "المجلس الاقتصادي والاجتماعي",
        _Body.SECURITY_COUNCIL: "مجلس الأمن",
        _Body.COMMISSION_ON_HUMAN_RIGHTS: "لجنة حقوق الإنسان",
        _Body.CRIME_COMMISSION: "لجنة منع الجريمة والعدالة الجنائية",
        _Body.DRUGS_COMMISSION: "لجنة المخدرات",
        _Body.ORGANIZED_CRIME_CONFERENCE: "مؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة "
        "المنظمة",
        _Body.CORRUPTION_CONFERENCE: "مؤتمر الدول الأطراف(?: في اتفاقية الأمم المتحدة "
        "لمكافحة الفساد)?",
        _Body.PARTIES: "مؤتمر (?:الدول )?الأطراف|اجتماع الأطراف",
        _Body.COMMISSION: "لجنة وضع المرأة|اللجنة(?: الإحصائية)?",
        _Body.ASSEMBLY: "الجمعية(?: العامة)?",
        _Body.COUNCIL: "المجلس",
    },
}

# The documents of a body stand for it: "CTOC/COP/2020/10, sect. I.A, resolution 10/1". The report
# of the Human Rights Council is Supplement No. 53 of the General Assembly's records.
_BODY_OF_DOCUMENT = {
    r"CTOC/COP/": _Body.ORGANIZED_CRIME_CONFERENCE,
    r"CAC/COSP/": _Body.CORRUPTION_CONFERENCE,
    r"A/HRC/|A/\d\d/53(?:/|\Z)": _Body.HUMAN_RIGHTS_COUNCIL,
    r"(?:UNEP/)?CBD/": _Body.PARTIES,
    r"UNEP/EA\.": _Body.ENVIRONMENT_ASSEMBLY,
}


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a language says that a number is a resolution's: the sources of patterns.

    `word` finds "resolution" and "decision" (named group) in every form. `joins` is what may stand
    between such a word, a body or the number before and a number, `in_its` what may stand between a
    body and the word ("the Council, in its resolution 5/1"), and `of` what may stand between a
    number and the body behind it ("27/6 of 18 May 2018 of the").
    """

    word: str
    joins: str
    in_its: str
    of: str


_EUROPEAN_LIST = r"[,;:(–—]|\b(?:No|no|núm|nos|nº)\.?"
_DATE = r"[\w\s/.'’\u200e\u00b0]{3,40}?"

_WORDINGS = {
    Language.EN: _Wording(
        word=r"\b[Rr]esolutions?\b|(?P<decision>\b[Dd]ecisions?\b)",
        joins=rf"{_EUROPEAN_LIST}|\b(?:and|or|to|particular|including|namely|notably|also|is|are|"
        r"as|of its|See|see|by)",
        in_its=r"(?:in|by) (?:its|the|paragraph \d+ of its)",
        of=rf"(?:(?:of|dated|adopted on) {_DATE})?,?\s?(?:of|by|adopted by) the ",
    ),
    Language.FR: _Wording(
        word=r"\b[Rr]ésolutions?\b|(?P<decision>\b[Dd]écisions?\b)",
        joins=rf"{_EUROPEAN_LIST}|\b(?:et|ou|à|notamment|particulier|également|que|sont|est|Voir|"
        r"voir|dont|soit)",
        in_its=r"(?:(?:a|ait|ont) \w+ )?(?:dans|par) (?:sa|ses|la|les)",
        of=rf"(?:(?:du|datée? du|en date du|adoptée? le) {_DATE})?,?\s?(?:du |de l['’]|de la |"
        r"(?:adoptée? )?par (?:l['’]|le |la ))",
    ),
    Language.ES: _Wording(
        word=r"\b[Rr]esoluci(?:ón|ones)\b|(?P<decision>\b[Dd]ecisi(?:ón|ones)\b)",
        joins=rf"{_EUROPEAN_LIST}|\b(?:y|e|o|a|particular|incluidas?|como|son|es|Véase|véase)",
        in_its=r"(?:en|por|mediante) (?:su|sus|la|las)",
        of=rf"(?:,?\s?de(?:l)? {_DATE})?,?\s?(?:aprobadas? |adoptadas? )?"
        r"(?:del |de la |por la |por el )",
    ),
    Language.RU: _Wording(
        word=r"\b[Рр]езолюци[а-я]+|(?P<decision>\b[Рр]ешени[а-я]+)",
        joins=rf"{_EUROPEAN_LIST}|№|\b(?:и|или|а также|частности|включая|именно|См\.|см\.|по)",
        in_its=r"(?:в|на) (?:ее|его|своей|своих|своем)|свое[йм]|свои[хм]",
        of=rf"(?:от {_DATE}(?:год[аы]|г\.))?,?\s?(?:принятой )?",
    ),
    Language.AR: _Wording(
        # With the stretching mark that justified lines put between letters: "قـــراراتها".
        word=r"قـ*رـ*اـ*ر[ء-ْ]*|(?P<decision>مـ*قـ*رـ*ر[ء-ْ]*)",
        joins=r"[،,:؛(–-]|(?:\A|[\s\d])و|(?:أو|إلى|سيما|ذلك|وهي|وهما|رقم|انظر)",
        in_its=r"(?:في|بموجب)",
        of=rf"(?:المؤر[َُّ]*خ\w* {_DATE})?[،,]?\s?(?:الصادر\w* عن |الذي (?:اتخذ|اعتمد)ته )?",
    ),
}


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The patterns of a language's wording, see there."""

    word: re.Pattern[str]
    joins: re.Pattern[str]
    in_its: re.Pattern[str]
    of: re.Pattern[str]


# Compiled when a text in the language is first read: all six would double the time to import.
@cache
def _grammar(language: Language) -> _Grammar:
    wording = _WORDINGS[language]
    return _Grammar(
        re.compile(wording.word),
        re.compile(rf"(?:{wording.joins})\s?\(?\Z"),
        re.compile(rf"[\s,،]*(?:{wording.in_its})?[\s,،]*\Z"),
        re.compile(rf"[\s,،()\]»”]*(?:{wording.of})\Z"),
    )


@cache
def _body_pattern(language: Language) -> re.Pattern[str]:
    names = _NAMES[language]
    return re.compile("|".join(f"(?P<{body.name}>{name})" for body, name in names.items()))


@dataclass(frozen=True, slots=True)
class _BodyName:
    start: int
    end: int
    body: _Body


def _bodies(text: str, language: Language, documents: Iterable[Citation]) -> list[_BodyName]:
    """Return the bodies that the text names, by name or by the symbol of a document of theirs."""
    named = [
        _BodyName(match.start(), match.end(), _Body[match.lastgroup or "OTHER"])
        for match in _body_pattern(language).finditer(text)
    ]
    for document in documents:
        for pattern, body in _BODY_OF_DOCUMENT.items():
            if re.match(pattern, document.symbol or ""):
                named.append(_BodyName(*document.span, body))
    return sorted(named, key=lambda name: name.start)


# ---------------------------------------------------------------------------------------------
# Printed mentions
# ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number that the words make a resolution's or a decision's."""

    number: _Number
    body: _Body | None  # None where none is named with it
    year: int | None  # of the date beside it
    is_dated: bool = False  # the year is that of a date right beside the number


@dataclass(frozen=True, slots=True)
class _Group:
    """The mentions that one word governs: "resolutions 78/219 of … and 78/224"."""

    decision: bool
    mentions: tuple[_Mention, ...]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A citation as the text alone has it; `is_open` where the words leave its body open."""

    citation: Citation
    is_open: bool = False


def _printed_mentions(
    text: str, language: Language, organ: str, numbers: list[_Number]
) -> list[_Printed]:
    """Return the citations in `text` that need no link to be seen, in order."""
    documents = list(_full_symbols(text))
    free = _outside(numbers, documents)
    names = _bodies(text, language, documents)
    if language is Language.ZH:
        groups = _chinese_groups(text, free, names)
    else:
        groups = _alphabetic_groups(text, free, names, _grammar(language))
    printed = [_Printed(document) for document in documents]
    for group in groups:
        printed += _resolve(group, names, organ)
    return sorted(printed, key=lambda one: one.citation.span)


def _outside(numbers: list[_Number], citations: list[Citation]) -> list[_Number]:
    """Return the numbers that are no part of a full symbol."""
    starts = [citation.span[0] for citation in citations]

    def is_free(number: _Number) -> bool:
        before = bisect_right(starts, number.start) - 1
        return before < 0 or citations[before].span[1] <= number.start

    return [number for number in numbers if is_free(number)]


# In Chinese the number comes first: 第78/273和78/274号决议, 第2006/46、2009/8和2010/3号决定.
_DIRECTION = "[\u200e\u200f]?"
_CHINESE_JOIN = re.compile(rf"{_DIRECTION}(?:号)?[\s、，]*(?:和|及|与|至|或|以及)?\s?第?\s?\Z")
_CHINESE_NEXT = re.compile(rf"{_DIRECTION}\s?(?:号|和|及|与|至|或|、|以及|，|\Z)")
_CHINESE_CLOSED = re.compile(
    rf"{_DIRECTION}\s?(?:号(?!文件|报告|一般|建议|条例|公约|商定结论|法令|意见)|决[议定])"
)
_CHINESE_DOCUMENT = re.compile(r"\s?号(?:文件|报告|一般|建议|条例|公约|商定结论|法令|意见)")
_CHINESE_WORD = re.compile(r"决议|(?P<decision>决定)")
# From a body to its number: a date, what the resolution is about, other numbers; not a new clause.
_CHINESE_ITS = re.compile(r"[，；。其]|本(?:会|组织)")
_CHINESE_IN_ITS = re.compile(r"(?:[在于]|通过了?)其(?:\d{4}年\d{1,2}月\d{1,2}日)?第?\s?\Z")
_CHINESE_TITLE = re.compile(r"“[^“”]{0,200}”|《[^《》]{0,100}》|\([^()]{0,60}\)")
_CLAUSE = 120  # code points of a clause that are looked at
_CHINESE_SPEAKING = re.compile(
    r"》?\s?(?:第|S-|[（(]|\d{4}年|关于|有关|题为|就|在|的?(?:决议|决定)|通过|\d+/)"
)
# "2022年12月6日第77/32号", "2022年12月6日关于……的第77/32号": the date stands before the number.
_CHINESE_DATE = re.compile(
    r"(\d{4})年\d{1,2}月\d{1,2}日(?:[^，；。第]*|(?:关于|有关)[^；。第]*的)第?\s?\Z"
)
# What a resolution is about may have commas of its own.
_CHINESE_ABOUT = re.compile(r"(?:关于|有关)[^；。第]*的第?\s?\Z")


def _chinese_groups(text: str, numbers: list[_Number], names: list[_BodyName]) -> Iterator[_Group]:
    untitled = _CHINESE_TITLE.sub(lambda match: "〇" * len(match[0]), text)
    words = list(_CHINESE_WORD.finditer(untitled))
    word_starts = [word.start() for word in words]
    by_word: dict[int, list[_Mention]] = {}
    for number in _chinese_resolutions(text, numbers):
        date = _CHINESE_DATE.search(untitled[max(0, number.start - 120) : number.start])
        body = _chinese_body(untitled, number, names)
        mention = _Mention(number, body, int(date[1]) if date else None, date is not None)
        by_word.setdefault(bisect_right(word_starts, number.start), []).append(mention)
    for at, mentions in by_word.items():
        decision = at < len(words) and words[at]["decision"] is not None
        yield _Group(decision, tuple(mentions))


def _chinese_resolutions(text: str, numbers: list[_Number]) -> list[_Number]:
    """Return the numbers behind 第 or before 号, and those that a list joins to such a one."""
    licensed = [_chinese_licence(text, number) for number in numbers]
    for at in range(1, len(numbers)):
        licensed[at] = licensed[at] or (licensed[at - 1] and _joined(text, numbers, at))
    for at in reversed(range(len(numbers) - 1)):
        licensed[at] = licensed[at] or (licensed[at + 1] and _joined(text, numbers, at + 1))
    return [number for number, is_licensed in zip(numbers, licensed, strict=True) if is_licensed]


def _chinese_licence(text: str, number: _Number) -> bool:
    if _CHINESE_DOCUMENT.match(text, number.end):
        return False
    marked = text[max(0, number.start - 3) : number.start].rstrip().endswith("第")
    follows = _CHINESE_NEXT.match(text, number.end) is not None or not number.modern
    return (marked and follows) or _CHINESE_CLOSED.match(text, number.end) is not None


def _joined(text: str, numbers: list[_Number], at: int) -> bool:
    between = text[numbers[at - 1].end : numbers[at].start]
    return len(between) < 12 and _CHINESE_JOIN.match(between) is not None


def _chinese_body(text: str, number: _Number, names: list[_BodyName]) -> _Body | None:
    at = bisect_right(names, number.start, key=lambda name: name.end) - 1
    if at < 0:
        return None
    between = _CHINESE_ABOUT.sub("", text[names[at].end : number.start])
    if _CHINESE_IN_ITS.match(between):
        return names[at].body
    if _CHINESE_ITS.search(between):
        return None
    # In 关于社会发展委员会工作方法的第2006/18号决议 the body is what the resolution is about.
    start = names[at].start
    clause = re.split("[，；。、]", text[max(0, start - _CLAUSE) : start])[-1]
    speaks = _CHINESE_SPEAKING.match(text, names[at].end)
    return names[at].body if speaks or "关于" not in clause else None


def _alphabetic_groups(
    text: str, numbers: list[_Number], names: list[_BodyName], grammar: _Grammar
) -> Iterator[_Group]:
    for word, governed in _governed(text, numbers, names, grammar):
        shared = _body_before_word(text, word, names, grammar)
        limits = [*(number.start for number in governed[1:]), len(text)]
        bounded = list(zip(governed, limits, strict=True))
        bodies = [_body_beside(text, *one, names, grammar) or shared for one in bounded]
        years = [_year_behind(text, *one) for one in bounded]
        parts = zip(governed, _spread(bodies), years, strict=True)
        mentions = tuple(
            _Mention(_righted(number, year), body, year, _is_dated(text, number))
            for number, body, year in parts
        )
        yield _Group(word["decision"] is not None, mentions)


def _righted(number: _Number, year: int | None) -> _Number:
    """Return the number with its halves exchanged where only so a session met in that year."""
    if number.turned is None or year is None:
        return number
    sessions = [int(one.partition("/")[0]) for one in (number.read_as, number.turned)]
    as_printed, turned = (_assembly_met(session, year) for session in sessions)
    if turned and not as_printed and not _human_rights_council_met(sessions[0], year):
        return replace(number, read_as=number.turned)
    return number


def _is_dated(text: str, number: _Number) -> bool:
    """Say whether a whole date stands right behind the number."""
    return _DATED.match(text, number.end) is not None


def _spread(bodies: list[_Body | None]) -> list[_Body | None]:
    """Give each number without a body that of the next one in its list, else of the one before."""
    spread = list(bodies)
    for at in reversed(range(len(spread) - 1)):
        spread[at] = spread[at] or spread[at + 1]
    for at in range(1, len(spread)):
        spread[at] = spread[at] or spread[at - 1]
    return spread


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d/])")


def _year_behind(text: str, number: _Number, limit: int) -> int | None:
    """Return the year of the date behind the number: "42/22 of 26 September 2019"."""
    match = _YEAR.search(text, number.end, min(limit, number.end + 45))
    return int(match[0]) if match and number.modern else None


def _governed(
    text: str,
    numbers: list[_Number],
    names: list[_BodyName],
    grammar: _Grammar,
) -> list[tuple[re.Match[str], list[_Number]]]:
    """Return each word that governs numbers with those numbers.

    A number n/m counts when it stands right behind the word, a body's name or a list's comma or
    "and"; the old forms, 1514 (XV) and 1373 (2001), count anywhere behind such a word.
    """
    groups: list[tuple[re.Match[str], list[_Number]]] = []
    words = list(grammar.word.finditer(text))
    word_ends = [word.end() for word in words]
    ends = sorted({*word_ends, *(name.end for name in names)})
    for number in numbers:
        at = bisect_right(word_ends, number.start) - 1
        if at < 0:
            continue
        word = words[at]
        last_end = ends[bisect_right(ends, number.start) - 1]
        touches = number.start - last_end < 4 and not text[last_end : number.start].strip(" (")
        qualified = last_end == word.end() and _is_qualified(text, last_end, number)
        touches = touches or qualified
        if number.modern and not (touches or _is_listed(text, number, groups, grammar)):
            continue
        # A word with no number of its own, like "the decision to …", ends no list.
        if word["decision"] and not touches and groups:
            word = groups[-1][0]
        if groups and groups[-1][0].start() == word.start():
            groups[-1][1].append(number)
        else:
            groups.append((word, [number]))
    return groups


# "its follow-up resolution": in other languages what qualifies the word stands behind it.
_QUALIFIER = re.compile(r"(?:\s[^\W\d_]+){1,3}\s\Z")
_DATED = re.compile(r",?\s?(?:of|du|de|от|المؤر\w*)\s(?:le\s)?\d{1,2}")


def _is_qualified(text: str, word_end: int, number: _Number) -> bool:
    """Say whether words alone stand between and a date behind: "résolution de suivi 72/305 du"."""
    between = text[word_end : number.start]
    is_near = len(between) < 40 and _QUALIFIER.fullmatch(between) is not None
    return is_near and _DATED.match(text, number.end) is not None


def _is_listed(
    text: str,
    number: _Number,
    groups: list[tuple[re.Match[str], list[_Number]]],
    grammar: _Grammar,
) -> bool:
    """Say whether a list's comma or "and" joins the number to what is before it."""
    before = text[max(0, number.start - 20) : number.start].rstrip()
    if not grammar.joins.search(before):
        # A comma is missing: "of 7 June 2017 2018/7 of 12 June 2018".
        lost = bool(groups) and _ENDS_IN_YEAR.search(before) and _DATED.match(text, number.end)
        return bool(lost) and number.start - groups[-1][1][-1].end < 40
    after_year = bool(groups) and _BY_YEAR_NUMBER.match(groups[-1][1][-1].text) is not None
    return after_year or not _is_financial_year(number.text)


_ENDS_IN_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\sгода)?\Z")
_BY_YEAR_NUMBER = re.compile(r"(?:19|20)\d\d/")


def _is_financial_year(number: str) -> bool:
    """Say whether the number may be a period like 2020/21 or 2020/2021."""
    match = re.fullmatch(r"(?:19|20)(\d\d)/(?:19|20)?(\d\d)", number)
    return match is not None and int(match[2]) == (int(match[1]) + 1) % 100


def _has_year(number: str) -> bool:
    return re.match(r"(?:19|20)\d\d/", number) is not None


def _body_before_word(
    text: str, word: re.Match[str], names: list[_BodyName], grammar: _Grammar
) -> _Body | None:
    """Return the body right before the word: "Council resolution", "the Council, in its …"."""
    at = bisect_right(names, word.start(), key=lambda name: name.end) - 1
    if at < 0 or word.start() - names[at].end > 40:
        return None
    between = text[names[at].end : word.start()]
    return names[at].body if grammar.in_its.match(between) else None


def _body_beside(
    text: str, number: _Number, limit: int, names: list[_BodyName], grammar: _Grammar
) -> _Body | None:
    """Return the body named right before the number or right behind it and its date."""
    at = bisect_right(names, number.start, key=lambda name: name.end)
    if at and text[names[at - 1].end : number.start][:4].strip(" (") == "":
        return names[at - 1].body
    if at < len(names) and names[at].start < min(limit, number.end + 80):
        between = text[number.end : names[at].start]
        return names[at].body if grammar.of.match(between) else None
    return None


# ---------------------------------------------------------------------------------------------
# What a mention means
# ---------------------------------------------------------------------------------------------

_MISDATED = "its date fits no session of that number"
_UNNAMED = "the number does not say which body it belongs to"
_DECISION = "a decision: it has no document of its own"


def _resolve(group: _Group, names: list[_BodyName], organ: str) -> Iterator[_Printed]:
    """Yield what the numbers of one word mean; a number that no resolution can have is none."""
    body_of_group = None if group.decision else _body_of_group(group, names)
    for mention in group.mentions:
        possible = _possible(mention.number)
        if group.decision and not _is_resolution_among(group, mention):
            yield _Printed(_decision(mention, names, organ))
        elif possible:
            told = _told_body(mention, body_of_group, names, organ, possible)
            told = told or _dated_commission(mention, names, possible)
            if told is None and _is_misdated(mention, possible):
                span = mention.number.start, mention.number.end
                citation = Citation(span, mention.number.text, None, _MISDATED)
                yield _Printed(citation, is_open=True)
                continue
            body = told or _usual_body(organ, possible)
            is_open = told is None and possible.keys() != {"GA"}
            yield _Printed(_resolution(mention.number, body, possible), is_open)


# Decisions count from 101 (Human Rights Council), 201 (ECOSOC) and 401 (General Assembly).
_FIRST_DECISION = 101


def _place_in_session(number: _Number) -> int:
    found = re.search(r"/\s?(\d+)", number.read_as)
    return int(found[1]) if found else 0


def _is_resolution_among(group: _Group, mention: _Mention) -> bool:
    """Say whether a list that ends in decisions has lost the word for the resolutions before."""
    places = [_place_in_session(one.number) for one in group.mentions]
    own = _place_in_session(mention.number)
    is_organs = mention.body is None or mention.body in _ORGANS or mention.body is _Body.COUNCIL
    return is_organs and 0 < own < _FIRST_DECISION <= places[-1]


def _resolution(number: _Number, body: _Body | None, possible: dict[str, Symbol]) -> Citation:
    span = (number.start, number.end)
    if body is None:
        return Citation(span, number.text, None, _UNNAMED)
    if body in _ORGANS:
        return Citation(span, number.text, str(possible[body.value]))
    if body in _SYMBOL_OF_NUMBER:
        session, _, place = number.read_as.partition("/")
        symbol = _SYMBOL_OF_NUMBER[body].format(session.strip(), place.strip())
        return Citation(span, number.text, str(parse_symbol(symbol)))
    reason = f"resolutions of {body.value} have no symbol of their own"
    short = _SHORT_NAMES.get(body)
    name = f"{short} {number.text.replace(' ', '')}" if short else None
    return Citation(span, number.text, None, reason, name=name)


def _possible(number: _Number) -> dict[str, Symbol]:
    if not _may_be_session(number.read_as):
        return {}
    return {symbol.organ: symbol for symbol in readings(_spelled(number.read_as))}


def _decision(mention: _Mention, names: list[_BodyName], organ: str) -> Citation:
    """Return what a decision's number means: the Human Rights Council's alone are documents."""
    number = mention.number
    body = _which_council(mention, names, organ) if mention.body is _Body.COUNCIL else mention.body
    is_councils = body is _Body.HUMAN_RIGHTS_COUNCIL or (body is None and organ == "HRC")
    if is_councils and number.modern:
        return _citation_of_symbol(number.start, number.text, series="A/HRC/DEC/")
    return Citation((number.start, number.end), number.text, None, _DECISION)


def _told_body(
    mention: _Mention,
    body_of_group: _Body | None,
    names: list[_BodyName],
    organ: str,
    possible: dict[str, Symbol],
) -> _Body | None:
    """Return the body whose resolution the text says it is; None where it does not say.

    Evidence in this order: the date beside the number, the body named with it, the other numbers of
    its list.
    """
    if dated := _body_of_date(mention, possible):
        return dated
    body = _which_council(mention, names, organ) if mention.body is _Body.COUNCIL else mention.body
    for named in (body, body_of_group, _human_rights_commission(mention, names)):
        if named and _can_have(named, possible):
            return named
    return None


def _usual_body(organ: str, possible: dict[str, Symbol]) -> _Body | None:
    """Return whose resolution a bare number is: the Human Rights Council's where it is speaking."""
    if organ == "HRC" and "HRC" in possible:
        return _Body.HUMAN_RIGHTS_COUNCIL
    return None if possible.keys() == {"HRC"} else _Body(next(iter(possible)))


# General Assembly session n opens in September of 1945 + n; the Human Rights Council began in 2006
# and meets three times a year.
def _assembly_met(session: int, year: int) -> bool:
    return year - (1945 + session) in (0, 1)


def _human_rights_council_met(session: int, year: int) -> bool:
    return year == 2006 + (session - 1) // 3


def _body_of_date(mention: _Mention, possible: dict[str, Symbol]) -> _Body | None:
    """Return which of the two that can have the number met in the year of its date."""
    if mention.year is None or not {"GA", "HRC"} <= possible.keys():
        return None
    session = possible["GA"].session
    if session.startswith("S-"):
        return _body_of_special_session(int(session[2:]), mention.year)
    if not session.isdigit():
        return None
    if _assembly_met(int(session), mention.year):
        return _Body.ASSEMBLY
    met = _human_rights_council_met(int(session), mention.year)
    return _Body.HUMAN_RIGHTS_COUNCIL if met and mention.body not in _NAMED_ELSEWHERE else None


# The General Assembly's special sessions with numbers like S-28/1, since there is another council.
_SPECIAL_SESSIONS = {28: 2005, 29: 2014, 30: 2016, 31: 2020, 32: 2021}
_YEAR_OF_NEXT_SPECIAL = 2025  # or later
_FIRST_YEAR_OF_COUNCIL = 2006


def _body_of_special_session(session: int, year: int) -> _Body | None:
    """Return which of the two held its special session of this number in this year."""
    if _SPECIAL_SESSIONS.get(session) == year:
        return _Body.ASSEMBLY
    is_later = session > max(_SPECIAL_SESSIONS) and year >= _YEAR_OF_NEXT_SPECIAL
    if year < _FIRST_YEAR_OF_COUNCIL or is_later:
        return None
    return _Body.HUMAN_RIGHTS_COUNCIL


# Commissions that meet once a year: the year before that of their first session.
_YEARLY = {
    _Body.DRUGS_COMMISSION: (1957,),
    _Body.CRIME_COMMISSION: (1991,),
    _Body.COMMISSION: (1956, 1944),  # on the Status of Women; for Asia and the Pacific
}


def _dated_commission(
    mention: _Mention, names: list[_BodyName], possible: dict[str, Symbol]
) -> _Body | None:
    """Return the commission that the text names, where its session of that number was that year."""
    if mention.year is None or "HRC" not in possible or not possible["HRC"].session.isdigit():
        return None
    began = mention.year - int(possible["HRC"].session)
    return next((name.body for name in names if began in _YEARLY.get(name.body, ())), None)


def _is_misdated(mention: _Mention, possible: dict[str, Symbol]) -> bool:
    """Say whether none of the organs that may have the number met in the year of its date."""
    if not mention.is_dated or mention.year is None or not {"GA", "HRC"} <= possible.keys():
        return False
    session = possible["GA"].session
    if not session.isdigit():
        return False
    met = _assembly_met(int(session), mention.year)
    return not met and not _human_rights_council_met(int(session), mention.year)


def _which_council(mention: _Mention, names: list[_BodyName], organ: str) -> _Body | None:
    """Return the council last named in full, else the one that is speaking."""
    at = bisect_right(names, mention.number.start, key=lambda name: name.start)
    speaking = next((body for body in _COUNCILS if body.value == organ), None)
    named = (name.body for name in reversed(names[:at]) if name.body in _COUNCILS)
    return next(named, speaking)


def _human_rights_commission(mention: _Mention, names: list[_BodyName]) -> _Body | None:
    """Return the Commission on Human Rights where it is the body last named.

    It numbered its resolutions like ECOSOC: "of the Commission …, the last being 2005/59".
    """
    at = bisect_right(names, mention.number.start, key=lambda name: name.start)
    last = names[at - 1].body if at else None
    return last if last is _Body.COMMISSION_ON_HUMAN_RIGHTS else None


def _can_have(body: _Body, possible: dict[str, Symbol]) -> bool:
    """Say whether the body numbers its resolutions so."""
    if body in _ORGANS:
        return body.value in possible
    if possible.keys() == {"ECOSOC"}:
        return body in _BY_YEAR
    return "HRC" in possible and body in _BY_SHORT_SESSION


_SHORT_SESSION = re.compile(r"([12]?\d|30)\s?/")


def _body_of_group(group: _Group, names: list[_BodyName]) -> _Body | None:
    """Return the body that one number of a list gives away for the others.

    That is a number whose date only the Human Rights Council fits, or one like 5/1, which no
    principal organ can have.
    """
    for mention in group.mentions:
        if _body_of_date(mention, _possible(mention.number)) is _Body.HUMAN_RIGHTS_COUNCIL:
            return _Body.HUMAN_RIGHTS_COUNCIL
        if match := _SHORT_SESSION.match(mention.number.text):
            return _short_session_body(mention, int(match[1]), names)
    return None


def _short_session_body(mention: _Mention, session: int, names: list[_BodyName]) -> _Body | None:
    """Return the body last named before a number like 5/1, else the first named behind it.

    The Human Rights Council is passed over where it did not hold that session in the year of the
    date.
    """
    misdated = mention.year and not _human_rights_council_met(session, mention.year)
    at = bisect_right(names, mention.number.start, key=lambda name: name.start)
    for name in [*reversed(names[:at]), *names[at:]]:
        if name.body is _Body.HUMAN_RIGHTS_COUNCIL and misdated:
            continue
        if name.body in _BY_SHORT_SESSION:
            return name.body
    return None


# ---------------------------------------------------------------------------------------------
# Links
# ---------------------------------------------------------------------------------------------

_DOCUMENT_HOST = re.compile(r"\s*(?:https?:)?/*(?:www\.)?(?:undocs\.org|docs\.un\.org)/", re.I)


def document_links(text: str, links: Sequence[Link]) -> list[Link]:
    """Return the links to documents in order, the pieces of one made whole.

    Sources split one link into several ("56", "/", "119") and leave empty ones behind.
    """
    ordered = sorted(
        (link for link in links if _DOCUMENT_HOST.match(link.href)), key=lambda link: link.span
    )
    whole: list[Link] = []
    for link in ordered:
        last = whole[-1] if whole else None
        if last and last.href == link.href and not text[last.span[1] : link.span[0]].strip():
            end = max(last.span[1], link.span[1])
            whole[-1] = Link((last.span[0], end), link.href)
        else:
            whole.append(link)
    return [link for link in whole if text[slice(*link.span)].strip()]


def _with_links(
    text: str, printed: list[_Printed], numbers: list[_Number], links: list[Link]
) -> tuple[Citation, ...]:
    """Return the printed mentions as the links confirm, resolve or add to them."""
    citations = [one.citation for one in printed]
    spans = [citation.span for citation in citations]
    number_spans = [(number.start, number.end) for number in numbers]
    added: list[Citation] = []
    for link in links:
        target = _target(link)
        places = _overlapping(spans, link.span)
        if not places:
            added.append(_linked_only(text, number_spans, link, target))
        elif target and not any(_agrees(citations[at], target) for at in places):
            first = places[0]
            citations[first] = _settled_by_link(printed[first], target)
    return tuple(_without_overlaps(sorted(citations + added, key=lambda one: one.span)))


def _target(link: Link) -> Symbol | None:
    try:
        return parse_symbol(link.href)
    except UsageError:
        return None


def _overlapping(spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> range:
    """Return the places in `spans`, which are in order and apart, of those that overlap `span`."""
    first = bisect_right(spans, span[0], key=lambda one: one[1])
    return range(first, max(first, bisect_left(spans, span[1], key=lambda one: one[0])))


def _agrees(citation: Citation, target: Symbol) -> bool:
    """Say whether the link leads to what is printed, or to another part or the whole of it."""
    return citation.symbol is not None and parse_symbol(citation.symbol).parent == target.parent


def _settled_by_link(printed: _Printed, target: Symbol) -> Citation:
    """Let the link choose the body that the words leave open; where they tell, they are right."""
    citation = printed.citation
    if printed.is_open and target in readings(_spelled(citation.text)):
        return replace(citation, symbol=str(target), reason=None)
    note = f"the link leads to {target}"
    return replace(citation, reason=f"{citation.reason}; {note}" if citation.reason else note)


def _linked_only(
    text: str, numbers: list[tuple[int, int]], link: Link, target: Symbol | None
) -> Citation:
    """Return the citation for a link where the words alone show none."""
    places = _overlapping(numbers, link.span)
    start, end = numbers[places[0]] if places else link.span
    printed = text[start:end].strip()
    start += text[start:end].index(printed)
    end = start + len(printed)
    if target is None:
        return Citation((start, end), printed, None, "the link names no document")
    possible = readings(_spelled(printed)) if places else ()
    if possible and target not in possible and target.parent not in possible:
        return Citation((start, end), printed, str(possible[0]), f"the link leads to {target}")
    return Citation((start, end), printed, str(target))


def _without_overlaps(citations: list[Citation]) -> Iterator[Citation]:
    """Yield the citations, of two that overlap the first."""
    end = 0
    for citation in citations:
        if citation.span[0] >= end:
            yield citation
            end = citation.span[1]
