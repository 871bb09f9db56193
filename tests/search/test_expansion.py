"""Other wordings: found, weaker than what was typed, and never where they are not wanted."""

from collections.abc import Callable

import pytest

from corpus.model import Language
from search.engine import Engine
from search.expansion import expansions
from search.question import SearchRequest
from search.results import Match

EngineOf = Callable[..., Engine]

TEXTS = (
    "打击蛇头的活动",
    "防止和打击偷运移民行为，保护移民的权利",
    "改善监狱条件",
    "偷运移民和毒品贩运",
    *["其他事项"] * 12,
)


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(*TEXTS)


def ids(engine: Engine, query: str, *, expand: bool = True) -> list[str]:
    hits = engine.search(SearchRequest(query, expand=expand)).hits
    return [hit.id.partition("#")[2] for hit in hits]


def test_what_was_typed_comes_first_then_other_wordings(engine: Engine) -> None:
    found = ids(engine, "蛇头")
    assert found[0] == "op1"
    assert set(found) == {"op1", "op2", "op4"}


def test_other_wordings_are_no_exact_matches(engine: Engine) -> None:
    hits = engine.search(SearchRequest("蛇头")).hits
    assert [hit.match for hit in hits] == [Match.EXACT, Match.WORDS, Match.WORDS]


def test_other_wordings_are_named_and_can_be_switched_off(engine: Engine) -> None:
    assert "偷运移民" in engine.search(SearchRequest("蛇头")).read_as
    assert ids(engine, "蛇头", expand=False) == ["op1"]
    assert "偷运" not in engine.search(SearchRequest("蛇头", expand=False)).read_as


def test_other_wordings_are_highlighted(engine: Engine) -> None:
    hit = engine.search(SearchRequest("蛇头")).hits[1]
    assert "偷运移民行为" in {hit.text[slice(*span)] for span in hit.highlights}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("监狱 NOT 蛇头", {"op3"}),
        ("蛇头 NOT 毒品", {"op1", "op2"}),  # what NOT names stays out
        ("(蛇头 NOT 毒品) OR 监狱", {"op1", "op2", "op3"}),
        ('"蛇头"', {"op1"}),  # quotation marks ask for these characters
        ("蛇头 AND 活动", {"op1"}),  # AND asks for the words themselves
        ("蛇头 AND 移民", set()),
        ("蛇头 NEAR/3 活动", {"op1"}),
        ("活动 NOT 偷运移民者", {"op1"}),
    ],
)
def test_only_unquoted_words_side_by_side_are_widened(
    engine: Engine, query: str, expected: set[str]
) -> None:
    assert set(ids(engine, query)) == expected


def test_not_excludes_what_it_names_and_no_other_wording_of_it(engine: Engine) -> None:
    """What NOT takes away is what stands there: 偷运移民 is not 蛇头."""
    assert "op2" in ids(engine, "打击 NOT 蛇头")


def test_a_wording_counts_only_with_its_rarest_word(engine_of: EngineOf) -> None:
    engine = engine_of("各国加强了移民管理", "偷运移民", *["移民"] * 8)
    assert "op2" in ids(engine, "蛇头")
    assert "op1" not in ids(engine, "蛇头")


def test_a_long_wording_does_not_outweigh_what_else_was_typed(engine_of: EngineOf) -> None:
    official = "2019冠状病毒病大流行"
    engine = engine_of(f"{official}的影响", f"监狱里的{official}", "监狱和法院", "新的法院")
    assert ids(engine, "监狱 新冠疫情")[0] == "op2"


def test_expansions_are_weighted_and_in_order() -> None:
    for text in ("打击蛇头", "监狱人满为患", "贩卖人口 受害人"):
        for expansion in expansions(text, Language.ZH):
            weights = [wording.weight for wording in expansion.wordings]
            assert weights == sorted(weights, reverse=True)
            assert all(0 < weight <= 1 for weight in weights)
            assert expansion.typed not in [wording.text for wording in expansion.wordings]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("贪官外逃", ["贪官", "外逃"]),
        ("严重犯罪", ["严重犯罪"]),  # no 重犯 in it
        ("非法制造", []),  # and no 法制 in this
        ("网络诈骗受害者", ["网络诈骗", "受害者"]),
        ("偷运移民", ["偷运移民"]),  # a name: 偷运 in it is no word of its own
    ],
)
@pytest.mark.usefixtures("engine")
def test_parts_that_overlap(text: str, typed: list[str]) -> None:
    assert [found.typed for found in expansions(text, Language.ZH)] == typed


def test_a_part_within_a_longer_part_counts_less() -> None:
    def weights(text: str) -> dict[str, float]:
        found = expansions(text, Language.EN)
        return {each.typed: each.wordings[0].weight for each in found}

    assert weights("gun")["gun"] == 1.0
    assert weights("gun protocol") == {"gun protocol": 1.0, "gun": 0.25}


@pytest.mark.usefixtures("engine")
def test_a_part_says_what_a_longer_part_leaves_out() -> None:
    part, whole = expansions("经费不足", Language.ZH)
    assert (part.typed, whole.typed) == ("经费", "经费不足")
    said = [wording.text for wording in part.wordings]
    assert "供资" in said
    assert "资源" not in said  # 资源不足 is looked for already


def test_what_is_typed_or_said_before_is_not_asked_for_again(engine: Engine) -> None:
    assert "也" not in engine.search(SearchRequest("蛇头 偷运移民")).read_as
    both = engine.search(SearchRequest("蛇头 偷渡")).read_as
    assert both.count("偷运移民者") == 1


def test_a_typed_word_earns_once_wherever_other_wordings_have_it(engine_of: EngineOf) -> None:
    """血钻 leads to 冲突钻石 and to 金伯利进程; with 金伯利 typed, that is no second proof."""
    engine = engine_of(
        "金伯利进程", "各方谈到金伯利进程，以及各地开采的冲突钻石", *["其他进程"] * 12
    )
    assert ids(engine, "血钻 金伯利") == ["op2", "op1"]


@pytest.mark.parametrize("query", ["勒索 病毒", "病毒 勒索", "病毒 勒索 電腦"])
def test_chinese_words_parted_by_a_space_may_be_one_wording(
    engine_of: EngineOf, query: str
) -> None:
    engine = engine_of("惩治干扰电子数据的行为", "加强边境管理", *TEXTS)
    assert ids(engine, query)[0] == "op1"
    assert "干扰电子数据" in engine.search(SearchRequest(query)).read_as


def test_a_wording_that_only_reaches_over_a_space_is_none(engine: Engine) -> None:
    # 关蛇头 has 蛇头, but no word is parted anew: 关蛇 头 is not read as 蛇头.
    assert "偷运移民" in engine.search(SearchRequest("关蛇头")).read_as
    assert "偷运移民" not in engine.search(SearchRequest("关蛇 头")).read_as


def test_a_pasted_paragraph_is_searched_as_it_is(engine: Engine) -> None:
    words = "".join(chr(0x4E00 + n) for n in range(0, 200, 3))
    read_as = engine.search(SearchRequest(f"蛇头 {words}")).read_as
    assert "also" not in read_as
    assert "more" in read_as  # words are not listed without end


def test_of_many_parts_only_the_first_are_named(engine: Engine) -> None:
    query = "蛇头 女囚 黑客 吹哨人 赃款 毒枭 偷猎 假药 律师 警察"
    read_as = engine.search(SearchRequest(query)).read_as
    assert read_as.count(" for ") == 7
    assert "more parts" in read_as


def test_short_abbreviations_are_names_in_capitals_only() -> None:
    (named,) = expansions("WHO", Language.EN)
    assert named.wordings[0].text == "World Health Organization"
    assert not any("Health" in w.text for e in expansions("who", Language.EN) for w in e.wordings)
    assert "international organization for migration" in {
        wording.text.lower() for wording in expansions("help from ＩＯＭ", Language.EN)[-1].wordings
    }
