"""What goes wrong at a source by chance, and what must hold of the corpus all the same."""

import copy
import random
from dataclasses import dataclass, field
from pathlib import Path

from werkzeug.wrappers import Request, Response

from corpus.errors import DamagedError
from corpus.journal import Journal
from corpus.layout import has_corpus
from corpus.model import Kind, Language
from corpus.sources.unxml import place_of
from tests.corpus.changing import Changing, Name, Text, made_of
from tests.standin import replies
from tests.standin.github import GitHub
from tests.standin.server import Fault, Host, Reply

STRANGER = made_of(("A/RES/91/401", Language.EN), ("Decides that this is another document;",))
REPLIES: tuple[Reply, ...] = (
    replies.page(),
    replies.page(content_type="application/xml"),
    replies.empty,
    replies.status(200, STRANGER),
    replies.status(200, b'{"tree": [], "truncated": false}'),
    replies.status(404, b"404: Not Found"),
    replies.status(403),
    replies.status(500),
    replies.status(502, b"x" * 552),
    replies.status(503),
    replies.too_many("1"),
    replies.too_many("soon"),
    replies.too_many_until(2),
    replies.rate_limited(30),
    replies.cut_off,
    replies.cut_off_chunked,
    replies.reset,
    replies.to_itself,
    replies.redirect("http://elsewhere.example/"),
    replies.challenge,
    replies.bomb,
    replies.written(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<akomaNtoso>more</akomaNtoso>"),
    replies.written(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 12\r\n\r\n<akomaNto"),
    replies.written(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc"),
)
PARTS = (
    ".xml",
    ".xml",
    ".xml",
    "-91",
    "_C.xml",
    "Chinese",
    ".zip",
    "trees",
    "data_extract",
    "robots",
)


@dataclass(slots=True)
class Faults:
    """What goes wrong at a source, chosen by chance."""

    chance: random.Random
    github: GitHub
    earlier: GitHub = field(default_factory=GitHub)

    def some(self) -> list[Fault]:
        """The faults of one run."""
        own = (self._half, self._stale)
        found = [
            Fault(
                self.chance.choice((*REPLIES, *own)),
                self.chance.choice(PARTS),
                times=self.chance.choice((1, 1, 2, 5, None)),
                after=self.chance.choice((0, 0, 1, 3, 9)),
            )
            for _ in range(self.chance.choice((0, 1, 2, 4, 8)))
        ]
        self.earlier = copy.deepcopy(self.github)
        return found

    def _half(self, request: Request) -> Response:
        """The first half of what was asked for, as if that were all."""
        response = self._host(self.github, request).answer(request)
        data = response.get_data()
        return Response(data[: len(data) // 2], response.status_code)

    def _stale(self, request: Request) -> Response:
        """What it was before the last change."""
        # An older listing says where the source has gone back to: there is no telling them apart.
        if request.path.startswith("/repos/"):
            return replies.status(503)(request)
        return self._host(self.earlier, request).answer(request)

    def _host(self, github: GitHub, request: Request) -> Host:
        api, raw = github.hosts().values()
        return api if request.path.startswith("/repos/") else raw


def held(folder: Path) -> dict[Name, Text]:
    """What the corpus says of each document, each held once; nothing where there is none yet."""
    if not has_corpus(folder):
        return {}
    try:
        journal = Journal(folder)
    except DamagedError as error:  # killed when it had hardly begun
        if "There is no corpus" not in error.problem:
            raise
        return {}
    with journal:
        names = journal.documents()
        assert len(set(names)) == len(names)
        found = {}
        for name in names:
            resolution = journal.resolution(*name)
            assert resolution
            found[name] = tuple(
                one.text for one in resolution.paragraphs if one.kind is Kind.OPERATIVE
            )
        assert journal.damage() == ()
        return found


def _ages(text: Text, versions: list[Text]) -> list[int]:
    """The versions that this is, or is the beginning of."""
    return [age for age, one in enumerate(versions) if text == one[: len(text)]]


def assert_nothing_lost(source: Changing, before: dict[Name, Text], now: dict[Name, Text]) -> None:
    """All that was held is, nothing but what the source once said, and never an older version.

    Of a version that never came whole, a part is held; but never in place of the whole.
    """
    assert set(before) <= set(now)
    for name, text in now.items():
        versions, earlier = source.versions[name], before.get(name, text)
        assert _ages(text, versions), (name, text, versions)
        if earlier != text:
            is_cut = earlier in versions and text not in versions
            assert min(_ages(earlier, versions)) + is_cut <= max(_ages(text, versions)), name


def withdrawn(folder: Path) -> set[Name]:
    """The documents that are marked as withdrawn."""
    with Journal(folder) as journal:
        return {(mark.symbol, mark.language) for mark in journal.withdrawals()}


def still_there(source: Changing) -> set[Name]:
    """The documents that have a file: by its content or, where it cannot be read, by its name."""
    found = set()
    for (_, path), file in source.files.items():
        place = place_of(path)
        if file.kind in ("good", "part", "cut"):
            found.add(file.name)
        elif place and place.symbol:
            found.add((place.symbol, place.languages[0]))
    return found
