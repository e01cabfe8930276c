"""A call ends when it was told to, whatever it is waiting for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from servers.scripted import Reply
from servers.vendor import THERMOSTAT, TOKEN_PATH, VendorServer, own, status_path, success, token_reply

from smartbuildings import AsyncSmartBuildings, MemoryStore
from smartbuildings._io.asynchronous import gather, monotonic, run_blocking
from smartbuildings.credentials import ClientCredentials
from smartbuildings.errors import (
    ConnectionFailed,
    DeadlineExceeded,
    OutcomeUnknown,
    RateLimited,
    SmartBuildingsError,
)

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
DEADLINE_S = 0.2
LATE_S = 0.5
"""How late is still punctual on a busy machine."""


@contextmanager
def ends_in_time(deadline_s: float = DEADLINE_S) -> Iterator[None]:
    started = monotonic()
    yield
    assert monotonic() - started < deadline_s + LATE_S


@pytest.mark.parametrize(
    "reply",
    [
        Reply(never=True),
        success({"id": THERMOSTAT}, drip_s=0.05),
        Reply(body=b" " * 10_000, drip_s=0.01),
        Reply(headers={f"X-Padding-{n}": "x" * 50 for n in range(50)}, drip_s=0.01),
    ],
    ids=["silent", "dripping head and body", "dripping body", "dripping head"],
)
async def test_a_read_ends_at_its_deadline(make_client: Maker, vendor: VendorServer, reply: Reply) -> None:
    vendor.on("GET", status_path(), reply)
    client = make_client(vendor.url, deadline_s=DEADLINE_S)
    await client.authenticate()

    with ends_in_time(), pytest.raises(DeadlineExceeded, match="ran out of time"):
        await client.thermostats.get(THERMOSTAT).status()


@pytest.mark.parametrize("reply", [Reply(never=True), success({}, drip_s=0.05)], ids=["silent", "dripping"])
async def test_a_write_that_is_not_answered_in_time_is_unknown(
    make_client: Maker, vendor: VendorServer, reply: Reply
) -> None:
    path = f"/api/v2/thermostats/{THERMOSTAT}/resumeSchedule"
    vendor.on("POST", path, reply)
    client = make_client(vendor.url, deadline_s=DEADLINE_S)
    await client.authenticate()

    with ends_in_time(), pytest.raises(OutcomeUnknown):
        await client.low_level.get_async_httpx_client().request("POST", path)

    assert len(vendor.requests_for("POST", path)) == 1


async def test_an_attempt_that_stands_still_is_given_up_before_the_deadline(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("GET", status_path(), Reply(never=True), success({"id": THERMOSTAT}))
    client = make_client(vendor.url, timeout_s=0.2, deadline_s=5)

    with ends_in_time():
        await client.thermostats.get(THERMOSTAT).status()


async def test_retries_and_their_waits_end_with_the_deadline(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), Reply(503, wait_s=0.1))
    client = make_client(vendor.url, deadline_s=DEADLINE_S)
    await client.authenticate()

    with ends_in_time(), pytest.raises(SmartBuildingsError):
        await client.thermostats.get(THERMOSTAT).status()


async def test_waiting_for_a_connection_ends_with_the_deadline(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url, connections=1, timeout_s=3)
    await client.authenticate()
    gate = threading.Event()
    vendor.on("GET", status_path("1"), success({"id": "1"}, gate=gate))

    async def ask(number: str) -> None:
        if number == "1":
            await client.thermostats.get("1").status()
            return
        await run_blocking(lambda: vendor.wait_for(1, "GET", status_path("1")))
        with ends_in_time(), client.options(deadline_s=DEADLINE_S), pytest.raises(DeadlineExceeded, match="its turn"):
            await client.thermostats.get(number).status()
        gate.set()

    await gather(ask, ["1", "2"], at_once=2)

    assert vendor.requests_for("GET", status_path("2")) == []


async def test_waiting_for_another_caller_s_exchange_ends_with_the_deadline(
    make_client: Maker, vendor: VendorServer
) -> None:
    gate = threading.Event()
    vendor.on("POST", TOKEN_PATH, token_reply("token-1", gate=gate))
    client = make_client(vendor.url)

    async def ask(number: str) -> None:
        if number == "1":
            await client.thermostats.get("1").status()
            return
        await run_blocking(lambda: vendor.wait_for(1, "POST", TOKEN_PATH))
        with (
            ends_in_time(),
            client.options(deadline_s=DEADLINE_S),
            pytest.raises(DeadlineExceeded, match="requesting a token"),
        ):
            await client.thermostats.get(number).status()
        gate.set()

    await gather(ask, ["1", "2"], at_once=2)

    assert vendor.exchanges == 1


async def test_waiting_for_another_process_s_lease_ends_with_the_deadline(
    make_client: Maker, vendor: VendorServer
) -> None:
    store = MemoryStore()
    account = ClientCredentials("sandbox-client", "sandbox-secret", token_url=TOKEN_PATH).account
    lease = own(store, vendor).lease(account)
    assert lease.try_acquire()
    client = make_client(vendor.url, token_store=store, deadline_s=DEADLINE_S)

    with ends_in_time(), pytest.raises(DeadlineExceeded, match="requesting a token"):
        await client.thermostats.get(THERMOSTAT).status()

    assert vendor.exchanges == 0


async def test_an_exchange_ends_with_the_deadline_of_the_call_that_needs_it(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("POST", TOKEN_PATH, Reply(never=True), token_reply("token-1"))
    client = make_client(vendor.url, deadline_s=DEADLINE_S)

    with ends_in_time(), pytest.raises(ConnectionFailed):
        await client.thermostats.get(THERMOSTAT).resume()

    await client.thermostats.get(THERMOSTAT).status()


async def test_a_quota_that_opens_after_the_deadline_ends_the_call_at_once(
    make_client: Maker, vendor: VendorServer
) -> None:
    spent = {"x-ratelimit-limit": "10", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "8000"}
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers=spent))
    client = make_client(vendor.url)
    await client.thermostats.get(THERMOSTAT).status()

    with ends_in_time(0.1), client.options(deadline_s=5), pytest.raises(RateLimited) as caught:
        await client.thermostats.get(THERMOSTAT).status()

    assert not caught.value.was_sent
    assert caught.value.retry_after == pytest.approx(8, abs=0.5)
    assert len(vendor.requests_for("GET", status_path())) == 1


async def test_a_longer_deadline_for_a_block_holds_in_it_only(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, wait_s=0.2))
    client = make_client(vendor.url, deadline_s=0.1)
    with client.options(deadline_s=5):
        await client.thermostats.get(THERMOSTAT).status()

    with pytest.raises(DeadlineExceeded):
        await client.thermostats.get(THERMOSTAT).status()
