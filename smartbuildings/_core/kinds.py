"""The kinds of values on the wire: what is usual, what can still be read, and what is refused.

A kind's ``usual`` is an expression for the compiled reader; its ``read`` takes every other value, notes what is odd
about it, and keeps what it cannot read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final, TypeVar, cast

from smartbuildings._core.drift import shape_of
from smartbuildings._core.fields import At, Kind
from smartbuildings._core.model import FrozenMapping, freeze
from smartbuildings._core.open_enums import OpenEnum, OpenInt
from smartbuildings._core.plausible import is_relative_humidity, plain_number, plausible_range
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature, TemperatureDelta, Unit

__all__ = [
    "ANY",
    "DAY",
    "FLAG",
    "MOMENT",
    "NUMBER",
    "NUMBERS",
    "OBJECT",
    "PERCENT",
    "SECRET",
    "TEXT",
    "TEXTS",
    "WHOLE",
    "degrees",
    "gap",
    "number_of",
    "one_of",
    "room_degrees",
    "some_of",
    "word",
]

T = TypeVar("T")
_E = TypeVar("_E", bound=OpenEnum)
_I = TypeVar("_I", bound=OpenInt)

NUMBERS: Final = frozenset({int, float})
"""The types of a number in JSON; ``usual`` expressions know it by this name. A boolean is not one."""
# Beyond this a float has no whole numbers of its own; no field of any API comes near.
_LARGEST_WHOLE: Final = 2**53
# In Fahrenheit degrees: the set points of a device span little more. A negative gap is a code for "no value".
_WIDEST_GAP_F: Final = 20
_BOOLEANS: Final = {"true": True, "false": False}


def _text(value: Any, at: At) -> str | None:
    # An enumeration of the generated code is a string, too.
    return str.__str__(value) if isinstance(value, str) else at.refuse(value)


def _secret(value: Any, at: At) -> str | None:
    if isinstance(value, str):
        return value
    at.note("wrong type", shape_of(value))  # And forgotten: ``extra`` is shown.
    return None


def _flag(value: Any, at: At) -> bool | None:
    read = _BOOLEANS.get(value.lower()) if isinstance(value, str) else None
    if read is None:
        return at.refuse(value)
    at.note("boolean as text", "text")
    return read


def _numeric(value: Any, at: At) -> Any:
    """Return the number that a text contains, and note it; anything else as it is."""
    read = plain_number(value) if isinstance(value, str) else None
    if read is None:
        return value
    at.note("number as text", "text")
    return read


def _whole(value: Any, at: At) -> int | None:
    read = _numeric(value, at)
    if type(read) is int:
        return read
    if isinstance(read, float) and read.is_integer() and abs(read) <= _LARGEST_WHOLE:
        return int(read)
    return at.refuse(value)


def _percent(value: Any, at: At) -> int | None:
    read = value if type(value) is int else _whole(value, at)
    if read is None or is_relative_humidity(read):
        return read
    return at.refuse(value, "implausible value")


def _number(value: Any, at: At) -> float | None:
    read = _numeric(value, at)
    if type(read) is float and math.isfinite(read):
        return read
    if type(read) is int and abs(read) <= _LARGEST_WHOLE:
        return float(read)
    return at.refuse(value, "unreadable value" if type(read) in (int, float) else "wrong type")


def _moment(value: Any, at: At) -> datetime | None:
    if not isinstance(value, str):
        return at.refuse(value)
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return at.refuse(value, "unreadable value")
    if read.tzinfo is None:
        at.note("time without offset", "text")
        return read.replace(tzinfo=at.zone)
    if at.zone is not None:
        try:
            return read.astimezone(at.zone)
        except OverflowError:  # the first or last day of the calendar, which stands for "never"
            return read
    return read


def _day(value: Any, at: At) -> date | None:
    if not isinstance(value, str):
        return at.refuse(value)
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return at.refuse(value, "unreadable value")


def _texts(value: Any, at: At) -> tuple[str, ...] | None:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value) or None
    return at.refuse(value)


TEXT: Final = Kind(_text, "type(v) is str")
"""A text."""
SECRET: Final = Kind(_secret, "type(v) is str")
"""A text that nobody may see: what cannot be read is forgotten, not kept in ``extra``."""
FLAG: Final = Kind(_flag, "type(v) is bool")
"""A boolean; the texts ``true`` and ``false`` in any case are read as well, and noted."""
WHOLE: Final = Kind(_whole, "type(v) is int")
"""A whole number, also one written as ``3.0``. A number that was sent as a text is read as well, and noted."""
PERCENT: Final = Kind(_percent, "type(v) is int and 0 <= v <= 100", unit="%")
"""A relative humidity that is measured or aimed at: a whole number from 0 to 100."""
NUMBER: Final = Kind(_number)
"""A finite number."""
MOMENT: Final = Kind(_moment)
"""A point in time, in the zone of the building if it is known.

A time without an offset is noted. It is a local time of that zone (inferred: the API does not say), the first of two
where clocks are put back; if no zone is known, it stays without one.
"""
DAY: Final = Kind(_day)
"""A date; of a date with a time, the date."""
TEXTS: Final = Kind(_texts)
"""An array of texts; an empty one is read as none."""


def _frozen(value: Any, at: At) -> object:
    try:
        return freeze(value)
    except RecursionError:  # Hundreds of arrays in each other: nothing that anybody means.
        return at.refuse(value, "unreadable value")


def _object(value: Any, at: At) -> FrozenMapping | None:
    return cast("FrozenMapping | None", _frozen(value, at)) if isinstance(value, Mapping) else at.refuse(value)


OBJECT: Final = Kind(_object)
"""An object that is kept as it was sent."""
ANY: Final = Kind(_frozen)
"""Any value, as it was sent."""


# Temperatures in any unit; others may be, too.
_COLDEST: Final = -270
_HOTTEST: Final = 10_000


@cache
def _degrees(unit: Unit) -> Callable[[float], Temperature]:
    """Return what makes temperatures, each only once: the values of a fleet repeat, and a lookup costs less."""
    return lru_cache(maxsize=1024, typed=True)(Temperature.f if unit == "F" else Temperature.c)


def _quantity(value: Any, at: At, make: Callable[[float], T], limits: tuple[float, float] | None = None) -> T | None:
    read = _numeric(value, at)
    if type(read) is not float and type(read) is not int:
        return at.refuse(value)
    if limits is not None and not limits[0] <= read <= limits[1]:
        return at.refuse(value, "implausible value")
    try:
        return make(read)
    except InvalidRequest:
        return at.refuse(value, "unreadable value")


@cache
def degrees(unit: Unit) -> Kind[Temperature]:
    """Return the kind of a temperature that need not be one of a room: a limit, a threshold, the weather."""

    def read(value: Any, at: At) -> Temperature | None:
        return _quantity(value, at, _degrees(unit))

    return Kind(read, f"type(v) in NUMBERS and {_COLDEST} <= v <= {_HOTTEST}", _degrees(unit), unit=f"°{unit}")


@cache
def room_degrees(unit: Unit) -> Kind[Temperature]:
    """Return the kind of a temperature that is measured or aimed at: one that no room can have is noted, not read."""
    low, high = limits = plausible_range(unit)

    def read(value: Any, at: At) -> Temperature | None:
        return _quantity(value, at, _degrees(unit), limits)

    return Kind(read, f"type(v) in NUMBERS and {low} <= v <= {high}", _degrees(unit), unit=f"°{unit}")


@cache
def gap(unit: Unit) -> Kind[TemperatureDelta]:
    """Return the kind of a minimum gap of set points: from 0 to 20 Fahrenheit degrees."""
    widest = TemperatureDelta.f(_WIDEST_GAP_F)
    limits = 0, widest.f if unit == "F" else widest.c
    make = lru_cache(maxsize=64, typed=True)(TemperatureDelta.f if unit == "F" else TemperatureDelta.c)

    def read(value: Any, at: At) -> TemperatureDelta | None:
        return _quantity(value, at, make, limits)

    return Kind(read, f"type(v) in NUMBERS and {limits[0]} <= v <= {limits[1]}", make, unit=f"°{unit}")


def one_of(kind: type[_E]) -> Kind[_E]:
    """Return the kind of a value of an enumeration that the API documents; an unknown one is noted and kept."""
    known = {member.value: member for member in kind.known()}

    def read(value: Any, at: At) -> _E | None:
        if not isinstance(value, str):
            return at.refuse(value)
        found = known.get(value)
        if found is None:
            found = kind(value)
            at.note("unknown value", value)
        return found

    return Kind(read, "type(v) is str and v in known", known.__getitem__, known)


def some_of(kind: type[_E]) -> Kind[tuple[_E, ...]]:
    """Return the kind of an array of such values."""

    def read(value: Any, at: At) -> tuple[_E, ...] | None:
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            return at.refuse(value)
        found = tuple(kind(item) for item in value)
        for each in found:
            if not each.is_known:
                at.note("unknown value", each)
        return found

    return Kind(read)


def number_of(kind: type[_I]) -> Kind[_I]:
    """Return the kind of a number of an enumeration that the API documents; an unknown one is noted and kept."""

    def read(value: Any, at: At) -> _I | None:
        number = _whole(value, at)
        if number is None:
            return None
        found = kind(number)
        if not found.is_known:
            at.note("unknown value", str(found))
        return found

    return Kind(read)


def word(kind: type[_E]) -> Kind[_E]:
    """Return the kind of a text that we give names to and the API does not: no value is unexpected."""

    def read(value: Any, at: At) -> _E | None:
        return kind(value) if isinstance(value, str) else at.refuse(value)

    return Kind(read)
