"""British and American spellings find each other, and what is typed comes first."""

from collections.abc import Callable

import pytest

from corpus.model import Language
from search.engine import Engine
from search.question import SearchRequest
from search.spelling import other_spellings


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organise", "organize"),
        ("organised", "organized"),
        ("organisations", "organizations"),
        ("criminalisation", "criminalization"),
        ("analysed", "analyzed"),
        ("labour", "labor"),
        ("behavioural", "behavioral"),
        ("neighbouring", "neighboring"),
        ("defence", "defense"),
        ("offences", "offenses"),
        ("licences", "licenses"),
        ("programmes", "programs"),
        ("centre", "center"),
        ("centred", "centered"),
        ("judgement", "judgment"),
        ("counselling", "counseling"),
        ("counsellor", "counselor"),
        ("travellers", "travelers"),
        ("fulfilment", "fulfillment"),
        ("enrolment", "enrollment"),
        ("catalogue", "catalog"),
    ],
)
def test_each_leads_to_the_other(british: str, american: str) -> None:
    assert american in other_spellings(british)
    assert british in other_spellings(american)


@pytest.mark.parametrize(
    "word",
    ["four", "tour", "court", "prison", "wise", "rise", "size", "laboratory", "actor", "here"],
)
def test_other_words_have_one_spelling(word: str) -> None:
    assert not list(other_spellings(word))


def test_what_is_typed_comes_first(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(
        "Notes the fight against organized crime and organs;",
        "Notes the fight against organised crime;",
        "Notes the organs of the State;",
        *["Notes other matters;"] * 9,
        language=Language.EN,
    )

    def paths(query: str) -> list[str]:
        hits = engine.search(SearchRequest(query, (Language.EN,))).hits
        return [hit.id.partition("#")[2] for hit in hits]

    assert paths("organised") == ["op2", "op1"]
    assert paths("organised crime")[:2] == ["op2", "op1"]
    assert paths("organized crime")[:2] == ["op1", "op2"]
    assert paths('"organised"') == ["op2"]
    assert paths("crime NOT organised") == []


def test_the_other_spelling_is_highlighted_and_not_said_to_be_missing(
    engine_of: Callable[..., Engine],
) -> None:
    engine = engine_of("Notes forced labour;", "Notes other matters;", language=Language.EN)
    results = engine.search(SearchRequest("labor", (Language.EN,)))
    (hit,) = results.hits
    assert [hit.text[slice(*span)] for span in hit.highlights] == ["labour"]
    assert not results.notes
