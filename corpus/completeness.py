"""May this copy of a document take the place of that one? A part never replaces a whole by itself.

What was cut off, gutted, doubled or mixed up may still be well-formed; and what is not may have
been mended, so that it reads as a document. Such a copy is held back, until a person decides.

The figures, in shares of the different runs of eight letters that the other has as well: the
documents that the UN's XML repositories have twice (sessions 74 to 79), 0.98 or more. Of crime
resolutions that have other titles, half share less than 0.15 in English, 0.09 in Arabic and 0.01 in
Chinese, and 19 of 20 less than 0.39, 0.27 and 0.07; of those with the same title in other years, 19
of 20 more than 0.50, 0.50 and 0.27.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Resolution

# What a correction may leave out, and what it may put in anew.
_STRUCK_OUT = 0.1
# With less of the held text it is another text.
_OTHER = 0.5
# A copy in a better format is read better: what it lacks may have stood around the document.
_HALF = 0.5
# In UTF-8, so that it means the same in every script: the shortest resolutions have a page. What is
# shorter is left to the test that is exact, as one sentence may be all of it.
_PAGE_BYTES = 3000
# What a document says twice on purpose, it said twice before.
_TWICE = 0.15
_RUN = 8  # letters; long enough not to stand in unrelated texts by chance
_NO_LETTER = re.compile(r"[\W_]+")

MENDED = "is damaged and was mended"  # in the warnings of a document


def was_mended(resolution: Resolution) -> bool:
    """Whether its file had to be mended before it could be read."""
    return any(MENDED in warning for warning in resolution.warnings)


def doubt(new: Resolution, held: Resolution) -> str | None:
    """Why `new` should not replace `held` unseen: an end for a sentence that begins with its name.

    None where nothing speaks against it. Both are the same document in the same language.
    """
    if was_mended(new) and not was_mended(held):
        return "is damaged, and what is held is whole"
    here, there = _Text.of(new), _Text.of(held)
    if here.letters == there.letters:
        return None
    if _is_part(new, held):
        return f"has only a part of what is held ({here.length_of(there)})"
    if _repeated(new) >= _TWICE + _repeated(held):
        return f"says {_repeated(new):.0%} of its text twice ({here.length_of(there)})"
    if there.size < _PAGE_BYTES:
        return None
    kept = here.kept_of(there)
    if kept < _OTHER:
        return f"has next to nothing of what is held ({kept:.0%} of its text)"
    limit = 1 - _STRUCK_OUT if _same_format(new, held) else _HALF
    if here.length <= limit * there.length and kept <= limit:
        return f"lacks much of what is held ({here.length_of(there)})"
    return None


def is_part_of(held: Resolution, new: Resolution) -> bool:
    """Whether what is held is plainly worse than `new`: damaged, or a part of it."""
    if was_mended(held) != was_mended(new):
        return was_mended(held)
    return _is_part(held, new)


def _same_format(new: Resolution, held: Resolution) -> bool:
    return bool(new.source and held.source and new.source.format == held.source.format)


def _is_part(new: Resolution, held: Resolution) -> bool:
    """Whether `new` leaves out a tenth of `held` or more, and says next to nothing in its place.

    One paragraph may be cut off in the middle.
    """
    there = {paragraph.text for paragraph in held.paragraphs}
    here = {paragraph.text for paragraph in new.paragraphs}
    added, missing = here - there, there - here
    length, left = _length(there), _length(here)
    # One that is cut off is missing as a whole as well; something else has to be, too.
    if left > (1 - _STRUCK_OUT) * length or len(missing) <= len(added):
        return False
    said = {one for one in added if not any(text.startswith(one) for text in missing)}
    cut_off = len(added) - len(said)
    return cut_off <= 1 and _length(said) <= _STRUCK_OUT * _length(missing)


def _repeated(one: Resolution) -> float:
    """Which share of its text stands in paragraphs that it has had before."""
    texts = [paragraph.text for paragraph in one.paragraphs]
    return 1 - _length(set(texts)) / max(_length(texts), 1)


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


@dataclass(frozen=True, slots=True)
class _Text:
    """The letters and digits of a document, and the different runs of some of them in it."""

    letters: str
    size: int
    runs: frozenset[str]

    @classmethod
    def of(cls, resolution: Resolution) -> "_Text":
        """All that it says, notes included."""
        said = "".join(paragraph.text for paragraph in resolution.paragraphs)
        letters = _NO_LETTER.sub("", said.casefold())
        last = max(len(letters) - _RUN + 1, 0)
        runs = frozenset(letters[at : at + _RUN] for at in range(last))
        return cls(letters, len(letters.encode()), runs)

    @property
    def length(self) -> int:
        return len(self.letters)

    def length_of(self, other: "_Text") -> str:
        return f"{self.length:,} letters in place of {other.length:,}"

    def kept_of(self, held: "_Text") -> float:
        """Which share of the held text this has; what is said twice there counts once."""
        return len(self.runs & held.runs) / max(len(held.runs), 1)
