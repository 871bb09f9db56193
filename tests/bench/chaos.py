"""Refresh after refresh of a changing source, with the command as users run it, by chance killed.

    python -m tests.bench.chaos --seed 7 --runs 20

Each run meets other faults at the source; some are killed or interrupted at any moment, some find
no room on the disk, some have a second one beside them. After each, all that was held must be held;
at the end, all that is served must be, and `unres check` must find nothing. The seed is printed; it
repeats what was chosen, but not at which step a run was killed, which depends on the machine.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus.changing import Changing, Name, Text
from tests.corpus.judging import Faults, assert_nothing_lost, held, still_there, withdrawn
from tests.standin.github import API, RAW, GitHub
from tests.standin.server import Standin

ROOT = Path(__file__).resolve().parents[2]
_LONGEST_PAUSE = 31  # seconds that a fault may ask for; the next runs keep to it
_EXPECTED = {
    "well": (0, 4, 5),
    "killed": (0, 4, 5, -signal.SIGKILL),
    "ended": (0, 4, 5, -signal.SIGTERM),
    "interrupted": (0, 4, 5, 130, -signal.SIGINT),
    "no room": (0, 3, 4, 5),
    "two": (0, 4, 5, 6),
}


@dataclass(slots=True)
class Chaos:
    """A changing source, and a data directory that is refreshed from it."""

    seed: int
    folder: Path
    standin: Standin
    github: GitHub
    chance: random.Random = field(init=False)
    source: Changing = field(init=False)
    faults: Faults = field(init=False)
    held: dict[Name, Text] = field(default_factory=dict)
    ends: Counter[tuple[str, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.source = Changing(self.chance, self.github)
        self.faults = Faults(self.chance, self.github)
        for _ in range(12):
            self.source.step()

    def run(self, how: str) -> None:
        """One refresh, and what must hold after it."""
        self.standin.faults = self.faults.some()
        for _ in range(self.chance.randrange(8)):
            self.source.step()
        processes = [self._start(how) for _ in range(2 if how == "two" else 1)]
        if how in ("killed", "ended", "interrupted"):
            if how != "killed":  # an interrupt is for a run: one that has begun
                self._wait_for(processes[0])
            time.sleep(self.chance.random() * 3)
            processes[0].send_signal(
                {"killed": signal.SIGKILL, "ended": signal.SIGTERM}.get(how, signal.SIGINT)
            )
        for process in processes:
            _, errors = process.communicate(timeout=300)
            assert process.returncode in _EXPECTED[how], (how, process.returncode, errors)
            assert "Traceback" not in errors, errors
            assert "did not foresee" not in errors, errors
            self.ends[how, process.returncode] += 1
        self.judge()

    def _wait_for(self, process: subprocess.Popen[str]) -> None:
        """Until the process holds the lock of the data directory, or has ended."""
        holder = self.folder / "lock.holder"
        while process.poll() is None:
            with suppress(OSError):
                if holder.read_text("utf-8").startswith(f"{process.pid} "):
                    return
            time.sleep(0.01)

    def judge(self) -> None:
        """Fail where something was lost."""
        now = held(self.folder)
        assert_nothing_lost(self.source, self.held, now)
        self.held = now

    def end(self) -> None:
        """Heal the source, and fail where not everything is held that it serves."""
        self.standin.faults = []
        time.sleep(_LONGEST_PAUSE)
        for _ in range(3):
            process = self._start("well")
            out, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
        report = json.loads(out)
        assert (report["added"], report["updated"], report["indexed"]) == (0, 0, []), out
        self.judge()
        served = self.source.listed()
        wrong = {
            name: self.held.get(name) for name in served if self.held.get(name) != served[name]
        }
        assert not wrong, (wrong, {name: served[name] for name in wrong}, out)
        marked, gone = withdrawn(self.folder), set(self.held) - still_there(self.source)
        assert marked == gone, (marked - gone, gone - marked)
        self._ask("check")
        for (symbol, language), text in self.chance.sample(sorted(served.items()), 3):
            found = self._ask(
                "search", f'"{text[-1][:-1]}"', "--lang", language, "--ids", "-n", "50"
            )
            assert any(line.startswith(f"{symbol}#") for line in found.splitlines()), (text, found)

    def _start(self, how: str) -> subprocess.Popen[str]:
        blocks = self.chance.choice((2, 60, 200, 400, 800)) if how == "no room" else None
        return self._command(
            *("refresh", "--scope", "all", "--interval", "0", "--max-minutes", "0.4", "--json"),
            blocks=blocks,
        )

    def _ask(self, *arguments: str) -> str:
        process = self._command(*arguments)
        out, errors = process.communicate(timeout=300)
        assert process.returncode == 0, (arguments, process.returncode, out, errors)
        return out

    def _command(self, *arguments: str, blocks: int | None = None) -> subprocess.Popen[str]:
        """Start `unres`; no file of it may have more than so many blocks of 512 bytes."""
        urls = {"UNRES_API_URL": self.standin.url(API), "UNRES_RAW_URL": self.standin.url(RAW)}
        unres = [sys.executable, "-B", "-m", "cli", "--data-dir", str(self.folder), *arguments]
        limit = f'ulimit -f {blocks or "unlimited"}; exec "$@"'
        return subprocess.Popen(
            ["/bin/sh", "-c", limit, "sh", *unres],
            cwd=ROOT,
            env={**os.environ, **urls},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


def chaos(seed: int, runs: int, folder: Path) -> Counter[tuple[str, int]]:
    """How the runs ended, by what was done to them and exit code."""
    github = GitHub()
    with Standin(github.hosts()) as standin:
        world = Chaos(seed, folder, standin, github)
        for _ in range(runs):
            world.run(world.chance.choice(("well", "killed", "killed", *_EXPECTED)))
        world.end()
        return world.ends


def main() -> None:
    """Run until all is done, or something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument(
        "--worlds", type=int, default=1, help="so many sources, one after the other"
    )
    options = parser.parse_args()
    for seed in range(options.seed, options.seed + options.worlds):
        print(f"seed {seed}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            for (how, code), count in sorted(
                chaos(seed, options.runs, Path(folder) / "data").items()
            ):
                print(f"  {how:12} ended with {code:4} {count:4} times", flush=True)


if __name__ == "__main__":
    main()
