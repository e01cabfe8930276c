"""Builders of the requests of modes: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_modes(
    location_id: object,
) -> Request:
    return (
        "GET",
        "/locations/{location_id}/modes".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        None,
    )


def build_create_mode(
    location_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/locations/{location_id}/modes".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        body,
    )


def build_get_current_mode(
    location_id: object,
) -> Request:
    return (
        "GET",
        "/locations/{location_id}/modes/current".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        None,
    )


def build_set_current_mode(
    location_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PUT",
        "/locations/{location_id}/modes/current".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        body,
    )


def build_get_mode(
    location_id: object,
    mode_id: object,
) -> Request:
    return (
        "GET",
        "/locations/{location_id}/modes/{mode_id}".format(
            location_id=quote(str(location_id), safe=""),
            mode_id=quote(str(mode_id), safe=""),
        ),
        None,
        None,
    )


def build_update_mode(
    location_id: object,
    mode_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PUT",
        "/locations/{location_id}/modes/{mode_id}".format(
            location_id=quote(str(location_id), safe=""),
            mode_id=quote(str(mode_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_mode(
    location_id: object,
    mode_id: object,
) -> Request:
    return (
        "DELETE",
        "/locations/{location_id}/modes/{mode_id}".format(
            location_id=quote(str(location_id), safe=""),
            mode_id=quote(str(mode_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listModes": build_list_modes,
    "createMode": build_create_mode,
    "getCurrentMode": build_get_current_mode,
    "setCurrentMode": build_set_current_mode,
    "getMode": build_get_mode,
    "updateMode": build_update_mode,
    "deleteMode": build_delete_mode,
}
"""The builders by operationId."""
