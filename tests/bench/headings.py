"""How many of a collection's subject headings are known in each language; writes the list.

    python -m tests.bench.headings DATA_DIR [DATA_DIR ...] [--terms FOLDER] [--write FILE]

FOLDER has `unbis_six_languages.csv` (columns id, zh, en, fr, es, ru, ar) and
`sdg_goals_targets_indicators.csv` (columns key, zh …). `--write search/data/headings.tsv` writes a
line for every heading of the collections that is in one of them.
"""

import argparse
import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from corpus.model import Language
from corpus.store import Store
from indexer.normalise import normalise_text
from search.headings import LANGUAGES, headings, in_full, line_of, named
from search.vocabulary import translations

_HEAD = """# Subject headings of the UNBIS thesaurus that resolutions have, in six languages.
# Source: United Nations, Dag Hammarskjöld Library, http://metadata.un.org/thesaurus/<id>;
# names of the SDG: http://metadata.un.org/sdg.
"""


def used(folders: list[Path]) -> list[str]:
    labels: dict[str, None] = {}
    for folder in folders:
        with Store(folder) as store:
            for language in Language:
                for held in store.resolutions(language):
                    labels.update((normalise_text(each.label), None) for each in held.subjects)
    return sorted(labels)


def known(terms: Path) -> Iterator[tuple[str, str]]:
    """The English heading and the line of everything that the sources name."""
    with (terms / "unbis_six_languages.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield normalise_text(row["en"]), line_of(row["id"], [row[each] for each in LANGUAGES])
    goals = terms / "sdg_goals_targets_indicators.csv"
    with goals.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["key"].startswith("global_goals:") and row["key"].endswith("-short"):
                goal = f"SDG {row['key'].removeprefix('global_goals:').removesuffix('-short')}"
                names = [goal, *(row[each] for each in LANGUAGES[1:])]
                yield normalise_text(goal), line_of(goal, names)


def is_known(label: str, language: Language) -> bool:
    """Whether a name in the language, of the list or the vocabulary, finds the heading."""
    name = dict(headings(label)).get(language)
    plain = (label, *in_full(label))
    others = chain.from_iterable(translations(each, Language.EN, language) for each in plain)
    return any(label in named(each, [label]) for each in (name, *others) if each)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--terms", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    labels = used(options.folders)
    if options.terms and options.write:
        wanted = set(labels)
        lines = sorted(
            line
            for english, line in known(options.terms)
            if english in wanted and not line.endswith("\t\t")  # named in English only
        )
        options.write.write_text(_HEAD + "".join(f"{x}\n" for x in lines), encoding="utf-8")
    print(f"{len(labels)} headings")
    for language in LANGUAGES[1:]:
        found = sum(is_known(label, language) for label in labels)
        print(f"{language.value}: {found} found by a name, {found / len(labels):.1%}")


if __name__ == "__main__":
    main()
