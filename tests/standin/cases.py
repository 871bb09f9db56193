"""Every case of the requirements' table by name, whichever host it is about.

The numbers in brackets are those of the table.
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import Protocol

from tests.standin import replies
from tests.standin.digital_library import LIBRARY, Library
from tests.standin.github import GitHub
from tests.standin.network import NETWORK
from tests.standin.ods import ODS, OVERLOADED_PAGE, Ods
from tests.standin.scenarios import GITHUB
from tests.standin.server import Fault, Host, Reply, Standin
from tests.standin.undocs import DOCS, UNDOCS, Docs, Undocs

ASKED, FILES = "/api/symbol/access", "/doc/"
SAMPLES = ("A/RES/91/1", "A/RES/91/2", "A/RES/91/3")


class Case(Protocol):
    """Something that can happen."""

    @property
    def name(self) -> str:
        """How it is chosen."""

    @property
    def what(self) -> str:
        """What happens, in a line."""

    def turn_on(self, standin: Standin) -> None:
        """Let it happen."""


@dataclass(frozen=True, slots=True)
class AsItIs:
    """What a host does without being told to: `turn_on` changes nothing."""

    name: str
    what: str

    def turn_on(self, standin: Standin) -> None:
        """It happens whenever it is asked for."""


@dataclass(frozen=True, slots=True)
class Failing:
    """A host that answers otherwise for a while."""

    name: str
    what: str
    fault: Fault

    def turn_on(self, standin: Standin) -> None:
        """Let it answer otherwise."""
        standin.faults.append(replace(self.fault))


@dataclass(frozen=True, slots=True)
class Odd:
    """An ODS that behaves otherwise."""

    name: str
    what: str
    change: Callable[[Ods], None]

    def turn_on(self, standin: Standin) -> None:
        """Let it behave otherwise."""
        self.change(ods_of(standin))


@dataclass(frozen=True, slots=True)
class OddLibrary:
    """A Digital Library that behaves otherwise."""

    name: str
    what: str
    change: Callable[[Library], None]

    def turn_on(self, standin: Standin) -> None:
        """Let it behave otherwise."""
        self.change(library_of(standin))


def un_hosts(monotonic: Callable[[], float] | None = None) -> dict[str, Host]:
    """ODS with a few documents, and the hosts around it; ODS by this clock, if given."""
    ods = Ods(monotonic=monotonic) if monotonic else Ods()
    for symbol in SAMPLES:
        ods.add(symbol)
    ods.add("A/RES/50/1", origin="wpd")
    ods.add("A/RES/60/1", origin="doc")
    ods.add("A/RES/35/1", origin="")
    return {ODS: ods, UNDOCS: Undocs(), DOCS: Docs(), LIBRARY: Library()}


def all_hosts(github: GitHub) -> dict[str, Host]:
    """Every host there is."""
    return {**github.hosts(), **un_hosts()}


def ods_of(standin: Standin) -> Ods:
    """The ODS of a stand-in."""
    host = standin.hosts[ODS]
    assert isinstance(host, Ods)
    return host


def library_of(standin: Standin) -> Library:
    """The Digital Library of a stand-in."""
    host = standin.hosts[LIBRARY]
    assert isinstance(host, Library)
    return host


def _setting(name: str, value: object) -> Callable[[Ods], None]:
    # Each stand-in has a value of its own: what one does to it is nothing to the next.
    return lambda ods: setattr(ods, name, copy(value))


def _failing(name: str, what: str, reply: Reply, part: str = ASKED, times: int = 1) -> Failing:
    return Failing(name, what, Fault(reply, part, ODS, times))


_ODS: Iterable[Case] = (
    AsItIs("ods", "a symbol leads to a file, at the path in small letters (1, 2)"),
    AsItIs("ods-capitals", "the path in capitals leads to the one in small letters (3)"),
    Odd("ods-capitals-page", "the path in capitals is a page (3)", _setting("capitals_page", True)),
    AsItIs("ods-missing", "what is missing leads to a page, always the same (4, 5)"),
    Odd(
        "ods-unpublished",
        f"{SAMPLES[0]} is answered with nothing (6)",
        _setting("unpublished", {SAMPLES[0]}),
    ),
    Odd("ods-legacy", "404 for what is missing (7)", _setting("legacy", True)),
    Odd(
        "ods-block",
        "questions 250 to 270 are answered as if all were missing (8)",
        _setting("block_at", 250),
    ),
    AsItIs("ods-unknown-language", "l=ja gives the English file (9)"),
    Odd(
        "ods-wrong-language",
        f"{SAMPLES[0]} is English in every language (10)",
        _setting("english_only", {SAMPLES[0]}),
    ),
    Odd("ods-page", f"{SAMPLES[0]} is a page (11)", _setting("paged", {SAMPLES[0]})),
    AsItIs("ods-originals", "t=docx gives WordPerfect, Word of either age, or nothing (12)"),
    AsItIs("ods-overload", "503 from the fifth request at once on (13)"),
    _failing("ods-overloaded", "503 twice (13)", replies.status(503, OVERLOADED_PAGE), times=2),
    _failing("ods-gateway", "502 once (14)", replies.status(502, b"x" * 552)),
    _failing("ods-rate-limit", "429, Retry-After: 7 (15)", replies.too_many("7")),
    _failing("ods-rate-limit-date", "429 with a date (15)", replies.too_many_until(5)),
    _failing("ods-rate-limit-bare", "429 without Retry-After (15)", replies.too_many(None)),
    _failing("ods-rate-limit-zero", "429, Retry-After: 0 (15)", replies.too_many("0")),
    _failing("ods-rate-limit-text", "429, Retry-After: soon (15)", replies.too_many("soon")),
    _failing("ods-refusal", "403 once (16)", replies.status(403)),
    Odd("ods-slow", "31 seconds before each answer (17)", _setting("delay", 31.0)),
    Odd("ods-drip", "a file comes a byte a second (17)", _setting("drip", 1.0)),
    _failing("ods-cut-off", "50,000 of 200,000 bytes (18)", replies.cut_off, FILES),
    _failing("ods-cut-off-chunked", "no last chunk (18)", replies.cut_off_chunked, FILES),
    _failing("ods-reset", "closed before any header (19)", replies.reset),
    _failing("ods-circle", "302 to itself (20)", replies.to_itself),
    _failing(
        "ods-stranger", "302 to another host (20)", replies.redirect("https://elsewhere.example/x")
    ),
    AsItIs("ods-robots", "robots.txt disallows /doc, /access and /api (21)"),
    Odd("ods-open", "robots.txt disallows nothing (21)", _setting("robots_text", "")),
)

_AROUND: Iterable[Case] = (
    AsItIs("undocs", "301 to docs.un.org, with its port (22)"),
    AsItIs("docs", "a page without the text; no robots.txt (23)"),
    AsItIs("library", "202 with a challenge (24)"),
    OddLibrary("library-page", "202 with a page (24)", lambda one: setattr(one, "with_page", True)),
    AsItIs("library-search", "403 without key; with it 429 once, then two pages (25)"),
    AsItIs("library-harvest", "windows, tokens, deleted records, 503 for long windows (26)"),
    OddLibrary(
        "library-harvest-page",
        "a page in place of records once (26)",
        lambda one: setattr(one, "broken_windows", 1),
    ),
    AsItIs("library-robots", "/search is disallowed, five seconds between requests (27)"),
    AsItIs("library-records", "MARCXML without charset, names of files in six scripts (28)"),
)

_LISTED: Iterable[Case] = (
    AsItIs("listing", "a tree of paths, sizes and hashes (29)"),
    AsItIs("files", "files at paths with spaces; 404 for what is not there (30)"),
)

CASES: tuple[Case, ...] = (*_ODS, *_AROUND, *_LISTED, *GITHUB, *NETWORK)
