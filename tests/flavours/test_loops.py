"""Async clients and the event loops that they belong to."""

from __future__ import annotations

import asyncio
from typing import Any

import anyio
import pytest
import trio
from servers.vendor import THERMOSTAT, TOKEN_PATH, VendorServer, status_path, success, token_reply

from smartbuildings import AsyncSmartBuildings
from smartbuildings.errors import ConfigurationError


def client_of(vendor: VendorServer) -> AsyncSmartBuildings:
    # No connection outlives its answer: one that a closed loop left behind would warn.
    vendor.on("POST", TOKEN_PATH, token_reply("token-1", headers={"Connection": "close"}))
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers={"Connection": "close"}))
    return AsyncSmartBuildings("me", "secret", base_url=vendor.url)


async def read(client: AsyncSmartBuildings) -> str | None:
    return (await client.thermostats.get(THERMOSTAT).status()).id


@pytest.mark.parametrize("run", [lambda call: asyncio.run(call()), trio.run], ids=["asyncio", "trio"])
def test_a_client_made_outside_works_in_the_first_loop_that_uses_it(vendor: VendorServer, run: Any) -> None:
    client = client_of(vendor)

    async def main() -> str | None:
        async with client:
            return await read(client)

    assert run(main) == THERMOSTAT


def test_a_second_event_loop_is_told_what_to_do(vendor: VendorServer) -> None:
    client = client_of(vendor)
    assert asyncio.run(read(client)) == THERMOSTAT

    with pytest.raises(ConfigurationError, match="one client per event loop"):
        asyncio.run(read(client))
    with pytest.raises(ConfigurationError, match="one client per event loop"):
        trio.run(read, client)


def test_a_client_that_was_only_made_in_a_loop_may_be_used_in_another(vendor: VendorServer) -> None:
    async def make() -> AsyncSmartBuildings:
        return client_of(vendor)

    client = asyncio.run(make())

    assert asyncio.run(read(client)) == THERMOSTAT


@pytest.mark.anyio
async def test_a_walk_can_be_left_without_a_word(vendor: VendorServer) -> None:
    # A generator left behind would warn under trio, and every warning is an error here.
    items = [{"id": str(number), "contentLocation": "x"} for number in range(1, 50)]
    vendor.on("GET", "/api/v2/thermostatIds", success({"count": 49, "items": items}))
    async with client_of(vendor) as client:
        async for thermostat in client.thermostats:
            assert thermostat.id == "1"
            break
        async for page in client.thermostats(page_size=10).pages():
            assert len(page) == 10
            break
    await anyio.sleep(0)


@pytest.mark.anyio
async def test_the_event_loop_goes_on_while_a_store_or_the_network_is_slow(vendor: VendorServer) -> None:
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await anyio.sleep(0.01)
            beats += 1

    async with client_of(vendor) as client, anyio.create_task_group() as group:
        vendor.on("POST", TOKEN_PATH, token_reply("token-1", wait_s=0.3))
        vendor.on("GET", status_path(), success({"id": THERMOSTAT}, wait_s=0.3))
        group.start_soon(beat)
        await read(client)
        group.cancel_scope.cancel()

    assert beats > 15
