"""Versions that were held back, for a person who has to decide, and for programs. No I/O."""

from collections.abc import Iterator, Sequence

from corpus.model import Resolution
from corpus.review import Waiting
from indexer.follow import Indexed
from search.json_output import Record, dump
from search.render_report import index_lines, indexed_records
from search.status import held_back_record
from search.terminal import Style, block, printable

_INDENT = "  "
_LOST, _NEW = "−", "+"


def render_waiting(found: Sequence[Waiting], style: Style, width: int, *, texts: bool) -> str:
    """What is wrong with each version and, with `texts`, every paragraph that differs."""
    lines = [line for one in found for line in _waiting(one, style, width, texts=texts)]
    return "".join(f"{line}\n" for line in lines) or "No version waits.\n"


def _waiting(one: Waiting, style: Style, width: int, *, texts: bool) -> Iterator[str]:
    version = one.version
    name = f"{version.symbol} [{version.language}]"
    first, *rest = block(f"{name} {version.reason}", width, indent=_INDENT)
    yield style.strong(first.removeprefix(_INDENT))
    yield from rest
    for label, which in (("waits", one.new), ("held ", one.held)):
        if which.source:
            told = f"{label} {len(which.paragraphs)} paragraphs, {which.source.retrieved[:10]}, "
            lines = block(told + which.source.url, width, indent=_INDENT)
            yield from (style.faint(line) for line in lines)
    for mark, path, text in _differences(one.held, one.new) if texts else ():
        yield from block(f"{mark} #{path} {text}", width, indent=_INDENT)
    yield ""


def render_decided(found: Sequence[Waiting], indexed: Sequence[Indexed], *, accepted: bool) -> str:
    """What a decision did, ending in a newline."""
    done = "now held" if accepted else "left; what was held stays"
    lines = [f"{one.version.symbol} [{one.version.language}] {done}." for one in found]
    return "\n".join([*map(printable, lines), *index_lines(indexed)]) + "\n"


def review_json(found: Sequence[Waiting], decision: str | None, indexed: Sequence[Indexed]) -> str:
    """The versions by schema `unres.review/1`; `decision` is what became of them just now."""
    versions = [
        {
            **held_back_record(one.version),
            "held": len(one.held.paragraphs),
            "paragraphs": len(one.new.paragraphs),
            "differences": [
                {"path": path, "change": "lost" if mark == _LOST else "new", "text": text}
                for mark, path, text in _differences(one.held, one.new)
            ],
        }
        for one in found
    ]
    record: Record = {
        "schema": "unres.review/1",
        "versions": versions,
        "decision": decision,
        "indexed": indexed_records(indexed),
    }
    return dump(record) + "\n"


def _differences(held: Resolution, new: Resolution) -> Iterator[tuple[str, str, str]]:
    """What would go and what would come: a mark, the path, the text."""
    before = {paragraph.path: paragraph.text for paragraph in held.paragraphs}
    after = {paragraph.path: paragraph.text for paragraph in new.paragraphs}
    for path in dict.fromkeys((*before, *after)):
        if before.get(path) != after.get(path):
            for mark, texts in ((_LOST, before), (_NEW, after)):
                if path in texts:
                    yield mark, path, texts[path]
