"""Building and updating: what is in the index, and what a failure leaves behind."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DamagedError
from corpus.model import Language, Resolution
from indexer import build, generation, schema, segment
from indexer.build import BuildReport, index_state, open_index, rebuild, update
from indexer.check import check_index
from indexer.dictionary import dictionary_path
from indexer.documents import StoredParagraph
from tests.resolutions import paragraph, resolution

EN, ZH = Language.EN, Language.ZH


@pytest.fixture
def folder(tmp_path: Path, dictionary_file: Path) -> Path:
    """The folder of indexes; the dictionary is there already, to save time."""
    folder = tmp_path / "index"
    folder.mkdir()
    shutil.copy(dictionary_file, dictionary_path(folder))
    return folder


WORDS = ("prison", "crimes", "office", "requests", "training", "children", "states", "5", "a")


def symbol_of(number: int) -> str:
    return f"A/RES/950/{number + 1}"


def made_up(number: int, version: int = 0, paragraphs: int = 4) -> Resolution:
    """A resolution of random words; another version has other words."""
    source = random.Random(f"{number} {version}")
    texts = [" ".join(source.choices(WORDS, k=12)) for _ in range(paragraphs)]
    return resolution(
        symbol_of(number),
        EN,
        tuple(paragraph(f"op{i}", text) for i, text in enumerate(texts, 1)),
        title=f"Resolution {number} {version}",
    )


def contents(folder: Path, language: Language = EN) -> dict[str, set[tuple[str, ...]]]:
    """All that can be read from an index, by paragraph: terms with weights, columns, the record."""
    found: dict[str, set[tuple[str, ...]]] = {}
    with open_index(folder, language).reader() as reader:
        ids = {}
        for number, stored in reader.iter_docs():
            key = StoredParagraph.unpack(stored["record"]).id
            assert key not in found
            ids[number] = key
            found[key] = {("record", repr(stored["record"]))}
            for column in ("exact", "text_key", "year", "date"):
                value = reader.column_reader(column)[number]
                found[key].add((column, repr(value)))
        for field, term in reader.all_terms():
            matcher = reader.postings(field, term)
            while matcher.is_active():
                posting = (field, repr(term), repr(matcher.weight()), repr(matcher.value()))
                found[ids[matcher.id()]].add(posting)
                matcher.next()
    return found


def segments(folder: Path) -> int:
    with open_index(folder, EN).reader() as reader:
        return len(reader.leaf_readers())


def generations(folder: Path, language: Language = EN) -> list[str]:
    return sorted(path.name for path in (folder / language).iterdir() if path.is_dir())


def test_chinese_is_cut_into_words(folder: Path) -> None:
    report = rebuild(ZH, [resolution()], folder, 3)
    assert report == BuildReport(ZH, revision=3, written=1, documents=1, paragraphs=2)
    with open_index(folder, ZH).reader() as reader:
        words = {term.decode() for term in reader.lexicon("words")}
        assert {word for word in words if "狱" in word} == {"监狱"}
        assert reader.column_reader("exact")[1].decode() == "敦促会员国解决监狱过度拥挤问题;"
    assert check_index(folder, ZH) == ()


def test_building_twice_gives_the_same(folder: Path, tmp_path: Path) -> None:
    resolutions = [made_up(number) for number in range(6)]
    rebuild(EN, resolutions, folder, 1)
    rebuild(EN, resolutions, tmp_path / "other", 1)
    assert contents(folder) == contents(tmp_path / "other")


def test_an_empty_corpus_has_an_index(folder: Path) -> None:
    assert rebuild(EN, [], folder, 0).paragraphs == 0
    assert contents(folder) == {}
    assert check_index(folder, EN) == ()
    assert update(EN, [made_up(1)], (), folder, 1).paragraphs == 4


def test_state_says_what_it_was_built_from(folder: Path) -> None:
    rebuild(EN, [made_up(1), made_up(2)], folder, 17)
    state = index_state(folder, EN)
    assert (state.revision, state.documents, state.paragraphs) == (17, 2, 8)


def test_progress_names_each_resolution(folder: Path) -> None:
    told: list[str] = []
    rebuild(EN, [made_up(1), made_up(2)], folder, 1, told.append)
    update(EN, [made_up(3)], (), folder, 2, told.append)
    assert told == [symbol_of(number) for number in (1, 2, 3)]


@pytest.mark.parametrize("seed", range(4))
def test_updating_is_building_anew(
    folder: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Small segments, so that they are merged, kept and emptied in this test too.
    monkeypatch.setattr(build, "_PARAGRAPHS_A_SEGMENT", 24)
    source = random.Random(seed)
    held = {number: made_up(number) for number in range(10)}
    rebuild(EN, held.values(), folder, 1)
    for version in range(1, 9):
        removed = source.sample(sorted(held), k=source.randrange(3))
        changed = source.sample(range(14), k=source.randrange(1, 5))
        for number in removed:
            held.pop(number)
        for number in changed:
            held[number] = made_up(number, version, paragraphs=source.randrange(1, 7))
        gone = [symbol_of(number) for number in removed] + ["A/RES/950/999"]
        report = update(EN, [held[number] for number in changed], gone, folder, 1 + version)
        assert report.documents == len(held)
        assert report.written == len(changed)
    rebuild(EN, held.values(), tmp_path / "anew", 1)
    assert contents(folder) == contents(tmp_path / "anew")
    assert check_index(folder, EN) == ()


def test_many_segments_hold_the_same_as_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolutions = [made_up(number) for number in range(9)]
    rebuild(EN, resolutions, tmp_path / "one", 1)
    monkeypatch.setattr(build, "_PARAGRAPHS_A_SEGMENT", 10)
    rebuild(EN, resolutions, folder, 1)
    assert segments(folder) == 3
    assert contents(folder) == contents(tmp_path / "one")


def test_a_symbol_twice_is_held_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_PARAGRAPHS_A_SEGMENT", 1)
    report = rebuild(EN, [made_up(1), made_up(1, version=2)], folder, 1)
    assert (report.documents, report.paragraphs) == (1, 4)
    assert check_index(folder, EN) == ()


def test_a_small_change_leaves_the_big_files_alone(folder: Path) -> None:
    rebuild(EN, [made_up(number) for number in range(40)], folder, 1)
    before = index_state(folder, EN)
    update(EN, [made_up(3, version=1)], (), folder, 2)
    after = index_state(folder, EN)
    kept = set(before.files) & set(after.files)
    assert kept == {file for file in before.files if not file.name.endswith(".toc")}
    current = generation.existing_generation(folder, EN)
    for file in kept:
        assert (current / file.name).stat().st_nlink == 2, "linked, not copied"


def test_many_small_changes_leave_few_segments(folder: Path) -> None:
    rebuild(EN, [made_up(number) for number in range(40)], folder, 1)
    for version in range(1, 20):
        update(EN, [made_up(version, version)], (), folder, 1 + version)
    assert segments(folder) <= 4


def test_deleted_paragraphs_do_not_pile_up(folder: Path) -> None:
    rebuild(EN, [made_up(number) for number in range(20)], folder, 1)
    update(EN, (), [symbol_of(number) for number in range(6)], folder, 2)
    with open_index(folder, EN).reader() as reader:
        assert reader.doc_count_all() == reader.doc_count() == 56


def test_everything_removed(folder: Path) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    report = update(EN, (), [symbol_of(1)], folder, 2)
    assert (report.documents, report.paragraphs) == (0, 0)
    assert contents(folder) == {}


def test_where_links_fail_files_are_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    rebuild(EN, [made_up(1)], folder, 1)
    monkeypatch.setattr(os, "link", refuse)
    update(EN, [made_up(2)], (), folder, 2)
    assert len(contents(folder)) == 8
    assert check_index(folder, EN) == ()


def test_an_open_reader_survives_an_update(folder: Path) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    with open_index(folder, EN).reader() as reader:
        update(EN, [made_up(1, version=1)], (), folder, 2)
        # Whoosh opens this file only now.
        assert reader.stored_fields(0)["record"][5] == "Resolution 1 0"


def test_one_generation_before_is_kept(folder: Path) -> None:
    for revision in range(1, 5):
        rebuild(EN, [made_up(revision)], folder, revision)
    assert generations(folder) == ["000003", "000004"]


# --- failures -------------------------------------------------------------------------------------


def failing(resolutions: Sequence[Resolution]) -> Iterator[Resolution]:
    yield from resolutions
    raise KeyboardInterrupt


def test_an_interrupted_build_leaves_the_index_in_use(folder: Path) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    before = contents(folder)
    with pytest.raises(KeyboardInterrupt):
        rebuild(EN, failing([made_up(2)]), folder, 2)
    with pytest.raises(KeyboardInterrupt):
        update(EN, failing([made_up(3)]), (), folder, 2)
    assert contents(folder) == before
    assert generations(folder) == ["000001"]
    assert index_state(folder, EN).revision == 1


@pytest.mark.parametrize("moment", ["commit", "manifest", "switch"])
def test_a_killed_build_leaves_the_index_in_use(folder: Path, moment: str) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    before = contents(folder)
    code = f"""
import os, signal
from pathlib import Path
from indexer import build
from corpus.model import Language
from tests.indexer.test_build import made_up
die = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
if {moment!r} == "commit":
    build._merge = die
else:
    write = build.write_atomically
    last = {moment!r} == "switch"
    build.write_atomically = lambda path, data: (
        die() if (path.name == "CURRENT") is last else write(path, data)
    )
build.update(Language.EN, [made_up(2)], (), Path({str(folder)!r}), 2)
"""
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, check=False)
    assert run.returncode == -9
    assert generations(folder) == ["000001", "000002"], "left behind"
    assert contents(folder) == before
    update(EN, [made_up(2)], (), folder, 2)
    assert set(contents(folder)) > set(before)
    assert check_index(folder, EN) == ()
    assert len(generations(folder)) == 2


def test_no_index_is_said_plainly(folder: Path) -> None:
    for use in (index_state, open_index, check_index):
        with pytest.raises(DamagedError, match="There is no index for en") as error:
            use(folder, EN)
        assert "unres index rebuild" in error.value.remedy
    with pytest.raises(DamagedError, match="There is no index for en"):
        update(EN, [made_up(1)], (), folder, 1)


def _truncate(current: Path) -> None:
    file = next(current.glob("*.pst"))
    file.write_bytes(file.read_bytes()[:-1])


def _remove(current: Path) -> None:
    next(current.glob("*.trm")).unlink()


def _garble_manifest(current: Path) -> None:
    (current / "manifest.json").write_text("{}")


def _garble_current(current: Path) -> None:
    (current.parent / "CURRENT").write_text("../../elsewhere")


def _binary_current(current: Path) -> None:
    (current.parent / "CURRENT").write_bytes(b"\xff\xfe")


def _remove_generation(current: Path) -> None:
    shutil.rmtree(current)


def _swap_language(current: Path) -> None:
    manifest = current / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"language": "en"', '"language": "fr"'))


@pytest.mark.parametrize(
    "damage",
    [
        _truncate,
        _remove,
        _garble_manifest,
        _garble_current,
        _binary_current,
        _remove_generation,
        _swap_language,
    ],
)
def test_damage_is_seen_at_opening_and_mended_by_a_rebuild(folder: Path, damage: Any) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    damage(generation.existing_generation(folder, EN))
    with pytest.raises(DamagedError) as error:
        open_index(folder, EN)
    assert "unres index rebuild" in error.value.remedy
    with pytest.raises(DamagedError):
        update(EN, [made_up(2)], (), folder, 2)
    rebuild(EN, [made_up(1)], folder, 2)
    assert len(contents(folder)) == 4
    assert check_index(folder, EN) == ()


def test_another_schema_version_is_said_plainly(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    monkeypatch.setattr(generation, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    with pytest.raises(DamagedError, match="of another version: schema"):
        open_index(folder, EN)


def test_another_dictionary_concerns_only_chinese(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    rebuild(ZH, [resolution()], folder, 1)
    monkeypatch.setattr(generation, "fingerprint", lambda: "0123456789abcdef")
    open_index(folder, EN)
    with pytest.raises(DamagedError, match="cut with another dictionary"):
        open_index(folder, ZH)


def test_a_lost_dictionary_is_seen_and_built_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(ZH, [resolution()], folder, 1)
    dictionary_path(folder).unlink()
    monkeypatch.setattr(segment, "_in_use", None)  # as in a new process
    with pytest.raises(DamagedError, match="dictionary"):
        open_index(folder, ZH)
    rebuild(ZH, [resolution()], folder, 1)
    assert len(contents(folder, ZH)) == 2


def test_what_whoosh_raises_over_damage_is_reported(folder: Path) -> None:
    rebuild(EN, [made_up(number) for number in range(5)], folder, 1)
    postings = next(generation.existing_generation(folder, EN).glob("*.pst"))
    postings.write_bytes(b"\x7f" * postings.stat().st_size)
    index = open_index(folder, EN)  # the sizes are right
    with (
        index.reader() as reader,
        pytest.raises(DamagedError, match="damaged"),
        generation.damage_reported(EN),
    ):
        list(reader.postings("words", "prison").all_ids())


def test_a_full_disk_is_reported_as_that(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    rebuild(EN, [made_up(1)], folder, 1)
    monkeypatch.setattr(build, "_synced_hash", full)
    with pytest.raises(DamagedError, match="No space left") as error:
        rebuild(EN, [made_up(2)], folder, 2)
    assert "Check the disk" in error.value.remedy
    assert set(contents(folder)) == {f"{symbol_of(1)}#op{i}" for i in (1, 2, 3, 4)}


def test_a_fault_of_the_reader_of_resolutions_is_not_called_damage(folder: Path) -> None:
    def faulty() -> Iterator[Resolution]:
        yield made_up(1)
        raise ValueError("not about the index")

    with pytest.raises(ValueError, match="not about the index"):
        rebuild(EN, faulty(), folder, 1)


def test_an_index_that_does_not_hold_what_was_written_is_not_put_in_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    monkeypatch.setattr(build._Writing, "report", lambda *_: BuildReport(EN, 2, 1, 1, 5))
    with pytest.raises(DamagedError, match="4 paragraphs instead of 5"):
        rebuild(EN, [made_up(2)], folder, 2)
    assert index_state(folder, EN).revision == 1


def test_a_generation_that_vanishes_while_it_is_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(EN, [made_up(1)], folder, 1)
    first = generation.existing_generation(folder, EN)
    real = generation.existing_generation
    answers = iter([first])
    rebuild(EN, [made_up(1)], folder, 2)
    rebuild(EN, [made_up(1)], folder, 3)
    assert not first.exists()
    monkeypatch.setattr(
        generation, "existing_generation", lambda *a: next(answers, None) or real(*a)
    )
    assert open_index(folder, EN).doc_count() == 4


def test_lone_surrogates_and_controls_do_no_harm(folder: Path) -> None:
    odd = resolution(paragraphs=(paragraph("op1", "犯\x00罪 \ud800 \u202e x" * 3),))
    odd = replace(odd, language=EN)
    assert rebuild(EN, [odd], folder, 1).paragraphs == 1
    assert check_index(folder, EN) == ()
