"""Presidential statements: what their first sentence says of meeting, date and item."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Kind, Language, Paragraph
from corpus.statements import with_opening
from tests.resolutions import resolution

OPENINGS = {
    Language.ZH: "在2903年12月7日举行的安全理事会第9497次会议上，主席就题为“港口的灯”的项目"
    "代表安理会发表声明如下：",
    Language.EN: "At the 9497th meeting of the Security Council, held on 7 December 2903, in "
    "connection with the item entitled “Lamps of harbours”, the President said:",
    Language.FR: "À la 9497e séance du Conseil de sécurité, tenue le 7 décembre 2903, au sujet de "
    "la question intitulée « Feux des ports », la présidence a dit :",
    Language.ES: "En la 9497ª sesión del Consejo de Seguridad, celebrada el 7 de diciembre de "
    "2903, sobre el tema titulado “Luces de puertos”, la Presidencia dijo:",
    Language.RU: "На 9497-м заседании Совета Безопасности, состоявшемся 7 декабря 2903 года, по "
    "пункту, озаглавленному «Огни гаваней», Председатель сказал:",
    Language.AR: "في الجلسة 9497 التي عقدها مجلس الأمن في 7 كانون الأول/ديسمبر 2903، بشأن البند "
    "المعنون ”مصابيح الموانئ“، قال رئيس المجلس:",
}
ITEMS = {
    Language.ZH: "港口的灯",
    Language.EN: "Lamps of harbours",
    Language.FR: "Feux des ports",
    Language.ES: "Luces de puertos",
    Language.RU: "Огни гаваней",
    Language.AR: "مصابيح الموانئ",
}


@pytest.mark.parametrize("language", Language)
def test_the_first_sentence_tells_meeting_date_and_item(language: Language) -> None:
    statement = replace(
        resolution("S/PRST/2903/6", language=language, paragraphs=(said(OPENINGS[language]),)),
        adopted=None,
        meeting=None,
        agenda_item_name=None,
    )
    found = with_opening(statement)
    assert found.adopted == date(2903, 12, 7)
    assert "9497" in (found.meeting or "")
    assert found.agenda_item_name == ITEMS[language]


def said(text: str) -> Paragraph:
    return Paragraph("opu1", Kind.OPERATIVE, text)


def test_a_note_may_stand_before_it_and_a_meeting_be_missing() -> None:
    note = Paragraph("opu1", Kind.OPERATIVE, "* Reissued for technical reasons.")
    written = Paragraph(
        "opu2",
        Kind.OPERATIVE,
        "On 24 March 2903, on the item entitled “Lamps of harbours”, the President said:",
    )
    statement = resolution("S/PRST/2903/7", Language.EN, (note, written), adopted=None)
    found = with_opening(statement)
    assert (found.adopted, found.meeting) == (date(2903, 3, 24), None)
    assert found.agenda_item_name == "Lamps of harbours"


def test_what_the_council_says_is_no_item() -> None:
    first = said("“The Security Council recalls its lamps at the 9497th meeting of 7 March 2903.”")
    statement = resolution("S/PRST/2903/8", Language.EN, (first,), adopted=None)
    assert with_opening(statement) == statement


def test_what_the_document_says_elsewhere_stays() -> None:
    statement = replace(
        resolution("S/PRST/2903/6", paragraphs=(said(OPENINGS[Language.EN]),)),
        language=Language.EN,
        adopted=date(2903, 12, 8),
        meeting="9498th meeting",
    )
    found = with_opening(statement)
    assert (found.adopted, found.meeting) == (date(2903, 12, 8), "9498th meeting")


def test_resolutions_are_left_as_they_are() -> None:
    other = resolution(paragraphs=(said(OPENINGS[Language.EN]),))
    assert with_opening(other) == other
