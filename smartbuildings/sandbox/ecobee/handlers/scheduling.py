"""Comfort settings and the weekly schedule (v2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from smartbuildings.sandbox.ecobee.comfort import DAYS, SLOTS, ComfortSetting, refs_in_use, with_block
from smartbuildings.sandbox.ecobee.portfolio import View
from smartbuildings.sandbox.ecobee.thermostat import MIN_DELTA, Thermostat
from smartbuildings.sandbox.ecobee.wording import error, success
from smartbuildings.sandbox.http.messages import Refusal, Response, no_content

from .call import Call, Handler, refuse

__all__ = ["HANDLERS"]

_END_OF_DAY: Final = "23:59"


def list_comfort_settings(call: Call) -> Response:
    """List the comfort settings."""
    thermostat = call.read().thermostat
    return success({"id": thermostat.id, "items": [_data(each) for each in thermostat.comfort.values()]})


def create_comfort_setting(call: Call) -> Response:
    """Add a comfort setting; the sandbox chooses its reference."""
    view = call.read()
    number = view.thermostat.next_comfort_number
    comfort = _changed(view, ComfortSetting(f"smart{number}", "", 0.0, 0.0), call.body)
    thermostat = call.change().thermostat
    thermostat.comfort[comfort.ref] = comfort
    thermostat.next_comfort_number = number + 1
    return success(_data(comfort), 201)


def update_comfort_setting(call: Call) -> Response:
    """Change what is given; the schedule follows at once."""
    view = call.read()
    comfort = _changed(view, _named(call, view.thermostat), call.body)
    call.change().thermostat.comfort[comfort.ref] = comfort
    return success(_data(comfort))


def delete_comfort_setting(call: Call) -> Response:
    """Remove a comfort setting that nobody needs."""
    thermostat = call.read().thermostat
    comfort = _named(call, thermostat)
    if comfort.is_default:
        raise refuse(comfortRef="is a default comfort setting and cannot be deleted")
    if comfort.ref in refs_in_use(thermostat.week):
        raise refuse(comfortRef="is used by the schedule and cannot be deleted")
    del call.change().thermostat.comfort[comfort.ref]
    return no_content()


def read_schedule(call: Call) -> Response:
    """Tell the comfort setting of every half hour of the week."""
    return success(_schedule_data(call.read().thermostat))


def update_schedule(call: Call) -> Response:
    """Give one comfort setting to a stretch of some days."""
    view = call.read()
    body: Mapping[str, Any] = call.body
    if body["comfortRef"] not in view.thermostat.comfort:
        raise refuse(comfortRef="is not a comfort setting of this thermostat")
    first, last = _slot(body["firstTimeBlock"]), _slot(body["lastTimeBlock"])
    if first >= last:
        raise refuse(lastTimeBlock="must be after firstTimeBlock")
    days = [DAYS.index(day) for day in body["days"]]
    thermostat = call.change().thermostat
    week = with_block(thermostat.week, days, first, last, body["comfortRef"])
    thermostat.change_week(view.site, call.now, week)
    return success(_schedule_data(thermostat))


def _named(call: Call, thermostat: Thermostat) -> ComfortSetting:
    comfort = thermostat.comfort.get(call.parameters["comfortRef"])
    if comfort is None:
        raise Refusal(error(404, "Comfort setting not found"))
    return comfort


def _changed(view: View, comfort: ComfortSetting, body: Mapping[str, Any]) -> ComfortSetting:
    changed = ComfortSetting(
        ref=comfort.ref,
        name=body.get("name", comfort.name),
        heat=body.get("heatTemperature", comfort.heat),
        cool=body.get("coolTemperature", comfort.cool),
        heat_fan=body.get("heatFan", comfort.heat_fan),
        cool_fan=body.get("coolFan", comfort.cool_fan),
        sensors=list(body.get("sensors", comfort.sensors)),
        is_default=comfort.is_default,
    )
    if changed.cool - changed.heat < MIN_DELTA:
        raise refuse(coolTemperature=f"must be at least {MIN_DELTA} above heatTemperature")
    unknown = set(changed.sensors) - {"ei:0"} - {sensor.id for sensor in view.profile.sensors}
    if unknown:
        raise refuse(sensors="names a sensor that this thermostat does not have")
    return changed


def _data(comfort: ComfortSetting) -> dict[str, Any]:
    return {
        "comfortRef": comfort.ref,
        "name": comfort.name,
        "heatTemperature": comfort.heat,
        "coolTemperature": comfort.cool,
        "heatFan": comfort.heat_fan,
        "coolFan": comfort.cool_fan,
        "sensors": comfort.sensors,
    }


def _schedule_data(thermostat: Thermostat) -> dict[str, Any]:
    return {"id": thermostat.id, "schedule": dict(zip(DAYS, map(list, thermostat.week), strict=True))}


def _slot(time: str) -> int:
    if time == _END_OF_DAY:
        return SLOTS
    return int(time[:2]) * 2 + int(time[3:]) // 30


HANDLERS: Mapping[str, Handler] = {
    "getComfortSettings": list_comfort_settings,
    "createComfortSetting": create_comfort_setting,
    "updateComfortSetting": update_comfort_setting,
    "deleteComfortSetting": delete_comfort_setting,
    "getThermostatSchedule": read_schedule,
    "updateThermostatSchedule": update_schedule,
}
