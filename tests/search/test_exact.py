import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from indexer.analysis import Mode, analyse
from indexer.normalise import normalise_text
from search.exact import Needle, TextBlock, beginning, undivided, whole_run

ZH, EN = Language.ZH, Language.EN


def block(*texts: str) -> TextBlock:
    encoded = [text.encode() for text in texts]
    lengths = [len(text) for text in encoded]
    return TextBlock(b"".join(encoded), [0, *accumulate(lengths[:-1])], lengths)


@pytest.mark.parametrize(
    ("needle", "text", "stands"),
    [
        # Chinese: any characters
        (whole_run("刑事法院", ZH), "国际刑事法院罗马规约", True),
        (whole_run("罪", ZH), "贩运人口罪", True),
        (whole_run("性剥削", ZH), "儿童性剥削和性虐待", True),
        (whole_run("SDG1", ZH), "根据sdg16目标", True),
        (whole_run("網絡犯罪", ZH), "网络犯罪", True),
        (whole_run("６８／１９３", ZH), "第68/193号", True),
        (whole_run("犯罪,腐败", ZH), "犯罪、腐败", False),  # punctuation typed is punctuation
        (whole_run("犯罪腐败", ZH), "犯罪、腐败", False),  # and is not run across
        # other languages: whole words
        (whole_run("organ", EN), "an organ of", True),
        (whole_run("organ", EN), "organs, organized", False),
        (whole_run("crime prev", EN), "crime prevention", False),
        (whole_run("State’s", EN), "the state's duty", True),
        (whole_run("(a)", EN), "see (a) above", True),
        (whole_run("(a)", EN), "annex(a) above", False),
        (whole_run("заключенных", Language.RU), "обращения с заключенными", False),
        (whole_run("الجريمة", Language.AR), "منع الجريمة والعدالة", True),
        # symbols stand free in every language
        (undivided("55/25", ZH), "第55/25号", True),
        (undivided("55/25", ZH), "第55/255号", False),
        (undivided("55/25", ZH), "第155/25号", False),
        (undivided("55/25", EN), "a/res/55/25,", True),
        (undivided("A/RES/68/193", ZH), "文号 a/res/68/188 决议", False),
        # beginnings
        (beginning("crimin", EN), "of criminals", True),
        (beginning("crimin", EN), "decriminalize", False),
        (beginning("犯罪", ZH), "预防犯罪", True),
        (beginning("55/2", ZH), "第155/25号", False),
        # the two scripts of numerals
        (whole_run("第68届会议", ZH), "第六十八届会议", True),
        (whole_run("第六十八届", ZH), "第68届会议", True),
        (whole_run("第十届", ZH), "第10届", True),
        (whole_run("第五十七条", ZH), "按照第57条", True),
        (whole_run("第68届", ZH), "第六十九届", False),
        (whole_run("六十八", ZH), "68", False),  # a bare number may be anything
    ],
)
def test_what_stands_where(needle: Needle, text: str, stands: bool) -> None:
    normalised = normalise_text(text)
    assert bool(list(needle.spans(normalised))) is stands
    assert bool(list(block("", normalised, "").having(needle))) is stands


def test_a_run_does_not_reach_into_the_next_paragraph() -> None:
    needle = whole_run("犯罪", ZH)
    assert set(block("防止犯", "罪行", "", "犯罪").having(needle)) == {3}
    # The first place runs over; the second, which overlaps it in bytes, must still be looked at.
    assert set(block("aa", "aab").having(whole_run("aab", ZH))) == {1}


def test_spans_overlap_where_the_run_does() -> None:
    assert list(whole_run("哈哈", ZH).spans("哈哈哈")) == [(0, 2), (1, 3)]


LETTERS = st.text(alphabet="罪犯刑事的a1 é,/а'", max_size=12)


@given(st.lists(LETTERS, max_size=8), st.text(alphabet="罪犯刑事的a1é/а", min_size=1, max_size=3))
@pytest.mark.parametrize("language", [ZH, EN])
def test_the_block_agrees_with_a_scan_of_the_texts(
    language: Language, texts: list[str], run: str
) -> None:
    normalised = [normalise_text(text) for text in texts]
    needle = whole_run(run, language)
    wanted = re.escape(normalise_text(run))
    pattern = wanted if language is ZH else rf"(?<!\w){wanted}(?!\w)"
    expected = {number for number, text in enumerate(normalised) if re.search(pattern, text)}
    assert set(block(*normalised).having(needle)) == expected if normalised else True
    assert {n for n, text in enumerate(normalised) if any(needle.spans(text))} == expected


_PIECES = (
    *("report", "reports", "Reporting", "état", "etat", "l'État", "State’s", "o'clock", "and/or"),
    *("covid-19", "A/RES/68/193", "CN.15", "E/CN.15/2", "S/RES/1373(2001)", "foo_bar", "x2y"),
    *("12", "1,5", "преступле́ния", "всё", "все", "الأمن", "犯罪"),
)
_NO_MARKS = st.characters(exclude_categories=["Mn", "Mc", "Me", "Cs"])


@given(
    language=st.sampled_from([Language.EN, Language.FR, Language.ES, Language.RU]),
    pieces=st.lists(
        st.tuples(st.sampled_from(_PIECES), st.sampled_from(["", " ", "-", "’", ", ", "/", "("]))
        | st.tuples(st.text(_NO_MARKS, max_size=3), st.just(" ")),
        min_size=1,
        max_size=8,
    ),
    part=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_where_a_run_stands_there_are_its_words(
    language: Language, pieces: list[tuple[str, str]], part: tuple[float, float]
) -> None:
    text = normalise_text("".join(piece + mark for piece, mark in pieces))
    start, end = sorted(round(place * len(text)) for place in part)
    for needle in (whole_run(text[start:end], language), undivided(text[start:end], language)):
        if any(needle.spans(text)):
            terms = {token.text for token in analyse(text, language, Mode.INDEX)}
            assert all(terms.intersection(word) for word in needle.words)
