"""Responses of the Smart Device Management API, as frozen values: they repr briefly, compare, hash, copy and pickle.

Any field of any response may be absent: then it is ``None``. Unknown fields, and values that could not be read, are
kept in ``extra``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from smartbuildings._core.fields import At, Kind, wire
from smartbuildings._core.kinds import MOMENT, NUMBER, OBJECT, TEXT, degrees, one_of, room_degrees, some_of
from smartbuildings._core.model import EMPTY, ApiModel, FrozenMapping, Model
from smartbuildings._core.plausible import is_relative_humidity
from smartbuildings._core.readers import items
from smartbuildings.nest.enums import Connectivity, EcoMode, HvacStatus, TemperatureScale, ThermostatMode, TimerMode
from smartbuildings.nest.ids import id_in, last_id
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Action, FanMode, Mode, Range, SetPoints

__all__ = [
    "Device",
    "ParentRelation",
    "Room",
    "StructureInfo",
    "ThermostatInfo",
    "ThermostatStatus",
    "ThermostatTraits",
]

_TRAIT = "sdm.devices.traits."


def _percent(value: Any, at: At) -> float | None:
    found = NUMBER.read(value, at)
    return found if found is None or is_relative_humidity(found) else at.refuse(value, "implausible value")


def _custom_name(traits: Mapping[str, object], name: str) -> str | None:
    """Return the name that the user gave; an empty one is none."""
    trait = traits.get(name)
    found = trait.get("customName") if isinstance(trait, Mapping) else None
    return found.strip() or None if isinstance(found, str) else None


# -- structures and rooms


@attrs.frozen(repr=False, kw_only=True)
class StructureInfo(ApiModel):
    """A structure: a home or another building."""

    full_name: str | None = wire("name", TEXT, repr=False)
    """Its full name: ``enterprises/PROJECT/structures/ID``."""
    traits: FrozenMapping = wire("traits", OBJECT, default=EMPTY, repr=False)
    """Its traits by name, as they were sent."""

    @property
    def name(self) -> str | None:
        """The name that the user gave it."""
        return _custom_name(self.traits, "sdm.structures.traits.Info")

    @property
    def id(self) -> str | None:
        """The structure's id."""
        return last_id(self.full_name)

    @property
    def native(self) -> StructureInfo:
        """This object: it is the vendor's own model."""
        return self


@attrs.frozen(repr=False, kw_only=True)
class Room(ApiModel):
    """A room of a structure."""

    full_name: str | None = wire("name", TEXT, repr=False)
    """Its full name: ``enterprises/PROJECT/structures/ID/rooms/ID``."""
    traits: FrozenMapping = wire("traits", OBJECT, default=EMPTY, repr=False)
    """Its traits by name, as they were sent."""

    @property
    def name(self) -> str | None:
        """The name that the user gave it."""
        return _custom_name(self.traits, "sdm.structures.traits.RoomInfo")

    @property
    def id(self) -> str | None:
        """The room's id."""
        return last_id(self.full_name)

    @property
    def building_id(self) -> str | None:
        """The structure that it is in."""
        return id_in(self.full_name, "structures")


# -- devices


@attrs.frozen(repr=False, kw_only=True)
class ParentRelation(Model):
    """The room or structure that a device is in."""

    parent: str | None = wire("parent", TEXT)
    """The full name of it."""
    display_name: str | None = wire("displayName", TEXT)
    """The name that the user gave it."""


@attrs.frozen(repr=False, kw_only=True)
class Device(ApiModel):
    """A device, with its traits as they were sent."""

    full_name: str | None = wire("name", TEXT)
    """Its full name: ``enterprises/PROJECT/devices/ID``."""
    type: str | None = wire("type", TEXT)
    """Such as ``sdm.devices.types.THERMOSTAT``. It is for display: a device can do what its traits allow."""
    assignee: str | None = wire("assignee", TEXT, repr=False)
    """The full name of the room or structure that it is assigned to."""
    parents: tuple[ParentRelation, ...] = wire("parentRelations", items(ParentRelation), default=(), repr=False)
    """Where it is."""
    traits: FrozenMapping = wire("traits", OBJECT, default=EMPTY, repr=False)
    """Its traits by name, as they were sent."""

    @property
    def id(self) -> str | None:
        """The device's id. It can change, as after an update of its firmware or a new consent."""
        return last_id(self.full_name)

    @property
    def name(self) -> str | None:
        """The name that the user gave it; often there is none."""
        return _custom_name(self.traits, f"{_TRAIT}Info")

    @property
    def is_thermostat(self) -> bool:
        """Whether it has a trait of a thermostat. One that is offline may lack some of them."""
        return any(name.startswith(f"{_TRAIT}Thermostat") for name in self.traits)


@attrs.frozen(repr=False, kw_only=True)
class ThermostatInfo(ApiModel):
    """A thermostat, apart from its state."""

    device_id: str | None = None
    """The thermostat's id."""
    building_id: str | None = None
    """The structure that it is in."""
    room_id: str | None = None
    """The room that it is in."""
    room_name: str | None = None
    """The name of the room or, if it is in none, of the structure."""
    custom_name: str | None = None
    """The name that the user gave the thermostat, if there is one."""
    native_modes: tuple[ThermostatMode, ...] | None = attrs.field(default=None, repr=False)
    """The modes that it can be set to, as the API writes them."""
    native: Device = attrs.field(factory=Device, repr=False)
    """The device."""

    @property
    def id(self) -> str | None:
        """The thermostat's id. It can change, as after an update of its firmware or a new consent."""
        return self.device_id

    @property
    def name(self) -> str | None:
        """The name that the user gave the thermostat, else the name of its room. Names need not differ."""
        return self.custom_name or self.room_name

    @property
    def modes(self) -> tuple[Mode, ...] | None:
        """The modes that it can be set to, in the words that all vendors share."""
        return None if self.native_modes is None else tuple(mode.neutral for mode in self.native_modes)


@attrs.frozen(repr=False, kw_only=True)
class ThermostatTraits(ApiModel):
    """The traits of a thermostat. Temperatures are degrees Celsius on the wire.

    A trait is missing while its feature is not available. Other traits are in ``extra``, as they were sent.
    """

    connectivity: Connectivity | None = wire("status", one_of(Connectivity), inside=f"{_TRAIT}Connectivity")
    """Whether the vendor's service reaches it."""
    temperature: Temperature | None = wire(
        "ambientTemperatureCelsius", room_degrees("C"), inside=f"{_TRAIT}Temperature"
    )
    """The measured temperature. One below -60 or above 150 °F is not a real one: it is kept in ``extra``, and reported
    as drift. The same is true of the set points."""
    humidity: float | None = wire("ambientHumidityPercent", Kind(_percent, unit="%"), inside=f"{_TRAIT}Humidity")
    """The measured relative humidity in percent."""
    scale: TemperatureScale | None = wire("temperatureScale", one_of(TemperatureScale), inside=f"{_TRAIT}Settings")
    """The unit that it shows."""
    timer_mode: TimerMode | None = wire("timerMode", one_of(TimerMode), inside=f"{_TRAIT}Fan")
    """Whether the timer of the fan runs; ``None`` where there is no fan."""
    timer_ends_at: datetime | None = wire("timerTimeout", MOMENT, inside=f"{_TRAIT}Fan")
    """When the timer of the fan ends."""
    mode: ThermostatMode | None = wire("mode", one_of(ThermostatMode), inside=f"{_TRAIT}ThermostatMode")
    """The mode, apart from Eco."""
    available_modes: tuple[ThermostatMode, ...] | None = wire(
        "availableModes", some_of(ThermostatMode), inside=f"{_TRAIT}ThermostatMode"
    )
    """The modes that it can be set to."""
    eco_mode: EcoMode | None = wire("mode", one_of(EcoMode), inside=f"{_TRAIT}ThermostatEco")
    """Whether it is in Eco."""
    available_eco_modes: tuple[EcoMode, ...] | None = wire(
        "availableModes", some_of(EcoMode), inside=f"{_TRAIT}ThermostatEco"
    )
    """The Eco modes that it can be set to."""
    eco_heat: Temperature | None = wire("heatCelsius", degrees("C"), inside=f"{_TRAIT}ThermostatEco")
    """In Eco it heats below this."""
    eco_cool: Temperature | None = wire("coolCelsius", degrees("C"), inside=f"{_TRAIT}ThermostatEco")
    """In Eco it cools above this."""
    hvac_status: HvacStatus | None = wire("status", one_of(HvacStatus), inside=f"{_TRAIT}ThermostatHvac")
    """What the equipment does."""
    heat: Temperature | None = wire("heatCelsius", room_degrees("C"), inside=f"{_TRAIT}ThermostatTemperatureSetpoint")
    """The heat set point, in the modes that have one and outside of Eco."""
    cool: Temperature | None = wire("coolCelsius", room_degrees("C"), inside=f"{_TRAIT}ThermostatTemperatureSetpoint")
    """The cool set point, in the modes that have one and outside of Eco."""


@attrs.frozen(repr=False, kw_only=True)
class ThermostatStatus(ApiModel):
    """The state of a thermostat at the time of reading."""

    device_id: str | None = attrs.field(default=None, repr=False)
    """The thermostat's id."""
    is_online: bool | None = None
    """Whether the vendor's service reaches it; if not, the rest is the last known state."""
    temperature: Temperature | None = None
    """The measured temperature."""
    humidity: int | None = None
    """The measured relative humidity in percent."""
    set_points: SetPoints = attrs.field(default=SetPoints())
    """The temperatures that it aims at: those of the mode. Both are ``None`` when it is off, and in Eco."""
    native_mode: ThermostatMode | None = attrs.field(default=None, repr=False)
    """The mode as the API writes it. Eco leaves it as it is."""
    supported_modes: tuple[ThermostatMode, ...] | None = attrs.field(default=None, repr=False)
    """The modes that it can be set to."""
    is_eco: bool | None = None
    """Whether it is in Eco; ``None`` for a thermostat without Eco."""
    eco_set_points: SetPoints = attrs.field(default=SetPoints(), repr=False)
    """The thresholds that it keeps between in Eco, also while it is not in Eco. They cannot be set."""
    fan_ends_at: datetime | None = None
    """When the timer of the fan ends, if it runs."""
    traits: ThermostatTraits = attrs.field(factory=ThermostatTraits, repr=False)
    """The traits as they were sent."""

    @property
    def id(self) -> str | None:
        """The thermostat's id."""
        return self.device_id

    @property
    def mode(self) -> Mode | None:
        """The mode in the words that all vendors share."""
        return None if self.native_mode is None else self.native_mode.neutral

    @property
    def action(self) -> Action | None:
        """What the equipment does. Idle is derived: it neither heats nor cools, and the timer of the fan is off."""
        status = self.traits.hvac_status
        if status is None:
            return None
        return Action.FAN if status is HvacStatus.OFF and self.is_fan_running else status.neutral

    @property
    def fan_mode(self) -> FanMode | None:
        """``ON`` while the timer of the fan runs, else ``AUTO``; ``None`` where there is no fan."""
        return None if self.traits.timer_mode is None else self.traits.timer_mode.neutral

    @property
    def is_fan_running(self) -> bool | None:
        """``True`` while the timer of the fan runs. Nothing reports whether heating or cooling runs it."""
        return True if self.traits.timer_mode is TimerMode.ON else None

    @property
    def heat_range(self) -> Range:
        """Unknown ends: the API does not report how far the heat set point can go."""
        return Range()

    @property
    def cool_range(self) -> Range:
        """Unknown ends: the API does not report how far the cool set point can go."""
        return Range()

    @property
    def min_gap(self) -> TemperatureDelta | None:
        """Always ``None``: the API does not report how far the set points have to be apart."""
        return None

    @property
    def observed_at(self) -> datetime | None:
        """Always ``None``: the API does not report when a value was measured."""
        return None

    @property
    def native(self) -> ThermostatTraits:
        """The traits as they were sent: the same as ``traits``."""
        return self.traits
