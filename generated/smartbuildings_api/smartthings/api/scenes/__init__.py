"""Builders of the requests of scenes: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_scenes(
    *,
    location_id: Any = None,
    max_: Any = None,
    page: Any = None,
) -> Request:
    return (
        "GET",
        "/scenes",
        {
            **{
                name: value
                for name, value in (
                    ("locationId", location_id),
                    ("max", max_),
                    ("page", page),
                )
                if value is not None
            },
        },
        None,
    )


def build_execute_scene(
    scene_id: object,
) -> Request:
    return (
        "POST",
        "/scenes/{scene_id}/execute".format(
            scene_id=quote(str(scene_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listScenes": build_list_scenes,
    "executeScene": build_execute_scene,
}
"""The builders by operationId."""
