"""GitHub as far as UNxml needs it: listings by tree call, raw files, conditional requests."""

import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from werkzeug.wrappers import Request, Response

from corpus.sources.origin import git_sha1
from tests.standin.server import Host

API, RAW = "api.github.com", "raw.githubusercontent.com"
OWNER = "UNxml"
Files = dict[str, bytes]


@dataclass(slots=True)
class GitHub:
    """Repositories by name, each a path → bytes; change them between runs as you like.

    `truncated` holds the names of repositories too large for one listing; `calls_left` is what
    the API still allows, None for no limit. `branch` is the default branch, also called HEAD.
    """

    repositories: dict[str, Files] = field(default_factory=dict)
    truncated: set[str] = field(default_factory=set)
    calls_left: int | None = None
    branch: str = "main"

    def hosts(self) -> dict[str, Host]:
        """The two hosts that GitHub is reached at."""
        return {API: _Api(self), RAW: _Raw(self)}


@dataclass(slots=True)
class _Api:
    github: GitHub

    def answer(self, request: Request) -> Response:
        """A listing: /repos/UNxml/<name>/git/trees/<id>[?recursive=1]."""
        match request.path.strip("/").split("/"):
            case ["repos", owner, name, "git", "trees", tree] if owner == OWNER:
                return self._tree(request, name, tree)
        return _not_found_json()

    def _tree(self, request: Request, name: str, tree: str) -> Response:
        files = self.github.repositories.get(name)
        is_top = tree in (self.github.branch, "HEAD")
        folder = "" if is_top else _folders(files or {}).get(tree)
        if files is None or folder is None:
            return _not_found_json()
        if self.github.calls_left is not None:
            if self.github.calls_left <= 0:
                headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999999999"}
                return Response(b'{"message": "rate limit"}', 403, headers)
            self.github.calls_left -= 1
        recursive = bool(request.args.get("recursive"))
        entries = _entries(files, folder, recursive=recursive)
        cut = recursive and name in self.github.truncated and folder.count("/") < 1
        body = json.dumps(
            {"sha": tree, "tree": entries[:1] if cut else entries, "truncated": cut}
        ).encode()
        return _conditional(request, body, "application/json; charset=utf-8")


@dataclass(slots=True)
class _Raw:
    github: GitHub

    def answer(self, request: Request) -> Response:
        """A file: /UNxml/<name>/main/<path>."""
        match unquote(request.path).strip("/").split("/", 3):
            case [owner, name, branch, path] if owner == OWNER and branch in (
                self.github.branch,
                "HEAD",
            ):
                data = self.github.repositories.get(name, {}).get(path)
                if data is not None:
                    return _conditional(request, data, "text/plain; charset=utf-8")
        return Response(b"404: Not Found", 404)


def _conditional(request: Request, body: bytes, content_type: str) -> Response:
    etag = f'W/"{hashlib.sha256(body).hexdigest()}"'
    if request.headers.get("If-None-Match") == etag:
        return Response(b"", 304, {"ETag": etag})
    return Response(body, 200, {"ETag": etag, "Content-Type": content_type})


def _not_found_json() -> Response:
    return Response(b'{"message": "Not Found"}', 404, {"Content-Type": "application/json"})


def _folders(files: Files) -> dict[str, str]:
    """Every folder, with "/" at its end, by the id that stands for it."""
    found = {f"{parent}/" for path in files for parent in _parents(path)}
    return {_tree_id(folder): folder for folder in found}


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _tree_id(folder: str) -> str:
    return hashlib.sha1(f"tree {folder}".encode(), usedforsecurity=False).hexdigest()


def _entries(files: Files, folder: str, *, recursive: bool) -> list[dict[str, object]]:
    entries: dict[str, dict[str, object]] = {}
    for path in sorted(files):
        if not path.startswith(folder):
            continue
        inner = path.removeprefix(folder)
        for parent in _parents(inner):
            if recursive or "/" not in parent:
                sha = _tree_id(f"{folder}{parent}/")
                entries[parent] = {"path": parent, "mode": "040000", "type": "tree", "sha": sha}
        if recursive or "/" not in inner:
            data = files[path]
            entries[inner] = {
                "path": inner,
                "mode": "100644",
                "type": "blob",
                "sha": git_sha1(data),
                "size": len(data),
            }
    return list(entries.values())


def read_repositories(root: Path) -> dict[str, Files]:
    """The repositories in a folder or tar archive, one below each of its first folders."""
    repositories: dict[str, Files] = {}
    for name, data in _files(root):
        repository, _, path = name.partition("/")
        if path:
            repositories.setdefault(repository, {})[path] = data
    return repositories


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    if root.is_dir():
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield path.relative_to(root).as_posix(), path.read_bytes()
        return
    if root.suffix == ".zip":
        with zipfile.ZipFile(root) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    yield info.filename, archive.read(info)
        return
    with tarfile.open(root) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None:
                yield member.name.removeprefix("./"), content.read()


def packed_session(files: Files, session: str = "74session") -> Files:
    """The same files with one session in a zip file a language, as session 74 is."""
    packed: dict[str, Files] = {}
    rest: Files = {}
    for path, data in files.items():
        parts = path.split("/")
        if parts[0] == session and len(parts) == 3:
            packed.setdefault(parts[1], {})[f"{parts[1]}/{parts[2]}"] = data
        else:
            rest[path] = data
    for language, members in packed.items():
        rest[f"{session}/GA resolutions_{session}_{language}.zip"] = zipped(members)
    return rest


def zipped(members: Files) -> bytes:
    """A zip file; the same members always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()
