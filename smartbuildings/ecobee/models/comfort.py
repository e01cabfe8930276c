"""Comfort settings: named pairs of set points that a schedule refers to (API v2)."""

from __future__ import annotations

import attrs

from smartbuildings._core.fields import wire
from smartbuildings._core.kinds import TEXT, TEXTS, one_of, room_degrees
from smartbuildings.ecobee.enums import FanMode
from smartbuildings.units import Temperature
from smartbuildings.values import Applied

__all__ = ["ComfortSetting"]


@attrs.frozen(repr=False, kw_only=True)
class ComfortSetting(Applied):
    """What a schedule calls for in a part of the day.

    Inferred: all fields, after the climates of ecobee's consumer API. That comfort settings can be made, changed and
    deleted is known, and that default ones and ones in use cannot be deleted.
    """

    ref: str | None = wire("comfortRef", TEXT)
    """The reference by which schedules name it; unique at its thermostat."""
    name: str | None = wire("name", TEXT)
    """The name."""
    heat: Temperature | None = wire("heatTemperature", room_degrees("F"))
    """The heat set point."""
    cool: Temperature | None = wire("coolTemperature", room_degrees("F"))
    """The cool set point."""
    heat_fan: FanMode | None = wire("heatFan", one_of(FanMode))
    """What the fan does while heating."""
    cool_fan: FanMode | None = wire("coolFan", one_of(FanMode))
    """What the fan does while cooling."""
    sensors: tuple[str, ...] = wire("sensors", TEXTS, default=())
    """The ids of the sensors whose temperatures are averaged."""
