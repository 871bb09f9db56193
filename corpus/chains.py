"""What "Ibid." means: the document that the footnote before names.

A footnote that says 同上, Ibid., Там же or المرجع نفسه and has no symbol of its own cites what was
cited last, in the same footnote or in the one right before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import Citation, Kind, Language, Paragraph, Resolution

_IBIDEM = {
    Language.ZH: re.compile("同上(?!海)"),
    Language.EN: re.compile(r"\b[Ii]bid\b\.?"),
    Language.FR: re.compile(r"\b[Ii]bid\b\.?"),
    Language.ES: re.compile(r"\b[Ii]b[ií]d(?:em)?\b\.?"),
    Language.RU: re.compile(r"\b[Тт]ам же\b"),
    Language.AR: re.compile("المرجع نفسه|المصدر نفسه"),
}
_NOTHING_BEFORE = "the footnote before it names no document that has a symbol"
_LONGEST_PINPOINT = 80
_SUPPLEMENT = re.compile(r"(?:/(?:Add|Corr|Rev|Amend)\.\d+)+\Z")


def with_chains(resolution: Resolution) -> Resolution:
    """The resolution with a citation for each "Ibid." that stands for a whole reference.

    Where the words behind it give a symbol of their own ("Ibid., Supplement No. 53 (A/73/53)"),
    only the name of a series is repeated, and the symbol is the citation.
    """
    paragraphs: list[Paragraph] = []
    last: Citation | None = None
    for paragraph in resolution.paragraphs:
        if paragraph.kind is Kind.FOOTNOTE:
            chained = _chained(paragraph, last, _IBIDEM[resolution.language])
            last = _meant(chained.citations)
            paragraphs.append(chained)
        else:
            paragraphs.append(paragraph)
    return replace(resolution, paragraphs=tuple(paragraphs))


def _chained(note: Paragraph, last: Citation | None, ibidem: re.Pattern[str]) -> Paragraph:
    """The footnote with its "Ibid." resolved; `last` is what the footnote before cites."""
    added: list[Citation] = []
    for match in ibidem.finditer(note.text):
        if any(_is_reference(one) for one in note.citations if one.span[0] >= match.end()):
            continue
        before = _meant([one for one in note.citations if one.span[1] <= match.start()])
        added.append(_ibidem(note.text, match, before or last))
    if not added:
        return note
    citations = sorted([*note.citations, *added], key=lambda one: one.span)
    return replace(note, citations=tuple(citations))


def _is_reference(citation: Citation) -> bool:
    return bool(citation.symbol or citation.treaty or citation.name)


def _meant(citations: Sequence[Citation]) -> Citation | None:
    """The last of the citations; of a document cited with its corrigenda, the document."""
    found = [one for one in citations if _is_reference(one)]
    if not found:
        return None
    base = _SUPPLEMENT.sub("", found[-1].symbol or "")
    return next((one for one in found if base and one.symbol == base), found[-1])


def _ibidem(text: str, match: re.Match[str], meant: Citation | None) -> Citation:
    rest = text[match.end() :].strip(" ,،，.。;；")
    pinpoint = rest if 0 < len(rest) <= _LONGEST_PINPOINT else None
    if meant is None:
        return Citation(match.span(), match[0], None, _NOTHING_BEFORE, pinpoint=pinpoint)
    return replace(
        meant,
        span=match.span(),
        text=match[0],
        reason=None if meant.symbol else meant.reason,
        pinpoint=pinpoint or meant.pinpoint,
    )
