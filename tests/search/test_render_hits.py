"""Search results as people, spreadsheets and documents take them."""

import csv
import io
from dataclasses import replace

import pytest

from corpus.model import Kind, Language
from search.render_hits import render_csv, render_footer, render_hits, render_markdown
from search.results import Count, FacetName, Hit, Match, SearchResults
from search.terminal import Style, columns

HIT = Hit(
    rank=1,
    id="A/RES/950/1#op3.b",
    symbol="A/RES/950/1",
    language=Language.ZH,
    kind=Kind.OPERATIVE,
    number="b",
    title="样本：监狱管理",
    date="2021-12-16",
    organ="GA",
    session="950",
    verb="敦促",
    action="urge",
    text="敦促会员国解决监狱过度拥挤问题；",
    match=Match.EXACT,
    score=1.5,
    highlights=((7, 13),),
    url="https://undocs.org/zh/A/RES/950/1",
    sample=False,
    also=("A/RES/949/1#op2",),
)


def results(*hits: Hit, total: int | None = None) -> SearchResults:
    count = len(hits) if total is None else total
    return SearchResults("监狱", "监狱 in Chinese", (Language.ZH,), count, hits)


def rendered(*hits: Hit, colour: bool = False, width: int = 80, **options: bool) -> str:
    return render_hits(results(*hits), Style(colour), width, **options)


def test_what_a_paragraph_does_glosses_phrases_that_are_not_english() -> None:
    assert "· 敦促 (urge) · zh" in rendered(HIT)
    assert "· 敦促 · zh" in rendered(replace(HIT, action=None))
    english = replace(HIT, language=Language.EN, verb="Strongly urges", action="urge-strongly")
    assert "· Strongly urges · en" in rendered(english)
    plain = replace(HIT, verb=None, action=None)
    assert "operative 3 (b) · zh" in rendered(plain)


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("op3", Kind.OPERATIVE, "operative 3"),
        ("op3.b.ii", Kind.OPERATIVE, "operative 3 (b) (ii)"),
        ("draft1.op2", Kind.OPERATIVE, "operative 2"),
        ("pp4", Kind.PREAMBULAR, "preambular 4"),
        ("opu1", Kind.OPERATIVE, "operative"),
        ("annex1.12", Kind.ANNEX, "annex"),
        ("title", Kind.TITLE, "title"),
    ],
)
def test_a_paragraph_is_named_as_it_is_cited(path: str, kind: Kind, expected: str) -> None:
    line = rendered(replace(HIT, id=f"A/RES/950/1#{path}", kind=kind)).splitlines()[0]
    assert f"· {expected} ·" in line


def test_what_was_found_is_marked_and_equal_paragraphs_are_named() -> None:
    assert Style(True).match("监狱过度拥挤") in rendered(HIT, colour=True)
    assert "same text: A/RES/949/1#op2" in rendered(HIT)
    assert "words only" not in rendered(HIT)
    assert "words only" in rendered(replace(HIT, match=Match.WORDS))


def test_a_long_paragraph_is_cut_unless_the_whole_is_wanted() -> None:
    long = replace(HIT, text="甲、" * 400 + "监狱。", highlights=((800, 802),))
    assert "…" in rendered(long)
    assert "监狱" in rendered(long)
    assert rendered(long, whole=True).count("甲") == 400


def test_hits_of_one_resolution_stand_together() -> None:
    other = replace(HIT, rank=2, id="A/RES/951/1#op1", symbol="A/RES/951/1")
    again = replace(HIT, rank=3, id="A/RES/950/1#op9", text="第三")
    grouped = rendered(HIT, other, again, group=True)
    assert grouped.index("第三") < grouped.index("A/RES/951/1#op1")
    # Each can be cited by itself; what they share is said once.
    assert " 3  A/RES/950/1#op9  operative 9" in grouped
    assert grouped.count("样本：监狱管理") == grouped.count("2021-12-16") == 2
    long = replace(again, text="甲、" * 400)
    assert rendered(HIT, long, group=True, whole=True).count("甲") == 400


@pytest.mark.parametrize("width", [30, 40, 57, 80, 100])
@pytest.mark.parametrize(
    "text",
    [
        "敦促会员国改善监狱的条件并且培训工作人员和报告包括第12/34号决议的执行在内的进展" * 9,
        "urges States to counter the internationalization of crimes and to report thereon " * 12,
    ],
)
def test_a_part_of_a_long_paragraph_takes_four_lines(text: str, width: int) -> None:
    hit = replace(HIT, text=text, highlights=((30, 33), (200, 204)), also=())
    with_title = rendered(hit, width=width).rstrip("\n").split("\n")
    without = rendered(replace(hit, text="x", highlights=()), width=width).rstrip("\n").split("\n")
    assert 3 <= len(with_title) - len(without) + 1 <= 4, "\n".join(with_title)


def test_csv_has_a_row_a_hit_and_no_formulas() -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv([HIT, replace(HIT, text="=1+1")]))))
    assert rows[0]["id"] == HIT.id
    assert rows[0]["also"] == "A/RES/949/1#op2"
    assert rows[1]["text"] == "'=1+1"


def test_markdown_quotes_the_paragraph() -> None:
    text = render_markdown([HIT])
    assert "### [A/RES/950/1#op3.b](https://undocs.org/zh/A/RES/950/1)" in text
    assert "> 敦促会员国解决**监狱过度拥挤**问题；" in text


def test_markdown_has_a_table_a_facet() -> None:
    facets = {
        FacetName.ORGAN: (Count("GA", 3), Count("ECOSOC", 1)),
        FacetName.SERIES: (Count("one|other", 2),),
        FacetName.SUBJECT: (),
    }
    text = render_markdown([HIT], facets)
    assert "\n| organ | hits |\n|---|---:|\n| GA | 3 |\n| ECOSOC | 1 |\n" in text
    assert "| one\\|other | 2 |\n" in text
    assert "subject" not in text


def test_the_footer_says_what_else_there_is() -> None:
    assert "1–1 of 7 paragraphs" in render_footer(results(HIT, total=7), 0)
    assert "--offset 1" in render_footer(results(HIT, total=7), 0)
    assert "Nothing found" in render_footer(results(), 0)
    assert "no document of the United Nations" in render_footer(
        results(replace(HIT, sample=True)), 0
    )


@pytest.mark.parametrize("width", [20, 28, 40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = render_hits(results(HIT), Style(False), width)
    first, *others = text.rstrip("\n").split("\n")
    assert HIT.id in first  # in one piece, to be copied
    assert all(columns(line) <= width for line in others), text
    if width < 60:
        assert first.split() == ["1", HIT.id]
