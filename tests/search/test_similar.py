"""Paragraphs of a series that say nearly the same, and how they fold."""

import random
from collections.abc import Callable, Iterable
from datetime import date
from itertools import permutations

import pytest

from corpus.model import Language, Resolution
from indexer.documents import NO_KEY, paragraph_documents
from indexer.normalise import normalise_text
from search.engine import Engine
from search.question import Fold, SearchRequest
from search.results import SearchResults
from search.similar import are_near, clusters, shingles_of
from tests.resolutions import paragraph, resolution

MakeEngine = Callable[[Iterable[Resolution]], Engine]
ZH, EN, RU = Language.ZH, Language.EN, Language.RU

LONG = "urges states to train prison staff, to build libraries, to heat the cells in winter and to "


@pytest.mark.parametrize(
    ("language", "one", "other", "near"),
    [
        (ZH, "请秘书长向第七十五届会议报告执行情况", "请秘书长向第七十六届会议报告执行情况", True),
        (
            ZH,
            "回顾2019年12月第74/1号决议中的各项要求",
            "回顾2020年12月第75/2号决议中的各项要求",
            True,
        ),
        (ZH, "敦促会员国改善监狱的条件和待遇", "敦促会员国加强边境的管理和合作", False),
        (ZH, "第1段", "第2段", False),  # too short to tell
        (
            EN,
            "Requests a report at its 75th session",
            "Requests a report at its 76th session",
            True,
        ),
        (
            EN,
            "Requests a report at its first session",
            "Requests a report at its tenth session",
            True,
        ),
        (EN, LONG + "count the keys", LONG + "count all keys", True),  # a word of many
        (EN, LONG + "count the keys", LONG[:40] + "count the keys", False),
        (RU, "на ее семьдесят пятой сессии просит доклад", "на ее сессии просит доклад", False),
    ],
)
def test_what_is_near(language: Language, one: str, other: str, near: bool) -> None:
    keys = [keys_of(text, language) for text in (one, other)]
    first, second = (shingles_of(normalise_text(text), language) for text in (one, other))
    assert are_near(first, second) is are_near(second, first)
    assert (NO_KEY not in keys and are_near(first, second)) is near
    if keys[0] == keys[1] != NO_KEY:
        assert near


def keys_of(text: str, language: Language) -> bytes:
    (found,) = paragraph_documents(
        resolution("A/RES/950/1", language, (paragraph("op1", text),), title="x")
    )
    return found.gist_key


def test_clusters_are_those_of_comparing_each_with_every_head() -> None:
    rng = random.Random(7)
    words = ["prison", "court", "police", "victim", "drugs", "border", "school", "water"]
    texts = []
    for _ in range(30):
        text = [rng.choice(words) for _ in range(rng.randrange(4, 30))]
        texts.append(text)
        for _ in range(rng.randrange(6)):
            text = list(text)
            text[rng.randrange(len(text))] = rng.choice(words)
            texts.append(text)
    rng.shuffle(texts)
    gists = [shingles_of(" ".join(text), EN) for text in texts]
    heads: list[list[int]] = []
    for place, one in enumerate(gists):
        near = (cluster for cluster in heads if are_near(gists[cluster[0]], one))
        if (cluster := next(near, None)) is None:
            heads.append([place])
        else:
            cluster.append(place)
    assert list(clusters(gists)) == heads
    assert 30 < len(heads) < len(texts)


def yearly(year: int, text: str, title: str = "样本：监狱管理的改善和人员的培训工作") -> Resolution:
    symbol = f"A/RES/{year - 1030}/1"
    paragraphs = (paragraph("op1", text),)
    return resolution(symbol, ZH, paragraphs, title=title, adopted=date(year, 12, 1))


RESOLUTIONS = (
    yearly(2018, "请秘书长就监狱改革向第九百八十九届会议报告；"),
    yearly(2019, "请秘书长就监狱改革向第九百九十届会议报告；"),
    yearly(2020, "请秘书长就监狱改革向第九百九十届会议报告。"),
    yearly(2021, "请各国改善监狱中医疗服务的质量和数量；"),
    yearly(2022, "请秘书长就监狱改革向第九百九十二届会议报告；", "样本：海盗行为与武装抢劫问题"),
)


def found(engine: Engine, fold: Fold | bool) -> SearchResults:
    return engine.search(SearchRequest("监狱", (ZH,), fold=fold))


def test_similar_paragraphs_of_a_series_fold_under_the_best(make_engine: MakeEngine) -> None:
    engine = make_engine(RESOLUTIONS)
    results = found(engine, Fold.SIMILAR)
    by_id = {hit.id: hit for hit in results.hits}
    assert results.total == len(by_id) == 3
    head = by_id["A/RES/990/1#op1"]
    assert head.also == ("A/RES/989/1#op1",)
    assert head.similar == ("A/RES/988/1#op1",)
    assert found(engine, Fold.EQUAL).total == found(engine, True).total == 4
    assert found(engine, Fold.NONE).total == found(engine, False).total == 5
    assert not any(hit.similar for hit in found(engine, Fold.EQUAL).hits)


def test_the_order_of_building_changes_no_fold(make_engine: MakeEngine) -> None:
    orders = list(permutations(RESOLUTIONS))[::29]
    results = [found(make_engine(order), Fold.SIMILAR).hits for order in orders]
    folded = [[(hit.id, hit.also, hit.similar) for hit in hits] for hits in results]
    assert all(each == folded[0] for each in folded)
