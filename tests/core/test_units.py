"""Temperatures: exact, ordered, and the same in either unit."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature, TemperatureDelta, Unit

relaxed = settings(deadline=None)
# Finer than 40 decimals is rounded, and that is documented.
floats = st.floats(min_value=-270, max_value=1000, allow_nan=False).filter(
    lambda number: number == 0 or abs(number) > 1e-20
)
decimals = st.decimals(min_value=-270, max_value=1000, allow_nan=False, places=6)
temperatures = st.builds(Temperature, floats | decimals | st.integers(-270, 1000), st.sampled_from(["F", "C"]))
deltas = st.builds(TemperatureDelta, floats, st.sampled_from(["F", "C"]))


def test_68_fahrenheit_is_20_celsius() -> None:
    assert Temperature.f(68) == Temperature.c(20)
    assert hash(Temperature.f(68)) == hash(Temperature.c(20))
    assert Temperature.f(68).c == 20.0
    assert Temperature.c(20).f == 68.0


@pytest.mark.parametrize("number", [0.1, 21.3, 72.55, -40, Decimal("19.999")])
def test_a_number_comes_out_as_it_went_in(number: float | Decimal) -> None:
    assert Temperature.f(number).f == float(number)
    assert Temperature.c(number).c == float(number)


@relaxed
@given(floats)
def test_every_float_survives_in_its_own_unit(number: float) -> None:
    assert Temperature.f(number).f == number
    assert Temperature.c(number).c == number


@relaxed
@given(decimals)
def test_every_decimal_survives_exactly_and_does_not_depend_on_the_unit_it_is_shown_in(number: Decimal) -> None:
    warm = Temperature.c(number)
    assert warm.decimal_c == number
    assert warm.in_f() == warm
    assert Temperature.f(warm.decimal_f) == warm
    assert hash(Temperature.f(warm.decimal_f)) == hash(warm)


@relaxed
@given(temperatures, temperatures)
def test_order_is_total_and_agrees_with_differences(a: Temperature, b: Temperature) -> None:
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a <= b) == (a < b or a == b)
    assert (a >= b) == (b <= a)
    assert ((b - a) > TemperatureDelta.f(0)) == (a < b)


@relaxed
@given(temperatures, temperatures)
def test_a_difference_added_back_gives_the_first_temperature(a: Temperature, b: Temperature) -> None:
    assert b + (a - b) == a
    assert a - (a - b) == b


@relaxed
@given(temperatures | deltas)
def test_pickles_and_copies_keep_value_and_unit(value: Temperature | TemperatureDelta) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert twin == value
        assert (twin.unit, str(twin), hash(twin)) == (value.unit, str(value), hash(value))


def test_a_narrow_decimal_context_of_the_caller_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 2
        assert Temperature.c(Decimal("21.37")).decimal_f == Decimal("70.466")
        assert Temperature.f(72.55).in_c().in_f().f == 72.55


@pytest.mark.parametrize(
    "wrong", [True, False, float("nan"), float("inf"), Decimal("NaN"), Decimal("sNaN"), "68", None, 1j]
)
@pytest.mark.parametrize("build", [Temperature.f, Temperature.c, TemperatureDelta.f, TemperatureDelta.c])
def test_what_is_no_number_of_degrees_is_refused(build: Any, wrong: object) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        build(wrong)
    assert refusal.value.field == "value"


@pytest.mark.parametrize(
    "number",
    [
        -459.68,
        -1e300,
        1e300,
        pytest.param(10**400, id="long"),
        pytest.param(10**5000, id="longer"),
        Decimal("1e999999"),
    ],
)
def test_impossible_temperatures_are_refused_in_a_short_sentence(number: Any) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        Temperature.f(number)
    assert len(str(refusal.value)) < 200


@relaxed
@given(
    st.floats(allow_nan=False, allow_infinity=False)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.integers()
)
@example(1.3727093926443868e-40)
@example(Decimal("-273.1500000000000000000000000000000000000001"))
@example(Decimal("1e-99999"))
def test_any_number_is_a_temperature_or_refused_and_stays_comparable(number: Any) -> None:
    units: tuple[Unit, ...] = ("F", "C")
    for unit in units:
        try:
            value = Temperature(number, unit)
        except InvalidRequest:
            continue
        assert value.in_c().in_f() == value
        shown = value.decimal_f if unit == "F" else value.decimal_c
        assert abs(shown - Decimal(number)) < Decimal("1e-9")


def test_absolute_zero_itself_is_a_temperature() -> None:
    assert Temperature.c(Decimal("-273.15")) == Temperature.f(Decimal("-459.67"))


def test_no_step_below_absolute_zero() -> None:
    with pytest.raises(InvalidRequest, match=r"-461\.2 °F is below absolute zero"):
        _ = Temperature.c(-273) - TemperatureDelta.c(1)


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="not a unit"):
        Temperature(68, "K")  # type: ignore[arg-type]


def test_a_temperature_cannot_be_changed() -> None:
    warm: Any = Temperature.f(68)
    for name in ("f", "c", "unit", "_f", "anything"):
        with pytest.raises(AttributeError):
            setattr(warm, name, 3)
    with pytest.raises(AttributeError):
        del warm._f
    assert warm.f == 68.0


def test_temperatures_and_differences_do_not_mix() -> None:
    assert Temperature.f(5) != TemperatureDelta.f(5)
    assert Temperature.f(68) != 68
    with pytest.raises(TypeError):
        Temperature.f(68) < TemperatureDelta.f(5)  # type: ignore[operator] # noqa: B015
    with pytest.raises(TypeError):
        Temperature.f(68) < 70  # type: ignore[operator] # noqa: B015
    with pytest.raises(TypeError):
        Temperature.f(68) + 5  # type: ignore[operator]
    with pytest.raises(TypeError):
        Temperature.f(68) - 5  # type: ignore[operator]
    with pytest.raises(TypeError):
        TemperatureDelta.f(5) + Temperature.f(68)  # type: ignore[operator]


def test_a_difference_knows_only_the_size_of_a_degree() -> None:
    assert TemperatureDelta.f(9) == TemperatureDelta.c(5)
    assert TemperatureDelta.c(5).f == 9.0
    assert -TemperatureDelta.f(9) < TemperatureDelta.f(0)
    assert abs(TemperatureDelta.f(-9)) == TemperatureDelta.f(9)
    assert TemperatureDelta.f(9) + TemperatureDelta.c(5) == TemperatureDelta.f(18)
    assert TemperatureDelta.f(9) - TemperatureDelta.c(5) == TemperatureDelta.c(0)


def test_texts_name_the_unit() -> None:
    assert str(Temperature.f(68)) == "68.0 °F"
    assert str(Temperature.c(21.25)) == "21.25 °C"
    assert repr(Temperature.f(68)) == "Temperature.f(68)"
    assert repr(Temperature.c(-0.5)) == "Temperature.c(-0.5)"
    assert repr(TemperatureDelta.c(1)) == "TemperatureDelta.c(1)"
    assert f"{Temperature.c(21.5).in_f():.0f}" == "71 °F"
    assert f"{Temperature.f(68)}" == "68.0 °F"
    assert str(Temperature.f(-0.001)) == "0.0 °F"


@pytest.mark.parametrize("text", ["68F", "68 f", " 68.0 °F ", "+68°F", "20C", "20.0 °c"])
def test_a_temperature_is_read_from_text(text: str) -> None:
    assert Temperature.parse(text) == Temperature.f(68)


@pytest.mark.parametrize("text", ["", "68", "F", "68 K", "6 8F", "1e3F", "nanF", "٦٨F", "68F\n68F", "9" * 100 + "F"])
def test_a_text_without_number_and_unit_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="68F or 20C"):
        Temperature.parse(text)


@relaxed
@given(temperatures)
def test_what_repr_shows_builds_the_same_value_up_to_twelve_decimals(value: Temperature) -> None:
    twin = eval(repr(value), {"Temperature": Temperature})
    assert abs(twin - value) < TemperatureDelta.f(Decimal("1e-11"))
