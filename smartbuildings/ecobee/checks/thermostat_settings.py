"""Whether settings, access control, comfort settings and changes of the schedule can be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from typing import Final

from smartbuildings.ecobee.checks.values import (
    check_temperature,
    check_text,
    check_thermostat_id,
    shown,
    to_wire_precision,
)
from smartbuildings.ecobee.enums import HoldAction, MaintenanceUnit
from smartbuildings.ecobee.models import ScheduleChange
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature
from smartbuildings.values import Range

__all__ = [
    "MOST_AT_ONCE",
    "check_comfort_name",
    "check_comfort_ref",
    "check_hold_action",
    "check_maintenance_unit",
    "check_passcode",
    "check_range",
    "check_schedule_change",
    "check_set_points_apart",
    "check_thermostat_ids",
]

MOST_AT_ONCE: Final = 25
"""The API changes the settings of at most this many thermostats in one call (documented)."""

_PASSCODE: Final = re.compile(r"[0-9]{4}")
_END_OF_DAY: Final = time(23, 59)


def check_range(limits: object, *, field: str) -> Range:
    """Check a range of set points: each end in the API's limits, the low one not above the high one.

    Raises:
        InvalidRequest: it is not a range, has no ends, or they cannot be right.
    """
    if not isinstance(limits, Range) or (limits.low is None and limits.high is None):
        raise InvalidRequest(
            f"{field} cannot be {shown(limits)}. Give Range(Temperature.f(65), Temperature.f(92)).", field=field
        )
    low = None if limits.low is None else to_wire_precision(check_temperature(limits.low, field=f"{field}.low"))
    high = None if limits.high is None else to_wire_precision(check_temperature(limits.high, field=f"{field}.high"))
    if low is not None and high is not None and high < low:
        raise InvalidRequest(f"{field} begins at {low}, above its end at {high}. Swap the two.", field=field)
    return Range(low, high)


def check_hold_action(action: object) -> HoldAction:
    """Check how long a hold made on the device shall last, and give it as an enumeration.

    Raises:
        InvalidRequest: the API knows no such action.
    """
    if isinstance(action, str) and HoldAction(action).is_known:
        return HoldAction(action)
    names = ", ".join(repr(member.value) for member in HoldAction.known())
    raise InvalidRequest(f"{shown(action)} is not a hold action. Give one of {names}.", field="hold_action")


def check_maintenance_unit(unit: object, *, field: str) -> MaintenanceUnit:
    """Check the unit of a maintenance interval, and give it as an enumeration.

    Raises:
        InvalidRequest: the API knows no such unit.
    """
    if isinstance(unit, str) and MaintenanceUnit(unit).is_known:
        return MaintenanceUnit(unit)
    raise InvalidRequest(f"{shown(unit)} is not a unit of maintenance intervals. Give 'month' or 'hour'.", field=field)


def check_passcode(passcode: object, *, enabled: bool) -> str | None:
    """Check a passcode: four digits, required to switch access control on. It appears in no message.

    Raises:
        InvalidRequest: it is missing or malformed.
    """
    if passcode is None:
        if not enabled:
            return None
        raise InvalidRequest(
            "Access control cannot be switched on without a passcode. Give passcode= four digits.", field="passcode"
        )
    if isinstance(passcode, str) and _PASSCODE.fullmatch(passcode):
        return passcode
    raise InvalidRequest(
        "The passcode of access control is malformed. Give a text of exactly four digits.", field="passcode"
    )


def check_comfort_name(name: object) -> str:
    """Check the name of a comfort setting: not empty. The API documents no limit; ours only stops blunders.

    Raises:
        InvalidRequest: it is empty or beyond any screen.
    """
    return check_text(name, field="name", what="the name of a comfort setting", shortest=1, longest=64)


def check_comfort_ref(ref: object, *, field: str = "comfort_ref") -> str:
    """Check the reference of a comfort setting. It becomes a part of a path, so nothing that could leave it.

    Raises:
        InvalidRequest: it is empty, or has a character that no reference has.
    """
    if isinstance(ref, str) and ref not in (".", "..") and re.fullmatch(r"[^\s/?#%\\\x00-\x1f]{1,100}", ref):
        return ref
    raise InvalidRequest(
        f"{shown(ref)} is not a reference of a comfort setting. Give the ref of one that comfort_settings() lists.",
        field=field,
    )


def check_set_points_apart(heat: Temperature | None, cool: Temperature | None) -> None:
    """Check that the heat set point of a comfort setting is below its cool set point, as far as both are given.

    Raises:
        InvalidRequest: it is not.
    """
    if heat is not None and cool is not None and cool <= heat:
        raise InvalidRequest(
            f"The comfort setting cannot heat to {heat} and cool to {cool}. Give a heat set point below the cool one.",
            field="heat",
        )


def check_schedule_change(change: object) -> ScheduleChange:
    """Check a change of the schedule: known days, times on half hours, an end after the start, a reference.

    Raises:
        InvalidRequest: a part cannot be right; ``field`` names it.
    """
    if not isinstance(change, ScheduleChange):
        raise InvalidRequest(
            f"{shown(change)} is not a change of the schedule. Give ScheduleChange(days=..., start=..., ...).",
            field="change",
        )
    unknown = [day for day in change.days if not day.is_known]
    if unknown or not change.days:
        wrong = f"{shown(unknown[0])} is not a day of the week" if unknown else "The change of the schedule has no days"
        raise InvalidRequest(f"{wrong}. Give days such as Weekday.MONDAY or 'monday'.", field="days")
    if len(set(change.days)) != len(change.days):
        raise InvalidRequest("The change of the schedule names a day twice. Give each day once.", field="days")
    _check_slot(change.start, "start")
    if change.end is not None and change.end != _END_OF_DAY:
        _check_slot(change.end, "end")
        if change.end <= change.start:
            raise InvalidRequest(
                f"The change of the schedule ends at {change.end:%H:%M}, not after its start at {change.start:%H:%M}. "
                "Give a later end, or None for the end of the day; split what passes midnight.",
                field="end",
            )
    check_comfort_ref(change.comfort_ref)
    return change


def _check_slot(moment: object, field: str) -> None:
    if isinstance(moment, time) and moment.tzinfo is None and moment in (time(moment.hour), time(moment.hour, 30)):
        return
    raise InvalidRequest(
        f"{shown(moment)} is not a {field} for the schedule, which has half hours of local time. "
        "Give a time such as time(6, 30).",
        field=field,
    )


def check_thermostat_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Check ids of thermostats for one bulk call: 1 to 25, each once.

    Raises:
        InvalidRequest: an id cannot be right, or there are none or too many.
    """
    if isinstance(ids, str):
        raise InvalidRequest(f"{shown(ids)} is one id. Give a list of ids.", field="thermostat_ids")
    checked = tuple(dict.fromkeys(check_thermostat_id(one, field="thermostat_ids") for one in ids))
    if 1 <= len(checked) <= MOST_AT_ONCE:
        return checked
    raise InvalidRequest(
        f"{len(checked)} thermostats cannot be changed in one call. Give 1 to {MOST_AT_ONCE}.", field="thermostat_ids"
    )
