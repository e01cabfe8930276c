"""Structures, rooms and devices: what an account has, what its owner shares, and ids that change."""

from __future__ import annotations

import json
from typing import Any

import pytest

from smartbuildings.sandbox import NestSandbox, Request

from .conftest import TRAITS, Api

THERMOSTAT = "sdm.devices.types.THERMOSTAT"


def traits_of(device: dict[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(TRAITS): trait for name, trait in device["traits"].items()}


def thermostats(api: Api) -> list[dict[str, Any]]:
    return [traits_of(each) for each in api.get("/devices")["devices"] if each["type"] == THERMOSTAT]


def test_structures_have_rooms_with_names(api: Api) -> None:
    structures = api.get("/structures")["structures"]

    assert len(structures) == 2
    for structure in structures:
        assert structure["traits"]["sdm.structures.traits.Info"]["customName"]
        path = structure["name"].removeprefix(api.sandbox.project)
        assert api.get(path) == structure
        rooms = api.get(f"{path}/rooms")["rooms"]
        assert len({room["traits"]["sdm.structures.traits.RoomInfo"]["customName"] for room in rooms}) == 6
        assert all(room["name"].startswith(structure["name"] + "/rooms/") for room in rooms)
        assert api.get(rooms[0]["name"].removeprefix(api.sandbox.project)) == rooms[0]


def test_a_device_says_where_it_is(api: Api) -> None:
    rooms = {
        room["name"]: room["traits"]["sdm.structures.traits.RoomInfo"]["customName"]
        for structure in api.get("/structures")["structures"]
        for room in api.get(structure["name"].removeprefix(api.sandbox.project) + "/rooms")["rooms"]
    }

    devices = api.get("/devices")["devices"]

    assert len(devices) == 13
    for device in devices:
        (relation,) = device["parentRelations"]
        assert relation == {"parent": device["assignee"], "displayName": rooms[device["assignee"]]}
        assert api.get(device["name"].removeprefix(api.sandbox.project)) == device
    assert len({device["assignee"].partition("/rooms/")[0] for device in devices}) == 2


def test_there_is_a_thermostat_of_every_kind(api: Api) -> None:
    found = thermostats(api)
    modes = [each["ThermostatMode"]["mode"] for each in found]
    names = [each["Info"]["customName"] for each in found]

    assert len(found) == 12
    assert set(modes) == {"HEAT", "COOL", "HEATCOOL", "OFF"}
    assert {tuple(each["ThermostatMode"]["availableModes"]) for each in found} == {
        ("HEAT", "COOL", "HEATCOOL", "OFF"),
        ("HEAT", "OFF"),
    }
    assert [each["ThermostatEco"]["mode"] for each in found].count("MANUAL_ECO") == 1
    assert {each["Settings"]["temperatureScale"] for each in found} == {"CELSIUS", "FAHRENHEIT"}
    assert [each["Connectivity"]["status"] for each in found].count("OFFLINE") == 1
    assert [each.get("Fan") for each in found].count({}) == 1
    assert ["Fan" in each for each in found].count(False) == 1
    assert ["Humidity" in each for each in found].count(False) == 1
    assert names.count("") == 1
    assert names.count("Thermostat") == 2
    assert {type(each["Humidity"]["ambientHumidityPercent"]) for each in found if "Humidity" in each} == {int, float}


def test_set_points_are_those_of_the_mode(api: Api) -> None:
    expected = {"HEAT": {"heatCelsius"}, "COOL": {"coolCelsius"}, "HEATCOOL": {"heatCelsius", "coolCelsius"}}

    for each in thermostats(api):
        mode = each["ThermostatMode"]["mode"] if each["ThermostatEco"]["mode"] == "OFF" else "Eco"
        assert set(each["ThermostatTemperatureSetpoint"]) == expected.get(mode, set())


def test_temperatures_have_the_noise_of_short_floats(api: Api) -> None:
    temperatures = [each["Temperature"]["ambientTemperatureCelsius"] for each in thermostats(api)]

    assert all(10 < each < 30 for each in temperatures)
    assert any(each != round(each, 2) for each in temperatures)
    assert all(abs(each - round(each, 2)) < 2e-5 for each in temperatures)


def test_one_device_is_a_display_without_the_traits_of_a_thermostat(api: Api) -> None:
    (display,) = [each for each in api.get("/devices")["devices"] if each["type"] != THERMOSTAT]

    assert display["type"] == "sdm.devices.types.DISPLAY"
    assert set(traits_of(display)) == {"Info", "CameraLiveStream"}


def test_rooms_warm_by_the_worlds_physics(api: Api) -> None:
    def ambient() -> float:
        return float(api.trait("Living Room", "Temperature")["ambientTemperatureCelsius"])

    api.sandbox.set_temperature(api.sandbox.device_id("Living Room"), 12.0)
    assert ambient() == 12.0
    assert api.trait("Living Room", "ThermostatHvac") == {"status": "HEATING"}

    api.sandbox.clock.advance(900)
    before = ambient()
    api.sandbox.clock.advance(6 * 3600)
    api.use(api.sandbox.make_consent()["access_token"])

    assert 12.0 < before < ambient()
    set_point = api.trait("Living Room", "ThermostatTemperatureSetpoint")["heatCelsius"]
    assert ambient() == pytest.approx(set_point, abs=0.6)


def test_an_offline_thermostat_keeps_its_last_readings(api: Api) -> None:
    device_id = api.sandbox.device_id("Living Room")
    api.http.patch(f"/_sandbox/devices/{device_id}", json={"is_online": False})
    before = api.trait("Living Room", "Temperature")
    api.http.patch(f"/_sandbox/devices/{device_id}", json={"temperature": 12})

    assert api.trait("Living Room", "Connectivity") == {"status": "OFFLINE"}
    assert api.trait("Living Room", "Temperature") == before

    api.sandbox.set_online(device_id, True)
    assert api.trait("Living Room", "Temperature") == {"ambientTemperatureCelsius": 12.0}


# -- counts and filters


def test_the_same_seed_gives_the_same_account() -> None:
    def listed(seed: int) -> Any:
        sandbox = NestSandbox(seed, speed=0)
        headers = {"authorization": f"Bearer {sandbox.make_consent()['access_token']}"}
        return sandbox.handle(Request("GET", f"/v1/{sandbox.project}/devices", "", headers)).json()

    assert listed(1) == listed(1)
    assert listed(1) != listed(2)


def test_an_account_without_devices_is_an_empty_object() -> None:
    sandbox = NestSandbox(structures=1, devices=0, speed=0)
    headers = {"authorization": f"Bearer {sandbox.make_consent()['access_token']}"}

    assert sandbox.handle(Request("GET", f"/v1/{sandbox.project}/devices", "", headers)).body == b"{}"


@pytest.mark.parametrize(("structures", "devices"), [(0, 1), (1001, 1), (1, -1), (1, 10_001)])
def test_impossible_counts_are_refused(structures: int, devices: int) -> None:
    with pytest.raises(ValueError, match="1 to 1,000 structures"):
        NestSandbox(1, structures, devices)


def test_a_filter_wants_a_part_of_the_custom_name(api: Api) -> None:
    found = api.get("/devices", filter="customName=Kit")["devices"]

    assert [traits_of(each)["Info"]["customName"] for each in found] == ["Kitchen", "Kitchen Display"]
    assert api.get("/devices", filter="customName=nothing") == {}
    structure = api.get("/structures")["structures"][1]
    name = structure["traits"]["sdm.structures.traits.Info"]["customName"]
    assert api.get("/structures", filter=f"customName={name[2:]}") == {"structures": [structure]}
    assert api.get("/structures", filter="customName=nothing") == {}
    assert api.error("/devices", filter="type=x")[:2] == (400, "INVALID_ARGUMENT")


def test_a_name_that_the_query_does_not_have_is_refused(api: Api) -> None:
    status = 400, "INVALID_ARGUMENT"

    assert api.error("/devices", pageSize=5)[:2] == status
    assert api.error("/structures", pageToken="x")[:2] == status
    assert api.error(f"/devices/{api.sandbox.device_ids[0]}", filter="customName=x")[:2] == status
    assert api.get("/devices", alt="json", prettyPrint="false", **{"$.xgafv": 2})["devices"]
    many = "&".join(f"alt={each}" for each in range(600))
    assert api.http.get(f"{api.home}/devices?{many}").status_code == 400


def test_what_does_not_exist_is_not_found(api: Api) -> None:
    structure = api.sandbox.structure_ids[0]
    project = api.sandbox.project
    for path, what in (
        ("/devices/unknown", f"Device {project}/devices/unknown"),
        ("/structures/unknown", f"Structure {project}/structures/unknown"),
        ("/structures/unknown/rooms", f"Structure {project}/structures/unknown"),
        (f"/structures/{structure}/rooms/unknown", f"Room {project}/structures/{structure}/rooms/unknown"),
    ):
        assert api.error(path) == (404, "NOT_FOUND", f"{what} not found.")
    other = api.http.get("/v1/enterprises/another/devices").json()["error"]
    assert (other["code"], other["message"]) == (404, "Enterprise enterprises/another not found.")
    assert api.http.get("/v1/enterprises").headers["content-type"].startswith("text/html")
    wrong = api.http.delete(f"{api.home}/devices")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")


# -- what the user shares


def test_what_is_not_shared_is_forbidden_and_missing_from_lists(api: Api) -> None:
    first, second = api.sandbox.structure_ids
    device = api.sandbox.device_ids[0]
    forbidden = (403, "PERMISSION_DENIED", "The caller does not have permission")

    api.http.patch(f"/_sandbox/structures/{first}", json={"is_shared": False})

    (structure,) = api.get("/structures")["structures"]
    assert structure["name"].endswith(second)
    assert first not in json.dumps(api.get("/devices"))
    assert len(api.get("/devices")["devices"]) == 6
    assert api.error(f"/structures/{first}") == forbidden
    assert api.error(f"/structures/{first}/rooms") == forbidden
    assert api.error(f"/devices/{device}") == forbidden
    assert api.command(device, "ThermostatMode.SetMode", mode="HEAT").status_code == 403

    api.sandbox.set_shared(first, True)
    assert len(api.get("/devices")["devices"]) == 13
    api.sandbox.set_shared(first, False)
    api.sandbox.set_shared(second, False)
    assert api.get("/devices") == api.get("/structures") == {}


def test_a_device_with_a_new_id_is_the_same_device(api: Api) -> None:
    before = api.get("/devices")["devices"]
    old = api.sandbox.device_id("Upstairs")

    new = api.http.patch(f"/_sandbox/devices/{old}", json={"has_new_id": True}).json()["id"]

    assert new != old
    assert api.error(f"/devices/{old}")[:2] == (404, "NOT_FOUND")
    after = api.get("/devices")["devices"]
    assert [each["name"].rpartition("/")[2] == new for each in after].index(True) == 2, "its place in the list stays"
    assert [{**each, "name": ""} for each in after] == [{**each, "name": ""} for each in before]
    assert api.sandbox.change_id(new) not in (old, new)


def test_the_sandboxs_own_routes_refuse_what_cannot_be(api: Api) -> None:
    display = api.sandbox.device_id("Kitchen Display")

    assert api.http.patch(f"/_sandbox/devices/{display}", json={"is_online": False}).status_code == 400
    assert api.http.patch("/_sandbox/devices/unknown", json={"is_online": False}).status_code == 404
    with pytest.raises(ValueError, match="cannot have a temperature"):
        api.sandbox.set_temperature(api.sandbox.device_ids[0], float("nan"))
    overview = api.http.get("/_sandbox").json()
    assert (overview["structures"], overview["devices"]) == (2, 13)
