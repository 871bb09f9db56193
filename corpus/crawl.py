"""A refresh put together: which source, reached how, written to which data directory."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from corpus.errors import UsageError
from corpus.exchange import Exchange, Validator
from corpus.fetch import Fetcher, user_agent
from corpus.ingest import writing
from corpus.journal import Journal
from corpus.layout import has_corpus
from corpus.manners import Clock, RunLimits, SystemClock
from corpus.refresh import Order, Progress, refresh
from corpus.refresh_report import RefreshReport
from corpus.refresh_settings import RefreshSettings
from corpus.sources.origin import Origin
from corpus.sources.unxml import API_URL, RAW_URL, Addresses, GitHub, LocalCopy

UNXML = "unxml"


def crawl(
    folder: Path,
    source: str,
    order: Order,
    settings: RefreshSettings,
    progress: Progress,
    *,
    clock: Clock | None = None,
    workers: int | None = None,
) -> RefreshReport:
    """What became of a refresh of this data directory from this source.

    `source` is `unxml`, or the path of a folder or archive in its layout. A dry run writes nothing.
    The caller holds the lock of the data directory (`corpus.ingest.writing`), except for a dry run.
    Raises UsageError where there is no such source.
    """
    with ExitStack() as stack:
        journal = stack.enter_context(_journal(folder, order))
        origin = _origin(source, journal, order, settings, clock or SystemClock(), stack)
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


def _origin(
    source: str,
    journal: Journal,
    order: Order,
    settings: RefreshSettings,
    clock: Clock,
    stack: ExitStack,
) -> Origin:
    if source != UNXML:
        path = Path(source)
        if not path.exists():
            raise UsageError(
                f"There is no source {source}.", f"Use {UNXML}, or the path of a folder or archive."
            )
        return LocalCopy(path)
    addresses = Addresses(settings.api_url or API_URL, settings.raw_url or RAW_URL)
    fetcher = Fetcher(
        addresses.hosts(settings.interval),
        _limits(settings),
        clock,
        user_agent(_version(), settings.contact),
        _forget if order.dry_run else journal.log,
    )
    stack.enter_context(fetcher)
    return GitHub(fetcher, _ReadOnly(journal) if order.dry_run else journal, addresses)


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
