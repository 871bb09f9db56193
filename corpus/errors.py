"""Every error that a user can meet, grouped by what can be done about it.

UnresError
├── DocumentError     one document cannot be read: it is recorded and the run goes on
│   ├── FormatError   it may be whole, but no reader of this version knows its format
│   └── TwoLanguagesError  it is in two languages, which can be read one at a time
├── UsageError        the command line, an id or a query is wrong (exit 2)
├── DamagedError      corpus or index is missing, damaged or of another version (exit 3)
├── SourceError       a source refused or cannot be reached (exit 5)
└── LockHeldError     another run holds the lock (exit 6)
"""

import errno
from pathlib import Path


class UnresError(Exception):
    """One sentence of what is wrong (`problem`) and one of what to do (`remedy`)."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["UnresError"], tuple[str, str]]:
        # Errors travel back from worker processes; the default would pass one argument only.
        return type(self), (self.problem, self.remedy)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def of_machine(error: OSError) -> UnresError:
    """What the operating system refused, as an error for the user."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return UnresError(
            "The folder in which this was started is gone.",
            "Change to another folder, then run the command again.",
        )
    where = f"{error.filename}: " if error.filename else ""
    reason = f"{where}{error.strerror or error}"
    if error.errno in _FULL:
        return UnresError(
            f"There is no room left for what has to be written ({reason}).",
            "Make room, then run the command again: what was finished is kept.",
        )
    if error.errno in _CLOSED:
        return UnresError(
            f"This may not be read or written ({reason}).",
            "Mend the permissions, or choose another place with --data-dir.",
        )
    return UnresError(
        f"The operating system refused something ({reason}).",
        "Check the path and the disk, then run the command again; --debug shows where it was.",
    )


class DocumentError(UnresError):
    """One document cannot be read or does not say what it is."""


class FormatError(DocumentError):
    """The document is in a format that this version does not read."""


class TwoLanguagesError(DocumentError):
    """The document stands in two languages: it can be read in one of them at a time."""

    def __init__(self, problem: str, remedy: str, languages: tuple[str, ...] = ()) -> None:
        super().__init__(problem, remedy)
        self.languages = languages

    def __reduce__(self) -> tuple[type["TwoLanguagesError"], tuple[str, str, tuple[str, ...]]]:  # type: ignore[override]
        return type(self), (self.problem, self.remedy, self.languages)


class UsageError(UnresError):
    """What the user asked for is not well-formed or names nothing that can exist."""


class DamagedError(UnresError):
    """The corpus or the index is missing, damaged or was written by another version."""


class SourceError(UnresError):
    """A source of documents refused or cannot be reached."""


class LockHeldError(UnresError):
    """Another run is writing to the same data directory."""
