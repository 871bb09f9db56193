"""How good the ranking is on judged topics, beside two engines that anyone can set up.

    python -m tests.bench.evaluate DATA_DIR TOPICS.jsonl JUDGEMENTS.jsonl [--topic]

Prints nDCG@10 / recall@50 / MRR (`search.evaluate` says what they are) of unres, of unres without
other wordings, and, measured in the same run on the same paragraphs, of

- plain Whoosh with jieba's own analyzer for Chinese and Whoosh's for the other languages, as their
  documentation shows it, words joined by AND (the default) and by OR;
- SQLite FTS5 with BM25 over jieba's words, joined by OR.

For all topics, by half (topics of even and of odd number) and by language; a leave-one-out range
says how much the mean depends on a single topic. `--topic` adds a line a topic.
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from string import ascii_uppercase
from time import perf_counter

import jieba
from jieba.analyse import ChineseAnalyzer
from whoosh import analysis, fields, index, qparser

from corpus.model import Language
from corpus.store import Store
from search.engine import Engine
from search.evaluate import (
    DEPTH,
    Figures,
    Retrieved,
    Searcher,
    Topic,
    evaluate,
    read_judgements,
    read_topics,
)
from search.question import SearchRequest

Paragraphs = Sequence[Retrieved]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("topics", type=Path)
    parser.add_argument("judgements", type=Path)
    parser.add_argument("--topic", action="store_true")
    options = parser.parse_args()
    topics, judgements = read_topics(options.topics), read_judgements(options.judgements)
    for name, search in engines(options.data_dir, {topic.language for topic in topics}):
        began = perf_counter()
        figures = evaluate(search, topics, judgements)
        took = (perf_counter() - began) / len(topics) * 1000
        print(f"{name}: {took:.0f} ms a query")
        for group, members in groups(topics).items():
            print(f"  {group:14} {Figures.mean(figures[topic] for topic in members)}")
        low, high = leave_one_out(figures)
        print(f"  without one topic: nDCG@10 from {low:.3f} to {high:.3f}")
        if options.topic:
            for topic in topics:
                print(f"  {topic.id} {topic.language} {figures[topic]}  {topic.query}")


def groups(topics: Sequence[Topic]) -> Mapping[str, Sequence[Topic]]:
    """The topics in the groups that have a line each."""
    numbers = {topic: int(topic.id.lstrip(ascii_uppercase)) for topic in topics}
    found = {
        "all": topics,
        "even half": [topic for topic in topics if numbers[topic] % 2 == 0],
        "odd half": [topic for topic in topics if numbers[topic] % 2 == 1],
    }
    for language in dict.fromkeys(topic.language for topic in topics):
        found[language] = [topic for topic in topics if topic.language is language]
    return found


def leave_one_out(figures: Mapping[Topic, Figures]) -> tuple[float, float]:
    """The lowest and the highest mean nDCG@10 when one topic is left out."""
    values = [each.ndcg for each in figures.values()]
    means = [(sum(values) - value) / max(len(values) - 1, 1) for value in values]
    return min(means), max(means)


def engines(data_dir: Path, languages: set[Language]) -> Iterator[tuple[str, Searcher]]:
    """Each engine by name, ready to answer."""
    with Store(data_dir) as store:
        paragraphs = {
            language: [
                Retrieved(resolution.symbol, paragraph.text)
                for resolution in store.resolutions(language)
                for paragraph in resolution.paragraphs
            ]
            for language in languages
        }
    with Engine(data_dir / "index") as engine:
        yield "unres", unres(engine, expand=True)
        yield "unres without other wordings", unres(engine, expand=False)
    with tempfile.TemporaryDirectory() as folder:
        yield from plain_whoosh(paragraphs, Path(folder))
    with full_text_search(paragraphs) as search:
        yield "SQLite FTS5, jieba words, OR", search


def unres(engine: Engine, *, expand: bool) -> Searcher:
    """The product as a user meets it."""

    def search(topic: Topic) -> Paragraphs:
        request = SearchRequest(topic.query, (topic.language,), limit=DEPTH, expand=expand)
        return [Retrieved(hit.symbol, hit.text) for hit in engine.search(request).hits]

    return search


def plain_whoosh(
    paragraphs: Mapping[Language, Paragraphs], folder: Path
) -> Iterator[tuple[str, Searcher]]:
    """An index a language, asked with the default parser and with one that joins by OR."""
    indexes = {}
    for language, held in paragraphs.items():
        text = fields.TEXT(stored=True, analyzer=plain_analyzer(language))
        (home := folder / language).mkdir()
        indexes[language] = index.create_in(home, fields.Schema(symbol=fields.STORED, text=text))
        writer = indexes[language].writer(limitmb=512)
        for paragraph in held:
            writer.add_document(symbol=paragraph.symbol, text=paragraph.text)
        writer.commit()

    def joined_by(group: object) -> Searcher:
        def search(topic: Topic) -> Paragraphs:
            whoosh = indexes[topic.language]
            query = qparser.QueryParser("text", whoosh.schema, group=group).parse(topic.query)
            with whoosh.searcher() as searcher:
                hits = searcher.search(query, limit=DEPTH)
                return [Retrieved(hit["symbol"], hit["text"]) for hit in hits]

        return search

    yield "plain Whoosh and jieba, AND", joined_by(qparser.AndGroup)
    yield "plain Whoosh and jieba, OR", joined_by(qparser.OrGroup)


def plain_analyzer(language: Language) -> object:
    """jieba's own for Chinese, a stemmer elsewhere; Whoosh's Arabic one fails on every text."""
    match language:
        case Language.ZH:
            return ChineseAnalyzer()
        case Language.AR:
            return analysis.StandardAnalyzer(stoplist=None)
        case _:
            return analysis.LanguageAnalyzer(language.value)


@contextmanager
def full_text_search(paragraphs: Mapping[Language, Paragraphs]) -> Iterator[Searcher]:
    """SQLite's BM25 over jieba's words of search mode, over words elsewhere."""
    with closing(sqlite3.connect(":memory:")) as database:
        for language, held in paragraphs.items():
            table = f"words_{language}"
            database.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(words)")
            rows = ((n, " ".join(words(p.text, language))) for n, p in enumerate(held))
            database.executemany(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", rows)

        def search(topic: Topic) -> Paragraphs:
            table = f"words_{topic.language}"
            wanted = " OR ".join(f'"{word}"' for word in words(topic.query, topic.language))
            found = database.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT {DEPTH}",
                (wanted,),
            )
            return [paragraphs[topic.language][number] for (number,) in found]

        yield search


def words(text: str, language: Language) -> Sequence[str]:
    """The words of a text; those with a letter or a digit."""
    cut: Callable[[str], list[str]] = jieba.lcut_for_search
    found = cut(text) if language is Language.ZH else text.split()
    cleaned = ("".join(c for c in word if c.isalnum()).lower() for word in found)
    return [word for word in cleaned if word]


if __name__ == "__main__":
    main()
