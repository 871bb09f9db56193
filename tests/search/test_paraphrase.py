import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.layout import INDEX_FOLDER
from corpus.model import Language
from indexer.generation import open_index
from indexer.normalise import normalise_text
from search import paraphrase
from search.compile import words_of
from search.paraphrase import paraphrases
from search.reader import IndexReader
from tests.search.test_vocabulary import FOLDERS, normalised_texts

DATA = Path(paraphrase.__file__).parent / "data"


def lines() -> Iterator[tuple[Language, str]]:
    for language in Language:
        text = (DATA / f"paraphrases_{language}.txt").read_text(encoding="utf-8")
        for line in text.splitlines():
            if line and not line.startswith("#"):
                yield language, line


def wordings() -> Iterator[tuple[Language, str, str]]:
    for language, line in lines():
        for wording in re.split(r" [|=>] ", line):
            yield language, line, wording


def test_a_line_is_a_group_or_leads_one_way() -> None:
    for _, line in lines():
        assert ("=" in line) != (line.count(">") == 1), line
        assert not ("=" in line and "|" in line), line


def test_wordings_are_normalised_but_for_their_case() -> None:
    for _, line, wording in wordings():
        assert wording, line
        assert normalise_text(wording) == wording.casefold(), (wording, line)


def test_wordings_are_no_sentences() -> None:
    for language, line, wording in wordings():
        shortest, longest = (1, 40) if language is Language.ZH else (2, 140)
        assert shortest <= len(wording) <= longest, line


def test_no_wording_comes_twice_on_a_side_and_no_line_twice() -> None:
    seen = set()
    for language, line in lines():
        for side in line.split(" > "):
            each = re.split(r" [|=] ", side)
            assert len(each) == len(set(each)), line
        assert (language, line) not in seen, line
        seen.add((language, line))


@pytest.mark.shared
def test_what_is_said_stands_in_resolutions(shared: Path) -> None:
    """Counted literally in the 167 resolutions; some stand only in others, or in other cases."""
    for language, share in ((Language.ZH, 0.95), (Language.EN, 0.87)):
        text = normalised_texts(shared, FOLDERS[language])
        said = {
            wording
            for own, line in lines()
            if own is language
            for wording in line.partition(" > ")[2].split(" | ")
            if wording
        }
        missing = sorted(wording for wording in said if wording.casefold() not in text)
        found = f"{language}: {len(missing)} of {len(said)} are in no text: {missing}"
        assert len(missing) <= (1 - share) * len(said), found


@pytest.mark.shared
@pytest.mark.parametrize("language", [each for each in Language if each is not Language.ZH])
def test_the_words_of_what_is_said_stand_in_one_paragraph(
    crime_folder: Path, language: Language
) -> None:
    """In any inflection; the few that do not, stand in the larger collection."""
    reader = IndexReader(open_index(crime_folder / INDEX_FOLDER, language), language)
    said = {
        wording
        for own, line in lines()
        if own is language
        for wording in line.partition(" > ")[2].split(" | ")
        if wording
    }
    absent = [
        wording
        for wording in said
        if not frozenset.intersection(
            *(frozenset(reader.having_word(word)) for word in words_of(wording, language))
        )
    ]
    reader.close()
    assert len(absent) < 0.03 * len(said), sorted(absent)


def test_what_is_typed_leads_somewhere_else() -> None:
    for language, line in lines():
        for wording in re.split(r" [|=] ", line.partition(" > ")[0]):
            found, *_ = paraphrases(normalise_text(wording), language) or pytest.fail(line)
            assert found.span == (0, len(normalise_text(wording))), (wording, line)
            assert set(found.wordings) - {wording}, line


@pytest.mark.parametrize(
    ("language", "text", "typed", "said"),
    [
        (Language.ZH, "打击蛇头的行动", "蛇头", "偷运移民"),
        (Language.ZH, "受害人", "受害人", "受害者"),
        (Language.EN, "young people in jails", "jails", "prison"),
        (Language.EN, "blood diamonds", "blood diamonds", "conflict diamonds"),
        (Language.FR, "les sociétés écrans", "sociétés écrans", "propriété effective"),
        (Language.ES, "los coyotes", "coyotes", "tráfico ilícito de migrantes"),
        (Language.RU, "хакеров", "хакеров", "незаконный доступ"),
        (Language.AR, "غسيل الأموال", "غسيل الأموال", "غسل الأموال"),
    ],
)
def test_wordings_that_are_found(language: Language, text: str, typed: str, said: str) -> None:
    found = {text[slice(*each.span)]: each.wordings for each in paraphrases(text, language)}
    assert said in found[typed]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.EN, "reporting"),  # no reporter
        (Language.EN, "the organ"),  # no organization
        (Language.EN, "at"),  # no ATS
        (Language.EN, "aid"),  # no AIDS
        (Language.RU, "см"),  # no СМИ
        (Language.ZH, "常设秘书处"),
        (Language.ZH, "tipster"),  # no TIP
        (Language.ZH, "overseas"),  # no SEA
        (Language.ZH, ""),
    ],
)
def test_near_misses(language: Language, text: str) -> None:
    assert not paraphrases(text, language)


@given(st.sampled_from(Language), st.text())
def test_spans_are_in_order_and_apart(language: Language, text: str) -> None:
    normalised = normalise_text(text)
    end = 0
    for found in paraphrases(normalised, language):
        assert end <= found.span[0] < found.span[1] <= len(normalised)
        end = found.span[1]
