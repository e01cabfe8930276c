"""Which request a client sends for an operation in each version of the API, and when it refuses to."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from servers.scripted import Reply, json_reply
from servers.vendor import THERMOSTAT, VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings
from smartbuildings.errors import InvalidRequest, NotSupported

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]


@pytest.mark.parametrize(("version", "field"), [("v1", "isTenantMode"), ("v2", "isResidentMode")])
async def test_each_version_has_its_own_operation_and_field(
    make_client: Maker, vendor: VendorServer, version: str, field: str
) -> None:
    path = f"/api/{version}/thermostats/{THERMOSTAT}/{'tenantMode' if version == 'v1' else 'residentMode'}"
    vendor.on("POST", "/token", json_reply({"access_token": "t"}))
    vendor.on("PATCH", path, Reply(204))

    await make_client(vendor.url, api_version=version).thermostats.get(THERMOSTAT).turn_on_resident_mode()

    (sent,) = vendor.requests_for("PATCH", path)
    assert json.loads(sent.body) == {field: True}


async def test_what_a_version_lacks_is_not_supported_and_nothing_is_sent(
    make_client: Maker, vendor: VendorServer
) -> None:
    thermostat = make_client(vendor.url, api_version="v1").thermostats.get(THERMOSTAT)
    with pytest.raises(NotSupported, match="no way to read the schedule; v2 has"):
        await thermostat.schedule()
    with pytest.raises(NotSupported, match="no way to move a thermostat to another building; v2 has"):
        await thermostat.move("not an id")
    assert vendor.requests == []


async def test_an_object_that_cannot_be_used_refuses_every_operation(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", "/api/v2/thermostatIds", success({"items": [{"id": "x1"}], "count": 1}))
    client = make_client(vendor.url)
    unusual = await client.thermostats(with_unusual=True).first()
    assert unusual is not None
    sent = len(vendor.requests)

    for refused in (unusual.status, unusual.schedule, unusual.resume, unusual.unregister):
        with pytest.raises(InvalidRequest, match="contains the id 'x1'"):
            await refused()

    assert len(vendor.requests) == sent
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}))
    await client.thermostats.get(THERMOSTAT).status()
