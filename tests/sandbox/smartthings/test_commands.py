"""Commands: what is refused, what is queued, what is done, and what follows in the rooms."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from smartbuildings.sandbox import SmartThingsSandbox
from smartbuildings.sandbox.smartthings.devices import Order

from .conftest import Api

HEAT = ("thermostatHeatingSetpoint", "setHeatingSetpoint")
COOL = ("thermostatCoolingSetpoint", "setCoolingSetpoint")


def refused(api: Api, device: str, *commands: Any) -> httpx.Response:
    return api.http.post(f"/devices/{device}/commands", json={"commands": list(commands)})


def command(capability: str, name: str, *arguments: Any, **more: Any) -> dict[str, Any]:
    return {"capability": capability, "command": name, "arguments": list(arguments)} | more


@pytest.mark.parametrize(
    ("sent", "code", "target"),
    [
        (command(*HEAT, 40000), "UnprocessableEntityError", "commands[0].arguments[0]"),
        (command(*HEAT, "warm"), "UnprocessableEntityError", "commands[0].arguments[0]"),
        (command(*HEAT, True), "UnprocessableEntityError", "commands[0].arguments[0]"),
        (command(*HEAT), "UnprocessableEntityError", "commands[0].arguments"),
        (command(*HEAT, 70, 71), "UnprocessableEntityError", "commands[0].arguments"),
        (command(*HEAT, {"value": 70, "unit": "F"}), "BodyMalformedError", "commands.arguments"),
        ({"capability": HEAT[0], "command": HEAT[1], "arguments": 70}, "BodyMalformedError", "commands.arguments"),
        (command("thermostatMode", "setThermostatMode", "tropical"), "NotValidValue", "commands[0].arguments[0]"),
        (command("airConditionerMode", "setAirConditionerMode", "cool"), "NotValidValue", "[0].capability"),
        (command("thermostatMode", "explode"), "NotValidValue", "[0].command"),
        (command(*HEAT, 70, component="attic"), "NotValidValue", "[0].component"),
        ({"capability": "switch"}, "NotNullError", "commands[0].command"),
        ("switch on", "BodyMalformedError", "commands[0]"),
    ],
)
def test_a_wrong_command_is_refused_with_its_place(api: Api, sent: Any, code: str, target: str) -> None:
    answer = refused(api, api.sandbox.device_id("ecobee"), sent)

    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["code"] == "ConstraintViolationError"
    (inner,) = error["details"]
    assert (inner["code"], inner["target"], inner["details"]) == (code, target, [])


def test_a_value_beyond_the_schema_is_told_its_bound(api: Api) -> None:
    answer = refused(api, api.sandbox.device_id("ecobee"), command(*HEAT, 70), command(*HEAT, 40000))

    (inner,) = answer.json()["error"]["details"]
    assert (inner["target"], inner["message"]) == ("commands[1].arguments[0]", "must have a maximum value of 10000")


def test_more_than_ten_commands_are_too_many(api: Api) -> None:
    plug = api.sandbox.device_id("plug")
    on = command("switch", "on")

    assert refused(api, plug, *[on] * 10).status_code == 200
    answer = refused(api, plug, *[on] * 11)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "LimitError")
    assert refused(api, plug).json()["error"]["details"][0]["target"] == "commands"


def test_a_body_that_is_not_json_is_malformed(api: Api) -> None:
    path = f"/devices/{api.sandbox.device_id('plug')}/commands"
    header = {"content-type": "application/json;charset=utf-8"}

    malformed = api.http.post(path, content=b'{"commands": [NaN', headers=header)
    text = api.http.post(path, content=b"on", headers={"content-type": "text/plain"})

    assert (malformed.status_code, malformed.json()["error"]["code"]) == (400, "BadRequestError")
    assert (text.status_code, text.json()["error"]["code"]) == (415, "UnsupportedMediaTypeError")


def test_an_offline_device_is_in_conflict(api: Api) -> None:
    answer = refused(api, api.sandbox.device_id("offline ecobee"), command(*HEAT, 70))

    assert answer.status_code == 409
    error = answer.json()["error"]
    assert (error["code"], error["message"]) == ("ConflictError", "invalid device state")


def test_an_awake_device_acts_at_once_and_reports_with_a_new_time(api: Api) -> None:
    device = api.sandbox.device_id("ecobee")
    before = api.state(device, "thermostatHeatingSetpoint", "heatingSetpoint")
    api.sandbox.clock.advance(5)

    assert api.command(device, *HEAT, before["value"]) == "COMPLETED"

    after = api.state(device, "thermostatHeatingSetpoint", "heatingSetpoint")
    assert after["value"] == before["value"]
    assert after["timestamp"] == "2026-01-12T15:00:05.000Z" > before["timestamp"]


def test_a_sleeping_device_accepts_and_acts_minutes_later(api: Api) -> None:
    device = api.sandbox.device_id("radiator valve")

    assert api.command(device, *HEAT, 23.4) == "ACCEPTED"

    api.sandbox.clock.advance(179)
    assert api.state(device, "thermostatHeatingSetpoint", "heatingSetpoint")["value"] == 21.0
    api.sandbox.clock.advance(3600)
    state = api.state(device, "thermostatHeatingSetpoint", "heatingSetpoint")
    assert (state["value"], state["timestamp"]) == (23.4, "2026-01-12T15:03:00.000Z")
    assert api.state(device, "temperatureMeasurement", "temperature")["value"] > 22


def test_a_device_that_does_not_take_a_value_fails_inside_a_success(api: Api) -> None:
    ecobee, plug = api.sandbox.device_id("ecobee"), api.sandbox.device_id("plug")

    results = api.send(
        "POST", f"/devices/{ecobee}/commands", {"commands": [command(*HEAT, 95), command("thermostatMode", "off")]}
    )["results"]
    api.sandbox.set_failing(plug, True)

    assert [each["status"] for each in results] == ["FAILED", "COMPLETED"]
    assert len({each["id"] for each in results}) == 2
    assert api.state(ecobee, "thermostatHeatingSetpoint", "heatingSetpoint")["value"] == 71
    assert api.command(plug, "refresh", "refresh") == "FAILED"
    assert api.command(ecobee, "thermostatMode", "setThermostatMode", "eco") == "FAILED"


def test_the_word_ordered_is_ignored(api: Api) -> None:
    body = {"commands": [command("switch", "off")]}
    answer = api.http.post(f"/devices/{api.sandbox.device_id('plug')}/commands", params={"ordered": "true"}, json=body)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("kind", "component", "capability", "name", "arguments", "attribute", "value"),
    [
        ("ecobee", "main", "thermostatFanMode", "fanOn", (), "thermostatFanMode", "on"),
        ("ecobee", "main", "thermostatMode", "auto", (), "thermostatMode", "auto"),
        ("heat pump thermostat", "main", "thermostatMode", "emergencyHeat", (), "thermostatMode", "emergency heat"),
        ("heat pump", "INDOOR2", *COOL, (22.5,), "coolingSetpoint", 22.5),
        (
            "heat pump",
            "INDOOR1",
            "airConditionerMode",
            "setAirConditionerMode",
            ("cool",),
            "airConditionerMode",
            "cool",
        ),
        ("heat pump", "INDOOR1", "switch", "off", (), "switch", "off"),
        ("air conditioner", "main", "airConditionerFanMode", "setFanMode", ("turbo",), "fanMode", "turbo"),
        ("refrigerator", "main", "refrigeration", "setRapidCooling", ("on",), "rapidCooling", "on"),
    ],
)
def test_each_capability_has_its_commands(
    api: Api, kind: str, component: str, capability: str, name: str, arguments: Any, attribute: str, value: Any
) -> None:
    device = api.sandbox.device_id(kind)

    assert api.command(device, capability, name, *arguments, component=component) == "COMPLETED"

    assert api.state(device, capability, attribute, component)["value"] == value


def test_a_set_point_moves_by_one_step(api: Api) -> None:
    device = api.sandbox.device_id("air conditioner")
    for name in ("raiseSetpoint", "raiseSetpoint", "lowerSetpoint"):
        assert api.command(device, "custom.thermostatSetpointControl", name) == "COMPLETED"

    assert api.state(device, "thermostatCoolingSetpoint", "coolingSetpoint")["value"] == 22


def test_a_new_mode_of_an_air_conditioner_brings_its_own_set_point(api: Api) -> None:
    device = api.sandbox.device_id("air conditioner")
    api.command(device, *COOL, 22)
    seen = []
    for mode in ("cool", "heat"):
        api.command(device, "airConditionerMode", "setAirConditionerMode", mode)
        seen.append(api.state(device, "thermostatCoolingSetpoint", "coolingSetpoint")["value"])

    assert seen == [24, 22]


@pytest.mark.parametrize(
    ("kind", "component", "sent", "value"),
    [
        ("ecobee", "main", HEAT, 76),
        ("heat pump thermostat", "main", HEAT, 74),
        ("floor thermostat", "main", HEAT, 24),
        ("air conditioner", "main", COOL, 26),
        ("heat pump", "INDOOR2", COOL, 25),
        ("heat pump", "main", COOL, 55),
    ],
)
def test_a_room_follows_its_set_point(api: Api, kind: str, component: str, sent: Any, value: float) -> None:
    device = api.sandbox.device_id(kind)
    before = api.state(device, "temperatureMeasurement", "temperature", component)["value"]

    api.command(device, *sent, value, component=component)
    assert api.state(device, "temperatureMeasurement", "temperature", component)["value"] == before
    api.sandbox.clock.advance(6 * 3600)

    state = api.state(device, "temperatureMeasurement", "temperature", component)
    assert abs(state["value"] - value) <= 1.5
    assert state["timestamp"] > "2026-01-12T15"


def test_equipment_runs_and_a_sensor_follows_its_room(api: Api) -> None:
    device, sensor = api.sandbox.device_id("ecobee"), api.sandbox.device_id("ecobee sensor")
    api.sandbox.set_temperature(device, 60.0)
    assert api.state(sensor, "temperatureMeasurement", "temperature")["value"] == 59
    api.sandbox.clock.advance(120)

    assert api.state(device, "thermostatOperatingState", "thermostatOperatingState")["value"] == "heating"
    api.command(device, "thermostatMode", "off")
    api.command(device, "thermostatFanMode", "fanOn")
    assert api.state(device, "thermostatOperatingState", "thermostatOperatingState")["value"] == "fan only"
    api.sandbox.clock.advance(6 * 3600)
    assert api.state(sensor, "temperatureMeasurement", "temperature")["value"] < 57


def test_a_room_that_is_off_cools_down(api: Api) -> None:
    device = api.sandbox.device_id("air conditioner")
    api.command(device, "switch", "off")
    api.sandbox.clock.advance(12 * 3600)

    assert api.state(device, "temperatureMeasurement", "temperature")["value"] < 18


def test_reading_changes_nothing() -> None:
    watched, unwatched = SmartThingsSandbox(speed=0), SmartThingsSandbox(speed=0)
    for sandbox in (watched, unwatched):  # a set point that changes while nobody reads
        valve = sandbox.device_id("radiator valve")
        order = Order("main", "thermostatHeatingSetpoint", "heatingSetpoint", 28.0, sandbox.clock.timestamp() + 1800)
        sandbox.account.devices[valve].orders.append(order)
    for _ in range(20):
        watched.clock.advance(333)
        for each in watched.device_ids:
            watched._settled(each)
    unwatched.clock.advance(20 * 333)

    def rooms(sandbox: SmartThingsSandbox) -> list[float]:
        devices = [sandbox._settled(each) for each in sandbox.device_ids]
        return [part.fahrenheit() for device in devices for part in device.components.values()]

    assert rooms(watched) == rooms(unwatched)
