"""``temperature`` with ecobee: a hold with the default end."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Ran, Server

Run = Callable[..., Ran]


def test_a_temperature_is_a_hold_until_the_schedule_changes(run: Run, server: Server, thermostat: str) -> None:
    done = run("temperature", thermostat, "--heat", "68F", COLUMNS="80")

    assert (done.code, done.out) == (0, f"Thermostat {thermostat} is set to heat 68.0 °F.\n")
    (held,) = run("status", thermostat, "--json").json()
    assert held["set_points"]["heat"]["f"] == 68.0
    assert run("resume", thermostat).code == 0


def test_a_mode_has_a_command_of_its_own_with_ecobee(run: Run, server: Server, thermostat: str) -> None:
    done = run("temperature", thermostat, "--heat", "68F", "--mode", "heat")

    assert done.code == 2
    assert f"set the mode by a command of its own: smartbuildings mode {thermostat} heat" in done.err
    assert not server.seen("updateThermostatHold")


def test_an_ecobee_out_of_range_is_a_usage_error(run: Run, thermostat: str) -> None:
    done = run("temperature", thermostat, "--heat", "40C", "--json")

    assert (done.code, done.out) == (2, "")
    assert "range" in done.err
