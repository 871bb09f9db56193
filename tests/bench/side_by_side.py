"""What a function makes of many documents, in two processes, one document after the other."""

import argparse
import multiprocessing
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from corpus.errors import DocumentError
from corpus.symbols import symbol_of_filename
from tests.bench.sources import files

PROCESSES = 2
_AT_A_TIME = 16  # documents handed to a process

Made = TypeVar("Made")


def arguments(description: str) -> argparse.ArgumentParser:
    """A parser of the arguments that every survey takes: sources and `--every N`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth symbol only")
    return parser


def of_each(
    make: Callable[[str, bytes], Made], sources: list[Path], every: int = 1
) -> Iterator[Made]:
    """Yield what `make` gives for the name and bytes of each XML file that can be read.

    The files lie in folders or archives; of their symbols about every Nth is taken, in all its
    languages. Only what was made is kept, so that a whole archive takes little memory.
    """
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        work = partial(_made, make)
        for found in pool.imap(work, _chosen(sources, every), chunksize=_AT_A_TIME):
            if found is not None:
                yield found


def _made(make: Callable[[str, bytes], Made], file: tuple[str, bytes]) -> Made | None:
    try:
        return make(*file)
    except DocumentError:
        return None


def _chosen(sources: list[Path], every: int) -> Iterator[tuple[str, bytes]]:
    for source in sources:
        for name, data in files(source):
            if zlib.crc32(document_of(name).encode()) % every == 0:
                yield name, data


def document_of(name: str) -> str:
    """What the files of one document have in common: its symbol, or "S_RES_2674" without year."""
    file = name.rpartition("/")[2]
    if symbol := symbol_of_filename(file):
        return str(symbol)
    number = re.match(r"[A-Z]+_[A-Z]+_\d+", file)
    return number[0] if number else file
