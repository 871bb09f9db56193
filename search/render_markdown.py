"""A resolution, or some of its paragraphs, as Markdown (CommonMark with footnotes and tables).

Numbered paragraphs are list items under their printed number, subparagraphs lie in their
paragraph's item, footnotes are `[^1]`, and what is cited leads to the United Nations. No I/O.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Citation, Kind, Language, Paragraph, Resolution
from corpus.symbols import parse_symbol, undocs_url
from search.render_resolution import OWN_TITLE, credit, facts, withdrawal
from search.terminal import printable

_EVERYTHING = 10_000  # sponsors and subjects are all named
# What begins or ends something in running text; "&" only where an entity would follow.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
# What begins a block where a line begins: a heading, a list, a quotation, a rule.
_BLOCK = re.compile(r"^(?:(\s*)([#>+=-])|(\s*\d{1,9})([.)]))")


def render_resolution_markdown(resolution: Resolution, paragraphs: Sequence[Paragraph]) -> str:
    """The resolution's heading and these of its paragraphs, ending in a newline."""
    labels = _note_labels(paragraphs)
    title = next((p for p in paragraphs if p.path == OWN_TITLE and p.footnotes), None)
    head = escape(f"{resolution.symbol}: {resolution.title}")
    if title:
        marked = _one_line(_content(title, resolution.language, labels))
        head = f"{escape(resolution.symbol)}: {marked}"
    parts = [f"# {head}", "\n".join(_facts(resolution))]
    if told := withdrawal(resolution):
        parts.insert(1, f"> **{escape(told)}**")
    lists = _Lists()
    for paragraph in paragraphs:
        if paragraph.path != OWN_TITLE and paragraph.kind is not Kind.FOOTNOTE:
            parts.append(lists.place(paragraph, _content(paragraph, resolution.language, labels)))
    for note in paragraphs:
        if note.kind is Kind.FOOTNOTE:
            text = _linked(note, note.text, 0, len(note.text), resolution.language)
            parts.append(f"[^{labels[note.path]}]: {_one_line(text)}")
    parts += ["---", "\n".join(f"*{escape(line)}*" for line in credit(resolution))]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""The text on one line, with nothing in it that Markdown would read as mark-up.

    >>> escape("1. [a] *b*")
    '1\\. \\[a\\] \\*b\\*'
    """
    return _block_escaped(_inline_escaped(" ".join(text.split())))


def _inline_escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", printable(text))


def _block_escaped(text: str) -> str:
    def escaped(match: re.Match[str]) -> str:
        if match[2]:
            return f"{match[1]}\\{match[2]}"
        return f"{match[3]}\\{match[4]}"

    return _BLOCK.sub(escaped, text)


def _facts(resolution: Resolution) -> Iterator[str]:
    for label, value in facts(resolution, _EVERYTHING):
        if value:
            yield f"- **{label}:** {_inline_escaped(value)}"


# --- Lists ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Item:
    """An open list item: what stands below it is indented by `indent`."""

    path: str
    number: str
    indent: int


class _Lists:
    """Puts paragraphs one behind the other: in the list item they belong to, or outside of lists.

    What lies in an item stands below it, by as many spaces as its marker takes.
    """

    def __init__(self) -> None:
        self._open: list[_Item] = []
        self._lists: set[int] = set()  # the indents at which a list is what came last

    def place(self, paragraph: Paragraph, content: str) -> str:
        """The block for a paragraph with this content."""
        above = paragraph.path.rpartition(".")[0]
        parent = paragraph.lead_in or above
        while self._open and not self._belongs(paragraph, self._open[-1], parent):
            self._open.pop()
        before = self._open.pop() if self._open and self._open[-1].path != parent else None
        if paragraph.kind in (Kind.HEADING, Kind.TITLE):
            self._open.clear()
            self._lists.clear()
            above = above if paragraph.kind is Kind.HEADING else ""
            return f"{'###' if above else '##'} {_one_line(content)}"
        if paragraph.number:
            return self._item(paragraph, paragraph.number, content, before)
        indent = self._open[-1].indent if self._open else 0
        self._lists = {one for one in self._lists if one < indent}
        return _indented(content, indent)

    @staticmethod
    def _belongs(paragraph: Paragraph, item: _Item, parent: str) -> bool:
        """Whether the paragraph lies in this item or is the next of the same list."""
        if item.path == parent:
            return True
        beside = item.path.rpartition(".")[0] == paragraph.path.rpartition(".")[0]
        return beside and bool(paragraph.number)

    def _item(self, paragraph: Paragraph, number: str, content: str, before: _Item | None) -> str:
        indent = self._open[-1].indent if self._open else 0
        is_ordered = _is_ordinal(number)
        marker = f"{number}. " if is_ordered else "- "
        text = content if is_ordered else f"({_inline_escaped(number)}) {content}"
        # Programs count on from the first item: a list with a gap is two, parted by a comment.
        parts = is_ordered and indent in self._lists and not _follows(number, before)
        self._lists = {one for one in self._lists if one < indent} | {indent}
        self._open.append(_Item(paragraph.path, number, indent + len(marker)))
        body = _indented(text, indent + len(marker)).lstrip(" ")
        comment = " " * indent + "<!-- -->\n\n" if parts else ""
        return f"{comment}{' ' * indent}{marker}{body}"


def _is_ordinal(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 9


def _follows(number: str, before: _Item | None) -> bool:
    return bool(before and _is_ordinal(before.number) and int(number) == int(before.number) + 1)


def _one_line(content: str) -> str:
    return " ".join(content.split())


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line if line else line for line in text.split("\n"))


# --- A paragraph ---------------------------------------------------------------------------------


def _content(paragraph: Paragraph, language: Language, labels: dict[str, str]) -> str:
    """The text of a paragraph with its opening phrase, citations and footnote marks."""
    if "\t" in paragraph.text and "\n" in paragraph.text:
        return _table(paragraph.text)
    text, parts, at = paragraph.text, [], 0
    span = paragraph.verb_span
    if span and not any(note.offset < span[1] for note in paragraph.footnotes):
        start, at = span
        parts.append(f"{_inline_escaped(text[:start])}*{_inline_escaped(text[start:at])}*")
    for note in sorted(paragraph.footnotes, key=lambda note: note.offset):
        parts.append(_linked(paragraph, text, at, max(at, note.offset), language))
        at = max(at, note.offset)
        parts.append(f"[^{_label_at(paragraph, note.mark, labels)}]")
    parts.append(_linked(paragraph, text, at, len(text), language))
    content = "".join(parts)
    lines = [_block_escaped(line) for line in content.split("\n")]
    return "  \n".join(lines)


def _linked(paragraph: Paragraph, text: str, start: int, end: int, language: Language) -> str:
    """The text between two offsets, what it cites linked."""
    parts, at = [], start
    for citation in paragraph.citations:
        if at <= citation.span[0] and citation.span[1] <= end and citation.symbol:
            parts.append(_inline_escaped(text[at : citation.span[0]]))
            parts.append(_link(citation, citation.symbol, language))
            at = citation.span[1]
    return "".join([*parts, _inline_escaped(text[at:end])])


def _link(citation: Citation, symbol: str, language: Language) -> str:
    address = undocs_url(parse_symbol(symbol), language).replace("(", "%28").replace(")", "%29")
    return f"[{_inline_escaped(citation.text)}]({address})"


def _table(text: str) -> str:
    """Rows as a table, the first of them its head; a line without cells is a row of one."""
    rows = [line.split("\t") for line in text.split("\n")]
    width = max(len(row) for row in rows)
    head, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = [head, ["---"] * width, *body]
    return "\n".join(
        "| "
        + " | ".join(cell if line is lines[1] else _inline_escaped(cell) for cell in line)
        + " |"
        for line in lines
    )


# --- Footnotes -----------------------------------------------------------------------------------


def _note_labels(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """A label for each footnote by its path: its mark, and the part it is in where marks repeat."""
    paths = [note.path for note in paragraphs if note.kind is Kind.FOOTNOTE]
    marks = Counter(path.rpartition(".")[2] for path in paths)
    labels = {}
    for path in paths:
        last = path.rpartition(".")[2]
        label = last if marks[last] == 1 else path
        labels[path] = re.sub(r"[^\w-]", "-", re.sub(r"(?:^|(?<=\.))fn", "", label))
    return labels


def _label_at(paragraph: Paragraph, mark: str, labels: dict[str, str]) -> str:
    """The label of the footnote with this mark, in the same part of the document if it is there."""
    stars = f"star{mark.count('*')}" if "*" in mark else ""  # as in its path
    plain = stars or re.sub(r"[^\w-]", "-", mark.strip("() ")) or "-"
    prefix = paragraph.path
    while prefix:
        prefix = prefix.rpartition(".")[0]
        path = f"{prefix}.fn{plain.lower()}" if prefix else f"fn{plain.lower()}"
        if path in labels:
            return labels[path]
    return plain
