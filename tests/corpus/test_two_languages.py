"""Texts in two languages: each is read by itself, or none is."""

from itertools import chain
from pathlib import Path

import pytest

from corpus.errors import TwoLanguagesError
from corpus.ingest import IngestReport, ingest
from corpus.model import Language, Resolution
from corpus.read import Hints, read_document
from corpus.store import Store
from tests.corpus.docx_files import docx_file, p
from tests.corpus.html_files import page

ENGLISH = (
    "67/901. Keeping the lamps of harbours lit",
    "The General Assembly,",
    "Recalling its resolution 66/902 of 9 December 2011, in which it asked all States for lamps,",
    "1. Urges all States to keep the lamps of their harbours lit;",
    "2. Requests the Secretary-General to report on the lamps of all harbours.",
    "20 December 2012",
)
CHINESE = (
    "67/901. 保持港口灯火",
    "大会，",
    "回顾其2011年12月9日第66/902号决议，其中请所有国家提供灯火，包括 INTERPOL 的灯火，",
    "1. 敦促所有国家保持其港口的灯火；",
    "2. 请秘书长就所有港口的灯火提出报告。",
    "2012年12月20日",
)
FRENCH = (
    "67/901. Des feux des ports",
    "L’Assemblée générale,",
    "Rappelant sa résolution 66/902 du 9 décembre 2011, dans laquelle elle a prié les États,",
    "1. Prie instamment tous les États de garder allumés les feux de leurs ports ;",
    "2. Prie le Secrétaire général de lui faire rapport sur les feux des ports.",
    "20 décembre 2012",
)
PATHS = ["title", "formula", "pp1", "op1", "op2", "closing1"]


def cells(pair: tuple[str, str]) -> str:
    return "".join(f"<td>{text}</td>" for text in pair)


def beside(one: tuple[str, ...], other: tuple[str, ...]) -> bytes:
    """A page with two languages in the columns of a table."""
    rows = "".join(f"<tr>{cells(pair)}</tr>" for pair in zip(one, other, strict=True))
    return page(f"<table>{rows}</table>").encode()


def below(one: tuple[str, ...], other: tuple[str, ...], between: str = "\n\n") -> bytes:
    """A text with two languages, paragraph by paragraph."""
    return between.join(chain.from_iterable(zip(one, other, strict=True))).encode()


def in_word(one: tuple[str, ...], other: tuple[str, ...]) -> bytes:
    """A Word file with two languages, paragraph by paragraph."""
    return docx_file("".join(map(p, chain.from_iterable(zip(one, other, strict=True)))))


@pytest.mark.parametrize("made", [beside, below, in_word])
@pytest.mark.parametrize("other", [(CHINESE, "zh"), (FRENCH, "fr")], ids=["zh", "fr"])
def test_each_language_is_read_by_itself(made: object, other: tuple[tuple[str, ...], str]) -> None:
    texts, code = other
    data = made(texts, ENGLISH)  # type: ignore[operator]
    for language, lines in ((Language(code), texts), (Language.EN, ENGLISH)):
        found = read(data, language)
        assert [one.path for one in found.paragraphs] == PATHS
        assert found.paragraphs[3].text == lines[3][3:]
        assert f"what is in {language} was read" in found.warnings[0]


def test_languages_that_share_lines_are_cut_where_the_script_changes() -> None:
    lines = [f"{zh}{en}" for zh, en in zip(CHINESE, ENGLISH, strict=True)]
    found = read("\n".join(lines).encode(), Language.ZH)
    assert found.paragraph("op1").text == "敦促所有国家保持其港口的灯火；"  # type: ignore[union-attr]
    assert "INTERPOL" in found.paragraph("pp1").text  # type: ignore[union-attr]


def read(data: bytes, language: Language) -> Resolution:
    return read_document(data, "lamps", Hints(language=language))[0]


def test_without_a_language_it_is_said_which_there_are() -> None:
    with pytest.raises(TwoLanguagesError, match="two languages") as refused:
        read_document(below(CHINESE, ENGLISH), "lamps.txt")
    assert set(refused.value.languages) == {"zh", "en"}


def added(folder: Path, data: bytes) -> tuple[IngestReport, Store]:
    (folder / "lamps.txt").write_bytes(data)
    store = Store(folder / "data", create=True)
    return ingest(store, [folder / "lamps.txt"], Hints(), lambda *_: None, workers=1), store


def test_both_halves_are_added_where_both_are_whole(tmp_path: Path) -> None:
    report, store = added(tmp_path, below(CHINESE, ENGLISH))
    with store:
        assert (report.added, report.failed) == (2, ())
        for language in (Language.ZH, Language.EN):
            held = store.resolution("A/RES/67/901", language)
            assert held
            assert [one.path for one in held.paragraphs] == PATHS


def test_neither_half_is_added_where_one_lacks_a_paragraph(tmp_path: Path) -> None:
    short = (*CHINESE[:4], "", CHINESE[5])
    report, store = added(tmp_path, below(short, ENGLISH))
    with store:
        assert report.added == 0
        assert "two languages" in report.failed[0].problem
