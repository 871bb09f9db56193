"""Postings on their way into a segment of an index, gathered and written by term.

Whoosh sorts all postings of a segment and writes them one by one, for documents may come in any
order and may have values at each of their places. Here they come in the order of their numbers and
say no more than how often a term stands in them: only the terms need sorting, and what belongs to
a term is written at once. The files are the same, byte for byte.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import sub
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter

# A segment has fewer documents (indexer.build), so that a term's postings are one block. With
# Whoosh's 128, opening blocks takes most of the reading.
_POSTINGS_A_BLOCK = 1 << 16

_TermPostings = tuple[bytes, "array[int]", "array[float]"]  # term, documents' numbers, weights


class TermPool:
    """The postings of one segment, in memory: in place of Whoosh's `PostingPool`."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[bytes, tuple[array[int], array[float]]]] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting: field, term, document's number, weight, and a value, which is empty.

        The numbers of a term's documents must rise.
        """
        field, term, number, weight, _ = posting
        terms = self._fields.get(field)
        if terms is None:
            terms = self._fields[field] = {}
        known = terms.get(term)
        if known is None:
            known = terms[term] = array("I"), array("f")
        known[0].append(number)
        known[1].append(weight)

    def iter_postings(self) -> Iterator[tuple[str, Iterator[_TermPostings]]]:
        """Yield each field with its terms and their postings, in order."""
        for field in sorted(self._fields):
            terms = self._fields[field]
            yield field, ((term, *terms[term]) for term in sorted(terms))

    def cleanup(self) -> None:
        """Do nothing: there are no files."""


class WholePostingsCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec for what a `TermPool` has, tuned for a search that reads whole postings.

    Terms do not note how long the texts are that have them: only Whoosh's own scoring reads that,
    and finding it out takes a fifth of a build. Blocks are not compressed.
    """

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=_POSTINGS_A_BLOCK, compression=0)

    def __reduce__(self) -> tuple[type[Any], tuple[int, int]]:
        """A segment names its codec: to whoever reads it, it is Whoosh's own."""
        return W3Codec, (self._blocklimit, self._compression)

    def field_writer(self, storage: Any, segment: Any) -> "_FieldWriter":
        """Return what writes the terms of a segment."""
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> "_PostingsWriter":
        """Return what writes the postings of a term."""
        return _PostingsWriter(
            dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit
        )


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(
        self, schema: Any, _lengths: Any, items: Iterable[tuple[str, Iterable[_TermPostings]]]
    ) -> None:
        for field, terms in items:
            self.start_field(field, schema[field])
            for term, numbers, weights in terms:
                self.start_term(term)
                self._postwriter.add_all(numbers, weights)
                self.finish_term()
            self.finish_field()


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    def add_all(self, numbers: "array[int]", weights: "array[float]") -> None:
        """Take all postings of a term."""
        if len(numbers) > self._blocklimit:
            for number, weight in zip(numbers, weights, strict=True):
                self.add_posting(number, weight, b"")
            return
        self._ids, self._weights, self._maxweight = numbers, weights, max(weights)

    def _mini_ids(self) -> tuple[int, ...]:
        return tuple(map(sub, self._ids, chain((0,), self._ids)))

    def _mini_weights(self) -> float | tuple[float, ...] | None:
        first = self._weights[0]
        if self._weights.count(first) == len(self._weights):
            return None if first == 1.0 else first
        return tuple(self._weights)
