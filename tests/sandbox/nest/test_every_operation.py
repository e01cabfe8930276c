"""Every operation of the document succeeds once over a socket; the fixture holds each response against the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from contract.documents import Operation, document

from smartbuildings.sandbox.nest.handlers import HANDLERS

from .conftest import COMMANDS, OPERATIONS, Api

TOKENS = {"exchangeToken", "exchangeWorksWithNestCode"}


def test_every_operation_has_a_handler_and_every_handler_an_operation() -> None:
    assert set(HANDLERS) == {operation.id for operation in OPERATIONS}


@pytest.mark.parametrize(
    "operation", [each for each in OPERATIONS if each.id not in TOKENS], ids=lambda each: str(each.id)
)
def test_an_operation_gives_what_the_document_promises(api: Api, operation: Operation) -> None:
    structure = next(iter(api.sandbox.account.structures.values()))
    path = operation.path.format(
        enterprisesId=api.sandbox.project_id,
        devicesId=api.sandbox.device_id("Living Room"),
        structuresId=structure.id,
        roomsId=next(iter(structure.rooms)),
    )
    body = {"command": f"{COMMANDS}ThermostatMode.SetMode", "params": {"mode": "COOL"}}

    answer = api.http.request(operation.method, path, json=body if operation.takes_body else None)

    assert answer.status_code == 200, answer.text
    assert operation.complaints(200, answer.content) == []
    assert answer.headers["user-id"]
    schema = operation.described["responses"]["200"]["content"]["application/json"]["schema"]
    unknown = set(_invented(schema, answer.json(), operation.id))
    assert unknown <= {"listDevices.devices[].traits.sdm.devices.traits.CameraLiveStream"}, (
        "the display is not described"
    )


def test_the_token_endpoints_give_what_the_document_promises(api: Api) -> None:
    client = {"client_id": api.client_id, "client_secret": api.sandbox.clients[api.client_id]}
    form = {"grant_type": "authorization_code", "code": api.sandbox.make_works_with_nest_code()}

    answers = [api.exchange(api.authorize()), api.http.post("/oauth2/access_token", data=client | form)]

    assert [each.status_code for each in answers] == [200, 200]
    heard = {operation.id: response for operation, response in api.heard}
    assert set(heard) == TOKENS
    for operation in (each for each in OPERATIONS if each.id in TOKENS):
        schema = operation.described["responses"]["200"]["content"]["application/json"]["schema"]
        assert list(_invented(schema, heard[operation.id].json(), operation.id)) == []


def _invented(schema: Any, value: Any, at: str) -> Iterator[str]:
    """Yield the fields of a response that the document does not know."""
    schema = _whole(schema)
    if isinstance(value, list):
        for each in value:
            yield from _invented(schema.get("items", {}), each, f"{at}[]")
    elif isinstance(value, dict) and "properties" in schema:
        for name, each in value.items():
            if name in schema["properties"]:
                yield from _invented(schema["properties"][name], each, f"{at}.{name}")
            else:
                yield f"{at}.{name}"


def _whole(schema: Any) -> Any:
    if "$ref" in schema:
        return _whole(document("nest_sdm")["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    merged = dict(schema)
    for part in schema.get("allOf", []):
        merged |= _whole(part)
    return merged
