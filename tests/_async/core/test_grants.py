"""The other grants that our vendors use: authorization code, refresh tokens that rotate, tokens made by hand."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from servers.scripted import Reply, Request, ScriptedServer, json_reply
from servers.vendor import EXPIRED, THERMOSTAT, VendorServer, own, status_path, success

from smartbuildings import AsyncSmartBuildings, MemoryStore
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._io.asynchronous import gather
from smartbuildings.credentials import AuthorizationCode, StaticToken
from smartbuildings.errors import (
    ConfigurationError,
    ConnectionFailed,
    ConsentNeeded,
    TokenError,
    TokenRefused,
    Unauthorized,
)
from smartbuildings.tokens import TokenRecord, TokenStore

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
ROUTE = "/oauth2/access_token"
CODE = AuthorizationCode("my-client", "my-secret", ROUTE, code="the-code")
TEN_YEARS = 315360000


def tokens(*answers: dict[str, Any]) -> list[Reply]:
    return [json_reply({"token_type": "bearer", **answer}) for answer in answers]


def aged(store: TokenStore, seconds: float, credentials: AuthorizationCode = CODE) -> None:
    """Let time pass over the token in a store."""
    token = store.load(credentials.key).token
    assert token is not None
    store.save(credentials.key, TokenRecord(attrs.evolve(token, obtained_at=token.obtained_at - seconds)))


async def read_status(client: AsyncSmartBuildings) -> None:
    await client.thermostats.get(THERMOSTAT).status()


async def test_a_code_is_exchanged_by_form_for_a_token_of_ten_years(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", ROUTE, json_reply({"access_token": "long-lived", "expires_in": TEN_YEARS}))
    client = make_client(vendor.url, credentials=CODE)

    for _ in range(3):
        await read_status(client)

    (request,) = vendor.requests_for("POST", ROUTE)
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "authorization" not in request.headers
    assert request.form == {
        "code": "the-code",
        "client_id": "my-client",
        "client_secret": "my-secret",
        "grant_type": "authorization_code",
    }
    assert [each.token for each in vendor.requests_for("GET", status_path())] == ["long-lived"] * 3
    assert client.token is not None
    assert client.token.expires_at is not None
    assert (client.token.expires_at - client.token.obtained_at).days == 3650


async def test_the_client_can_identify_itself_by_basic(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", ROUTE, *tokens({"access_token": "t"}))
    credentials = attrs.evolve(CODE, client_in="basic", client_id="my client", redirect_uri="https://me.example/back")

    await make_client(vendor.url, credentials=credentials).authenticate()

    (request,) = vendor.requests_for("POST", ROUTE)
    assert base64.b64decode(request.headers["authorization"].removeprefix("Basic ")) == b"my+client:my-secret"
    assert request.form == {
        "code": "the-code",
        "client_id": "my client",
        "grant_type": "authorization_code",
        "redirect_uri": "https://me.example/back",
    }


async def test_the_token_route_may_be_on_another_host_which_gets_no_token(
    make_client: Maker, vendor: VendorServer, serve: Callable[[], ScriptedServer]
) -> None:
    auth = serve()
    # Its quota headers tell of another quota than the API's.
    spent = {"x-ratelimit-limit-hour": "10", "x-ratelimit-remaining-hour": "0"}
    auth.on("POST", ROUTE, json_reply({"access_token": "t"}, headers=spent))
    client = make_client(vendor.url, credentials=attrs.evolve(CODE, token_url=auth.url + ROUTE))

    await read_status(client)

    assert [request.token for request in auth.requests] == [None]
    assert client.quota.windows == ()


async def test_a_token_is_renewed_ahead_of_its_expiry_with_the_refresh_token(
    make_client: Maker, vendor: VendorServer
) -> None:
    store = MemoryStore()
    vendor.on(
        "POST",
        ROUTE,
        *tokens(
            {"access_token": "t1", "expires_in": 3600, "refresh_token": "r1"},
            {"access_token": "t2", "expires_in": 3600, "refresh_token": "r2"},
        ),
    )
    await read_status(make_client(vendor.url, credentials=CODE, token_store=store))
    aged(own(store, vendor), 3600 - 30)

    await read_status(make_client(vendor.url, credentials=CODE, token_store=store))

    assert [request.token for request in vendor.requests_for("GET", status_path())] == ["t1", "t2"]
    assert vendor.requests_for("POST", ROUTE)[1].form == {
        "grant_type": "refresh_token",
        "refresh_token": "r1",
        "client_id": "my-client",
        "client_secret": "my-secret",
    }


async def test_refresh_tokens_rotate_and_each_is_used_once(make_client: Maker, vendor: VendorServer) -> None:
    store = MemoryStore()
    used: list[str] = []

    def rotate(request: Request) -> Reply:
        spent = request.form.get("refresh_token", "r0")
        if spent in used:
            return json_reply({"error": "invalid_grant"}, 400)
        used.append(spent)
        number = len(used)
        return json_reply({"access_token": f"t{number}", "expires_in": 100, "refresh_token": f"r{number}"})

    vendor.on("POST", ROUTE, rotate)

    for _ in range(4):
        clients = [make_client(vendor.url, credentials=CODE, token_store=store) for _ in range(4)]
        await gather(read_status, clients, at_once=4)
        aged(own(store, vendor), 90)

    assert used == ["r0", "r1", "r2", "r3"]


async def test_an_answer_without_refresh_token_keeps_the_old_one(make_client: Maker, vendor: VendorServer) -> None:
    store = MemoryStore()
    vendor.on(
        "POST",
        ROUTE,
        *tokens(
            {"access_token": "t1", "expires_in": 100, "refresh_token": "r1"},
            {"access_token": "t2", "expires_in": 100},
            {"access_token": "t3", "expires_in": 100},
        ),
    )

    for _ in range(3):
        await read_status(make_client(vendor.url, credentials=CODE, token_store=store))
        aged(own(store, vendor), 90)

    refreshes = [request.form.get("refresh_token") for request in vendor.requests_for("POST", ROUTE)]
    assert refreshes == [None, "r1", "r1"]


async def test_a_rejected_token_is_renewed_however_fresh(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", ROUTE, *tokens({"access_token": "t1", "refresh_token": "r1"}, {"access_token": "t2"}, {}))
    vendor.on("GET", status_path(), lambda request: EXPIRED if request.token == "t1" else success({}))

    await read_status(make_client(vendor.url, credentials=CODE))

    assert [request.token for request in vendor.requests_for("GET", status_path())] == ["t1", "t2"]


async def test_a_token_without_refresh_token_that_ends_asks_for_consent(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("POST", ROUTE, *tokens({"access_token": "t1", "expires_in": TEN_YEARS}))
    vendor.on("GET", status_path(), EXPIRED)

    with pytest.raises(ConsentNeeded, match="consent") as caught:
        await read_status(make_client(vendor.url, credentials=attrs.evolve(CODE, authorize_url="https://me.example")))

    assert len(vendor.requests_for("POST", ROUTE)) == 1
    assert "without a refresh token" in caught.value.cause
    assert caught.value.authorize_url == "https://me.example"


@pytest.mark.parametrize(("status", "code"), [(400, "invalid_grant"), (401, "invalid_grant"), (400, "access_denied")])
async def test_a_rejected_refresh_token_asks_for_consent_with_the_cause_and_is_not_sent_again(
    make_client: Maker, vendor: VendorServer, status: int, code: str
) -> None:
    store = MemoryStore()
    body = {"error": code, "error_description": "Invalid refresh token: planted-refresh"}
    vendor.on("POST", ROUTE, json_reply(body, status))
    credentials = AuthorizationCode(
        "my-client", "my-secret", ROUTE, refresh_token="planted-refresh", authorize_url="https://me.example/authorize"
    )
    raised: list[ConsentNeeded] = []
    began = datetime.now(UTC)

    for _ in range(2):
        with pytest.raises(ConsentNeeded) as caught:
            await make_client(vendor.url, credentials=credentials, token_store=store).authenticate()
        raised.append(caught.value)

    assert len(vendor.requests_for("POST", ROUTE)) == 1
    for error in raised:
        assert code in error.cause
        assert error.since is not None
        assert timedelta(seconds=-1) < error.since - began < timedelta(seconds=60)
        assert error.authorize_url == "https://me.example/authorize"
        assert "https://me.example/authorize" in str(error)
        assert "planted" not in f"{error!r} {error} {error.cause}"


async def test_a_client_that_is_unknown_needs_no_consent(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", ROUTE, json_reply({"error": "invalid_client"}, 401))

    with pytest.raises(ConfigurationError, match="client id, client secret"):
        await make_client(vendor.url, credentials=CODE).authenticate()


@pytest.mark.parametrize("reply", [Reply(cut_after=0), Reply(502), Reply(reset=True), Reply(cut_after=30)])
async def test_a_code_whose_answer_was_lost_is_not_sent_again(
    make_client: Maker, vendor: VendorServer, reply: Reply
) -> None:
    vendor.on("POST", ROUTE, reply)

    with pytest.raises(TokenError, match="spent"):
        await read_status(make_client(vendor.url, credentials=CODE))

    assert len(vendor.requests_for("POST", ROUTE)) == 1


@pytest.mark.parametrize("reply", [Reply(502), Reply(503), Reply(cut_after=0)])
async def test_a_refresh_token_that_does_not_rotate_is_sent_again_and_a_code_is_not(
    make_client: Maker, vendor: VendorServer, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    monkeypatch.setattr("smartbuildings._async.ecobee.client._OTHER_GRANTS", TokenRules(rotates=False))
    vendor.on("POST", ROUTE, reply, *tokens({"access_token": "t1"}))
    credentials = AuthorizationCode("my-client", "my-secret", ROUTE, refresh_token="r1")
    await read_status(make_client(vendor.url, credentials=credentials))
    assert [request.form["refresh_token"] for request in vendor.requests_for("POST", ROUTE)] == ["r1", "r1"]

    vendor.on("POST", ROUTE, Reply(cut_after=0))
    with pytest.raises(TokenError, match="spent"):
        await read_status(make_client(vendor.url, credentials=CODE))

    assert len(vendor.requests_for("POST", ROUTE)) == 3


async def test_the_count_of_ecobee_s_token_requests_does_not_limit_another_grant(
    make_client: Maker, vendor: VendorServer
) -> None:
    store = MemoryStore()
    own(store, vendor).save(CODE.account, TokenRecord(exchanges=(time.time(),) * 120))
    vendor.on("POST", ROUTE, *tokens({"access_token": "t1"}))

    await read_status(make_client(vendor.url, credentials=CODE, token_store=store))

    assert len(vendor.requests_for("POST", ROUTE)) == 1


async def test_a_write_whose_token_could_not_be_had_was_not_sent(make_client: Maker, vendor: VendorServer) -> None:
    # The lost answer is the token route's: nothing about the write is unknown, and nothing is to be read back.
    vendor.on("POST", ROUTE, Reply(cut_after=0))
    client = make_client(vendor.url, credentials=CODE)

    with pytest.raises(TokenError):
        await client.thermostats.get(THERMOSTAT).set_mode("off")

    assert [request.path for request in vendor.requests] == [ROUTE]


async def test_a_code_that_never_reached_the_route_is_sent_again(
    make_client: Maker, vendor: VendorServer, serve: Callable[[], ScriptedServer]
) -> None:
    auth = serve()
    auth.close()
    credentials = attrs.evolve(CODE, token_url=auth.url + ROUTE)

    with pytest.raises(ConnectionFailed) as caught:
        await read_status(make_client(vendor.url, credentials=credentials))

    assert caught.value.request is not None
    assert caught.value.request.attempts == 4


async def test_a_store_that_fails_after_the_exchange_costs_no_token(make_client: Maker, vendor: VendorServer) -> None:
    class FullDisk(MemoryStore):
        fails = False

        def save(self, key: str, record: TokenRecord) -> bool:
            if self.fails and record.token is not None:
                raise OSError("no space left on device")
            return super().save(key, record)

    store = FullDisk()
    vendor.on(
        "POST",
        ROUTE,
        *tokens(
            {"access_token": "t1", "expires_in": 100, "refresh_token": "r1"},
            {"access_token": "t2", "expires_in": 100, "refresh_token": "r2"},
            {"access_token": "t3", "expires_in": 100, "refresh_token": "r3"},
        ),
    )
    client = make_client(vendor.url, credentials=CODE, token_store=store)
    await client.authenticate()
    vendor.on("GET", status_path(), lambda request: EXPIRED if request.token == "t1" else success({}))
    store.fails = True

    for _ in range(2):
        await read_status(client)  # The new pair was kept in hand, although the store still has the old one.
    vendor.on("GET", status_path(), lambda request: EXPIRED if request.token == "t2" else success({}))
    store.fails = False
    await read_status(client)

    refreshes = [request.form.get("refresh_token") for request in vendor.requests_for("POST", ROUTE)]
    assert refreshes == [None, "r1", "r2"]
    kept = own(store, vendor).load(CODE.key).token
    assert kept is not None
    assert (kept.value, kept.refresh_value) == ("t3", "r3")


async def test_a_static_token_is_used_as_it_is_and_never_renewed(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url, credentials=StaticToken("by-hand"))
    await read_status(client)
    vendor.on("GET", status_path(), EXPIRED)

    with pytest.raises(TokenRefused, match="Make a new one"):
        await read_status(client)

    assert {request.method for request in vendor.requests} == {"GET"}
    assert vendor.requests[0].token == "by-hand"


async def test_a_static_token_that_is_refused_is_unauthorized(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), json_reply({"message": "Bad token"}, 401))

    with pytest.raises(Unauthorized):
        await read_status(make_client(vendor.url, credentials=StaticToken("by-hand")))
