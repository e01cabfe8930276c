"""Devices, their components, and the thermostats among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from smartbuildings._core.fields import At, Kind, wire
from smartbuildings._core.kinds import MOMENT, OBJECT, TEXT, one_of
from smartbuildings._core.model import ApiModel, FrozenMapping, Model
from smartbuildings._core.readers import Reader, items, part
from smartbuildings.smartthings.enums import (
    AirConditionerMode,
    CommandStatus,
    DeviceType,
    HealthState,
    ThermostatKind,
    ThermostatMode,
)
from smartbuildings.values import Mode

__all__ = ["CapabilityReference", "CommandResult", "Component", "Device", "Health", "Integration", "ThermostatInfo"]


@attrs.frozen(repr=False, kw_only=True)
class CapabilityReference(Model):
    """A capability of a component."""

    id: str | None = wire("id", TEXT)
    """Its name, such as ``thermostatMode``."""
    status: FrozenMapping | None = wire("status", OBJECT, repr=False)
    """The states of its attributes as they were sent, if the list of devices was asked for them."""


def _category_names(value: Any, at: At) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple):
        return at.refuse(value)
    names = [item.get("name") if isinstance(item, Mapping) else None for item in value]
    if not all(isinstance(name, str) for name in names):
        at.refuse(value)
    return tuple(name for name in names if isinstance(name, str))


_CAPABILITY: Final = Reader(CapabilityReference, unread=("version", "ephemeral"))


@attrs.frozen(repr=False, kw_only=True)
class Component(ApiModel):
    """A part of a device with capabilities of its own."""

    id: str | None = wire("id", TEXT)
    """Its name, unique in the device, such as ``main``."""
    label: str | None = wire("label", TEXT)
    """Its label."""
    categories: tuple[str, ...] = wire("categories", Kind(_category_names), default=())
    """Its categories, such as ``Thermostat`` or ``AirConditioner``."""
    references: tuple[CapabilityReference, ...] = wire("capabilities", items(_CAPABILITY), default=(), repr=False)
    """Its capabilities, with their states if the list of devices was asked for them."""

    @property
    def capabilities(self) -> frozenset[str]:
        """The names of its capabilities, also of those that are disabled."""
        return frozenset(each.id for each in self.references if each.id is not None)

    @property
    def status(self) -> Mapping[str, FrozenMapping] | None:
        """The states that came with the list of devices, by capability and attribute; ``None`` if none did."""
        found = {each.id: each.status for each in self.references if each.id is not None and each.status is not None}
        return found if any(found.values()) else None  # An empty status is that of a capability without attributes.


@attrs.frozen(repr=False, kw_only=True)
class Integration(Model):
    """Who made a device, as the service that connects it reports this."""

    manufacturer: str | None = wire("manufacturerName", TEXT)
    """The manufacturer."""
    model: str | None = wire("modelName", TEXT, older="modelNumber")
    """The model."""


@attrs.frozen(repr=False, kw_only=True)
class Health(ApiModel):
    """Whether the vendor's service reaches a device."""

    device_id: str | None = wire("deviceId", TEXT)
    """The device."""
    state: HealthState | None = wire("state", one_of(HealthState))
    """Whether it is reached."""
    updated_at: datetime | None = wire("lastUpdatedDate", MOMENT)
    """Since when."""

    @property
    def is_online(self) -> bool | None:
        """Whether it is reached; ``None`` if that is not known. A device that is unhealthy is not."""
        if self.state is None or self.state is HealthState.UNKNOWN or not self.state.is_known:
            return None
        return self.state is HealthState.ONLINE


_INTEGRATION: Final = part(Reader(Integration, unread=None))
_COMPONENTS: Final = items(Reader(Component, unread=("icon", "optional", "restrictions")))


@attrs.frozen(repr=False, kw_only=True)
class Device(ApiModel):
    """A device, apart from its state."""

    id: str | None = wire("deviceId", TEXT)
    """The device's id."""
    name: str | None = wire("name", TEXT)
    """The name of its kind."""
    label: str | None = wire("label", TEXT)
    """The name that the user gave it."""
    location_id: str | None = wire("locationId", TEXT)
    """The location that it is in."""
    room_id: str | None = wire("roomId", TEXT)
    """The room that it is in."""
    type: DeviceType | None = wire("type", one_of(DeviceType))
    """How it is connected."""
    manufacturer_name: str | None = wire("manufacturerName", TEXT)
    """The manufacturer; of many devices a code of the service that connects them, such as ``0A0b``."""
    manufacturer_code: str | None = wire("deviceManufacturerCode", TEXT)
    """Another name of the manufacturer."""
    parent_device_id: str | None = wire("parentDeviceId", TEXT)
    """The hub or the device that connects it."""
    owner_id: str | None = wire("ownerId", TEXT, repr=False)
    """The user that it belongs to."""
    created_at: datetime | None = wire("createTime", MOMENT)
    """When it was added."""
    components: tuple[Component, ...] = wire("components", _COMPONENTS, default=())
    """Its parts."""
    health: Health | None = wire("healthState", part(Health))
    """Whether it is reached, if the list of devices was asked for this."""
    viper: Integration | None = wire("viper", _INTEGRATION)
    """Who made it, if another cloud connects it."""
    ocf: Integration | None = wire("ocf", _INTEGRATION)
    """Who made it, if it is connected by OCF, like Samsung's devices."""

    @property
    def manufacturer(self) -> str | None:
        """The manufacturer, from the best source that there is."""
        blocks = [block.manufacturer for block in (self.viper, self.ocf) if block is not None]
        return next((name for name in (*blocks, self.manufacturer_code, self.manufacturer_name) if name), None)

    @property
    def model(self) -> str | None:
        """The model, where the service that connects it reports one."""
        return next((block.model for block in (self.viper, self.ocf) if block is not None and block.model), None)

    @property
    def status(self) -> Mapping[str, Mapping[str, FrozenMapping]] | None:
        """The states that came with the list of devices, by component, capability and attribute."""
        found = {each.id: each.status for each in self.components if each.id is not None and each.status is not None}
        return found or None


@attrs.frozen(repr=False, kw_only=True)
class ThermostatInfo(ApiModel):
    """A thermostat, apart from its state: one component of a device."""

    device_id: str | None = None
    """The device that it is."""
    component: str = "main"
    """The component of the device that it is."""
    component_label: str | None = None
    """The label of the component."""
    kind: ThermostatKind = ThermostatKind.THERMOSTAT
    """Which capabilities control it."""
    building_id: str | None = None
    """The location that it is in."""
    room_id: str | None = None
    """The room that it is in."""
    name: str | None = None
    """The name that the user gave the device, else the name of its kind."""
    manufacturer: str | None = None
    """Who made it."""
    model: str | None = None
    """The model."""
    native_modes: tuple[ThermostatMode, ...] | tuple[AirConditionerMode, ...] | None = attrs.field(
        default=None, repr=False
    )
    """The modes that it can be set to, as the device calls them; ``None`` if no status was read, or it has none."""
    native: Device = attrs.field(factory=Device, repr=False)
    """The device."""

    @property
    def id(self) -> str | None:
        """The thermostat's id: that of the device and the component, such as ``d5f1…:main``."""
        return None if self.device_id is None else f"{self.device_id}:{self.component}"

    @property
    def modes(self) -> tuple[Mode, ...] | None:
        """The modes that it can be set to, in the words that all vendors share.

        An air conditioner or a zone can be switched off as well.
        """
        if self.native_modes is None:
            return None
        found = dict.fromkeys(mode.neutral for mode in self.native_modes)
        if self.kind is not ThermostatKind.THERMOSTAT:
            found[Mode.OFF] = None
        return tuple(found)


@attrs.frozen(repr=False, kw_only=True)
class CommandResult(ApiModel):
    """The result of one command."""

    id: str | None = wire("id", TEXT)
    """The command's id."""
    status: CommandStatus | None = wire("status", one_of(CommandStatus))
    """The result. Queued is not done."""
