"""Settings of the device and who may use it (v2): ranges, fan, holds made on the wall, passcode."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smartbuildings.sandbox.ecobee.thermostat import Range, Thermostat
from smartbuildings.sandbox.ecobee.wording import error, success
from smartbuildings.sandbox.http.messages import Refusal, Response

from .call import Call, Handler, refuse
from .readings import range_data

__all__ = ["HANDLERS"]


def read_settings(call: Call) -> Response:
    """Tell the settings."""
    return success(_settings_data(call.read().thermostat))


def update_settings(call: Call) -> Response:
    """Change what is given; the rest stays."""
    _checked_ranges(call.read().thermostat, call.body)
    thermostat = call.change().thermostat
    _apply(thermostat, call.body)
    return success(_settings_data(thermostat))


def update_settings_of_many(call: Call) -> Response:
    """Change the settings of up to 25 thermostats: of all of them or, if one is refused, of none."""
    ids = list(dict.fromkeys(call.body["thermostatIds"]))
    for each in ids:
        view = call.portfolio.view(each, call.now)
        if view is None:
            raise Refusal(error(404, f"Thermostat not found: {each}"))
        _checked_ranges(view.thermostat, call.body["settings"])
    for each in ids:
        view = call.portfolio.change(each, call.now)
        assert view is not None, "just looked at"
        _apply(view.thermostat, call.body["settings"])
    return success({"thermostatIds": ids, "settings": call.body["settings"]})


def read_access_control(call: Call) -> Response:
    """Tell what the passcode protects, but never the passcode."""
    return success(_access_data(call.read().thermostat))


def update_access_control(call: Call) -> Response:
    """Switch the passcode on or off; switched off, it is forgotten."""
    known = call.read().thermostat.access_control
    body: Mapping[str, Any] = call.body
    passcode = body.get("passcode", known["passcode"])
    if body["enabled"] and passcode is None:
        raise refuse(passcode="is required to switch access control on")
    thermostat = call.change().thermostat
    thermostat.access_control = {
        "enabled": body["enabled"],
        "passcode": passcode if body["enabled"] else None,
        "passcodeProtected": {**known["passcodeProtected"], **_flags(body.get("passcodeProtected", {}), known)},
    }
    return success(_access_data(thermostat))


def _settings_data(thermostat: Thermostat) -> dict[str, Any]:
    return {
        "id": thermostat.id,
        "heatRange": range_data(thermostat.heat_range),
        "coolRange": range_data(thermostat.cool_range),
        "fanMinimumOnTime": thermostat.fan_minimum_on_time,
        "holdAction": thermostat.hold_action,
    }


def _checked_ranges(thermostat: Thermostat, body: Mapping[str, Any]) -> tuple[Range, Range]:
    return (
        _merged("heatRange", thermostat.heat_range, body),
        _merged("coolRange", thermostat.cool_range, body),
    )


def _merged(name: str, present: Range, body: Mapping[str, Any]) -> Range:
    given = body.get(name, {})
    merged = Range(given.get("min", present.min), given.get("max", present.max))
    if merged.min >= merged.max:
        raise refuse(**{name: "min must be below max"})
    return merged


def _apply(thermostat: Thermostat, body: Mapping[str, Any]) -> None:
    thermostat.heat_range, thermostat.cool_range = _checked_ranges(thermostat, body)
    thermostat.fan_minimum_on_time = body.get("fanMinimumOnTime", thermostat.fan_minimum_on_time)
    thermostat.hold_action = body.get("holdAction", thermostat.hold_action)


def _access_data(thermostat: Thermostat) -> dict[str, Any]:
    access = thermostat.access_control
    return {"id": thermostat.id, "enabled": access["enabled"], "passcodeProtected": access["passcodeProtected"]}


def _flags(given: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, bool]:
    return {name: value for name, value in given.items() if name in known["passcodeProtected"]}


HANDLERS: Mapping[str, Handler] = {
    "getThermostatSettings": read_settings,
    "updateThermostatSettings": update_settings,
    "bulkUpdateThermostatSettings": update_settings_of_many,
    "getThermostatAccessControl": read_access_control,
    "updateThermostatAccessControl": update_access_control,
}
