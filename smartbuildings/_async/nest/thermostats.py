"""Many thermostats: those of all structures, or of one. All are read with one list of devices."""

from __future__ import annotations

from collections.abc import AsyncIterator

import attrs

from smartbuildings._async.nest.device_list import AsyncDeviceList
from smartbuildings._async.nest.thermostat import AsyncThermostat
from smartbuildings._core.hiding import never_raises
from smartbuildings.errors import SmartBuildingsError
from smartbuildings.nest.ids import check_id
from smartbuildings.nest.models import ThermostatStatus
from smartbuildings.nest.reading import read_thermostat_info

__all__ = ["AsyncStatusReading", "AsyncThermostats"]


@attrs.frozen
class AsyncStatusReading:
    """One thermostat of many with its status."""

    thermostat: AsyncThermostat
    """Which thermostat."""
    status: ThermostatStatus | None
    """Its status."""
    error: SmartBuildingsError | None = None
    """Always ``None``: all statuses come with one response. Other vendors have errors of single thermostats here."""


class AsyncThermostats:
    """The thermostats of all structures or of one: iterate it, or take one by its id.

    A device is a thermostat if it has a trait of one; displays and cameras are not listed.
    """

    def __init__(self, devices: AsyncDeviceList, *, structure_id: str | None = None) -> None:
        self._devices = devices
        self._structure_id = structure_id

    def get(self, thermostat_id: str, /) -> AsyncThermostat:
        """Take the thermostat with this id. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this cannot be an id.
        """
        return AsyncThermostat(self._devices, check_id(thermostat_id, field="thermostat_id"))

    async def __aiter__(self) -> AsyncIterator[AsyncThermostat]:
        """Walk through the thermostats: one request, of which 5 a minute are allowed."""
        for reading in await self._read(None):
            yield reading.thermostat

    async def statuses(self, *, limit: int | None = None) -> AsyncIterator[AsyncStatusReading]:
        """Read the status of every thermostat with one request, of which 5 a minute are allowed.

        Args:
            limit: How many thermostats to read at most.
        """
        for reading in await self._read(limit):
            yield reading

    async def _read(self, limit: int | None) -> list[AsyncStatusReading]:
        found: list[AsyncStatusReading] = []
        drift = self._devices.account.drift
        for device in await self._devices.read():
            if limit is not None and len(found) >= limit:
                break
            if device.id is None or not device.is_thermostat:
                continue
            if self._structure_id in (None, read_thermostat_info(device, drift).building_id):
                thermostat = AsyncThermostat(self._devices, device.id)
                found.append(AsyncStatusReading(thermostat, thermostat.read(device)))
        return found

    @never_raises
    def __repr__(self) -> str:
        where = "" if self._structure_id is None else f" of structure {self._structure_id}"
        return f"<Nest thermostats{where}>"
