"""Builders of the requests of history: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_get_device_history(
    *,
    location_id: Any = None,
    device_id: Any = None,
    limit: Any = None,
    oldest_first: Any = None,
    paging_before_epoch: Any = None,
    paging_before_hash: Any = None,
    paging_after_epoch: Any = None,
    paging_after_hash: Any = None,
) -> Request:
    return (
        "GET",
        "/history/devices",
        {
            **{
                name: value
                for name, value in (
                    ("locationId", location_id),
                    ("deviceId", device_id),
                    ("limit", limit),
                    ("oldestFirst", oldest_first),
                    ("pagingBeforeEpoch", paging_before_epoch),
                    ("pagingBeforeHash", paging_before_hash),
                    ("pagingAfterEpoch", paging_after_epoch),
                    ("pagingAfterHash", paging_after_hash),
                )
                if value is not None
            },
        },
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "getDeviceHistory": build_get_device_history,
}
"""The builders by operationId."""
