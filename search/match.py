"""Which paragraphs answer a query: the syntax tree read against one index.

Words side by side are read generously, everything else strictly. How well a paragraph answers is
another question (`ranking`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from enum import Enum, auto
from itertools import chain, groupby, pairwise

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.normalise import normalise_text
from search.asking import only_asks
from search.compile import Alternatives, CompiledRun, Widening, compile_run, widenings, words_of
from search.query import (
    And,
    Best,
    Field,
    FieldName,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Quoted,
    Range,
    Run,
    Word,
)
from search.ranking import rarity
from search.reader import IndexReader

Paragraphs = frozenset[int]
Span = tuple[int, int]

ENOUGH = (0.25, 0.2, 0.15, 0.1)
"""The share of what the best paragraph has of the query's words that an answer must have.

Of the words' rarity, not of their number. Measured on the judged topics: a higher share loses
relevant paragraphs among the first fifty, a lower one only makes the tail longer. So a lower one
counts only where a higher one leaves less than a `PAGEFUL`.
"""

PAGEFUL = 100

_UNDER = 0.5
"""What a word in the headings above a paragraph is worth to that, as a share of one in its text."""

_FIRST_YEAR, _LAST_YEAR = 1945, 2100


class Reading(Enum):
    """How far a run reaches beyond its characters."""

    WIDE = auto()  # to its words, wherever they stand
    NARROW = auto()  # to its inflections: what NOT excludes and NEAR measures from
    EXACT = auto()  # nowhere


class Matcher:
    """Answers for one index."""

    def __init__(self, reader: IndexReader, *, expand: bool = True) -> None:
        """With `expand`, words side by side are also found by other wordings of them."""
        self._reader = reader
        self._expand = expand

    def matching(self, tree: Node, reading: Reading = Reading.WIDE) -> Paragraphs:
        """The paragraphs that the tree asks for."""
        match tree:
            case Word() if reading is Reading.WIDE:
                return self._best((tree,), reading)
            case Word() | Quoted() | Prefix():
                return self._run(tree, reading)
            case Field():
                return self._field(tree)
            case Near():
                return self._near(tree, reading)
            case Not(child):
                return self._reader.paragraphs - self.matching(child, Reading.NARROW)
            case And(children):
                return _intersection(self._all_of(child, reading) for child in children)
            case Or(children):
                return _union(self.matching(child, reading) for child in children)
            case Best(children):
                return self._best(children, reading)

    def _all_of(self, child: Node, reading: Reading) -> Paragraphs:
        """What AND asks for: of a run all words, wherever they stand."""
        return (
            self._run(child, reading) if isinstance(child, Word) else self.matching(child, reading)
        )

    def meeting(self, fields: Iterable[Field]) -> Paragraphs:
        """The paragraphs that meet all conditions; values of one field are alternatives."""
        in_order = sorted(fields, key=lambda field: field.name)
        found = self._reader.paragraphs
        for _, same in groupby(in_order, key=lambda field: field.name):
            found &= _union(self._field(field) for field in same)
        return found

    def compiled(self, run: Run) -> CompiledRun:
        """The run as this index knows it."""
        return compile_run(run, self._reader.language)

    def standing(self, run: Run) -> Paragraphs:
        """The paragraphs in which the run stands as typed, or whose symbol begins with it."""
        standing = self._reader.standing(self.compiled(run).needle)
        if isinstance(run, Prefix) and "/" in run.text:
            typed = run.text.upper()
            # A bare 67/1 is of the General Assembly, a bare 2004/2 of ECOSOC.
            bodies = ("A/RES/", "E/RES/") if typed[0].isdecimal() else ("",)
            symbols = {
                each for body in bodies for each in self._reader.terms("symbol", body + typed)
            }
            return standing.union(*(self._reader.postings("symbol", each) for each in symbols))
        return standing

    def all_standing(self, runs: Iterable[Run], among: Paragraphs) -> Paragraphs:
        """Those of the paragraphs in which every run stands."""
        for run in sorted(runs, key=self._frequency):
            if len(among) < self._frequency(run):
                among = self._reader.standing_among(among, self.compiled(run).needle)
            else:
                among &= self.standing(run)
        return among

    def _frequency(self, run: Run) -> int:
        """In how many paragraphs a run may stand, by its words; 0 where they say nothing of it."""
        words = self.compiled(run).needle.words
        return min(map(self._reader.frequency, words), default=0)

    # --- runs -------------------------------------------------------------------------------

    def _run(self, run: Run, reading: Reading) -> Paragraphs:
        standing = self.standing(run)
        words = self.compiled(run).words
        if reading is Reading.EXACT or not words or (reading is Reading.NARROW and len(words) > 1):
            return standing
        return standing | _intersection(self._reader.having_word(word) for word in words)

    def _best(self, children: Sequence[Node], reading: Reading) -> Paragraphs:
        """Words give what they have; conditions, quotations and groups are required."""
        words = [child for child in children if isinstance(child, Word | Prefix)]
        fields = [child for child in children if isinstance(child, Field)]
        others = [child for child in children if not isinstance(child, Word | Prefix | Field)]
        found = self.meeting(fields)
        found = found.intersection(*(self.matching(child, reading) for child in others))
        if not words:
            return found
        match reading:
            case Reading.EXACT:
                return self.all_standing(words, found)
            case Reading.NARROW:
                return found & _union(self._run(word, reading) for word in words)
            case Reading.WIDE:
                quotations = [child for child in others if isinstance(child, Quoted)]
                wider = self._wider(words)
                enough = self._having_enough([*words, *quotations], wider)
                return (found & enough) | self.all_standing(words, found)

    def _wider(self, runs: Sequence[Run]) -> Sequence[Widening]:
        return widenings(Best(tuple(runs)), self._reader.language) if self._expand else ()

    def _having_enough(self, runs: Sequence[Run], wider: Iterable[Widening]) -> Paragraphs:
        """The paragraphs that have not too much less of the words than the best one has."""
        count = len(self._reader.paragraphs)
        covered: dict[int, float] = defaultdict(float)
        for holders, under in chain(self._evidence(runs), map(self._reworded, wider)):
            value = rarity(len(holders), count)
            for paragraph in holders:
                covered[paragraph] += value
            for paragraph in under - holders:
                covered[paragraph] += _UNDER * value
        best = max(covered.values(), default=0.0)
        enough: Paragraphs = frozenset()
        for share in ENOUGH:
            enough = frozenset(
                paragraph for paragraph, value in covered.items() if value >= share * best
            )
            if len(enough) >= PAGEFUL:
                break
        return enough

    def _evidence(self, runs: Sequence[Run]) -> Iterator[tuple[Set[int], Set[int]]]:
        """For each word that tells, the paragraphs that have it, and those under its headings.

        They have it by itself or within its run.
        """
        telling = self.telling(runs)
        for run in runs:
            compiled = self.compiled(run)
            if not compiled.words:
                yield self.standing(run), frozenset()
            for word in compiled.words:
                if word in telling:
                    having = self._reader.having_word(word)
                    # A run stands nowhere without its words but in Chinese, where they may differ.
                    holders = having if compiled.needle.words else self.standing(run) | having
                    yield holders, self._reader.under_word(word)

    def telling(self, runs: Iterable[Run]) -> Collection[Alternatives]:
        """The words of the runs without those that are common or only ask, unless none is left."""
        words = dict.fromkeys(word for run in runs for word in self.compiled(run).words)
        telling = [
            word
            for word in words
            if not (self._reader.is_common(word) or only_asks(word, self._reader.language))
        ]
        return telling if any(map(self._reader.frequency, telling)) else words

    def reworded(self, widening: Widening) -> Paragraphs:
        """The paragraphs that have all words of another wording, and none of those typed."""
        having = (
            _intersection(self._reader.having_word(word) for word in wording.words)
            for wording in widening.wordings
        )
        return _union(having).difference(*map(self._reader.having_word, widening.words))

    def _reworded(self, widening: Widening) -> tuple[Paragraphs, Paragraphs]:
        """The same, and those that have all words if the headings above them count, too."""
        reader = self._reader
        under = (
            _intersection(reader.having_word(word) | reader.under_word(word) for word in words)
            for words in (wording.words for wording in widening.wordings)
            if any(map(reader.under_word, words))
        )
        return self.reworded(widening), _union(under)

    # --- conditions -------------------------------------------------------------------------

    def _field(self, field: Field) -> Paragraphs:
        match field:
            case Field(FieldName.LANG, value):
                return self._reader.paragraphs if value == self._reader.language else frozenset()
            case Field(FieldName.YEAR, Range(low, high)):
                return self._years(low or _FIRST_YEAR, high or _LAST_YEAR)
            case Field(FieldName.YEAR, value):
                return self._years(int(str(value)), int(str(value)))
            case Field(FieldName.SESSION, Range(low, high)):
                return self._sessions(low or 0, high or _LAST_YEAR)
            case Field(FieldName.TITLE, value):
                return self._titled(str(value))
            case Field(FieldName.SUBJECT, value):
                return self._about(str(value))
            case Field(FieldName.AGENDA, value):
                return self._on_the_agenda_as(str(value))
            case Field(FieldName.VERB, value):
                return frozenset(self._reader.postings("verb", normalise_text(str(value))))
            case Field(name, value):
                return frozenset(self._reader.postings(name.value, str(value)))

    def _years(self, low: int, high: int) -> Paragraphs:
        return _union(
            frozenset(self._reader.postings("year", year)) for year in range(low, high + 1)
        )

    def _sessions(self, low: int, high: int) -> Paragraphs:
        """Ordinary sessions only: S-32 stands in no order with 78."""
        sessions = [
            session
            for session in self._reader.terms("session")
            if session.isdecimal() and low <= int(session) <= high
        ]
        return _union(frozenset(self._reader.postings("session", text)) for text in sessions)

    def _about(self, subject: str) -> Paragraphs:
        """A subject heading is also found by some of its words: crime for crime prevention.

        Where no catalogue has such a heading, what programs sort under it.
        """
        # Imported late: few queries have a subject.
        from search.headings import named  # noqa: PLC0415

        reader = self._reader
        if headings := tuple(named(subject, reader.terms("subject"))):
            return _union(frozenset(reader.postings("subject", label)) for label in headings)
        topics = named(subject, reader.terms("topic"))
        documents = _union(frozenset(reader.postings("topic", label)) for label in topics)
        if not documents:
            return frozenset()
        return frozenset(n for n in reader.paragraphs if reader.document(n) in documents)

    def _on_the_agenda_as(self, item: str) -> Paragraphs:
        """The number of an agenda item in any spelling, or words of its name."""
        from search.field_values import agenda_number  # noqa: PLC0415
        from search.lookup import key_of  # noqa: PLC0415

        if number := agenda_number(item):
            return frozenset(self._reader.postings("agenda", number))
        language = self._reader.language
        between = "" if language is Language.ZH else " "  # whole words, but in Chinese
        wanted = f"{between}{key_of(item, language)}{between}"
        names = (
            name
            for name in self._reader.terms("agenda")
            if wanted in f"{between}{key_of(name, language)}{between}"
        )
        return _union(frozenset(self._reader.postings("agenda", name)) for name in names)

    def _titled(self, text: str) -> Paragraphs:
        """No title has what has no words: punctuation."""
        having = [
            _union(frozenset(self._reader.postings("title_words", term)) for term in word)
            for word in words_of(text, self._reader.language)
        ]
        return _intersection(having) if having else frozenset()

    # --- distances --------------------------------------------------------------------------

    def _near(self, near: Near, reading: Reading) -> Paragraphs:
        narrow = Reading.EXACT if reading is Reading.EXACT else Reading.NARROW
        candidates = self._run(near.left, narrow) & self._run(near.right, narrow)
        return frozenset(
            paragraph for paragraph in candidates if self._stand_near(near, paragraph, narrow)
        )

    def _stand_near(self, near: Near, paragraph: int, reading: Reading) -> bool:
        """Where the runs as typed stand near, inflections need no look: it takes most of the time.

        Another form between the two would only be nearer.
        """
        return (
            reading is not Reading.EXACT and self._stand_near(near, paragraph, Reading.EXACT)
        ) or self._are_near(near, self._reader.text(paragraph), reading)

    def _are_near(self, near: Near, text: str, reading: Reading) -> bool:
        left, right = (self._spans(run, text, reading) for run in (near.left, near.right))
        return any(
            self._words_between(text, first, second) <= near.distance
            for first, second in _neighbours(left, right)
        )

    def _spans(self, run: Run, text: str, reading: Reading) -> Sequence[Span]:
        compiled = self.compiled(run)
        if reading is Reading.EXACT:
            return tuple(compiled.needle.spans(text))
        return tuple(compiled.narrow_spans(text, self._reader.language))

    def _words_between(self, text: str, first: Span, second: Span) -> int:
        between = normalise_text(text[first[1] : second[0]])
        tokens = analyse(between, self._reader.language, Mode.QUERY)
        return len({token.position for token in tokens})


def _neighbours(left: Sequence[Span], right: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Each span with the next one of the other side behind it: none nearer is passed over."""
    in_order = sorted([(span, 0) for span in left] + [(span, 1) for span in right])
    for (first, side), (second, other_side) in pairwise(in_order):
        if side != other_side and first[1] <= second[0]:
            yield first, second


def _union(sets: Iterable[Set[int]]) -> Paragraphs:
    return frozenset().union(*sets)


def _intersection(sets: Iterable[Set[int]]) -> Paragraphs:
    """What all sets have; there must be one."""
    first, *others = sets
    return frozenset(first).intersection(*others)
