"""Declared limits and several scopes at once, against a simple model, without a clock."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartbuildings._core.quota_scopes import Limit, QuotaRule, QuotaRules, QuotaScope, WindowHeaders
from smartbuildings._core.quota_windows import QuotaState, reserve
from smartbuildings.ecobee.vendor import QUOTA
from smartbuildings.quota import MemoryQuota

NOW = 1_000_000.0
WALL = 1_800_000_000.0
STEP = 1 / 50
"""The share of a period by which a declared limit may wait too long."""

LIMITS = st.lists(st.builds(Limit, st.integers(1, 6), st.sampled_from([1.0, 10.0, 60.0])), min_size=1, max_size=2).map(
    tuple
)


@settings(deadline=None)
@given(
    scopes=st.lists(LIMITS, min_size=1, max_size=3),
    steps=st.lists(st.tuples(st.floats(0, 15), st.floats(0, 3), st.booleans()), min_size=5, max_size=40),
)
def test_declared_limits_are_never_passed_and_never_wait_much_too_long(
    scopes: list[tuple[Limit, ...]], steps: list[tuple[float, float, bool]]
) -> None:
    """The model: the vendor sees each request at the worst moment, when its response comes."""
    states, now = [QuotaState(limits) for limits in scopes], NOW
    seen: list[float] = []
    for pause, takes, is_kept in steps:
        now += pause
        if is_kept:
            states = [QuotaState.from_json(state.to_json()) for state in states]
            for state, limits in zip(states, scopes, strict=True):
                state.declare(limits)
        _, wait = reserve(states, now, now + WALL)
        flat = [limit for limits in scopes for limit in limits]
        if wait > 0:
            longest = max(limit.period_s for limit in flat)
            recent = [
                limit for limit in flat if sum(at > now - limit.period_s * (1 + STEP) for at in seen) >= limit.requests
            ]
            assert recent, "it waits although every limit has room"
            assert wait <= longest * (1 + STEP) + 0.06
            assert all(not state.in_progress for state in states), "units are taken in every scope or in none"
            continue
        reserved = now
        now += takes
        seen.append(now)
        for state in states:
            state.complete(reserved, (), now)
        for limit in flat:
            assert sum(at > now - limit.period_s for at in seen) <= limit.requests


def test_requests_in_progress_count_until_they_are_completed_or_cancelled() -> None:
    state = QuotaState((Limit(2, 60.0),))
    assert [reserve([state], NOW + at, WALL)[1] > 0 for at in (0.0, 0.1, 0.2)] == [False, False, True]

    state.cancel(NOW)

    assert reserve([state], NOW + 0.3, WALL) == ("", 0.0)


def test_a_declared_request_without_a_response_counts_although_its_process_died() -> None:
    state = QuotaState((Limit(1, 60.0),))
    reserve([state], NOW, WALL)

    name, wait = reserve([state], NOW + 121, WALL)

    assert name == "minute"
    assert 0 < wait <= 61.3


@given(st.lists(st.floats(-8000, 8000), max_size=8))
def test_no_declared_wait_is_longer_than_its_period_whatever_the_clock_does(jumps: list[float]) -> None:
    state, now = QuotaState((Limit(1, 60.0),)), NOW
    for jump in jumps:
        _, wait = reserve([state], now, now + WALL)
        assert wait <= 60 * (1 + 2 * STEP) + 0.06
        if wait == 0:
            state.complete(now, (), now)
        now += jump


def test_a_scope_keeps_few_numbers_however_many_requests_it_counts() -> None:
    state, now = QuotaState((Limit(5000, 60.0),)), NOW
    for _ in range(5000):
        now += 0.01
        assert reserve([state], now, WALL)[1] == 0
        state.complete(now, (), now)

    assert len(state.counts[0]) <= 60


def test_windows_of_thousands_of_devices_are_dropped_when_they_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    now = NOW
    monkeypatch.setattr("smartbuildings.quota.time.monotonic", lambda: now)
    book = MemoryQuota()
    address = QuotaScope("ecobee", "address")
    book.update([address], lambda states, now: states[0].observe([(QUOTA.headers[2], 9, 9, 1.0)], now, sent_at=now))
    headers = WindowHeaders("window", "limit", "remaining", reset="reset")
    for number in range(5000):
        now += 1.0
        scope = QuotaScope("smartthings", "endpoint and device", device=str(number))
        book.update([scope], lambda states, now: states[0].observe([(headers, 350, 9, 60.0)], now, sent_at=now))

    assert len(book.scopes()) <= 200
    assert address in book.scopes()
    # A scope whose window runs on is kept.
    kept = QuotaScope("smartthings", "endpoint and device", device="4999")
    assert book.update([kept], lambda states, now: states[0].windows["window"].remaining) == 9


def test_the_scopes_of_an_operation_name_their_owner_and_only_the_address_belongs_to_the_machine() -> None:
    rules = QuotaRules(
        "vendor",
        every=(QuotaRule("address"), QuotaRule("account"), QuotaRule("project")),
        operations={"read": (QuotaRule("endpoint", "read"), QuotaRule("endpoint and device", "read"))},
    )

    scopes = rules.counted("read", account="me", project="p", device="d").scopes

    assert scopes == (
        QuotaScope("vendor", "address"),
        QuotaScope("vendor", "account", "me"),
        QuotaScope("vendor", "project", "p"),
        QuotaScope("vendor", "endpoint", "me", "read"),
        QuotaScope("vendor", "endpoint and device", "", "read", "d"),
    )
    assert [scope.is_of_this_machine for scope in scopes] == [True, False, False, False, False]
    assert rules.counted("other", account="me", project="p").scopes == scopes[:3]


def test_ecobee_counts_every_operation_by_address_and_nobody_else_reads_its_headers() -> None:
    raw = [(b"X-RateLimit-Limit-Hour", b"10000"), (b"X-RateLimit-Remaining-Hour", b"9999")]

    assert [(window.name, limit, left) for window, limit, left, _ in QUOTA.read(raw)] == [("hour", 10_000, 9_999)]
    assert QUOTA.counted("getThermostatStatus", account="me", device="d").scopes == (QuotaScope("ecobee", "address"),)
    assert QuotaRules("other").read(raw) == []
