"""Holds: what overrides the schedule, as it stands and as the API confirms a new one."""

from __future__ import annotations

from datetime import datetime

import attrs

from smartbuildings._core.model import ApiModel
from smartbuildings.ecobee.enums import FanMode, HoldEnd
from smartbuildings.units import Temperature
from smartbuildings.values import Applied

__all__ = ["Events", "FanHold", "Hold", "TemperatureHold"]


@attrs.frozen(repr=False, kw_only=True)
class Hold(ApiModel):
    """One event on a thermostat that overrides its schedule, or is about to."""

    name: str | None = None
    """The event's name."""
    type: str | None = None
    """The kind of event. The API documents a text without a list of values."""
    is_running: bool | None = None
    """Whether it is in force now."""
    heat: Temperature | None = None
    """The heat set point that it holds."""
    cool: Temperature | None = None
    """The cool set point that it holds."""
    fan: FanMode | None = None
    """What the fan does. Inferred: the values; the API documents a text."""
    fan_minimum_on_minutes: int | None = None
    """How many minutes of each hour the fan runs at least; 0 to 55."""
    start: datetime | None = None
    """When it begins, in the building's time zone if the handle knows the building, else with the offset that was sent.

    A time sent without an offset is read as local time (inferred). It is naive if the building's zone cannot be read.
    """
    end: datetime | None = None
    """When it ends, read like ``start``."""


@attrs.frozen(repr=False, kw_only=True)
class Events(ApiModel):
    """What overrides the schedule of a thermostat now, and what is waiting."""

    id: str | None = None
    """The thermostat's id."""
    current: Hold | None = None
    """The event in force, if any."""
    holds: tuple[Hold, ...] = ()
    """All holds."""


@attrs.frozen(repr=False, kw_only=True)
class TemperatureHold(Applied):
    """A hold of set points as the API confirmed it."""

    heat: Temperature | None = None
    """The heat set point, where one was held."""
    cool: Temperature | None = None
    """The cool set point, where one was held."""
    until: HoldEnd | None = None
    """When it ends."""


@attrs.frozen(repr=False, kw_only=True)
class FanHold(Applied):
    """A hold of the fan as the API confirmed it."""

    fan: FanMode | None = None
    """What the fan does."""
    until: HoldEnd | None = None
    """When it ends."""
