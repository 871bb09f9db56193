"""How well citations are found in what is printed, against links and between languages.

    python -m tests.bench.citations FOLDER-OR-ARCHIVE… [--every N] [--show N] [--seed N]
    python -m tests.bench.citations FOLDER-OR-ARCHIVE… --sample N --lang zh [--every N] [--seed N]

The text alone is read, without the links of the source, and compared by language with:

* **Links.** Of the links to documents, how many have a citation at their place (found), and how
  many of those lead to the symbol that was read from the text (same; a part counts for its whole).
  A link that differs is not always right: sources link 2200 A (XXI) to 2200, or to another year.
* **Precision.** A citation with a symbol is confirmed by a link to that symbol at its place, or by
  the same symbol in the paragraph of the same id in most of the other languages. What neither
  confirms is suspect; where no other language has the paragraph, it is alone and is not counted.
  Confirmed by confirmed and suspect is a lower bound of precision: most suspects are right, and
  other languages print the symbol elsewhere or not at all. `--show N` prints N of them at random,
  by language, with their words around them.

`--sample N` prints, instead, N citations at random that no link tells of, in what they were printed
with and what was read (symbol or reason, name, part, treaty), to be judged by a reader; then N of
the numbers shaped like a resolution's or a document's that no citation covers.

`--every N` takes every Nth symbol, in all its languages; `--lang` only one language.
"""

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpus.akn import read_akn
from corpus.akn_blocks import read_blocks
from corpus.akn_inline import Inline
from corpus.akn_meta import declared_language
from corpus.akn_paths import place
from corpus.akn_source import read_source
from corpus.chains import with_chains
from corpus.citations import document_links, find_citations
from corpus.context import with_context
from corpus.errors import UsageError
from corpus.model import Citation, Kind, Language, Paragraph, Resolution
from corpus.symbols import parse_symbol
from tests.bench.side_by_side import arguments, of_each

AROUND = 70  # characters shown on either side of a suspect
AROUND_SAMPLED = 110
# What may be the number of a resolution or a symbol, by its shape alone.
_SHAPED = re.compile(
    r"(?<![\w/.])(?:[A-Z]{1,6}(?:\.\d+)?(?:/[\w.]+)+|(?:E?S-)?\d{1,4}\s?/\s?\d{1,3}(?![\d/])|"
    r"\d{1,4}(?:\s[A-Z])?\s?\((?:[IVXLC-]+|(?:19|20)\d\d)\))"
)


@dataclass(frozen=True, slots=True)
class Read:
    """A citation that was read from the text alone; `symbol` is that of its whole document."""

    language: Language
    citation: Citation
    symbol: str | None
    at_link: bool  # a link stands at its place
    linked: bool  # and leads to its symbol
    context: str

    @property
    def meaning(self) -> str:
        """All that was read, for a reader to judge."""
        one = self.citation
        said = (one.symbol or "none", one.name, one.treaty and f"UNTS {one.treaty}")
        part = one.pinpoint and f"part: {one.pinpoint}"
        return " | ".join(filter(None, (*said, part, one.reason and f"({one.reason})")))


@dataclass
class Measured:
    """What one document has: its links, and what was read from its text by paragraph."""

    language: Language
    links: int = 0
    found: int = 0
    same: int = 0
    read: dict[str, list[Read]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    uncited: list[str] = field(default_factory=list)

    def compare(self, content: Inline, citations: Sequence[Citation], id_: str) -> None:
        """Measure what was read from the text of a paragraph or of a footnote of it."""
        text = content.text
        targets = [(link.span, _parent(link.href)) for link in document_links(text, content.links)]
        for span, target in targets:
            if target is None:
                continue
            at = [one for one in citations if _overlap(one.span, span)]
            self.links += 1
            self.found += bool(at)
            same = any(one.symbol and _parent(one.symbol) == target for one in at)
            self.same += same
            if not same:
                kept = self.differing if at else self.missed
                read = ", ".join(str(one.symbol) for one in at)
                kept.append(f"{id_} {target} / {read}: {_context(text, span)}")
        for one in citations:
            symbol = (_parent(one.symbol) or one.symbol) if one.symbol else None
            here = [
                target
                for span, target in targets
                if span[0] < one.span[1] and one.span[0] < span[1]
            ]
            linked = symbol is not None and symbol in here
            words = _context(text, one.span, AROUND_SAMPLED)
            read_one = Read(self.language, one, symbol, bool(here), linked, words)
            self.read.setdefault(id_, []).append(read_one)
        for shaped in _SHAPED.finditer(text):
            if not any(_overlap(one.span, shaped.span()) for one in citations):
                self.uncited.append(f"{id_}: {_context(text, shaped.span(), AROUND_SAMPLED)}")


def measured(name: str, data: bytes, only: Language | None = None) -> Measured | None:
    """Measure one document; None where it is in another language than asked for."""
    if only and only is not declared_language(read_source(data, name).root):
        return None
    resolution = read_akn(data, name)
    language = resolution.language
    result = Measured(language)
    contents = [
        (item.path, kind, content)
        for item in place(read_blocks(read_source(data, "").root), language)
        for kind, content in (
            (item.kind, item.content),
            *((Kind.FOOTNOTE, note.content) for note in item.content.notes),
        )
    ]
    from_text = replace(resolution, paragraphs=_from_text_alone(contents, resolution))
    cited = with_chains(with_context(from_text))
    for (path, _, content), paragraph in zip(contents, cited.paragraphs, strict=True):
        id_ = f"{resolution.symbol}#{path}"
        result.read.setdefault(id_, [])
        result.compare(content, paragraph.citations, id_)
    return result


def _from_text_alone(
    contents: Sequence[tuple[str, Kind, Inline]], resolution: Resolution
) -> tuple[Paragraph, ...]:
    """Paragraphs with the citations that their text gives without any link."""
    language, organ = resolution.language, resolution.organ
    return tuple(
        Paragraph(
            path,
            kind,
            content.text,
            citations=find_citations(content.text, language, organ=organ),
        )
        for path, kind, content in contents
    )


class Measure:
    """Sums of links and citations, one document after the other."""

    def __init__(self) -> None:
        self.links: Counter[Language] = Counter()
        self.found: Counter[Language] = Counter()
        self.same: Counter[Language] = Counter()
        self.read: dict[str, list[Read]] = defaultdict(list)
        self.held: dict[str, set[Language]] = defaultdict(set)
        self.missed: dict[Language, list[str]] = defaultdict(list)
        self.differing: dict[Language, list[str]] = defaultdict(list)
        self.uncited: dict[Language, list[str]] = defaultdict(list)

    def take(self, document: Measured) -> None:
        """Add what one document has."""
        language = document.language
        self.links[language] += document.links
        self.found[language] += document.found
        self.same[language] += document.same
        self.missed[language] += document.missed
        self.differing[language] += document.differing
        self.uncited[language] += document.uncited
        for id_, reads in document.read.items():
            self.held[id_].add(language)
            if reads:
                self.read[id_] += reads

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
                if read.symbol is None:
                    continue
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

    def sample(self, size: int, seed: int) -> None:
        """Print citations that no link tells of, and numbers that are none, by language."""
        chance = random.Random(seed)
        unlinked: dict[Language, list[str]] = defaultdict(list)
        for id_, reads in self.read.items():
            for read in reads:
                if not read.at_link:
                    unlinked[read.language].append(f"{id_}\n    {read.context}\n  = {read.meaning}")
        for title, kept in (("without a link", unlinked), ("uncited", self.uncited)):
            for language, lines in sorted(kept.items()):
                print(f"{language} {title}: {len(lines)}")
                for count, line in enumerate(chance.sample(lines, min(size, len(lines))), 1):
                    print(f"{count} {line}")

    def _confirmed(self, id_: str, read: Read, reads: list[Read]) -> str:
        if read.linked:
            return "link"
        others = self.held[id_] - {read.language}
        if not others:
            return "alone"
        having = {one.language for one in reads if one.symbol == read.symbol} - {read.language}
        return "languages" if len(having) * 2 > len(others) else "suspect"


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _parent(symbol: str) -> str | None:
    try:
        return str(parse_symbol(symbol).parent)
    except UsageError:
        return None


def _context(text: str, span: tuple[int, int], around: int = AROUND) -> str:
    start, end = max(0, span[0] - around), span[1] + around
    return f"{text[start : span[0]]}[{text[slice(*span)]}]{text[span[1] : end]}".replace("\n", " ")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.2f} %" if whole else "       –"


def main() -> None:
    """Measure the sources named on the command line."""
    parser = arguments("Citations against links and between languages")
    parser.add_argument("--show", type=int, default=0, help="print so many of each kind")
    parser.add_argument("--sample", type=int, default=0, help="print so many without a link")
    parser.add_argument("--lang", type=Language, help="take documents in this language alone")
    parser.add_argument("--seed", type=int, default=1, help="of the sample that is shown")
    options = parser.parse_args()
    measure = Measure()
    make = partial(measured, only=options.lang)
    for document in of_each(make, options.sources, options.every):
        if document is not None:
            measure.take(document)
    if options.sample:
        measure.sample(options.sample, options.seed)
    else:
        measure.report(options.show, options.seed)


if __name__ == "__main__":
    main()
