"""What only an async client can meet: other event loops, and cancellation."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Coroutine

import anyio
import pytest
from servers.scripted import json_reply
from servers.vendor import THERMOSTAT, TOKEN_PATH, VendorServer, status_path, token_reply

from smartbuildings import AsyncSmartBuildings, FileStore, MemoryStore, errors
from smartbuildings.tokens import TokenStore


def client_of(vendor: VendorServer, store: TokenStore | None = None) -> AsyncSmartBuildings:
    return AsyncSmartBuildings("sandbox-client", "sandbox-secret", base_url=vendor.url, token_store=store)


# The client's connection belongs to a loop that is gone, so nobody can close it, and Python says so.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_client_in_a_second_event_loop_is_told_what_to_do(vendor: VendorServer) -> None:
    async def use(client: AsyncSmartBuildings) -> None:
        await client.thermostats.get(THERMOSTAT).status()

    client = client_of(vendor)
    asyncio.run(use(client))
    with pytest.raises(errors.ConfigurationError, match="one client per event loop"):
        asyncio.run(use(client))
    del client
    gc.collect()


async def cancel_natively(work: Callable[[], Coroutine[None, None, object]], ready: Callable[[], None]) -> None:
    task = asyncio.ensure_future(work())
    await asyncio.to_thread(ready)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def cancel_by_scope(work: Callable[[], Coroutine[None, None, object]], ready: Callable[[], None]) -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(work)
        await anyio.to_thread.run_sync(ready)
        group.cancel_scope.cancel()


@pytest.mark.anyio
@pytest.mark.parametrize("is_native", [False, True])
@pytest.mark.parametrize("kind", ["memory", "file"])
async def test_a_cancelled_exchange_leaves_no_lock_and_the_next_caller_succeeds(
    vendor: VendorServer, anyio_backend: str, tmp_path: object, is_native: bool, kind: str
) -> None:
    if is_native and anyio_backend == "trio":
        pytest.skip("asyncio's own way to cancel is asyncio's only")
    gate = threading.Event()
    vendor.on("POST", TOKEN_PATH, token_reply("late", gate=gate), token_reply("fresh"))
    store = MemoryStore() if kind == "memory" else FileStore(f"{tmp_path}/tokens")
    async with client_of(vendor, store) as client:
        thermostat = client.thermostats.get(THERMOSTAT)
        cancel = cancel_natively if is_native else cancel_by_scope
        release = threading.Timer(0.3, gate.set)  # A shielded exchange may take its answer first; it must not hang.
        release.start()

        await cancel(thermostat.status, lambda: vendor.wait_for(1, "POST", TOKEN_PATH))

        with anyio.fail_after(5):
            assert (await thermostat.status()).id == THERMOSTAT
        release.cancel()
    # Another client of the same store finds no lock left behind either.
    async with client_of(vendor, store) as other:
        with anyio.fail_after(5):
            await other.thermostats.get(THERMOSTAT).status()
    assert vendor.exchanges <= 2


@pytest.mark.anyio
async def test_a_cancelled_call_gives_its_slot_back(vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), json_reply({}, never=True))
    async with client_of(vendor) as client:
        await client.authenticate()
        thermostat = client.thermostats.get(THERMOSTAT)
        for _ in range(5):  # More often than there are slots.
            with anyio.move_on_after(0.1):
                await thermostat.status()
        vendor.on("GET", status_path(), json_reply({"status": "success", "data": {"id": THERMOSTAT}}))

        with anyio.fail_after(5):
            assert (await thermostat.status()).id == THERMOSTAT


@pytest.mark.anyio
async def test_fifty_tasks_share_one_exchange_and_never_more_than_three_connections(vendor: VendorServer) -> None:
    async with client_of(vendor) as client:
        thermostat = client.thermostats.get(THERMOSTAT)
        async with anyio.create_task_group() as group:
            for _ in range(50):
                group.start_soon(thermostat.status)

    assert vendor.exchanges == 1
    assert len(vendor.requests_for("GET", status_path())) == 50
    assert vendor.connections <= 3
