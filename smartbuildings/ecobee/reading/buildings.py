"""Reading buildings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import FieldReader
from smartbuildings.ecobee.enums import BuildingSize
from smartbuildings.ecobee.models import Address, BuildingInfo

__all__ = ["read_building"]


def read_building(data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None) -> BuildingInfo:
    """Read a building; the API mixes the fields of the address with the others."""
    wire = FieldReader(data, "BuildingInfo", drift)
    found = BuildingInfo(
        id=wire.text("id"),
        name=wire.text("name"),
        size=_read_size(wire, drift),
        address=Address(
            street=wire.text("address"),
            city=wire.text("city"),
            state=wire.text("state"),
            postal_code=wire.text("postalCode"),
            country=wire.text("country"),
            latitude=wire.number("latitude"),
            longitude=wire.number("longitude"),
            time_zone=wire.text("timeZone"),
        ),
        extra=wire.extra(),
    )
    if found.address.time_zone is not None and found.address.zone is None:
        drift.note("BuildingInfo", "timeZone", "unknown value", found.address.time_zone)
    return found


def _read_size(wire: FieldReader, drift: DriftReport) -> BuildingSize | None:
    number = wire.whole("size")
    if number is None:
        return None
    size = BuildingSize(number)
    if not size.is_known:
        drift.note("BuildingInfo", "size", "unknown value", str(size))
    return size
