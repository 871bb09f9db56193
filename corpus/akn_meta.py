"""What an Akoma Ntoso document says about itself: symbol, dates, committee, vote, subjects.

UNxml says it in `meta`, on the cover page and below the text; where two of them disagree, what is
printed in the document goes before what was entered about it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lxml.etree import _Element

from corpus.akn_inline import InlineReader
from corpus.akn_labels import read_label
from corpus.errors import UsageError
from corpus.model import Language, Subject, Vote, VoteOutcome
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
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_MAIN_COMMITTEES = {
    Language.ZH: [f"第{n}委员会" for n in "一二三四五六"],
    Language.EN: [f"{n.capitalize()} Committee" for n in _ORDINALS],
    Language.FR: [
        f"{n} Commission"
        for n in ("Première", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième")
    ],
    Language.ES: [
        f"{n} Comisión" for n in ("Primera", "Segunda", "Tercera", "Cuarta", "Quinta", "Sexta")
    ],
    Language.RU: [
        f"{n} комитет" for n in ("Первый", "Второй", "Третий", "Четвертый", "Пятый", "Шестой")
    ],
    Language.AR: [
        f"اللجنة {n}" for n in ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة")
    ],
}
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
_COUNTS = re.compile(r"\b(\d{1,3})-(\d{1,3})-(\d{1,3})\b")
# States whose names have an "and" of their own.
_AND_IN_NAMES = re.compile(
    r"Antigua and Barbuda|Bosnia and Herzegovina|Saint Kitts and Nevis|Trinidad and Tobago|"
    r"Saint Vincent and the Grenadines|Sao Tome and Principe|Great Britain and Northern Ireland"
)
_KEPT_AND = "\0"


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
    vote: Vote | None
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
    sources = _symbols(_named(root, inline, "originating document") or "")
    of_committee = proponent is not None and proponent.get("refersTo") not in _NO_COMMITTEE
    reports = [symbol for symbol in sources if of_committee and "/L." not in symbol]
    drafts = [symbol for symbol in sources if symbol not in reports]
    for step in steps:
        if step.get("outcome") == "draftResolution":
            drafts += _symbols(step.get("as") or "")
    return About(
        adopted=_adopted(root, steps),
        meeting=_meeting(root, inline),
        agenda_item=_agenda_item(root, inline, language),
        agenda_item_name=_named(root, inline, "agenda item name"),
        committee=_committee(proponent, inline, language) if proponent is not None else None,
        report=reports[0] if reports else None,
        drafts=tuple(dict.fromkeys(drafts)),
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


def _named(root: _Element, inline: InlineReader, name: str) -> str | None:
    for element in root.iterfind(".//{*}coverPage//{*}inline"):
        if element.get("name") == name:
            return inline.read(element).text or None
    return None


def read_date(text: str | None) -> date | None:
    """A date in ISO form; None where there is none or it is 0001-01-01, which means unknown.

    >>> read_date("2022-12-15"), read_date("0001-01-01")
    (datetime.date(2022, 12, 15), None)
    """
    try:
        found = date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None


FIRST_YEAR = 1946  # of the first resolutions


def _adopted(root: _Element, steps: Iterable[_Element]) -> date | None:
    """The date of adoption: as printed below the text or on the cover page, else as entered."""
    printed = [e for e in root.iter("{*}docDate") if e.get("refersTo") == "#adoptionDate"]
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


def _agenda_item(root: _Element, inline: InlineReader, language: Language) -> str | None:
    for element in root.iterfind(".//{*}coverPage//{*}inline"):
        if element.get("name") == "agenda item":
            return agenda_item(element.get("title") or inline.read(element).text, language)
    return None


def agenda_item(printed: str, language: Language) -> str | None:
    """The number of an agenda item in Latin letters and digits; None where there is none.

    >>> agenda_item("68 (ج)", Language.AR), agenda_item("19 с)", Language.RU)
    ('68 (c)', '19 (c)')
    >>> agenda_item("13 and 117", Language.EN), agenda_item("Agenda item 9", Language.EN)
    ('13, 117', '9')
    """
    items: list[str] = []
    for found in re.finditer(r"\d+|\(?\s*([^\W\d_]{1,2}|[^\W\d_] [^\W\d_])\s*\)", printed):
        if found[0].isdigit():
            items.append(found[0])
        elif items and (labels := read_label(f"({found[1]})", language)):
            items[-1] += f" ({labels[0].text})"
    return ", ".join(items) or None


def _committee(proponent: _Element, inline: InlineReader, language: Language) -> str | None:
    """The committee or other body whose report or recommendation was adopted, as printed."""
    reference = proponent.get("refersTo") or ""
    if reference in _NO_COMMITTEE:
        return None
    ordinal = reference.removeprefix("#").removesuffix("Committee")
    if ordinal in _ORDINALS:
        return _MAIN_COMMITTEES[language][_ORDINALS.index(ordinal)]
    printed = inline.read(proponent, skip=frozenset(["inline"])).text
    printed = re.sub(r"[(（][^()（）]*[)）]\s*\]?\s*$", "", printed.strip()).strip(" []")
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


def _counts(voting: _Element) -> dict[str, int]:
    counts = {
        count.get("refersTo") or "": int(count.get("value") or "")
        for count in voting.iterfind("{*}count")
        if (count.get("value") or "").isdigit()
    }
    return counts if any(counts.values()) else {}


def vote_from_words(words: str, counts: dict[str, int]) -> Vote | None:
    """The vote from how a source words it and from the counts it gives, if any.

    `counts` has the keys inFavour, against and abstaining; where one has a count, the others that
    are missing are none.

    >>> vote_from_words("Adopted 133-3-0, 88th plenary meeting", {}).against
    3
    """
    if counts:
        numbers = [counts.get(side, 0) for side in ("inFavour", "against", "abstaining")]
        return Vote(VoteOutcome.RECORDED, *numbers)
    if printed := _COUNTS.search(words):
        return Vote(VoteOutcome.RECORDED, *map(int, printed.groups()))
    folded = words.casefold().replace(" ", "")
    if any(word in folded for word in ("withoutvote", "withoutavote", "acclamation", "consensus")):
        return Vote(VoteOutcome.WITHOUT_VOTE)
    if any(word in folded for word in ("vote", "voting", "unanimous")):
        return Vote(VoteOutcome.VOTED)
    return None


def _sponsors(steps: Iterable[_Element]) -> Iterator[str]:
    for step in steps:
        if (step.get("outcome") or "").startswith("draftResolution"):
            yield from split_names(step.get("by") or "")


def split_names(text: str) -> list[str]:
    """The names in "France, Bosnia and Herzegovina and Peru"; other wording is kept whole.

    >>> split_names("France, Bosnia and Herzegovina and Peru (on behalf of A, B and C)")
    ['France', 'Bosnia and Herzegovina', 'Peru (on behalf of A, B and C)']
    """
    text = " ".join(text.split())
    if not text[:1].isupper():
        return [text] if text else []
    kept = re.sub(
        r"\([^()]*\)",
        lambda match: match[0].replace(",", "\1").replace(" and ", f" {_KEPT_AND} "),
        text,
    )
    kept = _AND_IN_NAMES.sub(lambda match: match[0].replace(" and ", f" {_KEPT_AND} "), kept)
    names = re.split(r",\s*(?:and )?| and ", kept)
    return [
        name.replace(_KEPT_AND, "and").replace("\1", ",").strip() for name in names if name.strip()
    ]


def _subjects(root: _Element) -> Iterator[Subject]:
    for keyword in root.iterfind(".//{*}classification/{*}keyword"):
        label = (keyword.get("showAs") or keyword.get("value") or "").replace("_", " ").strip()
        if label and not keyword.get("refersTo"):
            yield Subject(label, keyword.get("dictionary") or "", keyword.get("href"))
