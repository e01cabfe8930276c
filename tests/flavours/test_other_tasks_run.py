"""Reading a long response leaves the event loop to other tasks in between."""

from __future__ import annotations

import anyio
import pytest

from smartbuildings import AsyncSmartThings
from smartbuildings.sandbox import AsyncSandboxTransport, SmartThingsSandbox

pytestmark = pytest.mark.anyio


async def test_other_tasks_run_between_two_devices_of_a_page() -> None:
    sandbox = SmartThingsSandbox(seed=1, locations=1, devices=150)
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await anyio.sleep(0)

    token, transport = sandbox.personal_token, AsyncSandboxTransport(sandbox)
    async with AsyncSmartThings(token, transport=transport) as client, anyio.create_task_group() as tasks:
        tasks.start_soon(count)
        thermostats = [reading.thermostat.id async for reading in client.thermostats.statuses()]
        tasks.cancel_scope.cancel()

    (_,) = sandbox.requests.of("getDevices")
    assert len(thermostats) > 50
    assert turns > 2 * 150
