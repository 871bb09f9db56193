"""Paragraphs of a file whose mark-up says where they begin, as lines for the text grammar.

The readers of Word files and web pages share what is here: stretches of text in one type become a
`Line`, and tables become lines or stay tables. What the lines are is for `text_front` and
`text_body` to decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.model import Language
from corpus.symbols import readings
from corpus.text_front import formula_pattern
from corpus.text_lines import Line, clean_characters, tidy
from corpus.text_notes import MARK_TOKEN

_LABEL_ALONE = re.compile(r"(?:\d{1,3}\s?[.．、)-]?|[(（]?\w{1,4}[)）.]|[’‘']\d{1,2}[’‘'])?")
_LABEL_CELL = re.compile(r"\d{1,3}\s?[.．、-]|[(（]?\w{1,4}[)）]")
_SENTENCE_END = re.compile(r"[,.;:!?，。；：！？،؛؟][»”’\"'）)\]]*$")
_STOPS = tuple(".,。，،")  # a heading in bold may announce something, or be one of two
_LONGEST_HEADING = 400
_LONGEST_IN_ITALICS = 200  # characters: whole paragraphs may be set in them
_SYMBOL = re.compile(r"\b[AES](?:/[A-Z]{2,4})?/RES/[\w./-]+(?:\s?\([A-Z\d-]+\))?")
_FORMULA = re.compile(
    rf"(?:{'|'.join(formula_pattern(language) for language in Language)})\s?[,，،]?"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one type; tokens in it are marks of notes (`text_notes`)."""

    text: str
    bold: bool = False
    italic: bool = False


def printed(text: str) -> str:
    """Characters of a file as they are printed: no white space but blanks, nothing invisible."""
    return " ".join(re.split(r"\s", clean_characters(text)))


def symbols_in(text: str) -> list[str]:
    """The full symbols of resolutions that stand in a text."""
    return [found for found in _SYMBOL.findall(tidy(text)) if readings(found)]


def line_of(runs: Sequence[Run], label: str = "", *, heading: bool = False) -> Line | None:
    """The paragraph as one line, behind the number that is computed for it; None if it is empty."""
    text = " ".join("".join(run.text for run in runs).split())
    if not text:
        return None
    inked = [run for run in runs if MARK_TOKEN.sub("", run.text).strip()]
    if len(inked) > 1 and _LABEL_ALONE.fullmatch(inked[0].text.strip()):
        inked = inked[1:]  # a heading's number may be set in another type
    heading = not label and (heading or _is_heading(text, inked))
    return Line(
        f"{label} {text}" if label else text,
        after_blank=True,
        opens=True,
        heading=heading,
        set_off="" if heading else _set_off(runs),
    )


def _is_heading(text: str, inked: Sequence[Run]) -> bool:
    """Whether a short paragraph is set in another type as a whole and ends as a heading may."""
    plain = MARK_TOKEN.sub("", text).rstrip()
    if not inked or len(plain) > _LONGEST_HEADING:
        return False
    if all(run.bold for run in inked):
        return not plain.endswith(_STOPS)
    return (
        len(plain) <= _LONGEST_IN_ITALICS
        and all(run.italic for run in inked)
        and not _SENTENCE_END.search(plain)
    )


def _set_off(runs: Sequence[Run]) -> str:
    """The italics that a paragraph opens with, behind its number if that is typed."""
    rest = list(runs)
    while rest and not (rest[0].italic and rest[0].text.strip()):
        if not _LABEL_ALONE.fullmatch(rest[0].text.strip()):
            return ""
        rest = rest[1:]
    opening = takewhile(lambda run: run.italic or not run.text.strip(), rest)
    return " ".join(MARK_TOKEN.sub("", "".join(run.text for run in opening)).split())


# --- Tables --------------------------------------------------------------------------------------

Cell = Sequence[Line]
Row = Sequence[Cell]


def table_lines(rows: Sequence[Row]) -> list[Line]:
    """A table as one line that holds it, or as the lines of its cells where it only places them.

    Text is placed by a table in one column, with paragraphs' numbers in a column of their own, and
    where a whole resolution stands in it.
    """
    rows = [row for row in rows if any(row)]
    lines = [line for row in rows for cell in row for line in cell]
    if not lines:
        return []
    if all(len(row) < 2 for row in rows) or any(map(is_formula, lines)):
        return lines
    if all(_is_numbered(row) for row in rows):
        return [line for row in rows for line in _joined(row)]
    nested = [line for line in lines if line.cells]
    if nested:
        return lines
    text = "\n".join("\t".join(_cell_text(cell) for cell in row) for row in rows)
    return [Line(text, after_blank=True, opens=True, cells=tuple(lines))]


def is_formula(line: Line) -> bool:
    """Whether a line is the enacting formula, in whichever language."""
    return len(line.text) < 60 and bool(_FORMULA.fullmatch(tidy(MARK_TOKEN.sub("", line.text))))


def _is_numbered(row: Row) -> bool:
    first = [line for cell in row[:1] for line in cell]
    return len(row) == 2 and len(first) == 1 and bool(_LABEL_CELL.fullmatch(first[0].text))


def _joined(row: Row) -> list[Line]:
    (number,), text = row[0], row[1]
    if not text:
        return [number]
    return [replace(text[0], text=f"{number.text} {text[0].text}", heading=False), *text[1:]]


def _cell_text(cell: Cell) -> str:
    return " ".join(line.text for line in cell)
