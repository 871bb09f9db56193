"""XML whose tags do not match, mended: every character of its text stays, in the order it came.

Tags are taken one after the other, as they stand. One that closes nothing is dropped, unless the
element around it would stay open: then it closes that one under a wrong name. What stays open is
closed where the element around it is. Which of two tags is the odd one is told by counting what
is still to come.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html.entities import html5

_TOKEN = re.compile(
    r"""
      <!--(?:(?!<!--).)*?-->
    | <!\[CDATA\[(?P<cdata>(?:(?!<!\[CDATA).)*?)\]\]>
    | <\?[^<>]{0,500}\?>
    | </(?P<closes>[A-Za-z_][A-Za-z0-9_.:-]*)\s*>
    | <(?P<opens>[A-Za-z_][A-Za-z0-9_.:-]*)
        (?P<attributes>(?:\s+[A-Za-z0-9_.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)
        (?P<rest>[^<>]{0,200}?)(?P<empty>/?)>
    | <(?P<bare>[A-Za-z_][A-Za-z0-9_.:-]*)
        (?P<with>(?:\s+[A-Za-z0-9_.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z0-9_.:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_CUT_OFF = re.compile(r"""</?[A-Za-z_]?[\w.:-]*(?:\s+[\w.:-]+(?:=(?:"[^"<>]*"?)?)?)*\s*/?\Z""")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAST_CHARACTER = 0x10FFFF
_OWN_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NAMESPACE = ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'

_VOID = frozenset(("eol", "img"))
_ACTS = frozenset(
    ("akomaNtoso", "statement", "doc", "documentCollection", "component", "embeddedStructure")
)
# Parts of an act, which never stand in one another; and elements that never stand in their like.
_PARTS = frozenset(
    ("meta", "coverPage", "preface", "preamble", "mainBody", "conclusions", "attachments")
)
_NOT_IN_LIKE = {
    "p": frozenset(("authorialNote", "td", "th", "tr", "table", "point", "item", *_ACTS)),
    "container": _ACTS,
}


class _Sort(Enum):
    TEXT = auto()
    OPENING = auto()
    EMPTY = auto()
    CLOSING = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    """A tag by its name, or a stretch of text; `text` is what is written out for it."""

    sort: _Sort
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Well-formed XML, and what was done to make it so."""

    text: str
    mended: tuple[str, ...]


def balance(text: str) -> Repaired:
    r"""The same text as well-formed XML.

    >>> balance("<p>A <b>lamp</p>").text
    '<p>A <b>lamp</b></p>'
    >>> balance("<p>A &nbsp; B & C</i></p>").text == "<p>A \xa0 B &amp; C</p>"
    True
    """
    allowed = _NOT_ALLOWED.sub("", text)
    tokens = list(_tokens(allowed))
    matched = _Matching(tokens)
    renamed = matched.wrongly_named()
    if renamed:
        tokens = [new for i, old in enumerate(tokens) for new in renamed.get(i, (old,))]
        matched = _Matching(tokens)
    mended = [
        (len(text) - len(allowed), "characters that XML does not allow, left out"),
        (len(renamed), "tags with a wrong name"),
        (len(matched.stray), "tags that close nothing, left out"),
        (matched.implied, "elements that were not closed"),
        (matched.open_at_end, "elements open at the end, where the file may be cut off"),
    ]
    told = tuple(f"{what}: {count}" for count, what in mended if count)
    return Repaired(
        "".join(matched.written()), told or ("signs that XML keeps for itself stood in its text",)
    )


# --- Tokens --------------------------------------------------------------------------------------


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    for match in _TOKEN.finditer(text):
        if match.start() > place:
            yield _Token(_Sort.TEXT, _escaped(text[place : match.start()]))
        place = match.end()
        if match["closes"]:
            name = _without_prefix(match["closes"])
            if name not in _VOID:
                yield _Token(_Sort.CLOSING, f"</{name}>", name)
        elif name := match["opens"] or match["bare"]:
            name = _without_prefix(name)
            attributes = _attributes(match["attributes"] or match["with"] or "")
            sort = _Sort.EMPTY if match["empty"] or name in _VOID else _Sort.OPENING
            end = "/>" if sort is _Sort.EMPTY else ">"
            namespace = _NAMESPACE if name == "akomaNtoso" else ""
            yield _Token(sort, f"<{name}{namespace}{attributes}{end}", name)
        elif match["cdata"]:
            yield _Token(_Sort.TEXT, match["cdata"].replace("&", "&amp;").replace("<", "&lt;"))
    rest = _CUT_OFF.sub("", text[place:])
    if rest:
        yield _Token(_Sort.TEXT, _escaped(rest))


def _without_prefix(name: str) -> str:
    """The name without its prefix: what prefixes stand for may be lost, and no name needs one."""
    local = name.rpartition(":")[2]
    return local if local[:1].isalpha() else name.replace(":", "_")


def _attributes(text: str) -> str:
    """The attributes as they may be written: each once, with nothing in it that means a tag."""
    values: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        name = match[1] if match[1] == "xml:space" else _without_prefix(match[1])
        if re.match(r"[A-Za-z_]", name) and not match[1].startswith("xmlns"):
            value = match[2] if match[2] is not None else match[3]
            values.setdefault(name, _escaped(value).replace('"', "&quot;"))
    return "".join(f' {name}="{value}"' for name, value in values.items())


def _escaped(text: str) -> str:
    """Text with its stray signs escaped; references to characters that exist stay."""
    text = _REFERENCE.sub(_character, text)
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|apos|#\d+);)", "&amp;", text)
    return text.replace("<", "&lt;").replace("]]>", "]]&gt;")


def _character(match: re.Match[str]) -> str:
    """What a reference stands for; itself where that is a sign of XML or nothing known."""
    if match[3]:
        if match[3] in _OWN_ENTITIES:
            return match[0]
        return html5.get(f"{match[3]};", match[0]).replace("&", "&amp;")
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code > _LAST_CHARACTER or _NOT_ALLOWED.match(chr(code)):
        return ""
    return f"&#{code};" if chr(code) in "<&>\"'" else chr(code)


# --- Which tag closes which ----------------------------------------------------------------------


class _Matching:
    """Pairs the tags of a document, and says which have no partner."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._to_come = Counter(t.name for t in tokens if t.sort is _Sort.CLOSING)
        self._to_come.subtract(t.name for t in tokens if t.sort is _Sort.OPENING)
        self._open: list[int] = []
        self._opened: Counter[str] = Counter()
        self._unclosed: list[int] = []
        self._closed_before: dict[int, list[str]] = {}
        self.stray: dict[int, int | None] = {}  # the tag, and the element that it stands in
        for place, token in enumerate(tokens):
            if token.sort is _Sort.OPENING:
                self._to_come[token.name] += 1
                self._close_what_cannot_hold(place, token.name)
                self._open.append(place)
                self._opened[token.name] += 1
            elif token.sort is _Sort.CLOSING:
                self._close(place, token.name)
                self._to_come[token.name] -= 1
        self.implied = len(self._unclosed)
        self.open_at_end = len(self._open)

    def _close(self, place: int, name: str) -> None:
        if not self._opened[name] or self._is_out_of_place(name):
            self.stray[place] = self._open[-1] if self._open else None
            return
        self._close_down_to(place, name)
        self._pop()

    def _is_out_of_place(self, name: str) -> bool:
        """Whether more tags of this name come than are open, while those within have their own."""
        if self._to_come[name] <= self._opened[name]:
            return False
        within = self._open[self._depth(name) + 1 :]
        return bool(within) and all(self._will_close(self._tokens[i].name) for i in within)

    def _will_close(self, name: str) -> bool:
        return self._to_come[name] >= self._opened[name]

    def _depth(self, name: str) -> int:
        """The depth of the innermost open element of this name."""
        return next(
            depth
            for depth in range(len(self._open) - 1, -1, -1)
            if self._tokens[self._open[depth]].name == name
        )

    def _close_down_to(self, place: int, name: str) -> None:
        """Closes, before the tag at `place`, what is open within the element of this name."""
        while (inner := self._tokens[self._open[-1]].name) != name:
            self._closed_before.setdefault(place, []).append(inner)
            self._unclosed.append(self._open[-1])
            self._pop()

    def _pop(self) -> None:
        self._opened[self._tokens[self._open.pop()].name] -= 1

    def _close_what_cannot_hold(self, place: int, name: str) -> None:
        """Closes an element that cannot have one of this name in it and is nowhere closed."""
        like, around = ({name}, _NOT_IN_LIKE.get(name)) if name not in _PARTS else (_PARTS, _ACTS)
        if around is None:
            return
        for depth in range(len(self._open) - 1, -1, -1):
            outer = self._tokens[self._open[depth]].name
            if outer in around:
                return
            if outer in like:
                if not self._will_close(outer):
                    self._close_down_to(place, outer)
                    self._closed_before.setdefault(place, []).append(outer)
                    self._unclosed.append(self._open[-1])
                    self._pop()
                return

    def wrongly_named(self) -> dict[int, tuple[_Token, ...]]:
        """Tags of the wrong name, by their place, and what should stand there.

        The element that stays open ends where the first tag in it closes nothing. Where several
        tags in a row close nothing there, its own tag is the odd one.
        """
        ends: dict[int, list[int]] = {}
        for place, around in self.stray.items():
            if around is not None:
                ends.setdefault(around, []).append(place)
        better: dict[int, tuple[_Token, ...]] = {}
        for opening in (*self._unclosed, *self._open):
            places = ends.get(opening, [])
            row = [p for i, p in enumerate(places) if not i or self._next_to(places[i - 1], p)]
            if len(row) > 1 and row == places[: len(row)]:
                names = [self._tokens[place].name for place in reversed(row)]
                better[opening] = tuple(_Token(_Sort.OPENING, f"<{n}>", n) for n in names)
            elif places:
                name = self._tokens[opening].name
                better[places[0]] = (_Token(_Sort.CLOSING, f"</{name}>", name),)
        return better

    def _next_to(self, first: int, second: int) -> bool:
        """Whether nothing but white space stands between two tokens."""
        between = self._tokens[first + 1 : second]
        return all(t.sort is _Sort.TEXT and not t.text.strip() for t in between)

    def written(self) -> Iterator[str]:
        """The document, piece after piece, with every element closed."""
        for place, token in enumerate(self._tokens):
            for name in self._closed_before.get(place, ()):
                yield f"</{name}>"
            if place not in self.stray:
                yield token.text
        for place in reversed(self._open):
            yield f"</{self._tokens[place].name}>"
