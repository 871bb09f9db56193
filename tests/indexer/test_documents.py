"""What the index holds of a paragraph."""

from datetime import date

import pytest

from corpus.model import Citation, Kind, Language, Subject
from indexer.documents import IndexDocument, StoredParagraph, paragraph_documents, text_key
from indexer.normalise import normalise_text
from tests.resolutions import paragraph, resolution


def documents(**facts: object) -> dict[str, IndexDocument]:
    found = list(paragraph_documents(resolution(**facts)))  # type: ignore[arg-type]
    return {document.key.partition("#")[2]: document for document in found}


def test_every_paragraph_is_there_whatever_its_kind() -> None:
    paths = ("title", "h1", "pp1", "op1", "op1.a", "annex1.1", "closing", "fn1")
    found = documents(paragraphs=tuple(paragraph(path, path) for path in paths))
    assert tuple(found) == paths
    assert [document.key for document in found.values()] == [f"A/RES/950/1#{p}" for p in paths]


def test_values_are_normalised_where_they_are_searched() -> None:
    found = documents(
        title="樣本：監獄",
        paragraphs=(paragraph("op1", "敦　促 會員國；", number="1", verb="敦　促"),),
        subjects=(
            Subject("CRIME PREVENTION", "UNBIS"),
            Subject("Crime  Prevention", "SDG"),
            Subject("PRISONS", "UNBIS"),
        ),
    )["op1"]
    assert found.text == "敦促会员国;"
    assert found.title == "样本:监狱"
    assert found.verb == "敦促"
    assert found.action == "urge"
    assert found.subjects == ("crime prevention", "prisons")
    assert found.topics == ("crime prevention",)
    assert found.number == "1"


@pytest.mark.parametrize(
    ("item", "name", "expected"),
    [
        ("19 (c)", "預防犯罪", ("19 (c)", "19", "预防犯罪")),
        ("13, 117", None, ("13", "117")),
        (None, None, ()),
    ],
)
def test_agenda_items_are_found_by_number_and_name(
    item: str | None, name: str | None, expected: tuple[str, ...]
) -> None:
    assert documents(agenda_item=item, agenda_item_name=name)["op1"].agenda == expected


def test_the_record_has_all_that_a_hit_shows_as_printed() -> None:
    found = documents(sample=True)["op1"]
    assert StoredParagraph.unpack(found.record) == StoredParagraph(
        id="A/RES/950/1#op1",
        symbol="A/RES/950/1",
        language=Language.ZH,
        kind=found.kind,  # type: ignore[arg-type]
        number="1",
        title="样本：加强监狱管理",
        date="2021-12-16",
        organ="GA",
        session="950",
        verb="敦促",
        action="urge",
        text="敦促会员国解决监狱过度拥挤问题；",
        url="https://undocs.org/zh/A/RES/950/1",
        sample=True,
    )


@pytest.mark.parametrize("record", [(), ("a",), ("id", "s", "xx", "title", *[None] * 9), None])
def test_what_is_no_record_is_refused(record: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        StoredParagraph.unpack(record)  # type: ignore[arg-type]


def test_lead_ins_from_the_outermost() -> None:
    found = documents(
        paragraphs=(
            paragraph("op1", "Requests the Office:"),
            paragraph("op1.a", "To assist:", lead_in="op1"),
            paragraph("op1.a.i", "Prisons;", lead_in="op1.a"),
            paragraph("op2", "Decides.", lead_in="op9"),
        )
    )
    assert [document.lead for document in found.values()] == [
        "",
        "requests the office:",
        "requests the office: to assist:",
        "",
    ]


def test_lead_ins_in_a_circle_end() -> None:
    found = documents(
        paragraphs=(paragraph("op1", "a", lead_in="op2"), paragraph("op2", "b", lead_in="op1"))
    )
    assert found["op1"].lead == "a b"


def test_headings_above_are_those_of_the_same_part() -> None:
    kinds = {"h": Kind.HEADING, "a": Kind.ANNEX, "o": Kind.OPERATIVE, "f": Kind.FOOTNOTE}
    order = (
        ("op1", "o", ""),
        ("h1", "h", ""),
        ("op2", "o", "h1"),
        ("annex1.h2", "h", ""),
        ("annex1.h3", "h", ""),
        ("annex1.1", "a", "annex1.h2 annex1.h3"),
        ("annex1.fn1", "f", ""),
        ("annex1.2", "a", "annex1.h2 annex1.h3"),
        ("annex1.h4", "h", ""),
        ("annex1.3", "a", "annex1.h4"),
        ("annex2.1", "a", ""),
    )
    found = documents(
        paragraphs=tuple(paragraph(path, path, kind=kinds[kind]) for path, kind, _ in order)
    )
    assert {path: found[path].heading for path in found} == {
        path: above for path, _, above in order
    }


def test_cited_symbols_once_and_only_resolved_ones() -> None:
    cites = [("A/RES/55/25", 0), ("A/RES/58/4", 2), (None, 4), ("A/RES/55/25", 6)]
    citations = tuple(Citation((at, at + 1), "x", symbol) for symbol, at in cites)
    found = documents(paragraphs=(paragraph("op1", "x x x x", citations=citations),))
    assert found["op1"].cites == ("A/RES/55/25", "A/RES/58/4")


@pytest.mark.parametrize(
    ("facts", "year", "day"),
    [
        ({"adopted": date(2021, 12, 16)}, 2021, 20211216),
        ({"adopted": None}, 0, 0),
        ({"adopted": None, "symbol": "E/RES/2021/21"}, 2021, 0),
        ({"adopted": date(2022, 1, 5), "symbol": "E/RES/2021/21"}, 2022, 20220105),
    ],
)
def test_year_and_date(facts: dict[str, object], year: int, day: int) -> None:
    found = documents(**facts)["op1"]
    assert (found.year, found.date) == (year, day)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("重申，大会第 55/25 号决议；", "重申大会第55/25号决议", True),
        ("Recalling Also,", "recalling  also", True),
        ("第55/25号", "第55/26号", False),
        ("敦促", "促请", False),
        ("。", "", True),
    ],
)
def test_text_key(one: str, other: str, same: bool) -> None:
    keys = text_key(normalise_text(one)), text_key(normalise_text(other))
    assert (keys[0] == keys[1]) is same
    assert {len(key) for key in keys} == {8}
