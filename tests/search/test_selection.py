"""Which paragraphs an id names."""

import pytest

from corpus.errors import UsageError
from corpus.model import Footnote
from search.selection import nearest_paths, paragraph_in_words, parse_id, select
from tests.resolutions import paragraph, resolution

ONE = resolution(
    paragraphs=(
        paragraph("title", "样本：题"),
        paragraph("pp1", "回顾"),
        paragraph("op1", "敦促", footnotes=(Footnote("1", "注", 2),)),
        paragraph("op1.a", "甲", lead_in="op1"),
        paragraph("op1.b", "乙", lead_in="op1"),
        paragraph("op10", "请"),
        paragraph("fn1", "注", number="1", belongs_to="op1"),
    )
)


def paths(path: str | None, context: int = 0) -> list[str]:
    return [one.path for one in select(ONE, path, context)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A/RES/67/186#op10", "A/RES/67/186#op10"),
        ("67/186", "A/RES/67/186"),
        ("６７／１８６＃ｏｐ１０", "A/RES/67/186#op10"),
        ("第67/186号决议#PP3", "A/RES/67/186#pp3"),
        ("A_RES_67_186 # op1.B", "A/RES/67/186#op1.b"),
    ],
)
def test_ids_in_any_spelling(text: str, expected: str) -> None:
    assert str(parse_id(text)) == expected


@pytest.mark.parametrize("text", ["", "#op1", "67/186#", "nothing", "op1"])
def test_ids_that_name_nothing(text: str) -> None:
    with pytest.raises(UsageError):
        parse_id(text)


def test_a_paragraph_comes_with_what_stands_below_it_and_its_footnotes() -> None:
    assert paths("op1") == ["op1", "op1.a", "op1.b", "fn1"]
    assert paths("op1.a") == ["op1.a"]
    assert paths("fn1") == ["fn1"]
    assert paths("op2") == []
    assert paths(None) == [one.path for one in ONE.paragraphs]


@pytest.mark.parametrize("path", ["pp1..op1", "pp1-op1", "pp1–op1", "pp1-#op1"])
def test_a_range_has_all_from_the_first_to_the_last_with_what_stands_below(path: str) -> None:
    assert paths(path) == ["pp1", "op1", "op1.a", "op1.b", "fn1"]


def test_the_end_of_a_range_may_be_a_number_alone() -> None:
    assert paths("op1-10") == ["op1", "op1.a", "op1.b", "op10", "fn1"]
    assert paths("op1.a-b") == ["op1.a", "op1.b"]


@pytest.mark.parametrize("path", ["op10-op1", "op1-op11", "op2-op10", "op1-", "-op1"])
def test_a_range_that_has_no_such_end_selects_nothing(path: str) -> None:
    assert paths(path) == []


def test_context_is_counted_in_paragraphs_of_the_text() -> None:
    assert paths("op1.a", context=1) == ["op1", "op1.a", "op1.b", "fn1"]
    assert paths("pp1", context=5)[-1] == "fn1"


def test_what_there_is_instead() -> None:
    assert nearest_paths(ONE, "op2") == ("op1", "…", "op10")
    assert nearest_paths(ONE, "annex1.2") == ()


@pytest.mark.parametrize("text", ["op10", "A/RES/67/186/op10", "67/186 annex1.2", "annex1.12"])
def test_a_path_without_its_sign_is_explained(text: str) -> None:
    with pytest.raises(UsageError, match="which paragraph of which document") as raised:
        parse_id(text)
    assert "A/RES/67/186#op10" in raised.value.remedy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("67/186 op10.b", "A/RES/67/186#op10.b"),
        ("A/RES/67/186, para. 10", "A/RES/67/186#op10"),
        ("A/RES/67/186 operative paragraph 10 (b) (ii)", "A/RES/67/186#op10.b.ii"),
        ("paragraph 10 of General Assembly resolution 67/186", "A/RES/67/186#op10"),
        ("67/186 PP 3", "A/RES/67/186#pp3"),
        ("第67/186号决议第10段", "A/RES/67/186#op10"),
        ("67/186号决议执行部分第十段", "A/RES/67/186#op10"),
        ("大会第67/186号决议序言部分第3段", "A/RES/67/186#pp3"),
        ("paragraphe 10 de la résolution 67/186", "A/RES/67/186#op10"),
        ("párrafo 10 de la resolución 67/186", "A/RES/67/186#op10"),
        ("пункт 10 резолюции 67/186", "A/RES/67/186#op10"),
        ("الفقرة 10 من القرار 67/186", "A/RES/67/186#op10"),
        ("67/186, par. 10", "A/RES/67/186#op10"),
        ("67/186 párr. 10", "A/RES/67/186#op10"),
        ("67/186, п. 10", "A/RES/67/186#op10"),
        ("67/186 § 10", "A/RES/67/186#op10"),
        ("S/RES/1373 (2001) para 2", "S/RES/1373(2001)#op2"),
    ],
)
def test_a_paragraph_is_named_as_texts_name_it(text: str, expected: str) -> None:
    assert str(paragraph_in_words(text)) == expected
    assert str(parse_id(text)) == expected


@pytest.mark.parametrize(
    "text", ["67/186", "paragraph 5", "67/186 women", "第67/186号决议第10", "op10 prison", "S-32/1"]
)
def test_what_names_no_paragraph_in_words(text: str) -> None:
    assert paragraph_in_words(text) is None
