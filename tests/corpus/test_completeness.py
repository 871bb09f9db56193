"""Which versions of a document are taken, and which wait until a person has decided."""

import random
from dataclasses import replace

import pytest

from corpus.completeness import MENDED, doubt
from corpus.model import Format, Language, Paragraph, Resolution
from tests.resolutions import paragraph, resolution, source

_LETTERS = {
    Language.EN: "abcdefghiklmnoprstuvwy",
    Language.ZH: "灯塔看守港口书架读者夜间梯子档案渡船花园桥梁水井钟表果园地图驳窗户楼铃铛",
    Language.AR: "ابتثجحدرسشصطعفقكلمنهوي",
}
_LENGTHS = {Language.EN: (2, 9), Language.ZH: (1, 3), Language.AR: (2, 7)}


def made_up(language: Language, seed: int, count: int = 24) -> Resolution:
    """A resolution of so many paragraphs, in words of its own, of about two pages."""
    chance = random.Random(seed)
    words = [
        "".join(chance.choices(_LETTERS[language], k=chance.randint(*_LENGTHS[language])))
        for _ in range(200)
    ]
    space = "" if language is Language.ZH else " "
    return resolution(
        language=language,
        paragraphs=tuple(
            paragraph(f"op{n}", space.join(chance.choices(words, k=28)) + ";", number=str(n))
            for n in range(1, count + 1)
        ),
        source=source("a" * 64),
    )


def of(one: Resolution, *paragraphs: Paragraph) -> Resolution:
    return replace(one, paragraphs=paragraphs)


LANGUAGES = pytest.mark.parametrize("language", list(_LETTERS))


@LANGUAGES
@pytest.mark.parametrize("kept", [0.3, 0.5, 0.7, 0.85])
@pytest.mark.parametrize("how", ["cut off", "thinned out", "gutted"])
def test_what_lost_its_text_waits(language: Language, kept: float, how: str) -> None:
    held = made_up(language, 1)
    count = round(kept * len(held.paragraphs))
    chosen = {
        "cut off": held.paragraphs[:count],
        "thinned out": tuple(random.Random(2).sample(held.paragraphs, count)),
        "gutted": tuple(
            one if number < count else replace(one, text="…")
            for number, one in enumerate(held.paragraphs)
        ),
    }[how]
    assert doubt(of(held, *chosen), held)
    # and also where something is said in place of what is missing
    (other,) = made_up(language, 3, 1).paragraphs
    assert doubt(of(held, *chosen, replace(other, path="op99")), held)


@LANGUAGES
def test_another_text_under_this_name_waits(language: Language) -> None:
    held, other = made_up(language, 1), made_up(language, 4, 40)
    told = doubt(other, held)
    assert told
    assert "next to nothing" in told


@LANGUAGES
def test_a_text_that_comes_twice_waits(language: Language) -> None:
    held = made_up(language, 1)
    again = tuple(replace(one, path=f"{one.path}~2") for one in held.paragraphs)
    told = doubt(of(held, *held.paragraphs, *again), held)
    assert told
    assert "twice" in told
    assert doubt(of(held, *held.paragraphs, *again[:8]), held)
    (other,) = made_up(language, 6, 1).paragraphs  # also of a version that was corrected
    assert doubt(of(held, other, *held.paragraphs[1:], other, *again[1:]), held)
    assert doubt(held, of(held, *held.paragraphs, *again)) is None  # and once is enough


@LANGUAGES
def test_corrections_are_taken(language: Language) -> None:
    held = made_up(language, 1)
    first, *others = held.paragraphs
    more = made_up(language, 5, 9).paragraphs
    corrections = {
        "a paragraph more": (*held.paragraphs, replace(more[0], path="op25")),
        "a paragraph less": others,
        "a sentence changed": (replace(first, text=more[0].text), *others),
        "an annex added": (*held.paragraphs, *(replace(p, path=f"annex1.{p.path}") for p in more)),
        "a third reworded": (*held.paragraphs[:16], *more[:8]),
        "other spaces and stops": tuple(
            replace(one, text=one.text.replace(";", " ;")) for one in held.paragraphs
        ),
        "another order": tuple(reversed(held.paragraphs)),
    }
    told = {what: doubt(of(held, *texts), held) for what, texts in corrections.items()}
    assert not any(told.values()), told


def test_what_never_came_whole_gives_way_to_more() -> None:
    whole = made_up(Language.EN, 1)
    for held in (of(whole, *whole.paragraphs[:5]), of(whole, *whole.paragraphs[::3]), of(whole)):
        assert doubt(whole, held) is None


def test_a_damaged_file_gives_way_and_takes_no_place() -> None:
    whole = made_up(Language.EN, 1)
    mended = replace(whole, warnings=(f"a.xml {MENDED}",))
    assert doubt(mended, whole)
    assert doubt(whole, mended) is None


def test_a_better_format_may_lack_what_stood_around_the_document() -> None:
    printed = replace(made_up(Language.EN, 1), source=source("b" * 64, Format.PDF))
    marked_up = made_up(Language.EN, 1)
    assert doubt(of(marked_up, *marked_up.paragraphs[:18]), printed) is not None  # a plain part
    (other,) = made_up(Language.EN, 3, 1).paragraphs
    rest = (*marked_up.paragraphs[:16], other, replace(other, path="op98", text=other.text[9:]))
    assert doubt(of(marked_up, *rest), printed) is None
    assert doubt(of(marked_up, *marked_up.paragraphs[:8], other, rest[-1]), printed)


def test_of_a_short_text_another_wording_is_taken() -> None:
    held = made_up(Language.EN, 1, 3)
    assert doubt(made_up(Language.EN, 2, 2), held) is None
    assert doubt(of(held, *held.paragraphs[:2]), held)
    first, second, third = held.paragraphs
    assert doubt(of(held, first, replace(second, text="…")), held)
    assert doubt(of(held, first, replace(second, text="(page missing)")), held)
    assert doubt(of(held, first, replace(second, text=third.text[::-1])), held) is None
