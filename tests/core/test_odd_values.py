"""Numbers that cannot be real are not returned as real, and a number or boolean in a string is read and reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.plausible import plain_number
from smartbuildings.ecobee import reading
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Range

Reader = Callable[[Any, DriftReport], Any]


def nested(path: str, value: Any) -> Any:
    """Build the data of a response with one value in it; ``[]`` in the path stands for an array of one item."""
    for step in reversed(path.split(".")):
        value = [value] if step == "[]" else {step: value}
    return value


STATUS, EVENTS = reading.read_thermostat_status, reading.read_events

TEMPERATURES: list[tuple[Reader, str, Callable[[Any], Any]]] = [
    (STATUS, "temperature", lambda found: found.temperature),
    (STATUS, "setPoint.desiredHeat", lambda found: found.set_points.heat),
    (STATUS, "setPoint.desiredCool", lambda found: found.set_points.cool),
    (EVENTS, "holds.[].heatHoldTemperature", lambda found: found.holds[0].heat),
    (EVENTS, "currentEvent.coolHoldTemperature", lambda found: found.current.cool),
    (reading.read_heat_hold, "desiredTemperature", lambda found: found.heat),
    (reading.read_cool_hold, "desiredTemperature", lambda found: found.cool),
    (reading.read_auto_hold, "desiredHeatTemperature", lambda found: found.heat),
    (reading.read_auto_hold, "desiredCoolTemperature", lambda found: found.cool),
    (reading.read_comfort_setting, "heatTemperature", lambda found: found.heat),
    (reading.read_comfort_settings, "items.[].coolTemperature", lambda found: found[0].cool),
]
HUMIDITIES: list[tuple[Reader, str, Callable[[Any], Any]]] = [
    (STATUS, "humidity", lambda found: found.humidity),
    (STATUS, "desiredHumidity", lambda found: found.desired_humidity),
    (STATUS, "desiredDehumidity", lambda found: found.desired_dehumidity),
]
LIMITS: list[tuple[Reader, str, Callable[[Any], Any]]] = [
    (STATUS, "desiredHeatRange.min", lambda found: found.heat_range.low),
    (reading.read_settings, "coolRange.max", lambda found: found.cool_range.high),
    (reading.read_alert_settings, "lowTemperatureAlert.value", lambda found: found.low_temperature.value),
    (reading.read_weather, "items.[].temperature", lambda found: found[0].temperature),
]


def every_extra(found: Any) -> str:
    """Show what a model and the models in it keep in ``extra``."""
    parts = list(found) if isinstance(found, tuple) else [found, *getattr(found, "holds", ())]
    return repr([part.extra for part in parts] + [getattr(getattr(found, "current", None), "extra", None)])


@pytest.mark.parametrize(("read", "path", "get"), TEMPERATURES)
@pytest.mark.parametrize("value", [-400, 999, 4000, -60.01, 150.01, -5002, "-400", 10**400])
def test_an_impossible_temperature_is_none_kept_and_reported(
    read: Reader, path: str, get: Callable[[Any], Any], value: Any
) -> None:
    drift = DriftReport()
    found = read(nested(path, value), drift)
    assert get(found) is None
    assert repr(value) in every_extra(found)
    assert [entry.kind for entry in drift.entries if entry.kind != "number as text"] == ["implausible value"]


@pytest.mark.parametrize(("read", "path", "get"), TEMPERATURES)
@pytest.mark.parametrize("value", [-60, 150, 0, 70.1])
def test_a_temperature_that_a_room_can_have_is_returned(
    read: Reader, path: str, get: Callable[[Any], Any], value: float
) -> None:
    drift = DriftReport()
    assert get(read(nested(path, value), drift)) == Temperature.f(value)
    assert drift.entries == ()


@pytest.mark.parametrize(("read", "path", "get"), HUMIDITIES)
def test_a_humidity_is_a_percentage_or_none(read: Reader, path: str, get: Callable[[Any], Any]) -> None:
    for value in (0, 41, 100):
        assert get(read(nested(path, value), DriftReport())) == value
    for wrong in (-1, 101, -5002, "101"):
        drift = DriftReport()
        found = read(nested(path, wrong), drift)
        assert get(found) is None
        assert found.extra == {path: wrong}
        assert drift.entries[-1].kind == "implausible value"


@pytest.mark.parametrize(("read", "path", "get"), LIMITS)
def test_limits_thresholds_and_the_weather_are_returned_as_sent(
    read: Reader, path: str, get: Callable[[Any], Any]
) -> None:
    for value in (-400, 450):
        drift = DriftReport()
        assert get(read(nested(path, value), drift)) == Temperature.f(value)
        assert drift.entries == ()


def test_the_humidity_of_the_forecast_is_returned_as_sent() -> None:
    assert reading.read_weather({"items": [{"relativeHumidity": 101}]}, DriftReport())[0].humidity == 101


@pytest.mark.parametrize("gap", [-5002, -1, 20.5, 50, "-5002"])
def test_an_impossible_gap_is_none_kept_and_reported(gap: Any) -> None:
    drift = DriftReport()
    status = STATUS({"heatCoolMinDelta": gap}, drift)
    assert status.heat_cool_min_delta is None
    assert status.extra == {"heatCoolMinDelta": gap}
    assert drift.entries[-1].kind == "implausible value"


@pytest.mark.parametrize("gap", [0, 5, 20, "5"])
def test_a_possible_gap_is_returned(gap: Any) -> None:
    assert STATUS({"heatCoolMinDelta": gap}, DriftReport()).heat_cool_min_delta == TemperatureDelta.f(int(gap))


@pytest.mark.parametrize(
    ("read", "path", "get"),
    [
        (STATUS, "desiredHeatRange", lambda found: found.heat_range),
        (STATUS, "desiredCoolRange", lambda found: found.cool_range),
        (reading.read_settings, "heatRange", lambda found: found.heat_range),
        (reading.read_settings, "coolRange", lambda found: found.cool_range),
    ],
)
def test_an_inverted_range_limits_nothing(read: Reader, path: str, get: Callable[[Any], Any]) -> None:
    drift = DriftReport()
    found = read({path: {"min": 90, "max": 60}}, drift)
    assert get(found) == Range()
    assert Temperature.f(75) in get(found)
    assert found.extra == {path: {"min": 90, "max": 60}}
    assert [str(entry) for entry in drift.entries] == [
        "Range.min: implausible value (number)",
        "Range.max: implausible value (number)",
    ]
    assert get(read({path: {"min": 60, "max": 60}}, drift)) == Range(Temperature.f(60), Temperature.f(60))


@pytest.mark.parametrize(
    ("read", "path", "get", "text", "expected"),
    [
        (STATUS, "temperature", lambda found: found.temperature, "70.1", Temperature.f(70.1)),
        (STATUS, "humidity", lambda found: found.humidity, "41", 41),
        (STATUS, "humidity", lambda found: found.humidity, "41.0", 41),
        (STATUS, "isConnected", lambda found: found.is_connected, "true", True),
        (STATUS, "isConnected", lambda found: found.is_connected, "False", False),
        (STATUS, "runningEquipment.fan", lambda found: found.running_equipment.fan, "TRUE", True),
        (STATUS, "desiredHeatRange.min", lambda found: found.heat_range.low, "-4", Temperature.f(-4)),
        (
            reading.read_thermostat,
            "timeZoneOffsetMinutes",
            lambda found: found.utc_offset.total_seconds(),
            "-300",
            -18e3,
        ),
        (reading.read_building, "latitude", lambda found: found.address.latitude, "43.65", 43.65),
        (reading.read_building, "size", lambda found: found.size, "5000", 5000),
        (reading.read_thermostat_ids, "count", lambda found: found.count, "3", 3),
        (reading.read_settings, "fanMinimumOnTime", lambda found: found.fan_minimum_on_minutes, "10", 10),
        (reading.read_access_control, "enabled", lambda found: found.enabled, "true", True),
        (reading.read_alert_settings, "lowHumidityAlert.value", lambda found: found.low_humidity.percent, "20.5", 20.5),
        (reading.read_weather, "items.[].windSpeed", lambda found: found[0].wind_speed, "7", 7),
        (EVENTS, "holds.[].isRunning", lambda found: found.holds[0].is_running, "true", True),
    ],
)
def test_a_number_or_boolean_in_a_string_is_read_and_reported(
    read: Reader, path: str, get: Callable[[Any], Any], text: str, expected: Any
) -> None:
    drift = DriftReport()
    found = get(read(nested(path, text), drift))
    assert found == expected
    assert type(found) is type(expected) or path == "size"
    (entry,) = drift.entries
    assert (entry.field, entry.detail) == (path.split(".")[-1], "text")
    assert entry.kind == ("boolean as text" if isinstance(expected, bool) else "number as text")


@pytest.mark.parametrize(
    "text",
    [
        *("", " 70 ", "70 ", "+70", "070", ".5", "5.", "-", "70,1", "70°", "7_0", "0x46", "true"),
        *("1e2", "1E2", "nan", "NaN", "inf", "-inf", "Infinity", "٧٠", "9" * 5000, "0." + "1" * 5000),
    ],
)
def test_a_string_of_another_form_is_no_number(text: str) -> None:
    drift = DriftReport()
    status = STATUS({"temperature": text, "humidity": text, "heatCoolMinDelta": text}, drift)
    assert (status.temperature, status.humidity, status.heat_cool_min_delta) == (None, None, None)
    assert status.extra == {"temperature": text, "humidity": text, "heatCoolMinDelta": text}
    assert {entry.kind for entry in drift.entries} == {"wrong type"}


@pytest.mark.parametrize("text", ["", " true", "yes", "1", "0", "on", "t", "None"])
def test_a_string_of_another_form_is_no_boolean(text: str) -> None:
    drift = DriftReport()
    status = STATUS({"isConnected": text}, drift)
    assert status.is_connected is None
    assert status.extra == {"isConnected": text}
    assert [entry.kind for entry in drift.entries] == ["wrong type"]


@given(st.integers(-(10**15), 10**15) | st.decimals(-(10**6), 10**6, places=5))
def test_a_plain_number_is_read_as_json_would_read_it(number: Any) -> None:
    assert plain_number(format(number, "f") if not isinstance(number, int) else str(number)) == pytest.approx(
        float(number)
    )


@given(st.text())
def test_any_other_text_is_no_number_and_no_error(text: str) -> None:
    found = plain_number(text)
    assert found is None or float(text) == found
