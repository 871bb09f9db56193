"""The text of an Akoma Ntoso document as a flat run of blocks, in reading order.

UNxml nests the same text in many ways: a subparagraph may be a `paragraph` of its own, a `point`
in a `list` or an `item` in a `blockList`; a heading may be `heading`, `subheading`,
`crossHeading` or a paragraph of a heading's class. Here all of that becomes blocks, which say what
part each piece of text plays; what its id is, is decided in `akn_paths`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from lxml.etree import _Element

from corpus.akn_inline import Inline, InlineReader, join, local_name


class Role(Enum):
    """What a block is within its document, as far as its mark-up says."""

    TITLE = auto()
    FORMULA = auto()  # "The General Assembly,"
    RECITAL = auto()  # in the preamble
    TEXT = auto()  # in the body
    HEADING = auto()
    TABLE = auto()
    CLOSING = auto()
    STRAY = auto()  # where no text is expected


class DivisionKind(Enum):
    """A document within the document."""

    PART = auto()  # resolutions A and B under one symbol
    DRAFT = auto()  # a draft resolution that is recommended to another organ
    ANNEX = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """One document within the document; `label` is a part's printed letter."""

    kind: DivisionKind
    parent: "Division | None"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text with its printed label; `level` counts the lists it stands in.

    `after_gap`: what stood before it is missing.
    """

    role: Role
    content: Inline
    label: str = ""
    level: int = 0
    division: Division | None = None
    after_gap: bool = False


# Classes of the paragraphs that UN templates set as headings: H1, H23, HCh, H1G, TitleH2 …
_HEADING_CLASS = re.compile(r"H\d|HC|Title|BLUE|Blue|Heading|AgendaTitle")
NO_COUNTS = re.compile(r"[0\s]+")  # a form for a vote that was not filled in
_HEADINGS = frozenset(("heading", "subheading", "subhheading", "crossHeading"))
_LISTS = frozenset(("list", "sublist", "blockList"))
_CONTENTS = frozenset(("content", "intro", "wrapUp", "listIntroduction", "listWrapUp"))
_NO_TEXT = frozenset(("meta", "coverPage", "collectionBody"))
_DIVIDERS = frozenset(("section", "subsection", "part", "title", "chapter", "article", "book"))
_ROLES = {"formula": Role.FORMULA, "docTitle": Role.TITLE, "docNumber": Role.TITLE}
# Elements that are blocks of their own when they stand inside a `p`.
_IN_P = frozenset(
    (*_HEADINGS, "num", "docTitle", "docType", "embeddedStructure", "quotedStructure", "mod")
)


def read_blocks(root: _Element) -> list[Block]:
    """Every block of the document, in reading order."""
    walker = _Walker(InlineReader(root))
    return [
        block
        for block in walker.document(root)
        if block.content.text or block.content.notes or block.label
    ]


class _Walker:
    def __init__(self, inline: InlineReader) -> None:
        self._inline = inline

    def document(self, root: _Element) -> Iterator[Block]:
        for child in root:
            match local_name(child):
                case "components":
                    yield from self._components(child, DivisionKind.PART, None)
                case "":
                    continue
                case _:
                    yield from self._act(child, None)

    def _act(self, act: _Element, division: Division | None) -> Iterator[Block]:
        """A `statement`, `documentCollection` or `doc`: everything from preface to annexes."""
        for child in act:
            match local_name(child):
                case name if not name or name in _NO_TEXT:
                    continue
                case "preface":
                    yield from self._preface(child, division)
                case "preamble":
                    yield from self._preamble(child, division)
                case "conclusions":
                    yield from self._conclusions(child, division)
                case "attachments":
                    yield from self._attachments(child, division)
                case "components":
                    yield from self._components(child, DivisionKind.DRAFT, division)
                case _:
                    yield from self._body(child, 0, division)

    def _components(
        self, components: _Element, kind: DivisionKind, parent: Division | None
    ) -> Iterator[Block]:
        for component in components:
            for act in component:
                number = act.find("{*}preface//{*}docNumber")
                label = "" if number is None else self._inline.read(number).text
                yield from self._act(act, Division(kind, parent, label))

    def _attachments(self, attachments: _Element, parent: Division | None) -> Iterator[Block]:
        for attachment in attachments:
            for doc in attachment:
                if local_name(doc):
                    yield from self._act(doc, Division(DivisionKind.ANNEX, parent))

    def _preface(self, preface: _Element, division: Division | None) -> Iterator[Block]:
        parts = [self._inline.read(p, skip=p.iter("{*}docNumber")) for p in preface]
        title = join((part for part in parts if part.text or part.notes), " ")
        # A note on the number is a note on the title, which the number stands before.
        for number in preface.iter("{*}docNumber"):
            notes = tuple(replace(n, offset=0) for n in self._inline.read(number).notes)
            title = replace(title, notes=notes + title.notes)
        yield Block(Role.TITLE, title, division=division)

    def _preamble(self, preamble: _Element, division: Division | None) -> Iterator[Block]:
        for child in preamble:
            match local_name(child):
                case "formula":
                    yield Block(Role.FORMULA, self._inline.read(child), division=division)
                case "container" | "blockList":
                    yield from self._recital(child, division)
                case "block" if child.get("name") == "subheading":
                    yield Block(Role.HEADING, self._inline.read(child), division=division)
                case "":
                    continue
                case _:
                    yield Block(Role.RECITAL, self._inline.read(child), division=division)

    def _recital(self, container: _Element, division: Division | None) -> Iterator[Block]:
        if container.get("name") == "formula":
            yield Block(Role.FORMULA, self._inline.read(container), division=division)
            return
        if local_name(container) == "blockList":
            yield from self._recital_list(container, 0, division)
            return
        for child in container:
            match local_name(child):
                case "blockList" | "list":
                    yield from self._recital_list(child, 0, division)
                case "table":
                    yield Block(Role.TABLE, self._table(child), division=division)
                case "":
                    continue
                case _:
                    yield Block(Role.RECITAL, self._inline.read(child), division=division)

    def _recital_list(
        self, items: _Element, level: int, division: Division | None
    ) -> Iterator[Block]:
        for child in items:
            match local_name(child):
                case "":
                    continue
                case "item" | "point":
                    yield from self._recital_item(child, level + 1, division)
                case "blockList" | "list" | "sublist":
                    yield from self._recital_list(child, level + 1, division)
                case _:
                    yield Block(Role.RECITAL, self._inline.read(child), "", level, division)

    def _recital_item(
        self, item: _Element, level: int, division: Division | None
    ) -> Iterator[Block]:
        label = Inline()
        for child in item:
            match local_name(child):
                case "num":
                    label = _together(label, self._inline.read(child))
                case "blockList" | "list" | "sublist":
                    yield from self._recital_list(child, level, division)
                case "":
                    continue
                case _:
                    content = self._inline.read(child)
                    yield _labelled(Block(Role.RECITAL, content, "", level, division), label)
                    label = Inline()
        if label.text:
            yield _labelled(Block(Role.RECITAL, Inline(), "", level, division), label)

    def _conclusions(self, conclusions: _Element, division: Division | None) -> Iterator[Block]:
        for child in conclusions:
            if local_name(child):
                for line in self._inline.lines(child):
                    if NO_COUNTS.fullmatch(line.text) and not line.notes:
                        continue
                    yield Block(Role.CLOSING, line, division=division)

    def _body(self, parent: _Element, level: int, division: Division | None) -> Iterator[Block]:
        """The children of a body, a division of it, a paragraph or a list.

        A number waits for the text it numbers; one that numbers nothing is a block without text.
        """
        label = Inline()
        role = Role.HEADING if _HEADING_CLASS.match(parent.get("class") or "") else Role.TEXT
        divides = local_name(parent) in _DIVIDERS
        for child in parent:
            name = local_name(child)
            if not name or name in _NO_TEXT:
                continue
            if name == "num":
                label = _together(label, self._inline.read(child))
                continue
            for block in self._child(child, name, level, division):
                titled = role is Role.HEADING and block.role is Role.TEXT
                read = replace(block, role=role) if titled else block
                if block.label and label.text:
                    # A list that nothing introduces: "58. (a) …".
                    yield _labelled(Block(role, Inline(), "", level, division), label)
                    label = Inline()
                if not block.label and (divides or self._numbers(block, parent)):
                    read = _labelled(read, label)
                    label = Inline()
                yield read
        if label.text:
            yield _labelled(Block(role, Inline(), "", level, division), label)

    @staticmethod
    def _numbers(block: Block, parent: _Element) -> bool:
        """Whether a number before `block` is its own: a heading may stand between the two."""
        if block.role in (Role.TEXT, Role.RECITAL):
            return True
        return block.role is Role.HEADING and parent.find("{*}content") is None

    def _child(
        self, child: _Element, name: str, level: int, division: Division | None
    ) -> Iterator[Block]:
        match name:
            case _ if name in _HEADINGS:
                recital = child.get("refersTo") == "#preamble"
                role = Role.RECITAL if recital else Role.HEADING
                yield Block(role, self._inline.read(child), "", level, division)
            case _ if name in _CONTENTS:
                # What introduces or closes a list belongs to the paragraph around the list.
                outer = level if name == "content" else max(0, level - 1)
                for part in child:
                    if part_name := local_name(part):
                        yield from self._child(part, part_name, outer, division)
            case _ if name in _LISTS:
                yield from self._body(child, level + 1, division)
            case "container":
                yield from self._container(child, level, division)
            case "table":
                yield Block(Role.TABLE, self._table(child), "", level, division)
            case "embeddedStructure" | "statement":
                yield from self._body(child, 0, Division(DivisionKind.DRAFT, division))
            case "p" | "mod":
                yield from self._p(child, level, division)
            case "preamble":
                yield from self._preamble(child, division)
            case _ if name not in _ROLES and _holds_blocks(child):
                yield from self._body(child, level, division)
            case _:
                role = _ROLES.get(name, Role.STRAY)
                yield Block(role, self._inline.read(child), "", level, division)

    def _container(
        self, container: _Element, level: int, division: Division | None
    ) -> Iterator[Block]:
        if division and division.kind is DivisionKind.DRAFT and container.get("name") != "table":
            yield from self._recital(container, division)
        else:
            yield from self._body(container, level, division)

    def _p(self, p: _Element, level: int, division: Division | None) -> Iterator[Block]:
        inner = [child for child in p if local_name(child) in _IN_P]
        if inner or local_name(p) == "mod":
            own = self._inline.read(p, skip=inner)
            if own.text or own.notes:
                yield Block(Role.TEXT, own, "", level, division)
            label = Inline()
            for child in inner:
                match local_name(child):
                    case "num":
                        label = _together(label, self._inline.read(child))
                    case "docTitle":
                        yield from self._title_in_body(child, level, division)
                    case "docType":
                        yield Block(Role.HEADING, self._inline.read(child), "", level, division)
                    case name:
                        yield from self._child(child, name, level, division)
            if label.text:
                yield _labelled(Block(Role.HEADING, Inline(), "", level, division), label)
            return
        yield Block(Role.TEXT, self._inline.read(p), "", level, division)

    def _title_in_body(
        self, title: _Element, level: int, division: Division | None
    ) -> Iterator[Block]:
        in_annex = division is not None and division.kind is DivisionKind.ANNEX
        role = Role.HEADING if in_annex else Role.TITLE
        yield Block(role, self._inline.read(title), "", level, division)

    def _table(self, table: _Element) -> Inline:
        rows = (row for row in table.iter("{*}tr") if next(row.iterancestors("{*}table")) is table)
        lines = (
            join((self._inline.read(cell) for cell in row if local_name(cell)), "\t")
            for row in rows
        )
        return join((line for line in lines if line.text.strip() or line.notes), "\n")


def _together(first: Inline, second: Inline) -> Inline:
    return join((part for part in (first, second) if part.text or part.notes), " ")


def _labelled(block: Block, label: Inline) -> Block:
    """The block with a label, and with the notes on it at the head of its text."""
    notes = tuple(replace(note, offset=0) for note in label.notes)
    content = replace(block.content, notes=notes + block.content.notes)
    return replace(block, label=label.text, content=content)


def _holds_blocks(element: _Element) -> bool:
    """Whether an unknown element has paragraphs or other elements in it, and no text of its own."""
    if any(local_name(part) in ("p", *_CONTENTS, *_LISTS) for part in element):
        return True
    return len(element) > 0 and not (element.text or "").strip()
