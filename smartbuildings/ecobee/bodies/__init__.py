"""From our values to the JSON bodies of requests: plain dicts, as the generated ``from_dict`` takes them.

Every ``write_*`` checks what needs no knowledge of the thermostat's state, so that no body is made that cannot be
right; ``check_hold`` does the rest for holds.
"""

from __future__ import annotations

from smartbuildings.ecobee.bodies.body import Body
from smartbuildings.ecobee.bodies.buildings import (
    write_address,
    write_building,
    write_building_change,
    write_registration,
    write_thermostat_change,
)
from smartbuildings.ecobee.bodies.comfort import (
    write_comfort_setting,
    write_comfort_setting_change,
    write_schedule_change,
)
from smartbuildings.ecobee.bodies.holds import (
    write_auto_hold,
    write_cool_hold,
    write_fan_hold,
    write_heat_hold,
    write_hvac_mode,
    write_resident_mode,
)
from smartbuildings.ecobee.bodies.thermostat_settings import (
    bulk_groups,
    write_access_control,
    write_alert_settings,
    write_bulk_settings,
    write_settings,
)

__all__ = [
    "Body",
    "bulk_groups",
    "write_access_control",
    "write_address",
    "write_alert_settings",
    "write_auto_hold",
    "write_building",
    "write_building_change",
    "write_bulk_settings",
    "write_comfort_setting",
    "write_comfort_setting_change",
    "write_cool_hold",
    "write_fan_hold",
    "write_heat_hold",
    "write_hvac_mode",
    "write_registration",
    "write_resident_mode",
    "write_schedule_change",
    "write_settings",
    "write_thermostat_change",
]
