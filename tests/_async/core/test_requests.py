"""The requests made from prepared parts are those that httpx would make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from servers.vendor import VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "https://gateway.example/ecobee/", "https://[::1]:8443"])
@pytest.mark.parametrize(
    ("method", "path", "content"),
    [
        ("get", "/api/v2/thermostats/511/status", {}),
        ("get", "/api/v2/thermostats/5%2011/alerts", {}),
        ("get", "/api/v2/thermostats/Küche/alerts", {}),
        ("get", "/api/v2/thermostatIds?start=5", {"params": {"limit": 7}}),
        ("get", "/api/v2/thermostatIds", {"params": {"limit": 7}}),
        ("delete", "/api/v2/buildings/1", {}),
        ("post", "/api/v2/thermostats/511/resumeSchedule", {}),
        ("put", "/api/v2/thermostats/511", {"json": {"name": "Küche"}}),
        ("get", "api/v2/buildings", {"headers": {"X-Request": "1"}}),
    ],
)
async def test_a_request_is_that_of_httpx(
    make_client: Maker, base: str, method: str, path: str, content: dict[str, Any]
) -> None:
    ours = make_client(base).low_level.get_async_httpx_client()
    async with httpx.AsyncClient(base_url=base, headers=ours.headers) as theirs:
        for _ in range(2):  # Parts are kept after the first one.
            made, expected = (http.build_request(method, path, **content) for http in (ours, theirs))
            assert (made.method, made.url, made.content) == (expected.method, expected.url, expected.content)
            assert made.headers.raw == expected.headers.raw


async def test_headers_and_cookies_that_are_added_later_are_sent(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), success({}))
    low_level = make_client(vendor.url).low_level
    http = low_level.get_async_httpx_client()
    await http.get(status_path())

    low_level.with_headers({"X-Site": "north"})
    await http.get(status_path())
    low_level.with_cookies({"gateway": "7"})
    await http.get(status_path())

    sent = [request.headers for request in vendor.requests_for("GET", status_path())]
    assert [headers.get("x-site") for headers in sent] == [None, "north", "north"]
    assert [headers.get("cookie") for headers in sent] == [None, None, "gateway=7"]


async def test_more_paths_than_are_kept(make_client: Maker) -> None:
    http = make_client("http://127.0.0.1:9").low_level.get_async_httpx_client()
    for number in (*range(2500), 0):
        assert http.build_request("GET", f"/api/v2/thermostats/{number}").url.path.endswith(f"/{number}")
