"""Whether reading a text, PDF, Word file or web page lost, doubled or made up any of its letters.

These formats mix text with page furniture, lift footnotes out of sentences and undo hyphens and
spaces, so that texts cannot be laid side by side as those of XML can (`akn_conservation`). Two
things can still be shown: no letter stands in the paragraphs more often than in the document, and
every line of the document, from the first that was read on, stands whole in one paragraph.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Format, Kind, Resolution

_LINE = 25  # letters that a line has at least which is looked for
_SHOWN = 60
_BEGINNING = 36  # letters of the first paragraph within which its first line is looked for
_WINDOW = 12  # letters that are looked for at a time


@dataclass(frozen=True, slots=True)
class Account:
    """What paragraphs have too much of, as letters, and lines of the document that none has."""

    surplus: str
    missing: tuple[str, ...]


def account(data: bytes, format_: Format, name: str, resolution: Resolution) -> Account:
    """What was read from these bytes against what they say; empty where all is there once.

    Raises DocumentError where the bytes cannot be read (any longer).
    """
    lines = list(_lines(data, format_, name))
    printed = Counter("".join(_letters(line) for line in lines))
    pieces = [(paragraph.kind, _letters(paragraph.text)) for paragraph in resolution.paragraphs]
    surplus = Counter("".join(piece for _, piece in pieces)) - printed
    body = [piece for kind, piece in pieces if kind is not Kind.TITLE]
    return Account("".join(sorted(surplus.elements())), tuple(_missing(lines, body)))


def _missing(lines: Sequence[str], body: Sequence[str]) -> Iterator[str]:
    """The long lines that no paragraph has, from the one on that begins the first of them.

    Lines that recur are heads of pages. Half of a line is enough: where line ends are lost, it has
    the end of what stands above as well.
    """
    read = "|".join(body)
    beginning = next((piece for piece in body if len(piece) >= _LINE), "")[:_BEGINNING]
    often = Counter(_letters(line) for line in lines)
    begun = False
    for line in lines:
        letters = _letters(line)
        if len(letters) < _LINE or often[letters] > 1:
            continue
        begun = begun or letters[:_WINDOW] in beginning
        windows = [letters[at : at + _WINDOW] for at in range(0, len(letters) - _WINDOW, _WINDOW)]
        if begun and sum(window in read for window in windows) * 2 < len(windows):
            yield line.strip()[:_SHOWN]


def _letters(text: str) -> str:
    """The letters alone, without case, marks and the difference of presentation forms."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalpha())


def _lines(data: bytes, format_: Format, name: str) -> Iterator[str]:
    """The document's text in the runs that it has: lines, or paragraphs of its mark-up."""
    match format_:
        case Format.TEXT:
            from corpus.text_lines import clean_characters, decode  # noqa: PLC0415

            yield from clean_characters(decode(data, name)).split("\n")
        case Format.HTML:
            from corpus.html_source import read_page  # noqa: PLC0415

            yield from (str(text) for text in read_page(data, name).root.itertext())
        case Format.DOCX:
            from corpus.docx_package import Package, W  # noqa: PLC0415

            package = Package(data, name)
            parts = (package.main, package.related("footnotes"), package.related("endnotes"))
            for part in parts:
                for paragraph in () if part is None else part.iter(f"{W}p"):
                    yield "".join(run.text or "" for run in paragraph.iter(f"{W}t"))
        case Format.PDF:
            from corpus.pdf_order import in_order  # noqa: PLC0415
            from corpus.pdf_page import read_pages  # noqa: PLC0415
            from corpus.pdf_parts import read_text_of  # noqa: PLC0415
            from corpus.pdf_rtl import runs_from_right  # noqa: PLC0415

            pages = in_order(read_pages(data, name)[0])[0]
            for text in read_text_of(pages, from_right=runs_from_right(pages)):
                yield from (" ".join(part.text for part in row) for row in text.body)
                yield from (line.text for line in text.notes)
