"""The state of a thermostat: what it measures, what it aims at, what runs."""

from __future__ import annotations

import attrs

from smartbuildings._core.hiding import never_raises
from smartbuildings._core.model import ApiModel, Model
from smartbuildings.ecobee.enums import HvacMode
from smartbuildings.units import Temperature, TemperatureDelta, Unit

__all__ = ["Range", "RunningEquipment", "SetPoints", "ThermostatStatus"]


@attrs.frozen(repr=False)
class Range(Model):
    """A range of temperatures, both ends included. An end that is ``None`` is not known and does not limit.

    Examples:
        >>> Temperature.f(70) in Range(Temperature.f(65), Temperature.f(92))
        True
    """

    low: Temperature | None = None
    """The lowest value."""
    high: Temperature | None = None
    """The highest value."""

    def __contains__(self, value: Temperature) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def shown_in(self, unit: Unit) -> Range:
        """Give the same range, shown in Fahrenheit or in Celsius."""
        ends = (self.low, self.high)
        return Range(*(end and (end.in_f() if unit == "F" else end.in_c()) for end in ends))

    def __str__(self) -> str:
        """Show it as people write it, as in ``65.0 to 92.0 °F``."""
        if self.low is None or self.high is None:
            return f"{self.low or 'unknown'} to {self.high or 'unknown'}"
        low = self.shown_in(self.high.unit).low
        return f"{str(low).partition(' ')[0]} to {self.high}"


@attrs.frozen(repr=False)
class SetPoints(Model):
    """The temperatures that the thermostat aims at.

    In API v1 only the one that fits the mode is a true value. Inferred: in v2 both are, whatever the mode.
    """

    heat: Temperature | None = None
    """Heats below this."""
    cool: Temperature | None = None
    """Cools above this."""


@attrs.frozen(repr=False, kw_only=True)
class RunningEquipment(ApiModel):
    """Which equipment runs now. ``None`` means that the answer did not tell."""

    fan: bool | None = None
    """The fan."""
    cooling_stage_1: bool | None = None
    """The first compressor stage, cooling."""
    cooling_stage_2: bool | None = None
    """The second compressor stage, cooling."""
    heat_pump_stage_1: bool | None = None
    """The first stage of the heat pump, heating."""
    heat_pump_stage_2: bool | None = None
    """The second stage of the heat pump, heating."""
    heat_pump_stage_3: bool | None = None
    """The third stage of the heat pump, heating."""
    auxiliary_heat_1: bool | None = None
    """The first auxiliary heat stage; inferred: the furnace or boiler where there is no heat pump."""
    auxiliary_heat_2: bool | None = None
    """The second auxiliary heat stage."""
    auxiliary_heat_3: bool | None = None
    """The third auxiliary heat stage."""
    compressor_hot_water: bool | None = None
    """The compressor, heating water."""
    auxiliary_hot_water: bool | None = None
    """The auxiliary stage, heating water."""
    humidifier: bool | None = None
    """The humidifier."""
    dehumidifier: bool | None = None
    """The dehumidifier."""
    ventilator: bool | None = None
    """The ventilator."""
    economizer: bool | None = None
    """The economizer."""

    @never_raises
    def __repr__(self) -> str:
        return f"RunningEquipment({', '.join(self.running)})"

    @property
    def running(self) -> tuple[str, ...]:
        """The names of the fields that are true, such as ``("fan", "cooling_stage_1")``."""
        return tuple(name for name in _EQUIPMENT if getattr(self, name))

    @property
    def is_heating(self) -> bool | None:
        """Whether any stage heats the air; ``None`` if the response reports no heating stage.

        A stage that is not reported beside others that are counts as not running.
        """
        return self._any_of(_HEATING)

    @property
    def is_cooling(self) -> bool | None:
        """Whether any stage cools the air; ``None`` if the response reports no cooling stage.

        A stage that is not reported beside others that are counts as not running.
        """
        return self._any_of(_COOLING)

    def _any_of(self, names: tuple[str, ...]) -> bool | None:
        stages = [getattr(self, name) for name in names]
        return None if all(stage is None for stage in stages) else any(stages)


_EQUIPMENT = tuple(field.name for field in attrs.fields(RunningEquipment) if field.name != "extra")
_HEATING = tuple(name for name in _EQUIPMENT if name.startswith(("heat_pump", "auxiliary_heat")))
_COOLING = tuple(name for name in _EQUIPMENT if name.startswith("cooling_stage"))


@attrs.frozen(repr=False, kw_only=True)
class ThermostatStatus(ApiModel):
    """The state of a thermostat at the time of reading."""

    id: str | None = None
    """The thermostat's id."""
    is_connected: bool | None = None
    """Whether the vendor's service reaches the device; if not, the rest is the last known state."""
    hvac_mode: HvacMode | None = None
    """The mode."""
    temperature: Temperature | None = None
    """The measured temperature that the thermostat controls by. Inferred: the API's numbers are degrees Fahrenheit.

    A temperature or set point below -60 or above 150 °F is not a real one: it is ``None``, kept in ``extra`` and
    reported as drift.
    """
    humidity: int | None = None
    """The measured relative humidity in percent. A humidity outside 0 to 100 is treated like such a temperature."""
    set_points: SetPoints = attrs.field(factory=SetPoints)
    """The temperatures it aims at."""
    heat_range: Range = attrs.field(factory=Range)
    """The range that the heat set point has to stay in. One sent with its low end above its high end limits nothing."""
    cool_range: Range = attrs.field(factory=Range)
    """The range that the cool set point has to stay in, read like ``heat_range``."""
    heat_cool_min_delta: TemperatureDelta | None = None
    """How far the heat and cool set points have to be apart at least.

    Inferred: the API gives a whole number (5 or more) without a unit, read here as Fahrenheit degrees, like every
    other temperature of this API. A negative number, or one above 20, is ``None`` and kept in ``extra``.
    """
    desired_humidity: int | None = None
    """The relative humidity to humidify to, in percent."""
    desired_dehumidity: int | None = None
    """The relative humidity to dehumidify to, in percent."""
    comfort_setting: str | None = None
    """The name of the comfort setting in force, such as ``Home``; up to 12 characters."""
    running_equipment: RunningEquipment = attrs.field(factory=RunningEquipment)
    """What runs now."""
    is_resident_mode: bool | None = None
    """Whether a resident may register the thermostat in an account of their own. v1 calls it tenant mode."""
