"""Locations, rooms and thermostats are read over a socket; a device that is odd costs nothing but itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from servers.scripted import Reply, Request, ScriptedServer, json_reply
from servers.smartthings import SmartThingsServer, error_reply

from smartbuildings import AsyncSmartThings, Temperature
from smartbuildings.errors import ConsentNeeded, CrossOriginError, InvalidRequest, NotFound, RateLimited, ServerError
from smartbuildings.smartthings import ThermostatKind
from smartbuildings.values import Ability, Mode, SetPoints

pytestmark = pytest.mark.anyio

PERSONAL = "a-personal-access-token"
Maker = Callable[..., AsyncSmartThings]


def state(value: Any, unit: str | None = None) -> dict[str, Any]:
    found = {"value": value, "timestamp": "2026-01-12T09:00:00.000Z"}
    return found if unit is None else {**found, "unit": unit}


STATES: dict[str, dict[str, Any]] = {
    "temperatureMeasurement": {"temperature": state(21.5, "C")},
    "thermostatHeatingSetpoint": {"heatingSetpoint": state(20, "C")},
    "thermostatMode": {"thermostatMode": state("heat"), "supportedThermostatModes": state(["off", "heat"])},
    "somethingNew": {},
}


def device(device_id: str, location: str = "location-a", *, has_status: bool = True, **more: Any) -> dict[str, Any]:
    capabilities = [
        {"id": name, "version": 1, **({"status": states} if has_status else {})} for name, states in STATES.items()
    ]
    main = {"id": "main", "label": "main", "capabilities": capabilities, "categories": [{"name": "Thermostat"}]}
    return {
        "deviceId": device_id,
        "name": "thing",
        "label": f"Room of {device_id}",
        "locationId": location,
        "roomId": "room-1",
        "components": [main],
        "type": "ZIGBEE",
        **more,
    }


def page(*devices: dict[str, Any], next_href: str | None = None) -> Reply:
    links = {} if next_href is None else {"next": {"href": next_href}}
    return json_reply({"items": list(devices), "_links": links})


def status_reply(states: dict[str, Any] | None = None) -> Reply:
    return json_reply({"components": {"main": STATES if states is None else states}})


async def test_the_status_of_every_device_of_a_page_is_read_with_one_request(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    vendor.on("GET", "/v1/devices", page(*(device(f"d{number}") for number in range(200))))

    found = [each async for each in make_client(token=PERSONAL).thermostats.statuses()]

    assert len(found) == 200
    assert len(vendor.requests) == 1
    assert vendor.requests[0].query == {"includeStatus": "true", "includeHealth": "true", "max": "200"}
    first = found[0]
    assert first.status is not None
    assert (first.thermostat.id, first.thermostat.vendor) == ("d0:main", "smartthings")
    assert first.status.temperature == Temperature.c(21.5)
    assert first.status.set_points == SetPoints(heat=Temperature.c(20))
    assert (first.status.mode, first.status.kind) == (Mode.HEAT, ThermostatKind.THERMOSTAT)
    assert Ability.SET_FAN in make_client(token=PERSONAL).thermostats.get("d0").abilities
    assert Ability.SET_FAN not in first.thermostat.abilities, "this device has no fan mode"


async def test_a_device_whose_status_did_not_come_along_is_read_by_itself(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    vendor.on("GET", "/v1/devices", page(device("d0"), device("d1", has_status=False), device("d2", has_status=False)))
    vendor.on("GET", "/v1/devices/d1/status", status_reply())
    vendor.on("GET", "/v1/devices/d2/status", error_reply(409, "ConflictError", "invalid device state"))

    found = [each async for each in make_client(token=PERSONAL).thermostats.statuses()]

    assert [(each.thermostat.device_id, each.status is not None, each.error is None) for each in found] == [
        ("d0", True, True),
        ("d1", True, True),
        ("d2", False, False),
    ]
    assert len(vendor.requests) == 3


@pytest.mark.parametrize("prefix", ["/v1", ""])
async def test_pages_are_found_by_their_links_with_and_without_a_version(
    make_client: Maker, vendor: SmartThingsServer, prefix: str
) -> None:
    following = f"{vendor.url}{prefix}/devices?max=200&page=1&isNext=true"
    vendor.on("GET", "/v1/devices", page(device("d0"), next_href=following), page(device("d1")))
    vendor.on("GET", "/devices", page(device("d1")))

    found = [each.device_id async for each in make_client(token=PERSONAL).thermostats]

    assert found == ["d0", "d1"]
    assert vendor.requests[-1].target == f"{prefix}/devices?max=200&page=1&isNext=true"


async def test_a_link_to_another_host_is_refused_and_gets_no_token(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    with ScriptedServer() as evil:
        evil.on("GET", "*", page(device("d1")))
        vendor.on("GET", "/v1/devices", page(device("d0"), next_href=f"{evil.url}/v1/devices?page=1"))
        found: list[str] = []

        with pytest.raises(CrossOriginError):
            async for each in make_client(token=PERSONAL).thermostats:
                found += [each.device_id]

        assert found == ["d0"], "what was read before is not lost"
        assert evil.requests == []


async def test_the_status_of_one_thermostat(make_client: Maker, vendor: SmartThingsServer) -> None:
    vendor.on("GET", "/v1/devices/d0/status", status_reply())
    vendor.on("GET", "/v1/devices/d0", json_reply(device("d0")))
    vendor.on("GET", "/v1/devices/d0/health", error_reply(404, "NotFoundError", "no health"))
    thermostat = make_client(token=PERSONAL).thermostats.get("d0")

    status, info, health = await thermostat.status(), await thermostat.info(), await thermostat.health()

    assert status.observed_at is not None
    assert status.observed_at.isoformat() == "2026-01-12T09:00:00+00:00"
    assert (info.name, info.building_id, info.modes) == ("Room of d0", "location-a", (Mode.OFF, Mode.HEAT))
    assert str(health.state) == "UNKNOWN"
    assert (await thermostat.raw_status())["main"]["somethingNew"] == {}


async def test_a_temperature_without_any_unit_has_that_of_the_location(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    bare = {**STATES, "temperatureMeasurement": {"temperature": state(70)}, "thermostatHeatingSetpoint": {}}
    vendor.on("GET", "/v1/devices/d0/status", status_reply(bare))
    vendor.on("GET", "/v1/locations/location-a", json_reply({"locationId": "location-a", "temperatureScale": "F"}))
    client = make_client(refresh_token=vendor.consent("location-a"))
    thermostat = client.thermostats.get("d0")

    assert (await thermostat.status()).temperature == Temperature.f(70)
    assert (await thermostat.status()).temperature == Temperature.f(70)

    assert len(vendor.requests_for("GET", "/v1/locations/location-a")) == 1


async def test_a_device_without_a_thermostat_is_no_thermostat(make_client: Maker, vendor: SmartThingsServer) -> None:
    vendor.on("GET", "/v1/devices/d0/status", status_reply({"switch": {"switch": state("on")}}))
    client = make_client(token=PERSONAL)

    for wrong in ("d0", "d0:INDOOR1"):
        with pytest.raises(InvalidRequest, match="is not a thermostat"):
            await client.thermostats.get(wrong).status()


@pytest.mark.parametrize("wrong", ["", ":main", "a/b", "..", "d0:..", "d0:a/b", "d0:" + "x" * 37, "d 0", None, 5])
async def test_an_id_that_cannot_be_one_is_refused_before_a_request(
    make_client: Maker, vendor: SmartThingsServer, wrong: Any
) -> None:
    client = make_client(token=PERSONAL)

    with pytest.raises(InvalidRequest):
        client.thermostats.get(wrong)
    if not isinstance(wrong, str) or ":" not in wrong:
        with pytest.raises(InvalidRequest):
            client.buildings.get(wrong)
    assert vendor.requests == []


def per_consent(vendor: SmartThingsServer, **devices: list[dict[str, Any]]) -> Callable[[Request], Reply]:
    """Reply with the devices of the location that the token is good for."""

    def reply(request: Request) -> Reply:
        location = vendor.location_of(request)
        return Reply(401) if location is None else page(*devices[location.replace("-", "_")])

    return reply


async def two_consents(make_client: Maker, vendor: SmartThingsServer) -> AsyncSmartThings:
    client = make_client()
    for code in ("code-a", "code-b"):
        await client.add_consent(code, "http://localhost/")
    vendor.on(
        "GET",
        "/v1/devices",
        per_consent(vendor, location_a=[device("a0")], location_b=[device("b0", "location-b"), device("b1")]),
    )
    return client


async def test_each_location_is_read_with_the_tokens_of_its_own_consent(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    client = await two_consents(make_client, vendor)

    assert [each.id async for each in client.buildings] == ["location-a", "location-b"]
    assert [each.device_id async for each in client.thermostats] == ["a0", "b0", "b1"]
    assert [each.device_id async for each in client.buildings.get("location-b").thermostats] == ["b0", "b1"]


async def test_a_device_is_asked_for_with_the_consent_that_gives_access_to_it(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    client = await two_consents(make_client, vendor)

    def one(request: Request) -> Reply:
        return json_reply(device("b0")) if vendor.location_of(request) == "location-b" else Reply(403)

    vendor.on("GET", "/v1/devices/b0", one)
    vendor.on(
        "GET",
        "/v1/devices/b0/status",
        lambda request: status_reply() if vendor.location_of(request) == "location-b" else Reply(403),
    )

    thermostat = client.thermostats.get("b0")
    for _ in range(2):
        assert (await thermostat.status()).mode is Mode.HEAT

    assert len(vendor.requests_for("GET", "/v1/devices/b0")) == 2, "one for each consent, once"


async def test_a_device_that_no_consent_gives_access_to_is_not_found(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    client = await two_consents(make_client, vendor)
    vendor.on("GET", "/v1/devices/x", Reply(403))

    with pytest.raises(NotFound, match="None of the 2 consents"):
        await client.thermostats.get("x").status()


@pytest.mark.parametrize("broken", [Reply(503), Reply(401)])
async def test_a_consent_that_fails_does_not_take_the_others_along(
    make_client: Maker, vendor: SmartThingsServer, broken: Reply
) -> None:
    client = await two_consents(make_client, vendor)
    usual = per_consent(vendor, location_b=[device("b0", "location-b")])
    vendor.on(
        "GET", "/v1/devices", lambda request: broken if vendor.location_of(request) == "location-a" else usual(request)
    )
    if broken.status == 401:
        vendor.on("POST", "/v1/oauth/token", json_reply({"error": "invalid_grant"}, status=400))
    found: list[str] = []

    with pytest.raises((ServerError, ConsentNeeded)):
        async for each in client.thermostats.statuses():
            found += [each.thermostat.device_id]

    assert found == ["b0"]


async def test_locations_without_a_consent_are_listed(make_client: Maker, vendor: SmartThingsServer) -> None:
    client = await two_consents(make_client, vendor)
    both = [{"locationId": f"location-{letter}", "name": letter} for letter in "abc"]
    vendor.on("GET", "/v1/locations", json_reply({"items": both, "_links": None}))

    assert await client.locations_without_consent() == ("location-c",)


async def test_no_wait_is_longer_than_the_window(make_client: Maker, vendor: SmartThingsServer) -> None:
    far = {"x-ratelimit-limit": "350", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "36000000"}
    vendor.on("GET", "/v1/devices/d0/status", Reply(429, headers=far), status_reply())
    client = make_client(token=PERSONAL, deadline_s=20)

    for _ in range(2):  # The first by the response, the second by what is known since.
        with pytest.raises(RateLimited) as refused:
            await client.thermostats.get("d0").status()
        assert 0 < (refused.value.retry_after or 0) <= 61

    assert len(vendor.requests) == 1


async def test_the_body_of_a_429_says_how_long_to_wait(make_client: Maker, vendor: SmartThingsServer) -> None:
    inner = {"code": "TooManyRequestError", "message": "attempt 12 limit 10 - retry in 1050 millis", "details": []}
    vendor.on(
        "GET", "/v1/devices/d0/status", error_reply(429, "TooManyRequestError", "Too Many", inner), status_reply()
    )

    await make_client(token=PERSONAL).thermostats.get("d0").status()

    first, second = vendor.requests
    assert 1.0 < second.at - first.at < 15


async def test_rooms_modes_and_scenes_of_a_location(make_client: Maker, vendor: SmartThingsServer) -> None:
    vendor.on("GET", "/v1/locations/l", json_reply({"locationId": "l", "name": "Home", "latitude": 1.25}))
    vendor.on("GET", "/v1/locations/l/rooms", json_reply({"items": [{"roomId": "r", "name": "Hall"}], "_links": {}}))
    mode = {"id": "m", "label": "Away", "name": "Away"}
    vendor.on("GET", "/v1/locations/l/modes", json_reply({"items": [mode]}))
    vendor.on("GET", "/v1/locations/l/modes/current", json_reply(mode))
    vendor.on("PUT", "/v1/locations/l/modes/current", json_reply(mode))
    vendor.on("GET", "/v1/scenes", json_reply({"items": [{"sceneId": "s", "sceneName": "Night"}]}))
    vendor.on("POST", "/v1/scenes/s/execute", json_reply({"status": "success"}))
    location = make_client(token=PERSONAL).buildings.get("l")

    info = await location.info()
    assert info.name == "Home"
    assert "1.25" not in repr(info)
    assert [room.name for room in await location.rooms()] == ["Hall"]
    (away,) = await location.modes()
    assert (await location.mode()).id == (await location.set_mode(away)).id == "m"
    assert vendor.requests_for("PUT", "/v1/locations/l/modes/current")[0].json() == {"modeId": "m"}
    (scene,) = await location.scenes()
    await location.execute_scene(scene)
    assert vendor.requests_for("GET", "/v1/scenes")[0].query == {"locationId": "l"}
    assert len(vendor.requests_for("POST", "/v1/scenes/s/execute")) == 1


async def test_history_is_walked_by_its_links(make_client: Maker, vendor: SmartThingsServer) -> None:
    def item(text: str) -> dict[str, Any]:
        return {"deviceId": "d", "text": text, "time": "2026-01-12T09:00:00.000+0000"}

    more = f"{vendor.url}/history/devices?pagingBeforeEpoch=5&locationId=l"
    vendor.on("GET", "/v1/history/devices", json_reply({"items": [item("one")], "_links": {"next": {"href": more}}}))
    vendor.on("GET", "/history/devices", json_reply({"items": [], "_links": {"next": None}}))
    location = make_client(token=PERSONAL).buildings.get("l")

    found = [each.text async for each in location.history(device_id="d", limit=5)]

    assert found == ["one"]
    assert vendor.requests[0].query == {"locationId": "l", "deviceId": "d"}


async def test_a_device_that_is_offline_takes_the_unit_of_its_location_even_if_that_may_not_be_read(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    nothing = {"value": None}
    offline = {
        "temperatureMeasurement": {"temperature": nothing},
        "thermostatHeatingSetpoint": {"heatingSetpoint": nothing},
        "thermostatMode": {"thermostatMode": nothing},
    }
    vendor.on("GET", "/v1/devices/d0/status", status_reply(offline))
    vendor.on("GET", "/v1/locations/location-a", Reply(403))
    vendor.on("GET", "/v1/locations/location-b", json_reply({"temperatureScale": "C"}))

    units = []
    for location in ("location-a", "location-b"):
        client = make_client(refresh_token=vendor.consent(location))
        status = await client.thermostats.get("d0").status()
        assert status.temperature is None
        units.append(status.heat_unit)

    assert units == [None, "C"]
