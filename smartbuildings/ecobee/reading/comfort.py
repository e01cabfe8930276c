"""Reading comfort settings and the weekly schedule (API v2). Their form is inferred; the models say how far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import FieldReader
from smartbuildings.ecobee.enums import FanMode
from smartbuildings.ecobee.models import ComfortSetting, Schedule

__all__ = ["read_comfort_setting", "read_comfort_settings", "read_schedule"]


def read_comfort_settings(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> tuple[ComfortSetting, ...]:
    """Read the comfort settings of a thermostat."""
    wire = FieldReader(data, "ComfortSettings", drift)
    wire.text("id")
    settings = tuple(read_comfort_setting(item, drift) for item in wire.items("items"))
    wire.extra()
    return settings


def read_comfort_setting(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> ComfortSetting:
    """Read one comfort setting, from the list or as the API confirmed it."""
    wire = FieldReader(data, "ComfortSetting", drift)
    return ComfortSetting(
        ref=wire.text("comfortRef"),
        name=wire.text("name"),
        heat=wire.room_temperature("heatTemperature"),
        cool=wire.room_temperature("coolTemperature"),
        heat_fan=wire.one_of("heatFan", FanMode),
        cool_fan=wire.one_of("coolFan", FanMode),
        sensors=wire.texts("sensors"),
        extra=wire.extra(),
    )


def read_schedule(data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None) -> Schedule:
    """Read the schedule of a week."""
    wire = FieldReader(data, "Schedule", drift)
    found = wire.text("id")
    week = wire.part("schedule", "Schedule", _read_week) or {}
    return Schedule(id=found, extra=wire.extra(), **week)


def _read_week(wire: FieldReader) -> dict[str, Any]:
    # An empty day is one that the answer did not tell.
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return {name: wire.texts(name) or None for name in names}
