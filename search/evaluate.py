"""How good a ranking is, by topics that people have judged.

A topic is a query as users type it; a judgement says how well a paragraph answers it: 3 squarely,
2 clearly relevant, 1 in passing, 0 not. Three measures:

=========  ========================================================================================
nDCG@10    is what answers best at the top? Gain 2^grade - 1, discount log2(rank + 1), divided by
           what the best possible order has
recall@50  how much of what is graded 2 or 3 is among the first fifty
MRR        one over the rank of the first that is graded 2 or 3
=========  ========================================================================================

Paragraphs with the same text are one unit, whatever their year: it earns once, at its first rank,
and repetitions take no rank. What nobody has judged earns nothing.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from math import log2
from pathlib import Path

from corpus.model import Language

DEPTH = 50
"""How many hits a search is asked for."""

GOOD = 2
"""From this grade on a paragraph is an answer."""

_SHORTEST = 8
"""A text of fewer letters is the same as another only if it is all of it."""

_NOT_TEXT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A query that was judged."""

    id: str
    language: Language
    query: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What the evaluation needs of a hit."""

    symbol: str
    text: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of one topic, or their means over several."""

    ndcg: float
    recall: float
    mrr: float

    @classmethod
    def mean(cls, figures: Iterable["Figures"]) -> "Figures":
        """Every measure by itself; zeros where there are no figures."""
        each = list(figures)
        count = len(each) or 1
        return cls(
            sum(one.ndcg for one in each) / count,
            sum(one.recall for one in each) / count,
            sum(one.mrr for one in each) / count,
        )

    def __str__(self) -> str:
        return f"{self.ndcg:.3f} / {self.recall:.3f} / {self.mrr:.3f}"


class Judgements:
    """What was judged for one topic: units of equal texts with their grades."""

    def __init__(self) -> None:
        self._grades: dict[str, int] = {}
        self._texts: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def add(self, symbol: str, grade: int, text: str | None, digest: str | None) -> None:
        """One judged paragraph; where its text may not be shipped, its digest stands for it."""
        letters = _letters(text) if text is not None else None
        unit = _digest(letters) if letters is not None else digest or ""
        self._grades[unit] = max(self._grades.get(unit, 0), grade)
        if letters is not None:
            self._texts[_closed_up(symbol)].append((letters, unit))

    def unit(self, hit: Retrieved) -> str | None:
        """The unit whose text the hit is, contains, or is part of; None if nobody judged it."""
        letters = _letters(hit.text)
        for spelling in (letters, letters.lstrip("0123456789")):
            if (unit := _digest(spelling)) in self._grades:
                return unit
        if len(letters) >= _SHORTEST:
            for judged, unit in self._texts.get(_closed_up(hit.symbol), ()):
                if letters in judged or (len(judged) >= _SHORTEST and judged in letters):
                    return unit
        return None

    def grades(self, hits: Iterable[Retrieved]) -> list[int]:
        """The grades of the hits in their order; of a unit only at its first rank."""
        grades, seen = [], set()
        for hit in hits:
            unit = self.unit(hit)
            if unit is None or unit not in seen:
                grades.append(self._grades[unit] if unit is not None else 0)
                seen.add(unit)
        return grades

    def figures(self, hits: Iterable[Retrieved]) -> Figures:
        """How well the hits, best first, answer the topic."""
        grades = self.grades(hits)
        best = _gain(sorted(self._grades.values(), reverse=True))
        good = sum(grade >= GOOD for grade in self._grades.values())
        found = sum(grade >= GOOD for grade in grades[:DEPTH])
        before = sum(1 for _ in takewhile(lambda grade: grade < GOOD, grades))
        return Figures(
            ndcg=_gain(grades) / best if best else 0.0,
            recall=found / good if good else 0.0,
            mrr=1 / (before + 1) if before < len(grades) else 0.0,
        )


Searcher = Callable[[Topic], Sequence[Retrieved]]
"""Answers a topic with its `DEPTH` best paragraphs, best first."""


def evaluate(
    search: Searcher, topics: Sequence[Topic], judgements: Mapping[str, Judgements]
) -> dict[Topic, Figures]:
    """The figures of every topic."""
    return {topic: judgements[topic.id].figures(search(topic)) for topic in topics}


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of a file with a JSON object a line: `id`, `lang`, `query`."""
    return tuple(
        Topic(row["id"], Language(row["lang"]), row["query"])
        for row in map(json.loads, _rows(path))
    )


def read_judgements(path: Path) -> Mapping[str, Judgements]:
    """The judgements of a file with a JSON object a line, by the id of their topic.

    An object has `topic`, `symbol`, `grade`, and `text` or its digest `sha`.
    """
    judged: dict[str, Judgements] = defaultdict(Judgements)
    for row in map(json.loads, _rows(path)):
        judged[row["topic"]].add(row["symbol"], row["grade"], row.get("text"), row.get("sha"))
    return judged


def _rows(path: Path) -> Sequence[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _gain(grades: Sequence[int]) -> float:
    """The discounted gain of the first ten."""
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades[:10], start=1))


def _letters(text: str) -> str:
    """The text without everything that printers differ in.

    >>> _letters("Crime, PREVENTION;")
    'crimeprevention'
    """
    return _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text).lower())


def _digest(letters: str) -> str:
    return sha256(letters.encode()).hexdigest()[:16]


def _closed_up(symbol: str) -> str:
    return re.sub(r"\s+", "", symbol).upper()
