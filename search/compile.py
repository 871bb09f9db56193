"""From a run of the query to what an index can be asked: characters to find, words to look up.

A run is widened where it stands in the tree, never at the top of it: what NOT excludes can then
not come back in by another way.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby, pairwise

from corpus.model import Language
from corpus.symbols import is_symbol_query
from indexer.analysis import EXACT, Mode, analyse
from indexer.normalise import normalise_text
from search.exact import Needle, Span, beginning, undivided, whole_run
from search.expansion import Expansion, expansions
from search.query import And, Best, Field, Near, Node, Or, Prefix, Quoted, Run, Word
from search.spelling import other_spellings

Alternatives = tuple[str, ...]
"""Terms of the words view that say the same: a stem and the word itself."""


@dataclass(frozen=True, slots=True)
class CompiledRun:
    """A run of the query in one language.

    `words` are the words it can also be found by, `parts` the shorter words inside them that are
    weaker evidence; both are empty where only its characters count.
    """

    run: Run
    needle: Needle
    words: tuple[Alternatives, ...] = ()
    parts: tuple[Alternatives, ...] = ()

    def word_spans(self, text: str, language: Language) -> Iterator[Span]:
        """Where a word of the run stands in the normalised text, in any inflection."""
        terms = {term for word in self.words for term in word}
        if terms:
            for token in analyse(text, language, Mode.INDEX):
                if token.text in terms:
                    yield token.start, token.end

    def narrow_spans(self, text: str, language: Language) -> Iterator[Span]:
        """Where the run stands, or its only word in another inflection, which Chinese has not."""
        yield from self.needle.spans(text)
        if len(self.words) == 1 and language is not Language.ZH:
            yield from self.word_spans(text, language)


@lru_cache(maxsize=512)
def compile_run(run: Run, language: Language) -> CompiledRun:
    """The run as an index of this language knows it."""
    match run:
        case Prefix(text):
            return CompiledRun(run, beginning(text, language))
        case Quoted(text):
            return CompiledRun(run, whole_run(text, language))
        case Word(text):
            needle = (undivided if is_symbol_query(text) else whole_run)(text, language)
            words = words_of(text, language)
            return CompiledRun(run, needle, words, _parts_of(text, language, words))


def words_of(text: str, language: Language) -> tuple[Alternatives, ...]:
    """The words of a text, each once, each with the terms that say the same.

    The first is the stem and the last the word itself, where it has both; between them are the
    other spellings of an English word.
    """
    tokens = analyse(normalise_text(text), language, Mode.QUERY)
    by_position = groupby(tokens, key=lambda token: token.position)
    terms = (tuple(token.text for token in group) for _, group in by_position)
    return tuple(dict.fromkeys(_spelled_otherwise(term, language) for term in terms))


def _spelled_otherwise(word: Alternatives, language: Language) -> Alternatives:
    if language is not Language.EN or not word[-1].startswith(EXACT):
        return word
    others = other_spellings(word[-1].removeprefix(EXACT))
    return (*word[:-1], *(EXACT + other for other in others), word[-1])


def _parts_of(
    text: str, language: Language, words: tuple[Alternatives, ...]
) -> tuple[Alternatives, ...]:
    """What indexing finds in the text beside its words: 法律 and 援助 in 法律援助."""
    known = {term for word in words for term in word}
    tokens = analyse(normalise_text(text), language, Mode.INDEX)
    return tuple(dict.fromkeys((token.text,) for token in tokens if token.text not in known))


def wanted_runs(tree: Node) -> tuple[Run, ...]:
    """The runs that a paragraph is wanted for, each once; not those it is excluded for."""
    return tuple(dict.fromkeys(_wanted_runs(tree)))


def _wanted_runs(tree: Node) -> Iterator[Run]:
    match tree:
        case Word() | Quoted() | Prefix():
            yield tree
        case Near(left, right):
            yield from (left, right)
        case Best(children) | And(children) | Or(children):
            for child in children:
                yield from _wanted_runs(child)
        case _:
            return


def typed_text(tree: Node) -> str:
    """All that a query of nothing but words and quotations says, as typed; else nothing."""
    match tree:
        case Word(text) | Quoted(text):
            return text
        case Best(children):
            texts = [typed_text(child) for child in children if not isinstance(child, Field)]
            return " ".join(texts) if all(texts) else ""
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together in the query: two neighbours, or all that stand side by side."""

    text: str
    needle: Needle
    words: tuple[Alternatives, ...]
    is_whole: bool


def phrases(tree: Node, language: Language) -> tuple[Phrase, ...]:
    """What stands together in the unquoted words of a query, and is worth more where it does so."""
    found = (phrase for text in _side_by_side(tree) for phrase in _phrases_of(text, language))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class OtherWording:
    """Another wording of a part of the query, as words; `weight` is at most 1.

    The words `said` are typed in another part of the query, and earn what they earn there.
    """

    text: str
    words: tuple[Alternatives, ...]
    weight: float
    said: frozenset[Alternatives] = frozenset()


@dataclass(frozen=True, slots=True)
class Widening:
    """A part of the query with its own words and parts of words, and its other wordings."""

    typed: str
    words: tuple[Alternatives, ...]
    parts: tuple[Alternatives, ...]
    wordings: tuple[OtherWording, ...]


@lru_cache(maxsize=512)
def widenings(tree: Node, language: Language) -> tuple[Widening, ...]:
    """Other wordings of what the unquoted words of a query say, each part once.

    Where words are parted by spaces a wording can reach over several of them; in Chinese a space
    is the user's own division, and only two neighbours that are one known wording when put together
    are read as that, too. A pasted paragraph has none.
    """
    texts = dict.fromkeys(
        part
        for text in _side_by_side(tree)
        for part in (text.split() if language is Language.ZH else (text,))
    )
    typed = {word for text in texts for word in words_of(text, language)}
    if len(typed) > _PASTED:
        return ()
    found = [expansion for text in texts for expansion in expansions(text, language)]
    if language is Language.ZH:
        found += chain.from_iterable(map(_of_neighbours, _side_by_side(tree)))
    return tuple(_each_once(dict.fromkeys(found), typed, language))


def _of_neighbours(text: str) -> Iterator[Expansion]:
    """Chinese neighbours that are one wording in either order: 肾脏 买卖, 买卖 肾脏."""
    # Divided first: to normalise closes the gap.
    for first, second in pairwise(map(normalise_text, text.split())):
        for together in (first + second, second + first):
            for expansion in expansions(together, Language.ZH):
                if expansion.typed == together:
                    yield expansion


_PASTED = 40
"""A query of more words is pasted from a text, and says it in the words of texts already."""


def _each_once(
    expansions: Iterable[Expansion], typed: Set[Alternatives], language: Language
) -> Iterator[Widening]:
    """The expansions without wordings that are typed, or that an earlier part has, too.

    血汗工厂 强迫劳动 asks for 强迫劳动 once, although 血汗工厂 leads there.
    """
    known: set[tuple[Alternatives, ...]] = set()
    for expansion in expansions:
        widening = _widening(expansion, language)
        elsewhere = typed - set(widening.words)
        others = tuple(
            replace(other, said=frozenset(elsewhere & set(other.words)))
            for other in widening.wordings
            if other.words not in known and not typed >= set(other.words)
        )
        known.update(other.words for other in others)
        if others:
            yield replace(widening, wordings=others)


def _widening(expansion: Expansion, language: Language) -> Widening:
    words = words_of(expansion.typed, language)
    others = (
        OtherWording(wording.text, words_of(wording.text, language), wording.weight)
        for wording in expansion.wordings
    )
    return Widening(
        expansion.typed,
        words,
        _parts_of(expansion.typed, language, words),
        tuple(other for other in others if other.words),
    )


_NEIGHBOURS = 40
"""So many words are looked at in pairs; of a pasted paragraph, the whole tells more."""


def _side_by_side(tree: Node) -> Iterator[str]:
    """The texts of words that the query has one after the other."""
    match tree:
        case Word(text):
            yield text
        case Best(children):
            for is_word, group in groupby(children, key=lambda child: isinstance(child, Word)):
                if is_word:
                    yield " ".join(child.text for child in group if isinstance(child, Word))
                else:
                    for child in group:
                        yield from _side_by_side(child)
        case And(children) | Or(children):
            for child in children:
                yield from _side_by_side(child)
        case _:
            return


def _phrases_of(text: str, language: Language) -> Iterator[Phrase]:
    normalised = normalise_text(text)
    spans: dict[tuple[int, int], tuple[str, ...]] = {}
    for token in analyse(normalised, language, Mode.QUERY):
        span = token.start, token.end
        spans[span] = (*spans.get(span, ()), token.text)
    in_order = list(spans.items())
    for pair in pairwise(in_order[:_NEIGHBOURS]):
        yield _phrase(normalised, pair, language, is_whole=False)
    if len(in_order) > 2:
        yield _phrase(normalised, in_order, language, is_whole=True)


def _phrase(
    text: str,
    words: Sequence[tuple[Span, Alternatives]],
    language: Language,
    *,
    is_whole: bool,
) -> Phrase:
    (start, _), (_, end) = words[0][0], words[-1][0]
    together = text if is_whole else text[start:end]
    terms = tuple(terms for _, terms in words)
    return Phrase(together, whole_run(together, language), terms, is_whole)
