"""Light stems: what is written onto a word goes, what belongs to it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic import light_stem


@pytest.mark.parametrize(
    "forms",
    [
        "سجن السجن والسجن للسجن بالسجن سجون السجون وسجون للسجون",
        "طفل اطفال والاطفال للاطفال",
        "جريمه الجريمه والجرائم بالجرائم",
        "فديه الفديه والفديه",
        "وكاله الوكاله والوكالات وكالات",
        "التزام الالتزام والتزامات بالالتزامات",
        "الكترونيه الالكترونيه والالكترونيه",
        "ضحيه ضحايا الضحايا للضحايا والضحايا",
        "بالغ البالغين وبالغين",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len(set(map(light_stem, forms.split()))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سجين", "سجن"),  # a prisoner is no prison
        ("وكاله", "كاله"),
        ("مخدرات", "مخابرات"),
        ("جهود", "وجه"),
        ("وقت", "قت"),
    ],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert light_stem(one) != light_stem(other)


@given(st.text("ابتولنيكفهـم", min_size=1, max_size=9))
def test_something_is_left_of_every_word(word: str) -> None:
    assert len(light_stem(word)) >= min(len(word), 2)
