"""A second world for refreshes: sessions 78 to 80, six languages, pages of our own sentences.

It knows nothing of the other one: documents are as long, and corrected, as real ones are;
files are spoilt while they stay well-formed; repositories move, branches are renamed, listings cut;
lists lose, double and garble their rows. The good versions of each document are known.
"""

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote

from werkzeug.wrappers import Request, Response

from corpus.model import Language
from tests.standin.github import API, RAW
from tests.standin.server import Host

Name = tuple[str, Language]
Text = tuple[str, ...]  # operative paragraphs

_MARKS = {
    Language.AR: ("ara", "Arabic", "A"),
    Language.ZH: ("zho", "Chinese", "C"),
    Language.EN: ("eng", "English", "E"),
    Language.FR: ("fra", "French", "F"),
    Language.RU: ("rus", "Russian", "R"),
    Language.ES: ("spa", "Spanish", "S"),
}
# What is filled in differs from sentence to sentence, as names and figures do.
_SENTENCES = {
    Language.EN: (
        "Encourages the keepers of the {0} to exchange with those of the {1} what they have learnt",
        "Requests the guild of the {0} to report on the state of the {1} before the next winter",
        "Takes note of the advice that the {0} be repaired wherever the {1} has been flooded",
        "Invites all friends of the {0} to lend their ladders to the builders of the {1}",
    ),
    Language.ZH: (
        "鼓励{0}的看守人与{1}的看守人交流所学到的一切",
        "请{0}行会在下一个冬天之前就{1}的状况提出报告",
        "注意到凡是{1}被水淹没的地方都应当修复{0}的建议",
        "邀请{0}的所有朋友把梯子借给{1}的建造者使用",
    ),
    Language.FR: (
        "Encourage les gardiens de {0} à échanger avec ceux de {1} ce qu’ils ont appris",
        "Prie la guilde de {0} de faire rapport sur l’état de {1} avant le prochain hiver",
        "Prend note du conseil de réparer {0} partout où {1} a été sous les eaux",
        "Invite tous les amis de {0} à prêter leurs échelles aux bâtisseurs de {1}",
    ),
    Language.ES: (
        "Alienta a los guardianes de {0} a intercambiar con los de {1} lo que han aprendido",
        "Solicita al gremio de {0} que informe sobre el estado de {1} antes del próximo invierno",
        "Toma nota del consejo de reparar {0} dondequiera que {1} se haya inundado",
        "Invita a todos los amigos de {0} a prestar sus escaleras a quienes construyen {1}",
    ),
    Language.RU: (
        "призывает хранителей {0} обмениваться с хранителями {1} всем тем, чему они научились",
        "просит гильдию {0} представить доклад о состоянии {1} до следующей зимы",
        "принимает к сведению совет о том, чтобы {0} чинили везде, где {1} оказалась под водой",
        "предлагает всем друзьям {0} одолжить свои лестницы строителям {1}",
    ),
    Language.AR: (
        "تشجع حراس {0} على أن يتبادلوا مع حراس {1} كل ما تعلموه من تجاربهم",
        "تطلب إلى نقابة {0} أن تقدم تقريرا عن حالة {1} قبل الشتاء المقبل",
        "تحيط علما بالنصيحة الداعية إلى إصلاح {0} حيثما غمرت المياه {1}",
        "تدعو جميع أصدقاء {0} إلى إعارة سلالمهم لمن يبنون {1}",
    ),
}
_LETTERS = {
    Language.ZH: "灯塔港口书架夜档案渡船花园桥梁水井钟表果地图驳窗户楼铃铛磨坊",
    Language.AR: "ابتثجحدرسشصطعفقكلمنهوي",
    Language.RU: "абвгдежзиклмнопрстуфхцчшя",
}
LANGUAGES = tuple(_MARKS)
_PAGE = b"<html><head><title>Sign in</title></head><body>Sign in</body></html>"
# Well-formed and wrong, or not even that. What was held has to stay.
SPOILT = ("cut", "thinned", "gutted", "doubled", "foreign", "page", "empty", "garbled", "open")


@dataclass(slots=True)
class File:
    """What lies at a path: a version of a document, whole or spoilt."""

    name: Name
    text: Text
    kind: str = "good"


@dataclass(slots=True)
class Newer:
    """Repositories that change by chance. `versions` has all that was ever right, oldest first."""

    chance: random.Random
    files: dict[tuple[str, str], File] = field(default_factory=dict)
    versions: dict[Name, list[Text]] = field(default_factory=dict)
    branch: str = "main"
    moved: set[str] = field(default_factory=set)  # repositories that answer at another name
    truncated: set[str] = field(default_factory=set)
    lying: bool = False  # validators that never change
    _published: dict[str, dict[str, bytes]] = field(default_factory=dict)
    _jobs: int = 2_400_000

    def __post_init__(self) -> None:
        for symbol in ("A/RES/78/1", "E/RES/2025/1"):
            self._new((symbol, Language.EN))
        self.publish()

    def hosts(self) -> dict[str, Host]:
        """The two hosts at which it is reached."""
        return {API: _Api(self), RAW: _Raw(self)}

    def served(self) -> dict[Name, Text]:
        """The documents that can be had whole."""
        return {file.name: file.text for file in self.files.values() if file.kind == "good"}

    def step(self) -> None:
        """One change."""
        change = self.chance.choice((
            *(self._grow,) * 6, *(self._correct,) * 4, self._go_back, self._move, self._remove,
            self._rename, self._twice, *(self._spoil,) * 3, self._mend, self._reissue,
        ))  # fmt: skip
        change()
        self.publish()

    def hub(self) -> None:
        """One change of the place itself: its branch, its name, how it lists and validates."""
        self.branch = self.chance.choice(("main", "main", "main", "trunk"))
        names = ("GAresolutions", "ECOSOCresolutions")
        self.moved = set(self.chance.sample(names, self.chance.choice((0, 0, 1))))
        self.truncated = set(self.chance.sample(names, self.chance.choice((0, 0, 1, 2))))

    # Changes

    def _grow(self) -> None:
        organ, session = self.chance.choice((("A", 78), ("A", 79), ("A", 80), ("E", 2025)))
        number = self.chance.randrange(2, 300)
        symbol = f"{organ}/RES/{session}/{number}"
        if organ == "A" and self.chance.random() < 0.1:
            symbol = f"A/RES/ES-11/{number}"
        for language in self.chance.sample(LANGUAGES, self.chance.randrange(1, 7)):
            if not any(file.name == (symbol, language) for file in self.files.values()):
                self._new((symbol, language))

    def _correct(self) -> None:
        """As reissues do: a sentence otherwise, one more, one less."""
        if key := self._any("good"):
            file = self.files[key]
            text = list(self.versions[file.name][-1])
            for _ in range(self.chance.randrange(1, 3)):
                at = self.chance.randrange(len(text))
                how = self.chance.random()
                if how < 0.6:
                    text[at] = self._sentence(file.name[1])
                elif how < 0.8 or len(text) < 40:
                    text.insert(at, self._sentence(file.name[1]))
                else:
                    del text[at]
            self.versions[file.name].append(tuple(text))
            self._put(key, File(file.name, tuple(text)))

    def _go_back(self) -> None:
        if (key := self._any("good")) and len(self.versions[self.files[key].name]) > 1:
            file = self.files[key]
            earlier = self.versions[file.name][-2]
            self.versions[file.name].append(earlier)
            self._put(key, File(file.name, earlier))

    def _move(self) -> None:
        if key := self._any():
            above = self.chance.choice(("Corrected", "80th session", "Old/2024", "für Übersetzer"))
            self.files[key[0], f"{above}/{key[1]}"] = self.files.pop(key)

    def _rename(self) -> None:
        if key := self._any():
            file = self.files.pop(key)
            self.files[key[0], self._path(file.name)] = file

    def _remove(self) -> None:
        if key := self._any():
            del self.files[key]

    def _twice(self) -> None:
        """The same bytes under two names."""
        if key := self._any("good"):
            file = self.files[key]
            if sum(other.name == file.name for other in self.files.values()) == 1:
                self.files[key[0], f"Copies/{key[1]}"] = file

    def _reissue(self) -> None:
        """Under a later job number in place of the file before."""
        if key := self._any("good"):
            self._correct()
            file = self.files.pop(key)
            path = self._path(file.name).replace(".xml", "_reissue.xml")
            self.files[key[0], path] = file

    def _spoil(self) -> None:
        if key := self._any("good"):
            file = self.files[key]
            self._put(key, File(file.name, file.text, self.chance.choice(SPOILT)))

    def _mend(self) -> None:
        spoilt = [key for key, file in self.files.items() if file.kind != "good"]
        if spoilt:
            key = self.chance.choice(spoilt)
            file = self.files[key]
            self._put(key, File(file.name, file.text))

    def _put(self, key: tuple[str, str], new: File) -> None:
        old = self.files[key]
        self.files = {k: new if file is old else file for k, file in self.files.items()}

    def _new(self, name: Name) -> None:
        text = tuple(self._sentence(name[1]) for _ in range(self.chance.randrange(40, 70)))
        self.versions.setdefault(name, []).append(text)
        repository = "GAresolutions" if name[0].startswith("A/") else "ECOSOCresolutions"
        self.files[repository, self._path(name)] = File(name, text)

    def _sentence(self, language: Language) -> str:
        letters = _LETTERS.get(language, "abcdefghilmnoprstuv")
        size = (2, 5) if language is Language.ZH else (4, 10)
        words = [
            "".join(self.chance.choices(letters, k=self.chance.randint(*size))) for _ in range(6)
        ]
        space = "" if language is Language.ZH else " "
        named = (space.join(words[:3]), space.join(words[3:]))
        stop = {Language.ZH: "；", Language.AR: "؛"}.get(language, ";")
        return self.chance.choice(_SENTENCES[language]).format(*named) + stop

    def _path(self, name: Name) -> str:
        symbol, language = name
        organ, _, session, _ = symbol.split("/")
        _, folder, letter = _MARKS[language]
        self._jobs += 1
        spelled = symbol.replace("/", "_")
        if session.startswith("ES-"):
            return f"Emergency sessions/{session}/{folder}/{spelled}-{letter}.xml"
        above = f"{session}session" if organ == "A" else session
        file = self.chance.choice((f"{spelled}-{self._jobs}{letter}", f"{spelled}_{letter}"))
        return f"{above}/{folder}/{file}.xml"

    def _any(self, kind: str | None = None) -> tuple[str, str] | None:
        keys = [key for key, file in list(self.files.items())[2:] if kind in (None, file.kind)]
        return self.chance.choice(keys) if keys else None

    # What is served

    def publish(self) -> None:
        """Let the hosts serve what there is now."""
        found: dict[str, dict[str, bytes]] = {
            "GAresolutions": {"README.md": b"read me", ".github/x.yml": b"on: push"},
            "ECOSOCresolutions": {"LICENSE": b""},
        }
        for (repository, path), file in self.files.items():
            found[repository][path] = content(file)
        for session in ("78", "79", "80", "ES-11"):
            start = f"A/RES/{session}/"
            symbols = {f.name[0] for f in self.files.values() if f.name[0].startswith(start)}
            if symbols and self.chance.random() < 0.8:
                path = f"data_extract/{session}.json"
                found["GAresolutions"][path] = self._list(sorted(symbols))
        self._published = found

    def _list(self, symbols: list[str]) -> bytes:
        """Rows that may be missing, doubled or garbled; what is there is true."""
        rows = []
        for symbol in symbols:
            row = {
                "symbol": symbol,
                "agenda_item_name": "Crime prevention and criminal justice",
                "adoption_date": "29\u00a0September 2024",
                "subjects": [["LAMPS", "Made-up vocabulary"]],
            }
            line = json.dumps(row, ensure_ascii=self.chance.random() < 0.5)
            rows += [line] * self.chance.choice((0, 1, 1, 1, 1, 2))
        odd = ("", "{", '{"symbol": 7}', "null", '{"title": "Sample"}', "\u00a0", "[1, 2]")
        if self.chance.random() < 0.2:
            rows.insert(self.chance.randrange(len(rows) + 1), self.chance.choice(odd))
        glue = "\n" if self.chance.random() < 0.8 else " "
        return glue.join(rows).encode()

    def tree(self, repository: str) -> dict[str, bytes] | None:
        """The files of a repository, by path."""
        return self._published.get(repository)


def content(file: File) -> bytes:
    """The bytes of a file."""
    text, half = file.text, len(file.text) // 2
    match file.kind:
        case "cut":
            text = text[:half]
        case "thinned":
            text = text[::2]
        case "gutted":
            text = (*text[:half], "…")
        case "doubled":
            text = text * 2
        case "foreign":
            other = Newer.__new__(Newer)
            other.chance = random.Random(repr(file.name))
            text = tuple(other._sentence(file.name[1]) for _ in text)
        case "page":
            return _PAGE
        case "empty":
            return b""
        case "garbled":
            return bytes(255 - byte for byte in _xml(file.name, text))
        case "open":
            data = _xml(file.name, text)
            return data[: len(data) // 2]
    return _xml(file.name, text)


def _xml(name: Name, text: Text) -> bytes:
    symbol, language = name
    session, number = symbol.split("/")[2:]
    paragraphs = "".join(
        f'<paragraph eId="para_{n}"><num>{n}.</num><content><p>{escape(one)}</p></content>'
        "</paragraph>"
        for n, one in enumerate(text, start=1)
    )
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
        '<statement name="resolution"><meta><identification source="#unres"><FRBRWork>'
        '<FRBRdate date="0001-01-01" name="adoption"/></FRBRWork><FRBRExpression>'
        f'<FRBRlanguage language="{_MARKS[language][0]}"/></FRBRExpression></identification></meta>'
        f'<coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p>'
        "<p><inline name='agenda item name'>Crime prevention and criminal justice</inline></p>"
        f"</coverPage><preface><p><docNumber>{session}/{number}</docNumber>"
        f"<docTitle>Sample {session}/{number}</docTitle></p></preface>"
        f"<mainBody>{paragraphs}</mainBody></statement></akomaNtoso>"
    ).encode()


# GitHub, as far as it goes


def _sha(kind: str, data: bytes) -> str:
    header = f"{kind} {len(data)}\0".encode()
    return hashlib.sha1(header + data, usedforsecurity=False).hexdigest()


@dataclass(slots=True)
class _Api:
    world: Newer

    def answer(self, request: Request) -> Response:
        """Listings by branch, by HEAD or by the id of a folder, also at the number of a move."""
        parts = request.path.strip("/").split("/")
        if parts[:1] == ["repositories"] and parts[2:4] == ["git", "trees"]:
            return self._tree(request, unquote(parts[1]), parts[4])
        if parts[:2] == ["repos", "UNxml"] and parts[3:5] == ["git", "trees"]:
            if parts[2] in self.world.moved:
                to = (
                    f"/repositories/{parts[2]}/git/trees/{parts[5]}?{request.query_string.decode()}"
                )
                return Response(b'{"message": "Moved Permanently"}', 301, {"Location": to})
            return self._tree(request, parts[2], parts[5])
        return Response(b'{"message": "Not Found"}', 404)

    def _tree(self, request: Request, repository: str, tree: str) -> Response:
        files = self.world.tree(repository)
        if files is None:
            return Response(b'{"message": "Not Found"}', 404)
        folders = {_folder_id(folder): folder for folder in _folders(files)}
        top = tree in (self.world.branch, "HEAD")
        if not top and tree not in folders:
            return Response(b'{"message": "Not Found"}', 404)
        folder = "" if top else folders[tree]
        deep = "recursive" in request.args
        entries = list(_entries(files, folder, deep=deep))
        cut = deep and top and repository in self.world.truncated
        body = json.dumps({"sha": tree, "tree": entries[: 1 if cut else None], "truncated": cut})
        etag = '"the same as ever"' if self.world.lying else f'"{_sha("x", body.encode())}"'
        if request.headers.get("If-None-Match") == etag:
            return Response(b"", 304, {"ETag": etag})
        return Response(body, 200, {"ETag": etag, "Content-Type": "application/json"})


@dataclass(slots=True)
class _Raw:
    world: Newer

    def answer(self, request: Request) -> Response:
        """The bytes at a path of the branch that there is."""
        match unquote(request.path).strip("/").split("/", 3):
            case ["UNxml", repository, branch, path] if branch in (self.world.branch, "HEAD"):
                if repository in self.world.moved:
                    to = f"/UNarchive/{repository}/{branch}/{request.path.split('/', 4)[4]}"
                    return Response(b"", 301, {"Location": to})
                return self._file(repository, path)
            case ["UNarchive", repository, _, path]:
                return self._file(repository, path)
        return Response(b"404: Not Found", 404)

    def _file(self, repository: str, path: str) -> Response:
        data = (self.world.tree(repository) or {}).get(path)
        return Response(b"404: Not Found", 404) if data is None else Response(data, 200)


def _folders(files: dict[str, bytes]) -> set[str]:
    return {path[: at + 1] for path in files for at, letter in enumerate(path) if letter == "/"}


def _folder_id(folder: str) -> str:
    return _sha("tree", folder.encode())


def _entries(files: dict[str, bytes], folder: str, *, deep: bool) -> Iterator[dict[str, object]]:
    below = {path[len(folder) :]: data for path, data in files.items() if path.startswith(folder)}
    for inner in sorted(_folders(below)):
        if deep or inner.count("/") == 1:
            sha = _folder_id(folder + inner)
            yield {"path": inner.rstrip("/"), "mode": "040000", "type": "tree", "sha": sha}
    for path, data in sorted(below.items()):
        if deep or "/" not in path:
            size = len(data)
            yield {
                "path": path,
                "mode": "100644",
                "type": "blob",
                "sha": _sha("blob", data),
                "size": size,
            }
