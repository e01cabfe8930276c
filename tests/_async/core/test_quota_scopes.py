"""Limits for each endpoint and device, with two vendors' tables against a server that enforces them."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from servers.limits import SDM, SMARTTHINGS, LimitedRoutes, Row, faster, rules, sdm_command, smartthings_headers
from servers.scripted import Reply, Request
from servers.vendor import VendorServer, success

from smartbuildings import AsyncSmartBuildings
from smartbuildings._core.options import counted_as
from smartbuildings._core.quota_scopes import QuotaRules
from smartbuildings._io.asynchronous import gather, monotonic
from smartbuildings.errors import RateLimited
from smartbuildings.quota import MemoryQuota, Quota, QuotaBook, SharedQuota

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]

SMARTTHINGS_RULES = rules("smartthings", SMARTTHINGS, is_reported=True)


def client_with(
    make_client: Maker, server: VendorServer, table: QuotaRules, book: QuotaBook | None = None, **how: object
) -> AsyncSmartBuildings:
    """Make a client that counts by another vendor's table."""
    client = make_client(server.url, **how)
    client._quota = client._http.runner._quota.quota = Quota(book, rules=table, account="user")
    return client


async def send(client: AsyncSmartBuildings, method: str, path: str, operation: str, device: str = "") -> None:
    with counted_as(operation, device=device):
        await client._http.request(method, path)


def status_of(device: str) -> str:
    return f"/v1/devices/{device}/status"


async def test_an_exhausted_device_does_not_delay_another(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_of("a"), success({"id": "a"}, headers=smartthings_headers(350, 0, 45)))
    vendor.on("GET", status_of("b"), success({"id": "b"}, headers=smartthings_headers(350, 349, 60)))
    client = client_with(make_client, vendor, SMARTTHINGS_RULES, deadline_s=20)
    await send(client, "GET", status_of("a"), "getStatus", "a")
    started = monotonic()

    await send(client, "GET", status_of("b"), "getStatus", "b")

    assert monotonic() - started < 10
    with pytest.raises(RateLimited) as refused:
        await send(client, "GET", status_of("a"), "getStatus", "a")
    assert 30 < (refused.value.retry_after or 0) <= 46
    assert len(vendor.requests_for("GET", status_of("a"))) == 1


async def test_an_exhausted_row_does_not_delay_another_operation_on_the_same_device(
    make_client: Maker, vendor: VendorServer
) -> None:
    path = "/v1/installedapps/app/subscriptions"
    vendor.on("DELETE", path, success({"id": "1"}, headers=smartthings_headers(15, 0, 880)))
    vendor.on("POST", "/v1/devices/a/commands", success({"id": "1"}, headers=smartthings_headers(120, 0, 45)))
    client = client_with(make_client, vendor, SMARTTHINGS_RULES, deadline_s=20)
    await send(client, "DELETE", path, "unsubscribe")
    await send(client, "POST", "/v1/devices/a/commands", "execute", "a")
    vendor.on("GET", status_of("a"), success({"id": "a"}, headers=smartthings_headers(350, 349, 60)))

    await send(client, "GET", status_of("a"), "getStatus", "a")

    assert len(vendor.requests_for("GET", status_of("a"))) == 1


async def test_the_headers_of_one_endpoint_do_not_overwrite_those_of_another(
    make_client: Maker, vendor: VendorServer
) -> None:
    """A fresh row after a spent one used to erase it, so that the next request was refused."""
    vendor.on("POST", "/v1/devices/a/commands", success({"id": "1"}, headers=smartthings_headers(120, 0, 45)))
    vendor.on("GET", status_of("a"), success({"id": "a"}, headers=smartthings_headers(350, 349, 60)))
    client = client_with(make_client, vendor, SMARTTHINGS_RULES, deadline_s=20)
    await send(client, "POST", "/v1/devices/a/commands", "execute", "a")
    await send(client, "GET", status_of("a"), "getStatus", "a")

    with pytest.raises(RateLimited) as refused:
        await send(client, "POST", "/v1/devices/a/commands", "execute", "a")

    assert not refused.value.was_sent
    shown = {(window.scope.endpoint, window.scope.device): window.remaining for window in client.quota.windows}
    assert shown == {("execute", "a"): 0, ("getStatus", "a"): 349}


async def test_a_declared_limit_gives_way_to_the_one_that_is_reported(make_client: Maker, vendor: VendorServer) -> None:
    one = Row("getStatus", "GET .*", "getStatus", "endpoint and device", ((1, 60.0),))
    vendor.on("GET", status_of("a"), success({"id": "a"}, headers=smartthings_headers(350, 349, 60)))
    client = client_with(make_client, vendor, rules("smartthings", (one,), is_reported=True), deadline_s=20)

    for _ in range(3):
        await send(client, "GET", status_of("a"), "getStatus", "a")

    assert len(vendor.requests_for("GET", status_of("a"))) == 3


@pytest.mark.parametrize("kind", ["sliding", "first use"])
@pytest.mark.parametrize("book", ["memory", "shared"])
async def test_sdm_s_limits_are_kept_without_any_header(
    make_client: Maker, vendor: VendorServer, tmp_path: object, kind: str, book: str
) -> None:
    rows = faster(SDM, 60)
    server = LimitedRoutes(rows, kind, has_headers=False)
    vendor.on("GET", "*", server)
    vendor.on("POST", "*", server)
    counts = MemoryQuota() if book == "memory" else SharedQuota(f"{tmp_path}/quota.db")
    client = client_with(make_client, vendor, rules("sdm", rows, is_reported=False), counts)
    await client.authenticate()
    base = "/enterprises/p/devices"
    jobs = [("GET", base, "list", "")] * 7 + [("GET", f"{base}/a", "get", "")] * 12
    jobs += [
        ("POST", f"{base}/{device}:{name}", sdm_command(name), device)
        for device, name in [("a", "SetHeat"), ("b", "SetMode"), ("a", "SetCool"), ("c", "SetHeat")] * 4
    ]

    await gather(lambda job: send(client, *job), jobs, at_once=8)

    assert server.refused == []
    sent = [request for request in vendor.requests if request.path.startswith(base)]
    assert len(sent) == len(jobs)


async def test_smartthings_limits_are_kept_before_and_after_headers_report_them(
    make_client: Maker, vendor: VendorServer
) -> None:
    rows = tuple(attrs.evolve(row, limits=((max(1, row.limits[0][0] // 10), 1.0),)) for row in SMARTTHINGS)
    server = LimitedRoutes(rows, "first use", has_headers=True)
    for method in ("GET", "POST", "DELETE"):
        vendor.on(method, "*", server)
    client = client_with(make_client, vendor, rules("smartthings", rows, is_reported=True))
    await client.authenticate()
    jobs = [("GET", status_of(device), "getStatus", device) for device in "abc"] * 15
    jobs += [("POST", f"/v1/devices/{device}/commands", "execute", device) for device in "ab"] * 14
    jobs += [("DELETE", "/v1/installedapps/app/subscriptions", "unsubscribe", "")] * 2

    await gather(lambda job: send(client, *job), jobs, at_once=6)

    assert server.refused == []


@pytest.mark.parametrize(
    ("text", "closed", "open_"),
    [
        ("Rate limited for the Thermostat.", ("a", "SetCool"), ("b", "SetHeat")),
        ("Rate limited for the SetHeat command for the user.", ("a", "SetHeat"), ("a", "SetCool")),
        ("something else", ("a", "SetHeat"), ("a", "SetCool")),
    ],
)
async def test_a_429_without_headers_closes_the_scope_that_it_is_about(
    make_client: Maker, vendor: VendorServer, text: str, closed: tuple[str, str], open_: tuple[str, str]
) -> None:
    def refuse_first(request: Request) -> Reply:
        is_first = request == next(one for one in vendor.requests if "SetHeat" in one.path)
        return Reply(429, body=f'{{"error": {{"message": "{text}"}}}}'.encode()) if is_first else success({"id": "1"})

    vendor.on("POST", "*", refuse_first)
    vendor.on("POST", "/api/v2/token", vendor._issue)
    client = client_with(make_client, vendor, rules("sdm", SDM, is_reported=False), deadline_s=20)
    path = "/enterprises/p/devices/{}:{}".format
    with pytest.raises(RateLimited):
        await send(client, "POST", path("a", "SetHeat"), sdm_command("SetHeat"), "a")

    await send(client, "POST", path(*open_), sdm_command(open_[1]), open_[0])
    with pytest.raises(RateLimited) as held:
        await send(client, "POST", path(*closed), sdm_command(closed[1]), closed[0])

    assert not held.value.was_sent
    assert len([one for one in vendor.requests if one.method == "POST" and one.path == path(*closed)]) <= 1
