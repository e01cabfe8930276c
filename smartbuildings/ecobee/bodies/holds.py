"""The bodies that control a thermostat: its mode, its holds, resident mode."""

from __future__ import annotations

from typing import Literal

from smartbuildings.ecobee.bodies.body import Body, degrees_f
from smartbuildings.ecobee.checks import check_fan, check_flag, check_hold_end, check_hvac_mode
from smartbuildings.ecobee.enums import FanMode, HoldEnd, HvacMode
from smartbuildings.units import Temperature

__all__ = [
    "write_auto_hold",
    "write_cool_hold",
    "write_fan_hold",
    "write_heat_hold",
    "write_hvac_mode",
    "write_resident_mode",
]


def write_hvac_mode(mode: HvacMode | str) -> Body:
    """Write the body of setHvacMode.

    Raises:
        InvalidRequest: the API knows no such mode.
    """
    return {"hvacMode": check_hvac_mode(mode).value}


def write_heat_hold(heat: Temperature, until: HoldEnd | str) -> Body:
    """Write the body of setHeatHold.

    Raises:
        InvalidRequest: the temperature is out of the API's range, or the end is unknown.
    """
    return {"desiredTemperature": degrees_f(heat, field="heat"), "type": check_hold_end(until).value}


def write_cool_hold(cool: Temperature, until: HoldEnd | str) -> Body:
    """Write the body of setCoolHold.

    Raises:
        InvalidRequest: the temperature is out of the API's range, or the end is unknown.
    """
    return {"desiredTemperature": degrees_f(cool, field="cool"), "type": check_hold_end(until).value}


def write_auto_hold(heat: Temperature, cool: Temperature, until: HoldEnd | str) -> Body:
    """Write the body of setAutoHold, API v2 only (inferred: the names of its fields).

    Raises:
        InvalidRequest: a temperature is out of the API's range, or the end is unknown.
    """
    return {
        "desiredHeatTemperature": degrees_f(heat, field="heat"),
        "desiredCoolTemperature": degrees_f(cool, field="cool"),
        "type": check_hold_end(until).value,
    }


def write_fan_hold(fan: FanMode | str, until: HoldEnd | str) -> Body:
    """Write the body of setFanHold.

    Raises:
        InvalidRequest: the fan mode or the end is unknown.
    """
    return {"fan": check_fan(fan).value, "type": check_hold_end(until).value}


def write_resident_mode(on: bool, *, api_version: Literal["v1", "v2"] = "v2") -> Body:
    """Write the body of setResidentMode, or of setTenantMode as API v1 calls it.

    Raises:
        InvalidRequest: it is neither ``True`` nor ``False``.
    """
    field = "isTenantMode" if api_version == "v1" else "isResidentMode"
    return {field: check_flag(on, field="on")}
