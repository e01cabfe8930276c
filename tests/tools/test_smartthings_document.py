"""The SmartThings document: every operation that is publicly known, each with its scopes, errors, limits and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from smartbuildings.smartthings.operations import EVERY
from tools.documents import read_document
from tools.generate import Api
from tools.generator import operations

FOLDER = Path(__file__).parents[2] / "spec" / "smartthings"
MARKS = {"known", "carried", "inferred"}

R, W, X = "r:locations:*", "w:locations:*", "x:locations:*"
DEVICES = "r:devices:*"
# What is publicly known: the request, and the scopes of which one is enough. An empty string: any token will do.
EXPECTED: Mapping[str, tuple[str, list[str]]] = {
    "listLocations": ("GET /locations", [R, "l:locations"]),
    "createLocation": ("POST /locations", [W]),
    "getLocation": ("GET /locations/{locationId}", [R]),
    "updateLocation": ("PUT /locations/{locationId}", [W]),
    "patchLocation": ("PATCH /locations/{locationId}", [W]),
    "deleteLocation": ("DELETE /locations/{locationId}", [W]),
    "listRooms": ("GET /locations/{locationId}/rooms", [R]),
    "createRoom": ("POST /locations/{locationId}/rooms", [W]),
    "getRoom": ("GET /locations/{locationId}/rooms/{roomId}", [R]),
    "updateRoom": ("PUT /locations/{locationId}/rooms/{roomId}", [W]),
    "deleteRoom": ("DELETE /locations/{locationId}/rooms/{roomId}", [W]),
    "listRoomDevices": ("GET /locations/{locationId}/rooms/{roomId}/devices", [DEVICES]),
    "listModes": ("GET /locations/{locationId}/modes", [R]),
    "createMode": ("POST /locations/{locationId}/modes", [W]),
    "getMode": ("GET /locations/{locationId}/modes/{modeId}", [R]),
    "updateMode": ("PUT /locations/{locationId}/modes/{modeId}", [W]),
    "deleteMode": ("DELETE /locations/{locationId}/modes/{modeId}", [W]),
    "getCurrentMode": ("GET /locations/{locationId}/modes/current", [R]),
    "setCurrentMode": ("PUT /locations/{locationId}/modes/current", [X]),
    "getDevices": ("GET /devices", [DEVICES, "l:devices"]),
    "getDevice": ("GET /devices/{deviceId}", [DEVICES]),
    "updateDevice": ("PUT /devices/{deviceId}", ["w:devices:*"]),
    "deleteDevice": ("DELETE /devices/{deviceId}", ["w:devices:*"]),
    "executeDeviceCommands": ("POST /devices/{deviceId}/commands", ["x:devices:*"]),
    "getDeviceStatus": ("GET /devices/{deviceId}/status", [DEVICES]),
    "getDeviceComponentStatus": ("GET /devices/{deviceId}/components/{componentId}/status", [DEVICES]),
    "getDeviceStatusByCapability": (
        "GET /devices/{deviceId}/components/{componentId}/capabilities/{capabilityId}/status",
        [DEVICES],
    ),
    "getDeviceHealth": ("GET /devices/{deviceId}/health", [DEVICES]),
    "listInstallations": ("GET /installedapps", ["l:installedapps"]),
    "getInstallation": ("GET /installedapps/{installedAppId}", ["r:installedapps:*"]),
    "deleteInstallation": ("DELETE /installedapps/{installedAppId}", ["w:installedapps:*"]),
    "getTokenInstallation": ("GET /installedapps/me", [""]),
    "listSubscriptions": ("GET /installedapps/{installedAppId}/subscriptions", [""]),
    "saveSubscription": (
        "POST /installedapps/{installedAppId}/subscriptions",
        [DEVICES, R, "r:security:locations:*:armstate", "r:hubs", "r:scenes:*"],
    ),
    "deleteAllSubscriptions": ("DELETE /installedapps/{installedAppId}/subscriptions", [""]),
    "getSubscription": ("GET /installedapps/{installedAppId}/subscriptions/{subscriptionId}", [""]),
    "deleteSubscription": ("DELETE /installedapps/{installedAppId}/subscriptions/{subscriptionId}", [""]),
    "listScenes": ("GET /scenes", ["r:scenes:*"]),
    "executeScene": ("POST /scenes/{sceneId}/execute", ["x:scenes:*"]),
    "getDeviceHistory": ("GET /history/devices", [DEVICES]),
    "issueToken": ("POST /oauth/token", []),
}
# Requests, seconds, and what is counted together: the newer of the vendor's two tables.
RATES = {
    "getLocation": (250, 60, "principal"),
    "getInstallation": (200, 60, "principal"),
    "getDevices": (1000, 900, "principal"),
    "getDevice": (400, 900, "device"),
    "getDeviceStatus": (350, 60, "device"),
    "getDeviceComponentStatus": (350, 60, "device"),
    "getDeviceStatusByCapability": (350, 60, "device"),
    "executeDeviceCommands": (120, 60, "device"),
    "saveSubscription": (60, 900, "principal"),
    "deleteAllSubscriptions": (15, 900, "principal"),
}


@cache
def document() -> dict[str, Any]:
    return read_document(FOLDER / "openapi.yaml")


@cache
def described() -> dict[str, tuple[str, dict[str, Any]]]:
    return {
        each["operationId"]: (f"{method.upper()} {path}", dict(each)) for method, path, each in operations(document())
    }


def component(kind: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = document()["components"][kind][name]
    return found


def resolved(thing: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in thing:
        return thing
    _, _, kind, name = thing["$ref"].split("/")
    return component(kind, name)


def test_it_is_valid_before_and_after_its_overlay() -> None:
    api = Api(FOLDER)  # these validate against OpenAPI 3.0
    unused = {
        operation["operationId"]
        for item in api.fixed()["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "x-smartbuildings-unused" in operation
    }
    assert {"createRoom", "deleteDevice", "getDeviceComponentStatus"} < unused
    assert not {row.operation_id for row in EVERY} & unused
    assert "date-time" not in str(api.simplified()["components"]["schemas"])


def test_every_known_operation_is_there_with_its_scopes_and_no_other() -> None:
    found = {}
    for name, (request, operation) in described().items():
        choices = [choice["oauth"] for choice in operation["security"] if "oauth" in choice]
        assert all(len(scopes) <= 1 for scopes in choices), name
        found[name] = (request, ["".join(scopes) for scopes in choices])
    assert found == EXPECTED


def test_tokens_are_asked_for_with_the_client_s_id_and_secret() -> None:
    assert described()["issueToken"][1]["security"] == [{"client": []}]
    assert component("securitySchemes", "client")["scheme"] == "basic"
    flow = component("securitySchemes", "oauth")["flows"]["authorizationCode"]
    urls = [flow[name] for name in ("authorizationUrl", "tokenUrl", "refreshUrl")]
    assert urls == [f"https://api.smartthings.com/v1/oauth/{name}" for name in ("authorize", "token", "token")]


def test_every_scope_in_use_is_declared() -> None:
    declared = component("securitySchemes", "oauth")["flows"]["authorizationCode"]["scopes"]
    assert {scope for _, scopes in EXPECTED.values() for scope in scopes if scope} <= declared.keys()
    assert all(text.strip() for text in declared.values())


@pytest.mark.parametrize("name", EXPECTED)
def test_each_operation_has_its_error_statuses(name: str) -> None:
    request, operation = described()[name]
    has_id, has_body = "{" in request, "requestBody" in operation
    wanted = {"200", "401", "403", "429", "default"}
    wanted |= {"400"} if has_id or has_body else set()
    wanted |= {"404"} if has_id or name == "issueToken" else set()
    wanted |= {"409"} if "/subscriptions" in request or name == "executeDeviceCommands" else set()
    wanted |= {"422"} if has_body and name != "issueToken" else set()
    assert operation["responses"].keys() == wanted


def test_error_bodies_are_what_the_api_sends() -> None:
    kinds = {name: list(each.get("content", {})) for name, each in document()["components"]["responses"].items()}
    assert kinds["unauthorized"] == ["text/html"]
    assert kinds["forbidden"] == []
    for name in ("badRequest", "notFound", "conflict", "unprocessable", "tooManyRequests"):
        assert kinds[name] == ["application/json"]
    error = component("schemas", "error")["properties"]
    assert error["details"]["items"] == {"$ref": "#/components/schemas/error"}
    assert (error["details"]["nullable"], error["target"]["nullable"]) == (True, True)
    token_error = component("schemas", "tokenErrorResponse")["properties"]["error"]
    assert token_error["type"] == "string"


def test_rate_limits_are_those_that_are_published() -> None:
    for name, (limit, window, per) in RATES.items():
        (rate,) = described()[name][1]["x-rate-limits"]
        assert (rate["limit"], rate["windowSeconds"], rate["per"]) == (limit, window, per), name
        assert rate["x-mark"] == "known"
    older = {name for name, (_, each) in described().items() if "x-rate-limits" in each} - RATES.keys()
    assert {described()[name][1]["x-rate-limits"][0]["x-mark"] for name in older} == {"inferred"}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_success_and_each_429_shows_the_rate_limit_headers(name: str) -> None:
    for status in ("200", "429"):
        headers = resolved(described()[name][1]["responses"][status])["headers"]
        assert list(headers) == ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"]


@pytest.mark.parametrize("name", ["listRoomDevices", "getDevices", "listInstallations", "listScenes"])
def test_a_page_has_two_hundred_objects_at_most(name: str) -> None:
    parameters = {each["name"]: each["schema"] for each in described()[name][1]["parameters"]}
    assert parameters["max"] == {"type": "integer", "minimum": 1, "maximum": 200}
    assert parameters["page"] == {"type": "integer", "minimum": 0}


TABLES = {"properties", "schemas", "headers", "responses", "securitySchemes"}
LISTS = {"parameters", "x-rate-limits"}


def marked(value: Any, place: str = "", is_table: bool = False, is_list: bool = False) -> Iterator[tuple[str, Any]]:
    """Give everything that needs a mark: operations, parameters, headers, responses, schemas and properties."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        where = f"{place}/{key}"
        if isinstance(each, dict) and (is_table or is_list or "operationId" in each) and "$ref" not in each:
            yield where, each
        yield from marked(each, where, not is_table and key in TABLES, not is_table and key in LISTS)


def test_everything_is_marked_and_each_conclusion_says_from_what() -> None:
    found = dict(marked(document()))
    for place in (
        "/paths//devices/get",
        "/paths//devices/get/parameters/0",
        "/components/schemas/device",
        "/components/schemas/device/properties/components",
        "/components/headers/ratelimitReset",
    ):
        assert place in found
    assert [place for place, each in found.items() if each.get("x-mark") not in MARKS] == []
    assert [place for place, each in found.items() if (each["x-mark"] == "inferred") != bool(each.get("x-basis"))] == []
    for name, (_, operation) in described().items():
        assert operation["x-scopes-mark"] in MARKS, name
        assert (operation["x-scopes-mark"] == "inferred") == ("x-scopes-basis" in operation), name


def test_everything_is_described_in_words() -> None:
    for place, each in marked(document()):
        is_a_reference_or_rate = "allOf" in each or "limit" in each
        assert is_a_reference_or_rate or each.get("description", "").strip(), place
