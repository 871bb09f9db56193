"""A web page of a resolution, read as a Resolution.

Block elements are paragraphs, lists are counted, tables stay tables unless they only place text.
A note is a block that opens with the mark that stands raised, or as a link, in the text before it.
What the paragraphs are, is then decided by the rules for plain text (`text_body`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from corpus.akn_labels import letters, roman
from corpus.errors import DocumentError
from corpus.html_source import read_page
from corpus.model import Language, Resolution
from corpus.runs import Run, is_formula, line_of, printed, symbols_in, table_lines
from corpus.text import read_laid_out
from corpus.text_body import is_annex_heading, is_section_heading
from corpus.text_front import is_closing
from corpus.text_lines import Line, is_furniture, tidy
from corpus.text_notes import MARK_TOKEN, PageNote, mark_token

_LEAST_TEXT = 200  # characters: less is a page that only leads to a document, or tells an error
_DROPPED = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "nav", "aside", "footer", "button"),
        *("select", "option", "textarea", "iframe", "object", "svg", "math", "img", "map", "audio"),
        *("video", "canvas", "rp", "rt", "del", "s", "strike", "input", "label", "dialog"),
    )
)
_DROPPED_ROLES = frozenset(("navigation", "banner", "search", "contentinfo", "complementary"))
_BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote", "center"),
        *("section", "article", "main", "header", "address", "pre", "form", "fieldset", "legend"),
        *("figure", "figcaption", "details", "summary", "ul", "ol", "dl", "hr", "html", "body"),
        *("td", "th", "caption", "tr", "tbody", "thead", "tfoot", "hgroup", "menu", "dir"),
    )
)
_FRAMES = ("iframe", "object", "embed")
_FILE = re.compile(r"/api/symbol/access|\.(?:pdf|docx?)\b|[?&]t=(?:pdf|docx?)\b", re.I)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
_MARK = re.compile(r"[(\[（［]?\s*(\d{1,3}|\*{1,4}|[a-z†‡§])\s*[)\]）］/]?")
_BEHIND_MARK = re.compile(r"[\s.)\]/]*")
_BACK = re.compile(r"[\s↩↑⏎^\ufe0e]+$")
_LABEL = re.compile(r"(?:\d{1,3}\s?[.．、)-]|[(（]\w{1,4}[)）]|\w{1,3}\)|[•·–—*-]\s)")
_SENTENCE_END = re.compile(r"[,.;:!?，。；：！？،؛؟][»”’\"'）)\]]*$")
_OPENS_WITH_NUMBER = re.compile(r"\d{1,3}\s?[.．、-]\s|[(（]\w{1,4}[)）]\s")


def read_html(
    data: bytes,
    name: str,
    *,
    symbol: str | None = None,
    language: Language | None = None,
    saved_from: str = "",
) -> Resolution:
    """The resolution in the bytes of a web page; `symbol` and `language` as in `read_text`.

    `saved_from` is the address that an archive with the page in it (MHTML) gives.

    Raises:
        DocumentError: the page is from elsewhere, has no text of its own, or holds no resolution.

    """
    page = read_page(data, name, saved_from)
    root = page.root
    walk = _Walk(root)
    blocks = list(walk.blocks())
    notes, tied = _with_notes_apart(blocks)
    lines = _lines(tied)
    short = sum(len(line.text) for line in lines) < _LEAST_TEXT
    if (short or _shows_a_file(root)) and not any(map(is_formula, lines)):
        raise DocumentError(
            f"{name} is an HTML page without the text of a document: it leads to one, or tells of "
            "an error.",
            "Save the document itself and add that.",
        )
    if not any(symbols_in(line.text) for line in lines):
        title = printed(" ".join(title.text or "" for title in root.iter("title")))
        lines = [*(Line(found, after_blank=True, opens=True) for found in symbols_in(title)[:1]),
                 *lines]  # fmt: skip
    page_notes = [PageNote(note.mark, note.text, 0, len(lines)) for note in notes]
    read = read_laid_out(lines, page_notes, name, symbol=symbol, language=language)
    return replace(read, stated_address=page.address)


def _shows_a_file(root: _Element) -> bool:
    """Whether a frame of the page shows a document: then the page itself is none."""
    frames = ((frame.get("src"), frame.get("data")) for frame in root.iter(*_FRAMES))
    return any(_FILE.search(address) for frame in frames for address in frame if address)


# --- Elements to blocks --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text; `mark` where it is set as the mark of a note would be."""

    run: Run
    mark: str = ""


@dataclass(slots=True)
class _Block:
    """A paragraph, or a table with its rows of cells.

    `note` is the mark of the links that lead to it.
    """

    pieces: list[_Piece] = field(default_factory=list)
    label: str = ""
    heading: bool = False
    note: str = ""
    rows: list[list[list["_Block"]]] = field(default_factory=list)

    def text(self) -> str:
        return "".join(piece.run.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Set:
    """How text is set, by the elements around it."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    keeps_lines: bool = False
    linked: str = ""  # the place within the page that a link around it leads to


class _Walk:
    """Goes through a page once and gives its blocks in order."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._current = _Block()
        self._targets: dict[str, str] = {}
        for link in root.iter("a"):
            mark = _MARK.fullmatch("".join(map(str, link.itertext())).strip())
            if mark and link.get("href", "").startswith("#"):
                self._targets.setdefault(link.get("href", "")[1:], mark[1])

    def blocks(self) -> Iterator[_Block]:
        yield from self._element(self._root, _Set())
        yield from self._end()

    def _end(self) -> Iterator[_Block]:
        """The block that ends here, if there is text in it."""
        ended, self._current = self._current, _Block()
        if ended.text().strip():
            yield ended
        else:  # its number is for the first text in it
            self._current.label, self._current.note = ended.label, ended.note

    def _element(self, element: _Element, around: _Set) -> Iterator[_Block]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _DROPPED or _is_hidden(element):
            return
        inside = _set_by(element, tag, around)
        if tag == "br":
            self._add("\n", inside)
        elif tag == "table":
            yield from self._end()
            rows = [[self._cell(cell, inside) for cell in row] for row in _rows(element)]
            yield _Block(rows=[row for row in rows if any(row)])
        elif tag in _BLOCKS:
            yield from self._end()
            self._current = _Block(
                label=self._current.label or (_label_of(element) if tag == "li" else ""),
                heading=tag in _HEADINGS,
                note=self._current.note or self._targets.get(element.get("id", ""), ""),
            )
            yield from self._inside(element, inside)
            yield from self._end()
            self._current = _Block()
        else:
            yield from self._inside(element, inside)

    def _inside(self, element: _Element, set_as: _Set) -> Iterator[_Block]:
        self._add(element.text, set_as)
        for child in element:
            yield from self._element(child, set_as)
            self._add(child.tail, set_as)

    def _cell(self, cell: _Element, set_as: _Set) -> list[_Block]:
        outer, self._current = self._current, _Block()
        found = [*self._element(cell, set_as), *self._end()]
        self._current = outer
        return found

    def _add(self, text: str | None, set_as: _Set) -> None:
        if not text:
            return
        if text != "\n" and not set_as.keeps_lines:
            text = re.sub(r"\s+", " ", text)
        shown = "\n".join(printed(part) for part in text.split("\n"))
        mark = _MARK.fullmatch(shown.strip()) if set_as.raised or set_as.linked else None
        run = Run(shown, set_as.bold, set_as.italic)
        self._current.pieces.append(_Piece(run, mark[1] if mark else ""))


def _is_hidden(element: _Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role", "").lower() in _DROPPED_ROLES
        or bool(_NO_STYLE.search(element.get("style", "")))
    )


def _set_by(element: _Element, tag: str, around: _Set) -> _Set:
    style = element.get("style", "")
    return _Set(
        around.bold
        or tag in ("b", "strong", "th")
        or tag in _HEADINGS
        or bool(_BOLD.search(style)),
        around.italic or tag in ("i", "em", "cite", "var") or bool(_ITALIC.search(style)),
        around.raised or tag == "sup" or bool(_RAISED.search(style)),
        around.keeps_lines or tag == "pre",
        element.get("href", "")[1:] if element.get("href", "").startswith("#") else around.linked,
    )


def _rows(table: _Element) -> Iterator[list[_Element]]:
    """The rows of a table, not of those within it, as cells."""
    for child in table:
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in ("td", "th")]
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)
        elif child.tag == "caption":
            yield [child]


def _label_of(item: _Element) -> str:
    """The number that a browser shows before an item of a list."""
    parent = item.getparent()
    if parent is None or parent.tag not in ("ol", "ul"):
        return ""
    if parent.tag == "ul":
        return "" if "none" in parent.get("style", "") else "•"
    items = [child for child in parent if child.tag == "li"]
    step = -1 if parent.get("reversed") is not None else 1
    value = _number(parent.get("start"), len(items) if step < 0 else 1) - step
    for child in items:
        value = _number(child.get("value"), value + step)
        if child is item:
            break
    kind = item.get("type") or parent.get("type") or "1"
    if not 0 < value < 1000:
        return f"{value}."
    shown = {"a": letters, "A": letters, "i": _roman, "I": _roman}.get(kind, str)(value)
    if kind in ("A", "I"):
        return f"{shown.upper()}."
    return f"({shown})" if kind in ("a", "i") else f"{shown}."


def _roman(value: int) -> str:
    return "c" * (value // 100) + roman(value % 100)


def _number(text: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", text or "")
    return int(found[1]) if found else otherwise


# --- Notes ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Note:
    mark: str
    text: str


def _with_notes_apart(blocks: Sequence[_Block]) -> tuple[list[_Note], list[_Block]]:
    """The notes, and the other blocks with tokens where their marks stand."""
    marks = {piece.mark for block in _flat(blocks) for piece in _within(block)} - {""}
    notes: list[_Note] = []
    others: list[_Block] = []
    for block in blocks:
        mark = "" if block.rows else _mark_of_note(block)
        if mark in marks and mark:
            notes.append(_Note(mark, _text_of_note(block, mark)))
        elif (
            block.rows
            and (found := [_note_in_row(row, marks) for row in block.rows])
            and all(found)
        ):
            notes += [note for note in found if note]
        else:
            others.append(block)
    seen: set[int] = set()
    for block in _flat(others):
        block.pieces = [_tied(piece, notes, seen) for piece in block.pieces]
    return notes, others


def _flat(blocks: Sequence[_Block]) -> Iterator[_Block]:
    for block in blocks:
        yield block
        for row in block.rows:
            for cell in row:
                yield from _flat(cell)


def _within(block: _Block) -> list[_Piece]:
    """The pieces that stand behind text: a mark among them is one in the text, not at a note."""
    pieces = [piece for piece in block.pieces if piece.run.text.strip(" \n([")]
    return [] if block.note else pieces[1:]


def _mark_of_note(block: _Block) -> str:
    first = next((piece for piece in block.pieces if piece.run.text.strip(" \n([")), None)
    return block.note or (first.mark if first else "")


def _text_of_note(block: _Block, mark: str) -> str:
    text = " ".join(_BACK.sub("", block.text()).split())
    head = re.match(rf"[(\[]?\s*{re.escape(mark)}(?!\w)", text)
    if head and any(piece.mark for piece in block.pieces[:3]):
        text = text[_BEHIND_MARK.match(text, head.end()).end() :]  # type: ignore[union-attr]
    return tidy(text)


def _note_in_row(row: Sequence[Sequence[_Block]], marks: set[str]) -> _Note | None:
    """The note in a row of a table: its mark in the first cell, its text in the second."""
    cells = [cell for cell in row if cell]
    if len(cells) != 2 or len(cells[0]) != 1:
        return None
    mark = next((piece.mark for piece in cells[0][0].pieces if piece.mark), "")
    alone = _MARK.fullmatch(cells[0][0].text().strip())
    if not (mark and alone and mark in marks):
        return None
    return _Note(mark, tidy(" ".join(block.text() for block in cells[1])))


def _tied(piece: _Piece, notes: Sequence[_Note], seen: set[int]) -> _Piece:
    """A mark as its token; one that no note has is a number like any other."""
    if not piece.mark:
        return piece
    places = [place for place, note in enumerate(notes) if note.mark == piece.mark]
    if not places:
        return piece
    place = next((place for place in places if place not in seen), places[-1])
    token = mark_token(piece.mark, place, repeated=place in seen, exact=True)
    seen.add(place)
    text = piece.run.text
    before, behind = " " * text.startswith(" "), " " * text.endswith(" ")
    return _Piece(Run(f"{before}{token}{behind}"))


# --- Blocks to lines -----------------------------------------------------------------------------


def _lines(blocks: Sequence[_Block]) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        if block.rows:
            lines += table_lines([[_lines(cell) for cell in row] for row in block.rows])
        else:
            lines += _lines_of(block)
    return [line for line in lines if not is_furniture(line.text)]


def _lines_of(block: _Block) -> Iterator[Line]:
    """The paragraphs of a block: breaks end one where what stands around them says so."""
    parts: list[list[Run]] = [[]]
    for piece in block.pieces:
        first, *others = piece.run.text.split("\n")
        parts[-1].append(replace(piece.run, text=first))
        parts += [[replace(piece.run, text=text)] for text in others]
    paragraphs: list[list[Run]] = []
    broken = True
    for part in parts:
        text = "".join(run.text for run in part).strip()
        if not text:
            broken = True
        elif broken or _begins(text, "".join(run.text for run in paragraphs[-1]).strip()):
            paragraphs.append(part)
            broken = False
        else:
            paragraphs[-1] += [Run(" "), *part]
    label = block.label
    for paragraph in paragraphs:
        text = MARK_TOKEN.sub("", "".join(run.text for run in paragraph)).strip()
        line = line_of(paragraph, "" if _LABEL.match(text) else label, heading=block.heading)
        if line:
            yield line
        label = ""


def _begins(text: str, before: str) -> bool:
    """Whether text behind a break begins a paragraph, seen from the text before it."""
    text, before = MARK_TOKEN.sub("", text), MARK_TOKEN.sub("", before)
    for one in (text, before):
        if (
            is_closing(one)
            or is_annex_heading(one)
            or is_section_heading(one)
            or symbols_in(one) == [one]
        ):
            return True
    if not _SENTENCE_END.search(before):
        return False
    # Behind a comma a sentence goes on in the next line more often than a recital begins there.
    return bool(_OPENS_WITH_NUMBER.match(text)) or not before.endswith((",", "，", "،"))
