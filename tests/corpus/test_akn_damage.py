"""Documents that are well-formed and damaged: doubled, emptied, stripped, renamed by hand.

Malformed ones are in test_akn_repair. What is damaged here are our own model texts.
"""

import contextlib
import copy
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element

from corpus.akn import read_akn
from corpus.akn_conservation import find_losses
from corpus.akn_source import read_source
from corpus.errors import DocumentError
from corpus.model import Resolution
from corpus.sample import SAMPLE_ROOT

NAMES = tuple(sorted(str(path.relative_to(SAMPLE_ROOT)) for path in SAMPLE_ROOT.rglob("*.xml")))[
    ::5
]
Damage = Callable[[_Element, int], None]


@cache
def sound(name: str) -> Resolution:
    return read_akn((SAMPLE_ROOT / name).read_bytes(), name)


def read(data: bytes, name: str) -> Resolution:
    """The resolution, with the proof that nothing was lost and ids are unique and stable."""
    resolution = read_akn(data, name)
    assert find_losses(read_source(data, name).root, resolution) == []
    paths = Counter(paragraph.path for paragraph in resolution.paragraphs)
    assert max(paths.values()) == 1
    assert read_akn(data, name) == resolution
    return resolution


def _elements(root: _Element, *names: str) -> list[_Element]:
    return [element for name in names for element in root.iter(f"{{*}}{name}")]


def _doubled(root: _Element, seed: int) -> None:
    found = _elements(root, "paragraph", "container", "point")
    if found:
        chosen = found[seed % len(found)]
        chosen.addnext(copy.deepcopy(chosen))


def _without(*names: str) -> Damage:
    def damage(root: _Element, seed: int) -> None:
        found = _elements(root, *names)
        if found:
            chosen = found[seed % len(found)]
            parent = chosen.getparent()
            if parent is not None:
                parent.remove(chosen)

    return damage


def _emptied(root: _Element, seed: int) -> None:
    found = _elements(root, "p", "num")
    if found:
        chosen = found[seed % len(found)]
        chosen.text = ""


def _stripped(root: _Element, seed: int) -> None:
    names = ("eId", "class", "refersTo", "marker", "name", "title")
    for element in root.iter("{*}*"):
        if (attribute := names[seed % len(names)]) in element.attrib:
            del element.attrib[attribute]


def _same_ids(root: _Element, seed: int) -> None:
    for element in root.iter("{*}*"):
        if "eId" in element.attrib:
            element.set("eId", f"para_{seed % 3}")


def _moved(root: _Element, seed: int) -> None:
    found = _elements(root, "paragraph")
    if len(found) > 1:
        found[0].addprevious(found[seed % len(found)])


DAMAGES: tuple[Damage, ...] = (
    *(_doubled, _without("num"), _without("paragraph"), _without("content"), _without("mainBody")),
    *(_emptied, _stripped, _same_ids, _moved),
)


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    damages=st.lists(st.tuples(st.sampled_from(DAMAGES), st.integers(0, 40)), max_size=4),
)
def test_whatever_is_damaged_nothing_is_lost_and_ids_are_unique(
    name: str, damages: list[tuple[Damage, int]]
) -> None:
    root = etree.fromstring((SAMPLE_ROOT / name).read_bytes())
    for damage, seed in damages:
        damage(root, seed)
    with contextlib.suppress(DocumentError):
        read(etree.tostring(root), name)


def _attributes_of_ids_gone(data: bytes) -> bytes:
    return re.sub(rb' eId="[^"]*"', b"", data)


NEUTRAL: dict[str, Callable[[bytes], bytes]] = {
    "no eIds": _attributes_of_ids_gone,
    "one eId": lambda data: re.sub(rb' eId="[^"]*"', b' eId="same"', data),
    "another namespace": lambda data: data.replace(b"akn/3.0", b"akn/3.0/CSD13"),
    "no namespace": lambda data: re.sub(rb' xmlns="[^"]*"', b"", data),
    "spaces folded": lambda data: re.sub(rb"\s+", b" ", data),
    "spaces widened": lambda data: re.sub(rb" (?=[a-z])", b"\n    ", data),
    "lines of Windows": lambda data: data.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("how", NEUTRAL)
@pytest.mark.parametrize("name", NAMES[::2])
def test_what_changes_no_text_changes_no_paragraph(name: str, how: str) -> None:
    found = read(NEUTRAL[how]((SAMPLE_ROOT / name).read_bytes()), name)
    assert found.paragraphs == sound(name).paragraphs
    assert found.adopted == sound(name).adopted
    assert found.agenda_item == sound(name).agenda_item


@pytest.mark.parametrize("name", NAMES)
def test_a_doubled_paragraph_takes_no_number_from_the_others(name: str) -> None:
    root = etree.fromstring((SAMPLE_ROOT / name).read_bytes())
    chosen = _elements(root, "container", "paragraph")[1]
    chosen.addnext(copy.deepcopy(chosen))
    found = read(etree.tostring(root), name)
    texts = {paragraph.path: paragraph.text for paragraph in found.paragraphs}
    assert texts.items() >= {p.path: p.text for p in sound(name).paragraphs}.items()
    again = texts.keys() - {paragraph.path for paragraph in sound(name).paragraphs}
    assert again
    assert all("~2" in path for path in again)
    assert any("is already taken by the same text" in warning for warning in found.warnings)


@pytest.mark.parametrize("gone", [slice(0, 1), slice(1, 2), slice(1, 3)])
@pytest.mark.parametrize("name", NAMES)
def test_numbers_that_are_gone_are_told_by_their_place(name: str, gone: slice) -> None:
    root = etree.fromstring((SAMPLE_ROOT / name).read_bytes())
    paragraphs = [
        element for element in _elements(root, "paragraph") if element.find("{*}num") is not None
    ]
    for element in [one for one in paragraphs if _is_operative(one)][gone]:
        element.remove(next(element.iter("{*}num")))
    found = read(etree.tostring(root), name)
    assert [p.path for p in found.paragraphs] == [p.path for p in sound(name).paragraphs]
    assert any("its number is not printed" in warning for warning in found.warnings)


def _is_operative(element: _Element) -> bool:
    """Whether it is a numbered paragraph of the resolution itself."""
    number = next(element.iter("{*}num"))
    is_annexed = any(True for _ in element.iterancestors("{*}attachment"))
    return not is_annexed and bool(re.fullmatch(r"\s*\d+\D{0,3}", number.text or ""))
