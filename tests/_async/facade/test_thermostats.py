"""Thermostats: list, read, hold, modes, resident mode, moving."""

from __future__ import annotations

import pytest

from smartbuildings import AsyncSmartBuildings, Temperature, TemperatureDelta, errors
from smartbuildings.ecobee import FanMode, HoldEnd, HvacMode
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox
from smartbuildings.values import Range

pytestmark = pytest.mark.anyio


async def test_the_account_and_each_building_list_their_thermostats(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    of_account = [thermostat.id async for thermostat in client.thermostats]
    of_buildings = [
        thermostat.id async for building in client.buildings for thermostat in await building.thermostats().all()
    ]

    assert of_account == smartbuildings_sandbox.sandbox.thermostat_ids
    assert sorted(of_buildings) == sorted(of_account)


async def test_listing_costs_one_request_and_details_are_read_on_demand(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    found = await v2.thermostats().all()
    operations = [record.operation for record in smartbuildings_sandbox.sandbox.requests]
    assert operations == ["getToken", "getThermostatIds"]

    summary = await found[3].info()

    assert summary.id == found[3].id
    assert summary.building_id in smartbuildings_sandbox.sandbox.building_ids


async def test_every_reading_verb_tells_the_same_thermostat(client: AsyncSmartBuildings) -> None:
    thermostat = await client.thermostats().first()
    assert thermostat is not None

    status = await thermostat.status()
    events = await thermostat.events()
    sensors = await thermostat.sensors()
    weather = await thermostat.weather()
    alerts = await thermostat.alerts()

    assert status.id == events.id == thermostat.id
    assert status.temperature is not None
    assert Temperature.f(30) < status.temperature < Temperature.f(110)
    assert any(sensor.type == "thermostat" for sensor in sensors)
    assert weather[0].time is not None
    assert weather[0].time.tzinfo is not None
    assert isinstance(alerts, tuple)
    assert client.drift.entries == ()


async def test_a_heat_hold_is_confirmed_and_shows_until_the_schedule_is_resumed(client: AsyncSmartBuildings) -> None:
    thermostat = await client.thermostats().first()
    assert thermostat is not None
    await thermostat.set_mode(HvacMode.AUTO)

    hold = await thermostat.hold(heat=Temperature.c(19.5), until=HoldEnd.INDEFINITE)

    assert (hold.heat, hold.until) == (Temperature.f(67.1), "indefinite")
    (shown,) = await thermostat.holds()
    assert (shown.heat, shown.is_running) == (Temperature.f(67.1), True)
    await thermostat.resume()
    assert await thermostat.holds() == ()


async def test_a_cool_hold_and_a_fan_hold_are_confirmed(client: AsyncSmartBuildings) -> None:
    thermostat = await client.thermostats().first()
    assert thermostat is not None
    await thermostat.set_mode("auto")

    cool = await thermostat.hold(cool=Temperature.f(80), until="nextTransition")
    fan = await thermostat.hold_fan("on")

    assert (cool.cool, cool.heat, cool.until) == (Temperature.f(80), None, HoldEnd.NEXT_TRANSITION)
    assert (fan.fan, fan.until) == (FanMode.ON, "nextTransition")


async def test_v2_holds_both_set_points_and_v1_refuses_before_sending(
    v2: AsyncSmartBuildings, v1: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat_id = smartbuildings_sandbox.sandbox.thermostat_ids[0]

    hold = await v2.thermostats.get(thermostat_id).hold(heat=Temperature.f(66), cool=Temperature.f(76))
    assert (hold.heat, hold.cool) == (Temperature.f(66), Temperature.f(76))

    sent = smartbuildings_sandbox.sandbox.requests.total
    with pytest.raises(errors.NotSupported, match="v2"):
        await v1.thermostats.get(thermostat_id).hold(heat=Temperature.f(66), cool=Temperature.f(76))
    assert smartbuildings_sandbox.sandbox.requests.total == sent


async def test_a_hold_out_of_the_devices_range_is_refused_after_reading_and_before_writing(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])
    status = await thermostat.status()
    assert status.cool_range.high is not None

    with pytest.raises(errors.InvalidRequest, match="above its cool range") as refused:
        await thermostat.hold(cool=Temperature.f(status.cool_range.high.f + 1))

    assert refused.value.field == "cool"
    operations = [record.operation for record in smartbuildings_sandbox.sandbox.requests]
    # The status at hand would do to let it pass; before it is refused, the status is read again.
    assert operations == ["getToken", "getThermostatStatus", "getThermostatStatus"]


async def test_set_points_closer_than_the_devices_gap_are_refused(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])

    with pytest.raises(errors.InvalidRequest, match="apart"):
        await thermostat.hold(heat=Temperature.f(70), cool=Temperature.f(72))

    assert not smartbuildings_sandbox.sandbox.requests.of("setAutoHold")


async def test_a_hold_is_not_refused_for_ranges_that_were_changed_since_the_status_was_read(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])
    heat_range = (await thermostat.status()).heat_range
    assert heat_range.high is not None
    beyond = heat_range.high - TemperatureDelta.f(2)
    await thermostat.update_settings(heat_range=Range(heat_range.low, heat_range.high - TemperatureDelta.f(5)))
    with pytest.raises(errors.InvalidRequest):
        await v2.thermostats.get(thermostat.id).hold(heat=beyond)
    narrow = v2.thermostats.get(thermostat.id)
    await narrow.status()

    await v2.thermostats.update_settings([thermostat.id], heat_range=heat_range)

    assert (await narrow.hold(heat=beyond)).heat == beyond


async def test_a_hold_that_does_not_fit_the_mode_is_refused(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = await client.thermostats().first()
    assert thermostat is not None
    await thermostat.set_mode("off")
    smartbuildings_sandbox.sandbox.clock.advance(60)

    with pytest.raises(errors.InvalidRequest, match="off"):
        await thermostat.hold(heat=Temperature.f(68))


@pytest.mark.parametrize("bad", [68, 68.0, "68", None])
async def test_a_hold_without_a_temperature_is_refused_without_a_single_request(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, bad: object
) -> None:
    thermostat = v2.thermostats.get("511134833204")

    with pytest.raises(errors.InvalidRequest, match=r"Temperature\.f"):
        await thermostat.hold(heat=bad)  # type: ignore[arg-type]

    assert smartbuildings_sandbox.sandbox.requests.total == 0


async def test_an_unknown_mode_end_or_fan_is_refused_without_a_single_request(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get("511134833204")

    with pytest.raises(errors.InvalidRequest):
        await thermostat.set_mode("warm")
    with pytest.raises(errors.InvalidRequest):
        await thermostat.hold(heat=Temperature.f(68), until="tomorrow")
    with pytest.raises(errors.InvalidRequest):
        await thermostat.hold_fan("fast")

    assert smartbuildings_sandbox.sandbox.requests.total == 0


async def test_the_mode_shows_in_the_status_after_a_few_seconds(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = await client.thermostats().first()
    assert thermostat is not None

    await thermostat.set_mode(HvacMode.HEAT)
    smartbuildings_sandbox.sandbox.clock.advance(60)

    assert (await thermostat.status()).hvac_mode is HvacMode.HEAT


async def test_resident_mode_resets_settings_and_has_to_be_confirmed(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = v2.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])
    await thermostat.update_settings(fan_minimum_on_minutes=25)
    await thermostat.turn_on_resident_mode()
    assert (await thermostat.status()).is_resident_mode is True

    with pytest.raises(errors.InvalidRequest, match="resets"):
        await thermostat.turn_off_resident_mode(confirm_reset=False)
    assert (await thermostat.settings()).fan_minimum_on_minutes == 25

    await thermostat.turn_off_resident_mode(confirm_reset=True)
    assert (await thermostat.status()).is_resident_mode is False
    assert (await thermostat.settings()).fan_minimum_on_minutes == 0


async def test_v1_has_resident_mode_by_its_older_name(v1: AsyncSmartBuildings) -> None:
    thermostat = await v1.thermostats().first()
    assert thermostat is not None

    await thermostat.turn_on_resident_mode()

    assert (await thermostat.status()).is_resident_mode is True


async def test_v2_moves_a_thermostat_and_v1_refuses_before_sending(
    v2: AsyncSmartBuildings, v1: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    thermostat = await v2.thermostats().first()
    assert thermostat is not None
    target = smartbuildings_sandbox.sandbox.building_ids[-1]

    assert (await thermostat.move(target)).building_id == target

    sent = smartbuildings_sandbox.sandbox.requests.total
    with pytest.raises(errors.NotSupported, match="v2"):
        await v1.thermostats.get(thermostat.id).move(target)
    assert smartbuildings_sandbox.sandbox.requests.total == sent


@pytest.mark.parametrize("wrong", ["", "5111a", "../511134833204", "511134833204/status", " 511134833204"])
async def test_what_cannot_be_a_thermostat_id_is_refused_before_sending(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, wrong: str
) -> None:
    with pytest.raises(errors.InvalidRequest):
        v2.thermostats.get(wrong)

    assert smartbuildings_sandbox.sandbox.requests.total == 0


async def test_statuses_of_all_thermostats_come_in_order_with_bounded_fan_out(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    readings = [reading async for reading in client.thermostats.statuses()]

    assert [reading.thermostat.id for reading in readings] == smartbuildings_sandbox.sandbox.thermostat_ids
    assert all(reading.status is not None and reading.error is None for reading in readings)
    peers = {record.peer for record in smartbuildings_sandbox.sandbox.requests}
    assert len(peers) <= 3


async def test_one_thermostat_that_cannot_be_read_does_not_stop_the_others(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(
        Fault.response(404, body={"status": "error", "message": "No such thermostat"}), operation="getThermostatStatus"
    )

    readings = [reading async for reading in v2.thermostats.statuses(limit=5)]

    failed = [reading for reading in readings if reading.error is not None]
    assert len(readings) == 5
    assert len(failed) == 1
    assert isinstance(failed[0].error, errors.NotFound)


async def test_times_are_told_in_the_buildings_zone_once_it_is_known(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    summary = await building.info()
    thermostat = await building.thermostats().first()
    assert thermostat is not None
    await thermostat.hold_fan("on")

    (hold,) = await thermostat.holds()

    assert hold.start is not None
    assert str(hold.start.tzinfo) == summary.address.time_zone


async def test_a_content_location_gives_its_thermostat_and_a_foreign_one_is_refused(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    own = f"{smartbuildings_sandbox.url}/api/v2/thermostats/511134833204"
    assert v2.thermostats.at(own).id == "511134833204"

    with pytest.raises(errors.CrossOriginError):
        v2.thermostats.at("https://elsewhere.example/api/v2/thermostats/511134833204")

    assert smartbuildings_sandbox.sandbox.requests.total == 0
