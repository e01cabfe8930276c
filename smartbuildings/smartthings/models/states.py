"""The state of one attribute: its value with the unit and the time that came with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Generic, TypeVar, cast

import attrs

from smartbuildings._core.drift import shape_of
from smartbuildings._core.fields import At, Kind, wire
from smartbuildings._core.kinds import MOMENT, NUMBER, TEXT
from smartbuildings._core.model import Model
from smartbuildings._core.plausible import plausible_range
from smartbuildings._core.readers import part
from smartbuildings.units import Unit

__all__ = [
    "DEGREES",
    "NO_STATE",
    "SPAN",
    "UNITS",
    "SetPointRange",
    "State",
    "degrees_state",
    "state",
    "unit_of",
    "words",
]

T = TypeVar("T")

UNITS: Final[Mapping[str, Unit]] = {"F": "F", "C": "C"}
"""The units of temperatures."""
_MEMBERS: Final = frozenset({"value", "unit", "timestamp", "data"})


@attrs.frozen(repr=False)
class State(Model, Generic[T]):
    """The state of one attribute. An attribute that a device does not have has an empty one."""

    value: T | None = None
    """The value, in the unit of ``unit``."""
    unit: str | None = None
    """The unit as it was sent, such as ``F``, ``C`` or ``%``."""
    timestamp: datetime | None = None
    """When the device reported the value."""


@attrs.frozen(repr=False)
class SetPointRange(Model):
    """The numbers that a set point can be set to, in the unit of the state that they are in."""

    minimum: float | None = wire("minimum", NUMBER)
    """The lowest one."""
    maximum: float | None = wire("maximum", NUMBER)
    """The highest one."""
    step: float | None = wire("step", NUMBER)
    """The distance from one to the next."""


NO_STATE: Final = State[Any]()
"""The state of an attribute that was not in the response, or whose value is null."""


def state(kind: Kind[T]) -> Kind[State[T]]:
    """Return the kind of an attribute whose value is of the kind given; a null value reads as an empty state.

    A state with anything unexpected in it is kept whole in ``extra``.
    """

    def read(value: Any, at: At) -> State[T] | None:
        if not isinstance(value, Mapping):
            return at.refuse(value)
        if value.get("value") is None and _MEMBERS.issuperset(value):
            return None
        name = at.name
        for member in value.keys() - _MEMBERS:
            at.drift.note("State", str(member), "unknown field", shape_of(value[member]))
            at.kept[name] = value
        found: State[T] = State(
            _read(kind, value.get("value"), at),
            _read(TEXT, value.get("unit"), at),
            _read(MOMENT, value.get("timestamp"), at),
        )
        if name in at.kept:
            at.kept[name] = value
        return None if found.value is None else found

    return Kind(read, unit=kind.unit)


def _read(kind: Kind[Any], value: Any, at: At) -> Any:
    return None if value is None else kind.read(value, at)


def unit_of(found: State[Any]) -> Unit | None:
    """Return the unit of a temperature; ``None`` if the state has none, or another."""
    return UNITS.get(found.unit or "")


DEGREES: Final = attrs.evolve(NUMBER, unit="°F or °C")
"""A number of degrees, in the unit of its state."""


def degrees_state(kind: Kind[T], *, is_room: bool = False) -> Kind[State[T]]:
    """Return the kind of an attribute that is in degrees; an unknown unit is noted.

    Args:
        kind: The kind of the value.
        is_room: Whether it is a temperature that a room can have: any other is noted and not read.
    """
    plain = state(kind)

    def read(value: Any, at: At) -> State[T] | None:
        found = plain.read(value, at)
        if found is None:
            return None
        unit = unit_of(found)
        if found.unit is not None and unit is None:
            at.note("unknown value", found.unit)
            at.kept[at.name] = value
            return None
        if is_room:
            low, high = plausible_range(unit or "F")
            if not low <= cast("float", found.value) <= high:
                return cast("State[T] | None", at.refuse(value, "implausible value"))
        return found

    return Kind(read, unit="°F or °C")


def words(kind: type[Any]) -> Kind[tuple[Any, ...]]:
    """Return the kind of an array of strings that the API does not document; an empty one is read as none."""

    def read(value: Any, at: At) -> tuple[Any, ...] | None:
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(kind(item) for item in value) or None
        return at.refuse(value)

    return Kind(read)


SPAN: Final = part(SetPointRange)
"""A range with its step."""
