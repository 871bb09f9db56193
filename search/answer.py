"""What one index answers to a query: which paragraphs, how good each is, and why."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Protocol

from corpus.model import Kind
from indexer.documents import text_key
from indexer.normalise import normalise_text
from search.compile import (
    Alternatives,
    CompiledRun,
    phrases,
    typed_text,
    wanted_runs,
    widenings,
)
from search.exact import Needle, undivided, whole_run
from search.highlight import Sought
from search.match import Matcher, Paragraphs, Reading
from search.query import Run
from search.question import Question
from search.ranking import Explanation, Ranker, Weights, rarity
from search.reader import IndexReader
from search.results import Match
from search.selection import is_within

_COMMON = 0.25
"""Words that a larger share of paragraphs has are highlighted only where there are no others."""

_ELSEWHERE = 0.8
"""What a hit counts that is not in the language of the query, or was found in translation."""


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
    def trust(self) -> float:
        """What its hits count beside those of another language: above 0, at most 1."""

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

    @cached_property
    def trust(self) -> float:
        """What is translated or in another language than the query's counts a little less.

        Of what the query says, by the rarity of its words, the language must know its share:
        a single word that it happens to have in common with another says little.
        """
        is_at_home = self.question.detected in (None, self.reader.language)
        return (1.0 if is_at_home else _ELSEWHERE) * self._knowledge

    @property
    def _knowledge(self) -> float:
        """The share of the words' rarity that stands in the texts, in one wording or another."""
        count = len(self.reader.paragraphs)
        worth = known = 1.0  # so that there is an order even where nothing is known
        for holders, is_known in self._told():
            value = rarity(len(holders), count)
            worth += value
            known += value if is_known else 0.0
        return known / worth

    def _told(self) -> Iterator[tuple[Set[int], bool]]:
        """Where each telling word stands, or a run without words, and whether it is known."""
        telling = self._matcher.telling(run.run for run in self.runs)
        reworded = [each.words for each in self.widenings if self._matcher.reworded(each)]
        known = set(chain.from_iterable(reworded))
        for run in self.runs:
            if not run.words:
                yield self.standing(run), bool(self.standing(run))
            for word in filter(telling.__contains__, run.words):
                holders = self.reader.having_word(word)
                yield holders, bool(holders) or word in known

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
        # 3: a title, all of it; 2: every run stands; 1: of alternatives (OR) one does in full;
        # 0: words only.
        exact = number in self._all_standing
        precedence = 2 if exact else 1 if number in self._exactly_matching else 0
        if number in self._titles_typed:
            precedence = 3
        score = evidence + precedence * self._ranker.ceiling
        return Found(number, precedence, score, Match.EXACT if exact else Match.WORDS)

    @cached_property
    def _all_standing(self) -> Paragraphs:
        runs = [run.run for run in self.runs]
        return self._matcher.all_standing(runs, self.reader.paragraphs)

    @cached_property
    def _titles_typed(self) -> Paragraphs:
        """The titles that are typed in full: who types one wants that resolution."""
        typed = text_key(normalise_text(typed_text(self._tree))) if self._tree else b""
        titles = self._all_standing & self.reader.postings("kind", Kind.TITLE.value).keys()
        return frozenset(title for title in titles if self.reader.text_key(title) == typed)

    @cached_property
    def _exactly_matching(self) -> Paragraphs:
        return self._matcher.matching(self._tree, Reading.EXACT) if self._tree else frozenset()

    def _telling_terms(self, words: Sequence[Alternatives]) -> frozenset[str]:
        limit = _COMMON * len(self.reader.paragraphs)
        telling = [word for word in words if len(self.reader.having_word(word)) <= limit]
        return frozenset(term for word in telling or words for term in word)


class SymbolAnswer:
    """A document's own paragraphs in their order, then those that cite or name it.

    Of a paragraph only that and what stands below it, and for its id nothing else.
    """

    def __init__(self, reader: IndexReader, question: Question, conditions: Paragraphs) -> None:
        self.reader = reader
        self._symbols = [str(symbol) for symbol in question.symbols]
        self._path = question.path
        self._is_id = question.is_id
        self._needles = () if self._is_id else self._spellings(question)
        self._conditions = conditions

    @property
    def trust(self) -> float:
        """All: a symbol is the same in every language."""
        return 1.0

    @property
    def holds_document(self) -> bool:
        """Whether the index has the document itself."""
        return bool(self._own)

    @property
    def holds_path(self) -> bool:
        """Whether it has the paragraph that is asked for."""
        return any(self._is_asked_for(number) for number in self._own)

    @cached_property
    def found(self) -> Sequence[Found]:
        """The document's own paragraphs before the others."""
        own = [
            Found(number, 2, 2 + 1 / place, Match.EXACT, may_fold=False)
            for place, number in enumerate(self._own, start=1)
            if number in self._conditions and self._is_asked_for(number)
        ]
        if self._is_id:
            return own
        cited = (self.reader.postings("cites", symbol) for symbol in self._symbols)
        named = [self.reader.standing(needle) for needle in self._needles]
        others = frozenset().union(*cited, *named).difference(self._own) & self._conditions
        return own + [
            Found(number, 1, 1.0 + any(number in each for each in named[:1]), Match.EXACT)
            for number in others
        ]

    def _is_asked_for(self, number: int) -> bool:
        return self._path is None or is_within(self._path_of(number), self._path)

    def explain(self, found: Found) -> Explanation:
        """Why the paragraph stands where it does."""
        if found.precedence == 1:
            named = (Explanation("as typed", found.score - 1.0),) if found.score > 1.0 else ()
            parts = (Explanation("cites or names it", 1.0), *named)
            return Explanation("score", found.score, parts)
        place = Explanation("place in the document", found.score - 2)
        own = Explanation("the document itself", 2.0)
        return Explanation("score", own.value + place.value, (own, place))

    def sought(self, found: Found) -> Sought:  # noqa: ARG002  (one thing is sought in all)
        """The symbol, however it is printed."""
        return Sought(self._needles)

    def _path_of(self, number: int) -> str:
        return self.reader.stored(number).id.partition("#")[2]

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
