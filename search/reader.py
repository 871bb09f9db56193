"""What the engine reads of an index: the only module that touches Whoosh's read side.

Paragraphs are numbered through all segments, and deleted ones are never seen, so an index that
was changed step by step answers as one built anew. Postings are read a block at a time: going
through them one by one, as Whoosh's own matchers do, takes most of a query.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate
from sys import byteorder
from typing import Any

from whoosh.reading import TermNotFound

from corpus.model import Kind, Language
from indexer.documents import KEY_BYTES, NO_KEY, TITLE, StoredParagraph
from indexer.generation import damage_reported
from search.exact import Needle, TextBlock

COMMON = 0.5
"""What stands in a larger share of the paragraphs tells them hardly apart."""

_FEW = 50
"""Of so few paragraphs, any word may tell."""

Postings = Mapping[int, float]
"""Number of a paragraph → how often the term stands in it."""


class IndexReader:
    """One index, of one language, as it was when it was opened. Keeps what it has read."""

    def __init__(self, index: Any, language: Language) -> None:
        """Read from an opened Whoosh index."""
        self.language = language
        self._reader = _opened(index, language)
        self._leaves = [
            _Leaf(leaf, offset, language) for leaf, offset in self._reader.leaf_readers()
        ]
        self._offsets = [leaf.offset for leaf in self._leaves]
        self._postings: dict[tuple[str, str | int], Postings] = {}
        self._words: dict[tuple[str, tuple[str, ...]], Postings] = {}
        self._frequencies: dict[tuple[str, ...], int] = {}
        self._standing: dict[Needle, frozenset[int]] = {}
        self._occurrences: dict[str, int] = {}
        self._stored: dict[int, StoredParagraph] = {}

    def close(self) -> None:
        """Close the files of the index."""
        self._reader.close()

    @cached_property
    def paragraphs(self) -> frozenset[int]:
        """The numbers of all paragraphs."""
        return frozenset(number for leaf in self._leaves for number in leaf.living())

    @cached_property
    def mean_length(self) -> float:
        """The mean length of a paragraph's normalised text, in bytes."""
        total = sum(leaf.total_length() for leaf in self._leaves)
        return total / max(len(self.paragraphs), 1)

    def postings(self, field: str, term: str | int) -> Postings:
        """The paragraphs that have the term in the field; none where nothing has it."""
        key = (field, term)
        if key not in self._postings:
            found: dict[int, float] = {}
            for leaf in self._leaves:
                for numbers, weights in leaf.postings(field, term):
                    found.update(zip(numbers, weights, strict=True))
            self._postings[key] = found
        return self._postings[key]

    def word(self, field: str, alternatives: tuple[str, ...]) -> Postings:
        """The paragraphs that have one of the terms that say the same; the most frequent counts."""
        key = (field, alternatives)
        if key not in self._words:
            self._words[key] = self._merged(field, alternatives)
        return self._words[key]

    def _merged(self, field: str, alternatives: Sequence[str]) -> Postings:
        first, *others = (self.postings(field, term) for term in alternatives)
        # A stem stands wherever its word does, unless the word was typed without its accents.
        others = [postings for postings in others if not postings.keys() <= first.keys()]
        if not others:
            return first
        merged = dict(first)
        for postings in others:
            for number, frequency in postings.items():
                if frequency > merged.get(number, 0.0):
                    merged[number] = frequency
        return merged

    def having_word(self, alternatives: tuple[str, ...]) -> Set[int]:
        """The paragraphs in whose text one of the terms stands."""
        return self.word("words", alternatives).keys()

    def under_word(self, alternatives: tuple[str, ...]) -> Set[int]:
        """The paragraphs that stand under headings with one of the terms."""
        return self.word("heading_words", alternatives).keys()

    def is_common(self, alternatives: tuple[str, ...]) -> bool:
        """Whether so many paragraphs have the word that it says next to nothing."""
        return self.frequency(alternatives) > max(COMMON * len(self.paragraphs), _FEW)

    def frequency(self, alternatives: tuple[str, ...]) -> int:
        """How many paragraphs have the most frequent of the terms; deleted ones count too."""
        if alternatives not in self._frequencies:
            self._frequencies[alternatives] = max(
                sum(leaf.frequency("words", term) for leaf in self._leaves) for term in alternatives
            )
        return self._frequencies[alternatives]

    def terms(self, field: str, prefix: str = "") -> set[str]:
        """Every term of the field that begins with the prefix."""
        return {term for leaf in self._leaves for term in leaf.terms(field, prefix)}

    def standing(self, needle: Needle) -> frozenset[int]:
        """The paragraphs in whose normalised text the needle stands."""
        if needle not in self._standing:
            if needle.words:
                self._standing[needle] = self.standing_among(self._candidates(needle), needle)
            else:
                self._standing[needle] = frozenset(
                    number for leaf in self._leaves for number in leaf.having(needle)
                )
        return self._standing[needle]

    def standing_among(self, paragraphs: Set[int], needle: Needle) -> frozenset[int]:
        """Those of the paragraphs in whose normalised text the needle stands."""
        if needle in self._standing:
            return self._standing[needle] & paragraphs
        return frozenset(
            number for leaf in self._leaves for number in leaf.among(paragraphs, needle)
        )

    def around(self, text: str, before: int, after: int) -> Iterator[tuple[str, str]]:
        """What stands up to so many characters before and after a run of the normalised texts."""
        for leaf in self._leaves:
            yield from leaf.block.around(text, before, after)

    def occurrences(self, text: str) -> int:
        """How often a run stands in the normalised texts, those of deleted paragraphs too."""
        if text not in self._occurrences:
            wanted = text.encode()
            self._occurrences[text] = sum(leaf.block.content.count(wanted) for leaf in self._leaves)
        return self._occurrences[text]

    def _candidates(self, needle: Needle) -> Set[int]:
        """The paragraphs that have every word of the needle."""
        telling = [word for word in needle.words if not self.is_common(word)]
        holders = [
            [self.postings("words", term).keys() for term in alternatives]
            for alternatives in telling or needle.words
        ]
        holders.sort(key=lambda sets: sum(map(len, sets)))
        rarest, *others = (frozenset().union(*sets) for sets in holders)
        return rarest.intersection(*others)

    @cached_property
    def kinds(self) -> Mapping[int, Kind]:
        """What kind of paragraph each one is."""
        return {number: kind for kind in Kind for number in self.postings("kind", kind.value)}

    @cached_property
    def quoting_title(self) -> Set[int]:
        """The paragraphs that have the title of their own resolution in their text."""
        return self.postings("quotes", TITLE).keys()

    @cached_property
    def lengths(self) -> Sequence[int]:
        """The length of every paragraph's normalised text, in bytes, by its number."""
        return [length for leaf in self._leaves for length in leaf.block.lengths]

    def text(self, number: int) -> str:
        """The paragraph's normalised text."""
        leaf = self._leaf(number)
        return leaf.block.text(number - leaf.offset)

    def date(self, number: int) -> int:
        """The day of adoption as yyyymmdd, 0 where it is not known."""
        leaf = self._leaf(number)
        return leaf.date(number - leaf.offset)

    def beside(self, number: int, reach: int) -> Iterator[tuple[int, int]]:
        """The paragraphs up to `reach` before and after it in its document, and how far off."""
        place = self._place(number)
        for distance in range(1, reach + 1):
            for other in (number - distance, number + distance):
                # A document is always indexed in one go: places run through it without a gap.
                if self._place(other) == place + other - number:
                    yield other, distance

    def document(self, number: int) -> int:
        """The number of the first paragraph of its document."""
        return number - self._place(number) + 1

    def _place(self, number: int) -> int:
        """Where the paragraph stands in its document, from 1; 0 for a number that is none."""
        return self._places[number] if 0 <= number < len(self._places) else 0

    @cached_property
    def _places(self) -> Sequence[int]:
        return [place for leaf in self._leaves for place in leaf.places()]

    def text_key(self, number: int) -> bytes:
        """What paragraphs with the same text have in common."""
        leaf = self._leaf(number)
        return leaf.text_key(number - leaf.offset)

    def gist_key(self, number: int) -> bytes:
        """What paragraphs that differ in nothing but what moves on each year have in common."""
        leaf = self._leaf(number)
        return leaf.gist_key(number - leaf.offset)

    def series_key(self, number: int) -> bytes:
        """What paragraphs of one series of resolutions have in common."""
        leaf = self._leaf(number)
        return leaf.series_key(number - leaf.offset)

    def stored(self, number: int) -> StoredParagraph:
        """All that a hit shows of the paragraph."""
        if number not in self._stored:
            leaf = self._leaf(number)
            self._stored[number] = leaf.stored(number - leaf.offset)
        return self._stored[number]

    def neighbours(self, number: int, count: int) -> tuple[Sequence[int], Sequence[int]]:
        """Up to `count` paragraphs before and after it in its document, in reading order."""
        if not count:
            return (), ()
        # A document is always indexed in one go, so its paragraphs are numbered as they are read.
        document = sorted(self.postings("symbol", self.stored(number).symbol))
        place = document.index(number)
        return document[max(place - count, 0) : place], document[place + 1 : place + 1 + count]

    def _leaf(self, number: int) -> "_Leaf":
        return self._leaves[bisect_right(self._offsets, number) - 1]


def _opened(index: Any, language: Language) -> Any:
    with damage_reported(language):
        return index.reader()


def _key_at(keys: bytes, number: int) -> bytes:
    """A key of a column; those at its end that are zeros are not written."""
    return keys[KEY_BYTES * number : KEY_BYTES * (number + 1)] or NO_KEY


class _Leaf:
    """One segment; `offset` is the number of its first paragraph.

    Columns are read whole and past Whoosh's readers, which hand out one value at a time.
    """

    def __init__(self, reader: Any, offset: int, language: Language) -> None:
        self.offset = offset
        self._reader = reader
        self._language = language
        numbers = range(reader.doc_count_all()) if reader.has_deletions() else ()
        self._deleted = frozenset(number for number in numbers if reader.is_deleted(number))

    @cached_property
    def block(self) -> TextBlock:
        with damage_reported(self._language):
            if not self._reader.has_column("exact"):
                return TextBlock(b"", (), ())
            # The column's layout: the texts one behind the other, then where each begins.
            column = self._reader.column_reader("exact", translate=False)
            starts, lengths = column._offsets, column._lengths
            size = starts[-1] + lengths[-1] if len(starts) else 0
            return TextBlock(bytes(column._dbfile.get(column._basepos, size)), starts, lengths)

    def date(self, number: int) -> int:
        # A day takes four bytes, the highest first; days at the end that are not known take none.
        return int.from_bytes(self._dates[4 * number : 4 * number + 4], "big")

    def text_key(self, number: int) -> bytes:
        return _key_at(self._text_keys, number)

    def gist_key(self, number: int) -> bytes:
        return _key_at(self._gist_keys, number)

    def series_key(self, number: int) -> bytes:
        return _key_at(self._series_keys, number)

    def living(self) -> Iterator[int]:
        for number in range(self._reader.doc_count_all()):
            if number not in self._deleted:
                yield number + self.offset

    def total_length(self) -> int:
        lengths = self.block.lengths
        return sum(lengths) - sum(lengths[number] for number in self._deleted)

    def having(self, needle: Needle) -> Iterator[int]:
        for number in self.block.having(needle):
            if number not in self._deleted:
                yield number + self.offset

    def among(self, numbers: Set[int], needle: Needle) -> Iterator[int]:
        """Those of the living paragraphs with these numbers in which the needle stands."""
        first, behind = self.offset, self.offset + len(self.block.lengths)
        own = (number - first for number in numbers if first <= number < behind)
        for number in self.block.among(own, needle):
            yield number + self.offset

    def postings(
        self, field: str, term: str | int
    ) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
        """The numbers of the paragraphs and the weights of the term in them, block by block."""
        for numbers, weights in self._blocks(field, term):
            if self._deleted.isdisjoint(numbers):
                yield [number + self.offset for number in numbers], weights
            else:
                pairs = zip(numbers, weights, strict=True)
                living = [pair for pair in pairs if pair[0] not in self._deleted]
                yield [n + self.offset for n, _ in living], [weight for _, weight in living]

    def frequency(self, field: str, term: str) -> int:
        with damage_reported(self._language):
            return int(self._reader.doc_frequency(field, term.encode()))

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        with damage_reported(self._language):
            for term in self._reader.expand_prefix(field, prefix):
                yield term.decode()

    def stored(self, number: int) -> StoredParagraph:
        with damage_reported(self._language):
            return StoredParagraph.unpack(self._reader.stored_fields(number)["record"])

    def places(self) -> Sequence[int]:
        """The place of every paragraph in its document, also of deleted ones."""
        content = array("I", self._column("place"))
        if byteorder == "little":  # columns have the highest byte first
            content.byteswap()
        return content

    @cached_property
    def _dates(self) -> bytes:
        return self._column("date")

    @cached_property
    def _text_keys(self) -> bytes:
        return self._column("text_key")

    @cached_property
    def _gist_keys(self) -> bytes:
        return self._column("gist_key")

    @cached_property
    def _series_keys(self) -> bytes:
        return self._column("series_key")

    def _column(self, name: str) -> bytes:
        with damage_reported(self._language):
            if not self._reader.has_column(name):
                return b""
            column = self._reader.column_reader(name, translate=False)
            return bytes(column._dbfile.get(column._basepos, column._count * column._fixedlen))

    def _blocks(
        self, field: str, term: str | int
    ) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
        with damage_reported(self._language):
            key = self._reader.schema[field]
            try:
                matcher = self._reader._terms.matcher(field, key.to_bytes(term), key.format)
            except TermNotFound:
                return
            if not hasattr(matcher, "_next_block"):
                # A few postings lie in the dictionary of terms, all in one block.
                yield matcher._ids, matcher._weights
                return
            while matcher.is_active():
                matcher._read_data()
                matcher._read_weights()
                # The distances between numbers, which Whoosh would add up one by one.
                yield list(accumulate(matcher._data[0])), matcher._weights
                matcher._next_block()
