"""What else to look for beside the words that were typed, and how much less it counts.

Names come from the vocabulary, everyday words and turns of phrase from the paraphrases. Only words
without quotation marks are expanded, each where it stands in the tree; what NOT excludes and what
AND asks for never is.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.normalise import Normalised, normalise
from search.paraphrase import paraphrases
from search.vocabulary import related, terms_in

Span = tuple[int, int]

_PARAPHRASE = 1.0
"""How much a paraphrase counts among the wordings."""

_WITHIN = 0.25
"""What wordings of a part within a longer part are worth beside those of the longer one."""


class Wording(NamedTuple):
    """Another wording; `weight` is above 0 and at most 1."""

    text: str
    weight: float


class Expansion(NamedTuple):
    """A part of the query as typed, and its other wordings, the weightiest first."""

    typed: str
    wordings: tuple[Wording, ...]


class _Known(NamedTuple):
    """Other wordings of a span; `is_loose` as of a paraphrase, which a name never is."""

    weights: dict[str, float]
    is_loose: bool


@lru_cache(maxsize=512)
def expansions(text: str, language: Language) -> tuple[Expansion, ...]:
    """The parts of a text that have other wordings, from left to right.

    Of parts that overlap the longest counts. What lies within a part that is put loosely counts as
    well, but less, for what that does not say: 贪官外逃 is about fleeing, and about 贪官.

    >>> found = expansions("people smuggling", Language.EN)[-1]
    >>> found.typed, found.wordings[0].text
    ('people smuggling', 'smuggling of migrants')

    Raises:
        RuntimeError: the text has Chinese words, and no dictionary is in use (`use_dictionary`).
    """
    normalised = normalise(text)
    known_spans = _known(text, normalised, language)
    counting: dict[Span, _Known] = {}
    for span, known in _longest_first(known_spans, normalised.text, language):
        if counts := _beside(span, known, counting):
            counting[span] = counts
    return tuple(
        _expansion(normalised.text[slice(*span)], found.weights)
        for span, found in sorted(counting.items())
    )


def _known(text: str, normalised: Normalised, language: Language) -> dict[Span, _Known]:
    """Everything in a text that has other wordings, by its span in the normalised text.

    Names are looked for in the text as typed: WHO is an organization, who is a word.
    """
    found: dict[Span, _Known] = {}
    for paraphrase in paraphrases(normalised.text, language):
        weights = dict.fromkeys(paraphrase.wordings, _PARAPHRASE)
        found[paraphrase.span] = _Known(weights, paraphrase.is_loose)
    for span, term in terms_in(text, normalised, language):
        weights = found[span].weights if span in found else {}
        for other in related(text[slice(*term.span)], language):
            weights[other.text] = max(other.weight, weights.get(other.text, 0.0))
        found[span] = _Known(weights, is_loose=False)
    return {span: known for span, known in found.items() if known.weights}


def _longest_first(
    known: dict[Span, _Known], text: str, language: Language
) -> Iterator[tuple[Span, _Known]]:
    """The longest first; in Chinese, of two as long the one that begins and ends as words do.

    What tears two words is an accident of words side by side, as 法制 in 非法制造, and left out. A
    single character must be a word of its own.
    """
    if language is not Language.ZH:
        yield from sorted(known.items(), key=lambda item: (item[0][0] - item[0][1], item[0]))
        return
    tokens = tuple(analyse(text, language, Mode.QUERY))
    seams = {token.start for token in tokens} | {token.end for token in tokens}
    torn = {span: len(set(span) - seams) for span in known}
    for span in sorted(known, key=lambda span: (span[0] - span[1], torn[span], span)):
        if torn[span] < min(2, span[1] - span[0]):
            yield span, known[span]


def _beside(span: Span, known: _Known, longer: Mapping[Span, _Known]) -> _Known | None:
    """What a part says although longer ones count that overlap it, None where it says nothing.

    Within what is put loosely it says, with less weight, what that does not say already.
    """
    over = [(other, its) for other, its in longer.items() if _overlap(span, other)]
    if not over:
        return known
    if not all(_lies_within(span, other) and its.is_loose for other, its in over):
        return None
    said = [wording for _, its in over for wording in its.weights]
    weights = {
        text: _WITHIN * weight
        for text, weight in known.weights.items()
        if not any(text in wording for wording in said)
    }
    return known._replace(weights=weights) if weights else None


def _overlap(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _lies_within(span: Span, longer: Span) -> bool:
    return longer[0] <= span[0] and span[1] <= longer[1]


def _expansion(typed: str, weights: dict[str, float]) -> Expansion:
    in_order = sorted(weights, key=lambda text: -weights[text])
    return Expansion(typed, tuple(Wording(text, weights[text]) for text in in_order))
