"""Builders of the requests of locationgroups: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_location_groups() -> Request:
    return (
        "GET",
        "/locationgroups",
        None,
        None,
    )


def build_create_location_group(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/locationgroups",
        None,
        body,
    )


def build_get_location_group(
    location_group_id: object,
) -> Request:
    return (
        "GET",
        "/locationgroups/{location_group_id}".format(
            location_group_id=quote(str(location_group_id), safe=""),
        ),
        None,
        None,
    )


def build_update_location_group(
    location_group_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PUT",
        "/locationgroups/{location_group_id}".format(
            location_group_id=quote(str(location_group_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_location_group(
    location_group_id: object,
) -> Request:
    return (
        "DELETE",
        "/locationgroups/{location_group_id}".format(
            location_group_id=quote(str(location_group_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listLocationGroups": build_list_location_groups,
    "createLocationGroup": build_create_location_group,
    "getLocationGroup": build_get_location_group,
    "updateLocationGroup": build_update_location_group,
    "deleteLocationGroup": build_delete_location_group,
}
"""The builders by operationId."""
