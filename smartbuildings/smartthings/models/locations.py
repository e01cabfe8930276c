"""Locations, which are the buildings, and what is in them: rooms, modes, scenes and the history of the devices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from smartbuildings._core.fields import At, Kind, wire
from smartbuildings._core.kinds import ANY, FLAG, MOMENT, NUMBER, OBJECT, TEXT, WHOLE
from smartbuildings._core.model import EMPTY, ApiModel, FrozenMapping
from smartbuildings.smartthings.models.states import UNITS
from smartbuildings.units import Unit

__all__ = ["HistoryItem", "LocationGroup", "LocationInfo", "LocationMode", "Room", "Scene"]


def _scale(value: Any, at: At) -> Unit | None:
    found = UNITS.get(value) if isinstance(value, str) else at.refuse(value)
    if found is None and isinstance(value, str):
        at.refuse(value, "unknown value")
    return found


def _epoch(value: Any, at: At) -> datetime | None:
    number = WHOLE.read(value, at)
    if number is None:
        return None
    try:
        return datetime.fromtimestamp(number / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return at.refuse(value, "unreadable value")


def _parent(value: Any, at: At) -> str | None:
    """Read the id of a parent, which is sent alone or with its type."""
    found = value.get("id") if isinstance(value, Mapping) else value
    return found if isinstance(found, str) else at.refuse(value)


def _group(value: Any, at: At) -> str | None:
    if isinstance(value, Mapping) and value.get("type") == "ACCOUNT":
        return None
    return _parent(value, at)


EPOCH_MS: Final = Kind(_epoch, unit="ms")
"""A point in time, as milliseconds since 1970."""


@attrs.frozen(repr=False, kw_only=True)
class LocationInfo(ApiModel):
    """A location, which is a building. ``repr`` does not show its coordinates."""

    id: str | None = wire("locationId", TEXT)
    """The location's id."""
    name: str | None = wire("name", TEXT)
    """Its name."""
    country_code: str | None = wire("countryCode", TEXT)
    """Three capital letters (ISO 3166-1), such as ``USA``."""
    latitude: float | None = wire("latitude", NUMBER, repr=False)
    """Degrees north."""
    longitude: float | None = wire("longitude", NUMBER, repr=False)
    """Degrees east."""
    region_radius_m: int | None = wire("regionRadius", WHOLE, repr=False)
    """How far from that point people count as present, in metres."""
    temperature_scale: Unit | None = wire("temperatureScale", Kind(_scale))
    """The unit in which temperatures are shown there."""
    time_zone: str | None = wire("timeZoneId", TEXT)
    """The name of its time zone, such as ``America/Toronto``."""
    locale: str | None = wire("locale", TEXT)
    """Its language."""
    additional_properties: FrozenMapping = wire("additionalProperties", OBJECT, default=EMPTY, repr=False)
    """Texts that applications keep there."""
    created_at: datetime | None = wire("created", MOMENT)
    """When it was made."""
    modified_at: datetime | None = wire("lastModified", MOMENT)
    """When it was last changed."""
    group_id: str | None = wire("parent", Kind(_group))
    """The location group that it is in (Enterprise API); ``None`` for one directly below the account."""

    @property
    def native(self) -> LocationInfo:
        """This object: it is the vendor's own model."""
        return self


@attrs.frozen(repr=False, kw_only=True)
class LocationGroup(ApiModel):
    """A group of locations, such as a region or an owner's property (Enterprise API)."""

    id: str | None = wire("locationGroupId", TEXT, older="id")
    """The group's id: ``group_id`` of its locations."""
    name: str | None = wire("name", TEXT)
    """Its name."""
    parent_id: str | None = wire("parent", Kind(_parent))
    """The id of what it is in: the account, or another group."""


@attrs.frozen(repr=False, kw_only=True)
class Room(ApiModel):
    """A room of a location."""

    id: str | None = wire("roomId", TEXT)
    """The room's id."""
    building_id: str | None = wire("locationId", TEXT)
    """The location that it is in."""
    name: str | None = wire("name", TEXT)
    """Its name."""


@attrs.frozen(repr=False, kw_only=True)
class LocationMode(ApiModel):
    """A mode of a location, such as home or away. It is not a mode of a thermostat."""

    id: str | None = wire("id", TEXT)
    """The mode's id."""
    label: str | None = wire("label", TEXT)
    """Its label."""
    name: str | None = wire("name", TEXT)
    """Its name."""


@attrs.frozen(repr=False, kw_only=True)
class Scene(ApiModel):
    """A scene: several commands under one name."""

    id: str | None = wire("sceneId", TEXT)
    """The scene's id."""
    name: str | None = wire("sceneName", TEXT)
    """Its name."""
    building_id: str | None = wire("locationId", TEXT)
    """The location that it is in."""
    icon: str | None = wire("sceneIcon", TEXT)
    """The name of its picture."""
    color: str | None = wire("sceneColor", TEXT)
    """Its colour."""
    created_by: str | None = wire("createdBy", TEXT, repr=False)
    """The user who made it."""
    created_at: datetime | None = wire("createdDate", EPOCH_MS)
    """When it was made."""
    modified_at: datetime | None = wire("lastUpdatedDate", EPOCH_MS)
    """When it was last changed."""
    executed_at: datetime | None = wire("lastExecutedDate", EPOCH_MS)
    """When it was last executed."""
    is_editable: bool | None = wire("editable", FLAG)
    """Whether it can be changed."""


@attrs.frozen(repr=False, kw_only=True)
class HistoryItem(ApiModel):
    """One event of a device. The history has about the last 7 days."""

    device_id: str | None = wire("deviceId", TEXT)
    """The device."""
    device_name: str | None = wire("deviceName", TEXT)
    """Its name."""
    building_id: str | None = wire("locationId", TEXT)
    """The location that it is in."""
    building_name: str | None = wire("locationName", TEXT)
    """The name of the location."""
    time: datetime | None = wire("time", MOMENT)
    """When it happened."""
    text: str | None = wire("text", TEXT)
    """The event, in a sentence."""
    component: str | None = wire("component", TEXT)
    """The component."""
    component_label: str | None = wire("componentLabel", TEXT)
    """The label of the component."""
    capability: str | None = wire("capability", TEXT)
    """The capability."""
    attribute: str | None = wire("attribute", TEXT)
    """The attribute."""
    value: object = wire("value", ANY)
    """Its value, as it was sent."""
    unit: str | None = wire("unit", TEXT)
    """The unit of the value, where it was sent."""
    data: FrozenMapping = wire("data", OBJECT, default=EMPTY, repr=False)
    """More about the event, as it was sent."""
