"""Drives a sandbox with pysmartthings 4, which needs Python 3.13; ``tools/drive_clients.py`` runs it.

The library knows one host, so its session is given one that goes to the sandbox instead. Everything else is its own.
"""

from __future__ import annotations

import asyncio
import base64
import importlib
import os
from typing import Any

aiohttp: Any = importlib.import_module("aiohttp")
library: Any = importlib.import_module("pysmartthings")
yarl: Any = importlib.import_module("yarl")

BASE = os.environ["SMARTTHINGS_BASE_URL"]


class ToSandbox:
    """The library's session: every request goes to the sandbox, whatever its host."""

    def __init__(self, session: Any) -> None:
        self._session = session

    async def request(self, method: str, url: Any, **options: Any) -> Any:
        origin = yarl.URL(BASE)
        there = url.with_scheme(origin.scheme).with_host(origin.host).with_port(origin.port)
        return await self._session.request(method, there, **options)


class Consent:
    """The refresh hook: a new access token whenever there is none, as the library leaves that to its user."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._refresh_token = os.environ["SMARTTHINGS_REFRESH_TOKEN"]
        self._access_token = ""

    async def token(self) -> str:
        if not self._access_token:
            await self.refresh()
        return self._access_token

    async def refresh(self) -> None:
        client_id, secret = os.environ["SMARTTHINGS_CLIENT_ID"], os.environ["SMARTTHINGS_CLIENT_SECRET"]
        form = {"grant_type": "refresh_token", "refresh_token": self._refresh_token, "client_id": client_id}
        headers = {"authorization": f"Basic {base64.b64encode(f'{client_id}:{secret}'.encode()).decode()}"}
        async with self._session.post(f"{BASE}/oauth/token", data=form, headers=headers) as response:
            assert response.status == 200, await response.text()
            pair = await response.json()
        self._access_token, self._refresh_token = pair["access_token"], pair["refresh_token"]


async def raises(error: type[Exception], call: Any) -> None:
    try:
        await call
    except error:
        return
    raise AssertionError(f"no {error.__name__}")


async def read(client: Any) -> list[Any]:
    (base,) = await client.get_locations()  # a consent covers one location
    location = await client.get_location(base.location_id)
    assert location.temperature_scale == "F"
    rooms = await client.get_rooms(location.location_id)
    assert (await client.get_room(location.location_id, rooms[0].room_id)).name == rooms[0].name
    devices: list[Any] = await client.get_devices()
    assert len(devices) == 225, "half of 450 devices, on two pages"
    assert len({device.device_id for device in devices}) == 225
    for device in devices[:24]:  # two of each kind
        status = await client.get_device_status(device.device_id)
        assert set(status) == set(device.components)
        one = await client.get_device(device.device_id)
        assert one.label == device.label
        if "healthCheck" in device.components["main"].capabilities:
            health = await client.get_device_health(device.device_id)
            assert health.state in ("ONLINE", "OFFLINE")
    wanted = [library.Capability.THERMOSTAT_MODE, library.Capability.BATTERY]
    assert all(each.type == "ZIGBEE" for each in await client.get_devices(capabilities=wanted))
    return devices


async def command(client: Any, devices: list[Any]) -> None:
    heating, set_point = library.Capability.THERMOSTAT_HEATING_SETPOINT, library.Command.SET_HEATING_SETPOINT
    by_label = {device.label: device.device_id for device in reversed(devices)}
    ecobee = by_label["Living Room ecobee"]
    await client.execute_device_command(ecobee, heating, set_point, argument=69)
    status = await client.get_device_status(ecobee)
    assert status["main"][heating][library.Attribute.HEATING_SETPOINT].value == 69
    offline = by_label["Living Room offline ecobee"]
    await raises(
        library.SmartThingsCommandError, client.execute_device_command(offline, heating, set_point, argument=69)
    )
    await raises(
        library.SmartThingsCommandError, client.execute_device_command(ecobee, heating, set_point, argument=1e6)
    )
    await raises(library.SmartThingsForbiddenError, client.get_device("nothing"))
    scenes = await client.get_scenes()
    await client.execute_scene(scenes[0].scene_id)


async def main() -> None:
    async with aiohttp.ClientSession(trust_env=False) as session:
        consent = Consent(session)
        client = library.SmartThings(session=ToSandbox(session), refresh_token_function=consent.token)
        devices = await read(client)
        await command(client, devices)
        old = await consent.token()
        await consent.refresh()
        stale = library.SmartThings(session=ToSandbox(session))
        stale.authenticate(old)
        await raises(library.SmartThingsAuthenticationFailedError, stale.get_locations())
        assert await client.get_locations()


asyncio.run(main())
