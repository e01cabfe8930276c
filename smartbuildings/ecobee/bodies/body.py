"""What all bodies share: their type, and the refusal of an empty change."""

from __future__ import annotations

from typing import Any, TypeAlias

from smartbuildings.ecobee.checks import check_temperature, to_wire_precision
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature

__all__ = ["Body", "degrees_f", "require_changes"]

Body: TypeAlias = dict[str, Any]
"""A JSON object: plain dicts, lists, texts, numbers and booleans, nothing else."""


def require_changes(body: Body, what: str) -> Body:
    """Refuse a change that changes nothing.

    Raises:
        InvalidRequest: the body is empty.
    """
    if body:
        return body
    raise InvalidRequest(f"The change is empty. Give at least one of {what}.")


def degrees_f(value: Temperature, *, field: str) -> float:
    """Write a temperature: degrees Fahrenheit in steps of 0.01.

    Raises:
        InvalidRequest: it is a bare number, or out of the API's range.
    """
    return to_wire_precision(check_temperature(value, field=field)).f
