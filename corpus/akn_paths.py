"""The ids of paragraphs: from blocks with printed labels to paths that all languages share.

docs/paragraph-ids.md states the rules. The work goes in three steps: the blocks are dealt out to
scopes (the resolution itself, a part, a draft it carries, an annex); `akn_pieces` reads the labels
of each scope and finds the sections whose numbering begins anew; then every piece gets its path,
subparagraphs by following the series of their labels.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from corpus.akn_blocks import Block, Division, DivisionKind, Role
from corpus.akn_dividers import opens_annex
from corpus.akn_inline import Inline, join
from corpus.akn_labels import Label, Style, begins_with_bullet, letters, split_heading
from corpus.akn_piece import Piece
from corpus.akn_pieces import LEADS, restarting_sections, understand
from corpus.model import Kind, Language
from corpus.text_front import is_closing


@dataclass(frozen=True, slots=True)
class Placed:
    """A block's text with its path, its kind, its number and the path of what introduces it.

    `odd` says what is wrong with it in the source.
    """

    path: str
    kind: Kind
    content: Inline
    number: str | None = None
    lead_in: str | None = None
    odd: str = ""


def place(blocks: Iterable[Block], language: Language) -> list[Placed]:
    """Every block with its path, in reading order.

    A path that is already taken gets a suffix: the second bearer of `op7` is `op7~2`. So does a
    paragraph that stands twice, one right behind the other, whether it has a number or not: what
    comes after it keeps its path.
    """
    numbered = list(enumerate(_with_meetings(blocks)))
    repeated = _repeated(numbered)
    placed: dict[int, Placed] = {}
    taken: Counter[str] = Counter()
    once = [(at, block) for at, block in numbered if at not in repeated]
    for scope in _Dealer(language).deal_out(once):
        for place_in_text, item in _Numbering(scope, language, taken).run():
            placed[place_in_text] = item
    for at, first in repeated.items():
        path = placed[first].path
        taken[path] += 1
        placed[at] = replace(
            placed[first], path=f"{path}~{taken[path]}", content=numbered[at][1].content
        )
    return _with_joined_closing([placed[place_in_text] for place_in_text in sorted(placed)])


def _with_meetings(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same, with a meeting tagged as text told by its words and by what stands below it."""
    for block, following in zip_longest(given := list(blocks), given[1:]):
        above_closing = following is None or following.role is Role.CLOSING
        is_text = block.role is Role.TEXT and not block.label
        meeting = is_text and above_closing and is_closing(block.content.text)
        yield replace(block, role=Role.CLOSING) if meeting else block


_REPEATED = 20  # code points that a text has at least of which a second one is a copy


def _repeated(blocks: Sequence[tuple[int, Block]]) -> dict[int, int]:
    """The places of blocks that say what the one right before them says, with that one's place."""
    found: dict[int, int] = {}
    for (before, first), (at, block) in pairwise(blocks):
        text = block.content.text
        is_same = (block.role, block.label, text) == (first.role, first.label, first.content.text)
        if is_same and block.role in (Role.TEXT, Role.RECITAL) and len(text) >= _REPEATED:
            found[at] = found.get(before, before)
    return found


def _with_joined_closing(items: Sequence[Placed]) -> list[Placed]:
    """Date, meeting and vote as lines of one paragraph: languages print them in another order."""
    joined: list[Placed] = []
    for item in items:
        before = joined[-1] if joined else None
        if before and before.kind is item.kind is Kind.CLOSING:
            joined[-1] = replace(before, content=before.content.followed_by(item.content, "\n"))
        else:
            joined.append(item)
    return joined


# --- Scopes ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Scope:
    """The blocks that share a prefix, each with its place in the whole text."""

    prefix: str
    annex: bool
    blocks: list[tuple[int, Block]] = field(default_factory=list)

    def has(self, *roles: Role) -> bool:
        return any(block.role in roles for _, block in self.blocks)


class _Dealer:
    """Deals the blocks out to scopes; an annex that only its heading announces is one as well."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._counts: Counter[tuple[str, DivisionKind]] = Counter()
        self._scopes: list[_Scope] = [_Scope("", annex=False)]
        self._homes: dict[Division | None, _Scope] = {None: self._scopes[0]}
        self._annexes: dict[Division | None, _Scope] = {}

    def deal_out(self, blocks: Iterable[tuple[int, Block]]) -> list[_Scope]:
        for place_in_text, block in blocks:
            self._scope_of(block).blocks.append((place_in_text, block))
        return self._scopes

    def _scope_of(self, block: Block) -> _Scope:
        if block.role is Role.CLOSING:
            # Date and meeting are the resolution's own, whatever stands above them.
            return self._home(_outside(block.division, DivisionKind.DRAFT, DivisionKind.ANNEX))
        home = self._home(block.division)
        current = self._annexes.get(block.division, home)
        if _opens_annex(block, self._language):
            begun = current.has(Role.TEXT, Role.RECITAL, Role.FORMULA, Role.TABLE)
            if begun:
                outer = _outside(block.division, DivisionKind.ANNEX)
                current = self._open(self._home(outer).prefix, DivisionKind.ANNEX)
                self._annexes[block.division] = current
        return current

    def _home(self, division: Division | None) -> _Scope:
        if division is not None and division not in self._homes:
            parent = self._home(division.parent).prefix
            self._homes[division] = self._open(parent, division.kind, division.label)
        return self._homes[division]

    def _open(self, parent: str, kind: DivisionKind, label: str = "") -> _Scope:
        self._counts[parent, kind] += 1
        count = self._counts[parent, kind]
        name = f"{kind.name.lower()}{count}"
        if kind is DivisionKind.PART:
            name = f"part{_part_letter(label, self._language) or letters(count)}"
        self._scopes.append(_Scope(f"{parent}{name}.", kind is DivisionKind.ANNEX))
        return self._scopes[-1]


def _outside(division: Division | None, *kinds: DivisionKind) -> Division | None:
    """The innermost division around that is of none of these kinds."""
    while division and division.kind in kinds:
        division = division.parent
    return division


def _opens_annex(block: Block, language: Language) -> bool:
    if block.label or block.role not in (Role.HEADING, Role.TEXT):
        return False
    return opens_annex(block.content.text, language)


def _part_letter(label: str, language: Language) -> str | None:
    """The letter of a part as printed before its title: "B", "76/246 B.", "باء"."""
    words = label.replace(".", " ").split()
    found = split_heading(words[-1], language)[0] if words else None
    return letters(found.value) if found else None


# --- Paths within a scope ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Level:
    """Where a series of labels stands: its last label, the path of its bearer, and whose it is."""

    label: Label
    path: str
    parent: str | None
    nested: bool


class _Numbering:
    """Gives each block of one scope its path."""

    def __init__(self, scope: _Scope, language: Language, taken: Counter[str]) -> None:
        self._scope = scope
        self._language = language
        self._taken = taken
        self._counts: Counter[str] = Counter()
        self._qualifier = ""
        self._levels: list[_Level] = []
        self._lead: str | None = None  # the last unnumbered paragraph
        self._lead_is_open = False  # it came after the last number and introduces what follows
        self._heading: str | None = None  # the heading above, if no number stands between
        self._last_introduces = False  # the last numbered paragraph ends with a colon
        self._in_preamble = False
        self._last_number = 0
        self._number_after: Label | None = None  # that of the next numbered paragraph
        self._adrift = False  # what introduced the list that is under way is missing

    def run(self) -> Iterator[tuple[int, Placed]]:
        pieces = understand(self._scope.blocks, self._language, annex=self._scope.annex)
        restarting = restarting_sections(pieces)
        after = _numbers_after(pieces)
        for place_in_list, (piece, following) in enumerate(zip_longest(pieces, pieces[1:])):
            self._number_after = after[place_in_list]
            if piece.section:
                self._qualifier = f"{piece.section}." if piece.section in restarting else ""
                self._levels = []
                self._lead = None
            yield piece.place_in_text, self._place(piece, following.labels if following else ())

    def _place(self, piece: Piece, following: tuple[Label, ...]) -> Placed:
        match piece.role:
            case Role.TITLE:
                return self._placed("title", Kind.TITLE, piece)
            case Role.FORMULA:
                return self._placed("formula", Kind.FORMULA, piece)
            case Role.CLOSING:
                return self._placed(self._counted("closing"), Kind.CLOSING, piece)
            case Role.HEADING:
                item = self._placed(self._counted("h"), Kind.HEADING, piece)
                self._heading = item.path
                return item
        if piece.role is Role.STRAY or not any(map(str.isalnum, piece.text)):
            return self._placed(self._counted("x"), Kind.UNCLASSIFIED, piece)
        self._change_part(in_preamble=piece.role is Role.RECITAL)
        return self._numbered(piece, following) if piece.labels else self._unnumbered(piece)

    def _change_part(self, *, in_preamble: bool) -> None:
        if in_preamble is not self._in_preamble:
            self._in_preamble = in_preamble
            self._levels = []
            self._lead = None

    @property
    def _base(self) -> str:
        return "" if self._scope.annex else "op"

    @property
    def _kind(self) -> Kind:
        if self._scope.annex:
            return Kind.ANNEX
        return Kind.PREAMBULAR if self._in_preamble else Kind.OPERATIVE

    def _unnumbered(self, piece: Piece) -> Placed:
        name = "u" if self._scope.annex else "pp" if self._in_preamble else "opu"
        path = self._counted(f"{self._qualifier}{name}")
        if piece.role is Role.TABLE or begins_with_bullet(piece.text):
            introduced_by = self._lead if self._lead_is_open else self._innermost or self._lead
            return self._placed(path, self._kind, piece, lead_in=introduced_by)
        item = self._placed(path, self._kind, piece)
        self._lead = item.path
        self._lead_is_open = piece.text.endswith(LEADS)
        if self._in_preamble:
            self._levels = []
        self._heading = None
        return item

    @property
    def _innermost(self) -> str | None:
        return self._levels[-1].path if self._levels else None

    def _numbered(self, piece: Piece, following: tuple[Label, ...]) -> Placed:
        if self._is_adrift(piece):
            printed = replace(piece, content=join((Inline(piece.printed), piece.content), " "))
            return self._placed(self._counted("x"), Kind.UNCLASSIFIED, printed)
        if piece.outer:
            within = piece.nested and piece.outer[0].style is not Style.NUMBER
            self._enter(replace(piece, labels=piece.outer, nested=within), piece.labels)
        label, parent, name = self._named(piece, following)
        lead_in = parent if parent in self._taken else None
        item = self._placed(name, self._kind, piece, label, lead_in, absolute=parent is not None)
        self._levels.append(_Level(label, item.path, parent, piece.nested))
        self._lead_is_open = False
        self._heading = None
        self._last_introduces = piece.text.endswith(LEADS)
        return item

    def _is_adrift(self, piece: Piece) -> bool:
        """Whether it belongs to a list whose head is missing, so that nobody knows whose it is."""
        top = any(label.style in (Style.NUMBER, Style.DOTTED) for label in piece.labels)
        if top and not piece.nested:
            self._adrift = False
        elif piece.after_gap:
            self._adrift = self._continued(piece, exactly=True) is None
        return self._adrift

    def _enter(self, piece: Piece, following: tuple[Label, ...]) -> None:
        """Takes the number of a paragraph that is nothing but the list that begins in it."""
        label, parent, name = self._named(piece, following)
        path = name if parent else f"{self._scope.prefix}{name}"
        self._levels.append(_Level(label, path, parent, piece.nested))
        self._lead_is_open = False
        self._heading = None

    def _named(self, piece: Piece, following: tuple[Label, ...]) -> tuple[Label, str | None, str]:
        """The label as it is to be read, the path it stands below, and the path it gives."""
        label, depth = self._choose(piece, following)
        if depth is None:
            parent = self._parent_of_new_series(label, nested=piece.nested)
        else:
            parent = self._levels[depth].parent
            del self._levels[depth:]
        own = f"{self._qualifier}{self._base}{label.text}"
        return label, parent, f"{parent}.{label.text}" if parent else own

    def _choose(self, piece: Piece, following: tuple[Label, ...]) -> tuple[Label, int | None]:
        """The reading of the label that fits, and the depth of the series it continues, if any."""
        top = next((r for r in piece.labels if r.style in (Style.NUMBER, Style.DOTTED)), None)
        if top and not piece.nested:
            top = self._put_right(top)
            self._levels = []
            self._lead = None
            self._heading = None
            return top, None
        begins = next((r for r in piece.labels if r.value == 1), None)
        if begins and _follows(begins, following):
            continued = None  # "(i)" behind "(h)" is Roman when "(ii)" comes next
        else:
            continued = self._continued(piece, exactly=True)
        if continued:
            return continued
        if begins:
            return begins, None
        return self._continued(piece, exactly=False) or (piece.labels[0], None)

    def _put_right(self, label: Label) -> Label:
        """The number between 14 and 16 is 15, even where a note's mark makes it 154.

        So it is where its digits are reversed, as they may be in Arabic.
        """
        last = self._last_number
        expected = str(last + 1)
        with_mark = len(label.text) > len(expected) and label.text.startswith(expected)
        if (
            label.style is Style.NUMBER
            and (with_mark or (label.text != expected and label.text[::-1] == expected))
            and self._number_after is not None
            and self._number_after.value == last + 2
        ):
            label = Label(Style.NUMBER, last + 1, expected)
        self._last_number = label.value
        return label

    def _continued(self, piece: Piece, *, exactly: bool) -> tuple[Label, int] | None:
        """The innermost series that the label goes on, by one step or past a gap."""
        for depth in reversed(range(len(self._levels))):
            level = self._levels[depth]
            if self._is_around(level, piece.nested):
                continue
            for label in piece.labels:
                step = label.value - level.label.value
                if label.style is level.label.style and (step == 1 if exactly else step > 1):
                    return label, depth
        return None

    @staticmethod
    def _is_around(level: _Level, nested: bool) -> bool:
        """Whether these are the numbered paragraphs around a list, which does not go on them."""
        return nested and not level.nested and level.label.style is Style.NUMBER

    def _parent_of_new_series(self, label: Label, *, nested: bool) -> str | None:
        if label.style in (Style.NUMBER, Style.DOTTED) and not self._levels and not self._lead:
            return None
        if self._lead and (self._lead_is_open or not self._levels):
            self._levels = []
            return self._lead
        if self._heading and not self._last_introduces:
            self._levels = []
            return self._heading
        for depth, level in enumerate(self._levels):
            if level.label.style is label.style and not self._is_around(level, nested):
                del self._levels[depth:]
                return level.parent
        return self._innermost

    def _counted(self, name: str) -> str:
        self._counts[name] += 1
        return f"{name}{self._counts[name]}"

    def _placed(
        self,
        name: str,
        kind: Kind,
        piece: Piece,
        label: Label | None = None,
        lead_in: str | None = None,
        *,
        absolute: bool = False,
    ) -> Placed:
        path = name if absolute else self._scope.prefix + name
        self._taken[path] += 1
        if (count := self._taken[path]) > 1:
            path = f"{path}~{count}"
        if label is None and piece.role is Role.HEADING and piece.labels:
            label = piece.labels[0]
        capital = label is not None and label.style in (Style.CAPITAL, Style.CAPITAL_ROMAN)
        text = label.text if label else None
        number = text.upper() if text and capital else text
        number = None if piece.unprinted else number
        return Placed(path, kind, piece.content, number, lead_in, piece.odd)


def _numbers_after(pieces: Sequence[Piece]) -> list[Label | None]:
    """For each piece the label of the next numbered paragraph, lists left out."""
    after: list[Label | None] = []
    label: Label | None = None
    for piece in reversed(pieces):
        after.append(label)
        labels = piece.outer or piece.labels
        if labels and not piece.nested and labels[0].style is Style.NUMBER:
            label = labels[0]
    return after[::-1]


def _follows(label: Label, following: tuple[Label, ...]) -> bool:
    """Whether the next label can only go on the series that this one begins."""
    return label.style is Style.ROMAN and any(
        n.style is Style.ROMAN and n.value == 2 for n in following
    )
