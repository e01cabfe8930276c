"""A write is sent once, in the units of the device, and counts as applied only when the state shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from servers.scripted import Reply, Request, json_reply
from servers.smartthings import SmartThingsServer, error_reply

from smartbuildings import Applied, AsyncAccepted, AsyncSmartThings, FanMode, Mode, Temperature
from smartbuildings.errors import (
    ConfigurationError,
    Conflict,
    InvalidRequest,
    NotSupported,
    OutcomeUnknown,
    PermissionDenied,
    Rejected,
    Unprocessable,
    UnreadableResponse,
)
from smartbuildings.events import ConfirmationDiffers, Event
from smartbuildings.smartthings.enums import CommandStatus

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartThings]
PERSONAL = "a-personal-access-token"
COMMANDS = "/v1/devices/d0/commands"
STATUS = "/v1/devices/d0/status"
_ATTRIBUTES = {
    "setHeatingSetpoint": ("thermostatHeatingSetpoint", "heatingSetpoint"),
    "setCoolingSetpoint": ("thermostatCoolingSetpoint", "coolingSetpoint"),
    "setThermostatMode": ("thermostatMode", "thermostatMode"),
    "setAirConditionerMode": ("airConditionerMode", "airConditionerMode"),
    "setThermostatFanMode": ("thermostatFanMode", "thermostatFanMode"),
    "setFanMode": ("airConditionerFanMode", "fanMode"),
}


@attrs.define
class Device:
    """A device that does what it is told, after some reads of its status."""

    states: dict[str, dict[str, Any]]
    result: str = "ACCEPTED"
    after_reads: int = 0
    """How often the status is read before it shows the command."""
    is_stuck: bool = False
    """Whether it never does."""
    becomes: Callable[[str, Any], Any] = lambda _, value: value
    """Returns what the device makes of a value."""
    waiting: list[dict[str, Any]] = attrs.field(factory=list)
    clock: int = 0

    def serve(self, vendor: SmartThingsServer) -> None:
        vendor.on("POST", COMMANDS, self._take)
        vendor.on("GET", STATUS, self._show)

    def _take(self, request: Request) -> Reply:
        self.waiting += request.json()["commands"]
        results = [{"id": str(place), "status": self.result} for place in range(len(request.json()["commands"]))]
        return json_reply({"results": results})

    def _show(self, request: Request) -> Reply:
        if self.waiting and not self.is_stuck:
            if self.after_reads <= 0:
                self._act()
            self.after_reads -= 1
        return json_reply({"components": {"main": self.states}})

    def _act(self) -> None:
        for command in self.waiting:
            self.clock += 1
            stamp = f"2026-01-12T10:00:{self.clock:02d}.000Z"
            name, arguments = command["command"], command["arguments"]
            capability, attribute = _ATTRIBUTES.get(name, ("switch", "switch"))
            value = self.becomes(name, arguments[0] if arguments else name)
            self.states[capability][attribute] |= {"value": value, "timestamp": stamp}
        self.waiting.clear()


def state(value: Any, unit: str | None = None) -> dict[str, Any]:
    found = {"value": value, "timestamp": "2026-01-12T09:00:00.000Z"}
    return found if unit is None else {**found, "unit": unit}


def thermostat_states(unit: str = "F") -> dict[str, dict[str, Any]]:
    warm, cold = (68, 76) if unit == "F" else (20, 24.5)
    return {
        "temperatureMeasurement": {"temperature": state(warm, unit)},
        "thermostatHeatingSetpoint": {"heatingSetpoint": state(warm, unit)},
        "thermostatCoolingSetpoint": {"coolingSetpoint": state(cold, unit)},
        "thermostatMode": {
            "thermostatMode": state("heat"),
            "supportedThermostatModes": state(["off", "heat", "cool", "auto"]),
        },
        "thermostatFanMode": {
            "thermostatFanMode": state("auto"),
            "supportedThermostatFanModes": state(["auto", "on"]),
        },
    }


def air_conditioner_states(mode: str = "cool", switch: str = "on") -> dict[str, dict[str, Any]]:
    return {
        "temperatureMeasurement": {"temperature": state(25, "C")},
        "thermostatCoolingSetpoint": {"coolingSetpoint": state(24, "C")},
        "airConditionerMode": {
            "airConditionerMode": state(mode),
            "supportedAcModes": state(["auto", "cool", "dry", "wind", "heat"]),
        },
        "airConditionerFanMode": {"fanMode": state("auto"), "supportedAcFanModes": state(["auto", "low", "high"])},
        "switch": {"switch": state(switch)},
    }


def sent(vendor: SmartThingsServer) -> list[list[tuple[Any, ...]]]:
    """List the commands of each request."""
    return [
        [(one["component"], one["capability"], one["command"], *one["arguments"]) for one in request.json()["commands"]]
        for request in vendor.requests_for("POST", COMMANDS)
    ]


@pytest.mark.parametrize(
    ("unit", "asked", "number"),
    [
        ("F", Temperature.c(21), 70),
        ("F", Temperature.f(70.3), 70.5),
        ("C", Temperature.c(21), 21),
        ("C", Temperature.f(70), 21),
        ("C", Temperature.c(20.5), 20.4),
    ],
)
async def test_a_set_point_is_sent_in_the_unit_of_the_device_and_in_its_steps(
    make_client: Maker, vendor: SmartThingsServer, unit: str, asked: Temperature, number: float
) -> None:
    Device(thermostat_states(unit)).serve(vendor)

    result = await make_client(token=PERSONAL).thermostats.get("d0").set_temperature(heat=asked)

    assert result == Applied()
    assert sent(vendor) == [[("main", "thermostatHeatingSetpoint", "setHeatingSetpoint", number)]]


async def test_both_set_points_are_one_request(make_client: Maker, vendor: SmartThingsServer) -> None:
    Device(thermostat_states()).serve(vendor)
    thermostat = make_client(token=PERSONAL).thermostats.get("d0")

    assert isinstance(await thermostat.set_temperature(heat=Temperature.f(66), cool=Temperature.f(78)), Applied)

    assert [len(each) for each in sent(vendor)] == [2]
    with pytest.raises(InvalidRequest, match="above the cool set point"):
        await thermostat.set_temperature(heat=Temperature.f(80), cool=Temperature.f(70))
    assert len(sent(vendor)) == 1


async def test_what_the_state_does_not_show_is_accepted_and_can_be_waited_for(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    device = Device(thermostat_states(), is_stuck=True)
    device.serve(vendor)
    thermostat = make_client(token=PERSONAL, confirm_s=0.4).thermostats.get("d0")

    result = await thermostat.set_temperature(heat=Temperature.f(70))

    assert isinstance(result, AsyncAccepted)
    assert "queued" in result.reason
    assert await result.wait(0.4) is result
    with pytest.raises(ConfigurationError):
        await result.wait(0)
    device.is_stuck, device.after_reads = False, 1
    assert await result.wait(30) == Applied()
    assert len(sent(vendor)) == 1


async def test_without_time_to_confirm_nothing_is_read_back(make_client: Maker, vendor: SmartThingsServer) -> None:
    Device(thermostat_states()).serve(vendor)
    thermostat = make_client(token=PERSONAL, confirm_s=0).thermostats.get("d0")

    assert isinstance(await thermostat.set_temperature(heat=Temperature.f(70)), AsyncAccepted)

    assert len(vendor.requests_for("GET", STATUS)) == 1, "only the one that the value was checked against"
    for wrong in (-1, float("nan")):
        with pytest.raises(ConfigurationError):
            make_client(token=PERSONAL, confirm_s=wrong)


async def test_a_command_that_failed_in_a_200_is_an_error(make_client: Maker, vendor: SmartThingsServer) -> None:
    Device(thermostat_states(), result="FAILED").serve(vendor)
    thermostat = make_client(token=PERSONAL).thermostats.get("d0")

    with pytest.raises(Rejected, match=r"did not carry out thermostatHeatingSetpoint\.setHeatingSetpoint") as refused:
        await thermostat.set_temperature(heat=Temperature.f(70))

    assert refused.value.fields == {"heat": "failed"}
    with pytest.raises(Rejected):
        await thermostat.execute("refresh", "refresh")
    assert len(sent(vendor)) == 2


async def test_a_result_that_nobody_knows_is_not_taken_for_done(make_client: Maker, vendor: SmartThingsServer) -> None:
    Device(thermostat_states(), result="PONDERING", is_stuck=True).serve(vendor)

    result = await make_client(token=PERSONAL, confirm_s=0.3).thermostats.get("d0").set_mode(Mode.COOL)

    assert isinstance(result, AsyncAccepted)
    assert "does not know" in result.reason


DETAIL = {"code": "UnprocessableEntityError", "message": "must have a maximum value of 30", "details": []}


@pytest.mark.parametrize(
    ("reply", "error", "said"),
    [
        (error_reply(409, "ConflictError", "invalid device state"), Conflict, "may be offline"),
        (
            error_reply(422, "ConstraintViolationError", "bad", {**DETAIL, "target": "commands[0].arguments[0]"}),
            Unprocessable,
            "heat: must have a maximum value of 30",
        ),
        (Reply(403), PermissionDenied, "no such device, location or component"),
        (json_reply({}), UnreadableResponse, "no result"),
    ],
)
async def test_refusals_are_told_apart_and_never_repeated(
    make_client: Maker, vendor: SmartThingsServer, reply: Reply, error: type[Exception], said: str
) -> None:
    device = Device(thermostat_states())
    device.serve(vendor)
    vendor.on("POST", COMMANDS, reply)
    thermostat = make_client(token=PERSONAL, confirm_s=0.3).thermostats.get("d0")

    if error is UnreadableResponse:
        with pytest.raises(error, match=said):
            await thermostat.execute("refresh", "refresh")
    else:
        with pytest.raises(error, match=said) as refused:
            await thermostat.set_temperature(heat=Temperature.f(70))
        if isinstance(refused.value, Rejected):
            assert refused.value.fields == {"heat": "must have a maximum value of 30"}

    assert len(vendor.requests_for("POST", COMMANDS)) == 1


async def test_a_mode_is_confirmed_before_the_set_point_is_sent(make_client: Maker, vendor: SmartThingsServer) -> None:
    Device(thermostat_states(), after_reads=1).serve(vendor)

    result = await (
        make_client(token=PERSONAL).thermostats.get("d0").set_temperature(cool=Temperature.f(75), mode=Mode.COOL)
    )

    assert isinstance(result, Applied)
    assert sent(vendor) == [
        [("main", "thermostatMode", "setThermostatMode", "cool")],
        [("main", "thermostatCoolingSetpoint", "setCoolingSetpoint", 75)],
    ]
    order = [request.method for request in vendor.requests]
    assert order[-1] == "GET"
    assert order.index("POST") < order.index("GET", 1) < len(order) - 1 - order[::-1].index("POST")


@pytest.mark.parametrize("kind", ["stuck", "another"])
async def test_without_the_mode_the_set_point_is_not_sent(
    make_client: Maker, vendor: SmartThingsServer, kind: str
) -> None:
    if kind == "stuck":
        Device(thermostat_states(), is_stuck=True).serve(vendor)
    else:
        Device(thermostat_states(), becomes=lambda _, value: "auto").serve(vendor)
    thermostat = make_client(token=PERSONAL, confirm_s=0.4).thermostats.get("d0")

    result = await thermostat.set_temperature(cool=Temperature.f(75), mode=Mode.COOL)

    assert isinstance(result, AsyncAccepted)
    assert "the set points were not sent" in result.reason
    assert len(sent(vendor)) == 1


async def test_a_mode_that_shows_later_does_not_hide_that_the_set_point_was_not_sent(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    device = Device(thermostat_states(), is_stuck=True)
    device.serve(vendor)
    thermostat = make_client(token=PERSONAL, confirm_s=0.2).thermostats.get("d0")
    result = await thermostat.set_temperature(cool=Temperature.f(75), mode=Mode.COOL)
    assert isinstance(result, AsyncAccepted)
    assert [(each.field, each.asked) for each in result.unsent] == [("cool", Temperature.f(75))]
    device.is_stuck = False

    waited = await result.wait(5)

    assert isinstance(waited, Applied)
    assert [(each.field, each.asked) for each in waited.differs] == [("cool", Temperature.f(75))]
    assert len(sent(vendor)) == 1


async def test_a_device_that_shows_another_value_is_reported(make_client: Maker, vendor: SmartThingsServer) -> None:
    heard: list[Event] = []
    Device(thermostat_states(), becomes=lambda _, value: value + 2).serve(vendor)
    thermostat = make_client(token=PERSONAL, confirm_s=0.4, observers=[heard.append]).thermostats.get("d0")

    result = await thermostat.set_temperature(heat=Temperature.f(70))

    assert isinstance(result, Applied)
    assert [str(each) for each in result.differs] == ["heat: asked for 70.0 °F, got 72.0 °F"]
    assert [each for each in heard if isinstance(each, ConfirmationDiffers)]


async def test_an_air_conditioner_is_switched_with_its_mode(make_client: Maker, vendor: SmartThingsServer) -> None:
    Device(air_conditioner_states(switch="off")).serve(vendor)
    thermostat = make_client(token=PERSONAL).thermostats.get("d0")

    assert isinstance(await thermostat.set_mode(Mode.HEAT), Applied)
    assert isinstance(await thermostat.set_mode(Mode.OFF), Applied)

    assert sent(vendor) == [
        [("main", "switch", "on"), ("main", "airConditionerMode", "setAirConditionerMode", "heat")],
        [("main", "switch", "off")],
    ]


async def test_an_air_conditioner_has_one_set_point(make_client: Maker, vendor: SmartThingsServer) -> None:
    Device(air_conditioner_states("heat")).serve(vendor)
    thermostat = make_client(token=PERSONAL).thermostats.get("d0")

    with pytest.raises(InvalidRequest):
        await thermostat.set_temperature(cool=Temperature.c(23))
    with pytest.raises(InvalidRequest):
        await thermostat.set_temperature(heat=Temperature.c(23), cool=Temperature.c(25))
    assert sent(vendor) == []
    assert isinstance(await thermostat.set_temperature(heat=Temperature.c(23.1)), Applied)
    assert sent(vendor) == [[("main", "thermostatCoolingSetpoint", "setCoolingSetpoint", 23.1)]]


async def test_the_fan(make_client: Maker, vendor: SmartThingsServer) -> None:
    states = thermostat_states()
    Device(states).serve(vendor)
    thermostat = make_client(token=PERSONAL).thermostats.get("d0")

    assert isinstance(await thermostat.set_fan(FanMode.ON), Applied)
    with pytest.raises(InvalidRequest, match="'auto', 'on'"):
        await thermostat.set_fan(FanMode.CIRCULATE)

    assert sent(vendor) == [[("main", "thermostatFanMode", "setThermostatFanMode", "on")]]
    del states["thermostatFanMode"]
    await thermostat.status()
    with pytest.raises(NotSupported, match="no fan"):
        await thermostat.set_fan(FanMode.ON)


async def test_a_mode_that_the_device_does_not_list_is_refused_before_a_request(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    Device(thermostat_states()).serve(vendor)

    with pytest.raises(InvalidRequest, match="'off', 'heat', 'cool', 'auto'") as refused:
        await make_client(token=PERSONAL).thermostats.get("d0").set_mode(Mode.AUX_HEAT)

    assert refused.value.field == "mode"
    assert sent(vendor) == []


async def test_there_are_no_holds(make_client: Maker, vendor: SmartThingsServer) -> None:
    thermostat = make_client(token=PERSONAL).thermostats.get("d0")

    with pytest.raises(NotSupported, match="set_temperature"):
        await thermostat.hold(heat=Temperature.f(70))
    with pytest.raises(NotSupported, match="schedule"):
        await thermostat.resume()

    assert vendor.requests == []


async def test_a_lost_response_is_settled_by_reading_the_state(make_client: Maker, vendor: SmartThingsServer) -> None:
    device = Device(thermostat_states())
    device.serve(vendor)

    def lose(request: Request) -> Reply:
        device._take(request)
        return Reply(200, told_length=50, closes=True)

    vendor.on("POST", COMMANDS, lose)
    thermostat = make_client(token=PERSONAL).thermostats.get("d0")

    assert await thermostat.set_temperature(heat=Temperature.f(70)) == Applied()

    device.is_stuck = True
    with pytest.raises(OutcomeUnknown, match="not repeated") as unknown:
        await thermostat.set_temperature(heat=Temperature.f(65))
    assert unknown.value.applied is False
    assert len(sent(vendor)) == 2, "neither was repeated"


async def test_any_command_can_be_sent(make_client: Maker, vendor: SmartThingsServer) -> None:
    vendor.on("POST", COMMANDS, json_reply({"results": [{"id": "1", "status": "COMPLETED"}]}))
    thermostat = make_client(token=PERSONAL).thermostats.get("d0:INDOOR1")

    result = await thermostat.execute("custom.thing", "setThing", 5, "x", [1, 2])

    assert result.status is CommandStatus.COMPLETED
    assert sent(vendor) == [[("INDOOR1", "custom.thing", "setThing", 5, "x", [1, 2])]]
    for wrong in (("", "on"), ("switch", ""), ("switch", "on", object()), ("switch", "on", Temperature.f(70))):
        with pytest.raises(InvalidRequest):
            await thermostat.execute(*wrong)
    assert len(sent(vendor)) == 1


async def test_a_change_by_somebody_else_before_the_command_is_not_taken_for_the_device_s_reply(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    device = Device(thermostat_states(), is_stuck=True)
    device.serve(vendor)
    thermostat = make_client(token=PERSONAL, confirm_s=0.3).thermostats.get("d0")
    await thermostat.status()
    device.states["thermostatHeatingSetpoint"]["heatingSetpoint"] = {
        **state(73, "F"),
        "timestamp": "2026-01-12T09:30:00.000Z",
    }

    result = await thermostat.set_temperature(heat=Temperature.f(70))

    assert isinstance(result, AsyncAccepted), "it is queued; nobody knows yet what the device makes of it"


async def test_set_points_that_come_with_a_mode_are_not_taken_for_those_that_are_sent_after_it(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    device = Device(thermostat_states())

    def bring_set_points(name: str, value: Any) -> Any:
        if name == "setThermostatMode":
            device.clock += 1
            cold = {**state(80, "F"), "timestamp": f"2026-01-12T10:00:{device.clock:02d}.000Z"}
            device.states["thermostatCoolingSetpoint"]["coolingSetpoint"] = cold
            device.is_stuck = True
        return value

    device.becomes = bring_set_points
    device.serve(vendor)
    thermostat = make_client(token=PERSONAL, confirm_s=0.3).thermostats.get("d0")

    result = await thermostat.set_temperature(cool=Temperature.f(75), mode=Mode.COOL)

    assert isinstance(result, AsyncAccepted)
    assert len(sent(vendor)) == 2
