"""Builders of the requests of authentication: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_get_token(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v2/token",
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "getToken": build_get_token,
}
"""The builders by operationId."""
