"""What is missing of a document is told, whatever is there is read."""

import pytest

from corpus.akn import read_akn
from corpus.model import Resolution
from tests.corpus.akn_files import document, numbered, paths, read

FORMULA = "<formula><p>The General Assembly,</p></formula>"
CLOSING = (
    "<conclusions><p>2nd plenary meeting<eol/><docDate date='2021-03-04' "
    "refersTo='#adoptionDate'>4 March 2021</docDate></p></conclusions>"
)
BODY = numbered("1.", "<i>Asks</i> for clean lamps;") + numbered("2.", "<i>Thanks</i> keepers.")


def told(resolution: Resolution, words: str) -> bool:
    return any(words in warning for warning in resolution.warnings)


def test_a_whole_document_tells_nothing() -> None:
    assert read(BODY, preamble=FORMULA, after=CLOSING).warnings == ()


def test_a_document_without_its_formula_tells_it() -> None:
    assert told(read(BODY, after=CLOSING), "No enacting formula")


def test_a_document_without_its_body_tells_it() -> None:
    assert told(read(preamble=FORMULA, after=CLOSING), "No operative paragraph")


def test_a_document_that_breaks_off_before_its_date_tells_it() -> None:
    assert told(read(BODY, preamble=FORMULA), "No meeting and date")


def test_what_the_security_council_never_prints_is_not_missed() -> None:
    formula = "<formula><p>The Security Council,</p></formula>"
    assert read(BODY, preamble=formula, symbol="S/RES/901(2021)").warnings == ()


@pytest.mark.parametrize("entered", ["0001-01-01", "", "2021-13-45"])
def test_a_date_that_is_none_is_told(entered: str) -> None:
    data = document(BODY, preamble=FORMULA).replace(b"2901-03-04", entered.encode())
    resolution = read_akn(data, "sample.xml")
    assert resolution.adopted is None
    assert told(resolution, "date of adoption is not given")


def test_a_title_from_the_cover_page_is_told() -> None:
    cover = "<p><docTitle>Resolution adopted on 4 March 2021</docTitle></p>"
    resolution = read(BODY, preamble=FORMULA, after=CLOSING, title="", cover=cover)
    assert resolution.title == "Resolution adopted on 4 March 2021"
    assert told(resolution, "has no title above its text")


def test_a_language_that_is_not_declared_is_told() -> None:
    words = "The lamps of the harbour shall be cleaned by their keepers every evening. " * 4
    data = document(numbered("1.", words)).replace(b'<FRBRlanguage language="eng"/>', b"")
    resolution = read_akn(data, "sample.xml")
    assert resolution.language == "en"
    assert told(resolution, "does not say its language: its text is in en")
    assert "op1" in paths(resolution)
