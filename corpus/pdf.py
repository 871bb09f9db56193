"""A PDF file of a resolution, read as a Resolution.

Its layout says where a paragraph begins, what is a note and where the note's mark stands; what
the paragraphs are, is then decided by the rules for plain text (`text_body`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from corpus.errors import DocumentError
from corpus.model import Language, Resolution
from corpus.pdf_lines import PageText, Printed, Run, marks_in, read_page
from corpus.pdf_page import Page, read_pages
from corpus.text import read_laid_out
from corpus.text_body import is_annex_heading, is_section_heading
from corpus.text_front import is_closing
from corpus.text_lines import Line, tidy
from corpus.text_notes import PageNote, mark_token

_LEAST_TEXT = 40  # characters a page, on average: a scan has none, or a stamp
_INDENT = 6.0  # points: what stands so much further in than its neighbour is indented
_LOOSE = 1.2  # times the distance of lines: more lies between paragraphs
_SENTENCE_END = re.compile(r"[,.;:!?，。；：！？،؛؟][»”’\"'）)\]]*$")
_LABEL_ALONE = re.compile(r"(?:\d{1,3}\s?[.．、]|[(（]\w{1,4}[)）])?")
_LINE_END = Run(" ", raised=False)
_LABEL = re.compile(r"(?:\d{1,3}\s?[.．、]|[(（]\w{1,4}[)）])\s")


def read_pdf(
    data: bytes, name: str, *, symbol: str | None = None, language: Language | None = None
) -> Resolution:
    """The resolution in the bytes of a PDF file; `symbol` and `language` as in `read_text`.

    Raises:
        DocumentError: the file is encrypted, damaged, has no text, or holds no resolution.

    """
    pages = read_pages(data, name)
    _refuse_scan(pages, name)
    texts = [read_page(page, number) for number, page in enumerate(pages)]
    notes = _read_notes(texts)
    marks = _Marks(notes)
    lines = [_line(paragraph, marks) for paragraph in _paragraphs(texts)]
    return read_laid_out(
        lines,
        [PageNote(note.mark, note.text(), 0, len(lines)) for note in notes],
        name,
        symbol=symbol,
        language=language,
    )


def _refuse_scan(pages: Sequence[Page], name: str) -> None:
    if sum(len(page.glyphs) for page in pages) < _LEAST_TEXT * max(1, len(pages)):
        raise DocumentError(
            f"{name} is a PDF file without text: its pages are pictures, or empty.",
            "Have its text recognised (OCR) and add the result, or add another file of it.",
        )


# --- Notes ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Note:
    """A footnote, with the page that its mark stands on."""

    mark: str
    page: int
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        return tidy(_joined(self.lines))


def _read_notes(texts: Sequence[PageText]) -> list[_Note]:
    """Each begins with its mark; lines without one go on with the last, also on the next page."""
    notes: list[_Note] = []
    for line in (line for text in texts for line in text.notes):
        marks = line.marks or _plain_mark(line)
        if marks:
            rest = line.text.removeprefix("(")[len(marks[0]) :].removeprefix(")")
            notes.append(_Note(marks[0], line.page, [rest]))
        elif notes:
            notes[-1].lines.append(line.text)
    return notes


def _plain_mark(line: Printed) -> tuple[str, ...]:
    """An asterisk needs no raising to be a mark."""
    found = re.match(r"\*{1,4}(?=\s|\w)", line.text)
    return (found[0],) if found else ()


class _Marks:
    """Finds for each mark in the text the note that it stands for."""

    def __init__(self, notes: Sequence[_Note]) -> None:
        self._notes = notes
        self._seen: set[int] = set()

    def token(self, mark: str, page: int) -> str | None:
        """The token for a mark; None where no note has it, so that it is none."""
        places = [place for place, note in enumerate(self._notes) if note.mark == mark]
        here = [place for place in places if self._notes[place].page == page]
        earlier = [place for place in places if self._notes[place].page < page]
        found = next(iter([*here, *reversed(earlier)]), None)
        if found is None:
            return None
        repeated = found in self._seen
        self._seen.add(found)
        return mark_token(mark, found, repeated=repeated)


# --- Paragraphs ----------------------------------------------------------------------------------

_Row = tuple[Printed, ...]


def _paragraphs(texts: Sequence[PageText]) -> Iterator[list[_Row]]:
    """The lines of the body, paragraph by paragraph."""
    rows = [row for text in texts for row in text.body]
    margin = _margin(rows)
    leading = {number: _leading(text.body) for number, text in enumerate(texts)}
    paragraph: list[_Row] = []
    for row in rows:
        if paragraph and _begins(row[0], paragraph, margin, leading[row[0].page], len(row)):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield paragraph


def _begins(
    line: Printed, paragraph: Sequence[_Row], margin: float, leading: float, columns: int
) -> bool:
    """Whether a line begins a paragraph, seen from the paragraph so far."""
    before = paragraph[-1][0]
    if columns > 1 or len(paragraph[-1]) > 1:
        return True
    if line.bold != before.bold or abs(line.size - before.size) > 0.1 * before.size:
        return True
    if _stands_alone(line.text) or _stands_alone(before.text):
        return True
    ended = bool(_SENTENCE_END.search(before.text))
    drop = before.baseline - line.baseline
    same_column = line.page == before.page and drop > 0
    if same_column:
        return drop > _LOOSE * leading or (ended and bool(_LABEL.match(line.text)))
    if ended and _LABEL.match(line.text):
        return True
    indented = line.left > margin + _INDENT
    hanging = len(paragraph) > 1 and abs(line.left - before.left) < _INDENT
    return indented and not hanging


def _stands_alone(text: str) -> bool:
    """Whether a line is a paragraph by its wording: a date, a meeting, the head of an annex."""
    return is_closing(text) or is_annex_heading(text) or is_section_heading(text)


def _margin(rows: Sequence[_Row]) -> float:
    """Where most lines begin."""
    lefts = Counter(round(row[0].left) for row in rows)
    return float(lefts.most_common(1)[0][0]) if lefts else 0.0


def _leading(rows: Sequence[_Row]) -> float:
    """The distance between the lines of a paragraph: the least that is frequent."""
    drops = Counter(
        round(above[0].baseline - below[0].baseline)
        for above, below in pairwise(rows)
        if above[0].size == below[0].size and above[0].baseline > below[0].baseline
    )
    return float(drops.most_common(1)[0][0]) if drops else 0.0


def _line(paragraph: Sequence[_Row], marks: _Marks) -> Line:
    """The paragraph as one line, with tokens for its marks."""
    parts = ["\t".join(_marked(part, marks) for part in row) for row in paragraph]
    heading = all(part.bold for row in paragraph for part in row)
    text = " ".join(_joined(parts).split())
    set_off = "" if heading else _set_off(paragraph)
    return Line(text, after_blank=True, opens=True, heading=heading, set_off=set_off)


def _set_off(paragraph: Sequence[_Row]) -> str:
    """The italics that a paragraph opens with, behind its number if it has one."""
    runs = [run for row in paragraph for part in row for run in (*part.runs, _LINE_END)]
    while runs and (runs[0] is _LINE_END or _LABEL_ALONE.fullmatch(runs[0].text.strip())):
        runs = runs[1:]
    opening = takewhile(lambda run: run.italic or run is _LINE_END, runs)
    return " ".join("".join(run.text for run in opening).split())


def _joined(lines: Sequence[str]) -> str:
    """Lines as running text: a hyphen at a line's end belongs to the word, which goes on."""
    text = ""
    for line in lines:
        hyphenated = text.endswith("-") and text[-2:-1].isalnum()
        text += line if not text or hyphenated else " " + line
    return text


def _marked(line: Printed, marks: _Marks) -> str:
    pieces = []
    for run in line.runs:
        tokens = [marks.token(mark, line.page) for mark in marks_in(run)]
        known = [token for token in tokens if token]
        pieces.append("".join(known) if known and len(known) == len(tokens) else run.text)
    return "".join(pieces).strip()
