"""Checks: what cannot be right is refused in one helpful sentence, and everything else passes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, time
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smartbuildings.ecobee import bodies, checks
from smartbuildings.ecobee.enums import BuildingSize, FanMode, HoldEnd, HvacMode
from smartbuildings.ecobee.models import (
    Address,
    HumidityThreshold,
    MaintenanceReminder,
    ScheduleChange,
    TemperatureThreshold,
    ThermostatStatus,
)
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Range

relaxed = settings(deadline=None)
ID = "511863314842"
STATUS = ThermostatStatus(
    hvac_mode=HvacMode.AUTO,
    heat_range=Range(Temperature.f(45), Temperature.f(79)),
    cool_range=Range(Temperature.f(65), Temperature.f(92)),
    heat_cool_min_delta=TemperatureDelta.f(5),
)
ADDRESS = Address(
    street="1 Main St", postal_code="12345", country="US", latitude=40.7, longitude=-74, time_zone="America/New_York"
)
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.binary(),
    st.lists(st.integers()),
    st.sampled_from([10**400, 10**5000, object(), Temperature.f(68), "9" * 1000]),
)


def refusal(check: Callable[[], object]) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        check()
    return caught.value


def in_mode(text: str) -> ThermostatStatus:
    return attrs.evolve(STATUS, hvac_mode=HvacMode(text))


# -- holds


def test_a_set_point_above_the_range_is_refused_with_range_and_remedy() -> None:
    error = refusal(lambda: checks.check_hold(ID, heat=None, cool=Temperature.f(95), status=STATUS))
    assert str(error) == (
        "Thermostat 511863314842 cannot take the hold: cool set point 95.0 °F is above its cool range "
        "(65.0 to 92.0 °F). Ask for a value in the range, or read thermostat.status()."
    )
    assert error.field == "cool"


def test_a_set_point_below_the_range_is_refused_in_the_unit_of_the_caller() -> None:
    error = refusal(lambda: checks.check_hold(ID, heat=Temperature.c(5), cool=None, status=STATUS))
    assert "heat set point 5.0 °C is below its heat range (7.22 to 26.11 °C)" in str(error)
    assert error.field == "heat"


def test_set_points_too_close_are_refused_with_both_gaps() -> None:
    error = refusal(lambda: checks.check_hold(ID, heat=Temperature.f(70), cool=Temperature.f(74.99), status=STATUS))
    assert "heat 70.0 °F and cool 74.99 °F are 4.99 °F apart, and it needs at least 5.0 °F" in str(error)
    checks.check_hold(ID, heat=Temperature.f(70), cool=Temperature.f(75), status=STATUS)


def test_what_is_sent_is_what_is_checked() -> None:
    """79.004 °F goes as 79.00, which is in the range; the gap is that of the rounded numbers, too."""
    checks.check_hold(ID, heat=Temperature.f(79.004), cool=None, status=STATUS)
    refusal(lambda: checks.check_hold(ID, heat=Temperature.f(79.006), cool=None, status=STATUS))
    checks.check_hold(ID, heat=Temperature.f(70.004), cool=Temperature.f(75), status=STATUS)
    refusal(lambda: checks.check_hold(ID, heat=Temperature.f(70.006), cool=Temperature.f(75), status=STATUS))


@pytest.mark.parametrize(
    ("mode", "takes"),
    [
        ("heat", {"heat"}),
        ("auxHeatOnly", {"heat"}),
        ("cool", {"cool"}),
        ("auto", {"heat", "cool", "both"}),
        ("off", set()),
        ("turbo", {"heat", "cool", "both"}),
    ],
)
def test_a_hold_has_to_fit_the_mode_as_far_as_the_mode_is_known(mode: str, takes: set[str]) -> None:
    given_points: dict[str, dict[str, Any]] = {
        "heat": {"heat": Temperature.f(68), "cool": None},
        "cool": {"heat": None, "cool": Temperature.f(75)},
        "both": {"heat": Temperature.f(68), "cool": Temperature.f(75)},
    }
    for name, points in given_points.items():
        if name in takes:
            checks.check_hold(ID, **points, status=in_mode(mode))
        else:
            error = refusal(lambda points=points: checks.check_hold(ID, **points, status=in_mode(mode)))  # type: ignore[misc]
            assert f"mode is {mode}" in str(error)
            assert error.field in points
            assert mode == "off" or f"Give {next(iter(takes))} alone" in str(error)


def test_without_a_status_only_the_limits_of_the_api_count() -> None:
    checks.check_hold(ID, heat=Temperature.f(-10), cool=Temperature.f(120))
    checks.check_hold(ID, heat=Temperature.f(70), cool=Temperature.f(70.01), status=ThermostatStatus())
    assert refusal(lambda: checks.check_hold(ID, heat=Temperature.f(-10.01), cool=None)).field == "heat"
    assert refusal(lambda: checks.check_hold(ID, heat=None, cool=Temperature.f(120.01))).field == "cool"


def test_heat_has_to_be_below_cool_even_without_a_status() -> None:
    for heat, cool in ((72, 70), (70, 70)):
        error = refusal(lambda h=heat, c=cool: checks.check_hold(ID, heat=Temperature.f(h), cool=Temperature.f(c)))  # type: ignore[misc]
        assert "not below" in str(error)


def test_a_hold_without_set_points_is_refused() -> None:
    assert "no set point" in str(refusal(lambda: checks.check_hold(ID, heat=None, cool=None, status=STATUS)))


def test_a_gap_that_cannot_be_whole_degrees_is_left_to_the_api() -> None:
    """50 would be tenths of a degree, so our reading of the number is wrong there and must not forbid anything."""
    tenths = attrs.evolve(STATUS, heat_cool_min_delta=TemperatureDelta.f(50))
    checks.check_hold(ID, heat=Temperature.f(70), cool=Temperature.f(76), status=tenths)


@pytest.mark.parametrize("bare", [68, 20.5, "68", True, Decimal(68), float("nan"), pytest.param(10**400, id="long")])
def test_a_bare_number_is_refused_with_the_spelling_that_works(bare: Any) -> None:
    error = refusal(lambda: checks.check_hold(ID, heat=bare, cool=None, status=STATUS))
    assert re.search(r"Write Temperature\.f\([0-9.]+\) for Fahrenheit", str(error))
    assert error.field == "heat"


def test_the_spelling_repeats_the_number_of_the_caller() -> None:
    assert "Temperature.f(71.5)" in str(refusal(lambda: checks.check_temperature(71.5, field="heat")))


@relaxed
@given(st.decimals(min_value=-200, max_value=400, allow_nan=False, places=4), st.sampled_from(["F", "C"]))
def test_a_temperature_passes_exactly_if_the_api_takes_it(number: Decimal, unit: Any) -> None:
    value = Temperature(number, unit)
    if Temperature.f(-10) <= value <= Temperature.f(120):
        assert checks.check_temperature(value, field="heat") is value
        sent = checks.to_wire_precision(value)
        assert abs(sent - value) <= TemperatureDelta.f(Decimal("0.005"))
        assert checks.to_wire_precision(sent) == sent
        assert sent.unit == value.unit
    else:
        assert refusal(lambda: checks.check_temperature(value, field="heat")).field == "heat"


hundredths = st.integers(4000, 10000).map(lambda number: Temperature.f(Decimal(number) / 100))


@relaxed
@given(hundredths, hundredths)
def test_a_hold_passes_exactly_if_range_and_gap_allow_it(heat: Temperature, cool: Temperature) -> None:
    allowed = heat in STATUS.heat_range and cool in STATUS.cool_range and cool - heat >= TemperatureDelta.f(5)
    if allowed:
        checks.check_hold(ID, heat=heat, cool=cool, status=STATUS)
    else:
        refusal(lambda: checks.check_hold(ID, heat=heat, cool=cool, status=STATUS))


def test_the_end_of_a_hold_and_the_fan_are_given_back_as_enumerations() -> None:
    assert checks.check_hold_end("nextTransition") is HoldEnd.NEXT_TRANSITION
    assert checks.check_fan("on") is FanMode.ON
    assert checks.check_hvac_mode("auxHeatOnly") is HvacMode.AUX_HEAT_ONLY
    assert refusal(lambda: checks.check_hold_end("tomorrow")).field == "until"
    assert refusal(lambda: checks.check_fan(FanMode("circulate"))).field == "fan"
    assert "'auxHeatOnly'" in str(refusal(lambda: checks.check_hvac_mode("warm")))


# -- ids and names


@relaxed
@given(st.from_regex(r"[0-9]+", fullmatch=True, alphabet="0123456789"))
def test_any_serial_number_is_a_thermostat_id(text: str) -> None:
    assert checks.check_thermostat_id(text) == text


@pytest.mark.parametrize("wrong", ["", " ", "12a", "12\n", "-12", "٣", "1/2", "..", 511863314842, None, b"12", ["12"]])
def test_what_is_no_serial_number_is_refused(wrong: Any) -> None:
    assert refusal(lambda: checks.check_thermostat_id(wrong)).field == "thermostat_id"


def test_building_ids_are_24_lower_hexadecimal_characters() -> None:
    assert checks.check_building_id("0123456789abcdef01234567")
    for wrong in ("", "0" * 23, "0" * 25, "A" * 24, "0" * 24 + "\n", "g" * 24, 3, None):
        assert refusal(lambda wrong=wrong: checks.check_building_id(wrong)).field == "building_id"  # type: ignore[misc]


@relaxed
@given(st.text(max_size=80))
def test_names_are_judged_by_length_alone(text: str) -> None:
    """The documented patterns allow no capitals or no accents; real names have both."""
    for check, shortest, longest in ((checks.check_building_name, 1, 32), (checks.check_thermostat_name, 0, 64)):
        if shortest <= len(text) <= longest:
            assert check(text) == text
        else:
            assert refusal(lambda check=check: check(text)).field == "name"  # type: ignore[misc]


@pytest.mark.parametrize(
    "wrong", ["", ".", "..", "a/b", "a b", "a?b", "a#b", "a%2fb", "a\\b", "a\nb", "x" * 101, 3, None]
)
def test_a_comfort_reference_cannot_leave_its_place_in_the_path(wrong: Any) -> None:
    assert refusal(lambda: checks.check_comfort_ref(wrong)).field == "comfort_ref"


@pytest.mark.parametrize("ref", ["home", "smart1", "comfort:12", "a.b-c_d", "Zuhause.ä"])
def test_usual_comfort_references_pass(ref: str) -> None:
    assert checks.check_comfort_ref(ref) == ref


# -- buildings


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("street", "x" * 101),
        ("city", "x" * 101),
        ("state", "x" * 31),
        ("postal_code", None),
        ("postal_code", "SW1A 1AA"),
        ("postal_code", "1234"),
        ("country", None),
        ("country", "us"),
        ("country", "USA"),
        ("latitude", None),
        ("latitude", 90.1),
        ("latitude", float("nan")),
        ("latitude", True),
        ("longitude", -180.1),
        ("time_zone", None),
        ("time_zone", ""),
        ("time_zone", "x" * 101),
    ],
)
def test_a_wrong_part_of_an_address_is_named(field: str, wrong: Any) -> None:
    error = refusal(lambda: checks.check_address(attrs.evolve(ADDRESS, **{field: wrong})))
    assert error.field == f"address.{field}"
    assert (
        field in str(error)
        or field.replace("_", " ") in str(error)
        or "country code" in str(error)
        or "time zone" in str(error)
    )


@pytest.mark.parametrize("postal_code", ["12345", "12345-6789", "12345 6789", "M5V 1A1", "m5v1a1"])
def test_postal_codes_of_both_countries_pass(postal_code: str) -> None:
    assert checks.check_address(attrs.evolve(ADDRESS, postal_code=postal_code))


def test_a_size_is_one_of_five_numbers() -> None:
    assert checks.check_building_size(5000) is BuildingSize.FROM_5000
    assert "BuildingSize.FROM_20000" in str(refusal(lambda: checks.check_building_size(7)))
    for wrong in (BuildingSize(7), True, "5000", None):
        assert refusal(lambda wrong=wrong: checks.check_building_size(wrong)).field == "size"  # type: ignore[misc]


# -- settings


@pytest.mark.parametrize("minutes", [-1, 56, 10.0, True, "10"])
def test_the_fan_runs_0_to_55_minutes(minutes: Any) -> None:
    assert refusal(lambda: bodies.write_settings(fan_minimum_on_minutes=minutes)).field == "fan_minimum_on_minutes"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("low_temperature", TemperatureThreshold(value=Temperature.f(121))),
        ("high_temperature", TemperatureThreshold(enabled="yes")),  # type: ignore[arg-type]
        ("low_humidity", HumidityThreshold(percent=0.5)),
        ("low_humidity", HumidityThreshold(percent=96)),
        ("high_humidity", HumidityThreshold(percent=5)),
        ("high_humidity", HumidityThreshold(percent=101)),
        ("hvac_maintenance", MaintenanceReminder(interval=float("inf"))),
        ("hvac_maintenance", MaintenanceReminder(last_maintenance="2025-01-02")),  # type: ignore[arg-type]
        ("hvac_maintenance", MaintenanceReminder(interval_unit="week")),  # type: ignore[arg-type]
        ("low_temperature", 45),
    ],
)
def test_a_wrong_alert_setting_is_named(field: str, wrong: Any) -> None:
    error = refusal(lambda: bodies.write_alert_settings(**{field: wrong}))
    assert (error.field or "").startswith(field)


@pytest.mark.parametrize(
    "edge",
    [
        {"low_humidity": HumidityThreshold(percent=1)},
        {"low_humidity": HumidityThreshold(percent=95)},
        {"high_humidity": HumidityThreshold(percent=6)},
        {"high_humidity": HumidityThreshold(percent=100)},
        {"low_temperature": TemperatureThreshold(value=Temperature.f(-10))},
        {"high_temperature": TemperatureThreshold(value=Temperature.f(120))},
    ],
)
def test_the_ends_of_the_documented_ranges_pass(edge: dict[str, Any]) -> None:
    assert bodies.write_alert_settings(**edge)


def test_the_poles_and_the_date_line_are_places() -> None:
    for latitude, longitude in ((90, 180), (-90, -180)):
        checks.check_address(attrs.evolve(ADDRESS, latitude=latitude, longitude=longitude))


def test_a_range_has_ends_in_order() -> None:
    upside_down = Range(Temperature.f(79), Temperature.f(45))
    for wrong in (upside_down, Range(), (45, 79), Range(Temperature.f(-11), Temperature.f(45)), Range(45, 79)):  # type: ignore[arg-type]
        error = refusal(lambda wrong=wrong: bodies.write_settings(heat_range=wrong))  # type: ignore[misc]
        assert (error.field or "").startswith("heat_range")


def test_an_unknown_hold_action_is_refused() -> None:
    assert refusal(lambda: bodies.write_settings(hold_action="8hour")).field == "hold_action"


@pytest.mark.parametrize("wrong", ["", "123", "12345", "12a4", "１２３４", 1234, "1234\n", None])
def test_a_wrong_passcode_is_refused_and_never_shown(wrong: Any) -> None:
    error = refusal(lambda: bodies.write_access_control(enabled=True, passcode=wrong))
    assert error.field == "passcode"
    assert not wrong or str(wrong) not in str(error)


def test_a_bulk_call_takes_1_to_25_thermostats() -> None:
    assert len(checks.check_thermostat_ids([str(number) for number in range(25)])) == 25
    for wrong in ([], [str(number) for number in range(26)], "511", ["x"]):
        assert refusal(lambda wrong=wrong: checks.check_thermostat_ids(wrong)).field == "thermostat_ids"  # type: ignore[misc]


# -- comfort settings and the schedule


def test_a_comfort_setting_heats_below_what_it_cools_to() -> None:
    same: dict[str, Any] = {"heat": Temperature.f(70), "cool": Temperature.f(70)}
    assert refusal(lambda: bodies.write_comfort_setting(name="x", **same)).field == "heat"
    assert refusal(lambda: bodies.write_comfort_setting_change(**same)).field == "heat"
    assert refusal(lambda: bodies.write_comfort_setting(name="", heat=Temperature.f(60), cool=Temperature.f(70)))


def test_a_comfort_setting_needs_both_set_points() -> None:
    error = refusal(lambda: bodies.write_comfort_setting(name="x", heat=None, cool=Temperature.f(70)))  # type: ignore[arg-type]
    assert error.field == "heat"


def test_sensors_are_a_list_of_ids() -> None:
    for wrong in ("rs:100", [""], [3]):
        assert refusal(lambda wrong=wrong: bodies.write_comfort_setting_change(sensors=wrong)).field == "sensors"  # type: ignore[misc]


half_hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@relaxed
@given(half_hours, half_hours | st.sampled_from([None, time(23, 59)]))
def test_a_stretch_passes_exactly_if_it_ends_after_its_start(start: time, end: time | None) -> None:
    change = ScheduleChange(days=["monday"], start=start, end=end, comfort_ref="home")
    if end is None or end > start:
        assert checks.check_schedule_change(change) is change
    else:
        assert refusal(lambda: checks.check_schedule_change(change)).field == "end"


@relaxed
@given(st.times())
def test_a_stretch_begins_on_a_half_hour(start: time) -> None:
    assume(start.second or start.microsecond or start.minute not in (0, 30))
    change = ScheduleChange(days=["monday"], start=start, comfort_ref="home")
    assert refusal(lambda: checks.check_schedule_change(change)).field == "start"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"days": []}, "days"),
        ({"days": ["monday", "monday"]}, "days"),
        ({"days": ["someday"]}, "days"),
        ({"start": time(6, tzinfo=UTC)}, "start"),
        ({"start": "06:30"}, "start"),
        ({"end": "09:00"}, "end"),
        ({"comfort_ref": ""}, "comfort_ref"),
    ],
)
def test_a_wrong_part_of_a_change_of_the_schedule_is_named(change: dict[str, Any], field: str) -> None:
    usual: dict[str, Any] = {"days": ["monday"], "start": time(6), "comfort_ref": "home"}
    assert refusal(lambda: checks.check_schedule_change(ScheduleChange(**usual | change))).field == field


# -- all of them

JUDGES: dict[str, Callable[[Any], object]] = {
    "thermostat id": checks.check_thermostat_id,
    "building id": checks.check_building_id,
    "building name": checks.check_building_name,
    "thermostat name": checks.check_thermostat_name,
    "size": checks.check_building_size,
    "address": checks.check_address,
    "mode": checks.check_hvac_mode,
    "hold end": checks.check_hold_end,
    "fan": checks.check_fan,
    "temperature": lambda value: checks.check_temperature(value, field="heat"),
    "flag": lambda value: checks.check_flag(value, field="enabled"),
    "whole": lambda value: checks.check_whole(value, field="x", what="x", lowest=0, highest=5),
    "number": lambda value: checks.check_number(value, field="x", what="x", lowest=0, highest=5),
    "range": lambda value: checks.check_range(value, field="heat_range"),
    "hold action": checks.check_hold_action,
    "unit": lambda value: checks.check_maintenance_unit(value, field="x"),
    "passcode": lambda value: checks.check_passcode(value, enabled=True),
    "reference": checks.check_comfort_ref,
    "schedule": checks.check_schedule_change,
    "latitude": lambda value: checks.check_address(attrs.evolve(ADDRESS, latitude=value)),
    "country": lambda value: checks.check_address(attrs.evolve(ADDRESS, country=value)),
}


@pytest.mark.parametrize("name", JUDGES)
@settings(deadline=None, max_examples=60)
@given(value=anything)
def test_any_value_passes_or_is_refused_in_a_short_sentence_that_names_the_argument(name: str, value: Any) -> None:
    try:
        JUDGES[name](value)
    except InvalidRequest as error:
        assert error.field
        assert 20 < len(str(error)) < 400
        assert str(error).endswith((".", "?"))
