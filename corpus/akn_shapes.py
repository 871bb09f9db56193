"""Texts that mark-up divides or joins in one language and not in the others, put right by shape."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.akn_blocks import Role
from corpus.akn_inline import joined_runs
from corpus.akn_labels import Label, Style, begins_with_bullet
from corpus.akn_piece import Piece
from corpus.model import Language
from corpus.text_front import formula_pattern

_VOWEL_SIGNS = re.compile("[\u064b-\u0652]")  # of Arabic, which hardly any file prints
_DEEPER = {
    Style.NUMBER: (Style.LETTER, Style.ROMAN),
    Style.LETTER: (Style.ROMAN,),
}
_SHORTEST_TORN = 40  # code points: what is shorter and has no end may be a heading
_SHORTEST_TORN_WIDE = 15  # in Chinese
# A sentence, a part of one, or an item of a list that "and" or "or" leads to the next.
_ENDS = re.compile(
    r"[.;:,!?。；：，！？、،؛؟…—–][\s”“»’\"')）\]]*(?:(?:and|or|et|ou|[yeou]|и|или|以及|和|及|或|[وأ]+)\s*)?$"
)


def ends_a_part(text: str) -> bool:
    """Whether a text ends as a sentence, a clause or an item of a list does.

    >>> ends_a_part("the lamps; and"), ends_a_part("Lamps and piers")
    (True, False)
    """
    return bool(_ENDS.search(text))


def with_formulas(pieces: Sequence[Piece], language: Language) -> list[Piece]:
    """The same, with enacting formulas that are tagged as recitals told by their words."""
    formula = re.compile(rf"{formula_pattern(language)}\s?[,，،]?")
    tagged = [
        not piece.labels
        and bool(formula.fullmatch(_VOWEL_SIGNS.sub("", piece.text)))
        and (piece.role is Role.RECITAL or (piece.role is Role.TEXT and ends_a_part(piece.text)))
        for piece in pieces
    ]
    return [
        replace(piece, role=Role.FORMULA) if is_formula else piece
        for piece, is_formula in zip(pieces, tagged, strict=True)
    ]


def with_torn_joined(pieces: Sequence[Piece], language: Language) -> list[Piece]:
    """The same, with a paragraph that was torn in mid-sentence made one again.

    Its first half ends as no sentence or part of one does, its second begins as none does and has
    the end that the first half lacks.
    """
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _goes_on(joined[-1], piece, language):
            separator = "" if language is Language.ZH else " "
            content = joined[-1].content.followed_by(piece.content, separator)
            joined[-1] = replace(joined[-1], content=content, odd="it stood in two pieces")
        else:
            joined.append(piece)
    return joined


def _goes_on(first: Piece, second: Piece, language: Language) -> bool:
    wide = language is Language.ZH
    return (
        second.role in (Role.TEXT, Role.RECITAL)
        and first.role is second.role
        and not second.labels
        and not second.lone_number
        and len(first.text) >= (_SHORTEST_TORN_WIDE if wide else _SHORTEST_TORN)
        and not ends_a_part(first.text)
        and ends_a_part(second.text)
        and _begins_within(second, has_case=language not in (Language.ZH, Language.AR))
        and (bool(first.labels) or _opens_with_phrase(first))
    )


def _begins_within(piece: Piece, *, has_case: bool) -> bool:
    """Whether a text begins in mid-sentence: small, or without a phrase that is set off."""
    if has_case:
        return piece.text[:1].islower() and not _opens_with_phrase(piece)
    return not _opens_with_phrase(piece) and not begins_with_bullet(piece.text)


def _opens_with_phrase(piece: Piece) -> bool:
    runs = joined_runs(piece.content)
    return any(start == 0 and end < len(piece.text) for start, end in runs)


def with_firsts_of_lists(
    pieces: Sequence[Piece], labels_before: Callable[[str], tuple[tuple[Label, ...], int]]
) -> list[Piece]:
    """The same, with "1. (a) Lamps" told to be the first item of the list of paragraph 1.

    `labels_before` gives the readings of the label at the head of a text and where it ends.
    """
    result: list[Piece] = []
    for place, piece in enumerate(pieces):
        labels, end = labels_before(piece.text) if piece.labels and not piece.outer else ((), 0)
        deeper = _DEEPER.get(piece.labels[0].style, ()) if labels else ()
        firsts = [label for label in labels if label.value == 1 and label.style in deeper]
        if any(_goes_to_2(first, pieces[place + 1 :]) for first in firsts):
            content = piece.content.from_offset(end)
            result.append(replace(piece, content=content, labels=labels, outer=piece.labels))
        else:
            result.append(piece)
    return result


def with_inner_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """The same, with numbers that a colon announces in the midst of others told to be a list.

    "7. … the following:", "1.", "2.", "8.": what comes between 7 and 8 belongs to 7.
    """
    result = list(pieces)
    last = 0
    place = 0
    while place < len(pieces):
        number = _own_number(pieces[place])
        if number is None or number == last + 1 or not _is_announced(pieces, place):
            last = number or last
            place += 1
            continue
        inner = _inner_run(pieces, place, last + 1)
        for at in inner:
            result[at] = replace(pieces[at], nested=True)
        last = last if inner else number
        place = inner.stop if inner else place + 1
    return result


def _own_number(piece: Piece) -> int | None:
    is_numbered = piece.role is Role.TEXT and bool(piece.labels) and not piece.nested
    label = (piece.outer or piece.labels)[0] if is_numbered else None
    return label.value if label and label.style is Style.NUMBER else None


def _is_announced(pieces: Sequence[Piece], place: int) -> bool:
    before = pieces[place - 1] if place else None
    return bool(before and before.role is Role.TEXT and before.text.endswith((":", "：")))


def _inner_run(pieces: Sequence[Piece], start: int, following: int) -> range:
    """The places of a list that counts up from `start` and ends before the number `following`."""
    place = start
    expected = _own_number(pieces[start])
    while place < len(pieces):
        piece = pieces[place]
        number = _own_number(piece)
        again = any(_own_number(p) == following for p in pieces[place + 1 :])
        if number == following and not (number == expected and again):
            return range(start, place)
        if piece.role not in (Role.TEXT, Role.TABLE) and number is None:
            # A heading ends the list: what follows it has to go on.
            ahead = (found for p in pieces[place:] if (found := _own_number(p)) is not None)
            return range(start, place) if next(ahead, None) == following else range(0)
        if number is not None:
            if number != expected:
                return range(0)
            expected = number + 1
        place += 1
    return range(0)


def _goes_to_2(first: Label, below: Sequence[Piece]) -> bool:
    """Whether the next label of this style is the second of its series."""
    for piece in below:
        if any(label.style is first.style and label.value == 2 for label in piece.labels):
            return True
        if piece.role is Role.HEADING or any(label.style is Style.NUMBER for label in piece.labels):
            return False
    return False
