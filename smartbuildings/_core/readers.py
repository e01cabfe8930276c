"""Makes models from JSON objects, by the rows beside their fields.

A ``Reader`` is compiled from the rows on first use. Reading never raises: what cannot be read is left at its default,
kept in ``extra`` as it was sent, and noted as drift, like every field that has no row. The usual object, in which every
value is as it should be, is read without a copy and without a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import tzinfo
from functools import cached_property
from typing import Any, Final, Generic, TypeVar, cast

import attrs

from smartbuildings._core.drift import DriftReport, shape_of
from smartbuildings._core.fields import At, Kind, Row, rows_of
from smartbuildings._core.kinds import NUMBERS, TEXT
from smartbuildings._core.model import EMPTY, FrozenMapping

__all__ = ["Reader", "items", "items_in", "part", "whole_part"]

M = TypeVar("M")


class Reader(Generic[M]):
    """Reads a JSON object.

    Args:
        model: The class of the result.
        rows: The rows by attribute, where they are not those beside the fields of ``model``.
        name: The name of the model in the drift report; that of ``model`` when left out.
        make: Makes the result instead of ``model(...)``. It is called with the unknown fields, and with a keyword for
            each row, which is ``None`` if nothing was read.
        check: Notes what cannot be true of a result as a whole.
        unread: Names that are usual and have no row: such fields are kept, and not noted. ``None``: any name is usual.
    """

    def __init__(
        self,
        model: type[M],
        rows: Mapping[str, Row[Any]] | None = None,
        *,
        name: str | None = None,
        make: Callable[..., M] | None = None,
        check: Callable[[M, DriftReport], None] | None = None,
        unread: Collection[str] | None = (),
    ) -> None:
        self.name: Final = name or model.__name__
        self._model = model
        self._given_rows = rows
        self._given_make = make
        self._check = check
        self._unread = unread

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
            if self._unread is not None and name not in self._unread:
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
            group = Reader(dict[str, Any], rows, name=self.name, make=_as_dict, unread=self._unread)
            found.append((self._group(name), name, part(group)))
        return tuple(found)

    def _group(self, name: str) -> str:
        """Return a variable for the object of that name, which need not be an identifier."""
        groups = dict.fromkeys(row.inside for row in self.rows.values() if row.inside is not None)
        return f"in_{list(groups).index(name)}"

    @cached_property
    def names(self) -> frozenset[str]:
        """The wire names that are read."""
        return frozenset(name for _, name, _ in self._fields)

    @cached_property
    def parse(self) -> Callable[..., tuple[M, FrozenMapping]]:
        """The function ``(data, drift, zone, is_part=False)`` that returns the result and what no row took.

        Its source is written here from the rows, a few lines for each: that is twice as fast as a loop over them.
        """
        known: dict[str, Any] = {"At": At, "EMPTY": EMPTY, "names": self.names, "reader": self, "NUMBERS": NUMBERS}
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
                group = self._group(row.inside)
                value = f"({group} and {group}[{attribute!r}])"
            elif row.older is not None:
                value = f"older_{attribute} if v_{attribute} is None else v_{attribute}"
            if attribute in fields and fields[attribute].default is not None:
                known[f"default_{attribute}"] = fields[attribute].default
                found = value if row.inside is not None else f"v_{attribute}"
                value = f"default_{attribute} if {found} is None else {value}"
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


def _as_dict(_: FrozenMapping, **values: Any) -> dict[str, Any]:
    return values


def _reader(model: type[M] | Reader[M]) -> Reader[M]:
    return model if isinstance(model, Reader) else Reader(model)
