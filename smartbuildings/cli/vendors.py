"""The vendors that the command line knows: one row for each, and nothing about a vendor anywhere else.

Its client and its variables are those of its row in the registry of the library. Commands of one vendor only (holds,
sensors, alerts, resident mode, ``login``) have their own modules in ``commands``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

import attrs

from smartbuildings._core.config import from_environment
from smartbuildings._sync import registry
from smartbuildings.errors import NotSupported

if TYPE_CHECKING:
    from smartbuildings.events import Observer
    from smartbuildings.protocols import Client

__all__ = ["VENDORS", "Choices", "Vendor", "VendorRow", "row_of", "selected"]


class Choices(Protocol):
    """What the options of a command choose."""

    @property
    def base_url(self) -> str | None:
        """The base URL, if one was given."""
        ...

    @property
    def api_version(self) -> str | None:
        """The version of the API, if one was given."""
        ...

    @property
    def token_store(self) -> str | None:
        """The token store, if one was given."""
        ...


@attrs.frozen
class VendorRow:
    """One vendor."""

    name: str
    """Its name, as in the registry."""
    prefix: str
    """What the names of its variables begin with."""
    live_url: str
    """The base URL of the live API."""
    default_store: str | None = None
    """The token store of a command if neither an option nor a variable names one; ``None`` for the client's own."""
    has_versions: bool = False
    """Whether ``--api-version`` chooses between versions of its API."""
    sets_mode_first: bool = False
    """Whether its ``set_temperature`` takes a mode, which is set and confirmed before the set points."""

    @property
    def is_set(self) -> bool:
        """Whether the environment has an account of it."""
        variables = registry.VENDORS[self.name].variables
        return any(from_environment(name, os.environ, prefix="") is not None for name in variables)

    def url(self, base_url: str | None) -> str:
        """Return the base URL that holds: the one given, else that of the environment, else the live API's."""
        return base_url or from_environment("BASE_URL", os.environ, prefix=self.prefix) or self.live_url

    def arguments(self, choices: Choices) -> dict[str, Any]:
        """Return the arguments of the client that the options choose.

        Raises:
            NotSupported: a version was chosen, and the vendor has none.
        """
        if choices.api_version is not None and not self.has_versions:
            raise NotSupported(f"{self.name} has one version of its API. Leave out --api-version.")
        given = {name: getattr(choices, name) for name in ("base_url", "api_version", "token_store")}
        return {name: value for name, value in given.items() if value is not None}

    def make(self, arguments: Mapping[str, Any], observer: Observer) -> Client:
        """Make a client. No request is made yet.

        Raises:
            ConfigurationError: something is missing or contradicts itself.
        """
        import smartbuildings

        given = dict(arguments)
        if self.default_store is not None and from_environment("TOKEN_STORE", os.environ) is None:
            given.setdefault("token_store", self.default_store)
        client: Client = getattr(smartbuildings, registry.VENDORS[self.name].client)(**given, observers=[observer])
        return client


VENDORS: Final[Mapping[str, VendorRow]] = {
    row.name: row
    for row in (
        # A file, since one token per command is what the vendor forbids.
        VendorRow("ecobee", "SMARTBUILDINGS_", "https://api.sb.ecobee.com", default_store="file", has_versions=True),
        VendorRow("smartthings", "SMARTTHINGS_", "https://api.smartthings.com/v1", sets_mode_first=True),
        VendorRow("nest", "NEST_", "https://smartdevicemanagement.googleapis.com"),
    )
}
"""By name. The first one whose variables are set holds where none is named; without any, the first one."""

if TYPE_CHECKING:
    Vendor: TypeAlias = str
else:
    Vendor = Literal[tuple(VENDORS)]
    """The names, as an option takes them."""


def selected() -> tuple[VendorRow, ...]:
    """List the vendors whose variables are set."""
    return tuple(each for each in VENDORS.values() if each.is_set)


def row_of(name: Vendor | None) -> VendorRow:
    """Return the vendor that holds: the one named, else the first whose variables are set."""
    if name is not None:
        return VENDORS[name]
    return next(iter(selected()), next(iter(VENDORS.values())))
