"""An error over a damaged index names the damage; any other error stays what it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DamagedError
from corpus.model import Language
from indexer.generation import existing_generation
from search.engine import Engine
from search.question import SearchRequest

EngineOf = Callable[..., Engine]


def stumble(*_: object, **__: object) -> None:
    raise ValueError("99 is not in list")


def test_an_error_over_changed_files_is_damage(
    engine_of: EngineOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of("改善监狱条件")
    engine.search(SearchRequest("监狱"))
    monkeypatch.setattr(engine, "_answers", stumble)
    with pytest.raises(ValueError, match="99"):
        engine.search(SearchRequest("监狱"))
    flip_a_byte(existing_generation(engine._folder, Language.ZH))
    with pytest.raises(DamagedError, match="not what was written"):
        engine.search(SearchRequest("监狱"))


def flip_a_byte(generation: Path) -> None:
    path = next(generation.glob("*.trm"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
