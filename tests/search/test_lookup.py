"""Wordings in texts: found wherever they stand, in any inflection, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from search.lookup import Lookup, Place, units_of

LINES = {
    Language.ZH: [["监狱", "监狱过于拥挤"], ["犯罪"]],
    Language.EN: [["prison overcrowding", "prison"], ["e-evidence"], ["treaty bodies"]],
    Language.FR: [["réseau criminel"], ["œuvre d'art"]],
    Language.ES: [["juez"], ["prevención del delito"]],
    Language.RU: [["торговля людьми"], ["ещё"]],
    Language.AR: [["الاتجار بالبشر"], ["سجن"]],
}


def lookup_of(lines: list[list[str]], language: Language) -> Lookup:
    return Lookup("\n".join(map("\t".join, lines)), language)


def found(text: str, language: Language) -> list[tuple[str, Place]]:
    lookup = lookup_of(LINES[language], language)
    units = units_of(text, language)
    return [
        (text[units[position].start : units[position + count - 1].end], place)
        for position in range(len(units))
        for count, places in lookup.at(units, position)
        for place in places
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (Language.ZH, "监狱过于拥挤", [("监狱过于拥挤", (0, 1)), ("监狱", (0, 0))]),
        (Language.ZH, "在监狱", [("监狱", (0, 0))]),
        (Language.ZH, "监", []),
        (
            Language.EN,
            "prisons overcrowding",
            [("prisons overcrowding", (0, 0)), ("prisons", (0, 1))],
        ),
        (
            Language.EN,
            "e-evidence and a treaty body",
            [("e-evidence", (1, 0)), ("treaty body", (2, 0))],
        ),
        (Language.EN, "prisoner", []),
        (Language.FR, "des reseaux criminels", [("reseaux criminels", (0, 0))]),
        (Language.ES, "los jueces", [("jueces", (0, 0))]),
        (Language.RU, "торговлей людьми еще", [("торговлей людьми", (0, 0)), ("еще", (1, 0))]),
        (Language.AR, "والاتجار بالبشر", [("والاتجار بالبشر", (0, 0))]),
        (Language.AR, "السجن", [("السجن", (1, 0))]),
    ],
)
def test_wordings_in_a_text(
    language: Language, text: str, expected: list[tuple[str, Place]]
) -> None:
    assert found(text, language) == expected


def test_a_whole_text_need_not_be_normalised() -> None:
    lookup = lookup_of(LINES[Language.FR], Language.FR)
    assert lookup.whole("Réseaux  CRIMINELS") == [Place(0, 0)]
    assert lookup.whole("réseau") == []
    assert lookup.whole("…") == []


def test_no_lines_find_nothing() -> None:
    assert lookup_of([], Language.EN).whole("prison") == []


@given(st.sampled_from(list(Language)), st.text(max_size=20), st.data())
def test_any_line_is_found_inside_any_text(
    language: Language, around: str, data: st.DataObject
) -> None:
    line, cell = data.draw(
        st.sampled_from(
            [(n, c) for n, line in enumerate(LINES[language]) for c in range(len(line))]
        )
    )
    text = f"{around} {LINES[language][line][cell].casefold()} {around}"
    assert Place(line, cell) in [place for _, place in found(text, language)]
