"""Comfort settings (what "Home" means) and the weekly schedule (when it is "Home").

A day has 48 half-hour slots, each naming a comfort setting; a week is 7 such days, Monday first. Schedules are values:
a change makes a new one, so the thousands of thermostats that share a default share one object.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Final

import attrs

from smartbuildings.sandbox.world.places import RESIDENTIAL, WORKPLACE

__all__ = [
    "DAYS",
    "SLOTS",
    "ComfortSetting",
    "Week",
    "default_comfort",
    "default_week",
    "next_change",
    "ref_at",
    "refs_in_use",
    "with_block",
]

Week = tuple[tuple[str, ...], ...]

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SLOTS: Final = 48
_SLOT_S: Final = 1800

# Offsets from UTC are multiples of a quarter of an hour, so a local half hour always begins on a quarter in UTC.
QUARTER_S: Final = 900.0


@attrs.define
class ComfortSetting:
    """Set points and fan behaviour under a name."""

    ref: str
    name: str
    heat: float
    cool: float
    heat_fan: str = "auto"
    cool_fan: str = "auto"
    sensors: list[str] = attrs.field(factory=list[str])
    is_default: bool = False


_COMFORT: Final = {
    RESIDENTIAL: (("home", "Home", 70.0, 76.0), ("away", "Away", 64.0, 82.0), ("sleep", "Sleep", 66.0, 78.0)),
    WORKPLACE: (("occupied", "Occupied", 70.0, 75.0), ("unoccupied", "Unoccupied", 60.0, 84.0)),
}

# From which slot each comfort setting applies, on workdays and on weekend days.
_DAILY: Final = {
    RESIDENTIAL: (
        ((0, "sleep"), (13, "home"), (17, "away"), (34, "home"), (45, "sleep")),
        ((0, "sleep"), (15, "home"), (46, "sleep")),
    ),
    WORKPLACE: (((0, "unoccupied"), (14, "occupied"), (36, "unoccupied")), ((0, "unoccupied"),)),
}


def default_comfort(use: str, warmer: float = 0.0) -> dict[str, ComfortSetting]:
    """Return the comfort settings that a thermostat has from the factory, its set points shifted by ``warmer``."""
    return {
        ref: ComfortSetting(ref, name, heat + warmer, cool + warmer, is_default=True)
        for ref, name, heat, cool in _COMFORT[use]
    }


@functools.cache
def default_week(use: str) -> Week:
    """Return the schedule that a thermostat has from the factory."""
    workday, weekend = (_day(blocks) for blocks in _DAILY[use])
    return (workday,) * 5 + (weekend,) * 2


def ref_at(week: Week, zone: tzinfo, at: float) -> str:
    """Return the comfort setting that the schedule asks for at a UTC timestamp."""
    local = datetime.fromtimestamp(at, zone)
    return week[local.weekday()][local.hour * 2 + local.minute // 30]


def next_change(week: Week, zone: tzinfo, at: float) -> float | None:
    """Return when the schedule next changes its comfort setting, or None if it never does."""
    now = ref_at(week, zone, at)
    boundary = at // QUARTER_S * QUARTER_S
    for _ in range(len(DAYS) * SLOTS * _SLOT_S // int(QUARTER_S)):
        boundary += QUARTER_S
        if ref_at(week, zone, boundary) != now:
            return boundary
    return None


def with_block(week: Week, days: Iterable[int], first: int, last: int, ref: str) -> Week:
    """Return the week with slots ``first`` up to but not including ``last`` of the given days set to ``ref``."""
    chosen = set(days)
    return tuple(
        day[:first] + (ref,) * (last - first) + day[last:] if index in chosen else day for index, day in enumerate(week)
    )


def refs_in_use(week: Week) -> set[str]:
    """Return the comfort settings that the schedule names."""
    return {ref for day in set(week) for ref in day}


def _day(blocks: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    ends = [start for start, _ in blocks[1:]] + [SLOTS]
    return tuple(ref for (start, ref), end in zip(blocks, ends, strict=True) for _ in range(start, end))
