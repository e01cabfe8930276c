"""The outcome of a command: from a status read back, and from the text of an error."""

from __future__ import annotations

from typing import Final

from smartbuildings._core.redaction import cut
from smartbuildings.errors import Rejected
from smartbuildings.nest.commands import Asked, Command
from smartbuildings.nest.enums import TimerMode
from smartbuildings.nest.models import ThermostatStatus
from smartbuildings.units import Temperature, TemperatureDelta

__all__ = ["error_for_caller", "is_shown"]

_TOLERANCE: Final = TemperatureDelta.c(0.3)
"""Set points come back as 21.40999 or 14.92249, so equality cannot be asked for (inferred: the size)."""


def is_shown(asked: Asked, status: ThermostatStatus) -> bool:
    """Return whether a status shows what was asked for.

    The API has no time of a value, so one that is not as asked for may still be the old one.
    """
    points = status.set_points
    return (
        _is_near(asked.heat, points.heat)
        and _is_near(asked.cool, points.cool)
        and asked.mode in (None, status.native_mode)
        and asked.is_eco in (None, status.is_eco)
        and _is_fan_shown(asked, status)
    )


def _is_near(asked: Temperature | None, found: Temperature | None) -> bool:
    return asked is None or (found is not None and abs(found - asked) <= _TOLERANCE)


def _is_fan_shown(asked: Asked, status: ThermostatStatus) -> bool:
    if asked.fan is None:
        return True
    is_restarted = asked.fan is TimerMode.OFF or asked.fan_ended_at is None or status.fan_ends_at != asked.fan_ended_at
    return status.traits.timer_mode is asked.fan and is_restarted


def error_for_caller(refused: Rejected, command: Command) -> Rejected:
    """Return the error with the name of the caller's argument.

    The text is searched for the names of parameters. It differs between the vendor's pages and its server.
    """
    text = "; ".join(refused.fields.values()) or str(refused)
    name = next((name for wire, name in command.arguments.items() if wire in text), None)
    name = name or next(iter(command.arguments.values()))
    shown = cut(text)
    message = str(refused).replace(shown, f"{name}: {shown}", 1)
    return type(refused)(
        message, status=refused.status, body=refused.body, fields={name: text}, request=refused.request
    )
