"""Commands: which there are, what their parameters may be, and when a thermostat refuses them.

Inferred, since no page and no report covers them: ``ThermostatMode.SetMode`` ends Eco, a command to an offline
thermostat fails, parameters are checked before the state, and the minimum gap holds to the last digit, so that set
points exactly 3 °F apart can be too close.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from smartbuildings.sandbox.http.messages import Refusal

from .devices import COMMANDS, LEAST_GAP_C, Settings, Thermostat
from .wording import failed_precondition, invalid_argument, invalid_value

__all__ = ["NAMES", "settings_after"]

LOWEST_C: Final = 10.0
HIGHEST_C: Final = 32.222301
"""The range of set points of a thermostat that shows Fahrenheit, as users report it."""
_ABSURD_C: Final = 1000.0
_ECO: Final = "Command not allowed when thermostat in MANUAL_ECO mode."
_DEFAULT_TIMER_S: Final = 900
_LONGEST_TIMER_S: Final = 43_200


@attrs.frozen
class _Order:
    """A command on its way to a thermostat."""

    command: str
    params: Mapping[str, Any]
    thermostat: Thermostat
    now: float

    @property
    def settings(self) -> Settings:
        return self.thermostat.ordered

    def number(self, name: str) -> float:
        value = self.params.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _ABSURD_C:
            raise Refusal(invalid_value(name))
        return float(value)

    def word(self, name: str, words: tuple[str, ...]) -> str:
        value = self.params.get(name)
        if not isinstance(value, str) or value not in words:
            raise Refusal(invalid_value(name))
        return value

    def wrong_mode(self) -> Refusal:
        return Refusal(failed_precondition(f"{self.command} command not allowed in current thermostat mode."))


def settings_after(command: str, params: Mapping[str, Any], thermostat: Thermostat, now: float) -> Settings:
    """Return what a thermostat is set to after a command.

    Raises:
        Refusal: the command cannot be carried out.
    """
    settings = _COMMANDS[command](_Order(command, params, thermostat, now))
    if not thermostat.is_online:
        raise Refusal(failed_precondition("The thermostat is offline."))
    return settings


def _set_mode(order: _Order) -> Settings:
    mode = order.word("mode", order.thermostat.modes)
    settings = attrs.evolve(order.settings, mode=mode, is_eco=False)
    if mode == "HEATCOOL":  # each set point was right by itself
        settings = attrs.evolve(settings, cool=max(settings.cool, settings.heat + LEAST_GAP_C))
    return settings


def _set_eco(order: _Order) -> Settings:
    is_eco = order.word("mode", ("MANUAL_ECO", "OFF")) == "MANUAL_ECO"
    is_stuck = order.settings.mode == "OFF" and order.thermostat.refuses_eco_while_off
    if is_eco == order.settings.is_eco or is_stuck:
        raise order.wrong_mode()
    return attrs.evolve(order.settings, is_eco=is_eco)


def _set_heat(order: _Order) -> Settings:
    heat = order.number("heatCelsius")
    _check_set_points(order, "HEAT", heat)
    return attrs.evolve(order.settings, heat=heat)


def _set_cool(order: _Order) -> Settings:
    cool = order.number("coolCelsius")
    _check_set_points(order, "COOL", cool)
    return attrs.evolve(order.settings, cool=cool)


def _set_range(order: _Order) -> Settings:
    heat, cool = order.number("heatCelsius"), order.number("coolCelsius")
    _check_set_points(order, "HEATCOOL", heat, cool)
    if heat >= cool:
        raise Refusal(invalid_argument("Cool value must be greater than heat value."))
    if order.thermostat.has_fahrenheit and cool - heat < LEAST_GAP_C:
        text = f"Temperature setpoint range is smaller than minimum {LEAST_GAP_C:.6f} in FAHRENHEIT."
        raise Refusal(invalid_argument(text))
    return attrs.evolve(order.settings, heat=heat, cool=cool)


def _check_set_points(order: _Order, mode: str, *celsius: float) -> None:
    if order.settings.is_eco:
        raise Refusal(failed_precondition(_ECO))
    if order.settings.mode != mode:
        raise order.wrong_mode()
    if order.thermostat.has_fahrenheit and not all(LOWEST_C <= value <= HIGHEST_C for value in celsius):
        text = f"Temperature setpoint is out of range [{LOWEST_C:.6f}, {HIGHEST_C:.6f}] in FAHRENHEIT."
        raise Refusal(invalid_argument(text))


def _set_timer(order: _Order) -> Settings:
    mode = order.word("timerMode", ("ON", "OFF"))
    duration = order.params.get("duration", f"{_DEFAULT_TIMER_S}s")
    if not isinstance(duration, str) or not re.fullmatch(r"[0-9]{1,5}s", duration):
        raise Refusal(invalid_value("duration"))
    seconds = int(duration[:-1])
    if not 1 <= seconds <= _LONGEST_TIMER_S:
        raise Refusal(invalid_value("duration"))
    if order.thermostat.fan is False:
        raise Refusal(failed_precondition("Thermostat fan unavailable."))
    return attrs.evolve(order.settings, fan_until=order.now + seconds if mode == "ON" else None)


_COMMANDS: Final[Mapping[str, Callable[[_Order], Settings]]] = {
    f"{COMMANDS}ThermostatMode.SetMode": _set_mode,
    f"{COMMANDS}ThermostatEco.SetMode": _set_eco,
    f"{COMMANDS}ThermostatTemperatureSetpoint.SetHeat": _set_heat,
    f"{COMMANDS}ThermostatTemperatureSetpoint.SetCool": _set_cool,
    f"{COMMANDS}ThermostatTemperatureSetpoint.SetRange": _set_range,
    f"{COMMANDS}Fan.SetTimer": _set_timer,
}
NAMES: Final[Mapping[str, str]] = dict(
    zip(
        _COMMANDS,
        (
            "SetThermostatMode",
            "SetThermostatEcoMode",
            "SetThermostatTemperatureHeat",
            "SetThermostatTemperatureCool",
            "SetThermostatTemperatureRange",
            "SetFanTimer",
        ),
        strict=True,
    )
)
"""The commands of thermostats, with what the messages about limits call them; SetThermostatTemperatureHeat was seen."""
