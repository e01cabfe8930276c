"""The bodies that change alert settings, settings and access control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, Literal

from smartbuildings.ecobee.bodies.body import Body, degrees_f, require_changes
from smartbuildings.ecobee.checks import (
    MOST_AT_ONCE,
    check_flag,
    check_hold_action,
    check_maintenance_unit,
    check_number,
    check_passcode,
    check_range,
    check_thermostat_id,
    check_thermostat_ids,
    check_whole,
)
from smartbuildings.ecobee.enums import HoldAction
from smartbuildings.ecobee.models import (
    HumidityThreshold,
    MaintenanceReminder,
    PasscodeProtection,
    TemperatureThreshold,
)
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.values import Range

__all__ = ["bulk_groups", "write_access_control", "write_alert_settings", "write_bulk_settings", "write_settings"]

# The API documents no limit. This one, over a century of hours, only stops blunders and infinities.
_LONGEST_INTERVAL: Final = 1_000_000


def write_alert_settings(
    *,
    low_temperature: TemperatureThreshold | None = None,
    high_temperature: TemperatureThreshold | None = None,
    low_humidity: HumidityThreshold | None = None,
    high_humidity: HumidityThreshold | None = None,
    ac_maintenance: MaintenanceReminder | None = None,
    hvac_maintenance: MaintenanceReminder | None = None,
    api_version: Literal["v1", "v2"] = "v2",
) -> Body:
    """Write the body of updateAlertSettings; what is ``None`` stays as it is.

    Raises:
        InvalidRequest: nothing is to change, or a value cannot be right.
        NotSupported: the reminder of the air conditioner in API v2, which dropped it.
    """
    if ac_maintenance is not None and api_version != "v1":
        raise NotSupported(
            "API v2 has no reminder of the air conditioner's maintenance. Use hvac_maintenance, or api_version='v1'."
        )
    body: Body = {}
    for name, field, heat_limit in (
        ("lowTemperatureAlert", "low_temperature", low_temperature),
        ("highTemperatureAlert", "high_temperature", high_temperature),
    ):
        if heat_limit is not None:
            body[name] = _temperature_threshold(heat_limit, field)
    if low_humidity is not None:
        body["lowHumidityAlert"] = _humidity_threshold(low_humidity, "low_humidity", 1, 95)
    if high_humidity is not None:
        body["highHumidityAlert"] = _humidity_threshold(high_humidity, "high_humidity", 6, 100)
    if ac_maintenance is not None:
        body["acMaintenanceReminder"] = _reminder(ac_maintenance, "ac_maintenance")
    if hvac_maintenance is not None:
        body["hvacMaintenanceReminder"] = _reminder(hvac_maintenance, "hvac_maintenance")
    return require_changes(body, "the limits and reminders")


def _temperature_threshold(threshold: TemperatureThreshold, field: str) -> Body:
    _check_type(threshold, TemperatureThreshold, field)
    body: Body = {}
    if threshold.enabled is not None:
        body["enabled"] = check_flag(threshold.enabled, field=f"{field}.enabled")
    if threshold.value is not None:
        body["value"] = degrees_f(threshold.value, field=f"{field}.value")
    return require_changes(body, f"{field}.enabled or {field}.value")


def _humidity_threshold(threshold: HumidityThreshold, field: str, lowest: int, highest: int) -> Body:
    _check_type(threshold, HumidityThreshold, field)
    body: Body = {}
    if threshold.enabled is not None:
        body["enabled"] = check_flag(threshold.enabled, field=f"{field}.enabled")
    if threshold.percent is not None:
        body["value"] = check_number(
            threshold.percent,
            field=f"{field}.percent",
            what=f"the limit of {field}, in percent",
            lowest=lowest,
            highest=highest,
        )
    return require_changes(body, f"{field}.enabled or {field}.percent")


def _reminder(reminder: MaintenanceReminder, field: str) -> Body:
    _check_type(reminder, MaintenanceReminder, field)
    body: Body = {}
    if reminder.enabled is not None:
        body["enabled"] = check_flag(reminder.enabled, field=f"{field}.enabled")
    if reminder.last_maintenance is not None:
        if not isinstance(reminder.last_maintenance, date):
            raise InvalidRequest(
                f"{field}.last_maintenance is not a date. Give one such as date(2025, 10, 1).",
                field=f"{field}.last_maintenance",
            )
        # A datetime is a date, too; only its day is sent.
        body["lastMaintenanceDate"] = f"{reminder.last_maintenance:%Y-%m-%d}"
    if reminder.interval is not None:
        body["maintenanceInterval"] = check_number(
            reminder.interval,
            field=f"{field}.interval",
            what="the interval of a reminder",
            lowest=0,
            highest=_LONGEST_INTERVAL,
        )
    if reminder.interval_unit is not None:
        unit = check_maintenance_unit(reminder.interval_unit, field=f"{field}.interval_unit")
        body["maintenanceIntervalUnits"] = unit.value
    return require_changes(body, f"the fields of {field}")


def _check_type(value: object, kind: type[Any], field: str) -> None:
    if not isinstance(value, kind):
        raise InvalidRequest(f"{field} is not a {kind.__name__} of smartbuildings.ecobee.models.", field=field)


def write_settings(
    *,
    heat_range: Range | None = None,
    cool_range: Range | None = None,
    fan_minimum_on_minutes: int | None = None,
    hold_action: HoldAction | str | None = None,
) -> Body:
    """Write the body of updateThermostatSettings, API v2 only; what is ``None`` stays as it is.

    Raises:
        InvalidRequest: nothing is to change, or a value cannot be right.
    """
    body: Body = {}
    if heat_range is not None:
        body["heatRange"] = _range(heat_range, "heat_range")
    if cool_range is not None:
        body["coolRange"] = _range(cool_range, "cool_range")
    if fan_minimum_on_minutes is not None:
        body["fanMinimumOnTime"] = check_whole(
            fan_minimum_on_minutes,
            field="fan_minimum_on_minutes",
            what="the minutes of each hour that the fan runs",
            lowest=0,
            highest=55,
        )
    if hold_action is not None:
        body["holdAction"] = check_hold_action(hold_action).value
    return require_changes(body, "heat_range, cool_range, fan_minimum_on_minutes or hold_action")


def _range(limits: Range, field: str) -> Body:
    checked = check_range(limits, field=field)
    ends = (("min", checked.low), ("max", checked.high))
    return {name: end.f for name, end in ends if end is not None}


def write_bulk_settings(thermostat_ids: Iterable[str], settings: Body) -> Body:
    """Write the body of bulkUpdateThermostatSettings from that of one thermostat (inferred: its form).

    Raises:
        InvalidRequest: an id cannot be right, or there are none or more than 25.
    """
    return {"thermostatIds": list(check_thermostat_ids(thermostat_ids)), "settings": dict(settings)}


def bulk_groups(thermostat_ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Split ids into groups for one bulk call each: at most 25, every id once, in the given order.

    All ids are checked before the first group is given, so that nothing is sent if one cannot be right.

    Raises:
        InvalidRequest: an id cannot be right.
    """
    if isinstance(thermostat_ids, str):
        thermostat_ids = (thermostat_ids,)
    ids = tuple(dict.fromkeys(check_thermostat_id(one, field="thermostat_ids") for one in thermostat_ids))
    return (ids[start : start + MOST_AT_ONCE] for start in range(0, len(ids), MOST_AT_ONCE))


def write_access_control(
    *, enabled: bool, passcode: str | None = None, protection: PasscodeProtection | None = None
) -> Body:
    """Write the body of updateThermostatAccessControl, API v2 only. It holds a secret: never log it.

    Raises:
        InvalidRequest: the passcode is missing or malformed, or a value is not a boolean.
    """
    body: Body = {"enabled": check_flag(enabled, field="enabled")}
    checked = check_passcode(passcode, enabled=enabled)
    if checked is not None:
        body["passcode"] = checked
    if protection is not None:
        _check_type(protection, PasscodeProtection, "protection")
        members = {
            "temperature": protection.temperature,
            "systemMode": protection.system_mode,
            "schedule": protection.schedule,
            "vacation": protection.vacation,
            "settings": protection.settings,
        }
        body["passcodeProtected"] = require_changes(
            {name: check_flag(flag, field=f"protection.{name}") for name, flag in members.items() if flag is not None},
            "the fields of protection",
        )
    return body
