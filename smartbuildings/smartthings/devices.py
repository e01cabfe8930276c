"""Which components of a device are thermostats, and of which kind.

A component is a thermostat by its capabilities, never by its category: refrigerators have set points as well. A device
can disable components and capabilities that its kind has; its status says which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from smartbuildings.smartthings.enums import ThermostatKind
from smartbuildings.smartthings.models.devices import Component, Device
from smartbuildings.values import Ability

__all__ = ["Components", "abilities_of", "disabled_capabilities", "find_thermostats", "kind_of"]

Components: TypeAlias = Mapping[str, Mapping[str, Any]]
"""The states of a device by component, capability and attribute, as they were sent."""

_THERMOSTAT: Final = frozenset({"temperatureMeasurement", "thermostatHeatingSetpoint", "thermostatMode"})
_AIR_CONDITIONER: Final = frozenset(
    {"airConditionerFanMode", "airConditionerMode", "switch", "temperatureMeasurement", "thermostatCoolingSetpoint"}
)
_ZONE: Final = frozenset(
    {
        "airConditionerMode",
        "custom.thermostatSetpointControl",
        "switch",
        "temperatureMeasurement",
        "thermostatCoolingSetpoint",
    }
)
_ZONES: Final = frozenset({"INDOOR", "INDOOR1", "INDOOR2"})
_WATER: Final = "samsungce.ehsThermostat"
"""The main component of a heat pump for water: its temperatures are those of the water."""
_NO_ROOM: Final = frozenset({"Refrigerator", "WaterHeater"})
"""Categories whose temperatures are not those of a room. Inferred: the names."""


def kind_of(component: str, capabilities: frozenset[str], categories: tuple[str, ...] = ()) -> ThermostatKind | None:
    """Return which kind of thermostat a component is; ``None`` if it is none.

    Args:
        component: Its name.
        capabilities: Its capabilities, without the disabled ones.
        categories: The categories of it.
    """
    if component in _ZONES and capabilities >= _ZONE:
        return ThermostatKind.HEAT_PUMP_ZONE
    if _WATER in capabilities or not _NO_ROOM.isdisjoint(categories):
        return None
    if capabilities >= _THERMOSTAT:
        return ThermostatKind.THERMOSTAT
    return ThermostatKind.AIR_CONDITIONER if capabilities >= _AIR_CONDITIONER else None


def find_thermostats(
    device: Device, components: Components | None = None
) -> tuple[tuple[Component, ThermostatKind], ...]:
    """List the components of a device that are thermostats.

    Args:
        device: The device.
        components: Its status, where it is known; the one that came with the list of devices when left out. Without
            one it is not known what the device has disabled.
    """
    status = device.status if components is None else components
    disabled = _listed(status or {}, "main", "disabledComponents")
    found: list[tuple[Component, ThermostatKind]] = []
    for component in device.components:
        if component.id is None or component.id in disabled:
            continue
        capabilities = component.capabilities - disabled_capabilities(status or {}, component.id)
        kind = kind_of(component.id, capabilities, component.categories)
        if kind is not None:
            found.append((component, kind))
    return tuple(found)


def disabled_capabilities(components: Components, component: str) -> frozenset[str]:
    """List the capabilities that a component does not really have."""
    return _listed(components, component, "disabledCapabilities")


def _listed(components: Components, component: str, name: str) -> frozenset[str]:
    """Return the names in ``custom.NAME`` of a component; of anything but a list of strings, none."""
    found: Any = components
    for step in (component, f"custom.{name}", name, "value"):
        found = found.get(step) if isinstance(found, Mapping) else None
    return (
        frozenset(each for each in found if isinstance(each, str)) if isinstance(found, list | tuple) else frozenset()
    )


def abilities_of(kind: ThermostatKind, capabilities: frozenset[str]) -> frozenset[Ability]:
    """List what a thermostat can do, by its kind and the capabilities of its component."""
    fan = "thermostatFanMode" if kind is ThermostatKind.THERMOSTAT else "airConditionerFanMode"
    found = {Ability.SET_TEMPERATURE, Ability.SET_MODE}
    return frozenset(found | {Ability.SET_FAN} if fan in capabilities else found)
