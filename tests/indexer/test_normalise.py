"""One form for text and query, and the way back from it."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indexer.normalise import Normalised, clusters, normalise, normalise_text

EQUAL = [
    # full-width digits, letters and punctuation
    ("第６８／１９３号", "第68/193号"),
    ("Ａ／ＲＥＳ／５５／２５", "a/res/55/25"),
    ("会员国，（甲）；乙：丙！", "会员国,(甲);乙:丙!"),
    # radicals, as text taken from PDF has them, and compatibility forms
    ("打击⾛私", "打击走私"),
    ("㎏", "kg"),
    ("ﬁnancing", "financing"),
    # traditional script
    ("打擊跨國有組織犯罪", "打击跨国有组织犯罪"),
    # spaces inside Chinese, of every kind
    ("加 强 预 防 犯 罪", "加强预防犯罪"),
    ("预防犯\n罪", "预防犯罪"),
    ("预防\u3000犯\u00a0罪 。", "预防犯罪。"),
    ("《公约》 及其", "《公约》及其"),
    ("第 55 届会议 2020 年", "第55届会议2020年"),
    ("采用 Nelson Mandela 规则", "采用nelson mandela规则"),
    ("“ 犯罪 ” “ 68", '"犯罪""68'),
    # spaces elsewhere
    ("  crime \t prevention\u2029and ", "crime prevention and"),
    # what cannot be seen
    ("crime\u00adprevention\u200b\ufeff", "crimeprevention"),
    ("\u202bمنع\u202c الجريمة\u200f", "منع الجريمة"),
    ("犯\u200b 罪", "犯罪"),
    ("葛\U000e0100", "葛"),
    ("crime\x00\x07", "crime"),
    # dashes, quotation marks, middle dots
    ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
    ("“a”„b‟«c»「d」『e』", '"a""b""c""d""e"'),
    ("l’État ‘x’ 5′", "l'état 'x' 5'"),
    ("纳尔逊•曼德拉・规则‧", "纳尔逊·曼德拉·规则·"),
    # case
    ("STRASSE Straße ΣΊΣΥΦΟΣ", "strasse strasse σίσυφοσ"),
    ("e\u0301TAT", "état"),
    # a lone surrogate cannot be encoded
    ("a\ud800b", "a\ufffdb"),
    ("", ""),
    (" \n ", ""),
]

KEPT = [
    "crime prevention",  # one space between words
    "прест упность",
    "مُنَظَّمة",  # vowel signs: the stem view drops them
    "الـجريمة",  # tatweel likewise
    "résumé",
    "a, b; c",
    "第(e)段",
]


@pytest.mark.parametrize(("text", "expected"), EQUAL)
def test_forms_that_become_one(text: str, expected: str) -> None:
    assert normalise_text(text) == expected


@pytest.mark.parametrize("text", KEPT)
def test_what_is_left_alone(text: str) -> None:
    assert normalise_text(text) == text


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        ("第 ６８ 届", "68", "６８"),
        ("第 ６８ 届", "第68届", "第 ６８ 届"),
        ("打擊跨國犯罪", "跨国", "跨國"),
        ("e\u0301tat", "é", "e\u0301"),
        ("㎏ 5", "g", "㎏"),  # half of what the character stands for is the whole character
        ("犯\u200b \n罪", "犯罪", "犯\u200b \n罪"),
        ("crime  \n prevention", "e p", "e  \n p"),
        ("Straße", "ss", "ß"),
    ],
)
def test_span_of_the_original(text: str, part: str, original: str) -> None:
    normalised = normalise(text)
    start = normalised.text.index(part)
    begin, end = normalised.original_span(start, start + len(part))
    assert text[begin:end] == original


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 1), (2, 1), (-1, 1), (0, 3)])
def test_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no characters"):
        normalise("犯罪").original_span(start, end)


# Every kind of character that has a rule, and whatever else there is.
CHARACTERS = st.one_of(
    st.characters(),
    st.sampled_from(
        "犯罪跨國有組織。，；“”「」\n\t \u3000\xa0０９68abAÉß\u0301\u0390İŉ\u0345\u200b\u00ad⾛"
        "-–—’'\"·•ﬁ㎏…´\uff76\uff9e\uac00\u1161\u11a8\ufb4bابت\u064b\u0640"
    ),
)
TEXTS = st.text(CHARACTERS, max_size=30)


@given(TEXTS)
@settings(max_examples=300)
def test_both_ways_give_the_same_text_with_a_map_that_fits(text: str) -> None:
    normalised = normalise(text)
    assert normalised.text == normalise_text(text)
    assert len(normalised.offsets) == len(normalised.ends) == len(normalised.text)
    assert list(normalised.offsets) == sorted(normalised.offsets)
    for start, end in zip(normalised.offsets, normalised.ends, strict=True):
        assert 0 <= start < end <= len(text)


@given(TEXTS)
def test_clusters_are_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in clusters(text)) == text


@given(TEXTS, st.data())
@settings(max_examples=300)
def test_a_part_normalises_to_a_part(text: str, data: st.DataObject) -> None:
    parts = list(clusters(text))
    assume(parts)
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first, len(parts) - 1))
    part = text[parts[first][0] : parts[last][1]]
    assert normalise_text(part) in normalise_text(text)


@given(TEXTS)
def test_the_original_span_normalises_to_what_was_found(text: str) -> None:
    normalised = normalise(text)
    for start, character in enumerate(normalised.text):
        begin, end = normalised.original_span(start, start + 1)
        if character != " ":
            assert character in normalise_text(text[begin:end])


@pytest.fixture(scope="module")
def promised(shared_eval: Path) -> Callable[[str], str]:
    """The normalisation by which the promise is judged."""
    spec = importlib.util.spec_from_file_location("promise", shared_eval / "promise.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    norm: Callable[[str], str] = module.norm
    return norm


@pytest.mark.shared
def test_what_the_promise_finds_is_found_here(promised: Callable[[str], str]) -> None:
    @given(TEXTS, st.data())
    @settings(max_examples=300)
    def check(text: str, data: st.DataObject) -> None:
        whole = promised(text)
        assume(whole)
        start = data.draw(st.integers(0, len(whole) - 1))
        end = data.draw(st.integers(start + 1, len(whole)))
        assert normalise_text(whole[start:end].strip()) in normalise_text(text)

    check()


def test_the_map_is_compact() -> None:
    normalised = normalise("犯罪" * 1000)
    assert isinstance(normalised, Normalised)
    assert memoryview(normalised.offsets).nbytes <= 4 * len(normalised.text)  # type: ignore[arg-type]
