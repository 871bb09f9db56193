"""PDF files that lost their end: what is still there, as a file that can be opened.

A PDF file ends with a table of its objects and the name of the one that leads to all others
(ISO 32000-1, 7.5). Without these the objects still stand where they stood.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})[ \r\n\t]+(\d{1,5})[ \r\n\t]+obj\b")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_TREE = re.compile(rb"/Type\s*/Pages\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_TYPED = re.compile(rb"/(?:Type|Subtype|Length1)\b")  # no content of a page: an image, a font
_END = b"%%EOF"
_LAST_BYTES = 1024  # within which a file's end is looked for, as readers of PDF do


@dataclass(frozen=True, slots=True)
class _Object:
    """An object's name and its bytes."""

    number: int
    generation: int
    body: bytes

    @property
    def name(self) -> bytes:
        return b"%d %d" % (self.number, self.generation)

    @property
    def entries(self) -> bytes:
        """What stands before its stream, if it has one."""
        return self.body.partition(b"stream")[0]


def lacks_its_end(data: bytes) -> bool:
    """Whether the file stops before the mark that every PDF file ends with."""
    return _END not in data[-_LAST_BYTES:]


def with_an_end(data: bytes) -> bytes:
    """The file up to the object that was cut, with an end that names its root.

    Of a page's content the part that is there is kept. Where the root or the tree of pages is lost,
    the pages are strung together as they stand. What has no page is given back as it is.
    """
    found = list(_OBJECT.finditer(data))
    if not found:
        return data
    if b"endobj" not in data[found[-1].start() :]:
        last = found[-1]
        stream = data.find(b"stream", last.end())
        if stream >= 0 and not _TYPED.search(data, last.end(), stream):
            data += b"\nendstream\nendobj\n"
        else:
            data = data[: last.start()]
            found.pop()
    ends = [match.start() for match in found[1:]] + [len(data)]
    objects = [
        _Object(int(match[1]), int(match[2]), data[match.end() : end])
        for match, end in zip(found, ends, strict=True)
    ]
    root, made = _root(objects)
    if not root:
        return data
    return data + made + b"\ntrailer\n<< /Root %s R >>\nstartxref\n0\n%%%%EOF\n" % root


def _root(objects: Sequence[_Object]) -> tuple[bytes, bytes]:
    """The name of the root, and the objects that had to be made for it; no name without pages."""
    root = next((one.name for one in reversed(objects) if _CATALOG.search(one.entries)), b"")
    if root and any(_TREE.search(one.entries) for one in objects):
        return root, b""
    pages = [one.name for one in objects if _PAGE.search(one.entries)]
    if not pages:
        return b"", b""
    tree = max(one.number for one in objects) + 1
    kids = b" ".join(name + b" R" for name in pages)
    return b"%d 0" % (tree + 1), (
        b"%d 0 obj\n<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 612 792] >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n"
    ) % (tree, kids, len(pages), tree + 1, tree)
