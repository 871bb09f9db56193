"""`--lang all` over real documents: the language of the query first, and nothing lost."""

import pytest

from corpus.model import Language
from search.engine import Engine
from search.question import SearchRequest

pytestmark = pytest.mark.shared

ALL = tuple(Language)

QUERIES = {
    Language.ZH: ("贩运人口", "UNODC 经费", "青年 犯罪"),
    # Words that other languages have as well, alone or beside one that they have not.
    Language.EN: ("prison overcrowding", "corruption", "UNODC budget", "technical assistance"),
    Language.FR: ("corruption dans le sport", "évasion fiscale", "assistance technique"),
    Language.ES: ("hacinamiento en las cárceles", "trata de personas", "justicia restaurativa"),
    Language.RU: ("торговля людьми", "переполненность тюрем UNODC"),
    Language.AR: ("اكتظاظ السجون", "الاتجار بالأشخاص UNODC"),
}


@pytest.mark.parametrize(("language", "query"), [(k, q) for k, qs in QUERIES.items() for q in qs])
def test_the_language_of_the_query_comes_first(
    crime_engine: Engine, language: Language, query: str
) -> None:
    hits = crime_engine.search(SearchRequest(query, ALL, limit=3)).hits
    assert [hit.language for hit in hits] == [language] * 3


@pytest.mark.parametrize("query", ["UNODC 经费", "justice", "trata de personas", "67/186", "crim*"])
def test_all_languages_find_what_each_of_them_finds(crime_engine: Engine, query: str) -> None:
    def found(*languages: Language) -> list[tuple[str, str]]:
        request = SearchRequest(query, languages, limit=100_000, fold=False)
        return [(hit.language, hit.id) for hit in crime_engine.search(request).hits]

    together = found(*ALL)
    for language in Language:
        # In the order that they have by themselves.
        assert [each for each in together if each[0] == language] == found(language)


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("braconnage ivoire", Language.FR),
        ("enfants soldats terroristes", Language.FR),
        ("sobredosis opioides", Language.ES),
        ("diamantes de sangre", Language.ES),  # "de" is French, too
        ("matrimonio infantil", Language.ES),  # English texts have the stem of it
        ("trafficing", Language.EN),  # a slip
        ("crim*", Language.EN),
        ("xqzt", Language.EN),
        ("corruption", Language.EN),
        ("prison gangs", Language.EN),
    ],
)
def test_without_a_language_the_one_that_has_the_words_is_searched(
    crime_engine: Engine, query: str, language: Language
) -> None:
    assert crime_engine.search(SearchRequest(query)).languages == (language,)
