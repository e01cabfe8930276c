"""What every vendor's async objects can do; users import these from ``smartbuildings.protocols``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from smartbuildings._async.accepted import AsyncAccepted
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

__all__ = [
    "AsyncBuilding",
    "AsyncBuildings",
    "AsyncClient",
    "AsyncReading",
    "AsyncThermostat",
    "AsyncThermostats",
]


class AsyncThermostat(Protocol):
    """A thermostat. Taking one costs no request.

    A write returns ``Applied``, or ``AsyncAccepted`` where the vendor took it and the state does not show it yet.
    """

    @property
    def id(self) -> str:
        """The vendor's id."""
        ...

    @property
    def vendor(self) -> str:
        """The vendor: ``ecobee``, ``nest`` or ``smartthings``."""
        ...

    @property
    def abilities(self) -> frozenset[Ability]:
        """What this thermostat can do."""
        ...

    async def info(self) -> ThermostatInfo:
        """Read names, building and modes."""
        ...

    async def status(self) -> ThermostatStatus:
        """Read the state."""
        ...

    async def set_temperature(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None
    ) -> Applied | AsyncAccepted:
        """Set what it aims at, for as long as the vendor does that by default."""
        ...

    async def hold(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None, until: Until = "next_change"
    ) -> Applied | AsyncAccepted:
        """Hold set points."""
        ...

    async def resume(self) -> Applied | AsyncAccepted:
        """End every hold and follow the schedule again."""
        ...

    async def set_mode(self, mode: Mode) -> Applied | AsyncAccepted:
        """Set the mode."""
        ...

    async def set_fan(self, fan: FanMode) -> Applied | AsyncAccepted:
        """Set when the fan runs."""
        ...


class AsyncReading(Protocol):
    """One thermostat of ``statuses()`` with its status, or the error that came instead."""

    @property
    def thermostat(self) -> AsyncThermostat:
        """The thermostat."""
        ...

    @property
    def status(self) -> ThermostatStatus | None:
        """Its status."""
        ...

    @property
    def error(self) -> Exception | None:
        """Why there is no status."""
        ...


class AsyncThermostats(Protocol):
    """The thermostats of an account or of a building."""

    def __aiter__(self) -> AsyncIterator[AsyncThermostat]:
        """Walk through all of them."""
        ...

    def get(self, thermostat_id: str, /) -> AsyncThermostat:
        """Take the thermostat with this id; no request is made."""
        ...

    def statuses(self, *, limit: int | None = None) -> AsyncIterator[AsyncReading]:
        """Read the status of each."""
        ...


class AsyncBuilding(Protocol):
    """A place with thermostats: a building, a location or a structure, as the vendor calls it."""

    @property
    def id(self) -> str:
        """The vendor's id."""
        ...

    @property
    def vendor(self) -> str:
        """The vendor: ``ecobee``, ``nest`` or ``smartthings``."""
        ...

    @property
    def thermostats(self) -> AsyncThermostats:
        """The thermostats in it."""
        ...

    async def info(self) -> BuildingInfo:
        """Read what is known about it."""
        ...


class AsyncBuildings(Protocol):
    """The buildings of an account."""

    def __aiter__(self) -> AsyncIterator[AsyncBuilding]:
        """Walk through all of them."""
        ...

    def get(self, building_id: str, /) -> AsyncBuilding:
        """Take the building with this id; no request is made."""
        ...


class AsyncClient(Protocol):
    """The account at one vendor."""

    @property
    def buildings(self) -> AsyncBuildings:
        """Its buildings."""
        ...

    @property
    def thermostats(self) -> AsyncThermostats:
        """Its thermostats, whatever their building."""
        ...

    def options(
        self, *, timeout_s: float | None = None, deadline_s: float | None = None, attempts: int | None = None
    ) -> AbstractContextManager[None]:
        """Change timeout, deadline or attempts for the calls in a ``with`` block."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...

    async def __aenter__(self) -> Self:
        """Return the client."""
        ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close the connections."""
        ...
