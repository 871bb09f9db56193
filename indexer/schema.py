"""The fields of an index: one Whoosh document a paragraph, one index a language.

===========  ==========  ==========================================================================
field        kept as     why
===========  ==========  ==========================================================================
key          term        the paragraph id; unique, so that `check` can tell a paragraph held twice
symbol       term        `--in`, queries that are a symbol, and replacing a changed resolution
words        postings    ranking by words, with how often they stand in the text; where they stand
                         is asked of the text itself
title_words  postings    the title of the resolution, so that a paragraph is found by its subject
heading_words  postings  the headings that it stands under: an article does not repeat its title
lead_words   postings    the paragraphs that lead in to this one: a subparagraph often names neither
                         who acts nor on what
exact        column      the normalised text in UTF-8, for searching characters (decision 0002)
text_key     column      equal for paragraphs whose texts differ at most in punctuation, spaces and
                         case: folding the yearly repetitions of a paragraph
gist_key     column      equal for paragraphs that differ at most in numbers, dates and ordinals too
series_key   column      equal for the resolutions of a series: `--fold similar` compares those
kind         term        `--kind`; also a prior of the ranking
quotes       term        "title" where the text has the title of its own resolution in it, as where
                         an item of the next agenda is named: a prior of the ranking
verb         term        `--verb`, normalised
action       term        `--action`: what the opening phrase does, in any language
organ        term        `--organ`
session      term        `--session`
number       term        finding a paragraph by its printed number
subject      term        `--subject`, one normalised heading of the library's catalogue a term
about        term        the same headings, of a document's first paragraph only: counting documents
                         by subject without reading a posting a paragraph
topic        term        other labels, of a document's first paragraph only: those of programs
agenda       term        `--agenda-item`: numbers and the name of the items, normalised
cites        term        `--cites`, one canonical symbol a term
year         term,       `--year`
             column
place        column      where the paragraph stands in its document, from 1: its neighbours count a
                         little in the ranking
date         column      order by date; which of equal paragraphs is newest (yyyymmdd or 0)
record       stored      all that a hit shows (`documents.StoredParagraph`)
===========  ==========  ==========================================================================

The schema is pickled into every index with the field objects below: they hold next to nothing, and
may not move to another module without a new `SCHEMA_VERSION`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from whoosh import columns, fields, formats

from corpus.model import Language
from indexer.analysis import EXACT, Mode, analyse
from indexer.documents import KEY_BYTES

SCHEMA_VERSION = 10
"""Changes with anything that makes an older index unusable: fields, analysis, normalisation,
the words of `corpus.actions`."""

_Posting = tuple[bytes, int, float, bytes]


class WordsField(fields.FieldType):  # type: ignore[misc]
    """The words of a normalised text: how often each stands in it, not where."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.format = formats.Existence()

    def index(self, value: str, **_: Any) -> Iterator[_Posting]:
        """One posting a term: the term, how often, its weight."""
        counts: dict[str, int] = {}
        for token in analyse(value, self.language, Mode.INDEX):
            counts[token.text] = counts.get(token.text, 0) + 1
        for text, count in counts.items():
            yield text.encode(), count, float(count), b""


class ContextField(fields.FieldType):  # type: ignore[misc]
    """The words of a normalised text that many paragraphs share: how often, not where.

    Without the exact forms: the context says what a paragraph is about, not in which words.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.format = formats.Existence()

    def index(self, value: str, **_: Any) -> Sequence[_Posting]:
        """One posting a term: the term, how often, its weight."""
        return _context_postings(value, self.language)


@lru_cache(maxsize=64)
def _context_postings(text: str, language: Language) -> tuple[_Posting, ...]:
    counts: dict[str, int] = {}
    for token in analyse(text, language, Mode.INDEX):
        if not token.text.startswith(EXACT):
            counts[token.text] = counts.get(token.text, 0) + 1
    return tuple((term.encode(), n, float(n), b"") for term, n in counts.items())


class TermsField(fields.FieldType):  # type: ignore[misc]
    """Terms that are given as they are: exact values to filter by."""

    def __init__(self, *, unique: bool = False) -> None:
        self.format = formats.Existence()
        self.unique = unique

    def index(self, value: Iterable[str], **_: Any) -> Iterator[_Posting]:
        """One posting for each of the terms, which must differ."""
        for term in value:
            yield term.encode(), 1, 1.0, b""


def schema(language: Language) -> fields.Schema:
    """The fields of the index of one language."""
    return fields.Schema(
        key=TermsField(unique=True),
        symbol=TermsField(),
        words=WordsField(language),
        title_words=ContextField(language),
        heading_words=ContextField(language),
        lead_words=ContextField(language),
        exact=fields.COLUMN(columns.VarBytesColumn()),
        text_key=fields.COLUMN(columns.FixedBytesColumn(KEY_BYTES)),
        gist_key=fields.COLUMN(columns.FixedBytesColumn(KEY_BYTES)),
        series_key=fields.COLUMN(columns.FixedBytesColumn(KEY_BYTES)),
        kind=TermsField(),
        quotes=TermsField(),
        verb=TermsField(),
        action=TermsField(),
        organ=TermsField(),
        session=TermsField(),
        number=TermsField(),
        subject=TermsField(),
        about=TermsField(),
        topic=TermsField(),
        agenda=TermsField(),
        cites=TermsField(),
        year=fields.NUMERIC(int, signed=False, shift_step=0, sortable=True, default=0),
        place=fields.COLUMN(columns.NumericColumn("I", default=0)),
        date=fields.COLUMN(columns.NumericColumn("I", default=0)),
        record=fields.STORED(),
    )
