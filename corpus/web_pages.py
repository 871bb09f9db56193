"""Whether bytes that were to be a document are a web page, and which kind of page."""

import re

from corpus.errors import DocumentError

_LOOKED_AT = 16_384
"""So many bytes of a page say what it is."""

# What may stand before the first element: a byte order mark, XML's own line, doctypes, comments
# such as the one in which browsers note where a page was saved from.
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf|\s+|<\?[^>]*>|<!--.*?-->|<!doctype[^>]*>)*", re.S | re.I)
_DOCTYPE = re.compile(rb"<!doctype\s+html", re.I)
_FIRST = re.compile(
    rb"<(?:html|head|body|meta|title|base|link|script|style|table|div|span|p|h[1-6]|center|font|br"
    rb"|hr|frameset|iframe|form|ul|ol|article|main|header)[\s>/]",
    re.I,
)
# A script of the firewall in front of a site, which lets browsers through and nothing else.
_CHALLENGE = re.compile(rb"gokuprops|awswafintegration|x-amzn-waf", re.I)


def is_web_page(data: bytes) -> bool:
    r"""Whether these bytes are HTML, whatever stands before its first element.

    >>> is_web_page(b"<!-- saved from url=(0014)about:internet -->\n<HTML><body>Text")
    True
    >>> is_web_page(b'<?xml version="1.0"?><akomaNtoso xmlns="urn:x"/>')
    False
    """
    start = _as_ascii(data[:_LOOKED_AT])
    before = _BEFORE.match(start)
    end = before.end() if before else 0
    return bool(_DOCTYPE.search(start[:end]) or _FIRST.match(start, end))


def refuse_no_document(data: bytes, name: str) -> None:
    """Raise what to tell of a page that asks whether a browser is there, and holds nothing else."""
    if _CHALLENGE.search(_as_ascii(data[:_LOOKED_AT])):
        raise DocumentError(
            f"{name} is no document but a page that asks whether a browser is there.",
            "Open the document in a browser, save the file itself, and add that.",
        )


def _as_ascii(data: bytes) -> bytes:
    """The bytes without those that UTF-16 puts between Latin letters."""
    return data.lstrip(b"\xff\xfe").replace(b"\0", b"")
