"""What is known of each resolution beside its text, and what is missing, by organ and language.

    python tests/bench/metadata.py FOLDER-OR-ARCHIVE… [--every N] [--show N]

For each field, the number of documents that lack it, by organ and language; then the documents
that lack a field which the same resolution has in most of its other languages, and those whose
date, vote, report or agenda item differs between languages. Only the documents are read: lists of
metadata (UNxml's data_extract) fill in some of this when documents are added. `--show N` names N
of each. `--every N` takes every Nth symbol, in all its languages.
"""

import argparse
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpus.akn import read_akn
from corpus.errors import DocumentError
from corpus.model import Language, Resolution
from corpus.symbols import symbol_of_filename
from tests.bench.census import files

FIELDS = (
    *("adopted", "meeting", "vote", "committee", "report", "drafts", "sponsors"),
    *("agenda_item", "agenda_item_name", "subjects"),
)
SAME = ("adopted", "vote", "report", "agenda_item")  # the same in every language


def report(documents: dict[str, dict[Language, Resolution]], shown: int) -> None:
    """Print what is missing and what differs."""
    every = [one for languages in documents.values() for one in languages.values()]
    groups = Counter((one.organ, one.language) for one in every)
    columns = sorted(groups, key=lambda group: (group[0], list(Language).index(group[1])))
    width = max(len(organ) for organ, _ in columns) + 4
    print("missing".ljust(18) + "".join(f"{f'{o} {lang}':>{width}}" for o, lang in columns))
    print("documents".ljust(18) + "".join(f"{groups[group]:{width}}" for group in columns))
    for field in FIELDS:
        missing = Counter((one.organ, one.language) for one in every if not getattr(one, field))
        print(field.ljust(18) + "".join(f"{missing[group]:{width}}" for group in columns))
    for field in FIELDS:
        lacking = [
            f"{symbol} {language}"
            for symbol, languages in documents.items()
            for language, one in languages.items()
            if not getattr(one, field) and _most_have(field, languages)
        ]
        _print(f"{field} missing, most languages have it", lacking, shown)
    for field in SAME:
        differing = [
            f"{symbol}: {', '.join(sorted(found))}"
            for symbol, languages in documents.items()
            if len(found := _values(field, languages)) > 1
        ]
        _print(f"{field} differs between languages", differing, shown)


def _values(field: str, languages: dict[Language, Resolution]) -> set[str]:
    return {str(getattr(one, field)) for one in languages.values() if getattr(one, field)}


def _most_have(field: str, languages: dict[Language, Resolution]) -> bool:
    return sum(bool(getattr(one, field)) for one in languages.values()) * 2 > len(languages)


def _print(title: str, lines: list[str], shown: int) -> None:
    print(f"{title}: {len(lines)}")
    for line in lines[:shown]:
        print(f"  {line}")


def main() -> None:
    """Count the sources named on the command line."""
    parser = argparse.ArgumentParser(description="Metadata that is missing or differs")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth symbol only")
    parser.add_argument("--show", type=int, default=5, help="name so many of each")
    options = parser.parse_args()
    documents: dict[str, dict[Language, Resolution]] = defaultdict(dict)
    for source in options.sources:
        for name, data in files(source):
            if zlib.crc32(str(symbol_of_filename(name)).encode()) % options.every:
                continue
            try:
                found = read_akn(data, name)
            except DocumentError:
                continue
            documents[found.symbol][found.language] = found
    report(documents, options.show)


if __name__ == "__main__":
    main()
