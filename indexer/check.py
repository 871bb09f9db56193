"""Whether an index is what was written: every byte, every paragraph once, every record readable."""

from collections import Counter
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any

from corpus.errors import DamagedError
from corpus.model import Language
from indexer.documents import StoredParagraph
from indexer.generation import (
    Manifest,
    damage_reported,
    existing_generation,
    index_state,
    open_generation,
)


def check_index(folder: Path, language: Language) -> tuple[str, ...]:
    """What is wrong with the index in use of one language; () where nothing is.

    Raises:
        DamagedError: it cannot be opened at all.
    """
    manifest = index_state(folder, language)
    generation = existing_generation(folder, language)
    changed = tuple(_changed_files(generation, manifest))
    if changed:
        return changed  # what else would be found follows from it
    try:
        index = open_generation(folder, generation, language)
        with damage_reported(language):
            return tuple(_wrong_contents(index, manifest))
    except DamagedError as error:
        return (error.problem,)


def _changed_files(generation: Path, manifest: Manifest) -> Iterator[str]:
    for file in manifest.files:
        try:
            with (generation / file.name).open("rb") as stream:
                found = file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            yield f"{file.name} cannot be read: {error.strerror}"
            continue
        if found != file.sha256:
            yield f"{file.name} is not what was written"


def _wrong_contents(index: Any, manifest: Manifest) -> Iterator[str]:
    with index.reader() as reader:
        if reader.doc_count() != manifest.paragraphs:
            yield f"{reader.doc_count()} paragraphs instead of {manifest.paragraphs}"
        symbols = set()
        keys: Counter[str] = Counter()
        for number, stored in reader.iter_docs():
            try:
                paragraph = StoredParagraph.unpack(stored["record"])
            except (ValueError, TypeError, LookupError) as error:
                yield f"paragraph {number} has no readable record: {error}"
                continue
            symbols.add(paragraph.symbol)
            keys[paragraph.id] += 1
        for key, count in keys.items():
            if count > 1:
                yield f"{key} is held {count} times"
            if ("key", key) not in reader:
                yield f"{key} cannot be found by its id"
        if len(symbols) != manifest.documents:
            yield f"{len(symbols)} documents instead of {manifest.documents}"
