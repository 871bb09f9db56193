"""PDF files printed from XML, read back and compared: by language and manner of setting.

    python -m tests.bench.printed_against_xml FOLDER-OR-ARCHIVE… [--every N] [--styles NAME…]
        [--language L] [--show N] [--keep FOLDER]

Resolutions are set on pages (`pdf_pages`) and printed by LibreOffice Writer, which must be
installed (`soffice`), with the fonts Liberation, Noto Serif CJK and Noto Naskh Arabic. Prints how
many paragraphs come back with the same id and the same text, and how many footnotes in the same
place with the same text. `--keep` leaves the files of documents that differ in a folder.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from corpus.errors import DocumentError
from corpus.model import Resolution
from corpus.pdf import read_pdf
from tests.bench.pdf_against_xml import parting
from tests.bench.pdf_pages import STYLES, document, print_all, style_for
from tests.bench.sources import resolutions
from tests.bench.text_against_xml import compared

_BATCH = 40
Counts = dict[tuple[str, str, str], Counter[bool]]


def main() -> None:
    """Print the resolutions of the sources named on the command line, read and compare them."""
    parser = argparse.ArgumentParser(description="Printed PDF files against XML")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--styles", nargs="+", default=list(STYLES), choices=list(STYLES))
    parser.add_argument("--language", help="take this language only")
    parser.add_argument("--show", type=int, default=0, help="show so many differences a style")
    parser.add_argument("--keep", type=Path, help="leave files that differ here")
    options = parser.parse_args()
    counts: Counts = defaultdict(Counter)
    shown: Counter[str] = Counter()
    found = [
        sound
        for sound in resolutions(options.sources, options.every)
        if options.language in (None, sound.language.value)
    ]
    for style in options.styles:
        for start in range(0, len(found), _BATCH):
            batch = {str(n): sound for n, sound in enumerate(found[start : start + _BATCH])}
            pages = {n: document(sound, style_for(style, sound)) for n, sound in batch.items()}
            printed = print_all(pages)
            for number, sound in batch.items():
                differences = _compare(sound, printed.get(number, b""), style, counts)
                for difference in differences[: min(4, max(0, options.show - shown[style]))]:
                    print(difference, flush=True)
                shown[style] += min(4, len(differences))
                if differences and options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    name = f"{sound.symbol}-{sound.language}-{style}.pdf".replace("/", "_")
                    (options.keep / name).write_bytes(printed.get(number, b""))
    for (language, style, kind), tally in sorted(counts.items()):
        share = 100 * tally[True] / tally.total()
        print(f"{language} {style:12}{kind:10}{tally[True]:7} of {tally.total():7} {share:6.2f} %")


def _compare(sound: Resolution, data: bytes, style: str, counts: Counts) -> list[str]:
    """Count what agrees; what does not, for people."""
    language = sound.language.value
    where = f"{sound.symbol} {language} {style}"
    try:
        read = read_pdf(data, "printed.pdf")
    except DocumentError as error:
        counts[language, style, "file"][False] += 1
        return [f"{where}: {error.problem}"]
    counts[language, style, "file"][read.symbol == sound.symbol] += 1
    counts[language, style, "title"][read.title == sound.title] += 1
    differences = [] if read.title == sound.title else [f"{where} title {read.title}"]
    wanted = {f"paragraph {p.path}": p.text for p in sound.paragraphs}
    mine = {f"paragraph {p.path}": p.text for p in read.paragraphs}
    for what, same, came in compared(sound, read):
        counts[language, style, what.partition(" ")[0]][same] += 1
        if not same:
            parted = parting(wanted[what], mine[what]) if what in mine else came
            differences.append(f"{where} {what}: {parted}")
    return differences


if __name__ == "__main__":
    main()
