"""Text, PDF, Word files and pages: what was read against what they say."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.conservation import account
from corpus.model import Format, Kind, Resolution
from corpus.read import Hints, read_document
from tests.corpus.docx_files import resolution_file
from tests.corpus.html_files import resolution_page
from tests.corpus.test_sample import every_document

TEXT = b"""A/RES/904/77

904/77. Keeping the lamps of harbours lit

The General Assembly,

Recalling the plan of the lamp keepers of 1999, as it was revised in
the winter of the year 2001,1

1.  Urges all keepers of lamps to see to it that no ship is left
without a light in any night of the year;

2.  Requests the Secretary-General to report on the lamps to the
General Assembly at its nine hundred and fifth session.

1 See the old book of the lamp keepers and of their many harbours.
"""


def documents() -> list[tuple[Format, bytes, Resolution]]:
    samples = [one for one in every_document() if one.paragraphs][::40]
    files = [(TEXT, "A_RES_904_77.txt")]
    files += [(resolution_file(one, counted=True), f"{at}.docx") for at, one in enumerate(samples)]
    files += [(resolution_page(one, counted=True), f"{at}.html") for at, one in enumerate(samples)]
    found = []
    for data, name in files:
        resolution, format_ = read_document(data, name, Hints())
        found.append((format_, data, resolution))
    return found


DOCUMENTS = documents()


@pytest.mark.parametrize(("format_", "data", "resolution"), DOCUMENTS)
def test_everything_is_there_once(format_: Format, data: bytes, resolution: Resolution) -> None:
    found = account(data, format_, "x", resolution)
    assert (found.surplus, found.missing) == ("", ())


@pytest.mark.parametrize(("format_", "data", "resolution"), DOCUMENTS)
def test_what_is_lost_or_doubled_is_told(
    format_: Format, data: bytes, resolution: Resolution
) -> None:
    place = max(
        (at for at, one in enumerate(resolution.paragraphs) if one.kind is Kind.OPERATIVE),
        key=lambda at: len(resolution.paragraphs[at].text),
    )
    before, chosen, after = (
        resolution.paragraphs[:place],
        resolution.paragraphs[place],
        resolution.paragraphs[place + 1 :],
    )
    lost = replace(resolution, paragraphs=before + after)
    assert account(data, format_, "x", lost).missing
    doubled = replace(resolution, paragraphs=(*before, *8 * (chosen,), *after))
    assert account(data, format_, "x", doubled).surplus


@pytest.mark.shared
def test_a_real_pdf_is_there_once(shared: Path) -> None:
    data = (shared / "pdf/en/A_RES_78_124.pdf").read_bytes()
    resolution, format_ = read_document(data, "A_RES_78_124.pdf")
    found = account(data, format_, "x", resolution)
    assert (found.surplus, found.missing) == ("", ())
