"""Word files and web pages against XML: resolutions are set as these, read back, and compared.

    python -m tests.bench.laid_out_against_xml FOLDER-OR-ARCHIVE… [--every N] [--show N]

Prints, for each language and format, with numbers that are typed or left to who prints the file
("counted"): how many paragraphs come back with the same id and text and as the same kind, and how
many footnotes in the same place with the same text. Real files differ more than these, which are
made from the XML: this measures the readers, not how UN documents are typed.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from corpus.docx import read_docx
from corpus.errors import DocumentError
from corpus.html import read_html
from corpus.model import Kind, Resolution
from tests.bench.sources import resolutions
from tests.bench.text_against_xml import compared
from tests.corpus.docx_files import resolution_file
from tests.corpus.html_files import resolution_page

WAYS: dict[str, Callable[[Resolution], Resolution]] = {
    "docx typed": lambda sound: read_docx(resolution_file(sound, counted=False), "x.docx"),
    "docx counted": lambda sound: read_docx(resolution_file(sound, counted=True), "x.docx"),
    "html typed": lambda sound: read_html(resolution_page(sound, counted=False), "x.html"),
    "html counted": lambda sound: read_html(resolution_page(sound, counted=True), "x.html"),
}
Counts = dict[tuple[str, str, str], Counter[bool]]


def kinds_agree(sound: Resolution, read: Resolution) -> list[bool]:
    """For each paragraph whether it came back under its id as what it is."""
    found = {p.path: p.kind for p in read.paragraphs}
    return [found.get(p.path) is p.kind for p in sound.paragraphs if p.kind is not Kind.FOOTNOTE]


def main() -> None:
    """Compare the resolutions of the sources named on the command line."""
    parser = argparse.ArgumentParser(description="Word files and web pages against XML")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--show", type=int, default=0, help="show so many differences a language")
    options = parser.parse_args()
    counts: Counts = defaultdict(Counter)
    shown: Counter[str] = Counter()
    for sound in resolutions(options.sources, options.every):
        for set_as, come_back in WAYS.items():
            language = sound.language.value
            try:
                read = come_back(sound)
            except DocumentError as error:
                print(f"{sound.symbol} {language} {set_as}: {error.problem}")
                counts[language, set_as, "file"][False] += 1
                continue
            counts[language, set_as, "file"][read.symbol == sound.symbol] += 1
            counts[language, set_as, "title"][read.title == sound.title] += 1
            counts[language, set_as, "kind"].update(kinds_agree(sound, read))
            for what, same, came in compared(sound, read):
                counts[language, set_as, what.partition(" ")[0]][same] += 1
                if not same and shown[language] < options.show:
                    shown[language] += 1
                    print(f"{sound.symbol} {language} {set_as} {what}: {came}")
    for (language, set_as, kind), found in sorted(counts.items()):
        share = 100 * found[True] / found.total()
        print(f"{language} {set_as:13}{kind:10}{found[True]:7} of {found.total():7} {share:6.2f} %")


if __name__ == "__main__":
    main()
