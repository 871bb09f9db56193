"""A resolution as Markdown: numbers kept, lists nested, footnotes tied, nothing read as mark-up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Citation, Footnote, Kind, Language, Paragraph, Resolution
from search.render_markdown import escape, render_resolution_markdown

OP, PP, NOTE = Kind.OPERATIVE, Kind.PREAMBULAR, Kind.FOOTNOTE


def markdown(*paragraphs: Paragraph, **facts: object) -> str:
    resolution = Resolution(
        "A/RES/901/1",
        Language.EN,
        "Keeping *samples*",
        "GA",
        "901",
        "1",
        paragraphs,
        **facts,  # type: ignore[arg-type]
    )
    return render_resolution_markdown(resolution, paragraphs)


def body(*paragraphs: Paragraph) -> str:
    """What stands between the facts and the credit."""
    text = markdown(*paragraphs)
    return text.split("session 901\n\n", 1)[1].rsplit("\n\n---", 1)[0]


def op(path: str, text: str, number: str | None, **more: object) -> Paragraph:
    return Paragraph(path, OP, text, number=number, **more)  # type: ignore[arg-type]


def test_head_has_title_and_facts() -> None:
    text = markdown(committee="Third Committee", agenda_item="107", agenda_item_name="Crime")
    assert text.startswith(r"# A/RES/901/1: Keeping \*samples\*")
    assert "- **Organ:** General Assembly, session 901\n" in text
    assert "- **Committee:** Third Committee\n" in text
    assert "- **Agenda item:** 107: Crime\n" in text
    assert "Vote" not in text


def test_numbered_paragraphs_are_items_and_subparagraphs_lie_in_them() -> None:
    found = body(
        op("op1", "Decides to keep:", "1", verb="Decides"),
        op("op1.a", "Samples;", "a", lead_in="op1"),
        op("op1.a.i", "Large ones;", "i", lead_in="op1.a"),
        op("op1.b", "Copies;", "b", lead_in="op1"),
        op("op2", "Requests a report.", "2", verb="Requests"),
    )
    assert found == (
        "1. *Decides* to keep:\n\n"
        "   - (a) Samples;\n\n"
        "     - (i) Large ones;\n\n"
        "   - (b) Copies;\n\n"
        "2. *Requests* a report."
    )


def test_numbers_that_do_not_follow_begin_another_list() -> None:
    found = body(op("op1", "One.", "1"), op("op3", "Three.", "3"), op("op10", "Ten.", "10"))
    assert found == "1. One.\n\n<!-- -->\n\n3. Three.\n\n<!-- -->\n\n10. Ten."


def test_text_between_ends_a_list() -> None:
    found = body(
        op("op1", "One.", "1"), op("opu1", "1. Not an item.", None), op("op2", "Two.", "2")
    )
    assert found == "1. One.\n\n1\\. Not an item.\n\n2. Two."


def test_headings_have_levels() -> None:
    found = body(
        Paragraph("h1", Kind.HEADING, "I. Samples"), Paragraph("annex1.h2", Kind.HEADING, "# Two")
    )
    assert found == "## I. Samples\n\n### \\# Two"


def test_footnotes_are_tied_by_their_mark() -> None:
    found = body(
        Paragraph("pp1", PP, "Recalling the rules, kept well,", verb="Recalling",
                  footnotes=(Footnote("3", "See A/67/458.", 19),)),
        Paragraph("fn3", NOTE, "See A/67/458.", number="3", belongs_to="pp1",
                  citations=(Citation((4, 12), "A/67/458", "A/67/458"),)),
    )  # fmt: skip
    assert found == (
        "*Recalling* the rules[^3], kept well,\n\n"
        "[^3]: See [A/67/458](https://undocs.org/en/A/67/458)."
    )


def test_marks_that_begin_anew_get_labels_of_their_own() -> None:
    notes = (Footnote("1", "x", 3),)
    found = body(
        Paragraph("draft1.pp1", PP, "One.", footnotes=notes),
        Paragraph("draft1.fn1", NOTE, "First.", number="1", belongs_to="draft1.pp1"),
        Paragraph("draft2.pp1", PP, "Two.", footnotes=notes),
        Paragraph("draft2.fn1", NOTE, "Second.", number="1", belongs_to="draft2.pp1"),
    )
    assert "One[^draft1-1]." in found
    assert "Two[^draft2-1]." in found
    assert "[^draft2-1]: Second." in found


def test_what_is_cited_is_linked_with_brackets_kept_from_the_address() -> None:
    text = "See resolution 1373 (2001)."
    cited = (Citation((15, 26), "1373 (2001)", "S/RES/1373(2001)"),)
    found = body(Paragraph("pp1", PP, text, citations=cited))
    assert found == ("See resolution [1373 (2001)](https://undocs.org/en/S/RES/1373%282001%29).")


def test_a_table_has_a_row_a_line() -> None:
    found = body(Paragraph("opu1", OP, "Item\tSum|total\nSamples\t3\nAll"))
    assert found == "| Item | Sum\\|total |\n| --- | --- |\n| Samples | 3 |\n| All |  |"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("12) no item", r"12\) no item"),
        ("a_b *c* [d](e) <f> `g`", r"a\_b \*c\* \[d\](e) \<f\> \`g\`"),
        ("R&D &amp; more", r"R&D \&amp; more"),
        ("第1.2条", "第1.2条"),
        ("a\x1b[31m", "a\ufffd\\[31m"),
    ],
)
def test_nothing_is_read_as_mark_up(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text(alphabet=st.sampled_from("ab1.)#-+>*_[]<`|~\\ \n中"), max_size=40))
def test_no_mark_stands_without_its_backslash(text: str) -> None:
    escaped = escape(text)
    assert "\n" not in escaped
    bare = re.sub(r"\\.", "", escaped)
    assert not set(bare) & set("*_[]<>`|~\\")
    assert not re.match(r"(?:[#+-]|\d{1,9}[.)])", escaped)
    assert re.sub(r"\\(.)", r"\1", escaped) == " ".join(text.split())


def test_titles_of_parts_are_headings_and_a_star_stays_at_the_title() -> None:
    text = markdown(
        Paragraph("title", Kind.TITLE, "Keeping", footnotes=(Footnote("*", "Again.", 7),)),
        Paragraph("fnstar1", NOTE, "Again.", number="*", belongs_to="title"),
        Paragraph("parta.title", Kind.TITLE, "Making samples"),
        op("parta.op1", "Decides.", "1"),
    )
    label = re.search(r"# A/RES/901/1: Keeping\[\^(\S+)\]\n", text)
    assert label
    assert f"[^{label[1]}]: Again." in text
    assert text.index("\n## Making samples\n") < text.index("1. Decides.")
