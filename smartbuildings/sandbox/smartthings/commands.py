"""Commands: which capability has which, what its arguments may be, and what it changes.

Three kinds of no: a command that the capability does not have, or an argument that its schema forbids, is refused with
422 before anything happens; a device that is offline answers 409; a device that does not take the value answers FAILED
inside a response of status 200.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import attrs

from smartbuildings.sandbox.http.messages import Refusal

from .devices import Device, Order
from .wording import detail, error, unprocessable

__all__ = ["MOST_COMMANDS", "orders_of", "takes"]

MOST_COMMANDS: Final = 10

_THERMOSTAT_MODES: Final = frozenset(
    [
        *[
            "asleep",
            "auto",
            "autowitheco",
            "autowithreset",
            "autochangeover",
            "autochangeoveractive",
            "autocool",
            "autoheat",
        ],
        *[
            "auxheatonly",
            "auxiliaryemergencyheat",
            "away",
            "cool",
            "custom",
            "dayoff",
            "dryair",
            "eco",
            "emergencyheat",
        ],
        *[
            "emergencyheatactive",
            "energysavecool",
            "energysaveheat",
            "fanonly",
            "frostguard",
            "furnace",
            "heat",
            "heatingoff",
            "home",
            "in",
        ],
        *["manual", "moistair", "off", "out", "resume", "rushhour", "schedule", "southernaway"],
        *("emergency heat", "rush hour"),
    ]
)


@attrs.frozen
class Argument:
    """What one argument may be."""

    minimum: float | None = None
    maximum: float | None = None
    words: frozenset[str] | None = None
    """The words that it may be; any text of up to 255 characters if there are neither words nor numbers."""

    def problem(self, value: Any) -> tuple[str, str] | None:
        """Return code and message of what is wrong with a value, or None."""
        if self.minimum is not None and self.maximum is not None:
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                return "UnprocessableEntityError", "must be a number"
            if value > self.maximum:
                return "UnprocessableEntityError", f"must have a maximum value of {self.maximum:g}"
            if value < self.minimum:
                return "UnprocessableEntityError", f"must have a minimum value of {self.minimum:g}"
            return None
        if not isinstance(value, str) or len(value) > 255:
            return "UnprocessableEntityError", "must be a string of at most 255 characters"
        if self.words is not None and value not in self.words:
            return "NotValidValue", f"must be one of {', '.join(sorted(self.words))}"
        return None


@attrs.frozen
class Command:
    """What a command changes: one attribute, to its argument or to a value of its own; None changes nothing."""

    attribute: str | None = None
    arguments: tuple[Argument, ...] = ()
    value: Any = None
    step: float = 0.0
    """Moves the attribute instead, which is the cooling set point."""


_TEMPERATURE: Final = (Argument(-460, 10000),)
_TEXT: Final = (Argument(),)
_ON_OFF: Final = (Argument(words=frozenset({"on", "off"})),)

_COMMANDS: Final[Mapping[str, Mapping[str, Command]]] = {
    "thermostatMode": {
        "setThermostatMode": Command("thermostatMode", (Argument(words=_THERMOSTAT_MODES),)),
        "auto": Command("thermostatMode", value="auto"),
        "cool": Command("thermostatMode", value="cool"),
        "heat": Command("thermostatMode", value="heat"),
        "off": Command("thermostatMode", value="off"),
        "emergencyHeat": Command("thermostatMode", value="emergency heat"),
    },
    "thermostatHeatingSetpoint": {"setHeatingSetpoint": Command("heatingSetpoint", _TEMPERATURE)},
    "thermostatCoolingSetpoint": {"setCoolingSetpoint": Command("coolingSetpoint", _TEMPERATURE)},
    "thermostatFanMode": {
        "setThermostatFanMode": Command(
            "thermostatFanMode", (Argument(words=frozenset({"auto", "circulate", "followschedule", "on"})),)
        ),
        "fanAuto": Command("thermostatFanMode", value="auto"),
        "fanOn": Command("thermostatFanMode", value="on"),
        "fanCirculate": Command("thermostatFanMode", value="circulate"),
    },
    "airConditionerMode": {"setAirConditionerMode": Command("airConditionerMode", _TEXT)},
    "airConditionerFanMode": {"setFanMode": Command("fanMode", _TEXT)},
    "fanOscillationMode": {"setFanOscillationMode": Command("fanOscillationMode", _TEXT)},
    "custom.thermostatSetpointControl": {"raiseSetpoint": Command(step=1.0), "lowerSetpoint": Command(step=-1.0)},
    "switch": {"on": Command("switch", value="on"), "off": Command("switch", value="off")},
    "refrigeration": {
        "setRapidCooling": Command("rapidCooling", _ON_OFF),
        "setRapidFreezing": Command("rapidFreezing", _ON_OFF),
        "setDefrost": Command("defrost", _ON_OFF),
    },
    "refresh": {"refresh": Command()},
    "healthCheck": {"ping": Command()},
}


def orders_of(device: Device, body: Any) -> list[Order | None]:
    """Return what the commands of a request ask for, in their order; None for one that changes nothing.

    Raises:
        Refusal: the request is malformed, or the device has no such capability, command or argument.
    """
    commands = body.get("commands") if isinstance(body, dict) else None
    if not isinstance(commands, list) or not commands:
        raise Refusal(unprocessable(detail("NotEmptyError", "must not be empty", "commands")))
    if len(commands) > MOST_COMMANDS:
        message = f"must not have more than {MOST_COMMANDS} commands"
        raise Refusal(error(422, "LimitError", message, target="commands"))
    return [_order(device, index, command) for index, command in enumerate(commands)]


def takes(device: Device, order: Order) -> bool:
    """Return whether the device itself takes a value."""
    accepted = device.components[order.component].accepts.get(order.attribute)
    if isinstance(accepted, tuple):
        low, high = accepted
        return bool(low <= order.value <= high)
    return accepted is None or order.value in accepted


def _order(device: Device, index: int, command: Any) -> Order | None:
    if not isinstance(command, dict):
        raise Refusal(unprocessable(detail("BodyMalformedError", "must be an object", f"commands[{index}]")))
    for name in ("capability", "command"):
        if not isinstance(command.get(name), str):
            raise Refusal(unprocessable(detail("NotNullError", "must not be null", f"commands[{index}].{name}")))
    arguments = command.get("arguments", [])
    if not isinstance(arguments, list) or any(isinstance(each, dict | list) for each in arguments):
        raise Refusal(unprocessable(detail("BodyMalformedError", "must be an array of values", "commands.arguments")))
    component = device.components.get(str(command.get("component", "main")))
    if component is None:
        raise Refusal(unprocessable(detail("NotValidValue", "must be a valid component", f"[{index}].component")))
    capability = command["capability"]
    if capability not in component.capabilities:
        raise Refusal(unprocessable(detail("NotValidValue", "must be a valid capability", f"[{index}].capability")))
    known = _COMMANDS.get(capability, {}).get(command["command"])
    if known is None:
        raise Refusal(unprocessable(detail("NotValidValue", "must be a valid command", f"[{index}].command")))
    _check(index, known, arguments)
    if known.step:
        found = component.get("thermostatCoolingSetpoint", "coolingSetpoint")
        return Order(component.id, "thermostatCoolingSetpoint", "coolingSetpoint", (found or 0) + known.step)
    if known.attribute is None:
        return None
    return Order(component.id, capability, known.attribute, arguments[0] if known.arguments else known.value)


def _check(index: int, command: Command, arguments: list[Any]) -> None:
    target = f"commands[{index}].arguments"
    if len(arguments) != len(command.arguments):
        message = f"must have {len(command.arguments)} items"
        raise Refusal(unprocessable(detail("UnprocessableEntityError", message, target)))
    for position, (argument, value) in enumerate(zip(command.arguments, arguments, strict=True)):
        problem = argument.problem(value)
        if problem is not None:
            raise Refusal(unprocessable(detail(*problem, f"{target}[{position}]")))
