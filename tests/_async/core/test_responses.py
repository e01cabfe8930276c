"""Answers that are not what they should be, over a real socket."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import pytest
from servers.scripted import Reply, json_reply
from servers.vendor import THERMOSTAT, VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings
from smartbuildings.errors import OutcomeUnknown, ServerError, UnreadableResponse
from smartbuildings.events import DriftSeen, Event

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
WHOLE = success({"id": THERMOSTAT, "hvacMode": "auto", "setPoint": {"desiredHeat": 68.0}}).body
MODE = f"/api/v2/thermostats/{THERMOSTAT}/hvacMode"
HOLD = f"/api/v2/thermostats/{THERMOSTAT}/fanHold"


@pytest.mark.parametrize("kept", [1, 20, len(WHOLE) - 3, len(WHOLE) - 2, len(WHOLE) - 1])
async def test_json_cut_by_whoever_told_its_length_is_unreadable(
    make_client: Maker, vendor: VendorServer, kept: int
) -> None:
    vendor.on("GET", status_path(), Reply(body=WHOLE[:kept]))

    with pytest.raises(UnreadableResponse):
        await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert len(vendor.requests_for("GET", status_path())) == 1


@pytest.mark.parametrize("kept", [0, 1, 20, len(WHOLE) - 1])
async def test_json_cut_by_the_network_is_asked_for_again(make_client: Maker, vendor: VendorServer, kept: int) -> None:
    cut = Reply(body=WHOLE[:kept], told_length=len(WHOLE), closes=True)
    vendor.on("GET", status_path(), cut, Reply(body=WHOLE))

    status = await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert status.hvac_mode == "auto"
    assert len(vendor.requests_for("GET", status_path())) == 2


async def test_a_body_longer_than_told_does_not_spoil_the_next_answer(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), Reply(body=WHOLE + b"and more", told_length=len(WHOLE)), Reply(body=WHOLE))
    thermostat = make_client(vendor.url, connections=1).thermostats.get(THERMOSTAT)

    statuses = [await thermostat.status() for _ in range(3)]

    assert [status.id for status in statuses] == [THERMOSTAT] * 3


@pytest.mark.parametrize(
    "body", [b"<html>Welcome to the hotel's network</html>", b"null", b"[]", b'"fine"', b"fine", b"\xff\xfe"]
)
async def test_a_success_that_is_no_json_object_is_unreadable(
    make_client: Maker, vendor: VendorServer, body: bytes
) -> None:
    vendor.on("GET", status_path(), Reply(body=body))

    with pytest.raises(UnreadableResponse, match="not a JSON object"):
        await make_client(vendor.url).thermostats.get(THERMOSTAT).status()


async def test_a_gateway_s_page_survives_as_text_and_is_cut(make_client: Maker, vendor: VendorServer) -> None:
    page = b"<html><title>502 Bad Gateway</title>" + b"<p>nginx</p>" * 1000
    vendor.on("GET", status_path(), Reply(502, headers={"Content-Type": "text/html"}, body=page))

    with pytest.raises(ServerError) as caught:
        await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert caught.value.status == 502
    assert "502 Bad Gateway" in caught.value.body
    assert len(caught.value.body) < 600


@pytest.mark.parametrize("page", [b"", b"<html>Bad Gateway</html>", b"{", b'{"message": "Endpoint request timed out"}'])
async def test_a_gateway_between_us_and_a_write_leaves_its_outcome_open(
    make_client: Maker, vendor: VendorServer, page: bytes
) -> None:
    vendor.on("POST", HOLD, Reply(502, body=page))
    events = f"/api/v2/thermostats/{THERMOSTAT}/events"
    vendor.on("GET", events, success({"id": THERMOSTAT, "holds": []}))

    with pytest.raises(OutcomeUnknown) as caught:
        await make_client(vendor.url).thermostats.get(THERMOSTAT).hold_fan("on")

    assert caught.value.applied is False
    assert len(vendor.requests_for("POST", HOLD)) == 1


async def test_what_vendors_add_and_leave_out_is_survived_and_told_once(
    make_client: Maker, vendor: VendorServer
) -> None:
    told: list[Event] = []
    vendor.on("GET", status_path(), success({"hvacMode": "geothermal", "plasma": {"on": True}}))
    thermostat = make_client(vendor.url, observers=[told.append]).thermostats.get(THERMOSTAT)

    for _ in range(2):
        status = await thermostat.status()

    assert status.hvac_mode == "geothermal"
    assert status.extra == {"plasma": {"on": True}}
    assert (status.id, status.temperature) == (None, None)
    places = [event.place for event in told if isinstance(event, DriftSeen)]
    assert sorted(set(places)) == sorted(places)
    assert {place.rpartition(".")[2] for place in places} >= {"hvacMode", "plasma"}


async def test_a_write_that_succeeded_needs_no_field_of_its_response(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("PATCH", MODE, success({"added": 1}))

    await make_client(vendor.url).thermostats.get(THERMOSTAT).set_mode("off")

    assert len(vendor.requests_for("PATCH", MODE)) == 1


@pytest.mark.parametrize(("shown", "is_done"), [("off", True), ("heat", False)])
@pytest.mark.parametrize("body", [b"", b"{}", b'{"status":"success"}', b'{"status":"success","data":null}'])
async def test_a_write_that_succeeded_without_an_answer_is_settled_by_the_state(
    make_client: Maker, vendor: VendorServer, body: bytes, shown: str, is_done: bool
) -> None:
    vendor.on("PATCH", MODE, Reply(body=body))
    vendor.on("GET", status_path(), success({"id": THERMOSTAT, "hvacMode": shown}))

    with nullcontext() if is_done else pytest.raises(OutcomeUnknown, match="could not be read"):
        await make_client(vendor.url).thermostats.get(THERMOSTAT).set_mode("off")

    assert len(vendor.requests_for("PATCH", MODE)) == 1


async def test_headers_of_any_case_and_order_are_understood(make_client: Maker, vendor: VendorServer) -> None:
    reply = json_reply(
        {"status": "success", "data": {"id": THERMOSTAT}},
        headers={"X-RATELIMIT-REMAINING-SECOND": "7", "x-RateLimit-Limit-Second": "50", "X-Other": "\xe9"},
    )
    vendor.on("GET", status_path(), reply)
    client = make_client(vendor.url)

    await client.thermostats.get(THERMOSTAT).status()

    (window,) = client.quota.windows
    assert (window.name, window.limit, window.remaining) == ("second", 50, 7)
