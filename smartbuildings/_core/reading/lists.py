"""Reading the lists of ids. They can be 10,000 items long, so the usual item takes the short way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.reading.wire import Wire

__all__ = ["ListAnswer", "ListItem", "read_list"]


class ListItem(NamedTuple):
    """One item of a list of ids."""

    id: str
    """The id of a building or a thermostat."""
    content_location: str | None
    """Where the item can be read. It comes from the server: check its host before it is followed."""


@attrs.frozen
class ListAnswer:
    """A list of ids, whole: these routes have no pages."""

    count: int | None
    """How many items the API says there are."""
    items: tuple[ListItem, ...]
    """The items that have an id."""


def read_list(data: Mapping[str, Any] | None, drift: DriftReport) -> ListAnswer:
    """Read a list of ids; an item without an id is noted and left out."""
    wire = Wire(data, "ListAnswer", drift)
    count = wire.whole("count")
    items: list[ListItem] = []
    for item in wire.items("items"):
        if type(item) is dict and len(item) == 2:
            found, where = item.get("id"), item.get("contentLocation")
            if type(found) is str and found and type(where) is str:
                items.append(ListItem(found, where))
                continue
        slow = _read_item(item, drift)
        if slow is not None:
            items.append(slow)
    wire.extra()
    return ListAnswer(count, tuple(items))


def _read_item(item: object, drift: DriftReport) -> ListItem | None:
    wire = Wire(item, "ListItem", drift)
    found = wire.text("id")
    where = wire.text("contentLocation")
    wire.extra()
    if not found:
        drift.note("ListItem", "id", "missing field", "array item")
        return None
    return ListItem(found, where)
