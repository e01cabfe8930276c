"""The time zones in which times are shown: each read once for all handles of a client, and only when it is needed.

A thermostat's summary has an offset from UTC, but that is the offset of today: a hold that ends in July has another one
than the January in which it is read. So times are converted with the zone in the address of the building.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, tzinfo
from math import inf
from typing import Any, Final, Generic, TypeVar

from smartbuildings._core import options
from smartbuildings._io.asynchronous import Limiter, WaitTimeout, monotonic, owner_id
from smartbuildings.ecobee import checks, operations
from smartbuildings.ecobee.models import BuildingInfo, ThermostatInfo
from smartbuildings.errors import InvalidRequest, NotFound, PermissionDenied, SmartBuildingsError

__all__ = ["AsyncZones"]

V = TypeVar("V")

_LASTING: Final = (InvalidRequest, NotFound, PermissionDenied)
"""Errors that the same request would meet again."""
_NEXT_TRY_S: Final = 300.0
"""How long after another error the request is made again."""
_PATIENCE_S: Final = 120.0
"""How long to wait for another caller who is reading the same thing, without a deadline from ``options()``."""


class AsyncZones:
    """The zones of buildings by their ids, and the buildings of thermostats."""

    def __init__(self, read: Callable[..., Awaitable[Any]]) -> None:
        self._read = read
        self._zones: _AsyncOnce[tzinfo | None] = _AsyncOnce(self._read_zone)
        self._buildings: _AsyncOnce[str | None] = _AsyncOnce(self._read_building_id)

    def learn_zone(self, building_id: str, found: BuildingInfo) -> None:
        """Remember the zone in a building's summary that was read anyway."""
        self._zones.known[building_id] = found.address.zone

    def learn_building(self, thermostat_id: str, building_id: str | None) -> None:
        """Remember a thermostat's building that was read anyway."""
        if building_id is not None:
            self._buildings.known[thermostat_id] = building_id

    async def of(self, thermostat_id: str, times: Iterable[datetime], *, building_id: str | None) -> tzinfo | None:
        """Return the zone for these times of a thermostat; ``None`` if they do not need one or it cannot be read.

        The building's zone costs one request, unless it is known. If the building is not known either, that costs one
        more: this is spent only for a time without an offset, which cannot be placed otherwise. An error leaves the
        times as they were sent, because what the caller asked for has been read.

        Args:
            thermostat_id: The thermostat.
            times: The times, as they were sent.
            building_id: The building that the handle was taken from, if any.
        """
        times = tuple(times)
        if not times:
            return None
        home = self._buildings.known.get(thermostat_id) or building_id
        if home is None and any(each.tzinfo is None for each in times):
            home = await self._buildings.get(thermostat_id)
        return None if home is None else await self._zones.get(home)

    async def _read_zone(self, building_id: str) -> tzinfo | None:
        found: BuildingInfo = await self._read(operations.READ_BUILDING, checks.check_building_id(building_id))
        return found.address.zone

    async def _read_building_id(self, thermostat_id: str) -> str | None:
        found: ThermostatInfo = await self._read(operations.READ_THERMOSTAT, thermostat_id)
        return found.building_id


class _AsyncOnce(Generic[V]):
    """Values that are read once by key, whatever number of callers ask at the same time."""

    def __init__(self, read: Callable[[str], Awaitable[V]]) -> None:
        self._read = read
        self.known: dict[str, V] = {}
        self._next_try: dict[str, float] = {}
        # By where the locks belong, too: a forked process must not wait for a thread that its parent has.
        self._limiters: dict[tuple[object, str], Limiter] = {}

    async def get(self, key: str) -> V | None:
        """Return the value; ``None`` if it could not be read."""
        if key in self.known:
            return self.known[key]
        limiter = self._limiters.setdefault((owner_id(), key), Limiter(1))
        try:
            async with limiter.acquire(options.current().deadline_s or _PATIENCE_S):
                if key not in self.known and monotonic() >= self._next_try.get(key, -inf):
                    await self._try(key)
        except WaitTimeout:
            return None
        return self.known.get(key)

    async def _try(self, key: str) -> None:
        try:
            self.known[key] = await self._read(key)
        except _LASTING:
            self._next_try[key] = inf
        except SmartBuildingsError:
            self._next_try[key] = monotonic() + _NEXT_TRY_S
