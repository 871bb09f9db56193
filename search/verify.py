"""Every invariant of corpus and index, checked against what is on disk."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.akn_conservation import find_losses
from corpus.akn_source import read_source
from corpus.conservation import account
from corpus.errors import DamagedError, DocumentError
from corpus.model import Format, Kind, Resolution, Source
from corpus.store import Store
from indexer.build import index_state
from indexer.check import check_index
from search.json_output import dump
from search.library import Library
from search.terminal import Style, printable

Progress = Callable[[int, int, str], None]

# Warnings of the readers on single paragraphs, which are told from the paragraphs themselves.
_SAID_OF_A_PARAGRAPH = re.compile(r"is already taken|that fits no part of a resolution")
_SUFFIXED = re.compile(r"~\d+")


class Severity(StrEnum):
    """How much a finding matters."""

    DAMAGE = "damage"  # corpus or index is not what was written: mend it
    ODDITY = "oddity"  # the source is odd here: nothing is lost, but look before you cite


@dataclass(frozen=True, slots=True)
class Finding:
    """One offender: where, what, and what to do about it."""

    severity: Severity
    where: str
    problem: str
    remedy: str

    @property
    def is_damage(self) -> bool:
        """Whether something on disk is broken."""
        return self.severity is Severity.DAMAGE


def verify(library: Library, progress: Progress) -> tuple[Finding, ...]:
    """Everything that is wrong or odd, damage first. Raises DamagedError if nothing can be read."""
    with library.store() as store:
        findings = [*_catalogue(store), *_documents(store, progress), *_indexes(library, store)]
    return tuple(sorted(findings, key=lambda finding: not finding.is_damage))


def _catalogue(store: Store) -> Iterator[Finding]:
    for line in store.damage():
        yield Finding(
            Severity.DAMAGE, "corpus.sqlite3", line, "Restore it from a backup, or add again."
        )


def _documents(store: Store, progress: Progress) -> Iterator[Finding]:
    documents = store.documents()
    for done, (symbol, language) in enumerate(documents):
        progress(done, len(documents), symbol)
        where = f"{symbol} [{language}]"
        try:
            resolution = store.resolution(symbol, language)
            if resolution is None:
                continue
            source = resolution.source
            data = store.raw_bytes(source.sha256) if source else b""
        except DamagedError as error:
            yield Finding(Severity.DAMAGE, where, error.problem, error.remedy)
            continue
        yield from _resolution(resolution, where)
        if source and source.format is Format.AKN:
            yield from _losses(resolution, data, where)
        elif source:
            yield from _accounted(resolution, data, source, where)


def _losses(resolution: Resolution, data: bytes, where: str) -> Iterator[Finding]:
    """Where what is held is not, character for character, what its document says."""
    remedy = "Run `unres reparse`; if it stays so, please report it with the file."
    try:
        losses = find_losses(read_source(data, where).root, resolution)
    except DocumentError as error:
        yield Finding(Severity.DAMAGE, where, error.problem, remedy)
        return
    if losses:
        first = losses[0]
        at = f" at #{first.path}" if first.path else ""
        problem = (
            f"text is lost, doubled or out of order in {len(losses)} places, first{at}: "
            f"expected {first.expected!r}, found {first.found!r}"
        )
        yield Finding(Severity.DAMAGE, where, problem, remedy)


def _accounted(
    resolution: Resolution, data: bytes, source: Source, where: str
) -> Iterator[Finding]:
    """Where what is held has letters that its document has not, or lacks lines that it has."""
    try:
        found = account(data, source.format, source.name or where, resolution)
    except DocumentError as error:
        yield Finding(Severity.DAMAGE, where, error.problem, error.remedy)
        return
    if found.surplus:
        problem = f"text is doubled or not from the document: {len(found.surplus)} letters too many"
        remedy = "Run `unres reparse`; if it stays so, please report it with the file."
        yield Finding(Severity.DAMAGE, where, problem, remedy)
    if found.missing:
        lines = "a line" if len(found.missing) == 1 else f"{len(found.missing)} lines"
        yield _oddity(where, f"no paragraph has {lines} of the document: {found.missing[0]!r}")


def _resolution(resolution: Resolution, where: str) -> Iterator[Finding]:
    for path, count in Counter(p.path for p in resolution.paragraphs).items():
        if count > 1:
            yield Finding(
                Severity.DAMAGE, where, f"#{path} is the id of {count} paragraphs", "Add it again."
            )
    for paragraph in resolution.paragraphs:
        length = len(paragraph.text)
        if any(not 0 <= note.offset <= length for note in paragraph.footnotes) or any(
            not 0 <= c.span[0] <= c.span[1] <= length for c in paragraph.citations
        ):
            yield Finding(
                Severity.DAMAGE,
                where,
                f"#{paragraph.path} has an offset outside its text",
                "Add it again.",
            )
        if _SUFFIXED.search(paragraph.path):
            yield _oddity(where, f"#{paragraph.path}: the source repeats this number or text")
        if paragraph.kind is Kind.UNCLASSIFIED:
            yield _oddity(where, f"#{paragraph.path}: text that fits no part of a resolution")
    for warning in resolution.warnings:
        if not _SAID_OF_A_PARAGRAPH.search(warning):
            yield _oddity(where, warning.rstrip("."))


def _oddity(where: str, problem: str) -> Finding:
    return Finding(Severity.ODDITY, where, problem, "Compare with the official document.")


def _indexes(library: Library, store: Store) -> Iterator[Finding]:
    for language in store.languages():
        where = f"index {language}"
        try:
            state = index_state(library.index_folder, language)
            problems = check_index(library.index_folder, language)
        except DamagedError as error:
            yield Finding(Severity.DAMAGE, where, error.problem, error.remedy)
            continue
        for problem in problems:
            yield Finding(Severity.DAMAGE, where, problem, "Run `unres index rebuild`.")
        if state.revision != store.revision(language):
            problem = "the index is behind the corpus"
            yield Finding(Severity.DAMAGE, where, problem, "Run `unres index rebuild`.")


def render_check(findings: Sequence[Finding], style: Style, *, quiet: bool = False) -> str:
    """The findings as a person reads them, ending in a newline; if `quiet`, damage alone."""
    damage = [finding for finding in findings if finding.is_damage]
    oddities = [finding for finding in findings if not finding.is_damage]
    lines = []
    for finding in damage:
        where, problem = printable(finding.where), printable(finding.problem)
        lines += [f"{style.match('damaged')} {where}: {problem}", f"        {finding.remedy}"]
    if quiet:
        return "".join(f"{line}\n" for line in lines)
    lines += [
        f"{style.faint('odd')}     {printable(f.where)}: {printable(f.problem)}" for f in oddities
    ]
    verdict = f"{len(damage)} damaged" if damage else "Corpus and index are whole"
    odd = f"; {len(oddities)} oddities of the sources" if oddities else ""
    return "\n".join([*lines, f"{verdict}{odd}."]) + "\n"


def check_json(findings: Sequence[Finding]) -> str:
    """The findings by schema `unres.check/1`."""
    return (
        dump(
            {
                "schema": "unres.check/1",
                "ok": not any(finding.is_damage for finding in findings),
                "findings": [
                    {
                        "severity": f.severity,
                        "where": f.where,
                        "problem": f.problem,
                        "remedy": f.remedy,
                    }
                    for f in findings
                ],
            }
        )
        + "\n"
    )
