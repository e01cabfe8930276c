"""Sensors of a thermostat, and the values they measure."""

from __future__ import annotations

from typing import Final

import attrs

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import wire
from smartbuildings._core.kinds import FLAG, TEXT, word
from smartbuildings._core.model import ApiModel
from smartbuildings._core.plausible import is_plausible_temperature, is_relative_humidity, plain_number
from smartbuildings._core.readers import Reader, items
from smartbuildings.ecobee.enums import CapabilityType
from smartbuildings.units import Temperature

__all__ = ["Reading", "Sensor"]


@attrs.frozen(repr=False, kw_only=True)
class Reading(ApiModel):
    """One value of a sensor. The API sends a text; its interpretations are properties beside it."""

    type: CapabilityType | None = wire("type", word(CapabilityType))
    """What is measured."""
    raw: str | None = wire("value", TEXT)
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


# Strings that mean "nothing measured"; they are not drift. Inferred: the API documents none.
_NO_VALUE: Final = frozenset({"", "unknown", "null", "none", "n/a"})


def _check_reading(reading: Reading, drift: DriftReport) -> None:
    kind, raw = reading.type, reading.raw
    if kind is None or not kind.is_known or raw is None or raw.strip().lower() in _NO_VALUE:
        return
    if reading.temperature is None and reading.humidity is None and reading.is_occupied is None:
        is_number = reading.number is not None
        drift.note("Reading", "value", "implausible value" if is_number else "unreadable value", kind.value)


@attrs.frozen(repr=False, kw_only=True)
class Sensor(ApiModel):
    """A sensor: the thermostat's own, or one in another room."""

    id: str | None = wire("id", TEXT)
    """The sensor's id."""
    name: str | None = wire("name", TEXT)
    """The name."""
    type: str | None = wire("type", TEXT)
    """The kind of sensor. The API documents a text without a list of values."""
    code: str | None = wire("code", TEXT)
    """The code of the sensor; inferred: the one printed on it."""
    is_in_use: bool | None = wire("isInUse", FLAG)
    """Whether the thermostat takes it into account now."""
    readings: tuple[Reading, ...] = wire("capability", items(Reader(Reading, check=_check_reading)), default=())
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
        """Whether the sensor has noticed somebody; ``None`` if it cannot detect that."""
        return next((found for found in (item.is_occupied for item in self.readings) if found is not None), None)
