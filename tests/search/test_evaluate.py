"""The measures, by hand and against a second implementation."""

import importlib.util
import json
import random
from collections.abc import Sequence
from math import isclose, log2
from pathlib import Path
from types import ModuleType

import pytest

from corpus.model import Language
from search.evaluate import (
    Figures,
    Judgements,
    Retrieved,
    Topic,
    evaluate,
    read_judgements,
    read_topics,
)

TOPIC = Topic("T1", Language.ZH, "监狱")


def judged(*rows: tuple[str, int]) -> Judgements:
    judgements = Judgements()
    for text, grade in rows:
        judgements.add("A/RES/1/1", grade, text, None)
    return judgements


def hits(*texts: str) -> list[Retrieved]:
    return [Retrieved("A/RES/1/1", text) for text in texts]


def test_a_perfect_order_scores_one() -> None:
    figures = judged(("甲", 3), ("乙", 2), ("丙", 0)).figures(hits("甲", "乙", "丙"))
    assert figures == Figures(1.0, 1.0, 1.0)


def test_the_measures_by_hand() -> None:
    figures = judged(("甲", 3), ("乙", 2), ("丙", 0)).figures(hits("丙", "乙"))
    assert isclose(figures.ndcg, (3 / log2(3)) / (7 + 3 / log2(3)))
    assert figures.recall == 0.5
    assert figures.mrr == 0.5


def test_nothing_found_and_nothing_good_score_nothing() -> None:
    assert judged(("甲", 3)).figures([]) == Figures(0.0, 0.0, 0.0)
    assert judged(("甲", 0)).figures(hits("甲")) == Figures(0.0, 0.0, 0.0)


def test_equal_texts_earn_once_and_take_one_rank() -> None:
    judgements = judged(("甲，乙", 3), ("丙", 2))
    repeated = hits("甲，乙", "甲乙；", "丙")
    assert judgements.grades(repeated) == [3, 2]
    assert judgements.grades(hits("?", "?", "丙")) == [0, 0, 2]  # unknown texts take a rank each


def test_a_text_of_the_same_document_may_contain_what_was_judged() -> None:
    judgements = judged(("敦促各会员国加强合作", 3))
    assert judgements.unit(Retrieved("a/res/1/1", "3. 敦促各会员国加强合作：")) is not None
    assert judgements.unit(Retrieved("A/RES/1/1", "又敦促各会员国加强合作")) is not None
    assert judgements.unit(Retrieved("A/RES/2/2", "又敦促各会员国加强合作")) is None
    assert judgements.unit(Retrieved("A/RES/1/1", "敦促")) is None  # too short to tell


def test_topics_and_judgements_are_read(tmp_path: Path) -> None:
    (topics := tmp_path / "topics").write_text('{"id": "T1", "lang": "zh", "query": "监狱"}\n')
    rows = [
        {"topic": "T1", "symbol": "A/RES/1/1", "grade": 2, "text": "改善监狱条件"},
        {"topic": "T1", "symbol": "A/RES/1/1", "grade": 3, "text": "改善监狱条件。"},
    ]
    (qrels := tmp_path / "qrels").write_text("\n".join(map(json.dumps, rows)))
    found = evaluate(lambda _: hits("改善监狱条件"), read_topics(topics), read_judgements(qrels))
    assert found == {TOPIC: Figures(1.0, 1.0, 1.0)}
    assert Figures.mean(found.values()) == Figures(1.0, 1.0, 1.0)


def second_opinion(shared_eval: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared_eval / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_units_agree_with_a_second_implementation(shared_eval: Path) -> None:
    score = second_opinion(shared_eval)
    rows = score.lines(shared_eval / "qrels.jsonl")
    chance = random.Random(1)
    judgements = read_judgements(shared_eval / "qrels.jsonl")
    for topic in sorted(judgements)[:5]:
        of_topic: Sequence[dict[str, str]] = [row for row in rows if row["topic"] == topic]
        other = score.Judged(of_topic)
        for row in chance.sample(of_topic, min(len(of_topic), 40)):
            for text in (row["text"], "12. " + row["text"], row["text"][:12], row["text"][1:]):
                hit = {"symbol": row["symbol"], "text": text}
                unit = judgements[topic].unit(Retrieved(row["symbol"], text))
                assert unit == other.unit(hit)
