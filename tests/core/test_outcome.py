"""Whether a state, read back, shows what a write asked for."""

from __future__ import annotations

from datetime import time

import pytest

from smartbuildings._core.outcome import address_shows, fan_hold_shown, schedule_shows, shows, temperature_hold_shown
from smartbuildings.enums import FanMode, HoldEnd
from smartbuildings.models import Address, Hold, Schedule, ScheduleChange
from smartbuildings.units import Temperature

ADDRESS = Address(
    street="1 Main", city="York", country="US", latitude=41.0, longitude=-73.5, time_zone="America/New_York"
)


@pytest.mark.parametrize(
    ("state", "wanted", "verdict"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, True),
        ({"a": 2}, {"a": 1}, False),
        ({}, {"a": None}, False),
        (None, {"a": 1}, False),
        ({"a": {"b": 20.001}}, {"a": {"b": 20.0}}, True),
        ({"a": {"b": 20.02}}, {"a": {"b": 20.0}}, False),
        ({"a": True}, {"a": 1}, False),
        ({"a": 1}, {"a": True}, False),
        ({"a": ["x", "y"]}, {"a": ["x", "y"]}, True),
        ({"a": ["x"]}, {"a": ["x", "y"]}, False),
    ],
)
def test_a_state_shows_a_write_if_it_holds_all_that_was_asked_for(state: object, wanted: object, verdict: bool) -> None:
    assert shows(state, wanted) is verdict


def test_an_address_is_shown_part_by_part_and_coordinates_to_a_centimetre() -> None:
    found = Address(
        street="1 Main", city="York", country="US", latitude=41.00000001, longitude=-73.5, time_zone="America/New_York"
    )

    assert address_shows(found, ADDRESS)
    assert address_shows(found, Address(city="York"))
    assert not address_shows(found, Address(city="Cork"))
    assert not address_shows(found, Address(latitude=41.001))
    assert not address_shows(Address(), ADDRESS)


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


def test_a_hold_of_an_unheard_of_type_is_the_one_asked_for_but_its_end_is_not_known() -> None:
    heat = Temperature.f(68)
    found = Hold(type="hold", heat=heat, cool=Temperature.f(75))

    shown = temperature_hold_shown([found], heat, None, HoldEnd.INDEFINITE)

    assert shown is not None
    assert (shown.heat, shown.until) == (heat, None)


@pytest.mark.parametrize(("held", "is_shown"), [("indefinite", True), ("nextTransition", False), (None, True)])
def test_a_hold_of_the_fan_is_shown_by_its_mode_and_its_end(held: str | None, is_shown: bool) -> None:
    shown = fan_hold_shown([Hold(type=held, fan=FanMode.ON)], FanMode.ON, HoldEnd.INDEFINITE)

    assert (shown is not None) == is_shown
    assert fan_hold_shown([Hold(type=held, fan=FanMode.ON)], FanMode.AUTO, HoldEnd.INDEFINITE) is None
