"""From the name of a time zone, as a server writes it, to the zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from functools import cache
from typing import Final

__all__ = ["zone_named"]

# Names that zoneinfo may know and that are not those of a place: the machine's own zone, placeholders, leap seconds.
_NOT_A_PLACE: Final = ("localtime", "posixrules", "factory", "right/")


def zone_named(name: str) -> tzinfo | None:
    """Return the zone of the IANA database with this name in any case; ``None`` if this machine has none.

    A fixed offset such as ``UTC-05:00`` is not a zone: it does not say when daylight saving time begins.
    """
    if name.lower().startswith(_NOT_A_PLACE):
        return None
    return _load(name) or _load(_spellings().get(name.lower(), ""))


def _load(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # Takes milliseconds, and many programs need no zone.

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _spellings() -> Mapping[str, str]:
    """Map names in lower case to names. This reads the whole database, about 0.15 s: only for an unusual name."""
    from zoneinfo import available_timezones

    return {name.lower(): name for name in available_timezones()}
