"""The page for users says what the grammar does."""

import re
from pathlib import Path

import pytest

from search.grammar import parse
from search.query import FIELD_NAMES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "query-language.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(.+)` \| `(.+)` \|$", TEXT, re.MULTILINE)
NOTED = {query for query, _ in ROWS if f"`{query}`" in TEXT.partition("## What is noted")[2]}


@pytest.mark.parametrize(("typed", "canonical"), ROWS)
def test_a_row_of_the_page(typed: str, canonical: str) -> None:
    parsed = parse(typed)
    assert str(parsed.tree) == canonical
    assert bool(parsed.problems) is (typed in NOTED)


def test_the_page_has_rows_and_every_field() -> None:
    assert len(ROWS) > 30
    for name in FIELD_NAMES:
        assert f" {name} " in TEXT
