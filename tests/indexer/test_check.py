"""The check names what is wrong."""

from pathlib import Path

import pytest

from corpus.model import Language
from indexer.build import rebuild
from indexer.check import check_index
from indexer.generation import existing_generation, index_state
from tests.resolutions import paragraph, resolution

EN = Language.EN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    paragraphs = tuple(paragraph(f"op{i}", f"Requests report {i} of crime") for i in range(1, 9))
    rebuild(EN, [resolution(language=EN, paragraphs=paragraphs)], tmp_path, 1)
    return tmp_path


def test_a_sound_index(folder: Path) -> None:
    assert check_index(folder, EN) == ()


def test_a_flipped_bit_in_any_file_is_found(folder: Path) -> None:
    current = existing_generation(folder, EN)
    for file in index_state(folder, EN).files:
        path = current / file.name
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        assert check_index(folder, EN) == (f"{file.name} is not what was written",)
        path.write_bytes(data)
    assert check_index(folder, EN) == ()


def test_a_missing_file_is_named(folder: Path) -> None:
    file = next(existing_generation(folder, EN).glob("*.trm"))
    file.unlink()
    (problem,) = check_index(folder, EN)
    assert problem.startswith(f"{file.name} cannot be read")


def test_a_paragraph_held_twice_is_named(tmp_path: Path) -> None:
    twice = (paragraph("op1", "Requests"), paragraph("op1", "Decides"))
    rebuild(EN, [resolution(language=EN, paragraphs=twice)], tmp_path, 1)
    assert check_index(tmp_path, EN) == ("A/RES/950/1#op1 is held 2 times",)


@pytest.mark.parametrize(("what", "count"), [("documents", 1), ("paragraphs", 8)])
def test_counts_that_differ_from_the_manifest(folder: Path, what: str, count: int) -> None:
    manifest = existing_generation(folder, EN) / "manifest.json"
    text = manifest.read_text().replace(f'"{what}": {count}', f'"{what}": 77')
    manifest.write_text(text)
    assert check_index(folder, EN) == (f"{count} {what} instead of 77",)


def test_an_unreadable_record_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.documents import StoredParagraph

    monkeypatch.setattr(StoredParagraph, "pack", lambda self: (self.id, self.symbol))
    rebuild(EN, [resolution(language=EN, paragraphs=(paragraph("op1", "x"),))], tmp_path, 1)
    problems = check_index(tmp_path, EN)
    assert problems[0].startswith("paragraph 0 has no readable record")
