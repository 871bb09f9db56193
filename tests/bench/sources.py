"""The documents that benches measure on: folders and archives of Akoma Ntoso XML."""

import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.akn import read_akn
from corpus.errors import DocumentError
from corpus.model import Resolution


def files(source: Path) -> Iterator[tuple[str, bytes]]:
    """Every XML file of a folder or an archive, with its name."""
    if source.is_dir():
        for path in sorted(source.rglob("*.xml")):
            yield str(path.relative_to(source)), path.read_bytes()
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for name in archive.namelist():
                if name.endswith(".xml"):
                    yield name, archive.read(name)
    else:
        with tarfile.open(source) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.name.endswith(".xml") else None
                if content is not None:
                    yield member.name, content.read()


def resolutions(sources: Sequence[Path], every: int = 1) -> Iterator[Resolution]:
    """What every Nth file of the sources says, of those that can be read."""
    for source in sources:
        for number, (name, data) in enumerate(files(source)):
            if number % every:
                continue
            try:
                yield read_akn(data, name)
            except DocumentError:
                continue
