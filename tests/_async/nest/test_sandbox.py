"""The whole way against the emulated API, over a socket: consent, reading, commands, faults, limits."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from smartbuildings import Action, Applied, AsyncAccepted, AsyncNest, MemoryStore, Mode, RetryPolicy, Temperature
from smartbuildings._io.asynchronous import gather
from smartbuildings.errors import ConsentNeeded, OutcomeUnknown, UnreadableResponse
from smartbuildings.sandbox import Fault, NestLimits
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.nest_sandbox(speed=0),
    pytest.mark.usefixtures("quick_looks"),
]

REDIRECT = "http://localhost:8400/callback"
EXECUTE = "executeDeviceCommand"
QUICK = RetryPolicy(base_s=0.01, cap_s=0.02)


@pytest.fixture
async def client(nest_sandbox: RunningSandbox[Any]) -> AsyncIterator[AsyncNest]:
    """A client that takes everything from the lines that the sandbox prints."""
    nest_sandbox.patch_environment()
    async with AsyncNest(confirm_s=0.2, retry=QUICK) as made:
        yield made


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def consent_at(url: str) -> dict[str, list[str]]:
    """Open the page, which consents by itself, and return the query of the redirect."""
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay).open(url)
    except urllib.error.HTTPError as redirected:
        return parse_qs(urlsplit(redirected.headers["location"]).query)
    raise AssertionError("the page does not redirect")


async def test_everything_is_read_without_drift(nest_sandbox: RunningSandbox[Any], client: AsyncNest) -> None:
    structures = [each async for each in client.buildings]
    found = [each async for each in client.thermostats.statuses()]
    single = await found[0].thermostat.status()

    assert [each.id for each in structures] == nest_sandbox.sandbox.structure_ids
    assert [len(await each.rooms()) for each in structures] == [6, 6]
    assert single == found[0].status
    online = [each.status for each in found if each.status is not None and each.status.is_online]
    assert (len(found), len(online)) == (12, 11)
    assert all(each.temperature is not None and each.mode is not None and each.action is not None for each in online)
    assert sum(each.humidity is None for each in online) == 1
    assert not client.drift.entries


async def test_a_set_point_has_an_effect_on_the_room(nest_sandbox: RunningSandbox[Any], client: AsyncNest) -> None:
    thermostat = client.thermostats.get(nest_sandbox.sandbox.device_id("Lounge"))
    before = (await thermostat.status()).temperature
    assert before is not None

    assert isinstance(await thermostat.set_temperature(heat=Temperature.c(before.c + 3)), Applied)
    assert (await thermostat.status()).action is Action.HEATING
    nest_sandbox.sandbox.clock.advance(3600)

    after = (await thermostat.status()).temperature
    assert after is not None
    assert after > before


async def test_eco_hides_the_set_points_and_gives_them_back(
    nest_sandbox: RunningSandbox[Any], client: AsyncNest
) -> None:
    thermostat = client.thermostats.get(nest_sandbox.sandbox.device_id("Upstairs"))
    before = await thermostat.status()

    assert isinstance(await thermostat.set_eco(True), Applied)
    during = await thermostat.status()
    assert isinstance(await thermostat.set_eco(False), Applied)

    assert (during.is_eco, during.mode, during.set_points.heat) == (True, Mode.AUTO, None)
    assert during.eco_set_points.heat is not None
    assert (await thermostat.status()).set_points == before.set_points


async def test_a_timer_of_the_fan_ends_by_itself(nest_sandbox: RunningSandbox[Any], client: AsyncNest) -> None:
    thermostat = client.thermostats.get(nest_sandbox.sandbox.device_id("Living Room"))

    assert isinstance(await thermostat.fan_for(timedelta(minutes=15)), Applied)

    running = await thermostat.status()
    assert running.fan_ends_at == nest_sandbox.sandbox.clock.now() + timedelta(minutes=15)
    assert running.is_fan_running
    nest_sandbox.sandbox.clock.advance(901)
    assert not (await thermostat.status()).is_fan_running


@pytest.mark.nest_sandbox(speed=200, delay_s=60)
async def test_a_world_that_runs_shows_a_command_after_its_delay(
    nest_sandbox: RunningSandbox[Any], client: AsyncNest
) -> None:
    thermostat = client.thermostats.get(nest_sandbox.sandbox.device_id("Lounge"))

    result = await thermostat.set_mode(Mode.OFF)  # The delay is 0.3 s, and the client looks for 0.2 s.

    assert isinstance(result, AsyncAccepted)
    assert await result.wait(10) == Applied(reached=True)
    assert [each.status for each in nest_sandbox.sandbox.requests.of(EXECUTE)] == [200]


@pytest.mark.parametrize("fault", [Fault.cut(apply=True), Fault.cut(sent=1), Fault.truncated(), Fault.html(apply=True)])
async def test_a_command_whose_response_is_spoiled_was_applied(
    nest_sandbox: RunningSandbox[Any], client: AsyncNest, fault: Fault
) -> None:
    nest_sandbox.sandbox.faults.add(fault, operation=EXECUTE)
    thermostat = client.thermostats.get(nest_sandbox.sandbox.device_id("Lounge"))

    assert await thermostat.set_mode(Mode.OFF) == Applied(reached=True)

    assert len(nest_sandbox.sandbox.requests.of(EXECUTE)) == 1


async def test_a_command_that_did_not_arrive_is_unknown_and_not_repeated(
    nest_sandbox: RunningSandbox[Any], client: AsyncNest
) -> None:
    nest_sandbox.sandbox.faults.add(Fault.cut(), operation=EXECUTE, times=None)
    thermostat = client.thermostats.get(nest_sandbox.sandbox.device_id("Lounge"))

    with pytest.raises(OutcomeUnknown) as unknown:
        await thermostat.set_mode(Mode.OFF)

    assert unknown.value.applied is False
    assert len(nest_sandbox.sandbox.requests.of(EXECUTE)) == 1
    assert (await thermostat.status()).mode is Mode.HEAT


async def test_reads_survive_what_a_network_does(nest_sandbox: RunningSandbox[Any], client: AsyncNest) -> None:
    for fault in (Fault.cut(), Fault.html(502), Fault.cut(sent=100)):
        nest_sandbox.sandbox.faults.add(fault, operation="listDevices")
    nest_sandbox.sandbox.faults.add(Fault.expired_token(), operation="getDevice")
    nest_sandbox.sandbox.faults.add(Fault.truncated(), operation="listStructures")

    assert len([each async for each in client.thermostats]) == 12
    assert (await client.thermostats.get(nest_sandbox.sandbox.device_id("Lounge")).status()).mode is Mode.HEAT
    with pytest.raises(UnreadableResponse):
        [each async for each in client.buildings]


@pytest.mark.parametrize("fault", [Fault.unknown_enum(), Fault.extra_field(), Fault.wrong_type("mode")])
async def test_an_odd_response_costs_a_value_and_no_error(
    nest_sandbox: RunningSandbox[Any], client: AsyncNest, fault: Fault
) -> None:
    nest_sandbox.sandbox.faults.add(fault, operation="getDevice")
    thermostat = client.thermostats.get(nest_sandbox.sandbox.device_id("Lounge"))

    status = await thermostat.status()

    assert status.temperature is not None
    assert client.drift.entries
    assert (await thermostat.status()).mode is Mode.HEAT


@pytest.mark.nest_sandbox(speed=0, testing_mode=True)
async def test_a_consent_is_given_on_the_page_used_for_a_week_and_then_needed_again(
    nest_sandbox: RunningSandbox[Any],
) -> None:
    nest_sandbox.patch_environment()
    clock = nest_sandbox.sandbox.clock
    async with AsyncNest(token_store=MemoryStore(), is_for_consents=True) as client:
        redirect = consent_at(client.authorize_url(REDIRECT, "the state"))
        assert redirect["state"] == ["the state"]

        assert await client.add_consent(redirect["code"][0], REDIRECT) is not None

        lounge = client.thermostats.get(nest_sandbox.sandbox.device_id("Lounge"))
        for _ in range(3):
            clock.advance(timedelta(days=2))
            assert (await lounge.status()).mode is Mode.HEAT
        clock.advance(timedelta(days=1))
        with pytest.raises(ConsentNeeded, match="partnerconnections"):
            await lounge.status()
        await client.add_consent(consent_at(client.authorize_url(REDIRECT, "s"))["code"][0], REDIRECT)
        assert (await lounge.status()).mode is Mode.HEAT


@pytest.mark.nest_sandbox(speed=1, delay_s=0, limits=NestLimits())
async def test_all_that_a_minute_allows_can_be_used_and_not_one_request_more(
    nest_sandbox: RunningSandbox[Any], client: AsyncNest
) -> None:
    sandbox = nest_sandbox.sandbox
    sandbox.limits.reset()  # The limits of this mark are shared by the flavours.
    listed = {each.id: each async for each in client.thermostats}
    names = ("Living Room", "Kitchen", "Upstairs", "Guest Suite", "Studio", "Landing")
    chosen = [listed[sandbox.device_id(name)] for name in names]

    async def use(thermostat: Any) -> Any:
        return await thermostat.set_mode(Mode.OFF)

    done = await gather(use, chosen, at_once=6)

    assert all(isinstance(each, Applied | AsyncAccepted) for each in done)
    assert sum(isinstance(each, Applied) for each in done) >= 4, "few reads are enough for all of them"
    statuses = [(each.operation, each.status) for each in sandbox.requests]
    assert 429 not in [status for _, status in statuses]
    assert sum(operation == "listDevices" for operation, _ in statuses) <= 5
    assert sum(operation == "getDevice" for operation, _ in statuses) <= 10
