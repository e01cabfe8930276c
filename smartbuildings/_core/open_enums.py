"""Open enumerations: a value that this release does not know survives as what it is.

Vendors add values without notice. A closed enumeration would fail on the whole response that carries a new one, and
type checkers would take a ``match`` over the known ones for complete. So the values are strings, or whole numbers, and
the known ones have names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

from smartbuildings._core.hiding import never_raises
from smartbuildings.errors import InvalidRequest

__all__ = ["Known", "OpenEnum", "OpenInt"]

_T = TypeVar("_T")


class Known:
    """A known value in the body of an open enumeration; its class replaces it by the member."""

    def __init__(self, value: str | int) -> None:
        self.value = value

    # Only for type checkers: it says that ``HvacMode.HEAT`` is an ``HvacMode``.
    def __get__(self, instance: object, owner: type[_T]) -> _T:
        raise AttributeError("The class has not been completed.")


class _Open:
    """What named texts and named numbers have in common: the table of members, and how a member shows itself."""

    _by_value: ClassVar[dict[Any, Any]] = {}
    _name: str | None

    @classmethod
    def _collect(cls, make: Callable[[type[Any], Any], Any]) -> None:
        cls._by_value = {}
        for name, mark in list(vars(cls).items()):
            if isinstance(mark, Known):
                member = make(cls, mark.value)
                member._name = name
                setattr(cls, name, member)
                cls._by_value[mark.value] = member

    @property
    def value(self) -> str | int:
        """The plain value, as the API writes it."""
        raise NotImplementedError

    @property
    def is_known(self) -> bool:
        """Whether this release of the library has a name for the value."""
        return self._name is not None

    @classmethod
    def known(cls) -> tuple[Self, ...]:
        """List the values that have a name, in the order of the documentation."""
        return tuple(cls._by_value.values())

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._name}" if self._name else f"{type(self).__name__}({self.value!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[str | int]]:
        return type(self), (self.value,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


class OpenEnum(_Open, str):
    """The base of the named texts. It is the text itself, so it compares, hashes, sorts and serialises as one.

    Args:
        value: any text; a known one gives the one member, any other an unknown value.
    """

    def __new__(cls, value: str) -> Self:
        """Give the member of a known text, or an unknown value."""
        if not isinstance(value, str):
            raise InvalidRequest(f"{value!r} is not a {cls.__name__}, which is a string.", field="value")
        known: Self | None = cls._by_value.get(value)
        if known is not None:
            return known
        made = str.__new__(cls, value)
        made._name = None
        return made

    def __init_subclass__(cls) -> None:
        cls._collect(str.__new__)

    @property
    def value(self) -> str:
        """The plain text, as the API writes it."""
        return str(self)


class OpenInt(_Open, int):
    """The base of the named whole numbers. It is the number itself.

    Args:
        value: any integer; a known one gives the one member, any other an unknown value.
    """

    def __new__(cls, value: int) -> Self:
        """Give the member of a known number, or an unknown value."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidRequest(f"{value!r} is not a {cls.__name__}, which is a whole number.", field="value")
        known: Self | None = cls._by_value.get(value)
        if known is not None:
            return known
        made = int.__new__(cls, value)
        made._name = None
        return made

    def __init_subclass__(cls) -> None:
        cls._collect(int.__new__)

    @property
    def value(self) -> int:
        """The plain number, as the API writes it."""
        return int(self)

    def __str__(self) -> str:
        return str(int(self))
