"""Where in a paragraph the query stands: half-open spans of its text, in order and apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.normalise import normalise
from search.exact import Needle, Span


@dataclass(frozen=True, slots=True)
class Sought:
    """What is to be highlighted: characters, and words by their terms."""

    needles: tuple[Needle, ...] = ()
    terms: frozenset[str] = frozenset()


def highlights(text: str, language: Language, sought: Sought) -> tuple[Span, ...]:
    """The spans where something sought stands; neighbours are one span."""
    normalised = normalise(text)
    spans = [span for needle in sought.needles for span in needle.spans(normalised.text)]
    if sought.terms:
        tokens = analyse(normalised.text, language, Mode.INDEX)
        spans += [(token.start, token.end) for token in tokens if token.text in sought.terms]
    merged = _merged(spans, normalised.text)
    return tuple(_merged((normalised.original_span(*span) for span in merged), text))


def _merged(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """The spans in order; those that touch, overlap or have but white space between are one."""
    start = end = -1
    for low, high in sorted(spans):
        if end >= 0 and not text[end:low].strip():
            end = max(end, high)
        else:
            if end >= 0:
                yield start, end
            start, end = low, high
    if end >= 0:
        yield start, end
