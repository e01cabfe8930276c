"""What a sweep makes of the results it gets: no clock, no network."""

from __future__ import annotations

import pytest

from smartbuildings._core.sweep import FAILURES_TO_OPEN, FAILURES_TO_SUSPECT, PROBES, Concern, SweepState, concern_of
from smartbuildings.errors import (
    ConfigurationError,
    ConnectionFailed,
    DeadlineExceeded,
    InvalidRequest,
    NotFound,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    ServerError,
    SmartBuildingsError,
    StatusError,
    TokenError,
    TokenQuotaExceeded,
    TokenRefused,
    Unauthorized,
    UnreadableResponse,
    error_class,
)
from smartbuildings.retry import RetryPolicy

DOWN = ServerError("503 came", status=503)


def ended(state: SweepState) -> object:
    """Return why a sweep has ended; a call, since a type checker takes an attribute to stay as it was."""
    return state.ended


@pytest.fixture
def state() -> SweepState:
    return SweepState(RetryPolicy(base_s=0.5, cap_s=20.0))


def opened(state: SweepState) -> SweepState:
    for key in range(FAILURES_TO_OPEN):
        state.failed(key, DOWN)
    assert state.is_open
    return state


@pytest.mark.parametrize("status", [300, 307, 400, 403, 404, 409, 410, 412, 418, 422, 423, 424])
def test_an_error_status_is_about_one_thing(status: int) -> None:
    assert concern_of(error_class(status)("what happened", status=status)) is Concern.ONE


@pytest.mark.parametrize(
    ("error", "concern"),
    [
        (UnreadableResponse("half"), Concern.ONE),
        (InvalidRequest("wrong id"), Concern.ONE),
        (Unauthorized("401"), Concern.ONE_UNLESS_REPEATED),
        (RateLimited("429"), Concern.ONE_UNLESS_REPEATED),
        (RateLimited("known here", was_sent=False), Concern.ALL),
        (ServerError("500"), Concern.VENDOR),
        (ConnectionFailed("reset"), Concern.VENDOR),
        (DeadlineExceeded("late"), Concern.VENDOR),
        (OutcomeUnknown("lost"), Concern.VENDOR),
        (TokenError("no token"), Concern.ALL),
        (TokenRefused("no"), Concern.ALL),
        (TokenQuotaExceeded("no"), Concern.ALL),
        (ConfigurationError("closed"), Concern.ALL),
        (NotSupported("v1"), Concern.ALL),
    ],
)
def test_other_errors_are_about_one_or_about_all(error: SmartBuildingsError, concern: Concern) -> None:
    assert concern_of(error) is concern


@pytest.mark.parametrize("kind", [Unauthorized, RateLimited])
def test_a_refusal_ends_the_sweep_only_if_two_different_things_get_it_in_a_row(
    state: SweepState, kind: type[StatusError]
) -> None:
    assert state.failed("a", kind("first"))
    assert state.failed("a", kind("the same thing again"))
    state.responded()
    assert state.failed("b", kind("not in a row"))
    assert state.failed("c", NotFound("404"))
    assert state.failed("d", kind("not in a row"))
    assert ended(state) is None

    last = kind("in a row")
    assert not state.failed("e", last)

    assert state.ended is last
    assert not state.may_start


def test_refusals_of_two_kinds_do_not_add_up(state: SweepState) -> None:
    assert state.failed("a", Unauthorized("401"))
    assert state.failed("b", RateLimited("429"))
    assert ended(state) is None


def test_what_concerns_all_ends_the_sweep_and_the_first_such_error_is_kept(state: SweepState) -> None:
    first = TokenRefused("no")
    assert not state.failed("a", first)
    assert not state.failed("b", TokenError("later"))
    assert state.ended is first


def test_the_circuit_opens_after_failures_of_different_things_in_a_row(state: SweepState) -> None:
    for key in range(FAILURES_TO_OPEN - 1):
        assert state.failed(key, DOWN)
        assert state.failed(key, DOWN)
    before = state.may_start
    state.failed("last", ConnectionFailed("reset"))
    assert state.is_open
    assert (before, state.may_start) == (True, False)
    assert state.failures == FAILURES_TO_OPEN


@pytest.mark.parametrize("between", [None, NotFound("404"), Unauthorized("401"), RateLimited("429")])
def test_any_response_in_between_starts_the_count_anew(state: SweepState, between: SmartBuildingsError | None) -> None:
    for key in range(FAILURES_TO_OPEN - 1):
        state.failed(key, DOWN)
    if between is None:
        state.responded()
    else:
        state.failed("x", between)
    for key in range(FAILURES_TO_OPEN - 1):
        state.failed(key, DOWN)
    assert not state.is_open


def test_once_failures_begin_each_call_is_sent_only_once(state: SweepState) -> None:
    for key in range(FAILURES_TO_SUSPECT):
        assert state.attempts is None
        state.failed(key, DOWN)
    assert state.attempts == 1
    state.responded()
    assert state.attempts is None


def test_probes_wait_longer_each_time_and_end(state: SweepState) -> None:
    opened(state)
    waits = [state.wait_before_probe() for _ in range(PROBES + 2)]
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0, None, None]


def test_the_waits_keep_to_the_cap_of_the_policy() -> None:
    state = opened(SweepState(RetryPolicy(base_s=3.0, cap_s=5.0)))
    assert [state.wait_before_probe() for _ in range(3)] == [5.0, 5.0, 5.0]


def test_a_response_closes_the_circuit_and_gives_the_probes_back(state: SweepState) -> None:
    opened(state)
    assert state.wait_before_probe() == 1.0
    state.responded()
    assert state.may_start
    opened(state)
    assert state.wait_before_probe() == 1.0


def test_a_thing_that_was_not_tried_says_so_and_why(state: SweepState) -> None:
    error = opened(state).not_tried()
    assert isinstance(error, ConnectionFailed)
    assert error.request is None
    assert error.__cause__ is DOWN
    assert str(error).startswith("Not tried, and nothing was sent: the vendor did not respond to 5 others in a row.")
    assert "503 came" in str(error)
