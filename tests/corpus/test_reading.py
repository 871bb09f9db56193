"""Many documents side by side: in order, and none of them stops the rest."""

import os
import time
from pathlib import Path

import pytest

from corpus import reading
from corpus.errors import DocumentError
from corpus.model import Format, Resolution
from corpus.processes import WorkerPool
from corpus.read import Hints, read_document
from corpus.reading import ReadFile, read_files
from corpus.sample import SAMPLE_ROOT
from corpus.sources.local import LocalFile

KILLER, SLEEPER, BROKEN = b"<killer/>", b"<sleeper/>", b"<broken/>"


def hostile_reader(data: bytes, name: str, hints: Hints | None = None) -> tuple[Resolution, Format]:
    """The reader, but for three documents that do the worst a document could make it do."""
    if data == KILLER:
        os._exit(9)
    if data == SLEEPER:
        time.sleep(60)
    if data == BROKEN:
        raise KeyError("nobody thought of this")
    return read_document(data, name, hints)


def prepare_hostile_process() -> None:
    setattr(reading, "read_document", hostile_reader)  # noqa: B010
    reading.MAX_SECONDS = 10  # time enough for what is good, also on a machine that is busy
    reading._limit_process()


@pytest.fixture
def good() -> list[LocalFile]:
    paths = sorted(SAMPLE_ROOT.rglob("English/*.xml"))[:12]
    return [LocalFile(path.name, path.as_uri(), path.read_bytes()) for path in paths]


def symbols(results: list[ReadFile]) -> list[str]:
    return [
        one.result.problem if isinstance(one.result, DocumentError) else one.result[0].symbol
        for one in results
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order(good: list[LocalFile], workers: int) -> None:
    results = list(read_files(good, Hints(), workers=workers))
    assert [one.file for one in results] == good
    assert len(set(symbols(results))) == len(good)


def test_no_document_stops_the_rest(good: list[LocalFile], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        reading, "WorkerPool", lambda count, _: WorkerPool(count, prepare_hostile_process)
    )
    bad = [LocalFile(f"{x[1:-2]!r}", "file:///x", x) for x in (KILLER, SLEEPER, BROKEN)]
    files = [*good[:5], bad[0], *good[5:8], bad[1], bad[2], *good[8:]]
    results = list(read_files(files, Hints(), workers=2))
    assert [one.file for one in results] == files
    told = symbols(results)
    assert [x for x in told if x.startswith("A/RES/")] == symbols(
        list(read_files(good, Hints(), workers=1))
    )
    assert "use too much memory" in told[5]
    assert "more than 10 seconds" in told[9]
    assert "nobody thought of this" in told[10]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"%PDF-1.7", "is a damaged or incomplete PDF file"),
        (b"PK\x03\x04", "Word or zip"),
        (b"\xd0\xcf\x11\xe0", r"old Word \(\.doc\)"),
        (b"\xffWPC", "WordPerfect"),
        (b"\xff\xd8\xff\xe0", "an image, such as a scan"),
        (b"II*\x00", "an image, such as a scan"),
        (b"{\\rtf1", "RTF"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>Error", "HTML page"),
        (b"<html>", "HTML page"),
        (b"<?xml version='1.0'?><other/>", "Akoma Ntoso"),
        (b"<akomaNtoso", "well-formed|cannot be read|XML"),
        (bytes(range(128, 256)) * 9, "text"),
    ],
)
def test_what_is_no_document_is_named_for_what_it_is(data: bytes, expected: str) -> None:
    with pytest.raises(DocumentError, match=expected) as caught:
        read_document(data, "some.name")
    assert "some.name" in caught.value.problem
    assert caught.value.remedy


def test_a_reader_says_what_a_document_is_not_the_name(tmp_path: Path) -> None:
    path = next(SAMPLE_ROOT.rglob("Chinese/*_901_2-*.xml"))
    resolution, form = read_document(path.read_bytes(), "misleading.txt")
    assert (resolution.symbol, form) == ("A/RES/901/2", Format.AKN)
