"""Modes, holds, resume and resident mode."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from .conftest import Api

HOLD = {"desiredTemperature": 68, "type": "indefinite"}


def _status(api: Api, path: str) -> Any:
    return api.get(f"{path}/status")


def test_a_mode_shows_after_a_few_seconds(served: Api) -> None:
    path = served.thermostat(mode="auto")

    accepted = served("PATCH", f"{path}/hvacMode", {"hvacMode": "off"})

    assert (accepted.status_code, accepted.json()["data"]) == (200, {"hvacMode": "off"})
    assert _status(served, path)["hvacMode"] == "auto"
    served.sandbox.clock.advance(4)
    assert _status(served, path)["hvacMode"] == "auto"
    served.sandbox.clock.advance(2)
    assert _status(served, path)["hvacMode"] == "off"


def test_a_mode_that_was_changed_at_once_never_shows(api: Api) -> None:
    path = api.in_mode("auto")
    api.patch(f"{path}/hvacMode", {"hvacMode": "off"})
    api.sandbox.clock.advance(2)
    api.patch(f"{path}/hvacMode", {"hvacMode": "heat"})

    shown = []
    for _ in range(8):
        shown.append(_status(api, path)["hvacMode"])
        api.sandbox.clock.advance(1)

    assert shown == ["auto"] * 5 + ["heat"] * 3


def test_a_mode_that_the_equipment_does_not_have_is_refused(served: Api) -> None:
    path = served.thermostat(cannot="auxHeatOnly")

    answer = served("PATCH", f"{path}/hvacMode", {"hvacMode": "auxHeatOnly"})

    assert answer.status_code == 400
    assert answer.json() == {"status": "error", "message": "This thermostat has no mode auxHeatOnly", "code": 400}


def test_a_mode_that_no_thermostat_has_is_refused_by_its_shape(api: Api) -> None:
    answer = api("PATCH", f"{api.thermostat()}/hvacMode", {"hvacMode": "boost"})

    assert answer.status_code == 422
    assert answer.json()["data"] == {"hvacMode": "has to be one of heat, cool, auto, off, auxHeatOnly"}


def test_an_indefinite_hold_lasts_until_it_is_resumed(served: Api) -> None:
    path = served.in_mode("heat")
    before = _status(served, path)["setPoint"]

    held = served("POST", f"{path}/heatHold", HOLD)
    assert (held.status_code, held.json()) == (201, {"status": "success", "data": HOLD})
    served.sandbox.clock.advance(5 * 3600)
    served.login()
    assert _status(served, path)["setPoint"]["desiredHeat"] == 68

    served.post(f"{path}/fanHold", {"fan": "on", "type": "indefinite"})
    resumed = served("POST", f"{path}/resumeSchedule")
    assert (resumed.status_code, resumed.content) == (204, b"")
    assert served.get(f"{path}/events")["holds"] == []
    assert _status(served, path)["setPoint"] == before


def test_a_hold_until_the_next_transition_ends_when_the_schedule_changes(api: Api) -> None:
    path = api.in_mode("heat")
    api.post(f"{path}/heatHold", {"desiredTemperature": 60, "type": "nextTransition"})
    event = api.get(f"{path}/events")["currentEvent"]
    end = datetime.fromisoformat(event["endTime"])
    assert end > api.sandbox.clock.now()
    comfort = _status(api, path)["comfortSetting"]

    api.sandbox.clock.advance((end - api.sandbox.clock.now()).total_seconds() - 1)
    api.login()
    assert _status(api, path)["setPoint"]["desiredHeat"] == 60
    assert _status(api, path)["comfortSetting"] == comfort

    api.sandbox.clock.advance(1)
    assert _status(api, path)["setPoint"]["desiredHeat"] != 60
    assert _status(api, path)["comfortSetting"] != comfort
    assert api.get(f"{path}/events") == {"id": path.rpartition("/")[2], "holds": []}


def test_a_transition_is_local_time(api: Api) -> None:
    path = api.in_mode("heat")
    api.post(f"{path}/heatHold", {"desiredTemperature": 60, "type": "nextTransition"})
    offset = api.get(path)["timeZoneOffsetMinutes"]

    end = datetime.fromisoformat(api.get(f"{path}/events")["currentEvent"]["endTime"])

    assert (end.astimezone(UTC).hour * 60 + end.minute + offset) % 1440 == 17 * 60, "Away ends at five"


def test_events_tell_the_latest_hold_first(api: Api) -> None:
    path = api.in_mode("heat")
    api.post(f"{path}/heatHold", HOLD)
    api.sandbox.clock.advance(60)
    api.post(f"{path}/fanHold", {"fan": "on", "type": "nextTransition"})

    events = api.get(f"{path}/events")

    assert [(hold["type"], hold["fan"]) for hold in events["holds"]] == [
        ("nextTransition", "on"),
        ("indefinite", "auto"),
    ]
    assert events["currentEvent"] == events["holds"][0]
    assert "endTime" not in events["holds"][1]
    assert events["holds"][1]["heatHoldTemperature"] == 68


def test_a_fan_hold_runs_the_fan(api: Api) -> None:
    path = api.in_mode("off")
    assert _status(api, path)["runningEquipment"]["fan"] is False

    api.post(f"{path}/fanHold", {"fan": "on", "type": "indefinite"})

    assert _status(api, path)["runningEquipment"]["fan"] is True


@pytest.mark.parametrize(
    ("mode", "hold", "status"),
    [
        ("heat", "heatHold", 201),
        ("auxHeatOnly", "heatHold", 201),
        ("auto", "heatHold", 201),
        ("cool", "heatHold", 422),
        ("off", "heatHold", 422),
        ("cool", "coolHold", 201),
        ("auto", "coolHold", 201),
        ("heat", "coolHold", 422),
        ("off", "coolHold", 422),
    ],
)
def test_a_hold_has_to_fit_the_mode(api: Api, mode: str, hold: str, status: int) -> None:
    path = api.in_mode(mode)

    answer = api(
        "POST", f"{path}/{hold}", {"desiredTemperature": 65 if hold == "heatHold" else 85, "type": "indefinite"}
    )

    assert answer.status_code == status, answer.text
    if status == 422:
        assert set(answer.json()["data"]) == {"hvacMode"}


@pytest.mark.parametrize(("mode", "status"), [("auto", 201), ("heat", 422), ("cool", 422)])
def test_a_hold_of_both_set_points_needs_auto(api: Api, mode: str, status: int) -> None:
    path = api.in_mode(mode)
    body = {"desiredHeatTemperature": 66, "desiredCoolTemperature": 78, "type": "indefinite"}

    assert api("POST", f"{path}/autoHold", body).status_code == status

    if status == 201:
        assert _status(api, path)["setPoint"] == {"desiredHeat": 66, "desiredCool": 78}


@pytest.mark.parametrize(("desired", "field"), [(79.5, "desiredTemperature"), (44.5, "desiredTemperature")])
def test_a_hold_outside_the_range_is_refused(served: Api, desired: float, field: str) -> None:
    path = served.in_mode("heat")
    before = _status(served, path)["setPoint"]

    answer = served("POST", f"{path}/heatHold", {"desiredTemperature": desired, "type": "indefinite"})

    assert answer.status_code == 422
    assert answer.json() == {"status": "fail", "data": {field: "must be between 45 and 79"}}
    assert _status(served, path)["setPoint"] == before


def test_set_points_closer_than_the_gap_are_refused(api: Api) -> None:
    path = api.in_mode("auto")
    close = {"desiredHeatTemperature": 70, "desiredCoolTemperature": 74.9, "type": "indefinite"}

    assert api("POST", f"{path}/autoHold", close).json()["data"] == {
        "desiredCoolTemperature": "heat (70) and cool (74.9) must be at least 5 apart"
    }
    cool = _status(api, path)["setPoint"]["desiredCool"]
    body = {"desiredTemperature": cool - 4, "type": "indefinite"}
    assert api("POST", f"{path}/heatHold", body).status_code == 422


def test_a_second_hold_of_the_other_set_point_joins_the_first(api: Api) -> None:
    path = api.in_mode("auto")

    api.post(f"{path}/heatHold", {"desiredTemperature": 66, "type": "indefinite"})
    api.post(f"{path}/coolHold", {"desiredTemperature": 79, "type": "indefinite"})

    assert _status(api, path)["setPoint"] == {"desiredHeat": 66, "desiredCool": 79}
    assert len(api.get(f"{path}/events")["holds"]) == 1


def test_the_gap_is_kept_when_the_schedule_moves_under_a_hold(api: Api) -> None:
    path = api.in_mode("auto")
    api.post(f"{path}/heatHold", {"desiredTemperature": 75, "type": "indefinite"})

    for _ in range(48):
        api.sandbox.clock.advance(1800)
        api.login()
        points = _status(api, path)["setPoint"]
        assert points["desiredHeat"] == 75
        assert points["desiredCool"] - points["desiredHeat"] >= 5


def test_a_hold_warms_the_zone(api: Api) -> None:
    path = api.in_mode("heat")
    api.post(f"{path}/heatHold", {"desiredTemperature": 78, "type": "indefinite"})
    cold = _status(api, path)["temperature"]

    api.sandbox.clock.advance(600)
    warmer = _status(api, path)
    api.sandbox.clock.advance(4 * 3600)
    api.login()
    warm = _status(api, path)["temperature"]

    assert warmer["runningEquipment"]["fan"] is True
    assert cold < warmer["temperature"] < warm
    assert warm == pytest.approx(78, abs=1.5)


def test_switching_resident_mode_off_resets_the_settings(served: Api) -> None:
    path = served.in_mode("auto")
    name = served.get(path)["name"]
    factory = {
        part: served.get(f"{path}/{part}") for part in ("settings", "schedule", "comfortSettings", "alertSettings")
    }
    served.patch(f"{path}/residentMode", {"isResidentMode": True})
    served.patch(path, {"thermostatName": "My Home"})
    served.post(f"{path}/heatHold", {"desiredTemperature": 66, "type": "indefinite"})
    served.patch(f"{path}/settings", {"heatRange": {"max": 70}, "fanMinimumOnTime": 20})
    evening = served.post(f"{path}/comfortSettings", {"name": "Evening", "heatTemperature": 60, "coolTemperature": 80})[
        "comfortRef"
    ]
    block = {"days": ["sunday"], "firstTimeBlock": "00:00", "lastTimeBlock": "23:59", "comfortRef": evening}
    served.patch(f"{path}/schedule", block)
    served.patch(f"{path}/alertSettings", {"lowTemperatureAlert": {"value": 50}})
    served.patch(f"{path}/accessControl", {"enabled": True, "passcode": "1234"})
    temperature = _status(served, path)["temperature"]

    switched = served("PATCH", f"{path}/residentMode", {"isResidentMode": False})

    assert (switched.status_code, switched.content) == (204, b"")
    assert {part: served.get(f"{path}/{part}") for part in factory} == factory
    assert served.get(f"{path}/events")["holds"] == []
    assert served.get(f"{path}/accessControl")["enabled"] is False
    assert served.get(path)["thermostatName"] == name
    assert _status(served, path)["isResidentMode"] is False
    assert _status(served, path)["temperature"] == temperature, "a room does not change with its settings"


def test_resident_mode_that_was_off_stays_off_and_resets_nothing(api: Api) -> None:
    path = api.in_mode("auto")
    api.patch(f"{path}/settings", {"fanMinimumOnTime": 20})

    api.patch(f"{path}/residentMode", {"isResidentMode": False})

    assert api.get(f"{path}/settings")["fanMinimumOnTime"] == 20


def test_tenant_mode_of_v1_is_resident_mode_of_v2(api: Api) -> None:
    path = api.thermostat()

    assert api.v1()("PATCH", f"{path}/tenantMode", {"isTenantMode": True}).status_code == 204

    assert _status(api, path)["isResidentMode"] is True
    assert api.v1()("PATCH", f"{path}/residentMode", {"isResidentMode": True}).status_code == 404
    assert api("PATCH", f"{path}/tenantMode", {"isTenantMode": True}).status_code == 404


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b"[" * 50_000, b'{"hvacMode": NaN}', b'{"hvacMode": "\\ud800"}', b"null"]
)
def test_what_is_not_json_is_refused(served: Api, body: bytes) -> None:
    answer = served.http.patch(
        f"/api/v2{served.thermostat()}/hvacMode", content=body, headers={"content-type": "application/json"}
    )

    assert answer.status_code == 422
    assert answer.json()["status"] == "fail"


def test_a_body_has_to_say_that_it_is_json(api: Api) -> None:
    answer = api.http.patch(f"/api/v2{api.thermostat()}/hvacMode", content=b'{"hvacMode":"off"}')

    assert (answer.status_code, answer.json()["data"]) == (422, {"body": "has to be application/json"})
    assert api("PATCH", f"{api.thermostat()}/hvacMode").json()["data"] == {"body": "is required"}


def test_a_number_too_large_for_a_float_is_refused(api: Api) -> None:
    answer = api.http.post(
        f"/api/v2{api.in_mode('heat')}/heatHold",
        content=b'{"desiredTemperature": 1e999, "type": "indefinite"}',
        headers={"content-type": "application/json"},
    )

    assert answer.status_code == 422
