"""Words of the texts that are near to mistyped ones; every suggestion has to hold."""

from collections.abc import Callable, Iterable
from time import process_time

import pytest

from corpus.model import Language, Resolution
from search.compile import compile_run
from search.engine import Engine
from search.grammar import parse_field
from search.nearest import edits, nearest
from search.query import FieldName, Prefix, Quoted, Word
from search.question import SearchRequest
from tests.resolutions import paragraph, resolution

MakeEngine = Callable[[Iterable[Resolution]], Engine]

TEXTS = {
    Language.ZH: (
        "推广恢复性司法方案；",
        "打击贩运人口和洗钱行为；",
        "防止网络犯罪与恐怖主义；",
        "加强公司发展方面的合作；",
    ),
    Language.EN: (
        "Encourages restorative justice programmes;",
        "Condemns trafficking in persons;",
        "Women in prison and the environment of prisons;",
    ),
    Language.FR: ("Prévenir la criminalité organisée et la corruption ;",),
    Language.ES: ("Promover la prevención de la corrupción ;",),
    Language.RU: ("Предупреждение торговли людьми и преступности;",),
    Language.AR: ("منع الاتجار بالأشخاص ومكافحة الجريمة؛",),
}


@pytest.fixture(scope="module")
def engine(make_engine: MakeEngine) -> Engine:
    return make_engine(
        resolution(
            "A/RES/981/1",
            language,
            tuple(
                paragraph(f"op{n}", text, number=str(n)) for n, text in enumerate(texts, start=1)
            ),
            title={Language.ZH: "样本", Language.AR: "عينة"}.get(language, "Sample"),
        )
        for language, texts in TEXTS.items()
    )


MISTYPED = [
    (Language.ZH, "恢复性司发", "恢复性司法"),  # another character
    (Language.ZH, "贩运任口", "贩运人口"),
    (Language.ZH, "贩云人口", "贩运人口"),
    (Language.ZH, "恐怖义", "恐怖主义"),  # one missing
    (Language.ZH, "恐怖主主义", "恐怖主义"),  # one twice
    (Language.ZH, "恐怖主的义", "恐怖主义"),  # one too many
    (Language.ZH, "网络罪犯与恐怖主义", "网络犯罪与恐怖主义"),  # two swapped
    (Language.ZH, "防止贩运任口行为", "贩运人口"),  # within a longer run
    (Language.ZH, "貧運人口", "贩运人口"),  # typed in traditional characters
    (Language.EN, "traficking", "trafficking"),
    (Language.EN, "restaurative", "restorative"),  # two edits
    (Language.EN, "rtafficking", "trafficking"),  # at the beginning
    (Language.EN, "enviroment", "environment"),
    (Language.EN, "wommen", "women"),
    (Language.FR, "criminalitee", "criminalité"),  # with its accents
    (Language.ES, "corupcion", "corrupción"),
    (Language.RU, "лдьми", "людьми"),
    (Language.RU, "преступнсти", "преступности"),
    (Language.AR, "الاتجر", "الاتجار"),
    (Language.AR, "الجريممة", "الجريمة"),
]


@pytest.mark.parametrize(("language", "typed", "meant"), MISTYPED)
def test_what_is_meant_is_suggested(
    engine: Engine, language: Language, typed: str, meant: str
) -> None:
    results = engine.search(SearchRequest(typed, languages=(language,)))
    near = [each for each in results.suggestions if each.startswith("Nearest to ")]
    assert [each for each in near if f": {meant} (1 paragraph)" in each], results.suggestions
    assert engine.search(SearchRequest(meant, languages=(language,))).hits[0].match == "exact"


@pytest.mark.parametrize(
    ("language", "query"),
    [
        (Language.ZH, "恢复性司法"),  # stands there
        (Language.ZH, "网络犯罪司法"),  # words of the texts, side by side nowhere
        (Language.ZH, "鲸鱼保护"),  # near to nothing
        (Language.ZH, "法司"),  # two characters are near to anything
        (Language.EN, "prison"),
        (Language.EN, "zzzzqqqq"),
        (Language.EN, "prison OR NOT traficking"),  # what is excluded is not looked for
        (Language.EN, "abc"),
    ],
)
def test_nothing_is_suggested(engine: Engine, language: Language, query: str) -> None:
    results = engine.search(SearchRequest(query, languages=(language,)))
    assert not [each for each in results.suggestions if each.startswith("Nearest")]


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        # The texts have another word for it, which is looked for: nothing was mistyped.
        (Language.ZH, "防止对儿童性的伤害；", "儿童兵"),
        (Language.ZH, "保护证人保护受害者；", "未成年人保护"),
        (Language.EN, "Make efforts against counterfeit goods;", "fake medicines"),
        # A question is no word of the texts.
        (Language.ZH, "在新德里召开的大会；", "大会在哪里召开"),
    ],
)
def test_what_is_known_by_other_words_is_no_slip(
    make_engine: MakeEngine, language: Language, text: str, query: str
) -> None:
    engine = make_engine([resolution("A/RES/981/3", language, (paragraph("op1", text),))])
    results = engine.search(SearchRequest(query, languages=(language,)))
    assert not [each for each in results.suggestions if each.startswith("Nearest")]


def test_a_suggestion_has_hits_under_the_filters(engine: Engine) -> None:
    for year, expected in ((None, 1), ("1950", 0)):
        filters = (parse_field(FieldName.YEAR, year),) if year else ()
        results = engine.search(SearchRequest("traficking", filters=filters))
        found = [each for each in results.suggestions if "trafficking (" in each]
        assert len(found) == expected


def test_quotations_are_helped_and_beginnings_are_not(engine: Engine) -> None:
    reader = engine._reader(Language.ZH)
    near = nearest(compile_run(Quoted("贩运任口"), Language.ZH), reader, reader.paragraphs)
    assert [each.text for each in near] == ["贩运人口"]
    prefix = compile_run(Prefix("贩运任口"), Language.ZH)
    assert nearest(prefix, reader, reader.paragraphs) == ()


def test_the_language_that_the_query_looks_like_is_asked_as_well(make_engine: MakeEngine) -> None:
    texts = {Language.EN: "Restorative justice;", Language.FR: "La restauration de la paix ;"}
    engine = make_engine(
        resolution("A/RES/981/2", language, (paragraph("op1", text),), title="Sample")
        for language, text in texts.items()
    )
    results = engine.search(SearchRequest("restaurative"))
    assert "Nearest to restaurative: restorative (1 paragraph)." in results.suggestions


def test_the_official_wording_of_a_quotation(make_engine: MakeEngine) -> None:
    engine = make_engine(
        [resolution(paragraphs=(paragraph("op1", "请联合国毒品和犯罪问题办公室提供协助；"),))]
    )
    suggestion, loosely = engine.search(SearchRequest('"毒罪办"')).suggestions
    assert loosely == "Without quotation marks: 1 hit."
    assert suggestion.startswith(
        'For 毒罪办 the texts say "联合国毒品和犯罪问题办公室" (1 paragraph)'
    )


def test_what_another_language_has_is_told(make_engine: MakeEngine) -> None:
    engine = make_engine(
        [
            resolution("A/RES/981/3", Language.EN, (paragraph("op1", "Restorative justice;"),)),
            resolution("A/RES/981/3", Language.ZH, (paragraph("op1", "监狱改革；"),)),
        ]
    )
    unasked = engine.search(SearchRequest("恢复性司法"))
    assert "Translated into English (--translate --lang en): 1 hit." in unasked.suggestions
    asked = engine.search(SearchRequest("恢复性司法", languages=(Language.EN,)))
    assert "Translated into English (--translate): 1 hit." in asked.suggestions


def test_few_hits_are_told_what_a_condition_left_out(make_engine: MakeEngine) -> None:
    paragraphs = tuple(paragraph(f"op{n}", f"监狱改革之{n}；", verb="敦促") for n in range(1, 9))
    engine = make_engine([resolution(paragraphs=(*paragraphs, paragraph("pp1", "监狱改革，")))])
    results = engine.search(SearchRequest("监狱改革 kind:preambular"))
    assert "Without kind:preambular: 9 hits." in results.suggestions
    assert not engine.search(SearchRequest("监狱改革 kind:operative")).suggestions


@pytest.mark.parametrize(
    ("one", "other", "most", "expected"),
    [
        ("form", "from", 1, 1),
        ("form", "form", 1, 0),
        ("form", "forms", 1, 1),
        ("restaurative", "restorative", 2, 2),
        ("restaurative", "restorative", 1, 0),
        ("abc", "xyz", 2, 0),
        ("", "a", 1, 1),
    ],
)
def test_edits(one: str, other: str, most: int, expected: int) -> None:
    assert edits(one, other, most) == edits(other, one, most) == expected


def test_no_run_takes_long(engine: Engine) -> None:
    for language, query in (
        (Language.ZH, "犯罪" * 2000),
        (Language.ZH, "犯贩" * 8),
        (Language.EN, "abcdefgh" * 500),
    ):
        reader = engine._reader(language)
        began = process_time()
        nearest(compile_run(Word(query), language), reader, reader.paragraphs)
        assert process_time() - began < 1


def test_a_quotation_is_near_to_what_stands_though_its_words_do(
    engine_of: Callable[..., Engine],
) -> None:
    engine = engine_of("打击跨国有组织犯罪；", "跨国组织的犯罪活动；", "打击贩毒；")

    def advice(query: str) -> tuple[str, ...]:
        return engine.search(SearchRequest(query, (Language.ZH,))).suggestions

    nearest = "Nearest to 打击跨国组织犯罪: 打击跨国有组织犯罪 (1 paragraph)."
    assert nearest in advice('"打击跨国组织犯罪"')
    assert nearest not in advice("打击跨国组织犯罪")


def test_a_quoted_word_is_unknown_where_only_its_stem_stands(
    engine_of: Callable[..., Engine],
) -> None:
    engine = engine_of("Combats trafficking in persons;", language=Language.EN)
    asked = SearchRequest('"trafficing in persons"', (Language.EN,))
    assert "Nearest to trafficing: trafficking (1 paragraph)." in engine.search(asked).suggestions


def test_a_word_that_only_its_stem_finds_is_near_to_what_stands_often(
    engine_of: Callable[..., Engine],
) -> None:
    """trafficing has the stem of traffic, and trafficking is what is meant."""
    often = [f"Trafficking in persons {place};" for place in "abcdef"]
    engine = engine_of("Preserves traffic data;", *often, language=Language.EN)

    def near(query: str) -> list[str]:
        found = engine.search(SearchRequest(query, (Language.EN,))).suggestions
        return [each for each in found if each.startswith("Nearest")]

    assert near("trafficing") == ["Nearest to trafficing: trafficking (6 paragraphs)."]
    assert near("persones") == []  # of the same stem as persons
    assert near("traffics") == []  # two edits off: another word


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ('"改革监狱"', "Without quotation marks: 9 hits."),
        ('"改革监狱" -鲸鱼', "Less strictly, as 改革监狱 NOT 鲸鱼: 9 hits."),
        ("监狱 AND 鲸鱼", "Less strictly, as 监狱 鲸鱼: 9 hits."),
        ("监狱 NEAR/3 鲸鱼", "Less strictly, as 监狱 鲸鱼: 9 hits."),
    ],
)
def test_what_is_found_less_strictly(
    engine_of: Callable[..., Engine], query: str, suggestion: str
) -> None:
    engine = engine_of(*(f"监狱改革的第{number}项工作；" for number in "一二三四五六七八九"))
    assert suggestion in engine.search(SearchRequest(query)).suggestions


def test_documents_of_the_session_where_one_is_not_held(make_engine: MakeEngine) -> None:
    engine = make_engine([resolution("A/RES/950/1"), resolution("A/RES/950/12")])
    said = engine.search(SearchRequest("950/7")).suggestions
    assert "Of A/RES/950/… 2 documents are held: A/RES/950/1, A/RES/950/12." in said
