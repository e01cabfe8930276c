"""What ``--json`` prints: the public models field by field, under their own names.

Temperatures are ``{"f": 68.0, "c": 20.0}``, times are ISO 8601, an offset from UTC reads ``-05:00``, what is not known
is ``null``. Fields of a response that this release does not know follow as ``extra``, where there are any.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

import attrs

from smartbuildings._core.open_enums import OpenEnum, OpenInt
from smartbuildings.errors import RateLimited, Rejected, SmartBuildingsError, StatusError
from smartbuildings.units import Temperature, TemperatureDelta

__all__ = ["json_form", "json_row"]

_ONLY_IF_SET = frozenset({"extra", "reached", "differs"})
"""The last two belong to what a write returns; the commands that write print them in their own way."""


def json_form(value: Any) -> Any:
    """Give a value as JSON can hold it."""
    if isinstance(value, Temperature | TemperatureDelta):
        return {"f": round(value.f, 2), "c": round(value.c, 2)}
    if isinstance(value, OpenEnum | OpenInt):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _offset(value)
    if isinstance(value, SmartBuildingsError):
        return _error(value)
    if isinstance(value, Mapping):
        return {str(name): json_form(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_form(item) for item in value]
    if attrs.has(type(value)):
        fields = {field.name: json_form(getattr(value, field.name)) for field in attrs.fields(type(value))}
        return {name: item for name, item in fields.items() if name not in _ONLY_IF_SET or item}
    return value


def json_row(thermostat_id: str, found: Any, error: SmartBuildingsError | None) -> dict[str, Any]:
    """Give one of many: the model's fields, the id even where the response left it out, and what went wrong."""
    return {**json_form(found), "id": thermostat_id, "error": json_form(error)}


def _offset(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _error(error: SmartBuildingsError) -> dict[str, Any]:
    told: dict[str, Any] = {"type": type(error).__name__, "message": str(error)}
    if isinstance(error, StatusError):
        told["status"] = error.status
    if isinstance(error, Rejected):
        told["fields"] = dict(error.fields)
    if isinstance(error, RateLimited):
        told["retry_after_s"] = error.retry_after
    return told
