"""The examples of the README: run as they stand there, they print what stands there."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, run_unres

README = (ROOT / "README.md").read_text(encoding="utf-8")
WIDTH = "80"


def examples() -> list[tuple[str, str]]:
    """Each command behind a `$`, with the output below it."""
    blocks = re.findall(r"^```\n\$ unres (.*?)\n(.*?)^```", README, re.M | re.S)
    return [(command, output) for command, output in blocks]


def test_there_are_five() -> None:
    assert len(examples()) == 5


@pytest.mark.parametrize(("command", "output"), examples())
def test_the_example_prints_what_it_says(command: str, output: str, sample_dir: Path) -> None:
    run = run_unres("--data-dir", sample_dir, *shlex.split(command), COLUMNS=WIDTH)
    assert run.code == 0
    printed = re.sub(r'"took_ms": [\d.]+', '"took_ms": …', run.out)
    assert printed.strip("\n") == output.strip("\n")
