"""Reading the lists of ids. They can be 10,000 items long, so the usual item takes the short way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import attrs

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import FieldReader
from smartbuildings.errors import InvalidRequest

__all__ = ["ListItem", "ListResponse", "read_list"]


class ListItem(NamedTuple):
    """One item of a list of ids."""

    id: str
    """The id of a building or a thermostat, as listed; empty if there is none."""
    content_location: str | None
    """Where the item can be read. It comes from the server: check its host before it is followed."""
    is_usable: bool = True
    """Whether the id can be used in a request."""


@attrs.frozen
class ListResponse:
    """A list of ids, whole: these routes have no pages."""

    count: int | None
    """How many items the API says there are."""
    items: tuple[ListItem, ...]
    """The items in their order, those with an unusual id included."""


def read_list(
    data: Mapping[str, Any] | None, drift: DriftReport, *, check_id: Callable[[str], object] = str
) -> ListResponse:
    """Read a list of ids. An item without a usable id is noted as drift and kept, marked as not usable.

    Args:
        data: The list as it came.
        drift: Where the unexpected is noted.
        check_id: Raises ``InvalidRequest`` for an id that cannot be used.
    """
    wire = FieldReader(data, "ListResponse", drift)
    count = wire.whole("count")
    items: list[ListItem] = []
    for item in wire.items("items"):
        if type(item) is dict and len(item) == 2:
            found, where = item.get("id"), item.get("contentLocation")
            if type(found) is str and found and type(where) is str:
                items.append(_checked(found, where, check_id, drift))
                continue
        items.append(_read_item(item, check_id, drift))
    wire.extra()
    return ListResponse(count, tuple(items))


def _read_item(item: object, check_id: Callable[[str], object], drift: DriftReport) -> ListItem:
    wire = FieldReader(item, "ListItem", drift)
    found = wire.raw("id")
    where = wire.text("contentLocation")
    if isinstance(found, int) and not isinstance(found, bool):
        wire.refuse("id")  # Its digits are the id all the same.
        found = str(found)
    elif found is not None and not isinstance(found, str):
        wire.refuse("id")
        found = None
    wire.extra()
    if not found:
        drift.note("ListItem", "id", "missing field", "array item")
        return ListItem("", where, is_usable=False)
    return _checked(str.__str__(found), where, check_id, drift)


def _checked(found: str, where: str | None, check_id: Callable[[str], object], drift: DriftReport) -> ListItem:
    try:
        check_id(found)
    except InvalidRequest:
        drift.note("ListItem", "id", "unreadable value", "text")
        return ListItem(found, where, is_usable=False)
    return ListItem(found, where)
