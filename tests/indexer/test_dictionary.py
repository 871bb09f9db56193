"""The mapped dictionary holds what jieba holds."""

import tomllib
from pathlib import Path

import pytest

from corpus.errors import DamagedError
from indexer import dictionary
from indexer.dictionary import (
    JIEBA_VERSION,
    Dictionary,
    Frequencies,
    dictionary_path,
    ensure_dictionary,
    fingerprint,
    jieba_frequencies,
    remove_other_dictionaries,
    user_words,
    write_dictionary,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def frequencies() -> Frequencies:
    return jieba_frequencies()


def test_every_word_has_the_frequency_that_jieba_knows(
    dictionary_file: Path, frequencies: Frequencies
) -> None:
    mapped = Dictionary(dictionary_file)
    assert mapped.total == frequencies.total
    words = sorted(frequencies.by_word)
    for word in [words[0], *words[1:-1:97], words[-1], *user_words()]:
        assert mapped.frequency(word) == frequencies.by_word[word]


@pytest.mark.parametrize("fragment", ["", "\x00", "毒罪办公", "犯罪x", "\U0010ffff", "龘龘龘"])
def test_what_begins_no_word_is_unknown(dictionary_file: Path, fragment: str) -> None:
    assert Dictionary(dictionary_file).frequency(fragment) is None


def test_small_dictionary_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "small"
    by_word = {"a": 3, "犯": 0, "犯罪": 7, "𠀀": 1, "犯罪学": 2}
    write_dictionary(Frequencies(by_word, 99), path)
    small = Dictionary(path)
    assert small.total == 99
    assert {word: small.frequency(word) for word in by_word} == by_word
    assert [small.frequency(word) for word in ("", "b", "犯罪学家", "罪")] == [None] * 4


def test_empty_dictionary(tmp_path: Path) -> None:
    write_dictionary(Frequencies({}, 0), tmp_path / "empty")
    assert Dictionary(tmp_path / "empty").frequency("犯罪") is None


@pytest.mark.parametrize("size", [0, 5, 40, 1000])
def test_cut_short_is_damaged_and_built_again(
    dictionary_file: Path, tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dictionary_path(tmp_path)
    path.write_bytes(dictionary_file.read_bytes()[:size])
    with pytest.raises(DamagedError, match=r"unres index rebuild"):
        Dictionary(path)
    monkeypatch.setattr(dictionary, "jieba_frequencies", lambda: Frequencies({"犯罪": 1}, 1))
    assert ensure_dictionary(tmp_path) == path
    assert Dictionary(path).frequency("犯罪") == 1
    assert list(tmp_path.iterdir()) == [path]


def test_missing_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="cannot be read"):
        Dictionary(tmp_path / "none")


def test_a_whole_one_is_not_built_again(dictionary_file: Path) -> None:
    before = dictionary_file.stat()
    assert ensure_dictionary(dictionary_file.parent) == dictionary_file
    assert dictionary_file.stat().st_mtime_ns == before.st_mtime_ns


def test_other_versions_are_removed(tmp_path: Path) -> None:
    mine = dictionary_path(tmp_path)
    others = [tmp_path / "words-0123.dictionary", tmp_path / f"{mine.name}.77"]
    for path in (mine, *others, tmp_path / "zh"):
        path.touch()
    remove_other_dictionaries(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([mine, tmp_path / "zh"])


def test_user_words_are_short_new_and_different() -> None:
    words = user_words()
    assert len(words) == len(set(words))
    assert all(2 <= len(word) <= 5 for word in words)
    import jieba

    known, _ = jieba.Tokenizer.gen_pfdict(jieba.Tokenizer().get_dict_file())
    assert [word for word in words if known.get(word)] == []


def test_version_is_the_one_that_is_installed_with_us() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"jieba=={JIEBA_VERSION}" in project["dependencies"]


def test_another_jieba_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "JIEBA_VERSION", "0.1")
    with pytest.raises(DamagedError, match=r"jieba 0\.42"):
        jieba_frequencies()


def test_fingerprint_depends_on_the_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = fingerprint()
    other = tmp_path / "words.txt"
    other.write_text("新词\n", encoding="utf-8")
    monkeypatch.setattr(dictionary, "_USER_WORDS", other)
    fingerprint.cache_clear()
    try:
        assert fingerprint() != before
    finally:
        monkeypatch.undo()
        fingerprint.cache_clear()
    assert fingerprint() == before
