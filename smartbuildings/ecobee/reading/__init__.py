"""From the JSON of an answer to our models. Never raises: what cannot be read is ``None`` and noted as drift.

Every ``read_*`` takes the ``data`` of the envelope (``None`` where the API sent none), the drift report and the time
zone of the building where it is known; without one, times have the offset that they came with, or none.
"""

from __future__ import annotations

from smartbuildings.ecobee.reading.alerts import read_alert_settings, read_alerts
from smartbuildings.ecobee.reading.buildings import read_building
from smartbuildings.ecobee.reading.comfort import read_comfort_setting, read_comfort_settings, read_schedule
from smartbuildings.ecobee.reading.holds import (
    read_auto_hold,
    read_cool_hold,
    read_events,
    read_fan_hold,
    read_heat_hold,
)
from smartbuildings.ecobee.reading.lists import ListItem, ListResponse, read_list
from smartbuildings.ecobee.reading.sensors import read_sensors, read_weather
from smartbuildings.ecobee.reading.settings import read_access_control, read_bulk_settings, read_settings
from smartbuildings.ecobee.reading.thermostats import read_hvac_mode, read_thermostat, read_thermostat_status
from smartbuildings.ecobee.reading.times import times_in

__all__ = [
    "ListItem",
    "ListResponse",
    "read_access_control",
    "read_alert_settings",
    "read_alerts",
    "read_auto_hold",
    "read_building",
    "read_bulk_settings",
    "read_comfort_setting",
    "read_comfort_settings",
    "read_cool_hold",
    "read_events",
    "read_fan_hold",
    "read_heat_hold",
    "read_hvac_mode",
    "read_list",
    "read_schedule",
    "read_sensors",
    "read_settings",
    "read_thermostat",
    "read_thermostat_status",
    "read_weather",
    "times_in",
]
