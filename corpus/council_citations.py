"""Resolutions of the Security Council that a text cites by their number alone: "resolution 2093".

The Council has one count since 1946, so that its number tells the year. The number is read where
the Council itself speaks, or is named right beside it; "resolution 1514" is the General Assembly's
elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.bodies import Body, BodyName
from corpus.citation_numbers import citation_of_symbol
from corpus.council_numbers import year_of_council_number
from corpus.model import Citation, Language

# No year in brackets, no session, and no year itself ("резолюция 1995 года").
_NUMBER = r"[1-9]\d{2,3}(?!\d|\s?[(/)]|[.,]\d|-|\sгод|\s[A-Z]\s?\(|\s\d)"
_LIST = {
    Language.EN: r"(?:,\s|,?\s(?:and|or)\s)",
    Language.FR: r"(?:,\s|\s(?:et|ou)\s)",
    Language.ES: r"(?:,\s|\s(?:y|o)\s)",
    Language.RU: r"(?:,\s|\s(?:и|или)\s)",
    Language.AR: r"(?:،?\s(?:و|أو)\s?)",
}
_WORD = {
    Language.EN: r"\b[Rr]esolutions?\s(?:No\.\s)?",
    Language.FR: r"\b[Rr]ésolutions?\s(?:no\s)?",
    Language.ES: r"\b[Rr]esoluci(?:ón|ones)\s(?:núm\.\s)?",
    Language.RU: r"\b[Рр]езолюци[а-я]+\s(?:№\s)?",
    Language.AR: r"قرار[ء-ْ]*\s(?:مجلس الأمن\s)?(?:رقم\s)?",
}
_CHINESE = re.compile(
    r"第(?P<numbers>[1-9]\d{2,3}(?:号?(?:[、和及与]|以及)第?[1-9]\d{2,3})*)号决议"
)


@cache
def _alone(language: Language) -> re.Pattern[str]:
    if language is Language.ZH:
        return _CHINESE
    more = f"(?:{_LIST[language]}{_NUMBER})*"
    return re.compile(f"{_WORD[language]}(?P<numbers>{_NUMBER}{more})")


def may_cite_by_number_alone(text: str, language: Language) -> bool:
    """Say whether some resolution is cited by a number of three or four digits and no more."""
    return _alone(language).search(text) is not None


def council_numbers_alone(
    text: str, language: Language, organ: str, names: Sequence[BodyName]
) -> Iterator[Citation]:
    """Yield the Council's resolutions that are cited without their year, in order."""
    for match in _alone(language).finditer(text):
        beside = _named_beside(match, names)
        speaks = organ == Body.SECURITY_COUNCIL.value and beside in (None, Body.COUNCIL)
        if not speaks and beside is not Body.SECURITY_COUNCIL:
            continue
        for number in re.finditer(r"\d+", match["numbers"]):
            if year_of_council_number(int(number[0])):
                start = match.start("numbers") + number.start()
                yield citation_of_symbol(start, number[0], series="S/RES/")


_BEFORE = 8  # code points between a body and the word: "the Council’s resolution"
_BEHIND = 14  # between the number and the body: " du ", " of the "


def _named_beside(match: re.Match[str], names: Sequence[BodyName]) -> Body | None:
    """Return the body named right before the word, before the number or behind it."""
    for name in names:
        is_before = 0 <= match.start() - name.end <= _BEFORE
        is_within = match.start() <= name.start and name.end <= match.end()
        is_behind = 0 <= name.start - match.end() <= _BEHIND
        if is_before or is_within or is_behind:
            return name.body
    return None
