"""Subject headings, asked for in six languages."""

import pytest

from corpus.model import Language
from indexer.normalise import normalise_text
from search.headings import LANGUAGES, headings, line_of, named

LABELS = (
    "terrorism",
    "money laundering",
    "prisons",
    "sdg 16",
    "un office on drugs and crime",
    "un convention against corruption (2003)",
    "un. commission on narcotic drugs (60th sess. : 2017 : vienna)",
)


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("恐怖主义", "terrorism"),
        ("恐怖主義", "terrorism"),
        ("Terrorisme", "terrorism"),
        ("terrorismo", "terrorism"),
        ("терроризм", "terrorism"),
        ("الإرهاب", "terrorism"),
        ("Terrorism", "terrorism"),
        ("prison", "prisons"),  # a heading's words in either number
        ("тюрьма", "prisons"),
        ("cárceles", "prisons"),
        ("CARCELES", "prisons"),
        ("毒罪办", "un office on drugs and crime"),
        ("UNODC", "un office on drugs and crime"),
        ("反腐败公约", "un convention against corruption (2003)"),
        ("convention against corruption", "un convention against corruption (2003)"),
        ("麻醉药品委员会", "un. commission on narcotic drugs (60th sess. : 2017 : vienna)"),
        ("强大的机构", "sdg 16"),
    ],
)
def test_a_heading_is_found_in_any_language(subject: str, found: str) -> None:
    assert list(named(subject, LABELS)) == [found]


@pytest.mark.parametrize("subject", ["rison", "error", "", " ", "?", "鲸", "主义者"])
def test_a_part_of_a_word_names_no_heading(subject: str) -> None:
    assert not list(named(subject, LABELS))


def test_every_line_is_whole_and_written_as_it_is_compared() -> None:
    import search.headings as module

    lines = module._FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) > 1500
    for row in rows:
        assert len(row) == 1 + len(LANGUAGES), row
        assert sum(map(bool, row[1:])) >= 4, row
        assert "\t".join(row) == line_of(row[0], row[1:]), row
        assert all(cell == normalise_text(cell) for cell in row[1:]), row
    assert len(set(map(tuple, rows))) == len(rows)
    assert {each for row in rows for each, _ in headings(row[1])} == set(Language) - {Language.EN}
