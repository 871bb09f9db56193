"""Footnotes in plain text: gathered where a page ends, tied to where their marks stand.

A rule, or a heading "Notes" at the end, opens the notes of a page; they end where the text goes on.
A note's mark stands somewhere above the rule and below the one before, which tells "Corruption 3
and" from any other number. In the lines that are given back each mark is a token, which
`MARK_TOKEN` matches and `take_marks` turns into an offset.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.akn_labels import split_label
from corpus.model import Kind, Language
from corpus.text_dates import MONTH
from corpus.text_front import is_closing
from corpus.text_lines import Line, is_rule, tidy
from corpus.verbs import opening_phrase

# In private-use characters, which `clean_characters` removes from texts: the mark, the place of
# its note among the gathered ones (none where the note is missing), "=" where the mark is repeated,
# "!" where the file says exactly where it stands, so that no blank around it made room for it.
MARK_TOKEN = re.compile("\ue000([^@\ue001]+)@([0-9]*)(=?)!?\ue001")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTES_HEADING = re.compile(
    r"(?:notes?|footnotes?|notas?|примечани[ея]|сноски|注|注释|附注|脚注|الحواشي|هوامش)\s?[:：]?",
    re.IGNORECASE,
)
_STOPS = frozenset(",.;:!?،؛，。；：、")
_NUMBERED_LINE = re.compile(r"(\d{1,3})(?:\.|\s?[-–])(?:\s|$)")
# Stops that end no sentence: what they abbreviate has a number behind it.
_NUMBER_TO_COME = re.compile(
    r"\b(?:nos?|vols?|paras?|arts?|sess|sects?|chaps?|doc|eds?|cap|secc|suppl?|supl|pp?|núms?|párrs?"
    r"|par|rev|corr|add|т|стр|пп?|гл|разд|ст)\.$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*")
_SENTENCE_END = re.compile(r"[.。!?！？][)）\]»”]?$")


def mark_token(mark: str, note: int | None, *, repeated: bool = False, exact: bool = False) -> str:
    """What stands in a line for the mark of the note at place `note` of the gathered ones."""
    signs = ("=" if repeated else "") + ("!" if exact else "")
    return f"\ue000{mark}@{'' if note is None else note}{signs}\ue001"


@dataclass(frozen=True, slots=True)
class PageNote:
    """A footnote; its mark stands in the body lines from `first` up to, not with, `end`."""

    mark: str
    text: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A footnote's mark and the offset in the text that it stands before.

    `note` is the place of its note among the gathered ones, None where the note is not there.
    """

    mark: str
    offset: int
    note: int | None
    repeated: bool = False


# --- Gathering -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Entry:
    """A mark with the lines that stand behind it."""

    mark: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class GatheredNotes:
    """The lines of the body without the notes, the notes, and what had to be guessed."""

    body: tuple[Line, ...]
    notes: tuple[PageNote, ...]
    warnings: tuple[str, ...]


def gather_notes(lines: Sequence[Line], language: Language) -> GatheredNotes:
    """Part the notes from the body."""
    body: list[Line] = []
    notes: list[PageNote] = []
    warnings: list[str] = []
    first = place = last_mark = 0
    while place < len(lines):
        heading = bool(_NOTES_HEADING.fullmatch(lines[place].text))
        if not is_rule(lines[place]) and not (heading and _begins_notes(lines, place + 1)):
            body.append(lines[place])
            place += 1
            continue
        entries, place = _read_zone(lines, place + 1, body, last_mark, language)
        if not entries:
            continue
        entries, guessed = _with_stray_marks_resolved(_each_once(entries))
        warnings += guessed
        end = len(body)
        from_line = 0 if heading else first
        notes += [PageNote(e.mark, tidy(" ".join(e.lines)), from_line, end) for e in entries]
        last_mark = max(last_mark, *(int(e.mark) for e in entries if e.mark.isdigit()), 0)
        first = end
    return GatheredNotes(tuple(body), tuple(notes), tuple(warnings))


def _each_once(entries: Sequence[_Entry]) -> list[_Entry]:
    """The notes without those that stand twice, mark and text."""
    kept: list[_Entry] = []
    for entry in entries:
        if not entry.lines or entry not in kept:
            kept.append(entry)
    return kept


def _begins_notes(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and _mark_at_head(lines[place].text, 0) is not None


def _read_zone(
    lines: Sequence[Line], place: int, body: Sequence[Line], last_mark: int, language: Language
) -> tuple[list[_Entry], int]:
    """The notes from here on, and the place of the first line that is none."""
    entries: list[_Entry] = []
    body_goes_on = bool(body) and not (
        re.search(r"[.。;；]$", body[-1].text) or is_closing(body[-1].text)
    )
    width = max((len(line.text) for line in body), default=0)
    while place < len(lines):
        line = lines[place]
        if is_rule(line):
            break
        found = _mark_at_head(line.text, last_mark)
        goes_on = found and found[1] and line.text[:1].isdigit() and _goes_on(entries, width)
        if found and not goes_on:
            mark, rest = found
            entries.append(_Entry(mark, [rest] if rest else []))
            if mark.isdigit():
                last_mark = max(last_mark, int(mark))
        elif not entries or _zone_ends(
            line, entries, body_goes_on=body_goes_on, width=width, language=language
        ):
            break
        else:
            entries[-1].lines.append(line.text)
        place += 1
    return entries, place


def _goes_on(entries: Sequence[_Entry], width: int) -> bool:
    """Whether the last note is in mid-sentence: "Supplement No." / "8 (E/2014/28)"."""
    last = entries[-1].lines[-1] if entries and entries[-1].lines else "."
    ends = _SENTENCE_END.search(last) or len(last) < _SHORT_LINE * width
    return not ends or bool(_NUMBER_TO_COME.search(last))


_SHORT_LINE, _FULL_LINE = 0.6, 0.85  # of the width of the body's lines


def _mark_at_head(text: str, last_mark: int) -> tuple[str, str] | None:
    """The mark that opens a note and what follows it: "1", "2/ See", "(3) A/…", "* Reissued"."""
    text = re.sub("^[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: m[0].translate(_SUPERSCRIPTS) + "/ ", text)
    alone = re.fullmatch(r"[(\[]?([0-9]{1,3}|\*{1,3})[)/\]]{0,2}", text)
    if alone:
        return alone[1], ""
    starred = re.match(r"(\*{1,3})\s?(?=\w)", text)
    if starred:
        return starred[1], text[starred.end() :]
    # "4 - " numbers a paragraph in Arabic.
    numbered = re.match(
        r"(\([0-9]{1,3}\)|\[[0-9]{1,3}\]|[0-9]{1,3}/(?!\d)|[0-9]{1,3}(?=\s)(?!\s[-–]))\s*(?=\S)",
        text,
    )
    if numbered:
        mark = numbered[1].strip("()[]/")
        # A bare number that opens a line may also be a year's or a paragraph's.
        expected = int(mark) in (1, last_mark + 1, last_mark + 2) or not numbered[1].isdigit()
        if expected:
            return mark, text[numbered.end() :]
    return None


def _zone_ends(
    line: Line, entries: Sequence[_Entry], *, body_goes_on: bool, width: int, language: Language
) -> bool:
    """Whether the text of the body goes on with this line; `width` is that of its lines."""
    if not entries[-1].lines:
        # Its own text is still to come: page numbers may stand between a mark and its note.
        numbered = _NUMBERED_LINE.match(line.text)
        return bool(
            numbered and opening_phrase(line.text[numbered.end() :], language, Kind.OPERATIVE)
        )
    if line.after_page or is_closing(line.text):
        return True
    last = entries[-1].lines[-1]
    if _ADDRESS.match(line.text) or (_ADDRESS.fullmatch(last) and not _SENTENCE_END.search(last)):
        return False  # what says where it is to be had is short, and its address may be parted
    ends = _SENTENCE_END.search(last) or (body_goes_on and len(last) < _SHORT_LINE * width)
    if not ends or _NUMBER_TO_COME.search(last):
        return False
    if _NUMBERED_LINE.match(line.text):
        return True
    if split_label(line.text, language)[0]:
        return True
    if body_goes_on:
        # A note's last line is short; behind a full one it may go on, with a sentence of its own.
        return len(last) < _FULL_LINE * width or not line.text[:1].isupper()
    return bool(opening_phrase(line.text, language, Kind.PREAMBULAR))


def _with_stray_marks_resolved(entries: list[_Entry]) -> tuple[list[_Entry], list[str]]:
    """Give a mark whose text was printed before it the last whole line of the note before it.

    PDF text often has the marks of a page's notes out of place: 2, two notes, 4, a note, 3.
    """
    warnings = []
    by_mark = {entry.mark: entry for entry in entries}
    for entry in entries:
        if entry.lines or not entry.mark.isdigit():
            continue
        before = by_mark.get(str(int(entry.mark) - 1))
        cut = _last_sentence_line(before.lines) if before else 0
        if before and cut:
            entry.lines = before.lines[cut:]
            before.lines = before.lines[:cut]
            warnings.append(
                f"The mark of footnote {entry.mark} stands apart from its text, which was taken "
                f"from the lines behind footnote {before.mark}."
            )
        else:
            warnings.append(f"Footnote {entry.mark} has no text.")
    return sorted(
        entries, key=lambda entry: int(entry.mark) if entry.mark.isdigit() else 0
    ), warnings


def _last_sentence_line(lines: Sequence[str]) -> int:
    """The last place from 1 on where a line follows one that ends a sentence; 0 if none."""
    return next(
        (place for place in range(len(lines) - 1, 0, -1) if _SENTENCE_END.search(lines[place - 1])),
        0,
    )


# --- Placing -------------------------------------------------------------------------------------

# How a mark is set in the text, the surest first. What follows a bare digit must not make it a
# date, a count or a fraction.
_NO_UNIT = (
    r"(?![\d/%]|[.,]\d|\s?[-–]\s?\d|\s(?:al?|to|au|по|إلى)\s\d"
    rf"|\s?[年月日号條条段项款次届名个万亿岁级章节]|\s(?:de\s)?(?:{MONTH})\b)"
)
_ALONE = r"\n[ ]*\(?{mark}\)?/?[ ]*(?=\n|$)"  # in a line of its own
_SUPERSCRIPT = r"{superscript}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"
_SLASHED = r"(?<=[^\s\d/])[ ]?{mark}/(?!\d)"  # 决定,1/和
_BRACKETED = r"(?<=[》」”’\"»])[ ]?\({mark}\)(?!\d)"  # 《守则》(1)
_IN_BRACKETS = r"(?:(?<=\S)|(?<=[^\s\d][ ]))\({mark}\)(?!\d)"  # السلام(1), not "article 4 (1)"
_IN_SQUARE_BRACKETS = r"[ ]?\[{mark}\]"
_BEHIND_YEAR = rf"(?<=\b(?:19|20|١٩|٢٠)\d\d)[ ]?{{mark}}/?(?=[\s,;.:)،؛，；。、]|$){_NO_UNIT}"
# "World, 1 in which"; but "7." and "7 -" at the head of a line number a paragraph.
_BEHIND_STOP = (
    r"(?<=[》」”’\"»）)\],，;；、。:：،؛“])(?:[ ]?{mark}|\n{mark}(?![.)]|\s?[-–]))" + _NO_UNIT
)
_BEHIND_SENTENCE = rf"(?<=[^\W\d_]\.){{mark}}(?=\s+[A-ZА-Я]|\s*$){_NO_UNIT}"  # the text.1 And
_GLUED = rf"(?<=[^\W\d_]){{mark}}(?=[\s,;.:)»”’，；。、،؛]|$){_NO_UNIT}"  # reclusos1,
_BETWEEN_WORDS = rf"(?<=[^\W\d_]) {{mark}}(?=\s[^\W\d_]){_NO_UNIT}"  # Corruption 3 and
_BETWEEN_HAN = rf"(?<=[\u4e00-\u9fff])\s?{{mark}}\s?(?=[\u4e00-\u9fff《，、；。]){_NO_UNIT}"
# 59/3009: no resolution number has four digits
# 71/205 7 and
_APART_FROM_NUMBER = (
    rf"(?:(?<=\d/\d)|(?<=\d/\d\d)|(?<=\d/\d\d\d)) {{mark}}(?=[\s,;.،؛、，；和]|$){_NO_UNIT}"
)
_APART_FROM_STOP = rf"(?<=[^\W\d_]) {{mark}}(?=[,;.،؛](?:\s|$)){_NO_UNIT}"  # Crime 3, and
_BEHIND_NUMBER = rf"(?<=\d/\d\d\d){{mark}}/?(?=[\s,;.،؛]|$){_NO_UNIT}"
# The first place that fits a surer kind is taken before any that fits a less sure one.
_SURE = (
    *(_ALONE, _SUPERSCRIPT, _IN_SQUARE_BRACKETS, _SLASHED, _BRACKETED, _IN_BRACKETS),
    _BEHIND_YEAR,
)
_LIKELY = (_BEHIND_STOP, _BEHIND_SENTENCE, _GLUED)
_POSSIBLE = (*(_BETWEEN_WORDS, _BETWEEN_HAN, _BEHIND_NUMBER, _APART_FROM_NUMBER, _APART_FROM_STOP),)
_WAYS = (_SURE, _LIKELY, _POSSIBLE)
_SURE_WITHOUT_NOTE = (_ALONE, _SUPERSCRIPT, _IN_SQUARE_BRACKETS, _SLASHED, _BRACKETED)
_WAYS_WITHOUT_NOTE = ((*_SURE_WITHOUT_NOTE, _GLUED),)
_SURE_AND_REPEATED = re.compile(
    r"(?<=\n)[ ]*\(?(\d{1,3})\)?/?[ ]*(?=\n|$)|[ ]?\[(\d{1,3})\]|(?<!\bm)(?<!\bkm)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?<=[^\s\d/])[ ]?(\d{1,3})/(?![\d\w])|(?<=[^\W\d_])\((\d{1,3})\)"
    r"|(?<=[^\W\d_]{4}[.;])[ ](\d{1,3})(?=\n|$)"  # the session. 1
)
# Where the first marks of a text are set so, further ones are as well.
_REPEATED_AS_FIRST = {
    _GLUED: rf"(?<=[^\W\d_]{{2}})(\d{{1,3}})(?=[\s,;.:)»”’，；。、،؛]|$){_NO_UNIT}",
    _BEHIND_STOP: rf"(?<=[^\s\d][,،，;；、؛])[ ]?(\d{{1,3}})(?=\s?[^\W\d_]|\n|$){_NO_UNIT}"
    r"|(?<=[”»》])[ ]?(\d{1,3})(?=[,;.،؛，；。])",
    _BEHIND_YEAR: r"(?<=\b(?:19|20|١٩|٢٠)\d\d)[ ](\d{1,3})(?=[,;.:)،؛，；。])",
}


@dataclass(frozen=True, slots=True)
class MarkedLines:
    """The lines with tokens for the marks, and what had to be guessed."""

    lines: tuple[Line, ...]
    warnings: tuple[str, ...]


def place_marks(gathered: GatheredNotes) -> MarkedLines:
    """Put a token where each note's mark stands.

    A mark that is not found stands behind the last line of its page, with a warning. Where the
    notes themselves are missing, marks are only taken for such where their setting leaves no doubt.
    """
    if not gathered.body:
        return MarkedLines((), ())
    set_as: Counter[str] = Counter()
    text = "\n".join(line.text for line in gathered.body)
    starts = _line_starts(gathered.body)
    warnings: list[str] = []
    after = 0
    for number, note in enumerate(gathered.notes):
        begin, end = max(after, starts[note.first]), starts[note.end]
        found = _find_mark(text, note.mark, begin, end, _WAYS, set_as)
        if not found:
            warnings.append(
                f"The mark of footnote {note.mark} was not found; it stands at the end of its page."
            )
            found = (max(end - 1, 0), max(end - 1, 0))
        text, shift = _with_token(text, found, mark_token(note.mark, number))
        after = found[1] + shift if found[0] < found[1] else after
        starts = [start + shift if start >= found[1] else start for start in starts]
    again = [way for first, way in _REPEATED_AS_FIRST.items() if set_as[first]]
    for pattern in (_SURE_AND_REPEATED, *map(re.compile, again)):
        text = _with_repeated_marks(text, gathered.notes, pattern)
    text, unnoted = _with_unnoted_marks(text, gathered.notes)
    if unnoted:
        warnings.append(f"Footnotes {', '.join(unnoted)} are marked but their text is not here.")
    lines = [
        replace(line, text=part) for line, part in zip(gathered.body, text.split("\n"), strict=True)
    ]
    return MarkedLines(tuple(lines), tuple(warnings))


def _line_starts(lines: Sequence[Line]) -> list[int]:
    """Where each line starts in the joined text, and where the text ends."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    return starts


def _find_mark(
    text: str,
    mark: str,
    begin: int,
    end: int,
    ways: Sequence[Sequence[str]],
    set_as: Counter[str] | None = None,
) -> tuple[int, int] | None:
    """Where the mark stands; the way in which it is set is counted in `set_as`."""
    for equally_sure in ways:
        found = [
            (match.span(), way)
            for way in equally_sure
            if (match := _way(way, mark).search(text, begin, end))
        ]
        if found:
            span, way = min(found)
            if set_as is not None:
                set_as[way] += 1
            return span
    return None


@lru_cache(maxsize=4096)  # a few hundred marks, a dozen ways each; to compile them takes longest
def _way(way: str, mark: str) -> re.Pattern[str]:
    """The pattern of one way to set this mark."""
    superscript = re.escape("".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] for d in mark if d.isdigit())) or "(?!)"
    return re.compile(way.format(mark=re.escape(mark), superscript=superscript), re.IGNORECASE)


def _with_token(text: str, span: tuple[int, int], token: str) -> tuple[str, int]:
    """The text with a token in place of the mark, and by how much it grew; line ends stay."""
    replaced = text[span[0] : span[1]]
    token = "\n" * replaced.count("\n") + token
    return text[: span[0]] + token + text[span[1] :], len(token) - len(replaced)


def _with_repeated_marks(text: str, notes: Sequence[PageNote], pattern: re.Pattern[str]) -> str:
    """Tokens for marks, surely set as such, that stand once more for a note given before."""
    counts = Counter(note.mark for note in notes)
    places = {note.mark: place for place, note in enumerate(notes) if counts[note.mark] == 1}

    def token(found: re.Match[str]) -> str:
        mark = next(filter(None, found.groups())).translate(_SUPERSCRIPTS)
        return mark_token(mark, places[mark], repeated=True) if mark in places else found[0]

    return pattern.sub(token, text)


def _with_unnoted_marks(text: str, notes: Sequence[PageNote]) -> tuple[str, list[str]]:
    """Tokens for marks whose notes are missing, as at the end of an excerpt, and these marks.

    Behind the last note two in a row are asked for: a single digit may be anything.
    """
    noted = [int(note.mark) for note in notes if note.mark.isdigit()]
    missing = [mark for mark in range(1, max(noted, default=0)) if mark not in noted]
    unnoted: list[str] = []
    for mark in missing:
        if span := _find_mark(text, str(mark), 0, len(text), (_SURE_WITHOUT_NOTE,)):
            text, _ = _with_token(text, span, mark_token(str(mark), None))
            unnoted.append(str(mark))
    after = max((match.end() for match in MARK_TOKEN.finditer(text)), default=0)
    found: list[tuple[str, tuple[int, int]]] = []
    mark = max(noted, default=0) + 1
    while span := _find_mark(text, str(mark), after, len(text), _WAYS_WITHOUT_NOTE):
        found.append((str(mark), span))
        after = span[1]
        mark += 1
    if len(found) < 2:
        return text, unnoted
    for name, span in reversed(found):
        text, _ = _with_token(text, span, mark_token(name, None))
    return text, unnoted + [name for name, _ in found]


_AROUND_TOKEN = re.compile(rf"(\s*)({MARK_TOKEN.pattern})(\s*)(?=(\S?))")


def _with_blank_behind(found: re.Match[str]) -> str:
    """The token with one blank behind it for all that stood around it, but none before a stop.

    There a blank before it made room for the mark, and so does a line end behind it.
    """
    token, behind, following = found[2], found[6], found[7]
    if token.endswith("!\ue001"):
        return found[0]
    made_room = following in _STOPS and (not behind or "\n" in behind)
    return token if made_room else f"{token} "


def take_marks(text: str) -> tuple[str, tuple[PlacedMark, ...]]:
    r"""Tidy running text without its tokens, and where they stood.

    >>> take_marks("《宣言》，\n\ue0001@0\ue001\n其中 会员国")
    ('《宣言》，其中会员国', (PlacedMark(mark='1', offset=5, note=0, repeated=False),))
    """
    text = _AROUND_TOKEN.sub(_with_blank_behind, text)
    plain = tidy(MARK_TOKEN.sub("", text))
    marks = []
    for token in MARK_TOKEN.finditer(text):
        offset = _offset_behind(plain, MARK_TOKEN.sub("", text[: token.start()]))
        note = int(token[2]) if token[2] else None
        marks.append(PlacedMark(token[1], offset, note, bool(token[3])))
    return plain, tuple(marks)


def _offset_behind(plain: str, before: str) -> int:
    """The offset in the tidied text behind as many printed characters as stand in `before`."""
    count = len("".join(before.split()))
    for offset, char in enumerate(plain):
        if not count:
            return offset
        count -= not char.isspace()
    return len(plain)
