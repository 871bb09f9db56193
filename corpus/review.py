"""Versions that were held back because they look wrong: what each says, and a person's decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Language, Resolution
from corpus.read import READER_VERSION, Hints, read_document
from corpus.store import HeldBack, Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that waits, as it reads, beside the one that is held."""

    version: HeldBack
    new: Resolution
    held: Resolution


def waiting(
    store: Store, symbols: Sequence[str], languages: Sequence[Language]
) -> tuple[Waiting, ...]:
    """The versions that wait of these documents, of all where none is named; by symbol.

    Raises DamagedError where the bytes of one are gone, DocumentError where they cannot be read.
    """
    return tuple(
        _waiting(store, version)
        for version in store.held_back()
        if (not symbols or version.symbol in symbols)
        and (not languages or version.language in languages)
    )


def _waiting(store: Store, version: HeldBack) -> Waiting:
    hints = Hints(version.symbol, version.language)
    data = store.raw_bytes(version.source.sha256)
    new, _ = read_document(data, version.source.name, hints)
    held = store.resolution(version.symbol, version.language)
    if held is None:
        raise ValueError("a version is held back only beside one that is held")
    return Waiting(version, replace(new, source=version.source), held)


def accept(store: Store, one: Waiting) -> None:
    """Let this version take the place of the one that is held."""
    data = store.raw_bytes(one.version.source.sha256)
    store.save(one.new, data, reader=READER_VERSION, decided=True)


def reject(store: Store, one: Waiting) -> None:
    """Leave what is held; this version is not asked about again."""
    store.forget_held_back(one.version.symbol, one.version.language)
