"""From the JSON of a response to our models: a reader for each kind of response. None of them raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import attrs

from smartbuildings._core.drift import DriftReport, shape_of
from smartbuildings._core.fields import At, Kind, Row, rows_of
from smartbuildings._core.model import FrozenMapping
from smartbuildings._core.readers import Reader, items, part
from smartbuildings.smartthings.degrees import Degrees
from smartbuildings.smartthings.devices import Components, disabled_capabilities, find_thermostats
from smartbuildings.smartthings.enums import AirConditionerMode, Connectivity, Switch, ThermostatKind, ThermostatMode
from smartbuildings.smartthings.models import (
    CommandResult,
    Device,
    Health,
    HistoryItem,
    InstalledApp,
    LocationGroup,
    LocationInfo,
    LocationMode,
    Room,
    Scene,
    Subscription,
    SubscriptionFilter,
    ThermostatAttributes,
    ThermostatInfo,
    ThermostatStatus,
)
from smartbuildings.units import Unit

__all__ = [
    "DeviceStatus",
    "read_command_results",
    "read_device",
    "read_device_status",
    "read_devices",
    "read_health",
    "read_history",
    "read_history_item",
    "read_installed_app",
    "read_location",
    "read_location_group",
    "read_locations",
    "read_mode",
    "read_modes",
    "read_raw_status",
    "read_room",
    "read_rooms",
    "read_scene",
    "read_scenes",
    "read_subscription",
    "read_subscriptions",
    "read_thermostat_status",
    "read_thermostats",
]

M = TypeVar("M")


def _listed(name: str, reader: Reader[M], field: str = "items") -> Reader[tuple[M, ...]]:
    """Return the reader of a list; its links are left to the pager."""
    rows: dict[str, Row[Any]] = {"found": Row(field, items(reader))}
    return Reader(tuple, rows, name=name, make=lambda _, found: found or (), unread=("_links",))


# Documented fields of a device without a row: most are blocks that are named after the type of the device.
_OF_A_DEVICE: Final = frozenset(
    {
        *("allowed", "app", "ble", "bleD2D", "brandId", "childDevices", "deviceNetworkType", "deviceTypeId"),
        *("deviceTypeName", "dth", "edgeChild", "executionContext", "group", "hub", "indoorMap", "ir", "irOcf"),
        *("lan", "matter", "modelCode", "mqtt", "presentationId", "productId", "profile", "relationships"),
        *("restrictionTier", "virtual", "zigbee", "zwave"),
    }
)
_OF_AN_APP: Final = frozenset(
    {
        *("classifications", "iconImage", "notices", "owner", "principalType", "referenceId", "restrictionTier"),
        *("singleInstance", "ui"),
    }
)

read_device: Final = Reader(Device, unread=_OF_A_DEVICE)
read_devices: Final = _listed("Devices", read_device)
read_health: Final = Reader(Health)
read_location: Final = Reader(LocationInfo, unread=("allowed", "backgroundImage"))
read_location_group: Final = Reader(LocationGroup)
read_locations: Final = _listed("Locations", read_location)
read_room: Final = Reader(Room, unread=("backgroundImage",))
read_rooms: Final = _listed("Rooms", read_room)
read_mode: Final = Reader(LocationMode)
read_modes: Final = _listed("LocationModes", read_mode)
read_scene: Final = Reader(Scene, unread=("apiVersion",))
read_scenes: Final = _listed("Scenes", read_scene)
read_history_item: Final = Reader(
    HistoryItem, unread=("epoch", "hash", "translatedAttributeName", "translatedAttributeValue")
)
read_history: Final = _listed("History", read_history_item)
read_installed_app: Final = Reader(InstalledApp, unread=_OF_AN_APP)
read_command_results: Final = _listed("CommandResults", Reader(CommandResult), "results")

read_raw_status: Final[Reader[FrozenMapping]] = Reader(
    FrozenMapping, {}, name="RawStatus", make=lambda left: left, unread=None
)
"""A status of a device, a component or a capability, as it was sent."""


# -- subscriptions

_FILTER: Final = part(SubscriptionFilter)
_FILTERS: Final = (
    *("capability", "device", "deviceHealth", "deviceLifecycle", "hubHealth", "mode", "sceneLifecycle"),
    "securityArmState",
)


def _subscription(left: FrozenMapping, *, id: Any, installed_app_id: Any, source: Any, **filters: Any) -> Subscription:
    found = next((each for each in filters.values() if each is not None), SubscriptionFilter())
    return Subscription(id=id, installed_app_id=installed_app_id, source=source, filter=found, extra=left)


read_subscription: Final = Reader(
    Subscription, rows_of(Subscription) | {f"of_{name}": Row(name, _FILTER) for name in _FILTERS}, make=_subscription
)
read_subscriptions: Final = _listed("Subscriptions", read_subscription)


# -- the status of a device


@attrs.frozen
class DeviceStatus:
    """The status of a device."""

    components: Components = attrs.field(factory=dict)
    """The states by component, capability and attribute, as they were sent."""
    health: Health | None = None
    """Whether the device is reached, if the response has it."""


def _components(value: Any, at: At) -> Components | None:
    if not isinstance(value, Mapping):
        return at.refuse(value)
    for name, component in value.items():
        if not isinstance(component, Mapping):
            at.drift.note("DeviceStatus", str(name), "wrong type", shape_of(component))
    return {str(name): component for name, component in value.items() if isinstance(component, Mapping)}


read_device_status: Final[Reader[DeviceStatus]] = Reader(
    DeviceStatus,
    {"components": Row("components", Kind(_components)), "health": Row("healthState", part(Health))},
    make=lambda _, components, health: DeviceStatus(components or {}, health),
)


# -- thermostats

# A device has hundreds of capabilities, and a capability gets new attributes: neither is unexpected.
_ATTRIBUTES: Final = Reader(ThermostatAttributes, unread=None)
_HEALTH_CHECK: Final = Reader(
    ThermostatAttributes,
    {name: row for name, row in rows_of(ThermostatAttributes).items() if row.inside == "healthCheck"},
    unread=None,
)


def read_thermostats(
    device: Device, drift: DriftReport, components: Components | None = None
) -> tuple[ThermostatInfo, ...]:
    """Read which thermostats a device has.

    Args:
        device: The device.
        drift: Where the unexpected is noted.
        components: Its status, where it is known; the one that came with the list of devices when left out.
    """
    status = device.status if components is None else components
    return tuple(
        ThermostatInfo(
            device_id=device.id,
            component=component.id or "main",
            component_label=component.label,
            kind=kind,
            building_id=device.location_id,
            room_id=device.room_id,
            name=device.label or device.name,
            manufacturer=device.manufacturer,
            model=device.model,
            native_modes=_supported_modes(kind, _attributes(status or {}, component.id or "main", drift)),
            native=device,
        )
        for component, kind in find_thermostats(device, status)
    )


def read_thermostat_status(
    components: Components,
    drift: DriftReport,
    *,
    kind: ThermostatKind,
    device_id: str | None = None,
    component: str = "main",
    scale: Unit | None = None,
    health: Health | None = None,
) -> ThermostatStatus:
    """Read the status of one thermostat from that of its device.

    Args:
        components: The states by component, capability and attribute.
        drift: Where the unexpected is noted.
        kind: Which kind of thermostat it is.
        device_id: The device.
        component: The component that it is.
        scale: The unit of temperatures that have none, and whose component has none either: that of the location.
        health: Whether the device is reached, where that is known.
    """
    found = _attributes(components, component, drift)
    check = found if component == "main" else _HEALTH_CHECK(components.get("main"), drift)
    return ThermostatStatus(
        device_id=device_id,
        component=component,
        kind=kind,
        is_online=_is_online(health, check),
        humidity=None if found.humidity.value is None else round(found.humidity.value),
        capabilities=frozenset(_capabilities(components, component)),
        attributes=found,
        extra=found.extra,
        **Degrees(found, scale, drift).of(kind),
        **(_of_a_thermostat(found) if kind is ThermostatKind.THERMOSTAT else _of_an_air_conditioner(found)),
    )


def _capabilities(components: Components, component: str) -> dict[str, Any]:
    found = components.get(component)
    disabled = disabled_capabilities(components, component)
    return {name: each for name, each in found.items() if name not in disabled} if isinstance(found, Mapping) else {}


def _attributes(components: Components, component: str, drift: DriftReport) -> ThermostatAttributes:
    return _ATTRIBUTES(_capabilities(components, component), drift)


def _is_online(health: Health | None, check: ThermostatAttributes) -> bool | None:
    if health is not None and health.is_online is not None:
        return health.is_online
    found = check.device_watch_status.value or check.health_status.value
    return None if found is None or not found.is_known else found is Connectivity.ONLINE


def _supported_modes(
    kind: ThermostatKind, found: ThermostatAttributes
) -> tuple[ThermostatMode, ...] | tuple[AirConditionerMode, ...] | None:
    if kind is ThermostatKind.THERMOSTAT:
        return found.supported_thermostat_modes.value or None
    return found.supported_ac_modes.value


def _of_a_thermostat(found: ThermostatAttributes) -> dict[str, Any]:
    return {
        "native_mode": found.thermostat_mode.value,
        "supported_modes": _supported_modes(ThermostatKind.THERMOSTAT, found),
        "operating_state": found.thermostat_operating_state.value,
        "native_fan_mode": found.thermostat_fan_mode.value,
        "supported_fan_modes": found.supported_thermostat_fan_modes.value or None,
    }


def _of_an_air_conditioner(found: ThermostatAttributes) -> dict[str, Any]:
    switch = found.switch.value
    return {
        "native_mode": found.air_conditioner_mode.value,
        "supported_modes": found.supported_ac_modes.value,
        "is_on": None if switch is None or not switch.is_known else switch is Switch.ON,
        "native_fan_mode": found.ac_fan_mode.value,
        "supported_fan_modes": found.supported_ac_fan_modes.value,
    }
