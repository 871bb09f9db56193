"""Resolutions as references: what each format needs, and nothing that breaks it."""

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language, Resolution, Subject
from search.bibliography import bibtex, csl, ris


def resolution(title: str = "样本的保存", **facts: object) -> Resolution:
    values: dict[str, object] = {
        "adopted": date(2012, 12, 20),
        "subjects": (Subject("CRIME PREVENTION", "UNBIS"), Subject("CRIME PREVENTION", "SDG")),
    }
    return Resolution(
        *("A/RES/217(III) A", Language.ZH, title, "GA", "III", "217 A", ()),
        **(values | facts),  # type: ignore[arg-type]
    )


def test_bibtex() -> None:
    assert bibtex(resolution()) == (
        "@misc{A-RES-217-III-A-zh,\n"
        "  author = {{联合国大会}},\n"
        "  title = {{样本的保存}},\n"
        "  number = {A/RES/217(III) A},\n"
        "  date = {2012-12-20},\n"
        "  year = {2012},\n"
        "  url = {https://undocs.org/zh/A/RES/217(III)},\n"
        "  langid = {chinese},\n"
        "  keywords = {CRIME PREVENTION},\n"
        "}\n\n"
    )


def test_ris() -> None:
    assert ris(resolution()).splitlines() == [
        "TY  - GOVDOC",
        "AU  - 联合国大会",
        "TI  - 样本的保存",
        "SN  - A/RES/217(III) A",
        "DA  - 2012/12/20",
        "PY  - 2012",
        "KW  - CRIME PREVENTION",
        "LA  - zh",
        "UR  - https://undocs.org/zh/A/RES/217(III)",
        "ER  - ",
        "",
    ]


def test_csl() -> None:
    assert json.loads(csl(resolution())) == {
        "id": "A-RES-217-III-A-zh",
        "type": "report",
        "title": "样本的保存",
        "number": "A/RES/217(III) A",
        "language": "zh",
        "URL": "https://undocs.org/zh/A/RES/217(III)",
        "author": [{"literal": "联合国大会"}],
        "issued": {"date-parts": [[2012, 12, 20]]},
        "keyword": "CRIME PREVENTION",
    }


def test_what_is_not_known_is_left_out() -> None:
    bare = resolution(adopted=None, subjects=())
    assert "date" not in bibtex(bare)
    assert "PY" not in ris(bare)
    assert "issued" not in csl(bare)


def test_model_texts_name_no_author() -> None:
    sample = resolution(sample=True)
    assert "联合国" not in bibtex(sample) + ris(sample) + csl(sample)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("organ", ["GA", "ECOSOC", "SC", "HRC", "UNEP"])
def test_every_organ_has_a_name_in_every_language(organ: str, language: Language) -> None:
    one = Resolution("A/RES/67/186", language, "x", organ, "67", "186", ())
    assert json.loads(csl(one))["author"][0]["literal"]


@given(st.text(max_size=60))
def test_no_title_breaks_a_record(title: str) -> None:
    one = resolution(title)
    entry = bibtex(one)
    unescaped = re.sub(r"\\.", "", entry)
    assert unescaped.count("{") == unescaped.count("}")
    assert len(entry.splitlines()) == 11
    assert len(ris(one).splitlines()) in (10, 11)
    assert json.loads(csl(one))["number"] == "A/RES/217(III) A"
