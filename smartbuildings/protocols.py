"""What every vendor's client, buildings and thermostats can do: write against these, and any vendor fits.

Each vendor's classes satisfy them and have more; ``abilities`` says in advance what a thermostat can do, and a method
that a vendor cannot offer raises `NotSupported`.

    def too_warm(client: Client, limit: Temperature) -> list[str | None]:
        readings = client.thermostats.statuses()
        return [each.thermostat.id for each in readings if each.status and (each.status.temperature or limit) > limit]
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Ability, Action, Applied, FanMode, Mode, Range, SetPoints, Until

__all__ = [
    "AsyncBuilding",
    "AsyncBuildings",
    "AsyncClient",
    "AsyncReading",
    "AsyncThermostat",
    "AsyncThermostats",
    "Building",
    "BuildingInfo",
    "Buildings",
    "Client",
    "Hold",
    "Reading",
    "Thermostat",
    "ThermostatInfo",
    "ThermostatStatus",
    "Thermostats",
]


class ThermostatStatus(Protocol):
    """The state of a thermostat at the time of reading. ``None`` means that the vendor does not report it."""

    @property
    def id(self) -> str | None:
        """The thermostat's id."""
        ...

    @property
    def temperature(self) -> Temperature | None:
        """The measured temperature."""
        ...

    @property
    def humidity(self) -> int | None:
        """The measured relative humidity in percent."""
        ...

    @property
    def set_points(self) -> SetPoints:
        """The temperatures that it aims at."""
        ...

    @property
    def heat_range(self) -> Range:
        """The range that the heat set point has to stay in."""
        ...

    @property
    def cool_range(self) -> Range:
        """The range that the cool set point has to stay in."""
        ...

    @property
    def min_gap(self) -> TemperatureDelta | None:
        """How far the heat and cool set points have to be apart at least."""
        ...

    @property
    def mode(self) -> Mode | None:
        """What it may do."""
        ...

    @property
    def action(self) -> Action | None:
        """What it does now."""
        ...

    @property
    def fan_mode(self) -> FanMode | None:
        """What the fan is set to."""
        ...

    @property
    def is_fan_running(self) -> bool | None:
        """Whether the fan runs now."""
        ...

    @property
    def is_online(self) -> bool | None:
        """Whether the vendor's service reaches the device; if not, the rest is the last known state."""
        ...

    @property
    def observed_at(self) -> datetime | None:
        """When the temperature was measured."""
        ...

    @property
    def native(self) -> object:
        """The vendor's own model."""
        ...


class ThermostatInfo(Protocol):
    """What is known about a thermostat apart from its state."""

    @property
    def id(self) -> str | None:
        """The thermostat's id."""
        ...

    @property
    def building_id(self) -> str | None:
        """The id of its building."""
        ...

    @property
    def name(self) -> str | None:
        """Its name."""
        ...

    @property
    def modes(self) -> tuple[Mode, ...] | None:
        """The modes that it can be set to."""
        ...

    @property
    def native(self) -> object:
        """The vendor's own model."""
        ...


class BuildingInfo(Protocol):
    """What is known about a building."""

    @property
    def id(self) -> str | None:
        """The building's id."""
        ...

    @property
    def name(self) -> str | None:
        """Its name."""
        ...

    @property
    def native(self) -> object:
        """The vendor's own model."""
        ...


class Hold(Protocol):
    """Set points that override the schedule."""

    @property
    def heat(self) -> Temperature | None:
        """The heat set point that it holds."""
        ...

    @property
    def cool(self) -> Temperature | None:
        """The cool set point that it holds."""
        ...

    @property
    def start(self) -> datetime | None:
        """When it begins."""
        ...

    @property
    def end(self) -> datetime | None:
        """When it ends."""
        ...

    @property
    def is_running(self) -> bool | None:
        """Whether it is in force now."""
        ...


class Thermostat(Protocol):
    """A thermostat. Taking one costs no request."""

    @property
    def id(self) -> str:
        """The vendor's id."""
        ...

    @property
    def vendor(self) -> str:
        """The vendor: ``ecobee``."""
        ...

    @property
    def abilities(self) -> frozenset[Ability]:
        """What this thermostat can do."""
        ...

    def info(self) -> ThermostatInfo:
        """Read names, building and modes."""
        ...

    def status(self) -> ThermostatStatus:
        """Read the state."""
        ...

    def set_temperature(self, *, heat: Temperature | None = None, cool: Temperature | None = None) -> Applied:
        """Set what it aims at, for as long as the vendor does that by default."""
        ...

    def hold(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None, until: Until = "next_change"
    ) -> Applied:
        """Hold set points."""
        ...

    def resume(self) -> Applied:
        """End every hold and follow the schedule again."""
        ...

    def set_mode(self, mode: Mode) -> Applied:
        """Set the mode."""
        ...

    def set_fan(self, fan: FanMode) -> Applied:
        """Set when the fan runs."""
        ...


class Reading(Protocol):
    """One thermostat of ``statuses()`` with its status, or the error that came instead."""

    @property
    def thermostat(self) -> Thermostat:
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


class Thermostats(Protocol):
    """The thermostats of an account or of a building."""

    def __iter__(self) -> Iterator[Thermostat]:
        """Walk through all of them."""
        ...

    def get(self, thermostat_id: str, /) -> Thermostat:
        """Take the thermostat with this id; no request is made."""
        ...

    def statuses(self, *, limit: int | None = None) -> Iterator[Reading]:
        """Read the status of each."""
        ...


class Building(Protocol):
    """A place with thermostats: a building, a location or a structure, as the vendor calls it."""

    @property
    def id(self) -> str:
        """The vendor's id."""
        ...

    @property
    def vendor(self) -> str:
        """The vendor: ``ecobee``."""
        ...

    @property
    def thermostats(self) -> Thermostats:
        """The thermostats in it."""
        ...

    def info(self) -> BuildingInfo:
        """Read what is known about it."""
        ...


class Buildings(Protocol):
    """The buildings of an account."""

    def __iter__(self) -> Iterator[Building]:
        """Walk through all of them."""
        ...

    def get(self, building_id: str, /) -> Building:
        """Take the building with this id; no request is made."""
        ...


class Client(Protocol):
    """The account at one vendor."""

    @property
    def buildings(self) -> Buildings:
        """Its buildings."""
        ...

    @property
    def thermostats(self) -> Thermostats:
        """Its thermostats, whatever their building."""
        ...

    def options(
        self, *, timeout_s: float | None = None, deadline_s: float | None = None, attempts: int | None = None
    ) -> AbstractContextManager[None]:
        """Change timeout, deadline or attempts for the calls in a ``with`` block."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class AsyncThermostat(Protocol):
    """A thermostat of an async client, like `Thermostat`."""

    @property
    def id(self) -> str:
        """The vendor's id."""
        ...

    @property
    def vendor(self) -> str:
        """The vendor: ``ecobee``."""
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

    async def set_temperature(self, *, heat: Temperature | None = None, cool: Temperature | None = None) -> Applied:
        """Set what it aims at, for as long as the vendor does that by default."""
        ...

    async def hold(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None, until: Until = "next_change"
    ) -> Applied:
        """Hold set points."""
        ...

    async def resume(self) -> Applied:
        """End every hold and follow the schedule again."""
        ...

    async def set_mode(self, mode: Mode) -> Applied:
        """Set the mode."""
        ...

    async def set_fan(self, fan: FanMode) -> Applied:
        """Set when the fan runs."""
        ...


class AsyncReading(Protocol):
    """One thermostat of ``statuses()``, like `Reading`."""

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
    """The thermostats of an account or of a building, like `Thermostats`."""

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
    """A place with thermostats, like `Building`."""

    @property
    def id(self) -> str:
        """The vendor's id."""
        ...

    @property
    def vendor(self) -> str:
        """The vendor: ``ecobee``."""
        ...

    @property
    def thermostats(self) -> AsyncThermostats:
        """The thermostats in it."""
        ...

    async def info(self) -> BuildingInfo:
        """Read what is known about it."""
        ...


class AsyncBuildings(Protocol):
    """The buildings of an account, like `Buildings`."""

    def __aiter__(self) -> AsyncIterator[AsyncBuilding]:
        """Walk through all of them."""
        ...

    def get(self, building_id: str, /) -> AsyncBuilding:
        """Take the building with this id; no request is made."""
        ...


class AsyncClient(Protocol):
    """The account at one vendor, async."""

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
