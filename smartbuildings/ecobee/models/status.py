"""The state of a thermostat: what it measures, what it aims at, what runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import attrs

from smartbuildings._core.drift import shape_of
from smartbuildings._core.fields import At, Kind, Row, wire
from smartbuildings._core.hiding import never_raises
from smartbuildings._core.kinds import FLAG, PERCENT, TEXT, degrees, gap, one_of, room_degrees
from smartbuildings._core.model import ApiModel
from smartbuildings._core.readers import Reader, part
from smartbuildings.ecobee.enums import HvacMode
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Action, FanMode, Mode, Range, SetPoints

__all__ = ["RunningEquipment", "ThermostatStatus"]


@attrs.frozen(repr=False, kw_only=True)
class RunningEquipment(ApiModel):
    """Which equipment runs now. ``None`` if the response did not contain it."""

    fan: bool | None = wire("fan", FLAG)
    """The fan."""
    cooling_stage_1: bool | None = wire("compCool1", FLAG)
    """The first compressor stage, cooling."""
    cooling_stage_2: bool | None = wire("compCool2", FLAG)
    """The second compressor stage, cooling."""
    heat_pump_stage_1: bool | None = wire("heatPump", FLAG)
    """The first stage of the heat pump, heating."""
    heat_pump_stage_2: bool | None = wire("heatPump2", FLAG)
    """The second stage of the heat pump, heating."""
    heat_pump_stage_3: bool | None = wire("heatPump3", FLAG)
    """The third stage of the heat pump, heating."""
    auxiliary_heat_1: bool | None = wire("auxHeat1", FLAG)
    """The first auxiliary heat stage; inferred: the furnace or boiler where there is no heat pump."""
    auxiliary_heat_2: bool | None = wire("auxHeat2", FLAG)
    """The second auxiliary heat stage."""
    auxiliary_heat_3: bool | None = wire("auxHeat3", FLAG)
    """The third auxiliary heat stage."""
    compressor_hot_water: bool | None = wire("compHotWater", FLAG)
    """The compressor, heating water."""
    auxiliary_hot_water: bool | None = wire("auxHotWater", FLAG)
    """The auxiliary stage, heating water."""
    humidifier: bool | None = wire("humidifier", FLAG)
    """The humidifier."""
    dehumidifier: bool | None = wire("dehumidifier", FLAG)
    """The dehumidifier."""
    ventilator: bool | None = wire("ventilator", FLAG)
    """The ventilator."""
    economizer: bool | None = wire("economizer", FLAG)
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


# Set points and ranges are values of all vendors, so their names on this wire are here and not beside their fields.
_SET_POINTS: Final = Reader(
    SetPoints, {"heat": Row("desiredHeat", room_degrees("F")), "cool": Row("desiredCool", room_degrees("F"))}
)
_RANGE: Final = part(Reader(Range, {"low": Row("min", degrees("F")), "high": Row("max", degrees("F"))}))


def _read_range(value: Any, at: At) -> Range | None:
    found = _RANGE.read(value, at)
    if found is None or found.low is None or found.high is None or found.low <= found.high:
        return found
    for name in ("min", "max"):
        at.drift.note("Range", name, "implausible value", shape_of(value[name]))
    at.kept[at.name] = value
    return None


RANGE: Final = Kind(_read_range, inner=_RANGE.inner)
"""A range; one whose ends are the wrong way round limits nothing."""


@attrs.frozen(repr=False, kw_only=True)
class ThermostatStatus(ApiModel):
    """The state of a thermostat at the time of reading."""

    id: str | None = wire("id", TEXT)
    """The thermostat's id."""
    is_connected: bool | None = wire("isConnected", FLAG)
    """Whether the vendor's service reaches the device; if not, the rest is the last known state."""
    hvac_mode: HvacMode | None = wire("hvacMode", one_of(HvacMode))
    """The mode."""
    temperature: Temperature | None = wire("temperature", room_degrees("F"))
    """The measured temperature that the thermostat controls by. Inferred: the API's numbers are degrees Fahrenheit.

    A temperature or set point below -60 or above 150 °F is not a real one: it is ``None``, kept in ``extra`` and
    reported as drift.
    """
    humidity: int | None = wire("humidity", PERCENT)
    """The measured relative humidity in percent. A humidity outside 0 to 100 is treated like such a temperature."""
    set_points: SetPoints = wire("setPoint", part(_SET_POINTS), default=SetPoints())
    """The temperatures it aims at."""
    heat_range: Range = wire("desiredHeatRange", RANGE, default=Range())
    """The range that the heat set point has to stay in. One sent with its low end above its high end limits nothing."""
    cool_range: Range = wire("desiredCoolRange", RANGE, default=Range())
    """The range that the cool set point has to stay in, read like ``heat_range``."""
    heat_cool_min_delta: TemperatureDelta | None = wire("heatCoolMinDelta", gap("F"))
    """How far the heat and cool set points have to be apart at least.

    Inferred: the API gives a whole number (5 or more) without a unit, read here as Fahrenheit degrees, like every
    other temperature of this API. A negative number, or one above 20, is ``None`` and kept in ``extra``.
    """
    desired_humidity: int | None = wire("desiredHumidity", PERCENT)
    """The relative humidity to humidify to, in percent."""
    desired_dehumidity: int | None = wire("desiredDehumidity", PERCENT)
    """The relative humidity to dehumidify to, in percent."""
    comfort_setting: str | None = wire("comfortSetting", TEXT)
    """The name of the comfort setting in force, such as ``Home``; up to 12 characters."""
    running_equipment: RunningEquipment = wire("runningEquipment", part(RunningEquipment), default=RunningEquipment())
    """What runs now."""
    is_resident_mode: bool | None = wire("isResidentMode", FLAG, older="isTenantMode")
    """Whether a resident may register the thermostat in an account of their own. v1 calls it tenant mode."""

    @property
    def mode(self) -> Mode | None:
        """The mode in the words that all vendors share."""
        return None if self.hvac_mode is None else self.hvac_mode.neutral

    @property
    def action(self) -> Action | None:
        """What the equipment does to the air now; ``None`` if that is not reported, or it heats and cools at once."""
        runs = self.running_equipment
        if runs.is_heating is None and runs.is_cooling is None:
            return None
        if runs.is_heating and runs.is_cooling:
            return None
        if runs.is_heating or runs.is_cooling:
            return Action.HEATING if runs.is_heating else Action.COOLING
        return Action.FAN if runs.fan else Action.IDLE

    @property
    def fan_mode(self) -> FanMode | None:
        """Always ``None``: ecobee reports whether the fan runs, and what it is set to only in holds."""
        return None

    @property
    def is_fan_running(self) -> bool | None:
        """Whether the fan runs now."""
        return self.running_equipment.fan

    @property
    def is_online(self) -> bool | None:
        """Whether the vendor's service reaches the device: ``is_connected``."""
        return self.is_connected

    @property
    def min_gap(self) -> TemperatureDelta | None:
        """How far the heat and cool set points have to be apart at least: ``heat_cool_min_delta``."""
        return self.heat_cool_min_delta

    @property
    def observed_at(self) -> datetime | None:
        """Always ``None``: ecobee does not report when a value was measured."""
        return None

    @property
    def native(self) -> ThermostatStatus:
        """This status: it is ecobee's own model."""
        return self
