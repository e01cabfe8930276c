"""Writes whose answer is lost: sent once, read back, and told as applied, not applied or unknown."""

from __future__ import annotations

import pytest

from smartbuildings import AsyncSmartBuildings, Temperature, errors
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = pytest.mark.anyio


def first_id(running: RunningSandbox) -> str:
    return running.sandbox.thermostat_ids[0]


def count(running: RunningSandbox, operation: str) -> int:
    return len(running.sandbox.requests.of(operation))


async def test_a_hold_that_took_effect_is_confirmed_although_its_answer_was_lost(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=True), operation="setHeatHold")
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    hold = await thermostat.hold(heat=Temperature.f(66.5))

    assert hold.heat == Temperature.f(66.5)
    assert count(smartbuildings_sandbox, "setHeatHold") == 1


async def test_a_hold_that_did_not_take_effect_is_told_and_not_sent_again(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=False), operation="setHeatHold")
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    with pytest.raises(errors.OutcomeUnknown) as lost:
        await thermostat.hold(heat=Temperature.f(66.5))

    assert lost.value.applied is False
    assert count(smartbuildings_sandbox, "setHeatHold") == 1


async def test_an_older_hold_that_ends_otherwise_does_not_pass_for_the_lost_one(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))
    await thermostat.hold(heat=Temperature.f(66.5), until="nextTransition")
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=False), operation="setHeatHold")

    with pytest.raises(errors.OutcomeUnknown) as lost:
        await thermostat.hold(heat=Temperature.f(66.5), until="indefinite")

    assert lost.value.applied is False


async def test_what_a_temperature_hold_says_of_the_fan_does_not_pass_for_a_lost_fan_hold(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))
    await thermostat.hold(heat=Temperature.f(66.5))
    assert [hold.fan for hold in await thermostat.holds()] == ["auto"]
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=False), operation="setFanHold")

    with pytest.raises(errors.OutcomeUnknown) as lost:
        await thermostat.hold_fan("auto")

    assert lost.value.applied is False


async def test_a_fan_hold_that_took_effect_is_confirmed_although_its_answer_was_lost(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=True), operation="setFanHold")

    hold = await v2.thermostats.get(first_id(smartbuildings_sandbox)).hold_fan("on", until="indefinite")

    assert (hold.fan, hold.until) == ("on", "indefinite")


async def test_a_write_whose_state_cannot_be_read_back_is_unknown(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=True), operation="setHeatHold")
    smartbuildings_sandbox.sandbox.faults.add(Fault.html(503), operation="getThermostatEvents", times=None)
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    with pytest.raises(errors.OutcomeUnknown) as lost:
        await thermostat.hold(heat=Temperature.f(66.5))

    assert lost.value.applied is None
    assert count(smartbuildings_sandbox, "setHeatHold") == 1


async def test_an_older_comfort_setting_of_that_name_does_not_pass_for_the_lost_one(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))
    older = await thermostat.create_comfort_setting(name="Vacant", heat=Temperature.f(55), cool=Temperature.f(85))
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=False), operation="createComfortSetting")

    with pytest.raises(errors.OutcomeUnknown):
        await thermostat.create_comfort_setting(name="Vacant", heat=Temperature.f(60), cool=Temperature.f(80))

    assert [each for each in await thermostat.comfort_settings() if each.name == "Vacant"] == [older]


@pytest.mark.parametrize("fault", [Fault.truncated(), Fault.html(200, apply=True)])
async def test_a_write_whose_success_cannot_be_read_is_confirmed_by_the_state(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, fault: Fault
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(fault, operation="setHeatHold")
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    hold = await thermostat.hold(heat=Temperature.f(66.5))

    assert (hold.heat, hold.until) == (Temperature.f(66.5), "nextTransition")
    assert count(smartbuildings_sandbox, "setHeatHold") == 1


async def test_a_write_whose_success_cannot_be_read_and_that_the_state_does_not_show_is_unknown(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.html(200, apply=False), operation="setHeatHold")
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    with pytest.raises(errors.OutcomeUnknown) as lost:
        await thermostat.hold(heat=Temperature.f(66.5))

    assert lost.value.applied is False
    assert count(smartbuildings_sandbox, "setHeatHold") == 1


@pytest.mark.parametrize("status", [500, 502, 503, 520])
async def test_a_gateways_error_on_a_write_is_as_ambiguous_as_a_broken_connection(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, status: int
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.html(status, apply=True), operation="setHvacMode")
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))
    smartbuildings_sandbox.sandbox.clock.speed = 10_000  # The mode takes sandbox seconds to show.

    await thermostat.set_mode("cool")

    assert count(smartbuildings_sandbox, "setHvacMode") == 1


@pytest.mark.parametrize("applied", [True, False])
async def test_switching_resident_mode_off_is_sent_once_whatever_happens(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, applied: bool
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))
    await thermostat.turn_on_resident_mode()
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=applied), operation="setResidentMode")

    if applied:
        await thermostat.turn_off_resident_mode(confirm_reset=True)
    else:
        with pytest.raises(errors.OutcomeUnknown):
            await thermostat.turn_off_resident_mode(confirm_reset=True)

    assert count(smartbuildings_sandbox, "setResidentMode") == 2  # On, and off once.


@pytest.mark.parametrize("applied", [True, False])
async def test_a_delete_whose_answer_was_lost_is_checked_and_not_repeated(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, applied: bool
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=applied), operation="unregisterThermostat")
    thermostat = client.thermostats.get(first_id(smartbuildings_sandbox))

    if applied:
        await thermostat.unregister()
    else:
        with pytest.raises(errors.OutcomeUnknown) as lost:
            await thermostat.unregister()
        assert lost.value.applied is False

    assert count(smartbuildings_sandbox, "unregisterThermostat") == 1


@pytest.mark.parametrize("applied", [True, False])
async def test_a_registration_whose_answer_was_lost_is_looked_up(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, applied: bool
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=applied), operation="registerThermostat")
    building = client.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])

    if applied:
        thermostat = await building.register("511999000111")
        assert thermostat.id == "511999000111"
    else:
        with pytest.raises(errors.OutcomeUnknown) as lost:
            await building.register("511999000111")
        assert lost.value.applied is False

    assert count(smartbuildings_sandbox, "registerThermostat") == 1


async def test_changes_that_took_effect_are_confirmed_by_reading_back(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    operations = (
        "updateBaseThermostat",
        "updateThermostatSettings",
        "updateComfortSetting",
        "resumeSchedule",
        "setFanHold",
        "updateBuilding",
    )
    for operation in operations:
        smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=True), operation=operation)

    assert (await thermostat.rename(name="Lobby")).name == "Lobby"
    assert (await thermostat.update_settings(fan_minimum_on_minutes=20)).fan_minimum_on_minutes == 20
    assert (await thermostat.update_comfort_setting("home", heat=Temperature.f(69))).heat == Temperature.f(69)
    assert (await thermostat.hold_fan("on")).fan == "on"
    await thermostat.resume()
    assert (await building.update(name="Annex")).name == "Annex"

    assert [count(smartbuildings_sandbox, operation) for operation in operations] == [1] * len(operations)


async def test_a_lost_creation_is_unknown_since_nothing_read_back_would_tell(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    address = (await v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0]).info()).address
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=True), operation="createBuilding")

    with pytest.raises(errors.OutcomeUnknown) as lost:
        await v2.buildings.create(name="Twin", size=5000, address=address)

    assert lost.value.applied is None
    assert count(smartbuildings_sandbox, "createBuilding") == 1


async def test_a_lost_passcode_change_is_unknown_and_names_no_passcode(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(apply=True), operation="updateThermostatAccessControl")
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    with pytest.raises(errors.OutcomeUnknown) as lost:
        await thermostat.update_access_control(enabled=True, passcode="8042")

    assert lost.value.applied is None
    assert "8042" not in str(lost.value)


async def test_a_write_that_never_reached_the_api_is_sent_again(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.rate_limited(retry_after=0), operation="setHeatHold")
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    hold = await thermostat.hold(heat=Temperature.f(66.5))

    assert hold.heat == Temperature.f(66.5)
    assert count(smartbuildings_sandbox, "setHeatHold") == 2  # A 429 says that the first was not carried out.
