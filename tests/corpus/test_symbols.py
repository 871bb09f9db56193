"""Symbols: every spelling to one canonical form, and nothing else to any."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from corpus.model import Language
from corpus.symbols import (
    Symbol,
    is_symbol_query,
    parse_symbol,
    readings,
    roman,
    symbol_of_filename,
    undocs_url,
)

SPELLINGS = [
    # General Assembly, session 31 and later
    ("A/RES/67/186", "A/RES/67/186"),
    ("a/res/67/186", "A/RES/67/186"),
    (" A / RES / 67 / 186 ", "A/RES/67/186"),
    ("Ａ／ＲＥＳ／６７／１８６", "A/RES/67/186"),  # full width
    ("А/RES/67/186", "A/RES/67/186"),  # Cyrillic А
    ("A_RES_67_186", "A/RES/67/186"),
    ("67/186", "A/RES/67/186"),
    ("第67/186号决议", "A/RES/67/186"),
    ("第 67/186 號決議", "A/RES/67/186"),
    ("67/186号", "A/RES/67/186"),
    ("resolution 67/186", "A/RES/67/186"),
    ("Résolution 67/186", "A/RES/67/186"),
    ("resoluciones 67/186", "A/RES/67/186"),
    ("резолюции 67/186", "A/RES/67/186"),
    ("القرار 67/186", "A/RES/67/186"),
    ("بقرارها 67/186", "A/RES/67/186"),
    ("“67/186”", "A/RES/67/186"),
    ("A/RES/67/186.", "A/RES/67/186"),
    # spaces or dashes in place of slashes, as people type and files are called
    ("A RES 67 186", "A/RES/67/186"),
    ("A/RES 67/186", "A/RES/67/186"),
    ("a-res-67-186", "A/RES/67/186"),
    ("A RES S-32 1", "A/RES/S-32/1"),
    ("E RES 2004 25", "E/RES/2004/25"),
    ("S RES 1373 (2001)", "S/RES/1373(2001)"),
    ("A HRC RES 57 18", "A/HRC/RES/57/18"),
    # the body in place of its series
    ("GA/RES/67/186", "A/RES/67/186"),
    ("ECOSOC/RES/2004/25", "E/RES/2004/25"),
    ("SC/RES/1373 (2001)", "S/RES/1373(2001)"),
    # the body is named beside the number
    ("大会第67/186号决议", "A/RES/67/186"),
    ("联合国大会第 67/186 号决议", "A/RES/67/186"),
    ("大會第67/186號決議", "A/RES/67/186"),
    ("GA res 67/186", "A/RES/67/186"),
    ("GA Res. 67/186", "A/RES/67/186"),
    ("UNGA 67/186", "A/RES/67/186"),
    ("General Assembly resolution 67/186", "A/RES/67/186"),
    ("UN General Assembly resolution 67/186", "A/RES/67/186"),
    ("the General Assembly’s resolution 67/186", "A/RES/67/186"),
    ("resolution 67/186 of the General Assembly", "A/RES/67/186"),
    ("résolution 67/186 de l'Assemblée générale", "A/RES/67/186"),
    ("la résolution 67/186 de l'Assemblée générale", "A/RES/67/186"),
    ("la resolución 67/186", "A/RES/67/186"),
    ("resolución 67/186 de la Asamblea General", "A/RES/67/186"),
    ("резолюция 67/186 Генеральной Ассамблеи", "A/RES/67/186"),
    ("قرار الجمعية العامة 67/186", "A/RES/67/186"),
    ("经社理事会第2004/25号决议", "E/RES/2004/25"),
    ("经济及社会理事会第2004/25号决议", "E/RES/2004/25"),
    ("ECOSOC 2004/25", "E/RES/2004/25"),
    ("résolution 2004/25 du Conseil économique et social", "E/RES/2004/25"),
    ("安理会第1373(2001)号决议", "S/RES/1373(2001)"),
    ("安全理事会第1373 (2001)号决议", "S/RES/1373(2001)"),
    ("Security Council resolution 1373 (2001)", "S/RES/1373(2001)"),
    ("人权理事会第22/7号决议", "A/HRC/RES/22/7"),
    ("Human Rights Council resolution 57/18", "A/HRC/RES/57/18"),
    ("General Assembly resolution A/RES/67/186", "A/RES/67/186"),
    ("General Assembly resolution 217 A (III)", "A/RES/217(III) A"),
    ("A/RES/\u200e67/186", "A/RES/67/186"),  # mark of direction
    ("٦٧/١٨٦", "A/RES/67/186"),  # Arabic-Indic digits
    ("A/RES/901/1", "A/RES/901/1"),
    # parts
    ("75/251 B", "A/RES/75/251 B"),
    ("A/RES/75/251b", "A/RES/75/251 B"),
    ("A/RES/50/204[A]", "A/RES/50/204 A"),
    ("53/243 A and B", "A/RES/53/243 A-B"),
    ("第53/243 A和B号决议", "A/RES/53/243 A-B"),
    ("53/243 A et B", "A/RES/53/243 A-B"),
    ("53/243 A y B", "A/RES/53/243 A-B"),
    ("53/243 A и B", "A/RES/53/243 A-B"),
    ("53/243 ألف وباء", "A/RES/53/243 A-B"),
    ("A/RES/80/236 A-B", "A/RES/80/236 A-B"),
    ("53/77 AA", "A/RES/53/77 AA"),
    ("79/1 واو", "A/RES/79/1 F"),  # the letter waw, not "and"
    # General Assembly, sessions 1 to 30
    ("第1514(XV)号决议", "A/RES/1514(XV)"),
    ("第2625 （XXV）号决议", "A/RES/2625(XXV)"),
    ("1514 (د-15)", "A/RES/1514(XV)"),
    ("217A (III)", "A/RES/217(III) A"),
    ("217 A (III)", "A/RES/217(III) A"),
    ("A/RES/217(III)[A]", "A/RES/217(III) A"),
    ("A/RES/217 (III) A", "A/RES/217(III) A"),
    ("217 ألف (د-3)", "A/RES/217(III) A"),
    ("2200 А (ХХI)", "A/RES/2200(XXI) A"),  # Cyrillic А and Х
    # special and emergency sessions
    ("3201(S-VI)", "A/RES/3201(S-VI)"),
    ("3201 (دإ-6)", "A/RES/3201(S-VI)"),
    ("2252 (ES-V)", "A/RES/2252(ES-V)"),
    ("S-32/1", "A/RES/S-32/1"),
    ("S‑32/1", "A/RES/S-32/1"),  # non-breaking hyphen
    ("ES–10/15", "A/RES/ES-10/15"),  # en dash
    ("دإ-10/2", "A/RES/S-10/2"),
    ("دإط-10/15", "A/RES/ES-10/15"),
    # ECOSOC
    ("2004/25", "E/RES/2004/25"),
    ("第2004/25号决议", "E/RES/2004/25"),
    ("E/RES/2021/2b", "E/RES/2021/2 B"),
    ("E/RES/663 (XXIV)", "E/RES/663(XXIV)"),
    ("E/RES/155 C (VII)", "E/RES/155(VII) C"),
    ("2088 (LXIII)", "E/RES/2088(LXIII)"),  # the Assembly had 30 Roman sessions
    # the session in words before the number
    ("大会第七十五届会议第196号决议", "A/RES/75/196"),
    ("联大75届196号决议", "A/RES/75/196"),
    ("人權理事會第五十五屆會議第9號決議", "A/HRC/RES/55/9"),
    # as lawyers cite
    ("G.A. Res. 75/196", "A/RES/75/196"),
    ("G.A. Res. 75/196, U.N. Doc. A/RES/75/196 (Dec. 16, 2020)", "A/RES/75/196"),
    ("UN Doc A/RES/75/196 (2020)", "A/RES/75/196"),
    ("E.S.C. Res. 2004/25", "E/RES/2004/25"),
    ("U.N. Doc. E/CN.15/2023/5", "E/CN.15/2023/5"),
    ("S.C. Res. 1373", "S/RES/1373(2001)"),
    # Security Council
    ("1373 (2001)", "S/RES/1373(2001)"),
    ("S/RES/1373", "S/RES/1373(2001)"),
    ("UNSCR 1325", "S/RES/1325(2000)"),
    ("安理会第1373号决议", "S/RES/1373(2001)"),
    ("résolution 1325 du Conseil de sécurité", "S/RES/1325(2000)"),
    ("第1502(2003)号决议", "S/RES/1502(2003)"),
    ("S/RES/1373 (2001)", "S/RES/1373(2001)"),
    ("s/prst/2002/36", "S/PRST/2002/36"),
    # Human Rights Council
    ("a/hrc/res/57/18", "A/HRC/RES/57/18"),
    ("A/HRC/RES/S-16/1", "A/HRC/RES/S-16/1"),
    # other documents
    ("A/67/458", "A/67/458"),
    ("a/c.3/79/l.3", "A/C.3/79/L.3"),
    ("А/С.3/79/L.3", "A/C.3/79/L.3"),  # Cyrillic А and С
    ("A/C.3/78/L.8/Rev.1", "A/C.3/78/L.8/Rev.1"),
    ("A/CONF.222/17", "A/CONF.222/17"),
    ("A/CONF.157/24(PartI)", "A/CONF.157/24(Part I)"),
    ("NPT/CONF.2000/28(PartsIandII)/Corr.1", "NPT/CONF.2000/28(Parts I and II)/Corr.1"),
    ("A/74/6 (Sect. 29A)/Add.1", "A/74/6(Sect. 29A)/Add.1"),
    ("A/C.6/64/SR.1–28/Corrigendum", "A/C.6/64/SR.1-28/Corrigendum"),
    ("A/74/7Add.1", "A/74/7/Add.1"),
    ("A/64/38(supp)", "A/64/38"),
    ("UNEP/EA.4/RES.10", "UNEP/EA.4/Res.10"),
    ("E/2013/30", "E/2013/30"),
    ("A/S-32/2", "A/S-32/2"),
    ("A/RES/67/186/Corr.1", "A/RES/67/186/Corr.1"),
    # addresses
    ("https://undocs.org/ch/A/RES/67/186", "A/RES/67/186"),
    ("http://www.undocs.org/A/RES/67/186", "A/RES/67/186"),
    ("https://undocs.org//ar/A%2fRES%2f67%2f186", "A/RES/67/186"),
    ("https://docs.un.org/zh/S/RES/1373%20(2001)", "S/RES/1373(2001)"),
    ("https://undocs.org/ST/SGB/2019/4", "ST/SGB/2019/4"),  # ST is no language
    ("undocs.org/ru/a/res/415(V)", "A/RES/415(V)"),
    ("https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F57%2F270%2520B&x=1", "A/RES/57/270 B"),
    ("https://documents.un.org/api/symbol/access?s=A/RES/79/1&l=en&t=pdf", "A/RES/79/1"),
]


@pytest.mark.parametrize(("spelling", "canonical"), SPELLINGS)
def test_every_spelling_gives_the_canonical_symbol(spelling: str, canonical: str) -> None:
    assert str(parse_symbol(spelling)) == canonical


@pytest.mark.parametrize("canonical", sorted({canonical for _, canonical in SPELLINGS}))
def test_the_canonical_form_reads_back_to_itself(canonical: str) -> None:
    symbol = parse_symbol(canonical)
    again = parse_symbol(str(symbol))
    fields = ("organ", "session", "number", "is_resolution")
    assert again == symbol
    assert [getattr(again, name) for name in fields] == [getattr(symbol, name) for name in fields]


NO_SYMBOLS = [
    "S/RES/242",  # its year is not known here
    "1373",
    "resolution 196",
    "第七十五届会议",
    "U.N. Doc.",
    "",
    " ",
    "/",
    "1373",
    "A/RES",
    "A/RES/67",
    "A/RES/67/0",
    "A/RES/67/1866",
    "A/RES/22/7",  # the 22nd session printed 2200 (XXII)
    "A/RES/1514(IIII)",
    "A/RES/3500(XXXI)",
    "A/RES/3201(S-VIII)",  # the 8th special session printed S-8/1
    "A/RES/2004/25",
    "E/RES/67/186",
    "E/RES/1900/1",
    "S/RES/1373(1901)",
    "A/RES/217 A (III) B",
    "HIV/AIDS",
    "TCP/IP",
    "24/12/2024",
    "2020/2021",
    "1 67/186",  # two numbers, not one
    "67/186 and 67/187",
    "第60/1号决议，附件",
    "监狱",
    "prison overcrowding",
    "A/",
    "((((",
    "67/186" * 1000,
]


@pytest.mark.parametrize("text", NO_SYMBOLS)
def test_what_is_no_symbol_is_refused_with_advice(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_symbol(text)
    assert "A/RES/67/186" in caught.value.remedy
    assert len(caught.value.problem) < 200
    assert readings(text) == ()
    assert not is_symbol_query(text)


@pytest.mark.parametrize("text", ["22/7", "1/2", "24/7", "第27/5号决议", "S-1/1"])
def test_a_number_that_names_no_body_is_not_guessed(text: str) -> None:
    with pytest.raises(UsageError, match="which body"):
        parse_symbol(text)
    assert not is_symbol_query(text)
    assert [symbol.organ for symbol in readings(text)] == ["HRC"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("67/186", ["A/RES/67/186"]),  # the Human Rights Council stays below 100 a session
        ("42/22", ["A/RES/42/22", "A/HRC/RES/42/22"]),
        ("663 C (XXIV)", ["A/RES/663(XXIV) C", "E/RES/663(XXIV) C"]),
        ("2004/25", ["E/RES/2004/25"]),
        ("1373 (2001)", ["S/RES/1373(2001)"]),
        ("A/HRC/RES/42/22", ["A/HRC/RES/42/22"]),
    ],
)
def test_readings_keep_ambiguity(text: str, expected: list[str]) -> None:
    assert [str(symbol) for symbol in readings(text)] == expected


@pytest.mark.parametrize(
    ("text", "organ", "session", "number", "is_resolution"),
    [
        ("A/RES/67/186", "GA", "67", "186", True),
        ("A/RES/53/243 A", "GA", "53", "243 A", True),
        ("A/RES/217(III) A", "GA", "III", "217 A", True),
        ("A/RES/S-32/1", "GA", "S-32", "1", True),
        ("A/RES/3201(S-VI)", "GA", "S-VI", "3201", True),
        ("E/RES/2004/25", "ECOSOC", "2004", "25", True),
        ("S/RES/1373(2001)", "SC", "2001", "1373", True),
        ("S/PRST/2002/36", "SC", "2002", "36", False),
        ("A/HRC/RES/57/18", "HRC", "57", "18", True),
        ("A/67/458", "GA", "67", "458", False),
        ("A/S-32/2", "GA", "S-32", "2", False),
        ("A/C.3/79/L.3", "GA", "79", "L.3", False),
        ("A/C.3/78/L.8/Rev.1", "GA", "78", "L.8/Rev.1", False),
        ("A/CONF.222/17", "GA", "", "17", False),
        ("A/CONF.189/12/Corr.1", "GA", "", "12/Corr.1", False),
        ("A/HRC/21/39", "HRC", "21", "39", False),
        ("E/CN.15/2013/27", "ECOSOC", "2013", "27", False),
        ("S/2003/529", "SC", "2003", "529", False),
        ("CTOC/COP/2020/10", "CTOC", "2020", "10", False),
        ("UNEP/EA.4/Res.10", "UNEP", "", "Res.10", False),
        ("A/RES/67/186/Corr.1", "GA", "67", "186/Corr.1", False),
    ],
)
def test_the_parts_of_a_symbol(
    text: str, organ: str, session: str, number: str, is_resolution: bool
) -> None:
    symbol = parse_symbol(text)
    found = (symbol.organ, symbol.session, symbol.number, symbol.is_resolution)
    assert found == (organ, session, number, is_resolution)


def test_symbols_sort_by_organ_session_and_number() -> None:
    ordered = [
        "A/RES/217(III)",
        "A/RES/217(III) A",
        "A/RES/1514(XV)",
        "A/RES/3470(XXX)",
        "A/RES/31/1",
        "A/RES/67/9",
        "A/RES/67/186",
        "A/RES/75/251 A",
        "A/RES/75/251 B",
        "A/RES/100/1",
        "A/RES/3201(S-VI)",
        "A/RES/S-8/1",
        "A/RES/S-32/1",
        "A/RES/2252(ES-V)",
        "A/RES/ES-11/1",
        "A/67/458",
        "E/RES/155(VII) C",
        "E/RES/2004/25",
        "E/2013/30",
        "S/RES/1325(2000)",
        "S/RES/1373(2001)",
        "A/HRC/RES/5/1",
        "A/HRC/RES/57/18",
        "CTOC/COP/2020/10",
        "UNEP/EA.4/Res.9",
        "UNEP/EA.4/Res.10",
    ]
    symbols = [parse_symbol(text) for text in ordered]
    shuffled = sorted(symbols, key=lambda symbol: symbol.text[::-1])
    assert [str(symbol) for symbol in sorted(shuffled, key=lambda s: s.sort_key)] == ordered


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (15, "XV"), (29, "XXIX"), (30, "XXX"), (63, "LXIII")],
)
def test_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


def test_there_is_no_roman_nought() -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(0)


@pytest.mark.parametrize(
    ("symbol", "language", "url"),
    [
        ("67/186", Language.ZH, "https://undocs.org/zh/A/RES/67/186"),
        ("1373 (2001)", Language.EN, "https://undocs.org/en/S/RES/1373(2001)"),
        ("75/251 B", Language.FR, "https://undocs.org/fr/A/RES/75/251%20B"),
        ("217 A (III)", Language.AR, "https://undocs.org/ar/A/RES/217(III)"),
        ("A/CONF.157/24(Part I)", Language.RU, "https://undocs.org/ru/A/CONF.157/24(Part%20I)"),
    ],
)
def test_undocs_url(symbol: str, language: Language, url: str) -> None:
    assert undocs_url(parse_symbol(symbol), language) == url


FILE_NAMES = [
    # UNxml: job number, language letter, reissues
    ("A_RES_80_226-2520943C.xml", "A/RES/80/226"),
    ("A_RES_76_146-2119184A_reissue.xml", "A/RES/76/146"),
    ("A_RES_76_23-2118258E-reissue.xml", "A/RES/76/23"),
    ("A_RES_76_16_reissue_S.xml", "A/RES/76/16"),
    ("A_RES_77_296-A.xml", "A/RES/77/296"),
    ("A_RES_76_3_R.xml", "A/RES/76/3"),
    ("A_RES_77_298_2312692R.xml", "A/RES/77/298"),
    ("A_RES_ES-11_6-C.xml", "A/RES/ES-11/6"),
    ("A_RES_S-32_1-2107229E.xml", "A/RES/S-32/1"),
    ("75_229_C.xml", "A/RES/75/229"),
    ("74_168.xml", "A/RES/74/168"),
    ("74_284_f.xml", "A/RES/74/284"),
    # … with parts
    ("A_RES_75_242 B-2108986R.xml", "A/RES/75/242 B"),
    ("A_RES_76_244B_A.xml", "A/RES/76/244 B"),
    ("A_RES_77_290B_2312999R.xml", "A/RES/77/290 B"),
    ("A_RES_77_256 A-B-2300172A.xml", "A/RES/77/256 A-B"),
    ("A_RES_77_264 A-C.xml", "A/RES/77/264 A-C"),
    ("A_RES_78_80AB-2324937R.xml", "A/RES/78/80 A-B"),
    ("A_RES_75_251 C_E.xml", "A/RES/75/251 C"),
    ("75_251_B_A.xml", "A/RES/75/251 B"),
    ("75_101A-B_E.xml", "A/RES/75/101 A-B"),
    ("75_290 A_F.xml", "A/RES/75/290 A"),
    # … of the other organs
    ("E_RES_2024_9-2414117C.xml", "E/RES/2024/9"),
    ("E_RES_2021_2 B-2110300E.xml", "E/RES/2021/2 B"),
    ("S_RES_2504 (2020)-2000407C.xml", "S/RES/2504(2020)"),
    ("S_RES_2598 (2021)_S.xml", "S/RES/2598(2021)"),
    ("SC_2578_2021-S.xml", "S/RES/2578(2021)"),
    ("S_PRST_2015_19-1534241E.xml", "S/PRST/2015/19"),
    ("S_PRST_2007_38_0-0755369E.xml", "S/PRST/2007/38"),
    ("S_PRST_2000_27_Corr.1-0060049E.xml", "S/PRST/2000/27/Corr.1"),
    ("S_2023_638-2316801S.xml", "S/2023/638"),
    ("A_HRC_RES_57_29F.xml", "A/HRC/RES/57/29"),
    # the Digital Library
    ("A_RES_78_225-ZH.pdf", "A/RES/78/225"),
    ("A_RES_75_251_B-EN.pdf", "A/RES/75/251 B"),
    ("A_RES_75_251_C-FR.pdf", "A/RES/75/251 C"),  # here C is a part, the language is FR
    ("A_RES_50_204^A^-EN.pdf", "A/RES/50/204 A"),
    ("A_RES_217(III)^A^-EN.pdf", "A/RES/217(III) A"),
    ("S_RES_1373_(2001)-AR.pdf", "S/RES/1373(2001)"),
    ("A_C.3_79_L.3-ES.pdf", "A/C.3/79/L.3"),
    ("A_63_855--S_2009_250-RU.pdf", "A/63/855"),
    # plain
    ("A_RES_67_186.txt", "A/RES/67/186"),
    ("A_RES_67_186", "A/RES/67/186"),
    ("A_CONF.222_17", "A/CONF.222/17"),
    ("some folder/zh/A_RES_67_186.txt", "A/RES/67/186"),
    ("C:\\papers\\A_RES_67_186.pdf", "A/RES/67/186"),
]


@pytest.mark.parametrize(("name", "expected"), FILE_NAMES)
def test_symbol_of_filename(name: str, expected: str) -> None:
    assert str(symbol_of_filename(name)) == expected


@pytest.mark.parametrize(
    "name",
    [
        "N2427222.pdf",
        "notes.txt",
        "README.md",
        "2024_10.pdf",  # a month, not ECOSOC
        "12_7.xml",
        "S_RES_380_N0166093.xml",  # the year of this number is not known
        "",
        ".xml",
    ],
)
def test_other_file_names_give_no_symbol(name: str) -> None:
    assert symbol_of_filename(name) is None


# Properties -------------------------------------------------------------------------------------

numbers = st.integers(1, 999).map(str)
parts = st.sampled_from(["", " A", " B", " A-B", " AA"])
old_sessions = st.integers(1, 30).map(roman)


@st.composite
def canonical_texts(draw: st.DrawFn) -> str:
    number, part = draw(numbers), draw(parts)
    return draw(
        st.sampled_from(
            [
                f"A/RES/{draw(st.integers(31, 999))}/{number}{part}",
                f"A/RES/S-{draw(st.integers(8, 40))}/{number}",
                f"A/RES/ES-{draw(st.integers(6, 40))}/{number}",
                f"A/RES/{number}({draw(old_sessions)}){part}",
                f"A/RES/{number}(S-VI)",
                f"E/RES/{draw(st.integers(1946, 2100))}/{number}{part}",
                f"S/RES/{number}({draw(st.integers(1946, 2100))})",
                f"A/{draw(st.integers(31, 99))}/{number}/Add.1",
                f"A/C.3/{draw(st.integers(31, 99))}/L.{number}",
            ]
        )
    )


@given(canonical_texts())
def test_any_canonical_symbol_survives_reading(text: str) -> None:
    assert str(parse_symbol(text)) == text


@given(canonical_texts(), st.data())
def test_case_width_and_spaces_do_not_matter(text: str, data: st.DataObject) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" for c in text)
    spaced = re.sub(r"([/(])", r" \1 ", text)
    spelled = data.draw(st.sampled_from([text.lower(), wide, spaced, text.replace("/", "_")]))
    assert str(parse_symbol(spelled)) == text


@given(
    st.text(
        alphabet=st.sampled_from("AERSCОС/().-_ 0123456789٣XIVLد-إط第号决议ألفباء"), max_size=40
    )
)
def test_no_text_crashes_and_every_reading_reads_back(text: str) -> None:
    for symbol in readings(text):
        assert isinstance(symbol, Symbol)
        assert symbol in readings(str(symbol))
        assert symbol.sort_key == parse_symbol(str(symbol)).sort_key
    symbol_of_filename(text)
