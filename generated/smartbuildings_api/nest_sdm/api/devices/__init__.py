"""Builders of the requests of devices: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_devices(
    enterprises_id: object,
    *,
    filter_: Any = None,
) -> Request:
    return (
        "GET",
        "/v1/enterprises/{enterprises_id}/devices".format(
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


def build_get_device(
    enterprises_id: object,
    devices_id: object,
) -> Request:
    return (
        "GET",
        "/v1/enterprises/{enterprises_id}/devices/{devices_id}".format(
            enterprises_id=quote(str(enterprises_id), safe=""),
            devices_id=quote(str(devices_id), safe=""),
        ),
        None,
        None,
    )


def build_execute_device_command(
    enterprises_id: object,
    devices_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/v1/enterprises/{enterprises_id}/devices/{devices_id}:executeCommand".format(
            enterprises_id=quote(str(enterprises_id), safe=""),
            devices_id=quote(str(devices_id), safe=""),
        ),
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listDevices": build_list_devices,
    "getDevice": build_get_device,
    "executeDeviceCommand": build_execute_device_command,
}
"""The builders by operationId."""
