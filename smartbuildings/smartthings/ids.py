"""The ids of SmartThings, checked before a request: one that cannot be right could address another route."""

from __future__ import annotations

import re
from typing import Final

from smartbuildings.errors import InvalidRequest

__all__ = ["check_id"]

# UUIDs with dashes or without, and what else is seen: no id has a character that would need quoting.
_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,128}", re.ASCII)
_LONGEST_SHOWN: Final = 80


def check_id(value: object, *, field: str) -> str:
    """Check that it looks like the id of an object.

    Raises:
        InvalidRequest: it does not.
    """
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    msg = f"{repr(value)[:_LONGEST_SHOWN]} is not an id of SmartThings. Use one that a list or a result has."
    raise InvalidRequest(msg, field=field)
