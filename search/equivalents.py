"""What the texts in one language say where those in another say this: the corpus as a dictionary.

Every paragraph is held under the same id in other languages. The wording that stands in the
counterparts of the paragraphs that have a text, and hardly elsewhere, is its equivalent. How well
the two go together is measured by Dice's coefficient over paragraphs (Dice, "Measures of the Amount
of Ecologic Association Between Species", 1945), by which Smadja, McKeown and Hatzivassiloglou
translate collocations ("Translating Collocations for Bilingual Lexicons", 1996).

A wrong equivalent is worse than none. So paragraphs that repeat one another count once, for all
that they have goes together; and what is found has to lead back: of the wordings in the first
language, the one that goes best with it must be about the text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.normalise import normalise_text
from search.asking import asking_words, only_asks
from search.compile import Alternatives, words_of
from search.exact import whole_run
from search.reader import IndexReader

_LOOKED_AT = 30
"""So many paragraphs that say different things are compared with their counterparts."""

_TRIED = 240
"""So many are looked through for them: many repeat one another."""

_ALIKE = 0.5
"""Paragraphs that have a larger share of their words in common repeat one another."""

_FEWEST = 3
"""What fewer paragraphs have goes with anything else that they have."""

_LONGEST = 6
"""So many words an equivalent has at the most."""

_LONGER = 2
"""By so many words an equivalent may be longer than the text."""

_LEAST = 0.5
"""A wording that goes less well with the text than this is no equivalent."""

_RECALL = 0.35
"""A wording that fewer of the paragraphs have may belong to something that they have in common."""

_AS_GOOD = 0.95
"""A longer wording is the better one if it goes nearly as well with the text as its part."""

_WEIGHED = 10
"""So many wordings, those that may go best with the text, are counted where else they stand."""

_CONFIRMED = 3
"""So many wordings are looked at whether they lead back to the text."""

_BETTER = 1.1
"""So much better must a longer wording go with an equivalent to be what that stands for."""

_SHOWN = 3
"""So many equivalents a text has at the most."""

_SHARE = 0.2
"""A further equivalent must stand in so large a share of the paragraphs looked at."""

_JOINS = {"", " ", "-", "'"}
"""What may stand between the words of a run."""

Run = tuple[Alternatives, ...]


class Equivalent(NamedTuple):
    """A wording as the texts print it, and how many of the paragraphs looked at have it."""

    text: str
    attested: int
    looked_at: int


class Spelled(NamedTuple):
    """A word of a text: the terms that say it, and where it stands."""

    terms: Alternatives
    start: int
    end: int


def equivalents(text: str, held: IndexReader, target: IndexReader) -> tuple[Equivalent, ...]:
    """What stands for the text in the language of `target`, the most frequent first.

    `held` is the index of the text's own language. Empty where too few paragraphs have the text, or
    nothing goes with it well enough.
    """
    found: dict[str, Equivalent] = {}
    for each in _Alignment(text, held, target).found():
        known = found.get(each.text, each._replace(attested=0))
        found[each.text] = known._replace(attested=known.attested + each.attested)
    return tuple(sorted(found.values(), key=lambda each: -each.attested))


def standing(text: str, reader: IndexReader) -> Set[int]:
    """Where the text stands or, outside Chinese, its words side by side in any inflection."""
    exactly = reader.standing(whole_run(text, reader.language))
    words = [word.terms for word in spelled(normalise_text(text), reader.language)]
    if reader.language is Language.ZH or not words or len(exactly) > _TRIED:
        return exactly
    if len(words) == 1:
        return exactly | reader.having_word(words[0])
    first, *others = (reader.having_word(word) for word in words)
    may_have = frozenset(first).intersection(*others) - exactly
    return exactly.union(
        number for number in _spread(sorted(may_have), _TRIED) if _have(number, words, reader)
    )


def spelled(text: str, language: Language) -> list[Spelled]:
    """The words of a normalised text."""
    tokens = analyse(text, language, Mode.QUERY)
    groups = (list(group) for _, group in groupby(tokens, key=lambda token: token.position))
    return [Spelled(tuple(t.text for t in same), same[0].start, same[0].end) for same in groups]


def _have(number: int, words: Sequence[Alternatives], reader: IndexReader) -> bool:
    stems = [word.terms[0] for word in spelled(reader.text(number), reader.language)]
    wanted = [word[0] for word in words]
    return any(stems[at : at + len(wanted)] == wanted for at in range(len(stems) - len(wanted) + 1))


class _Alignment:
    """A text in one language beside the paragraphs of another."""

    def __init__(self, text: str, held: IndexReader, target: IndexReader) -> None:
        self._held = held
        self._target = target
        self._words = words_of(text, held.language)
        self._text = normalise_text(text)
        self._standing = standing(text, held)
        self._runs = {held: _Runs(held), target: _Runs(target)}

    def found(self) -> Iterator[Equivalent]:
        """The equivalents: of what those before it leave, each explains the most."""
        pairs = _distinct_pairs(self._standing, self._held, self._target)
        rest = dict(pairs)
        runs: list[Run] = []
        for _ in range(_SHOWN):
            if len(rest) < max(_FEWEST, _SHARE * len(pairs)):
                return
            wordings = _Wordings(self._runs[self._target], rest.values())
            best = next(filter(self._leads_back, self._in_order(wordings)), None)
            if best is None:
                return
            having = {own for own, other in rest.items() if other in best.standing}
            if not any(_is_in(best.run, known) for known in runs):
                yield Equivalent(best.text, len(having), len(pairs))
            runs.append(best.run)
            rest = {own: other for own, other in rest.items() if own not in having}

    def _in_order(self, wordings: "_Wordings") -> "Sequence[_Wording]":
        """The wordings that go well with the text, the best first; of two as good the longer."""
        longest = max(len(self._words), 1) + _LONGER
        likely = wordings.likely(len(self._standing), longest, _RECALL)
        scored = {each: each.dice(self._standing, self._held) for each in likely}
        good = [each for each, score in scored.items() if score >= _LEAST]

        def as_whole(wording: _Wording) -> float:
            parts = [scored[each] for each in good if _is_in(each.run, wording.run)]
            return max(parts) if scored[wording] >= _AS_GOOD * max(parts) else scored[wording]

        in_order = sorted(good, key=lambda w: (-as_whole(w), -len(w.run), -scored[w]))
        return in_order[:_CONFIRMED]

    def _leads_back(self, wording: "_Wording") -> bool:
        """Whether nothing else in the text's own language goes better with the wording."""
        score = wording.dice(self._standing, self._held)
        back = _distinct_pairs(wording.standing, self._target, self._held)
        origin = _Wordings(self._runs[self._held], back.values())
        longest = len(self._words) + _LONGER
        return not any(
            each.dice(wording.standing, self._target) > self._rival(each.text, score)
            for each in origin.likely(len(wording.standing), longest, _SHARE)
        )

    def _rival(self, text: str, score: float) -> float:
        """How well another wording must go with an equivalent to be what it stands for.

        One that says more than the text, as "child abuse" for "child", a little better than it; one
        that says the same never is.
        """
        others = {word[0] for word in words_of(text, self._held.language)} - self._asking
        if not self._is_about(text, others):
            return score
        says_more = len(text) > len(self._text) + 1 and len(others) > len(self._terms)
        return _BETTER * score if says_more else 1.0

    @cached_property
    def _terms(self) -> Set[str]:
        return {word[0] for word in self._words if not only_asks(word, self._held.language)}

    @cached_property
    def _asking(self) -> Set[str]:
        return asking_words(self._held.language)

    def _is_about(self, text: str, terms: Set[str]) -> bool:
        """Whether a wording in the text's own language says most of it."""
        if self._held.language is Language.ZH:
            longest = SequenceMatcher(None, text, self._text, autojunk=False).find_longest_match()
            return 2 * longest.size > len(self._text)
        return 2 * len(self._terms & terms) > len(self._terms)


def _distinct_pairs(numbers: Iterable[int], own: IndexReader, other: IndexReader) -> dict[int, int]:
    """Paragraphs that say different things, from all over, with their counterparts."""
    pairs: dict[int, int] = {}
    seen: list[frozenset[str]] = []
    for number in _spread(sorted(numbers), _TRIED):
        counterpart = _counterpart(number, own, other)
        if counterpart is None:
            continue
        parts = _parts(own.text(number), own.language)
        if any(len(parts & known) > _ALIKE * min(len(parts), len(known)) for known in seen):
            continue
        seen.append(parts)
        pairs[number] = counterpart
        if len(pairs) == _LOOKED_AT:
            break
    return pairs


def _counterpart(number: int, own: IndexReader, other: IndexReader) -> int | None:
    """The same paragraph in the other language."""
    return next(iter(other.postings("key", own.stored(number).id)), None)


def _parts(text: str, language: Language) -> frozenset[str]:
    """What two texts that repeat one another have in common: words or, in Chinese, their pairs."""
    if language is Language.ZH:
        return frozenset(text[at : at + 3] for at in range(max(len(text) - 2, 1)))
    words = text.split()
    return frozenset(" ".join(words[at : at + 2]) for at in range(max(len(words) - 1, 1)))


class _Wording:
    """A run of words in the texts of a language.

    It stands in the share `recall` of the paragraphs looked at.
    """

    def __init__(
        self,
        run: Run,
        spellings: Counter[str],
        recall: float,
        reader: IndexReader,
    ) -> None:
        self.run = run
        self._spellings = spellings
        self.recall = recall
        self._reader = reader

    @property
    def text(self) -> str:
        """As it is spelled most often; in Arabic without the conjunction written with it."""
        usual = self._spellings.most_common(1)[0][0]
        bare = usual.removeprefix("و")
        if self._reader.language is Language.AR and bare != usual:
            stands = self._reader.standing(whole_run(bare, Language.AR))
            return bare if stands else usual
        return usual

    @cached_property
    def standing(self) -> Set[int]:
        """Where it stands in all paragraphs, in one of the spellings that were met."""
        needles = (whole_run(text, self._reader.language) for text in self._spellings)
        return frozenset().union(*map(self._reader.standing, needles))

    def dice(self, others: Set[int], other: IndexReader) -> float:
        """How well it goes with what stands in these paragraphs of the other language."""
        sample = _spread(sorted(self.standing), _LOOKED_AT)
        counterparts = [_counterpart(number, self._reader, other) for number in sample]
        precision = sum(each in others for each in counterparts) / max(len(sample), 1)
        total = precision + self.recall
        return 2 * precision * self.recall / total if total else 0.0


class _Runs:
    """The runs of words in paragraphs, each paragraph taken apart once."""

    def __init__(self, reader: IndexReader) -> None:
        self.reader = reader
        self._known: dict[int, dict[Run, str]] = {}

    def of(self, number: int) -> dict[Run, str]:
        """The runs of a paragraph, each as it is spelled."""
        if number not in self._known:
            text = self.reader.text(number)
            self._known[number] = dict(_runs(text, self.reader.language))
        return self._known[number]


class _Wordings:
    """The runs of words that some paragraphs have in common."""

    def __init__(self, runs: _Runs, paragraphs: Iterable[int]) -> None:
        self._reader = runs.reader
        self._paragraphs = [runs.of(number) for number in paragraphs]
        self._having = Counter(chain.from_iterable(self._paragraphs))

    def likely(self, in_all: int, longest: int, share: float) -> Iterator[_Wording]:
        """The wordings that may go best with what stands in `in_all` paragraphs, best first.

        Of those that a share of the paragraphs looked at has.
        """
        looked_at = len(self._paragraphs)
        at_least = max(_FEWEST, share * looked_at)
        bounds = {
            run: self._bound(run, having, in_all)
            for run, having in self._having.items()
            if having >= at_least and len(run) <= longest
        }
        for run in sorted(bounds, key=lambda run: (-bounds[run], len(run), run))[:_WEIGHED]:
            spellings = Counter(runs[run] for runs in self._paragraphs if run in runs)
            recall = self._having[run] / looked_at
            yield _Wording(run, spellings, recall, self._reader)

    def _bound(self, run: Run, having: int, in_all: int) -> float:
        """What its coefficient is at most: it stands no more often than its rarest word."""
        least = min(self._reader.frequency(word) for word in run)
        together = having * in_all / len(self._paragraphs)
        return 2 * min(together, least) / (in_all + least) if least else 0.0


def _runs(text: str, language: Language) -> Iterator[tuple[Run, str]]:
    """Every run of up to so many words that nothing parts but a space, as terms and as printed.

    A run neither begins nor ends with a word that only holds others together.
    """
    words = spelled(text, language)
    asks = [only_asks(word.terms, language) for word in words]
    joined = [text[word.end : after.start] in _JOINS for word, after in pairwise(words)]
    # The stem tells inflections together; the exact form would tell them apart.
    stems = [word.terms[:1] for word in words]
    for first, start in enumerate(words):
        if asks[first]:
            continue
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first and not joined[last - 1]:
                break
            if not asks[last]:
                yield tuple(stems[first : last + 1]), text[start.start : words[last].end]


def _is_in(part: Run, run: Run) -> bool:
    places = range(len(run) - len(part) + 1)
    return any(run[place : place + len(part)] == part for place in places)


def _spread(numbers: Sequence[int], count: int) -> Sequence[int]:
    """At most `count` of the numbers, from all over: neighbours say the same."""
    if len(numbers) <= count:
        return numbers
    return [numbers[place * len(numbers) // count] for place in range(count)]
