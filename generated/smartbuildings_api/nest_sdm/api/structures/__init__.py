"""Builders of the requests of structures: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_structures(
    enterprises_id: object,
    *,
    filter_: Any = None,
) -> Request:
    return (
        "GET",
        "/v1/enterprises/{enterprises_id}/structures".format(
            enterprises_id=quote(str(enterprises_id), safe=""),
        ),
        {
            **{
                name: value
                for name, value in (("filter", filter_),)
                if value is not None
            },
        },
        None,
    )


def build_get_structure(
    enterprises_id: object,
    structures_id: object,
) -> Request:
    return (
        "GET",
        "/v1/enterprises/{enterprises_id}/structures/{structures_id}".format(
            enterprises_id=quote(str(enterprises_id), safe=""),
            structures_id=quote(str(structures_id), safe=""),
        ),
        None,
        None,
    )


def build_list_rooms(
    enterprises_id: object,
    structures_id: object,
) -> Request:
    return (
        "GET",
        "/v1/enterprises/{enterprises_id}/structures/{structures_id}/rooms".format(
            enterprises_id=quote(str(enterprises_id), safe=""),
            structures_id=quote(str(structures_id), safe=""),
        ),
        None,
        None,
    )


def build_get_room(
    enterprises_id: object,
    structures_id: object,
    rooms_id: object,
) -> Request:
    return (
        "GET",
        "/v1/enterprises/{enterprises_id}/structures/{structures_id}/rooms/{rooms_id}".format(
            enterprises_id=quote(str(enterprises_id), safe=""),
            structures_id=quote(str(structures_id), safe=""),
            rooms_id=quote(str(rooms_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listStructures": build_list_structures,
    "getStructure": build_get_structure,
    "listRooms": build_list_rooms,
    "getRoom": build_get_room,
}
"""The builders by operationId."""
