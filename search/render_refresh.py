"""What a refresh reports: to a person, to a log, and to a program. No I/O."""

from collections.abc import Sequence

from corpus.refresh_report import NEXT_REFRESH, WHEN_CHANGED, RefreshFailure, RefreshReport
from indexer.follow import Indexed
from search.json_output import Record, dump
from search.render_report import index_lines, indexed_records
from search.terminal import Style, printable

_SHOWN = 20  # failures and notes beyond these are counted; --json has all


def render_refresh(
    report: RefreshReport, indexed: Sequence[Indexed], style: Style, *, quiet: bool
) -> str:
    """What became of a run, ending in a newline; empty when `quiet` and nothing happened."""
    if report.dry_run:
        return _plan(report)
    if quiet and not (report.changed or report.failed or report.refusal):
        return ""
    lines = [_counts(report), *index_lines(indexed)]
    lines += [f"{style.match('withdrawn')} {name.symbol} [{name.language}]" for name in
              report.withdrawn[:_SHOWN]]  # fmt: skip
    lines += _more(len(report.withdrawn), "documents withdrawn")
    return "".join(f"{line}\n" for line in lines)


def render_refresh_problems(report: RefreshReport, style: Style, *, quiet: bool) -> str:
    """What failed and, unless `quiet`, what is to be noted; ends in a newline unless empty."""
    lines = []
    for failure in report.failed[:_SHOWN]:
        lines.append(f"{style.match('failed')} {printable(_name(failure) + failure.reason)}")
        lines.append(f"       Tried again: {_retry(failure.retry)}.")
    lines += _more(len(report.failed), "failures")
    for note in () if quiet else report.notes[:_SHOWN]:
        lines.append(printable(f"note: {note}"))
    lines += _more(0 if quiet else len(report.notes), "notes")
    return "".join(f"{line}\n" for line in lines)


def refresh_json(report: RefreshReport, indexed: Sequence[Indexed]) -> str:
    """The report by schema `unres.refresh/1`."""
    record = refresh_record(report)
    record["indexed"] = indexed_records(indexed)
    return dump(record) + "\n"


def refresh_record(report: RefreshReport) -> Record:
    """The report by schema `unres.refresh/1`, with nothing indexed."""
    return {
        "schema": "unres.refresh/1",
        "source": report.source,
        "scope": report.scope,
        "started": report.started,
        "finished": report.finished,
        "dry_run": report.dry_run,
        "discovered": report.discovered,
        "fetched": report.fetched,
        "unchanged": report.unchanged,
        "added": report.added,
        "updated": report.updated,
        "postponed": report.postponed,
        "kept": report.kept,
        "requests": report.requests,
        "withdrawn": [
            {"symbol": name.symbol, "language": name.language} for name in report.withdrawn
        ],
        "failed": [
            {
                "symbol": failure.symbol,
                "language": failure.language,
                "url": failure.url,
                "reason": failure.reason,
                "retry": failure.retry,
            }
            for failure in report.failed
        ],
        "wanted": [
            {
                "symbol": file.symbol,
                "language": file.language,
                "url": file.url,
                "bytes": file.size,
            }
            for file in report.wanted
        ],
        "indexed": [],
        "notes": list(report.notes),
        "refusal": report.refusal
        and {"problem": report.refusal.problem, "remedy": report.refusal.remedy},
        "interrupted": report.interrupted,
    }


def render_run(report: RefreshReport) -> str:
    """A line about an earlier run, for a list of them."""
    outcome = "nothing new"
    if report.interrupted is not None:
        outcome = "interrupted"
    elif report.refusal:
        outcome = "the source gave nothing"
    elif report.changed or report.failed:
        outcome = _told(report)
    return f"{report.finished} {printable(report.source)} {report.scope}: {outcome}"


def _plan(report: RefreshReport) -> str:
    lines = [f"{file.url}\t{file.size}" for file in report.wanted]
    return "".join(f"{printable(line)}\n" for line in lines)


def _counts(report: RefreshReport) -> str:
    return (
        f"Documents: {_told(report)}. {report.fetched} files fetched, {report.requests} requests."
    )


def _told(report: RefreshReport) -> str:
    counts = [
        (report.added, "added"),
        (report.updated, "updated"),
        (report.kept, "kept and not readable yet"),
        (report.unchanged, "unchanged"),
        (len(report.withdrawn), "withdrawn at the source and kept"),
        (len(report.failed), "failed"),
        (report.postponed, "left for the next run"),
    ]
    return ", ".join(f"{count} {what}" for count, what in counts if count) or "none"


def _more(count: int, what: str) -> list[str]:
    return [f"… and {count - _SHOWN} more {what}; --json lists all."] if count > _SHOWN else []


def _name(failure: RefreshFailure) -> str:
    language = f" [{failure.language}]" if failure.language else ""
    return f"{failure.symbol}{language}: " if failure.symbol else ""


def _retry(retry: str) -> str:
    words = {NEXT_REFRESH: "at the next refresh", WHEN_CHANGED: "when the source changes it"}
    return words.get(retry, f"not before {retry}")
