"""Reading alerts and the settings that raise them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import FieldReader
from smartbuildings.ecobee.enums import AlertType, MaintenanceUnit, NotificationType, Severity
from smartbuildings.ecobee.models import (
    Alert,
    AlertSettings,
    HumidityThreshold,
    MaintenanceReminder,
    TemperatureThreshold,
)

__all__ = ["read_alert_settings", "read_alerts"]


def read_alerts(data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None) -> tuple[Alert, ...]:
    """Read the alerts of a thermostat; times are given in the zone."""
    wire = FieldReader(data, "Alerts", drift)
    wire.text("id")
    alerts = tuple(_read_alert(item, drift, zone) for item in wire.items("items"))
    wire.extra()
    return alerts


def _read_alert(data: object, drift: DriftReport, zone: tzinfo | None) -> Alert:
    wire = FieldReader(data, "Alert", drift)
    return Alert(
        acknowledge_ref=wire.text("acknowledgeRef"),
        number=wire.whole("alertNumber"),
        type=wire.one_of("alertType", AlertType),
        notification=wire.one_of("notificationType", NotificationType),
        severity=wire.one_of("severity", Severity),
        text=wire.text("text"),
        time=wire.moment("time", zone),
        reminder=wire.day("reminder"),
        extra=wire.extra(),
    )


def read_alert_settings(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> AlertSettings:
    """Read what raises alerts, of API v1 or v2."""
    wire = FieldReader(data, "AlertSettings", drift)
    return AlertSettings(
        id=wire.text("id"),
        low_temperature=wire.part("lowTemperatureAlert", "TemperatureThreshold", _read_temperature_threshold),
        high_temperature=wire.part("highTemperatureAlert", "TemperatureThreshold", _read_temperature_threshold),
        low_humidity=wire.part("lowHumidityAlert", "HumidityThreshold", _read_humidity_threshold),
        high_humidity=wire.part("highHumidityAlert", "HumidityThreshold", _read_humidity_threshold),
        ac_maintenance=wire.part("acMaintenanceReminder", "MaintenanceReminder", _read_reminder),
        hvac_maintenance=wire.part("hvacMaintenanceReminder", "MaintenanceReminder", _read_reminder),
        extra=wire.extra(),
    )


def _read_temperature_threshold(wire: FieldReader) -> TemperatureThreshold:
    return TemperatureThreshold(enabled=wire.flag("enabled"), value=wire.temperature("value"))


def _read_humidity_threshold(wire: FieldReader) -> HumidityThreshold:
    return HumidityThreshold(enabled=wire.flag("enabled"), percent=wire.number("value"))


def _read_reminder(wire: FieldReader) -> MaintenanceReminder:
    return MaintenanceReminder(
        enabled=wire.flag("enabled"),
        last_maintenance=wire.day("lastMaintenanceDate"),
        interval=wire.number("maintenanceInterval"),
        interval_unit=wire.one_of("maintenanceIntervalUnits", MaintenanceUnit),
        next_reminder=wire.day("nextReminderDate"),
    )
