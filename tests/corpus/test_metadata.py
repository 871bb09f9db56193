"""Lists of resolutions: every object that can be read is read, whatever stands around it."""

import json
import tarfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.metadata import Metadata, enrich, read_data_extract
from corpus.model import Language, Resolution, Subject, Vote, VoteOutcome

ROW = {
    "symbol": "A/RES/75/251 B",
    "title": "Lamps\xa0 for harbours",
    "adoption_meeting": "3rd plenary meeting",
    "adoption_date": "29\xa0September 2023",
    "originating_document": "A/75/458",
    "committee": "Third Committee",
    "agenda_item": "Agenda item 69 (a)",
    "agenda_item_name": "Harbours",
    "adoption_type": "Without a vote",
    "MS_in_favour_count": "0",
    "MS_against_count": "0",
    "MS_abstaining_count": "0",
    "sponsors": ["PERU"],
    "additional_sponsors": ["CHAD"],
    "subjects": [["LAMPS", "UNBIS Thesaurus"], ["69", "A/75/251"], ["odd"]],
}
RESOLUTION = Resolution(
    symbol="A/RES/75/251 B",
    language=Language.EN,
    title="Lamps",
    organ="GA",
    session="75",
    number="251 B",
    paragraphs=(),
)


def rows(text: str) -> tuple[Metadata, ...]:
    return read_data_extract(text.encode(), "75.json")


def row(**changed: object) -> Metadata:
    [found] = rows(json.dumps(ROW | changed))
    return found


def test_everything_a_row_says() -> None:
    assert row() == Metadata(
        symbol="A/RES/75/251 B",
        title="Lamps for harbours",
        adopted=date(2023, 9, 29),
        meeting="3rd plenary meeting",
        agenda_item="69 (a)",
        agenda_item_name="Harbours",
        committee="Third Committee",
        report="A/75/458",
        vote=Vote(VoteOutcome.WITHOUT_VOTE),
        sponsors=("PERU", "CHAD"),
        subjects=(Subject("LAMPS", "UNBIS Thesaurus"),),
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2019-12-18 00:00:00", date(2019, 12, 18)),
        ("29 September 2023", date(2023, 9, 29)),
        ("31 June 2023", None),
        ("0001-01-01", None),
        ("1 January 0001", None),
        ("soon", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_dates(printed: object, expected: date | None) -> None:
    assert row(adoption_date=printed).adopted == expected


@pytest.mark.parametrize("nothing", ["", " ", "N.A.", "NaN", None, float("nan"), [], {}, True])
def test_words_for_nothing(nothing: object) -> None:
    found = row(
        title=nothing,
        committee=nothing,
        agenda_item=nothing,
        sponsors=nothing,
        additional_sponsors=nothing,
        subjects=nothing,
        adoption_type=nothing,
        originating_document=nothing,
    )
    assert (found.title, found.committee, found.agenda_item) == (None, None, None)
    assert (found.sponsors, found.subjects, found.report) == ((), (), None)
    assert found.vote is None


def test_votes() -> None:
    counted = row(MS_in_favour_count="120", MS_against_count="3", adoption_type="Recorded")
    assert counted.vote == Vote(VoteOutcome.RECORDED, 120, 3, 0)
    uncounted = row(adoption_type="Recorded vote")
    assert uncounted.vote == Vote(VoteOutcome.VOTED)


def test_plenary_texts_have_drafts_and_no_committee() -> None:
    found = row(
        committee="Without reference to a Main Committee",
        originating_document="A/75/L.5 and A/75/L.5/Add.1",
    )
    assert (found.committee, found.report) == (None, None)
    assert found.drafts == ("A/75/L.5", "A/75/L.5/Add.1")


@pytest.mark.parametrize(
    "text",
    [
        '{"symbol": "A/RES/901/1"}\n{"symbol": "A/RES/901/2"}\n',
        '{"symbol": "A/RES/901/1"}"\n"{"symbol": "A/RES/901/2"}"',
        '{"symbol": "A/RES/901/1"}{"symbol": "A/RES/901/2"}',
        '[{"symbol": "A/RES/901/1"}, {"symbol": "A/RES/901/2"}]',
        '\ufeff{"symbol": "A/RES/901/1", "x": NaN}\n{"symbol": "A/RES/901/2"}',
        # what is cut short or damaged does not take the next one with it:
        '{"symbol": "A/RES/901/1"}\n{"symbol": "A/RES/901/9", "title": "La\n{"symbol": '
        '"A/RES/901/2"}',
        '{"symbol": "A/RES/901/1"}\n{"symbol": "no symbol"}\n{"symbol": "A/RES/901/2"}',
        '{"symbol": "A/RES/901/1"}\n{"title": "x"}\n{"symbol": "A/RES/901/2", "y": {"z": 1}}',
    ],
)
def test_objects_however_they_are_put_together(text: str) -> None:
    assert [found.symbol for found in rows(text)] == ["A/RES/901/1", "A/RES/901/2"]


def test_nothing_readable_is_an_error_by_name() -> None:
    with pytest.raises(DocumentError, match=r"75\.json"):
        read_data_extract(b"<html>", "75.json")
    assert read_data_extract(b" \n", "75.json") == ()


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    try:
        found = read_data_extract(data, "x.json")
    except DocumentError:
        return
    assert found == ()


def test_enrich_fills_what_is_missing_only() -> None:
    own = Subject("FOG", "UNBIS Thesaurus")
    known = replace(RESOLUTION, committee="Sixth Committee", subjects=(own,))
    filled = enrich(known, [row()])
    assert (filled.committee, filled.subjects) == ("Sixth Committee", (own,))
    assert (filled.adopted, filled.agenda_item) == (date(2023, 9, 29), "69 (a)")
    assert filled.title == "Lamps"


def test_enrich_passes_over_other_symbols() -> None:
    assert enrich(RESOLUTION, [row(symbol="A/RES/75/251")]) == RESOLUTION


def test_first_row_of_a_symbol_wins_and_the_second_fills() -> None:
    first, second = row(adoption_date=None, sponsors=["FIJI"]), row()
    filled = enrich(RESOLUTION, [first, second])
    assert filled.sponsors == ("FIJI", "CHAD")
    assert filled.adopted == date(2023, 9, 29)


def test_english_names_stay_out_of_other_languages() -> None:
    chinese = replace(RESOLUTION, language=Language.ZH)
    filled = enrich(chinese, [row()])
    assert (filled.committee, filled.agenda_item_name) == (None, None)
    assert filled.meeting == "第3次全体会议"  # a number, which every language can say
    assert (filled.agenda_item, filled.report) == ("69 (a)", "A/75/458")


def test_a_vote_by_mail_is_no_meeting() -> None:
    assert enrich(RESOLUTION, [row(adoption_meeting="Voting by mail")]).meeting is None


def test_counts_of_the_list_complete_the_outcome_of_the_document() -> None:
    voted = replace(RESOLUTION, vote=Vote(VoteOutcome.VOTED))
    counted = row(MS_in_favour_count="12", MS_against_count="3")
    assert enrich(voted, [counted]).vote == Vote(VoteOutcome.RECORDED, 12, 3, 0)


@pytest.mark.shared
def test_real_lists(shared: Path) -> None:
    found: dict[str, int] = {}
    with tarfile.open(shared / "crime-167.tar.xz") as archive:
        for member in archive:
            if member.name.endswith(".json"):
                content = archive.extractfile(member)
                assert content is not None
                read = read_data_extract(content.read(), member.name)
                found[member.name.rpartition("/")[2]] = len(read)
                assert all(row.adopted for row in read), member.name
    assert found
    assert min(found.values()) >= 10
