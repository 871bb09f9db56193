"""What the order of a document's paragraphs tells of damage: lost, shuffled, doubled.

Nothing is renumbered: ids come from the printed numbers, and what is odd about these is told.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.model import Kind, Paragraph

_JUDGED = (Kind.PREAMBULAR, Kind.OPERATIVE)
_SHORTEST_COPY = 60  # characters: shorter paragraphs of a list may say the same


def find_damage(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Sentences on numbers that are missing or out of order and on texts that stand twice."""
    numbered = [
        (p.path, int(p.number))
        for p in paragraphs
        if re.fullmatch(r"op\d+", p.path) and p.number and p.number.isdigit()
    ]
    numbers = [number for _, number in numbered]
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
