"""Words that only ask: known in the form that queries have them in, and without weight."""

from collections.abc import Callable

import pytest

from corpus.model import Language
from indexer.analysis import Mode, analyse
from search.asking import asking_words, only_asks
from search.compile import words_of
from search.engine import Engine
from search.question import SearchRequest

EngineOf = Callable[..., Engine]


@pytest.mark.parametrize("language", [language for language in Language if language != "zh"])
def test_the_words_are_in_the_form_of_the_analysis(language: Language) -> None:
    for word in asking_words(language):
        exact = [token.text for token in analyse(word, language, Mode.QUERY)][-1]
        assert exact.removeprefix("=") == word


@pytest.mark.parametrize(
    ("language", "query", "telling"),
    [
        (Language.EN, "Who pays for the court?", ["pays", "court"]),
        (Language.FR, "où vont les avoirs gelés ?", ["vont", "avoirs", "geles"]),
        (Language.ES, "¿cómo se protege a los testigos?", ["protege", "testigos"]),
        (Language.RU, "кто должен отчитываться", ["отчитываться"]),
        (Language.AR, "من يمول المحكمة", ["يمول", "المحكمه"]),
    ],
)
def test_what_is_left_of_a_question(language: Language, query: str, telling: list[str]) -> None:
    words = words_of(query, language)
    left = [word[-1].removeprefix("=") for word in words if not only_asks(word, language)]
    assert left == telling


def test_a_word_that_only_asks_does_not_outweigh_what_it_asks_for(engine_of: EngineOf) -> None:
    engine = engine_of(
        "请各国说明以哪些方式开展工作",
        "请各国保护证人",
        *["请各国开展工作并保护难民"] * 8,
    )
    hits = engine.search(SearchRequest("哪些国家保护证人")).hits
    assert hits[0].text == "请各国保护证人"
    assert all("哪些" not in hit.text for hit in hits[:2])


def test_asking_words_alone_are_found(engine_of: EngineOf) -> None:
    engine = engine_of("who did what", "nothing of the kind", language=Language.EN)
    assert [hit.text for hit in engine.search(SearchRequest("who what")).hits] == ["who did what"]
