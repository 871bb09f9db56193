"""What goes wrong below HTTP: addresses at which nobody can be reached (case 31)."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.standin import replies
from tests.standin.server import Fault, Standin


@dataclass(frozen=True, slots=True)
class Unreachable:
    """An address to use in place of a host's own, at which it cannot be had."""

    name: str
    what: str
    address: Callable[[Standin, str], str]

    def turn_on(self, standin: Standin) -> None:
        """Nothing changes at the stand-in; what changes is the address, which is told."""
        for host in standin.hosts:
            print(f"{self.name}: {self.address(standin, host)} in place of {host}")


def _unknown_name(_standin: Standin, host: str) -> str:
    return f"http://{host}.invalid"


def _closed_port(_standin: Standin, _host: str) -> str:
    return replies.closed_port()


def _no_encryption(standin: Standin, host: str) -> str:
    return standin.url(host).replace("http:", "https:")


def _silence(standin: Standin, host: str) -> str:
    standin.faults.append(Fault(replies.silent, host=host))
    return standin.url(host)


NETWORK = (
    Unreachable("no-such-name", "the name cannot be resolved (31)", _unknown_name),
    Unreachable("nobody-home", "nothing listens at the port (31)", _closed_port),
    Unreachable("no-encryption", "https where only http is spoken (31)", _no_encryption),
    Unreachable("silence", "a connection, and then nothing (31)", _silence),
)
