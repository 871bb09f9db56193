"""The XML tree in the bytes of a file, with plain damage mended and told.

Files are cut off, saved in another encoding, copied through editors that leave control characters,
typed by hand so that tags do not match. All of that is mended where the text itself is there; what
is not XML at all, or declares entities, is refused.
"""

import codecs
import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from corpus.akn_repair import balance
from corpus.errors import DocumentError

_FETCH_AGAIN = "Fetch the document again; if it stays so, its source has to mend it."
_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/"

_BYTE_ORDER_MARKS = (  # the longer first: UTF-32 begins as UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>")
_SAID_ENCODING = re.compile(rb"<\?xml\b[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_SAID_LANGUAGE = re.compile(rb"FRBRlanguage[^>]{0,80}language=\"(\w{2,3})\"")
# The encodings in use before UTF-8, by the language of a document that does not name its own.
_OLD_ENCODINGS = {b"zho": "gb18030", b"zh": "gb18030", b"ara": "cp1256", b"ar": "cp1256"} | {
    b"rus": "cp1251",
    b"ru": "cp1251",
}
_FEW_BAD_BYTES = 10
_REPLACEMENT = "\ufffd"

_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^\[<>]{0,300}>", re.IGNORECASE)
_DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class XmlSource:
    """The root of a document, and what was mended before it could be read."""

    root: _Element
    mended: tuple[str, ...] = ()


def read_source(data: bytes, name: str) -> XmlSource:
    """The tree in the bytes of one Akoma Ntoso file; `name` is for messages.

    Raises DocumentError where there is no XML in them, they declare entities, or the XML is no
    Akoma Ntoso.
    """
    plain, mended = xml_text(data, name)
    try:
        root = parse_xml(plain.encode("utf-8", "replace"))
    except etree.XMLSyntaxError as error:
        root, repairs = _repaired(plain, name, str(error.msg or "it is empty").rstrip("."))
        mended += repairs
    local = etree.QName(root).localname
    if local != "akomaNtoso":
        raise DocumentError(
            f"{name} is XML, but not Akoma Ntoso: it begins with <{local}>.",
            "Add the document as Akoma Ntoso XML or as text.",
        )
    if not str(root.tag).startswith(f"{{{_NAMESPACE}"):
        mended += ("the namespace of Akoma Ntoso is missing",)
    return XmlSource(root, mended)


def xml_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The characters of an XML file without its declarations, and what was wrong with its encoding.

    Raises DocumentError where it declares entities; `name` is for the message.
    """
    text, mended = decode_xml(data)
    plain = _DOCUMENT_TYPE.sub("", text, count=1)
    if _DECLARES.search(plain):
        # UN documents declare nothing; what does may expand without end or read other files.
        raise DocumentError(f"{name} declares a document type or entities.", _FETCH_AGAIN)
    return plain, mended


def parse_xml(data: bytes) -> _Element:
    """The root of an XML document; entities are left alone and nothing outside is read.

    Raises lxml's XMLSyntaxError where the bytes are not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def _repaired(text: str, name: str, reason: str) -> tuple[_Element, tuple[str, ...]]:
    repaired = balance(text)
    try:
        return parse_xml(repaired.text.encode("utf-8", "replace")), repaired.mended
    except etree.XMLSyntaxError:
        # Nested deeper than any document, or no element in it.
        raise DocumentError(f"{name} is not well-formed XML: {reason}.", _FETCH_AGAIN) from None


# --- Bytes to characters -------------------------------------------------------------------------


def decode_xml(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of an XML file without its declaration, and what was wrong with its encoding.

    Valid UTF-8 is UTF-8 whatever the file says: nothing else looks like it by chance.
    """
    text, mended = _with_byte_order(data)
    if text is None:
        text, mended = _without_byte_order(data)
    return _XML_DECLARATION.sub("", text, count=1), mended


def _with_byte_order(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    """The text where a byte order mark, or zeros between the letters, tell its encoding."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return text, _told_bad_characters(text)
    for start, encoding in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if data.startswith(start) and not data.startswith((b"<\x00\x00", b"\x00\x00")):
            text = data.decode(encoding, "replace")
            told = (f"it is {encoding.upper()} without a byte order mark",)
            return text, told + _told_bad_characters(text)
    return None, ()


def _without_byte_order(data: bytes) -> tuple[str, tuple[str, ...]]:
    said = _SAID_ENCODING.search(data[:200])
    named = _known_encoding(said[1].decode("ascii") if said else "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        wrong = named not in ("", "utf-8", "ascii") and not text.isascii()
        return text, ((f"it says that it is {named}, but it is UTF-8",) if wrong else ())
    if named not in ("", "utf-8", "ascii", "utf-16", "utf-32"):
        text = data.decode(named, "replace")
        return text, _told_bad_characters(text)
    text = data.decode("utf-8", "replace")
    bad = text.count(_REPLACEMENT)
    letters = sum(c > "\x7f" for c in text) - bad
    # Text in another encoding has hardly any letters that are right by chance.
    if bad <= max(letters // 4, _FEW_BAD_BYTES):
        return text, _told_bad_characters(text)
    language = _SAID_LANGUAGE.search(data[:20_000])
    encoding = _OLD_ENCODINGS.get(language[1].lower() if language else b"", "cp1252")
    text = data.decode(encoding, "replace")
    return text, (f"it is no UTF-8: it was read as {encoding}", *_told_bad_characters(text))


def _known_encoding(name: str) -> str:
    """Python's name of an encoding, "" where it knows none of this name that is one of text."""
    try:
        found = codecs.lookup(name).name if name else ""
        "".encode(found or "utf-8")
    except (LookupError, ValueError):
        return ""
    return "cp1252" if found == "iso8859-1" else found  # which is what calls itself so


def _told_bad_characters(text: str) -> tuple[str, ...]:
    bad = text.count(_REPLACEMENT)
    return (f"damaged characters, shown as {_REPLACEMENT}: {bad}",) if bad else ()
