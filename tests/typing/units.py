"""The public types of units: checked by mypy and basedpyright, never run. An ignore that is not needed is an error."""

# pyright: reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from decimal import Decimal
from typing import assert_type

from smartbuildings.units import Temperature, TemperatureDelta, Unit


def temperatures_are_built_on_the_class_and_read_on_the_value(warm: Temperature, unit: Unit) -> None:
    assert_type(Temperature.f(68), Temperature)
    assert_type(Temperature.c(Decimal("20.5")), Temperature)
    assert_type(Temperature(68, unit), Temperature)
    assert_type(Temperature.parse("68F"), Temperature)
    assert_type(warm.f, float)
    assert_type(warm.c, float)
    assert_type(warm.decimal_f, Decimal)
    assert_type(warm.unit, Unit)
    assert_type(warm.in_c(), Temperature)


def differences_are_another_type(warm: Temperature, step: TemperatureDelta) -> None:
    assert_type(warm - warm, TemperatureDelta)
    assert_type(warm - step, Temperature)
    assert_type(warm + step, Temperature)
    assert_type(step + step, TemperatureDelta)
    assert_type(abs(-step), TemperatureDelta)
    assert_type(TemperatureDelta.c(1), TemperatureDelta)
    assert_type(step.f, float)
    assert_type(warm < warm, bool)


def what_makes_no_sense_is_an_error(warm: Temperature, step: TemperatureDelta) -> None:
    Temperature.f("68")  # type: ignore[arg-type]
    Temperature(68, "K")  # type: ignore[arg-type]
    warm + warm  # type: ignore[operator]
    warm + 5  # type: ignore[operator]
    _ = warm < 70  # type: ignore[operator]
    _ = warm < step  # type: ignore[operator]
    warm.f = 3  # type: ignore[misc]
