"""The parts of a Word file (.docx): a zip archive of XML files that name each other.

What comes from outside may be cut off, of another kind, or made to fill the memory of who opens it.
Nothing is unpacked to a disk, no more is read than a document can have, and entities are refused.
"""

import posixpath
import zipfile
import zlib
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from corpus.akn_source import parse_xml
from corpus.errors import DocumentError, FormatError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "[Content_Types].xml"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_MOST_PARTS = 4_000
_LARGEST_PART = 48 * 1024 * 1024
_LARGEST_RATIO = 400
_RATIO_COUNTS = 4 * 1024 * 1024  # so much XML of blanks may be packed as small as it likes
_AGAIN = (
    "Fetch or copy it again, or open it in Word or LibreOffice, save it as .docx, and add that."
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a compression or a version that zipfile does not know
    RuntimeError,  # an encrypted member
    ValueError,
    OverflowError,
    OSError,
    KeyError,
    UnicodeDecodeError,
)


class Package:
    """A Word file that was opened: its parts by what they are to each other."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._parts = {entry.filename: entry for entry in self._zip.infolist()}
        except _BROKEN:
            raise DocumentError(
                f"{name} is a Word or zip file that is damaged or cut off.", _AGAIN
            ) from None
        if len(self._parts) > _MOST_PARTS:
            raise DocumentError(
                f"{name} holds {len(self._parts)} files, which no document does.", _AGAIN
            )
        self._refuse_other_kinds()
        self._main = self._target("_rels/.rels", "", "officeDocument") or "word/document.xml"
        if self._main not in self._parts:
            raise DocumentError(f"{name} is a Word file without its text.", _AGAIN)

    def _refuse_other_kinds(self) -> None:
        """Name what is packed as a Word file is, but is none that is read."""
        names, name = self._parts, self.name
        if _TYPES not in names:
            if "mimetype" in names and self._bytes("mimetype").startswith(
                b"application/vnd.oasis.opendocument"
            ):
                raise FormatError(
                    f"{name} is an OpenDocument file, which unres does not read.",
                    "Save it as .docx and add that.",
                )
            raise FormatError(
                f"{name} is a zip file, but no Word file.",
                "If it is an archive of documents, name it .zip and add it again.",
            )
        types = self._bytes(_TYPES)
        if b"macroEnabled" in types or any(n.endswith("vbaProject.bin") for n in names):
            raise FormatError(
                f"{name} is a Word file with macros, which unres does not open.",
                "Save it as .docx, which has none, and add that.",
            )
        if b"wordprocessingml" not in types:
            raise FormatError(
                f"{name} is an Office file, but no Word document.",
                "Save its text as .docx or as plain text and add that.",
            )

    @property
    def main(self) -> _Element:
        """The root of the document itself."""
        return self._tree(self._main)

    def related(self, kind: str) -> _Element | None:
        """The root of the part that is the document's "footnotes", "styles" and so on."""
        part = self._target(self._relations(), posixpath.dirname(self._main), kind)
        return self._tree(part) if part in self._parts else None

    def headers(self) -> list[_Element]:
        """The roots of the headers of its pages."""
        folder = posixpath.dirname(self._main)
        targets = self._targets(self._relations(), folder, "header")
        return [self._tree(part) for part in targets if part in self._parts]

    def _relations(self) -> str:
        folder, file = posixpath.split(self._main)
        return posixpath.join(folder, "_rels", f"{file}.rels")

    def _target(self, relations: str, folder: str, kind: str) -> str:
        return next(iter(self._targets(relations, folder, kind)), "")

    def _targets(self, relations: str, folder: str, kind: str) -> list[str]:
        if relations not in self._parts:
            return []
        found = []
        for relation in self._tree(relations):
            target = relation.get("Target", "")
            if not relation.get("Type", "").endswith(f"/{kind}"):
                continue
            if relation.get("TargetMode") == "External":
                continue
            path = target if target.startswith("/") else posixpath.join("/", folder, target)
            found.append(posixpath.normpath(path).lstrip("/"))
        return found

    def _tree(self, part: str) -> _Element:
        data = self._bytes(part)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        try:
            root = parse_xml(data)
        except etree.XMLSyntaxError:
            raise DocumentError(
                f"{self.name} is a Word file whose part {part} is damaged.", _AGAIN
            ) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise DocumentError(
                f"{self.name} declares a document type, which no Word file does.", _AGAIN
            )
        return root

    def _bytes(self, part: str) -> bytes:
        entry = self._parts[part]
        too_large = f"{self.name} is a Word file whose part {part} is larger than a document's."
        if entry.flag_bits & 1:
            raise FormatError(
                f"{self.name} is locked with a password.", "Save it without one and add that."
            )
        try:
            with self._zip.open(entry) as content:
                data = content.read(_LARGEST_PART + 1)
        except _BROKEN:
            raise DocumentError(
                f"{self.name} is a Word file whose part {part} is damaged.", _AGAIN
            ) from None
        packed = max(1, entry.compress_size)
        bomb = len(data) > _RATIO_COUNTS and len(data) > _LARGEST_RATIO * packed
        if len(data) > _LARGEST_PART or bomb:
            raise DocumentError(too_large, _AGAIN)
        return data
