"""The accounts that a command works on: the one in a vendor's variables, or those of a portfolio.

A portfolio is the file that ``SMARTBUILDINGS_PORTFOLIO`` names, or the variables of several vendors. Its thermostats
are shown and taken by reference, as in ``north/511134833204``; without a portfolio an id is enough.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from smartbuildings._core.config import from_environment
from smartbuildings._sync.registry import accounts_from_environment
from smartbuildings.cli.connection import reach_loopback_directly, tell_waits
from smartbuildings.cli.vendors import VENDORS, Choices, Vendor, VendorRow, row_of, selected
from smartbuildings.errors import ConfigurationError, InvalidRequest, NotSupported, SmartBuildingsError
from smartbuildings.portfolio import reference_of, split_reference

if TYPE_CHECKING:
    from smartbuildings import Portfolio, SmartBuildings
    from smartbuildings.protocols import Client

__all__ = ["Account", "Accounts", "Ecobee", "Opened", "Target", "accounts_of", "app_of"]

_OF_ONE_ACCOUNT: Final = ("base_url", "api_version", "token_store")
"""The options that say something about one account."""


class AccountChoices(Choices, Protocol):
    """What the options of a command choose, with the accounts."""

    @property
    def vendor(self) -> Vendor | None:
        """The vendor, if one was given."""
        ...

    @property
    def account(self) -> Collection[str]:
        """The accounts, if some were given."""
        ...


@attrs.frozen
class Account:
    """One account."""

    name: str
    row: VendorRow
    """Its vendor."""
    arguments: Mapping[str, Any] = attrs.field(repr=False)
    """Arguments of its client. The environment has the others."""
    is_in_portfolio: bool = False

    @property
    def url(self) -> str:
        """The base URL that holds."""
        return self.row.url(self.arguments.get("base_url"))

    @property
    def store(self) -> str:
        """The token store that holds."""
        return self._setting("token_store") or self.row.default_store or "file"

    @property
    def api_version(self) -> str | None:
        """The version of the API that was chosen."""
        return self._setting("api_version")

    @property
    def title(self) -> str:
        """How a sentence about it begins."""
        return f"The account {self.name!r} ({self.row.name})"

    def make(self) -> Client:
        """Make its client. No request is made yet."""
        reach_loopback_directly(self.url)
        return self.row.make(self.arguments, tell_waits)

    def client(self) -> Client:
        """Make its client, for a command that is about this account only.

        Raises:
            ConfigurationError: something is missing or contradicts itself.
        """
        try:
            return self.make()
        except ConfigurationError as error:
            if not self.is_in_portfolio:
                raise
            raise ConfigurationError(f"{self.title}: {error}") from error

    def _setting(self, name: str) -> str | None:
        given: str | None = self.arguments.get(name)
        return given or from_environment(name.upper(), os.environ)


@attrs.frozen
class Target:
    """A thermostat or a building that was named."""

    account: Account
    id: str
    """The vendor's id."""

    @property
    def reference(self) -> str:
        """Its reference."""
        return reference_of(self.account.name, self.id)

    @property
    def label(self) -> str:
        """What it is called on a screen, and what the next command takes: in a portfolio the reference, else the id."""
        return self.reference if self.account.is_in_portfolio else self.id

    @property
    def place(self) -> dict[str, str]:
        """What JSON says beside the id: in a portfolio account and reference."""
        return {"account": self.account.name, "reference": self.reference} if self.account.is_in_portfolio else {}


@attrs.frozen
class Opened:
    """The clients of the accounts, and the errors of those accounts that failed."""

    accounts: Accounts
    portfolio: Portfolio
    failed: dict[str, SmartBuildingsError]

    def fail(self, account: str, error: Exception) -> None:
        """Note that an account failed, so that the others go on; raise the error if there is no portfolio."""
        from smartbuildings._sync.portfolio.accounts import as_ours

        if not self.accounts.is_portfolio:
            raise error
        self.failed[account] = as_ours(error)


@attrs.frozen
class Ecobee:
    """The account of ecobee that a command works on, for a command that only ecobee has."""

    account: Account
    targets: tuple[Target, ...]
    """The thermostats that were named."""

    def client(self) -> SmartBuildings:
        """Make its client. No request is made yet."""
        from smartbuildings import SmartBuildings

        made = self.account.client()
        assert isinstance(made, SmartBuildings)
        return made

    def target(self, thermostat_id: str) -> Target:
        """Return one of its thermostats."""
        return Target(self.account, thermostat_id)

    @property
    def place(self) -> dict[str, str]:
        """What JSON says about the account in a portfolio."""
        return {"account": self.account.name} if self.account.is_in_portfolio else {}


@attrs.frozen
class Accounts:
    """The accounts that a command works on."""

    members: tuple[Account, ...]
    is_portfolio: bool
    """Whether they are those of a portfolio, perhaps the only one of it. If not, it is one."""
    is_named: bool = False
    """Whether ``--vendor`` named it."""

    @property
    def is_ecobee(self) -> bool:
        """Whether this is one account of ecobee without a portfolio, for which the commands show more."""
        return not self.is_portfolio and self.members[0].row.name == "ecobee"

    def get(self, name: str) -> Account:
        """Return the account of this name."""
        return next(each for each in self.members if each.name == name)

    def target(self, given: str) -> Target:
        """Find what a reference names, or an id if there is one account.

        Raises:
            InvalidRequest: it names no account, or another one.
        """
        if not self.is_portfolio:
            return Target(self.members[0], given)
        names = ", ".join(each.name for each in self.members)
        # An id with a slash in it is percent-encoded in a reference, and may have more of them where it stands alone.
        if given.count("/") != 1:
            if len(self.members) == 1:
                return Target(self.members[0], given)
            example = reference_of(self.members[0].name, given)
            msg = f"{given!r} names no account. Give a reference such as {example}, or --account. There are: {names}."
            raise InvalidRequest(msg, field="reference")
        account, item_id = split_reference(given)
        if all(each.name != account for each in self.members):
            msg = f"{given!r} names the account {account!r}, and this command works on: {names}."
            raise InvalidRequest(msg, field="reference")
        return Target(self.get(account), item_id)

    def ecobee(self, *given: str, instead: str = "") -> Ecobee:
        """Return the one account of ecobee, for a command that only ecobee has.

        Args:
            given: The thermostats that were named; an id without an account is one of the only account of ecobee.
            instead: What to do with other vendors.

        Raises:
            NotSupported: this is another vendor.
            InvalidRequest: there are several accounts of ecobee.
        """
        eligible = [each for each in self.members if each.row.name == "ecobee"]
        alone = attrs.evolve(self, members=(eligible[0],)) if len(eligible) == 1 else self
        targets = tuple((self if each.count("/") == 1 else alone).target(each) for each in given)
        named = list(dict.fromkeys(each.account.name for each in targets))
        members = [self.get(name) for name in named] or list(self.members)
        others = [each for each in members if each.row.name != "ecobee"]
        if others and (named or len(others) == len(members)):
            msg = f"Only ecobee has this command, and {self._why(others)}. {instead}"
            raise NotSupported(msg.rstrip())
        ours = [each for each in members if each not in others]
        if len(ours) > 1:
            options = " or ".join(f"--account {each.name}" for each in ours)
            msg = f"This command works on one account at a time, and there are several of ecobee. Give {options}."
            raise InvalidRequest(msg, field="account")
        return Ecobee(ours[0], targets)

    def _why(self, others: list[Account]) -> str:
        if self.is_portfolio:
            return " and ".join(f"{each.name} is an account of {each.row.name}" for each in others)
        name = others[0].row.name
        return f"{name} was chosen" if self.is_named else f"{name} is the vendor whose variables are set"

    def only(self, targets: Collection[Target]) -> Accounts:
        """Return the accounts of these thermostats; all if there is none."""
        names = {each.account.name for each in targets}
        return attrs.evolve(self, members=tuple(each for each in self.members if not names or each.name in names))

    @contextlib.contextmanager
    def opened(self) -> Iterator[Opened]:
        """Make the clients, and close them afterwards. A client that cannot be made does not stop the others.

        Raises:
            ConfigurationError: none can be made.
        """
        from smartbuildings import Portfolio

        clients: dict[str, Client] = {}
        failed: dict[str, SmartBuildingsError] = {}
        for each in self.members:
            try:
                clients[each.name] = each.make() if len(self.members) > 1 else each.client()
            except ConfigurationError as error:
                if len(self.members) == 1:
                    raise
                failed[each.name] = error
        if not clients:
            raise ConfigurationError(" ".join(f"{self.get(name).title}: {error}" for name, error in failed.items()))
        with Portfolio(clients, observers=[tell_waits]) as portfolio:
            yield Opened(self, portfolio, failed)


def accounts_of(choices: AccountChoices) -> Accounts:
    """Return the accounts that a command works on.

    Raises:
        ConfigurationError: there is none, or the file with the accounts cannot be used.
        InvalidRequest: options contradict each other, or name an account that there is not.
        NotSupported: an option is about something that the vendor does not have.
    """
    if choices.vendor is not None and choices.account:
        raise InvalidRequest(
            "--vendor takes the account from the variables of that vendor, and --account from the portfolio. Give one "
            "of them.",
            field="account",
        )
    if choices.vendor is not None or not (choices.account or _is_portfolio()):
        row = row_of(choices.vendor)
        one = Account(row.name, row, row.arguments(choices))
        return Accounts((one,), is_portfolio=False, is_named=choices.vendor is not None)
    for name in _OF_ONE_ACCOUNT:
        if getattr(choices, name) is not None:
            msg = (
                f"--{name.replace('_', '-')} is about one account, and this is a portfolio. Set {name} in its file, or "
                "give --vendor, which takes the account from the variables of that vendor."
            )
            raise InvalidRequest(msg, field=name)
    found = accounts_from_environment(choices.account)
    return Accounts(
        tuple(Account(each.name, VENDORS[each.vendor], each.arguments, is_in_portfolio=True) for each in found),
        is_portfolio=True,
    )


def app_of(vendor: Vendor, account: str | None) -> dict[str, Any]:
    """Return the arguments of the client that consents are for: those of an account, else none, for the variables.

    Raises:
        InvalidRequest: there is no such account, or it is one of another vendor.
        NotSupported: it does not log in by consents.
    """
    if account is None:
        return {}
    (found,) = accounts_from_environment([account])
    if found.vendor != vendor:
        raise InvalidRequest(f"{account} is an account of {found.vendor}, not of {vendor}.", field="account")
    # Without any arguments it is the account of the variables.
    if found.arguments and "client_id" not in found.arguments:
        raise NotSupported(f"{account} has no client_id and client_secret, and so no consents.")
    return dict(found.arguments)


def _is_portfolio() -> bool:
    # A profile without its file is an error, which is better than to work on another account.
    is_file = any(from_environment(name, os.environ) is not None for name in ("PORTFOLIO", "PROFILE"))
    return is_file or len(selected()) > 1
