"""How long an index takes to build, and to follow a change of one resolution.

    python -m tests.bench.build DATA_DIR [LANGUAGE ...]

Reads the corpus in DATA_DIR and builds in a temporary folder: nothing in DATA_DIR changes.
"""

import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from corpus.model import Language, Resolution
from corpus.store import Store
from indexer.build import BuildReport, index_state, open_index, rebuild, update

_CHANGES = 5


def main(arguments: Sequence[str]) -> None:
    """Print a line of figures for each language."""
    with Store(Path(arguments[0])) as store, tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for language in map(Language, arguments[1:] or store.languages()):
            # Reading the corpus is not what is measured.
            resolutions = list(store.resolutions(language))
            began, cpu = perf_counter(), process_time()
            report = rebuild(language, resolutions, folder, 1)
            built, cpu = perf_counter() - began, process_time() - cpu
            changed = [
                _seconds_to_update(report, resolutions[-1:], folder) for _ in range(_CHANGES)
            ]
            began = perf_counter()
            open_index(folder, language).reader().close()
            opened = perf_counter() - began
            size = sum(file.size for file in index_state(folder, language).files)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{language}: {report.paragraphs} paragraphs in {built:.1f} s ({cpu:.1f} s of CPU,"
                f" {report.paragraphs / cpu:.0f} a second), {size / 1e6:.0f} MB;"
                f" a changed resolution {median(changed) * 1000:.0f} ms,"
                f" opening {opened * 1000:.1f} ms; peak memory {peak} MB"
            )


def _seconds_to_update(report: BuildReport, changed: Sequence[Resolution], folder: Path) -> float:
    began = perf_counter()
    update(report.language, changed, (), folder, report.revision + 1)
    return perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1:])
