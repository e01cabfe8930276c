"""The weekly schedule: which comfort setting is in force in each half hour (API v2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

import attrs

from smartbuildings._core.fields import wire
from smartbuildings._core.hiding import never_raises
from smartbuildings._core.kinds import TEXT, TEXTS
from smartbuildings._core.model import Model
from smartbuildings.ecobee.enums import Weekday
from smartbuildings.values import Applied

__all__ = ["HALF_HOURS_A_DAY", "Schedule", "ScheduleBlock", "ScheduleChange"]

HALF_HOURS_A_DAY = 48
"""A day of the schedule has this many slots."""


@attrs.frozen(repr=False)
class ScheduleBlock(Model):
    """A period of one day with one comfort setting, in the thermostat's local time."""

    comfort_ref: str
    """The reference of the comfort setting."""
    start: time
    """When it begins."""
    end: time | None = None
    """When it ends, itself not included; ``None`` is the end of the day."""


def _as_days(days: Iterable[Weekday | str]) -> tuple[Weekday, ...]:
    return (Weekday(days),) if isinstance(days, str) else tuple(map(Weekday, days))


@attrs.frozen(repr=False, kw_only=True)
class ScheduleChange(Model):
    """A change of the schedule: one comfort setting for one period of one or more days.

    Examples:
        >>> change = ScheduleChange(days=[Weekday.MONDAY], start=time(6, 30), end=time(9), comfort_ref="home")
        >>> change
        ScheduleChange(days=[monday], start=06:30:00, end=09:00:00, comfort_ref='home')
    """

    days: tuple[Weekday, ...] = attrs.field(converter=_as_days)
    """The days, each once; texts such as ``"monday"`` become ``Weekday``."""
    start: time
    """When it begins, on a half hour."""
    end: time | None = None
    """When it ends, itself not included, on a half hour; ``None`` is the end of the day."""
    comfort_ref: str
    """The reference of the comfort setting."""


@attrs.frozen(repr=False, kw_only=True)
class Schedule(Applied):
    """The schedule of a week.

    Each day has 48 references to comfort settings; the first is for 00:00 to 00:30 local time. That a day has 48 slots
    is known. Inferred: how the response contains them.
    """

    id: str | None = wire("id", TEXT)
    """The thermostat's id, if the response contains it (inferred)."""
    monday: tuple[str, ...] | None = wire("monday", TEXTS, inside="schedule")
    """The slots of Monday."""
    tuesday: tuple[str, ...] | None = wire("tuesday", TEXTS, inside="schedule")
    """The slots of Tuesday."""
    wednesday: tuple[str, ...] | None = wire("wednesday", TEXTS, inside="schedule")
    """The slots of Wednesday."""
    thursday: tuple[str, ...] | None = wire("thursday", TEXTS, inside="schedule")
    """The slots of Thursday."""
    friday: tuple[str, ...] | None = wire("friday", TEXTS, inside="schedule")
    """The slots of Friday."""
    saturday: tuple[str, ...] | None = wire("saturday", TEXTS, inside="schedule")
    """The slots of Saturday."""
    sunday: tuple[str, ...] | None = wire("sunday", TEXTS, inside="schedule")
    """The slots of Sunday."""

    @never_raises
    def __repr__(self) -> str:
        days = [f"{name}={len(self.blocks(name))} blocks" for name in Weekday.known() if self.slots(name) is not None]
        return f"Schedule({', '.join([f'id={self.id!r}'] * (self.id is not None) + days)})"

    def slots(self, day: Weekday | str) -> tuple[str, ...] | None:
        """Return the 48 slots of a day, or ``None`` if the response did not contain them or there is no such day."""
        slots: tuple[str, ...] | None = getattr(self, day, None) if Weekday(day).is_known else None
        return slots

    def at(self, day: Weekday | str, moment: time) -> str | None:
        """Name the comfort setting that the schedule calls for at a local time, where it is known."""
        slots = self.slots(day)
        slot = moment.hour * 2 + moment.minute // 30
        return slots[slot] if slots is not None and slot < len(slots) else None

    def blocks(self, day: Weekday | str) -> tuple[ScheduleBlock, ...]:
        """Return a day as periods of the same comfort setting; none if the day is not known."""
        slots = self.slots(day) or ()
        starts = [slot for slot in range(len(slots)) if slot == 0 or slots[slot] != slots[slot - 1]]
        ends = [*starts[1:], len(slots)] if starts else []
        return tuple(
            ScheduleBlock(slots[start], _clock(start), None if end >= HALF_HOURS_A_DAY else _clock(end))
            for start, end in zip(starts, ends, strict=True)
        )


def _clock(slot: int) -> time:
    return time(slot // 2, 30 * (slot % 2))
