"""What can happen, by name: each scenario makes a stand-in misbehave."""

from dataclasses import dataclass, replace

from tests.standin import replies
from tests.standin.github import API, RAW
from tests.standin.server import Fault, Standin


@dataclass(frozen=True, slots=True)
class Scenario:
    """Something that goes wrong."""

    name: str
    what: str
    fault: Fault

    def begin(self) -> Fault:
        """The fault, not yet counted down."""
        return replace(self.fault)

    def turn_on(self, standin: Standin) -> None:
        """Let it happen."""
        standin.faults.append(self.begin())


# The numbers are those of the requirements' table of cases.
GITHUB = (
    Scenario(
        "gateway-once", "502 once, then well (14)", Fault(replies.status(502, b"x" * 552), times=1)
    ),
    Scenario("rate-limit", "429, Retry-After: 7 (15)", Fault(replies.too_many("7"), "xml", RAW, 1)),
    Scenario(
        "rate-limit-date",
        "429, Retry-After as a date (15)",
        Fault(replies.too_many_until(3), "xml", RAW, 1),
    ),
    Scenario(
        "rate-limit-bare",
        "429 without Retry-After (15)",
        Fault(replies.too_many(None), "xml", RAW, 1),
    ),
    Scenario(
        "rate-limit-zero", "429, Retry-After: 0 (15)", Fault(replies.too_many("0"), "xml", RAW, 1)
    ),
    Scenario(
        "rate-limit-text",
        "429, Retry-After: soon (15)",
        Fault(replies.too_many("soon"), "xml", RAW, 1),
    ),
    Scenario("refused", "403 for every file (16)", Fault(replies.status(403), "xml", RAW)),
    Scenario(
        "slow", "headers at once, a byte now and then (17)", Fault(replies.dripping, "xml", RAW, 1)
    ),
    Scenario("cut-off", "50,000 of 200,000 bytes (18)", Fault(replies.cut_off, "xml", RAW, 1)),
    Scenario(
        "cut-off-chunked", "no last chunk (18)", Fault(replies.cut_off_chunked, "xml", RAW, 1)
    ),
    Scenario("reset", "closed before any header (19)", Fault(replies.reset, "xml", RAW, 1)),
    Scenario("circle", "302 to itself (20)", Fault(replies.to_itself, "xml", RAW, 1)),
    Scenario(
        "stranger",
        "302 to another host (20)",
        Fault(replies.redirect("https://elsewhere.example/x.xml"), "xml", RAW, 1),
    ),
    Scenario("challenge", "202 with a challenge (24)", Fault(replies.challenge, "xml", RAW)),
    Scenario(
        "listing-limit", "403, calls used up (29)", Fault(replies.rate_limited(1800), "trees", API)
    ),
    Scenario("listing-page", "a page in place of a listing", Fault(replies.page(), "trees", API)),
    Scenario("page", "pages in place of files", Fault(replies.page(), "xml", RAW)),
    Scenario("empty", "an empty file", Fault(replies.empty, "xml", RAW, 1)),
    Scenario("endless", "a file without end", Fault(replies.endless, "xml", RAW, 1)),
    Scenario("bomb", "a file that unpacks to 50 MB", Fault(replies.bomb, "xml", RAW, 1)),
)
