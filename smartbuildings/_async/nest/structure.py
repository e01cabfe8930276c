"""Structures, which are the buildings of Nest, and their rooms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from smartbuildings._async.nest.device_list import AsyncDeviceList
from smartbuildings._async.nest.thermostats import AsyncThermostats
from smartbuildings._core.hiding import never_raises
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.nest import sdm_operations as operations
from smartbuildings.nest.ids import check_id
from smartbuildings.nest.models import Room, StructureInfo
from smartbuildings.nest.vendor import NEST

__all__ = ["AsyncStructure", "AsyncStructures"]

_INFO_S: Final = 60.0
"""How long the name that came with a list is used."""


class AsyncStructure:
    """A structure: the building of Nest. Taking one costs no request; each method makes those it needs.

    Attributes:
        id: The structure's id.
    """

    def __init__(self, devices: AsyncDeviceList, structure_id: str, listed: StructureInfo | None = None) -> None:
        self._devices = devices
        self.id = structure_id
        self._listed = listed
        self._listed_at = monotonic()

    @property
    def vendor(self) -> str:
        """The vendor: ``nest``."""
        return NEST.name

    @property
    def thermostats(self) -> AsyncThermostats:
        """The thermostats in this structure."""
        return AsyncThermostats(self._devices, structure_id=self.id)

    async def info(self) -> StructureInfo:
        """Read the name; without a request if the structures were listed within a minute.

        Raises:
            NotFound: there is no such structure, or the user does not share it.
        """
        if self._listed is not None and monotonic() - self._listed_at < _INFO_S:
            return self._listed
        return await self._devices.account.read(operations.READ_STRUCTURE, self.id)

    async def rooms(self) -> tuple[Room, ...]:
        """Read the rooms."""
        return await self._devices.account.read_all(operations.LIST_ROOMS, self.id)

    async def room(self, room_id: str) -> Room:
        """Read one room.

        Raises:
            NotFound: there is no such room.
        """
        return await self._devices.account.read(operations.READ_ROOM, self.id, check_id(room_id, field="room_id"))

    @never_raises
    def __repr__(self) -> str:
        return f"<Nest structure {self.id}>"


class AsyncStructures:
    """The structures that the user shares: iterate it, or take one by its id."""

    def __init__(self, devices: AsyncDeviceList) -> None:
        self._devices = devices

    def get(self, structure_id: str, /) -> AsyncStructure:
        """Take the structure with this id. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this cannot be an id.
        """
        return AsyncStructure(self._devices, check_id(structure_id, field="structure_id"))

    async def __aiter__(self) -> AsyncIterator[AsyncStructure]:
        """Walk through the structures: one request, of which 5 a minute are allowed."""
        for found in await self._devices.account.read_all(operations.LIST_STRUCTURES):
            if found.id is not None:
                yield AsyncStructure(self._devices, found.id, found)

    @never_raises
    def __repr__(self) -> str:
        return "<Nest structures>"
