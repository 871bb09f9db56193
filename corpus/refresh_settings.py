"""How this machine reaches the sources: from options, the environment, or `config.toml`.

The first that says something wins, in that order. The file lies in the data directory:

    [refresh]
    contact = "library@example.org"
    raw_url = "https://mirror.example.org/raw.githubusercontent.com"
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from corpus.errors import UsageError

CONFIG = "config.toml"
API_HOST, RAW_HOST = "api.github.com", "raw.githubusercontent.com"
ODS_HOST = "documents.un.org"


class RefreshSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be set; None where it is not, and the default of the source holds.

    `interval` is in seconds between two requests to a host.
    """

    contact: str | None = None
    api_url: str | None = None
    raw_url: str | None = None
    ods_url: str | None = None
    interval: float | None = None
    max_requests: int | None = None
    max_minutes: float | None = None

    def over(self, other: "RefreshSettings") -> "RefreshSettings":
        """These settings, and where they say nothing, those of `other`."""
        return RefreshSettings(
            **{
                name: value if (value := getattr(self, name)) is not None else getattr(other, name)
                for name in self.__struct_fields__
            }
        )


class _File(msgspec.Struct):
    refresh: RefreshSettings = RefreshSettings()


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    setting: str


_VARIABLES = (
    _Variable("UNRES_CONTACT", "contact"),
    _Variable("UNRES_API_URL", "api_url"),
    _Variable("UNRES_RAW_URL", "raw_url"),
    _Variable("UNRES_ODS_URL", "ods_url"),
    _Variable("UNRES_INTERVAL", "interval"),
    _Variable("UNRES_MAX_REQUESTS", "max_requests"),
    _Variable("UNRES_MAX_MINUTES", "max_minutes"),
)


def below(base: str) -> RefreshSettings:
    """The addresses of a mirror that has the hosts, by name, below one address.

    >>> below("https://mirror.example.org/").api_url
    'https://mirror.example.org/api.github.com'
    """
    base = base.rstrip("/")
    return RefreshSettings(
        api_url=f"{base}/{API_HOST}", raw_url=f"{base}/{RAW_HOST}", ods_url=f"{base}/{ODS_HOST}"
    )


def load_settings(
    options: RefreshSettings, environment: Mapping[str, str], folder: Path
) -> RefreshSettings:
    """What holds for a refresh of this data directory.

    Raises UsageError for a setting that makes no sense, naming where it stands.
    """
    settings = options.over(_from_environment(environment)).over(_from_file(folder / CONFIG))
    for url in (settings.api_url, settings.raw_url, settings.ods_url):
        if url is not None and not _is_address(url):
            raise UsageError(f"{url} is no base address.", "It begins with https:// and a host.")
    for value in (settings.interval, settings.max_requests, settings.max_minutes):
        if value is not None and not 0 <= value < math.inf:
            raise UsageError(f"{value} is no limit.", "Limits are positive numbers.")
    return msgspec.structs.replace(
        settings,
        api_url=_trimmed(settings.api_url),
        raw_url=_trimmed(settings.raw_url),
        ods_url=_trimmed(settings.ods_url),
    )


def _from_environment(environment: Mapping[str, str]) -> RefreshSettings:
    values = {
        variable.setting: environment[variable.name]
        for variable in _VARIABLES
        if environment.get(variable.name)
    }
    try:
        # What stands in the environment is text; numbers are read from it.
        return msgspec.convert(values, RefreshSettings, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(
            f"An UNRES_… variable of the environment makes no sense: {error}.", "Correct it."
        ) from error


def _from_file(path: Path) -> RefreshSettings:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return RefreshSettings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", "Correct or remove it.") from error
    try:
        return msgspec.convert(tomllib.loads(text), _File).refresh
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{path} makes no sense: {error}.", "Correct it.") from error


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _trimmed(url: str | None) -> str | None:
    return url.rstrip("/") if url else None
