"""A PDF file of a resolution, read as a Resolution.

Its layout says where a paragraph begins, what is a note and where the note's mark stands; what
the paragraphs are, is then decided by the rules for plain text (`text_body`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from statistics import median

from corpus.errors import DocumentError
from corpus.model import Language, Resolution
from corpus.pdf_lines import Printed, Row, Run, marks_in, printed_lines
from corpus.pdf_order import in_order
from corpus.pdf_page import Page, read_pages
from corpus.pdf_parts import PageText, read_text_of
from corpus.pdf_rtl import mirrored, runs_from_right, with_brackets_facing
from corpus.text import read_laid_out
from corpus.text_body import is_annex_heading, is_section_heading
from corpus.text_front import FULL_SYMBOL, is_closing
from corpus.text_lines import Line, tidy
from corpus.text_notes import PageNote, mark_token

_LEAST_TEXT = 40  # characters a page, on average: a scan has none, or a stamp
_MOST_NAMELESS = 0.5  # of the letters: Arabic words are lengthened by what is no character
_MOST_UNNAMED = 0.01  # of the letters: with a font, all that is set in italics is lost
_HEAD = 0.88  # of the page's height: running heads stand above
_INDENT = 6.0  # points: what stands so much further in than its neighbour is indented
_MANY = 0.3  # of the number of lines that begin where most do
_LOOSE = 1.2  # times the distance of lines: more lies between paragraphs
_SENTENCE_END = re.compile(r"[,.;:!?，。；：！？،؛؟][»”’\"'）)\]]*$")
_LABEL_ALONE = re.compile(r"(?:\d{1,3}\s?[.．、]|[(（]\w{1,4}[)）])?")
_LINE_END = Run(" ", raised=False)
_LABEL = re.compile(r"(?:\d{1,3}\s?(?:[.．、]|[-–](?=\s))|[(（)]\w{1,4}[)）(]|\w{1,2}\))\s")


def read_pdf(
    data: bytes, name: str, *, symbol: str | None = None, language: Language | None = None
) -> Resolution:
    """The resolution in the bytes of a PDF file; `symbol` and `language` as in `read_text`.

    Raises:
        DocumentError: the file is encrypted, damaged, has no text, or holds no resolution.

    """
    pages, warnings = read_pages(data, name)
    _refuse_scan(pages, name)
    warnings += _told_of_nameless(pages, name, cut_off=bool(warnings))
    pages, told = in_order(pages)
    warnings += told
    from_right = runs_from_right(pages)
    if symbol is None and pages[0].number:
        symbol = _symbol_in_heads(pages, from_right=from_right)
    texts = read_text_of(pages, from_right=from_right)
    notes = _read_notes(texts)
    marks = _Marks(notes)
    put_right = with_brackets_facing if from_right else str
    lines = [
        replace(_line(part.rows, marks, put_right), after_gap=part.after_gap, torn=part.torn)
        for part in _paragraphs(texts)
    ]
    read = read_laid_out(
        lines,
        [PageNote(note.mark, put_right(note.text()), 0, len(lines)) for note in notes],
        name,
        symbol=symbol,
        language=language,
    )
    return replace(read, warnings=(*warnings, *marks.warnings(), *read.warnings))


def _symbol_in_heads(pages: Sequence[Page], *, from_right: bool) -> str | None:
    """The symbol in the running heads: for files without their first page, which has it as well."""
    for page in pages:
        high = tuple(glyph for glyph in page.glyphs if glyph.baseline > _HEAD * page.height)
        shown = mirrored(replace(page, glyphs=high)) if from_right else replace(page, glyphs=high)
        for row in printed_lines(shown, 0, from_right=from_right).rows:
            for part in row:
                if found := FULL_SYMBOL.search(part.text):
                    return found[0]
    return None


def _refuse_scan(pages: Sequence[Page], name: str) -> None:
    if sum(len(page.glyphs) for page in pages) < _LEAST_TEXT * max(1, len(pages)):
        raise DocumentError(
            f"{name} is a PDF file without text: its pages are pictures, or empty.",
            "Have its text recognised (OCR) and add the result, or add another file of it.",
        )


def _told_of_nameless(pages: Sequence[Page], name: str, *, cut_off: bool) -> list[str]:
    """Fonts may say how characters look and not which they are: what is read then is no text.

    Raises DocumentError where too many are so; else says how many, for people.
    """
    chars = [glyph.char for page in pages for glyph in page.glyphs]
    nameless = sum(
        unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "�" for char in chars
    )
    letters = sum(char.isalpha() for char in chars)
    unnamed = sum(page.unnamed for page in pages)
    if unnamed > _MOST_UNNAMED * letters and cut_off:
        raise DocumentError(
            f"{name} breaks off, and what names the characters of its fonts is lost with its end.",
            "Fetch or copy it again.",
        )
    if nameless > _MOST_NAMELESS * letters or unnamed > _MOST_UNNAMED * letters:
        raise DocumentError(
            f"{name} is a PDF file whose fonts do not say which characters they show.",
            "Have its text recognised (OCR) and add the result, or add another file of it.",
        )
    if unnamed == 0:
        return []
    return [f"Characters that its fonts do not name were left out: {unnamed}."]


# --- Notes ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Note:
    """A footnote, with the page that its mark stands on; `slashed` marks are set as "1/"."""

    mark: str
    page: int
    lines: list[str] = field(default_factory=list)
    slashed: bool = False

    def text(self) -> str:
        return tidy(_joined(self.lines))


def _read_notes(texts: Sequence[PageText]) -> list[_Note]:
    """Each begins with its mark; lines without one go on with the last, also on the next page."""
    notes: list[_Note] = []
    for text in texts:
        first = len(notes)
        opening: Printed | None = None  # the line that the first note of the page begins with
        for line in text.notes:
            due = _due_marks(notes, new_page=len(notes) == first)
            mark = next(iter(line.marks), None) or _plain_mark(line, due, opening)
            if mark:
                head = re.match(rf"\(?{re.escape(mark)}([)/]?)", line.text)
                rest = line.text[head.end() :] if head else line.text
                slashed = head is not None and head[1] == "/"
                notes.append(_Note(mark, line.page, [rest], slashed))
                opening = opening or line
            elif notes:
                notes[-1].lines.append(line.text)
    return notes


def _due_marks(notes: Sequence[_Note], *, new_page: bool) -> tuple[str, ...]:
    """The numbers that the next note may have: the next, or the first where pages count anew."""
    numbers = [int(note.mark) for note in notes if note.mark.isdigit()]
    due = str(numbers[-1] + 1) if numbers else "1"
    return (due, "1") if new_page else (due,)


def _plain_mark(line: Printed, due: Sequence[str], opening: Printed | None) -> str | None:
    """A mark that is not raised: an asterisk, or the number that is due where notes begin."""
    if starred := re.match(r"\*{1,4}(?=\s|\w)", line.text):
        return starred[0]
    numbered = re.match(r"\(?(\d{1,3})[)/]?(?=\s|[^\W\d_]|[«“”《\"])", line.text)
    at_head = (
        opening is None
        or abs(line.left - opening.left) < 1
        or (abs(line.right - opening.right) < 1)
    )
    return numbered[1] if numbered and numbered[1] in due and at_head else None


class _Marks:
    """Finds for each mark in the text the note that it stands for.

    `unnoted` are the marks whose notes are missing: the next number after those that were seen.
    """

    def __init__(self, notes: Sequence[_Note]) -> None:
        self._notes = notes
        self._seen: set[int] = set()
        self._last = 0
        self.unnoted: list[str] = []
        self._slashed = frozenset(note.mark for note in notes if note.slashed)

    def token(self, mark: str, page: int, before: str) -> str | None:
        """The token for a mark behind this text; None where it is none, but a power."""
        places = [place for place, note in enumerate(self._notes) if note.mark == mark]
        here = [place for place in places if self._notes[place].page == page]
        earlier = [place for place in places if self._notes[place].page < page]
        found = next(iter([*here, *reversed(earlier)]), None)
        due = mark == str(self._last + 1)
        if found is None and (not due or _UNIT.search(before)):
            return None
        if mark.isdigit():
            self._last = max(self._last, int(mark))
        if found is None:
            self.unnoted.append(mark)
            return mark_token(mark, None)
        repeated = found in self._seen
        self._seen.add(found)
        return mark_token(mark, found, repeated=repeated)

    def with_slashed(self, text: str, page: int) -> str:
        """The text with tokens for marks that stand on the line, as those of the 1990s do: "1/"."""
        if not self._slashed:
            return text

        def tied(found: re.Match[str]) -> str:
            known = found[1] in self._slashed
            return (known and self.token(found[1], page, "")) or found[0]

        return _SLASHED.sub(tied, text)

    def warnings(self) -> list[str]:
        """What is missing, for people."""
        if not self.unnoted:
            return []
        if len(self.unnoted) == 1:
            return [f"Footnote {self.unnoted[0]} is marked but its text is not here."]
        return [f"Footnotes {', '.join(self.unnoted)} are marked but their text is not here."]


_SLASHED = re.compile(r"(?:(?<=[^\s\d/]) ?|(?<=\d) |^ ?)(\d{1,3})/(?![\dA-Za-z])")
_UNIT = re.compile(r"\d\s?[kcdm]?m$")  # its power stands behind it


# --- Paragraphs ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a file sets its paragraphs.

    `margin` is where most lines begin, `leading` the distance of the lines of each page; `spaced`
    says that there is more room between paragraphs than between their lines.
    """

    margin: float
    leading: Mapping[int, float]
    spaced: bool


@dataclass(slots=True)
class _Paragraph:
    """The lines of a paragraph; what stood before it may be missing, and its own beginning."""

    rows: list[Row]
    after_gap: bool = False
    torn: bool = False


def _paragraphs(texts: Sequence[PageText]) -> Iterator[_Paragraph]:
    """The lines of the body, paragraph by paragraph."""
    setting = _setting(texts, [row for text in texts for row in text.body])
    paragraph: _Paragraph | None = None
    for text in texts:
        gap = text.after_gap
        for row in text.body:
            if paragraph is None or gap or _begins(row, paragraph.rows, setting):
                if paragraph:
                    yield paragraph
                torn = gap and not _opens_behind_gap(row, setting)
                paragraph = _Paragraph([row], after_gap=gap, torn=torn)
                gap = False
            else:
                paragraph.rows.append(row)
    if paragraph:
        yield paragraph


def _opens_behind_gap(row: Row, setting: _Setting) -> bool:
    """Whether a line opens a paragraph, as far as it tells without the lines before it."""
    line = row[0]
    if line.bold or len(row) > 1 or _stands_alone(line.text) or _LABEL.match(line.text):
        return True
    return line.left > setting.margin + _INDENT and not line.text[:1].islower()


def _setting(texts: Sequence[PageText], rows: Sequence[Row]) -> _Setting:
    margin = _margin(rows)
    leading = {number: _leading(text.body) for number, text in enumerate(texts)}
    drops = [
        (above[0].baseline - below[0].baseline) > _LOOSE * leading[below[0].page]
        for above, below in pairwise(rows)
        if above[0].page == below[0].page
        and above[0].baseline > below[0].baseline
        and below[0].left > max(margin, above[0].left) + _INDENT
    ]
    return _Setting(margin, leading, spaced=2 * sum(drops) >= len(drops))


def _begins(row: Row, paragraph: Sequence[Row], setting: _Setting) -> bool:
    """Whether a line begins a paragraph, seen from the paragraph so far."""
    line, before = row[0], paragraph[-1][0]
    if line.marks and line.text == line.runs[0].text.strip():  # marks that the line had no room for
        return False
    if len(row) > 1 or len(paragraph[-1]) > 1:
        return True
    if line.bold != before.bold or abs(line.size - before.size) > 0.1 * before.size:
        return True
    if _stands_alone(line.text) or _stands_alone(before.text):
        return True
    ended = bool(_SENTENCE_END.search(before.text_alone))
    if ended and _LABEL.match(line.text):
        return True
    drop = before.baseline - line.baseline
    if line.page == before.page and drop > 0:
        if drop > _LOOSE * setting.leading[line.page]:
            return True
        if setting.spaced:
            return False
    return _is_indented(line, paragraph, setting.margin, ended=ended)


def _is_indented(line: Printed, paragraph: Sequence[Row], margin: float, *, ended: bool) -> bool:
    """Whether a line stands further in than others, as the first of a paragraph does.

    In a paragraph whose number hangs in the margin, and in one that is set in as a whole, the
    second line does so, too.
    """
    before = paragraph[-1][0]
    if not ended and line.text[:1].islower():
        return False
    hung = len(paragraph) == 1 and _LABEL.match(before.text) and line.left > before.left + _INDENT
    set_in = len(paragraph) > 1 and abs(line.left - before.left) < _INDENT
    return line.left > margin + _INDENT and not hung and not set_in


def _stands_alone(text: str) -> bool:
    """Whether a line is a paragraph by its wording: a date, a meeting, the head of an annex."""
    return is_closing(text) or is_annex_heading(text) or is_section_heading(text)


def _margin(rows: Sequence[Row]) -> float:
    """Where most lines begin, or many and further out: short paragraphs have first lines only."""
    lefts = Counter(round(row[0].left) for row in rows)
    most = max(lefts.values(), default=0)
    return float(min((left for left, n in lefts.items() if n >= _MANY * most), default=0))


def _leading(rows: Sequence[Row]) -> float:
    """The distance between the lines of a paragraph: the least that is frequent."""
    drops = [
        above[0].baseline - below[0].baseline
        for above, below in pairwise(rows)
        if above[0].size == below[0].size and above[0].baseline > below[0].baseline
    ]
    counts = Counter(map(round, drops))
    most = max(counts.values(), default=0)
    least = min((drop for drop, count in counts.items() if count >= _MANY * most), default=0)
    return median([drop for drop in drops if round(drop) == least] or [0.0])


def _line(paragraph: Sequence[Row], marks: _Marks, put_right: Callable[[str], str]) -> Line:
    """The paragraph as one line, with tokens for its marks."""
    parts = ["\t".join(_marked(part, marks) for part in row) for row in paragraph]
    heading = all(part.bold for row in paragraph for part in row)
    text = put_right(" ".join(_joined(parts).split()))
    set_off = "" if heading else put_right(_set_off(paragraph))
    return Line(text, after_blank=True, opens=True, heading=heading, set_off=set_off)


def _set_off(paragraph: Sequence[Row]) -> str:
    """The italics that a paragraph opens with, behind its number if it has one."""
    runs = [run for row in paragraph for part in row for run in (*part.runs, _LINE_END)]
    while runs and (runs[0] is _LINE_END or _LABEL_ALONE.fullmatch(runs[0].text.strip())):
        runs = runs[1:]
    opening = takewhile(lambda run: run.italic or run is _LINE_END, runs)
    return " ".join("".join(run.text for run in opening).split())


# What goes on in the next line without a blank: a hyphenated word, a range of years, a symbol,
# and in Chinese a number, for no blank parts two numbers there.
_GOES_ON = re.compile(r"\w[-–/]$")
_SECOND_PART = re.compile(r"(?:and|or|to|et|ou|y|o|и|или)\b(?!-)")  # burden- and cost-sharing
_RANGE_GOES_ON = re.compile(r"(?<=\d) ?–\n(?=\d)")
# Brackets of lines from right to left may still be turned round (`pdf_rtl`).
_OPENS_BRACKET = re.compile(r"(?:^|\s)[(\[)\]]$")
_CLOSES_BRACKET = re.compile(r"[)\](\[](?:[\s,.;:،؛]|$)")
_PARTED = re.compile(r"\w\n\w|[A-Za-z]\n\(")  # in Chinese, by a blank: Latin words and numbers
_HAN = re.compile(r"[\u4e00-\u9fff]")
_THOUSANDS = re.compile(r"(?<![\d第/(])\d{1,3}(?: \d{3})*\n\d{3}(?![\d(])")


def _joined(lines: Sequence[str]) -> str:
    """Lines as running text: a hyphen at a line's end belongs to the word, which goes on."""
    text = ""
    for line in lines:
        number = (
            line[:1].isdigit()
            and text[-1:].isdigit()
            and _HAN.search(text)
            and not _THOUSANDS.search(f"{text[-12:]}\n{line[:4]}")
        )
        if _RANGE_GOES_ON.search(f"{text[-3:]}\n{line[:1]}"):
            text = f"{text[:-1].rstrip()}–"
        suspended = text.endswith("-") and _SECOND_PART.match(line)
        joins = (
            number
            or (_GOES_ON.search(text[-2:]) and not suspended)
            or _OPENS_BRACKET.search(text[-2:])
            or _CLOSES_BRACKET.match(line)
            or (_HAN.search(text) and not _PARTED.search(f"{text[-1:]}\n{line[:1]}"))
        )
        text += line if not text or joins else " " + line
    return text


def _marked(line: Printed, marks: _Marks) -> str:
    pieces: list[str] = []
    for run in line.runs:
        before = "".join(pieces)
        tokens = [marks.token(mark, line.page, before) for mark in marks_in(run)]
        known = [token for token in tokens if token]
        plain = run.text if run.raised else marks.with_slashed(run.text, line.page)
        pieces.append("".join(known) if known and len(known) == len(tokens) else plain)
    return "".join(pieces).strip()
