"""Sensors of a thermostat, and the values they measure."""

from __future__ import annotations

import attrs

from smartbuildings._core.model import ApiModel
from smartbuildings._core.plausible import is_plausible_temperature, is_relative_humidity, plain_number
from smartbuildings.ecobee.enums import CapabilityType
from smartbuildings.units import Temperature

__all__ = ["Reading", "Sensor"]


@attrs.frozen(repr=False, kw_only=True)
class Reading(ApiModel):
    """One value of a sensor. The API sends a text; its interpretations are properties beside it."""

    type: CapabilityType | None = None
    """What is measured."""
    raw: str | None = None
    """The value as it came, such as ``"72.5"`` or ``"true"``."""

    @property
    def number(self) -> float | None:
        """The value as a number, without a unit; ``None`` unless it is a plain decimal such as ``-7`` or ``72.5``."""
        number = None if self.raw is None else plain_number(self.raw.strip())
        return None if number is None else float(number)

    @property
    def temperature(self) -> Temperature | None:
        """The value of a temperature sensor, read as degrees Fahrenheit.

        Inferred: the scale is not documented; every other temperature of this API is in Fahrenheit. A number outside
        of -60 to 150 cannot be meant so and gives ``None``. Should you know better, build it from ``number``.
        """
        number = self.number if self.type == CapabilityType.TEMPERATURE else None
        if number is None or not is_plausible_temperature(number):
            return None
        return Temperature.f(number)

    @property
    def humidity(self) -> float | None:
        """The value of a humidity sensor: relative humidity in percent (inferred: the unit)."""
        number = self.number if self.type == CapabilityType.HUMIDITY else None
        return number if number is not None and is_relative_humidity(number) else None

    @property
    def is_occupied(self) -> bool | None:
        """The value of an occupancy sensor: whether it has noticed somebody."""
        if self.type != CapabilityType.OCCUPANCY or self.raw is None:
            return None
        return {"true": True, "false": False}.get(self.raw.strip().lower())


@attrs.frozen(repr=False, kw_only=True)
class Sensor(ApiModel):
    """A sensor: the thermostat's own, or one in another room."""

    id: str | None = None
    """The sensor's id."""
    name: str | None = None
    """The name."""
    type: str | None = None
    """The kind of sensor. The API documents a text without a list of values."""
    code: str | None = None
    """The code of the sensor; inferred: the one printed on it."""
    is_in_use: bool | None = None
    """Whether the thermostat takes it into account now."""
    readings: tuple[Reading, ...] = ()
    """All values, in the order of the answer. The API calls them capabilities."""

    @property
    def temperature(self) -> Temperature | None:
        """The first temperature, with the inferred scale that ``Reading.temperature`` explains."""
        return next((found for found in (item.temperature for item in self.readings) if found is not None), None)

    @property
    def humidity(self) -> float | None:
        """The first relative humidity, in percent."""
        return next((found for found in (item.humidity for item in self.readings) if found is not None), None)

    @property
    def is_occupied(self) -> bool | None:
        """Whether the sensor has noticed somebody; ``None`` if it cannot tell."""
        return next((found for found in (item.is_occupied for item in self.readings) if found is not None), None)
