"""PDF files: what is text, what is a note, where its mark stands, and what is refused."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import reading
from corpus.errors import DocumentError
from corpus.model import Footnote, Format, Kind, Language, Resolution
from corpus.pdf import read_pdf
from corpus.processes import WorkerPool
from corpus.read import Hints, read_document
from corpus.reading import read_files
from corpus.sources.local import LocalFile
from tests.corpus.pdf_files import Drawn, Set, pdf_file

MARGIN, INDENT = 123.0, 147.0


def lines(top: float, *texts: str, first: float = INDENT, leading: float = 12.0) -> Iterator[Set]:
    """A paragraph: its first line indented, the others at the margin."""
    for number, text in enumerate(texts):
        yield Set(MARGIN if number else first, top - number * leading, text)


NOTING = Set(INDENT, 350, "Noting that lamps need oil, that oil needs barrels, and")
FIRST_PAGE: list[Set | Drawn] = [
    Drawn(60, 552, 727),
    Set(123, 734, "United Nations", 14),
    Set(482, 735, "A", 20),
    Set(497, 735, "/RES/904/77"),
    Set(123, 706, "General Assembly", 20, "bold"),
    Set(397, 705, "Distr.: General"),
    Set(397, 694, "22 December 2023"),
    Drawn(60, 552, 582),
    Set(60, 570, "Seventy-eighth session", font="bold"),
    Set(60, 558, "Agenda item 107 (b)"),
    Set(60, 546, "Lamps in harbours", font="bold"),
    Set(123, 513, "Resolution adopted by the General Assembly", 14, "bold"),
    Set(123, 498, "on 19 December 2023", 14, "bold"),
    Set(123, 474, "[on the report of the Third Committee (A/78/482/Add.2, para. 29)]"),
    Set(72, 449, "904/77.", 12, "bold"),
    Set(123, 449, "Keeping the lamps of harbours lit during the", 12, "bold"),
    Set(123, 435, "winter", 12, "bold"),
    Set(147, 400, "The General Assembly", font="italic"),
    Set(236, 400, ","),
    *lines(380, "Recalling the plan of the lamp keepers of 1999,", "as revised in 2001"),
    Set(205, 371.5, "1", 6.5),
    Set(209, 368, "and in 2003 by the keepers,"),
    NOTING,
    Set(100, 110, "__________________", 8, "bold"),
    Set(117, 100, "1", 5.5),
    Set(123, 97, "See the book of lamps, first part, as found in the light-", 8.5),
    Set(123, 87, "house library.", 8.5),
    Set(65, 44, "23-25990 (E)    100124"),
    Set(65, 30, "*2325990*", 12),
]
SECOND_PAGE: list[Set | Drawn] = [
    Drawn(60, 552, 727),
    Set(60, 733, "A/RES/904/77", 8.5, "bold"),
    Set(330, 733, "Keeping the lamps of harbours lit during the winter", 8.5, "bold"),
    *lines(710, "that barrels need coopers,", first=MARGIN),
    *lines(690, "1.", first=INDENT),
    Set(171, 690, "Requests the keepers:"),
    Set(147, 672, "(a)"),
    Set(171, 672, "To light the lamps at dusk, over an area of 3 km"),
    Set(378, 675.5, "2", 6.5),
    Set(388, 672, "or more;"),
    Set(147, 654, "(b)"),
    Set(171, 654, "To put them out at dawn;"),
    *lines(636, "2.  Decides to look at the lamps again in winter."),
    Set(397, 600, "50th plenary meeting", font="italic"),
    Set(407, 588, "19 December 2023", font="italic"),
    Drawn(270, 342, 560),
    Set(60, 38, "23-25990", 7),
    Set(541, 37, "2/2", 8.5, "bold"),
]


@pytest.fixture(scope="module")
def resolution() -> Resolution:
    return read_pdf(pdf_file([FIRST_PAGE, SECOND_PAGE]), "lamps.pdf")


def test_cover_gives_the_facts(resolution: Resolution) -> None:
    assert resolution.symbol == "A/RES/904/77"
    assert resolution.language is Language.EN
    assert resolution.title == "Keeping the lamps of harbours lit during the winter"
    assert str(resolution.adopted) == "2023-12-19"
    assert resolution.meeting == "50th plenary meeting"
    assert resolution.report == "A/78/482/Add.2"
    assert resolution.warnings == ()


def test_paragraphs_are_told_by_layout(resolution: Resolution) -> None:
    assert {p.path: p.text for p in resolution.paragraphs} == {
        "title": resolution.title,
        "formula": "The General Assembly,",
        "pp1": "Recalling the plan of the lamp keepers of 1999, as revised in 2001 and in 2003 by"
        " the keepers,",
        "fn1": "See the book of lamps, first part, as found in the light-house library.",
        "pp2": "Noting that lamps need oil, that oil needs barrels, and that barrels need coopers,",
        "op1": "Requests the keepers:",
        "op1.a": "To light the lamps at dusk, over an area of 3 km 2 or more;",
        "op1.b": "To put them out at dawn;",
        "op2": "Decides to look at the lamps again in winter.",
        "closing1": "50th plenary meeting\n19 December 2023",
    }


def test_raised_mark_is_a_note_where_one_has_it(resolution: Resolution) -> None:
    """The raised 2 of a square kilometre is no mark: no note bears it."""
    noted = {p.path: p.footnotes for p in resolution.paragraphs if p.footnotes}
    text = "See the book of lamps, first part, as found in the light-house library."
    recital = next(p for p in resolution.paragraphs if p.path == "pp1")
    assert noted == {"pp1": (Footnote("1", text, recital.text.index(" and in 2003")),)}


def test_opening_phrase_is_what_is_set_off() -> None:
    second = [*SECOND_PAGE, Set(147, 618, "3."), Set(171, 618, "Applauds warmly", font="italic")]
    second.append(Set(245, 618, "the keepers."))
    read = read_pdf(pdf_file([FIRST_PAGE, second]), "lamps.pdf")
    assert "Applauds warmly" in {p.verb for p in read.paragraphs}


def test_marks_of_missing_notes_are_no_text() -> None:
    first = [one for one in FIRST_PAGE if not 80 < getattr(one, "y", 0) < 115]
    second = [one for one in SECOND_PAGE if not 80 < getattr(one, "y", 0) < 115]
    read = read_pdf(pdf_file([first, second]), "lamps.pdf")
    recital = read.paragraph("pp1")
    assert recital is not None
    assert recital.text == (
        "Recalling the plan of the lamp keepers of 1999, as revised in 2001 and in 2003 by the "
        "keepers,"
    )
    assert recital.footnotes == (Footnote("1", "", 66),)
    assert "Footnote 1 is marked but its text is not here." in read.warnings
    area = read.paragraph("op1.a")
    assert area is not None
    assert not area.footnotes


def test_pages_as_they_were_typed_in_the_1990s() -> None:
    """Marks as "1/" on the line, symbol and page in a corner, "/..." at the foot."""
    first: list[Set | Drawn] = [
        Set(400, 740, "A/RES/904/77"),
        Set(90, 700, "904/77. Lamps"),
        Set(120, 680, "The General Assembly,"),
        *lines(
            660,
            "Recalling the plan of the lamp keepers of 1999 1/ and",
            "the book of oil, 2/",
            first=150,
        ),
        Drawn(90, 150, 100),
        Set(90, 88, "1/   See the book of lamps."),
        Set(90, 76, "2/   See resolution 34/8, para. 3/4."),
        Set(500, 40, "/..."),
    ]
    second: list[Set | Drawn] = [
        Set(400, 745, "A/RES/904/77"),
        Set(400, 733, "Page 2"),
        *lines(
            700,
            "1.  Requests the keepers to light lamps, as in resolution 34/8, and",
            "to sing.",
            first=150,
        ),
    ]
    read = read_pdf(pdf_file([first, second]), "lamps.pdf")
    found = {p.path: p for p in read.paragraphs}
    assert found["pp1"].text == (
        "Recalling the plan of the lamp keepers of 1999 and the book of oil,"
    )
    assert [(n.mark, n.offset) for n in found["pp1"].footnotes] == [("1", 46), ("2", 67)]
    assert found["fn2"].text == "See resolution 34/8, para. 3/4."
    assert found["op1"].text.endswith("as in resolution 34/8, and to sing.")
    assert list(found) == ["title", "formula", "pp1", "fn1", "fn2", "op1"]


def test_note_goes_on_over_the_page() -> None:
    second: list[Set | Drawn] = [
        *SECOND_PAGE,
        Set(100, 110, "__________________", 8),
        Set(123, 97, "It has a second part.", 8.5),
    ]
    read = read_pdf(pdf_file([FIRST_PAGE, second]), "lamps.pdf")
    note = next(p for p in read.paragraphs if p.kind is Kind.FOOTNOTE)
    assert note.text.endswith("in the light-house library. It has a second part.")


def test_small_print_without_rule_is_text() -> None:
    """Without the rule above them nothing tells small lines from those of a table."""
    second = [*SECOND_PAGE, Set(123, 97, "A line in small print.", 8.5)]
    read = read_pdf(pdf_file([FIRST_PAGE, second]), "lamps.pdf")
    assert any("small print" in p.text for p in read.paragraphs if p.kind is not Kind.FOOTNOTE)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = ["Recalling left lamps, which fill the column well"]
    left += [f"left column, line {number}, which fills its column well" for number in range(1, 20)]
    right = [f"right column, line {number}, which fills its column well" for number in range(20)]
    page: list[Set | Drawn] = [
        Set(60, 700, "904/77. Lamps", 12, "bold"),
        Set(60, 680, "The General Assembly,", font="italic"),
        *(Set(60, 650 - 12 * number, text) for number, text in enumerate(left)),
        *(Set(280, 650 - 12 * number, text) for number, text in enumerate(right)),
    ]
    read = read_pdf(pdf_file([page]), "A_RES_904_77.pdf")
    text = " ".join(p.text for p in read.paragraphs)
    assert text.index("left column, line 19") < text.index("right column, line 0")


def test_columns_need_not_share_baselines() -> None:
    left = ["Recalling left lamps, which fill the column well,"]
    left += [f"left column, line {number}, which fills its column," for number in range(1, 20)]
    right = ["1. Requests right lamps, which fill the column well"]
    right += [f"right column, line {number}, which fills its column" for number in range(1, 20)]
    page: list[Set | Drawn] = [
        Set(60, 700, "904/77. Lamps", 12, "bold"),
        Set(60, 680, "The General Assembly,", font="italic"),
        *(Set(60, 650 - 12 * number, text) for number, text in enumerate(left)),
        *(Set(310, 647 - 12 * number, text) for number, text in enumerate(right)),
        Drawn(310, 360, 410),
        Set(310, 400, "1", 5.5),
        Set(314, 397, "A note of the right column.", 8.5),
    ]
    read = read_pdf(pdf_file([page]), "A_RES_904_77.pdf")
    found = {p.path: p.text for p in read.paragraphs}
    assert found["pp1"].endswith("left column, line 19, which fills its column,")
    assert found["op1"].endswith("right column, line 19, which fills its column")


def test_indentation_alone_parts_paragraphs() -> None:
    """Without more room between paragraphs, the lines that stand further in begin them."""
    texts = [
        ("Recalling the lamps of the north, which", "burn in winter,"),
        ("Noting the lamps of the south,",),
        ("1.  Requests the keepers to light all of", "the lamps;"),
        ("2.  Decides to look at them again.",),
    ]
    page, height = [Set(72, 700, "904/77. Lamps", 12, "bold")], 680.0
    page.append(Set(147, height, "The General Assembly,", font="italic"))
    for paragraph in texts:
        page += lines(height - 12, *paragraph)
        height -= 12 * len(paragraph)
    read = read_pdf(pdf_file([page]), "A_RES_904_77.pdf")
    assert [p.path for p in read.paragraphs][1:] == ["formula", "pp1", "pp2", "op1", "op2"]


def test_number_that_hangs_in_the_margin_opens_no_second_paragraph() -> None:
    first = [*FIRST_PAGE, Set(123, 300, "1.  Requests the keepers to light")]
    second: list[Set | Drawn] = [
        Drawn(60, 552, 727),
        Set(147, 710, "all of the lamps;"),
        Set(123, 690, "2.  Decides to look at them again."),
    ]
    read = read_pdf(pdf_file([first, second]), "lamps.pdf")
    found = {p.path: p.text for p in read.paragraphs}
    assert found["op1"] == "Requests the keepers to light all of the lamps;"


def test_number_that_hangs_far_out_is_part_of_its_line() -> None:
    texts = [
        ("1.", "Requests the keepers to light all of the lamps, those of the"),
        ("", "outer harbours among them, whenever the days are short or the"),
        ("", "fog is thick, and"),
        ("2.", "Decides to look at them again."),
    ]
    page = FIRST_PAGE[:-7]
    for number, (label, text) in enumerate(texts):
        page += [Set(123, 300 - 12 * number, label), Set(171, 300 - 12 * number, text)]
    read = read_pdf(pdf_file([page]), "lamps.pdf")
    assert {p.path: p.text for p in read.paragraphs if p.kind is Kind.OPERATIVE} == {
        "op1": "Requests the keepers to light all of the lamps, those of the outer harbours among "
        "them, whenever the days are short or the fog is thick, and",
        "op2": "Decides to look at them again.",
    }


def test_room_between_paragraphs_may_be_little_more_than_between_lines() -> None:
    """15.6 points to 12.6: measured, not rounded."""
    page: list[Set | Drawn] = [Set(72, 700, "904/77. Lamps", 12, "bold")]
    page.append(Set(147, 680, "The General Assembly,", font="italic"))
    height = 664.4
    for texts in (
        ("Noting the lamps", "of the north,", "and of the south,"),
        ("Recalling oil,",),
    ) * 2:
        page += lines(height, *texts, leading=12.6)
        height -= 12.6 * (len(texts) - 1) + 15.6
    read = read_pdf(pdf_file([page]), "A_RES_904_77.pdf", language=Language.EN)
    assert len([p for p in read.paragraphs if p.kind is Kind.ANNEX or p.path[:2] == "pp"]) == 4


def test_a_line_set_to_the_full_width_is_no_table() -> None:
    words = ["Noting", "the", "lamps", "of", "the"]
    page = [piece for piece in FIRST_PAGE if piece != NOTING]
    place = 147.0
    for word in words:
        page.append(Set(place, 350, word))
        place += 60 + 5.0 * len(word)
    page.append(Set(123, 338, "north,"))
    read = read_pdf(pdf_file([page]), "lamps.pdf")
    assert "Noting the lamps of the north," in {p.text for p in read.paragraphs}


def test_mark_of_a_note_at_the_end_hides_no_end_of_a_sentence() -> None:
    page = [piece for piece in FIRST_PAGE if piece != NOTING and getattr(piece, "x", 0) != 205]
    page += [
        Set(123, 350, "1.  Requests the keepers to light lamps;"),
        Set(290, 353.5, "1", 6.5),
        Set(123, 338, "2.  Decides to look at them again."),
    ]
    read = read_pdf(pdf_file([page]), "lamps.pdf")
    assert [p.path for p in read.paragraphs if p.kind is Kind.OPERATIVE] == ["op1", "op2"]
    assert [note.mark for p in read.paragraphs if p.path == "op1" for note in p.footnotes] == ["1"]


def test_presidential_statement() -> None:
    opening = "At the 104th meeting of the Security Council, held on 4 May 2007, the"
    page: list[Set | Drawn] = [
        Set(123, 734, "United Nations", 14),
        Set(482, 735, "S/PRST/2007/999"),
        Set(123, 700, "Statement by the President of the Security Council", 12, "bold"),
        *lines(670, opening, "President made the following statement:"),
        *lines(640, "“The Security Council welcomes the lamps", "of the harbours.”"),
    ]
    read = read_pdf(pdf_file([page]), "lamps.pdf")
    assert read.symbol == "S/PRST/2007/999"
    assert [p.path for p in read.paragraphs] == ["title", "opu1", "opu2"]
    assert all(p.kind is Kind.OPERATIVE for p in read.paragraphs[1:])


def test_recitals_of_a_section_that_counts_anew() -> None:
    page = FIRST_PAGE[:-7]
    for number, text in enumerate(
        (
            "1.  Requests the keepers to light lamps;",
            "II. Oil",
            "Recalling the barrels of 1999,",
            "1.  Decides to buy oil.",
        )
    ):
        bold = "bold" if text.startswith("II") else "plain"
        page.append(Set(123 if bold == "bold" else 147, 300 - 18 * number, text, font=bold))
    read = read_pdf(pdf_file([page]), "lamps.pdf")
    assert [p.path for p in read.paragraphs if p.kind in (Kind.PREAMBULAR, Kind.OPERATIVE)][
        -3:
    ] == [
        "op1",
        "sec2.pp1",
        "sec2.op1",
    ]


def test_running_head_of_many_lines_is_no_text() -> None:
    head = ["Keeping the lamps", "of harbours lit", "during the", "winter"]
    second: list[Set | Drawn] = [
        *(Set(60, 740 - 10 * number, text, 8.5, "bold") for number, text in enumerate(head)),
        Set(480, 740, "A/RES/904/77", 8.5, "bold"),
        Drawn(60, 552, 690),
        *lines(670, "that barrels need coopers,", first=MARGIN),
        Set(280, 38, "2 of 2"),
    ]
    read = read_pdf(pdf_file([FIRST_PAGE, second]), "lamps.pdf")
    assert [p.text for p in read.paragraphs if p.path == "pp2"] == [
        "Noting that lamps need oil, that oil needs barrels, and that barrels need coopers,"
    ]
    assert not any("2 of 2" in p.text for p in read.paragraphs)


def test_marks_of_notes_need_not_be_raised_beside_them() -> None:
    first = [piece for piece in FIRST_PAGE if not (isinstance(piece, Set) and piece.size == 5.5)]
    first.append(Set(117, 97, "1", 8.5))
    read = read_pdf(pdf_file([first, SECOND_PAGE]), "lamps.pdf")
    assert [p.path for p in read.paragraphs if p.kind is Kind.FOOTNOTE] == ["fn1"]


def test_rule_above_notes_may_run_into_the_first_of_them() -> None:
    """On pages that are full to the last point."""
    first = [one for one in FIRST_PAGE if getattr(one, "text", "")[:4] != "____"]
    first.append(Drawn(100, 172, 95.5))  # the note's baseline lies at 97
    read = read_pdf(pdf_file([first, SECOND_PAGE]), "lamps.pdf")
    assert [p.path for p in read.paragraphs if p.kind is Kind.FOOTNOTE] == ["fn1"]


def test_long_rule_parts_what_is_carried_over_of_a_note() -> None:
    second: list[Set | Drawn] = [
        *SECOND_PAGE,
        Drawn(123, 480, 110),
        Set(123, 97, "It has a second part.", 8.5),
    ]
    read = read_pdf(pdf_file([FIRST_PAGE, second]), "lamps.pdf")
    note = next(p for p in read.paragraphs if p.kind is Kind.FOOTNOTE)
    assert note.text.endswith("in the light-house library. It has a second part.")


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("the plan (2019 –", "2023) of the keepers,", "the plan (2019–2023) of the keepers,"),
        ("of oil-", "lit lamps,", "of oil-lit lamps,"),
        ("of oil-", "and gas-lit lamps,", "of oil- and gas-lit lamps,"),
        ("of lamps and/", "or candles,", "of lamps and/or candles,"),
        ("of face-", "to-face talks,", "of face-to-face talks,"),
        ("of lamps (", "all of them),", "of lamps (all of them),"),
        ("of lamps (all of them", "), and oil,", "of lamps (all of them), and oil,"),
        ("of lamps –", "all of them,", "of lamps – all of them,"),
    ],
)
def test_ends_of_lines(above: str, below: str, joined: str) -> None:
    page = [piece for piece in FIRST_PAGE if piece != NOTING] + [
        *lines(350, f"Noting {above}", below, "as they burn,"),
    ]
    read = read_pdf(pdf_file([page]), "lamps.pdf")
    assert [p.text for p in read.paragraphs if p.path == "pp2"] == [
        f"Noting {joined} as they burn,"
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf_file([FIRST_PAGE, SECOND_PAGE], encrypted=True), "encrypted"),
        (pdf_file([[], []]), "without text"),
        (pdf_file([[Set(60, 60, "RECEIVED 1951")]] * 3), "without text"),
        (b"%PDF-1.4\n%%EOF\n", "damaged"),
        (pdf_file([FIRST_PAGE])[:300], "damaged"),
        (
            pdf_file([[Set(60, 700 - 12 * n, "Minutes of the club of lamps") for n in range(9)]]),
            "some.pdf",
        ),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what) as refused:
        read_pdf(data, "some.pdf")
    assert "some.pdf" in refused.value.problem
    assert refused.value.remedy


@pytest.mark.parametrize("cut", range(12))
def test_damage_is_an_error_or_a_resolution(cut: int) -> None:
    """Bytes missing from the middle: PDFium may mend the file, but nothing else is raised."""
    data = pdf_file([FIRST_PAGE, SECOND_PAGE])
    start = len(data) * cut // 12
    try:
        read_pdf(data[:start] + data[start + 200 :], "A_RES_904_77.pdf")
    except DocumentError:
        return


def test_bytes_decide_on_the_reader() -> None:
    data = b"\n" + pdf_file([FIRST_PAGE, SECOND_PAGE])
    assert read_document(data, "lamps.txt")[1] is Format.PDF
    symbol = read_document(data, "x", Hints(symbol="A/RES/904/78"))[0].symbol
    assert symbol == "A/RES/904/78"


def die_of_pdf() -> None:
    setattr(reading, "read_document", lambda *_: os._exit(9))  # noqa: B010


def test_a_single_file_cannot_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WorkerPool", lambda count, _: WorkerPool(count, die_of_pdf))
    file = LocalFile("lamps.pdf", "file:///lamps.pdf", pdf_file([FIRST_PAGE]))
    (read,) = read_files([file], Hints())
    assert isinstance(read.result, DocumentError)


@pytest.mark.shared
def test_real_files_equal_their_xml(shared: Path, tmp_path: Path) -> None:
    """Of a few files: the command prints the figures for all of them."""
    pdfs = tmp_path / "pdf"
    pdfs.mkdir()
    names = [f"A_RES_{n}" for n in ("78_223", "78_227", "78_229", "79_186", "79_313")]
    for name in names:
        (pdfs / f"{name}.pdf").write_bytes((shared / "pdf/en" / f"{name}.pdf").read_bytes())
    with tarfile.open(shared / "crime-167.tar.xz") as archive:
        for member in archive:
            content = archive.extractfile(member) if "/English/" in member.name else None
            if content and any(f"/{name}-" in member.name for name in names):
                (tmp_path / "English").mkdir(exist_ok=True)
                (tmp_path / "English" / Path(member.name).name).write_bytes(content.read())
    command = [sys.executable, "tests/bench/pdf_against_xml.py", str(pdfs), str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = told.splitlines()[-4:]
    assert figures[0].startswith("5 pairs")
    assert "(100.00 %)" in figures[0]
    assert figures[2] == "0 paragraphs only in PDF"
    tied, _, notes = figures[3].partition(" footnotes")[0].partition(" of ")
    assert tied == notes != "0"
