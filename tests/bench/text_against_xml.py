"""Plain text against XML: resolutions are printed as text, read back, and compared.

    python -m tests.bench.text_against_xml FOLDER-OR-ARCHIVE… [--every N] [--show N] [--manner M]…

Prints, for each language and manner of printing (tests/corpus/printing.py says what they are): how
many paragraphs come back with the same id and the same text, and how many footnotes stand in the
same place with the same text.

What no reader can tell from such a text: whether a full line that ends with a comma ends a recital,
where the next line opens with a verb and nothing is indented or set apart (DENSE, SPACED and TYPED
in Chinese and Arabic); which of two numbers is a mark in "of 23 March 2017, 3 35/34" (DENSE,
LAID_OUT and NUMBERS_APART); and where the notes of a page end, if its text goes on with a capital.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import DocumentError
from corpus.model import Kind, Resolution
from corpus.text import read_text
from corpus.text_lines import tidy
from tests.bench.sources import resolutions
from tests.corpus.printing import Manner, printed

_BODY = (Kind.ANNEX, Kind.UNCLASSIFIED)


def is_printable(resolution: Resolution) -> bool:
    """Whether it has nothing but a preamble, paragraphs, headings and notes."""
    return all(
        p.kind not in _BODY and "\t" not in p.text and not p.path.startswith(("part", "draft"))
        for p in resolution.paragraphs
    ) and any(p.path == "formula" for p in resolution.paragraphs)


def plain(text: str) -> str:
    """The text without what no print shows: kinds of blanks and hyphens, lengthened words."""
    for sign, instead in (
        ("\u00a0", " "),
        ("\u2011", "-"),
        ("\u00ad", ""),
        ("\u200e", ""),
        ("\u200f", ""),
        ("\u202f", " "),
        ("\u0640", ""),
    ):
        text = text.replace(sign, instead)
    return tidy(text)


def compared(sound: Resolution, read: Resolution) -> Iterator[tuple[str, bool, str]]:
    """For each paragraph and footnote whether it came back, and what came."""
    found = {p.path: p for p in read.paragraphs}
    for p in sound.paragraphs:
        other = found.get(p.path)
        if p.kind is Kind.FOOTNOTE:
            continue
        same = other is not None and plain(other.text) == plain(p.text)
        yield f"paragraph {p.path}", same, other.text if other else "-"
        notes = [(n.mark, len(plain(p.text[: n.offset])), plain(n.text)) for n in p.footnotes]
        others = (
            [(n.mark, len(plain(other.text[: n.offset])), plain(n.text)) for n in other.footnotes]
            if other
            else []
        )
        for note in notes:
            yield f"footnote {note[0]} of {p.path}", note in others, str(others)


def main() -> None:
    """Compare the resolutions of the sources named on the command line."""
    parser = argparse.ArgumentParser(description="Plain text against XML")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--show", type=int, default=0, help="show so many differences a language")
    names = [manner.name for manner in Manner]
    parser.add_argument("--manner", action="append", choices=names, help="only this one")
    options = parser.parse_args()
    manners = [Manner[name] for name in options.manner or names]
    counts: dict[tuple[str, str, str], Counter[bool]] = defaultdict(Counter)
    shown: Counter[str] = Counter()
    for sound in resolutions(options.sources, options.every):
        if not is_printable(sound):
            continue
        for manner in manners:
            try:
                text = printed(sound, manner)
                read = read_text(text.encode(), "printed.txt", symbol=sound.symbol)
            except DocumentError as error:
                print(f"{sound.symbol} {sound.language} {manner.name}: {error.problem}")
                continue
            for what, same, came in compared(sound, read):
                kind = what.partition(" ")[0]
                counts[sound.language.value, manner.name, kind][same] += 1
                if not same and shown[sound.language.value] < options.show:
                    shown[sound.language.value] += 1
                    print(f"{sound.symbol} {sound.language} {manner.name} {what}: {came}")
    for (language, printing, kind), found in sorted(counts.items()):
        share = 100 * found[True] / found.total()
        print(
            f"{language} {printing:13} {kind:9} {found[True]:6} of {found.total():6} {share:6.2f} %"
        )


if __name__ == "__main__":
    main()
