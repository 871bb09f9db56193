import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import DamagedError
from corpus.model import Citation, Kind, Language, Resolution
from indexer.build import rebuild, update
from indexer.generation import current_generation
from search.engine import Engine
from search.grammar import parse_field
from search.query import FieldName
from search.question import Fold, SearchRequest, Sort
from search.results import Hit, Match, SearchResults
from tests.resolutions import paragraph, resolution

EngineOf = Callable[..., Engine]
ZH, EN, FR = Language.ZH, Language.EN, Language.FR


def search(engine: Engine, query: str, **wishes: object) -> SearchResults:
    return engine.search(SearchRequest(query, **wishes))  # type: ignore[arg-type]


def marked(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.highlights]


# --- what breaks Chinese search (each row found on real texts; the wordings here are ours) ------

EXACTLY = [
    ('"刑事法院"', "关于国际刑事法院的规定"),
    ('"受害者的权利"', "保护犯罪受害者的权利"),
    ("性剥削", "防止对儿童的性剥削"),
    ("激进化", "应对激进化发展的趋势"),
    ("反恐", "反恐怖主义"),
    ("犯罪", "预防犯罪"),
    ("腐败", "反腐败工作"),
    ("洗钱", "洗钱罪"),
    ("海盗", "海盗行为"),
    ("毒", "毒品"),
    ("刑", "酷刑"),
    ("毒罪办", "毒罪办应请求协助"),
    ("打擊跨國有組織犯罪", "打击跨国有组织犯罪"),
    ("打击跨国有组织犯罪", "打擊跨國有組織犯罪"),
    ("68/193", "第６８／１９３号"),
    ("６８／１９３", "第68/193号"),
    ("走私", "打击⾛私"),
    ("预防犯罪", "加 强 预 防 犯 罪"),
    ("预防犯罪", "加强预防犯\n罪"),
    ("《公约》及其", "《公约》 及其议定书"),
    ("第5段", "按照第5段"),
    ("第78届会议", "第七十八届会议"),
    ("第七十八届会议", "第78届会议"),
    ("甲•乙规则", "《甲·乙规则》"),
    ("“网络犯罪”", "网络犯罪、腐败、洗钱"),
    ("「网络犯罪」", "网络犯罪、腐败、洗钱"),
    ("UNODC", "办公室(ＵＮＯＤＣ)"),
    ("SDG16", "根据SDG16目标"),
    ("[2001]", "附件[2001]"),
    ("和", "和"),
    ("的", "少年的"),
    ("，", "少年，儿童"),
]

BY_WORDS_ONLY = [
    ("人口贩运", "打击贩运人口"),
    ("电子证据", "以电子形式收集证据"),
    ("犯罪，腐败", "腐败犯罪"),
]

NOT_AT_ALL = [
    ('"人口贩运"', "打击贩运人口"),
    ('"电子证据"', "以电子形式收集证据"),
    ("A/RES/68/193", "文号A/RES/68/188"),
    ("55/25", "第55/255号"),
    ("55/25", "第25/55号"),
    ("A/RES/55/5", "第55/25号决议"),
    ("海盗", "走私"),
]


@pytest.fixture(scope="module")
def case_engine(make_engine: EngineOf) -> Engine:
    """Every text of the cases, each once, in a resolution of its own."""
    rows = [*EXACTLY, *BY_WORDS_ONLY, *NOT_AT_ALL]
    texts = dict.fromkeys(text for _, text in rows)
    return make_engine(
        resolution(f"A/RES/951/{n}", ZH, (paragraph("op1", text),), title="样本")
        for n, text in enumerate(texts, start=1)
    )


def matches(engine: Engine, query: str, text: str) -> set[Match]:
    hits = search(engine, query, languages=(ZH,), limit=1000, fold=False).hits
    return {hit.match for hit in hits if hit.text == text}


@pytest.mark.parametrize(("query", "text"), EXACTLY)
def test_found_as_typed(case_engine: Engine, query: str, text: str) -> None:
    assert matches(case_engine, query, text) == {Match.EXACT}


@pytest.mark.parametrize(("query", "text"), BY_WORDS_ONLY)
def test_found_by_words(case_engine: Engine, query: str, text: str) -> None:
    assert matches(case_engine, query, text) == {Match.WORDS}


@pytest.mark.parametrize(("query", "text"), NOT_AT_ALL)
def test_not_found(case_engine: Engine, query: str, text: str) -> None:
    assert matches(case_engine, query, text) == set()


@pytest.mark.parametrize(
    ("language", "query", "text"),
    [
        (Language.RU, "преступности", "предупреждение преступности"),
        (Language.AR, "الجريمة", "منع الجريمة والعدالة الجنائية"),
        (FR, "criminalité", "la criminalité organisée"),
        (FR, "criminalite", "la criminalité organisée"),  # typed without accents: by its word
        (Language.ES, "niños", "los niños"),
        (EN, "State’s", "the State's duty"),
    ],
)
def test_found_in_other_scripts(
    engine_of: EngineOf, language: Language, query: str, text: str
) -> None:
    assert search(engine_of(text, language=language), query, languages=(language,)).total == 1


@pytest.mark.shared
def test_the_judged_cases(make_engine: EngineOf, shared_eval: Path) -> None:
    lines = (shared_eval / "zh_cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    engine = make_engine(
        resolution(f"A/RES/952/{n}", ZH, (paragraph("op1", case["doc"]),), title="样本")
        for n, case in enumerate(cases, start=1)
    )
    wrong = [
        case["id"]
        for n, case in enumerate(cases, start=1)
        if case["must_match"] != _matches_exactly(engine, case["query"], f"A/RES/952/{n}")
    ]
    assert wrong == []


def _matches_exactly(engine: Engine, query: str, symbol: str) -> bool:
    hits = search(engine, query, languages=(ZH,), limit=1000, fold=False).hits
    return any(hit.symbol == symbol and hit.match is Match.EXACT for hit in hits)


# --- the promise -------------------------------------------------------------------------------


def _random_texts(source: random.Random, language: Language) -> list[str]:
    if language is ZH:
        return ["".join(source.choices("预防犯罪和刑事司法的监狱，；68", k=60)) for _ in range(30)]
    words = [
        "crime",
        "Crimes",
        "prison",
        "the",
        "of",
        "organ",
        "organs",
        "68/193",
        "(a)",
        "State’s",
    ]
    return [" ".join(source.choices(words, k=20)) for _ in range(30)]


@pytest.mark.parametrize("language", [ZH, EN])
@pytest.mark.parametrize("quoted", [True, False])
def test_every_span_is_found_everywhere_and_first(
    engine_of: EngineOf, language: Language, quoted: bool
) -> None:
    source = random.Random(7)
    texts = _random_texts(source, language)
    engine = engine_of(*texts, language=language)
    for _ in range(40):
        text = source.choice(texts)
        if language is ZH:
            start = source.randrange(len(text) - 1)
            span = text[start : start + source.choice((1, 2, 3, 5, 8, 20, 40))]
            having = [text for text in texts if span in text]
        else:
            words = text.split(" ")
            start = source.randrange(len(words))
            span = " ".join(words[start : start + source.choice((1, 2, 3, 5, 8))])
            having = [text for text in texts if f" {span} ".lower() in f" {text} ".lower()]
        results = search(
            engine, f'"{span}"' if quoted else span, languages=(language,), limit=1000, fold=False
        )
        exact = [hit.text for hit in results.hits if hit.match is Match.EXACT]
        assert set(having) <= set(exact), span
        assert exact == [hit.text for hit in results.hits[: len(exact)]], span


# --- symbols -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents(make_engine: EngineOf) -> Engine:
    cites = (Citation((3, 9), "953/25", "A/RES/953/25"),)
    return make_engine(
        [
            resolution(
                "A/RES/953/25",
                ZH,
                (
                    paragraph("title", "样本：监狱"),
                    paragraph("pp1", "回顾以往各项决议，"),
                    paragraph("op2", "欢迎报告；"),
                    paragraph("op10", "决定继续审议。"),
                ),
            ),
            resolution("A/RES/953/255", ZH, (paragraph("op1", "请会员国执行第953/255号决议；"),)),
            resolution(
                "A/RES/954/1",
                ZH,
                (
                    paragraph("pp1", "回顾其第953/25号决议，", citations=cites),
                    paragraph("pp2", "又回顾上述决议，", citations=cites),
                    paragraph("pp3", "铭记无关的事项，"),
                ),
                adopted=date(2022, 1, 1),
            ),
            resolution("A/RES/953/25", FR, (paragraph("op1", "Décide de rester saisie."),)),
        ]
    )


@pytest.mark.parametrize(
    "query",
    [
        *(
            "A/RES/953/25",
            "a/res/953/25",
            "第953/25号决议",
            "９５３／２５",
            "A_RES_953_25",
            '"953/25"',
        ),
        *("大会第953/25号决议", "GA res 953/25", "A RES 953 25"),
    ],
)
def test_a_symbol_finds_its_document_in_order_then_what_cites_it(
    documents: Engine, query: str
) -> None:
    results = search(documents, query, languages=(ZH,))
    expected = ["title", "pp1", "op2", "op10"]
    assert [hit.id for hit in results.hits[:4]] == [f"A/RES/953/25#{path}" for path in expected]
    citing = [hit.id for hit in results.hits[4:] if hit.symbol == "A/RES/954/1"]
    assert citing == ["A/RES/954/1#pp1", "A/RES/954/1#pp2"]


@pytest.mark.parametrize("query", ["A/RES/953/25#op2", "953/25#OP2", "第953/25号决议#op2"])
def test_an_id_finds_its_paragraph(documents: Engine, query: str) -> None:
    results = search(documents, query, languages=(ZH,))
    assert [hit.id for hit in results.hits] == ["A/RES/953/25#op2"]
    assert results.read_as == "the paragraph A/RES/953/25#op2 and what stands below it, in Chinese"


@pytest.mark.parametrize("query", ["953/25 op2", "第953/25号决议第2段", "A/RES/953/25, para. 2"])
def test_a_paragraph_in_words_comes_before_what_cites_its_document(
    documents: Engine, query: str
) -> None:
    results = search(documents, query, languages=(ZH,))
    assert results.hits[0].id == "A/RES/953/25#op2"
    assert {hit.symbol for hit in results.hits[1:]} == {"A/RES/954/1"}
    assert "then paragraphs that cite or name the document" in results.read_as


def test_what_has_the_words_as_typed_comes_before_what_cites(engine_of: EngineOf) -> None:
    texts = ("见A/RES/953/25，", "依照第953/25号决议第2段设立的机构，")
    results = search(engine_of(*texts), "第953/25号决议第2段", languages=(ZH,))
    assert [hit.id for hit in results.hits] == ["A/RES/950/1#op2", "A/RES/950/1#op1"]
    assert "A/RES/953/25 is not held in Chinese." in results.notes


def test_an_id_of_no_paragraph_is_said(documents: Engine) -> None:
    results = search(documents, "A/RES/953/25#op3", languages=(ZH,))
    assert not results.hits
    assert "A/RES/953/25 has no paragraph #op3 in Chinese." in results.notes
    assert "A/RES/953/99 is not held in Chinese." in search(documents, "953/99#op3").notes


def test_a_symbol_is_not_found_in_a_longer_one(documents: Engine) -> None:
    symbols = {hit.symbol for hit in search(documents, "953/25", languages=(ZH,)).hits}
    assert symbols == {"A/RES/953/25", "A/RES/954/1"}
    # In quotation marks characters count: the promise holds for any of them.
    quoted = {hit.symbol for hit in search(documents, '"953/25"', languages=(ZH,)).hits}
    assert quoted == symbols | {"A/RES/953/255"}


def test_words_beside_a_symbol_may_be_meant_within_the_document(documents: Engine) -> None:
    within = "Within A/RES/953/25 (--in A/RES/953/25): "
    beside = search(documents, "953/25 监狱", languages=(ZH,)).suggestions
    assert any(suggestion.startswith(within) for suggestion in beside)
    assert not any(
        suggestion.startswith("Within")
        for query in ("953/25", "953/25 鲸鱼", "953/99 监狱")
        for suggestion in search(documents, query, languages=(ZH,)).suggestions
    )


def test_a_draft_leads_to_what_came_of_it(documents: Engine) -> None:
    (note,) = search(documents, "A/C.3/953/L.4").notes
    assert "`unres show A/C.3/953/L.4`" in note


def test_a_symbol_that_is_not_held_is_said(documents: Engine) -> None:
    results = search(documents, "A/RES/953/99", languages=(ZH,))
    assert results.total == 0
    assert "A/RES/953/99 is not held in Chinese." in results.notes


def test_a_symbol_is_shown_in_a_language_that_holds_it(documents: Engine) -> None:
    # No English is held: the first language that has the document is as good.
    assert search(documents, "A/RES/953/25").total
    assert search(documents, "A/RES/953/255").hits[0].language is ZH


def test_a_beginning_of_symbols(documents: Engine) -> None:
    results = search(documents, "A/RES/953/*", languages=(ZH,), fold=False)
    assert {hit.symbol for hit in results.hits} == {"A/RES/953/25", "A/RES/953/255"}
    # Equal scores: in the order of symbols and of reading.
    assert [hit.id for hit in results.hits if hit.kind is Kind.OPERATIVE] == [
        "A/RES/953/25#op2",
        "A/RES/953/25#op10",
        "A/RES/953/255#op1",
    ]


# --- order, folding, pages ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def series_of_years() -> list[Resolution]:
    return [
        resolution(
            f"A/RES/{session}/{number}",
            ZH,
            (
                paragraph("op1", "敦促会员国解决监狱过度拥挤问题；"),
                paragraph("op2", f"请秘书长{'再次' * (session - 960)}报告监狱情况；"),
            ),
            adopted=date(1060 + session, 12, number),
        )
        for session in (961, 962, 963)
        for number in (2, 10)
    ]


@pytest.fixture(scope="module")
def series(make_engine: EngineOf, series_of_years: list[Resolution]) -> Engine:
    return make_engine(series_of_years)


def test_equal_paragraphs_fold_under_the_newest(series: Engine) -> None:
    results = search(series, "拥挤")
    assert results.total == 1
    assert results.hits[0].id == "A/RES/963/10#op1"
    assert results.hits[0].also == (
        "A/RES/963/2#op1",
        "A/RES/962/10#op1",
        "A/RES/962/2#op1",
        "A/RES/961/10#op1",
        "A/RES/961/2#op1",
    )
    assert search(series, "拥挤", fold=False).total == 6


def test_folding_keeps_within_the_filter(series: Engine) -> None:
    earlier = (parse_field(FieldName.YEAR, "..2021"),)
    assert search(series, "拥挤", filters=earlier).hits[0].id == "A/RES/961/10#op1"


def test_what_matches_better_heads_its_group(make_engine: EngineOf) -> None:
    # Texts that differ in punctuation fold; the newer one does not have the run as typed.
    engine = make_engine(
        [
            resolution(
                "A/RES/964/1", ZH, (paragraph("op1", "腐败、洗钱"),), adopted=date(2024, 1, 1)
            ),
            resolution(
                "A/RES/965/1", ZH, (paragraph("op1", "腐败洗钱"),), adopted=date(2025, 1, 1)
            ),
        ]
    )
    hit = search(engine, "腐败、洗钱").hits[0]
    assert (hit.id, hit.match, hit.also) == ("A/RES/964/1#op1", Match.EXACT, ("A/RES/965/1#op1",))


def test_newest_first(series: Engine) -> None:
    dates = [hit.date for hit in search(series, "监狱", sort=Sort.DATE, fold=False, limit=99).hits]
    assert dates == sorted(dates, reverse=True, key=str)


def test_the_oldest_first_say_since_when(series: Engine) -> None:
    dates = [h.date for h in search(series, "监狱", sort=Sort.OLDEST, fold=False, limit=99).hits]
    known = [date for date in dates if date]
    assert len(set(known)) > 1
    assert dates == sorted(known) + [None] * (len(dates) - len(known))
    first = search(series, "拥挤", sort=Sort.OLDEST).hits[0]
    assert (first.id, first.also[0], first.also[-1]) == (
        "A/RES/961/2#op1",
        "A/RES/961/10#op1",
        "A/RES/963/10#op1",
    )


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("fold", [True, False])
def test_pages_put_together_are_the_whole(series: Engine, sort: Sort, fold: bool) -> None:
    whole = search(series, "监狱 报告", sort=sort, fold=fold, limit=1000).hits
    pages = [
        hit
        for offset in range(0, len(whole) + 2, 2)
        for hit in search(series, "监狱 报告", sort=sort, fold=fold, limit=2, offset=offset).hits
    ]
    assert pages == list(whole)
    assert [hit.rank for hit in whole] == list(range(1, len(whole) + 1))


QUERIES = ("监狱", "监狱 报告", "拥挤 OR 再次", "kind:operative", "A/RES/962/2", "-拥挤", '"的"')


def test_the_order_of_building_changes_nothing(
    make_engine: EngineOf, series: Engine, series_of_years: list[Resolution]
) -> None:
    other = make_engine(reversed(series_of_years))
    for query in QUERIES:
        for sort in Sort:
            wishes = {"languages": (ZH,), "limit": 100, "sort": sort, "explain": True}
            one, two = search(series, query, **wishes), search(other, query, **wishes)
            assert (one.hits, one.total) == (two.hits, two.total), query


def test_an_index_that_followed_changes_answers_as_one_built_anew(
    make_engine: EngineOf, series: Engine, series_of_years: list[Resolution]
) -> None:
    stale = [
        resolution(each.symbol, ZH, (paragraph("op1", "监狱监狱监狱拥挤拥挤的报告"),))
        for each in series_of_years[:3]
    ]
    extra = resolution("A/RES/969/1", ZH, (paragraph("op1", "监狱的海盗再次拥挤"),))
    built = make_engine([*stale, extra])
    folder = built._folder
    built.close()
    update(ZH, series_of_years, [extra.symbol], folder, 2)
    with Engine(folder) as changed:
        for query in QUERIES:
            one = search(series, query, languages=(ZH,), limit=100, context=1)
            two = search(changed, query, languages=(ZH,), limit=100, context=1)
            assert (one.hits, one.total) == (two.hits, two.total), query


def test_context(series: Engine) -> None:
    hit = search(series, "拥挤", context=1).hits[0]
    assert [neighbour.id for neighbour in hit.before] == []
    assert [neighbour.id for neighbour in hit.after] == ["A/RES/963/10#op2"]


# --- what the result says beside the hits ------------------------------------------------------


def test_highlights_are_in_the_text_as_printed(engine_of: EngineOf) -> None:
    engine = engine_of("打擊 ⾛私，加 强 预 防 犯 罪；走私者")
    assert marked(search(engine, "走私").hits[0]) == ["⾛私", "走私"]
    assert marked(search(engine, "预防犯罪").hits[0]) == ["预 防 犯 罪"]


def test_neighbouring_words_are_one_highlight(engine_of: EngineOf) -> None:
    engine = engine_of("加强技术合作能力建设", "Urges states")
    assert marked(search(engine, "能力技术合作").hits[0]) == ["技术合作能力"]


def test_other_forms_are_highlighted(engine_of: EngineOf) -> None:
    engine = engine_of("Urges organizations to act on crimes", language=EN)
    assert marked(search(engine, "organization crime").hits[0]) == ["organizations", "crimes"]


def test_of_several_languages_only_what_none_of_them_has_is_said_to_be_nowhere(
    make_engine: EngineOf,
) -> None:
    engine = make_engine(
        [
            resolution("A/RES/966/1", ZH, (paragraph("op1", "监狱"),)),
            resolution("A/RES/966/1", EN, (paragraph("op1", "Prisons"),)),
        ]
    )
    both = {"languages": (ZH, EN)}
    assert not [n for n in search(engine, '"监狱"', **both).notes if "No paragraph" in n]
    assert search(engine, "监狱 鲸鱼", **both).notes == ("No paragraph has 鲸鱼.",)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("颜色:红 监狱", "is not a field"),
        ("鲸鱼 监狱", "No paragraph has 鲸鱼."),
        ("监狱鲸鱼", "No paragraph has 鲸鱼, of 监狱鲸鱼."),
        ("改革监狱", "No paragraph has 改革监狱 as typed."),
        ("监狱", "监狱 stands in 100% of all paragraphs and hardly tells them apart."),
        ("AND", "left out"),
        ("", "says nothing"),
        ("lang:fr 监狱", "No document is held in French."),
    ],
)
def test_notes(engine_of: EngineOf, query: str, note: str) -> None:
    results = search(engine_of("监狱拥挤", "监狱改革"), query)
    assert any(note in each for each in results.notes), results.notes


def test_a_query_that_says_nothing_is_not_understood(engine_of: EngineOf) -> None:
    engine = engine_of("监狱拥挤")
    assert not search(engine, "AND").understood
    assert search(engine, "鲸鱼").understood
    everything = search(engine, "", languages=(ZH,), filters=(parse_field(FieldName.KIND, "执行"),))
    assert everything.total == 1


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("监狱 kind:annex", "Without kind:annex: 1 hit."),
        (
            "监狱 kind:operative year:1999 organ:SC",
            "Without kind:operative year:1999 organ:SC: 1 hit.",
        ),
        ("人口贩运", "贩运人口: 1 paragraph has the words in this order."),
    ],
)
def test_suggestions(engine_of: EngineOf, query: str, suggestion: str) -> None:
    assert suggestion in search(engine_of("监狱拥挤", "打击贩运人口"), query).suggestions


def test_longer_verbs_are_named(make_engine: EngineOf) -> None:
    paragraphs = (
        paragraph("op1", "敦促改革；", verb="敦促"),
        paragraph("op2", "又敦促改革；", verb="又敦促"),
    )
    engine = make_engine([resolution("A/RES/966/1", ZH, paragraphs)])
    results = search(engine, "改革", filters=(parse_field(FieldName.VERB, "敦促"),))
    assert results.total == 1
    assert "Paragraphs also open with 又敦促." in results.suggestions


# --- languages ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def languages(make_engine: EngineOf) -> Engine:
    texts = {ZH: "监狱（prison）改革", EN: "prison reform", FR: "réforme des prisons"}
    return make_engine(
        resolution("A/RES/967/1", language, (paragraph("op1", text),))
        for language, text in texts.items()
    )


@pytest.mark.parametrize(
    ("query", "searched"),
    [
        ("监狱", [ZH]),
        ("prison", [EN]),
        ("réforme", [FR]),
        ("prisons lang:fr", [FR]),
        ("部分:执行 prison", [EN]),  # the name of a field is no word of the query
        ("réformes", [FR]),
        ("des", [FR]),
        ("тюрьма", [ZH, EN, FR]),  # no Russian is held: whatever is
    ],
)
def test_the_query_chooses_the_language(
    languages: Engine, query: str, searched: list[Language]
) -> None:
    assert list(search(languages, query).languages) == searched


def test_a_word_unknown_in_english_is_looked_for_where_it_is_known(make_engine: EngineOf) -> None:
    engine = make_engine(
        [
            resolution("A/RES/968/1", EN, (paragraph("op1", "prison reform"),)),
            resolution("A/RES/968/1", Language.ES, (paragraph("op1", "justicia restaurativa"),)),
        ]
    )
    results = search(engine, "justicia restaurativa")
    assert results.languages == (Language.ES,)
    assert results.total == 1
    said = "Searched in Spanish: its texts have more of the words than those in English."
    assert said in results.notes


def test_words_in_other_letters_are_said_to_be_of_another_language(languages: Engine) -> None:
    said = "reform is English: --lang zh,en searches both."
    assert said in search(languages, "监狱 OR reform").suggestions
    assert not any("searches both" in s for s in search(languages, "监狱 prison").suggestions)
    both = search(languages, "监狱 OR reform", languages=(ZH, EN))
    assert not any("searches both" in suggestion for suggestion in both.suggestions)


def test_a_slip_is_looked_for_in_every_language_of_its_letters(languages: Engine) -> None:
    results = search(languages, "reformme")
    assert not results.hits
    assert any(suggestion.endswith("réforme (1 paragraph).") for suggestion in results.suggestions)


def test_an_operator_alone_says_nothing_of_languages(languages: Engine) -> None:
    (note,) = search(languages, "AND").notes
    assert note.startswith("AND and OR stand")


def test_several_languages_exact_first(languages: Engine) -> None:
    hits = search(languages, "prison", languages=tuple(Language)).hits
    assert [hit.match for hit in hits] == [Match.EXACT, Match.EXACT, Match.WORDS]
    assert {hit.language for hit in hits} == {ZH, EN, FR}


# --- damage ------------------------------------------------------------------------------------


def test_no_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="rebuild"):
        Engine(tmp_path).search(SearchRequest("监狱"))


def test_an_index_that_was_not_asked_for_may_be_of_another_version(tmp_path: Path) -> None:
    texts = (paragraph("op1", "prison reform"),)
    rebuild(EN, [resolution("A/RES/970/1", EN, texts)], tmp_path, 1)
    rebuild(FR, [resolution("A/RES/970/1", FR, texts)], tmp_path, 1)
    generation = current_generation(tmp_path, FR)
    assert generation
    manifest = generation / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**said, "schema_version": 1}), encoding="utf-8")
    with Engine(tmp_path) as engine:
        assert search(engine, "prison").total == 1
        assert search(engine, '"prison zebra"', languages=(EN,)).total == 0
        with pytest.raises(DamagedError):
            search(engine, "prison", languages=(FR,))


# Whoosh leaves files open when opening an index fails.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_damage_is_reported_and_nothing_else_escapes(tmp_path: Path) -> None:
    texts = [f"prison reform {n} crime" for n in range(1, 40)]
    paragraphs = tuple(paragraph(f"op{n}", text) for n, text in enumerate(texts, start=1))
    reported = set()
    for place in range(20):
        rebuild(EN, [resolution("A/RES/970/1", EN, paragraphs)], tmp_path, 1)
        generation = current_generation(tmp_path, EN)
        assert generation
        files = sorted(generation.glob("MAIN_*"), key=lambda path: path.name.partition(".")[2])
        if place == len(files):
            break
        files[place].write_bytes(bytes(files[place].stat().st_size))  # a zeroed page, many times
        try:
            with Engine(tmp_path) as engine:
                search(engine, "prison reform", fold=False)
        except DamagedError:
            reported.add(files[place].name.partition(".")[2])
    # Damage can be silent (`check` compares hashes); these cannot be read at all.
    assert {"pst", "_stored.col"} <= reported


def test_near_copies_that_fill_the_page_are_told_of(make_engine: EngineOf) -> None:
    def engine(*texts: str) -> Engine:
        return make_engine(
            resolution(f"A/RES/{n}/7", EN, (paragraph("op1", text),), title="Lamps of the harbours")
            for n, text in enumerate(texts, start=960)
        )

    years = [f"Notes that {n} harbours keep their lamps lit all winter;" for n in range(6)]
    said = "Texts of several years differ in little: --fold similar shows each once."
    copies = engine(*years)
    assert said in search(copies, "harbours lamps").suggestions
    assert said not in search(copies, "harbours lamps", fold=Fold.SIMILAR).suggestions
    matters = ("grain", "salt", "coal", "timber", "wool", "tin")
    others = engine(
        *(f"Urges the {one} harbours to see to their {one} and lamps;" for one in matters)
    )
    assert said not in search(others, "harbours lamps").suggestions
