"""Checks of the caller's arguments, before anything is sent.

Every ``check_*`` raises ``InvalidRequest`` with a message in three parts (what happened, to what, what to do) and the
name of the argument in ``field``. Known limits are applied; patterns that the facts call wrong are not.
"""

from __future__ import annotations

from smartbuildings.ecobee.checks.buildings import check_address, check_building_size
from smartbuildings.ecobee.checks.holds import check_fan, check_hold, check_hold_end
from smartbuildings.ecobee.checks.thermostat_settings import (
    MOST_AT_ONCE,
    check_comfort_name,
    check_comfort_ref,
    check_hold_action,
    check_maintenance_unit,
    check_passcode,
    check_range,
    check_schedule_change,
    check_set_points_apart,
    check_thermostat_ids,
)
from smartbuildings.ecobee.checks.values import (
    check_building_id,
    check_building_name,
    check_flag,
    check_hvac_mode,
    check_number,
    check_temperature,
    check_text,
    check_thermostat_id,
    check_thermostat_name,
    check_whole,
    is_thermostat_id,
    shown,
    to_wire_precision,
)

__all__ = [
    "MOST_AT_ONCE",
    "check_address",
    "check_building_id",
    "check_building_name",
    "check_building_size",
    "check_comfort_name",
    "check_comfort_ref",
    "check_fan",
    "check_flag",
    "check_hold",
    "check_hold_action",
    "check_hold_end",
    "check_hvac_mode",
    "check_maintenance_unit",
    "check_number",
    "check_passcode",
    "check_range",
    "check_schedule_change",
    "check_set_points_apart",
    "check_temperature",
    "check_text",
    "check_thermostat_id",
    "check_thermostat_ids",
    "check_thermostat_name",
    "check_whole",
    "is_thermostat_id",
    "shown",
    "to_wire_precision",
]
