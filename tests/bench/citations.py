"""How well citations are found in what is printed, against links and between languages.

    python tests/bench/citations.py FOLDER-OR-ARCHIVE… [--every N] [--show N] [--seed N]

The text alone is read, without the links of the source, and compared by language with:

* **Links.** Of the links to documents, how many have a citation at their place (found), and how
  many of those lead to the symbol that was read from the text (same; a part counts for its whole).
  A link that differs is not always right: sources link 2200 A (XXI) to 2200, or to another year.
* **Precision.** A citation with a symbol is confirmed by a link to that symbol at its place, or by
  the same symbol in the paragraph of the same id in most of the other languages. What neither
  confirms is suspect; where no other language has the paragraph, it is alone and is not counted.
  Confirmed by confirmed and suspect is a lower bound of precision: most suspects are right, and
  other languages print the symbol elsewhere or not at all. `--show N` prints N of them at random,
  by language, with their words around them, to be judged by a reader.

`--every N` takes every Nth symbol, in all its languages.
"""

import argparse
import random
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpus.akn import read_akn
from corpus.akn_blocks import read_blocks
from corpus.akn_inline import Inline
from corpus.akn_paths import place
from corpus.akn_source import read_source
from corpus.citations import document_links, find_citations
from corpus.errors import DocumentError, UsageError
from corpus.model import Language
from corpus.symbols import parse_symbol, symbol_of_filename
from tests.bench.census import files

AROUND = 70  # characters shown on either side of a suspect


@dataclass(frozen=True, slots=True)
class Read:
    """A citation with a symbol that was read from the text alone."""

    language: Language
    symbol: str
    linked: bool  # a link at its place leads to its symbol
    context: str


class Measure:
    """Counts links and citations, one document after the other."""

    def __init__(self) -> None:
        self.links: Counter[Language] = Counter()
        self.found: Counter[Language] = Counter()
        self.same: Counter[Language] = Counter()
        self.read: dict[str, list[Read]] = defaultdict(list)
        self.held: dict[str, set[Language]] = defaultdict(set)
        self.missed: dict[Language, list[str]] = defaultdict(list)
        self.differing: dict[Language, list[str]] = defaultdict(list)

    def take(self, name: str, data: bytes) -> None:
        """Measure one document."""
        resolution = read_akn(data, name)
        language = resolution.language
        for item in place(read_blocks(read_source(data, "").root), language):
            id_ = f"{resolution.symbol}#{item.path}"
            self.held[id_].add(language)
            for content in (item.content, *(note.content for note in item.content.notes)):
                self._compare(content, language, resolution.organ, id_)

    def _compare(self, content: Inline, language: Language, organ: str, id_: str) -> None:
        text = content.text
        citations = find_citations(text, language, organ=organ)
        targets = [(link.span, _parent(link.href)) for link in document_links(text, content.links)]
        for span, target in targets:
            if target is None:
                continue
            at = [one for one in citations if one.span[0] < span[1] and span[0] < one.span[1]]
            self.links[language] += 1
            self.found[language] += bool(at)
            same = any(one.symbol and _parent(one.symbol) == target for one in at)
            self.same[language] += same
            if not same:
                kept = self.differing if at else self.missed
                read = ", ".join(str(one.symbol) for one in at)
                kept[language].append(f"{id_} {target} / {read}: {_context(text, span)}")
        for one in citations:
            if one.symbol is None:
                continue
            symbol = _parent(one.symbol) or one.symbol
            linked = any(
                span[0] < one.span[1] and one.span[0] < span[1] and target == symbol
                for span, target in targets
            )
            self.read[id_].append(Read(language, symbol, linked, _context(text, one.span)))

    def report(self, shown: int, seed: int) -> None:
        """Print everything that was counted."""
        chance = random.Random(seed)
        print(
            "          links    found     same   citations   by link   by languages   suspect"
            "   alone"
        )
        suspects: dict[Language, list[str]] = defaultdict(list)
        counts: dict[Language, Counter[str]] = {language: Counter() for language in Language}
        for id_, reads in self.read.items():
            for read in reads:
                how = self._confirmed(id_, read, reads)
                counts[read.language][how] += 1
                if how in ("suspect", "alone"):
                    suspects[read.language].append(f"{id_} {read.symbol}: {read.context}")
        for language in Language:
            links, count = self.links[language], counts[language]
            total = sum(count.values()) - count["alone"]
            print(
                f"{language:6} {links:8} {_share(self.found[language], links)}"
                f" {_share(self.same[language], links)} {total:11} {_share(count['link'], total)}"
                f"     {_share(count['languages'], total)}  {_share(count['suspect'], total)}"
                f" {count['alone']:7}"
            )
        titles: tuple[tuple[str, dict[Language, list[str]]], ...] = (
            ("link without a citation", self.missed),
            ("link to another symbol", self.differing),
            ("suspect or alone", suspects),
        )
        for title, kept in titles:
            for language, lines in sorted(kept.items()):
                for line in chance.sample(lines, min(shown, len(lines))):
                    print(f"{language} {title}: {line}")

    def _confirmed(self, id_: str, read: Read, reads: list[Read]) -> str:
        if read.linked:
            return "link"
        others = self.held[id_] - {read.language}
        if not others:
            return "alone"
        having = {one.language for one in reads if one.symbol == read.symbol} - {read.language}
        return "languages" if len(having) * 2 > len(others) else "suspect"


def _parent(symbol: str) -> str | None:
    try:
        return str(parse_symbol(symbol).parent)
    except UsageError:
        return None


def _context(text: str, span: tuple[int, int]) -> str:
    start, end = max(0, span[0] - AROUND), span[1] + AROUND
    return f"{text[start : span[0]]}[{text[slice(*span)]}]{text[span[1] : end]}".replace("\n", " ")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.2f} %" if whole else "       –"


def _chosen(sources: list[Path], every: int) -> Iterator[tuple[str, bytes]]:
    for source in sources:
        for name, data in files(source):
            if zlib.crc32(str(symbol_of_filename(name)).encode()) % every == 0:
                yield name, data


def main() -> None:
    """Measure the sources named on the command line."""
    parser = argparse.ArgumentParser(description="Citations against links and between languages")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth symbol only")
    parser.add_argument("--show", type=int, default=0, help="print so many of each kind")
    parser.add_argument("--seed", type=int, default=1, help="of the sample that is shown")
    options = parser.parse_args()
    measure = Measure()
    for name, data in _chosen(options.sources, options.every):
        try:
            measure.take(name, data)
        except DocumentError:
            continue
    measure.report(options.show, options.seed)


if __name__ == "__main__":
    main()
