"""Cutting runs of Han characters into words, as jieba does without its hidden Markov model.

The algorithm is jieba's: of all ways to cut a run into dictionary words, the one with the highest
product of word probabilities. It is written anew over the mapped dictionary, so that a query does
not load jieba; tests hold it equal to jieba's output. Without the Markov model, which on official
texts invents words (日至, 或应), a text and a query are cut alike.
"""

import re
from math import log
from pathlib import Path

from indexer.dictionary import Dictionary

HAN_RUN = re.compile("[\u4e00-\u9fd5]+")
"""What the dictionary has words for; jieba cuts every other Han character off alone."""

# In place of a logarithm of a probability, which is always negative.
_BEGINS_A_WORD = 0.0
_UNKNOWN = 1.0


class Segmenter:
    """Cuts runs of Han characters (`HAN_RUN`); everything else must have been cut out before."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._log_total = log(dictionary.total)
        self._weights = _Weights(dictionary, self._log_total)

    def words(self, run: str) -> list[str]:
        """The words of `run`, one after the other; together they are `run`."""
        weights = self._weights
        single = -self._log_total  # a character that is no word counts as one of frequency 1
        length = len(run)
        best = [0.0] * (length + 1)
        ends = [0] * length
        for start in range(length - 1, -1, -1):
            score, end = single + best[start + 1], start + 1
            found = False
            stop = start + 1
            while stop <= length and (weight := weights[run[start:stop]]) != _UNKNOWN:
                if weight < _BEGINS_A_WORD:
                    candidate = weight + best[stop]
                    # jieba takes the longer of two equally likely words.
                    if not found or candidate >= score:
                        score, end, found = candidate, stop, True
                stop += 1
            best[start], ends[start] = score, end
        words = []
        start = 0
        while start < length:
            words.append(run[start : ends[start]])
            start = ends[start]
        return words

    def parts(self, word: str) -> list[tuple[int, str]]:
        """The shorter words inside `word` that jieba's search mode adds, and where each begins.

        First those of two characters, then those of three, as often as they occur.
        """
        weights = self._weights
        return [
            (start, word[start : start + size])
            for size in (2, 3)
            for start in range(len(word) - size + 1 if size < len(word) else 0)
            if weights[word[start : start + size]] < _BEGINS_A_WORD
        ]


def use_dictionary(path: Path) -> None:
    """Cut with the dictionary at `path` from now on, in this process.

    There is one dictionary for a version of the program (its path names the version), so this only
    says where it stands.

    Raises:
        DamagedError: there is none, or it is not whole.
    """
    global _in_use  # noqa: PLW0603
    if _in_use is None or _in_use[0] != path:
        _in_use = path, Segmenter(Dictionary(path))


def segmenter() -> Segmenter:
    """The segmenter over the dictionary in use.

    Raises:
        RuntimeError: none is in use: an index must be opened or built first.
    """
    if _in_use is None:
        raise RuntimeError("no dictionary is in use: open or build an index first")
    return _in_use[1]


_in_use: tuple[Path, Segmenter] | None = None


class _Weights(dict[str, float]):
    """Logarithms of probabilities, looked up in the dictionary at first use."""

    def __init__(self, dictionary: Dictionary, log_total: float) -> None:
        super().__init__()
        self._dictionary = dictionary
        self._log_total = log_total

    def __missing__(self, fragment: str) -> float:
        frequency = self._dictionary.frequency(fragment)
        if frequency is None:
            weight = _UNKNOWN
        elif frequency == 0:
            weight = _BEGINS_A_WORD
        else:
            weight = log(frequency) - self._log_total
        self[fragment] = weight
        return weight
