"""Reading again gives the same, unless the readers have learned something."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.model import Language
from corpus.read import READER_VERSION, Hints
from corpus.reparse import Change, Differences, ReparseReport, compare, reparse
from corpus.sample import SAMPLE_ROOT
from corpus.store import Store
from search.render_report import render_reparse
from tests.corpus.akn_files import document, numbered, recital

ZH = Language.ZH

TEXT = "样本：夜间图书馆\n\n大会，\n\n1. 鼓励各图书馆在夜间开放；\n\n2. 请秘书长提交报告。\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    text = tmp_path / "page.txt"
    text.write_text(TEXT, encoding="utf-8")
    store = Store(tmp_path / "data", create=True)
    chinese = SAMPLE_ROOT / "GAresolutions" / "901session" / "Chinese"
    ingest(store, (chinese,), Hints(), lambda *_: None, workers=1)
    ingest(store, (text,), Hints("A/RES/67/999", Language.ZH), lambda *_: None, workers=1)
    return store


def test_the_same_readers_change_nothing(store: Store) -> None:
    before = store.revision(Language.ZH)
    report = reparse(store, lambda *_: None, workers=1)
    assert report.unchanged == len(store.documents()) == 7
    assert (report.changed, report.failed) == ((), ())
    assert store.revision(Language.ZH) == before


def test_a_warning_about_a_file_in_an_archive_changes_nothing(tmp_path: Path) -> None:
    body = "".join(recital("Asking for lamps,") for _ in range(3)) + numbered("1.", "<i>Asks</i>;")
    untitled = document(body, title="", cover="<p><docTitle>Resolution of 4 March</docTitle></p>")
    packed = tmp_path / "lamps.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("English/lamps.xml", untitled)
    store = Store(tmp_path / "data", create=True)
    ingest(store, (packed,), Hints(), lambda *_: None, workers=1)
    [(symbol, language)] = store.documents()
    held = store.resolution(symbol, language)
    assert held is not None
    assert any("has no title" in warning for warning in held.warnings)
    assert reparse(store, lambda *_: None, workers=1).changed == ()


def test_what_reads_otherwise_is_saved_and_named(store: Store) -> None:
    held = store.resolution("A/RES/901/1", Language.ZH)
    assert held is not None
    assert held.source is not None
    data = store.raw_bytes(held.source.sha256)
    store.save(replace(held, paragraphs=held.paragraphs[:3]), data, reader=READER_VERSION)
    report = reparse(store, lambda *_: None, workers=1)
    (change,) = report.changed
    assert (change.symbol, change.before, change.after) == (
        "A/RES/901/1",
        3,
        len(held.paragraphs),
    )
    again = store.resolution("A/RES/901/1", Language.ZH)
    assert again == held
    assert again is not None
    assert again.source == held.source


def test_lost_bytes_are_reported_and_the_document_stays(store: Store) -> None:
    held = store.resolution("A/RES/901/2", Language.ZH)
    assert held is not None
    assert held.source is not None
    store.raw_path(held.source.sha256).unlink()
    report = reparse(store, lambda *_: None, workers=1)
    [failure] = report.failed
    assert failure.name == "A/RES/901/2 in zh"
    path = store.raw_path(held.source.sha256)
    assert failure.problem == f"The kept bytes {path} are gone."
    assert store.resolution("A/RES/901/2", Language.ZH) == held


def test_every_difference_is_named(store: Store) -> None:
    held = store.resolution("A/RES/901/1", Language.ZH)
    assert held is not None
    first, second, *rest = held.paragraphs
    other = replace(
        held,
        title="另一题目",
        paragraphs=(replace(first, text="另文"), replace(second, path="pp99"), *rest),
    )
    found = compare(other, held)
    assert (found.added, found.removed) == ((second.path,), ("pp99",))
    assert (found.texts, found.kinds, found.verbs) == (1, 0, 0)
    assert (found.footnotes, found.citations) == (0, 0)
    assert found.facts == ("title",)
    assert compare(held, held) == Differences()
    words = render_reparse(ReparseReport(3, (Change("A/RES/901/1", ZH, 9, 9, found),), ()), ())
    assert words == (
        f"changed A/RES/901/1 zh: {second.path} added; pp99 removed; text of 1 paragraph; title\n"
        "Documents: 1 changed, 3 unchanged.\nIndex: unchanged.\n"
    )
