"""The operations of Nest that a client uses: the operationId, and the reader of the response."""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

import attrs

from smartbuildings._core.readers import Reader
from smartbuildings.nest import reading
from smartbuildings.values import Ability

__all__ = ["ABILITIES", "Operation"]

T = TypeVar("T")

ABILITIES: Final = frozenset({Ability.SET_TEMPERATURE, Ability.SET_MODE, Ability.SET_ECO, Ability.FAN_FOR})
"""What a Nest thermostat can do, as far as its traits allow: there are no holds, and no schedule."""


@attrs.frozen
class Operation(Generic[T]):
    """One operation."""

    verb: str
    """What it does, in words."""
    operation_id: str
    """Its name in the document."""
    reader: Reader[T]
    """Makes our object of the response."""


LIST_DEVICES: Final = Operation("list the devices", "listDevices", reading.read_devices)
READ_DEVICE: Final = Operation("read a device", "getDevice", reading.read_device)
EXECUTE: Final = Operation("send a command", "executeDeviceCommand", reading.read_nothing)
LIST_STRUCTURES: Final = Operation("list the structures", "listStructures", reading.read_structures)
READ_STRUCTURE: Final = Operation("read a structure", "getStructure", reading.read_structure)
LIST_ROOMS: Final = Operation("list the rooms", "listRooms", reading.read_rooms)
READ_ROOM: Final = Operation("read a room", "getRoom", reading.read_room)

EVERY: Final[tuple[Operation[Any], ...]] = (
    LIST_DEVICES, READ_DEVICE, EXECUTE, LIST_STRUCTURES, READ_STRUCTURE, LIST_ROOMS, READ_ROOM,
)  # fmt: skip
"""All of them."""
