"""Builders of the requests of installedapps: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_installations(
    *,
    location_id: Any = None,
    installed_app_status: Any = None,
    installed_app_type: Any = None,
    tag: Any = None,
    app_id: Any = None,
    mode_id: Any = None,
    device_id: Any = None,
    max_: Any = None,
    page: Any = None,
) -> Request:
    return (
        "GET",
        "/installedapps",
        {
            **{
                name: value
                for name, value in (
                    ("locationId", location_id),
                    ("installedAppStatus", installed_app_status),
                    ("installedAppType", installed_app_type),
                    ("tag", tag),
                    ("appId", app_id),
                    ("modeId", mode_id),
                    ("deviceId", device_id),
                    ("max", max_),
                    ("page", page),
                )
                if value is not None
            },
        },
        None,
    )


def build_get_token_installation() -> Request:
    return (
        "GET",
        "/installedapps/me",
        None,
        None,
    )


def build_get_installation(
    installed_app_id: object,
) -> Request:
    return (
        "GET",
        "/installedapps/{installed_app_id}".format(
            installed_app_id=quote(str(installed_app_id), safe=""),
        ),
        None,
        None,
    )


def build_delete_installation(
    installed_app_id: object,
) -> Request:
    return (
        "DELETE",
        "/installedapps/{installed_app_id}".format(
            installed_app_id=quote(str(installed_app_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listInstallations": build_list_installations,
    "getTokenInstallation": build_get_token_installation,
    "getInstallation": build_get_installation,
    "deleteInstallation": build_delete_installation,
}
"""The builders by operationId."""
