"""The outcome of a command: shown by a status or not yet, or an error with the name of the caller's argument."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings import Temperature
from smartbuildings._core.responses import error_from_response
from smartbuildings.errors import BadRequest, Conflict, PreconditionFailed, Rejected, RequestFacts
from smartbuildings.nest import commands
from smartbuildings.nest.commands import Asked, Command
from smartbuildings.nest.enums import ThermostatMode, TimerMode
from smartbuildings.nest.outcome import error_for_caller, is_shown
from smartbuildings.nest.vendor import NEST

from .shapes import LATER, LATEST, status_of

F, C = Temperature.f, Temperature.c
FACTS = RequestFacts("POST", "/v1/enterprises/p/devices/d:executeCommand")


# -- a status read back


@pytest.mark.parametrize(
    ("found", "shown"), [(21, True), (21.3, True), (20.7, True), (21.31, False), (20.69, False), (None, False)]
)
def test_a_set_point_is_shown_within_0_3_c(found: float | None, shown: bool) -> None:
    heating = status_of("heat only", ThermostatTemperatureSetpoint={"heatCelsius": found})
    assert is_shown(Asked(heat=C(21)), heating) is shown
    cooling = status_of("heat and cool", ThermostatTemperatureSetpoint={"coolCelsius": found})
    assert is_shown(Asked(cool=C(21)), cooling) is shown


def test_both_set_points_have_to_be_shown() -> None:
    status = status_of("heat and cool")
    assert is_shown(Asked(heat=F(68), cool=F(73)), status)
    assert not is_shown(Asked(heat=F(69), cool=F(73)), status)
    assert not is_shown(Asked(heat=F(68), cool=F(74)), status)


def test_the_mode_and_eco_have_to_be_shown() -> None:
    status = status_of("heat and cool")
    assert is_shown(Asked(mode=ThermostatMode.HEATCOOL), status)
    assert not is_shown(Asked(mode=ThermostatMode.HEAT), status)
    assert not is_shown(Asked(mode=ThermostatMode.HEAT), status_of("heat only", ThermostatMode=None))
    assert is_shown(Asked(is_eco=False), status)
    assert not is_shown(Asked(is_eco=True), status)
    assert not is_shown(Asked(is_eco=False), status_of("heat only", ThermostatEco=None))


def test_a_set_point_is_not_shown_in_eco() -> None:
    assert not is_shown(Asked(heat=F(68)), status_of("heat and cool", ThermostatEco={"mode": "MANUAL_ECO"}))


def test_the_timer_of_the_fan_has_to_be_as_asked_for() -> None:
    off, on = status_of("heat and cool"), status_of("heat and cool", Fan={"timerMode": "ON", "timerTimeout": LATER})
    start = commands.fan_for(off, timedelta(minutes=15)).asked
    assert (is_shown(start, off), is_shown(start, on)) == (False, True)
    stop = Asked(fan=TimerMode.OFF)
    assert (is_shown(stop, off), is_shown(stop, on), is_shown(stop, status_of("heat only"))) == (True, False, False)
    assert is_shown(Asked(fan=TimerMode.OFF, fan_ended_at=off.fan_ends_at), off)


def test_a_restarted_timer_has_another_end() -> None:
    before = status_of("heat and cool", Fan={"timerMode": "ON", "timerTimeout": LATER})
    after = status_of("heat and cool", Fan={"timerMode": "ON", "timerTimeout": LATEST})
    restart = commands.fan_for(before, timedelta(minutes=15)).asked
    assert (is_shown(restart, before), is_shown(restart, after)) == (False, True)


def test_a_timer_that_started_since_is_shown_by_any_end() -> None:
    """Some report the end of the last timer while none runs."""
    before = status_of("heat and cool", Fan={"timerMode": "OFF", "timerTimeout": LATER})
    after = status_of("heat and cool", Fan={"timerMode": "ON", "timerTimeout": LATER})
    assert is_shown(commands.fan_for(before, timedelta(minutes=15)).asked, after)


def test_nothing_asked_for_is_shown_by_any_status() -> None:
    assert is_shown(Asked(), status_of("offline"))


# -- errors


def answered(message: Any, status: str = "INVALID_ARGUMENT", **more: Any) -> Rejected:
    body = json.dumps({"error": {"code": 400, "message": message, **more, "status": status}})
    found = error_from_response(400, body.encode(), request=FACTS, shape=NEST.errors)
    assert isinstance(found, Rejected)
    return found


RANGE = commands.set_temperature(status_of("heat and cool"), cool=F(75))
HEAT = commands.set_temperature(status_of("heat only"), heat=C(21))
FAN = commands.fan_for(status_of("heat and cool"), timedelta(minutes=15))
MODE = Command("ThermostatMode.SetMode", {"mode": "HEAT"}, Asked(), {"mode": "mode"})
ECO = Command("ThermostatEco.SetMode", {"mode": "OFF"}, Asked(), {"mode": "eco"})
STOP = Command("Fan.SetTimer", {"timerMode": "OFF"}, Asked(), {"timerMode": "fan"})


@pytest.mark.parametrize(
    ("command", "text", "field"),
    [
        (RANGE, "Temperature setpoint range is smaller than minimum 1.666700 in FAHRENHEIT", "cool"),
        (RANGE, "heatCelsius contains an invalid value", "heat"),
        (RANGE, "coolCelsius contains an invalid value", "cool"),
        (RANGE, "The heat value has to be lower", "cool"),  # Only the names of parameters count.
        (HEAT, "Temperature setpoint is out of range [10.000000, 32.222301] in FAHRENHEIT", "heat"),
        (HEAT, "coolCelsius contains an invalid value", "heat"),  # Not one of its parameters.
        (FAN, "duration contains an invalid value", "duration"),
        (FAN, "timerMode contains an invalid value", "duration"),
        (STOP, "timerMode contains an invalid value", "fan"),
        (MODE, "mode contains an invalid value", "mode"),
        (ECO, "mode contains an invalid value", "eco"),
        (ECO, "Some text that nobody has seen", "eco"),
    ],
)
def test_a_refusal_names_the_callers_argument(command: Command, text: str, field: str) -> None:
    refused = answered(f"{text}.")
    error = error_for_caller(refused, command)
    assert type(error) is BadRequest
    assert error.fields == {field: text}
    assert f"was answered 400: {field}: {text}." in str(error)
    assert str(error).endswith(str(refused).rpartition(f"{text}.")[2])  # What can be done about it.
    assert (error.status, error.body, error.request) == (400, refused.body, FACTS)


@pytest.mark.parametrize(
    ("command", "text", "field"),
    [
        (HEAT, "sdm.devices.commands.ThermostatTemperatureSetpoint.SetHeat command not allowed in current thermostat "
               "mode", "heat"),
        (RANGE, "Command not allowed when thermostat in MANUAL_ECO mode", "cool"),
        (FAN, "Thermostat fan unavailable", "duration"),
    ],
)  # fmt: skip
def test_a_state_that_does_not_allow_it_is_a_refusal_and_a_conflict(command: Command, text: str, field: str) -> None:
    error = error_for_caller(answered(f"{text}.", "FAILED_PRECONDITION"), command)
    assert type(error) is PreconditionFailed
    assert isinstance(error, Rejected)
    assert isinstance(error, Conflict)
    assert error.fields == {field: text}
    assert f"{field}: {text}" in str(error)


def test_the_status_decides_whatever_the_text_says() -> None:
    text = "Command not allowed in current thermostat mode."
    assert not isinstance(error_for_caller(answered(text), HEAT), Conflict)
    assert isinstance(error_for_caller(answered("zzz", "FAILED_PRECONDITION"), HEAT), Conflict)
    assert not isinstance(error_for_caller(answered('"status": "FAILED_PRECONDITION"'), HEAT), Conflict)
    detail = answered("No.", details=[{"status": "FAILED_PRECONDITION"}])
    assert not isinstance(error_for_caller(detail, HEAT), Conflict)


@pytest.mark.parametrize("text", ["Out  of\nrange", "Out of range " + "x" * 900])
def test_the_argument_is_named_however_the_text_is_shown(text: str) -> None:
    assert "was answered 400: heat: Out of range" in str(error_for_caller(answered(text), HEAT))


def test_the_status_counts_where_the_error_quotes_only_the_beginning_of_the_body() -> None:
    details = [{"@type": "type.googleapis.com/google.rpc.DebugInfo", "detail": "x" * 900}]
    body = {"error": {"code": 400, "message": "No.", "status": "FAILED_PRECONDITION", "details": details}}
    refused = error_from_response(400, json.dumps(body).encode(), request=FACTS, shape=NEST.errors)
    assert isinstance(refused, Rejected)
    assert refused.body.endswith("characters)")
    assert isinstance(error_for_caller(refused, HEAT), PreconditionFailed)


@pytest.mark.parametrize(
    "body", [b"", b"<html>Bad Request</html>", b"[]", b'{"error": 3}', b'{"error": {"message": 5}}']
)
def test_an_error_without_a_text_is_about_the_first_argument(body: bytes) -> None:
    refused = error_from_response(400, body, request=FACTS, shape=NEST.errors)
    assert isinstance(refused, Rejected)
    error = error_for_caller(refused, RANGE)
    assert (type(error), list(error.fields)) == (BadRequest, ["cool"])
    assert str(refused) in str(error)


@given(st.text(max_size=3000), st.sampled_from([RANGE, HEAT, FAN, MODE, ECO, STOP]))
def test_no_text_of_an_error_fails(text: str, command: Command) -> None:
    error = error_for_caller(answered(text, "FAILED_PRECONDITION"), command)
    assert isinstance(error, PreconditionFailed)
    assert next(iter(error.fields)) in command.arguments.values()
