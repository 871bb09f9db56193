"""The table of traditional characters, against its source."""

import unicodedata

import opencc
import pytest

from indexer.han_variants import simplified_forms

CJK = (
    *range(0x2E80, 0x3000),
    *range(0x3400, 0x4DC0),
    *range(0x4E00, 0xA000),
    *range(0xF900, 0xFB00),
    *range(0x20000, 0x323B0),
)


def test_equals_the_character_mapping_of_opencc() -> None:
    convert = opencc.OpenCC("t2s").convert
    # Characters that NFKC replaces never reach the table.
    stable = [chr(c) for c in CJK if unicodedata.is_normalized("NFKC", chr(c))]
    expected = {ord(c): s for c in stable if (s := convert(c)) != c}
    assert simplified_forms() == expected


@pytest.mark.parametrize("text", ["犯罪", "crime", "преступность", "한국", "カタカナ"])
def test_other_text_is_left_alone(text: str) -> None:
    assert text.translate(simplified_forms()) == text
