"""Documentation that cannot fall behind: commands, options, modules, links."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (
    *("refresh", "add", "search", "show", "status", "check", "index rebuild", "reparse", "review"),
    "export",
)
SHARED_OPTIONS = ("--data-dir", "--quiet", "--help")


def run_help(*command: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "cli", *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"COLUMNS": "100", "PATH": "", "LANG": "C.UTF-8"},
    )
    return run.stdout


def test_help_shows_examples_first() -> None:
    text = run_help()
    assert text.index("unres search") < text.index("Options:")
    for command in COMMANDS:
        assert f"\n  {command.split()[0]} " in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"unres {command}" in README
    text = run_help(*command.split())
    for option in SHARED_OPTIONS:
        assert option in text
    # The help of an option stands beside it, or below it where the option is long.
    lines = re.findall(r"^  ((?:-\w, )?--\S+.*)\n( {8,}\S)?", text, re.M)
    undocumented = [line for line, below in lines if not below and "  " not in line.strip()]
    assert not undocumented, f"{command}: options without help: {undocumented}"


def test_architecture_names_every_module() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+)(?:_\*)?`", page.replace("_*`", "`")))
    families = ("akn", "text", "pdf", "docx", "render")
    for layer in ("corpus", "indexer", "search"):
        for path in (ROOT / layer).glob("*.py"):
            name = path.stem
            known = name in named or any(name.startswith(f"{family}_") for family in families)
            assert known or name == "__init__", f"{layer}/{name}.py is not in the architecture"


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"
