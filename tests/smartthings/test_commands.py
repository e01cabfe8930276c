"""What each verb sends to each kind of thermostat, and what it refuses before anything is sent."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings import FanMode, Mode, Temperature, TemperatureDelta
from smartbuildings._core.drift import DriftReport
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.smartthings import commands
from smartbuildings.smartthings.checks import check_thermostat_id, number, to_step
from smartbuildings.smartthings.commands import Command, Request
from smartbuildings.smartthings.enums import ThermostatKind, ThermostatMode
from smartbuildings.smartthings.models import ThermostatStatus
from smartbuildings.smartthings.reading import read_thermostat_status
from smartbuildings.units import Unit

from .shapes import STATUSES, state

F, C = Temperature.f, Temperature.c
KINDS = {
    "air conditioner": ThermostatKind.AIR_CONDITIONER,
    "heat pump": ThermostatKind.HEAT_PUMP_ZONE,
}


def status_of(name: str, scale: Unit | None = None, **changes: dict[str, Any]) -> ThermostatStatus:
    """Read a status, with some of the attributes of its component changed."""
    component = "INDOOR1" if name == "heat pump" else "main"
    changed = STATUSES[name][component] | {
        capability: STATUSES[name][component].get(capability, {}) | attributes
        for capability, attributes in changes.items()
    }
    kind = KINDS.get(name, ThermostatKind.THERMOSTAT)
    return read_thermostat_status(
        STATUSES[name] | {component: changed}, DriftReport(), kind=kind, component=component, device_id="d", scale=scale
    )


def sent(request: Request) -> list[tuple[str, str, list[Any]]]:
    """Return what a request sends, after a check of its form."""
    body = request.body()
    assert set(body) == {"commands"}
    for each in body["commands"]:
        assert set(each) == {"component", "capability", "command", "arguments"}
    json.dumps(body)
    return [(each["capability"], each["command"], each["arguments"]) for each in body["commands"]]


HEATING, COOLING = "thermostatHeatingSetpoint", "thermostatCoolingSetpoint"
HEAT_MODE = {"airConditionerMode": state("heat")}
COOL_MODE = {"airConditionerMode": state("cool")}


# -- set points


def test_a_thermostat_gets_a_command_for_each_set_point_in_one_request() -> None:
    (request,) = commands.set_temperature(status_of("ecobee"), heat=F(68), cool=F(75.5))
    assert sent(request) == [(HEATING, "setHeatingSetpoint", [68]), (COOLING, "setCoolingSetpoint", [75.5])]
    assert (request.asked.heat, request.asked.cool) == (F(68), F(75.5))
    assert [each.field for each in request.commands] == ["heat", "cool"]


@pytest.mark.parametrize(
    ("name", "asked", "number"),
    [
        ("bosch", C(20.04), 20),  # Its step is 0.1 °C.
        ("bosch", C(20.06), 20.1),
        ("bosch", F(70), 21.1),
        ("ecobee", C(20.2), 68.5),  # 68.36 °F, without a step.
        ("ecobee", F(68.2), 68),
        ("generic", C(21), 21),  # Without a step: 0.3 °C.
        ("generic", F(70), 21),
        ("generic", C(20.9), 21),
    ],
)
def test_a_set_point_is_sent_in_the_unit_and_the_step_of_the_attribute(
    name: str, asked: Temperature, number: float
) -> None:
    (request,) = commands.set_temperature(status_of(name), heat=asked)
    assert sent(request) == [(HEATING, "setHeatingSetpoint", [number])]
    assert request.asked.heat == (C(number) if name != "ecobee" else F(number))


def test_a_step_in_the_other_unit_is_a_step_all_the_same() -> None:
    span = state({"minimum": 41, "maximum": 95, "step": 1}, "F")
    status = status_of("bosch", thermostatHeatingSetpoint={"heatingSetpointRange": span})
    (request,) = commands.set_temperature(status, heat=F(70.3))
    assert sent(request) == [(HEATING, "setHeatingSetpoint", [21.111])]


def test_rounding_does_not_lead_out_of_the_range() -> None:
    span = state({"minimum": 5.2, "maximum": 30.1, "step": 0.5}, "C")
    status = status_of("bosch", thermostatHeatingSetpoint={"heatingSetpointRange": span})
    for asked, expected in ((C(5.2), 5.2), (C(30.1), 30), (C(30), 30), (C(5.3), 5.5)):
        (request,) = commands.set_temperature(status, heat=asked)
        assert sent(request) == [(HEATING, "setHeatingSetpoint", [expected])]


@given(
    value=st.decimals(-50, 60, places=2),
    step=st.sampled_from(["0.1", "0.3", "0.5", "1", "0.25"]),
    given_in=st.sampled_from(["F", "C"]),
    unit=st.sampled_from(["F", "C"]),
)
def test_rounding_is_to_the_nearest_step_without_drift(value: Decimal, step: str, given_in: Unit, unit: Unit) -> None:
    asked, width = Temperature(value, given_in), TemperatureDelta(Decimal(step), unit)
    found = to_step(asked, unit, width)
    assert abs(found - asked) <= TemperatureDelta.f(width.decimal_f / 2)
    assert found.unit == unit
    written = Decimal(json.dumps(number(found)))
    assert written % Decimal(step) == 0
    assert to_step(found, unit, width) == found


def test_an_air_conditioner_has_one_set_point_which_is_for_heat_in_heat_mode() -> None:
    for name in KINDS:
        heating, cooling = status_of(name, airConditionerMode=HEAT_MODE), status_of(name, airConditionerMode=COOL_MODE)
        for status, side, other in ((heating, "heat", "cool"), (cooling, "cool", "heat")):
            (request,) = commands.set_temperature(status, **{side: C(21)})  # type: ignore[arg-type]
            assert sent(request) == [(COOLING, "setCoolingSetpoint", [21])]
            assert request.commands[0].component == status.component
            with pytest.raises(InvalidRequest, match=f"one set point, and its mode is .* Use {side}=") as caught:
                commands.set_temperature(status, **{other: C(21)})  # type: ignore[arg-type]
            assert caught.value.field == other
            with pytest.raises(InvalidRequest, match="one set point"):
                commands.set_temperature(status, heat=C(20), cool=C(25))
    (request,) = commands.set_temperature(status_of("heat pump"), cool=C(21))  # In its mode auto.
    assert sent(request) == [(COOLING, "setCoolingSetpoint", [21])]


def test_a_mode_is_sent_before_the_set_point_and_decides_which_one_it_is() -> None:
    first, second = commands.set_temperature(
        status_of("air conditioner", airConditionerMode=COOL_MODE), heat=C(21), mode=Mode.HEAT
    )
    assert sent(first) == [("switch", "on", []), ("airConditionerMode", "setAirConditionerMode", ["heat"])]
    assert sent(second) == [(COOLING, "setCoolingSetpoint", [21])]
    first, second = commands.set_temperature(status_of("ecobee"), cool=F(75), mode=Mode.COOL)
    assert (sent(first), sent(second)) == (
        [("thermostatMode", "setThermostatMode", ["cool"])],
        [(COOLING, "setCoolingSetpoint", [75])],
    )


@pytest.mark.parametrize(
    ("name", "asked", "field", "text"),
    [
        ("bosch", {"heat": C(41)}, "heat", "above the range of thermostat d:main (5.0 to 40.0 °C)"),
        ("bosch", {"heat": F(40)}, "heat", "below the range of thermostat d:main (41.0 to 104.0 °F)"),
        ("bosch", {"cool": C(20)}, "cool", "has no cool set point. Use heat="),
        ("ecobee", {"heat": 68}, "heat", "Temperature.f(68)"),
        ("ecobee", {"heat": C(68)}, "heat", "is not a temperature of a room"),
        ("ecobee", {}, "heat", "No set point"),
        ("ecobee", {"heat": F(75), "cool": F(70)}, "heat", "above the cool set point"),
        ("air conditioner", {"heat": C(31)}, "heat", "above the range"),
        ("air conditioner", {"cool": C(21), "mode": "off"}, "mode", "switched off at once"),
        ("offline", {"heat": F(70)}, "heat", "does not report in which unit"),
        ("bosch", {"heat": C(41), "mode": "heat"}, "heat", "above the range"),
    ],
)
def test_a_set_point_that_cannot_be_is_refused_with_its_argument(
    name: str, asked: dict[str, Any], field: str, text: str
) -> None:
    with pytest.raises(InvalidRequest) as caught:
        commands.set_temperature(status_of(name), **asked)
    assert text in str(caught.value)
    assert caught.value.field == field


def test_a_thermostat_without_values_takes_the_unit_of_its_location() -> None:
    (request,) = commands.set_temperature(status_of("offline", "F"), heat=C(20))
    assert sent(request) == [(HEATING, "setHeatingSetpoint", [68])]


# -- modes


@pytest.mark.parametrize(
    ("name", "mode", "native"),
    [
        ("ecobee", Mode.COOL, "cool"),
        ("ecobee", Mode.AUX_HEAT, "auxheatonly"),
        ("ecobee", Mode.HEAT, "heat"),  # Its current one, which it does not list.
        ("ecobee", ThermostatMode.AUTO, "auto"),
        ("virtual", Mode.AUX_HEAT, "emergencyheat"),
        ("virtual", ThermostatMode.EMERGENCY_HEAT, "emergencyheat"),
        ("virtual", "in", "in"),
        ("virtual", "rush hour", "rush hour"),
        ("generic", Mode.AUX_HEAT, "emergency heat"),  # It lists none, so that all are allowed.
        ("generic", "southernaway", "southernaway"),
    ],
)
def test_a_mode_is_sent_as_the_device_calls_it(name: str, mode: str, native: str) -> None:
    request = commands.set_mode(status_of(name), mode)
    assert sent(request) == [("thermostatMode", "setThermostatMode", [native])]
    assert (request.asked.mode, request.asked.is_on) == (native, None)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_an_air_conditioner_is_switched_with_its_mode(name: str) -> None:
    request = commands.set_mode(status_of(name), Mode.OFF)
    assert sent(request) == [("switch", "off", [])]
    assert (request.asked.is_on, request.asked.mode) == (False, None)
    request = commands.set_mode(status_of(name), Mode.COOL)
    assert sent(request) == [("switch", "on", []), ("airConditionerMode", "setAirConditionerMode", ["cool"])]
    assert (request.asked.is_on, request.asked.mode) == (True, "cool")


def test_an_air_conditioner_without_a_list_takes_any_text_of_its_own() -> None:
    status = status_of("air conditioner", airConditionerMode={"supportedAcModes": state(None)})
    assert sent(commands.set_mode(status, "windFree"))[1][2] == ["windFree"]
    with pytest.raises(InvalidRequest, match="aux_heat"):
        commands.set_mode(status, Mode.AUX_HEAT)


@pytest.mark.parametrize(
    ("name", "mode"),
    [("bosch", Mode.COOL), ("ecobee", "eco"), ("generic", "turbo"), ("air conditioner", "turbo"), ("bosch", 3),
     ("generic", ""), ("ecobee", None), ("air conditioner", "x" * 256)],
)  # fmt: skip
def test_a_mode_that_the_device_does_not_have_is_refused(name: str, mode: Any) -> None:
    with pytest.raises(InvalidRequest) as caught:
        commands.set_mode(status_of(name), mode)
    assert caught.value.field == "mode"
    assert len(str(caught.value)) < 900


# -- fans


def test_a_fan_is_set_by_its_mode_or_its_speed() -> None:
    assert sent(commands.set_fan(status_of("ecobee"), FanMode.ON)) == [
        ("thermostatFanMode", "setThermostatFanMode", ["on"])
    ]
    request = commands.set_fan(status_of("air conditioner"), "turbo")
    assert sent(request) == [("airConditionerFanMode", "setFanMode", ["turbo"])]
    assert request.asked.fan == "turbo"


def test_a_fan_that_is_not_there_or_does_not_have_this_mode_is_refused() -> None:
    for name in ("bosch", "heat pump"):
        with pytest.raises(NotSupported, match="no fan"):
            commands.set_fan(status_of(name), FanMode.AUTO)
    for name, fan in (("ecobee", FanMode.CIRCULATE), ("air conditioner", FanMode.ON), ("offline", "low")):
        with pytest.raises(InvalidRequest) as caught:
            commands.set_fan(status_of(name), fan)
        assert caught.value.field == "fan"
    assert sent(commands.set_fan(status_of("offline"), FanMode.CIRCULATE))[0][2] == ["circulate"]


# -- any command


def test_any_command_can_be_sent_and_its_arguments_are_bare_values() -> None:
    request = commands.execute("custom.fan", "setLevel", [3, "a", {"x": [None, 1.5]}], component="main02")
    assert request.body() == {
        "commands": [
            {"component": "main02", "capability": "custom.fan", "command": "setLevel",
             "arguments": [3, "a", {"x": [None, 1.5]}]}
        ]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("", "on"), "capability"),
        (("x" * 129, "on"), "capability"),
        (("switch", 3), "command"),
        (("switch", "on", [1, F(70)]), "arguments[1]"),
        (("switch", "on", [float("nan")]), "arguments[0]"),
        (("switch", "on", [{1: 2}]), "arguments[0]"),
        (("switch", "on", [object()]), "arguments[0]"),
    ],
)
def test_a_command_that_cannot_be_written_is_refused(arguments: tuple[Any, ...], field: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        commands.execute(*arguments)
    assert caught.value.field == field


@pytest.mark.parametrize("component", ["", "a/b", "x" * 37, None, "a b"])
def test_a_component_has_a_name_that_the_api_allows(component: Any) -> None:
    with pytest.raises(InvalidRequest, match="component"):
        commands.execute("switch", "on", component=component)


def test_a_request_has_from_1_to_10_commands() -> None:
    one = Command("main", "switch", "on")
    assert len(Request((one,) * 10).body()["commands"]) == 10
    for wrong in ((), (one,) * 11):
        with pytest.raises(InvalidRequest, match="1 to 10"):
            Request(wrong).body()


@pytest.mark.parametrize(
    ("id", "parts"),
    [("4f6e-1c:main02", ("4f6e-1c", "main02")), ("4f6e", ("4f6e", "main")), ("a:hca.main", ("a", "hca.main"))],
)
def test_an_id_names_a_device_and_a_component(id: str, parts: tuple[str, str]) -> None:
    assert check_thermostat_id(id) == parts


@pytest.mark.parametrize("id", ["", ":main", "a:", "a:b:c", "a/b", "..", "a:..", "a?b", "a\n", 3, None, "é"])
def test_an_id_that_would_lead_elsewhere_is_refused(id: Any) -> None:
    with pytest.raises(InvalidRequest, match="not a thermostat id"):
        check_thermostat_id(id)
