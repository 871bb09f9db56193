import pytest

from search.language import language_of


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("监狱过度拥挤", "zh"),
        ("UNODC 经费", "zh"),
        ("предупреждение преступности", "ru"),
        ("منع الجريمة", "ar"),
        ("restorative justice", "en"),
        ("E/RES/2021/21", "en"),
        ("e-mail", "en"),
        ("(e)", "en"),
        ("hombres y mujeres", "es"),
        ("、", "zh"),
        ("，", "zh"),
        ("no one left behind", "en"),
        ("the role of women", "en"),
        ("crime de guerre", "fr"),
        ("l’État de droit", "fr"),
        ("prévention du crime", "fr"),
        ("trata de personas", "es"),
        ("niños", "es"),
        ("lucha contra la corrupción", "es"),
        ("UNODC", "en"),
        ("67/186", None),
        ("", None),
    ],
)
def test_language_of_a_query(query: str, language: str | None) -> None:
    assert language_of(query) == language
