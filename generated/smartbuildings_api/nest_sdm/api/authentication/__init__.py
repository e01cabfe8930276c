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


def build_exchange_works_with_nest_code(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/oauth2/access_token",
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "exchangeToken": build_exchange_token,
    "exchangeWorksWithNestCode": build_exchange_works_with_nest_code,
}
"""The builders by operationId."""
