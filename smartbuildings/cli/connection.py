"""Which account a command works on: the options that every command has, and the client made from them."""

from __future__ import annotations

import ipaddress
import os
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias
from urllib.parse import urlsplit

import attrs
from cyclopts import Group, Parameter

from smartbuildings._core.config import from_environment
from smartbuildings.events import CircuitOpened, Event, QuotaWaited, RetryScheduled

if TYPE_CHECKING:
    from smartbuildings import SmartBuildings
    from smartbuildings.protocols import Client

__all__ = ["HERE", "AsJson", "Connection", "is_loopback", "reach_loopback_directly", "tell_waits"]

_GROUP: Final = Group(
    "Connection",
    help="The credentials come from SMARTBUILDINGS_CLIENT_ID and SMARTBUILDINGS_CLIENT_SECRET only: an option would "
    "show them to everyone who lists the processes of this machine.",
    sort_key=10,
)
Vendor: TypeAlias = Literal["ecobee", "smartthings"]
_LIVE_URL: Final = "https://api.sb.ecobee.com"
_TOLD_FROM_S: Final = 1.0

AsJson = Annotated[
    bool,
    Parameter(
        name="--json",
        negative="",
        show_default=False,
        help="Print JSON on stdout, and nothing else there.",
        group=_GROUP,
    ),
]
"""The option ``--json``."""


@Parameter(name="*", group=_GROUP)
@attrs.frozen
class Connection:
    """Where to connect; what is left out comes from the environment, then from the defaults."""

    vendor: Annotated[
        Vendor | None,
        Parameter(
            help="For buildings, thermostats and status; else the vendor whose variables are set, ecobee if both are."
        ),
    ] = None
    base_url: Annotated[str | None, Parameter(help="Scheme and host; else SMARTBUILDINGS_BASE_URL, else ecobee's.")] = (
        None
    )
    api_version: Annotated[Literal["v1", "v2"] | None, Parameter(help="Else SMARTBUILDINGS_API_VERSION, else v2.")] = (
        None
    )
    token_store: Annotated[
        str | None,
        Parameter(
            help="memory, file, file:FOLDER or redis://HOST; else SMARTBUILDINGS_TOKEN_STORE, else file, so that all "
            "commands share one token. A Redis URL with a password belongs into the environment."
        ),
    ] = None

    @property
    def url(self) -> str:
        """The base URL that holds."""
        return self.base_url or from_environment("BASE_URL", os.environ) or _LIVE_URL

    @property
    def store(self) -> str:
        """The token store that holds: a file, since one token per command is what the vendor forbids."""
        return self.token_store or from_environment("TOKEN_STORE", os.environ) or "file"

    @property
    def chosen_vendor(self) -> Vendor:
        """The vendor that holds: the one named, else the one whose variables are set, ecobee if both are."""
        if self.vendor is not None:
            return self.vendor
        is_ecobee = from_environment("CLIENT_ID", os.environ) is not None
        is_smartthings = (
            os.environ.get("SMARTTHINGS_TOKEN")
            or os.environ.get("SMARTTHINGS_CLIENT_ID")
            or os.environ.get("SMARTTHINGS_API_KEY")
        )
        return "smartthings" if is_smartthings and not is_ecobee else "ecobee"

    def any_client(self) -> Client:
        """Make the client of the vendor that holds. No request is made yet.

        Raises:
            ConfigurationError: something is missing or contradicts itself.
        """
        if self.chosen_vendor == "ecobee":
            return self.client()
        from smartbuildings import SmartThings

        url = self.base_url or os.environ.get("SMARTTHINGS_BASE_URL")
        if url:
            reach_loopback_directly(url)
        return SmartThings(base_url=url or None, token_store=self.token_store, observers=[tell_waits])

    def client(self) -> SmartBuildings:
        """Make the client. No request is made yet.

        Raises:
            ConfigurationError: something is missing or contradicts itself.
        """
        from smartbuildings import SmartBuildings

        reach_loopback_directly(self.url)
        return SmartBuildings(
            base_url=self.url, api_version=self.api_version, token_store=self.store, observers=[tell_waits]
        )


HERE: Final = Connection()
"""Everything from the environment."""


def reach_loopback_directly(url: str) -> None:
    """Keep this process from asking a proxy for this machine: no proxy reaches a sandbox on loopback."""
    host = urlsplit(url).hostname or ""
    if not is_loopback(host):
        return
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), host)))


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def tell_waits(event: Event) -> None:
    """Tell somebody who watches why nothing happens for a while."""
    from smartbuildings.cli.printing import note, notes

    if not isinstance(event, QuotaWaited | RetryScheduled | CircuitOpened) or not notes().is_terminal:
        return
    if isinstance(event, CircuitOpened):
        what = "giving up" if event.wait_s is None else f"looking again in {event.wait_s:.0f} s"
        note(f"The vendor does not respond ({event.failures} failures in a row): {what}.")
    elif event.wait_s >= _TOLD_FROM_S:
        why = f"the quota of this {event.window}" if isinstance(event, QuotaWaited) else event.reason
        note(f"Waiting {event.wait_s:.0f} s: {why}.")
