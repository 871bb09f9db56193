"""A refresh put together: which source, reached how, written to which data directory."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import UsageError
from corpus.exchange import Exchange, Validator, authority
from corpus.fetch import Fetcher, user_agent
from corpus.ingest import writing
from corpus.journal import Journal
from corpus.layout import has_corpus
from corpus.manners import Clock, HostRules, RunLimits, SystemClock
from corpus.model import Language
from corpus.refresh import Order, Progress, refresh
from corpus.refresh_report import DocumentName, RefreshReport
from corpus.refresh_settings import RefreshSettings
from corpus.sources.ods import ODS_RULES, ODS_URL, PATIENCE, READ_TIMEOUT, Form, Ods
from corpus.sources.origin import Origin
from corpus.sources.unxml import API_URL, RAW_URL, Addresses, GitHub, LocalCopy

UNXML, ODS = "unxml", "ods"


def crawl(
    folder: Path,
    source: str,
    order: Order,
    settings: RefreshSettings,
    progress: Progress,
    *,
    form: Form = Form.PDF,
    clock: Clock | None = None,
    workers: int | None = None,
) -> RefreshReport:
    """What became of a refresh of this data directory from this source.

    `source` is `unxml`, or the path of a folder or archive in its layout, or `ods`, of which only
    the documents that the scope lists are asked for, as files of `form`. A dry run writes nothing.
    The caller holds the lock of the data directory (`corpus.ingest.writing`), except for a dry run.
    Raises UsageError where there is no such source.
    """
    with ExitStack() as stack:
        journal = stack.enter_context(_journal(folder, order))
        reach = _Reach(journal, order, settings, clock or SystemClock(), stack)
        origin = reach.origin(source, form)
        return refresh(journal, origin, order, progress, workers=workers)


@contextmanager
def exclusively(folder: Path, order: Order) -> Iterator[None]:
    """Hold the lock of a data directory for a run that writes; a dry run needs none."""
    if order.dry_run:
        yield
        return
    with writing(folder):
        yield


@contextmanager
def _journal(folder: Path, order: Order) -> Iterator[Journal]:
    if not order.dry_run:
        with Journal(folder, create=True) as journal:
            yield journal
    elif has_corpus(folder):
        with Journal(folder) as journal:
            yield journal
    else:
        with tempfile.TemporaryDirectory() as empty, Journal(Path(empty), create=True) as journal:
            yield journal


class _Reach:
    """What every source needs to be reached."""

    def __init__(
        self,
        journal: Journal,
        order: Order,
        settings: RefreshSettings,
        clock: Clock,
        stack: ExitStack,
    ) -> None:
        self._journal = journal
        self._order = order
        self._settings = settings
        self._clock = clock
        self._stack = stack

    def origin(self, source: str, form: Form) -> Origin:
        """The source of this name. Raises UsageError where there is none, or not for this order."""
        if source == UNXML:
            return self._unxml()
        if source == ODS:
            return self._ods(form)
        path = Path(source)
        if not path.exists():
            raise UsageError(
                f"There is no source {source}.",
                f"Use {UNXML}, {ODS}, or the path of a folder or archive; what you downloaded"
                " elsewhere, `unres add` reads.",
            )
        return LocalCopy(path)

    def _unxml(self) -> GitHub:
        settings = self._settings
        addresses = Addresses(settings.api_url or API_URL, settings.raw_url or RAW_URL)
        fetcher = self._fetcher(addresses.hosts(settings.interval), _limits(settings))
        memory = _ReadOnly(self._journal) if self._order.dry_run else self._journal
        return GitHub(fetcher, memory, addresses)

    def _ods(self, form: Form) -> Ods:
        scope = self._order.scope
        if scope.has_tests or self._order.follow_citations:
            raise UsageError(
                "The Official Document System has no list to choose from.",
                "Name the documents with --symbols-from FILE or --symbol A/RES/67/186.",
            )
        base = self._settings.ods_url or ODS_URL
        interval = max(ODS_RULES.interval, self._settings.interval or 0.0)
        rules = replace(
            ODS_RULES,
            interval=interval,
            permitted=self._order.permitted,
            below=urlsplit(base).path,
        )
        limits = replace(_limits(self._settings), read_timeout=READ_TIMEOUT, patience=PATIENCE)
        fetcher = self._fetcher({authority(base): rules}, limits)
        documents = tuple(
            dict.fromkeys(
                DocumentName(listed.symbol, language)
                for listed in scope.listed
                for language in self._order.languages or Language
            )
        )
        return Ods(fetcher, self._journal, documents, self._clock, base=base, form=form)

    def _fetcher(self, hosts: dict[str, HostRules], limits: RunLimits) -> Fetcher:
        return self._stack.enter_context(
            Fetcher(
                hosts,
                limits,
                self._clock,
                user_agent(_version(), self._settings.contact),
                _forget if self._order.dry_run else self._journal.log,
                self._journal.recent(self._clock.now()),
            )
        )


def _limits(settings: RefreshSettings) -> RunLimits:
    default = RunLimits()
    minutes = settings.max_minutes
    return RunLimits(
        requests=default.requests if settings.max_requests is None else settings.max_requests,
        seconds=default.seconds if minutes is None else 60 * minutes,
    )


def _version() -> str:
    try:
        return installed("unres")
    except PackageNotFoundError:  # run from a checkout
        return "0"


def _forget(_exchange: Exchange) -> None:
    """A dry run keeps no record."""


class _ReadOnly:
    """The memory of earlier answers, to which a dry run adds nothing."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def recall(self, url: str) -> tuple[Validator, bytes] | None:
        """The last good answer from this address and its validator, if it had one."""
        return self._journal.recall(url)

    def remember(self, url: str, validator: Validator, body: bytes) -> None:
        """Nothing is kept."""
