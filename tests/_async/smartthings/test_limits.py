"""200 devices are polled and commanded at the same time, and no request is refused for its number."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from servers.limits import SMARTTHINGS, LimitedRoutes
from servers.scripted import Reply, Request, json_reply
from servers.smartthings import SmartThingsServer

from smartbuildings import AsyncSmartThings
from smartbuildings._io.asynchronous import gather

pytestmark = pytest.mark.anyio

DEVICES = [f"device-{number}" for number in range(200)]
STATES = {
    "temperatureMeasurement": {"temperature": {"value": 70, "unit": "F"}},
    "thermostatHeatingSetpoint": {"heatingSetpoint": {"value": 68, "unit": "F"}},
    "thermostatMode": {"thermostatMode": {"value": "heat"}},
}


def respond(request: Request) -> Reply:
    if request.method == "POST":
        return json_reply({"results": [{"id": "1", "status": "ACCEPTED"}]})
    return json_reply({"components": {"main": STATES}})


async def test_200_devices_are_polled_and_commanded_without_one_429(
    make_client: Callable[..., AsyncSmartThings], vendor: SmartThingsServer
) -> None:
    """The server allows a hundredth of what is published, in half a second: what its first response reports counts."""
    rows = tuple(attrs.evolve(row, limits=((max(1, row.limits[0][0] // 100), 0.5),)) for row in SMARTTHINGS)
    server = LimitedRoutes(rows, "first use", has_headers=True, respond=respond)
    for method in ("GET", "POST"):
        vendor.on(method, "*", server)
    client = make_client(token="a-personal-access-token")
    polled = [(device, False) for device in DEVICES[40:] + DEVICES[:40] * 4]
    commanded = [(device, True) for device in DEVICES[:40] * 4]
    jobs = [*polled[:160], *(job for pair in zip(polled[160:], commanded, strict=True) for job in pair)]

    async def work(job: tuple[str, bool]) -> None:
        thermostat = client.thermostats.get(job[0])
        if job[1]:
            await thermostat.execute("refresh", "refresh")
        else:
            assert (await thermostat.status()).temperature is not None

    await gather(work, jobs, at_once=12)

    assert server.refused == []
    assert len(vendor.requests) == len(jobs)
