"""Web pages: paragraphs, lists, notes, tables, characters, where they are from, what is refused."""

import random
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from corpus.html import read_html
from corpus.html_source import decode_page
from corpus.model import Footnote, Format, Kind, Resolution
from corpus.read import read_document
from tests.corpus.coming_back import lost_of_the_sample, shares_that_come_back
from tests.corpus.html_files import page, resolution_page
from tests.corpus.test_sample import every_document

HEAD = (
    "<p>A/RES/904/77</p><p><b>904/77. Keeping the lamps of harbours lit</b></p>"
    "<p><i>The General Assembly</i>,</p>"
    "<p>Recalling the plan of the lamp keepers of 1999, as it was revised by them in the winter of "
    "the year 2001 and once more in the summer of the year 2003,</p>"
)


def read(body: str, head: str = "") -> Resolution:
    return read_html(page(HEAD + body, head).encode(), "lamps.html")


def texts(resolution: Resolution) -> dict[str, str]:
    return {one.path: one.text for one in resolution.paragraphs}


# --- Text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("Urges&nbsp;all\n  keepers.", "Urges all keepers."),
        ("Urges <span hidden>no</span> keepers.", "Urges keepers."),
        ('Urges <span style="display: none">no</span> keepers.', "Urges keepers."),
        ("Urges <del>no</del><ins>all</ins> keepers.", "Urges all keepers."),
        ("Urges <script>no()</script>keepers.", "Urges keepers."),
        ("Urges lamp&shy;keepers.", "Urges lampkeepers."),
        ("Urges<br>keepers.", "Urges keepers."),
        ("Urges <!-- no --><a href='/all'>all</a> keepers.", "Urges all keepers."),
    ],
)
def test_text_is_what_is_printed(inside: str, shown: str) -> None:
    assert texts(read(f"<p>1. {inside}</p>"))["op1"] == shown


def test_a_short_resolution_is_a_document() -> None:
    found = read_html(
        page("<p>67/901. 灯火</p><p>大会，</p><p>1. 敦促各国保持灯火。</p>").encode(), "lamps.html"
    )
    assert [one.path for one in found.paragraphs] == ["title", "formula", "op1"]


def test_navigation_is_no_text() -> None:
    around = "<nav><p>Home</p></nav><footer>Contact</footer><div role='banner'>UN</div>"
    assert texts(read("<p>1. Urges them to wait.</p>" + around)) == texts(
        read("<p>1. Urges them to wait.</p>")
    )


def test_lists_are_counted_as_browsers_do() -> None:
    found = read(
        "<ol start=4><li>Requests the keepers:<ol type=a><li>To wait;</li><li>To sleep:"
        "<ol type=i><li>At dusk;</li><li>At noon;</li></ol></li></ol></li>"
        "<li value=7><p>Urges them to sleep.</p></li></ol>"
    )
    assert [one.path for one in found.paragraphs[3:]] == [
        *("op4", "op4.a", "op4.b", "op4.b.i", "op4.b.ii", "op7"),
    ]


def test_a_typed_number_is_not_counted_twice() -> None:
    assert texts(read("<ul><li>1. Urges them to sleep.</li></ul>"))["op1"] == "Urges them to sleep."


def test_breaks_part_paragraphs_where_sentences_end() -> None:
    found = texts(read("<div>1. Urges them<br>to wait;<br>2. Requests them to sleep.<br><br>"
                       "50th plenary meeting<br>19 December 2023</div>"))  # fmt: skip
    assert (found["op1"], found["op2"]) == ("Urges them to wait;", "Requests them to sleep.")
    assert found["closing1"] == "50th plenary meeting\n19 December 2023"


def test_tables_stay_tables_unless_they_place_text() -> None:
    data = "<table><tr><th>Port<th>Lamps<tr><td>North<td>3</table>"
    found = read(f"<p>1. Urges them to wait.</p><p>Annex</p><p>All lamps:</p>{data}")
    assert found.paragraphs[-1].text == "Port\tLamps\nNorth\t3"
    placed = (
        f"<table><tr><td><p>Menu</p></td><td>{HEAD}<p>1. Urges them to wait.</p></td></tr></table>"
    )
    whole = read_html(page(placed).encode(), "lamps.html")
    assert texts(whole)["op1"] == "Urges them to wait."


def test_the_symbol_may_stand_in_the_title_of_the_window() -> None:
    body = HEAD.replace("<p>A/RES/904/77</p>", "").replace("904/77. ", "")
    read_page = read_html(
        page(body + "<p>1. Urges.</p>", "<title>A/RES/904/77</title>").encode(), "x"
    )
    assert read_page.symbol == "A/RES/904/77"


# --- Notes ---------------------------------------------------------------------------------------

WAYS = {
    "raised": ("<sup>{}</sup>", "<p><sup>{}</sup> {}</p>"),
    "old": ("<sup>{}/</sup>", "<p><sup>{}/</sup> {}</p>"),
    "linked": (
        '<a href="#n{0}" id="r{0}">[{0}]</a>',
        '<p id="n{0}"><a href="#r{0}">[{0}]</a> {1}</p>',
    ),
    "list": ('<sup><a href="#n{0}">{0}</a></sup>', '<ol start={0}><li id="n{0}">{1} ↩</li></ol>'),
    "table": ("<sup>{}</sup>", "<table><tr><td><sup>{}</sup></td><td>{}</td></tr></table>"),
}


def test_pages_that_word_processors_save() -> None:
    """Numbers in spans that Word sets for browsers without lists, notes in a list of its own."""

    def numbered(number: str, text: str) -> str:
        return (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
            f"<span style='mso-list:Ignore'>{number}<span>&nbsp;&nbsp; </span></span><![endif]>"
            f"<i>{text}<o:p></o:p></p>"
        )

    def mark(there: str, here: str) -> str:
        return (
            f"<a style='mso-footnote-id:ftn1' href='#{there}' name='{here}'>"
            "<span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>"
        )

    body = (
        f"<p class=MsoNormal><i>Recalling</i> its plan{mark('_ftn1', '_ftnref1')} of 2021,</p>"
        + numbered("1.", "Invites</i> the keepers to light their lamps:")
        + numbered("(a)", "At</i> dusk;")
        + numbered("2.", "Requests</i> them to report.")
        + "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>"
        + f"<p class=MsoFootnoteText>{mark('_ftnref1', '_ftn1')} See the plan.</p></div></div>"
    )
    style = "<!--[if gte mso 9]><xml><o:Author>x</o:Author></xml><![endif]-->"
    found = read(body, style)
    assert texts(found)["pp2"] == "Recalling its plan of 2021,"
    assert texts(found)["op1.a"] == "At dusk;"
    assert texts(found)["op2"] == "Requests them to report."
    recital = next(one for one in found.paragraphs if one.path == "pp2")
    assert recital.footnotes == (Footnote("1", "See the plan.", len("Recalling its plan")),)


@pytest.mark.parametrize("way", WAYS)
def test_notes_are_tied_where_their_marks_stand(way: str) -> None:
    mark, note = WAYS[way]
    found = read(
        f"<p>1. Requests the keepers,{mark.format(1)} and others{mark.format(2)} to light 3 km"
        f"<sup>3</sup>.</p><hr>{note.format(1, 'Book one.')}{note.format(2, 'Book two.')}"
    )
    paragraph = next(one for one in found.paragraphs if one.path == "op1")
    assert paragraph.text == "Requests the keepers, and others to light 3 km3."
    assert paragraph.footnotes == (
        Footnote("1", "Book one.", 21),
        Footnote("2", "Book two.", 32),
    )
    assert [one.path for one in found.paragraphs if one.kind is Kind.FOOTNOTE] == ["fn1", "fn2"]


# --- Characters ----------------------------------------------------------------------------------

SAID = {
    "gb18030": "大会决议，回顾各国关于预防犯罪和刑事司法的各项决议",
    "big5": "大會決議，回顧各國關於預防犯罪和刑事司法的各項決議",
    "cp1256": "إن الجمعية العامة، إذ تشير إلى قراراتها السابقة بشأن منع الجريمة",
    "cp1251": "Генеральная Ассамблея, ссылаясь на свои предыдущие резолюции",
    "cp1252": "L’Assemblée générale, rappelant ses résolutions antérieures relatives à",
}


@pytest.mark.parametrize("encoding", SAID)
@pytest.mark.parametrize("said", [True, False])
def test_characters_are_told_with_and_without_a_word(encoding: str, said: bool) -> None:
    head = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">' if said else ""
    )
    assert SAID[encoding] in decode_page(page(f"<p>{SAID[encoding]}</p>", head).encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_is_told_whatever_the_page_says(encoding: str) -> None:
    text = page(f"<p>{SAID['gb18030']}</p>", "<meta charset=gb2312>")
    assert SAID["gb18030"] in decode_page(text.encode(encoding))


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("zh", "gb18030"), ("ar", "cp1256"), ("ru", "cp1251"), ("fr", "cp1252"), ("es", "cp1252")],
)
def test_old_encodings_give_the_same_resolution(language: str, encoding: str) -> None:
    sound = next(one for one in every_document() if one.language == language)
    data = resolution_page(sound, counted=False, encoding=encoding)
    assert read_html(data, "x").title == sound.title


# --- Against the XML -----------------------------------------------------------------------------


@pytest.mark.parametrize("counted", [False, True])
def test_the_sample_comes_back_from_pages(counted: bool) -> None:
    lost = lost_of_the_sample(
        lambda sound: read_html(resolution_page(sound, counted=counted), "x.html")
    )
    assert lost == []


@pytest.mark.shared
def test_real_texts_come_back_from_pages(shared: Path) -> None:
    shares = shares_that_come_back(
        shared / "crime-167.tar.xz",
        lambda sound: read_html(resolution_page(sound, counted=True), "x.html"),
    )
    assert shares
    assert all(share >= 0.95 for share in shares.values()), shares


# --- Where a page is from, and what is refused ---------------------------------------------------

SAYS = (
    "<!-- saved from url=(0040)https://{} -->",
    '<base href="https://{}/">',
    '<link rel="canonical" href="//{}/x">',
    '<meta property="og:url" content="HTTP://{}/x">',
)


@pytest.mark.parametrize("says", SAYS)
@pytest.mark.parametrize(
    ("host", "accepted"),
    [
        ("www.un.org", True),
        ("undocs.org", True),
        ("www.unodc.org:443", True),
        ("un.org.example.com", False),
        ("un.org@example.com", False),
        ("notun.org", False),
        ("[un.org", False),
    ],
)
def test_copies_from_elsewhere_are_refused(says: str, host: str, accepted: bool) -> None:
    body = HEAD + "<p>1. Urges them to wait.</p>"
    data = page(body, says.format(host)).encode()
    if accepted:
        assert read_document(data, "lamps.html")[1] is Format.HTML
        return
    with pytest.raises(DocumentError, match="words may differ") as caught:
        read_document(data, "lamps.html")
    assert "undocs.org" in caught.value.remedy


def test_a_page_that_does_not_say_where_it_is_from_is_read() -> None:
    nowhere = "<!-- saved from url=(0014)about:internet -->"
    assert read("<p>1. Urges them to wait.</p>", nowhere).symbol == "A/RES/904/77"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (page("", "<script>window.gokuProps = {}</script>").encode(), "browser is there"),
        (page("<script src='x-amzn-waf.js'></script>").encode(), "browser is there"),
        (b"<html><frameset cols='1,*'><frame src='a.htm'></frameset></html>", "frames"),
        (page("<form><input type=PassWord></form>" + HEAD).encode(), "password"),
        (b"<!doctype html>\n<html><body>Nothing here</body></html>".ljust(1303), "HTML page"),
        (page("<a href='/ar/'>ar</a><iframe src='https://documents.un.org/api'></iframe>").encode(),
         "HTML page"),
        (b"<html>", "HTML page"),
        (page("<p>A letter about lamps.</p>" * 40).encode(), "x.html"),
        (("<html>" + "<div>" * 50_000).encode(), "HTML page"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_named(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        read_document(data, "x.html")
    assert caught.value.remedy


def test_deep_nesting_and_damage_end_in_errors_with_names() -> None:
    chance = random.Random(6)
    sound = page(
        HEAD + "<ol><li>Urges<sup>1</sup> them.</li></ol><p><sup>1</sup> Book.</p>"
    ).encode()
    deep = page("<div><b>" * 5000 + HEAD + "<table><tr><td>" * 3000).encode()
    survived = 0
    for number in range(250):
        data = bytearray(deep if not number else sound)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(20, len(data))] = chance.choice(b'<>/"=&# abc019\xff\x00')
        end = chance.choice([len(data), chance.randrange(30, len(data))])
        try:
            survived += read_document(bytes(data[:end]), "x.html")[1] is Format.HTML
        except DocumentError:
            continue
    assert survived > 0
