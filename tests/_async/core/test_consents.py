"""Many consents of one client id: each has a token, a lease and a record of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import VendorServer, own

from smartbuildings import AsyncSmartBuildings, FileStore, MemoryStore, RedisStore
from smartbuildings._core.lineage import digest_of
from smartbuildings._io.asynchronous import gather
from smartbuildings.credentials import AuthorizationCode, ClientCredentials
from smartbuildings.errors import ConsentNeeded, TokenError, TokenQuotaExceeded
from smartbuildings.tokens import Intent, Token, TokenRecord, TokenStore

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
ROUTE = "/oauth/token"
CONSENTS = 20


@pytest.fixture(params=["memory", "file", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TokenStore:
    if request.param == "redis":
        return RedisStore.from_url(request.getfixturevalue("redis_url"))
    return MemoryStore() if request.param == "memory" else FileStore(tmp_path)


async def test_twenty_consents_of_one_client_id_get_their_tokens_at_the_same_time(
    make_client: Maker, vendor: VendorServer, store: Any
) -> None:
    all_here = threading.Barrier(CONSENTS)

    def issue(request: Request) -> Reply:
        all_here.wait(60)  # Each response waits for the last request: consents in a queue would never get there.
        return json_reply({"access_token": f"token-of-{request.form['code']}", "refresh_token": "r"})

    vendor.on("POST", ROUTE, issue)
    clients = [
        make_client(
            vendor.url,
            credentials=AuthorizationCode("one-client", "secret", ROUTE, code=f"code-{number}"),
            token_store=store,
        )
        for number in range(CONSENTS)
    ]

    await gather(lambda client: client.authenticate(), clients, at_once=CONSENTS)

    assert len(vendor.requests_for("POST", ROUTE)) == CONSENTS


async def test_consents_that_ask_at_the_same_time_are_all_counted_for_their_client_id(
    make_client: Maker, vendor: VendorServer, store: Any
) -> None:
    def credentials(scope: str) -> ClientCredentials:
        return ClientCredentials("one-client", "secret", scope=scope)

    vendor.on("POST", "/token", json_reply({"access_token": "t"}, wait_s=0.05))
    counted = own(store, vendor)
    counted.save(credentials("any").account, TokenRecord(exchanges=(time.time(),) * 110))
    clients = [
        make_client(vendor.url, credentials=credentials(f"scope-{number}"), token_store=store)
        for number in range(CONSENTS)
    ]

    async def is_allowed(client: AsyncSmartBuildings) -> bool:
        try:
            await client.authenticate()
        except TokenQuotaExceeded:
            return False
        return True

    allowed = await gather(is_allowed, clients, at_once=CONSENTS)

    assert allowed.count(True) == 10
    assert len(vendor.requests_for("POST", "/token")) == 10
    assert len(counted.load(credentials("any").account).exchanges) == 120


# --- the line of a consent


class Rotating:
    """A token endpoint that revokes the old pair at once, and issues ``t1`` and ``r1`` for a new code."""

    def __init__(self, vendor: VendorServer) -> None:
        self.vendor = vendor
        self.refresh: str | None = None
        self.issued = 0
        vendor.on("POST", ROUTE, self._issue)

    def _issue(self, request: Request) -> Reply:
        if "code" not in request.form and request.form["refresh_token"] != self.refresh:
            return json_reply({"error": "invalid_grant"}, 400)
        self.issued += 1
        self.refresh = f"r{self.issued}"
        return json_reply({"access_token": f"t{self.issued}", "refresh_token": self.refresh, "expires_in": 3600})

    @property
    def sent(self) -> list[str]:
        return [
            request.form.get("code") or request.form["refresh_token"]
            for request in self.vendor.requests_for("POST", ROUTE)
        ]


def named(argument: str) -> AuthorizationCode:
    code, refresh_token = (None, argument) if argument.startswith("r") else (argument, None)
    return AuthorizationCode("one-client", "secret", ROUTE, consent="user-1", code=code, refresh_token=refresh_token)


def expire(store: TokenStore, credentials: AuthorizationCode, vendor: VendorServer) -> None:
    kept = own(store, vendor)
    record = kept.load(credentials.key)
    assert record.token is not None
    kept.save(credentials.key, attrs.evolve(record, token=attrs.evolve(record.token, obtained_at=0.0)))


async def test_a_restored_refresh_token_is_older_and_loses_to_the_stored_pair(
    make_client: Maker, vendor: VendorServer, store: Any
) -> None:
    endpoint = Rotating(vendor)
    for _ in range(3):  # The code, then r1, then r2.
        await make_client(vendor.url, credentials=named("code-1"), token_store=store).authenticate()
        expire(store, named("code-1"), vendor)

    for restored in ("r1", "r2", "code-1"):
        await make_client(vendor.url, credentials=named(restored), token_store=store).authenticate()
        expire(store, named(restored), vendor)

    assert endpoint.sent == ["code-1", "r1", "r2", "r3", "r4", "r5"]


async def test_a_new_code_is_a_new_consent_and_wins_and_the_old_one_does_not_come_back(
    make_client: Maker, vendor: VendorServer, store: Any
) -> None:
    endpoint = Rotating(vendor)
    before = make_client(vendor.url, credentials=named("code-1"), token_store=store)
    await before.authenticate()

    await make_client(vendor.url, credentials=named("code-2"), token_store=store).authenticate()
    expire(store, named("code-2"), vendor)
    await make_client(vendor.url, credentials=named("code-1"), token_store=store).authenticate()

    assert endpoint.sent == ["code-1", "code-2", "r2"]


async def test_a_new_consent_that_is_rejected_leaves_the_stored_pair_alone(
    make_client: Maker, vendor: VendorServer, store: Any
) -> None:
    endpoint = Rotating(vendor)
    await make_client(vendor.url, credentials=named("code-1"), token_store=store).authenticate()

    with pytest.raises(ConsentNeeded):
        await make_client(vendor.url, credentials=named("r-of-somebody-else"), token_store=store).authenticate()
    expire(store, named("code-1"), vendor)
    await make_client(vendor.url, credentials=named("code-1"), token_store=store).authenticate()

    assert endpoint.sent == ["code-1", "r-of-somebody-else", "r1"]


# --- interrupted requests


async def test_an_interrupted_request_is_tried_once_more_and_then_named_as_the_cause(
    make_client: Maker, vendor: VendorServer, store: Any
) -> None:
    endpoint = Rotating(vendor)
    await make_client(vendor.url, credentials=named("code-1"), token_store=store).authenticate()
    expire(store, named("code-1"), vendor)
    kept = own(store, vendor)
    record = kept.load(named("code-1").key)
    # As a process leaves it that dies before the response is read.
    kept.save(named("code-1").key, attrs.evolve(record, intent=Intent(1_700_000_000.0, digest_of("r1"))))
    endpoint.refresh = "r2, which nobody got"

    for _ in range(2):
        with pytest.raises(ConsentNeeded, match="interrupted") as caught:
            await make_client(vendor.url, credentials=named("code-1"), token_store=store).authenticate()
        assert "invalid_grant" in caught.value.cause
        assert caught.value.since == datetime.fromtimestamp(1_700_000_000, UTC)

    assert endpoint.sent == ["code-1", "r1"]
    assert kept.load(named("code-1").key).intent is None


async def test_a_request_whose_response_was_lost_leaves_its_intent_and_may_still_succeed(
    make_client: Maker, vendor: VendorServer, store: Any
) -> None:
    endpoint = Rotating(vendor)
    await make_client(vendor.url, credentials=named("code-1"), token_store=store).authenticate()
    expire(store, named("code-1"), vendor)
    vendor.on("POST", ROUTE, Reply(cut_after=0))
    client = make_client(vendor.url, credentials=named("code-1"), token_store=store)

    with pytest.raises(TokenError, match="spent"):
        await client.authenticate()
    intent = own(store, vendor).load(named("code-1").key).intent
    assert intent is not None
    assert intent.digest == digest_of("r1")

    vendor.on("POST", ROUTE, endpoint._issue)
    await client.authenticate()

    assert endpoint.sent == ["code-1", "r1", "r1"]
    assert own(store, vendor).load(named("code-1").key).intent is None


async def test_a_holder_whose_lease_ran_out_loses_to_the_token_saved_since(
    make_client: Maker, vendor: VendorServer, store: Any
) -> None:
    kept = own(store, vendor)
    newer = Token("of-the-next-holder", time.time(), expires_in_s=3600, refresh_value="r9", generation=9)

    def issue(request: Request) -> Reply:
        # The lease has run out, and the next holder has saved a token, before this response is read.
        kept.save(named("code-1").key, TokenRecord(newer))
        return json_reply({"access_token": "late", "refresh_token": "r1", "expires_in": 3600})

    vendor.on("POST", ROUTE, issue)
    client = make_client(vendor.url, credentials=named("code-1"), token_store=store)

    await client.thermostats.get("1").status()

    assert kept.load(named("code-1").key).token == newer
    assert [request.token for request in vendor.requests if request.method == "GET"] == ["of-the-next-holder"]
