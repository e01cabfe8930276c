"""The one place that knows every vendor's client: makes clients from a TOML file or the environment.

A client is imported when the first account of its vendor is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartbuildings._core.accounts import COMMON, AccountSettings, VendorEntry, names_of, read_accounts
from smartbuildings._core.config import from_environment
from smartbuildings._core.hiding import hidden
from smartbuildings.errors import ConfigurationError

if TYPE_CHECKING:
    from smartbuildings._async.protocols import AsyncClient

__all__ = ["VENDORS", "accounts_from_environment", "clients_from_environment", "clients_from_file"]

VENDORS: Final[Mapping[str, VendorEntry]] = {
    "ecobee": VendorEntry(
        "AsyncSmartBuildings",
        {**COMMON, "client_id": str, "client_secret": str, "api_version": str, "scope": str},
        credentials=(frozenset({"client_id", "client_secret"}),),
        variables=frozenset({"SMARTBUILDINGS_CLIENT_ID", "SMARTBUILDINGS_CLIENT_SECRET"}),
    ),
    "smartthings": VendorEntry(
        "AsyncSmartThings",
        {
            **COMMON,
            **dict.fromkeys(("token", "api_key", "api_key_expires", "client_id", "client_secret"), str),
            **dict.fromkeys(("refresh_token", "token_url"), str),
            "confirm_s": float,
            "reset_in_seconds": bool,
        },
        credentials=(frozenset({"token"}), frozenset({"api_key"}), frozenset({"client_id", "client_secret"})),
        variables=frozenset(
            f"SMARTTHINGS_{name}" for name in ("TOKEN", "API_KEY", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")
        ),
        consent_from="SMARTTHINGS_REFRESH_TOKEN",
    ),
    "nest": VendorEntry(
        "AsyncNest",
        {
            **COMMON,
            **dict.fromkeys(("refresh_token", "project_id", "client_id", "client_secret"), str),
            **dict.fromkeys(("consent", "token_url"), str),
            "confirm_s": float,
        },
        credentials=(frozenset({"project_id", "client_id", "client_secret"}),),
        variables=frozenset(f"NEST_{name}" for name in ("PROJECT_ID", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")),
        consent_from="NEST_REFRESH_TOKEN",
    ),
}
"""The vendors that this package has clients of."""
_READABLE_BY_OTHERS: Final = 0o044


def clients_from_file(
    path: str | os.PathLike[str],
    profile: str | None,
    own: Mapping[str, Callable[..., AsyncClient]],
) -> dict[str, AsyncClient]:
    """Make the clients that a file names.

    Args:
        path: The file.
        profile: The profile whose accounts are meant; ``None`` for all accounts.
        own: Vendors that this package does not know, each with what makes its client.

    Raises:
        ConfigurationError: the file cannot be used, or other users can read a secret in it.
    """
    return {account.name: _client(account, own) for account in _accounts_from_file(path, profile, own, ())}


def clients_from_environment() -> dict[str, AsyncClient]:
    """Make the clients that the environment describes.

    Raises:
        ConfigurationError: it describes none, or one of them incompletely.
    """
    return {account.name: _client(account, {}) for account in accounts_from_environment()}


def accounts_from_environment(only: Collection[str] = ()) -> tuple[AccountSettings, ...]:
    """Return what the environment says of its accounts, without making their clients.

    Args:
        only: The names of the accounts that are meant; all if left out. What only others need is not looked at.

    Raises:
        ConfigurationError: there is none, or the file with the accounts cannot be used.
        InvalidRequest: ``only`` has a name that no account has.
    """
    path = from_environment("PORTFOLIO", os.environ)
    profile = from_environment("PROFILE", os.environ)
    if path is not None:
        return _accounts_from_file(path, profile, {}, only)
    if profile is not None:
        msg = "SMARTBUILDINGS_PROFILE is set, and SMARTBUILDINGS_PORTFOLIO, the file that has the profiles, is not."
        raise ConfigurationError(msg)
    environment = {name for name, value in os.environ.items() if value.strip()}
    found = [name for name, entry in VENDORS.items() if entry.variables & environment]
    if not found:
        names = ", ".join(sorted(name for entry in VENDORS.values() for name in entry.variables))
        msg = f"The environment has no account. Set SMARTBUILDINGS_PORTFOLIO, or the variables of a vendor: {names}."
        raise ConfigurationError(msg)
    return tuple(AccountSettings(name, name, {}) for name in names_of(found, only))


def _accounts_from_file(
    path: str | os.PathLike[str],
    profile: str | None,
    own: Mapping[str, Callable[..., AsyncClient]],
    only: Collection[str],
) -> tuple[AccountSettings, ...]:
    place = Path(path).expanduser()
    text, mode, problem = "", 0, ""
    try:
        with place.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = hidden(file.read().decode())
    except (OSError, UnicodeDecodeError) as error:
        problem = (error.strerror or "") if isinstance(error, OSError) else "it is not UTF-8"
    if problem:  # Outside of the handler: the error about UTF-8 has the bytes in it.
        msg = f"The file {place} cannot be read: {problem}."
        raise ConfigurationError(msg)
    vendors = {**VENDORS, **{name: VendorEntry("", None) for name in own}}
    try:
        found = read_accounts(text, profile=profile, vendors=vendors, environment=os.environ, only=only)
    except ConfigurationError as error:
        msg = f"{place}: {error}"
        raise ConfigurationError(msg) from None
    if found.has_secret and os.name == "posix" and mode & _READABLE_BY_OTHERS:
        msg = (
            f"{place} has a secret in it, and other users of this machine can read it. Run `chmod 600 {place}`, or "
            'replace the secret by {env = "NAME"}, which names an environment variable.'
        )
        raise ConfigurationError(msg)
    return found.accounts


def _client(account: AccountSettings, own: Mapping[str, Callable[..., AsyncClient]]) -> AsyncClient:
    import smartbuildings

    entry = VENDORS.get(account.vendor)
    make = own[account.vendor] if account.vendor in own or entry is None else getattr(smartbuildings, entry.client)
    try:
        client: AsyncClient = make(**account.arguments)
    except ConfigurationError as error:
        msg = f"The account {account.name!r} ({account.vendor}): {error}"
        raise ConfigurationError(msg) from error
    return client
