"""What the blocks of a document are, once their labels and shapes are understood.

Mark-up tells less than print does: numbers stand in the text, headings are set as paragraphs, the
last recital is tagged as body. A piece is a block with its label read and its part put right; the
rules for putting right look at the shape of the text and its neighbours only.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from corpus.akn_blocks import Block, Role
from corpus.akn_dividers import begins_with_divider, division_number, is_divider, opens_annex
from corpus.akn_inline import Inline, join, joined_runs
from corpus.akn_labels import (
    Label,
    Style,
    begins_with_bullet,
    letters,
    printed_number,
    read_label,
    roman,
    split_heading,
    split_label,
)
from corpus.akn_piece import Piece
from corpus.akn_shapes import (
    ends_a_part,
    with_firsts_of_lists,
    with_formulas,
    with_inner_numbers,
    with_torn_joined,
)
from corpus.facts import printed_vote
from corpus.model import Language
from corpus.text_front import is_closing

# Headings of articles and of rules, which are called the same in half of the languages: rules of
# procedure have "Rule 5" in English and "Article 5" in French.
_NUMBER_WORD = r"(?P<n>\d{1,3}|premier|première|primero|primera|первая|[IVXL]{1,7})"
_ARTICLE = {
    Language.EN: rf"(?:article|rule) {_NUMBER_WORD}",
    Language.FR: rf"(?:article|règle) {_NUMBER_WORD}",
    Language.ES: rf"(?:artículo|regla) {_NUMBER_WORD}",
    Language.RU: rf"(?:статья|правило) {_NUMBER_WORD}",
    Language.ZH: r"(?:第\s?(?P<n>\d{1,3}|[一二三四五六七八九十百零]{1,5})\s?条|"
    r"规则\s?(?P<m>\d{1,3}))",
    Language.AR: r"(?:المادة|القاعدة) (?P<n>\d{1,3}|ال\w+)",
}
_END_OF_HEADING = r"(?=$|[\s.:：、．\-–—])"
_ARTICLE_HEADING = {
    language: re.compile(pattern + _END_OF_HEADING, re.IGNORECASE)
    for language, pattern in _ARTICLE.items()
}
# What a paragraph that only names an article can be as long as: "Article 5: Use of terms".
_LONGEST_SECTION_NAME = 30
# A heading that was typed as an ordinary paragraph: "A. Targeted sanctions".
_LONGEST_TYPED_HEADING = 150
_SENTENCE_ENDS = tuple(".;:,。；：，؛،")
_COMMAS = tuple(",，،")
LEADS = tuple(":：")
_LONGEST_UNTAGGED_HEADING = 120
# What a heading with a colon is at least as long as, in code points, to be a lead-in.
_SHORTEST_LEAD = dict.fromkeys(Language, 45) | {Language.ZH: 12, Language.AR: 35}
_LONGEST_SET_OFF = 300
_SET_OFF_SHARE = 0.9
_OPENING_QUOTE = re.compile(r"[\u200e\u200f\s]*[“”„«\"][\s\u200e\u200f]*")
_CHINESE_PARAGRAPH_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}\s?[、.．]")
_CHINESE_ARTICLE = re.compile(r"第[一二三四五六七八九十百零]{1,5}条(?:[\s：:].{0,30})?")


def understand(
    blocks: Sequence[tuple[int, Block]], language: Language, *, annex: bool
) -> list[Piece]:
    """The pieces of a resolution or of an annex; each block comes with its place in the text."""
    return _Reader(blocks, language, annex=annex).pieces()


class _Reader:
    """Reads the labels of a scope's blocks, and tells its headings and sections."""

    def __init__(
        self, blocks: Sequence[tuple[int, Block]], language: Language, *, annex: bool
    ) -> None:
        self._annex = annex
        self._blocks = blocks
        self._language = language
        self._chapter = ""
        # Articles alone do not make a treaty: a declaration may number their paragraphs 1., 2.
        self._treaty_style = (
            language is Language.ZH
            and any(_CHINESE_ARTICLE.fullmatch(block.content.text) for _, block in blocks)
            and any(
                _CHINESE_PARAGRAPH_NUMBER.match(block.label or block.content.text)
                for _, block in blocks
            )
        )

    def pieces(self) -> list[Piece]:
        pieces = [self._piece(place_in_text, block) for place_in_text, block in self._blocks]
        pieces = with_torn_joined(with_formulas(pieces, self._language), self._language)
        pieces = _with_lines_as_text(_with_untagged_lead(pieces))
        pieces = _with_untagged_only_paragraph(pieces)
        pieces = _with_table_notes(_with_lone_numbers(pieces, annex=self._annex))
        pieces = _with_untagged_headings(pieces, self._language, annex=self._annex)
        if not self._annex:
            pieces = _with_untagged_closing(_with_untagged_recitals(pieces))
            pieces = _with_missing_numbers(pieces)
        pieces = with_inner_numbers(with_firsts_of_lists(pieces, self._labels_before))
        return [self._with_section(piece) for piece in self._with_joined_headings(pieces)]

    def _piece(self, place_in_text: int, block: Block) -> Piece:
        piece = Piece(
            place_in_text,
            block.role,
            block.content,
            nested=block.level > 0,
            after_gap=block.after_gap,
        )
        match block.role:
            case Role.HEADING:
                return self._heading(piece, block.label)
            case Role.TEXT:
                return self._text(piece, block.label)
            case Role.RECITAL:
                return self._recital(piece, block.label)
            case _:
                return piece

    def _heading(self, piece: Piece, printed: str) -> Piece:
        if printed and not piece.text:
            labels = self._labels(printed)
            if labels and labels[0].style is Style.NUMBER:
                return replace(piece, role=Role.TEXT, lone_number=printed, labels=labels)
            return replace(piece, content=Inline(printed))
        if not printed:
            if piece.text.endswith(LEADS) and len(piece.text) >= _SHORTEST_LEAD[self._language]:
                return replace(piece, role=Role.TEXT)
            label, end = split_heading(piece.text, self._language)
            if label and end < len(piece.text):
                return replace(piece, content=piece.content.from_offset(end), labels=(label,))
            if _opens_with_verb(piece) and piece.text.endswith(_SENTENCE_ENDS):
                return replace(piece, role=Role.TEXT)  # only its class says that it is a heading
            return piece
        labels = self._labels(printed)
        if not labels:
            return replace(piece, content=_prefixed(printed, piece.content))
        if labels[0].style is Style.NUMBER and piece.text.endswith(_SENTENCE_ENDS):
            return replace(piece, role=Role.TEXT, labels=labels)
        return replace(piece, labels=labels)

    def _text(self, piece: Piece, printed: str) -> Piece:
        if printed and not piece.text and (read := self._labels(printed)):
            return replace(piece, lone_number=printed, labels=read)
        labels: tuple[Label, ...] = ()
        content = piece.content
        if printed:
            labels = self._labels(printed)
            if not labels:
                content = _prefixed(printed, content)
        else:
            printed, end = split_label(piece.text, self._language)
            printed, end = (printed, end) if printed else _bare_number(piece)
            if printed and end == len(piece.text):
                return self._lone(piece, printed)
            if not printed and (quoted := self._quoted_letter(piece.text)):
                return replace(piece, labels=quoted, unprinted=True)
            if printed:
                labels = self._labels(printed)
                content = content.from_offset(end) if labels else content
        role = piece.role
        if self._is_typed_heading(labels, content):
            role = Role.HEADING
        return replace(piece, role=role, content=content, labels=labels, printed=printed)

    def _quoted_letter(self, text: str) -> tuple[Label, ...]:
        """The letter of an item that is quoted: it stays in the text, behind the mark."""
        mark = _OPENING_QUOTE.match(text)
        printed = split_label(text[mark.end() :], self._language)[0] if mark else ""
        labels = self._labels(printed) if printed else ()
        return labels if labels and labels[0].style in (Style.LETTER, Style.ROMAN) else ()

    def _lone(self, piece: Piece, printed: str) -> Piece:
        """A paragraph that is nothing but a number; a bare letter alone is text."""
        labels = self._labels(printed)
        is_set = not printed[0].isalnum() or "㈠" <= printed[0] <= "㈩"
        if labels and (labels[0].style is Style.NUMBER or is_set):
            return replace(piece, lone_number=printed, labels=labels)
        return piece

    def _labels(self, printed: str) -> tuple[Label, ...]:
        labels = read_label(printed, self._language)
        if not (self._treaty_style and labels):
            return labels
        # Chinese treaties number 一、 then （一） then 1. where others have 1. then (a) then (i).
        value = labels[0].value
        if labels[0].style is Style.ROMAN:
            return (Label(Style.LETTER, value, letters(value)),)
        if labels[0].style is Style.NUMBER and printed[:1].isdigit():
            return (Label(Style.ROMAN, value, roman(value)),)
        return labels

    def _labels_before(self, text: str) -> tuple[tuple[Label, ...], int]:
        """The readings of the label at the head of a text, and where the text goes on."""
        printed, end = split_label(text, self._language)
        return (self._labels(printed), end) if printed else ((), 0)

    def _is_typed_heading(self, labels: tuple[Label, ...], content: Inline) -> bool:
        text = content.text
        if labels:
            capital = labels[0].style in (Style.CAPITAL, Style.CAPITAL_ROMAN)
            short = len(text) < _LONGEST_TYPED_HEADING or _is_set_off(content)
            return capital and short and not text.endswith(_SENTENCE_ENDS)
        if len(text) >= _LONGEST_SECTION_NAME:
            return False
        label, end = split_heading(text, self._language)
        return bool(label and end == len(text)) or bool(self._article(text))

    def _recital(self, piece: Piece, printed: str) -> Piece:
        if printed:
            piece = self._text(piece, printed)
        else:
            printed, end = split_label(piece.text, self._language)
            printed, end = (printed, end) if printed else _bare_number(piece)
            labels = self._labels(printed) if printed else ()
            if labels:
                content = piece.content.from_offset(end)
                piece = replace(piece, content=content, labels=labels, printed=printed)
        if piece.labels and piece.labels[0].style is Style.NUMBER:
            # Recitals are not numbered: this is an operative paragraph that was tagged as one.
            return replace(piece, role=Role.TEXT, nested=False)
        return piece

    def _with_joined_headings(self, pieces: list[Piece]) -> list[Piece]:
        """A heading takes the "II" or "Chapter II" that stands above it, in a line of its own."""
        joined: list[Piece] = []
        for piece in pieces:
            last = joined[-1] if joined else None
            if not last or not last.role is piece.role is Role.HEADING or piece.labels:
                joined.append(piece)
                continue
            label, end = split_heading(last.text, self._language)
            if label and end == len(last.text):
                joined[-1] = replace(piece, labels=(label,))
            elif self._divides(last.text) and self._is_name(piece.text):
                content = last.content.followed_by(piece.content, " ")
                joined[-1] = replace(last, content=content, division=last.text)
            else:
                joined.append(piece)
        return joined

    def _divides(self, text: str) -> bool:
        return is_divider(text, self._language) and not opens_annex(text, self._language)

    def _is_name(self, text: str) -> bool:
        """Whether a heading may be what a division is called, not a heading of another part."""
        label, end = split_heading(text, self._language)
        is_number = label is not None and end == len(text)
        divides = begins_with_divider(text, self._language) or self._article(text)
        return not is_number and not divides and not opens_annex(text, self._language)

    def _with_section(self, piece: Piece) -> Piece:
        if piece.role is not Role.HEADING:
            return piece
        if name := self._article(piece.text):
            self._chapter = ""
            return replace(piece, section=name)
        if number := division_number(piece.division or piece.text, self._language):
            self._chapter = f"sec{number}"
            return replace(piece, section=self._chapter)
        label = piece.labels[0] if piece.labels else None
        if label is None:
            label, end = split_heading(piece.text, self._language)
            if label is None or end < len(piece.text):
                return piece
        if label.style is Style.CAPITAL_ROMAN:
            self._chapter = f"sec{label.value}"
            return replace(piece, section=self._chapter)
        if label.style is Style.CAPITAL:
            outer = f"{self._chapter}." if self._chapter else ""
            return replace(piece, section=f"{outer}sec{label.text}")
        return piece

    def _article(self, text: str) -> str | None:
        """The path of the article or rule that a heading names: "art5"."""
        match = _ARTICLE_HEADING[self._language].match(text)
        number = printed_number(next(filter(None, match.groups()), "")) if match else None
        return f"art{number}" if number else None


def _prefixed(printed: str, content: Inline) -> Inline:
    """The text with what is printed before it, where that is no number."""
    return join((Inline(printed), content), " ")


def _bare_number(piece: Piece) -> tuple[str, int]:
    """A number without its stop or with another one, told by what is set off behind it."""
    match = re.match(r"(\d{1,3})[,;:]?\s+", piece.text)
    if match and any(start == match.end() for start, _ in piece.content.emphasised):
        return match[1], match.end()
    return "", 0


def _opens_with_verb(piece: Piece) -> bool:
    return any(start == 0 and end < len(piece.text) for start, end in piece.content.emphasised)


def _with_untagged_lead(pieces: list[Piece]) -> list[Piece]:
    """The same, with a recital that introduces numbered paragraphs told to be operative."""
    return [
        replace(piece, role=Role.TEXT)
        if piece.role is Role.RECITAL
        and not piece.labels
        and piece.text.endswith(LEADS)
        and following is not None
        and following.role is Role.TEXT
        and following.labels
        and following.labels[0].style is Style.NUMBER
        else piece
        for piece, following in zip_longest(pieces, pieces[1:])
    ]


def _with_untagged_only_paragraph(pieces: list[Piece]) -> list[Piece]:
    """The same, with the only operative paragraph told from the recitals by the list it introduces.

    It has no number, and the list below it goes on to the end (77/128 A in Chinese).
    """
    recitals = [i for i, p in enumerate(pieces) if p.role is Role.RECITAL and not p.labels]
    last = recitals[-1] if recitals else len(pieces)
    below = [piece for piece in pieces[last + 1 :] if piece.role in (Role.TEXT, Role.RECITAL)]
    if (
        not below
        or not all(piece.labels for piece in below)
        or any(_is_numbered(piece) for piece in pieces)
        or any(piece.role is Role.TEXT and not piece.labels for piece in pieces)
        or not pieces[last].text.endswith(LEADS)
    ):
        return pieces
    return [
        replace(piece, role=Role.TEXT) if i >= last and piece.role is Role.RECITAL else piece
        for i, piece in enumerate(pieces)
    ]


def _is_numbered(piece: Piece) -> bool:
    return bool(piece.labels) and piece.labels[0].style is Style.NUMBER


def _with_lines_as_text(pieces: list[Piece]) -> list[Piece]:
    """The same, with headings between numbered paragraphs no longer taken for recitals."""
    first = next((i for i, p in enumerate(pieces) if p.role is Role.TEXT and p.labels), len(pieces))
    quoting = False  # a paragraph of the body without a number has announced what it quotes
    in_list = False  # of a numbered paragraph that is tagged as a recital, its list with it
    result: list[Piece] = []
    for place, piece in enumerate(pieces):
        recital = piece.role is Role.RECITAL
        in_list = bool(piece.labels) and (in_list or not recital) and place >= first
        quoting = (quoting or _announces(piece)) and (not recital or _is_quoted(piece))
        as_text = in_list or (place > first and not piece.labels and _is_line(piece)) or quoting
        result.append(replace(piece, role=Role.TEXT) if recital and as_text else piece)
    return result


def _announces(piece: Piece) -> bool:
    unnumbered = piece.role is Role.TEXT and not piece.labels
    return unnumbered and _opens_with_verb(piece) and piece.text.endswith(LEADS)


def _is_quoted(piece: Piece) -> bool:
    return bool(_OPENING_QUOTE.match(piece.text))


def _with_lone_numbers(pieces: list[Piece], *, annex: bool) -> list[Piece]:
    """Numbers in paragraphs of their own go to the unnumbered text beside them that has none.

    What stands before the number may be an introduction: it takes the number only if it opens as
    an operative paragraph does. What follows it need not in an annex, whose paragraphs have no
    such verbs, nor where one number after the other stands so: a declaration in the body.
    """
    followed = sum(a.lone_number != "" and _is_bare(b) for a, b in pairwise(pieces))
    without_verbs = annex or followed >= _SEVERAL
    result: list[Piece] = []
    waiting: Piece | None = None
    outer: tuple[Label, ...] = ()
    for piece, following in zip_longest(pieces, pieces[1:]):
        if piece.lone_number:
            if following is not None and following.nested and following.labels:
                outer = piece.labels
            elif result and _is_numbered(piece) and _lacks_number(result[-1]):
                result[-1] = replace(result[-1], labels=piece.labels)
            else:
                waiting = piece
                result.append(_without_text(piece))
            continue
        in_list = waiting is not None and not _is_numbered(waiting)
        bare = (without_verbs or in_list) and _is_bare(piece)
        if waiting and (bare or _lacks_number(piece)):
            result[-1] = replace(piece, labels=waiting.labels)
        else:
            result.append(replace(piece, outer=outer))
        waiting, outer = None, ()
    return result


def _without_text(piece: Piece) -> Piece:
    """A paragraph whose number alone is left; the number of a section opens none."""
    content = Inline(piece.lone_number, piece.content.notes)
    if piece.labels and piece.labels[0].style in (Style.CAPITAL, Style.CAPITAL_ROMAN):
        return replace(piece, content=content, labels=())
    return replace(piece, content=content, unprinted=True, odd=_NO_TEXT)


_SEVERAL = 3
_NO_TEXT = "it has a number and no text"


def _is_bare(piece: Piece) -> bool:
    return piece.role is Role.TEXT and not piece.labels and not piece.lone_number


def _lacks_number(piece: Piece) -> bool:
    return piece.role is Role.TEXT and not piece.labels and _opens_with_verb(piece)


def _with_untagged_closing(pieces: list[Piece]) -> list[Piece]:
    """The same, with a meeting or a vote that was tagged as text of the body told by its place.

    Both stand below the last numbered paragraph: the meeting is set off and stands just above the
    date; the record of the vote opens with a bracket or says its counts, and goes on to the end.
    """
    last = max((place for place, p in enumerate(pieces) if p.labels), default=-1)
    result = list(pieces)
    in_vote = False
    for place, (piece, following) in enumerate(zip_longest(pieces, pieces[1:])):
        is_text = piece.role is Role.TEXT
        if place <= last or not (is_text or (in_vote and piece.role is Role.HEADING)):
            continue
        in_vote = in_vote or piece.text.startswith(("[", "]")) or bool(printed_vote(piece.text))
        above_date = following is not None and following.role is Role.CLOSING
        meeting = above_date and _looks_like_heading(piece) and _is_set_off(piece.content)
        if in_vote or meeting or is_closing(piece.text):
            result[place] = replace(piece, role=Role.CLOSING)
    return result


def _with_missing_numbers(pieces: list[Piece]) -> list[Piece]:
    """The same, with paragraphs between 8 and 11 that have no number told to be 9 and 10.

    So are those before 3 told to be 1 and 2, if there are as many as there are numbers missing.
    """
    result = list(pieces)
    last = 0
    between: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.role is Role.TEXT and not piece.nested and _is_numbered(piece):
            value = piece.labels[0].value
            if len(between) == value - last - 1:
                for number, at in enumerate(between, start=last + 1):
                    missing = (Label(Style.NUMBER, number, str(number)),)
                    result[at] = replace(pieces[at], labels=missing, unprinted=True)
            last, between = value, []
        elif _lacks_number(piece) and not piece.nested:
            between.append(place)
    return result


def _with_table_notes(pieces: list[Piece]) -> list[Piece]:
    """The notes under a table, "(a)" in Arabic and "a" elsewhere, keep their mark in the text."""
    result: list[Piece] = []
    under_table = False
    for piece in pieces:
        letter = bool(piece.labels) and piece.labels[0].style is Style.LETTER
        begins = letter and piece.labels[0].value == 1 and bool(result)
        table_above = bool(result) and result[-1].role is Role.TABLE
        under_table = (
            letter and piece.role is Role.TEXT and (under_table or (begins and table_above))
        )
        marked = _prefixed(piece.printed, piece.content)
        result.append(replace(piece, content=marked, labels=()) if under_table else piece)
    return result


def _with_untagged_headings(pieces: list[Piece], language: Language, *, annex: bool) -> list[Piece]:
    """The same, with headings that were tagged as paragraphs told by their shape.

    A heading does not end as a sentence does, is set off as a whole or is short, and has text
    below it. More than two short lines together are a list, of members for instance, unless they
    name divisions or stand at the head of an annex.
    """
    result = list(pieces)
    head = _head_of_annex(pieces) if annex else 0
    run: list[int] = []
    for place_in_list, piece in enumerate([*pieces, None]):
        if piece is not None and (_looks_like_heading(piece) or place_in_list < head):
            run.append(place_in_list)
            continue
        if piece is None or piece.role in (Role.CLOSING, Role.TITLE):
            run = []  # nothing below it
        for candidate in run:
            above = pieces[candidate - 1].text if candidate > run[0] else ""
            divides = is_divider(pieces[candidate].text, language) or is_divider(above, language)
            few = len(run) <= 2 or candidate < head
            if few or divides or _is_set_off(pieces[candidate].content):
                result[candidate] = replace(pieces[candidate], role=Role.HEADING)
        run = []
    return result


_LONGEST_HEAD = 5  # lines: the word "Annex", a title in parts, "Preamble"
_LONGEST_HEAD_LINE = 60


def _head_of_annex(pieces: Sequence[Piece]) -> int:
    """How many lines there are from the word that opens an annex to the last without a stop."""
    head = 0
    for place, piece in enumerate(pieces[: _LONGEST_HEAD + 1]):
        if piece.role is not Role.TEXT or piece.labels or len(piece.text) > _LONGEST_HEAD_LINE:
            break
        head = place + 1 if _looks_like_heading(piece) else head
    return head if head <= _LONGEST_HEAD else 0


def _is_line(piece: Piece) -> bool:
    """Whether a text does not end as a sentence or a part of one does."""
    return not ends_a_part(piece.text) and any(map(str.isalpha, piece.text))


def _looks_like_heading(piece: Piece) -> bool:
    if piece.role is not Role.TEXT or piece.labels or piece.nested or not _is_line(piece):
        return False
    return _is_set_off(piece.content) or (
        len(piece.text) <= _LONGEST_UNTAGGED_HEADING
        and not _opens_with_verb(piece)
        and not begins_with_bullet(piece.text)
    )


def _is_set_off(content: Inline) -> bool:
    """Whether the whole of a short text is in italics or bold."""
    if len(content.text) > _LONGEST_SET_OFF:
        return False
    set_off = sum(end - start for start, end in joined_runs(content))
    return set_off >= _SET_OFF_SHARE * len(content.text)  # "1er" may stand out of it


def _with_untagged_recitals(pieces: list[Piece]) -> list[Piece]:
    """The same, with recitals that were tagged as paragraphs of the body told by their comma.

    What an operative paragraph quotes may end with a comma as well.
    """
    first = next((i for i, p in enumerate(pieces) if p.role is Role.TEXT and p.labels), 0)
    result: list[Piece] = []
    quoting = False
    for place, piece in enumerate(pieces):
        quoting = _announces(piece) or (quoting and _is_quoted(piece))
        is_recital = place < first and piece.role is Role.TEXT and piece.text.endswith(_COMMAS)
        result.append(replace(piece, role=Role.RECITAL) if is_recital and not quoting else piece)
    return result


def restarting_sections(pieces: Sequence[Piece]) -> frozenset[str]:
    """The sections whose paragraphs carry its name in their paths.

    Those are articles and rules, and sections that begin to count anew: their numbers are taken.
    """
    numbers: dict[str, set[int]] = {}
    section = ""
    for piece in pieces:
        section = piece.section or section
        if piece.role is Role.TEXT and not piece.nested:
            labels = piece.outer or piece.labels
            values = {label.value for label in labels if label.style is Style.NUMBER}
            numbers.setdefault(section, set()).update(values)
    taken: set[int] = set()
    restarting: set[str] = set()
    for section, values in numbers.items():
        if section.startswith("art") or values & taken:
            restarting.add(section)
        else:
            taken |= values
    return frozenset(restarting - {""})
