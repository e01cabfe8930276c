"""The limits and errors of Nest, against the document and the reported responses."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest

from smartbuildings._core.quota_scopes import Counted
from smartbuildings._core.responses import error_from_response
from smartbuildings.errors import (
    BadRequest,
    NotFound,
    PermissionDenied,
    PreconditionFailed,
    RateLimited,
    RequestFacts,
    ServerError,
)
from smartbuildings.nest import sdm_operations
from smartbuildings.nest.vendor import COMMANDS, NEST, SCOPE, complaints, counted_command

FACTS = RequestFacts("POST", "/v1/enterprises/p/devices/d:executeCommand")
DOCUMENT: dict[str, Any] = json.loads((files("smartbuildings_api") / "nest_sdm" / "openapi.json").read_text("utf-8"))
DESCRIBED = {
    operation["operationId"]: operation
    for item in DOCUMENT["paths"].values()
    for operation in item.values()
    if isinstance(operation, dict) and "operationId" in operation
}
TOKENS = {"exchangeToken", "exchangeWorksWithNestCode"}
PER = {
    "user and project": "endpoint",
    "user, project, device and command": "endpoint and device",
    "thermostat": "endpoint and device",
}


def published(operation_id: str) -> list[tuple[str, str, int, float]]:
    """List who is counted, kind of scope, limit and period."""
    return [
        (one["per"], PER[one["per"]], one["limit"], one["windowSeconds"])
        for one in DESCRIBED[operation_id]["x-rate-limits"]
    ]


def counted(command: str, device: str = "d") -> Counted:
    return NEST.quota.counted(counted_command(command), account="a", device=device)


@pytest.mark.parametrize("name", sorted(set(DESCRIBED) - TOKENS - {"executeDeviceCommand"}))
def test_each_read_is_counted_as_the_document_says(name: str) -> None:
    (rule,) = NEST.quota.operations[name]
    limits = [(rule.kind, limit.requests, limit.period_s) for limit in rule.limits]
    assert limits == [row[1:] for row in published(name)]
    assert (rule.endpoint, rule.is_reported) == (name, False)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_counted_as_the_document_says(command: str) -> None:
    rules = NEST.quota.operations[counted_command(command)]
    limits = [(rule.kind, limit.requests, limit.period_s) for rule in rules for limit in rule.limits]
    assert limits == [row[1:] for row in published("executeDeviceCommand")]
    per = [row[0] for row in published("executeDeviceCommand")]
    assert per == ["user and project", "user, project, device and command", "thermostat", "thermostat"]
    assert [rule.endpoint for rule in rules] == ["commands", command, "thermostat"]
    assert not any(rule.is_reported for rule in rules)


def test_every_operation_and_command_has_a_row_and_no_row_is_about_another() -> None:
    assert set(NEST.quota.operations) == (set(DESCRIBED) - TOKENS - {"executeDeviceCommand"}) | {
        counted_command(command) for command in COMMANDS
    }
    assert {row.operation_id for row in sdm_operations.EVERY} == set(DESCRIBED) - TOKENS
    assert len(COMMANDS) == len(set(COMMANDS)) == 6


def test_commands_share_the_scopes_of_the_api_and_of_the_thermostat_only() -> None:
    heat, cool, other = (counted("Fan.SetTimer"), counted("ThermostatMode.SetMode"), counted("Fan.SetTimer", "e"))
    assert [a == b for a, b in zip(heat.scopes, cool.scopes, strict=True)] == [True, False, True]
    assert [a == b for a, b in zip(heat.scopes, other.scopes, strict=True)] == [True, False, False]
    assert heat.longest_s == 3600


@pytest.mark.parametrize(
    ("text", "endpoint"),
    [
        ("Rate limited for the ExecuteDeviceCommand API for the user.", "commands"),
        ("Rate limited for the SetThermostatTemperatureHeat command for the user.", "Fan.SetTimer"),
        # It begins as the text about the thermostat does.
        ("Rate limited for the ThermostatModeSetMode command for the user.", "Fan.SetTimer"),
        ("Rate limited for the Thermostat.", "thermostat"),
        ("Rate limited.", "thermostat"),
        ("Quota exceeded for quota metric 'Requests'", "thermostat"),
        ("", "thermostat"),
    ],
)
def test_the_text_of_a_429_says_which_row_is_spent(text: str, endpoint: str) -> None:
    body = {"error": {"code": 429, "message": text, "status": "RESOURCE_EXHAUSTED"}}
    for content in (json.dumps(body).encode(), text.encode()):
        rule = counted("Fan.SetTimer").refused(content)
        assert rule is not None
        assert rule.endpoint == endpoint


def test_a_429_to_a_read_is_about_its_only_row() -> None:
    rule = NEST.quota.counted("listDevices").refused(b"Rate limited for the ExecuteDeviceCommand API for the user.")
    assert rule is not None
    assert rule.endpoint == "listDevices"
    assert NEST.quota.counted("unheard of").refused(b"Rate limited for the Thermostat.") is None


def test_no_header_reports_a_window_and_a_429_names_no_wait() -> None:
    headers = {"x-ratelimit-limit": "5", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "60", "user-id": "u"}
    assert NEST.quota.read([(name.encode(), value.encode()) for name, value in headers.items()]) == []
    assert NEST.quota.asked_wait_s(headers, b"retry in 7 s", now_epoch_s=0.0) is None
    assert NEST.quota.asked_wait_s({"retry-after": "7"}, b"", now_epoch_s=0.0) == 7.0


# -- errors


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"error": {"code": 400, "message": "Out of range.", "status": "INVALID_ARGUMENT"}}, {"": "Out of range"}),
        ({"error": {"message": "  Out of range\n"}}, {"": "Out of range"}),
        ({"error": {"message": "Two. Sentences."}}, {"": "Two. Sentences"}),
        ({"error": {"message": ""}}, {}),
        ({"error": {"message": "  "}}, {}),
        ({"error": {"message": 3}}, {}),
        ({"error": {}}, {}),
        ({"error": None}, {}),
        ({"error": "invalid_grant", "error_description": "Bad refresh token 1//planted"}, {}),
        ({"error": "invalid_grant", "message": "planted"}, {}),
        ({"message": "planted"}, {}),
        ([{"error": {"message": "x"}}], {}),
        ("error", {}),
        (None, {}),
    ],
)
def test_only_the_message_of_an_api_error_is_a_complaint(body: Any, found: dict[str, str]) -> None:
    assert complaints(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"error": {"status": "FAILED_PRECONDITION"}}, PreconditionFailed),
        ({"error": {"message": "x" * 900, "status": "FAILED_PRECONDITION"}}, PreconditionFailed),
        ({"error": {"status": "INVALID_ARGUMENT"}}, None),
        ({"error": {"status": 9}}, None),
        ({"error": {"status": ["FAILED_PRECONDITION"]}}, None),
        ({"error": {}}, None),
        ({"error": "invalid_grant"}, None),
        ({"status": "FAILED_PRECONDITION"}, None),
        ([], None),
        (None, None),
    ],
)
@pytest.mark.parametrize(("status", "usual"), [(400, BadRequest), (404, NotFound), (500, ServerError)])
def test_the_code_of_an_error_decides_its_class_where_the_status_does_not(
    body: Any, found: type[Exception] | None, status: int, usual: type[Exception]
) -> None:
    error = error_from_response(status, json.dumps(body).encode(), request=FACTS, shape=NEST.errors)

    assert type(error) is (usual if found is None or status == 500 else found)
    assert error.status == status


@pytest.mark.parametrize(
    ("status", "kind", "advice"),
    [
        (400, BadRequest, "Read the status"),
        (403, PermissionDenied, "Partner Connections page"),
        (404, NotFound, "new consent"),
        (429, RateLimited, "Call less often"),
    ],
)
def test_an_error_says_what_the_api_said_and_what_helps(status: int, kind: type[Exception], advice: str) -> None:
    body = {"error": {"code": status, "message": "Some text.", "status": "SOME_STATUS"}}
    found = error_from_response(status, json.dumps(body).encode(), request=FACTS, shape=NEST.errors)
    assert type(found) is kind
    assert "Some text. " in str(found)
    assert advice in str(found)


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "Invalid token ya29.planted, sent as Bearer ya29.planted.", "status": "X"}},
        {"error": "invalid_grant", "error_description": "Token ya29.planted has been revoked."},
    ],
)
def test_no_error_shows_a_token_that_the_body_repeats(status: int, body: dict[str, Any]) -> None:
    found = error_from_response(
        status, json.dumps(body).encode(), request=FACTS, shape=NEST.errors, secrets=("ya29.planted",)
    )
    assert "planted" not in f"{found} {found.body} {getattr(found, 'fields', '')}"


def test_scope_server_and_token_endpoint_are_those_of_the_document() -> None:
    assert DOCUMENT["security"] == [{"google": [SCOPE]}]
    assert DOCUMENT["servers"][0]["url"] == NEST.base_url
    assert urlsplit(NEST.tokens.token_url or "").path in DOCUMENT["paths"]
    assert not NEST.tokens.rotates
