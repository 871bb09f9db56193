"""Which part of a document a citation means: its annex, section, chapter, paragraph or article.

The part is printed behind the number (第60/1号决议，附件; resolution 55/25, annex II) or before it
(paragraph 5 of resolution 60/1).
"""

import re
from dataclasses import replace
from functools import cache

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
        Language.EN: r"(?:annex(?:es)?|appendix|paras?\.|paragraphs?|sects?\.|sections?|chaps?\.|"
        r"chapters?|parts?|arts?\.|articles?|goals?|targets?|principles?|rules?)",
        Language.FR: r"(?:annexes?|appendice|par\.|paragraphes?|sect\.|sections?|chap\.|chapitres?|"
        r"parties?|art\.|articles?|objectifs?|cibles?|alinéas?)",
        Language.ES: r"(?:anexos?|apéndice|párrs?\.|párrafos?|sects?\.|secc\.|secci(?:ón|ones)|"
        r"caps?\.|capítulos?|partes?|arts?\.|artículos?|objetivos?|metas?|apartados?)",
        Language.RU: r"(?:приложени\w+|добавлени\w+|пп?\.|пункт\w*|подпункт\w*|разд\.|раздел\w*|"
        r"гл\.|глав\w+|част\w+|ст\.|стать\w+)",
        Language.AR: r"(?:[وب]?(?:ال)?(?:مرفق\w*|تذييل|فقر(?:ة|ات|تان|تين)|فرع\w*|فصل\w*|جزء|باب|"
        r"ماد(?:ة|تان|تين)|مواد))",
        Language.ZH: "",
    }[language]


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
    Language.AR: r"من|ل\w*",
}
_CHINESE_NUMBER = r"[\d一二三四五六七八九十百]+(?:\s?\([a-z]{1,3}\))?"
_CHINESE = (
    rf"(?:附件{_CHINESE_NUMBER}|附件|附录{_CHINESE_NUMBER}?|"
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
        one = rf"{unit}(?:\s[^\s،,.؛;()]+){{0,3}}"
        return re.compile(rf"\s?[)(]?\s?[،,]\s?(?P<part>{one}(?:\s?[،,]\s{one})*)")
    more = rf"(?:(?:,\s|{_DASH}|\s(?:{_AND[language]})\s){_NUMBER})*"
    one = rf"{unit}(?:\s{_NUMBER}{more})?"
    return re.compile(rf"\)?,\s(?P<part>{one}(?:,\s{one})*)", re.IGNORECASE)


@cache
def _before(language: Language) -> re.Pattern[str] | None:
    """The parts before a number: "paragraphs 5 and 6 of its resolution"."""
    if language is Language.ZH:
        return None
    unit = _units(language)
    if language is Language.AR:
        part = rf"{unit}\s\d+(?:\s(?:و|إلى|و\s)?\s?\d+)*"
        between = r"\s(?:من)\s[^\d.؛،,()]{0,60}"
    else:
        more = rf"(?:(?:,\s|{_DASH}|\s(?:{_AND[language]})\s){_NUMBER})*"
        part = rf"{unit}\s{_NUMBER}{more}"
        of = rf"\s(?:{_OF[language]})" if _OF[language] else ""
        between = rf"{of}\s?[^\d.;,()]{{0,80}}"
    return re.compile(rf"(?<!\w)(?P<part>{part}){between}\Z")


_ARABIC_AND = "و"
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
    floor = 0
    for place, citation in enumerate(citations):
        start, end = citation.span
        limit = citations[place + 1].span[0] if place + 1 < len(citations) else len(text)
        found.append(
            replace(citation, pinpoint=_pinpoint(text, floor, start, end, limit, language))
        )
        floor = end
    return tuple(found)


def _pinpoint(
    text: str, floor: int, start: int, end: int, limit: int, language: Language
) -> str | None:
    if behind := _behind(language).match(text, end, min(limit, end + _REACH)):
        return behind["part"].strip()
    pattern = _before(language)
    before = pattern and pattern.search(text[max(floor, start - _REACH) : start])
    return before["part"].removeprefix(_ARABIC_AND) if before else None
