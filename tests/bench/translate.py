"""How well the corpus serves as its own dictionary: terms with known labels in six languages.

    python -m tests.bench.translate DATA_DIR TERMS.csv [--list SOURCE TARGET]

TERMS.csv has a column a language (`unbis_crime_justice.csv`: the thesaurus of the Dag Hammarskjöld
Library). A term counts for a pair of languages if its label stands in at least three paragraphs of
the one and in one of the other. Found right: the first equivalent (`search.equivalents`) is the
label, or one is part of the other, without accents and endings.

Over all pairs of crime-167: 1,400 terms, 772 right, 152 other (many of them synonyms of the label),
476 none.
"""

import argparse
import csv
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from corpus.model import Language
from indexer.generation import open_index
from search.compile import words_of
from search.equivalents import equivalents
from search.exact import whole_run
from search.reader import IndexReader


def main() -> None:
    """Print the share of right wordings for each pair of languages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("terms", type=Path)
    parser.add_argument("--list", nargs=2, type=Language, metavar=("SOURCE", "TARGET"))
    arguments = parser.parse_args()
    with arguments.terms.open(encoding="utf-8", newline="") as file:
        terms = list(csv.DictReader(file))
    folder = arguments.data_dir / "index"
    readers = {each: IndexReader(open_index(folder, each), each) for each in Language}
    print("pair   terms  right  other  none")
    for source, target in permutations(Language, 2):
        if arguments.list and [source, target] != arguments.list:
            continue
        right = other = none = 0
        for typed, label, found in _found(terms, readers[source], readers[target]):
            is_right = found is not None and _agree(found, label, target)
            right += is_right
            none += found is None
            other += found is not None and not is_right
            if arguments.list:
                print(f"  {'' if is_right else '✗ '}{typed} → {found} ({label})")
        print(f"{source}→{target}  {right + other + none:5d}  {right:5d}  {other:5d}  {none:4d}")


def _found(
    terms: list[dict[str, str]], source: IndexReader, target: IndexReader
) -> Iterator[tuple[str, str, str | None]]:
    for term in terms:
        typed, label = term[source.language].strip(), term[target.language].strip()
        if not typed or not label:
            continue
        standing = source.standing(whole_run(typed, source.language))
        if len(standing) >= 3 and target.standing(whole_run(label, target.language)):
            found = equivalents(typed, source, target)
            yield typed, label, found[0].text if found else None


def _agree(found: str, label: str, language: Language) -> bool:
    if language is Language.ZH:
        return found in label or label in found
    some, others = ({word[0] for word in words_of(text, language)} for text in (found, label))
    return some <= others or others <= some


if __name__ == "__main__":
    main()
