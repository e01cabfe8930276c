# Derived from tests/_async/facade/test_settings.py. Do not edit: change that file and run `python -m tools.unasync`.

"""Alert settings, preferences, access control, comfort settings, schedule, and many thermostats at once."""

from __future__ import annotations

from datetime import time

import pytest

from smartbuildings import HoldAction, SmartBuildings, Temperature, errors
from smartbuildings.models import HumidityThreshold, MaintenanceReminder, Range, ScheduleChange, TemperatureThreshold
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

FIRST = 0


def first_id(sandbox: RunningSandbox) -> str:
    return sandbox.sandbox.thermostat_ids[FIRST]


def test_alert_settings_are_changed_and_read_back(
    client: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = client.thermostats.get(first_id(smartbuildings_sandbox))
    before = thermostat.alert_settings()

    thermostat.update_alert_settings(
        low_temperature=TemperatureThreshold(enabled=True, value=Temperature.f(41)),
        high_humidity=HumidityThreshold(enabled=True, percent=70),
    )

    after = thermostat.alert_settings()
    assert after.low_temperature == TemperatureThreshold(enabled=True, value=Temperature.f(41))
    assert after.high_humidity == HumidityThreshold(enabled=True, percent=70)
    assert after.high_temperature == before.high_temperature


def test_the_air_conditioners_reminder_exists_in_v1_only(
    v1: SmartBuildings, v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    reminder = MaintenanceReminder(enabled=True, interval=3)
    thermostat_id = first_id(smartbuildings_sandbox)

    changed = v1.thermostats.get(thermostat_id).update_alert_settings(ac_maintenance=reminder)
    assert changed.ac_maintenance is not None
    assert changed.ac_maintenance.interval == 3

    sent = smartbuildings_sandbox.sandbox.requests.total
    with pytest.raises(errors.NotSupported, match="v1"):
        v2.thermostats.get(thermostat_id).update_alert_settings(ac_maintenance=reminder)
    assert smartbuildings_sandbox.sandbox.requests.total == sent


def test_settings_are_changed_one_by_one(v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    changed = thermostat.update_settings(
        heat_range=Range(Temperature.f(50), Temperature.f(75)), hold_action=HoldAction.TWO_HOURS
    )

    assert changed.heat_range == Range(Temperature.f(50), Temperature.f(75))
    assert thermostat.settings().hold_action is HoldAction.TWO_HOURS


def test_settings_of_many_thermostats_go_out_in_groups_of_25(
    v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    for serial in range(511900000000, 511900000003):
        building.register(str(serial))
    ids = [thermostat.id for thermostat in v2.thermostats]
    assert len(ids) == 27

    v2.thermostats.update_settings([*ids, ids[0]], fan_minimum_on_minutes=12)

    assert len(smartbuildings_sandbox.sandbox.requests.of("bulkUpdateThermostatSettings")) == 2
    for thermostat_id in (ids[0], ids[24], ids[26]):
        assert v2.thermostats.get(thermostat_id).settings().fan_minimum_on_minutes == 12


def test_a_bulk_change_that_partly_fails_says_which_thermostats_were_reached(
    v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    for serial in range(511900000000, 511900000003):
        building.register(str(serial))
    ids = [thermostat.id for thermostat in v2.thermostats]
    smartbuildings_sandbox.sandbox.faults.add(
        Fault.answer(422, body={"status": "fail", "data": {"settings": "not now"}}),
        operation="bulkUpdateThermostatSettings",
    )

    with pytest.raises(errors.PartlyFailed) as partly:
        v2.thermostats.update_settings(ids, fan_minimum_on_minutes=12)

    assert partly.value.done == tuple(ids[25:])
    assert list(partly.value.failed) == ids[:25]
    assert isinstance(partly.value.failed[ids[0]], errors.Unprocessable)


def test_one_wrong_id_stops_a_bulk_change_before_anything_is_sent(
    v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    ids = [*smartbuildings_sandbox.sandbox.thermostat_ids, "not-an-id"]

    with pytest.raises(errors.InvalidRequest):
        v2.thermostats.update_settings(ids, fan_minimum_on_minutes=12)

    assert smartbuildings_sandbox.sandbox.requests.total == 0


def test_access_control_needs_a_passcode_to_be_enabled_and_never_shows_it(
    v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    with pytest.raises(errors.InvalidRequest, match="passcode"):
        thermostat.update_access_control(enabled=True)
    with pytest.raises(errors.InvalidRequest) as refused:
        thermostat.update_access_control(enabled=True, passcode="12x4")
    assert "12x4" not in str(refused.value)

    changed = thermostat.update_access_control(enabled=True, passcode="4711")

    assert changed.enabled is True
    assert "4711" not in repr(changed)


def test_a_comfort_setting_lives_from_creation_to_deletion(
    v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(first_id(smartbuildings_sandbox))

    made = thermostat.create_comfort_setting(name="Night", heat=Temperature.f(60), cool=Temperature.f(80))
    assert made.ref is not None
    changed = thermostat.update_comfort_setting(made.ref, heat=Temperature.c(17))
    assert (changed.heat, changed.cool) == (Temperature.c(17), Temperature.f(80))

    schedule = thermostat.update_schedule(
        ScheduleChange(days=["monday", "sunday"], start=time(22, 30), end=None, comfort_ref=made.ref)
    )
    assert schedule.at("monday", time(23, 45)) == schedule.at("sunday", time(22, 30)) == made.ref
    assert schedule.at("monday", time(22, 0)) != made.ref

    with pytest.raises(errors.StatusError):
        thermostat.delete_comfort_setting(made.ref)  # The schedule uses it.
    other = thermostat.create_comfort_setting(name="Spare", heat=Temperature.f(61), cool=Temperature.f(81))
    assert other.ref is not None
    thermostat.delete_comfort_setting(other.ref)
    assert other.ref not in [setting.ref for setting in thermostat.comfort_settings()]


def test_what_only_v2_has_is_refused_by_v1_without_a_single_request(
    v1: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v1.thermostats.get("511134833204")
    change = ScheduleChange(days=["monday"], start=time(1), end=time(2), comfort_ref="home")

    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.settings()
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.update_settings(fan_minimum_on_minutes=1)
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.access_control()
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.update_access_control(enabled=False)
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.comfort_settings()
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.create_comfort_setting(name="Night", heat=Temperature.f(60), cool=Temperature.f(80))
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.update_comfort_setting("home", heat=Temperature.f(60))
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.delete_comfort_setting("home")
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.schedule()
    with pytest.raises(errors.NotSupported, match="v2"):
        thermostat.update_schedule(change)
    with pytest.raises(errors.NotSupported, match="v2"):
        v1.thermostats.update_settings(["511134833204"], fan_minimum_on_minutes=1)

    assert smartbuildings_sandbox.sandbox.requests.total == 0
