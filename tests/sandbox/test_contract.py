"""Every operation of both documents, called once with success: status, body and fields are those of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from smartbuildings.sandbox.ecobee.documents import VERSIONS, documents
from smartbuildings.sandbox.ecobee.handlers import HANDLERS
from smartbuildings.sandbox.http.document import Operation, load_document

from .conftest import CREDENTIALS, Api

OPERATIONS = [operation for document in documents().values() for operation in document.operations]

ADDRESS = {
    "address": "1 Yonge St",
    "city": "Toronto",
    "country": "CA",
    "latitude": 43.64,
    "longitude": -79.37,
    "postalCode": "M5E 1W7",
    "state": "ON",
    "timeZone": "America/Toronto",
}
COMFORT = {"name": "Evening", "heatTemperature": 69, "coolTemperature": 77.5}

BODIES: Mapping[str, Any] = {
    "getToken": CREDENTIALS,
    "createBuilding": {"name": "New Court", "size": 5000, "addressDetails": ADDRESS},
    "updateBuilding": {"name": "Renamed", "size": 0, "addressDetails": ADDRESS},
    "registerThermostat": {"thermostatId": "511000000001"},
    "updateBaseThermostat": {"name": "Unit 9", "thermostatName": "My Home"},
    "updateAlertSettings": {
        "lowTemperatureAlert": {"enabled": True, "value": 50},
        "hvacMaintenanceReminder": {"enabled": True, "lastMaintenanceDate": "2026-01-01", "maintenanceInterval": 3},
    },
    "setHvacMode": {"hvacMode": "auto"},
    "setHeatHold": {"desiredTemperature": 68.5, "type": "nextTransition"},
    "setCoolHold": {"desiredTemperature": 80, "type": "indefinite"},
    "setAutoHold": {"desiredHeatTemperature": 66, "desiredCoolTemperature": 78, "type": "nextTransition"},
    "setFanHold": {"fan": "on", "type": "nextTransition"},
    "setTenantMode": {"isTenantMode": True},
    "setResidentMode": {"isResidentMode": True},
    "updateThermostatSettings": {"heatRange": {"min": 50, "max": 75}, "fanMinimumOnTime": 10, "holdAction": "4hour"},
    "bulkUpdateThermostatSettings": {"thermostatIds": ["{thermostatId}"], "settings": {"fanMinimumOnTime": 5}},
    "updateThermostatAccessControl": {"enabled": True, "passcode": "1234", "passcodeProtected": {"settings": True}},
    "createComfortSetting": COMFORT,
    "updateComfortSetting": {"heatTemperature": 68},
    "updateThermostatSchedule": {
        "days": ["monday"],
        "firstTimeBlock": "08:00",
        "lastTimeBlock": "23:59",
        "comfortRef": "sleep",
    },
}


def _name(operation: Operation) -> str:
    return f"{operation.version}-{operation.operation_id}"


def test_both_documents_are_whole() -> None:
    assert {version: len(document.operations) for version, document in documents().items()} == {"v1": 25, "v2": 37}


def test_every_operation_has_a_handler_and_every_handler_an_operation() -> None:
    assert set(HANDLERS) == {operation.operation_id for operation in OPERATIONS}


@pytest.mark.parametrize("operation", OPERATIONS, ids=_name)
def test_the_answer_is_the_documents(api: Api, operation: Operation) -> None:
    answer = _call(api, operation)

    assert 200 <= answer.status_code < 300, answer.text
    assert str(answer.status_code) in operation.responses, "a status that the document does not have"
    described = operation.responses[str(answer.status_code)]
    if described is None:
        assert answer.content == b""
        return
    assert answer.headers["content-type"] == "application/json"
    assert described.problems(answer.json()) == {}
    schema = _answer_schema(operation, answer.status_code)
    assert list(_invented(operation.version, schema, answer.json())) == []


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.needs_token], ids=_name)
def test_every_refusal_is_the_documents_too(api: Api, operation: Operation) -> None:
    unknown = {"buildingId": "0" * 24, "thermostatId": "1", "comfortRef": "nowhere"}

    for answer in (
        _call(api, operation, authorization="Bearer nonsense"),
        _call(api, operation, parameters=unknown),
        _call(api, operation, body=b"[]" if operation.body else None),
    ):
        if answer.is_success:
            continue
        described = operation.responses[str(answer.status_code)]
        assert described is not None
        assert described.problems(answer.json()) == {}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_document_is_the_one_that_ships(version: str) -> None:
    assert load_document(f"ecobee_{version}")["openapi"].startswith("3.0")


def _call(
    api: Api,
    operation: Operation,
    *,
    parameters: Mapping[str, str] | None = None,
    authorization: str | None = None,
    body: bytes | None = None,
) -> Any:
    thermostat = api.in_mode("auto").removeprefix("/thermostats/")
    building = api.sandbox.building_ids[0]
    comfort = "home"
    if operation.operation_id == "deleteComfortSetting":
        comfort = api.post(f"/thermostats/{thermostat}/comfortSettings", COMFORT)["comfortRef"]
    if operation.operation_id == "deleteBuilding":
        building = api.post("/buildings", BODIES["createBuilding"])["id"]
    known = {"buildingId": building, "thermostatId": thermostat, "comfortRef": comfort} | dict(parameters or {})
    headers = {} if authorization is None else {"authorization": authorization}
    if body is not None:
        return api.http.request(
            operation.method,
            operation.path.format(**known),
            content=body,
            headers=headers | {"content-type": "application/json"},
        )
    given = _filled(BODIES.get(operation.operation_id), known)
    return api.http.request(operation.method, operation.path.format(**known), json=given, headers=headers)


def _filled(body: Any, known: Mapping[str, str]) -> Any:
    if isinstance(body, dict):
        return {name: _filled(value, known) for name, value in body.items()}
    if isinstance(body, list):
        return [_filled(value, known) for value in body]
    return body.format(**known) if isinstance(body, str) and body.startswith("{") else body


def _answer_schema(operation: Operation, status: int) -> Any:
    source = documents()[operation.version].source
    answer = source["paths"][operation.path][operation.method.lower()]["responses"][str(status)]
    return answer["content"]["application/json"]["schema"]


def _invented(version: str, schema: Any, value: Any, at: str = "") -> Iterator[str]:
    """Yield the fields of an answer that the document does not know."""
    properties, items = _members(version, schema)
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in properties:
                yield f"{at}.{name}"
            else:
                yield from _invented(version, properties[name], each, f"{at}.{name}")
    elif isinstance(value, list) and items is not None:
        for each in value:
            yield from _invented(version, items, each, f"{at}[]")


def _members(version: str, schema: Any) -> tuple[dict[str, Any], Any]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _members(version, documents()[version].source["components"]["schemas"][name])
    properties, items = dict(schema.get("properties", {})), schema.get("items")
    for part in schema.get("allOf", []):
        more, other = _members(version, part)
        properties |= more
        items = items or other
    return properties, items
