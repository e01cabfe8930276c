from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from smartbuildings.sandbox import DEFAULT_START, SandboxClock

from .conftest import Ticker

MakeClock = Callable[..., SandboxClock]


def test_a_clock_runs_at_its_speed(make_clock: MakeClock, ticker: Ticker) -> None:
    clock = make_clock(speed=600)

    ticker.seconds += 6

    assert clock.now() - DEFAULT_START == timedelta(hours=1)


def test_a_change_of_speed_does_not_move_the_moment(make_clock: MakeClock, ticker: Ticker) -> None:
    clock = make_clock(speed=10)
    ticker.seconds += 1

    clock.speed = 1000
    assert clock.now() - DEFAULT_START == timedelta(seconds=10)
    ticker.seconds += 1
    assert clock.now() - DEFAULT_START == timedelta(seconds=1010)


def test_a_stopped_clock_moves_only_when_it_is_pushed(make_clock: MakeClock, ticker: Ticker) -> None:
    clock = make_clock(speed=0)
    ticker.seconds += 1e6

    assert clock.now() == DEFAULT_START
    assert clock.advance(timedelta(minutes=5)) == clock.now() == DEFAULT_START + timedelta(minutes=5)


@pytest.mark.parametrize("speed", [-1, float("nan"), float("inf")])
def test_an_impossible_speed_is_refused(make_clock: MakeClock, speed: float) -> None:
    with pytest.raises(ValueError, match="cannot run at speed"):
        make_clock(speed=speed)


@pytest.mark.parametrize("by", [-1, float("nan"), float("inf")])
def test_time_does_not_run_backwards(make_clock: MakeClock, by: float) -> None:
    with pytest.raises(ValueError, match="cannot advance"):
        make_clock().advance(by)


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SandboxClock(datetime(2026, 1, 1))


def test_the_clock_stops_before_the_calendar_ends(make_clock: MakeClock, ticker: Ticker) -> None:
    clock = make_clock(speed=1e9)
    clock.advance(1e15)
    ticker.seconds += 1e9

    assert clock.now() == datetime(9000, 1, 1, tzinfo=UTC)
