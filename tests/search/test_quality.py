"""Search over real documents: the promise, against a plain scan, and floors of the ranking."""

import json
import random
import re
from collections.abc import Iterator
from hashlib import file_digest
from math import isclose
from pathlib import Path

import pytest

from corpus.model import Language
from corpus.store import Store
from indexer.normalise import normalise_text
from search.engine import Engine
from search.evaluate import (
    DEPTH,
    Figures,
    Retrieved,
    Topic,
    evaluate,
    read_judgements,
    read_topics,
)
from search.grammar import parse_field
from search.query import Field, FieldName
from search.question import SearchRequest, understand
from search.ranking import Explanation
from search.results import Match, SearchResults

pytestmark = pytest.mark.shared

FLOORS = Path(__file__).parents[1] / "eval" / "floors.json"
OUR_OWN = FLOORS.parent / "judged"
SEED = 20121220
SPANS = 6


@pytest.fixture(scope="module")
def engine(crime_engine: Engine) -> Engine:
    return crime_engine


Paragraphs = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def paragraphs(crime_folder: Path) -> dict[Language, Paragraphs]:
    """By language and id: the kind and the normalised text."""
    with Store(crime_folder) as store:
        return {
            language: {
                held.paragraph_id(each): (each.kind.value, normalise_text(each.text))
                for held in store.resolutions(language)
                for each in held.paragraphs
            }
            for language in Language
        }


def _spans(texts: list[str], language: Language, rng: random.Random) -> Iterator[str]:
    """Runs that stand in the texts: 1 to 40 characters, or 1 to 8 words, without operators."""
    while True:
        text = rng.choice(texts)
        if language is Language.ZH:
            length = rng.choice((1, 2, 3, 4, 6, 12, 40))
            start = rng.randrange(max(1, len(text) - length))
            span = text[start : start + length]
        else:
            words = text.split(" ")
            length = rng.choice((1, 2, 3, 8))
            start = rng.randrange(max(1, len(words) - length))
            span = " ".join(words[start : start + length])
        if re.fullmatch(r"\w[\w ]*", span) and re.search(r"[^\W\d]", span):
            yield span.strip()


def _search(engine: Engine, query: str, language: Language, *fields: Field) -> SearchResults:
    request = SearchRequest(query, (language,), filters=fields, limit=100_000, fold=False)
    return engine.search(request)


@pytest.mark.parametrize("language", Language)
def test_what_stands_is_found_before_what_shares_words(
    engine: Engine, paragraphs: dict[Language, Paragraphs], language: Language
) -> None:
    rng = random.Random(f"{SEED}{language}")
    held = paragraphs[language]
    spans = _spans([text for _, text in held.values() if text], language, rng)
    operative = parse_field(FieldName.KIND, "operative")
    for span, _ in zip(spans, range(SPANS), strict=False):
        edges = "{}" if language is Language.ZH else r"(?<!\w){}(?!\w)"
        pattern = re.compile(edges.format(re.escape(span)))
        truth = {identifier for identifier, (_, text) in held.items() if pattern.search(text)}
        of_kind = {identifier for identifier in truth if held[identifier][0] == "operative"}
        for query, fields, wanted in (
            (f'"{span}"', (), truth),
            (span, (), truth),
            (f'"{span}"', (operative,), of_kind),
        ):
            hits = _search(engine, query, language, *fields).hits
            exact = [hit.match is Match.EXACT for hit in hits]
            found = {hit.id for hit in hits if hit.match is Match.EXACT}
            assert wanted <= found, (query, fields, sorted(wanted - found)[:3])
            assert exact == sorted(exact, reverse=True), (query, fields)
            if query != span:
                assert found == wanted, (query, sorted(found - wanted)[:3])


def test_the_ranking_does_not_fall_below_its_floors(
    engine: Engine, shared: Path, shared_eval: Path
) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    with (shared / "crime-167.tar.xz").open("rb") as archive:
        fingerprint = file_digest(archive, "sha256").hexdigest()
    assert fingerprint == floors["corpus"], "another corpus: measure anew, then set the floors"

    def best(topic: Topic) -> list[Retrieved]:
        request = SearchRequest(topic.query, (topic.language,), limit=DEPTH)
        return [Retrieved(hit.symbol, hit.text) for hit in engine.search(request).hits]

    files = {
        "shared": (shared_eval / "topics.jsonl", shared_eval / "qrels.jsonl"),
        "judged": (OUR_OWN / "topics.jsonl", OUR_OWN / "judgements.jsonl"),
    }
    for name, floor in floors["collections"].items():
        topics, judgements = files[name]
        figures = evaluate(best, read_topics(topics), read_judgements(judgements))
        mean = Figures.mean(figures.values())
        assert mean.ndcg >= floor["ndcg@10"], name
        assert mean.recall >= floor["recall@50"], name
        assert mean.mrr >= floor["mrr"], name


def test_the_parts_of_real_scores_add_up(engine: Engine, shared_eval: Path) -> None:
    def check(part: Explanation) -> None:
        if part.parts:
            assert isclose(part.value, sum(each.value for each in part.parts), abs_tol=1e-6), part
        for each in part.parts:
            check(each)

    for topic in read_topics(shared_eval / "topics.jsonl"):
        request = SearchRequest(topic.query, (topic.language,), limit=5, explain=True)
        for hit in engine.search(request).hits:
            assert hit.explanation is not None
            assert isclose(hit.explanation.value, hit.score, abs_tol=1e-4)
            check(hit.explanation)


def test_exclusion_holds_whatever_the_words_are_widened_to(
    engine: Engine, shared_eval: Path
) -> None:
    """Against a look at every text: nothing excluded comes back, and nothing else goes."""
    excluded = {
        "zh": "犯罪",
        "en": "crime",
        "fr": "lutte",
        "es": "delito",
        "ru": "лиц",
        "ar": "منع",
    }
    for topic in read_topics(shared_eval / "topics.jsonl"):
        reader = engine._reader(topic.language)
        word = excluded[topic.language]

        def found(query: str, topic: Topic = topic) -> frozenset[int]:
            question = understand(SearchRequest(query, (topic.language,)))
            (answer,) = engine._answers(question)
            return frozenset(each.number for each in answer.found)

        texts = {number: reader.text(number) for number in reader.paragraphs}
        plain, without = found(topic.query), found(f"{topic.query} -{word}")
        assert without <= plain, topic
        if topic.language == "zh":  # elsewhere inflections of the word are excluded as well
            assert without == {each for each in plain if word not in texts[each]}, topic
        else:
            assert not [each for each in without if f" {word} " in f" {texts[each]} "], topic
