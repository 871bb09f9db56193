"""Refreshes of the second world (tests/standin/newer.py), killed and lied to by chance.

    python -m tests.bench.storm --seed 7 --worlds 40 --runs 8

In one process with a clock that nobody waits for, so that hundreds of runs take minutes; the seed
repeats all that happens. `tests.bench.chaos` does less of it with the real command, real kills and
full disks.
"""

import argparse
import random
import tempfile
from pathlib import Path

from tests.corpus.storms import storm


def main() -> None:
    """World after world, until all is done or something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.storm", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    parser.add_argument("--worlds", type=int, default=20)
    parser.add_argument("--runs", type=int, default=8, help="so many in each world")
    options = parser.parse_args()
    documents = wrong = 0
    for seed in range(options.seed, options.seed + options.worlds):
        print(f"seed {seed}", end=" ", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            held, first = storm(seed, options.runs, Path(folder) / "data")
        print(f"{held} documents, {first} were wrong first", flush=True)
        documents, wrong = documents + held, wrong + first
    print(f"{options.worlds * (options.runs + 3)} runs, {documents} documents, {wrong} wrong first")


if __name__ == "__main__":
    main()
