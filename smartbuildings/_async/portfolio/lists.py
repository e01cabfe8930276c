"""Lists over all accounts: one stream each, whose items carry their account, a reference, or an error."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import attrs

from smartbuildings._async.portfolio.accounts import Accounts
from smartbuildings._async.portfolio.handles import AsyncPortfolioBuilding, AsyncPortfolioThermostat
from smartbuildings._core.hiding import never_raises
from smartbuildings._io.merging.asynchronous import Merged
from smartbuildings.errors import InvalidRequest
from smartbuildings.portfolio import reference_of

if TYPE_CHECKING:
    from smartbuildings._async.protocols import AsyncThermostat, AsyncThermostats
    from smartbuildings.values import (
        ThermostatStatus,
    )

__all__ = [
    "AsyncAccountReading",
    "AsyncListedBuilding",
    "AsyncListedThermostat",
    "AsyncPortfolioBuildings",
    "AsyncPortfolioThermostats",
    "AsyncStream",
]

T = TypeVar("T")
R = TypeVar("R")


@attrs.frozen
class AsyncListedThermostat:
    """One item of ``portfolio.thermostats``: a thermostat, or the error that ended the list of its account."""

    account: str
    """The name of the account."""
    reference: str | None
    """The thermostat's reference; ``None`` if there is an error."""
    thermostat: AsyncPortfolioThermostat | None
    """The thermostat; ``None`` if there is an error."""
    error: Exception | None = None
    """What the account raised: it has no further items."""


@attrs.frozen
class AsyncListedBuilding:
    """One item of ``portfolio.buildings``: a building, or the error that ended the list of its account."""

    account: str
    """The name of the account."""
    reference: str | None
    """The building's reference; ``None`` if there is an error."""
    building: AsyncPortfolioBuilding | None
    """The building; ``None`` if there is an error."""
    error: Exception | None = None
    """What the account raised: it has no further items."""


@attrs.frozen
class AsyncAccountReading:
    """One item of ``portfolio.thermostats.statuses()``."""

    account: str
    """The name of the account."""
    reference: str | None
    """The thermostat's reference; ``None`` if the error is about the account."""
    thermostat: AsyncPortfolioThermostat | None
    """The thermostat; ``None`` if the error is about the account, which then has no further items."""
    status: ThermostatStatus | None
    """Its status; ``None`` if there is an error."""
    error: Exception | None = None
    """Why there is no status."""


class AsyncStream(Generic[T]):
    """The items of all accounts, as each account yields them.

    It may be left at any point. ``aclose`` ends it at once, and waits for that; otherwise it ends when it is collected,
    or with the portfolio. From each account, one item is read ahead at most.
    """

    def __init__(
        self,
        sources: Mapping[str, Callable[[], AsyncIterator[Any]]],
        make: Callable[[str, Any, Exception | None], T],
        *,
        limit: int | None = None,
    ) -> None:
        self._names = tuple(sources)
        self._merged: Merged[Any] = Merged(tuple(sources.values()))
        self._make = make
        self._left = limit

    def __aiter__(self) -> Self:
        """Return the stream."""
        return self

    async def __anext__(self) -> T:
        """Return the next item."""
        if self._left == 0:
            self._merged.stop()
        arrival = await self._merged.__anext__()
        if self._left is not None and arrival.error is None:
            self._left -= 1
        return self._make(self._names[arrival.source], arrival.item, arrival.error)

    async def aclose(self) -> None:
        """End the stream."""
        await self._merged.aclose()


class AsyncPortfolioThermostats:
    """The thermostats of all accounts, or of one building: iterate it, or take one by its reference."""

    def __init__(self, accounts: Accounts, lists: Mapping[str, AsyncThermostats]) -> None:
        self._accounts = accounts
        self._lists = lists

    def get(self, reference: str, /) -> AsyncPortfolioThermostat:
        """Take the thermostat with this reference. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this is not a reference, it names another account, or its vendor has no such ids.
        """
        native = self._accounts.take(reference)
        return AsyncPortfolioThermostat(self._accounts, self._accounts.normal(reference), native)

    def __aiter__(self) -> AsyncStream[AsyncListedThermostat]:
        """Walk through the thermostats of all accounts."""
        sources = {name: thermostats.__aiter__ for name, thermostats in self._lists.items()}
        return self._accounts.opened(AsyncStream(sources, self._listed))

    def statuses(self, *, limit: int | None = None) -> AsyncStream[AsyncAccountReading]:
        """Read the status of every thermostat of all accounts.

        An item with an error and a thermostat is about that one; an item with an error and without a thermostat ends
        its account.

        Args:
            limit: How many thermostats to read at most, over all accounts.
        """
        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
            msg = f"limit is {limit!r}: it has to be a whole number of 1 or more, or None for all."
            raise InvalidRequest(msg, field="limit")
        sources = {name: partial(thermostats.statuses, limit=limit) for name, thermostats in self._lists.items()}
        return self._accounts.opened(AsyncStream(sources, self._reading, limit=limit))

    def _seen(self, account: str, native: AsyncThermostat) -> AsyncPortfolioThermostat:
        reference = reference_of(account, native.id)
        self._accounts.known.see(reference)
        return AsyncPortfolioThermostat(self._accounts, reference, native)

    def _listed(self, account: str, found: Any, error: Exception | None) -> AsyncListedThermostat:
        if found is None:
            return AsyncListedThermostat(account, None, None, error)
        thermostat = self._seen(account, found)
        return AsyncListedThermostat(account, thermostat.reference, thermostat)

    def _reading(self, account: str, found: Any, error: Exception | None) -> AsyncAccountReading:
        if found is None:
            return AsyncAccountReading(account, None, None, None, error)
        thermostat = self._seen(account, found.thermostat)
        return AsyncAccountReading(account, thermostat.reference, thermostat, found.status, found.error)

    @never_raises
    def __repr__(self) -> str:
        return f"<thermostats of {', '.join(self._lists)}>"


class AsyncPortfolioBuildings:
    """The buildings of all accounts: iterate it, or take one by its reference."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def get(self, reference: str, /) -> AsyncPortfolioBuilding:
        """Take the building with this reference. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this is not a reference, it names another account, or its vendor has no such ids.
        """
        account, building_id = self._accounts.split(reference)
        native = self._accounts.clients[account].buildings.get(building_id)
        return AsyncPortfolioBuilding(self._accounts, reference_of(account, native.id), native)

    def __aiter__(self) -> AsyncStream[AsyncListedBuilding]:
        """Walk through the buildings of all accounts."""
        sources = {name: client.buildings.__aiter__ for name, client in self._accounts.clients.items()}
        return self._accounts.opened(AsyncStream(sources, self._listed))

    def _listed(self, account: str, found: Any, error: Exception | None) -> AsyncListedBuilding:
        if found is None:
            return AsyncListedBuilding(account, None, None, error)
        building = AsyncPortfolioBuilding(self._accounts, reference_of(account, found.id), found)
        return AsyncListedBuilding(account, building.reference, building)

    @never_raises
    def __repr__(self) -> str:
        return f"<buildings of {', '.join(self._accounts.clients)}>"
