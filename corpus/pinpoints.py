"""Which part of a document a citation means: its annex, section, chapter, paragraph or article.

The part is printed behind the number (第60/1号决议，附件; resolution 55/25, annex II) or before it
(paragraph 5 of resolution 60/1).
"""

import re
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from corpus.bodies import body_names
from corpus.model import Citation, Language

_NUMBER = (
    r"(?:\d+(?:\.\d+)?(?:\s?\(\w{1,3}\))*|[IVXLC]+(?:\.[A-ZА-Я\d]+)*(?!\w)|"
    r"[A-ZА-Я](?:[.-]\d+)?(?!\w)|\((?:\d+|\w{1,3})\)|\*+)"
)
_DASH = r"\s?[-–—]\s?"


@cache
def _units(language: Language) -> str:
    """What parts of documents are called."""
    return {
        Language.EN: r"(?:annex(?:es)?|appendix|paras?\.|ops?\.|pps?\.|paragraphs?|sects?\.|"
        r"sections?|chaps?\.|chapters?|parts?|arts?\.|articles?|goals?|targets?|principles?|rules?)",
        Language.FR: r"(?:annexes?|appendice|par\.|paragraphes?|sect\.|sections?|chap\.|chapitres?|"
        r"parties?|art\.|articles?|objectifs?|cibles?|alinéas?)",
        Language.ES: r"(?:anexos?|apéndice|párrs?\.|párrafos?|sects?\.|secc\.|secci(?:ón|ones)|"
        r"caps?\.|capítulos?|partes?|arts?\.|artículos?|objetivos?|metas?|apartados?)",
        Language.RU: r"(?:приложени\w+|добавлени\w+|пп?\.|пункт\w*|подпункт\w*|разд\.|раздел\w*|"
        r"гл\.|глав\w+|част\w+|ст\.|стать\w+|статей)",
        Language.AR: r"(?:(?:ال|لل)?(?:مرفق\w*|تذييل|فقر(?:ة|ات|تان|تين)|فرع\w*|فصل\w*|جزء|باب|"
        r"ماد(?:ة|تان|تين)|مواد))",
        Language.ZH: "",
    }[language]


# A resolution in a report: "A/CONF.234/16, chap. I, resolution 1"; not 14/221, not 2735 (2024).
_CONTAINED_NUMBER = r"\d{1,2}(?:[.-]\d{1,2})?(?![\d/(]|\s[/(])"
_CONTAINED = {
    Language.EN: rf"resolution\s{_CONTAINED_NUMBER}",
    Language.FR: rf"résolution\s{_CONTAINED_NUMBER}",
    Language.ES: rf"resolución\s{_CONTAINED_NUMBER}",
    Language.RU: rf"резолюци\w+\s{_CONTAINED_NUMBER}",
    Language.AR: rf"القرار\s{_CONTAINED_NUMBER}",
}
_AND = {
    Language.EN: r"and|to|or",
    Language.FR: r"et|à|ou",
    Language.ES: r"y|a|o",
    Language.RU: r"и|по|или",
}
_OF = {
    Language.EN: r"of",
    Language.FR: r"de(?: l[’']| la)?|du|des|à",
    Language.ES: r"de(?: la| las| los)?|del",
    Language.RU: r"",
    Language.AR: r"من",
}
_ARABIC_ORDINAL = (
    r"ال(?:أولى?|ثانية?|ثالثة?|رابعة?|خامسة?|سادسة?|سابعة?|ثامنة?|تاسعة?|عاشرة?|حادية?)(?:\sعشرة?)?"
)
_CHINESE_NUMBER = r"[\d一二三四五六七八九十百]+(?:\s?\([a-z]{1,3}\))?"
_CHINESE = (
    rf"(?:决议\s?\d{{1,2}}(?!\d|/)|第\d{{1,2}}(?:\.\d{{1,2}})?号决议|附件{_CHINESE_NUMBER}|附件|附录{_CHINESE_NUMBER}?|"
    rf"第{_CHINESE_NUMBER}(?:(?:[、和及至-]|\s?-\s?)第?{_CHINESE_NUMBER})*(?:段|章|节|部分|条|款|项)"
    r"(?:\([a-z]{1,3}\))*|[A-Z]节|[一二三四五六七八九十]\.[A-Z]节)"
)


@cache
def _behind(language: Language) -> re.Pattern[str]:
    """The parts behind a number: ", annex II, paras. 3 and 5"."""
    if language is Language.ZH:
        return re.compile(
            rf"[\s)）》]*(?:号?(?:决[议定]|文件)?)[\s)）]*[，,、]?(?P<part>{_CHINESE}(?:[，,]?{_CHINESE})*)"
        )
    unit = _units(language)
    if language is Language.AR:
        one = rf"(?:{_CONTAINED[language]}|[وب]?{unit}(?:\s(?!من\s\D)[^\s،,.؛;()]+){{0,3}})"
        dated = r"(?:\sالمؤر[َُّ]*خ\w*\s\d[^،,.؛;()]{4,40}?)?"
        return re.compile(rf"{dated}\s?[)(]?\s?[،,]\s?(?P<part>{one}(?:\s?[،,]\s{one})*)")
    more = rf"(?:(?:,\s|{_DASH}|\s(?:{_AND[language]})\s){_NUMBER})*"
    one = rf"(?:{_CONTAINED[language]}|{unit}(?:(?:\s|(?<=\.)){_NUMBER}{more})?)"  # "op.13" too
    dated = r"(?:,?\s(?:of|dated|du|en date du|de|от)\s\d[\w\s]{4,30}?)?"
    body = f"(?:,?\\s(?:of the |de l['’]|de la |du |del )?(?:{body_names(language)}))?"
    joined = rf"(?:,(?:\s(?:{_AND[language]}))?|\s(?:{_AND[language]}))\s"
    return re.compile(
        rf"(?:{dated}{body}|{body}{dated})\)?,\s(?P<part>{one}(?:{joined}{one})*)", re.IGNORECASE
    )


@cache
def _before(language: Language) -> re.Pattern[str] | None:
    """The parts before a number: "paragraphs 5 and 6 of its resolution"."""
    if language is Language.ZH:
        return None
    unit = _units(language)
    of = rf"\s(?:{_OF[language]})" if _OF[language] else ""
    if language is Language.AR:
        numbers = r"\d+(?:\s\(\w\))?(?:\s(?:و|إلى|و\s)?\s?\d+)*"
        one = rf"{unit}\s(?:{numbers}|{_ARABIC_ORDINAL}(?:\sو{_ARABIC_ORDINAL})*)"
        between = rf"{of}\s[^\d.؛،,()]{{0,60}}"
        joined = "[وفبك]?"
    else:
        more = rf"(?:(?:,\s|{_DASH}|\s(?:{_AND[language]})\s){_NUMBER})*"
        one = rf"{unit}\s{_NUMBER}{more}"
        between = rf"{of}\s?[^\d.;,()]{{0,80}}"
        joined = ""
    # "paragraph 3 of article 12 of": the smaller part first.
    return re.compile(rf"(?<!\w){joined}(?P<part>{one}(?:{of}\s?{one})*){between}\Z")


_REACH = 160  # code points on either side of a number in which its part may be named


def with_pinpoints(
    text: str, citations: tuple[Citation, ...], language: Language
) -> tuple[Citation, ...]:
    """The citations with the part of the document that each means, as printed, where one is named.

    >>> cited = Citation((11, 16), "55/25", "A/RES/55/25")
    >>> [found] = with_pinpoints("Resolution 55/25, annex II.", (cited,), Language.EN)
    >>> found.pinpoint
    'annex II'
    """
    found = []
    floor = 0  # nothing before it: it belongs to an earlier citation
    following = (citation.span[0] for citation in citations[1:])
    for citation, limit in zip_longest(citations, following):
        part = _part_behind(text, citation.span[1], limit, language)
        pinpoint = part["part"].strip() if part else None
        pinpoint = pinpoint or _part_before(text, floor, citation.span[0], language)
        found.append(replace(citation, pinpoint=pinpoint))
        floor = part.end() if part else citation.span[1]
    return tuple(found)


def _part_behind(
    text: str, end: int, limit: int | None, language: Language
) -> re.Match[str] | None:
    """The part behind a number that ends at `end`; `limit` is where the next citation begins."""
    part = _behind(language).match(text, end, min(limit or len(text), end + _REACH))
    of_next = part and limit and _is_of_next(text[part.end() : limit], language)
    return None if of_next else part


def _part_before(text: str, floor: int, start: int, language: Language) -> str | None:
    pattern = _before(language)
    before = pattern and pattern.search(text[max(floor, start - _REACH) : start])
    return before["part"] if before else None


def _is_of_next(between: str, language: Language) -> bool:
    """Say whether the words behind a part make it that of the citation that follows them."""
    if language is Language.ZH:
        return False
    # Russian has the genitive alone: "пункт 5 резолюции".
    of = rf"(?:{_OF[language]})\s?" if _OF[language] else rf"(?!(?:{_AND[language]})\s)"
    return re.fullmatch(rf"\s{of}[^\d.;,()،؛]{{1,80}}", between) is not None
