"""How long a scope is closed after a 429 that no header explains."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.quota_scopes import Limit
from smartbuildings._core.quota_windows import QuotaState, reserve
from smartbuildings.nest.vendor import NEST, counted_command
from smartbuildings.quota import MemoryQuota, Quota, Reservation, SharedQuota

NOW = 1_000_000.0
WALL = 1_800_000_000.0
MINUTE, HOUR = Limit(5, 60.0), Limit(100, 3600.0)
THERMOSTAT = b'{"error": {"message": "Rate limited for the Thermostat."}}'


def state_of(*limits: Limit) -> QuotaState:
    return QuotaState(limits or (MINUTE, HOUR))


def wait_of(state: QuotaState, now: float) -> float:
    """Return how long a request has to wait, and take nothing."""
    return state.wait_for(now, WALL)[1]


@pytest.mark.parametrize("limits", [(MINUTE, HOUR), (HOUR, MINUTE)])
def test_the_first_refusal_closes_a_minute_and_each_after_its_wait_an_hour(limits: tuple[Limit, ...]) -> None:
    state = state_of(*limits)

    state.refuse(None, NOW, sent_at=NOW - 1)
    assert wait_of(state, NOW) == 60.0
    assert not state.has_room(NOW)

    state.refuse(None, NOW + 61, sent_at=NOW + 60)
    assert wait_of(state, NOW + 61) == 3600.0

    state.refuse(None, NOW + 3662, sent_at=NOW + 3661)
    assert wait_of(state, NOW + 3662) == 3600.0


def test_a_scope_with_one_limit_closes_for_its_period_each_time() -> None:
    state = state_of(MINUTE)
    for number in range(4):
        state.refuse(None, NOW + 61 * number, sent_at=NOW + 61 * number)
        assert wait_of(state, NOW + 61 * number) == 60.0


@given(st.lists(st.floats(0, 59.9), min_size=1, max_size=8))
def test_several_that_were_refused_at_once_count_as_one(sent: list[float]) -> None:
    state = state_of()
    state.refuse(None, NOW, sent_at=NOW - 1)
    for after in sorted(sent):
        state.refuse(None, NOW + after, sent_at=NOW - 1)

    assert state.refusals == 1
    assert NOW + 60 <= state.closed_until <= NOW + 120


def test_a_request_that_was_sent_before_the_end_of_the_wait_does_not_count_whenever_its_response_comes() -> None:
    state = state_of()
    state.refuse(None, NOW, sent_at=NOW - 1)
    state.refuse(None, NOW + 70, sent_at=NOW + 59)
    assert wait_of(state, NOW + 70) == 60.0


def test_a_response_that_names_a_wait_closes_for_that_and_no_longer_than_an_hour() -> None:
    state = state_of()
    state.refuse(7.0, NOW, sent_at=NOW)
    assert wait_of(state, NOW) == 7.0
    state.refuse(1e9, NOW + 8, sent_at=NOW + 8)
    assert state.closed_until == NOW + 8 + 3600
    assert wait_of(state, NOW + 8) == 3600.0


def test_a_shorter_wait_does_not_open_what_a_longer_one_closed() -> None:
    state = state_of()
    state.refuse(None, NOW, sent_at=NOW)
    state.refuse(1.0, NOW + 1, sent_at=NOW)
    assert wait_of(state, NOW + 1) == 59.0


def test_a_request_that_is_not_refused_begins_the_row_again() -> None:
    state = state_of()
    state.refuse(None, NOW, sent_at=NOW)
    state.accept()
    state.refuse(None, NOW + 61, sent_at=NOW + 61)
    assert wait_of(state, NOW + 61) == 60.0


def test_a_closed_scope_opens_in_time_and_shows_when() -> None:
    state = state_of()
    state.refuse(None, NOW, sent_at=NOW)
    assert state.spent(NOW + 10, WALL) == 50.0
    assert reserve([state], NOW + 59.9, WALL)[0] == "window"
    assert state.spent(NOW + 60, WALL) is None
    assert reserve([state], NOW + 60, WALL) == ("", 0.0)


def test_a_clock_that_is_set_back_does_not_close_for_longer_than_an_hour() -> None:
    state = state_of()
    state.refuse(None, NOW, sent_at=NOW)
    assert wait_of(state, NOW - 100_000) == 3600.0


def test_refusals_are_kept_in_json_and_an_older_record_has_none() -> None:
    state = state_of()
    state.refuse(None, NOW, sent_at=NOW)
    kept = json.loads(json.dumps(state.to_json()))

    again = QuotaState.from_json(kept)
    again.declare((MINUTE, HOUR))
    assert wait_of(again, NOW) == 60.0
    again.refuse(None, NOW + 61, sent_at=NOW + 61)
    assert wait_of(again, NOW + 61) == 3600.0

    del kept["refusals"]
    older = QuotaState.from_json(kept)
    older.declare((MINUTE, HOUR))
    older.refuse(None, NOW + 61, sent_at=NOW + 61)
    assert wait_of(older, NOW + 61) == 60.0


# -- with the rows of Nest, in memory and in a file


class Clock:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.now = WALL

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    monkeypatch.setattr(time, "monotonic", clock)
    return clock


@pytest.fixture(params=["memory", "file"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Quota]:
    """Make clients that share a count, each as if it was in another process where that is possible."""
    book = MemoryQuota()

    def quota() -> Quota:
        return Quota(book if request.param == "memory" else SharedQuota(tmp_path / "quota.db"), rules=NEST.quota)

    return quota


def ask(quota: Quota, device: str = "a", command: str = "Fan.SetTimer") -> Reservation:
    return quota.reserve(quota.counted(counted_command(command), device), 1.0)


def send(quota: Quota, status: int | None, content: bytes = b"", device: str = "a") -> None:
    reservation = ask(quota, device)
    assert reservation.wait_s == 0
    reservation.complete(status, [(b"user-id", b"u")], content)


def test_the_refusals_of_a_thermostat_are_shared(make: Callable[[], Quota], clock: Clock) -> None:
    first, second = make(), make()
    send(first, 429, THERMOSTAT)
    assert ask(second, command="ThermostatMode.SetMode").wait_s == pytest.approx(60, abs=0.1)
    assert ask(second, "b").wait_s == 0

    clock.now += 61
    for number in range(4):  # Other thermostats come and go meanwhile.
        send(first, 200, b"{}", f"c{number}")
    send(second, 429, THERMOSTAT)
    assert ask(first).wait_s == pytest.approx(3600, abs=0.1)

    clock.now += 3601
    send(first, 200, b"{}")
    send(second, 429, THERMOSTAT)
    assert ask(first).wait_s == pytest.approx(60, abs=0.1)


def test_many_other_thermostats_do_not_make_it_forget_a_refusal(make: Callable[[], Quota], clock: Clock) -> None:
    quota = make()
    send(quota, 429, THERMOSTAT)
    for number in range(150):
        clock.now += 0.7
        send(Quota(quota, rules=NEST.quota, account=f"user {number}"), 200, b"{}", f"b{number}")
    send(quota, 429, THERMOSTAT)
    assert ask(quota).wait_s == pytest.approx(3600, abs=0.1)


@pytest.mark.parametrize(("later_s", "wait_s"), [(60.1, 3600), (119.9, 3600), (120.1, 60), (7200, 60)])
def test_a_refusal_long_after_the_wait_begins_a_new_row(
    make: Callable[[], Quota], clock: Clock, later_s: float, wait_s: float
) -> None:
    quota = make()
    send(quota, 429, THERMOSTAT)
    clock.now += later_s
    send(quota, 429, THERMOSTAT)
    assert ask(quota).wait_s == pytest.approx(wait_s, abs=0.1)
    clock.now += wait_s + 0.1
    send(quota, 429, THERMOSTAT)
    assert ask(quota).wait_s == pytest.approx(3600, abs=0.1)


@pytest.mark.parametrize(("status", "wait_s"), [(None, 3600), (200, 60), (400, 60), (429, 3600)])
def test_only_a_response_begins_the_row_again(
    make: Callable[[], Quota], clock: Clock, status: int | None, wait_s: float
) -> None:
    quota = make()
    send(quota, 429, THERMOSTAT)
    clock.now += 61
    send(quota, status, THERMOSTAT)
    if status != 429:
        send(quota, 429, THERMOSTAT)
    assert ask(quota).wait_s == pytest.approx(wait_s, abs=0.1)


def test_several_in_progress_that_are_refused_close_a_minute(make: Callable[[], Quota], clock: Clock) -> None:
    quota = make()
    reservations = [ask(quota) for _ in range(3)]
    for reservation in reservations:
        clock.now += 0.5
        reservation.complete(429, (), THERMOSTAT)
    assert ask(quota).wait_s == pytest.approx(60, abs=0.1)


@pytest.mark.parametrize(
    ("text", "device", "command", "waits"),
    [
        (b"Rate limited for the Thermostat.", "a", "ThermostatMode.SetMode", True),
        (b"Rate limited for the Thermostat.", "b", "Fan.SetTimer", False),
        (b"Rate limited for the SetFanTimer command for the user.", "a", "ThermostatMode.SetMode", False),
        (b"Rate limited for the SetFanTimer command for the user.", "a", "Fan.SetTimer", True),
        (b"Rate limited for the ExecuteDeviceCommand API for the user.", "b", "ThermostatMode.SetMode", True),
        (b"unheard of", "a", "ThermostatMode.SetMode", True),
        (b"unheard of", "b", "Fan.SetTimer", False),
    ],
)
def test_a_refusal_closes_the_row_that_its_text_is_about(
    make: Callable[[], Quota], clock: Clock, text: bytes, device: str, command: str, waits: bool
) -> None:
    quota = make()
    send(quota, 429, text)
    assert (ask(quota, device, command).wait_s > 50) is waits
    assert clock.now == WALL
    reads = quota.reserve(quota.counted("getDevice", device), 1.0)
    assert reads.wait_s == 0


def test_a_wait_that_the_response_names_is_kept(make: Callable[[], Quota], clock: Clock) -> None:
    quota = make()
    ask(quota).complete(429, [(b"Retry-After", b"7")], THERMOSTAT)
    assert ask(quota).wait_s == pytest.approx(7)
    assert clock.now == WALL
