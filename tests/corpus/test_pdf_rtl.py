"""Lines that run from right to left: numbers and Latin words in them run the other way."""

from dataclasses import replace

import pytest

from corpus.pdf_page import Glyph, Page
from corpus.pdf_parts import read_text_of
from corpus.pdf_rtl import mirrored, runs_from_right, with_brackets_facing


def page(*shown: str) -> Page:
    """A page whose lines are these characters as they stand, from the left."""
    glyphs = [
        Glyph(
            char=char,
            left=100.0 + 5 * place,
            right=105.0 + 5 * place,
            baseline=700.0 - 14 * number,
            size=10.0,
            bold=False,
            italic=False,
            order=place,
            after_blank=False,
        )
        for number, line in enumerate(shown)
        for place, char in enumerate(line)
        if char != " "
    ]
    return Page(612, 792, tuple(glyphs), ())


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("قرر المجلس ذلك", "كلذ سلجملا ررق"),
        ("قرارها 58/316 المؤرخ", "خرؤملا 58/316 اهرارق"),
        ("الفترة 2019-2023 كلها", "اهلك 2023-2019 ةرتفلا"),
        ("انظر A/CONF.157/24 (Part I) هنا", "انه A/CONF.157/24 (Part I) رظنا"),
        ("المكتب (UNODC) نفسه", "هسفن (UNODC) بتكملا"),
    ],
)
def test_characters_are_read_in_their_order(read: str, shown: str) -> None:
    pages = [page(shown, "ةحفصلا هذه ىلع ةيبرعلا فورحلا رثكأ")]
    assert runs_from_right(pages)
    (text,) = read_text_of(pages, from_right=True)
    assert with_brackets_facing(text.body[0][0].text) == read


def test_first_lines_stand_further_in_from_the_right() -> None:
    pages = [page("       كلذ سلجملا ررق", "          كلذ سلجملا ررق")]
    (text,) = read_text_of(pages, from_right=True)
    first, second = (row[0].left for row in text.body)
    assert first > second


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (")a(", "(a)"),
        ("(a (b) c)", "(a (b) c)"),
        ("(a( b", "(a) b"),
        ("“lamps”", "”lamps“"),
    ],
)
def test_brackets_face_each_other(given: str, right: str) -> None:
    assert with_brackets_facing(given) == right


def test_a_sign_that_names_its_letter_once_more_adds_none() -> None:
    """LibreOffice sets the sign by itself, a little higher, and calls it letter and sign."""
    (once,) = [page("تسأ")]
    letter = once.glyphs[-1]
    sign = replace(letter, char="\u064f", order=letter.order + 1)
    twice = [
        replace(one, baseline=one.baseline + 5, order=one.order + 10) for one in (letter, sign)
    ]
    shown = replace(once, glyphs=(*once.glyphs, sign, *twice))
    (text,) = read_text_of([shown], from_right=True)
    assert [row[0].text for row in text.body] == ["أُست"]


def test_the_number_of_a_page_stays_its_own_in_the_mirror() -> None:
    assert mirrored(replace(page("تسأ"), number=3, after_gap=True)).number == 3
