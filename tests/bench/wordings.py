"""Paraphrases against a corpus: what they lead to must stand there, and what is typed should not.

    python -m tests.bench.wordings DATA_DIR [LANGUAGE ...]

Prints for each language the official wordings whose words stand nowhere within a few words of each
other, in any inflection, and the typed wordings that stand together in many paragraphs themselves,
so that a line for them may lead astray. Of these, single words count by their stems.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.generation import open_index
from indexer.normalise import normalise_text
from search import paraphrase
from search.compile import Alternatives, words_of
from search.reader import IndexReader

DATA = Path(paraphrase.__file__).parent / "data"

SLACK = 4
"""So many other words may stand between those of an official wording."""

MANY = 40
"""In so many paragraphs a typed wording is one of the texts' own."""

SPACED = [language for language in Language if language is not Language.ZH]


def lines(language: Language) -> Iterator[tuple[list[str], list[str]]]:
    """What is typed and what is said, for each line that leads one way."""
    text = (DATA / f"paraphrases_{language}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        typed, leads, said = line.partition(" > ")
        if leads and not line.startswith("#"):
            yield typed.split(" | "), said.split(" | ")


class Corpus:
    """Where wordings stand in one language."""

    def __init__(self, data_dir: Path, language: Language) -> None:
        self._reader = IndexReader(open_index(data_dir / "index", language), language)
        self._language = language

    def standing(self, wording: str, slack: int) -> Iterator[int]:
        """The paragraphs in which all its words stand, with so many others between them."""
        words = words_of(wording, self._language)
        if not words:
            return
        candidates = set.intersection(*(set(self._reader.having_word(word)) for word in words))
        for paragraph in sorted(candidates):
            if len(words) == 1 or self._stands_in(paragraph, words, len(words) + slack):
                yield paragraph

    def _stands_in(self, paragraph: int, words: tuple[Alternatives, ...], reach: int) -> bool:
        text = normalise_text(self._reader.text(paragraph))
        tokens = list(analyse(text, self._language, Mode.INDEX))
        first, *others = ({t.position for t in tokens if t.text in word} for word in words)
        return any(
            all(any(abs(place - start) <= reach for place in places) for places in others)
            for start in first
        )


def main() -> None:
    """Print what to look at, for each language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("languages", nargs="*", type=Language, default=SPACED)
    arguments = parser.parse_args()
    for language in arguments.languages:
        corpus = Corpus(arguments.data_dir, language)
        every = list(lines(language))
        said = dict.fromkeys(wording for _, side in every for wording in side)
        absent = [w for w in said if next(corpus.standing(w, SLACK), None) is None]
        own = [
            f"{wording} ({count})"
            for wording in dict.fromkeys(wording for side, _ in every for wording in side)
            if (count := sum(1 for _ in corpus.standing(wording, 0))) >= MANY
        ]
        cells = sum(len(side) for side, _ in every)
        print(f"{language}: {len(every)} lines, {cells} typed, {len(said)} official wordings")
        print(f"  {len(absent)} do not stand: {'; '.join(absent)}")
        print(f"  {len(own)} typed are own words of the texts: {'; '.join(own)}")


if __name__ == "__main__":
    main()
