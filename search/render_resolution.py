"""A resolution, or some of its paragraphs, as a person reads it in a terminal. No I/O."""

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from corpus.model import (
    Format,
    Kind,
    Language,
    Paragraph,
    Resolution,
    Source,
    Vote,
    VoteOutcome,
)
from search.render_table import is_table, table_lines
from search.terminal import Mark, Style, block, columns, printable

_ORGAN_NAMES = {
    "GA": "General Assembly",
    "ECOSOC": "Economic and Social Council",
    "SC": "Security Council",
    "HRC": "Human Rights Council",
}
SAMPLE_NOTE = "Sample text written by the unres project: no document of the United Nations."
# Below this many columns a language, paragraphs stand one below the other.
_MIN_COLUMN = 34
_GUTTER = "  "
_ROOM_FOR_LABELS = 50
# The title that stands at the head; resolutions and drafts within the document have their own.
OWN_TITLE = "title"
_LISTED = 8  # sponsors and subjects beyond these are counted; --json has all


def render_resolution(
    resolution: Resolution, paragraphs: Sequence[Paragraph], style: Style, width: int
) -> str:
    """The heading of the resolution and these of its paragraphs, ending in a newline.

    What is known of the resolution stands above the whole of it, and a line above parts of it.
    """
    is_whole = len(paragraphs) == len(resolution.paragraphs)
    title = next((p for p in paragraphs if p.path == OWN_TITLE), None)
    marked = _annotated(title, style)[0] if title else resolution.title
    lines = [*_heading(resolution, marked, style, width, is_whole=is_whole), ""]
    for paragraph in paragraphs:
        if paragraph.path != OWN_TITLE and paragraph.kind is not Kind.FOOTNOTE:
            lines += [*_paragraph(paragraph, style, width), ""]
    lines += _footnotes(paragraphs, style, width)
    if resolution.warnings:
        for warning in resolution.warnings:
            lines += [style.faint(line) for line in block(f"Note: {warning}", width)]
        lines.append("")
    lines += [style.faint(line) for text in credit(resolution) for line in block(text, width)]
    return "\n".join(lines) + "\n"


def render_side_by_side(
    resolutions: Sequence[Resolution],
    selections: Sequence[Sequence[Paragraph]],
    style: Style,
    width: int,
) -> str:
    """The same paragraphs of one resolution in several languages, ending in a newline.

    Paragraphs with the same id stand beside each other where the terminal is wide enough, else
    below each other; a language that lacks the id says so.
    """
    count = len(resolutions)
    column = (width - len(_GUTTER) * (count - 1)) // count
    by_path = [{p.path: p for p in selection} for selection in selections]
    beside = column >= _MIN_COLUMN
    room = column if beside else width
    head = f"{resolutions[0].symbol}  {_when(resolutions[0])}"
    lines = [style.strong(line) for line in block(head, width)]
    titles = [block(f"[{r.language}] {r.title}", room) for r in resolutions]
    lines += [*_compose(titles, column, beside=beside), ""]
    for one in resolutions:
        lines += _withdrawn(one, style, width)
    for path in _merged_order(selections):
        lines.append(style.strong(f"#{path}"))
        cells = [
            _cell(paragraphs.get(path), resolution.language, style, room, is_named=not beside)
            for resolution, paragraphs in zip(resolutions, by_path, strict=True)
        ]
        lines += [*_compose(cells, column, beside=beside), ""]
    lines += [style.faint(line) for text in _credits(resolutions) for line in block(text, width)]
    return "\n".join(lines) + "\n"


def _cell(
    paragraph: Paragraph | None, language: Language, style: Style, width: int, *, is_named: bool
) -> list[str]:
    """The paragraph in one language, which is named where it does not stand in its own column."""
    if paragraph is None:
        return [style.faint(f"— no such paragraph in {language} —")]
    label = f"[{language}] " if is_named else ""
    first, *rest = _paragraph(paragraph, style, width - columns(label), with_path=False)
    if not label:
        return [first, *rest]
    return [style.faint(label) + first, *(" " * columns(label) + line for line in rest)]


def _compose(cells: Sequence[list[str]], column: int, *, beside: bool) -> list[str]:
    if not beside:
        return [line for cell in cells for line in cell]
    rows = []
    for row in zip_longest(*cells, fillvalue=""):
        padded = [text + " " * (column - _visible_columns(text)) for text in row]
        rows.append(_GUTTER.join(padded).rstrip())
    return rows


def _visible_columns(painted: str) -> int:
    plain, _, rest = painted.partition("\x1b[")
    width = columns(plain)
    while rest:
        _, _, after = rest.partition("m")
        plain, _, rest = after.partition("\x1b[")
        width += columns(plain)
    return width


def _merged_order(selections: Sequence[Sequence[Paragraph]]) -> Iterator[str]:
    """Every path once: the order of the first language, with what only others have put in place."""
    order: list[str] = []
    for selection in selections:
        at = 0
        for paragraph in selection:
            if paragraph.path in order:
                at = order.index(paragraph.path) + 1
            else:
                order.insert(at, paragraph.path)
                at += 1
    yield from (path for path in order if not path.startswith("fn"))
    yield from (path for path in order if path.startswith("fn"))


def _heading(
    resolution: Resolution, title: str, style: Style, width: int, *, is_whole: bool
) -> Iterator[str]:
    yield style.strong(printable(resolution.symbol)) + style.faint(f"  [{resolution.language}]")
    if resolution.sample:
        yield from (style.match(line) for line in block(SAMPLE_NOTE, width))
    yield from _withdrawn(resolution, style, width)
    yield from (style.strong(line) for line in block(title, width))
    if not is_whole:
        yield from (style.faint(line) for line in block(_when(resolution), width))
    elif known := [pair for pair in facts(resolution, _LISTED) if pair[1]]:
        yield ""
        label_width = max(columns(label) for label, _ in known) + 2
        for label, value in known:
            yield from _fact(label, value, label_width, style, width)


def _when(resolution: Resolution) -> str:
    """Whose resolution it is and when it was adopted, in a line."""
    known = [value for _, value in islice(facts(resolution, _LISTED), 2) if value]
    return " · ".join(known)


def withdrawal(resolution: Resolution) -> str | None:
    """What a reader has to know of a document that its source no longer has; else None."""
    source = resolution.source
    if source is None or source.withdrawn is None:
        return None
    name = f"{resolution.symbol} in {resolution.language}"
    return f"{name} is no longer at its source, since {source.withdrawn[:10]}: it said this before."


def _withdrawn(resolution: Resolution, style: Style, width: int) -> Iterator[str]:
    if told := withdrawal(resolution):
        yield from (style.match(line) for line in block(told, width))


def facts(resolution: Resolution, listed: int) -> Iterator[tuple[str, str]]:
    """What is known of the resolution beside its text, label and value; empty where unknown.

    Of sponsors, subjects and topics at most `listed` are named and the others are counted.
    """
    session = f", session {resolution.session}" if resolution.session else ""
    if resolution.organ == "SC":  # it has no sessions: its symbols have the year
        session = f", {resolution.session}" if resolution.session else ""
    item = ": ".join(filter(None, (resolution.agenda_item, resolution.agenda_item_name)))
    yield "Organ", _ORGAN_NAMES.get(resolution.organ, resolution.organ) + session
    yield "Adopted", resolution.adopted.isoformat() if resolution.adopted else ""
    yield "Meeting", resolution.meeting or ""
    yield "Vote", _vote(resolution.vote) or ""
    yield "Committee", resolution.committee or ""
    yield "Report", resolution.report or ""
    yield "Draft", ", ".join(resolution.drafts)
    yield "Agenda item", item
    yield "Sponsors", _list(resolution.sponsors, listed)
    yield "Subjects", _list(_labels(resolution, are_headings=True), listed)
    yield "Topics", _list(_labels(resolution, are_headings=False), listed)


def _labels(resolution: Resolution, *, are_headings: bool) -> Sequence[str]:
    """The library's subject headings, or the labels under which a program sorts the resolution."""
    labels = (one.label for one in resolution.subjects if one.is_heading is are_headings)
    return tuple(dict.fromkeys(labels))


def _list(values: Sequence[str], listed: int) -> str:
    rest = f"; and {len(values) - listed} more" if len(values) > listed else ""
    return "; ".join(values[:listed]) + rest


def _fact(label: str, value: str, label_width: int, style: Style, width: int) -> Iterator[str]:
    """The value behind its label, its further lines below it; on narrow terminals indented."""
    narrow = width < _ROOM_FOR_LABELS
    indent = _GUTTER if narrow else " " * label_width
    first, *rest = block(f"{label}: {value}" if narrow else value, width, indent=indent)
    head = first[len(indent) :] if narrow else label.ljust(label_width) + first[len(indent) :]
    yield from (style.faint(line) for line in (head, *rest))


def _vote(vote: Vote | None) -> str | None:
    if vote is None:
        return None
    if vote.outcome is VoteOutcome.WITHOUT_VOTE:
        return "without a vote"
    if vote.in_favour is None:
        return "by vote"
    return f"by vote {vote.in_favour}–{vote.against or 0}–{vote.abstaining or 0}"


def _paragraph(
    paragraph: Paragraph, style: Style, width: int, *, with_path: bool = True
) -> list[str]:
    """The paragraph with footnote marks in place, indented by its depth and behind its number."""
    text, marks = _annotated(paragraph, style)
    depth = max(0, paragraph.path.count(".") - paragraph.path.startswith("annex"))
    indent = " " * min(2 * depth, width // 5)
    label = [style.faint(f"{indent}#{printable(paragraph.path)}")] if with_path else []
    if is_table(text):
        return label + [indent + line for line in table_lines(text, width - len(indent))]
    return label + _behind_number(text, _printed_number(paragraph), indent, marks, width)


def _behind_number(
    text: str, number: str, indent: str, marks: Sequence[Mark], width: int
) -> list[str]:
    """Lines of the text that hang behind the number; where there is no room, below it."""
    hanging = indent + " " * columns(number)
    if not number or columns(hanging) > width // 3:
        shifted = [Mark(m.start + len(number), m.end + len(number), m.paint) for m in marks]
        return block(number + text, width, indent=indent, marks=shifted)
    first, *rest = block(text, width, indent=hanging, marks=marks) or [hanging]
    return [indent + printable(number) + first[len(hanging) :], *rest]


def _annotated(paragraph: Paragraph, style: Style) -> tuple[str, list[Mark]]:
    """The text with `[mark]` where a footnote stands, and what to paint in it.

    Painted are the opening phrase, headings, footnote marks and what is cited.
    """
    notes = sorted(paragraph.footnotes, key=lambda note: note.offset)
    text, at, marks = "", 0, []
    for note in notes:
        text += paragraph.text[at : note.offset]
        at = note.offset
        marks.append(Mark(len(text), len(text) + len(note.mark) + 2, style.faint))
        text += f"[{note.mark}]"
    text += paragraph.text[at:]

    def shifted(offset: int, *, is_end: bool) -> int:
        """Where an offset of the paragraph's text stands among the marks."""
        before = [n for n in notes if n.offset < offset or (n.offset == offset and not is_end)]
        return offset + sum(len(note.mark) + 2 for note in before)

    if paragraph.kind in (Kind.HEADING, Kind.TITLE):
        return text, [Mark(0, len(text), style.strong)]
    if found := paragraph.verb_span:
        span = shifted(found[0], is_end=False), shifted(found[1], is_end=True)
        marks.append(Mark(*span, style.verb))
    for citation in paragraph.citations:
        start, end = citation.span
        span = shifted(start, is_end=False), shifted(end, is_end=True)
        marks.append(Mark(*span, style.link))
    return text, sorted(marks, key=lambda mark: mark.start)


def _printed_number(paragraph: Paragraph) -> str:
    if not paragraph.number or paragraph.kind is Kind.FOOTNOTE:
        return ""
    return f"{paragraph.number}. " if paragraph.number.isdigit() else f"({paragraph.number}) "


def _footnotes(paragraphs: Sequence[Paragraph], style: Style, width: int) -> list[str]:
    lines: list[str] = []
    for note in paragraphs:
        if note.kind is Kind.FOOTNOTE:
            mark = f"[{note.number or note.path}] "
            cited = [Mark(*citation.span, style.link) for citation in note.citations]
            lines += _behind_number(note.text, mark, "", cited, width)
    return [*lines, ""] if lines else []


def credit(resolution: Resolution) -> Iterator[str]:
    """Whom the text is from, and where it was found."""
    source = resolution.source
    if resolution.sample:
        yield SAMPLE_NOTE
    elif source:
        yield f"Source: United Nations. {source.url} (retrieved {source.retrieved[:10]})"
        yield from _origin(resolution, source)


def _credits(resolutions: Sequence[Resolution]) -> Iterator[str]:
    """The same for several languages of a document."""
    if any(resolution.sample for resolution in resolutions):
        yield SAMPLE_NOTE
    sources = [(one, one.source) for one in resolutions if one.source and not one.sample]
    if sources:
        yield "Source: United Nations."
    for one, source in sources:
        yield f"{one.language} {source.url} (retrieved {source.retrieved[:10]})"
        yield from (f"{one.language} {line}" for line in _origin(one, source))


def _origin(resolution: Resolution, source: Source) -> Iterator[str]:
    """Where a page or text was copied from: such copies may differ from the document in words."""
    if source.format not in (Format.TEXT, Format.HTML):
        return
    if resolution.stated_address:
        yield f"The file says that it was copied from {resolution.stated_address}"
    else:
        yield "The file does not say where it was copied from: its words may differ from the UN's."
