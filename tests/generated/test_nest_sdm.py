"""The generated package of Nest's API: commands, dotted names of traits, and lists without items, over a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from servers.scripted import ScriptedServer, json_reply
from smartbuildings_api.nest_sdm import AuthenticatedClient
from smartbuildings_api.nest_sdm.api.devices import execute_device_command, get_device, list_devices
from smartbuildings_api.nest_sdm.api.structures import list_rooms
from smartbuildings_api.nest_sdm.models.execute_device_command_request import ExecuteDeviceCommandRequest
from smartbuildings_api.nest_sdm.models.execute_device_command_request_params import (
    ExecuteDeviceCommandRequestParams,
)
from smartbuildings_api.nest_sdm.models.list_rooms_response import ListRoomsResponse
from smartbuildings_api.nest_sdm.types import Unset

TRAIT = "sdm.devices.traits."
DEVICE: dict[str, Any] = {
    "name": "enterprises/p/devices/d",
    "type": "sdm.devices.types.THERMOSTAT",
    "traits": {
        f"{TRAIT}ThermostatMode": {"availableModes": ["HEAT", "FROST"], "mode": "FROST"},
        f"{TRAIT}ThermostatTemperatureSetpoint": {},
        f"{TRAIT}Fan": {},
        f"{TRAIT}Temperature": {"ambientTemperatureCelsius": 19.73},
        f"{TRAIT}Sprinkler": {"isWet": True},
    },
    "parentRelations": [{"parent": "enterprises/p/structures/s/rooms/r"}, {}],
    "odd": [1],
}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture
def client(server: ScriptedServer) -> Iterator[AuthenticatedClient]:
    with AuthenticatedClient(base_url=server.url, token="ya29") as opened:
        yield opened


def test_a_command_goes_to_the_device(server: ScriptedServer, client: AuthenticatedClient) -> None:
    server.on("POST", "/v1/enterprises/p/devices/d%2F1:executeCommand", json_reply({}))
    params = ExecuteDeviceCommandRequestParams.from_dict({"mode": "HEAT"})
    body = ExecuteDeviceCommandRequest(command="sdm.devices.commands.ThermostatMode.SetMode", params=params)

    done = execute_device_command.sync("p", "d/1", client=client, body=body)

    (request,) = server.requests
    assert request.token == "ya29"
    assert request.json() == {"command": "sdm.devices.commands.ThermostatMode.SetMode", "params": {"mode": "HEAT"}}
    assert done is not None
    assert done.to_dict() == {}


def test_traits_are_read_by_their_dotted_names_and_others_are_kept(
    server: ScriptedServer, client: AuthenticatedClient
) -> None:
    server.on("GET", "/v1/enterprises/p/devices/d", json_reply(DEVICE))

    device = get_device.sync("p", "d", client=client)

    assert device is not None
    assert not isinstance(device.traits, Unset)
    mode = device.traits.sdm_devices_traits_thermostat_mode
    assert not isinstance(mode, Unset)
    assert mode.mode == "FROST"
    assert device.traits["sdm.devices.traits.Sprinkler"] == {"isWet": True}
    assert device.to_dict() == DEVICE


def test_a_list_without_items_is_an_empty_object(server: ScriptedServer, client: AuthenticatedClient) -> None:
    server.on("GET", "*", json_reply({}))

    async def read_rooms() -> ListRoomsResponse | None:
        async with AuthenticatedClient(base_url=server.url, token="ya29") as opened:
            return await list_rooms.asyncio("p", "s", client=opened)

    devices = list_devices.sync("p", client=client, filter_="customName=wing")
    rooms = asyncio.run(read_rooms())

    assert devices is not None
    assert rooms is not None
    assert isinstance(devices.devices, Unset)
    assert isinstance(rooms.rooms, Unset)
    first, second = server.requests
    assert (first.path, first.query) == ("/v1/enterprises/p/devices", {"filter": "customName=wing"})
    assert second.path == "/v1/enterprises/p/structures/s/rooms"
