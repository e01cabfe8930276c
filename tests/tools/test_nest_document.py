"""The document of Nest: the vendor's methods and schemas, our traits and commands, and a mark on every part."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tools.discovery import PREFIX, differences
from tools.documents import read_document
from tools.generate import Api
from tools.generator import operations

FOLDER = Path(__file__).parents[2] / "spec" / "nest-sdm"
SCOPE = "https://www.googleapis.com/auth/sdm.service"
HERE = "/v1/enterprises/{enterprisesId}"
# Operation, request, query, body, response, and requests a minute for each user and project.
METHODS: list[tuple[str, str, list[str], str | None, str, int]] = [
    ("listDevices", f"GET {HERE}/devices", ["filter"], None, "ListDevicesResponse", 5),
    ("getDevice", f"GET {HERE}/devices/{{devicesId}}", [], None, "Device", 10),
    (
        "executeDeviceCommand",
        f"POST {HERE}/devices/{{devicesId}}:executeCommand",
        [],
        "ExecuteDeviceCommandRequest",
        "ExecuteDeviceCommandResponse",
        10,
    ),
    ("listStructures", f"GET {HERE}/structures", ["filter"], None, "ListStructuresResponse", 5),
    ("getStructure", f"GET {HERE}/structures/{{structuresId}}", [], None, "Structure", 5),
    ("listRooms", f"GET {HERE}/structures/{{structuresId}}/rooms", [], None, "ListRoomsResponse", 5),
    ("getRoom", f"GET {HERE}/structures/{{structuresId}}/rooms/{{roomsId}}", [], None, "Room", 5),
]
# The vendor's schemas; `object` stands for a free object.
SCHEMAS: dict[str, dict[str, str]] = {
    "ListDevicesResponse": {"devices": "[Device]"},
    "ListStructuresResponse": {"structures": "[Structure]"},
    "ListRoomsResponse": {"rooms": "[Room]"},
    "Device": {"name": "string", "type": "string", "traits": "object", "parentRelations": "[ParentRelation]"},
    "ParentRelation": {"parent": "string", "displayName": "string"},
    "Structure": {"name": "string", "traits": "object"},
    "Room": {"name": "string", "traits": "object"},
    "ExecuteDeviceCommandRequest": {"command": "string", "params": "object"},
    "ExecuteDeviceCommandResponse": {"results": "object"},
}
TRAITS: dict[str, dict[str, Any]] = {
    "Info": {"customName": "string"},
    "Connectivity": {"status": ["ONLINE", "OFFLINE"]},
    "Humidity": {"ambientHumidityPercent": "number"},
    "Temperature": {"ambientTemperatureCelsius": "number"},
    "Settings": {"temperatureScale": ["CELSIUS", "FAHRENHEIT"]},
    "Fan": {"timerMode": ["ON", "OFF"], "timerTimeout": "string"},
    "ThermostatMode": {
        "availableModes": [["HEAT", "COOL", "HEATCOOL", "OFF"]],
        "mode": ["HEAT", "COOL", "HEATCOOL", "OFF"],
    },
    "ThermostatEco": {
        "availableModes": [["MANUAL_ECO", "OFF"]],
        "mode": ["MANUAL_ECO", "OFF"],
        "heatCelsius": "number",
        "coolCelsius": "number",
    },
    "ThermostatHvac": {"status": ["HEATING", "COOLING", "OFF"]},
    "ThermostatTemperatureSetpoint": {"heatCelsius": "number", "coolCelsius": "number"},
}
INFERRED = {
    "Device.assignee",
    "other",
    *(f"{status} of exchangeWorksWithNestCode" for status in (401, 403, 429)),
    "default of exchangeWorksWithNestCode",
    *(f"{status} of exchangeToken" for status in (401, 403, 429)),
}


@cache
def document() -> dict[str, Any]:
    return read_document(FOLDER / "openapi.yaml")


def discovery() -> dict[str, Any]:
    """Write the tables in the form of a discovery document."""

    def typed(kind: str) -> dict[str, Any]:
        if kind.startswith("["):
            return {"type": "array", "items": {"$ref": PREFIX + kind[1:-1]}}
        return {"type": kind}

    methods = {}
    for name, request, query, body, response, _ in METHODS:
        verb, _, path = request.partition(" ")
        method: dict[str, Any] = {
            "httpMethod": verb,
            "flatPath": path.removeprefix("/"),
            "parameters": {"name": {"location": "path"}, **{each: {"location": "query"} for each in query}},
            "response": {"$ref": PREFIX + response},
        }
        if body is not None:
            method["request"] = {"$ref": PREFIX + body}
        methods[name] = method
    schemas = {
        PREFIX + name: {"type": "object", "properties": {key: typed(kind) for key, kind in fields.items()}}
        for name, fields in SCHEMAS.items()
    }
    return {
        "auth": {"oauth2": {"scopes": {SCOPE: {}}}},
        "resources": {"enterprises": {"methods": methods}},
        "schemas": schemas,
    }


# -- the vendor's part


def test_the_document_and_the_vendors_agree() -> None:
    assert differences(document(), discovery()) == []


def of(found: dict[str, Any], *way: str) -> Any:
    for step in way:
        found = found[step]
    return found


METHODS_OF = ("resources", "enterprises", "methods")
CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a method is gone": (lambda d: of(d, *METHODS_OF).pop("getRoom"), "only in our document"),
    "a method is new": (
        lambda d: of(d, *METHODS_OF).update(more={**of(d, *METHODS_OF, "getRoom"), "flatPath": "v1/more"}),
        "method GET /v1/more: only in the discovery document",
    ),
    "a query is new": (
        lambda d: of(d, *METHODS_OF, "listRooms", "parameters").update(pageSize={"location": "query"}),
        "pageSize",
    ),
    "a response is another": (
        lambda d: of(d, *METHODS_OF, "getRoom").update(response={"$ref": PREFIX + "Device"}),
        "'response': 'Room'} here",
    ),
    "a body is gone": (lambda d: of(d, *METHODS_OF, "executeDeviceCommand").pop("request"), "'request': None"),
    "a schema is new": (
        lambda d: d["schemas"].update({PREFIX + "More": {"properties": {}}}),
        "schema More: only in the",
    ),
    "a schema is gone": (lambda d: d["schemas"].pop(PREFIX + "Room"), "schema Room: only in our document"),
    "a property is new": (
        lambda d: of(d, "schemas", PREFIX + "Room", "properties").update(size={"type": "integer"}),
        "property Room.size: only in the discovery document",
    ),
    "a property is gone": (
        lambda d: of(d, "schemas", PREFIX + "Device", "properties").pop("type"),
        "property Device.type: only in our document",
    ),
    "a type is another": (
        lambda d: of(d, "schemas", PREFIX + "Device", "properties", "name").update(type="integer"),
        "property Device.name: string here, integer in the discovery document",
    ),
    "items are others": (
        lambda d: of(d, "schemas", PREFIX + "ListRoomsResponse", "properties", "rooms").update(
            items={"type": "string"}
        ),
        "array of $Room here, array of string",
    ),
    "the scope is another": (lambda d: d["auth"]["oauth2"].update(scopes={"more": {}}), "scopes: "),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_difference_is_found(change: str) -> None:
    edit, expected = CHANGES[change]
    theirs = copy.deepcopy(discovery())
    edit(theirs)

    (found, *_) = [each for each in differences(document(), theirs) if expected in each]

    assert expected in found


# -- operations


@pytest.mark.parametrize(("name", "request_line", "per_minute"), [(each[0], each[1], each[5]) for each in METHODS])
def test_each_operation_has_its_scope_and_its_limit(name: str, request_line: str, per_minute: int) -> None:
    verb, _, path = request_line.partition(" ")
    operation = document()["paths"][path][verb.lower()]

    assert operation["operationId"] == name
    assert operation.get("security", document()["security"]) == [{"google": [SCOPE]}]
    first = operation["x-rate-limits"][0]
    assert first == {"limit": per_minute, "windowSeconds": 60, "per": "user and project", "x-mark": "known"}


def test_a_command_is_counted_for_its_thermostat_too() -> None:
    limits = document()["paths"][f"{HERE}/devices/{{devicesId}}:executeCommand"]["post"]["x-rate-limits"]

    assert [(each["limit"], each["windowSeconds"], each["per"]) for each in limits[1:]] == [
        (5, 60, "user, project, device and command"),
        (5, 60, "thermostat"),
        (100, 3600, "thermostat"),
    ]


def test_tokens_come_from_another_host_without_a_token() -> None:
    operation = document()["paths"]["/oauth2/v4/token"]

    assert operation["servers"] == [{"url": "https://www.googleapis.com"}]
    assert operation["post"]["security"] == []
    fields = document()["components"]["schemas"]["TokenResponse"]
    assert "required" not in fields
    assert {"refresh_token", "refresh_token_expires_in"} <= set(fields["properties"])


def test_the_tokens_of_works_with_nest_have_neither_type_nor_refresh_token() -> None:
    operation = document()["paths"]["/oauth2/access_token"]

    assert operation["servers"] == [{"url": "https://api.home.nest.com"}]
    assert operation["post"]["security"] == []
    assert list(operation["post"]["requestBody"]["content"]) == ["application/x-www-form-urlencoded"]
    assert set(document()["components"]["schemas"]["WorksWithNestToken"]["properties"]) == {
        "access_token",
        "expires_in",
    }


def test_each_operation_is_generated() -> None:
    assert {operation["operationId"] for _, _, operation in operations(Api(FOLDER).simplified())} == {
        *(each[0] for each in METHODS),
        "exchangeToken",
        "exchangeWorksWithNestCode",
    }
    assert document()["servers"] == [{"url": "https://smartdevicemanagement.googleapis.com"}]


# -- traits and commands


def kind_of(schema: Mapping[str, Any]) -> Any:
    if schema["type"] == "array":
        return [kind_of(schema["items"])]
    return schema.get("enum", schema["type"])


def test_the_traits_of_devices_have_their_fields() -> None:
    schemas = document()["components"]["schemas"]
    traits = schemas["DeviceTraits"]["properties"]

    found = {
        name.removeprefix("sdm.devices.traits."): {
            key: kind_of(each)
            for key, each in schemas[trait["allOf"][0]["$ref"].rpartition("/")[2]]["properties"].items()
        }
        for name, trait in traits.items()
    }

    assert found == TRAITS
    assert all(name.startswith("sdm.devices.traits.") for name in traits)
    assert set(schemas["StructureTraits"]["properties"]) == {"sdm.structures.traits.Info"}
    assert set(schemas["RoomTraits"]["properties"]) == {"sdm.structures.traits.RoomInfo"}


def test_nothing_in_a_response_is_required() -> None:
    schemas = document()["components"]["schemas"]

    required = {name: each["required"] for name, each in schemas.items() if "required" in each}

    assert required == {
        "SetModeParams": ["mode"],
        "SetEcoParams": ["mode"],
        "SetHeatParams": ["heatCelsius"],
        "SetCoolParams": ["coolCelsius"],
        "SetRangeParams": ["heatCelsius", "coolCelsius"],
        "SetTimerParams": ["timerMode"],
        "TokenRequest": ["grant_type", "client_id", "client_secret"],
        "WorksWithNestTokenRequest": ["client_id", "client_secret", "code", "grant_type"],
    }


# -- marks


def marked() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for item in document()["paths"].values():
        for verb, operation in item.items():
            if verb not in ("get", "post"):
                continue
            yield operation["operationId"], operation
            for parameter in (*item.get("parameters", ()), *operation.get("parameters", ())):
                yield f"{parameter['name']} of {operation['operationId']}", parameter
            for status, response in operation["responses"].items():
                if "$ref" not in response:
                    yield f"{status} of {operation['operationId']}", response
    parts = document()["components"]
    for name, schema in parts["schemas"].items():
        yield name, schema
        yield from ((f"{name}.{key}", each) for key, each in schema["properties"].items())
    yield from parts["responses"].items()


def test_every_part_has_its_mark_and_what_is_inferred_its_basis() -> None:
    found = dict(marked())

    assert len(found) > 100
    assert {name for name, part in found.items() if part["x-mark"] == "inferred"} == INFERRED
    assert {part["x-mark"] for part in found.values()} == {"known", "inferred"}
    assert {name for name, part in found.items() if "x-basis" in part} == INFERRED
