"""A web page as a tree, and whether it may be read: its characters, and where it was saved from."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from corpus.errors import DocumentError
from corpus.provenance import stated_address

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I
)
# Pages call themselves by the name of the smaller set that theirs contains.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
# The most frequent characters of texts in each encoding: of all, these tell it from the others.
_FREQUENT = {
    "gb18030": "的和国会在关于各大议决有员家人",
    "big5": "的和國會在關於各大議決有員家人",
    "cp1256": "اليمنورتبةعدفهسأ",
    "cp1251": "оеаинтсрвлкмдпя",
    "cp1252": "éèàçêôîùâóíáúñ’«»",
}
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*([^\s>]+)", re.I)
_AGAIN = "Save the page of the document itself, or add it as PDF, .docx or text."


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its root, and the address that it says it is from."""

    root: _Element
    address: str | None


def read_page(data: bytes, name: str, saved_from: str = "") -> Page:
    """The page in these bytes; raises DocumentError where it may not be read or has no text.

    `name` is for messages; `saved_from` is what its wrapping says of where it is from.
    """
    text = decode_page(data)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise DocumentError(f"{name} is an HTML page that is empty or damaged.", _AGAIN)
    said = [saved_from, *_said_addresses(text, root)]
    address = stated_address(said, name, "an HTML page")
    _refuse_what_holds_no_text(root, name)
    return Page(root, address)


def _refuse_what_holds_no_text(root: _Element, name: str) -> None:
    if next(root.iter("frameset"), None) is not None:
        raise DocumentError(
            f"{name} is an HTML page of frames: the text is in another file.",
            "Open the frame with the text by itself, save that, and add it.",
        )
    if any(field.get("type", "").lower() == "password" for field in root.iter("input")):
        raise DocumentError(f"{name} is an HTML page that asks for a password.", _AGAIN)


def _said_addresses(text: str, root: _Element) -> Iterator[str]:
    yield from _SAVED_FROM.findall(text[:16_384])
    yield from (base.get("href", "").strip() for base in root.iter("base"))
    for link in root.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            yield link.get("href", "").strip()
    for meta in root.iter("meta"):
        if "og:url" in (meta.get("property", "").lower(), meta.get("name", "").lower()):
            yield meta.get("content", "").strip()


# --- Bytes to characters -------------------------------------------------------------------------


def decode_page(data: bytes) -> str:
    """The characters of a page: by its byte order mark, as UTF-8, as it says, or as it looks.

    Valid UTF-8 is UTF-8 whatever the page says: nothing else looks like it by chance.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    said = _said_encoding(data)
    if said and said != "utf-8":
        try:
            return data.decode(said)
        except UnicodeDecodeError:
            pass
    texts = [data.decode(encoding, "replace") for encoding in (said or "utf-8", *_FREQUENT)]
    looks = [
        _likely(text, signs) for text, signs in zip(texts, ["", *_FREQUENT.values()], strict=True)
    ]
    best = max(range(len(looks)), key=looks.__getitem__)
    return texts[best if looks[best] > 0 else 0]


def _said_encoding(data: bytes) -> str:
    """Python's name of the encoding that a page declares, "" where it declares none of text."""
    found = _DECLARED.search(data[:4096])
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name if found else ""
        "".encode(encoding or "utf-8")
    except (LookupError, ValueError):
        return ""
    return _LARGER.get(encoding, encoding)


def _likely(text: str, signs: str) -> float:
    """How many of the letters beyond ASCII are the frequent ones of their language."""
    foreign = [c for c in text if c > "\x7f"]
    return sum(c in signs for c in foreign) / len(foreign) if foreign else 0.0
