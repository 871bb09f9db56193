from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Citation, Language, Subject
from search.engine import Engine
from search.question import SearchRequest
from tests.resolutions import paragraph, resolution
from tests.search.test_grammar import QUERIES

EngineOf = Callable[..., Engine]

TEXTS = (
    "回顾关于监狱过度拥挤的决议，",  # op1
    "敦促会员国改善监狱条件；",  # op2
    "请秘书长向第七十八届会议报告反腐败工作；",  # op3
    "鼓励各国打击腐败、洗钱和海盗行为；",  # op4
    "邀请各国防止贩运人口并保护受害者；",  # op5
    "决定审议以电子形式收集证据的问题。",  # op6
)


@pytest.fixture(scope="module")
def chinese(engine_of: EngineOf) -> Engine:
    return engine_of(*TEXTS)


@pytest.fixture(scope="module")
def english(engine_of: EngineOf) -> Engine:
    return engine_of(
        "Recalls the trafficking in organs and tissue,",  # op1
        "Urges organizations to prevent crimes;",  # op2
        "Encourages prison reform and restorative justice;",  # op3
        "Requests the Office to prevent and counter crime in prisons;",  # op4
        "Invites the Office, the Institute and other States to report on crime.",  # op5
        language=Language.EN,
    )


def found(engine: Engine, query: str) -> set[str]:
    results = engine.search(SearchRequest(query, fold=False, limit=1000))
    return {hit.id.partition("#")[2] for hit in results.hits}


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("监狱 AND 拥挤", {"op1"}),
        ("监狱 AND 海盗", set()),
        ("拥挤 OR 海盗", {"op1", "op4"}),
        ("监狱 NOT 拥挤", {"op2"}),
        ("监狱 -拥挤", {"op2"}),
        ("-监狱", {"op3", "op4", "op5", "op6"}),
        ("(监狱 OR 腐败) AND NOT (拥挤 OR 海盗)", {"op2", "op3"}),
        ("监狱 -(拥挤 条件)", set()),  # each of the words is excluded
        ('"电子证据"', set()),
        ("电子证据", {"op6"}),  # by its words
        ("监狱 AND 电子证据", set()),
        ('"反腐败"', {"op3"}),
        ("-打击贩运人口 AND 人口", {"op5"}),  # 打击 alone excludes nothing
        ("腐败 NEAR/1 洗钱", {"op4"}),
        ("海盗 NEAR/2 腐败", {"op4"}),
        ("腐败 NEAR/0 海盗", set()),
        ("title:样本 海盗", {"op4"}),
        ("title:监狱 海盗", set()),
        ("lang:zh 海盗", {"op4"}),
        ("第78届会议", {"op3"}),
        ("监狱*", {"op1", "op2"}),
    ],
)
def test_chinese(chinese: Engine, query: str, paths: set[str]) -> None:
    assert found(chinese, query) == paths


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("crime AND prison", {"op4"}),
        ('"crime"', {"op4", "op5"}),
        ("crime AND prevent", {"op2", "op4"}),
        ("prevent NOT crime", set()),  # crimes is crime in another form
        ('prevent NOT "crime"', {"op2"}),
        ("prevent NEAR/2 crime", {"op2", "op4"}),
        ("prevent NEAR/1 crime", {"op2"}),
        ("crime NEAR/6 Institute", {"op5"}),  # in either order
        ("restor*", {"op3"}),
        ("organ*", {"op1", "op2"}),
        ("office AND (prisons OR institute)", {"op4", "op5"}),
        ('"the office"', {"op4", "op5"}),
        ('"offic"', set()),
    ],
)
def test_english(english: Engine, query: str, paths: set[str]) -> None:
    assert found(english, query) == paths


def test_the_form_typed_comes_before_its_stem(english: Engine) -> None:
    hits = english.search(SearchRequest("crimes")).hits
    matches = [(hit.id.partition("#")[2], hit.match.value) for hit in hits]
    assert matches[0] == ("op2", "exact")
    assert sorted(matches[1:]) == [("op4", "words"), ("op5", "words")]


def test_exclusion_does_not_leak_through_an_alternative(chinese: Engine) -> None:
    # A widened query OR-ed on at the top would bring the excluded paragraph back.
    assert found(chinese, "(监狱 AND NOT 拥挤) OR 海盗") == {"op2", "op4"}
    assert found(chinese, "海盗 OR 监狱 -拥挤") == {"op2", "op4"}


@pytest.fixture(scope="module")
def session(make_engine: Callable[..., Engine]) -> Engine:
    def one(symbol: str, year: int, **facts: object) -> object:
        cites = (Citation((0, 0), "67/186", "A/RES/67/186"),) if year == 2020 else ()
        paragraphs = (
            paragraph("pp1", "回顾监狱决议，", verb="回顾"),
            paragraph("op1", "强烈敦促改革监狱；", verb="强烈敦促", citations=cites),
            paragraph("op2", "敦促改革监狱；", verb="敦促"),
        )
        return resolution(symbol, Language.ZH, paragraphs, adopted=date(year, 12, 1), **facts)

    crime = (Subject("CRIME PREVENTION", "UNBIS"),)
    return make_engine(
        [
            one("A/RES/974/1", 2019),
            one("A/RES/975/1", 2020, subjects=crime),
            one("A/RES/976/1", 2021, title="样本：海盗"),
            one("E/RES/2022/1", 2022, organ="ECOSOC"),
        ]
    )


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("监狱", 12),
        ("监狱 year:2020", 3),
        ("监狱 year:2020..2021", 6),
        ("监狱 year:2021..", 6),
        ("监狱 year:..2019", 3),
        ("监狱 NOT year:2020..2021", 6),
        ("监狱 session:974..975", 6),
        ("监狱 session:第974届", 3),
        ("监狱 session:976", 3),
        ("监狱 organ:ECOSOC", 3),
        ("监狱 机构:大会", 9),
        ("监狱 kind:preambular", 4),
        ("监狱 kind:preambular kind:operative", 12),  # one field: either
        ("监狱 动词:敦促", 4),
        ("监狱 verb:强烈敦促", 4),
        ("监狱 action:urge-strongly", 4),
        ("监狱 action:recall", 4),
        ('监狱 subject:"crime prevention"', 3),
        ("监狱 subject:crime", 3),
        ("监狱 主题:预防犯罪", 3),
        ('监狱 subject:"prévention du crime"', 3),
        ("监狱 subject:rime", 0),
        ("监狱 cites:67/186", 1),
        ("监狱 symbol:974/1", 3),
        ("监狱 title:海盗", 3),
        ("监狱 title:(", 0),
        ("kind:operative year:2021", 2),  # conditions alone
        ("lang:zh", 12),
    ],
)
def test_conditions(session: Engine, query: str, count: int) -> None:
    assert session.search(SearchRequest(query, fold=False)).total == count


# --- second opinion: the tree read against sets ------------------------------------------------

WORDS = ("alpha", "beta", "gamma", "delta")


@st.composite
def queries(draw: st.DrawFn, depth: int = 3) -> tuple[str, Callable[[set[str]], bool]]:
    """A strict query over four words, and what it means for a paragraph's set of words."""
    kind = draw(st.sampled_from(["word", "word", "not", "and", "or"] if depth else ["word"]))
    if kind == "word":
        word = draw(st.sampled_from(WORDS))
        return f'"{word}"', lambda words: word in words
    left, left_holds = draw(queries(depth - 1))
    if kind == "not":
        return f"NOT ({left})", lambda words: not left_holds(words)
    right, right_holds = draw(queries(depth - 1))
    if kind == "and":
        return f"({left}) AND ({right})", lambda words: left_holds(words) and right_holds(words)
    return f"({left}) OR ({right})", lambda words: left_holds(words) or right_holds(words)


@pytest.fixture(scope="module")
def subsets(engine_of: EngineOf) -> Engine:
    return engine_of(*(" ".join(words) or "none" for words in SUBSETS), language=Language.EN)


SUBSETS = [[w for i, w in enumerate(WORDS) if n >> i & 1] for n in range(16)]


@settings(deadline=None)
@given(query=queries())
def test_operators_mean_what_logic_says(
    subsets: Engine, query: tuple[str, Callable[[set[str]], bool]]
) -> None:
    text, holds = query
    expected = {f"op{n}" for n, words in enumerate(SUBSETS, start=1) if holds(set(words))}
    assert found(subsets, text) == expected
    assert found(subsets, text.replace('"', "")) == expected  # single words widen to themselves


# --- anything that can be typed ----------------------------------------------------------------


@settings(deadline=None, max_examples=150)
@given(query=QUERIES)
def test_any_query_is_answered_or_told_why_not(chinese: Engine, query: str) -> None:
    results = chinese.search(SearchRequest(query, languages=(Language.ZH,)))
    assert results.hits or results.notes or results.read_as
    assert results.understood or results.notes
