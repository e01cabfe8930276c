"""Drives a sandbox with google-nest-sdm 9, which needs Python 3.13; ``tools/drive_clients.py`` runs it.

The library takes a host and leaves tokens to its user, so nothing of it is replaced.
"""

from __future__ import annotations

import asyncio
import importlib
import os
from typing import Any

aiohttp: Any = importlib.import_module("aiohttp")
auth: Any = importlib.import_module("google_nest_sdm.auth")
api: Any = importlib.import_module("google_nest_sdm.google_nest_api")
errors: Any = importlib.import_module("google_nest_sdm.exceptions")

PROJECT = os.environ["NEST_PROJECT_ID"]
HOST = f"{os.environ['NEST_BASE_URL']}/v1"


class Tokens(auth.AbstractAuth):  # type: ignore[misc]  # the library is not installed where types are checked
    """The library's hook for tokens: refreshes once, or returns the token that it is given."""

    def __init__(self, session: Any, token: str = "") -> None:
        super().__init__(session, HOST)
        self._session = session
        self._token = token

    async def async_get_access_token(self) -> str:
        if not self._token:
            names = ("client_id", "client_secret", "refresh_token")
            form = {name: os.environ[f"NEST_{name.upper()}"] for name in names} | {"grant_type": "refresh_token"}
            async with self._session.post(os.environ["NEST_TOKEN_URL"], data=form) as response:
                assert response.status == 200, await response.text()
                issued = await response.json()
            assert "refresh_token" not in issued
            self._token = issued["access_token"]
        return self._token


async def raises(error: type[Exception], call: Any) -> str:
    try:
        await call
    except error as raised:
        return str(raised)
    raise AssertionError(f"no {error.__name__}")


def last(name: str) -> str:
    return name.rpartition("/")[2]


async def read(client: Any) -> dict[str, Any]:
    structures = await client.async_get_structures()
    assert len(structures) == 2
    assert (await client.async_get_structure(last(structures[0].name))).info.custom_name
    devices = await client.async_get_devices()
    assert len(devices) == 13
    found = {device.traits["sdm.devices.traits.Info"].custom_name: device for device in devices}
    assert list(found["Upstairs"].parent_relations.values()) == ["Bedroom"]
    thermostats = [each for each in devices if "sdm.devices.traits.ThermostatMode" in each.traits]
    assert len(thermostats) == 12
    assert found["Cellar"].connectivity.status == "OFFLINE"
    assert found["Studio"].humidity is None
    assert found["Lounge"].fan.timer_mode is None
    one = await client.async_get_device(last(found["Upstairs"].name))
    assert one.temperature.ambient_temperature_celsius == found["Upstairs"].temperature.ambient_temperature_celsius
    return found


async def command(client: Any, found: dict[str, Any]) -> None:
    async def again(name: str) -> Any:
        return await client.async_get_device(last(found[name].name))

    await found["Upstairs"].thermostat_temperature_setpoint.set_range(heat=19.5, cool=25.25)
    points = (await again("Upstairs")).thermostat_temperature_setpoint
    assert (points.heat_celsius, points.cool_celsius) == (19.5, 25.25)

    await found["Office"].thermostat_mode.set_mode("HEAT")
    office = await again("Office")
    assert (office.thermostat_mode.mode, office.thermostat_hvac.status) in {("HEAT", "HEATING"), ("HEAT", "OFF")}
    await office.thermostat_temperature_setpoint.set_heat(18.0)
    await office.thermostat_eco.set_mode("MANUAL_ECO")
    office = await again("Office")
    assert office.thermostat_eco.mode == "MANUAL_ECO"
    assert office.thermostat_temperature_setpoint.heat_celsius is None
    said = await raises(errors.FailedPreconditionException, office.thermostat_eco.set_mode("MANUAL_ECO"))
    assert "FAILED_PRECONDITION (400)" in said

    await found["Living Room"].fan.set_timer("ON", duration=60)
    assert (await again("Living Room")).fan.timer_mode == "ON"
    await raises(errors.FailedPreconditionException, found["Lounge"].fan.set_timer("ON"))
    await raises(errors.NotFoundException, client.async_get_device("nothing"))


async def main() -> None:
    async with aiohttp.ClientSession(trust_env=False) as session:
        client = api.GoogleNestAPI(Tokens(session), PROJECT)
        await command(client, await read(client))
        stranger = api.GoogleNestAPI(Tokens(session, "ya29.another"), PROJECT)
        await raises(errors.AuthException, stranger.async_get_devices())


asyncio.run(main())
