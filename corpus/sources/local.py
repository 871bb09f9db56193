"""Files of documents in folders, zip and tar archives on this machine, one after the other.

Nothing is unpacked to disk, so no name in an archive can lead out of a folder; sizes are limited
while reading, because what an archive says of itself need not be true.
"""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from corpus.errors import DocumentError, UsageError

MAX_FILE_BYTES = 64 * 1024 * 1024  # the largest resolution known is under 3 MB as XML
MAX_FILES = 500_000  # everything UNxml holds is about 20,000
MAX_TOTAL_BYTES = 4 * 1024**3  # everything UNxml holds is under 1 GB
MAX_ARCHIVE_DEPTH = 2  # a zip a language inside a folder inside an archive, as session 74 has it

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_DOCUMENTS = (
    *(".xml", ".txt", ".json", ".pdf", ".docx", ".doc", ".wpd", ".rtf"),
    *(".htm", ".html", ".xhtml", ".mht", ".mhtml"),
)
_DAMAGE = (
    OSError,
    EOFError,
    RuntimeError,  # zipfile: an encrypted member
    NotImplementedError,  # zipfile: a compression it does not know
    ValueError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
)


@dataclass(frozen=True, slots=True)
class LocalFile:
    """One file: its name within what the user named, where it is, and its bytes.

    Where it could not be read, `error` says why and `data` is empty. `archive` is the name of the
    archive that it lies in, "" where it lies in none; `name` is then its name in there.
    """

    name: str
    url: str
    data: bytes
    error: DocumentError | None = None
    archive: str = ""

    @property
    def label(self) -> str:
        """The file as messages name it: a member with its archive."""
        return f"{self.archive}/{self.name}" if self.archive else self.name


@dataclass(frozen=True, slots=True)
class _Archive:
    """An archive that is gone through: the name of the outermost, and where in it we are."""

    name: str
    inner: str = ""
    depth: int = 1


class LocalFiles:
    """The files below the paths a user named; iterate once.

    `done` and `total` tell how many of the bytes on disk have been gone through, and `skipped`
    names what lies in the folders or archives and is no document (pictures, read-me files).
    Raises UsageError for a path that does not exist, or is neither file nor folder: a pipe could be
    waited for without end.
    """

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.done = 0
        self.skipped: list[str] = []
        self._found = 0
        self._unpacked = 0
        self._roots: list[tuple[Path, list[Path]]] = []
        for path in paths:
            if not path.exists():
                raise UsageError(f"There is no file or folder {path}.", "Check the path.")
            if not (path.is_dir() or path.is_file()):
                raise UsageError(
                    f"{path} is no file or folder, but a pipe, a socket or a device.",
                    "Write what comes from it into a file, and name that.",
                )
            self._roots.append((path, sorted(self._below(path)) if path.is_dir() else [path]))
        self.total = sum(_size(file) for _, files in self._roots for file in files)

    def _below(self, folder: Path) -> Iterator[Path]:
        """The files below a folder; and folders that cannot be listed, to be told when read."""
        closed: list[Path] = []
        walk = os.walk(folder, onerror=lambda error: closed.append(Path(error.filename)))
        for place, folders, names in walk:
            folders[:] = [name for name in folders if not name.startswith(".")]
            paths = (Path(place, name) for name in names if not name.startswith("."))
            # A link may lead out of the folder that the user named, or round in a circle.
            yield from (path for path in paths if not path.is_symlink() and path.is_file())
        yield from closed

    def __iter__(self) -> Iterator[LocalFile]:
        for root, files in self._roots:
            for path in files:
                name = path.relative_to(root).as_posix() if path != root else path.name
                yield from self._read_path(path, _printable(name), named=path == root)

    def _read_path(self, path: Path, name: str, *, named: bool) -> Iterator[LocalFile]:
        url = path.resolve().as_uri()
        before, size = self.done, _size(path)
        try:
            with path.open("rb") as file:
                if _is_archive(name):
                    for found in self._read_archive(file, _Archive(name), url, name):
                        self.done = before + min(size, file.tell())
                        yield found
                elif named or _is_document(name):
                    yield LocalFile(name, url, self._read(file, name))
                else:
                    self.skipped.append(name)
        except DocumentError as error:
            yield LocalFile(name, url, b"", error)
        except _DAMAGE as error:
            yield LocalFile(name, url, b"", _unreadable(name, error))
        self.done = before + size

    def _read_archive(
        self, file: IO[bytes], archive: "_Archive", url: str, name: str
    ) -> Iterator[LocalFile]:
        members = _zip_members if name.lower().endswith(".zip") else _tar_members
        for found, content in members(file, name):
            member = _printable(found)
            path = f"{archive.inner}{member}"
            self._found += 1
            if self._found > MAX_FILES:
                raise DocumentError(
                    f"{name} holds more than {MAX_FILES} files.", "Add its folders one by one."
                )
            if self._unpacked > MAX_TOTAL_BYTES:
                raise DocumentError(
                    f"{name} unpacks to more than {MAX_TOTAL_BYTES // 1024**3} GB.",
                    "Add its folders one by one.",
                )
            yield from self._read_member(content, archive, path, f"{url}!/{member}")

    def _read_member(
        self, content: IO[bytes] | Exception, archive: "_Archive", name: str, url: str
    ) -> Iterator[LocalFile]:
        label = f"{archive.name}/{name}"
        try:
            if isinstance(content, Exception):
                raise content
            if _is_archive(name) and archive.depth < MAX_ARCHIVE_DEPTH:
                nested = io.BytesIO(self._read(content, label))
                within = _Archive(archive.name, f"{name}/", archive.depth + 1)
                yield from self._read_archive(nested, within, url, label)
            elif _is_document(name):
                yield LocalFile(name, url, self._read(content, label), archive=archive.name)
            else:
                self.skipped.append(name)
        except DocumentError as error:
            yield LocalFile(name, url, b"", error, archive.name)
        except _DAMAGE as error:
            yield LocalFile(name, url, b"", _unreadable(label, error), archive.name)

    def _read(self, file: IO[bytes], name: str) -> bytes:
        data = file.read(MAX_FILE_BYTES + 1)
        self._unpacked += len(data)
        if len(data) > MAX_FILE_BYTES:
            raise DocumentError(
                f"{name} is larger than {MAX_FILE_BYTES // 2**20} MB, which no resolution is.",
                "Check what it is.",
            )
        return data


def files_in_archive(data: bytes, name: str, url: str) -> Iterator[LocalFile]:
    """The files in an archive whose bytes are at hand. Raises DocumentError where it is none."""
    try:
        yield from LocalFiles(())._read_archive(io.BytesIO(data), _Archive(name), url, name)
    except _DAMAGE as error:
        raise _unreadable(name, error) from error


def _size(path: Path) -> int:
    """In bytes; 0 where the file has vanished meanwhile."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _printable(name: str) -> str:
    """A name that can be printed and stored: bytes that are no UTF-8 are written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _zip_members(file: IO[bytes], name: str) -> Iterator[tuple[str, IO[bytes] | Exception]]:
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise _unreadable(name, error) from error
    with archive:
        for info in archive.infolist():
            if info.is_dir() or _is_hidden(info.filename):
                continue
            try:
                with archive.open(info) as content:
                    yield info.filename, content
            except _DAMAGE as error:
                yield info.filename, error


def _tar_members(file: IO[bytes], name: str) -> Iterator[tuple[str, IO[bytes] | Exception]]:
    try:
        with tarfile.open(fileobj=_decompressed(file), mode="r|") as archive:
            for info in archive:
                if not info.isfile() or _is_hidden(info.name):
                    continue
                content = archive.extractfile(info)
                if content is not None:
                    yield info.name, content
    except _DAMAGE as error:
        raise _unreadable(name, error) from error


def _decompressed(file: IO[bytes]) -> IO[bytes]:
    magic = file.read(6)
    file.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=file))
    if magic == b"\xfd7zXZ\x00":
        return lzma.LZMAFile(file)
    if magic.startswith(b"BZh"):
        return bz2.BZ2File(file)
    return file


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_ARCHIVES)


def _is_document(name: str) -> bool:
    return name.lower().endswith(_DOCUMENTS)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _unreadable(name: str, error: Exception) -> DocumentError:
    reason = str(error) or type(error).__name__
    return DocumentError(f"{name} cannot be read: {reason}.", "Fetch or copy it again.")
