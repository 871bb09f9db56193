"""Facts of adoption from how sources word them: dates, votes, agenda items, names of sponsors."""

import re
from datetime import date

from corpus.akn_labels import read_label
from corpus.model import Language, Vote, VoteOutcome

FIRST_YEAR = 1946  # of the first resolutions

_COUNTS = re.compile(r"\b(\d{1,3})-(\d{1,3})-(\d{1,3})\b")
# States whose names have an "and" of their own.
_AND_IN_NAMES = re.compile(
    r"Antigua and Barbuda|Bosnia and Herzegovina|Saint Kitts and Nevis|Trinidad and Tobago|"
    r"Saint Vincent and the Grenadines|Sao Tome and Principe|Great Britain and Northern Ireland"
)
_KEPT_AND = "\0"
# Where a symbol was to be filled in: "(resolution )".
_EMPTY_BRACKETS = re.compile(r"\(\s*(?:resolution\s*)?\)")

_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
# Words that stand for a count.
_COUNT_WORDS = {
    **dict.fromkeys(("none", "zéro", "ninguno", "零", "никто", "لا شيء", "لا أحد", "صفر"), 0),
    **dict.fromkeys(("صوت واحد", "عضو واحد"), 1),
    **dict.fromkeys(("صوتين", "عضوين"), 2),
}
# Some files repeat a count, or have a 0, in mark-up that is not printed.
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(_COUNT_WORDS)})"
_UNPRINTED = r"(?:\d{1,3}\s)?"
# In favour, against and, if there were any, abstaining, as resolutions print them.
_PRINTED_COUNTS = tuple(
    re.compile(pattern.replace("#", rf"\s*({_COUNT})\s*"))
    for pattern in (
        r"vote of#to#(?:, with#abstention)?",
        r"以#票(?:赞成、|对)#票(?:反对)?(?:、#票弃权)?",
        r"par#(?:voix )?contre#(?:, avec#abstention)?",
        r"(?:por|de)#votos (?:a favor )?(?:contra|y)#(?:,?\s*(?:y|con|e)?#abstenci)?",
        r"(\d{1,3})\s+голос\w*\s+против#(?:при#воздерж)?",
        r"(\d{1,3})\s+голос\w*\s+(?=при\s+\d+\s+воздерж\w+, при этом (никто))при#воздерж",
        r"(\d{1,3})\s+голос\w*, при этом (никто) не голосовал против(?:, при#воздерж)?",
        rf"بأغلبية#صوت\w* مقابل#{_UNPRINTED}(?:صوت\w*|أصوات)?\s*"
        r"(?:[،,]?\s*(?:و|مع )?امتناع (?:عضو )?#)?",
    )
)
_MEMBERS = 193  # of the United Nations: no vote has more
_PRINTED_WITHOUT_VOTE = re.compile(
    r"without a vote|未经表决|sans (?:mise aux voix|vote)|sin (?:someterla a )?votación|"
    r"без голосования|(?:بدون|دون|من دون) تصويت",
    re.IGNORECASE,
)


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
    return ", ".join(dict.fromkeys(items)) or None


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


def printed_vote(text: str) -> Vote | None:
    """The vote that is printed below a resolution, in any of the six languages; None if none is.

    None also where the counts are not those of something adopted.

    >>> printed_vote("[经记录表决，以20票赞成、10票反对、17票弃权获得通过。]").abstaining
    17
    """
    plain = " ".join(_ARABIC_MARKS.sub("", text).split())
    for pattern in _PRINTED_COUNTS:
        if found := pattern.search(plain):
            counts = [_count(printed) for printed in found.groups()]
            # A footnote's mark glued to a count makes it another: 13 becomes 132.
            is_possible = sum(counts) <= _MEMBERS and counts[0] > counts[1]
            return Vote(VoteOutcome.RECORDED, *counts) if is_possible else None
    if _PRINTED_WITHOUT_VOTE.search(plain):
        return Vote(VoteOutcome.WITHOUT_VOTE)
    return None


def _count(printed: str | None) -> int:
    word = printed or ""
    return int(word) if word.isdigit() else _COUNT_WORDS.get(word, 0)


_RECORD = re.compile(r"(?:S|(?P<plenary>A/(?:E?S-)?\d{1,3}))/PV\.(?P<number>\d{1,5})")


def meeting_of_record(record: str, language: Language) -> str | None:
    """The meeting of the Security Council or the Assembly by the symbol of its record.

    None for other records.

    >>> meeting_of_record("S/PV.8736", Language.FR), meeting_of_record("A/76/PV.54", Language.EN)
    ('8736e séance', '54th plenary meeting')
    """
    found = _RECORD.match(record)
    if not found:
        return None
    return _meeting(found["number"], language, plenary=found["plenary"] is not None)


_LISTED_MEETING = re.compile(r"\b(\d{1,4})(?:st|nd|rd|th) (plenary )?meeting")


def listed_meeting(words: str, language: Language) -> str | None:
    """The meeting that a list or mark-up names in English, in the words of another language.

    None where there was no meeting, as for votes by mail.

    >>> listed_meeting("Adopted without vote, 20th plenary meeting", Language.ES)
    '20ª sesión plenaria'
    >>> listed_meeting("Voting by mail", Language.EN) is None
    True
    """
    found = _LISTED_MEETING.search(words)
    return _meeting(found[1], language, plenary=found[2] is not None) if found else None


def _meeting(number: str, language: Language, *, plenary: bool) -> str:
    last = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    ordinal = "th" if number[-2:] in ("11", "12", "13") else last
    return {
        Language.ZH: f"第{number}次{'全体' if plenary else ''}会议",
        Language.EN: f"{number}{ordinal} {'plenary ' if plenary else ''}meeting",
        Language.FR: f"{number}e séance{' plénière' if plenary else ''}",
        Language.ES: f"{number}ª sesión{' plenaria' if plenary else ''}",
        Language.RU: f"{number}-е {'пленарное ' if plenary else ''}заседание",
        Language.AR: f"الجلسة {'العامة ' if plenary else ''}{number}",
    }[language]


def split_names(text: str) -> list[str]:
    """The names in "France, Bosnia and Herzegovina and Peru"; other wording is kept whole.

    >>> split_names("France, Bosnia and Herzegovina and Peru (on behalf of A, B and C)")
    ['France', 'Bosnia and Herzegovina', 'Peru (on behalf of A, B and C)']
    """
    text = " ".join(_EMPTY_BRACKETS.sub(" ", text).split())
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
