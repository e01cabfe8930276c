"""What every vendor's client has to keep to, as far as it can be judged without calling it; both flavours use this."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Any, Final, TypeGuard

from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Ability, Action, FanMode, Mode, Range, SetPoints, ThermostatStatus

__all__ = ["NotConforming", "check_abilities", "check_members", "check_status", "is_temperature", "require"]

_SPECIAL: Final = frozenset({"__aiter__", "__iter__", "__aenter__", "__enter__", "__aexit__", "__exit__"})
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "id": (str,),
    "temperature": (Temperature,),
    "humidity": (int,),
    "min_gap": (TemperatureDelta,),
    "mode": (Mode,),
    "action": (Action,),
    "fan_mode": (FanMode,),
    "is_fan_running": (bool,),
    "is_online": (bool,),
    "observed_at": (datetime,),
}
"""What a status may have in each of its fields, besides ``None``."""


class NotConforming(AssertionError):
    """A client does something else than the protocols say; the message says what."""


def require(condition: object, sentence: str) -> None:
    """Raise ``NotConforming`` if a condition does not hold.

    Raises:
        NotConforming: it does not.
    """
    if not condition:
        raise NotConforming(sentence)


def check_members(thing: object, protocol: type) -> None:
    """Check that an object has every member of a protocol, with its arguments, and as a coroutine where that is one.

    Raises:
        NotConforming: it has not.
    """
    kind = type(thing)
    for name, wanted in vars(protocol).items():
        if name.startswith("_") and name not in _SPECIAL:
            continue
        require(hasattr(thing, name), f"{kind.__name__} has no {name}, which {protocol.__name__} has.")
        if isinstance(wanted, property):
            continue
        found = getattr(kind, name)
        is_coroutine = inspect.iscoroutinefunction(wanted)
        wrong = f"{kind.__name__}.{name} has to be {'a' if is_coroutine else 'no'} coroutine function."
        require(inspect.iscoroutinefunction(found) == is_coroutine, wrong)
        parameters = inspect.signature(found).parameters
        takes_any = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
        for each in inspect.signature(wanted).parameters.values():
            if each.kind is each.KEYWORD_ONLY:
                is_taken = takes_any or each.name in parameters
                require(is_taken, f"{kind.__name__}.{name} does not take the argument {each.name}.")


def check_status(status: ThermostatStatus) -> None:
    """Check the types and the ranges of a status.

    Raises:
        NotConforming: something is of another type, or out of its range.
    """
    for name, kinds in _KINDS.items():
        value: Any = getattr(status, name)
        is_right = value is None or (isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds))
        require(is_right, f"status.{name} is {value!r}, which is not a {kinds[0].__name__}.")
    humidity = status.humidity
    require(humidity is None or 0 <= humidity <= 100, f"status.humidity is {humidity!r}, which is not a percentage.")
    observed = status.observed_at
    require(observed is None or observed.tzinfo is not None, "status.observed_at has no time zone.")
    require(isinstance(status.set_points, SetPoints), "status.set_points is not of SetPoints.")
    for value in (status.set_points.heat, status.set_points.cool):
        require(value is None or is_temperature(value), f"A set point is {value!r}, which is not a Temperature.")
    for value in (status.heat_range, status.cool_range):
        require(isinstance(value, Range), f"A range is {value!r}, which is not of Range.")


def is_temperature(value: object) -> TypeGuard[Temperature]:
    """Return whether it is a temperature."""
    return isinstance(value, Temperature)


def check_abilities(abilities: object) -> None:
    """Check that abilities are what they have to be.

    Raises:
        NotConforming: they are not.
    """
    is_right = isinstance(abilities, frozenset) and all(isinstance(each, Ability) for each in abilities)
    require(is_right, f"abilities is {abilities!r}, which is not a frozenset of Ability.")
    if isinstance(abilities, frozenset) and not abilities.isdisjoint({Ability.HOLD_BOTH, Ability.HOLD_UNTIL_TIME}):
        require(Ability.HOLD in abilities, "abilities has a kind of hold, and not HOLD.")
