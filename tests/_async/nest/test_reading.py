"""Structures and thermostats are read with few requests, and odd responses do not stop the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from servers.nest import NestServer, device, error_reply
from servers.scripted import Reply, Request, json_reply

from smartbuildings import Ability, Action, AsyncNest, AsyncPortfolio, FanMode, Mode, Temperature
from smartbuildings.errors import InvalidRequest, NotFound, PermissionDenied, ServerError, UnreadableResponse
from smartbuildings.events import Event, IdChanged
from smartbuildings.nest.enums import HvacStatus, ThermostatMode

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncNest]


async def thermostat_ids(things: Any) -> list[str]:
    return [each.id async for each in things]


async def test_one_list_has_the_status_of_every_thermostat_and_no_display(
    make_client: Maker, vendor: NestServer
) -> None:
    display = vendor.sandbox.device_id("Kitchen Display")

    found = [each async for each in make_client().thermostats.statuses()]

    assert [each.thermostat.id for each in found] == [each for each in vendor.sandbox.device_ids if each != display]
    assert all(each.error is None and each.status is not None and each.status.temperature for each in found)
    assert (vendor.lists, vendor.reads) == (1, 0)


async def test_a_status_has_the_values_of_the_traits(make_client: Maker, vendor: NestServer) -> None:
    names = ("Living Room", "Upstairs", "Office", "Guest Suite", "Lounge")
    client = make_client()
    assert client.thermostats.get(vendor.sandbox.device_id("Lounge")).abilities >= {Ability.FAN_FOR}
    listed = {each.status.id: each async for each in client.thermostats.statuses() if each.status is not None}

    heat, auto, off, eco, plain = (listed[vendor.sandbox.device_id(name)].status for name in names)

    assert heat and auto and off and eco and plain
    assert (heat.mode, heat.is_online, heat.is_eco, heat.fan_mode) == (Mode.HEAT, True, False, FanMode.AUTO)
    assert heat.set_points.heat is not None and heat.set_points.cool is None
    assert heat.action is Action.HEATING
    assert (auto.mode, auto.native_mode) == (Mode.AUTO, ThermostatMode.HEATCOOL)
    assert auto.set_points.heat is not None and auto.set_points.cool is not None
    assert (off.mode, off.set_points.heat, off.set_points.cool) == (Mode.OFF, None, None)
    assert (eco.is_eco, eco.mode, eco.set_points.heat) == (True, Mode.AUTO, None)
    assert eco.eco_set_points.heat == Temperature.c(15.34473)
    assert (plain.fan_mode, plain.supported_modes) == (None, (ThermostatMode.HEAT, ThermostatMode.OFF))
    assert Ability.FAN_FOR not in listed[plain.id].thermostat.abilities
    assert not client.drift.entries


async def test_info_costs_no_request_after_a_list_and_one_when_that_is_too_old(
    make_client: Maker, vendor: NestServer, later: Callable[[float], None]
) -> None:
    client = make_client()
    thermostats = [each async for each in client.thermostats]

    infos = [await each.info() for each in thermostats]
    later(59)
    infos += [await client.thermostats.get(vendor.sandbox.device_id("Lounge")).info()]

    assert {each.name for each in infos} >= {"Living Room", "Lounge"}
    assert all(each.building_id in vendor.sandbox.structure_ids and each.room_id for each in infos)
    assert (vendor.lists, vendor.reads) == (1, 0)
    later(2)
    assert (await thermostats[0].info()).name == "Living Room"
    assert (vendor.lists, vendor.reads) == (1, 1)
    assert (await thermostats[0].info()).modes == (Mode.HEAT, Mode.COOL, Mode.AUTO, Mode.OFF)
    assert (vendor.lists, vendor.reads) == (1, 1), "the single read is as good as a list"


async def test_a_thermostat_without_a_name_has_that_of_its_room(make_client: Maker, vendor: NestServer) -> None:
    info = await make_client().thermostats.get(vendor.sandbox.device_id("")).info()

    assert (info.custom_name, info.name) == (None, info.room_name)
    assert info.room_name


async def test_a_structure_has_its_thermostats_and_rooms(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()

    structures = [each async for each in client.buildings]

    assert [each.id for each in structures] == vendor.sandbox.structure_ids
    names = [(await each.info()).name for each in structures]
    assert all(names) and len(set(names)) == 2
    assert len(vendor.requests_for("GET", f"/v1/{vendor.sandbox.project}/structures")) == 1
    first = client.buildings.get(structures[0].id)
    assert (await first.info()).name == names[0]
    rooms = await first.rooms()
    assert {each.building_id for each in rooms} == {first.id}
    assert [each.name for each in rooms][:2] == ["Living Room", "Kitchen"]
    assert await first.room(str(rooms[1].id)) == rooms[1]
    apart = [await thermostat_ids(each.thermostats) for each in structures]
    assert [len(each) for each in apart] == [6, 6]
    assert [*apart[0], *apart[1]] == await thermostat_ids(client.thermostats)


async def test_what_is_not_shared_is_left_out_and_refused_with_advice(make_client: Maker, vendor: NestServer) -> None:
    hidden, shown = vendor.sandbox.structure_ids
    vendor.sandbox.set_shared(hidden, False)
    client = make_client()

    assert await thermostat_ids(client.buildings) == [shown]
    assert len(await thermostat_ids(client.thermostats)) == 6
    with pytest.raises(PermissionDenied, match=r"may no longer share .* Partner Connections page"):
        await client.thermostats.get(vendor.sandbox.device_id("Living Room")).status()
    with pytest.raises(PermissionDenied):
        await client.buildings.get(hidden).rooms()


async def test_an_account_that_shares_nothing_has_nothing(make_client: Maker, vendor: NestServer) -> None:
    for each in vendor.sandbox.structure_ids:
        vendor.sandbox.set_shared(each, False)
    client = make_client()

    assert await thermostat_ids(client.thermostats) == await thermostat_ids(client.buildings) == []

    path = vendor.requests_for("GET", vendor.devices_path)[0]
    assert vendor.forward(path).body == b"{}"


async def test_a_limit_ends_a_list_early(make_client: Maker) -> None:
    found = [each.thermostat.id async for each in make_client().thermostats.statuses(limit=3)]
    none = [each async for each in make_client().thermostats.statuses(limit=0)]

    assert (len(found), none) == (3, [])


async def read_names(portfolio: AsyncPortfolio) -> None:
    """Let a portfolio learn the names of its thermostats."""
    async for listed in portfolio.thermostats:
        assert listed.thermostat is not None
        await listed.thermostat.info()


# -- pages, which the documents do not have


async def test_a_list_that_names_a_next_page_is_followed(make_client: Maker, vendor: NestServer) -> None:
    mode = {"mode": "HEAT"}
    pages = {
        None: {"devices": [device("a", ThermostatMode=mode)], "nextPageToken": "second page"},
        "second page": {"devices": [device("b", ThermostatMode=mode)], "nextPageToken": "third"},
        "third": {"devices": [device("c", ThermostatMode=mode)], "nextPageToken": ""},
    }
    vendor.on("GET", vendor.devices_path, lambda request: json_reply(pages[request.query.get("pageToken")]))
    client = make_client()

    assert await thermostat_ids(client.thermostats) == ["a", "b", "c"]

    asked = [each.query for each in vendor.requests_for("GET", vendor.devices_path)]
    assert asked == [{}, {"pageToken": "second page"}, {"pageToken": "third"}]
    assert not client.drift.entries


async def test_pages_that_lead_in_a_circle_are_stopped(make_client: Maker, vendor: NestServer) -> None:
    following = {"": "1", "1": "2", "2": "1"}

    def page(request: Request) -> Reply:
        return json_reply({"structures": [], "nextPageToken": following[request.query.get("pageToken", "")]})

    path = f"/v1/{vendor.sandbox.project}/structures"
    vendor.on("GET", path, page)

    with pytest.raises(UnreadableResponse, match="circle"):
        await thermostat_ids(make_client().buildings)

    assert len(vendor.requests_for("GET", path)) == 3


# -- odd responses


async def test_a_page_of_html_is_not_taken_for_an_empty_account(make_client: Maker, vendor: NestServer) -> None:
    html = Reply(200, {"Content-Type": "text/html"}, b"<html>Sign in</html>")
    vendor.on("GET", vendor.devices_path, html)
    vendor.on("GET", vendor.device_path("Lounge"), html, Reply(200, body=b""))
    client = make_client()

    for _ in range(2):
        with pytest.raises(UnreadableResponse):
            await client.thermostats.get(vendor.sandbox.device_id("Lounge")).status()
    with pytest.raises(UnreadableResponse, match="not a JSON object"):
        await thermostat_ids(client.thermostats)


async def test_a_server_error_is_retried_and_then_raised(make_client: Maker, vendor: NestServer) -> None:
    down = error_reply(503, "UNAVAILABLE", "The service is currently unavailable.")
    vendor.on("GET", vendor.devices_path, down, down, vendor.forward, down)
    client = make_client()

    assert len(await thermostat_ids(client.thermostats)) == 12
    with client.options(attempts=2), pytest.raises(ServerError, match="currently unavailable"):
        await thermostat_ids(client.thermostats)

    assert vendor.lists == 5


async def test_every_trait_and_field_may_be_missing(make_client: Maker, vendor: NestServer) -> None:
    home = {"parent": "enterprises/p/structures/s", "displayName": "Home"}
    odd = [
        device("bare", ThermostatHvac={}),
        device("fan", ThermostatMode={"mode": "COOL"}, Fan={}),
        {"name": "enterprises/project/devices/nothing"},
        {},
        device("orphan", ThermostatEco={"mode": "OFF"}) | {"parentRelations": [{}, {"displayName": "Attic"}, home]},
    ]
    vendor.on("GET", vendor.devices_path, json_reply({"devices": odd}))
    client = make_client()

    found = {each.thermostat.id: each async for each in client.thermostats.statuses()}

    assert list(found) == ["bare", "fan", "orphan"]
    bare, fan = found["bare"].status, found["fan"].status
    assert bare is not None and fan is not None
    assert (bare.mode, bare.temperature, bare.is_eco, bare.is_online, bare.action) == (None,) * 5
    assert (fan.mode, fan.fan_mode, fan.set_points.cool) == (Mode.COOL, None, None)
    info = await found["orphan"].thermostat.info()
    assert (info.building_id, info.room_id, info.name) == ("s", None, "Home")


async def test_values_that_this_release_does_not_know_are_kept_and_reported(
    make_client: Maker, vendor: NestServer
) -> None:
    traits = {
        "ThermostatMode": {"mode": "DEHUMIDIFY", "availableModes": ["HEAT", "DEHUMIDIFY"]},
        "ThermostatEco": {"mode": "AUTO_ECO"},
        "ThermostatHvac": {"status": "DEFROSTING"},
        "Connectivity": {"status": "SLEEPING"},
        "Temperature": {"ambientTemperatureCelsius": "warm"},
    }
    body = device("new", **traits) | {"addedLater": 1}
    vendor.on("GET", f"{vendor.devices_path}/new", json_reply(body))
    client = make_client()

    status = await client.thermostats.get("new").status()

    assert (str(status.native_mode), str(status.mode), status.action) == ("DEHUMIDIFY", "dehumidify", "defrosting")
    assert (status.is_eco, status.is_online, status.temperature) == (None, None, None)
    assert status.traits.hvac_status == HvacStatus("DEFROSTING")
    drifted = {f"{each.model}.{each.field}" for each in client.drift.entries}
    assert {"Device.addedLater", "ThermostatTraits.ambientTemperatureCelsius"} <= drifted


# -- ids


async def test_an_id_that_is_not_found_is_explained(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()

    with pytest.raises(NotFound, match="id, which can change"):
        await client.thermostats.get("AVPHwEunknown").status()
    with pytest.raises(NotFound):
        await client.buildings.get("unknown").info()
    with pytest.raises(NotFound, match="project id"):
        await thermostat_ids(make_client(project_id="another-project").thermostats)
    with pytest.raises(InvalidRequest, match="no trait of a thermostat"):
        await client.thermostats.get(vendor.sandbox.device_id("Kitchen Display")).status()


async def test_what_cannot_be_an_id_is_refused_before_a_request(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()
    wrong: Any
    for wrong in ("", "a/b", "..", "a?b", "ä", None, 7, f"{vendor.devices_path}/x"):
        with pytest.raises(InvalidRequest, match="not an id of Nest"):
            client.thermostats.get(wrong)
        with pytest.raises(InvalidRequest):
            client.buildings.get(wrong)
        with pytest.raises(InvalidRequest):
            await client.buildings.get("s").room(wrong)
    assert vendor.requests == []


async def test_an_id_that_has_changed_is_found_again_in_a_portfolio_for_reads_only(
    make_client: Maker, vendor: NestServer, later: Callable[[float], None]
) -> None:
    heard: list[Event] = []
    old = vendor.sandbox.device_id("Lounge")
    async with AsyncPortfolio({"home": make_client()}, observers=[heard.append]) as portfolio:
        lounge = portfolio.thermostats.get(f"home/{old}")
        await read_names(portfolio)
        new = vendor.sandbox.change_id(old)
        later(61)

        status = await lounge.status()

        assert status.id == new
        assert lounge.moved_to == f"home/{new}"
        assert IdChanged(f"home/{old}", f"home/{new}") in heard
        with pytest.raises(InvalidRequest, match=r"portfolio\.confirm"):
            await lounge.set_mode(Mode.OFF)
        assert vendor.commands == []
        portfolio.confirm(f"home/{old}", f"home/{new}")
        await lounge.set_mode(Mode.OFF)
        assert vendor.commands == [("ThermostatMode.SetMode", {"mode": "OFF"})]


@pytest.mark.parametrize("name", ["", "Thermostat"])
async def test_an_id_is_not_found_again_by_a_name_that_is_missing_or_that_two_have(
    make_client: Maker, vendor: NestServer, later: Callable[[float], None], name: str
) -> None:
    ids = [each.id for each in vendor.sandbox.account.devices.values() if each.custom_name == name]
    if name:  # Put both into one room: neither the name nor the place tells them apart then.
        first, second = (vendor.sandbox.account.devices[each] for each in ids)
        second.room_id = first.room_id
    async with AsyncPortfolio({"home": make_client()}) as portfolio:
        lost = portfolio.thermostats.get(f"home/{ids[0]}")
        await read_names(portfolio)
        for each in ids:
            vendor.sandbox.change_id(each)
        if not name:  # The name of its room is not enough once there is another thermostat in that room.
            taken = vendor.sandbox.account.devices[vendor.sandbox.device_id("")]
            other = vendor.sandbox.account.devices[vendor.sandbox.device_id("Kitchen")]
            other.room_id, other.custom_name = taken.room_id, ""
            vendor.sandbox.change_id(other.id)
        later(61)

        with pytest.raises(NotFound):
            await lost.status()

        assert lost.moved_to is None
        with pytest.raises(NotFound):
            await lost.set_mode(Mode.OFF)
