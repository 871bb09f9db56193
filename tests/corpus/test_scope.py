"""Which resolutions a refresh is for."""

import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.metadata import Metadata, read_data_extract
from corpus.model import Subject
from corpus.scope import (
    Scope,
    Topic,
    Verdict,
    add_topics,
    load_scope,
    read_scope,
    symbols_scope,
    topic_of,
)
from tests.resolutions import resolution

CRIME = load_scope("crime")
ITEM = "Crime prevention and criminal justice"


@pytest.mark.parametrize(
    ("symbol", "topic", "verdict"),
    [
        ("A/RES/91/5", Topic(ITEM), Verdict.IN),
        ("A/RES/91/5", Topic("CRIME PREVENTION\u00a0AND  CRIMINAL JUSTICE"), Verdict.IN),
        ("A/RES/91/5", Topic("预防犯罪和刑事司法"), Verdict.IN),
        # part of a longer name
        ("E/RES/2031/4", Topic(f"Social and human rights questions: {ITEM.lower()}"), Verdict.IN),
        ("A/RES/91/5", Topic("Sports", ("SPORTS", "Crime Prevention")), Verdict.IN),
        ("A/RES/91/5", Topic(None, ("CRIMINAL JUSTICE",)), Verdict.IN),
        # a heading matches as a whole
        ("A/RES/91/5", Topic(None, ("INTERNATIONAL CRIMINAL JUSTICE",)), Verdict.OUT),
        ("A/RES/91/5", Topic("International drug control"), Verdict.OUT),
        # other organs have such headings as well
        ("S/RES/2700(2031)", Topic(None, ("CRIME PREVENTION",)), Verdict.OUT),
        # by name, whatever else is known
        ("A/RES/74/170", None, Verdict.IN),
        ("A/RES/74/170", Topic("Sports"), Verdict.IN),
        ("A/RES/70/175", None, Verdict.IN),
        ("E/RES/2021/25", None, Verdict.IN),
        ("E/RES/2021/26", None, Verdict.UNKNOWN),
        ("A/RES/91/5", None, Verdict.UNKNOWN),
        ("A/RES/91/5", Topic(), Verdict.UNKNOWN),
        ("A/RES/91/5", Topic(None, (), date(2036, 1, 1)), Verdict.UNKNOWN),
    ],
)
def test_crime(symbol: str, topic: Topic | None, verdict: Verdict) -> None:
    assert CRIME.verdict(symbol, topic) is verdict


def test_every_listed_symbol_has_a_reason_and_stands_once() -> None:
    assert all(entry.reason for entry in CRIME.listed)
    symbols = [entry.symbol for entry in CRIME.listed]
    assert len(symbols) == len(set(symbols))
    cited = [entry for entry in CRIME.listed if entry.reason.startswith("cited by")]
    assert len(symbols) - len(cited) == 94


def test_a_part_is_listed_with_its_resolution() -> None:
    scope = Scope("own", listed=CRIME.listed)
    assert scope.verdict("A/RES/74/170 B", None) is Verdict.IN
    assert scope.verdict("A/RES/74/169 B", None) is Verdict.OUT


def test_all_is_all() -> None:
    assert load_scope("all").verdict("S/RES/2700(2031)", None) is Verdict.IN


@pytest.mark.parametrize(
    ("symbol", "topic", "verdict"),
    [
        ("A/RES/78/1", None, Verdict.IN),
        ("A/RES/75/1", None, Verdict.IN),  # its session ended in 2021
        ("A/RES/74/1", None, Verdict.OUT),
        ("E/RES/2020/1", None, Verdict.OUT),
        ("E/RES/2021/1", None, Verdict.IN),
        ("A/RES/ES-11/1", None, Verdict.IN),  # nothing tells
        ("A/RES/75/1", Topic(adopted=date(2020, 12, 31)), Verdict.OUT),
        ("A/RES/74/999", Topic(adopted=date(2021, 1, 1)), Verdict.IN),
    ],
)
def test_since(symbol: str, topic: Topic | None, verdict: Verdict) -> None:
    assert read_scope("all", since="2021").verdict(symbol, topic) is verdict


@pytest.mark.parametrize("text", ["yesterday", "2021-13-01", "", "0"])
def test_since_when(text: str) -> None:
    if text:
        with pytest.raises(UsageError, match="is no date"):
            read_scope("all", since=text)
    else:
        assert read_scope("all", since=text).since is None


def test_a_file_of_symbols(tmp_path: Path) -> None:
    path = tmp_path / "symbols.txt"
    path.write_text("\ufeff67/186  # the oldest\n\nA/RES/78/223..224\n第70/175号决议\n", "utf-8")
    scope = symbols_scope(path)
    assert [entry.symbol for entry in scope.listed] == [
        "A/RES/67/186",
        "A/RES/78/223",
        "A/RES/78/224",
        "A/RES/70/175",
    ]
    assert scope.verdict("A/RES/78/225", Topic(ITEM)) is Verdict.OUT


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("67/186\nnonsense\n", "line 2"),
        ("# nothing\n", "names no symbol"),
        ("A/RES/78/9..3\n", "no range"),
        ("A/RES/78/1..99999\n", "no range"),
    ],
)
def test_a_file_that_is_no_list_of_symbols(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "symbols.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=problem):
        symbols_scope(path)


def test_a_scope_of_ones_own_extends_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'name = "mine"\nextends = "crime"\nsubjects = ["Juvenile justice"]\n'
        '[[listed]]\nreason = "my thesis"\nsymbols = ["A/RES/40/34"]\n',
        "utf-8",
    )
    scope = load_scope(str(path))
    assert scope.reason("A/RES/40/34") == "my thesis"
    assert scope.verdict("A/RES/91/5", Topic(None, ("JUVENILE JUSTICE",))) is Verdict.IN
    assert scope.verdict("A/RES/91/5", Topic(ITEM)) is Verdict.IN
    assert scope.verdict("A/RES/91/5", Topic("Sports")) is Verdict.OUT


@pytest.mark.parametrize(
    "text",
    ["name = ", 'name = "x"\nsubject = ["typo"]', "subjects = []", 'name = "x"\nextends = "y"'],
)
def test_a_scope_file_that_makes_no_sense(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"mine\.toml"):
        load_scope(str(path))


def test_scopes_that_do_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no scope drugs"):
        load_scope("drugs")
    with pytest.raises(UsageError, match="cannot be read"):
        load_scope(str(tmp_path / "none.toml"))
    with pytest.raises(UsageError, match="both named"):
        read_scope("all", tmp_path / "symbols.txt")


def test_lists_that_name_a_symbol_twice_add_up() -> None:
    topics: dict[str, Topic] = {}
    add_topics(
        topics,
        [
            Metadata("A/RES/91/5", agenda_item_name="Sports"),
            Metadata("A/RES/91/5", agenda_item_name=ITEM, subjects=(Subject("YOUTH", "x"),)),
        ],
    )
    assert CRIME.verdict("A/RES/91/5", topics["A/RES/91/5"]) is Verdict.IN
    assert topics["A/RES/91/5"].subjects == ("YOUTH",)


def test_keywords_count_only_where_the_cover_names_no_item() -> None:
    keyword = (Subject("CRIME PREVENTION", "UNBIS"),)
    with_item = resolution(agenda_item_name="Sports", subjects=keyword)
    assert CRIME.verdict("A/RES/91/5", topic_of(with_item)) is Verdict.OUT
    assert CRIME.verdict("A/RES/91/5", topic_of(resolution(subjects=keyword))) is Verdict.IN


def test_the_shipped_scope_extends_nothing() -> None:
    text = (files("corpus") / "data" / "scope_crime.toml").read_text(encoding="utf-8")
    assert "extends" not in tomllib.loads(text)


@pytest.mark.shared
def test_the_two_tests_find_what_is_listed_of_the_real_lists(shared: Path) -> None:
    """Every resolution of sessions 74 to 79 that the lists put in scope is shipped by name."""
    import tarfile

    topics: dict[str, Topic] = {}
    with tarfile.open(shared / "crime-167.tar.xz") as archive:
        for member in archive:
            content = archive.extractfile(member) if "data_extract/" in member.name else None
            if content is not None:
                add_topics(topics, read_data_extract(content.read(), member.name))
    by_test = Scope("x", CRIME.everything, CRIME.organs, CRIME.agenda_items, CRIME.subjects)
    found = {s for s, topic in topics.items() if by_test.verdict(s, topic) is Verdict.IN}
    assert len(found) == 70
    assert not [symbol for symbol in found if CRIME.reason(symbol) is None]
