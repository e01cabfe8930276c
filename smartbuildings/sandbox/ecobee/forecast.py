"""The weather of a place in the vendor's words: now, and the days that follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from smartbuildings.sandbox.world.seeding import chance
from smartbuildings.sandbox.world.weather import DAY_S, Climate

__all__ = ["forecast"]

FORECAST_DAYS: Final = 5

# Sky and condition from the clearest to the dullest day. The skies are members of the vendor's list.
_SKIES: Final = (
    ("SUNNY", "Sunny", 0.0),
    ("MOSTLY SUNNY", "Mostly sunny", 5.0),
    ("PARTLY CLOUDY", "Partly cloudy", 15.0),
    ("MORNING CLOUDS", "Morning clouds", 20.0),
    ("MOSTLY CLOUDY", "Mostly cloudy", 35.0),
    ("OVERCAST", "Overcast", 70.0),
)
_WINDS: Final = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


def forecast(climate: Climate, at: float) -> Iterator[dict[str, Any]]:
    """Yield the vendor's weather items: now, then one for noon of each of the following days."""
    noon = at // DAY_S * DAY_S + 12 * 3600
    for moment in (at, *(noon + day * DAY_S for day in range(1, FORECAST_DAYS))):
        yield _item(climate, moment)


def _item(climate: Climate, at: float) -> dict[str, Any]:
    hours = [climate.outdoor_temperature(at // DAY_S * DAY_S + hour * 3600) for hour in range(24)]
    temperature = climate.outdoor_temperature(at)
    humidity = climate.relative_humidity(at)
    sky, condition, rain = _SKIES[int(climate.dullness(at) * len(_SKIES))]
    wind = chance(climate.seed, "wind", climate.latitude, climate.longitude, int(at // DAY_S))
    bearing = int(wind * 360)
    return {
        "condition": condition,
        "date": datetime.fromtimestamp(at // 60 * 60, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "dewPoint": round(temperature - (100 - humidity) * 9 / 25, 2),
        "pressure": round(1021 - 14 * climate.dullness(at), 1),
        "probabilityOfPrecipitation": int(rain),
        "relativeHumidity": int(humidity),
        "sky": sky,
        "temperature": round(temperature, 2),
        "temperatureHigh": round(max(hours), 2),
        "temperatureLow": round(min(hours), 2),
        "windBearing": bearing,
        "windDirection": _WINDS[int((bearing + 22.5) // 45) % len(_WINDS)],
        "windSpeed": int(3 + 17 * chance(climate.seed, "gust", climate.latitude, int(at // DAY_S))),
    }
