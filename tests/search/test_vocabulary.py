"""The vocabulary: its files, and what they lead to."""

import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from indexer.normalise import normalise_text
from search import vocabulary
from search.vocabulary import (
    Concept,
    Kind,
    Relation,
    Role,
    Wording,
    concepts,
    find_terms,
    related,
    translations,
)

DATA = Path(vocabulary.__file__).parent / "data"
COLUMNS = {"source", *Language}
FOLDERS = {Language.ZH: "Chinese", Language.EN: "English"}
# What a source may be: a symbol, an id of the thesaurus, a treaty series, a congress, an article.
SOURCE = re.compile(
    r"UNBIS \d{7}|[A-Z]+(?:/[A-Za-z0-9.\-]+)+.*|ILO Convention No\. \d+|.+ resolution \d+/\d+"
    r"|(?:UN Charter|rules of procedure|United Nations, Treaty Series|Council of Europe|decision"
    r"|Statistical Commission|\w+ Crime Congress|Single Convention|UN-Habitat|annex)\b.*"
)


def lines() -> Iterator[tuple[str, list[str]]]:
    """Each line of the files with the name of its file, comments left out."""
    for kind in Kind:
        for line in (DATA / f"{kind}.tsv").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield f"{kind}: {line}", line.split("\t")


def wordings() -> Iterator[tuple[Concept, Wording]]:
    for concept in concepts():
        for wording in concept.wordings:
            yield concept, wording


def leading_wordings() -> Iterator[tuple[Concept, Wording]]:
    """Those that lead to their concept."""
    return ((c, w) for c, w in wordings() if w.role is not Role.NEIGHBOUR)


class TestFiles:
    def test_every_line_is_well_formed(self) -> None:
        for line, (concept, column, *cells) in lines():
            assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", concept), line
            assert column in COLUMNS, line
            assert cells, line
            assert all(cell == cell.strip() and cell for cell in cells), line
            if column != "source":
                assert all(re.match(r"!?[*~+?]?\w", cell) for cell in cells), line

    def test_no_line_comes_twice(self) -> None:
        seen = [(concept, column) for _, (concept, column, *_) in lines()]
        assert len(seen) == len(set(seen))

    def test_sources_are_of_known_kinds(self) -> None:
        for line, (_, column, *cells) in lines():
            if column == "source":
                assert all(SOURCE.fullmatch(cell) for cell in cells), line

    def test_subjects_have_their_id(self) -> None:
        for concept in concepts():
            if concept.kind is Kind.SUBJECT:
                assert any(source.startswith("UNBIS ") for source in concept.sources), concept.id

    def test_an_id_of_the_thesaurus_is_one_concept_or_a_shared_one(self) -> None:
        owners = defaultdict(list)
        for concept in concepts():
            for source in concept.sources:
                if source.startswith("UNBIS "):
                    owners[source].append(concept.id)
        assert not {source: ids for source, ids in owners.items() if len(ids) > 1}

    def test_every_concept_has_wordings_in_six_languages(self) -> None:
        for concept in concepts():
            for language in Language:
                assert concept.in_language(language), f"{concept.id} has no {language}"

    def test_one_name_a_language_and_first(self) -> None:
        for concept in concepts():
            for language in Language:
                roles = [wording.role for wording in concept.in_language(language)]
                assert roles.count(Role.NAME) <= 1, concept.id
                assert Role.NAME not in roles[1:], concept.id
                assert roles[0] not in (Role.VARIANT, Role.NEIGHBOUR), concept.id

    def test_wordings_are_normalised_but_for_their_case(self) -> None:
        for concept, wording in wordings():
            assert normalise_text(wording.text) == wording.text.casefold(), concept.id

    def test_wordings_are_names_and_no_sentences(self) -> None:
        for concept, wording in wordings():
            assert len(wording.text) <= (45 if wording.language is Language.ZH else 150), concept.id

    def test_no_presentation_forms(self) -> None:
        for concept, wording in wordings():
            assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", wording.text), concept.id

    def test_two_concepts_share_a_wording_only_where_it_is_marked_ambiguous(self) -> None:
        claims = defaultdict(list)
        for concept, wording in leading_wordings():
            terms = find_terms(wording.text, wording.language)
            assert len(terms) == 1, wording
            claims[wording.language, terms[0].concepts].append((concept.id, wording))
        for (_, ids), claimed in claims.items():
            for concept_id, wording in claimed:
                assert concept_id in ids, wording
                assert wording.ambiguous == (len(ids) > 1), (ids, wording)


class TestRoundTrips:
    def test_every_wording_is_found_whole_and_leads_to_its_concept(self) -> None:
        for concept, wording in leading_wordings():
            (term,) = find_terms(wording.text, wording.language)
            assert term.span == (0, len(wording.text)), wording
            assert concept.id in term.concepts, wording

    def test_what_is_related_is_another_wording_of_the_texts(self) -> None:
        for concept, wording in leading_wordings():
            found = [r for r in related(wording.text, wording.language) if r.concept == concept.id]
            texts = {w.text for w in concept.in_language(wording.language)}
            assert {r.text for r in found} <= texts - {wording.text}
            assert all(0 < r.weight <= 1 for r in found)

    def test_the_name_is_related_to_every_other_wording(self) -> None:
        for concept, wording in leading_wordings():
            name = concept.in_language(wording.language)[0]
            if wording.role in (Role.SHORT, Role.TYPED) and name.role is Role.NAME:
                texts = [r.text for r in related(wording.text, wording.language)]
                assert name.text in texts, wording

    def test_names_translate_there_and_back(self) -> None:
        for concept in concepts():
            for language in Language:
                zh, other = concept.in_language(Language.ZH)[0], concept.in_language(language)[0]
                assert other.text in translations(zh.text, Language.ZH, language), concept.id
                assert zh.text in translations(other.text, language, Language.ZH), concept.id

    def test_neighbours_do_not_translate(self) -> None:
        assert "compensation" in translations("赔偿", Language.ZH, Language.EN)
        assert "restitution" not in translations("赔偿", Language.ZH, Language.EN)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("毒罪办", "联合国毒品和犯罪问题办公室"),
        ("UNODC", "联合国毒品和犯罪问题办公室"),
        ("刑事司法委员会", "预防犯罪和刑事司法委员会"),
        ("打击有组织犯罪公约", "联合国打击跨国有组织犯罪公约"),
        ("纳尔逊·曼德拉规则", "联合国囚犯待遇最低限度标准规则"),
        ("曼谷规则", "联合国女性囚犯待遇和女性罪犯非拘禁措施规则"),
        ("北京规则", "联合国少年司法最低限度标准规则"),
        ("东京规则", "联合国非拘禁措施最低限度标准规则"),
        ("贩卖人口", "贩运人口"),
        ("人口贩运", "贩运人口"),
        ("防止和打击", "预防和打击"),
        ("监狱人满为患", "监狱过于拥挤"),
        ("审前拘留", "审前羁押"),
        ("审前羁押", "审前拘留"),
        ("返还资产", "资产返还"),
        ("资产追回", "追回资产"),
        ("黑客", "非法访问"),
        ("電腦犯罪", "网络犯罪"),
        ("洗黑钱", "洗钱"),
    ],
)
def test_chinese_wordings(typed: str, expected: str) -> None:
    assert expected in [wording.text for wording in related(typed, Language.ZH)]


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        (Language.EN, "mandela rules", "Nelson Mandela Rules"),
        (Language.EN, "people smuggling", "smuggling of migrants"),
        (Language.EN, "organised crime", "organized crime"),
        (Language.FR, "ONUDC", "Office des Nations Unies contre la drogue et le crime"),
        (Language.FR, "surpeuplement carceral", "surpopulation carcérale"),
        (Language.ES, "lavado de dinero", "blanqueo de dinero"),
        (Language.ES, "TRATA DE SERES HUMANOS", "trata de personas"),
        (Language.RU, "наркоторговлей", "незаконный оборот наркотиков"),
        (Language.AR, "والاتجار بالبشر", "الاتجار بالأشخاص"),
    ],
)
def test_other_languages(language: Language, typed: str, expected: str) -> None:
    assert expected in [wording.text for wording in related(typed, language)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("UNODC", {Relation.FULL_NAME, Relation.SHORT_NAME}),
        ("human trafficking", {Relation.VARIANT}),
        ("mafia", {Relation.SYNONYM}),
        ("xylophone", set()),
        ("", set()),
        ("...", set()),
    ],
)
def test_relations(typed: str, expected: set[Relation]) -> None:
    assert {wording.relation for wording in related(typed, Language.EN)} == expected


def test_the_weightiest_comes_first_and_ambiguity_halves() -> None:
    weights = [wording.weight for wording in related("巴勒莫议定书", Language.ZH)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == vocabulary.WEIGHTS[Relation.FULL_NAME] * vocabulary.AMBIGUOUS
    protocols = {wording.concept for wording in related("巴勒莫议定书", Language.ZH)}
    assert protocols == {"trafficking-protocol", "smuggling-protocol", "firearms-protocol"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (Language.ZH, "监狱人满为患问题", ["监狱人满为患"]),
        (Language.ZH, "毒罪办关于 贩 运 人 口 的报告", ["毒罪办", "贩 运 人 口"]),
        (Language.ZH, "打擊跨國有組織犯罪公約締約國", ["打擊跨國有組織犯罪公約"]),
        (Language.ZH, "严重犯罪", ["犯罪"]),  # no 重犯 in it
        (Language.ZH, "UNODC的经费", ["UNODC"]),
        (Language.ZH, "RAIN和AIDS", []),  # no AI in them
        (Language.EN, "who fights the crime of Human Trafficking?", ["crime", "Human Trafficking"]),
        (Language.EN, "the WHO", ["WHO"]),
        (Language.EN, "prison and prisoners", ["prison", "prisoners"]),
        (Language.EN, "criminally", []),
        (Language.EN, "central authority", ["central authority"]),
        (Language.FR, "la traite d’êtres humains", ["traite d’êtres humains"]),
        (Language.FR, "un réseau criminel", ["réseau criminel"]),
        (Language.ES, "prevencion del delito", ["prevencion del delito"]),
        (Language.ES, "una organización delictiva", ["organización delictiva"]),
        (Language.RU, "о борьбе с торговлей людьми", ["торговлей людьми"]),
        (Language.AR, "وتهريب المهاجرين", ["وتهريب المهاجرين"]),
        (Language.AR, "الاتِّجار بالمخدِّرات", ["الاتِّجار بالمخدِّرات"]),
    ],
)
def test_terms_inside_a_text(language: Language, text: str, expected: list[str]) -> None:
    spans = [term.span for term in find_terms(text, language)]
    assert [text[start:end] for start, end in spans] == expected


def test_the_longest_wording_wins() -> None:
    (term,) = find_terms("联合国少年司法最低限度标准规则", Language.ZH)
    assert term.concepts == ("beijing-rules",)
    assert find_terms("少年司法", Language.ZH)[0].concepts == ("juvenile-justice",)


@given(
    st.sampled_from(list(Language)),
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(sorted({wording.text for _, wording in wordings()})),
        ),
        max_size=4,
    ),
)
def test_terms_stand_in_order_and_do_not_overlap(language: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for term in find_terms(text, language):
        assert end <= term.span[0] < term.span[1] <= len(text)
        assert term.concepts
        end = term.span[1]


@pytest.mark.shared
def test_names_stand_in_the_resolutions(shared: Path) -> None:
    """What is marked as a wording of the texts is one, in the 167 resolutions on crime.

    The wordings were counted in a larger collection, so some of them stand only elsewhere.
    """
    found = {language: normalised_texts(shared, folder) for language, folder in FOLDERS.items()}
    for language, text in found.items():
        attested = [
            w.text.casefold() for _, w in wordings() if w.language is language and w.role != "?"
        ]
        present = sum(wording in text for wording in attested)
        assert present >= 0.8 * len(attested), f"{language}: {present} of {len(attested)}"


@cache
def normalised_texts(shared: Path, folder: str) -> str:
    """The texts of all resolutions in one language, normalised, notes after what they stand in."""
    texts: list[str] = []
    with tarfile.open(shared / "crime-167.tar.xz") as archive:
        for member in archive:
            if folder in member.name.split("/") and (file := archive.extractfile(member)):
                xml = file.read().decode()
                notes = re.findall(r"<authorialNote.*?</authorialNote>", xml, re.DOTALL)
                body = re.sub(r"<authorialNote.*?</authorialNote>", "", xml, flags=re.DOTALL)
                texts.extend(re.sub(r"<[^>]+>", "", part) for part in (body, *notes))
    return re.sub("[《》〈〉]", "", normalise_text("\n".join(texts)))
