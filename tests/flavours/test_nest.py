"""A verb of Nest that is cancelled while it reads the state back leaves nothing held."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import anyio
import pytest
from servers.nest import NestServer
from servers.scripted import Reply

from smartbuildings import Applied, AsyncNest, MemoryStore, Mode

pytestmark = pytest.mark.anyio


@pytest.fixture
async def vendor() -> AsyncIterator[NestServer]:
    with NestServer() as server:
        yield server


@pytest.mark.parametrize("state", ["read on its own", "in a shared list"])
async def test_a_verb_cancelled_while_it_reads_back_leaves_nothing_held(
    vendor: NestServer, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr("smartbuildings._async.nest.thermostat._FIRST_LOOK_S", 0.02)
    names = ["Lounge"] if state == "read on its own" else ["Lounge", "Living Room", "Upstairs"]
    async with AsyncNest(**vendor.client, token_store=MemoryStore(), confirm_s=0.5, connections=2) as client:
        assert len([each async for each in client.thermostats]) == 12
        for path in (vendor.devices_path, *map(vendor.device_path, names)):
            vendor.on("GET", path, Reply(never=True))
        looks = vendor.lists + vendor.reads

        async with anyio.create_task_group() as group:
            for name in names:
                group.start_soon(client.thermostats.get(vendor.sandbox.device_id(name)).set_mode, Mode.OFF)
            with anyio.fail_after(5):
                while vendor.lists + vendor.reads == looks or len(vendor.commands) < len(names):
                    await anyio.sleep(0.005)
            group.cancel_scope.cancel()

        for path in (vendor.devices_path, *map(vendor.device_path, names)):
            vendor.on("GET", path, vendor.forward)
        devices: Any = client._devices
        assert (devices._alone.free, devices._verbs) == (1, set())
        with anyio.fail_after(5):
            assert len([each async for each in client.thermostats]) == 12
            result = await client.thermostats.get(vendor.sandbox.device_id("Kitchen")).set_mode(Mode.OFF)
        assert result == Applied(reached=True)
