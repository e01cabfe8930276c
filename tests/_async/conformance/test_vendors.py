"""Every vendor passes the conformance suite, on a real socket. A further vendor is one more row of ``VENDORS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

import pytest
from servers.hearth import KEY, HearthServer
from servers.own_vendor import own_vendor

from smartbuildings import (
    Applied,
    AsyncNest,
    AsyncPortfolio,
    AsyncSmartBuildings,
    AsyncSmartThings,
    MemoryStore,
    RetryPolicy,
    Temperature,
)
from smartbuildings._async.conformance import CHECKS, AsyncSubject
from smartbuildings.sandbox import (
    CLIENT_ID,
    CLIENT_SECRET,
    NestLimits,
    NestSandbox,
    QuotaLimits,
    RateLimits,
    Request,
    Response,
    Sandbox,
    SandboxServer,
    SmartThingsSandbox,
)
from smartbuildings.sandbox.http.messages import json_response

pytestmark = pytest.mark.anyio
QUICK = RetryPolicy(base_s=0.01, cap_s=0.02)


@contextmanager
def ecobee(version: str) -> Iterator[AsyncSubject]:
    with SandboxServer(Sandbox(thermostats=4, quota=QuotaLimits.unlimited())) as server:
        how: dict[str, Any] = {"base_url": server.url, "api_version": version, "retry": QUICK}
        make = partial(AsyncSmartBuildings, CLIENT_ID, CLIENT_SECRET, token_store=MemoryStore(), **how)
        yield AsyncSubject(make, "511000000001", partial(break_one, server.sandbox))


@contextmanager
def smartthings() -> Iterator[AsyncSubject]:
    sandbox = SmartThingsSandbox(limits=RateLimits(enforced=False))
    with SandboxServer(sandbox) as server:
        url = f"{sandbox.environment(server.url)['SMARTTHINGS_BASE_URL']}/v1"
        make = partial(AsyncSmartThings, sandbox.personal_token, base_url=url, confirm_s=0.1, retry=QUICK)
        yield AsyncSubject(make, "00000000-0000-4000-8000-000000000000:main", partial(break_one, sandbox))


@contextmanager
def nest() -> Iterator[AsyncSubject]:
    sandbox = NestSandbox(speed=0, limits=NestLimits(enforced=False))
    with SandboxServer(sandbox) as server:
        arguments: dict[str, Any] = {
            name.removeprefix("NEST_").lower(): value for name, value in sandbox.environment(server.url).items()
        }
        make = partial(AsyncNest, **arguments, confirm_s=0.1, retry=QUICK)
        yield AsyncSubject(make, "AVPHwEunknown", None)


@contextmanager
def own() -> Iterator[AsyncSubject]:
    with HearthServer() as server:
        make = partial(own_vendor("AsyncHearth"), server.url, KEY)
        yield AsyncSubject(make, "cellar", server.break_one)


VENDORS: dict[str, Callable[[], AbstractContextManager[AsyncSubject]]] = {
    "ecobee-v1": partial(ecobee, "v1"),
    "ecobee-v2": partial(ecobee, "v2"),
    "smartthings": smartthings,
    "nest": nest,
    "own": own,
}


def break_one(sandbox: Any, thermostat_id: str) -> None:
    """Let every read of a thermostat end in a 500, and leave its state out of lists that would have it."""
    device = thermostat_id.partition(":")[0]
    handle = sandbox.handle

    def broken(request: Request) -> Response:
        response: Response = handle(request)
        if device in request.path:
            return Response(500, body=b"{}")
        if request.path != "/v1/devices":
            return response
        body = response.json()
        for item in body["items"]:
            for component in item["components"] if item["deviceId"] == device else ():
                for capability in component["capabilities"]:
                    capability.pop("status", None)
        return json_response(response.status, body)

    sandbox.handle = broken


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
async def test_a_vendor_conforms(vendor: str, check: Callable[[AsyncSubject], Any]) -> None:
    with VENDORS[vendor]() as subject:
        await check(subject)


async def test_a_users_own_vendor_is_an_account_of_a_portfolio() -> None:
    with HearthServer() as server, ecobee("v2") as subject:
        clients = {"home": own_vendor("AsyncHearth")(server.url, KEY), "north": subject.make()}
        async with AsyncPortfolio(clients) as portfolio:
            found = {each.reference: each async for each in portfolio.thermostats.statuses()}
            zone = portfolio.thermostats.get("home/ground%2050%25%20room")
            other = next(each for each in found.values() if each.account == "north")
            done = await portfolio.set_temperature([zone.reference], heat=Temperature.c(19))

    assert len(found) == 7
    assert other.error is None
    assert found[zone.reference].thermostat is not None
    assert [type(each) for each in done.values()] == [Applied]
    assert server.zones["ground 50% room"]["target"] == 19.0
