"""One form of a text for indexing and for searching, with a map back to the original.

Text and query pass through the same steps, so what differs only in width, case, script variant,
spacing or typography matches. Every step looks at one character, or at a space and its two
neighbours: a part of a text therefore normalises to a part of the normalised text, and that is what
makes searching for characters complete.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.han_variants import simplified_forms

HAN = "\u2e80-\u2fff\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters, as the inside of a regular expression's character class."""

_CJK_PUNCTUATION = "\u3001-\u3003\u3008-\u3011\u3014-\u301b"

# What a reader cannot see: C0 and C1 controls that are no white space, the soft hyphen, zero-width
# and bidirectional controls, and the selectors that choose one glyph of a character.
_INVISIBLE = (
    *range(0x09),
    *range(0x0E, 0x1C),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0x00AD,
    0x061C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0xE0100, 0xE01F0),
)

_FOLDED = {
    "-": "‐‑‒–—―−",
    '"': "“”„‟«»「」『』〝〞〟",
    "'": "‘’‚‛‹›ʼ′",
    "·": "•・‧∙⋅",
}

_TRANSLATION: dict[int, str | None] = {
    **simplified_forms(),
    **dict.fromkeys(_INVISIBLE),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates have no UTF-8
    **{ord(variant): plain for plain, variants in _FOLDED.items() for variant in variants},
}

# Chinese is written without spaces: one beside a Han character or Chinese punctuation comes from
# a line end, a page's layout or the taste of an editor. Between quotation marks, and from one to a
# digit, the marks may have been Chinese ones, which can no longer be told.
_WIDE = f"[{HAN}{_CJK_PUNCTUATION}]"
_EMPTY_SPACE = re.compile(f'(?<={_WIDE}) | (?={_WIDE})|(?<=") (?=["0-9])')

_SPACES_OR_NOT = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and where each of its characters comes from.

    `offsets[i]` is the index, in code points of the original text, where the character or the
    cluster that gave `text[i]` begins; `ends[i]` is where it ends.
    """

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original text behind `text[start:end]`.

        >>> normalise("第 ６８ 届").original_span(1, 3)
        (2, 4)

        Raises:
            ValueError: the span is empty or not within the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters at [{start}, {end}) of {len(self.text)}")
        return self.offsets[start], self.ends[end - 1]


def normalise_text(text: str) -> str:
    """`text` in the form that is indexed and searched.

    NFKC, case folded, traditional characters simplified, white space folded to single spaces and
    removed beside Han characters, invisible characters removed, dashes, quotation marks and middle
    dots each folded to one.

    >>> normalise_text("打擊跨國有組織犯罪，第６８／１９３ 号")
    '打击跨国有组织犯罪,第68/193号'
    >>> normalise_text("  The “Nelson Mandela Rules” – 2015 ")
    'the "nelson mandela rules" - 2015'
    """
    plain = text.isascii() and text.isprintable()
    folded = text.lower() if plain else _fold(text)
    return _EMPTY_SPACE.sub("", " ".join(folded.split()))


def normalise(text: str) -> Normalised:
    """`text` as `normalise_text` gives it, with the map back to `text`."""
    # In most texts every character stands for itself, and ten times the time is saved.
    characters = [_fold_cluster(character) for character in text]
    if set(map(len, characters)) == {1} and (plain := "".join(characters)) == normalise_text(text):
        places = range(len(plain) + 1)
        return Normalised(plain, array("I", places[:-1]), array("I", places[1:]))
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    for start, end in clusters(text):
        piece = _fold_cluster(text[start:end])
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    spaced = _single_spaces(Normalised("".join(pieces), starts, ends))
    empty = {match.start() for match in _EMPTY_SPACE.finditer(spaced.text)}
    return _without(empty, spaced) if empty else spaced


def clusters(text: str) -> Iterator[tuple[int, int]]:
    r"""The half-open spans of the parts of `text` that normalise independently of each other.

    A part is a character and the marks that may combine with it.

    >>> list(clusters("e\u0301a"))
    [(0, 2), (2, 3)]
    """
    start = 0
    for position in range(1, len(text)):
        if not _combines(text[position]):
            yield start, position
            start = position
    if text:
        yield start, len(text)


def _fold(text: str) -> str:
    # Case folding may leave a text that is not normalised (ΰ), hence the second NFKC.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return folded.translate(_TRANSLATION)


_fold_cluster = lru_cache(maxsize=8192)(_fold)


@lru_cache(maxsize=8192)
def _combines(character: str) -> bool:
    """Whether NFKC may join `character` to the one before it: marks, Hangul vowels and finals."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first).startswith("M") or "\u1160" <= first <= "\u11ff"


def _single_spaces(folded: Normalised) -> Normalised:
    """Runs of white space as one space that stands for the run; none at either end."""
    text = folded.text
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    for run in _SPACES_OR_NOT.finditer(text, first, max(first, last)):
        if run[0].isspace():
            pieces.append(" ")
            starts.append(folded.offsets[run.start()])
            ends.append(folded.ends[run.end() - 1])
        else:
            pieces.append(run[0])
            starts.extend(folded.offsets[run.start() : run.end()])
            ends.extend(folded.ends[run.start() : run.end()])
    return Normalised("".join(pieces), starts, ends)


def _without(positions: set[int], normalised: Normalised) -> Normalised:
    kept = [i for i in range(len(normalised.text)) if i not in positions]
    return Normalised(
        "".join(normalised.text[i] for i in kept),
        array("I", (normalised.offsets[i] for i in kept)),
        array("I", (normalised.ends[i] for i in kept)),
    )
