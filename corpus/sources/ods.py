"""Documents of the UN's Official Document System (ODS), which the user names one by one.

ODS answers to a symbol and a language with the place of a file, in capitals, and serves the file at
the same place in small letters. For a document that it does not have, and for any document when it
has been asked too fast, it gives the same page: so nothing here ever says that there is none. Its
robots.txt disallows every address that serves a file, which `HostRules.permitted` answers for.
"""

import hashlib
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from io import BytesIO
from urllib.parse import quote, urljoin, urlsplit

from corpus.errors import SourceError
from corpus.exchange import authority
from corpus.fetch import Asked, Fetched, Fetcher
from corpus.language import detect_language
from corpus.manifest import Manifest, ManifestLine, Standing, Wanted
from corpus.manners import Clock, HostRules
from corpus.model import Language
from corpus.read import Hints
from corpus.reading import read_files
from corpus.refresh_report import DocumentName
from corpus.source_errors import (
    ChallengeError,
    DisallowedError,
    MissingError,
    TryLaterError,
    UnexpectedError,
)
from corpus.sources.local import MAX_FILE_BYTES, LocalFile
from corpus.sources.origin import Delivery, FileKind, ListedFile, Listing, NotListed
from corpus.symbols import parse_symbol

ODS_HOST = "documents.un.org"
ODS_URL = f"https://{ODS_HOST}"

# The pace that lasted for others: 1,200 requests an hour at most, three seconds from one to the
# next, some minutes' rest after each 150, ten minutes after a refusal or a broken connection.
ODS_RULES = HostRules(
    interval=3.0,
    jitter=0.3,
    per_hour=1200,
    rest_every=150,
    rest=(180.0, 300.0),
    after_refusal=600.0,
)
READ_TIMEOUT = 120.0  # finding a file took ODS up to 31 seconds
PATIENCE = 900.0  # waits longer than the ten minutes after a refusal end a run
FILE_BYTES = MAX_FILE_BYTES  # a larger one could not be read

MISSES_IN_A_ROW = 8  # then ODS is more likely to have had enough of us than to have none of them
RESTS = (15 * 60.0, 60 * 60.0)
ANOTHER_DAY = timedelta(hours=20)  # a daily run may begin some hours earlier than the day before

_NOT_FOUND = (404, 410)
_ANSWERS = (301, 302, 303, 307, 308, *_NOT_FOUND)
_REDIRECTS = 5
_ACCEPT = "application/pdf, */*"
_DOCX_TEXT = "word/document.xml"
_DOCX_TEXT_BYTES = 1024 * 1024
_TAG = re.compile(rb"<[^>]*>?")
_DAMAGE = (
    *(KeyError, OSError, EOFError, RuntimeError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),
)


class Form(StrEnum):
    """The kinds of file that ODS can be asked for; it gives the original and converts nothing."""

    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"


# What the first bytes of a document can be; neither Content-Type nor status proves anything. Each
# with what stands near the end of a file that is whole, and how near; "" where nothing tells.
_MAGIC = (
    (b"%PDF", b"%%EOF", 4096),
    (b"PK\x03\x04", b"PK\x05\x06", 66_000),  # .docx: a zip file; its directory, then a comment
    (b"\xd0\xcf\x11\xe0", b"", 0),  # .doc
    (b"\xffWPC", b"", 0),  # WordPerfect, before 2000
)
_PAGE = re.compile(rb"<!doctype\s+html|<html", re.IGNORECASE)


@dataclass(slots=True)
class _Row:
    """Documents that were asked for one after the other and for none of which anything was given.

    After `MISSES_IN_A_ROW` of them ODS is left alone for a while; then the same are asked for
    again, for it may have them all.
    """

    missed: list[Delivery] = field(default_factory=list)
    rested: int = 0

    @property
    def is_long(self) -> bool:
        """Whether it is time for a rest."""
        return len(self.missed) >= MISSES_IN_A_ROW

    def rest(self) -> float | None:
        """How many seconds of rest ODS gets now; None where it had all that it gets in a run."""
        if self.rested == len(RESTS):
            return None
        self.rested += 1
        return RESTS[self.rested - 1]

    def take(self) -> list[Delivery]:
        """End the row, and what is in it."""
        missed, self.missed = self.missed, []
        return missed


class Ods:
    """The documents with these names, as ODS serves them at `base`."""

    name = "ods"

    def __init__(
        self,
        fetcher: Fetcher,
        manifest: Manifest,
        documents: Sequence[DocumentName],
        clock: Clock,
        *,
        base: str = ODS_URL,
        form: Form = Form.PDF,
    ) -> None:
        self._fetcher = fetcher
        self._manifest = manifest
        self._documents = documents
        self._clock = clock
        self._base = base
        self._form = form
        self._languages: dict[str, Language] = {}  # in which a place was given in this run
        self._unasked: set[str] = set()  # files that pace, pause or limit kept from being asked for

    @property
    def requests(self) -> int:
        """How many requests were made."""
        return self._fetcher.budget.requests

    def listings(self, organs: frozenset[str]) -> Iterator[Listing | NotListed]:
        """The documents that are to be asked for; ODS itself lists nothing, so nothing is asked.

        What was missing is left out until another day.
        """
        del organs
        files, notes = [], []
        for name in self._documents:
            until = self._left_until(name)
            if until is None:
                files.append(self._listed(name))
            else:
                notes.append(
                    f"{_title(name)} was not given when it was last asked for, and is looked for"
                    f" again after {until:%Y-%m-%d %H:%M} UTC."
                )
        # Not complete: what is not named here is not withdrawn.
        yield Listing(ODS_HOST, tuple(files), complete=False, notes=tuple(notes))

    def deliver(self, files: Iterable[ListedFile]) -> Iterator[Delivery]:
        """The bytes of each file, English first: it is what ODS gives in place of others."""
        waiting = deque(_asking_order(files))
        row = _Row()
        while waiting:
            file = waiting.popleft()
            delivery = self._asked_for(file)
            if isinstance(delivery.error, MissingError):
                row.missed.append(delivery)
                if row.is_long and waiting:
                    yield from self._rested(row, waiting)
                continue
            if delivery.error is None:
                yield from self._noted(row.take())  # ODS gives others, so it was not our pace
                row.rested = 0
            yield from self._noted([delivery])
            if isinstance(delivery.error, ChallengeError):
                yield from (Delivery(one, b"", delivery.error) for one in waiting)
                break
        yield from self._noted(row.take())

    def _rested(self, row: _Row, waiting: deque[ListedFile]) -> Iterator[Delivery]:
        """Leave ODS alone for a while and look again for the whole row, or end the run."""
        limit = TryLaterError(
            f"{self._host} gave nothing {MISSES_IN_A_ROW} times in a row, after rests as well.",
            "Run it again another day: it goes on where it stopped.",
            is_limit=True,
        )
        seconds = row.rest()
        missed = row.take()
        if seconds is not None:
            # A run that is stopped meanwhile leaves the rest to the next one.
            for delivery in missed:
                self._note(delivery)
            began = self._clock.now()
            self._manifest.note_pause(self._host, began, began + timedelta(seconds=seconds))
            try:
                self._fetcher.rest(seconds)
            except TryLaterError as error:
                limit = error
            else:
                waiting.extendleft(delivery.file for delivery in reversed(missed))
                return
        yield from self._noted(missed)
        yield from (Delivery(file, b"", limit) for file in waiting)
        waiting.clear()

    # One document

    def _asked_for(self, file: ListedFile) -> Delivery:
        before = self.requests
        delivery = self._delivery(file)
        if self.requests == before:
            self._unasked.add(file.name)
        return delivery

    def _delivery(self, file: ListedFile) -> Delivery:
        try:
            return Delivery(file, self._document(file))
        except DisallowedError as error:
            remedy = (
                "Download it by hand and `unres add` it; or pass --ods-permitted, if you have"
                " permission or take fetching single documents on yourself."
            )
            return Delivery(file, b"", DisallowedError(error.problem, remedy))
        except SourceError as error:
            return Delivery(file, b"", error)

    def _document(self, file: ListedFile) -> bytes:
        """The document itself, or the resolution that it is a part of, where only that is had."""
        missing: MissingError | None = None
        for symbol in _asked_symbols(file):
            try:
                return self._resolved(file, symbol)
            except MissingError as error:
                missing = missing or error
        raise missing or ValueError("a file of ODS has a symbol")

    def _resolved(self, file: ListedFile, symbol: str) -> bytes:
        """The file that the symbol leads to, by however many places of ODS."""
        asked = Asked(_ACCEPT, body_bytes=FILE_BYTES, check=_Check(), answers=_ANSWERS)
        url = self._address(symbol, file.languages[0])
        found = self._fetcher.get(url, asked)
        seen = {url}
        while found.location and found.status in _ANSWERS:
            url = self._place(file, found)
            if url in seen or len(seen) > _REDIRECTS:
                raise UnexpectedError(
                    f"{self._host} leads from place to place in a circle, as far as {url}.",
                    "It is asked for at the next refresh.",
                )
            seen.add(url)
            self._refuse_other_language(file, self._languages.get(url, file.languages[0]))
            found = self._fetcher.get(url, asked)
        if found.status in _ANSWERS or not _is_document(found.body):
            raise self._missing(file)
        self._languages[url] = file.languages[0]
        self._refuse_held_in_other_language(file, found.body)
        return found.body

    def _address(self, symbol: str, language: Language) -> str:
        # A code that ODS does not know gives the English file; these six are its own.
        return (
            f"{self._base}/api/symbol/access?s={quote(symbol, safe='/()')}"
            f"&l={language}&t={self._form}"
        )

    def _place(self, file: ListedFile, found: Fetched) -> str:
        """Where the file lies: what `Location` names, in small letters, on the host we asked."""
        try:
            target = urljoin(found.url, found.location or "")
            parts = urlsplit(target)
            is_ours = authority(target) in (authority(self._base), ODS_HOST)
        except ValueError as error:
            raise UnexpectedError(
                f"{self._host} names a place that is no address: {found.location}.",
                "It is asked for at the next refresh.",
            ) from error
        if not is_ours:
            return target  # which is refused, for it is on no host of this source
        path = parts.path.lower().removeprefix(urlsplit(self._base).path.lower())
        if path.rstrip("/") == "/error":
            raise self._missing(file)
        return f"{self._base}{path}" + (f"?{parts.query}" if parts.query else "")

    # Languages

    def _refuse_other_language(self, file: ListedFile, language: Language | None) -> None:
        if language is not None and language is not file.languages[0]:
            raise MissingError(
                f"{self._host} gives {file.symbol} in {language} when asked for it in"
                f" {file.languages[0]}; there may be none in that language.",
                "It is not kept, and looked for again another day.",
                wait=ANOTHER_DAY.total_seconds(),
            )

    def _refuse_held_in_other_language(self, file: ListedFile, body: bytes) -> None:
        sha256 = hashlib.sha256(body).hexdigest()
        for language in Language:
            line = self._manifest.line(Wanted(file.symbol or "", language, self._form))
            if line is not None and line.sha256 == sha256:
                self._refuse_other_language(file, language)
        self._refuse_other_language(file, _language_of(file, body))

    # The manifest

    def _missing(self, file: ListedFile) -> MissingError:
        """What can honestly be said where ODS gave nothing."""
        looks = self._looks(file)
        often = f", {looks} times by now" if looks > 1 else ""
        return MissingError(
            f"{self._host} gave nothing for it{often}: there is none, or it was asked too fast."
            " Check again later.",
            "It is looked for another day.",
            wait=ANOTHER_DAY.total_seconds(),
        )

    def _looks(self, file: ListedFile) -> int:
        """On how many days it was looked for in vain, with today."""
        line = self._manifest.line(self._wanted(file))
        if line is None:
            return 1
        is_todays = line.standing is Standing.MISSING and self._was_just_now(line)
        return line.looks + (not is_todays)

    def _was_just_now(self, line: ManifestLine) -> bool:
        """Whether that was less than a day ago; a clock that was set back since makes it future."""
        asked = datetime.fromisoformat(line.at)
        return asked <= self._clock.now() < asked + ANOTHER_DAY

    def _left_until(self, name: DocumentName) -> datetime | None:
        """When a document that was missing may be looked for again; None where it may now."""
        line = self._manifest.line(Wanted(name.symbol, name.language, self._form))
        if line is None or line.standing is not Standing.MISSING:
            return None
        until = datetime.fromisoformat(line.at) + ANOTHER_DAY
        return until if self._was_just_now(line) else None

    def _noted(self, deliveries: Sequence[Delivery]) -> Iterator[Delivery]:
        """These deliveries; what became of each is written down when its bytes have been kept."""
        for delivery in deliveries:
            yield delivery
            self._note(delivery)

    def _note(self, delivery: Delivery) -> None:
        """Write down what became of it, unless it was not asked for at all."""
        error = delivery.error
        if delivery.file.name in self._unasked or getattr(error, "is_limit", False):
            return
        if isinstance(error, DisallowedError):
            return
        wanted = self._wanted(delivery.file)
        at = self._clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if error is None:
            sha256 = hashlib.sha256(delivery.data).hexdigest()
            line = ManifestLine(Standing.SAVED, at, sha256=sha256)
        elif isinstance(error, MissingError):
            looks = self._looks(delivery.file)
            line = ManifestLine(Standing.MISSING, at, looks, reason=error.problem)
        else:
            before = self._manifest.line(wanted)
            looks = before.looks if before else 0
            line = ManifestLine(Standing.ERROR, at, looks, reason=error.problem)
        self._manifest.write_line(wanted, line)

    # Names

    @property
    def _host(self) -> str:
        return authority(self._base)

    def _wanted(self, file: ListedFile) -> Wanted:
        return Wanted(file.symbol or "", file.languages[0], self._form)

    def _listed(self, name: DocumentName) -> ListedFile:
        stem = name.symbol.replace("/", "_").replace(" ", "_")
        return ListedFile(
            repository=ODS_HOST,
            path=f"{stem}-{name.language.upper()}.{self._form}",
            url=self._address(name.symbol, name.language),
            sha1=f"{ODS_HOST} {name.symbol} {name.language} {self._form}",
            size=0,
            kind=FileKind.DOCUMENT,
            symbol=name.symbol,
            languages=(name.language,),
        )


def _title(name: DocumentName) -> str:
    return f"{name.symbol} [{name.language}]"


def _asking_order(files: Iterable[ListedFile]) -> Iterator[ListedFile]:
    by_symbol: dict[str | None, list[ListedFile]] = {}
    for file in files:
        by_symbol.setdefault(file.symbol, []).append(file)
    for group in by_symbol.values():
        yield from sorted(group, key=lambda file: Language.EN not in file.languages)


def _asked_symbols(file: ListedFile) -> list[str]:
    """The symbols to ask for in turn: some parts of a resolution have no file of their own."""
    symbol = parse_symbol(file.symbol or "")
    names = [symbol.text, symbol.parent.text]
    # Parts of the old sessions, such as 217 A (III), never have.
    return names[1:] if symbol.session[-1:].isalpha() else list(dict.fromkeys(names))


def _is_document(body: bytes) -> bool:
    return body.startswith(tuple(magic for magic, *_ in _MAGIC))


class _Check:
    """A check that a document is whole. A page and an empty answer pass: they say "not given".

    What lacks its end is asked for once more: if it comes the same again, it is what ODS has.
    """

    def __init__(self) -> None:
        self._before: bytes | None = None

    def __call__(self, body: bytes) -> None:
        """Raise SourceError where these bytes are not to be taken."""
        for magic, end, near in _MAGIC:
            if body.startswith(magic):
                if end not in body[-near:] and body != self._before:
                    self._refuse(body)
                return
        start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
        if start and not start.startswith(b"<"):
            raise UnexpectedError(
                f"What came is no PDF, Word or WordPerfect file: it begins with {start[:8]!r}.",
                "It is not kept; it is tried again at the next refresh.",
            )

    def _refuse(self, body: bytes) -> None:
        if _PAGE.search(body[:1024]):
            raise UnexpectedError(
                "What came begins as a document and goes on as a page.",
                "It is not kept; it is tried again at the next refresh.",
            )
        self._before = body
        raise TryLaterError(
            f"Of a document only the first {len(body)} bytes came.",
            "They are not kept; it is tried again at the next refresh.",
            again=True,
        )


def _language_of(file: ListedFile, body: bytes) -> Language | None:
    """The language that the text of a document is in; None where that cannot be told."""
    local = LocalFile(file.name, file.url, body)
    for read in read_files([local], Hints(), workers=1):
        if isinstance(read.result, tuple):
            return read.result[0].language
    return _language_of_docx(body)


def _language_of_docx(body: bytes) -> Language | None:
    """The language that the text of a Word file is in; None where that cannot be told."""
    if not body.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive, archive.open(_DOCX_TEXT) as content:
            start = content.read(_DOCX_TEXT_BYTES)
    except _DAMAGE:
        return None
    return detect_language(_TAG.sub(b" ", start).decode("utf-8", "replace"))
