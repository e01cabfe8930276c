"""From the JSON of a response to our models: a reader for each kind of response. None of them raises."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import Row
from smartbuildings._core.readers import Reader, items
from smartbuildings.nest.enums import Connectivity, EcoMode, ThermostatMode, TimerMode
from smartbuildings.nest.ids import id_in
from smartbuildings.nest.models import Device, Room, StructureInfo, ThermostatInfo, ThermostatStatus, ThermostatTraits
from smartbuildings.values import SetPoints

__all__ = [
    "read_device",
    "read_devices",
    "read_nothing",
    "read_room",
    "read_rooms",
    "read_structure",
    "read_structures",
    "read_thermostat_info",
    "read_thermostat_status",
]

M = TypeVar("M")

_NEXT: Final = ("nextPageToken",)
"""Google's discovery document has no pages. Should a list be cut all the same, the client follows this."""


def _listed(name: str, reader: Reader[M], field: str) -> Reader[tuple[M, ...]]:
    """Return the reader of a list. An empty one is sent as an empty object."""
    rows: dict[str, Row[Any]] = {"found": Row(field, items(reader))}
    return Reader(tuple, rows, name=name, make=lambda _, found: found or (), unread=_NEXT)


read_device: Final = Reader(Device)
read_devices: Final = _listed("Devices", read_device, "devices")
read_structure: Final = Reader(StructureInfo)
read_structures: Final = _listed("Structures", read_structure, "structures")
read_room: Final = Reader(Room)
read_rooms: Final = _listed("Rooms", read_room, "rooms")
read_nothing: Final[Reader[None]] = Reader(type(None), {}, name="Nothing", make=lambda _: None, unread=None)

# Other kinds of devices have traits of their own, and thermostats can get new ones: neither is unexpected.
_TRAITS: Final = Reader(ThermostatTraits, unread=None)
_WITHOUT_SET_POINTS: Final = SetPoints()


def read_thermostat_info(device: Device, drift: DriftReport) -> ThermostatInfo:
    """Read what is known about a thermostat apart from its state."""
    places = [each for each in device.parents if each.parent is not None]
    parent = next((each.parent for each in places if id_in(each.parent, "rooms")), None)
    parent = parent or device.assignee or next((each.parent for each in places), None)
    name = next((each.display_name for each in places if each.parent == parent and each.display_name), None)
    traits = _TRAITS(device.traits, drift)
    return ThermostatInfo(
        device_id=device.id,
        building_id=id_in(parent, "structures"),
        room_id=id_in(parent, "rooms"),
        room_name=name or next((each.display_name for each in places if each.display_name), None),
        custom_name=device.name,
        native_modes=traits.available_modes or None,
        native=device,
    )


def read_thermostat_status(device: Device, drift: DriftReport) -> ThermostatStatus:
    """Read the state of a thermostat."""
    found = _TRAITS(device.traits, drift)
    is_aiming = found.mode is not ThermostatMode.OFF and found.eco_mode is not EcoMode.MANUAL_ECO
    connectivity = found.connectivity
    return ThermostatStatus(
        device_id=device.id,
        is_online=None if connectivity is None or not connectivity.is_known else connectivity is Connectivity.ONLINE,
        temperature=found.temperature,
        humidity=None if found.humidity is None else round(found.humidity),
        # Sent in these states, they would be those of another state.
        set_points=SetPoints(found.heat, found.cool) if is_aiming else _WITHOUT_SET_POINTS,
        native_mode=found.mode,
        supported_modes=found.available_modes or None,
        is_eco=None if found.eco_mode is None or not found.eco_mode.is_known else found.eco_mode is EcoMode.MANUAL_ECO,
        eco_set_points=SetPoints(found.eco_heat, found.eco_cool),
        # While no timer runs, it is the end of the last one.
        fan_ends_at=found.timer_ends_at if found.timer_mode is TimerMode.ON else None,
        traits=found,
        extra=found.extra,
    )
