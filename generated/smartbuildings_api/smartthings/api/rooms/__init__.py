"""Builders of the requests of rooms: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_rooms(
    location_id: object,
) -> Request:
    return (
        "GET",
        "/locations/{location_id}/rooms".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        None,
    )


def build_create_room(
    location_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/locations/{location_id}/rooms".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        body,
    )


def build_get_room(
    location_id: object,
    room_id: object,
) -> Request:
    return (
        "GET",
        "/locations/{location_id}/rooms/{room_id}".format(
            location_id=quote(str(location_id), safe=""),
            room_id=quote(str(room_id), safe=""),
        ),
        None,
        None,
    )


def build_update_room(
    location_id: object,
    room_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PUT",
        "/locations/{location_id}/rooms/{room_id}".format(
            location_id=quote(str(location_id), safe=""),
            room_id=quote(str(room_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_room(
    location_id: object,
    room_id: object,
) -> Request:
    return (
        "DELETE",
        "/locations/{location_id}/rooms/{room_id}".format(
            location_id=quote(str(location_id), safe=""),
            room_id=quote(str(room_id), safe=""),
        ),
        None,
        None,
    )


def build_list_room_devices(
    location_id: object,
    room_id: object,
    *,
    max_: Any = None,
    page: Any = None,
) -> Request:
    return (
        "GET",
        "/locations/{location_id}/rooms/{room_id}/devices".format(
            location_id=quote(str(location_id), safe=""),
            room_id=quote(str(room_id), safe=""),
        ),
        {
            **{
                name: value
                for name, value in (
                    ("max", max_),
                    ("page", page),
                )
                if value is not None
            },
        },
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listRooms": build_list_rooms,
    "createRoom": build_create_room,
    "getRoom": build_get_room,
    "updateRoom": build_update_room,
    "deleteRoom": build_delete_room,
    "listRoomDevices": build_list_room_devices,
}
"""The builders by operationId."""
