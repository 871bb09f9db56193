"""What the user names by an id: a resolution or some of its paragraphs."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from corpus.errors import UsageError
from corpus.model import Kind, Paragraph, Resolution
from corpus.symbols import parse_symbol

# What is meant for a path and lacks its symbol, or the # between them: op10, A/RES/67/186/op10.
_ONLY_A_PATH = re.compile(r"(?:^|[/ ])(?:opu?|pp|fn|annex|draft|sec)\d+[\w.~]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParagraphId:
    """A canonical symbol and the path of a paragraph; without path, the whole resolution."""

    symbol: str
    path: str | None

    def __str__(self) -> str:
        return f"{self.symbol}#{self.path}" if self.path else self.symbol


def parse_id(text: str) -> ParagraphId:
    """The id in any spelling of the symbol: `67/186#op10`, `第67/186号决议`, `A_RES_67_186`.

    Raises UsageError where it names no document.

    >>> str(parse_id("67/186#OP10"))
    'A/RES/67/186#op10'
    """
    spelling, separator, path = text.replace("＃", "#").partition("#")
    if separator and not path.strip():
        raise UsageError(
            f"The id {text} names no paragraph behind the #.",
            "Write e.g. A/RES/67/186#op10, or leave the # out for the whole resolution.",
        )
    if not separator and _ONLY_A_PATH.search(spelling):
        raise UsageError(
            f"“{text[:80]}” does not say which paragraph of which document.",
            "A paragraph stands behind a #, without a space: A/RES/67/186#op10.",
        )
    return ParagraphId(str(parse_symbol(spelling)), normalize("NFKC", path).strip().lower() or None)


def select(resolution: Resolution, path: str | None, context: int = 0) -> tuple[Paragraph, ...]:
    """The paragraphs to show, in reading order: all of them where `path` is None.

    A path selects its paragraph, what stands below it (`op10.b` below `op10`), `context`
    paragraphs before and after, and the footnotes of all these. Empty where there is no such
    paragraph.
    """
    if path is None:
        return resolution.paragraphs
    body = [p for p in resolution.paragraphs if p.kind is not Kind.FOOTNOTE]
    chosen = [i for i, p in enumerate(body) if is_within(p.path, path)]
    if not chosen:
        return tuple(p for p in resolution.paragraphs if p.path == path)
    first, last = max(0, chosen[0] - context), chosen[-1] + context
    kept = set(chosen) | {i for i in range(first, last + 1) if context}
    paths = {p.path for i, p in enumerate(body) if i in kept}
    return tuple(
        p for p in resolution.paragraphs if p.path in paths or (p.belongs_to or "") in paths
    )


def nearest_paths(resolution: Resolution, path: str) -> tuple[str, ...]:
    """Paths of the resolution that look like one it does not have, for an error message."""
    stem = path.rstrip("0123456789.~abcdefghijklmnopqrstuvwxyz") or path[:2]
    alike = [p.path for p in resolution.paragraphs if p.path.startswith((stem, path[:2]))]
    return tuple(alike[:1] + ["…"] * (len(alike) > 2) + alike[-1:]) if alike else ()


def is_within(path: str, ancestor: str) -> bool:
    """Whether the path is `ancestor`, or of what stands below it: `op10.b` below `op10`."""
    return path == ancestor or path.startswith(f"{ancestor}.")
