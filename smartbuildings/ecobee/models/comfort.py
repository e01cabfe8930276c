"""Comfort settings: named pairs of set points that a schedule refers to (API v2)."""

from __future__ import annotations

import attrs

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

    ref: str | None = None
    """The reference by which schedules name it; unique at its thermostat."""
    name: str | None = None
    """The name."""
    heat: Temperature | None = None
    """The heat set point."""
    cool: Temperature | None = None
    """The cool set point."""
    heat_fan: FanMode | None = None
    """What the fan does while heating."""
    cool_fan: FanMode | None = None
    """What the fan does while cooling."""
    sensors: tuple[str, ...] = ()
    """The ids of the sensors whose temperatures are averaged."""
