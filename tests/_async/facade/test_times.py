"""The zone of times: the building's, read once, whatever the offset was when the thermostat was read."""

from __future__ import annotations

import pytest

from smartbuildings import AsyncSmartBuildings
from smartbuildings._io.asynchronous import gather
from smartbuildings.ecobee.models import Hold
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = pytest.mark.anyio

JULY = "2026-07-01T12:00:00Z"
JANUARY = "2026-01-15T12:00:00Z"


def send(running: RunningSandbox, operation: str, data: object, *, times: int | None = None, status: int = 200) -> None:
    """Let an operation send this, each time or so many times."""
    body = {"status": "success", "data": data} if status == 200 else {"status": "error", "message": data}
    running.sandbox.faults.add(Fault.response(status, {}, body), operation=operation, times=times)


def send_hold(running: RunningSandbox, *, start: str = JANUARY, end: str = JULY) -> None:
    send(running, "getThermostatEvents", {"holds": [{"name": "h", "startTime": start, "endTime": end}]})


def count(running: RunningSandbox, operation: str) -> int:
    return len(running.sandbox.requests.of(operation))


def shown(hold: Hold) -> tuple[str, str]:
    assert hold.start is not None
    assert hold.end is not None
    return hold.start.isoformat(), hold.end.isoformat()


@pytest.mark.parametrize(
    ("zone", "offset_in_january", "january", "july"),
    [
        ("America/Toronto", -300, "2026-01-15T07:00:00-05:00", "2026-07-01T08:00:00-04:00"),
        ("america/toronto", -300, "2026-01-15T07:00:00-05:00", "2026-07-01T08:00:00-04:00"),
        ("Australia/Sydney", 660, "2026-01-15T23:00:00+11:00", "2026-07-01T22:00:00+10:00"),
        ("America/Regina", -360, "2026-01-15T06:00:00-06:00", "2026-07-01T06:00:00-06:00"),
    ],
)
async def test_a_handle_shows_each_time_with_the_offset_of_its_own_date(
    client: AsyncSmartBuildings,
    smartbuildings_sandbox: RunningSandbox,
    zone: str,
    offset_in_january: int,
    january: str,
    july: str,
) -> None:
    building_id = smartbuildings_sandbox.sandbox.building_ids[0]
    send(
        smartbuildings_sandbox,
        "getThermostatSummary",
        {"buildingId": building_id, "timeZoneOffsetMinutes": offset_in_january},
    )
    send(smartbuildings_sandbox, "getBuildingSummary", {"id": building_id, "timeZone": zone})
    send_hold(smartbuildings_sandbox)
    thermostat = client.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])
    await thermostat.info()

    holds = [hold for _ in range(3) for hold in await thermostat.holds()]

    assert [shown(hold) for hold in holds] == [(january, july)] * 3
    assert count(smartbuildings_sandbox, "getBuildingSummary") == 1
    assert client.drift.entries == ()


async def test_one_request_reads_the_zone_for_every_thermostat_of_a_building_and_every_kind_of_time(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    send_hold(smartbuildings_sandbox)
    building = client.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    thermostats = await building.thermostats().all()

    found = await gather(lambda each: each.holds(), thermostats, at_once=8)
    for each in thermostats[:2]:
        assert {str(step.time.tzinfo) for step in await each.weather() if step.time} == {"America/Toronto"}
        await each.alerts()

    assert len(thermostats) > 4
    assert {shown(hold)[1] for holds in found for hold in holds} == {"2026-07-01T08:00:00-04:00"}
    assert count(smartbuildings_sandbox, "getBuildingSummary") == 1
    assert count(smartbuildings_sandbox, "getThermostatSummary") == 0


async def test_no_zone_is_read_for_what_has_no_times(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = client.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    thermostat = await building.thermostats().first()
    assert thermostat is not None

    await thermostat.status()
    await thermostat.sensors()
    assert await thermostat.holds() == ()

    assert count(smartbuildings_sandbox, "getBuildingSummary") == 0


async def test_a_summary_that_was_read_anyway_serves_as_well(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    send_hold(smartbuildings_sandbox)
    thermostat_id = smartbuildings_sandbox.sandbox.thermostat_ids[0]
    about = await client.thermostats.get(thermostat_id).info()
    assert about.building_id is not None
    await client.buildings.get(about.building_id).info()

    (hold,) = await client.thermostats.get(thermostat_id).holds()

    assert shown(hold)[1] == "2026-07-01T08:00:00-04:00"
    assert count(smartbuildings_sandbox, "getBuildingSummary") == 1


async def test_a_time_with_an_offset_costs_no_request_if_the_building_is_not_known(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    send_hold(smartbuildings_sandbox, end="2026-07-01T14:00:00+02:00")

    (hold,) = await client.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0]).holds()

    assert shown(hold) == ("2026-01-15T12:00:00+00:00", "2026-07-01T14:00:00+02:00")
    assert count(smartbuildings_sandbox, "getBuildingSummary") == 0
    assert count(smartbuildings_sandbox, "getThermostatSummary") == 0


async def test_a_time_without_an_offset_is_a_local_one_of_the_building(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    send_hold(smartbuildings_sandbox, start="2026-01-15T12:00:00", end="2026-07-01T12:00:00")

    for _ in range(2):
        (hold,) = await client.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0]).holds()

    assert shown(hold) == ("2026-01-15T12:00:00-05:00", "2026-07-01T12:00:00-04:00")
    assert count(smartbuildings_sandbox, "getThermostatSummary") == 1
    assert count(smartbuildings_sandbox, "getBuildingSummary") == 1
    assert [str(entry) for entry in client.drift.entries] == [
        "Hold.startTime: time without offset (text)",
        "Hold.endTime: time without offset (text)",
    ]


@pytest.mark.parametrize("zone", ["UTC-05:00", "us/nowhere", "", None])
async def test_times_in_an_unknown_zone_stay_as_they_were_sent_and_are_reported(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, zone: str | None
) -> None:
    send(smartbuildings_sandbox, "getBuildingSummary", {"timeZone": zone})
    send_hold(smartbuildings_sandbox, start="2026-01-15T12:00:00", end="2026-07-01T08:00:00-04:00")
    thermostat = client.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])
    await thermostat.info()

    for _ in range(2):
        (hold,) = await thermostat.holds()

    assert shown(hold) == ("2026-01-15T12:00:00", "2026-07-01T08:00:00-04:00")
    assert count(smartbuildings_sandbox, "getBuildingSummary") == 1
    expected = ["Hold.startTime: time without offset (text)"]
    if zone is not None:
        expected.insert(0, f"BuildingInfo.timeZone: unknown value ({zone})")
    assert [str(entry) for entry in client.drift.entries] == expected


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_building_that_cannot_be_read_costs_neither_the_holds_nor_a_request_each_time(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, status: int
) -> None:
    send(smartbuildings_sandbox, "getBuildingSummary", "not for you", status=status)
    send_hold(smartbuildings_sandbox, end="2026-07-01T12:00:00")
    building = client.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    thermostat = building.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])

    for _ in range(3):
        (hold,) = await thermostat.holds()

    assert shown(hold) == ("2026-01-15T12:00:00+00:00", "2026-07-01T12:00:00")
    assert count(smartbuildings_sandbox, "getBuildingSummary") == (4 if status == 500 else 1)  # with its retries


async def test_a_building_that_moved_to_another_zone_shows_it_at_once(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    send_hold(smartbuildings_sandbox)
    building = client.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    thermostat = building.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])
    before = shown((await thermostat.holds())[0])[1]
    send(smartbuildings_sandbox, "getBuildingSummary", {"timeZone": "America/Vancouver"})
    await building.info()

    after = shown((await thermostat.holds())[0])[1]

    assert (before, after) == ("2026-07-01T08:00:00-04:00", "2026-07-01T05:00:00-07:00")


async def test_a_thermostat_that_was_moved_shows_times_of_its_new_building(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    send_hold(smartbuildings_sandbox)
    old, new, *_ = smartbuildings_sandbox.sandbox.building_ids
    zone = (await v2.buildings.get(new).info()).address.zone
    thermostat = await v2.buildings.get(old).thermostats().first()
    assert thermostat is not None

    await thermostat.move(new)
    (hold,) = await thermostat.holds()

    assert hold.end is not None
    assert hold.end.tzinfo is zone
    assert zone is not None


async def test_verifying_a_write_spends_no_request_on_a_zone(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])
    thermostat = await building.thermostats().first()
    assert thermostat is not None
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(sent=0), operation="setFanHold")

    hold = await thermostat.hold_fan("on")

    assert hold.fan == "on"
    assert count(smartbuildings_sandbox, "getThermostatEvents") == 1
    assert count(smartbuildings_sandbox, "getBuildingSummary") == 0
