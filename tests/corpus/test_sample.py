"""The built-in sample: complete, plainly marked, the same in every language, with a history."""

import re
from collections import defaultdict
from functools import cache

import pytest

from corpus.akn import read_akn
from corpus.model import Kind, Language, Resolution, VoteOutcome
from corpus.sample import SAMPLE_ROOT

MARKS = {
    Language.ZH: "样本：",
    Language.EN: "Sample: ",
    Language.FR: "Exemple : ",
    Language.ES: "Muestra: ",
    Language.RU: "Образец: ",
    Language.AR: "نموذج: ",
}


@cache
def sample() -> dict[str, dict[Language, Resolution]]:
    by_symbol: dict[str, dict[Language, Resolution]] = defaultdict(dict)
    for path in sorted(SAMPLE_ROOT.rglob("*.xml")):
        one = read_akn(path.read_bytes(), path.relative_to(SAMPLE_ROOT).as_posix())
        by_symbol[one.symbol][one.language] = one
    return by_symbol


def every_document() -> list[Resolution]:
    return [one for languages in sample().values() for one in languages.values()]


def verb(symbol: str, path: str, language: Language = Language.ZH) -> str | None:
    paragraph = sample()[symbol][language].paragraph(path)
    assert paragraph is not None, f"{symbol}#{path}"
    return paragraph.verb


def text(symbol: str, path: str, language: Language) -> str:
    paragraph = sample()[symbol][language].paragraph(path)
    assert paragraph is not None, f"{symbol}#{path}"
    return paragraph.text


def test_twenty_four_resolutions_six_of_them_in_all_languages() -> None:
    assert len(sample()) == 24
    assert all({Language.ZH, Language.EN} <= set(languages) for languages in sample().values())
    assert sum(set(languages) == set(Language) for languages in sample().values()) == 6


def test_every_document_says_that_it_is_a_sample() -> None:
    for one in every_document():
        assert one.title.startswith(MARKS[one.language]), one.symbol
        assert one.sample
        assert re.fullmatch(r"90[1-4]", one.session)


def test_nothing_is_doubtful_or_missing() -> None:
    for one in every_document():
        assert not one.warnings, (one.symbol, one.language, one.warnings)
        assert not [p.path for p in one.paragraphs if p.kind is Kind.UNCLASSIFIED]
        facts = (one.adopted, one.meeting, one.report, one.drafts, one.vote, one.committee)
        assert all(facts), (one.symbol, one.language, facts)
        assert one.agenda_item == "107"
        for paragraph in one.paragraphs:
            assert all(one.symbol or one.treaty for one in paragraph.citations)


def test_ids_notes_and_citations_are_the_same_in_every_language() -> None:
    def structure(one: Resolution) -> list[object]:
        return [
            (
                paragraph.path,
                paragraph.kind,
                [note.mark for note in paragraph.footnotes],
                sorted({citation.symbol or "" for citation in paragraph.citations}),
            )
            for paragraph in one.paragraphs
        ]

    for symbol, languages in sample().items():
        for language, one in languages.items():
            assert structure(one) == structure(languages[Language.ZH]), (symbol, language)


@pytest.mark.parametrize("number", [1, 2, 11, 12])
def test_a_series_has_an_instalment_a_year_that_cites_an_earlier_one(number: int) -> None:
    for session in (902, 903, 904):
        cited = {
            citation.symbol
            for paragraph in sample()[f"A/RES/{session}/{number}"][Language.ZH].paragraphs
            for citation in paragraph.citations
        }
        assert cited & {f"A/RES/{earlier}/{number}" for earlier in range(901, session)}


def test_histories_that_the_sample_promises() -> None:
    assert [verb(f"A/RES/{s}/1", "op2") for s in (902, 903)] == ["请", "敦促"]
    assert [verb(f"A/RES/{s}/1", "op3") for s in (901, 902, 904)] == ["鼓励", "大力鼓励", "又敦促"]
    english = [text(f"A/RES/{s}/1", "pp2", Language.EN) for s in (902, 903)]
    chinese = [text(f"A/RES/{s}/1", "pp2", Language.ZH) for s in (902, 903)]
    assert english[0] == english[1]
    assert "监狱过度拥挤" in chinese[0]
    assert "监狱人满为患" in chinese[1]


def test_what_a_reader_must_be_shown_is_there() -> None:
    everything = every_document()
    outcomes = {one.vote.outcome for one in everything if one.vote}
    assert outcomes == {VoteOutcome.WITHOUT_VOTE, VoteOutcome.RECORDED}
    paths = {paragraph.path for one in everything for paragraph in one.paragraphs}
    for pattern in (r"op\d+\.a", r"op\d+\.[a-z]\.ii", r"annex1\.\d+", r"annex1\.h\d+", r"fn2"):
        assert any(re.fullmatch(pattern, path) for path in paths), pattern
    assert any("\t" in paragraph.text for one in everything for paragraph in one.paragraphs)
