"""A store or quota that hangs, is locked or fails: the call ends in time, and a valid token in memory is enough."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from servers.vendor import EXPIRED, THERMOSTAT, VendorServer, own, status_path, success

from smartbuildings import AsyncSmartBuildings, MemoryStore, RedisStore, SharedQuota
from smartbuildings._io.asynchronous import LeftBehind, WaitTimeout, gather, monotonic, run_blocking, sleep
from smartbuildings.credentials import ClientCredentials
from smartbuildings.errors import DeadlineExceeded, TokenError
from smartbuildings.quota import MemoryQuota
from smartbuildings.tokens import Lease, TokenRecord

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
DEADLINE_S = 1.0
LATE_S = 0.7
"""How late a call may end on a busy machine."""
TICK_S = 0.01
LONGEST_TICK_S = 0.25
"""How long the event loop may be busy between two ticks on a busy machine; a step that blocks it takes a second."""


@contextmanager
def ends_in_time() -> Iterator[None]:
    started = monotonic()
    yield
    assert monotonic() - started < DEADLINE_S + LATE_S


async def ticking(client: AsyncSmartBuildings) -> float:
    """Read a status that fails with ``DeadlineExceeded``; returns the longest time between two ticks."""
    is_over = threading.Event()
    longest = 0.0

    async def one(kind: str) -> None:
        nonlocal longest
        if kind == "call":
            try:
                with ends_in_time(), pytest.raises(DeadlineExceeded, match=r"locked|respond"):
                    await client.thermostats.get(THERMOSTAT).status()
            finally:
                is_over.set()
        while not is_over.is_set():
            before = monotonic()
            await sleep(TICK_S)
            longest = max(longest, monotonic() - before)

    await gather(one, ["tick", "call"], at_once=2)
    return longest


@pytest.fixture
def hanging_server() -> Iterator[str]:
    """A server that accepts connections and never responds."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


class HangingStore(MemoryStore):
    """A store of a user's that hangs in one of its steps until it is let go."""

    blocks = True  # type: ignore[misc]

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step
        self.go_on = threading.Event()
        self.released = threading.Event()

    def hang(self, step: str) -> None:
        if step == self.step:
            self.go_on.wait(30)

    def load(self, key: str) -> TokenRecord:
        self.hang("load")
        return super().load(key)

    def save(self, key: str, record: TokenRecord) -> bool:
        self.hang("save" if record.token is not None else "count")
        return super().save(key, record)

    def lease(self, key: str) -> Lease:
        return _HangingLease(super().lease(key), self)


class _HangingLease:
    def __init__(self, lease: Lease, store: HangingStore) -> None:
        self._lease, self._store = lease, store

    def try_acquire(self) -> bool:
        self._store.hang("acquire")
        return self._lease.try_acquire()

    def release(self) -> None:
        self._store.hang("release")
        self._lease.release()
        self._store.released.set()


async def test_a_locked_shared_quota_ends_the_call_in_time_and_blocks_nobody(
    make_client: Maker, vendor: VendorServer, tmp_path: Path
) -> None:
    client = make_client(vendor.url, quota=SharedQuota(tmp_path / "quota.db"), deadline_s=DEADLINE_S)
    await client.authenticate()
    with closing(sqlite3.connect(tmp_path / "quota.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert await ticking(client) < LONGEST_TICK_S
        assert "cannot be read now" in repr(client.quota)

        other.execute("COMMIT")
    assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT
    assert len(vendor.requests_for("GET", status_path())) == 1


async def test_a_redis_that_hangs_ends_the_call_in_time_and_blocks_nobody(
    make_client: Maker, vendor: VendorServer, hanging_server: str
) -> None:
    pytest.importorskip("redis", reason="the extra 'redis' is not installed here")
    client = make_client(vendor.url, token_store=RedisStore.from_url(hanging_server), deadline_s=DEADLINE_S)

    assert await ticking(client) < LONGEST_TICK_S

    assert vendor.exchanges == 0


@pytest.mark.parametrize("step", ["load", "acquire", "count", "release"])
async def test_a_store_that_hangs_in_any_step_ends_the_call_in_time(
    make_client: Maker, vendor: VendorServer, step: str
) -> None:
    store = HangingStore(step)
    client = make_client(vendor.url, token_store=store, deadline_s=DEADLINE_S)

    if step == "release":  # The token is there by then.
        with ends_in_time():
            assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT
    else:
        assert await ticking(client) < LONGEST_TICK_S
        assert vendor.exchanges == 0

    store.go_on.set()
    if step != "load":
        assert store.released.wait(10)
    account = ClientCredentials("sandbox-client", "sandbox-secret", token_url="/api/v2/token").account
    give_up_at = time.monotonic() + 10
    lease = own(store, vendor).lease(account)
    while not lease.try_acquire():  # A lease acquired late is given back.
        assert time.monotonic() < give_up_at
        await sleep(0.01)
    lease.release()


async def test_a_token_that_cannot_be_saved_is_used(make_client: Maker, vendor: VendorServer) -> None:
    store = HangingStore("save")
    client = make_client(vendor.url, token_store=store, deadline_s=DEADLINE_S)

    for _ in range(2):
        with ends_in_time():
            assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT

    assert vendor.exchanges == 1
    store.go_on.set()


async def test_a_store_that_fails_later_stops_no_call_until_a_token_is_needed(
    make_client: Maker, vendor: VendorServer
) -> None:
    class Failing(MemoryStore):
        is_down = False

        def load(self, key: str) -> TokenRecord:
            if self.is_down:
                raise OSError(5, "Input/output error")
            return super().load(key)

    store = Failing()
    client = make_client(vendor.url, token_store=store, deadline_s=DEADLINE_S)
    await client.authenticate()
    store.is_down = True

    assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT
    vendor.on("GET", status_path(), EXPIRED)
    with ends_in_time(), pytest.raises(TokenError, match="Input/output error"):
        await client.thermostats.get(THERMOSTAT).status()

    assert vendor.exchanges == 1


async def test_a_reservation_that_comes_late_is_given_back(make_client: Maker, vendor: VendorServer) -> None:
    class Slow(MemoryQuota):
        blocks = True  # type: ignore[misc]
        go_on = threading.Event()
        is_slow = False

        def update(self, scopes, change):  # type: ignore[no-untyped-def]
            if self.is_slow:
                self.go_on.wait(30)
            return super().update(scopes, change)

    headers = {"x-ratelimit-limit": "10", "x-ratelimit-remaining": "9", "x-ratelimit-reset": "60000"}
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers=headers))
    book = Slow()
    client = make_client(vendor.url, quota=book, deadline_s=DEADLINE_S)
    await client.thermostats.get(THERMOSTAT).status()
    book.is_slow = True

    with ends_in_time(), pytest.raises(DeadlineExceeded, match="does not respond"):
        await client.thermostats.get(THERMOSTAT).status()

    book.is_slow = False
    book.go_on.set()
    give_up_at = time.monotonic() + 10
    while [window.remaining for window in client.quota.windows] != [9]:
        assert time.monotonic() < give_up_at
        await sleep(0.01)


async def test_steps_that_hang_do_not_use_up_threads_without_end() -> None:
    left, go_on = LeftBehind(), threading.Event()
    begun: list[int] = []

    def hang() -> None:
        begun.append(1)
        go_on.wait(30)

    for _ in range(30):
        with pytest.raises(WaitTimeout):
            await run_blocking(hang, 0.01, left_behind=left)

    assert len(begun) < 30
    go_on.set()
    give_up_at = time.monotonic() + 10
    while left.is_full:
        assert time.monotonic() < give_up_at
        await sleep(0.01)
    assert await run_blocking(lambda: 5, 5, left_behind=left) == 5
