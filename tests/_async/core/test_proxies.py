"""Proxies: those of the environment and those given, seen by the proxy itself."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import httpx
import pytest
from servers.scripted import Reply, ScriptedServer
from servers.vendor import THERMOSTAT, TOKEN_PATH, VendorServer, status_path, success, token_reply

from smartbuildings import AsyncSmartBuildings
from smartbuildings.credentials import ClientCredentials
from smartbuildings.errors import ConfigurationError, ConnectionFailed, OutcomeUnknown
from smartbuildings.events import Event, NoProxyEntrySkipped
from smartbuildings.sandbox import AsyncSandboxTransport, Sandbox

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]


@pytest.fixture
def proxy(serve: Callable[[], ScriptedServer]) -> ScriptedServer:
    """A proxy that answers in the vendor's place."""
    server = serve()
    server.on("POST", TOKEN_PATH, token_reply("token-1"))
    server.on("GET", status_path(), success({"id": THERMOSTAT}))
    return server


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_the_proxy_variables_are_honoured(
    make_client: Maker, vendor: VendorServer, proxy: ScriptedServer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, proxy.url)

    await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert [request.target for request in proxy.requests] == [vendor.url + TOKEN_PATH, vendor.url + status_path()]
    assert proxy.requests[1].token == "token-1"
    assert vendor.connections == 0


@pytest.mark.parametrize("exempt", ["127.0.0.1", "*", "other.example,127.0.0.1"])
async def test_no_proxy_is_honoured(
    make_client: Maker, vendor: VendorServer, proxy: ScriptedServer, monkeypatch: pytest.MonkeyPatch, exempt: str
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", exempt)

    await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert proxy.connections == 0
    assert len(vendor.requests) == 2


async def test_a_proxy_given_as_argument_is_used(
    make_client: Maker, vendor: VendorServer, proxy: ScriptedServer
) -> None:
    await make_client(vendor.url, proxy=proxy.url).thermostats.get(THERMOSTAT).status()

    assert len(proxy.requests) == 2
    assert vendor.connections == 0


@pytest.mark.parametrize("by_argument", [True, False])
async def test_a_tunnel_is_asked_for_https_and_sees_no_token(
    make_client: Maker, proxy: ScriptedServer, monkeypatch: pytest.MonkeyPatch, by_argument: bool
) -> None:
    proxy.on("CONNECT", "*", Reply(502, body=b"no way"))
    if not by_argument:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    client = make_client("https://api.vendor.example", proxy=proxy.url if by_argument else None)

    with pytest.raises(ConnectionFailed, match="could not be sent") as caught:
        await client.thermostats.get(THERMOSTAT).resume()

    assert not isinstance(caught.value, OutcomeUnknown)
    assert {(request.method, request.target) for request in proxy.requests} == {("CONNECT", "api.vendor.example:443")}
    assert len(proxy.requests) == 4  # Nothing was carried out, so even the write's token request is tried again.
    assert all("authorization" not in request.headers and not request.body for request in proxy.requests)


async def test_the_password_of_a_proxy_does_not_show(make_client: Maker, proxy: ScriptedServer) -> None:
    proxy.on("CONNECT", "*", Reply(407))
    client = make_client("https://api.vendor.example", proxy=proxy.url.replace("http://", "http://me:planted-pw@"))

    with pytest.raises(ConnectionFailed) as caught:
        await client.authenticate()

    assert proxy.requests[0].headers["proxy-authorization"].startswith("Basic ")
    assert "planted" not in f"{caught.value}{caught.value!r}{client!r}{caught.value.__cause__!r}"


@pytest.mark.parametrize(
    "url",
    [
        "proxy:3128",
        "proxy:planted@host",
        "ftp://me:planted@proxy",
        "http://me:planted@[::proxy",
        "http://me:planted/with@proxy:3128",
        "http://me:planted?with@proxy:3128",
        "socks5://me:planted@proxy",
    ],
)
async def test_a_proxy_that_cannot_be_one_is_refused_at_construction_without_its_password(
    make_client: Maker, vendor: VendorServer, url: str
) -> None:
    with pytest.raises(ConfigurationError, match="HTTPS_PROXY") as refused:
        make_client(vendor.url, proxy=url)

    assert "planted" not in "".join(traceback.format_exception(refused.value))
    assert refused.value.__context__ is None


@pytest.mark.skipif(httpx.__version__ < "0.28", reason="this httpx passes over a certificate file that is not there")
async def test_a_certificate_file_that_is_not_there_is_told_at_construction(
    make_client: Maker, vendor: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")

    with pytest.raises(ConfigurationError, match="SSL_CERT_FILE"):
        make_client(vendor.url, verify=True)


async def test_a_proxy_beside_a_transport_is_refused(make_client: Maker, vendor: VendorServer) -> None:
    with pytest.raises(ConfigurationError, match="either proxy or transport"):
        make_client(vendor.url, proxy=vendor.url, transport=AsyncSandboxTransport(Sandbox(thermostats=3)))


@pytest.mark.parametrize("exempt", ["::1", "fe11::/16", "127.0.0.0/8,::1/128", "[::1]:8080"])
async def test_what_docker_writes_into_no_proxy_is_taken(
    make_client: Maker, vendor: VendorServer, proxy: ScriptedServer, monkeypatch: pytest.MonkeyPatch, exempt: str
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("no_proxy", exempt)
    told: list[Event] = []

    await make_client(vendor.url, observers=[told.append]).thermostats.get(THERMOSTAT).status()

    is_direct = "127" in exempt
    assert (len(vendor.requests), len(proxy.requests)) == ((2, 0) if is_direct else (0, 2))
    assert not [event for event in told if isinstance(event, NoProxyEntrySkipped)]


async def test_an_entry_of_no_proxy_that_makes_no_sense_is_skipped_and_reported(
    make_client: Maker, vendor: VendorServer, proxy: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "fe11::/200,127.0.0.1")
    told: list[Event] = []

    await make_client(vendor.url, observers=[told.append]).thermostats.get(THERMOSTAT).status()

    assert [event for event in told if isinstance(event, NoProxyEntrySkipped)] == [NoProxyEntrySkipped("fe11::/200")]
    assert proxy.requests == []


async def test_another_host_s_token_request_takes_its_own_way(
    make_client: Maker, vendor: VendorServer, proxy: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    proxy.on("POST", "/login", token_reply("from-afar"))
    credentials = ClientCredentials("me", "secret", token_url="http://localhost:1/login")

    await make_client(vendor.url, credentials=credentials).thermostats.get(THERMOSTAT).status()

    assert [request.target for request in proxy.requests] == ["http://localhost:1/login"]
    assert [request.token for request in vendor.requests] == ["from-afar"]


@pytest.mark.parametrize("what", ["token", "call"])
@pytest.mark.parametrize("is_tunnel", [True, False])
async def test_a_proxy_that_wants_credentials_is_named_and_not_asked_again(
    make_client: Maker, proxy: ScriptedServer, what: str, is_tunnel: bool
) -> None:
    proxy.on("CONNECT", "*", Reply(407))
    proxy.on("POST", TOKEN_PATH, Reply(407) if what == "token" else token_reply("token-1"))
    proxy.on("GET", status_path(), Reply(407))
    client = make_client("https://api.vendor.example" if is_tunnel else "http://localhost:1", proxy=proxy.url)

    with pytest.raises(ConnectionFailed, match="the proxy asks for a name and password") as caught:
        await (client.authenticate() if what == "token" else client.thermostats.get(THERMOSTAT).status())

    assert "secret" not in str(caught.value)
    assert len([request for request in proxy.requests if request.method != "POST" or what == "token"]) == 1
