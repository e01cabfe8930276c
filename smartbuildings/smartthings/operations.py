"""The operations of SmartThings that a client uses: the operationId, and the reader of the response."""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

import attrs

from smartbuildings._core.readers import Reader
from smartbuildings.smartthings import reading
from smartbuildings.values import Ability

__all__ = ["ABILITIES", "Operation"]

T = TypeVar("T")

ABILITIES: Final = frozenset({Ability.SET_TEMPERATURE, Ability.SET_MODE, Ability.SET_FAN})
"""What a thermostat behind SmartThings can do, as far as its device allows: there are no holds."""


@attrs.frozen
class Operation(Generic[T]):
    """One operation."""

    verb: str
    """What it does, in words."""
    operation_id: str
    """Its name in the document."""
    reader: Reader[T]
    """Makes our object of the response."""
    is_of_device: bool = False
    """Whether its limit is counted for each device (or room), whose id is the last one in the path."""


_NOTHING: Final[Reader[None]] = Reader(type(None), {}, name="Nothing", make=lambda _: None, unread=None)

LIST_LOCATIONS: Final = Operation("list the locations", "listLocations", reading.read_location)
READ_LOCATION: Final = Operation("read a location", "getLocation", reading.read_location)
LIST_ROOMS: Final = Operation("list the rooms", "listRooms", reading.read_room)
LIST_MODES: Final = Operation("list the location modes", "listModes", reading.read_mode)
READ_MODE: Final = Operation("read the location mode", "getCurrentMode", reading.read_mode)
SET_MODE: Final = Operation("set the location mode", "setCurrentMode", reading.read_mode)

LIST_DEVICES: Final = Operation("list the devices", "getDevices", reading.read_device)
READ_DEVICE: Final = Operation("read a device", "getDevice", reading.read_device, is_of_device=True)
LIST_ROOM_DEVICES: Final = Operation(
    "list the devices of a room", "listRoomDevices", reading.read_device, is_of_device=True
)
READ_STATUS: Final = Operation("read the status", "getDeviceStatus", reading.read_device_status, is_of_device=True)
READ_HEALTH: Final = Operation("read the health", "getDeviceHealth", reading.read_health)
EXECUTE: Final = Operation("send commands", "executeDeviceCommands", reading.read_command_results, is_of_device=True)

READ_TOKEN_INSTALLATION: Final = Operation(
    "read the installed app of the token", "getTokenInstallation", reading.read_installed_app
)
LIST_SUBSCRIPTIONS: Final = Operation("list the subscriptions", "listSubscriptions", reading.read_subscription)
SUBSCRIBE: Final = Operation("subscribe", "saveSubscription", reading.read_subscription)
UNSUBSCRIBE: Final = Operation("end a subscription", "deleteSubscription", _NOTHING)

LIST_SCENES: Final = Operation("list the scenes", "listScenes", reading.read_scene)
EXECUTE_SCENE: Final = Operation("execute a scene", "executeScene", _NOTHING)
LIST_HISTORY: Final = Operation("read the history", "getDeviceHistory", reading.read_history_item)

EVERY: Final[tuple[Operation[Any], ...]] = (
    LIST_LOCATIONS, READ_LOCATION, LIST_ROOMS, LIST_MODES, READ_MODE, SET_MODE, LIST_DEVICES, READ_DEVICE,
    LIST_ROOM_DEVICES, READ_STATUS, READ_HEALTH, EXECUTE, READ_TOKEN_INSTALLATION, LIST_SUBSCRIPTIONS, SUBSCRIBE,
    UNSUBSCRIBE, LIST_SCENES, EXECUTE_SCENE, LIST_HISTORY,
)  # fmt: skip
"""All of them."""
