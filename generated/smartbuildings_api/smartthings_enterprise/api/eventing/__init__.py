"""Builders of the requests of eventing: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_sinks(
    account_id: object,
) -> Request:
    return (
        "GET",
        "/accounts/{account_id}/sinks".format(
            account_id=quote(str(account_id), safe=""),
        ),
        None,
        None,
    )


def build_create_sink(
    account_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/accounts/{account_id}/sinks".format(
            account_id=quote(str(account_id), safe=""),
        ),
        None,
        body,
    )


def build_list_account_subscriptions(
    account_id: object,
) -> Request:
    return (
        "GET",
        "/accounts/{account_id}/subscriptions".format(
            account_id=quote(str(account_id), safe=""),
        ),
        None,
        None,
    )


def build_create_account_subscription(
    account_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/accounts/{account_id}/subscriptions".format(
            account_id=quote(str(account_id), safe=""),
        ),
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listSinks": build_list_sinks,
    "createSink": build_create_sink,
    "listAccountSubscriptions": build_list_account_subscriptions,
    "createAccountSubscription": build_create_account_subscription,
}
"""The builders by operationId."""
