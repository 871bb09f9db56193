"""Documents added by hand: what their names say where they do not say it themselves."""

from pathlib import Path

import pytest

from corpus.akn import read_akn
from corpus.ingest import IngestReport, ingest
from corpus.model import Format, Language
from corpus.read import Hints
from corpus.sources.local import LocalFiles
from corpus.store import Store
from corpus.symbols import language_of_filename, symbol_of_filename
from tests.corpus.docx_files import resolution_file
from tests.corpus.refreshing import EVERYTHING, world
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
        ("A_91_PV.60--A_RES_91_225--A_91_500-ZH.pdf", "A/RES/91/225", Language.ZH),
        ("A_C.3_91_L.8_Rev.1--A_RES_91_225-ES.pdf", "A/RES/91/225", Language.ES),
        ("A_91_PV.60-EN.pdf", "A/91/PV.60", Language.EN),
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


@pytest.mark.shared
def test_real_files_in_a_folder_under_every_kind_of_name(tmp_path: Path, shared: Path) -> None:
    """Named by symbol, by symbols, by job number, and wrongly; in four formats."""
    wanted = {"A_RES_78_223": (Language.EN, "N2341000.xml"), "A_RES_79_186": (Language.ZH, "docx")}
    folder = tmp_path / "downloads"
    folder.mkdir()
    for file in LocalFiles((shared / "crime-167.tar.xz",)):
        language, name = wanted.get(file.name.split("/")[-1].partition("-")[0], (None, ""))
        if language and f"/{'English' if language is Language.EN else 'Chinese'}/" in file.name:
            read = read_akn(file.data, file.name)
            is_xml = name.endswith(".xml")
            data = file.data if is_xml else resolution_file(read, counted=True)
            (folder / (name if is_xml else "A_RES_79_186-ZH.docx")).write_bytes(data)
    for printed, name in (
        ("A_RES_78_223", "A_RES_78_223-EN.pdf"),  # the XML goes before it
        ("A_RES_79_186", "n2442012.PDF"),
        ("A_RES_79_189", "A_79_PV.55--A_RES_79_189-EN.pdf"),  # and of the meeting's record
        ("A_RES_79_42", "A_RES_79_43-FR.pdf"),  # the name of another one, in another language
    ):
        data = (shared / "pdf" / "en" / f"{printed}.pdf").read_bytes()
        (folder / name).write_bytes(data)
    text = (shared / "text" / "zh" / "A_RES_67_186.txt").read_bytes()
    (folder / "A_RES_67_186--A_67_PV.60-ZH.txt").write_bytes(text)
    expected = {
        ("A/RES/78/223", Language.EN): Format.AKN,
        ("A/RES/79/186", Language.ZH): Format.DOCX,
        ("A/RES/79/186", Language.EN): Format.PDF,
        ("A/RES/79/189", Language.EN): Format.PDF,
        ("A/RES/79/42", Language.EN): Format.PDF,
        ("A/RES/67/186", Language.ZH): Format.TEXT,
    }
    with world(tmp_path / "world") as unxml:
        report = unxml.refresh(EVERYTHING, source=str(folder))
        assert report.failed == ()
        told = " ".join(report.notes)
        assert "A_RES_79_43-FR.pdf is A/RES/79/42 in en" in told
        assert "PV.55" not in told
        again = unxml.refresh(EVERYTHING, source=str(folder))
        assert (again.added, again.updated, again.fetched) == (0, 0, 0)
        refreshed = tmp_path / "world" / "data"
    with Store(refreshed) as store:
        formats = {(one, code): source.format for one, code, source in store.sources()}
    assert formats == expected
