"""The operations of the Enterprise API that a client uses and the public API does not have."""

from __future__ import annotations

from typing import Final

from smartbuildings.smartthings import reading
from smartbuildings.smartthings.operations import Operation

__all__ = ["LIST_LOCATION_GROUPS"]

LIST_LOCATION_GROUPS: Final = Operation(
    verb="list the location groups", operation_id="listLocationGroups", reader=reading.read_location_group
)
