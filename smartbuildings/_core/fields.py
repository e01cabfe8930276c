"""One row per field: the wire name and the kind of a value, declared beside the attribute that it becomes.

    temperature: Temperature | None = wire("temperature", room_degrees("F"))

``kinds.py`` has the kinds, ``readers.py`` makes models from JSON by these rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

import attrs

from smartbuildings._core.drift import DriftKind, DriftReport, shape_of

if TYPE_CHECKING:
    from smartbuildings._core.readers import Reader

__all__ = ["At", "Kind", "Row", "rows_of", "wire"]

T = TypeVar("T")

_ROW: Final = "wire"


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
def wire(name: str, kind: Kind[T], *, default: T, inside: str | None = None, repr: bool = True) -> T: ...
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
