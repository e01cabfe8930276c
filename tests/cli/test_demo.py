"""The demo as a process, and its steps against sandboxes that misbehave: each has to notice."""

from __future__ import annotations

import io
import json
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

import attrs
import pytest
from rich.console import Console

from smartbuildings.cli.demo import all_vendors, another_vendor, failing, holding, leaving, reading, surviving
from smartbuildings.cli.demo.chart import temperature_chart
from smartbuildings.cli.demo.play import STEPS, has_passed, play_against
from smartbuildings.cli.demo.scene import Scene
from smartbuildings.cli.demo.stage import Check, Stage, StepResult
from smartbuildings.sandbox import Fault, Sandbox, SandboxServer, SmartThingsSandbox
from smartbuildings.sandbox.command import VENDORS, smartthings_to_serve

DEMO = [sys.executable, "-m", "smartbuildings", "demo"]


@pytest.fixture
def quiet_stage() -> Stage:
    return Stage(Console(file=io.StringIO(), width=96), is_fast=True)


@pytest.fixture
def served() -> Iterator[SandboxServer]:
    with SandboxServer(Sandbox()) as server:
        yield server


def test_the_demo_passes_without_a_terminal_in_less_than_20_seconds(environment: dict[str, str]) -> None:
    started = time.monotonic()
    done = subprocess.run(DEMO, env=environment | {"NO_COLOR": "1"}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert time.monotonic() - started < 20
    assert done.stdout.count("✓ ") >= len(STEPS)
    assert f"All {len(STEPS)} steps did what they said" in done.stdout
    assert "\x1b" not in done.stdout
    assert "sandbox-secret" not in done.stdout
    assert "eyJ" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_demo_takes_its_sandbox_with_it(
    environment: dict[str, str], sent: signal.Signals, code: int
) -> None:
    with subprocess.Popen(DEMO, env=environment | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        url = next(found[0] for line in demo.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        assert urllib.request.urlopen(f"{url}/_sandbox").status == 200
        demo.send_signal(sent)
        demo.stdout.read()
        assert demo.wait(10) == code
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{url}/_sandbox")


Spoil = Callable[[Sandbox], object]

REFUSED = Fault.response(403, body={"status": "error", "message": "no"})
NO_RANGE = {"status": "success", "data": {"hvacMode": "heat"}}
PRETENDED = {"status": "success", "data": {"desiredTemperature": 70.0, "type": "indefinite", "hvacMode": "off"}}


def fault(made: Fault, operation: str, **when: Any) -> Spoil:
    """Plan a fault for an operation."""
    return lambda sandbox: sandbox.faults.add(made, operation=operation, **when)


def stop_the_clock(sandbox: Sandbox) -> None:
    sandbox.clock.advance = lambda by: sandbox.clock.now()  # type: ignore[method-assign]


def hush_the_quota(sandbox: Sandbox) -> None:
    """Neither tell the limits nor enforce them."""
    take = sandbox.quota.take
    sandbox.quota.take = lambda peer: attrs.evolve(take(peer), allowed=True, headers={})  # type: ignore[method-assign]


def accept_another_secret(sandbox: Sandbox) -> None:
    sandbox.clients["sandbox-client"] = "a wrong secret"


MISBEHAVIOURS: list[tuple[str, Callable[[Scene], None], Spoil]] = [
    ("the credentials are refused", reading.get_token, fault(REFUSED, "getToken")),
    ("a building is read twice", reading.list_buildings, fault(Fault.html(503), "getBuildingSummary")),
    ("a token expires early", reading.list_buildings, fault(Fault.expired_token(), "getBuildingSummary")),
    ("a thermostat is not permitted", reading.read_statuses, fault(REFUSED, "getThermostatStatus", after=5)),
    ("the hold is forgotten", holding.hold_set_point, fault(Fault.response(201, body=PRETENDED), "setHeatHold")),
    ("the hold is refused", holding.hold_set_point, fault(REFUSED, "setHeatHold")),
    ("the room stays cold", holding.watch_temperature, stop_the_clock),
    (
        "the thermometer is broken",
        holding.watch_temperature,
        fault(Fault.missing_field("temperature"), "getThermostatStatus"),
    ),
    ("the token does not expire", surviving.survive_expiry, stop_the_clock),
    (
        "the token expires twice",
        surviving.survive_expiry,
        fault(Fault.expired_token(), "getThermostatStatus", after=15),
    ),
    (
        "a call is refused with 429",
        surviving.keep_the_quota,
        fault(Fault.rate_limited(retry_after=0), "getThermostatStatus", after=5),
    ),
    ("the quota is not told", surviving.keep_the_quota, hush_the_quota),
    (
        "the range is not told",
        failing.explain_invalid_request,
        fault(Fault.response(200, body=NO_RANGE), "getThermostatStatus", times=None),
    ),
    (
        "the permission is given",
        failing.explain_missing_permission,
        fault(Fault.response(200, body=PRETENDED), "setHvacMode"),
    ),
    ("the wrong secret is accepted", failing.explain_refused_credentials, accept_another_secret),
    ("the hold stays", leaving.leave, fault(Fault.response(204), "resumeSchedule")),
]


@pytest.mark.parametrize(("how", "step", "spoil"), MISBEHAVIOURS, ids=[each[0] for each in MISBEHAVIOURS])
def test_a_step_fails_when(
    served: SandboxServer, quiet_stage: Stage, how: str, step: Callable[[Scene], None], spoil: Spoil
) -> None:
    def spoiled(scene: Scene) -> None:
        spoil(served.sandbox)
        step(scene)

    before = needed_by(step)
    results = play_against(served.url, quiet_stage, (*before, spoiled))
    assert [each.passed for each in results] == [*(True for _ in before), False]
    assert not has_passed(results)


def needed_by(step: Callable[[Scene], None]) -> tuple[Callable[[Scene], None], ...]:
    """Give the steps that a step builds on."""
    if step is reading.get_token:
        return ()
    if step in {reading.list_buildings, reading.read_statuses}:
        return (reading.get_token,)
    if step in {holding.watch_temperature, leaving.leave}:
        return (reading.get_token, reading.read_statuses, holding.hold_set_point)
    return (reading.get_token, reading.read_statuses)


@pytest.mark.parametrize(
    ("operation", "made"),
    [
        ("executeDeviceCommands", Fault.response(200, body={"results": [{"id": "1", "status": "ACCEPTED"}]})),
        ("getDevices", Fault.html(503)),
    ],
)
def test_the_step_of_another_vendor_fails_when_the_device_or_the_list_does(
    served: SandboxServer, quiet_stage: Stage, monkeypatch: pytest.MonkeyPatch, operation: str, made: Fault
) -> None:
    def spoiled(**options: Any) -> SmartThingsSandbox:
        sandbox = smartthings_to_serve(**options)
        sandbox.faults.add(made, operation=operation)
        return sandbox

    monkeypatch.setattr(another_vendor, "smartthings_to_serve", spoiled)

    (result,) = play_against(served.url, quiet_stage, (another_vendor.control_smartthings,))

    assert not result.passed


def test_a_secret_on_the_screen_fails_the_last_step(served: SandboxServer, quiet_stage: Stage) -> None:
    def tell_too_much(scene: Scene) -> None:
        scene.stage.step("Careless", "It happens.")
        scene.stage.say("The secret is sandbox-secret.")
        scene.stage.check(True, "said it")

    steps = (reading.read_statuses, tell_too_much, leaving.leave)
    assert [each.passed for each in play_against(served.url, quiet_stage, steps)] == [True, True, False]


def test_a_step_that_claims_nothing_has_not_passed() -> None:
    assert not StepResult("silent").passed
    assert not StepResult("false", [Check(True, "one"), Check(False, "two")]).passed
    assert not StepResult("broken", [Check(True, "one")], error="Broke.").passed
    assert StepResult("shown", [Check(True, "one")]).passed


def test_a_demo_that_broke_off_has_not_passed() -> None:
    shown = [StepResult(f"step {number}", [Check(True, "one")]) for number in range(len(STEPS))]
    assert has_passed(shown)
    assert not has_passed(shown[:-1])


def test_the_demo_tells_its_checks_as_json(run: Any) -> None:
    ran = run("demo", "--fast", "--json")
    told = json.loads(ran.out)
    assert [each for each in told["steps"] if not each["passed"]] == []
    assert (ran.code, told["passed"], len(told["steps"])) == (0, True, len(STEPS))
    assert set(told["steps"][0]) == {"step", "passed", "checks", "error"}


ALL_VENDORS = [*DEMO, "--vendor", "all", "--fast"]


def test_the_demo_of_all_vendors_passes_in_less_than_20_seconds(environment: dict[str, str]) -> None:
    started = time.monotonic()
    done = subprocess.run([*ALL_VENDORS, "--json"], env=environment, capture_output=True, text=True, check=False)
    assert time.monotonic() - started < 20
    told = json.loads(done.stdout)
    assert [each for each in told["steps"] if not each["passed"]] == []
    assert (done.returncode, done.stderr, told["passed"], len(told["steps"])) == (0, "", True, 6)


def test_the_demo_of_all_vendors_fits_80_columns_and_shows_no_secret(environment: dict[str, str]) -> None:
    narrow = environment | {"COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(ALL_VENDORS, env=narrow, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "All 6 steps did what they said" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert re.search(r"^ +Account +Name +Now +Set points +Mode *$", done.stdout, re.MULTILINE)
    assert not re.search(r"sandbox-secret|eyJ|ya29\.|GOCSPX-|1//06", done.stdout)


def test_the_demo_of_an_unknown_vendor_is_refused(run: Any) -> None:
    assert run("demo", "--vendor", "acme").code == 2


@pytest.fixture
def three_served() -> Iterator[Mapping[str, SandboxServer[Any]]]:
    counts = {"buildings": all_vendors.BUILDINGS, "thermostats": all_vendors.THERMOSTATS}
    with ExitStack() as stack:
        yield {
            vendor: stack.enter_context(SandboxServer(VENDORS[vendor](**counts)))
            for vendor in ("ecobee", "smartthings", "nest")
        }


AccountsStep = Callable[[all_vendors.AccountsScene], None]
ACCEPTED = Fault.response(200, body={"results": [{"id": "1", "status": "ACCEPTED"}]})
LIST, READ, SET, HOLD, LOSE, LEAVE = all_vendors.STEPS


def never_revoke(sandbox: Any) -> None:
    sandbox.revoke_tokens = lambda: None


TROUBLES: list[tuple[str, AccountsStep, str, Callable[[Any], object]]] = [
    ("a structure is not listed", LIST, "nest", fault(Fault.response(200, body={"structures": []}), "listStructures")),
    ("a location is refused", LIST, "smartthings", fault(REFUSED, "getLocation")),
    ("a status is refused", READ, "ecobee", fault(REFUSED, "getThermostatStatus", after=2)),
    ("a list is read twice", READ, "nest", fault(Fault.html(503), "listDevices")),
    ("another account is slower", READ, "smartthings", fault(Fault.slow(3), "getDevices")),
    ("a command has no effect", SET, "smartthings", fault(ACCEPTED, "executeDeviceCommands")),
    ("a command is sent twice", SET, "nest", fault(Fault.expired_token(), "executeDeviceCommand")),
    ("a command is refused", SET, "ecobee", fault(REFUSED, "setHeatHold")),
    ("a hold is sent twice", HOLD, "ecobee", fault(Fault.expired_token(), "setHeatHold")),
    ("the revoked account still responds", LOSE, "nest", never_revoke),
    ("another account fails, too", LOSE, "smartthings", fault(Fault.revoked_token(), "getDevices", times=None)),
    ("the hold stays", LEAVE, "ecobee", fault(Fault.response(204), "resumeSchedule")),
    ("a set point stays", LEAVE, "smartthings", fault(ACCEPTED, "executeDeviceCommands")),
]


@pytest.mark.parametrize(("how", "step", "vendor", "spoil"), TROUBLES, ids=[each[0] for each in TROUBLES])
def test_a_step_of_all_vendors_fails_when(
    three_served: Mapping[str, SandboxServer[Any]],
    quiet_stage: Stage,
    how: str,
    step: AccountsStep,
    vendor: str,
    spoil: Callable[[Any], object],
) -> None:
    def spoiled(scene: all_vendors.AccountsScene) -> None:
        spoil(three_served[vendor].sandbox)
        step(scene)

    before = {LIST: (), READ: (LIST,), SET: (LIST, READ), LOSE: (LIST, READ)}.get(step, (LIST, READ, SET))
    urls = {name: server.url for name, server in three_served.items()}

    results = all_vendors.play_against(urls, quiet_stage, (*before, spoiled))

    assert [each.passed for each in results] == [*(True for _ in before), False]


def test_a_secret_of_any_vendor_on_the_screen_fails_the_last_step(
    three_served: Mapping[str, SandboxServer[Any]], quiet_stage: Stage
) -> None:
    names = ("SMARTBUILDINGS_CLIENT_SECRET", "SMARTTHINGS_TOKEN", "NEST_REFRESH_TOKEN", "NEST_CLIENT_SECRET")

    def tell_too_much(scene: all_vendors.AccountsScene) -> None:
        assert {scene.variables[name] for name in names} <= set(scene.secrets)
        scene.stage.step("Careless", "It happens.")
        scene.stage.say(f"The secret is {scene.variables['NEST_CLIENT_SECRET']}.")
        scene.stage.check(True, "said it")

    urls = {vendor: server.url for vendor, server in three_served.items()}

    results = all_vendors.play_against(urls, quiet_stage, (LIST, READ, SET, tell_too_much, LEAVE))

    assert [check.is_true for check in results[-1].checks] == [True, False]


def test_the_chart_rises_from_the_bottom_left_to_the_target() -> None:
    values = [60.0 + number for number in range(11)]
    rows = temperature_chart(values, target=70.0, total=11, width=20, height=6, low=59, high=71).plain.splitlines()
    assert len(rows) == 6
    assert "70.0 ┤" in rows[0] or "70.0 ┤" in rows[1]
    dots = [[column for column, cell in enumerate(row) if "\u2800" < cell <= "\u28ff"] for row in rows]
    drawn = [columns for columns in dots if columns]
    assert all(above[0] >= below[0] for above, below in pairwise(drawn))
    assert drawn[0][-1] > drawn[-1][-1]


def test_half_of_the_values_fill_half_of_the_chart() -> None:
    chart = temperature_chart([70.0] * 6, target=65.0, total=11, width=20, height=4, low=60, high=72).plain
    dots = [row.index(cell) for row in chart.splitlines() for cell in row if "\u2800" < cell <= "\u28ff"]
    assert max(dots) - 8 == pytest.approx(10, abs=2)
