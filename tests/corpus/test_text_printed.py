"""Resolutions printed as plain text are read back as they were: ids, texts and notes."""

import tarfile
from collections import Counter
from pathlib import Path

import pytest

from corpus.akn import read_akn
from corpus.model import Resolution
from corpus.text import read_text
from tests.bench.text_against_xml import compared, is_printable
from tests.corpus.printing import Manner, printed

# Of a hundred paragraphs and notes of every 29th document of the archive, by language. Measured
# when written: zh and es 100, ar 99.3, en 98.3, ru 98.1, fr 98.0.
FLOORS = {"zh": 99, "es": 99, "ar": 98, "en": 97, "ru": 97, "fr": 97}
# The manners that show where paragraphs begin; of each document one of them.
SHOWN = (Manner.PARTED, Manner.INDENTED, Manner.LAID_OUT, Manner.ENDLESS)
FLOOR_SHOWN = 98


def in_a_manner_that_shows_paragraphs(resolution: Resolution, place: int) -> Counter[bool]:
    """How many paragraphs of a resolution come back from one of those manners."""
    text = printed(resolution, SHOWN[place % len(SHOWN)])
    read = read_text(text.encode(), "printed.txt", symbol=resolution.symbol)
    found = compared(resolution, read)
    return Counter(same for what, same, _ in found if what.startswith("paragraph"))


@pytest.mark.shared
def test_printed_text_comes_back(shared: Path) -> None:
    found: dict[str, Counter[bool]] = {language: Counter() for language in FLOORS}
    shown: Counter[bool] = Counter()
    with tarfile.open(shared / "crime-167.tar.xz") as files:
        members = [member for member in files if member.name.endswith(".xml")]
        for place, member in enumerate(members[::29]):
            content = files.extractfile(member)
            assert content is not None
            sound = read_akn(content.read(), member.name)
            if not is_printable(sound):
                continue
            text = printed(sound, Manner.SPACED)
            read = read_text(text.encode(), "printed.txt", symbol=sound.symbol)
            found[sound.language].update(same for _, same, _ in compared(sound, read))
            shown += in_a_manner_that_shows_paragraphs(sound, place)
    for language, floor in FLOORS.items():
        assert found[language].total() > 100, language
        assert 100 * found[language][True] >= floor * found[language].total(), language
    assert 100 * shown[True] >= FLOOR_SHOWN * shown.total(), shown
