"""Where pages and texts say that they are from, and what that decides."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from corpus.errors import DocumentError
from corpus.model import Format, Resolution
from corpus.read import read_document
from tests.corpus.html_files import page

TEXT = """67/901. Keeping the lamps of harbours lit

The General Assembly,

Recalling its resolution 66/902 of 9 December 2011,

1. Urges all keepers to wait;

2. Requests the Secretary-General to report.
"""
PAGE = page("".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")) + "<p>more</p>" * 9)


def read(text: str) -> Resolution:
    return read_document(text.encode(), "lamps.txt")[0]


@pytest.mark.parametrize(
    "line",
    [
        "Source: https://lamps.example.org/67-901",
        "来源：https://lamps.example.org/67-901",
        "Retrieved from https://lamps.example.org/67-901",
        "https://lamps.example.org/67-901",
        "URL: www.example.org",
        "Source: https://un.org.example.org/67-901",
    ],
)
def test_text_copied_from_elsewhere_is_refused(line: str) -> None:
    with pytest.raises(DocumentError, match=r"from .*example\.org, where words may differ"):
        read(f"{line}\n\n{TEXT}")


def test_text_copied_from_the_united_nations_says_so_and_the_line_is_no_text() -> None:
    found = read(f"Source: https://docs.un.org/en/A/RES/67/901\n\n{TEXT}")
    assert found.stated_address == "https://docs.un.org/en/A/RES/67/901"
    assert found.paragraphs == read(TEXT).paragraphs


def test_text_that_does_not_say_where_it_is_from() -> None:
    assert read(TEXT).stated_address is None


def test_an_address_in_a_note_is_where_something_else_is() -> None:
    note = "_______________\n1 Available at\nhttps://lamps.example.org/plan\n"
    found = read(TEXT.replace("2011,", "2011,1") + note)
    assert found.stated_address is None
    assert found.paragraph("fn1").text == "Available at https://lamps.example.org/plan"  # type: ignore[union-attr]


def archive(address: str, *, charset: str = "utf-8") -> bytes:
    """A web archive as browsers save one."""
    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = address
    message.attach(MIMEText(PAGE, "html", charset))
    return message.as_bytes()


def test_a_web_archive_is_read_as_its_page() -> None:
    found, format_ = read_document(archive("https://www.un.org/67/901"), "lamps.mhtml")
    assert format_ is Format.HTML
    assert found.paragraph("op1").text == "Urges all keepers to wait;"  # type: ignore[union-attr]
    assert found.stated_address == "https://www.un.org/67/901"


def test_a_web_archive_from_elsewhere_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"from lamps\.example\.org"):
        read_document(archive("https://lamps.example.org/67/901"), "lamps.mhtml")


def test_a_web_archive_without_a_page_is_refused() -> None:
    message = MIMEMultipart("related")
    message.attach(MIMEText("nothing"))
    with pytest.raises(DocumentError, match="without a page in it"):
        read_document(message.as_bytes(), "lamps.mhtml")


@pytest.mark.parametrize(
    "notice",
    [
        "The document you asked for is not available in Chinese.",
        "No document was found. Please try again later.",
        "Le document demandé n’est pas disponible dans cette langue.",
        "El documento solicitado no está disponible en este idioma.",
        "Документ с таким обозначением не найден.",
        "الوثيقة المطلوبة غير متاحة بهذه اللغة.",
        "您所查找的文件不存在，请稍后再试。",
        "Please complete the security check to go on.",
    ],
)
@pytest.mark.parametrize("shape", ["A/RES/67/901\n\n{}\n", "1. {}\n\n2. A/RES/67/901\n"])
def test_a_notice_in_place_of_a_document_is_none(notice: str, shape: str) -> None:
    with pytest.raises(DocumentError, match="tells that there is none"):
        read_document(shape.format(notice).encode(), "A_RES_67_901.txt")


def test_a_resolution_may_speak_of_what_is_not_available() -> None:
    found = read(TEXT.replace("to wait", "to wait where the document is not available"))
    assert "not available" in found.paragraph("op1").text  # type: ignore[union-attr]


def test_a_page_that_shows_a_file_is_no_document() -> None:
    address = "https://documents.un.org/api/symbol/access?s=A/RES/67/901&amp;l=zh&amp;t=pdf"
    viewer = page(f"<p>{'Choose a language for A/RES/67/901. ' * 9}</p><iframe src='{address}'>")
    with pytest.raises(DocumentError, match="leads to one"):
        read_document(viewer.encode(), "A_RES_67_901.html")
