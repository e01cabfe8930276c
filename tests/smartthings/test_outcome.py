"""What became of a command: applied, not yet, otherwise, or refused, and which argument is at fault."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings import Mode, Temperature
from smartbuildings.smartthings import commands
from smartbuildings.smartthings.commands import Asked, Command
from smartbuildings.smartthings.enums import CommandStatus, ThermostatMode
from smartbuildings.smartthings.models import CommandResult
from smartbuildings.smartthings.outcome import (
    Outcome,
    Results,
    compare,
    failed_commands,
    named_for_caller,
    results_of,
)
from smartbuildings.smartthings.vendor import complaints
from smartbuildings.values import Difference

from .shapes import LATER, TIME, state
from .test_commands import status_of

F, C = Temperature.f, Temperature.c
LATEST = "2025-11-03T09:00:00.000Z"


def heat(value: Any, time: str = LATEST) -> dict[str, Any]:
    return {"heatingSetpoint": state(value, "C", time)}


@pytest.mark.parametrize(
    ("value", "time", "outcome"),
    [
        (21, LATEST, Outcome()),
        (21.05, LATEST, Outcome()),  # Half a step of 0.1 °C.
        (21.06, LATEST, Outcome(differs=(Difference("heat", C(21), C(21.06)),))),
        (20.5, LATER, Outcome(pending=("heat",))),  # As before.
        (20.5, LATEST, Outcome(differs=(Difference("heat", C(21), C(20.5)),))),  # Reported anew.
        (None, LATEST, Outcome(pending=("heat",))),
    ],
)
def test_a_set_point_is_applied_within_half_a_step_or_pending_or_otherwise(
    value: Any, time: str, outcome: Outcome
) -> None:
    before = status_of("bosch")
    (request,) = commands.set_temperature(before, heat=C(21))
    found = compare(request.asked, status_of("bosch", thermostatHeatingSetpoint=heat(value, time)), before)
    assert found == outcome
    assert found.is_applied is (outcome == Outcome())


@pytest.mark.parametrize(("shown", "is_applied"), [(69.75, True), (70.25, True), (69.7, False), (70.3, False)])
def test_half_of_a_usual_step_counts_where_the_device_reports_none(shown: float, is_applied: bool) -> None:
    cooling = {"coolingSetpoint": state(shown, "F", LATEST)}
    status = status_of("ecobee", thermostatCoolingSetpoint=cooling)
    assert compare(Asked(cool=F(70)), status).is_applied is is_applied


def test_without_a_status_before_the_command_nothing_differs() -> None:
    assert compare(Asked(heat=C(21)), status_of("bosch")) == Outcome(pending=("heat",))


def test_the_set_point_of_an_air_conditioner_is_found_whatever_its_mode() -> None:
    before = status_of("air conditioner")
    (request,) = commands.set_temperature(before, heat=C(21))
    new = {"coolingSetpoint": state(21, "C", LATEST)}
    for mode in ("heat", "cool"):
        after = status_of(
            "air conditioner", thermostatCoolingSetpoint=new, airConditionerMode={"airConditionerMode": state(mode)}
        )
        assert compare(request.asked, after, before).is_applied


def test_a_mode_of_an_air_conditioner_is_applied_with_its_switch() -> None:
    before = status_of("air conditioner")
    asked = commands.set_mode(before, Mode.COOL).asked
    cool = {"airConditionerMode": state("cool", time=LATEST)}
    assert compare(asked, before, before).pending == ("mode",)
    only_mode = status_of("air conditioner", airConditionerMode=cool)
    assert compare(asked, only_mode, before).pending == ("mode",)
    both = status_of("air conditioner", airConditionerMode=cool, switch={"switch": state("on", time=LATEST)})
    assert compare(asked, both, before).is_applied
    still_off = status_of("air conditioner", airConditionerMode=cool, switch={"switch": state("off", time=LATEST)})
    assert str(compare(asked, still_off, before).differs[0]) == "mode: asked for 'on', got off"
    on = status_of("air conditioner", switch={"switch": state("on")})
    assert compare(commands.set_mode(on, "off").asked, still_off, on).is_applied


def test_both_spellings_of_a_mode_are_the_same() -> None:
    assert compare(Asked(mode=ThermostatMode("emergencyheat")), status_of("generic")).is_applied


def test_a_fan_is_compared_by_its_own_name() -> None:
    before = status_of("ecobee")
    asked = commands.set_fan(before, "on").asked
    assert compare(asked, before, before).pending == ("fan",)
    assert compare(commands.set_fan(before, "auto").asked, before, before).is_applied


def test_what_an_offline_device_shows_is_pending() -> None:
    before, after = status_of("ecobee"), status_of("offline")
    (request,) = commands.set_temperature(before, heat=F(60), cool=F(80))
    assert compare(request.asked, after, before) == Outcome(pending=("heat", "cool"))


# -- results


@pytest.mark.parametrize(
    ("statuses", "results"),
    [
        (["COMPLETED", "COMPLETED"], Results.COMPLETED),
        (["COMPLETED", "ACCEPTED"], Results.ACCEPTED),
        (["COMPLETED", "FAILED"], Results.FAILED),
        (["FAILED"], Results.FAILED),
        (["COMPLETED"], Results.UNKNOWN),
        (["COMPLETED", "COMPLETED", "COMPLETED"], Results.UNKNOWN),
        (["COMPLETED", "DONE"], Results.UNKNOWN),
        (["COMPLETED", None], Results.UNKNOWN),
        ([], Results.UNKNOWN),
    ],
)
def test_only_results_that_are_known_count_as_done(statuses: list[str | None], results: Results) -> None:
    found = [CommandResult(status=None if each is None else CommandStatus(each)) for each in statuses]
    sent = [Command("main", "a", "x"), Command("main", "b", "y")]
    assert results_of(found, sent) is results
    failed = [sent[place] for place, status in enumerate(statuses) if status == "FAILED"]
    assert list(failed_commands(found, sent)) == failed


# -- errors


def error(*details: Any, **fields: Any) -> dict[str, Any]:
    return {"requestId": "r", "error": {"code": "ConstraintViolationError", "message": "The request is malformed."}
            | {"details": list(details)} | fields}  # fmt: skip


HIGH = {"code": "UnprocessableEntityError", "target": "commands[0].arguments[0]", "message": "maximum is 90",
        "details": []}  # fmt: skip


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (error(HIGH), {"commands[0].arguments[0]": "maximum is 90"}),
        (error({"code": "X", "details": [HIGH]}), {"commands[0].arguments[0]": "maximum is 90"}),
        (error(HIGH, HIGH | {"message": "not a number"}), {"commands[0].arguments[0]": "maximum is 90; not a number"}),
        (error(HIGH, HIGH), {"commands[0].arguments[0]": "maximum is 90"}),
        (error({"code": "NotValidValue", "target": "[0].capability"}), {"[0].capability": "NotValidValue"}),
        (error(), {}),
        (error(details=None), {}),
        (error(details=5), {}),
        ({"error": {"code": "ConflictError", "message": "invalid device state"}}, {}),
        ({"error": "invalid_grant", "error_description": "Invalid refresh token: 1234"}, {}),
        ({"error": {"message": 3, "details": "x"}}, {}),
        ([], {}),
        (None, {}),
    ],
)
def test_the_deepest_detail_of_an_error_is_shown(body: Any, found: dict[str, str]) -> None:
    assert complaints(body) == found


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("commands[0].arguments[0]", "heat"),
        ("[1].capability", "cool"),
        ("commands[1]", "cool"),
        ("commands[2].arguments[0]", "commands[2].arguments[0]"),
        ("commands.arguments", "commands.arguments"),
        ("something else", "something else"),
        ("", ""),
    ],
)
def test_a_complaint_gets_the_name_of_the_callers_argument(target: str, name: str) -> None:
    (request,) = commands.set_temperature(status_of("ecobee"), heat=F(68), cool=F(75))
    assert named_for_caller({target: "no"}, request.commands) == {name: "no"}


def test_a_complaint_about_any_command_names_the_part() -> None:
    sent = commands.execute("switchLevel", "setLevel", [300]).commands
    found = {"commands[0].arguments[0]": "a", "[0].capability": "b", "commands.arguments": "c"}
    assert named_for_caller(found, sent) == {"arguments[0]": "a", "capability": "b", "arguments": "c"}


def test_complaints_about_both_commands_of_one_argument_are_put_together() -> None:
    sent = commands.set_mode(status_of("air conditioner"), "cool").commands
    assert named_for_caller({"commands[0]": "a", "commands[1].arguments[0]": "b"}, sent) == {"mode": "a; b"}


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["error", "details", "message", "target", "code"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_no_body_of_an_error_fails(body: Any) -> None:
    found = complaints(body)
    named_for_caller(found, [Command("main", "switch", "on", (), "mode")])
    assert all(found.values())


def test_a_body_that_is_deep_or_long_is_read_in_part() -> None:
    deep: dict[str, Any] = {"message": "end"}
    for _ in range(5000):
        deep = {"message": "more", "details": [deep]}
    assert complaints({"error": deep}) == {"": "end"}
    many = [{"target": str(place), "message": "x"} for place in range(1000)]
    assert len(complaints({"error": {"details": many}})) <= 20


assert LATEST > LATER > TIME
