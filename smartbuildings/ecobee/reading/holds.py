"""Reading events and holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import FieldReader
from smartbuildings.ecobee.enums import FanMode, HoldEnd
from smartbuildings.ecobee.models import Events, FanHold, Hold, TemperatureHold

__all__ = ["read_auto_hold", "read_cool_hold", "read_events", "read_fan_hold", "read_heat_hold"]


def read_events(data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None) -> Events:
    """Read what overrides the schedule; times are given in the zone."""
    wire = FieldReader(data, "Events", drift)
    current = wire.raw("currentEvent")
    return Events(
        id=wire.text("id"),
        # The API may say "none" with an empty object as well as by leaving it out.
        current=_read_hold(current, drift, zone) if current else None,
        holds=tuple(_read_hold(item, drift, zone) for item in wire.items("holds")),
        extra=wire.extra(),
    )


def _read_hold(data: object, drift: DriftReport, zone: tzinfo | None) -> Hold:
    wire = FieldReader(data, "Hold", drift)
    return Hold(
        name=wire.text("name"),
        type=wire.text("type"),
        is_running=wire.flag("isRunning"),
        heat=wire.room_temperature("heatHoldTemperature"),
        cool=wire.room_temperature("coolHoldTemperature"),
        fan=wire.word("fan", FanMode),
        fan_minimum_on_minutes=wire.whole("fanMinimumOnTime"),
        start=wire.moment("startTime", zone),
        end=wire.moment("endTime", zone),
        extra=wire.extra(),
    )


def read_heat_hold(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> TemperatureHold:
    """Read a hold of the heat set point as the API confirmed it."""
    wire = FieldReader(data, "TemperatureHold", drift)
    return TemperatureHold(
        heat=wire.room_temperature("desiredTemperature"), until=wire.one_of("type", HoldEnd), extra=wire.extra()
    )


def read_cool_hold(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> TemperatureHold:
    """Read a hold of the cool set point as the API confirmed it."""
    wire = FieldReader(data, "TemperatureHold", drift)
    return TemperatureHold(
        cool=wire.room_temperature("desiredTemperature"), until=wire.one_of("type", HoldEnd), extra=wire.extra()
    )


def read_auto_hold(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> TemperatureHold:
    """Read a hold of both set points as the API v2 confirmed it (inferred: the names of the fields)."""
    wire = FieldReader(data, "TemperatureHold", drift)
    return TemperatureHold(
        heat=wire.room_temperature("desiredHeatTemperature"),
        cool=wire.room_temperature("desiredCoolTemperature"),
        until=wire.one_of("type", HoldEnd),
        extra=wire.extra(),
    )


def read_fan_hold(data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None) -> FanHold:
    """Read a hold of the fan as the API confirmed it."""
    wire = FieldReader(data, "FanHold", drift)
    return FanHold(fan=wire.one_of("fan", FanMode), until=wire.one_of("type", HoldEnd), extra=wire.extra())
