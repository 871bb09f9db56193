"""Texts in two languages, paragraph by paragraph, against the XML of each.

    python -m tests.bench.two_languages FOLDER-OR-ARCHIVE… [--every N]

Of every Nth symbol the printed texts of two languages are laid under each other by turns, and each
language is read from that. Prints, for each pair, manner of printing and language: how many
paragraphs and footnotes come back. Two languages are laid together only where both have as many
paragraphs as the other.
"""

import argparse
from collections import Counter, defaultdict
from itertools import chain, zip_longest
from pathlib import Path

from corpus.model import Language, Resolution
from corpus.text import read_text
from tests.bench.sources import resolutions
from tests.bench.text_against_xml import compared, is_printable
from tests.corpus.printing import Manner, printed

PAIRS = (("zh", "en"), ("ar", "en"), ("ru", "zh"), ("en", "fr"), ("es", "fr"))
SEPARATORS = {Manner.PARTED: "\n\n", Manner.ENDLESS: "\n"}


def mixed(one: Resolution, other: Resolution, manner: Manner) -> str:
    """The paragraphs of both, by turns."""
    between = SEPARATORS[manner]
    parts = [printed(text, manner).strip("\n").split(between) for text in (one, other)]
    return between.join(filter(None, chain.from_iterable(zip_longest(*parts, fillvalue=""))))


def main() -> None:
    """Measure on the documents of the sources named on the command line."""
    parser = argparse.ArgumentParser(description="Texts in two languages against XML")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth symbol only")
    options = parser.parse_args()
    held: dict[str, dict[Language, Resolution]] = defaultdict(dict)
    for sound in resolutions(options.sources):
        if is_printable(sound):
            held[sound.symbol][sound.language] = sound
    counts: dict[tuple[str, str, str, str], Counter[bool]] = defaultdict(Counter)
    for symbol in sorted(held)[:: options.every]:
        for first, second in PAIRS:
            pair = [held[symbol].get(Language(code)) for code in (first, second)]
            one, other = pair
            if one is None or other is None or len(one.paragraphs) != len(other.paragraphs):
                continue
            for manner in SEPARATORS:
                data = mixed(one, other, manner).encode()
                for sound in (one, other):
                    read = read_text(data, "mixed.txt", symbol=symbol, language=sound.language)
                    for what, same, _ in compared(sound, read):
                        kind = what.partition(" ")[0]
                        counts[f"{first}+{second}", manner.name, sound.language, kind][same] += 1
    for (names, manner_name, language, kind), found in sorted(counts.items()):
        share = 100 * found[True] / found.total()
        print(
            f"{names} {manner_name:8} {language} {kind:9} {found[True]:6} of {found.total():6} "
            f"{share:6.2f} %"
        )


if __name__ == "__main__":
    main()
