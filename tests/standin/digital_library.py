"""The UN Digital Library, which serves browsers only (cases 24 to 28)."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from werkzeug.wrappers import Request, Response

from tests.standin.robots import LIBRARY_ROBOTS, robots

LIBRARY = "digitallibrary.un.org"
KEY = "a-made-up-key"
CHALLENGE_PAGE = b"<!DOCTYPE html><html><head><script>window.gokuProps = {};</script></head></html>"
_FILES = (
    ("العربية", "AR"),
    ("中文", "ZH"),
    ("English", "EN"),
    ("Français", "FR"),
    ("Русский", "RU"),
    ("Español", "ES"),
)
_MARC = "http://www.loc.gov/MARC21/slim"
_OAI = "http://www.openarchives.org/OAI/2.0/"


@dataclass(slots=True)
class Library:
    """The library; `with_page` lets its challenge come with a page.

    `busy` answers to the search interface are 429 before it works. `broken_windows` is the number
    of windows of the harvesting interface that are answered with a page.
    """

    with_page: bool = False
    busy: int = 1
    broken_windows: int = 0
    records: list[tuple[int, str]] = field(
        default_factory=lambda: [(9000001, "A/RES/91/1"), (9000002, "A/RES/91/2")]
    )

    def answer(self, request: Request) -> Response:
        """A challenge to whoever is no browser, but for two interfaces."""
        if request.path == "/robots.txt":
            return robots(LIBRARY_ROBOTS)
        if request.path == "/api/v1/search":
            return self._search(request)
        if request.path == "/oai2d":
            return self._harvest(request)
        headers = {"Server": "awselb/2.0", "x-amzn-waf-action": "challenge"}
        if self.with_page:
            return Response(CHALLENGE_PAGE, 202, {"Content-Type": "text/html"})
        return Response(b"", 202, headers)

    def _search(self, request: Request) -> Response:
        """A record a page, each asked for with the id of the search, then an empty collection."""
        if request.headers.get("Authorization") != f"Token {KEY}":
            return Response(b'{"error": "forbidden"}', 403)
        if self.busy:
            self.busy -= 1
            return Response(b"", 429)
        page = int(request.args.get("search_id", "s-0").removeprefix("s-"))
        records = self.records[page : page + 1]
        body = (
            f"<response><search_id>s-{page + 1}</search_id><total>{len(self.records)}</total>"
            f"<collection>{''.join(map(_record, records))}</collection></response>"
        )
        return _xml(body)

    def _harvest(self, request: Request) -> Response:
        """Records by window of time; long windows are too much for it."""
        start, end = request.args.get("from", ""), request.args.get("until", "")
        if self.broken_windows:
            self.broken_windows -= 1
            return Response(CHALLENGE_PAGE, 200, {"Content-Type": "text/html"})
        if start[:4] != end[:4]:
            return Response(b"", 503, {"Retry-After": "1"})
        if "resumptionToken" in request.args:
            return _oai("ListRecords", _oai_records(self.records[1:]))
        if start >= "2030":
            return _oai("error", "", ' code="noRecordsMatch"')
        deleted = '<record><header status="deleted"><identifier>9</identifier></header></record>'
        records = _oai_records(self.records[:1])
        return _oai("ListRecords", f"{records}{deleted}<resumptionToken>t-1</resumptionToken>")


def marcxml(records: list[tuple[int, str]]) -> bytes:
    """A collection as a user downloads it: UTF-8, the total in a comment above."""
    body = "".join(map(_record, records))
    return f'<!-- Search-Engine-Total-Number-Of-Results: {len(records)} -->\n<collection xmlns="{_MARC}">{body}</collection>'.encode()  # noqa: E501


def _record(record: tuple[int, str]) -> str:
    number, symbol = record
    files = "".join(
        _field(
            "856",
            ("u", f"https://{LIBRARY}/record/{number}/files/{_file(symbol)}-{code}.pdf"),
            ("y", name),
        )
        for name, code in _FILES
    )
    fields = _field("191", ("a", symbol)) + _field("245", ("a", "A made-up record")) + files
    return (
        f'<record xmlns="{_MARC}"><controlfield tag="001">{number}</controlfield>{fields}</record>'
    )


def _field(tag: str, *parts: tuple[str, str]) -> str:
    inner = "".join(f'<subfield code="{code}">{escape(text)}</subfield>' for code, text in parts)
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>'


def _file(symbol: str) -> str:
    return symbol.replace("/", "_")


def _xml(body: str | bytes) -> Response:
    # Without a charset, as the real one: readers must go by the bytes.
    response = Response(body, 200)
    response.headers["Content-Type"] = "text/xml"
    return response


def _oai_records(records: list[tuple[int, str]]) -> str:
    return "".join(
        f"<record><header><identifier>{number}</identifier></header>"
        f"<metadata>{_record((number, symbol))}</metadata></record>"
        for number, symbol in records
    )


def _oai(element: str, inner: str, attributes: str = "") -> Response:
    return _xml(f'<OAI-PMH xmlns="{_OAI}"><{element}{attributes}>{inner}</{element}></OAI-PMH>')
