"""The commands for any vendor; which one follows from the variables that are set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from smartbuildings._sync import registry
from smartbuildings._sync.accepted import Accepted
from smartbuildings.cli import printing
from smartbuildings.cli.accounts import Account, Target
from smartbuildings.cli.vendors import VENDORS, Vendor, row_of, selected
from smartbuildings.cli.writes import report
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox
from smartbuildings.units import Temperature
from smartbuildings.values import Applied, Difference

from .conftest import Ran, base_environment

pytestmark = pytest.mark.smartthings_sandbox(speed=0)

Run = Callable[..., Ran]
Running = RunningSandbox[Any]


@pytest.fixture
def environment(smartthings_sandbox: Running, tmp_path: Path) -> dict[str, str]:
    """What a person has set who pasted the lines of the sandbox, in a terminal of 80 columns."""
    pasted = smartthings_sandbox.environment
    return base_environment() | pasted | {"XDG_STATE_HOME": str(tmp_path), "COLUMNS": "80"}


@pytest.fixture
def ecobee(smartthings_sandbox: Running) -> str:
    """A thermostat with two set points and the mode heat."""
    return f"{smartthings_sandbox.sandbox.device_id('ecobee')}:main"


# -- reading


def test_the_buildings_and_thermostats_of_smartthings_are_listed(run: Run, smartthings_sandbox: Running) -> None:
    buildings = run("buildings", "--json")
    assert buildings.code == 0, buildings.err
    (building,) = buildings.json()
    assert building == {
        "id": smartthings_sandbox.sandbox.location_ids[0],
        "name": "Maple Commons",
        "error": None,
    }

    listed = run("thermostats", "--building", building["id"])
    assert listed.code == 0, listed.err
    assert "Living Room ecobee" in listed.out
    ids = run("thermostats", "--ids-only").out.split()
    assert len(ids) == 8
    assert all(each in listed.out for each in ids), "no id is cut or wrapped"


def test_the_status_of_all_and_of_one_is_shown(run: Run, ecobee: str) -> None:
    shown = run("status", "--json")
    assert shown.code == 0, shown.err
    rows = shown.json()
    assert len(rows) == 8
    assert {row["mode"] for row in rows} == {"heat", "auto", None}

    one = run("--vendor", "smartthings", "status", ecobee)
    assert one.code == 0, one.err
    assert "71.0 °F" in one.out
    absent = run("status", "no-such-device")
    assert absent.code == 5
    assert "no such device" in absent.err


def test_names_are_shown_if_they_are_asked_for(run: Run, ecobee: str) -> None:
    named = run("status", "--names", "--json")
    assert named.code == 0, named.err
    assert {row["id"]: row["name"] for row in named.json()}[ecobee] == "Living Room ecobee"
    assert all(row["name"] for row in named.json())

    assert "Living Room ecobee" in run("status", ecobee, "--names").out
    (plain,) = run("status", ecobee, "--json").json()
    assert "name" not in plain


def test_a_status_stays_when_its_name_cannot_be_read(run: Run, ecobee: str, smartthings_sandbox: Running) -> None:
    smartthings_sandbox.sandbox.faults.add(Fault.response(404, {}), operation="getDevice", times=1)

    done = run("status", ecobee, "--names", "--json")

    assert done.code == 5
    (row,) = done.json()
    assert (row["name"], row["temperature"]["f"], row["error"]["type"]) == (None, 71.0, "NotFound")


# -- which vendor


def test_every_vendor_of_the_library_has_a_row() -> None:
    assert set(VENDORS) == set(registry.VENDORS)
    assert get_args(Vendor) == tuple(VENDORS)


@pytest.mark.parametrize("command", [("status",), ("temperature", "ID", "--heat", "68F"), ("mode", "ID", "heat")])
def test_a_version_is_refused_where_the_vendor_has_none(
    run: Run, smartthings_sandbox: Running, command: tuple[str, ...]
) -> None:
    done = run(*command, "--api-version", "v1")

    assert (done.code, done.out) == (2, "")
    assert "smartthings has one version of its API. Leave out --api-version." in done.err
    assert not list(smartthings_sandbox.sandbox.requests)


@pytest.mark.parametrize("name", ["SMARTTHINGS_API_KEY", "SMARTTHINGS_REFRESH_TOKEN"])
def test_each_variable_of_the_registry_selects_its_vendor(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for variable in {each for entry in registry.VENDORS.values() for each in entry.variables}:
        monkeypatch.delenv(variable, raising=False)
    assert row_of(None).name == "ecobee"

    monkeypatch.setenv(name, " ")
    assert selected() == ()
    monkeypatch.setenv(name, "something")
    assert [each.name for each in selected()] == ["smartthings"]


@pytest.mark.parametrize(
    "command",
    [("hold", "ID", "--heat", "68F"), ("resume", "ID"), ("sensors", "ID"), ("alerts",), ("token",), ("quota",)],
)
def test_a_command_that_only_ecobee_has_says_so(
    run: Run, smartthings_sandbox: Running, command: tuple[str, ...]
) -> None:
    done = run(*command)

    assert done.code == 2
    assert "Only ecobee has this command, and smartthings is the vendor whose variables are set." in done.err
    assert not list(smartthings_sandbox.sandbox.requests)

    chosen = run(*command, "--vendor", "smartthings")
    assert "Only ecobee has this command, and smartthings was chosen." in chosen.err


@pytest.mark.parametrize("command", ["buildings", "thermostats", "status"])
def test_an_account_that_fails_ends_the_command_without_a_result(run: Run, command: str) -> None:
    done = run(command, "--json", SMARTTHINGS_REFRESH_TOKEN="", SMARTTHINGS_TOKEN="revoked")

    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("smartbuildings: The access token")


# -- control


def test_a_temperature_is_set_and_the_device_shows_it(run: Run, ecobee: str) -> None:
    done = run("temperature", ecobee, "--heat", "69F")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Thermostat {ecobee} is set to heat 69.0 °F.\n"

    as_json = run("temperature", ecobee, "--heat", "21C", "--json").json()
    assert as_json == {
        "id": ecobee,
        "mode": None,
        "heat": {"f": 69.8, "c": 21.0},
        "cool": None,
        "is_applied": True,
        "reason": None,
        "reached": True,
        "differs": [],
    }
    assert run("status", ecobee, "--json").json()[0]["heat"]["f"] == 70.0  # Rounded to the device's step of 0.5 °F.


def test_the_mode_is_set_before_the_temperature(run: Run, ecobee: str, smartthings_sandbox: Running) -> None:
    done = run("temperature", ecobee, "--cool", "74F", "--mode", "cool")

    assert (done.code, done.err) == (0, "")
    assert done.out.replace(" \n", " ") == f"Thermostat {ecobee} is set to mode cool, cool 74.0 °F.\n"
    shown = run("status", ecobee, "--json").json()[0]
    assert (shown["mode"], shown["cool"]["f"]) == ("cool", 74.0)
    assert len(smartthings_sandbox.sandbox.requests.of("executeDeviceCommands")) == 2


def test_a_mode_is_set(run: Run, ecobee: str) -> None:
    done = run("mode", ecobee, "off")

    assert (done.code, done.out) == (0, f"Thermostat {ecobee} is set to mode off.\n")
    assert run("status", ecobee, "--json").json()[0]["mode"] == "off"
    unknown = run("mode", ecobee, "tropical")
    assert unknown.code == 2
    assert "no mode 'tropical'" in unknown.err


def test_a_device_that_sleeps_accepts_and_does_not_show_it_yet(run: Run, smartthings_sandbox: Running) -> None:
    sandbox = smartthings_sandbox.sandbox
    valve = f"{sandbox.device_id('radiator valve')}:main"
    sandbox.set_sleeping(sandbox.device_id("radiator valve"), True)

    accepted = run("temperature", valve, "--heat", "22C")
    waited = run("temperature", valve, "--heat", "22C", "--wait", "0.5", "--json")

    assert accepted.code == 0
    assert accepted.out.replace(" \n", " ").startswith(
        f"Thermostat {valve} does not show heat 22.0 °C yet: SmartThings has"
    )
    assert waited.code == 8
    assert waited.json()["is_applied"] is False
    assert "queued" in waited.json()["reason"]
    assert run("temperature", valve, "--heat", "22C", "--wait", "0").code == 2


def test_a_mode_that_shows_while_the_command_waits_does_not_claim_the_temperature_that_was_not_sent(
    capfd: pytest.CaptureFixture[str],
) -> None:
    for console in (printing.screen, printing.notes):
        console.cache_clear()
    cool = Temperature.f(74)
    target = Target(Account("smartthings", VENDORS["smartthings"], {}), "t:main")
    accepted = Accepted(lambda: Applied(reached=True), "queued", unsent=(Difference("cool", cool, Temperature.f(76)),))

    code = report(target, accepted, {"mode": "cool", "heat": None, "cool": cool}, wait_s=1, json=False)

    out, err = capfd.readouterr()
    assert code == 1
    assert out == "Thermostat t:main is set to mode cool.\n"
    assert "cool: asked for 74.0 °F, got 76.0 °F" in err.replace("\n", " ")


def test_an_id_that_is_wider_than_the_terminal_is_not_folded(capfd: pytest.CaptureFixture[str]) -> None:
    for console in (printing.screen, printing.notes):
        console.cache_clear()
    long = "A" * 300
    done = Applied(reached=False, differs=(Difference("cool", Temperature.f(74), Temperature.f(76)),))

    report(Target(Account("nest", VENDORS["nest"], {}), long), done, {"cool": None}, wait_s=None, json=False)

    assert capfd.readouterr().err.count(f" {long}") == 2


def test_a_temperature_needs_a_unit_and_a_set_point(run: Run, ecobee: str) -> None:
    bare = run("temperature", ecobee, "--heat", "20")
    nothing = run("temperature", ecobee)

    assert bare.code == nothing.code == 2
    assert "Write a number and its unit" in bare.err
    assert "No set point was given" in nothing.err
