"""What can go wrong between us and a source, grouped by what can be done about it.

SourceError (corpus.errors)
├── TryLaterError      it may work another time: no connection, overloaded, cut off, time is up
├── RefusedError       the source does not want it fetched: 403, a challenge, a stranger
│   ├── DisallowedError   robots.txt disallows it
│   └── ChallengeError    a browser has to prove itself first
├── MissingError       nothing was given for a document, and the answer does not tell why
├── GoneError          there is nothing at this address (404, 410)
└── UnexpectedError    an answer came, but not what was asked for: HTML, other bytes, too many
"""

from corpus.errors import SourceError


class TryLaterError(SourceError):
    """It may work another time.

    `wait` is how many seconds the source asked to be left alone, None where it did not say.
    `again` says that a second attempt moments later may well succeed. `is_limit` marks a limit of
    the run itself: the source has done nothing wrong.
    """

    def __init__(
        self,
        problem: str,
        remedy: str,
        *,
        wait: float | None = None,
        again: bool = False,
        is_limit: bool = False,
    ) -> None:
        super().__init__(problem, remedy)
        self.wait = wait
        self.again = again
        self.is_limit = is_limit


class RefusedError(SourceError):
    """The source does not want this fetched; trying again would not change its mind."""


class DisallowedError(RefusedError):
    """The host's robots.txt disallows it, so it was not even asked for."""


class ChallengeError(RefusedError):
    """The host wants a browser to prove itself; no later attempt changes that."""


class MissingError(SourceError):
    """Nothing was given for a document: there is none, or there is and it was not a good moment.

    `wait` is how many seconds later it is worth looking again.
    """

    def __init__(self, problem: str, remedy: str, *, wait: float | None = None) -> None:
        super().__init__(problem, remedy)
        self.wait = wait


class GoneError(SourceError):
    """There is nothing at this address."""


class UnexpectedError(SourceError):
    """What arrived is not what was asked for; it is not kept."""
