"""A query in the words of another language, on the built-in sample."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import Language
from search.engine import Engine
from search.library import open_library
from search.question import SearchRequest
from search.translate import wording_in


@pytest.fixture(scope="module")
def sample_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("nothing")
    with Engine(open_library(folder, lambda _: None).index_folder) as engine:
        yield engine


def test_a_name_is_translated_by_the_vocabulary(sample_engine: Engine) -> None:
    request = SearchRequest('"restorative justice"', (Language.ZH,), translate=True)
    found = sample_engine.search(request)
    assert found.hits
    assert all("恢复性司法" in hit.text for hit in found.hits)
    assert any("restorative justice → 恢复性司法" in note for note in found.notes)


def test_without_it_a_query_is_searched_as_typed(sample_engine: Engine) -> None:
    found = sample_engine.search(SearchRequest('"restorative justice"', (Language.ZH,)))
    assert not found.hits


def test_what_is_excluded_is_translated_where_it_stands(sample_engine: Engine) -> None:
    request = SearchRequest("监狱 NOT 过度拥挤", (Language.EN,), translate=True)
    found = sample_engine.search(request)
    assert found.hits
    assert not any("overcrowding" in hit.text for hit in found.hits)


def test_the_corpus_is_its_own_dictionary(sample_engine: Engine) -> None:
    chinese, english = (sample_engine._reader(each) for each in (Language.ZH, Language.EN))
    assert wording_in(english, "监狱", chinese) in {"prison", "prisons"}
    assert wording_in(english, "无此词语", chinese) is None


def test_of_all_languages_the_own_comes_first(sample_engine: Engine) -> None:
    found = sample_engine.search(SearchRequest("恢复性司法", translate=True))
    assert found.hits[0].language is Language.ZH
    assert {hit.language for hit in found.hits} > {Language.ZH}
