"""UNxml's lists of resolutions (`data_extract/*.json`): what the documents themselves leave out.

The files are meant to have one JSON object a line, in English. They do not keep to it: objects
share a line with quotation marks between them, numbers may be NaN, values may be missing, empty or
of another type, and a symbol may come twice. Every object that can be read is read.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.errors import DocumentError, UsageError
from corpus.facts import FIRST_YEAR, agenda_item, listed_meeting, read_date, vote_from_words
from corpus.model import Language, Resolution, Subject, Vote, VoteOutcome
from corpus.symbols import parse_symbol
from corpus.text_dates import find_dates

# Its values are read, not guessed: these words say that there is none.
_NOTHING = frozenset(("", "n.a.", "n/a", "nan", "none", "null", "-"))
_NO_COMMITTEE = re.compile(r"without reference|plenary meeting", re.IGNORECASE)
_SYMBOL_IN_TEXT = re.compile(r"[A-Z]/[A-Za-z0-9./_-]*\d")
# A vocabulary of subjects; rows on agenda items have the symbol of an agenda there.
_AGENDA = re.compile(r"[A-Z]/\S*\d")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a list says about one resolution; texts are English."""

    symbol: str
    title: str | None = None
    adopted: date | None = None
    meeting: str | None = None
    agenda_item: str | None = None
    agenda_item_name: str | None = None
    committee: str | None = None
    report: str | None = None
    drafts: tuple[str, ...] = ()
    vote: Vote | None = None
    sponsors: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()


class _Row:
    """One object of a list, whatever its values are; a value that is missing reads as None."""

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values

    def text(self, key: str) -> str | None:
        value = self._values.get(key)
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            return None
        folded = " ".join(str(value).split())
        return None if folded.casefold() in _NOTHING else folded

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.get(key)
        parts = value if isinstance(value, list) else [value]
        folded = (" ".join(part.split()) for part in parts if isinstance(part, str))
        return tuple(part for part in folded if part.casefold() not in _NOTHING)

    def pairs(self, key: str) -> Iterator[tuple[str, str]]:
        value = self._values.get(key)
        for pair in value if isinstance(value, list) else ():
            if isinstance(pair, list) and len(pair) >= 2:
                first, second = pair[0], pair[1]
                if isinstance(first, str) and isinstance(second, str):
                    yield " ".join(first.split()), " ".join(second.split())


def read_data_extract(data: bytes, name: str) -> tuple[Metadata, ...]:
    r"""What a `data_extract` file says, one value a resolution; a symbol's first row comes first.

    Raises DocumentError where nothing in the file can be read. `name` is for the message.

    >>> data = b'{"symbol": "A/RES/901/1", "title": "Sample"}"\n"{"symbol": "A/RES/901/2"}'
    >>> [(row.symbol, row.title) for row in read_data_extract(data, "901.json")]
    [('A/RES/901/1', 'Sample'), ('A/RES/901/2', None)]
    """
    rows = [_Row(values) for values in _objects(data.decode("utf-8-sig", errors="replace"))]
    read = tuple(found for row in rows if (found := _metadata(row)))
    if data.strip() and not read:
        raise DocumentError(
            f"{name} has no JSON object with the symbol of a resolution.",
            "Fetch it again; it should be a file of UNxml's data_extract folder.",
        )
    return read


def enrich(resolution: Resolution, metadata: Iterable[Metadata]) -> Resolution:
    """The resolution with what its document does not say filled in from the list.

    What the document says stays. Lists are English: names of committees and agenda items are taken
    for the English document only. Rows on other symbols are passed over.
    """
    for row in metadata:
        if row.symbol == resolution.symbol:
            resolution = _filled(resolution, row)
    return resolution


def _filled(resolution: Resolution, row: Metadata) -> Resolution:
    english = resolution.language is Language.EN
    return replace(
        resolution,
        adopted=resolution.adopted or row.adopted,
        meeting=resolution.meeting or listed_meeting(row.meeting or "", resolution.language),
        agenda_item=resolution.agenda_item or row.agenda_item,
        agenda_item_name=resolution.agenda_item_name or (row.agenda_item_name if english else None),
        committee=resolution.committee or (row.committee if english else None),
        report=resolution.report or row.report,
        drafts=resolution.drafts or row.drafts,
        vote=_better_vote(resolution.vote, row.vote),
        sponsors=resolution.sponsors or row.sponsors,
        subjects=resolution.subjects or row.subjects,
    )


def _better_vote(own: Vote | None, listed: Vote | None) -> Vote | None:
    """The document's vote; the list's where only that one has the counts."""
    if own is None or (own.outcome is VoteOutcome.VOTED and listed is not None):
        return listed or own
    return own


def _objects(text: str) -> Iterator[dict[str, object]]:
    """Every JSON object in the text, whatever stands between them."""
    decoder = json.JSONDecoder()
    place = text.find("{")
    while place >= 0:
        try:
            value, end = decoder.raw_decode(text, place)
        except (json.JSONDecodeError, RecursionError):
            # Cut short or damaged: the next object begins at a symbol of its own.
            following = re.compile(r'\{\s*"symbol"').search(text, place + 1)
            place = following.start() if following else -1
            continue
        if isinstance(value, dict):
            yield value
        place = text.find("{", end)


def _metadata(row: _Row) -> Metadata | None:
    symbol = _canonical(row.text("symbol"))
    if symbol is None:
        return None
    committee = row.text("committee")
    drafts, reports = _sources(row)
    item = row.text("agenda_item")
    return Metadata(
        symbol=symbol,
        title=row.text("title") or row.text("resolution_title"),
        adopted=_date(row.text("adoption_date")),
        meeting=row.text("adoption_meeting"),
        agenda_item=agenda_item(item, Language.EN) if item else None,
        agenda_item_name=row.text("agenda_item_name"),
        committee=None if committee and _NO_COMMITTEE.search(committee) else committee,
        report=reports[0] if reports else None,
        drafts=tuple(dict.fromkeys(drafts)),
        vote=_vote(row),
        sponsors=(*row.texts("sponsors"), *row.texts("additional_sponsors")),
        subjects=tuple(
            Subject(label, vocabulary)
            for label, vocabulary in row.pairs("subjects")
            if label and not _AGENDA.match(vocabulary)
        ),
    )


def _canonical(text: str | None) -> str | None:
    try:
        return str(parse_symbol(text)) if text else None
    except UsageError:
        return None


def _sources(row: _Row) -> tuple[list[str], list[str]]:
    """The drafts and the reports among the documents that a resolution came from."""
    printed = f"{row.text('draft_resolution') or ''} {row.text('originating_document') or ''}"
    found = (_canonical(match[0]) for match in _SYMBOL_IN_TEXT.finditer(printed))
    symbols = [symbol for symbol in found if symbol]
    drafts = [symbol for symbol in symbols if "/L." in symbol]
    if draft := _canonical(row.text("draft_resolution")):
        drafts.append(draft)
    return drafts, [symbol for symbol in symbols if symbol not in drafts]


def _date(text: str | None) -> date | None:
    """The date in "2019-12-18 00:00:00" or "29 September 2023"; None for 0001-01-01."""
    if text is None:
        return None
    printed = (found for found, _ in find_dates(text) if found.year >= FIRST_YEAR)
    return next(printed, None) or read_date(text)


def _vote(row: _Row) -> Vote | None:
    sides = {
        "inFavour": row.text("MS_in_favour_count"),
        "against": row.text("MS_against_count"),
        "abstaining": row.text("MS_abstaining_count"),
    }
    counts = {side: int(text) for side, text in sides.items() if text and text.isdigit()}
    words = f"{row.text('adoption_type') or ''} {row.text('voting_type') or ''}"
    return vote_from_words(words, counts if any(counts.values()) else {})
