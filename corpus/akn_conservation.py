"""The proof that reading lost and doubled nothing.

Every character of a document's title, preamble, body, conclusions and annexes, white space apart,
must stand once in a paragraph's number or text or in its footnotes. `find_losses` walks through
the document's own text and through what was read from it, side by side.
"""

import copy
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from corpus.akn_blocks import NO_COUNTS
from corpus.akn_inline import local_name
from corpus.akn_stars import attach_star_of_title
from corpus.model import Kind, Paragraph, Resolution

_OUTSIDE = frozenset(("meta", "coverPage", "collectionBody"))
# What may stand in the document and not in a text: numbers of paragraphs with their brackets and
# stops, marks of notes with theirs, dashes before titles.
_LABEL = re.compile(r"[\w()（）\[\].,،、．:：’‘'\-–—‑*/\u200e\u200f\u064b㈠-㈩]{1,24}")
_LONGEST_LABEL = 24
_SAMPLE = 40
_SHORT = 12
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Loss:
    """Text of the document that was not read, or text that was read and is not in it."""

    path: str
    expected: str
    found: str


def find_losses(root: _Element, resolution: Resolution) -> list[Loss]:
    """Where the paragraphs and the document's text part ways; [] where nothing is lost.

    `root` is the document that `resolution` was read from.
    """
    root = copy.deepcopy(root)
    attach_star_of_title(root)
    text = _bare("".join(_texts(root)))
    cover = _bare("".join(str(t) for e in root.iter("{*}coverPage") for t in e.itertext()))
    losses: list[Loss] = []
    place = 0
    for path, piece, again in _pieces(resolution):
        # A short piece stands near; further on the same letters belong to another paragraph.
        near = again or path == "title" or len(piece) < _SHORT
        end = place + len(piece) + _NEAR if near else len(text)
        at = text.find(piece, place, end)
        if at < 0 and (again or (path == "title" and piece in cover)):
            continue  # the Security Council's titles stand on the cover page alone
        if at < 0:
            losses.append(Loss(path, piece[:_SAMPLE], text[place : place + _SAMPLE]))
            continue
        between = text[place:at]
        if between and not _is_label(between):
            losses.append(Loss(path, piece[:_SAMPLE], between[:_SAMPLE]))
        place = at + len(piece)
    if (rest := text[place:]) and not _is_label(rest):
        losses.append(Loss("", "", rest[:_SAMPLE]))
    return losses


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and bool(_LABEL.fullmatch(text))


def _texts(element: _Element) -> Iterator[str]:
    """The text of an element in reading order, what is not part of the resolution left out."""
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "docNumber" and _in_preface(child):
            for note in child.iter("{*}authorialNote"):
                yield from _texts(note)
        elif name == "vote" and NO_COUNTS.fullmatch("".join(_texts(child))):
            pass
        elif name and name not in _OUTSIDE:
            yield from _texts(child)
        yield child.tail or ""


def _in_preface(element: _Element) -> bool:
    return any(local_name(around) == "preface" for around in element.iterancestors())


def _bare(text: str) -> str:
    """The text without white space; of brackets only that one stands there (`akn_inline`)."""
    return "".join(
        "(" if c == ")" else c for c in text if not c.isspace() and unicodedata.category(c) != "Cc"
    )


def _pieces(resolution: Resolution) -> Iterator[tuple[str, str, bool]]:
    """What was read, cut at the marks of notes: path, text, and whether the text came before.

    Where the mark of a note is repeated, its text stands in the document only once.
    """
    given: set[tuple[str, str]] = set()
    for paragraph in resolution.paragraphs:
        if paragraph.kind is Kind.FOOTNOTE:
            continue
        for piece, note in _pieces_of(paragraph):
            if bare := _bare(piece):
                yield paragraph.path, bare, note in given
                given |= {note} if note else set()


def _pieces_of(paragraph: Paragraph) -> Iterator[tuple[str, tuple[str, str] | None]]:
    place = 0
    for note in paragraph.footnotes:
        yield paragraph.text[place : note.offset], None
        place = note.offset
        yield note.text, (note.mark, note.text)
    yield paragraph.text[place:], None
