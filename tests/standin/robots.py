"""The robots.txt files of the UN's hosts, as far as crawlers need them (cases 21 and 27)."""

from werkzeug.wrappers import Response

ODS_ROBOTS = "User-agent: *\nDisallow: /doc\nDisallow: /access\nDisallow: /api\n"
LIBRARY_ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /rss\nCrawl-Delay: 5\n"


def robots(text: str) -> Response:
    """A robots.txt; where there is no rule, none is disallowed."""
    return Response(text, 200, {"Content-Type": "text/plain"})
