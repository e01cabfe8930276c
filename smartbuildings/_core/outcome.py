"""Whether a state, read back, shows what a write asked for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any, Final

import attrs

from smartbuildings.enums import FanMode, HoldEnd
from smartbuildings.models import Address, FanHold, Hold, Schedule, ScheduleChange, TemperatureHold
from smartbuildings.models.schedule import HALF_HOURS_A_DAY
from smartbuildings.units import Temperature

__all__ = ["address_shows", "fan_hold_shown", "schedule_shows", "shows", "temperature_hold_shown"]

_SAME_NUMBER: Final = 0.005
"""The API keeps temperatures to 0.01 degrees."""
_SAME_COORDINATE: Final = 1e-7
"""The API keeps coordinates to 1e-8 degrees, about a millimetre."""


def shows(state: Any, wanted: Any) -> bool:
    """Tell whether a JSON value holds everything that another one asks for; what is not asked for may differ."""
    if isinstance(wanted, Mapping):
        return isinstance(state, Mapping) and all(name in state and shows(state[name], wanted[name]) for name in wanted)
    if isinstance(wanted, (list, tuple)):
        is_list = isinstance(state, (list, tuple)) and len(state) == len(wanted)
        return is_list and all(shows(one, other) for one, other in zip(state, wanted, strict=True))
    if isinstance(wanted, bool) or isinstance(state, bool):
        return state is wanted
    if isinstance(wanted, (int, float)) and isinstance(state, (int, float)):
        return abs(state - wanted) < _SAME_NUMBER
    return bool(state == wanted)


def temperature_hold_shown(
    holds: Iterable[Hold], heat: Temperature | None, cool: Temperature | None, until: HoldEnd
) -> TemperatureHold | None:
    """Give the hold that was asked for, if one of those read back is it."""
    for found in holds:
        is_same = (heat is None or found.heat == heat) and (cool is None or found.cool == cool)
        if is_same and not _ends_otherwise(found, until):
            return TemperatureHold(heat=found.heat, cool=found.cool, until=_shown_end(found, until))
    return None


def fan_hold_shown(holds: Iterable[Hold], fan: FanMode, until: HoldEnd) -> FanHold | None:
    """Give the hold of the fan that was asked for, if one of those read back is it.

    A hold with a set point is none: what it says of the fan is a side of it, and was there before.
    """
    for found in holds:
        is_same = found.fan == fan and found.heat is None and found.cool is None
        if is_same and not _ends_otherwise(found, until):
            return FanHold(fan=fan, until=_shown_end(found, until))
    return None


def _ends_otherwise(found: Hold, until: HoldEnd) -> bool:
    """Tell whether a hold is known to end in another way. The API documents no values of a hold's type."""
    return found.type is not None and HoldEnd(found.type).is_known and found.type != until


def _shown_end(found: Hold, until: HoldEnd) -> HoldEnd | None:
    return until if found.type == until else None


def address_shows(found: Address, wanted: Address) -> bool:
    """Tell whether an address has every part that was asked for."""
    parts = attrs.asdict(wanted)
    return all(_same_part(getattr(found, name), part) for name, part in parts.items() if part is not None)


def _same_part(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, float) and isinstance(found, (int, float)):
        return abs(found - wanted) < _SAME_COORDINATE
    return bool(found == wanted)


def schedule_shows(schedule: Schedule, change: ScheduleChange) -> bool:
    """Tell whether every half hour that a change names has its comfort setting."""
    first = _slot(change.start)
    end = HALF_HOURS_A_DAY if change.end is None or change.end == time(23, 59) else _slot(change.end)
    days = [schedule.slots(day) for day in change.days]
    return all(
        slots is not None and len(slots) >= end and set(slots[first:end]) == {change.comfort_ref} for slots in days
    )


def _slot(moment: time) -> int:
    return moment.hour * 2 + moment.minute // 30
