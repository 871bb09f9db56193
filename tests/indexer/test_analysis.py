"""Tokens in six languages: texts, positions, offsets."""

from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Language
from indexer.analysis import EXACT, Mode, Token, analyse
from indexer.normalise import normalise_text

pytestmark = pytest.mark.usefixtures("chinese")

ZH, EN, FR, ES, RU, AR = Language


def tokens(text: str, language: Language, mode: Mode = Mode.INDEX) -> list[Token]:
    """The tokens of a text, after the checks that every analyzer has to pass."""
    normalised = normalise_text(text)
    found = list(analyse(normalised, language, mode))
    assert found == list(analyse(normalised, language, mode)), "not the same twice"
    extents = []
    for expected, (position, group) in enumerate(groupby(found, key=lambda token: token.position)):
        assert position == expected, "positions count words, one by one"
        same_word = list(group)
        extents.append((min(t.start for t in same_word), max(t.end for t in same_word)))
        for token in same_word:
            assert token.text.strip(f"{EXACT} ")
            assert 0 <= token.start < token.end <= len(normalised)
            span = normalised[token.start : token.end]
            assert span == span.strip()
            if language is ZH and span.isalpha():
                assert token.text == span or not span.isascii()
    for (_, end), (start, _) in pairwise(extents):
        assert end <= start, "words overlap"
    return found


def texts(text: str, language: Language, mode: Mode = Mode.INDEX) -> list[str]:
    return [token.text for token in tokens(text, language, mode)]


def by_position(text: str, language: Language, mode: Mode = Mode.INDEX) -> list[set[str]]:
    found = tokens(text, language, mode)
    return [
        {token.text for token in group} for _, group in groupby(found, key=lambda t: t.position)
    ]


CHARACTERS = st.one_of(
    st.characters(),
    st.sampled_from(
        "犯罪有组织预防第六十八届会议的〇々㐀abcDEF'’-/().,0123456789 \n٠١٥ابتةىأ\u064b\u0640ёйéñœ"
    ),
)


@pytest.mark.parametrize("language", Language)
@given(text=st.text(CHARACTERS, max_size=40))
@settings(max_examples=80)
def test_any_text(language: Language, text: str) -> None:
    index = {(token.text, token.position) for token in tokens(text, language)}
    query = {(token.text, token.position) for token in tokens(text, language, Mode.QUERY)}
    assert query <= index, "a text is found by its own words"


@pytest.mark.parametrize("language", Language)
@given(text=st.text(CHARACTERS, max_size=40))
@settings(max_examples=50)
def test_nothing_that_is_a_letter_or_digit_is_lost(language: Language, text: str) -> None:
    normalised = normalise_text(text)
    covered = {i for t in tokens(text, language) for i in range(t.start, t.end)}
    missed = {c for i, c in enumerate(normalised) if c.isalnum() and i not in covered}
    # The possessive 's belongs to no word.
    assert missed <= {"s"}


@pytest.mark.parametrize(
    ("text", "index", "query"),
    [
        # sub-words stand at the place of their word
        (
            "打击跨国有组织犯罪",
            [{"打击"}, {"跨国"}, {"有组织犯罪", "组织", "犯罪"}],
            [{"打击"}, {"跨国"}, {"有组织犯罪"}],
        ),
        # traditional script, full width
        ("預防犯罪", [{"预防犯罪", "预防", "犯罪"}], [{"预防犯罪"}]),
        # session numbers, whichever way they are written
        (
            "第六十八届会议",
            [{"第68届", "第", "六十八", "届"}, {"会议"}],
            [{"第68届"}, {"会议"}],
        ),
        ("第 68 届会议", [{"第68届", "第", "68", "届"}, {"会议"}], [{"第68届"}, {"会议"}]),
        ("大会第七八届", [{"大会"}, {"第78届", "第", "七八", "届"}], [{"大会"}, {"第78届"}]),
        # Latin words, numbers and symbols among Han characters
        (
            "第68/193号决议",
            [{"第"}, {"68/193", "68", "193"}, {"号"}, {"决议"}],
            [{"第"}, {"68/193"}, {"号"}, {"决议"}],
        ),
        ("G20 峰会", [{"g20"}, {"峰会"}], [{"g20"}, {"峰会"}]),
        ("2030年", [{"2030"}, {"年"}], [{"2030"}, {"年"}]),
        # characters that the dictionary cannot have stand alone
        ("二〇〇一", [{"二"}, {"〇"}, {"〇"}, {"一"}], [{"二"}, {"〇"}, {"〇"}, {"一"}]),
    ],
)
def test_chinese(text: str, index: list[set[str]], query: list[set[str]]) -> None:
    assert by_position(text, ZH) == index
    assert by_position(text, ZH, Mode.QUERY) == query


@pytest.mark.parametrize("text", ["第六届", "第6届", "第〇六届"])
def test_sessions_agree(text: str) -> None:
    assert "第6届" in texts(text, ZH)


@pytest.mark.parametrize("text", ["第届", "六十八届", "第六十八次", "第1234届"])
def test_what_is_no_session(text: str) -> None:
    assert not any(t.startswith("第") and t.endswith("届") for t in texts(text, ZH))


SYMBOLS = [
    ("A/RES/55/25", "a/res/55/25", "55/25"),
    ("E/RES/2004/25", "e/res/2004/25", "2004/25"),
    ("S/RES/1373(2001)", "s/res/1373(2001)", "1373(2001)"),
    ("S/RES/1373 (2001)", "s/res/1373(2001)", "1373(2001)"),
    ("1373 (2001)", "1373(2001)", "1373"),
    ("A/RES/3201(S-VI)", "a/res/3201(s-vi)", "3201"),
    ("E/CN.15/2013/27", "e/cn.15/2013/27", "2013/27"),
    ("A/CONF.222/17", "a/conf.222/17", "17"),
    ("A/RES/ES-10/21", "a/res/es-10/21", "10/21"),
    ("24/7", "24/7", "7"),
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("text", "symbol", "part"), SYMBOLS)
def test_symbols_are_one_token(language: Language, text: str, symbol: str, part: str) -> None:
    around = {ZH: ("大会", "号")}.get(language, ("see ", " now"))
    assert [symbol] in [
        [t.text for t in g]
        for _, g in groupby(tokens(text, language, Mode.QUERY), key=lambda t: t.position)
    ]
    whole = by_position(text.join(around), language)
    assert len(whole) == 3
    assert {symbol, part} <= whole[1]


@pytest.mark.parametrize(
    ("text", "not_a_token"),
    [
        ("and/or", "and/or"),
        ("A/RES/55/25", "5"),
        ("A/RES/55/25", "55/2"),
        ("55/255", "55/25"),
        ("25/55", "55/25"),
        ("he/she", "he/she"),
        ("1373 (201)", "1373(201)"),
    ],
)
def test_what_is_no_symbol(text: str, not_a_token: str) -> None:
    assert not_a_token not in texts(text, EN)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (EN, "Crimes", [{"crime", "=crimes"}]),
        (EN, "the State's duty", [{"the", "=the"}, {"state", "=state"}, {"duti", "=duty"}]),
        (EN, "crime-related", [{"crime", "=crime"}, {"relat", "=related"}]),
        (EN, "1,250.5 and 30", [{"1,250.5"}, {"and", "=and"}, {"30"}]),
        (FR, "l’État qu'il", [{"l", "=l"}, {"etat", "=etat"}, {"qu", "=qu"}, {"il", "=il"}]),
        (FR, "criminalité pénale", [{"criminal", "=criminalite"}, {"penal", "=penale"}]),
        (FR, "cœur", [{"coeur", "=coeur"}]),
        (ES, "investigaciones", [{"investig", "=investigaciones"}]),
        (ES, "investigación", [{"investig", "=investigacion"}]),
        (RU, "преступности", [{"преступн", "=преступности"}]),
        (RU, "учёт", [{"учет", "=учет"}]),
        (RU, "учет", [{"учет", "=учет"}]),
        (RU, "район", [{"район", "=район"}]),  # й is not и with a mark
        (AR, "٢٠١٥", [{"2015"}]),
        (EN, "预防犯罪", [{"预"}, {"防"}, {"犯"}, {"罪"}]),
    ],
)
def test_other_languages(language: Language, text: str, expected: list[set[str]]) -> None:
    assert by_position(text, language) == expected
    assert by_position(text, language, Mode.QUERY) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المنظَّمة", "المنظمة"),  # vowel signs
        ("الـجريمة", "الجريمة"),  # tatweel
        ("أعضاء", "اعضاء"),  # alef
        ("إلى", "الي"),  # alef and yaa
        ("الجريمة", "الجريمه"),  # taa marbuta
        ("ﻻ", "لا"),  # presentation forms
    ],
)
def test_arabic_spellings_agree(one: str, other: str) -> None:
    exact = {t for t in texts(one, AR) if t.startswith(EXACT)}
    assert exact == {t for t in texts(other, AR) if t.startswith(EXACT)}
    assert exact


def test_inflections_of_arabic_agree() -> None:
    assert set(texts("الجريمة", AR)) & set(texts("جريمة", AR)) - {"=جريمه"}


def test_exact_form_tells_organs_from_organizations() -> None:
    organs, organizations = set(texts("organs", EN)), set(texts("organizations", EN))
    assert {t for t in organs if t.startswith(EXACT)} == {"=organs"}
    assert {t for t in organizations if t.startswith(EXACT)} == {"=organizations"}


def test_a_word_typed_without_accents_is_found_by_its_exact_form() -> None:
    assert set(texts("criminalite", FR)) & set(texts("criminalité", FR))


@pytest.mark.parametrize("unit", ["a.", "a/", "1.", "1/", "犯", "第六", "a'", "(1"])
def test_long_texts_of_one_pattern(unit: str) -> None:
    assert tokens(unit * 3000, ZH)
