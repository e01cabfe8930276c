"""How SmartThings differs from other vendors, as data.

Sources: the developer pages "API overview" (rate limits, observed), "OAuth integrations" and "Errors"; an older page
"Rate limits and guardrails" for the rows that the first one lacks. Nothing here was tried against the live service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from smartbuildings._core.quota_scopes import Limit, QuotaRule, QuotaRules, ScopeKind, WindowHeaders
from smartbuildings._core.responses import ErrorShape, object_verdict
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.vendor import Vendor
from smartbuildings.credentials import Renewal

__all__ = ["REFRESH_TOKEN_S", "SCOPES", "SMARTTHINGS", "TOKENS", "complaints", "describe_vendor"]

SCOPES: Final = ("r:devices:*", "x:devices:*", "r:locations:*")
"""The scopes that reading and commanding thermostats need. Switching location modes needs ``x:locations:*`` too."""

REFRESH_TOKEN_S: Final = 30 * 24 * 3600.0
"""How long a refresh token that nobody uses is valid (documented: 30 days)."""

_MINUTE: Final = 60.0
_QUARTER: Final = 900.0
_HOUR: Final = 3600.0

_ROWS: Final[tuple[tuple[str, bool, int, float, tuple[str, ...]], ...]] = (
    ("list locations", False, 100, _MINUTE, ("listLocations",)),
    ("get location", False, 250, _MINUTE, ("getLocation",)),
    ("create location", False, 50, _HOUR, ("createLocation",)),
    ("update location", False, 20, _HOUR, ("updateLocation", "patchLocation")),
    ("delete location", False, 50, _HOUR, ("deleteLocation",)),
    ("rooms", False, 50, _HOUR, ("listRooms", "createRoom", "getRoom", "updateRoom", "deleteRoom")),
    ("list devices", False, 1000, _QUARTER, ("getDevices",)),
    ("get device", True, 400, _QUARTER, ("getDevice",)),
    ("status", True, 350, _MINUTE, ("getDeviceStatus", "getDeviceComponentStatus", "getDeviceStatusByCapability")),
    ("commands", True, 120, _MINUTE, ("executeDeviceCommands",)),
    ("installed apps", False, 60, _MINUTE, ("listInstallations", "getTokenInstallation", "deleteInstallation")),
    ("get installed app", False, 200, _MINUTE, ("getInstallation",)),
    ("subscribe", False, 60, _QUARTER, ("saveSubscription",)),
    ("unsubscribe", False, 15, _QUARTER, ("deleteAllSubscriptions",)),
    ("subscriptions", False, 15, _QUARTER, ("listSubscriptions", "getSubscription", "deleteSubscription")),
)
"""Each row: its name, whether each device has one of its own, the limit and its window, the operations.

They are published as observed values, so they hold until the headers of a response report the row. Rows without a
device are counted for the principal: the installed app of a consent, or the user of a personal access token.
"""
_UNLISTED: Final = (
    "listRoomDevices",
    "listModes",
    "createMode",
    "getCurrentMode",
    "setCurrentMode",
    "getMode",
    "updateMode",
    "deleteMode",
    "updateDevice",
    "deleteDevice",
    "getDeviceHealth",
    "listScenes",
    "executeScene",
    "getDeviceHistory",
)
"""The operations of which no limit is published: what their responses report is kept apart for each."""

_RETRY: Final = re.compile(rb"retry in (\d{1,15}) millis")


def _wait_in_body(content: bytes) -> float | None:
    """Read ``attempt 12 limit 10 - retry in 40582 millis``, which users report from the body of a 429."""
    found = _RETRY.search(content)
    return None if found is None else int(found[1]) / 1000


def _quota(*, reset_in_seconds: bool) -> QuotaRules:
    operations: dict[str, tuple[QuotaRule, ...]] = {
        name: (QuotaRule("endpoint", name, is_reported=True),) for name in _UNLISTED
    }
    for endpoint, is_of_device, limit, window_s, names in _ROWS:
        kind: ScopeKind = "endpoint and device" if is_of_device else "endpoint"
        row = (QuotaRule(kind, endpoint, (Limit(limit, window_s),), is_reported=True),)
        operations |= dict.fromkeys(names, row)
    window = WindowHeaders(
        "window",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        reset="x-ratelimit-reset",
        reset_unit_s=1.0 if reset_in_seconds else 0.001,
    )
    return QuotaRules(
        "smartthings", headers=(window,), operations=operations, wait_in_body=_wait_in_body, least_wait_s=1.0
    )


_MOST_DETAILS: Final = 20
"""How many details of an error are read."""


def complaints(body: Any) -> Mapping[str, str]:
    """Read from the JSON of an error what is wrong with which part of the request: the deepest details.

    A text about no part has an empty name. The error of a token request has none: it is of another shape, and its
    description can hold the token.
    """
    error = body.get("error") if isinstance(body, Mapping) else None
    found: dict[str, str] = {}
    waiting = _details(error) if isinstance(error, Mapping) else []
    while waiting and len(found) < _MOST_DETAILS:
        detail = waiting.pop(0)
        deeper = _details(detail)
        if deeper:
            waiting[:0] = deeper
            continue
        text = _text(detail, "message") or _text(detail, "code")
        target = _text(detail, "target")
        if text and text not in found.get(target, "").split("; "):
            found[target] = f"{found[target]}; {text}" if target in found else text
    return found


def _details(error: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = error.get("details")
    return [each for each in found if isinstance(each, Mapping)][:_MOST_DETAILS] if isinstance(found, list) else []


def _text(detail: Mapping[str, Any], name: str) -> str:
    found = detail.get(name)
    return found.strip() if isinstance(found, str) else ""


ERRORS: Final = ErrorShape(
    complaints,
    complaining=frozenset({400, 403, 404, 409, 422}),
    advice={
        403: "SmartThings answers this also where there is no such device, location or component. Check the id, and "
        "that the token has the scope that this operation needs.",
        409: "The device does not accept this in its present state; it may be offline. Read its status and try again.",
    },
)
"""The errors of SmartThings: an envelope with details inside details. Those of its token endpoint are OAuth's."""

TOKENS: Final = TokenRules(
    token_url="/oauth/token",
    encoding="form",
    renewal=Renewal.AHEAD_OF_EXPIRY,
    rotates=True,
    # Reported by a user: a spent or unknown code is answered by a 404.
    refusals=(b"authorization_code_invalid",),
    overdue_s=0.0,
)
"""An access token for 24 hours, and a refresh token that works once, for 30 days. A refresh ends both old ones."""


def describe_vendor(*, reset_in_seconds: bool = False) -> Vendor:
    """Return the description of SmartThings.

    Args:
        reset_in_seconds: Whether ``x-ratelimit-reset`` counts seconds. Of the vendor's pages one says milliseconds, and
            another one seconds; reported responses fit milliseconds.
    """
    return Vendor(
        name="smartthings",
        base_url="https://api.smartthings.com/v1",
        tokens=TOKENS,
        quota=_quota(reset_in_seconds=reset_in_seconds),
        verdict=object_verdict,
        errors=ERRORS,
    )


SMARTTHINGS: Final = describe_vendor()
"""SmartThings, with its limits' resets in milliseconds."""
