"""Damage that the order of pages and paragraphs tells of: named, and nothing renumbered."""

import random
from collections.abc import Iterable

import pytest

from corpus.completeness import was_mended
from corpus.damage import find_damage
from corpus.errors import DocumentError
from corpus.model import Kind, Paragraph, Resolution
from corpus.pdf import read_pdf
from corpus.text import read_text
from tests.corpus.pdf_files import Drawn, Set, pdf_file

TASKS = [f"Requests the keepers of harbour {n} to light their lamps at dusk" for n in range(1, 31)]


def sheet(number: int, last: int, printed: int | None = None) -> list[Set | Drawn]:
    """A page with six numbered paragraphs; the first has the cover and no page number."""
    page: list[Set | Drawn] = []
    if number == 1:
        page += [
            Set(72, 760, "A/RES/904/78"),
            Set(72, 740, "904/78. Lamps of many harbours", 12, "bold"),
            Set(147, 715, "The General Assembly,", font="italic"),
        ]
    else:
        page += [Drawn(60, 552, 727), Set(60, 733, "A/RES/904/78", 8.5, "bold")]
        page.append(Set(541, 37, f"{printed or number}/{last}", 8.5, "bold"))
    for place in range(6):
        count = 6 * (number - 1) + place + 1
        page.append(Set(147, 690 - 24 * place, f"{count}.  {TASKS[count - 1]}"))
        page.append(Set(123, 678 - 24 * place, "and to put them out at dawn;"))
    return page


SHEETS = [sheet(number, 5) for number in range(1, 6)]
SOUND = read_pdf(pdf_file(SHEETS), "lamps.pdf")


def operative(read: Resolution) -> dict[str, str]:
    return {p.path: p.text for p in read.paragraphs if p.kind is Kind.OPERATIVE}


def test_sound_pages_have_no_warning() -> None:
    assert len(operative(SOUND)) == 30
    assert not any("age" in warning for warning in SOUND.warnings)


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_pages_are_read_in_their_order(seed: int) -> None:
    order = list(range(5))
    random.Random(seed).shuffle(order)
    read = read_pdf(pdf_file([SHEETS[place] for place in order]), "lamps.pdf")
    assert operative(read) == operative(SOUND)
    assert "Its pages stand out of order: they were read as they are numbered." in read.warnings


@pytest.mark.parametrize("twice", [0, 2, 4])
def test_page_that_stands_twice_is_read_once(twice: int) -> None:
    read = read_pdf(pdf_file([*SHEETS[: twice + 1], *SHEETS[twice:]]), "lamps.pdf")
    assert operative(read) == operative(SOUND)
    assert f"Pages that stand twice were read once: {twice + 1}." in read.warnings


def test_page_numbers_that_pages_share_tell_no_order() -> None:
    # Some files have 2/12 at the foot of every even page.
    sheets = [sheet(number, 5, number if number % 2 else 2) for number in range(1, 6)]
    read = read_pdf(pdf_file(sheets), "lamps.pdf")
    assert operative(read) == operative(SOUND)
    assert not any("age" in warning for warning in read.warnings)


def test_missing_pages_are_named() -> None:
    read = read_pdf(pdf_file([*SHEETS[:2], SHEETS[4]]), "lamps.pdf")
    assert "Of its 5 pages, these are missing: 3, 4." in read.warnings
    assert {f"op{n}" for n in (1, 12, 25, 30)} <= set(operative(read))
    missing = ", ".join(map(str, range(13, 25)))
    assert f"Operative paragraphs {missing} were not found." in read.warnings


def printed(*numbers: int) -> bytes:
    lines = ["A/RES/904/78", "904/78. Lamps of many harbours", "The General Assembly,"]
    lines += [f"{number}. {TASKS[number - 1]};" for number in numbers]
    return "\n\n".join(lines).removesuffix(";").encode() + b"."


def test_lost_and_shuffled_and_doubled_paragraphs_keep_their_numbers() -> None:
    read = read_text(printed(1, 2, 5, 4, 6, 6, 7), "lamps.txt")
    assert list(operative(read)) == ["op1", "op2", "op5", "op4", "op6", "op6~2", "op7"]
    assert [warning for warning in read.warnings if "aragraph" in warning] == [
        "Operative paragraph 3 was not found.",
        "Behind operative paragraphs with higher numbers stand: 4.",
    ]
    assert "op6~2 says the same as op6, word for word." in read.warnings


def test_a_text_that_breaks_off_is_told() -> None:
    read = read_text(printed(1, 2, 3).removesuffix(b"."), "lamps.txt")
    assert "The text breaks off: op3 does not end as the last paragraph of all does." in (
        read.warnings
    )
    assert not any("breaks off" in w for w in read_text(printed(1, 2, 3), "lamps.txt").warnings)


def test_a_paragraph_without_its_number_is_told_by_its_place() -> None:
    read = read_text(printed(1, 2, 3, 4).replace(b"3. ", b""), "lamps.txt")
    assert operative(read) == operative(read_text(printed(1, 2, 3, 4), "lamps.txt"))
    assert "Operative paragraph 3 has no number: told by its place." in read.warnings


def test_parts_of_a_document_may_say_the_same() -> None:
    two = [Paragraph(f"sec{part}.pp1", Kind.PREAMBULAR, TASKS[0]) for part in (1, 2)]
    assert list(find_damage(two)) == []


def test_fonts_that_do_not_name_their_characters() -> None:
    """Codes without a character, as a subset font without its map gives them."""
    nameless = "".join(map(chr, range(0x01, 0x09))) * 8
    pages = [[Set(72, 700 - 12 * number, nameless) for number in range(20)]]
    with pytest.raises(DocumentError, match="which characters") as refused:
        read_pdf(pdf_file(pages), "lamps.pdf")
    assert "OCR" in refused.value.remedy


def test_letters_that_stand_for_others_are_no_language() -> None:
    shifted = "".join(chr(ord("A") + (ord(c) * 7) % 26) if c.isalpha() else c for c in TASKS[0])
    pages = [[Set(72, 700 - 12 * number, f"{number}. {shifted}") for number in range(20)]]
    with pytest.raises(DocumentError):
        read_pdf(pdf_file(pages), "lamps.pdf")


# --- Files and pages that are not whole ----------------------------------------------------------


def test_a_file_without_its_end_is_mended_and_told() -> None:
    data = pdf_file(SHEETS)
    read = read_pdf(data[: data.index(b"xref")], "lamps.pdf")
    assert operative(read) == operative(SOUND)
    assert was_mended(read)


@pytest.mark.parametrize("share", range(1, 100, 7))
def test_what_is_left_of_a_file_has_its_ids(share: int) -> None:
    data = pdf_file(SHEETS)
    try:
        read = read_pdf(data[: len(data) * share // 100], "lamps.pdf")
    except DocumentError:
        assert share < 30  # nothing but the cover is left
        return
    assert was_mended(read)
    assert operative(read)
    for path, text in operative(read).items():
        assert operative(SOUND)[path].startswith(text)


def test_pages_are_strung_together_where_the_root_is_lost() -> None:
    data = pdf_file(SHEETS)
    read = read_pdf(data[: data.index(b"xref")].replace(b"/Catalog", b"/Catalox"), "lamps.pdf")
    assert operative(read) == operative(SOUND)
    assert was_mended(read)


CUT = (
    Set(123, 690, "until all ships have come home and the last bell has rung;"),
    Set(123, 620, "(b) Small lamps, too;"),
    Set(147, 590, "4.  Invites the keepers to sing."),
)


def torn(middle: Iterable[Set | Drawn] | None) -> Resolution:
    """Pages 1, 2 and 3 of three; the second may be lost or empty."""
    first = [
        Set(72, 760, "A/RES/904/78"),
        Set(72, 740, "904/78. Lamps of many harbours", 12, "bold"),
        Set(147, 715, "The General Assembly,", font="italic"),
        Set(147, 690, "Recalling the lamps that burn", font="italic"),
        Set(123, 678, "along the coast, and the oil in them,"),
        Set(147, 654, "1.  Requests the keepers of the lamps to keep them"),
        Set(123, 642, "filled at all times, and"),
    ]
    foot = Set(541, 37, "3/3", 8.5, "bold")
    pages: list[Iterable[Set | Drawn]] = [first, [*CUT, foot]]
    if middle is not None:
        pages.insert(1, middle)
    return read_pdf(pdf_file(pages), "lamps.pdf")


@pytest.mark.parametrize("middle", [None, ()])
def test_what_stands_behind_a_lost_page_is_not_joined_with_what_stands_before(
    middle: tuple[()] | None,
) -> None:
    read = torn(middle)
    texts = {p.path: p.text for p in read.paragraphs}
    assert texts["op1"] == "Requests the keepers of the lamps to keep them filled at all times, and"
    assert texts["x1"] == "until all ships have come home and the last bell has rung;"
    assert texts["x2"] == "(b) Small lamps, too;"  # nobody knows of which paragraph
    assert texts["op4"] == "Invites the keepers to sing."
    assert "Of its 3 pages, these are missing: 2." in read.warnings
    assert ("Pages of the file without text, which may be pictures: 2." in read.warnings) == (
        middle is not None
    )


def test_a_picture_between_pages_parts_nothing() -> None:
    pages: list[Iterable[Set | Drawn]] = [*SHEETS]
    pages.insert(3, ())
    read = read_pdf(pdf_file(pages), "lamps.pdf")
    assert operative(read) == operative(SOUND)
    assert "Pages of the file without text, which may be pictures: 4." in read.warnings
    assert not any("missing" in warning for warning in read.warnings)


def test_pages_that_say_no_number_are_read_once() -> None:
    sheets = [[part for part in page if getattr(part, "y", 99) > 40] for page in SHEETS]
    read = read_pdf(pdf_file([*sheets, sheets[2]]), "lamps.pdf")
    assert operative(read) == operative(SOUND)
    assert "Pages of the file that say what an earlier one says: 6." in read.warnings


@pytest.mark.parametrize("form", ["{}", "- {} -", "Page {}", "{} of 5"])
def test_pages_are_counted_in_many_manners(form: str) -> None:
    sheets = [
        [*page[:-13], *page[-12:], Set(300, 37, form.format(number), 8.5)] if number > 1 else page
        for number, page in enumerate(SHEETS, start=1)
    ]
    order = [0, 3, 1, 4]
    read = read_pdf(pdf_file([sheets[place] for place in order]), "lamps.pdf")
    expected = operative(SOUND)
    for number in range(13, 19):
        del expected[f"op{number}"]
    assert operative(read) == expected
    assert "Its pages stand out of order: they were read as they are numbered." in read.warnings
    assert any("these are missing: 3." in warning for warning in read.warnings)


def test_without_the_first_page_the_running_head_names_the_document() -> None:
    read = read_pdf(pdf_file(SHEETS[1:]), "scan0001.pdf")
    assert read.symbol == "A/RES/904/78"
    assert "Of its 5 pages, these are missing: 1." in read.warnings
