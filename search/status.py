"""What is held and in which state: documents and paragraphs, age of the corpus, the index."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import DamagedError
from corpus.journal import Journal
from corpus.model import Language
from corpus.refresh_report import RefreshReport
from corpus.store import HeldBack, Holding, Reading, Withdrawal
from indexer.build import index_state
from search.json_output import Record, dump
from search.library import Library
from search.render_refresh import refresh_record, render_run
from search.terminal import Style, columns, printable

_SHOWN = 10  # failures and withdrawals beyond these are counted


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index of one language: how much it holds, and what is wrong with it, if anything."""

    language: Language
    paragraphs: int
    up_to_date: bool
    problem: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """What a library holds."""

    folder: str
    is_sample: bool
    last_saved: str | None
    holdings: tuple[Holding, ...]
    indexes: tuple[IndexState, ...]
    failures: tuple[Reading, ...]
    runs: tuple[RefreshReport, ...]
    withdrawals: tuple[Withdrawal, ...]
    held_back: tuple[HeldBack, ...]


def read_status(library: Library) -> Status:
    """The state of corpus and index. Raises DamagedError where the corpus cannot be read."""
    with Journal(library.folder) as store:
        indexes = tuple(
            _index_state(library, language, store.revision(language))
            for language in store.languages()
        )
        return Status(
            folder=str(library.folder),
            is_sample=library.is_sample,
            last_saved=store.last_saved(),
            holdings=store.holdings(),
            indexes=indexes,
            failures=store.failures(),
            runs=store.runs(),
            withdrawals=store.withdrawals(),
            held_back=store.held_back(),
        )


def _index_state(library: Library, language: Language, revision: int) -> IndexState:
    try:
        state = index_state(library.index_folder, language)
    except DamagedError as error:
        return IndexState(language, 0, up_to_date=False, problem=error.problem)
    return IndexState(language, state.paragraphs, state.revision == revision, None)


def render_status(status: Status, style: Style) -> str:
    """The state as a person reads it, ending in a newline."""
    lines = [f"Corpus   {style.strong(printable(status.folder))}"]
    if status.is_sample:
        lines.append("         the built-in sample: no documents of the United Nations")
    lines.append(f"Changed  {status.last_saved or 'never'}")
    lines += ["", *_table(status.holdings, style), ""]
    for index in status.indexes:
        state = "up to date" if index.up_to_date else index.problem or "behind the corpus"
        remedy = "" if index.up_to_date else "  → unres index rebuild"
        lines.append(f"Index {index.language}  {index.paragraphs:>7} paragraphs, {state}{remedy}")
    if status.failures:
        lines += ["", f"{len(status.failures)} files could not be read:"]
        lines += [f"  {_told(failure)}" for failure in status.failures[:_SHOWN]]
        lines += _more(len(status.failures))
    if status.withdrawals:
        lines += [
            "",
            f"{len(status.withdrawals)} documents are held and no longer at their source:",
        ]
        lines += [f"  {w.symbol} [{w.language}] since {w.at}" for w in status.withdrawals[:_SHOWN]]
        lines += _more(len(status.withdrawals))
    if status.held_back:
        lines += [
            "",
            f"{len(status.held_back)} new versions look wrong and wait for `unres review`:",
        ]
        lines += [
            printable(f"  {one.symbol} [{one.language}] {one.reason}")
            for one in status.held_back[:_SHOWN]
        ]
        lines += _more(len(status.held_back))
    if status.runs:
        lines += ["", "Last refreshes:", *(f"  {render_run(run)}" for run in status.runs)]
    return "\n".join(lines) + "\n"


def held_back_record(one: HeldBack) -> Record:
    """A version that waits, for programs."""
    return {
        "symbol": one.symbol,
        "language": one.language,
        "since": one.at,
        "reason": one.reason,
        "url": one.source.url,
        "sha256": one.source.sha256,
        "format": one.source.format,
    }


def _told(failure: Reading) -> str:
    """Why a file could not be read. The reason mostly begins with its name."""
    reason = failure.reason or "for an unknown reason"
    is_named = failure.url.rpartition("/")[2] in reason
    return printable(reason if is_named else f"{failure.url}: {reason}")


def _more(count: int) -> list[str]:
    return [f"  … and {count - _SHOWN} more; --json lists all."] if count > _SHOWN else []


def _table(holdings: Sequence[Holding], style: Style) -> list[str]:
    """Documents by organ and session, a column a language, and the sums."""
    languages = [x for x in Language if any(h.language is x for h in holdings)]
    counts: dict[tuple[str, str], dict[Language, int]] = defaultdict(dict)
    for holding in holdings:
        counts[holding.organ, holding.session][holding.language] = holding.documents
    rows = [["organ", "session", *languages]]
    for organ, session in sorted(counts, key=lambda key: (key[0], len(key[1]), key[1])):
        by_language = counts[organ, session]
        rows.append([organ, session, *(str(by_language.get(x, "")) for x in languages)])
    for label, amount in (("documents", "documents"), ("paragraphs", "paragraphs")):
        sums = [sum(getattr(h, amount) for h in holdings if h.language is x) for x in languages]
        rows.append([label, "", *map(str, sums)])
    widths = [max(columns(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(_cell(x, w, i) for i, (x, w) in enumerate(zip(r, widths, strict=True)))
        for r in rows
    ]
    return [style.faint(lines[0]), *lines[1:]]


def _cell(text: str, width: int, column: int) -> str:
    return text.ljust(width) if column < 2 else text.rjust(width)


def status_json(status: Status) -> str:
    """The state by schema `unres.status/1`."""
    return (
        dump(
            {
                "schema": "unres.status/1",
                "data_dir": status.folder,
                "sample": status.is_sample,
                "last_saved": status.last_saved,
                "holdings": [
                    {
                        "organ": h.organ,
                        "session": h.session,
                        "language": h.language,
                        "documents": h.documents,
                        "paragraphs": h.paragraphs,
                    }
                    for h in status.holdings
                ],
                "index": [
                    {
                        "language": x.language,
                        "paragraphs": x.paragraphs,
                        "up_to_date": x.up_to_date,
                        "problem": x.problem,
                    }
                    for x in status.indexes
                ],
                "runs": [refresh_record(run) for run in status.runs],
                "withdrawn": [
                    {"symbol": w.symbol, "language": w.language, "since": w.at}
                    for w in status.withdrawals
                ],
                "held_back": [held_back_record(one) for one in status.held_back],
                "failures": [
                    {"url": f.url, "at": f.at, "reason": f.reason} for f in status.failures
                ],
            }
        )
        + "\n"
    )
