"""Devices: reading them, and commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.nest.commands import NAMES, settings_after
from smartbuildings.sandbox.nest.devices import TYPES, Device, Thermostat
from smartbuildings.sandbox.nest.wording import invalid_argument, not_found

from .call import Call, Handler

__all__ = ["HANDLERS"]


def list_devices(call: Call) -> Response:
    """List the devices that the user shares."""
    text, found = call.wanted_name(), []
    for device in call.account.devices.values():
        if call.account.is_shared(device) and text in device.custom_name:
            device.body.settle(call.now)
            found.append(_shown(call, device))
    return json_response(200, {"devices": found} if found else {})


def get_device(call: Call) -> Response:
    """Read a device."""
    return json_response(200, _shown(call, call.device()))


def execute_device_command(call: Call) -> Response:
    """Accept a command; the device shows it at once or later."""
    device, command = call.device(), call.body.get("command", "")
    if command not in NAMES:
        raise Refusal(not_found(f"Command {command}"))
    thermostat = device.body
    if not isinstance(thermostat, Thermostat) or (thermostat.fan is None and NAMES[command] == "SetFanTimer"):
        raise Refusal(invalid_argument(f"Command {command} is not supported by the device."))
    settings = settings_after(command, call.body.get("params", {}), thermostat, call.now)
    thermostat.order(settings, call.now, call.delay_s)
    thermostat.settle(call.now)
    return json_response(200, {})


def _shown(call: Call, device: Device) -> dict[str, Any]:
    structure = call.account.structures[device.structure_id]
    room = f"{call.project}/structures/{structure.id}/rooms/{device.room_id}"
    return {
        "name": f"{call.project}/devices/{device.id}",
        "type": f"{TYPES}{device.body.kind}",
        "assignee": room,
        "traits": device.traits(call.now),
        "parentRelations": [{"parent": room, "displayName": structure.rooms[device.room_id]}],
    }


HANDLERS: Mapping[str, Handler] = {
    "listDevices": list_devices,
    "getDevice": get_device,
    "executeDeviceCommand": execute_device_command,
}
