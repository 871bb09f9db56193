"""Word files made for tests, without any word processor: zip archives of XML."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape

from corpus.model import Footnote, Language, Resolution
from tests.corpus.laying_out import Laid, Piece, laid_out

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx_file(
    body: str, parts: Mapping[str, str] | None = None, *, content_type: str = _MAIN
) -> bytes:
    """The bytes of a Word file: `parts` are the contents of "footnotes", "numbering" and so on."""
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="r{place}" Type="{RELATIONS}/{kind.rstrip("0123456789")}" '
        f'Target="{kind}.xml"/>'
        for place, kind in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/word/document.xml" ContentType="{content_type}"/>'
        "</Types>",
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
    }
    for kind, content in parts.items():
        root = {"footnotes": "footnotes", "endnotes": "endnotes", "numbering": "numbering"}.get(
            kind, {"styles": "styles", "settings": "settings"}.get(kind, "hdr")
        )
        files[f"word/{kind}.xml"] = f"<w:{root} {NS}>{content}</w:{root}>"
    return zip_file(files)


def zip_file(files: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relations(inside: str) -> str:
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{inside}</Relationships>'


def p(text: str, properties: str = "") -> str:
    """A paragraph with one run; `text` may hold mark-up."""
    run = text if text.startswith("<w:") else r(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    body = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t")
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{body}</w:r>"


def note(id_: int, text: str, *, mark: str = "", kind: str = "footnote") -> str:
    """A note of footnotes.xml; without a mark of its own Word counts it."""
    head = r(mark) if mark else f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{id_}"><w:p>{head}{r(" " + text)}</w:p></w:{kind}>'


def reference(id_: int, *, mark: str = "", kind: str = "footnote") -> str:
    custom = ' w:customMarkFollows="1"' if mark else ""
    typed = f"<w:t>{mark}</w:t>" if mark else ""
    return f'<w:r><w:{kind}Reference{custom} w:id="{id_}"/>{typed}</w:r>'


def level(place: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(levels: str, nums: Iterable[str] = ('<w:num w:numId="1">{}</w:num>',)) -> str:
    """A numbering part with one list and its uses."""
    abstract = '<w:abstractNumId w:val="0"/>'
    uses = "".join(num.format(abstract) for num in nums)
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{uses}'


def in_list(place: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'


# --- Resolutions ---------------------------------------------------------------------------------

_HALF = {Language.FR, Language.ES, Language.RU}
_LETTERS = {Language.AR: "arabicAbjad"}


def _levels(language: Language) -> str:
    arabic = language is Language.AR
    set_as = "%{}){}" if language in _HALF else "(%{}){}"
    roman = level(2, "lowerRoman", set_as.format(3, ""))
    if arabic:
        roman = level(2, "decimal", "’%3‘")
    return (
        level(0, "decimal", "%1 -" if arabic else "%1.")
        + level(1, _LETTERS.get(language, "lowerLetter"), set_as.format(2, ""))
        + roman
    )


@dataclass(slots=True)
class _Word:
    """A document under way: its notes and the uses of its list so far."""

    language: Language
    counted: bool
    notes: list[str] = field(default_factory=list)
    given: dict[tuple[str, str], int] = field(default_factory=dict)
    nums: list[str] = field(default_factory=list)
    due: dict[int, int] = field(default_factory=dict)

    def block(self, laid: Laid) -> str:
        if laid.rows:
            rows = "".join(
                "<w:tr>"
                + "".join(f"<w:tc><w:p>{self.runs(c)}</w:p></w:tc>" for c in row)
                + "</w:tr>"
                for row in laid.rows
            )
            return f"<w:tbl>{rows}</w:tbl>"
        if self.counted and laid.number:
            return f"<w:p><w:pPr>{self.counting(laid)}</w:pPr>{self.runs(laid.pieces, laid)}</w:p>"
        label = r(f"\t{laid.label}\t") if laid.label else ""
        return f"<w:p>{label}{self.runs(laid.pieces, laid)}</w:p>"

    def counting(self, laid: Laid) -> str:
        """The list that counts the paragraph; a use of it that starts anew where one is needed."""
        if self.due.get(laid.level, 1) != laid.number or not self.nums:
            start = f'<w:startOverride w:val="{laid.number}"/>'
            override = f'<w:lvlOverride w:ilvl="{laid.level}">{start}</w:lvlOverride>'
            number = len(self.nums) + 1
            self.nums.append(f'<w:num w:numId="{number}">{{}}{override}</w:num>')
        self.due = {place: due for place, due in self.due.items() if place < laid.level}
        self.due[laid.level] = laid.number + 1
        return in_list(laid.level, len(self.nums))

    def runs(self, pieces: Sequence[Piece], laid: Laid | None = None) -> str:
        bold = "<w:b/>" if laid and laid.bold else ""
        italic = laid.italic if laid else 0
        out = ""
        for piece in pieces:
            if isinstance(piece, Footnote):
                out += self.mark(piece)
                continue
            head, rest = piece[:italic], piece[italic:]
            italic -= len(head)
            out += (r(head, f"{bold}<w:i/>") if head else "") + (r(rest, bold) if rest else "")
        return out

    def mark(self, footnote: Footnote) -> str:
        known = self.given.get((footnote.mark, footnote.text))
        if known is not None:
            field_ = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
            return (
                f"{field_.format('begin')}<w:r><w:instrText> NOTEREF _Ref{known} \\h </w:instrText>"
                f"</w:r>{field_.format('separate')}{r(footnote.mark)}{field_.format('end')}"
            )
        id_ = len(self.notes) + 1
        self.given[footnote.mark, footnote.text] = id_
        numbers = sum(mark.isdigit() for mark, _ in self.given)
        typed = "" if footnote.mark == str(numbers) else footnote.mark
        self.notes.append(note(id_, footnote.text, mark=typed))
        return reference(id_, mark=typed)


def resolution_file(resolution: Resolution, *, counted: bool) -> bytes:
    """A resolution as a Word file; `counted` leaves its numbers to Word."""
    word = _Word(resolution.language, counted)
    body = "".join(map(word.block, laid_out(resolution)))
    levels = _levels(resolution.language)
    return docx_file(
        body,
        {"footnotes": "".join(word.notes), "numbering": lists(levels, word.nums)},
    )
