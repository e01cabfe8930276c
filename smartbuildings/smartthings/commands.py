"""The commands that a verb sends, given the last status of a thermostat. Nothing is sent here.

A request holds commands that do not depend on each other. A set point that depends on a mode is a request of its own,
to be sent when the mode is confirmed: a new mode can bring set points with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import attrs

from smartbuildings.errors import InvalidRequest
from smartbuildings.smartthings.checks import (
    Side,
    check_fan,
    check_mode,
    check_set_point,
    check_side,
    fan_capability,
    has_one_set_point,
    number,
    shown,
)
from smartbuildings.smartthings.enums import (
    AirConditionerFanMode,
    AirConditionerMode,
    ThermostatFanMode,
    ThermostatMode,
)
from smartbuildings.smartthings.models import ThermostatStatus
from smartbuildings.units import Temperature

__all__ = ["MOST_COMMANDS", "Asked", "Command", "Request", "execute", "set_fan", "set_mode", "set_temperature"]

Body: TypeAlias = dict[str, Any]

MOST_COMMANDS: Final = 10
"""How many commands one request takes."""
_COMPONENT: Final = re.compile(r"[-_!.~'()*0-9a-zA-Z]{1,36}", re.ASCII)
_LONGEST_NAME: Final = 128


@attrs.frozen
class Command:
    """One command."""

    component: str
    """The component that it goes to."""
    capability: str
    """The capability that it is one of."""
    name: str
    """Its name."""
    arguments: tuple[Any, ...] = ()
    """Its arguments: bare values."""
    field: str | None = None
    """The caller's argument that it comes from; ``None`` if the caller gave the command itself."""

    def body(self) -> Body:
        """Write it as the API takes it."""
        return {
            "component": self.component,
            "capability": self.capability,
            "command": self.name,
            "arguments": list(self.arguments),
        }


@attrs.frozen(kw_only=True)
class Asked:
    """The state that a request asks for, in the names and the steps of the device; ``None`` leaves a value as it is."""

    heat: Temperature | None = None
    """The heat set point."""
    cool: Temperature | None = None
    """The cool set point."""
    mode: ThermostatMode | AirConditionerMode | None = None
    """The mode."""
    is_on: bool | None = None
    """Whether an air conditioner or a zone is on."""
    fan: ThermostatFanMode | AirConditionerFanMode | None = None
    """The mode of the fan, or its speed."""


@attrs.frozen
class Request:
    """The commands of one request, and the state that they ask for."""

    commands: tuple[Command, ...]
    """From 1 to 10 of them."""
    asked: Asked = attrs.field(factory=Asked)
    """The state that they ask for."""

    def body(self) -> Body:
        """Write the body of the request.

        Raises:
            InvalidRequest: there is no command, or more than the API takes at once.
        """
        if not 0 < len(self.commands) <= MOST_COMMANDS:
            raise InvalidRequest(
                f"{len(self.commands)} commands cannot be sent at once. Use 1 to {MOST_COMMANDS} in a request.",
                field="commands",
            )
        return {"commands": [command.body() for command in self.commands]}


def set_temperature(
    status: ThermostatStatus,
    *,
    heat: Temperature | None = None,
    cool: Temperature | None = None,
    mode: str | None = None,
) -> tuple[Request, ...]:
    """Return the requests that set the set points, after the one that sets the mode, if one is given.

    Everything is checked at once, so that no mode is set for a set point that cannot be.

    Raises:
        InvalidRequest: a set point is out of range, does not fit the mode, or the device does not have it; air
            conditioners and zones have one: ``heat`` in heat mode, else ``cool``.
    """
    sides: dict[Side, Temperature] = {}
    if heat is not None:
        sides["heat"] = heat
    if cool is not None:
        sides["cool"] = cool
    if not sides:
        raise InvalidRequest("No set point was given. Use heat=, cool= or both.", field="heat")
    if len(sides) > 1 and has_one_set_point(status):
        raise InvalidRequest(
            f"Thermostat {status.id} has one set point. Use heat= in heat mode, else cool=.", field="cool"
        )
    first = () if mode is None else (set_mode(status, mode),)
    native = first[0].asked.mode if first else None
    if first and has_one_set_point(status) and native is None:
        raise InvalidRequest(
            f"Thermostat {status.id} cannot be set to a temperature and switched off at once.", field="mode"
        )
    found: dict[Side, Temperature] = {}
    commands = []
    for side, wanted in sides.items():
        capability = check_side(status, side, native)
        found[side] = check_set_point(status, wanted, side)
        name = "setHeatingSetpoint" if capability == "thermostatHeatingSetpoint" else "setCoolingSetpoint"
        commands.append(Command(status.component, capability, name, (number(found[side]),), side))
    if len(found) > 1 and found["heat"] > found["cool"]:
        raise InvalidRequest(
            f"The heat set point {found['heat']} is above the cool set point {found['cool']}. Use a lower heat=.",
            field="heat",
        )
    return (*first, Request(tuple(commands), Asked(heat=found.get("heat"), cool=found.get("cool"))))


def set_mode(status: ThermostatStatus, mode: str) -> Request:
    """Return the request that sets the mode; that of an air conditioner or a zone together with its switch.

    Raises:
        InvalidRequest: the device does not have this mode.
    """
    native = check_mode(status, mode)
    if not has_one_set_point(status):
        command = Command(status.component, "thermostatMode", "setThermostatMode", (str(native),), "mode")
        return Request((command,), Asked(mode=native))
    if native is None:
        return Request((Command(status.component, "switch", "off", (), "mode"),), Asked(is_on=False))
    return Request(
        (
            Command(status.component, "switch", "on", (), "mode"),
            Command(status.component, "airConditionerMode", "setAirConditionerMode", (str(native),), "mode"),
        ),
        Asked(mode=native, is_on=True),
    )


def set_fan(status: ThermostatStatus, fan: str) -> Request:
    """Return the request that sets the fan.

    Raises:
        InvalidRequest: the device does not have this mode or speed.
        NotSupported: it has no fan that can be set.
    """
    native, capability = check_fan(status, fan), fan_capability(status)
    name = "setFanMode" if has_one_set_point(status) else "setThermostatFanMode"
    return Request((Command(status.component, capability, name, (str(native),), "fan"),), Asked(fan=native))


def execute(capability: str, command: str, arguments: Iterable[Any] = (), *, component: str = "main") -> Request:
    """Return the request for any command of any capability.

    Raises:
        InvalidRequest: a name or an argument cannot be right.
    """
    for field, name in (("capability", capability), ("command", command)):
        if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME:
            raise InvalidRequest(
                f"{shown(name)} is not a {field}. Use a name of 1 to {_LONGEST_NAME} characters.", field=field
            )
    if not isinstance(component, str) or _COMPONENT.fullmatch(component) is None:
        raise InvalidRequest(f"{shown(component)} is not a component. Use a name such as 'main'.", field="component")
    found = tuple(arguments)
    for place, argument in enumerate(found):
        if not _is_json(argument):
            hint = "the number in the unit of the attribute" if isinstance(argument, Temperature) else "a value of JSON"
            raise InvalidRequest(f"{shown(argument)} cannot be an argument. Use {hint}.", field=f"arguments[{place}]")
    return Request((Command(component, capability, command, found),))


def _is_json(value: object) -> bool:
    try:
        if isinstance(value, Mapping):
            return all(isinstance(name, str) and _is_json(each) for name, each in value.items())
        if isinstance(value, list | tuple):
            return all(_is_json(each) for each in value)
    except RecursionError:
        return False
    return value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))
