"""Documents added by hand: what their names say where they do not say it themselves."""

from pathlib import Path

import pytest

from corpus.ingest import IngestReport, ingest
from corpus.model import Language
from corpus.read import Hints
from corpus.store import Store
from corpus.symbols import language_of_filename, symbol_of_filename
from tests.standin.samples import pdf

CHINESE = (
    "大会，\n\n1. 鼓励各方保持一份样本；\n\n2. 请秘书长就本决议的执行情况提出报告。\n".encode()
)


def add(tmp_path: Path, name: str, data: bytes, hints: Hints | None = None) -> IngestReport:
    path = tmp_path / name
    path.write_bytes(data)
    with Store(tmp_path / "data", create=True) as store:
        return ingest(store, [path], hints or Hints(), lambda *_: None, workers=1)


def held(tmp_path: Path) -> tuple[tuple[str, Language], ...]:
    with Store(tmp_path / "data") as store:
        return store.documents()


@pytest.mark.parametrize(
    ("name", "symbol", "language"),
    [
        ("A_RES_91_225-ZH.txt", "A/RES/91/225", Language.ZH),
        ("A_RES_91_225-AR.pdf", "A/RES/91/225", Language.AR),
        ("S_RES_9001_(2031)-FR.pdf", "S/RES/9001(2031)", Language.FR),
        ("A_RES_50_204^A^-EN.pdf", "A/RES/50/204 A", Language.EN),
        ("A_RES_91_225--A_91_500-RU.txt", "A/RES/91/225", Language.RU),
        ("A_RES_91_225.txt", "A/RES/91/225", None),
        ("N9912345.pdf", None, None),  # ODS's own names are job numbers: they say neither
        ("n9912345.pdf", None, None),
    ],
)
def test_what_a_name_says(name: str, symbol: str | None, language: Language | None) -> None:
    found = symbol_of_filename(name)
    assert (str(found) if found else None) == symbol
    assert language_of_filename(name) is language


@pytest.mark.parametrize("data", [CHINESE, pdf("A/RES/91/225", Language.ZH)])
def test_a_file_named_as_the_digital_library_does(tmp_path: Path, data: bytes) -> None:
    suffix = "pdf" if data.startswith(b"%PDF") else "txt"
    report = add(tmp_path, f"A_RES_91_225-ZH.{suffix}", data)
    assert (report.added, report.failed) == (1, ())
    assert held(tmp_path) == (("A/RES/91/225", Language.ZH),)


def test_the_text_knows_its_language_better_than_its_name(tmp_path: Path) -> None:
    report = add(tmp_path, "A_RES_91_226-EN.txt", CHINESE)
    assert held(tmp_path) == (("A/RES/91/226", Language.ZH),)
    assert any("another language" in one.warning for one in report.warned)


def test_a_file_named_as_ods_does_says_by_its_text_what_it_is(tmp_path: Path) -> None:
    report = add(tmp_path, "n9912345.pdf", pdf("A/RES/91/225", Language.EN))
    assert (report.added, held(tmp_path)) == (1, (("A/RES/91/225", Language.EN),))


def test_a_text_named_by_its_job_number_has_to_be_told(tmp_path: Path) -> None:
    (failure,) = add(tmp_path, "N9912345.txt", CHINESE).failed
    assert "--symbol" in failure.remedy
    assert add(tmp_path, "N9912345.txt", CHINESE, Hints("A/RES/91/225")).added == 1
