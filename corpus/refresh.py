"""One refresh: discover, compare, fetch, check, store, read, report. The caller updates the index.

Every step can be stopped at any moment and begun again: bytes are kept when they arrive, by the
hash under which the source lists them, and what they are is kept when they have been read. What is
held is never replaced by less, and nothing held is deleted.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

from corpus.completeness import was_mended
from corpus.errors import DocumentError, FormatError, UnresError
from corpus.journal import Cover, Journal
from corpus.metadata import read_data_extract
from corpus.model import Format, Language, Resolution, Source
from corpus.read import READER_VERSION, Hints
from corpus.reading import read_files
from corpus.refresh_report import (
    NEXT_REFRESH,
    WHEN_CHANGED,
    DocumentName,
    RefreshFailure,
    RefreshReport,
    Refusal,
    WantedFile,
)
from corpus.scope import Listed, Scope, Topic, Verdict, add_topics, topic_of
from corpus.source_errors import MissingError, RefusedError, TryLaterError
from corpus.sources.local import LocalFile
from corpus.sources.origin import Delivery, FileKind, ListedFile, Listing, NotListed, Origin
from corpus.sources.unxml import members_of, place_of
from corpus.store import Outcome, Reading, now
from corpus.supply import Supply, is_limit
from corpus.symbols import parse_symbol

Progress = Callable[[int, int, str], None]  # files done, files in all, what is under way

# English first: its names of agenda items are those of the lists.
_LOOKED_AT_FIRST = (Language.EN, *(one for one in Language if one is not Language.EN))


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asks of a refresh; no language named means all six.

    `permitted` says that the user answers for fetching what robots.txt disallows.
    """

    scope: Scope
    languages: tuple[Language, ...] = ()
    follow_citations: bool = False
    dry_run: bool = False
    permitted: bool = False

    def organs(self) -> frozenset[str]:
        """The organs whose documents can be in scope; empty where any can."""
        scope = self.scope
        if self.follow_citations or scope.everything or (scope.has_tests and not scope.organs):
            return frozenset()
        return scope.organs | {parse_symbol(entry.symbol).organ for entry in scope.listed}

    def wants(self, file: ListedFile) -> bool:
        """Whether the file may be in a language that is asked for."""
        named = file.languages
        return not (self.languages and named) or any(one in self.languages for one in named)


def refresh(
    journal: Journal,
    origin: Origin,
    order: Order,
    progress: Progress,
    *,
    workers: int | None = None,
) -> RefreshReport:
    """What became of one run; the report is kept in the journal as well.

    `workers` processes read documents, one a core unless given.

    What goes wrong at the source is in the report. Raises UnresError where this machine fails
    (a full disk); what was finished until then is kept, and the next run goes on from there.
    """
    run = _Run(journal, origin, order, progress, workers)
    try:
        run.go()
    except BaseException as error:
        if not order.dry_run:
            with suppress(UnresError):  # a full disk may refuse this as well
                journal.save_run(run.report(interrupted=str(error) or type(error).__name__))
        raise
    report = run.report()
    if not order.dry_run:
        journal.save_run(report)
    return report


@dataclass(slots=True)
class _Tally:
    """What has happened so far."""

    discovered: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)  # known to be, and not changed since
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    kept: set[str] = field(default_factory=set)  # held in formats that are not read yet
    postponed: set[str] = field(default_factory=set)
    withdrawn: tuple[DocumentName, ...] = ()
    failed: list[RefreshFailure] = field(default_factory=list)
    errors: list[UnresError] = field(default_factory=list)  # of fetching, to judge the run by
    notes: list[str] = field(default_factory=list)
    wanted: list[WantedFile] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _ReadFile:
    """A file and what was read from it; `came` is false where its bytes could not be had."""

    file: ListedFile
    result: tuple[Resolution, Format] | UnresError
    came: bool = True


@dataclass(frozen=True, slots=True, order=True)
class _Preference:
    """How good a file of a document is; of two, the source's better one is kept.

    `form` is the better, the more structure its format has. `agreement` counts what name and folder
    say that is true. A later job number is a reissue.
    """

    form: int
    agreement: int
    job: str
    path: str


class _Run:
    def __init__(
        self,
        journal: Journal,
        origin: Origin,
        order: Order,
        progress: Progress,
        workers: int | None,
    ) -> None:
        self._journal = journal
        self._origin = origin
        self._order = order
        self._progress = progress
        self._workers = workers
        self._started = now()
        self._tally = _Tally()
        self._refusal: Refusal | None = None
        self._supply = Supply(journal, origin, keep=not order.dry_run)
        self._readings = journal.readings(reader=READER_VERSION)
        self._covers = journal.covers()
        self._topics = journal.topics()
        self._lists: list[ListedFile] = []
        self._archives: list[ListedFile] = []
        self._documents: list[ListedFile] = []
        self._best: dict[DocumentName, _Preference] = {}
        self._gone: frozenset[DocumentName] = frozenset()  # held, and replaced at the source
        self._tried: set[str] = set()  # files that this run has asked for

    def go(self) -> None:
        """The whole run."""
        if not self._order.dry_run:
            self._journal.remove_leftovers()
        self._discover()
        if self._refusal:
            return
        self._read_lists()
        self._open_archives()
        self._look_at_unknown()
        self._remember_best()
        self._gone = self._journal.gone_versions()
        scope = self._order.scope
        self._take(self._in_scope(scope))
        if self._order.follow_citations:
            cited = tuple(self._cited(scope))
            self._take(self._in_scope(replace(scope, listed=scope.listed + cited)))
        if not self._order.dry_run:
            unlisted = self._journal.unlisted_documents()
            self._tally.withdrawn = self._journal.note_withdrawals(unlisted)
            self._journal.forget_gone_versions()

    def report(self, interrupted: str | None = None) -> RefreshReport:
        """What has happened until now."""
        tally = self._tally
        notes = list(dict.fromkeys(tally.notes))
        if tally.unreadable:
            notes.append(
                f"{len(tally.unreadable)} files that could not be read have not changed since:"
                " `unres check` names them."
            )
        if tally.kept:
            notes.append(
                f"{len(tally.kept)} files are held in formats that this version does not read: they"
                " cannot be searched, and their language is not known. A version that reads them"
                " need not fetch them again."
            )
        changed = tally.outcomes[Outcome.ADDED] + tally.outcomes[Outcome.UPDATED]
        return RefreshReport(
            source=self._origin.name,
            scope=self._order.scope.name,
            started=self._started,
            finished=max(now(), self._started),  # the clock may have been set back meanwhile
            discovered=len(tally.discovered),
            fetched=self._supply.fetched,
            unchanged=len(tally.unchanged),
            added=tally.outcomes[Outcome.ADDED],
            updated=tally.outcomes[Outcome.UPDATED],
            postponed=len(tally.postponed),
            kept=tally.outcomes[Outcome.KEPT],
            requests=self._origin.requests,
            withdrawn=tally.withdrawn,
            failed=tuple(tally.failed),
            notes=tuple(notes),
            wanted=tuple(tally.wanted),
            dry_run=self._order.dry_run,
            refusal=self._refusal or self._nothing_came(changed),
            interrupted=interrupted,
        )

    def _nothing_came(self, changed: int) -> Refusal | None:
        """The refusal of a source that listed its files and gave none of those asked for."""
        errors = self._tally.errors
        refused = all(isinstance(one, TryLaterError | RefusedError) for one in errors)
        if self._supply.fetched or changed or not errors or not refused:
            return None
        return Refusal(errors[0].problem, errors[0].remedy)

    # What there is

    def _discover(self) -> None:
        failed: list[NotListed] = []
        for listing in self._origin.listings(self._order.organs()):
            if isinstance(listing, NotListed):
                failed.append(listing)
            else:
                self._sort(listing)
        if failed and not self._documents and not self._archives:
            self._refusal = Refusal(failed[0].error.problem, failed[0].error.remedy)
        for one in failed:
            if is_limit(one.error):
                self._tally.notes.append(
                    f"{one.repository} was not looked at. {one.error.problem} {one.error.remedy}"
                )
                continue
            self._tally.failed.append(
                RefreshFailure(
                    url=one.url,
                    reason=f"{one.repository} could not be listed. {one.error.problem}",
                    retry=_retry(one.error),
                )
            )

    def _sort(self, listing: Listing) -> None:
        self._tally.notes.extend(listing.notes)
        if listing.complete and not self._order.dry_run:
            self._journal.note_listing(listing.repository, listing.files)
        into = {
            FileKind.LIST: self._lists,
            FileKind.ARCHIVE: self._archives,
            FileKind.DOCUMENT: self._documents,
        }
        for file in listing.files:
            into[file.kind].append(file)

    def _read_lists(self) -> None:
        """Learn what the lists say; those that were read before are remembered."""
        new = [file for file in self._lists if not self._is_read(file)]
        if self._order.dry_run:
            self._want(new)
        for delivery in self._supply.deliver(new):
            if delivery.error:
                self._not_delivered(delivery)
                continue
            try:
                records = read_data_extract(delivery.data, delivery.file.path)
            except DocumentError as error:
                self._unreadable(delivery.file, error)
                continue
            add_topics(self._topics, records)
            if not self._order.dry_run:
                self._journal.save_metadata(records, _list_name(delivery.file))
                self._record(delivery.file, Outcome.UNCHANGED)

    def _open_archives(self) -> None:
        """Make the members of archives known, as far as they can be in scope."""
        unopened = []
        for archive in self._archives:
            if not (self._order.wants(archive) and self._may_hold(archive)):
                continue
            known = self._journal.members(archive) if self._supply.blob(archive) else {}
            if known:
                self._add_members(archive, [_member(archive, *one) for one in known.items()])
            elif not self._is_read(archive):
                unopened.append(archive)
        if self._order.dry_run:
            self._want(unopened)
            return
        for delivery in self._supply.deliver(unopened):
            if delivery.error:
                self._not_delivered(delivery)
                continue
            try:
                members = [one.file for one in members_of(delivery.file, delivery.data)]
            except DocumentError as error:
                self._unreadable(delivery.file, error)
                continue
            self._journal.note_members(delivery.file, members)
            self._add_members(delivery.file, members)

    def _add_members(self, archive: ListedFile, members: Iterable[ListedFile]) -> None:
        for member in members:
            self._documents.append(member)
            self._supply.add_member(archive, member)

    def _may_hold(self, archive: ListedFile) -> bool:
        """Whether a document of this session can be in scope."""
        scope = self._order.scope
        if scope.everything or archive.session is None:
            return True
        start = f"A/RES/{archive.session}/"
        known = {symbol for symbol in self._topics if symbol.startswith(start)}
        known |= {one.symbol for one in scope.listed if one.symbol.startswith(start)}
        if not known:
            return scope.verdict(f"{start}1", None) is not Verdict.OUT
        return any(scope.verdict(one, self._topics.get(one)) is not Verdict.OUT for one in known)

    # What is in scope

    def _in_scope(self, scope: Scope) -> list[ListedFile]:
        return [
            file
            for file in self._documents
            if self._order.wants(file) and self._verdict(file, scope) is Verdict.IN
        ]

    def _verdict(self, file: ListedFile, scope: Scope) -> Verdict:
        if scope.everything and scope.since is None:
            return Verdict.IN
        if not file.sha1:
            return Verdict.IN  # it cannot be read at all, and the user should know
        symbol = self._symbol(file)
        if symbol is None:
            return Verdict.UNKNOWN if scope.has_tests else Verdict.OUT
        return scope.verdict(symbol, self._topic(symbol))

    def _symbol(self, file: ListedFile) -> str | None:
        """The symbol of the document in a file: its own where it was read; else its name's."""
        if file.sha1 in self._covers:
            return self._covers[file.sha1].symbol
        blob = self._supply.blob(file)
        reading = self._readings.get(blob.sha256) if blob else None
        return (reading.symbol if reading else None) or file.symbol

    def _topic(self, symbol: str) -> Topic | None:
        return self._topics.get(symbol) or self._topics.get(str(parse_symbol(symbol).parent))

    def _look_at_unknown(self) -> None:
        """Read a document of each resolution of which no list says what it is about."""
        for file in self._documents:
            if cover := self._covers.get(file.sha1):
                self._topics.setdefault(cover.symbol, cover.topic)
        waiting = self._unknown()
        if self._order.dry_run:
            first = self._want(files[0] for files in waiting.values())
            if first:
                files = "1 file has" if first == 1 else f"{first} files have"
                self._tally.notes.append(
                    f"{files} to be looked at to know what is in scope; other languages of what"
                    " is would follow."
                )
            return
        failures: dict[str, list[_ReadFile]] = {}
        while waiting:
            key_of = {files[0].name: key for key, files in waiting.items()}
            for read in self._read([files.pop(0) for files in waiting.values()]):
                key = key_of[read.file.name]
                if isinstance(read.result, UnresError):
                    failures.setdefault(key, []).append(read)
                elif self._learn(read.file, read.result[0]) in (key, None):
                    waiting[key].clear()
            waiting = {key: files for key, files in waiting.items() if files}
        for read in (one for reads in failures.values() for one in reads):
            # What could be read in another language, and is out of scope, need not be read.
            if self._verdict(read.file, self._order.scope) is Verdict.UNKNOWN:
                self._not_read(read)

    def _unknown(self) -> dict[str, list[ListedFile]]:
        """Files of resolutions that may be in scope, those to be looked at first leading."""
        groups: dict[str, list[ListedFile]] = {}
        wanted: set[str] = set()
        looked_at: set[str] = set()
        for file in self._documents:
            if self._verdict(file, self._order.scope) is not Verdict.UNKNOWN:
                continue
            key = self._symbol(file) or file.name
            groups.setdefault(key, []).append(file)
            if file.sha1 in self._covers:
                looked_at.add(key)  # and even its cover does not tell
            if self._order.wants(file):
                wanted.add(key)
        return {
            key: sorted(files, key=self._looking_order)
            for key, files in groups.items()
            if key in wanted - looked_at
        }

    def _looking_order(self, file: ListedFile) -> tuple[bool, int]:
        language = file.languages[0] if file.languages else Language.EN
        return self._supply.blob(file) is None, _LOOKED_AT_FIRST.index(language)

    def _learn(self, file: ListedFile, resolution: Resolution) -> str | None:
        """Remember what a file is about; its symbol, or None where its name gave none."""
        cover = Cover(resolution.symbol, topic_of(resolution))
        self._covers[file.sha1] = cover
        self._topics.setdefault(cover.symbol, cover.topic)
        self._journal.keep_cover(file.sha1, cover)
        return resolution.symbol if file.symbol else None

    def _cited(self, scope: Scope) -> Iterator[Listed]:
        """What the documents in scope that are held cite."""
        held = set(self._journal.documents())
        for symbol in sorted({s for f in self._in_scope(scope) if (s := self._symbol(f))}):
            for language in Language:
                if (symbol, language) in held:
                    resolution = self._journal.resolution(symbol, language)
                    for paragraph in resolution.paragraphs if resolution else ():
                        for citation in paragraph.citations:
                            if citation.symbol:
                                yield Listed(citation.symbol, f"cited by {symbol}")

    # Documents

    def _take(self, files: Sequence[ListedFile]) -> None:
        """Fetch, read and save what of these files was not read before."""
        new = []
        for file in files:
            self._tally.discovered.add(_document_key(file))
            if file.name in self._tried:
                continue
            if not self._is_read(file) or self._is_back(file):
                new.append(file)
            elif self._could_be_read(file):
                self._tally.unchanged.add(_document_key(file))
                if self._outcome(file) is Outcome.KEPT:
                    self._tally.kept.add(file.name)
            else:
                self._tally.unreadable.add(file.name)
        if self._order.dry_run:
            self._want(new)
            return
        new.sort(key=_reading_order)
        self._tried.update(file.name for file in new)
        for done, read in enumerate(self._read(new), start=1):
            if isinstance(read.result, UnresError):
                self._not_read(read)
            else:
                self._save(read.file, *read.result)
            self._progress(done, len(new), read.file.path)

    def _is_back(self, file: ListedFile) -> bool:
        """Whether the source has gone back to this file from the one that is held.

        It was read before, and is now the best that the source has of its document.
        """
        blob = self._supply.blob(file)
        reading = self._readings.get(blob.sha256) if blob else None
        if reading is None or reading.symbol is None or reading.language is None:
            return False
        name = DocumentName(reading.symbol, reading.language)
        if name not in self._gone or reading.outcome is Outcome.HELD_BACK:
            return False
        return _preference(file, name) == self._best.get(name)

    def _want(self, files: Iterable[ListedFile]) -> int:
        """How many of these files a run would have to fetch; they are told."""
        missing = [file for file in files if file.sha1 and self._supply.blob(file) is None]
        self._tally.wanted.extend(map(_wanted, missing))
        return len(missing)

    def _record(self, file: ListedFile, outcome: Outcome, name: DocumentName | None = None) -> None:
        """Remember what became of a file that was read and is not saved as a document."""
        blob = self._supply.blob(file)
        if blob:
            reading = Reading(
                sha256=blob.sha256,
                url=file.url,
                at=now(),
                outcome=outcome,
                symbol=name.symbol if name else None,
                language=name.language if name else None,
            )
            self._journal.record_reading(reading, reader=READER_VERSION)
            self._readings[blob.sha256] = reading

    def _is_read(self, file: ListedFile) -> bool:
        blob = self._supply.blob(file)
        return blob is not None and blob.sha256 in self._readings

    def _could_be_read(self, file: ListedFile) -> bool:
        return self._outcome(file) not in (None, Outcome.FAILED)

    def _outcome(self, file: ListedFile) -> Outcome | None:
        blob = self._supply.blob(file)
        reading = self._readings.get(blob.sha256) if blob else None
        return reading.outcome if reading else None

    def _read(self, files: Sequence[ListedFile]) -> Iterator[_ReadFile]:
        """What is in these files; of files with the same bytes one stands for all."""
        by_url = {file.url: file for file in files}
        undelivered: list[Delivery] = []
        readable = self._readable(files, undelivered)
        for read in read_files(readable, Hints(), workers=self._workers):
            yield _ReadFile(by_url[read.file.url], read.result)
        for delivery in undelivered:
            if delivery.error:
                yield _ReadFile(delivery.file, delivery.error, came=False)

    def _readable(
        self, files: Sequence[ListedFile], undelivered: list[Delivery]
    ) -> Iterator[LocalFile]:
        for delivery in self._supply.deliver(files):
            if delivery.error:
                undelivered.append(delivery)
            else:
                yield LocalFile(delivery.file.name, delivery.file.url, delivery.data)

    def _remember_best(self) -> None:
        """For each document that was read, how good the best file is that the source has of it."""
        for file in self._documents:
            blob = self._supply.blob(file)
            reading = self._readings.get(blob.sha256) if blob else None
            if reading and reading.symbol and reading.language and self._could_be_read(file):
                name = DocumentName(reading.symbol, reading.language)
                self._best[name] = max(_preference(file, name), self._best.get(name, _WORST))

    def _save(self, file: ListedFile, resolution: Resolution, form: Format) -> None:
        blob = self._supply.blob(file)
        if blob is None:
            raise ValueError("what was read was kept before")
        name = DocumentName(resolution.symbol, resolution.language)
        preference = _preference(file, name)
        is_best = preference >= self._best.get(name, _WORST)
        if not is_best and self._journal.holds_part_of(resolution):
            is_best, preference = True, self._best[name]  # it mends what the better place has
        if not self._is_filed_right(file, resolution):
            became = "filed as that" if is_best else "left: there is a better file of that"
            self._tally.notes.append(
                f"{file.name} is {name.symbol} in {name.language}, and is {became}."
            )
            topic = self._topic(name.symbol) or topic_of(resolution)
            if self._order.scope.verdict(name.symbol, topic) is not Verdict.IN:
                self._learn(file, resolution)
                return
        if not is_best:
            self._record(file, Outcome.SUPERSEDED, name)
            self._tally.outcomes[Outcome.SUPERSEDED] += 1
            return
        source = Source(
            url=file.url,
            retrieved=blob.retrieved,
            sha256=blob.sha256,
            format=form,
            name=file.name,
        )
        data = self._journal.raw_bytes(blob.sha256)
        outcome = self._journal.save(
            replace(resolution, source=source), data, reader=READER_VERSION
        )
        if outcome in (Outcome.ADDED, Outcome.UPDATED) and was_mended(resolution):
            self._tally.notes.append(
                f"{file.name} is damaged at the source. It was mended and may lack something:"
                f" `unres show {name.symbol}` says what was done."
            )
        if outcome is Outcome.HELD_BACK:
            self._held_back(file, name)
        self._best[name] = preference
        self._readings[blob.sha256] = Reading(
            blob.sha256, file.url, now(), outcome, name.symbol, name.language
        )
        self._tally.outcomes[outcome] += 1
        if outcome is Outcome.UNCHANGED:
            if name in self._gone:
                self._journal.renew_source(name, source)
            self._tally.unchanged.add(_document_key(file))

    def _is_filed_right(self, file: ListedFile, resolution: Resolution) -> bool:
        symbol_is_right = file.symbol is None or _names(file, resolution.symbol)
        return symbol_is_right and (not file.languages or resolution.language in file.languages[:1])

    # What goes wrong

    def _not_read(self, read: _ReadFile) -> None:
        if not isinstance(read.result, UnresError):
            return
        if read.came and isinstance(read.result, FormatError):
            self._record(read.file, Outcome.KEPT)
            self._tally.outcomes[Outcome.KEPT] += 1
            self._tally.kept.add(read.file.name)
        elif read.came and isinstance(read.result, DocumentError):
            self._unreadable(read.file, read.result)
        else:
            self._not_delivered(Delivery(read.file, b"", read.result))

    def _not_delivered(self, delivery: Delivery) -> None:
        error = delivery.error
        if error is None:
            return
        if is_limit(error):
            self._tally.postponed.add(delivery.file.name)
            self._tally.notes.append(f"{error.problem} {error.remedy}")
            return
        self._tally.errors.append(error)
        self._fail(delivery.file, error, _retry(error))

    def _unreadable(self, file: ListedFile, error: DocumentError) -> None:
        """The bytes are those of the source, and no reader understands them."""
        blob = self._supply.blob(file)
        if blob:
            reading = Reading(blob.sha256, file.url, now(), Outcome.FAILED, reason=error.problem)
            self._journal.record_reading(reading, reader=READER_VERSION)
            self._readings[blob.sha256] = reading
        self._fail(file, error, WHEN_CHANGED)

    def _held_back(self, file: ListedFile, name: DocumentName) -> None:
        """The version looks wrong beside what is held, which stays."""
        waiting = self._journal.held_back_of(*name)
        if waiting:
            self._tally.failed.append(
                RefreshFailure(
                    url=file.url,
                    reason=f"{file.name} {waiting.reason}, and does not replace it."
                    f" `unres review {name.symbol}` shows the difference, and can take it.",
                    retry=WHEN_CHANGED,
                    symbol=name.symbol,
                    language=name.language,
                )
            )

    def _fail(self, file: ListedFile, error: UnresError, retry: str) -> None:
        self._tally.failed.append(
            RefreshFailure(
                url=file.url,
                reason=error.problem,
                retry=retry,
                symbol=file.symbol,
                language=file.languages[0] if file.languages else None,
            )
        )


_WORST = _Preference(-1, -1, "", "")
_FORMS = (".txt", ".pdf", ".html", ".docx", ".xml")  # what says least first
_JOB_NUMBER = re.compile(r"[-_]N?(\d{6,8})[ACEFRSG]?(?:[-_.]|\Z)")


def _names(file: ListedFile, symbol: str) -> bool:
    """Whether the file's name gives this symbol; it may leave out the letters of its parts."""
    return file.symbol in (symbol, str(parse_symbol(symbol).parent))


def _preference(file: ListedFile, name: DocumentName) -> _Preference:
    job = _JOB_NUMBER.search(file.path.rpartition("/")[2])
    agreement = _names(file, name.symbol) + (name.language in file.languages)
    return _Preference(
        _form(file),
        agreement + (file.languages == (name.language,)),
        job[1] if job else "",
        file.path,
    )


def _form(file: ListedFile) -> int:
    suffix = PurePosixPath(file.path.casefold()).suffix
    return _FORMS.index(suffix) if suffix in _FORMS else 0


def _reading_order(file: ListedFile) -> tuple[bool, str, bool, str]:
    """Files that agree with themselves first, and of one document the latest job number first."""
    job = _JOB_NUMBER.search(file.path.rpartition("/")[2])
    inverted = "".join(chr(0x7F - ord(digit)) for digit in (job[1] if job else ""))
    return len(file.languages) > 1, file.symbol or "", not job, inverted + file.path


def _document_key(file: ListedFile) -> str:
    return f"{file.symbol} {file.languages[0]}" if file.symbol and file.languages else file.name


def _list_name(file: ListedFile) -> str:
    """The name of a list as `unres add` would know it: repository, folder, file."""
    return f"{file.repository.rpartition('/')[2]}/{file.path}"


def _member(archive: ListedFile, path: str, sha1: str) -> ListedFile:
    place = place_of(path)
    inner = path.removeprefix(f"{archive.path}/")
    return ListedFile(
        repository=archive.repository,
        path=path,
        url=f"{archive.url}!/{inner}",
        sha1=sha1,
        size=0,
        kind=FileKind.DOCUMENT,
        symbol=place.symbol if place else None,
        languages=place.languages if place else (),
    )


def _wanted(file: ListedFile) -> WantedFile:
    return WantedFile(
        url=file.url,
        size=file.size,
        symbol=file.symbol,
        language=file.languages[0] if file.languages else None,
    )


def _retry(error: UnresError) -> str:
    """When a source will be asked again: not before it said, at the next refresh otherwise."""
    if isinstance(error, TryLaterError | MissingError) and error.wait:
        moment = datetime.now(UTC) + timedelta(seconds=error.wait)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return NEXT_REFRESH
