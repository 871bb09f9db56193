"""What scripts depend on: every command, every exit code, JSON by its published schema."""

import csv
import io
import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.read import READER_VERSION
from corpus.store import Store
from tests.cli.conftest import ROOT, SAMPLE, Command, interrupts_heeded, run_unres, validate

# Found


def test_search_prints_one_object_by_its_schema(unres: Command) -> None:
    found = unres("search", "监狱过度拥挤", "--json").json("search-1")
    assert found["total"] > 0
    assert found["hits"][0]["match"] == "exact"
    for hit in found["hits"]:
        for start, end in hit["highlights"]:
            assert hit["text"][start:end].strip()
    exact = [hit for hit in found["hits"] if hit["match"] == "exact"]
    assert all("监狱过度拥挤" in hit["text"] for hit in exact)


def test_exact_hits_come_before_words(unres: Command) -> None:
    hits = unres("search", "贩运人口 受害者", "--json", "-n", "100").json("search-1")["hits"]
    matches = [hit["match"] for hit in hits]
    assert matches == sorted(matches, key=["exact", "words"].index)
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))


def test_jsonl_ids_csv_and_markdown_have_the_same_hits(unres: Command) -> None:
    query = ("search", "受害者", "-n", "5")
    ids = unres(*query, "--ids").out.splitlines()
    assert len(ids) == 5
    lines = [json.loads(line) for line in unres(*query, "--jsonl").out.splitlines()]
    assert [line["id"] for line in lines] == ids
    rows = list(csv.DictReader(io.StringIO(unres(*query, "--format", "csv").out)))
    assert [row["id"] for row in rows] == ids
    markdown = unres(*query, "--format", "md").out
    assert all(f"### [{one}]" in markdown for one in ids)


def test_show_and_export_write_markdown(unres: Command) -> None:
    symbol = unres("search", "受害者", "-n", "1", "--json").json("search-1")["hits"][0]["symbol"]
    shown = unres("show", symbol, "--format", "md").out
    assert shown.startswith(f"# {symbol}: ")
    assert "\n1. *" in shown
    exported = unres("export", symbol, "--lang", "zh", "--format", "md").out
    assert exported.strip() == shown.strip()


def test_export_writes_tables_and_references(unres: Command) -> None:
    documents = {
        (line["symbol"], line["language"])
        for line in map(json.loads, unres("export").out.splitlines())
    }
    rows = list(csv.DictReader(io.StringIO(unres("export", "--format", "csv").out)))
    assert {(row["symbol"], row["language"]) for row in rows} == documents
    items = json.loads(unres("export", "--format", "csl-json").out)
    assert {(item["number"], item["language"]) for item in items} == documents
    assert unres("export", "--format", "bibtex").out.count("@misc{") == len(documents)
    assert unres("export", "--format", "ris").out.count("ER  - ") == len(documents)


def test_pages_follow_each_other(unres: Command) -> None:
    everything = unres("search", "受害者", "--ids", "-n", "6").out.splitlines()
    second = unres("search", "受害者", "--ids", "-n", "3", "--offset", "3").out.splitlines()
    assert second == everything[3:]


def test_facets_count_the_whole_result(unres: Command) -> None:
    found = unres("search", "监狱", "--facets", "-n", "0", "--json").json("search-1")
    assert found["hits"] == []
    kinds = {each["value"]: each["count"] for each in found["facets"]["kind"]}
    assert sum(kinds.values()) >= found["total"] > 0
    text = unres("search", "监狱", "--facets", "-n", "0").out
    assert f"operative ({kinds['operative']})" in text
    assert "facets" not in unres("search", "监狱", "--json").json("search-1")
    assert "--facets is left out" in unres("search", "监狱", "--facets", "--ids").err


def test_filters_hold_for_every_hit(unres: Command) -> None:
    command = (
        "search",
        "受害者",
        "--kind",
        "operative",
        "--year",
        "2022..2023",
        "-n",
        "50",
        "--json",
    )
    hits = unres(*command).json("search-1")["hits"]
    assert hits
    assert {hit["kind"] for hit in hits} == {"operative"}
    assert {hit["date"][:4] for hit in hits} <= {"2022", "2023"}
    urged = unres("search", "受害者", "--verb", "敦促", "--json").json("search-1")["hits"]
    assert urged
    assert {(hit["verb"], hit["action"]) for hit in urged} == {("敦促", "urge")}


def test_conditions_need_no_query(unres: Command) -> None:
    titles = unres("search", "--session", "902", "--kind", "title", "--lang", "en", "--ids")
    assert titles.code == 0
    assert titles.out.splitlines()
    assert all(line.startswith("A/RES/902/") for line in titles.out.splitlines())

    run = unres("search", "--json")
    assert (run.code, run.out) == (2, "")
    assert "words" in run.err
    assert "--session" in run.err


@pytest.mark.parametrize("words", [("监狱", "-少年"), ("prison", "-women"), ("-监狱", "受害者")])
def test_a_word_is_left_out_without_quotation_marks_around_the_query(
    unres: Command, words: tuple[str, ...]
) -> None:
    run = unres("search", *words, "--json")
    assert run.code == 0
    assert run.json("search-1") == unres("search", " ".join(words), "--json").json("search-1") | {
        "took_ms": run.json("search-1")["took_ms"]
    }
    assert run.json("search-1")["query"] == " ".join(words)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--cites", "foo", "'foo' is no symbol."),
        ("--year", "2030..2020", "'2030..2020' ends before it begins."),
        ("--session", "80..70", "'80..70' ends before it begins."),
    ],
)
def test_a_value_that_cannot_be_is_named_for_what_it_is(
    unres: Command, option: str, value: str, said: str
) -> None:
    run = unres("search", "监狱", option, value)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_two_formats_are_one_too_many(unres: Command) -> None:
    run = unres("search", "监狱", "--json", "--ids")
    assert (run.code, run.out) == (2, "")
    assert "--json" in run.err
    assert "--ids" in run.err
    assert unres("search", "监狱", "--json", "--format", "csv").code == 2
    assert unres("search", "监狱", "--json", "--format", "json").code == 0


def test_an_id_that_is_not_held_is_said_and_the_rest_is_exported(unres: Command) -> None:
    run = unres(
        "export", "901/2#op1", "901/2#op99", "A/RES/999/9", "--lang", "zh", "--format", "csv"
    )
    assert run.code == 1
    assert "A/RES/901/2#op1" in run.out
    assert "A/RES/901/2 has no paragraph #op99" in run.err
    assert "A/RES/999/9 is not held" in run.err


def test_a_query_in_another_script_is_searched_in_its_language(unres: Command) -> None:
    for query, language in (("prison", "en"), ("监狱", "zh"), ("торговля людьми", "ru")):
        found = unres("search", query, "--json").json("search-1")
        assert {hit["language"] for hit in found["hits"]} == {language}, query


def test_languages_are_named_as_people_name_them(unres: Command) -> None:
    for named, meant in (
        ("Chinese，fr", {"zh", "fr"}),
        ("中文", {"zh"}),
        ("en-GB C", {"en", "zh"}),
    ):
        found = unres("search", "--year", "1945..", "-n", "99", "--lang", named, "--json")
        assert {hit["language"] for hit in found.json("search-1")["hits"]} == meant, named


@pytest.mark.parametrize("columns", ["0", "1", "7"])
def test_no_terminal_is_too_narrow(unres: Command, columns: str) -> None:
    for command in (("search", "监狱", "--facets"), ("show", "901/1"), ("status",)):
        assert unres(*command, COLUMNS=columns).code == 0


def test_notes_go_to_stderr(unres: Command) -> None:
    run = unres("search", "监狱", "-n", "2")
    assert "read as" in run.err
    assert "read as" not in run.out
    assert unres("search", "监狱", "-n", "2", "--quiet").err == ""


def test_nothing_dropped_in_silence(unres: Command) -> None:
    for query in ("colour:红 监狱", '"监狱', "监狱 AND", "(监狱", "year:abc 监狱"):
        found = unres("search", query, "--json").json("search-1")
        assert found["notes"], query


def test_show_a_resolution(unres: Command) -> None:
    shown = unres("show", "901/2", "--json").json("resolution-1")
    assert shown["symbol"] == "A/RES/901/2"
    assert shown["language"] == "zh"
    assert shown["sample"] is True
    assert shown["adopted"].startswith("2021-12")
    assert shown["paragraphs"][0]["id"] == "A/RES/901/2#title"
    text = unres("show", "901/2").out
    assert "no document of the United Nations" in text
    assert all(p["text"][:6] in text.replace("\n", "") for p in shown["paragraphs"])


def test_show_a_paragraph_side_by_side(unres: Command) -> None:
    run = unres("show", "A/RES/901/2#op1", "--lang", "zh,en")
    assert "[zh]" in run.out
    assert "[en]" in run.out
    both = json.loads(unres("show", "A/RES/901/2#op1", "--lang", "zh,en", "--json").out)
    for one in both:
        validate(one, "resolution-1")
        assert one["paragraphs"][0]["id"] == "A/RES/901/2#op1"
    assert [one["language"] for one in both] == ["zh", "en"]


def test_show_context(unres: Command) -> None:
    shown = unres("show", "901/2#op2", "--context", "1", "--json").json("resolution-1")
    ids = [p["id"].partition("#")[2] for p in shown["paragraphs"]]
    assert ids.index("op1") < ids.index("op2") < ids.index("op3")


def test_export_is_what_show_has(unres: Command) -> None:
    lines = [json.loads(x) for x in unres("export", "901/2", "--lang", "zh").out.splitlines()]
    for line in lines:
        validate(line, "paragraph-1")
    shown = unres("show", "901/2", "--json").json("resolution-1")
    assert [x["id"] for x in lines] == [p["id"] for p in shown["paragraphs"]]
    whole = unres("export", "--lang", "en", "--whole").out.splitlines()
    for line in whole:
        validate(json.loads(line), "resolution-1")
    everything = unres("export").out.splitlines()
    assert len({(r["id"], r["language"]) for r in map(json.loads, everything)}) == len(everything)


def test_export_of_a_query(unres: Command) -> None:
    found = unres("search", "监狱", "--no-fold", "-n", "1000", "--ids", "--lang", "zh").out
    exported = unres("export", "--query", "监狱", "--lang", "zh").out.splitlines()
    assert [json.loads(line)["id"] for line in exported] == found.splitlines()


def test_status(unres: Command) -> None:
    status = unres("status", "--json").json("status-1")
    documents = sum(h["documents"] for h in status["holdings"] if h["language"] == "zh")
    assert documents == len(list(SAMPLE.rglob("Chinese/*.xml")))
    assert all(index["up_to_date"] for index in status["index"])
    assert "up to date" in unres("status").out


def test_a_quiet_check_of_a_whole_corpus_says_nothing(unres: Command) -> None:
    run = unres("check", "--quiet")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_check_of_a_whole_corpus(unres: Command) -> None:
    assert unres("check", "--json").json("check-1")["ok"] is True
    run = unres("check")
    assert run.code == 0
    assert "whole" in run.out


def test_version() -> None:
    assert run_unres("--version").out.startswith("unres ")


# Nothing found: 1


@pytest.mark.parametrize(
    "command",
    [
        ("search", '"没有任何文件会有的一串字符"'),
        ("search", "监狱", "--year", "1950"),
        ("show", "A/RES/99/999"),
        ("show", "901/2#op99"),
        ("export", "A/RES/99/999"),
    ],
)
def test_nothing_found(unres: Command, command: tuple[str, ...]) -> None:
    run = unres(*command)
    assert run.code == 1
    assert run.out == ""
    assert run.err


def test_json_of_nothing_is_an_object_all_the_same(unres: Command) -> None:
    run = unres("search", '"没有任何文件会有的一串字符"', "--json")
    assert run.code == 1
    assert run.json("search-1")["hits"] == []


# The command line or query is wrong: 2


@pytest.mark.parametrize(
    "command",
    [
        ("search", "监狱", "--lang", "de"),
        ("search", "监狱", "--kind", "chapter"),
        ("search", "监狱", "--year", "abc"),
        ("search", "监狱", "-n", "-1"),
        ("search", "监狱", "--no-such-option"),
        ("search",),
        ("search", ""),
        ("show", "no symbol"),
        ("show", "901/2#"),
        ("add", "/no/such/path.xml"),
        ("export", "901/2", "--query", "监狱"),
        ("no-such-command",),
    ],
)
def test_wrong_command_line(unres: Command, command: tuple[str, ...]) -> None:
    run = unres(*command)
    assert run.code == 2
    assert run.out == ""
    assert run.err


# Missing, damaged, of another version: 3


@pytest.fixture
def copy(sample_dir: Path, tmp_path: Path) -> Path:
    """A copy of the sample's data directory, to be damaged."""
    return shutil.copytree(sample_dir, tmp_path / "copy")


def generation(folder: Path, language: str = "zh") -> Path:
    home = folder / "index" / language
    return home / (home / "CURRENT").read_text(encoding="ascii").strip()


def test_a_missing_index_names_the_command_that_mends_it(copy: Path) -> None:
    shutil.rmtree(copy / "index")
    run = run_unres("search", "监狱", "--data-dir", copy)
    assert run.code == 3
    assert "unres index rebuild" in run.err
    mended = run_unres("index", "rebuild", "--json", "--data-dir", copy)
    assert {one["language"] for one in mended.json("index-1")["indexed"]} >= {"zh", "en"}
    assert run_unres("search", "监狱", "--data-dir", copy).code == 0


@pytest.mark.parametrize("damage", ["cut", "remove", "manifest"])
def test_a_damaged_index_is_said_and_mended(copy: Path, damage: str) -> None:
    files = sorted(generation(copy).iterdir())
    victim = max(files, key=lambda path: path.stat().st_size)
    if damage == "cut":
        victim.write_bytes(victim.read_bytes()[:-100])
    elif damage == "remove":
        victim.unlink()
    else:
        (generation(copy) / "manifest.json").write_text("{}", encoding="utf-8")
    for command in (("search", "监狱"), ("check",)):
        run = run_unres(*command, "--data-dir", copy)
        assert run.code == 3, command
        assert "unres index rebuild" in run.out + run.err
    assert run_unres("index", "rebuild", "--data-dir", copy).code == 0
    assert run_unres("check", "--data-dir", copy).code == 0


def test_check_finds_a_flipped_byte_that_sizes_do_not_show(copy: Path) -> None:
    files = [path for path in generation(copy).iterdir() if path.suffix != ".json"]
    victim = max(files, key=lambda path: path.stat().st_size)
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 0x20
    victim.unlink()
    victim.write_bytes(data)
    run = run_unres("check", "--data-dir", copy)
    assert run.code == 3
    assert victim.name in run.out


def test_adding_again_mends_bytes_that_were_damaged(copy: Path) -> None:
    first, second, *_ = sorted((copy / "raw").glob("*/*.gz"))
    first.write_bytes(b"damaged")
    second.unlink()
    damaged = run_unres("check", "--data-dir", copy)
    assert damaged.code == 3
    assert first.name in damaged.out
    assert "Add the document again" in damaged.out
    assert "72 unchanged" in run_unres("add", SAMPLE, "--data-dir", copy).out
    assert run_unres("check", "--data-dir", copy).code == 0


def test_check_names_a_document_whose_text_is_not_what_its_file_says(copy: Path) -> None:
    with Store(copy) as store:
        symbol, language = store.documents()[0]
        held = store.resolution(symbol, language)
        assert held is not None
        assert held.source is not None
        data = store.raw_bytes(held.source.sha256)
    paragraphs = list(held.paragraphs)
    paragraphs[-1] = replace(paragraphs[-1], text=f"{paragraphs[-1].text} and one line more")
    with Store(copy, create=True) as store:
        store.save(replace(held, paragraphs=tuple(paragraphs)), data, reader=READER_VERSION)
    assert run_unres("index", "rebuild", "--data-dir", copy).code == 0
    run = run_unres("check", "--data-dir", copy)
    assert run.code == 3
    assert f"{symbol} [{language}]: text is lost, doubled or out of order" in run.out


def test_a_lost_corpus_is_not_taken_for_none(copy: Path) -> None:
    (copy / "corpus.sqlite3").unlink()
    run = run_unres("search", "监狱", "--data-dir", copy)
    assert run.code == 3
    assert "corpus.sqlite3" in run.err


def test_a_damaged_corpus_is_said(copy: Path) -> None:
    (copy / "corpus.sqlite3").write_bytes(b"\0" * 5000)
    run = run_unres("show", "901/2", "--data-dir", copy)
    assert run.code == 3
    assert "corpus.sqlite3" in run.err


# Some documents failed: 4


def test_bad_documents_are_named_and_the_rest_is_added(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    good = next((SAMPLE / "GAresolutions" / "901session" / "Chinese").glob("*.xml"))
    shutil.copy(good, folder / good.name)
    (folder / "broken.xml").write_bytes(good.read_bytes()[:2000])
    (folder / "page.html").write_text("<!doctype html><p>Error", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7 ...")
    run = run_unres("add", folder, "--json", "--data-dir", tmp_path / "data")
    assert run.code == 4
    report = run.json("add-1")
    assert report["added"] == 1
    names = {"broken.xml", "page.html", "empty.txt", "paper.pdf"}
    assert {failure["name"] for failure in report["failed"]} == names
    told = run_unres("add", folder, "--data-dir", tmp_path / "data")
    assert told.code == 4
    assert all(name in told.err for name in names)
    assert "1 unchanged" in told.out


# Another run holds the lock: 6


def test_two_writers_do_not_meet(copy: Path) -> None:
    code = f"""
import pathlib, time
from corpus.ingest import writing
with writing(pathlib.Path({str(copy)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        run = run_unres("add", SAMPLE, "--data-dir", copy)
        assert run.code == 6
        assert str(holder.pid) in run.err
        assert run_unres("search", "监狱", "--data-dir", copy).code == 0
        holder.kill()
    assert run_unres("add", SAMPLE, "--data-dir", copy).code == 0


# Adding


def test_adding_again_changes_nothing(copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (copy / "index").rglob("*")}
    report = run_unres("add", SAMPLE, "--json", "--data-dir", copy).json("add-1")
    assert report["added"] == report["updated"] == 0
    assert report["unchanged"] == len(list(SAMPLE.rglob("*.xml")))
    assert report["indexed"] == []
    assert {path: path.stat().st_mtime_ns for path in (copy / "index").rglob("*")} == before


def test_what_is_added_is_found_at_once(copy: Path, tmp_path: Path) -> None:
    text = (
        "67/999. 样本：夜间图书馆的管理\n\n大会，\n\n回顾其关于阅览室的各项决议，\n\n"
        "1. 鼓励各图书馆在夜间开放阅览室；\n\n2. 请秘书长提交报告。\n\n"
        "2012年12月20日\n第60次全体会议\n"
    )
    (tmp_path / "A_RES_67_999.txt").write_text(text, encoding="utf-8")
    run = run_unres("add", tmp_path / "A_RES_67_999.txt", "--json", "--data-dir", copy)
    report = run.json("add-1")
    assert report["added"] == 1
    assert [one["language"] for one in report["indexed"]] == ["zh"]
    found = run_unres("search", "夜间开放阅览室", "--ids", "--data-dir", copy)
    assert found.out.splitlines()[0] == "A/RES/67/999#op1"


# Terminals, pipes, interrupts


def test_a_terminal_gets_colour_and_no_terminal_does_not(sample_dir: Path) -> None:
    def on_terminal(**environment: str) -> str:
        parent, child = pty.openpty()
        with subprocess.Popen(
            [
                sys.executable,
                "-m",
                "cli",
                "--data-dir",
                str(sample_dir),
                "search",
                "监狱",
                "-n",
                "1",
            ],
            stdout=child,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8", **environment},
        ) as process:
            os.close(child)
            chunks = []
            try:
                while chunk := os.read(parent, 4096):
                    chunks.append(chunk)
            except OSError:
                pass  # Linux says so when the other side has closed
            process.wait()
        os.close(parent)
        return b"".join(chunks).decode()

    assert "\x1b[1;31m监狱" in on_terminal()
    assert "\x1b" not in on_terminal(NO_COLOR="1")
    assert "\x1b" not in on_terminal(TERM="dumb")


def test_colour_on_demand(unres: Command) -> None:
    assert "\x1b[" not in unres("search", "监狱").out
    assert "\x1b[" in unres("search", "监狱", "--color", "always").out


def test_a_closed_pipe_ends_quietly(sample_dir: Path) -> None:
    command = f'"{sys.executable}" -m cli --data-dir "{sample_dir}" export | head -n 1'
    run = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert json.loads(run.stdout)
    assert run.stderr == ""


COPIES = 200


@pytest.mark.skipif(not hasattr(signal, "SIGINT"), reason="needs POSIX signals")
def test_an_interrupt_keeps_what_was_finished(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    template = next((SAMPLE / "GAresolutions" / "901session" / "Chinese").glob("*_901_1-*.xml"))
    folder.mkdir()
    xml = template.read_text(encoding="utf-8")
    for number in range(100, 100 + COPIES):
        name = f"A_RES_901_{number}-9910001C.xml"
        (folder / name).write_text(xml.replace("901/1", f"901/{number}"), encoding="utf-8")
    data = tmp_path / "data"
    with (
        interrupts_heeded(),
        subprocess.Popen(
            [sys.executable, "-m", "cli", "--data-dir", str(data), "add", str(folder)],
            stderr=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
        ) as process,
    ):
        while len(list(data.glob("raw/*/*.gz"))) < 5:  # a fifth means that four are saved
            time.sleep(0.02)
        # While we hold the catalogue it can save no more, however slow this machine is now.
        with closing(sqlite3.connect(data / "corpus.sqlite3", timeout=60)) as catalogue:
            catalogue.execute("BEGIN IMMEDIATE")
            (saved,) = catalogue.execute("SELECT count(*) FROM document").fetchone()
            assert 4 <= saved < COPIES
            os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        err = process.stderr.read().decode()
        assert process.wait() == 130
    assert "Traceback" not in err
    assert "unres index rebuild" in run_unres("search", "监狱", "--data-dir", data).err
    report = run_unres("add", folder, "--json", "--data-dir", data).json("add-1")
    assert report["unchanged"] >= saved
    assert report["unchanged"] + report["added"] == COPIES
    assert "index" not in run_unres("search", "监狱", "--data-dir", data).err


@pytest.mark.skipif(not hasattr(signal, "SIGINT"), reason="needs POSIX signals")
def test_an_interrupt_before_the_program_is_loaded_ends_quietly(tmp_path: Path) -> None:
    interrupting = "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)\n"
    (tmp_path / "typer.py").write_text(interrupting, encoding="utf-8")
    with interrupts_heeded():
        run = run_unres("status", PYTHONPATH=str(tmp_path))
    assert (run.code, run.out, run.err) == (130, "", "")


def test_control_characters_do_not_reach_the_terminal(copy: Path, tmp_path: Path) -> None:
    evil = (
        "67/998. 样本：危险字符\n\n大会，\n\n"
        "1. 鼓励\x1b[31m红色\x07与\u202e反向；\n\n2012年12月20日\n"
    )
    (tmp_path / "A_RES_67_998.txt").write_text(evil, encoding="utf-8")
    run_unres("add", tmp_path / "A_RES_67_998.txt", "--data-dir", copy)
    for command in (("show", "67/998"), ("show", "67/998", "--json"), ("search", "红色 67/998")):
        out = run_unres(*command, "--data-dir", copy).out
        assert out
        assert not set(out) & set("\x1b\x07\u202e"), command


# Without a corpus


def test_without_a_corpus_the_sample_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    data, cache = tmp_path / "data", tmp_path / "cache"
    environment = {"XDG_CACHE_HOME": str(cache), "UNRES_DATA_DIR": str(data)}
    run = run_unres("search", "监狱", "--ids", **environment)
    assert run.code == 0
    assert "built-in sample" in run.err
    assert "unres add" in run.err
    assert not data.exists()
    again = run_unres("search", "监狱", "--ids", **environment)
    assert again.out == run.out
    assert "once" not in again.err


def test_reading_works_on_a_folder_that_cannot_be_written(copy: Path) -> None:
    before = sorted(path.relative_to(copy) for path in copy.rglob("*"))
    for command in (("search", "监狱"), ("show", "901/2"), ("status",), ("export", "901/2")):
        assert run_unres(*command, "--data-dir", copy).code == 0
    assert sorted(path.relative_to(copy) for path in copy.rglob("*")) == before


@pytest.mark.parametrize(
    ("spelled", "meant"),
    [
        (("监狱", "--fold"), "equal"),
        (("--fold", "监狱"), "equal"),  # what follows is no way of folding: it is the query
        (("监狱", "--fold", "similar"), "similar"),
        (("--fold=similar", "监狱"), "similar"),
        (("监狱", "--no-fold"), "none"),
    ],
)
def test_every_spelling_of_fold(unres: Command, spelled: tuple[str, ...], meant: str) -> None:
    options = ("--ids", "-n", "1000", "--lang", "zh")
    expected = unres("search", "监狱", f"--fold={meant}", *options).out
    assert unres("search", *spelled, *options).out == expected
