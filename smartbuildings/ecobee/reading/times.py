"""Finding the times in a response before it is read, to know whether a time zone is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

__all__ = ["times_in"]

_ARRAYS: Final = ("holds", "items")
_OBJECT: Final = "currentEvent"
_TIMES: Final = ("startTime", "endTime", "time", "date")


def times_in(data: Mapping[str, Any] | None) -> tuple[datetime, ...]:
    """List the times in the ``data`` of events, alerts or a forecast, as they were sent."""
    return () if data is None else tuple(_times(data))


def _times(data: Mapping[str, Any]) -> Iterator[datetime]:
    objects: list[Any] = [data.get(_OBJECT)]
    for name in _ARRAYS:
        found = data.get(name)
        objects += found if isinstance(found, list | tuple) else ()
    for each in objects:
        for name in _TIMES if isinstance(each, Mapping) else ():
            value = each.get(name)
            if isinstance(value, str):
                try:
                    yield datetime.fromisoformat(value)
                except ValueError:
                    continue  # The reader notes it.
