"""The account: locations with rooms, modes, scenes and devices, and the events of their past."""

from __future__ import annotations

import zlib
from collections import deque
from typing import Any, Final

import attrs

from smartbuildings.sandbox.world.places import building_plan
from smartbuildings.sandbox.world.seeding import generator
from smartbuildings.sandbox.world.weather import Climate

from .devices import Component, Device, Order
from .kinds import KINDS, Setting, make
from .tokens import seeded_id

__all__ = ["MOST_LOCATIONS", "Account", "Event", "Location", "Scene"]

MOST_LOCATIONS: Final = 10
"""Locations of one user; another page of the vendor says 50."""
_KEPT_EVENTS: Final = 5_000
_ROOMS: Final = ("Living Room", "Bedroom", "Kitchen", "Office", "Hall", "Utility Room")
_MODES: Final = ("Home", "Away", "Night")
_COUNTRIES: Final = {"US": "USA", "CA": "CAN"}


@attrs.define
class Scene:
    """A scene: what it sets on which device."""

    id: str
    name: str
    created_at: float
    actions: tuple[tuple[str, Order], ...]
    executed_at: float | None = None


@attrs.define
class Location:
    """A location. ``fields`` holds what the API shows of it and lets callers change."""

    id: str
    fields: dict[str, Any]
    climate: Climate
    created_at: float
    modified_at: float
    rooms: dict[str, str] = attrs.field(factory=dict[str, str])
    modes: dict[str, str] = attrs.field(factory=dict[str, str])
    current_mode: str = ""
    group_id: str | None = None
    """The location group that it belongs to; owners of many locations have groups."""
    scenes: dict[str, Scene] = attrs.field(factory=dict[str, Scene])


@attrs.frozen
class Event:
    """A past change of an attribute."""

    device_id: str
    component: str
    capability: str
    attribute: str
    value: Any
    at: float

    @property
    def epoch(self) -> int:
        """When it was, in milliseconds since 1970."""
        return int(self.at * 1000)

    @property
    def hash(self) -> int:
        """Tells events of one millisecond apart."""
        return zlib.crc32(f"{self.device_id}/{self.component}/{self.attribute}/{self.value}/{self.at}".encode())


class Account:
    """Everything that a user has.

    Args:
        seed: what everything follows from.
        locations: how many locations there are at the beginning: the first shows Fahrenheit, the next Celsius.
        devices: how many devices, spread over the locations.
        now: when the world began.
    """

    def __init__(self, seed: int, locations: int, devices: int, now: float) -> None:
        if not 1 <= locations <= 1000 or not 0 <= devices <= 10_000:
            raise ValueError("A SmartThings sandbox has 1 to 1,000 locations and 0 to 10,000 devices.")
        self.seed = seed
        self.locations: dict[str, Location] = {}
        self.devices: dict[str, Device] = {}
        self.events: deque[Event] = deque(maxlen=_KEPT_EVENTS)
        self._created = 0
        for index in range(locations):
            self._seed_location(index, range(index * devices // locations, (index + 1) * devices // locations), now)

    def new_id(self, kind: str) -> str:
        """Return an id that nothing has yet."""
        self._created += 1
        return seeded_id(self.seed, "created", kind, self._created)

    def create_location(self, fields: dict[str, Any], now: float) -> Location:
        """Add an empty location."""
        location = self._location(self.new_id("location"), fields, now)
        self.locations[location.id] = location
        return location

    def delete_location(self, location_id: str) -> None:
        """Remove a location with everything in it."""
        del self.locations[location_id]
        self.devices = {each.id: each for each in self.devices.values() if each.location_id != location_id}

    def settle(self, device: Device, now: float) -> None:
        """Bring a device, and those in the rooms that it shows, to a moment."""
        for component in device.components.values():
            if component.follows is not None:
                component.follows.settle(now)
        device.settle(now, lambda order, at: self.record(device, order, at))

    def record(self, device: Device, order: Order, at: float) -> None:
        """Keep an event."""
        self.events.append(Event(device.id, order.component, order.capability, order.attribute, order.value, at))

    def _location(self, location_id: str, fields: dict[str, Any], now: float) -> Location:
        shown: dict[str, Any] = {
            "latitude": 0.0,
            "longitude": 0.0,
            "regionRadius": 150,
            "temperatureScale": "F",
            "timeZoneId": "America/New_York",
            "locale": "en",
            "additionalProperties": {},
        } | fields
        climate = Climate(self.seed, float(shown["latitude"]), float(shown["longitude"]))
        location = Location(location_id, shown, climate, now, now)
        location.modes = {seeded_id(location_id, "mode", name): name for name in _MODES}
        location.current_mode = next(iter(location.modes))
        return location

    def _seed_location(self, index: int, positions: range, now: float) -> None:
        plan = building_plan(self.seed, index)
        address = plan.address
        location_id = seeded_id(self.seed, "location", index)
        scale = "C" if index % 2 else "F"
        fields = {
            "name": plan.name,
            "countryCode": _COUNTRIES[address["country"]],
            "latitude": address["latitude"],
            "longitude": address["longitude"],
            "temperatureScale": scale,
            "timeZoneId": address["timeZone"],
        }
        location = self.locations[location_id] = self._location(location_id, fields, now - 90 * 86_400.0)
        location.rooms = {seeded_id(location_id, "room", name): name for name in _ROOMS}
        neighbours: dict[str, Component] = {}
        for position in range(len(positions)):
            kind = KINDS[position % len(KINDS)]
            chance = generator(self.seed, "device", location_id, position)
            made = make(kind, Setting(scale, location.climate, now, neighbours, chance))
            components = {component.id: component for component in made.components}
            neighbours[kind.__name__] = components["main"]
            room_id = list(location.rooms)[position % len(_ROOMS)]
            device = Device(
                id=seeded_id(location_id, "device", position),
                name=made.name,
                label=f"{location.rooms[room_id]} {kind.__name__.replace('_', ' ')}",
                location_id=location_id,
                room_id=room_id,
                type=made.type,
                components=components,
                manufacturer=made.manufacturer,
                created_at=now - 60 * 86_400.0,
                extras=dict(made.extras),
                is_online=made.is_online,
                is_sleeping=made.is_sleeping,
                health_at=now - 3600.0,
            )
            self.devices[device.id] = device
            self._seed_events(device, now)
        self._seed_scenes(location, now)

    def _seed_events(self, device: Device, now: float) -> None:
        for component in device.components.values():
            value = component.get("temperatureMeasurement", "temperature")
            if value is None or not device.is_online:
                continue
            for hours in range(12, 0, -3):
                order = Order(component.id, "temperatureMeasurement", "temperature", value)
                self.record(device, order, now - hours * 3600.0)

    def _seed_scenes(self, location: Location, now: float) -> None:
        heated = [
            (device, component)
            for device in self.devices.values()
            if device.location_id == location.id and device.is_online
            for component in device.components.values()
            if "thermostatHeatingSetpoint" in component.capabilities
        ]
        for name, lower_f in (("Good Night", 3), ("Away", 8)):
            actions = []
            for device, component in heated:
                attribute = component.capabilities["thermostatHeatingSetpoint"]["heatingSetpoint"]
                value = round(attribute.value - (lower_f if attribute.unit == "F" else lower_f / 2), 1)
                actions.append((device.id, Order(component.id, "thermostatHeatingSetpoint", "heatingSetpoint", value)))
            scene = Scene(seeded_id(location.id, "scene", name), name, now - 30 * 86_400.0, tuple(actions))
            location.scenes[scene.id] = scene
