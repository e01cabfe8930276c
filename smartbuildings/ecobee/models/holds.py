"""Holds: what overrides the schedule now, and what the API confirms of a new one."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import attrs

from smartbuildings._core.fields import At, Kind, wire
from smartbuildings._core.kinds import FLAG, MOMENT, TEXT, WHOLE, one_of, room_degrees, word
from smartbuildings._core.model import ApiModel
from smartbuildings._core.readers import Reader, items
from smartbuildings.ecobee.enums import FanMode, HoldEnd
from smartbuildings.units import Temperature
from smartbuildings.values import Applied

__all__ = ["Events", "FanHold", "Hold", "TemperatureHold"]


@attrs.frozen(repr=False, kw_only=True)
class Hold(ApiModel):
    """One event on a thermostat that overrides its schedule, or is about to."""

    name: str | None = wire("name", TEXT)
    """The event's name."""
    type: str | None = wire("type", TEXT)
    """The kind of event. The API documents a text without a list of values."""
    is_running: bool | None = wire("isRunning", FLAG)
    """Whether it is in force now."""
    heat: Temperature | None = wire("heatHoldTemperature", room_degrees("F"))
    """The heat set point that it holds."""
    cool: Temperature | None = wire("coolHoldTemperature", room_degrees("F"))
    """The cool set point that it holds."""
    fan: FanMode | None = wire("fan", word(FanMode))
    """What the fan does. Inferred: the values; the API documents a text."""
    fan_minimum_on_minutes: int | None = wire("fanMinimumOnTime", WHOLE)
    """How many minutes of each hour the fan runs at least; 0 to 55."""
    start: datetime | None = wire("startTime", MOMENT)
    """When it begins, in the building's time zone if the handle knows the building, else with the offset that was sent.

    A time sent without an offset is read as local time (inferred). It is naive if the building's zone cannot be read.
    """
    end: datetime | None = wire("endTime", MOMENT)
    """When it ends, read like ``start``."""


_HOLD: Final = Reader(Hold)


def _read_current(value: Any, at: At) -> Hold | None:
    # The API may say "none" with an empty object as well as by leaving it out.
    return _HOLD(value, at.drift, zone=at.zone) if value else None


@attrs.frozen(repr=False, kw_only=True)
class Events(ApiModel):
    """What overrides the schedule of a thermostat now, and what is waiting."""

    id: str | None = wire("id", TEXT)
    """The thermostat's id."""
    current: Hold | None = wire("currentEvent", Kind(_read_current, inner=_HOLD))
    """The event in force, if any."""
    holds: tuple[Hold, ...] = wire("holds", items(_HOLD), default=())
    """All holds."""


@attrs.frozen(repr=False, kw_only=True)
class TemperatureHold(Applied):
    """A hold of set points as the API confirmed it."""

    heat: Temperature | None = wire("desiredHeatTemperature", room_degrees("F"))
    """The heat set point, where one was held."""
    cool: Temperature | None = wire("desiredCoolTemperature", room_degrees("F"))
    """The cool set point, where one was held."""
    until: HoldEnd | None = wire("type", one_of(HoldEnd))
    """When it ends."""


@attrs.frozen(repr=False, kw_only=True)
class FanHold(Applied):
    """A hold of the fan as the API confirmed it."""

    fan: FanMode | None = wire("fan", one_of(FanMode))
    """What the fan does."""
    until: HoldEnd | None = wire("type", one_of(HoldEnd))
    """When it ends."""
