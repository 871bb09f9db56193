"""Files of documents in folders, zip and tar archives on this machine, one after the other.

Nothing is unpacked to disk, so no name in an archive can lead out of a folder; sizes are limited
while reading, because what an archive says of itself need not be true.
"""

import bz2
import gzip
import io
import lzma
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
MAX_TOTAL_BYTES = 16 * 1024**3  # everything UNxml holds is under 1 GB
MAX_ARCHIVE_DEPTH = 2  # a zip a language inside a folder inside an archive, as session 74 has it

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_DOCUMENTS = (".xml", ".txt", ".json", ".pdf", ".docx", ".doc", ".htm", ".html", ".wpd", ".rtf")
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

    Where it could not be read, `error` says why and `data` is empty.
    """

    name: str
    url: str
    data: bytes
    error: DocumentError | None = None


class LocalFiles:
    """The files below the paths a user named; iterate once.

    `done` and `total` tell how many of the bytes on disk have been gone through, and `skipped`
    names what lies in the folders or archives and is no document (pictures, read-me files).
    Raises UsageError for a path that does not exist.
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
            self._roots.append((path, sorted(_files_below(path)) if path.is_dir() else [path]))
        self.total = sum(file.stat().st_size for _, files in self._roots for file in files)

    def __iter__(self) -> Iterator[LocalFile]:
        for root, files in self._roots:
            for path in files:
                name = path.relative_to(root).as_posix() if root.is_dir() else path.name
                yield from self._read_path(path, name, named=path == root)

    def _read_path(self, path: Path, name: str, *, named: bool) -> Iterator[LocalFile]:
        url = path.resolve().as_uri()
        before = self.done
        size = path.stat().st_size
        try:
            with path.open("rb") as file:
                if _is_archive(name):
                    for found in self._read_archive(file, name, url, depth=1):
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
        self, file: IO[bytes], name: str, url: str, depth: int
    ) -> Iterator[LocalFile]:
        members = _zip_members if name.lower().endswith(".zip") else _tar_members
        for member, content in members(file, name):
            path = f"{name}/{member}" if depth > 1 else member
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
            yield from self._read_member(content, path, f"{url}!/{member}", depth)

    def _read_member(
        self, content: IO[bytes] | Exception, name: str, url: str, depth: int
    ) -> Iterator[LocalFile]:
        try:
            if isinstance(content, Exception):
                raise content
            if _is_archive(name) and depth < MAX_ARCHIVE_DEPTH:
                nested = io.BytesIO(self._read(content, name))
                yield from self._read_archive(nested, name, url, depth + 1)
            elif _is_document(name):
                yield LocalFile(name, url, self._read(content, name))
            else:
                self.skipped.append(name)
        except DocumentError as error:
            yield LocalFile(name, url, b"", error)
        except _DAMAGE as error:
            yield LocalFile(name, url, b"", _unreadable(name, error))

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
        yield from LocalFiles(())._read_archive(io.BytesIO(data), name, url, depth=1)
    except _DAMAGE as error:
        raise _unreadable(name, error) from error


def _files_below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        # A link may lead out of the folder that the user named, or round in a circle.
        if not hidden and not path.is_symlink() and path.is_file():
            yield path


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
                yield info.filename, _unreadable(info.filename, error)


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
