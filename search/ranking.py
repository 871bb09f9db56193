"""How well a paragraph answers, as a sum whose parts can be shown.

    score = evidence x (1 + prior of its kind + of its age + of naming its title)
            + precedence of its match

The evidence is BM25 over the words of the paragraph (Robertson and Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009), a share of it for words of the resolution's title, of
the headings above the paragraph and of the paragraphs that lead in to it, what the query's
characters earn where they stand as typed, what another wording of the query earns beyond the typed
one, and a share of what the paragraphs beside it have: what a text says before and after belongs to
what it says.
The precedence is so large that what stands exactly comes before what only shares words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from corpus.model import Kind
from search.compile import Alternatives, CompiledRun, OtherWording, Phrase, Widening
from search.reader import IndexReader


@dataclass(frozen=True, slots=True)
class Weights:
    """Every number of the ranking; `docs/experiments.md` says what each was measured to bring."""

    saturation: float = 1.2  # k1 of BM25: how soon repetition stops to count
    length: float = 0.5  # b of BM25: how much a long paragraph is held back
    title: float = 0.1  # a word in the title, as a share of its rarity
    heading: float = 0.3  # a word in the headings that it stands under, likewise
    lead: float = 0.1  # a word in the paragraphs that lead in, likewise
    part: float = 0.2  # a part of a word, as a share of what a word is worth
    run: float = 0.2  # a run that stands as typed, as a share of its rarity
    phrase: float = 0.1  # two neighbouring words that stand together as typed, likewise
    whole: float = 0.5  # all neighbouring words together, likewise
    wording: float = 0.9  # another wording of the query, as a share of what it is worth
    beside: float = 0.2  # the better of the paragraphs beside it, as a share of their evidence
    decade: float = 0.01  # what ten years later add to the evidence, as a share of it
    # What the kind of paragraph adds to the evidence or takes from it, as a share of it.
    operative: float = 0.1
    preambular: float = 0.0
    annex: float = 0.0
    title_paragraph: float = -0.2
    heading_paragraph: float = -0.4
    footnote: float = -0.4
    closing: float = -0.6  # and the enacting formula
    quotes_title: float = -0.3  # a text that names its own resolution, as items of an agenda do

    def of_kind(self, kind: Kind) -> float:
        """The prior of a kind of paragraph."""
        return float(getattr(self, _PRIORS[kind]))


_PRIORS = {
    Kind.OPERATIVE: "operative",
    Kind.PREAMBULAR: "preambular",
    Kind.ANNEX: "annex",
    Kind.UNCLASSIFIED: "annex",
    Kind.TITLE: "title_paragraph",
    Kind.HEADING: "heading_paragraph",
    Kind.FOOTNOTE: "footnote",
    Kind.CLOSING: "closing",
    Kind.FORMULA: "closing",
}
"""Which weight is the prior of which kind."""

_REACH = 2
"""So many paragraphs before and after count as beside a paragraph."""

_PARTIAL = 2
"""To this power counts what share of another wording stands in a paragraph."""

_TOGETHER = 1.5
"""So many times its rarity as a whole is what the words of another wording may earn."""

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
        telling: Collection[Alternatives],
        phrases: Sequence[Phrase],
        widenings: Sequence[Widening],
        weights: Weights,
    ) -> None:
        """Of the words of the runs only those that are `telling` count."""
        self._reader = reader
        self._runs = runs
        self._telling = telling
        self._phrases = phrases
        self._widenings = widenings
        self._weights = weights
        self._worth_of_words: dict[tuple[Alternatives, float], tuple[_Evidence, ...]] = {}
        self._count = len(reader.paragraphs)

    def evidence(self, paragraphs: Iterable[int]) -> dict[int, float]:
        """What the query's words and characters, and the priors, are worth to each paragraph."""
        return {
            paragraph: (self._sums.get(paragraph, 0.0) + self._beside(paragraph))
            * (1 + sum(self._shares(paragraph)))
            for paragraph in paragraphs
        }

    @cached_property
    def ceiling(self) -> float:
        """What no paragraph's evidence exceeds: the precedence of a better match."""
        weights = self._weights
        kinds = max(weights.of_kind(kind) for kind in Kind)
        # A century of decades is more than the United Nations have seen.
        most = (sum(part.most for part in self._parts) or 1.0) * (1 + weights.beside)
        return most * (1 + kinds + 10 * weights.decade)

    def explain(self, paragraph: int, precedence: int) -> Explanation:
        """The parts of the paragraph's score; they add up to it."""
        found = tuple(
            Explanation(part.label, part.values[paragraph])
            for part in self._parts
            if paragraph in part.values
        )
        own = sum(part.value for part in found)
        beside = self._beside(paragraph)
        evidence = own + beside
        parts = [Explanation("words and characters", own, found)]
        if beside:
            parts.append(Explanation("paragraphs beside it", beside))
        kind, age, quoting = self._shares(paragraph)
        parts.append(Explanation("kind of paragraph", evidence * kind))
        parts.append(Explanation("year of adoption", evidence * age))
        if quoting:
            parts.append(Explanation("names its own title", evidence * quoting))
        if precedence:
            parts.append(Explanation("stands as typed", precedence * self.ceiling))
        return Explanation("score", sum(part.value for part in parts), tuple(parts))

    def _shares(self, paragraph: int) -> tuple[float, float, float]:
        """What its kind, its age and naming its own title add to the evidence, as shares of it."""
        kind = self._reader.kinds.get(paragraph, Kind.UNCLASSIFIED)
        year = self._reader.date(paragraph) // 10_000
        age = self._weights.decade * (year - _FOUNDED) / 10 if year else 0.0
        quoting = self._weights.quotes_title if paragraph in self._reader.quoting_title else 0.0
        return self._weights.of_kind(kind), age, quoting

    @cached_property
    def _sums(self) -> Mapping[int, float]:
        """The evidence that each paragraph has in itself."""
        sums: dict[int, float] = defaultdict(float)
        for part in self._parts:
            for paragraph, value in part.values.items():
                sums[paragraph] += value
        return sums

    def _beside(self, paragraph: int) -> float:
        """What the better of the paragraphs beside it has; the less the farther off."""
        neighbours = self._reader.beside(paragraph, _REACH)
        found = (self._sums.get(other, 0.0) / distance for other, distance in neighbours)
        return self._weights.beside * max(found, default=0.0)

    @cached_property
    def _parts(self) -> tuple[_Evidence, ...]:
        words = self._telling
        within = dict.fromkeys(
            part for run in self._runs for part in run.parts if part not in words
        )
        return tuple(
            part
            for part in (
                *(part for word in words for part in self._word(word, 1.0)),
                *(part for word in within for part in self._word(word, self._weights.part)),
                *(self._run(run) for run in self._runs if self._tells(run.words)),
                *(self._phrase(phrase) for phrase in self._phrases if self._tells(phrase.words)),
                *(self._other_wordings(widening) for widening in self._widenings),
            )
            if part.values
        )

    def _tells(self, words: Sequence[Alternatives]) -> bool:
        return not words or any(word in self._telling for word in words)

    def _word(self, word: Alternatives, share: float) -> Sequence[_Evidence]:
        if (word, share) not in self._worth_of_words:
            self._worth_of_words[word, share] = tuple(self._worth(word, share))
        return self._worth_of_words[word, share]

    def _worth(self, word: Alternatives, share: float) -> Iterator[_Evidence]:
        weights = self._weights
        frequencies = self._reader.word("words", word)
        value = rarity(len(frequencies), self._count) * share
        label = word[-1].lstrip("=")
        most = weights.saturation + 1
        held_back = self._held_back
        yield _Evidence(
            f"{label!r} in the text",
            {
                paragraph: value * frequency * most / (frequency + held_back[paragraph])
                for paragraph, frequency in frequencies.items()
            },
            value * most,
        )
        for field, weight in (
            ("title_words", weights.title),
            ("heading_words", weights.heading),
            ("lead_words", weights.lead),
        ):
            holders = self._reader.word(field, word)
            yield _Evidence(
                f"{label!r} in the {field.removesuffix('_words')}",
                dict.fromkeys(holders, value * weight),
                value * weight,
            )

    def _other_wordings(self, widening: Widening) -> _Evidence:
        """What the best other wording earns beyond the typed one."""
        typed: dict[int, float] = defaultdict(float)
        for share, words in ((1.0, widening.words), (self._weights.part, widening.parts)):
            for part in chain.from_iterable(self._word(word, share) for word in words):
                for paragraph, value in part.values.items():
                    typed[paragraph] += value
        best: dict[int, float] = {}
        most = 0.0
        for wording in widening.wordings:
            share = self._weights.wording * wording.weight
            worth, at_most = self._wording(wording)
            most = max(most, share * at_most)
            for paragraph, value in worth.items():
                if share * value > best.get(paragraph, typed[paragraph]):
                    best[paragraph] = share * value
        gain = {paragraph: value - typed[paragraph] for paragraph, value in best.items()}
        return _Evidence(f"other wordings of {widening.typed!r}", gain, most)

    def _wording(self, wording: OtherWording) -> tuple[Mapping[int, float], float]:
        """What another wording earns where its rarest word stands, and the most it can earn.

        A word stands in the text of a paragraph or in the headings above it.

        It earns what its words would if they had been typed, and those that are typed nothing
        more; but the words of one name go together, so no more than its rarity as a whole allows.
        A paragraph that has but a part of the words earns less than that part.
        """
        reader, words = self._reader, wording.words
        having = {word: reader.having_word(word) for word in words}
        rarities = {word: rarity(len(having[word]), self._count) for word in words}
        rarest = max(words, key=lambda word: rarities[word])
        near = {word: having[word] | reader.under_word(word) for word in words}
        worth = dict.fromkeys(near[rarest], 0.0)
        covered = dict.fromkeys(near[rarest], 0.0)
        together = set(having[rarest])
        most = 0.0
        for word in words:
            together &= having[word]
            for paragraph in worth.keys() & near[word]:
                covered[paragraph] += rarities[word]
            if word in wording.said:
                continue
            for part in self._word(word, 1.0):
                most += part.most
                for paragraph in worth.keys() & part.values.keys():
                    worth[paragraph] += part.values[paragraph]
        whole = sum(rarities.values())
        scale = min(1.0, _TOGETHER * rarity(len(together), self._count) / whole)
        earned = {
            paragraph: scale * value * (covered[paragraph] / whole) ** _PARTIAL
            for paragraph, value in worth.items()
        }
        return earned, scale * most

    @cached_property
    def _held_back(self) -> Sequence[float]:
        """BM25's K by paragraph: repetition counts less, and in a long one everything does."""
        weights = self._weights
        least = weights.saturation * (1 - weights.length)
        a_byte = weights.saturation * weights.length / (self._reader.mean_length or 1.0)
        return [least + a_byte * length for length in self._reader.lengths]

    def _run(self, run: CompiledRun) -> _Evidence:
        holders = self._standing(run)
        value = rarity(len(holders), self._count) * self._weights.run
        return _Evidence(f"{run.run} as typed", dict.fromkeys(holders, value), value)

    def _standing(self, run: CompiledRun) -> Collection[int]:
        """Where the run stands; of a single word, where its form does, accents or not."""
        if len(run.needle.words) == len(run.words) == 1:
            return self._reader.postings("words", run.words[0][-1])
        return self._reader.standing(run.needle)

    def _phrase(self, phrase: Phrase) -> _Evidence:
        standing = self._reader.standing(phrase.needle)
        share = self._weights.whole if phrase.is_whole else self._weights.phrase
        value = rarity(len(standing), self._count) * share
        return _Evidence(f"{phrase.text!r} together", dict.fromkeys(standing, value), value)
