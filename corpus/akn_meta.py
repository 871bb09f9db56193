"""What an Akoma Ntoso document says about itself: symbol, dates, committee, vote, subjects.

UNxml says it in `meta`, on the cover page and below the text; where two of them disagree, what is
printed in the document goes before what was entered about it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

from lxml.etree import _Element

from corpus.akn_inline import InlineReader
from corpus.committees import ORDINALS, main_committee
from corpus.errors import UsageError
from corpus.facts import (
    FIRST_YEAR,
    agenda_item,
    listed_meeting,
    meeting_of_record,
    printed_vote,
    read_date,
    split_names,
    vote_from_words,
)
from corpus.model import Language, Subject, Vote
from corpus.symbols import Symbol, parse_symbol
from corpus.text_dates import find_dates

# FRBRlanguage has ISO 639-2 codes.
LANGUAGE_CODES = {
    "zho": Language.ZH,
    "chi": Language.ZH,
    "eng": Language.EN,
    "fra": Language.FR,
    "fre": Language.FR,
    "spa": Language.ES,
    "rus": Language.RU,
    "ara": Language.AR,
} | {str(language): language for language in Language}

# The Main Committees by the name that UNxml gives them; the fourth has its full name before it.
# How other bodies are named in "[on the recommendation of the … (E/2021/30)]". Russian has the
# name in another case there, so that it is left as it is printed.
_PROPONENT = {
    Language.ZH: r"根据(?P<body>.+?)(?:的?(?:建议|报告|提议).*|$)",
    Language.EN: r"on the (?:report|recommendation|proposal) of (?:the )?(?P<body>.+)",
    Language.FR: r"sur (?:la )?(?:base du rapport|recommandation|proposition) "
    r"(?:de l[’']|de la |du |des |de )(?P<body>.+)",
    Language.ES: r"(?:sobre la base del informe|por recomendación|a propuesta) "
    r"(?:de la |del |de los |de las |de )(?P<body>.+)",
    Language.RU: r"по (?:докладу|рекомендации|предложению) (?P<body>.+)",
    Language.AR: r"بناء على (?:تقرير|توصية|اقتراح|مقترح من) (?P<body>.+)",
}
_NO_COMMITTEE = ("#noMainCommittee", "#plenaryMeeting")

_SYMBOL_IN_TEXT = re.compile(r"(?<![A-Za-z0-9/.])[A-Z]/[A-Za-z0-9./_-]*\d(?: ?\(\d{4}\))?")


@dataclass(frozen=True, slots=True)
class About:
    """What the document says about itself, apart from its text."""

    adopted: date | None
    meeting: str | None
    agenda_item: str | None
    agenda_item_name: str | None
    committee: str | None
    report: str | None
    drafts: tuple[str, ...]
    printed_vote: Vote | None  # as the conclusions print it
    vote: Vote | None  # as it was entered
    sponsors: tuple[str, ...]
    subjects: tuple[Subject, ...]


def declared_language(root: _Element) -> Language | None:
    """The language that the document says it is in, None where it says none of the six."""
    element = root.find(".//{*}FRBRExpression/{*}FRBRlanguage")
    code = "" if element is None else (element.get("language") or "")
    return LANGUAGE_CODES.get(code.lower())


def declared_symbol(root: _Element) -> Symbol | None:
    """The symbol on the cover page, or else in the work's address; None where neither has one."""
    for number in root.iterfind(".//{*}coverPage//{*}docNumber"):
        if symbol := _symbol("".join(str(part) for part in number.itertext())):
            return symbol
    return None


def is_sample(root: _Element) -> bool:
    """Whether this is a model text of the built-in sample: it names this project as its source."""
    identification = root.find(".//{*}meta/{*}identification")
    return identification is not None and identification.get("source") == "#unres"


def read_about(root: _Element, inline: InlineReader, language: Language) -> About:
    """Everything the document says about itself, apart from symbol, language and title."""
    steps = list(root.iterfind(".//{*}workflow/{*}step"))
    proponent = root.find(".//{*}coverPage//{*}docProponent")
    sources = _symbols(next(_named(root, inline, "originating document"), ""))
    of_committee = proponent is not None and proponent.get("refersTo") not in _NO_COMMITTEE
    reports = [symbol for symbol in sources if of_committee and "/L." not in symbol]
    drafts = [symbol for symbol in sources if symbol not in reports]
    for step in steps:
        if step.get("outcome") == "draftResolution":
            drafts += _symbols(step.get("as") or "")
    item = _agenda_item(root, inline, language)
    return About(
        adopted=_adopted(root, steps),
        meeting=_recorded_meeting(steps, language, "S/")
        or _meeting(root, inline)
        or _recorded_meeting(steps, language, "A/")
        or _entered_meeting(steps, language),
        agenda_item=item,
        agenda_item_name=_agenda_item_name(root, inline, language, several="," in (item or "")),
        committee=_committee(proponent, inline, language) if proponent is not None else None,
        report=reports[0] if reports else None,
        drafts=tuple(dict.fromkeys(drafts)),
        printed_vote=_printed_vote(root),
        vote=_vote(root, steps),
        sponsors=tuple(_sponsors(steps)),
        subjects=tuple(dict.fromkeys(_subjects(root))),
    )


def _symbol(text: str) -> Symbol | None:
    try:
        return parse_symbol(" ".join(text.split()))
    except UsageError:
        return None


def _symbols(text: str) -> list[str]:
    """The symbols named in a text: "A/77/L.5 and A/77/L.5/Add.1"."""
    found = (_symbol(match[0].rstrip("./")) for match in _SYMBOL_IN_TEXT.finditer(text))
    return [str(symbol) for symbol in found if symbol]


def _named(root: _Element, inline: InlineReader, name: str) -> Iterator[str]:
    """What stands on the cover page under this name."""
    for element in root.iterfind(".//{*}coverPage//{*}inline"):
        if _name_of(element) == name and (text := inline.read(element).text):
            yield text


def _agenda_item_name(
    root: _Element, inline: InlineReader, language: Language, *, several: bool
) -> str | None:
    """The names of the items, or the lines of one name, without what line ends have brought.

    That is a space in Chinese, and marks of direction.
    """
    parts = _named(root, inline, "agenda item name")
    joined = ("; " if several else " ").join(_DIRECTION.sub("", part) for part in parts)
    plain = " ".join(joined.split())
    return (_BETWEEN_HAN.sub("", plain) if language is Language.ZH else plain) or None


_DIRECTION = re.compile("[\u200e\u200f]")
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def _name_of(element: _Element) -> str:
    """Its name attribute, whose spaces a change of line ends may have doubled."""
    return " ".join((element.get("name") or "").split())


def _adopted(root: _Element, steps: Iterable[_Element]) -> date | None:
    """The date of adoption: as printed below the text or on the cover page, else as entered."""
    printed = [e for e in root.iter("{*}docDate") if e.get("refersTo") == "#adoptionDate"]
    printed += root.iterfind(".//{*}conclusions//{*}docDate")
    for element in printed:
        text = " ".join("".join(str(part) for part in element.itertext()).split())
        for found, _ in find_dates(text):
            if found.year >= FIRST_YEAR:
                return found
    works = root.iterfind(".//{*}FRBRWork/{*}FRBRdate")
    entered = [e for e in works if e.get("name") == "adoption"]
    taken = [step for step in steps if step.get("outcome") == "adopted"]
    dates = (read_date(element.get("date")) for element in (*printed, *entered, *taken))
    return next((found for found in dates if found), None)


def _meeting(root: _Element, inline: InlineReader) -> str | None:
    for element in (*root.iter("{*}inline"), *root.iterfind(".//{*}conclusions//{*}location")):
        if element.get("name") == "adoptionMeeting" or element.tag.endswith("}location"):
            text = inline.read(element).text.strip(" ,،，")
            if text:
                return text
    return None


def _recorded_meeting(steps: Iterable[_Element], language: Language, series: str) -> str | None:
    """The meeting by its record: the Security Council prints it in many ways or not at all."""
    records = (one for one in _adoptions(steps) if one.startswith(series))
    return next((found for one in records if (found := meeting_of_record(one, language))), None)


def _entered_meeting(steps: Iterable[_Element], language: Language) -> str | None:
    """The meeting that was entered in English, where the document prints none."""
    entered = _adoptions(steps)
    return next((found for one in entered if (found := listed_meeting(one, language))), None)


def _adoptions(steps: Iterable[_Element]) -> Iterator[str]:
    return (step.get("as") or "" for step in steps if step.get("outcome") == "adopted")


def _agenda_item(root: _Element, inline: InlineReader, language: Language) -> str | None:
    for element in root.iterfind(".//{*}coverPage//{*}inline"):
        if _name_of(element) == "agenda item":
            return agenda_item(element.get("title") or inline.read(element).text, language)
    return None


def _committee(proponent: _Element, inline: InlineReader, language: Language) -> str | None:
    """The committee or other body whose report or recommendation was adopted, as printed."""
    reference = proponent.get("refersTo") or ""
    if reference in _NO_COMMITTEE:
        return None
    ordinal = reference.removeprefix("#").removesuffix("Committee")
    if ordinal in ORDINALS:
        return main_committee(ORDINALS.index(ordinal) + 1, language)
    printed = inline.read(proponent, skip=proponent.iter("{*}inline")).text
    printed = re.sub(r"[(（][^()（）]*[)）]\s*\]?\s*$", "", printed.strip()).strip(" []()")
    match = re.match(_PROPONENT[language], printed, re.IGNORECASE)
    return match["body"].strip(" ,，、") if match else None


def _vote(root: _Element, steps: Iterable[_Element]) -> Vote | None:
    voting = root.find(".//{*}voting")
    outcome = "" if voting is None else (voting.get("outcome") or "")
    counts = _counts(voting) if voting is not None else {}
    adoption = " ".join(
        f"{step.get('as') or ''} {step.get('by') or ''}"
        for step in steps
        if step.get("outcome") == "adopted"
    )
    return vote_from_words(outcome, counts) or vote_from_words(adoption, counts)


def _printed_vote(root: _Element) -> Vote | None:
    """The vote that the conclusions print: their marked counts are told apart here alone."""
    printed = (printed_vote(_with_counts_apart(one)) for one in root.iterfind(".//{*}conclusions"))
    return next((vote for vote in printed if vote), None)


def _with_counts_apart(conclusions: _Element) -> str:
    """The text with spaces around its marked counts: some files have two side by side."""
    parts = (
        f" {part} " if str(element.tag).endswith("}quantity") and not is_tail else part
        for element in conclusions.iter()
        for part, is_tail in ((element.text or "", False), (element.tail or "", True))
    )
    return "".join(parts)


def _counts(voting: _Element) -> dict[str, int]:
    counts = {
        count.get("refersTo") or "": int(count.get("value") or "")
        for count in voting.iterfind("{*}count")
        if (count.get("value") or "").isdigit()
    }
    return counts if any(counts.values()) else {}


def _sponsors(steps: Iterable[_Element]) -> Iterator[str]:
    for step in steps:
        if (step.get("outcome") or "").startswith("draftResolution"):
            yield from split_names(step.get("by") or "")


def _subjects(root: _Element) -> Iterator[Subject]:
    for keyword in root.iterfind(".//{*}classification/{*}keyword"):
        shown = keyword.get("showAs") or keyword.get("value") or ""
        label = unescape(shown).replace("_", " ").strip()  # some are escaped twice: women&#39;s
        if label and not keyword.get("refersTo"):
            yield Subject(label, keyword.get("dictionary") or "", keyword.get("href"))
