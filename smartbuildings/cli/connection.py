"""Which account a command works on: the options that every command has, and the client made from them."""

from __future__ import annotations

import ipaddress
import os
from typing import TYPE_CHECKING, Annotated, Final, Literal
from urllib.parse import urlsplit

import attrs
from cyclopts import Group, Parameter

from smartbuildings._core.config import from_environment
from smartbuildings.cli.vendors import VENDORS, Vendor, VendorRow, row_of, selected
from smartbuildings.errors import NotSupported
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
            help="For buildings, thermostats, status, temperature and mode; else the vendor whose variables are set, "
            "ecobee if several are."
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
        return VENDORS["ecobee"].url(self.base_url)

    @property
    def store(self) -> str:
        """The token store that holds: a file, since one token per command is what the vendor forbids."""
        return self.token_store or from_environment("TOKEN_STORE", os.environ) or "file"

    def chosen(self) -> VendorRow:
        """Return the vendor that holds, and say on standard error which one that is where several could be meant."""
        row = row_of(self.vendor)
        if self.vendor is None and len(others := [each.name for each in selected() if each is not row]) > 0:
            from smartbuildings.cli.printing import note

            names = " or ".join(f"--vendor {name}" for name in others)
            note(f"The variables of several vendors are set. This is {row.name}; choose another one with {names}.")
        return row

    def any_client(self, row: VendorRow) -> Client:
        """Make the client of a vendor. No request is made yet.

        Raises:
            ConfigurationError: something is missing or contradicts itself.
            NotSupported: an option is about something that the vendor does not have.
        """
        arguments = row.arguments(self)
        reach_loopback_directly(row.url(self.base_url))
        return row.make(arguments, tell_waits)

    def client(self) -> SmartBuildings:
        """Make the client of ecobee, for a command that only ecobee has. No request is made yet.

        Raises:
            ConfigurationError: something is missing or contradicts itself.
            NotSupported: another vendor was chosen.
        """
        from smartbuildings import SmartBuildings

        row = row_of(self.vendor)
        if row.name != "ecobee":
            why = "was chosen" if self.vendor is not None else "is the vendor whose variables are set"
            msg = f"Only ecobee has this command, and {row.name} {why}."
            raise NotSupported(msg)
        found = self.any_client(row)
        assert isinstance(found, SmartBuildings)
        return found


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
