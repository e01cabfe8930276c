"""Whether a state, read back, shows what a write asked for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, Final

import attrs

from smartbuildings.models import Address, Schedule, ScheduleChange
from smartbuildings.models.schedule import HALF_HOURS_A_DAY

__all__ = ["address_shows", "schedule_shows", "shows"]

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
