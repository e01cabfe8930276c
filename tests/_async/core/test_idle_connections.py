"""Idle connections that the server closes at the very moment of a write."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import THERMOSTAT, VendorServer, status_path

from smartbuildings import AsyncSmartBuildings
from smartbuildings._io.asynchronous import gather, sleep

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
RESUME = f"/api/v2/thermostats/{THERMOSTAT}/resumeSchedule"
IDLE_S = 1.3
TRIES = 30


async def test_a_write_does_not_take_a_connection_that_the_server_may_be_closing(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.idle_s = IDLE_S + 5  # Not yet: the reply below loses what comes on a connection that was used before.

    def reply(request: Request) -> Reply:
        """Lose a request on a connection that is being closed, as it would be lost in that moment."""
        used = {earlier.connection for earlier in vendor.requests_for("GET", status_path())}
        return Reply(reset=True) if request.connection in used else json_reply({"status": "success"})

    vendor.on("POST", RESUME, reply)
    clients = [make_client(vendor.url, deadline_s=30) for _ in range(TRIES)]

    async def write_when_the_connection_closes(number: int) -> None:
        http = clients[number].low_level.get_async_httpx_client()
        await http.request("GET", status_path())
        await sleep(IDLE_S + (number - TRIES / 2) * 0.0004)
        await http.request("POST", RESUME)  # It would raise OutcomeUnknown.

    await gather(write_when_the_connection_closes, range(TRIES), at_once=TRIES)

    assert len(vendor.requests_for("POST", RESUME)) == TRIES


async def test_a_write_takes_the_connection_that_was_used_a_moment_ago(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("POST", RESUME, json_reply({"status": "success"}))
    http = make_client(vendor.url).low_level.get_async_httpx_client()

    await http.request("GET", status_path())
    await http.request("POST", RESUME)

    assert vendor.connections == 1
