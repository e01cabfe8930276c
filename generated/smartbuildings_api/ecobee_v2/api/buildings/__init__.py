"""Builders of the requests of buildings: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_get_building_ids() -> Request:
    return (
        "GET",
        "/api/v2/buildingIds",
        None,
        None,
    )


def build_create_building(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v2/buildings",
        None,
        body,
    )


def build_get_building_summary(
    building_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/buildings/{building_id}".format(
            building_id=quote(str(building_id), safe=""),
        ),
        None,
        None,
    )


def build_delete_building(
    building_id: object,
) -> Request:
    return (
        "DELETE",
        "/api/v2/buildings/{building_id}".format(
            building_id=quote(str(building_id), safe=""),
        ),
        None,
        None,
    )


def build_update_building(
    building_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/buildings/{building_id}".format(
            building_id=quote(str(building_id), safe=""),
        ),
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "getBuildingIds": build_get_building_ids,
    "createBuilding": build_create_building,
    "getBuildingSummary": build_get_building_summary,
    "deleteBuilding": build_delete_building,
    "updateBuilding": build_update_building,
}
"""The builders by operationId."""
