"""The ids of Nest, checked before a request, and the full names that contain them.

A full name is ``enterprises/PROJECT/structures/STRUCTURE/rooms/ROOM`` or ``enterprises/PROJECT/devices/DEVICE``. An id
is the last part of it.
"""

from __future__ import annotations

import re
from typing import Final

from smartbuildings.errors import InvalidRequest

__all__ = ["check_id", "id_in", "last_id"]

_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,512}", re.ASCII)
_LONGEST_SHOWN: Final = 80


def check_id(value: object, *, field: str) -> str:
    """Check that it looks like an id: one that cannot be right could address another resource.

    Raises:
        InvalidRequest: it does not.
    """
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    msg = (
        f"{repr(value)[:_LONGEST_SHOWN]} is not an id of Nest. Use the one that a list or a result has: the last part "
        "of a full name such as enterprises/PROJECT/devices/ID."
    )
    raise InvalidRequest(msg, field=field)


def id_in(name: str | None, kind: str) -> str | None:
    """Return the id that follows ``devices``, ``structures`` or ``rooms`` in a full name.

    Examples:
        >>> id_in("enterprises/p/structures/s1/rooms/r2", "structures")
        's1'
    """
    parts = (name or "").split("/")
    if kind not in parts[:-1]:
        return None
    return parts[parts.index(kind) + 1] or None


def last_id(name: str | None) -> str | None:
    """Return the last part of a full name."""
    return None if name is None else name.rpartition("/")[2] or None
