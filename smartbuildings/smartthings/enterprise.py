"""How the Enterprise API of SmartThings differs from the public one, as data: for service accounts of property owners.

Sources: the vendor's pages "Access", "Authorization", "Roles" and "Rate limits" of the Enterprise documentation, of
which only the beginnings are public, and one public client for the token request. Nothing here was tried against the
live service.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

import attrs

from smartbuildings._core.quota_scopes import Limit, QuotaRule, ScopeKind
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.vendor import Vendor
from smartbuildings.credentials import Renewal
from smartbuildings.errors import ConfigurationError
from smartbuildings.smartthings.vendor import describe_vendor

__all__ = ["WARN_S", "check_key_expires", "describe_enterprise"]

WARN_S: Final = 30 * 24 * 3600.0
"""How long before an API key expires an event announces it, in seconds."""
_LONGEST: Final = timedelta(days=367)
"""The longest life of a key (documented: one year), with a day for leap years and one for time zones."""

_ROWS: Final[tuple[tuple[str, bool, int, tuple[str, ...]], ...]] = (
    ("list location groups", False, 1000, ("listLocationGroups",)),
    ("list locations", False, 250, ("listLocations",)),
    ("create location", False, 100, ("createLocation",)),
    ("get location", False, 500, ("getLocation",)),
    ("update location", False, 100, ("updateLocation", "patchLocation")),
    ("delete location", False, 100, ("deleteLocation",)),
    ("list rooms", False, 250, ("listRooms",)),
    ("create room", False, 100, ("createRoom",)),
    ("get room", False, 250, ("getRoom",)),
    ("update room", False, 100, ("updateRoom",)),
    ("delete room", False, 100, ("deleteRoom",)),
    ("devices in room", True, 350, ("listRoomDevices",)),
    ("list modes", False, 250, ("listModes",)),
    ("create mode", False, 100, ("createMode",)),
)
"""Each row: its name, whether each room has one of its own, the requests per minute, and the operations.

The vendor publishes them. Operations without a row here keep the one of the public API, which is not documented for
this one: it holds until the headers of a response report another.
"""

TOKENS: Final = TokenRules(encoding="json", renewal=Renewal.AHEAD_OF_EXPIRY, rotates=False, overdue_s=0.0)
"""A token for up to 24 hours, requested with the API key. Nothing rotates, so a request may be repeated."""


def describe_enterprise(*, reset_in_seconds: bool = False) -> Vendor:
    """Return the description of the Enterprise API.

    Args:
        reset_in_seconds: Whether ``x-ratelimit-reset`` counts seconds, not milliseconds.
    """
    public = describe_vendor(reset_in_seconds=reset_in_seconds)
    operations: dict[str, tuple[QuotaRule, ...]] = dict(public.quota.operations)
    for endpoint, is_of_room, limit, names in _ROWS:
        kind: ScopeKind = "endpoint and device" if is_of_room else "endpoint"
        operations |= dict.fromkeys(names, (QuotaRule(kind, endpoint, (Limit(limit, 60.0),), is_reported=True),))
    advice: Mapping[int, str] = {
        **public.errors.advice,
        403: "The service account has no role for this, or there is no such device, location or component. Check the "
        "id. Reading needs the role IOT_RESTRICTED_MANAGER, IOT_MANAGER or IOT_MEMBER on the location or its "
        "group; commands need IOT_MANAGER or IOT_MEMBER.",
    }
    return attrs.evolve(
        public,
        base_url="https://enterprise.smartthings.com",
        accept="application/vnd.smartthings+json;v=2",
        tokens=TOKENS,
        quota=attrs.evolve(public.quota, vendor="smartthings-enterprise", operations=operations),
        errors=public.errors._replace(advice=advice),
    )


def check_key_expires(given: datetime | str | None, now: datetime) -> datetime | None:
    """Return when an API key expires; a time without an offset is UTC.

    Raises:
        ConfigurationError: this is not a time, or more than a year ahead.
    """
    try:
        found = datetime.fromisoformat(given.strip()) if isinstance(given, str) else given
    except ValueError:
        found = None
    if given is None:
        return None
    if not isinstance(found, datetime):
        msg = "api_key_expires (SMARTTHINGS_API_KEY_EXPIRES) is not a time. Give one such as 2027-01-31."
        raise ConfigurationError(msg)
    found = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    if found - now > _LONGEST:
        msg = f"api_key_expires is {found.date()}: a key is valid for one year at most. Check the date of the key."
        raise ConfigurationError(msg)
    return found
