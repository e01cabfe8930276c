"""The command of each verb, and what is refused before anything is sent."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from smartbuildings import Mode, Temperature, TemperatureDelta
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.nest import commands
from smartbuildings.nest.commands import Asked, Command
from smartbuildings.nest.enums import ThermostatMode, TimerMode
from smartbuildings.nest.models import ThermostatStatus
from smartbuildings.nest.vendor import COMMANDS

from .shapes import LATER, status_of

F, C = Temperature.f, Temperature.c
SETPOINT = "ThermostatTemperatureSetpoint."
ECO = {"mode": "MANUAL_ECO"}


def sent(command: Command | None) -> tuple[str, dict[str, Any]]:
    """Return what a command sends, after a check of its form."""
    assert command is not None
    body = command.body()
    assert set(body) == {"command", "params"}
    assert command.name in COMMANDS
    assert body["command"] == f"sdm.devices.commands.{command.name}"
    assert set(body["params"]) <= {*command.arguments, "timerMode"}
    json.dumps(body)
    return command.name, body["params"]


def refused(status: ThermostatStatus, **given: Any) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        commands.set_temperature(status, **given)
    return caught.value


# -- set points


@pytest.mark.parametrize(("mode", "side", "name"), [("HEAT", "heat", "SetHeat"), ("COOL", "cool", "SetCool")])
def test_the_set_point_of_the_mode_is_sent_in_celsius(mode: str, side: str, name: str) -> None:
    status = status_of("heat and cool", ThermostatMode={"mode": mode})
    command = commands.set_temperature(status, **{side: F(70)})
    assert sent(command) == (f"{SETPOINT}{name}", {f"{side}Celsius": 21.1111})
    assert command.asked == (Asked(heat=F(70)) if side == "heat" else Asked(cool=F(70)))
    assert command.arguments == {f"{side}Celsius": side}


@pytest.mark.parametrize(("celsius", "number"), [("20.12346", 20.1235), ("20.12344", 20.1234), ("20.12345", 20.1234)])
def test_a_single_set_point_is_rounded_to_the_nearest(celsius: str, number: float) -> None:
    command = commands.set_temperature(status_of("heat only"), heat=C(Decimal(celsius)))
    assert sent(command)[1] == {"heatCelsius": number}


def test_both_set_points_go_in_one_command_rounded_away_from_each_other() -> None:
    command = commands.set_temperature(status_of("heat and cool"), heat=F(71), cool=F(74))
    # 21.66666… and 23.33333… °C
    assert sent(command) == (f"{SETPOINT}SetRange", {"heatCelsius": 21.6666, "coolCelsius": 23.3334})
    assert command.asked == Asked(heat=F(71), cool=F(74))


@pytest.mark.parametrize(
    ("given", "params", "asked", "order"),
    [
        ({"heat": F(68)}, (20.0, 22.7778), (F(68), C(22.77776)), ["heat", "cool"]),
        ({"cool": F(75)}, (20.0, 23.8889), (C(20), F(75)), ["cool", "heat"]),
    ],
)
def test_the_set_point_that_is_not_given_stays_as_it_is(
    given: dict[str, Temperature],
    params: tuple[float, float],
    asked: tuple[Temperature, Temperature],
    order: list[str],
) -> None:
    command = commands.set_temperature(status_of("heat and cool"), **given)
    assert sent(command)[1] == {"heatCelsius": params[0], "coolCelsius": params[1]}
    assert (command.asked.heat, command.asked.cool) == asked
    assert list(command.arguments.values()) == order
    assert command.arguments == {"heatCelsius": "heat", "coolCelsius": "cool"}


@pytest.mark.parametrize(("given", "other"), [("heat", "cool"), ("cool", "heat")])
def test_a_set_point_that_is_neither_given_nor_reported_has_to_be_given(given: str, other: str) -> None:
    points = {f"{other}Celsius": None}
    error = refused(status_of("heat and cool", ThermostatTemperatureSetpoint=points), **{given: C(21)})
    assert error.field == other
    assert f"does not report its {other} set point" in str(error)
    assert f"Give {other}=." in str(error)
    status = status_of("heat and cool", ThermostatTemperatureSetpoint={"heatCelsius": None, "coolCelsius": None})
    assert sent(commands.set_temperature(status, heat=C(20), cool=C(25)))[1] == {"heatCelsius": 20, "coolCelsius": 25}


def test_something_has_to_be_given() -> None:
    error = refused(status_of("heat only"))
    assert (error.field, "No set point was given" in str(error)) == ("heat", True)


@pytest.mark.parametrize(
    "bare",
    [21, 21.5, "70 F", True, TemperatureDelta.c(21), Decimal(21), 10**5000, "x" * 9999],
    ids=lambda bare: type(bare).__name__,
)
@pytest.mark.parametrize("side", ["heat", "cool"])
def test_a_bare_number_is_not_a_temperature(bare: Any, side: str) -> None:
    for name in ("heat and cool", "heat only", "offline"):
        error = refused(status_of(name), **{side: bare})
        assert error.field == side
        assert f"has no unit. Use {side}=Temperature.c(...)" in str(error)
        assert len(str(error)) < 200


@pytest.mark.parametrize(("given", "field"), [({"heat": C(20)}, "heat"), ({"cool": C(25)}, "cool")])
def test_in_eco_no_set_point_can_be_set(given: dict[str, Temperature], field: str) -> None:
    error = refused(status_of("heat and cool", ThermostatEco=ECO), **given)
    assert error.field == field
    assert "AVPHwEsA is in Eco" in str(error)
    assert "set_eco(False)" in str(error)


def test_eco_comes_before_the_mode() -> None:
    """Its message leads to the call that helps, whatever the mode."""
    for mode in ("OFF", "HEAT", "BOOST"):
        status = status_of("heat and cool", ThermostatEco=ECO, ThermostatMode={"mode": mode})
        assert "Eco" in str(refused(status, cool=C(25)))


@pytest.mark.parametrize(
    ("mode", "given", "field", "words"),
    [
        ("HEAT", {"cool": C(25)}, "cool", "is in mode HEAT and has a heat set point. Use heat=, or"),
        ("HEAT", {"heat": C(20), "cool": C(25)}, "cool", "has a heat set point"),
        ("COOL", {"heat": C(20)}, "heat", "is in mode COOL and has a cool set point. Use cool=, or"),
        ("COOL", {"heat": C(20), "cool": C(25)}, "heat", "has a cool set point"),
        ("OFF", {"heat": C(20)}, "heat", "is in mode OFF and has no set points. Set a mode first."),
        ("OFF", {"cool": C(20)}, "cool", "has no set points"),
        ("BOOST", {"cool": C(20)}, "cool", "is BOOST, so it is not known which set points"),
        (None, {"cool": C(20)}, "cool", "is not reported, so it is not known which set points"),
    ],
)
def test_a_set_point_that_the_mode_does_not_have_is_refused(
    mode: str | None, given: dict[str, Temperature], field: str, words: str
) -> None:
    error = refused(status_of("heat and cool", ThermostatMode={"mode": mode}), **given)
    assert error.field == field
    assert words in str(error)


@pytest.mark.parametrize("in_celsius", [False, True])
@pytest.mark.parametrize("low", range(50, 88))
def test_a_gap_of_3_f_passes_and_is_still_one_after_rounding(low: int, in_celsius: bool) -> None:
    heat, cool = F(low), F(low + 3)
    if in_celsius:
        heat, cool = heat.in_c(), cool.in_c()
    _, params = sent(commands.set_temperature(status_of("heat and cool"), heat=heat, cool=cool))
    # The API names 1.6667 °C as the minimum.
    assert Decimal(str(params["coolCelsius"])) - Decimal(str(params["heatCelsius"])) >= Decimal("1.6667")
    assert abs(params["heatCelsius"] - heat.c) < 0.0001
    assert abs(params["coolCelsius"] - cool.c) < 0.0001


@pytest.mark.parametrize("low", range(50, 88))
def test_a_gap_below_3_f_is_refused_where_fahrenheit_is_shown(low: int) -> None:
    status = status_of("heat and cool")
    for cool in (F(low + 2.98), F(low + 2.98).in_c(), F(low + 1), F(low).in_c() + TemperatureDelta.f(2.98)):
        error = refused(status, heat=F(low), cool=cool)
        assert error.field == "heat"
        assert "less than 3 °F apart" in str(error)
        assert f"{low}.0 °F" in str(error)
        assert "stays as it is" not in str(error)


@pytest.mark.parametrize("low", range(50, 88))
def test_a_set_point_that_is_kept_may_come_back_with_noise(low: int) -> None:
    shown = {"heatCelsius": 15, "coolCelsius": round(F(low + 3).c - 0.000004, 5)}
    status = status_of("heat and cool", ThermostatTemperatureSetpoint=shown)
    assert sent(commands.set_temperature(status, heat=F(low)))[0] == f"{SETPOINT}SetRange"


@pytest.mark.parametrize("scale", ["CELSIUS", "KELVIN", None])
def test_where_celsius_is_shown_heat_only_has_to_be_below_cool(scale: str | None) -> None:
    status = status_of("heat and cool", Settings={"temperatureScale": scale})
    assert sent(commands.set_temperature(status, heat=C(20), cool=C(20.5)))[1]["coolCelsius"] == 20.5


@pytest.mark.parametrize("scale", ["CELSIUS", "FAHRENHEIT"])
@pytest.mark.parametrize(
    ("given", "field", "kept"),
    [
        ({"heat": C(24), "cool": C(23)}, "heat", ""),
        ({"heat": C(23), "cool": C(23)}, "heat", ""),
        ({"heat": C(23)}, "heat", " (the cool set point stays as it is)"),
        ({"cool": C(19)}, "cool", " (the heat set point stays as it is)"),
    ],
)
def test_heat_has_to_be_below_cool(scale: str, given: dict[str, Temperature], field: str, kept: str) -> None:
    error = refused(status_of("heat and cool", Settings={"temperatureScale": scale}), **given)
    assert error.field == field
    assert "is not below the cool set point" in str(error)
    assert f"{kept}. Move them apart." in str(error)
    assert ("stays" in str(error)) is bool(kept)


def test_a_small_gap_to_the_set_point_that_stays_names_it() -> None:
    error = refused(status_of("heat and cool"), cool=C(21))
    assert (error.field, "(the heat set point stays as it is)" in str(error)) == ("cool", True)
    assert "The heat set point 68.0 °F and the cool set point 69.8 °F are less than" in str(error)


# -- modes


@pytest.mark.parametrize(
    ("mode", "native"),
    [
        (Mode.HEAT, "HEAT"),
        (Mode.AUTO, "HEATCOOL"),
        ("auto", "HEATCOOL"),
        ("HEATCOOL", "HEATCOOL"),
        (ThermostatMode.OFF, "OFF"),
        ("cool", "COOL"),
    ],
)
def test_a_mode_is_sent_as_the_api_writes_it(mode: str, native: str) -> None:
    status = status_of("heat and cool", ThermostatMode={"mode": "COOL" if native != "COOL" else "HEAT"})
    command = commands.set_mode(status, mode)
    assert sent(command) == ("ThermostatMode.SetMode", {"mode": native})
    assert command is not None
    assert command.asked == Asked(mode=ThermostatMode(native))
    assert command.arguments == {"mode": "mode"}


@pytest.mark.parametrize("mode", [Mode.AUTO, "HEATCOOL", ThermostatMode.HEATCOOL])
def test_the_mode_that_is_set_already_needs_no_command(mode: str) -> None:
    assert commands.set_mode(status_of("heat and cool"), mode) is None


def test_a_mode_of_a_later_release_can_be_set_where_it_is_listed() -> None:
    status = status_of("heat only", ThermostatMode={"availableModes": ["HEAT", "BOOST"]})
    for mode in ("BOOST", "boost"):
        assert sent(commands.set_mode(status, mode))[1] == {"mode": "BOOST"}


@pytest.mark.parametrize("modes", [None, []])
def test_without_a_list_every_known_mode_may_be_set(modes: list[str] | None) -> None:
    status = status_of("heat only", ThermostatMode={"availableModes": modes})
    assert sent(commands.set_mode(status, Mode.AUTO))[1] == {"mode": "HEATCOOL"}
    with pytest.raises(InvalidRequest, match="Use one of 'heat', 'cool', 'auto', 'off'"):
        commands.set_mode(status, "boost")


@pytest.mark.parametrize("mode", ["cool", Mode.AUTO, ThermostatMode.COOL, "Heat", "eco", "", None, 3, True, "x" * 9999])
def test_a_mode_that_the_thermostat_does_not_list_is_refused(mode: Any) -> None:
    with pytest.raises(InvalidRequest) as caught:
        commands.set_mode(status_of("heat only"), mode)
    assert caught.value.field == "mode"
    assert "of thermostat AVPHwEsA. Use one of 'heat', 'off'." in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("mode", "shown"),
    [(Mode.COOL, "'cool'"), (ThermostatMode.COOL, "'COOL'"), (10**5000, "an integer")],
    ids=["neutral", "native", "integer"],
)
def test_a_refused_mode_is_shown_as_text(mode: Any, shown: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        commands.set_mode(status_of("heat only"), mode)
    assert str(caught.value).startswith(shown)


# -- Eco


@pytest.mark.parametrize(("eco", "before", "native"), [(True, "OFF", "MANUAL_ECO"), (False, "MANUAL_ECO", "OFF")])
def test_eco_is_switched_on_and_off(eco: bool, before: str, native: str) -> None:
    command = commands.set_eco(status_of("heat and cool", ThermostatEco={"mode": before}), eco)
    assert sent(command) == ("ThermostatEco.SetMode", {"mode": native})
    assert command is not None
    assert command.asked == Asked(is_eco=eco)
    assert command.arguments == {"mode": "eco"}


@pytest.mark.parametrize(("eco", "before"), [(True, "MANUAL_ECO"), (False, "OFF")])
def test_eco_that_is_as_asked_for_needs_no_command(eco: bool, before: str) -> None:
    assert commands.set_eco(status_of("heat and cool", ThermostatEco={"mode": before}), eco) is None


@pytest.mark.parametrize("eco", [1, 0, "on", None, "MANUAL_ECO"])
def test_eco_is_a_boolean(eco: Any) -> None:
    for name in ("heat and cool", "offline"):
        with pytest.raises(InvalidRequest, match="is not a boolean") as caught:
            commands.set_eco(status_of(name), eco)
        assert caught.value.field == "eco"


def test_a_thermostat_without_eco_says_so() -> None:
    for status in (
        status_of("offline"),
        status_of("heat only", ThermostatEco=None),
        status_of("heat only", ThermostatEco={"mode": "AUTOMATIC_ECO"}),
    ):
        for eco in (True, False):
            with pytest.raises(NotSupported, match="AVPHwEsA of Nest has no Eco that can be set now"):
                commands.set_eco(status, eco)


@pytest.mark.parametrize("modes", [["OFF"], []])
def test_eco_that_is_not_available_can_be_left_and_not_set(modes: list[str]) -> None:
    with pytest.raises(NotSupported):
        commands.set_eco(status_of("heat only", ThermostatEco={"availableModes": modes}), True)
    in_eco = status_of("heat only", ThermostatEco={"availableModes": modes, "mode": "MANUAL_ECO"})
    assert sent(commands.set_eco(in_eco, False))[1] == {"mode": "OFF"}


def test_without_a_list_of_eco_modes_eco_can_be_set() -> None:
    status = status_of("heat only", ThermostatEco={"availableModes": None})
    assert sent(commands.set_eco(status, True))[1] == {"mode": "MANUAL_ECO"}


# -- fans


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(seconds=1), "1s"),
        (timedelta(minutes=15), "900s"),
        (timedelta(hours=12), "43200s"),
        (timedelta(seconds=1.6), "2s"),
        (timedelta(seconds=0.6), "1s"),
    ],
)
def test_the_fan_runs_for_a_time(duration: timedelta, text: str) -> None:
    command = commands.fan_for(status_of("heat and cool"), duration)
    assert sent(command) == ("Fan.SetTimer", {"timerMode": "ON", "duration": text})
    assert command.asked == Asked(fan=TimerMode.ON)
    assert command.arguments == {"duration": "duration", "timerMode": "duration"}


def test_a_timer_that_runs_is_restarted_and_told_from_the_new_one_by_its_end() -> None:
    running = status_of("heat and cool", Fan={"timerMode": "ON", "timerTimeout": LATER})
    command = commands.fan_for(running, timedelta(minutes=15))
    assert running.fan_ends_at is not None
    assert command.asked == Asked(fan=TimerMode.ON, fan_ended_at=running.fan_ends_at)


@pytest.mark.parametrize(
    "duration",
    [timedelta(0), timedelta(seconds=0.4), timedelta(seconds=-5), timedelta(hours=12, seconds=1), timedelta.max, 900,
     "900s", None, True],
)  # fmt: skip
def test_a_time_that_the_fan_cannot_run_for_is_refused(duration: Any) -> None:
    with pytest.raises(InvalidRequest, match="Use a timedelta from 1 second to 12 hours") as caught:
        commands.fan_for(status_of("heat and cool"), duration)
    assert caught.value.field == "duration"


def test_a_fan_is_stopped_unless_it_does_not_run() -> None:
    command = commands.stop_fan(status_of("heat and cool", Fan={"timerMode": "ON"}))
    assert sent(command) == ("Fan.SetTimer", {"timerMode": "OFF"})
    assert command is not None
    assert command.asked == Asked(fan=TimerMode.OFF)
    assert command.arguments == {"timerMode": "fan"}
    assert commands.stop_fan(status_of("heat and cool")) is None


@pytest.mark.parametrize("name", ["heat only", "offline"])
def test_a_thermostat_without_a_fan_says_so(name: str) -> None:
    for call in (lambda status: commands.fan_for(status, timedelta(minutes=15)), commands.stop_fan):
        with pytest.raises(NotSupported, match="AVPHwEsA of Nest has no fan whose timer can be set"):
            call(status_of(name))
