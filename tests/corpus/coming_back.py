"""Whether resolutions come back whole that were laid out as another kind of file and read again."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from corpus.akn import read_akn
from corpus.model import Language, Resolution
from tests.bench.laid_out_against_xml import kinds_agree
from tests.bench.sources import files
from tests.bench.text_against_xml import compared
from tests.corpus.test_sample import every_document

Through = Callable[[Resolution], Resolution]
"""Lays a resolution out as a file, and reads the file."""

_EVERY = 40


def lost_of_the_sample(through: Through) -> list[tuple[str, str]]:
    """What of the built-in sample does not come back: symbols, and what differs."""
    lost = []
    for sound in every_document():
        back = through(sound)
        assert (back.symbol, back.language) == (sound.symbol, sound.language)
        assert (back.title, back.adopted) == (sound.title, sound.adopted)
        lost += [(sound.symbol, what) for what, same, _ in compared(sound, back) if not same]
        lost += [(sound.symbol, "kind") for same in kinds_agree(sound, back) if not same]
    return lost


def shares_that_come_back(archive: Path, through: Through) -> dict[Language, float]:
    """Of every so many documents of an archive, the share of paragraphs, by language."""
    same: dict[Language, list[bool]] = {language: [] for language in Language}
    for name, data in islice(files(archive), 0, None, _EVERY):
        sound = read_akn(data, name)
        same[sound.language] += [agrees for _, agrees, _ in compared(sound, through(sound))]
    return {language: sum(found) / len(found) for language, found in same.items() if found}
