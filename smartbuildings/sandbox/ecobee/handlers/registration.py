"""Thermostats as members of the account: listed, registered, named, moved, unregistered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from smartbuildings.sandbox.ecobee.portfolio import View
from smartbuildings.sandbox.ecobee.wording import fail, success
from smartbuildings.sandbox.http.messages import Response, no_content

from .buildings import listing
from .call import Call, Handler, refuse

__all__ = ["HANDLERS"]


def list_thermostats(call: Call) -> Response:
    """List the ids of the account's thermostats."""
    return listing(call, "thermostats", call.portfolio.thermostat_ids())


def list_thermostats_of_building(call: Call) -> Response:
    """List the ids of a building's thermostats."""
    return listing(call, "thermostats", call.portfolio.thermostat_ids(call.building().id))


def register(call: Call) -> Response:
    """Put a thermostat into a building. Any serial number that is not registered yet will do."""
    building = call.building()
    thermostat_id = (call.body or {}).get("thermostatId", "")
    if not thermostat_id:
        raise refuse(thermostatId="is required")
    if call.portfolio.home_of(thermostat_id) is not None:
        return fail({"thermostatId": "is already registered"}, 400)
    view = call.portfolio.register(thermostat_id, building.id, call.now)
    view.thermostat.is_resident_mode = call.version == "v2" and bool(call.body.get("isResidentMode", False))
    return success(_summary(view, call.now), 201)


def read_summary(call: Call) -> Response:
    """Tell a thermostat's names, building and modes."""
    return success(_summary(call.read(), call.now))


def update(call: Call) -> Response:
    """Change names; in v2 also the building."""
    home = call.body.get("buildingId") if call.version == "v2" else None
    if home is not None and call.portfolio.building(home) is None:
        call.read()
        raise refuse(buildingId="is not a building of this account")
    view = call.change()
    thermostat = view.thermostat
    thermostat.name = call.body.get("name", thermostat.name)
    thermostat.thermostat_name = call.body.get("thermostatName", thermostat.thermostat_name)
    if home is not None:
        call.portfolio.move(thermostat, home)
    return success(_summary(call.read(), call.now))


def unregister(call: Call) -> Response:
    """Take a thermostat out of the account."""
    call.portfolio.unregister(call.read().thermostat.id)
    return no_content()


def _summary(view: View, now: float) -> dict[str, Any]:
    offset = datetime.fromtimestamp(now, UTC).astimezone(view.site.time_zone).utcoffset()
    return {
        "id": view.thermostat.id,
        "buildingId": view.thermostat.building_id,
        "name": view.thermostat.name,
        "thermostatName": view.thermostat.thermostat_name,
        "timeZoneOffsetMinutes": int(offset.total_seconds() // 60) if offset else 0,
        "hvacModes": list(view.profile.modes),
    }


HANDLERS: Mapping[str, Handler] = {
    "getThermostatIds": list_thermostats,
    "getThermostatIdsByBuilding": list_thermostats_of_building,
    "registerThermostat": register,
    "getThermostatSummary": read_summary,
    "updateBaseThermostat": update,
    "unregisterThermostat": unregister,
}
