"""Builders of the requests of subscriptions: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_subscriptions(
    installed_app_id: object,
) -> Request:
    return (
        "GET",
        "/installedapps/{installed_app_id}/subscriptions".format(
            installed_app_id=quote(str(installed_app_id), safe=""),
        ),
        None,
        None,
    )


def build_save_subscription(
    installed_app_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/installedapps/{installed_app_id}/subscriptions".format(
            installed_app_id=quote(str(installed_app_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_all_subscriptions(
    installed_app_id: object,
    *,
    device_id: Any = None,
    mode_id: Any = None,
) -> Request:
    return (
        "DELETE",
        "/installedapps/{installed_app_id}/subscriptions".format(
            installed_app_id=quote(str(installed_app_id), safe=""),
        ),
        {
            **{
                name: value
                for name, value in (
                    ("deviceId", device_id),
                    ("modeId", mode_id),
                )
                if value is not None
            },
        },
        None,
    )


def build_get_subscription(
    installed_app_id: object,
    subscription_id: object,
) -> Request:
    return (
        "GET",
        "/installedapps/{installed_app_id}/subscriptions/{subscription_id}".format(
            installed_app_id=quote(str(installed_app_id), safe=""),
            subscription_id=quote(str(subscription_id), safe=""),
        ),
        None,
        None,
    )


def build_delete_subscription(
    installed_app_id: object,
    subscription_id: object,
) -> Request:
    return (
        "DELETE",
        "/installedapps/{installed_app_id}/subscriptions/{subscription_id}".format(
            installed_app_id=quote(str(installed_app_id), safe=""),
            subscription_id=quote(str(subscription_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listSubscriptions": build_list_subscriptions,
    "saveSubscription": build_save_subscription,
    "deleteAllSubscriptions": build_delete_all_subscriptions,
    "getSubscription": build_get_subscription,
    "deleteSubscription": build_delete_subscription,
}
"""The builders by operationId."""
