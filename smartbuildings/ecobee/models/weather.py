"""The weather forecast at a thermostat."""

from __future__ import annotations

from datetime import datetime

import attrs

from smartbuildings._core.model import ApiModel
from smartbuildings.ecobee.enums import Sky
from smartbuildings.units import Temperature

__all__ = ["Weather"]


@attrs.frozen(repr=False, kw_only=True)
class Weather(ApiModel):
    """One step of the forecast. Units that the API does not document are left to the reader."""

    time: datetime | None = None
    """What time it is for, in the time zone that ``Hold.start`` explains."""
    condition: str | None = None
    """The condition in words."""
    sky: Sky | None = None
    """How the sky looks."""
    temperature: Temperature | None = None
    """The temperature. Inferred: like all temperatures of this API, the number is in degrees Fahrenheit."""
    high: Temperature | None = None
    """The highest temperature."""
    low: Temperature | None = None
    """The lowest temperature."""
    dew_point: Temperature | None = None
    """The dew point."""
    humidity: int | None = None
    """The relative humidity in percent."""
    precipitation_probability: int | None = None
    """The probability of precipitation in percent."""
    pressure: float | None = None
    """The air pressure, in a unit that is not documented."""
    wind_speed: int | None = None
    """The speed of the wind, in a unit that is not documented."""
    wind_bearing: int | None = None
    """Where the wind comes from, in degrees; 0 to 360. Inferred: 0 is north and it turns with the clock."""
    wind_direction: str | None = None
    """Where the wind comes from, in letters."""
