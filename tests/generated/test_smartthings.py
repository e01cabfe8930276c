"""The generated SmartThings package: requests that are not plain, and responses of every odd shape, on a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from servers.scripted import ScriptedServer, json_reply
from smartbuildings_api.smartthings import AuthenticatedClient
from smartbuildings_api.smartthings.api import authentication, devices, history, installedapps, locations
from smartbuildings_api.smartthings.api.authentication import issue_token
from smartbuildings_api.smartthings.api.devices import (
    delete_device,
    execute_device_commands,
    get_device,
    get_device_component_status,
    get_device_health,
    get_device_status,
    get_device_status_by_capability,
    get_devices,
)
from smartbuildings_api.smartthings.api.rooms import list_rooms
from smartbuildings_api.smartthings.models.command import Command
from smartbuildings_api.smartthings.models.commands import Commands
from smartbuildings_api.smartthings.models.component_status import ComponentStatus
from smartbuildings_api.smartthings.models.device_type import DeviceType
from smartbuildings_api.smartthings.models.token_request import TokenRequest
from smartbuildings_api.smartthings.models.token_request_grant_type import TokenRequestGrantType

STATE = {"value": 71, "unit": "F", "timestamp": "2026-01-02T03:04:05.678Z"}
NULL = {"value": None}
CAPABILITY = {"temperature": STATE, "temperatureRange": NULL}
COMPONENT = {"temperatureMeasurement": CAPABILITY, "refresh": {}}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture
def client(server: ScriptedServer) -> Iterator[AuthenticatedClient]:
    with AuthenticatedClient(base_url=f"{server.url}/v1", token="t") as opened:
        yield opened


# --- requests ---------------------------------------------------------------------------------------------------------


def test_a_filter_with_several_values_is_repeated_in_the_query(
    server: ScriptedServer, client: AuthenticatedClient
) -> None:
    server.on("GET", "/v1/devices", json_reply({"items": [], "_links": {}}))

    get_devices.sync(
        client=client,
        capability=["thermostatMode", "custom.x"],
        location_id=["l1", "l2"],
        type_=[DeviceType.VIPER, DeviceType("NEW_ONE")],
        include_status=True,
        max_=200,
        page=0,
    )

    (request,) = server.requests
    assert parse_qsl(urlsplit(request.target).query) == [
        ("capability", "thermostatMode"),
        ("capability", "custom.x"),
        ("locationId", "l1"),
        ("locationId", "l2"),
        ("type", "VIPER"),
        ("type", "NEW_ONE"),
        ("includeStatus", "true"),
        ("max", "200"),
        ("page", "0"),
    ]


def test_the_builder_leaves_a_list_to_the_client_and_leaves_out_what_is_not_asked() -> None:
    built = devices.BUILDERS["getDevices"](capability=["a", "b"], include_health=False)

    assert built == ("GET", "/devices", {"capability": ["a", "b"], "includeHealth": False}, None)
    _, path, query, _ = built
    assert str(httpx.Request("GET", f"https://x{path}", params=cast("dict[str, Any]", query)).url) == (
        "https://x/devices?capability=a&capability=b&includeHealth=false"
    )


@pytest.mark.parametrize(
    ("builders", "operation", "path", "arguments", "built"),
    [
        (
            devices.BUILDERS,
            "getDeviceStatusByCapability",
            ("d/1", "hca.main", "custom.x y"),
            {},
            ("GET", "/devices/d%2F1/components/hca.main/capabilities/custom.x%20y/status", None, None),
        ),
        (
            devices.BUILDERS,
            "executeDeviceCommands",
            ("d",),
            {"body": {"commands": [{"capability": "switch", "command": "on"}]}},
            ("POST", "/devices/d/commands", {}, {"commands": [{"capability": "switch", "command": "on"}]}),
        ),
        (
            history.BUILDERS,
            "getDeviceHistory",
            (),
            {"location_id": "l", "paging_before_epoch": 1, "paging_before_hash": -2, "oldest_first": True},
            (
                "GET",
                "/history/devices",
                {"locationId": "l", "pagingBeforeEpoch": 1, "pagingBeforeHash": -2, "oldestFirst": True},
                None,
            ),
        ),
        (
            locations.BUILDERS,
            "patchLocation",
            ("l?x",),
            {"body": {"name": "Home"}},
            ("PATCH", "/locations/l%3Fx", None, {"name": "Home"}),
        ),
        (installedapps.BUILDERS, "getTokenInstallation", (), {}, ("GET", "/installedapps/me", None, None)),
        (
            authentication.BUILDERS,
            "issueToken",
            (),
            {"body": {"grant_type": "refresh_token"}},
            ("POST", "/oauth/token", None, {"grant_type": "refresh_token"}),
        ),
    ],
)
def test_a_builder_makes_the_request(
    builders: dict[str, Any], operation: str, path: tuple[str, ...], arguments: dict[str, Any], built: tuple[Any, ...]
) -> None:
    assert builders[operation](*path, **arguments) == built


def test_a_command_is_sent_with_bare_arguments(server: ScriptedServer, client: AuthenticatedClient) -> None:
    server.on("POST", "/v1/devices/d/commands", json_reply({"results": []}))
    command = Command(capability="thermostatHeatingSetpoint", command="setHeatingSetpoint", arguments=[68.5])

    execute_device_commands.sync("d", client=client, body=Commands(commands=[command]))

    (request,) = server.requests
    expected = {"capability": "thermostatHeatingSetpoint", "command": "setHeatingSetpoint", "arguments": [68.5]}
    assert (request.token, request.json()) == ("t", {"commands": [expected]})


def test_tokens_are_asked_for_with_a_form(server: ScriptedServer, client: AuthenticatedClient) -> None:
    response = {
        "access_token": "a",
        "token_type": "bearer",
        "expires_in": 86399,
        "refresh_token": "r2",
        "access_tier": 0,
    }
    server.on("POST", "/v1/oauth/token", json_reply(response))
    body = TokenRequest(grant_type=TokenRequestGrantType.REFRESH_TOKEN, client_id="c", refresh_token="r1")

    token = issue_token.sync(client=client, body=body)

    (request,) = server.requests
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.form == {"grant_type": "refresh_token", "client_id": "c", "refresh_token": "r1"}
    assert token is not None
    assert token.to_dict() == response
    assert "r2" not in repr(token)
    assert "r1" not in repr(body)


# --- responses --------------------------------------------------------------------------------------------------------


def test_responses_that_are_maps_are_read_whole(server: ScriptedServer, client: AuthenticatedClient) -> None:
    server.on("GET", "/v1/devices/d/status", json_reply({"components": {"main": COMPONENT, "1": {}}}))
    server.on("GET", "/v1/devices/d/components/main/status", json_reply(COMPONENT))
    place = "/v1/devices/d/components/main/capabilities/temperatureMeasurement/status"
    server.on("GET", place, json_reply(CAPABILITY))

    device = get_device_status.sync("d", client=client)
    component = get_device_component_status.sync("d", "main", client=client)
    capability = get_device_status_by_capability.sync("d", "main", "temperatureMeasurement", client=client)

    assert device is not None and component is not None and capability is not None
    assert device.to_dict() == {"components": {"main": COMPONENT, "1": {}}}
    assert component.to_dict() == COMPONENT
    assert component["temperatureMeasurement"]["temperature"].value == 71
    assert component["refresh"].additional_keys == []
    assert capability.to_dict() == CAPABILITY
    assert capability["temperatureRange"].value is None


def test_an_async_function_reads_a_map_too(server: ScriptedServer) -> None:
    server.on("GET", "/v1/devices/d/components/main/status", json_reply(COMPONENT))

    async def read() -> ComponentStatus | None:
        async with AuthenticatedClient(base_url=f"{server.url}/v1", token="t") as client:
            return await get_device_component_status.asyncio("d", "main", client=client)

    component = asyncio.run(read())

    assert component is not None
    assert component.to_dict() == COMPONENT


def test_an_object_without_fields_is_a_response(server: ScriptedServer, client: AuthenticatedClient) -> None:
    server.on("DELETE", "/v1/devices/d", json_reply({}))

    response = delete_device.sync_detailed("d", client=client)

    assert response.status_code == 200
    assert response.parsed is not None
    assert response.parsed.to_dict() == {}


def test_a_failed_command_in_a_response_of_status_200_is_read(
    server: ScriptedServer, client: AuthenticatedClient
) -> None:
    results = [{"id": "1", "status": "ACCEPTED"}, {"id": "2", "status": "FAILED"}, {"id": "3", "status": "NEW"}]
    server.on("POST", "/v1/devices/d/commands", json_reply({"results": results}))

    done = execute_device_commands.sync("d", client=client, body=Commands(commands=[]))

    assert done is not None
    assert [each.status for each in done.results] == ["ACCEPTED", "FAILED", "NEW"]


@pytest.mark.parametrize(
    "links",
    [{}, None, {"next": None, "previous": None}, {"next": {"href": "https://x.example/devices?max=200&page=1"}}],
)
def test_each_form_of_links_is_read(server: ScriptedServer, client: AuthenticatedClient, links: object) -> None:
    page = {"items": [{"deviceId": "d", "viper": {}, "allowed": None, "odd": 1}], "_links": links}
    server.on("GET", "/v1/devices", json_reply(page))

    found = get_devices.sync(client=client)

    assert found is not None
    assert found.to_dict() == page


def test_a_page_without_links_is_read(server: ScriptedServer, client: AuthenticatedClient) -> None:
    page = {"items": [{"roomId": "r", "name": "Attic", "backgroundImage": None}]}
    server.on("GET", "/v1/locations/l/rooms", json_reply(page))
    found = list_rooms.sync("l", client=client)
    assert found is not None
    assert found.to_dict() == page


def test_a_device_outside_of_every_room_and_a_health_without_an_id_are_read(
    server: ScriptedServer, client: AuthenticatedClient
) -> None:
    server.on("GET", "/v1/devices/d", json_reply({"deviceId": "d", "roomId": None}))
    server.on("GET", "/v1/devices/d/health", json_reply({"state": "ONLINE"}))

    device = get_device.sync("d", client=client)
    health = get_device_health.sync("d", client=client)

    assert device is not None and health is not None
    assert device.room_id is None
    assert device.to_dict() == {"deviceId": "d", "roomId": None}
    assert health.to_dict() == {"state": "ONLINE"}
