"""Facets against the totals of the searches that they promise."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.model import Language, Subject
from indexer.series import series_stem
from search.engine import Engine
from search.grammar import parse_field
from search.query import FieldName
from search.question import SearchRequest
from search.results import FacetName, SearchResults
from tests.resolutions import paragraph, resolution

ZH, EN = Language.ZH, Language.EN


@pytest.fixture(scope="module")
def engine(make_engine: Callable[..., Engine]) -> Engine:
    def one(session: int, language: Language, number: int, title: str, text: str) -> object:
        verb = text[:2] if language is ZH else text.split(" ", maxsplit=1)[0]
        return resolution(
            f"A/RES/{session}/{number}",
            language,
            (
                paragraph("title", title),
                paragraph("pp1", "回顾监狱决议，", verb="回顾"),
                paragraph("op1", text, verb=verb),
                paragraph("op2", "敦促会员国改革监狱；", verb="敦促"),
            ),
            title=title,
            adopted=date(1044 + session, 12, number),
            subjects=(Subject("PRISONS", "UNBIS"),) if number == 1 else (),
        )

    return make_engine(
        [
            *(
                one(n, ZH, 1, f"第{n - 950}届监狱大会的后续行动", "请秘书长报告监狱；")
                for n in (970, 971, 972)
            ),
            one(973, ZH, 2, "少年司法和监狱", "请秘书长报告监狱；"),
            one(970, EN, 1, "Follow-up to the Twentieth Congress", "Requests a report on 监狱;"),
        ]
    )


def counts(results: SearchResults, name: FacetName) -> dict[str, int]:
    assert results.facets is not None
    return {each.value: each.count for each in results.facets[name]}


FILTERS = {
    FacetName.ORGAN: FieldName.ORGAN,
    FacetName.YEAR: FieldName.YEAR,
    FacetName.SESSION: FieldName.SESSION,
    FacetName.KIND: FieldName.KIND,
    FacetName.VERB: FieldName.VERB,
    FacetName.ACTION: FieldName.ACTION,
    FacetName.LANGUAGE: FieldName.LANG,
}


@pytest.mark.parametrize("fold", [True, False])
@pytest.mark.parametrize("name", FILTERS)
def test_a_value_counts_what_asking_for_it_leaves(
    engine: Engine, name: FacetName, fold: bool
) -> None:
    everywhere = SearchRequest("监狱", (ZH, EN), facets=True, fold=fold, limit=1)
    values = counts(engine.search(everywhere), name)
    assert values
    for value, count in values.items():
        only = (parse_field(FILTERS[name], value),)
        left = engine.search(SearchRequest("监狱", (ZH, EN), only, fold=fold))
        assert left.total == count, value


def test_subjects_and_series_count_the_paragraphs_of_their_resolutions(engine: Engine) -> None:
    results = engine.search(SearchRequest("监狱", (ZH,), facets=True, fold=False))
    assert counts(results, FacetName.SUBJECT) == {"prisons": 12}
    # Called by its newest title.
    series = counts(results, FacetName.SERIES)
    assert series == {"第22届监狱大会的后续行动": 12, "少年司法和监狱": 4}


def test_the_most_frequent_value_comes_first_and_none_is_counted_unasked(engine: Engine) -> None:
    results = engine.search(SearchRequest("监狱", (ZH,), facets=True, fold=False))
    assert results.facets is not None
    for each in results.facets.values():
        numbers = [count.count for count in each]
        assert numbers == sorted(numbers, reverse=True)
    assert engine.search(SearchRequest("监狱")).facets is None
    nothing = engine.search(SearchRequest("鲸鱼", (ZH,), facets=True)).facets
    assert nothing is not None
    assert not any(nothing.values())


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (EN, "Preparations for the Fourteenth Congress", "Preparations for the Fifteenth Congress"),
        (EN, "Strategy against crime: first review", "Strategy against crime: twenty-first review"),
        (Language.FR, "Suites du quatorzième Congrès", "Suites du vingt et unième Congrès"),
        (Language.ES, "Seguimiento del 14º Congreso", "Seguimiento del 15º Congreso"),
        (Language.ES, "Seguimiento del Décimo Congreso", "Seguimiento del Noveno Congreso"),
        (Language.RU, "Итоги четырнадцатого Конгресса", "Итоги пятнадцатого Конгресса"),
        (Language.AR, "متابعة المؤتمر الرابع عشر", "متابعة المؤتمر الخامس عشر"),
        (ZH, "第十四届大会的后续行动", "第15届大会的后续行动"),
    ],
)
def test_titles_of_a_series(language: Language, one: str, other: str) -> None:
    assert series_stem(one, language) == series_stem(other, language) != ""


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (EN, "Report: prisons", "Report: juvenile justice"),  # nothing but a head word
        (EN, "Trafficking in women", "Trafficking in women and girls"),
        (ZH, "监狱改革", "监狱管理"),
    ],
)
def test_titles_of_two_series(language: Language, one: str, other: str) -> None:
    assert series_stem(one, language) != series_stem(other, language)
