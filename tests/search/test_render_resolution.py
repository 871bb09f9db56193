"""A resolution in the terminal: what is known of it, hanging numbers, any width."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import (
    Citation,
    Footnote,
    Format,
    Kind,
    Language,
    Paragraph,
    Resolution,
    Source,
    Vote,
    VoteOutcome,
)
from search.render_resolution import render_resolution, render_side_by_side
from search.terminal import Style, columns

PLAIN, COLOURED = Style(colour=False), Style(colour=True)

LONG = "鼓励所有国家保存样本，并在样本散失之前制作副本，以便后人能够研究和比较这些样本；"
PARAGRAPHS = (
    Paragraph("title", Kind.TITLE, "样本的保存"),
    Paragraph("pp1", Kind.PREAMBULAR, "回顾第67/186号决议，", verb="回顾",
              citations=(Citation((3, 9), "67/186", "A/RES/67/186"),),
              footnotes=(Footnote("1", "见A/67/458。", 12),)),
    Paragraph("fn1", Kind.FOOTNOTE, "见A/67/458。", number="1", belongs_to="pp1",
              citations=(Citation((1, 9), "A/67/458", "A/67/458"),)),
    Paragraph("op10", Kind.OPERATIVE, LONG, number="10", verb="鼓励"),
    Paragraph("op10.a", Kind.OPERATIVE, LONG, number="a", lead_in="op10"),
)  # fmt: skip
RESOLUTION = Resolution(
    "A/RES/901/1",
    Language.ZH,
    "样本的保存",
    "GA",
    "901",
    "1",
    PARAGRAPHS,
    adopted=date(2012, 12, 20),
    meeting="第60次全体会议",
    agenda_item="103",
    agenda_item_name="样本",
    committee="第三委员会",
    vote=Vote(VoteOutcome.RECORDED, 133, 3, None),
)


def lines(width: int, style: Style = PLAIN) -> list[str]:
    return render_resolution(RESOLUTION, PARAGRAPHS, style, width).splitlines()


def test_what_is_known_stands_behind_labels() -> None:
    assert lines(80)[:10] == [
        "A/RES/901/1  [zh]",
        "样本的保存",
        "",
        "Organ        General Assembly, session 901",
        "Adopted      2012-12-20",
        "Meeting      第60次全体会议",
        "Vote         by vote 133–3–0",
        "Committee    第三委员会",
        "Agenda item  103: 样本",
        "",
    ]


def test_an_item_without_number_is_named_and_the_council_has_years() -> None:
    statement = replace(
        RESOLUTION, organ="SC", session="2903", agenda_item=None, agenda_item_name="样本"
    )
    shown = render_resolution(statement, PARAGRAPHS, PLAIN, 80).splitlines()
    assert "Organ        Security Council, 2903" in shown
    assert "Agenda item  样本" in shown


def test_lines_hang_behind_the_number() -> None:
    shown = lines(40)
    first = shown.index("#op10")
    assert shown[first + 1].startswith("10. 鼓励所有国家")
    assert shown[first + 2].startswith("    ")
    below = shown.index("  #op10.a")
    assert shown[below + 1].startswith("  (a) 鼓励")
    assert shown[below + 2].startswith("      ")
    assert not shown[below + 2].startswith("       ")


def test_footnotes_stand_in_place_and_below() -> None:
    shown = lines(80)
    assert "回顾第67/186号决议[1]，" in shown
    assert "[1] 见A/67/458。" in shown


@pytest.mark.parametrize("width", [20, 21, 24, 33, 40, 49, 50, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert all(columns(line) <= width for line in lines(width)), width


@pytest.mark.parametrize("width", [20, 40, 80])
def test_nothing_of_the_text_is_lost(width: int) -> None:
    shown = "".join("".join(line.split()) for line in lines(width))
    assert LONG in shown
    assert "回顾第67/186号决议[1]，" in shown


def test_what_is_cited_is_underlined_and_the_verb_set_off() -> None:
    shown = "\n".join(lines(80, COLOURED))
    assert "\x1b[3;32m回顾\x1b[0m第\x1b[4m67/186\x1b[0m号决议\x1b[2m[1]\x1b[0m，" in shown
    assert "见\x1b[4mA/67/458\x1b[0m。" in shown


def test_languages_stand_side_by_side() -> None:
    shown = render_side_by_side([RESOLUTION] * 2, [PARAGRAPHS] * 2, PLAIN, 80).splitlines()
    assert all(columns(line) <= 80 for line in shown)
    at = shown.index("#op10")
    assert shown[at + 1].count("10. ") == 2


def test_parts_of_a_resolution_have_a_short_head() -> None:
    """Who asks for one paragraph wants it, and a line of where it is from."""
    shown = render_resolution(RESOLUTION, PARAGRAPHS[3:4], PLAIN, 80).splitlines()
    assert shown[:4] == [
        "A/RES/901/1  [zh]",
        "样本的保存",
        "General Assembly, session 901 · 2012-12-20",
        "",
    ]
    assert shown[4] == "#op10"


def test_side_by_side_says_when_and_by_whom() -> None:
    shown = render_side_by_side([RESOLUTION] * 2, [PARAGRAPHS] * 2, PLAIN, 80).splitlines()
    assert shown[0] == "A/RES/901/1  General Assembly, session 901 · 2012-12-20"


def test_languages_below_each_other_are_told_apart() -> None:
    other = replace(RESOLUTION, language=Language.FR, title="La conservation des échantillons")
    shown = render_side_by_side([RESOLUTION, other], [PARAGRAPHS] * 2, PLAIN, 60).splitlines()
    assert "[fr] La conservation des échantillons" in shown
    at = shown.index("#op10")
    assert shown[at + 1].startswith("[zh] 10. 鼓励")
    assert [line for line in shown[at + 2 :] if line.startswith("[fr] 10. 鼓励")]
    assert all(columns(line) <= 60 for line in shown)


def test_one_source_is_named_once() -> None:
    sources = {
        language: Source(f"https://example.org/{language}.xml", "2026-01-02", "0" * 64, Format.AKN)
        for language in (Language.ZH, Language.FR)
    }
    both = [replace(RESOLUTION, language=each, source=of) for each, of in sources.items()]
    shown = render_side_by_side(both, [PARAGRAPHS] * 2, PLAIN, 100)
    assert shown.count("Source: United Nations.") == 1
    assert "\nzh https://example.org/zh.xml (retrieved 2026-01-02)\n" in shown
    assert "\nfr https://example.org/fr.xml (retrieved 2026-01-02)\n" in shown


def test_resolutions_under_one_symbol_have_their_titles() -> None:
    paragraphs = (
        Paragraph("title", Kind.TITLE, "样本的保存", footnotes=(Footnote("*", "重发。", 2),)),
        Paragraph("fnstar1", Kind.FOOTNOTE, "重发。", number="*", belongs_to="title"),
        Paragraph("parta.title", Kind.TITLE, "制作样本"),
        Paragraph("parta.op1", Kind.OPERATIVE, LONG, number="1"),
        Paragraph("partb.title", Kind.TITLE, "散失样本"),
    )
    one = replace(RESOLUTION, paragraphs=paragraphs)
    shown = render_resolution(one, paragraphs, PLAIN, 80)
    assert shown.startswith("A/RES/901/1  [zh]\n样本[*]的保存\n")
    assert shown.index("  #parta.title\n  制作样本\n") < shown.index("  #parta.op1\n")
    assert shown.index("  #partb.title\n  散失样本\n") > shown.index("  #parta.op1\n")
    assert "\n[*] 重发。\n" in shown
    assert "#title" not in shown
