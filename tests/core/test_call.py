"""What a call does next after each outcome, without a clock, a network or a token endpoint."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from smartbuildings._core.body import Body, Reply
from smartbuildings._core.call import Call, Done, Fail, Refresh, Rules, Send, Step, Wait
from smartbuildings._core.call_errors import Fault
from smartbuildings._core.config import DEFAULT_DEADLINE_S
from smartbuildings._core.options import CallOptions
from smartbuildings._core.quota_scopes import Counted
from smartbuildings.ecobee.vendor import ECOBEE
from smartbuildings.errors import (
    ConnectionFailed,
    DeadlineExceeded,
    NotFound,
    OutcomeUnknown,
    PermissionDenied,
    RateLimited,
    Rejected,
    ResponseTooLarge,
    ServerError,
    SmartBuildingsError,
    Unauthorized,
    UnreadableResponse,
)
from smartbuildings.retry import RetryPolicy
from smartbuildings.tokens import Token

NOW = 1000.0
SUCCESS = b'{"status": "success", "data": {"id": "511"}}'
EXPIRED = b'{"exp": "token expired"}'
TOKENS = [Token(f"token-{number}", obtained_at=0.0) for number in range(9)]
RULES = Rules(RetryPolicy(), ECOBEE, max_response_bytes=1000)


def make_call(method: str = "GET", *, limit_s: float | None = 60, is_cross_origin: bool = False, **chosen: Any) -> Call:
    call = Call(
        RULES,
        method,
        "/status",
        "api.example",
        CallOptions(**chosen),
        timeout_s=30,
        limit_s=limit_s,
        queue_left_s=100,
        counted=Counted((), ()),
        is_cross_origin=is_cross_origin,
        secrets=lambda: ("token-0",),
        began_at=NOW,
    )
    call.attempts = 1
    if not call.options.is_anonymous:
        call.has_token(TOKENS[0])
    return call


def received(
    call: Call,
    status: int,
    content: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    problem: Body | None = None,
    **known: Any,
) -> Step:
    reply = Reply(status, httpx.Headers(headers), content, problem)
    return call.received(reply, **{"now": NOW, "now_epoch_s": 0.0, "jitter": 1.0} | known)


def failed(step: Step, kind: type[SmartBuildingsError]) -> SmartBuildingsError:
    assert isinstance(step, Fail)
    assert type(step.error) is kind
    return step.error


def fault(error: Exception | None = None, *, may_be_sent: bool, **known: Any) -> Fault:
    return Fault(error or httpx.ReadError("broken"), may_be_sent, **known)


def test_a_call_gets_a_token_and_is_sent() -> None:
    call = make_call()

    assert call.first() == Refresh(rejected=None)
    assert isinstance(call.has_token(TOKENS[1]), Send)
    assert call.token is TOKENS[1]
    step = received(call, 200, SUCCESS)
    assert isinstance(step, Done)
    assert step.reply.content == SUCCESS


def test_a_token_request_is_sent_without_a_token() -> None:
    assert isinstance(make_call("POST", is_anonymous=True).first(), Send)


def test_a_rejected_token_is_refreshed_three_times_at_most() -> None:
    call = make_call()
    for number in range(3):
        assert received(call, 401, EXPIRED) == Refresh(TOKENS[number], is_repeated=number > 0)
        call.has_token(TOKENS[number + 1])
    failed(received(call, 401, EXPIRED), Unauthorized)


def test_a_401_of_another_kind_means_expiry_only_if_the_token_is_overdue() -> None:
    failed(received(make_call(), 401, b"{}"), Unauthorized)
    assert received(make_call(), 401, b"{}", is_overdue=True) == Refresh(TOKENS[0])
    failed(received(make_call(), 403, b"{}", is_overdue=True), PermissionDenied)


def test_a_token_request_that_is_refused_is_not_refreshed() -> None:
    failed(received(make_call("POST", is_anonymous=True), 401, EXPIRED), Unauthorized)


@pytest.mark.parametrize("content", [b"", b"  \n", SUCCESS])
def test_a_success_is_returned(content: bytes) -> None:
    assert isinstance(received(make_call("POST"), 200, content), Done)


@pytest.mark.parametrize("content", [b"<html>", b'{"status": "success", "data": {"id": "5', b'{"data": {}}', b"[]"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_success_that_the_api_did_not_write_is_an_error_and_no_retry(content: bytes, method: str) -> None:
    failed(received(make_call(method), 200, content), UnreadableResponse)


def test_a_token_response_needs_no_envelope_but_is_json() -> None:
    call = make_call("POST", is_anonymous=True)
    assert isinstance(received(call, 200, b'{"access_token": "a"}'), Done)
    failed(received(call, 200, b"<html>"), UnreadableResponse)


def test_a_body_that_is_not_whole_is_an_error() -> None:
    too_large, broken = Body("", "5000", 1000), Body("br", "", 1000)
    failed(received(make_call(), 200, problem=too_large), ResponseTooLarge)
    failed(received(make_call(), 200, problem=broken), UnreadableResponse)


def test_a_failure_in_a_success_is_a_refusal_and_an_error_leaves_a_write_open() -> None:
    fail, error = b'{"status": "fail", "data": {"heat": "too high"}}', b'{"status": "error", "message": "no"}'
    failed(received(make_call("PUT"), 200, fail), Rejected)
    assert isinstance(received(make_call("GET"), 200, error), Wait)
    failed(received(make_call("PUT"), 200, error), OutcomeUnknown)


def test_a_server_error_is_retried_for_reads_only() -> None:
    assert received(make_call(), 503) == Wait(0.5, "status 503")
    unknown = failed(received(make_call("POST"), 503), OutcomeUnknown)
    assert isinstance(unknown.__cause__, ServerError)
    assert isinstance(received(make_call("POST", is_repeatable=True), 503), Wait)
    failed(received(make_call(attempts=1), 503), ServerError)


def test_the_server_says_how_long_to_wait() -> None:
    step = received(make_call(), 429, headers={"Retry-After": "7"}, jitter=0.0)
    assert step == Wait(7.0, "status 429")
    limited = failed(received(make_call(limit_s=5), 429, headers={"Retry-After": "7"}), RateLimited)
    assert isinstance(limited, RateLimited)
    assert limited.retry_after == 7.0


def test_a_429_that_does_not_say_it_waits_until_the_known_quota_resets() -> None:
    call, silent = make_call(), Reply(429, {}, b"")
    assert call.wants_quota_of(silent)
    assert not call.wants_quota_of(Reply(429, {"retry-after": "7"}, b""))
    assert not call.wants_quota_of(Reply(503, {}, b""))
    assert not make_call(is_cross_origin=True).wants_quota_of(silent)
    assert received(call, 429, quota_spent_s=9.0, jitter=0.0) == Wait(9.0, "status 429")


def test_a_429_to_a_token_request_is_final() -> None:
    failed(received(make_call("POST", is_anonymous=True), 429, headers={"Retry-After": "1"}), RateLimited)


def test_a_missing_object_is_final() -> None:
    failed(received(make_call(), 404), NotFound)


def test_no_response_is_retried_unless_a_write_may_have_arrived() -> None:
    not_sent, lost = fault(may_be_sent=False), fault(may_be_sent=True)
    assert make_call("POST").no_response(not_sent, now=NOW, jitter=1.0) == Wait(0.5, "not sent")
    assert make_call("GET").no_response(lost, now=NOW, jitter=1.0) == Wait(0.5, "no response")
    failed(make_call("POST").no_response(lost, now=NOW, jitter=1.0), OutcomeUnknown)


@pytest.mark.parametrize("known", [{"rejected_certificate": "expired"}, {"wants_proxy_login": True}])
def test_a_fault_that_a_retry_cannot_cure_is_final(known: dict[str, Any]) -> None:
    step = make_call().no_response(fault(may_be_sent=False, **known), now=NOW, jitter=0.0)
    failed(step, ConnectionFailed)


def test_after_the_deadline_a_timeout_is_named_as_that() -> None:
    slow = fault(httpx.ReadTimeout("slow"), may_be_sent=True, is_timeout=True)
    failed(make_call().no_response(slow, now=NOW + 61, jitter=0.0), DeadlineExceeded)
    failed(make_call("PUT").no_response(slow, now=NOW + 61, jitter=0.0), OutcomeUnknown)


def test_a_secret_in_a_fault_is_masked_and_its_chain_cut() -> None:
    shown = fault(httpx.ReadError("token-0 in the text"), may_be_sent=True)
    error = failed(make_call(attempts=1).no_response(shown, now=NOW, jitter=0.0), ConnectionFailed)
    assert "token-0" not in str(error)
    assert error.__cause__ is None


def test_no_wait_passes_the_deadline() -> None:
    assert isinstance(received(make_call(limit_s=0.6), 503), Wait)
    failed(received(make_call(limit_s=0.4), 503), ServerError)


def test_the_default_deadline_starts_when_the_queue_is_left() -> None:
    call = make_call(limit_s=None)
    assert call.deadline == math.inf
    assert call.end_of_queue(NOW) == NOW + 100

    call.leave_queue(NOW, NOW + 30)
    assert call.deadline == NOW + 30 + DEFAULT_DEADLINE_S
    assert call.end_of_queue(NOW + 40) == NOW + 40 + 70
    call.leave_queue(NOW + 40, NOW + 45)  # Before another attempt: waiting there takes nothing of it.
    assert call.deadline == NOW + 35 + DEFAULT_DEADLINE_S


def test_a_deadline_of_the_caller_covers_the_queue() -> None:
    call = make_call(limit_s=60)
    call.leave_queue(NOW, NOW + 30)
    assert call.deadline == call.end_of_queue(NOW + 40) == NOW + 60


def test_quota_is_waited_for_if_it_opens_in_time() -> None:
    call = make_call(limit_s=60)
    assert call.quota_wait("minute", 0.0, NOW, NOW) is None
    assert call.quota_wait("minute", 50.0, NOW, NOW) == Wait(50.0, "minute")
    refused = call.quota_wait("minute", 50.0, NOW, NOW + 10)
    assert isinstance(refused, Fail)
    assert isinstance(refused.error, RateLimited)
    assert not refused.error.was_sent


@pytest.mark.parametrize(
    ("limit_s", "quota_s", "wait_s", "waits"),
    [
        (60, 2.0, 1.9, True),
        (60, 2.0, 2.0, False),
        (60, 2.0, 50.0, False),
        (60, math.inf, 50.0, True),
        (60, math.inf, 60.0, False),
        (10, 20.0, 15.0, False),  # The deadline comes first.
        (None, 2.0, 1.9, True),
        (None, 2.0, 3.0, False),
        (None, 200.0, 99.0, True),
        (None, 200.0, 100.0, False),
    ],
)
def test_quota_is_waited_for_only_as_long_as_the_call_is_worth(
    limit_s: float | None, quota_s: float, wait_s: float, waits: bool
) -> None:
    step = make_call(limit_s=limit_s, quota_s=quota_s).quota_wait("minute", wait_s, NOW, NOW)
    if waits:
        assert step == Wait(wait_s, "minute")
    else:
        assert isinstance(step, Fail)
        assert isinstance(step.error, RateLimited)
        assert step.error.retry_after == wait_s
        assert not step.error.was_sent
    assert make_call(quota_s=0.0).quota_wait("", 0.0, NOW, NOW) is None
