"""Values that cannot be real or have another type, sent over a socket: none is returned as real, none is hidden."""

from __future__ import annotations

import pytest

from smartbuildings import AsyncSmartBuildings, Temperature
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox
from smartbuildings.values import Range

pytestmark = pytest.mark.anyio


def answer_with(running: RunningSandbox, operation: str, data: object) -> str:
    """Let one operation send this data, and give the id of a thermostat to ask for it."""
    running.sandbox.faults.add(Fault.response(200, {}, {"status": "success", "data": data}), operation=operation)
    return running.sandbox.thermostat_ids[0]


async def test_impossible_numbers_of_a_status_are_none_kept_and_reported(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    data = {
        "temperature": -400,
        "humidity": -5002,
        "setPoint": {"desiredHeat": 999, "desiredCool": 4000},
        "heatCoolMinDelta": -5002,
        "desiredHeatRange": {"min": 79, "max": 45},
        "desiredHumidity": 120,
    }
    thermostat_id = answer_with(smartbuildings_sandbox, "getThermostatStatus", data)

    status = await client.thermostats.get(thermostat_id).status()

    assert (status.temperature, status.humidity, status.heat_cool_min_delta) == (None, None, None)
    assert (status.set_points.heat, status.set_points.cool, status.desired_humidity) == (None, None, None)
    assert status.heat_range == Range()
    assert status.extra == data
    assert {entry.kind for entry in client.drift.entries} == {"implausible value"}
    assert len(client.drift.entries) == 8


async def test_equipment_that_was_not_reported_is_unknown_not_idle(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = client.thermostats.get(answer_with(smartbuildings_sandbox, "getThermostatStatus", {"temperature": 70}))

    unreported = (await thermostat.status()).running_equipment
    reported = (await thermostat.status()).running_equipment

    assert (unreported.is_heating, unreported.is_cooling) == (None, None)
    assert reported.is_heating in {True, False}
    assert reported.is_cooling in {True, False}


async def test_numbers_and_booleans_in_strings_are_read_and_reported(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    data = {"temperature": "70.1", "humidity": "41", "isConnected": "true", "setPoint": {"desiredHeat": "68"}}
    thermostat_id = answer_with(smartbuildings_sandbox, "getThermostatStatus", data)

    status = await client.thermostats.get(thermostat_id).status()

    assert (status.temperature, status.humidity, status.is_connected) == (Temperature.f(70.1), 41, True)
    assert status.set_points.heat == Temperature.f(68)
    assert dict(status.extra) == {}
    assert sorted(str(entry) for entry in client.drift.entries) == [
        "SetPoints.desiredHeat: number as text (text)",
        "ThermostatStatus.humidity: number as text (text)",
        "ThermostatStatus.isConnected: boolean as text (text)",
        "ThermostatStatus.temperature: number as text (text)",
    ]


async def test_a_hold_is_not_checked_against_an_inverted_range(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    data = {"hvacMode": "heat", "desiredHeatRange": {"min": 79, "max": 45}}
    thermostat_id = answer_with(smartbuildings_sandbox, "getThermostatStatus", data)
    smartbuildings_sandbox.sandbox.faults.add(
        Fault.response(201, {}, {"status": "success", "data": {"desiredTemperature": 70, "type": "indefinite"}}),
        operation="setHeatHold",
    )

    hold = await v2.thermostats.get(thermostat_id).hold(heat=Temperature.f(70), until="indefinite")

    assert hold.heat == Temperature.f(70)
