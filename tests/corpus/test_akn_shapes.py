"""Shapes in which the same text comes in one language and not in the others: same ids for all."""

from collections.abc import Callable

import pytest

from corpus.model import Kind
from tests.corpus.akn_files import (
    annex,
    body_paths,
    note,
    numbered,
    paragraph,
    paths,
    read,
    recital,
    text,
)

# --- Footnotes -----------------------------------------------------------------------------------


def test_a_single_note_with_the_mark_2_is_the_first() -> None:
    assert body_paths(numbered("1.", f"Lamps{note('2', 'Shaded ones.')}.")) == ["op1", "fn1"]


def test_a_single_note_with_a_high_mark_keeps_it() -> None:
    assert body_paths(numbered("1.", f"Lamps{note('9', 'Shaded ones.')}.")) == ["op1", "fn9"]


def test_a_note_whose_text_begins_with_a_star_has_the_star_for_its_mark() -> None:
    body = numbered("1.", f"Lamps{note('1', '* Reissued.')};") + numbered(
        "2.", f"Piers{note('2', 'Long ones.')}."
    )
    resolution = read(body)
    assert paths(resolution)[1:] == ["op1", "fnstar1", "op2", "fn2"]
    assert paragraph(resolution, "fnstar1").text == "Reissued."


def test_the_star_of_a_title_finds_its_note() -> None:
    body = numbered("1.", f"Lamps;{note('1', '* Of any colour.')}") + numbered(
        "2.", f"Piers;{note('2', 'Long.')}"
    )
    resolution = read(body, title="Clean lamps,* all of them")
    assert resolution.title == "Clean lamps, all of them"
    assert paths(resolution) == ["title", "fnstar1", "op1", "op2", "fn2"]
    assert paragraph(resolution, "fnstar1").belongs_to == "title"
    assert paragraph(resolution, "title").footnotes[0].offset == len("Clean lamps,")


def test_the_brackets_of_a_star_that_is_moved_go_with_it() -> None:
    marked = f"القناديل<sup>(</sup>{note('1', '* من أي لون.')}<sup>)</sup>؛"
    resolution = read(numbered("1 -", marked), language="ar", title="القناديل* النظيفة")
    assert paragraph(resolution, "op1").text == "القناديل؛"
    assert paragraph(resolution, "fnstar1").belongs_to == "title"


def test_no_space_is_left_where_a_star_stood_in_chinese() -> None:
    body = numbered("1.", f"点灯、{note('1', '* 任何颜色。')} 扫码头；")
    assert paragraph(read(body, language="zh", title="灯*"), "op1").text == "点灯、扫码头；"


def test_a_star_in_a_title_that_no_note_explains_stays() -> None:
    assert read(numbered("1.", "Lamps."), title="Clean lamps* again").title == "Clean lamps* again"


def test_a_star_on_the_title_itself_moves_the_marks_behind_it_down() -> None:
    resolution = read(
        numbered("1.", f"Lamps{note('2', 'Shaded.')};") + numbered("2.", f"x{note('3', 'y')}."),
        title=f"Clean lamps{note('1', '* Of any colour.')} again",
    )
    assert paths(resolution) == ["title", "fnstar1", "op1", "fn1", "op2", "fn2"]


# --- Numbers -------------------------------------------------------------------------------------


def test_a_number_and_a_letter_before_one_text_are_two_numbers() -> None:
    body = (
        numbered("1.", "(a) Lamps shall be cleaned;")
        + numbered("(b)", "Piers shall be swept;")
        + numbered("(c)", "Boats shall be named.")
        + numbered("2.", "Nothing else is asked.")
    )
    resolution = read(after=annex(body))
    assert paths(resolution)[1:] == [
        *("annex1.1.a", "annex1.1.b", "annex1.1.c", "annex1.2"),
    ]
    first = paragraph(resolution, "annex1.1.a")
    assert (first.number, first.text) == ("a", "Lamps shall be cleaned;")


def test_a_letter_and_a_numeral_before_one_text_are_two_numbers() -> None:
    body = (
        numbered("1.", "States shall punish:")
        + numbered("(a)", "(i) Breaking lamps;")
        + numbered("(ii)", "Hiding lamps;")
        + numbered("(b)", "Selling lamps.")
    )
    assert paths(read(after=annex(body)))[1:] == [
        *("annex1.1", "annex1.1.a.i", "annex1.1.a.ii", "annex1.1.b"),
    ]


def test_a_letter_at_the_head_of_a_numbered_text_that_begins_no_list_is_text() -> None:
    body = numbered("1.", "(a) alone is not a list;") + numbered("2.", "Lamps.")
    assert paragraph(read(body), "op1").text == "(a) alone is not a list;"


# --- Formula -------------------------------------------------------------------------------------


@pytest.mark.parametrize("again", [recital, text])
def test_a_formula_that_stands_twice_is_no_recital(again: Callable[[str], str]) -> None:
    formula = "<formula><p>The General Assembly</p></formula>"
    resolution = read(
        numbered("1.", "<i>Decides</i> so."),
        preamble=formula + again("The General Assembly,") + recital("<i>Recalling</i> lamps,"),
    )
    assert paths(resolution)[1:] == ["formula", "formula~2", "pp1", "op1"]
    assert paragraph(resolution, "formula~2").kind is Kind.FORMULA


# --- Torn paragraphs -----------------------------------------------------------------------------


def test_a_paragraph_that_is_torn_in_two_is_one() -> None:
    body = (
        numbered("1.", "<i>Asks</i> all harbours to clean the lamps of their")
        + text("streets, and to report on it every year;")
        + numbered("2.", "<i>Decides</i> to count lamps.")
    )
    resolution = read(body)
    assert paths(resolution)[1:] == ["op1", "op2"]
    assert paragraph(resolution, "op1").text == (
        "Asks all harbours to clean the lamps of their streets, and to report on it every year;"
    )
    assert any("op1" in warning and "two pieces" in warning for warning in resolution.warnings)


def test_a_name_in_italics_is_no_first_half_of_the_text_below_it() -> None:
    name, below = "تنظيف القناديل في الموانئ الكبيرة وفي المدن القريبة منها", "تنظف الدول القناديل."
    body = numbered("1 -", "القناديل؛") + text(f"<i>{name}</i>") + text(below)
    resolution = read(after=annex(body), language="ar")
    assert paths(resolution)[1:] == ["annex1.1", "annex1.h1", "annex1.u1"]


def test_text_that_goes_on_after_a_list_stays_a_paragraph() -> None:
    body = (
        numbered("1.", "<i>Asks</i> harbours:")
        + numbered("(a)", "To clean lamps;")
        + numbered("(b)", "To sweep piers;")
        + text("and to report on it every year;")
        + numbered("2.", "<i>Decides</i> to count lamps.")
    )
    assert body_paths(body) == ["op1", "op1.a", "op1.b", "opu1", "op2"]


# --- Headings ------------------------------------------------------------------------------------

DIVISIONS = {
    "en": ("Chapter I", "Lamps and piers", "Article 1", "Purpose"),
    "fr": ("Chapitre premier", "Des lampes et des jetées", "Article premier", "Objet"),
    "es": ("Capítulo I", "Lámparas y muelles", "Artículo 1", "Finalidad"),
    "ru": ("Глава I", "Фонари и причалы", "Статья 1", "Цель"),
    "zh": ("第一章", "灯与码头", "第一条", "宗旨"),
    "ar": ("الفصل الأول", "القناديل والأرصفة", "المادة 1", "الغرض"),
}


@pytest.mark.parametrize("language", DIVISIONS)
def test_a_division_and_its_name_are_one_heading(language: str) -> None:
    chapter, lamps, article, purpose = DIVISIONS[language]
    apart = [chapter, lamps, article, purpose]
    together = [f"{chapter} {lamps}", f"{article} {purpose}"]
    for lines, kind in ((apart, "H23"), (together, "H23"), (apart, "SingleTxt")):
        body = "".join(text(line, kind) for line in lines) + numbered("1.", "x;")
        resolution = read(after=annex(body), language=language)
        headings = [p.text for p in resolution.paragraphs if p.kind is Kind.HEADING]
        assert headings == together
        assert paths(resolution)[1:] == ["annex1.h1", "annex1.h2", "annex1.art1.1"]


@pytest.mark.parametrize("part", ["Part IV", "Part Two"])
def test_a_part_takes_no_article_for_its_name(part: str) -> None:
    body = text(part, "HCh") + text("Article 26 Lamps", "H1") + numbered("1.", "x;")
    resolution = read(after=annex(body))
    assert paths(resolution)[1:] == ["annex1.h1", "annex1.h2", "annex1.art26.1"]


def test_a_table_may_be_called_by_a_session() -> None:
    lines = ("Таблица 2", "Двадцать первая сессия Форума по фонарям")
    body = "".join(text(line, "H23") for line in lines) + numbered("1.", "x;")
    resolution = read(after=annex(body), language="ru")
    assert paragraph(resolution, "annex1.h1").text == " ".join(lines)


def test_a_division_without_a_name_takes_none_from_the_next() -> None:
    body = "".join(text(line, "H23") for line in ("Part I", "Article 1", "Annex"))
    resolution = read(after=annex(body + numbered("1.", "x;")))
    headings = [p.text for p in resolution.paragraphs if p.kind is Kind.HEADING]
    assert headings == ["Part I", "Article 1", "Annex"]


def test_an_item_that_ends_with_and_is_no_heading() -> None:
    body = numbered("1.", "States shall:") + text("clean the lamps of the harbour; and")
    resolution = read(after=annex(body + text("sweep its piers.")))
    assert paths(resolution)[1:] == ["annex1.1", "annex1.u1", "annex1.u2"]


def test_the_lines_at_the_head_of_an_annex_are_headings() -> None:
    lines = ("附件", "港口灯具公约；", "加强合作以保护灯具", "序言")
    body = "".join(text(line, "MercuryDocument") for line in lines)
    resolution = read(
        after=annex(body + text("本公约缔约国，") + numbered("1.", "点灯；")), language="zh"
    )
    assert paths(resolution)[1:] == [
        *("annex1.h1", "annex1.h2", "annex1.h3", "annex1.h4", "annex1.u1", "annex1.1"),
    ]


def test_a_heading_that_introduces_what_is_numbered_below_it_is_text() -> None:
    introduction = "In order to see to all of these lamps we commit ourselves:"
    for line in (text(f"<i>{introduction}</i>", "H4"), text(introduction)):
        body = numbered("1.", "We clean lamps;") + line + numbered("2.", "We sweep piers.")
        resolution = read(after=annex(body))
        assert paths(resolution)[1:] == ["annex1.1", "annex1.u1", "annex1.2"]


def test_the_meeting_below_an_annex_is_its_closing() -> None:
    closing = "<conclusions><p>2nd plenary meeting<eol/>4 March 2021</p></conclusions>"
    body = numbered("1.", "We clean lamps.") + text("2nd plenary meeting")
    after = annex(body).replace("</mainBody>", f"</mainBody>{closing}")
    assert paths(read(after=after))[1:] == ["annex1.1", "closing1"]


# --- Quotations, numbers without text ------------------------------------------------------------


@pytest.mark.parametrize("first", ["“(a) Lamps are clean.", "« a) Lamps are clean."])
@pytest.mark.parametrize("second", ["“(b) Piers are swept.”", "(b) Piers are swept.”"])
def test_letters_within_a_quotation_are_letters(first: str, second: str) -> None:
    body = numbered("1.", "<i>Notes</i> that rule 3 reads as follows:") + text(first) + text(second)
    resolution = read(body + numbered("2.", "<i>Stresses</i> rule 3."))
    assert paths(resolution)[1:] == ["op1", "op1.a", "op1.b", "op2"]
    assert paragraph(resolution, "op1.a").text == first
    assert paragraph(resolution, "op1.a").number is None  # it stands in the text


def test_a_question_that_an_operative_paragraph_quotes_is_no_recital() -> None:
    body = (
        text("<i>Decides</i> to ask the Court the following question:")
        + recital("“Having regard to the Charter,")
        + numbered("(a)", "Who cleans the lamps?")
        + numbered("(b)", "Who sweeps the piers?”")
    )
    assert body_paths(body, preamble=recital("<i>Recalling</i> lamps,")) == [
        *("pp1", "opu1", "opu2", "opu2.a", "opu2.b"),
    ]


def test_a_number_whose_text_is_gone_keeps_its_path_and_is_told() -> None:
    body = numbered("1.", "Lamps;") + numbered("2.", "") + numbered("3.", "Piers.")
    resolution = read(after=annex(body))
    assert paths(resolution)[1:] == ["annex1.1", "annex1.2", "annex1.3"]
    assert paragraph(resolution, "annex1.2").text == "2."
    assert any("annex1.2" in told and "no text" in told for told in resolution.warnings)
    section = "<paragraph><num>أولا</num><content><p/></content></paragraph>"
    assert body_paths(section + numbered("1 -", "القناديل."), language="ar")[-1] == "op1"


def test_a_long_heading_with_a_capital_number_is_one_when_it_is_set_off() -> None:
    name = (
        "Role of the Board of Lamps on Large Harbours, Small Harbours and Harbours without Lamps "
    )
    name += "and of the Group of Friends of Harbours that have had neither Lamps nor Piers for long"
    body = numbered("340.", "Lamps;") + numbered("VI.", f"<b>{name}</b>") + numbered("341.", "x.")
    assert paths(read(after=annex(body)))[1:] == ["annex1.340", "annex1.h1", "annex1.341"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("Section 29A", "Lamps")),
        ("fr", ("Chapitre 2 des recettes", "Lampes")),
        ("es", ("Sección 2 de ingresos", "Lámparas")),
        ("ru", ("Раздел 3 сметы поступлений", "Фонари")),
        ("ar", ("الباب 29 ألف", "القناديل")),
        ("zh", ("表1", "灯")),
    ],
)
def test_divisions_of_a_budget(language: str, lines: tuple[str, str]) -> None:
    body = "".join(text(line, "H4") for line in lines) + numbered("1.", "x;")
    resolution = read(body, language=language)
    assert paragraph(resolution, "h1").text == " ".join(lines)


def test_a_record_of_the_vote_in_the_body_is_the_closing() -> None:
    lines = (
        "اعتُمد بتصويت مسجل بأغلبية 27 صوتا مقابل 4 أصوات، وامتناع 16 عضوا عن التصويت.",
        "المؤيدون:",
        "بيرو، تشاد",
        "المعارضون:",
        "لا أحد",
    )
    body = numbered("1 -", "ينظف القناديل.") + "".join(map(text, lines))
    resolution = read(body, language="ar")
    assert paths(resolution)[1:] == ["op1", "closing1"]
    assert paragraph(resolution, "closing1").text == "\n".join(lines)
    vote = resolution.vote
    assert vote is not None
    assert (vote.in_favour, vote.against, vote.abstaining) == (27, 4, 16)


# --- Numbers within numbered paragraphs ----------------------------------------------------------


def test_a_list_that_counts_anew_below_a_numbered_paragraph_belongs_to_it() -> None:
    body = "".join(
        numbered(f"{number}.", words)
        for number, words in (
            *((6, "Lamps;"), (7, "We pursue the following aims:"), (1, "Clean lamps;")),
            *((2, "Swept piers;"), (3, "Named boats."), (8, "We thank the keepers.")),
        )
    )
    resolution = read(after=annex(body))
    assert paths(resolution)[1:] == [
        *("annex1.6", "annex1.7", "annex1.7.1", "annex1.7.2", "annex1.7.3", "annex1.8"),
    ]
    assert paragraph(resolution, "annex1.7.1").lead_in == "annex1.7"


def test_a_quoted_paragraph_with_its_number_takes_none_of_the_others() -> None:
    numbers = [numbered(f"{number}.", "<i>Thanks</i> keepers;") for number in range(1, 6)]
    body = (
        *numbers,
        numbered("6.", "<i>Decides</i> to approve the following amendment:"),
        text("Article 9, new paragraph 4:"),
        numbered("4.", "In hearing of a lamp, the harbour shall clean it."),
        numbered("7.", "<i>Decides</i> to count lamps."),
    )
    assert body_paths("".join(body))[-4:] == ["op6", "opu1", "opu1.4", "op7"]


def test_a_list_below_a_colon_that_nothing_goes_on_behind_counts_as_before() -> None:
    body = numbered("1.", "Lamps;") + numbered("2.", "The programme is:") + numbered("4.", "Piers.")
    assert paths(read(after=annex(body)))[1:] == ["annex1.1", "annex1.2", "annex1.4"]


# --- Votes ---------------------------------------------------------------------------------------

VOTE = """<conclusions><p>55th meeting<eol/><docDate date="2021-03-04"
  refersTo="#adoptionDate">4 March 2021</docDate></p><p><vote><outcome>{said}<outcome
  refersTo="inFavour">{favour}<eol/><organization>{states}</organization></outcome><outcome
  refersTo="against">{against}<eol/><organization/></outcome></outcome></vote></p></conclusions>"""


def test_the_sides_of_a_vote_stand_in_lines_of_their_own() -> None:
    said = (
        "[Adopted by a recorded vote of <quantity>2</quantity> to <quantity>0</quantity>. It was:"
    )
    vote = VOTE.format(said=said, favour="In favour:", states="Chad, Peru", against="Against:")
    resolution = read(numbered("1.", "<i>Thanks</i> keepers."), after=vote)
    assert paragraph(resolution, "closing1").text.split("\n") == [
        *("55th meeting", "4 March 2021", "[Adopted by a recorded vote of 2 to 0. It was:"),
        *("In favour:", "Chad, Peru", "Against:"),
    ]


def test_a_vote_that_is_not_filled_in_is_not_shown() -> None:
    said = "<quantity>0</quantity> <quantity>0</quantity> <quantity>0</quantity>"
    vote = VOTE.format(said=said, favour="", states="", against="")
    resolution = read(numbered("1.", "<i>Thanks</i> keepers."), after=vote)
    assert paragraph(resolution, "closing1").text == "55th meeting\n4 March 2021"
    below = "<mainBody><paragraph><content><p>[Adopted.]</p></content></paragraph></mainBody>"
    resolution = read(numbered("1.", "<i>Thanks</i> keepers."), after=vote + below)
    assert paragraph(resolution, "closing1").text == "55th meeting\n4 March 2021\n[Adopted.]"


# --- Divisions that count anew -------------------------------------------------------------------

COUNTING_ANEW = {
    "en": ("Part I", "Part II Piers"),
    "fr": ("Première partie", "Deuxième partie"),
    "es": ("Primera parte", "Segunda parte"),
    "ru": ("Часть первая", "Часть вторая"),
    "zh": ("第一部分", "第二部分"),
    "ar": ("الجزء الأول", "الجزء الثاني"),
}


@pytest.mark.parametrize("language", COUNTING_ANEW)
def test_a_division_that_counts_anew_carries_its_number(language: str) -> None:
    stop = " -" if language == "ar" else "."
    paragraphs = numbered(f"1{stop}", "x;") + numbered(f"2{stop}", "y;")
    first, second = (text(line, "H23") for line in COUNTING_ANEW[language])
    resolution = read(after=annex(first + paragraphs + second + paragraphs), language=language)
    assert paths(resolution)[1:] == [
        *("annex1.h1", "annex1.1", "annex1.2", "annex1.h2", "annex1.sec2.1", "annex1.sec2.2"),
    ]


def test_a_heading_on_two_articles_opens_neither() -> None:
    body = text("Article 17", "H23") + numbered("3.", "x;")
    body += text("Articles 23 and 35, with regard to lamps", "H23") + numbered("4.", "y.")
    resolution = read(after=annex(body))
    assert paths(resolution)[1:] == [
        *("annex1.h1", "annex1.art17.3", "annex1.h2", "annex1.art17.4"),
    ]


def test_a_division_that_counts_on_carries_nothing() -> None:
    body = text("Part I", "H23") + numbered("1.", "x;") + text("Part II", "H23")
    resolution = read(after=annex(body + numbered("2.", "y.")))
    assert paths(resolution)[1:] == ["annex1.h1", "annex1.1", "annex1.h2", "annex1.2"]


# --- Labels in paragraphs of their own -----------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "number", "letter", "labels", "expected"),
    [
        ("ar", "1 -", "(أ)", ("'1'", "'2'"), ("i", "ii")),
        ("en", "1.", "(a)", ("(i)", "(ii)"), ("i", "ii")),
        ("zh", "1.", "(a)", ("㈠", "㈡"), ("i", "ii")),
    ],
)
def test_labels_that_stand_alone_find_their_texts(
    language: str, number: str, letter: str, labels: tuple[str, str], expected: tuple[str, str]
) -> None:
    body = numbered(number, "<i>x</i> y:") + numbered(letter, "x:")
    body += "".join(text(label) + text("x y z;") for label in labels)
    assert body_paths(body, language=language) == [
        *("op1", "op1.a", *(f"op1.a.{one}" for one in expected)),
    ]


def test_a_formula_with_vowel_signs_is_a_formula() -> None:
    body = text("<i>إنَّ الجمعية العامة</i>،") + numbered("1 -", "<i>تطلب</i> القناديل.")
    assert paths(read(body, language="ar"))[1:] == ["formula", "op1"]
