import pytest

from corpus.errors import DocumentError
from corpus.read import read_document
from corpus.web_pages import is_web_page

PAGES = [
    b"<!DOCTYPE html><html><body>Text",
    b"<HTML><p>Text",
    b"<!-- saved from url=(0014)about:internet -->\r\n<html><body>Text",
    b"\xef\xbb\xbf<!-- a -->\n<!-- b --><head><title>T</title>",
    b'<meta charset="utf-8"><p>Text',
    b"<table><tr><td>Text",
    b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><html/>',
    "<html><body>犯罪".encode("utf-16"),
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_named_as_one(page: bytes) -> None:
    with pytest.raises(DocumentError, match="HTML page"):
        read_document(page, "page.htm")


def test_a_challenge_is_no_page_to_save_as_text() -> None:
    page = b"<!DOCTYPE html><html><script>window.gokuProps = {}</script></html>"
    with pytest.raises(DocumentError, match="browser") as caught:
        read_document(page, "record")
    assert "save the file itself" in caught.value.remedy


@pytest.mark.parametrize(
    "data",
    [
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>',
        b'<?xml version="1.0"?><!-- html --><akomaNtoso/>',
        b"<paragraph>x</paragraph>",
        b"<collection/>",
        b"",
        b"<!-- " + b"x" * 100_000,
    ],
)
def test_xml_is_none(data: bytes) -> None:
    assert not is_web_page(data)
