"""The verbs that every vendor has, on ecobee's objects."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from smartbuildings import Ability, Applied, AsyncClient, AsyncSmartBuildings, FanMode, Mode, Temperature, errors
from smartbuildings.ecobee import HvacMode
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = pytest.mark.anyio

WARM = Temperature.f(68)


def sent(sandbox: RunningSandbox) -> list[str]:
    return [record.operation or "" for record in sandbox.sandbox.requests if record.operation != "getToken"]


async def test_code_for_any_vendor_reads_and_controls(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    account: AsyncClient = client
    (first,) = [each async for each in account.thermostats.statuses(limit=1)]
    thermostat, status = first.thermostat, first.status
    assert status is not None
    assert status.native is status
    assert (thermostat.vendor, status.is_online, status.observed_at) == ("ecobee", True, None)
    info = await thermostat.info()
    assert info.building_id is not None
    assert (await account.buildings.get(info.building_id).info()).id == info.building_id
    assert info.modes is not None
    assert {Mode.HEAT, Mode.OFF} <= set(info.modes)

    results = [
        await thermostat.set_mode(Mode.HEAT),
        await thermostat.set_temperature(heat=WARM),
        await thermostat.set_fan(FanMode.ON),
    ]
    assert [isinstance(each, Applied) and each.differs for each in results] == [(), (), ()]
    assert {"setHvacMode", "setHeatHold", "setFanHold"} <= set(sent(smartbuildings_sandbox))
    await thermostat.resume()


async def test_a_mode_has_the_same_name_for_every_vendor(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    found = [each async for each in client.thermostats if Mode.AUX_HEAT in ((await each.info()).modes or ())]
    thermostat = found[0]
    assert (await thermostat.set_mode(Mode.AUX_HEAT)).differs == ()
    smartbuildings_sandbox.sandbox.clock.advance(
        timedelta(minutes=1)
    )  # The device shows a new mode after some seconds.
    status = await thermostat.status()
    assert (status.hvac_mode, status.mode) == (HvacMode.AUX_HEAT_ONLY, Mode.AUX_HEAT)


async def test_next_change_is_the_next_transition(client: AsyncSmartBuildings) -> None:
    thermostat = await client.thermostats().first()
    assert thermostat is not None
    await thermostat.set_mode("heat")
    assert (await thermostat.hold(heat=WARM, until="next_change")).until == "nextTransition"


async def test_what_the_vendor_cannot_do_is_not_sent(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = client.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])
    assert Ability.HOLD_UNTIL_TIME not in thermostat.abilities
    assert (Ability.HOLD_BOTH in thermostat.abilities) is (client.api_version == "v2")
    with pytest.raises(errors.NotSupported, match="next_change"):
        await thermostat.hold(heat=WARM, until=datetime(2026, 1, 12, 18, tzinfo=UTC))
    with pytest.raises(errors.InvalidRequest, match="CIRCULATE"):
        await thermostat.set_fan(FanMode.CIRCULATE)
    assert sent(smartbuildings_sandbox) == []
