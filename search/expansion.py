"""What else to look for beside the words that were typed, and how much less it counts.

Names come from the vocabulary, everyday words and turns of phrase from the paraphrases. Only words
without quotation marks are expanded, each where it stands in the tree; what NOT excludes and what
AND asks for never is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.model import Language
from indexer.normalise import normalise_text
from search.paraphrase import paraphrases
from search.vocabulary import find_terms, related

_PARAPHRASE = 1.0
"""How much a paraphrase counts among the wordings."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Another wording; `weight` is above 0 and at most 1."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Expansion:
    """A part of the query as typed, and its other wordings, the weightiest first."""

    typed: str
    wordings: tuple[Wording, ...]


@lru_cache(maxsize=512)
def expansions(text: str, language: Language) -> tuple[Expansion, ...]:
    """The parts of a text that have other wordings, from left to right.

    >>> found = expansions("打击蛇头", Language.ZH)[-1]
    >>> found.typed, found.wordings[0].text
    ('蛇头', '偷运移民者')
    """
    normalised = normalise_text(text)
    found: dict[tuple[int, int], dict[str, float]] = {}
    for paraphrase in paraphrases(normalised, language):
        wordings = found.setdefault(paraphrase.span, {})
        wordings.update(dict.fromkeys(paraphrase.wordings, _PARAPHRASE))
    for term in find_terms(normalised, language):
        wordings = found.setdefault(term.span, {})
        for other in related(normalised[slice(*term.span)], language):
            wordings[other.text] = max(other.weight, wordings.get(other.text, 0.0))
    return tuple(
        _expansion(normalised[slice(*span)], wordings)
        for span, wordings in sorted(found.items())
        if wordings and not _is_part(span, found)
    )


def _is_part(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a longer wording has it within: 偷运 in 偷运移民 is no word of its own."""
    start, end = span
    return any(low <= start and end <= high and (low, high) != span for low, high in spans)


def _expansion(typed: str, weights: dict[str, float]) -> Expansion:
    in_order = sorted(weights, key=lambda text: -weights[text])
    return Expansion(typed, tuple(Wording(text, weights[text]) for text in in_order))
