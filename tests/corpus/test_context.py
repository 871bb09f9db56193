"""Numbers that a paragraph leaves open, told by the rest of the document."""

from dataclasses import replace
from datetime import date

from corpus.citations import find_citations
from corpus.context import with_context
from corpus.model import Language, Paragraph, Resolution
from tests.resolutions import paragraph, resolution


def document(
    *texts: str, language: Language = Language.EN, symbol: str = "A/RES/79/1", organ: str = "GA"
) -> Resolution:
    def cited(one: Paragraph) -> Paragraph:
        return replace(one, citations=find_citations(one.text, language, organ=organ))

    paragraphs = [cited(paragraph(f"pp{at}", text)) for at, text in enumerate(texts, start=1)]
    return resolution(symbol, language, tuple(paragraphs), organ=organ, adopted=date(2024, 12, 17))


def symbols(found: Resolution) -> list[list[str | None]]:
    return [[one.symbol for one in p.citations] for p in with_context(found).paragraphs]


def test_a_body_that_is_named_once_is_meant_again() -> None:
    found = document(
        "Recalling Human Rights Council resolution 34/24 of 24 March 2017,",
        "Noting the report submitted pursuant to resolution 34/24,",
        "Recalling also its resolution 41/20 of 8 November 1986,",
    )
    assert symbols(found) == [["A/HRC/RES/34/24"], ["A/HRC/RES/34/24"], ["A/RES/41/20"]]


def test_numbers_of_two_bodies_stay_apart_where_both_are_told() -> None:
    found = document(
        "Recalling Human Rights Council resolution 45/2 and its lamps,",
        "Recalling General Assembly resolution 45/2 and its harbours,",
    )
    assert symbols(found) == [["A/HRC/RES/45/2"], ["A/RES/45/2"]]


def test_the_council_speaks_of_the_assembly_again() -> None:
    found = document(
        "Recalling General Assembly resolution 48/14 of 20 December 1993,",
        "as set out in resolution 48/14,",
        symbol="A/HRC/RES/55/1",
        organ="HRC",
    )
    assert symbols(found) == [["A/RES/48/14"], ["A/RES/48/14"]]


def test_no_text_cites_what_is_to_come() -> None:
    found = document("updated in its resolution 68/1,", symbol="A/HRC/RES/56/20", organ="HRC")
    [[citation]] = [p.citations for p in with_context(found).paragraphs]
    assert citation.symbol is None
    [[late]] = [p.citations for p in with_context(document("resolution 95/1,")).paragraphs]
    assert (late.symbol, late.reason) == (None, "no session of that number had been held by then")


def test_arabic_numbers_are_turned_where_only_so_they_fit_or_recur() -> None:
    recurring = document(
        "القرار 51/25 المؤرخ 7 تشرين الأول/أكتوبر 2022",
        "في قراره 25/51 لمدة سنة",
        language=Language.AR,
        symbol="A/HRC/RES/54/23",
        organ="HRC",
    )
    assert symbols(recurring) == [["A/HRC/RES/51/25"], ["A/HRC/RES/51/25"]]
    late = document("في قرارها 92/78 بشأن غوام", language=Language.AR)
    assert symbols(late) == [["A/RES/78/92"]]


def test_what_was_read_stays_as_it_is() -> None:
    found = document("Recalling its resolution 78/1 of 5 September 2023 and 2024/9,")
    assert with_context(found) == found
