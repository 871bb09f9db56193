"""The Akoma Ntoso reader: small documents of our own for each rule, and real ones for the whole."""

import tarfile
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.akn import read_akn
from corpus.akn_conservation import find_losses
from corpus.akn_labels import chinese_number, letters, read_label, roman, split_heading, split_label
from corpus.akn_source import read_source
from corpus.errors import DocumentError
from corpus.model import Kind, Language, Resolution, VoteOutcome
from tests.corpus.akn_files import (
    NAMESPACE,
    annex,
    body_paths,
    document,
    note,
    numbered,
    paragraph,
    paths,
    read,
    recital,
    text,
)

# --- Labels ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "language", "expected"),
    [
        ("1.", "en", {"1"}),
        ("12 -", "ar", {"12"}),
        ("3-", "ar", {"3"}),
        ("（４）", "zh", {"4"}),
        ("一、", "zh", {"1"}),
        ("二十一、", "zh", {"21"}),
        ("1.2", "en", {"1.2"}),
        ("(b)", "zh", {"b"}),
        ("b)", "ru", {"b"}),
        ("(ب)", "ar", {"b"}),
        ("(هـ)", "ar", {"e"}),  # lengthened
        ("(ﻫ)", "ar", {"e"}),  # presentation form
        ("(ض)", "ar", {"z"}),  # the 26th letter
        ("(أ أ)", "ar", {"aa"}),
        ("б)", "ru", {"b"}),
        ("г)", "ru", {"d"}),
        ("с)", "ru", {"c", "q"}),  # Latin lookalike, or the 17th Cyrillic letter
        ("㈣", "zh", {"iv"}),
        ("(十一)", "zh", {"xi"}),
        ("’2‘", "ar", {"ii"}),
        ("(i)", "en", {"i"}),  # the letter or the numeral: the same path
        ("(丑)", "zh", {"b"}),
        ("IV", "fr", {"iv"}),
        ("ثانياً", "ar", {"ii"}),
        ("ثالث وعشرون", "ar", {"xxiii"}),
        ("جيم", "ar", {"c"}),
        ("B.", "es", {"b"}),
    ],
)
def test_label_is_read(printed: str, language: str, expected: set[str]) -> None:
    labels = read_label(printed, Language(language))
    assert {label.text for label in labels} == expected


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("–", "en"),  # marks an item, does not number it
        ("•", "ru"),
        ("(as amended)", "en"),
        ("2020.", "en"),  # a year
        ("والأخير", "ar"),
        ("一些", "zh"),
        ("", "en"),
    ],
)
def test_no_label(printed: str, language: str) -> None:
    assert read_label(printed, Language(language)) == ()


@pytest.mark.parametrize(
    ("line", "language", "rest"),
    [
        ("1 - تحيط علما", "ar", "تحيط علما"),
        ("\u200f19 -\u200f تحيط", "ar", "تحيط"),  # marks of direction
        ("(a) To light", "en", "To light"),
        ("㈠在港口", "zh", "在港口"),
        ("12.在港口", "zh", "在港口"),
        # not labels:
        ("14-16 November", "en", "14-16 November"),
        ("1.5 metres", "en", "metres"),  # a dotted number, as far as anyone can tell
        ("30 lamps", "en", "30 lamps"),
        ("3 - lamps", "en", "3 - lamps"),  # only Arabic sets a dash
    ],
)
def test_label_in_text(line: str, language: str, rest: str) -> None:
    _, end = split_label(line, Language(language))
    assert line[end:] == rest


def test_heading_label_needs_its_stop_in_english() -> None:
    assert split_heading("A. Lamps", Language.EN)[1] == 3
    assert split_heading("A Global Lamp", Language.EN) == (None, 0)
    assert split_heading("I", Language.EN)[1] == 1
    assert split_heading("In the harbour", Language.EN) == (None, 0)


@given(st.integers(min_value=1, max_value=60))
def test_series_are_read_back(value: int) -> None:
    assert value in {label.value for label in read_label(f"({letters(value)})", Language.EN)}
    assert value in {label.value for label in read_label(f"({roman(value)})", Language.EN)}


@given(st.text(max_size=30), st.sampled_from(list(Language)))
def test_any_text_splits_within_itself(line: str, language: Language) -> None:
    label, end = split_label(line, language)
    assert 0 <= end <= len(line)
    assert label in line[:end]
    assert 0 <= split_heading(line, language)[1] <= len(line)


@pytest.mark.parametrize(("text_", "value"), [("一百零三", 103), ("三十", 30), ("天", None)])
def test_chinese_number(text_: str, value: int | None) -> None:
    assert chinese_number(text_) == value


# --- Body --------------------------------------------------------------------------------------


def test_parts_and_kinds() -> None:
    resolution = read(
        numbered("1.", "<span class='italic'>Requests</span> more lamps."),
        preamble="<formula><p>The General Assembly,</p></formula>"
        + recital("<span class='italic'>Recalling</span> the dark,"),
        after="<conclusions><p><inline name='adoptionMeeting'>3rd meeting</inline><eol/>"
        "<docDate>4 March</docDate></p></conclusions>",
    )
    assert [(p.path, p.kind) for p in resolution.paragraphs] == [
        ("title", Kind.TITLE),
        ("formula", Kind.FORMULA),
        ("pp1", Kind.PREAMBULAR),
        ("op1", Kind.OPERATIVE),
        ("closing1", Kind.CLOSING),
    ]
    assert resolution.title == "Clean lamps for harbour streets"
    assert resolution.meeting == "3rd meeting"


def test_flat_subparagraphs_are_nested_by_their_labels() -> None:
    body = "".join(
        numbered(label, "Lamps;")
        for label in ("1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2.", "(a)")
    )
    resolution = read(body)
    assert paths(resolution)[1:] == [
        *("op1", "op1.a", "op1.b", "op1.b.i", "op1.b.ii", "op1.c", "op2", "op2.a")
    ]
    assert paragraph(resolution, "op1.b.ii").lead_in == "op1.b"
    assert paragraph(resolution, "op1.b.ii").number == "ii"
    assert paragraph(resolution, "op1").lead_in is None


def test_i_is_a_letter_between_h_and_j_and_roman_before_ii() -> None:
    to_h = [f"({chr(c)})" for c in range(ord("a"), ord("i"))]
    lettered = ["1.", *to_h, "(i)", "(j)"]
    with_roman = ["1.", *to_h, "(i)", "(ii)"]
    assert body_paths("".join(numbered(x, "x;") for x in lettered))[-2:] == ["op1.i", "op1.j"]
    assert body_paths("".join(numbered(x, "x;") for x in with_roman))[-2:] == [
        *("op1.h.i", "op1.h.ii")
    ]


LISTS = {
    "en": ("1.", "(a)", "(b)", "(i)", "(ii)"),
    "zh": ("1.", "(a)", "(b)", "㈠", "㈡"),
    "fr": ("1.", "a)", "b)", "i)", "ii)"),
    "es": ("1.", "a)", "b)", "i)", "ii)"),
    "ru": ("1.", "а)", "b)", "i)", "ii)"),  # the first a is Cyrillic
    "ar": ("1 -", "(أ)", "(ب)", "’1‘", "’2‘"),
}


@pytest.mark.parametrize("language", LISTS)
def test_ids_agree_whatever_the_script_and_mark_up(language: str) -> None:
    expected = ["op1", "op1.a", "op1.b", "op1.b.i", "op1.b.ii"]
    labels = LISTS[language]
    flat = "".join(numbered(label, "x;") for label in labels)
    in_text = "".join(text(f"{label} x;") for label in labels)
    points = "".join(
        f"<point><num>{label}</num><content><p>x;</p></content></point>" for label in labels[1:]
    )
    listed = f"<list><intro><p>x:</p></intro>{points}</list>"
    nested = f"<paragraph><num>{labels[0]}</num>{listed}</paragraph>"
    assert body_paths(flat, language=language) == expected
    assert body_paths(in_text, language=language) == expected
    assert body_paths(nested, language=language) == expected


def test_cyrillic_series_counts_by_place() -> None:
    labels = ("1.", "а)", "б)", "в)", "г)")
    body = "".join(numbered(label, "фонари;") for label in labels)
    assert body_paths(body, language="ru") == ["op1", "op1.a", "op1.b", "op1.c", "op1.d"]


def test_numbers_inside_a_list_do_not_restart_the_paragraphs() -> None:
    points = "".join(f"<point><num>{n}.</num><content><p>x;</p></content></point>" for n in (1, 2))
    body = (
        numbered("1.", "x;")
        + f"<paragraph><num>2.</num><list><intro><p>x:</p></intro>{points}</list></paragraph>"
        + numbered("3.", "x.")
    )
    assert body_paths(body) == ["op1", "op2", "op2.1", "op2.2", "op3"]


def test_unnumbered_text_is_counted_and_leads_its_own_list() -> None:
    body = (
        numbered("1.", "x:")
        + numbered("(a)", "x;")
        + text("Continues here.")
        + text("Decides:")
        + numbered("(a)", "x;")
        + text("– first lamp;")
    )
    resolution = read(body)
    assert paths(resolution)[1:] == ["op1", "op1.a", "opu1", "opu2", "opu2.a", "opu3"]
    assert paragraph(resolution, "opu3").lead_in == "opu2.a"
    assert paragraph(resolution, "opu3").text == "– first lamp;"


def test_repeated_number_gets_a_suffix_and_a_warning() -> None:
    resolution = read(numbered("7.", "x;") + numbered("7.", "y;") + numbered("(a)", "z;"))
    assert paths(resolution)[1:] == ["op7", "op7~2", "op7~2.a"]
    assert [w for w in resolution.warnings if "op7~2:" in w]
    assert len([w for w in resolution.warnings if "op7~2" in w]) == 1


@pytest.mark.parametrize(
    "lone",
    [
        '<paragraph class="H23"><num>2.</num></paragraph>' + text("<i>Asks</i> for y."),
        text("<i>Asks</i> for y.") + "<paragraph><num>2.</num><content/></paragraph>",
        text("2 <i>Asks</i> for y."),  # the stop is missing
    ],
)
def test_stray_numbers_find_their_text(lone: str) -> None:
    resolution = read(numbered("1.", "<i>Asks</i> for x;") + lone)
    assert paths(resolution)[1:] == ["op1", "op2"]
    assert paragraph(resolution, "op2").text == "Asks for y."


def test_a_lone_number_in_an_annex_goes_to_the_text_behind_it() -> None:
    lone = "<paragraph><num>{}.</num><content><p></p></content></paragraph>"
    body = text("Annexe", "H1") + text("Nous, gardiens des lampes, voici :")
    for number in (1, 2):
        body += lone.format(number) + text(f"Nous veillons {number} fois.")
    resolution = read(numbered("1.", "x."), language="fr", after=annex(body))
    assert paths(resolution)[-4:] == ["annex1.h1", "annex1.u1", "annex1.1", "annex1.2"]
    assert paragraph(resolution, "annex1.2").text == "Nous veillons 2 fois."


def test_lone_numbers_in_a_declaration_in_the_body_go_to_the_texts_behind_them() -> None:
    lone = "<paragraph><num>{}.</num><content><p></p></content></paragraph>"
    body = text("<i>Adopte</i> le document suivant :") + text("Les lampes", "H1")
    for number in (1, 2, 3):
        body += lone.format(number) + text(f"Nous veillons {number} fois.")
    resolution = read(body, language="fr")
    assert paths(resolution)[-4:] == ["h1", "op1", "op2", "op3"]
    assert paragraph(resolution, "op3").text == "Nous veillons 3 fois."


def test_footnote_mark_glued_to_a_number() -> None:
    body = "".join(numbered(f"{n}.", "x;") for n in (14, 154, 16))
    assert body_paths(body) == ["op14", "op15", "op16"]


def test_recitals_and_operative_paragraphs_tagged_as_each_other() -> None:
    resolution = read(
        text("<i>Noting</i> the fog,") + numbered("2.", "<i>Asks</i> for y."),
        preamble=recital("<i>Recalling</i> the dark,") + recital("1. <i>Asks</i> for x;"),
    )
    # The comma tells a recital only before the first number: behind it, it may be anything.
    assert paths(resolution)[1:] == ["pp1", "op1", "opu1", "op2"]


def test_last_recital_tagged_as_body() -> None:
    resolution = read(
        text("<i>Noting</i> the fog,") + numbered("1.", "<i>Asks</i> for x."),
        preamble=recital("<i>Recalling</i> the dark,"),
    )
    assert paths(resolution)[1:] == ["pp1", "pp2", "op1"]


def test_items_of_a_recital() -> None:
    items = "".join(f"<item><num>({x})</num><p>lamp {x},</p></item>" for x in "ab")
    listed = (
        "<container><blockList><listIntroduction><i>Recalling</i>:</listIntroduction>"
        f"{items}</blockList></container>"
    )
    flat = recital("<i>Noting</i>:") + recital("(a) fog,") + recital("(b) rain,")
    resolution = read(preamble=listed + flat + recital("<i>Aware</i> of it,"))
    assert paths(resolution)[1:] == ["pp1", "pp1.a", "pp1.b", "pp2", "pp2.a", "pp2.b", "pp3"]
    assert paragraph(resolution, "pp2.b").kind is Kind.PREAMBULAR


# --- Headings and sections ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        text("Lamps and fog", "H23"),
        text("Lamps and fog"),  # told by its shape
        text("<i>Lamps and fog</i>"),
        "<paragraph><subheading>Lamps and fog</subheading></paragraph>",
        "<crossHeading>Lamps and fog</crossHeading>",
        "<p><heading>Lamps and fog</heading></p>",
    ],
)
def test_headings(heading: str) -> None:
    resolution = read(numbered("1.", "x;") + heading + numbered("2.", "y."))
    assert paths(resolution)[1:] == ["op1", "h1", "op2"]
    assert paragraph(resolution, "h1").kind is Kind.HEADING


def test_list_of_short_lines_is_no_row_of_headings() -> None:
    lines = "".join(text(f"Keeper of lamp {n}") for n in range(1, 5))
    assert body_paths(numbered("1.", "x:") + lines + numbered("2.", "y."))[1:5] == [
        *("opu1", "opu2", "opu3", "opu4")
    ]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "I", "II"),
        ("zh", "一", "二"),
        ("ar", "أولا", "ثانياً"),
        ("ru", "I.", "II."),
    ],
)
def test_sections_that_count_anew(language: str, first: str, second: str) -> None:
    def section(label: str) -> str:
        title = "<subheading>x y z</subheading>"
        lines = numbered("1.", "x;") + numbered("2.", "x;")
        return f"<section><num>{label}</num>{title}{lines}</section>"

    resolution = read(section(first) + section(second), language=language)
    assert paths(resolution)[1:] == ["h1", "op1", "op2", "h2", "sec2.op1", "sec2.op2"]
    assert paragraph(resolution, "h2").number == "II"
    assert paragraph(resolution, "h2").text == "x y z"


def test_sections_in_two_lines_and_recitals_of_their_own() -> None:
    def section(label: str) -> str:
        return (
            f"<subheading>{label}</subheading><subheading>Lamps</subheading>"
            '<crossHeading refersTo="#preamble"><i>Noting</i> fog,</crossHeading>'
            + numbered("1.", "x;")
        )

    expected = ["h1", "pp1", "op1", "h2", "secb.pp1", "secb.op1"]
    assert body_paths(section("A") + section("B")) == expected


def test_sections_that_count_on_carry_nothing() -> None:
    body = (
        text("I. Lamps", "H1") + numbered("1.", "x;") + text("II. Fog", "H1") + numbered("2.", "x;")
    )
    assert body_paths(body) == ["h1", "op1", "h2", "op2"]


# --- Annexes and documents within documents ----------------------------------------------------


def test_annex_numbers_headings_and_unnumbered_text() -> None:
    resolution = read(
        numbered("1.", "x."),
        after=annex(
            text("Annex", "H1")
            + text("Plan for lamps", "H1")
            + text("We, the keepers,")
            + numbered("12.", "x:")
            + numbered("(a)", "y;")
        ),
    )
    assert paths(resolution)[2:] == [
        *("annex1.h1", "annex1.h2", "annex1.u1", "annex1.12", "annex1.12.a")
    ]
    assert paragraph(resolution, "annex1.12.a").kind is Kind.ANNEX
    assert paragraph(resolution, "annex1.12.a").lead_in == "annex1.12"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Annex I", "Annex II")),
        ("fr", ("Annexe I", "Annexe II")),
        ("es", ("Anexo I", "Anexo II")),
        ("ru", ("Приложение I", "Приложение II")),
        ("zh", ("附件一", "附件二")),
        ("ar", ("المرفق الأول", "المرفق الثاني")),
    ],
)
def test_annexes_that_only_their_headings_announce(language: str, words: tuple[str, str]) -> None:
    body = numbered("1.", "x.")
    for word in words:
        body += text(word, "H1") + numbered("1.", "y.")
    closing = "<conclusions><p>z</p></conclusions>"
    assert body_paths(body, language=language, after=closing) == [
        *("op1", "annex1.h1", "annex1.1", "annex2.h1", "annex2.1", "closing1")
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Article 1", "Article 2")),
        ("en", ("Rule 1", "Rule 2")),
        ("fr", ("Article premier", "Article 2")),
        ("es", ("Artículo 1", "Artículo 2")),
        ("ru", ("Статья 1", "Статья 2")),
        ("ar", ("المادة 1", "المادة 2")),
    ],
)
def test_articles(language: str, words: tuple[str, str]) -> None:
    article = "".join(
        text(word) + text("x y z") + numbered("1.", "x;") + numbered("(a)", "y;") + text("z.")
        for word in words
    )
    assert body_paths(numbered("1.", "x."), language=language, after=annex(article))[1:] == [
        *("annex1.h1", "annex1.art1.1", "annex1.art1.1.a", "annex1.art1.u1"),
        *("annex1.h2", "annex1.art2.1", "annex1.art2.1.a", "annex1.art2.u1"),
    ]


def test_levels_of_chinese_treaties() -> None:
    body = text("第一条") + "".join(
        text(f"{x}点灯；") for x in ("一、", "（一）", "1.", "2.", "二、")
    )
    assert body_paths(numbered("1.", "点灯。"), language="zh", after=annex(body))[1:] == [
        *("annex1.h1", "annex1.art1.1", "annex1.art1.1.a"),
        *("annex1.art1.1.a.i", "annex1.art1.1.a.ii", "annex1.art1.2"),
    ]


def test_draft_within_a_resolution() -> None:
    draft = (
        "<components><component><statement><meta/><preamble>"
        f"<formula><p>The General Assembly,</p></formula>{recital('<i>Noting</i> fog,')}</preamble>"
        f"<mainBody>{numbered('1.', '<i>Asks</i> for x.' + note('1', 'Ibid.'))}</mainBody>"
        f"{annex(text('Annex', 'H1') + numbered('4.', 'y.'))}"
        "</statement></component></components>"
    )
    resolution = read(text("<i>Recommends</i> the following:"), after=draft)
    assert paths(resolution)[1:] == [
        *("opu1", "draft1.formula", "draft1.pp1", "draft1.op1", "draft1.fn1"),
        *("draft1.annex1.h1", "draft1.annex1.4"),
    ]


def test_draft_inside_a_paragraph() -> None:
    inner = (
        "<embeddedStructure><container name='formula'><p>The Assembly,</p></container>"
        + recital("<i>Noting</i> fog,")
        + numbered("1.", "<i>Asks</i> for x.")
        + "</embeddedStructure>"
    )
    body = f"<paragraph><content><p><i>Recommends</i> this:{inner}</p></content></paragraph>"
    assert body_paths(body) == ["opu1", "draft1.formula", "draft1.pp1", "draft1.op1"]


def test_parts_under_one_symbol() -> None:
    def part(label: str) -> str:
        return (
            "<component><statement><preface><p><docNumber>"
            f"{label}</docNumber><docTitle>Lamps</docTitle></p></preface>"
            f"<mainBody>{numbered('1.', 'x.')}</mainBody></statement></component>"
        )

    data = f"""<akomaNtoso xmlns="{NAMESPACE}"><documentCollection>
      <meta><identification><FRBRExpression><FRBRlanguage language="ara"/></FRBRExpression>
      </identification></meta>
      <coverPage><p><docNumber>A/RES/76/246 A-B</docNumber></p></coverPage>
      <preface><p><docTitle>قناديل</docTitle></p></preface>
      </documentCollection><components>{part("ألف")}{part("باء")}</components></akomaNtoso>"""
    resolution = read_akn(data.encode(), "sample.xml")
    assert paths(resolution) == [*("title", "parta.title", "parta.op1", "partb.title", "partb.op1")]


# --- Text, footnotes, tables -------------------------------------------------------------------


def test_footnote_is_lifted_out_and_leaves_no_gap() -> None:
    resolution = read(
        numbered("1.", f"重申《公约》{note('1', '见第901/7号决议。')} 及其《议定书》；"),
        language="zh",
    )
    carrier = paragraph(resolution, "op1")
    assert carrier.text == "重申《公约》及其《议定书》；"
    assert [(n.mark, n.text, n.offset) for n in carrier.footnotes] == [
        ("1", "见第901/7号决议。", 6)
    ]
    footnote = paragraph(resolution, "fn1")
    assert (footnote.kind, footnote.belongs_to) == (Kind.FOOTNOTE, "op1")


@pytest.mark.parametrize(
    "marked",
    [
        "القناديل<sup>(</sup>{note}<sup>)</sup>؛",
        "القناديل({note})؛",
        "القناديل<sup>(</sup>{note}<sup>)؛</sup>",
    ],
)
def test_brackets_of_arabic_marks_go_with_the_mark(marked: str) -> None:
    marked = marked.format(note=note("3", "() القرار 901/7."))
    carrier = paragraph(read(numbered("1 -", marked), language="ar"), "op1")
    assert carrier.text == "القناديل؛"
    assert carrier.footnotes[0].text == "القرار 901/7."
    assert carrier.footnotes[0].offset == len("القناديل")


def test_mark_that_stands_again_refers_to_the_same_footnote() -> None:
    resolution = read(
        numbered("1.", f"x for 2015–2030{note('1', 'Ibid.')};")
        + numbered("2.", "y for 2015–2030<sup>1</sup> and 10<sup>1</sup> lamps of 1 m<sup>1</sup>;")
    )
    again = paragraph(resolution, "op2")
    assert again.text == "y for 2015–2030 and 101 lamps of 1 m1;"
    assert [(n.mark, n.text, n.offset) for n in again.footnotes] == [("1", "Ibid.", 15)]
    assert [p.path for p in resolution.paragraphs if p.kind is Kind.FOOTNOTE] == ["fn1"]


def test_ordinals_stay() -> None:
    resolution = read(numbered("1.", "le 1<sup>er</sup> mars"), language="fr")
    assert paragraph(resolution, "op1").text == "le 1er mars"


@pytest.mark.parametrize(("mark", "path"), [("4", "fn4"), ("*", "fnstar1"), ("**", "fnstar2")])
def test_footnote_paths(mark: str, path: str) -> None:
    assert body_paths(numbered("1.", f"x{note(mark, 'y')}.")) == ["op1", path]


def test_marks_that_run_from_two_are_counted_from_one() -> None:
    body = "".join(numbered(f"{n}.", f"x{note(str(n + 1), 'y')};") for n in (1, 2, 3))
    assert body_paths(body) == ["op1", "fn1", "op2", "fn2", "op3", "fn3"]


def test_number_whose_first_words_are_a_subparagraph() -> None:
    points = "".join(f"<point><num>({x})</num><content><p>x;</p></content></point>" for x in "ab")
    body = numbered("57.", "x;") + f"<paragraph><num>58.</num><list>{points}</list></paragraph>"
    resolution = read(body + numbered("59.", "x."))
    assert paths(resolution)[1:] == ["op57", "op58.a", "op58.b", "op59"]
    assert paragraph(resolution, "op58.a").lead_in is None


def test_footnote_of_a_title() -> None:
    resolution = read(title=f"Lamps{note('*', 'Reissued.')}")
    assert resolution.title == "Lamps"
    assert paragraph(resolution, "fnstar1").belongs_to == "title"


def test_table_is_one_paragraph() -> None:
    table = (
        "<container name='table'><table><tr><th/><th><p>Lamps</p></th></tr>"
        "<tr><td><p>North</p><p>pier</p></td><td><p>12</p></td></tr></table></container>"
    )
    resolution = read(numbered("1.", "x:") + table)
    assert paragraph(resolution, "opu1").text == "\tLamps\nNorth pier\t12"
    assert paragraph(resolution, "opu1").lead_in == "op1"


def test_white_space_and_indentation() -> None:
    resolution = read(
        numbered("1.", "\n   <span class='italic'>\tAsks\xa0 for </span>\n  <i>more</i>\n  lamps; ")
    )
    assert paragraph(resolution, "op1").text == "Asks for more lamps;"
    joined = read(numbered("1.", "点灯\n   照明\t和  灯"), language="zh")
    assert paragraph(joined, "op1").text == "点灯照明 和 灯"


def test_links_become_citations() -> None:
    href = "https://undocs.org/en/A/RES/61/180"
    resolution = read(numbered("1.", f"<i>Recalls</i> its resolution <a href='{href}'>61/180</a>;"))
    [citation] = paragraph(resolution, "op1").citations
    assert citation.symbol == "A/RES/61/180"
    assert paragraph(resolution, "op1").text[slice(*citation.span)] == "61/180"


@pytest.mark.parametrize(
    ("marked", "language", "verb"),
    [
        (
            "<i>Takes note</i> <i>with appreciation</i> of lamps;",
            "en",
            "Takes note with appreciation",
        ),
        ("<span class='bold italic'>تحيط علما</span> بالقناديل؛", "ar", "تحيط علما"),
        ("“<i>Reaffirms</i> it", "en", "Reaffirms"),
        ("对灯火<b>表示关切</b>；", "zh", "表示关切"),
        ("<b>对</b>灯火<b>表示严重关切</b>；", "zh", "表示严重关切"),
        ("<b>对</b>灯火表示关切；", "zh", "对"),
        ("<b>促请</b>会员国点灯；", "zh", "促请"),
    ],
)
def test_verb_is_what_is_set_off(marked: str, language: str, verb: str) -> None:
    assert paragraph(read(numbered("1.", marked), language=language), "op1").verb == verb


def test_a_table_has_no_verb() -> None:
    table = (
        "<container name='table'><table><tr><td><p><b>Action</b></p></td>"
        "<td><p><b>Number</b></p></td></tr><tr><td><p>Lamps</p></td><td><p>2</p></td></tr></table>"
        "</container>"
    )
    resolution = read(numbered("1.", "<i>Approves</i> the lamps;") + table)
    [shown] = [one for one in resolution.paragraphs if one.text.startswith("Action\tNumber")]
    assert shown.verb is None


def test_subparagraph_has_no_verb_of_its_own() -> None:
    resolution = read(numbered("1.", "<i>Requests</i>:") + numbered("(a)", "Requests for lamps;"))
    assert paragraph(resolution, "op1.a").verb is None


# --- About the document ------------------------------------------------------------------------

META = """
<classification source="DHLAUTH">
  <keyword value="LAMPS" showAs="LAMPS" dictionary="UNBIS Thesaurus"/>
  <keyword value="street_lamps" showAs="street_lamps" dictionary="UNBIS" href="http://lamps/1"/>
  <keyword value="lamp&amp;#39;s oil" dictionary="EuroVoc"/>
  <keyword refersTo="agenda" value="12" showAs="Streets" dictionary="A/901/251"/>
</classification>
<workflow>
  <step date="2901-01-02" outcome="draftResolution" as="A/C.3/77/L.9" by="Peru and Chad"/>
  <step date="0001-01-01" outcome="draftResolutionAdditionalSponsors" by="Fiji"/>
  <step date="2901-03-04" outcome="adopted" as="A/901/PV.3" by=""/>
</workflow>
<analysis><parliamentary><voting outcome="adoptedRecordedVote">
  <count value="120" refersTo="inFavour"/><count value="7" refersTo="abstaining"/>
</voting></parliamentary></analysis>"""

COVER = """
<p><inline title="19 с)" name="agenda item">Пункт 19 с)</inline></p>
<p><inline name="agenda item name">Фонари</inline></p>
<p><docProponent refersTo="#thirdCommittee">[по докладу Третьего комитета
(<inline name="originating document">A/77/458, п. 37</inline>)]</docProponent></p>"""


def test_everything_the_document_says_about_itself() -> None:
    resolution = read(meta=META, cover=COVER, language="ru", symbol="A/RES/77/12")
    assert (resolution.symbol, resolution.organ) == ("A/RES/77/12", "GA")
    assert (resolution.session, resolution.number) == ("77", "12")
    assert resolution.adopted == date(2901, 3, 4)
    assert (resolution.agenda_item, resolution.agenda_item_name) == ("19 (c)", "Фонари")
    assert (resolution.committee, resolution.report) == ("Третий комитет", "A/77/458")
    assert resolution.drafts == ("A/C.3/77/L.9",)
    assert resolution.sponsors == ("Peru", "Chad", "Fiji")
    assert [(s.label, s.vocabulary, s.uri) for s in resolution.subjects] == [
        ("LAMPS", "UNBIS Thesaurus", None),
        ("street lamps", "UNBIS", "http://lamps/1"),
        ("lamp's oil", "EuroVoc", None),
    ]
    vote = resolution.vote
    assert vote is not None
    assert (vote.outcome, vote.in_favour, vote.against, vote.abstaining) == (
        *(VoteOutcome.RECORDED, 120, 0, 7),
    )


@pytest.mark.parametrize(
    ("language", "item", "lines", "name"),
    [
        (
            "zh",
            "议程项目59",
            ["按照《样本宪章》", "递送的 灯火情报"],
            "按照《样本宪章》递送的灯火情报",
        ),
        (
            "en",
            "Agenda item 59",
            ["Keeping of lamps and", "their oil"],
            "Keeping of lamps and their oil",
        ),
        ("en", "Agenda items 13 and 117", ["Lamps", "Oil"], "Lamps; Oil"),
        ("ar", "البند 59 من جدول الأعمال", ["المصابيح \u200fوالزيت"], "المصابيح والزيت"),
    ],
)
def test_the_name_of_an_agenda_item_in_several_lines(
    language: str, item: str, lines: list[str], name: str
) -> None:
    names = "".join(f'<p><inline name="agenda item name">{line}</inline></p>' for line in lines)
    cover = f'<p><inline name="agenda item">{item}</inline></p>{names}'
    assert read(cover=cover, language=language).agenda_item_name == name


def test_model_texts_are_marked() -> None:
    assert not read().sample
    data = document().replace(b"<identification>", b'<identification source="#unres">')
    assert read_akn(data, "sample.xml").sample


def test_unknown_date_is_none() -> None:
    data = document().replace(b"2901-03-04", b"0001-01-01")
    assert read_akn(data, "sample.xml").adopted is None


def test_printed_date_goes_before_the_entered_one() -> None:
    closing = (
        "<conclusions><p><docDate refersTo='#adoptionDate' date='2020-12-31'>4 March 2021"
        "</docDate></p></conclusions>"
    )
    assert read(after=closing).adopted == date(2021, 3, 4)


# --- What cannot be read, and what is filed wrongly --------------------------------------------

BOMB = b"""<?xml version="1.0"?><!DOCTYPE akomaNtoso [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><akomaNtoso>&b;</akomaNtoso>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>"""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not well-formed"),
        (b"<akomaNtoso><p></akomaNtoso>", "has no text"),
        (b"<html><body/></html>", "not Akoma Ntoso"),
        (b"\xff\xfe\x00", "not well-formed"),
        (BOMB, "declares"),
        (OUTSIDE, "declares"),
        (b"<<<>>>&&&", "not well-formed"),
        (OUTSIDE.decode().encode("utf-16"), "declares"),
        (document(symbol="no symbol"), "no document symbol"),
        (document("<p>" * 300 + "</p>" * 300), "not well-formed"),  # deeper than lxml allows
    ],
)
def test_what_cannot_be_read_is_said_by_name(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        read_akn(data, "somewhere/else.xml")
    assert "somewhere/else.xml" in caught.value.problem


CHINESE = "".join(
    numbered(f"{n}.", "<b>促请</b>各港口的看守人在雾天点亮街灯，并按时熄灭；") for n in range(1, 12)
)


def test_content_wins_over_name_and_mark_up() -> None:
    data = document(CHINESE, language="es", title="港口街灯")
    resolution = read_akn(data, "75session/Spanish/A_RES_901_2-2100000S.xml")
    assert resolution.language is Language.ZH
    assert resolution.symbol == "A/RES/901/1"
    said = " ".join(resolution.warnings)
    assert "in es" in said
    assert "under Spanish" in said
    assert "under S," in said
    assert "A/RES/901/2" in said


def test_name_that_agrees_gives_no_warning() -> None:
    data = document(CHINESE, language="zh", title="港口街灯")
    name = "901session/Chinese/A_RES_901_1-2100000C.xml"
    assert not any(name in warning for warning in read_akn(data, name).warnings)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("(قواعد الميناء(<sup>)</sup>{note}<sup>)</sup>، تحث", "(قواعد الميناء)، تحث"),  # 76/194
        ("قواعد الميناء({note}<sup>)</sup> التي تحث", "قواعد الميناء التي تحث"),  # 79/171
        ("قواعد الميناء()<sup></sup>{note} التي تحث", "قواعد الميناء التي تحث"),
        ("قواعد الميناء<sup>(</sup>{note}<sup>)</sup>، تحث", "قواعد الميناء، تحث"),
    ],
)
def test_no_bracket_of_a_mark_is_left_in_arabic(printed: str, expected: str) -> None:
    body = numbered("1 -", printed.replace("{note}", note("1", "الوثيقة")))
    resolution = read(body, language="ar", title="مصابيح الميناء")
    assert paragraph(resolution, "op1").text == expected
    assert [n.mark for n in paragraph(resolution, "op1").footnotes] == ["1"]


def test_a_copy_in_german_is_told_for_what_it_is() -> None:
    body = numbered("1.", "Der Rat bittet die Staaten, von den Lampen zu berichten; ") * 9
    with pytest.raises(DocumentError, match="none of the six official languages"):
        read_akn(document(body, title="Lampen für die Straßen am Hafen"), "German/901_1_G.xml")


def test_what_the_user_says_helps_where_the_document_says_nothing() -> None:
    data = document(numbered("1.", "7 8 9"), symbol="", title="").replace(b'"eng"', b'""')
    resolution = read_akn(data, "x.xml", symbol="901/7", language=Language.RU)
    assert (resolution.symbol, resolution.language) == ("A/RES/901/7", Language.RU)
    with pytest.raises(DocumentError, match="nonsense"):
        read_akn(data, "x.xml", symbol="nonsense", language=Language.RU)


NAMES = ("paragraph", "list", "point", "num", "content", "p", "section", "heading", "container")
TREES = st.recursive(
    st.text("a1(). \n法б", max_size=8),
    lambda trees: st.tuples(st.sampled_from(NAMES), st.lists(trees, max_size=4)),
    max_leaves=12,
)


def markup(tree: object) -> str:
    if isinstance(tree, str):
        return f"<p>{tree}</p>"
    assert isinstance(tree, tuple)
    name, children = tree
    return f"<{name}>{''.join(map(markup, children))}</{name}>"


@example(("p", [("num", []), ("paragraph", [("num", ["法"])])]))
@example(("paragraph", [("num", ["法"]), "", "1"]))
@settings(max_examples=100, deadline=None)
@given(TREES)
def test_any_tree_of_elements_is_read_without_loss(tree: object) -> None:
    data = document(markup(tree))
    resolution = read_akn(data, "sample.xml")
    everywhere = paths(resolution)
    assert len(everywhere) == len(set(everywhere))
    # No label has this character, so that every one of them is in a text.
    assert sum(p.text.count("法") for p in resolution.paragraphs) == markup(tree).count("法")


@pytest.mark.parametrize(
    ("second", "warned"),
    [
        (text("2, <i>Invites</i> keepers;"), False),  # 78/173 in French
        (text("2 <i>Invites</i> keepers;"), False),
        (text("<i>Invites</i> keepers;"), True),
    ],
)
def test_the_paragraph_between_1_and_3_is_2(second: str, warned: bool) -> None:
    one, three = numbered("1.", "<i>Asks</i> for lamps;"), numbered("3.", "<i>Thanks</i> keepers.")
    resolution = read(one + second + three)
    assert [p for p in paths(resolution) if p.startswith("op")] == ["op1", "op2", "op3"]
    told = [warning for warning in resolution.warnings if "op2" in warning]
    assert bool(told) is warned


def test_a_number_with_its_digits_reversed_is_put_right() -> None:
    body = "".join(
        numbered(f"{61 if n == 16 else n} -", "<b>تطلب</b> إلى الحراس إضاءة المصابيح؛")
        for n in range(14, 19)
    )
    read_paths = body_paths(body, language="ar")
    assert read_paths == ["op14", "op15", "op16", "op17", "op18"]


def test_the_only_operative_paragraph_tagged_as_a_recital_is_told_by_its_list() -> None:
    recitals = recital("<i>Noting</i> the fog,") + recital("<i>Urges</i> keepers:")
    points = "".join(
        f"<paragraph><num>({letter})</num><content><p>To light lamps;</p></content></paragraph>"
        for letter in "ab"
    )
    assert body_paths(points, preamble=recitals) == ["pp1", "opu1", "opu1.a", "opu1.b"]


# --- Real documents ----------------------------------------------------------------------------

# Every fourteenth file of the archive and every file of these: a budget in sections, a treaty,
# a draft in a paragraph, a draft with an annex, a scale of assessments in Arabic.
CHOSEN = ("74/259", "79/243", "2023/25", "2021/20", "76/186")


@cache
def sample(archive: Path) -> dict[str, dict[Language, tuple[bytes, Resolution]]]:
    """About a sixth of the symbols in the archive, each in every language it has."""
    by_symbol: dict[str, dict[Language, tuple[bytes, Resolution]]] = defaultdict(dict)
    with tarfile.open(archive) as files:
        for member in files:
            name = member.name.rpartition("/")[2]
            number = "".join(filter(str.isdigit, name.split("-")[0]))[-1:] or "0"
            chosen = any(part.replace("/", "_") in name for part in CHOSEN)
            if not name.endswith(".xml") or not (chosen or number == "7"):
                continue
            content = files.extractfile(member)
            assert content is not None
            data = content.read()
            resolution = read_akn(data, member.name)
            by_symbol[resolution.symbol][resolution.language] = (data, resolution)
    return by_symbol


@pytest.fixture(scope="session")
def documents(shared: Path) -> dict[str, dict[Language, tuple[bytes, Resolution]]]:
    return sample(shared / "crime-167.tar.xz")


@pytest.mark.shared
def test_real_documents_are_read_without_loss(
    documents: dict[str, dict[Language, tuple[bytes, Resolution]]],
) -> None:
    assert len(documents) >= 15
    for languages in documents.values():
        for data, resolution in languages.values():
            losses = find_losses(read_source(data, "x").root, resolution)
            assert losses == [], (resolution.symbol, resolution.language)


@pytest.mark.shared
def test_real_ids_are_unique_and_nothing_is_unclassified(
    documents: dict[str, dict[Language, tuple[bytes, Resolution]]],
) -> None:
    for languages in documents.values():
        for _, resolution in languages.values():
            everywhere = paths(resolution)
            assert len(everywhere) == len(set(everywhere)), resolution.symbol
            assert all(p.kind is not Kind.UNCLASSIFIED for p in resolution.paragraphs)
            known = set(everywhere)
            assert all(p.lead_in in known for p in resolution.paragraphs if p.lead_in)
            assert all(p.belongs_to in known for p in resolution.paragraphs if p.belongs_to)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("kind", "floor"),
    [(Kind.OPERATIVE, 0.95), (Kind.PREAMBULAR, 0.92), (Kind.ANNEX, 0.8)],
)
def test_real_ids_agree_across_languages(
    documents: dict[str, dict[Language, tuple[bytes, Resolution]]], kind: Kind, floor: float
) -> None:
    six = [languages for languages in documents.values() if len(languages) == len(Language)]
    agreeing = [
        languages
        for languages in six
        if len(
            {
                frozenset(p.path for p in resolution.paragraphs if p.kind is kind)
                for _, resolution in languages.values()
            }
        )
        == 1
    ]
    assert len(agreeing) >= floor * len(six)


@pytest.mark.shared
def test_real_documents_say_what_they_are(
    documents: dict[str, dict[Language, tuple[bytes, Resolution]]],
) -> None:
    for languages in documents.values():
        for _, resolution in languages.values():
            assert resolution.adopted is not None, resolution.symbol
            assert resolution.vote is not None, resolution.symbol
            assert resolution.subjects, resolution.symbol
            assert resolution.title != resolution.symbol


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "symbol", "language"),
    [
        ("GA_75session_Chinese_75_274_C.xml", "A/RES/75/274", "zh"),
        ("GA_75session_English_75_274_F.xml", "A/RES/75/274", "fr"),
        ("GA_75session_Spanish_A_RES_75_297_C.xml", "A/RES/75/297", "zh"),
        ("GA_77session_Chinese_A_RES_77_336-2317569A.xml", "A/RES/77/336", "ar"),
        ("HRC_57session_English_A_HRC_RES_57_18F.xml", "A/HRC/RES/57/18", "fr"),
        ("HRC_57session_English_A_HRC_RES_57_18R.xml", "A/HRC/RES/57/18", "ru"),
    ],
)
def test_mislabelled_files_are_filed_by_their_content(
    shared: Path, name: str, symbol: str, language: str
) -> None:
    data = (shared / "quirks" / "mislabelled" / name).read_bytes()
    resolution = read_akn(data, name)
    assert (resolution.symbol, resolution.language) == (symbol, language)
    assert resolution.warnings


def test_brackets_of_arabic_that_stand_wrong_hide_no_committee() -> None:
    proponent = (
        '<p><docProponent>[(<inline name="originating document">E/2901/26</inline>)'
        "بناء على توصية لجنة المصابيح[]</docProponent></p>"
    )
    assert read(cover=proponent, language="ar").committee == "لجنة المصابيح"
