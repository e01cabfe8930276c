"""What devices report: lists, pages, status at three levels, and the quirks of recorded devices."""

from __future__ import annotations

from typing import Any

import pytest

from smartbuildings.sandbox import SmartThingsSandbox

from .conftest import Api


def labels(found: dict[str, Any]) -> list[str]:
    return [each["label"] for each in found["items"]]


@pytest.mark.parametrize("prefix", ["", "/v1"])
def test_pages_are_linked_in_the_form_and_on_the_host_that_the_caller_used(api: Api, prefix: str) -> None:
    page = api.get(f"{prefix}/devices", max=10, capability="refresh")
    seen, hrefs = labels(page), []
    while "next" in page["_links"]:
        hrefs.append(page["_links"]["next"]["href"])
        page = api.http.get(hrefs[-1]).json()
        seen += labels(page)

    assert hrefs == [
        f"{str(api.http.base_url).rstrip('/')}{prefix}/devices?capability=refresh&max=10&page={number}&isNext=true"
        for number in (1, 2)
    ]
    assert page["_links"] == {}
    assert seen == labels(api.get("/devices", capability="refresh"))


def test_the_host_header_decides_about_links(api: Api) -> None:
    answer = api.http.get("/devices", params={"max": 1}, headers={"host": "api.example:99"})

    assert answer.json()["_links"]["next"]["href"] == "http://api.example:99/devices?max=1&page=1&isNext=true"


@pytest.mark.parametrize("query", [{"max": 201}, {"max": 0}, {"max": "many"}, {"page": -1}, {"includeStatus": "yes"}])
def test_a_wrong_query_is_refused(api: Api, query: dict[str, Any]) -> None:
    answer = api.http.get("/devices", params=query)

    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["target"] == next(iter(query))


def test_a_query_with_very_many_fields_is_refused(api: Api) -> None:
    assert api.http.get("/devices?" + "a=1&" * 600).status_code == 400


def test_filters_narrow_the_list(api: Api) -> None:
    first, second = api.sandbox.location_ids
    plug = api.sandbox.device_id("plug")
    app = api.sandbox.consents.apps

    assert {each["locationId"] for each in api.get("/devices", locationId=second)["items"]} == {second}
    assert len(api.get("/devices", locationId=[first, second])["items"]) == 24
    assert len(api.get("/devices", locationId=f"{first},{second}")["items"]) == 24
    assert labels(api.get("/devices", deviceId=plug)) == ["Utility Room plug"]
    assert {each["type"] for each in api.get("/devices", type=["ZIGBEE", "ZWAVE"])["items"]} == {"ZIGBEE", "ZWAVE"}
    assert len(api.get("/devices", installedAppId=next(iter(app)))["items"]) == 12
    both = ["thermostatHeatingSetpoint", "battery"]
    assert labels(api.get("/devices", capability=both, locationId=first)) == ["Kitchen radiator valve"]
    either = api.get("/devices", capability=both, capabilitiesMode="or", locationId=first)
    assert "Hall room sensor" in labels(either)


def test_a_list_carries_status_and_health_when_asked(api: Api) -> None:
    plain = api.get("/devices")["items"]
    assert not any("healthState" in each or "status" in each["components"][0]["capabilities"][0] for each in plain)

    for device in api.get("/devices", includeStatus="true", includeHealth="true")["items"]:
        status = api.get(f"/devices/{device['deviceId']}/status")["components"]
        assert device["healthState"]["state"] in ("ONLINE", "OFFLINE")
        for component in device["components"]:
            carried = {each["id"]: each["status"] for each in component["capabilities"]}
            assert carried == status[component["id"]]


def test_status_has_three_levels(api: Api) -> None:
    device = api.sandbox.device_id("heat pump")
    whole = api.get(f"/devices/{device}/status")["components"]

    zone = api.get(f"/devices/{device}/components/INDOOR1/status")
    capability = api.get(f"/devices/{device}/components/INDOOR1/capabilities/custom.thermostatSetpointControl/status")

    assert zone == whole["INDOOR1"]
    assert capability == zone["custom.thermostatSetpointControl"]
    assert whole["main"]["refresh"] == {}


def test_every_location_has_one_of_each_kind_and_units_are_mixed(api: Api) -> None:
    scales = [api.get(f"/locations/{each}")["temperatureScale"] for each in api.sandbox.location_ids]
    assert scales == ["F", "C"]
    for location in (0, 1):
        ids = {name: api.sandbox.device_id(name, location) for name in ("ecobee", "radiator valve")}
        units = {
            name: api.state(device, "temperatureMeasurement", "temperature")["unit"] for name, device in ids.items()
        }
        assert units == {"ecobee": "F", "radiator valve": "C"}


def test_the_ecobees_own_mode_is_not_in_its_list(api: Api) -> None:
    device = api.sandbox.device_id("ecobee")
    mode = api.state(device, "thermostatMode", "thermostatMode")

    assert mode["value"] == "heat"
    assert mode["data"] == {"supportedThermostatModes": ["off", "cool", "auxheatonly", "auto"]}
    assert api.state(device, "thermostatHeatingSetpoint", "heatingSetpointRange") == {"value": None}
    assert api.get(f"/devices/{device}")["viper"]["modelName"] == "aresSmart-thermostat"


def test_an_offline_device_reports_nulls_without_unit_and_time(api: Api) -> None:
    device = api.sandbox.device_id("offline ecobee")
    status = api.get(f"/devices/{device}/status")["components"]["main"]
    watched = status.pop("healthCheck")

    assert {str(state) for attributes in status.values() for state in attributes.values()} == {"{'value': None}"}
    assert watched["DeviceWatch-DeviceStatus"]["value"] == "offline"
    assert watched["DeviceWatch-DeviceStatus"]["data"] == {"reason": "DEVICE-OFFLINE"}
    assert api.get(f"/devices/{device}/health")["state"] == "OFFLINE"
    api.sandbox.set_online(device, True)
    assert api.state(device, "temperatureMeasurement", "temperature")["unit"] == "F"
    assert api.get(f"/devices/{device}/health")["state"] == "ONLINE"


def test_a_device_that_is_not_tracked_has_no_health(api: Api) -> None:
    answer = api.http.get(f"/devices/{api.sandbox.device_id('radiator valve')}/health")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "NotFoundError")


def test_ranges_come_from_attributes_or_custom_capabilities_or_are_not_available(api: Api) -> None:
    valve = api.state(api.sandbox.device_id("radiator valve"), "thermostatHeatingSetpoint", "heatingSetpointRange")
    assert (valve["value"], valve["unit"]) == ({"minimum": 5.0, "maximum": 40.0, "step": 0.1}, "C")
    found = [
        api.state(api.sandbox.device_id("air conditioner", each), "custom.thermostatSetpointControl", "minimumSetpoint")
        for each in (0, 1)
    ]
    assert [(each["value"], each["unit"]) for each in found] == [(16, "C"), (-1000, "C")]


def test_disabled_components_and_capabilities_are_named(api: Api) -> None:
    device = api.sandbox.device_id("air conditioner")

    assert api.state(device, "custom.disabledComponents", "disabledComponents")["value"] == ["1"]
    disabled = api.state(device, "custom.disabledCapabilities", "disabledCapabilities")["value"]
    assert "relativeHumidityMeasurement" in disabled
    assert api.state(device, "switch", "switch", "1") == {"value": None}
    assert api.state(device, "airConditionerFanMode", "availableAcFanModes")["value"] == []


def test_a_heat_pump_has_water_in_main_and_rooms_in_its_zones(api: Api) -> None:
    device = api.sandbox.device_id("heat pump")
    shown = {
        each: api.state(device, "temperatureMeasurement", "temperature", each)["value"]
        for each in ("main", "INDOOR1", "INDOOR2")
    }

    assert 40 <= shown["main"] <= 55
    assert all(15 <= shown[each] <= 25 for each in ("INDOOR1", "INDOOR2"))
    assert api.state(device, "custom.thermostatSetpointControl", "maximumSetpoint")["value"] == 55


def test_water_heaters_and_refrigerators_have_set_points_too(api: Api) -> None:
    for name, component in (("water heater", "main"), ("refrigerator", "cooler"), ("refrigerator", "freezer")):
        device = api.sandbox.device_id(name)
        assert api.state(device, "thermostatCoolingSetpoint", "coolingSetpoint", component)["value"] is not None
    probe = api.sandbox.device_id("floor thermostat")
    assert api.state(probe, "temperatureMeasurement", "temperature", "main02")["value"] == 200.0
    assert api.state(probe, "thermostatMode", "supportedThermostatModes") == {"value": None}


def test_a_device_is_renamed_moved_and_removed(api: Api) -> None:
    device = api.sandbox.device_id("plug")
    first, second = api.sandbox.location_ids
    room = api.get(f"/locations/{second}/rooms")["items"][0]["roomId"]

    assert api.send("PUT", f"/devices/{device}", {"label": "Lamp"})["label"] == "Lamp"
    moved = api.send("PUT", f"/devices/{device}", {"locationId": second, "roomId": room})
    assert (moved["locationId"], moved["roomId"]) == (second, room)
    assert device in [each["deviceId"] for each in api.get(f"/locations/{second}/rooms/{room}/devices")["items"]]
    wrong = api.http.put(f"/devices/{device}", json={"locationId": first, "roomId": room})
    assert (wrong.status_code, wrong.json()["error"]["details"][0]["target"]) == (422, "roomId")
    assert api.send("DELETE", f"/devices/{device}") == {}
    assert api.http.get(f"/devices/{device}").status_code == 403


def test_the_same_seed_gives_the_same_account(api: Api) -> None:
    def shown(sandbox: SmartThingsSandbox) -> Any:
        api.sandbox = sandbox
        return [dict(sandbox.environment("")), sandbox.location_ids, sandbox.device_ids]

    again, other = SmartThingsSandbox(speed=0), SmartThingsSandbox(seed=2, speed=0)
    assert shown(api.sandbox) == shown(again)
    assert all(here != there for here, there in zip(shown(again), shown(other), strict=True))


def test_a_large_account_is_paged_two_hundred_at_a_time() -> None:
    assert len(SmartThingsSandbox(locations=4, devices=450, speed=0).device_ids) == 450
    for locations, devices in ((0, 24), (2, -1)):
        with pytest.raises(ValueError, match="locations"):
            SmartThingsSandbox(1, locations, devices)
