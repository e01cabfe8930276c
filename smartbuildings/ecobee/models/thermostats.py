"""What a thermostat is: its names, its building, its abilities."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import attrs

from smartbuildings._core.fields import At, Kind, wire
from smartbuildings._core.kinds import TEXT, WHOLE, some_of
from smartbuildings.ecobee.enums import HvacMode
from smartbuildings.values import Applied, Mode

__all__ = ["ThermostatInfo"]


_ONE_DAY_IN_MINUTES: Final = 24 * 60


def _read_offset(value: Any, at: At) -> timedelta | None:
    minutes = WHOLE.read(value, at)
    if minutes is None:
        return None
    if abs(minutes) >= _ONE_DAY_IN_MINUTES:
        return at.refuse(value, "unreadable value")
    return timedelta(minutes=minutes)


@attrs.frozen(repr=False, kw_only=True)
class ThermostatInfo(Applied):
    """What is known about a thermostat apart from its state."""

    id: str | None = wire("id", TEXT)
    """The thermostat's id: the printed serial number, digits only."""
    building_id: str | None = wire("buildingId", TEXT)
    """The id of the building it belongs to."""
    name: str | None = wire("name", TEXT)
    """The name in the portal; up to 64 characters. Not kept in step with ``thermostat_name``."""
    thermostat_name: str | None = wire("thermostatName", TEXT)
    """The name on the device; up to 64 characters."""
    utc_offset: timedelta | None = wire("timeZoneOffsetMinutes", Kind(_read_offset, unit="min"))
    """How far its local time is ahead of UTC at the time of reading; the API gives minutes.

    It changes with daylight saving time, so it must not be used for other dates.
    """
    hvac_modes: tuple[HvacMode, ...] | None = wire("hvacModes", some_of(HvacMode))
    """The modes it can be set to."""

    @property
    def modes(self) -> tuple[Mode, ...] | None:
        """The modes it can be set to, in the words that all vendors share."""
        return None if self.hvac_modes is None else tuple(mode.neutral for mode in self.hvac_modes)

    @property
    def native(self) -> ThermostatInfo:
        """This object: it is ecobee's own model."""
        return self
