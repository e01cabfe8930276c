"""Links that a server hands out: followed on its own host only, and the token never leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from servers.scripted import Reply, ScriptedServer, json_reply
from servers.vendor import THERMOSTAT, TOKEN_PATH, VendorServer, success

from smartbuildings import AsyncSmartBuildings
from smartbuildings._async.pager import AsyncPager
from smartbuildings._core.page_plans import NextLinks, PageRequest
from smartbuildings.errors import CrossOriginError, InvalidRequest, SmartBuildingsError, TokenError

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
Servers = Callable[[], ScriptedServer]

SAYS_SUCCESS = {"status": "success"}
"""How this client's vendor marks a success; the lists are of another vendor."""


def walk(client: AsyncSmartBuildings, url: str) -> AsyncPager[Any]:
    """Walk through a list by its links, over the client's own door."""

    async def fetch(request: PageRequest) -> Mapping[str, Any]:
        http = client.low_level.get_async_httpx_client()
        answer: Mapping[str, Any] = (await http.request("GET", request.url, params=request.params or None)).json()
        return answer

    return AsyncPager(NextLinks("/devices", url), fetch, lambda item: item)


async def test_a_next_link_to_another_host_is_refused_and_gets_no_token(
    make_client: Maker, vendor: VendorServer, serve: Servers
) -> None:
    evil = serve()
    link = {"_links": {"next": {"href": f"{evil.url}/devices?page=2"}}}
    vendor.on("GET", "/devices", json_reply({**SAYS_SUCCESS, "items": [1, 2], **link}))
    with pytest.raises(CrossOriginError, match="which is not on"):
        await walk(make_client(vendor.url), vendor.url).all()

    assert evil.connections == 0
    assert evil.requests == []


async def test_a_next_link_on_the_same_host_is_used_as_it_is(make_client: Maker, vendor: VendorServer) -> None:
    href = f"{vendor.url}/devices?page=2&odd=a%20b%2Bc"
    vendor.on(
        "GET",
        "/devices",
        json_reply({**SAYS_SUCCESS, "items": [1, 2], "_links": {"next": {"href": href}}}),
        json_reply({**SAYS_SUCCESS, "items": [3]}),
    )

    assert await walk(make_client(vendor.url), vendor.url).all() == [1, 2, 3]
    assert vendor.requests_for("GET", "/devices")[1].target == "/devices?page=2&odd=a%20b%2Bc"


@pytest.mark.parametrize(
    "href", ["https://[::1", "http://127.0.0.1:99999/x", "//evil.example/x", "javascript:alert(1)"]
)
async def test_a_next_link_that_leads_nowhere_is_refused(make_client: Maker, vendor: VendorServer, href: str) -> None:
    vendor.on("GET", "/devices", json_reply({**SAYS_SUCCESS, "items": [], "_links": {"next": {"href": href}}}))

    with pytest.raises(CrossOriginError):
        await walk(make_client(vendor.url), vendor.url).all()


async def test_a_next_link_that_is_no_url_is_refused_in_words(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on(
        "GET", "/devices", json_reply({**SAYS_SUCCESS, "items": [], "_links": {"next": {"href": "/devices?a=\x00"}}})
    )

    with pytest.raises(SmartBuildingsError):
        await walk(make_client(vendor.url), vendor.url).all()


async def test_a_content_location_on_another_host_is_refused(
    make_client: Maker, vendor: VendorServer, serve: Servers
) -> None:
    evil = serve()
    location = f"{evil.url}/api/v2/thermostats/{THERMOSTAT}"
    items = [{"id": THERMOSTAT, "contentLocation": location}]
    vendor.on("GET", "/api/v2/thermostatIds", success({"count": 1, "items": items}))
    client = make_client(vendor.url)

    with pytest.raises(CrossOriginError):
        client.thermostats.at(location)
    thermostat = await client.thermostats().first()
    assert thermostat is not None
    await thermostat.status()

    assert evil.connections == 0


async def test_a_generated_function_cannot_be_led_to_another_host_either(
    make_client: Maker, vendor: VendorServer, serve: Servers
) -> None:
    evil = serve()
    http = make_client(vendor.url).low_level.get_async_httpx_client()

    for url in (evil.url, f"http://localhost:{vendor.port}/", f"http://{'127.0.0.1'}:{evil.port}/x"):
        with pytest.raises(CrossOriginError):
            await http.request("GET", url)

    assert evil.connections == 0
    assert vendor.requests == []


async def test_a_path_that_makes_no_url_is_refused_in_words(make_client: Maker, vendor: VendorServer) -> None:
    http = make_client(vendor.url).low_level.get_async_httpx_client()

    with pytest.raises(InvalidRequest):
        await http.request("GET", "/x" * 40_000)


async def test_a_token_route_that_moved_is_not_followed(
    make_client: Maker, vendor: VendorServer, serve: Servers
) -> None:
    evil = serve()
    vendor.on("POST", TOKEN_PATH, Reply(307, headers={"Location": f"{evil.url}/token"}))

    with pytest.raises(TokenError, match="redirect"):
        await make_client(vendor.url).authenticate()

    assert evil.connections == 0


async def test_credentials_in_a_link_do_not_replace_the_token(make_client: Maker, vendor: VendorServer) -> None:
    href = f"http://someone:else@127.0.0.1:{vendor.port}/devices?page=2"
    vendor.on(
        "GET",
        "/devices",
        json_reply({**SAYS_SUCCESS, "items": [1], "_links": {"next": {"href": href}}}),
        json_reply({**SAYS_SUCCESS, "items": [2]}),
    )

    await walk(make_client(vendor.url), vendor.url).all()

    assert [request.token for request in vendor.requests_for("GET", "/devices")] == ["token-1", "token-1"]
