"""The store with the memory of refreshes: what sources listed, answered, withheld and withdrew.

The tables lie in the same catalogue, so that a document and what is known of its file change
together. Bytes are kept the moment they arrive, by the hash under which the source lists them: a
run that is stopped fetches none of them again.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from corpus.exchange import Exchange, Recent, Validator, authority
from corpus.layout import BEHIND, RAW_FOLDER
from corpus.manifest import ManifestLine, Standing, Wanted
from corpus.metadata import Metadata
from corpus.model import Language, Source
from corpus.refresh_report import DocumentName, RefreshReport
from corpus.scope import Topic, add_topics
from corpus.sources.origin import FileKind, ListedFile
from corpus.store import Outcome, Reading, Store, now

_TABLES = (
    """
CREATE TABLE IF NOT EXISTS blob (      -- bytes that a source served, by git's hash of them
    sha1       TEXT PRIMARY KEY,
    sha256     TEXT NOT NULL,
    at         TEXT NOT NULL
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS listed (    -- what each repository lists, or once listed
    repository TEXT NOT NULL,
    path       TEXT NOT NULL,
    sha1       TEXT NOT NULL,
    symbol     TEXT,                   -- as its name says; NULL where it says nothing
    language   TEXT,
    since      TEXT NOT NULL,
    withdrawn  TEXT,                   -- when it was first missing; NULL while it is listed
    PRIMARY KEY (repository, path)
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS opened (    -- archives whose members are among what is listed
    repository TEXT NOT NULL,
    path       TEXT NOT NULL,
    sha1       TEXT NOT NULL,
    PRIMARY KEY (repository, path)
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS replaced (  -- bytes that lay at a listed path before others did
    sha1       TEXT PRIMARY KEY
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS cover (     -- what bytes that were looked at are about
    sha1       TEXT PRIMARY KEY,
    symbol     TEXT NOT NULL,
    topic      BLOB NOT NULL
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS answer (    -- answers that can be asked "has it changed?"
    url        TEXT PRIMARY KEY,
    validator  BLOB NOT NULL,
    body       BLOB NOT NULL
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS exchange (  -- every request and what became of it
    id         INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,
    url        TEXT NOT NULL,
    status     INTEGER,
    bytes      INTEGER NOT NULL,
    seconds    REAL NOT NULL,
    outcome    TEXT NOT NULL,
    etag       TEXT,
    sha256     TEXT,
    reason     TEXT
)""",
    """
CREATE TABLE IF NOT EXISTS pause (     -- hosts that asked to be left alone
    host       TEXT PRIMARY KEY,
    at         TEXT NOT NULL,
    until      TEXT NOT NULL
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS withheld (  -- files that did not come last time; they are asked for last
    url        TEXT PRIMARY KEY,
    at         TEXT NOT NULL,
    reason     TEXT NOT NULL
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS manifest (  -- documents that were asked for by name, one by one
    symbol     TEXT NOT NULL,
    language   TEXT NOT NULL,
    form       TEXT NOT NULL,
    standing   TEXT NOT NULL,
    at         TEXT NOT NULL,
    looks      INTEGER NOT NULL,
    sha256     TEXT,
    reason     TEXT,
    PRIMARY KEY (symbol, language, form)
) WITHOUT ROWID""",
    """
CREATE TABLE IF NOT EXISTS run (       -- the report of each refresh
    id         INTEGER PRIMARY KEY,
    report     BLOB NOT NULL
)""",
)

_PAUSE = "INSERT OR REPLACE INTO pause VALUES (?, ?, ?)"
_AN_HOUR = 20_000  # requests: more than any hour can have
_TIME = "%Y-%m-%dT%H:%M:%SZ"

_encode = msgspec.json.Encoder().encode
_decode_topic = msgspec.json.Decoder(Topic).decode
_decode_validator = msgspec.json.Decoder(Validator).decode
_decode_report = msgspec.json.Decoder(RefreshReport).decode
_decode_records = msgspec.json.Decoder(list[Metadata]).decode


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that are held: their SHA-256, and when they came (ISO 8601 in UTC)."""

    sha256: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What bytes turned out to be about when they were looked at."""

    symbol: str
    topic: Topic


def _stamp(moment: datetime) -> str:
    return moment.strftime(_TIME)


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _TIME).replace(tzinfo=UTC)


class Journal(Store):
    """The corpus of one data directory with the memory of its refreshes."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        super().__init__(folder, create=create)
        if create:
            with self._transaction() as db:
                for table in _TABLES:
                    db.execute(table)
        else:
            self._imagine_tables()

    def _imagine_tables(self) -> None:
        """Let tables that no refresh has made yet be empty, for this connection alone."""
        rows = self._rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        there = {row["name"] for row in rows}
        self._rows("PRAGMA query_only = OFF")
        for table in _TABLES:
            if table.split()[5] not in there:
                self._rows(table.replace("CREATE TABLE", "CREATE TEMP TABLE"))
        self._rows("PRAGMA query_only = ON")

    # Bytes

    def blobs(self) -> dict[str, Blob]:
        """The bytes held, by git's hash of them; those whose file is gone are not."""
        rows = self._rows("SELECT * FROM blob")
        there = {path.name for path in (self.folder / RAW_FOLDER).glob("*/*.gz")}
        return {
            row["sha1"]: Blob(row["sha256"], row["at"])
            for row in rows
            if self.raw_path(row["sha256"]).name in there
        }

    def keep_blob(self, sha1: str, data: bytes) -> Blob:
        """Where these bytes are, now safely on disk."""
        blob = Blob(hashlib.sha256(data).hexdigest(), now())
        self._keep_bytes(data, blob.sha256)
        with self._transaction() as db:
            row = (sha1, blob.sha256, blob.retrieved)
            db.execute("INSERT OR REPLACE INTO blob VALUES (?, ?, ?)", row)
        return blob

    def forget_blob(self, sha1: str, sha256: str) -> None:
        """Let bytes be fetched again that are gone from the disk or damaged."""
        self.raw_path(sha256).unlink(missing_ok=True)
        with self._transaction() as db:
            db.execute("DELETE FROM blob WHERE sha1 = ?", (sha1,))

    def remove_leftovers(self) -> int:
        """How many half-written files of a run that was killed were removed.

        Only the holder of the lock may ask for this.
        """
        leftovers = list((self.folder / RAW_FOLDER).glob("*/.*"))
        for path in leftovers:
            with suppress(OSError):
                path.unlink()
        return len(leftovers)

    # Answers and requests

    def recall(self, url: str) -> tuple[Validator, bytes] | None:
        """The last good answer from this address that came with a validator."""
        rows = self._rows("SELECT * FROM answer WHERE url = ?", url)
        if not rows:
            return None
        return _decode_validator(rows[0]["validator"]), zlib.decompress(rows[0]["body"])

    def remember(self, url: str, validator: Validator, body: bytes) -> None:
        """Keep a good answer that came with a validator."""
        with self._transaction() as db:
            row = (url, _encode(validator), zlib.compress(body))
            db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", row)

    def log(self, exchange: Exchange) -> None:
        """Remember a request and what became of it."""
        row = (
            _stamp(exchange.at),
            exchange.url,
            exchange.status,
            exchange.size,
            round(exchange.seconds, 3),
            exchange.outcome,
            exchange.etag,
            exchange.sha256,
            exchange.reason,
        )
        with self._transaction() as db:
            db.execute(
                "INSERT INTO exchange"
                " (at, url, status, bytes, seconds, outcome, etag, sha256, reason)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            if exchange.left_alone_until:
                host = authority(exchange.url)
                db.execute(_PAUSE, (host, row[0], _stamp(exchange.left_alone_until)))

    def note_pause(self, host: str, at: datetime, until: datetime) -> None:
        """Remember that a host is to be left alone from `at` until `until`."""
        with self._transaction() as db:
            db.execute(_PAUSE, (host, _stamp(at), _stamp(until)))

    def recent(self, now: datetime) -> dict[str, Recent]:
        """What was asked of each host in the hour before `now`, and which want to be left alone.

        What was noted at a later time than `now` is left out: the clock was set back since.
        """
        asked: dict[str, list[datetime]] = {}
        for row in self._rows("SELECT at, url FROM exchange ORDER BY id DESC LIMIT ?", _AN_HOUR):
            moment = _moment(row["at"])
            if timedelta(0) <= now - moment < timedelta(hours=1):
                asked.setdefault(authority(row["url"]), []).append(moment)
        pauses = {
            row["host"]: _moment(row["until"])
            for row in self._rows("SELECT * FROM pause")
            if _moment(row["at"]) <= now < _moment(row["until"])
        }
        return {
            host: Recent(tuple(reversed(asked.get(host, []))), pauses.get(host))
            for host in asked.keys() | pauses.keys()
        }

    def withheld(self) -> frozenset[str]:
        """The addresses of files that did not come when they were last asked for."""
        return frozenset(row["url"] for row in self._rows("SELECT url FROM withheld"))

    def note_withheld(self, url: str, reason: str) -> None:
        """Remember that a file did not come."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO withheld VALUES (?, ?, ?)", (url, now(), reason))

    def forget_withheld(self, url: str) -> None:
        """The file came after all."""
        with self._transaction() as db:
            db.execute("DELETE FROM withheld WHERE url = ?", (url,))

    # Documents asked for by name

    def line(self, wanted: Wanted) -> ManifestLine | None:
        """What became of a document when it was last asked for; None where it never was."""
        rows = self._rows(
            "SELECT * FROM manifest WHERE symbol = ? AND language = ? AND form = ?",
            wanted.symbol,
            wanted.language,
            wanted.form,
        )
        if not rows:
            return None
        row = rows[0]
        standing = Standing(row["standing"])
        return ManifestLine(standing, row["at"], row["looks"], row["sha256"], row["reason"])

    def write_line(self, wanted: Wanted, line: ManifestLine) -> None:
        """Remember what became of a document."""
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO manifest VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(wanted.symbol, wanted.language, wanted.form),
                    *(line.standing, line.at, line.looks, line.sha256, line.reason),
                ),
            )

    # What files are

    def readings(self, *, reader: int) -> dict[str, Reading]:
        """What this version of the readers made of bytes, by their SHA-256."""
        rows = self._rows("SELECT * FROM reading WHERE reader = ? ORDER BY at", reader)
        return {
            row["sha256"]: Reading(
                sha256=row["sha256"],
                url=row["url"],
                at=row["at"],
                outcome=Outcome(row["outcome"]),
                symbol=row["symbol"],
                language=Language(row["language"]) if row["language"] else None,
                reason=row["reason"],
            )
            for row in rows
        }

    def covers(self) -> dict[str, Cover]:
        """What bytes that were looked at are about, by git's hash of them."""
        rows = self._rows("SELECT * FROM cover")
        return {row["sha1"]: Cover(row["symbol"], _decode_topic(row["topic"])) for row in rows}

    def keep_cover(self, sha1: str, cover: Cover) -> None:
        """Remember what bytes turned out to be."""
        with self._transaction() as db:
            row = (sha1, cover.symbol, _encode(cover.topic))
            db.execute("INSERT OR REPLACE INTO cover VALUES (?, ?, ?)", row)

    def topics(self) -> dict[str, Topic]:
        """What the lists of sources say each symbol is about."""
        topics: dict[str, Topic] = {}
        for row in self._rows("SELECT records FROM metadata ORDER BY list"):
            add_topics(topics, _decode_records(row["records"]))
        return topics

    def record_reading(self, reading: Reading, *, reader: int) -> None:
        """Remember what became of bytes that are not saved as a document."""
        with self._transaction() as db:
            self._record(db, reading, reader)

    # What is listed

    def note_listing(self, repository: str, files: Sequence[ListedFile]) -> None:
        """Remember what a repository lists.

        What it listed before and no longer does is marked withdrawn, with the time; nothing that
        was read from it is touched. Members of an archive stay as long as the archive does.
        """
        self._note_files(repository, files, lambda _path: True)

    def note_members(self, archive: ListedFile, members: Sequence[ListedFile]) -> None:
        """Remember what an archive holds; members that it held before are marked withdrawn."""
        inside = f"{archive.path}/"
        self._note_files(archive.repository, members, lambda path: path.startswith(inside))
        with self._transaction() as db:
            row = (archive.repository, archive.path, archive.sha1)
            db.execute("INSERT OR REPLACE INTO opened VALUES (?, ?, ?)", row)

    def members(self, archive: ListedFile) -> dict[str, str]:
        """Git's hash of each file that the archive holds, by path; empty before it was opened.

        An archive that was opened before its bytes changed was not.
        """
        inside = f"{archive.path}/"
        rows = self._rows(
            "SELECT path, sha1 FROM listed WHERE repository = ? AND withdrawn IS NULL"
            " AND substr(path, 1, ?) = ?"
            " AND EXISTS (SELECT 1 FROM opened WHERE opened.repository = listed.repository"
            "             AND opened.path = ? AND opened.sha1 = ?)",
            archive.repository,
            len(inside),
            inside,
            archive.path,
            archive.sha1,
        )
        return {row["path"]: row["sha1"] for row in rows}

    def _note_files(
        self, repository: str, files: Sequence[ListedFile], concerned: Callable[[str], bool]
    ) -> None:
        rows = self._rows("SELECT * FROM listed WHERE repository = ?", repository)
        known = {row["path"]: (row["sha1"], row["withdrawn"]) for row in rows}
        at = now()
        changed = [
            (repository, f.path, f.sha1, f.symbol, f.languages[0] if f.languages else None, at)
            for f in files
            if known.get(f.path) != (f.sha1, None)
        ]
        present = {file.path for file in files}
        archives = tuple(f"{f.path}/" for f in files if f.kind is FileKind.ARCHIVE)
        vanished = [
            (at, repository, path)
            for path, (_, withdrawn) in known.items()
            if not withdrawn
            and concerned(path)
            and path not in present
            and not path.startswith(archives)
        ]
        if changed or vanished:
            replaced = ((known[path][0],) for _, path, *_ in changed if path in known)
            with self._transaction() as db:
                db.executemany("INSERT OR IGNORE INTO replaced VALUES (?)", replaced)
                db.executemany(
                    "INSERT OR REPLACE INTO listed VALUES (?, ?, ?, ?, ?, ?, NULL)", changed
                )
                db.executemany(
                    "UPDATE listed SET withdrawn = ? WHERE repository = ? AND path = ?", vanished
                )

    def unlisted_documents(self) -> frozenset[DocumentName]:
        """Documents held whose files are all gone from the repositories that listed them.

        A file is of the document that was read from it; of the one that its name says, where it did
        not come yet or could not be read.
        """
        query = """
            WITH here AS (
                SELECT listed.sha1, withdrawn, reading.symbol, reading.language,
                       listed.symbol AS named, listed.language AS folder
                FROM listed
                LEFT JOIN blob ON blob.sha1 = listed.sha1
                LEFT JOIN reading ON reading.sha256 = blob.sha256
            )
            SELECT document.symbol, document.language FROM document
            JOIN reading ON reading.symbol = document.symbol
                        AND reading.language = document.language
            JOIN blob ON blob.sha256 = reading.sha256
            WHERE blob.sha1 IN (SELECT sha1 FROM listed UNION ALL SELECT sha1 FROM replaced)
            EXCEPT SELECT symbol, language FROM here WHERE withdrawn IS NULL
            EXCEPT SELECT named, folder FROM here WHERE withdrawn IS NULL AND symbol IS NULL
                      AND NOT EXISTS (SELECT 1 FROM cover
                                      WHERE cover.sha1 = here.sha1 AND cover.symbol <> named)"""
        return frozenset(
            DocumentName(row["symbol"], Language(row["language"])) for row in self._rows(query)
        )

    def note_withdrawals(self, unlisted: Iterable[DocumentName]) -> tuple[DocumentName, ...]:
        """Which of these documents were not known to be withdrawn; those that are back are not."""
        known = {DocumentName(w.symbol, w.language) for w in self.withdrawals()}
        current = set(unlisted)
        new = sorted(current - known)
        changed = current ^ known
        if changed:
            (self.folder / BEHIND).touch()
        with self._transaction() as db:
            for name in sorted(changed):  # hits say it, so the index has to follow
                db.execute(
                    "UPDATE document SET revision = ? WHERE symbol = ? AND language = ?",
                    (self._next_revision(db), *name),
                )
            db.executemany(
                "INSERT INTO withdrawal VALUES (?, ?, ?)",
                ((name.symbol, name.language, now()) for name in new),
            )
            db.executemany(
                "DELETE FROM withdrawal WHERE symbol = ? AND language = ?",
                ((name.symbol, name.language) for name in known - current),
            )
        return tuple(new)

    def gone_versions(self) -> frozenset[DocumentName]:
        """Documents held in a version that a source once listed and has replaced since."""
        query = """
            SELECT symbol, language FROM document
            WHERE sha256 IN
                  (SELECT sha256 FROM blob WHERE sha1 IN
                   (SELECT sha1 FROM listed UNION ALL SELECT sha1 FROM replaced))
              AND sha256 NOT IN
                  (SELECT sha256 FROM blob WHERE sha1 IN
                   (SELECT sha1 FROM listed WHERE withdrawn IS NULL))"""
        return frozenset(
            DocumentName(row["symbol"], Language(row["language"])) for row in self._rows(query)
        )

    def renew_source(self, name: DocumentName, source: Source) -> None:
        """Remember where a document that is held now comes from, word for word the same."""
        with self._transaction() as db:
            db.execute(
                "UPDATE document SET url = ?, retrieved = ?, sha256 = ?, format = ?, name = ?"
                " WHERE symbol = ? AND language = ?",
                (
                    *(source.url, source.retrieved, source.sha256, source.format, source.name),
                    *name,
                ),
            )

    def forget_gone_versions(self) -> None:
        """Let go of versions that were held back and that their source has replaced since."""
        with self._transaction() as db:
            db.execute(
                "DELETE FROM held_back WHERE sha256 IN"
                " (SELECT sha256 FROM blob WHERE sha1 IN"
                "  (SELECT sha1 FROM listed UNION ALL SELECT sha1 FROM replaced))"
                " AND sha256 NOT IN (SELECT sha256 FROM blob WHERE sha1 IN"
                "  (SELECT sha1 FROM listed WHERE withdrawn IS NULL))"
            )

    # Runs

    def save_run(self, report: RefreshReport) -> None:
        """Keep the report of a run."""
        with self._transaction() as db:
            db.execute("INSERT INTO run (report) VALUES (?)", (_encode(report),))

    def runs(self, count: int = 5) -> tuple[RefreshReport, ...]:
        """The reports of the last runs, newest first."""
        rows = self._rows("SELECT report FROM run ORDER BY id DESC LIMIT ?", count)
        return tuple(_decode_report(row["report"]) for row in rows)
