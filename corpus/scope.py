"""Which resolutions a refresh is for, as data that users can read and extend.

A scope is a TOML file (`corpus/data/scope_crime.toml` is the one shipped): names of agenda items,
subject headings, and symbols with the reason for each. A resolution is in scope when any of the
three says so; where nothing is known of it yet, its own cover has to be looked at.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from importlib.resources import files
from pathlib import Path

import msgspec

from corpus.errors import DocumentError, UsageError
from corpus.marc import is_marc, read_marc
from corpus.metadata import Metadata
from corpus.model import Resolution
from corpus.symbols import Symbol, parse_symbol

CRIME, ALL = "crime", "all"
_RANGE = re.compile(r"(?P<session>.*/)(?P<first>\d+)\.\.(?P<last>\d+)\Z")
_LONGEST_RANGE = 1000


class Verdict(Enum):
    """Whether a resolution is in scope."""

    IN = auto()
    OUT = auto()
    UNKNOWN = auto()  # nothing is known of it by which to judge


@dataclass(frozen=True, slots=True)
class Topic:
    """What a resolution is about, in the words of a list or of its own cover."""

    agenda_item_name: str | None = None
    subjects: tuple[str, ...] = ()
    adopted: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A symbol that is in scope by name, and why."""

    symbol: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a refresh is for.

    `agenda_items` and `subjects` are folded for comparison; a subject must match as a whole, an
    agenda item's name may be part of a longer one ("Social and human rights questions: …").
    `organs` limits these two tests; a listed symbol is in scope whatever its organ. `since` leaves
    out what was adopted earlier, as far as that is known.
    """

    name: str
    everything: bool = False
    organs: frozenset[str] = frozenset()
    agenda_items: tuple[str, ...] = ()
    subjects: frozenset[str] = frozenset()
    listed: tuple[Listed, ...] = ()
    since: date | None = None
    _reasons: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        reasons = {entry.symbol: entry.reason for entry in self.listed}
        object.__setattr__(self, "_reasons", reasons)

    @property
    def has_tests(self) -> bool:
        """Whether a resolution that is not listed can be in scope."""
        return self.everything or bool(self.agenda_items or self.subjects)

    def reason(self, symbol: str) -> str | None:
        """Why this symbol, or the resolution it is a part of, is listed; None where it is not."""
        return self._reasons.get(symbol) or self._reasons.get(str(parse_symbol(symbol).parent))

    def verdict(self, symbol: str, topic: Topic | None) -> Verdict:
        """Whether the resolution with this canonical symbol is in scope.

        `topic` is what is known of it, None where nothing is.
        """
        parsed = parse_symbol(symbol)
        if self.since and _certainly_before(parsed, topic, self.since):
            return Verdict.OUT
        if self.everything or self.reason(symbol):
            return Verdict.IN
        if not self.has_tests or (self.organs and parsed.organ not in self.organs):
            return Verdict.OUT
        if topic is None or not (topic.agenda_item_name or topic.subjects):
            return Verdict.UNKNOWN
        return Verdict.IN if self._matches(topic) else Verdict.OUT

    def _matches(self, topic: Topic) -> bool:
        item = fold(topic.agenda_item_name or "")
        return any(name in item for name in self.agenda_items) or any(
            fold(subject) in self.subjects for subject in topic.subjects
        )


def topic_of(resolution: Resolution) -> Topic:
    """What a resolution says of itself on its cover.

    The keywords of its file count only where the cover names no agenda item: unlike the subject
    headings of the lists they are not a librarian's (E/RES/2023/8, on a research institute).
    """
    item = resolution.agenda_item_name
    return Topic(
        agenda_item_name=item,
        subjects=() if item else tuple(subject.label for subject in resolution.subjects),
        adopted=resolution.adopted,
    )


def add_topics(topics: dict[str, Topic], records: Iterable[Metadata]) -> None:
    """Add what a list says to what is known by symbol; lists may name a symbol more than once."""
    for record in records:
        known = topics.get(record.symbol, Topic())
        names = (known.agenda_item_name, record.agenda_item_name)
        topics[record.symbol] = Topic(
            agenda_item_name="; ".join(dict.fromkeys(filter(None, names))) or None,
            subjects=tuple(
                dict.fromkeys((*known.subjects, *(one.label for one in record.subjects)))
            ),
            adopted=known.adopted or record.adopted,
        )


def fold(text: str) -> str:
    """A name as it is compared: NFKC, case folded, single spaces.

    >>> fold("Crime\u00a0Prevention  and Criminal JUSTICE")
    'crime prevention and criminal justice'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _certainly_before(symbol: Symbol, topic: Topic | None, since: date) -> bool:
    if topic and topic.adopted:
        return topic.adopted < since
    if not symbol.session.isdigit():
        return False
    session = int(symbol.session)
    # A regular session of the General Assembly opens in September; the 31st did in 1976.
    last_year = session if session > 1900 else session + 1946
    return last_year < since.year


# ---------------------------------------------------------------------------------------------
# Scopes from files
# ---------------------------------------------------------------------------------------------


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    reason: str
    symbols: list[str]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    description: str = ""
    extends: str | None = None
    organs: list[str] = []
    agenda_items: list[str] = []
    subjects: list[str] = []
    listed: list[_Entry] = []


def load_scope(name: str) -> Scope:
    """The scope of this name (`crime`, `all`) or in this TOML file.

    Raises UsageError where there is no such scope or the file is not well-formed.
    """
    if name == ALL:
        return Scope(ALL, everything=True)
    return _parse_scope(scope_text(name), "scope_crime.toml" if name == CRIME else name)


def scope_text(name: str) -> str:
    """The file of the scope of this name, to be read, or extended by a file of one's own.

    Raises UsageError where there is none.
    """
    if name == CRIME:
        return (files("corpus") / "data" / "scope_crime.toml").read_text(encoding="utf-8")
    if name == ALL:
        raise UsageError("The scope of everything needs no file.", "See --show-scope alone.")
    if not name.endswith(".toml"):
        raise UsageError(f"There is no scope {name}.", "Use crime, all, or a file ending in .toml.")
    return _read(Path(name))


def read_scope(
    name: str,
    symbols_from: Path | None = None,
    since: str | None = None,
    symbols: Sequence[str] = (),
) -> Scope:
    """The scope that a user names: by name or file, or by symbols; and since when.

    Raises UsageError where something of it makes no sense.
    """
    if (symbols_from is not None or symbols) and name != CRIME:
        raise UsageError(
            "A scope and a list of symbols are both named.", "Use --scope or --symbols-from."
        )
    if symbols_from is None and not symbols:
        scope = load_scope(name)
    else:
        scope = symbols_scope(symbols_from) if symbols_from is not None else Scope("named symbols")
        named = (one for spelled in symbols for one in _symbols(spelled, "named symbols"))
        listed = (*scope.listed, *(Listed(symbol, "named by the user") for symbol in named))
        scope = replace(scope, listed=listed)
    return replace(scope, since=_day(since)) if since else scope


def _day(text: str) -> date:
    """The day that a date names, or the first of a year."""
    try:
        return date(int(text), 1, 1) if text.isdecimal() else date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text} is no date.", "Write 2020 or 2020-09-15.") from error


def _parse_scope(text: str, name: str) -> Scope:
    try:
        file = msgspec.convert(tomllib.loads(text), type=_File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(
            f"{name} is no scope: {error}.",
            "Compare it with corpus/data/scope_crime.toml, or see docs/refresh.md.",
        ) from error
    if file.extends not in (None, CRIME):
        raise UsageError(f"{name} extends {file.extends}.", f"Only {CRIME} can be extended.")
    own = Scope(
        file.name,
        organs=frozenset(file.organs),
        agenda_items=tuple(map(fold, file.agenda_items)),
        subjects=frozenset(map(fold, file.subjects)),
        listed=tuple(
            Listed(symbol, entry.reason)
            for entry in file.listed
            for spelled in entry.symbols
            for symbol in _symbols(spelled, name)
        ),
    )
    return _joined(load_scope(CRIME), own) if file.extends else own


def _joined(base: Scope, own: Scope) -> Scope:
    return replace(
        own,
        organs=base.organs | own.organs,
        agenda_items=base.agenda_items + own.agenda_items,
        subjects=base.subjects | own.subjects,
        listed=base.listed + own.listed,
    )


def symbols_scope(path: Path) -> Scope:
    """The scope of the symbols in a text file: one a line, what follows a `#` is left out.

    Of records of the Digital Library it is the resolutions that they are about. Raises UsageError
    for a line that is no symbol, naming it.
    """
    text = _read(path)
    if is_marc(text.encode()):
        return Scope(path.name, listed=tuple(_recorded(path, text)))
    listed = []
    for number, line in enumerate(text.splitlines(), start=1):
        spelled = line.lstrip("\ufeff").partition("#")[0].strip()
        if spelled:
            where = f"{path}, line {number}"
            listed += [Listed(symbol, f"named in {where}") for symbol in _symbols(spelled, where)]
    if not listed:
        raise UsageError(f"{path} names no symbol.", "Write one symbol a line.")
    return Scope(path.name, listed=tuple(listed))


def _recorded(path: Path, text: str) -> Iterator[Listed]:
    try:
        records = read_marc(text.encode(), str(path)).metadata
    except DocumentError as error:
        raise UsageError(error.problem, error.remedy) from error
    symbols = dict.fromkeys(one.symbol for one in records)
    resolutions = [one for one in symbols if parse_symbol(one).is_resolution]
    if not resolutions:
        raise UsageError(
            f"{path} has no record of a resolution.", "Search the Digital Library for resolutions."
        )
    yield from (Listed(one, f"named in {path}") for one in resolutions)


def _symbols(spelled: str, where: str) -> Iterator[str]:
    """The symbols that one entry names: "A/RES/74/170..177" are eight.

    >>> list(_symbols("A/RES/78/223..224", "here"))
    ['A/RES/78/223', 'A/RES/78/224']
    """
    match = _RANGE.match(spelled)
    numbers = [""]
    if match:
        first, last = int(match["first"]), int(match["last"])
        if not first <= last < first + _LONGEST_RANGE:
            raise UsageError(f"{where}: {spelled} is no range.", "Write the lower number first.")
        numbers = [f"{match['session']}{number}" for number in range(first, last + 1)]
    try:
        yield from (str(parse_symbol(number or spelled)) for number in numbers)
    except UsageError as error:
        raise UsageError(f"{where}: {error.problem}", error.remedy) from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is no text in UTF-8.", "Save it as UTF-8.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
