"""Temperatures and differences of temperatures that carry their unit.

Fahrenheit (ecobee), Celsius (Nest) and either (SmartThings) meet in this library, so a bare number is never a
temperature here. This module knows nothing of any API: limits and rounding of what is sent are left to the checks
and the writers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any, ClassVar, Final, Generic, Literal, Never, Self, TypeAlias, TypeVar, final, overload

from smartbuildings._core.hiding import never_raises
from smartbuildings.errors import InvalidRequest

__all__ = ["Number", "Temperature", "TemperatureDelta", "Unit"]

Number: TypeAlias = int | float | Decimal
"""What a temperature is built from. ``bool`` is not a number here."""
Unit: TypeAlias = Literal["F", "C"]
"""Degrees Fahrenheit or degrees Celsius."""

# An own context: narrowing the decimal precision of a thread must not change what a temperature is.
_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_EVEN, traps=[])
_ABSOLUTE_ZERO_F: Final = Decimal("-459.67")
# Not physics, only a bound that keeps floats finite and texts short.
_HIGHEST: Final = Decimal(1_000_000)
# With the bound above this leaves room in the 60 digits, so that sums and conversions lose nothing.
_LAST_DECIMAL: Final = Decimal("1e-40")
_FREEZING_F: Final = Decimal(32)
_F_PER_C: Final = Decimal("1.8")
_TEXT: Final = re.compile(r"\s*([+-]?(?:\d{1,7}(?:\.\d{0,20})?|\.\d{1,20}))\s*°?\s*([FfCc])\s*", re.ASCII)

_Q = TypeVar("_Q", bound="_Quantity")


class _Scale(Generic[_Q]):
    """One unit: on the class it builds a value from a number, on a value it reads the number."""

    def __init__(self, kind: type[_Q], unit: Unit, doc: str) -> None:
        self._kind = kind
        self._unit: Unit = unit
        self.__doc__ = doc

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Callable[[Number], _Q]: ...
    @overload
    def __get__(self, instance: _Q, owner: type[Any]) -> float: ...
    def __get__(self, instance: _Q | None, owner: type[Any]) -> Callable[[Number], _Q] | float:
        if instance is not None:
            return float(instance.decimal_f if self._unit == "F" else instance.decimal_c)
        unit, kind = self._unit, self._kind

        def build(value: Number) -> _Q:
            return kind(value, unit)

        build.__name__ = build.__qualname__ = f"{kind.__name__}.{unit.lower()}"
        build.__doc__ = self.__doc__
        return build


class _Quantity:
    """What temperatures and differences have in common: one exact Fahrenheit number and a unit to show it in.

    A finite decimal in Celsius is a finite decimal in Fahrenheit (the factor is 1.8), so nothing is lost.
    """

    __slots__ = ("_f", "_unit")
    _f: Decimal
    _unit: Unit
    _zero_f: ClassVar[Decimal]

    def __init__(self, value: Number, unit: Unit) -> None:
        exact = _decimal(value, type(self).__name__)
        if unit == "C":
            exact = _EXACT.add(_EXACT.multiply(exact, _F_PER_C), self._zero_f)
        elif unit != "F":
            raise InvalidRequest(
                f"{unit!r} is not a unit of {type(self).__name__}. Use 'F' for Fahrenheit or 'C' for Celsius.",
                field="unit",
            )
        self._settle(exact, unit, value)

    def _settle(self, f: Decimal, unit: Unit, given: Number | None) -> None:
        """Set the two attributes, unless the number is out of any range."""
        if not -_HIGHEST <= f <= _HIGHEST:
            raise InvalidRequest(
                f"{_given(f, unit, given)} is out of any range. Check the number and its unit.", field="value"
            )
        object.__setattr__(self, "_f", f)
        object.__setattr__(self, "_unit", unit)

    @property
    def unit(self) -> Unit:
        """The unit it was given in, which ``str`` and ``repr`` use."""
        return self._unit

    @property
    def decimal_f(self) -> Decimal:
        """The exact number in degrees Fahrenheit."""
        return self._f

    @property
    def decimal_c(self) -> Decimal:
        """The number in degrees Celsius: exact if given in Celsius, else to 60 digits."""
        return _EXACT.divide(_EXACT.multiply(_EXACT.subtract(self._f, self._zero_f), Decimal(5)), Decimal(9))

    @property
    def _shown(self) -> Decimal:
        return self._f if self._unit == "F" else self.decimal_c

    def in_f(self) -> Self:
        """Give the same value, shown in Fahrenheit."""
        return self._same(self._f, "F")

    def in_c(self) -> Self:
        """Give the same value, shown in Celsius."""
        return self._same(self._f, "C")

    @classmethod
    def _same(cls, f: Decimal, unit: Unit) -> Self:
        made = cls.__new__(cls)  # without the rounding that numbers from outside go through
        made._settle(f, unit, None)
        return made

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"A {type(self).__name__} cannot be changed; build another one.")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"A {type(self).__name__} cannot be changed; build another one.")

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return _restore, (type(self), str(self._f), self._unit)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __hash__(self) -> int:
        return hash((type(self), self._f))

    def __eq__(self, other: object) -> bool:
        return self._f == other._f if isinstance(other, _Quantity) and type(other) is type(self) else NotImplemented

    def __lt__(self, other: Self) -> bool:
        return self._f < other._f if type(other) is type(self) else NotImplemented

    def __le__(self, other: Self) -> bool:
        return self._f <= other._f if type(other) is type(self) else NotImplemented

    def __gt__(self, other: Self) -> bool:
        return self._f > other._f if type(other) is type(self) else NotImplemented

    def __ge__(self, other: Self) -> bool:
        return self._f >= other._f if type(other) is type(self) else NotImplemented

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._unit.lower()}({_plain(self._shown, places=12)})"

    def __str__(self) -> str:
        """Show it with one or two decimals and its unit, as in ``68.0 °F``."""
        return f"{_plain(self._shown, places=2, at_least=1)} °{self._unit}"

    def __format__(self, spec: str) -> str:
        """Format the number in its own unit, as in ``f"{t:.0f}"`` for ``68 °F``; ``f"{t}"`` is ``str(t)``."""
        if not spec:
            return str(self)
        return f"{format(self._shown, spec)} °{self._unit}"


@final
class TemperatureDelta(_Quantity):
    """A difference of two temperatures, exact: ``TemperatureDelta.f(9) == TemperatureDelta.c(5)``.

    Args:
        value: the number; ``nan``, infinities and ``bool`` are refused.
        unit: ``"F"`` or ``"C"``. ``TemperatureDelta.f(9)`` and ``TemperatureDelta.c(5)`` are shorter.
    """

    __slots__ = ()
    _zero_f = Decimal(0)

    f: ClassVar[_Scale[TemperatureDelta]]
    """``TemperatureDelta.f(9)`` builds one; ``delta.f`` is its number in Fahrenheit degrees."""
    c: ClassVar[_Scale[TemperatureDelta]]
    """``TemperatureDelta.c(5)`` builds one; ``delta.c`` is its number in Celsius degrees."""

    def __neg__(self) -> TemperatureDelta:
        return self._same(_EXACT.minus(self._f), self._unit)

    def __abs__(self) -> TemperatureDelta:
        return self._same(_EXACT.abs(self._f), self._unit)

    def __add__(self, other: TemperatureDelta) -> TemperatureDelta:
        if type(other) is not TemperatureDelta:
            return NotImplemented
        return self._same(_EXACT.add(self._f, other._f), self._unit)

    def __sub__(self, other: TemperatureDelta) -> TemperatureDelta:
        if type(other) is not TemperatureDelta:
            return NotImplemented
        return self._same(_EXACT.subtract(self._f, other._f), self._unit)


@final
class Temperature(_Quantity):
    """A temperature that knows its unit: exact, immutable, ordered, and the same in either unit.

    ``Temperature.f(68) == Temperature.c(20)``, and both have one hash. A number goes in and comes out unchanged:
    ``Temperature.c(21.3).c == 21.3``. What is finer than 40 decimals is rounded.

    Args:
        value: the number; ``nan``, infinities, ``bool`` and anything below absolute zero are refused.
        unit: ``"F"`` or ``"C"``. ``Temperature.f(68)`` and ``Temperature.c(20)`` are shorter.

    Raises:
        InvalidRequest: the number or the unit cannot be a temperature.

    Examples:
        >>> Temperature.f(68).c
        20.0
        >>> str(Temperature.c(21.5)), f"{Temperature.c(21.5).in_f():.0f}"
        ('21.5 °C', '71 °F')
        >>> Temperature.f(72) - Temperature.f(68)
        TemperatureDelta.f(4)
    """

    __slots__ = ()
    _zero_f = _FREEZING_F

    f: ClassVar[_Scale[Temperature]]
    """``Temperature.f(68)`` builds one; ``temperature.f`` is its number in degrees Fahrenheit."""
    c: ClassVar[_Scale[Temperature]]
    """``Temperature.c(20)`` builds one; ``temperature.c`` is its number in degrees Celsius."""

    def _settle(self, f: Decimal, unit: Unit, given: Number | None) -> None:
        if f < _ABSOLUTE_ZERO_F:
            raise InvalidRequest(
                f"{_given(f, unit, given)} is below absolute zero. Check the number and its unit.", field="value"
            )
        super()._settle(f, unit, given)

    @classmethod
    def parse(cls, text: str) -> Temperature:
        """Read a temperature with its unit from a text such as ``68F``, ``68.5 °F`` or ``20 °C``.

        Raises:
            InvalidRequest: the text is not a number, or has no unit.
        """
        match = _TEXT.fullmatch(text)
        if match is None:
            raise InvalidRequest(
                f"{text[:40]!r} is not a temperature. Write a number and its unit, such as 68F or 20C.", field="text"
            )
        return cls(Decimal(match[1]), "F" if match[2] in "Ff" else "C")

    def __add__(self, other: TemperatureDelta) -> Temperature:
        if type(other) is not TemperatureDelta:
            return NotImplemented
        return self._same(_EXACT.add(self._f, other._f), self._unit)

    @overload
    def __sub__(self, other: Temperature) -> TemperatureDelta: ...
    @overload
    def __sub__(self, other: TemperatureDelta) -> Temperature: ...
    def __sub__(self, other: Temperature | TemperatureDelta) -> Temperature | TemperatureDelta:
        if type(other) is Temperature:
            return TemperatureDelta._same(_EXACT.subtract(self._f, other._f), self._unit)
        if type(other) is TemperatureDelta:
            return self._same(_EXACT.subtract(self._f, other._f), self._unit)
        return NotImplemented


# Set after the classes: each descriptor has to know the class that it builds.
Temperature.f = _Scale(Temperature, "F", "Build a temperature from degrees Fahrenheit.")
Temperature.c = _Scale(Temperature, "C", "Build a temperature from degrees Celsius.")
TemperatureDelta.f = _Scale(TemperatureDelta, "F", "Build a difference from Fahrenheit degrees.")
TemperatureDelta.c = _Scale(TemperatureDelta, "C", "Build a difference from Celsius degrees.")


def _decimal(value: object, kind: str) -> Decimal:
    """Take the number as it would be written: the float 0.1 is the decimal 0.1."""
    if isinstance(value, float):
        if math.isfinite(value):
            exact = Decimal(float.__repr__(value))
            # A float has at most 17 digits, so only those next to zero reach beyond the last decimal.
            return exact if abs(value) > 1e-20 else _EXACT.quantize(exact, _LAST_DECIMAL)
    elif isinstance(value, Decimal):
        if value.is_finite():
            is_small = -_HIGHEST <= value <= _HIGHEST  # what is not is refused by the caller
            return _EXACT.normalize(_EXACT.quantize(value, _LAST_DECIMAL)) if is_small else value
    elif isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise InvalidRequest(
        f"{_cut(value)} is not a number of degrees. Write {kind}.f(68) with an int, a float or a Decimal.",
        field="value",
    )


def _given(f: Decimal, unit: Unit, given: Number | None) -> str:
    """Show what the caller gave, or what a calculation came to."""
    return f"{_plain(f, places=2)} °F" if given is None else f"{_cut(given)} °{unit}"


def _cut(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 128:  # Python refuses to write very long integers as text
        return "an integer of more than 38 digits"
    text = str(value) if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _plain(number: Decimal, *, places: int, at_least: int = 0) -> str:
    """Write a number without exponent, with between ``at_least`` and ``places`` decimals."""
    rounded = _EXACT.quantize(number, Decimal(1).scaleb(-places))
    whole, _, fraction = f"{rounded:f}".partition(".")
    fraction = fraction.rstrip("0").ljust(at_least, "0")
    text = f"{whole}.{fraction}" if fraction else whole
    return text.removeprefix("-") if not rounded else text


def _restore(kind: type[_Quantity], f: str, unit: Unit) -> _Quantity:
    return kind._same(Decimal(f), unit)
