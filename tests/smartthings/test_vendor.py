"""What the description of SmartThings says about limits and errors, against the document and the reported responses."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from smartbuildings._core.responses import error_from_response
from smartbuildings.errors import BadRequest, Conflict, PermissionDenied, RequestFacts, Unprocessable
from smartbuildings.sandbox import RateRow
from smartbuildings.sandbox.smartthings.enterprise import ENTERPRISE_ROWS
from smartbuildings.smartthings import operations
from smartbuildings.smartthings.enterprise import describe_enterprise
from smartbuildings.smartthings.vendor import ERRORS, SMARTTHINGS, describe_vendor

FACTS = RequestFacts("POST", "/v1/devices/1/commands")


def read(api: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("smartbuildings_api") / api / "openapi.json").read_text("utf-8"))
    return found


def by_operation_id(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        operation["operationId"]: operation
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "operationId" in operation
    }


DESCRIBED = by_operation_id(read("smartthings"))


@pytest.mark.parametrize("name", sorted(set(DESCRIBED) - {"issueToken"}))
def test_each_operation_is_counted_as_the_document_says(name: str) -> None:
    published = DESCRIBED[name].get("x-rate-limits", [])

    (rule,) = SMARTTHINGS.quota.operations[name]

    per = {"principal": "endpoint", "device": "endpoint and device"}
    expected = [(per[one["per"]], one["limit"], one["windowSeconds"]) for one in published]
    assert [(rule.kind, limit.requests, limit.period_s) for limit in rule.limits] == expected
    assert rule.is_reported


def test_every_row_of_the_table_is_about_operations_of_the_document() -> None:
    assert set(SMARTTHINGS.quota.operations) == set(DESCRIBED) - {"issueToken"}
    assert {row.operation_id for row in operations.EVERY} <= set(DESCRIBED)


def test_every_operation_on_a_device_that_is_counted_for_it_names_the_device() -> None:
    of_device = {
        row.operation_id
        for row in operations.EVERY
        for vendor in (SMARTTHINGS, describe_enterprise())
        if vendor.quota.operations[row.operation_id][0].kind == "endpoint and device"
    }
    assert {row.operation_id for row in operations.EVERY if row.is_of_device} == of_device


def test_the_rate_table_of_the_enterprise_api_is_that_of_its_document_beside_the_public_rows() -> None:
    own = read("smartthings_enterprise")
    documented = own["x-rate-limits"] | {
        name: operation["x-rate-limits"]
        for name, operation in by_operation_id(own).items()
        if "x-rate-limits" in operation
    }
    kinds = {"principal": "endpoint", "room": "endpoint and device"}
    rows = describe_enterprise().quota.operations

    assert own["x-rate-limits"].keys() <= rows.keys()
    assert "listLocationGroups" in rows
    for name, (row, *_) in rows.items():
        if name not in documented:
            assert row == SMARTTHINGS.quota.operations[name][0], name
            continue
        (rate,) = documented[name]
        assert [(limit.requests, limit.period_s) for limit in row.limits] == [(rate["limit"], rate["windowSeconds"])], (
            name
        )
        assert row.kind == kinds[rate["per"]], name
    assert describe_enterprise().quota.vendor != SMARTTHINGS.quota.vendor


def test_the_sandbox_counts_as_the_document_of_the_enterprise_api_says() -> None:
    own = read("smartthings_enterprise")
    operations = by_operation_id(own)
    for name, row in ENTERPRISE_ROWS.items():
        (rate,) = own["x-rate-limits"].get(name) or operations[name]["x-rate-limits"]
        assert row == RateRow(rate["limit"], rate["windowSeconds"], rate["per"]), name
    assert own["x-rate-limits"].keys() <= ENTERPRISE_ROWS.keys()


@pytest.mark.parametrize(("in_seconds", "wait_s"), [(False, 40.0), (True, 40_000.0)])
def test_the_unit_of_the_reset_is_a_setting(in_seconds: bool, wait_s: float) -> None:
    rules = describe_vendor(reset_in_seconds=in_seconds).quota

    assert rules.asked_wait_s({"x-ratelimit-reset": "40000"}, b"", now_epoch_s=0.0) == wait_s


@pytest.mark.parametrize(
    ("headers", "message", "wait_s"),
    [
        ({}, "attempt 12 limit 10 - retry in 40582 millis", 40.582),
        ({"x-ratelimit-reset": "50000"}, "attempt 12 limit 10 - retry in 40582 millis", 50.0),
        ({"x-ratelimit-reset": "30000"}, "attempt 12 limit 10 - retry in 40582 millis", 40.582),
        ({"x-ratelimit-reset": "3"}, "Rate limit exceded.", 1.0),
        ({"retry-after": "2"}, "retry in 40582 millis", 2.0),
        ({}, "Rate limit exceded.", None),
    ],
)
def test_the_wait_of_a_429_is_the_longest_that_header_and_body_name(
    headers: dict[str, str], message: str, wait_s: float | None
) -> None:
    inner = {"code": "TooManyRequestError", "message": message, "details": []}
    body = {"requestId": "1", "error": {"code": "TooManyRequestError", "message": "Too Many", "details": [inner]}}

    assert SMARTTHINGS.quota.asked_wait_s(headers, json.dumps(body).encode(), now_epoch_s=0.0) == wait_s


def nested(code: str, message: str, *details: object, target: str | None = None) -> dict[str, object]:
    found: dict[str, object] = {"code": code, "message": message, "details": list(details)}
    return found if target is None else {**found, "target": target}


@pytest.mark.parametrize(
    ("error", "fields"),
    [
        (
            nested(
                "ConstraintViolationError",
                "The request is malformed.",
                nested(
                    "UnprocessableEntityError", "must have a maximum value of 30", target="commands[0].arguments[0]"
                ),
            ),
            {"commands[0].arguments[0]": "must have a maximum value of 30"},
        ),
        (
            nested("Outer", "outer", nested("Middle", "middle", nested("Inner", "inner", target="a"), target="b")),
            {"a": "inner"},
        ),
        (
            nested("Outer", "outer", nested("A", "first", target="a"), nested("B", "second", target="b")),
            {"a": "first", "b": "second"},
        ),
        (nested("LimitError", "outer", nested("LimitError", "too many rooms")), {"": "too many rooms"}),
        (nested("ConflictError", "invalid device state"), {}),
        ({"code": "X", "message": "y", "details": None}, {}),
        ({"code": "X", "message": "y", "details": [None, 3, {"code": "OnlyACode"}]}, {"": "OnlyACode"}),
    ],
)
def test_the_deepest_details_are_shown_by_their_targets(error: dict[str, object], fields: dict[str, str]) -> None:
    body = json.dumps({"requestId": "1", "error": error}).encode()

    found = error_from_response(422, body, request=FACTS, shape=ERRORS)

    assert isinstance(found, Unprocessable)
    assert found.fields == fields
    for text in fields.values() if fields else [str(error["message"])]:
        assert text in str(found)


def test_a_403_says_that_there_may_be_no_such_resource() -> None:
    found = error_from_response(403, b"", request=FACTS, shape=ERRORS)

    assert isinstance(found, PermissionDenied)
    assert "where there is no such device, location or component" in str(found)


def test_a_409_and_a_422_are_different_errors() -> None:
    body = json.dumps({"error": nested("ConflictError", "invalid device state")}).encode()

    conflict = error_from_response(409, body, request=FACTS, shape=ERRORS)

    assert isinstance(conflict, Conflict)
    assert "ConflictError: invalid device state" in str(conflict)
    assert "may be offline" in str(conflict)
    assert not isinstance(error_from_response(422, body, request=FACTS, shape=ERRORS), Conflict)


@pytest.mark.parametrize("body", [b'{"error": "invalid_grant", "error_description": "Invalid"}', b"<html>", b"[]", b""])
def test_errors_of_other_shapes_are_errors_all_the_same(body: bytes) -> None:
    assert isinstance(error_from_response(400, body, request=FACTS, shape=ERRORS), BadRequest)
