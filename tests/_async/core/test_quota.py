"""Waiting before the vendor's limits are passed, measured by the vendor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from servers.scripted import ScriptedServer, json_reply
from servers.vendor import THERMOSTAT, VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings
from smartbuildings._io.asynchronous import gather, monotonic
from smartbuildings.errors import ConfigurationError, NotFound, RateLimited
from smartbuildings.events import Event, QuotaWaited
from smartbuildings.quota import MemoryQuota, SharedQuota
from smartbuildings.sandbox import Fault, QuotaLimits
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]


def refused(running: RunningSandbox) -> int:
    return sum(record.status == 429 for record in running.sandbox.requests)


@pytest.mark.smartbuildings_sandbox(quota=QuotaLimits(second=50))
async def test_the_client_comes_near_the_allowed_rate_without_a_single_429(
    make_client: Maker, smartbuildings_sandbox: RunningSandbox
) -> None:
    client = make_client(smartbuildings_sandbox.url)
    ids = smartbuildings_sandbox.sandbox.thermostat_ids
    started = monotonic()

    for number in range(70):
        await client.thermostats.get(ids[number % len(ids)]).status()

    # 70 requests and one for the token at 50 a second: one wait, of a second at most.
    assert monotonic() - started < 1.9
    assert refused(smartbuildings_sandbox) == 0


@pytest.mark.smartbuildings_sandbox(quota=QuotaLimits(second=20))
async def test_many_callers_keep_the_limit_together(make_client: Maker, smartbuildings_sandbox: RunningSandbox) -> None:
    client = make_client(smartbuildings_sandbox.url)
    ids = smartbuildings_sandbox.sandbox.thermostat_ids
    await client.authenticate()

    await gather(lambda number: client.thermostats.get(ids[number % len(ids)]).status(), range(30), at_once=12)

    assert refused(smartbuildings_sandbox) == 0


@pytest.mark.smartbuildings_sandbox(quota=QuotaLimits(second=12))
async def test_an_answer_that_many_others_overtook_does_not_make_the_client_pass_the_limit(
    make_client: Maker, smartbuildings_sandbox: RunningSandbox
) -> None:
    sandbox = smartbuildings_sandbox.sandbox
    client = make_client(smartbuildings_sandbox.url)
    await client.authenticate()
    # Counted at once, answered when the window is all but spent: what it tells is long out of date.
    sandbox.faults.add(Fault.slow(0.15), operation="getThermostatStatus", times=1)

    await gather(lambda name: client.thermostats.get(name).status(), sandbox.thermostat_ids, at_once=3)

    assert refused(smartbuildings_sandbox) == 0


async def test_a_client_can_be_given_the_quota_of_another(make_client: Maker, vendor: VendorServer) -> None:
    headers = {"x-ratelimit-limit": "10", "x-ratelimit-remaining": "7", "x-ratelimit-reset": "60000"}
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers=headers))
    first = make_client(vendor.url)

    second = make_client(vendor.url, quota=first.quota)
    await first.thermostats.get(THERMOSTAT).status()

    assert [window.remaining for window in second.quota.windows] == [7]


@pytest.mark.parametrize("kind", ["memory", "shared"])
@pytest.mark.smartbuildings_sandbox(quota=QuotaLimits(second=20))
async def test_clients_that_share_a_book_keep_the_limit_together(
    make_client: Maker, smartbuildings_sandbox: RunningSandbox, tmp_path: Path, kind: str
) -> None:
    book = MemoryQuota() if kind == "memory" else SharedQuota(tmp_path / "folder" / "quota.db")
    clients = [make_client(smartbuildings_sandbox.url, quota=book) for _ in range(2)]
    ids = smartbuildings_sandbox.sandbox.thermostat_ids
    for client in clients:
        await client.authenticate()

    handles = [clients[number % 2].thermostats.get(ids[number % len(ids)]) for number in range(26)]
    await gather(lambda thermostat: thermostat.status(), handles, at_once=4)

    assert refused(smartbuildings_sandbox) == 0


async def test_waits_are_told_with_the_window(make_client: Maker, vendor: VendorServer) -> None:
    told: list[Event] = []
    spent = {"x-ratelimit-limit": "10", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "300"}
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers=spent), success({"id": THERMOSTAT}))
    client = make_client(vendor.url, observers=[told.append])

    for _ in range(2):
        await client.thermostats.get(THERMOSTAT).status()

    first, second = vendor.requests_for("GET", status_path())
    assert second.at - first.at >= 0.3
    (wait,) = [event for event in told if isinstance(event, QuotaWaited)]
    assert (wait.window, wait.request.path) == ("window", status_path())
    assert 0.2 < wait.wait_s < 0.4


async def test_the_windows_can_be_looked_at(make_client: Maker, vendor: VendorServer) -> None:
    headers = {
        f"x-ratelimit-{what}-{window}": str(number)
        for window, numbers in {"hour": (10_000, 9_990), "minute": (500, 490), "second": (50, 40)}.items()
        for what, number in zip(("limit", "remaining"), numbers, strict=True)
    }
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers=headers))
    client = make_client(vendor.url)
    before = client.quota.windows

    await client.thermostats.get(THERMOSTAT).status()

    assert before == ()
    told = {window.name: (window.limit, window.remaining) for window in client.quota.windows}
    assert told == {"hour": (10_000, 9_990), "minute": (500, 490), "second": (50, 40)}
    assert "hour 9990/10000" in repr(client.quota)


async def test_errors_count_too(make_client: Maker, vendor: VendorServer) -> None:
    headers = {"x-ratelimit-limit": "10", "x-ratelimit-remaining": "7", "x-ratelimit-reset": "60000"}
    vendor.on("GET", status_path(), json_reply({"status": "error"}, 404, headers=headers))
    client = make_client(vendor.url)

    with pytest.raises(NotFound):
        await client.thermostats.get(THERMOSTAT).status()

    assert [window.remaining for window in client.quota.windows] == [7]


async def test_a_429_without_a_hint_waits_for_the_window_that_is_known_to_be_spent(
    make_client: Maker, vendor: VendorServer
) -> None:
    spent = {"x-ratelimit-limit-second": "50", "x-ratelimit-remaining-second": "0"}
    vendor.on("GET", status_path(), json_reply({"status": "error"}, 429, headers=spent), success({"id": THERMOSTAT}))
    client = make_client(vendor.url)

    await client.thermostats.get(THERMOSTAT).status()

    first, second = vendor.requests_for("GET", status_path())
    assert 1.0 <= second.at - first.at < 1.8


async def test_a_token_request_that_is_held_back_is_not_told_as_refused(
    make_client: Maker, vendor: VendorServer
) -> None:
    book = MemoryQuota()
    spent = {"x-ratelimit-limit": "10", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "60000"}
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers=spent))
    await make_client(vendor.url, quota=book).thermostats.get(THERMOSTAT).status()

    with pytest.raises(RateLimited) as caught:
        await make_client(vendor.url, quota=book, deadline_s=5).authenticate()

    assert not caught.value.was_sent
    assert vendor.exchanges == 1


async def test_no_more_requests_are_under_way_than_connections(
    make_client: Maker, serve: Callable[[], ScriptedServer], vendor: VendorServer
) -> None:
    vendor.on("GET", "*", success({"id": THERMOSTAT}, wait_s=0.02))
    client = make_client(vendor.url)

    await gather(lambda number: client.thermostats.get(str(number)).status(), range(1, 31), at_once=30)

    assert vendor.connections == 3


async def test_a_shared_quota_that_cannot_be_opened_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ConfigurationError, match="cannot be used"):
        SharedQuota(tmp_path / "file" / "quota.db")

    (tmp_path / "other.db").write_bytes(b"This is no database. " * 100)
    with pytest.raises(ConfigurationError, match="cannot be used"):
        SharedQuota(tmp_path / "other.db")


async def test_an_answer_is_not_lost_over_a_quota_that_cannot_be_counted(
    make_client: Maker, vendor: VendorServer, tmp_path: Path
) -> None:
    path = tmp_path / "quota.db"
    client = make_client(vendor.url, quota=SharedQuota(path))
    await client.authenticate()

    def spoil(request: object) -> object:
        path.write_bytes(b"This is no database any more. " * 100)
        return success({"id": THERMOSTAT})

    vendor.on("GET", status_path(), spoil)  # type: ignore[arg-type]

    assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT
    with pytest.raises(ConfigurationError, match="cannot be used"):
        await client.thermostats.get(THERMOSTAT).status()
