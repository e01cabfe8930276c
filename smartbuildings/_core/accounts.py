"""Reads the TOML file that names the accounts of a portfolio. Pure: the text and the environment are arguments.

    [accounts.north]
    vendor = "ecobee"
    client_id = "0oa..."
    client_secret = {env = "NORTH_SECRET"}

    [profiles]
    winter = ["north"]

No message repeats a value of the file, which may be a secret in the wrong place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from typing import Any, Final, TypeAlias

import attrs

from smartbuildings._core.hiding import hidden
from smartbuildings.errors import ConfigurationError, InvalidRequest

__all__ = ["COMMON", "AccountSettings", "AccountsFile", "VendorEntry", "names_of", "read_accounts"]

Kinds: TypeAlias = Mapping[str, type]

COMMON: Final[Kinds] = {
    **dict.fromkeys(("base_url", "token_store", "proxy"), str),
    **dict.fromkeys(("timeout_s", "deadline_s", "queue_s"), float),
    **dict.fromkeys(("connections", "max_response_bytes"), int),
}
"""The arguments that the clients of all vendors have."""
_SECRET: Final = ("secret", "token", "key", "password", "passcode")
"""How the names of arguments end that are secrets."""
_MAY_HOLD_A_LOGIN: Final = frozenset({"base_url", "proxy", "token_store", "token_url"})
_KINDS: Final = {str: "text", float: "a number", int: "a whole number", bool: "true or false"}


@attrs.frozen
class VendorEntry:
    """What has to be known of a vendor's client to make one from a file."""

    client: str
    """The name of its class in ``smartbuildings``; empty for a client of the caller's own."""
    arguments: Kinds | None
    """The arguments that a file may set; ``None`` for any."""
    credentials: tuple[frozenset[str], ...] = ()
    """The sets of arguments one of which an account needs."""
    variables: frozenset[str] = frozenset()
    """The environment variables any of which says that the environment has such an account."""
    consent_from: str = ""
    """The variable from which a client that has a ``client_id`` takes its ``refresh_token`` if it is given none."""


@attrs.frozen
class AccountSettings:
    """One account of a file."""

    name: str
    vendor: str
    arguments: Mapping[str, Any] = attrs.field(repr=False)


@attrs.frozen
class AccountsFile:
    """What a file names."""

    accounts: tuple[AccountSettings, ...]
    has_secret: bool
    """Whether a secret is written out in it."""


def read_accounts(
    text: str,
    *,
    profile: str | None,
    vendors: Mapping[str, VendorEntry],
    environment: Mapping[str, str],
    only: Collection[str] = (),
) -> AccountsFile:
    """Read a file.

    Args:
        text: What is in it.
        profile: The profile whose accounts are meant; ``None`` for all accounts.
        vendors: The vendors that an account may name.
        environment: Where ``{env = "NAME"}`` is looked up.
        only: Those of these accounts that are read; all of them if left out.

    Raises:
        ConfigurationError: it is not TOML, or something in it is unknown, missing or of the wrong kind.
        InvalidRequest: ``only`` has a name that none of the accounts has.
    """
    text = hidden(text)
    data, problem = _parse(text)
    if problem:
        raise ConfigurationError(problem)
    _check_keys(data, {"accounts", "profiles"}, "The file")
    tables = _table(data.get("accounts", {}), "accounts")
    for name, given in tables.items():
        _table(given, f"accounts.{name}")
    if not tables:
        msg = 'The file names no account. Add a table such as [accounts.north] with vendor = "ecobee".'
        raise ConfigurationError(msg)
    has_secret = any(_is_secret(key, value) for given in tables.values() for key, value in given.items())
    chosen = _chosen(_table(data.get("profiles", {}), "profiles"), profile, tables)
    chosen = names_of(chosen, only)
    return AccountsFile(tuple(_account(name, tables[name], vendors, environment) for name in chosen), has_secret)


def names_of(accounts: Collection[str], only: Collection[str]) -> list[str]:
    """Return those of the names that are in ``only``; all of them if that is empty.

    Raises:
        InvalidRequest: ``only`` has a name that is not among them.
    """
    for name in only:
        if name not in accounts:
            msg = f"There is no account {name!r}. There are: {_listed(accounts)}."
            raise InvalidRequest(msg, field="account")
    return [name for name in accounts if not only or name in only]


def _parse(text: str) -> tuple[dict[str, Any], str]:
    """Return what TOML says, its texts hidden, or what is wrong. tomllib's own error has the whole file in it."""
    try:
        return _hide(tomllib.loads(text)), ""
    except tomllib.TOMLDecodeError as error:
        place = str(error).rpartition("(")[2].rstrip(")")
    return {}, f"The file is not TOML: something is wrong {place}."


def _hide(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _hide(each) for key, each in value.items()}
    return [_hide(each) for each in value] if isinstance(value, list) else hidden(value)


def _table(value: Any, where: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    msg = f"[{where}] has to be a table."
    raise ConfigurationError(msg)


def _check_keys(table: Mapping[str, Any], known: Collection[str], where: str) -> None:
    unknown = sorted(table.keys() - set(known))
    if unknown:
        msg = f"{where} has the unknown key {unknown[0]!r}. Known are: {', '.join(sorted(known))}."
        raise ConfigurationError(msg)


def _chosen(profiles: Mapping[str, Any], profile: str | None, accounts: Collection[str]) -> list[str]:
    """Return the names of the accounts of a profile. All profiles are checked, whichever is meant."""
    for name, members in profiles.items():
        if not isinstance(members, list) or not members or not all(isinstance(each, str) for each in members):
            msg = f'The profile {name!r} has to be a list of names of accounts, such as ["north"].'
            raise ConfigurationError(msg)
        for member in members:
            if member not in accounts:
                msg = f"The profile {name!r} names an account that is not in the file. There are: {_listed(accounts)}."
                raise ConfigurationError(msg)
    if profile is None:
        return list(accounts)
    if profile not in profiles:
        there = f"There are: {_listed(profiles)}." if profiles else "The file has no [profiles]."
        msg = f"The file has no profile {profile!r}. {there}"
        raise ConfigurationError(msg)
    return [str(member) for member in dict.fromkeys(profiles[profile])]


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))


def _is_secret(key: str, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    return key.endswith(_SECRET) or (key in _MAY_HOLD_A_LOGIN and "@" in value)


def _account(
    name: str, given: Mapping[str, Any], vendors: Mapping[str, VendorEntry], environment: Mapping[str, str]
) -> AccountSettings:
    where = f"The account {name!r}"
    vendor = given.get("vendor")
    if not isinstance(vendor, str) or vendor not in vendors:
        msg = f"{where} needs a vendor. There are: {_listed(vendors)}."
        raise ConfigurationError(msg)
    entry, vendor = vendors[vendor], str(vendor)
    arguments = {key: value for key, value in given.items() if key != "vendor"}
    if entry.arguments is not None:
        _check_keys(arguments, entry.arguments, f"{where} ({vendor})")
    for key, value in arguments.items():
        if isinstance(value, dict):
            arguments[key] = hidden(_from_environment(value, f"{where}: {key}", environment))
        elif entry.arguments is not None and not _is_of(entry.arguments[key], value):
            msg = f"{where}: {key} has to be {_KINDS[entry.arguments[key]]}."
            raise ConfigurationError(msg)
    if entry.credentials and not any(arguments.keys() >= needed for needed in entry.credentials):
        ways = "; or ".join(" and ".join(sorted(needed)) for needed in entry.credentials)
        msg = f"{where} ({vendor}) has no credentials. It needs {ways}."
        raise ConfigurationError(msg)
    if (
        "client_id" in arguments
        and "refresh_token" not in arguments
        and environment.get(entry.consent_from, "").strip()
    ):
        msg = (
            f"{where} would use the consent in {entry.consent_from}, which each refresh replaces: two clients with it "
            f'end it. Unset that variable, or write refresh_token = {{env = "{entry.consent_from}"}} into one account.'
        )
        raise ConfigurationError(msg)
    return AccountSettings(name, vendor, arguments)


def _is_of(kind: type, value: Any) -> bool:
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    return isinstance(value, (int, float) if kind is float else kind)


def _from_environment(value: Mapping[str, Any], where: str, environment: Mapping[str, str]) -> str:
    variable = value.get("env")
    if len(value) != 1 or not isinstance(variable, str) or not variable:
        msg = f'{where} is a table other than {{env = "NAME"}}, which names an environment variable.'
        raise ConfigurationError(msg)
    found = environment.get(variable, "").strip()
    if not found:
        msg = f"{where} is to come from the environment variable {variable!s}, which is not set."
        raise ConfigurationError(msg)
    return found
