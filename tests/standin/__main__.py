"""Start the stand-in by hand: `python -m tests.standin --root DIR --port 8700`."""

import argparse
import time
from pathlib import Path

from tests.standin.cases import CASES, all_hosts
from tests.standin.github import API, RAW, GitHub, packed_session, read_repositories
from tests.standin.ods import ODS
from tests.standin.server import Standin


def main() -> None:
    """Serve until interrupted, printing each request."""
    options = _options()
    if options.list:
        print(_listed())
        return
    github = GitHub(read_repositories(options.root) if options.root else {})
    if options.packed:
        github.repositories = {
            name: packed_session(files, options.packed)
            for name, files in github.repositories.items()
        }
    if options.truncated:
        github.truncated = set(github.repositories)
    with Standin(all_hosts(github), options.port) as standin:
        for case in CASES:
            if case.name in options.scenario:
                case.turn_on(standin)
        addresses = {"API": API, "RAW": RAW, "ODS": ODS}
        print(*(f"UNRES_{name}_URL={standin.url(host)}" for name, host in addresses.items()))
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


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.standin",
        description=__doc__,
        epilog=f"scenarios:\n{_listed()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--root", type=Path, help="folder or tar of repositories for UNxml")
    parser.add_argument("--port", type=int, default=8700, help="the first of one port a host")
    parser.add_argument("--list", action="store_true", help="list the scenarios and end")
    parser.add_argument(
        "--scenario",
        action="append",
        default=[],
        choices=[case.name for case in CASES],
        metavar="NAME",
        help="let this happen",
    )
    parser.add_argument("--truncated", action="store_true", help="listings too long for one call")
    parser.add_argument("--packed", help="a session to serve as zip files, e.g. 74session")
    return parser.parse_args()


def _listed() -> str:
    return "\n".join(f"  {case.name:22} {case.what}" for case in CASES)


if __name__ == "__main__":
    main()
