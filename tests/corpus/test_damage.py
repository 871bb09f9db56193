"""Damage that the order of pages and paragraphs tells of: named, and nothing renumbered."""

import random

import pytest

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
    return "\n\n".join(lines).encode()


def test_lost_and_shuffled_and_doubled_paragraphs_keep_their_numbers() -> None:
    read = read_text(printed(1, 2, 5, 4, 6, 6), "lamps.txt")
    assert list(operative(read)) == ["op1", "op2", "op5", "op4", "op6", "op6~2"]
    assert [warning for warning in read.warnings if "aragraph" in warning] == [
        "Operative paragraph 3 was not found.",
        "Behind operative paragraphs with higher numbers stand: 4.",
    ]
    assert "op6~2 says the same as op6, word for word." in read.warnings


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
