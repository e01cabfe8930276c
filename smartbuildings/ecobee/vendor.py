"""How ecobee SmartBuildings differs from other vendors, as data.

Sources: the developer pages "Rate limits" and "Authentication" of API v1.7.0.
"""

from __future__ import annotations

import json
from typing import Final

from smartbuildings._core.quota_scopes import QuotaRule, QuotaRules, WindowHeaders
from smartbuildings._core.responses import jsend_verdict
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.token_state import RequestLimit
from smartbuildings._core.vendor import Vendor
from smartbuildings.credentials import Renewal

__all__ = ["AUDIENCE", "ECOBEE", "QUOTA", "TOKENS", "TOKEN_ENDPOINTS", "is_expired"]

_LENGTHS_S: Final = {"second": 1.0, "minute": 60.0, "hour": 3600.0}

QUOTA: Final = QuotaRules(
    "ecobee",
    headers=(
        *(
            WindowHeaders(name, f"x-ratelimit-limit-{name}", f"x-ratelimit-remaining-{name}", length_s)
            for name, length_s in _LENGTHS_S.items()
        ),
        # Not documented. A gateway in front of the API may report a window of its own.
        WindowHeaders(
            "window", "x-ratelimit-limit", "x-ratelimit-remaining", reset="x-ratelimit-reset", reset_unit_s=0.001
        ),
    ),
    every=(QuotaRule("address", is_reported=True),),
)
"""Every request counts for the IP address that it comes from, and every response reports the three windows of it."""


def is_expired(status: int, content: bytes) -> bool:
    """Return whether a response says that the token has expired: 401 ``{"exp": "token expired"}``, not JSend."""
    if status != 401:
        return False
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(body, dict) and body.get("exp") == "token expired"


TOKENS: Final = TokenRules(
    token_url="/token",
    encoding="json",
    renewal=Renewal.WHEN_REJECTED,
    rotates=False,
    limit=RequestLimit(count=120, period_s=7200.0),
    is_expired=is_expired,
    overdue_s=600.0,
)
"""One token until the API says that it has expired; at most 120 token requests in 2 hours for a client id."""

TOKEN_ENDPOINTS: Final = {"v1": (TOKENS.token_url, None), "v2": ("/api/v2/token", TOKENS.token_url)}
"""The token endpoint of each version, and its fallback: v2 is known to have its own, and the path is inferred."""
AUDIENCE: Final = "https://api.sb.ecobee.com"
"""Named in every token request, whatever the base URL (facts of API v1.7.0)."""

ECOBEE: Final = Vendor(
    name="ecobee", base_url="https://api.sb.ecobee.com", tokens=TOKENS, quota=QUOTA, verdict=jsend_verdict
)
"""ecobee SmartBuildings."""
