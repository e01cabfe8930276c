"""The bodies of comfort settings and of changes of the schedule (API v2; inferred: most names of fields)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Final

from smartbuildings.ecobee.bodies.body import Body, degrees_f, require_changes
from smartbuildings.ecobee.checks import (
    check_comfort_name,
    check_fan,
    check_schedule_change,
    check_set_points_apart,
    check_temperature,
    check_text,
    to_wire_precision,
)
from smartbuildings.ecobee.enums import FanMode
from smartbuildings.ecobee.models import ScheduleChange
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature

__all__ = ["write_comfort_setting", "write_comfort_setting_change", "write_schedule_change"]

# The end of the day, which no half hour can name (documented).
_END_OF_DAY: Final = "23:59"


def write_comfort_setting(
    *,
    name: str,
    heat: Temperature,
    cool: Temperature,
    heat_fan: FanMode | str | None = None,
    cool_fan: FanMode | str | None = None,
    sensors: Iterable[str] | None = None,
) -> Body:
    """Write the body of createComfortSetting.

    Raises:
        InvalidRequest: a value cannot be right.
    """
    return write_comfort_setting_change(
        name=check_comfort_name(name),
        heat=check_temperature(heat, field="heat"),
        cool=check_temperature(cool, field="cool"),
        heat_fan=heat_fan,
        cool_fan=cool_fan,
        sensors=sensors,
    )


def write_comfort_setting_change(
    *,
    name: str | None = None,
    heat: Temperature | None = None,
    cool: Temperature | None = None,
    heat_fan: FanMode | str | None = None,
    cool_fan: FanMode | str | None = None,
    sensors: Iterable[str] | None = None,
) -> Body:
    """Write the body of updateComfortSetting; what is ``None`` stays as it is.

    Raises:
        InvalidRequest: nothing is to change, or a value cannot be right.
    """
    body: Body = {}
    if name is not None:
        body["name"] = check_comfort_name(name)
    if heat is not None:
        body["heatTemperature"] = degrees_f(heat, field="heat")
    if cool is not None:
        body["coolTemperature"] = degrees_f(cool, field="cool")
    check_set_points_apart(heat and to_wire_precision(heat), cool and to_wire_precision(cool))
    if heat_fan is not None:
        body["heatFan"] = check_fan(heat_fan, field="heat_fan").value
    if cool_fan is not None:
        body["coolFan"] = check_fan(cool_fan, field="cool_fan").value
    if sensors is not None:
        body["sensors"] = _sensor_ids(sensors)
    return require_changes(body, "name, heat, cool, heat_fan, cool_fan or sensors")


def _sensor_ids(sensors: Iterable[str]) -> list[str]:
    if isinstance(sensors, str):
        raise InvalidRequest(f"{sensors[:40]!r} is one sensor id. Give a list of ids.", field="sensors")
    return [check_text(one, field="sensors", what="the id of a sensor", shortest=1, longest=100) for one in sensors]


def write_schedule_change(change: ScheduleChange) -> Body:
    """Write the body of updateThermostatSchedule: one period, on one or more days.

    Raises:
        InvalidRequest: the days, the times or the reference cannot be right.
    """
    check_schedule_change(change)
    return {
        "days": [str(day) for day in change.days],
        "firstTimeBlock": f"{change.start:%H:%M}",
        "lastTimeBlock": _END_OF_DAY if change.end in (None, time(23, 59)) else f"{change.end:%H:%M}",
        "comfortRef": change.comfort_ref,
    }
