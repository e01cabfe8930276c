"""Builders of the requests of devices: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_get_devices(
    *,
    capability: Any = None,
    capabilities_mode: Any = None,
    location_id: Any = None,
    device_id: Any = None,
    installed_app_id: Any = None,
    type_: Any = None,
    include_restricted: Any = None,
    access_level: Any = None,
    include_health: Any = None,
    include_status: Any = None,
    include_allowed_actions: Any = None,
    max_: Any = None,
    page: Any = None,
) -> Request:
    return (
        "GET",
        "/devices",
        {
            **{
                name: value
                for name, value in (
                    ("capability", capability),
                    ("capabilitiesMode", capabilities_mode),
                    ("locationId", location_id),
                    ("deviceId", device_id),
                    ("installedAppId", installed_app_id),
                    ("type", type_),
                    ("includeRestricted", include_restricted),
                    ("accessLevel", access_level),
                    ("includeHealth", include_health),
                    ("includeStatus", include_status),
                    ("includeAllowedActions", include_allowed_actions),
                    ("max", max_),
                    ("page", page),
                )
                if value is not None
            },
        },
        None,
    )


def build_get_device(
    device_id: object,
    *,
    include_health: Any = None,
    include_status: Any = None,
) -> Request:
    return (
        "GET",
        "/devices/{device_id}".format(
            device_id=quote(str(device_id), safe=""),
        ),
        {
            **{
                name: value
                for name, value in (
                    ("includeHealth", include_health),
                    ("includeStatus", include_status),
                )
                if value is not None
            },
        },
        None,
    )


def build_update_device(
    device_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PUT",
        "/devices/{device_id}".format(
            device_id=quote(str(device_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_device(
    device_id: object,
) -> Request:
    return (
        "DELETE",
        "/devices/{device_id}".format(
            device_id=quote(str(device_id), safe=""),
        ),
        None,
        None,
    )


def build_execute_device_commands(
    device_id: object,
    *,
    body: Any,
    ordered: Any = None,
) -> Request:
    return (
        "POST",
        "/devices/{device_id}/commands".format(
            device_id=quote(str(device_id), safe=""),
        ),
        {
            **{
                name: value
                for name, value in (("ordered", ordered),)
                if value is not None
            },
        },
        body,
    )


def build_get_device_status(
    device_id: object,
) -> Request:
    return (
        "GET",
        "/devices/{device_id}/status".format(
            device_id=quote(str(device_id), safe=""),
        ),
        None,
        None,
    )


def build_get_device_component_status(
    device_id: object,
    component_id: object,
) -> Request:
    return (
        "GET",
        "/devices/{device_id}/components/{component_id}/status".format(
            device_id=quote(str(device_id), safe=""),
            component_id=quote(str(component_id), safe=""),
        ),
        None,
        None,
    )


def build_get_device_status_by_capability(
    device_id: object,
    component_id: object,
    capability_id: object,
) -> Request:
    return (
        "GET",
        "/devices/{device_id}/components/{component_id}/capabilities/{capability_id}/status".format(
            device_id=quote(str(device_id), safe=""),
            component_id=quote(str(component_id), safe=""),
            capability_id=quote(str(capability_id), safe=""),
        ),
        None,
        None,
    )


def build_get_device_health(
    device_id: object,
) -> Request:
    return (
        "GET",
        "/devices/{device_id}/health".format(
            device_id=quote(str(device_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "getDevices": build_get_devices,
    "getDevice": build_get_device,
    "updateDevice": build_update_device,
    "deleteDevice": build_delete_device,
    "executeDeviceCommands": build_execute_device_commands,
    "getDeviceStatus": build_get_device_status,
    "getDeviceComponentStatus": build_get_device_component_status,
    "getDeviceStatusByCapability": build_get_device_status_by_capability,
    "getDeviceHealth": build_get_device_health,
}
"""The builders by operationId."""
