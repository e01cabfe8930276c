"""Whether a state, read back or confirmed, is what a write asked for."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from smartbuildings.ecobee.enums import FanMode, HoldEnd, HvacMode
from smartbuildings.ecobee.models import (
    Address,
    BuildingInfo,
    ComfortSetting,
    Events,
    Hold,
    MaintenanceReminder,
    Schedule,
    ScheduleChange,
    ThermostatSettings,
)
from smartbuildings.ecobee.outcome import (
    NewMode,
    Undecided,
    differences,
    fan_hold_shown,
    is_resumed,
    rounded,
    schedule_differences,
    schedule_shows,
    shows,
    temperature_hold_shown,
)
from smartbuildings.units import Temperature
from smartbuildings.values import Range, SetPoints

F = Temperature.f
ADDRESS = Address(
    street="1 Main", city="York", country="US", latitude=41.0, longitude=-73.5, time_zone="America/New_York"
)


@pytest.mark.parametrize(
    ("found", "asked", "is_shown"),
    [
        (ComfortSetting(name="A", heat=F(68)), {"name": "A"}, True),
        (ComfortSetting(name="B"), {"name": "A"}, False),
        (ComfortSetting(), {"name": "A"}, False),
        (ComfortSetting(), {"name": None}, True),
        (ComfortSetting(sensors=("b", "a")), {"sensors": ("a", "b")}, True),
        (ComfortSetting(sensors=("a",)), {"sensors": ("a", "b")}, False),
        (ComfortSetting(), {"sensors": ("a",)}, False),
        (ComfortSetting(), {"sensors": ()}, True),
        (ThermostatSettings(heat_range=Range(F(45), F(79))), {"heat_range": Range(None, F(79))}, True),
        (ThermostatSettings(heat_range=Range(F(45), F(79))), {"heat_range": Range(F(44), F(79))}, False),
        (ThermostatSettings(fan_minimum_on_minutes=5), {"fan_minimum_on_minutes": 5}, True),
        (BuildingInfo(address=ADDRESS), {"address": Address(city="York", latitude=41.00000001)}, True),
        (BuildingInfo(address=ADDRESS), {"address": Address(city="Cork")}, False),
        (BuildingInfo(address=ADDRESS), {"address": Address(latitude=41.001)}, False),
        (BuildingInfo(), {"address": ADDRESS}, False),
    ],
)
def test_a_state_shows_a_write_if_it_has_all_that_was_asked_for(
    found: object, asked: dict[str, Any], is_shown: bool
) -> None:
    assert shows(found, asked) is is_shown


def test_only_the_day_of_a_datetime_is_compared() -> None:
    noon = datetime(2025, 10, 1, 12)
    found = ThermostatSettings()

    assert not differences(found, {"missing": MaintenanceReminder(last_maintenance=noon)})
    assert shows(MaintenanceReminder(last_maintenance=noon.date()), {"last_maintenance": noon})


@pytest.mark.parametrize(
    ("stored", "is_same"), [(70.34, True), (70.3, True), (70.5, True), (70.0, True), (71.0, False)]
)
def test_temperatures_are_compared_within_the_servers_step(stored: float, is_same: bool) -> None:
    asked = {"heat": Temperature.c(21.3)}  # 70.34 °F
    found = ComfortSetting(heat=F(stored))

    assert shows(found, asked) is is_same
    assert bool(differences(found, asked)) is not is_same
    assert bool(rounded(found, asked)) is (stored != 70.34)


def test_a_difference_names_the_argument_and_both_values() -> None:
    (found,) = differences(ComfortSetting(name="B", heat=F(72)), {"name": None, "heat": F(70)})

    assert str(found) == "heat: asked for 70.0 °F, got 72.0 °F"


def hold(**how: Any) -> Hold:
    return Hold(**{"name": "hold", "type": "indefinite", "is_running": True, "heat": F(68), **how})


def shown(*holds: Hold, current: Hold | None = None, before: SetPoints | None = None) -> Any:
    events = Events(holds=holds, current=current)
    return temperature_hold_shown(events, F(68), None, HoldEnd.INDEFINITE, before=before)


def test_a_running_hold_of_the_same_kind_is_the_one_that_was_asked_for() -> None:
    found = shown(hold(type="vacation"), hold(is_running=False), hold())

    assert (found.heat, found.until) == (F(68), "indefinite")
    assert found.differs == ()


@pytest.mark.parametrize(
    "other",
    [
        hold(heat=F(60)),
        hold(type="nextTransition"),
        hold(type="vacation"),
        hold(type=None, name="Vacation in May"),
        hold(is_running=False),
        hold(type="vacation", is_running=False),
        hold(type=None, is_running=False),
        hold(heat=None, fan=FanMode.ON),
    ],
)
def test_another_hold_or_one_that_does_not_run_is_not_the_one_that_was_asked_for(other: Hold) -> None:
    assert shown(other) is None


@pytest.mark.parametrize("unclear", [hold(type=None), hold(type="hold"), hold(type="auto"), hold(is_running=None)])
def test_a_hold_whose_kind_or_end_is_not_known_decides_nothing(unclear: Hold) -> None:
    assert isinstance(shown(unclear), Undecided)


def test_the_current_event_runs_although_it_does_not_say_so() -> None:
    silent = hold(is_running=None)

    assert shown(silent, current=silent).heat == F(68)


def test_a_rounded_value_is_reported_and_does_not_count_if_it_was_in_force_before() -> None:
    found = shown(hold(heat=F(68.5)), before=SetPoints(heat=F(60)))
    assert (found.heat, [str(each) for each in found.differs]) == (F(68.5), ["heat: asked for 68.0 °F, got 68.5 °F"])

    assert isinstance(shown(hold(heat=F(68.5)), before=SetPoints(heat=F(68.5))), Undecided)
    assert shown(hold(), before=SetPoints(heat=F(68))).heat == F(68)  # The wish is in force, whoever made it so.


@pytest.mark.parametrize(
    ("held", "result"), [("indefinite", True), ("nextTransition", None), (None, Undecided), ("hold", Undecided)]
)
def test_a_hold_of_the_fan_is_shown_by_its_mode_and_its_end(held: str | None, result: Any) -> None:
    found = fan_hold_shown(
        Events(holds=(Hold(type=held, fan=FanMode.ON, is_running=True),)), FanMode.ON, HoldEnd.INDEFINITE
    )

    assert isinstance(found, Undecided) if result is Undecided else (found is not None) == bool(result)


def test_the_fan_of_a_hold_with_set_points_is_no_fan_hold() -> None:
    assert fan_hold_shown(Events(holds=(hold(fan=FanMode.AUTO),)), FanMode.AUTO, HoldEnd.INDEFINITE) is None


@pytest.mark.parametrize(
    ("left", "result"),
    [
        ((), True),
        ((hold(type="vacation"),), True),
        ((hold(type="vacation", is_running=False),), True),
        ((hold(type=None, is_running=False),), True),
        ((hold(),), None),
        ((hold(is_running=None),), None),
    ],
)
def test_the_schedule_is_resumed_if_no_manual_hold_is_left(left: tuple[Hold, ...], result: bool | None) -> None:
    assert is_resumed(Events(holds=left)) is result


@pytest.mark.parametrize("left", [hold(type="demandResponse"), hold(type=None), hold(is_running=False)])
def test_an_event_of_an_unknown_kind_decides_nothing_about_the_schedule(left: Hold) -> None:
    assert isinstance(is_resumed(Events(holds=(left,))), Undecided)


def test_a_schedule_shows_a_change_only_if_every_half_hour_of_every_day_has_it() -> None:
    day = ("home",) * 12 + ("away",) * 36
    schedule = Schedule(monday=day, tuesday=("home",) * 48)

    def change(start: time, end: time | None, *days: str) -> ScheduleChange:
        return ScheduleChange(days=days, start=start, end=end, comfort_ref="away")

    assert schedule_shows(schedule, change(time(6), None, "monday"))
    assert schedule_shows(schedule, change(time(6), time(23, 59), "monday"))
    assert schedule_shows(schedule, change(time(7), time(8), "monday"))
    assert not schedule_shows(schedule, change(time(5, 30), time(8), "monday"))
    assert not schedule_shows(schedule, change(time(7), time(8), "monday", "tuesday"))
    assert not schedule_shows(schedule, change(time(7), time(8), "sunday"))
    assert schedule_differences(schedule, change(time(7), time(8), "monday", "sunday")) == []
    (differs,) = schedule_differences(schedule, change(time(7), time(8), "monday", "tuesday"))
    assert str(differs) == "tuesday: asked for 'away', got 'home'"


def test_a_new_mode_waits_for_its_status_for_a_minute_at_most() -> None:
    auto, cool, off = HvacMode.AUTO, HvacMode.COOL, HvacMode.OFF
    new = NewMode(cool, frozenset({auto}), 100.0)

    assert new.after(auto, 105.0) == new
    assert new.after(None, 105.0) == new
    assert new.after(cool, 105.0) is None
    assert new.after(off, 105.0) is None  # Somebody else changed it.
    assert new.after(auto, 161.0) is None
    unknown = NewMode(cool, frozenset(), 100.0).after(auto, 105.0)
    assert unknown is not None  # The first status shows the mode before, so it seems.
    assert unknown.after(off, 106.0) is None
