"""Buildings: their addresses, and what is known about them."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

import attrs

from smartbuildings._core.fields import At, Kind, wire
from smartbuildings._core.kinds import NUMBER, TEXT, number_of
from smartbuildings._core.model import Model
from smartbuildings._core.zones import zone_named
from smartbuildings.ecobee.enums import BuildingSize
from smartbuildings.values import Applied

__all__ = ["Address", "BuildingInfo"]


def _zone_name(value: Any, at: At) -> str | None:
    found = TEXT.read(value, at)
    if found is not None and zone_named(found) is None:
        at.note("unknown value", found)
    return found


@attrs.frozen(repr=False, kw_only=True)
class Address(Model):
    """The address of a building. To create or move a building, give every field that has no default in the API."""

    street: str | None = wire("address", TEXT)
    """Street and number; at most 100 characters. The API calls it ``address`` and takes an empty text for none."""
    city: str | None = wire("city", TEXT)
    """City; at most 100 characters, may be empty."""
    state: str | None = wire("state", TEXT)
    """State or province; at most 30 characters, may be empty."""
    postal_code: str | None = wire("postalCode", TEXT)
    """A postal code of Canada or the United States."""
    country: str | None = wire("country", TEXT)
    """Two capital letters, such as ``US`` or ``CA``."""
    latitude: float | None = wire("latitude", NUMBER)
    """Degrees north, -90 to 90."""
    longitude: float | None = wire("longitude", NUMBER)
    """Degrees east, -180 to 180."""
    time_zone: str | None = wire("timeZone", Kind(_zone_name))
    """A name such as ``America/Toronto``. Inferred: of the IANA time zone database."""

    @property
    def zone(self) -> tzinfo | None:
        """The time zone of that name in any case, such as ``america/toronto``.

        ``None`` if this machine does not have it. A fixed offset such as ``UTC-05:00`` is not a time zone either: it
        does not say when daylight saving time begins.
        """
        return None if self.time_zone is None else zone_named(self.time_zone)


@attrs.frozen(repr=False, kw_only=True)
class BuildingInfo(Applied):
    """What is known about a building at the time of reading."""

    id: str | None = wire("id", TEXT)
    """The building's id: 24 characters of ``0123456789abcdef``."""
    name: str | None = wire("name", TEXT)
    """The name; 1 to 32 characters."""
    size: BuildingSize | None = wire("size", number_of(BuildingSize))
    """The class of floor area."""
    address: Address = attrs.field(factory=Address)
    """Its address."""

    @property
    def native(self) -> BuildingInfo:
        """This object: it is ecobee's own model."""
        return self
