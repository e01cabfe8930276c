"""Many consents of one client id: each has a token, a lease and a record of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import VendorServer, own

from smartbuildings import AsyncSmartBuildings, FileStore, MemoryStore, RedisStore
from smartbuildings._io.asynchronous import gather
from smartbuildings.credentials import AuthorizationCode, ClientCredentials
from smartbuildings.errors import TokenQuotaExceeded
from smartbuildings.tokens import TokenRecord, TokenStore

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
