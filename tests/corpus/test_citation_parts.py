"""What a citation says beyond its symbol: the part that is meant, treaties, "Ibid."."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.chains import with_chains
from corpus.citations import find_citations
from corpus.model import Citation, Kind, Language, Paragraph, Resolution
from corpus.treaties import find_treaties

ZH, EN, FR, ES, RU, AR = (Language(code) for code in ("zh", "en", "fr", "es", "ru", "ar"))

PINPOINTS = [
    (ZH, "见第60/1号决议，附件。", [("A/RES/60/1", "附件")]),
    (ZH, "重申大会第60/1号决议第13段的样本，", [("A/RES/60/1", "第13段")]),
    (
        ZH,
        "第55/25号决议，附件二；第58/4号决议，附件。",
        [("A/RES/55/25", "附件二"), ("A/RES/58/4", "附件")],
    ),
    (ZH, "《样本记录，补编第53号》(A/73/53)，第六章，A节。", [("A/73/53", "第六章，A节")]),
    (ZH, "第60/1号决议，样本。", [("A/RES/60/1", None)]),
    (EN, "Resolution 55/25, annex II.", [("A/RES/55/25", "annex II")]),
    (EN, "See paragraph 5 of its resolution 60/1,", [("A/RES/60/1", "paragraph 5")]),
    (
        EN,
        "paragraphs 5 and 6 (b) of General Assembly resolution 60/1",
        [("A/RES/60/1", "paragraphs 5 and 6 (b)")],
    ),
    (EN, "See CAC/COSP/2019/17, sect. I.B, para. 3.", [("CAC/COSP/2019/17", "sect. I.B, para. 3")]),
    (
        EN,
        "S/RES/1894 (2009), op. 4; and S/RES/1889 (2009), pp. 6;",
        [("S/RES/1894(2009)", "op. 4"), ("S/RES/1889(2009)", "pp. 6")],
    ),
    (
        EN,
        "S/RES/1964 (2010), op. 8, pp. 2 and op. 12; x",
        [("S/RES/1964(2010)", "op. 8, pp. 2 and op. 12")],
    ),
    (EN, "paragraph 3 of article 12 of the Rome Statute", [(None, "paragraph 3 of article 12")]),
    (
        EN,
        "paragraph 3 (a) of section II of its resolution 60/1",
        [("A/RES/60/1", "paragraph 3 (a) of section II")],
    ),
    (
        FR,
        "du paragraphe 3 de l’article 12 du Statut de Rome",
        [(None, "paragraphe 3 de l’article 12")],
    ),
    (
        ES,
        "el párrafo 3 del artículo 12 del Estatuto de Roma",
        [(None, "párrafo 3 del artículo 12")],
    ),
    (RU, "в пункте 3 статьи 12 Римского статута", [(None, "пункте 3 статьи 12")]),
    (RU, "важность статей III и IV Конвенции о правах ребенка", [(None, "статей III и IV")]),
    (AR, "الفقرة 3 من المادة 12 من نظام روما الأساسي", [(None, "الفقرة 3 من المادة 12")]),
    (AR, "تنفيذ المادة السادسة من اتفاقية حقوق الطفل", [(None, "المادة السادسة")]),
    (
        AR,
        "أهمية المادتين الثالثة والرابعة من اتفاقية حقوق الطفل",
        [(None, "المادتين الثالثة والرابعة")],
    ),
    (AR, "وفقا للمادة 4 من اتفاقية حقوق الطفل", [(None, "للمادة 4")]),
    (AR, "الفصل الخامس من اتفاقية حقوق الطفل", [(None, "الفصل الخامس")]),
    (ZH, "《罗马规约》第十二条第三款的样本", [(None, "第十二条第三款")]),
    (EN, "S/RES/2116 (2013), op.13; and", [("S/RES/2116(2013)", "op.13")]),
    (EN, "in annex 5 the samples, and resolution 60/1", [("A/RES/60/1", None)]),
    # Behind the date and the body that follow the number.
    (EN, "See resolution 60/1 of 16 September 2005, para. 7.", [("A/RES/60/1", "para. 7")]),
    (EN, "Resolution 55/25 of the General Assembly, annex II.", [("A/RES/55/25", "annex II")]),
    (FR, "résolution 55/25 de l’Assemblée générale, annexe.", [("A/RES/55/25", "annexe")]),
    (
        FR,
        "la résolution 55/25 de l’Assemblée générale, en date du 15 novembre 2000, annexe II.",
        [("A/RES/55/25", "annexe II")],
    ),
    (ES, "resolución 55/25 de la Asamblea General, anexo.", [("A/RES/55/25", "anexo")]),
    (ES, "resolución 55/25, de 15 de noviembre de 2000, anexo.", [("A/RES/55/25", "anexo")]),
    (RU, "резолюцию 55/25 Генеральной Ассамблеи, приложение.", [("A/RES/55/25", "приложение")]),
    (
        RU,
        "резолюцию 55/25 Генеральной Ассамблеи от 15 ноября 2000 года, приложение.",
        [("A/RES/55/25", "приложение")],
    ),
    (
        AR,
        "القرار 55/25 المؤرخ 15 تشرين الثاني/نوفمبر 2000، المرفق الثاني.",
        [("A/RES/55/25", "المرفق الثاني")],
    ),
    # The part of the next one.
    (
        EN,
        "resolution 60/1, paragraph 5 of its resolution 61/2, and",
        [("A/RES/60/1", None), ("A/RES/61/2", "paragraph 5")],
    ),
    (
        RU,
        "резолюция 60/1, пункт 5 резолюции 61/2 и",
        [("A/RES/60/1", None), ("A/RES/61/2", "пункт 5")],
    ),
    (
        RU,
        "резолюция 60/1, пункт 5 и резолюция 61/2",
        [("A/RES/60/1", "пункт 5"), ("A/RES/61/2", None)],
    ),
    (
        AR,
        "قرارها 60/1، والفقرة 5 من قرارها 61/2",
        [("A/RES/60/1", None), ("A/RES/61/2", "الفقرة 5")],
    ),
    (FR, "Résolution 55/25, annexe II.", [("A/RES/55/25", "annexe II")]),
    (
        FR,
        "conformément au paragraphe 19 de sa résolution 72/76,",
        [("A/RES/72/76", "paragraphe 19")],
    ),
    (
        ES,
        "Recuerda los párrafos 5 y 6 de su resolución 74/258",
        [("A/RES/74/258", "párrafos 5 y 6")],
    ),
    (RU, "См. резолюцию 2200 A (XXI), приложение.", [("A/RES/2200(XXI) A", "приложение")]),
    (RU, "пункт 5 своей резолюции 66/246", [("A/RES/66/246", "пункт 5")]),
    (AR, "القرار 55/25، المرفق الثاني.", [("A/RES/55/25", "المرفق الثاني")]),
    (AR, "الفقرة 53 من قرارها 64/72", [("A/RES/64/72", "الفقرة 53")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), PINPOINTS)
def test_part_of_the_document(
    language: Language, text: str, expected: list[tuple[str, str | None]]
) -> None:
    citations = find_citations(text, language, organ="GA")
    assert [(one.symbol, one.pinpoint) for one in citations] == expected


UNTOC = "United Nations Convention against Transnational Organized Crime"
TRAFFICKING = (
    "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children"
)
COVENANT = "International Covenant on Civil and Political Rights"
COVENANT_RU = "Международным пактом о гражданских и политических правах"
TREATIES = [
    (ZH, "联合国，《条约汇编》，第2225卷，第39574号。", "第2225卷，第39574号", "39574", UNTOC),
    (
        EN,
        "United Nations, Treaty Series, vol. 2225, No. 39574.",
        "vol. 2225, No. 39574",
        "39574",
        UNTOC,
    ),
    (EN, "Ibid., vol. 2237, No. 39574.", "vol. 2237, No. 39574", "39574", TRAFFICKING),
    (
        FR,
        "Nations Unies, Recueil des Traités, vol. 2225, no 39574.",
        "vol. 2225, no 39574",
        "39574",
        UNTOC,
    ),
    (
        ES,
        "Naciones Unidas, Treaty Series, vol. 2225, núm. 39574.",
        "vol. 2225, núm. 39574",
        "39574",
        UNTOC,
    ),
    (
        RU,
        "United Nations, Treaty Series, vol. 2225, No. 39574.",
        "vol. 2225, No. 39574",
        "39574",
        UNTOC,
    ),
    (RU, "Там же, vol. 2225, № 39574.", "vol. 2225, № 39574", "39574", UNTOC),
    (AR, "المرجع نفسه، المجلد 2225، الرقم 39574.", "المجلد 2225، الرقم 39574", "39574", UNTOC),
    (
        EN,
        "United Nations, Treaty Series, vol. 75, Nos. 970–973.",
        "vol. 75, Nos. 970–973",
        "970",
        "Geneva Conventions of 12 August 1949",
    ),
    (EN, "United Nations, Treaty Series, vol. 9, No. 999.", "vol. 9, No. 999", "999", None),
    (
        ZH,
        "缔约国应遵守《联合国反腐败公约》的样本，",
        "联合国反腐败公约",
        "42146",
        "United Nations Convention against Corruption",
    ),
    (
        FR,
        "à la Convention relative aux droits de l'enfant et",
        "Convention relative aux droits de l'enfant",
        "27531",
        "Convention on the Rights of the Child",
    ),
    (RU, f"в соответствии с {COVENANT_RU}", COVENANT_RU, "14668", COVENANT),
    (
        AR,
        "واتفاقية حقوق الطفل،",
        "اتفاقية حقوق الطفل",
        "27531",
        "Convention on the Rights of the Child",
    ),
]


@pytest.mark.parametrize(("language", "text", "printed", "number", "name"), TREATIES)
def test_treaties(
    language: Language, text: str, printed: str, number: str, name: str | None
) -> None:
    [found] = find_citations(text, language, organ="GA")
    assert (found.text, found.treaty, found.name) == (printed, number, name)
    assert text[slice(*found.span)] == printed
    assert found.symbol is None
    assert number in str(found.reason)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "League of Nations, Treaty Series, vol. 60, No. 1414."),
        (EN, "the Inter-American Convention against Corruption"),
        (ZH, "《美洲反腐败公约》"),
        (EN, "Official Records, vol. 3, No. 12."),
        (
            EN,
            "Conference of the States Parties to the United Nations Convention against Corruption",
        ),
        # The conference of a treaty's parties, and the one that reviews it.
        (EN, "the ninth Conference of the Parties to the Convention on Biological Diversity"),
        (
            EN,
            "the 1995 Review and Extension Conference of the Parties to the Treaty on the "
            "Non-Proliferation of Nuclear Weapons",
        ),
        (
            FR,
            "la neuvième réunion de la Conférence des Parties à la Convention sur la diversité "
            "biologique",
        ),
        (
            FR,
            "Conférence des Parties chargée d’examiner le Traité sur la non-prolifération des "
            "armes nucléaires",
        ),
        (ES, "la novena Conferencia de las Partes en el Convenio sobre la Diversidad Biológica"),
        (
            ES,
            "Conferencia de las Partes de 1998 encargada del Examen del Tratado sobre la No "
            "Proliferación de las Armas Nucleares",
        ),
        (RU, "девятого совещания Конференции сторон Конвенции о биологическом разнообразии"),
        (
            RU,
            "Конференция 1998 года участников Договора о нераспространении ядерного оружия",
        ),
        (AR, "الاجتماع التاسع لمؤتمر الأطراف في اتفاقية التنوع البيولوجي"),
        (AR, "مؤتمر استعراض معاهدة عدم انتشار الأسلحة النووية"),
        (ZH, "《不扩散核武器条约缔约国1998年审议和延期大会，样本》"),
        (ZH, "《生物多样性公约》缔约方大会第九次会议"),
        (ZH, "《集束弹药公约》缔约国第九次会议"),
        # A protocol to a treaty, or another agreement on it, is a treaty of its own.
        (EN, "the Sample Protocol on Samples to the Convention on Biological Diversity"),
        (EN, "Additional Protocol I to the Geneva Conventions"),
        (FR, "le Protocole additionnel I aux Conventions de Genève"),
        (ES, "el Protocolo de 1998 relativo al Convenio sobre el Trabajo Forzoso"),
        (RU, "Протокол 1998 года к Конвенции о принудительном труде"),
        (AR, "البروتوكول الملحق باتفاقية العمل الجبري"),
        (AR, "المكمِّل لاتفاقية حقوق الطفل"),
        (FR, "l’Accord se rapportant à la Convention des Nations Unies sur le droit de la mer"),
        (EN, "the Agreement under the United Nations Convention on the Law of the Sea"),
        (EN, "the Sample Protocol, supplementing the Convention on the Rights of the Child"),
        (ES, "el Protocolo de Muestra, que complementa la Convención sobre los Derechos del Niño"),
        (RU, "Протокол, дополняющий Конвенцию о правах ребенка"),
        (ZH, "《儿童权利公约关于样本问题的任择议定书》"),
        (ZH, "《日内瓦四公约》第一附加议定书"),
    ],
)
def test_other_treaties_and_volumes_are_left_alone(language: Language, text: str) -> None:
    assert find_citations(text, language, organ="GA") == ()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (ZH, "预防犯罪和刑事司法委员会2013年4月26日第22/7号决议", "CCPCJ 22/7"),
        (EN, "Commission on Narcotic Drugs resolution 59/5 of 22 March 2016", "CND 59/5"),
        (ZH, "联合国反腐败公约缔约国会议第8/4号决议", "UNCAC COSP 8/4"),
        (ZH, "《联合国打击跨国有组织犯罪公约》缔约方会议第10/6号决议", "UNTOC COP 10/6"),
    ],
)
def test_resolutions_without_a_symbol_have_a_name(language: Language, text: str, name: str) -> None:
    [found] = find_citations(text, language, organ="GA")
    assert (found.symbol, found.name) == (None, name)
    assert found.reason


def noted(language: Language, *notes: str) -> list[Citation]:
    """What the last of these footnotes cites, in a resolution that has them."""
    paragraphs = tuple(
        Paragraph(
            f"fn{number}",
            Kind.FOOTNOTE,
            text,
            number=str(number),
            citations=find_citations(text, language, organ="GA"),
        )
        for number, text in enumerate(notes, start=1)
    )
    resolution = Resolution("A/RES/901/1", language, "Sample", "GA", "901", "1", paragraphs)
    return list(with_chains(resolution).paragraphs[-1].citations)


IBIDEM = [
    (EN, ("See resolution 217 A (III).", "Ibid."), "A/RES/217(III) A", None),
    (EN, ("Resolution 55/2, annex.", "Ibid., annex II."), "A/RES/55/2", "annex II"),
    (EN, ("See A/67/458.", "Ibid., para. 3.", "Ibid., para. 4."), "A/67/458", "para. 4"),
    (EN, ("A/69/53 and A/69/53/Corr.1, chap. I.", "Ibid., chap. IV."), "A/69/53", "chap. IV"),
    (EN, ("See A/67/458.", "A sales publication.", "Ibid., annex."), None, "annex"),
    (ZH, ("见第60/1号决议。", "同上，附件二。"), "A/RES/60/1", "附件二"),
    (FR, ("Résolution 60/1.", "Ibid., par. 50 et 51."), "A/RES/60/1", "par. 50 et 51"),
    (ES, ("Resolución 60/1.", "Ibíd., anexo."), "A/RES/60/1", "anexo"),
    (RU, ("Резолюция 60/1.", "Там же, приложение II."), "A/RES/60/1", "приложение II"),
    (AR, ("القرار 60/1.", "المرجع نفسه، المرفق الثاني."), "A/RES/60/1", "المرفق الثاني"),
]


@pytest.mark.parametrize(("language", "notes", "symbol", "pinpoint"), IBIDEM)
def test_ibid_is_the_document_of_the_footnote_before(
    language: Language, notes: tuple[str, ...], symbol: str | None, pinpoint: str | None
) -> None:
    [found] = noted(language, *notes)
    assert (found.symbol, found.pinpoint) == (symbol, pinpoint)
    assert (found.reason is None) == (symbol is not None)
    assert notes[-1][slice(*found.span)] == found.text


def test_ibid_of_a_series_is_no_citation_of_its_own() -> None:
    found = noted(
        EN, "Records, Supplement No. 53 (A/73/53).", "Ibid., Supplement No. 10 (A/74/10)."
    )
    assert [one.symbol for one in found] == ["A/74/10"]
    found = noted(EN, "United Nations, Treaty Series, vol. 1, No. 2.", "Ibid., vol. 3, No. 45.")
    assert [one.treaty for one in found] == ["45"]


def test_ibid_of_a_treaty_is_the_treaty() -> None:
    [found] = noted(EN, "United Nations, Treaty Series, vol. 1577, No. 27531.", "Ibid.")
    assert (found.treaty, found.symbol) == ("27531", None)


def test_ibid_in_the_text_of_a_paragraph_is_left_alone() -> None:
    paragraph = Paragraph("op1", Kind.OPERATIVE, "Ibid. of samples;")
    resolution = Resolution("A/RES/901/1", EN, "Sample", "GA", "901", "1", (paragraph,))
    assert with_chains(resolution) == resolution
    assert with_chains(replace(resolution, paragraphs=())).paragraphs == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "calls upon the States parties to the Convention on the Rights of the Child"),
        (EN, "the Protocol and the parties to the Convention on the Rights of the Child"),
        (EN, "the Convention on the Rights of the Child and the Optional Protocols thereto"),
        (
            FR,
            "la Conférence prie les États parties à la Convention relative aux droits de l’enfant",
        ),
        (ES, "exhorta a los Estados partes en la Convención sobre los Derechos del Niño"),
        (RU, "призывает государства — участники Конвенции о правах ребенка"),
        (AR, "تهيب بالدول الأطراف في اتفاقية حقوق الطفل"),
        (ZH, "促请《儿童权利公约》缔约国在会议上"),
        (ZH, "《儿童权利公约》及其各项任择议定书"),
    ],
)
def test_a_treaty_beside_its_parties_or_protocols_is_cited(language: Language, text: str) -> None:
    [found] = find_treaties(text, language)
    assert (found.treaty, found.name) == ("27531", "Convention on the Rights of the Child")


def listed_treaties() -> list[tuple[str, Language, str]]:
    data = Path(__file__).resolve().parents[2] / "corpus" / "data" / "treaties.tsv"
    lines = [line.split("\t") for line in data.read_text(encoding="utf-8").splitlines()]
    return [
        (line[0].partition("/")[0], Language(line[1]), name)
        for line in lines
        if len(line) > 2
        for name in line[2:]
    ]


@pytest.mark.parametrize("language", Language)
def test_every_listed_name_is_found_as_its_treaty(language: Language) -> None:
    for number, of, name in listed_treaties():
        if of is language:
            text = f"《{name}》" if language is ZH else f"{name},"
            found = [one.treaty for one in find_treaties(text, language)]
            assert found == [number], (name, found)
