"""The corpus on disk: what is held, in which bytes, and what became of every file read.

The only user of SQLite. `corpus.sqlite3` is the catalogue and holds the parsed paragraphs;
the bytes they were read from lie beside it in `raw/`, compressed and named by their SHA-256, so
that a better reader can go over them again without the network. A document is written in one
transaction.

Every write to a document gives it the next `revision`; the index remembers the revision it has seen
and so finds what changed since.
"""

import gzip
import hashlib
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from corpus.completeness import doubt, is_part_of
from corpus.errors import DamagedError, UnresError
from corpus.layout import BEHIND, CATALOGUE, RAW_FOLDER, STORE_VERSION
from corpus.metadata import Metadata, enrich
from corpus.model import Citation, Footnote, Format, Kind, Language, Paragraph, Resolution, Source
from corpus.symbols import parse_symbol

_SCHEMA = """
CREATE TABLE document (
    id         INTEGER PRIMARY KEY,
    symbol     TEXT NOT NULL,
    language   TEXT NOT NULL,
    organ      TEXT NOT NULL,
    session    TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    saved      TEXT NOT NULL,
    header     BLOB NOT NULL,      -- the Resolution without paragraphs and source, as JSON
    url        TEXT NOT NULL,
    retrieved  TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    format     TEXT NOT NULL,
    name       TEXT NOT NULL,
    UNIQUE (symbol, language)
);
CREATE INDEX document_by_revision ON document (language, revision);
CREATE TABLE paragraph (
    document   INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    path       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    number     TEXT,
    verb       TEXT,
    lead_in    TEXT,
    belongs_to TEXT,
    text       TEXT NOT NULL,
    notes      BLOB,               -- footnotes and citations, as JSON; NULL where there are none
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE TABLE reading (             -- what became of each file that was read
    sha256     TEXT NOT NULL,
    reader     INTEGER NOT NULL,   -- version of the readers
    url        TEXT NOT NULL,
    at         TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    symbol     TEXT,
    language   TEXT,
    reason     TEXT,
    PRIMARY KEY (sha256, url)
) WITHOUT ROWID;
CREATE TABLE metadata (            -- what lists of the source say of a symbol beyond its document
    symbol     TEXT NOT NULL,
    list       TEXT NOT NULL,      -- the name of the list that says it
    records    BLOB NOT NULL,      -- usually one; some lists have a symbol twice
    PRIMARY KEY (symbol, list)
) WITHOUT ROWID;
"""

# Tables that catalogues of earlier versions lack: whoever writes makes them, readers do without.
_LATER = (
    """
CREATE TABLE IF NOT EXISTS held_back ( -- a version that waits until somebody decides on it
    symbol     TEXT NOT NULL,
    language   TEXT NOT NULL,
    at         TEXT NOT NULL,
    reason     TEXT NOT NULL,
    url        TEXT NOT NULL,
    retrieved  TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    format     TEXT NOT NULL,
    name       TEXT NOT NULL,
    PRIMARY KEY (symbol, language)
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS withdrawal (  -- documents held that their source no longer lists
    symbol     TEXT NOT NULL,
    language   TEXT NOT NULL,
    at         TEXT NOT NULL,
    PRIMARY KEY (symbol, language)
) WITHOUT ROWID""",
)


class Outcome(StrEnum):
    """What became of a file that was read."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"  # a better source of the same document is held
    HELD_BACK = "less"  # it looks wrong beside what is held, which stays until somebody decides
    FAILED = "failed"
    KEPT = "kept"  # the bytes are held, in a format that is not read yet


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the record: what became of a file, and why."""

    sha256: str
    url: str
    at: str
    outcome: Outcome
    symbol: str | None = None
    language: Language | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """How many documents and paragraphs of one organ, session and language are held."""

    organ: str
    session: str
    language: Language
    documents: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A version of a document that came and looks wrong beside the one that is held.

    `reason` says what is wrong, as an end for a sentence that begins with the version.
    """

    symbol: str
    language: Language
    at: str
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document that is held although its source no longer lists it, and since when."""

    symbol: str
    language: Language
    at: str


@dataclass(frozen=True, slots=True)
class _Notes:
    """What of a paragraph does not fit a column."""

    footnotes: tuple[Footnote, ...]
    citations: tuple[Citation, ...]


# Structure is worth more than recency: XML states what a reader of text has to infer.
_RANK = {Format.AKN: 5, Format.DOCX: 4, Format.HTML: 3, Format.PDF: 2, Format.TEXT: 1}

_KEEP_AGAIN = "Add the document again; or remove that file and run `unres refresh`."

_encode = msgspec.json.Encoder().encode
_decode_header = msgspec.json.Decoder(Resolution).decode
_decode_notes = msgspec.json.Decoder(_Notes).decode
_decode_records = msgspec.json.Decoder(list[Metadata]).decode


def now() -> str:
    """The time in UTC as ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store:
    """The corpus of one data directory, opened for reading or, with `create=True`, for writing.

    Raises DamagedError where the catalogue is missing, unreadable or of another version.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        path = folder / CATALOGUE
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        elif not path.is_file():
            raise _no_corpus(folder)
        try:
            self._db = _connect(path, create=create)
            self._check_version(create=create)
            for table in _LATER if create else ():
                self._db.execute(table)
        except sqlite3.Error as error:
            raise (_write_failed(folder, error) if create else _damaged(path, error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the catalogue back to the operating system."""
        self._db.close()

    def _check_version(self, *, create: bool) -> None:
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found == STORE_VERSION:
            return
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        is_empty = found == 0 and tables == 0  # whoever began it was killed before it was made
        if is_empty and not create:
            raise _no_corpus(self.folder)
        if is_empty:
            # One script, one transaction: a kill leaves either nothing or the whole schema.
            self._db.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {STORE_VERSION}; COMMIT;"
            )
            return
        raise DamagedError(
            f"The corpus in {self.folder} has format {found}; this unres reads {STORE_VERSION}.",
            "Install the unres that wrote it, or choose another --data-dir and add the documents.",
        )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise _write_failed(self.folder, error) from error

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _damaged(self.folder / CATALOGUE, error) from error

    # Writing

    def save(
        self, resolution: Resolution, data: bytes, *, reader: int, decided: bool = False
    ) -> Outcome:
        """What became of a resolution that was read from `data`, after it is safely on disk.

        A document that is held from a better kind of source stays as it is, and so does one beside
        which this version looks wrong, unless somebody has `decided` to take it.
        """
        source = resolution.source
        if source is None:
            raise ValueError("a resolution to save names its source")
        held = self._header(resolution.symbol, resolution.language)
        self._keep_bytes(data, source.sha256)
        outcome, reason = self._outcome(held, resolution, decided=decided)
        changed = outcome in (Outcome.ADDED, Outcome.UPDATED)
        if changed:
            (self.folder / BEHIND).touch()
        with self._transaction() as db:
            if changed:
                self._write_document(db, resolution, source)
            elif reason:
                self._hold_back(db, resolution, source, reason)
            self._record(
                db,
                Reading(
                    sha256=source.sha256,
                    url=source.url,
                    at=now(),
                    outcome=outcome,
                    symbol=resolution.symbol,
                    language=resolution.language,
                    reason=reason,
                ),
                reader,
            )
        return outcome

    def _outcome(
        self, held: Resolution | None, new: Resolution, *, decided: bool
    ) -> tuple[Outcome, str | None]:
        """What is to become of a document, and why it is held back, if it is."""
        if held is None:
            return Outcome.ADDED, None
        if decided:
            return Outcome.UPDATED, None
        if held.source and new.source and _RANK[new.source.format] < _RANK[held.source.format]:
            return Outcome.SUPERSEDED, None
        whole = self._whole(held)
        if whole == new:
            return Outcome.UNCHANGED, None
        # Another reading of the same bytes may say less: then the reader has learnt something.
        same_bytes = held.source and new.source and held.source.sha256 == new.source.sha256
        reason = None if same_bytes else doubt(new, whole)
        return (Outcome.HELD_BACK, reason) if reason else (Outcome.UPDATED, None)

    def _whole(self, header: Resolution) -> Resolution:
        return replace(header, paragraphs=self._paragraphs(header.symbol, header.language))

    def holds_part_of(self, resolution: Resolution) -> bool:
        """Whether what is held of this document is damaged or a part of this version."""
        held = self._header(resolution.symbol, resolution.language)
        return held is not None and is_part_of(self._whole(held), resolution)

    def _hold_back(
        self, db: sqlite3.Connection, resolution: Resolution, source: Source, reason: str
    ) -> None:
        db.execute(
            "INSERT OR REPLACE INTO held_back VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(resolution.symbol, resolution.language, now(), reason),
                *(source.url, source.retrieved, source.sha256, source.format, source.name),
            ),
        )

    def _write_document(
        self, db: sqlite3.Connection, resolution: Resolution, source: Source
    ) -> None:
        key = (resolution.symbol, resolution.language)
        revision = self._next_revision(db)  # counts the one that is about to be replaced
        db.execute("DELETE FROM document WHERE symbol = ? AND language = ?", key)
        db.execute("DELETE FROM held_back WHERE symbol = ? AND language = ?", key)
        cursor = db.execute(
            "INSERT INTO document (symbol, language, organ, session, revision, saved, header,"
            " url, retrieved, sha256, format, name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *key,
                resolution.organ,
                resolution.session,
                revision,
                now(),
                _encode(replace(resolution, paragraphs=(), source=None)),
                source.url,
                source.retrieved,
                source.sha256,
                source.format,
                source.name,
            ),
        )
        db.executemany(
            "INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                _paragraph_row(cursor.lastrowid, position, paragraph)
                for position, paragraph in enumerate(resolution.paragraphs)
            ),
        )

    def _next_revision(self, db: sqlite3.Connection) -> int:
        revision: int = db.execute(
            "SELECT coalesce(max(revision), 0) + 1 FROM document"
        ).fetchone()[0]
        return revision

    def _record(self, db: sqlite3.Connection, reading: Reading, reader: int) -> None:
        db.execute(
            "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                reading.sha256,
                reader,
                reading.url,
                reading.at,
                reading.outcome,
                reading.symbol,
                reading.language,
                reading.reason,
            ),
        )

    def record_failure(self, sha256: str, url: str, reason: str, *, reader: int) -> None:
        """Remember that a file could not be read, and why; what is held stays as it is."""
        with self._transaction() as db:
            self._record(
                db,
                Reading(sha256=sha256, url=url, at=now(), outcome=Outcome.FAILED, reason=reason),
                reader,
            )

    def save_metadata(self, records: Sequence[Metadata], name: str) -> int:
        """How many symbols the list called `name` says something new of.

        Their documents count as changed.
        """
        by_symbol: dict[str, list[Metadata]] = {}
        for record in records:
            by_symbol.setdefault(record.symbol, []).append(record)
        (self.folder / BEHIND).touch()
        with self._transaction() as db:
            changed = [
                symbol
                for symbol, found in by_symbol.items()
                if self._replace_metadata(db, symbol, name, _encode(found))
            ]
            for symbol in changed:
                db.execute(
                    "UPDATE document SET revision = ? WHERE symbol = ?",
                    (self._next_revision(db), symbol),
                )
        return len(changed)

    def _replace_metadata(
        self, db: sqlite3.Connection, symbol: str, name: str, records: bytes
    ) -> bool:
        key = (symbol, name)
        query = "SELECT records FROM metadata WHERE symbol = ? AND list = ?"
        held = db.execute(query, key).fetchone()
        if held and held["records"] == records:
            return False
        db.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?, ?)", (*key, records))
        return True

    def _keep_bytes(self, data: bytes, sha256: str) -> None:
        path = self.raw_path(sha256)
        if path.exists() and self._is_whole(sha256):
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, gzip.compress(data, compresslevel=6, mtime=0))
        except OSError as error:
            raise UnresError(
                f"The bytes of a document could not be kept in {path.parent}: {error.strerror}.",
                "Make room or mend the permissions, then run the command again.",
            ) from error

    def _is_whole(self, sha256: str) -> bool:
        try:
            self.raw_bytes(sha256)
        except DamagedError:
            return False
        return True

    def mend_bytes(self, data: bytes, sha256: str) -> None:
        """Keep the bytes of a document that is held once more, where their file was damaged."""
        self._keep_bytes(data, sha256)

    # Reading

    def raw_path(self, sha256: str) -> Path:
        """Where the bytes with this SHA-256 are kept."""
        return self.folder / RAW_FOLDER / sha256[:2] / f"{sha256}.gz"

    def raw_bytes(self, sha256: str) -> bytes:
        """The bytes a document was read from. Raises DamagedError if they are gone or changed."""
        path = self.raw_path(sha256)
        try:
            data = gzip.decompress(path.read_bytes())
        except FileNotFoundError as error:
            raise DamagedError(f"The kept bytes {path} are gone.", _KEEP_AGAIN) from error
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedError(
                f"The kept bytes {path} cannot be read: {error}.", _KEEP_AGAIN
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedError(f"The kept bytes {path} have changed.", _KEEP_AGAIN)
        return data

    def was_read(self, sha256: str, *, reader: int) -> Reading | None:
        """What became of these bytes when this version of the readers last read them, if it did."""
        rows = self._rows(
            "SELECT * FROM reading WHERE sha256 = ? AND reader = ?"
            " AND outcome NOT IN ('failed', 'kept', 'less')",
            sha256,
            reader,
        )
        return _reading(rows[0]) if rows else None

    def failures(self) -> tuple[Reading, ...]:
        """The files that could not be read, newest first."""
        rows = self._rows("SELECT * FROM reading WHERE outcome = 'failed' ORDER BY at DESC, url")
        return tuple(_reading(row) for row in rows)

    def revision(self, language: Language) -> int:
        """The highest revision among the documents in this language; 0 where none is held."""
        rows = self._rows(
            "SELECT coalesce(max(revision), 0) AS r FROM document WHERE language = ?", language
        )
        return int(rows[0]["r"])

    def count(self, language: Language, *, since: int = 0) -> int:
        """How many documents in this language were written after revision `since`."""
        rows = self._rows(
            "SELECT count(*) AS n FROM document WHERE language = ? AND revision > ?",
            language,
            since,
        )
        return int(rows[0]["n"])

    def languages(self) -> tuple[Language, ...]:
        """The languages in which documents are held, in the order of the contract."""
        held = {row["language"] for row in self._rows("SELECT DISTINCT language FROM document")}
        return tuple(language for language in Language if language in held)

    def resolution(self, symbol: str, language: Language) -> Resolution | None:
        """The resolution with this canonical symbol in this language, or None where not held."""
        header = self._header(symbol, language)
        if header is None:
            return None
        return self._enriched(self._marked(self._whole(header)))

    def _marked(self, resolution: Resolution) -> Resolution:
        """With the time since when its source no longer lists it, if it does not."""
        if not (resolution.source and self._has("withdrawal")):
            return resolution
        rows = self._rows(
            "SELECT at FROM withdrawal WHERE symbol = ? AND language = ?",
            resolution.symbol,
            resolution.language,
        )
        at = rows[0]["at"] if rows else None
        return replace(resolution, source=replace(resolution.source, withdrawn=at))

    def _has(self, table: str) -> bool:
        """Whether there is such a table: a catalogue of an earlier version may lack it."""
        query = "SELECT 1 FROM sqlite_master WHERE name = ?"
        return bool(self._rows(query, table))

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """The documents held that their source no longer lists, by symbol."""
        if not self._has("withdrawal"):
            return ()
        rows = self._rows("SELECT * FROM withdrawal ORDER BY symbol, language")
        return tuple(Withdrawal(r["symbol"], Language(r["language"]), r["at"]) for r in rows)

    def held_back(self) -> tuple[HeldBack, ...]:
        """The versions that wait until somebody decides on them, by symbol."""
        if not self._has("held_back"):
            return ()
        rows = self._rows("SELECT * FROM held_back ORDER BY symbol, language")
        return tuple(
            HeldBack(r["symbol"], Language(r["language"]), r["at"], r["reason"], _source(r))
            for r in rows
        )

    def held_back_of(self, symbol: str, language: Language) -> HeldBack | None:
        """The version of this document that waits, if one does."""
        found = (x for x in self.held_back() if (x.symbol, x.language) == (symbol, language))
        return next(found, None)

    def forget_held_back(self, symbol: str, language: Language) -> None:
        """Decide against the version of this document that waits; it is not asked for again."""
        with self._transaction() as db:
            key = (symbol, language)
            db.execute("DELETE FROM held_back WHERE symbol = ? AND language = ?", key)

    def resolutions(self, language: Language, *, since: int = 0) -> Iterator[Resolution]:
        """Every resolution in this language written after revision `since`, by revision."""
        rows = self._rows(
            "SELECT symbol FROM document WHERE language = ? AND revision > ? ORDER BY revision, id",
            language,
            since,
        )
        for row in rows:
            found = self.resolution(row["symbol"], language)
            if found is not None:
                yield found

    def documents(self) -> tuple[tuple[str, Language], ...]:
        """Symbol and language of everything held, in the order in which it was first saved."""
        rows = self._rows("SELECT symbol, language FROM document ORDER BY id")
        return tuple((row["symbol"], Language(row["language"])) for row in rows)

    def languages_of(self, symbol: str) -> tuple[Language, ...]:
        """The languages in which this symbol is held, in the order of the contract."""
        rows = self._rows("SELECT language FROM document WHERE symbol = ?", symbol)
        held = {row["language"] for row in rows}
        return tuple(language for language in Language if language in held)

    def resolutions_from(self, document: str) -> tuple[str, ...]:
        """The symbols held that came of this draft or report, in the order of symbols."""
        query = (
            "SELECT DISTINCT symbol FROM document WHERE instr(header, ?)"
            " UNION SELECT symbol FROM metadata WHERE instr(records, ?)"
        )
        quoted = f'"{document}"'
        naming = {row["symbol"] for row in self._rows(query, quoted, quoted)}
        found = (
            one
            for symbol in sorted(naming, key=lambda symbol: parse_symbol(symbol).sort_key)
            for language in self.languages_of(symbol)[:1]
            if (one := self._header(symbol, language))
        )
        made = (self._enriched(one) for one in found)
        return tuple(one.symbol for one in made if document in (*one.drafts, one.report))

    def holdings(self) -> tuple[Holding, ...]:
        """What is held, by organ, session and language."""
        rows = self._rows(
            "SELECT organ, session, language, count(DISTINCT id) AS documents,"
            " count(path) AS paragraphs FROM document"
            " LEFT JOIN paragraph ON paragraph.document = document.id"
            " GROUP BY organ, session, language"
        )
        return tuple(
            Holding(
                organ=row["organ"],
                session=row["session"],
                language=Language(row["language"]),
                documents=row["documents"],
                paragraphs=row["paragraphs"],
            )
            for row in rows
        )

    def last_saved(self) -> str | None:
        """When a document was last written, as ISO 8601 in UTC; None where nothing is held."""
        saved: str | None = self._rows("SELECT max(saved) AS at FROM document")[0]["at"]
        return saved

    def damage(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the catalogue, a line each; empty when it is whole."""
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check(100)")]
        return () if found == ["ok"] else tuple(found)

    def sources(self) -> Iterator[tuple[str, Language, Source]]:
        """Where each document held came from."""
        for row in self._rows("SELECT * FROM document ORDER BY id"):
            yield row["symbol"], Language(row["language"]), _source(row)

    def _header(self, symbol: str, language: Language) -> Resolution | None:
        rows = self._rows(
            "SELECT * FROM document WHERE symbol = ? AND language = ?", symbol, language
        )
        if not rows:
            return None
        try:
            header = _decode_header(rows[0]["header"])
        except msgspec.MsgspecError as error:
            raise _damaged(self.folder / CATALOGUE, error) from error
        return replace(header, source=_source(rows[0]))

    def _paragraphs(self, symbol: str, language: Language) -> tuple[Paragraph, ...]:
        rows = self._rows(
            "SELECT paragraph.* FROM paragraph JOIN document ON document.id = paragraph.document"
            " WHERE symbol = ? AND language = ? ORDER BY position",
            symbol,
            language,
        )
        try:
            return tuple(_paragraph(row) for row in rows)
        except (msgspec.MsgspecError, ValueError) as error:
            raise _damaged(self.folder / CATALOGUE, error) from error

    def _enriched(self, resolution: Resolution) -> Resolution:
        rows = self._rows(
            "SELECT records FROM metadata WHERE symbol = ? ORDER BY list", resolution.symbol
        )
        if not rows:
            return resolution
        return enrich(resolution, [one for row in rows for one in _decode_records(row["records"])])


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that, whatever happens, it is there whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _connect(path: Path, *, create: bool) -> sqlite3.Connection:
    # Readers may have to roll back what a killed writer left half done, so none is read-only; where
    # the folder cannot be written, SQLite falls back to reading by itself.
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    db = sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None)
    db.row_factory = sqlite3.Row
    if create:
        db.execute("PRAGMA foreign_keys = ON")
        # docs/decisions/0004-catalogue-journal.md
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA synchronous = FULL")
    else:
        db.execute("PRAGMA query_only = ON")
    return db


def _no_corpus(folder: Path) -> DamagedError:
    return DamagedError(
        f"There is no corpus in {folder}.", "Fill it with `unres refresh` or `unres add PATH…`."
    )


def _damaged(path: Path, error: Exception) -> DamagedError:
    return DamagedError(
        f"The catalogue {path} cannot be read: {error}.",
        "Restore it from a backup, or move it away and add the documents again.",
    )


def _write_failed(folder: Path, error: sqlite3.Error) -> UnresError:
    if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(folder / CATALOGUE, error)
    return UnresError(
        f"The corpus in {folder} could not be written: {error}.",
        "Everything saved before is kept; make room or mend the permissions and run it again.",
    )


def _paragraph_row(document: int | None, position: int, paragraph: Paragraph) -> tuple[object, ...]:
    notes = (
        _encode(_Notes(paragraph.footnotes, paragraph.citations))
        if paragraph.footnotes or paragraph.citations
        else None
    )
    return (
        document,
        position,
        paragraph.path,
        paragraph.kind,
        paragraph.number,
        paragraph.verb,
        paragraph.lead_in,
        paragraph.belongs_to,
        paragraph.text,
        notes,
    )


def _paragraph(row: sqlite3.Row) -> Paragraph:
    notes = _decode_notes(row["notes"]) if row["notes"] is not None else _Notes((), ())
    return Paragraph(
        path=row["path"],
        kind=Kind(row["kind"]),
        text=row["text"],
        number=row["number"],
        verb=row["verb"],
        footnotes=notes.footnotes,
        citations=notes.citations,
        lead_in=row["lead_in"],
        belongs_to=row["belongs_to"],
    )


def _source(row: sqlite3.Row) -> Source:
    return Source(
        url=row["url"],
        retrieved=row["retrieved"],
        sha256=row["sha256"],
        format=Format(row["format"]),
        name=row["name"],
    )


def _reading(row: sqlite3.Row) -> Reading:
    return Reading(
        sha256=row["sha256"],
        url=row["url"],
        at=row["at"],
        outcome=Outcome(row["outcome"]),
        symbol=row["symbol"],
        language=Language(row["language"]) if row["language"] else None,
        reason=row["reason"],
    )
