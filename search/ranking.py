"""How well a paragraph answers, as a sum whose parts can be shown.

    score = evidence x (1 + prior of its kind + prior of its age) + precedence of its match

The evidence is BM25 over the words of the paragraph (Robertson and Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009), a share of it for words of the resolution's title and
of the paragraphs that lead in, and what the query's characters earn where they stand as typed.
The precedence is so large that what stands exactly comes before what only shares words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from corpus.model import Kind
from search.compile import Alternatives, CompiledRun, Phrase
from search.reader import IndexReader


@dataclass(frozen=True, slots=True)
class Weights:
    """Every number of the ranking, tuned on the even-numbered half of the judged topics."""

    saturation: float = 1.2  # k1 of BM25: how soon repetition stops to count
    length: float = 0.5  # b of BM25: how much a long paragraph is held back
    title: float = 0.3  # a word in the title, as a share of its rarity
    lead: float = 0.1  # a word in the paragraphs that lead in, likewise
    part: float = 0.4  # a part of a word, as a share of what a word is worth
    run: float = 0.2  # a run that stands as typed, as a share of its rarity
    phrase: float = 0.1  # two neighbouring words that stand together as typed, likewise
    whole: float = 0.5  # all neighbouring words together, likewise
    decade: float = 0.01  # what ten years later add to the evidence, as a share of it
    # What the kind of paragraph adds to the evidence or takes from it, as a share of it.
    operative: float = 0.1
    preambular: float = 0.0
    annex: float = 0.0
    title_paragraph: float = -0.2
    heading: float = -0.4
    footnote: float = -0.4
    closing: float = -0.6  # and the enacting formula

    def of_kind(self, kind: Kind) -> float:
        """The prior of a kind of paragraph."""
        return float(getattr(self, _PRIORS[kind]))


_PRIORS = {
    Kind.OPERATIVE: "operative",
    Kind.PREAMBULAR: "preambular",
    Kind.ANNEX: "annex",
    Kind.UNCLASSIFIED: "annex",
    Kind.TITLE: "title_paragraph",
    Kind.HEADING: "heading",
    Kind.FOOTNOTE: "footnote",
    Kind.CLOSING: "closing",
    Kind.FORMULA: "closing",
}
"""Which weight is the prior of which kind."""

_FOUNDED = 1946
"""The year of the first session: the prior of age counts from it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A part of a score; `value` is the sum of the values of `parts`, where there are any."""

    label: str
    value: float
    parts: tuple["Explanation", ...] = ()


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What one thing in the query is worth: to each paragraph that has it, and at the very most."""

    label: str
    values: Mapping[int, float]
    most: float


def rarity(having: int, count: int) -> float:
    """How much it says that a paragraph has a word: the inverse document frequency of BM25.

    Never negative: log(1 + (N - n + 0.5) / (n + 0.5)).
    """
    return log(1 + (count - having + 0.5) / (having + 0.5))


class Ranker:
    """Scores the paragraphs of one index for one query."""

    def __init__(
        self,
        reader: IndexReader,
        runs: Sequence[CompiledRun],
        phrases: Sequence[Phrase],
        weights: Weights,
    ) -> None:
        self._reader = reader
        self._runs = runs
        self._phrases = phrases
        self._weights = weights
        self._count = len(reader.paragraphs)

    def evidence(self, paragraphs: Iterable[int]) -> dict[int, float]:
        """What the query's words and characters, and the priors, are worth to each paragraph."""
        sums: dict[int, float] = defaultdict(float)
        for part in self._parts:
            for paragraph, value in part.values.items():
                sums[paragraph] += value
        return {
            paragraph: sums[paragraph] * (1 + sum(self._shares(paragraph)))
            for paragraph in paragraphs
        }

    @cached_property
    def ceiling(self) -> float:
        """What no paragraph's evidence exceeds: the precedence of a better match."""
        weights = self._weights
        kinds = max(weights.of_kind(kind) for kind in Kind)
        # A century of decades is more than the United Nations have seen.
        return (sum(part.most for part in self._parts) or 1.0) * (1 + kinds + 10 * weights.decade)

    def explain(self, paragraph: int, precedence: int) -> Explanation:
        """The parts of the paragraph's score; they add up to it."""
        found = tuple(
            Explanation(part.label, part.values[paragraph])
            for part in self._parts
            if paragraph in part.values
        )
        evidence = sum(part.value for part in found)
        parts = [Explanation("words and characters", evidence, found)]
        kind, age = self._shares(paragraph)
        parts.append(Explanation("kind of paragraph", evidence * kind))
        parts.append(Explanation("year of adoption", evidence * age))
        if precedence:
            parts.append(Explanation("stands as typed", precedence * self.ceiling))
        return Explanation("score", sum(part.value for part in parts), tuple(parts))

    def _shares(self, paragraph: int) -> tuple[float, float]:
        """What its kind and its age add to the evidence, as shares of it."""
        kind = self._reader.kinds.get(paragraph, Kind.UNCLASSIFIED)
        year = self._reader.date(paragraph) // 10_000
        age = self._weights.decade * (year - _FOUNDED) / 10 if year else 0.0
        return self._weights.of_kind(kind), age

    @cached_property
    def _parts(self) -> tuple[_Evidence, ...]:
        words = dict.fromkeys(word for run in self._runs for word in run.words)
        within = dict.fromkeys(
            part for run in self._runs for part in run.parts if part not in words
        )
        return tuple(
            part
            for part in (
                *(part for word in words for part in self._word(word, 1.0)),
                *(part for word in within for part in self._word(word, self._weights.part)),
                *(self._run(run) for run in self._runs),
                *(self._phrase(phrase) for phrase in self._phrases),
            )
            if part.values
        )

    def _word(self, word: Alternatives, share: float) -> Iterator[_Evidence]:
        weights = self._weights
        frequencies = self._reader.word("words", word)
        value = rarity(len(frequencies), self._count) * share
        label = word[-1].lstrip("=")
        most = weights.saturation + 1
        yield _Evidence(
            f"{label!r} in the text",
            {
                paragraph: value * frequency * most / (frequency + self._held_back(paragraph))
                for paragraph, frequency in frequencies.items()
            },
            value * most,
        )
        for field, weight in (("title_words", weights.title), ("lead_words", weights.lead)):
            holders = self._reader.word(field, word)
            yield _Evidence(
                f"{label!r} in the {field.removesuffix('_words')}",
                dict.fromkeys(holders, value * weight),
                value * weight,
            )

    def _held_back(self, paragraph: int) -> float:
        """BM25's K: repetition counts less, and in a long paragraph everything does."""
        weights = self._weights
        relative = self._reader.length(paragraph) / self._reader.mean_length
        return weights.saturation * (1 - weights.length + weights.length * relative)

    def _run(self, run: CompiledRun) -> _Evidence:
        standing = self._reader.standing(run.needle)
        value = rarity(len(standing), self._count) * self._weights.run
        return _Evidence(f"{run.run} as typed", dict.fromkeys(standing, value), value)

    def _phrase(self, phrase: Phrase) -> _Evidence:
        standing = self._reader.standing(phrase.needle)
        share = self._weights.whole if phrase.is_whole else self._weights.phrase
        value = rarity(len(standing), self._count) * share
        return _Evidence(f"{phrase.text!r} together", dict.fromkeys(standing, value), value)
