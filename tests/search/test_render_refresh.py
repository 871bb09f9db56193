"""The report of a refresh, for people and for programs."""

import json
from importlib.resources import files

import jsonschema
import pytest

from corpus.model import Language
from corpus.refresh_report import (
    NEXT_REFRESH,
    WHEN_CHANGED,
    DocumentName,
    RefreshFailure,
    RefreshReport,
    Refusal,
    WantedFile,
)
from indexer.follow import Indexed
from search.render_refresh import (
    refresh_json,
    render_refresh,
    render_refresh_problems,
    render_run,
)
from search.terminal import Style

PLAIN = Style(False)
QUIET_RUN = RefreshReport(
    source="unxml",
    scope="crime",
    started="2026-11-23T04:17:00Z",
    finished="2026-11-23T04:17:09Z",
    discovered=500,
    unchanged=500,
    requests=3,
)
BUSY_RUN = RefreshReport(
    source="unxml",
    scope="crime",
    started="2026-11-23T04:17:00Z",
    finished="2026-11-23T04:19:09Z",
    discovered=12,
    fetched=9,
    unchanged=2,
    added=5,
    updated=3,
    postponed=1,
    requests=15,
    withdrawn=(DocumentName("A/RES/91/2", Language.EN),),
    failed=(
        RefreshFailure("https://x/a.xml", "a.xml is bad.", WHEN_CHANGED, "A/RES/91/3", Language.ZH),
        RefreshFailure("https://x/b.xml", "b.xml \x1b[31mwas cut off.", NEXT_REFRESH),
        RefreshFailure("https://x/c.xml", "Slow down.", "2026-11-23T05:00:00Z"),
    ),
    notes=("One thing is odd.",),
    wanted=(WantedFile("https://x/d.xml", 12, "A/RES/91/4", Language.EN),),
)
REFUSED_RUN = RefreshReport(
    source="unxml",
    scope="all",
    started="2026-11-23T04:17:00Z",
    finished="2026-11-23T04:17:01Z",
    refusal=Refusal("It said no.", "Ask again."),
)
INDEXED = (Indexed(Language.EN, 8, 80, 900),)
SCHEMA = json.loads((files("search") / "schemas" / "refresh-1.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("report", [QUIET_RUN, BUSY_RUN, REFUSED_RUN])
def test_json_keeps_to_its_schema(report: RefreshReport) -> None:
    jsonschema.validate(json.loads(refresh_json(report, INDEXED)), SCHEMA)


def test_json_says_what_happened() -> None:
    record = json.loads(refresh_json(BUSY_RUN, INDEXED))
    assert record["failed"][0] == {
        "symbol": "A/RES/91/3",
        "language": "zh",
        "url": "https://x/a.xml",
        "reason": "a.xml is bad.",
        "retry": "when changed",
    }
    assert record["withdrawn"] == [{"symbol": "A/RES/91/2", "language": "en"}]
    assert record["indexed"] == [{"language": "en", "documents": 80, "paragraphs": 900}]


def test_nothing_new_is_nothing_to_say_when_quiet() -> None:
    assert render_refresh(QUIET_RUN, (), PLAIN, quiet=True) == ""
    assert render_refresh_problems(QUIET_RUN, PLAIN, quiet=True) == ""
    assert "500 unchanged" in render_refresh(QUIET_RUN, (), PLAIN, quiet=False)


def test_a_person_reads_counts_and_reasons() -> None:
    text = render_refresh(BUSY_RUN, INDEXED, PLAIN, quiet=True)
    for words in ("5 added", "3 updated", "3 failed", "1 left for the next run", "A/RES/91/2 [en]"):
        assert words in text
    problems = render_refresh_problems(BUSY_RUN, PLAIN, quiet=False)
    assert "A/RES/91/3 [zh]: a.xml is bad." in problems
    assert "when the source changes it" in problems
    assert "at the next refresh" in problems
    assert "not before 2026-11-23T05:00:00Z" in problems
    assert "One thing is odd." in problems
    assert "\x1b" not in problems


def test_a_plan_is_a_line_a_file() -> None:
    plan = RefreshReport("unxml", "crime", "", "", wanted=BUSY_RUN.wanted, dry_run=True)
    assert render_refresh(plan, (), PLAIN, quiet=False) == "https://x/d.xml\t12\n"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (QUIET_RUN, "nothing new"),
        (BUSY_RUN, "5 added"),
        (REFUSED_RUN, "gave nothing"),
        (RefreshReport("unxml", "all", "", "", interrupted="KeyboardInterrupt"), "interrupted"),
    ],
)
def test_a_line_a_run(report: RefreshReport, words: str) -> None:
    line = render_run(report)
    assert words in line
    assert "\n" not in line


@pytest.mark.parametrize(("report", "code"), [(QUIET_RUN, 0), (BUSY_RUN, 4), (REFUSED_RUN, 5)])
def test_exit_codes(report: RefreshReport, code: int) -> None:
    assert report.exit_code == code
