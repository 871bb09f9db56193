"""The dictionary of Chinese words, as one file that is mapped into memory and never loaded.

It holds what jieba holds after loading its own dictionary and our words: the frequency of every
word, and the beginnings of words with frequency 0. Sorted, so that a fragment is found by
bisection: opening takes no time, and a query reads a few pages.

Layout: a header (format, number of entries, total, length of the file), where each entry ends, the
frequencies, and the entries themselves in UTF-8, sorted by their bytes.
"""

import hashlib
import mmap
import os
import struct
import warnings
from array import array
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from corpus.errors import DamagedError

JIEBA_VERSION = "0.42.1"
"""The jieba whose dictionary and algorithm this is; `pyproject.toml` pins the same."""

_USER_WORDS = Path(__file__).parent / "data" / "user_words.txt"
_HEADER = struct.Struct("=8sQQQ")
_FORMAT = b"unres-d1"
_REMEDY = "Run `unres index rebuild`."


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How often each word occurs, 0 for what only begins a word, and jieba's total.

    The total is more than the sum: jieba counts the words that its file has twice as two.
    """

    by_word: Mapping[str, int]
    total: int


class Dictionary:
    """The frequencies of words, read from a mapped file."""

    def __init__(self, path: Path) -> None:
        """Open the dictionary at `path`.

        Raises:
            DamagedError: there is none, or it is not whole.
        """
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            name, count, self.total, size = _HEADER.unpack_from(self._map)
        except (OSError, ValueError, struct.error) as error:
            raise DamagedError(
                f"The dictionary {path} cannot be read: {error}.", _REMEDY
            ) from error
        if name != _FORMAT or size != len(self._map):
            raise DamagedError(f"The dictionary {path} is not whole.", _REMEDY)
        ends_at = _HEADER.size
        frequencies_at = ends_at + 4 * count
        self._count: int = count
        self._words_at = frequencies_at + 4 * count
        whole = memoryview(self._map)
        self._ends = whole[ends_at:frequencies_at].cast("I")
        self._frequencies = whole[frequencies_at : self._words_at].cast("I")

    def frequency(self, fragment: str) -> int | None:
        """How often the word occurs in jieba's counts.

        0 for what only begins a word, None for what does not even do that.
        """
        wanted = fragment.encode()
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._entry(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < self._count and self._entry(low) == wanted:
            return self._frequencies[low]
        return None

    def _entry(self, index: int) -> bytes:
        start = self._ends[index - 1] if index else 0
        return self._map[self._words_at + start : self._words_at + self._ends[index]]


@cache
def fingerprint() -> str:
    """A short hash of all that the dictionary depends on; an index names that of its own."""
    parts = (_FORMAT, JIEBA_VERSION.encode(), _USER_WORDS.read_bytes())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def dictionary_path(folder: Path) -> Path:
    """Where the dictionary of this version stands among the indexes in `folder`."""
    return folder / f"words-{fingerprint()}.dictionary"


def ensure_dictionary(folder: Path) -> Path:
    """The path of a whole dictionary in `folder`, which is built if it is missing or damaged."""
    path = dictionary_path(folder)
    try:
        Dictionary(path)
    except DamagedError:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        write_dictionary(jieba_frequencies(), unfinished)
        unfinished.replace(path)
    return path


def remove_other_dictionaries(folder: Path) -> None:
    """Remove the dictionaries in `folder` that are of other versions or were never finished.

    An index that was cut with one of them has to be rebuilt anyway.
    """
    for path in folder.glob("words-*.dictionary*"):
        if path != dictionary_path(folder):
            with suppress(OSError):  # still open, on a system that minds
                path.unlink()


def user_words() -> tuple[str, ...]:
    """Our additions to jieba's dictionary, in the order in which they are added.

    The order matters: each word gets the frequency that jieba suggests at that moment.
    """
    lines = _USER_WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def jieba_frequencies() -> Frequencies:
    """The frequencies of jieba's dictionary with our words added, beginnings of words included.

    Raises:
        DamagedError: another version of jieba is installed.
    """
    with warnings.catch_warnings():
        # It is pinned; what newer Pythons and setuptools think of it is not the user's business.
        warnings.simplefilter("ignore")
        # Imported late because it takes longer than a whole search.
        import jieba  # noqa: PLC0415

    if jieba.__version__ != JIEBA_VERSION:
        raise DamagedError(
            f"jieba {jieba.__version__} is installed, but {JIEBA_VERSION} is needed.",
            f"Run: pip install jieba=={JIEBA_VERSION}",
        )
    tokenizer = jieba.Tokenizer()
    # What `initialize` does, without its cache in the shared temporary directory, where anybody
    # could have put it.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in user_words():
        tokenizer.add_word(word)
    return Frequencies(tokenizer.FREQ, tokenizer.total)


def write_dictionary(frequencies: Frequencies, path: Path) -> None:
    """Write `frequencies` to `path` in the form that `Dictionary` reads."""
    entries = sorted((word.encode(), frequency) for word, frequency in frequencies.by_word.items())
    ends = array("I", accumulate(len(word) for word, _ in entries))
    counts = array("I", (frequency for _, frequency in entries))
    words = b"".join(word for word, _ in entries)
    size = _HEADER.size + 4 * len(ends) + 4 * len(counts) + len(words)
    with path.open("wb") as file:
        file.write(_HEADER.pack(_FORMAT, len(entries), frequencies.total, size))
        file.write(ends)
        file.write(counts)
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
