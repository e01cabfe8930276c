"""What changes how a thermostat runs now: mode, holds, resume, resident mode."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smartbuildings.sandbox.ecobee.portfolio import View
from smartbuildings.sandbox.ecobee.thermostat import MIN_DELTA, Range
from smartbuildings.sandbox.ecobee.wording import error, success
from smartbuildings.sandbox.http.messages import Response, no_content

from .call import Call, Handler, refuse

__all__ = ["HANDLERS"]

_HEAT_MODES: Final = ("heat", "auxHeatOnly", "auto")
_COOL_MODES: Final = ("cool", "auto")


def set_hvac_mode(call: Call) -> Response:
    """Change the mode, which shows in the status a few seconds later."""
    view = call.read()
    mode: str = call.body["hvacMode"]
    if mode not in view.profile.modes:
        return error(400, f"This thermostat has no mode {mode}")
    call.change().thermostat.change_mode(mode, call.now, delay_s=call.mode_delay_s)
    return success({"hvacMode": mode})


def set_heat_hold(call: Call) -> Response:
    """Hold the heat set point."""
    return _hold_one(call, heat=call.body["desiredTemperature"])


def set_cool_hold(call: Call) -> Response:
    """Hold the cool set point."""
    return _hold_one(call, cool=call.body["desiredTemperature"])


def set_auto_hold(call: Call) -> Response:
    """Hold both set points."""
    view = call.read()
    body: Mapping[str, float] = call.body
    heat, cool = body["desiredHeatTemperature"], body["desiredCoolTemperature"]
    _check_mode(view, ("auto",))
    _check_range("desiredHeatTemperature", heat, view.thermostat.heat_range)
    _check_range("desiredCoolTemperature", cool, view.thermostat.cool_range)
    _check_gap("desiredCoolTemperature", heat, cool)
    call.change().thermostat.hold_temperature(view.site, call.now, call.body["type"], heat=heat, cool=cool)
    return success({"desiredHeatTemperature": heat, "desiredCoolTemperature": cool, "type": call.body["type"]}, 201)


def set_fan_hold(call: Call) -> Response:
    """Hold the fan on, or leave it to the equipment."""
    view = call.change()
    view.thermostat.hold_fan(view.site, call.now, call.body["type"], call.body["fan"])
    return success({"fan": call.body["fan"], "type": call.body["type"]}, 201)


def resume_schedule(call: Call) -> Response:
    """Cancel all holds."""
    call.change().thermostat.resume()
    return no_content()


def set_tenant_mode(call: Call) -> Response:
    """Switch tenant mode (v1)."""
    return _switch_resident_mode(call, is_on=call.body["isTenantMode"])


def set_resident_mode(call: Call) -> Response:
    """Switch resident mode (v2)."""
    return _switch_resident_mode(call, is_on=call.body["isResidentMode"])


def _switch_resident_mode(call: Call, *, is_on: bool) -> Response:
    view = call.change()
    if view.thermostat.is_resident_mode and not is_on:
        # The vendor's warning come true: the settings that were there are gone.
        view.thermostat.reset(view.profile, view.site)
    view.thermostat.is_resident_mode = is_on
    return no_content()


def _hold_one(call: Call, *, heat: float | None = None, cool: float | None = None) -> Response:
    view = call.read()
    thermostat = view.thermostat
    field = "desiredTemperature"
    desired = call.body[field]
    _check_mode(view, _HEAT_MODES if heat is not None else _COOL_MODES)
    _check_range(field, desired, thermostat.heat_range if heat is not None else thermostat.cool_range)
    if thermostat.mode == "auto":
        present_heat, present_cool = thermostat.set_points_at(view.site, call.now)
        _check_gap(field, present_heat if heat is None else heat, present_cool if cool is None else cool)
    call.change().thermostat.hold_temperature(view.site, call.now, call.body["type"], heat=heat, cool=cool)
    return success({field: desired, "type": call.body["type"]}, 201)


def _check_mode(view: View, modes: tuple[str, ...]) -> None:
    if view.thermostat.mode not in modes:
        raise refuse(hvacMode=f"is {view.thermostat.mode}; this hold needs {' or '.join(modes)}")


def _check_range(field: str, value: float, allowed: Range) -> None:
    if not allowed.min <= value <= allowed.max:
        raise refuse(**{field: f"must be between {allowed.min:g} and {allowed.max:g}"})


def _check_gap(field: str, heat: float, cool: float) -> None:
    if cool - heat < MIN_DELTA:
        raise refuse(**{field: f"heat ({heat:g}) and cool ({cool:g}) must be at least {MIN_DELTA} apart"})


HANDLERS: Mapping[str, Handler] = {
    "setHvacMode": set_hvac_mode,
    "setHeatHold": set_heat_hold,
    "setCoolHold": set_cool_hold,
    "setAutoHold": set_auto_hold,
    "setFanHold": set_fan_hold,
    "resumeSchedule": resume_schedule,
    "setTenantMode": set_tenant_mode,
    "setResidentMode": set_resident_mode,
}
