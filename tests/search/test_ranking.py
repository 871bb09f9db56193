from collections.abc import Callable, Iterator
from datetime import date
from math import isclose, log

import pytest

from corpus.model import Kind, Language
from indexer.normalise import normalise_text
from search.engine import Engine
from search.question import SearchRequest
from search.ranking import Explanation, Weights, rarity
from search.results import Match
from tests.resolutions import paragraph, resolution

EngineOf = Callable[..., Engine]

TEXTS = (
    "prison reform and prison staff",
    "reform of the courts in the field of juvenile justice, as requested by States",
    "prisons",
    "training of prison staff, reform of prison rules, and support for prison libraries",
    "nothing to the point",
)


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(*TEXTS, language=Language.EN)


def every_part(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for part in explanation.parts:
        yield from every_part(part)


@pytest.mark.parametrize(
    "query",
    [
        "prison reform",
        '"prison" staff',
        "prison OR reform",
        "prison AND NOT rules",
        "pris* courts",
        "A/RES/950/1",
        "kind:operative",
        "prison NEAR/3 staff",
        "jails for youngsters",
    ],
)
def test_the_parts_of_a_score_add_up(engine: Engine, query: str) -> None:
    hits = engine.search(SearchRequest(query, explain=True)).hits
    assert hits
    for hit in hits:
        assert hit.explanation is not None
        assert isclose(hit.explanation.value, hit.score, abs_tol=1e-4)
        for part in every_part(hit.explanation):
            if part.parts:
                assert isclose(part.value, sum(each.value for each in part.parts))


def test_words_are_worth_what_bm25_says(engine: Engine) -> None:
    """Second opinion: the formula written out, for a word in another form than typed."""
    weights = Weights()
    # "prisoner" has the stem of prison in no text; "prisons" stems to prison, in three texts.
    hits = engine.search(SearchRequest("prisons", explain=True)).hits
    lengths = [len(normalise_text(text).encode()) for text in TEXTS]
    mean = sum([*lengths]) / len(TEXTS)
    idf = log(1 + (len(TEXTS) - 3 + 0.5) / (3 + 0.5))
    for hit in hits:
        length = len(normalise_text(hit.text).encode())
        frequency = hit.text.count("prison")
        k = weights.saturation * (1 - weights.length + weights.length * length / mean)
        expected = idf * frequency * (weights.saturation + 1) / (frequency + k)
        assert hit.explanation is not None
        by_label = {part.label: part.value for part in every_part(hit.explanation)}
        assert isclose(by_label["'prisons' in the text"], expected)


@pytest.mark.parametrize("having", [0, 1, 50, 99, 100])
def test_rarity_is_never_negative_and_falls(having: int) -> None:
    assert rarity(having, 100) > 0
    assert rarity(having, 100) > rarity(having + 1, 101) or having == 0


def test_what_stands_exactly_scores_above_all_that_shares_words(engine_of: EngineOf) -> None:
    # The exact one is long, old wording aside, and has each word once; the others repeat them.
    filler = " ".join(["the Office and the States concerned"] * 30)
    engine = engine_of(
        f"{filler} restorative justice {filler}",
        "justice restorative justices restoratives",
        "Justices, restorative!",
        language=Language.EN,
    )
    hits = engine.search(SearchRequest('restorative "justice"')).hits
    assert [hit.match for hit in hits] == [Match.EXACT, Match.EXACT]
    hits = engine.search(SearchRequest("restorative justice")).hits
    exact = [hit.score for hit in hits if hit.match is Match.EXACT]
    words = [hit.score for hit in hits if hit.match is Match.WORDS]
    assert len(exact) == 2
    assert len(words) == 1
    assert min(exact) > max(words)


def ids(engine: Engine, query: str) -> list[str]:
    return [hit.id.partition("#")[2] for hit in engine.search(SearchRequest(query)).hits]


def test_words_together_in_the_order_typed_come_first(engine_of: EngineOf) -> None:
    engine = engine_of("司法、协助、技术", "协助、技术、司法", "技术协助司法")
    assert ids(engine, "技术 协助 司法")[0] == "op3"


def test_a_rare_word_tells_more_than_a_common_one(engine_of: EngineOf) -> None:
    engine = engine_of("会员国会员国", "会员国监狱", "会员国审判", "海盗")
    assert ids(engine, "会员国 海盗")[0] == "op4"


def test_a_word_in_the_title_counts(make_engine: EngineOf) -> None:
    texts = (paragraph("op1", "采取措施追回资产；"),)
    engine = make_engine(
        [
            resolution("A/RES/971/1", Language.ZH, texts, title="样本：监狱"),
            resolution("A/RES/971/2", Language.ZH, texts, title="样本：腐败"),
        ]
    )
    hits = engine.search(SearchRequest("腐败 资产", fold=False)).hits
    assert [hit.symbol for hit in hits] == ["A/RES/971/2", "A/RES/971/1"]


def test_a_paragraph_that_only_names_its_title_comes_after_one_that_says_something(
    make_engine: EngineOf,
) -> None:
    item = paragraph("op1", "Decides on an item: “Protection of harbours”;")
    urged = paragraph(
        "op2", "Urges States to pay for the protection of all the harbours of the north;"
    )
    engine = make_engine(
        [
            resolution("A/RES/951/1", Language.EN, (item, urged), title="Protection of harbours"),
            resolution(
                "A/RES/951/2", Language.EN, (paragraph("op1", "Thanks them;"),), title="Oil"
            ),
        ]
    )
    assert ids(engine, "harbours protection") == ["op2", "op1"]


def test_a_title_typed_in_full_comes_first(make_engine: EngineOf) -> None:
    title, longer = "加强监狱管理和监狱改革", "欢迎加强监狱管理和监狱改革，加强监狱管理和监狱改革；"
    paragraphs = (paragraph("title", title), paragraph("op1", longer), paragraph("h1", title))
    engine = make_engine([resolution("A/RES/971/5", Language.ZH, paragraphs, title=title)])
    for query in (title, f'"{title}"', "加强监狱管理 和监狱改革", f"{title} session:971"):
        assert ids(engine, query)[0] == "title"
    assert ids(engine, "监狱改革")[0] == "op1"
    assert ids(engine, f"{title} AND 欢迎")[0] == "op1"


def test_a_lead_in_counts(make_engine: EngineOf) -> None:
    paragraphs = (
        paragraph("op1", "敦促各国在海盗问题上："),
        paragraph("op1.a", "加强合作；", lead_in="op1"),
        paragraph("op2", "加强合作。"),
    )
    engine = make_engine([resolution("A/RES/971/3", Language.ZH, paragraphs)])
    found = engine.search(SearchRequest("海盗 合作", fold=False)).hits
    scores = {hit.id.partition("#")[2]: hit.score for hit in found}
    assert scores["op1.a"] > scores.get("op2", 0.0)


def test_a_heading_finds_and_lifts_what_stands_under_it(make_engine: EngineOf) -> None:
    paragraphs = (
        paragraph("annex1.h1", "第七条", kind=Kind.HEADING),
        paragraph("annex1.h2", "海盗行为", kind=Kind.HEADING),
        paragraph("annex1.art7.1", "各方应将下列行为定为犯罪。", kind=Kind.ANNEX),
        paragraph("annex1.h3", "第八条", kind=Kind.HEADING),
        paragraph("annex1.art8.1", "各方应将其他行为定为犯罪。", kind=Kind.ANNEX),
        *(paragraph(f"annex1.art8.{n}", f"其他事项{n}。", kind=Kind.ANNEX) for n in range(2, 9)),
    )
    engine = make_engine([resolution("A/RES/971/4", Language.ZH, paragraphs)])
    assert ids(engine, "海盗行为")[:2] == ["annex1.h2", "annex1.art7.1"]
    assert "annex1.art8.1" not in ids(engine, "海盗行为")
    # Another wording of what was typed counts in headings, too.
    assert "annex1.art7.1" in ids(engine, "海盗")


def test_what_stands_beside_counts_within_a_document(make_engine: EngineOf) -> None:
    def one(number: int, *texts: str) -> object:
        paragraphs = tuple(paragraph(f"op{n}", text) for n, text in enumerate(texts, start=1))
        return resolution(f"A/RES/973/{number}", Language.ZH, paragraphs, title="样本")

    engine = make_engine(
        [
            one(1, "海盗活动", "海盗船只", "法院审判", "其他事项", "审判工作"),
            one(2, "法院审判", "其他问题"),
        ]
    )
    hits = engine.search(SearchRequest("海盗 审判", fold=False, explain=True)).hits
    scores = {hit.id: hit.score for hit in hits}
    assert scores["A/RES/973/1#op3"] > scores["A/RES/973/2#op1"]  # not across documents
    labels = {
        hit.id: {part.label for part in every_part(hit.explanation)}
        for hit in hits
        if hit.explanation
    }
    assert "paragraphs beside it" in labels["A/RES/973/1#op3"]
    assert "paragraphs beside it" not in labels["A/RES/973/2#op1"]


def test_kinds_and_years_are_mild_priors(make_engine: EngineOf) -> None:
    def one(number: int, path: str, year: int) -> object:
        return resolution(
            f"A/RES/972/{number}",
            Language.ZH,
            (paragraph(path, "改革监狱"),),
            adopted=date(year, 1, 1),
        )

    engine = make_engine(
        [one(1, "h1", 2024), one(2, "pp1", 2024), one(3, "op1", 2024), one(4, "op1", 1994)]
    )
    hits = engine.search(SearchRequest("监狱", fold=False)).hits
    assert [hit.symbol for hit in hits[:1]] == ["A/RES/972/3"]
    assert hits[-1].kind is Kind.HEADING


def test_every_kind_has_a_prior() -> None:
    weights = Weights()
    assert all(-1 < weights.of_kind(kind) < 1 for kind in Kind)


def test_scores_fall_from_rank_to_rank(engine: Engine) -> None:
    for query in ("prison reform", "prison OR courts", "staff"):
        scores = [hit.score for hit in engine.search(SearchRequest(query)).hits]
        assert scores == sorted(scores, reverse=True)


def test_a_part_of_an_unknown_word_is_weak_evidence(engine_of: EngineOf) -> None:
    # 法律援助 is one word; a text with 援助 alone answers less well than one with all of it.
    engine = engine_of("提供援助", "提供法律援助", "提供培训")
    assert ids(engine, "法律援助 培训").index("op2") == 0
