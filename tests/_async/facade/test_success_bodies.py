"""A 2xx succeeds only if its body says so: every write and every read, against bodies that say something else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time
from typing import Any

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import THERMOSTAT, VendorServer, success
from smartbuildings_api.ecobee_v2.api.thermostats import get_thermostat_status, resume_schedule

from smartbuildings import AsyncSmartBuildings, Temperature
from smartbuildings.ecobee.models import Address, ScheduleChange, TemperatureThreshold
from smartbuildings.errors import (
    OutcomeUnknown,
    PartlyFailed,
    Rejected,
    ServerError,
    SmartBuildingsError,
    UnreadableResponse,
)

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
Do = Callable[[AsyncSmartBuildings], Awaitable[Any]]

BUILDING = "c853cccf8cb8718b959c8dcb"
ADDRESS = Address(
    street="1 Main",
    city="York",
    state="PA",
    postal_code="17401",
    country="US",
    latitude=41.0,
    longitude=-73.5,
    time_zone="America/New_York",
)
NOON = ScheduleChange(days=["monday"], start=time(12), end=time(14), comfort_ref="smart1")
F70 = Temperature.f(70)
HELD = {"heatHoldTemperature": 70.0}


def device(sb: AsyncSmartBuildings) -> Any:
    return sb.thermostats.get(THERMOSTAT)


def place(sb: AsyncSmartBuildings) -> Any:
    return sb.buildings.get(BUILDING)


WITH_DATA: dict[str, Do] = {
    "create building": lambda sb: sb.buildings.create(name="Elm", size=5000, address=ADDRESS),
    "update building": lambda sb: place(sb).update(name="Elm"),
    "register": lambda sb: place(sb).register(THERMOSTAT),
    "rename": lambda sb: device(sb).rename(name="Lobby"),
    "hold heat": lambda sb: device(sb).hold(heat=F70),
    "hold cool": lambda sb: device(sb).hold(cool=F70),
    "hold fan": lambda sb: device(sb).hold_fan("on"),
    "set mode": lambda sb: device(sb).set_mode("heat"),
    "update alert settings": lambda sb: device(sb).update_alert_settings(
        low_temperature=TemperatureThreshold(enabled=True, value=Temperature.f(50))
    ),
}
WITH_DATA_V2: dict[str, Do] = {
    "move": lambda sb: device(sb).move("0" * 24),
    "hold both": lambda sb: device(sb).hold(heat=Temperature.f(66), cool=Temperature.f(76)),
    "update settings": lambda sb: device(sb).update_settings(fan_minimum_on_minutes=20),
    "update access control": lambda sb: device(sb).update_access_control(enabled=False),
    "set passcode": lambda sb: device(sb).update_access_control(enabled=True, passcode="8042"),
    "create comfort setting": lambda sb: device(sb).create_comfort_setting(
        name="Vacant", heat=Temperature.f(55), cool=Temperature.f(85)
    ),
    "update comfort setting": lambda sb: device(sb).update_comfort_setting("smart1", name="Vacant"),
    "update schedule": lambda sb: device(sb).update_schedule(NOON),
}
WITHOUT_DATA: dict[str, Do] = {
    "delete building": lambda sb: place(sb).delete(),
    "unregister": lambda sb: device(sb).unregister(),
    "resume": lambda sb: device(sb).resume(),
    "resident mode on": lambda sb: device(sb).turn_on_resident_mode(),
    "resident mode off": lambda sb: device(sb).turn_off_resident_mode(confirm_reset=True),
}
WITHOUT_DATA_V2: dict[str, Do] = {"delete comfort setting": lambda sb: device(sb).delete_comfort_setting("smart1")}
READS: dict[str, Do] = {
    "buildings": lambda sb: sb.buildings().all(),
    "thermostats": lambda sb: sb.thermostats().all(),
    "thermostats of a building": lambda sb: place(sb).thermostats().all(),
    "building summary": lambda sb: place(sb).info(),
    "summary": lambda sb: device(sb).info(),
    "status": lambda sb: device(sb).status(),
    "events": lambda sb: device(sb).events(),
    "holds": lambda sb: device(sb).holds(),
    "sensors": lambda sb: device(sb).sensors(),
    "weather": lambda sb: device(sb).weather(),
    "alerts": lambda sb: device(sb).alerts(),
    "alert settings": lambda sb: device(sb).alert_settings(),
}
READS_V2: dict[str, Do] = {
    "settings": lambda sb: device(sb).settings(),
    "access control": lambda sb: device(sb).access_control(),
    "comfort settings": lambda sb: device(sb).comfort_settings(),
    "schedule": lambda sb: device(sb).schedule(),
}

FAIL = {"status": "fail", "data": {"name": "is taken"}}
ERROR = {"status": "error", "message": "The device did not respond", "code": 504}
UNREADABLE = (
    json_reply({}),
    json_reply({"status": "accepted", "data": {"id": THERMOSTAT}}),
    json_reply({"status": {}, "data": {"id": THERMOSTAT}}),
    Reply(200, body=b'{"status": "success", "data": {"id": "5"}, "status": "fail"}'),  # It says both.
)
WITHOUT_DATA_REPLIES = (
    Reply(200),
    Reply(201),
    Reply(204),
    json_reply({"status": "success"}),
    json_reply({"status": "success"}, 201),
    json_reply({"status": "success", "data": None}),
)


def pairs(*tables: tuple[dict[str, Do], tuple[str, ...]]) -> list[Any]:
    return [
        pytest.param(version, do, id=f"{version} {name}")
        for table, versions in tables
        for version in versions
        for name, do in table.items()
    ]


BOTH, V2 = ("v1", "v2"), ("v2",)
WRITES_WITH_DATA = pairs((WITH_DATA, BOTH), (WITH_DATA_V2, V2))
WRITES_WITHOUT = pairs((WITHOUT_DATA, BOTH), (WITHOUT_DATA_V2, V2))
ALL_READS = pairs((READS, BOTH), (READS_V2, V2))


def unchanged(request: Request) -> Reply:
    """Reply to any read with a state that shows none of the writes above."""
    hold = {"isRunning": True, "type": "indefinite", "heatHoldTemperature": 61.0}
    setting = {"id": "5", "comfortRef": "smart1", "name": "Other"}
    return success({"id": THERMOSTAT, "hvacMode": "auto", "items": [setting], "holds": [hold]})


def script(vendor: VendorServer, reply: Reply) -> None:
    vendor.on("POST", "/token", vendor._issue)
    vendor.on("GET", "*", unchanged)
    for method in ("POST", "PATCH", "DELETE"):
        vendor.on(method, "*", reply)


def sent(vendor: VendorServer) -> int:
    return sum(request.method != "GET" and not request.path.endswith("token") for request in vendor.requests)


def reads(vendor: VendorServer) -> int:
    return sum(request.method == "GET" for request in vendor.requests)


async def raised(sb: AsyncSmartBuildings, do: Do) -> SmartBuildingsError:
    with pytest.raises(SmartBuildingsError) as caught:
        await do(sb)
    return caught.value


@pytest.mark.parametrize(("version", "do"), [*WRITES_WITH_DATA, *WRITES_WITHOUT])
async def test_a_write_whose_2xx_does_not_say_success_is_never_reported_as_done(
    make_client: Maker, vendor: VendorServer, version: str, do: Do
) -> None:
    sb = make_client(vendor.url, api_version=version)

    script(vendor, json_reply(FAIL))
    refused = await raised(sb, do)
    assert isinstance(refused, Rejected)
    assert (refused.status, dict(refused.fields)) == (200, {"name": "is taken"})
    assert sent(vendor) == 1

    for count, reply in enumerate([json_reply(ERROR), *UNREADABLE], 2):
        script(vendor, reply)
        assert isinstance(await raised(sb, do), OutcomeUnknown), reply
        assert sent(vendor) == count


@pytest.mark.parametrize(("version", "do"), WRITES_WITH_DATA)
async def test_a_write_with_a_documented_body_that_gets_none_is_read_back(
    make_client: Maker, vendor: VendorServer, version: str, do: Do
) -> None:
    sb = make_client(vendor.url, api_version=version)

    for count, reply in enumerate(WITHOUT_DATA_REPLIES, 1):
        script(vendor, reply)
        assert isinstance(await raised(sb, do), OutcomeUnknown), reply
        assert sent(vendor) == count


@pytest.mark.parametrize(("version", "do"), WRITES_WITHOUT)
async def test_a_write_without_a_documented_body_succeeds_without_one(
    make_client: Maker, vendor: VendorServer, version: str, do: Do
) -> None:
    sb = make_client(vendor.url, api_version=version)

    for count, reply in enumerate(WITHOUT_DATA_REPLIES, 1):
        script(vendor, reply)
        await do(sb)
        assert sent(vendor) == count


@pytest.mark.parametrize(("version", "do"), ALL_READS)
async def test_a_read_whose_2xx_has_no_data_never_returns_an_empty_state(
    make_client: Maker, vendor: VendorServer, version: str, do: Do
) -> None:
    sb = make_client(vendor.url, api_version=version)
    vendor.on("POST", "/token", vendor._issue)

    vendor.on("GET", "*", json_reply(FAIL))
    refused = await raised(sb, do)
    assert isinstance(refused, Rejected)
    assert refused.status == 200
    assert reads(vendor) == 1  # A refusal is not retried.

    vendor.on("GET", "*", json_reply(ERROR))
    failed = await raised(sb, do)
    assert isinstance(failed, ServerError)
    assert "The device did not respond" in str(failed)
    assert reads(vendor) == 1 + 4  # Retried like a 5xx.

    for reply in [*UNREADABLE, *WITHOUT_DATA_REPLIES]:
        vendor.on("GET", "*", reply)
        assert isinstance(await raised(sb, do), UnreadableResponse), reply


@pytest.mark.parametrize(("data", "found"), [({}, None), ({"count": 3}, None), ({"count": 0}, []), ({"items": []}, [])])
async def test_a_list_without_items_is_unreadable_unless_it_says_that_there_are_none(
    make_client: Maker, vendor: VendorServer, data: dict[str, Any], found: list[Any] | None
) -> None:
    vendor.on("GET", "*", success(data))
    listing = make_client(vendor.url).thermostats()

    if found is None:
        with pytest.raises(UnreadableResponse, match="no list of items"):
            await listing.all()
    else:
        assert await listing.all() == found


SHOWN: dict[str, tuple[Do, dict[str, Any]]] = {
    "hold heat": (WITH_DATA["hold heat"], {"holds": [{"isRunning": True, "type": "nextTransition", **HELD}]}),
    "set mode": (WITH_DATA["set mode"], {"hvacMode": "heat"}),
    "rename": (WITH_DATA["rename"], {"name": "Lobby"}),
    "register": (WITH_DATA["register"], {"buildingId": BUILDING}),
    "update settings": (WITH_DATA_V2["update settings"], {"fanMinimumOnTime": 20}),
    "update comfort setting": (
        WITH_DATA_V2["update comfort setting"],
        {"items": [{"comfortRef": "smart1", "name": "Vacant"}]},
    ),
    "bulk settings": (
        lambda sb: sb.thermostats.update_settings([THERMOSTAT, THERMOSTAT], fan_minimum_on_minutes=20),
        {"fanMinimumOnTime": 20},
    ),
}


@pytest.mark.parametrize(("do", "state"), SHOWN.values(), ids=SHOWN)
async def test_a_write_that_gets_no_body_succeeds_if_the_state_shows_it(
    make_client: Maker, vendor: VendorServer, do: Do, state: dict[str, Any]
) -> None:
    sb = make_client(vendor.url)

    for count, reply in enumerate(WITHOUT_DATA_REPLIES, 1):
        script(vendor, reply)
        vendor.on("GET", "*", success({"id": THERMOSTAT, **state}))
        await do(sb)
        assert sent(vendor) == count


@pytest.mark.parametrize("status", [302, 404, 500])
@pytest.mark.parametrize(
    ("version", "do"), [pair for pair in [*WRITES_WITH_DATA, *WRITES_WITHOUT, *ALL_READS] if "v2" in pair.id]
)
async def test_a_response_that_is_not_a_2xx_never_succeeds_whatever_its_body_says(
    make_client: Maker, vendor: VendorServer, version: str, do: Do, status: int
) -> None:
    body = {"id": THERMOSTAT, "hvacMode": "heat", "items": [], "name": "Elm"}
    reads_fail = not any(
        do is write for table in (WITH_DATA, WITH_DATA_V2, WITHOUT_DATA, WITHOUT_DATA_V2) for write in table.values()
    )
    script(vendor, success(body, status))
    if reads_fail:
        vendor.on("GET", "*", success(body, status))

    await raised(make_client(vendor.url, api_version=version), do)

    assert sent(vendor) == (0 if reads_fail else 1)


async def test_a_bulk_change_that_only_some_thermostats_show_is_unknown(
    make_client: Maker, vendor: VendorServer
) -> None:
    other = "511863314843"
    script(vendor, Reply(204))
    vendor.on("GET", f"/api/v2/thermostats/{THERMOSTAT}/settings", success({"fanMinimumOnTime": 10}))
    vendor.on("GET", f"/api/v2/thermostats/{other}/settings", success({"fanMinimumOnTime": 0}))

    with pytest.raises(PartlyFailed, match="1 of 2 thermostats have these settings") as failed:
        await make_client(vendor.url).thermostats.update_settings([THERMOSTAT, other], fan_minimum_on_minutes=10)

    assert list(failed.value.failed) == [THERMOSTAT, other]
    assert sent(vendor) == 1


@pytest.mark.parametrize("body", [FAIL, ERROR, {}], ids=["fail", "error", "empty object"])
async def test_a_bulk_change_answered_otherwise_than_success_is_not_counted_as_done(
    make_client: Maker, vendor: VendorServer, body: dict[str, Any]
) -> None:
    script(vendor, json_reply(body))

    with pytest.raises(PartlyFailed) as failed:
        await make_client(vendor.url).thermostats.update_settings([THERMOSTAT], fan_minimum_on_minutes=10)

    assert failed.value.done == ()
    assert list(failed.value.failed) == [THERMOSTAT]
    assert sent(vendor) == 1


@pytest.mark.parametrize("reply", [json_reply(FAIL), json_reply(ERROR), *UNREADABLE])
async def test_a_generated_function_raises_for_a_2xx_that_does_not_say_success(
    make_client: Maker, vendor: VendorServer, reply: Reply
) -> None:
    script(vendor, reply)
    vendor.on("GET", "*", reply)
    low_level = make_client(vendor.url).low_level

    with pytest.raises(SmartBuildingsError):
        await get_thermostat_status.asyncio_detailed(THERMOSTAT, client=low_level)
    with pytest.raises(SmartBuildingsError):
        await resume_schedule.asyncio_detailed(THERMOSTAT, client=low_level)
    assert sent(vendor) == 1
