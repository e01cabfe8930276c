"""One row per field: the wire name and the kind of a value, declared beside the attribute that it becomes.

    temperature: Temperature | None = wire("temperature", room_degrees("F"))

A ``Reader`` makes a model from a JSON object. It is compiled from the rows on first use. Reading never raises: what
cannot be read is left at its default, kept in ``extra`` as it was sent, and noted as drift, like every field that has
no row. The usual object, in which every value is as it should be, is read without a copy and without a note.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from functools import cache, cached_property, lru_cache
from typing import Any, Final, Generic, TypeVar, cast, overload

import attrs

from smartbuildings._core.drift import DriftKind, DriftReport, shape_of
from smartbuildings._core.model import EMPTY, FrozenMapping
from smartbuildings._core.open_enums import OpenEnum, OpenInt
from smartbuildings._core.plausible import is_relative_humidity, plain_number, plausible_range
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature, TemperatureDelta, Unit

__all__ = [
    "DAY",
    "FLAG",
    "MOMENT",
    "NUMBER",
    "PERCENT",
    "SECRET",
    "TEXT",
    "TEXTS",
    "WHOLE",
    "At",
    "Kind",
    "Reader",
    "Row",
    "degrees",
    "gap",
    "items",
    "items_in",
    "number_of",
    "one_of",
    "part",
    "room_degrees",
    "rows_of",
    "some_of",
    "whole_part",
    "wire",
    "word",
]

M = TypeVar("M")
T = TypeVar("T")
_E = TypeVar("_E", bound=OpenEnum)
_I = TypeVar("_I", bound=OpenInt)

_ROW: Final = "wire"
# Beyond this a float has no whole numbers of its own; no field of any API comes near.
_LARGEST_WHOLE: Final = 2**53
# In Fahrenheit degrees: the set points of a device span little more. A negative gap is a code for "no value".
_WIDEST_GAP_F: Final = 20
_BOOLEANS: Final = {"true": True, "false": False}


# -- rows


class At:
    """The object that is read, for the values in it that are not as usual: what is noted, and what is kept."""

    __slots__ = ("drift", "kept", "model", "name", "zone")

    def __init__(self, model: str, drift: DriftReport, zone: tzinfo | None) -> None:
        self.model = model
        self.name = ""
        """The wire name of the field that is read."""
        self.drift = drift
        self.zone = zone
        """The time zone of the building, where it is known."""
        self.kept: dict[str, object] = {}
        """What could not be read; it goes into ``extra``."""

    def note(self, kind: DriftKind, detail: str) -> None:
        """Note that the value was read, and is not what it should be."""
        self.drift.note(self.model, self.name, kind, detail)

    def refuse(self, value: object, kind: DriftKind = "wrong type", *, default: T | None = None) -> T | None:
        """Note that the value could not be read, keep it as it was sent, and return what to read in its place."""
        self.note(kind, shape_of(value))
        self.kept[self.name] = value
        return default

    def read(self, name: str, kind: Kind[T], value: object) -> T | None:
        """Read a value that is not as usual."""
        self.name = name
        return kind.read(value, self)


@attrs.frozen(eq=False)
class Kind(Generic[T]):
    """How a value of JSON becomes one of ours."""

    read: Callable[[Any, At], T | None]
    """Reads any value but null. ``None``: there is nothing to show, or it was refused."""
    usual: str = ""
    """What is true of most values ``v``, as an expression; they are not handed to ``read``, which notes the others."""
    become: Callable[[Any], T] | None = None
    """Makes our value of a usual one, if that is not ours already."""
    known: Mapping[str, T] | None = None
    """What ``known`` is in that expression."""
    unit: str = ""
    """The unit on the wire."""
    inner: Reader[Any] | None = None
    """What reads the object, or the objects of the array."""
    is_array: bool = False


@attrs.frozen(eq=False)
class Row(Generic[T]):
    """One field on the wire."""

    name: str
    kind: Kind[T]
    older: str | None = None
    """Its name in an older version of the API, read where the other is missing."""
    inside: str | None = None
    """The object that it is in, if the model does not have one for that."""


@overload
def wire(
    name: str, kind: Kind[T], *, older: str | None = None, inside: str | None = None, repr: bool = True
) -> T | None: ...
@overload
def wire(name: str, kind: Kind[T], *, default: T) -> T: ...
def wire(
    name: str,
    kind: Kind[Any],
    *,
    default: Any = None,
    older: str | None = None,
    inside: str | None = None,
    repr: bool = True,
) -> Any:
    """Declare an attribute of a model together with the field of the API that it is read from.

    Args:
        name: The name on the wire.
        kind: How its value is read.
        default: What the attribute is where nothing was read.
        older: Its name in an older version of the API.
        inside: The object that it is in, if the model does not have one for that.
        repr: Whether ``repr`` shows it.
    """
    return attrs.field(default=default, repr=repr, metadata={_ROW: Row(name, kind, older, inside)})


def rows_of(model: type[Any]) -> dict[str, Row[Any]]:
    """Return the rows of a model by the names of their attributes."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(model)
    return {field.name: field.metadata[_ROW] for field in fields if _ROW in field.metadata}


# -- readers


class Reader(Generic[M]):
    """Reads a JSON object.

    Args:
        model: The class of the result.
        rows: The rows by attribute, where they are not those beside the fields of ``model``.
        name: The name of the model in the drift report; that of ``model`` when left out.
        make: Makes the result, where it is not ``model(...)``: from what was left over, and a keyword for each row,
            ``None`` if nothing was read.
        check: Notes what cannot be true of a result as a whole.
    """

    def __init__(
        self,
        model: type[M],
        rows: Mapping[str, Row[Any]] | None = None,
        *,
        name: str | None = None,
        make: Callable[..., M] | None = None,
        check: Callable[[M, DriftReport], None] | None = None,
    ) -> None:
        self.name: Final = name or model.__name__
        self._model = model
        self._given_rows = rows
        self._given_make = make
        self._check = check

    def __call__(self, data: object, drift: DriftReport, *, zone: tzinfo | None = None) -> M:
        """Read a response's data, or an item of an array. Anything but an object is noted and read as an empty one.

        Args:
            data: What was sent; ``None`` where the API sent nothing.
            drift: Where the unexpected is noted.
            zone: The time zone of the building, where it is known; without it, times keep the offset that was sent.
        """
        if type(data) is not dict and not isinstance(data, Mapping):
            if data is not None:
                drift.note(self.name, "", "wrong type", shape_of(data))
            data = {}
        made, _ = self.parse(data, drift, zone)
        if self._check is not None:
            self._check(made, drift)
        return made

    def _left(self, data: Mapping[str, Any], kept: Mapping[str, object], drift: DriftReport) -> FrozenMapping:
        """Return what no row took; new fields are noted."""
        unknown = {name: value for name, value in data.items() if name not in self.names}
        for name, value in unknown.items():
            drift.note(self.name, str(name), "unknown field", shape_of(value))
        try:
            return FrozenMapping({**unknown, **kept})
        except RecursionError:  # Hundreds of arrays in each other: nothing that anybody means.
            drift.note(self.name, "", "unreadable value", "object")
            return EMPTY

    @cached_property
    def rows(self) -> Mapping[str, Row[Any]]:
        """The rows by attribute."""
        return rows_of(self._model) if self._given_rows is None else self._given_rows

    @cached_property
    def _fields(self) -> tuple[tuple[str, str, Kind[Any]], ...]:
        """What is read from the object: a name for the variable, the wire name, the kind."""
        found: list[tuple[str, str, Kind[Any]]] = []
        inside: dict[str, dict[str, Row[Any]]] = {}
        for attribute, row in self.rows.items():
            if row.inside is not None:
                inside.setdefault(row.inside, {})[attribute] = attrs.evolve(row, inside=None)
                continue
            found.append((f"v_{attribute}", row.name, row.kind))
            if row.older is not None:
                found.append((f"older_{attribute}", row.older, row.kind))
        for name, rows in inside.items():
            group = Reader(dict[str, Any], rows, name=self.name, make=lambda _, **values: values)
            found.append((f"in_{name}", name, part(group)))
        return tuple(found)

    @cached_property
    def names(self) -> frozenset[str]:
        """The wire names that are read."""
        return frozenset(name for _, name, _ in self._fields)

    @cached_property
    def parse(self) -> Callable[..., tuple[M, FrozenMapping]]:
        """The function ``(data, drift, zone, is_part=False)`` that returns the result and what no row took.

        Its source is written here from the rows, a few lines for each: that is twice as fast as a loop over them.
        """
        known: dict[str, Any] = {"At": At, "EMPTY": EMPTY, "names": self.names, "reader": self, "NUMBERS": _NUMBERS}
        lines = ["def parse(data, drift, zone, is_part=False):", "    get, at = data.get, None"]
        for variable, name, kind in self._fields:
            known |= {f"kind_{variable}": kind, f"become_{variable}": kind.become, f"known_{variable}": kind.known}
            become = f"become_{variable}({variable})" if kind.become is not None else variable
            usual = re.sub(r"\bv\b", variable, kind.usual).replace("known", f"known_{variable}")
            lines += [f"    {variable} = get({name!r})", f"    if {variable} is not None:"]
            if usual:
                lines += [f"        if {usual}:", f"            {variable} = {become}", "        else:"]
            lines += [
                f"    {'    ' * bool(usual)}    at = at or At(reader.name, drift, zone)",
                f"    {'    ' * bool(usual)}    {variable} = at.read({name!r}, kind_{variable}, {variable})",
            ]
        lines += [
            "    left = EMPTY",
            "    if at is not None and at.kept or not names.issuperset(data):",
            "        left = reader._left(data, {} if at is None else at.kept, drift)",
            f"    return make({', '.join(self._arguments(known))}), left",
        ]
        code = compile("\n".join(lines), f"<the reader of {self.name}>", "exec")
        exec(code, known)  # wire names are quoted, and the other names are those of attributes
        parse: Callable[..., tuple[M, FrozenMapping]] = known["parse"]
        return parse

    def _arguments(self, known: dict[str, Any]) -> Iterator[str]:
        """Write the arguments of what makes the result, and add what they need to the names that are known."""
        known["make"] = self._given_make or self._model
        fields = {} if self._given_make is not None else attrs.fields_dict(cast("Any", self._model))
        if self._given_make is not None:
            yield "left"
        elif "extra" in fields:
            yield "extra=EMPTY if is_part else left"
        for attribute, row in self.rows.items():
            value = f"v_{attribute}"
            if row.inside is not None:
                value = f"in_{row.inside} and in_{row.inside}[{attribute!r}]"
            elif row.older is not None:
                value = f"older_{attribute} if v_{attribute} is None else v_{attribute}"
            if attribute in fields and fields[attribute].default is not None:
                known[f"default_{attribute}"] = fields[attribute].default
                value = f"default_{attribute} if v_{attribute} is None else {value}"
            yield f"{attribute}={value}"

    def places(self) -> Iterator[tuple[str, frozenset[str], str]]:
        """Walk to every object that is read: its name in the drift report, its wire names, and the way to it.

        The way has the wire names from here, with ``[]`` for the items of an array.
        """
        yield self.name, self.names, ""
        for row in self.rows.values():
            if row.inside is not None:
                inside = frozenset(each.name for each in self.rows.values() if each.inside == row.inside)
                yield self.name, inside, row.inside
            if row.kind.inner is not None:
                step = f"{row.name} []" if row.kind.is_array else row.name
                yield from ((name, names, f"{step} {way}".strip()) for name, names, way in row.kind.inner.places())


def part(model: type[M] | Reader[M]) -> Kind[M]:
    """Return the kind of an object whose ``extra`` is the one of the object around it."""
    reader = _reader(model)

    def read(value: Any, at: At) -> M | None:
        if type(value) is not dict and not isinstance(value, Mapping):
            return at.refuse(value)
        found, left = reader.parse(value, at.drift, at.zone, is_part=True)
        if left is not EMPTY:
            at.kept[at.name] = left
        return found

    return Kind(read, inner=reader)


def whole_part(model: type[M] | Reader[M]) -> Kind[M]:
    """Return the kind of an object that keeps its ``extra``; anything else is noted and read as an empty one."""
    reader = _reader(model)

    def read(value: Any, at: At) -> M:
        return reader(value, at.drift, zone=at.zone)

    return Kind(read, inner=reader)


def items(model: type[M] | Reader[M]) -> Kind[tuple[M, ...]]:
    """Return the kind of an array of objects."""
    reader = _reader(model)

    def read(value: Any, at: At) -> tuple[M, ...] | None:
        if not isinstance(value, list | tuple):
            return at.refuse(value)
        return tuple([reader(item, at.drift, zone=at.zone) for item in value])

    return Kind(read, inner=reader, is_array=True)


def items_in(name: str, model: type[M] | Reader[M]) -> Reader[tuple[M, ...]]:
    """Return the reader of an envelope with an array ``items`` and an ``id`` that says whose they are."""
    rows: dict[str, Row[Any]] = {"id": Row("id", TEXT), "items": Row("items", items(model))}
    return Reader(tuple, rows, name=name, make=lambda _, id, items: items or ())


def _reader(model: type[M] | Reader[M]) -> Reader[M]:
    return model if isinstance(model, Reader) else Reader(model)


# -- kinds


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


_NUMBERS: Final = frozenset({int, float})
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
