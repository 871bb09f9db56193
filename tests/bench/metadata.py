"""What is known of each resolution beside its text, and what is missing, by organ and language.

    python tests/bench/metadata.py FOLDER-OR-ARCHIVE… [--every N] [--show N]

For each field, the number of documents that lack it, by organ and language; then the documents
that lack a field which the same resolution has in most of its other languages, and those whose
date, vote, report or agenda item differs between languages. Only the documents are read; with
`--lists` the source's lists (UNxml's data_extract) fill in what they leave out, as they do when
documents are added. `--show N` names N of each. `--every N` takes every Nth symbol, in all its
languages.
"""

import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpus.errors import DocumentError
from corpus.metadata import Metadata, enrich, read_data_extract
from corpus.model import Language, Resolution
from corpus.read import read_document
from tests.bench.side_by_side import arguments, of_each

FIELDS = (
    *("adopted", "meeting", "vote", "committee", "report", "drafts", "sponsors"),
    *("agenda_item", "agenda_item_name", "subjects"),
)
SAME = ("adopted", "vote", "report", "agenda_item")  # the same in every language


def report(documents: dict[str, dict[Language, Resolution]], shown: int) -> None:
    """Print what is missing and what differs."""
    every = [one for languages in documents.values() for one in languages.values()]
    groups = Counter((_series(one), one.language) for one in every)
    columns = sorted(groups, key=lambda group: (group[0], list(Language).index(group[1])))
    width = max(len(organ) for organ, _ in columns) + 4
    print("missing".ljust(18) + "".join(f"{f'{o} {lang}':>{width}}" for o, lang in columns))
    print("documents".ljust(18) + "".join(f"{groups[group]:{width}}" for group in columns))
    for field in FIELDS:
        missing = Counter((_series(one), one.language) for one in every if not getattr(one, field))
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


def _series(resolution: Resolution) -> str:
    """The organ, presidential statements apart."""
    return "PRST" if resolution.symbol.startswith("S/PRST/") else resolution.organ


def _values(field: str, languages: dict[Language, Resolution]) -> set[str]:
    return {str(getattr(one, field)) for one in languages.values() if getattr(one, field)}


def _most_have(field: str, languages: dict[Language, Resolution]) -> bool:
    return sum(bool(getattr(one, field)) for one in languages.values()) * 2 > len(languages)


def _print(title: str, lines: list[str], shown: int) -> None:
    print(f"{title}: {len(lines)}")
    for line in lines[:shown]:
        print(f"  {line}")


def read(name: str, data: bytes) -> Resolution:
    """What a document says of itself, without its text."""
    return replace(read_document(data, name)[0], paragraphs=())


def _lists(source: Path) -> Iterator[Metadata]:
    """What the source's own lists say."""
    if source.is_dir():
        contents = [path.read_bytes() for path in source.rglob("data_extract/*.json")]
    else:
        with tarfile.open(source) as archive:
            members = [member for member in archive if member.name.endswith(".json")]
            contents = [file.read() for one in members if (file := archive.extractfile(one))]
    for content in contents:
        try:
            yield from read_data_extract(content, source.name)
        except DocumentError:
            continue


def main() -> None:
    """Count the sources named on the command line."""
    parser = arguments("Metadata that is missing or differs")
    parser.add_argument("--show", type=int, default=5, help="name so many of each")
    parser.add_argument("--lists", action="store_true", help="fill in what data_extract says")
    options = parser.parse_args()
    rows: dict[str, list[Metadata]] = defaultdict(list)
    for source in options.sources if options.lists else ():
        for row in _lists(source):
            rows[row.symbol].append(row)
    documents: dict[str, dict[Language, Resolution]] = defaultdict(dict)
    for found in of_each(read, options.sources, options.every):
        documents[found.symbol][found.language] = enrich(found, rows[found.symbol])
    report(documents, options.show)


if __name__ == "__main__":
    main()
