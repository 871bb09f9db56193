"""A census of Akoma Ntoso files: what was read, what was refused, how well ids agree.

    python -m tests.bench.census FOLDER-OR-ARCHIVE… [--every N]

Prints, for the files in folders or in tar and zip archives: how many were read and refused,
paragraphs by kind, text that fits nothing, ids with a suffix, documents whose ids agree in all six
languages, why they differ where they do, and documents of which reading lost or doubled text.
`--every N` takes about every Nth document, in all its languages.
"""

import argparse
import re
import time
import zlib
from collections import Counter, defaultdict
from pathlib import Path

from corpus.akn import read_akn
from corpus.akn_conservation import find_losses
from corpus.akn_source import read_source
from corpus.errors import DocumentError
from corpus.model import Kind, Language, Resolution
from corpus.symbols import symbol_of_filename
from tests.bench.sources import files

GROUPS = {
    "operative": (Kind.OPERATIVE,),
    "preambular": (Kind.PREAMBULAR,),
    "annex": (Kind.ANNEX,),
    "heading": (Kind.HEADING,),
    "all": tuple(Kind),
}
SHOWN = 20
EXAMPLES = 4

Ids = frozenset[str]


# Parts of documents whose ids are compared one by one: a document may differ in several.
PARTS = {
    "text": (Kind.OPERATIVE, Kind.PREAMBULAR),
    "annexes and headings": (Kind.ANNEX, Kind.HEADING),
    "footnotes": (Kind.FOOTNOTE,),
    "frame": (Kind.TITLE, Kind.FORMULA, Kind.CLOSING, Kind.UNCLASSIFIED),
}


def _ids(document: Resolution, part: str) -> Ids:
    return frozenset(p.path for p in document.paragraphs if p.kind in PARTS[part])


def _cause(part: str, usual: Ids, odd: tuple[Ids, ...], count: int) -> str:
    """What sets the odd languages apart from the most frequent reading, as far as ids tell."""
    more = frozenset().union(*(own - usual for own in odd))
    fewer = frozenset().union(*(usual - own for own in odd))
    both = more | fewer
    if part == "footnotes":
        return "a footnote is missing, added or misnumbered"
    if part == "frame":
        return _cause_in_frame(more, fewer)
    if any("~" in path for path in more):
        return "a number is printed twice where the others go on"
    if any(re.search(r"\bh\d+$", path) for path in both):
        return "a heading is joined, parted, missing or set as text"
    if count < MAJORITY:
        return "more than two ways to divide the text"
    if all(re.search(r"\.[a-z]+$", path) for path in both):
        return "a list is not lettered, or lettered otherwise"
    if any(re.search(r"pp\d+$", p) for p in both) and any(re.search(r"op", p) for p in both):
        return "the last recital is set as operative, or the reverse"
    if all(re.search(r"pp\d+", path) for path in both):
        return "recitals are joined, parted or left out"
    if all(re.search(r"(?:opu|\bu)\d+", path) for path in both):
        return "unnumbered paragraphs, tables or lines are joined, parted or left out"
    if not more:
        return "numbered paragraphs are left out"
    return "numbers differ"


def _cause_in_frame(more: Ids, fewer: Ids) -> str:
    both = more | fewer
    if any("formula" in path for path in both):
        return "the formula is missing or stands twice"
    if any("closing" in path for path in both):
        return "date, meeting and vote below the text are missing, or stand in the annex too"
    if any("title" in path for path in both):
        return "a title is missing or stands twice"
    return "lines that belong to no part"


MAJORITY = 4


class Census:
    """Counts what reading gives, one document after the other."""

    def __init__(self) -> None:
        self.files = 0
        self.seconds = 0.0
        self.refused: list[str] = []
        self.kinds: Counter[Kind] = Counter()
        self.suffixed = 0
        self.warned = 0
        self.losses: list[str] = []
        self.ids: dict[str, dict[Language, Resolution]] = defaultdict(dict)

    def take(self, name: str, data: bytes) -> None:
        """Read one file and count it."""
        self.files += 1
        start = time.process_time()
        try:
            resolution = read_akn(data, name)
        except DocumentError as error:
            self.refused.append(error.problem)
            return
        self.seconds += time.process_time() - start
        for paragraph in resolution.paragraphs:
            self.kinds[paragraph.kind] += 1
            self.suffixed += "~" in paragraph.path
        self.warned += bool(resolution.warnings)
        self.losses += [
            f"{name} {loss.path}: expected {loss.expected!r}, found {loss.found!r}"
            for loss in find_losses(read_source(data, "x").root, resolution)[:1]
        ]
        self.ids[resolution.symbol][resolution.language] = resolution

    def agreement(self) -> tuple[int, Counter[str]]:
        """How many documents there are in six languages, and in how many of them ids agree."""
        six = [documents for documents in self.ids.values() if len(documents) == len(Language)]
        agreeing: Counter[str] = Counter()
        for documents in six:
            for group, kinds in GROUPS.items():
                paths = {
                    frozenset(p.path for p in document.paragraphs if p.kind in kinds)
                    for document in documents.values()
                }
                agreeing[group] += len(paths) == 1
        return len(six), agreeing

    def causes(self) -> dict[str, list[str]]:
        """The documents in six languages whose ids differ, by what differs in which part."""
        found: dict[str, list[str]] = defaultdict(list)
        for symbol, documents in self.ids.items():
            if len(documents) < len(Language):
                continue
            for part in PARTS:
                ids = {language: _ids(document, part) for language, document in documents.items()}
                usual, count = Counter(ids.values()).most_common(1)[0]
                odd = {language: own for language, own in ids.items() if own != usual}
                if odd:
                    names = "".join(f" {language}" for language in odd)
                    cause = _cause(part, usual, tuple(odd.values()), count)
                    found[f"{part}: {cause}"].append(symbol + names)
        return found

    def report(self) -> None:
        """Print everything that was counted."""
        print(f"{self.files} files, {len(self.refused)} refused, read in {self.seconds:.1f} s")
        for problem in self.refused[:SHOWN]:
            print(f"  refused: {problem}")
        for kind, count in self.kinds.most_common():
            print(f"  {count:8} {kind}")
        print(f"{self.suffixed} ids with a suffix, {self.warned} documents with warnings")
        six, agreeing = self.agreement()
        print(f"{six} documents in six languages; ids agree in all six:")
        for group in GROUPS:
            share = 100 * agreeing[group] / six if six else 0.0
            print(f"  {group:11} {agreeing[group]:6} {share:5.1f} %")
        causes = sorted(self.causes().items(), key=lambda found: -len(found[1]))
        for cause, symbols in causes:
            print(f"  {len(symbols):5} {cause} ({', '.join(symbols[:EXAMPLES])})")
        print(f"{len(self.losses)} documents lost or doubled text")
        for loss in self.losses[:SHOWN]:
            print(f"  {loss}")


def main() -> None:
    """Take the census of the sources named on the command line."""
    parser = argparse.ArgumentParser(description="Census of Akoma Ntoso files")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth document only")
    options = parser.parse_args()
    census = Census()
    for source in options.sources:
        for name, data in files(source):
            document = str(symbol_of_filename(name.rpartition("/")[2]))
            if zlib.crc32(document.encode()) % options.every == 0:
                census.take(name, data)
    census.report()


if __name__ == "__main__":
    main()
