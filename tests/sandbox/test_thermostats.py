"""Thermostats as members of the account, and what they tell."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

import pytest

from .conftest import Api

SERIAL = "511999888777"


def test_a_building_lists_its_own_thermostats(api: Api) -> None:
    by_building = {
        building: [each["id"] for each in api.get(f"/buildings/{building}/thermostats")["items"]]
        for building in api.sandbox.building_ids
    }

    assert [len(ids) for ids in by_building.values()] == [8, 8, 8]
    assert sorted(chain.from_iterable(by_building.values())) == sorted(
        each["id"] for each in api.get("/thermostatIds")["items"]
    )
    for building, ids in by_building.items():
        assert {api.get(f"/thermostats/{each}")["buildingId"] for each in ids} == {building}


def test_a_thermostat_is_registered_and_unregistered(served: Api) -> None:
    building = served.sandbox.building_ids[1]

    registered = served("POST", f"/buildings/{building}/thermostats", {"thermostatId": SERIAL, "isResidentMode": True})
    assert registered.status_code == 201
    assert registered.json()["data"]["buildingId"] == building
    assert served.get(f"/thermostats/{SERIAL}/status")["isResidentMode"] is True
    assert SERIAL in [each["id"] for each in served.get(f"/buildings/{building}/thermostats")["items"]]

    again = served("POST", f"/buildings/{building}/thermostats", {"thermostatId": SERIAL})
    assert again.status_code == 400
    assert again.json() == {"status": "fail", "data": {"thermostatId": "is already registered"}}

    assert served("DELETE", f"/thermostats/{SERIAL}").status_code == 204
    gone = served("GET", f"/thermostats/{SERIAL}/status")
    assert (gone.status_code, gone.json()["message"]) == (404, "Thermostat not found")
    assert served.get("/thermostatIds")["count"] == 24


def test_an_unregistered_thermostat_comes_back_as_new(api: Api) -> None:
    path = api.thermostat(mode="auto")
    home = api.get(path)["buildingId"]
    api.patch(path, {"name": "Mine"})
    api.post(f"{path}/heatHold", {"desiredTemperature": 66, "type": "indefinite"})

    api("DELETE", path)
    api.post(f"/buildings/{home}/thermostats", {"thermostatId": path.rpartition("/")[2]})

    assert api.get(path)["name"] != "Mine"
    assert api.get(f"{path}/events")["holds"] == []


def test_the_portals_name_and_the_devices_name_are_apart(api: Api) -> None:
    path = api.thermostat()
    api.patch(path, {"name": "Unit 7"})

    api.patch(path, {"thermostatName": "My Home"})

    summary = api.get(path)
    assert (summary["name"], summary["thermostatName"]) == ("Unit 7", "My Home")


def test_a_thermostat_moves_to_another_building_in_v2_only(api: Api) -> None:
    first, second, third = api.sandbox.building_ids
    path = api.thermostat()
    serial = path.rpartition("/")[2]

    assert api.patch(path, {"buildingId": third})["buildingId"] == third
    assert api.get(f"/buildings/{first}/thermostats")["count"] == 7
    assert serial in [each["id"] for each in api.get(f"/buildings/{third}/thermostats")["items"]]
    assert api.v1().patch(path, {"buildingId": second})["buildingId"] == third
    assert api.patch(path, {"buildingId": first})["buildingId"] == first
    assert api.get("/thermostatIds")["count"] == 24


def test_a_move_to_nowhere_is_refused(api: Api) -> None:
    path = api.thermostat()

    answer = api("PATCH", path, {"name": "Lost", "buildingId": "0" * 24})

    assert answer.status_code == 422
    assert answer.json()["data"] == {"buildingId": "is not a building of this account"}
    assert api.get(path)["name"] != "Lost"


def test_both_versions_show_one_and_the_same_thermostat(api: Api) -> None:
    path = api.thermostat(mode="auto")
    api.v1().patch(f"{path}/tenantMode", {"isTenantMode": True})

    v1, v2 = api.v1().get(f"{path}/status"), api.get(f"{path}/status")

    assert v2.pop("isResidentMode") is v1.pop("isTenantMode") is True
    assert v1 == v2


def test_v1_does_not_tell_the_set_point_that_the_mode_does_not_use(api: Api) -> None:
    path = api.in_mode("heat")

    assert set(api.v1().get(f"{path}/status")["setPoint"]) == {"desiredHeat"}
    assert set(api.get(f"{path}/status")["setPoint"]) == {"desiredHeat", "desiredCool"}


def test_a_status_is_complete_and_in_fahrenheit(served: Api) -> None:
    status = served.get(f"{served.thermostat(mode='auto')}/status")

    assert len(status["runningEquipment"]) == 15
    assert 50 < status["temperature"] < 90
    assert status["desiredHeatRange"] == {"min": 45.0, "max": 79.0}
    assert status["heatCoolMinDelta"] == 5
    assert status["comfortSetting"] in {"Home", "Away", "Sleep", "Occupied", "Unoccupied"}


def test_sensor_values_are_text(api: Api) -> None:
    for serial in api.sandbox.thermostat_ids:
        own, *remote = api.get(f"/thermostats/{serial}/sensors")["items"]
        readings = {each["type"]: each["value"] for each in own["capability"]}
        assert set(readings) == {"temperature", "humidity", "occupancy"}
        assert all(isinstance(value, str) for value in readings.values())
        assert readings["occupancy"] in {"true", "false"}
        assert float(readings["temperature"]) == pytest.approx(
            api.get(f"/thermostats/{serial}/status")["temperature"], abs=0.06
        )
        assert all(len(sensor["code"]) == 4 for sensor in remote)


def test_the_weather_is_the_buildings(api: Api) -> None:
    first, second = (
        api.get(f"/thermostats/{api.get(f'/buildings/{building}/thermostats')['items'][0]['id']}/weather")["items"]
        for building in api.sandbox.building_ids[:2]
    )

    assert len(first) == 5
    assert first[0]["date"] == "2026-01-12T15:00:00Z"
    assert first != second
    for item in first + second:
        assert item["temperatureLow"] <= item["temperatureHigh"]
        assert datetime.fromisoformat(item["date"]).tzinfo is not None


def test_a_limit_that_is_passed_raises_an_alert(api: Api) -> None:
    path = api.thermostat()
    assert api.get(f"{path}/alerts")["items"] == []

    api.sandbox.set_temperature(path.rpartition("/")[2], 40)

    (alert,) = api.get(f"{path}/alerts")["items"]
    assert (alert["notificationType"], alert["severity"]) == ("lowTemp", "high")
    api.patch(f"{path}/alertSettings", {"lowTemperatureAlert": {"enabled": False}})
    assert api.get(f"{path}/alerts")["items"] == []


def test_some_thermostats_have_had_something_to_say_for_days(api: Api) -> None:
    now = api.sandbox.clock.now()
    talking = [
        items for each in api.sandbox.thermostat_ids if (items := api.get(f"/thermostats/{each}/alerts")["items"])
    ]

    assert 2 <= len(talking) <= 8
    for items in talking:
        assert all(datetime.fromisoformat(each["time"]) < now for each in items)
        assert [each["alertNumber"] for each in items] == list(range(1, len(items) + 1))


def test_alerts_can_be_raised_by_the_script(api: Api) -> None:
    path = api.thermostat()
    serial = path.rpartition("/")[2]

    api.sandbox.raise_alert(serial, "Replace the filter.", severity="low", notification_type="furnaceFilter")
    api.sandbox.raise_alert(serial, "Again.")

    assert [(each["alertNumber"], each["text"]) for each in api.get(f"{path}/alerts")["items"]] == [
        (1, "Replace the filter."),
        (2, "Again."),
    ]


def test_a_thermostat_can_be_taken_off_its_network(api: Api) -> None:
    path = api.thermostat()
    api.sandbox.set_connected(path.rpartition("/")[2], False)

    assert api.get(f"{path}/status")["isConnected"] is False


def test_the_offset_of_the_time_zone_follows_the_season(api: Api) -> None:
    path = api.thermostat()
    winter = api.get(path)["timeZoneOffsetMinutes"]

    api.sandbox.clock.advance(180 * 86_400)
    api.login()

    assert api.get(path)["timeZoneOffsetMinutes"] == winter + 60


@pytest.mark.parametrize("serial", ["abc", "12a", "%20", "-1", "٣"])
def test_a_serial_number_that_cannot_be_is_refused(api: Api, serial: str) -> None:
    answer = api("GET", f"/thermostats/{serial}/status")

    assert answer.status_code == 422
    assert set(answer.json()["data"]) == {"thermostatId"}


def test_registering_needs_a_building_and_a_serial_number(api: Api) -> None:
    building = api.sandbox.building_ids[0]

    assert api("POST", f"/buildings/{'0' * 24}/thermostats", {"thermostatId": SERIAL}).status_code == 404
    assert api("POST", f"/buildings/{building}/thermostats", {}).json()["data"] == {"thermostatId": "is required"}
    assert api("POST", f"/buildings/{building}/thermostats", {"thermostatId": "x"}).status_code == 422
