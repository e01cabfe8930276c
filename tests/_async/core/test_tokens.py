"""One token for everyone: asked for once, kept until the API says that it expired, replaced once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, own, status_path, success, token_reply

from smartbuildings import AsyncSmartBuildings, MemoryStore
from smartbuildings._io.asynchronous import gather, monotonic
from smartbuildings.credentials import ClientCredentials
from smartbuildings.errors import (
    ConfigurationError,
    DeadlineExceeded,
    FreshTokenRejected,
    NotFound,
    ServerError,
    SmartBuildingsError,
    TokenError,
    TokenQuotaExceeded,
    TokenRefused,
    Unauthorized,
)
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
NUMBERS = [str(number) for number in range(1, 51)]


def only_for(token: str) -> Callable[[Request], Reply]:
    """Answer to one token only; to any other, that it expired."""
    return lambda request: success({"id": THERMOSTAT}) if request.token == token else EXPIRED


async def test_one_exchange_serves_any_number_of_callers(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url)

    await gather(lambda number: client.thermostats.get(number).status(), NUMBERS, at_once=50)

    assert vendor.exchanges == 1
    assert {request.token for request in vendor.requests if request.method == "GET"} == {"token-1"}


async def test_fifty_callers_with_the_same_stale_token_cause_one_exchange(
    make_client: Maker, vendor: VendorServer
) -> None:
    client = make_client(vendor.url, connections=20)
    await client.authenticate()
    vendor.on("GET", "*", only_for("token-2"))

    await gather(lambda number: client.thermostats.get(number).status(), NUMBERS, at_once=50)

    assert vendor.exchanges == 2


async def test_the_token_request_is_the_documented_one(make_client: Maker, vendor: VendorServer) -> None:
    await make_client(vendor.url, scope="read:thermostat").authenticate()

    (request,) = vendor.requests
    assert (request.method, request.path) == ("POST", TOKEN_PATH)
    assert request.headers["content-type"] == "application/json"
    assert request.token is None
    assert request.json() == {
        "audience": "https://api.sb.ecobee.com",
        "grant_type": "client_credentials",
        "client_id": "sandbox-client",
        "client_secret": "sandbox-secret",
        "scope": "read:thermostat",
    }


async def test_a_call_that_meets_an_expired_token_is_repeated_once_with_a_new_one(
    make_client: Maker, vendor: VendorServer
) -> None:
    client = make_client(vendor.url)
    vendor.on("GET", status_path(), only_for("token-2"))

    status = await client.thermostats.get(THERMOSTAT).status()

    assert status.id == THERMOSTAT
    assert [request.token for request in vendor.requests_for("GET", status_path())] == ["token-1", "token-2"]


async def test_a_write_that_meets_an_expired_token_is_repeated_too(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url)
    path = f"/api/v2/thermostats/{THERMOSTAT}/resumeSchedule"
    vendor.on("POST", path, EXPIRED, Reply(204))

    await client.thermostats.get(THERMOSTAT).resume()

    assert len(vendor.requests_for("POST", path)) == 2


async def test_an_api_that_calls_every_token_expired_is_asked_for_one_more_only(
    make_client: Maker, vendor: VendorServer
) -> None:
    client = make_client(vendor.url)
    vendor.on("GET", status_path(), EXPIRED)

    with pytest.raises(FreshTokenRejected):
        await client.thermostats.get(THERMOSTAT).status()

    assert vendor.exchanges == 2


async def test_a_stale_token_from_the_store_is_not_taken_for_the_last_word(
    make_client: Maker, vendor: VendorServer
) -> None:
    # Another process renewed the token meanwhile, and that one has expired, too.
    store, others = MemoryStore(), MemoryStore()
    client = make_client(vendor.url, token_store=store)
    await client.authenticate()
    await make_client(vendor.url, token_store=others).authenticate()
    key = ClientCredentials(
        "sandbox-client", "sandbox-secret", audience="https://api.sb.ecobee.com", token_url=TOKEN_PATH
    ).key
    kept, fresh = own(store, vendor), own(others, vendor)
    assert None not in (kept.load(key).token, fresh.load(key).token)
    kept.save(key, fresh.load(key))
    vendor.on("GET", status_path(), only_for("token-3"))

    await client.thermostats.get(THERMOSTAT).status()

    tokens = [request.token for request in vendor.requests_for("GET", status_path())]
    assert tokens == ["token-1", "token-2", "token-3"]


@pytest.mark.parametrize(
    "body",
    [
        {"message": "Bad token; invalid JSON"},
        {"status": "error", "message": "no"},
        {"exp": "something else"},
        {"error": "access_denied", "error_description": "Unauthorized"},
        ["token expired"],
        "token expired",
    ],
)
async def test_a_401_that_is_not_expiry_is_raised_and_no_token_requested(
    make_client: Maker, vendor: VendorServer, body: object
) -> None:
    client = make_client(vendor.url)
    vendor.on("GET", status_path(), json_reply(body, 401))

    with pytest.raises(Unauthorized) as caught:
        await client.thermostats.get(THERMOSTAT).status()

    assert caught.value.status == 401
    assert vendor.exchanges == 1
    assert len(vendor.requests_for("GET", status_path())) == 1


async def test_a_revoked_token_of_the_sandbox_is_not_replaced(
    make_client: Maker, smartbuildings_sandbox: RunningSandbox
) -> None:
    client = make_client(smartbuildings_sandbox.url)
    await client.authenticate()
    smartbuildings_sandbox.sandbox.revoke_tokens()

    with pytest.raises(Unauthorized, match="discard it"):
        await client.thermostats().first()

    assert smartbuildings_sandbox.sandbox.token_exchanges == 1


async def test_wrong_credentials_are_sent_once(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", TOKEN_PATH, json_reply({"error": "access_denied", "error_description": "Unauthorized"}, 401))

    with pytest.raises(TokenRefused, match=r"Unauthorized\. Check client id, client secret and token URL\.$"):
        await make_client(vendor.url).authenticate()

    assert vendor.exchanges == 1


async def test_wrong_credentials_are_sent_once_for_all_who_wait_for_them(
    make_client: Maker, vendor: VendorServer
) -> None:
    refusal = json_reply({"error": "access_denied", "error_description": "Unauthorized"}, 403, wait_s=0.3)
    vendor.on("POST", TOKEN_PATH, refusal)
    client = make_client(vendor.url)

    async def ask(number: str) -> type[Exception]:
        with pytest.raises(TokenRefused) as caught:
            await client.thermostats.get(number).status()
        return caught.type

    assert await gather(ask, NUMBERS[:20], at_once=20) == [TokenRefused] * 20
    assert vendor.exchanges == 1


async def test_the_vendor_s_quota_for_tokens_is_not_asked_twice(make_client: Maker, vendor: VendorServer) -> None:
    refusal = {"error": "rate_limit_exceeded", "error_description": "Token rate limit exceeded"}
    vendor.on("POST", TOKEN_PATH, json_reply(refusal, 429, headers={"Retry-After": "1"}))

    with pytest.raises(TokenQuotaExceeded, match="Token rate limit exceeded") as caught:
        await make_client(vendor.url).authenticate()

    assert caught.value.retry_after == 1
    assert vendor.exchanges == 1


async def test_a_token_route_that_is_out_of_order_for_a_moment_is_asked_again(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("POST", TOKEN_PATH, Reply(502, body=b"<html>"), Reply(cut_after=0), token_reply("token-1"))

    await make_client(vendor.url).authenticate()

    assert vendor.exchanges == 3


async def test_each_repetition_of_a_token_request_is_counted(make_client: Maker, vendor: VendorServer) -> None:
    # The vendor may have issued a token each time, although its answer never came.
    store = MemoryStore()
    vendor.on("POST", TOKEN_PATH, Reply(cut_after=0), Reply(502), token_reply("token-1"))

    await make_client(vendor.url, token_store=store).authenticate()

    account = ClientCredentials("sandbox-client", "sandbox-secret", token_url=TOKEN_PATH).account
    assert len(own(store, vendor).load(account).exchanges) == vendor.exchanges == 3


async def test_an_exchange_ends_before_the_lease_on_it_could_run_out(
    make_client: Maker, vendor: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartbuildings._async.token_renewal._EXCHANGE_S", 0.3)
    vendor.on("POST", TOKEN_PATH, Reply(never=True))
    client = make_client(vendor.url, deadline_s=60)
    started = monotonic()

    with pytest.raises(DeadlineExceeded):
        await client.thermostats.get(THERMOSTAT).status()

    assert monotonic() - started < 2


async def test_a_token_route_that_stays_out_of_order_is_told_as_that(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", TOKEN_PATH, Reply(503))

    with pytest.raises(ServerError):
        await make_client(vendor.url).authenticate()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"access_token": null}',
        b'{"access_token": ""}',
        b'{"access_token": 5}',
        b'{"access_token": "two words"}',
        b'{"access_token": "line\\nbreak"}',
        b'{"access_token": "t\xc3\xb6ken"}',
    ],
)
async def test_an_answer_without_a_token_is_an_error_and_not_a_token(
    make_client: Maker, vendor: VendorServer, body: bytes
) -> None:
    vendor.on("POST", TOKEN_PATH, Reply(body=body))

    with pytest.raises((TokenError, Exception)) as caught:
        await make_client(vendor.url).authenticate()

    assert type(caught.value).__module__ == "smartbuildings.errors"
    assert vendor.exchanges == 1


@pytest.mark.parametrize("lifetime", [None, 0, -1, "7200", "soon", True, 1e400, [7200], 315360000, 10**30])
async def test_any_lifetime_is_survived(make_client: Maker, vendor: VendorServer, lifetime: object) -> None:
    body = {"access_token": "token-1"} if lifetime is None else {"access_token": "token-1", "expires_in": lifetime}
    vendor.on("POST", TOKEN_PATH, json_reply(body))
    client = make_client(vendor.url)

    info = await client.authenticate()
    await client.thermostats.get(THERMOSTAT).status()

    assert vendor.exchanges == 1
    assert info.expires_at is None or info.expires_at > info.obtained_at


async def test_the_route_of_v2_falls_back_to_the_old_one_once_and_remembers(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("POST", TOKEN_PATH, Reply(404))
    vendor.on("POST", "/token", token_reply("token-1"), token_reply("token-2"))
    client = make_client(vendor.url)
    vendor.on("GET", status_path(), only_for("token-2"))

    await client.thermostats.get(THERMOSTAT).status()

    assert len(vendor.requests_for("POST", TOKEN_PATH)) == 1
    assert len(vendor.requests_for("POST", "/token")) == 2


async def test_a_vendor_without_any_token_route_is_told_as_a_token_error(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("POST", TOKEN_PATH, Reply(404))
    vendor.on("POST", "/token", Reply(404))

    with pytest.raises(TokenError) as caught:
        await make_client(vendor.url).authenticate()

    assert not isinstance(caught.value, NotFound)
    assert "token URL" in str(caught.value)


async def test_clients_that_share_a_store_share_the_token(make_client: Maker, vendor: VendorServer) -> None:
    store = MemoryStore()
    clients = [make_client(vendor.url, token_store=store) for _ in range(8)]

    await gather(lambda client: client.authenticate(), clients, at_once=8)

    assert vendor.exchanges == 1


async def test_a_token_that_expires_between_two_pages_is_replaced_and_the_walk_goes_on(
    make_client: Maker, smartbuildings_sandbox: RunningSandbox
) -> None:
    sandbox = smartbuildings_sandbox.sandbox
    client = make_client(smartbuildings_sandbox.url)
    seen = []

    async for thermostat in client.thermostats(limit=6):
        seen.append((await thermostat.status()).id)
        if len(seen) in (2, 4):
            sandbox.expire_tokens()

    assert seen == sandbox.thermostat_ids[:6]
    assert sandbox.token_exchanges == 3


async def test_one_expiry_in_a_fan_out_costs_one_exchange(
    make_client: Maker, smartbuildings_sandbox: RunningSandbox
) -> None:
    sandbox = smartbuildings_sandbox.sandbox
    client = make_client(smartbuildings_sandbox.url)
    await client.authenticate()
    sandbox.expire_tokens()

    found = [reading async for reading in client.thermostats.statuses()]

    assert len(found) == 24
    assert all(reading.error is None for reading in found)
    assert sandbox.token_exchanges == 2


async def test_a_single_expired_answer_costs_one_exchange_and_no_error(
    make_client: Maker, smartbuildings_sandbox: RunningSandbox
) -> None:
    sandbox = smartbuildings_sandbox.sandbox
    sandbox.faults.add(Fault.expired_token(), operation="getThermostatStatus", after=3, times=1)
    client = make_client(smartbuildings_sandbox.url)

    found = [reading async for reading in client.thermostats.statuses(limit=10)]

    assert all(reading.error is None for reading in found)
    assert sandbox.token_exchanges == 2


async def test_a_pool_of_one_connection_survives_an_expiry(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url, connections=1, deadline_s=5)
    await client.authenticate()
    vendor.on("GET", "*", only_for("token-2"))

    await gather(lambda number: client.thermostats.get(number).status(), NUMBERS[:10], at_once=10)

    assert vendor.exchanges == 2
    assert vendor.connections == 1


async def test_what_may_be_told_about_the_token_is_told(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url)
    before = client.token

    told = await client.authenticate()

    assert (before, client.token) == (None, told)
    assert told.scope == "read:all"
    assert told.expires_at is not None
    assert (told.expires_at - told.obtained_at).total_seconds() == 7200
    assert "token-1" not in repr(told)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"error": "access_denied"}),
        (403, {"error": "access_denied"}),
        (400, {"error": "unauthorized_client"}),
        (400, {"error": "invalid_grant"}),
    ],
)
async def test_only_a_response_about_the_credentials_blames_them(
    make_client: Maker, vendor: VendorServer, status: int, body: object
) -> None:
    vendor.on("POST", TOKEN_PATH, json_reply(body, status))

    with pytest.raises(TokenRefused, match="rejected the credentials"):
        await make_client(vendor.url).authenticate()


@pytest.mark.parametrize("status", [400, 401])
async def test_a_client_that_the_endpoint_does_not_know_is_a_configuration_error_and_remembered(
    make_client: Maker, vendor: VendorServer, status: int
) -> None:
    store = MemoryStore()
    vendor.on("POST", TOKEN_PATH, json_reply({"error": "invalid_client"}, status))

    for _ in range(2):
        with pytest.raises(ConfigurationError, match="client id, client secret"):
            await make_client(vendor.url, token_store=store).authenticate()

    assert vendor.exchanges == 1


@pytest.mark.parametrize(
    ("reply", "named"),
    [
        (Reply(301, headers={"Location": "https://login.example/token"}), "https://login.example/token"),
        (Reply(307, headers={"Location": "/elsewhere"}), "/elsewhere"),
        (Reply(407, headers={"Proxy-Authenticate": "Basic"}), "proxy"),
        (json_reply({"error": "invalid_request", "error_description": "Missing: audience"}, 400), "Missing: audience"),
        (json_reply({"error": "invalid_scope"}, 400), "invalid_scope"),
        (Reply(405), "405"),
        (Reply(404), "404"),
        (Reply(415, body=b"<html>use forms</html>"), "use forms"),
    ],
)
async def test_any_other_response_of_the_token_endpoint_names_its_cause_and_blames_no_secret(
    make_client: Maker, vendor: VendorServer, reply: Reply, named: str
) -> None:
    vendor.on("POST", TOKEN_PATH, reply)
    vendor.on("POST", "/token", reply)

    with pytest.raises(SmartBuildingsError) as caught:
        await make_client(vendor.url).authenticate()

    said = str(caught.value)
    assert not isinstance(caught.value, TokenRefused)
    assert named in said
    assert "Check client id" not in said
    assert "rejected the credentials" not in said
    if reply.status != 407:
        assert vendor.url in said  # The token URL, whole.
        assert "token URL" in said
