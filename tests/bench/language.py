"""Language detection on pieces of real documents, from a few words to a page.

    python -m tests.bench.language FOLDER-OR-ARCHIVE… [--every N] [--show N]

Prints, for each language and length in characters (a third of it for Chinese, which says as much
in them): how many pieces are told rightly, how many as nothing, how many as another language; the
same in capitals, for the languages that have them. Pieces begin with a paragraph and end anywhere.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus.language import detect_language
from corpus.model import Kind, Language, Resolution
from tests.bench.sources import resolutions

LENGTHS = (15, 30, 60, 120, 250, 500, 1000)
_PART_FOR_CHINESE = 3
_WITHOUT_CAPITALS = (Language.ZH, Language.AR)
_KINDS = (Kind.TITLE, Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ANNEX, Kind.HEADING)


def pieces(resolution: Resolution, length: int) -> Iterator[str]:
    """Every so many characters of a document, from each paragraph that has as many behind it."""
    size = length // _PART_FOR_CHINESE if resolution.language is Language.ZH else length
    texts = [p.text for p in resolution.paragraphs if p.kind in _KINDS]
    for place in range(len(texts)):
        piece = ""
        for text in texts[place:]:
            piece += f"{text}\n"
            if len(piece) >= size:
                yield piece[:size]
                break


def main() -> None:
    """Measure on the documents of the sources named on the command line."""
    parser = argparse.ArgumentParser(description="Language detection on pieces of documents")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--show", type=int, default=0, help="show so many errors a language")
    options = parser.parse_args()
    counts: dict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
    shown: Counter[str] = Counter()
    for resolution in resolutions(options.sources, options.every):
        language = resolution.language
        for length in LENGTHS:
            for piece in pieces(resolution, length):
                settings = {"as printed": piece}
                if language not in _WITHOUT_CAPITALS:
                    settings["capitals"] = piece.upper()
                for setting, text in settings.items():
                    found = detect_language(text)
                    result = "right" if found is language else "wrong" if found else "none"
                    counts[language, setting, length][result] += 1
                    if result == "wrong" and shown[language] < options.show:
                        shown[language] += 1
                        print(f"{resolution.symbol} {language} as {found}: {text[:90]!r}")
    for (code, setting, length), results in sorted(counts.items()):
        shares = "  ".join(
            f"{result} {100 * results[result] / results.total():6.2f} %"
            for result in ("right", "none", "wrong")
        )
        print(f"{code} {setting:11}{length:5} of {results.total():6}: {shares}")


if __name__ == "__main__":
    main()
