"""Start the stand-in by hand: `python -m tests.standin --root DIR --port 8700`."""

import argparse
import time
from pathlib import Path

from tests.standin.github import API, RAW, GitHub, packed_session, read_repositories
from tests.standin.scenarios import GITHUB
from tests.standin.server import Standin


def main() -> None:
    """Serve until interrupted, printing each request."""
    names = "\n".join(f"  {one.name:16} {one.what}" for one in GITHUB)
    parser = argparse.ArgumentParser(
        prog="python -m tests.standin",
        description=__doc__,
        epilog=f"scenarios:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--root", type=Path, required=True, help="folder or tar of repositories")
    parser.add_argument("--port", type=int, default=8700, help="the first of one port a host")
    parser.add_argument("--scenario", action="append", default=[], choices=[s.name for s in GITHUB])
    parser.add_argument("--truncated", action="store_true", help="listings too long for one call")
    parser.add_argument("--packed", help="a session to serve as zip files, e.g. 74session")
    options = parser.parse_args()

    github = GitHub(read_repositories(options.root))
    if options.packed:
        github.repositories = {
            name: packed_session(files, options.packed)
            for name, files in github.repositories.items()
        }
    if options.truncated:
        github.truncated = set(github.repositories)
    chosen = [one for one in GITHUB if one.name in options.scenario]
    with Standin(github.hosts(), options.port) as standin:
        standin.faults = [one.begin() for one in chosen]
        print(f"UNRES_API_URL={standin.url(API)} UNRES_RAW_URL={standin.url(RAW)}", flush=True)
        print("unres refresh --data-dir trial", flush=True)
        shown = 0
        try:
            while True:
                time.sleep(0.2)
                for seen in standin.seen[shown:]:
                    print(f"{seen.at:12.3f} {seen.host} {seen.path}", flush=True)
                shown = len(standin.seen)
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
