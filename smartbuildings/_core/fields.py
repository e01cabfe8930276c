"""One JSON object, taken apart field by field: what a field should be comes out, everything else is noted.

Each field is taken out of a copy, so what is left at the end is what no reader asked for: it becomes the model's
``extra``, together with the values that could not be read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any, Final, TypeVar

from smartbuildings._core.drift import DriftKind, DriftReport, shape_of
from smartbuildings._core.model import EMPTY
from smartbuildings._core.open_enums import OpenEnum
from smartbuildings._core.plausible import is_plausible_temperature, is_relative_humidity, plain_number
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import FrozenMapping

__all__ = ["FieldReader"]

_E = TypeVar("_E", bound=OpenEnum)
_M = TypeVar("_M")
_Q = TypeVar("_Q", Temperature, TemperatureDelta)

# Beyond this a float has no whole numbers of its own; no field of any API comes near.
_LARGEST_WHOLE: Final = 2**53
# In Fahrenheit degrees: the set points of a device span little more. A negative gap is a code for "no value".
_WIDEST_GAP_F: Final = 20
_BOOLEANS: Final = {"true": True, "false": False}


@lru_cache(maxsize=1024, typed=True)
def _degrees(value: float) -> Temperature:
    """Return a temperature that may be shared: the values of a fleet repeat, and one costs more than the lookup."""
    return Temperature(value, "F")


class FieldReader:
    """A JSON object while it is read.

    Args:
        data: what came; anything but an object is noted and read as an empty one. ``None`` is an answer without data.
        model: the name of the model, for the drift report.
        drift: where the unexpected is noted.
    """

    __slots__ = ("_data", "_drift", "_kept", "_left", "_model")

    def __init__(self, data: object, model: str, drift: DriftReport) -> None:
        self._model = model
        self._drift = drift
        self._kept: tuple[str, ...] = ()
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self._left: dict[str, Any] = dict(self._data)
        if data is not None and not isinstance(data, Mapping):
            drift.note(model, "", "wrong type", shape_of(data))

    def text(self, name: str) -> str | None:
        """Take a text."""
        value = self._left.pop(name, None)
        if value is None or type(value) is str:
            return value
        if isinstance(value, str):  # an enumeration of the generated code
            return str.__str__(value)
        self._keep(name)
        return None

    def flag(self, name: str) -> bool | None:
        """Take a boolean; the texts ``true`` and ``false`` in any case are read as well, and noted."""
        value = self._left.pop(name, None)
        if value is None or value is True or value is False:
            return value
        read = _BOOLEANS.get(value.lower()) if isinstance(value, str) else None
        if read is None:
            self._keep(name)
        else:
            self._drift.note(self._model, name, "boolean as text", "text")
        return read

    def whole(self, name: str) -> int | None:
        """Take a whole number, also one written as ``3.0``."""
        value = self._take_number(name)
        if value is None or type(value) is int:
            return value
        if isinstance(value, float) and value.is_integer() and abs(value) <= _LARGEST_WHOLE:
            return int(value)
        self._keep(name)
        return None

    def percent(self, name: str) -> int | None:
        """Take a relative humidity that is measured or aimed at: a whole number from 0 to 100."""
        value = self.whole(name)
        if value is None or is_relative_humidity(value):
            return value
        self._keep(name, "implausible value")
        return None

    def number(self, name: str) -> float | None:
        """Take a finite number."""
        value = self._take_number(name)
        if value is None:
            return None
        if type(value) is float and math.isfinite(value):
            return value
        if type(value) is int and abs(value) <= _LARGEST_WHOLE:
            return float(value)
        self._keep(name, "unreadable value" if type(value) in (int, float) else "wrong type")
        return None

    def temperature(self, name: str) -> Temperature | None:
        """Take a temperature that need not be one of a room: a limit, a threshold, the weather.

        The numbers of this API are read as degrees Fahrenheit (inferred).
        """
        return self._fahrenheit(name, self._take_number(name), _degrees)

    def room_temperature(self, name: str) -> Temperature | None:
        """Take a temperature that is measured or aimed at; one that no room can have is noted and not read."""
        value = self._take_number(name)
        if type(value) in (int, float) and not is_plausible_temperature(value):
            self._keep(name, "implausible value")
            return None
        return self._fahrenheit(name, value, _degrees)

    def gap(self, name: str) -> TemperatureDelta | None:
        """Take a least difference of set points, read as Fahrenheit degrees (inferred): from 0 to 20."""
        value = self._take_number(name)
        if type(value) in (int, float) and not 0 <= value <= _WIDEST_GAP_F:
            self._keep(name, "implausible value")
            return None
        return self._fahrenheit(name, value, TemperatureDelta.f)

    def moment(self, name: str, zone: tzinfo | None) -> datetime | None:
        """Take a point in time, in the zone if one is known.

        A time without an offset is noted. It is a local time of that zone (inferred: the API does not say), the first
        of two where clocks are put back; if no zone is known, it stays without one.
        """
        value = self._left.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, str):
            self._keep(name)
            return None
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            self._keep(name, "unreadable value")
            return None
        if read.tzinfo is None:
            self._drift.note(self._model, name, "time without offset", "text")
            return read.replace(tzinfo=zone)
        if zone is not None:
            try:
                return read.astimezone(zone)
            except OverflowError:  # the first or last day of the calendar, which stands for "never"
                return read
        return read

    def day(self, name: str) -> date | None:
        """Take a date; of a date with a time, the date."""
        value = self._left.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, str):
            self._keep(name)
            return None
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            self._keep(name, "unreadable value")
            return None

    def one_of(self, name: str, kind: type[_E]) -> _E | None:
        """Take a value of an enumeration that the API documents; an unknown one is noted and kept."""
        value = self._left.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, str):
            self._keep(name)
            return None
        read = kind(value)
        if not read.is_known:
            self._drift.note(self._model, name, "unknown value", value)
        return read

    def word(self, name: str, kind: type[_E]) -> _E | None:
        """Take a text that we give names to and the API does not: no value is unexpected."""
        value = self.text(name)
        return None if value is None else kind(value)

    def items(self, name: str) -> list[Any] | tuple[Any, ...]:
        """Take an array; none is read as an empty one."""
        value = self._left.pop(name, None)
        if value is None:
            return ()
        if isinstance(value, list | tuple):
            return value
        self._keep(name)
        return ()

    def texts(self, name: str) -> tuple[str, ...]:
        """Take an array of texts; none is read as an empty one."""
        value = self._left.pop(name, None)
        if value is None:
            return ()
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._keep(name)
        return ()

    def raw(self, name: str) -> Any:
        """Take a field as it is, for readers that judge it themselves and ``refuse`` it where they must."""
        return self._left.pop(name, None)

    def refuse(self, name: str, kind: DriftKind = "wrong type") -> None:
        """Note that a field could not be read, and keep it as it was sent."""
        self._keep(name, kind)

    def refuse_secret(self, name: str, value: object) -> None:
        """Note that a secret field could not be read, and forget what came."""
        self._drift.note(self._model, name, "wrong type", shape_of(value))

    def part(self, name: str, model: str, read: Callable[[FieldReader], _M]) -> _M | None:
        """Read a nested object that has no ``extra`` of its own: what it leaves over goes to the outer ``extra``."""
        value = self._left.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self._keep(name)
            return None
        inner = FieldReader(value, model, self._drift)
        made = read(inner)
        rest = inner.extra()
        if rest:
            self._left[name] = rest
            self._kept += (name,)
        return made

    def extra(self) -> FrozenMapping:
        """Give what no reader took; new fields are noted."""
        if not self._left:
            return EMPTY
        for name, value in self._left.items():
            if name not in self._kept:
                self._drift.note(self._model, str(name), "unknown field", shape_of(value))
        try:
            return FrozenMapping(self._left)
        except RecursionError:  # Hundreds of arrays in each other: nothing that anybody means.
            self._drift.note(self._model, "", "unreadable value", "object")
            return EMPTY

    def _take_number(self, name: str) -> Any:
        """Take a field that should be a number; one that was sent as a text is read as well, and noted."""
        value = self._left.pop(name, None)
        read = plain_number(value) if isinstance(value, str) else None
        if read is None:
            return value
        self._drift.note(self._model, name, "number as text", "text")
        return read

    def _fahrenheit(self, name: str, value: Any, make: Callable[[float], _Q]) -> _Q | None:
        if value is None:
            return None
        if type(value) is float or type(value) is int:
            try:
                return make(value)
            except InvalidRequest:
                self._keep(name, "unreadable value")
                return None
        self._keep(name)
        return None

    def _keep(self, name: str, kind: DriftKind = "wrong type") -> None:
        value = self._data[name]
        self._drift.note(self._model, name, kind, shape_of(value))
        self._left[name] = value
        self._kept += (name,)
