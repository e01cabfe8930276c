"""The proxy variables of the environment, which httpx honours only for clients without a transport of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from servers.scripted import ScriptedServer, json_reply
from servers.vendor import THERMOSTAT, VendorServer

from smartbuildings import RetryPolicy, SmartBuildings, errors

OWN = "http://localhost:1"
ONCE = RetryPolicy(attempts=1)


def test_requests_go_through_the_proxy_that_the_environment_names(
    vendor: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", vendor.url)  # This server understands what is said to a proxy.
    monkeypatch.setenv("NO_PROXY", "elsewhere.example")

    with SmartBuildings("sandbox-client", "sandbox-secret", base_url=OWN, retry=ONCE) as sb:
        assert sb.thermostats.get(THERMOSTAT).status().id == THERMOSTAT

    assert [request.target for request in vendor.requests] == [
        f"{OWN}/api/v2/token",
        f"{OWN}/api/v2/thermostats/{THERMOSTAT}/status",
    ]


def test_a_host_that_no_proxy_names_is_called_directly(
    serve: Callable[[], ScriptedServer], vendor: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = serve()
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    with SmartBuildings("sandbox-client", "sandbox-secret", base_url=vendor.url) as sb:
        sb.thermostats.get(THERMOSTAT).status()

    assert proxy.requests == []
    assert vendor.exchanges == 1


def test_an_https_api_is_reached_by_a_tunnel_and_the_proxy_sees_no_token(
    serve: Callable[[], ScriptedServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = serve()
    proxy.on("CONNECT", "*", json_reply({"error": "no tunnels today"}, 403))
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)

    with (
        SmartBuildings("sandbox-client", "sandbox-secret", base_url="https://api.example", retry=ONCE) as sb,
        pytest.raises(errors.SmartBuildingsError),
    ):
        sb.thermostats.get(THERMOSTAT).status()

    (request,) = proxy.requests
    assert (request.method, request.target) == ("CONNECT", "api.example:443")
    assert "authorization" not in request.headers
    assert request.body == b""


def test_an_explicit_proxy_wins(vendor: VendorServer) -> None:
    with SmartBuildings("sandbox-client", "sandbox-secret", base_url=OWN, proxy=vendor.url) as sb:
        sb.thermostats.get(THERMOSTAT).status()

    assert vendor.exchanges == 1
