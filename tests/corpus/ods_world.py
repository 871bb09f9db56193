"""ODS with a few documents, the hosts around it and a data directory, for tests of the client."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.crawl import crawl
from corpus.journal import Journal
from corpus.manifest import ManifestLine, Standing, Wanted
from corpus.model import Language
from corpus.refresh import Order
from corpus.refresh_report import RefreshReport
from corpus.refresh_settings import RefreshSettings
from corpus.scope import CRIME, read_scope
from corpus.sources.ods import Form
from tests.standin.cases import CASES, SAMPLES, Case, ods_of, un_hosts
from tests.standin.clock import FakeClock
from tests.standin.ods import ODS, Ods
from tests.standin.server import Seen, Standin

EN = Language.EN
FIRST, SECOND = SAMPLES[:2]
ABSENT = "A/RES/91/99"


@dataclass(slots=True)
class World:
    """ODS with a few documents, the hosts around it, and a data directory."""

    standin: Standin
    folder: Path
    clock: FakeClock
    address: str | None = None  # where ODS is asked, if not where it is

    @property
    def ods(self) -> Ods:
        return ods_of(self.standin)

    def turn_on(self, name: str) -> None:
        """Let a case happen."""
        case(name).turn_on(self.standin)

    def refresh(
        self,
        symbols: str | list[str] = FIRST,
        *languages: Language,
        permitted: bool = True,
        form: Form = Form.PDF,
        dry_run: bool = False,
        follow_citations: bool = False,
        **settings: float,
    ) -> RefreshReport:
        """One run, in English unless languages are named; `standin.seen` has its requests."""
        self.standin.forget()
        named = [symbols] if isinstance(symbols, str) else symbols
        reach = RefreshSettings(
            ods_url=self.address or self.standin.url(ODS),
            contact="library@example.org",
            **settings,  # type: ignore[arg-type]
        )
        order = Order(
            read_scope(CRIME, symbols=named),
            languages or (EN,),
            follow_citations=follow_citations,
            dry_run=dry_run,
            permitted=permitted,
        )
        return crawl(
            self.folder,
            "ods",
            order,
            reach,
            lambda *_: None,
            form=form,
            clock=self.clock,
            workers=1,
        )

    def line(
        self, symbol: str = FIRST, language: Language = EN, form: Form = Form.PDF
    ) -> ManifestLine | None:
        """What is remembered of a document."""
        with Journal(self.folder) as journal:
            return journal.line(Wanted(symbol, language, form))

    def standing(self, symbol: str = FIRST, language: Language = EN) -> Standing | None:
        """What became of a document."""
        line = self.line(symbol, language)
        return line.standing if line else None

    def bytes_of(
        self, symbol: str = FIRST, language: Language = EN, form: Form = Form.PDF
    ) -> bytes | None:
        """The bytes that are held of a document."""
        line = self.line(symbol, language, form)
        if line is None or line.sha256 is None:
            return None
        with Journal(self.folder) as journal:
            return journal.raw_bytes(line.sha256)

    def everything_kept(self) -> list[bytes]:
        """All bytes that were written to the data directory."""
        return [gzip.decompress(path.read_bytes()) for path in self.folder.rglob("raw/*/*.gz")]

    @property
    def seen(self) -> list[Seen]:
        """The requests for documents of the last run."""
        return [one for one in self.standin.seen if one.path != "/robots.txt"]

    def questions(self) -> list[str]:
        """The symbols that the last run asked for, in order."""
        asked = (re.match(r"/api/symbol/access\?s=([^&]*)", one.path) for one in self.seen)
        return [match[1] for match in asked if match]

    def another_day(self) -> None:
        """Let a day pass."""
        self.clock.sleep(24 * 3600.0)


def case(name: str) -> Case:
    (found,) = (one for one in CASES if one.name == name)
    return found


@contextmanager
def ods_world(folder: Path) -> Iterator[World]:
    """A world with a clock that tests move."""
    clock = FakeClock()
    with Standin(un_hosts(clock.monotonic), monotonic=clock.monotonic) as standin:
        yield World(standin, folder, clock)
