"""Facets against a count of what `export` prints for the hits, over real documents."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Language
from corpus.store import Store
from indexer.documents import year_of
from indexer.normalise import normalise_text
from indexer.series import series_stem
from search.engine import Engine
from search.json_output import paragraph_record
from search.question import Fold, SearchRequest
from search.results import FacetName, Hit

pytestmark = pytest.mark.shared

ZH, EN, FR = Language.ZH, Language.EN, Language.FR
Key = tuple[Language, str]
Record = Mapping[str, Any]


@pytest.fixture(scope="module")
def exported(crime_folder: Path) -> dict[Key, Record]:
    """What `export` prints, by language and id, and the subjects of `export --whole`."""
    records: dict[Key, Record] = {}
    with Store(crime_folder) as store:
        for language in (ZH, EN, FR):
            for held in store.resolutions(language):
                labels = {
                    librarian: {
                        normalise_text(subject.label)
                        for subject in held.subjects
                        if subject.is_heading is librarian
                    }
                    for librarian in (True, False)
                }
                for each in held.paragraphs:
                    record = paragraph_record(held, each)
                    records[language, record["id"]] = {
                        **record,
                        "subjects": labels[True],
                        "topics": labels[False],
                    }
    return records


def year(record: Record) -> set[str]:
    found = year_of(record["date"], record["session"])
    return {str(found)} if found else set()


def one(name: str) -> Callable[[Record], set[str]]:
    return lambda record: {str(record[name])} if record[name] else set()


VALUES: Mapping[FacetName, Callable[[Record], set[str]]] = {
    FacetName.ORGAN: one("organ"),
    FacetName.SESSION: one("session"),
    FacetName.YEAR: year,
    FacetName.KIND: one("kind"),
    FacetName.VERB: lambda record: {normalise_text(verb) for verb in one("verb")(record)},
    FacetName.ACTION: one("action"),
    FacetName.SUBJECT: lambda record: set(record["subjects"]),
    FacetName.TOPIC: lambda record: set(record["topics"]),
    FacetName.LANGUAGE: one("language"),
}


def series_titles(records: Iterable[Record]) -> dict[Key, str]:
    """The newest title of each series, by its language and stem."""
    newest: dict[Key, tuple[str, str, str]] = {}
    for record in records:
        key = record["language"], series_stem(record["title"], record["language"])
        dated = record["date"] or "", record["symbol"], record["title"]
        newest[key] = max(newest.get(key, dated), dated)
    return {key: title for key, (_, _, title) in newest.items() if key[1]}


def hit_keys(hit: Hit) -> list[Key]:
    return [(hit.language, id) for id in (hit.id, *hit.also, *hit.similar)]


@pytest.mark.parametrize(
    ("query", "languages", "fold"),
    [
        ("恐怖主义", (ZH,), Fold.NONE),
        ('"技术援助" 腐败', (ZH,), Fold.EQUAL),
        ("trafficking in persons", (EN,), Fold.SIMILAR),
        ("justice reform", (EN, FR), Fold.EQUAL),
        ("kind:operative year:2021", (ZH, EN), Fold.NONE),
    ],
)
def test_each_count_is_that_of_the_exported_paragraphs(
    crime_engine: Engine,
    exported: Mapping[Key, Record],
    query: str,
    languages: tuple[Language, ...],
    fold: Fold,
) -> None:
    results = crime_engine.search(
        SearchRequest(query, languages, limit=100_000, fold=fold, facets=True)
    )
    assert results.facets is not None
    groups = [[exported[key] for key in hit_keys(hit)] for hit in results.hits]
    assert len(groups) == results.total > 20
    titles = series_titles(record for group in groups for record in group)

    def series(record: Record) -> set[str]:
        key = record["language"], series_stem(record["title"], record["language"])
        return {titles[key]} if key in titles else set()

    expected: dict[FacetName, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for name, values in {**VALUES, FacetName.SERIES: series}.items():
            expected[name].update(set().union(*map(values, group)))
    for name in FacetName:
        found = {each.value: each.count for each in results.facets[name]}
        assert found == dict(expected[name]), name
