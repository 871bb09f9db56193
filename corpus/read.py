"""The reader for the bytes of one document, chosen by what the bytes are, not by their name."""

from dataclasses import dataclass

from corpus.chains import with_chains
from corpus.context import with_context
from corpus.errors import DocumentError, FormatError
from corpus.mhtml import is_mhtml, read_mhtml
from corpus.model import Format, Language, Resolution
from corpus.statements import with_opening
from corpus.web_pages import is_web_page, refuse_no_document

# Raise this when a reader gives other paragraphs for the same bytes: files read by an earlier
# version are then read again when they are next met.
READER_VERSION = 19

_CONVERT = "Convert it, with `soffice --convert-to pdf` for instance, and add what comes out."
_RECOGNISE = "Have its text recognised (OCR) and add that, or ask for a copy with text."
_IMAGES = (b"II*\x00", b"MM\x00*", b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
_UNREAD_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "an old Word (.doc) file", _CONVERT),
    (b"\xffWPC", "a WordPerfect file", _CONVERT),
    (b"{\\rtf", "an RTF file", _CONVERT),
    *((magic, "an image, such as a scan", _RECOGNISE) for magic in _IMAGES),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # Word packs what a password locks as a .doc
_PDF = b"%PDF-"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says of a document that does not say it itself."""

    symbol: str | None = None
    language: Language | None = None


def read_document(data: bytes, name: str, hints: Hints | None = None) -> tuple[Resolution, Format]:
    """The resolution in these bytes, and the format it was read from.

    `name` is for messages, and for text that does not say its symbol. Raises DocumentError where
    the bytes are no document that unres reads; its message says what they are.
    """
    resolution, format_ = _read(data, name, hints)
    return with_opening(with_chains(with_context(resolution))), format_


def _read(data: bytes, name: str, hints: Hints | None) -> tuple[Resolution, Format]:
    start = data[:1024].removeprefix(_BYTE_ORDER_MARK).lstrip()
    if not start:
        raise DocumentError(f"{name} is empty.", "Fetch or copy it again.")
    if data.startswith(b"\xd0\xcf\x11\xe0") and _LOCKED in data:
        raise FormatError(
            f"{name} is a Word file that is locked with a password.",
            "Save it without one and add that.",
        )
    for magic, what, remedy in _UNREAD_FORMATS:
        if start.startswith(magic):
            raise FormatError(f"{name} is {what}, which unres does not read.", remedy)
    if is_mhtml(data):
        from corpus.html import read_html  # noqa: PLC0415

        page = read_mhtml(data, name)
        refuse_no_document(page.data, name)
        symbol, language = (hints or Hints()).symbol, (hints or Hints()).language
        return read_html(
            page.data, name, symbol=symbol, language=language, saved_from=page.address
        ), Format.HTML
    if _is_markup(data):
        return _read_markup(data, name, hints or Hints())
    hints = hints or Hints()
    # Each reader is imported where it is used: XML needs lxml, PDF its library, text the grammars.
    if data.startswith(_ZIP):
        from corpus.docx import read_docx  # noqa: PLC0415

        return read_docx(data, name, symbol=hints.symbol, language=hints.language), Format.DOCX
    if is_pdf(data):
        from corpus.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, name, symbol=hints.symbol, language=hints.language), Format.PDF
    from corpus.text import read_text  # noqa: PLC0415

    return read_text(data, name, symbol=hints.symbol, language=hints.language), Format.TEXT


def is_pdf(data: bytes) -> bool:
    """Whether these bytes are a PDF file: its mark may have up to 1,024 bytes before it."""
    return _PDF in data[:1024] and not data.lstrip().startswith(b"<")


def _is_markup(data: bytes) -> bool:
    """Whether these bytes begin as XML or HTML does, in UTF-8, UTF-16 or UTF-32."""
    return data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _read_markup(data: bytes, name: str, hints: Hints) -> tuple[Resolution, Format]:
    if is_web_page(data):
        refuse_no_document(data, name)
        from corpus.html import read_html  # noqa: PLC0415

        return read_html(data, name, symbol=hints.symbol, language=hints.language), Format.HTML
    from corpus.akn import read_akn  # noqa: PLC0415

    return read_akn(data, name, symbol=hints.symbol, language=hints.language), Format.AKN
