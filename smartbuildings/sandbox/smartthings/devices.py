"""A device and its components: what it reports, what it accepts, and what waits until it wakes up.

Attributes are the state. Where a component conditions a room, the room's temperature follows from them by the shared
physics and is written back as an attribute, so a set point has its effect over time and through the API only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from smartbuildings.sandbox.world import physics
from smartbuildings.sandbox.world.physics import Conditions, Zone, ZoneState
from smartbuildings.sandbox.world.weather import Climate

__all__ = ["Attribute", "Component", "Device", "Order", "Room", "time_text"]

_QUARTER_S: Final = 900.0
_HEATS: Final = frozenset({"heat", "auto", "auxheatonly", "emergency heat", "eco", "std", "force"})
_COOLS: Final = frozenset({"cool", "auto"})
_MODES: Final = (("thermostatMode", "thermostatMode"), ("airConditionerMode", "airConditionerMode"))


def time_text(at: float) -> str:
    """Write a moment as the vendor does: UTC, with milliseconds."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@attrs.define
class Attribute:
    """The state of one attribute."""

    value: Any = None
    unit: str | None = None
    data: dict[str, Any] | None = None
    at: float | None = None
    """When it was reported."""

    def wire(self, *, is_online: bool = True) -> dict[str, Any]:
        """Return the state as it is sent; that of an offline device is null, without unit and time."""
        if not is_online or self.value is None:
            return {"value": None}
        optional = {"unit": self.unit, "data": self.data, "timestamp": None if self.at is None else time_text(self.at)}
        return {"value": self.value} | {name: value for name, value in optional.items() if value is not None}


@attrs.define
class Room:
    """What a component conditions: a zone of the world, and how the sensor rounds."""

    zone: Zone
    state: ZoneState
    climate: Climate
    precision: float = 0.1
    """The step of the reported temperature, in the unit of its attribute."""
    is_water: bool = False
    """A tank and not a room: indoors, and heated by its own set point."""


@attrs.frozen
class Order:
    """A command that was taken: which attribute shall get which value."""

    component: str
    capability: str
    attribute: str
    value: Any
    due: float = 0.0


Capabilities = dict[str, dict[str, Attribute]]


@attrs.define
class Component:
    """One component of a device."""

    id: str
    label: str
    category: str
    capabilities: Capabilities
    accepts: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    """By attribute: the range (a tuple of two numbers) or the words (a list) that the device takes; else anything."""
    room: Room | None = None
    follows: Component | None = None
    """Another component in the same room, whose temperature this one shows."""
    warmer: float = 0.0
    """How much warmer than that one, in degrees Fahrenheit."""
    remembered: dict[str, float] = attrs.field(factory=dict[str, float])
    """Set points by mode: changing the mode replaces the set point, as on many air conditioners."""

    def get(self, capability: str, attribute: str) -> Any:
        """Return the value of an attribute, or None."""
        found = self.capabilities.get(capability, {}).get(attribute)
        return None if found is None else found.value

    def status(self, *, is_online: bool) -> dict[str, Any]:
        """Return all states of the component as they are sent."""
        return {
            capability: {name: state.wire(is_online=is_online) for name, state in attributes.items()}
            for capability, attributes in self.capabilities.items()
        }

    def fahrenheit(self) -> float:
        """Return the temperature of the room that the component is in."""
        if self.room is not None:
            return self.room.state.temperature
        return 70.0 if self.follows is None else self.follows.fahrenheit() + self.warmer

    def conditions(self, at: float) -> Conditions:
        """Return what acts on the component's room from a moment on."""
        room = self.room
        assert room is not None, "only a component with a room has conditions"
        mode = next((found for names in _MODES if (found := self.get(*names)) is not None), "off")
        if self.get("switch", "switch") == "off":
            mode = "off"
        heat = self._set_point("thermostatHeatingSetpoint", "heatingSetpoint")
        cool = self._set_point("thermostatCoolingSetpoint", "coolingSetpoint")
        if heat is None:  # one set point for both directions
            heat, cool = cool, None if cool is None else cool + (2.0 if mode == "auto" else 0.0)
        quarter = at // _QUARTER_S * _QUARTER_S
        return Conditions(
            heat_to=heat if mode in _HEATS else None,
            cool_to=cool if mode in _COOLS and not room.is_water else None,
            outdoors=70.0 if room.is_water else room.climate.outdoor_temperature(quarter),
            until=quarter + _QUARTER_S,
        )

    def settle(self, until: float) -> None:
        """Bring the room to a moment and report what changed."""
        room = self.room
        if room is not None:
            physics.advance(room.zone, room.state, until, self.conditions)
            self._report_running(room, until)
        if room is not None or self.follows is not None:
            self._report_temperature(until)

    def _report_temperature(self, now: float) -> None:
        attribute = self.capabilities.get("temperatureMeasurement", {}).get("temperature")
        if attribute is None:
            return
        precision = self.room.precision if self.room is not None else 1.0 if attribute.unit == "F" else 0.1
        value = self.fahrenheit() if attribute.unit == "F" else (self.fahrenheit() - 32) / 1.8
        rounded = round(round(value / precision) * precision, 2)
        shown = int(rounded) if precision >= 1 else rounded
        if shown != attribute.value:
            attribute.value, attribute.at = shown, now // physics.STEP_S * physics.STEP_S

    def _report_running(self, room: Room, now: float) -> None:
        attribute = self.capabilities.get("thermostatOperatingState", {}).get("thermostatOperatingState")
        if attribute is None:
            return
        heating, cooling = physics.stages_now(room.zone, room.state, self.conditions(room.state.at))
        idle = "fan only" if self.get("thermostatFanMode", "thermostatFanMode") == "on" else "idle"
        shown = "heating" if heating else "cooling" if cooling else idle
        if shown != attribute.value:
            attribute.value, attribute.at = shown, now // physics.STEP_S * physics.STEP_S

    def _set_point(self, capability: str, attribute: str) -> float | None:
        found = self.capabilities.get(capability, {}).get(attribute)
        if found is None or found.value is None:
            return None
        return float(found.value) if found.unit == "F" else float(found.value) * 1.8 + 32


@attrs.define
class Device:
    """One device."""

    id: str
    name: str
    label: str
    location_id: str
    room_id: str | None
    type: str
    components: dict[str, Component]
    manufacturer: str
    created_at: float
    extras: dict[str, Any] = attrs.field(factory=dict[str, Any])
    """Further fields of the device, such as the block that is named after its type."""
    is_online: bool = True
    is_sleeping: bool = False
    """Whether it acts on a command only when it next wakes up."""
    is_failing: bool = False
    """Whether it answers every command with FAILED."""
    health_at: float = 0.0
    orders: list[Order] = attrs.field(factory=list[Order])
    """Commands that it has not acted on yet."""

    @property
    def is_tracked(self) -> bool:
        """Whether the platform tracks its health."""
        return any("healthCheck" in component.capabilities for component in self.components.values())

    @property
    def health(self) -> str:
        """``ONLINE`` or ``OFFLINE``."""
        return "ONLINE" if self.is_online else "OFFLINE"

    def settle(self, now: float, applied: Callable[[Order, float], object]) -> None:
        """Bring the device to a moment; ``applied`` hears of each command that it acts on until then."""
        for order in [each for each in self.orders if each.due <= now]:
            self._settle_rooms(order.due)
            self.orders.remove(order)
            self.apply(order, order.due)
            applied(order, order.due)
        self._settle_rooms(now)

    def apply(self, order: Order, at: float) -> None:
        """Act on a command."""
        component = self.components[order.component]
        self._report(component, order.capability, order.attribute, order.value, at)
        mode = component.get("airConditionerMode", "airConditionerMode")
        if order.attribute == "coolingSetpoint" and mode is not None:
            component.remembered[mode] = order.value
        if order.attribute == "airConditionerMode" and order.value in component.remembered:
            remembered = component.remembered[order.value]
            self._report(component, "thermostatCoolingSetpoint", "coolingSetpoint", remembered, at)

    def _settle_rooms(self, until: float) -> None:
        for component in self.components.values():
            component.settle(until)

    def _report(self, component: Component, capability: str, attribute: str, value: Any, at: float) -> None:
        state = component.capabilities[capability][attribute]
        state.value, state.at = value, at
