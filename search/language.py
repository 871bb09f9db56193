"""Which language a query is written in, as far as its script, accents and small words tell."""

import re
import unicodedata

from corpus.model import Language

LATIN = (Language.EN, Language.FR, Language.ES)
"""The languages that share the Latin script."""

# One Han character makes a query Chinese: UNODC 经费.
_SCRIPTS = (
    (Language.ZH, re.compile("[\u2e80-\u2fff\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    (Language.AR, re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    (Language.RU, re.compile("[\u0400-\u04ff]")),
)

_ACCENTS = {
    Language.FR: frozenset("àâæçèéêëîïôùûüÿœ"),
    Language.ES: frozenset("áéíñóúü¿¡"),
}

# Small words that a query may have; de, la, que count for French and Spanish alike.
_SMALL_WORDS = {
    Language.EN: """a all an and any are as at be by for from has have how in into is its no not of
        on or out shall that the their to under was what when where which who why with""",
    Language.FR: """au aux avec ce ces comme comment contre dans de des dont du elle elles en entre
        est et il ils la le les leur leurs mais ne ont ou où par pas pour quand qui que sans ses son
        sont sous sur un une vers""",
    Language.ES: """a al como con contra cuando de del desde donde e el ella en entre es esta este
        la las lo los no o para pero por que quien se sin sobre son su sus un una y""",
}
_VOCABULARY = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}

# How words end, which decides between French and Spanish: personas, pago; personnes, fiscale.
_ENDINGS = {
    Language.EN: re.compile(r"(?!)"),
    Language.FR: re.compile(r"\w{2}(?:es?|eux?|aux|eurs?|ments?|tions?)\b"),
    Language.ES: re.compile(r"\w{2}(?:[ao]s?|dad(?:es)?|ción|ciones)\b"),
}

_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)


# Marks that only Chinese among the six languages has.
_CHINESE_MARK = re.compile("[\u3001-\u301f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]")


def language_of(text: str) -> Language | None:
    """The language of a query; English for Latin letters that say nothing else, None without any.

    >>> for query in "UNODC 经费", "évasion fiscale", "trata de personas", "restorative justice":
    ...     print(language_of(query))
    zh
    fr
    es
    en
    >>> language_of("67/186") is None
    True
    >>> print(language_of("E/RES/2021/21"), language_of("hombres y mujeres"), language_of("、"))
    en es zh
    """
    for language, script in _SCRIPTS:
        if script.search(text):
            return language
    letters = unicodedata.normalize("NFKC", text).casefold()
    if not any(character.isalpha() for character in letters):
        return Language.ZH if _CHINESE_MARK.search(text) else None
    words = _plain_words(letters)
    evidence = {
        language: len(words & small) + 2 * len(set(letters) & _ACCENTS.get(language, frozenset()))
        for language, small in _VOCABULARY.items()
    }
    evidence[Language.FR] += len(_ELISION.findall(letters))
    endings = {language: len(ending.findall(letters)) for language, ending in _ENDINGS.items()}
    if not evidence[Language.FR] and not evidence[Language.ES]:
        return Language.EN
    return max(evidence, key=lambda language: (evidence[language], endings[language]))


def _plain_words(letters: str) -> set[str]:
    """The words that stand free; what a sign ties to other letters (e-mail, A/RES/…) is none.

    A letter by itself may be a label or half a symbol: it needs two other words to be a word.
    """
    words = {token.strip(',.;:!?()"') for token in letters.split()}
    plain = {word for word in words if word.replace("'", "").replace("’", "").isalpha()}
    return plain if len(plain) > 2 else {word for word in plain if len(word) > 1}
