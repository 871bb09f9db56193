"""What the order of a document's paragraphs tells of damage: lost, shuffled, doubled.

Nothing is renumbered: ids come from the printed numbers, and what is odd about these is told.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.model import Kind, Paragraph

_JUDGED = (Kind.PREAMBULAR, Kind.OPERATIVE)
_END = re.compile(r"[.。．؟?!:：][»”’\"'）)\]\s]*$")  # a colon announces a draft
_SHORTEST_COPY = 60  # characters: shorter paragraphs of a list may say the same


def find_damage(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Sentences on numbers that are missing or out of order and on texts that stand twice."""
    numbered = [p for p in paragraphs if re.fullmatch(r"op\d+", p.path)]
    numbers = [int(p.path.removeprefix("op")) for p in numbered]
    if bare := [n for n, p in zip(numbers, numbered, strict=True) if not p.number]:
        have = "s {} have" if len(bare) > 1 else " {} has"
        yield f"Operative paragraph{have.format(_listed(bare))} no number: told by its place."
    missing = sorted(set(range(1, max(numbers, default=0))) - set(numbers))
    if missing:
        were = "s {} were" if len(missing) > 1 else " {} was"
        yield f"Operative paragraph{were.format(_listed(missing))} not found."
    if late := _late(numbers):
        yield f"Behind operative paragraphs with higher numbers stand: {_listed(late)}."
    seen: dict[tuple[str, str], str] = {}
    for paragraph in paragraphs:
        if paragraph.kind not in _JUDGED or len(paragraph.text) < _SHORTEST_COPY:
            continue
        part = paragraph.path.rpartition(".")[0]  # parts of a document may well say the same
        first = seen.setdefault((part, paragraph.text), paragraph.path)
        if first != paragraph.path:
            yield f"{paragraph.path} says the same as {first}, word for word."


def find_broken_end(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """A sentence where the last paragraph ends as none does and no date or meeting stands below it.

    For formats that can be cut off anywhere and still be read: XML cannot.
    """
    if any(paragraph.kind is Kind.CLOSING for paragraph in paragraphs):
        return
    last = next((p for p in reversed(paragraphs) if p.kind in _JUDGED), None)
    if last and not _END.search(last.text):
        yield f"The text breaks off: {last.path} does not end as the last paragraph of all does."


def _late(numbers: Sequence[int]) -> list[int]:
    """The numbers that follow a higher one."""
    highest = 0
    late = []
    for number in numbers:
        if number < highest:
            late.append(number)
        highest = max(highest, number)
    return late


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
