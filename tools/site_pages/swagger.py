"""The contracts as Swagger UI shows them: with the marks where a reader sees them, and without a way to sign in.

Swagger UI hides what begins with ``x-``, so a mark goes to the end of the text that it is about. It would also ask for
a client secret, to fetch a token from the live service; scopes are told in words instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

__all__ = ["swagger_document"]


def swagger_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """Make the copy that is shown."""
    shown: dict[str, Any] = deepcopy(dict(document))
    security = shown.pop("security", [])
    shown["components"].pop("securitySchemes", None)
    for item in shown["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and "operationId" in operation:
                _mark_operation(operation, operation.pop("security", security))
    _mark_texts(shown)
    return shown


def _mark_operation(operation: dict[str, Any], security: list[Mapping[str, list[str]]]) -> None:
    mark, basis = operation.pop("x-mark", None), operation.pop("x-basis", None)
    if mark is not None:
        operation["summary"] = f"{operation['summary']} ({mark})"
    choices = [sorted(scope for names in choice.values() for scope in names) for choice in security]
    scopes = " or ".join(", ".join(f"`{scope}`" for scope in names) for names in choices if names)
    roles = " or ".join(f"`{role}`" for role in operation.get("x-roles", ()))
    told = [
        operation.get("description", ""),
        f"Inferred: {basis}." if basis else "",
        f"Scopes: {scopes}." if scopes else "",
        f"Roles: {roles}." if roles else "",
    ]
    operation["description"] = "\n\n".join(filter(None, told))


def _mark_texts(value: object) -> None:
    """Put the mark and its basis behind each description, wherever in the document it is."""
    if isinstance(value, dict):
        mark = value.get("x-mark")
        if mark is not None:
            basis = f": {value['x-basis']}" if "x-basis" in value else ""
            value["description"] = f"{value.get('description', '')} ({mark}{basis})".strip()
        for inner in value.values():
            _mark_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _mark_texts(inner)
