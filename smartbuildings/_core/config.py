"""How a client is set up: from arguments first, from the environment second, checked before any request. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import attrs

from smartbuildings._core.hiding import guarded
from smartbuildings.errors import ConfigurationError
from smartbuildings.retry import RetryPolicy

__all__ = ["DEFAULT_DEADLINE_S", "Settings", "from_environment", "is_loopback", "origin_of"]

PREFIX: Final = "SMARTBUILDINGS_"
DEFAULT_DEADLINE_S: Final = 120.0
"""How long a request may take from when it has its permit and its quota, where no deadline is set."""
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def origin_of(url: str) -> tuple[str, str, int]:
    """Give scheme, host and port of a URL: what must agree before a token may travel there (RFC 6454)."""
    parts = urlsplit(url)
    return parts.scheme.lower(), (parts.hostname or "").lower(), _port(parts)


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError:
        return -1  # Out of range: equal to no real port.
    return _DEFAULT_PORTS.get(parts.scheme.lower(), -1) if port is None else port


def from_environment(name: str, environment: Mapping[str, str], *, prefix: str = PREFIX) -> str | None:
    """Read a variable by its name behind the prefix; an empty value counts as absent."""
    value = environment.get(prefix + name, "").strip()
    return value or None


def _without_end_slash(url: str) -> str:
    return url.strip().rstrip("/")


def _check_url(instance: Settings, attribute: attrs.Attribute[str], value: str) -> None:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or _port(parts) <= 0:
        msg = "The base URL is not an http(s) URL. Give one such as https://api.sb.ecobee.com."
        raise ConfigurationError(msg)
    if parts.username is not None or parts.query or parts.fragment:
        msg = "The base URL holds credentials, a query or a fragment. Give scheme, host and port (and a path) only."
        raise ConfigurationError(msg)
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        msg = f"The base URL of {parts.hostname} is not https: the token would travel in the clear. Use https."
        raise ConfigurationError(msg)


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine, so that nothing goes over a network."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _above_zero(instance: Settings, attribute: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < float("inf"):
        msg = f"{attribute.name} is {value!r}: it has to be a number above 0."
        raise ConfigurationError(msg)


def _whole(instance: Settings, attribute: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        msg = f"{attribute.name} is {value!r}: it has to be a whole number of 1 or more."
        raise ConfigurationError(msg)


@guarded
@attrs.frozen
class Settings:
    """Everything about a client but its credentials."""

    base_url: str = attrs.field(converter=_without_end_slash, validator=_check_url)
    timeout_s: float = attrs.field(default=30.0, validator=_above_zero)
    """How long one attempt may go without progress."""
    deadline_s: float | None = attrs.field(default=None, validator=attrs.validators.optional(_above_zero))
    """How long a request may take, its waits, retries and token included; ``None`` for the default deadline, which
    starts when the request has its permit and its quota."""
    queue_s: float = attrs.field(default=3600.0, validator=_above_zero)
    """Under the default deadline: how long a request may wait for its permit and its quota."""
    connections: int = attrs.field(default=3, validator=_whole)
    """How many requests are in progress at once, at most; ecobee asks for 2 to 3."""
    retry: RetryPolicy = attrs.field(factory=RetryPolicy)
    max_response_bytes: int = attrs.field(default=64_000_000, validator=_whole)
    """How large the body of a response may be, compressed and decompressed."""

    @property
    def origin(self) -> tuple[str, str, int]:
        """Where tokens may go."""
        return origin_of(self.base_url)
