"""Made-up documents in UNxml's format: our own words, in sessions that do not exist."""

import json
from collections.abc import Iterable
from datetime import date

from corpus.model import Language

CRIME_ITEM = "Crime prevention and criminal justice"
OTHER_ITEM = "Questions of a made-up kind"

_CODES = {
    Language.ZH: ("zho", "Chinese", "C"),
    Language.EN: ("eng", "English", "E"),
    Language.FR: ("fra", "French", "F"),
    Language.ES: ("spa", "Spanish", "S"),
    Language.RU: ("rus", "Russian", "R"),
    Language.AR: ("ara", "Arabic", "A"),
}


def document(
    symbol: str,
    language: Language = Language.EN,
    *,
    item: str | None = CRIME_ITEM,
    text: str = "Encourages all who keep a stand-in to let it fail as the real one does;",
) -> bytes:
    """A resolution of one operative paragraph."""
    organ, _, session, number = symbol.split("/")
    name = f"<p><inline name='agenda item name'>{item}</inline></p>" if item else ""
    return f"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="resolution">
    <meta><identification source="#unres"><FRBRWork>
      <FRBRdate date="2021-12-16" name="adoption"></FRBRdate>
    </FRBRWork><FRBRExpression>
      <FRBRlanguage language="{_CODES[language][0]}"></FRBRlanguage>
    </FRBRExpression></identification></meta>
    <coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p>{name}</coverPage>
    <preface><p><docNumber>{session}/{number}</docNumber>
      <docTitle>Sample {organ} {session}/{number}</docTitle></p></preface>
    <mainBody><paragraph eId="para_1"><num>1.</num>
      <content><p>{text}</p></content></paragraph></mainBody>
  </statement>
</akomaNtoso>""".encode()


def path_of(symbol: str, language: Language = Language.EN, job: str = "9912345") -> str:
    """Where UNxml would put it: 901session/English/A_RES_901_1-9912345E.xml."""
    organ, _, session, _ = symbol.split("/")
    _, folder, letter = _CODES[language]
    above = f"{session}session" if organ == "A" else session
    return f"{above}/{folder}/{symbol.replace('/', '_')}-{job}{letter}.xml"


def list_of(symbols: Iterable[str], item: str = CRIME_ITEM, adopted: date | None = None) -> bytes:
    """A list in the manner of data_extract: an object a line."""
    rows = (
        {
            "symbol": symbol,
            "agenda_item_name": item,
            "subjects": [["SAMPLES", "UNBIS Thesaurus"]],
            "adoption_date": (adopted or date(2021, 12, 16)).strftime("%d %B %Y"),
        }
        for symbol in symbols
    )
    return "\n".join(json.dumps(row) for row in rows).encode()
