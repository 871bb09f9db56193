"""What the machine refuses: full disks, closed folders, outputs that nobody takes."""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, SAMPLE

UNFORESEEN = "did not foresee"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and devices of Linux")
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8"}
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A line of shell, in which `unres` is the command of this checkout."""
    unres = f'unres() {{ "{sys.executable}" -m cli "$@"; }}; '
    return subprocess.run(
        ["/bin/sh", "-c", unres + command],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**ENVIRONMENT, **environment},
        check=False,
        timeout=120,
    )


def is_plain(text: str) -> bool:
    """Two lines at most, each a sentence for people."""
    lines = text.splitlines()
    return 1 <= len(lines) <= 2 and UNFORESEEN not in text and "Traceback" not in text


# Outputs


@pytest.mark.parametrize(
    "command", ["search resolution", "show A/RES/901/1", "status", "--version"]
)
def test_closed_stdout_is_said(sample_dir: Path, command: str) -> None:
    run = shell(f"unres {command} --data-dir '{sample_dir}' >&-" if command[0] != "-" else
                f"unres {command} >&-")  # fmt: skip
    assert run.returncode == 3, run.stderr
    assert "output" in run.stderr
    assert is_plain(run.stderr)


def test_a_full_output_is_said(sample_dir: Path) -> None:
    run = shell(f"unres export --data-dir '{sample_dir}' > /dev/full")
    assert run.returncode == 3
    assert "No space left" in run.stderr
    assert is_plain(run.stderr)


def test_closed_stderr_costs_the_notes_alone(sample_dir: Path) -> None:
    search = f"unres search resolution --data-dir '{sample_dir}'"
    run = shell(search)
    assert run.stderr
    for closed in ("2>&-", "2>/dev/full"):
        without = shell(f"{search} {closed}")
        assert (without.returncode, without.stdout) == (0, run.stdout)


def test_without_any_stream_a_file_is_not_written_to_by_mistake(tmp_path: Path) -> None:
    """The first files that a program opens must not become its standard output."""
    data = tmp_path / "data"
    run = shell(f"unres add '{SAMPLE}' --data-dir '{data}' <&- >&- 2>&-")
    assert run.returncode == 3
    assert shell(f"unres check --data-dir '{data}'").returncode == 0


def test_closed_stdin_is_not_missed(sample_dir: Path) -> None:
    assert shell(f"unres status --data-dir '{sample_dir}' <&-").returncode == 0


# Folders and disks


@pytest.fixture
def closed(sample_dir: Path, tmp_path: Path) -> Iterator[Path]:
    """A data directory that may be read and not written."""
    data = tmp_path / "closed"
    shutil.copytree(sample_dir, data)
    for path in (*data.rglob("*"), data):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield data
    for path in (data, *data.rglob("*")):
        path.chmod(0o755)


def _bound_by_permissions() -> None:
    """Root is above permissions as long as it has this capability."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def limited(*arguments: str | Path, by: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-m", "cli", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=ENVIRONMENT,
        check=False,
        timeout=120,
        preexec_fn=by,
    )


@pytest.mark.parametrize(
    "command",
    [
        ("add", str(SAMPLE)),
        ("refresh", "--source", str(SAMPLE)),
        ("reparse",),
        ("index", "rebuild"),
    ],
    ids=lambda command: command[0],
)
def test_a_data_directory_that_may_not_be_written(closed: Path, command: tuple[str, ...]) -> None:
    run = limited(*command, "--data-dir", closed, by=_bound_by_permissions)
    assert run.returncode == 3, run.stderr
    assert str(closed) in run.stderr
    assert "Permission denied" in run.stderr or "readonly" in run.stderr
    assert is_plain(run.stderr)


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    run = shell(
        f"mkdir '{tmp_path}/gone' && cd '{tmp_path}/gone' && rmdir '{tmp_path}/gone' &&"
        f" unres add '{SAMPLE}' --data-dir '{tmp_path}/data'",
        PYTHONPATH=str(ROOT),
    )
    assert run.returncode == 3
    assert "is gone" in run.stderr
    assert is_plain(run.stderr)


def test_a_data_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    run = shell(f"unres add '{SAMPLE}' --data-dir '{tmp_path}/file/data'")
    assert run.returncode == 3
    assert is_plain(run.stderr)
    run = shell(f"unres add '{SAMPLE}' --data-dir '{tmp_path}/file'")
    assert run.returncode == 3
    assert is_plain(run.stderr)


@pytest.mark.parametrize("kilobytes", [0, 8, 100])
def test_a_disk_that_takes_no_more(tmp_path: Path, kilobytes: int) -> None:
    """Here a file cannot grow beyond a size; to the program that is a full disk."""
    data = tmp_path / "data"

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    run = limited("add", SAMPLE, "--data-dir", data, by=small_files)
    assert run.returncode == 3, (run.stdout, run.stderr)
    errors = run.stderr[run.stderr.index("unres:") :]
    assert is_plain(errors), run.stderr
    assert "room" in errors
    # With room again, everything goes on from there.
    again = shell(f"unres add '{SAMPLE}' --data-dir '{data}'")
    assert again.returncode == 0, again.stderr
    assert shell(f"unres check --data-dir '{data}'").returncode == 0
