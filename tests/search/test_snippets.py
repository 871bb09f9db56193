from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.segment import use_dictionary
from search.snippets import ELLIPSIS, snippet
from search.terminal import columns

LONG = "吁请会员国合作打击走私，并分享信息。决定审议本决议的执行情况；请秘书长提交报告。"


def test_a_text_that_fits_is_whole() -> None:
    assert snippet("短文。", ((0, 1),), 10).text == "短文。"


@pytest.mark.parametrize(
    ("word", "width", "shown"),
    [
        ("审议", 40, "…决定审议本决议的执行情况；…"),
        ("走私", 30, "吁请会员国合作打击走私，…"),
        ("报告", 24, "…请秘书长提交报告。"),
    ],
)
def test_a_cut_follows_the_punctuation(word: str, width: int, shown: str) -> None:
    start = LONG.index(word)
    cut = snippet(LONG, ((start, start + len(word)),), width)
    assert cut.text == shown
    assert [cut.text[low:high] for low, high in cut.highlights] == [word]


def test_no_word_is_cut() -> None:
    text = "Urges Member States to strengthen international cooperation against trafficking"
    start = text.index("cooperation")
    cut = snippet(text, ((start, start + 11),), 36).text.strip(ELLIPSIS)
    assert set(cut.split()) <= set(text.split())


def test_no_chinese_word_is_cut(dictionary_file: Path) -> None:
    use_dictionary(dictionary_file)
    text = "请会员国根据国内法和国际法加强国际合作打击跨国有组织犯罪并保护受害者和证人"
    ends = {token.start for token in analyse(text, Language.ZH, Mode.QUERY)} | {len(text)}
    for start, width in product(range(len(text) - 2), (12, 17, 24, 31)):
        shown = snippet(text, ((start, start + 2),), width).text.strip(ELLIPSIS)
        begin = text.index(shown)
        assert {begin, begin + len(shown)} <= ends, shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打击走私；分享信息，提供培训、设备", "打击走私；…"),  # before a comma that is as near
        ("打击走私，分享信息、提供培训、设备", "打击走私，…"),
        ("打击走私、分享信息提供培训和设备等", "打击走私、…"),
    ],
)
def test_the_stronger_mark_is_preferred(text: str, shown: str) -> None:
    assert snippet(text, ((0, 4),), 16).text == shown


def test_the_window_with_most_highlights_is_shown() -> None:
    text = "监狱" + "的" * 60 + "，囚犯、监狱和囚犯"
    spans = tuple((i, i + 2) for i in range(len(text)) if text[i : i + 2] in ("监狱", "囚犯"))
    assert len(snippet(text, spans, 30).highlights) == 3


@given(
    st.text(alphabet="犯罪的，。a b\U00020000e\u0301", max_size=80),
    st.integers(min_value=4, max_value=60),
    st.data(),
)
def test_width_and_highlights_hold(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 4, len(text))))
    highlights = ((start, end),) if end > start else ()
    cut = snippet(text, highlights, width)
    assert columns(cut.text) <= max(width, 4)
    assert cut.text.strip(ELLIPSIS) in text
    for low, high in cut.highlights:
        assert 0 <= low < high <= len(cut.text)
        assert cut.text[low:high] in text[start:end]
