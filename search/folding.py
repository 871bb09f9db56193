"""From what the indexes answered to an ordered result: equal texts folded, ties decided.

The order depends on nothing but the paragraphs themselves: neither on the order in which an index
was built nor on whether it was built at once.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import TypeVar

from corpus.model import Language
from indexer.documents import NO_KEY
from search.answer import Answer, Found
from search.question import Fold, Sort
from search.similar import clusters, shingles_of

_Key = tuple[float, ...]
_Natural = tuple[tuple[str, int], ...]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A found paragraph with what its place in the result depends on.

    `date` is yyyymmdd, 0 where it is not known. `relative_score` is the share of the best score of
    its language, of which the answer's `trust` is left: scores of two languages do not compare.
    """

    answer: Answer
    found: Found
    date: int
    relative_score: float

    @property
    def id(self) -> str:
        """The paragraph id."""
        return self.answer.reader.stored(self.found.number).id

    @property
    def place(self) -> tuple[_Natural, int]:
        """Where it stands among all paragraphs: by symbol, then in the order of its document."""
        stored = self.answer.reader.stored(self.found.number)
        return _natural(stored.symbol), self.found.number


_Rank = Callable[[Candidate], _Key]
"""Which of a group stands for it: the one with the least key."""


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs of one language with the same text: the head, and what is folded under it.

    The head is the newest of those that match best; the others follow newest first. `similar` are
    those whose text is nearly that of the head.
    """

    head: Candidate
    folded: tuple[Candidate, ...] = ()
    similar: tuple[Candidate, ...] = ()


def candidates(answers: Iterable[Answer]) -> Iterator[Candidate]:
    """Every paragraph of the answers."""
    for answer in answers:
        best = max((found.score for found in answer.found), default=0.0) or 1.0
        for found in answer.found:
            date = answer.reader.date(found.number)
            yield Candidate(answer, found, date, answer.trust * found.score / best)


def grouped(all_candidates: Iterable[Candidate], fold: Fold) -> list[list[Candidate]]:
    """The candidates, those of one language with the same text together, or nearly the same."""
    if fold is Fold.NONE:
        return [[candidate] for candidate in all_candidates]
    same_text: dict[tuple[object, ...], list[Candidate]] = defaultdict(list)
    for candidate in all_candidates:
        same_text[candidate.answer.reader.language, _text(candidate)].append(candidate)
    groups = list(same_text.values())
    return _near_together(groups) if fold is Fold.SIMILAR else groups


def nearly_repeated(groups: Sequence[Group]) -> int:
    """How many of these groups say nearly what another one of them says in another year."""
    heads = [[group.head] for group in groups]
    return len(heads) - len(_near_together(heads))


def _text(candidate: Candidate) -> bytes | int:
    """What paragraphs of the same text have in common; what may not fold has its own number."""
    number = candidate.found.number
    return candidate.answer.reader.text_key(number) if candidate.found.may_fold else number


def _near_together(groups: Iterable[list[Candidate]]) -> list[list[Candidate]]:
    """The groups, those of a series together whose texts are nearly the same.

    Every text is compared with the best ones before it, so that the order of building and the
    number of years between two texts change nothing.
    """
    series: dict[tuple[Language, bytes], list[list[Candidate]]] = defaultdict(list)
    together: list[list[Candidate]] = []
    for members in groups:
        head = _head(members, _rank_in_group)
        reader, number = head.answer.reader, head.found.number
        key = reader.series_key(number)
        if head.found.may_fold and NO_KEY not in (key, reader.gist_key(number)):
            others = (member for member in members if member is not head)
            series[reader.language, key].append([head, *others])
        else:
            together.append(members)
    for of_series in series.values():
        together += _near_in_series(of_series) if len(of_series) > 1 else of_series
    return together


def _near_in_series(groups: Iterable[list[Candidate]]) -> Iterator[list[Candidate]]:
    """The groups, each with its head first, those together whose heads say nearly the same."""
    by_gist: dict[bytes, list[Candidate]] = {}
    for group in _in_order(groups, lambda g: _by_score(g[0]), lambda g: g[0].place):
        head = group[0]
        # What the best of them says is what others are compared with.
        by_gist.setdefault(head.answer.reader.gist_key(head.found.number), []).extend(group)
    distinct = list(by_gist.values())
    texts = ((group[0].answer.reader, group[0].found.number) for group in distinct)
    shingles = [shingles_of(reader.text(number), reader.language) for reader, number in texts]
    for cluster in clusters(shingles):
        yield [each for place in cluster for each in distinct[place]]


def _head(members: Sequence[Candidate], rank: _Rank) -> Candidate:
    """The newest (or oldest) of those that match best; of equals the first by place."""
    best = _best(members, rank)
    return best[0] if len(best) == 1 else min(best, key=lambda member: member.place)


def page(groups: Iterable[list[Candidate]], sort: Sort, offset: int, limit: int) -> Sequence[Group]:
    """At most `limit` groups from `offset` on; of equals the newer first, then by place.

    Of the oldest first, texts stand under the oldest of them: since when it has been said.
    """
    oldest = sort is Sort.OLDEST
    rank = _rank_from_oldest if oldest else _rank_in_group
    key = {Sort.SCORE: _by_score, Sort.DATE: _by_date, Sort.OLDEST: _from_oldest}[sort]
    # Candidates with equal rank have equal keys, so that which of them heads is settled later.
    heads = [(min(members, key=rank), members) for members in groups]
    shown = _slice(
        heads,
        lambda group: key(group[0]),
        lambda group: min(member.place for member in _best(group[1], rank)),
        offset,
        limit,
    )
    return [_group(members, rank, oldest=oldest) for _, members in shown]


def _group(members: list[Candidate], rank: _Rank, *, oldest: bool) -> Group:
    head = _head(members, rank)
    rest = [member for member in members if member is not head]
    rest.sort(key=lambda member: (_age(member) if oldest else -member.date, member.place))
    same = tuple(member for member in rest if _text(member) == _text(head))
    return Group(head, same, tuple(member for member in rest if _text(member) != _text(head)))


def _best(members: Sequence[Candidate], rank: _Rank) -> list[Candidate]:
    """The members that could as well be the head."""
    first = min(map(rank, members))
    return [member for member in members if rank(member) == first]


def _rank_in_group(candidate: Candidate) -> _Key:
    return (-candidate.found.precedence, -candidate.date, -candidate.relative_score)


def _rank_from_oldest(candidate: Candidate) -> _Key:
    return (-candidate.found.precedence, _age(candidate), -candidate.relative_score)


def _by_score(candidate: Candidate) -> _Key:
    return (-candidate.found.precedence, -candidate.relative_score, -candidate.date)


def _by_date(candidate: Candidate) -> _Key:
    return (-candidate.date, -candidate.found.precedence, -candidate.relative_score)


def _from_oldest(candidate: Candidate) -> _Key:
    return (_age(candidate), -candidate.found.precedence, -candidate.relative_score)


def _age(candidate: Candidate) -> float:
    """The day; later than all where it is not known."""
    return candidate.date or inf


def _slice(
    items: Sequence[_Item],
    key: Callable[[_Item], _Key],
    place: Callable[[_Item], tuple[_Natural, int]],
    offset: int,
    limit: int,
) -> Sequence[_Item]:
    """`sorted(items)[offset : offset + limit]`, looking up the place of ties only."""
    in_order = sorted(items, key=key)
    first, last = offset, min(offset + limit, len(in_order))
    while 0 < first < last and key(in_order[first - 1]) == key(in_order[first]):
        first -= 1
    end = last
    while first < end < len(in_order) and key(in_order[end]) == key(in_order[end - 1]):
        end += 1
    settled = _in_order(in_order[first:end], key, place)
    return settled[offset - first : max(last - first, 0)]


def _in_order(
    items: Iterable[_Item],
    key: Callable[[_Item], _Key],
    place: Callable[[_Item], tuple[_Natural, int]],
) -> list[_Item]:
    """The items sorted by key, looking up the place of ties only."""
    settled: list[_Item] = []
    for _, equals in groupby(sorted(items, key=key), key=key):
        tied = list(equals)
        settled += sorted(tied, key=place) if len(tied) > 1 else tied
    return settled


def _natural(symbol: str) -> _Natural:
    """A key that has A/RES/75/9 before A/RES/75/196."""
    return tuple((other, int(digits or 0)) for other, digits in re.findall(r"(\D*)(\d*)", symbol))
