"""`unres refresh` as people and cron run it, against a source on the loopback."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.wrappers import Request, Response

from corpus.model import Language
from tests.cli.conftest import ROOT, Run, interrupts_heeded, run_unres
from tests.standin import replies
from tests.standin.documents import document, list_of, path_of
from tests.standin.github import API, RAW, Files, GitHub
from tests.standin.server import Fault, Standin

EN, ZH = Language.EN, Language.ZH


@dataclass(frozen=True, slots=True)
class Source:
    """A source, and a data directory that was refreshed from it once."""

    standin: Standin
    files: Files
    data: Path

    def refresh(self, *options: str) -> Run:
        """One more refresh; `standin.seen` then has its requests alone."""
        self.standin.forget()
        return run_unres(
            "refresh",
            "--data-dir",
            self.data,
            "--interval",
            "0",
            *options,
            UNRES_API_URL=self.standin.url(API),
            UNRES_RAW_URL=self.standin.url(RAW),
        )

    def quietly(self, log: Path) -> subprocess.CompletedProcess[bytes]:
        """As cron runs it: nothing to read from, and complaints go to a file."""
        self.standin.forget()
        command = (
            f"'{sys.executable}' -m cli refresh --data-dir '{self.data}' --interval 0 --quiet"
            f" --api-url {self.standin.url(API)} --raw-url {self.standin.url(RAW)}"
            f" <&- 2>'{log}'"
        )
        return subprocess.run(
            ["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=120
        )

    def index_files(self) -> dict[str, tuple[int, int, int]]:
        """Every file of the index: which it is on the disk, its size, and when it was written."""
        found = {}
        for path in sorted((self.data / "index").rglob("*")):
            stat = path.stat()
            found[str(path)] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        return found


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Source]:
    github = GitHub({"GAresolutions": {"README.md": b""}, "ECOSOCresolutions": {}})
    files = github.repositories["GAresolutions"]
    for symbol in ("A/RES/91/1", "A/RES/91/2", "A/RES/91/3"):
        for language in (EN, ZH):
            files[path_of(symbol, language)] = document(symbol, language)
    files["data_extract/91.json"] = list_of(["A/RES/91/1", "A/RES/91/2", "A/RES/91/3"])
    github.repositories["ECOSOCresolutions"][path_of("E/RES/2031/4")] = document("E/RES/2031/4")
    with Standin(github.hosts()) as standin:
        found = Source(standin, files, tmp_path / "data")
        run = found.refresh("--json")
        assert run.code == 0, run.err
        assert run.json("refresh-1")["added"] == 7
        yield found


def test_nothing_new_costs_a_handful_of_requests_and_touches_no_file_of_the_index(
    source: Source,
) -> None:
    before = source.index_files()
    raw = sorted((source.data / "raw").rglob("*"))
    log = source.data.parent / "log"
    run = source.quietly(log)
    assert (run.returncode, run.stdout, log.read_bytes()) == (0, b"", b"")
    assert len(source.standin.seen) <= 4
    assert source.index_files() == before
    assert sorted((source.data / "raw").rglob("*")) == raw
    report = source.refresh("--json").json("refresh-1")
    assert (report["unchanged"], report["fetched"], report["indexed"]) == (7, 0, [])


def test_a_change_is_found_at_once_and_touches_one_language(source: Source) -> None:
    before = source.index_files()
    source.files[path_of("A/RES/91/2")] = document("A/RES/91/2", text="Requests a lighthouse;")
    report = source.refresh("--json").json("refresh-1")
    assert report["updated"] == 1
    assert [one["language"] for one in report["indexed"]] == ["en"]
    found = run_unres("search", "lighthouse", "--ids", "--data-dir", source.data)
    assert found.out.startswith("A/RES/91/2#op1\n")
    after = source.index_files()
    zh = {path for path in before if f"{os.sep}zh{os.sep}" in path}
    assert zh
    assert {path: after[path] for path in zh} == {path: before[path] for path in zh}


def test_a_dry_run_prints_what_would_be_fetched_and_writes_nothing(source: Source) -> None:
    source.files[path_of("A/RES/91/3")] = data = document("A/RES/91/3", text="Requests a lamp;")
    before = {path: path.stat().st_mtime_ns for path in source.data.rglob("*")}
    run = source.refresh("--dry-run")
    url = f"{source.standin.url(RAW)}/UNxml/GAresolutions/main/{path_of('A/RES/91/3')}"
    assert (run.code, run.out) == (0, f"{url}\t{len(data)}\n")
    (wanted,) = source.refresh("--dry-run", "--json").json("refresh-1")["wanted"]
    assert (wanted["symbol"], wanted["language"], wanted["bytes"]) == (
        "A/RES/91/3",
        "en",
        len(data),
    )
    assert {path: path.stat().st_mtime_ns for path in source.data.rglob("*")} == before
    assert source.refresh("--json").json("refresh-1")["updated"] == 1


def test_what_fails_is_named_with_when_it_is_tried_again(source: Source) -> None:
    source.files[path_of("A/RES/91/3")] = document("A/RES/91/3", text="Requests a lamp;")
    source.files[path_of("A/RES/91/4")] = b"<akomaNtoso"
    source.files["data_extract/91.json"] += b"\n" + list_of(["A/RES/91/4"])
    source.standin.faults.append(Fault(replies.status(403), "91_3-"))
    run = source.refresh("--quiet")
    assert run.code == 4
    assert "A/RES/91/3 [en]" in run.err
    assert "Tried again: at the next refresh." in run.err
    assert "A/RES/91/4 [en]" in run.err
    assert "Tried again: when the source changes it." in run.err
    status = run_unres("status", "--json", "--data-dir", source.data).json("status-1")
    assert [len(one["failed"]) for one in status["runs"]] == [2, 0]
    text = run_unres("status", "--data-dir", source.data).out
    assert "Last refreshes:" in text
    assert "2 failed" in text


def test_what_the_source_withdraws_is_kept_and_shown_by_status(source: Source) -> None:
    del source.files[path_of("A/RES/91/3", ZH)]
    run = source.refresh()
    assert "withdrawn A/RES/91/3 [zh]" in run.out
    (mark,) = run_unres("status", "--json", "--data-dir", source.data).json("status-1")["withdrawn"]
    assert (mark["symbol"], mark["language"]) == ("A/RES/91/3", "zh")
    assert (
        f"A/RES/91/3 [zh] since {mark['since']}"
        in run_unres("status", "--data-dir", source.data).out
    )
    assert run_unres("show", "A/RES/91/3", "--lang", "zh", "--data-dir", source.data).code == 0


def test_a_source_that_refuses_is_said_in_two_lines(source: Source) -> None:
    source.standin.faults.append(Fault(replies.page(), "trees"))
    run = source.refresh("--quiet")
    assert (run.code, run.out) == (5, "")
    assert "HTML page" in run.err
    assert len(run.err.splitlines()) == 2
    run = source.refresh("--json")
    assert run.code == 5
    assert run.json("refresh-1")["refusal"]["problem"]


def test_the_shipped_scope_can_be_read_and_is_a_scope(tmp_path: Path) -> None:
    shown = run_unres("refresh", "--show-scope")
    assert shown.out == (ROOT / "corpus/data/scope_crime.toml").read_text("utf-8")
    (tmp_path / "copy.toml").write_text(shown.out, "utf-8")
    again = run_unres("refresh", "--show-scope", "--scope", tmp_path / "copy.toml")
    assert (again.code, again.out) == (0, shown.out)
    assert run_unres("refresh", "--show-scope", "--scope", "all").code == 2


def test_a_scope_of_ones_own(source: Source, tmp_path: Path) -> None:
    source.files[path_of("A/RES/91/9")] = document("A/RES/91/9", item="Sports")
    source.files["data_extract/91.json"] += b"\n" + list_of(["A/RES/91/9"], item="Sports")
    assert source.refresh("--json").json("refresh-1")["added"] == 0
    scope = tmp_path / "mine.toml"
    scope.write_text('name = "mine"\nextends = "crime"\nagenda_items = ["sports"]\n', "utf-8")
    report = source.refresh("--scope", str(scope), "--json").json("refresh-1")
    assert (report["scope"], report["added"], report["unchanged"]) == ("mine", 1, 7)


def test_the_united_nations_are_named_with_every_document(source: Source) -> None:
    # what we write calls itself a sample, and is of nobody else
    by_them = document("A/RES/91/1", text="Requests a lamp;").replace(b'source="#unres"', b"")
    source.files[path_of("A/RES/91/1")] = by_them
    source.refresh()
    url = f"{source.standin.url(RAW)}/UNxml/GAresolutions/main/{path_of('A/RES/91/1')}"
    reading = ("A/RES/91/1", "--lang", "en", "--data-dir", source.data)
    shown = " ".join(run_unres("show", *reading).out.split())
    assert f"Source: United Nations. {url} (retrieved " in shown
    for options in ((), ("--whole",)):
        lines = run_unres("export", *options, *reading).out.splitlines()
        assert {json.loads(line)["credit"] for line in lines} == {"United Nations"}


# Ended from outside


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_a_run_that_is_ended_is_remembered_and_gone_on_with(
    source: Source, number: signal.Signals, code: int
) -> None:
    for count in range(10, 40):
        source.files[path_of(f"A/RES/91/{count}")] = document(f"A/RES/91/{count}")
    asked, let_go = threading.Event(), threading.Event()

    def hold(_request: Request) -> Response:
        asked.set()
        let_go.wait(60)
        return Response(b"", 503)

    source.standin.faults.append(Fault(hold, ".xml", after=12, times=1))
    source.standin.forget()
    urls = {"UNRES_API_URL": source.standin.url(API), "UNRES_RAW_URL": source.standin.url(RAW)}
    command = ("refresh", "--scope", "all", "--interval", "0", "--data-dir", str(source.data))
    with (
        interrupts_heeded(),
        subprocess.Popen(
            [sys.executable, "-m", "cli", *command],
            cwd=ROOT,
            env={**os.environ, **urls},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        assert asked.wait(60)
        os.killpg(process.pid, number)
        out, err = process.communicate(timeout=60)
        assert process.returncode == code
    let_go.set()
    assert out == ""
    assert not re.search("Traceback|Warning", err), err
    first, *_ = run_unres("status", "--json", "--data-dir", source.data).json("status-1")["runs"]
    assert first["interrupted"]
    assert first["fetched"] == 12
    assert ": interrupted" in run_unres("status", "--data-dir", source.data).out
    before = set(source.standin.paths(RAW)[:-1])
    report = source.refresh("--scope", "all", "--json").json("refresh-1")
    assert (report["unchanged"] + report["added"], report["failed"]) == (37, [])
    assert before.isdisjoint(set(source.standin.paths(RAW)) - {"/robots.txt"})


# Versions that look wrong


def test_a_version_that_looks_wrong_waits_and_can_be_seen_and_taken(source: Source) -> None:
    path = path_of("A/RES/91/2")
    more = b"</paragraph><paragraph><num>2.</num><content><p>Decides to go on;</p></content>"
    source.files[path] = document("A/RES/91/2").replace(b"</paragraph>", more + b"</paragraph>")
    assert source.refresh("--json").json("refresh-1")["updated"] == 1
    source.files[path] = document("A/RES/91/2")
    run = source.refresh()
    assert run.code == 4
    assert "unres review A/RES/91/2" in " ".join(run.err.split())
    at = ("--data-dir", source.data)
    assert "1 new versions look wrong" in run_unres("status", *at).out
    assert len(run_unres("status", "--json", *at).json("status-1")["held_back"]) == 1
    assert "A/RES/91/2 [en] has only a part" in run_unres("review", *at).out
    shown = run_unres("review", "91/2", *at).out
    assert "− #op2 Decides to go on;" in shown
    (version,) = run_unres("review", "--json", *at).json("review-1")["versions"]
    assert version["differences"] == [
        {"path": "op2", "change": "lost", "text": "Decides to go on;"}
    ]
    assert "Decides to go on" in run_unres("show", "91/2", "--lang", "en", *at).out
    assert run_unres("review", "91/2", "--lang", "zh", *at).code == 1
    assert run_unres("review", "--accept", *at).code == 2
    assert run_unres("review", "91/2", "--accept", "--reject", *at).code == 2
    taken = run_unres("review", "91/2", "--accept", *at)
    assert (taken.code, taken.out.splitlines()[0]) == (0, "A/RES/91/2 [en] now held.")
    assert run_unres("search", '"Decides to go on"', "--lang", "en", *at).code == 1
    assert run_unres("review", *at).out == "No version waits.\n"
    assert source.refresh("--json").json("refresh-1")["updated"] == 0


def test_a_shorter_text_that_is_added_waits_and_can_be_left(source: Source, tmp_path: Path) -> None:
    at = ("--data-dir", source.data)
    (tmp_path / "whole.xml").write_bytes(
        document("A/RES/91/7").replace(
            b"</paragraph>",
            b"</paragraph><paragraph><num>2.</num><content><p>Decides to go on;</p></content>"
            b"</paragraph>",
        )
    )
    (tmp_path / "part.xml").write_bytes(document("A/RES/91/7"))
    assert run_unres("add", tmp_path / "whole.xml", *at).code == 0
    for _ in range(2):  # and says so each time
        run = run_unres("add", tmp_path / "part.xml", *at)
        assert run.code == 0
        assert "has only a part of what is held" in run.err
        assert "unres review A/RES/91/7" in run.err
    left = run_unres("review", "91/7", "--reject", *at)
    assert left.out.splitlines()[0] == "A/RES/91/7 [en] left; what was held stays."
    assert run_unres("review", *at).out == "No version waits.\n"
    assert "Decides to go on" in run_unres("show", "91/7", *at).out


# What its source no longer has


def test_readers_are_told_what_the_source_no_longer_has(source: Source) -> None:
    at = ("--data-dir", source.data)
    gone = source.files.pop(path_of("A/RES/91/3"))
    assert source.refresh().code == 0
    told = "A/RES/91/3 in en is no longer at its source"
    for command in (("--lang", "en"), ("--lang", "en,zh"), ("--lang", "en", "--format", "md")):
        assert told in run_unres("show", "91/3", *command, *at).out, command
    assert "in zh is no longer" not in run_unres("show", "91/3", "--lang", "zh,en", *at).out
    one = run_unres("show", "91/3", "--lang", "en", "--json", *at).json("resolution-1")
    assert one["source"]["withdrawn"]
    find = ("search", "stand-in", "--in", "91/3", "--lang", "en")
    assert "no longer at its source" in run_unres(*find, *at).out
    assert "no longer at its source since" in run_unres(*find, "--format", "md", *at).out
    hit = run_unres(*find, "--json", *at).json("search-1")["hits"][0]
    assert hit["withdrawn"] == one["source"]["withdrawn"]
    (line, *_) = run_unres("export", "91/3", "--lang", "en", *at).out.splitlines()
    assert json.loads(line)["withdrawn"] == hit["withdrawn"]
    other = run_unres("search", "stand-in", "--in", "91/2", "--lang", "en", "--json", *at)
    assert "withdrawn" not in other.json("search-1")["hits"][0]
    source.files[path_of("A/RES/91/3")] = gone
    source.refresh()
    assert told not in run_unres("show", "91/3", "--lang", "en", *at).out
    assert "no longer" not in run_unres(*find, *at).out
