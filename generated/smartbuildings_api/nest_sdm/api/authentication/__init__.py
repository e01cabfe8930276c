"""Builders of the requests of authentication: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_exchange_token(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/oauth2/v4/token",
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "exchangeToken": build_exchange_token,
}
"""The builders by operationId."""
