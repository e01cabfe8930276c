"""Scenes, and the events of the past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import attrs

from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.smartthings.account import Event
from smartbuildings.sandbox.smartthings.commands import takes
from smartbuildings.sandbox.smartthings.tokens import seeded_id
from smartbuildings.sandbox.smartthings.wording import detail, error, forbidden

from .call import MOST_IN_PAGE, Call, Handler

__all__ = ["HANDLERS"]


def list_scenes(call: Call) -> Response:
    """List the scenes of the locations that the token is valid for."""
    wanted = call.values("locationId")
    items = [
        {
            "sceneId": scene.id,
            "sceneName": scene.name,
            "sceneIcon": "204",
            "sceneColor": None,
            "locationId": location.id,
            "createdBy": seeded_id(call.account.seed, "owner"),
            "createdDate": int(scene.created_at * 1000),
            "lastUpdatedDate": int(scene.created_at * 1000),
            "lastExecutedDate": None if scene.executed_at is None else int(scene.executed_at * 1000),
            "editable": True,
            "apiVersion": "20200501",
        }
        for location in call.account.locations.values()
        if call.token.reaches(location.id) and (not wanted or location.id in wanted)
        for scene in location.scenes.values()
    ]
    return json_response(200, {"items": items, "_links": {"next": None, "previous": None}})


def execute_scene(call: Call) -> Response:
    """Start the actions of a scene; a device that is offline or gone is left out."""
    for location in call.account.locations.values():
        scene = location.scenes.get(call.parameters["sceneId"])
        if scene is None or not call.token.reaches(location.id):
            continue
        for device_id, order in scene.actions:
            device = call.account.devices.get(device_id)
            if device is None or not device.is_online or device.is_failing or not takes(device, order):
                continue
            call.account.settle(device, call.now)
            if device.is_sleeping:
                device.orders.append(attrs.evolve(order, due=call.now + call.sleep_s))
            else:
                device.apply(order, call.now)
                call.account.record(device, order, call.now)
        scene.executed_at = call.now
        return json_response(200, {"status": "success"})
    raise Refusal(forbidden())


def get_device_history(call: Call) -> Response:
    """List past events, the newest first unless asked otherwise; a full page has a next one, which may be empty."""
    locations = call.values("locationId")
    if not locations:
        missing = detail("NotNullError", "must not be null", "locationId")
        raise Refusal(error(400, "BadRequestError", "The query is malformed.", missing))
    for location_id in locations:
        call.known_location(location_id)
    limit, oldest_first = min(max(1, call.whole("limit", 20)), MOST_IN_PAGE), call.flag("oldestFirst")
    devices = {each.id: each for each in call.devices() if each.location_id in locations}
    wanted = call.values("deviceId")
    before = (call.whole("pagingBeforeEpoch", 2**62), call.whole("pagingBeforeHash", 0))
    after = (call.whole("pagingAfterEpoch", 0), call.whole("pagingAfterHash", 0))
    found = sorted(
        (
            event
            for event in call.account.events
            if event.device_id in devices
            and (not wanted or event.device_id in wanted)
            and after < (event.epoch, event.hash) < before
        ),
        key=lambda event: (event.epoch, event.hash),
        reverse=not oldest_first,
    )
    page = found[:limit]
    links: dict[str, Any] = {}
    if len(page) == limit:
        last, side = page[-1], "After" if oldest_first else "Before"
        query: list[tuple[str, object]] = [("locationId", each) for each in locations]
        query += [("deviceId", each) for each in wanted]
        query += [("limit", limit), ("oldestFirst", str(oldest_first).lower()), ("pagingOffset", 0)]
        query += [(f"paging{side}Epoch", last.epoch), (f"paging{side}Hash", last.hash)]
        links["next"] = call.href("/history/devices", query)
    return json_response(200, {"items": [_shown(call, event) for event in page], "_links": links})


def _shown(call: Call, event: Event) -> dict[str, Any]:
    device = call.account.devices[event.device_id]
    location = call.account.locations[device.location_id]
    moment = datetime.fromtimestamp(event.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "+0000")
    return {
        "deviceId": device.id,
        "deviceName": device.label,
        "locationId": location.id,
        "locationName": location.fields["name"],
        "time": moment,
        "text": f"{event.attribute} is {event.value}",
        "component": event.component,
        "componentLabel": device.components[event.component].label,
        "capability": event.capability,
        "attribute": event.attribute,
        "value": event.value,
        "unit": device.components[event.component].capabilities[event.capability][event.attribute].unit,
        "data": {},
        "translatedAttributeName": event.attribute,
        "translatedAttributeValue": str(event.value),
        "epoch": event.epoch,
        "hash": event.hash,
    }


HANDLERS: Mapping[str, Handler] = {
    "listScenes": list_scenes,
    "executeScene": execute_scene,
    "getDeviceHistory": get_device_history,
}
