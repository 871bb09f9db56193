"""Which subject headings a user means, in whichever language the subject is typed.

Catalogues give headings in English. `data/headings.tsv` has what the thesaurus of the Dag
Hammarskjöld Library (UNBIS) calls them in the other languages, for every heading that resolutions
published as XML have, and the short names of the Sustainable Development Goals; a line is the id,
then the heading in English, Chinese, French, Spanish, Russian and Arabic, as `normalise_text`
leaves it. `tests/bench/headings.py` writes the file. Names of bodies and instruments, which
catalogues shorten (UN. COMMISSION ON …), are known to the vocabulary.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from corpus.model import Language
from indexer.normalise import normalise_text
from search.lookup import key_of, without_accents
from search.vocabulary import translations

_FILE = Path(__file__).parent / "data" / "headings.tsv"

LANGUAGES = (Language.EN, Language.ZH, Language.FR, Language.ES, Language.RU, Language.AR)
"""The order of the headings in a line."""


class _Wanted(NamedTuple):
    """What was typed, as it is compared in one language; `stub` is what no ending changes."""

    key: str
    stub: str
    language: Language

    @classmethod
    def of(cls, typed: str, language: Language) -> "_Wanted":
        key = key_of(typed, language)
        longest = max(key.split(" "), key=len)
        return cls(key, longest[: max(3, len(longest) - 2)], language)

    def stands_in(self, heading: str) -> bool:
        """Whether the heading has it: some of its words or, in Chinese, of its characters."""
        if self.stub not in without_accents(heading):  # spares most the look at their words
            return False
        if self.language is Language.ZH:
            return not self.key.isascii() and self.key in key_of(heading, self.language)
        return f" {self.key} " in f" {key_of(heading, self.language)} "


def named(subject: str, labels: Iterable[str]) -> Iterator[str]:
    """Those of the labels, which are normalised, that a subject names, or some words of theirs.

    >>> list(named("恢复性司法", ["criminal justice", "restorative justice", "victims"]))
    ['restorative justice']
    """
    wanted = {language: _Wanted.of(subject, language) for language in Language}
    others = (translations(subject, each, Language.EN) for each in Language)
    english = [
        _Wanted.of(name, Language.EN)
        for name in dict.fromkeys((subject, *chain.from_iterable(others)))
    ]
    for label in labels:
        spelled = (label, *in_full(label))
        if (
            wanted[Language.ZH].stands_in(label)
            or any(each.stands_in(name) for each in english for name in spelled)
            or any(wanted[each].stands_in(name) for each, name in headings(label))
        ):
            yield label


def headings(label: str) -> Sequence[tuple[Language, str]]:
    """What a heading in English, normalised, is called in the other languages; none if unknown.

    >>> dict(headings("prisons"))[Language.ZH]
    '监狱'
    """
    return _table().get(label, ())


def in_full(label: str) -> Iterator[str]:
    """How texts write what a catalogue shortens.

    >>> list(in_full("un. commission on narcotic drugs (60th sess. : 2017 : vienna)"))
    ['commission on narcotic drugs']
    >>> list(in_full("un convention against corruption (2003)"))
    ['united nations convention against corruption']
    """
    bare = re.sub(r"(?: \([^()]*\))+$", "", label)
    name = re.sub(r"^un (?=\w)", "united nations ", re.sub(r"^un\. ", "", bare))
    if name != label:
        yield name


@cache
def _table() -> dict[str, tuple[tuple[Language, str], ...]]:
    table: dict[str, tuple[tuple[Language, str], ...]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        _, english, *others = line.split("\t")
        names = zip(LANGUAGES[1:], others, strict=True)
        table[english] = (*table.get(english, ()), *(pair for pair in names if pair[1]))
    return table


def line_of(id: str, names: Sequence[str]) -> str:
    r"""A line of the file, for a heading in all `LANGUAGES`.

    >>> line_of("1", ["PRISONS", "监狱", "PRISONS (BATIMENTS)", "", "", ""])
    '1\tprisons\t监狱\tprisons\t\t\t'
    """
    plain = (re.sub(r"\s*[(（\[][^()（）\[\]]*[)）\]]", "", name) for name in names[1:])
    return "\t".join((id, normalise_text(names[0]), *map(normalise_text, plain)))
