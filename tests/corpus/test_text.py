"""Plain text read as resolutions: every defect of old pages and PDF text, in texts of our own."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.model import Kind, Language, Paragraph, Resolution, Vote, VoteOutcome
from corpus.text import read_text

MARK = "901/7"


def read(text: str, name: str = "sample.txt", **hints: object) -> Resolution:
    return read_text(text.encode(), name, **hints)  # type: ignore[arg-type]


def paths(resolution: Resolution) -> list[str]:
    return [paragraph.path for paragraph in resolution.paragraphs]


def paragraph(resolution: Resolution, path: str) -> Paragraph:
    found = resolution.paragraph(path)
    assert found is not None, f"{path} is not among {paths(resolution)}"
    return found


# --- Layouts -------------------------------------------------------------------------------------

CHINESE = """ [根据第三委员会的报告(A/901/45)通过]

67/901. 加强样本的保存和
交换工作

 大会，

 回顾其 2011 年 12 月 9 日题为“样本的交换”的第 66/902 号决议，其中

请各国保存样本，并请秘书长提出报告，

 严重关切样本数目减少以及样本的散失，

 还回顾《样本交换宣言》，
1
其中会员国认识到样本的保存是一切工作的

基础，

 1. 吁请各国继续相互合作，协调其样本工作，以促进采取更加

综合的办法；

_______________
1
 第 65/903 号决议，附件。
  2. 鼓励各国在执行《样本公约》
2
和《样本议定书》时提供技术

援助；

 3. 请秘书长向大会提出报告。

_______________
2
 联合国，《样本汇编》，第 12 卷。

2012 年 12 月 20 日

第 60 次全体会议
"""


def test_chinese_text_of_a_pdf_with_a_blank_line_behind_every_line() -> None:
    resolution = read(CHINESE)
    assert resolution.symbol == "A/RES/67/901"
    assert resolution.language is Language.ZH
    assert resolution.title == "加强样本的保存和交换工作"
    assert resolution.report == "A/901/45"
    assert resolution.committee == "第三委员会"
    assert str(resolution.adopted) == "2012-12-20"
    assert resolution.meeting == "第60次全体会议"
    assert resolution.warnings == ()
    assert paths(resolution) == [
        *("title", "formula", "pp1", "pp2", "pp3", "fn1", "op1", "op2", "fn2", "op3"),
        "closing1",
    ]


def test_lines_are_joined_and_blanks_beside_han_are_dropped() -> None:
    text = paragraph(read(CHINESE), "pp1").text
    assert text.startswith("回顾其2011年12月9日题为“样本的交换”的第66/902号决议，其中请各国")


def test_a_footnote_mark_in_mid_sentence_becomes_an_offset() -> None:
    resolution = read(CHINESE)
    carrier = paragraph(resolution, "pp3")
    [note] = carrier.footnotes
    assert (note.mark, note.text) == ("1", "第65/903号决议，附件。")
    assert carrier.text[: note.offset].endswith("《样本交换宣言》，")
    assert carrier.text[note.offset :].startswith("其中会员国")
    assert paragraph(resolution, "fn1").belongs_to == "pp3"
    assert paragraph(resolution, "op2").footnotes[0].mark == "2"


ENGLISH = """United Nations

A/RES/67/901

General Assembly

Distr.: General
12 March 2013

Sixty-seventh session
Agenda item 103

Resolution adopted by the General Assembly on 20 December 2012
[on the report of the Third Committee (A/67/945)]

67/901. Strengthening the keeping and the exchange of samples,
particularly in the areas related to the work of the
United Nations
The General Assembly,
Recalling its resolution 66/902 of 9 December 2011, entitled “The exchange of
samples”, in which it asked all States to keep their samples and the public to look
after them,
Greatly concerned by the loss of samples all over the world and by the growing
number of them that nobody can find again, as well as by their age,
Recalling further the Declaration on Samples, 1 in which Member States recognized
the keeping of samples as the basis of all other work,
12-48976

*1248976*

Please recycle

Strengthening the keeping and the exchange of samples, particularly in the areas
related to the work of the United Nations

A/RES/67/901

Convinced that samples which nobody keeps are soon lost,
Calls upon relevant entities of the United Nations system to continue keeping
1.
samples and exchanging them, within their respective mandates, with all others;
_______________
1

2/3

Resolution 65/903, annex.

Strengthening the keeping and the exchange of samples, particularly in the areas
related to the work of the United Nations

A/RES/67/901

Encourages all States to give each other technical help in carrying out the
2.
Convention on Samples 2 and the Protocol on Samples, 3 as appropriate;
3.
Reaffirms the importance of samples;
_______________
2

Collection of Samples, vol. 12, No. 34.
Ibid., vol. 13, No. 56.
3

3/3

4. Requests the Secretary-General to report to the General Assembly at its
sixty-eighth session.
60th plenary meeting
20 December 2012
"""


def test_english_text_of_a_pdf_without_any_layout() -> None:
    resolution = read(ENGLISH)
    assert resolution.symbol == "A/RES/67/901"
    assert resolution.title == (
        "Strengthening the keeping and the exchange of samples, particularly in the areas "
        "related to the work of the United Nations"
    )
    assert (resolution.committee, resolution.report) == ("Third Committee", "A/67/945")
    assert (resolution.agenda_item, resolution.meeting) == ("103", "60th plenary meeting")
    assert str(resolution.adopted) == "2012-12-20"
    assert paths(resolution) == [
        *("title", "formula", "pp1", "pp2", "pp3", "fn1", "pp4"),
        *("op1", "op2", "fn2", "fn3", "op3", "op4", "closing1"),
    ]


@pytest.mark.parametrize(
    ("printed", "item", "name"),
    [
        ("Agenda item 103", "103", None),
        (
            "Agenda item 68 (b)\nKeeping of samples: lamps\nand their oil",
            "68 (b)",
            "Keeping of samples: lamps and their oil",
        ),
        ("Agenda items 13 and 117", "13, 117", None),
        ("Agenda item 19 (a) and (c)\n\nSamples", "19 (a) (c)", "Samples"),
    ],
)
def test_agenda_item_and_its_name(printed: str, item: str, name: str | None) -> None:
    resolution = read(ENGLISH.replace("Agenda item 103", printed))
    assert (resolution.agenda_item, resolution.agenda_item_name) == (item, name)
    assert not [p for p in resolution.paragraphs if p.kind is Kind.UNCLASSIFIED]
    assert str(resolution.adopted) == "2012-12-20"


def test_the_vote_that_is_printed_below_the_text() -> None:
    vote = (
        "[Adopted by a recorded vote of 20 to 10, with 17 abstentions. The voting was as follows:"
    )
    countries = "In favour:\nAlgeria, Bangladesh\nAgainst:\nFinland\nAbstaining:\nPeru]"
    assert read(f"{ENGLISH}{vote}\n{countries}\n").vote == Vote(VoteOutcome.RECORDED, 20, 10, 17)
    without = read(f"{ENGLISH}[Adopted without a vote.]\n")
    assert without.vote == Vote(VoteOutcome.WITHOUT_VOTE)
    assert read(ENGLISH).vote is None


def test_a_number_in_a_line_of_its_own_goes_to_the_head_of_its_paragraph() -> None:
    resolution = read(ENGLISH)
    assert paragraph(resolution, "op1").text.startswith("Calls upon relevant entities")
    assert "keeping samples" in paragraph(resolution, "op1").text
    assert paragraph(resolution, "op3").text == "Reaffirms the importance of samples;"


def test_a_number_alone_behind_a_whole_paragraph_belongs_to_the_next() -> None:
    text = (
        "901/7. Samples\nThe General Assembly,\nRecalling its work,\n"
        "1.\nRequests all States to keep samples;\n2.\nDecides to go on.\n"
    )
    resolution = read(text, symbol="A/RES/901/7")
    assert paragraph(resolution, "pp1").text == "Recalling its work,"
    assert paragraph(resolution, "op1").text == "Requests all States to keep samples;"


def test_notes_that_a_pdf_gives_out_of_order_are_put_in_order_with_a_warning() -> None:
    resolution = read(ENGLISH)
    texts = {p.path: p.text for p in resolution.paragraphs if p.kind is Kind.FOOTNOTE}
    assert texts == {
        "fn1": "Resolution 65/903, annex.",
        "fn2": "Collection of Samples, vol. 12, No. 34.",
        "fn3": "Ibid., vol. 13, No. 56.",
    }
    assert any("footnote 3" in warning for warning in resolution.warnings)
    carrier = paragraph(resolution, "op2")
    before = [carrier.text[: note.offset][-9:] for note in carrier.footnotes]
    assert before == ["n Samples", " Samples,"]
    assert "Samples and the Protocol on Samples, as appropriate;" in carrier.text


def test_running_heads_and_page_numbers_are_no_text() -> None:
    everything = " ".join(p.text for p in read(ENGLISH).paragraphs)
    assert everything.count("Strengthening the keeping") == 1
    assert not re.search(r"A/RES/67/901|2/3|1248976|recycle|Distr", everything)


PAGE = """大会决议

901/7.  样本的保存

  大会,

  关切样本数目减少造成的问题,它可能危及今后的工作,

  深信需要保存样本,1/以便今后使用,2/

  1.  注意到秘书长关于样本的报告;

  2.  通过本决议所附《样本守则》,并建议会员国:

  (a)  使用该守则;

  (b)  报告使用情况:

  (一)  每年一次;

  (二)  以书面形式;
"""


def test_an_old_page_with_a_paragraph_a_line() -> None:
    resolution = read(PAGE, symbol="A/RES/901/7")
    assert paths(resolution) == [
        *("title", "formula", "pp1", "pp2", "op1", "op2", "op2.a", "op2.b"),
        *("op2.b.i", "op2.b.ii"),
    ]
    assert paragraph(resolution, "op2.b").lead_in == "op2"
    assert paragraph(resolution, "op2.b").verb is None
    assert paragraph(resolution, "op2").verb == "通过"


def test_marks_without_their_notes_leave_the_text_and_are_warned_of() -> None:
    resolution = read(PAGE, symbol="A/RES/901/7")
    carrier = paragraph(resolution, "pp2")
    assert carrier.text == "深信需要保存样本,以便今后使用,"
    assert [(n.mark, n.text, n.offset) for n in carrier.footnotes] == [("1", "", 9), ("2", "", 16)]
    assert any("1, 2" in warning for warning in resolution.warnings)


def test_han_set_with_blanks_between_all_characters() -> None:
    spaced = PAGE.replace("关切样本数目减少", "关 切 样 本 数 目 减 少")
    assert paragraph(read(spaced, symbol="A/RES/901/7"), "pp1").text.startswith("关切样本数目减少")


def test_radicals_become_the_characters_they_stand_for() -> None:
    text = PAGE.replace("样本的保存", "打击⾛私⻓期样本")
    assert read(text, symbol="A/RES/901/7").title == "打击走私长期样本"


def test_text_that_was_saved_in_a_single_line() -> None:
    text = (
        "A/RES/65/901 Nations Unies Distr. générale 1er avril 2011 Assemblée générale "
        "Soixante-cinquième session Point 105 de l’ordre du jour Résolution adoptée par "
        "l’Assemblée générale le 21 décembre 2010 [sur la base du rapport de la Troisième "
        "Commission (A/65/945)] 65/901. Conservation des échantillons L’Assemblée générale, "
        "Soulignant la responsabilité qu’elle assume, Rappelant ses résolutions sur la "
        "conservation, 1. Prie les États de conserver les échantillons; 2. Décide de rester "
        "saisie de la question."
    )
    resolution = read(text)
    assert resolution.title == "Conservation des échantillons"
    assert resolution.committee == "Troisième Commission"
    assert str(resolution.adopted) == "2010-12-21"
    assert paths(resolution) == ["title", "formula", "pp1", "pp2", "op1", "op2"]


def test_italics_and_stops_in_lines_of_their_own() -> None:
    text = (
        "901/7. Conservation des échantillons\nL’Assemblée générale\n,\nRappelant\n"
        "les règles de conservation\n1\n, et les échantillons,\n"
        "1.\nPrie\nles États de conserver les échantillons.\n_____\n1\nVoir A/65/945.\n"
    )
    resolution = read(text, symbol="A/RES/901/7")
    assert paragraph(resolution, "formula").text == "L’Assemblée générale,"
    carrier = paragraph(resolution, "pp1")
    assert carrier.text == "Rappelant les règles de conservation, et les échantillons,"
    assert carrier.text[: carrier.footnotes[0].offset] == "Rappelant les règles de conservation"


OTHER_LANGUAGES = [
    (
        Language.ES,
        "65/901. Conservación de muestras\nLa Asamblea General,\nRecordando su labor,\n"
        "Acogiendo con beneplácito el informe,\n1. Pide a los Estados:\na) Que conserven;\n"
        "b) Que informen.\n72ª sesión plenaria\n21 de diciembre de 2010\n",
    ),
    (
        Language.RU,
        "65/901. Хранение образцов\n\nГенеральная Ассамблея,\n\nссылаясь на свою работу,\n\n"
        "приветствуя доклад,\n\n1. просит государства:\n\na) хранить образцы;\n\n"
        "b) представлять доклады.\n\n72-е пленарное заседание\n\n21 декабря 2010 года\n",
    ),
    (
        Language.AR,
        "65/901 - حفظ العينات\n\nإن الجمعية العامة،\n\nإذ تشير إلى أعمالها،\n\n"
        "وإذ ترحب بالتقرير،\n\n1 - تطلب إلى الدول ما يلي:\n\n(أ) حفظ العينات؛\n\n"
        "(ب) تقديم التقارير.\n\nالجلسة العامة 72\n\n"
        "21 كانون الأول/ديسمبر 2010\n",
    ),
]


@pytest.mark.parametrize(("language", "text"), OTHER_LANGUAGES)
def test_the_same_structure_has_the_same_ids_in_every_language(
    language: Language, text: str
) -> None:
    resolution = read(text)
    assert resolution.symbol == "A/RES/65/901"
    assert resolution.language is language
    assert paths(resolution) == [
        *("title", "formula", "pp1", "pp2", "op1", "op1.a", "op1.b", "closing1"),
    ]
    assert str(resolution.adopted) == "2010-12-21"
    assert "72" in (resolution.meeting or "")


def test_an_annex_has_its_own_ids() -> None:
    text = (
        "901/7. Samples\n\nThe General Assembly,\n\nRecalling its work,\n\n"
        "1. Adopts the rules annexed to the present resolution;\n\n2. Decides to go on.\n\n"
        "60th plenary meeting\n20 December 2012\n\nAnnex\n\nRules on samples\n\n"
        "These rules are for everyone.\n\n1. Samples are kept.\n\n(a) Old ones;\n\n"
        "(b) New ones.\n\n"
        "2. Samples are exchanged.\n"
    )
    found = paths(read(text, symbol="A/RES/901/7"))
    assert found[:6] == ["title", "formula", "pp1", "op1", "op2", "closing1"]
    assert found[6:] == [
        *("annex1.h1", "annex1.h2", "annex1.u1", "annex1.1", "annex1.1.a", "annex1.1.b", "annex1.2")
    ]


def test_a_numbered_list_inside_a_paragraph_does_not_go_on_the_paragraphs() -> None:
    text = (
        "901/7. 样本\n\n大会，\n\n回顾其工作，\n\n1. 请各国保存样本；\n\n2. 决定议程如下：\n\n"
        "1. 开幕。\n\n2. 样本。\n\n3. 请秘书长提出报告。\n"
    )
    found = paths(read(text, symbol="A/RES/901/7"))
    assert found[3:] == ["op1", "op2", "op2.1", "op2.2", "op3"]


def test_an_unnumbered_operative_paragraph() -> None:
    text = "901/7. Samples\n\nThe General Assembly,\n\nRecalling its work,\n\nDecides to go on.\n"
    assert paths(read(text, symbol="A/RES/901/7")) == ["title", "formula", "pp1", "opu1"]


def test_a_draft_that_is_recommended_has_ids_of_its_own() -> None:
    text = (
        "2021/902. Samples\n\nThe Economic and Social Council,\n\n"
        "Recommends to the General Assembly the adoption of the following draft resolution:\n\n"
        "Keeping of samples\n\nThe General Assembly,\n\nRecalling its work,\n\n"
        "1. Decides to go on.\n\n10th plenary meeting\n22 July 2021\n"
    )
    resolution = read(text)
    assert resolution.symbol == "E/RES/2021/902"
    assert paths(resolution) == [
        *("title", "formula", "opu1", "draft1.title", "draft1.formula", "draft1.pp1"),
        *("draft1.op1", "closing1"),
    ]


def test_what_a_resolution_adopted_is_read_as_its_annex_where_nothing_else_is_there() -> None:
    text = (
        "主题:刑事司法\n\n样本行为守则\n\n通过日期 联合国大会第一〇六次全体会议1979年12月17日"
        "第34/901号决议通过\n\n第一条\n\n  样本人员均应保存样本。\n\n"
        "  (a) 无论何时;\n\n  (b) 无论何地。\n"
    )
    resolution = read(text)
    assert resolution.symbol == "A/RES/34/901"
    assert resolution.title == "样本行为守则"
    assert resolution.meeting == "第一〇六次全体会议"
    assert str(resolution.adopted) == "1979-12-17"
    assert all(path == "title" or path.startswith("annex1.") for path in paths(resolution))
    assert any("enacting formula" in warning for warning in resolution.warnings)


def test_footnotes_that_begin_at_one_on_every_page() -> None:
    text = (
        "901/7. 样本\n\n大会，\n\n回顾《宣言》，\n1\n并回顾其工作，\n______\n1\n第1/1号决议。\n\f"
        "1. 请各国遵守《公约》；\n1\n______\n1\n第2/2号决议。\n\f2. 决定继续处理此事。\n"
    )
    resolution = read(text, symbol="A/RES/901/7")
    assert paragraph(resolution, "pp1").footnotes[0].text == "第1/1号决议。"
    assert paragraph(resolution, "op1").footnotes[0].text == "第2/2号决议。"
    assert {"fn1", "fn1~2"} <= set(paths(resolution))


@pytest.mark.parametrize(
    ("printed", "before"),
    [
        ("the Convention on Samples3 and others", "Convention on Samples"),
        ("the Convention on Samples 3 and others", "Convention on Samples"),
        ("the Convention on Samples,3 and others", "Convention on Samples,"),
        ("the Convention on Samples³ and others", "Convention on Samples"),
        ("the Convention on Samples, 3/ and others", "Convention on Samples,"),
        ("the Convention of 1988,3 and 3 others", "Convention of 1988,"),
        ("the reports of 3 May 1988 and 1989,3 and others", "1988 and 1989,"),
    ],
)
def test_ways_of_setting_a_mark(printed: str, before: str) -> None:
    text = (
        "901/7. Samples\n\nThe General Assembly,\n\nRecalling one1 and two2 and "
        f"{printed},\n\n1. Decides to go on.\n\n______\n1 See one.\n2 See two.\n3 See three.\n"
    )
    carrier = paragraph(read(text, symbol="A/RES/901/7"), "pp1")
    [offset] = [note.offset for note in carrier.footnotes if note.mark == "3"]
    assert carrier.text[:offset].endswith(before)


TYPED = """A/RES/67/901
67/901. Keeping samples
The General Assembly,
Recalling its resolution 66/902 of 9 December 2011,[1] in which it asked
all States to keep their samples, the public to look after them,
including where nobody had asked for them, and the Secretary-General to
report,
Greatly concerned by the loss of samples in many parts of the world and,
as article 4 (2) of the Convention foresees, by the growing number of
them that nobody can find,[2]
Convinced that samples are worth their keep before they are referred to
the Security Council,
1. Calls upon all States to keep their samples, and asks those that have
signed the Convention,[2] to tell others to keep theirs;
2. Requests the Secretary-General to report.
20 December 2012
_______________
[1] Resolution 65/903, annex, and the report of the Committee, para.
56.
[2] United Nations, Samples Series, vol. 12.
"""


def test_hard_wrapped_text_without_blank_lines_or_indentation() -> None:
    resolution = read(TYPED)
    assert paths(resolution) == [
        *("title", "formula", "pp1", "fn1", "pp2", "fn2", "pp3", "op1", "op2", "closing1"),
    ]
    assert paragraph(resolution, "pp1").text.endswith("and the Secretary-General to report,")
    assert "article 4 (2) of the" in paragraph(resolution, "pp2").text


def test_marks_in_square_brackets_and_their_repetition() -> None:
    resolution = read(TYPED)
    assert paragraph(resolution, "fn1").text.endswith("para. 56.")
    assert paragraph(resolution, "fn2").belongs_to == "pp2"
    [again] = paragraph(resolution, "op1").footnotes
    assert (again.mark, again.text) == ("2", "United Nations, Samples Series, vol. 12.")
    assert "[" not in paragraph(resolution, "op1").text


def test_an_organ_at_the_head_of_a_line_in_mid_sentence_opens_no_draft() -> None:
    assert paragraph(read(TYPED), "pp3").text.endswith("referred to the Security Council,")


def test_an_organ_on_the_last_line_of_a_recital_opens_no_draft() -> None:
    text = """A/RES/67/902

67/902. 保存样本

大会，

欢迎各国和各组织继续努力保存样本，表示关切许多样本无人看管，

又欢迎样本保管人决定每年编写清单，列出所有遗失和损坏的样本，并将清单通报
安全理事会，

赞扬志愿者保护样本，

1. 促请各国保存样本；

2. 决定继续处理此案。
"""
    resolution = read(text)
    assert [p.path for p in resolution.paragraphs if p.kind is Kind.PREAMBULAR] == [
        "pp1",
        "pp2",
        "pp3",
    ]
    assert paragraph(resolution, "pp2").text.endswith("通报安全理事会，")


def test_pages_with_job_and_page_number_in_one_line_and_form_feeds() -> None:
    text = """          A/RES/67/901

          67/901. Keeping samples

                The General Assembly,

                Greatly concerned by the loss of samples in many parts of the world and
          by the growing number of them that nobody can
          12-48976                                        1/2
\fA/RES/67/901
          Keeping samples

          find again,

                1. Calls upon all States to keep their samples and to look for those that
          were lost;

          12-48976                                        2/2
"""
    resolution = read(text)
    assert paths(resolution) == ["title", "formula", "pp1", "op1"]
    assert paragraph(resolution, "pp1").text.endswith("nobody can find again,")


def test_a_text_that_lacks_its_formula_begins_with_the_first_recital() -> None:
    found = read(TYPED.replace("The General Assembly,\n", ""))
    assert [path for path in paths(found) if path != "formula"] == [
        path for path in paths(read(TYPED)) if path != "formula"
    ]
    assert "There is no enacting formula: the text begins with its first recital." in found.warnings


def test_traditional_script_is_read_as_simplified_is_and_kept_as_written() -> None:
    found = read(
        "67/901. 保持港口燈火\n\n大會，\n\n回顧其第66/902號決議，\n\n嚴重關切燈火減少，\n\n"
        "1. 大力鼓勵所有國家保護燈火；\n\n2. 請秘書長提出報告。\n"
    )
    assert paths(found) == ["title", "formula", "pp1", "pp2", "op1", "op2"]
    assert [one.verb for one in found.paragraphs[2:]] == ["回顧", "嚴重關切", "大力鼓勵", "請"]


def test_a_formula_whose_blanks_were_lost() -> None:
    found = read(
        "2023/901. Des spécimens\n\nLe Conseil économiqueet social,\n\n1. Prie les États.\n"
    )
    assert paths(found) == ["title", "formula", "op1"]


def test_a_stop_in_a_line_of_its_own_is_set_off_as_in_the_rest_of_a_text() -> None:
    text = """67/901. Des spécimens

L’Assemblée générale,

Rappelant sa résolution 66/902 et le rapport de la Commission sur les
spécimens ,

1. Prie tous les États de garder leurs spécimens ;

2. Prie aussi le Secrétaire général d’en faire rapport à l’Assemblée
;
"""
    assert paragraph(read(text), "op2").text.endswith("à l’Assemblée ;")


# --- What document it is -------------------------------------------------------------------------

BODY = "{}The General Assembly,\n\nRecalling its work on samples,\n\n1. Decides to go on.\n"


def test_the_symbol_that_the_user_gives_counts_most() -> None:
    text = BODY.format("A/RES/65/901\n\n65/901. Samples\n\n")
    resolution = read(text, "A_RES_65_903.txt", symbol="65/902")
    assert resolution.symbol == "A/RES/65/902"
    assert any("A/RES/65/901" in warning for warning in resolution.warnings)


def test_the_symbol_in_the_text_counts_more_than_the_name() -> None:
    resolution = read(BODY.format("65/901. Samples\n\n"), "A_RES_65_903.txt")
    assert resolution.symbol == "A/RES/65/901"
    assert any("A/RES/65/903" in warning for warning in resolution.warnings)


def test_the_symbol_in_the_name_is_taken_with_a_warning() -> None:
    resolution = read(BODY.format("Samples\n\n"), "A_RES_65_903.html.txt")
    assert (resolution.symbol, resolution.title) == ("A/RES/65/903", "Samples")
    assert any("file's name" in warning for warning in resolution.warnings)


def test_text_above_the_title_that_says_nothing_known_is_kept() -> None:
    resolution = read(BODY.format("Scanned by the library of samples\n\n65/901. Samples\n\n"))
    assert paragraph(resolution, "x1").text == "Scanned by the library of samples"
    assert paragraph(resolution, "x1").kind is Kind.UNCLASSIFIED


REFUSED = [
    ("no symbol anywhere", BODY.format("Samples\n\n"), "notes.txt", "does not say which document"),
    ("a draft", BODY.format("Samples\n\n"), "A_C.3_77_L.5.txt", "draft"),
    (
        "two languages",
        "大会，\nThe General Assembly,\n铭记其关于样本的决议，\n"
        "Bearing in mind its resolution on the "
        "samples, in which it asked for the use of the rules,\n",
        "A_RES_65_901.txt",
        "two languages",
    ),
    ("no language", "12 34 56", "A_RES_65_901.txt", "six official languages"),
    (
        "a page about the document",
        "Symbol A/RES/65/901\nTitle The samples : resolution of the Assembly\nFiles of it\n",
        "A_RES_65_901.txt",
        "no resolution",
    ),
]


@pytest.mark.parametrize(("what", "text", "name", "reason"), REFUSED, ids=lambda v: str(v)[:20])
def test_refuses_with_an_honest_reason(what: str, text: str, name: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(text, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    resolution = read_text(CHINESE.encode(encoding), "sample.txt")
    assert resolution.symbol == "A/RES/67/901"


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\xff", b"r\xe9solution \xe0 l'essai", bytes(range(128, 256))]
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"encoding|six official"):
        read_text(data, "sample.txt")


# --- Nothing is lost -----------------------------------------------------------------------------


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalpha())


@pytest.mark.parametrize("text", [CHINESE, PAGE], ids=["chinese", "page"])
def test_every_letter_of_the_body_is_in_some_paragraph(text: str) -> None:
    body = text[text.index("大会") if text is CHINESE else text.index("  大会,") :]
    if text is CHINESE:
        body = text[text.index(" 大会，") :]
    resolution = read(text, symbol="A/RES/901/7")
    kept = letters("".join(p.text + (p.number or "") for p in resolution.paragraphs))
    missing = letters(body) - kept
    assert not {char for char in missing if char not in "一二"}  # labels (一), (二)


def test_every_letter_of_the_english_body_is_in_some_paragraph() -> None:
    body = ENGLISH[ENGLISH.index("The General Assembly,\n") :]
    furniture = "Please recycle" + 2 * (
        "Strengthening the keeping and the exchange of samples, particularly in the areas "
        "related to the work of the United Nations A/RES/67/901"
    )
    kept = letters("".join(p.text for p in read(ENGLISH).paragraphs if p.path != "title"))
    assert letters(body) - letters(furniture) == kept


_WORDS = (
    "samples",
    "are",
    "kept",
    "by",
    "all",
    "States",
    "and",
    "exchanged",
    "in",
    "good",
    "order",
)
_SENTENCES = st.lists(st.sampled_from(_WORDS), min_size=3, max_size=40).map(" ".join)
_OPENERS = ("Recalling", "Noting with concern", "Welcoming also")
_VERBS = ("Decides", "Takes note with appreciation", "Strongly encourages")


@st.composite
def _documents(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    preamble = draw(
        st.lists(
            st.tuples(st.sampled_from(_OPENERS), _SENTENCES), min_size=1, max_size=4, unique=True
        )
    )
    operative = draw(
        st.lists(
            st.tuples(st.sampled_from(_VERBS), _SENTENCES), min_size=1, max_size=5, unique=True
        )
    )
    return (
        [f"{opener} that {sentence}," for opener, sentence in preamble],
        [f"{verb} that {sentence};" for verb, sentence in operative],
    )


def _wrap(text: str, width: int, indent: str) -> str:
    lines, line = [], indent
    for word in text.split():
        if len(line) + len(word) >= width and line.strip():
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


@settings(max_examples=60, deadline=None)
@given(_documents(), st.integers(40, 90), st.sampled_from(["  ", ""]), st.booleans())
def test_paragraphs_come_back_from_any_layout(
    document: tuple[list[str], list[str]], width: int, indent: str, blank: bool
) -> None:
    preamble, operative = document
    numbered = [f"{number}. {text}" for number, text in enumerate(operative, start=1)]
    parts = [f"{MARK}. Samples", "The General Assembly,", *preamble, *numbered]
    separator = "\n\n" if blank else "\n"
    text = separator.join(_wrap(part, width, indent) for part in parts)
    resolution = read(text, symbol=f"A/RES/{MARK}")
    found = {p.path: p.text for p in resolution.paragraphs}
    expected = {f"pp{place}": text for place, text in enumerate(preamble, start=1)}
    expected |= {f"op{place}": text for place, text in enumerate(operative, start=1)}
    assert {path: found.get(path) for path in expected} == expected


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("大会，回顾 12.、(a)（一）\n\f_/《》\ue000\ue001@=注A附件第条"),
        max_size=120,
    )
)
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        resolution = read("901/7. 样本\n大会，\n回顾样本，\n" + text, symbol="A/RES/901/7")
    except DocumentError:
        return
    assert len(set(paths(resolution))) == len(resolution.paragraphs)
    for p in resolution.paragraphs:
        assert all(0 <= note.offset <= len(p.text) for note in p.footnotes)


# --- Real documents ------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize(
    ("language", "committee", "meeting", "places"),
    [
        ("zh", "第三委员会", "第60次全体会议", ["宣言》，", "议定书、", "公约》", "公约》，"]),
        ("en", "Third Committee", "60th plenary meeting", ["World,", "hereto,", "uption", "1988,"]),
    ],
)
def test_67_186(
    shared: Path, language: str, committee: str, meeting: str, places: list[str]
) -> None:
    path = shared / "text" / language / "A_RES_67_186.txt"
    resolution = read_text(path.read_bytes(), "document.txt")
    assert resolution.symbol == "A/RES/67/186"
    assert resolution.language == language
    assert (resolution.report, resolution.committee) == ("A/67/458", committee)
    assert (str(resolution.adopted), resolution.meeting) == ("2012-12-20", meeting)
    assert [p for p in paths(resolution) if not p.startswith("fn")] == [
        *("title", "formula", *(f"pp{n}" for n in range(1, 14))),
        *(f"op{n}" for n in range(1, 16)),
        "closing1",
    ]
    notes = [p for p in resolution.paragraphs if p.kind is Kind.FOOTNOTE]
    assert [(p.path, p.belongs_to) for p in notes] == [
        *(("fn1", "pp7"), ("fn2", "op7"), ("fn3", "op7"), ("fn4", "op7")),
    ]
    marked = [(p, note) for p in resolution.paragraphs for note in p.footnotes]
    for (carrier, note), place in zip(marked, places, strict=True):
        assert carrier.text[: note.offset].endswith(place)
    ends = (",", "，", ";", "；", ".", "。")
    main = [p for p in resolution.paragraphs if p.kind in (Kind.PREAMBULAR, Kind.OPERATIVE)]
    assert all(p.text.endswith(ends) and p.verb for p in main if p.path != "formula")


# What each excerpt must give: its symbol, and how many preambular paragraphs it has.
EXCERPTS = {
    "ar/A_RES_52_91.html.txt": ("A/RES/52/91", 2),
    "ar/A_RES_65_230.pdftext.txt": ("A/RES/65/230", 0),
    "en/A_RES_45_121.html.txt": ("A/RES/45/121", 2),
    "en/A_RES_73_186.pdftext.txt": ("A/RES/73/186", 1),
    "es/A_RES_65_229.pdftext.txt": ("A/RES/65/229", 1),
    "es/A_RES_65_230.pdftext.txt": ("A/RES/65/230", 1),
    "fr/A_RES_65_229.pdftext.txt": ("A/RES/65/229", 1),
    "fr/A_RES_65_230.text.txt": ("A/RES/65/230", 1),
    "zh-Hant/A_RES_34_169.html.txt": ("A/RES/34/169", 0),
    "zh/A_CONF.187_4_Rev.3.html.txt": ("A/CONF.187/4/Rev.3", 0),
    "zh/A_RES_34_169.html.txt": ("A/RES/34/169", 0),
    "zh/A_RES_45_110.html.txt": ("A/RES/45/110", 0),
    "zh/A_RES_45_116.text.txt": ("A/RES/45/116", 0),
    "zh/A_RES_51_191.mirror.txt": ("A/RES/51/191", 1),
    "zh/A_RES_51_59.html.txt": ("A/RES/51/59", 4),
    "zh/A_RES_52_124.html.txt": ("A/RES/52/124", 2),
    "zh/A_RES_52_88.html.txt": ("A/RES/52/88", 5),
    "zh/A_RES_53_176.html.txt": ("A/RES/53/176", 4),
    "zh/A_RES_55_25.mirror.txt": ("A/RES/55/25", 0),
    "zh/A_RES_65_229.html.txt": ("A/RES/65/229", 3),
    "zh/E_RES_2005_20.html.txt": ("E/RES/2005/20", 3),
}
REFUSED_EXCERPTS = {
    "en/A_RES_70_175.undl-page.txt": "no resolution",  # a catalogue page about it
    "zh/E_2003_30.pdftext.txt": "no resolution",  # a report's table of contents
    "zh/E_RES_2002_13.bitext.txt": "two languages",
}


@pytest.mark.shared
@pytest.mark.parametrize("excerpt", EXCERPTS)
def test_excerpts(shared: Path, excerpt: str) -> None:
    path = shared / "excerpts" / excerpt
    resolution = read_text(path.read_bytes(), path.name)
    symbol, preambular = EXCERPTS[excerpt]
    assert resolution.symbol == symbol
    assert resolution.language == excerpt[:2]
    assert sum(bool(re.fullmatch(r"pp\d+", p)) for p in paths(resolution)) == preambular


@pytest.mark.shared
@pytest.mark.parametrize("excerpt", REFUSED_EXCERPTS)
def test_excerpts_that_are_no_resolution(shared: Path, excerpt: str) -> None:
    path = shared / "excerpts" / excerpt
    with pytest.raises(DocumentError, match=REFUSED_EXCERPTS[excerpt]):
        read_text(path.read_bytes(), path.name)


@pytest.mark.shared
def test_no_excerpt_is_left_out(shared: Path) -> None:
    folder = shared / "excerpts"
    held = {p.relative_to(folder).as_posix() for p in folder.glob("*/*.txt")}
    assert held == EXCERPTS.keys() | REFUSED_EXCERPTS.keys()


COVERS = [
    (
        Language.ZH,
        "议程项目68(b)\n灯火的保管\n大会2012年12月20日决议\n"
        "[根据特别政治和非殖民化委员会(第四委员会)的报告(A/67/945)通过]",
        "大会，\n\n回顾样本的重要性，\n\n1. 请会员国保管样本。\n\n第60次会议\n2012年12月20日",
        ("68 (b)", "灯火的保管", "第四委员会", "第60次会议"),
    ),
    (
        Language.FR,
        "Point 68 b) de l’ordre du jour\nConservation des lampes\n"
        "Résolution adoptée par l’Assemblée générale le 20 décembre 2012\n"
        "[sur la base du rapport de la Commission des questions politiques spéciales et de la "
        "décolonisation (Quatrième Commission) (A/67/945)]",
        "L’Assemblée générale,\n\nRappelant l’importance des lampes,\n\n"
        "1. Prie les États de garder leurs lampes.\n\n60e séance plénière\n20 décembre 2012",
        ("68 (b)", "Conservation des lampes", "Quatrième Commission", "60e séance plénière"),
    ),
    (
        Language.ES,
        "Tema 68 de la agenda\nConservación de las lámparas\n"
        "Resolución aprobada por la Asamblea General el 20 de diciembre de 2012\n"
        "[por recomendación de la Comisión de Faroles (A/67/945)]",
        "La Asamblea General,\n\nRecordando la importancia de las lámparas,\n\n"
        "1. Pide a los Estados que guarden sus lámparas.\n\n60ª sesión plenaria\n"
        "20 de diciembre de 2012",
        ("68", "Conservación de las lámparas", "Comisión de Faroles", "60ª sesión plenaria"),
    ),
    (
        Language.RU,
        "Пункт 68 а) повестки дня\nСохранение фонарей\n"
        "Резолюция, принятая Генеральной Ассамблеей 20 декабря 2012 года\n"
        "[по докладу Второго комитета (A/67/945)]",
        "Генеральная Ассамблея,\n\nссылаясь на важность фонарей,\n\n"
        "1. просит государства хранить фонари.\n\n60 заседание\n20 декабря 2012 года",
        ("68 (a)", "Сохранение фонарей", "Второй комитет", "60 заседание"),
    ),
    (
        Language.AR,
        "البند 68 (ج) من جدول الأعمال\nحفظ المصابيح\n"
        "قرار اتخذته الجمعية العامة في 20 كانون الأول/ديسمبر 2012\n"
        "[بناء على تقرير لجنة المصابيح (اللجنة الرابعة) (A/67/945)]",
        "إن الجمعية العامة،\n\nإذ تشير إلى أهمية المصابيح،\n\n"
        "1 - تطلب إلى الدول أن تحفظ مصابيحها.\n\nالجلسة العامة 60\n20 كانون الأول/ديسمبر 2012",
        ("68 (c)", "حفظ المصابيح", "اللجنة الرابعة", "الجلسة العامة 60"),
    ),
]


@pytest.mark.parametrize(("language", "cover", "body", "facts"), COVERS)
def test_what_the_cover_says_in_each_language(
    language: Language, cover: str, body: str, facts: tuple[str, str, str, str]
) -> None:
    title = {Language.ZH: "样本灯火", Language.RU: "Фонари"}.get(language, "Lamps")
    resolution = read(f"A/RES/67/901\n{cover}\n\n67/901. {title}\n\n{body}\n")
    assert resolution.language is language
    assert (
        resolution.agenda_item,
        resolution.agenda_item_name,
        resolution.committee,
        resolution.meeting,
    ) == facts
    assert (resolution.report, str(resolution.adopted)) == ("A/67/945", "2012-12-20")


def test_the_address_that_a_note_gives_may_take_lines_of_its_own() -> None:
    text = """A/RES/904/78

904/78. Lamps of many harbours
The General Assembly,
Recalling the list of lamps that the keepers of all harbours of the north keep,1 and
_______________
1 Available at
https://lamps.example.org/harbours/of/the/north/list-of-all-the-lamps-and-of-the-
keepers.pdf.
2/2
noting the book of oil,
1. Requests the keepers to light the lamps.
"""
    read = read_text(text.encode(), "lamps.txt")
    notes = [one.text for one in read.paragraphs if one.kind is Kind.FOOTNOTE]
    assert len(notes) == 1
    assert notes[0].startswith("Available at https://lamps.example.org/")
    assert notes[0].endswith("keepers.pdf.")
    assert any(one.text.endswith("and noting the book of oil,") for one in read.paragraphs)


def test_a_note_that_stands_twice_is_one() -> None:
    text = """A/RES/904/78

904/78. Lamps of many harbours
The General Assembly,
Recalling the lamps[1] and the oil,[2]
1. Requests the keepers to light the lamps.
_______________
[1] See the book of lamps.
[2] See the book of oil.
[2] See the book of oil.
"""
    read = read_text(text.encode(), "lamps.txt")
    assert [one.path for one in read.paragraphs if one.kind is Kind.FOOTNOTE] == ["fn1", "fn2"]


def test_the_mark_of_a_note_before_a_number_parts_no_paragraph() -> None:
    recital = "Recalling its resolutions on lamps 34/8 of 23 March 2017,[1]35/34 of 23 June 2017, "
    recital += "and all the others, " * 15
    text = f"A/RES/904/78\n904/78. Lamps\nThe General Assembly,\n{recital}\n1. Requests oil.\n"
    read = read_text(f"{text}_____\n[1] See the book.\n".encode(), "lamps.txt")
    assert [one.path for one in read.paragraphs][:4] == ["title", "formula", "pp1", "fn1"]
    assert "op1" in {one.path for one in read.paragraphs}


def test_a_lettered_symbol_before_a_chinese_word() -> None:
    body = "大会，\n\n回顾样本，\n\n1. 请会员国保管样本。\n"
    text = f"A/RES/67/901 B\n大会\n\n67/901. 样本灯火\n\n{body}"
    assert read(text).symbol == "A/RES/67/901 B"
