"""Outdoor weather as a function of place and time: a yearly curve, a daily curve and a mood for each day.

Nothing is stored. The same place and moment always have the same weather, so a thermostat can be advanced over any
stretch of time, in any order, and several thermostats of a building agree about the sky above them.
"""

from __future__ import annotations

import math
from typing import Final

import attrs

from .seeding import chance

__all__ = ["DAY_S", "Climate"]

DAY_S: Final = 86_400.0
YEAR_S: Final = 365.2425 * DAY_S
_COLDEST_DAY_S: Final = 17 * DAY_S  # 18 January, on the northern half
_WARMEST_HOUR_S: Final = 15 * 3600.0


@attrs.frozen
class Climate:
    """The weather of one place."""

    seed: int
    latitude: float
    longitude: float

    def outdoor_temperature(self, at: float) -> float:
        """Return degrees Fahrenheit outdoors at ``at``, a UTC timestamp."""
        solar = at + self.longitude / 360 * DAY_S  # the sun, not the clock, makes the afternoon warm
        hour = math.cos(math.tau * (solar - _WARMEST_HOUR_S) / DAY_S)
        return self._season(at) + self._mood(solar) + 9.0 * hour

    def relative_humidity(self, at: float) -> float:
        """Return percent; dull days are damp, afternoons are dry."""
        solar = at + self.longitude / 360 * DAY_S
        hour = math.cos(math.tau * (solar - _WARMEST_HOUR_S) / DAY_S)
        return min(100.0, max(10.0, 45.0 + 35.0 * self.dullness(at) - 12.0 * hour))

    def dullness(self, at: float) -> float:
        """Return how dull the day is: 0 clear, 1 overcast."""
        return self._draw("sky", (at + self.longitude / 360 * DAY_S) // DAY_S)

    def _season(self, at: float) -> float:
        distance = min(abs(self.latitude), 70.0)
        mean = 82.0 - 1.15 * max(0.0, distance - 15.0)
        hemisphere = 1.0 if self.latitude >= 0 else -1.0
        return mean - hemisphere * 0.55 * distance * math.cos(math.tau * (at - _COLDEST_DAY_S) / YEAR_S)

    def _mood(self, solar: float) -> float:
        # Warm and cold spells: one draw a day, blended so that no midnight jumps.
        day, part = divmod(solar, DAY_S)
        blend = (1 - math.cos(math.pi * part / DAY_S)) / 2
        return 16.0 * ((1 - blend) * self._draw("spell", day) + blend * self._draw("spell", day + 1)) - 8.0

    def _draw(self, kind: str, day: float) -> float:
        return chance(self.seed, kind, self.latitude, self.longitude, int(day))
