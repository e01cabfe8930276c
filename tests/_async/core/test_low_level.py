"""The generated functions, called directly: the same token, quota, retries, options and errors."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from servers.scripted import Reply, json_reply
from servers.vendor import EXPIRED, THERMOSTAT, VendorServer, status_path, success
from smartbuildings_api.ecobee_v2.api.thermostats import get_thermostat_status, resume_schedule

from smartbuildings import AsyncSmartBuildings
from smartbuildings._io.asynchronous import gather
from smartbuildings.errors import (
    ConfigurationError,
    DeadlineExceeded,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    ServerError,
    UnreadableResponse,
)
from smartbuildings.events import Event, RequestSent, ResponseReceived, TokenObtained, TokenRejected

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
RESUME = f"/api/v2/thermostats/{THERMOSTAT}/resumeSchedule"


async def test_a_generated_function_gives_its_own_model(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), success({"id": THERMOSTAT, "isConnected": True}))
    client = make_client(vendor.url)

    answer = await get_thermostat_status.asyncio_detailed(THERMOSTAT, client=client.low_level)

    assert answer.status_code == 200
    assert answer.parsed is not None
    assert answer.parsed.data is not None
    assert answer.parsed.data.to_dict() == {"id": THERMOSTAT, "isConnected": True}
    assert [request.token for request in vendor.requests] == [None, "token-1"]


async def test_it_has_the_token_the_retries_and_the_events(make_client: Maker, vendor: VendorServer) -> None:
    told: list[Event] = []
    vendor.on("GET", status_path(), EXPIRED, Reply(503), success({"id": THERMOSTAT}))
    client = make_client(vendor.url, observers=[told.append])

    await get_thermostat_status.asyncio_detailed(THERMOSTAT, client=client.low_level)

    assert [request.token for request in vendor.requests_for("GET", status_path())] == ["token-1", "token-2", "token-2"]
    kinds = [type(event) for event in told]
    assert kinds.count(TokenObtained) == 2
    assert kinds.count(TokenRejected) == 1
    assert kinds.count(RequestSent) == kinds.count(ResponseReceived) == 5


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (json_reply({"status": "error", "message": "no such thermostat"}, 404), NotFound),
        (json_reply({"status": "error"}, 429, headers={"Retry-After": "600"}), RateLimited),
        (Reply(502, body=b"<html>"), ServerError),
        (Reply(body=b'{"status":"success","data":{"id":"5'), UnreadableResponse),
        (Reply(body=b"<html>"), UnreadableResponse),
    ],
)
async def test_it_has_the_errors(
    make_client: Maker, vendor: VendorServer, reply: Reply, error: type[Exception]
) -> None:
    vendor.on("GET", status_path(), reply)
    client = make_client(vendor.url)

    with pytest.raises(error):
        await get_thermostat_status.asyncio_detailed(THERMOSTAT, client=client.low_level)


@pytest.mark.parametrize("wrong", ["..", ".", "%2e%2e", "%252e.", "1/../../buildings", "..\\1", "a%00", ""])
async def test_an_id_that_would_change_the_path_is_refused(
    make_client: Maker, vendor: VendorServer, wrong: str
) -> None:
    client = make_client(vendor.url)

    with pytest.raises(InvalidRequest, match="Nothing was sent"):
        await get_thermostat_status.asyncio_detailed(wrong, client=client.low_level)
    with pytest.raises(InvalidRequest, match="Nothing was sent"):
        await client.low_level.get_async_httpx_client().request("GET", f"/api/v2/thermostats/{wrong}/status")

    assert vendor.requests == []


async def test_its_writes_are_not_repeated(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", RESUME, Reply(cut_after=0))
    client = make_client(vendor.url)

    with pytest.raises(OutcomeUnknown):
        await resume_schedule.asyncio_detailed(THERMOSTAT, client=client.low_level)

    assert len(vendor.requests_for("POST", RESUME)) == 1


async def test_options_hold_for_it(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), Reply(never=True))
    client = make_client(vendor.url)
    await client.authenticate()

    with client.options(deadline_s=0.2), pytest.raises(DeadlineExceeded):
        await get_thermostat_status.asyncio_detailed(THERMOSTAT, client=client.low_level)


async def test_options_hold_for_the_calls_that_a_fan_out_makes(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", "*", Reply(503))
    client = make_client(vendor.url)
    await client.authenticate()

    with client.options(attempts=1):
        readings = await gather(lambda number: _error_of(client, number), ["1", "2", "3"], at_once=3)

    assert readings == [ServerError] * 3
    assert len([request for request in vendor.requests if request.method == "GET"]) == 3


async def _error_of(client: AsyncSmartBuildings, number: str) -> type[Exception]:
    with pytest.raises(ServerError) as caught:
        await client.thermostats.get(number).status()
    return caught.type


async def test_what_is_sent_says_who_we_are(make_client: Maker, vendor: VendorServer) -> None:
    await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    for request in vendor.requests:
        assert request.headers["user-agent"].startswith("smartbuildings/")
        assert request.headers["accept"] == "application/json"
        assert request.headers["host"] == vendor.url.removeprefix("http://")


async def test_a_base_url_with_a_path_is_kept(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", "/gateway/ecobee/api/v2/token", json_reply({"access_token": "t"}))
    vendor.on("GET", "/gateway/ecobee" + status_path(), success({"id": THERMOSTAT}))

    status = await make_client(f"{vendor.url}/gateway/ecobee/").thermostats.get(THERMOSTAT).status()

    assert status.id == THERMOSTAT


async def test_cookies_are_not_kept(make_client: Maker, vendor: VendorServer) -> None:
    # A balancer's cookie would tie all calls of a client to one server.
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers={"Set-Cookie": "session=1; Path=/"}))
    client = make_client(vendor.url)

    for _ in range(2):
        await client.thermostats.get(THERMOSTAT).status()

    assert all("cookie" not in request.headers for request in vendor.requests)


async def test_a_closed_client_says_so(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url)
    await client.aclose()
    await client.aclose()

    with pytest.raises(ConfigurationError, match="closed"):
        await client.thermostats.get(THERMOSTAT).status()

    assert vendor.requests == []


async def test_the_body_of_a_write_is_the_same_each_time(make_client: Maker, vendor: VendorServer) -> None:
    path = f"/api/v2/thermostats/{THERMOSTAT}/hvacMode"
    vendor.on("PATCH", path, EXPIRED, json_reply({}, 429), success({"hvacMode": "off"}))

    await make_client(vendor.url).thermostats.get(THERMOSTAT).set_mode("off")

    assert [json.loads(request.body) for request in vendor.requests_for("PATCH", path)] == [{"hvacMode": "off"}] * 3
