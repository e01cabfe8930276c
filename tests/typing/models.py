"""The public types of the models: checked by mypy and basedpyright, never run."""

# pyright: reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, tzinfo
from typing import assert_type

from smartbuildings.ecobee.enums import FanMode, HvacMode, Weekday
from smartbuildings.ecobee.models import (
    AccessControl,
    Address,
    AlertSettings,
    BuildingInfo,
    Events,
    Hold,
    Schedule,
    ScheduleBlock,
    ScheduleChange,
    Sensor,
    TemperatureThreshold,
    ThermostatStatus,
)
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Range


def any_field_of_an_answer_may_be_absent(status: ThermostatStatus, events: Events) -> None:
    assert_type(status.temperature, Temperature | None)
    assert_type(status.hvac_mode, HvacMode | None)
    assert_type(status.humidity, int | None)
    assert_type(status.heat_cool_min_delta, TemperatureDelta | None)
    assert_type(status.is_resident_mode, bool | None)
    assert_type(status.extra, Mapping[str, object])
    assert_type(events.current, Hold | None)
    assert_type(events.holds, tuple[Hold, ...])


def parts_are_always_there(status: ThermostatStatus, building: BuildingInfo) -> None:
    assert_type(status.set_points.heat, Temperature | None)
    assert_type(status.heat_range, Range)
    assert_type(status.running_equipment.running, tuple[str, ...])
    assert_type(building.address.zone, tzinfo | None)


def values_have_their_types(hold: Hold, sensor: Sensor, schedule: Schedule, alerts: AlertSettings) -> None:
    assert_type(hold.start, datetime | None)
    assert_type(hold.fan, FanMode | None)
    assert_type(sensor.temperature, Temperature | None)
    assert_type(sensor.is_occupied, bool | None)
    assert_type(schedule.blocks("monday"), tuple[ScheduleBlock, ...])
    assert_type(schedule.at(Weekday.MONDAY, time(6)), str | None)
    assert_type(alerts.low_temperature, TemperatureThreshold | None)


def models_are_built_from_plain_arguments() -> None:
    Address(postal_code="12345", country="US", latitude=40.7, longitude=-74, time_zone="America/New_York")
    Range(Temperature.f(45), Temperature.f(79))
    change = ScheduleChange(days=["monday", Weekday.FRIDAY], start=time(6, 30), comfort_ref="home")
    assert_type(change.days, tuple[Weekday, ...])


def models_cannot_be_changed(status: ThermostatStatus, control: AccessControl) -> None:
    status.humidity = 3  # type: ignore[misc]
    control.passcode = None  # type: ignore[misc]
    Range(45, 79)  # type: ignore[arg-type]
    ThermostatStatus("511863314842")  # type: ignore[call-arg, arg-type]
