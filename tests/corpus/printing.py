"""Resolutions printed as plain text, in the manners in which such texts come.

What text looks like depends on where it was copied or converted from: `Manner` names the usual ways
and `Setting` says what each of them does to a page. Notes stand at the end of their page below a
rule, in the middle of whatever sentence is cut there, or all together at the end.
"""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from corpus.akn_labels import _ABJAD, _FROM_LETTERS, _FROM_ROMAN
from corpus.model import Footnote, Kind, Language, Paragraph, Resolution


class Blank(StrEnum):
    """Where empty lines stand."""

    NOWHERE = auto()
    BETWEEN_LINES = auto()
    BETWEEN_PARAGRAPHS = auto()


class Mark(StrEnum):
    """How the mark of a note is set in the text."""

    ALONE = auto()  # in a line of its own
    GLUED = auto()  # to a word; behind a stop a blank stands between
    BRACKETED = auto()  # [1]
    RAISED = auto()  # ¹


class Page(StrEnum):
    """What stands where a page ends."""

    ENDLESS = auto()  # nothing: there are no pages
    UNMARKED = auto()  # notes only
    HEADED = auto()  # job number, title and symbol
    FED = auto()  # job and page number, then a form feed, then symbol and title in one line


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text looks. Widths are in columns, of which a Han character takes two; 0 is endless.

    `proportional`: letters differ in width, so that full lines differ in how many they hold.
    """

    width: int
    blank: Blank = Blank.NOWHERE
    mark: Mark = Mark.GLUED
    page: Page = Page.ENDLESS
    margin: int = 0
    indent: int = 0
    proportional: bool = False
    numbers_apart: bool = False


class Manner(Enum):
    """How the text looks on its page."""

    # Copied from a Chinese PDF file.
    SPACED = Setting(
        72, Blank.BETWEEN_LINES, Mark.ALONE, Page.UNMARKED, indent=1, proportional=True
    )
    # Copied from an English one.
    DENSE = Setting(86, page=Page.HEADED, proportional=True)
    # Typed, or sent by mail: hard line ends, and nothing else that shows paragraphs.
    TYPED = Setting(72, mark=Mark.BRACKETED)
    # Converted pages of old sites.
    PARTED = Setting(78, Blank.BETWEEN_PARAGRAPHS, Mark.BRACKETED)
    INDENTED = Setting(64, mark=Mark.RAISED, page=Page.FED, indent=4)
    # What converters make that keep the layout, and those that do not.
    LAID_OUT = Setting(
        80, Blank.BETWEEN_PARAGRAPHS, Mark.GLUED, Page.FED, margin=12, indent=6, proportional=True
    )
    NUMBERS_APART = Setting(86, page=Page.FED, proportional=True, numbers_apart=True)
    ENDLESS = Setting(0, mark=Mark.BRACKETED)


_ROMAN_IN_CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_LINES_ON_A_PAGE = 44
_MARK = "\x01"  # before each mark in text that is still to be set
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line, and the notes whose marks stand in it."""

    text: str
    notes: tuple[Footnote, ...] = ()
    ends_line: bool = True  # what follows may begin a page
    begins: bool = False  # a paragraph


def printed(resolution: Resolution, manner: Manner, seed: int = 1) -> str:
    """The text of a resolution without annexes, drafts or tables, as a page shows it."""
    return "\n".join(_Printer(resolution, manner.value, seed).lines()) + "\n"


class _Printer:
    """Prints one resolution in one setting."""

    def __init__(self, resolution: Resolution, setting: Setting, seed: int) -> None:
        chance = random.Random(f"{resolution.symbol}{resolution.language}{seed}")
        self._resolution = resolution
        self._language = resolution.language
        self._set = setting
        self._job = f"{chance.randint(10, 25)}-{chance.randint(10000, 99999)}"
        self._page = 1

    def lines(self) -> Iterator[str]:
        """The printed lines, empty ones among them."""
        pending: list[Footnote] = []
        given: set[str] = set()
        count = 0
        for line in (*self._front(), *self._body()):
            if count and (
                self._set.blank is Blank.BETWEEN_LINES
                or (self._set.blank is Blank.BETWEEN_PARAGRAPHS and line.begins)
            ):
                yield ""
            yield line.text
            count += 1
            for note in line.notes:
                pending += [] if note.mark in given else [note]
                given.add(note.mark)
            paged = self._set.page is not Page.ENDLESS
            if paged and line.ends_line and count + 2 * len(pending) >= _LINES_ON_A_PAGE:
                yield from self._foot(pending)
                pending, count = [], 0
        yield from self._foot(pending, last=True)

    def _front(self) -> Iterator[_Printed]:
        resolution = self._resolution
        head = f"{resolution.session}/{resolution.number}. {resolution.title}"
        yield self._placed(resolution.symbol, begins=True)
        for place, line in enumerate(self._wrapped(head, 0.8)):
            yield self._placed(line, begins=not place)

    def _foot(self, notes: list[Footnote], *, last: bool = False) -> Iterator[str]:
        """What stands at the end of a page, and the running head of the next."""
        spaced = self._set.blank is Blank.BETWEEN_LINES
        margin = " " * self._set.margin
        if notes:
            yield f"{margin}_______________"
        for note in notes:
            mark, text = self._shown(note.mark), note.text
            lines = self._wrapped(text if self._set.mark is Mark.ALONE else f"{mark} {text}")
            if self._set.mark is Mark.ALONE:
                yield mark
                lines = [f" {line}" for line in lines]
            for line in lines:
                yield from [""] * spaced
                yield margin + line
        title, symbol = self._resolution.title, self._resolution.symbol
        if not last and self._set.page is Page.HEADED:
            yield self._job
            yield from self._wrapped(title, 0.9)
            yield symbol
        if not last and self._set.page is Page.FED:
            self._page += 1
            yield from ("", f"{margin}{self._job}{' ' * 40}{self._page - 1}/9", f"\f{symbol}")
            yield from (margin + line for line in self._wrapped(title, 0.9))
            yield ""

    def _body(self) -> Iterator[_Printed]:
        for paragraph in self._resolution.paragraphs:
            if paragraph.kind not in (Kind.TITLE, Kind.FOOTNOTE):
                for part in paragraph.text.split("\n"):
                    yield from self._paragraph(paragraph, part)

    def _paragraph(self, paragraph: Paragraph, part: str) -> Iterator[_Printed]:
        notes = {note.offset: note for note in paragraph.footnotes}
        text = "".join(
            (self._in_text(notes[place], part, place) if place in notes else "") + c
            for place, c in enumerate(f"{part} ")
        ).rstrip(" ")
        label = _label(paragraph, self._language)
        apart = self._set.numbers_apart and label[:1].isdigit()
        waiting = [notes[place] for place in sorted(notes)]
        indent = self._set.indent if paragraph.kind is not Kind.CLOSING else 0
        lines = self._wrapped(text if apart else f"{label} {text}".strip(), indent=indent)
        for number, line in enumerate(lines):
            here = tuple(waiting[: line.count(_MARK)])
            del waiting[: len(here)]
            begins = not number
            if begins and apart:
                yield self._placed(label, begins=True, ends_line=False)
            if self._set.mark is not Mark.ALONE or not here:
                yield self._placed(
                    line.replace(_MARK, ""), here, indent=indent * begins, begins=begins
                )
                continue
            yield from self._with_marks_apart(line, here, indent * begins)

    def _with_marks_apart(
        self, line: str, notes: tuple[Footnote, ...], indent: int
    ) -> Iterator[_Printed]:
        first, *others = line.split(_MARK)
        yield self._placed(first, indent=indent, ends_line=False)
        for note, right in zip(notes, others, strict=True):
            yield self._placed(note.mark, (note,), ends_line=False)
            if rest := right[len(self._shown(note.mark)) :].strip():
                yield self._placed(rest, ends_line=note is notes[-1])

    def _placed(
        self,
        text: str,
        notes: tuple[Footnote, ...] = (),
        *,
        indent: int = 0,
        begins: bool = False,
        ends_line: bool = True,
    ) -> _Printed:
        return _Printed(" " * (self._set.margin + indent) + text, notes, ends_line, begins)

    def _in_text(self, note: Footnote, text: str, place: int) -> str:
        """The mark as it stands before this place of the text."""
        shown = _MARK + self._shown(note.mark)
        if self._set.mark is not Mark.GLUED:
            return shown
        left, right = text[:place], text[place:]
        return ("" if left[-1:].isalpha() else " ") + shown + (" " if right[:1].isalnum() else "")

    def _shown(self, mark: str) -> str:
        match self._set.mark:
            case Mark.BRACKETED:
                return f"[{mark}]"
            case Mark.RAISED:
                return mark.translate(_RAISED)
            case _:
                return mark

    # --- lines

    def _wrapped(self, text: str, part: float = 1.0, *, indent: int = 0) -> list[str]:
        """Lines that fill the width, or a part of it; Chinese breaks anywhere but at stops."""
        if not self._set.width:
            return [text]
        width = part * self._set.width
        lines, line, room = [], "", width - indent
        for word in _words(text, self._language):
            if line and self._extent((line + word).strip(" ")) > room:
                lines.append(line.strip(" "))
                line, room = "", width
            line += word
        return [*lines, line.strip(" ")]

    def _extent(self, text: str) -> float:
        return sum(self._extent_of(c) for c in text)

    def _extent_of(self, char: str) -> float:
        if char == _MARK or unicodedata.combining(char):
            return 0
        if ord(char) >= 0x2E80:
            return 2
        if not self._set.proportional:
            return 1
        if char in "iljftI.,;:!|'()[]، ":
            return 0.6
        return 1.4 if char in "mwMWшщжюШЩЖЮصضسشـ" else 1.06


_OPENING, _STOPS = r"[“‘（《「\[(]", r"[，。；：、）》”’」,.;:)\]]"
_SET_MARK = rf"{_MARK}[\[\]\d*⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_WORD = {
    Language.ZH: re.compile(
        rf" *(?:{_SET_MARK})?{_OPENING}*(?:[!-\[\]-~]+|[^“‘（《「])(?:{_STOPS}|{_SET_MARK})*"
    )
}
_ANY_WORD = re.compile(r" *[^ ]+")


def _words(text: str, language: Language) -> list[str]:
    """What no line end parts, with the blanks before it."""
    return _WORD.get(language, _ANY_WORD).findall(text)


def is_roman(paragraph: Paragraph) -> bool:
    """Whether its number is a Roman one: in a list within a list, whatever that stands in."""
    own = re.sub(r"^(?:(?:annex|draft|part|art|h|s)\d*[a-z]*\.)*", "", paragraph.path)
    return own.count(".") > 1 and paragraph.number in _FROM_ROMAN


def _label(paragraph: Paragraph, language: Language) -> str:
    """The printed number of a paragraph, as its language sets it."""
    number = paragraph.number
    if number is None or paragraph.kind is Kind.HEADING:
        return f"{number.upper()}." if number else ""
    if number.isdigit():
        return f"{number} -" if language is Language.AR else f"{number}."
    roman = is_roman(paragraph)
    if language is Language.AR:
        if roman:
            return f"’{_FROM_ROMAN[number]}‘"
        value = _FROM_LETTERS.get(number, 0)
        if not value:
            return f"({number})"
        letter = _ABJAD[(value - 1) % 26]
        return f"({letter})" if value <= 26 else f"({letter} {letter})"
    if language is Language.ZH and roman and _FROM_ROMAN[number] <= 10:
        return _ROMAN_IN_CHINESE[_FROM_ROMAN[number] - 1]
    return f"{number})" if language in (Language.FR, Language.ES, Language.RU) else f"({number})"
