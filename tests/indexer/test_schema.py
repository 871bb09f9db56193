"""The fields of the index, and what they make of values."""

import pickle
import re

import pytest

from corpus.model import Language
from indexer import schema as schema_module
from indexer.schema import ContextField, PositionList, TermsField, WordsField, schema


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


def test_words_have_their_positions() -> None:
    postings = {
        term: (count, weight, PositionList().decode_positions(value))
        for term, count, weight, value in WordsField(Language.EN).index("crime and crimes")
    }
    assert postings == {
        b"crime": (2, 2.0, [0, 2]),
        b"=crime": (1, 1.0, [0]),
        b"=crimes": (1, 1.0, [2]),
        b"and": (1, 1.0, [1]),
        b"=and": (1, 1.0, [1]),
    }


@pytest.mark.parametrize("positions", [[], [0], [0, 1, 1, 65535]])
def test_positions_round_trip(positions: list[int]) -> None:
    value = PositionList().encode(positions)
    assert PositionList().decode_positions(value) == positions
    assert PositionList().decode_frequency(value) == len(positions)
    assert PositionList().decode_weight(value) == len(positions)


def test_words_beyond_the_last_position_share_it() -> None:
    ((_, count, _, value), *_) = WordsField(Language.ZH).index("1 " * 65540)
    positions = PositionList().decode_positions(value)
    assert count == 65540
    assert positions[65534:] == [65534, 65535, 65535, 65535, 65535, 65535]


def test_context_counts_without_exact_forms() -> None:
    postings = ContextField(Language.EN).index("crimes and crime")
    assert set(postings) == {(b"crime", 2, 2.0, b""), (b"and", 1, 1.0, b"")}


def test_terms_are_taken_as_they_are() -> None:
    assert list(TermsField().index(("crime prevention", "A/RES/55/25"))) == [
        (b"crime prevention", 1, 1.0, b""),
        (b"A/RES/55/25", 1, 1.0, b""),
    ]
