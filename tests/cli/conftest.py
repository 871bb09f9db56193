"""The installed command, run as a user runs it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "sample"
SCHEMAS = ROOT / "search" / "schemas"


@dataclass(frozen=True)
class Run:
    """What a run of the command printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self, schema: str) -> Any:
        """The object on stdout, which has to be valid by the published schema."""
        value = json.loads(self.out)
        validate(value, schema)
        return value


def validate(value: object, schema: str) -> None:
    """Fail unless the value is valid by the published schema."""
    published = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(published).validate(value)


Command = Callable[..., Run]


@contextmanager
def interrupts_heeded() -> Iterator[None]:
    """Programs that are started meanwhile heed Ctrl-C.

    Shells let what they start in the background ignore it, and so would all that we start.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def run_unres(*arguments: str | Path, **environment: str) -> Run:
    """Run `unres` without a terminal, with nothing of this machine's environment but PATH."""
    run = subprocess.run(
        [sys.executable, "-m", "cli", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", **environment},
        check=False,
        timeout=120,
    )
    assert "Traceback" not in run.stderr, run.stderr
    return Run(run.returncode, run.stdout, run.stderr)


@pytest.fixture(scope="session")
def sample_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the sample in it. Tests only read it."""
    folder = tmp_path_factory.mktemp("data dir with spaces")
    run = run_unres("add", SAMPLE, "--data-dir", folder, "--quiet")
    assert run.code == 0, run.err
    return folder


@pytest.fixture
def unres(sample_dir: Path) -> Command:
    """Run a reading command on the sample."""
    return lambda *arguments, **environment: run_unres(
        "--data-dir", sample_dir, *arguments, **environment
    )
