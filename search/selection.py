"""What the user names by an id: a resolution or some of its paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from corpus.errors import UsageError
from corpus.model import Kind, Paragraph, Resolution
from corpus.symbols import is_symbol_query, parse_symbol
from search.field_values import numeral_value

# What is meant for a path and lacks its symbol, or the # between them: op10, A/RES/67/186/op10.
_ONLY_A_PATH = re.compile(r"(?:^|[/ ])(?:opu?|pp|fn|annex|draft|sec)\d+[\w.~]*$", re.IGNORECASE)

# How texts and people name a paragraph of a document, in six languages.
_IN_WORDS = {
    "pp": r"(?:preambular\s+(?:para(?:graph)?)?|\bpp)[\s.]*|序言(?:部分)?(?P<han>第)\s*",
    "op": r"(?:\boperative\s+)?\b(?:par(?:a(?:graphe?)?)?|párr(?:afo)?|пункт[а-я]*|п)[\s.]*"
    r"|\b(?:operative|op)[\s.]*|§\s*|الفقرة\s*|(?:执行部分)?(?P<han>第)\s*",
}
_NUMBER = (
    r"(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,5})(?(han)\s*段|(?![\d/]))"
    r"(?P<letters>(?:\s*\([a-z]{1,4}\)|\.[a-z]{1,4}\b)*)"
)
_PARAGRAPHS = {
    kind: re.compile(f"(?:{words}){_NUMBER}", re.IGNORECASE) for kind, words in _IN_WORDS.items()
}
_JOINING = re.compile(r"^(?:[\s,，、的]|(?:of|de|du|del|من)\b)+|[\s,，、的]+$", re.IGNORECASE)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ParagraphId:
    """A canonical symbol and the path of a paragraph; without path, the whole resolution."""

    symbol: str
    path: str | None

    def __str__(self) -> str:
        return f"{self.symbol}#{self.path}" if self.path else self.symbol


def parse_id(text: str) -> ParagraphId:
    """The id in any spelling of the symbol: `67/186#op10`, `第67/186号决议`, `67/186 para. 10`.

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
    if not separator and (named := paragraph_in_words(spelling)):
        return named
    if not separator and _ONLY_A_PATH.search(spelling):
        raise UsageError(
            f"“{text[:80]}” does not say which paragraph of which document.",
            "A paragraph stands behind a #, without a space: A/RES/67/186#op10.",
        )
    return ParagraphId(str(parse_symbol(spelling)), normalize("NFKC", path).strip().lower() or None)


def paragraph_in_words(text: str) -> ParagraphId | None:
    """The paragraph that all of a text names as texts do, by its number; None where it does not.

    >>> [str(paragraph_in_words(text)) for text in ("75/196, para. 5 (a)", "第75/196号决议第5段")]
    ['A/RES/75/196#op5.a', 'A/RES/75/196#op5']
    >>> str(paragraph_in_words("preambular paragraph 3 of resolution 75/196"))
    'A/RES/75/196#pp3'
    >>> paragraph_in_words("75/196 on 5 paragraphs")
    """
    plain = normalize("NFKC", text)
    if len(plain) > _LONGEST:
        return None
    for kind, pattern in _PARAGRAPHS.items():
        for match in pattern.finditer(plain):
            others = (plain[: match.start()], plain[match.end() :])
            symbol = _JOINING.sub("", " ".join(_JOINING.sub("", other) for other in others))
            if is_symbol_query(symbol) and (number := numeral_value(match["number"])):
                letters = re.findall(r"[a-z]+", match["letters"].lower())
                return ParagraphId(
                    str(parse_symbol(symbol)), ".".join((f"{kind}{number}", *letters))
                )
    return None


def select(resolution: Resolution, path: str | None, context: int = 0) -> tuple[Paragraph, ...]:
    """The paragraphs to show, in reading order: all of them where `path` is None.

    A path selects its paragraph, what stands below it (`op10.b` below `op10`), `context`
    paragraphs before and after, and the footnotes of all these; two joined by a dash or two stops
    (`op3-op5`, `op3..5`) select all from the first to the last. Empty where there is no such
    paragraph.
    """
    if path is None:
        return resolution.paragraphs
    body = [p for p in resolution.paragraphs if p.kind is not Kind.FOOTNOTE]
    chosen = [i for i, p in enumerate(body) if is_within(p.path, path)] or _range(body, path)
    if not chosen:
        return tuple(p for p in resolution.paragraphs if p.path == path)
    first, last = max(0, chosen[0] - context), chosen[-1] + context
    kept = set(chosen) | {i for i in range(first, last + 1) if context}
    paths = {p.path for i, p in enumerate(body) if i in kept}
    return tuple(
        p for p in resolution.paragraphs if p.path in paths or (p.belongs_to or "") in paths
    )


# "op3-op5", "op3..op5", "op3–5": the end may leave out what both begin with.
_RANGE = re.compile(r"(?P<first>[\w.~]*\w)\s*(?:\.\.+|…|[-–—])\s*#?(?P<last>\w[\w.~]*)")


def _range(body: Sequence[Paragraph], path: str) -> list[int]:
    """The places of a range's paragraphs; none where an end is missing or stands before the other.

    What stands below the last paragraph belongs to the range.
    """
    ends = _RANGE.fullmatch(path)
    if ends is None:
        return []
    first, last = ends["first"], ends["last"]
    shared = re.sub(r"\d+\Z|(?<=\.)[a-z]+\Z", "", first)
    if last.isdigit() or (shared.endswith(".") and last.isalpha()):
        last = shared + last
    starts = [i for i, p in enumerate(body) if p.path == first]
    stops = [i for i, p in enumerate(body) if is_within(p.path, last)]
    return list(range(starts[0], stops[-1] + 1)) if starts and stops else []


def nearest_paths(resolution: Resolution, path: str) -> tuple[str, ...]:
    """Paths of the resolution that look like one it does not have, for an error message."""
    stem = path.rstrip("0123456789.~abcdefghijklmnopqrstuvwxyz") or path[:2]
    alike = [p.path for p in resolution.paragraphs if p.path.startswith((stem, path[:2]))]
    return tuple(alike[:1] + ["…"] * (len(alike) > 2) + alike[-1:]) if alike else ()


def is_within(path: str, ancestor: str) -> bool:
    """Whether the path is `ancestor`, or of what stands below it: `op10.b` below `op10`."""
    return path == ancestor or path.startswith(f"{ancestor}.")
