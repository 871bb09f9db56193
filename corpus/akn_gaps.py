"""What a resolution always has and this file lacks: it was cut, emptied or stripped."""

from collections.abc import Iterator, Sequence
from datetime import date

from corpus.model import Kind, Paragraph
from corpus.symbols import Symbol

_MEETS = ("GA", "ECOSOC", "HRC")  # the Security Council prints its meeting on the cover page


def find_gaps(
    symbol: Symbol, paragraphs: Sequence[Paragraph], adopted: date | None
) -> Iterator[str]:
    """Sentences on what is missing of a resolution; none for statements and other documents."""
    if "/RES/" not in f"{symbol}":
        return
    kinds = {paragraph.kind for paragraph in paragraphs}
    if Kind.FORMULA not in kinds:
        yield "No enacting formula was found"
    if Kind.OPERATIVE not in kinds:
        yield "No operative paragraph was found"
    if Kind.CLOSING not in kinds and symbol.organ in _MEETS:
        yield "No meeting and date were found below the text"
    if adopted is None:
        yield "The date of adoption is not given"
