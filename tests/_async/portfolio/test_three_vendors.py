"""A portfolio of the three vendors, each against its emulated API on a socket: two accounts fail, one works.

Every assignment of the three roles (healthy, revoked, throttled) to the three vendors is a case: the result must not
depend on which vendor fails, nor on how it reports that.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import ExitStack
from itertools import permutations
from typing import Any, NamedTuple

import pytest

from smartbuildings import (
    Applied,
    AsyncNest,
    AsyncPortfolio,
    AsyncSmartBuildings,
    AsyncSmartThings,
    MemoryStore,
    Mode,
    RetryPolicy,
)
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.errors import ConsentNeeded, PartlyFailed, RateLimited, SmartBuildingsError, TokenRefused
from smartbuildings.portfolio import AsyncPortfolioThermostat
from smartbuildings.sandbox import (
    CLIENT_ID,
    CLIENT_SECRET,
    Fault,
    NestLimits,
    NestSandbox,
    QuotaLimits,
    RateLimits,
    Sandbox,
    SandboxServer,
    SmartThingsSandbox,
)

pytestmark = pytest.mark.anyio

DEADLINE_S = 2.0
QUICKLY_S = 5.0
REVOKED: dict[str, type[SmartBuildingsError]] = {
    "ecobee": TokenRefused,
    "smartthings": ConsentNeeded,
    "nest": ConsentNeeded,
}
# Three ways to report a wait: Retry-After, a reset in milliseconds, and none, which costs Nest's declared minute.
NO_MORE = {
    "ecobee": Fault.rate_limited(retry_after=86_400),
    "smartthings": Fault.rate_limited(reset_ms=3_600_000),
    "nest": Fault.rate_limited(),
}


class Account(NamedTuple):
    """A client with the emulated account that it reads."""

    client: Any
    sandbox: Any
    thermostats: int
    """How many the client lists."""
    thermostat_id: str
    command: str
    """The operation by which a mode is set."""


Accounts = dict[str, Account]


@pytest.fixture
async def accounts() -> AsyncIterator[Accounts]:
    """Serve the three vendors, and make a client of each, which has requested nothing yet."""
    ecobee = Sandbox(thermostats=24, mode_delay_s=0, quota=QuotaLimits.unlimited())
    smartthings = SmartThingsSandbox(speed=0, limits=RateLimits(enforced=False))
    nest = NestSandbox(speed=0, limits=NestLimits(enforced=False))
    with ExitStack() as stack:
        urls = [stack.enter_context(SandboxServer(each)).url for each in (ecobee, smartthings, nest)]
        usual: dict[str, Any] = {"retry": RetryPolicy(base_s=0.01, cap_s=0.02), "token_store": MemoryStore()}
        client_id, client_secret = next(iter(smartthings.clients.items()))
        of_nest: dict[str, Any] = {
            name.removeprefix("NEST_").lower(): value for name, value in nest.environment(urls[2]).items()
        }
        clients: list[Any] = [
            AsyncSmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=urls[0], **usual),
            AsyncSmartThings(
                client_id=client_id,
                client_secret=client_secret,
                refresh_token=smartthings.refresh_token,
                base_url=urls[1],
                confirm_s=0.5,
                **usual,
            ),
            AsyncNest(**of_nest, confirm_s=0.5, **usual),
        ]
        yield {
            "ecobee": Account(clients[0], ecobee, 24, ecobee.thermostat_ids[0], "setHvacMode"),
            "smartthings": Account(
                clients[1], smartthings, 8, f"{smartthings.device_id('ecobee')}:main", "executeDeviceCommands"
            ),
            "nest": Account(clients[2], nest, 12, nest.device_id("Lounge"), "executeDeviceCommand"),
        }
        for each in clients:
            await each.aclose()


def revoke(vendor: str, account: Account) -> None:
    """End what the client logs in with: the user's consent, or ecobee's client credentials."""
    account.sandbox.revoke_tokens()
    if vendor == "ecobee":
        account.sandbox.clients.clear()


def throttle(vendor: str, account: Account) -> None:
    """Refuse every request but those for tokens, for longer than a call may wait."""
    account.sandbox.faults.add(NO_MORE[vendor], times=None)


def with_roles(accounts: Accounts, revoked: str, throttled: str) -> AsyncPortfolio:
    revoke(revoked, accounts[revoked])
    throttle(throttled, accounts[throttled])
    return AsyncPortfolio({vendor: account.client for vendor, account in accounts.items()})


every_assignment = pytest.mark.parametrize(
    ("healthy", "revoked", "throttled"), list(permutations(("ecobee", "smartthings", "nest")))
)


@every_assignment
async def test_every_reading_of_the_healthy_account_arrives_beside_an_error_of_each_other(
    accounts: Accounts, healthy: str, revoked: str, throttled: str
) -> None:
    portfolio = with_roles(accounts, revoked, throttled)
    started = monotonic()

    with portfolio.options(deadline_s=DEADLINE_S):
        items = [each async for each in portfolio.thermostats.statuses()]

    assert monotonic() - started < QUICKLY_S
    assert {each.account: type(each.error) for each in items if each.error is not None} == {
        revoked: REVOKED[revoked],
        throttled: RateLimited,
    }
    readings = [each for each in items if each.error is None]
    assert len(items) == len(readings) + 2, "one error for each account that fails"
    assert {each.account for each in readings} == {healthy}
    assert len({each.reference for each in readings}) == len(readings) == accounts[healthy].thermostats
    assert all(each.status is not None for each in readings)


@every_assignment
async def test_a_change_returns_the_result_of_the_healthy_account_and_an_error_of_each_other(
    accounts: Accounts, healthy: str, revoked: str, throttled: str
) -> None:
    portfolio = with_roles(accounts, revoked, throttled)
    references = {vendor: f"{vendor}/{account.thermostat_id}" for vendor, account in accounts.items()}
    started = monotonic()

    async def off(thermostat: AsyncPortfolioThermostat) -> Any:
        return await thermostat.set_mode(Mode.OFF)

    with portfolio.options(deadline_s=DEADLINE_S), pytest.raises(PartlyFailed) as caught:
        await portfolio.apply(references.values(), off)

    assert monotonic() - started < QUICKLY_S
    assert caught.value.results == {references[healthy]: Applied(reached=True)}
    assert {reference: type(error) for reference, error in caught.value.failed.items()} == {
        references[revoked]: REVOKED[revoked],
        references[throttled]: RateLimited,
    }
    sent = {vendor: len(account.sandbox.requests.of(account.command)) for vendor, account in accounts.items()}
    assert sent == {healthy: 1, revoked: 0, throttled: 0}, "one whose description cannot be read is not changed"
