"""The vendors that the command line knows: one entry for each, and nothing about a vendor anywhere else.

Commands of one vendor only (holds, sensors, alerts, resident mode, ``login``) have their own modules in ``commands``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

import attrs

from smartbuildings._core.config import from_environment

if TYPE_CHECKING:
    from smartbuildings.events import Observer
    from smartbuildings.protocols import Client

__all__ = ["VENDORS", "Vendor", "VendorEntry", "entry_of", "selected"]

Vendor: TypeAlias = Literal["ecobee", "smartthings"]
"""The names, as an option takes them: those of ``VENDORS``."""


class Choices(Protocol):
    """What the options of a command choose."""

    @property
    def base_url(self) -> str | None:
        """The base URL, if one was given."""
        ...

    @property
    def api_version(self) -> Literal["v1", "v2"] | None:
        """The version of the API, if one was given."""
        ...

    @property
    def token_store(self) -> str | None:
        """The token store, if one was given."""
        ...


@attrs.frozen
class VendorEntry:
    """One vendor."""

    name: Vendor
    """Its name."""
    prefix: str
    """What the names of its variables begin with."""
    variables: tuple[str, ...]
    """The variables that select it when one of them is set, without the prefix."""
    live_url: str
    """The base URL of the live API."""
    make: Callable[[Choices, str, Observer], Client]
    """Makes a client of the base URL that holds."""
    sets_mode_first: bool = False
    """Whether its ``set_temperature`` takes a mode, which is set and confirmed before the set points."""

    @property
    def is_set(self) -> bool:
        """Whether a variable that selects it is set."""
        return any(from_environment(name, os.environ, prefix=self.prefix) is not None for name in self.variables)

    def url(self, choices: Choices) -> str:
        """Return the base URL that holds: the one given, else that of the environment, else the live API's."""
        return choices.base_url or from_environment("BASE_URL", os.environ, prefix=self.prefix) or self.live_url


def _ecobee(choices: Choices, url: str, observer: Observer) -> Client:
    from smartbuildings import SmartBuildings

    # A file, since one token per command is what the vendor forbids.
    store = choices.token_store or from_environment("TOKEN_STORE", os.environ) or "file"
    return SmartBuildings(base_url=url, api_version=choices.api_version, token_store=store, observers=[observer])


def _smartthings(choices: Choices, url: str, observer: Observer) -> Client:
    from smartbuildings import SmartThings

    is_named = choices.base_url or from_environment("BASE_URL", os.environ, prefix="SMARTTHINGS_")
    # Without a URL the client chooses between its two APIs.
    return SmartThings(base_url=url if is_named else None, token_store=choices.token_store, observers=[observer])


VENDORS: Final[Mapping[str, VendorEntry]] = {
    entry.name: entry
    for entry in (
        VendorEntry("ecobee", "SMARTBUILDINGS_", ("CLIENT_ID",), "https://api.sb.ecobee.com", _ecobee),
        VendorEntry(
            "smartthings",
            "SMARTTHINGS_",
            ("TOKEN", "CLIENT_ID", "API_KEY"),
            "https://api.smartthings.com/v1",
            _smartthings,
            sets_mode_first=True,
        ),
    )
}
"""By name. The first one whose variables are set holds where none is named; without any, the first one."""


def selected() -> tuple[VendorEntry, ...]:
    """List the vendors whose variables are set."""
    return tuple(each for each in VENDORS.values() if each.is_set)


def entry_of(name: Vendor | None) -> VendorEntry:
    """Return the vendor that holds: the one named, else the first whose variables are set."""
    if name is not None:
        return VENDORS[name]
    return next(iter(selected()), next(iter(VENDORS.values())))
