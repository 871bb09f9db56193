"""What writing commands report: documents brought in, and the index that followed. No I/O."""

from collections.abc import Sequence
from dataclasses import asdict

from corpus.ingest import IngestReport, Warned
from corpus.reparse import Change, ReparseReport
from indexer.follow import Indexed
from search.json_output import Record, dump
from search.terminal import Style, printable

_SHOWN = 10  # failures and notes beyond these are counted; --json has all


def render_problems(report: IngestReport, style: Style, *, quiet: bool) -> str:
    """What failed and, unless `quiet`, what was odd; ends in a newline unless empty."""
    lines = []
    for failure in report.failed[:_SHOWN]:
        lines.append(f"{style.match('failed')} {printable(failure.problem)}")
        lines.append(f"       {printable(failure.remedy)}")
    lines += _more(len(report.failed), "failures")
    documents = {} if quiet else _by_document(report.warned)
    for warned in list(documents.values())[:_SHOWN]:
        lines.append(printable(_note(warned)))
    lines += _more(len(documents), "documents with notes")
    if not quiet:
        lines += [f"note: {printable(note)}" for note in report.notes[:_SHOWN]]
        lines += _more(len(report.notes), "notes")
    return "".join(f"{line}\n" for line in lines)


def _note(warned: Sequence[Warned]) -> str:
    """The first warning on a document, and how many more there are."""
    first, others = warned[0], len(warned) - 1
    more = f" ({others} more such notes)" if others else ""
    where = "" if first.name in first.warning else f" [{first.name}]"
    told = first.warning.rstrip(".")
    return f"note: {first.symbol} {first.language}: {told}{more}.{where}"


def _by_document(warned: Sequence[Warned]) -> dict[tuple[str, str], list[Warned]]:
    documents: dict[tuple[str, str], list[Warned]] = {}
    for one in warned:
        documents.setdefault((one.symbol, one.language), []).append(one)
    return documents


def render_ingest(report: IngestReport, indexed: Sequence[Indexed]) -> str:
    """What became of the documents, ending in a newline."""
    described = [f"Metadata: {report.metadata} symbols."] if report.metadata else []
    return "\n".join([_counts(report), *described, *index_lines(indexed)]) + "\n"


def _more(count: int, what: str) -> list[str]:
    return [f"… and {count - _SHOWN} more {what}; --json lists all."] if count > _SHOWN else []


def _counts(report: IngestReport) -> str:
    counts = [
        (report.added, "added"),
        (report.updated, "updated"),
        (report.unchanged, "unchanged"),
        (report.superseded, "left, as a better or fuller copy is held"),
        (len(report.failed), "failed"),
    ]
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    skipped = f"; {len(report.skipped)} other files passed over" if report.skipped else ""
    return f"Documents: {told or 'none found'}{skipped}."


def index_lines(indexed: Sequence[Indexed]) -> list[str]:
    """The languages indexed, a line."""
    if not indexed:
        return ["Index: unchanged."]
    told = ", ".join(f"{one.language} {one.paragraphs}" for one in indexed)
    return [f"Index: {told} paragraphs."]


def render_index(indexed: Sequence[Indexed]) -> str:
    """The languages indexed anew, ending in a newline."""
    return "\n".join(index_lines(indexed)) + "\n"


def render_reparse(report: ReparseReport, indexed: Sequence[Indexed]) -> str:
    """What reading everything again changed, ending in a newline."""
    lines = [
        f"changed {one.symbol} {one.language}: {_in_words(one)}".rstrip(": ")
        for one in report.changed
    ]
    lines += [f"failed {printable(f.problem)}" for f in report.failed]
    counts = f"{len(report.changed)} changed, {report.unchanged} unchanged"
    failed = f", {len(report.failed)} failed and left as they were" if report.failed else ""
    return "\n".join([*lines, f"Documents: {counts}{failed}.", *index_lines(indexed)]) + "\n"


_NAMED = 3  # ids named one by one; more are counted


def _in_words(change: Change) -> str:
    """What differs: "op4 added, 3 texts, 12 citations, vote"."""
    differences = change.differences
    parts = []
    if change.before != change.after:
        parts.append(f"{change.before} paragraphs before, {change.after} now")
    for paths, what in ((differences.added, "added"), (differences.removed, "removed")):
        if paths:
            named = ", ".join(paths[:_NAMED])
            more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
            parts.append(f"{named}{more} {what}")
    for count, what in (
        (differences.texts, "text"),
        (differences.kinds, "kind"),
        (differences.verbs, "opening phrase"),
        (differences.footnotes, "footnotes"),
        (differences.citations, "citations"),
    ):
        if count:
            parts.append(f"{what} of {count} paragraph{'s' if count > 1 else ''}")
    return "; ".join([*parts, *(name.replace("_", " ") for name in differences.facts)])


def reparse_json(report: ReparseReport, indexed: Sequence[Indexed]) -> str:
    """What reading everything again changed, by schema `unres.reparse/1`."""
    record: Record = {
        "schema": "unres.reparse/1",
        "unchanged": report.unchanged,
        "changed": [
            {
                "symbol": one.symbol,
                "language": one.language,
                "before": one.before,
                "after": one.after,
                "differences": asdict(one.differences),
            }
            for one in report.changed
        ],
        "failed": [
            {"name": f.name, "problem": f.problem, "remedy": f.remedy} for f in report.failed
        ],
        "indexed": indexed_records(indexed),
    }
    return dump(record) + "\n"


def ingest_json(report: IngestReport, indexed: Sequence[Indexed]) -> str:
    """The report by schema `unres.add/1`."""
    record: Record = {
        "schema": "unres.add/1",
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "superseded": report.superseded,
        "metadata": report.metadata,
        "failed": [
            {"name": f.name, "problem": f.problem, "remedy": f.remedy} for f in report.failed
        ],
        "warnings": [
            {
                "symbol": w.symbol,
                "language": w.language,
                "name": w.name,
                "warning": w.warning,
            }
            for w in report.warned
        ],
        "skipped": list(report.skipped),
        "notes": list(report.notes),
        "indexed": indexed_records(indexed),
    }
    return dump(record) + "\n"


def index_json(indexed: Sequence[Indexed]) -> str:
    """The languages indexed anew, by schema `unres.index/1`."""
    return dump({"schema": "unres.index/1", "indexed": indexed_records(indexed)}) + "\n"


def indexed_records(indexed: Sequence[Indexed]) -> list[Record]:
    """The languages indexed, as JSON has them."""
    return [
        {"language": one.language, "documents": one.documents, "paragraphs": one.paragraphs}
        for one in indexed
    ]
