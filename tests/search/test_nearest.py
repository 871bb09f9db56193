from collections.abc import Callable

import pytest

from corpus.model import Language
from search.engine import Engine
from search.nearest import nearest
from search.question import SearchRequest

EngineOf = Callable[..., Engine]


@pytest.mark.parametrize(
    "typed",
    [
        "恢复性司发",  # another character
        "恢复性法司",  # two that changed places
        "恢复性的司法",  # one too many
        "恢性司法",  # one too few
    ],
)
def test_a_slip_in_chinese(engine_of: EngineOf, typed: str) -> None:
    engine = engine_of("鼓励会员国采用恢复性司法；", "促进司法协助；")
    reader = engine._reader(Language.ZH)
    assert "恢复性司法" in [each.text for each in nearest(typed, reader)]


@pytest.mark.parametrize("typed", ["联合国", "司发", "恢复性司法，", "x" * 30])
def test_what_is_no_slip(engine_of: EngineOf, typed: str) -> None:
    engine = engine_of("鼓励会员国采用恢复性司法；")
    assert not nearest(typed, engine._reader(Language.ZH))


def test_words_are_named_with_their_paragraphs(engine_of: EngineOf) -> None:
    texts = ("Urges States to counter trafficking;", "Notes trafficking routes;", "Notes traffic;")
    engine = engine_of(*texts, language=Language.EN)
    found = engine.search(SearchRequest("traficking", (Language.EN,)))
    assert found.suggestions[0] == "Nearest to traficking: trafficking (2 paragraphs)."


def test_what_is_held_gets_no_advice(engine_of: EngineOf) -> None:
    engine = engine_of("Urges States to counter trafficking;", language=Language.EN)
    found = engine.search(SearchRequest("counter trafficking", (Language.EN,)))
    assert not [each for each in found.suggestions if each.startswith("Nearest")]
