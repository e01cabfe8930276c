"""What a write reports about itself, on a real socket: what was confirmed, and whether the device was reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from servers.scripted import Reply
from servers.vendor import THERMOSTAT, VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings, Temperature
from smartbuildings._async.ecobee import thermostat_settings
from smartbuildings.ecobee.models import ScheduleChange, TemperatureThreshold
from smartbuildings.errors import InvalidRequest, OutcomeUnknown
from smartbuildings.events import ConfirmationDiffers, Event
from smartbuildings.sandbox.pytest_plugin import RunningSandbox
from smartbuildings.values import Applied, Range

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
ROOT = f"/api/v2/thermostats/{THERMOSTAT}"
LOST = Reply(200, told_length=50, closes=True)
F = Temperature.f


def state(**how: Any) -> Reply:
    points = {"desiredHeat": 66.0, "desiredCool": 78.0}
    data = {"id": THERMOSTAT, "isConnected": True, "hvacMode": "auto", "setPoint": points, "heatCoolMinDelta": 5}
    return success({**data, **how})


def events(*holds: dict[str, Any]) -> Reply:
    return success({"id": THERMOSTAT, "holds": list(holds)})


def running(**how: Any) -> dict[str, Any]:
    return {"name": "hold", "type": "indefinite", "isRunning": True, "fan": "auto", **how}


# -- a lost response, and a state that shows something alike


VACATION = running(name="Florida", type="vacation", heatHoldTemperature=70.0)


@pytest.mark.parametrize(
    ("left", "applied"),
    [
        (VACATION, False),
        ({**VACATION, "isRunning": False}, False),
        (running(heatHoldTemperature=70.0, isRunning=False), False),
        (running(heatHoldTemperature=70.0, type="nextTransition"), False),
        (running(heatHoldTemperature=71.0), False),
        (running(heatHoldTemperature=70.0, type=None), None),
        (running(heatHoldTemperature=70.0, type="hold"), None),
        (running(heatHoldTemperature=70.0, isRunning=None), None),
    ],
)
async def test_a_lost_hold_does_not_count_as_applied_because_of_something_similar(
    make_client: Maker, vendor: VendorServer, left: dict[str, Any], applied: bool | None
) -> None:
    vendor.on("GET", status_path(), state())
    vendor.on("POST", f"{ROOT}/heatHold", LOST)
    vendor.on("GET", f"{ROOT}/events", events({name: value for name, value in left.items() if value is not None}))

    with pytest.raises(OutcomeUnknown) as lost:
        await make_client(vendor.url).thermostats.get(THERMOSTAT).hold(heat=F(70), until="indefinite")

    assert lost.value.applied is applied
    assert len(vendor.requests_for("POST", f"{ROOT}/heatHold")) == 1


@pytest.mark.parametrize("stored", [70.34, 70.3, 70.5, 70.0])
async def test_a_lost_hold_that_the_server_rounded_is_found_and_its_value_reported(
    make_client: Maker, vendor: VendorServer, stored: float
) -> None:
    vendor.on("GET", status_path(), state())
    vendor.on("POST", f"{ROOT}/heatHold", LOST)
    vendor.on("GET", f"{ROOT}/events", events(VACATION, running(heatHoldTemperature=stored)))
    thermostat = make_client(vendor.url).thermostats.get(THERMOSTAT)

    hold = await thermostat.hold(heat=Temperature.c(21.3), until="indefinite")

    assert (hold.heat, hold.until) == (F(stored), "indefinite")
    assert [each.field for each in hold.differs] == ([] if stored == 70.34 else ["heat"])


async def test_a_small_change_that_was_lost_is_not_confirmed_by_the_value_before(
    make_client: Maker, vendor: VendorServer
) -> None:
    confirmed = success({"desiredTemperature": 70.0, "type": "indefinite"}, 201)
    vendor.on("GET", status_path(), state())
    vendor.on("POST", f"{ROOT}/heatHold", confirmed, LOST)
    vendor.on("GET", f"{ROOT}/events", events(running(heatHoldTemperature=70.0)))
    thermostat = make_client(vendor.url).thermostats.get(THERMOSTAT)
    await thermostat.hold(heat=F(70), until="indefinite")

    with pytest.raises(OutcomeUnknown, match="before") as lost:
        await thermostat.hold(heat=F(70.4), until="indefinite")

    assert lost.value.applied is None


async def test_events_without_a_list_of_holds_resume_nothing(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", f"{ROOT}/resumeSchedule", LOST)
    vendor.on("GET", f"{ROOT}/events", success({"id": THERMOSTAT}))

    with pytest.raises(OutcomeUnknown, match="no list of holds"):
        await make_client(vendor.url).thermostats.get(THERMOSTAT).resume()


async def test_a_lost_resume_is_confirmed_although_a_vacation_is_left(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", f"{ROOT}/resumeSchedule", LOST)
    vendor.on("GET", f"{ROOT}/events", events(VACATION))

    assert await make_client(vendor.url).thermostats.get(THERMOSTAT).resume() == Applied()


async def test_a_lost_mode_is_not_confirmed_by_a_status_that_lags_behind_an_earlier_change(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("GET", status_path(), state())
    vendor.on("PATCH", f"{ROOT}/hvacMode", success({"hvacMode": "cool"}), LOST)
    thermostat = make_client(vendor.url).thermostats.get(THERMOSTAT)
    await thermostat.status()
    await thermostat.set_mode("cool")
    await thermostat.status()

    with pytest.raises(OutcomeUnknown, match="earlier change"):
        await thermostat.set_mode("auto")


async def test_a_lost_comfort_setting_is_confirmed_only_if_it_is_known_to_be_new(
    make_client: Maker, vendor: VendorServer
) -> None:
    alike = {"comfortRef": "smart1", "name": "Vacant", "heatTemperature": 55.0, "coolTemperature": 85.0}
    wanted: dict[str, Any] = {"name": "Vacant", "heat": F(55), "cool": F(85)}
    vendor.on("POST", f"{ROOT}/comfortSettings", LOST)
    vendor.on("GET", f"{ROOT}/comfortSettings", success({"items": [alike]}))
    thermostat = make_client(vendor.url).thermostats.get(THERMOSTAT)

    with pytest.raises(OutcomeUnknown, match="may be older"):
        await thermostat.create_comfort_setting(**wanted)
    with pytest.raises(OutcomeUnknown, match="does not show it"):
        await thermostat.create_comfort_setting(**wanted)  # By now it is known to be older.

    vendor.on("GET", f"{ROOT}/comfortSettings", success({"items": [alike, {**alike, "comfortRef": "smart2"}]}))
    assert (await thermostat.create_comfort_setting(**wanted)).ref == "smart2"


async def test_a_lost_registration_in_another_mode_is_not_confirmed(make_client: Maker, vendor: VendorServer) -> None:
    building = "c853cccf8cb8718b959c8dcb"
    vendor.on("POST", f"/api/v2/buildings/{building}/thermostats", LOST)
    vendor.on("GET", ROOT, success({"id": THERMOSTAT, "buildingId": building}))
    vendor.on("GET", status_path(), state(isResidentMode=False))

    with pytest.raises(OutcomeUnknown):
        await make_client(vendor.url).buildings.get(building).register(THERMOSTAT, is_resident_mode=True)


# -- a confirmation that differs from the request


@pytest.mark.parametrize("connected", [True, False])
async def test_every_confirmation_that_differs_is_reported_with_whether_the_device_was_reached(
    make_client: Maker, vendor: VendorServer, connected: bool
) -> None:
    seen: list[Event] = []
    vendor.on("GET", status_path(), state(isConnected=connected))
    vendor.on("POST", f"{ROOT}/heatHold", success({"desiredTemperature": 72.0, "type": "nextTransition"}, 201))
    vendor.on("POST", f"{ROOT}/fanHold", success({"fan": "auto", "type": "nextTransition"}, 201))
    vendor.on("PATCH", f"{ROOT}/hvacMode", success({"hvacMode": "heat"}))
    vendor.on("PATCH", ROOT, success({"id": THERMOSTAT, "name": "lobby"}))
    vendor.on("PATCH", f"{ROOT}/settings", success({"heatRange": {"min": 45.0, "max": 75.0}, "fanMinimumOnTime": 15}))
    vendor.on("PATCH", f"{ROOT}/alertSettings", success({"lowTemperatureAlert": {"enabled": False, "value": 50.3}}))
    vendor.on("PATCH", f"{ROOT}/comfortSettings/smart1", success({"comfortRef": "smart1", "heatFan": "auto"}))
    vendor.on("PATCH", f"{ROOT}/schedule", success({"schedule": {"monday": ["home"] * 48}}))
    sb = make_client(vendor.url, observers=[seen.append])
    thermostat = sb.thermostats.get(THERMOSTAT)
    low = TemperatureThreshold(enabled=True, value=F(50))
    noon = ScheduleChange(days=["monday"], start=time(12), end=time(13), comfort_ref="away")

    async def differing(write: Callable[[], Any]) -> list[str]:
        await thermostat.status()
        done = await write()
        assert done.reached is connected
        return [each.field for each in done.differs]

    hold = await thermostat.hold(heat=F(70), until="indefinite")
    assert (hold.heat, hold.until, hold.reached) == (F(72), "nextTransition", connected)
    assert [each.field for each in hold.differs] == ["heat", "until"]
    assert await differing(lambda: thermostat.hold_fan("on")) == ["fan"]
    assert await differing(lambda: thermostat.set_mode("cool")) == ["mode"]
    assert await differing(lambda: thermostat.rename(name="Lobby")) == ["name"]
    wanted: dict[str, Any] = {"heat_range": Range(F(45), F(79)), "fan_minimum_on_minutes": 20}
    assert await differing(lambda: thermostat.update_settings(**wanted)) == [
        "heat_range.high",
        "fan_minimum_on_minutes",
    ]
    assert await differing(lambda: thermostat.update_alert_settings(low_temperature=low)) == ["low_temperature.enabled"]
    assert await differing(lambda: thermostat.update_comfort_setting("smart1", heat_fan="on")) == ["heat_fan"]
    assert await differing(lambda: thermostat.update_schedule(noon)) == ["monday"]
    reported = [event for event in seen if isinstance(event, ConfirmationDiffers)]
    assert len(reported) == 8
    assert reported[0].write == f"the hold on thermostat {THERMOSTAT}"
    assert reported[0].differences == (
        "heat: asked for 70.0 °F, got 72.0 °F",
        "until: asked for indefinite, got nextTransition",
    )


async def test_a_confirmation_as_requested_reports_nothing_and_no_request_is_made_to_see_if_it_arrived(
    make_client: Maker, vendor: VendorServer
) -> None:
    seen: list[Event] = []
    vendor.on("POST", f"{ROOT}/heatHold", success({"desiredTemperature": 70.5, "type": "indefinite"}, 201))
    vendor.on("POST", f"{ROOT}/fanHold", success({"fan": "on", "type": "nextTransition"}, 201))
    vendor.on("GET", status_path(), state())
    thermostat = make_client(vendor.url, observers=[seen.append]).thermostats.get(THERMOSTAT)

    fan = await thermostat.hold_fan("on")
    assert (fan.reached, fan.differs) == (None, ())
    assert not vendor.requests_for("GET", status_path())

    hold = await thermostat.hold(heat=Temperature.c(21.3), until="indefinite")  # 70.34 °F
    assert (hold.heat, hold.reached, hold.differs) == (F(70.5), True, ())
    assert len(vendor.requests_for("GET", status_path())) == 1
    assert not any(isinstance(event, ConfirmationDiffers) for event in seen)


async def test_an_old_status_does_not_say_whether_the_device_was_reached(
    make_client: Maker, vendor: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor.on("GET", status_path(), state())
    vendor.on("POST", f"{ROOT}/fanHold", success({"fan": "on", "type": "nextTransition"}, 201))
    thermostat = make_client(vendor.url).thermostats.get(THERMOSTAT)
    await thermostat.status()
    assert (await thermostat.hold_fan("on")).reached is True

    monkeypatch.setattr(thermostat_settings, "STATUS_AGE_S", 0.0)

    assert (await thermostat.hold_fan("on")).reached is None


# -- the mode and the other set point


async def test_a_hold_for_the_new_mode_passes_at_once(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.clock.speed = 0.001
    thermostat = client.thermostats.get(smartbuildings_sandbox.sandbox.thermostat_ids[0])
    await thermostat.set_mode("heat")
    smartbuildings_sandbox.sandbox.clock.advance(60)
    assert (await thermostat.status()).hvac_mode == "heat"

    await thermostat.set_mode("cool")
    assert (await thermostat.status()).hvac_mode == "heat"  # It lags.

    assert (await thermostat.hold(cool=F(76))).cool == F(76)
    with pytest.raises(InvalidRequest, match="mode is cool"):
        await thermostat.hold(heat=F(66))


async def test_a_mode_that_somebody_else_set_since_then_counts(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), state(), state(), state(hvacMode="off"))
    vendor.on("PATCH", f"{ROOT}/hvacMode", success({"hvacMode": "cool"}))
    vendor.on("POST", f"{ROOT}/coolHold", success({"desiredTemperature": 76.0, "type": "nextTransition"}, 201))
    thermostat = make_client(vendor.url).thermostats.get(THERMOSTAT)
    await thermostat.status()
    await thermostat.set_mode("cool")
    await thermostat.status()
    await thermostat.hold(cool=F(76))

    await thermostat.status()

    with pytest.raises(InvalidRequest, match="off"):
        await thermostat.hold(cool=F(76))


@pytest.mark.parametrize(("wanted", "other"), [({"heat": F(75)}, "cool set point 78.0"), ({"cool": F(70)}, "heat set")])
async def test_one_set_point_too_close_to_the_other_one_in_force_is_rejected_before_it_is_sent(
    make_client: Maker, vendor: VendorServer, wanted: dict[str, Any], other: str
) -> None:
    vendor.on("GET", status_path(), state())
    thermostat = make_client(vendor.url).thermostats.get(THERMOSTAT)

    with pytest.raises(InvalidRequest, match=other) as rejected:
        await thermostat.hold(**wanted)

    assert rejected.value.field == next(iter(wanted))
    assert not any(request.method == "POST" and "Hold" in request.path for request in vendor.requests)


async def test_the_other_set_point_is_the_one_that_this_object_held_last(
    make_client: Maker, vendor: VendorServer
) -> None:
    held = state(setPoint={"desiredHeat": 66.0, "desiredCool": 85.0})
    vendor.on("GET", status_path(), state(), held)
    vendor.on("POST", f"{ROOT}/coolHold", success({"desiredTemperature": 85.0, "type": "nextTransition"}, 201))
    vendor.on("POST", f"{ROOT}/heatHold", success({"desiredTemperature": 75.0, "type": "nextTransition"}, 201))
    thermostat = make_client(vendor.url).thermostats.get(THERMOSTAT)

    await thermostat.hold(cool=F(85))
    await thermostat.hold(heat=F(75))

    assert len(vendor.requests_for("GET", status_path())) == 1


async def test_v1_does_not_promise_the_other_set_point_so_it_is_not_checked(
    make_client: Maker, vendor: VendorServer
) -> None:
    root = ROOT.replace("v2", "v1")
    vendor.on("POST", "/token", vendor._issue)
    vendor.on("GET", f"{root}/status", state())
    vendor.on("POST", f"{root}/heatHold", success({"desiredTemperature": 75.0, "type": "nextTransition"}, 201))

    hold = await make_client(vendor.url, api_version="v1").thermostats.get(THERMOSTAT).hold(heat=F(75))

    assert hold.heat == F(75)
