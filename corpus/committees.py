"""The six Main Committees of the General Assembly by their number, in the six languages.

The fourth has a longer name too: "Special Political and Decolonization Committee (Fourth
Committee)"; its number is what all documents can be found by.
"""

import re

from corpus.model import Language

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_MAIN_COMMITTEES = {
    Language.ZH: [f"第{n}委员会" for n in "一二三四五六"],
    Language.EN: [f"{n.capitalize()} Committee" for n in ORDINALS],
    Language.FR: [
        f"{n} Commission"
        for n in ("Première", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième")
    ],
    Language.ES: [
        f"{n} Comisión" for n in ("Primera", "Segunda", "Tercera", "Cuarta", "Quinta", "Sexta")
    ],
    Language.RU: [
        f"{n} комитет" for n in ("Первый", "Второй", "Третий", "Четвертый", "Пятый", "Шестой")
    ],
    Language.AR: [
        f"اللجنة {n}" for n in ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة")
    ],
}

# "по докладу Второго комитета"
_DECLINED = ("Перв", "Втор", "Трет", "Четв[её]рт", "Пят", "Шест")


def main_committee(number: int, language: Language) -> str:
    """Return the name of the Main Committee of this number, from 1 to 6.

    >>> main_committee(3, Language.FR)
    'Troisième Commission'
    """
    return _MAIN_COMMITTEES[language][number - 1]


def committee_as_named(printed: str, language: Language) -> str:
    """Return the Main Committee that is printed by its number, in whatever case; else as printed.

    >>> committee_as_named("Второго комитета", Language.RU)
    'Второй комитет'
    """
    names = _MAIN_COMMITTEES[language]
    if language is Language.RU:
        for name, stem in zip(names, _DECLINED, strict=True):
            if re.match(rf"{stem}\w+\sкомитет", printed, re.IGNORECASE):
                return name
    return next((name for name in names if name.casefold() in printed.casefold()), printed)
