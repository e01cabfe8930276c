"""Whether a hold can be right: its set points against the API's limits and against the thermostat's own state."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from smartbuildings.ecobee.checks.values import check_temperature, shown, to_wire_precision
from smartbuildings.ecobee.enums import FanMode, HoldEnd, HvacMode
from smartbuildings.ecobee.models import ThermostatStatus
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Range

__all__ = ["check_fan", "check_hold", "check_hold_end"]

_TAKES_HEAT: Final = frozenset({HvacMode.HEAT, HvacMode.AUX_HEAT_ONLY, HvacMode.AUTO})
_TAKES_COOL: Final = frozenset({HvacMode.COOL, HvacMode.AUTO})
# The API gives the gap as a whole number without a unit and we read it as °F (inferred). A larger number cannot be
# whole degrees (the set points of a device span less), so there the reading is wrong and the API has to judge.
_LARGEST_PLAUSIBLE_GAP: Final = TemperatureDelta.f(20)


def check_hold(
    thermostat_id: str,
    *,
    heat: Temperature | None,
    cool: Temperature | None,
    status: ThermostatStatus | None = None,
    against_other: bool = False,
) -> None:
    """Check the set points of a hold, as they would be sent.

    Without a status only the API's own limits are checked; what the status does not show is not checked either.

    Args:
        thermostat_id: The thermostat, for the messages.
        heat: The heat set point.
        cool: The cool set point.
        status: The thermostat's state.
        against_other: Check a single set point in mode auto against the other one in force, as the status shows it.

    Raises:
        InvalidRequest: no set point is given, or one is out of range, too close to the other, or of no use in the mode.
    """
    if heat is None and cool is None:
        raise InvalidRequest(
            f"{_cannot(thermostat_id)}: it has no set point. Give heat, cool or both, as in heat=Temperature.f(68).",
            field="heat",
        )
    heat = None if heat is None else to_wire_precision(check_temperature(heat, field="heat"))
    cool = None if cool is None else to_wire_precision(check_temperature(cool, field="cool"))
    state = status or ThermostatStatus()
    _check_mode(thermostat_id, heat, cool, state.hvac_mode)
    _check_range(thermostat_id, "heat", heat, state.heat_range)
    _check_range(thermostat_id, "cool", cool, state.cool_range)
    if heat is not None and cool is not None:
        _check_gap(thermostat_id, heat, cool, state.heat_cool_min_delta)
    elif against_other and state.hvac_mode == HvacMode.AUTO:
        _check_other(thermostat_id, heat, cool, state)


def _check_mode(thermostat_id: str, heat: Temperature | None, cool: Temperature | None, mode: HvacMode | None) -> None:
    if mode is None or not mode.is_known:
        return
    if mode == HvacMode.OFF:
        raise InvalidRequest(
            f"{_cannot(thermostat_id)}: its mode is off, and a set point has no effect then. "
            "Set another mode first, or leave it off.",
            field="heat" if cool is None else "cool",
        )
    for name, given, modes in (("heat", heat, _TAKES_HEAT), ("cool", cool, _TAKES_COOL)):
        if given is not None and mode not in modes:
            other = "cool" if name == "heat" else "heat"
            raise InvalidRequest(
                f"{_cannot(thermostat_id)}: its mode is {mode}, which has no {name} set point. "
                f"Give {other} alone, or set a mode that can {name}.",
                field=name,
            )


def _check_range(thermostat_id: str, name: str, value: Temperature | None, limits: Range) -> None:
    if value is None or value in limits:
        return
    side = "below" if limits.low is not None and value < limits.low else "above"
    raise InvalidRequest(
        f"{_cannot(thermostat_id)}: {name} set point {value} is {side} its {name} range "
        f"({limits.shown_in(value.unit)}). Ask for a value in the range, or read thermostat.status().",
        field=name,
    )


def _check_gap(thermostat_id: str, heat: Temperature, cool: Temperature, least: TemperatureDelta | None) -> None:
    if cool <= heat:
        raise InvalidRequest(
            f"{_cannot(thermostat_id)}: heat set point {heat} is not below cool set point {cool}. "
            "Ask for a heat set point below the cool one.",
            field="heat",
        )
    if least is not None and least <= _LARGEST_PLAUSIBLE_GAP and cool - heat < least:
        gap = cool - heat
        shown = least.in_f() if gap.unit == "F" else least.in_c()
        raise InvalidRequest(
            f"{_cannot(thermostat_id)}: heat {heat} and cool {cool} are {gap} apart, and it needs at least {shown}. "
            "Move the set points apart, or read thermostat.status().heat_cool_min_delta.",
            field="cool",
        )


def _check_other(
    thermostat_id: str, heat: Temperature | None, cool: Temperature | None, state: ThermostatStatus
) -> None:
    """Check one set point against the other one in force."""
    name, other = ("heat", "cool") if cool is None else ("cool", "heat")
    in_force = state.set_points.cool if cool is None else state.set_points.heat
    if in_force is None:
        return
    try:
        _check_gap(thermostat_id, heat or in_force, cool or in_force, state.heat_cool_min_delta)
    except InvalidRequest as error:
        raise InvalidRequest(
            f"{error} The {other} set point {in_force} is the one in force; give {other} as well to change both.",
            field=name,
        ) from None


def _cannot(thermostat_id: str) -> str:
    return f"Thermostat {thermostat_id} cannot take the hold"


def check_hold_end(until: object) -> HoldEnd:
    """Check when a hold shall end, and return it as an enumeration.

    Raises:
        NotSupported: it is a time, and the API has no holds that end at one.
        InvalidRequest: the API knows no such end.
    """
    if until == "next_change":
        return HoldEnd.NEXT_TRANSITION
    if isinstance(until, str) and HoldEnd(until).is_known:
        return HoldEnd(until)
    ends = "Give until='next_change' or until='indefinite'."
    if isinstance(until, datetime):
        raise NotSupported(f"ecobee has no holds that end at a given time, such as {until.isoformat()}. {ends}")
    raise InvalidRequest(f"A hold cannot end at {shown(until)}. {ends}", field="until")


def check_fan(fan: object, *, field: str = "fan") -> FanMode:
    """Check what the fan shall do, and give it as an enumeration.

    Raises:
        InvalidRequest: the API knows no such fan mode.
    """
    if isinstance(fan, str) and FanMode(fan).is_known:
        return FanMode(fan)
    raise InvalidRequest(f"The fan cannot be set to {shown(fan)}. Give 'on' or 'auto'.", field=field)
