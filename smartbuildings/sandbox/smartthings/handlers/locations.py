"""Locations with their rooms and modes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.smartthings.account import MOST_LOCATIONS, Location
from smartbuildings.sandbox.smartthings.devices import time_text
from smartbuildings.sandbox.smartthings.wording import conflict, detail, error, forbidden, unprocessable

from .call import Call, Handler

__all__ = ["HANDLERS"]

_MOST_ROOMS: Final = 50
_ACTIONS: Final = ("r:locations", "w:locations", "x:locations")


def list_locations(call: Call) -> Response:
    """List the locations that the token is valid for: of a consent, one."""
    found = [location for location in call.account.locations.values() if call.token.reaches(location.id)]
    items = [{"locationId": each.id, "name": each.fields["name"], "allowed": None} for each in found]
    return _list(items)


def create_location(call: Call) -> Response:
    """Add a location; an installed app belongs to one location, so only a personal token may."""
    if call.token.app is not None:
        raise Refusal(forbidden())
    if len(call.account.locations) >= MOST_LOCATIONS:
        raise Refusal(error(422, "LimitError", f"The user has {MOST_LOCATIONS} locations, which is the limit."))
    return _shown(call, call.account.create_location(dict(call.body), call.now))


def get_location(call: Call) -> Response:
    """Read one location."""
    return _shown(call, call.location())


def update_location(call: Call) -> Response:
    """Change what the body names."""
    location = call.location()
    location.fields |= call.body
    location.modified_at = call.now
    return _shown(call, location)


def delete_location(call: Call) -> Response:
    """Remove a location."""
    call.account.delete_location(call.location().id)
    return json_response(200, {})


def list_rooms(call: Call) -> Response:
    """List the rooms of a location."""
    location = call.location()
    return _list([_room(location, room_id) for room_id in location.rooms])


def create_room(call: Call) -> Response:
    """Add a room."""
    location = call.location()
    if len(location.rooms) >= _MOST_ROOMS:
        raise Refusal(error(422, "LimitError", f"The location has {_MOST_ROOMS} rooms, which is the limit."))
    room_id = call.account.new_id("room")
    location.rooms[room_id] = call.body["name"]
    return json_response(200, _room(location, room_id))


def get_room(call: Call) -> Response:
    """Read one room."""
    return json_response(200, _room(*_named_room(call)))


def update_room(call: Call) -> Response:
    """Rename a room."""
    location, room_id = _named_room(call)
    location.rooms[room_id] = call.body["name"]
    return json_response(200, _room(location, room_id))


def delete_room(call: Call) -> Response:
    """Remove a room; its devices stay in the location."""
    location, room_id = _named_room(call)
    del location.rooms[room_id]
    for device in call.account.devices.values():
        if device.room_id == room_id:
            device.room_id = None
    return json_response(200, {})


def list_modes(call: Call) -> Response:
    """List the modes of a location."""
    location = call.location()
    return _list([_mode(location, mode_id) for mode_id in location.modes])


def create_mode(call: Call) -> Response:
    """Add a mode."""
    location, mode_id = call.location(), call.account.new_id("mode")
    location.modes[mode_id] = call.body["label"]
    return json_response(200, _mode(location, mode_id))


def get_current_mode(call: Call) -> Response:
    """Read the mode that a location is in."""
    location = call.location()
    return json_response(200, _mode(location, location.current_mode))


def set_current_mode(call: Call) -> Response:
    """Put a location into another mode."""
    location, mode_id = call.location(), call.body["modeId"]
    if mode_id not in location.modes:
        raise Refusal(unprocessable(detail("NotValidValue", "must be a mode of the location", "modeId")))
    location.current_mode = mode_id
    return json_response(200, _mode(location, mode_id))


def get_mode(call: Call) -> Response:
    """Read one mode."""
    return json_response(200, _mode(*_named_mode(call)))


def update_mode(call: Call) -> Response:
    """Rename a mode."""
    location, mode_id = _named_mode(call)
    location.modes[mode_id] = call.body["label"]
    return json_response(200, _mode(location, mode_id))


def delete_mode(call: Call) -> Response:
    """Remove a mode, unless the location is in it."""
    location, mode_id = _named_mode(call)
    if mode_id == location.current_mode:
        raise Refusal(conflict("The location is in this mode."))
    del location.modes[mode_id]
    return json_response(200, {})


def _list(items: list[dict[str, Any]]) -> Response:
    return json_response(200, {"items": items, "_links": {}})


def _shown(call: Call, location: Location) -> Response:
    shown = {
        "locationId": location.id,
        **location.fields,
        "backgroundImage": None,
        "created": time_text(location.created_at),
        "lastModified": time_text(location.modified_at),
        "allowed": list(_ACTIONS) if call.flag("allowed") else None,
        "parent": None if location.group_id is None else {"type": "LOCATIONGROUP", "id": location.group_id},
    }
    return json_response(200, shown)


def _named_room(call: Call) -> tuple[Location, str]:
    location, room_id = call.location(), call.parameters["roomId"]
    if room_id not in location.rooms:
        raise Refusal(forbidden())
    return location, room_id


def _room(location: Location, room_id: str) -> dict[str, Any]:
    return {"roomId": room_id, "locationId": location.id, "name": location.rooms[room_id], "backgroundImage": None}


def _named_mode(call: Call) -> tuple[Location, str]:
    location, mode_id = call.location(), call.parameters["modeId"]
    if mode_id not in location.modes:
        raise Refusal(forbidden())
    return location, mode_id


def _mode(location: Location, mode_id: str) -> dict[str, Any]:
    label = location.modes[mode_id]
    return {"id": mode_id, "label": label, "name": label}


HANDLERS: Mapping[str, Handler] = {
    "listLocations": list_locations,
    "createLocation": create_location,
    "getLocation": get_location,
    "updateLocation": update_location,
    "patchLocation": update_location,
    "deleteLocation": delete_location,
    "listRooms": list_rooms,
    "createRoom": create_room,
    "getRoom": get_room,
    "updateRoom": update_room,
    "deleteRoom": delete_room,
    "listModes": list_modes,
    "createMode": create_mode,
    "getCurrentMode": get_current_mode,
    "setCurrentMode": set_current_mode,
    "getMode": get_mode,
    "updateMode": update_mode,
    "deleteMode": delete_mode,
}
