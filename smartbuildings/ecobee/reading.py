"""From the JSON of a response to our models: a reader for the ``data`` of each kind of response. None of them raises.

Most are made from the rows beside the fields of a model. The others are written here: envelopes, fields with another
name in another operation, and the lists of ids, which can have 10,000 items.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import attrs

from smartbuildings._core.fields import At, Kind, Row, rows_of
from smartbuildings._core.kinds import TEXT, WHOLE, one_of, room_degrees
from smartbuildings._core.model import FrozenMapping
from smartbuildings._core.readers import Reader, items_in
from smartbuildings.ecobee.checks.values import are_building_ids, are_thermostat_ids
from smartbuildings.ecobee.enums import HvacMode
from smartbuildings.ecobee.models import (
    AccessControl,
    Address,
    Alert,
    AlertSettings,
    BuildingInfo,
    BulkSettings,
    ComfortSetting,
    Events,
    FanHold,
    Schedule,
    Sensor,
    TemperatureHold,
    ThermostatInfo,
    ThermostatSettings,
    ThermostatStatus,
    Weather,
)

__all__ = [
    "ListResponse",
    "UnusualId",
    "read_access_control",
    "read_alert_settings",
    "read_alerts",
    "read_auto_hold",
    "read_building",
    "read_building_ids",
    "read_bulk_settings",
    "read_comfort_setting",
    "read_comfort_settings",
    "read_cool_hold",
    "read_events",
    "read_fan_hold",
    "read_heat_hold",
    "read_hvac_mode",
    "read_nothing",
    "read_schedule",
    "read_sensors",
    "read_settings",
    "read_thermostat",
    "read_thermostat_ids",
    "read_thermostat_status",
    "read_weather",
    "times_in",
]

read_access_control: Final = Reader(AccessControl)
read_alert_settings: Final = Reader(AlertSettings)
read_alerts: Final = items_in("Alerts", Alert)
read_bulk_settings: Final = Reader(BulkSettings)
read_comfort_setting: Final = Reader(ComfortSetting)
read_comfort_settings: Final = items_in("ComfortSettings", read_comfort_setting)
read_events: Final = Reader(Events)
read_fan_hold: Final = Reader(FanHold)
read_schedule: Final = Reader(Schedule)
read_sensors: Final = items_in("Sensors", Sensor)
read_settings: Final = Reader(ThermostatSettings)
read_thermostat: Final = Reader(ThermostatInfo)
read_thermostat_status: Final = Reader(ThermostatStatus)
read_weather: Final = items_in("Forecast", Weather)


# -- buildings


def _building(left: FrozenMapping, *, id: Any, name: Any, size: Any, **address: Any) -> BuildingInfo:
    return BuildingInfo(id=id, name=name, size=size, address=Address(**address), extra=left)


# The API mixes the fields of the address with the others.
read_building: Final = Reader(BuildingInfo, rows_of(BuildingInfo) | rows_of(Address), make=_building)


# -- what the API confirms

_END: Final = rows_of(TemperatureHold)["until"]
# A hold of one set point calls it the same, whichever it is; the rows of the model are those of a hold of both.
read_heat_hold: Final = Reader(TemperatureHold, {"heat": Row("desiredTemperature", room_degrees("F")), "until": _END})
read_cool_hold: Final = Reader(TemperatureHold, {"cool": Row("desiredTemperature", room_degrees("F")), "until": _END})
read_auto_hold: Final = Reader(TemperatureHold)

read_hvac_mode: Final[Reader[HvacMode | None]] = Reader(
    HvacMode, {"mode": Row("hvacMode", one_of(HvacMode))}, make=lambda _, mode: mode
)


read_nothing: Final[Reader[None]] = Reader(type(None), {}, name="Nothing", make=lambda _: None)
"""For a response without a documented body."""


# -- lists of ids


class UnusualId(str):
    """An id that cannot be used in a request, as it was listed; empty if there is none."""

    __slots__ = ()


@attrs.frozen
class ListResponse:
    """A list of ids, whole: these routes have no pages. In columns, since objects would cost more than the JSON."""

    count: int | None
    """How many items the API says there are."""
    ids: tuple[str, ...] = ()
    """The ids of buildings or thermostats in their order, each ``UnusualId`` included."""
    locations: tuple[str | None, ...] = ()
    """Where the items can be read. They come from the server: check the host before one is followed."""


def _listed_id(value: Any, at: At) -> str | None:
    if isinstance(value, str):
        return str.__str__(value)
    at.refuse(value)
    # The digits of a number are the id all the same.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


_ITEM: Final[Reader[tuple[str, str | None]]] = Reader(
    tuple,
    {"id": Row("id", Kind(_listed_id, "type(v) is str")), "location": Row("contentLocation", TEXT)},
    name="ListItem",
    make=lambda _, id, location: (id or "", location),
)


def _read_ids(are_ids: Callable[[Sequence[str]], bool]) -> Reader[ListResponse]:
    """Return the reader of a list; an item without a usable id is noted as drift and kept as an ``UnusualId``."""

    def read(value: Any, at: At) -> tuple[Sequence[str], Sequence[str | None]] | None:
        if not isinstance(value, list | tuple):
            return at.refuse(value)
        with contextlib.suppress(KeyError, TypeError):  # Not even an object with an id that is a string.
            ids, locations = [item["id"] for item in value], [item["contentLocation"] for item in value]
            # The whole list at once: that all are usual is known in a tenth of the time that asking each would take.
            if {*map(len, value)} == {2} and {*map(type, locations)} == {str} and are_ids(ids):
                return ids, locations
        return one_by_one(value, at)

    def one_by_one(value: Sequence[Any], at: At) -> tuple[Sequence[str], Sequence[str | None]]:
        found = [_ITEM(item, at.drift) for item in value]
        return [checked(each, at) for each, _ in found], [location for _, location in found]

    def checked(found: str, at: At) -> str:
        if found and are_ids((found,)):
            return found
        if found:
            at.drift.note("ListItem", "id", "unreadable value", "text")
        else:
            at.drift.note("ListItem", "id", "missing field", "array item")
        return UnusualId(found)

    rows: dict[str, Row[Any]] = {
        "count": Row("count", WHOLE),
        "items": Row("items", Kind(read, inner=_ITEM, is_array=True)),
    }
    return Reader(ListResponse, rows, make=lambda _, count, items: ListResponse(count, *map(tuple, items or ())))


read_building_ids: Final = _read_ids(are_building_ids)
read_thermostat_ids: Final = _read_ids(are_thermostat_ids)


# -- times

_ARRAYS: Final = ("holds", "items")
_OBJECT: Final = "currentEvent"
_TIMES: Final = ("startTime", "endTime", "time", "date")


def times_in(data: Mapping[str, Any] | None) -> tuple[datetime, ...]:
    """List the times in the ``data`` of events, alerts or a forecast, as they were sent: do they need a time zone?"""
    return () if data is None else tuple(_times(data))


def _times(data: Mapping[str, Any]) -> Iterator[datetime]:
    objects: list[Any] = [data.get(_OBJECT)]
    for name in _ARRAYS:
        found = data.get(name)
        objects += found if isinstance(found, list | tuple) else ()
    for each in objects:
        for name in _TIMES if isinstance(each, Mapping) else ():
            value = each.get(name)
            if isinstance(value, str):
                try:
                    yield datetime.fromisoformat(value)
                except ValueError:
                    continue  # The reader notes it.
