"""Whether a value can be right for a thermostat, judged by its last status; and the value as its device takes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final, Literal, TypeAlias, TypeVar

from smartbuildings._core.plausible import plausible_range
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.smartthings.enums import (
    AirConditionerFanMode,
    AirConditionerMode,
    ThermostatFanMode,
    ThermostatKind,
    ThermostatMode,
)
from smartbuildings.smartthings.models import ThermostatStatus
from smartbuildings.units import Temperature, TemperatureDelta, Unit
from smartbuildings.values import FanMode, Mode, OpenEnum, Range

__all__ = [
    "DEFAULT_STEPS",
    "Side",
    "check_fan",
    "check_mode",
    "check_set_point",
    "check_side",
    "check_thermostat_id",
    "fan_capability",
    "has_one_set_point",
    "is_same_text",
    "number",
    "shown",
    "step_of",
    "to_step",
]

Side: TypeAlias = Literal["heat", "cool"]
"""Which set point, as the caller's argument is named."""

_E = TypeVar("_E", bound=OpenEnum)

DEFAULT_STEPS: Final = {"F": TemperatureDelta.f(0.5), "C": TemperatureDelta.c(0.3)}
"""The step of set points where a device reports none."""
_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_EVEN)
_FINEST: Final = Decimal("0.001")
"""No number that is sent has more decimals. A step in the other unit has no end of them."""
_ID: Final = re.compile(r"([0-9A-Za-z][-_0-9A-Za-z]{0,99})(?::([-_!.~'()*0-9a-zA-Z]{1,36}))?", re.ASCII)
_DOTS: Final = frozenset({".", ".."})
_LONGEST_TEXT: Final = 255


def check_thermostat_id(value: object, *, field: str = "thermostat_id") -> tuple[str, str]:
    """Split a thermostat's id into the device and the component; without a component it is ``main``.

    Raises:
        InvalidRequest: it is not an id, or would address another resource.
    """
    match = _ID.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[2] in _DOTS:
        raise InvalidRequest(
            f"{shown(value)} is not a thermostat id. Use the device's id, or DEVICE:COMPONENT such as '4f6e1c5a:main'.",
            field=field,
        )
    return match[1], match[2] or "main"


# -- set points


def has_one_set_point(status: ThermostatStatus) -> bool:
    """Return whether a thermostat has one set point, whatever its mode: an air conditioner or a zone."""
    return status.kind is not ThermostatKind.THERMOSTAT


def check_side(status: ThermostatStatus, side: Side, mode: OpenEnum | None = None) -> str:
    """Check that a thermostat has a set point, and return the capability that it is set with.

    Args:
        status: The last status.
        side: Which set point.
        mode: The mode that is set before; the current one when left out.

    Raises:
        InvalidRequest: it has no such set point, or not in this mode.
    """
    if not has_one_set_point(status):
        capability = "thermostatHeatingSetpoint" if side == "heat" else "thermostatCoolingSetpoint"
        if capability not in status.capabilities:
            other = "cool" if side == "heat" else "heat"
            raise InvalidRequest(
                f"Thermostat {status.id} has no {side} set point. Use {other}=, or set its mode.", field=side
            )
        return capability
    native = status.native_mode if mode is None else mode
    heats = native is not None and AirConditionerMode(native).neutral is Mode.HEAT
    if heats != (side == "heat"):
        right = "heat" if heats else "cool"
        raise InvalidRequest(
            f"Thermostat {status.id} has one set point, and its mode is {native or 'not known'}. "
            f"Use {right}=, or set another mode first.",
            field=side,
        )
    return "thermostatCoolingSetpoint"


def step_of(status: ThermostatStatus, side: Side) -> TemperatureDelta:
    """Return the step of a set point: the one that the device reports, else a usual one."""
    step = status.heat_step if side == "heat" else status.cool_step
    return step or DEFAULT_STEPS[_unit_of(status, side) or "F"]


def check_set_point(status: ThermostatStatus, value: object, side: Side) -> Temperature:
    """Check a set point against its range, and return it in the unit and rounded to the step of the device.

    Raises:
        InvalidRequest: it is a bare number or out of range, or the device's unit is not known.
    """
    asked = _check_temperature(value, side)
    unit = _unit_of(status, side)
    if unit is None:
        raise InvalidRequest(
            f"Thermostat {status.id} does not report in which unit it takes the {side} set point. "
            "Read its status again when it is online.",
            field=side,
        )
    limits = status.heat_range if side == "heat" else status.cool_range
    if asked not in limits:
        is_low = limits.low is not None and asked < limits.low
        raise InvalidRequest(
            f"{side} set point {asked} is {'below' if is_low else 'above'} the range of thermostat {status.id} "
            f"({limits.shown_in(asked.unit)}). Use a value in the range.",
            field=side,
        )
    # The range is the device's own. Its end can be off the grid of the steps.
    return _nearest_within(to_step(asked, unit, step_of(status, side)), limits, unit)


def to_step(value: Temperature, unit: Unit, step: TemperatureDelta) -> Temperature:
    """Return a temperature in a unit, rounded to a multiple of a step."""
    exact, width = (value.decimal_f, step.decimal_f) if unit == "F" else (value.decimal_c, step.decimal_c)
    steps = _EXACT.divide(exact, width).to_integral_value(ROUND_HALF_EVEN)
    return Temperature(_EXACT.quantize(_EXACT.multiply(steps, width), _FINEST), unit)


def number(value: Temperature) -> float | int:
    """Return the bare number of a temperature in its own unit, as a command takes it."""
    found = value.f if value.unit == "F" else value.c
    return int(found) if found.is_integer() else found


def _nearest_within(value: Temperature, limits: Range, unit: Unit) -> Temperature:
    if limits.low is not None and value < limits.low:
        value = limits.low
    elif limits.high is not None and value > limits.high:
        value = limits.high
    return value.in_f() if unit == "F" else value.in_c()


def _unit_of(status: ThermostatStatus, side: Side) -> Unit | None:
    return status.heat_unit if side == "heat" else status.cool_unit


def _check_temperature(value: object, side: Side) -> Temperature:
    if not isinstance(value, Temperature):
        is_plain = isinstance(value, int | float) and not isinstance(value, bool) and -1000 < value < 1000
        example = f"{value:g}" if is_plain else "68"
        raise InvalidRequest(
            f"{side} is {shown(value)}, which has no unit. Use Temperature.f({example}) for Fahrenheit "
            f"or Temperature.c({example}) for Celsius.",
            field=side,
        )
    low, high = plausible_range("F")
    if not low <= value.f <= high:
        raise InvalidRequest(f"{side} {value} is not a temperature of a room. Check its unit.", field=side)
    return value


# -- modes and fans


def check_mode(status: ThermostatStatus, mode: object) -> ThermostatMode | AirConditionerMode | None:
    """Find the device's own name of a mode. ``None``: it is an air conditioner or a zone, to be switched off.

    Args:
        status: The last status.
        mode: A mode of all vendors or one of the device, as a string or an enumeration.

    Raises:
        InvalidRequest: the device does not list the mode. Without a list every mode that it could have is allowed.
    """
    if has_one_set_point(status):
        if mode == Mode.OFF:
            return None
        return _native(status, mode, AirConditionerMode, status.supported_modes, status.native_mode, "mode", _any_text)
    return _native(status, mode, ThermostatMode, status.supported_modes, status.native_mode, "mode", _documented_mode)


def fan_capability(status: ThermostatStatus) -> str:
    """Return the capability that sets the fan.

    Raises:
        NotSupported: it has no fan that can be set.
    """
    name = "airConditionerFanMode" if has_one_set_point(status) else "thermostatFanMode"
    if name not in status.capabilities:
        msg = (
            f"SmartThings thermostat {status.id} has no fan that can be set: it lacks the capability {name}. Use "
            "set_mode, or execute with a command that the device has."
        )
        raise NotSupported(msg)
    return name


def check_fan(status: ThermostatStatus, fan: object) -> ThermostatFanMode | AirConditionerFanMode:
    """Find the device's own name of a fan mode or speed.

    Raises:
        InvalidRequest: the device does not list it. Without a list every one that it could have is allowed.
        NotSupported: it has no fan that can be set.
    """
    fan_capability(status)
    supported, current = status.supported_fan_modes, status.native_fan_mode
    if has_one_set_point(status):
        return _native(status, fan, AirConditionerFanMode, supported, current, "fan", _any_text)
    return _native(status, fan, ThermostatFanMode, supported, current, "fan", _documented)


def _native(
    status: ThermostatStatus,
    wanted: object,
    kind: type[_E],
    supported: Iterable[OpenEnum] | None,
    current: OpenEnum | None,
    field: str,
    unlisted: Callable[[type[_E], str], _E | None],
) -> _E:
    if not isinstance(wanted, str) or not 0 < len(wanted) <= _LONGEST_TEXT:
        raise InvalidRequest(f"{shown(wanted)} is not a {field}. Use a string such as 'auto'.", field=field)
    wanted = str.__str__(wanted)
    if supported is None:
        found = unlisted(kind, wanted)
        options: tuple[OpenEnum, ...] = kind.known()
    else:
        # A device may leave its current one out of the list.
        options = tuple(dict.fromkeys((*supported, *(() if current is None else (current,)))))
        found = next((kind(each) for is_it in _LIKENESSES for each in options if is_it(each, wanted)), None)
    if found is None:
        raise InvalidRequest(
            f"Thermostat {status.id} has no {field} {shown(wanted)}. Use one of "
            f"{', '.join(repr(str(each)) for each in options)}.",
            field=field,
        )
    return found


def is_same_text(one: str, other: str) -> bool:
    """Return whether two modes differ at most in blanks: "emergency heat" and "rush hour" have two spellings."""
    return one.replace(" ", "") == other.replace(" ", "")


def _is_neutral(native: OpenEnum, wanted: str) -> bool:
    return bool(getattr(native, "neutral", None) == wanted)


_LIKENESSES: Final[tuple[Callable[[OpenEnum, str], bool], ...]] = (str.__eq__, is_same_text, _is_neutral)


def _documented(kind: type[_E], wanted: str) -> _E | None:
    return kind(wanted) if kind(wanted).is_known else None


def _documented_mode(kind: type[_E], wanted: str) -> _E | None:
    return kind(ThermostatMode.EMERGENCY_HEAT) if wanted == Mode.AUX_HEAT else _documented(kind, wanted)


def _any_text(kind: type[_E], wanted: str) -> _E | None:
    """Allow any string but a word of ours that no such device has."""
    is_ours = Mode(wanted).is_known if kind is AirConditionerMode else FanMode(wanted).is_known
    return None if is_ours and not kind(wanted).is_known else kind(wanted)


def shown(value: object) -> str:
    """Show a wrong value, cut: it may be anything."""
    if isinstance(value, int) and value.bit_length() > 128:  # Python refuses to write very long integers as text
        return "an integer of more than 38 digits"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
