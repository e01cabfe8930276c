"""Builders of the requests of locations: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_locations() -> Request:
    return (
        "GET",
        "/locations",
        None,
        None,
    )


def build_create_location(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/locations",
        None,
        body,
    )


def build_get_location(
    location_id: object,
    *,
    allowed: Any = None,
) -> Request:
    return (
        "GET",
        "/locations/{location_id}".format(
            location_id=quote(str(location_id), safe=""),
        ),
        {
            **{
                name: value
                for name, value in (("allowed", allowed),)
                if value is not None
            },
        },
        None,
    )


def build_update_location(
    location_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PUT",
        "/locations/{location_id}".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_location(
    location_id: object,
) -> Request:
    return (
        "DELETE",
        "/locations/{location_id}".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        None,
    )


def build_patch_location(
    location_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/locations/{location_id}".format(
            location_id=quote(str(location_id), safe=""),
        ),
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listLocations": build_list_locations,
    "createLocation": build_create_location,
    "getLocation": build_get_location,
    "updateLocation": build_update_location,
    "deleteLocation": build_delete_location,
    "patchLocation": build_patch_location,
}
"""The builders by operationId."""
