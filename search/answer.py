"""What one index answers to a query: which paragraphs, how good each is, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from search.compile import Alternatives, CompiledRun, phrases, wanted_runs, widenings
from search.exact import Needle, undivided, whole_run
from search.highlight import Sought
from search.match import Matcher, Paragraphs, Reading
from search.query import Run
from search.question import Question
from search.ranking import Explanation, Ranker, Weights
from search.reader import IndexReader
from search.results import Match

_COMMON = 0.25
"""Words that a larger share of paragraphs has are highlighted only where there are no others."""


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph of an answer; a higher precedence comes first, whatever the score."""

    number: int
    precedence: int
    score: float
    match: Match
    may_fold: bool = True


class Answer(Protocol):
    """What the engine needs to know of an answer, in whichever way it was found."""

    @property
    def reader(self) -> IndexReader:
        """The index that answers."""

    @property
    def found(self) -> Sequence[Found]:
        """The paragraphs, in no order."""

    @property
    def is_translated(self) -> bool:
        """Whether the index was asked in other words than the user's, of another language."""

    def explain(self, found: Found) -> Explanation:
        """The parts of the paragraph's score."""

    def sought(self, found: Found) -> Sought:
        """What to highlight in the paragraph."""


class TextAnswer:
    """The paragraphs that answer words, quotations and conditions."""

    def __init__(
        self, reader: IndexReader, question: Question, conditions: Paragraphs, weights: Weights
    ) -> None:
        """Without a tree, everything that meets the conditions answers."""
        self.reader = reader
        self.question = question
        self._matcher = Matcher(reader, expand=question.expand)
        self._tree = tree = question.tree
        self._conditions = conditions
        runs = wanted_runs(tree) if tree else ()
        self.runs = tuple(self._matcher.compiled(run) for run in runs)
        together = phrases(tree, reader.language) if tree else ()
        self.widenings = widenings(tree, reader.language) if tree and question.expand else ()
        telling = self._matcher.telling(runs)
        self._ranker = Ranker(reader, self.runs, telling, together, self.widenings, weights)

    @property
    def is_translated(self) -> bool:
        """Whether the tree is one of another language than the query's."""
        return bool(self.question.steps)

    @property
    def knows_a_word(self) -> bool:
        """Whether any word of the query stands anywhere in the index."""
        return any(
            any(map(self.reader.having_word, run.words)) or self.standing(run) for run in self.runs
        )

    def standing(self, run: CompiledRun) -> Paragraphs:
        """The paragraphs in which a run of the query stands as typed."""
        return self._matcher.standing(run.run)

    def allowed_with(self, run: Run) -> Paragraphs:
        """The paragraphs in which another run stands and that meet the conditions."""
        return self._matcher.standing(run) & self._conditions

    @cached_property
    def found(self) -> Sequence[Found]:
        """The paragraphs, in no order."""
        if self._tree is None:
            return [Found(number, 0, 0.0, Match.EXACT) for number in self._conditions]
        paragraphs = self._matcher.matching(self._tree) & self._conditions
        evidence = self._ranker.evidence(paragraphs)
        return [self._found(number, evidence[number]) for number in paragraphs]

    def explain(self, found: Found) -> Explanation:
        """The parts of the paragraph's score."""
        return self._ranker.explain(found.number, found.precedence)

    def sought(self, found: Found) -> Sought:
        """The runs where they stand, else their words."""
        here = frozenset((found.number,))
        standing = [run for run in self.runs if self._matcher.all_standing((run.run,), here)]
        needles = tuple(run.needle for run in standing)
        if found.match is Match.EXACT:
            return Sought(needles)
        words = [word for run in self.runs if run not in standing for word in run.words]
        words += self._other_wordings(found.number)
        return Sought(needles, self._telling_terms(words))

    def _other_wordings(self, number: int) -> Iterator[Alternatives]:
        """The words of other wordings that stand in the paragraph, in place of those typed."""

        def stands(word: Alternatives) -> bool:
            return number in self.reader.having_word(word)

        for widening in self.widenings:
            if not any(map(stands, widening.words)):
                for wording in widening.wordings:
                    if all(map(stands, wording.words)):
                        yield from wording.words

    def _found(self, number: int, evidence: float) -> Found:
        # 2: every run stands; 1: of alternatives (OR) one does in full; 0: words only.
        exact = number in self._all_standing
        precedence = 2 if exact else 1 if number in self._exactly_matching else 0
        score = evidence + precedence * self._ranker.ceiling
        return Found(number, precedence, score, Match.EXACT if exact else Match.WORDS)

    @cached_property
    def _all_standing(self) -> Paragraphs:
        runs = [run.run for run in self.runs]
        return self._matcher.all_standing(runs, self.reader.paragraphs)

    @cached_property
    def _exactly_matching(self) -> Paragraphs:
        return self._matcher.matching(self._tree, Reading.EXACT) if self._tree else frozenset()

    def _telling_terms(self, words: Sequence[Alternatives]) -> frozenset[str]:
        limit = _COMMON * len(self.reader.paragraphs)
        telling = [word for word in words if len(self.reader.having_word(word)) <= limit]
        return frozenset(term for word in telling or words for term in word)


class SymbolAnswer:
    """A document's own paragraphs in their order, then those that cite or name it."""

    def __init__(self, reader: IndexReader, question: Question, conditions: Paragraphs) -> None:
        self.reader = reader
        self._symbols = [str(symbol) for symbol in question.symbols]
        self._needles = self._spellings(question)
        self._conditions = conditions

    @property
    def is_translated(self) -> bool:
        """Never: a symbol is the same in every language."""
        return False

    @property
    def holds_document(self) -> bool:
        """Whether the index has the document itself."""
        return bool(self._own)

    @cached_property
    def found(self) -> Sequence[Found]:
        """The document's own paragraphs before the others."""
        others = frozenset().union(
            *(self.reader.postings("cites", symbol) for symbol in self._symbols),
            *(self.reader.standing(needle) for needle in self._needles),
        )
        own = [
            Found(number, 2, 2 + 1 / place, Match.EXACT, may_fold=False)
            for place, number in enumerate(self._own, start=1)
            if number in self._conditions
        ]
        return own + [
            Found(number, 1, 1.0, Match.EXACT)
            for number in (others & self._conditions).difference(self._own)
        ]

    def explain(self, found: Found) -> Explanation:
        """Why the paragraph stands where it does."""
        if found.precedence == 1:
            return Explanation("score", 1.0, (Explanation("cites or names it", 1.0),))
        place = Explanation("place in the document", found.score - 2)
        own = Explanation("the document itself", 2.0)
        return Explanation("score", own.value + place.value, (own, place))

    def sought(self, found: Found) -> Sought:  # noqa: ARG002  (one thing is sought in all)
        """The symbol, however it is printed."""
        return Sought(self._needles)

    @cached_property
    def _own(self) -> Sequence[int]:
        """The paragraphs of the first reading that is held, in the order of the document."""
        held = (self.reader.postings("symbol", symbol) for symbol in self._symbols)
        return sorted(next((postings for postings in held if postings), ()))

    def _spellings(self, question: Question) -> tuple[Needle, ...]:
        """How the document can be named in a text: as typed, and as its symbol is printed."""
        spaced = (symbol.replace("(", " (") for symbol in self._symbols)
        language = self.reader.language
        needles = [
            undivided(spelling, language)
            for spelling in dict.fromkeys((question.typed, *self._symbols, *spaced))
        ]
        if question.literally:  # in quotation marks the characters count, as in any quotation
            needles.append(whole_run(question.typed, language))
        return tuple(needles)
