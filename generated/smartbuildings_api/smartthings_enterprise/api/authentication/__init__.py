"""Builders of the requests of authentication: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_issue_service_token(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/auth/serviceaccount/token",
        None,
        body,
    )


def build_create_service_key(
    account_id: object,
    service_account_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/accounts/{account_id}/serviceaccounts/{service_account_id}/keys".format(
            account_id=quote(str(account_id), safe=""),
            service_account_id=quote(str(service_account_id), safe=""),
        ),
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "issueServiceToken": build_issue_service_token,
    "createServiceKey": build_create_service_key,
}
"""The builders by operationId."""
