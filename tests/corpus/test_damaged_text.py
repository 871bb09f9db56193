"""Text that somebody damaged: cut off, pages shuffled, paragraphs doubled, numbers lost."""

import contextlib
import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from corpus.akn import read_akn
from corpus.errors import UnresError
from corpus.model import Kind, Resolution
from corpus.sample import SAMPLE_ROOT
from corpus.text import read_text
from tests.bench.text_against_xml import is_printable
from tests.corpus.printing import Manner, printed

SEED = 20261125


def sound() -> Iterator[Resolution]:
    for path in sorted(SAMPLE_ROOT.rglob("*.xml")):
        resolution = read_akn(path.read_bytes(), path.name)
        if is_printable(resolution):
            yield resolution


SOUND = list(sound())


def read(text: str, resolution: Resolution) -> Resolution:
    result = read_text(text.encode(), "sample.txt", symbol=resolution.symbol)
    paths = [p.path for p in result.paragraphs]
    assert len(paths) == len(set(paths))
    return result


def words(text: str) -> Counter[str]:
    """Words of four letters or more; in Chinese characters."""
    return Counter(re.findall(r"[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]{4,}", text))


@pytest.mark.parametrize("manner", list(Manner), ids=lambda manner: manner.name)
def test_sound_text_has_the_ids_of_its_document(manner: Manner) -> None:
    assert len(SOUND) > 20
    same = 0
    for resolution in SOUND:
        numbered = [p.path for p in resolution.paragraphs if p.path.startswith("op")]
        again = [p.path for p in read(printed(resolution, manner), resolution).paragraphs]
        same += [path for path in again if path.startswith("op")] == numbered
    assert same >= (1 if manner is Manner.SPACED else 0.95) * len(SOUND), same / len(SOUND)


def test_a_doubled_paragraph_is_kept_and_told() -> None:
    for resolution in SOUND:
        text = printed(resolution, Manner.SPACED)
        second = re.search(r"\n 2(?:\.| -) .*?(?=\n 3(?:\.| -) )", text, re.DOTALL)
        if second is None or "___" in second[0] or resolution.paragraph("h1"):
            continue
        doubled = read(text.replace(second[0], second[0] * 2), resolution)
        assert "op2~2" in {p.path for p in doubled.paragraphs}, resolution.symbol
        assert any("already taken" in warning for warning in doubled.warnings)
        first, again = doubled.paragraph("op2"), doubled.paragraph("op2~2")
        assert first is not None
        assert again is not None
        assert first.text == again.text


def test_a_lost_paragraph_is_told_and_the_others_keep_their_ids() -> None:
    for resolution in SOUND:
        text = printed(resolution, Manner.SPACED)
        second = re.search(r"\n 2(?:\.| -) .*?(?=\n 3(?:\.| -) )", text, re.DOTALL)
        if second is None or "___" in second[0]:
            continue
        rest = read(text.replace(second[0], ""), resolution)
        assert any(re.search(r"paragraph 2 was not found", w) for w in rest.warnings)
        third, before = rest.paragraph("op3"), resolution.paragraph("op3")
        assert third is not None
        assert before is not None
        assert third.text.split() == before.text.split()


def test_shuffled_lines_lose_nothing() -> None:
    chance = random.Random(SEED)
    for resolution in SOUND:
        head, _, below = printed(resolution, Manner.DENSE).partition(resolution.title[-8:])
        lines = below.split("\n")
        pages = [lines[place : place + 12] for place in range(0, len(lines), 12)]
        formula, rest = pages[0], pages[1:]
        chance.shuffle(rest)
        text = (
            head
            + resolution.title[-8:]
            + "\n".join(line for page in (formula, *rest) for line in page)
        )
        result = read(text, resolution)
        held = words(" ".join(p.text for p in result.paragraphs))
        expected = words(
            " ".join(p.text for p in resolution.paragraphs if p.kind is not Kind.TITLE)
        )
        missing = expected - held
        # A page's running head and its notes may be broken by the shuffling; sentences are not.
        assert missing.total() <= 0.06 * expected.total(), (resolution.symbol, SEED)


def test_a_cut_at_any_line_gives_a_document_or_a_reason() -> None:
    for resolution in SOUND[::6]:
        lines = printed(resolution, Manner.SPACED).split("\n")
        for end in range(0, len(lines), 5):
            with contextlib.suppress(UnresError):
                read("\n".join(lines[:end]), resolution)


def test_bytes_turned_at_random_give_a_document_or_a_reason() -> None:
    chance = random.Random(SEED)
    for turn in range(120):
        resolution = chance.choice(SOUND)
        data = bytearray(printed(resolution, chance.choice(list(Manner))).encode())
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            result = read_text(bytes(data), "sample.txt", symbol=resolution.symbol)
        except UnresError:
            continue
        paths = [p.path for p in result.paragraphs]
        assert len(paths) == len(set(paths)), (SEED, turn)


@pytest.mark.parametrize("missing", [1, 2])
def test_a_text_cut_in_mid_character_is_read(missing: int) -> None:
    chinese = next(one for one in SOUND if one.language.value == "zh")
    text = printed(chinese, Manner.SPACED).encode()
    whole = text[: text.rindex("。".encode()) + 3]
    assert read_text(whole[:-missing], "x.txt", symbol=chinese.symbol).paragraphs
    with pytest.raises(UnresError):  # in its middle, such bytes are no text
        read_text(whole[:900] + b"\xe4" + whole[900:], "x.txt", symbol=chinese.symbol)


def test_pages_that_are_missing_or_out_of_order_are_told() -> None:
    def told(*counts: str) -> list[str]:
        lines = ["A/RES/904/78", "904/78. Lamps of many harbours", "The General Assembly,"]
        for number, count in enumerate(counts, start=1):
            lines += [f"{number}. Requests the keeper of lamp {number} to light it;", count]
        warnings = read_text("\n\n".join(lines).encode(), "lamps.txt").warnings
        return [warning for warning in warnings if "pages" in warning]

    assert told("2/4", "3/4", "4/4") == []
    assert told("2/4", "4/4") == ["Of its 4 pages, the numbers of these were not found: 3."]
    assert told("2/4", "4/4", "3/4") == [
        "Its pages stand out of order, as their numbers tell; they were read as they stand."
    ]
    assert told("2/4", "2/4", "4/4") == []  # some files count every even page so
