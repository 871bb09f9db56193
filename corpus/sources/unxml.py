"""The UN's own XML of resolutions, as the repositories of `UNxml` on GitHub have it.

One call lists a repository with a hash of each file, so that only what changed is fetched. A folder
or archive on this machine in the same layout is the same source. The layout and its faults are
described in docs/refresh.md; what name and folder say is a hint, never the truth.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote

import msgspec

from corpus.errors import DocumentError, SourceError, UnresError
from corpus.exchange import Validator, authority
from corpus.fetch import Asked, Fetcher
from corpus.manners import HostRules
from corpus.model import Language
from corpus.source_errors import GoneError, TryLaterError, UnexpectedError
from corpus.sources.local import LocalFile, LocalFiles, files_in_archive
from corpus.sources.origin import Delivery, FileKind, ListedFile, Listing, NotListed, git_sha1
from corpus.symbols import language_of_filename, symbol_of_filename

API_URL = "https://api.github.com"
RAW_URL = "https://raw.githubusercontent.com"
OWNER, BRANCH = "UNxml", "main"
DEFAULT_BRANCH = "HEAD"  # whatever its name is
LISTING_BYTES = 64 * 1024 * 1024  # the longest listing known, of 11,400 files, has 3 MB

# What is longer than it was listed is not read to an end that may never come; GitHub lists every
# size, and where another does not, this is what any file may have.
_SMALL_BYTES = 16 * 1024 * 1024
_LISTING_SECONDS = 120.0
_LONGEST_PATH = 1024
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_START, _SLOWEST_BYTES_A_SECOND = 60.0, 10_000

# GitHub, "Rate limits for the REST API": 60 an hour without a key. None is published for files.
API_RULES = HostRules(interval=1.0, per_hour=55)
RAW_RULES = HostRules(interval=0.5, per_hour=5000)

_FOLDERS = {
    "arabic": Language.AR,
    "chinese": Language.ZH,
    "english": Language.EN,
    "french": Language.FR,
    "russian": Language.RU,
    "spanish": Language.ES,
}
_LETTERS = {
    "A": Language.AR,
    "C": Language.ZH,
    "E": Language.EN,
    "F": Language.FR,
    "R": Language.RU,
    "S": Language.ES,
}
_NO_UN_LANGUAGE = "german"  # some folders have German copies as well
_LISTS_FOLDER = "data_extract"

# A_RES_80_226-2520943C, 75_229_C, A_HRC_RES_54_5A
_LETTER = re.compile(r"(?:[-_](?:N?\d{6,8})?|(?<=\d))([ACEFRS])(?:[-_]reiss?ue)?\Z")
_SESSION_FOLDER = re.compile(r"(\d{2,3})session\b")  # 74session
_COUNCIL_WITHOUT_YEAR = re.compile(r"(S_RES_\d{3,4})(?:[-_]N?\d{6,8}[ACEFRS]?|_[ACEFRS])\Z")
_YEAR_FOLDER = re.compile(r"(?:19|20)\d\d\Z")
_READ = (".pdf", ".docx", ".doc", ".wpd", ".html", ".htm", ".txt")
_JOB_NAME = re.compile(r"[A-Z]{1,2}\d{6,8}[A-Z]?\Z", re.IGNORECASE)  # N2427222, NR013268
_SHA1 = re.compile(r"[0-9a-f]{40}\Z")
_SYMLINK = "120000"


# ---------------------------------------------------------------------------------------------
# The layout
# ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """What the place and name of a file in the layout say of it."""

    kind: FileKind
    symbol: str | None = None
    languages: tuple[Language, ...] = ()
    session: str | None = None


def place_of(path: str) -> Place | None:
    """What this path says; None for what is neither document nor list nor archive.

    Folder and letter may contradict each other: then both languages are named, the folder's first.

    >>> place_of("78session/Chinese/A_RES_78_224-2325905C.xml").symbol
    'A/RES/78/224'
    >>> [str(one) for one in place_of("75session/Spanish/A_RES_75_297_C.xml").languages]
    ['es', 'zh']
    >>> place_of("2023/Arabic/S_RES_2711-2322387A.xml").symbol
    'S/RES/2711(2023)'
    >>> [str(one) for one in place_of("downloads/A_RES_78_225-ZH.pdf").languages]
    ['zh']
    >>> place_of("N2427222.PDF").kind.name
    'DOCUMENT'
    >>> place_of("README.md") is None
    True
    """
    pure = PurePosixPath(path)
    folders = [part.casefold() for part in pure.parts[:-1]]
    suffix = pure.suffix.casefold()
    if _NO_UN_LANGUAGE in folders:
        return None
    if suffix == ".json":
        return Place(FileKind.LIST) if _LISTS_FOLDER in folders else None
    if suffix == ".zip":
        words = re.findall(r"[a-z]+", path.casefold())
        session = _SESSION_FOLDER.search(path)
        return Place(
            FileKind.ARCHIVE,
            languages=tuple(dict.fromkeys(_FOLDERS[w] for w in words if w in _FOLDERS)),
            session=session[1] if session else None,
        )
    symbol = _symbol(pure)
    if suffix != ".xml" and symbol is None and not _is_from_ods(pure):
        return None
    named = [_FOLDERS[folder] for folder in folders if folder in _FOLDERS]
    letter = _LETTER.search(pure.stem)
    if code := language_of_filename(pure.name):
        named.append(code)
    elif letter:
        named.append(_LETTERS[letter[1]])
    return Place(FileKind.DOCUMENT, symbol, tuple(dict.fromkeys(named)))


def _is_from_ods(path: PurePosixPath) -> bool:
    """Whether a file is called as ODS calls it, by its job number: what it is, its text says."""
    return path.suffix.casefold() in _READ and bool(_JOB_NAME.match(path.stem))


def _symbol(path: PurePosixPath) -> str | None:
    council = _COUNCIL_WITHOUT_YEAR.match(path.stem)
    years = [part for part in path.parts[:-1] if _YEAR_FOLDER.match(part)]
    name = f"{council[1]} ({years[-1]}).xml" if council and years else path.name
    symbol = symbol_of_filename(name)
    return str(symbol) if symbol else None


def members_of(archive: ListedFile, data: bytes) -> Iterator[Delivery]:
    """The documents in an archive, each as a file of the same repository.

    Raises DocumentError where the bytes are no archive.
    """
    for file in files_in_archive(data, archive.path, archive.url):
        path = f"{archive.path}/{file.name}"
        place = Place(FileKind.DOCUMENT) if file.error else place_of(path)
        if place is not None and place.kind is FileKind.DOCUMENT:
            yield _delivery(archive.repository, path, place, file)


def _delivery(repository: str, path: str, place: Place, file: LocalFile) -> Delivery:
    listed = ListedFile(
        repository=repository,
        path=path,
        url=file.url,
        sha1=git_sha1(file.data) if file.error is None else "",
        size=len(file.data),
        kind=place.kind,
        symbol=place.symbol,
        languages=place.languages,
        session=place.session,
    )
    return Delivery(listed, file.data, file.error)


# ---------------------------------------------------------------------------------------------
# On GitHub
# ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository and the organ whose documents it has; "" where that is no single organ.

    Where an `optional` one is missing, there is simply nothing to read in it.
    """

    name: str
    organ: str
    optional: bool = True


REPOSITORIES = (
    Repository("GAresolutions", "GA", optional=False),
    Repository("ECOSOCresolutions", "ECOSOC", optional=False),
    Repository("SCresolutions", "SC"),
    Repository("HRCresolutions", "HRC"),
    Repository("GAdecisions", ""),
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where GitHub, or a mirror of it, is found."""

    api: str = API_URL
    raw: str = RAW_URL

    def hosts(self, interval: float | None = None) -> dict[str, HostRules]:
        """How the two hosts are to be treated; `interval` in seconds replaces both intervals.

        Whoever sets it for a mirror knows what that can bear; GitHub's own limit stays.
        """
        rules = {authority(self.api): API_RULES, authority(self.raw): RAW_RULES}
        if interval is None:
            return rules
        hourly = {authority(API_URL): API_RULES.per_hour}
        return {
            host: HostRules(interval=interval, per_hour=hourly.get(host, RAW_RULES.per_hour))
            for host in rules
        }


class Memory(Protocol):
    """Remembers answers, so that a source can be asked whether anything changed."""

    def recall(self, url: str) -> tuple[Validator, bytes] | None:
        """The last good answer from this address and its validator, if it had one."""

    def remember(self, url: str, validator: Validator, body: bytes) -> None:
        """Keep a good answer that came with a validator."""


class _Entry(msgspec.Struct):
    path: str
    type: str
    sha: str
    mode: str = ""
    size: int | None = None


class _Tree(msgspec.Struct):
    tree: list[_Entry]
    truncated: bool = False


class _Walk:
    """The entries of a repository, and what of it could not be listed."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.missing: list[NotListed] = []


class GitHub:
    """UNxml as GitHub serves it."""

    name = "unxml"

    def __init__(self, fetcher: Fetcher, memory: Memory, addresses: Addresses) -> None:
        self._fetcher = fetcher
        self._memory = memory
        self._addresses = addresses

    @property
    def requests(self) -> int:
        """How many requests were made."""
        return self._fetcher.budget.requests

    def listings(self, organs: frozenset[str]) -> Iterator[Listing | NotListed]:
        """What each repository of these organs has; of every organ where none is named."""
        for repository in REPOSITORIES:
            if organs and repository.organ not in organs:
                continue
            try:
                yield from self._listing(repository.name)
            except GoneError as error:
                if repository.optional:
                    note = f"{OWNER}/{repository.name} is not there."
                    yield Listing(_full_name(repository.name), (), complete=False, notes=(note,))
                else:
                    yield self._not_listed(repository.name, error)
            except SourceError as error:
                yield self._not_listed(repository.name, error)

    def deliver(self, files: Iterable[ListedFile]) -> Iterator[Delivery]:
        """The bytes of each file, in the order given."""
        for file in files:
            try:
                asked = Asked(
                    check=_same_bytes(file),
                    body_bytes=max(_SMALL_BYTES, 2 * file.size),
                    seconds=_LONGEST_START + file.size / _SLOWEST_BYTES_A_SECOND,
                )
                yield Delivery(file, self._fetcher.get(file.url, asked).body)
            except SourceError as error:
                yield Delivery(file, b"", error)

    def _not_listed(self, repository: str, error: SourceError) -> NotListed:
        return NotListed(_full_name(repository), self._tree_url(repository, BRANCH, True), error)

    def _listing(self, repository: str) -> Iterator[Listing | NotListed]:
        """What could be listed; and then each folder that could not."""
        branch = BRANCH
        try:
            tree = self._tree(repository, branch, recursive=True)
        except GoneError:
            branch = DEFAULT_BRANCH  # it may have been renamed
            tree = self._tree(repository, branch, recursive=True)
        walk = _Walk()
        if tree.truncated:
            try:
                self._walk(repository, branch, "", walk)
            except SourceError as error:
                walk.missing.append(self._not_listed(repository, error))
        # What a listing that was cut off does have is there all the same.
        listed = {entry.path for entry in walk.entries}
        walk.entries += [entry for entry in tree.tree if entry.path not in listed]
        files = tuple(self._files(repository, branch, walk.entries))
        if not any(file.kind is not FileKind.LIST for file in files):
            raise UnexpectedError(
                f"{_full_name(repository)} lists no document.",
                "What is held stays; check the base address if this goes on.",
            )
        odd = sum(not _is_path(entry.path) for entry in walk.entries)
        note = f"{_full_name(repository)} lists {odd} entries whose paths are none."
        yield Listing(
            _full_name(repository),
            files,
            complete=not walk.missing,
            notes=(note,) if odd else (),
        )
        yield from walk.missing

    def _walk(self, repository: str, tree_id: str, folder: str, walk: _Walk) -> None:
        """List a folder that is too large to be listed in one call, subfolder by subfolder."""
        for entry in self._tree(repository, tree_id, recursive=False).tree:
            path = f"{folder}{entry.path}"
            if entry.type != "tree":
                walk.entries.append(msgspec.structs.replace(entry, path=path))
                continue
            try:
                below = self._tree(repository, entry.sha, recursive=True)
                if below.truncated:
                    self._walk(repository, entry.sha, f"{path}/", walk)
                    continue
            except SourceError as error:
                url = self._tree_url(repository, entry.sha, True)
                walk.missing.append(NotListed(f"{_full_name(repository)}/{path}", url, error))
                continue
            walk.entries.extend(
                msgspec.structs.replace(one, path=f"{path}/{one.path}") for one in below.tree
            )

    def _files(
        self, repository: str, branch: str, entries: Iterable[_Entry]
    ) -> Iterator[ListedFile]:
        for entry in entries:
            if entry.type != "blob" or entry.mode == _SYMLINK or not _SHA1.match(entry.sha):
                continue
            place = place_of(entry.path) if _is_path(entry.path) else None
            if place is not None:
                yield ListedFile(
                    repository=_full_name(repository),
                    path=entry.path,
                    url=self._raw_url(repository, branch, entry.path),
                    sha1=entry.sha,
                    size=max(entry.size or 0, 0),
                    kind=place.kind,
                    symbol=place.symbol,
                    languages=place.languages,
                    session=place.session,
                )

    def _tree(self, repository: str, tree_id: str, *, recursive: bool) -> _Tree:
        url = self._tree_url(repository, tree_id, recursive)
        earlier = self._memory.recall(url)
        fetched = self._fetcher.get(
            url,
            Asked(
                accept="application/vnd.github+json",
                validator=earlier[0] if earlier else None,
                body_bytes=LISTING_BYTES,
                seconds=_LISTING_SECONDS,
                check=_check_tree,
            ),
        )
        if fetched.not_modified and earlier:
            return _read_tree(earlier[1])
        if fetched.validator.etag or fetched.validator.last_modified:
            self._memory.remember(url, fetched.validator, fetched.body)
        return _read_tree(fetched.body)

    def _tree_url(self, repository: str, tree_id: str, recursive: bool) -> str:
        query = "?recursive=1" if recursive else ""
        return f"{self._addresses.api}/repos/{OWNER}/{repository}/git/trees/{tree_id}{query}"

    def _raw_url(self, repository: str, branch: str, path: str) -> str:
        return f"{self._addresses.raw}/{OWNER}/{repository}/{branch}/{quote(path)}"


def _is_path(path: str) -> bool:
    """Whether it names a file below the repository's root, without control characters."""
    leads_elsewhere = any(part in ("", ".", "..") for part in path.split("/"))
    return not leads_elsewhere and len(path) <= _LONGEST_PATH and not _CONTROL.search(path)


def _full_name(repository: str) -> str:
    return f"{OWNER}/{repository}"


def _read_tree(body: bytes) -> _Tree:
    return msgspec.json.decode(body, type=_Tree)


def _check_tree(body: bytes) -> None:
    try:
        _read_tree(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        what = "an HTML page" if is_html(body) else f"no listing ({error})"
        raise UnexpectedError(
            f"The listing of a repository was asked for, but {what} came.",
            "Check the base address, and whether a portal wants you to sign in.",
        ) from error


def _same_bytes(file: ListedFile) -> Callable[[bytes], None]:
    """A check that the bytes are those that were listed."""

    def check(body: bytes) -> None:
        # A mirror that is no git lists, if anything, the hash of the bytes alone.
        if file.sha1 in (git_sha1(body), hashlib.sha1(body, usedforsecurity=False).hexdigest()):
            return
        if is_html(body):
            raise UnexpectedError(
                f"An HTML page came instead of {file.name}.",
                "It is not kept. If this goes on, check the base address or the connection.",
            )
        if len(body) < file.size:
            raise TryLaterError(
                f"Of {file.name} only {len(body)} of {file.size} bytes came.",
                "They are not kept; it is tried again at the next refresh.",
                again=True,
            )
        raise UnexpectedError(
            f"The bytes of {file.name} are not those that were listed.",
            "They are not kept. It may be changing now, and is tried again at the next refresh.",
        )

    return check


def is_html(body: bytes) -> bool:
    """Whether these bytes are a page for a browser, in whatever case it is written."""
    start = body[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head"))


# ---------------------------------------------------------------------------------------------
# On this machine
# ---------------------------------------------------------------------------------------------


class LocalCopy:
    """A folder, zip or tar file in the layout of UNxml: one of its repositories, or several."""

    requests = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.absolute().as_uri()
        LocalFiles((path,))  # says at once where there is no such path

    def listings(self, organs: frozenset[str]) -> Iterator[Listing | NotListed]:
        """Everything that is there; what it is, only its files can tell."""
        del organs
        found: dict[str, ListedFile] = {}  # without their bytes: all of them are a gigabyte
        complete = True
        for one in self._all():
            found[one.file.path] = one.file
            # Behind what cannot be read there may be any number of files.
            complete = complete and one.error is None
        if found:
            yield Listing(self.name, tuple(found.values()), complete)
            return
        error: UnresError = UnexpectedError(
            f"{self._path} has no file in the layout of UNxml.",
            "Name a folder with, for example, GAresolutions in it; or use `unres add`.",
        )
        yield NotListed(self.name, self.name, error)

    def deliver(self, files: Iterable[ListedFile]) -> Iterator[Delivery]:
        """The bytes of each file, in the order in which they lie there."""
        waiting = {file.path: file for file in files}
        for one in self._all() if waiting else ():
            wanted = waiting.get(one.file.path)
            if wanted is not None and wanted.sha1 == one.file.sha1:
                del waiting[one.file.path]
                yield Delivery(wanted, one.data, one.error)
                if not waiting:
                    return
        for file in waiting.values():
            error = DocumentError(f"{file.path} changed while it was read.", "Run it again.")
            yield Delivery(file, b"", error)

    def _all(self) -> Iterator[Delivery]:
        for file in LocalFiles((self._path,)):
            # What cannot be read is not passed over, whatever it is called.
            place = Place(FileKind.DOCUMENT) if file.error else place_of(file.name)
            if place is not None:
                yield _delivery(self.name, file.name, place, file)
