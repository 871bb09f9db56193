"""Text that stands where only elements belong, given the elements it lacks.

Where a tag was lost, words stand in a body without their paragraph, or a paragraph without its
body. Sound documents have none of this and are left as they are.
"""

from collections.abc import Iterable

from lxml.etree import _Element

from corpus.akn_inline import local_name

_INLINE = frozenset(
    (
        "span",
        "i",
        "b",
        "u",
        "a",
        "ref",
        "inline",
        "sup",
        "sub",
        "eol",
        "authorialNote",
        "decoration",
    )
)
_ACTS = ("statement", "doc", "documentCollection", "bill", "act")
_PARTS = frozenset(
    ("meta", "coverPage", "preface", "preamble", "mainBody", "conclusions", "attachments")
) | {"components", "collectionBody"}
# Elements that hold acts or parts of them: what they may hold, and what all else in them lacks.
_HOLDERS: dict[str, tuple[frozenset[str], str]] = {
    "akomaNtoso": (frozenset((*_ACTS, "components")), "statement"),
    "attachments": (frozenset(("attachment",)), "attachment"),
    "attachment": (frozenset(_ACTS), "doc"),
    "components": (frozenset(("component",)), "component"),
    "component": (frozenset((*_ACTS, "documentRef")), "doc"),
    **dict.fromkeys(_ACTS, (_PARTS, "mainBody")),
    "table": (frozenset(("tr", "thead", "tbody", "tfoot")), "tr"),
    "tr": (frozenset(("td", "th")), "td"),
}
# Elements that hold paragraphs and lists, where running text lacks its own.
_BODIES = frozenset(
    ("mainBody", "preface", "preamble", "conclusions", "container", "paragraph", "content", "intro")
) | {
    *("wrapUp", "list", "sublist", "blockList", "point", "item", "section", "subsection", "part"),
    *("alinea", "embeddedStructure"),
}


def enclose_loose_text(root: _Element) -> None:
    """Puts loose text and elements of `root` where they would stand in a sound document."""
    for name, (allowed, lacking) in _HOLDERS.items():
        for holder in list(root.iter(f"{{*}}{name}")):
            loose = [child for child in holder if local_name(child) not in {"", *allowed}]
            _enclose(holder, loose, lacking)
    for name in _BODIES:
        for body in list(root.iter(f"{{*}}{name}")):
            _enclose(body, [child for child in body if local_name(child) in _INLINE], "p")


def _enclose(parent: _Element, loose: Iterable[_Element], lacking: str) -> None:
    """Encloses each run of loose elements, with the text before and between them."""
    moving = set(loose)
    if not moving and not _has_text(parent):
        return
    run: _Element | None = None
    if (parent.text or "").strip():
        run = _new(parent, 0, lacking)
        run.text, parent.text = parent.text, None
    for child in list(parent):
        if child is run:
            continue
        if child in moving:
            if run is None:
                run = _new(parent, parent.index(child), lacking)
            run.append(child)  # its tail goes with it
            continue
        run = None
        if (child.tail or "").strip():
            run = _new(parent, parent.index(child) + 1, lacking)
            run.text, child.tail = child.tail, None


def _has_text(parent: _Element) -> bool:
    if (parent.text or "").strip():
        return True
    return any((child.tail or "").strip() for child in parent)


def _new(parent: _Element, place: int, name: str) -> _Element:
    """A new element at this place of the parent; readers ask for its local name alone."""
    made = parent.makeelement(name)
    parent.insert(place, made)
    return made
