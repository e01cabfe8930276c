"""Every operation of the document succeeds once over a socket; the fixture holds each response against the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest
from contract.documents import Operation, document

from smartbuildings.sandbox.smartthings.handlers import HANDLERS

from .conftest import OPERATIONS, Api

BODIES: Mapping[str, Any] = {
    "createLocation": {"name": "Third", "countryCode": "USA", "temperatureScale": "C", "latitude": 40.0},
    "updateLocation": {"name": "Renamed", "regionRadius": 200},
    "patchLocation": {"name": "Patched"},
    "createRoom": {"name": "Attic"},
    "updateRoom": {"name": "Loft"},
    "createMode": {"label": "Holiday"},
    "updateMode": {"label": "Vacation"},
    "setCurrentMode": {"modeId": "{modeId}"},
    "updateDevice": {"label": "Renamed"},
    "executeDeviceCommands": {"commands": [{"capability": "switch", "command": "off"}]},
    "saveSubscription": {"sourceType": "DEVICE", "device": {"deviceId": "{deviceId}", "capability": "switch"}},
}


def test_every_operation_has_a_handler_and_every_handler_an_operation() -> None:
    assert set(HANDLERS) == {operation.id for operation in OPERATIONS}


@pytest.mark.parametrize("prefix", ["", "/v1"])
@pytest.mark.parametrize(
    "operation", [each for each in OPERATIONS if each.id != "issueToken"], ids=lambda each: each.id
)
def test_an_operation_gives_what_the_document_promises(api: Api, operation: Operation, prefix: str) -> None:
    known = _prepare(api, operation)
    path = operation.path.format(**known)
    query = {"locationId": known["locationId"]} if operation.id == "getDeviceHistory" else {}

    answer = api.http.request(
        operation.method, prefix + path, params=query, json=_filled(BODIES.get(operation.id), known)
    )

    assert answer.status_code == 200, answer.text
    assert operation.complaints(200, answer.content) == []
    assert {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"} <= set(answer.headers)
    schema = operation.described["responses"]["200"]["content"]["application/json"]["schema"]
    assert list(_invented(schema, answer.json(), operation.id)) == []


def _prepare(api: Api, operation: Operation) -> dict[str, str]:
    sandbox = api.sandbox
    location = next(iter(sandbox.account.locations.values()))
    if operation.described["tags"][0] in ("installedapps", "subscriptions"):
        api.consent("r:devices:*", "r:installedapps", "w:installedapps", "l:installedapps")
    app = next(iter(sandbox.consents.apps.values()))
    known = {
        "locationId": location.id,
        "roomId": next(iter(location.rooms)),
        "modeId": list(location.modes)[1],
        "sceneId": next(iter(location.scenes)),
        "deviceId": sandbox.device_id("plug"),
        "componentId": "main",
        "capabilityId": "switch",
        "installedAppId": app.id,
    }
    if "{subscriptionId}" in operation.path:
        body = _filled(BODIES["saveSubscription"], known)
        known["subscriptionId"] = api.send("POST", f"/installedapps/{app.id}/subscriptions", body)["id"]
    return known


def _filled(body: Any, known: Mapping[str, str]) -> Any:
    if isinstance(body, dict):
        return {name: _filled(value, known) for name, value in body.items()}
    return body.format(**known) if isinstance(body, str) and body.startswith("{") else body


def _invented(schema: Any, value: Any, at: str) -> Iterator[str]:
    """Yield the fields of a response that the document does not know."""
    schema = _whole(schema)
    if isinstance(value, list):
        for each in value:
            yield from _invented(schema.get("items", {}), each, f"{at}[]")
    elif isinstance(value, dict) and ("properties" in schema or "additionalProperties" in schema):
        for name, each in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
            if inner is None:
                yield f"{at}.{name}"
            else:
                yield from _invented(inner, each, f"{at}.{name}")


def _whole(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return {}
    if "$ref" in schema:
        return _whole(document("smartthings")["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    merged = dict(schema)
    for part in schema.get("allOf", []):
        merged |= _whole(part)
    return merged


def test_operations_are_judged_by_the_fixture_too(api: Api) -> None:
    api.get("/devices")

    ((operation, response),) = api.heard
    wrong = attrs.evolve(operation, described={"responses": {"default": {"description": "nothing"}}})
    assert wrong.complaints("default", response.content) == ["a body, where the document has none"]
