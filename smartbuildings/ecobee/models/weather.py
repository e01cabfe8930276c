"""The weather forecast at a thermostat."""

from __future__ import annotations

from datetime import datetime

import attrs

from smartbuildings._core.fields import wire
from smartbuildings._core.kinds import MOMENT, NUMBER, TEXT, WHOLE, degrees, one_of
from smartbuildings._core.model import ApiModel
from smartbuildings.ecobee.enums import Sky
from smartbuildings.units import Temperature

__all__ = ["Weather"]


@attrs.frozen(repr=False, kw_only=True)
class Weather(ApiModel):
    """One step of the forecast. Units that the API does not document are left to the reader."""

    time: datetime | None = wire("date", MOMENT)
    """What time it is for, in the time zone that ``Hold.start`` explains."""
    condition: str | None = wire("condition", TEXT)
    """The condition in words."""
    sky: Sky | None = wire("sky", one_of(Sky))
    """How the sky looks."""
    temperature: Temperature | None = wire("temperature", degrees("F"))
    """The temperature. Inferred: like all temperatures of this API, the number is in degrees Fahrenheit."""
    high: Temperature | None = wire("temperatureHigh", degrees("F"))
    """The highest temperature."""
    low: Temperature | None = wire("temperatureLow", degrees("F"))
    """The lowest temperature."""
    dew_point: Temperature | None = wire("dewPoint", degrees("F"))
    """The dew point."""
    humidity: int | None = wire("relativeHumidity", WHOLE)
    """The relative humidity in percent."""
    precipitation_probability: int | None = wire("probabilityOfPrecipitation", WHOLE)
    """The probability of precipitation in percent."""
    pressure: float | None = wire("pressure", NUMBER)
    """The air pressure, in a unit that is not documented."""
    wind_speed: int | None = wire("windSpeed", WHOLE)
    """The speed of the wind, in a unit that is not documented."""
    wind_bearing: int | None = wire("windBearing", WHOLE)
    """Where the wind comes from, in degrees; 0 to 360. Inferred: 0 is north and it turns with the clock."""
    wind_direction: str | None = wire("windDirection", TEXT)
    """Where the wind comes from, in letters."""
