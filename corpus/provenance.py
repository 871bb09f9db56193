"""Where a page or text says that it was copied from, and whether its words can be the document's.

Copies elsewhere change words without saying so: only hosts of the United Nations count. Pages name
their address in several places; text may name it in a line of its own, above or below what it is.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from corpus.errors import DocumentError

HOSTS = ("un.org", "undocs.org", "unodc.org")
"""Hosts whose copies are the UN's own. Names below these count as well."""

_WEB = re.compile(r"(?:https?:)?//|www\.", re.I)
# "Source: https://…", 来源：…, "Retrieved from …"; the address alone, as browsers print it, counts
# above the text only: below it, it may be the end of a note.
_ADDRESS = r"<?((?:https?://|www\.)\S+?)>?[.。]?"
_LABELLED = re.compile(
    r"(?:(?:sources?|url|link|from|origin|来源|來源|出处|出處|网址|原文|(?:原文)?链接|fuente|источник|المصدر"
    rf"|الرابط)\s?[:：]|(?:retrieved|saved|copied|downloaded)\s+from\s?[:：]?)\s*{_ADDRESS}",
    re.IGNORECASE,
)
_ALONE = re.compile(_ADDRESS, re.IGNORECASE)
_AT_EDGE, _AT_TOP = 12, 3  # lines


def stated_address(addresses: Iterable[str], name: str, kind: str) -> str | None:
    """The first of the addresses on the web, if all of them are the UN's; None if there are none.

    `name` and `kind` ("an HTML page") are for the message. Raises DocumentError where the file is
    from elsewhere.
    """
    on_the_web = [said for said in addresses if _WEB.match(said)]
    for host in sorted(filter(None, map(_foreign_host, on_the_web))):
        raise DocumentError(
            f"{name} is {kind} from {host}, where words may differ from the document's.",
            "Add the document as un.org, undocs.org or unodc.org have it.",
        )
    return on_the_web[0] if on_the_web else None


def addresses_at_edges(lines: Sequence[str]) -> dict[int, str]:
    """The lines of a text that hold nothing but where it is from, by place, with the address."""
    edges = {*range(min(_AT_EDGE, len(lines))), *range(max(0, len(lines) - _AT_EDGE), len(lines))}
    found = {}
    for place in sorted(edges):
        alone = _ALONE.fullmatch(lines[place]) if place < _AT_TOP else None
        if match := alone or _LABELLED.fullmatch(lines[place]):
            found[place] = match[1]
    return found


def _foreign_host(address: str) -> str | None:
    """The host of an address that is none of the UN's; None where it is."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        host = ""
    host = host.rstrip(".")
    if any(host == known or host.endswith(f".{known}") for known in HOSTS):
        return None
    return host or "an address that cannot be read"
