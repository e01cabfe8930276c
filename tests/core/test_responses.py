"""What becomes of an answer that is not a success, and which bodies pass for whole ones."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smartbuildings._core.body import Reply
from smartbuildings._core.responses import (
    Verdict,
    error_from_response,
    jsend_verdict,
)
from smartbuildings.ecobee.vendor import is_expired
from smartbuildings.errors import (
    BadRequest,
    Conflict,
    NotFound,
    PermissionDenied,
    RateLimited,
    RequestFacts,
    ServerError,
    StatusError,
    Unauthorized,
    Unprocessable,
)

FACTS = RequestFacts("GET", "/api/v2/thermostats/1/status")


def json_values(text: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | text,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
        max_leaves=12,
    )


JSON = json_values(st.text())
# Texts with brackets may fool the glance, in one cut out of very many; the generated parser then notices.
PLAIN_JSON = json_values(st.text().filter(lambda text: not set(text) & set("{}[]")))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (300, StatusError), (302, StatusError), (400, BadRequest), (401, Unauthorized), (402, StatusError),
        (403, PermissionDenied), (404, NotFound), (409, Conflict), (418, StatusError), (422, Unprocessable),
        (429, RateLimited), (500, ServerError), (502, ServerError), (520, ServerError), (599, ServerError),
    ],
)  # fmt: skip
def test_each_status_has_its_error(status: int, kind: type[StatusError]) -> None:
    error = error_from_response(status, b"{}", request=FACTS)

    assert type(error) is kind
    assert error.status == status
    assert error.request == FACTS


@given(status=st.integers(300, 599), body=st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
@example(status=400, body=b"[" * 100_000)
@example(status=422, body=b'{"data": {"a": {"b": [1]}, "": null}}')
@example(status=401, body=b'{"error": {"code": 7, "message": ["x"]}}')
def test_any_answer_makes_an_error_that_survives_a_pickle(status: int, body: bytes) -> None:
    error = error_from_response(status, body, request=FACTS, retry_after=3.0, location="/elsewhere")

    copied: Any = pickle.loads(pickle.dumps(error))

    assert (type(copied), str(copied), vars(copied)) == (type(error), str(error), vars(error))
    assert str(status) in str(error)
    assert "GET /api/v2/thermostats/1/status" in str(error)


def test_the_complaint_about_each_field_is_kept() -> None:
    body = {"status": "fail", "data": {"name": "is too long", "size": {"allowed": [0, 1]}}}

    error = error_from_response(422, json.dumps(body).encode(), request=FACTS)

    assert isinstance(error, Unprocessable)
    assert error.fields == {"name": "is too long", "size": '{"allowed": [0, 1]}'}
    assert "name: is too long" in str(error)


def test_a_complaint_about_a_passcode_stays_readable_and_does_not_repeat_it() -> None:
    body = {"status": "fail", "data": {"passcode": "'4711' is too easy to guess"}}

    error = error_from_response(422, json.dumps(body).encode(), request=FACTS, secrets=["4711"])

    assert isinstance(error, Unprocessable)
    assert error.fields == {"passcode": "'***' is too easy to guess"}
    assert "too easy to guess" in str(error)
    assert "4711" not in str(error) + error.body


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"status": "error", "message": "no such thermostat"}, "no such thermostat"),
        ({"status": "error", "message": {"reason": "deep"}}, '{"reason": "deep"}'),
        ({"error": "access_denied", "error_description": "Unauthorized"}, "access_denied: Unauthorized"),
        ({"error": {"code": "TooMany", "message": "slow down"}}, "TooMany: slow down"),
        ({"error": {"status": "INVALID_ARGUMENT", "message": "bad"}}, "INVALID_ARGUMENT: bad"),
        ({"message": "Bad token; invalid JSON"}, "Bad token; invalid JSON"),
    ],
)
def test_the_words_of_each_vendor_are_found(body: object, said: str) -> None:
    assert said in str(error_from_response(500, json.dumps(body).encode(), request=FACTS))


def test_a_gateway_s_page_survives_as_text_and_is_cut() -> None:
    page = b"<html><body><h1>502 Bad Gateway</h1>" + b"x" * 5000

    error = error_from_response(502, page, request=FACTS)

    assert "502 Bad Gateway" in error.body
    assert len(error.body) < 600
    assert len(str(error)) < 800


def test_a_redirect_is_told_and_not_followed() -> None:
    error = error_from_response(302, b"", request=FACTS, location="https://other.example/?access_token=planted")

    assert "https://other.example/" in str(error)
    assert "not followed" in str(error)
    assert "planted" not in str(error)


def test_the_wait_of_a_429_is_told() -> None:
    error = error_from_response(429, b"", request=FACTS, retry_after=17.0)

    assert isinstance(error, RateLimited)
    assert error.retry_after == 17.0
    assert "17 s" in str(error)
    assert error.was_sent


def test_a_secret_cut_in_two_by_the_length_limit_is_masked_first() -> None:
    body = b"x" * 490 + b"planted-secret" + b"y" * 100

    assert "planted" not in error_from_response(500, body, request=FACTS, secrets=["planted-secret"]).body


@pytest.mark.parametrize(
    ("status", "body", "means"),
    [
        (401, b'{"exp":"token expired"}', True),
        (401, b' {"exp": "token expired", "more": 1}', True),
        (403, b'{"exp":"token expired"}', False),
        (401, b'{"exp":"Token Expired"}', False),
        (401, b'{"message":"Bad token; invalid JSON"}', False),
        (401, b'["exp"]', False),
        (401, b"token expired", False),
        (401, b"", False),
    ],
)
def test_only_the_documented_words_mean_that_the_token_expired(status: int, body: bytes, means: bool) -> None:
    assert is_expired(status, body) is means


@given(PLAIN_JSON.filter(lambda value: isinstance(value, dict) and len(value) > 0), st.data())
def test_a_cut_success_is_none(value: dict[str, Any], data: st.DataObject) -> None:
    whole = json.dumps({"status": "success", **value}).encode()
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]

    assert jsend_verdict(Reply(200, {}, cut)) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (b"", Verdict.SUCCESS),
        (b' {"status" : "success", "data": {"status": "fail"}}', Verdict.SUCCESS),
        (b'{"data": {}, "status": "success"}', Verdict.SUCCESS),
        (b'{"status": "success", "data": {', Verdict.UNKNOWN),
        (b'{"data": {"status": "success"}, "status": "fail"}', Verdict.FAIL),
        (b'{"status": "error", "message": "no"}', Verdict.ERROR),
        (b'{"status": "unknown"}', Verdict.UNKNOWN),
        (b'{"status": "successful"}', Verdict.UNKNOWN),
        (b'{"status": ["success"]}', Verdict.UNKNOWN),
        (b'{"status": "success", "data": {}, "status": "fail"}', Verdict.UNKNOWN),
        (b'{"status": "fail", "data": {}, "status": "success"}', Verdict.UNKNOWN),
        (b'{"status": "success", "data": {}, "st\\u0061tus": "error"}', Verdict.UNKNOWN),
        (b'{"status": "success", "status": "success"}', Verdict.SUCCESS),
        (b'{"status": "success", "data": {"name": "\\u00e9", "status": "fail"}}', Verdict.SUCCESS),
        (b'[["status", "success"]]', Verdict.UNKNOWN),
        (b"{}", Verdict.UNKNOWN),
        (b"[]", Verdict.UNKNOWN),
        (b"<html>", Verdict.UNKNOWN),
        (b"<html>{}</html>", Verdict.UNKNOWN),
        (b"null", Verdict.UNKNOWN),
        (b'{"status": "success"\x00}', Verdict.UNKNOWN),
        (b'{"status": "success", "data": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", Verdict.UNKNOWN),
    ],
)
def test_a_jsend_body_succeeds_only_by_its_own_status(body: bytes, verdict: Verdict) -> None:
    assert jsend_verdict(Reply(200, {}, body)) is verdict
