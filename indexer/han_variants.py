"""Traditional Chinese characters and their simplified forms, one character for one character.

Context-free on purpose: a phrase-aware conversion may turn a character differently inside a longer
text, and then a part of a text would no longer normalise to a part of the normalised text.
"""

from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "han_variants.txt"


def simplified_forms() -> dict[int, str]:
    """The table for `str.translate`: code point of a traditional character → simplified character.

    Compatibility ideographs are left out: NFKC has replaced them before the table is used. The
    file names its source.

    >>> "跨國有組織犯罪".translate(simplified_forms())
    '跨国有组织犯罪'
    """
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    traditional, simplified = (line for line in lines if not line.startswith("#"))
    return dict(zip(map(ord, traditional), simplified, strict=True))
