"""The language of a text, from its script and its most frequent words.

Chinese, Arabic and Russian each have a script of their own; English, French and Spanish are told
apart by words that the other two do not have. That is enough for the six languages and works on
one line of text as well as on a whole document.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.model import Language

# A Chinese text has about a third of the letters that its English version has (67/186: 2,600 Han
# characters, 9,300 Latin letters), so that a Han character stands for three.
_WEIGHT_OF_HAN = 3

# From this many words on, running text in a language has its frequent words in it; where they are
# rarer than this share, the text is in another language (in German text they come to 0.02).
_ENOUGH_WORDS = 12
_LEAST_SHARE_OF_FREQUENT_WORDS = 0.07

_HAN = re.compile("[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA_OR_HANGUL = re.compile("[\u3041-\u30fa\uac00-\ud7a3]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdfb\ufe70-\ufefc]")
_LATIN_WORD = re.compile(r"(?:(?:[cdjlmnst]|qu)[’'])?[a-zà-öø-ÿœ]+", re.IGNORECASE)

# The commonest words of each that the other two do not have ("la", "de", "que" are left out), nor
# German, in which UNxml has copies ("in", "des", "was", "an").
_FREQUENT = {
    Language.EN: (
        "the of and to for by with that its are be from or which has have this these not upon "
        "at it as on were shall their all such united nations general assembly resolution "
        "decides requests recalling states urges against rule crime law"
    ),
    Language.FR: (
        "le les du et à dans pour par qui sur aux au ses leur leurs ce cette dont ont avec ainsi "
        "être elle nations unies générale assemblée résolution décide prie rappelant il été sont "
        "contre lutte une engage internationale transnationale états"
    ),
    Language.ES: (
        "el los las del y para por con su sus al han sobre como este esta estos lo sin entre "
        "unidas naciones asamblea resolución decide solicita recordando período ser más "
        "contra lucha una insta personas comunidad estados trata"
    ),
}

# Spellings and endings that only one of the three has: l’homme, reçu; niño, cooperación; housing.
_OWN_SPELLING = {
    Language.EN: re.compile("[^aeiou]ing$|[a-z]{3}(?:ty|ness|ship|ly|ed|th)$"),
    Language.FR: re.compile(
        "[àâçèêëîïôœùû]|^(?:[cdjlmnst]|qu)[’']|..(?:é|ée|ées|ités?|ique|aux|eurs?)$"
    ),
    Language.ES: re.compile("[ñóíáú]|...(?:ciones|dad(?:es)?|mente|miento|[ai]dos|[ai]das)$"),
}
# What marks other languages that are written in the same letters, and none of the six: German,
# Portuguese, Italian, Dutch.
_FOREIGN = (
    "der die und das den dem mit für von zu auf ist ein eine im werden sich "
    "não uma das seus suas pela pelo ao são os na em "
    "della delle dello degli gli nella alla sono il di che per "
    "het een van voor aan er bij zijn op"
)
_FOREIGN_WORDS = frozenset(_FOREIGN.split())
_FOREIGN_SPELLING = re.compile("[ãõßäö]|ção$|zione$|zioni$|heid$|ung$")
_FOREIGN_CYRILLIC = re.compile("[іїєґјљњћђџў]", re.IGNORECASE)  # Ukrainian, Serbian, Belarusian
_FOREIGN_ARABIC = re.compile("[پچژگیکٹڈںے]")  # Persian, Urdu
_FEW_FOREIGN = 0.02  # of the letters of a script: typed for their Russian or Arabic likes

# A Chinese text has names in Latin letters in it, an English one hardly any Chinese: so many Han
# characters, and this part of the whole, make a short text Chinese.
_FEW_HAN = 4
_CHINESE_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """The part of a text, from 0 to 1, that is in one language."""

    language: Language
    share: float


def language_shares(text: str) -> tuple[LanguageShare, ...]:
    """What part of the text is in which language, the largest first; () where nothing tells.

    >>> [(part.language.value, round(part.share, 2)) for part in language_shares("大会 the text")]
    [('en', 0.54), ('zh', 0.46)]
    """
    weights: Counter[Language] = Counter()
    if not _is_japanese_or_korean(text):
        weights[Language.ZH] = _WEIGHT_OF_HAN * len(_HAN.findall(text))
    weights[Language.RU] = _letters(text, _CYRILLIC, _FOREIGN_CYRILLIC)
    weights[Language.AR] = _letters(text, _ARABIC, _FOREIGN_ARABIC)
    weights.update(_latin_weights(text))
    total = weights.total()
    if not total:
        return ()
    return tuple(
        LanguageShare(language, weight / total)
        for language, weight in weights.most_common()
        if weight
    )


def detect_language(text: str) -> Language | None:
    """The language that most of the text is in; None where nothing tells.

    >>> detect_language("大会，"), detect_language("La Asamblea General,")
    (<Language.ZH: 'zh'>, <Language.ES: 'es'>)
    >>> detect_language("12-48976") is None
    True
    """
    shares = language_shares(text)
    if len(_HAN.findall(text)) >= _FEW_HAN and any(
        part.language is Language.ZH and part.share >= _CHINESE_SHARE for part in shares
    ):
        return Language.ZH
    return shares[0].language if shares else None


def _letters(text: str, script: re.Pattern[str], foreign: re.Pattern[str]) -> int:
    """How many letters of a script there are; none where they are those of another language."""
    count = len(script.findall(text))
    return 0 if len(foreign.findall(text)) > _FEW_FOREIGN * count else count


def _is_japanese_or_korean(text: str) -> bool:
    return 10 * len(_KANA_OR_HANGUL.findall(text)) > len(_HAN.findall(text))


def is_foreign(text: str) -> bool:
    """Whether the text shows words or letters of another language, and none of the six.

    >>> is_foreign("Der Rat bittet die Staaten, von den Lampen zu berichten"), is_foreign("Lamps")
    (True, False)
    """
    if language_shares(text):
        return False
    words = _latin_words(text)
    if _evidence(words)[1] > _LEAST_SHARE_OF_FREQUENT_WORDS * len(words):
        return True
    scripts = (_CYRILLIC, _ARABIC, _HAN, _KANA_OR_HANGUL)
    return any(script.search(text) for script in scripts)


def _latin_words(text: str) -> list[str]:
    return [word.lower() for word in _LATIN_WORD.findall(text)]


def _latin_weights(text: str) -> Counter[Language]:
    """The Latin letters of the text, divided among the languages as their frequent words are."""
    words = _latin_words(text)
    evidence, foreign = _evidence(words)
    if 2 * foreign > max(evidence.values(), default=0):
        return Counter()
    least = _LEAST_SHARE_OF_FREQUENT_WORDS * len(words) if len(words) >= _ENOUGH_WORDS else 1
    if evidence.total() < least:
        return Counter()
    letters = sum(map(len, words))
    return Counter(
        {
            language: round(letters * count / evidence.total())
            for language, count in evidence.items()
        }
    )


def _evidence(words: Sequence[str]) -> tuple[Counter[Language], int]:
    """How many of the words speak for which language, and how many for another one.

    Single letters, where nothing else tells, speak for none: they may stand for anything.
    """
    evidence: Counter[Language] = Counter()
    foreign = 0
    longest = 0
    for word in words:
        languages = [
            *_languages_of_word().get(word, ()),
            *(own for own, marks in _OWN_SPELLING.items() if marks.search(word)),
        ]
        evidence.update(languages)
        longest = max(longest, len(word) if languages else 0)
        foreign += word in _FOREIGN_WORDS or bool(_FOREIGN_SPELLING.search(word))
    return (evidence if longest > 1 else Counter()), foreign


@cache
def _languages_of_word() -> dict[str, tuple[Language, ...]]:
    words = {word for frequent in _FREQUENT.values() for word in frequent.split()}
    return {
        word: tuple(language for language in _FREQUENT if word in _FREQUENT[language].split())
        for word in words
    }
