"""Buildings: where they stand, and what is known about them."""

from __future__ import annotations

from datetime import tzinfo

import attrs

from smartbuildings._core.model import Model
from smartbuildings._core.zones import zone_named
from smartbuildings.ecobee.enums import BuildingSize
from smartbuildings.values import Applied

__all__ = ["Address", "BuildingInfo"]


@attrs.frozen(repr=False, kw_only=True)
class Address(Model):
    """Where a building stands. To create or move a building, give every field that has no default in the API."""

    street: str | None = None
    """Street and number; at most 100 characters. The API calls it ``address`` and takes an empty text for none."""
    city: str | None = None
    """City; at most 100 characters, may be empty."""
    state: str | None = None
    """State or province; at most 30 characters, may be empty."""
    postal_code: str | None = None
    """A postal code of Canada or the United States."""
    country: str | None = None
    """Two capital letters, such as ``US`` or ``CA``."""
    latitude: float | None = None
    """Degrees north, -90 to 90."""
    longitude: float | None = None
    """Degrees east, -180 to 180."""
    time_zone: str | None = None
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

    id: str | None = None
    """The building's id: 24 characters of ``0123456789abcdef``."""
    name: str | None = None
    """The name; 1 to 32 characters."""
    size: BuildingSize | None = None
    """The class of floor area."""
    address: Address = attrs.field(factory=Address)
    """Where it stands."""

    @property
    def native(self) -> BuildingInfo:
        """This object: it is ecobee's own model."""
        return self
