"""The accounts of a client: one for a token made by hand, one for each consent.

A consent covers one location, as a rule, and each has tokens of its own. Which of them gives access to a device is
found out when the device is first asked for.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from smartbuildings._async.consents import AsyncConsentList
from smartbuildings._async.smartthings.account import AsyncAccount
from smartbuildings._core.observers import Observers
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.errors import ConsentNeeded, NotFound, PermissionDenied, SmartBuildingsError
from smartbuildings.smartthings import operations
from smartbuildings.smartthings.consents import Consent, end_of

__all__ = ["AsyncAccounts"]

_KEEP_EVERY_S: Final = 3600.0
"""How often the consents that nobody used are looked after."""
_WARN_S: Final = 5 * 24 * 3600.0
"""How long before a consent ends an event warns."""


class AsyncAccounts:
    """Makes the accounts, and finds the one for a device or a location.

    Args:
        make: Makes the account of a consent.
        fixed: The accounts that do not come from the store.
        consents: The consents in the store; ``None`` for a client without a client id.
        observers: Notified when a consent is about to end.
        authorize_url: Where a user consents, for the error when there is no consent.
    """

    def __init__(
        self,
        make: Callable[[str], AsyncAccount],
        *,
        fixed: Sequence[AsyncAccount],
        consents: AsyncConsentList | None,
        observers: Observers,
        authorize_url: str | None = None,
    ) -> None:
        self._make = make
        self._fixed: Final = tuple(fixed)
        self._consents: Final = consents
        self._observers = observers
        self._authorize_url = authorize_url
        self._by_name: dict[str, AsyncAccount] = {}
        self._of: dict[str, AsyncAccount] = {}
        """By the id of a device or location."""
        self._kept_at = -math.inf

    async def all(self) -> tuple[AsyncAccount, ...]:
        """Return all accounts. Once in an hour, the consents among them that nobody used are refreshed.

        Raises:
            ConsentNeeded: there is none.
            TokenError: the token store failed.
        """
        found = await self._listed()
        if len(found) > 1 and monotonic() - self._kept_at > _KEEP_EVERY_S:
            self._kept_at = monotonic()
            for account in found:
                await self.keep(account)
        return found

    async def _listed(self) -> tuple[AsyncAccount, ...]:
        names = () if self._consents is None else await self._consents.names()
        for name in names:
            if name not in self._by_name:
                self._by_name.setdefault(name, self._make(name))  # Another thread may have made it meanwhile.
        found = (*self._fixed, *(self._by_name[name] for name in names))
        if not found:
            cause = "no consent is stored: log in with `smartbuildings login smartthings`"
            raise ConsentNeeded(cause=cause, authorize_url=self._authorize_url)
        return found

    async def add(self, name: str, account: AsyncAccount) -> AsyncAccount:
        """Add a consent, before its code is spent: a process that dies later finds the tokens."""
        assert self._consents is not None
        await self._consents.add(name)
        return self._by_name.setdefault(name, account)

    async def remove(self, name: str) -> None:
        """Forget a consent."""
        assert self._consents is not None
        await self._consents.remove(name)
        account = self._by_name.pop(name, None)
        self._of = {key: found for key, found in self._of.items() if found is not account}

    def learn(self, key: str, account: AsyncAccount) -> None:
        """Note which account gives access to a device or a location."""
        self._of[key] = account

    async def of_device(self, device_id: str) -> AsyncAccount:
        """Return the account that gives access to a device.

        Raises:
            NotFound: none does, as far as their responses show.
        """
        return await self._find(device_id, lambda account: account.call(operations.READ_DEVICE, device_id))

    async def of_location(self, location_id: str) -> AsyncAccount:
        """Return the account that gives access to a location.

        Raises:
            NotFound: none does, as far as their responses show.
        """
        for account in await self.all():
            if location_id not in self._of and account.is_consent and await account.location_id() == location_id:
                self.learn(location_id, account)
        return await self._find(location_id, lambda account: account.call(operations.READ_LOCATION, location_id))

    async def _find(self, key: str, ask: Callable[[AsyncAccount], Awaitable[object]]) -> AsyncAccount:
        known = self._of.get(key)
        if known is not None:
            return known
        accounts = await self.all()
        if len(accounts) == 1:
            return accounts[0]
        failure: SmartBuildingsError | None = None
        for account in accounts:
            try:
                await ask(account)
            except (NotFound, PermissionDenied):
                continue
            except SmartBuildingsError as error:
                failure = failure or error  # Raised only if no other consent gives access.
                continue
            self.learn(key, account)
            return account
        if failure is not None:
            raise failure
        msg = f"None of the {len(accounts)} consents gives access to {key!r}. Check the id, or log in to its location."
        raise NotFound(msg, status=404, body="")

    async def keep(self, account: AsyncAccount) -> SmartBuildingsError | None:
        """Refresh a consent that nobody used since its access token expired, and warn if that fails near its end.

        Returns:
            The error that prevented it, if any.
        """
        failure: SmartBuildingsError | None = None
        ends_at: datetime | None = None
        try:
            try:
                await account.tokens.get(rejected=None)
            finally:
                token = await account.tokens.stored()
                ends_at = None if token is None else end_of(token)
        except SmartBuildingsError as error:
            failure = error
        is_ending = ends_at is not None and (ends_at - datetime.now(UTC)).total_seconds() < _WARN_S
        if ends_at is not None and is_ending and self._observers.is_listening():
            from smartbuildings.events import ConsentEnding

            self._observers.notify(ConsentEnding(account.name, ends_at))
        return failure

    async def describe(self) -> tuple[Consent, ...]:
        """Describe the consents; one that cannot be used has its error."""
        found = []
        for account in await self._listed():
            if not account.is_consent:
                continue
            error = await self.keep(account)
            location_id: str | None = None
            ends_at: datetime | None = None
            try:
                if error is None:
                    location_id = await account.location_id()
                token = await account.tokens.stored()
                ends_at = None if token is None else end_of(token)
            except SmartBuildingsError as unread:
                error = error or unread
            found.append(Consent(account.name, location_id, ends_at, error))
        return tuple(found)
