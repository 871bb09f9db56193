"""A query in the words of another language, on the built-in sample."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.model import Language
from search.engine import Engine
from search.equivalents import Equivalent, equivalents
from search.library import open_library
from search.question import SearchRequest
from tests.resolutions import paragraph, resolution

MakeEngine = Callable[..., Engine]


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
    assert not equivalents("无此词语", chinese, english)


# --- texts in two languages; the wordings are ours -----------------------------------------------

PAIRS = [
    (
        "Urges Member States to keep a custody-ledger in every police station;",
        "敦促会员国在每个派出所设立羁押台账；",
    ),
    (
        "Notes that judges had no access to the custody-ledger during the hearings;",
        "注意到法官在庭审期间无法查阅羁押台账；",
    ),
    (
        "Invites donors to pay for training on how a custody-ledger is audited;",
        "邀请捐助方资助关于如何审计羁押台账的培训；",
    ),
    (
        "Requests the Office to publish a model custody-ledger before the next Congress;",
        "请办公室在下届大会之前公布羁押台账范本；",
    ),
    ("Welcomes the training of judges;", "欢迎对法官的培训；"),
    ("Invites every police station to report;", "邀请每个派出所提交报告；"),
    ("Thanks the donors of the Office;", "感谢办公室的捐助方；"),
    ("Notes the report of the Congress;", "注意到大会的报告；"),
]
WITHIN = [
    ("Asks hospitals to paint each fire-door green;", "请医院把每扇隔火门漆成绿色；"),
    ("Notes that a fire-door was locked at night;", "注意到一扇隔火门夜间上锁；"),
    ("Pays for a new fire-door in old schools;", "支付老学校的新隔火门；"),
    ("Counts every fire-door of the harbour;", "清点港口所有隔火门；"),
    ("Mourns those who died in the fire of May;", "悼念五月火灾的死者；"),
    ("Thanks sailors who put the fire out;", "感谢扑灭大火的水手；"),
    ("Fears another fire next summer;", "担心明年夏天再起火灾；"),
]
SAME = [
    (
        f"Recalls for the {number} time that a toll-chart hangs at the harbour gate of the city;",
        f"第{number}次回顾城市港口大门悬挂着收费图表；",
    )
    for number in range(3, 9)
]


@pytest.fixture(scope="module")
def bilingual(make_engine: MakeEngine) -> Engine:
    held = [
        resolution(
            "A/RES/950/1",
            language,
            tuple(
                paragraph(f"op{n}", pair[side])
                for n, pair in enumerate((*PAIRS, *WITHIN, *SAME), start=1)
            ),
        )
        for side, language in enumerate((Language.EN, Language.ZH))
    ]
    return make_engine(held)


def found_for(engine: Engine, text: str, source: Language, target: Language) -> list[str]:
    found = equivalents(text, engine._reader(source), engine._reader(target))
    return [each.text for each in found]


def test_an_equivalent_is_all_of_what_the_other_language_says(bilingual: Engine) -> None:
    assert found_for(bilingual, "custody-ledger", Language.EN, Language.ZH) == ["羁押台账"]
    assert found_for(bilingual, "羁押台账", Language.ZH, Language.EN) == ["custody-ledger"]


def test_how_often_an_equivalent_is_attested_is_told(bilingual: Engine) -> None:
    readers = (bilingual._reader(each) for each in (Language.EN, Language.ZH))
    assert equivalents("custody-ledger", *readers) == (Equivalent("羁押台账", 4, 4),)


def test_paragraphs_that_repeat_one_another_prove_nothing(bilingual: Engine) -> None:
    assert found_for(bilingual, "toll-chart", Language.EN, Language.ZH) == []


def test_what_stands_for_more_than_the_text_is_no_equivalent(bilingual: Engine) -> None:
    assert found_for(bilingual, "fire-door", Language.EN, Language.ZH) == ["隔火门"]
    assert "隔火门" not in found_for(bilingual, "fire", Language.EN, Language.ZH)


def test_a_hyphenated_word_is_translated_as_one_and_its_account_is_a_line(
    bilingual: Engine,
) -> None:
    request = SearchRequest("custody-ledger zebras", (Language.ZH,), translate=True)
    found = bilingual.search(request)
    assert found.read_as == "羁押台账 in Chinese"
    assert found.notes == (
        "Chinese: custody-ledger → 羁押台账 (4 of 4 paragraphs that have it);"
        " zebras left out for want of a translation.",
    )
    assert {hit.id for hit in found.hits[:4]} == {f"A/RES/950/1#op{n}" for n in range(1, 5)}


def test_what_the_other_language_has_as_typed_stays(bilingual: Engine) -> None:
    request = SearchRequest('"Office" "custody-ledger"', (Language.EN,), translate=True)
    assert bilingual.search(request).read_as == '"Office" "custody-ledger" in English'
    unknown = bilingual.search(SearchRequest("zebras", (Language.ZH,), translate=True))
    assert unknown.read_as == "zebras in Chinese"
    assert not unknown.hits


def test_what_is_translated_is_of_the_language_that_knows_it(make_engine: MakeEngine) -> None:
    texts = {
        Language.EN: "Notes the custody ledger;",
        Language.ES: "Observa el debido proceso;",
        Language.ZH: "注意到正当程序；",
    }
    engine = make_engine(
        resolution("A/RES/950/1", language, (paragraph("op1", text),))
        for language, text in texts.items()
    )
    request = SearchRequest("debido proceso", (Language.ZH,), translate=True)
    assert "debido proceso → 正当程序 (vocabulary, 1 paragraph)" in engine.search(request).notes[0]


def test_names_are_counted_in_every_case(make_engine: MakeEngine) -> None:
    texts = ("Осуждает торговлю людьми;", "О борьбе с торговлей людьми;", "О торговле зерном;")
    engine = make_engine(
        [
            resolution(
                "A/RES/950/1",
                Language.RU,
                tuple(paragraph(f"op{n}", text) for n, text in enumerate(texts, start=1)),
            )
        ]
    )
    found = engine.search(SearchRequest("贩运人口", (Language.RU,), translate=True))
    assert found.notes == ("Russian: 贩运人口 → торговля людьми (vocabulary, 2 paragraphs).",)


def test_of_all_languages_the_own_comes_first(sample_engine: Engine) -> None:
    found = sample_engine.search(SearchRequest("恢复性司法", translate=True))
    assert found.hits[0].language is Language.ZH
    assert {hit.language for hit in found.hits} > {Language.ZH}
