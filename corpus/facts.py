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
    return ", ".join(items) or None


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
