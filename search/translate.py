"""A query in one language as a query in another, run by run, where each stands in the tree.

What the vocabulary names in both languages it translates. For anything else the corpus is its own
dictionary: the paragraphs that have the words are held in the other language under the same ids,
and the wording that stands in these and hardly elsewhere is the translation. How well a wording
goes with the words is measured by Dice's coefficient over paragraphs (Dice, "Measures of the
Amount of Ecologic Association Between Species", 1945), the one that Smadja, McKeown and
Hatzivassiloglou translate collocations by ("Translating Collocations for Bilingual Lexicons",
1996).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.normalise import normalise_text
from search.asking import only_asks
from search.compile import Alternatives, words_of
from search.exact import whole_run
from search.expansion import expansions
from search.query import And, Best, Near, Node, Not, Or, Prefix, Quoted, Run, Word
from search.reader import IndexReader
from search.vocabulary import find_terms, translations

_SAMPLE = 60
"""So many paragraphs that have the words are compared with their translations."""

_FEWEST = 3
"""What fewer paragraphs have goes with anything else that they have."""

_LONGEST = 6
"""So many words a wording that is found in the corpus has at the most."""

_LONGER = 2
"""By so many words a translation may be longer than what it translates."""

_LEAST = 0.3
"""A wording that goes less well with the words than this is no translation of them.

Of the labels of the UNBIS thesaurus on crime and justice that the corpus has in two languages, a
lower bound translates more of them wrongly than rightly (`python -m tests.bench.translate`).
"""

_AS_GOOD = 0.95
"""A longer wording is the better one if it goes nearly as well with the words as its part."""

_USUAL = 0.25
"""Words that a larger share of paragraphs has hold a query together: the, of, 的."""


class Origin(StrEnum):
    """Where a translation comes from."""

    VOCABULARY = "vocabulary"
    PARAGRAPHS = "paragraphs held in both languages"
    AS_TYPED = "as typed"  # nothing is known of it


class Step(NamedTuple):
    """A part of the query, what stands for it in the other language, and where that is from."""

    typed: str
    wordings: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Translation:
    """A query in another language, and how it came about."""

    tree: Node
    steps: tuple[Step, ...]


def translate(
    tree: Node, source: Language, target: IndexReader, held: IndexReader | None
) -> Translation:
    """The tree in the language of `target`.

    `held` is the index of the source language, None where it has none: then the vocabulary alone
    translates. Fields and beginnings of words stay as they are.
    """
    translator = _Translator(source, target, held)
    translated = translator.node(tree)
    return Translation(translated, tuple(dict.fromkeys(translator.steps)))


class _Translator:
    def __init__(self, source: Language, target: IndexReader, held: IndexReader | None) -> None:
        self._source = source
        self._target = target
        self._held = held
        self.steps: list[Step] = []

    def node(self, node: Node) -> Node:
        match node:
            case Word(text):
                return _side_by_side(self._words(text))
            case Quoted():
                return self._quoted(node)
            case Near(left, right, distance):
                return Near(self._run(left), self._run(right), distance)
            case Not(child):
                return Not(self.node(child))
            case And(children):
                return And(tuple(map(self.node, children)))
            case Or(children):
                return Or(tuple(map(self.node, children)))
            case Best(children):
                return _side_by_side(list(self._neighbours(children)))
            case _:
                return node

    def _neighbours(self, children: Sequence[Node]) -> Iterator[Node]:
        """Words side by side are translated together: the parts of a name belong to each other."""
        for is_word, group in groupby(children, key=lambda child: isinstance(child, Word)):
            if is_word:
                yield from self._words(" ".join(str(w.text) for w in group if isinstance(w, Word)))
            else:
                yield from map(self.node, group)

    def _words(self, text: str) -> list[Node]:
        """What stands for a text of words side by side, each part once."""
        wordings = dict.fromkeys(
            step.wordings[0] for part in self._parts(text) if (step := self._step(part))
        )
        runs = (run for wording in wordings for run in self._as_runs(wording))
        return [Word(run) for run in dict.fromkeys(runs)] or [Word(text)]

    def _as_runs(self, wording: str) -> Sequence[str]:
        return (wording,) if self._target.language is Language.ZH else wording.split()

    def _quoted(self, quoted: Quoted) -> Node:
        """All names of it, of which one has to stand as it is."""
        step = self._step(quoted.text)
        if step is None:
            return quoted
        standing = [Quoted(text) for text in step.wordings if self._stands(text)]
        return Or(tuple(standing)) if len(standing) > 1 else (standing or [quoted])[0]

    def _run(self, run: Run) -> Run:
        if isinstance(run, Prefix) or (step := self._step(run.text)) is None:
            return run
        return Quoted(step.wordings[0])

    def _stands(self, text: str) -> bool:
        return bool(self._target.standing(whole_run(text, self._target.language)))

    # --- parts of a text ----------------------------------------------------------------------

    def _parts(self, text: str) -> Iterator[str]:
        """The names in a text, and what lies between them, in their order."""
        end = 0
        for term in find_terms(text, self._source):
            yield from self._between(text[end : term.span[0]])
            yield text[slice(*term.span)]
            end = term.span[1]
        yield from self._between(text[end:])

    def _between(self, text: str) -> Iterator[str]:
        """What no vocabulary names: together if it stands so often enough, else word by word."""
        for typed in text.split() if self._source is Language.ZH else (text,):
            part = normalise_text(typed)
            telling = [word for word in _with_spans(part, self._source) if self._tells(word)]
            if not telling:
                continue
            whole = part[telling[0].start : telling[-1].end]
            if len(telling) > 1 and self._known_together(whole):
                yield whole
            else:
                yield from (part[word.start : word.end] for word in telling)

    def _tells(self, word: "_Spelled") -> bool:
        if only_asks(word.terms, self._source):
            return False
        if self._held is None:
            return True
        limit = _USUAL * len(self._held.paragraphs)
        return self._held.frequency(word.terms) <= limit or len(self._held.paragraphs) < 200

    def _known_together(self, text: str) -> bool:
        return self._held is not None and len(_standing(text, self._held)) >= _FEWEST

    # --- one part -------------------------------------------------------------------------------

    def _step(self, text: str) -> Step | None:
        """What stands for a part of the query; None for nothing but punctuation."""
        if not any(character.isalnum() for character in text):
            return None
        step = self._translated(text) or Step(text, (text,), Origin.AS_TYPED)
        self.steps.append(step)
        return step

    def _translated(self, text: str) -> Step | None:
        language = self._target.language
        if named := translations(text, self._source, language):
            # The name that the texts use most is the one to show and to search for first.
            in_order = sorted(named, key=lambda name: not self._stands(name))
            return Step(text, tuple(in_order), Origin.VOCABULARY)
        if found := self._aligned(text):
            return Step(text, (found,), Origin.PARAGRAPHS)
        return self._reworded(text)

    def _reworded(self, text: str) -> Step | None:
        """What is not in the texts of its own language may be there in other words."""
        for expansion in expansions(text, self._source):
            for wording in expansion.wordings:
                if named := translations(wording.text, self._source, self._target.language):
                    return Step(text, named, Origin.VOCABULARY)
                if found := self._aligned(wording.text):
                    return Step(text, (found,), Origin.PARAGRAPHS)
        return None

    def _aligned(self, text: str) -> str | None:
        return wording_in(self._target, text, self._held) if self._held else None


def wording_in(target: IndexReader, text: str, held: IndexReader) -> str | None:
    """What goes best with the text over the paragraphs held in both languages, or None.

    `held` is the index of the language of the text.
    """
    having = sorted(_standing(text, held))
    sample = _spread(having, _SAMPLE)
    pairs = [pair for number in sample if (pair := _counterpart(number, held, target)) is not None]
    if len(pairs) < _FEWEST:
        return None
    words = len(list(_with_spans(normalise_text(text), held.language)))
    in_both = round(len(having) * len(pairs) / len(sample))
    return _Wordings(target, pairs).best(in_both, words + _LONGER)


def _standing(text: str, reader: IndexReader) -> frozenset[int]:
    """Where the text stands or, outside Chinese, its words do in any inflection."""
    words = words_of(text, reader.language)
    if reader.language is Language.ZH or not words:
        return reader.standing(whole_run(text, reader.language))
    first, *others = map(reader.having_word, words)
    return frozenset(first).intersection(*others)


def _counterpart(number: int, held: IndexReader, target: IndexReader) -> int | None:
    """The same paragraph in the other language."""
    return next(iter(target.postings("key", held.stored(number).id)), None)


class _Spelled(NamedTuple):
    """A word of a text: the terms that say it, and where it stands."""

    terms: Alternatives
    start: int
    end: int


class _Wordings:
    """The runs of words in the paragraphs that are the translations of others."""

    def __init__(self, reader: IndexReader, paragraphs: Sequence[int]) -> None:
        self._reader = reader
        self._looked_at = len(paragraphs)
        self._having: Counter[tuple[Alternatives, ...]] = Counter()
        self._spellings: dict[tuple[Alternatives, ...], Counter[str]] = {}
        for number in paragraphs:
            text = reader.text(number)
            runs = dict(_runs(text, reader.language))
            self._having.update(runs.keys())
            for run, spelling in runs.items():
                self._spellings.setdefault(run, Counter())[spelling] += 1

    def best(self, in_all: int, longest: int) -> str | None:
        """What goes best with the words of `in_all` paragraphs, itself of at most `longest`."""
        scored = {
            run: self._dice(run, having * in_all / self._looked_at, in_all)
            for run, having in self._having.items()
            if having > 1 and len(run) <= longest
        }
        most = max(scored.values(), default=0.0)
        if most < _LEAST:
            return None
        best = min(scored, key=lambda run: (-scored[run], len(run)))
        good = [
            run for run, score in scored.items() if score >= _AS_GOOD * most and _is_in(best, run)
        ]
        run = max(good, key=lambda run: (len(run), scored[run]))
        return self._spellings[run].most_common(1)[0][0]

    def _dice(self, run: Sequence[Alternatives], together: float, in_all: int) -> float:
        least = min(self._reader.frequency(word) for word in run)
        # What all words of a run have is at most what the rarest has.
        return 2 * min(together, least) / (in_all + least) if least else 0.0


def _runs(text: str, language: Language) -> Iterator[tuple[tuple[Alternatives, ...], str]]:
    """Every run of up to so many words that nothing parts but a space, as terms and as printed.

    A run neither begins nor ends with a word that only holds others together.
    """
    words = list(_with_spans(text, language))
    for first, start in enumerate(words):
        if only_asks(start.terms, language):
            continue
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first and text[words[last - 1].end : words[last].start].strip():
                break
            if only_asks(words[last].terms, language):
                continue
            run = words[first : last + 1]
            # The stem tells inflections together; the exact form would tell them apart.
            yield tuple(word.terms[:1] for word in run), text[start.start : words[last].end]


def _is_in(part: Sequence[Alternatives], run: Sequence[Alternatives]) -> bool:
    places = range(len(run) - len(part) + 1)
    return any(run[place : place + len(part)] == part for place in places)


def _with_spans(text: str, language: Language) -> Iterator[_Spelled]:
    """The words of a normalised text."""
    tokens = analyse(text, language, Mode.QUERY)
    for _, group in groupby(tokens, key=lambda token: token.position):
        same = list(group)
        yield _Spelled(tuple(token.text for token in same), same[0].start, same[0].end)


def _spread(numbers: Sequence[int], count: int) -> Sequence[int]:
    """At most `count` of the numbers, from all over: neighbours say the same."""
    if len(numbers) <= count:
        return numbers
    return [numbers[place * len(numbers) // count] for place in range(count)]


def _side_by_side(nodes: Sequence[Node]) -> Node:
    flat = [
        each for node in nodes for each in (node.children if isinstance(node, Best) else [node])
    ]
    return flat[0] if len(flat) == 1 else Best(tuple(flat))
