"""A resolution, or some of its paragraphs, as a person reads it in a terminal. No I/O."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from corpus.model import Kind, Language, Paragraph, Resolution, Vote, VoteOutcome
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
_LISTED = 8  # sponsors and subjects beyond these are counted; --json has all


def render_resolution(
    resolution: Resolution, paragraphs: Sequence[Paragraph], style: Style, width: int
) -> str:
    """The heading of the resolution and these of its paragraphs, ending in a newline."""
    lines = [*_heading(resolution, style, width), ""]
    for paragraph in paragraphs:
        if paragraph.kind not in (Kind.TITLE, Kind.FOOTNOTE):
            lines += [*_paragraph(paragraph, style, width), ""]
    lines += _footnotes(paragraphs, style, width)
    if resolution.warnings:
        lines += [style.faint(f"Note: {printable(warning)}") for warning in resolution.warnings]
        lines.append("")
    lines += [style.faint(printable(line)) for line in _credit(resolution)]
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
    lines: list[str] = [style.strong(resolutions[0].symbol)]
    titles = [block(f"[{r.language}] {r.title}", max(column, _MIN_COLUMN)) for r in resolutions]
    beside = column >= _MIN_COLUMN
    lines += [*_compose(titles, column, beside=beside), ""]
    for path in _merged_order(selections):
        lines.append(style.strong(f"#{path}"))
        cells = []
        for resolution, paragraphs in zip(resolutions, by_path, strict=True):
            room = column if beside else width
            cells.append(_cell(paragraphs.get(path), resolution.language, style, room))
        lines += [*_compose(cells, column, beside=beside), ""]
    credits = dict.fromkeys(line for one in resolutions for line in _credit(one))
    lines += [style.faint(printable(line)) for line in credits]
    return "\n".join(lines) + "\n"


def _cell(paragraph: Paragraph | None, language: Language, style: Style, width: int) -> list[str]:
    if paragraph is None:
        return [style.faint(f"— no such paragraph in {language} —")]
    return _paragraph(paragraph, style, width, with_path=False)


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


def _heading(resolution: Resolution, style: Style, width: int) -> Iterator[str]:
    yield style.strong(printable(resolution.symbol)) + style.faint(f"  [{resolution.language}]")
    if resolution.sample:
        yield style.match(SAMPLE_NOTE)
    yield from (style.strong(line) for line in block(resolution.title, width))
    facts = [
        _ORGAN_NAMES.get(resolution.organ, resolution.organ),
        f"session {resolution.session}" if resolution.session else None,
        f"adopted {resolution.adopted.isoformat()}" if resolution.adopted else None,
        resolution.meeting,
        _vote(resolution.vote),
    ]
    yield from _facts(facts, style, width)
    item = f"agenda item {resolution.agenda_item}" if resolution.agenda_item else None
    if item and resolution.agenda_item_name:
        item = f"{item}: {resolution.agenda_item_name}"
    report = f"report {resolution.report}" if resolution.report else None
    drafts = f"draft {', '.join(resolution.drafts)}" if resolution.drafts else None
    yield from _facts([resolution.committee, report, drafts, item], style, width)
    yield from _facts([_list("sponsors", resolution.sponsors)], style, width)
    labels = tuple(dict.fromkeys(subject.label for subject in resolution.subjects))
    yield from _facts([_list("subjects", labels)], style, width)


def _list(name: str, values: Sequence[str]) -> str | None:
    if not values:
        return None
    rest = f"; and {len(values) - _LISTED} more" if len(values) > _LISTED else ""
    return f"{name}: " + "; ".join(values[:_LISTED]) + rest


def _facts(facts: Sequence[str | None], style: Style, width: int) -> Iterator[str]:
    line = " · ".join(fact for fact in facts if fact)
    if line:
        yield from (style.faint(text) for text in block(line, width))


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
    """The paragraph with its number, footnote marks in place, indented by its depth."""
    text, marks = _annotated(paragraph, style)
    indent = "  " * max(0, paragraph.path.count(".") - paragraph.path.startswith("annex"))
    label = [style.faint(f"{indent}#{printable(paragraph.path)}")] if with_path else []
    return label + block(text, width, indent=indent, marks=marks)


def _annotated(paragraph: Paragraph, style: Style) -> tuple[str, list[Mark]]:
    """The text behind its number, `[mark]` where a footnote stands; and what to paint in it."""
    text, marks = _printed_number(paragraph), []
    verb = paragraph.verb or ""
    if paragraph.kind is Kind.HEADING:
        marks.append(Mark(0, len(text) + len(paragraph.text), style.strong))
    elif paragraph.text.startswith(verb):
        marks.append(Mark(len(text), len(text) + len(verb), style.verb))
    at = 0
    for note in sorted(paragraph.footnotes, key=lambda note: note.offset):
        text += paragraph.text[at : note.offset]
        at = note.offset
        marks.append(Mark(len(text), len(text) + len(note.mark) + 2, style.faint))
        text += f"[{note.mark}]"
    return text + paragraph.text[at:], marks


def _printed_number(paragraph: Paragraph) -> str:
    if not paragraph.number or paragraph.kind is Kind.FOOTNOTE:
        return ""
    return f"{paragraph.number}. " if paragraph.number.isdigit() else f"({paragraph.number}) "


def _footnotes(paragraphs: Sequence[Paragraph], style: Style, width: int) -> list[str]:
    lines: list[str] = []
    for note in paragraphs:
        if note.kind is Kind.FOOTNOTE:
            mark = style.faint(f"[{printable(note.number or note.path)}]")
            first, *rest = block(note.text, width - 5)
            lines += [f"{mark} {first}", *(" " * 4 + line for line in rest)]
    return [*lines, ""] if lines else []


def _credit(resolution: Resolution) -> Iterator[str]:
    source = resolution.source
    if resolution.sample:
        yield SAMPLE_NOTE
    elif source:
        yield f"Source: United Nations. {source.url} (retrieved {source.retrieved[:10]})"
