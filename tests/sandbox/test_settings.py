"""Settings, bulk settings, access control, alert settings, comfort settings and the schedule."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Api

COMFORT = {"name": "Evening", "heatTemperature": 69, "coolTemperature": 77}
BLOCK = {"days": ["monday"], "firstTimeBlock": "09:00", "lastTimeBlock": "17:30", "comfortRef": "home"}


def test_settings_are_changed_one_by_one(served: Api) -> None:
    path = served.thermostat()
    before = served.get(f"{path}/settings")
    assert before["fanMinimumOnTime"] == 0

    changed = served.patch(f"{path}/settings", {"heatRange": {"max": 72}, "holdAction": "askMe"})

    assert changed == before | {"heatRange": {"min": 45.0, "max": 72}, "holdAction": "askMe"}
    assert served.get(f"{path}/settings") == changed
    assert served.get(f"{path}/status")["desiredHeatRange"] == {"min": 45.0, "max": 72}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"fanMinimumOnTime": 56}, "fanMinimumOnTime"),
        ({"fanMinimumOnTime": -1}, "fanMinimumOnTime"),
        ({"holdAction": "forever"}, "holdAction"),
        ({"heatRange": {"min": 80}}, "heatRange"),
    ],
)
def test_wrong_settings_are_refused(api: Api, body: dict[str, Any], field: str) -> None:
    path = api.thermostat()
    before = api.get(f"{path}/settings")

    answer = api("PATCH", f"{path}/settings", body)

    assert answer.status_code == 422
    assert set(answer.json()["data"]) == {field}
    assert api.get(f"{path}/settings") == before


def test_a_narrower_range_pulls_the_set_point_in(api: Api) -> None:
    path = api.in_mode("heat")

    api.patch(f"{path}/settings", {"heatRange": {"max": 60}})

    assert api.get(f"{path}/status")["setPoint"]["desiredHeat"] == 60


def test_the_fan_runs_for_its_least_time_of_every_hour(api: Api) -> None:
    path = api.in_mode("off")
    api.patch(f"{path}/settings", {"fanMinimumOnTime": 15})

    seen = []
    for _ in range(60):
        api.sandbox.clock.advance(60)
        seen.append(api.get(f"{path}/status")["runningEquipment"]["fan"])

    assert seen.count(True) == 15


def test_settings_of_25_thermostats_are_changed_at_once(served: Api) -> None:
    ids = served.sandbox.thermostat_ids

    answer = served("PATCH", "/thermostats/settings", {"thermostatIds": ids, "settings": {"fanMinimumOnTime": 5}})

    assert answer.status_code == 200
    assert answer.json()["data"] == {"thermostatIds": ids, "settings": {"fanMinimumOnTime": 5}}
    assert {served.get(f"/thermostats/{each}/settings")["fanMinimumOnTime"] for each in ids} == {5}


def test_more_than_25_at_once_are_refused(api: Api) -> None:
    answer = api("PATCH", "/thermostats/settings", {"thermostatIds": ["1"] * 26, "settings": {}})

    assert answer.status_code == 422
    assert set(answer.json()["data"]) == {"thermostatIds"}


def test_one_unknown_thermostat_leaves_all_as_they_were(api: Api) -> None:
    known = api.sandbox.thermostat_ids[0]
    body = {"thermostatIds": [known, "12345"], "settings": {"fanMinimumOnTime": 5}}

    answer = api("PATCH", "/thermostats/settings", body)

    assert (answer.status_code, answer.json()["message"]) == (404, "Thermostat not found: 12345")
    assert api.get(f"/thermostats/{known}/settings")["fanMinimumOnTime"] == 0


def test_a_method_that_a_path_does_not_have_is_refused(served: Api) -> None:
    answer = served("GET", "/thermostats/settings")

    assert (answer.status_code, answer.headers["allow"]) == (405, "PATCH")
    assert served("PUT", "/thermostatIds").status_code == 405


def test_a_passcode_never_comes_back(served: Api) -> None:
    path = served.thermostat()

    switched = served("PATCH", f"{path}/accessControl", {"enabled": True, "passcode": "4711"})

    assert switched.status_code == 200
    assert "passcode" not in switched.json()["data"]
    assert "4711" not in switched.text + served("GET", f"{path}/accessControl").text
    assert served.get(f"{path}/accessControl")["enabled"] is True
    assert "4711" not in served.http.get("/_sandbox/requests").text


def test_switching_access_control_on_takes_a_passcode(api: Api) -> None:
    path = api.thermostat()

    assert api("PATCH", f"{path}/accessControl", {"enabled": True}).json()["data"] == {
        "passcode": "is required to switch access control on"
    }
    api.patch(f"{path}/accessControl", {"enabled": True, "passcode": "0000"})
    api.patch(f"{path}/accessControl", {"enabled": True, "passcodeProtected": {"schedule": True}})
    assert api.get(f"{path}/accessControl")["passcodeProtected"]["schedule"] is True
    api.patch(f"{path}/accessControl", {"enabled": False})
    assert api("PATCH", f"{path}/accessControl", {"enabled": True}).status_code == 422, "it was forgotten"


@pytest.mark.parametrize("passcode", ["123", "12345", "12a4", 1234])
def test_a_wrong_passcode_is_refused_without_repeating_it(api: Api, passcode: object) -> None:
    answer = api("PATCH", f"{api.thermostat()}/accessControl", {"enabled": True, "passcode": passcode})

    assert answer.status_code == 422
    assert str(passcode) not in answer.text


def test_alert_settings_are_changed_one_by_one(api: Api) -> None:
    path = api.thermostat()
    before = api.get(f"{path}/alertSettings")

    changed = api.patch(f"{path}/alertSettings", {"highHumidityAlert": {"enabled": True}})

    assert changed == before | {"highHumidityAlert": {"enabled": True, "value": 80.0}}
    assert api.get(f"{path}/alertSettings") == changed


def test_only_v1_knows_the_reminder_of_the_air_conditioner(api: Api) -> None:
    path = api.thermostat()

    assert "acMaintenanceReminder" not in api.get(f"{path}/alertSettings")
    assert api.v1().get(f"{path}/alertSettings")["acMaintenanceReminder"]["nextReminderDate"] == "2026-04-01"


def test_a_low_limit_above_a_high_one_is_refused(api: Api) -> None:
    answer = api("PATCH", f"{api.thermostat()}/alertSettings", {"lowTemperatureAlert": {"value": 96}})

    assert answer.status_code == 400
    assert answer.json()["message"] == "lowTemperatureAlert must be below highTemperatureAlert"


def test_a_comfort_setting_is_created_used_changed_and_deleted(served: Api) -> None:
    path = served.in_mode("heat")
    created = served("POST", f"{path}/comfortSettings", COMFORT)
    assert created.status_code == 201
    comfort = created.json()["data"]
    ref = comfort["comfortRef"]
    assert comfort in served.get(f"{path}/comfortSettings")["items"]
    assert served("GET", f"{path}/schedule").status_code == 200
    everything = {
        "days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        "firstTimeBlock": "00:00",
        "lastTimeBlock": "23:59",
        "comfortRef": ref,
    }
    served.patch(f"{path}/schedule", everything)
    assert served.get(f"{path}/status")["comfortSetting"] == "Evening"

    served.patch(f"{path}/comfortSettings/{ref}", {"heatTemperature": 71.5})
    assert served.get(f"{path}/status")["setPoint"]["desiredHeat"] == 71.5

    in_use = served("DELETE", f"{path}/comfortSettings/{ref}")
    assert in_use.status_code == 422
    assert in_use.json()["data"] == {"comfortRef": "is used by the schedule and cannot be deleted"}
    served.patch(f"{path}/schedule", everything | {"comfortRef": "home"})
    assert served("DELETE", f"{path}/comfortSettings/{ref}").status_code == 204
    assert served("DELETE", f"{path}/comfortSettings/{ref}").status_code == 404


def test_a_default_comfort_setting_cannot_be_deleted(api: Api) -> None:
    path = api.thermostat()
    for comfort in api.get(f"{path}/comfortSettings")["items"]:
        answer = api("DELETE", f"{path}/comfortSettings/{comfort['comfortRef']}")
        assert answer.status_code == 422
        assert "default" in answer.json()["data"]["comfortRef"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"coolTemperature": 73}, "coolTemperature"),
        ({"sensors": ["rs:999"]}, "sensors"),
        ({"heatFan": "fast"}, "heatFan"),
        ({"name": ""}, "name"),
    ],
)
def test_a_wrong_comfort_setting_is_refused(api: Api, change: dict[str, Any], field: str) -> None:
    answer = api("POST", f"{api.thermostat()}/comfortSettings", COMFORT | change)

    assert answer.status_code == 422
    assert set(answer.json()["data"]) == {field}


def test_a_name_that_the_status_has_no_room_for_shows_as_its_reference(api: Api) -> None:
    path = api.thermostat()
    ref = api.post(f"{path}/comfortSettings", COMFORT | {"name": "Long Summer Evening"})["comfortRef"]
    api.patch(f"{path}/schedule", BLOCK | {"firstTimeBlock": "00:00", "lastTimeBlock": "23:59", "comfortRef": ref})

    assert api.get(f"{path}/status")["comfortSetting"] == ref


def test_sensors_of_a_comfort_setting_are_the_ones_in_use(api: Api) -> None:
    path = api.thermostat()
    everything = BLOCK | {"firstTimeBlock": "00:00", "lastTimeBlock": "23:59"}
    api.patch(f"{path}/schedule", everything)

    api.patch(f"{path}/comfortSettings/home", {"sensors": ["rs:101"]})

    used = {each["id"]: each["isInUse"] for each in api.get(f"{path}/sensors")["items"]}
    assert used == {"ei:0": True, "rs:100": False, "rs:101": True, "rs:102": False}


def test_a_block_begins_with_its_first_time_and_ends_before_its_last(served: Api) -> None:
    path = served.thermostat()
    before = served.get(f"{path}/schedule")["schedule"]

    after = served.patch(f"{path}/schedule", BLOCK)["schedule"]

    assert [len(slots) for slots in after.values()] == [48] * 7
    assert after["monday"][:18] == before["monday"][:18]
    assert after["monday"][18:35] == ["home"] * 17
    assert after["monday"][35:] == before["monday"][35:]
    assert {day: after[day] for day in list(after)[1:]} == {day: before[day] for day in list(before)[1:]}


def test_the_end_of_the_day_is_part_of_it(api: Api) -> None:
    path = api.thermostat()

    after = api.patch(f"{path}/schedule", BLOCK | {"lastTimeBlock": "23:59"})["schedule"]

    assert after["monday"][18:] == ["home"] * 30


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"firstTimeBlock": "09:15"}, "firstTimeBlock"),
        ({"firstTimeBlock": "24:00"}, "firstTimeBlock"),
        ({"firstTimeBlock": "17:30"}, "lastTimeBlock"),
        ({"days": []}, "days"),
        ({"days": ["someday"]}, "days.0"),
        ({"comfortRef": "party"}, "comfortRef"),
    ],
)
def test_a_wrong_block_is_refused(api: Api, change: dict[str, Any], field: str) -> None:
    answer = api("PATCH", f"{api.thermostat()}/schedule", BLOCK | change)

    assert answer.status_code == 422
    assert set(answer.json()["data"]) == {field}


def test_a_hold_until_the_next_transition_follows_a_changed_schedule(api: Api) -> None:
    path = api.in_mode("heat")
    api.post(f"{path}/heatHold", {"desiredTemperature": 60, "type": "nextTransition"})
    before = api.get(f"{path}/events")["currentEvent"]["endTime"]

    api.patch(f"{path}/schedule", BLOCK | {"firstTimeBlock": "11:00", "lastTimeBlock": "11:30", "comfortRef": "sleep"})

    after = api.get(f"{path}/events")["currentEvent"]["endTime"]
    assert after < before
    assert after == "2026-01-12T16:00:00Z", "eleven o'clock in Toronto"
