"""Our cut is jieba's cut."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import segment
from indexer.dictionary import (
    Dictionary,
    Frequencies,
    jieba_frequencies,
    user_words,
    write_dictionary,
)
from indexer.normalise import normalise_text
from indexer.segment import HAN_RUN, Segmenter


@pytest.fixture(scope="module")
def jieba_tokenizer() -> Any:
    import jieba

    frequencies = jieba_frequencies()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = dict(frequencies.by_word), frequencies.total
    tokenizer.initialized = True
    return tokenizer


def search_mode(cut: Segmenter, run: str) -> list[str]:
    return [x for w in cut.words(run) for x in (*(part for _, part in cut.parts(w)), w)]


def assert_same_cut(cut: Segmenter, jieba_tokenizer: Any, run: str) -> None:
    assert cut.words(run) == jieba_tokenizer.lcut(run, HMM=False)
    assert search_mode(cut, run) == jieba_tokenizer.lcut_for_search(run, HMM=False)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("毒罪办应会员国请求", ["毒罪办", "应", "会员国", "请求"]),
        ("儿童性剥削", ["儿童", "性剥削"]),
        ("国际人道法", ["国际", "人道法"]),
        ("打击跨国有组织犯罪", ["打击", "跨国", "有组织犯罪"]),
        ("", []),
        ("龘", ["龘"]),
    ],
)
def test_domain_words(chinese: Segmenter, run: str, expected: list[str]) -> None:
    assert chinese.words(run) == expected


def test_parts_say_where_they_begin(chinese: Segmenter) -> None:
    assert chinese.parts("有组织犯罪") == [(1, "组织"), (3, "犯罪")]
    assert chinese.parts("犯罪") == []


@pytest.mark.usefixtures("chinese")
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), max_size=12))
@settings(max_examples=200)
def test_words_together_are_the_run(run: str) -> None:
    assert "".join(segment.segmenter().words(run)) == run


def test_random_strings_are_cut_as_jieba_cuts(chinese: Segmenter, jieba_tokenizer: Any) -> None:
    seed = 20261123
    source = random.Random(seed)
    words = [word for word in jieba_tokenizer.FREQ if HAN_RUN.fullmatch(word)]
    common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
    for _ in range(3000):
        run = "".join(
            source.choice(
                (source.choice(words), source.choice(common), source.choice(user_words()))
            )
            for _ in range(source.randrange(1, 9))
        )
        if HAN_RUN.fullmatch(run):
            assert_same_cut(chinese, jieba_tokenizer, run)


@pytest.mark.shared
def test_real_lines_are_cut_as_jieba_cuts(
    chinese: Segmenter, jieba_tokenizer: Any, shared: Path
) -> None:
    files = [
        *(shared / "text" / "zh").glob("*.txt"),
        *(shared / "excerpts" / "zh").glob("*.txt"),
        shared / "terms" / "unbis_six_languages.csv",
    ]
    runs = {
        run for path in files for run in HAN_RUN.findall(normalise_text(path.read_text("utf-8")))
    }
    assert len(runs) > 5000
    for run in runs:
        assert_same_cut(chinese, jieba_tokenizer, run)


def test_equally_likely_cuts_give_the_longer_word(tmp_path: Path) -> None:
    # 甲/乙 and 甲乙 have the same probability: 2/4 · 2/4 = 1/4.
    write_dictionary(Frequencies({"甲": 2, "乙": 2, "甲乙": 1}, 4), tmp_path / "tie")
    assert Segmenter(Dictionary(tmp_path / "tie")).words("甲乙甲") == ["甲乙", "甲"]


def test_without_a_dictionary_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_in_use", None)
    with pytest.raises(RuntimeError, match="open or build an index first"):
        segment.segmenter()
