"""The corpus on disk: what goes in comes out, a document at a time, whatever happens."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.completeness import MENDED
from corpus.errors import DamagedError, UnresError
from corpus.layout import has_corpus
from corpus.model import Citation, Footnote, Format, Language, Resolution
from corpus.store import Outcome, Store, write_atomically
from tests.resolutions import paragraph, resolution, source


def save(
    store: Store, one: Resolution, data: bytes = b"bytes", form: Format = Format.AKN
) -> Outcome:
    sha256 = hashlib.sha256(data).hexdigest()
    return store.save(replace(one, source=source(sha256, form)), data, reader=1)


def rich() -> Resolution:
    return resolution(
        paragraphs=(
            paragraph(
                "op1",
                "重申第950/2号决议；",
                number="1",
                verb="重申",
                footnotes=(Footnote("1", "见附件。", 4),),
                citations=(Citation((3, 8), "950/2", "A/RES/950/2"),),
            ),
            paragraph("op1.a", "请各国合作；", number="a", lead_in="op1"),
            paragraph("fn1", "见附件。", number="1", belongs_to="op1"),
        )
    )


def test_what_is_saved_comes_back_the_same(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        assert save(store, rich()) is Outcome.ADDED
    with Store(tmp_path) as store:
        held = store.resolution("A/RES/950/1", Language.ZH)
        assert held == rich()
        assert held is not None
        assert held.source == source(hashlib.sha256(b"bytes").hexdigest())
        assert store.raw_bytes(held.source.sha256) == b"bytes"
        assert store.resolution("A/RES/950/1", Language.EN) is None


def test_same_content_is_unchanged_and_other_content_an_update(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        save(store, rich())
        first = store.revision(Language.ZH)
        assert save(store, rich(), b"other bytes, same content") is Outcome.UNCHANGED
        assert store.revision(Language.ZH) == first
        assert save(store, replace(rich(), title="样本：新题"), b"third") is Outcome.UPDATED
        assert store.revision(Language.ZH) > first
        assert [r.title for r in store.resolutions(Language.ZH, since=first)] == ["样本：新题"]
        assert not list(store.resolutions(Language.ZH, since=store.revision(Language.ZH)))
        assert store.documents() == (("A/RES/950/1", Language.ZH),)


def test_text_does_not_replace_what_xml_said(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        save(store, rich())
        worse = replace(rich(), title="样本：由文本推断")
        assert save(store, worse, b"text", Format.TEXT) is Outcome.SUPERSEDED
        assert store.resolution("A/RES/950/1", Language.ZH) == rich()
        assert save(store, worse, b"xml") is Outcome.UPDATED


def long(count: int) -> Resolution:
    texts = (f"第{number}段：{'促请各国继续合作，' * 12}；" for number in range(count))
    return resolution(
        paragraphs=tuple(paragraph(f"op{n}", text, number=str(n)) for n, text in enumerate(texts))
    )


def cut(one: Resolution, count: int, rest: str = "") -> Resolution:
    kept = one.paragraphs[:count]
    if rest:
        kept += (replace(one.paragraphs[count], text=rest),)
    return replace(one, paragraphs=kept)


def test_a_part_does_not_replace_the_whole(tmp_path: Path) -> None:
    whole = long(20)
    parts = {
        "end missing": cut(whole, 12),
        "cut off in a paragraph": cut(whole, 12, whole.paragraphs[12].text[:30]),
        "thinned out": replace(whole, paragraphs=whole.paragraphs[::2]),
        "nothing left": replace(whole, paragraphs=()),
        "a remnant": cut(whole, 0, "本文件暂时无法提供。"),
    }
    with Store(tmp_path, create=True) as store:
        save(store, whole, b"whole")
        revision = store.revision(Language.ZH)
        for what, part in parts.items():
            assert save(store, part, what.encode()) is Outcome.HELD_BACK, what
            # It waits for a decision, and is told again if it comes again.
            sha256 = hashlib.sha256(what.encode()).hexdigest()
            (waiting,) = store.held_back()
            assert (waiting.symbol, waiting.source.sha256) == ("A/RES/950/1", sha256)
            assert store.was_read(sha256, reader=1) is None
        assert store.resolution("A/RES/950/1", Language.ZH) == whole
        assert store.revision(Language.ZH) == revision
        # Somebody decides to take it all the same; then nothing waits any more.
        part = parts["thinned out"]
        sha256 = hashlib.sha256(b"thinned out").hexdigest()
        taken = replace(part, source=source(sha256))
        assert store.save(taken, b"thinned out", reader=1, decided=True) is Outcome.UPDATED
        assert store.resolution("A/RES/950/1", Language.ZH) == part
        assert store.held_back() == ()


def test_what_waits_goes_when_a_good_version_comes_or_nobody_wants_it(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        save(store, long(20), b"whole")
        assert save(store, cut(long(20), 5), b"part") is Outcome.HELD_BACK
        assert save(store, long(21), b"longer") is Outcome.UPDATED
        assert store.held_back() == ()
        assert save(store, cut(long(20), 5), b"part") is Outcome.HELD_BACK
        store.forget_held_back("A/RES/950/1", Language.ZH)
        assert store.held_back() == ()


def test_a_catalogue_of_an_earlier_version_is_read_all_the_same(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        save(store, rich())
    with closing(sqlite3.connect(tmp_path / "corpus.sqlite3")) as db:
        db.executescript("DROP TABLE held_back; DROP TABLE withdrawal;")
    with Store(tmp_path) as store:
        assert (store.held_back(), store.withdrawals()) == ((), ())
        assert store.resolution("A/RES/950/1", Language.ZH) == rich()
    with Store(tmp_path, create=True) as store:
        assert save(store, cut(rich(), 1), b"part") is Outcome.HELD_BACK


def test_what_had_to_be_mended_does_not_replace_what_is_sound(tmp_path: Path) -> None:
    whole = long(20)
    shown = f"a.xml {MENDED}: 9 elements were still open at the end"
    mended = replace(long(21), warnings=(shown,))
    with Store(tmp_path, create=True) as store:
        assert save(store, mended, b"1") is Outcome.ADDED
        assert save(store, replace(mended, title="样本：又一次"), b"2") is Outcome.UPDATED
        assert save(store, whole, b"3") is Outcome.UPDATED
        assert save(store, mended, b"4") is Outcome.HELD_BACK
        assert store.resolution("A/RES/950/1", Language.ZH) == whole


def test_another_wording_replaces_the_one_before(tmp_path: Path) -> None:
    whole = long(20)
    doubled = replace(whole, paragraphs=(*whole.paragraphs, whole.paragraphs[3]))
    struck_out = replace(whole, paragraphs=(*whole.paragraphs[:7], *whole.paragraphs[8:]))
    reworded = replace(
        whole, paragraphs=(*whole.paragraphs[:-1], replace(whole.paragraphs[-1], text="第19段"))
    )
    with Store(tmp_path, create=True) as store:
        for number, one in enumerate((doubled, whole, struck_out, reworded)):
            outcome = save(store, one, str(number).encode())
            assert outcome is (Outcome.UPDATED if number else Outcome.ADDED)
        # the same bytes read by other readers are what they say now
        assert save(store, cut(reworded, 3), b"3") is Outcome.UPDATED


def test_bytes_that_were_read_are_known_and_failures_are_tried_again(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        save(store, rich())
        store.record_failure("f" * 64, "file:///bad.xml", "is no XML", reader=1)
        known = store.was_read(hashlib.sha256(b"bytes").hexdigest(), reader=1)
        assert known is not None
        assert known.symbol == "A/RES/950/1"
        assert store.was_read(known.sha256, reader=2) is None
        assert store.was_read("f" * 64, reader=1) is None
        assert [f.reason for f in store.failures()] == ["is no XML"]


@pytest.mark.parametrize("begun", [b"", None])
def test_a_corpus_that_was_hardly_begun_is_none_yet(tmp_path: Path, begun: bytes | None) -> None:
    """Whoever began it was killed before its tables were there."""
    path = tmp_path / "corpus.sqlite3"
    if begun is None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("VACUUM")  # a header, and no table
        assert path.stat().st_size > 0
    else:
        path.write_bytes(begun)
    assert has_corpus(tmp_path) is (begun is None)
    with pytest.raises(DamagedError, match="There is no corpus"):
        Store(tmp_path)
    with Store(tmp_path, create=True) as store:
        assert save(store, rich()) is Outcome.ADDED


def test_a_missing_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="unres add"):
        Store(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_corpus_of_another_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "corpus.sqlite3") as db:
        db.execute("CREATE TABLE other (x)")
        db.execute("PRAGMA user_version = 99")
    db.close()
    for create in (False, True):
        with pytest.raises(DamagedError, match="99"):
            Store(tmp_path, create=create)


def test_a_damaged_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite3").write_bytes(b"no database at all" * 300)
    with pytest.raises(DamagedError, match=r"corpus\.sqlite3"):
        Store(tmp_path)


def test_changed_raw_bytes_are_noticed(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        save(store, rich())
        sha256 = hashlib.sha256(b"bytes").hexdigest()
        for rubbish in (b"", b"rubbish", store.raw_path(sha256).read_bytes()[:-4]):
            store.raw_path(sha256).write_bytes(rubbish)
            with pytest.raises(DamagedError, match="Add the document again"):
                store.raw_bytes(sha256)


def test_a_failed_write_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def no_room(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_an_error_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path, create=True) as store:

        def no_room(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", no_room)
        with pytest.raises(UnresError, match="No space left on device"):
            save(store, rich())
        assert store.documents() == ()


def test_a_reader_of_a_read_only_folder_sees_the_corpus(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        save(store, rich())
    before = sorted(path.name for path in tmp_path.iterdir())
    with Store(tmp_path) as store:
        assert store.documents()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from corpus.store import Store
from tests.corpus.test_store import rich, save
with Store(Path(sys.argv[1]), create=True) as store:
    for number in range(1, 100_000):
        one = replace(rich(), symbol=f"A/RES/950/{number}", number=str(number))
        save(store, one, str(number).encode())
        print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_a_kill_loses_nothing_that_was_reported_saved(tmp_path: Path) -> None:
    for delay in (0.02, 0.11, 0.2):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(delay)
            writer.kill()
            reported = [int(line) for line in writer.stdout.read().split(b"\n")[:-1]]
        with Store(tmp_path) as store:
            assert store.damage() == ()
            for number in reported:
                held = store.resolution(f"A/RES/950/{number}", Language.ZH)
                assert held is not None
                assert len(held.paragraphs) == 3
                assert held.source is not None
                assert store.raw_bytes(held.source.sha256) == str(number).encode()


def test_what_came_of_a_draft_is_known(tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        for number, draft in (("1", "A/C.3/901/L.4"), ("2", "A/C.3/901/L.41")):
            made = resolution(f"A/RES/901/{number}", Language.ZH, (paragraph("op1", "决定；"),))
            save(store, replace(made, drafts=(draft,), report="A/901/459"), number.encode())
        assert store.resolutions_from("A/C.3/901/L.4") == ("A/RES/901/1",)
        assert store.resolutions_from("A/901/459") == ("A/RES/901/1", "A/RES/901/2")
        assert store.resolutions_from("A/C.3/901/L.5") == ()
