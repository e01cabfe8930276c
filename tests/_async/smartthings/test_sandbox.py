"""The whole way against the emulated API, over a socket: consent, rotation, reading, commands, limits."""

from __future__ import annotations

import urllib.request
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from smartbuildings import Applied, AsyncAccepted, AsyncSmartThings, MemoryStore, Mode, Temperature
from smartbuildings._io.asynchronous import gather
from smartbuildings.errors import ConsentNeeded, PermissionDenied, Rejected, TokenRefused
from smartbuildings.sandbox import RateLimits
from smartbuildings.sandbox.pytest_plugin import RunningSandbox
from smartbuildings.smartthings import ThermostatKind

pytestmark = [pytest.mark.anyio, pytest.mark.smartthings_sandbox(speed=0)]


@pytest.fixture
async def client(smartthings_sandbox: RunningSandbox[Any]) -> AsyncIterator[AsyncSmartThings]:
    """A client with the personal token, which has access to every location."""
    given = smartthings_sandbox.environment
    base_url = f"{given['SMARTTHINGS_BASE_URL']}/v1"
    async with AsyncSmartThings(given["SMARTTHINGS_TOKEN"], base_url=base_url, confirm_s=0.5) as made:
        yield made


@pytest.fixture
async def app(smartthings_sandbox: RunningSandbox[Any]) -> AsyncIterator[AsyncSmartThings]:
    """A client of the OAuth-In app, without a consent."""
    given = smartthings_sandbox.environment
    async with AsyncSmartThings(
        client_id=given["SMARTTHINGS_CLIENT_ID"],
        client_secret=given["SMARTTHINGS_CLIENT_SECRET"],
        base_url=given["SMARTTHINGS_BASE_URL"],
        token_store=MemoryStore(),
        confirm_s=0.5,
    ) as made:
        yield made


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def consent_at(url: str) -> dict[str, list[str]]:
    """Open the page, which consents by itself, and return the query of the redirect."""
    try:
        urllib.request.build_opener(_Stay).open(url)
    except urllib.error.HTTPError as redirected:
        return parse_qs(urlsplit(redirected.headers["location"]).query)
    raise AssertionError("the page does not redirect")


REDIRECT = "http://localhost:8400/callback"


async def test_a_consent_is_given_on_the_page_and_rotates(
    smartthings_sandbox: RunningSandbox[Any], app: AsyncSmartThings
) -> None:
    redirect = consent_at(app.authorize_url(REDIRECT, "the-state"))
    assert redirect["state"] == ["the-state"]

    found = await app.add_consent(redirect["code"][0], REDIRECT)

    assert found.location_id in smartthings_sandbox.sandbox.location_ids
    issued = smartthings_sandbox.sandbox.consents.issued
    for _ in range(3):
        smartthings_sandbox.sandbox.expire_tokens()
        assert len([each async for each in app.thermostats]) == 8
    assert smartthings_sandbox.sandbox.consents.issued == issued + 3
    again = await app.add_consent(redirect["code"][0], REDIRECT)
    assert again.name == found.name, "a redirect that is delivered twice is the same consent"
    assert len(await app.consents()) == 1


async def test_a_consent_that_the_user_has_removed_needs_another(
    smartthings_sandbox: RunningSandbox[Any], app: AsyncSmartThings
) -> None:
    await app.add_consent(consent_at(app.authorize_url(REDIRECT, "s"))["code"][0], REDIRECT)
    smartthings_sandbox.sandbox.revoke_tokens()

    with pytest.raises(ConsentNeeded):
        [each async for each in app.thermostats]


async def test_a_personal_token_ends_after_a_day(
    smartthings_sandbox: RunningSandbox[Any], client: AsyncSmartThings
) -> None:
    smartthings_sandbox.sandbox.clock.advance(86_401)

    with pytest.raises(TokenRefused, match="24 hours"):
        [each async for each in client.buildings]


async def test_every_thermostat_is_read_without_drift_and_water_is_none(
    smartthings_sandbox: RunningSandbox[Any], client: AsyncSmartThings
) -> None:
    before = len(smartthings_sandbox.sandbox.requests)

    found = [each async for each in client.thermostats.statuses()]

    assert len(smartthings_sandbox.sandbox.requests) - before <= 1 + len(smartthings_sandbox.sandbox.location_ids)
    assert all(each.error is None and each.status is not None for each in found)
    kinds = [each.status.kind for each in found if each.status is not None]
    assert set(kinds) == set(ThermostatKind)
    online = [each.status for each in found if each.status is not None and each.status.is_online]
    assert all(each.temperature is not None and each.mode is not None for each in online)
    assert {each.temperature.unit for each in online if each.temperature is not None} == {"F", "C"}
    assert not client.drift.entries


async def test_set_points_have_an_effect_on_the_room(
    smartthings_sandbox: RunningSandbox[Any], client: AsyncSmartThings
) -> None:
    thermostat = client.thermostats.get(smartthings_sandbox.sandbox.device_id("ecobee"))
    before = (await thermostat.status()).temperature
    assert before is not None

    assert isinstance(await thermostat.set_temperature(heat=Temperature.f(before.f + 3)), Applied)
    smartthings_sandbox.sandbox.clock.advance(3600)

    after = (await thermostat.status()).temperature
    assert after is not None
    assert after > before


@pytest.mark.smartthings_sandbox(speed=0, sleep_s=180)
async def test_a_sleeping_valve_accepts_and_acts_when_it_wakes(
    smartthings_sandbox: RunningSandbox[Any], client: AsyncSmartThings
) -> None:
    valve = client.thermostats.get(smartthings_sandbox.sandbox.device_id("radiator"))

    result = await valve.set_temperature(heat=Temperature.c(23.4))

    assert isinstance(result, AsyncAccepted)
    smartthings_sandbox.sandbox.clock.advance(200)
    assert isinstance(await result.wait(5), Applied)
    assert (await valve.status()).set_points.heat == Temperature.c(23.4)


async def test_failing_offline_and_scopes(smartthings_sandbox: RunningSandbox[Any], client: AsyncSmartThings) -> None:
    sandbox = smartthings_sandbox.sandbox
    device = sandbox.device_id("ecobee")
    sandbox.set_failing(device, True)
    with pytest.raises(Rejected, match="reports FAILED"):
        await client.thermostats.get(device).set_mode(Mode.COOL)
    base_url = smartthings_sandbox.url
    async with AsyncSmartThings(sandbox.make_personal_token("r:devices:*"), base_url=base_url) as reader:
        assert (await reader.thermostats.get(device).status()).temperature is not None
        with pytest.raises(PermissionDenied, match="scope"):
            await reader.thermostats.get(device).execute("refresh", "refresh")


@pytest.mark.smartthings_sandbox(speed=1, devices=200, limits=RateLimits())
async def test_200_devices_are_polled_and_commanded_within_the_vendor_s_table(
    smartthings_sandbox: RunningSandbox[Any], client: AsyncSmartThings
) -> None:
    sandbox = smartthings_sandbox.sandbox
    listed = [each async for each in client.thermostats]

    async def poll(thermostat: Any) -> None:
        status = await thermostat.status()
        if status.native_mode is not None:
            name = "thermostatMode" if status.kind is ThermostatKind.THERMOSTAT else "airConditionerMode"
            await thermostat.execute(name, f"set{name[0].upper()}{name[1:]}", str(status.native_mode))

    await gather(poll, listed * 2, at_once=12)

    statuses = [record.status for record in sandbox.requests]
    assert len(statuses) > 3 * len(listed)
    assert 429 not in statuses
