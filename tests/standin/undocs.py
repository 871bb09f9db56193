"""The short addresses of documents and the page that shows them (cases 22 and 23)."""

from dataclasses import dataclass

from werkzeug.wrappers import Request, Response

UNDOCS, DOCS = "undocs.org", "docs.un.org"
_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


@dataclass(frozen=True, slots=True)
class Undocs:
    """undocs.org: every address leads to the same one at docs.un.org."""

    def answer(self, request: Request) -> Response:
        """A redirect that names the port."""
        return Response(b"", 301, {"Location": f"https://{DOCS}:443{request.path}"})


@dataclass(frozen=True, slots=True)
class Docs:
    """docs.un.org: a page without the text; it has no robots.txt, and any path is a page."""

    def answer(self, request: Request) -> Response:
        """The page that shows a document in a frame."""
        _, _, rest = request.path.partition("/")
        language, _, symbol = rest.partition("/")
        source = f"https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t=pdf"
        links = "".join(f'<a href="/{one}/{symbol}">{one}</a>' for one in _LANGUAGES)
        page = f'<!DOCTYPE html><html><body>{links}<iframe src="{source}"></iframe></body></html>'
        return Response(page.ljust(4200), 200, {"Content-Type": "text/html"})
