"""The command that a verb sends, given the last status of a thermostat. Nothing is sent here.

The mode decides which set points there are: ``SetHeat`` in HEAT, ``SetCool`` in COOL, ``SetRange`` in HEATCOOL, none
when the thermostat is off. In Eco no set point can be set.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Any, Final, Literal, TypeAlias

import attrs

from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.nest.enums import EcoMode, TemperatureScale, ThermostatMode, TimerMode
from smartbuildings.nest.models import ThermostatStatus
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Mode

__all__ = [
    "Asked",
    "Command",
    "check_duration",
    "check_eco",
    "check_set_points",
    "fan_for",
    "set_eco",
    "set_mode",
    "set_temperature",
    "stop_fan",
]

Side: TypeAlias = Literal["heat", "cool"]

_SIDES: Final[Mapping[ThermostatMode, tuple[Side, ...]]] = {
    ThermostatMode.HEAT: ("heat",),
    ThermostatMode.COOL: ("cool",),
    ThermostatMode.HEATCOOL: ("heat", "cool"),
    ThermostatMode.OFF: (),
}
_SMALLEST_GAP: Final = TemperatureDelta.f(2.99)
"""Of thermostats that show Fahrenheit. Users report a minimum of 3 °F; a little less lets 3 °F pass after rounding."""
_FINEST: Final = Decimal("0.0001")
_LONGEST_FAN_S: Final = 43_200
_LONGEST_SHOWN: Final = 60


@attrs.frozen(kw_only=True)
class Asked:
    """The state that a command asks for; ``None`` leaves a value as it is."""

    heat: Temperature | None = None
    """The heat set point."""
    cool: Temperature | None = None
    """The cool set point."""
    mode: ThermostatMode | None = None
    """The mode."""
    is_eco: bool | None = None
    """Whether it is in Eco."""
    fan: TimerMode | None = None
    """Whether the timer of the fan runs."""
    fan_ended_at: datetime | None = None
    """The end of the timer before the command: a restarted one has another end."""


@attrs.frozen
class Command:
    """One command."""

    name: str
    """Its name without ``sdm.devices.commands.``."""
    params: Mapping[str, Any]
    """Its parameters."""
    asked: Asked
    """The state that it asks for."""
    arguments: Mapping[str, str]
    """The caller's argument for each parameter, the most important one first."""
    keeps_a_value: bool = False
    """Whether it repeats a value of the status, which has to be a new one then: else it could undo a change."""

    def body(self) -> dict[str, Any]:
        """Write it as the API takes it."""
        return {"command": f"sdm.devices.commands.{self.name}", "params": dict(self.params)}


# -- what cannot be right for any thermostat


def check_set_points(heat: object, cool: object) -> dict[Side, Temperature]:
    """Return the set points that were given.

    Raises:
        InvalidRequest: there is none, or a bare number.
    """
    given: dict[Side, Temperature] = {}
    for side, value in _both(heat, cool):
        if not isinstance(value, Temperature):
            msg = f"{_shown(value)} has no unit. Use {side}=Temperature.c(...) or Temperature.f(...)."
            raise InvalidRequest(msg, field=side)
        given[side] = value
    if not given:
        raise InvalidRequest("No set point was given. Use heat=, cool= or both.", field="heat")
    return given


def _both(heat: object, cool: object) -> list[tuple[Side, object]]:
    sides: tuple[tuple[Side, object], ...] = (("heat", heat), ("cool", cool))
    return [(side, value) for side, value in sides if value is not None]


def check_eco(eco: object) -> bool:
    """Return whether Eco was asked for.

    Raises:
        InvalidRequest: it is not a boolean.
    """
    if not isinstance(eco, bool):
        raise InvalidRequest(f"{_shown(eco)} is not a boolean. Use set_eco(True) or set_eco(False).", field="eco")
    return eco


def check_duration(duration: object) -> int:
    """Return a time for the fan in seconds.

    Raises:
        InvalidRequest: it is not a timedelta from 1 second to 12 hours.
    """
    seconds = round(duration.total_seconds()) if isinstance(duration, timedelta) else 0
    if not 1 <= seconds <= _LONGEST_FAN_S:
        msg = f"{_shown(duration)} is not a time that the fan can run for. Use a timedelta from 1 second to 12 hours."
        raise InvalidRequest(msg, field="duration")
    return seconds


# -- commands


def set_temperature(
    status: ThermostatStatus, *, heat: Temperature | None = None, cool: Temperature | None = None
) -> Command:
    """Return the command that sets the set points of the mode.

    In HEATCOOL, a set point that is not given stays as it is.

    Raises:
        InvalidRequest: the thermostat is off or in Eco, the mode has no such set point, or the two are too close.
    """
    given = check_set_points(heat, cool)
    first = next(iter(given))
    if status.is_eco:
        msg = f"Thermostat {status.id} is in Eco, where set points cannot be set. Call set_eco(False) first."
        raise InvalidRequest(msg, field=first)
    sides = _SIDES.get(status.native_mode) if status.native_mode is not None else None
    if sides is None:
        msg = f"The mode of thermostat {status.id} is {status.native_mode or 'not reported'}, so it is not known which "
        raise InvalidRequest(f"{msg}set points it has.", field=first)
    for side in given:
        if side not in sides:
            has = {(): "has no set points", ("heat",): "has a heat set point", ("cool",): "has a cool set point"}[sides]
            msg = f"Thermostat {status.id} is in mode {status.native_mode} and {has}. "
            right = f"Use {sides[0]}=, or set another mode first." if sides else "Set a mode first."
            raise InvalidRequest(msg + right, field=side)
    if len(sides) == 1:
        side = sides[0]
        name = "SetHeat" if side == "heat" else "SetCool"
        return Command(
            f"ThermostatTemperatureSetpoint.{name}",
            {f"{side}Celsius": _on_the_wire(given[side], ROUND_HALF_EVEN)},
            Asked(heat=given.get("heat"), cool=given.get("cool")),
            {f"{side}Celsius": side},
        )
    return _set_range(status, given, first)


def _set_range(status: ThermostatStatus, given: Mapping[Side, Temperature], first: Side) -> Command:
    points = status.set_points
    low, high = given.get("heat", points.heat), given.get("cool", points.cool)
    if low is None or high is None:
        other = "heat" if low is None else "cool"
        msg = f"Thermostat {status.id} does not report its {other} set point, and both are set at once. Give {other}=."
        raise InvalidRequest(msg, field=other)
    kept = "" if len(given) == 2 else f" (the {'cool' if first == 'heat' else 'heat'} set point stays as it is)"
    if low >= high:
        msg = f"The heat set point {low} is not below the cool set point {high}{kept}. Move them apart."
        raise InvalidRequest(msg, field=first)
    if status.traits.scale is TemperatureScale.FAHRENHEIT and high - low < _SMALLEST_GAP:
        msg = (
            f"The heat set point {low.in_f()} and the cool set point {high.in_f()} are less than 3 °F apart{kept}, "
            "which a thermostat that shows Fahrenheit does not take. Move them apart."
        )
        raise InvalidRequest(msg, field=first)
    order = {f"{side}Celsius": side for side in sorted(("heat", "cool"), key=lambda side: side != first)}
    return Command(
        "ThermostatTemperatureSetpoint.SetRange",
        # Rounded away from each other: rounded to the nearest, a gap of 3 °F could become smaller than that.
        {"heatCelsius": _on_the_wire(low, ROUND_FLOOR), "coolCelsius": _on_the_wire(high, ROUND_CEILING)},
        Asked(heat=low, cool=high),
        order,
        keeps_a_value=len(given) < 2,
    )


def set_mode(status: ThermostatStatus, mode: str) -> Command | None:
    """Return the command that sets the mode; ``None`` if it is the mode already.

    Raises:
        InvalidRequest: the thermostat does not list this mode.
    """
    options = status.supported_modes or ThermostatMode.known()
    native = next((each for each in options if isinstance(mode, str) and mode in (each, each.neutral)), None)
    if native is None:
        names = ", ".join(repr(str(each.neutral)) for each in options)
        raise InvalidRequest(
            f"{_shown(mode)} is not a mode of thermostat {status.id}. Use one of {names}.", field="mode"
        )
    if native == status.native_mode:
        return None
    return Command("ThermostatMode.SetMode", {"mode": str(native)}, Asked(mode=native), {"mode": "mode"})


def set_eco(status: ThermostatStatus, eco: bool) -> Command | None:
    """Return the command that puts a thermostat into Eco or takes it out; ``None`` if nothing changes.

    Raises:
        InvalidRequest: ``eco`` is not a boolean.
        NotSupported: the thermostat has no Eco.
    """
    check_eco(eco)
    modes = status.traits.available_eco_modes
    if status.is_eco is None or (eco and modes is not None and EcoMode.MANUAL_ECO not in modes):
        msg = f"Thermostat {status.id} of Nest has no Eco that can be set now. Use set_temperature or set_mode."
        raise NotSupported(msg)
    if eco is status.is_eco:  # The API rejects a command that changes nothing.
        return None
    native = EcoMode.MANUAL_ECO if eco else EcoMode.OFF
    return Command("ThermostatEco.SetMode", {"mode": str(native)}, Asked(is_eco=eco), {"mode": "eco"})


def fan_for(status: ThermostatStatus, duration: timedelta) -> Command:
    """Return the command that runs the fan for a time.

    Raises:
        InvalidRequest: the duration is not from 1 second to 12 hours.
        NotSupported: the thermostat has no fan.
    """
    seconds = check_duration(duration)
    _check_fan(status)
    return Command(
        "Fan.SetTimer",
        {"timerMode": str(TimerMode.ON), "duration": f"{seconds}s"},
        Asked(fan=TimerMode.ON, fan_ended_at=status.fan_ends_at),
        {"duration": "duration", "timerMode": "duration"},
    )


def stop_fan(status: ThermostatStatus) -> Command | None:
    """Return the command that ends the timer of the fan; ``None`` if it does not run.

    Raises:
        NotSupported: the thermostat has no fan.
    """
    _check_fan(status)
    if status.traits.timer_mode is TimerMode.OFF:
        return None
    return Command("Fan.SetTimer", {"timerMode": str(TimerMode.OFF)}, Asked(fan=TimerMode.OFF), {"timerMode": "fan"})


def _check_fan(status: ThermostatStatus) -> None:
    if status.traits.timer_mode is None:
        msg = f"Thermostat {status.id} of Nest has no fan whose timer can be set, or its wiring does not control one."
        raise NotSupported(msg)


def _on_the_wire(value: Temperature, rounding: str) -> float:
    return float(value.decimal_c.quantize(_FINEST, rounding=rounding))


def _shown(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 128:  # Python refuses to write very long integers as text
        return "an integer of more than 38 digits"
    text = repr(str(value)) if isinstance(value, Mode | ThermostatMode) else repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
