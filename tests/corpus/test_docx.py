"""Word files: computed numbers, notes, tables, what is left out, and what is refused."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from corpus.docx import read_docx
from corpus.docx_numbering import formatted
from corpus.errors import DocumentError, FormatError
from corpus.model import Footnote, Format, Kind, Resolution
from corpus.read import READER_VERSION, read_document
from tests.corpus.coming_back import lost_of_the_sample, shares_that_come_back
from tests.corpus.docx_files import (
    docx_file,
    in_list,
    level,
    lists,
    note,
    p,
    r,
    reference,
    resolution_file,
    zip_file,
)

COVER = p("A/RES/904/77") + p("904/77. Keeping the lamps of harbours lit")
HEAD = COVER + p("The General Assembly,") + p("Recalling the plan of the lamp keepers of 1999,")
ONE = r("1.\t")
OPERATIVE = p("1.\tRequests the keepers to light the lamps at dusk;")


def read(body: str, parts: dict[str, str] | None = None) -> Resolution:
    return read_docx(docx_file(body, parts), "lamps.docx")


def texts(resolution: Resolution) -> dict[str, str]:
    return {one.path: one.text for one in resolution.paragraphs}


def test_a_long_heading_in_bold_whose_number_is_not() -> None:
    name = "Report on the oil that the keepers of lamps in all harbours burnt last year, and on "
    bold = r(name + "what was left of it at the end of that year and the one before", "<w:b/>")
    heading = f"<w:p>{r('I.' + chr(9))}{bold}</w:p>"
    found = read(COVER + p("The General Assembly,") + heading + p("Recalling it,") + OPERATIVE)
    assert list(texts(found)) == ["title", "formula", "h1", "pp1", "op1"]


# --- As LibreOffice saves them -------------------------------------------------------------------

SECTION = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
SPACED = '<w:t xml:space="preserve">{}</w:t>'


def test_a_paragraph_that_a_page_parts_is_one() -> None:
    first = SPACED.format("2.\tAlso requests the keepers to put them out ")
    parted = f"<w:p><w:pPr>{SECTION}</w:pPr><w:r>{first}</w:r></w:p>" + p("at dawn;")
    found = texts(read(HEAD + OPERATIVE + parted + p("3.\tDecides to look again.")))
    assert found["op2"] == "Also requests the keepers to put them out at dawn;"
    assert "op3" in found
    whole = SPACED.format("2.\tAlso requests the keepers to put them out; ")
    ended = f"<w:p><w:pPr>{SECTION}</w:pPr><w:r>{whole}</w:r></w:p>"
    assert "opu1" in texts(read(HEAD + OPERATIVE + ended + p("Looks at them again;")))


def test_a_mark_that_is_typed_again_is_one_where_a_note_has_it() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    once = f"<w:p>{ONE}{r('Requests oil')}{reference(2)}{r(';')}</w:p>"
    again = f"<w:p>{r('2.')}{r(chr(9) + 'Requests more oil')}{r('1', raised)}{r(' in 3 m')}"
    power = f"{r('2', raised)}{r(';')}</w:p>"
    found = read(HEAD + once + again + power, {"footnotes": note(2, "See the book of oil.")})
    by_path = {one.path: one for one in found.paragraphs}
    assert by_path["op2"].text == "Requests more oil in 3 m2;"
    assert [(n.mark, n.offset) for n in by_path["op2"].footnotes] == [("1", 17)]


# --- Numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("decimal", 12, "12"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 4, "IV"),
        ("arabicAbjad", 3, "ج"),
        ("arabicAlpha", 3, "ت"),
        ("chineseCounting", 21, "二十一"),
        ("ideographTraditional", 2, "乙"),
        ("chicago", 2, "†"),
        ("decimalEnclosedCircle", 3, "③"),
        ("none", 3, ""),
        ("no such format", 3, "3"),
        ("lowerRoman", 32767, "32767"),
    ],
)
def test_numbers_are_formatted_as_word_does(form: str, value: int, shown: str) -> None:
    assert formatted(value, form) == shown


def test_word_counts_the_paragraphs() -> None:
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "(%2)")
        + level(2, "lowerRoman", "(%3)")
    )
    body = HEAD + "".join(
        p(text, in_list(place))
        for place, text in [
            (0, "Requests the keepers:"),
            (1, "To light the lamps:"),
            (2, "At dusk;"),
            (2, "At noon;"),
            (1, "To put them out;"),
            (0, "Urges the keepers:"),
            (1, "To sleep."),
        ]
    )
    paths = [one.path for one in read(body, {"numbering": lists(levels)}).paragraphs]
    assert paths[3:] == ["op1", "op1.a", "op1.a.i", "op1.a.ii", "op1.b", "op2", "op2.a"]


def test_a_list_starts_where_it_is_told_to() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    uses = ['<w:num w:numId="1">{}</w:num>', f'<w:num w:numId="2">{{}}{override}</w:num>']
    part = lists(level(0, "decimal", "%1.", start=5), uses)
    body = HEAD + "".join(
        p(f"Requests the keepers of port {port} to wait;", in_list(0, number))
        for port, number in enumerate((1, 1, 2, 2, 1))
    )
    numbers = [one.number for one in read(body, {"numbering": part}).paragraphs[3:]]
    assert numbers == ["5", "6", "7", "8", "9"]


def test_a_style_names_the_list() -> None:
    style = f'<w:style w:type="paragraph" w:styleId="Op"><w:pPr>{in_list(0)}</w:pPr></w:style>'
    parts = {"styles": style, "numbering": lists(level(0, "decimal", "%1."))}
    body = HEAD + p("Requests the keepers to wait;", '<w:pStyle w:val="Op"/>')
    assert texts(read(body, parts))["op1"] == "Requests the keepers to wait;"


def test_styles_and_lists_in_circles_end() -> None:
    style = (
        '<w:style w:styleId="{}"><w:basedOn w:val="{}"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    parts = {"styles": style.format("A", "B") + style.format("B", "A"), "numbering": numbering}
    body = HEAD + p("1.\tRequests the keepers to wait.", '<w:pStyle w:val="A"/>')
    assert "op1" in texts(read(body, parts))


# --- Text ----------------------------------------------------------------------------------------


def op1(inside: str, parts: dict[str, str] | None = None) -> str:
    found = texts(read(f"{HEAD}<w:p>{r('1.')}<w:r><w:tab/></w:r>{inside}</w:p>", parts))
    return found["op1"]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (r("Urges ") + f"<w:ins>{r('all ')}</w:ins><w:del>{r('no ')}</w:del>" + r("keepers."),
         "Urges all keepers."),
        (r("Urges ") + r("no ", "<w:vanish/>") + r("keepers."), "Urges keepers."),
        (r("Urges ") + r("all ", '<w:vanish w:val="0"/>') + r("keepers."), "Urges all keepers."),
        (f"{r('Urges ')}<w:hyperlink>{r('keepers')}</w:hyperlink>{r('.')}", "Urges keepers."),
        (f"{r('Urges ')}<w:sdt><w:sdtContent>{r('keepers')}</w:sdtContent></w:sdt>{r('.')}",
         "Urges keepers."),
        (f"{r('Urges lamp')}<w:r><w:softHyphen/></w:r>{r('keepers.')}", "Urges lampkeepers."),
        (f"{r('Urges co')}<w:r><w:noBreakHyphen/></w:r>{r('keepers.')}", "Urges co‑keepers."),
        (f"{r('Urges')}<w:r><w:br/></w:r>{r('keepers.')}", "Urges keepers."),
        (r("Urges ") + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText>'
         '<w:t>told</w:t><w:fldChar w:fldCharType="separate"/><w:t>all</w:t>'
         '<w:fldChar w:fldCharType="end"/></w:r>' + r(" keepers."), "Urges all keepers."),
        (r("Urges ") + "<mc:AlternateContent><mc:Choice>" + r("all") + "</mc:Choice><mc:Fallback>"
         + r("all") + "</mc:Fallback></mc:AlternateContent>" + r(" keepers."),
         "Urges all keepers."),
    ],
)  # fmt: skip
def test_text_is_what_is_printed(inside: str, shown: str) -> None:
    assert op1(inside) == shown


def test_a_deleted_paragraph_end_joins_what_it_parted() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    found = read(HEAD + p("1.\tUrges the ", gone) + p("keepers to wait."))
    assert texts(found)["op1"] == "Urges the keepers to wait."
    assert any("tracked changes" in warning for warning in found.warnings)


def test_an_embedded_file_is_told() -> None:
    assert any("embedded" in w for w in read(HEAD + OPERATIVE + "<w:altChunk/>").warnings)


def test_the_opening_phrase_is_what_is_in_italics() -> None:
    body = f"<w:p>{r('1.')}<w:r><w:tab/></w:r>{r('Applauds warmly', '<w:i/>')}{r(' them.')}</w:p>"
    assert (
        next(o for o in read(HEAD + body).paragraphs if o.path == "op1").verb == "Applauds warmly"
    )


def test_the_symbol_may_stand_above_the_pages_only() -> None:
    body = p("Keeping the lamps lit") + p("The General Assembly,") + OPERATIVE
    assert read(body, {"header1": p("A/RES/904/77")}).symbol == "A/RES/904/77"


def test_text_boxes_stand_behind_their_paragraph() -> None:
    box = "<w:txbxContent>" + p("2.\tUrges them to sleep.") + "</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{ONE}{r('Requests them to wait;')}<w:r>{both}</w:r></w:p>"
    found = texts(read(HEAD + body))
    assert (found["op1"], found["op2"]) == ("Requests them to wait;", "Urges them to sleep.")
    assert len(found) == 5


# --- Tables --------------------------------------------------------------------------------------


def table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>" + "".join(
        "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    ) + "</w:tbl>"  # fmt: skip


def test_the_cover_is_set_in_a_table() -> None:
    cover = table(("United Nations", "A/RES/904/77"), ("General Assembly", "Distr.: General"))
    found = read(cover + p("904/77. Lamps") + HEAD.removeprefix(COVER) + OPERATIVE)
    assert (found.symbol, found.title) == ("A/RES/904/77", "Lamps")
    assert Kind.UNCLASSIFIED not in {one.kind for one in found.paragraphs}


def test_rows_are_lines_and_cells_are_parted_by_tabs() -> None:
    body = HEAD + OPERATIVE + p("Annex") + p("Lamps in all ports:")
    found = read(body + table(("Port", "Lamps"), ("North", "3"), ("", "4")))
    assert found.paragraphs[-1].text == "Port\tLamps\nNorth\t3\n\t4"
    assert found.paragraphs[-1].kind is Kind.ANNEX


def test_a_table_may_only_hold_numbers_and_their_paragraphs() -> None:
    rows = table(("1.", "Requests the keepers to wait;"), ("2.", "Urges them to sleep."))
    assert texts(read(HEAD + rows))["op2"] == "Urges them to sleep."


# --- Notes ---------------------------------------------------------------------------------------


def test_notes_are_tied_where_their_marks_stand() -> None:
    body = (
        f"<w:p>{ONE}{r('Requests the keepers')}{reference(7)}{r(' and')}{reference(8, mark='*')}"
        f"{r(', their wives')}{reference(9)}{r(').')}</w:p>"
    )
    notes = note(7, "Book one.") + note(8, "Not all.", mark="*") + note(9, "Book two.")
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    found = read(HEAD + body, {"footnotes": separator + notes})
    paragraph = next(one for one in found.paragraphs if one.path == "op1")
    assert paragraph.text == "Requests the keepers and, their wives)."
    assert paragraph.footnotes == (
        Footnote("1", "Book one.", 20),
        Footnote("*", "Not all.", 24),
        Footnote("2", "Book two.", 37),
    )
    assert [o.path for o in found.paragraphs[-3:]] == ["fn1", "fnstar1", "fn2"]


def test_a_field_prints_the_mark_of_a_note_again() -> None:
    again = '<w:fldSimple w:instr=" NOTEREF _Ref1 \\h ">' + r("1") + "</w:fldSimple>"
    body = f"<w:p>{ONE}{r('Requests them')}{reference(1)}{r(' and others')}{again}{r('.')}</w:p>"
    found = read(HEAD + body, {"footnotes": note(1, "Book one.")})
    assert [n.offset for n in found.paragraphs[3].footnotes] == [13, 24]
    assert sum(one.kind is Kind.FOOTNOTE for one in found.paragraphs) == 1


def test_notes_start_and_are_counted_as_the_file_says() -> None:
    body = f"<w:p>{ONE}{r('Requests them')}{reference(1)}{r('.')}</w:p>"
    settings = '<w:footnotePr><w:numStart w:val="4"/></w:footnotePr>'
    parts = {"footnotes": note(1, "Book one."), "settings": settings}
    assert read(HEAD + body, parts).paragraphs[3].footnotes[0].mark == "4"


# --- Against the XML -----------------------------------------------------------------------------


@pytest.mark.parametrize("counted", [False, True])
def test_the_sample_comes_back_from_word(counted: bool) -> None:
    lost = lost_of_the_sample(
        lambda sound: read_docx(resolution_file(sound, counted=counted), "x.docx")
    )
    assert lost == []


@pytest.mark.shared
def test_real_texts_come_back_from_word(shared: Path) -> None:
    shares = shares_that_come_back(
        shared / "crime-167.tar.xz",
        lambda sound: read_docx(resolution_file(sound, counted=True), "x.docx"),
    )
    assert shares
    assert all(share >= 0.95 for share in shares.values()), shares


# --- What is refused -----------------------------------------------------------------------------

SOUND = docx_file(HEAD + OPERATIVE)


def test_the_bytes_say_that_it_is_a_word_file() -> None:
    assert read_document(SOUND, "lamps.txt")[1] is Format.DOCX
    assert READER_VERSION >= 5


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zip_file({"a.txt": "text"}), "zip file"),
        (zip_file({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (docx_file(HEAD, content_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
         "macros"),
        (zip_file({"[Content_Types].xml": "<Types>spreadsheetml</Types>"}), "no Word document"),
        (zip_file({"[Content_Types].xml": "<Types>wordprocessingml</Types>"}), "without its text"),
        (SOUND[: len(SOUND) // 2], "cut off"),
        (docx_file("<w:p>"), "damaged"),
        (docx_file(""), "without text"),
        (docx_file(p("A letter about lamps, and about nothing else at all.")), "lamps.docx"),
        (b"\xd0\xcf\x11\xe0" + bytes(60) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (docx_file("<w:p>" * 400 + "</w:p>" * 400), "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_named(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        read_document(data, "lamps.docx")
    assert caught.value.remedy


def rewritten(part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(SOUND)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zip_file(parts | {part: content})


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(DocumentError, match="larger than a document"):
        read_document(rewritten("word/document.xml", b" " * 60_000_000), "bomb.docx")


def test_too_many_parts_are_refused() -> None:
    many: dict[str, str | bytes] = {f"word/{number}.xml": "" for number in range(4_100)}
    with pytest.raises(DocumentError, match="4100 files"):
        read_document(zip_file(many), "many.docx")


def test_entities_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document {"xmlns:w"}="u">&e;'
    data = rewritten("word/document.xml", f"{entity}</w:document>".encode())
    with pytest.raises(DocumentError, match="document type"):
        read_document(data, "entity.docx")


def survives(data: bytes) -> bool:
    """Whether it can be read; what is raised else is an error that a user can understand."""
    try:
        read_document(data, "lamps.docx")
    except DocumentError:
        return False
    return True


def test_damage_is_an_error_with_a_name() -> None:
    chance = random.Random(4)
    levels = lists(level(0, "decimal", "%1."))
    sound = docx_file(
        HEAD + p("Requests them to wait.", in_list(0)), {"numbering": levels, "footnotes": ""}
    )
    survived = 0
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        end = chance.choice([len(data), chance.randrange(1, len(data))])
        survived += survives(bytes(data[:end]))
    assert 0 < survived < 300


def test_damaged_xml_is_an_error_with_a_name() -> None:
    """The same below the checksums of the archive: any tree that is well-formed can be read."""
    chance = random.Random(5)
    with zipfile.ZipFile(BytesIO(SOUND)) as archive:
        sound = archive.read("word/document.xml")
    survived = 0
    for _ in range(200):
        xml = bytearray(sound)
        for _ in range(chance.randint(1, 3)):
            xml[chance.randrange(len(xml))] = chance.choice(b'<>/"= wabc019')
        survived += survives(rewritten("word/document.xml", bytes(xml)))
    assert 0 < survived < 200


def test_a_locked_part_is_told() -> None:
    data = bytearray(SOUND)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    with pytest.raises(FormatError, match="password"):
        read_document(bytes(data), "lamps.docx")


def test_special_sessions_and_long_headings_of_articles() -> None:
    body = p("A/RES/S-90/1") + p("S-90/1. Keeping the lamps lit") + p("The General Assembly,")
    long = "Article 14. Offences that are related to lamps, to their oil and to all that is lit"
    heading = f"<w:p>{r(long, '<w:b/>')}</w:p>"
    annex = p("Annex") + heading + p("1.\tLamps shall be lit.") + p("2.\tOil shall be bought.")
    found = read_docx(docx_file(body + OPERATIVE + annex), "x.docx")
    assert (found.symbol, found.title) == ("A/RES/S-90/1", "Keeping the lamps lit")
    assert [o.path for o in found.paragraphs[-3:]] == [
        "annex1.h2",
        "annex1.art14.1",
        "annex1.art14.2",
    ]
