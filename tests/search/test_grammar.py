import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from search.field_values import numeral_value
from search.grammar import MAX_LENGTH, MAX_RUNS, parse, parse_field
from search.query import FieldName, Quoted, Word


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        # words, and what binds them
        ("监狱 过度拥挤", "监狱 过度拥挤"),
        ("  监狱　过度拥挤 ", "监狱 过度拥挤"),  # an ideographic space parts words too
        ("a AND b OR c", "a AND b OR c"),
        ("a OR b AND c", "a OR b AND c"),
        ("(a OR b) AND c", "(a OR b) AND c"),
        ("a b AND c", "a b AND c"),
        ("a (b AND c)", "a (b AND c)"),
        ("(a AND b) AND c", "a AND b AND c"),
        ("((a))", "a"),
        ("（a OR b）c", "(a OR b) c"),
        ("ＡＮＤ x", "x"),
        ("and or not", "and or not"),  # operators are upper case
        # exclusion
        ("a -b", "a NOT b"),
        ("a NOT b", "a NOT b"),
        ("a －b", "a NOT b"),
        ("-(a b) c", "NOT (a b) c"),
        ('-"x y" a', 'NOT "x y" a'),
        ("NOT NOT a", "a"),
        ("a - b", "a \\- b"),  # a lone dash is text
        ("non-custodial", "non-custodial"),
        # quotations
        ('"刑事法院"', '"刑事法院"'),
        ("“网络犯罪”", '"网络犯罪"'),
        ("「网络犯罪」", '"网络犯罪"'),
        ("『网络犯罪』", '"网络犯罪"'),
        ("« crime organisé »", '"crime organisé"'),
        ("”网络犯罪“", '"网络犯罪"'),  # marks of one family, mixed
        ('a"b c"d', 'a "b c" d'),
        (r'"say \"x\""', r'"say \"x\""'),
        # beginnings and distances
        ("crimin*", "crimin*"),
        ("crimin＊", "crimin*"),
        ("A/RES/55/*", "A/RES/55/*"),
        ("a NEAR/5 b", "a NEAR/5 b"),
        ('"a b" NEAR/2 c*', '"a b" NEAR/2 c*'),
        ("a NEAR/5 b NEAR/3 c", "a NEAR/5 b b NEAR/3 c"),
        # fields
        ("kind:operative", "kind:operative"),
        ("部分：执行", "kind:operative"),
        ("动词:敦促", "verb:敦促"),
        ("行动:大力鼓励", "action:encourage-strongly"),
        ("action:Urges", "action:urge"),
        ('action:"note with concern"', "action:note-with-concern"),
        ("机构:大会", "organ:GA"),
        ("年份:2015..2023", "year:2015..2023"),
        ("year:2015-2023", "year:2015..2023"),
        ("year:2020..", "year:2020.."),
        ("year:..2019", "year:..2019"),
        ("届会:第七十八届", "session:78"),
        ("session:78th", "session:78"),
        ("session:s-32", "session:S-32"),
        ("session:70..75", "session:70..75"),
        ("主题:腐败", "subject:腐败"),
        ('subject:"crime prevention"', 'subject:"crime prevention"'),
        ("subject:「刑事 司法」", 'subject:"刑事 司法"'),
        ("援引:第67/186号决议", "cites:A/RES/67/186"),
        ("文号:Ａ/RES/55/25", "symbol:A/RES/55/25"),
        ("语言:中文 x", "lang:zh x"),
        ("标题:监狱", "title:监狱"),
        ("KIND:title", "kind:title"),
        # colons and parentheses that are text
        ("24:7", "24:7"),
        ("https://un.example/a", "https://un.example/a"),
        ("S/RES/1373(2001)", "S/RES/1373(2001)"),
        ("制裁 A/RES/3201(S-VI)", "制裁 A/RES/3201(S-VI)"),
        ("犯罪(腐败 OR 毒品)", "犯罪 (腐败 OR 毒品)"),
        ("犯罪，腐败", "犯罪，腐败"),
        ("《曼谷规则》", "《曼谷规则》"),
        ("[2001]", "[2001]"),
        ("{a", "{a"),
        ("*", "\\*"),
        ("\\AND x", "\\AND x"),
        ("x\\", "x\\\\"),
        (r"\(a", r"\(a"),
        (r"kind\:title", r"kind\:title"),
        (r"crimin\*", r"crimin\*"),
    ],
)
def test_canonical_spelling(query: str, canonical: str) -> None:
    assert str(parse(query).tree) == canonical


@pytest.mark.parametrize(
    ("query", "canonical", "problem"),
    [
        ("colour:red", "colour:red", "is not a field"),
        ("犯罪：腐败", "犯罪：腐败", "is not a field"),
        ('"未闭合 x', '"未闭合 x"', "not closed"),
        ("(犯罪", r"\(犯罪", "no partner"),
        ("犯罪)", r"犯罪\)", "no partner"),
        ("规则(北", r"规则\(北", "no partner"),
        ("year:abc", r"year\:abc", "year: takes"),
        ("year:2023..2015", r"year\:2023..2015", "year: takes"),
        ("year:..", r"year\:..", "year: takes"),
        ("session:六八", r"session\:六八", "session: takes"),
        ("kind:foo", r"kind\:foo", "kind: takes"),
        ("lang:de x", r"lang\:de x", "lang: takes"),
        ("cites:10/6", r"cites\:10/6", "cites: takes"),  # no body named
        ("kind:", r"kind\:", "kind: takes"),
        ("a AND", "a", "left out"),
        ("OR b", "b", "left out"),
        ("a AND OR b", "a AND b", "left out"),
        ("a NOT", "a", "left out"),
        ('"" x', "x", "empty quotation"),
        ("() x", "x", "Empty parentheses"),
        ("a NEAR/3 (b c)", "a (b c)", "NEAR/n joins"),
        ("NEAR/3 b", "b", "NEAR/n joins"),
        ("a NEAR/3 -b", "a NOT b", "NEAR/n joins"),
    ],
)
def test_nothing_is_dropped_silently(query: str, canonical: str, problem: str) -> None:
    parsed = parse(query)
    assert str(parsed.tree) == canonical
    assert any(problem.lower() in each.message.lower() for each in parsed.problems)


@pytest.mark.parametrize("query", ["AND", "NOT", "()", '""', "OR AND", "-()"])
def test_a_query_that_says_nothing_says_why(query: str) -> None:
    parsed = parse(query)
    assert parsed.tree is None
    assert parsed.problems


@pytest.mark.parametrize("query", ["", "   ", "\u3000"])
def test_an_empty_query_is_no_tree(query: str) -> None:
    assert parse(query).tree is None


@pytest.mark.parametrize(
    "query", ["監獄", "腐败 -x", "a:", "12:30", '"a" b*', "的", "A/RES/67/186"]
)
def test_plain_queries_have_no_problems(query: str) -> None:
    assert parse(query).problems == ()


# Signs of the language, words of it, and anything else.
QUERIES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *'()（）"“”「」『』«»-－*＊:：\\ 　',
                " AND ",
                " OR ",
                " NOT ",
                " NEAR/3 ",
                "..",
                "1373(2001)",
            ]
        ),
        st.sampled_from(
            ["kind:", "年份:", "title:", "session:", "year:2015..2020", "标题：", "AND", "犯罪"]
        ),
        st.text(max_size=6),
    ),
    max_size=24,
).map("".join)


@given(QUERIES)
def test_canonical_spelling_reads_back_as_the_same_tree(query: str) -> None:
    tree = parse(query).tree
    if tree is not None:
        assert parse(str(tree)).tree == tree


@given(QUERIES)
def test_what_is_not_understood_is_reported_or_kept(query: str) -> None:
    parsed = parse(query)
    if parsed.tree is None:
        assert parsed.problems or not query.strip()


# What the language itself says: operators, and a minus sign that is read as NOT.
OPERATORS = re.compile(r"\b(?:AND|OR|NOT|NEAR(?:/\d+)?)\b")


@given(QUERIES.filter(lambda query: ":" not in unicodedata.normalize("NFKC", query)))
def test_no_letter_is_lost_without_a_note(query: str) -> None:
    parsed = parse(query)
    if not parsed.problems:
        kept = OPERATORS.sub(" ", str(parsed.tree or ""))
        for word in re.findall(r"\w+", OPERATORS.sub(" ", query)):
            assert word in kept, (query, kept)


@given(st.text(min_size=1, max_size=40))
def test_any_text_can_be_quoted_and_any_word_escaped(text: str) -> None:
    text = text.strip()
    if text:
        quoted, word = Quoted(text), Word(text)
        assert parse(str(quoted)).tree == quoted
        assert parse(str(word)).tree == word


@pytest.mark.parametrize(
    "query",
    [
        "(" * 100_000,
        "(" * 100_000 + "a" + ")" * 100_000,
        "(a " * 50_000 + ")" * 50_000,
        "a(" * 300_000,
        "-" * 1_000_000,
        "NOT " * 250_000,
        '"' * 1_000_000,
        "x " * 500_000,
        "犯" * 1_000_000,
        "a AND " * 200_000,
        "a NEAR/1 " * 100_000,
        "kind:" * 200_000,
        "\\" * 1_000_000,
        "\ud800\udfff \udcff",
    ],
    ids=lambda query: f"{query[:6]!r}",
)
def test_monstrous_queries_are_read(query: str) -> None:
    tree = parse(query).tree
    assert tree is None or (hash(tree) and parse(str(tree)).tree == tree) or len(query) > MAX_LENGTH
    str(tree).encode()


def test_a_long_query_is_cut_and_says_so() -> None:
    parsed = parse("犯罪 " * MAX_LENGTH)
    assert any("very long" in problem.message for problem in parsed.problems)


def test_a_query_of_many_words_is_cut_and_says_so() -> None:
    parsed = parse(" OR ".join(f"w{n}" for n in range(1000)))
    assert str(parsed.tree).count("OR") == MAX_RUNS - 1
    assert any(f"first {MAX_RUNS} words" in problem.message for problem in parsed.problems)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("68", 68),
        ("六十八", 68),
        ("十", 10),
        ("一百零三", 103),
        ("七十", 70),
        ("六八", None),
        ("百合", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert numeral_value(text) == value


@pytest.mark.parametrize(
    ("name", "text", "canonical"),
    [
        (FieldName.YEAR, "2015..2023", "year:2015..2023"),
        (FieldName.KIND, "执行部分", "kind:operative"),
        (FieldName.SYMBOL, "67/186", "symbol:A/RES/67/186"),
        (FieldName.ORGAN, "General Assembly", "organ:GA"),
        (FieldName.ORGAN, "l’Assemblée générale", "organ:GA"),
        (FieldName.ORGAN, "经社理事会", "organ:ECOSOC"),
        (FieldName.ORGAN, "Совет Безопасности", "organ:SC"),
        (FieldName.ORGAN, "مجلس حقوق الإنسان", "organ:HRC"),
        (FieldName.ORGAN, "unep", "organ:UNEP"),
        (FieldName.KIND, "op", "kind:operative"),
        (FieldName.LANG, "français", "lang:fr"),
    ],
)
def test_options_are_read_like_fields(name: FieldName, text: str, canonical: str) -> None:
    assert str(parse_field(name, text)) == canonical


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (FieldName.YEAR, "abc"),
        (FieldName.KIND, "opperative"),
        (FieldName.CITES, "x"),
        (FieldName.YEAR, ""),
    ],
)
def test_a_bad_option_is_an_error_that_says_what_would_be_right(name: FieldName, text: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_field(name, text)
    assert error.value.remedy.startswith("Give ")


@pytest.mark.parametrize(
    ("name", "typed", "first"),
    [
        (FieldName.ACTION, "encurage", "encourage"),
        (FieldName.ACTION, "apoint", "appoint"),
        (FieldName.KIND, "annexe", "annex"),
    ],
)
def test_of_a_bad_value_the_nearest_is_named_first(name: FieldName, typed: str, first: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_field(name, typed)
    assert f"one of {first}, " in error.value.remedy
    assert first in parse(f'{name}:"{typed}"').problems[0].message
