"""Builders of the requests of rules: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_list_rules() -> Request:
    return (
        "GET",
        "/rules",
        None,
        None,
    )


def build_create_rule(
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/rules",
        None,
        body,
    )


def build_get_rule(
    rule_id: object,
) -> Request:
    return (
        "GET",
        "/rules/{rule_id}".format(
            rule_id=quote(str(rule_id), safe=""),
        ),
        None,
        None,
    )


def build_update_rule(
    rule_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PUT",
        "/rules/{rule_id}".format(
            rule_id=quote(str(rule_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_rule(
    rule_id: object,
) -> Request:
    return (
        "DELETE",
        "/rules/{rule_id}".format(
            rule_id=quote(str(rule_id), safe=""),
        ),
        None,
        None,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "listRules": build_list_rules,
    "createRule": build_create_rule,
    "getRule": build_get_rule,
    "updateRule": build_update_rule,
    "deleteRule": build_delete_rule,
}
"""The builders by operationId."""
