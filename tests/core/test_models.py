"""The models as values: they compare, hash, copy, pickle, stay as they are and say little."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from smartbuildings._core import zones
from smartbuildings.ecobee import models
from smartbuildings.ecobee.enums import CapabilityType, HvacMode, Weekday
from smartbuildings.ecobee.models import (
    AccessControl,
    Address,
    Events,
    Hold,
    Reading,
    RunningEquipment,
    Schedule,
    ScheduleBlock,
    ScheduleChange,
    Sensor,
    ThermostatStatus,
)
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature
from smartbuildings.values import Difference, FrozenMapping, Range, SetPoints

STATUS = ThermostatStatus(
    id="511863314842",
    hvac_mode=HvacMode("turbo"),
    temperature=Temperature.f(72.4),
    set_points=SetPoints(Temperature.f(70), Temperature.c(24)),
    extra=FrozenMapping({"new": {"deep": [1, {"deeper": "x"}]}}),
)
EVENTS = Events(id="1", holds=(Hold(name="h", start=datetime(2025, 1, 2, tzinfo=UTC)),))
ALL = [getattr(models, name) for name in models.__all__]
MODELS = [kind for kind in ALL if inspect.isclass(kind) and attrs.has(kind)]


@pytest.mark.parametrize("value", [STATUS, EVENTS, Schedule(monday=("home",) * 48)])
def test_models_compare_hash_copy_and_pickle(value: Any) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value), attrs.evolve(value)):
        assert twin == value
        assert hash(twin) == hash(value)
    assert attrs.evolve(value, id="other") != value


@pytest.mark.parametrize("kind", MODELS)
def test_no_model_can_be_changed_or_given_new_attributes(kind: Any) -> None:
    required: dict[type, dict[str, Any]] = {
        Difference: {"field": "heat", "asked": 1, "confirmed": 2},
        ScheduleBlock: {"comfort_ref": "home", "start": time(6)},
        ScheduleChange: {"days": ["monday"], "comfort_ref": "home", "start": time(6)},
    }
    value = kind(**required.get(kind, {}))
    assert not hasattr(value, "__dict__")
    for name in (attrs.fields(kind)[0].name, "anything"):
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            setattr(value, name, None)


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_of_every_model_is_documented(kind: type[Any]) -> None:
    source = inspect.getsource(kind)
    for field in attrs.fields(kind):
        if not field.inherited:
            declaration = f"    {field.name}: "
            after = source.split(declaration, 1)[1].splitlines()
            assert after[1].strip().startswith('"""'), f"{kind.__name__}.{field.name}"


def test_repr_is_short_and_leaves_out_what_is_not_there() -> None:
    assert repr(STATUS) == (
        "ThermostatStatus(id='511863314842', hvac_mode=turbo, temperature=72.4 °F, "
        "set_points=SetPoints(heat=70.0 °F, cool=24.0 °C))"
    )
    assert repr(ThermostatStatus()) == "ThermostatStatus()"
    assert repr(EVENTS) == "Events(id='1', holds=[Hold(name='h', start=2025-01-02T00:00:00+00:00)])"
    assert (
        repr(RunningEquipment(fan=True, cooling_stage_1=True, humidifier=False))
        == "RunningEquipment(fan, cooling_stage_1)"
    )


def test_a_passcode_is_in_no_repr() -> None:
    control = AccessControl(enabled=True, passcode="4711")
    assert "4711" not in repr(control) + str(control) + f"{control}" + repr([control])
    assert control.passcode == "4711"


def test_extra_cannot_be_changed_down_to_its_leaves() -> None:
    source: dict[str, Any] = {"a": {"b": [1, {"c": 2}]}}
    extra = FrozenMapping(source)
    source["a"]["b"].append(3)
    assert extra == {"a": {"b": (1, {"c": 2})}}
    assert json.dumps(dict(FrozenMapping({"a": 1}))) == '{"a": 1}'
    assert hash(extra) == hash(FrozenMapping({"a": {"b": [1, {"c": 2}]}}))
    assert {extra, FrozenMapping({"a": 1})} == {extra, FrozenMapping({"a": 1})}
    inner: Any = extra["a"]
    with pytest.raises(TypeError):
        inner["b"] = 1
    with pytest.raises(AttributeError):
        extra._items = {}
    assert pickle.loads(pickle.dumps(extra)) == extra
    assert copy.deepcopy(extra) == extra
    assert list(extra) == ["a"]


def test_statuses_that_differ_in_an_unknown_field_differ() -> None:
    assert attrs.evolve(STATUS, extra=FrozenMapping()) != STATUS


def test_a_range_includes_its_ends_and_an_unknown_end_does_not_limit() -> None:
    limits = Range(Temperature.f(68), Temperature.f(77))
    assert Temperature.c(20) in limits
    assert Temperature.c(25) in limits
    assert Temperature.f(67.99) not in limits
    assert Temperature.f(77.01) not in limits
    assert Temperature.f(-100) in Range(high=Temperature.f(0))
    assert Temperature.f(100) in Range(low=Temperature.f(0))
    assert Temperature.f(100) in Range()


def test_a_range_is_written_as_people_do() -> None:
    limits = Range(Temperature.f(65), Temperature.f(92))
    assert str(limits) == "65.0 to 92.0 °F"
    assert str(limits.shown_in("C")) == "18.33 to 33.33 °C"
    assert str(Range(Temperature.c(20), Temperature.f(77))) == "68.0 to 77.0 °F"
    assert str(Range(low=Temperature.f(65))) == "65.0 °F to unknown"


def test_equipment_tells_what_runs() -> None:
    assert RunningEquipment(auxiliary_heat_2=True).is_heating
    assert RunningEquipment(heat_pump_stage_1=True).is_heating
    assert RunningEquipment(cooling_stage_2=True).is_cooling
    assert RunningEquipment(fan=True, economizer=True).running == ("fan", "economizer")


@pytest.mark.parametrize(
    ("equipment", "heats", "cools"),
    [
        (RunningEquipment(), None, None),
        (RunningEquipment(fan=True, auxiliary_hot_water=True), None, None),
        (RunningEquipment(auxiliary_heat_1=False), False, None),
        (RunningEquipment(auxiliary_heat_1=False, auxiliary_heat_2=True), True, None),
        (RunningEquipment(heat_pump_stage_1=False, cooling_stage_1=False), False, False),
        (RunningEquipment(heat_pump_stage_3=False, cooling_stage_1=False, cooling_stage_2=True), False, True),
    ],
)
def test_equipment_that_was_not_reported_is_unknown(
    equipment: RunningEquipment, heats: bool | None, cools: bool | None
) -> None:
    assert (equipment.is_heating, equipment.is_cooling) == (heats, cools)


def test_sensor_values_are_typed_and_the_raw_texts_are_kept() -> None:
    sensor = Sensor(
        readings=(
            Reading(type=CapabilityType("temperature"), raw="72.5"),
            Reading(type=CapabilityType("humidity"), raw="41"),
            Reading(type=CapabilityType("occupancy"), raw="true"),
            Reading(type=CapabilityType("airQuality"), raw="17"),
        )
    )
    assert sensor.temperature == Temperature.f(72.5)
    assert sensor.humidity == 41.0
    assert sensor.is_occupied is True
    assert [reading.raw for reading in sensor.readings] == ["72.5", "41", "true", "17"]
    assert sensor.readings[3].number == 17.0
    assert sensor.readings[3].temperature is None


@pytest.mark.parametrize("raw", ["725", "-700", "unknown", "", "nan", "inf", "1e999", None])
def test_a_sensor_temperature_that_cannot_be_fahrenheit_is_none(raw: str | None) -> None:
    assert Reading(type=CapabilityType.TEMPERATURE, raw=raw).temperature is None


def test_sensor_values_that_cannot_be_are_none() -> None:
    assert Reading(type=CapabilityType.HUMIDITY, raw="101").humidity is None
    assert Reading(type=CapabilityType.OCCUPANCY, raw="maybe").is_occupied is None
    assert Reading(type=CapabilityType.OCCUPANCY, raw=" False ").is_occupied is False
    assert Sensor().temperature is None
    assert Sensor().humidity is None
    assert Sensor().is_occupied is None


def test_a_time_zone_is_found_by_name_and_a_wrong_name_is_no_error() -> None:
    assert str(Address(time_zone="America/Toronto").zone) == "America/Toronto"
    for wrong in (None, "", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "x" * 5000, "a\0b"):
        assert Address(time_zone=wrong).zone is None


@pytest.mark.parametrize(
    ("name", "is_called"),
    [("america/toronto", "America/Toronto"), ("AMERICA/NEW_YORK", "America/New_York"), ("utc", "UTC")],
)
def test_the_name_of_a_time_zone_may_have_any_case(name: str, is_called: str) -> None:
    assert str(Address(time_zone=name).zone).lower() == is_called.lower()
    zone, expected = Address(time_zone=name).zone, ZoneInfo(is_called)
    for month in (1, 7):
        moment = datetime(2026, month, 1, tzinfo=UTC)
        assert moment.astimezone(zone).utcoffset() == moment.astimezone(expected).utcoffset()


@pytest.mark.parametrize("name", ["us/eastern", "UTC-05:00", "GMT+1", "EST-5", "localtime", "right/UTC"])
def test_an_offset_or_a_name_that_the_machine_lacks_is_no_time_zone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "_spellings", lambda: {"america/toronto": "America/Toronto"})
    assert Address(time_zone=name).zone is None


def test_a_schedule_tells_what_it_calls_for() -> None:
    day = ("sleep",) * 12 + ("home",) * 6 + ("away",) * 18 + ("home",) * 12
    schedule = Schedule(id="1", monday=day)
    assert schedule.at("monday", time(5, 59)) == "sleep"
    assert schedule.at(Weekday.MONDAY, time(6)) == "home"
    assert schedule.at("monday", time(23, 59, 59)) == "home"
    assert schedule.at("tuesday", time(6)) is None
    assert schedule.at("id", time(6)) is None
    assert schedule.blocks("monday") == (
        ScheduleBlock("sleep", time(0), time(6)),
        ScheduleBlock("home", time(6), time(9)),
        ScheduleBlock("away", time(9), time(18)),
        ScheduleBlock("home", time(18), None),
    )
    assert schedule.blocks("tuesday") == ()
    assert repr(schedule) == "Schedule(id='1', monday=4 blocks)"


def test_a_short_day_of_the_schedule_is_no_error() -> None:
    schedule = Schedule(monday=("home",) * 3)
    assert schedule.at("monday", time(12)) is None
    assert schedule.blocks("monday") == (ScheduleBlock("home", time(0), time(1, 30)),)


def test_a_change_of_the_schedule_takes_days_as_texts() -> None:
    change = ScheduleChange(days=["monday", Weekday.FRIDAY], start=time(6), comfort_ref="home")
    assert change.days == (Weekday.MONDAY, Weekday.FRIDAY)
    assert ScheduleChange(days="monday", start=time(6), comfort_ref="home").days == (Weekday.MONDAY,)
    with pytest.raises(InvalidRequest):
        ScheduleChange(days=[1], start=time(6), comfort_ref="home")  # type: ignore[list-item]
