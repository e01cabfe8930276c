"""Many calls at once at a spent quota: the default deadline does not count the queue, so all of them are read.

The times are the vendor's, divided by 60: 500 requests in a window of a second, and a deadline of two.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import EXPIRED, VendorServer, success

from smartbuildings import AsyncSmartBuildings, RetryPolicy, SmartBuildings
from smartbuildings._core import call, config
from smartbuildings.errors import DeadlineExceeded, RateLimited
from smartbuildings.events import CallsQueued, Event

WINDOW_S = 1.0
DEADLINE_S = 120 / 60


class Metered:
    """The vendor's quota in a window of fixed length."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.refused = 0
        self.expires_after: int | None = None
        self._served = 0
        self._left = limit
        self._ends_at = 0.0
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Reply:
        with self._lock:
            now = time.monotonic()
            if now >= self._ends_at:
                self._left, self._ends_at = self.limit, now + WINDOW_S
            told = {
                "x-ratelimit-limit": str(self.limit),
                "x-ratelimit-remaining": str(max(0, self._left - 1)),
                "x-ratelimit-reset": str(round((self._ends_at - now) * 1000)),
            }
            if self._left <= 0:
                self.refused += 1
                return json_reply({"status": "error"}, 429, headers=told)
            self._left -= 1
            self._served += 1
            if self.expires_after is not None and self._served > self.expires_after and request.token == "token-1":
                return EXPIRED
            return success({"id": request.path.split("/")[-2]}, headers=told)


@pytest.fixture
def scaled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from smartbuildings._async import quota_access as asynchronous
    from smartbuildings._sync import quota_access as synchronous

    for module in (call, config, asynchronous, synchronous):
        monkeypatch.setattr(module, "DEFAULT_DEADLINE_S", DEADLINE_S)
    yield


@pytest.mark.usefixtures("scaled")
@pytest.mark.parametrize("expires", [False, True])
def test_2000_statuses_at_once_are_all_read(vendor: VendorServer, expires: bool) -> None:
    quota = Metered(500)
    if expires:  # In the middle of the queue; the token request goes first.
        quota.expires_after = 900
    vendor.on("GET", "*", quota)
    told: list[Event] = []

    async def read() -> list[str | None]:
        async with AsyncSmartBuildings("me", "secret", base_url=vendor.url, observers=[told.append]) as client:
            found = await asyncio.gather(*(client.thermostats.get(str(n)).status() for n in range(2000)))
        return [status.id for status in found]

    began = time.monotonic()
    assert asyncio.run(read()) == [str(n) for n in range(2000)]

    assert time.monotonic() - began > DEADLINE_S  # Else nothing was shown.
    assert quota.refused == 0
    assert vendor.exchanges == (2 if expires else 1)
    queued = [event for event in told if isinstance(event, CallsQueued)]
    assert 1 <= len(queued) <= 1 + (time.monotonic() - began) / 10
    assert queued[0].waiting > 100


@pytest.mark.usefixtures("scaled")
def test_threads_that_wait_for_their_turn_all_read(vendor: VendorServer) -> None:
    quota = Metered(50)
    vendor.on("GET", "*", quota)

    with SmartBuildings("me", "secret", base_url=vendor.url) as client, ThreadPoolExecutor(200) as pool:
        began = time.monotonic()
        found = list(pool.map(lambda n: client.thermostats.get(str(n)).status().id, range(200)))

    assert found == [str(n) for n in range(200)]
    assert time.monotonic() - began > DEADLINE_S
    assert quota.refused == 0


@pytest.mark.parametrize("how", ["constructor", "options"])
def test_a_deadline_of_the_caller_s_covers_the_queue(vendor: VendorServer, how: str) -> None:
    vendor.on("GET", "*", Metered(1))
    with SmartBuildings(
        "me", "secret", base_url=vendor.url, deadline_s=0.5 if how == "constructor" else None
    ) as client:
        client.thermostats.get("1").status()
        with client.options(deadline_s=0.5 if how == "options" else None), pytest.raises(RateLimited) as caught:
            client.thermostats.get("2").status()
    assert not caught.value.was_sent


def test_the_queue_has_a_limit_of_its_own(vendor: VendorServer) -> None:
    gate = threading.Event()
    vendor.on("GET", "/api/v2/thermostats/1/status", success({"id": "1"}, gate=gate))
    with (
        SmartBuildings("me", "secret", base_url=vendor.url, connections=1, queue_s=0.2) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        client.authenticate()
        first = pool.submit(client.thermostats.get("1").status)
        vendor.wait_for(1, "GET", "/api/v2/thermostats/1/status")
        with pytest.raises(DeadlineExceeded, match="its turn"):
            client.thermostats.get("2").status()
        gate.set()
        assert first.result(10).id == "1"


@pytest.mark.usefixtures("scaled")
def test_the_default_deadline_counts_from_the_first_attempt(vendor: VendorServer) -> None:
    vendor.on("GET", "*", Reply(503))
    retry = RetryPolicy(attempts=1000, base_s=0.3, cap_s=0.3)
    with SmartBuildings("me", "secret", base_url=vendor.url, retry=retry) as client:
        client.authenticate()
        began = time.monotonic()
        with pytest.raises(Exception, match="503"):
            client.thermostats.get("1").status()
    assert DEADLINE_S - 0.5 < time.monotonic() - began < DEADLINE_S + 2
