"""What the rest of a document says of a number that one of its paragraphs leaves open.

A text names the body once ("Human Rights Council resolution 34/24 of 24 March 2017") and later
writes "resolution 34/24" alone; no text cites a session that was yet to come; and an Arabic number
whose halves changed places stands the right way round elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.citations import find_citations
from corpus.model import Citation, Language, Paragraph, Resolution
from corpus.symbols import Symbol, parse_symbol, readings

_BARE = re.compile(r"(\d{1,4})\s?/\s?(\d{1,3})")
_DATED = re.compile(r"\s?المؤرخ")
_TO_COME = "no session of that number had been held by then"
# Who speaks decides what an open number means: one that changes with the speaker is open.
_SPEAKERS = ("GA", "HRC")


def with_context(resolution: Resolution) -> Resolution:
    """The resolution with the symbols of open numbers as the rest of its text tells them."""
    context = _Context(resolution.language, _meanings(resolution), _latest_year(resolution))
    paragraphs = tuple(context.settled(paragraph) for paragraph in resolution.paragraphs)
    return replace(resolution, paragraphs=paragraphs)


def _meanings(resolution: Resolution) -> Mapping[str, set[str]]:
    """Each bare number of the text with the symbols that it has somewhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for paragraph in resolution.paragraphs:
        for citation in paragraph.citations:
            if citation.symbol and _BARE.fullmatch(citation.text):
                found[citation.text].add(citation.symbol)
    return found


def _latest_year(resolution: Resolution) -> int:
    """The last year that the document can speak of."""
    own = _first_year(parse_symbol(resolution.symbol)) + 1
    return max(own, resolution.adopted.year if resolution.adopted else 0)


def _first_year(symbol: Symbol) -> int:
    """The year in which the session of a resolution opened; 0 where its symbol does not say."""
    if not symbol.is_resolution or not symbol.session.isdigit():
        return 0
    session = int(symbol.session)
    if symbol.organ == "GA":
        return 1945 + session
    return 2006 + (session - 1) // 3 if symbol.organ == "HRC" else session


@dataclass(frozen=True, slots=True)
class _Context:
    """What one document says of the numbers that it cites."""

    language: Language
    meanings: Mapping[str, set[str]]
    latest_year: int

    def settled(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph with what this context tells of its citations."""
        citations = tuple(self._settled(one, paragraph) for one in paragraph.citations)
        changed = citations != paragraph.citations
        return replace(paragraph, citations=citations) if changed else paragraph

    def _settled(self, citation: Citation, paragraph: Paragraph) -> Citation:
        number = _BARE.fullmatch(citation.text)
        if number is None or citation.symbol is None:
            return citation
        others = self.meanings[citation.text] - {citation.symbol}
        if len(others) == 1 and self._is_open(citation, paragraph, *others):
            return replace(citation, symbol=next(iter(others)), reason=None)
        turned = f"{number[2]}/{number[1]}"
        if self.language is Language.AR and (symbol := self._turned(citation, turned, paragraph)):
            return replace(citation, symbol=symbol)
        if _first_year(parse_symbol(citation.symbol)) > self.latest_year:
            return replace(citation, symbol=None, reason=_TO_COME)
        return citation

    def _is_open(self, citation: Citation, paragraph: Paragraph, other: str) -> bool:
        """Whether the words of the paragraph leave open which of the two symbols is meant."""
        read = {
            one.symbol
            for speaker in _SPEAKERS
            for one in find_citations(paragraph.text, self.language, organ=speaker)
            if one.span == citation.span
        }
        return read == {citation.symbol, other}

    def _turned(self, citation: Citation, turned: str, paragraph: Paragraph) -> str | None:
        """The symbol with its halves exchanged, if the number is right only so."""
        if _first_year(parse_symbol(citation.symbol or "")) > self.latest_year:
            symbols = [str(one) for one in readings(turned) if _first_year(one) <= self.latest_year]
            return symbols[0] if symbols else None
        recurs = self.meanings.get(turned, set())
        dated = _DATED.match(paragraph.text, citation.span[1])
        return next(iter(recurs)) if len(recurs) == 1 and not dated else None
