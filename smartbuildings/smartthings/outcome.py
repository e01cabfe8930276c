"""The outcome of a command: from the results in the response, a status read back, and the details of an error."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Final

import attrs

from smartbuildings.smartthings.checks import Side, has_one_set_point, is_same_text, step_of
from smartbuildings.smartthings.commands import Asked, Command
from smartbuildings.smartthings.enums import CommandStatus
from smartbuildings.smartthings.models import CommandResult, ThermostatStatus
from smartbuildings.units import Temperature
from smartbuildings.values import Difference, Mode

__all__ = ["Outcome", "Results", "compare", "failed_commands", "named_for_caller", "results_of"]


# -- the status read back


@attrs.frozen
class Outcome:
    """How far a status shows what was asked for. ``pending`` and ``differs`` are empty if it shows everything."""

    pending: tuple[str, ...] = ()
    """The arguments whose values the device has not reported since the command."""
    differs: tuple[Difference, ...] = ()
    """The values that the device has reported since the command and that are not as asked for.

    A report made just before the command took effect looks the same, so this is final only when no time is left.
    """

    @property
    def is_applied(self) -> bool:
        """Whether the status shows everything that was asked for."""
        return not self.pending and not self.differs


def compare(asked: Asked, after: ThermostatStatus, before: ThermostatStatus | None = None) -> Outcome:
    """Compare the state that was asked for with a status read back, set points within half a step.

    Args:
        asked: The state that was asked for.
        after: The status read back.
        before: The status just before the command. A value that is not as asked for counts as reported since then if
            its time is later, so that no clock but the vendor's matters. Without it, such a value is pending. One read
            long before would take an older report for the device's reply.
    """
    pending, differs = [], []
    for field, wanted in attrs.asdict(asked, recurse=False).items():
        if wanted is None or _is_shown(field, wanted, after):
            continue
        name = "mode" if field == "is_on" else field
        if before is None or not _is_later(_time_of(field, after), _time_of(field, before)):
            pending.append(name)
        else:
            differs.append(Difference(name, *_as_people_say(field, wanted, _value_of(field, after), after)))
    return Outcome(tuple(dict.fromkeys(pending)), tuple({each.field: each for each in differs}.values()))


def _is_shown(field: str, wanted: Any, status: ThermostatStatus) -> bool:
    found = _value_of(field, status)
    if found is None:
        return False
    if isinstance(wanted, Temperature):
        side: Side = "heat" if field == "heat" else "cool"
        distance, step = abs(found - wanted), step_of(status, side)
        return bool(distance + distance <= step)
    if isinstance(wanted, bool):
        return bool(found is wanted)
    return is_same_text(found, wanted)


def _value_of(field: str, status: ThermostatStatus) -> Any:
    points = status.set_points
    if field in ("heat", "cool"):
        if has_one_set_point(status):
            return points.cool if points.heat is None else points.heat
        return points.heat if field == "heat" else points.cool
    return {"mode": status.native_mode, "is_on": status.is_on, "fan": status.native_fan_mode}[field]


def _time_of(field: str, status: ThermostatStatus) -> datetime | None:
    found, is_single = status.attributes, has_one_set_point(status)
    states = {
        "heat": found.cooling_setpoint if is_single else found.heating_setpoint,
        "cool": found.cooling_setpoint,
        "mode": found.air_conditioner_mode if is_single else found.thermostat_mode,
        "is_on": found.switch,
        "fan": found.ac_fan_mode if is_single else found.thermostat_fan_mode,
    }
    return states[field].timestamp


def _is_later(after: datetime | None, before: datetime | None) -> bool:
    return after is not None and (before is None or after > before)


def _as_people_say(field: str, wanted: Any, found: Any, status: ThermostatStatus) -> tuple[object, object]:
    if field != "is_on":
        return wanted, found
    return ("on", Mode.OFF) if wanted else (Mode.OFF, status.mode)


# -- the results in the response


class Results(Enum):
    """The results of the commands of one request, taken together."""

    COMPLETED = "completed"
    """The device confirmed every command."""
    ACCEPTED = "accepted"
    """Every command was queued or confirmed. Queued is not done."""
    FAILED = "failed"
    """At least one was not carried out."""
    UNKNOWN = "unknown"
    """A result is missing, or has a value that this release does not know: it must not be taken for done."""


def results_of(results: Sequence[CommandResult], commands: Sequence[Command]) -> Results:
    """Judge the results of a request: one for each command, in their order."""
    statuses = {result.status for result in results}
    if CommandStatus.FAILED in statuses:
        return Results.FAILED
    if len(results) != len(commands) or not statuses <= {CommandStatus.ACCEPTED, CommandStatus.COMPLETED}:
        return Results.UNKNOWN
    return Results.COMPLETED if statuses == {CommandStatus.COMPLETED} else Results.ACCEPTED


def failed_commands(results: Sequence[CommandResult], commands: Sequence[Command]) -> tuple[Command, ...]:
    """List the commands that were not carried out."""
    pairs = zip(commands, results, strict=False)
    return tuple(command for command, result in pairs if result.status is CommandStatus.FAILED)


# -- errors

_TARGET: Final = re.compile(r"(?:commands)?(?:\[(\d{1,3})\])?\.?([a-zA-Z]*)(?:\[(\d{1,3})\])?", re.ASCII)


def named_for_caller(found: Mapping[str, str], commands: Sequence[Command]) -> dict[str, str]:
    """Give complaints about ``commands[0].arguments[0]`` the name of the caller's argument; others keep theirs."""
    named: dict[str, str] = {}
    for target, text in found.items():
        name = _argument(target, commands)
        named[name] = f"{named[name]}; {text}" if name in named else text
    return named


def _argument(target: str, commands: Sequence[Command]) -> str:
    match = _TARGET.fullmatch(target)
    if not target or match is None:
        return target
    place = int(match[1]) if match[1] else 0
    if place >= len(commands) or (not match[1] and len(commands) > 1):
        return target
    if commands[place].field is not None:
        return str(commands[place].field)
    part = match[2] or target
    return f"{part}[{match[3]}]" if match[3] else part
