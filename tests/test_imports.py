"""Data flows corpus → indexer → search → cli; imports point back along it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("corpus", "indexer", "search", "cli")

# One file is the only user of each outside thing.
ONLY_USERS = {
    "sqlite3": ("corpus/store.py",),
    "httpx": ("corpus/fetch.py",),
    "protego": ("corpus/fetch.py",),
    "jieba": ("indexer/",),
    "whoosh": ("indexer/", "search/"),
    "typer": ("cli.py",),
    "rich": ("cli.py",),
    "lxml": ("corpus/",),
    "pypdfium2": ("corpus/pdf_page.py",),
    "Stemmer": ("indexer/analysis.py",),
}


def modules() -> Iterator[Path]:
    yield ROOT / "cli.py"
    for layer in LAYERS[:-1]:
        yield from (ROOT / layer).rglob("*.py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_back(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    layer = LAYERS.index(name.partition("/")[0].removesuffix(".py"))
    forward = imported(path) & set(LAYERS[layer + 1 :])
    assert not forward, f"{name} imports {forward}"
    for library, users in ONLY_USERS.items():
        if library in imported(path):
            assert name.startswith(users), f"{name} uses {library}, which belongs to {users}"


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("cli", {"whoosh", "jieba", "lxml", "rich", "httpx", "sqlite3", "msgspec", "Stemmer"}),
        ("search.engine", {"jieba", "lxml", "rich", "httpx", "sqlite3", "msgspec"}),
        ("search.show", {"jieba", "lxml", "whoosh", "rich", "httpx"}),
    ],
)
def test_heavy_libraries_are_loaded_only_where_used(module: str, heavy: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not heavy & set(run.stdout.split())
