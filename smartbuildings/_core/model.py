"""What all models share: a short ``repr``, and a frozen mapping for the fields that no model knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Never, final

import attrs

from smartbuildings._core.hiding import never_raises
from smartbuildings._core.open_enums import OpenEnum, OpenInt
from smartbuildings.units import Temperature, TemperatureDelta

__all__ = ["EMPTY", "ApiModel", "FrozenMapping", "Model", "freeze", "short"]


@final
class FrozenMapping(Mapping[str, object]):
    """A mapping that cannot change, down to its leaves; it pickles, copies and compares like a ``dict``."""

    __slots__ = ("_items",)
    _items: dict[str, object]

    def __init__(self, items: Mapping[str, object] | None = None) -> None:
        object.__setattr__(self, "_items", {key: freeze(value) for key, value in (items or {}).items()})

    def __getitem__(self, key: str) -> object:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError("This mapping cannot be changed; build a dict from it.")

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    @never_raises
    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[type[FrozenMapping], tuple[dict[str, object]]]:
        return FrozenMapping, (self._items,)

    def __copy__(self) -> FrozenMapping:
        return self

    def __deepcopy__(self, memo: object) -> FrozenMapping:
        return self


def freeze(value: object) -> object:
    """Return a value of JSON that cannot change: arrays become tuples, and objects mappings of this kind."""
    if type(value) in _FROZEN:  # Most are, and asking a class of its own takes long.
        return value
    if type(value) is dict or isinstance(value, Mapping):
        return FrozenMapping(value)
    if isinstance(value, list | tuple):
        return tuple([freeze(item) for item in value])
    return value


_FROZEN: Final = frozenset({FrozenMapping, str, int, float, bool, type(None)})

EMPTY: Final = FrozenMapping()
"""No unknown fields: the usual case, one object for all."""


class Model:
    """The base of the models: ``repr`` shows only what is there, values in their short form."""

    __slots__ = ()

    @never_raises
    def __repr__(self) -> str:
        fields: tuple[Any, ...] = getattr(type(self), "__attrs_attrs__", ())
        fields = tuple(sorted(fields, key=lambda field: field.inherited))  # Its own first.
        shown = []
        for field in fields:
            value = getattr(self, field.name)
            if field.repr and value is not None and value != ():
                text = short(value)
                if not (isinstance(value, Model) and text.endswith("()")):
                    shown.append(f"{field.name}={text}")
        return f"{type(self).__name__}({', '.join(shown)})"


@attrs.frozen(repr=False, kw_only=True)
class ApiModel(Model):
    """The base of the models that are read from an answer."""

    extra: Mapping[str, object] = attrs.field(default=EMPTY, repr=False, hash=False)
    """Fields of the answer that this release does not know or could not read, as they came."""


_AS_TEXT: Final = (Temperature, TemperatureDelta, OpenEnum, OpenInt)


def short(value: object) -> str:
    """Return a value as people write it, such as ``70.0 °F``."""
    if isinstance(value, _AS_TEXT):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(short(item) for item in value)}]"
    iso: Callable[[], str] | None = getattr(value, "isoformat", None)
    return iso() if iso is not None else repr(value)
