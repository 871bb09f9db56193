"""The body of a plain-text resolution: from printed lines to paragraphs.

Lost line ends are the difficulty: a paragraph may run over many lines, each with a blank line
behind it, and nothing but layout, punctuation and wording tells where the next begins. What the
layout of a text tells is measured first (`_Layout`); then each line is asked whether it opens a
paragraph (`_Segmenter._opens`). The rules are in that order, the surest first.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from corpus.akn_blocks import Block, Division, DivisionKind, Role
from corpus.akn_inline import Inline, Note, join
from corpus.akn_labels import Style, read_label, split_heading, split_label
from corpus.model import Kind, Language
from corpus.text_front import find_formula, is_closing
from corpus.text_lines import Line, tidy
from corpus.text_notes import MARK_TOKEN, PageNote, PlacedMark, take_marks
from corpus.verbs import opening_phrase

_TOKENS_ONLY = re.compile(rf"(?:{MARK_TOKEN.pattern}\s*)+")
_SENTENCE_END = re.compile(r"[,.;:!?，。；：！？،؛؟][»”’\"'）)\]]*$")
_LIST_GOES_ON = re.compile(
    r"[,;，；،؛:：.]\s?(?:and|or|et|ou|y|o|и|или|和|或|以及|و)?$", re.IGNORECASE
)
# First words of recitals, counted in sessions 74 to 79.
_OPENING_RU = re.compile(
    r"(?:с (?:удовлетворением|признательностью|беспокойством|озабоченностью|обеспокоенностью"
    r"|глубок\w+|больш\w+|серьезной|интересом|учетом)"
    r"|вновь|также|далее|глубоко|высоко|особо|решительно|будучи|ссылаясь|подтверждая|признавая"
    r"|отмечая|подч[её]ркивая|приветствуя|выражая|принимая|учитывая|сознавая|напоминая|памятуя"
    r"|руководствуясь|рассмотрев|осуждая|испытывая|считая|призывая|обращая|заявляя|констатируя"
    r"|поддерживая|желая|стремясь|заслушав|изучив|действуя|указывая|настоятельно|повторяя|имея"
    r"|исходя|воздавая|ожидая|полагая|вспоминая|твердо|осознавая|рекомендуя|одобряя)\b"
)
_SHORT_LINE = 0.7  # of the width: no line in mid-paragraph is as short
# Words that go on with a paragraph and open none, though they are participles or end as such.
_WITHIN = re.compile(
    r"(?:включая|начиная|хотя|котор\w+|\w+ск(?:ая|ий|ое|ие)|\w+тся"
    r"|\w+(?:щ|вш)(?:ий|ая|ее|ие|его|ей|их|им|ими|ем|ую)(?:ся)?)\b"
)
_FULL_STOP = re.compile(r"[.。؟?!]$")
_STOP = re.compile(r"[,.;:，。；：、،؛)）]")
_COMMA_END = re.compile(r"[,，،]$")
_COLON = re.compile(r"[:：]$")
_NUMBER = re.compile(r"\d")
_FIRST = re.compile(r"1(?!\d)")

_ANNEX = re.compile(
    r"annex(?:e|es)?(?:\s+[ivx\d]+)?|anexo(?:\s+[ivx\d]+)?|附\s?件(?:\s?[一二三四五六七八九十\d]+)?|"
    r"приложение(?:\s+[ivx\d]+)?|(?:ال)?مرفق(?:\s+\w+)?",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"第\s?[\d〇一二三四五六七八九十百]{1,4}\s?[条條章部编編节節](?=\s|$|[:：.])|"
    r"(?:article|artículo|статья|rule|règle|regla|правило|guideline|chapter|chapitre|capítulo|"
    r"глава|part)"
    r"\s+(?:\d{1,3}|[ivx]{1,6}|premier|première)(?=\s|$|[.:])|(?:المادة|القاعدة|الفصل)\s+\w+",
    re.IGNORECASE,
)
_CHINESE_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}、")  # 一、 总则


def is_annex_heading(text: str) -> bool:
    """Whether a line is the word that opens an annex, with its number if it has one."""
    return bool(_ANNEX.fullmatch(tidy(text)))


def is_section_heading(text: str) -> bool:
    """Whether a line holds nothing but the name and number of a section: "Article 12"."""
    return bool(_SECTION.fullmatch(tidy(text)))


def read_body(
    lines: Sequence[Line], language: Language, notes: Sequence[PageNote], *, annex_only: bool
) -> list[Block]:
    """The blocks of the body; tokens in its lines say where the marks of `notes` stand.

    `annex_only` says that the text has no enacting formula: all of it is annexed to a resolution.
    """
    lines = _with_numbers_in_place(_with_marks_joined(lines), language)
    segments = _Segmenter(lines, language, annex_only).segments()
    if annex_only:
        annex = Division(DivisionKind.ANNEX, None)
        return [_block(segment, language, notes, annex) for segment in segments]
    blocks: list[Block] = []
    acts = _acts(segments, language)
    for place, (division, act) in enumerate(acts):
        before_draft = any(draft for draft, _ in acts[place + 1 : place + 2])
        act_blocks = [_block(segment, language, notes, division) for segment in act]
        blocks += _with_recitals(act_blocks, before_draft=before_draft)
    return blocks


# --- Lines put in order --------------------------------------------------------------------------


def _with_marks_joined(lines: Sequence[Line]) -> list[Line]:
    """Marks of footnotes that stand in lines of their own go to the line before."""
    joined: list[Line] = []
    for line in lines:
        if joined and _TOKENS_ONLY.fullmatch(line.text):
            joined[-1] = replace(joined[-1], text=joined[-1].text + line.text)
        else:
            joined.append(line)
    return joined


def _with_numbers_in_place(lines: Sequence[Line], language: Language) -> list[Line]:
    """A paragraph's number that was printed in a line of its own goes to the paragraph's head.

    PDF text gives a hanging number before the first line of its paragraph or behind it:
    "Encourages the Office to" / "9." / "develop tools".
    """
    result: list[Line] = []
    number = ""
    for place, line in enumerate(lines):
        if not _is_number_alone(line.text, language):
            result.append(replace(line, text=f"{number} {line.text}") if number else line)
            number = ""
        elif (
            result
            and not number
            and _number_stands_behind(result[-1], lines[place + 1 :], language)
        ):
            result[-1] = replace(result[-1], text=f"{line.text} {result[-1].text}")
        else:
            if number:
                result.append(Line(number))
            number = line.text
    return [*result, Line(number)] if number else result


def _number_stands_behind(last: Line, following: Sequence[Line], language: Language) -> bool:
    """Whether a number in a line of its own belongs to the line before it, not the one behind."""
    if not opening_phrase(last.text, language, Kind.OPERATIVE):
        return False
    if split_label(last.text, language)[0]:
        return False
    after = following[0].text if following else ""
    complete = bool(_SENTENCE_END.search(_plain(last.text)))
    return not (complete and opening_phrase(after, language, Kind.OPERATIVE))


def _is_number_alone(text: str, language: Language) -> bool:
    return bool(re.fullmatch(r"\d{1,3}\s?\.", text)) or (
        language is Language.AR and bool(re.fullmatch(r"\d{1,3}\s?[-–]", text))
    )


# --- What the layout tells -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text shows its paragraphs.

    `wrapped`: sentences run over line ends. `indents`: the first line of a paragraph stands
    further in than the others. `blanks`: a blank line stands between paragraphs, not between lines.
    `width`: how wide a full line is, in columns. `exact`: every line holds as many words as that.
    """

    wrapped: bool
    indents: bool
    blanks: bool
    margin: int
    width: int
    exact: bool = False


def _measure(lines: Sequence[Line], language: Language) -> _Layout:
    if not lines:
        return _Layout(wrapped=False, indents=False, blanks=False, margin=0, width=0)
    widths = sorted(_columns(line.text) for line in lines)
    width = widths[ceil(0.95 * (len(widths) - 1))]  # a few may stick out
    # Where a full line does not end as a sentence does, the sentence runs on. Headings are short.
    pairs = [
        (before, after)
        for before, after in pairwise(lines)
        if not _SENTENCE_END.search(_plain(before.text)) and _columns(before.text) > 0.6 * width
    ]
    run_on = [after for _, after in pairs]
    wrapped = len(run_on) > max(1, 0.12 * len(lines))
    margin = min(line.indent for line in lines)
    indented = [line for line in lines if line.indent > margin]
    run_on_indented = sum(line.indent > margin for line in run_on)
    indents = (
        wrapped and len(indented) > 1 + 0.05 * len(lines) and run_on_indented <= 0.15 * len(run_on)
    )
    run_on_blank = sum(line.after_blank and not line.after_page for line in run_on)
    openings = [
        line
        for line in lines[1:]
        if opening_phrase(_unnumbered(line, language), language, Kind.OPERATIVE)
    ]
    blanks_at_openings = sum(line.after_blank and not line.after_page for line in openings)
    blanks = blanks_at_openings > 0.3 * len(openings) and run_on_blank <= 0.15 * len(run_on)
    loose = sum(
        _left_room(before.text, after.text, widths[-1], language) for before, after in pairs
    )
    exact = wrapped and loose <= _LOOSE * len(pairs)
    return _Layout(wrapped, indents, blanks, margin, widths[-1] if exact else width, exact=exact)


def _left_room(before: str, after: str, width: int, language: Language) -> bool:
    """Whether the first word of a line would have gone into the one before it."""
    found = _FIRST_WORD_ZH.match(_plain(after)) if language is Language.ZH else None
    word = found[0] if found else (_plain(after).split(maxsplit=1) or [""])[0]
    blank = 0 if language is Language.ZH else 1
    room_of_marks = 6 * len(MARK_TOKEN.findall(before))  # at most, as in " [12]"
    return _columns(before) + room_of_marks + blank + _columns(word) <= width


_LOOSE = 0.02  # of the lines that run on: headings may be among them
_FIRST_WORD_ZH = re.compile(
    r"[“‘（《「\[(]*(?:[!-\[\]-~]+|[^“‘（《「])[，。；：、）》”’」,.;:)\]]*"
)


def _unnumbered(line: Line, language: Language) -> str:
    return line.text[split_label(line.text, language)[1] :]


def _plain(text: str) -> str:
    return MARK_TOKEN.sub("", text).rstrip()


def _columns(text: str) -> int:
    """How many columns the text takes: vowel signs and accents of their own take none."""
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c)
        for c in _plain(text)
    )


# --- Lines to paragraphs -------------------------------------------------------------------------


@dataclass(slots=True)
class _Segment:
    """The lines of one paragraph, its printed label and what it is."""

    role: Role
    lines: list[str]
    label: str = ""
    nested: bool = False
    set_off: str = ""
    after_gap: bool = False

    def text(self) -> str:
        return "\n".join(self.lines)


class _Segmenter:
    """Deals lines out to paragraphs."""

    def __init__(self, lines: Sequence[Line], language: Language, annex_only: bool) -> None:
        self._lines = lines
        self._language = language
        self._layout = _measure(lines, language)
        self._in_annex = annex_only
        self._next_number = 1
        self._outer_next = 0  # the next number of the paragraphs, while a list in one is numbered
        self._current: _Segment | None = None
        self._last_line = ""
        self._place = 0

    def segments(self) -> list[_Segment]:
        segments: list[_Segment] = []
        after_gap = False
        for place, line in enumerate(self._lines):
            self._place = place
            after_gap = after_gap or line.after_gap
            opened = self._torn(line) or self._opens(line)
            if opened:
                opened.set_off = line.set_off
                opened.after_gap = after_gap
                after_gap = after_gap and opened.role is Role.STRAY
                segments.append(opened)
                self._current = opened
            elif self._current is not None:
                self._current.lines.append(line.text)
            self._last_line = line.text
        return segments

    def _torn(self, line: Line) -> _Segment | None:
        """The end of a paragraph whose beginning is missing."""
        if not line.torn or self._speaks(line.text) or self._is_formula(line):
            return None
        return _Segment(Role.STRAY, [line.text])

    def _opens(self, line: Line) -> _Segment | None:
        """The paragraph that this line opens; None where it goes on with the last one."""
        text = _plain(line.text)
        if line.cells:
            return _Segment(Role.TABLE, [line.text])
        if self._is_formula(line):
            self._next_number = 1
            return _Segment(Role.FORMULA, [line.text])
        if is_closing(text) and not self._in_annex and self._ended():
            return _Segment(Role.CLOSING, [line.text])
        if is_annex_heading(text) and self._ended_or_apart(line):
            self._in_annex = True
            self._next_number = 1
            return _Segment(Role.HEADING, [line.text])
        if labelled := self._labelled(line):
            return labelled
        if _SECTION.match(text) and self._ended_or_apart(line):
            self._next_number = 1
            short = len(text) < 60 and not _SENTENCE_END.search(text)
            return _Segment(Role.HEADING if short or line.heading else Role.TEXT, [line.text])
        if self._current is None or self._is_apart(line):
            return self._unlabelled(line)
        return None

    def _is_formula(self, line: Line) -> bool:
        following = self._lines[self._place + 1 : self._place + 2]
        found = find_formula([line, *following], self._language)
        return found is not None and found.place == 0 and not self._in_annex

    def _labelled(self, line: Line) -> _Segment | None:
        printed, end = split_label(line.text, self._language)
        if not printed:
            return self._headed(line)
        labels = read_label(printed, self._language)
        rest = line.text[end:]
        if not labels or not rest:
            return None
        chapter = _CHINESE_CHAPTER.match(printed) and self._ended_or_apart(line)
        if chapter and self._is_short_heading(rest):
            self._next_number = 1
            return _Segment(Role.HEADING, [line.text])
        if labels[0].style is Style.NUMBER:
            if not self._number_fits(labels[0].value, line, rest):
                return None
            return _Segment(Role.TEXT, [rest], printed, nested=self._count(labels[0].value, rest))
        if not (self._current is None or self._list_may_go_on() or self._is_apart(line)):
            return None
        return _Segment(Role.TEXT, [rest], printed)

    def _count(self, value: int, rest: str) -> bool:
        """Note a paragraph's number; whether it numbers a list inside a paragraph of the body.

        Such a list begins at 1 behind a colon; the number that was due before it ends it. Where
        the list's own next number is the same, the opening phrase of a paragraph decides.
        """
        due = value != self._next_number or opening_phrase(rest, self._language, Kind.OPERATIVE)
        introduced = bool(_COLON.search(_plain(self._last_line)))
        if value == 1 and self._next_number > 1 and introduced and not self._in_annex:
            self._outer_next = self._next_number
        elif value == self._outer_next and due:
            self._outer_next = 0
        self._next_number = value + 1
        return self._outer_next > 0

    def _is_short_heading(self, text: str) -> bool:
        return len(text) < 60 and not _SENTENCE_END.search(text) and self._stands_alone()

    def _number_fits(self, value: int, line: Line, rest: str) -> bool:
        """Whether a number at the head of a line is a paragraph's: in order, or set off as one."""
        speaks = bool(opening_phrase(rest, self._language, Kind.OPERATIVE))
        if value in (self._next_number, self._outer_next):
            return speaks or self._ended() or self._is_apart(line)
        if value == 1 or value > self._next_number:  # numbering begins anew, or one was lost
            return self._ended() and (speaks or self._is_apart(line))
        # A number that was already there: annexes begin anew, and a paragraph may stand twice.
        return (self._in_annex or speaks) and self._ended() and self._is_apart(line)

    def _headed(self, line: Line) -> _Segment | None:
        """A heading with its label: "II. Follow-up", 一、 总则."""
        label, end = split_heading(line.text, self._language)
        if label is None or _SENTENCE_END.search(line.text[end:]) or not self._ended_or_apart(line):
            return None
        if (len(line.text) > 120 and not line.heading) or (
            end < len(line.text) and not re.search(r"[.．、\s-]$", line.text[:end])
        ):
            return None
        if label.style is Style.CAPITAL and not re.match(r"\w\s?[.．、]", line.text):
            return None
        self._next_number = 1 if self._in_annex else self._next_number
        return _Segment(Role.HEADING, [line.text])

    def _unlabelled(self, line: Line) -> _Segment:
        text = _plain(line.text)
        heading = line.heading or (
            len(text) < 100
            and not _SENTENCE_END.search(text)
            and not opening_phrase(text, self._language, Kind.PREAMBULAR)
            and not (self._layout.wrapped and not self._layout.indents and not self._layout.blanks)
            and self._stands_alone()
        )
        return _Segment(Role.HEADING if heading else Role.TEXT, [line.text])

    def _stands_alone(self) -> bool:
        """Whether the next line opens a paragraph of its own, as far as the layout tells."""
        if self._place + 1 == len(self._lines):
            return not self._layout.wrapped
        following = self._lines[self._place + 1]
        layout = self._layout
        return (
            (
                not layout.wrapped
                and (
                    following.after_blank
                    or self._left_room(self._lines[self._place].text, following)
                )
            )
            or (layout.indents and following.indent > layout.margin)
            or (layout.blanks and following.after_blank)
            or bool(split_label(following.text, self._language)[0])
        )

    # --- questions about where a line stands

    def _ended(self) -> bool:
        """Whether the paragraph so far can be complete."""
        if self._current is None or self._current.role is not Role.TEXT:
            return True
        return bool(_SENTENCE_END.search(_plain(self._last_line)))

    def _list_may_go_on(self) -> bool:
        if self._current is not None and self._current.role is Role.HEADING:
            return True
        return bool(_LIST_GOES_ON.search(_plain(self._last_line)))

    def _ended_or_apart(self, line: Line) -> bool:
        return self._ended() or self._is_apart(line)

    def _is_apart(self, line: Line) -> bool:
        """Whether an unlabelled line opens a paragraph, by layout and wording."""
        if line.opens:
            return True
        layout = self._layout
        last = _plain(self._last_line)
        indented = line.indent > layout.margin
        speaks = self._speaks(line.text)
        if self._current is not None and self._current.role is Role.HEADING:
            return self._follows_heading(line, speaks)
        if self._current is not None and self._current.role is Role.FORMULA:
            return True
        if not layout.wrapped:
            afresh = self._begins_afresh(line.text) and self._left_room(self._last_line, line)
            return self._ended() or line.after_blank or afresh
        if layout.indents:
            return indented and (self._ended() or speaks)
        if not self._ended():
            return False
        if layout.blanks and not line.after_page:
            return line.after_blank
        if layout.exact and self._left_room(self._last_line, line):
            return True
        in_preamble = self._next_number == 1 and not self._in_annex
        if speaks and in_preamble and not _COLON.search(last) and self._opens_alone(line.text):
            return True
        if speaks and self._has_capitals() and last.endswith(";"):
            return True  # behind a paragraph whose number is lost, or that has none
        if _columns(last) < _SHORT_LINE * self._layout.width:
            return True
        # Behind the first number a paragraph without one follows the end of a clause or sentence.
        speaks = speaks and (in_preamble or self._in_annex or not _COMMA_END.search(last))
        return self._left_room(self._last_line, line) and (speaks or bool(_FULL_STOP.search(last)))

    def _opens_alone(self, text: str) -> bool:
        """Whether an opening phrase at the head of a line is enough to open a paragraph.

        Clauses within Chinese, Arabic and Russian paragraphs open so as well, but few stand at the
        head of a line; full last lines are more frequent than that. In Russian only with phrases
        that recitals open with: any participle can go on with one.
        """
        if self._language is Language.RU:
            return bool(_OPENING_RU.match(text))
        return not text.startswith("并")

    def _left_room(self, last: str, line: Line) -> bool:
        """Whether the next word would have gone into the last line: that line ends a paragraph."""
        return _left_room(last, line.text, self._layout.width, self._language)

    def _follows_heading(self, line: Line, speaks: bool) -> bool:
        layout = self._layout
        return (
            speaks
            or not layout.wrapped
            or (layout.indents and line.indent > layout.margin)
            or (layout.blanks and line.after_blank)
        )

    def _speaks(self, text: str) -> bool:
        """Whether the line begins as a paragraph does: with an opening phrase, and a capital."""
        if _WITHIN.match(text):
            return False
        found = opening_phrase(text, self._language, Kind.PREAMBULAR)
        return bool(found) and (text[:1].isupper() or not self._has_capitals())

    def _has_capitals(self) -> bool:
        return self._language in (Language.EN, Language.FR, Language.ES)

    def _begins_afresh(self, text: str) -> bool:
        goes_on = text[:1].islower() or bool(_STOP.match(text))
        return not goes_on and self._language is not Language.RU


# --- Paragraphs to blocks ------------------------------------------------------------------------


def _block(
    segment: _Segment,
    language: Language,
    notes: Sequence[PageNote],
    division: Division | None,
) -> Block:
    if segment.role is Role.TABLE:
        table = _table(segment.lines[0], notes)
        return Block(segment.role, table, division=division, after_gap=segment.after_gap)
    content = _content(segment, language, notes)
    kind = Kind.OPERATIVE if segment.label else Kind.PREAMBULAR
    phrase = None
    if segment.role is Role.TEXT and division is None:
        phrase = opening_phrase(content.text, language, kind)
    if segment.set_off and content.text.startswith(segment.set_off):
        phrase = segment.set_off
    if phrase:
        content = replace(content, emphasised=((0, len(phrase)),))
    level = 1 if segment.nested else 0
    return Block(segment.role, content, segment.label, level, division, segment.after_gap)


def _content(segment: _Segment, language: Language, notes: Sequence[PageNote]) -> Inline:
    """The running text; between the number and the name of a Chinese article a blank is kept."""
    text = _joined(segment.lines)
    section = _SECTION.match(text) if segment.role is Role.HEADING else None
    name = text[section.end() :].strip() if section else ""
    if section is None or language is not Language.ZH or not name[:1].isalpha():
        return with_notes(text, notes)
    return join((with_notes(section[0], notes), with_notes(name, notes)), " ")


def _table(text: str, notes: Sequence[PageNote]) -> Inline:
    rows = [[with_notes(cell, notes) for cell in row.split("\t")] for row in text.split("\n")]
    return join((join(row, "\t") for row in rows), "\n")


def with_notes(text: str, notes: Sequence[PageNote]) -> Inline:
    """Tidy running text, with the notes whose tokens stand in `text`."""
    plain, marks = take_marks(text)
    return Inline(plain, tuple(_note(mark, notes) for mark in marks))


def _note(placed: PlacedMark, notes: Sequence[PageNote]) -> Note:
    if placed.note is None:
        return Note(placed.mark, Inline(), placed.offset)
    text = Inline(notes[placed.note].text)
    return Note(placed.mark, text, placed.offset, placed.repeated)


def _joined(lines: Sequence[str]) -> str:
    """The lines as one; a word that a hyphen parts at a line's end is put together again."""
    text = "\n".join(lines)
    return re.sub(r"(?<=[^\W\d_])-\n(?=[^\W\d_])", "-", text)


def _acts(
    segments: Sequence[_Segment], language: Language
) -> list[tuple[Division | None, list[_Segment]]]:
    """The resolution, and each draft resolution that it recommends to another organ.

    A draft begins with its title and an enacting formula of its own, behind a colon. Date and
    meeting below it are those of the resolution.
    """
    acts: list[tuple[Division | None, list[_Segment]]] = [(None, [])]
    for segment in segments:
        if segment.role is Role.FORMULA:
            before = acts[-1][1]
            title = _title_above(before, language)
            if _goes_on(before, title, language):
                before[-1] = replace(before[-1], lines=[*before[-1].lines, *segment.lines])
                continue
            del before[len(before) - len(title) :]
            acts.append((Division(DivisionKind.DRAFT, None), [*title, segment]))
        elif segment.role is Role.CLOSING and acts[-1][0] is not None:
            acts.append((None, [segment]))
        else:
            acts[-1][1].append(segment)
    return acts


def _goes_on(above: Sequence[_Segment], title: Sequence[_Segment], language: Language) -> bool:
    """Whether what looks like a formula ends the recital above it, on a line of its own.

    "to report to / the Security Council," is no draft: its title would open as recitals do, and
    nothing announces it.
    """
    if len(title) != 1 or len(above) < 2:
        return False
    announced = _COLON.search(_plain(above[-2].lines[-1]))
    return not announced and bool(opening_phrase(title[0].lines[0], language, Kind.PREAMBULAR))


def _title_above(segments: Sequence[_Segment], language: Language) -> list[_Segment]:
    """The segments above a formula, as titles: they do not end as sentences do.

    The paragraph that announces the draft may lack its colon; its opening phrase tells it.
    """
    title: list[_Segment] = []
    for segment in reversed(segments):
        ends = segment.label or _SENTENCE_END.search(_plain(segment.lines[-1]))
        speaks = opening_phrase(segment.lines[0], language, Kind.OPERATIVE)
        if ends or (speaks and (title or len(segments) == 1)):
            break
        title.insert(0, replace(segment, role=Role.TITLE))
    return title


def _with_recitals(blocks: Sequence[Block], *, before_draft: bool) -> list[Block]:
    """The preamble told from the operative part, which begins with the first number.

    Where nothing is numbered it begins with the paragraph that ends the sentence, or with the one
    that announces a draft resolution.
    """
    first = next(
        (place for place, block in enumerate(blocks) if _is_operative(block, blocks[place + 1 :])),
        len(blocks),
    )
    if before_draft and first == len(blocks) and blocks and blocks[-1].role is Role.TEXT:
        first -= 1
    recitals = {*range(first), *_recitals_of_sections(blocks)}
    return [
        replace(block, role=Role.RECITAL)
        if place in recitals and block.role is Role.TEXT
        else block
        for place, block in enumerate(blocks)
    ]


def _recitals_of_sections(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of recitals below the heading of a section that counts anew."""
    found: list[int] = []
    below_heading = False
    for place, block in enumerate(blocks):
        if block.role is Role.HEADING:
            found, below_heading = [], True
        elif below_heading and not block.label and _COMMA_END.search(block.content.text):
            found.append(place)
        else:
            if _FIRST.match(block.label):
                yield from found
            below_heading = False


def _is_operative(block: Block, following: Sequence[Block]) -> bool:
    if block.role is not Role.TEXT:
        return False
    if _NUMBER.match(block.label) or _FULL_STOP.search(block.content.text):
        return True
    text = next((other for other in following if other.role is not Role.HEADING), None)
    announces = bool(_COLON.search(block.content.text))
    return announces and text is not None and bool(_NUMBER.match(text.label))
