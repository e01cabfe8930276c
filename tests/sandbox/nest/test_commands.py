"""Commands: what they change, what refuses them and in which words, and that they show later."""

from __future__ import annotations

from typing import Any

import pytest

from smartbuildings.sandbox import NestLimits, NestSandbox, SandboxClock
from smartbuildings.sandbox.nest.machine import DELAY_S

from .conftest import COMMANDS, Api, error_of

HEAT, COOL, RANGE = (f"ThermostatTemperatureSetpoint.Set{each}" for each in ("Heat", "Cool", "Range"))
MODE, ECO, TIMER = "ThermostatMode.SetMode", "ThermostatEco.SetMode", "Fan.SetTimer"
IN_ECO = (400, "FAILED_PRECONDITION", "Command not allowed when thermostat in MANUAL_ECO mode.")
OUT_OF_RANGE = (
    400,
    "INVALID_ARGUMENT",
    "Temperature setpoint is out of range [10.000000, 32.222301] in FAHRENHEIT.",
)
TOO_CLOSE = (
    400,
    "INVALID_ARGUMENT",
    "Temperature setpoint range is smaller than minimum 1.666700 in FAHRENHEIT.",
)


def wrong_mode(command: str) -> tuple[int, str, str]:
    return 400, "FAILED_PRECONDITION", f"{COMMANDS}{command} command not allowed in current thermostat mode."


def invalid(name: str) -> tuple[int, str, str]:
    return 400, "INVALID_ARGUMENT", f"{name} contains an invalid value."


def accepted(api: Api, name: str, command: str, **params: Any) -> None:
    answer = api.command(name, command, **params)
    assert (answer.status_code, answer.content) == (200, b"{}"), answer.text


def refused(api: Api, name: str, command: str, **params: Any) -> tuple[int, str, str]:
    return error_of(api.command(name, command, **params))


def set_points(api: Api, name: str) -> Any:
    return api.trait(name, "ThermostatTemperatureSetpoint")


# -- modes and set points


@pytest.mark.parametrize(
    ("mode", "command", "params"),
    [
        ("HEAT", HEAT, {"heatCelsius": 18.0}),
        ("COOL", COOL, {"coolCelsius": 26.0}),
        ("HEATCOOL", RANGE, {"heatCelsius": 18.0, "coolCelsius": 26.0}),
    ],
)
def test_each_mode_has_its_command(api: Api, mode: str, command: str, params: dict[str, float]) -> None:
    accepted(api, "Living Room", MODE, mode=mode)
    accepted(api, "Living Room", command, **params)

    assert api.trait("Living Room", "ThermostatMode")["mode"] == mode
    assert set_points(api, "Living Room") == params
    for other in {HEAT, COOL, RANGE} - {command}:
        values = {"heatCelsius": 18.0, "coolCelsius": 26.0}
        assert refused(api, "Living Room", other, **values) == wrong_mode(other)


def test_set_points_come_back_with_noise(api: Api) -> None:
    accepted(api, "Living Room", HEAT, heatCelsius=21.41)

    assert set_points(api, "Living Room") == {"heatCelsius": 21.40999}


def test_an_off_thermostat_has_no_set_points_and_takes_none(api: Api) -> None:
    accepted(api, "Living Room", MODE, mode="OFF")

    assert set_points(api, "Living Room") == {}
    assert refused(api, "Living Room", HEAT, heatCelsius=20) == wrong_mode(HEAT)
    accepted(api, "Living Room", MODE, mode="HEAT")
    assert set_points(api, "Living Room").keys() == {"heatCelsius"}


def test_a_mode_may_be_set_again_and_has_to_be_available(api: Api) -> None:
    accepted(api, "Lounge", MODE, mode="HEAT")

    for mode in ("COOL", "HEATCOOL", "MANUAL_ECO", "", 3, None):
        assert refused(api, "Lounge", MODE, mode=mode) == invalid("mode")
    assert refused(api, "Lounge", MODE) == invalid("mode")


def test_changing_to_both_keeps_the_gap(api: Api) -> None:
    accepted(api, "Living Room", MODE, mode="COOL")
    accepted(api, "Living Room", COOL, coolCelsius=15)
    accepted(api, "Living Room", MODE, mode="HEATCOOL")

    found = set_points(api, "Living Room")

    assert found["coolCelsius"] - found["heatCelsius"] == pytest.approx(1.6667, abs=1e-4)


@pytest.mark.parametrize("heat", [9.999, 32.2224, -300, 90])
def test_a_thermostat_that_shows_fahrenheit_has_a_range(api: Api, heat: float) -> None:
    assert refused(api, "Living Room", HEAT, heatCelsius=heat) == OUT_OF_RANGE
    assert refused(api, "Upstairs", RANGE, heatCelsius=20, coolCelsius=heat) == OUT_OF_RANGE


def test_the_ends_of_the_range_are_in_it(api: Api) -> None:
    accepted(api, "Living Room", HEAT, heatCelsius=10)
    accepted(api, "Living Room", HEAT, heatCelsius=32.222301)


def test_a_thermostat_that_shows_fahrenheit_has_a_least_gap(api: Api) -> None:
    assert refused(api, "Upstairs", RANGE, heatCelsius=20, coolCelsius=21.6666) == TOO_CLOSE
    accepted(api, "Upstairs", RANGE, heatCelsius=20, coolCelsius=21.6668)


def test_a_thermostat_that_shows_celsius_only_wants_heat_below_cool(api: Api) -> None:
    text = "Cool value must be greater than heat value."

    assert refused(api, "Studio", RANGE, heatCelsius=21, coolCelsius=21) == (400, "INVALID_ARGUMENT", text)
    assert refused(api, "Upstairs", RANGE, heatCelsius=22, coolCelsius=21) == (400, "INVALID_ARGUMENT", text)
    accepted(api, "Studio", RANGE, heatCelsius=9.5, coolCelsius=9.6)


@pytest.mark.parametrize("value", ["20", True, None, 1e300, -1e9])
def test_a_set_point_is_a_number(api: Api, value: object) -> None:
    assert refused(api, "Living Room", HEAT, heatCelsius=value) == invalid("heatCelsius")
    assert refused(api, "Kitchen", COOL, coolCelsius=value) == invalid("coolCelsius")
    assert refused(api, "Upstairs", RANGE, heatCelsius=20, coolCelsius=value) == invalid("coolCelsius")


# -- Eco


def test_leaving_eco_restores_the_last_mode(api: Api) -> None:
    before = set_points(api, "Upstairs")
    accepted(api, "Upstairs", ECO, mode="MANUAL_ECO")

    assert api.trait("Upstairs", "ThermostatEco")["mode"] == "MANUAL_ECO"
    assert set_points(api, "Upstairs") == {}
    assert refused(api, "Upstairs", RANGE, heatCelsius=18, coolCelsius=26) == IN_ECO
    assert refused(api, "Upstairs", HEAT, heatCelsius=18) == IN_ECO
    assert refused(api, "Upstairs", COOL, coolCelsius=26) == IN_ECO

    accepted(api, "Upstairs", ECO, mode="OFF")
    assert api.trait("Upstairs", "ThermostatMode")["mode"] == "HEATCOOL"
    assert set_points(api, "Upstairs") == before


@pytest.mark.parametrize(("name", "mode"), [("Upstairs", "OFF"), ("Guest Suite", "MANUAL_ECO")])
def test_the_eco_mode_that_is_set_already_is_refused(api: Api, name: str, mode: str) -> None:
    assert refused(api, name, ECO, mode=mode)[:2] == (400, "FAILED_PRECONDITION")
    assert refused(api, name, ECO, mode="HEAT") == invalid("mode")


def test_one_model_refuses_eco_while_off_and_the_others_do_not(api: Api) -> None:
    assert refused(api, "Office", ECO, mode="MANUAL_ECO") == wrong_mode(ECO)
    accepted(api, "Office", MODE, mode="HEAT")
    accepted(api, "Office", ECO, mode="MANUAL_ECO")

    accepted(api, "Kitchen", MODE, mode="OFF")
    accepted(api, "Kitchen", ECO, mode="MANUAL_ECO")
    accepted(api, "Kitchen", ECO, mode="OFF")
    assert api.trait("Kitchen", "ThermostatMode")["mode"] == "OFF"


def test_setting_a_mode_ends_eco(api: Api) -> None:
    accepted(api, "Guest Suite", MODE, mode="HEAT")

    assert api.trait("Guest Suite", "ThermostatEco")["mode"] == "OFF"
    assert set_points(api, "Guest Suite").keys() == {"heatCelsius"}


def test_in_eco_a_room_goes_by_the_thresholds_of_eco(api: Api) -> None:
    guest = api.sandbox.device_id("Guest Suite")
    api.sandbox.set_temperature(guest, 14.0)
    assert api.trait("Guest Suite", "ThermostatHvac") == {"status": "HEATING"}

    api.sandbox.set_temperature(guest, 17.0)
    assert api.trait("Guest Suite", "ThermostatHvac") == {"status": "OFF"}

    api.sandbox.set_temperature(guest, 26.0)
    assert api.trait("Guest Suite", "ThermostatHvac") == {"status": "COOLING"}


# -- the fan


def test_the_fan_runs_for_fifteen_minutes_or_as_long_as_is_said(api: Api) -> None:
    accepted(api, "Living Room", TIMER, timerMode="ON")
    assert api.trait("Living Room", "Fan") == {"timerMode": "ON", "timerTimeout": "2026-01-12T15:15:00Z"}

    accepted(api, "Living Room", TIMER, timerMode="ON", duration="43200s")
    assert api.trait("Living Room", "Fan")["timerTimeout"] == "2026-01-13T03:00:00Z"

    accepted(api, "Living Room", TIMER, timerMode="ON", duration="1s")
    api.sandbox.clock.advance(1)
    assert api.trait("Living Room", "Fan") == {"timerMode": "OFF"}


def test_the_fan_can_be_stopped(api: Api) -> None:
    accepted(api, "Living Room", TIMER, timerMode="ON")
    accepted(api, "Living Room", TIMER, timerMode="OFF")

    assert api.trait("Living Room", "Fan") == {"timerMode": "OFF"}


@pytest.mark.parametrize("duration", ["0s", "43201s", "900", "15m", "-1s", "1.5s", 900, None])
def test_a_duration_is_seconds_up_to_twelve_hours(api: Api, duration: object) -> None:
    assert refused(api, "Living Room", TIMER, timerMode="ON", duration=duration) == invalid("duration")


def test_a_thermostat_without_a_fan_has_none_to_run(api: Api) -> None:
    unavailable = (400, "FAILED_PRECONDITION", "Thermostat fan unavailable.")

    assert refused(api, "Lounge", TIMER, timerMode="ON") == unavailable
    assert refused(api, "Living Room", TIMER, timerMode="AUTO") == invalid("timerMode")


# -- what is no command of the device


def test_no_command_is_not_found_and_one_that_the_device_lacks_is_invalid(api: Api) -> None:
    url = f"{api.home}/devices/{api.sandbox.device_id('Living Room')}:executeCommand"

    for body in ({}, {"command": ""}, {"command": f"{COMMANDS}ThermostatMode.Set"}, {"params": {"mode": "HEAT"}}):
        assert error_of(api.http.post(url, json=body))[:2] == (404, "NOT_FOUND")
    assert error_of(api.http.post(url))[:2] == (404, "NOT_FOUND")
    assert refused(api, "Kitchen Display", MODE, mode="HEAT")[:2] == (400, "INVALID_ARGUMENT")
    no_fan_trait = next(each.id for each in api.sandbox.account.devices.values() if each.custom_name == "Thermostat")
    assert refused(api, no_fan_trait, TIMER, timerMode="ON")[:2] == (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'"x"', b"NaN", b'{"command": 3}', b'{"params": []}', b'{"more": 1}', b"\xff"]
)
def test_a_malformed_body_is_invalid(api: Api, content: bytes) -> None:
    url = f"{api.home}/devices/{api.sandbox.device_ids[0]}:executeCommand"

    answer = api.http.post(url, content=content, headers={"content-type": "application/json"})

    assert error_of(answer)[:2] == (400, "INVALID_ARGUMENT")


def test_a_body_is_json(api: Api) -> None:
    url = f"{api.home}/devices/{api.sandbox.device_ids[0]}:executeCommand"

    assert api.http.post(url, data={"command": "x"}).status_code == 415


def test_an_offline_thermostat_takes_no_command(api: Api) -> None:
    before = api.trait("Cellar", "ThermostatTemperatureSetpoint")

    assert refused(api, "Cellar", HEAT, heatCelsius=18)[:2] == (400, "FAILED_PRECONDITION")
    assert api.trait("Cellar", "ThermostatTemperatureSetpoint") == before


def test_an_unknown_device_has_no_commands(api: Api) -> None:
    body = {"command": f"{COMMANDS}{MODE}", "params": {"mode": "HEAT"}}

    answer = api.http.post(f"{api.home}/devices/unknown:executeCommand", json=body)

    assert error_of(answer) == (404, "NOT_FOUND", f"Device {api.sandbox.project}/devices/unknown not found.")


# -- later


@pytest.fixture
def slow(api: Api) -> Api:
    api.sandbox.delay_s = 10.0
    return api


def test_an_accepted_command_shows_later(slow: Api) -> None:
    before = set_points(slow, "Living Room")
    accepted(slow, "Living Room", HEAT, heatCelsius=16)
    slow.sandbox.clock.advance(9.9)
    assert set_points(slow, "Living Room") == before

    slow.sandbox.clock.advance(0.1)

    assert set_points(slow, "Living Room") == {"heatCelsius": 16.0}


def test_commands_are_checked_against_those_that_do_not_show_yet(slow: Api) -> None:
    accepted(slow, "Living Room", MODE, mode="COOL")
    slow.sandbox.clock.advance(5)
    accepted(slow, "Living Room", COOL, coolCelsius=26)
    assert slow.trait("Living Room", "ThermostatMode")["mode"] == "HEAT"

    slow.sandbox.clock.advance(5)
    first = set_points(slow, "Living Room")
    slow.sandbox.clock.advance(5)

    assert first.keys() == {"coolCelsius"}
    assert first != set_points(slow, "Living Room") == {"coolCelsius": 26.0}


def test_a_delayed_command_survives_a_new_id(slow: Api) -> None:
    accepted(slow, "Living Room", HEAT, heatCelsius=16)
    slow.sandbox.change_id(slow.sandbox.device_id("Living Room"))
    slow.sandbox.clock.advance(10)

    assert set_points(slow, "Living Room") == {"heatCelsius": 16.0}


@pytest.mark.parametrize("seconds", [1800, 3540, 3660])
def test_until_a_command_shows_the_room_goes_by_the_earlier_settings(slow: Api, seconds: float) -> None:
    slow.sandbox.delay_s = 3600.0
    slow.sandbox.set_temperature(slow.sandbox.device_id("Living Room"), 18.0)
    accepted(slow, "Living Room", MODE, mode="OFF")
    slow.sandbox.clock.advance(seconds)
    slow.use(slow.sandbox.make_consent()["access_token"])

    assert slow.trait("Living Room", "Temperature")["ambientTemperatureCelsius"] > 18.0


def test_by_default_commands_show_at_once_only_in_a_world_that_stands_still() -> None:
    limits = NestLimits(enforced=False)

    assert NestSandbox(speed=0, limits=limits).delay_s == 0
    assert NestSandbox(clock=SandboxClock(speed=0), limits=limits).delay_s == 0
    assert NestSandbox(speed=60, limits=limits).delay_s == DELAY_S
    assert NestSandbox(speed=60, delay_s=1.5, limits=limits).delay_s == 1.5
