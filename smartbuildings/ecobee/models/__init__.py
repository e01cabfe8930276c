"""What the API answers, as frozen values of our own: they repr briefly, compare, hash, copy and pickle.

Any field of any answer may be absent: then it is ``None``. Unknown fields, and values that could not be read, are kept
in ``extra``.
"""

from __future__ import annotations

from smartbuildings.ecobee.models.alerts import (
    Alert,
    AlertSettings,
    HumidityThreshold,
    MaintenanceReminder,
    TemperatureThreshold,
)
from smartbuildings.ecobee.models.buildings import Address, BuildingInfo
from smartbuildings.ecobee.models.comfort import ComfortSetting
from smartbuildings.ecobee.models.holds import Events, FanHold, Hold, TemperatureHold
from smartbuildings.ecobee.models.schedule import Schedule, ScheduleBlock, ScheduleChange
from smartbuildings.ecobee.models.sensors import Reading, Sensor
from smartbuildings.ecobee.models.status import RunningEquipment, ThermostatStatus
from smartbuildings.ecobee.models.thermostat_settings import (
    AccessControl,
    BulkSettings,
    PasscodeProtection,
    ThermostatSettings,
)
from smartbuildings.ecobee.models.thermostats import ThermostatInfo
from smartbuildings.ecobee.models.weather import Weather

__all__ = [
    "AccessControl",
    "Address",
    "Alert",
    "AlertSettings",
    "BuildingInfo",
    "BulkSettings",
    "ComfortSetting",
    "Events",
    "FanHold",
    "Hold",
    "HumidityThreshold",
    "MaintenanceReminder",
    "PasscodeProtection",
    "Reading",
    "RunningEquipment",
    "Schedule",
    "ScheduleBlock",
    "ScheduleChange",
    "Sensor",
    "TemperatureHold",
    "TemperatureThreshold",
    "ThermostatInfo",
    "ThermostatSettings",
    "ThermostatStatus",
    "Weather",
]
