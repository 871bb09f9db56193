"""A refresh in a test: a stand-in for GitHub, a data directory, a clock that nobody waits for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corpus.crawl import crawl
from corpus.journal import Journal
from corpus.model import Language
from corpus.refresh import Order
from corpus.refresh_report import RefreshReport
from corpus.refresh_settings import RefreshSettings
from corpus.scope import Scope, load_scope
from tests.standin.clock import FakeClock
from tests.standin.documents import document, list_of, path_of
from tests.standin.github import API, RAW, Files, GitHub
from tests.standin.server import Fault, Reply, Standin

EVERYTHING = load_scope("all")
CRIME = load_scope("crime")


@dataclass(slots=True)
class World:
    """A source, and a data directory that is refreshed from it."""

    standin: Standin
    github: GitHub
    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)

    @property
    def assembly(self) -> Files:
        """The files of the General Assembly's repository."""
        return self.github.repositories["GAresolutions"]

    def add(self, symbol: str, *languages: Language, **facts: str) -> None:
        """Let the source have a document where it belongs."""
        for language in languages or (Language.EN,):
            repository = "GAresolutions" if symbol.startswith("A/") else "ECOSOCresolutions"
            path = path_of(symbol, language)
            self.github.repositories[repository][path] = document(symbol, language, **facts)

    def refresh(
        self,
        scope: Scope = EVERYTHING,
        *languages: Language,
        source: str = "unxml",
        dry_run: bool = False,
        follow_citations: bool = False,
        max_requests: int | None = None,
    ) -> RefreshReport:
        """One run; `standin.seen` then has the requests of this run alone."""
        self.standin.forget()
        settings = RefreshSettings(
            api_url=self.standin.url(API), raw_url=self.standin.url(RAW), max_requests=max_requests
        )
        order = Order(scope, languages, follow_citations, dry_run)
        return crawl(
            self.folder, source, order, settings, lambda *_: None, clock=self.clock, workers=1
        )

    def files_fetched(self) -> list[str]:
        """The paths of the files that the last run asked for."""
        return [path for path in self.standin.paths(RAW) if path != "/robots.txt"]

    def held(self) -> set[tuple[str, Language]]:
        """The documents that are held."""
        with Journal(self.folder) as journal:
            return set(journal.documents())

    def text_of(self, symbol: str, language: Language = Language.EN) -> str:
        """What the operative paragraph of a document says."""
        with Journal(self.folder) as journal:
            resolution = journal.resolution(symbol, language)
        found = resolution.paragraph("op1") if resolution else None
        return found.text if found else ""

    def goes_wrong(self, reply: Reply, part: str = ".xml", times: int | None = None) -> None:
        """Let requests with `part` in their path go wrong."""
        self.standin.faults.append(Fault(reply, part, times=times))

    def heal(self) -> None:
        """Let everything go well again."""
        self.standin.faults.clear()


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """A source with a list and two documents of the General Assembly, and one of the Council."""
    github = GitHub({"GAresolutions": {"README.md": b"read me"}, "ECOSOCresolutions": {}})
    with Standin(github.hosts()) as standin:
        found = World(standin, github, folder / "data")
        found.add("A/RES/91/1", Language.EN, Language.ZH)
        found.add("A/RES/91/2")
        found.add("E/RES/2031/4")
        found.assembly["data_extract/91.json"] = (
            list_of(["A/RES/91/1"]) + b"\n" + list_of(["A/RES/91/2"], item="Sports")
        )
        yield found
