"""The promise as a property: a run that stands in the corpus finds every paragraph that has it.

Runs of 1 to 40 characters, of whole words where spaces part them, are drawn by a seed from the
texts of the built-in sample and compared with a plain scan: quoted, unquoted, and with a condition.
`test_quality` asks the same of real documents.
"""

import random
import re
import unicodedata
from collections.abc import Mapping

import pytest

from corpus.model import Kind, Language
from indexer.normalise import HAN
from search.engine import Engine
from search.grammar import parse_field
from search.query import FieldName
from search.question import SearchRequest, understand
from search.reader import IndexReader
from search.results import Match

SEED = 20261125


def plain(text: str) -> str:
    """The text as the contract has it: NFKC, case, and no spaces between Han characters."""
    text = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return re.sub(f"(?<=[{HAN}]) (?=[{HAN}])", "", text)


def drawn(texts: list[str], language: Language, chance: random.Random) -> str:
    """A run of the texts that says something."""
    while True:
        text = chance.choice(texts)
        length = chance.randint(1, 40)
        if language is Language.ZH:
            start = chance.randrange(max(len(text) - length, 0) + 1)
            run = text[start : start + length]
        else:
            words = text.split(" ")
            start = chance.randrange(len(words))
            end = start + 1
            while end < len(words) and len(" ".join(words[start : end + 1])) <= length:
                end += 1
            run = " ".join(words[start:end])
        run = re.sub(r"[\"“”„«»「」『』\\]", " ", run).strip()
        if len(run) <= 40 and any(character.isalnum() for character in run):
            return run


def having(run: str, texts: Mapping[int, str], language: Language) -> set[int]:
    """The paragraphs that have the run, by a plain scan."""
    found = {number for number, text in texts.items() if run in text}
    if language is Language.ZH:
        return found
    free = re.compile(rf"(?<!\w){re.escape(run)}(?!\w)")
    return {number for number in found if free.search(texts[number])}


def holds(engine: Engine, language: Language, runs: int) -> None:
    reader: IndexReader = engine._reader(language)
    texts = {number: plain(reader.stored(number).text) for number in sorted(reader.paragraphs)}
    kinds = {number: reader.stored(number).kind for number in texts}
    pool = [text for text in texts.values() if text]
    chance = random.Random(f"{SEED} {language}")
    for _ in range(runs):
        run = drawn(pool, language, chance)
        kind = chance.choice((None, None, Kind.OPERATIVE, Kind.PREAMBULAR))
        filters = (parse_field(FieldName.KIND, kind.value),) if kind else ()
        expected = {n for n in having(run, texts, language) if kind in (None, kinds[n])}
        # Signs of the query language are text only within quotation marks.
        unquoted = re.fullmatch(r"\w+(?: \w+)*", run) is not None
        for query in (f'"{run}"', run) if unquoted else (f'"{run}"',):
            request = SearchRequest(query, (language,), filters, limit=30, fold=False)
            (answer,) = engine._answers(understand(request))
            exact = {found.number for found in answer.found if found.match is Match.EXACT}
            assert not expected - exact, (query, kind)
            matches = [hit.match for hit in engine.search(request).hits]
            assert matches == sorted(matches, key=lambda match: match is not Match.EXACT), query
            assert matches.count(Match.EXACT) == min(len(exact), len(matches)), query


@pytest.mark.parametrize("language", list(Language))
def test_the_promise_on_the_sample(sample_engine: Engine, language: Language) -> None:
    holds(sample_engine, language, 60)
