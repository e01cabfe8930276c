"""Where the models of ecobee are described in the documents of the API, by the name that drift calls them."""

from __future__ import annotations

from typing import Final

from smartbuildings._core.drift_places import Places

__all__ = ["PLACES"]

PLACES: Final[Places] = {
    "AccessControl": (("getThermostatAccessControl", "data"),),
    "Alert": (("getThermostatAlerts", "data items []"),),
    "AlertSettings": (("getThermostatAlertSettings", "data"),),
    "Alerts": (("getThermostatAlerts", "data"),),
    "BuildingInfo": (("getBuildingSummary", "data"),),
    "BulkSettings": (("bulkUpdateThermostatSettings", "data"),),
    "ComfortSetting": (("getComfortSettings", "data items []"),),
    "ComfortSettings": (("getComfortSettings", "data"),),
    "Events": (("getThermostatEvents", "data"),),
    "FanHold": (("setFanHold", "data"),),
    "Forecast": (("getThermostatWeatherForecast", "data"),),
    "Hold": (("getThermostatEvents", "data holds []"),),
    "HumidityThreshold": (
        ("getThermostatAlertSettings", "data lowHumidityAlert"),
        ("getThermostatAlertSettings", "data highHumidityAlert"),
    ),
    "HvacMode": (("setHvacMode", "data"),),
    "ListResponse": (("getThermostatIds", "data"),),
    "ListItem": (("getThermostatIds", "data items []"),),
    "MaintenanceReminder": (("getThermostatAlertSettings", "data hvacMaintenanceReminder"),),
    "PasscodeProtection": (("getThermostatAccessControl", "data passcodeProtected"),),
    "Range": (("getThermostatStatus", "data desiredHeatRange"), ("getThermostatSettings", "data heatRange")),
    "Reading": (("getThermostatSensors", "data items [] capability []"),),
    "RunningEquipment": (("getThermostatStatus", "data runningEquipment"),),
    "Schedule": (("getThermostatSchedule", "data"), ("getThermostatSchedule", "data schedule")),
    "Sensor": (("getThermostatSensors", "data items []"),),
    "Sensors": (("getThermostatSensors", "data"),),
    "SetPoints": (("getThermostatStatus", "data setPoint"),),
    "TemperatureHold": (("setHeatHold", "data"), ("setAutoHold", "data")),
    "TemperatureThreshold": (("getThermostatAlertSettings", "data lowTemperatureAlert"),),
    "ThermostatSettings": (("getThermostatSettings", "data"),),
    "ThermostatStatus": (("getThermostatStatus", "data"),),
    "ThermostatInfo": (("getThermostatSummary", "data"),),
    "Weather": (("getThermostatWeatherForecast", "data items []"),),
}
"""The operations, and the way into the body of their response; a model with several is read from several schemas.

A test compares this with the readers and with the documents.
"""
