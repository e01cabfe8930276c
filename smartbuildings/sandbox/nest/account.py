"""The account of one user: structures with rooms, and devices of every kind that a client has to cope with."""

from __future__ import annotations

from typing import Any, Final

import attrs

from smartbuildings.sandbox.world import physics
from smartbuildings.sandbox.world.physics import ZoneState
from smartbuildings.sandbox.world.places import building_plan
from smartbuildings.sandbox.world.rooms import room_zone
from smartbuildings.sandbox.world.seeding import generator
from smartbuildings.sandbox.world.weather import Climate

from .devices import Device, Display, Settings, Thermostat
from .tokens import opaque

__all__ = ["Account", "Structure"]

_ROOMS: Final = ("Living Room", "Kitchen", "Bedroom", "Office", "Guest Room", "Hallway")
_ALL_MODES: Final = ("HEAT", "COOL", "HEATCOOL", "OFF")
_HEAT_ONLY: Final = ("HEAT", "OFF")


@attrs.frozen
class _Kind:
    """One row of the table of thermostats."""

    name: str
    scale: str
    mode: str
    modes: tuple[str, ...] = _ALL_MODES
    fan: bool | None = True
    more: dict[str, Any] = attrs.field(factory=dict[str, Any])
    is_eco: bool = False


# Every thermostat is one of these; they are taken in turn. Two have the same name, and one has none.
_KINDS: Final = (
    _Kind("Living Room", "FAHRENHEIT", "HEAT"),
    _Kind("Kitchen", "FAHRENHEIT", "COOL"),
    _Kind("Upstairs", "FAHRENHEIT", "HEATCOOL"),
    _Kind("Office", "FAHRENHEIT", "OFF", more={"refuses_eco_while_off": True}),
    _Kind("Guest Suite", "FAHRENHEIT", "HEATCOOL", is_eco=True),
    _Kind("", "FAHRENHEIT", "HEAT"),
    _Kind("Lounge", "CELSIUS", "HEAT", _HEAT_ONLY, fan=False),
    _Kind("Cellar", "CELSIUS", "HEAT", more={"is_online": False}),
    _Kind("Thermostat", "CELSIUS", "HEAT", _HEAT_ONLY, fan=None),
    _Kind("Thermostat", "CELSIUS", "HEATCOOL"),
    _Kind("Studio", "CELSIUS", "HEATCOOL", more={"has_humidity": False}),
    _Kind("Landing", "CELSIUS", "COOL"),
)


@attrs.define
class Structure:
    """A structure with its rooms."""

    id: str
    custom_name: str
    rooms: dict[str, str]
    """Names by id."""
    climate: Climate
    is_shared: bool = True
    """Whether the user shares it with the project."""


class Account:
    """Everything that a user has, whether it is shared or not.

    Args:
        seed: what everything follows from.
        structures: how many structures there are.
        thermostats: how many thermostats, spread over the structures; the first structure with some has a display, too.
        now: when the world begins.
    """

    def __init__(self, seed: int, structures: int, thermostats: int, now: float) -> None:
        if not 1 <= structures <= 1000 or not 0 <= thermostats <= 10_000:
            raise ValueError("A Nest sandbox has 1 to 1,000 structures and 0 to 10,000 thermostats.")
        self.seed = seed
        self.structures: dict[str, Structure] = {}
        self.devices: dict[str, Device] = {}
        for index in range(structures):
            structure = self._structure(index)
            self.structures[structure.id] = structure
            numbers = range(index * thermostats // structures, (index + 1) * thermostats // structures)
            for position, number in enumerate(numbers):
                kind = _KINDS[number % len(_KINDS)]
                self._add(structure, position, kind.name, number, self._thermostat(kind, structure, number, now))
        if thermostats:
            home = next(each.structure_id for each in self.devices.values())
            self._add(self.structures[home], 1, "Kitchen Display", thermostats, Display())

    def shared_structures(self) -> list[Structure]:
        """Return the structures that the user shares."""
        return [each for each in self.structures.values() if each.is_shared]

    def is_shared(self, device: Device) -> bool:
        """Return whether the user shares a device."""
        return self.structures[device.structure_id].is_shared

    def reissue(self, device: Device) -> str:
        """Give a device another id, and return it. Its place in lists stays."""
        before, device.issue = device.id, device.issue + 1
        device.id = self._device_id(device.number, device.issue)
        self.devices = {each.id: each for each in self.devices.values()}
        assert before not in self.devices, "ids are never given twice"
        return device.id

    def _structure(self, index: int) -> Structure:
        plan = building_plan(self.seed, index)
        rooms = {_id(self.seed, "room", index, name): name for name in _ROOMS}
        climate = Climate(self.seed, float(plan.address["latitude"]), float(plan.address["longitude"]))
        return Structure(_id(self.seed, "structure", index), plan.name, rooms, climate)

    def _thermostat(self, kind: _Kind, structure: Structure, number: int, now: float) -> Thermostat:
        chance = generator(self.seed, "nest thermostat", number)
        settings = Settings(
            kind.mode, chance.choice((19.0, 20.5, 21.4)), chance.choice((24.0, 24.7, 25.5)), is_eco=kind.is_eco
        )
        zone = room_zone(chance, heating=1, cooling=1 if "COOL" in kind.modes else 0)
        begins = now // physics.STEP_S * physics.STEP_S
        thermostat = Thermostat(
            settings, kind.modes, kind.scale, zone, ZoneState(begins, 70.0), structure.climate, kind.fan, **kind.more
        )
        # What is off, and what only cools, would be as cold as a winter: somebody has heated until now.
        warmed = min(78.0, max(62.0, physics.settled(zone, thermostat.conditions(begins))))
        thermostat.room.temperature = warmed + chance.uniform(-1.2, 0.4)
        thermostat.settle(now)
        return thermostat

    def _add(self, structure: Structure, position: int, name: str, number: int, body: Thermostat | Display) -> None:
        room_id = list(structure.rooms)[position % len(structure.rooms)]
        device = Device(number, self._device_id(number, 0), name, structure.id, room_id, body)
        self.devices[device.id] = device

    def _device_id(self, number: int, issue: int) -> str:
        return _id(self.seed, "device", number, issue)


def _id(*key: object) -> str:
    return f"AVPHwE{opaque(80, *key)}"  # a letter first, so that no id looks like an option of a command line
