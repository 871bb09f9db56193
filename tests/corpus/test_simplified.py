"""Traditional characters of the drafting vocabulary: all are read, as the index reads them."""

from pathlib import Path

from corpus.simplified import simplified
from indexer.han_variants import simplified_forms

ROOT = Path(__file__).resolve().parents[2]


def vocabulary() -> set[str]:
    """Every Han character that phrases and actions are known by."""
    lines = (ROOT / "corpus/data/actions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    words = "".join(row[2] for row in rows if len(row) == 3 and row[1] == "zh")
    grammar = (ROOT / "corpus/verbs.py").read_text(encoding="utf-8")
    return {char for char in words + grammar if "\u4e00" <= char <= "\u9fff"}


def test_every_traditional_form_of_the_vocabulary_is_read() -> None:
    wanted = vocabulary()
    table = {chr(code): simple for code, simple in simplified_forms().items() if simple in wanted}
    assert len(table) > 100
    assert {char: simplified(char) for char in table} == table


def test_other_characters_and_lengths_stay() -> None:
    assert simplified("大力鼓勵 Encourages, 2次") == "大力鼓励 Encourages, 2次"
