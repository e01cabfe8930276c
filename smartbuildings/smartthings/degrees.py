"""The temperatures, ranges and steps of a thermostat, from its attributes: each has a unit of its own, or none."""

from __future__ import annotations

from typing import Any, Final

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.plausible import plausible_range
from smartbuildings.errors import InvalidRequest
from smartbuildings.smartthings.enums import ThermostatKind
from smartbuildings.smartthings.models.states import SetPointRange, State, unit_of
from smartbuildings.smartthings.models.status import ThermostatAttributes
from smartbuildings.units import Temperature, TemperatureDelta, Unit
from smartbuildings.values import Mode, Range, SetPoints

__all__ = ["Degrees"]

_WIDEST_STEP: Final = 10
"""In degrees of either scale. A wider step would move a set point further than anybody means."""


class Degrees:
    """The temperatures of a component. One without a unit has that of another, or of the location."""

    def __init__(self, found: ThermostatAttributes, scale: Unit | None, drift: DriftReport) -> None:
        self._found = found
        self._drift = drift
        states: tuple[State[Any], ...] = (
            found.temperature,
            found.heating_setpoint,
            found.cooling_setpoint,
            found.heating_setpoint_range,
            found.cooling_setpoint_range,
            found.minimum_setpoint,
            found.maximum_setpoint,
        )
        self._usual: Unit | None = scale
        for state in reversed(states):  # The first that has one counts.
            self._usual = unit_of(state) or self._usual

    def of(self, kind: ThermostatKind) -> dict[str, Any]:
        """Return what a status says in degrees."""
        found = self._found
        cool = self._room(found.cooling_setpoint)
        cool_unit, cool_range = self._unit(found.cooling_setpoint), self._range(found.cooling_setpoint_range)
        cool_step = self._step(found.cooling_setpoint_range)
        read: dict[str, Any] = {
            "temperature": self._room(found.temperature),
            "cool_unit": cool_unit,
            "cool_range": cool_range,
            "cool_step": cool_step,
        }
        if kind is ThermostatKind.THERMOSTAT:
            span = found.heating_setpoint_range
            return read | {
                "set_points": SetPoints(self._room(found.heating_setpoint), cool),
                "heat_unit": self._unit(found.heating_setpoint),
                "heat_range": self._range(span),
                "heat_step": self._step(span),
            }
        mode = found.air_conditioner_mode.value
        heats = mode is not None and mode.neutral is Mode.HEAT
        return read | {
            "set_points": SetPoints(heat=cool) if heats else SetPoints(cool=cool),
            "heat_unit": cool_unit,
            "heat_range": cool_range,
            "heat_step": cool_step,
        }

    def _unit(self, state: State[Any]) -> Unit | None:
        return unit_of(state) or self._usual

    def _room(self, state: State[float]) -> Temperature | None:
        unit = self._unit(state)
        if state.value is None or unit is None:
            return None
        low, high = plausible_range(unit)
        return Temperature(state.value, unit) if low <= state.value <= high else None

    def _end(self, value: float | None, state: State[Any]) -> Temperature | None:
        unit = self._unit(state)
        if value is None or unit is None:
            return None
        try:
            return Temperature(value, unit)
        except InvalidRequest:  # -1000, or another number that is not a temperature.
            return None

    def _range(self, state: State[SetPointRange]) -> Range:
        """Return the range of the set point, else that of ``custom.thermostatSetpointControl``."""
        span, found = state.value or SetPointRange(), self._found
        low, high = self._end(span.minimum, state), self._end(span.maximum, state)
        if low is None:
            low = self._end(found.minimum_setpoint.value, found.minimum_setpoint)
        if high is None:
            high = self._end(found.maximum_setpoint.value, found.maximum_setpoint)
        if low is None or high is None or low <= high:
            return Range(low, high)
        self._drift.note("ThermostatAttributes", "range of a set point", "implausible value", "object")
        return Range()

    def _step(self, state: State[SetPointRange]) -> TemperatureDelta | None:
        step, unit = (state.value or SetPointRange()).step, self._unit(state)
        if step is None or unit is None or not 0 < step <= _WIDEST_STEP:
            return None
        return TemperatureDelta(step, unit)
