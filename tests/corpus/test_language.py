"""The language of a text: whole documents, single lines, mixtures and what is none of the six."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import detect_language, language_shares
from corpus.model import Language

TEXTS = [
    ("zh", "大会，"),
    ("zh", "執法人員的樣本規則"),  # traditional script
    ("zh", "2019冠状病毒病(COVID-19)样本"),
    ("ar", "إن الجمعية العامة،"),
    ("ar", "ﺍﳉﻤﻌﻴﺔ ﺍﻟﻌﺎﻣﺔ"),  # presentation forms
    ("ru", "Генеральная Ассамблея,"),
    ("en", "Requests the Secretary-General to report on the samples"),
    ("fr", "L’Assemblée générale,"),
    ("fr", "Prie le Secrétaire général de faire rapport sur les échantillons"),
    ("es", "La Asamblea General,"),
    ("es", "Pide al Secretario General que informe sobre las muestras"),
    ("en", "Urges Member States"),
    ("fr", "Lutte contre la criminalité transnationale"),
    ("fr", "Engage vivement"),
    ("fr", "Coopération internationale"),
    ("es", "Lucha contra la trata de personas"),
    ("es", "Insta a la comunidad internacional"),
    ("zh", "UNODC/CCPCJ/EG.6 样本会议 Office for Samples and Lamps 报告"),
    ("es", "Sexagsimo quinto perodo de sesiones de la Asamblea sobre el delito"),  # accents lost
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_tells_the_language(language: str, text: str) -> None:
    assert detect_language(text) is Language(language)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12-48976 *1248976*",
        "A/RES/67/186",
        "restorative",
        "こんにちは、犯罪についての会議です",
        "y",
        "e-mail: lamps@harbour.org",
        "O Conselho pede aos Estados que informem sobre as amostras, não só na sua reunião",
        "Рада просить держави повідомити її про зразки, які вони зібрали",
        "شورا از دولت‌ها می‌خواهد که درباره نمونه‌ها گزارش دهند",
        "Der Rat bittet die Staaten, in ihren Berichten von den Proben und ihrer Zahl zu berichten",
    ],
)
def test_says_nothing_where_nothing_tells(text: str) -> None:
    assert detect_language(text) is None


def test_a_mixture_is_led_by_its_larger_part_and_shows_the_other() -> None:
    chinese = "回顾其关于样本的决议，其中请秘书长继续促进样本规则的使用和适用，"
    english = "Recalling its resolution on samples, in which it asked for the use of the rules,"
    shares = language_shares(chinese + english)
    assert {part.language for part in shares[:2]} == {Language.ZH, Language.EN}
    assert shares[1].share > 0.25
    assert sum(part.share for part in shares) == pytest.approx(1)


def test_a_cover_line_in_english_does_not_make_a_chinese_text_bilingual() -> None:
    text = (
        "Distr.: General 12 March 2013\n"
        + "大会回顾其关于样本规则的各项决议，并请秘书长提出报告。" * 4
    )
    shares = language_shares(text)
    assert shares[0].language is Language.ZH
    assert shares[0].share > 0.8


@pytest.mark.shared
def test_every_excerpt_is_in_the_language_of_its_folder(shared: Path) -> None:
    for path in sorted((shared / "excerpts").glob("*/*.txt")):
        found = detect_language(path.read_text("utf-8"))
        assert found == path.parent.name.partition("-")[0], path.name


@given(st.text())
def test_shares_are_ordered_and_add_up(text: str) -> None:
    shares = [part.share for part in language_shares(text)]
    assert shares == sorted(shares, reverse=True)
    assert not shares or sum(shares) == pytest.approx(1)
