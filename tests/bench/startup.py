"""How long a cold search takes, whole process, against a Python that does nothing.

    python tests/bench/startup.py [--data-dir DIR] [--runs N] [QUERY ...]

Prints medians in milliseconds and as multiples of `python -c pass` measured in the same run, since
machines differ. Without --data-dir the built-in sample is searched.
"""

import argparse
import statistics
import subprocess
import sys
import time

QUERIES = ("监狱过度拥挤", '"restorative justice"', "贩运人口 受害者", "的")


def median_ms(command: list[str], runs: int) -> float:
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:]) * 1000  # the first run fills caches


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("queries", nargs="*", default=QUERIES)
    options = parser.parse_args()
    base = median_ms([sys.executable, "-c", "pass"], options.runs)
    print(f"{'python -c pass':32} {base:6.0f} ms")
    where = ["--data-dir", options.data_dir] if options.data_dir else []
    unres = [sys.executable, "-m", "cli", *where]
    commands = {"--version": [*unres, "--version"], "--help": [*unres, "--help"]}
    commands |= {f"search {q}": [*unres, "search", q] for q in options.queries}
    for name, command in commands.items():
        taken = median_ms(command, options.runs)
        print(f"{name:32} {taken:6.0f} ms  {taken / base:5.1f} x")


if __name__ == "__main__":
    main()
