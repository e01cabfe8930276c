"""Reading sensors and the weather: what is measured, and what is expected outdoors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Final

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import FieldReader
from smartbuildings.ecobee.enums import CapabilityType, Sky
from smartbuildings.ecobee.models import Reading, Sensor, Weather

__all__ = ["read_sensors", "read_weather"]

# Texts that say "nothing measured"; they are no drift. Inferred: the API documents none.
_NO_VALUE: Final = frozenset({"", "unknown", "null", "none", "n/a"})


def read_sensors(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> tuple[Sensor, ...]:
    """Read the sensors of a thermostat."""
    wire = FieldReader(data, "Sensors", drift)
    wire.text("id")
    sensors = tuple(_read_sensor(item, drift) for item in wire.items("items"))
    wire.extra()
    return sensors


def _read_sensor(data: object, drift: DriftReport) -> Sensor:
    wire = FieldReader(data, "Sensor", drift)
    return Sensor(
        id=wire.text("id"),
        name=wire.text("name"),
        type=wire.text("type"),
        code=wire.text("code"),
        is_in_use=wire.flag("isInUse"),
        readings=tuple(_read_reading(item, drift) for item in wire.items("capability")),
        extra=wire.extra(),
    )


def _read_reading(data: object, drift: DriftReport) -> Reading:
    wire = FieldReader(data, "Reading", drift)
    reading = Reading(type=wire.word("type", CapabilityType), raw=wire.text("value"), extra=wire.extra())
    kind, raw = reading.type, reading.raw
    if kind is None or not kind.is_known or raw is None or raw.strip().lower() in _NO_VALUE:
        return reading
    if reading.temperature is None and reading.humidity is None and reading.is_occupied is None:
        drift.note(
            "Reading", "value", "unreadable value" if reading.number is None else "implausible value", kind.value
        )
    return reading


def read_weather(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> tuple[Weather, ...]:
    """Read the forecast; times are given in the zone."""
    wire = FieldReader(data, "Forecast", drift)
    wire.text("id")
    steps = tuple(_read_step(item, drift, zone) for item in wire.items("items"))
    wire.extra()
    return steps


def _read_step(data: object, drift: DriftReport, zone: tzinfo | None) -> Weather:
    wire = FieldReader(data, "Weather", drift)
    return Weather(
        time=wire.moment("date", zone),
        condition=wire.text("condition"),
        sky=wire.one_of("sky", Sky),
        temperature=wire.temperature("temperature"),
        high=wire.temperature("temperatureHigh"),
        low=wire.temperature("temperatureLow"),
        dew_point=wire.temperature("dewPoint"),
        humidity=wire.whole("relativeHumidity"),
        precipitation_probability=wire.whole("probabilityOfPrecipitation"),
        pressure=wire.number("pressure"),
        wind_speed=wire.whole("windSpeed"),
        wind_bearing=wire.whole("windBearing"),
        wind_direction=wire.text("windDirection"),
        extra=wire.extra(),
    )
