"""The search: a query in, ranked paragraphs out."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Self

from corpus.errors import DamagedError, UnresError
from corpus.model import Language
from indexer.documents import StoredParagraph
from indexer.generation import REMEDY, current_generation, open_index
from search.advice import notes_on, read_as, suggestions
from search.answer import Answer, SymbolAnswer, TextAnswer
from search.compile import Alternatives, wanted_runs, words_of
from search.facets import count_facets
from search.folding import Group, candidates, grouped, nearly_repeated, page
from search.highlight import highlights
from search.language import LATIN
from search.match import Matcher
from search.query import Prefix
from search.question import Fold, Question, SearchRequest, understand
from search.ranking import Weights
from search.reader import IndexReader
from search.results import Hit, Neighbour, SearchResults
from search.translate import translate


class Engine:
    """Searches the indexes in a folder, and keeps them open until it is closed.

    What an index was when it was opened stays in force: make a new engine after it has changed.
    """

    def __init__(self, folder: Path, weights: Weights | None = None) -> None:
        self._folder = folder
        self._weights = weights or Weights()
        self._readers: dict[Language, IndexReader] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the indexes."""
        while self._readers:
            self._readers.popitem()[1].close()

    def search(self, request: SearchRequest) -> SearchResults:
        """The hits for a request, and how its query was read.

        Raises:
            DamagedError: there is no index, or it is damaged or of another version.
        """
        began = perf_counter()
        question = understand(request)
        if question.says_something:
            with self._damage_named():
                results = self._results(request, question)
        else:
            results = SearchResults(request.query, notes=notes_on(question, ()), understood=False)
        return replace(results, took_ms=round((perf_counter() - began) * 1000, 1))

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        """Where something goes wrong over an index whose files have changed, the index is to blame.

        A changed byte can give numbers that fit nothing; which step fails over them is chance.
        """
        try:
            yield
        except UnresError:
            raise
        except Exception as error:
            # Imported late because a search that succeeds does without it.
            from indexer.check import check_index  # noqa: PLC0415

            for language in self._readers:
                if wrong := check_index(self._folder, language):
                    problem = f"The index for {language.value} is damaged: {wrong[0]}."
                    raise DamagedError(problem, REMEDY) from error
            raise

    def _results(self, request: SearchRequest, question: Question) -> SearchResults:
        question = self._from_the_likeliest_language(question)
        answers = self._answers(question)
        groups = grouped(candidates(answers), _fold(request))
        shown = page(groups, request.sort, request.offset, request.limit)
        languages = tuple(answer.reader.language for answer in answers)
        return SearchResults(
            query=request.query,
            read_as=read_as(question, answers),
            languages=languages,
            total=len(groups),
            hits=tuple(
                _hit(group, rank, request)
                for rank, group in enumerate(shown, start=request.offset + 1)
            ),
            notes=notes_on(question, answers),
            suggestions=(
                *suggestions(question, answers, self._count, self._held_reader),
                *_folding(request, shown),
            ),
            facets=count_facets(groups) if request.facets else None,
        )

    def _answers(self, question: Question) -> tuple[Answer, ...]:
        """An answer of each language that is asked, or that the query is in, and held."""
        held = tuple(language for language in Language if self._is_held(language))
        if not held:
            open_index(self._folder, Language.ZH)  # says what is missing, and what to do
        languages = question.languages or self._fitting(question, held)
        if question.translate and not question.languages:
            languages = held
        answers = (self._answer(question, each) for each in languages if each in held)
        if question.symbols and not question.languages:
            return (_most_complete(answers),)
        return tuple(answers)

    def _fitting(self, question: Question, held: tuple[Language, ...]) -> tuple[Language, ...]:
        """The languages to search when none is named."""
        likely = self._likeliest(question) or Language.EN
        if question.symbols and question.detected in (Language.EN, None):
            return (likely, *(language for language in held if language is not likely))
        return (likely,) if likely in held else held

    def _is_held(self, language: Language) -> bool:
        return current_generation(self._folder, language) is not None

    def _answer(self, question: Question, language: Language) -> Answer:
        reader = self._reader(language)
        question = self._in_language(question, language)
        matcher = Matcher(reader)
        allowed = matcher.meeting(question.conditions) & matcher.meeting(question.filters)
        if question.symbols:
            return SymbolAnswer(reader, question, allowed)
        return TextAnswer(reader, question, allowed, self._weights)

    def _in_language(self, question: Question, language: Language) -> Question:
        """The question as it is asked of an index: translated, if that is wanted and needed."""
        source, tree = question.detected, question.tree
        if not question.translate or tree is None or source in (None, language):
            return question
        held = self._reader(source) if source and self._is_held(source) else None
        translation = translate(tree, source or language, self._reader(language), held)
        return replace(question, tree=translation.tree, steps=translation.steps)

    def _from_the_likeliest_language(self, question: Question) -> Question:
        """A query to be translated, in Latin letters, is of the language that knows most of it."""
        return (
            replace(question, detected=self._likeliest(question))
            if question.translate
            else question
        )

    def _likeliest(self, question: Question) -> Language | None:
        """Of Latin letters, the language whose texts have most of the words as typed.

        What it looks like comes first: only a word that is unknown there makes others be asked.
        """
        tree, likely = question.tree, question.detected
        if tree is None or question.symbols or likely not in LATIN:
            return likely
        texts = [run.text for run in wanted_runs(tree) if not isinstance(run, Prefix)]
        if _all_known(texts, self._held_reader(likely)):
            return likely
        readers = ((each, self._held_reader(each)) for each in dict.fromkeys((likely, *LATIN)))
        known = {each: _known(texts, reader) for each, reader in readers if reader}
        # The first of those that know as much.
        return max(known, key=lambda each: known[each], default=likely)

    def _reader(self, language: Language) -> IndexReader:
        if language not in self._readers:
            self._readers[language] = IndexReader(open_index(self._folder, language), language)
        return self._readers[language]

    def _held_reader(self, language: Language) -> IndexReader | None:
        """The index of a language that was not asked for, None where it cannot be read."""
        with suppress(UnresError):
            return self._reader(language) if self._is_held(language) else None
        return None

    def _count(self, question: Question) -> int:
        """How many hits another question has, equal texts folded.

        0 where an index that it needs cannot be read: what was asked for has its answer.
        """
        with suppress(UnresError):
            return len(grouped(candidates(self._answers(question)), Fold.EQUAL))
        return 0


def _words(texts: Iterable[str], reader: IndexReader) -> Iterator[Alternatives]:
    return (word for text in texts for word in words_of(text, reader.language))


def _all_known(texts: Iterable[str], reader: IndexReader | None) -> bool:
    """Whether every word stands in the texts as typed, whatever its accents."""
    return reader is not None and all(reader.frequency(word[-1:]) for word in _words(texts, reader))


def _known(texts: Iterable[str], reader: IndexReader) -> tuple[int, int]:
    """How many of the words stand in the texts as typed, and how many in another form at least."""
    words = list(_words(texts, reader))
    return (
        sum(bool(reader.frequency(word[-1:])) for word in words),
        sum(bool(reader.having_word(word)) for word in words),
    )


def _fold(request: SearchRequest) -> Fold:
    if isinstance(request.fold, Fold):
        return request.fold
    return Fold.EQUAL if request.fold else Fold.NONE


def _folding(request: SearchRequest, shown: Sequence[Group]) -> Iterator[str]:
    """A word on near-copies where they fill much of a page."""
    page_of_them = shown[:_LOOKED_AT]
    if _fold(request) is Fold.EQUAL and nearly_repeated(page_of_them) >= _REPEATED:
        yield "Texts of several years differ in little: --fold similar shows each once."


_LOOKED_AT = 10
_REPEATED = 4
"""So many of the first hits that say what another says are told of."""


def _most_complete(answers: Iterable[Answer]) -> Answer:
    """A symbol is the same in every language: the first that holds the document answers.

    The others are not looked at, which takes most of the time in a large corpus.
    """
    seen = []
    for answer in answers:
        if all(_completeness(answer)):
            return answer
        seen.append(answer)
    return max(seen, key=_completeness)


def _completeness(answer: Answer) -> tuple[bool, bool]:
    holds_document = isinstance(answer, SymbolAnswer) and answer.holds_document
    return holds_document, bool(answer.found)


def _hit(group: Group, rank: int, request: SearchRequest) -> Hit:
    answer, found = group.head.answer, group.head.found
    reader = answer.reader
    stored = reader.stored(found.number)
    before, after = reader.neighbours(found.number, request.context)
    return Hit(
        rank=rank,
        id=stored.id,
        symbol=stored.symbol,
        language=stored.language,
        kind=stored.kind,
        number=stored.number,
        title=stored.title,
        date=stored.date,
        organ=stored.organ,
        session=stored.session,
        verb=stored.verb,
        action=stored.action,
        text=stored.text,
        match=found.match,
        score=round(found.score, 4),
        highlights=highlights(stored.text, reader.language, answer.sought(found)),
        url=stored.url,
        sample=stored.sample,
        withdrawn=stored.withdrawn,
        also=tuple(candidate.id for candidate in group.folded),
        similar=tuple(candidate.id for candidate in group.similar),
        before=tuple(_neighbour(reader.stored(number)) for number in before),
        after=tuple(_neighbour(reader.stored(number)) for number in after),
        explanation=answer.explain(found) if request.explain else None,
    )


def _neighbour(stored: StoredParagraph) -> Neighbour:
    return Neighbour(stored.id, stored.kind, stored.number, stored.text)
