"""Reading: every documented field arrives, and nothing that a server may send makes it fail."""

from __future__ import annotations

import copy
import json
import pickle
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartbuildings._core.drift import DriftReport
from smartbuildings.ecobee import reading
from smartbuildings.ecobee.enums import BuildingSize, CapabilityType, FanMode, HoldEnd, HvacMode, Severity, Sky
from smartbuildings.ecobee.models import ThermostatStatus
from smartbuildings.units import Temperature, TemperatureDelta

ROOT = Path(__file__).resolve().parents[2]
relaxed = settings(deadline=None)

Reader = Callable[[Any, DriftReport], Any]

READERS: dict[str, Reader] = {
    "getBuildingSummary": reading.read_building,
    "getThermostatIds": reading.read_thermostat_ids,
    "getBuildingIds": reading.read_building_ids,
    "getThermostatSummary": reading.read_thermostat,
    "getThermostatStatus": reading.read_thermostat_status,
    "getThermostatEvents": reading.read_events,
    "getThermostatSensors": reading.read_sensors,
    "getThermostatAlerts": reading.read_alerts,
    "getThermostatAlertSettings": reading.read_alert_settings,
    "getThermostatWeatherForecast": reading.read_weather,
    "setHvacMode": reading.read_hvac_mode,
    "setHeatHold": reading.read_heat_hold,
    "setCoolHold": reading.read_cool_hold,
    "setAutoHold": reading.read_auto_hold,
    "setFanHold": reading.read_fan_hold,
    "getThermostatSettings": reading.read_settings,
    "bulkUpdateThermostatSettings": reading.read_bulk_settings,
    "getThermostatAccessControl": reading.read_access_control,
    "getComfortSettings": reading.read_comfort_settings,
    "createComfortSetting": reading.read_comfort_setting,
    "getThermostatSchedule": reading.read_schedule,
}
ONLY_V2 = {
    "setAutoHold",
    "getThermostatSettings",
    "bulkUpdateThermostatSettings",
    "getThermostatAccessControl",
    "getComfortSettings",
    "createComfortSetting",
    "getThermostatSchedule",
}
CASES = [("v2", operation) for operation in READERS] + [("v1", name) for name in READERS if name not in ONLY_V2]
# These answers carry the thermostat's id beside a list; the reader gives the list alone.
LISTS_WITH_ID = {"getThermostatSensors", "getThermostatAlerts", "getThermostatWeatherForecast", "getComfortSettings"}

# What the schema calls a text and the reader takes for more.
TEXTS = {
    "lastMaintenanceDate": "2025-01-02",
    "nextReminderDate": "2025-03-02",
    "value": "72.5",
    "id": "1" * 24,
    "timeZone": "America/Toronto",
}


@cache
def document(version: str) -> Any:
    return json.loads((files("smartbuildings_api") / f"ecobee_{version}" / "openapi.json").read_text("utf-8"))


def example(version: str, operation_id: str) -> Any:
    """Build ``data`` of an answer with every documented property."""
    for item in document(version)["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and operation.get("operationId") == operation_id:
                answer = next(found for status, found in operation["responses"].items() if status.startswith("2"))
                schema = answer["content"]["application/json"]["schema"]
                return build(version, schema, "")["data"]
    raise AssertionError(f"{version} has no {operation_id}")


def build(version: str, schema: Any, name: str) -> Any:
    if "$ref" in schema:
        return build(version, document(version)["components"]["schemas"][schema["$ref"].split("/")[-1]], name)
    parts = [build(version, part, name) for part in schema.get("allOf", ())]
    if "properties" in schema or any(isinstance(part, dict) for part in parts):
        own = {key: build(version, value, key) for key, value in schema.get("properties", {}).items()}
        return {key: value for part in [*parts, own] for key, value in part.items()}
    if parts:
        return parts[0]
    if "enum" in schema:
        return schema["enum"][-1]
    match schema.get("type"):
        case "boolean":
            return True
        case "integer" | "number":
            return max(schema.get("minimum", 0), 5)
        case "array":
            return [build(version, schema["items"], name)] * max(1, schema.get("minItems", 1))
        case "string" if schema.get("format") == "date-time":
            return "2025-01-02T03:04:05Z"
        case "string" if schema.get("format") == "date":
            return "2025-01-02"
        case "string":
            return TEXTS.get(name, f"some {name}")
        case _:
            return {}


def paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Walk to every property of an example, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*before, key)
            yield from paths(inner, (*before, key))
    elif isinstance(value, list) and value:
        yield from paths(value[0], (*before, 0))


def changed(data: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    twin = copy.deepcopy(data)
    target = twin
    for step in path[:-1]:
        target = target[step]
    change(target, path[-1])
    return twin


@cache
def listed_as_unread(version: str) -> frozenset[tuple[str, str, str]]:
    """Read which documented fields no reader takes yet: an update that adds one lists it."""
    path = ROOT / "spec" / f"ecobee-{version}" / "unread.toml"
    listed = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return frozenset((model, field, "unknown field") for model, fields in listed.items() for field in fields)


def left_over(version: str, operation: str, data: Any) -> set[tuple[str, str, str]]:
    drift = DriftReport()
    READERS[operation](data, drift)
    return {(entry.model, entry.field, entry.kind) for entry in drift.entries}


@pytest.mark.parametrize(("version", "operation"), CASES)
def test_of_an_answer_with_every_documented_field_nothing_is_left_over_that_is_not_listed(
    version: str, operation: str
) -> None:
    data = example(version, operation)
    model, left = READERS[operation](data, DriftReport()), left_over(version, operation, data)
    assert left <= listed_as_unread(version)
    assert bool(left) or not getattr(model, "extra", None)
    assert pickle.loads(pickle.dumps(model)) == model


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_no_field_is_listed_as_unread_that_is_read_or_not_documented(version: str) -> None:
    operations = [operation for of, operation in CASES if of == version]
    left = set().union(*(left_over(version, operation, example(version, operation)) for operation in operations))
    assert listed_as_unread(version) <= left


@pytest.mark.parametrize(("version", "operation"), CASES)
def test_no_documented_field_is_lost(version: str, operation: str) -> None:
    data, read = example(version, operation), READERS[operation]
    whole, left = read(data, DriftReport()), left_over(version, operation, data)
    unread: list[tuple[Any, ...]] = []
    for path in paths(data):
        if (operation in LISTS_WITH_ID and path == ("id",)) or any(path[: len(each)] == each for each in unread):
            continue
        without = changed(data, path, lambda target, key: target.pop(key))
        if left_over(version, operation, without) < left:
            unread.append(path)
            continue
        assert read(without, DriftReport()) != whole, f"{path} changes nothing"


@pytest.mark.parametrize(("version", "operation"), CASES)
def test_an_absent_answer_and_nulls_everywhere_are_read_as_nothing(version: str, operation: str) -> None:
    read, drift = READERS[operation], DriftReport()
    nothing = read(None, drift)
    assert read({}, drift) == nothing
    known = [name for name in example(version, operation) if not left_over(version, operation, {name: None})]
    assert read(dict.fromkeys(known), drift) == nothing
    assert drift.entries == ()


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["", "2025", "-", "70.1", "-400", "true", "nan", -5002, 999, 10**400, -(10**400)]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("operation", READERS)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_any_value_in_any_field_is_survived(operation: str, data: st.DataObject) -> None:
    whole = example("v2", operation)
    path = data.draw(st.sampled_from(sorted(paths(whole), key=str)), "path")
    value = data.draw(json_values, "value")

    def put(target: Any, key: Any) -> None:
        target[key] = value

    drift = DriftReport()
    model = READERS[operation](changed(whole, path, put), drift)
    assert type(model) is type(READERS[operation](None, DriftReport())) or operation == "setHvacMode"
    hash(model)
    repr(model)
    pickle.dumps(model)


@pytest.mark.parametrize("operation", READERS)
@settings(deadline=None, max_examples=40)
@given(value=json_values)
def test_any_value_instead_of_an_answer_is_survived(operation: str, value: Any) -> None:
    READERS[operation](value, DriftReport())


@pytest.mark.parametrize("operation", READERS)
def test_arrays_nested_too_deeply_are_reported_not_raised(operation: str) -> None:
    drift = DriftReport()
    nested = json.loads("[" * 900 + "]" * 900)
    READERS[operation]({"unheardOf": nested, "temperature": nested, "items": nested}, drift)
    assert "unreadable value" in {entry.kind for entry in drift.entries}


@relaxed
@given(st.text(), json_values)
def test_an_unknown_field_is_kept_and_reported_once(name: str, value: Any) -> None:
    drift = DriftReport()
    if name in example("v2", "getThermostatStatus") or name == "isTenantMode":
        return
    for _ in range(2):
        status = reading.read_thermostat_status({"id": "1", name: value}, drift)
        assert list(status.extra) == [name]
    assert [entry.kind for entry in drift.entries] == ["unknown field"]


def test_a_value_of_a_wrong_type_is_none_reported_and_kept() -> None:
    drift = DriftReport()
    status = reading.read_thermostat_status({"temperature": "warm", "isConnected": "yes", "humidity": 41.5}, drift)
    assert (status.temperature, status.is_connected, status.humidity) == (None, None, None)
    assert status.extra == {"temperature": "warm", "isConnected": "yes", "humidity": 41.5}
    assert [(entry.field, entry.kind, entry.detail) for entry in drift.entries] == [
        ("isConnected", "wrong type", "text"),
        ("temperature", "wrong type", "text"),
        ("humidity", "wrong type", "number"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("pressure", float("nan"), "unreadable value"),
        ("pressure", 10**400, "unreadable value"),
        ("pressure", "1013 hPa", "wrong type"),
        ("pressure", True, "wrong type"),
        ("temperature", -500, "unreadable value"),
        ("temperature", True, "wrong type"),
        ("relativeHumidity", True, "wrong type"),
        ("relativeHumidity", 1e300, "wrong type"),
        ("date", "tomorrow", "unreadable value"),
        ("date", 1735787045, "wrong type"),
        ("sky", 3, "wrong type"),
    ],
)
def test_drift_tells_a_wrong_type_from_a_value_that_makes_no_sense(field: str, value: Any, kind: str) -> None:
    drift = DriftReport()
    (step,) = reading.read_weather({"items": [{field: value}]}, drift)
    assert [(entry.field, entry.kind) for entry in drift.entries] == [(field, kind)]
    assert list(step.extra) == [field]
    assert repr(step) == "Weather()"


def test_what_is_left_of_a_nested_object_is_kept_under_its_name() -> None:
    drift = DriftReport()
    status = reading.read_thermostat_status({"setPoint": {"desiredHeat": 70, "desiredVent": 3}}, drift)
    assert status.set_points.heat == Temperature.f(70)
    assert status.extra == {"setPoint": {"desiredVent": 3}}
    assert [str(entry) for entry in drift.entries] == ["SetPoints.desiredVent: unknown field (number)"]


def test_an_unknown_enumeration_value_survives_and_is_reported_once() -> None:
    drift = DriftReport()
    for _ in range(3):
        assert reading.read_thermostat_status({"hvacMode": "turbo"}, drift).hvac_mode == "turbo"
    assert [str(entry) for entry in drift.entries] == ["ThermostatStatus.hvacMode: unknown value (turbo)"]


def test_values_are_read_as_what_they_mean() -> None:
    status = reading.read_thermostat_status(
        {
            "id": "511863314842",
            "temperature": 72.4,
            "humidity": 41.0,
            "hvacMode": "auto",
            "heatCoolMinDelta": 5,
            "setPoint": {"desiredHeat": 70, "desiredCool": 75.5},
            "desiredHeatRange": {"min": 45, "max": 79},
            "runningEquipment": {"fan": True, "compCool1": False},
            "comfortSetting": "Home",
        },
        DriftReport(),
    )
    assert status.temperature == Temperature.f(72.4)
    assert status.humidity == 41
    assert status.hvac_mode is HvacMode.AUTO
    assert status.heat_cool_min_delta == TemperatureDelta.f(5)
    assert status.set_points.cool == Temperature.f(75.5)
    assert Temperature.f(79) in status.heat_range
    assert status.running_equipment.running == ("fan",)
    assert status.running_equipment.cooling_stage_1 is False


def test_tenant_mode_of_v1_and_resident_mode_of_v2_are_one() -> None:
    assert reading.read_thermostat_status({"isTenantMode": True}, DriftReport()).is_resident_mode is True
    assert reading.read_thermostat_status({"isResidentMode": False}, DriftReport()).is_resident_mode is False
    both = {"isTenantMode": True, "isResidentMode": False}
    assert reading.read_thermostat_status(both, DriftReport()).is_resident_mode is False


def test_a_building_has_its_address_as_a_model() -> None:
    data = {"id": "a" * 24, "size": 5000, "address": "1 Main St", "latitude": 43, "timeZone": "America/Toronto"}
    building = reading.read_building(data, DriftReport())
    assert building.size is BuildingSize.FROM_5000
    assert building.address.street == "1 Main St"
    assert building.address.latitude == 43.0
    assert building.address.zone == ZoneInfo("America/Toronto")


@pytest.mark.parametrize("name", ["UTC-05:00", "GMT+1", "us/nowhere", "", "-05:00", "localtime"])
def test_a_time_zone_that_this_machine_does_not_have_is_reported(name: str) -> None:
    drift = DriftReport()
    building = reading.read_building({"timeZone": name}, drift)
    assert building.address.time_zone == name
    assert building.address.zone is None
    assert [str(entry) for entry in drift.entries] == [f"BuildingInfo.timeZone: unknown value ({name})"]


def test_the_times_in_a_response_are_found_before_it_is_read() -> None:
    hold = {"startTime": "2026-01-12T15:00:00Z", "endTime": "2026-01-12T17:00:00", "name": "2026-01-12"}
    weather = {"items": [{"date": "2026-01-12"}, {"date": "soon"}, {"time": 3}, None, "x"]}
    assert (
        reading.times_in({"currentEvent": hold, "holds": [hold, {}]})
        == (
            datetime(2026, 1, 12, 15, tzinfo=UTC),
            datetime(2026, 1, 12, 17),
        )
        * 2
    )
    assert reading.times_in(weather) == (datetime(2026, 1, 12),)
    for nothing in (None, {}, {"holds": "x", "items": {"date": "2026-01-12"}, "currentEvent": ["x"]}):
        assert reading.times_in(nothing) == ()


def test_an_unknown_building_size_survives_and_is_reported() -> None:
    drift = DriftReport()
    assert reading.read_building({"size": 40000}, drift).size == 40000
    assert [str(entry) for entry in drift.entries] == ["BuildingInfo.size: unknown value (40000)"]


def test_a_thermostat_tells_its_offset_and_modes() -> None:
    data = {"timeZoneOffsetMinutes": -300, "hvacModes": ["heat", "turbo"]}
    drift = DriftReport()
    thermostat = reading.read_thermostat(data, drift)
    assert thermostat.utc_offset == timedelta(hours=-5)
    assert thermostat.hvac_modes == (HvacMode.HEAT, "turbo")
    assert [entry.kind for entry in drift.entries] == ["unknown value"]
    for impossible in (24 * 60, -24 * 60, 10**400):
        assert reading.read_thermostat({"timeZoneOffsetMinutes": impossible}, drift).utc_offset is None
    assert reading.read_thermostat({"hvacModes": ["heat", 3]}, drift).hvac_modes is None


def test_times_are_given_in_the_zone_of_the_building_and_never_called_utc_without_reason() -> None:
    drift = DriftReport()

    def start(text: str, **zone: Any) -> datetime:
        events = reading.read_events({"holds": [{"startTime": text}]}, drift, **zone)
        assert events.holds[0].start is not None
        return events.holds[0].start

    toronto = ZoneInfo("America/Toronto")
    assert start("2025-07-01T12:00:00Z") == datetime(2025, 7, 1, 12, tzinfo=UTC)
    assert start("2025-07-01T12:00:00Z", zone=toronto).isoformat() == "2025-07-01T08:00:00-04:00"
    assert start("2025-07-01T12:00:00.123+02:00").utcoffset() == timedelta(hours=2)
    assert start("9999-12-31T23:59:59Z", zone=timezone(timedelta(hours=1))).year == 9999
    assert not drift.entries
    assert start("2025-07-01T12:00:00").isoformat() == "2025-07-01T12:00:00"
    assert start("2025-07-01T12:00:00", zone=toronto).isoformat() == "2025-07-01T12:00:00-04:00"
    assert start("2025-11-02T01:30:00", zone=toronto).isoformat() == "2025-11-02T01:30:00-04:00", "the first of two"
    assert [str(entry) for entry in drift.entries] == ["Hold.startTime: time without offset (text)"]


def test_an_empty_current_event_is_none() -> None:
    assert reading.read_events({"currentEvent": {}}, DriftReport()).current is None
    assert reading.read_events({"currentEvent": {"name": "h"}}, DriftReport()).current is not None


def test_a_hold_is_read_with_its_set_points() -> None:
    data = {
        "currentEvent": {"heatHoldTemperature": 68, "coolHoldTemperature": 75, "fan": "auto", "fanMinimumOnTime": 10}
    }
    drift = DriftReport()
    hold = reading.read_events(data, drift).current
    assert hold is not None
    assert (hold.heat, hold.cool) == (Temperature.f(68), Temperature.f(75))
    assert hold.fan is FanMode.AUTO
    assert hold.fan_minimum_on_minutes == 10
    reading.read_events({"currentEvent": {"fan": "circulate"}}, drift)
    assert drift.entries == (), "the fan of a hold is a plain text in the API, so no value of it is unknown"


def test_confirmed_holds_have_one_shape() -> None:
    one = {"desiredTemperature": 68.5, "type": "nextTransition"}
    both = {"desiredHeatTemperature": 68, "desiredCoolTemperature": 75, "type": "indefinite"}
    assert reading.read_heat_hold(one, DriftReport()).heat == Temperature.f(68.5)
    assert reading.read_cool_hold(one, DriftReport()).cool == Temperature.f(68.5)
    auto = reading.read_auto_hold(both, DriftReport())
    assert (auto.heat, auto.cool, auto.until) == (Temperature.f(68), Temperature.f(75), HoldEnd.INDEFINITE)
    assert reading.read_fan_hold({"fan": "on", "type": "indefinite"}, DriftReport()).fan is FanMode.ON


def test_sensors_keep_the_raw_texts_beside_typed_values() -> None:
    capabilities = [
        {"type": "temperature", "value": "72.5"},
        {"type": "occupancy", "value": "true"},
        {"type": "humidity", "value": "41"},
        {"type": "airQuality", "value": "good"},
    ]
    drift = DriftReport()
    (sensor,) = reading.read_sensors({"items": [{"name": "Hall", "capability": capabilities}]}, drift)
    assert (sensor.temperature, sensor.humidity, sensor.is_occupied) == (Temperature.f(72.5), 41.0, True)
    assert [item.raw for item in sensor.readings] == ["72.5", "true", "41", "good"]
    assert drift.entries == ()


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        ("725", ["implausible value"]),
        ("warm", ["unreadable value"]),
        ("7_2", ["unreadable value"]),
        ("unknown", []),
        ("", []),
    ],
)
def test_a_sensor_value_that_makes_no_sense_is_reported_without_the_value(raw: str, kinds: list[str]) -> None:
    drift = DriftReport()
    data = {"items": [{"capability": [{"type": "temperature", "value": raw}]}]}
    (sensor,) = reading.read_sensors(data, drift)
    assert sensor.readings[0].type is CapabilityType.TEMPERATURE
    assert sensor.readings[0].raw == raw
    assert sensor.temperature is None
    assert [str(entry) for entry in drift.entries] == [f"Reading.value: {kind} (temperature)" for kind in kinds]


def test_alerts_and_weather_are_typed() -> None:
    alert_data = {"severity": "high", "time": "2025-01-02T03:04:05Z", "reminder": "2025-02-01", "alertNumber": 7}
    (alert,) = reading.read_alerts({"items": [alert_data]}, DriftReport())
    assert alert.severity is Severity.HIGH
    assert alert.reminder == date(2025, 2, 1)
    step_data = {"sky": "MOSTLY SUNNY", "temperatureHigh": 80, "dewPoint": 55.5, "date": "2025-01-02T00:00:00"}
    (step,) = reading.read_weather({"items": [step_data]}, DriftReport())
    assert step.sky is Sky.MOSTLY_SUNNY
    assert step.high == Temperature.f(80)
    assert step.time == datetime(2025, 1, 2)


def test_the_air_conditioner_reminder_is_read_where_v1_sends_it() -> None:
    data = {"acMaintenanceReminder": {"enabled": True, "lastMaintenanceDate": "2025-01-02 00:00:00"}}
    found = reading.read_alert_settings(data, DriftReport())
    assert found.ac_maintenance is not None
    assert found.ac_maintenance.last_maintenance == date(2025, 1, 2)


def test_a_date_in_another_form_is_kept_raw() -> None:
    data = {"hvacMaintenanceReminder": {"enabled": True, "lastMaintenanceDate": "Jan 2, 2025"}}
    drift = DriftReport()
    found = reading.read_alert_settings(data, drift)
    assert found.hvac_maintenance is not None
    assert found.hvac_maintenance.enabled is True
    assert found.extra == {"hvacMaintenanceReminder": {"lastMaintenanceDate": "Jan 2, 2025"}}
    assert drift.entries[0].kind == "unreadable value"


def test_a_passcode_reaches_neither_the_report_nor_extra() -> None:
    for secret in ("4711", 4711, ["4711"], {"code": "4711"}):
        drift = DriftReport()
        control = reading.read_access_control({"enabled": True, "passcode": secret}, drift)
        assert "4711" not in repr(control) + repr(drift.entries) + repr(control.extra)
        assert control.passcode == (secret if isinstance(secret, str) else None)


def test_a_list_item_without_a_usable_id_is_marked_and_reported() -> None:
    drift = DriftReport()
    data = {
        "count": 7,
        "items": [
            {"id": "1", "contentLocation": "x"},
            {"id": "eb-12", "contentLocation": "x"},
            {"contentLocation": "x"},
            {"id": ""},
            {"id": 2},
            {"id": True},
            {"id": ["3"]},
            {"id": -4},
            None,
            {"id": "3", "new": 1},
        ],
    }
    answer = reading.read_thermostat_ids(data, drift)
    assert answer.ids == ("1", "eb-12", "", "", "2", "", "", "-4", "", "3")
    assert [found for found in answer.ids if not isinstance(found, reading.UnusualId)] == ["1", "2", "3"]
    assert answer.locations == ("x", "x", "x", *[None] * 7)
    assert answer.count == 7
    met = {(entry.field, entry.kind, entry.detail) for entry in drift.entries if entry.model == "ListItem"}
    assert met == {
        ("id", "unreadable value", "text"),
        ("id", "missing field", "array item"),
        ("id", "wrong type", "number"),
        ("id", "wrong type", "boolean"),
        ("id", "wrong type", "array"),
        ("new", "unknown field", "number"),
    }


def test_the_schedule_is_read_day_by_day() -> None:
    data = {"id": "1", "schedule": {"monday": ["home"] * 48, "friday": "home", "holiday": ["x"]}}
    drift = DriftReport()
    schedule = reading.read_schedule(data, drift)
    assert schedule.monday == ("home",) * 48
    assert schedule.friday is None
    assert schedule.extra == {"schedule": {"friday": "home", "holiday": ("x",)}}
    assert len(drift.entries) == 2


def test_a_full_status_is_read_in_well_under_a_millisecond() -> None:
    """A guard against accidents such as reflection per field; the benchmarks measure properly."""
    data = example("v2", "getThermostatStatus")
    drift = DriftReport()
    best = float("inf")
    for _ in range(20):
        begun = time.perf_counter()
        for _ in range(50):
            reading.read_thermostat_status(data, drift)
        best = min(best, (time.perf_counter() - begun) / 50)
    assert best < 300e-6


def test_readers_do_not_change_what_they_read() -> None:
    for operation, read in READERS.items():
        data = example("v2", operation)
        before = copy.deepcopy(data)
        read(data, DriftReport())
        assert data == before


def test_a_status_takes_no_zone_into_account_but_accepts_one() -> None:
    status = reading.read_thermostat_status({"id": "1"}, DriftReport(), zone=UTC)
    assert status == attrs.evolve(ThermostatStatus(), id="1")
