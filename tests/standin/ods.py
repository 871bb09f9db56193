"""The Official Document System: a symbol and a language lead to a file (cases 1 to 14, 17).

It says the same of a document that it does not have and to whoever asks too fast.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from werkzeug.wrappers import Request, Response

from corpus.model import Language
from tests.standin.robots import ODS_ROBOTS, robots
from tests.standin.samples import doc, docx, pdf, word_perfect

ODS = "documents.un.org"
ERROR_PAGE = b"<!doctype html>\n<html><body>Nothing here</body></html>\n".ljust(1303)
MOVED_PAGE = b"<html><body>301 Moved Permanently</body></html>\n".ljust(162)
OVERLOADED_PAGE = b"<html><body>503 Service Unavailable</body></html>\n"

_BLOCK_REQUESTS = 21  # request number 250 and the next 20
_AT_ONCE = 4
# The job numbers of a document's languages lie close together, and nobody can compute them.
_JOB_OFFSETS = {
    Language.AR: 0,
    Language.ZH: 1,
    Language.EN: 2,
    Language.FR: 3,
    Language.RU: 5,
    Language.ES: 6,
}
_CODES = {
    **{str(language): language for language in Language},
    **dict(zip("ACEFRS", ("ar", "zh", "en", "fr", "ru", "es"), strict=True)),
}

Forms = dict[str, bytes]  # by the kind of file: pdf, doc, docx


@dataclass(slots=True)
class Ods:
    """Documents by symbol, each with its files by language; and what is odd about some.

    `english_only` holds symbols of which every language is the English file, `paged` those whose
    file is a page, `unpublished` those that are answered with nothing at all. `legacy` answers 404
    for what is missing. `capitals_page` gives a page where the path is in capitals. From request
    number `block_at` on it blocks whoever asks, for `block_seconds` of its clock. `delay` is in
    seconds before an answer and `drip` between two bytes of a file. `origin` stands before the
    place of a file: "" leaves the place relative, as it is.
    """

    documents: dict[str, dict[Language, Forms]] = field(default_factory=dict)
    english_only: set[str] = field(default_factory=set)
    paged: set[str] = field(default_factory=set)
    unpublished: set[str] = field(default_factory=set)
    legacy: bool = False
    capitals_page: bool = False
    origin: str = ""
    block_at: int | None = None
    block_seconds: float = 600.0
    at_once: int = _AT_ONCE
    delay: float = 0.0
    drip: float = 0.0
    robots_text: str = ODS_ROBOTS
    monotonic: Callable[[], float] = time.monotonic
    most_at_once: int = 0
    _requests: int = 0
    _blocked_until: float | None = None
    _under_way: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, symbol: str, *languages: Language, origin: str = "docx") -> None:
        """Have a document, as PDF and as the original file: docx, doc, wpd, or "" for none."""
        for language in languages or tuple(Language):
            mark = f"{symbol} {language}"
            forms = {"pdf": pdf(symbol, language)}
            if origin == "docx":
                forms |= {"docx": docx(language), "doc": docx(language)}
            elif origin:
                original = doc(mark) if origin == "doc" else word_perfect(mark)
                forms |= {"docx": original, "doc": original}
            self.documents.setdefault(symbol, {})[language] = forms

    def answer(self, request: Request) -> Response:
        """Whatever is asked for."""
        with self._counted() as too_many:
            if too_many:
                return Response(OVERLOADED_PAGE, 503, {"Content-Type": "text/html"})
            if request.path == "/robots.txt":
                return robots(self.robots_text)
            if request.path == "/error":
                return _page(ERROR_PAGE)
            if request.path == "/api/symbol/access":
                time.sleep(self.delay)
                return self._resolve(request)
            if request.path.lower().startswith("/doc/undoc/"):
                return self._file(request.path)
            return _page(ERROR_PAGE)

    @contextmanager
    def _counted(self) -> Iterator[bool]:
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
            too_many = self._under_way > self.at_once
        try:
            yield too_many
        finally:
            with self._lock:
                self._under_way -= 1

    def _resolve(self, request: Request) -> Response:
        symbol = request.args.get("s", "")
        # Whatever the language is called, there is an English file.
        language = Language(_CODES.get(request.args.get("l", ""), "en"))
        form = request.args.get("t", "pdf")
        if self._is_blocked():
            return self._nothing()
        if symbol in self.unpublished:
            return Response(b"", 200, {"Content-Length": "0"})
        if symbol in self.english_only:
            language = Language.EN
        if form not in self.documents.get(symbol, {}).get(language, {}):
            return self._nothing()
        place = f"{self.origin}{self.place(symbol, language, form)}"
        return Response(
            f"Found. Redirecting to {place}",
            302,
            {
                "Location": place,
                "Content-Type": "text/plain; charset=utf-8",
                "Set-Cookie": "ApplicationGatewayAffinity=0123abcd; Path=/",
                "Vary": "Origin, Accept",
            },
        )

    def place(self, symbol: str, language: Language, form: str = "pdf") -> str:
        """Where the file of a document lies, in capitals: /doc/UNDOC/GEN/N24/272/22/PDF/…"""
        number = 24_00000 + 10 * list(self.documents).index(symbol) + _JOB_OFFSETS[language]
        job = f"N{number}"
        kind = form.upper()
        return f"/doc/UNDOC/GEN/{job[:3]}/{job[3:6]}/{job[6:]}/{kind}/{job}.{kind}"

    def _file(self, path: str) -> Response:
        if path != path.lower():
            if self.capitals_page:
                return _page(ERROR_PAGE)
            headers = {"Location": path.lower(), "Content-Type": "text/html"}
            return Response(MOVED_PAGE, 301, headers)
        for symbol, languages in self.documents.items():
            for language, forms in languages.items():
                for form, data in forms.items():
                    if self.place(symbol, language, form).lower() == path:
                        return self._served(ERROR_PAGE if symbol in self.paged else data)
        return _page(ERROR_PAGE)

    def _served(self, data: bytes) -> Response:
        headers = {"Content-Type": "application/pdf", "Content-Length": str(len(data))}
        if not self.drip:
            return Response(data, 200, headers)
        return Response(self._dripping(data), 200, headers)

    def _dripping(self, data: bytes) -> Iterator[bytes]:
        for place in range(len(data)):
            yield data[place : place + 1]
            time.sleep(self.drip)

    def _nothing(self) -> Response:
        if self.legacy:
            return Response(ERROR_PAGE, 404, {"Content-Type": "text/html"})
        headers = {"Location": f"https://{ODS}/error", "Content-Type": "text/plain; charset=utf-8"}
        return Response(f"Found. Redirecting to https://{ODS}/error", 302, headers)

    def _is_blocked(self) -> bool:
        """Whether it has been asked too often; counts the questions, not the files."""
        self._requests += 1
        if self.block_at is None or self._requests < self.block_at:
            return False
        if self._blocked_until is None:
            self._blocked_until = self.monotonic() + self.block_seconds
        is_over = self._requests >= self.block_at + _BLOCK_REQUESTS
        return not is_over and self.monotonic() < self._blocked_until


def _page(body: bytes) -> Response:
    return Response(body, 200, {"Content-Type": "text/html"})
