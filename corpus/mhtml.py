"""The page in a web archive (MHTML), as browsers save one: a message whose parts are files."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from corpus.errors import DocumentError

_HEAD = 8_192  # bytes in which the head of the message ends


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The bytes of a page, in UTF-8, and the address it was saved from ("" where none is given)."""

    data: bytes
    address: str


def is_mhtml(data: bytes) -> bool:
    r"""Whether these bytes are a web archive.

    >>> is_mhtml(b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n")
    True
    """
    head = data[:_HEAD].lower()
    return b"mime-version:" in head and b"multipart/related" in head and not head.startswith(b"<")


def read_mhtml(data: bytes, name: str) -> SavedPage:
    """The first page in a web archive. Raises DocumentError where there is none."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        address = part["Content-Location"] or message["Snapshot-Content-Location"] or ""
        return SavedPage(_decoded(part), "".join(str(address).split()))
    raise DocumentError(
        f"{name} is a web archive (MHTML) without a page in it.",
        "Save the page of the document itself, or add it as PDF, .docx or text.",
    )


def _decoded(part: Message) -> bytes:
    """The bytes of a part, in UTF-8 where the part says in which encoding they are."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        return data.decode(charset).encode() if charset else data
    except (LookupError, UnicodeDecodeError):
        return data
