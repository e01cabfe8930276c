"""When a thermostat raises alerts and reminds of maintenance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from smartbuildings.sandbox.ecobee.thermostat import Thermostat
from smartbuildings.sandbox.ecobee.wording import error, success
from smartbuildings.sandbox.http.messages import Response

from .call import Call, Handler, refuse

__all__ = ["HANDLERS"]

_LIMITS: Final = ("lowTemperatureAlert", "highTemperatureAlert", "lowHumidityAlert", "highHumidityAlert")
_REMINDERS: Final = {"v1": ("acMaintenanceReminder", "hvacMaintenanceReminder"), "v2": ("hvacMaintenanceReminder",)}


def read_alert_settings(call: Call) -> Response:
    """Tell the limits and reminders."""
    return success(_data(call, call.read().thermostat))


def update_alert_settings(call: Call) -> Response:
    """Change what is given; the rest stays."""
    settings = call.read().thermostat.alert_settings
    names = _LIMITS + _REMINDERS[call.version]
    changed = {name: {**settings[name], **call.body.get(name, {})} for name in names}
    for low, high in (_LIMITS[:2], _LIMITS[2:]):
        if changed[low]["value"] >= changed[high]["value"]:
            return error(400, f"{low} must be below {high}")
    for name in _REMINDERS[call.version]:
        _check_date(name, changed[name])
    thermostat = call.change().thermostat
    thermostat.alert_settings.update(changed)
    return success(_data(call, thermostat))


def _data(call: Call, thermostat: Thermostat) -> dict[str, Any]:
    data: dict[str, Any] = {"id": thermostat.id}
    data.update({name: thermostat.alert_settings[name] for name in _LIMITS})
    for name in _REMINDERS[call.version]:
        reminder = thermostat.alert_settings[name]
        data[name] = {**reminder, **_next_reminder(reminder)}
    return data


def _next_reminder(reminder: Mapping[str, Any]) -> dict[str, str]:
    """Return the date of the next reminder; hours count as running time, so they have no date."""
    if reminder["maintenanceIntervalUnits"] != "month":
        return {}
    try:
        due = date.fromisoformat(reminder["lastMaintenanceDate"]) + timedelta(
            days=30.4375 * reminder["maintenanceInterval"]
        )
    except OverflowError:
        return {}
    return {"nextReminderDate": due.isoformat()}


def _check_date(name: str, reminder: Mapping[str, Any]) -> None:
    try:
        date.fromisoformat(reminder["lastMaintenanceDate"])
    except ValueError:
        raise refuse(**{f"{name}.lastMaintenanceDate": "is not a date (YYYY-MM-DD)"}) from None


HANDLERS: Mapping[str, Handler] = {
    "getThermostatAlertSettings": read_alert_settings,
    "updateAlertSettings": update_alert_settings,
}
