"""Structures and their rooms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.nest.account import Structure
from smartbuildings.sandbox.nest.wording import not_found

from .call import Call, Handler

__all__ = ["HANDLERS"]


def list_structures(call: Call) -> Response:
    """List the structures that the user shares."""
    text = call.wanted_name()
    found = [_structure(call, each) for each in call.account.shared_structures() if text in each.custom_name]
    return json_response(200, {"structures": found} if found else {})


def get_structure(call: Call) -> Response:
    """Read a structure."""
    return json_response(200, _structure(call, call.structure()))


def list_rooms(call: Call) -> Response:
    """List the rooms of a structure."""
    structure = call.structure()
    return json_response(200, {"rooms": [_room(call, structure, room_id) for room_id in structure.rooms]})


def get_room(call: Call) -> Response:
    """Read a room."""
    structure, room_id = call.structure(), call.parameters["roomsId"]
    if room_id not in structure.rooms:
        raise Refusal(not_found(f"Room {call.project}/structures/{structure.id}/rooms/{room_id}"))
    return json_response(200, _room(call, structure, room_id))


def _structure(call: Call, structure: Structure) -> dict[str, Any]:
    return {
        "name": f"{call.project}/structures/{structure.id}",
        "traits": {"sdm.structures.traits.Info": {"customName": structure.custom_name}},
    }


def _room(call: Call, structure: Structure, room_id: str) -> dict[str, Any]:
    return {
        "name": f"{call.project}/structures/{structure.id}/rooms/{room_id}",
        "traits": {"sdm.structures.traits.RoomInfo": {"customName": structure.rooms[room_id]}},
    }


HANDLERS: Mapping[str, Handler] = {
    "listStructures": list_structures,
    "getStructure": get_structure,
    "listRooms": list_rooms,
    "getRoom": get_room,
}
