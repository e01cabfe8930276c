"""Writing: every body fits the API's document and the generated class, and says what it was asked to say."""

from __future__ import annotations

import importlib
import inspect
import json
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartbuildings._core.drift import DriftReport
from smartbuildings.ecobee import bodies, reading
from smartbuildings.ecobee.enums import BuildingSize, FanMode, HoldAction, HoldEnd, HvacMode, MaintenanceUnit, Weekday
from smartbuildings.ecobee.models import (
    Address,
    HumidityThreshold,
    MaintenanceReminder,
    PasscodeProtection,
    ScheduleChange,
    TemperatureThreshold,
)
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.units import Temperature
from smartbuildings.values import Range

relaxed = settings(deadline=None)
BUILDING = "0123456789abcdef01234567"
ADDRESS = Address(
    street="1 Main St",
    city="Toronto",
    state="ON",
    postal_code="M5V 1A1",
    country="CA",
    latitude=43.642566,
    longitude=-79.387057,
    time_zone="America/Toronto",
)
REMINDER = MaintenanceReminder(True, date(2025, 1, 2), 6, MaintenanceUnit.MONTH)
LIMITS: dict[str, Any] = {
    "low_temperature": TemperatureThreshold(True, Temperature.f(45)),
    "high_temperature": TemperatureThreshold(False),
    "low_humidity": HumidityThreshold(percent=20),
    "high_humidity": HumidityThreshold(True, 70.5),
    "hvac_maintenance": REMINDER,
}
CHANGE = ScheduleChange(days=["monday", "friday"], start=time(6, 30), end=time(9), comfort_ref="home")

BOTH = ("v1", "v2")
BODIES: list[tuple[str, str, bodies.Body]] = [
    *[(v, "create_building", bodies.write_building(name="HQ", size=5000, address=ADDRESS)) for v in BOTH],
    *[(v, "update_building", bodies.write_building_change(name="HQ", size=BuildingSize.BELOW_5000)) for v in BOTH],
    *[(v, "update_building", bodies.write_building_change(address=ADDRESS)) for v in BOTH],
    *[(v, "register_thermostat", bodies.write_registration("511863314842")) for v in BOTH],
    ("v2", "register_thermostat", bodies.write_registration("511863314842", is_resident_mode=True)),
    *[(v, "update_base_thermostat", bodies.write_thermostat_change(name="a", thermostat_name="b")) for v in BOTH],
    ("v2", "update_base_thermostat", bodies.write_thermostat_change(building_id=BUILDING)),
    *[(v, "set_hvac_mode", bodies.write_hvac_mode("auto")) for v in BOTH],
    *[(v, "set_heat_hold", bodies.write_heat_hold(Temperature.c(20.3), "nextTransition")) for v in BOTH],
    *[(v, "set_cool_hold", bodies.write_cool_hold(Temperature.f(75), HoldEnd.INDEFINITE)) for v in BOTH],
    ("v2", "set_auto_hold", bodies.write_auto_hold(Temperature.f(68), Temperature.c(24), "indefinite")),
    *[(v, "set_fan_hold", bodies.write_fan_hold(FanMode.ON, "indefinite")) for v in BOTH],
    ("v1", "set_tenant_mode", bodies.write_resident_mode(False, api_version="v1")),
    ("v2", "set_resident_mode", bodies.write_resident_mode(True)),
    ("v1", "update_alert_settings", bodies.write_alert_settings(**LIMITS, ac_maintenance=REMINDER, api_version="v1")),
    ("v2", "update_alert_settings", bodies.write_alert_settings(**LIMITS)),
    (
        "v2",
        "update_thermostat_settings",
        bodies.write_settings(
            heat_range=Range(Temperature.f(45), Temperature.f(79)),
            cool_range=Range(low=Temperature.c(18)),
            fan_minimum_on_minutes=55,
            hold_action=HoldAction.TWO_HOURS,
        ),
    ),
    (
        "v2",
        "bulk_update_thermostat_settings",
        bodies.write_bulk_settings(["1", "2"], bodies.write_settings(hold_action="askMe")),
    ),
    ("v2", "update_thermostat_access_control", bodies.write_access_control(enabled=False)),
    (
        "v2",
        "update_thermostat_access_control",
        bodies.write_access_control(
            enabled=True, passcode="0471", protection=PasscodeProtection(temperature=True, system_mode=False)
        ),
    ),
    (
        "v2",
        "create_comfort_setting",
        bodies.write_comfort_setting(
            name="Siesta", heat=Temperature.f(66), cool=Temperature.f(78), heat_fan="auto", sensors=["rs:100", "ei:0"]
        ),
    ),
    ("v2", "update_comfort_setting", bodies.write_comfort_setting_change(cool=Temperature.f(78), cool_fan=FanMode.ON)),
    ("v2", "update_thermostat_schedule", bodies.write_schedule_change(CHANGE)),
]
NAMES = [f"{version}-{operation}-{number}" for number, (version, operation, _) in enumerate(BODIES)]


@cache
def document(version: str) -> Any:
    return json.loads((files("smartbuildings_api") / f"ecobee_{version}" / "openapi.json").read_text("utf-8"))


@cache
def validator(version: str, operation: str) -> Any:
    operation_id = operation.split("_")[0] + "".join(word.title() for word in operation.split("_")[1:])
    for item in document(version)["paths"].values():
        for found in item.values():
            if isinstance(found, dict) and found.get("operationId") == operation_id:
                schema = found["requestBody"]["content"]["application/json"]["schema"]
                return jsonschema_rs.Draft4Validator({**schema, "components": document(version)["components"]})
    raise AssertionError(f"{version} has no {operation_id}")


def generated(version: str, operation: str) -> Any:
    for tag in ("buildings", "thermostats"):
        try:
            module = importlib.import_module(f"smartbuildings_api.ecobee_{version}.api.{tag}.{operation}")
        except ModuleNotFoundError:
            continue
        return inspect.signature(module.sync_detailed, eval_str=True).parameters["body"].annotation
    raise AssertionError(f"{version} has no {operation}")


@pytest.mark.parametrize(("version", "operation", "body"), BODIES, ids=NAMES)
def test_a_body_fits_the_document_of_the_api(version: str, operation: str, body: bodies.Body) -> None:
    validator(version, operation).validate(json.loads(json.dumps(body, allow_nan=False)))


@pytest.mark.parametrize(("version", "operation", "body"), BODIES, ids=NAMES)
def test_a_body_goes_through_the_generated_class_unchanged(version: str, operation: str, body: bodies.Body) -> None:
    made = generated(version, operation).from_dict(body)
    assert made.to_dict() == body
    assert not getattr(made, "additional_properties", {}), "a field that the generated class does not know"


@pytest.mark.parametrize("version", BOTH)
def test_every_operation_with_a_body_has_a_writer(version: str) -> None:
    with_body = {
        found["operationId"].lower()
        for item in document(version)["paths"].values()
        for found in item.values()
        if isinstance(found, dict) and "requestBody" in found
    }
    written = {operation.replace("_", "") for covered, operation, _ in BODIES if covered == version}
    assert with_body - written == {"gettoken"}


in_range = st.decimals(min_value=-10, max_value=120, allow_nan=False) | st.floats(min_value=-10, max_value=120)


@relaxed
@given(in_range)
def test_any_temperature_in_range_is_written_in_steps_of_a_hundredth(number: float | Decimal) -> None:
    heat = Temperature.f(number)
    body = bodies.write_heat_hold(heat, "indefinite")
    validator("v2", "set_heat_hold").validate(body)
    sent = body["desiredTemperature"]
    assert abs(Decimal(repr(sent)) - heat.decimal_f) <= Decimal("0.005")
    assert reading.read_heat_hold(body, DriftReport()).heat == Temperature.f(sent)


@relaxed
@given(st.integers(-1000, 12000), st.integers(-1000, 12000))
def test_set_points_in_hundredths_are_read_back_as_they_were_written(heat: int, cool: int) -> None:
    low, high = Temperature.f(Decimal(heat) / 100), Temperature.f(Decimal(cool) / 100)
    confirmed = reading.read_auto_hold(bodies.write_auto_hold(low, high, "indefinite"), DriftReport())
    assert (confirmed.heat, confirmed.cool, confirmed.until) == (low, high, HoldEnd.INDEFINITE)


@relaxed
@given(st.floats(min_value=-90, max_value=90), st.floats(min_value=-180, max_value=180))
def test_any_place_is_written_in_the_step_of_the_api(latitude: float, longitude: float) -> None:
    place = Address(postal_code="12345", country="US", latitude=latitude, longitude=longitude, time_zone="UTC")
    body = bodies.write_building(name="x", size=0, address=place)
    validator("v2", "create_building").validate(body)
    assert abs(body["addressDetails"]["latitude"] - latitude) <= 1e-8


def test_an_address_is_read_back_as_it_was_written() -> None:
    assert reading.read_building(bodies.write_address(ADDRESS), DriftReport()).address == ADDRESS


def test_what_an_address_may_leave_out_goes_as_empty_text() -> None:
    place = Address(postal_code="12345-6789", country="US", latitude=0, longitude=0, time_zone="UTC")
    body = bodies.write_address(place)
    assert (body["address"], body["city"], body["state"]) == ("", "", "")


def test_alert_settings_are_read_back_as_they_were_written() -> None:
    body = bodies.write_alert_settings(**LIMITS, ac_maintenance=REMINDER, api_version="v1")
    found = reading.read_alert_settings(body, DriftReport())
    assert {name: getattr(found, name) for name in LIMITS} == LIMITS
    assert found.ac_maintenance == REMINDER


def test_settings_are_read_back_as_they_were_written() -> None:
    limits = Range(Temperature.f(45), Temperature.f(79))
    body = bodies.write_settings(heat_range=limits, fan_minimum_on_minutes=0, hold_action="2hour")
    found = reading.read_settings(body, DriftReport())
    assert (found.heat_range, found.fan_minimum_on_minutes) == (limits, 0)
    assert found.hold_action is HoldAction.TWO_HOURS


def test_access_control_is_read_back_as_it_was_written() -> None:
    protection = PasscodeProtection(schedule=True, vacation=False, settings=True)
    body = bodies.write_access_control(enabled=True, passcode="0000", protection=protection)
    found = reading.read_access_control(body, DriftReport())
    assert (found.enabled, found.passcode, found.protection) == (True, "0000", protection)


def test_a_comfort_setting_is_read_back_as_it_was_written() -> None:
    body = bodies.write_comfort_setting(name="Siesta", heat=Temperature.f(66), cool=Temperature.f(78), sensors=["a"])
    found = reading.read_comfort_setting(body, DriftReport())
    assert (found.name, found.heat, found.cool, found.sensors) == (
        "Siesta",
        Temperature.f(66),
        Temperature.f(78),
        ("a",),
    )


def test_nothing_but_what_was_asked_is_written() -> None:
    assert bodies.write_settings(fan_minimum_on_minutes=0) == {"fanMinimumOnTime": 0}
    assert bodies.write_thermostat_change(name="") == {"name": ""}
    assert bodies.write_alert_settings(low_temperature=TemperatureThreshold(enabled=False)) == {
        "lowTemperatureAlert": {"enabled": False}
    }
    assert bodies.write_access_control(enabled=False) == {"enabled": False}
    assert bodies.write_comfort_setting_change(sensors=[]) == {"sensors": []}


def test_a_reminder_date_from_a_datetime_is_the_day() -> None:
    reminder = MaintenanceReminder(last_maintenance=datetime(2025, 1, 2, 3, 4))
    body = bodies.write_alert_settings(hvac_maintenance=reminder)
    assert body == {"hvacMaintenanceReminder": {"lastMaintenanceDate": "2025-01-02"}}


@pytest.mark.parametrize("end", [None, time(23, 59)])
def test_the_end_of_the_day_is_written_as_the_api_names_it(end: time | None) -> None:
    change = ScheduleChange(days=[Weekday.SUNDAY], start=time(23, 30), end=end, comfort_ref="sleep")
    assert bodies.write_schedule_change(change) == {
        "days": ["sunday"],
        "firstTimeBlock": "23:30",
        "lastTimeBlock": "23:59",
        "comfortRef": "sleep",
    }


def test_enumerations_are_written_as_plain_texts() -> None:
    body = bodies.write_fan_hold(FanMode.AUTO, HoldEnd.NEXT_TRANSITION)
    assert {type(value) for value in body.values()} == {str}
    assert type(bodies.write_hvac_mode(HvacMode.OFF)["hvacMode"]) is str
    assert type(bodies.write_building(name="x", size=BuildingSize.FROM_5000, address=ADDRESS)["size"]) is int
    assert {type(day) for day in bodies.write_schedule_change(CHANGE)["days"]} == {str}


def test_a_change_of_nothing_is_refused() -> None:
    for write in (
        bodies.write_building_change,
        bodies.write_thermostat_change,
        bodies.write_alert_settings,
        bodies.write_settings,
        bodies.write_comfort_setting_change,
    ):
        with pytest.raises(InvalidRequest, match="empty"):
            write()
    with pytest.raises(InvalidRequest, match="empty"):
        bodies.write_alert_settings(low_temperature=TemperatureThreshold())
    with pytest.raises(InvalidRequest, match="empty"):
        bodies.write_access_control(enabled=False, protection=PasscodeProtection())


def test_the_air_conditioner_reminder_is_refused_for_v2_by_name_of_the_version_that_has_it() -> None:
    with pytest.raises(NotSupported, match="v1"):
        bodies.write_alert_settings(ac_maintenance=REMINDER)


def test_bulk_groups_hold_at_most_25_and_every_id_once() -> None:
    ids = [str(number) for number in range(60)]
    groups = list(bodies.bulk_groups([*ids, "3", "59"]))
    assert [len(group) for group in groups] == [25, 25, 10]
    assert [one for group in groups for one in group] == ids
    assert list(bodies.bulk_groups([])) == []
    assert list(bodies.bulk_groups("511")) == [("511",)]


def test_a_wrong_id_is_refused_before_the_first_group_is_sent() -> None:
    with pytest.raises(InvalidRequest, match="not a thermostat id"):
        bodies.bulk_groups([*map(str, range(30)), "x"])
