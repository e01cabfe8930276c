"""Calls cancelled at random moments, by the thousand: the client goes on, and no descriptor stays open."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import random
import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import anyio
import pytest
from servers.vendor import THERMOSTAT, status_path, success, token_reply

from smartbuildings import AsyncSmartBuildings
from smartbuildings.errors import SmartBuildingsError

OPEN = Path("/proc/self/fd")
pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(not OPEN.is_dir(), reason="descriptors are counted the way of Linux"),
]

ROUNDS = 300
TASKS = 20
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
TOKEN = token_reply("token-1").raw()
STATUS = success({"id": THERMOSTAT}).raw()


def serve(connection: socket.socket) -> None:
    """Reply to each request without looking at it twice: thousands are sent."""
    with connection:
        heard = b""
        while received := connection.recv(65536):
            heard += received
            if b"\r\n\r\n" in heard:
                time.sleep(0.001)
                connection.sendall(TOKEN if heard.startswith(b"POST") else STATUS)
                heard = b""


@pytest.fixture
def url() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:

        def accept() -> None:
            while True:
                connection, _ = listener.accept()
                if is_over.is_set():
                    connection.close()
                    return
                threading.Thread(target=serve_quietly, args=(connection,), daemon=True).start()

        def serve_quietly(connection: socket.socket) -> None:
            with contextlib.suppress(OSError):  # A cancelled call may reset its connection.
                serve(connection)

        is_over = threading.Event()
        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        is_over.set()
        socket.create_connection(listener.getsockname()).close()
        thread.join(5)


async def descriptors(at_most: int) -> int:
    """Count the open descriptors, after waiting a little for the server to close its ends too."""
    gc.collect()
    for _ in range(250):
        if len(list(OPEN.iterdir())) <= at_most:
            break
        await anyio.sleep(0.02)
    return len(list(OPEN.iterdir()))


async def calls_succeed(client: AsyncSmartBuildings) -> None:
    with anyio.fail_after(20):
        for _ in range(3):
            assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT


async def survives(url: str, disturb: Callable[[AsyncSmartBuildings], Awaitable[None]]) -> None:
    """Check that a client works after a disturbance, and that what it has open is what it had before."""
    async with AsyncSmartBuildings("me", "secret", base_url=url, verify=NO_TLS, deadline_s=30) as client:
        await calls_succeed(client)
        before = await descriptors(0)

        await disturb(client)

        await calls_succeed(client)
        # Up to three connections may be open now, of which one was before; both ends are in this process.
        assert await descriptors(before + 4) <= before + 4


async def call(client: AsyncSmartBuildings) -> None:
    """Make the quickest call there is: what follows the response is not of interest here."""
    await client.low_level.get_async_httpx_client().request("GET", status_path())


async def cancel_natively(client: AsyncSmartBuildings, dice: random.Random) -> None:
    tasks = [asyncio.ensure_future(call(client)) for _ in range(TASKS)]
    for task in dice.sample(tasks, TASKS // 2):
        await asyncio.sleep(dice.uniform(0, 0.0005))
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, SmartBuildingsError):
            raise result


async def cancel_by_scopes(client: AsyncSmartBuildings, dice: random.Random) -> None:
    async def call_within(scope: anyio.CancelScope) -> None:
        with scope:
            await call(client)

    scopes = [anyio.CancelScope() for _ in range(TASKS)]
    async with anyio.create_task_group() as group:
        for scope in scopes:
            group.start_soon(call_within, scope)
        for scope in dice.sample(scopes, TASKS // 2):
            await anyio.sleep(dice.uniform(0, 0.0005))
            scope.cancel()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_a_random_half_of_the_calls_is_cancelled_at_random_moments(
    url: str, anyio_backend: str, seed: int
) -> None:
    dice = random.Random(seed)
    cancel = cancel_natively if anyio_backend == "asyncio" else cancel_by_scopes

    async def disturb(client: AsyncSmartBuildings) -> None:
        for _ in range(ROUNDS):
            await cancel(client, dice)

    await survives(url, disturb)


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_calls_that_time_out_one_after_the_other_leave_the_client_usable(url: str) -> None:
    dice = random.Random(5)

    async def disturb(client: AsyncSmartBuildings) -> None:
        async def call(timeout_s: float) -> None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(client.thermostats.get(THERMOSTAT).status(), timeout_s)

        for _ in range(40):
            await asyncio.gather(*(call(dice.uniform(0.001, 0.060)) for _ in range(12)))

    await survives(url, disturb)
