"""Whether a state, read back or confirmed, is what a write asked for. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any, Final, cast

import attrs

from smartbuildings._core.model import Model
from smartbuildings.ecobee.enums import FanMode, HoldEnd, HvacMode
from smartbuildings.ecobee.models import Events, FanHold, Hold, Schedule, ScheduleChange, TemperatureHold
from smartbuildings.ecobee.models.schedule import HALF_HOURS_A_DAY
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Difference, SetPoints

__all__ = [
    "NewMode",
    "Undecided",
    "differences",
    "fan_hold_shown",
    "is_resumed",
    "rounded",
    "schedule_differences",
    "schedule_shows",
    "shows",
    "temperature_hold_shown",
]

_SERVER_STEP: Final = TemperatureDelta.f(0.5)
"""Servers store temperatures in tenths, halves or whole degrees: none is further off than this."""
_API_STEP: Final = TemperatureDelta.f(0.005)
"""Half of the documented step of temperatures, 0.01 degrees: what is nearer was stored as it was sent."""
_SAME_NUMBER: Final = 1e-7
"""The API keeps coordinates to 1e-8 degrees, about a millimetre; all other numbers are shorter."""


@attrs.frozen
class Undecided:
    """The state was read back, and may have been the same before the write."""

    why: str
    """A clause for the error, such as ``"a hold with these set points is there, and its kind is not known"``."""


# -- values


def differences(found: Any, asked: Mapping[str, Any], *, within: TemperatureDelta = _SERVER_STEP) -> list[Difference]:
    """Compare what was asked for with what was found, by the names that both have.

    What was not asked for and what was not found (``None``) is not compared.
    """
    return [
        Difference(name, wanted, value)
        for name, wanted, value in _leaves("", found, asked)
        if not (_is_missing(value, wanted) or _is_same(value, wanted, within))
    ]


def shows(found: Any, asked: Mapping[str, Any]) -> bool:
    """Return whether a state has everything that was asked for, temperatures within the server's step."""
    is_complete = not any(_is_missing(value, wanted) for _, wanted, value in _leaves("", found, asked))
    return is_complete and not differences(found, asked)


def rounded(found: Any, asked: Mapping[str, Any]) -> list[Difference]:
    """Compare exactly: what a state, read back, has within the server's step and not as it was sent."""
    return differences(found, asked, within=_API_STEP)


def _leaves(path: str, found: Any, asked: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, wanted in asked.items():
        value = getattr(found, name, None)
        if isinstance(wanted, Model):
            parts = {field: getattr(wanted, field) for field in attrs.fields_dict(cast("Any", type(wanted)))}
            yield from _leaves(f"{path}{name}.", value, parts)
        elif wanted is not None:
            yield f"{path}{name}", wanted, value


def _is_missing(value: Any, wanted: Any) -> bool:
    return value is None or (value == () and wanted != ())


def _is_same(value: Any, wanted: Any, within: TemperatureDelta) -> bool:
    if isinstance(wanted, Temperature) and isinstance(value, Temperature):
        return abs(value - wanted) <= within
    if isinstance(wanted, bool) or isinstance(value, bool):
        return value is wanted
    if isinstance(wanted, int | float) and isinstance(value, int | float):
        return abs(value - wanted) <= _SAME_NUMBER
    if isinstance(wanted, tuple) and isinstance(value, tuple):
        return sorted(value) == sorted(wanted)  # Ids of sensors, in no order.
    if isinstance(wanted, datetime):
        wanted = wanted.date()  # Only its day is sent.
    return bool(value == wanted)


# -- holds


def temperature_hold_shown(
    events: Events,
    heat: Temperature | None,
    cool: Temperature | None,
    until: HoldEnd,
    *,
    before: SetPoints | None = None,
) -> TemperatureHold | Undecided | None:
    """Find the hold that was asked for among the events read back: a running one of the same kind.

    Args:
        events: What was read back.
        heat: The heat set point, as it was sent.
        cool: The cool set point, as it was sent.
        until: The end that was asked for.
        before: The set points in force before the write, where they are known.
    """
    asked = {"heat": heat, "cool": cool}
    verdict = _found(events, until, lambda hold: shows(hold, asked))
    if not isinstance(verdict, Hold):
        return verdict
    inexact = rounded(verdict, asked)
    if before is not None and any(getattr(before, each.field) == each.confirmed for each in inexact):
        return Undecided("the set point had been within the server's step of the wanted one before")
    return TemperatureHold(heat=verdict.heat, cool=verdict.cool, until=until, differs=tuple(inexact))


def fan_hold_shown(events: Events, fan: FanMode, until: HoldEnd) -> FanHold | Undecided | None:
    """Find the hold of the fan that was asked for among the events read back.

    A hold with a set point is not one: its fan is a side effect, and was there before.
    """
    verdict = _found(events, until, lambda hold: hold.fan == fan and hold.heat is None and hold.cool is None)
    return FanHold(fan=fan, until=until) if isinstance(verdict, Hold) else verdict


def is_resumed(events: Events) -> bool | Undecided | None:
    """Return whether no manual hold is left. Vacations are not manual holds."""
    left = [hold for hold in events.holds if not _is_vacation(hold)]
    if any(_is_manual(hold) and _runs(hold, events) is not False for hold in left):
        return None
    if any(_is_manual(hold) or _runs(hold, events) is not False for hold in left):
        return Undecided("an event is left, and it is not known whether it is a manual hold")
    return True


def _found(events: Events, until: HoldEnd, is_wanted: Any) -> Hold | Undecided | None:
    unclear = False
    for hold in events.holds:
        if not is_wanted(hold) or _is_vacation(hold):
            continue
        runs = _runs(hold, events)
        if runs is False or (_is_manual(hold) and hold.type != until):
            continue
        if runs and hold.type == until:
            return hold
        unclear = True
    return Undecided("a hold like it is there, and its kind or its end is not known") if unclear else None


def _is_manual(hold: Hold) -> bool:
    """Return whether a hold is known to be one of those that the API makes: its type is its end.

    The API documents no values of a hold's type; others are used by ecobee's consumer API, such as ``vacation``.
    """
    return hold.type is not None and HoldEnd(hold.type).is_known


def _is_vacation(hold: Hold) -> bool:
    return any("vacation" in (word or "").lower() for word in (hold.type, hold.name))


def _runs(hold: Hold, events: Events) -> bool | None:
    return True if hold.is_running is None and hold == events.current else hold.is_running


# -- schedules


def schedule_differences(schedule: Schedule, change: ScheduleChange) -> list[Difference]:
    """List the days on which a schedule has other comfort settings than a change asked for."""
    first, end = _slots_of(change)
    days = {day: schedule.slots(day) for day in change.days}
    refs = {day: sorted(set(slots[first:end])) for day, slots in days.items() if slots is not None}
    return [
        Difference(str(day), change.comfort_ref, ", ".join(found))
        for day, found in refs.items()
        if found != [change.comfort_ref]
    ]


def schedule_shows(schedule: Schedule, change: ScheduleChange) -> bool:
    """Return whether every half hour that a change names has its comfort setting."""
    first, end = _slots_of(change)
    days = [schedule.slots(day) for day in change.days]
    return all(
        slots is not None and len(slots) >= end and set(slots[first:end]) == {change.comfort_ref} for slots in days
    )


def _slots_of(change: ScheduleChange) -> tuple[int, int]:
    is_to_midnight = change.end is None or change.end == time(23, 59)
    return _slot(change.start), HALF_HOURS_A_DAY if is_to_midnight or change.end is None else _slot(change.end)


def _slot(moment: time) -> int:
    return moment.hour * 2 + moment.minute // 30


# -- modes

_LONGEST_LAG_S: Final = 60.0
"""The vendor says that a mode takes a few seconds to show. After a minute the status is right, whatever it shows."""


@attrs.frozen
class NewMode:
    """A confirmed mode that no status has shown yet."""

    mode: HvacMode
    """The mode that the API confirmed."""
    before: frozenset[HvacMode]
    """The modes that a status may still show; empty while none is known."""
    confirmed_at: float
    """When it was confirmed, on the monotonic clock."""

    def is_open(self, now: float) -> bool:
        """Return whether the status may still be behind."""
        return now - self.confirmed_at < _LONGEST_LAG_S

    def after(self, shown: HvacMode | None, now: float) -> NewMode | None:
        """Return the mode to wait for after a status; ``None`` if the status shows it, or shows another new mode."""
        if shown is None:
            return self
        if shown == self.mode or not self.is_open(now) or (self.before and shown not in self.before):
            return None
        return attrs.evolve(self, before=self.before | {shown})
