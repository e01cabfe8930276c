"""Locations, rooms, modes, scenes, installed apps, subscriptions and history."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Api


@pytest.fixture
def location(api: Api) -> str:
    return f"/locations/{api.sandbox.location_ids[0]}"


def error(answer: Any) -> tuple[int, str, str | None]:
    body = answer.json()["error"]
    inner = (body["details"] or [{}])[0]
    return answer.status_code, inner.get("code", body["code"]), inner.get("target")


def test_a_location_is_created_changed_and_deleted(api: Api) -> None:
    made = api.send("POST", "/locations", {"name": "Cabin", "countryCode": "CAN", "temperatureScale": "C"})
    path = f"/locations/{made['locationId']}"
    api.send("PUT", path, {"name": "Lake cabin", "regionRadius": 300})
    api.send("PATCH", path, {"locale": "fr"})

    shown = api.get(path, allowed="true")
    assert (shown["name"], shown["regionRadius"], shown["locale"]) == ("Lake cabin", 300, "fr")
    assert shown["allowed"]
    assert made["locationId"] in [each["locationId"] for each in api.get("/locations")["items"]]
    assert api.send("DELETE", path) == {}
    assert api.http.get(path).status_code == 403


def test_a_deleted_location_takes_its_devices_with_it(api: Api) -> None:
    api.send("DELETE", f"/locations/{api.sandbox.location_ids[0]}")

    assert len(api.get("/devices")["items"]) == 12


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (422, "NotNullError", "name")),
        ({"name": "", "countryCode": "USA"}, (400, "SizeError", "name")),
        ({"name": "x" * 41, "countryCode": "USA"}, (400, "SizeError", "name")),
        ({"name": "x", "countryCode": "USA", "temperatureScale": "K"}, (422, "NotValidValue", "temperatureScale")),
        ({"name": 7, "countryCode": "USA"}, (422, "BodyMalformedError", "name")),
    ],
)
def test_a_wrong_location_is_refused_with_its_field(api: Api, body: Any, expected: Any) -> None:
    assert error(api.http.post("/locations", json=body)) == expected


def test_a_user_has_ten_locations_and_an_app_makes_none(api: Api) -> None:
    body = {"name": "More", "countryCode": "USA"}
    statuses = [api.http.post("/locations", json=body).status_code for _ in range(9)]

    assert statuses == [200] * 8 + [422]
    assert error(api.http.post("/locations", json=body)) == (422, "LimitError", None)
    api.consent("w:locations:*")
    assert api.http.post("/locations", json=body).status_code == 403


def test_rooms_are_made_renamed_and_removed(api: Api, location: str) -> None:
    room = api.send("POST", f"{location}/rooms", {"name": "Attic"})
    path = f"{location}/rooms/{room['roomId']}"
    assert api.send("PUT", path, {"name": "Loft"}) == api.get(path) == room | {"name": "Loft"}
    kitchen = next(each for each in api.get(f"{location}/rooms")["items"] if each["name"] == "Kitchen")

    for each in (room, kitchen):
        assert api.send("DELETE", f"{location}/rooms/{each['roomId']}") == {}

    assert api.http.get(path).status_code == api.http.get(f"{path}/devices").status_code == 403
    assert "roomId" not in api.get(f"/devices/{api.sandbox.device_id('radiator valve')}")
    for _ in range(45):
        api.send("POST", f"{location}/rooms", {"name": "More"})
    full = [api.http.post(f"{location}/rooms", json={"name": "More"}) for _ in range(2)]
    assert error(full[-1]) == (422, "LimitError", None)


def test_modes_are_made_chosen_and_removed(api: Api, location: str) -> None:
    assert [each["label"] for each in api.get(f"{location}/modes")["items"]] == ["Home", "Away", "Night"]
    mode = api.send("POST", f"{location}/modes", {"label": "Holiday"})
    path = f"{location}/modes/{mode['id']}"
    assert api.send("PUT", path, {"label": "Leave"}) == api.get(path)
    assert api.get(f"{location}/modes/current")["label"] == "Home"

    assert api.send("PUT", f"{location}/modes/current", {"modeId": mode["id"]})["label"] == "Leave"

    assert api.get(f"{location}/modes/current")["id"] == mode["id"]
    assert error(api.http.delete(path))[:2] == (409, "ConflictError")
    assert error(api.http.put(f"{location}/modes/current", json={"modeId": "x"})) == (422, "NotValidValue", "modeId")
    other = api.get(f"{location}/modes")["items"][1]
    assert api.send("DELETE", f"{location}/modes/{other['id']}") == {}
    assert api.http.get(f"{location}/modes/{other['id']}").status_code == 403


def test_a_scene_sets_what_it_names_and_is_noted(api: Api) -> None:
    scene = next(each for each in api.get("/scenes", locationId=api.sandbox.location_ids[0])["items"])
    assert scene["lastExecutedDate"] is None
    ecobee, valve = api.sandbox.device_id("ecobee"), api.sandbox.device_id("radiator valve")

    assert api.send("POST", f"/scenes/{scene['sceneId']}/execute") == {"status": "success"}

    assert api.state(ecobee, "thermostatHeatingSetpoint", "heatingSetpoint")["value"] == 68
    assert api.state(valve, "thermostatHeatingSetpoint", "heatingSetpoint")["value"] == 21.0
    api.sandbox.clock.advance(180)
    assert api.state(valve, "thermostatHeatingSetpoint", "heatingSetpoint")["value"] == 19.5
    assert api.get("/scenes")["items"][0]["lastExecutedDate"] == 1768230000000
    assert api.http.post("/scenes/nothing/execute").status_code == 403


def test_installed_apps_are_listed_by_cursor(api: Api) -> None:
    api.consent("l:installedapps", location=1)
    api.use(api.sandbox.personal_token)

    first = api.get("/installedapps", max=1)
    second = api.http.get(first["_links"]["next"]["href"]).json()

    seen = [page["items"][0]["locationId"] for page in (first, second)]
    assert seen == api.sandbox.location_ids
    assert second["_links"] == {"next": None, "previous": None}
    only = api.get("/installedapps", locationId=api.sandbox.location_ids[1])
    assert [each["installedAppStatus"] for each in only["items"]] == ["AUTHORIZED"]
    assert api.http.get("/installedapps", params={"currentOffset": "?"}).status_code == 400
    assert api.http.get("/installedapps/me").status_code == 403, "a personal token belongs to no app"


def subscription(device: str, **more: Any) -> dict[str, Any]:
    return {"sourceType": "DEVICE", "device": {"deviceId": device} | more}


def test_subscriptions_echo_their_defaults_and_refuse_duplicates(api: Api) -> None:
    plug, ecobee = api.sandbox.device_id("plug"), api.sandbox.device_id("ecobee")
    path = f"/installedapps/{api.consent('r:devices:*')['installed_app_id']}/subscriptions"

    made = api.send("POST", path, subscription(plug, subscriptionName="one"))

    assert made["device"]["capability"] == made["device"]["attribute"] == made["device"]["componentId"] == "*"
    assert error(api.http.post(path, json=subscription(plug, subscriptionName="one")))[:2] == (409, "ConflictError")
    assert error(api.http.post(path, json=subscription(ecobee, subscriptionName="one")))[0] == 409
    api.send("POST", path, subscription(ecobee))
    assert api.get(path)["_links"] is None
    assert api.get(f"{path}/{made['id']}") == made
    assert api.send("DELETE", f"{path}?deviceId={plug}") == {"count": 1}
    assert api.http.get(f"{path}/{made['id']}").status_code == 403
    assert api.send("DELETE", path) == {"count": 1}
    assert api.http.delete(f"{path}/{made['id']}").status_code == 403


def test_a_subscription_needs_its_block_its_scope_and_the_apps_own_token(api: Api) -> None:
    location = api.sandbox.location_ids[0]
    path = f"/installedapps/{api.consent('r:devices:*')['installed_app_id']}/subscriptions"
    assert error(api.http.post(path, json={"sourceType": "DEVICE"})) == (422, "NotNullError", "device")
    assert error(api.http.post(path, json={"sourceType": "WEATHER"}))[:2] == (422, "NotValidValue")
    mode = {"sourceType": "MODE", "mode": {"locationId": location}}
    assert api.http.post(path, json=mode).status_code == 403
    capability = {"sourceType": "CAPABILITY", "capability": {"locationId": location, "capability": "switch"}}
    api.send("POST", path, capability)
    api.sandbox.limits.reset()
    api.use(api.sandbox.personal_token)
    assert api.http.get(path).status_code == 403


def test_an_app_has_twenty_subscriptions(api: Api) -> None:
    path = f"/installedapps/{api.consent('r:devices:*')['installed_app_id']}/subscriptions"
    for number in range(20):
        api.send("POST", path, subscription(api.sandbox.device_id("plug"), attribute=f"a{number}"))

    answer = api.http.post(path, json=subscription(api.sandbox.device_id("plug")))
    assert error(answer)[:2] == (422, "LimitError")


@pytest.mark.parametrize("oldest_first", ["true", "false"])
def test_history_is_paged_and_its_last_page_may_be_empty(api: Api, oldest_first: str) -> None:
    location, device = api.sandbox.location_ids[0], api.sandbox.device_id("ecobee")
    api.command(device, "thermostatMode", "auto")
    page = api.get("/history/devices", locationId=location, deviceId=device, limit=1, oldestFirst=oldest_first)
    seen = page["items"]
    while "next" in page["_links"]:
        page = api.http.get(page["_links"]["next"]["href"]).json()
        seen += page["items"]

    assert page["items"] == []
    assert [each["attribute"] for each in seen].count("temperature") == 4
    epochs = [each["epoch"] for each in seen]
    assert epochs == sorted(epochs, reverse=oldest_first == "false")
    newest = max(seen, key=lambda each: each["epoch"])
    assert (newest["attribute"], newest["value"], newest["time"]) == (
        "thermostatMode",
        "auto",
        "2026-01-12T15:00:00.000+0000",
    )


def test_history_needs_a_location_of_the_token(api: Api) -> None:
    assert error(api.http.get("/history/devices")) == (400, "NotNullError", "locationId")
    api.consent("r:devices:*", location=1)
    answer = api.http.get("/history/devices", params={"locationId": api.sandbox.location_ids[0]})
    assert answer.status_code == 403


def test_a_path_or_a_method_that_does_not_exist(api: Api) -> None:
    assert error(api.http.get("/v1/nothing"))[:2] == (404, "NotFoundError")
    answer = api.http.delete("/devices")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_the_sandboxs_own_routes_change_devices_and_consent(api: Api) -> None:
    plug, ecobee = api.sandbox.device_id("plug"), api.sandbox.device_id("ecobee")
    api.http.patch(f"/_sandbox/devices/{plug}", json={"is_online": False, "is_failing": True})
    api.http.patch(f"/_sandbox/devices/{ecobee}", json={"temperature": 60})
    chosen = api.http.patch("/_sandbox/consent", json={"location_id": api.sandbox.location_ids[1], "devices": [plug]})
    personal = api.http.post("/_sandbox/tokens/personal", json={"scopes": ["r:devices:*"]}).json()["token"]

    assert chosen.json() == {"location_id": api.sandbox.location_ids[1], "devices": [plug], "is_denied": False}
    assert api.get(f"/devices/{plug}/health")["state"] == "OFFLINE"
    api.sandbox.clock.advance(60)
    assert api.state(ecobee, "temperatureMeasurement", "temperature")["value"] <= 61
    api.use(personal)
    assert api.get("/devices")["items"]
    assert api.http.get("/locations").status_code == 403
    assert api.http.patch("/_sandbox/consent", json={"location_id": "nowhere"}).status_code == 404
    overview = api.http.get("/_sandbox").json()
    assert (overview["locations"], overview["devices"]) == (2, 24)
    assert "PATCH /_sandbox/devices/*" in overview["routes"]
