"""Which accounts a command works on: the options that every command has."""

from __future__ import annotations

import ipaddress
import os
from typing import TYPE_CHECKING, Annotated, Final, Literal
from urllib.parse import urlsplit

import attrs
from cyclopts import Group, Parameter

from smartbuildings.cli.vendors import Vendor
from smartbuildings.events import CircuitOpened, Event, QuotaWaited, RetryScheduled

if TYPE_CHECKING:
    from smartbuildings.cli.accounts import Accounts, Ecobee

__all__ = ["HERE", "AsJson", "Connection", "is_loopback", "reach_loopback_directly", "tell_waits"]

_GROUP: Final = Group(
    "Connection",
    help="The credentials come from SMARTBUILDINGS_CLIENT_ID and SMARTBUILDINGS_CLIENT_SECRET, from another vendor's "
    "variables or from the file of a portfolio only: an option would show them to everyone who lists the processes of "
    "this machine.",
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
            help="Use the account in the variables of this vendor, and no portfolio; else the vendor whose variables "
            "are set, or all as a portfolio if those of several are."
        ),
    ] = None
    account: Annotated[
        tuple[str, ...],
        Parameter(
            negative="",
            show_default=False,
            help="Use this account of the portfolio only; may be repeated. The portfolio is the file in "
            "SMARTBUILDINGS_PORTFOLIO, else the vendors whose variables are set, each an account of its name.",
        ),
    ] = ()
    base_url: Annotated[
        str | None,
        Parameter(
            help="Scheme and host; else SMARTBUILDINGS_BASE_URL or another vendor's variable, else the vendor's."
        ),
    ] = None
    api_version: Annotated[
        Literal["v1", "v2"] | None, Parameter(help="Of ecobee; else SMARTBUILDINGS_API_VERSION, else v2.")
    ] = None
    token_store: Annotated[
        str | None,
        Parameter(
            help="memory, file, file:FOLDER or redis://HOST; else SMARTBUILDINGS_TOKEN_STORE, else file, so that all "
            "commands share one token. A Redis URL with a password belongs into the environment."
        ),
    ] = None

    def accounts(self) -> Accounts:
        """Return the accounts that the command works on.

        Raises:
            ConfigurationError: there is none, or the file with the accounts cannot be used.
            InvalidRequest: options contradict each other, or name an account that there is not.
            NotSupported: an option is about something that the vendor does not have.
        """
        from smartbuildings.cli.accounts import accounts_of

        return accounts_of(self)

    def ecobee(self, *given: str, instead: str = "") -> Ecobee:
        """Return the account of ecobee, for a command that only ecobee has.

        Args:
            given: The thermostats that were named.
            instead: What to do with other vendors.

        Raises:
            NotSupported: another vendor was chosen.
            InvalidRequest: there are several accounts of ecobee.
        """
        return self.accounts().ecobee(*given, instead=instead)


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
