"""UNxml: its layout, its listings, and what they survive."""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.journal import Journal
from corpus.model import Language
from corpus.sources.origin import FileKind, git_sha1
from corpus.sources.unxml import API_RULES, Addresses, is_html, place_of
from tests.corpus.refreshing import CRIME, EVERYTHING, World, world
from tests.standin import replies
from tests.standin.documents import document, path_of
from tests.standin.github import API, packed_session, zipped

EN, ZH, ES, AR = Language.EN, Language.ZH, Language.ES, Language.AR


@pytest.fixture
def unxml(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "symbol", "languages"),
    [
        ("80session/Chinese/A_RES_80_226-2520943C.xml", "A/RES/80/226", (ZH,)),
        ("75session/Chinese/75_229_C.xml", "A/RES/75/229", (ZH,)),
        ("74session/English/74_133.xml", "A/RES/74/133", (EN,)),
        ("Emergency sessions/ES-11/English/A_RES_ES-11_6-E.xml", "A/RES/ES-11/6", (EN,)),
        ("75session/Spanish/A_RES_75_297_C.xml", "A/RES/75/297", (ES, ZH)),
        ("2024/Chinese/E_RES_2024_9-2414117C.xml", "E/RES/2024/9", (ZH,)),
        ("2020/English/S_RES_2504 (2020)-2000407E.xml", "S/RES/2504(2020)", (EN,)),
        ("2023/Arabic/S_RES_2711-2322387A.xml", "S/RES/2711(2023)", (AR,)),
        ("2023/English/S_RES_2674_E.xml", "S/RES/2674(2023)", (EN,)),
        ("Pre-2020/2003/S_RES_1493_N0344315.xml", "S/RES/1493(2003)", ()),
        ("54session/Arabic/A_HRC_RES_54_5A.xml", "A/HRC/RES/54/5", (AR,)),
        ("90session/English/resolution.xml", None, (EN,)),
    ],
)
def test_what_a_path_says(path: str, symbol: str | None, languages: tuple[Language, ...]) -> None:
    place = place_of(path)
    assert place is not None
    assert (place.kind, place.symbol, place.languages) == (FileKind.DOCUMENT, symbol, languages)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "2023/English/test",
        "2023/English/test.txt",
        "80session/German/A_RES_80_226-2520943G.xml",
        "package.json",
        "desktop.ini",
    ],
)
def test_what_is_no_document(path: str) -> None:
    assert place_of(path) is None


def test_lists_and_archives() -> None:
    found = place_of("data_extract/79.json")
    assert found
    assert found.kind is FileKind.LIST
    found = place_of("74session/GA resolutions_74session_Chinese.zip")
    assert found
    assert (found.kind, found.languages, found.session) == (FileKind.ARCHIVE, (ZH,), "74")


def test_the_hash_is_that_of_git() -> None:
    # `printf 'hello\n' | git hash-object --stdin`
    assert git_sha1(b"hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a"


@pytest.mark.parametrize("body", [b"<!doctype HTML>", b"\xef\xbb\xbf\n<HTML lang=x>", b"<head>"])
def test_html_in_any_case(body: bytes) -> None:
    assert is_html(body)
    assert not is_html(b"<akomaNtoso>")


# Listings


def test_everything_is_listed_with_one_call_a_repository(unxml: World) -> None:
    report = unxml.refresh(EVERYTHING)
    assert report.added == report.discovered == 4
    trees = [path for path in unxml.standin.paths(API) if "trees" in path]
    there = [path for path in trees if path.split("/")[3] in unxml.github.repositories]
    assert len(there) == 2
    assert all(path.endswith("trees/main?recursive=1") for path in there)
    # One that is not there is asked for by its default branch as well, and no more.
    assert len(trees) == 2 + 2 * 3


def test_robots_come_first_at_each_host(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    first = {seen.host: seen.path for seen in reversed(unxml.standin.seen)}
    assert set(first.values()) == {"/robots.txt"}


def test_nothing_new_costs_a_handful_of_requests(unxml: World) -> None:
    unxml.refresh(CRIME)
    report = unxml.refresh(CRIME)
    assert unxml.standin.paths() == [
        "/robots.txt",
        "/repos/UNxml/GAresolutions/git/trees/main?recursive=1",
        "/repos/UNxml/ECOSOCresolutions/git/trees/main?recursive=1",
    ]
    assert all("If-None-Match" in seen.headers for seen in unxml.standin.seen[1:])
    assert (report.added, report.updated, report.fetched, report.exit_code) == (0, 0, 0, 0)
    assert report.unchanged == report.discovered == 3


@pytest.mark.parametrize("runs", [1, 2])
def test_a_listing_too_long_for_one_call(unxml: World, runs: int) -> None:
    unxml.github.truncated = {"GAresolutions"}
    for _ in range(runs):
        report = unxml.refresh(EVERYTHING)
        assert report.discovered == 4
    assert not report.failed


def test_of_a_listing_that_is_cut_off_and_cannot_be_completed_the_rest_is_taken(
    unxml: World,
) -> None:
    first = path_of("A/RES/91/1")
    entry = {"path": first, "type": "blob", "sha": git_sha1(unxml.assembly[first])}
    cut = json.dumps({"tree": [entry], "truncated": True}).encode()
    trees = "GAresolutions/git/trees"
    unxml.goes_wrong(replies.status(200, cut), part=trees, times=1)
    unxml.goes_wrong(replies.status(500), part=trees)
    report = unxml.refresh(EVERYTHING)
    assert ("A/RES/91/1", EN) in unxml.held()
    assert ("A/RES/91/2", EN) not in unxml.held()
    assert "GAresolutions could not be listed" in report.failed[0].reason
    assert report.exit_code == 4
    unxml.heal()
    assert unxml.refresh(EVERYTHING).withdrawn == ()
    assert ("A/RES/91/2", EN) in unxml.held()


def test_a_default_branch_of_another_name_is_found(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    unxml.github.branch = "trunk"
    unxml.add("A/RES/91/7")
    report = unxml.refresh(EVERYTHING)
    assert (report.added, report.fetched, report.withdrawn, report.exit_code) == (1, 1, (), 0)
    assert unxml.files_fetched() == [f"/UNxml/GAresolutions/HEAD/{path_of('A/RES/91/7')}"]


def test_a_part_that_cannot_be_listed_withdraws_nothing(unxml: World) -> None:
    unxml.refresh(EVERYTHING)
    unxml.github.truncated = {"GAresolutions"}
    unxml.add("A/RES/92/1")
    unxml.goes_wrong(replies.status(500), part="trees/" + _folder_id("91session/"))
    report = unxml.refresh(EVERYTHING)
    assert report.added == 1
    assert report.withdrawn == ()
    assert report.failed[0].reason.startswith("UNxml/GAresolutions/91session could not be listed. ")
    assert report.exit_code == 4


def _folder_id(folder: str) -> str:
    return hashlib.sha1(f"tree {folder}".encode(), usedforsecurity=False).hexdigest()


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (replies.page(), "HTML page"),
        (replies.status(200, b"[]"), "no listing"),
        (replies.status(200, b'{"tree": [{"path": 5}]}'), "no listing"),
        (replies.status(200, b'{"tree": [], "truncated": false}'), "lists no document"),
        (replies.empty, "no listing"),
        (replies.rate_limited(1800), "403"),
        (replies.status(503), "503"),
        (replies.challenge, "challenge"),
        (replies.to_itself, "circle"),
    ],
    ids=["page", "list", "wrong", "empty-tree", "empty", "limit", "503", "challenge", "circle"],
)
def test_no_listing_no_change(unxml: World, reply: object, problem: str) -> None:
    unxml.refresh(EVERYTHING)
    held = unxml.held()
    unxml.goes_wrong(reply, part="trees")  # type: ignore[arg-type]
    report = unxml.refresh(EVERYTHING)
    assert report.refusal
    assert problem in report.refusal.problem
    assert report.exit_code == 5
    assert unxml.held() == held
    unxml.heal()
    unxml.clock.sleep(7200)
    assert unxml.refresh(EVERYTHING).exit_code == 0


def test_one_repository_that_fails_does_not_stop_the_other(unxml: World) -> None:
    unxml.goes_wrong(replies.status(500), part="repos/UNxml/GAresolutions")
    report = unxml.refresh(CRIME)
    assert report.exit_code == 4
    assert [failure.url.rpartition("/git")[0][-13:] for failure in report.failed] == [
        "GAresolutions"
    ]
    assert unxml.held() == {("E/RES/2031/4", EN)}


def test_odd_entries_of_a_listing_are_passed_over(unxml: World) -> None:
    blob = git_sha1(document("A/RES/91/1"))
    entries = ",".join(
        f'{{"path": "{path}", "type": "{kind}", "sha": "{sha}", "mode": "{mode}"}}'
        for path, kind, sha, mode in [
            ("91session/English/A_RES_91_1-9912345E.xml", "blob", blob, "100644"),
            ("91session/English/A_RES_91_2-9912345E.xml", "blob", blob, "120000"),
            ("91session/English/A_RES_91_3-9912345E.xml", "blob", "../../x", "100644"),
            ("91session/English/A_RES_91_4-9912345E.xml", "commit", blob, "160000"),
        ]
    )
    tree = f'{{"tree": [{entries}], "truncated": false, "more": 1}}'.encode()
    unxml.goes_wrong(replies.status(200, tree), part="GAresolutions/git/trees")
    report = unxml.refresh(CRIME)
    assert ("A/RES/91/1", EN) in unxml.held()
    assert report.discovered == 2


def test_a_mirror_may_list_plain_hashes(unxml: World) -> None:
    path = path_of("A/RES/91/2")
    plain = hashlib.sha1(unxml.assembly[path], usedforsecurity=False).hexdigest()
    tree = json.dumps({"tree": [{"path": path, "type": "blob", "sha": plain}]}).encode()
    unxml.goes_wrong(replies.status(200, tree), part="GAresolutions/git/trees")
    for added in (2, 0):
        assert unxml.refresh(EVERYTHING).added == added
    assert ("A/RES/91/2", EN) in unxml.held()


def test_an_interval_of_ones_own_leaves_the_limit_of_github() -> None:
    assert Addresses().hosts(0.0)["api.github.com"].per_hour == API_RULES.per_hour < 60
    mirror = Addresses("https://mirror.example.org/api", "https://mirror.example.org/raw")
    assert mirror.hosts(0.0)["mirror.example.org"].per_hour > 60
    assert [rules.interval for rules in Addresses().hosts(2.0).values()] == [2.0, 2.0]


HOSTILE = (
    "../../../etc/A_RES_91_1-9912345E.xml",
    "91session/../../A_RES_91_2-9912345E.xml",
    "/91session/English/A_RES_91_3-9912345E.xml",
    "91session//English/A_RES_91_4-9912345E.xml",
    "91session/./A_RES_91_5-9912345E.xml",
    "91session/English\x00/A_RES_91_6-9912345E.xml",
    "91session/English/A_RES_91_7\x1b[2J-9912345E.xml",
    "91session/English/" + "x" * 5000 + "A_RES_91_8-9912345E.xml",
    "",
)


def test_paths_that_lead_elsewhere_are_not_asked_for(unxml: World) -> None:
    data = unxml.assembly[path_of("A/RES/91/1")]
    good = {"path": "91session/English/A_RES_91_1-9912345E.xml", "type": "blob", "size": -5}
    entries = [{"path": path, "type": "blob", "sha": git_sha1(data)} for path in HOSTILE]
    tree = json.dumps({"tree": [*entries, good | {"sha": git_sha1(data)}] * 2}).encode()
    unxml.goes_wrong(replies.status(200, tree), part="GAresolutions/git/trees")
    report = unxml.refresh(EVERYTHING)
    files = [path for path in unxml.files_fetched() if "GAres" in path]
    assert files == [f"/UNxml/GAresolutions/main/{good['path']}"]
    assert ("A/RES/91/1", EN) in unxml.held()
    assert any(f"lists {2 * len(HOSTILE)} entries" in note for note in report.notes)


# Archives


def test_a_session_in_zip_files(unxml: World) -> None:
    unxml.add("A/RES/74/170", EN, ZH)
    unxml.add("A/RES/74/5", EN)
    unxml.github.repositories["GAresolutions"] = packed_session(unxml.assembly)
    report = unxml.refresh(CRIME, ZH)
    assert ("A/RES/74/170", ZH) in unxml.held()
    assert any("74session_Chinese.zip" in path for path in unxml.files_fetched())
    assert not any("74session_English" in path for path in unxml.files_fetched())
    assert report.exit_code == 0
    # Nothing new; then a wider scope, for which the archive is at hand.
    assert unxml.refresh(CRIME, ZH).requests == 3
    unxml.refresh(EVERYTHING, ZH, EN)
    assert ("A/RES/74/5", EN) in unxml.held()
    assert not any("74session_Chinese.zip" in path for path in unxml.files_fetched())


def test_a_run_that_ends_when_an_archive_has_come_loses_nothing_of_it(
    unxml: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    unxml.add("A/RES/74/170", EN)
    loose = dict(unxml.assembly)
    unxml.github.repositories["GAresolutions"] = packed_session(loose)
    unxml.refresh(EVERYTHING)
    loose[path_of("A/RES/74/171")] = document("A/RES/74/171")
    unxml.github.repositories["GAresolutions"] = packed_session(loose)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "note_members", interrupted)
        with pytest.raises(KeyboardInterrupt):
            unxml.refresh(EVERYTHING)
    report = unxml.refresh(EVERYTHING)
    assert ("A/RES/74/171", EN) in unxml.held()
    assert (report.added, report.fetched) == (1, 0)


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_archive_that_changes_brings_only_what_changed(unxml: World) -> None:
    unxml.add("A/RES/74/170", EN)
    unxml.add("A/RES/74/171", EN)
    plain = dict(unxml.assembly)
    unxml.github.repositories["GAresolutions"] = packed_session(plain)
    unxml.refresh(EVERYTHING)
    plain[path_of("A/RES/74/170")] = document("A/RES/74/170", text="Decides otherwise;")
    del plain[path_of("A/RES/74/171")]
    unxml.github.repositories["GAresolutions"] = packed_session(plain)
    report = unxml.refresh(EVERYTHING)
    assert (report.added, report.updated) == (0, 1)
    assert unxml.text_of("A/RES/74/170") == "Decides otherwise;"
    assert [name.symbol for name in report.withdrawn] == ["A/RES/74/171"]


@pytest.mark.parametrize("data", [b"no zip at all", zipped({"a.xml": b"x"})[:-30]])
def test_an_archive_that_is_broken(unxml: World, data: bytes) -> None:
    unxml.assembly["74session/GA resolutions_74session_English.zip"] = data
    report = unxml.refresh(EVERYTHING)
    assert report.exit_code == 4
    assert "74session_English.zip" in report.failed[0].reason
    assert report.added == 4
    assert unxml.refresh(EVERYTHING).exit_code == 0  # told once


# On this machine


def write_copy(unxml: World, root: Path) -> Path:
    for name, files in unxml.github.repositories.items():
        for path, data in files.items():
            target = root / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return root


def test_a_local_copy_is_the_same_source(unxml: World, tmp_path: Path) -> None:
    unxml.add("A/RES/74/170", EN)
    unxml.github.repositories["GAresolutions"] = packed_session(unxml.assembly)
    copy = write_copy(unxml, tmp_path / "copy")
    report = unxml.refresh(CRIME, source=str(copy))
    assert unxml.standin.paths() == []
    assert report.added == 4
    local = unxml.held()
    unxml.folder = tmp_path / "other"
    unxml.refresh(CRIME)
    assert unxml.held() == local


def test_a_local_copy_that_changes(unxml: World, tmp_path: Path) -> None:
    copy = write_copy(unxml, tmp_path / "copy")
    unxml.refresh(EVERYTHING, source=str(copy))
    assert unxml.refresh(EVERYTHING, source=str(copy)).unchanged == 4
    (copy / "GAresolutions" / path_of("A/RES/91/2")).unlink()
    (copy / "GAresolutions" / path_of("A/RES/91/1")).write_bytes(
        document("A/RES/91/1", text="Decides otherwise;")
    )
    report = unxml.refresh(EVERYTHING, source=str(copy))
    assert (report.updated, [name.symbol for name in report.withdrawn]) == (1, ["A/RES/91/2"])


def test_a_broken_archive_is_told(unxml: World, tmp_path: Path) -> None:
    broken = tmp_path / "unxml.tar.xz"
    broken.write_bytes(b"no archive")
    report = unxml.refresh(EVERYTHING, source=str(broken))
    assert report.exit_code == 4
    assert "unxml.tar.xz" in report.failed[0].reason


def test_an_archive_that_is_cut_off_withdraws_nothing(unxml: World, tmp_path: Path) -> None:
    copy, archive = write_copy(unxml, tmp_path / "copy"), tmp_path / "unxml.tar"
    with tarfile.open(archive, "w") as tar:
        tar.add(copy, "unxml")
    unxml.refresh(EVERYTHING, source=str(archive))
    whole = archive.read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])
    report = unxml.refresh(EVERYTHING, source=str(archive))
    assert report.withdrawn == ()
    assert any("unxml.tar cannot be read" in failure.reason for failure in report.failed)
    assert len(unxml.held()) == 4


def test_a_folder_without_documents_is_no_source(unxml: World, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    report = unxml.refresh(EVERYTHING, source=str(tmp_path / "nothing"))
    assert report.refusal
    assert report.exit_code == 5
