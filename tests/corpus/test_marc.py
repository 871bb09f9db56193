"""Catalogue records as the Digital Library exports them; the texts are our own."""

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import DocumentError, UsageError
from corpus.marc import is_marc, read_marc
from corpus.model import VoteOutcome
from corpus.scope import read_scope

NAMESPACE = 'xmlns="http://www.loc.gov/MARC21/slim"'


def field(tag: str, *parts: tuple[str, str], ind1: str = " ") -> str:
    inner = "".join(f'<subfield code="{code}">{text}</subfield>' for code, text in parts)
    return f'<datafield tag="{tag}" ind1="{ind1}" ind2=" ">{inner}</datafield>'


def collection(*records: str) -> bytes:
    inner = "".join(
        f'<record><controlfield tag="001">1</controlfield>{one}</record>' for one in records
    )
    return f"<!-- 2 records --><collection {NAMESPACE}>{inner}</collection>".encode()


RESOLUTION = (
    field("191", ("a", "A/RES/904/1"), ("c", "904"))
    + field("245", ("a", "Sample prisons :"), ("b", "resolution /"), ("c", "a body"))
    + field("992", ("a", "2024-12-17"))
    + field("991", ("b", "107a"), ("c", "Sample item."))
    + field("793", ("a", "03"))
    + field("993", ("a", "A/C.3/904/L.5"), ind1="2")
    + field("993", ("a", "A/904/481"))
    + field("996", ("a", "Adopted 120-3-40, 50th plenary meeting"), ("b", "120"), ("c", "3"))
    + field("650", ("a", "CRIME PREVENTION"))
    + field("650", ("a", "预防犯罪"))
)


def test_a_record_says_what_its_document_leaves_out() -> None:
    (found,) = read_marc(collection(RESOLUTION), "records.xml").metadata
    assert found.symbol == "A/RES/904/1"
    assert found.title == "Sample prisons : resolution"
    assert found.adopted == date(2024, 12, 17)
    assert found.committee == "Third Committee"
    assert found.report == "A/904/481"
    assert found.drafts == ("A/C.3/904/L.5",)
    assert [each.label for each in found.subjects] == ["CRIME PREVENTION", "预防犯罪"]
    assert found.vote is not None
    assert found.vote.outcome is VoteOutcome.RECORDED
    assert (found.vote.in_favour, found.vote.against) == (120, 3)


def test_text_that_was_encoded_twice_is_mended() -> None:
    twice = collection(RESOLUTION).decode().encode("utf-8").decode("latin-1").encode("utf-8")
    (found,) = read_marc(twice, "records.xml").metadata
    assert "预防犯罪" in [each.label for each in found.subjects]


def test_of_a_damaged_file_what_is_whole_is_read() -> None:
    whole = collection(RESOLUTION, RESOLUTION.replace("904/1", "904/2"))
    found = read_marc(whole[:-60], "records.xml")
    assert [one.symbol for one in found.metadata] == ["A/RES/904/1"]
    assert "damaged" in found.notes[0]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + collection(RESOLUTION),
        collection(field("245", ("a", "Nothing with a symbol"))),
        b'<collection xmlns="http://www.loc.gov/MARC21/slim">',
        b"<record><datafield " * 500,
    ],
)
def test_what_cannot_be_used_is_told(data: bytes) -> None:
    with pytest.raises(DocumentError):
        read_marc(data, "records.xml")


def test_akoma_ntoso_is_no_record() -> None:
    assert not is_marc(b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>')
    assert is_marc(collection(RESOLUTION))


@pytest.mark.shared
def test_real_records_are_read(shared: Path) -> None:
    for path in sorted((shared / "wire/undl").glob("*.xml")):
        data = path.read_bytes()
        assert is_marc(data)
        assert len(read_marc(data, path.name).metadata) > 100


def test_records_name_the_resolutions_to_ask_for(tmp_path: Path) -> None:
    draft = field("191", ("a", "A/C.3/904/L.9")) + field("245", ("a", "Sample draft"))
    path = tmp_path / "records.xml"
    path.write_bytes(collection(RESOLUTION, draft))
    scope = read_scope("crime", path)
    assert [one.symbol for one in scope.listed] == ["A/RES/904/1"]
    assert "records.xml" in scope.listed[0].reason
    path.write_bytes(collection(draft))
    with pytest.raises(UsageError, match="no record of a resolution"):
        read_scope("crime", path)
    path.write_bytes(collection(field("245", ("a", "Nothing"))))
    with pytest.raises(UsageError, match="none of a document with a symbol"):
        read_scope("crime", path)


@pytest.mark.shared
def test_real_records_can_be_asked_for(shared: Path) -> None:
    scope = read_scope("crime", shared / "wire" / "undl" / "search_200.marcxml.xml")
    assert len(scope.listed) >= 18
    assert all("/RES/" in one.symbol for one in scope.listed)
