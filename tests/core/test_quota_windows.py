"""How long to wait because of the vendor's quota headers, against vendors that count in different ways."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smartbuildings._core.quota_scopes import QuotaRules, Reading, WindowHeaders
from smartbuildings._core.quota_windows import QuotaState, reserve
from smartbuildings._core.retry_after import retry_after_s
from smartbuildings.ecobee.vendor import QUOTA

NOW = 1_000_000.0
WALL = 1_800_000_000.0 + 1234.5
LATE_S = 0.06
"""The margin, and a bit."""


def read(headers: Mapping[str, str]) -> list[Reading]:
    return QUOTA.read([(name.encode(), value.encode()) for name, value in headers.items()])


def told(**numbers: object) -> list[Reading]:
    """Return what ratelimit headers report: told(limit_second=50) is x-ratelimit-limit-second: 50."""
    return read({f"x-ratelimit-{name.replace('_', '-')}": str(number) for name, number in numbers.items()})


def seen(readings: Sequence[Reading], now: float, *, sent_at: float) -> QuotaState:
    """Return the state after a first response."""
    state = QuotaState()
    state.observe(readings, now, sent_at=sent_at)
    return state


def second(limit: int, remaining: int) -> list[Reading]:
    return told(limit_second=limit, remaining_second=remaining)


# --- vendors, for simulations


class FixedWindows:
    """Windows that follow each other without a gap, beginning at some phase."""

    def __init__(self, limit: int, length: float, phase: float) -> None:
        self.limit, self.length, self.phase = limit, length, phase
        self.window, self.used = -1, 0

    def take(self, now: float) -> tuple[bool, int]:
        window = math.floor((now - self.phase) / self.length)
        if window != self.window:
            self.window, self.used = window, 0
        if self.used >= self.limit:
            return False, 0
        self.used += 1
        return True, self.limit - self.used


class FirstUseWindows(FixedWindows):
    """Windows that begin with the first request in them."""

    def take(self, now: float) -> tuple[bool, int]:
        if self.window < 0 or now >= self.phase + self.length:
            self.window, self.phase, self.used = 1, now, 0
        if self.used >= self.limit:
            return False, 0
        self.used += 1
        return True, self.limit - self.used


class SlidingLog:
    """So many in any stretch of the length."""

    def __init__(self, limit: int, length: float, phase: float) -> None:
        self.limit, self.length, self.times = limit, length, deque[float]()

    def take(self, now: float) -> tuple[bool, int]:
        while self.times and self.times[0] <= now - self.length:
            self.times.popleft()
        if len(self.times) >= self.limit:
            return False, 0
        self.times.append(now)
        return True, self.limit - len(self.times)


@attrs.define
class Outcome:
    sent: int = 0
    refused: int = 0
    elapsed: float = 0.0


def simulate(
    vendor: FixedWindows | SlidingLog,
    name: str,
    *,
    count: int,
    latencies: Callable[[int], tuple[float, float]],
    start: float,
    wall_ahead: float = WALL - NOW,
    connections: int = 3,
) -> Outcome:
    """Send ``count`` requests over a few connections; time passes only here. Answers may overtake one another."""
    state, outcome, now, begun = QuotaState(), Outcome(), start, 0
    pending: list[tuple[float, str, float, list[Reading] | None]] = []  # (when, what, reservation, readings)
    while begun < count or pending:
        wait = math.inf
        if begun < count and len({reservation for _, _, reservation, _ in pending}) < connections:
            now += 1e-6  # so that reservations differ
            _, wait = reserve([state], now, now + wall_ahead)
            if wait == 0:
                there, _ = latencies(begun)
                pending.append((now + there, "arrives", now, None))
                begun += 1
                continue
        moment = min([when for when, *_ in pending] + [now + wait])
        now = max(now, moment)
        for event in sorted((event for event in pending if event[0] <= now), key=lambda event: event[0]):
            pending.remove(event)
            when, what, reservation, readings = event
            if what == "arrives":
                _, back = latencies(begun)
                allowed, remaining = vendor.take(when)
                outcome.sent += allowed
                outcome.refused += not allowed
                reported = told(**{f"limit_{name}": vendor.limit, f"remaining_{name}": remaining})
                pending.append((when + back, "answered", reservation, reported))
            else:
                assert readings is not None
                state.complete(reservation, readings, now)
    outcome.elapsed = now - start
    return outcome


VENDORS = st.sampled_from([FixedWindows, FirstUseWindows, SlidingLog])


DELAYS = st.floats(0.001, 0.05) | st.sampled_from([0.001, 0.3, 0.9])
"""How long a request or an answer is on its way: mostly short, at times longer than others take together."""


@settings(max_examples=300, deadline=None)
@given(
    vendor=VENDORS,
    limit=st.integers(5, 50),
    phase=st.floats(0, 1),
    start=st.floats(0, 1),
    delays=st.lists(st.tuples(DELAYS, DELAYS), min_size=7, max_size=7),
)
def test_no_request_is_refused_for_the_second_s_quota(
    vendor: type[FixedWindows], limit: int, phase: float, start: float, delays: list[tuple[float, float]]
) -> None:
    made = vendor(limit, 1.0, NOW + phase)

    outcome = simulate(made, "second", count=limit * 4, latencies=lambda n: delays[n % 7], start=NOW + start)

    assert outcome.refused == 0
    assert outcome.sent == limit * 4


@pytest.mark.parametrize("vendor", [FixedWindows, FirstUseWindows, SlidingLog])
def test_the_allowed_rate_is_nearly_reached(vendor: type[FixedWindows]) -> None:
    made = vendor(50, 1.0, NOW)

    outcome = simulate(made, "second", count=500, latencies=lambda _: (0.002, 0.002), start=NOW + 0.3)

    assert outcome.refused == 0
    assert outcome.elapsed < 11.0  # 50 a second would take at least 9


@given(remaining=st.integers(0, 3), in_progress=st.integers(0, 3))
def test_a_unit_is_kept_for_each_request_under_way(remaining: int, in_progress: int) -> None:
    state = QuotaState()
    for number in range(in_progress):
        _, wait = reserve([state], NOW + number / 1000, WALL)
        assert wait == 0
    state.observe(second(50, remaining), NOW + 0.01, sent_at=NOW)

    name, wait = reserve([state], NOW + 0.02, WALL)

    assert (wait > 0) == (remaining <= in_progress)
    assert name == ("second" if wait else "")


def test_answers_that_overtake_one_another_count_once() -> None:
    state = QuotaState()
    reservations = [NOW, NOW + 0.001, NOW + 0.002]
    for reservation in reservations:
        reserve([state], reservation, WALL)
    for reservation, remaining in zip(reservations, (47, 49, 48), strict=True):
        state.complete(reservation, second(50, remaining), NOW + 0.01)

    (window,) = state.windows.values()
    assert window.remaining == 47
    assert window.ends_at == NOW + 1.01


def test_a_later_request_that_is_told_of_more_means_a_new_window() -> None:
    state = seen(second(50, 48), NOW, sent_at=NOW - 0.01)

    state.observe(second(50, 49), NOW + 0.5, sent_at=NOW + 0.4)

    (window,) = state.windows.values()
    assert (window.remaining, window.ends_at) == (49, NOW + 1.5)


def test_an_answer_that_was_held_up_while_many_others_came_is_no_new_window() -> None:
    state = QuotaState()
    for number in range(9):
        at = NOW + number / 100
        state.observe(second(12, 10 - number), at + 0.005, sent_at=at)

    state.observe(second(12, 11), NOW + 0.1, sent_at=NOW - 0.001)

    (window,) = state.windows.values()
    assert (window.remaining, window.ends_at) == (2, NOW + 1.005)


def test_an_answer_held_up_over_a_change_of_the_limit_does_not_bring_the_old_limit_back() -> None:
    state = seen(second(12, 11), NOW + 0.01, sent_at=NOW)

    state.observe(second(50, 40), NOW + 0.02, sent_at=NOW - 0.01)

    (window,) = state.windows.values()
    assert (window.limit, window.remaining) == (12, 11)


def test_an_answer_held_up_over_a_told_reset_is_passed_over() -> None:
    state = seen(told(limit=250, remaining=2, reset=10_000), NOW + 0.2, sent_at=NOW + 0.1)

    state.observe(told(limit=250, remaining=200, reset=100), NOW + 0.3, sent_at=NOW)

    (window,) = state.windows.values()
    assert (window.remaining, window.ends_at) == (2, NOW + 10.2)


def test_an_answer_that_tells_of_nearly_the_whole_limit_may_be_the_first_of_a_new_window() -> None:
    state = seen(second(12, 11), NOW, sent_at=NOW - 0.01)
    reserve([state], NOW - 0.005, WALL)

    state.observe(second(12, 11), NOW + 0.4, sent_at=NOW - 0.005)

    (window,) = state.windows.values()
    assert window.ends_at == NOW + 1.4


def test_the_longest_of_the_spent_windows_decides() -> None:
    headers = told(
        limit_second=50, remaining_second=0, limit_minute=500, remaining_minute=0, limit_hour=10_000, remaining_hour=9
    )
    state = seen(headers, NOW, sent_at=NOW)

    name, wait = reserve([state], NOW, 60.0 * 1000)

    assert name == "minute"
    assert 59 < wait <= 60.06


def test_a_spent_hour_is_looked_at_once_with_the_full_hour() -> None:
    wall_ahead = 3600.0 * 1000 + 3000 - NOW  # it is ten minutes to the full hour
    state = seen(told(limit_hour=10_000, remaining_hour=0), NOW, sent_at=NOW)

    def ask(now: float) -> float:
        _, wait = reserve([state], now, now + wall_ahead)
        return wait

    assert ask(NOW + 1) == pytest.approx(600, abs=1.1)
    assert ask(NOW + 599) > 0
    look = NOW + 601.5
    assert ask(look) == 0  # one is let through
    assert 0 < ask(look + 0.01) <= 0.2  # the others wait for what it finds
    state.complete(look, told(limit_hour=10_000, remaining_hour=0), look + 0.1)
    assert ask(look + 0.2) == pytest.approx(3600 - 601.7, abs=0.2)  # nothing: then the hour since it was first seen


def test_a_look_that_finds_the_window_open_lets_everybody_through() -> None:
    wall_ahead = 3600.0 * 1000 + 3590 - NOW
    state = seen(told(limit_hour=10_000, remaining_hour=0), NOW, sent_at=NOW)
    look = NOW + 12
    _, wait = reserve([state], look, look + wall_ahead)
    assert wait == 0

    state.complete(look, told(limit_hour=10_000, remaining_hour=9999), look + 0.1)

    for number in range(50):
        _, wait = reserve([state], look + 1 + number / 1000, look + 1 + wall_ahead)
        assert wait == 0


@given(
    length=st.sampled_from([("minute", 60.0), ("hour", 3600.0)]),
    phase=st.floats(0, 3600),
    ahead=st.floats(0, 7200),
)
@settings(max_examples=60, deadline=None)
def test_looking_costs_at_most_one_refusal_a_window(length: tuple[str, float], phase: float, ahead: float) -> None:
    name, seconds = length
    vendor = FixedWindows(5, seconds, NOW + phase)

    outcome = simulate(
        vendor,
        name,
        count=20,
        latencies=lambda _: (0.01, 0.01),
        start=NOW,
        wall_ahead=1.8e9 - NOW + ahead,
        connections=1,
    )

    assert outcome.refused <= outcome.elapsed / seconds + 2
    assert outcome.elapsed < 6 * seconds + 10


@given(st.lists(st.tuples(st.sampled_from(["second", "minute", "hour"]), st.integers(0, 5), st.floats(-8000, 8000))))
def test_no_wait_is_longer_than_the_window_whatever_the_clock_does(steps: list[tuple[str, int, float]]) -> None:
    state, now = QuotaState(), NOW * 10
    for name, remaining, jump in steps:
        state.observe(told(**{f"limit_{name}": 5, f"remaining_{name}": remaining}), now, sent_at=now)
        now += jump

        _, wait = reserve([state], now, now + WALL)

        assert wait <= 3600 + LATE_S


def test_the_reset_that_is_told_is_in_milliseconds() -> None:
    state = seen(told(limit=250, remaining=0, reset=12_500), NOW, sent_at=NOW)

    name, wait = reserve([state], NOW, WALL)

    assert name == "window"
    assert wait == pytest.approx(12.55)


def test_an_overtaken_answer_with_a_told_reset_counts_once() -> None:
    state = QuotaState()
    reserve([state], NOW, WALL)
    state.observe(told(limit=250, remaining=9, reset=10_000), NOW, sent_at=NOW - 0.01)
    state.observe(told(limit=250, remaining=10, reset=9_990), NOW + 0.01, sent_at=NOW - 0.02)

    assert state.windows["window"].remaining == 9


def test_a_request_never_answered_is_forgotten() -> None:
    state = seen(second(1, 1), NOW, sent_at=NOW)
    reserve([state], NOW, WALL)

    state.observe(second(1, 1), NOW + 121, sent_at=NOW + 121)
    _, wait = reserve([state], NOW + 121, WALL)

    assert wait == 0


HEADERS = st.dictionaries(
    st.sampled_from(
        [f"x-ratelimit-{what}{which}" for what in ("limit", "remaining", "reset") for which in ("", "-second", "-hour")]
    ),
    st.text(max_size=20)
    | st.integers(-5, 2000).map(str)
    | st.sampled_from(["nan", "inf", "1e9", "٣", "1.5", "9" * 30]),
)


@given(st.lists(HEADERS, max_size=6))
def test_headers_that_make_no_sense_are_survived(answers: list[dict[str, str]]) -> None:
    state, now = QuotaState(), NOW
    for headers in answers:
        state.observe(read(headers), now, sent_at=now)
        _, wait = reserve([state], now, now + WALL)
        assert wait >= 0
        assert QuotaState.from_json(state.to_json()) == state
        now += 0.1


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 7.5 "}, 7.5),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "99999999"}, 99_999_999.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e3"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "٧"}, None),
        ({"retry-after": "Fri, 15 Jan 2027 08:00:30 GMT"}, 30.0),
        ({"retry-after": "Fri, 15 Jan 2027 08:00:30 -0000"}, 30.0),
        ({"retry-after": "Fri, 15 Jan 2027 09:00:30 +0100"}, 30.0),
        ({"retry-after": "Friday, 15-Jan-27 08:00:30 GMT"}, 30.0),
        ({"retry-after": "Mon, 01 Jan 2001 00:00:00 GMT"}, 0.0),
        ({"retry-after": "Mon, 01 Jan 99999 00:00:00 GMT"}, None),
        ({"x-ratelimit-reset": "2500"}, 2.5),
        ({"retry-after": "soon", "x-ratelimit-reset": "2500"}, 2.5),
        ({"retry-after": "3", "x-ratelimit-reset": "2500"}, 3.0),
        ({"x-ratelimit-reset": "-1"}, None),
    ],
)
def test_each_way_of_asking_for_a_wait_is_understood(headers: Mapping[str, str], wait: float | None) -> None:
    now = datetime(2027, 1, 15, 8, tzinfo=UTC).timestamp()

    assert QUOTA.asked_wait_s(headers, b"", now_epoch_s=now) == wait


def test_the_longest_of_the_waits_in_header_and_body_is_asked_for_and_retry_after_comes_first() -> None:
    reset = WindowHeaders("window", "limit", "left", reset="reset", reset_unit_s=1.0)
    rules = QuotaRules("one", (reset,), wait_in_body=lambda body: float(body) if body else None, least_wait_s=1.0)

    def asked(headers: Mapping[str, str], body: bytes = b"") -> float | None:
        return rules.asked_wait_s(headers, body, now_epoch_s=WALL)

    assert asked({"reset": "7"}, b"3") == 7.0
    assert asked({"reset": "2"}, b"3") == 3.0
    assert asked({"reset": "0"}, b"0.5") == 1.0
    assert asked({"reset": "7", "retry-after": "0"}, b"9") == 0.0
    assert asked({}) is None


@given(st.text() | st.datetimes().map(str) | st.lists(st.sampled_from("Mon,1 Jan2026:+-GMT")).map("".join))
@example("Mon, 32 Jan 2026 25:61:61 +9999")
@example("1 1 1")
def test_any_text_asks_for_a_wait_of_0_or_more_or_for_none(text: str) -> None:
    wait = retry_after_s({"retry-after": text}, now_epoch_s=WALL)

    assert wait is None or 0 <= wait < math.inf


@given(st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)), st.integers(-12, 12))
def test_a_date_asks_for_the_time_until_then(moment: datetime, hours: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))

    wait = retry_after_s({"retry-after": format_datetime(aware)}, now_epoch_s=WALL)

    assert wait == max(0.0, aware.timestamp() - WALL)
