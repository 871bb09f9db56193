"""The fields of the index, and what they make of values."""

import pickle
import re

import pytest

from corpus.model import Language
from indexer import schema as schema_module
from indexer.schema import ContextField, TermsField, WordsField, schema


def test_the_table_names_every_field() -> None:
    table = schema_module.__doc__ or ""
    rows = {
        match[1]
        for match in re.finditer(r"^(\w+)  +\w+", table, re.MULTILINE)
        if match[1] != "field"
    }
    assert rows == set(schema(Language.ZH).names())


@pytest.mark.parametrize("language", Language)
def test_schema_is_small_when_pickled_and_comes_back(language: Language) -> None:
    data = pickle.dumps(schema(language))
    assert len(data) < 6000
    back = pickle.loads(data)
    assert back.names() == schema(language).names()
    assert back["words"].language is language


def test_words_are_counted_with_their_exact_forms() -> None:
    assert set(WordsField(Language.EN).index("crime and crimes")) == {
        (b"crime", 2, 2.0, b""),
        (b"=crime", 1, 1.0, b""),
        (b"=crimes", 1, 1.0, b""),
        (b"and", 1, 1.0, b""),
        (b"=and", 1, 1.0, b""),
    }


def test_context_counts_without_exact_forms() -> None:
    postings = ContextField(Language.EN).index("crimes and crime")
    assert set(postings) == {(b"crime", 2, 2.0, b""), (b"and", 1, 1.0, b"")}


def test_terms_are_taken_as_they_are() -> None:
    assert list(TermsField().index(("crime prevention", "A/RES/55/25"))) == [
        (b"crime prevention", 1, 1.0, b""),
        (b"A/RES/55/25", 1, 1.0, b""),
    ]
