"""What breaks Chinese and six-language search: each known case, and the test that holds it.

The cases are rows of a page of measured facts (`search-pitfalls.md`, section 2). `COVERED` is the
one place that says where each is tested: by a test elsewhere or by one below. The sentences are
ours.
"""

import importlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from corpus.model import Citation, Language, Resolution
from search.engine import Engine
from search.question import SearchRequest
from search.results import Match, SearchResults
from search.snippets import snippet
from search.terminal import columns
from tests.resolutions import paragraph, resolution

MakeEngine = Callable[[Iterable[Resolution]], Engine]
EngineOf = Callable[..., Engine]
ZH, EN, FR, RU, AR = Language.ZH, Language.EN, Language.FR, Language.RU, Language.AR

_TYPED = "test_engine::test_found_as_typed"
_WORDS = "test_engine::test_found_by_words"
_NOT = "test_engine::test_not_found"
_SCRIPTS = "test_engine::test_found_in_other_scripts"
_SYMBOLS = "test_pitfalls::test_a_symbol_finds_only_its_document"
_ODD = "test_pitfalls::test_an_odd_query_is_read_and_explained"

COVERED = {
    **dict.fromkeys((1, 2, 3, 4, 5, 6, 7, 8, 9), (_TYPED,)),
    10: (_WORDS, _NOT, "test_engine::test_suggestions"),
    11: (_WORDS, _NOT),
    **dict.fromkeys((12, 13, 14, 15, 16, 17, 18), (_TYPED,)),
    19: (_SYMBOLS, _NOT, "test_engine::test_a_symbol_is_not_found_in_a_longer_one"),
    20: (_SYMBOLS,),
    21: ("test_pitfalls::test_a_beginning_of_a_symbol", "test_engine::test_a_beginning_of_symbols"),
    22: (_TYPED, "test_pitfalls::test_a_letter_in_brackets_is_found_as_typed"),
    23: (_TYPED, "test_pitfalls::test_the_numeral_of_another_session_is_not_found"),
    24: (_TYPED,),
    25: (_SCRIPTS, "test_pitfalls::test_every_script_has_words"),
    26: (_SCRIPTS, "test_pitfalls::test_accents_are_no_ends_of_words"),
    27: ("test_pitfalls::test_organs_come_before_organizations",),
    28: ("test_pitfalls::test_a_chinese_field_is_a_field",),
    29: (_WORDS, "test_pitfalls::test_chinese_punctuation_parts_no_words"),
    30: (_TYPED, "test_pitfalls::test_chinese_quotation_marks_quote"),
    31: (_ODD, "test_grammar::test_nothing_is_dropped_silently"),
    32: (_ODD, "test_engine::test_a_query_that_says_nothing_is_not_understood"),
    33: (_ODD,),
    34: ("test_pitfalls::test_a_snippet_of_a_long_paragraph_is_short",),
    35: ("test_pitfalls::test_overlapping_words_are_one_highlight",),
}


@pytest.mark.shared
def test_every_row_is_covered(shared_docs: Path) -> None:
    page = (shared_docs / "search-pitfalls.md").read_text(encoding="utf-8")
    rows = {int(number) for number in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert rows == set(COVERED)


@pytest.mark.parametrize("name", sorted({name for names in COVERED.values() for name in names}))
def test_every_named_test_is_there(name: str) -> None:
    module, function = name.split("::")
    assert callable(getattr(importlib.import_module(f"tests.search.{module}"), function))


def search(engine: Engine, query: str, **wishes: object) -> SearchResults:
    return engine.search(SearchRequest(query, limit=1000, fold=False, **wishes))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def symbols(make_engine: MakeEngine) -> Engine:
    cites = (Citation((1, 6), "985/25", "A/RES/985/25"),)
    documents = ("A/RES/985/5", "A/RES/985/25", "A/RES/985/9", "A/RES/925/985")
    return make_engine(
        [
            *(
                resolution(symbol, ZH, (paragraph("op1", "决定改革监狱；"),))
                for symbol in documents
            ),
            resolution(
                "A/RES/986/1", ZH, (paragraph("pp1", "回顾第985/25号决议，", citations=cites),)
            ),
        ]
    )


@pytest.mark.parametrize("query", ["A/RES/985/5", '"A/RES/985/5"', "985/5", "第985/5号决议"])
def test_a_symbol_finds_only_its_document(symbols: Engine, query: str) -> None:
    assert {hit.symbol for hit in search(symbols, query).hits} == {"A/RES/985/5"}


@pytest.mark.parametrize("query", ["985/2*", "A/RES/985/2*"])
def test_a_beginning_of_a_symbol(symbols: Engine, query: str) -> None:
    found = {hit.symbol for hit in search(symbols, query).hits}
    assert "A/RES/985/25" in found
    assert not found & {"A/RES/985/5", "A/RES/985/9", "A/RES/925/985"}


def test_a_letter_in_brackets_is_found_as_typed(engine_of: EngineOf) -> None:
    engine = engine_of("按照上文(e)项行事", "按照上文(f)项行事", "上文e项")
    for query in ('"(e)"', "上文(e)项"):
        (hit,) = [hit for hit in search(engine, query).hits if hit.match is Match.EXACT]
        assert hit.id.endswith("#op1")


def test_the_numeral_of_another_session_is_not_found(engine_of: EngineOf) -> None:
    engine = engine_of("提交第六十八届会议", "提交第七十八届会议", "提交第68届会议")
    exact = [h.id for h in search(engine, "第68届会议").hits if h.match is Match.EXACT]
    assert sorted(id.partition("#")[2] for id in exact) == ["op1", "op3"]


@pytest.mark.parametrize(
    ("language", "query", "text"),
    [(RU, "преступность", "борьба с преступностью"), (AR, "جريمة", "منع الجريمة")],
)
def test_every_script_has_words(
    engine_of: EngineOf, language: Language, query: str, text: str
) -> None:
    assert search(engine_of(text, language=language), query, languages=(language,)).total == 1


def test_accents_are_no_ends_of_words(engine_of: EngineOf) -> None:
    engine = engine_of("la justice pénale", "la criminalité", "nale et penal", language=FR)
    for query, path in (("pénale", "op1"), ("criminalité", "op2")):
        first = search(engine, query, languages=(FR,)).hits[0]
        assert (first.id.partition("#")[2], first.match) == (path, Match.EXACT)
    assert all(h.match is Match.WORDS for h in search(engine, "criminalit", languages=(FR,)).hits)


def test_organs_come_before_organizations(engine_of: EngineOf) -> None:
    texts = (
        "trafficking by criminal organizations",
        "trafficking in human organs",
    )
    engine = engine_of(*texts, "preventing organ trafficking", language=EN)
    hits = search(engine, "organ trafficking", languages=(EN,)).hits
    assert hits[0].id.endswith("#op3")
    assert [hit.match for hit in hits[1:]] == [Match.WORDS] * len(hits[1:])
    quoted = search(engine, '"organ trafficking"', languages=(EN,)).hits
    assert [hit.id.partition("#")[2] for hit in quoted] == ["op3"]


def test_a_chinese_field_is_a_field(engine_of: EngineOf) -> None:
    engine = engine_of("主题是腐败")
    results = search(engine, "主题:腐败")
    assert results.total == 0
    assert "subject:腐败" in results.read_as
    unknown = search(engine, "颜色:腐败")
    assert unknown.hits
    assert any("颜色" in note for note in unknown.notes)


def test_chinese_punctuation_parts_no_words(engine_of: EngineOf) -> None:
    engine = engine_of("请：秘书长提交报告", "请秘书长提交报告")
    exact = [hit.id for hit in search(engine, "请：秘书长").hits if hit.match is Match.EXACT]
    assert [id.partition("#")[2] for id in exact] == ["op1"]


@pytest.mark.parametrize("query", ["“网络犯罪”", "「网络犯罪」", "『网络犯罪』", '"网络犯罪"'])
def test_chinese_quotation_marks_quote(engine_of: EngineOf, query: str) -> None:
    engine = engine_of("打击网络犯罪", "利用网络实施犯罪")
    assert [hit.id.partition("#")[2] for hit in search(engine, query).hits] == ["op1"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('"未闭合', "quot"),
        ("(犯罪", "parenthes"),
        ("和", ""),
        ("AND", "AND"),
        ("的", "stands in"),
        ("y:>2020", "y"),
        ("year:abc", "year"),
        ("{a", ""),
        ("[2001]", ""),
    ],
)
def test_an_odd_query_is_read_and_explained(engine_of: EngineOf, query: str, told: str) -> None:
    texts = [f"未闭合的犯罪第{n}类" for n in range(1, 12)]
    results = search(engine_of(*texts), query)
    said = (*results.notes, *results.suggestions)
    assert results.hits or said, "nothing and no reason"
    assert not told or any(told in each for each in said), said


def test_a_snippet_of_a_long_paragraph_is_short() -> None:
    text = "强调必须加强合作，" * 30 + "并防止贩运人口；" + "请各国提供资料，" * 30
    at = text.index("贩运人口")
    shown = snippet(text, ((at, at + 4),), 60)
    assert columns(shown.text) <= 60
    ((start, end),) = shown.highlights
    assert shown.text[start:end] == "贩运人口"
    assert shown.text.removeprefix("…")[0] not in "，；。"
    assert shown.text.removesuffix("…")[-1] in "，；。"


def test_overlapping_words_are_one_highlight(engine_of: EngineOf) -> None:
    (hit,) = search(engine_of("加强技术合作能力建设"), "技术合作能力").hits
    assert [hit.text[start:end] for start, end in hit.highlights] == ["技术合作能力"]
