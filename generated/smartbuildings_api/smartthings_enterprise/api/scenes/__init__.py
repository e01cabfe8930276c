"""Builders of the requests of scenes: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_create_scene(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/scenes",
        None,
        body,
    )


def build_get_scene(
    scene_id: object,
) -> Request:
    return (
        "GET",
        "/scenes/{scene_id}".format(
            scene_id=quote(str(scene_id), safe=""),
        ),
        None,
        None,
    )


def build_update_scene(
    scene_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PUT",
        "/scenes/{scene_id}".format(
            scene_id=quote(str(scene_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_scene(
    scene_id: object,
) -> Request:
    return (
        "DELETE",
        "/scenes/{scene_id}".format(
            scene_id=quote(str(scene_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "createScene": build_create_scene,
    "getScene": build_get_scene,
    "updateScene": build_update_scene,
    "deleteScene": build_delete_scene,
}
"""The builders by operationId."""
