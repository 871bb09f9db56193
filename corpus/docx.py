"""A Word file (.docx) of a resolution, read as a Resolution.

The file says where paragraphs begin, which list they belong to and where the marks of notes stand.
Numbers that Word computes are computed here; what the paragraphs are, is then decided by the rules
for plain text (`text_body`), as for PDF.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from corpus.docx_numbering import Numbering, formatted
from corpus.docx_package import Package, W
from corpus.errors import DocumentError
from corpus.model import Language, Resolution
from corpus.runs import Run, line_of, printed, symbols_in, table_lines
from corpus.text import read_laid_out
from corpus.text_lines import Line, tidy
from corpus.text_notes import MARK_TOKEN, PageNote, mark_token

_OFF = frozenset(("0", "false", "off", "none"))
_PASSED_THROUGH = frozenset(
    (
        *("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple"),
        *("bdo", "dir", "rubyBase", "ruby", "Choice", "Fallback", "oMath", "oMathPara"),
    )
)
_DROPPED = frozenset(("del", "moveFrom"))
_GRAPHIC = frozenset(("drawing", "pict", "object"))
_NO_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_TYPED_MARK = re.compile(r"\d{1,3}|\*{1,4}")
_OPEN_END = re.compile(r"[^\W\d_],? $")  # a blank behind a word: a page ended here
_MARK_AT_HEAD = re.compile(r"[\s(]*(\*{1,4}|\d{1,3}|[a-z†‡§])?[)\s./]*")


def read_docx(
    data: bytes, name: str, *, symbol: str | None = None, language: Language | None = None
) -> Resolution:
    """The resolution in the bytes of a Word file; `symbol` and `language` as in `read_text`.

    Raises:
        DocumentError: the file is locked, damaged, of another kind, or holds no resolution.

    """
    package = Package(data, name)
    reader = _Reader(package)
    lines = reader.lines()
    if not lines:
        raise DocumentError(
            f"{name} is a Word file without text.", "Check that it is the whole document."
        )
    if not any(symbols_in(line.text) for line in lines):
        lines = [*_from_headers(package), *lines]
    read = read_laid_out(
        lines,
        [PageNote(note.mark, note.text, 0, len(lines)) for note in reader.notes],
        name,
        symbol=symbol,
        language=language,
    )
    return replace(read, warnings=(*read.warnings, *reader.warnings()))


def _from_headers(package: Package) -> list[Line]:
    """The symbol, where it stands above the pages and nowhere else."""
    for header in package.headers():
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in _all(header, "p"))
        for found in symbols_in(printed(text)):
            return [Line(found, after_blank=True, opens=True)]
    return []


# --- Types of text -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Type:
    """How text is set; None where nothing says so and what is around it decides."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None

    def over(self, other: "_Type") -> "_Type":
        """What this says of the type, else what the other says."""
        return _Type(
            other.bold if self.bold is None else self.bold,
            other.italic if self.italic is None else self.italic,
            other.hidden if self.hidden is None else self.hidden,
            other.raised if self.raised is None else self.raised,
        )


@dataclass(frozen=True, slots=True)
class _Style:
    """A style with everything that it takes from those that it is based on."""

    type: _Type = field(default_factory=_Type)
    number: str = ""
    level: int | None = None
    heading: bool = False


class _Styles:
    """The styles of a document, by id."""

    def __init__(self, root: _Element | None) -> None:
        self._elements = {s.get(f"{W}styleId", ""): s for s in _all(root, "style")}
        self._resolved: dict[str, _Style] = {"": _Style()}
        self._default = next(
            (
                style
                for style, element in self._elements.items()
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") == "1"
            ),
            "",
        )

    def of_paragraph(self, style: str) -> _Style:
        return self.get(style if style in self._elements else self._default)

    def get(self, style: str) -> _Style:
        """The style of this id; styles that are based on each other in a circle end it."""
        chain: list[str] = []
        while style and style in self._elements and style not in chain:
            chain.append(style)
            style = _value(self._elements[style], "basedOn")
        resolved = _Style()
        for one in reversed(chain):
            if one not in self._resolved:
                self._resolved[one] = self._read(self._elements[one], resolved)
            resolved = self._resolved[one]
        return resolved

    @staticmethod
    def _read(element: _Element, base: _Style) -> _Style:
        properties = element.find(f"{W}pPr")
        number, level = _list_of(properties)
        outline = _value(properties, "outlineLvl")
        return _Style(
            _type_of(element.find(f"{W}rPr")).over(base.type),
            base.number if number is None else number,
            base.level if level is None else level,
            (outline.isdigit() and int(outline) < 9) or base.heading,
        )


def _ends_section(properties: _Element | None) -> bool:
    return properties is not None and properties.find(f"{W}sectPr") is not None


def _type_of(properties: _Element | None) -> _Type:
    if properties is None:
        return _Type()
    web_hidden = _switch(properties, "webHidden")
    return _Type(
        _switch(properties, "b"),
        _switch(properties, "i"),
        web_hidden if web_hidden else _switch(properties, "vanish"),
        _value(properties, "vertAlign") == "superscript" or None,
    )


def _list_of(properties: _Element | None) -> tuple[str | None, int | None]:
    """The list and the level that a paragraph or style names."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return None, None
    level = _value(found, "ilvl")
    number = found.find(f"{W}numId")
    return (
        None if number is None else number.get(f"{W}val", ""),
        int(level) if level.isdigit() and len(level) < 3 else None,
    )


# --- Paragraphs ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Note:
    mark: str
    text: str


class _Reader:
    """Goes through a document once, from its beginning to its end."""

    def __init__(self, package: Package) -> None:
        self._body = next(iter(_all(package.main, "body")), None)
        self._styles = _Styles(package.related("styles"))
        self._numbering = Numbering(
            package.related("numbering"), lambda style: self._styles.get(style).number
        )
        settings = package.related("settings")
        self._stories = {
            kind: _Story(kind, package.related(f"{kind}s"), settings, self._body)
            for kind in ("footnote", "endnote")
        }
        self.notes: list[_Note] = []
        self._places: dict[tuple[str, str], int] = {}  # of the notes, by kind and id
        self._fields: list[_Field] = []
        self._boxes: list[_Element] = []
        self._deleted = self._embedded = 0
        self._in_note = False
        self._waiting: list[Run] = []  # of a paragraph whose end was deleted
        # What stands of a paragraph before the page that LibreOffice parted it at, and its number.
        self._parted: tuple[list[Run], str] | None = None

    def lines(self) -> list[Line]:
        """The paragraphs of the text; `notes` are then those whose marks stand in it."""
        if self._body is None:
            return []
        lines = list(self._blocks(self._body))
        last = line_of([*(self._parted[0] if self._parted else ()), *self._waiting])
        return [*lines, last] if last else lines

    def warnings(self) -> Iterator[str]:
        """What was left out."""
        if self._deleted:
            yield "The file has tracked changes: deletions were left out, insertions were kept."
        if self._embedded:
            yield "A file that is embedded in the Word file was left out."

    def _blocks(self, parent: _Element) -> Iterator[Line]:
        for child in _children(parent):
            local = _local(child)
            if local == "p":
                yield from self._paragraph(child)
            elif local == "tbl":
                yield from table_lines(self._rows(child))
            elif local == "AlternateContent":
                yield from self._blocks(_chosen(child))
            elif local in _DROPPED:
                self._deleted += 1
            elif local == "altChunk":
                self._embedded += 1
            elif local in _PASSED_THROUGH:
                yield from self._blocks(child)

    def _rows(self, table: _Element) -> list[list[list[Line]]]:
        rows = []
        for row in _within(table, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._deleted += 1
                continue
            rows.append([self._cell(cell) for cell in _within(row, "tc")])
        return rows

    def _cell(self, cell: _Element) -> list[Line]:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(f"{W}val", "continue") == "continue":
            return []
        return list(self._blocks(cell))

    def _paragraph(self, element: _Element) -> Iterator[Line]:
        properties = element.find(f"{W}pPr")
        style_id = _value(properties, "pStyle")
        style = self._styles.of_paragraph(style_id)
        runs = [*self._waiting, *self._runs(element, style.type)]
        self._waiting = []
        parted, self._parted = self._parted, None
        if _ends_section(properties) and _OPEN_END.search("".join(run.text for run in runs)):
            label = self._label(properties, style_id, style) if parted is None else parted[1]
            self._parted = ([*(parted[0] if parted else ()), *runs], label)
            return
        if parted is not None:
            runs = [*parted[0], *runs]
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None and any(mark.find(f"{W}{d}") is not None for d in _DROPPED):
            self._deleted += 1
            self._waiting = runs
            return
        boxes, self._boxes = self._boxes, []
        line = line_of(runs, heading=style.heading)
        if line:
            # Word numbers paragraphs without text as well, but shows none of them in UN documents.
            label = parted[1] if parted else self._label(properties, style_id, style)
            if label:
                line = line_of(runs, label) or line
            yield line
        for box in boxes:
            yield from self._blocks(box)

    def _label(self, properties: _Element | None, style_id: str, style: _Style) -> str:
        number, level = _list_of(properties)
        if number is None:
            number = style.number
            if level is None and style.level is None:
                level = self._numbering.level_of_style(number, style_id)
        level = style.level or 0 if level is None else level
        return printed(self._numbering.label(number, level)) if number not in ("", "0") else ""

    # --- text

    def _runs(self, parent: _Element, type_: _Type) -> Iterator[Run]:
        for child in _children(parent):
            local = _local(child)
            if local == "r":
                own = _type_of(child.find(f"{W}rPr"))
                style = _value(child.find(f"{W}rPr"), "rStyle")
                set_in = own.over(self._styles.get(style).type).over(type_)
                if set_in.hidden:
                    self._fields_of(child)
                    continue
                for text in self._pieces(child):
                    again = self._typed_again(text) if set_in.raised and not self._in_note else None
                    yield Run(again or text, bool(set_in.bold), bool(set_in.italic))
            elif local in _DROPPED:
                self._deleted += 1
            elif local == "AlternateContent":
                yield from self._runs(_chosen(child), type_)
            elif local == "fldSimple":
                repeated = self._repeated(child.get(f"{W}instr", ""), child)
                if repeated is not None:
                    yield Run(repeated)
                else:
                    yield from self._runs(child, type_)
            elif local in _PASSED_THROUGH:
                yield from self._runs(child, type_)

    def _pieces(self, run: _Element) -> Iterator[str]:
        """The texts of a run, and tokens for the marks in it."""
        custom = False
        for child in _children(run):
            local = _local(child)
            if local == "fldChar":
                yield from self._field(child.get(f"{W}fldCharType", ""))
            elif local == "instrText":
                if self._fields:
                    self._fields[-1].instruction += child.text or ""
            elif self._fields and not all(one.in_result for one in self._fields):
                continue  # what a field is told, not what it gives
            elif local in ("footnoteReference", "endnoteReference"):
                custom = _switch_attribute(child, "customMarkFollows")
                yield self._mark(local.removesuffix("Reference"), child.get(f"{W}id", ""), custom)
            elif local == "AlternateContent":
                yield from self._pieces(_chosen(child))
            elif local in _GRAPHIC:
                self._boxes += _outermost(child, "txbxContent")
            elif local == "ruby":
                yield from (
                    printed(t.text or "") for b in _all(child, "rubyBase") for t in _texts(b)
                )
            elif not custom:
                text = _text_of(child)
                if self._fields and self._fields[-1].is_note:
                    self._fields[-1].result += text
                else:
                    yield text

    def _fields_of(self, run: _Element) -> None:
        """Follow the fields through hidden text, where their instructions may stand."""
        for child in _children(run):
            if _local(child) == "fldChar":
                list(self._field(child.get(f"{W}fldCharType", "")))

    def _field(self, kind: str) -> Iterator[str]:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if ended.is_note:
                yield self._token_again(ended.result.strip()) or ended.result

    def _repeated(self, instruction: str, element: _Element) -> str | None:
        """The token for a field that prints the mark of a note once more."""
        if instruction.split()[:1] != ["NOTEREF"]:
            return None
        return self._token_again("".join(t.text or "" for t in _texts(element)).strip())

    def _typed_again(self, text: str) -> str | None:
        """The token for the mark of an earlier note that was typed, as LibreOffice writes it.

        "2" and "3" may be powers; they are taken for marks where the text has that many notes.
        """
        return self._token_again(text.strip()) if _TYPED_MARK.fullmatch(text.strip()) else None

    def _token_again(self, mark: str) -> str | None:
        place = next((p for p, note in enumerate(self.notes) if note.mark == mark), None)
        return None if place is None else mark_token(mark, place, repeated=True, exact=True)

    # --- notes

    def _mark(self, kind: str, id_: str, custom: bool) -> str:
        """The token for the mark of a note, which is read where its mark stands."""
        story = self._stories[kind]
        if self._in_note or id_ not in story.elements:
            return ""
        text, typed = self._note_text(story.elements[id_])
        mark = typed if custom else story.next_mark()
        if not mark:
            mark = "*"
        self.notes.append(_Note(mark, text))
        return mark_token(mark, len(self.notes) - 1, exact=True)

    def _note_text(self, element: _Element) -> tuple[str, str]:
        """The text of a note without its mark, and the mark that is typed at its head."""
        waiting, fields, boxes = self._waiting, self._fields, self._boxes
        parted, self._parted = self._parted, None
        self._waiting, self._fields, self._boxes, self._in_note = [], [], [], True
        automatic = next(iter(_all(element, "footnoteRef", "endnoteRef")), None) is not None
        lines = [line.text for line in self._blocks(element)]
        self._waiting, self._fields, self._boxes, self._in_note = waiting, fields, boxes, False
        self._parted = parted
        text = " ".join(MARK_TOKEN.sub("", line) for line in lines)
        if automatic:
            return tidy(text), ""
        head = _MARK_AT_HEAD.match(text)
        if head is None or not head[1]:
            return tidy(text), ""
        return tidy(text[head.end() :]), head[1]


@dataclass(slots=True)
class _Field:
    """A field whose end is still to come."""

    instruction: str = ""
    in_result: bool = False
    result: str = ""

    @property
    def is_note(self) -> bool:
        return self.in_result and self.instruction.split()[:1] == ["NOTEREF"]


class _Story:
    """The footnotes or the endnotes, and the marks that Word counts for them."""

    def __init__(
        self, kind: str, root: _Element | None, settings: _Element | None, body: _Element | None
    ) -> None:
        self.elements = {
            note.get(f"{W}id", ""): note
            for note in _all(root, kind)
            if note.get(f"{W}type", "normal") not in _NO_NOTES
        }
        said = [*_all(settings, f"{kind}Pr"), *_all(body, f"{kind}Pr")]
        forms = [form for one in said if (form := _value(one, "numFmt"))]
        starts = [start for one in said if (start := _value(one, "numStart")).isdigit()]
        self._form = forms[-1] if forms else "decimal" if kind == "footnote" else "lowerRoman"
        self._count = int(starts[-1][:5]) - 1 if starts else 0

    def next_mark(self) -> str:
        self._count += 1
        return formatted(self._count, self._form)


# --- Elements ------------------------------------------------------------------------------------


def _text_of(element: _Element) -> str:
    match _local(element):
        case "t":
            return printed(element.text or "")
        case "tab" | "br" | "cr" | "ptab":
            return " "
        case "noBreakHyphen":
            return "‑"
        case "sym":
            return _sign(element.get(f"{W}char", ""))
        case _:
            return ""


def _sign(code: str) -> str:
    """A character of a font of signs; those that only the font knows cannot be told."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    value = int(code, 16)
    return {0xF0B7: "•", 0xF02D: "–", 0xF0B0: "°"}.get(value, printed(chr(value)))


def _chosen(alternatives: _Element) -> _Element:
    """One of the alternatives, which all say the same."""
    children = list(_children(alternatives))
    return children[0] if children else alternatives


def _children(parent: _Element) -> Iterator[_Element]:
    return (child for child in parent if isinstance(child.tag, str))


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(root: _Element | None, *locals_: str) -> Iterator[_Element]:
    return iter(()) if root is None else root.iter(*(f"{W}{local}" for local in locals_))


def _texts(element: _Element) -> Iterator[_Element]:
    return _all(element, "t")


def _within(parent: _Element, local: str) -> Iterator[_Element]:
    """The rows of a table or cells of a row, also those in controls and insertions."""
    for child in _children(parent):
        if _local(child) == local:
            yield child
        elif _local(child) in _PASSED_THROUGH:
            yield from _within(child, local)


def _outermost(element: _Element, local: str) -> list[_Element]:
    for child in _children(element):
        if _local(child) == local:
            return [child]
        found = _outermost(_chosen(child) if _local(child) == "AlternateContent" else child, local)
        if found:
            return found
    return []


def _value(parent: _Element | None, child: str) -> str:
    found = None if parent is None else parent.find(f"{W}{child}")
    return "" if found is None else found.get(f"{W}val", "")


def _switch(properties: _Element, name: str) -> bool | None:
    found = properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "true") not in _OFF


def _switch_attribute(element: _Element, name: str) -> bool:
    return element.get(f"{W}{name}", "false") not in _OFF
