"""Citations beyond the United Nations' own numbers, and numbers without what tells them apart.

Documents of other organizations, decisions with Roman numerals, general comments, bodies by their
initials, the Security Council's resolutions without their year, and old numbers that the General
Assembly never gave. The sentences are made up; the forms are those that the six languages print.
"""

import pytest

from corpus.bodies import assembly_may_have
from corpus.citations import find_citations
from corpus.model import Citation, Language
from corpus.pinpoints import with_pinpoints

ZH, EN, FR, ES, RU, AR = (Language(code) for code in ("zh", "en", "fr", "es", "ru", "ar"))


def only(text: str, language: Language, organ: str = "GA") -> Citation:
    [citation] = find_citations(text, language, organ=organ)
    return citation


@pytest.mark.parametrize(
    ("text", "language", "printed", "name"),
    [
        ("resolution GC(62)/RES/7 of it", EN, "GC(62)/RES/7", "IAEA GC(62)/RES/7"),
        ("第GC(62)/RES/7号决议", ZH, "GC(62)/RES/7", "IAEA GC(62)/RES/7"),
        ("(GOV/2011/65)", EN, "GOV/2011/65", "IAEA GOV/2011/65"),
        (
            "INFCIRC/254/Rev.9/Part.1",
            EN,
            "INFCIRC/254/Rev.9/Part.1",
            "IAEA INFCIRC/254/Rev.9/Part.1",
        ),
        ("第WHA72.3号决议", ZH, "WHA72.3", "WHO WHA72.3"),
        ("la résolution WHA 72.3", FR, "WHA 72.3", "WHO WHA72.3"),
        ("القرار ج ص ع 72-3", AR, "ج ص ع 72-3", "WHO WHA72.3"),
        ("document WHA63/2010/REC/1", EN, "WHA63/2010/REC/1", "WHO WHA63/2010/REC/1"),
        ("38 C/Résolution 48", FR, "38 C/Résolution 48", "UNESCO 38 C/Resolution 48"),
        ("قرار المجلس التنفيذي 194 م ت/10", AR, "194 م ت/10", "UNESCO 194 EX/10"),
        ("documento WT/L/508/Add.1", ES, "WT/L/508/Add.1", "WTO WT/L/508/Add.1"),
        ("WT/MIN(22)/33, annex", EN, "WT/MIN(22)/33", "WTO WT/MIN(22)/33"),
        ("документ CL 144/9", RU, "CL 144/9", "FAO CL 144/9"),
        ("(С 2013/20), приложение", RU, "С 2013/20", "FAO C 2013/20"),
        ("document C/2017/REP", FR, "C/2017/REP", "FAO C 2017/REP"),
        ("COFI/2014/4.2/Rev.1", ES, "COFI/2014/4.2/Rev.1", "FAO COFI/2014/4.2/Rev.1"),
        ("документ EB 136/8", RU, "EB 136/8", "WHO EB 136/8"),
        ("document LEG/CONF.15/22", EN, "LEG/CONF.15/22", "IMO LEG/CONF.15/22"),
        ("резолюции А.1090(28)", RU, "А.1090(28)", "IMO A.1090(28)"),
        ("resolution A41-1.", EN, "A41-1", "ICAO A41-1"),
        ("EC-M-33/DEC.1", EN, "EC-M-33/DEC.1", "OPCW EC-M-33/DEC.1"),
        (
            "Assembly/AU/Dec. 8 (XXXII)",
            FR,
            "Assembly/AU/Dec. 8 (XXXII)",
            "AU Assembly/AU/Dec.8(XXXII)",
        ),
    ],
)
def test_documents_of_other_organizations(
    text: str, language: Language, printed: str, name: str
) -> None:
    citation = only(text, language)
    assert (citation.symbol, citation.text, citation.name) == (None, printed, name)
    assert "no UN symbol" in (citation.reason or "")


def test_a_document_of_another_organization_is_not_read_as_two() -> None:
    cited = find_citations("GOV/INF/2005/10-GC(49)/INF/6, attachment", EN, organ="GA")
    assert [one.name for one in cited] == ["IAEA GOV/INF/2005/10", "IAEA GC(49)/INF/6"]


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("decision XII/11 of 17 October 2014", EN, "XII/11"),
        ("第XII/11号决定", ZH, "XII/11"),
        ("decisión SS.VI/1, anexo", ES, "SS.VI/1"),
        ("its general comment No. 24 (2019) on", EN, "No. 24 (2019)"),
        ("第24(2019)号一般性意见", ZH, "24(2019)"),
        ("la recommandation générale no 39 (2022)", FR, "no 39 (2022)"),
        ("общую рекомендацию № 39 (2022)", RU, None),
        ("общая рекомендация № 39", RU, None),
    ],
)
def test_decisions_and_general_comments_say_why(
    text: str, language: Language, printed: str | None
) -> None:
    citation = only(text, language)
    assert citation.symbol is None
    assert citation.text == (printed or text[text.index("№") :])
    assert citation.reason


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("CCPCJ 22/7 and 23/1", EN, ["CCPCJ 22/7", "CCPCJ 23/1"]),
        ("CCPCJ resolution 22/7, CND resolution 59/5", EN, ["CCPCJ 22/7", "CND 59/5"]),
        ("COP 10/6 et COSP 8/4", FR, ["UNTOC COP 10/6", "UNCAC COSP 8/4"]),
        ("见CCPCJ 22/7和COSP 8/4", ZH, ["CCPCJ 22/7", "UNCAC COSP 8/4"]),
        ("UNTOC COP 9/1", RU, ["UNTOC COP 9/1"]),
    ],
)
def test_initials_name_the_body_of_the_number(
    text: str, language: Language, names: list[str]
) -> None:
    cited = find_citations(text, language, organ="GA")
    assert [(one.symbol, one.name) for one in cited] == [(None, name) for name in names]


@pytest.mark.parametrize(
    ("text", "language", "organ", "symbols"),
    [
        ("paragraph 5 of resolution 2093 and resolution 2374 (2017)", EN, "SC",
         ["S/RES/2093(2013)", "S/RES/2374(2017)"]),
        ("las resoluciones 1267, 1989 y 2253 contra", ES, "SC",
         ["S/RES/1267(1999)", "S/RES/1989(2011)", "S/RES/2253(2015)"]),
        ("经第2093号决议第33段修订", ZH, "SC", ["S/RES/2093(2013)"]),
        ("من القرار 1970، بصيغتهما", AR, "SC", ["S/RES/1970(2011)"]),
        ("осуществления резолюции 2391", RU, "SC", ["S/RES/2391(2017)"]),
        ("la résolution 1325 du Conseil de sécurité", FR, "GA", ["S/RES/1325(2000)"]),
        ("安全理事会第1325号决议", ZH, "GA", ["S/RES/1325(2000)"]),
        ("General Assembly resolution 1514", EN, "SC", []),
    ],
)  # fmt: skip
def test_the_security_councils_numbers_without_their_year(
    text: str, language: Language, organ: str, symbols: list[str]
) -> None:
    assert [one.symbol for one in find_citations(text, language, organ=organ)] == symbols


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "the Economic Commission for Latin America in its resolution 574 (XXVII)"),
        (ES, "la Comisión Económica para América Latina aprobó la resolución 574 (XXVII)"),
        (FR, "la Commission économique pour l’Amérique latine a adopté la résolution 574 (XXVII)"),
        (RU, "Экономической комиссией для Латинской Америки резолюции 574 (XXVII)"),
        (AR, "اللجنة الاقتصادية لأمريكا اللاتينية في قرارها 574 (د-27)"),
        (ZH, "拉丁美洲和加勒比经济委员会1998年5月16日第574(XXVII)号决议"),
    ],
)  # fmt: skip
def test_an_old_number_is_the_commissions_that_is_named_with_it(
    language: Language, text: str
) -> None:
    citation = only(text, language)
    assert (citation.symbol, citation.reason) == (
        None,
        "resolutions of commissions have no symbol of their own",
    )


def test_an_old_number_that_the_assembly_never_gave_has_no_symbol() -> None:
    citation = only("its resolution 722 (XXIII)", EN)
    assert citation.symbol is None
    assert "had no such number" in (citation.reason or "")
    assert only("its resolution 1514 (XV)", EN).symbol == "A/RES/1514(XV)"


def test_an_old_number_that_the_assembly_gave_stays_its_whoever_is_named() -> None:
    assert only("其中要求特别委员会继续执行第1970(XVIII)号决议", ZH).symbol == "A/RES/1970(XVIII)"
    council = "Economic and Social Commission for Western Asia resolution 335 (S-VI)"
    assert only(council, EN).symbol is None


@pytest.mark.parametrize(
    ("number", "session"),
    [(1, "I"), (96, "I"), (181, "II"), (217, "III"), (260, "III"), (377, "V"), (973, "X"),
     (1541, "XV"), (2200, "XXI"), (2625, "XXV"), (3101, "XXVIII"), (3314, "XXIX"), (3541, "XXX"),
     (1874, "S-IV"), (3201, "S-VI"), (997, "ES-I")],
)  # fmt: skip
def test_numbers_that_the_assembly_gave(number: int, session: str) -> None:
    assert assembly_may_have(number, session)


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("A/CONF.234/16, chap. I, resolution 1, annex II.", EN, "chap. I, resolution 1, annex II"),
        ("A/CONF.234/16，第一章，决议1。", ZH, "第一章，决议1"),
        ("A/CONF.234/16، الفصل الأول، القرار 1.", AR, "الفصل الأول، القرار 1"),
        ("A/CONF.234/16, гл. I, резолюция 1.", RU, "гл. I, резолюция 1"),
        ("A/CONF.234/16, annex II, resolution 14/221.", EN, "annex II"),
    ],
)
def test_a_resolution_that_a_report_contains_is_part_of_it(
    text: str, language: Language, part: str
) -> None:
    cited = Citation((0, 13), "A/CONF.234/16", "A/CONF.234/16")
    [found] = with_pinpoints(text, (cited,), language)
    assert found.pinpoint == part


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            FR,
            "la Conférence de 1995 chargée d’examiner le Traité sur la non-prolifération des "
            "armes nucléaires",
        ),
        (
            ES,
            "las Conferencias de 1995, 2000 y 2010 encargadas del Examen del Tratado sobre la No "
            "Proliferación de las Armas Nucleares",
        ),
    ],
)
def test_a_treaty_in_the_name_of_its_review_conference_is_no_citation(
    language: Language, text: str
) -> None:
    assert find_citations(text, language, organ="GA") == ()
