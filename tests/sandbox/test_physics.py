"""What must hold for every zone, whatever its numbers: energy decides, comfort is kept, reading changes nothing."""

from __future__ import annotations

import copy
import math
from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from smartbuildings.sandbox.ecobee.profile import profile
from smartbuildings.sandbox.ecobee.thermostat import Site, new_thermostat
from smartbuildings.sandbox.world import physics
from smartbuildings.sandbox.world.physics import Conditions, Zone, ZoneState, advance, settled, temperature_at
from smartbuildings.sandbox.world.weather import Climate

T0 = 1_768_230_000.0

losses = st.floats(100, 500)


@st.composite
def zones(draw: st.DrawFn, equipped: bool = True) -> Zone:
    loss = draw(losses)
    power = st.floats(5_000, 60_000)
    stages = st.lists(power, min_size=1, max_size=2).map(tuple) if equipped else st.just(())
    return Zone(
        resistance=1 / loss,
        mass=loss * draw(st.floats(2, 15)),
        gain=draw(st.floats(0, 5_000)),
        heating=draw(stages),
        cooling=draw(stages),
    )


def _steady(outdoors: float, heat_to: float | None = None, cool_to: float | None = None) -> Conditions:
    return Conditions(heat_to=heat_to, cool_to=cool_to, outdoors=outdoors, until=math.inf)


@given(zone=zones(equipped=False), outdoors=st.floats(-30, 110), start=st.floats(40, 100), hours=st.floats(0, 11))
def test_a_zone_left_alone_drifts_towards_the_outdoors(zone: Zone, outdoors: float, start: float, hours: float) -> None:
    state = ZoneState(T0, start)
    goal = outdoors + zone.gain * zone.resistance

    advance(zone, state, T0 + hours * 3600, lambda _: _steady(outdoors))

    elapsed = (state.at - T0) / 3600
    exact = goal + (start - goal) * math.exp(-elapsed / (zone.resistance * zone.mass))
    assert math.isclose(state.temperature, exact, rel_tol=1e-6, abs_tol=1e-6)


@given(zone=zones(), outdoors=st.floats(-30, 110), start=st.floats(55, 90), hours=st.integers(1, 11))
def test_a_zone_never_gets_hotter_or_colder_than_its_energy_allows(
    zone: Zone, outdoors: float, start: float, hours: int
) -> None:
    state = ZoneState(T0, start)
    hottest = outdoors + (zone.gain + sum(zone.heating)) * zone.resistance
    coldest = outdoors + (zone.gain - sum(zone.cooling)) * zone.resistance

    for minute in range(0, hours * 60, 7):
        advance(zone, state, T0 + minute * 60, lambda _: _steady(outdoors, 68, 76))
        assert min(start, coldest) - 1e-6 <= state.temperature <= max(start, hottest) + 1e-6


@given(loss=losses, outdoors=st.floats(0, 60), start=st.floats(50, 75))
def test_heating_that_is_strong_enough_reaches_and_keeps_the_set_point(
    loss: float, outdoors: float, start: float
) -> None:
    zone = Zone(1 / loss, loss * 6, 2_000, heating=(loss * 100,), cooling=())
    state = ZoneState(T0, start)
    goal = max(70.0, settled(zone, _steady(outdoors)))

    advance(zone, state, T0 + 11 * 3600, lambda _: _steady(outdoors, 70))

    one_step = max(100 + 2_000 / loss, 70) / 6 / 60
    for minute in range(60):
        advance(zone, state, T0 + 11 * 3600 + minute * 60, lambda _: _steady(outdoors, 70))
        assert 69.5 - one_step <= state.temperature <= max(goal, 70.5) + one_step + 1


@given(zone=zones(), outdoors=st.floats(-30, 110), start=st.floats(55, 90), stops=st.lists(st.floats(0, 11 * 3600)))
def test_reading_in_between_changes_nothing(zone: Zone, outdoors: float, start: float, stops: list[float]) -> None:
    end = T0 + 11 * 3600
    read_often, read_once = ZoneState(T0, start), ZoneState(T0, start)

    for stop in sorted(stops):
        advance(zone, read_often, T0 + stop, lambda _: _steady(outdoors, 68, 76))
        temperature_at(zone, read_often, T0 + stop, outdoors)
    advance(zone, read_often, end, lambda _: _steady(outdoors, 68, 76))
    advance(zone, read_once, end, lambda _: _steady(outdoors, 68, 76))

    assert read_often == read_once


@given(jump=st.floats(0, 1e11))
def test_the_work_is_bounded_however_far_the_clock_jumps(jump: float) -> None:
    asked = 0

    def conditions(at: float) -> Conditions:
        nonlocal asked
        asked += 1
        return Conditions(heat_to=70, cool_to=76, outdoors=30, until=at + 60)

    state = ZoneState(T0, 70)
    advance(Zone(1 / 250, 2_000, 2_000, (25_000,), (12_000,)), state, T0 + jump, conditions)

    assert asked <= physics.CATCH_UP_S / physics.STEP_S + 1
    assert T0 + jump - state.at < physics.STEP_S
    assert 60 < state.temperature < 80


@given(zone=zones(), outdoors=st.floats(-30, 110), start=st.floats(55, 90), part=st.floats(0, 60))
def test_between_two_steps_the_temperature_has_no_leap(zone: Zone, outdoors: float, start: float, part: float) -> None:
    state = ZoneState(T0, start)
    advance(zone, state, T0 + 3600, lambda _: _steady(outdoors, 68, 76))
    fastest = (sum(zone.heating) + sum(zone.cooling) + zone.gain + 150 / zone.resistance) / zone.mass / 60

    assert abs(temperature_at(zone, state, state.at + part, outdoors) - state.temperature) <= fastest


def test_a_second_stage_comes_when_the_first_is_too_far_off() -> None:
    zone = Zone(1 / 250, 2_000, 2_000, (15_000, 15_000), ())

    def run(temperature: float, heating: int = 0) -> int:
        state = ZoneState(T0, temperature, heating=heating)
        return physics.stages_now(zone, state, _steady(30, heat_to=70))[0]

    assert [run(69.6), run(69.4), run(67.9), run(60)] == [0, 1, 2, 2]
    assert [run(69.8, heating=2), run(70.4, heating=2), run(70.5, heating=2)] == [2, 2, 0]


@settings(max_examples=40)
@given(serial=st.integers(0, 999_999_999_999), latitude=st.floats(-50, 50), day=st.integers(0, 365))
def test_every_thermostat_keeps_its_zone_comfortable_in_every_season(serial: int, latitude: float, day: int) -> None:
    made = profile(1, f"{serial:012}")
    site = Site(UTC, Climate(1, latitude, 0.0), "residential")
    start = T0 + day * 86_400
    thermostat = new_thermostat(made, site, "b", "n", start)
    lowest = min(comfort.heat for comfort in thermostat.comfort.values())
    highest = max(comfort.cool for comfort in thermostat.comfort.values())

    for quarter in range(4 * 24):
        now = start + quarter * 900
        thermostat.settle(made, site, now)
        temperature = thermostat.temperature(made, site, now)
        assert temperature > lowest - 2
        if thermostat.mode == "auto":
            assert temperature < highest + 2


@settings(max_examples=30)
@given(serial=st.integers(0, 999_999), stops=st.lists(st.floats(0, 11 * 3600), max_size=20))
def test_looking_at_a_thermostat_does_not_change_its_future(serial: int, stops: list[float]) -> None:
    made = profile(1, f"{serial:012}")
    site = Site(UTC, Climate(1, 45.0, -90.0), "residential")
    looked_at, left_alone = (new_thermostat(made, site, "b", "n", T0) for _ in range(2))
    for each in (looked_at, left_alone):
        each.hold_temperature(site, T0, "nextTransition", heat=72)
        each.change_mode("heat", T0 + 30)

    for stop in sorted(stops):
        looked_at.settle(made, site, T0 + stop)
        looked_at.running(made, site, T0 + stop)
    for each in (looked_at, left_alone):
        each.settle(made, site, T0 + 11 * 3600)

    assert looked_at.zone == left_alone.zone


def test_the_outdoors_is_warmer_by_day_and_in_summer() -> None:
    climate = Climate(1, 43.6, -79.4)
    noon_utc = 17 * 3600
    january, july = 1_768_176_000 + noon_utc, 1_783_814_400 + noon_utc

    days = range(10)
    winter = sum(climate.outdoor_temperature(january + day * 86_400) for day in days) / 10
    summer = sum(climate.outdoor_temperature(july + day * 86_400) for day in days) / 10
    night = sum(climate.outdoor_temperature(january + day * 86_400 - 10 * 3600) for day in days) / 10
    assert summer - winter > 30
    assert winter - night > 8


@given(at=st.floats(0, 4e9), latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_the_weather_is_possible_everywhere_and_does_not_leap(at: float, latitude: float, longitude: float) -> None:
    climate = Climate(1, latitude, longitude)

    now, soon = climate.outdoor_temperature(at), climate.outdoor_temperature(at + 60)

    assert -80 < now < 130
    assert abs(now - soon) < 0.5
    assert 10 <= climate.relative_humidity(at) <= 100


def test_a_copy_of_a_zone_goes_its_own_way() -> None:
    zone = Zone(1 / 250, 2_000, 2_000, (25_000,), (12_000,))
    state = ZoneState(T0, 60)
    other = copy.copy(state)

    advance(zone, state, T0 + 3600, lambda _: _steady(30, 70))

    assert other.temperature == 60
