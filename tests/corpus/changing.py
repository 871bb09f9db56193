"""A source that grows, shrinks, renames and rewrites by chance, and what must be held of it.

Documents are made of our own sentences, in sessions that do not exist, and each version of one says
its number in every paragraph, so that it can be told which version is held, and whether all of it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from corpus.model import Language
from tests.standin.documents import document, list_of, path_of
from tests.standin.github import Files, GitHub, zipped

Name = tuple[str, Language]  # of a document
Text = tuple[str, ...]  # its operative paragraphs

_SENTENCES = {
    Language.EN: "Encourages all who look after lamp {n} to read page {p} of edition {v};",
    Language.ZH: "鼓励所有照看第{n}号灯的各方阅读第{v}版第{p}页；",
    Language.FR: "Encourage les gardiens de la lampe {n} à lire la page {p} de la version {v} ;",
}
LANGUAGES = tuple(_SENTENCES)


@dataclass(slots=True)
class File:
    """What lies at a path: a version of a document, or what must not be taken for one."""

    name: Name
    text: Text
    kind: str = "good"  # or "part", "cut", "broken", "page", "empty"


@dataclass(slots=True)
class Changing:
    """Repositories that change, with their truth: `versions` of each document, oldest first."""

    chance: random.Random
    github: GitHub
    files: dict[tuple[str, str], File] = field(default_factory=dict)  # by repository and path
    versions: dict[Name, list[Text]] = field(default_factory=dict)
    _jobs: int = 9_100_000

    def __post_init__(self) -> None:
        """A repository is never without any document: an empty listing is not believed."""
        for symbol in ("A/RES/94/1", "E/RES/2033/1"):
            name = (symbol, Language.EN)
            self.files[self._repository(symbol), path_of(*name)] = self._next(name)
        self._publish()

    def listed(self) -> dict[Name, Text]:
        """The documents that the source has whole, each as its newest file says it."""
        return {file.name: file.text for file in self.files.values() if file.kind == "good"}

    def present(self) -> set[Name]:
        """The documents that the source has a file of, whatever can be made of it."""
        return {file.name for file in self.files.values()}

    def step(self) -> None:
        """One change."""
        changes = (
            *(self._grow,) * 5, *(self._rewrite,) * 3, self._revert, self._rename, self._move,
            self._remove, self._break, self._cut, self._mend, self._replace, self._copy,
        )  # fmt: skip
        self.chance.choice(changes)()
        self._publish()

    # Changes

    def _grow(self) -> None:
        organ = self.chance.choice(("A", "A", "E"))
        session = self.chance.choice((91, 92, 93) if organ == "A" else (2031, 2032))
        symbol = f"{organ}/RES/{session}/{self.chance.randrange(1, 400)}"
        for language in self.chance.sample(LANGUAGES, self.chance.randrange(1, 4)):
            name = (symbol, language)
            if name not in self.present():
                path = path_of(symbol, language, self._job())
                self.files[self._repository(symbol), path] = self._next(name)

    def _rewrite(self) -> None:
        if key := self._any("good"):
            self._put(key, self._next(self.files[key].name))

    def _revert(self) -> None:
        """Back to what an earlier version said."""
        if key := self._any("good"):
            name = self.files[key].name
            earlier = self.chance.choice(self.versions[name])
            self.versions[name].append(earlier)
            self._put(key, File(name, earlier))

    def _rename(self) -> None:
        if key := self._any():
            file = self.files.pop(key)
            symbol, language = file.name
            path = path_of(symbol, language, self._job())
            if self.chance.random() < 0.3:  # without a job number
                path = path.replace(f"-{self._jobs}", "_")
            self.files[key[0], path] = file

    def _move(self) -> None:
        """Into a folder of a name that nobody knows."""
        if key := self._any():
            repository, path = key
            above = self.chance.choice(("Reissued", "Emergency sessions/ES-95", "New folder (2)"))
            if not path.startswith(above):
                self.files[repository, f"{above}/{path}"] = self.files.pop(key)

    def _remove(self) -> None:
        if key := self._any():
            del self.files[key]

    def _break(self) -> None:
        if key := self._any("good"):
            self.files[key].kind = self.chance.choice(("cut", "broken", "page", "empty"))

    def _cut(self) -> None:
        """What is well-formed and lacks its end."""
        if (key := self._any("good")) and len(self.files[key].text) > 2:
            self.files[key].kind = "part"

    def _mend(self) -> None:
        bad = [key for key, file in self.files.items() if file.kind != "good"]
        if bad:
            self.files[self.chance.choice(bad)].kind = "good"

    def _replace(self) -> None:
        """The file of one document becomes another document."""
        if key := self._any("good"):
            organ, _, session, _ = self.files[key].name[0].split("/")
            other = (
                f"{organ}/RES/{session}/{self.chance.randrange(400, 900)}",
                self.files[key].name[1],
            )
            if other not in self.versions:
                self._put(key, self._next(other))

    def _copy(self) -> None:
        """The same bytes at a second path."""
        if key := self._any("good"):
            repository, path = key
            file = self.files[key]
            if sum(other.name == file.name for other in self.files.values()) == 1:
                self.files[repository, f"Copies/{path}"] = file  # the very same, also later

    def _put(self, key: tuple[str, str], new: File) -> None:
        """In place of a file, and of its copies."""
        old = self.files[key]
        self.files = {k: new if file is old else file for k, file in self.files.items()}

    # Bytes

    def _next(self, name: Name) -> File:
        versions = self.versions.setdefault(name, [])
        symbol, language = name
        number, version = symbol.rpartition("/")[2], len(versions) + 1
        pages = range(1, self.chance.randrange(2, 7))
        sentence = _SENTENCES[language]
        text = tuple(sentence.format(n=number, p=page, v=version) for page in pages)
        versions.append(text)
        return File(name, text)

    def _publish(self) -> None:
        repositories: dict[str, Files] = {
            "GAresolutions": {"README.md": b"read me"}, "ECOSOCresolutions": {"README.md": b""}
        }  # fmt: skip
        for (repository, path), file in self.files.items():
            repositories[repository][path] = content(file)
        symbols = sorted({file.name[0] for file in self.files.values()})
        for session in ("91", "92", "93"):
            here = [symbol for symbol in symbols if symbol.startswith(f"A/RES/{session}/")]
            if here:
                repositories["GAresolutions"][f"data_extract/{session}.json"] = list_of(here)
        repositories["GAresolutions"] = _packed(repositories["GAresolutions"], "93session")
        self.github.repositories = repositories

    def _job(self) -> str:
        self._jobs += 1
        return str(self._jobs)

    def _any(self, kind: str | None = None) -> tuple[str, str] | None:
        keys = [key for key, file in list(self.files.items())[2:] if kind in (None, file.kind)]
        return self.chance.choice(keys) if keys else None

    def _repository(self, symbol: str) -> str:
        return "GAresolutions" if symbol.startswith("A/") else "ECOSOCresolutions"


def content(file: File) -> bytes:
    """The bytes of a file."""
    if file.kind == "page":
        return b"<!DOCTYPE html><html><body>Sign in</body></html>"
    if file.kind == "empty":
        return b""
    text = file.text[: len(file.text) // 2] if file.kind == "part" else file.text
    data = made_of(file.name, text)
    if file.kind == "broken":
        return b'<!DOCTYPE x [<!ENTITY y "z">]>' + data
    # Cut off within the first paragraph or behind it: it can be mended, and lacks its end.
    return data[: data.index(b"</content>")] if file.kind == "cut" else data


def made_of(name: Name, text: Sequence[str]) -> bytes:
    """A document with these operative paragraphs."""
    first, *others = (escape(one) for one in text)
    more = "".join(
        f'<paragraph eId="para_{n}"><num>{n}.</num><content><p>{one}</p></content></paragraph>'
        for n, one in enumerate(others, start=2)
    )
    return document(*name, text=first).replace(
        b"</mainBody>", more.encode() + b"</mainBody>"
    )  # fmt: skip


def _packed(files: Files, session: str) -> Files:
    """One session in a zip file a language, as session 74 is."""
    inside = {path: data for path, data in files.items() if path.startswith(f"{session}/")}
    rest = {path: data for path, data in files.items() if path not in inside}
    by_language: dict[str, Files] = {}
    for path, data in inside.items():
        _, language, name = path.split("/", 2)
        by_language.setdefault(language, {})[f"{language}/{name}"] = data
    for language, members in by_language.items():
        rest[f"{session}/GA resolutions_{session}_{language}.zip"] = zipped(members)
    return rest
