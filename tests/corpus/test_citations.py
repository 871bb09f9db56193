"""Citations in running text: what is found, where, what it means, and what is left alone.

The sentences are made up; the forms are those that the six languages print.
"""

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpus.citations import Link, find_citations
from corpus.errors import UsageError
from corpus.model import Citation, Language
from corpus.symbols import parse_symbol

ZH, EN, FR, ES, RU, AR = (Language(code) for code in ("zh", "en", "fr", "es", "ru", "ar"))


def found(text: str, language: Language, organ: str = "GA") -> list[tuple[str, str | None]]:
    citations = find_citations(text, language, organ=organ)
    return [(citation.text, citation.symbol) for citation in citations]


CHINESE = [
    ("见2023年12月19日第78/224号决议，", [("78/224", "A/RES/78/224")]),
    ("见第 78/224 号决议", [("78/224", "A/RES/78/224")]),
    ("第1514(XV)号决议", [("1514(XV)", "A/RES/1514(XV)")]),
    ("第2625 (XXV)号决议，附件", [("2625 (XXV)", "A/RES/2625(XXV)")]),
    ("第2200 A (XXI)号决议", [("2200 A (XXI)", "A/RES/2200(XXI) A")]),
    ("第217A (III)号决议", [("217A (III)", "A/RES/217(III) A")]),
    ("第50/71 A号决议", [("50/71 A", "A/RES/50/71 A")]),
    ("第53/243 A和B号决议", [("53/243 A和B", "A/RES/53/243 A-B")]),
    (
        "第3201(S-VI)号和第S-10/2号决议",
        [
            ("3201(S-VI)", "A/RES/3201(S-VI)"),
            ("S-10/2", "A/RES/S-10/2"),
        ],
    ),
    ("第1502(2003)号决议", [("1502(2003)", "S/RES/1502(2003)")]),
    # lists that share one 决议
    (
        "第69/302号、第70/280号和第73/322号决议",
        [
            ("69/302", "A/RES/69/302"),
            ("70/280", "A/RES/70/280"),
            ("73/322", "A/RES/73/322"),
        ],
    ),
    ("第78/273和78/274号决议", [("78/273", "A/RES/78/273"), ("78/274", "A/RES/78/274")]),
    (
        "S-20/1、S-20/2和S-20/4 A-E号决议",
        [
            ("S-20/1", "A/RES/S-20/1"),
            ("S-20/2", "A/RES/S-20/2"),
            ("S-20/4 A-E", "A/RES/S-20/4 A-E"),
        ],
    ),
    (
        "2018年12月17日第73/148号和2020年12月16日第75/161号决议",
        [
            ("73/148", "A/RES/73/148"),
            ("75/161", "A/RES/75/161"),
        ],
    ),
    # pinpoints
    ("见第60/1号决议，附件，第13段", [("60/1", "A/RES/60/1")]),
    # bodies
    ("经济及社会理事会1996年7月25日第1996/31号决议", [("1996/31", "E/RES/1996/31")]),
    (
        "经济及社会理事会第155 C (VII)号决议和大会第415 (V)号决议",
        [
            ("155 C (VII)", "E/RES/155(VII) C"),
            ("415 (V)", "A/RES/415(V)"),
        ],
    ),
    ("预防犯罪和刑事司法委员会2018年5月18日第27/5号决议", [("27/5", None)]),
    ("人权理事会2019年9月26日第42/22号决议", [("42/22", "A/HRC/RES/42/22")]),
    ("联合国环境大会第4/10号决议", [("4/10", "UNEP/EA.4/Res.10")]),
    ("又回顾人权理事会的工作，并重申其第60/25号决议", [("60/25", "A/RES/60/25")]),
    # the date tells the bodies apart, whoever was named last
    ("审议预防犯罪和刑事司法委员会的贡献的2023年12月19日第78/25号决议", [("78/25", "A/RES/78/25")]),
    # decisions
    ("回顾2020年8月12日第74/550 B号决定", [("74/550 B", None)]),
    # full symbols
    (
        "见秘书长的报告(A/67/458)和A/CONF.234/16号文件",
        [
            ("A/67/458", "A/67/458"),
            ("A/CONF.234/16", "A/CONF.234/16"),
        ],
    ),
    (
        "CAC/COSP/2013/18，第一节，第5/3号决议",
        [("CAC/COSP/2013/18", "CAC/COSP/2013/18"), ("5/3", None)],
    ),
]

ENGLISH = [
    ("Recalling its resolution 79/250 of 24 December 2024,", [("79/250", "A/RES/79/250")]),
    (
        "resolutions 78/219 of 19 December 2023 and 79/1 of 22 September 2024",
        [
            ("78/219", "A/RES/78/219"),
            ("79/1", "A/RES/79/1"),
        ],
    ),
    ("Resolution 2200 A (XXI), annex.", [("2200 A (XXI)", "A/RES/2200(XXI) A")]),
    ("Resolutions 53/243 A and B.", [("53/243 A and B", "A/RES/53/243 A-B")]),
    ("its resolution 57/270 B, in which", [("57/270 B", "A/RES/57/270 B")]),
    ("resolution 56/24 V of 24 December 2001", [("56/24 V", "A/RES/56/24 V")]),
    ("In resolution 60/1 A new order was", [("60/1 A", "A/RES/60/1 A")]),
    (
        "resolution S‑32/1 and resolution ES-10/15",
        [
            ("S‑32/1", "A/RES/S-32/1"),
            ("ES-10/15", "A/RES/ES-10/15"),
        ],
    ),
    (
        "Economic and Social Council resolution 2017/18 of 6 July 2017",
        [("2017/18", "E/RES/2017/18")],
    ),
    (
        "resolutions 2019/19 and 2019/20 of 23 July 2019",
        [
            ("2019/19", "E/RES/2019/19"),
            ("2019/20", "E/RES/2019/20"),
        ],
    ),
    (
        "Economic and Social Council resolution 663 C (XXIV)",
        [("663 C (XXIV)", "E/RES/663(XXIV) C")],
    ),
    (
        "Security Council resolutions 1325 (2000) on women and 2242 (2015)",
        [
            ("1325 (2000)", "S/RES/1325(2000)"),
            ("2242 (2015)", "S/RES/2242(2015)"),
        ],
    ),
    (
        "Human Rights Council resolutions 5/1 and 5/2 of 18 June 2007",
        [
            ("5/1", "A/HRC/RES/5/1"),
            ("5/2", "A/HRC/RES/5/2"),
        ],
    ),
    (
        "the Council, including resolutions 29/11 of 2 July 2015 and 35/25 of 23 June 2017",
        [
            ("29/11", None),
            ("35/25", "A/HRC/RES/35/25"),
        ],
    ),
    ("its resolution 42/22 of 26 September 2019", [("42/22", "A/HRC/RES/42/22")]),
    ("its resolution 42/22 of 3 December 1987", [("42/22", "A/RES/42/22")]),
    ("Commission on Crime Prevention and Criminal Justice resolution 26/3", [("26/3", None)]),
    (
        "resolutions 1/3 of 27 June 2014 and 2/14 of 27 May 2016 of the Environment Assembly",
        [
            ("1/3", "UNEP/EA.1/Res.3"),
            ("2/14", "UNEP/EA.2/Res.14"),
        ],
    ),
    (
        "See CTOC/COP/2020/10, sect. I.A, resolution 10/1.",
        [
            ("CTOC/COP/2020/10", "CTOC/COP/2020/10"),
            ("10/1", None),
        ],
    ),
    ("Recalling its decision 74/550 A of 13 April 2020", [("74/550 A", None)]),
    (
        "the decision taken in resolution 67/1 and the decision to hold, 68/2",
        [
            ("67/1", "A/RES/67/1"),
            ("68/2", "A/RES/68/2"),
        ],
    ),
    (
        "(see S/RES/1373 (2001), S/PRST/2002/36 and A/RES/60/1)",
        [
            ("S/RES/1373 (2001)", "S/RES/1373(2001)"),
            ("S/PRST/2002/36", "S/PRST/2002/36"),
            ("A/RES/60/1", "A/RES/60/1"),
        ],
    ),
    ("A/63/855-S/2009/250, annex.", [("A/63/855", "A/63/855"), ("S/2009/250", "S/2009/250")]),
    ("A/HRC/28/65 and Corr.1.", [("A/HRC/28/65", "A/HRC/28/65"), ("Corr.1", "A/HRC/28/65/Corr.1")]),
    ("A/CONF.157/24 (Part I), chap. III.", [("A/CONF.157/24 (Part I)", "A/CONF.157/24(Part I)")]),
    ("See A/C.3/78/L.8/Rev.1.", [("A/C.3/78/L.8/Rev.1", "A/C.3/78/L.8/Rev.1")]),
    ("See A/C.6/56/SR.11–13.", [("A/C.6/56/SR.11–13", "A/C.6/56/SR.11-13")]),
    ("A/S-32/2, para. 3", [("A/S-32/2", "A/S-32/2")]),
]

OTHERS = [
    (FR, "la résolution 78/97 du 7 décembre 2023", [("78/97", "A/RES/78/97")]),
    (
        FR,
        "la résolution 155 C (VII) du Conseil économique et social en date du 13 août 1948",
        [
            ("155 C (VII)", "E/RES/155(VII) C"),
        ],
    ),
    (
        FR,
        "les résolutions 49/14 et 52/5 du Conseil des droits de l’homme",
        [
            ("49/14", "A/HRC/RES/49/14"),
            ("52/5", "A/HRC/RES/52/5"),
        ],
    ),
    (FR, "la résolution 8/12 de la Conférence des États parties", [("8/12", None)]),
    (
        FR,
        "sa décision 74/568 du 31 août 2020 et sa résolution 75/1",
        [
            ("74/568", None),
            ("75/1", "A/RES/75/1"),
        ],
    ),
    (ES, "su resolución 70/1, de 25 de septiembre de 2015,", [("70/1", "A/RES/70/1")]),
    (
        ES,
        "sus resoluciones 66/243 A, de 24 de diciembre de 2011, y 67/7",
        [
            ("66/243 A", "A/RES/66/243 A"),
            ("67/7", "A/RES/67/7"),
        ],
    ),
    (
        ES,
        "las resoluciones del Consejo Económico y Social 2004/27, de 21 de julio de 2004",
        [
            ("2004/27", "E/RES/2004/27"),
        ],
    ),
    (
        ES,
        "la resolución 27/6 de la Comisión de Prevención del Delito y Justicia Penal",
        [("27/6", None)],
    ),
    (ES, "Véase UNEP/EA.5/Res. 14", [("UNEP/EA.5/Res. 14", "UNEP/EA.5/Res.14")]),
    (RU, "резолюции 71/146 от 13 декабря 2016 года", [("71/146", "A/RES/71/146")]),
    (RU, "своих резолюциях 75/1 и 76/2 А", [("75/1", "A/RES/75/1"), ("76/2 А", "A/RES/76/2 A")]),
    (RU, "резолюцией 415 (V) Генеральной Ассамблеи", [("415 (V)", "A/RES/415(V)")]),
    (
        RU,
        "резолюции Совета по правам человека 39/3 от 27 сентября 2018 года",
        [("39/3", "A/HRC/RES/39/3")],
    ),
    (RU, "резолюцию 65/2 Комиссии по наркотическим средствам", [("65/2", None)]),
    (RU, "См. А/74/142 и A/74/145.", [("А/74/142", "A/74/142"), ("A/74/145", "A/74/145")]),
    (AR, "القرار 77/81 المؤرخ 7 كانون الأول/ديسمبر 2022", [("77/81", "A/RES/77/81")]),
    (
        AR,
        "قراراتها 48/12 و 49/15 و50/3",
        [
            ("48/12", "A/RES/48/12"),
            ("49/15", "A/RES/49/15"),
            ("50/3", "A/RES/50/3"),
        ],
    ),
    (AR, "قـــراراتها 51/45 باء", [("51/45 باء", "A/RES/51/45 B")]),
    (AR, "القرار63/1", [("63/1", "A/RES/63/1")]),
    (AR, "القرار 1514 (د-15)", [("1514 (د-15)", "A/RES/1514(XV)")]),
    (AR, "القرار 217 ألف (د-3)", [("217 ألف (د-3)", "A/RES/217(III) A")]),
    (
        AR,
        "القرار 3201 (دإ-6) والقرار دإ-10/2 والقرار دإط-10/15",
        [
            ("3201 (دإ-6)", "A/RES/3201(S-VI)"),
            ("دإ-10/2", "A/RES/S-10/2"),
            ("دإط-10/15", "A/RES/ES-10/15"),
        ],
    ),
    (AR, "القرار 1526 (2004(", [("1526 (2004(", "S/RES/1526(2004)")]),  # a mirrored bracket
    (AR, "قرار المجلس الاقتصادي والاجتماعي 2010/12", [("2010/12", "E/RES/2010/12")]),
    (AR, "قرار لجنة منع الجريمة والعدالة الجنائية 27/6", [("27/6", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, ZH) == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, EN) == expected


@pytest.mark.parametrize(("language", "text", "expected"), OTHERS)
def test_other_languages(
    language: Language, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(text, language) == expected


NEAR_MISSES = [
    (ZH, "国际法庭2020/21年度报告"),
    (ZH, "每年12/25前后，24/7全天候服务"),
    (ZH, "在2030年前减少50/50的差距"),
    (ZH, "第144/9号文件"),  # another organization's document
    (ZH, "第3(b)段和第12条第2款"),
    (ZH, "大会2023年决议"),
    (EN, "Recalling resolution 67/1 and its report for 2020/21"),
    (EN, "its resolution 67/1 on 24/7 services and a 50/50 balance"),
    (EN, "Recalling resolution 67/1, in 2019/20 and beyond, I-24/7"),
    (EN, "75/194. Preventing things"),  # a resolution's own number
    (EN, "on 24/12/2024 some 3/4 of them"),
    (EN, "the budget for 2022/23 and 2023/2024"),
    (EN, "HIV/AIDS, and/or, TCP/IP 5/1"),
    (EN, "volume 1760 (1992)"),
    (EN, "www.example.org/A/67/458/2023/06"),
    (EN, "paper of size A4-12, ports C-5 and 38 cases"),
    (EN, "Rule IX/16 of the rules"),  # no decision
    (EN, "General Assembly resolution 1514"),  # the Council's numbers alone, where it is named
    (RU, "полное осуществление резолюции 1995 года"),
    (FR, "dans son rapport pour 2021/22"),
    (ES, "el sistema I-24/7"),
    (RU, "доклад за 2019/20 год"),
    (AR, "للفترة 2021/2022"),
]


@pytest.mark.parametrize(("language", "text"), NEAR_MISSES)
def test_near_misses_are_left_alone(language: Language, text: str) -> None:
    assert [mention for mention in found(text, language) if mention[0] != "67/1"] == []


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("resolution 27/6 of the Commission on Crime Prevention and Criminal Justice", EN, "Crime"),
        ("See resolution 22/7.", EN, "which body"),
        ("decision 60/519", EN, "decision"),
        ("联合国反腐败公约缔约国会议第8/4号决议", ZH, "Corruption Convention"),
        ("《联合国打击跨国有组织犯罪公约》缔约方会议第10/6号决议", ZH, "Organized Crime"),
        ("S/RES/242", EN, "not the symbol"),
    ],
)
def test_what_has_no_symbol_says_why(text: str, language: Language, reason: str) -> None:
    [citation] = find_citations(text, language, organ="GA")
    assert citation.symbol is None
    assert reason in (citation.reason or "")


@pytest.mark.parametrize(
    ("text", "organ", "expected"),
    [
        ("its resolution 42/5", "GA", "A/RES/42/5"),
        ("its resolution 42/5", "HRC", "A/HRC/RES/42/5"),
        ("its resolution 22/7", "HRC", "A/HRC/RES/22/7"),
        ("General Assembly resolution 60/25", "HRC", "A/RES/60/25"),
        ("resolution 70/169", "HRC", "A/RES/70/169"),  # too high a number for the Council
        ("resolution 67/1", "ECOSOC", "A/RES/67/1"),
        ("resolution 217 A (III)", "ECOSOC", "A/RES/217(III) A"),
        ("Council resolution 1996/31", "GA", "E/RES/1996/31"),
        ("Council decision 2/105", "HRC", "A/HRC/DEC/2/105"),
    ],
)
def test_whose_document_it_is_decides_what_stays_open(text: str, organ: str, expected: str) -> None:
    assert [symbol for _, symbol in found(text, EN, organ)] == [expected]


def test_spans_cover_the_number_alone() -> None:
    text = "见大会第2200 A (XXI)号决议和A/67/458。"
    spans = [citation.span for citation in find_citations(text, ZH, organ="GA")]
    assert spans == [(4, 16), (20, 28)]


# Links ------------------------------------------------------------------------------------------


def linked(text: str, *links: tuple[str, str], language: Language = EN) -> tuple[Citation, ...]:
    """Find citations where each `(piece, href)` links the next occurrence of `piece`."""
    spans, at = [], 0
    for piece, href in links:
        start = text.index(piece, at)
        at = start + len(piece)
        spans.append(Link((start, at), href))
    return find_citations(text, language, organ="GA", links=spans)


def test_a_link_and_its_text_are_one_citation() -> None:
    [citation] = linked("resolution 67/186.", ("67/186", "https://undocs.org/en/A/RES/67/186"))
    assert citation == Citation((11, 17), "67/186", "A/RES/67/186")


def test_a_link_in_pieces_is_one_citation() -> None:
    href = "https://undocs.org/ar/A/RES/56/119"
    [citation] = linked("القرار 56/119،", ("56", href), ("/", href), ("119", href), language=AR)
    assert (citation.text, citation.symbol) == ("56/119", "A/RES/56/119")


def test_a_link_finds_what_the_words_do_not_show() -> None:
    [citation] = linked("56/119 notwithstanding", ("56/1", "https://undocs.org/A/RES/56/119"))
    assert citation == Citation((0, 6), "56/119", "A/RES/56/119")


def test_a_link_chooses_the_body_that_the_words_leave_open() -> None:
    href = "https://undocs.org/en/A/HRC/RES/34/24"
    [citation] = linked("pursuant to resolution 34/24;", ("34/24", href))
    assert (citation.symbol, citation.reason) == ("A/HRC/RES/34/24", None)


def test_a_link_does_not_overrule_a_named_body() -> None:
    href = "https://undocs.org/en/A/RES/45/3"
    [citation] = linked("Human Rights Council resolution 45/3", ("45/3", href))
    assert citation.symbol == "A/HRC/RES/45/3"
    assert citation.reason == "the link leads to A/RES/45/3"


def test_print_is_believed_where_the_link_contradicts_it() -> None:
    [citation] = linked("resolution 73/7", ("73/7", "https://undocs.org/en/A/RES/72/3"))
    assert citation.symbol == "A/RES/73/7"
    assert citation.reason == "the link leads to A/RES/72/3"


def test_a_decision_stays_one_whatever_the_link() -> None:
    [citation] = linked("decision 78/542 C", ("78/542 C", "https://undocs.org/A/RES/78/542C"))
    assert citation.symbol is None


def test_a_link_to_the_whole_agrees_with_a_part() -> None:
    [citation] = linked("Resolution 217 A (III)", ("217", "https://undocs.org/A/RES/217(III)"))
    assert (citation.symbol, citation.reason) == ("A/RES/217(III) A", None)


def test_a_link_without_digits_is_kept_by_where_it_leads() -> None:
    [citation] = linked("see the report ,", (" the report ", "https://undocs.org/A/67/458"))
    assert citation == Citation((4, 14), "the report", "A/67/458")


def test_a_link_to_no_document_says_so() -> None:
    [citation] = linked("see this", ("this", "https://undocs.org/ar/A/RES/"))
    assert (citation.symbol, citation.reason) == (None, "the link names no document")


def test_links_to_elsewhere_and_empty_links_are_no_citations() -> None:
    text = "See www.example.org and nothing"
    links = [
        Link((4, 19), "https://www.example.org"),
        Link((19, 19), "https://undocs.org/A/67/458"),
        Link((19, 20), "https://undocs.org/A/67/458"),
    ]
    assert find_citations(text, EN, organ="GA", links=links) == ()


# Properties -------------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    [
        *("第", "号决议", "、", "和", "决定", "大会", "其", "2019年9月26日", "，", "“", "”"),
        *(
            "resolution ",
            "resolutions ",
            " of ",
            " and ",
            ", ",
            "Council ",
            "Environment Assembly ",
            "decision ",
            "(",
        ),
        *("القرار ", " و ", "(د-15)", "دإ-", " باء", "резолюция ", "№ ", " A", " B", "-"),
        *("67/186", "5/1", "1514 (XV)", "1373 (2001)", "2004/25", "A/67/458", "S/", "٣", "\u200e"),
    ]
)


@given(st.lists(FRAGMENTS, max_size=25).map("".join), st.sampled_from(Language), st.data())
def test_citations_are_in_order_apart_and_canonical(
    text: str, language: Language, data: st.DataObject
) -> None:
    ends = st.integers(0, len(text))
    hrefs = st.sampled_from(["https://undocs.org/A/67/458", "https://undocs.org/A/RES/67/186", "x"])
    links = [
        Link((min(pair), max(pair)), href)
        for pair, href in data.draw(st.lists(st.tuples(st.tuples(ends, ends), hrefs), max_size=4))
    ]
    last = 0
    for citation in find_citations(text, language, organ="HRC", links=links):
        start, end = citation.span
        assert last <= start < end
        assert text[start:end] == citation.text
        assert citation.symbol or citation.reason
        if citation.symbol:
            assert str(parse_symbol(citation.symbol)) == citation.symbol
        last = end


@pytest.mark.parametrize(
    "unit",
    [
        "1/",
        "67/186 ",
        "第67/186号、",
        "A/1",
        "A/67/1-",
        "A-",
        "1 (",
        "resolution ",
        "“",
        "(A",
        "و 5/1 ",
    ],
)
@pytest.mark.parametrize("language", [ZH, EN, AR])
def test_a_hostile_line_comes_to_an_end(unit: str, language: Language) -> None:
    line = "resolution 第" + unit * (100_000 // len(unit))
    href = "https://undocs.org/A/RES/67/186"
    links = [Link((at, at + 3), f"{href}?{at}") for at in range(0, 50_000, 7)]
    find_citations(line, language, organ="GA", links=links)


# Against the links of the real documents --------------------------------------------------------

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
FOLDERS = {
    "Chinese": ZH, "English": EN, "French": FR, "Spanish": ES, "Russian": RU, "Arabic": AR
}  # fmt: skip


def linked_paragraphs(archive: Path) -> Iterator[tuple[Language, str, str, list[Link]]]:
    """Yield language, organ, text and links of the paragraphs of every eighth document."""
    with tarfile.open(archive) as documents:
        for place, member in enumerate(m for m in documents if m.name.endswith(".xml")):
            parts = Path(member.name).parts
            language = next((FOLDERS[part] for part in parts if part in FOLDERS), None)
            source = documents.extractfile(member)
            if place % 8 or language is None or source is None:
                continue
            organ = "GA" if "GAresolutions" in parts else "ECOSOC"
            try:
                root = etree.parse(source).getroot()
            except etree.XMLSyntaxError:
                continue
            for element in root.iter(f"{AKN}p"):
                text, links = text_and_links(element)
                yield language, organ, text, links


def text_and_links(element: etree._Element) -> tuple[str, list[Link]]:
    pieces: list[str] = []
    links: list[Link] = []

    def walk(node: etree._Element) -> None:
        start = len("".join(pieces))
        pieces.append(re.sub(r"\s", " ", node.text or ""))
        for child in node:
            if child.tag != f"{AKN}authorialNote":
                walk(child)
            pieces.append(re.sub(r"\s", " ", child.tail or ""))
        if node.tag == f"{AKN}a":
            links.append(Link((start, len("".join(pieces))), str(node.get("href"))))

    walk(element)
    return "".join(pieces), links


def leads_to_a_document(link: Link) -> bool:
    try:
        parse_symbol(link.href)
    except UsageError:
        return False
    return True


@pytest.mark.shared
def test_words_alone_find_99_of_100_linked_citations(shared: Path) -> None:
    linked_ones: Counter[Language] = Counter()
    found_ones: Counter[Language] = Counter()
    for language, organ, text, links in linked_paragraphs(shared / "crime-167.tar.xz"):
        spans = [citation.span for citation in find_citations(text, language, organ=organ)]
        for link in filter(leads_to_a_document, links):
            if text[slice(*link.span)].strip():
                linked_ones[language] += 1
                found_ones[language] += any(
                    start < link.span[1] and link.span[0] < end for start, end in spans
                )
    assert set(linked_ones) == set(Language)
    for language, total in linked_ones.items():
        assert found_ones[language] / total >= 0.99, language


# --- Lists and dates that go astray --------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "organ", "text", "expected"),
    [
        # Words that qualify the resolution stand between, where a date follows.
        (
            ES,
            "GA",
            "su resolución de seguimiento 72/305, de 23 de julio de 2018,",
            ["A/RES/72/305"],
        ),
        (FR, "GA", "la résolution de suivi 72/305 du 23 juillet 2018", ["A/RES/72/305"]),
        (AR, "GA", "وقرارها اللاحق 62/126 المؤرخ 18 كانون الأول/ديسمبر 2007،", ["A/RES/62/126"]),
        (ES, "GA", "la resolución de todos 24/7", []),
        # The comma of a list is lost.
        (
            EN,
            "GA",
            "resolutions 71/66 of 5 December 2016 73/66 of 5 December 2018",
            ["A/RES/71/66", "A/RES/73/66"],
        ),
        # The body is what the resolution is about.
        (
            ZH,
            "ECOSOC",
            "回顾其关于社会发展委员会工作方法的2006年7月26日第2006/18号决议，",
            ["E/RES/2006/18"],
        ),
        # What the resolution is about has a comma of its own.
        (
            ZH,
            "GA",
            "又回顾麻醉药品委员会2022年3月18日关于加强合作，处理样本与标本之间联系的第65/2号决议，",
            [None],
        ),
        (
            AR,
            "GA",
            "القرار 74/1 المؤرخ 14 حزيران/يونيه 2019و 75/2 المؤرخ 27 أيلول/سبتمبر 2020",
            ["A/RES/74/1", "A/RES/75/2"],
        ),
        # The halves of a number changed places with the direction of the text.
        (AR, "GA", "القرار 187/71 المؤرخ 19 كانون الأول/ديسمبر 2016", ["A/RES/71/187"]),
        (
            AR,
            "HRC",
            "قراراته 24/46 المؤرخ 24 آذار/مارس 2021، و30/43 المؤرخ 22 حزيران/يونيه 2020",
            ["A/HRC/RES/46/24", "A/HRC/RES/43/30"],
        ),
        (AR, "HRC", "القرار 81/76 المؤرخ 9 كانون الأول/ديسمبر 2021", ["A/RES/76/81"]),
        (AR, "GA", "القرار 76/81 المؤرخ 9 كانون الأول/ديسمبر 2021", ["A/RES/76/81"]),
        # No organ has met so often.
        (EN, "HRC", "African Commission decision 5 and resolution 428/12", []),
        # A date that fits no session of the number; a commission that met then is meant.
        (EN, "HRC", "in its resolution 64/2 of 9 March 2020", [None]),
        (
            EN,
            "GA",
            "the Commission on Narcotic Drugs, recalling resolution 62/8 of 22 March 2019",
            [None],
        ),
        (EN, "GA", "resolution 70/1 on the 2030 Agenda", ["A/RES/70/1"]),
        # Special sessions have numbers in two organs; the date tells.
        (FR, "GA", "la résolution S-34/1 du 12 mai 2022", ["A/HRC/RES/S-34/1"]),
        (EN, "GA", "resolution S-32/1 of 2 June 2021", ["A/RES/S-32/1"]),
        # What looks like a decision's is a resolution's number.
        (
            ZH,
            "HRC",
            "理事会2022年7月7日第50/3号、2024年4月4日第55/20号以及理事会2017年9月29日第36/115号决定",
            ["A/HRC/RES/50/3", "A/HRC/RES/55/20", "A/HRC/DEC/36/115"],
        ),
        (ZH, "GA", "注意到人权理事会在其第51/18号决议中决定，", ["A/HRC/RES/51/18"]),
        (ZH, "ECOSOC", "关于主流的第1997/2号商定结论，并回顾第2011/6号决议，", ["E/RES/2011/6"]),
        (
            EN,
            "GA",
            "A/HRC/58/53 and Add.1 and Add.2",
            ["A/HRC/58/53", "A/HRC/58/53/Add.1", "A/HRC/58/53/Add.2"],
        ),
        (ES, "HRC", "la resolución 70/1, aprobada por la Asamblea General", ["A/RES/70/1"]),
        # The Human Rights Council speaks of its own, though a commission was named before.
        (
            FR,
            "HRC",
            "Rappelant la résolution 20 (XXXVI) de la Commission des droits de l’homme et ses "
            "propres résolutions 7/12 du 27 mars 2008 et 16/16 du 24 mars 2011,",
            [None, "A/HRC/RES/7/12", "A/HRC/RES/16/16"],
        ),
        # The decisions of another body say nothing of the resolutions before them.
        (
            FR,
            "HRC",
            "ses propres résolutions 5/1 et 5/2, du 18 juin 2007, et les décisions 250/2002 et "
            "42/12 de la Commission africaine",
            ["A/HRC/RES/5/1", "A/HRC/RES/5/2", None],
        ),
        # Commissions number theirs by year as ECOSOC does.
        (
            EN,
            "GA",
            "Commission on Population and Development resolutions 2006/2 of 10 May 2006",
            [None],
        ),
        (AR, "GA", "قرارات لجنة السكان والتنمية 2006/2 المؤرخ 10 أيار/مايو 2006", [None]),
        (ES, "GA", "resoluciones de la Comisión de Población y Desarrollo 2006/2", [None]),
        # The body is the subject of the clause behind.
        (
            FR,
            "HRC",
            "la résolution 60/2 sur les phares, que la Commission de la condition de la femme "
            "a adoptée",
            [None],
        ),
        (EN, "HRC", "resolution 60/2 on lamps, adopted by the Commission on 24 March", [None]),
        (ES, "HRC", "la resolución 60/2 sobre faros, aprobada por la Comisión", [None]),
        (RU, "GA", "содержащейся в его резолюции 2023/3, Комиссия соберет", ["E/RES/2023/3"]),
        (
            ZH,
            "ECOSOC",
            "关于港口政策委员会第二十五届会议报告的2023年6月7日第2023/10号决议",
            ["E/RES/2023/10"],
        ),
        (AR, "SC", "(قرار الجمعية العامة للأمم المتحدة 46/182)", ["A/RES/46/182"]),
        # In the Security Council's texts its numbers need no word.
        (EN, "SC", "recalls that per 2304 (2016) the Force shall", ["S/RES/2304(2016)"]),
        (EN, "GA", "some 2304 (2016) lamps", []),
        (EN, "GA", "paragraph 4 of UNSCR 2676 (2023)", ["S/RES/2676(2023)"]),
        (ZH, "SC", "与2272(2016)有关的进展", ["S/RES/2272(2016)"]),
        (EN, "SC", "on 28 July 2014 (S/PRST/ 2014/14)", ["S/PRST/2014/14"]),
        (EN, "SC", "its presidential statements PRST/2009/24 and", ["S/PRST/2009/24"]),
        (EN, "GA", "document UNCTAD/DTL/SAMPLE/2019/4.", ["UNCTAD/DTL/SAMPLE/2019/4"]),
        (EN, "GA", "See IDB.47/Dec.7.", ["IDB.47/Dec.7"]),
        # Both held a special session of that number in that year: the named one is meant.
        (
            AR,
            "GA",
            "قراري مجلس حقوق الإنسان دإ-32/1 المؤرخ 5 تشرين الثاني/نوفمبر 2021",
            ["A/HRC/RES/S-32/1"],
        ),
        (ZH, "GA", "第1874(S IV)号决议", ["A/RES/1874(S-IV)"]),
        (ZH, "GA", "回顾其第一㈠号和第78/1号决议", ["A/RES/1(I)", "A/RES/78/1"]),
        (ZH, "GA", "第二六二五(二十五)号决议", ["A/RES/2625(XXV)"]),
        (FR, "GA", "La résolution 77/1 porte le numéro 77/1 A.", ["A/RES/77/1", "A/RES/77/1 A"]),
        (AR, "GA", "بالقرار Assembly/AU/Decl. 8 (XXXII) الذي", [None]),
        (ES, "GA", "A/76/566 (partes pertinentes)", ["A/76/566"]),
        (EN, "GA", "A/CONF.157/24 (PART I)/Corr.1", ["A/CONF.157/24(Part I)/Corr.1"]),
    ],
)
def test_lists_and_dates_that_go_astray(
    language: Language, organ: str, text: str, expected: list[str | None]
) -> None:
    assert [symbol for _, symbol in found(text, language, organ)] == expected


def test_a_misdated_number_says_so_and_may_be_settled_by_a_link() -> None:
    text = "in its resolution 64/2 of 9 March 2020"
    [citation] = find_citations(text, EN, organ="HRC")
    assert citation.reason == "its date fits no session of that number"
    link = Link(citation.span, "https://undocs.org/en/A/RES/64/2")
    [citation] = find_citations(text, EN, organ="HRC", links=[link])
    assert citation.symbol == "A/RES/64/2"


def test_a_commission_is_known_by_the_year_of_its_session() -> None:
    text = "the Commission on Narcotic Drugs, recalling resolution 62/8 of 22 March 2019"
    [citation] = find_citations(text, EN, organ="GA")
    assert citation.name == "CND 62/8"


@pytest.mark.parametrize(
    ("language", "text", "printed", "name"),
    [
        (EN, "See FCCC/CP/2015/10/Add.1, decision 1/CP.21, annex.", "1/CP.21", "UNFCCC 1/CP.21"),
        (ZH, "见FCCC/CP/2015/10/Add.1，第1/CP.21号决定，附件。", "1/CP.21", "UNFCCC 1/CP.21"),
        (RU, "в своих решениях 2/CMA.4 и в других", "2/CMA.4", "UNFCCC 2/CMA.4"),
        (AR, "FCCC/CP/2015/10/Add.1، المقرر 1/م أ -21.", "1/م أ -21", "UNFCCC 1/CP.21"),
        (AR, "ICCD/COP(13)/21/Add.1، المقرر 7/م أ-13، المرفق.", "7/م أ-13", "UNCCD 7/COP.13"),
        (AR, "المقرر 1/م أ-21", "1/م أ-21", None),
        (ES, "en su decisión 3/COP.14 la Conferencia", "3/COP.14", "UNCCD 3/COP.14"),
    ],
)
def test_decisions_of_the_parties_to_the_rio_conventions(
    language: Language, text: str, printed: str, name: str | None
) -> None:
    decision = find_citations(text, language, organ="GA")[-1]
    assert (decision.text, decision.symbol, decision.name) == (printed, None, name)
    assert text[slice(*decision.span)] == printed
    assert "decision" in str(decision.reason)
