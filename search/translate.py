"""A query in one language as a query in another, run by run, where each stands in the tree.

What the vocabulary names in both languages it translates; for anything else the corpus is its own
dictionary (`search.equivalents`). What neither knows is searched as it was typed, and said to be:
a wrong translation is worse than none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from corpus.model import Language
from indexer.normalise import normalise_text
from search.asking import only_asks
from search.equivalents import equivalents, spelled
from search.exact import whole_run
from search.expansion import expansions
from search.query import And, Best, Near, Node, Not, Or, Prefix, Quoted, Run, Word
from search.reader import IndexReader
from search.vocabulary import translations

_USUAL = 0.25
"""Words that a larger share of paragraphs has hold a query together: the, of, 的."""

_SHORT = 3
"""Parts of hyphenated words that have so few letters say nothing by themselves: non, re, up."""

_LONGEST = 6
"""So many words are looked for together."""


class Origin(StrEnum):
    """Where a translation comes from."""

    VOCABULARY = "vocabulary"
    PARAGRAPHS = "paragraphs held in both languages"
    AS_TYPED = "as typed"  # the texts in the other language have it as it is
    NONE = "none"  # nothing is known of it


class Rendering(NamedTuple):
    """A wording in the other language and how many paragraphs attest it.

    Of a name, those in the other language that have it; else those of the paragraphs looked at.
    """

    text: str
    attested: int


class Step(NamedTuple):
    """A part of the query, what stands for it in the other language, and where that is from.

    `looked_at` is how many paragraphs that have the part were compared with their counterparts.
    """

    typed: str
    renderings: tuple[Rendering, ...]
    origin: Origin
    looked_at: int = 0

    @property
    def first(self) -> str:
        """The wording to search for."""
        return self.renderings[0].text if self.renderings else self.typed


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
        self._steps: dict[str, Step | None] = {}
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
        steps = [step for part in self._parts(text) if (step := self._step(part))]
        wanted = [step for step in steps if step.origin is not Origin.NONE]
        if len(wanted) == 1 and wanted[0].origin is Origin.PARAGRAPHS:
            # One thing may be called differently: a paragraph has one of its names.
            names = [self._as_runs(rendering.text) for rendering in wanted[0].renderings]
            either = [_side_by_side(list(map(Word, name))) for name in names]
            return [Or(tuple(either)) if len(either) > 1 else either[0]]
        runs = (run for step in wanted for run in self._as_runs(step.first))
        return [Word(run) for run in dict.fromkeys(runs)] or [Word(text)]

    def _as_runs(self, wording: str) -> Sequence[str]:
        return (wording,) if self._target.language is Language.ZH else wording.split()

    def _quoted(self, quoted: Quoted) -> Node:
        """All names of it, of which one has to stand as it is."""
        step = self._step(quoted.text)
        if step is None or not step.renderings:
            return quoted
        standing = [Quoted(each.text) for each in step.renderings if self._attested(each.text)]
        return Or(tuple(standing)) if len(standing) > 1 else (standing or [quoted])[0]

    def _run(self, run: Run) -> Run:
        if isinstance(run, Prefix) or (step := self._step(run.text)) is None:
            return run
        return Quoted(step.first)

    def _attested(self, text: str) -> int:
        return len(self._standing(text))

    def _standing(self, text: str) -> frozenset[int]:
        """Where a name stands; in Russian in any case, of which names have the nominative."""
        exactly = self._target.standing(whole_run(text, self._target.language))
        words = spelled(normalise_text(text), self._target.language)
        if self._target.language is not Language.RU or not words:
            return exactly
        stems = [re.escape(word.terms[0]) for word in words]
        inflected = re.compile(r"\W+".join(rf"\b{stem}\w*" for stem in stems))
        first, *others = (self._target.having_word(word.terms) for word in words)
        may_have = frozenset(first).intersection(*others)
        return exactly.union(n for n in may_have if inflected.search(self._target.text(n)))

    # --- parts of a text ----------------------------------------------------------------------

    def _parts(self, text: str) -> Iterator[str]:
        """The longest parts of a text that have a translation, and what lies between them."""
        for piece in text.split() if self._source is Language.ZH else (text,):
            words = self._divided(piece)
            while words:
                lengths = range(min(_LONGEST, len(words)), 1, -1)
                length = next((n for n in lengths if self._is_one(words[:n])), 1)
                if length > 1:
                    yield self._together(words[:length])
                elif self._tells(words[0]):
                    yield from self._single(words[0])
                words = words[length:]

    def _divided(self, text: str) -> list[str]:
        """The words of a text as it has them: what is hyphenated is one."""
        if self._source is not Language.ZH:
            return text.split()
        normalised = normalise_text(text)
        return [normalised[word.start : word.end] for word in spelled(normalised, self._source)]

    def _together(self, words: Sequence[str]) -> str:
        return ("" if self._source is Language.ZH else " ").join(words)

    def _is_one(self, words: Sequence[str]) -> bool:
        """Whether several words have a translation together, each end of them saying something."""
        bounded = self._tells(words[0]) and self._tells(words[-1])
        return bounded and self._translated(self._together(words)) is not None

    def _single(self, word: str) -> Iterator[str]:
        """The word or, where only its hyphenated parts are known, these."""
        parts = re.findall(r"\w+", word)
        if len(parts) < 2 or self._translated(word):
            yield word
        else:
            yield from (part for part in parts if len(part) > _SHORT and self._tells(part))

    def _tells(self, word: str) -> bool:
        words = [each.terms for each in spelled(normalise_text(word), self._source)]
        telling = [each for each in words if not only_asks(each, self._source)]
        if not telling or self._held is None or len(self._held.paragraphs) < 200:
            return bool(telling)
        limit = _USUAL * len(self._held.paragraphs)
        return any(self._held.frequency(each) <= limit for each in telling)

    # --- one part -------------------------------------------------------------------------------

    def _step(self, text: str) -> Step | None:
        """What stands for a part of the query; None for nothing but punctuation."""
        if not any(character.isalnum() for character in text):
            return None
        step = self._translated(text) or self._reworded(text) or self._as_typed(text)
        self.steps.append(step)
        return step

    def _as_typed(self, text: str) -> Step:
        attested = self._attested(text)
        return Step(text, (), Origin.AS_TYPED if attested else Origin.NONE, attested)

    def _translated(self, text: str) -> Step | None:
        if text not in self._steps:
            self._steps[text] = self._by_vocabulary(text, text) or self._by_paragraphs(text, text)
        return self._steps[text]

    def _by_vocabulary(self, typed: str, name: str) -> Step | None:
        named = translations(name, self._source, self._target.language)
        # The name that the texts use most is the one to show and to search for first.
        counted = [Rendering(text, self._by_itself(text, named)) for text in named]
        in_order = sorted(counted, key=lambda rendering: -rendering.attested)
        return Step(typed, tuple(in_order), Origin.VOCABULARY) if named else None

    def _by_itself(self, name: str, names: Sequence[str]) -> int:
        """How many paragraphs have a name that is not within a longer one of the names."""
        longer = [other for other in names if name != other and name in other]
        return len(self._standing(name).difference(*map(self._standing, longer)))

    def _by_paragraphs(self, typed: str, wording: str) -> Step | None:
        found = equivalents(wording, self._held, self._target) if self._held else ()
        if not found:
            return None
        renderings = tuple(Rendering(each.text, each.attested) for each in found)
        return Step(typed, renderings, Origin.PARAGRAPHS, found[0].looked_at)

    def _reworded(self, text: str) -> Step | None:
        """What is not in the texts of its own language may be a name in other words."""
        whole = normalise_text(text)
        wordings = (
            wording.text
            for expansion in expansions(text, self._source)
            if expansion.typed == whole
            for wording in expansion.wordings
        )
        names = (self._by_vocabulary(text, wording) for wording in wordings)
        return next(filter(None, names), None)


def _side_by_side(nodes: Sequence[Node]) -> Node:
    flat = [
        each for node in nodes for each in (node.children if isinstance(node, Best) else [node])
    ]
    return flat[0] if len(flat) == 1 else Best(tuple(flat))
