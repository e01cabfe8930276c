"""Cancelled calls: by asyncio's own means, by anyio's and by trio's; what they held is free for the next caller."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import anyio
import pytest
import trio
from servers.scripted import Reply
from servers.vendor import EXPIRED, THERMOSTAT, VendorServer, own, status_path, success, token_reply

from smartbuildings import AsyncSmartBuildings, FileStore, MemoryStore, RetryPolicy
from smartbuildings.credentials import AuthorizationCode, ClientCredentials
from smartbuildings.tokens import Lease, TokenRecord, TokenStore

pytestmark = pytest.mark.anyio

CREDENTIALS = ClientCredentials("me", "secret")


def client_of(vendor: VendorServer, store: TokenStore | None = None, **how: object) -> AsyncSmartBuildings:
    vendor.on("POST", "/token", token_reply("token-1"))
    how = {"credentials": CREDENTIALS, "retry": RetryPolicy(base_s=0.01), **how}
    return AsyncSmartBuildings(base_url=vendor.url, token_store=store or MemoryStore(), **how)  # type: ignore[arg-type]


def asked(vendor: VendorServer) -> int:
    """How many tokens were requested."""
    return len(vendor.requests_for("POST", "/token"))


def is_free(store: TokenStore) -> bool:
    lease = store.lease(CREDENTIALS.account)
    try:
        return lease.try_acquire()
    finally:
        lease.release()


async def until(condition: Callable[[], bool]) -> None:
    with anyio.fail_after(5):
        while not condition():
            await anyio.sleep(0.005)


Call = Callable[[], Coroutine[Any, Any, object]]


async def cancel_in_scope(call: Call, when: Callable[[], bool]) -> None:
    """Cancel a call by an anyio scope, as a timeout or a failing sibling does."""
    async with anyio.create_task_group() as group:
        group.start_soon(call)
        await until(when)
        group.cancel_scope.cancel()


async def cancel_by_asyncio(call: Call, when: Callable[[], bool]) -> None:
    """Cancel a call by asyncio's own means, as ``asyncio.timeout`` and ``wait_for`` do."""
    task = asyncio.ensure_future(call())
    await until(when)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def cancel_by_trio(call: Call, when: Callable[[], bool]) -> None:
    """Cancel a call by a trio nursery."""
    async with trio.open_nursery() as nursery:
        nursery.start_soon(call)
        await until(when)
        nursery.cancel_scope.cancel()


Cancel = Callable[[Call, Callable[[], bool]], Awaitable[None]]


@pytest.fixture(params=["scope", "native"])
def cancel(request: pytest.FixtureRequest, anyio_backend: str) -> Cancel:
    if request.param == "scope":
        return cancel_in_scope
    return cancel_by_asyncio if anyio_backend == "asyncio" else cancel_by_trio


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TokenStore:
    return MemoryStore() if request.param == "memory" else FileStore(tmp_path / "tokens")


async def test_an_exchange_that_is_cancelled_leaves_no_lock(
    vendor: VendorServer, store: TokenStore, cancel: Cancel
) -> None:
    async with client_of(vendor, store, connections=1) as client:
        vendor.on("POST", "/token", Reply(never=True))
        await cancel(client.thermostats.get(THERMOSTAT).status, lambda: asked(vendor) == 1)
        assert is_free(own(store, vendor))

        vendor.on("POST", "/token", token_reply("token-1"))
        with anyio.fail_after(5):
            assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT


async def test_who_waits_for_a_cancelled_exchange_makes_one(vendor: VendorServer, cancel: Cancel) -> None:
    async with client_of(vendor) as client, anyio.create_task_group() as group:
        vendor.on("POST", "/token", Reply(never=True), token_reply("token-1"))
        behind: list[str | None] = []

        async def wait_behind() -> None:
            behind.append((await client.thermostats.get(THERMOSTAT).status()).id)

        def somebody_waits() -> bool:
            if asked(vendor) == 1 and not behind:
                behind.append("waiting")
                group.start_soon(wait_behind)
            return bool(behind)

        await cancel(client.thermostats.get("1").status, somebody_waits)

    assert behind == ["waiting", THERMOSTAT]
    assert asked(vendor) == 2


async def test_calls_cancelled_anywhere_lose_no_connection(vendor: VendorServer, cancel: Cancel) -> None:
    async with client_of(vendor, connections=1, deadline_s=5) as client:
        await client.authenticate()
        vendor.on("GET", status_path(), success({"id": THERMOSTAT}, drip_s=0.001))
        for number in range(20):
            looks = iter(range(number % 10))
            await cancel(client.thermostats.get(THERMOSTAT).status, lambda looks=looks: next(looks, -1) == -1)  # type: ignore[misc]

        vendor.on("GET", status_path(), success({"id": THERMOSTAT}))
        for _ in range(2):
            assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT


async def test_cancelled_calls_keep_no_unit_of_the_quota(vendor: VendorServer, cancel: Cancel) -> None:
    told = {"x-ratelimit-limit": "5", "x-ratelimit-remaining": "5", "x-ratelimit-reset": "60000"}
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers=told))
    vendor.on("GET", status_path("1"), Reply(never=True))
    async with client_of(vendor, deadline_s=5) as client:
        await client.thermostats.get(THERMOSTAT).status()
        for number in range(1, 9):
            await cancel(
                client.thermostats.get("1").status,
                lambda number=number: len(vendor.requests_for("GET", status_path("1"))) == number,  # type: ignore[misc]
            )

        (window,) = client.quota.windows
        assert window.remaining == 5
        assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT


class SlowStore(MemoryStore):
    """A store one of whose steps takes a while the first time, so that a cancellation can hit it."""

    def __init__(self, slow_step: str) -> None:
        super().__init__()
        self.slow_step = slow_step
        self.is_inside = False
        self.go_on = threading.Event()

    def dawdle(self, step: str) -> None:
        if step == self.slow_step and not self.go_on.is_set():
            self.is_inside = True
            self.go_on.wait(0.1)
            self.go_on.set()

    def load(self, key: str) -> TokenRecord:
        self.dawdle("load")
        return super().load(key)

    def save(self, key: str, record: TokenRecord) -> bool:
        self.dawdle("save" if record.token is not None else "count")
        return super().save(key, record)

    def lease(self, key: str) -> Lease:
        return SlowLease(super().lease(key), self)


class SlowLease:
    def __init__(self, lease: Lease, store: SlowStore) -> None:
        self._lease, self._store = lease, store

    def try_acquire(self) -> bool:
        self._store.dawdle("acquire")
        return self._lease.try_acquire()

    def release(self) -> None:
        self._lease.release()


@pytest.mark.parametrize("step", ["load", "acquire", "count", "save"])
async def test_a_call_cancelled_inside_a_step_of_the_store_leaves_no_lock(
    vendor: VendorServer, cancel: Cancel, step: str
) -> None:
    store = SlowStore(step)
    async with client_of(vendor, store) as client:
        await cancel(client.thermostats.get(THERMOSTAT).status, lambda: store.is_inside)
        store.go_on.set()
        await anyio.sleep(0.02)  # A worker thread that was left alone ends its step.
        assert is_free(own(store, vendor))

        with anyio.fail_after(5):
            assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT


async def test_a_new_pair_is_saved_although_the_call_is_cancelled_while_saving(
    vendor: VendorServer, cancel: Cancel
) -> None:
    # The refresh token is spent: were the new one lost, the user would have to consent again.
    store = SlowStore("save")
    credentials = AuthorizationCode("me", "secret", "/token", code="c")
    async with client_of(vendor, store, credentials=credentials) as client:
        await cancel(client.thermostats.get(THERMOSTAT).status, lambda: store.is_inside)

    saved = own(store, vendor).load(credentials.key).token
    assert saved is not None
    assert saved.value == "token-1"


async def test_a_call_that_is_cancelled_before_it_is_repeated_is_gone(vendor: VendorServer, cancel: Cancel) -> None:
    vendor.on("GET", status_path(), Reply(503))
    async with client_of(vendor, retry=RetryPolicy(base_s=30, cap_s=30)) as client:
        await cancel(
            client.thermostats.get(THERMOSTAT).status, lambda: len(vendor.requests_for("GET", status_path())) == 1
        )

    assert len(vendor.requests_for("GET", status_path())) == 1


async def test_renewals_cancelled_in_turn_end_with_one_token(vendor: VendorServer, cancel: Cancel) -> None:
    async with client_of(vendor) as client:
        await client.authenticate()
        vendor.on("GET", status_path(), lambda request: EXPIRED if request.token == "token-1" else success({}))
        vendor.on("POST", "/token", Reply(never=True))
        for number in range(2, 6):
            await cancel(
                client.thermostats.get(THERMOSTAT).status,
                lambda number=number: asked(vendor) == number,  # type: ignore[misc]
            )
        vendor.on("POST", "/token", token_reply("token-2"))

        async with anyio.create_task_group() as group:
            for _ in range(10):
                group.start_soon(client.thermostats.get(THERMOSTAT).status)

    assert asked(vendor) == 6


async def test_a_timeout_of_the_caller_s_own_ends_the_call(vendor: VendorServer, anyio_backend: str) -> None:
    vendor.on("GET", status_path(), Reply(never=True))
    async with client_of(vendor) as client:
        with pytest.raises(TimeoutError), anyio.fail_after(0.2):
            await client.thermostats.get(THERMOSTAT).status()
        if anyio_backend == "asyncio":
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.thermostats.get(THERMOSTAT).status(), 0.2)

        vendor.on("GET", status_path(), success({"id": THERMOSTAT}))
        assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT
