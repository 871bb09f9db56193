"""What stands where on the pages of a PDF file: characters with position, size and font; rules.

The only user of pypdfium2 (decision 6). PDFium is native code: call this in a process that may
die (`corpus.reading`).
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.completeness import MENDED
from corpus.errors import DocumentError
from corpus.pdf_source import lacks_its_end, with_an_end

# A private-use character, which `clean_characters` takes out, for a glyph that the file does not
# name: what lengthens Arabic words has a place, and no more.
NO_CHARACTER = "\uf8ff"
MAX_PAGES = 600
MAX_GLYPHS = 4_000_000
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
_BLANKS = frozenset(map(ord, " \t\r\n\u00a0\u3000"))
_HYPHENS = (0x02, 0xFFFE)  # what PDFium gives for one at a line's end; or a glyph without a code
_ITALIC_FLAG = 1 << 6  # PDF 32000-1, table 123: font flags


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: its place from the lower left corner of the page, in points.

    `order` is its place among the page's characters as PDFium gives them: the logical order, also
    where the line runs from right to left. `size` is the font's, in points. `after_blank` says that
    the file has a blank before it; a gap that stands for one is for the reader of the lines.
    """

    char: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    order: int
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line that is drawn, not written."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its size in points and what is printed on it.

    `number` counts the pages of the document from 0. `after_gap` says that pages are missing before
    this one, or cannot be read. `unnamed` is how many of its characters the file does not name.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    number: int = 0
    after_gap: bool = False
    unnamed: int = 0


def read_pages(data: bytes, name: str) -> tuple[list[Page], list[str]]:
    """Every page of a PDF file, and what is wrong with the file, for people.

    Pages that cannot be read have nothing on them.

    Raises:
        DocumentError: the file is damaged, needs a password, or is larger than any resolution.

    """
    warnings: list[str] = []
    if cut_off := lacks_its_end(data):
        data = with_an_end(data)
        warnings.append(f"The file {MENDED}: it breaks off before its end.")
    with _opened(data, name) as document:
        if len(document) > MAX_PAGES:
            raise DocumentError(
                f"{name} has {len(document)} pages: it is no single resolution.",
                "Add the resolutions it holds one by one.",
            )
        pages: list[Page] = []
        lost: list[int] = []
        room = MAX_GLYPHS
        for number in range(len(document)):
            try:
                page = _read_page(document[number], number, room, cut_off=cut_off)
            except pypdfium2.PdfiumError:
                lost.append(number + 1)
                page = Page(0, 0, (), (), number)
            pages.append(page)
            room -= len(page.glyphs)
    if len(lost) == len(pages):
        raise _damaged(name)
    if lost:
        warnings.append(f"Pages that are damaged were left out: {', '.join(map(str, lost))}.")
    return pages, warnings


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_NEEDED:
            raise DocumentError(
                f"{name} is an encrypted PDF file that needs a password.",
                "Save a copy without a password and add that.",
            ) from error
        raise _damaged(name) from error


def _damaged(name: str) -> DocumentError:
    return DocumentError(f"{name} is a damaged or incomplete PDF file.", "Fetch or copy it again.")


def _read_page(page: pypdfium2.PdfPage, number: int, room: int, *, cut_off: bool) -> Page:
    left, bottom, right, top = page.get_bbox()
    text = page.get_textpage()
    glyphs = tuple(islice(_glyphs(text, cut_off=cut_off), room))
    # In a whole file PDFium complains of fonts that do name their characters.
    unnamed = sum(cut_off and _is_unnamed(text, glyph.order) for glyph in glyphs)
    return Page(right - left, top - bottom, glyphs, tuple(_rules(page)), number, unnamed=unnamed)


def _is_unnamed(text: pypdfium2.PdfTextPage, place: int) -> bool:
    """Whether its font does not say which character this is: what PDFium gives is a guess."""
    return bool(pdfium.FPDFText_HasUnicodeMapError(text, place) == 1)


def _glyphs(text: pypdfium2.PdfTextPage, *, cut_off: bool) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    flags = ctypes.c_int()
    font = ctypes.create_string_buffer(128)
    blank = False
    for place in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, place)
        if code in _BLANKS:
            # PDFium guesses blanks that are not in the file too freely: "int ernational".
            blank |= pdfium.FPDFText_IsGenerated(text, place) != 1
            continue
        hyphen = code in _HYPHENS and pdfium.FPDFText_IsHyphen(text, place) == 1
        if not hyphen and (not _is_character(code) or (cut_off and _is_unnamed(text, place))):
            code = ord(NO_CHARACTER)
        pdfium.FPDFText_GetLooseCharBox(text, place, box)
        pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        pdfium.FPDFText_GetMatrix(text, place, matrix)
        if abs(matrix.b) > abs(matrix.a):
            continue  # runs up or down the margin
        slant = abs(matrix.c / matrix.d) * (box.top - box.bottom) if matrix.d else 0.0
        length = pdfium.FPDFText_GetFontInfo(text, place, font, len(font), flags)
        family = font.value.lower() if 0 < length <= len(font) else b""
        yield Glyph(
            char="-" if hyphen else chr(code),
            left=max(x.value, box.left) if box.right > x.value else box.left,
            right=box.right - slant,  # type that is slanted, not italic, has a wider box
            baseline=y.value,
            size=pdfium.FPDFText_GetFontSize(text, place) * abs(matrix.d),
            bold=b"bold" in family,
            italic=b"italic" in family or b"oblique" in family or bool(flags.value & _ITALIC_FLAG),
            order=place,
            after_blank=blank,
        )
        blank = False


def _is_character(code: int) -> bool:
    return 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF


_THICKEST_RULE = 2.5  # points
_SHORTEST_RULE = 20.0


def _rules(page: pypdfium2.PdfPage) -> Iterator[Rule]:
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=2):
        left, bottom, right, top = drawn.get_bounds()
        if right - left >= _SHORTEST_RULE and top - bottom <= _THICKEST_RULE:
            yield Rule(left, right, (bottom + top) / 2)
