"""The running text of one Akoma Ntoso element, with everything that interrupts it lifted out.

UNxml sets footnotes in the middle of the sentence, marks opening phrases by italics or bold, and
links the documents it mentions. `InlineReader.read` gives the text alone and says where each of
these stood. Offsets are half-open and count code points of that text.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml.etree import _Element

from corpus.citations import Link

Span = tuple[int, int]

_SPACE = re.compile(r"\s+")
# Ideographs, ideographic punctuation and full-width forms: the scripts that set no spaces.
_WIDE = "⺀-⿟　-〿㐀-䶿一-鿿豈-﫿︰-﹏！-｠￠-￦“”‘’"
_LINE_END_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[^\S\n]*\n\s*(?=[{_WIDE}])")
_IS_WIDE = re.compile(rf"[{_WIDE}]")
_CLOSES = frozenset(",.;:!?)،؛؟。，；：、）》”’»")
_OPENING_BRACKETS = "(（[["
_CLOSING_BRACKETS = ")）]]"
_BRACKETS = frozenset("()（）[]")
_NOTE_OR_BRACKET = frozenset(("authorialNote", "sup"))

# A superscript that repeats the marks of notes: "1", "(12)", "3,4", "5–7", "5 à 7".
_MARKS = re.compile(
    r"[()（）\s]*(\d{1,3})(?:([)(\s,،、]+|\s*[-–—]\s*|\s+à\s+)(\d{1,3}))*[()（）\s]*"
)
_LONGEST_MARKS = 40
_LATEST_FIRST_MARK = 3
# "m²", "10⁶": a superscript behind a unit or a number is one, unless the number is a year.
_EXPONENT_BASE = re.compile(r"(?:\b[kcdm]?m|(?<!\d)\d{1,3}|\d{5,})$")
# What is left of the mark at the head of a note: "()", "(3)", "*".
_MARK_IN_NOTE = re.compile(
    r"^[\s\u200e\u200f]*(?:[(（]\s*(?:\d{1,3}|\*+)?\s*[)）]|\*{1,3}(?!\*))\s*"
)
MOVED = "moved"  # attribute of a note that was put where it belongs (`akn_stars`)
_STARS = re.compile(r"[\s\u200e\u200f(（]*(\*{1,3})(?!\*)")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its printed mark, its content and where its mark stands in the text.

    `repeated` says that the mark stands here once more, for a note that was given before.
    """

    mark: str
    content: "Inline"
    offset: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Inline:
    """Text with its notes, emphasised stretches and links, all by offset."""

    text: str = ""
    notes: tuple[Note, ...] = ()
    emphasised: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()

    def from_offset(self, start: int) -> "Inline":
        """The same text without its first `start` characters; notes that stood there move up."""
        if not start:
            return self
        return Inline(
            self.text[start:],
            tuple(replace(note, offset=max(0, note.offset - start)) for note in self.notes),
            tuple((max(0, a - start), b - start) for a, b in self.emphasised if b > start),
            tuple(
                Link((max(0, link.span[0] - start), link.span[1] - start), link.href)
                for link in self.links
                if link.span[1] > start
            ),
        )

    def shifted(self, by: int) -> "Inline":
        """The notes, emphasis and links as they stand when `by` characters come before."""
        return Inline(
            self.text,
            tuple(replace(note, offset=note.offset + by) for note in self.notes),
            tuple((a + by, b + by) for a, b in self.emphasised),
            tuple(Link((link.span[0] + by, link.span[1] + by), link.href) for link in self.links),
        )

    def followed_by(self, other: "Inline", separator: str) -> "Inline":
        """Both texts as one, with `separator` between them."""
        moved = other.shifted(len(self.text) + len(separator))
        return Inline(
            f"{self.text}{separator}{other.text}",
            self.notes + moved.notes,
            self.emphasised + moved.emphasised,
            self.links + moved.links,
        )


def joined_runs(content: Inline) -> list[Span]:
    """The emphasised stretches; those with nothing but space between them are one."""
    runs: list[Span] = []
    for start, end in content.emphasised:
        if runs and not content.text[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def join(parts: Iterable[Inline], separator: str) -> Inline:
    """The parts one after the other, with `separator` between them."""
    texts: list[str] = []
    notes: list[Note] = []
    emphasised: list[Span] = []
    links: list[Link] = []
    length = 0
    for part in parts:
        if texts:
            length += len(separator)
        moved = part.shifted(length)
        texts.append(part.text)
        notes.extend(moved.notes)
        emphasised.extend(moved.emphasised)
        links.extend(moved.links)
        length += len(part.text)
    return Inline(separator.join(texts), tuple(notes), tuple(emphasised), tuple(links))


def local_name(element: _Element) -> str:
    """The element's name without its namespace; "" for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class InlineReader:
    """Reads running text; knows the document's notes, so that repeated marks are recognised."""

    def __init__(self, root: _Element) -> None:
        elements = list(root.iter("{*}authorialNote"))
        self._marks = _Marks(_unprinted(elements))
        self._contents: dict[str, Inline] = {}
        for element in elements:
            self._contents.setdefault(self._marks.of(element), _note_content(element))

    def read(self, element: _Element, skip: Iterable[_Element] = ()) -> Inline:
        """The text in `element`, without what stands in the elements of `skip`."""
        builder = _Builder(self._contents, frozenset(skip), self._marks)
        builder.element(element, emphasised=False, href=None)
        return builder.finish()

    def lines(self, element: _Element) -> list[Inline]:
        """The text in `element`, cut where the source has `eol`; empty lines left out."""
        builder = _Builder(self._contents, frozenset(), self._marks, keep_lines=True)
        builder.element(element, emphasised=False, href=None)
        return [line for line in builder.finish_lines() if line.text or line.notes]


def stars_of(note: _Element) -> str:
    """The star that a note's own text prints as its mark, whatever its number is; "" for none."""
    found = _STARS.match("".join(str(part) for part in note.itertext()))
    return found[1] if found else ""


def _is_star_of_title(note: _Element) -> bool:
    return bool(stars_of(note)) and next(note.iterancestors("{*}preface"), None) is not None


def _unprinted(notes: Iterable[_Element]) -> int:
    """How many notes are counted that are not there: in some files the marks run from 2 or 3.

    A star on the title is counted as the first of the numbers that follow it, unless it was moved
    there: then it stood in the place of a numbered note, which is lost.
    """
    marks = sorted(
        {
            int(mark)
            for note in notes
            if (mark := note.get("marker") or "").isdecimal()
            and (note.get(MOVED) or not _is_star_of_title(note))
        }
    )
    runs = bool(marks) and marks == list(range(marks[0], marks[0] + len(marks)))
    return marks[0] - 1 if runs and marks[0] <= _LATEST_FIRST_MARK else 0


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of notes as they are printed, counted from 1."""

    unprinted: int

    def of(self, note: _Element) -> str:
        if stars := stars_of(note):
            return stars
        mark = note.get("marker") or "*"
        return str(int(mark) - self.unprinted) if mark.isdecimal() else mark


def _note_content(element: _Element) -> Inline:
    builder = _Builder({}, frozenset(), _Marks(0))
    builder.element(element, emphasised=False, href=None)
    content = builder.finish()
    mark = _MARK_IN_NOTE.match(content.text)
    return content.from_offset(mark.end()) if mark else content


class _Builder:
    """Puts chunks of text together: folds white space and keeps count of the offsets."""

    def __init__(
        self,
        notes: dict[str, Inline],
        skip: frozenset[_Element],
        marks: "_Marks",
        *,
        keep_lines: bool = False,
    ) -> None:
        self._known = notes
        self._marks = marks
        self._skip = skip
        self._keep_lines = keep_lines
        self._lines: list[Inline] = []
        self._start_line()

    def _start_line(self) -> None:
        self._chunks: list[str] = []
        self._length = 0
        self._last = ""
        self._space = False
        self._indented = False
        self._behind_note = False
        self._notes: list[Note] = []
        self._emphasised: list[Span] = []
        self._links: list[Link] = []

    def element(self, element: _Element, *, emphasised: bool, href: str | None) -> None:
        self._text(element.text, emphasised, href)
        for child in element:
            self._child(child, emphasised, href)
            self._text(child.tail, emphasised, href)

    def _child(self, child: _Element, emphasised: bool, href: str | None) -> None:
        if child in self._skip:
            return
        match local_name(child):
            case "" | "img":
                return
            case "authorialNote":
                self._note(self._marks.of(child), _note_content(child))
            case "eol":
                self._line_end()
            case "outcome":  # of a vote: each side begins a line
                self._line_end()
                self.element(child, emphasised=emphasised, href=href)
            case "sup":
                self._superscript(child, emphasised, href)
            case "a" | "ref":
                self.element(child, emphasised=emphasised, href=child.get("href") or href)
            case "i" | "b":
                self.element(child, emphasised=True, href=href)
            case "span" | "inline":
                style = child.get("class") or ""
                emphasised = emphasised or "italic" in style or "bold" in style
                self.element(child, emphasised=emphasised, href=href)
            case "p" | "tr" | "td":
                self._space = True
                self.element(child, emphasised=emphasised, href=href)
                self._space = True
            case _:
                self.element(child, emphasised=emphasised, href=href)

    def _text(self, raw: str | None, emphasised: bool, href: str | None) -> None:
        if not raw:
            return
        if "\n" in raw:
            if raw.isspace():
                self._indented = True
                return
            raw = _LINE_END_BETWEEN_WIDE.sub("", raw)
        folded = _SPACE.sub(" ", raw)
        if not folded.isprintable():
            folded = "".join(c for c in folded if unicodedata.category(c) != "Cc")
        words = folded.strip(" ")
        if not words:
            self._space = self._space or bool(folded)
            return
        if folded[0] == " " or (self._indented and self._parts_words(words[0])):
            self._space = True
        self._indented = False
        if self._space and self._length and not self._joins(words[0]):
            self._chunks.append(" ")
            self._length += 1
        start = self._length
        self._chunks.append(words)
        self._length += len(words)
        self._last = words[-1]
        if emphasised:
            self._emphasised.append((start, self._length))
        if href:
            self._link(start, href)
        self._space = folded[-1] == " "
        self._behind_note = False

    def _joins(self, following: str) -> bool:
        """Whether a space that is due here only made room for the mark of a note."""
        if not self._behind_note:
            return False
        wide = _IS_WIDE.match(self._last) and _IS_WIDE.match(following)
        return bool(wide) or following in _CLOSES

    def _parts_words(self, following: str) -> bool:
        """Whether indentation, which the file sets between elements only, stands for a space."""
        alike = self._last.isalnum() and following.isalnum()
        return alike and not (_IS_WIDE.match(self._last) or _IS_WIDE.match(following))

    def _link(self, start: int, href: str) -> None:
        """Notes a link; one that goes on in the next element is one link."""
        if self._links and self._links[-1].href == href and self._links[-1].span[1] == start:
            start = self._links.pop().span[0]
        self._links.append(Link((start, self._length), href))

    def _note(self, mark: str, content: Inline, *, repeated: bool = False) -> None:
        self._notes.append(Note(mark, content, self._length, repeated))
        self._behind_note = True

    def _superscript(self, element: _Element, emphasised: bool, href: str | None) -> None:
        printed = "".join(str(part) for part in element.itertext())
        bare = printed.strip()
        brackets = bool(_BRACKETS.intersection(bare)) and not any(map(str.isalnum, bare))
        if brackets and _is_beside_note(element):
            # The brackets that Arabic sets around a mark; a comma may stand between two marks.
            self._text("".join(c for c in printed if c not in _BRACKETS), emphasised, href)
            return
        marks = self._repeated_marks(bare)
        if not marks:
            self.element(element, emphasised=emphasised, href=href)
            return
        for mark in marks:
            self._note(mark, self._known[mark], repeated=True)

    def _repeated_marks(self, printed: str) -> list[str]:
        if (
            len(printed) > _LONGEST_MARKS
            or not _MARKS.fullmatch(printed)
            or _EXPONENT_BASE.search("".join(self._chunks[-2:]))
        ):
            return []
        numbers = re.findall(r"\d+|[-–—à]", printed)
        marks: list[str] = []
        for place, number in enumerate(numbers):
            if number.isdigit():
                marks.append(number)
            elif marks and place + 1 < len(numbers):
                marks.extend(map(str, range(int(marks[-1]) + 1, int(numbers[place + 1]))))
        return marks if all(mark in self._known for mark in marks) else []

    def _line_end(self) -> None:
        if self._keep_lines:
            self._lines.append(self.finish())
            self._start_line()
        else:
            self._space = True

    def finish_lines(self) -> list[Inline]:
        return [*self._lines, self.finish()]

    def finish(self) -> Inline:
        content = Inline(
            "".join(self._chunks),
            tuple(self._notes),
            tuple(self._emphasised),
            tuple(self._links),
        )
        for note in self._notes:
            before = content.text[note.offset - 1 : note.offset]
            if before and before in _OPENING_BRACKETS + _CLOSING_BRACKETS:
                return _with_brackets_put_right(content)
        return content


def _is_beside_note(element: _Element) -> bool:
    before, after = element.getprevious(), element.getnext()
    beside = []
    if before is not None and not (before.tail or "").strip():
        beside.append(local_name(before))
    if after is not None and not (element.tail or "").strip():
        beside.append(local_name(after))
    return not _NOTE_OR_BRACKET.isdisjoint(beside)


def _stands_in_empty_brackets(text: str, offset: int) -> bool:
    return (
        0 < offset < len(text)
        and text[offset - 1] in _OPENING_BRACKETS
        and text[offset] in _CLOSING_BRACKETS
    )


def _with_brackets_put_right(content: Inline) -> Inline:
    """Drops what is left of the brackets around a mark that is lifted out: Arabic prints them.

    Where the bracket that closes the text before was taken for one of the mark, the one that is
    left opens: "(the Rules(" is "(the Rules)" (76/194).
    """
    text = content.text
    dropped: set[int] = set()
    closing: set[int] = set()
    for note in content.notes:
        at = note.offset
        if _stands_in_empty_brackets(text, at):
            dropped |= {at - 1, at}
        elif text[at - 2 : at] == "()":
            dropped |= {at - 2, at - 1}
        elif at and text[at - 1] == "(":
            unclosed = text.count("(", 0, at - 1) - len(closing) > text.count(")", 0, at - 1)
            (closing if unclosed else dropped).add(at - 1)
    moved: list[int] = []
    kept = 0
    for place in range(len(text)):
        moved.append(kept)
        kept += place not in dropped
    moved.append(kept)
    return Inline(
        "".join(
            ")" if place in closing else c for place, c in enumerate(text) if place not in dropped
        ),
        tuple(replace(note, offset=moved[note.offset]) for note in content.notes),
        tuple((moved[a], moved[b]) for a, b in content.emphasised),
        tuple(Link((moved[n.span[0]], moved[n.span[1]]), n.href) for n in content.links),
    )
