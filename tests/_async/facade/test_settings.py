"""Alert settings, preferences, access control, comfort settings, schedule, and many thermostats at once."""

from __future__ import annotations

from datetime import time

import pytest

from smartbuildings import AsyncSmartBuildings, Temperature, errors
from smartbuildings.ecobee import HoldAction
from smartbuildings.ecobee.models import HumidityThreshold, MaintenanceReminder, ScheduleChange, TemperatureThreshold
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox
from smartbuildings.values import Range

pytestmark = pytest.mark.anyio

FIRST = 0


def first_id(sandbox: RunningSandbox) -> str:
    return sandbox.sandbox.thermostat_ids[FIRST]


async def test_alert_settings_are_changed_and_read_back(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = client.thermostats.get(first_id(smartbuildings_sandbox))
    before = await thermostat.alert_settings()

    await thermostat.update_alert_settings(
        low_temperature=TemperatureThreshold(enabled=True, value=Temperature.f(41)),
        high_humidity=HumidityThreshold(enabled=True, percent=70),
    )

    after = await thermostat.alert_settings()
    assert after.low_temperature == TemperatureThreshold(enabled=True, value=Temperature.f(41))
    assert after.high_humidity == HumidityThreshold(enabled=True, percent=70)
    assert after.high_temperature == before.high_temperature


async def test_the_air_conditioners_reminder_exists_in_v1_only(
    v1: AsyncSmartBuildings, v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    reminder = MaintenanceReminder(enabled=True, interval=3)
    thermostat_id = first_id(smartbuildings_sandbox)

    changed = await v1.thermostats.get(thermostat_id).update_alert_settings(ac_maintenance=reminder)
    assert changed.ac_maintenance is not None
    assert changed.ac_maintenance.interval == 3

    sent = smartbuildings_sandbox.sandbox.requests.total
    with pytest.raises(errors.NotSupported, match="v1"):
        await v2.thermostats.get(thermostat_id).update_alert_settings(ac_maintenance=reminder)
    assert smartbuildings_sandbox.sandbox.requests.total == sent


async def test_settings_are_changed_one_by_one(v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    changed = await thermostat.update_settings(
        heat_range=Range(Temperature.f(50), Temperature.f(75)), hold_action=HoldAction.TWO_HOURS
    )

    assert changed.heat_range == Range(Temperature.f(50), Temperature.f(75))
    assert (await thermostat.settings()).hold_action is HoldAction.TWO_HOURS


async def test_settings_of_many_thermostats_go_out_in_groups_of_25(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    for serial in range(511900000000, 511900000003):
        await building.register(str(serial))
    ids = [thermostat.id async for thermostat in v2.thermostats]
    assert len(ids) == 27

    await v2.thermostats.update_settings([*ids, ids[0]], fan_minimum_on_minutes=12)

    assert len(smartbuildings_sandbox.sandbox.requests.of("bulkUpdateThermostatSettings")) == 2
    for thermostat_id in (ids[0], ids[24], ids[26]):
        assert (await v2.thermostats.get(thermostat_id).settings()).fan_minimum_on_minutes == 12


async def test_a_bulk_change_that_partly_fails_says_which_thermostats_were_reached(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    for serial in range(511900000000, 511900000003):
        await building.register(str(serial))
    ids = [thermostat.id async for thermostat in v2.thermostats]
    smartbuildings_sandbox.sandbox.faults.add(
        Fault.response(422, body={"status": "fail", "data": {"settings": "not now"}}),
        operation="bulkUpdateThermostatSettings",
    )

    with pytest.raises(errors.PartlyFailed) as partly:
        await v2.thermostats.update_settings(ids, fan_minimum_on_minutes=12)

    assert partly.value.done == tuple(ids[25:])
    assert list(partly.value.failed) == ids[:25]
    assert isinstance(partly.value.failed[ids[0]], errors.Unprocessable)


async def test_one_wrong_id_stops_a_bulk_change_before_anything_is_sent(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    ids = [*smartbuildings_sandbox.sandbox.thermostat_ids, "not-an-id"]

    with pytest.raises(errors.InvalidRequest):
        await v2.thermostats.update_settings(ids, fan_minimum_on_minutes=12)

    assert smartbuildings_sandbox.sandbox.requests.total == 0


async def test_access_control_needs_a_passcode_to_be_enabled_and_never_shows_it(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    with pytest.raises(errors.InvalidRequest, match="passcode"):
        await thermostat.update_access_control(enabled=True)
    with pytest.raises(errors.InvalidRequest) as refused:
        await thermostat.update_access_control(enabled=True, passcode="12x4")
    assert "12x4" not in str(refused.value)

    changed = await thermostat.update_access_control(enabled=True, passcode="4711")

    assert changed.enabled is True
    assert "4711" not in repr(changed)


async def test_a_comfort_setting_lives_from_creation_to_deletion(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    made = await thermostat.create_comfort_setting(name="Night", heat=Temperature.f(60), cool=Temperature.f(80))
    assert made.ref is not None
    changed = await thermostat.update_comfort_setting(made.ref, heat=Temperature.c(17))
    assert (changed.heat, changed.cool) == (Temperature.c(17), Temperature.f(80))

    schedule = await thermostat.update_schedule(
        ScheduleChange(days=["monday", "sunday"], start=time(22, 30), end=None, comfort_ref=made.ref)
    )
    assert schedule.at("monday", time(23, 45)) == schedule.at("sunday", time(22, 30)) == made.ref
    assert schedule.at("monday", time(22, 0)) != made.ref

    with pytest.raises(errors.StatusError):
        await thermostat.delete_comfort_setting(made.ref)  # The schedule uses it.
    other = await thermostat.create_comfort_setting(name="Spare", heat=Temperature.f(61), cool=Temperature.f(81))
    assert other.ref is not None
    await thermostat.delete_comfort_setting(other.ref)
    assert other.ref not in [setting.ref for setting in await thermostat.comfort_settings()]


async def test_what_only_v2_has_is_refused_by_v1_without_a_single_request(
    v1: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v1.thermostats.get("511134833204")
    change = ScheduleChange(days=["monday"], start=time(1), end=time(2), comfort_ref="home")

    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.settings()
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.update_settings(fan_minimum_on_minutes=1)
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.access_control()
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.update_access_control(enabled=False)
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.comfort_settings()
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.create_comfort_setting(name="Night", heat=Temperature.f(60), cool=Temperature.f(80))
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.update_comfort_setting("home", heat=Temperature.f(60))
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.delete_comfort_setting("home")
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.schedule()
    with pytest.raises(errors.NotSupported, match="v2"):
        await thermostat.update_schedule(change)
    with pytest.raises(errors.NotSupported, match="v2"):
        await v1.thermostats.update_settings(["511134833204"], fan_minimum_on_minutes=1)

    assert smartbuildings_sandbox.sandbox.requests.total == 0
