"""Catalogue records of the UN Digital Library (MARCXML), which users download by hand.

A record says of a document what the document leaves out: its subjects, agenda item, drafts, vote.
Records of drafts and of votes say that of the resolution that they belong to. Nothing here asks the
Library for anything: its terms forbid that to programs.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.etree import _Element

from corpus.akn_source import parse_xml, xml_text
from corpus.errors import DocumentError, UsageError
from corpus.facts import agenda_item, split_names, vote_from_words
from corpus.metadata import Metadata
from corpus.model import Language, Subject, Vote
from corpus.symbols import parse_symbol

_START = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:datafield|controlfield)\b|MARC21/slim")
_RECORD = re.compile(
    r"<(?P<p>(?:[\w.-]{1,20}:)?)record\b[^>]*>(?:(?!<(?P=p)record\b).)*?</(?P=p)record\s*>",
    re.DOTALL,
)
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]{1,20})?=(?:"[^"<]{0,200}"|'[^'<]{0,200}')""")
_LONGEST_SYMBOL = 80

_COMMITTEES = {
    f"{number:02}": f"{name} Committee"
    for number, name in enumerate(("First", "Second", "Third", "Fourth", "Fifth", "Sixth"), start=1)
}
# The vocabularies as UNxml's lists name them: subjects, and names of bodies, meetings and treaties.
_SUBJECTS = (
    ("650", "UNBIS Thesaurus"),
    ("610", "DHLAUTH"),
    ("611", "DHLAUTH"),
    ("630", "DHLAUTH"),
)
_ITEM = re.compile(r"(\d{1,3})([a-z]{0,2})(?:\[.*)?\Z")  # 71b[20]: item 71 (b), its 20th heading
_MEETING = re.compile(r"\d+(?:st|nd|rd|th)(?: \([^()]{1,30}\))? (?:plenary )?meeting")
_ADDITIONAL = re.compile(r"Additional sponsors:\s*(.+?)(?:\. -|\.?\Z)", re.DOTALL)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Records:
    """What records say, a value for each symbol that one is about; and what was odd about them."""

    metadata: tuple[Metadata, ...]
    notes: tuple[str, ...] = ()


def is_marc(data: bytes) -> bool:
    """Whether these bytes are records, alone, in a collection or in an answer that holds them."""
    start = data[:8192].replace(b"\0", b"")
    return b"akomaNtoso" not in start and bool(_START.search(start))


def read_marc(data: bytes, name: str) -> Records:
    """What the records in a MARCXML file say.

    UTF-8 is taken for that whatever the file says or leaves out; text that was encoded twice is
    mended. Of a file that is damaged the records that are whole are read. Raises DocumentError
    where none can be, or none is of a document with a symbol.
    """
    text, _ = xml_text(data, name)
    notes: list[str] = []
    records = [_Record(element) for element in _elements(text, name, notes)]
    found = [list(record.metadata()) for record in records]
    metadata = tuple(one for row in found for one in row)
    if not metadata:
        raise DocumentError(
            f"{name} holds {len(records)} records, and none of a document with a symbol.",
            "Search the Digital Library for the symbol, and export as MARCXML.",
        )
    if without := sum(not row for row in found):
        notes.append(f"{name}: {without} of {len(records)} records name no symbol.")
    return Records(metadata, tuple(notes))


def _elements(text: str, name: str, notes: list[str]) -> list[_Element]:
    try:
        return list(parse_xml(text.encode("utf-8", "replace")).iter("{*}record"))
    except etree.XMLSyntaxError as error:
        reason = str(error.msg or "it is empty").rstrip(".")
    # Damaged: whatever record is whole is read by itself, with the prefixes that stood above it.
    around = "".join({one.partition("=")[0]: one for one in _NAMESPACE.findall(text)}.values())
    whole = []
    for match in _RECORD.finditer(text):
        try:
            wrapped = parse_xml(f"<all{around}>{match[0]}</all>".encode("utf-8", "replace"))
        except etree.XMLSyntaxError:
            continue
        whole.append(wrapped[0])
    if not whole:
        raise DocumentError(
            f"{name} is not well-formed XML: {reason}.", "Export it from the Digital Library again."
        )
    notes.append(f"{name} is damaged ({reason}): of its records the {len(whole)} whole were read.")
    return whole


class _Record:
    """One record: the values of its fields by tag, indicator and code."""

    def __init__(self, element: _Element) -> None:
        self._fields = [
            (
                field.get("tag", ""),
                (field.get("ind1") or "").strip(),
                [(part.get("code", ""), _folded(part.text)) for part in field.iter("{*}subfield")],
            )
            for field in element.iter("{*}datafield")
        ]

    def metadata(self) -> Iterator[Metadata]:
        """What it says of each of its symbols, and of the resolution that it belongs to."""
        for symbol in self._symbols("191"):
            yield self._of_document(symbol)
            if not parse_symbol(symbol).is_resolution:
                yield from self._of_resolution(symbol)
        # A record of a vote names the resolution that was voted on.
        for symbol in self._symbols("791"):
            yield Metadata(symbol, adopted=self._date("992", "269"), vote=self._vote())

    def _of_document(self, symbol: str) -> Metadata:
        is_resolution = parse_symbol(symbol).is_resolution
        item, item_name = self._agenda_item()
        related = self._related()
        return Metadata(
            symbol=symbol,
            title=self._title(),
            # 269 is the day of issue, which is another one for the General Assembly.
            adopted=self._date("992", "269") if is_resolution else None,
            meeting=self._meeting(),
            agenda_item=item,
            agenda_item_name=item_name,
            committee=self._committee(),
            report=related["report"][0] if related["report"] else None,
            drafts=tuple(related["draft"]),
            vote=self._vote(),
            subjects=tuple(
                dict.fromkeys(
                    Subject(label, vocabulary)
                    for tag, vocabulary in _SUBJECTS
                    for label in self._all(tag, "a")
                )
            ),
        )

    def _of_resolution(self, draft: str) -> Iterator[Metadata]:
        """What the record of a draft says of the resolution that it became."""
        related = self._related()
        for symbol in related["resolution"]:
            yield Metadata(
                symbol,
                committee=self._committee(),
                report=related["report"][0] if related["report"] else None,
                drafts=(draft,),
                sponsors=tuple(self._sponsors()),
            )

    # Fields

    def _all(self, tag: str, code: str) -> list[str]:
        return [
            text
            for found, _, parts in self._fields
            if found == tag
            for one, text in parts
            if one == code and text
        ]

    def _first(self, tag: str, code: str) -> str:
        return next(iter(self._all(tag, code)), "")

    def _symbols(self, tag: str) -> list[str]:
        symbols = (_canonical(text) for text in self._all(tag, "a"))
        return list(dict.fromkeys(symbol for symbol in symbols if symbol))

    def _title(self) -> str | None:
        parts = [self._first("245", code).rstrip(" :/") for code in "ab"]
        return " : ".join(part for part in parts if part) or None

    def _date(self, *tags: str) -> date | None:
        """The first full date of these fields; in some exports it has no code."""
        for wanted in tags:
            for tag, _, parts in self._fields:
                for code, text in parts if tag == wanted else ():
                    if code in ("a", "") and (match := _DATE.match(text)):
                        try:
                            return date(*map(int, match.groups()))
                        except ValueError:
                            continue
        return None

    def _agenda_item(self) -> tuple[str | None, str | None]:
        for tag, _, parts in self._fields:
            values = dict(reversed(parts))
            match = _ITEM.match(values.get("b", "")) if tag == "991" else None
            if match:
                printed = f"{match[1]} ({match[2]})" if match[2] else match[1]
                name = values.get("c", "").rstrip(".") or None
                return agenda_item(printed, Language.EN), name
        return None, None

    def _committee(self) -> str | None:
        known = (_COMMITTEES.get(text.zfill(2)) for text in self._all("793", "a"))
        return next((name for name in known if name), None)

    def _meeting(self) -> str | None:
        match = _MEETING.search(self._first("996", "a"))
        return match[0] if match else None

    def _vote(self) -> Vote | None:
        sides = ("inFavour", "against", "abstaining")
        given = {side: self._first("996", code) for side, code in zip(sides, "bcd", strict=True)}
        counts = {side: int(text) for side, text in given.items() if re.fullmatch(r"\d{1,3}", text)}
        cast = Counter(self._all("967", "d"))
        if not any(counts.values()) and cast:
            counts = {side: cast[letter] for side, letter in zip(sides, "YNA", strict=True)}
        return vote_from_words(self._first("996", "a"), counts if any(counts.values()) else {})

    def _related(self) -> dict[str, list[str]]:
        """Other documents by what they are to this one: its draft, its report, its resolution."""
        related: dict[str, list[str]] = {"resolution": [], "draft": [], "report": []}
        for tag, indicator, parts in self._fields:
            for code, text in parts if tag == "993" else ():
                symbol = _canonical(text) if code == "a" else None
                kind = _relation(symbol, indicator) if symbol else None
                if symbol and kind:
                    related[kind].append(symbol)
        return related

    def _sponsors(self) -> Iterator[str]:
        """The states among the authors, and those that joined them later."""
        yield from (name for name in self._all("710", "a") if not re.match(r"UN\b", name))
        for note in self._all("515", "a"):
            if match := _ADDITIONAL.search(note):
                yield from split_names(match[1])


def _relation(symbol: str, indicator: str) -> str | None:
    """What a related document is, by the indicator where there is one, else by its symbol."""
    if parse_symbol(symbol).is_resolution:
        return "resolution"
    if "/PV." in symbol or "/SR." in symbol:
        return None
    if indicator == "2" or "/L." in symbol:
        return "draft"
    return "report"


def _canonical(text: str) -> str | None:
    if not text or len(text) > _LONGEST_SYMBOL:
        return None
    try:
        return str(parse_symbol(text))
    except UsageError:
        return None


def _folded(text: str | None) -> str:
    """The text on one line; where UTF-8 was taken for Latin-1 and encoded once more, undone."""
    folded = text or ""
    if not folded.isascii():
        with suppress(UnicodeError):  # it is as it should be
            folded = folded.encode("latin-1").decode("utf-8")
    return " ".join(folded.split())
