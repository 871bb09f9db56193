"""What `show` finds for a symbol that is held under a longer one."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Language
from corpus.store import Store
from search.show import find_selections
from tests.resolutions import resolution, source


def held(folder: Path, *numbers: str) -> Store:
    store = Store(folder, create=True)
    for place, number in enumerate(numbers):
        symbol = f"A/RES/950/{number}"
        one = resolution(symbol, Language.ZH, source=source(f"{place:064}"))
        store.save(replace(one, number=number), b"bytes", reader=1)
    return store


def shown(store: Store, symbol: str) -> tuple[list[str], list[str]]:
    notes: list[str] = []
    found = find_selections(store, [symbol], (), 0, notes.append)
    return [one.symbol for each in found for one, _ in each.selections], notes


@pytest.mark.parametrize("asked", ["950/4", "A/RES/950/4 A", "A/RES/950/4 B"])
def test_resolutions_under_one_symbol_are_found_without_their_letters(
    tmp_path: Path, asked: str
) -> None:
    with held(tmp_path, "4 A-B", "5") as store:
        symbols, [told] = shown(store, asked)
    assert symbols == ["A/RES/950/4 A-B"]
    assert told.endswith("is held as A/RES/950/4 A-B.")


def test_parts_that_are_held_each_on_its_own_are_named(tmp_path: Path) -> None:
    with held(tmp_path, "4 A", "4 B") as store:
        symbols, [told] = shown(store, "950/4")
        assert shown(store, "950/4 B") == (["A/RES/950/4 B"], [])
    assert symbols == []
    assert told == "A/RES/950/4 is held in parts: A/RES/950/4 A, A/RES/950/4 B."


def test_letters_that_are_not_held_find_nothing(tmp_path: Path) -> None:
    with held(tmp_path, "4 A-B", "40") as store:
        symbols, [told] = shown(store, "950/4 C")
    assert symbols == []
    assert "A/RES/950/4 C is not held" in told
