"""The thermostats and buildings of a portfolio: handles that find their client, and notice that an id has changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import unquote

from smartbuildings._async.portfolio.accounts import Accounts
from smartbuildings._core.hiding import never_raises
from smartbuildings.errors import NotFound, PermissionDenied
from smartbuildings.portfolio import Description, reference_of

if TYPE_CHECKING:
    from smartbuildings._async.accepted import AsyncAccepted
    from smartbuildings._async.portfolio.lists import AsyncPortfolioThermostats
    from smartbuildings._async.protocols import AsyncBuilding, AsyncThermostat
    from smartbuildings.units import Temperature
    from smartbuildings.values import (
        Ability,
        Applied,
        BuildingInfo,
        FanMode,
        Mode,
        ThermostatInfo,
        ThermostatStatus,
        Until,
    )

__all__ = ["AsyncPortfolioBuilding", "AsyncPortfolioThermostat", "set_temperature"]

T = TypeVar("T")
R = TypeVar("R")

_GONE: Final = (NotFound, PermissionDenied)
"""What a vendor raises for an id that does not exist: SmartThings responds 403."""


class AsyncPortfolioThermostat:
    """A thermostat of a portfolio. Taking one costs no request; the methods are those of its vendor's thermostat.

    If a read finds that the id no longer exists, the account is searched. If exactly one thermostat has the same name,
    building and room, and was not seen beside the old one, it is read instead: ``moved_to`` names it, and an
    ``IdChanged`` event reports it. Writes raise ``InvalidRequest`` until ``portfolio.confirm`` was called.

    Attributes:
        account: The name of its account.
        reference: Its reference.
    """

    def __init__(self, accounts: Accounts, reference: str, native: AsyncThermostat) -> None:
        self._accounts = accounts
        self._native = native
        self.reference = reference
        self.account = _account_of(reference)

    @property
    def id(self) -> str:
        """The vendor's id."""
        return self.native.id

    @property
    def vendor(self) -> str:
        """The vendor."""
        return self.native.vendor

    @property
    def abilities(self) -> frozenset[Ability]:
        """What this thermostat can do."""
        return self.native.abilities

    @property
    def native(self) -> AsyncThermostat:
        """The thermostat of the vendor's client."""
        target = self.target
        if target != self.reference and reference_of(self.account, self._native.id) != target:
            self._native = self._accounts.take(target)
        return self._native

    @property
    def target(self) -> str:
        """The reference that it is read and written by: another than ``reference`` once ``confirm`` was called."""
        return self._accounts.confirmed.get(self.reference, self.reference)

    @property
    def moved_to(self) -> str | None:
        """The reference of the thermostat that is read instead, as long as that is not confirmed."""
        return self._accounts.moved.get(self.target)

    @property
    def possible_duplicates(self) -> tuple[str, ...]:
        """The references of thermostats that may be the same device, among those whose ``info()`` was read."""
        return tuple(self._accounts.known.duplicates_of(self.moved_to or self.target))

    async def info(self) -> ThermostatInfo:
        """Read names, building and modes.

        Raises:
            NotFound: there is no such thermostat, and none that it could be now.
        """
        found = await self._read(_info)
        self._accounts.known.describe(self.moved_to or self.target, Description.of(self.vendor, found))
        return found

    async def status(self) -> ThermostatStatus:
        """Read the state.

        Raises:
            NotFound: there is no such thermostat, and none that it could be now.
        """
        found = await self._read(_status)
        self._accounts.known.see(self.moved_to or self.target)
        return found

    async def set_temperature(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None
    ) -> Applied | AsyncAccepted:
        """Set what it aims at, for as long as the vendor does that by default."""
        return await self._write(partial(set_temperature, heat=heat, cool=cool))

    async def hold(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None, until: Until = "next_change"
    ) -> Applied | AsyncAccepted:
        """Hold set points."""

        async def write(thermostat: AsyncThermostat) -> Applied | AsyncAccepted:
            return await thermostat.hold(heat=heat, cool=cool, until=until)

        return await self._write(write)

    async def resume(self) -> Applied | AsyncAccepted:
        """End every hold and follow the schedule again."""

        async def write(thermostat: AsyncThermostat) -> Applied | AsyncAccepted:
            return await thermostat.resume()

        return await self._write(write)

    async def set_mode(self, mode: Mode) -> Applied | AsyncAccepted:
        """Set the mode."""

        async def write(thermostat: AsyncThermostat) -> Applied | AsyncAccepted:
            return await thermostat.set_mode(mode)

        return await self._write(write)

    async def set_fan(self, fan: FanMode) -> Applied | AsyncAccepted:
        """Set when the fan runs."""

        async def write(thermostat: AsyncThermostat) -> Applied | AsyncAccepted:
            return await thermostat.set_fan(fan)

        return await self._write(write)

    async def _read(self, read: Callable[[AsyncThermostat], Awaitable[R]]) -> R:
        target = self.target
        moved = self._accounts.moved.get(target)
        if moved is None:
            try:
                return await read(self.native)
            except _GONE:
                moved = await self._accounts.find_again(target)
                if moved is None:
                    raise
        return await read(self._accounts.take(moved))

    async def _write(self, write: Callable[[AsyncThermostat], Awaitable[R]]) -> R:
        target = self.target
        self._accounts.refuse_moved(target)
        try:
            return await write(self.native)
        except _GONE:
            if await self._accounts.find_again(target) is None:
                raise
        self._accounts.refuse_moved(target)
        raise AssertionError  # It was found again, so it has moved.

    @never_raises
    def __repr__(self) -> str:
        return f"<thermostat {self.reference}>"


class AsyncPortfolioBuilding:
    """A building of a portfolio. Taking one costs no request.

    Attributes:
        account: The name of its account.
        reference: Its reference.
        native: The building of the vendor's client.
    """

    def __init__(self, accounts: Accounts, reference: str, native: AsyncBuilding) -> None:
        self._accounts = accounts
        self.native = native
        self.reference = reference
        self.account = _account_of(reference)

    @property
    def id(self) -> str:
        """The vendor's id."""
        return self.native.id

    @property
    def vendor(self) -> str:
        """The vendor."""
        return self.native.vendor

    @property
    def thermostats(self) -> AsyncPortfolioThermostats:
        """The thermostats in it."""
        from smartbuildings._async.portfolio.lists import AsyncPortfolioThermostats

        return AsyncPortfolioThermostats(self._accounts, {self.account: self.native.thermostats})

    async def info(self) -> BuildingInfo:
        """Read what is known about it."""
        return await self.native.info()

    @never_raises
    def __repr__(self) -> str:
        return f"<building {self.reference}>"


def _account_of(reference: str) -> str:
    # Not `split_reference`: a vendor may list an empty id, and an error here would end the lists of all accounts.
    return unquote(reference.partition("/")[0])


async def _info(thermostat: AsyncThermostat) -> ThermostatInfo:
    return await thermostat.info()


async def _status(thermostat: AsyncThermostat) -> ThermostatStatus:
    return await thermostat.status()


async def set_temperature(
    thermostat: AsyncThermostat | AsyncPortfolioThermostat, *, heat: Temperature | None, cool: Temperature | None
) -> Applied | AsyncAccepted:
    return await thermostat.set_temperature(heat=heat, cool=cool)
