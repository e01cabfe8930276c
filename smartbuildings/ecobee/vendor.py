"""How ecobee SmartBuildings differs from other vendors, as data.

Sources: the developer pages "Rate limits" and "Authentication" of API v1.7.0.
"""

from __future__ import annotations

from typing import Final

from smartbuildings._core.quota_scopes import QuotaRule, QuotaRules, WindowHeaders

__all__ = ["QUOTA"]

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
