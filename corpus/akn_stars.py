"""The note that the star in a title refers to.

Some files print the star in the title as a character and hang its note on the first mark of the
text. The note says itself that its mark is a star.
"""

from lxml.etree import _Element

from corpus.akn_inline import MOVED, local_name, stars_of

_WIDE_MARKS = tuple("、，。；：》）”")


def attach_star_of_title(root: _Element) -> None:
    """Moves the only starred note to the only star in the title, where no note stands yet.

    The star goes; every other document is left as it is.
    """
    title = root.find(".//{*}preface//{*}docTitle")
    starred = [note for note in root.iter("{*}authorialNote") if stars_of(note) == "*"]
    if title is None or len(starred) != 1 or "".join(map(str, title.itertext())).count("*") != 1:
        return
    if next(title.iter("{*}authorialNote"), None) is None:
        starred[0].set(MOVED, "true")
        _lift_out(starred[0])
        _put_at_star(title, starred[0])


def _lift_out(note: _Element) -> None:
    """Takes the note out of its place, with the brackets that Arabic sets around its mark."""
    before, after = note.getprevious(), note.getnext()
    for element in (before, note, after):
        if element is note or (element is not None and _is_bracket(element)):
            _remove(element)


def _is_bracket(element: _Element) -> bool:
    return local_name(element) == "sup" and (element.text or "").strip() in ("(", ")")


def _remove(element: _Element) -> None:
    """Takes an element out; the text behind it stays there."""
    parent, before, behind = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    text = (before.tail if before is not None else parent.text) or ""
    if text.endswith(_WIDE_MARKS):
        behind = behind.lstrip(" ")  # it only made room for the mark
    if before is not None:
        before.tail = text + behind
    else:
        parent.text = text + behind
    element.tail = None
    parent.remove(element)


def _put_at_star(title: _Element, note: _Element) -> None:
    for element in title.iter("{*}*"):
        if "*" in (element.text or ""):
            element.text, _, note.tail = (element.text or "").partition("*")
            element.insert(0, note)
            return
        parent = element.getparent()
        if element is not title and parent is not None and "*" in (element.tail or ""):
            element.tail, _, note.tail = (element.tail or "").partition("*")
            parent.insert(parent.index(element) + 1, note)
            return
