"""Text for a terminal: no line too wide, nothing lost, nothing that could steer it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.terminal import (
    Mark,
    Style,
    block,
    columns,
    escape_json,
    line_spans,
    painted,
    printable,
)

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("监狱过度拥挤，。（）《》 \nab-(é́"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("abc", 3), ("监狱", 4), ("e\u0301", 1), ("（", 2), ("السجن", 5), ("👮", 2)],
)
def test_columns(text: str, expected: int) -> None:
    assert columns(text) == expected


@given(TEXTS, st.integers(2, 40))
def test_lines_fit_and_together_are_the_text(text: str, width: int) -> None:
    spans = list(line_spans(text, width))
    lines = [text[start:end] for start, end in spans]
    # A character may be wider than the line only where the line is narrower than any character.
    assert all(columns(line.rstrip()) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the rule of law", 8, ["the rule", "of law"]),
        ("监狱过度拥挤", 5, ["监狱", "过度", "拥挤"]),
        ("监狱拥挤，仍然", 8, ["监狱拥", "挤，仍然"]),  # no comma at the head of a line
        ("监狱《公约》", 6, ["监狱", "《公", "约》"]),  # no opening mark at its end
        ("restorative-justice", 6, ["restor", "ative-", "justic", "e"]),
        ("a\nb", 9, ["a", "b"]),
    ],
)
def test_where_lines_break(text: str, width: int, expected: list[str]) -> None:
    assert block(text, width) == expected


@pytest.mark.parametrize("unsafe", ["\x1b[31m", "\x07", "\x9b", "\u202e", "\u2066", "\u2028", "\r"])
def test_nothing_steers_the_terminal(unsafe: str) -> None:
    assert not set(printable(f"a{unsafe}b")) & set("\x1b\x07\x9b\u202e\u2066\u2028\r")
    document = json.dumps({"text": f"a{unsafe}b"}, ensure_ascii=False)
    escaped = escape_json(document)
    assert printable(escaped) == escaped
    assert json.loads(escaped) == json.loads(document)


def test_marks_are_painted_across_lines() -> None:
    style = Style(colour=True)
    lines = block("监狱过度拥挤问题", 6, marks=[Mark(2, 6, style.match)])
    assert lines == [
        "监狱" + style.match("过"),
        style.match("度拥挤"),
        "问题",
    ]
    assert painted("abc", (0, 3), []) == "abc"


def test_without_colour_nothing_is_painted() -> None:
    style = Style(colour=False)
    assert [paint("x") for paint in (style.strong, style.faint, style.verb, style.match)] == [
        "x"
    ] * 4
