"""When to send again: the rules, for any failure that there can be."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings.errors import ConfigurationError
from smartbuildings.retry import Failure, FailureKind, RetryPolicy

SAFE = ["GET", "HEAD", "OPTIONS"]
WRITES = ["POST", "PATCH", "PUT", "DELETE"]

SECONDS = st.floats(0, 1e6)
POLICIES = st.builds(RetryPolicy, attempts=st.integers(1, 8), base_s=SECONDS, cap_s=SECONDS, hint_ceiling_s=SECONDS)
FAILURES = st.builds(
    Failure,
    method=st.sampled_from(SAFE + WRITES),
    kind=st.sampled_from([FailureKind.NOT_SENT, FailureKind.NO_RESPONSE]),
    repeatable=st.booleans(),
) | st.builds(
    Failure,
    method=st.sampled_from(SAFE + WRITES),
    kind=st.just(FailureKind.STATUS),
    status=st.integers(300, 599),
    retry_after_s=st.none() | SECONDS,
    repeatable=st.booleans(),
)
JITTER = st.floats(0, 1)


@given(POLICIES, FAILURES, st.integers(1, 3000), SECONDS, JITTER)
def test_a_wait_is_finite_and_ends_before_the_deadline(
    policy: RetryPolicy, failure: Failure, attempt: int, remaining_s: float, jitter: float
) -> None:
    wait = policy.wait_before_next(failure, attempt=attempt, remaining_s=remaining_s, jitter=jitter)

    assert wait is None or 0 <= wait < remaining_s


@given(POLICIES, FAILURES, st.integers(1, 3000), JITTER)
def test_no_request_is_sent_more_often_than_allowed(
    policy: RetryPolicy, failure: Failure, attempt: int, jitter: float
) -> None:
    wait = policy.wait_before_next(failure, attempt=attempt, remaining_s=math.inf, jitter=jitter)

    assert wait is None or attempt < policy.attempts


@given(POLICIES, st.sampled_from(WRITES), st.integers(500, 599) | st.none(), JITTER)
def test_a_write_whose_outcome_is_unknown_is_never_repeated(
    policy: RetryPolicy, method: str, status: int | None, jitter: float
) -> None:
    kind = FailureKind.NO_RESPONSE if status is None else FailureKind.STATUS
    failure = Failure(method, kind, status=status)

    assert policy.wait_before_next(failure, attempt=1, remaining_s=math.inf, jitter=jitter) is None


@given(POLICIES, FAILURES, JITTER)
def test_a_refusal_is_final(policy: RetryPolicy, failure: Failure, jitter: float) -> None:
    wait = policy.wait_before_next(failure, attempt=1, remaining_s=math.inf, jitter=jitter)

    if failure.status is not None and (failure.status < 500 or failure.status in (501, 505)) and failure.status != 429:
        assert wait is None


@given(POLICIES, FAILURES, SECONDS, JITTER)
def test_the_server_s_wish_is_obeyed_up_to_the_ceiling_and_beyond_it_ends_the_call(
    policy: RetryPolicy, failure: Failure, remaining_s: float, jitter: float
) -> None:
    wait = policy.wait_before_next(failure, attempt=1, remaining_s=remaining_s, jitter=jitter)

    if failure.retry_after_s is not None:
        assert wait is None or failure.retry_after_s <= wait <= failure.retry_after_s + policy.base_s
        assert wait is None or failure.retry_after_s <= policy.hint_ceiling_s


@pytest.mark.parametrize("method", SAFE + WRITES)
@pytest.mark.parametrize("failure", [{"kind": FailureKind.NOT_SENT}, {"kind": FailureKind.STATUS, "status": 429}])
def test_what_was_not_carried_out_is_sent_again_whatever_the_method(method: str, failure: dict[str, Any]) -> None:
    wait = RetryPolicy().wait_before_next(
        Failure(method, **failure),
        attempt=1,
        remaining_s=100,
        jitter=0.5,
    )

    assert wait == 0.25


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 599])
def test_a_read_is_sent_again_after_a_server_error(status: int) -> None:
    failure = Failure("GET", FailureKind.STATUS, status=status)

    assert RetryPolicy().wait_before_next(failure, attempt=1, remaining_s=100, jitter=1.0) == 0.5


def test_the_backoff_doubles_up_to_its_cap() -> None:
    policy = RetryPolicy(attempts=99, base_s=1.0, cap_s=20.0)
    failure = Failure("GET", FailureKind.NO_RESPONSE)

    waits = [policy.wait_before_next(failure, attempt=n, remaining_s=1000, jitter=1.0) for n in range(1, 8)]

    assert waits == [1, 2, 4, 8, 16, 20, 20]


def test_a_moment_that_has_passed_still_means_a_pause() -> None:
    failure = Failure("GET", FailureKind.STATUS, status=429, retry_after_s=0.0)

    assert RetryPolicy(base_s=1.0).wait_before_next(failure, attempt=1, remaining_s=100, jitter=0.5) == 0.5


def test_one_attempt_switches_retries_off() -> None:
    failure = Failure("GET", FailureKind.NOT_SENT)

    assert RetryPolicy(attempts=1).wait_before_next(failure, attempt=1, remaining_s=100, jitter=0.5) is None


def test_a_write_that_may_be_repeated_is() -> None:
    failure = Failure("POST", FailureKind.NO_RESPONSE, repeatable=True)

    assert RetryPolicy().wait_before_next(failure, attempt=1, remaining_s=100, jitter=1.0) == 0.5


@pytest.mark.parametrize(
    "wrong", [{"attempts": 0}, {"attempts": 1.5}, {"base_s": -1}, {"cap_s": math.nan}, {"hint_ceiling_s": -0.1}]
)
def test_a_policy_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ConfigurationError, match=next(iter(wrong))):
        RetryPolicy(**wrong)  # type: ignore[arg-type]
