"""Builders of the requests of authentication: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_issue_token(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/oauth/token",
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "issueToken": build_issue_token,
}
"""The builders by operationId."""
