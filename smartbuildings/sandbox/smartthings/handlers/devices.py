"""Devices: lists with their filters, status at three levels, health and commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.smartthings.commands import orders_of, takes
from smartbuildings.sandbox.smartthings.devices import Component, Device, time_text
from smartbuildings.sandbox.smartthings.tokens import seeded_id
from smartbuildings.sandbox.smartthings.wording import conflict, detail, forbidden, not_found, unprocessable

from .call import Call, Handler

__all__ = ["HANDLERS"]


def get_devices(call: Call) -> Response:
    """List the devices that fit the filters, page by page."""
    found = [device for device in call.devices() if _fits(call, device)]
    return _page(call, found, "/devices")


def list_room_devices(call: Call) -> Response:
    """List the devices of a room."""
    location, room_id = call.location(), call.parameters["roomId"]
    if room_id not in location.rooms:
        raise Refusal(forbidden())
    found = [device for device in call.devices() if device.room_id == room_id]
    return _page(call, found, f"/locations/{location.id}/rooms/{room_id}/devices")


def get_device(call: Call) -> Response:
    """Read one device."""
    return json_response(200, _shown(call, call.device()))


def update_device(call: Call) -> Response:
    """Change label, location or room."""
    device, body = call.device(), call.body
    location = call.known_location(body.get("locationId", device.location_id))
    room_id = body.get("roomId", device.room_id if location.id == device.location_id else None)
    if room_id is not None and room_id not in location.rooms:
        raise Refusal(unprocessable(detail("NotValidValue", "must be a room of the location", "roomId")))
    device.location_id, device.room_id = location.id, room_id
    device.label = body.get("label", device.label)
    return json_response(200, _shown(call, device))


def delete_device(call: Call) -> Response:
    """Remove a device."""
    del call.account.devices[call.device().id]
    return json_response(200, {})


def get_device_status(call: Call) -> Response:
    """Read the states of every attribute."""
    device = call.device()
    return json_response(200, {"components": {each.id: _states(device, each) for each in device.components.values()}})


def get_device_component_status(call: Call) -> Response:
    """Read the states of one component."""
    device = call.device()
    return json_response(200, _states(device, _component(call, device)))


def get_device_status_by_capability(call: Call) -> Response:
    """Read the states of one capability."""
    device = call.device()
    states = _states(device, _component(call, device))
    if call.parameters["capabilityId"] not in states:
        raise Refusal(forbidden())
    return json_response(200, states[call.parameters["capabilityId"]])


def get_device_health(call: Call) -> Response:
    """Read whether the platform reaches a device; one that is not tracked has no health."""
    device = call.device()
    if not device.is_tracked:
        return not_found("The device is not tracked.")
    return json_response(200, {"deviceId": device.id, **_health(device)})


def execute_device_commands(call: Call) -> Response:
    """Take commands: an awake device acts at once, a sleeping one when it wakes up."""
    device = call.device()
    orders = orders_of(device, call.body)
    if not device.is_online:
        raise Refusal(conflict("invalid device state"))
    results = []
    for order in orders:
        if device.is_failing or (order is not None and not takes(device, order)):
            status = "FAILED"
        elif order is None:
            status = "COMPLETED"
        elif device.is_sleeping:
            status = "ACCEPTED"
            device.orders.append(attrs.evolve(order, due=call.now + call.sleep_s))
        else:
            status = "COMPLETED"
            device.apply(order, call.now)
            call.account.record(device, order, call.now)
        results.append({"id": call.account.new_id("command"), "status": status})
    return json_response(200, {"results": results})


def _fits(call: Call, device: Device) -> bool:
    for name, value in (("locationId", device.location_id), ("deviceId", device.id), ("type", device.type)):
        if (wanted := call.values(name)) and value not in wanted:
            return False
    apps = call.values("installedAppId")
    if apps and not any(app.location_id == device.location_id for app in call.consents.apps.values() if app.id in apps):
        return False
    wanted = call.values("capability")
    if not wanted:
        return True
    has = {capability for component in device.components.values() for capability in component.capabilities}
    return bool(has & set(wanted)) if call.query.get("capabilitiesMode") == ["or"] else has >= set(wanted)


def _page(call: Call, found: list[Device], path: str) -> Response:
    page, links = call.page(found, path)
    for device in page:
        call.account.settle(device, call.now)
    return json_response(200, {"items": [_shown(call, device) for device in page], "_links": links})


def _shown(call: Call, device: Device) -> dict[str, Any]:
    with_status = call.flag("includeStatus")
    shown = {
        "deviceId": device.id,
        "name": device.name,
        "label": device.label,
        "manufacturerName": device.manufacturer,
        "presentationId": f"SmartThings-{device.type}",
        "locationId": device.location_id,
        "ownerId": seeded_id(call.account.seed, "owner"),
        "roomId": device.room_id,
        "components": [
            {
                "id": component.id,
                "label": component.label,
                "capabilities": [
                    {"id": name, "version": 1} | ({"status": states} if with_status else {})
                    for name, states in _states(device, component).items()
                ],
                "categories": [{"name": component.category, "categoryType": "manufacturer"}],
            }
            for component in device.components.values()
        ],
        "createTime": time_text(device.created_at),
        "profile": {"id": seeded_id(device.name, "profile")},
        **device.extras,
        "type": device.type,
        "restrictionTier": 0,
        "allowed": [],
        "executionContext": "LOCAL" if device.type in ("ZIGBEE", "ZWAVE") else "CLOUD",
        "relationships": [],
    }
    if device.room_id is None:
        del shown["roomId"]
    if call.flag("includeHealth"):
        shown["healthState"] = _health(device)
    return shown


def _health(device: Device) -> dict[str, Any]:
    return {"state": device.health, "lastUpdatedDate": time_text(device.health_at).replace("Z", "+0000")}


def _component(call: Call, device: Device) -> Component:
    component = device.components.get(call.parameters["componentId"])
    if component is None:
        raise Refusal(forbidden())
    return component


def _states(device: Device, component: Component) -> dict[str, Any]:
    states = component.status(is_online=device.is_online)
    if not device.is_online and "healthCheck" in states:
        offline = {"reason": "DEVICE-OFFLINE"}
        states["healthCheck"]["DeviceWatch-DeviceStatus"] = {
            "value": "offline",
            "data": offline,
            "timestamp": time_text(device.health_at),
        }
    return states


HANDLERS: Mapping[str, Handler] = {
    "getDevices": get_devices,
    "listRoomDevices": list_room_devices,
    "getDevice": get_device,
    "updateDevice": update_device,
    "deleteDevice": delete_device,
    "getDeviceStatus": get_device_status,
    "getDeviceComponentStatus": get_device_component_status,
    "getDeviceStatusByCapability": get_device_status_by_capability,
    "getDeviceHealth": get_device_health,
    "executeDeviceCommands": execute_device_commands,
}
