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
            subjects=(
                (Subject("PRISONS", "UNBIS"), Subject("poverty", "UNBIS"))
                if number == 1
                else (Subject("prisons", "UNBIS"),)
            ),
            agenda_item="19 (c)" if number == 1 else "107",
            agenda_item_name="预防犯罪" if language is ZH else "Crime prevention",
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
    # What a program sorts under a label is told apart from what a librarian does.
    assert counts(results, FacetName.TOPIC) == {"poverty": 12, "prisons": 4}
    # Called by its newest title.
    series = counts(results, FacetName.SERIES)
    assert series == {"第22届监狱大会的后续行动": 12, "少年司法和监狱": 4}


@pytest.mark.parametrize(
    ("field", "value", "total"),
    [
        (FieldName.SUBJECT, "prisons", 12),
        (FieldName.SUBJECT, "监狱", 12),
        (FieldName.SUBJECT, "poverty", 12),  # no heading: a program's label will do
        (FieldName.SUBJECT, "ships", 0),
        (FieldName.AGENDA, "19", 12),
        (FieldName.AGENDA, "19c", 12),
        (FieldName.AGENDA, "item 19 (d)", 0),
        (FieldName.AGENDA, "107", 4),
        (FieldName.AGENDA, "预防犯罪", 16),
        (FieldName.AGENDA, "犯罪预防", 0),
    ],
)
def test_conditions_on_the_subject_and_the_agenda(
    engine: Engine, field: FieldName, value: str, total: int
) -> None:
    only = (parse_field(field, value),)
    assert engine.search(SearchRequest("监狱", (ZH,), only, fold=False)).total == total


def test_words_of_the_name_of_an_agenda_item_are_whole(engine: Engine) -> None:
    for value, total in (("crime", 4), ("prevention", 4), ("prevent", 0), ("crime prevention", 4)):
        only = (parse_field(FieldName.AGENDA, value),)
        assert engine.search(SearchRequest("", (EN,), only, fold=False)).total == total, value


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (
            FieldName.SUBJECT,
            "prizons",
            "Nearest subject headings to prizons: prisons (12 paragraphs).",
        ),
        (FieldName.SUBJECT, "监獄们", "Nearest subject headings to 监獄们: 监狱 (12 paragraphs)."),
        (FieldName.SUBJECT, "тюрма", "Nearest subject headings to тюрма: тюрьмы (12 paragraphs)."),
        (FieldName.ORGAN, "HRC", "Held are the organs GA."),
        (FieldName.SESSION, "77", "Held are the sessions 970, 971, 972, 973."),
        (FieldName.YEAR, "1999", "Held are the years 2014, 2015, 2016, 2017."),
        (FieldName.VERB, "敦請促", "Nearest opening phrases to 敦請促: 敦促 (4 paragraphs)."),
        (
            FieldName.AGENDA,
            "预防刑事犯罪",
            "Nearest agenda items to 预防刑事犯罪: 预防犯罪 (16 paragraphs).",
        ),
        (
            FieldName.SUBJECT,
            "whales",
            "Nothing held is near to whales; the commonest subject headings: prisons.",
        ),
        (FieldName.CITES, "67/186", "Nothing that is held cites A/RES/67/186."),
    ],
)
def test_what_is_held_is_said_where_nothing_meets_a_condition(
    engine: Engine, field: FieldName, value: str, said: str
) -> None:
    only = (parse_field(field, value),)
    assert said in engine.search(SearchRequest("监狱", (ZH,), only)).suggestions


def test_nothing_is_said_of_conditions_that_are_met(engine: Engine) -> None:
    only = (parse_field(FieldName.SUBJECT, "prisons"), parse_field(FieldName.YEAR, "2017"))
    (suggestion,) = engine.search(SearchRequest("监狱", (ZH,), only)).suggestions
    assert suggestion.startswith("Without ")


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
