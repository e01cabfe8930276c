"""Alerts of a thermostat, and the settings that raise them."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from smartbuildings._core.fields import wire
from smartbuildings._core.kinds import DAY, FLAG, MOMENT, NUMBER, TEXT, WHOLE, degrees, one_of
from smartbuildings._core.model import ApiModel, Model
from smartbuildings._core.readers import part
from smartbuildings.ecobee.enums import AlertType, MaintenanceUnit, NotificationType, Severity
from smartbuildings.units import Temperature
from smartbuildings.values import Applied

__all__ = ["Alert", "AlertSettings", "HumidityThreshold", "MaintenanceReminder", "TemperatureThreshold"]


@attrs.frozen(repr=False, kw_only=True)
class Alert(ApiModel):
    """One alert. Alerts cannot be acknowledged through this API."""

    acknowledge_ref: str | None = wire("acknowledgeRef", TEXT)
    """The reference by which the vendor's other products acknowledge it."""
    number: int | None = wire("alertNumber", WHOLE)
    """The number of the kind of alert."""
    type: AlertType | None = wire("alertType", one_of(AlertType))
    """The family of alerts it belongs to."""
    notification: NotificationType | None = wire("notificationType", one_of(NotificationType))
    """What it is about."""
    severity: Severity | None = wire("severity", one_of(Severity))
    """How serious it is."""
    text: str | None = wire("text", TEXT)
    """What the resident reads; up to 500 characters."""
    time: datetime | None = wire("time", MOMENT)
    """When it was raised, in the time zone that ``Hold.start`` explains."""
    reminder: date | None = wire("reminder", DAY)
    """The day on which it reminds again."""


@attrs.frozen(repr=False)
class TemperatureThreshold(Model):
    """A temperature that raises an alert. To write one, leave what shall stay as it is at ``None``."""

    enabled: bool | None = wire("enabled", FLAG)
    """Whether it raises alerts."""
    value: Temperature | None = wire("value", degrees("F"))
    """The limit; -10 to 120 °F."""


@attrs.frozen(repr=False)
class HumidityThreshold(Model):
    """A relative humidity that raises an alert. To write one, leave what shall stay as it is at ``None``."""

    enabled: bool | None = wire("enabled", FLAG)
    """Whether it raises alerts."""
    percent: float | None = wire("value", NUMBER)
    """The limit in percent; 1 to 95 for the low one, 6 to 100 for the high one."""


@attrs.frozen(repr=False)
class MaintenanceReminder(Model):
    """A reminder of maintenance. To write one, leave what shall stay as it is at ``None``."""

    enabled: bool | None = wire("enabled", FLAG)
    """Whether it reminds."""
    last_maintenance: date | None = wire("lastMaintenanceDate", DAY)
    """The day of the last maintenance. Inferred: the API documents a text, read as ``YYYY-MM-DD``."""
    interval: float | None = wire("maintenanceInterval", NUMBER)
    """How long until the next one, counted in ``interval_unit``."""
    interval_unit: MaintenanceUnit | None = wire("maintenanceIntervalUnits", one_of(MaintenanceUnit))
    """What the interval is counted in."""
    next_reminder: date | None = wire("nextReminderDate", DAY)
    """The day of the next reminder, reported by the API and never sent. The format as for ``last_maintenance``."""


@attrs.frozen(repr=False, kw_only=True)
class AlertSettings(Applied):
    """What raises alerts on a thermostat. ``None`` if the response did not contain it."""

    id: str | None = wire("id", TEXT)
    """The thermostat's id."""
    low_temperature: TemperatureThreshold | None = wire("lowTemperatureAlert", part(TemperatureThreshold))
    """Raises an alert below it."""
    high_temperature: TemperatureThreshold | None = wire("highTemperatureAlert", part(TemperatureThreshold))
    """Raises an alert above it."""
    low_humidity: HumidityThreshold | None = wire("lowHumidityAlert", part(HumidityThreshold))
    """Raises an alert below it."""
    high_humidity: HumidityThreshold | None = wire("highHumidityAlert", part(HumidityThreshold))
    """Raises an alert above it."""
    ac_maintenance: MaintenanceReminder | None = wire("acMaintenanceReminder", part(MaintenanceReminder))
    """Reminds of the air conditioner's maintenance; API v1 only."""
    hvac_maintenance: MaintenanceReminder | None = wire("hvacMaintenanceReminder", part(MaintenanceReminder))
    """Reminds of the maintenance of the heating and cooling equipment."""
