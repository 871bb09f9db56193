"""What the readers must find in chosen real documents: facts and hashes, never the text.

tests/golden/chosen.json says which and why. Each has a file of facts beside it. After a reader was
made better on purpose, `UNRES_WRITE_GOLDEN=1 pytest tests/corpus/test_golden.py` writes them anew:
read the difference before you keep it.
"""

import hashlib
import json
import os
import tarfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Resolution
from corpus.read import read_document

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
CHOSEN: list[dict[str, str]] = json.loads((GOLDEN / "chosen.json").read_text("utf-8"))


def short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def facts(resolution: Resolution, data: bytes) -> dict[str, Any]:
    """What is kept of a document: enough to notice any change, too little to read it."""
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "symbol": resolution.symbol,
        "language": resolution.language,
        "adopted": resolution.adopted and resolution.adopted.isoformat(),
        "title": short_hash(resolution.title),
        "kinds": dict(sorted(Counter(p.kind.value for p in resolution.paragraphs).items())),
        "warnings": len(resolution.warnings),
        "paragraphs": {p.path: short_hash(p.text) for p in resolution.paragraphs},
        "footnotes": {
            p.path: [f"{note.mark}@{note.offset}" for note in p.footnotes]
            for p in resolution.paragraphs
            if p.footnotes
        },
    }


@cache
def archived(archive: Path) -> dict[str, bytes]:
    """The files of an archive that were chosen, by the whole of their names in it."""
    wanted = [one["file"] for one in CHOSEN if one.get("archive", "").endswith(archive.name)]
    found = {}
    with tarfile.open(archive) as files:
        for member in files:
            if any(name in member.name for name in wanted):
                content = files.extractfile(member)
                assert content is not None
                found[member.name] = content.read()
    return found


def document(shared: Path, one: dict[str, str]) -> tuple[str, bytes]:
    if "archive" not in one:
        path = shared / one["file"]
        return path.name, path.read_bytes()
    for name, data in archived(shared / one["archive"]).items():
        if one["file"] in name and one.get("folder", "") in name:
            return name.rpartition("/")[2], data
    pytest.fail(f"{one['file']} is not in {one['archive']}")


@pytest.mark.shared
@pytest.mark.parametrize("one", CHOSEN, ids=lambda one: one["name"])
def test_a_chosen_document_is_read_as_it_was(shared: Path, one: dict[str, str]) -> None:
    name, data = document(shared, one)
    found = json.loads(json.dumps(facts(read_document(data, name)[0], data)))
    golden = GOLDEN / f"{one['name']}.json"
    if os.environ.get("UNRES_WRITE_GOLDEN") == "1":
        golden.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    expected = json.loads(golden.read_text("utf-8"))
    assert found["sha256"] == expected["sha256"], "the document in shared is another one"
    assert found == expected


def test_every_golden_file_is_chosen() -> None:
    names = {path.stem for path in GOLDEN.glob("*.json")} - {"chosen"}
    assert names == {one["name"] for one in CHOSEN}
