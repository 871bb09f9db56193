"""Tables in a terminal: aligned, never torn, whatever their cells hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.render_resolution import render_resolution
from search.render_table import is_table, table_lines
from search.terminal import Style, columns
from tests.resolutions import paragraph, resolution

TABLE = "\tLamps\tCost\nNorth harbour and its piers\t12\t(2 064 700)\nSouth\t7\t9"


def test_columns_are_aligned_and_numbers_stand_right() -> None:
    assert table_lines(TABLE, 80) == [
        "                             Lamps  Cost",
        "North harbour and its piers     12  (2 064 700)",
        "South                            7            9",
    ]


def test_the_widest_column_gives_way() -> None:
    assert table_lines(TABLE, 36) == [
        "                  Lamps  Cost",
        "North harbour        12  (2 064 700)",
        "and its piers",
        "South                 7            9",
    ]


def test_chinese_takes_two_columns() -> None:
    assert table_lines("港口\t灯\n北\t12", 20) == ["港口  灯", "北    12"]


def test_a_table_without_room_has_its_rows() -> None:
    assert table_lines("a\tb\tc\td\n1\t2\t\t4", 20) == ["a  b  c  d", "1  2  4"]


CELLS = st.text(alphabet="ab 12.港،ر()", max_size=30)


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=2, max_size=5), st.integers(20, 90)
)
def test_no_line_is_too_long_and_nothing_is_lost(rows: list[list[str]], width: int) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    lines = table_lines(text, width)
    assert all(columns(line) <= width for line in lines)
    expected = sorted("".join(text.split()))
    assert sorted("".join("".join(lines).split())) == expected


@pytest.mark.parametrize(("text", "is_one"), [(TABLE, True), ("a\tb", False), ("a\nb", False)])
def test_tables_are_told(text: str, is_one: bool) -> None:
    assert is_table(text) is is_one


def test_show_prints_tables_in_columns() -> None:
    table = paragraph("opu1", TABLE)
    one = resolution(paragraphs=(paragraph("title", "Lamps"), table))
    shown = render_resolution(one, one.paragraphs, Style(colour=False), 60)
    assert "North harbour and its piers     12  (2 064 700)\n" in shown
